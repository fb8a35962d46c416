/** The methods of set and frozenset. */

import { at, H } from "./arena";
import { through } from "./call";
import { declareMethod } from "./declarations";
import { containerOperation, OP_ADD, OP_DISCARD, OP_REMOVE } from "./dictlookup";
import { EACH_ALL_IN, EACH_NONE_IN, each } from "./eachkey";
import { raise } from "./errors";
import { newBool } from "./int";
import { NULL, PUSHED, type Ref, SET_USED, TYPE } from "./layout";
import { beginFrame, N0, setState, stateOf } from "./natives";
import { decref, incref, setref } from "./refcount";
import {
	baseType,
	copySet,
	difference,
	INTERSECTED,
	isSubset,
	SET_OP_DIFFERENCE,
	SET_OP_INTERSECT,
	SET_OP_SYMMETRIC,
	SET_OP_UPDATE,
	setContains,
	setIntersection,
	setOperation,
	symmetricDifference,
	withSetKey,
} from "./setoperations";
import { isAnySet, setClear, setPop } from "./settable";
import { nativeKind, type Status } from "./tables";
import { FROZENSET, KEY_ERROR, NONE, SET } from "./typeids";

/** Words: 0 the set so far (owned where it is new), 1 arguments' address, 2 how many, 3 next, 4 operation, 5 in place, 6 the method's set. */
const MANY = nativeKind("set method", (frame, first) => {
	const w = frame + N0;
	let value: Status = first;
	for (;;) {
		if (value !== NULL && stateOf(frame) === 1) {
			setref(w, value);
			setState(frame, 0);
		}
		const i = at(w + 3);
		if (i >= at(w + 2)) {
			if (at(w + 5) !== 0) return NONE;
			const o = at(w);
			H[w] = 0;
			return o;
		}
		H[w + 3] = i + 1;
		const other = at(at(w + 1) + i);
		const operation = at(w + 4);
		const so = at(w + 5) !== 0 ? at(w + 6) : at(w);
		if (operation === SET_OP_INTERSECT) {
			setState(frame, 1);
			value = setIntersection(so, other);
		} else if (operation === SET_OP_DIFFERENCE && at(w + 5) === 0 && i === 0) {
			setState(frame, 1);
			value = difference(at(w + 6), other);
		} else if (at(w + 5) === 0 && other === at(w + 6)) value = NONE;
		else value = setOperation(operation, so, other);
		if (value === PUSHED || value === NULL) return value;
	}
});

/** A method that makes a new set of this one and others. */
function declareNew(name: string, operation: number): void {
	for (const type of [SET, FROZENSET]) {
		declareMethod(type, name, 0, -1, (self, args, nargs) => {
			// `set_copy`, also of a frozenset.
			if (nargs === 0) return copySet(self, baseType(self));
			return beginFrame(MANY, 7, 1, (w) => {
				if (operation === SET_OP_UPDATE) H[w] = copySet(self, baseType(self));
				else H[w] = incref(self);
				H[w + 1] = args;
				H[w + 2] = nargs;
				H[w + 4] = operation;
				H[w + 6] = self;
			});
		});
	}
}

function copyOf(self: Ref): Ref {
	return at(self + TYPE) === FROZENSET ? incref(self) : copySet(self, baseType(self));
}

function manyInPlace(self: Ref, args: number, nargs: number, operation: number): Status {
	return beginFrame(MANY, 7, 0, (w) => {
		H[w + 1] = args;
		H[w + 2] = nargs;
		H[w + 4] = operation;
		H[w + 5] = 1;
		H[w + 6] = self;
	});
}

const DISCARDED = nativeKind("set.discard", () => NONE);

/** Word 0: the set. The intersection with the other has come (`set_issubset` of any iterable). */
const SUBSET_OF = nativeKind("issubset", (frame, value) => {
	const same = at(value + SET_USED) === at(at(frame + N0) + SET_USED);
	decref(value);
	return newBool(same);
});

/** Declares the methods of both types. */
export function declareSetMethods(): void {
	declareNew("union", SET_OP_UPDATE);
	declareNew("intersection", SET_OP_INTERSECT);
	declareNew("difference", SET_OP_DIFFERENCE);
	declareMethod(SET, "update", 0, -1, (self, args, nargs) => manyInPlace(self, args, nargs, SET_OP_UPDATE));
	declareMethod(SET, "difference_update", 0, -1, (self, args, nargs) =>
		manyInPlace(self, args, nargs, SET_OP_DIFFERENCE),
	);
	declareMethod(SET, "intersection_update", 0, -1, (self, args, nargs) => {
		if (nargs === 1) return setOperation(SET_OP_INTERSECT, self, at(args));
		return through(INTERSECTED, 1, (frame) => {
			H[frame + N0] = self;
			if (nargs === 0) return copySet(self, baseType(self));
			return beginFrame(MANY, 7, 1, (w) => {
				H[w] = incref(self);
				H[w + 1] = args;
				H[w + 2] = nargs;
				H[w + 4] = SET_OP_INTERSECT;
				H[w + 6] = self;
			});
		});
	});
	declareMethod(SET, "symmetric_difference_update", 1, 1, (self, args) =>
		setOperation(SET_OP_SYMMETRIC, self, at(args)),
	);
	declareMethod(SET, "add", 1, 1, (self, args) => containerOperation(OP_ADD, self, at(args), NULL));
	declareMethod(SET, "remove", 1, 1, (self, args) => withSetKey(OP_REMOVE, self, at(args)));
	declareMethod(SET, "discard", 1, 1, (self, args) => {
		return through(DISCARDED, 0, () => withSetKey(OP_DISCARD, self, at(args)));
	});
	declareMethod(SET, "pop", 0, 0, (self) => {
		const key = setPop(self);
		return key === NULL ? raise(KEY_ERROR, "pop from an empty set") : key;
	});
	declareMethod(SET, "clear", 0, 0, (self) => {
		setClear(self);
		return NONE;
	});
	for (const type of [SET, FROZENSET]) {
		declareMethod(type, "__contains__", 1, 1, (self, args) => setContains(self, at(args)));
		declareMethod(type, "copy", 0, 0, copyOf);
		declareMethod(type, "symmetric_difference", 1, 1, (self, args) => symmetricDifference(self, at(args)));
		declareMethod(type, "issubset", 1, 1, (self, args) => {
			const other = at(args);
			if (isAnySet(other)) return isSubset(self, other);
			return through(SUBSET_OF, 1, (frame) => {
				H[frame + N0] = self;
				return setIntersection(self, other);
			});
		});
		declareMethod(type, "issuperset", 1, 1, (self, args) => {
			const other = at(args);
			return isAnySet(other) ? isSubset(other, self) : each(EACH_ALL_IN, other, self, NULL);
		});
		declareMethod(type, "isdisjoint", 1, 1, (self, args) => {
			const other = at(args);
			if (isAnySet(other) && at(other + SET_USED) > at(self + SET_USED)) return each(EACH_NONE_IN, self, other, NULL);
			return each(EACH_NONE_IN, other, self, NULL);
		});
	}
}
