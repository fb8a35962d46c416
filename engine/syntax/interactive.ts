/** What `Py_single_input` asks of a text beyond its being a program: `interactive: statement_newline`, one statement. */
import type { Stmt } from "./ast";
import type { PythonSyntaxError } from "./errors";
import type { ParseOptions } from "./parse";
import type { Tokens } from "./tokenizer";
import { T } from "./tokens";

const COMPOUND: ReadonlySet<Stmt["kind"]> = new Set([
	"FunctionDef",
	"AsyncFunctionDef",
	"ClassDef",
	"For",
	"AsyncFor",
	"While",
	"If",
	"With",
	"AsyncWith",
	"Match",
	"Try",
	"TryStar",
]);

/**
 * The error of a text whose statements are `body`; null where it is one interactive input. Behind a compound statement
 * stands a NEWLINE. The parser makes one of the text's end, once: a text that does not end its last line has used it up
 * by then, but for a block that ends there (`_PyPegen_fill_token`), unless that is left open (`PyCF_DONT_IMPLY_DEDENT`).
 */
export function interactiveError(
	tokens: Tokens,
	body: readonly Stmt[],
	bare: boolean,
	{ incomplete, keepsIndent }: ParseOptions,
): PythonSyntaxError | null {
	const [first, second] = body;
	const isCompound = first !== undefined && COMPOUND.has(first.kind);
	if (isCompound && second !== undefined) {
		const { lineno, colOffset } = second;
		const at = tokens.source.lineStart(lineno) + colOffset;
		const token = tokens.starts.findIndex((start, i) => start === at && (tokens.ends[i] as number) > at);
		return invalidSyntax(lineno, colOffset + 1, (tokens.ends[token] as number) - at + colOffset + 1);
	}
	const blockEnds = tokens.types.at(-2) === T.Dedent && keepsIndent !== true;
	if (bare && (first === undefined || (isCompound && !blockEnds))) {
		const lineno = tokens.source.length === 0 ? 0 : tokens.source.lineStarts.length - 1;
		if (incomplete !== true) return { ...invalidSyntax(lineno, 0, 0), text: lineno === 0 ? "" : null };
		const offset = [...tokens.source.line(lineno)].length;
		const text = lineno === 0 ? "" : null;
		return { ...invalidSyntax(lineno, offset, -1), type: "_IncompleteInputError", message: "incomplete input", text };
	}
	// `bad_single_statement`
	if (first === undefined || second === undefined || second.lineno === first.endLineno) return null;
	const offset = first.endColOffset + 1;
	const message = "multiple statements found while compiling a single statement";
	return { ...invalidSyntax(first.endLineno, offset, offset + 1), message };
}

function invalidSyntax(lineno: number, offset: number, endOffset: number): PythonSyntaxError {
	return { type: "SyntaxError", message: "invalid syntax", lineno, offset, endLineno: lineno, endOffset, text: null };
}
