/** Objects that the collector may track: allocation with CPython's free lists, which decide when a collection starts. */
import { allocObject, at, H } from "./arena";
import { countAllocation, countDeallocation } from "./gclist";
import {
	FLAGS,
	HAS_GC,
	INTERNAL,
	R_FREELISTS,
	R_NEXT_SERIAL,
	R_OWN_SERIAL,
	type Ref,
	SERIAL,
	SIZE,
	TYPE,
} from "./layout";
import { incref } from "./refcount";
import { DICT, EMPTY_TUPLE, LIST, TUPLE } from "./typeids";

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

/** `_PyGC_ClearAllFreeLists`: a full collection gives back what the free lists keep. */
export function clearFreeLists(): void {
	H.fill(0, R_FREELISTS, R_FREELISTS + FL_TUPLE + TUPLE_LISTS + 1);
}

/** Marks an object as the interpreter's own furniture, which views fold; returns it. Best done right after its birth: the program's own serials then have no gap. */
export function internal(o: Ref): Ref {
	if (o === EMPTY_TUPLE) return o;
	H[o + FLAGS] = at(o + FLAGS) | INTERNAL;
	const serial = at(o + SERIAL);
	if (serial > 0) {
		if (serial === at(R_OWN_SERIAL) - 1) H[R_OWN_SERIAL] = serial;
		H[o + SERIAL] = -at(R_NEXT_SERIAL);
		H[R_NEXT_SERIAL] = at(R_NEXT_SERIAL) + 1;
	}
	return o;
}

/** Gives an object of a type that is not shown by itself a serial of the program's own: from now on it is drawn. */
export function show(o: Ref): void {
	const own = at(R_OWN_SERIAL);
	if (own === 0 || at(o + SERIAL) > 0) return;
	H[o + SERIAL] = own;
	H[R_OWN_SERIAL] = own + 1;
}
