/**
 * Lists that only native code knows, where CPython has a C array or a tuple in the making: the collector does not see
 * them, and they do not count as allocations.
 */
import { internal } from "./alloc";
import { allocObject, at, freeObject, freeRaw } from "./arena";
import { HAS_GC, LIST_CAPACITY, LIST_ITEMS, type Ref, SIZE } from "./layout";
import { decref } from "./refcount";
import { LIST } from "./typeids";

export function newScratchList(): Ref {
	return internal(allocObject(LIST, 56, 10, HAS_GC));
}

/** Gives a scratch list back; what it still holds is dropped upwards. */
export function freeScratchList(list: Ref): void {
	const items = at(list + LIST_ITEMS);
	const n = at(list + SIZE);
	const capacity = at(list + LIST_CAPACITY);
	freeObject(list);
	if (items === 0) return;
	for (let i = 0; i < n; i++) decref(at(items + i));
	freeRaw(items, capacity);
}
