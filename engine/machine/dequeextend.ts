/** What comes into a deque: items one by one, those of an iterable, and copies, `+` and `*`. */

import { at, H } from "./arena";
import { callWith, through } from "./call";
import { newInstance } from "./classes";
import { consumeIterable, consumerKind } from "./consumers";
import { C_OWN } from "./consumerwords";
import { beginAt, dequeClear, dequeItem, initDeque, pushLeft, pushRight } from "./deque";
import { newInt } from "./int";
import { DQ_MAXLEN, F_OWNED, NULL, type Ref, SIZE, TYPE } from "./layout";
import { listItem, listPush, newList } from "./list";
import { work } from "./machine";
import { N0 } from "./natives";
import { decref, incref } from "./refcount";
import { NOTHING, nativeKind, type Status } from "./tables";
import { DEQUE, NONE } from "./typeids";

export function append(o: Ref, item: Ref): void {
	const out = pushRight(o, item);
	if (out !== NULL) decref(out);
}

export function appendLeft(o: Ref, item: Ref): void {
	const out = pushLeft(o, item);
	if (out !== NULL) decref(out);
}

/** The items as a new list (`PySequence_List`). */
export function listOf(o: Ref): Ref {
	const n = at(o + SIZE);
	const list = newList(n);
	for (let i = 0; i < n; i++) listPush(list, incref(at(dequeItem(o, i))));
	return list;
}

// ---- extend ----

/** Words: C_OWN: the deque, and 1 where the items come in on the left. */
const EXTEND = consumerKind({
	name: "deque.extend",
	begun: (frame) => {
		const o = at(frame + N0 + C_OWN);
		// consume_iterator: nothing fits in.
		if (at(o + DQ_MAXLEN) !== 0) beginAt(o, at(frame + N0 + C_OWN + 1) !== 0);
		return NOTHING;
	},
	item: (frame, item) => {
		const o = at(frame + N0 + C_OWN);
		if (at(o + DQ_MAXLEN) === 0) decref(item);
		else if (at(frame + N0 + C_OWN + 1) !== 0) appendLeft(o, item);
		else append(o, item);
		return NOTHING;
	},
	done: () => NONE,
});

/** `deque_extend` and `deque_extendleft`: NONE, NULL or PUSHED. */
export function extend(o: Ref, iterable: Ref, left: boolean): Status {
	const source = iterable === o ? listOf(o) : incref(iterable);
	const status = through(EXTENDED, 1, (frame) => {
		H[frame + N0] = source;
		H[frame + F_OWNED] = 1;
		return consumeIterable(EXTEND, source, 2, (w) => {
			H[w + C_OWN] = o;
			H[w + C_OWN + 1] = left ? 1 : 0;
		});
	});
	return status;
}
const EXTENDED = nativeKind("deque.extend", (_frame, value) => value);

/** Gives a deque back once it has been extended. Word: the deque (owned). */
const FILLED = nativeKind("deque", (frame, value) => {
	decref(value);
	const o = at(frame + N0);
	H[frame + N0] = 0;
	return o;
});
export function filled(o: Ref, iterable: Ref): Status {
	return through(FILLED, 1, (frame) => {
		H[frame + N0] = o;
		H[frame + F_OWNED] = 1;
		return extend(o, iterable, false);
	});
}

// ---- Copies, + and * ----

function newDeque(maxlen: number): Ref {
	const o = newInstance(DEQUE);
	initDeque(o);
	H[o + DQ_MAXLEN] = maxlen;
	return o;
}

/** `deque_copy` of a deque of the very type. */
function copyExact(o: Ref): Ref {
	const copy = newDeque(at(o + DQ_MAXLEN));
	const n = at(o + SIZE);
	if (n !== 1 && at(copy + DQ_MAXLEN) !== 0) beginAt(copy, false);
	for (let i = 0; i < n; i++) append(copy, incref(at(dequeItem(o, i))));
	return copy;
}

export function copyDeque(o: Ref): Status {
	if (at(o + TYPE) === DEQUE) return copyExact(o);
	const maxlen = at(o + DQ_MAXLEN);
	if (maxlen < 0) return callWith(at(o + TYPE), o);
	const bound = newInt(maxlen);
	const status = callWith(at(o + TYPE), o, bound);
	decref(bound);
	return status;
}

/** Word: what is added. The copy has come. */
export const CONCATENATED = nativeKind("deque +", (frame, copy) => filled(copy, at(frame + N0)));

/** `deque_inplace_repeat` */
export function repeatInPlace(o: Ref, times: number): void {
	const n = at(o + SIZE);
	if (n === 0 || times === 1) return;
	if (times <= 0) {
		dequeClear(o);
		return;
	}
	const maxlen = at(o + DQ_MAXLEN);
	let rounds = times;
	if (n === 1 && maxlen >= 0 && rounds > maxlen) rounds = maxlen;
	else if (maxlen >= 0 && rounds * n > maxlen) rounds = Math.floor((maxlen + n - 1) / n);
	work(rounds * n);
	const items = listOf(o);
	for (let k = 1; k < rounds; k++) for (let i = 0; i < n; i++) append(o, incref(listItem(items, i)));
	decref(items);
}

/** Word: how often. The copy has come. */
export const REPEATED = nativeKind("deque *", (frame, copy) => {
	repeatInPlace(copy, at(frame + N0));
	return copy;
});
