/** JSON strings (Modules/_json.c): read from between their quotes, and written. */
import { fromCodePoints, toCodePoints } from "./codePoints";

/** A string that was read, and the index behind its closing quote; or what is wrong, and at which index. */
export type ScannedString =
	| { readonly text: string; readonly end: number }
	| { readonly wrong: string; readonly at: number };

const SHORT: Readonly<Record<string, string>> = {
	'"': '"',
	"\\": "\\",
	"/": "/",
	b: "\b",
	f: "\f",
	n: "\n",
	r: "\r",
	t: "\t",
};
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * Reads the string that begins at `start`, behind its opening quote (`scanstring_unicode`). Indices count code points, of
 * which the source has `length`.
 */
export function scanString(source: string, start: number, strict: boolean, length: number): ScannedString {
	const points = length < source.length ? toCodePoints(source) : null;
	const codeAt = (i: number): number => (points === null ? source.charCodeAt(i) : (points[i] ?? 0));
	const textOf = (from: number, to: number): string =>
		points === null ? source.slice(from, to) : fromCodePoints(points, from, to);
	/** Four hexadecimal digits, or -1. */
	const hexAt = (i: number): number => {
		const digits = textOf(i, i + 4);
		return /^[0-9a-fA-F]{4}$/.test(digits) ? Number.parseInt(digits, 16) : -1;
	};
	const unterminated: ScannedString = { wrong: "Unterminated string starting at", at: start - 1 };
	let text = "";
	let end = start;
	for (;;) {
		let next = end;
		for (; next < length; next++) {
			const c = codeAt(next);
			if (c === QUOTE || c === BACKSLASH) break;
			if (c <= 0x1f && strict) return { wrong: "Invalid control character at", at: next };
		}
		if (next >= length) return unterminated;
		text += textOf(end, next);
		if (codeAt(next) === QUOTE) return { text, end: next + 1 };
		next++;
		if (next === length) return unterminated;
		const letter = textOf(next, next + 1);
		if (letter !== "u") {
			const c = SHORT[letter];
			if (c === undefined) return { wrong: "Invalid \\escape", at: next - 1 };
			text += c;
			end = next + 1;
			continue;
		}
		next++;
		end = next + 4;
		if (end >= length) return { wrong: "Invalid \\uXXXX escape", at: next - 1 };
		let c = hexAt(next);
		if (c === -1) return { wrong: "Invalid \\uXXXX escape", at: end - 5 };
		if (c >= 0xd800 && c <= 0xdbff && end + 6 < length && textOf(end, end + 2) === "\\u") {
			const low = hexAt(end + 2);
			if (low === -1) return { wrong: "Invalid \\uXXXX escape", at: end + 1 };
			if (low >= 0xdc00 && low <= 0xdfff) {
				c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
				end += 6;
			}
		}
		text += String.fromCodePoint(c);
	}
}

const WRITTEN: Readonly<Record<string, string>> = {
	'"': '\\"',
	"\\": "\\\\",
	"\b": "\\b",
	"\f": "\\f",
	"\n": "\\n",
	"\r": "\\r",
	"\t": "\\t",
};
const escaped = (c: string): string => WRITTEN[c] ?? `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** A JSON string in quotes: `escape_unicode`, or `ascii_escape_unicode`, by JavaScript's units, which are JSON's. */
export function quoteString(text: string, ascii: boolean): string {
	return `"${text.replace(ascii ? /[\\"]|[^ -~]/g : /[\\"\0-\x1f]/g, escaped)}"`;
}
