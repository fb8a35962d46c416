/** Escapes in string and bytes literals (`decode_unicode_with_escapes`, `decode_bytes_with_escapes` in Parser/string_parser.c). */
import { lookupName } from "./unicodeNames";

/** The first invalid escape of a literal; CPython adds the newlines before it to the token's line. */
export interface EscapeWarning {
	readonly message: string;
	readonly newlines: number;
	/** How far behind the last of them, or the body's start, the character after the backslash is, as the decoder counts. */
	readonly column: number;
}

/** The value of a literal's body. */
export type Decoded =
	| { readonly kind: "text"; readonly value: string; readonly warning: EscapeWarning | null }
	| { readonly kind: "bytes"; readonly value: Uint8Array; readonly warning: EscapeWarning | null }
	/** `message` as CPython's SyntaxError has it; `place` says which token it points at. */
	| { readonly kind: "error"; readonly message: string; readonly place: "token" | "last" };

const SIMPLE: Readonly<Record<string, string>> = {
	"\n": "",
	"\\": "\\",
	"'": "'",
	'"': '"',
	a: "\x07",
	b: "\b",
	f: "\f",
	n: "\n",
	r: "\r",
	t: "\t",
	v: "\v",
};

/** `warn_invalid_escape_sequence` for what follows the backslash at `index`. */
function invalidEscape(body: string, index: number, sequence: string, octal: boolean): EscapeWarning {
	const message = `invalid ${octal ? "octal " : ""}escape sequence '\\${sequence}'`;
	const lines = body.slice(0, index).split("\n");
	const last = lines.at(-1) ?? "";
	return { message, newlines: lines.length - 1, column: decoderPosition(last, last.length) + 1 };
}

/** Positions in CPython's messages count the body as `decode_unicode_with_escapes` hands it on: `\UXXXXXXXX` each. */
function decoderPosition(body: string, index: number): number {
	let position = 0;
	for (let i = 0; i < index; i++) {
		const c = body.charCodeAt(i);
		if (c < 128) position++;
		else {
			position += 10;
			if (c >= 0xd800 && c < 0xdc00) i++;
		}
	}
	return position;
}

/** `_PyUnicode_DecodeUnicodeEscapeInternal` */
export function decodeText(body: string): Decoded {
	const out: string[] = [];
	let warning: EscapeWarning | null = null;
	let copied = 0;
	let i = body.indexOf("\\");
	const fail = (from: number, to: number, reason: string): Decoded => {
		const start = decoderPosition(body, from);
		const end = decoderPosition(body, to) - 1;
		const where = end > start ? `bytes in position ${start}-${end}` : `byte 0x5c in position ${start}`;
		return {
			kind: "error",
			message: `(unicode error) 'unicodeescape' codec can't decode ${where}: ${reason}`,
			place: "last",
		};
	};
	while (i >= 0) {
		out.push(body.slice(copied, i));
		const c = body[i + 1] ?? "";
		const simple = SIMPLE[c];
		let end = i + 2;
		if (simple !== undefined) {
			out.push(simple);
		} else if (c >= "0" && c <= "7") {
			const digits = /^[0-7]{1,3}/.exec(body.slice(i + 1, i + 4))?.[0] ?? c;
			const code = Number.parseInt(digits, 8);
			if (code > 0o377) warning ??= invalidEscape(body, i, digits, true);
			out.push(String.fromCharCode(code));
			end = i + 1 + digits.length;
		} else if (c === "x" || c === "u" || c === "U") {
			const size = c === "x" ? 2 : c === "u" ? 4 : 8;
			const digits = /^[0-9a-fA-F]*/.exec(body.slice(end, end + size))?.[0] ?? "";
			const form = c === "x" ? "\\xXX" : c === "u" ? "\\uXXXX" : "\\UXXXXXXXX";
			if (digits.length < size) return fail(i, end + digits.length, `truncated ${form} escape`);
			const code = Number.parseInt(digits, 16);
			if (code > 0x10ffff) return fail(i, end + size, "illegal Unicode character");
			out.push(String.fromCodePoint(code));
			end += size;
		} else if (c === "N") {
			const close = body[end] === "{" ? body.indexOf("}", end) : -1;
			if (close <= end + 1) {
				const stop = body[end] !== "{" ? end : close < 0 ? body.length : close + 1;
				return fail(i, stop, "malformed \\N character escape");
			}
			const code = lookupName(body.slice(end + 1, close));
			if (code === undefined) return fail(i, close + 1, "unknown Unicode character name");
			out.push(String.fromCodePoint(code));
			end = close + 1;
		} else {
			// A backslash at the end stands before a brace of an f-string: the tokenizer has warned already.
			const whole = String.fromCodePoint(body.codePointAt(i + 1) ?? 128);
			// Before a character outside ASCII the backslash reaches the decoder as itself.
			if (whole < "\x80") warning ??= invalidEscape(body, i, whole, false);
			out.push("\\");
			end = i + 1;
			copied = end;
			i = body.indexOf("\\", end + 1);
			continue;
		}
		copied = end;
		i = body.indexOf("\\", end);
	}
	out.push(body.slice(copied));
	return { kind: "text", value: out.join(""), warning };
}

/** `_PyBytes_DecodeEscape` */
export function decodeBytes(body: string, raw: boolean): Decoded {
	const out = new Uint8Array(body.length);
	let size = 0;
	let warning: EscapeWarning | null = null;
	for (let i = 0; i < body.length; i++) {
		const code = body.charCodeAt(i);
		if (code >= 128) {
			return { kind: "error", message: "bytes can only contain ASCII literal characters", place: "token" };
		}
		if (raw || code !== 92) {
			out[size++] = code;
			continue;
		}
		const c = body[++i] ?? "";
		const simple = SIMPLE[c];
		if (simple !== undefined) {
			if (simple !== "") out[size++] = simple.charCodeAt(0);
		} else if (c >= "0" && c <= "7") {
			const digits = /^[0-7]{1,3}/.exec(body.slice(i, i + 3))?.[0] ?? c;
			const value = Number.parseInt(digits, 8);
			if (value > 0o377) warning ??= invalidEscape(body, i - 1, digits, true);
			out[size++] = value & 255;
			i += digits.length - 1;
		} else if (c === "x") {
			const digits = /^[0-9a-fA-F]{2}/.exec(body.slice(i + 1, i + 3))?.[0];
			if (digits === undefined) {
				return { kind: "error", message: `(value error) invalid \\x escape at position ${i - 1}`, place: "last" };
			}
			out[size++] = Number.parseInt(digits, 16);
			i += 2;
		} else {
			if (c < "\x80") warning ??= invalidEscape(body, i - 1, c, false);
			out[size++] = 92;
			i--;
		}
	}
	return { kind: "bytes", value: out.slice(0, size), warning };
}
