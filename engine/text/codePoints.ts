/**
 * Python text is a JavaScript string whose elements are code points: a surrogate pair counts as one, a lone surrogate as
 * one. (Python can also hold a high surrogate directly followed by a low one as two; such text becomes one here.)
 * Nearly all text has no pair, and is then indexed directly.
 */

const SURROGATE = /[\ud800-\udfff]/;
const PAIR = /[\ud800-\udbff][\udc00-\udfff]/;

/** Units up to which a text is looked through here: sooner done than to ask the host's search. */
const FEW_UNITS = 24;

/** Whether a text has a half of a pair. */
function hasSurrogate(text: string): boolean {
	if (text.length > FEW_UNITS) return SURROGATE.test(text);
	for (let i = 0; i < text.length; i++) if ((text.charCodeAt(i) & 0xf800) === 0xd800) return true;
	return false;
}

let askedText = "";
let askedAnswer = false;

/**
 * True where units and code points are not the same. The latest answer is kept, as that of the latest code points below,
 * so that a loop over one text by index stays linear; on Latin-1 text the search itself costs nothing.
 */
export function hasPairs(text: string): boolean {
	if (text !== askedText) {
		askedAnswer = hasSurrogate(text) && PAIR.test(text);
		askedText = text;
	}
	return askedAnswer;
}

let lastText = "";
let lastPoints: Uint32Array = new Uint32Array(0);

/** The text's code points. Read only. */
export function toCodePoints(text: string): Uint32Array {
	if (text === lastText) return lastPoints;
	const points = new Uint32Array(text.length);
	let length = 0;
	for (let i = 0; i < text.length; i++) {
		const point = text.codePointAt(i) ?? 0;
		if (point > 0xffff) i++;
		points[length++] = point;
	}
	lastText = text;
	lastPoints = points.subarray(0, length);
	return lastPoints;
}

/** The text of some of the code points. */
export function fromCodePoints(points: Uint32Array | readonly number[], start = 0, end = points.length): string {
	let text = "";
	for (let i = start; i < end; i += 4096) {
		text += String.fromCodePoint(...points.slice(i, Math.min(end, i + 4096)));
	}
	return text;
}

/** `len(text)` */
export function codePointLength(text: string): number {
	return hasPairs(text) ? toCodePoints(text).length : text.length;
}

/** The code point at `index`, or -1 outside the text. */
export function codePointAt(text: string, index: number): number {
	if (!hasPairs(text)) return index >= 0 && index < text.length ? text.charCodeAt(index) : -1;
	return toCodePoints(text)[index] ?? -1;
}

/** The units that the first `count` code points take. */
export function unitsBefore(text: string, count: number): number {
	let units = 0;
	for (let i = 0; i < count && units < text.length; i++) units += (text.codePointAt(units) ?? 0) > 0xffff ? 2 : 1;
	return units;
}

/** `text[start:end]` with 0 <= start <= end <= len(text). */
export function codePointSlice(text: string, start: number, end: number): string {
	if (!hasPairs(text)) return text.slice(start, end);
	const from = unitsBefore(text, start);
	return text.slice(from, from + unitsBefore(text.slice(from), end - start));
}

/** A text as something whose elements are its code points: itself, where it has no pair. For parsers. */
export type Characters = string | readonly string[];

export function charactersOf(text: string): Characters {
	return hasPairs(text) ? Array.from(text) : text;
}

/** The text of the characters from `start` to before `end`. */
export function charactersText(characters: Characters, start: number, end: number): string {
	return typeof characters === "string" ? characters.slice(start, end) : characters.slice(start, end).join("");
}

/** The first `count` code points; the whole text where it has no more. */
export function truncate(text: string, count: number): string {
	return text.length <= count ? text : codePointSlice(text, 0, count);
}

/** The text of UTF-16 units, or of bytes that stand for characters, some thousands at a time. */
export function textOfUnits(units: Uint8Array | Uint16Array): string {
	if (units.length <= 4096) return String.fromCharCode.apply(null, units as unknown as number[]);
	const parts: string[] = [];
	for (let i = 0; i < units.length; i += 4096)
		parts.push(String.fromCharCode.apply(null, units.subarray(i, i + 4096) as unknown as number[]));
	return parts.join("");
}
