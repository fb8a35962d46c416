/** The items of an array: a raw block of them as they stand in memory there, so that views of its bytes are views of it. */
import { at, H } from "./arena";
import { AR_CAPACITY, AR_CODE, AR_ITEMS, type Ref } from "./layout";

/** The arena, read and written in items of any size. */
export const V = new DataView(H.buffer);

const BYTES: Readonly<Record<string, number>> = { b: 1, B: 1, h: 2, H: 2, l: 8, L: 8, q: 8, Q: 8, d: 8 };

export function arrayCode(o: Ref): string {
	return String.fromCharCode(at(o + AR_CODE));
}

/** Bytes of an item of a type code. */
export function itemBytes(code: string): number {
	return BYTES[code] ?? 4;
}

/** Words of the block for so many items. */
export function itemWords(code: string, n: number): number {
	return (n * itemBytes(code) + 3) >> 2;
}

/** Words of an array's block. */
export function arrayWords(o: Ref): number {
	return itemWords(arrayCode(o), at(o + AR_CAPACITY));
}

/** The address of an item, in bytes. */
export function itemAddress(o: Ref, i: number): number {
	return at(o + AR_ITEMS) * 4 + i * itemBytes(arrayCode(o));
}
