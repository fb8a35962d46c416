/** tuple objects: items in the object itself. */
import { allocGc } from "./alloc";
import { at, H } from "./arena";
import { track } from "./gclist";
import { type Ref, SIZE, T_BASICSIZE, T_FLAGS, TF_TUPLE, TUPLE_ITEMS, TYPE } from "./layout";
import { incref } from "./refcount";
import { EMPTY_TUPLE, TUPLE } from "./typeids";

/** A new tuple of n empty places, tracked; the caller fills all of them with counted references. */
export function newTuple(n: number): Ref {
	if (n === 0) return EMPTY_TUPLE;
	const o = allocGc(TUPLE, at(TUPLE + T_BASICSIZE) + 8 * n, TUPLE_ITEMS + n, n);
	H[o + SIZE] = n;
	track(o);
	return o;
}

/** A new tuple of the references given, which it counts. */
export function tupleOf(...items: readonly Ref[]): Ref {
	const o = newTuple(items.length);
	for (let i = 0; i < items.length; i++) H[o + TUPLE_ITEMS + i] = incref(items[i] as Ref);
	return o;
}

/** A new tuple of n references at an address, counted again. */
export function tupleFrom(address: number, n: number): Ref {
	const o = newTuple(n);
	for (let i = 0; i < n; i++) H[o + TUPLE_ITEMS + i] = incref(at(address + i));
	return o;
}

/** The same, taking the references over. */
export function tupleSteal(address: number, n: number): Ref {
	const o = newTuple(n);
	for (let i = 0; i < n; i++) H[o + TUPLE_ITEMS + i] = at(address + i);
	return o;
}

export function tupleItem(o: Ref, i: number): Ref {
	return at(o + TUPLE_ITEMS + i);
}

export function isTuple(o: Ref): boolean {
	return (at(at(o + TYPE) + T_FLAGS) & TF_TUPLE) !== 0;
}
