/** bytearray objects: bytes in a raw block that grows and shrinks as CPython's does (Objects/bytearrayobject.c). */
import { allocRaw, at, freeRaw, H } from "./arena";
import { B, bytesBetween, putBytes } from "./buffers";
import { newInstance } from "./classes";
import { raise } from "./errors";
import { memoryError } from "./faults";
import { FIELDS, type Ref, T_SOLID, TYPE } from "./layout";
import { limits } from "./limits";
import { work } from "./machine";
import { BUFFER_ERROR, BYTEARRAY } from "./typeids";

/** LAYOUT_STORE without references: no payload, the raw block, its words; then `ob_size`, `ob_alloc`, exports, `ob_start`. */
const RAW = FIELDS + 1;
const RAW_WORDS = FIELDS + 2;
const LENGTH = FIELDS + 3;
const ALLOC = FIELDS + 4;
const EXPORTS = FIELDS + 5;
const START = FIELDS + 6;
export const BYTEARRAY_WORDS = FIELDS + 7;

export function isByteArray(o: Ref): boolean {
	return at(at(o + TYPE) + T_SOLID) === BYTEARRAY;
}

export function byteArrayLength(o: Ref): number {
	return at(o + LENGTH);
}

/** `ob_alloc` */
export function byteArrayAlloc(o: Ref): number {
	return at(o + ALLOC);
}

/** The bytes as they stand; they move with the next change of size. */
export function byteArrayBytes(o: Ref): Uint8Array {
	const start = at(o + RAW) * 4 + at(o + START);
	return bytesBetween(start, start + at(o + LENGTH));
}

export function countByteArrayExport(o: Ref, by: number): void {
	H[o + EXPORTS] = at(o + EXPORTS) + by;
}

/** `_canresize` */
function canResize(o: Ref): boolean {
	if (at(o + EXPORTS) === 0) return true;
	raise(BUFFER_ERROR, "Existing exports of data: object cannot be re-sized");
	return false;
}

/** `PyByteArray_Resize`: false with an exception set. New bytes are 0. */
export function resizeByteArray(o: Ref, size: number): boolean {
	const length = at(o + LENGTH);
	if (size === length) return true;
	if (!canResize(o)) return false;
	if (size > limits.bytes) {
		memoryError();
		return false;
	}
	const start = at(o + START);
	let alloc = at(o + ALLOC);
	if (size + start + 1 <= alloc) {
		if (size >= Math.floor(alloc / 2)) {
			H[o + LENGTH] = size;
			if (size > length) byteArrayBytes(o).fill(0, length);
			return true;
		}
		alloc = size + 1;
	} else alloc = size <= alloc * 1.125 ? size + (size >> 3) + (size < 9 ? 3 : 6) : size + 1;
	work(Math.min(size, length) >> 6);
	const kept = byteArrayBytes(o).subarray(0, size);
	const words = (alloc + 3) >> 2;
	const raw = allocRaw(words);
	putBytes(kept, raw * 4);
	if (at(o + RAW) !== 0) freeRaw(at(o + RAW), at(o + RAW_WORDS));
	H[o + RAW] = raw;
	H[o + RAW_WORDS] = words;
	H[o + LENGTH] = size;
	H[o + ALLOC] = alloc;
	H[o + START] = 0;
	return true;
}

/** Room for one byte more, which `bytearray()` takes without asking to resize where there is some. */
export function extendByteArray(o: Ref): boolean {
	const size = at(o + LENGTH) + 1;
	if (size >= at(o + ALLOC)) return resizeByteArray(o, size);
	H[o + LENGTH] = size;
	return true;
}

/** `bytearray_setslice_linear`: the bytes from `from` to before `to` become others. */
export function spliceByteArray(o: Ref, from: number, to: number, bytes: Uint8Array): boolean {
	const length = at(o + LENGTH);
	const growth = bytes.length - (to - from);
	// The new bytes may be the object's own, which move.
	const given = bytes.buffer === B.buffer ? bytes.slice() : bytes;
	work((length - to + bytes.length) >> 6);
	if (growth < 0) {
		if (!canResize(o)) return false;
		if (from === 0) H[o + START] = at(o + START) - growth;
		else byteArrayBytes(o).copyWithin(to + growth, to);
		if (from === 0) {
			// The length counts from the new start before the size is judged.
			H[o + LENGTH] = length + growth;
			shrunk(o);
		} else if (!resizeByteArray(o, length + growth)) return false;
	} else if (growth > 0) {
		if (!resizeByteArray(o, length + growth)) return false;
		byteArrayBytes(o).copyWithin(to + growth, to, length);
	}
	byteArrayBytes(o).set(given, from);
	return true;
}

/** What `PyByteArray_Resize` does once the logical start has moved: the block is made anew where it is more than half empty. */
function shrunk(o: Ref): void {
	const size = at(o + LENGTH);
	if (size >= Math.floor(at(o + ALLOC) / 2) && size + at(o + START) + 1 <= at(o + ALLOC)) return;
	const kept = byteArrayBytes(o).slice();
	const words = (size + 4) >> 2;
	freeRaw(at(o + RAW), at(o + RAW_WORDS));
	H[o + RAW] = allocRaw(words);
	H[o + RAW_WORDS] = words;
	putBytes(kept, at(o + RAW) * 4);
	H[o + ALLOC] = size + 1;
	H[o + START] = 0;
}

/** A new bytearray with a copy of some bytes (`PyByteArray_FromStringAndSize`). */
export function newByteArray(bytes: Uint8Array): Ref {
	const o = newInstance(BYTEARRAY);
	const given = bytes.buffer === B.buffer ? bytes.slice() : bytes;
	if (given.length > 0 && resizeByteArray(o, given.length)) byteArrayBytes(o).set(given);
	return o;
}
