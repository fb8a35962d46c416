/** What sets do with a key, with one another and with iterables, in place or as a new set. */

import { PY_EQ, PY_GE, PY_LE, PY_LT, PY_NE } from "../compile/opcodes";
import { at, H } from "./arena";
import { through } from "./call";
import { dictSize } from "./dict";
import { containerOperation, OP_ADD, OP_CONTAINS } from "./dictlookup";
import { EACH_ADD, EACH_ALL_IN, EACH_DISCARD, EACH_KEEP_IN, EACH_KEEP_OUT, EACH_SYMMETRIC, each } from "./eachkey";
import { clearError, errorIs, raiseWith } from "./errors";
import { HASH_NOT_IMPLEMENTED } from "./hash";
import { EXC_ARGS, F_OWNED, NULL, R_ERROR, type Ref, SET_FILL, SET_MASK, SET_USED, SIZE, TYPE } from "./layout";
import { N0, setState, stateOf } from "./natives";
import { decref } from "./refcount";
import { isAnySet, newSetOf, setClear, setMergeClean, setResize, setSwap } from "./settable";
import { nativeKind, S_HASH, type Status, slotOf } from "./tables";
import { tupleItem } from "./tuple";
import { DICT, FALSE, FROZENSET, KEY_ERROR, NONE, NOT_IMPLEMENTED, SET, TRUE } from "./typeids";
import { isSubtype } from "./types";

export const SET_OP_UPDATE = 0;
export const SET_OP_DIFFERENCE = 1;
export const SET_OP_SYMMETRIC = 2;
export const SET_OP_INTERSECT = 3;

/** The set is changed by another iterable: NONE, NULL or PUSHED. */
export function setOperation(operation: number, o: Ref, other: Ref): Status {
	switch (operation) {
		case SET_OP_UPDATE:
			return setUpdate(o, other);
		case SET_OP_DIFFERENCE:
			if (o === other) {
				setClear(o);
				return NONE;
			}
			return each(EACH_DISCARD, other, o, NULL);
		case SET_OP_SYMMETRIC:
			if (o === other) {
				setClear(o);
				return NONE;
			}
			if (isAnySet(other) || at(other + TYPE) === DICT) return each(EACH_SYMMETRIC, other, o, NULL);
			return through(SYMMETRIC, 1, (frame) => {
				H[frame + N0] = o;
				return setFrom(SET, other);
			});
		default:
			return through(INTERSECTED, 1, (frame) => {
				H[frame + N0] = o;
				return setIntersection(o, other);
			});
	}
}

/** The other operand has become a set. Words: 0 the set to change, 1 the other, owned once it is here. */
const SYMMETRIC = nativeKind("symmetric_difference_update", (frame, value) => {
	if (stateOf(frame) === 1) return value;
	setState(frame, 1);
	return through(DROP_OPERAND, 1, (inner) => {
		H[inner + F_OWNED] = 1;
		H[inner + N0] = value;
		return each(EACH_SYMMETRIC, value, at(frame + N0), NULL);
	});
});
const DROP_OPERAND = nativeKind("operand of a set operation", (_frame, value) => value);

/** `set_swap_bodies`: the set takes the contents of the intersection. */
export const INTERSECTED = nativeKind("intersection_update", (frame, value) => {
	setSwap(at(frame + N0), value);
	decref(value);
	return NONE;
});

/** `set_update_internal` */
export function setUpdate(o: Ref, other: Ref): Status {
	if (isAnySet(other)) {
		if (setMergeClean(o, other)) return NONE;
	} else if (at(other + TYPE) === DICT) {
		const n = dictSize(other);
		if ((at(o + SET_FILL) + n) * 5 >= at(o + SET_MASK) * 3) setResize(o, (at(o + SET_USED) + n) * 2);
	}
	return each(EACH_ADD, other, o, NULL);
}

/** `set.add`: NONE, NULL or PUSHED. */
export function setAdd(o: Ref, key: Ref): Status {
	return containerOperation(OP_ADD, o, key, NULL);
}

/** Word 0: the new set (owned). It has been filled. */
const MADE = nativeKind("set()", (frame, _value) => {
	const o = at(frame + N0);
	H[frame + N0] = 0;
	return o;
});

function filled(o: Ref, operation: number, other: Ref): Status {
	return through(MADE, 1, (frame) => {
		H[frame + F_OWNED] = 1;
		H[frame + N0] = o;
		return setOperation(operation, o, other);
	});
}

/** A new set of a type with an iterable's items (`make_new_set`). */
export function setFrom(type: Ref, iterable: Ref): Status {
	return filled(newSetOf(type), SET_OP_UPDATE, iterable);
}

/** `make_new_set_basetype` */
export function baseType(o: Ref): Ref {
	return isSubtype(at(o + TYPE), FROZENSET) ? FROZENSET : SET;
}

/** `set_intersection`: a new set. */
export function setIntersection(a: Ref, b: Ref): Status {
	if (a === b) return copySet(a, baseType(a));
	const result = newSetOf(baseType(a));
	if (isAnySet(b) && at(b + SET_USED) > at(a + SET_USED)) return each(EACH_KEEP_IN, a, b, result);
	return each(EACH_KEEP_IN, b, a, result);
}

/** `set_difference`: a new set. */
export function difference(a: Ref, b: Ref): Status {
	const known = isAnySet(b) ? at(b + SET_USED) : at(b + TYPE) === DICT ? dictSize(b) : -1;
	if (known < 0 || at(a + SET_USED) >> 2 > known) return filled(copySet(a, baseType(a)), SET_OP_DIFFERENCE, b);
	return each(EACH_KEEP_OUT, a, b, newSetOf(baseType(a)));
}

/** A copy of a set, of a type. */
export function copySet(o: Ref, type: Ref): Ref {
	const copy = newSetOf(type);
	setMergeClean(copy, o);
	return copy;
}

export function isSubset(a: Ref, b: Ref): Status {
	if (at(a + SET_USED) > at(b + SET_USED)) return FALSE;
	return each(EACH_ALL_IN, a, b, NULL);
}

const INVERT = nativeKind("set !=", (_frame, value) => (value === TRUE ? FALSE : TRUE));

export function setCompare(a: Ref, b: Ref, op: number): Status {
	if (!isAnySet(b)) return NOT_IMPLEMENTED;
	const n = at(a + SET_USED);
	const m = at(b + SET_USED);
	switch (op) {
		case PY_EQ:
			return n !== m ? FALSE : isSubset(a, b);
		case PY_NE:
			return n !== m ? TRUE : through(INVERT, 0, () => isSubset(a, b));
		case PY_LE:
			return isSubset(a, b);
		case PY_GE:
			return isSubset(b, a);
		case PY_LT:
			return n >= m ? FALSE : isSubset(a, b);
		default:
			return n <= m ? FALSE : isSubset(b, a);
	}
}

export function union(a: Ref, b: Ref): Status {
	const copy = copySet(a, baseType(a));
	return a === b ? copy : filled(copy, SET_OP_UPDATE, b);
}

/** `set_symmetric_difference`: the other's items, changed by this set's. */
export function symmetricDifference(a: Ref, b: Ref): Status {
	return through(SYMMETRIC_NEW, 1, (frame) => {
		H[frame + N0] = a;
		return setFrom(baseType(a), b);
	});
}
const SYMMETRIC_NEW = nativeKind("symmetric_difference", (frame, value) => {
	if (stateOf(frame) === 1) return value;
	setState(frame, 1);
	return filled(value, SET_OP_SYMMETRIC, at(frame + N0));
});

export function setContains(o: Ref, key: Ref): Status {
	return withSetKey(OP_CONTAINS, o, key);
}

/** A set that is looked for and has no hash stands for the frozenset of its items (`set_contains_lock_held`). */
export function withSetKey(op: number, o: Ref, key: Ref): Status {
	if (!isAnySet(key) || slotOf(key, S_HASH) !== HASH_NOT_IMPLEMENTED) return containerOperation(op, o, key, NULL);
	return through(FROZEN_KEY, 2, (frame) => {
		const frozen = copySet(key, FROZENSET);
		H[frame + F_OWNED] = 1;
		H[frame + N0] = frozen;
		H[frame + N0 + 1] = key;
		const status = containerOperation(op, o, frozen, NULL);
		return status === NULL ? namedKey(frame) : status;
	});
}
/** Words: the frozenset (owned), the set that it stands for, which is what a KeyError names. */
const FROZEN_KEY = nativeKind(
	"set as a key",
	(_frame, value) => value,
	(frame) => namedKey(frame),
);
function namedKey(frame: number): typeof NULL {
	const args = errorIs(KEY_ERROR) ? at(at(R_ERROR) + EXC_ARGS) : NULL;
	if (args === NULL || at(args + SIZE) !== 1 || tupleItem(args, 0) !== at(frame + N0)) return NULL;
	clearError();
	return raiseWith(KEY_ERROR, at(frame + N0 + 1));
}
