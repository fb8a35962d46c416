/** Padding, tabs, and comparison by code points (Objects/unicodeobject.c). */
import { codePointLength } from "./codePoints";
import { type Fault, fault, MAX_TEXT, OUT_OF_MEMORY } from "./fault";

function fillFault(fill: string): Fault | null {
	return codePointLength(fill) === 1
		? null
		: fault("TypeError", "The fill character must be exactly one character long");
}

/** `center`, `ljust` and `rjust`, by where the text goes. */
export function justifyText(
	text: string,
	width: number,
	fill: string,
	to: "center" | "left" | "right",
): string | Fault {
	const refused = fillFault(fill);
	if (refused !== null) return refused;
	const padding = width - codePointLength(text);
	if (padding <= 0) return text;
	if (width > MAX_TEXT) return OUT_OF_MEMORY;
	// The odd one goes left where the width is odd too.
	const half = (padding >> 1) + (padding & width & 1);
	const left = to === "right" ? padding : to === "left" ? 0 : half;
	return fill.repeat(left) + text + fill.repeat(padding - left);
}

/** `text.zfill(width)`: a sign stays in front. */
export function zfillText(text: string, width: number): string | Fault {
	const padding = width - codePointLength(text);
	if (padding <= 0) return text;
	if (width > MAX_TEXT) return OUT_OF_MEMORY;
	const sign = text.startsWith("-") || text.startsWith("+") ? text.charAt(0) : "";
	return sign + "0".repeat(padding) + text.slice(sign.length);
}

/** `text.expandtabs(size)` */
export function expandTabs(text: string, size: number): string | Fault {
	if (size > MAX_TEXT) return OUT_OF_MEMORY;
	let result = "";
	let column = 0;
	for (const character of text) {
		if (character === "\t") {
			const spaces = size > 0 ? size - (column % size) : 0;
			result += " ".repeat(spaces);
			column += spaces;
			if (result.length > MAX_TEXT) return OUT_OF_MEMORY;
		} else {
			result += character;
			column = character === "\n" || character === "\r" ? 0 : column + 1;
		}
	}
	return result;
}

/** -1, 0 or 1 as the texts compare by code points (`unicode_compare`). */
export function compareText(left: string, right: string): -1 | 0 | 1 {
	if (left === right) return 0;
	const length = Math.min(left.length, right.length);
	for (let i = 0; i < length; i++) {
		const a = left.charCodeAt(i);
		const b = right.charCodeAt(i);
		if (a === b) continue;
		// Pairs stand above every other unit, though their own units do not.
		const pairs = isInPair(left, i) !== isInPair(right, i);
		if (pairs) return isInPair(left, i) ? 1 : -1;
		return a < b ? -1 : 1;
	}
	return left.length < right.length ? -1 : 1;
}

function isInPair(text: string, index: number): boolean {
	return (text.codePointAt(index) ?? 0) > 0xffff || (index > 0 && (text.codePointAt(index - 1) ?? 0) > 0xffff);
}
