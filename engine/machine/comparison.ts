/** Comparison: what each side's type says, in CPython's order (`PyObject_RichCompare`), and equality as containers ask for it. */
import { PY_EQ, PY_GE, PY_GT, PY_LE, PY_LT, PY_NE } from "../compile/opcodes";
import { at, H } from "./arena";
import { through, vectorcall } from "./call";
import { NEEDS_PYTHON } from "./dict";
import { raise } from "./errors";
import { plainEquals } from "./hash";
import { newBool } from "./int";
import { NULL, PUSHED, type Ref, TYPE } from "./layout";
import { N0, popNative, pushNative } from "./natives";
import { truth } from "./operators";
import { SLOT_COMPARE } from "./pythonslots";
import { decref } from "./refcount";
import { callSpecial, lookupSpecial } from "./special";
import {
	nativeKind,
	S_RICHCOMPARE,
	type Status,
	type Step,
	slotOf,
	steps,
	type Ternary,
	ternary,
	ternarySlots,
} from "./tables";
import { FALSE, NOT_IMPLEMENTED, SLOT_WRAPPER, TRUE, TYPE_ERROR } from "./typeids";
import { isSubtype, typeName } from "./types";

const COMPARE_SYMBOLS = ["<", "<=", "==", "!=", ">", ">="];
const SWAPPED = [PY_GT, PY_GE, PY_EQ, PY_NE, PY_LT, PY_LE];
const COMPARE_METHODS = ["__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__"];

/** `object.__eq__` and its kin: identity, else NotImplemented. `!=` inverts what `__eq__` of the type says. */
export const COMPARE_BY_IDENTITY = ternary((a, b, op) => {
	if (op === PY_EQ) return a === b ? TRUE : NOT_IMPLEMENTED;
	if (op === PY_NE && a === b) return FALSE;
	return NOT_IMPLEMENTED;
});

/** Words: a, b, op, attempts begun. */
const COMPARE_FRAME = nativeKind("comparison", (frame, value) => {
	if (value !== NULL) {
		if (value !== NOT_IMPLEMENTED) return value;
		decref(value);
	}
	const a = at(frame + N0);
	const b = at(frame + N0 + 1);
	const op = at(frame + N0 + 2);
	const ta = at(a + TYPE);
	const tb = at(b + TYPE);
	const reflectedFirst = ta !== tb && isSubtype(tb, ta) && slotOf(b, S_RICHCOMPARE) !== 0;
	for (let i = at(frame + N0 + 3); i < 3; i++) {
		H[frame + N0 + 3] = i + 1;
		let status = NOT_IMPLEMENTED as Status;
		if (i === 0 && reflectedFirst) status = compareSlot(b, a, SWAPPED[op] as number);
		else if (i === 1) status = compareSlot(a, b, op);
		else if (i === 2 && !reflectedFirst) status = compareSlot(b, a, SWAPPED[op] as number);
		if (status !== NOT_IMPLEMENTED) return status;
	}
	if (op === PY_EQ) return newBool(a === b);
	if (op === PY_NE) return newBool(a !== b);
	return raise(
		TYPE_ERROR,
		`'${COMPARE_SYMBOLS[op]}' not supported between instances of '${typeName(ta)}' and '${typeName(tb)}'`,
	);
});

/** `object.__ne__`: what the type's own `__eq__` says, inverted (`object_richcompare`). */
export function identityNotEqual(a: Ref, b: Ref): Status {
	return through(INVERTED, 0, () => compareSlot(a, b, PY_EQ));
}
const INVERTED = nativeKind("__ne__", (_frame, value) => {
	if (value === NOT_IMPLEMENTED) return value;
	const status = truth(value);
	decref(value);
	return status === PUSHED ? PUSHED : status === NULL ? NULL : newBool(status === FALSE);
});

/** Words: both sides, borrowed, for the slot wrapper of a comparison that a class inherits beside one of its own. */
const INHERITED = nativeKind("inherited comparison", (_frame, value) => value);

/** One type's own comparison. */
export function compareSlot(a: Ref, b: Ref, op: number): Status {
	const slot = slotOf(a, S_RICHCOMPARE);
	if (slot === 0) return NOT_IMPLEMENTED;
	if (slot !== SLOT_COMPARE) return (ternarySlots[slot] as Ternary)(a, b, op);
	const method = lookupSpecial(a, COMPARE_METHODS[op] as string);
	if (method === NULL) return NOT_IMPLEMENTED;
	if (at(method + TYPE) !== SLOT_WRAPPER) return callSpecial(method, a, b);
	return through(INHERITED, 2, (frame) => {
		H[frame + N0] = a;
		H[frame + N0 + 1] = b;
		return vectorcall(method, frame + N0, 2, NULL);
	});
}

/** `a op b` for a comparison (PyObject_RichCompare): any object, owned. */
export function compare(a: Ref, b: Ref, op: number): Status {
	const frame = pushNative(COMPARE_FRAME, 4, 0);
	H[frame + N0] = a;
	H[frame + N0 + 1] = b;
	H[frame + N0 + 2] = op;
	const status = (steps[COMPARE_FRAME] as Step)(frame, NULL);
	if (status !== PUSHED) popNative(frame);
	return status;
}

/** Identity or equality, as containers compare their items: TRUE, FALSE, NULL or PUSHED. */
export function equals(a: Ref, b: Ref): Status {
	if (a === b) return TRUE;
	const plain = plainEquals(a, b);
	if (plain !== NEEDS_PYTHON) return newBool(plain === 1);
	return through(TRUTH_RESULT, 0, () => compare(a, b, PY_EQ));
}

/** Whether a comparison says true (`PyObject_RichCompareBool`, where identity says nothing): TRUE, FALSE, NULL or PUSHED. */
export function richCompareBool(a: Ref, b: Ref, op: number): Status {
	return through(TRUTH_RESULT, 0, () => compare(a, b, op));
}
const TRUTH_RESULT = nativeKind("truth of a comparison", (_frame, value) => {
	const status = truth(value);
	decref(value);
	return status;
});
