/** What lists and tuples share: comparison, search, and the arguments of `index`. */
import { PY_EQ, PY_GT, PY_LE, PY_LT, PY_NE } from "../compile/opcodes";
import { at, H } from "./arena";
import { through } from "./call";
import { compare, equals } from "./comparison";
import { NEEDS_PYTHON } from "./dict";
import { raise } from "./errors";
import { memoryError } from "./faults";
import { plainEquals } from "./hash";
import { isInt, newBool, newInt } from "./int";
import { F_OWNED, LIST_ITEMS, NULL, PUSHED, type Ref, SIZE, TUPLE_ITEMS } from "./layout";
import { isList } from "./list";
import { listTake } from "./lists";
import { profile, work } from "./machine";
import { beginFrame, N0, setState, stateOf } from "./natives";
import { indexOf, repr, ssizeOf } from "./operators";
import { SLOT_INDEX } from "./pythonslots";
import { mayRecurse } from "./recursion";
import { clearref, decref, incref } from "./refcount";
import { textOf } from "./str";
import { nativeKind, S_INDEX, type Status, slotOf, type Ternary, type Unary, unarySlots } from "./tables";
import { FALSE, INDEX_ERROR, NONE, OVERFLOW_ERROR, TRUE, TYPE_ERROR, VALUE_ERROR } from "./typeids";

/** The address of a list's or tuple's item. */
function itemAt(o: Ref, i: number): number {
	return isList(o) ? at(o + LIST_ITEMS) + i : o + TUPLE_ITEMS + i;
}

// ---- Comparison ----

/** Words: 0, 1 the items being compared (owned for lists), 2 left, 3 right, 4 operation, 5 position. State 1: equality, 2: the result. */
const COMPARE_SEQUENCES = nativeKind("comparison of sequences", (frame, first) => {
	const w = frame + N0;
	const a = at(w + 2);
	const b = at(w + 3);
	const op = at(w + 4);
	if (stateOf(frame) === 2) return first;
	let value: Status = first;
	for (;;) {
		if (value !== NULL) {
			clearref(w);
			clearref(w + 1);
			if (value === FALSE) break;
			H[w + 5] = at(w + 5) + 1;
		}
		const i = at(w + 5);
		if (i >= at(a + SIZE) || i >= at(b + SIZE)) return newBool(inOrder(at(a + SIZE), at(b + SIZE), op));
		const left = at(itemAt(a, i));
		const right = at(itemAt(b, i));
		if (left === right) {
			value = TRUE;
			continue;
		}
		work(3);
		setState(frame, 1);
		if (isList(a)) H[w] = incref(left);
		if (isList(b)) H[w + 1] = incref(right);
		value = equals(left, right);
		if (value === PUSHED || value === NULL) return value;
	}
	const i = at(w + 5);
	if (i >= at(a + SIZE) || i >= at(b + SIZE)) return newBool(inOrder(at(a + SIZE), at(b + SIZE), op));
	if (op === PY_EQ) return FALSE;
	if (op === PY_NE) return TRUE;
	setState(frame, 2);
	const left = at(itemAt(a, i));
	const right = at(itemAt(b, i));
	if (isList(a)) H[w] = incref(left);
	if (isList(b)) H[w + 1] = incref(right);
	return compare(left, right, op);
});

/** Whether two numbers stand in the relation `op`. */
function inOrder(a: number, b: number, op: number): boolean {
	switch (op) {
		case PY_LT:
			return a < b;
		case PY_LE:
			return a <= b;
		case PY_EQ:
			return a === b;
		case PY_NE:
			return a !== b;
		case PY_GT:
			return a > b;
		default:
			return a >= b;
	}
}

/** `list_richcompare` and `tuple_richcompare`; both are of the same one of these types, or derived from it. */
export function compareSequences(a: Ref, b: Ref, op: number): Status {
	if ((op === PY_EQ || op === PY_NE) && isList(a) && at(a + SIZE) !== at(b + SIZE)) return newBool(op === PY_NE);
	if (!mayRecurse(" in comparison", 3)) return NULL;
	return beginFrame(COMPARE_SEQUENCES, 6, 2, (w) => {
		H[w + 2] = a;
		H[w + 3] = b;
		H[w + 4] = op;
	});
}

// ---- Search ----

export const SCAN_CONTAINS = 0;
const SCAN_INDEX = 1;
export const SCAN_COUNT = 2;
export const SCAN_REMOVE = 3;

/** Words: 0 the item (owned for lists), 1 sequence, 2 value, 3 position, 4 end, 5 what for, 6 how many so far. */
const SCAN = nativeKind("search", (frame, first) => {
	const before = at(frame + N0 + 3);
	const status = scan(frame, first);
	work((at(frame + N0 + 3) - before) >> 1);
	return status;
});

function scan(frame: number, first: Status): Status {
	const w = frame + N0;
	const seq = at(w + 1);
	const wanted = at(w + 2);
	const what = at(w + 5);
	let value: Status = first;
	for (;;) {
		if (value !== NULL) {
			clearref(w);
			const i = at(w + 3);
			if (value === TRUE) {
				if (what === SCAN_CONTAINS) return TRUE;
				if (what === SCAN_INDEX) return newInt(i);
				if (what === SCAN_REMOVE) {
					const removed = listTake(seq, i);
					decref(removed);
					return NONE;
				}
				H[w + 6] = at(w + 6) + 1;
			}
			H[w + 3] = i + 1;
		}
		const i = at(w + 3);
		if (i >= at(w + 4) || i >= at(seq + SIZE)) break;
		const item = at(itemAt(seq, i));
		const plain = plainEquals(item, wanted);
		if (plain !== NEEDS_PYTHON) {
			value = newBool(plain === 1);
			continue;
		}
		if (isList(seq)) H[w] = incref(item);
		work(2);
		value = equals(item, wanted);
		if (value === PUSHED || value === NULL) return value;
	}
	if (what === SCAN_CONTAINS) return FALSE;
	if (what === SCAN_COUNT) return newInt(at(w + 6));
	if (what === SCAN_REMOVE) return raise(VALUE_ERROR, "list.remove(x): x not in list");
	if (isList(seq)) return indexFailed(wanted);
	return raise(VALUE_ERROR, "tuple.index(x): x not in tuple");
}

const INDEX_FAILED = nativeKind("list.index", (_frame, value) => {
	raise(VALUE_ERROR, `${textOf(value)} is not in list`);
	decref(value);
	return NULL;
});

/** 3.13 shows the value that is missing; 3.14 does not. */
function indexFailed(wanted: Ref): Status {
	if (profile().name !== "3.13") return raise(VALUE_ERROR, "list.index(x): x not in list");
	return through(INDEX_FAILED, 0, () => repr(wanted));
}

export function scanSequence(seq: Ref, wanted: Ref, what: number, start = 0, stop = Number.MAX_SAFE_INTEGER): Status {
	return beginFrame(SCAN, 7, 1, (w) => {
		H[w + 1] = seq;
		H[w + 2] = wanted;
		H[w + 3] = start;
		H[w + 4] = Math.min(stop, 0x7fffffff);
		H[w + 5] = what;
	});
}

/** `index(value, start=0, stop=maxsize)` */
export function scanIndex(seq: Ref, args: number, nargs: number): Status {
	let start = 0;
	let stop = Number.MAX_SAFE_INTEGER;
	if (nargs > 1) start = sliceBound(at(args + 1));
	if (nargs > 2) stop = sliceBound(at(args + 2));
	if (Number.isNaN(start) || Number.isNaN(stop)) return NULL;
	const n = at(seq + SIZE);
	if (start < 0) start = Math.max(0, start + n);
	if (stop < 0) stop = Math.max(0, stop + n);
	return scanSequence(seq, at(args), SCAN_INDEX, Math.min(start, 0x7fffffff), stop);
}

/** `_PyEval_SliceIndexNotNone` */
export function sliceBound(o: Ref): number {
	if (!isInt(o) && slotOf(o, S_INDEX) === 0) {
		raise(TYPE_ERROR, "slice indices must be integers or have an __index__ method");
		return Number.NaN;
	}
	return indexOf(o);
}

/** A subscript: an int as a position in n items, -1 where it is out of range, NaN with an error set. */
export function subscriptIndex(key: Ref, n: number): number {
	const i = ssizeOf(key, INDEX_ERROR);
	if (Number.isNaN(i)) return i;
	const p = i < 0 ? i + n : i;
	return p >= 0 && p < n ? p : -1;
}

/**
 * How often `sq_repeat` puts down `size` items: not below 0, and 0 where there are none; NaN with an error set. `tooLong`:
 * what OverflowError says of a length that no index has; without it that is a MemoryError.
 */
export function repeatCount(o: Ref, size: number, tooLong: string | null = null): number {
	const n = Math.max(0, ssizeOf(o, OVERFLOW_ERROR));
	if (Number.isNaN(n)) return n;
	if (size === 0) return 0;
	if (n * size <= 0x10000000) return n;
	if (tooLong !== null && n * size >= 2 ** 63) raise(OVERFLOW_ERROR, tooLong);
	else memoryError();
	return Number.NaN;
}

/**
 * Makes of an operation with a subscript one whose subscript may also be an object with an `__index__` written in Python
 * (PyNumber_Index comes first, then the operation with the int).
 */
export function withIndex(name: string, operation: Ternary): Ternary {
	/** Words: 0 the int (owned once it is here), 1 container, 2 the third argument. */
	const kind = nativeKind(name, (frame, value) => {
		const w = frame + N0;
		if (stateOf(frame) === 1) return value;
		setState(frame, 1);
		H[w] = value;
		H[frame + F_OWNED] = 1;
		return operation(at(w + 1), value, at(w + 2));
	});
	return (o, key, third) => {
		const slot = slotOf(key, S_INDEX);
		if (slot !== SLOT_INDEX) return operation(o, key, third);
		return through(kind, 3, (frame) => {
			H[frame + N0 + 1] = o;
			H[frame + N0 + 2] = third;
			return (unarySlots[slot] as Unary)(key);
		});
	};
}
