/** `list.sort` (list_sort_impl): the list is empty to everyone while its items are sorted. */

import { PY_LT } from "../compile/opcodes";
import { compareText } from "../text/strLayout";
import { allocRaw, at, freeRaw, H, reverseWords } from "./arena";
import { vectorcall } from "./call";
import { compare } from "./comparison";
import { NEEDS_PYTHON } from "./dict";
import { raise } from "./errors";
import { floatValue } from "./float";
import { compareNumbers, plainEquals } from "./hash";
import { intNumber } from "./int";
import {
	BREAK_DEATH,
	LIST_CAPACITY,
	LIST_ITEMS,
	NULL,
	PUSHED,
	R_BREAKER,
	type Ref,
	SIZE,
	TUPLE_ITEMS,
	TYPE,
} from "./layout";
import { work } from "./machine";
import { beginFrame, holdsBesides, N0, setState, stateOf } from "./natives";
import { truth } from "./operators";
import { clearref, decref, incref } from "./refcount";
import { textOf } from "./str";
import { nativeKind, type Status } from "./tables";
import { continueTimsort, failTimsort, startTimsort } from "./timsort";
import { BOOL, FLOAT, INT, NONE, STR, TRUE, TUPLE, VALUE_ERROR } from "./typeids";

// Words of the frame: what a comparison gave (owned); then plain ones.
const W_RESULT = 0;
const W_LIST = 1;
/** The items' block, how many, its capacity; the keys' block or 0 where the items are their own keys. */
const W_ITEMS = 2;
const W_COUNT = 3;
const W_CAPACITY = 4;
const W_KEYS = 5;
const W_FUNCTION = 6;
const W_REVERSE = 7;
/** Keys made so far. */
const W_MADE = 8;
/** The block of a sort that compares one by one (timsort.ts), or 0. */
const W_TIMSORT = 9;
/** 1: the list itself is the value (sorted); else None. */
const W_RETURN_LIST = 10;
/** 1: there is an order; 0: an exception is set. */
const W_SORTED = 11;
const WORDS = 12;

const KEYS = 0;
const GOT_KEY = 1;
const SORT = 2;
const COMPARED = 3;
const TRUTH = 4;
const ENDING = 5;

// Words of such a block: the positions of the keys that it asks about; those that are its own; then, in its order, the
// positions of all keys, and half as many words for its merges.
export const S_LEFT = 0;
export const S_RIGHT = 1;
export const S_OWN = 2;
export const S_PLACES = 152;

/** What the block of a sort of n keys has to have. */
export function sortWords(n: number): number {
	return S_PLACES + n + (n >> 1);
}

/** 1: less, 0: not, NEEDS_PYTHON: not for native code alone to say. */
export function plainLess(a: Ref, b: Ref): number {
	const ta = at(a + TYPE);
	const tb = at(b + TYPE);
	if (ta === STR && tb === STR) return compareText(textOf(a), textOf(b)) < 0 ? 1 : 0;
	if ((ta === INT || ta === FLOAT || ta === BOOL) && (tb === INT || tb === FLOAT || tb === BOOL))
		return compareNumbers(a, b) < 0 ? 1 : 0;
	if (ta === TUPLE && tb === TUPLE) {
		const n = Math.min(at(a + SIZE), at(b + SIZE));
		for (let i = 0; i < n; i++) {
			const x = at(a + TUPLE_ITEMS + i);
			const y = at(b + TUPLE_ITEMS + i);
			const equal = plainEquals(x, y);
			if (equal === NEEDS_PYTHON) return NEEDS_PYTHON;
			if (equal === 0) return plainLess(x, y);
		}
		return at(a + SIZE) < at(b + SIZE) ? 1 : 0;
	}
	return NEEDS_PYTHON;
}

/** The block of the keys. */
function keysOf(w: number): number {
	const keys = at(w + W_KEYS);
	return keys !== 0 ? keys : at(w + W_ITEMS);
}

/** The order of keys that are all short strs, plain ints or floats that compare: any stable sort finds the same. Else null. */
function quickOrder(w: number): Int32Array | null {
	const n = at(w + W_COUNT);
	const keys = keysOf(w);
	const type = at(at(keys) + TYPE);
	if (type !== INT && type !== STR && type !== FLOAT) return null;
	const order = new Int32Array(n);
	for (let i = 0; i < n; i++) order[i] = i;
	if (type === STR) {
		const texts: string[] = [];
		for (let i = 0; i < n; i++) {
			const key = at(keys + i);
			if (at(key + TYPE) !== STR) return null;
			texts.push(textOf(key));
		}
		return order.sort((a, b) => compareText(texts[a] as string, texts[b] as string));
	}
	const values = new Float64Array(n);
	for (let i = 0; i < n; i++) {
		const key = at(keys + i);
		if (at(key + TYPE) !== type) return null;
		const value = type === INT ? intNumber(key) : floatValue(key);
		if (Number.isNaN(value)) return null;
		values[i] = value;
	}
	return order.sort((a, b) => (values[a] as number) - (values[b] as number));
}

function reverseBlock(block: number, n: number): void {
	reverseWords(block, block + n);
}

/** Brings items and keys into an order of positions. */
function permute(w: number, order: Int32Array): void {
	for (const block of [at(w + W_ITEMS), at(w + W_KEYS)]) {
		if (block === 0) continue;
		const old = H.slice(block, block + order.length);
		for (let i = 0; i < order.length; i++) H[block + i] = old[order[i] as number] as number;
	}
}

/** The sort is over, or failed (an exception is set): the keys go first, and what runs as they die sees the list empty. */
function finishSort(frame: number, order: Int32Array | null, sorted: boolean): Status {
	const w = frame + N0;
	const n = at(w + W_COUNT);
	if (order !== null) permute(w, order);
	if (at(w + W_REVERSE) !== 0 && n > 1 && at(w + W_MADE) === n) reverseBlock(at(w + W_ITEMS), n);
	H[w + W_SORTED] = sorted ? 1 : 0;
	setState(frame, ENDING);
	const keys = at(w + W_KEYS);
	if (keys !== 0) {
		const made = at(w + W_MADE);
		H[w + W_KEYS] = 0;
		if (made === n) for (let i = 0; i < n; i++) decref(at(keys + i));
		else for (let i = made - 1; i >= 0; i--) decref(at(keys + i));
		freeRaw(keys, n);
		if ((at(R_BREAKER) & BREAK_DEATH) !== 0) return PUSHED;
	}
	return restoreItems(w);
}

/** The list gets its items back, unless it was given others meanwhile: these go. */
function restoreItems(w: number): Status {
	const list = at(w + W_LIST);
	const sorted = at(w + W_SORTED) !== 0;
	const modified = sorted && at(list + LIST_CAPACITY) !== -1;
	if (modified) raise(VALUE_ERROR, "list modified during sort");
	const extra = at(list + LIST_ITEMS);
	const extraCount = at(list + SIZE);
	const extraCapacity = at(list + LIST_CAPACITY);
	H[list + SIZE] = at(w + W_COUNT);
	H[list + LIST_ITEMS] = at(w + W_ITEMS);
	H[list + LIST_CAPACITY] = at(w + W_CAPACITY);
	if (extra !== 0) {
		for (let i = extraCount - 1; i >= 0; i--) decref(at(extra + i));
		freeRaw(extra, extraCapacity);
	}
	if (!sorted || modified) return NULL;
	return at(w + W_RETURN_LIST) !== 0 ? incref(list) : NONE;
}

const SORT_FRAME = nativeKind("list.sort", sortStep, (frame) => {
	if (stateOf(frame) === ENDING) return restoreItems(frame + N0);
	if (stateOf(frame) === GOT_KEY) return finishSort(frame, null, false);
	clearref(frame + N0 + W_RESULT);
	return fail(frame);
});

/** The end of a sort that compared one by one. */
function finishTimsort(frame: number, sorted: boolean): Status {
	const w = frame + N0;
	const n = at(w + W_COUNT);
	const timsort = at(w + W_TIMSORT);
	const order = H.slice(timsort + S_PLACES, timsort + S_PLACES + n);
	H[w + W_TIMSORT] = 0;
	freeRaw(timsort, sortWords(n));
	return finishSort(frame, order, sorted);
}

/** A comparison raised: the items stay in the order that the sort had reached. */
function fail(frame: number): Status {
	failTimsort(at(frame + N0 + W_TIMSORT));
	return finishTimsort(frame, false);
}

function sortStep(frame: number, first: Ref): Status {
	const w = frame + N0;
	let value: Status = first;
	let answer: boolean | null = null;
	for (;;) {
		switch (stateOf(frame)) {
			case KEYS: {
				const i = at(w + W_MADE);
				if (i === at(w + W_COUNT)) {
					setState(frame, SORT);
					break;
				}
				setState(frame, GOT_KEY);
				value = vectorcall(at(w + W_FUNCTION), at(w + W_ITEMS) + i, 1, NULL);
				if (value === PUSHED) return PUSHED;
				if (value === NULL) return finishSort(frame, null, false);
				break;
			}
			case GOT_KEY:
				H[at(w + W_KEYS) + at(w + W_MADE)] = value;
				H[w + W_MADE] = at(w + W_MADE) + 1;
				setState(frame, KEYS);
				if ((at(R_BREAKER) & BREAK_DEATH) !== 0) return PUSHED;
				break;
			case SORT: {
				if (answer === null) {
					const n = at(w + W_COUNT);
					work(n + (n >> 1) * Math.ceil(Math.log2(n + 1)));
					if (n > 0 && at(w + W_REVERSE) !== 0) {
						reverseBlock(at(w + W_ITEMS), n);
						if (at(w + W_KEYS) !== 0) reverseBlock(at(w + W_KEYS), n);
					}
					const order = n > 1 ? quickOrder(w) : new Int32Array(n);
					if (order !== null) return finishSort(frame, order, true);
					H[w + W_TIMSORT] = startTimsort(n);
				}
				const timsort = at(w + W_TIMSORT);
				const keys = keysOf(w);
				if (continueTimsort(timsort, keys, answer)) return finishTimsort(frame, true);
				setState(frame, COMPARED);
				value = compare(at(keys + at(timsort + S_LEFT)), at(keys + at(timsort + S_RIGHT)), PY_LT);
				if (value === PUSHED) return PUSHED;
				if (value === NULL) return fail(frame);
				break;
			}
			case COMPARED:
				H[w + W_RESULT] = value;
				setState(frame, TRUTH);
				value = truth(value);
				if (value === PUSHED) return PUSHED;
				if (value === NULL) return fail(frame);
				break;
			case ENDING:
				return restoreItems(w);
			default:
				clearref(w + W_RESULT);
				answer = value === TRUE;
				setState(frame, SORT);
		}
	}
}

holdsBesides(SORT_FRAME, {
	references(frame, visit, most) {
		const w = frame + N0;
		for (let i = 0; i < Math.min(most, at(w + W_COUNT)); i++) visit(at(at(w + W_ITEMS) + i));
		if (at(w + W_KEYS) !== 0) for (let i = 0; i < Math.min(most, at(w + W_MADE)); i++) visit(at(at(w + W_KEYS) + i));
	},
	blocks(frame, visit) {
		const w = frame + N0;
		if (at(w + W_ITEMS) !== 0) visit(at(w + W_ITEMS), at(w + W_CAPACITY));
		if (at(w + W_KEYS) !== 0) visit(at(w + W_KEYS), at(w + W_COUNT));
		if (at(w + W_TIMSORT) !== 0) visit(at(w + W_TIMSORT), sortWords(at(w + W_COUNT)));
	},
});

/** Sorts a list in place. `key` is 0 for none. Answers None, or the list (counted) where `returnList`. */
export function sortList(list: Ref, key: Ref, reverse: boolean, returnList: boolean): Status {
	const n = at(list + SIZE);
	const items = at(list + LIST_ITEMS);
	const capacity = at(list + LIST_CAPACITY);
	H[list + SIZE] = 0;
	H[list + LIST_ITEMS] = 0;
	H[list + LIST_CAPACITY] = -1;
	return beginFrame(SORT_FRAME, WORDS, 1, (w) => {
		H[w + W_LIST] = list;
		H[w + W_ITEMS] = items;
		H[w + W_COUNT] = n;
		H[w + W_CAPACITY] = capacity;
		H[w + W_REVERSE] = reverse ? 1 : 0;
		H[w + W_RETURN_LIST] = returnList ? 1 : 0;
		H[w + W_MADE] = n;
		if (key !== NULL && n > 0) {
			H[w + W_FUNCTION] = key;
			H[w + W_KEYS] = allocRaw(n);
			H[w + W_MADE] = 0;
		}
	});
}
