/** The parser's door: a text in, its tree out, or the SyntaxError that CPython would raise. */
import type { ProfileName } from "../profiles";
import type { Module, Stmt } from "./ast";
import { Cursor, REJECTED } from "./cursor";
import { acceptsOrEnds, findError, findIncomplete } from "./errorPass";
import type { PythonSyntaxError, PythonSyntaxWarning, StatementPlace } from "./errors";
import { interactiveError } from "./interactive";
import { parseFile } from "./statements";
import { tokenize } from "./tokenizer";

export type ParseResult =
	| { readonly kind: "ok"; readonly module: Module; readonly warnings: readonly PythonSyntaxWarning[] }
	/** The warnings are those that come before the error. */
	| {
			readonly kind: "error";
			readonly error: PythonSyntaxError;
			/** The last compound statement before it; null where the parser has not begun. */
			readonly after: StatementPlace | null;
			readonly warnings: readonly PythonSyntaxWarning[];
	  };

/** Null where the text is no Python, or nests deeper than `deep` allows. */
function attempt(p: Cursor): Stmt[] | null {
	try {
		return parseFile(p);
	} catch (error) {
		if (error !== REJECTED) throw error;
		return null;
	}
}

const failure = (message: string, at: Pick<PythonSyntaxError, "lineno" | "offset">): PythonSyntaxError => ({
	type: "SyntaxError",
	message,
	...at,
	endLineno: at.lineno,
	endOffset: at.offset,
	text: null,
});

/** What a running program brings to the parsing of a text. */
export interface ParseOptions {
	/** Is told how many tokens there are before they are parsed. */
	readonly metered?: (tokens: number) => void;
	/** `sys.get_int_max_str_digits()` */
	readonly mostDigits?: number;
	/** `Py_single_input`: no newline is added to the text's end. */
	readonly interactive?: boolean;
	/** `PyCF_ALLOW_INCOMPLETE_INPUT`: an end that comes too soon is an error of its own. */
	readonly incomplete?: boolean;
	/** `PyCF_DONT_IMPLY_DEDENT`: the end of an interactive text without a newline ends no block. */
	readonly keepsIndent?: boolean;
}

/**
 * Parses a program as `ast.parse` of that CPython does: its tree, or the error it reports. Throws for no input, and
 * takes time linear in it.
 */
export function parse(source: string, python: ProfileName = "3.13", options: ParseOptions = {}): ParseResult {
	if (source.includes("\0")) {
		const nowhere = { lineno: null, offset: null };
		return {
			kind: "error",
			error: failure("source code string cannot contain null bytes", nowhere),
			after: null,
			warnings: [],
		};
	}
	const tokens = tokenize(source, python, options.mostDigits);
	options.metered?.(tokens.lines.length);
	let p = new Cursor(tokens, false);
	let body = attempt(p);
	const after = p.lastStatement;
	const bare = options.interactive === true && !/[\r\n]$/.test(source);
	if (body === null) {
		const error =
			(options.incomplete ? findIncomplete(tokens, p.statementStart, "file", bare) : null) ??
			findError(tokens, p.statementStart, "file", bare);
		if (error !== null) return { kind: "error", error, after, warnings: p.warnings() };
		p = new Cursor(tokens, true);
		body = attempt(p);
		if (body === null) {
			const lineno = tokens.lines[p.pos] ?? 1;
			return { kind: "error", error: failure("invalid syntax", { lineno, offset: 1 }), after, warnings: [] };
		}
	}
	if (options.interactive) {
		const error = interactiveError(tokens, body, bare, options);
		if (error !== null) return { kind: "error", error, after, warnings: p.warnings() };
	}
	return { kind: "ok", module: { kind: "Module", body }, warnings: p.warnings() };
}

/** Whether a text compiles, or could once more is written at its end (`codeop.compile_command`). */
export function mayBecomeValid(source: string, python: ProfileName): boolean {
	const tokens = tokenize(source, python);
	const p = new Cursor(tokens, false);
	return attempt(p) !== null || acceptsOrEnds(tokens, p.statementStart);
}
