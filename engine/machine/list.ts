/** list objects: items in a raw block that grows as CPython's does. */
import { allocGc } from "./alloc";
import { allocRaw, at, freeRaw, H, moveWords } from "./arena";
import { track } from "./gclist";
import { LIST_CAPACITY, LIST_ITEMS, type Ref, SIZE, T_FLAGS, T_WORDS, TF_LIST, TYPE } from "./layout";
import { profile } from "./machine";
import { decref, incref } from "./refcount";
import { LIST } from "./typeids";

export function newList(capacity = 0): Ref {
	const o = allocGc(LIST, 56, at(LIST + T_WORDS));
	if (capacity > 0) {
		H[o + LIST_ITEMS] = allocRaw(capacity);
		H[o + LIST_CAPACITY] = capacity;
	}
	track(o);
	return o;
}

/** `list_resize`: room for `size` items, over-allocated as CPython does, given back where less than half is used; sets the size. New places hold 0. */
export function listResize(o: Ref, size: number): void {
	const capacity = at(o + LIST_CAPACITY);
	if (capacity >= size && (size >= capacity >> 1 || capacity <= profile().listsKept)) {
		H[o + SIZE] = size;
		return;
	}
	let bigger = (size + (size >> 3) + 6) & ~3;
	if (size - at(o + SIZE) > bigger - size) bigger = (size + 3) & ~3;
	if (size === 0) bigger = 0;
	const old = at(o + LIST_ITEMS);
	let items = 0;
	if (bigger > 0) {
		items = allocRaw(bigger);
		if (old !== 0) moveWords(items, old, old + Math.min(size, at(o + SIZE)));
	}
	if (old !== 0) freeRaw(old, capacity);
	H[o + LIST_ITEMS] = items;
	H[o + LIST_CAPACITY] = bigger;
	H[o + SIZE] = size;
}

/** Appends a reference that the caller owns. */
export function listPush(o: Ref, item: Ref): void {
	const n = at(o + SIZE);
	if (n < at(o + LIST_CAPACITY)) H[o + SIZE] = n + 1;
	else listResize(o, n + 1);
	H[at(o + LIST_ITEMS) + n] = item;
}

export function listAppend(o: Ref, item: Ref): void {
	listPush(o, incref(item));
}

export function listSize(o: Ref): number {
	return at(o + SIZE);
}

export function listItem(o: Ref, i: number): Ref {
	return at(at(o + LIST_ITEMS) + i);
}

/** A new list of n references at an address, counted again. */
export function listFrom(address: number, n: number): Ref {
	const o = newList(n);
	H[o + SIZE] = n;
	const items = at(o + LIST_ITEMS);
	for (let i = 0; i < n; i++) H[items + i] = incref(at(address + i));
	return o;
}

/** Empties a list; the items are dropped from the last to the first, once it is empty (`list_clear`). */
export function listClear(o: Ref): void {
	const items = at(o + LIST_ITEMS);
	if (items === 0) return;
	const n = at(o + SIZE);
	const capacity = at(o + LIST_CAPACITY);
	H[o + SIZE] = 0;
	H[o + LIST_ITEMS] = 0;
	H[o + LIST_CAPACITY] = 0;
	for (let i = n - 1; i >= 0; i--) decref(at(items + i));
	freeRaw(items, capacity);
}

export function isList(o: Ref): boolean {
	return (at(at(o + TYPE) + T_FLAGS) & TF_LIST) !== 0;
}
