/** How text and bytes are written as literals: `repr`, `ascii` (`unicode_repr`, `PyObject_ASCII`, `PyBytes_Repr`). */
import { isPrintable } from "./unicode";

const PLAIN = /^[ -&(-[\]-~]*$/;

function hex(value: number, digits: number): string {
	return value.toString(16).padStart(digits, "0");
}

/** `\xhh`, `\uhhhh` or `\Uhhhhhhhh`, the shortest that holds the code point. */
export function escapeCodePoint(point: number): string {
	if (point < 0x100) return `\\x${hex(point, 2)}`;
	return point < 0x10000 ? `\\u${hex(point, 4)}` : `\\U${hex(point, 8)}`;
}

function quoteFor(hasSingle: boolean, hasDouble: boolean): string {
	return hasSingle && !hasDouble ? '"' : "'";
}

function escaped(point: number, quote: string): string | null {
	if (point === 92) return "\\\\";
	if (point === 9) return "\\t";
	if (point === 10) return "\\n";
	if (point === 13) return "\\r";
	if (point === quote.charCodeAt(0)) return `\\${quote}`;
	return null;
}

/** `repr(text)` */
export function reprText(text: string): string {
	if (PLAIN.test(text)) return `'${text}'`;
	const quote = quoteFor(text.includes("'"), text.includes('"'));
	let result = quote;
	for (let i = 0; i < text.length; i++) {
		const point = text.codePointAt(i) ?? 0;
		if (point > 0xffff) i++;
		const shown = point < 127 ? point >= 32 : isPrintable(point);
		result += escaped(point, quote) ?? (shown ? String.fromCodePoint(point) : escapeCodePoint(point));
	}
	return result + quote;
}

/** `PyObject_ASCII`: a repr with everything outside ASCII escaped. */
export function asciiOf(repr: string): string {
	let result = "";
	for (const character of repr) {
		const point = character.codePointAt(0) ?? 0;
		result += point < 128 ? character : escapeCodePoint(point);
	}
	return result;
}

/** How each byte is shown between such quotes. */
const bytesShown = new Map<string, readonly string[]>();
function shownBetween(quote: string): readonly string[] {
	const shown = Array.from(
		{ length: 256 },
		(_, byte) => escaped(byte, quote) ?? (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : escapeCodePoint(byte)),
	);
	bytesShown.set(quote, shown);
	return shown;
}

/** `repr(bytes)`, its `b` included. */
export function reprBytes(bytes: Uint8Array): string {
	const quote = quoteFor(bytes.includes(39), bytes.includes(34));
	const shown = bytesShown.get(quote) ?? shownBetween(quote);
	let result = `b${quote}`;
	for (const byte of bytes) result += shown[byte];
	return result + quote;
}
