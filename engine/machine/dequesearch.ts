/** Where the items of deques are compared: search for one, with what `remove` then does, and comparison of two deques. */

import { PY_EQ, PY_NE } from "../compile/opcodes";
import { at, H } from "./arena";
import { through } from "./call";
import { compare, equals } from "./comparison";
import { dequeItem, popLeft, rotate } from "./deque";
import { raise } from "./errors";
import { newInt } from "./int";
import { DQ_STATE, NULL, PUSHED, type Ref, SIZE } from "./layout";
import { profile, work } from "./machine";
import { beginFrame, N0, setState, stateOf } from "./natives";
import { repr } from "./operators";
import { clearref, decref, incref } from "./refcount";
import { textOf } from "./str";
import { nativeKind, type Status } from "./tables";
import { FALSE, INDEX_ERROR, NONE, RUNTIME_ERROR, TRUE, VALUE_ERROR } from "./typeids";

// ---- Search ----

export const SCAN_CONTAINS = 0;
export const SCAN_COUNT = 1;
export const SCAN_INDEX = 2;
export const SCAN_REMOVE = 3;
/** Words: 0 the item (owned), 1 deque, 2 value, 3 position, 4 end, 5 what for, 6 how many, 7 the deque's state. */
const SCAN = nativeKind("search of a deque", (frame, first) => {
	const w = frame + N0;
	const o = at(w + 1);
	const what = at(w + 5);
	let value: Status = first;
	for (;;) {
		if (value !== NULL) {
			clearref(w);
			const i = at(w + 3);
			if (value === TRUE && what === SCAN_CONTAINS) return TRUE;
			if (value === TRUE && what === SCAN_INDEX) return newInt(i);
			if (at(o + DQ_STATE) !== at(w + 7))
				return raise(what === SCAN_REMOVE ? INDEX_ERROR : RUNTIME_ERROR, "deque mutated during iteration");
			if (value === TRUE) {
				if (what === SCAN_REMOVE) {
					deleteAt(o, i);
					return NONE;
				}
				H[w + 6] = at(w + 6) + 1;
			}
			H[w + 3] = i + 1;
			work(1);
		}
		const i = at(w + 3);
		if (i >= at(w + 4)) break;
		H[w] = incref(at(dequeItem(o, i)));
		value = equals(at(w), at(w + 2));
		if (value === PUSHED || value === NULL) return value;
	}
	if (what === SCAN_CONTAINS) return FALSE;
	if (what === SCAN_COUNT) return newInt(at(w + 6));
	if (profile().name === "3.13") return through(MISSING, 0, () => repr(at(w + 2)));
	const name = what === SCAN_REMOVE ? "remove" : "index";
	return raise(VALUE_ERROR, `deque.${name}(x): x not in deque`);
});
const MISSING = nativeKind("deque.index", (_frame, value) => {
	raise(VALUE_ERROR, `${textOf(value)} is not in deque`);
	decref(value);
	return NULL;
});
export function scan(o: Ref, wanted: Ref, what: number, start = 0, stop = at(o + SIZE)): Status {
	return beginFrame(SCAN, 8, 1, (w) => {
		H[w + 1] = o;
		H[w + 2] = wanted;
		H[w + 3] = start;
		H[w + 4] = Math.min(stop, at(o + SIZE));
		H[w + 5] = what;
		H[w + 7] = at(o + DQ_STATE);
	});
}

/** `deque_del_item` */
export function deleteAt(o: Ref, i: number): void {
	work(Math.min(i, at(o + SIZE) - i));
	rotate(o, -i);
	const item = popLeft(o);
	rotate(o, i);
	decref(item);
}

// ---- Comparison ----

/** Words: 0, 1 items (owned), 2 left, 3 right, 4 operation, 5 position, 6, 7 states. State 1: equality comes, 2: the result. */
export const COMPARE_DEQUES = nativeKind("comparison of deques", (frame, first) => {
	const w = frame + N0;
	const a = at(w + 2);
	const b = at(w + 3);
	const op = at(w + 4);
	if (stateOf(frame) === 2) return first;
	let value: Status = first;
	for (;;) {
		if (value === FALSE) {
			setState(frame, 2);
			return op === PY_EQ ? FALSE : op === PY_NE ? TRUE : compare(at(w), at(w + 1), op);
		}
		if (value === TRUE) {
			clearref(w);
			clearref(w + 1);
			H[w + 5] = at(w + 5) + 1;
			work(1);
		}
		if (at(a + DQ_STATE) !== at(w + 6) || at(b + DQ_STATE) !== at(w + 7))
			return raise(RUNTIME_ERROR, "deque mutated during iteration");
		const i = at(w + 5);
		if (i >= at(a + SIZE) || i >= at(b + SIZE)) {
			const left = newInt(at(a + SIZE));
			const right = newInt(at(b + SIZE));
			const status = compare(left, right, op);
			decref(left);
			decref(right);
			return status;
		}
		setState(frame, 1);
		H[w] = incref(at(dequeItem(a, i)));
		H[w + 1] = incref(at(dequeItem(b, i)));
		value = equals(at(w), at(w + 1));
		if (value === PUSHED || value === NULL) return value;
	}
});
