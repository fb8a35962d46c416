/** tuple objects: items in the object itself. */

import { allocGc, internal } from "./alloc";
import { allocObject, at, freeObject, H } from "./arena";
import { isTracked, track, untrack } from "./gclist";
import { HAS_GC, type Ref, SIZE, T_BASICSIZE, T_FLAGS, TF_GC, TF_TUPLE, TUPLE_ITEMS, TYPE } from "./layout";
import { profile, work } from "./machine";
import { decref, incref } from "./refcount";
import { EMPTY_TUPLE, TUPLE } from "./typeids";

/** A new tuple of n empty places, tracked; the caller fills all of them with counted references. */
export function newTuple(n: number): Ref {
	if (n === 0) return EMPTY_TUPLE;
	const o = allocTuple(n);
	track(o);
	return o;
}

function allocTuple(n: number): Ref {
	const o = allocGc(TUPLE, at(TUPLE + T_BASICSIZE) + 8 * n, TUPLE_ITEMS + n, n);
	H[o + SIZE] = n;
	if (n > 16) work(n >> 1);
	return o;
}

/** Tracks a tuple that has its items: in 3.14 only where one of them could be in a cycle. */
function trackFilled(o: Ref, n: number): Ref {
	if (profile().tuplesTrackedByItems) {
		let i = 0;
		while (i < n && (at(at(at(o + TUPLE_ITEMS + i) + TYPE) + T_FLAGS) & TF_GC) === 0) i++;
		if (i === n) return o;
	}
	track(o);
	return o;
}

/** A new tuple of the references given, which it counts. */
export function tupleOf(...items: readonly Ref[]): Ref {
	if (items.length === 0) return EMPTY_TUPLE;
	const o = allocTuple(items.length);
	for (let i = 0; i < items.length; i++) H[o + TUPLE_ITEMS + i] = incref(items[i] as Ref);
	return trackFilled(o, items.length);
}

/** A new tuple of n references at an address, counted again. */
export function tupleFrom(address: number, n: number): Ref {
	if (n === 0) return EMPTY_TUPLE;
	const o = allocTuple(n);
	for (let i = 0; i < n; i++) H[o + TUPLE_ITEMS + i] = incref(at(address + i));
	return trackFilled(o, n);
}

/** The same, taking the references over. */
export function tupleSteal(address: number, n: number): Ref {
	if (n === 0) return EMPTY_TUPLE;
	const o = allocTuple(n);
	for (let i = 0; i < n; i++) H[o + TUPLE_ITEMS + i] = at(address + i);
	return trackFilled(o, n);
}

/** The same of references given one by one, tracked whatever they are (`Py_BuildValue`, or `PyTuple_New` filled in). */
export function tupleOwning(...items: readonly Ref[]): Ref {
	const o = newTuple(items.length);
	for (let i = 0; i < items.length; i++) H[o + TUPLE_ITEMS + i] = items[i] as Ref;
	return o;
}

/**
 * `_PyTuple_Resize` of a tuple that has one holder, from some items to some: a block of another size, which does not count
 * as an allocation, at the end of the youngest generation. Places beyond the old end hold 0; none that holds an item is lost.
 */
export function resizeTuple(o: Ref, n: number): Ref {
	const resized = internal(allocObject(TUPLE, at(TUPLE + T_BASICSIZE) + 8 * n, TUPLE_ITEMS + n, HAS_GC));
	H[resized + SIZE] = n;
	const kept = Math.min(n, at(o + SIZE));
	for (let i = 0; i < kept; i++) H[resized + TUPLE_ITEMS + i] = at(o + TUPLE_ITEMS + i);
	if (n > 16) work(n >> 1);
	untrack(o);
	freeObject(o);
	track(resized);
	return resized;
}

export function tupleItem(o: Ref, i: number): Ref {
	return at(o + TUPLE_ITEMS + i);
}

export function isTuple(o: Ref): boolean {
	return (at(at(o + TYPE) + T_FLAGS) & TF_TUPLE) !== 0;
}

/** A pair of two owned references: the tuple given if only its owner has it, else a new one. */
export function reusedPair(result: Ref, first: Ref, second: Ref): Ref {
	if (at(result) === 1) {
		incref(result);
		const oldFirst = at(result + TUPLE_ITEMS);
		const oldSecond = at(result + TUPLE_ITEMS + 1);
		H[result + TUPLE_ITEMS] = first;
		H[result + TUPLE_ITEMS + 1] = second;
		decref(oldFirst);
		decref(oldSecond);
		if (!isTracked(result)) track(result);
		return result;
	}
	const tuple = newTuple(2);
	H[tuple + TUPLE_ITEMS] = first;
	H[tuple + TUPLE_ITEMS + 1] = second;
	return tuple;
}
