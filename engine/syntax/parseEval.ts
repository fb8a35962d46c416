/** An expression alone, as `eval` takes it: `eval: expressions NEWLINE* ENDMARKER`. */
import type { ProfileName } from "../profiles";
import type { Expr } from "./ast";
import { Cursor, REJECTED } from "./cursor";
import { findError, findIncomplete } from "./errorPass";
import type { PythonSyntaxError, PythonSyntaxWarning } from "./errors";
import { parseExpressions } from "./expressions";
import type { ParseOptions } from "./parse";
import { type Tokens, tokenize } from "./tokenizer";
import { T } from "./tokens";

export type ParseEvalResult =
	| { readonly kind: "ok"; readonly expression: Expr; readonly warnings: readonly PythonSyntaxWarning[] }
	| {
			readonly kind: "error";
			readonly error: PythonSyntaxError;
			readonly warnings: readonly PythonSyntaxWarning[];
	  };

/** Null where the text is no expression, or nests deeper than `deep` allows. */
function attempt(p: Cursor): Expr | null {
	try {
		const expression = parseExpressions(p);
		while (p.accept(T.Newline));
		p.expect(T.EndMarker);
		return expression;
	} catch (error) {
		if (error !== REJECTED) throw error;
		return null;
	}
}

/** The tokens without the NEWLINE that stands for the end of the last line: only a file's is added. */
function withoutEndOfFile(tokens: Tokens, source: string): Tokens {
	const last = tokens.types.length - 2;
	if (source.endsWith("\n") || tokens.types[last] !== T.Newline || tokens.types[last + 1] !== T.EndMarker)
		return tokens;
	const without = <V>(values: readonly V[]): readonly V[] => [...values.slice(0, last), ...values.slice(last + 1)];
	const line = tokens.lines[last] ?? 1;
	return {
		...tokens,
		types: without(tokens.types),
		starts: without(tokens.starts),
		ends: without(tokens.ends),
		lines: [...tokens.lines.slice(0, last), line],
		endLines: [...tokens.endLines.slice(0, last), line],
		levels: without(tokens.levels),
	};
}

/** Parses a text without NULs as CPython's `compile(source, filename, "eval")` does. */
export function parseEval(source: string, python: ProfileName, options: ParseOptions = {}): ParseEvalResult {
	const tokens = withoutEndOfFile(tokenize(source, python, options.mostDigits), source);
	options.metered?.(tokens.lines.length);
	let p = new Cursor(tokens, false);
	let expression = attempt(p);
	if (expression === null) {
		const bare = !/[\r\n]$/.test(source);
		const error =
			(options.incomplete ? findIncomplete(tokens, 0, "eval", bare) : null) ?? findError(tokens, 0, "eval", bare);
		if (error !== null) {
			const empty = source === "" ? { lineno: 0, endLineno: 0, text: "" } : {};
			return { kind: "error", error: { ...error, ...empty }, warnings: p.warnings() };
		}
		p = new Cursor(tokens, true);
		expression = attempt(p);
		if (expression === null) {
			const lineno = tokens.lines[p.pos] ?? 1;
			const at = { lineno, offset: 1, endLineno: lineno, endOffset: 1, text: null };
			return { kind: "error", error: { type: "SyntaxError", message: "invalid syntax", ...at }, warnings: [] };
		}
	}
	return { kind: "ok", expression, warnings: p.warnings() };
}
