/** Objects that the collector may track: allocation with CPython's free lists, which decide when a collection starts. */
import { allocObject, at, H } from "./arena";
import { countAllocation, countDeallocation } from "./gclist";
import { FLAGS, HAS_GC, INTERNAL, R_FREELISTS, type Ref, SIZE, TYPE } from "./layout";
import { incref } from "./refcount";
import { DICT, LIST, TUPLE } from "./typeids";

/** Free lists modelled for their effect on the young generation's count: how many of a kind are kept (words of R_FREELISTS). */
export const FL_NONE = 0;
export const FL_LIST = 1;
export const FL_DICT = 2;
/** Tuples of n items, 1 to 20: FL_TUPLE + n. */
export const FL_TUPLE = 8;
const TUPLE_LISTS = 20;
const FREE_LIST_MAX = (kind: number): number => (kind > FL_TUPLE ? 2000 : 80);

/**
 * A new object of a type with the collector's header, not tracked yet. `bytes` in CPython, header included. The type is
 * counted if it is a class.
 */
export function allocGc(type: Ref, bytes: number, words: number, freeList: number): Ref {
	const kept = freeList === FL_NONE ? 0 : at(R_FREELISTS + freeList);
	if (kept > 0) H[R_FREELISTS + freeList] = kept - 1;
	else countAllocation();
	const o = allocObject(type, bytes, words, HAS_GC);
	incref(type);
	return o;
}

/** `tp_free` of an object with the collector's header: back to its free list, or one fewer in the young count. */
export function releaseGc(o: Ref): void {
	const type = at(o + TYPE);
	let list = FL_NONE;
	if (type === LIST) list = FL_LIST;
	else if (type === DICT) list = FL_DICT;
	else if (type === TUPLE) {
		const n = at(o + SIZE);
		if (n > 0 && n <= TUPLE_LISTS) list = FL_TUPLE + n;
	}
	if (list !== FL_NONE) {
		const kept = at(R_FREELISTS + list);
		if (kept < FREE_LIST_MAX(list)) {
			H[R_FREELISTS + list] = kept + 1;
			return;
		}
	}
	countDeallocation();
}

/** Marks an object as the interpreter's own furniture, which views fold; returns it. */
export function internal(o: Ref): Ref {
	H[o + FLAGS] = at(o + FLAGS) | INTERNAL;
	return o;
}
