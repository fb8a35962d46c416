/** An array's items as a whole: the room that they have, and how they are copied, appended and taken out. */

import { allocRaw, at, freeRaw, H } from "./arena";
import { store } from "./arraycodes";
import { arrayCode, arrayWords, itemAddress, itemBytes, itemWords } from "./arrayitems";
import { bytesBetween, moveBytes, putBytes } from "./buffers";
import { newInstance } from "./classes";
import { consumeIterable, consumerKind } from "./consumers";
import { C_OWN, C_OWNED } from "./consumerwords";
import { raise } from "./errors";
import { AR_CAPACITY, AR_CODE, AR_EXPORTS, AR_ITEMS, NULL, type Ref, SIZE, TYPE } from "./layout";
import { Unsupported } from "./limits";
import { work } from "./machine";
import { N0 } from "./natives";
import { pythonSlot } from "./pythonslots";
import { decref } from "./refcount";
import { NOTHING, S_INDEX, type Status, slotOf } from "./tables";
import { ARRAY, BUFFER_ERROR, LIST, NONE, TUPLE, TYPE_ERROR, VALUE_ERROR } from "./typeids";
import { isInstanceOf } from "./types";

/** `array_resize`: false with BufferError set while there are views of the array. */
export function resize(o: Ref, n: number): boolean {
	const size = at(o + SIZE);
	if (!mayResize(o, n)) return false;
	const capacity = at(o + AR_CAPACITY);
	if (capacity >= n && size < n + 16 && at(o + AR_ITEMS) !== 0) {
		H[o + SIZE] = n;
		return true;
	}
	const bigger = n === 0 ? 0 : (n >> 4) + (size < 8 ? 3 : 7) + n;
	move(o, bigger, Math.min(n, size));
	H[o + SIZE] = n;
	return true;
}
export function mayResize(o: Ref, n: number): boolean {
	if (at(o + AR_EXPORTS) === 0 || n === at(o + SIZE)) return true;
	raise(BUFFER_ERROR, "cannot resize an array that is exporting buffers");
	return false;
}
export function move(o: Ref, capacity: number, kept: number): void {
	const code = arrayCode(o);
	const old = at(o + AR_ITEMS);
	const items = capacity === 0 ? 0 : allocRaw(itemWords(code, capacity), capacity * itemBytes(code));
	if (kept > 0) moveBytes(items * 4, old * 4, old * 4 + kept * itemBytes(code));
	if (old !== 0) freeRaw(old, arrayWords(o));
	H[o + AR_ITEMS] = items;
	H[o + AR_CAPACITY] = capacity;
}

/** What moves more items than this is charged. */
const LONG = 256;

/** Copies n items of an array to a place in another of its kind. */
export function copyItems(from: Ref, start: number, n: number, to: Ref, place: number): void {
	if (n > LONG) work(n >> 7);
	moveBytes(itemAddress(to, place), itemAddress(from, start), itemAddress(from, start + n));
}

export function append(o: Ref, item: Ref): boolean {
	const n = at(o + SIZE);
	if (!resize(o, n + 1)) return false;
	let stored = false;
	// Storing may also throw, to begin again with what an __index__ gives.
	try {
		stored = store(arrayCode(o), itemAddress(o, n), item);
	} finally {
		if (!stored) H[o + SIZE] = n;
	}
	return stored;
}

export function newArray(type: Ref, code: string, n: number): Ref {
	const o = newInstance(type);
	H[o + AR_CODE] = code.charCodeAt(0);
	if (n > 0) move(o, n, 0);
	H[o + SIZE] = n;
	return o;
}

/** A new array of n items from an address, `step` items apart. */
export function slice(o: Ref, start: number, step: number, n: number): Ref {
	const copy = newArray(ARRAY, arrayCode(o), n);
	if (step === 1) copyItems(o, start, n, copy, 0);
	else for (let i = 0; i < n; i++) copyItems(o, start + i * step, 1, copy, i);
	return copy;
}

/** Takes n items out at a place. */
export function remove(o: Ref, i: number, n: number): boolean {
	const size = at(o + SIZE);
	if (!mayResize(o, size - n)) return false;
	copyItems(o, i + n, size - i - n, o, i);
	return resize(o, size - n);
}

/**
 * Words: C_OWNED: the array where it is new and is the value, else 0; C_OWN: the array; its size at first, or -1 where
 * what is iterated does not give the same items to one who begins again.
 */
const EXTEND = consumerKind({
	name: "array.extend",
	item: (frame, item) => {
		const o = at(frame + N0 + C_OWN);
		const first = at(frame + N0 + C_OWN + 1);
		if (first < 0 && slotOf(item, S_INDEX) === pythonSlot(S_INDEX))
			throw new Unsupported("an array of numbers that an iterator and Python code give");
		let whole = false;
		// Appending may also throw, to begin again with what an __index__ gives.
		try {
			const fits = append(o, item);
			whole = true;
			return fits ? NOTHING : NULL;
		} finally {
			decref(item);
			if (!whole) H[o + SIZE] = first;
		}
	},
	done: (frame) => {
		const o = at(frame + N0 + C_OWNED);
		H[frame + N0 + C_OWNED] = 0;
		return o === NULL ? NONE : o;
	},
});
/** `array_do_extend` of another array, or item by item. Answers None, or the array where `give`: it is taken over then. */
export function extend(o: Ref, from: Ref, give: boolean): Status {
	if (isInstanceOf(from, ARRAY)) {
		if (arrayCode(from) !== arrayCode(o)) {
			if (give) decref(o);
			return raise(TYPE_ERROR, "can only extend with array of same kind");
		}
		const n = at(o + SIZE);
		const more = at(from + SIZE);
		work(more >> 3);
		if (!resize(o, n + more)) {
			if (give) decref(o);
			return NULL;
		}
		copyItems(from, 0, more, o, n);
		return give ? o : NONE;
	}
	const again = at(from + TYPE) === LIST || at(from + TYPE) === TUPLE;
	return consumeIterable(EXTEND, from, 2, (w) => {
		if (give) H[w + C_OWNED] = o;
		H[w + C_OWN] = o;
		H[w + C_OWN + 1] = again ? at(o + SIZE) : -1;
	});
}

/** The bytes of the items as they stand. */
export function contents(o: Ref): Uint8Array {
	return at(o + AR_ITEMS) === 0 ? new Uint8Array(0) : bytesBetween(itemAddress(o, 0), itemAddress(o, at(o + SIZE)));
}
export function toBytes(o: Ref): Uint8Array {
	return contents(o).slice();
}

/** Appends items from bytes; false with ValueError set where their number does not fit. */
export function fromBytes(o: Ref, bytes: Uint8Array): boolean {
	const code = arrayCode(o);
	const size = itemBytes(code);
	if (bytes.length % size !== 0) {
		raise(VALUE_ERROR, "bytes length not a multiple of item size");
		return false;
	}
	const n = at(o + SIZE);
	const more = bytes.length / size;
	if (!resize(o, n + more)) return false;
	putBytes(bytes, itemAddress(o, n));
	return true;
}
