/** UTF-16 and UTF-32 as bytes (`_PyUnicode_EncodeUTF16`, `PyUnicode_DecodeUTF16Stateful` and those for UTF-32). */

export type WideEncoding = "utf-16" | "utf-16-le" | "utf-16-be" | "utf-32" | "utf-32-le" | "utf-32-be";

export function isWide(encoding: string): encoding is WideEncoding {
	return encoding.startsWith("utf-16") || encoding.startsWith("utf-32");
}

const BYTE_ORDER_MARK = 0xfeff;

export function unitWidth(encoding: WideEncoding): 2 | 4 {
	return encoding.startsWith("utf-16") ? 2 : 4;
}

function pushUnit(bytes: number[], unit: number, encoding: WideEncoding): void {
	const width = unitWidth(encoding);
	for (let i = 0; i < width; i++) {
		const shift = 8 * (encoding.endsWith("-be") ? width - 1 - i : i);
		bytes.push((unit >>> shift) & 0xff);
	}
}

/** What an encoded text begins with: the mark where the name leaves the order open. */
export function beginWide(encoding: WideEncoding): number[] {
	const bytes: number[] = [];
	if (!encoding.endsWith("e")) pushUnit(bytes, BYTE_ORDER_MARK, encoding);
	return bytes;
}

export function pushWide(bytes: number[], point: number, encoding: WideEncoding): void {
	if (point < 0x10000 || encoding.startsWith("utf-32")) {
		pushUnit(bytes, point, encoding);
		return;
	}
	pushUnit(bytes, 0xd800 + ((point - 0x10000) >> 10), encoding);
	pushUnit(bytes, 0xdc00 + (point & 0x3ff), encoding);
}

/** Which order the bytes are in, and where the text begins: a mark says so, and is no part of it. */
export function readMark(bytes: Uint8Array, encoding: WideEncoding): { encoding: WideEncoding; start: number } {
	if (encoding.endsWith("e")) return { encoding, start: 0 };
	const width = encoding === "utf-16" ? 2 : 4;
	const [little, big] =
		encoding === "utf-16" ? (["utf-16-le", "utf-16-be"] as const) : (["utf-32-le", "utf-32-be"] as const);
	for (const order of [little, big])
		if (bytes.length >= width && unitAt(bytes, 0, order) === BYTE_ORDER_MARK) return { encoding: order, start: width };
	return { encoding: little, start: 0 };
}

function unitAt(bytes: Uint8Array, start: number, encoding: WideEncoding): number {
	const width = unitWidth(encoding);
	let unit = 0;
	for (let i = 0; i < width; i++)
		unit = unit * 256 + (bytes[start + (encoding.endsWith("-be") ? i : width - 1 - i)] ?? 0);
	return unit;
}

/** The code point at `start` and its end, or where what is wrong ends and why it is. */
export function readWide(
	bytes: Uint8Array,
	start: number,
	encoding: WideEncoding,
): { readonly point: number; readonly end: number } | { readonly end: number; readonly reason: string } {
	const left = bytes.length - start;
	if (encoding.startsWith("utf-32")) {
		if (left < 4) return { end: bytes.length, reason: "truncated data" };
		const point = unitAt(bytes, start, encoding);
		if (point >= 0xd800 && point < 0xe000)
			return { end: start + 4, reason: "code point in surrogate code point range(0xd800, 0xe000)" };
		if (point > 0x10ffff) return { end: start + 4, reason: "code point not in range(0x110000)" };
		return { point, end: start + 4 };
	}
	if (left < 2) return { end: bytes.length, reason: "truncated data" };
	const first = unitAt(bytes, start, encoding);
	if (first < 0xd800 || first > 0xdfff) return { point: first, end: start + 2 };
	if (first > 0xdbff) return { end: start + 2, reason: "illegal encoding" };
	if (left < 4) return { end: bytes.length, reason: "unexpected end of data" };
	const second = unitAt(bytes, start + 2, encoding);
	if (second < 0xdc00 || second > 0xdfff) return { end: start + 2, reason: "illegal UTF-16 surrogate" };
	return { point: 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00), end: start + 4 };
}

/** A surrogate that `surrogatepass` takes at `start`, or -1. */
export function wideSurrogate(bytes: Uint8Array, start: number, encoding: WideEncoding): number {
	if (bytes.length - start < unitWidth(encoding)) return -1;
	const unit = unitAt(bytes, start, encoding);
	return unit >= 0xd800 && unit < 0xe000 ? unit : -1;
}
