/** `str.encode` and `bytes.decode` for UTF-8, UTF-16, UTF-32, Latin-1 and ASCII, with CPython's error handlers and messages. */
import { textOfUnits, toCodePoints } from "./codePoints";
import { type Fault, fault } from "./fault";
import { escapeCodePoint } from "./strRepr";
import {
	beginWide,
	isWide,
	pushWide,
	readMark,
	readWide,
	unitWidth,
	type WideEncoding,
	wideSurrogate,
} from "./wideUnits";

export type Encoding = "utf-8" | "latin-1" | "ascii" | "unicodeescape" | "rawunicodeescape" | WideEncoding;

const ALIASES: ReadonlyMap<string, Encoding> = new Map([
	["utf_8", "utf-8"],
	["utf8", "utf-8"],
	["u8", "utf-8"],
	["utf", "utf-8"],
	["cp65001", "utf-8"],
	["latin_1", "latin-1"],
	["latin1", "latin-1"],
	["latin", "latin-1"],
	["l1", "latin-1"],
	["iso_8859_1", "latin-1"],
	["iso8859_1", "latin-1"],
	["8859", "latin-1"],
	["cp819", "latin-1"],
	["ascii", "ascii"],
	["us_ascii", "ascii"],
	["646", "ascii"],
	["unicode_escape", "unicodeescape"],
	["unicodeescape", "unicodeescape"],
	["raw_unicode_escape", "rawunicodeescape"],
	["utf_16", "utf-16"],
	["utf16", "utf-16"],
	["u16", "utf-16"],
	["utf_16_le", "utf-16-le"],
	["utf_16le", "utf-16-le"],
	["utf_16_be", "utf-16-be"],
	["utf_16be", "utf-16-be"],
	["utf_32", "utf-32"],
	["utf32", "utf-32"],
	["u32", "utf-32"],
	["utf_32_le", "utf-32-le"],
	["utf_32le", "utf-32-le"],
	["utf_32_be", "utf-32-be"],
	["utf_32be", "utf-32-be"],
]);

/** The encoding that a name stands for (`encodings.normalize_encoding` and its aliases). */
export function findEncoding(name: string): Encoding | Fault {
	const normal = name.toLowerCase().replace(/[^a-z0-9.]+/g, "_");
	return ALIASES.get(normal) ?? fault("LookupError", `unknown encoding: ${name}`);
}

function isSurrogate(point: number): boolean {
	return point >= 0xd800 && point < 0xe000;
}

function pushUtf8(bytes: number[], point: number): void {
	if (point < 0x80) bytes.push(point);
	else if (point < 0x800) bytes.push(0xc0 | (point >> 6), 0x80 | (point & 63));
	else if (point < 0x10000) bytes.push(0xe0 | (point >> 12), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63));
	else {
		bytes.push(0xf0 | (point >> 18), 0x80 | ((point >> 12) & 63), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63));
	}
}

/** UTF-8 with lone surrogates as three bytes each: for comparing, not for showing. */
export function encodeUtf8Loose(text: string): Uint8Array {
	const bytes: number[] = [];
	for (const point of toCodePoints(text)) pushUtf8(bytes, point);
	return Uint8Array.from(bytes);
}

function encodeFault(encoding: Encoding, points: Uint32Array, start: number, end: number): Fault {
	const reason = isUnicode(encoding) ? "surrogates not allowed" : `ordinal not in range(${limitOf(encoding)})`;
	const what =
		end - start === 1
			? `character '${escapeCodePoint(points[start] ?? 0)}' in position ${start}`
			: `characters in position ${start}-${end - 1}`;
	const message = `'${encoding}' codec can't encode ${what}: ${reason}`;
	return fault("UnicodeEncodeError", message, { encoding, start, end, reason });
}

const limitOf = (encoding: Encoding): number => (encoding === "ascii" ? 128 : encoding === "latin-1" ? 256 : 0x110000);

/** Whether surrogates are all that it lacks. */
const isUnicode = (encoding: Encoding): boolean => encoding === "utf-8" || isWide(encoding);

function unknownHandler(errors: string): Fault {
	return fault("LookupError", `unknown error handler name '${errors}'`);
}

/** What a handler writes for one code point that the encoding lacks; null: it cannot. */
function encodeReplacement(encoding: Encoding, errors: string, point: number): readonly number[] | null | Fault {
	const ascii = (text: string): readonly number[] => {
		const bytes: number[] = [];
		for (const character of text)
			if (isWide(encoding)) pushWide(bytes, character.charCodeAt(0), encoding);
			else bytes.push(character.charCodeAt(0));
		return bytes;
	};
	switch (errors) {
		case "strict":
			return null;
		case "ignore":
			return [];
		case "replace":
			return ascii("?");
		case "backslashreplace":
			return ascii(escapeCodePoint(point));
		case "xmlcharrefreplace":
			return ascii(`&#${point};`);
		case "surrogateescape":
			return point >= 0xdc80 && point <= 0xdcff ? [point - 0xdc00] : null;
		case "surrogatepass": {
			const bytes: number[] = [];
			if (encoding === "utf-8") pushUtf8(bytes, point);
			else if (isWide(encoding)) pushWide(bytes, point, encoding);
			else return null;
			return bytes;
		}
		default:
			return unknownHandler(errors);
	}
}

const ESCAPES: ReadonlyMap<number, string> = new Map([
	[0x5c, "\\\\"],
	[9, "\\t"],
	[10, "\\n"],
	[13, "\\r"],
]);

/** `_PyUnicode_EncodeUnicodeEscape`: what a literal without its quotes would say, in ASCII. */
function encodeEscapes(points: Uint32Array): Uint8Array {
	let text = "";
	for (const point of points)
		text += ESCAPES.get(point) ?? (point >= 32 && point < 127 ? String.fromCharCode(point) : escapeCodePoint(point));
	return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** `PyUnicode_AsRawUnicodeEscapeString`: escapes only what Latin-1 lacks. */
function encodeRawEscapes(points: Uint32Array): Uint8Array {
	let text = "";
	for (const point of points) text += point < 256 ? String.fromCharCode(point) : escapeCodePoint(point);
	return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** `_PyUnicode_DecodeRawUnicodeEscapeStateful`, or null where an escape is cut short. */
export function decodeRawEscapes(latin1: string): string | null {
	const coded = /(?<!\\)((?:\\\\)*)\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/g;
	const left = latin1.replace(coded, "");
	if (/(?<!\\)(?:\\\\)*\\[uU]/.test(left)) return null;
	return latin1.replace(coded, (_all, before: string, four?: string, eight?: string) => {
		return before + String.fromCodePoint(Number.parseInt(four ?? eight ?? "", 16));
	});
}

function isAscii(text: string): boolean {
	for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
	return true;
}

/** `text.encode(encoding, errors)` */
export function encodeText(text: string, encoding: Encoding, errors = "strict"): Uint8Array | Fault {
	if (encoding !== "unicodeescape" && !isWide(encoding) && isAscii(text)) {
		const bytes = new Uint8Array(text.length);
		for (let i = 0; i < bytes.length; i++) bytes[i] = text.charCodeAt(i);
		return bytes;
	}
	const points = toCodePoints(text);
	if (encoding === "unicodeescape") return encodeEscapes(points);
	if (encoding === "rawunicodeescape") return encodeRawEscapes(points);
	const limit = limitOf(encoding);
	const lacks = (point: number): boolean => (isUnicode(encoding) ? isSurrogate(point) : point >= limit);
	const bytes = isWide(encoding) ? beginWide(encoding) : [];
	for (let i = 0; i < points.length; i++) {
		const point = points[i] ?? 0;
		if (!lacks(point)) {
			if (encoding === "utf-8") pushUtf8(bytes, point);
			else if (isWide(encoding)) pushWide(bytes, point, encoding);
			else bytes.push(point);
			continue;
		}
		const replacement = encodeReplacement(encoding, errors, point);
		if (replacement === null) {
			let end = i + 1;
			while (end < points.length && lacks(points[end] ?? 0)) end++;
			return encodeFault(encoding, points, i, end);
		}
		if ("kind" in replacement) return replacement;
		for (const byte of replacement) bytes.push(byte);
	}
	return Uint8Array.from(bytes);
}

/** One malformed sequence: where it ends and why it is none. */
interface Malformed {
	readonly end: number;
	readonly reason: string;
}

/** `utf8_decode`: the code point at `start` and its end, or what is wrong. */
function readUtf8(bytes: Uint8Array, start: number): { readonly point: number; readonly end: number } | Malformed {
	const first = bytes[start] ?? 0;
	if (first < 0x80) return { point: first, end: start + 1 };
	const invalidStart = { end: start + 1, reason: "invalid start byte" };
	if (first < 0xc2 || first > 0xf4) return invalidStart;
	const count = first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
	let point = first & (0x3f >> count);
	for (let i = 1; i <= count; i++) {
		const byte = bytes[start + i];
		if (byte === undefined) return { end: start + i, reason: "unexpected end of data" };
		// The second byte of E0, ED, F0 and F4 is narrower: no overlong forms, no surrogates, nothing past U+10FFFF.
		const low = i > 1 ? 0x80 : first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
		const high = i > 1 ? 0xbf : first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
		if (byte < low || byte > high) return { end: start + i, reason: "invalid continuation byte" };
		point = (point << 6) | (byte & 63);
	}
	return { point, end: start + count + 1 };
}

function decodeFault(encoding: Encoding, bytes: Uint8Array, start: number, { end, reason }: Malformed): Fault {
	const what =
		end - start === 1
			? `byte 0x${(bytes[start] ?? 0).toString(16).padStart(2, "0")} in position ${start}`
			: `bytes in position ${start}-${end - 1}`;
	const message = `'${encoding}' codec can't decode ${what}: ${reason}`;
	return fault("UnicodeDecodeError", message, { encoding, start, end, reason });
}

/** A surrogate that `surrogatepass` takes at `start`, or -1. */
function passedSurrogate(bytes: Uint8Array, start: number): number {
	const [first = 0, second = 0, third = 0] = bytes.subarray(start, start + 3);
	const point = ((first & 15) << 12) | ((second & 63) << 6) | (third & 63);
	const formed = (first & 0xf0) === 0xe0 && (second & 0xc0) === 0x80 && (third & 0xc0) === 0x80;
	return formed && isSurrogate(point) ? point : -1;
}

/** `bytes.decode(encoding, errors)` */
export function decodeBytes(bytes: Uint8Array, named: Encoding, errors = "strict"): string | Fault {
	if (named !== "unicodeescape" && !isWide(named) && bytes.every((byte) => byte < 128)) return textOfUnits(bytes);
	let text = "";
	const { encoding, start } = isWide(named) ? readMark(bytes, named) : { encoding: named, start: 0 };
	for (let i = start; i < bytes.length; ) {
		const byte = bytes[i] ?? 0;
		const read = isWide(encoding)
			? readWide(bytes, i, encoding)
			: encoding === "utf-8"
				? readUtf8(bytes, i)
				: byte < limitOf(encoding)
					? { point: byte, end: i + 1 }
					: { end: i + 1, reason: "ordinal not in range(128)" };
		if ("point" in read) {
			text += String.fromCodePoint(read.point);
			i = read.end;
			continue;
		}
		const bad = bytes.subarray(i, read.end);
		let next = read.end;
		switch (errors) {
			case "strict":
				return decodeFault(encoding, bytes, i, read);
			case "ignore":
				break;
			case "replace":
				text += "\ufffd";
				break;
			case "backslashreplace":
				for (const each of bad) text += escapeCodePoint(each);
				break;
			case "surrogateescape":
				// Bytes under 0x80 are never escaped; a malformed sequence never starts with one.
				text += String.fromCharCode(0xdc00 + byte);
				next = i + 1;
				break;
			case "surrogatepass": {
				const wide = isWide(encoding);
				const point = wide ? wideSurrogate(bytes, i, encoding) : encoding === "utf-8" ? passedSurrogate(bytes, i) : -1;
				if (point < 0) return decodeFault(encoding, bytes, i, read);
				text += String.fromCharCode(point);
				next = i + (wide ? unitWidth(encoding) : 3);
				break;
			}
			default:
				return unknownHandler(errors);
		}
		i = next;
	}
	return text;
}
