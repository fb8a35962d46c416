/** The heap functions that heapq takes from C (Modules/_heapqmodule.c): same comparisons in the same order, same counts. */
import { PY_LT } from "../compile/opcodes";
import type { ProfileName } from "../profiles";
import { at, H } from "./arena";
import { richCompareBool } from "./comparison";
import { NEEDS_PYTHON } from "./dict";
import { raise } from "./errors";
import { newBool } from "./int";
import { LIST_ITEMS, NULL, PUSHED, type Ref, SIZE, TYPE } from "./layout";
import { isList, listAppend, listResize } from "./list";
import { work } from "./machine";
import { declareFunction } from "./moduletable";
import { N0, popNative, pushNative, setState, stateOf } from "./natives";
import { clearref, decref, incref } from "./refcount";
import { plainLess } from "./sorting";
import { nativeKind, type Status, type Step, steps } from "./tables";
import { INDEX_ERROR, NONE, RUNTIME_ERROR, TRUE, TYPE_ERROR } from "./typeids";
import { typeName } from "./types";

// Words of the frame: what is being compared, and what the function gives in the end (owned); then plain ones.
const W_LEFT = 0;
const W_RIGHT = 1;
const W_VALUE = 2;
const OWNED = 3;
const W_HEAP = 3;
/** 1: the largest is on top. */
const W_MAX = 4;
/** The sift in progress: where it began, where it is, how long the list was. */
const W_START = 5;
const W_POS = 6;
const W_SIZE = 7;
/** What is still to be sifted: the next node (-1: none), the last of them, and the row after them in a large heap. */
const W_NODE = 8;
const W_LAST = 9;
const W_ROW = 10;
const W_ROW_LAST = 11;
/** The node whose ancestors are sifted after it, in a large heap; -1: it is a small one. */
const W_CLIMB = 12;
/** heappushpop: the item. */
const W_ITEM = 13;
const WORDS = 14;

/** The next node is to be sifted. */
const NEXT = 0;
/** `siftup`: the smaller child moves up. */
const UP = 1;
const UP_COMPARED = 2;
/** `siftdown`: larger parents move down. */
const DOWN = 3;
const DOWN_COMPARED = 4;
/** heappushpop: the item is compared with the top, and comes back where that does not stand before it. */
const TOP = 5;
const TOP_COMPARED = 6;

/** `a < b` for two items, which are held while Python compares them. */
function less(w: number, a: Ref, b: Ref): Status {
	const plain = plainLess(a, b);
	if (plain !== NEEDS_PYTHON) return newBool(plain === 1);
	H[w + W_LEFT] = incref(a);
	H[w + W_RIGHT] = incref(b);
	return richCompareBool(a, b, PY_LT);
}

function swap(items: number, i: number, j: number): void {
	const item = at(items + i);
	H[items + i] = at(items + j);
	H[items + j] = item;
}

/** Sets the sift of a node up. False: there is no such node, IndexError is set. */
function beginSift(frame: number, state: number, start: number, pos: number): boolean {
	const w = frame + N0;
	const size = at(at(w + W_HEAP) + SIZE);
	if (pos >= size) {
		raise(INDEX_ERROR, "index out of range");
		return false;
	}
	H[w + W_START] = start;
	H[w + W_POS] = pos;
	H[w + W_SIZE] = size;
	setState(frame, state);
	return true;
}

/** The node that `heapify_internal` or `cache_friendly_heapify` sifts next; -1 where there is none left. */
function nextNode(w: number): number {
	const climbed = at(w + W_CLIMB);
	if (climbed !== -1 && (climbed & 1) !== 0) {
		H[w + W_CLIMB] = climbed >> 1;
		return climbed >> 1;
	}
	if (at(w + W_NODE) < at(w + W_LAST)) {
		if (at(w + W_ROW) < at(w + W_ROW_LAST)) return -1;
		H[w + W_NODE] = at(w + W_ROW);
		H[w + W_LAST] = at(w + W_ROW_LAST);
		H[w + W_ROW] = -1;
		H[w + W_ROW_LAST] = 0;
	}
	const node = at(w + W_NODE);
	H[w + W_NODE] = node - 1;
	if (climbed !== -1) H[w + W_CLIMB] = node;
	return node;
}

const HEAP_FRAME = nativeKind("heapq", (frame, first) => {
	const w = frame + N0;
	const heap = at(w + W_HEAP);
	const largest = at(w + W_MAX) !== 0;
	let value: Status = first;
	for (;;) {
		const items = at(heap + LIST_ITEMS);
		switch (stateOf(frame)) {
			case NEXT: {
				const node = nextNode(w);
				if (node < 0) {
					const result = at(w + W_VALUE);
					H[w + W_VALUE] = 0;
					return result;
				}
				if (!beginSift(frame, UP, node, node)) return NULL;
				break;
			}
			case UP: {
				const pos = at(w + W_POS);
				if (pos >= at(w + W_SIZE) >> 1) {
					if (!beginSift(frame, DOWN, at(w + W_START), pos)) return NULL;
					break;
				}
				const child = 2 * pos + 1;
				if (child + 1 >= at(w + W_SIZE)) {
					swap(items, child, pos);
					H[w + W_POS] = child;
					break;
				}
				setState(frame, UP_COMPARED);
				const [left, right] = [at(items + child), at(items + child + 1)];
				value = largest ? less(w, right, left) : less(w, left, right);
				if (value === PUSHED || value === NULL) return value;
				break;
			}
			case UP_COMPARED: {
				clearref(w + W_LEFT);
				clearref(w + W_RIGHT);
				if (at(heap + SIZE) !== at(w + W_SIZE)) return raise(RUNTIME_ERROR, "list changed size during iteration");
				const pos = at(w + W_POS);
				const child = 2 * pos + (value === TRUE ? 1 : 2);
				swap(items, child, pos);
				H[w + W_POS] = child;
				setState(frame, UP);
				break;
			}
			case DOWN: {
				const pos = at(w + W_POS);
				if (pos <= at(w + W_START)) {
					setState(frame, NEXT);
					break;
				}
				const item = at(items + pos);
				const parent = at(items + ((pos - 1) >> 1));
				setState(frame, DOWN_COMPARED);
				value = largest ? less(w, parent, item) : less(w, item, parent);
				if (value === PUSHED || value === NULL) return value;
				break;
			}
			case DOWN_COMPARED: {
				clearref(w + (largest ? W_LEFT : W_RIGHT));
				clearref(w + (largest ? W_RIGHT : W_LEFT));
				if (at(heap + SIZE) !== at(w + W_SIZE)) return raise(RUNTIME_ERROR, "list changed size during iteration");
				if (value !== TRUE) {
					setState(frame, NEXT);
					break;
				}
				const pos = at(w + W_POS);
				const parent = (pos - 1) >> 1;
				swap(items, parent, pos);
				H[w + W_POS] = parent;
				setState(frame, DOWN);
				break;
			}
			case TOP: {
				setState(frame, TOP_COMPARED);
				const [item, top] = [at(w + W_ITEM), at(items)];
				const plain = largest ? plainLess(item, top) : plainLess(top, item);
				if (plain !== NEEDS_PYTHON) {
					value = newBool(plain === 1);
					break;
				}
				H[w + W_LEFT] = incref(top);
				value = largest ? richCompareBool(item, top, PY_LT) : richCompareBool(top, item, PY_LT);
				if (value === PUSHED || value === NULL) return value;
				break;
			}
			case TOP_COMPARED: {
				clearref(w + W_LEFT);
				const item = incref(at(w + W_ITEM));
				if (value !== TRUE) return item;
				if (at(heap + SIZE) === 0) {
					decref(item);
					return raise(INDEX_ERROR, "index out of range");
				}
				H[w + W_VALUE] = at(items);
				H[items] = item;
				if (!beginSift(frame, UP, 0, 0)) return NULL;
			}
		}
	}
});

/** Begins in a state; `value` (owned) is what the function gives in the end. */
function begin(heap: Ref, largest: boolean, value: Ref, set: (frame: number) => boolean): Status {
	work(1 + Math.ceil(Math.log2(at(heap + SIZE) + 1)));
	const frame = pushNative(HEAP_FRAME, WORDS, OWNED);
	const w = frame + N0;
	H[w + W_VALUE] = value;
	H[w + W_HEAP] = heap;
	H[w + W_MAX] = largest ? 1 : 0;
	H[w + W_NODE] = -1;
	H[w + W_ROW] = -1;
	H[w + W_CLIMB] = -1;
	const status = set(frame) ? (steps[HEAP_FRAME] as Step)(frame, NULL) : NULL;
	if (status !== PUSHED) popNative(frame);
	return status;
}

/** Puts an item (owned) on top of a heap, and gives what was there. */
function replaceTop(heap: Ref, largest: boolean, item: Ref): Status {
	const items = at(heap + LIST_ITEMS);
	const top = at(items);
	H[items] = item;
	return begin(heap, largest, top, (frame) => beginSift(frame, UP, 0, 0));
}

function heapPush(heap: Ref, item: Ref, largest: boolean): Status {
	listAppend(heap, item);
	return begin(heap, largest, NONE, (frame) => beginSift(frame, DOWN, 0, at(heap + SIZE) - 1));
}

/** `heappop_internal` */
function heapPop(heap: Ref, largest: boolean): Status {
	const n = at(heap + SIZE);
	if (n === 0) return raise(INDEX_ERROR, "index out of range");
	const last = at(at(heap + LIST_ITEMS) + n - 1);
	listResize(heap, n - 1);
	return n === 1 ? last : replaceTop(heap, largest, last);
}

/** `heapreplace_internal` */
function heapReplace(heap: Ref, item: Ref, largest: boolean): Status {
	if (at(heap + SIZE) === 0) return raise(INDEX_ERROR, "index out of range");
	return replaceTop(heap, largest, incref(item));
}

function heapPushPop(heap: Ref, item: Ref, largest: boolean): Status {
	if (at(heap + SIZE) === 0) return incref(item);
	return begin(heap, largest, NULL, (frame) => {
		H[frame + N0 + W_ITEM] = item;
		setState(frame, TOP);
		return true;
	});
}

/** Heaps of more nodes than this are sifted row by row (`cache_friendly_heapify`). */
const LARGE = 2500;

/** `heapify_internal` */
function heapify(heap: Ref, largest: boolean): Status {
	const n = at(heap + SIZE);
	work(n * 3);
	return begin(heap, largest, NONE, (frame) => {
		const w = frame + N0;
		const childless = n >> 1;
		H[w + W_NODE] = childless - 1;
		if (n <= LARGE) return true;
		const leftmost = 2 ** Math.floor(Math.log2(childless + 1)) - 1;
		H[w + W_NODE] = leftmost - 1;
		H[w + W_LAST] = childless >> 1;
		H[w + W_ROW] = childless - 1;
		H[w + W_ROW_LAST] = leftmost;
		H[w + W_CLIMB] = 0;
		return true;
	});
}

/** A function whose first argument must be a list: 3.13 checks it itself, 3.14's parser of arguments does. */
function declareHeap(
	name: string,
	nargs: 1 | 2,
	call: (heap: Ref, item: Ref) => Status,
	options: { readonly doc: string; readonly only?: ProfileName },
): void {
	declareFunction(
		"_heapq",
		name,
		nargs,
		nargs,
		(_self, args) => {
			const heap = at(args);
			if (isList(heap)) return call(heap, nargs === 2 ? at(args + 1) : NULL);
			const place = nargs === 2 ? "argument 1" : "argument";
			return raise(TYPE_ERROR, `${name}() ${place} must be list, not ${typeName(at(heap + TYPE))}`);
		},
		options,
	);
}

declareHeap("heappush", 2, (heap, item) => heapPush(heap, item, false), {
	doc: "Push item onto heap, maintaining the heap invariant.",
});
declareHeap("heappop", 1, (heap) => heapPop(heap, false), {
	doc: "Pop the smallest item off the heap, maintaining the heap invariant.",
});
declareHeap("heapreplace", 2, (heap, item) => heapReplace(heap, item, false), {
	doc:
		"Pop and return the current smallest value, and add the new item.\n\nThis is more efficient than heappop() followed " +
		"by heappush(), and can be\nmore appropriate when using a fixed-size heap.  Note that the value\nreturned may be " +
		"larger than item!  That constrains reasonable uses of\nthis routine unless written as part of a conditional " +
		"replacement:\n\n    if item > heap[0]:\n        item = heapreplace(heap, item)",
});
declareHeap("heappushpop", 2, (heap, item) => heapPushPop(heap, item, false), {
	doc:
		"Push item on the heap, then pop and return the smallest item from the heap.\n\nThe combined action runs more " +
		"efficiently than heappush() followed by\na separate call to heappop().",
});
declareHeap("heapify", 1, (heap) => heapify(heap, false), {
	doc: "Transform list into a heap, in-place, in O(len(heap)) time.",
});
declareHeap("_heappop_max", 1, (heap) => heapPop(heap, true), { doc: "Maxheap variant of heappop.", only: "3.13" });
declareHeap("_heapreplace_max", 2, (heap, item) => heapReplace(heap, item, true), {
	doc: "Maxheap variant of heapreplace.",
	only: "3.13",
});
declareHeap("_heapify_max", 1, (heap) => heapify(heap, true), { doc: "Maxheap variant of heapify.", only: "3.13" });
declareHeap("heappush_max", 2, (heap, item) => heapPush(heap, item, true), {
	doc: "Push item onto max heap, maintaining the heap invariant.",
	only: "3.14",
});
declareHeap("heappop_max", 1, (heap) => heapPop(heap, true), { doc: "Maxheap variant of heappop.", only: "3.14" });
declareHeap("heapreplace_max", 2, (heap, item) => heapReplace(heap, item, true), {
	doc: "Maxheap variant of heapreplace.",
	only: "3.14",
});
declareHeap("heappushpop_max", 2, (heap, item) => heapPushPop(heap, item, true), {
	doc:
		"Maxheap variant of heappushpop.\n\nThe combined action runs more efficiently than heappush_max()\nfollowed by a " +
		"separate call to heappop_max().",
	only: "3.14",
});
declareHeap("heapify_max", 1, (heap) => heapify(heap, true), { doc: "Maxheap variant of heapify.", only: "3.14" });
