/** How a SyntaxError is shown: the line with carets under what is wrong (`_format_syntax_error` of Lib/traceback.py). */

import type { ProfileName } from "../profiles";
import type { PythonSyntaxError } from "../syntax/errors";
import { withKeywordTypo } from "../syntax/keywordTypos";

/** The attributes of a SyntaxError. */
export interface SyntaxErrorText {
	readonly message: string;
	readonly filename: string | null;
	readonly lineno: number | null;
	readonly offset: number | null;
	readonly endLineno: number | null;
	readonly endOffset: number | null;
	readonly text: string | null;
}

/** The lines of the place and the exception's own, each with its newline. */
export function syntaxErrorLines(type: string, e: SyntaxErrorText): string {
	let result = "";
	let suffix = "";
	if (e.lineno !== null) result += `  File "${e.filename ?? "<string>"}", line ${e.lineno}\n`;
	else if (e.filename !== null) suffix = ` (${e.filename})`;
	if (e.text !== null) result += sourceAndCarets(e, e.text);
	return `${result}${type}: ${e.message === "" ? "<no detail available>" : e.message}${suffix}\n`;
}

function sourceAndCarets(e: SyntaxErrorText, source: string): string {
	const text = [...source];
	const whole = [...source.replace(/\n+$/, "")];
	const stripped = [...whole.join("").replace(/^[ \n\f]+/, "")];
	const spaces = whole.length - stripped.length;
	const line = `    ${stripped.join("")}\n`;
	if (e.offset === null) return line;
	let offset = e.offset;
	let end =
		e.lineno === e.endLineno ? (e.endOffset !== null && e.endOffset !== 0 ? e.endOffset : offset) : whole.length + 1;
	if (text.length > 0 && offset > text.length) offset = whole.length + 1;
	if (text.length > 0 && end > text.length) end = whole.length + 1;
	if (offset >= end || end < 0) end = offset + 1;
	const column = offset - 1 - spaces;
	if (column < 0) return line;
	// Other white space than blanks is kept, so that the carets stand under what they mean.
	const before = stripped.slice(0, column).map((ch) => (/\s/.test(ch) ? ch : " "));
	return `${line}    ${before.join("")}${"^".repeat(end - 1 - spaces - column)}\n`;
}

/** The line that an error is about, as its attribute `text` has it. `source`: the whole text. */
export function syntaxErrorText(error: PythonSyntaxError, source: string): string | null {
	if (error.text !== null || error.lineno === null) return error.text;
	const lines = source.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
	return lines[error.lineno - 1]?.replace(/\r\n?$/, "\n") ?? null;
}

/** `_PyPegen_raise_error_known_location`: the line is the file's, where a file of that name has as many. */
export function withLineOfFile(error: PythonSyntaxError, file: string | null): PythonSyntaxError {
	const { offset, endOffset } = error;
	const text = file === null ? null : syntaxErrorText({ ...error, text: null }, file);
	if (text === null || offset === null || endOffset === null) return error;
	const most = [...text].length + 2;
	return { ...error, text, offset: Math.min(offset, most), endOffset: Math.min(endOffset, most) };
}

/** What CPython writes to stderr when a script does not compile. `source`: the script's text. */
export function formatSyntaxError(
	found: PythonSyntaxError,
	filename: string,
	source: string,
	python: ProfileName,
): string {
	const error = python === "3.13" ? found : withKeywordTypo(found, source, true);
	if (error.type === "MemoryError") return `MemoryError${error.message === "" ? "" : `: ${error.message}`}\n`;
	// At the end of a file the tokenizer has no line any more in which to count a column.
	const lines = source.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n").length;
	const atEnd = error.endOffset === -1 && error.lineno === lines && !/^un(indent|expected indent)/.test(error.message);
	const offset = atEnd ? 0 : error.offset;
	return syntaxErrorLines(error.type, { ...error, offset, filename, text: syntaxErrorText(error, source) });
}

/** What 3.14 says of an escape sequence that there is not; the parser words its warnings as 3.13 does. */
const WORDED_IN_314 = /^invalid (octal )?escape sequence '(\\.*)'$/s;

/** A SyntaxWarning's words, or those of the SyntaxError that a filter makes of it. */
export function syntaxWarningWords(message: string, python: ProfileName, asError: boolean): string {
	const wording = python === "3.13" ? null : WORDED_IN_314.exec(message);
	if (wording === null) return message;
	const future = asError ? "" : " Such sequences will not work in the future.";
	return `"${wording[2]}" is an invalid ${wording[1] ?? ""}escape sequence.${future} Did you mean "\\${wording[2]}"? A raw string is also an option.`;
}

/** A SyntaxWarning as the warnings module prints it. */
export function formatSyntaxWarning(
	message: string,
	lineno: number,
	filename: string,
	source: string,
	python: ProfileName,
): string {
	const text = syntaxWarningWords(message, python, false);
	// The warnings module reads the line from the file, which a text has not.
	const line = filename.startsWith("<") ? "" : (source.replace(/\r\n?/g, "\n").split("\n")[lineno - 1]?.trim() ?? "");
	return `${filename}:${lineno}: SyntaxWarning: ${text}\n${line === "" ? "" : `  ${line}\n`}`;
}
