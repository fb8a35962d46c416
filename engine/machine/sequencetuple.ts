/**
 * `PySequence_Tuple`. 3.13 asks how many items there will be and fills a tuple, which the collector sees and which grows. 3.14
 * keeps eight items to itself, then uses a list, and makes the tuple at the end.
 */
import { internal, show } from "./alloc";
import { at, H, moveWords } from "./arena";
import { consumeIterable, consumerKind } from "./consumers";
import { C_FETCH, C_ITERABLE, C_OWN, C_OWNED, C_STATE } from "./consumerwords";
import { intNumber } from "./int";
import { FLAGS, INTERNAL, LIST_ITEMS, NULL, PUSHED, type Ref, SIZE, TUPLE_ITEMS, TYPE } from "./layout";
import { lengthHint } from "./lengthhint";
import { listPush, newList } from "./list";
import { profile } from "./machine";
import { N0, setState } from "./natives";
import { clearref, decref, incref } from "./refcount";
import { freeScratchList, newScratchList } from "./scratchlist";
import { NOTHING, type Status } from "./tables";
import { newTuple, resizeTuple, tupleFrom } from "./tuple";
import { EMPTY_TUPLE, LIST, NONE, TUPLE } from "./typeids";

/** A tuple of an iterable's items; an exact tuple is itself. */
export function tupleFromIterable(iterable: Ref): Status {
	const type = at(iterable + TYPE);
	if (type === TUPLE) return incref(iterable);
	if (type === LIST) return tupleFrom(at(iterable + LIST_ITEMS), at(iterable + SIZE));
	return profile().tuplesFilledInPlace
		? consumeIterable(FILL, iterable, 1, () => {})
		: consumeIterable(COLLECT, iterable, 1, (w) => {
				H[w + C_OWNED] = newScratchList();
			});
}

/** A tuple that was being filled becomes one of the program's. */
export function finishedTuple(o: Ref): Ref {
	if (o === EMPTY_TUPLE) return o;
	H[o + FLAGS] = at(o + FLAGS) & ~INTERNAL;
	show(o);
	return o;
}

// ---- 3.13 ----

/** `PyObject_LengthHint`'s default for a tuple. */
const UNKNOWN_LENGTH = 10;
/** No room is made for more than a program here could give. */
const MOST = 1e7;
const HINTED = C_STATE + 1;

/** Words C_OWNED: the tuple being filled; C_OWN: how many items it has. */
const FILL = consumerKind({
	name: "tuple",
	begun: (frame) => {
		setState(frame, HINTED);
		const status = lengthHint(at(frame + N0 + C_ITERABLE));
		return status === PUSHED || status === NULL ? status : hinted(frame, status);
	},
	resumed: hinted,
	item: (frame, item) => {
		const w = frame + N0;
		const j = at(w + C_OWN);
		const n = at(at(w + C_OWNED) + SIZE);
		if (j >= n) resize(w, n + 10 + ((n + 10) >> 2));
		H[at(w + C_OWNED) + TUPLE_ITEMS + j] = item;
		H[w + C_OWN] = j + 1;
		return NOTHING;
	},
	done: (frame) => {
		const w = frame + N0;
		if (at(w + C_OWN) < at(at(w + C_OWNED) + SIZE)) resize(w, at(w + C_OWN));
		const tuple = at(w + C_OWNED);
		H[w + C_OWNED] = 0;
		return finishedTuple(tuple);
	},
	failed: (frame) => clearref(frame + N0 + C_OWNED),
});

function hinted(frame: number, hint: Ref): Status {
	const n = hint === NONE ? UNKNOWN_LENGTH : Math.min(intNumber(hint), MOST);
	decref(hint);
	H[frame + N0 + C_OWNED] = internal(newTuple(n));
	setState(frame, C_FETCH);
	return NOTHING;
}

/** `_PyTuple_Resize` of the tuple being filled. */
function resize(w: number, n: number): void {
	const tuple = at(w + C_OWNED);
	if (tuple === EMPTY_TUPLE) H[w + C_OWNED] = internal(newTuple(n));
	else if (n > 0) H[w + C_OWNED] = resizeTuple(tuple, n);
	else {
		H[w + C_OWNED] = EMPTY_TUPLE;
		decref(tuple);
	}
}

// ---- 3.14 ----

/** How many items wait before a list is made. */
const BUFFERED = 8;
const LIST_ROOM = 16;

/** Words C_OWNED: a scratch list of the first items, then a list of all; C_OWN: 1 once it is that. */
const COLLECT = consumerKind({
	name: "tuple",
	item: (frame, item) => {
		const w = frame + N0;
		listPush(at(w + C_OWNED), item);
		if (at(w + C_OWN) === 0 && at(at(w + C_OWNED) + SIZE) === BUFFERED) {
			const buffer = at(w + C_OWNED);
			const list = internal(newList(LIST_ROOM));
			moveItems(buffer, at(list + LIST_ITEMS));
			H[list + SIZE] = BUFFERED;
			freeScratchList(buffer);
			H[w + C_OWNED] = list;
			H[w + C_OWN] = 1;
		}
		return NOTHING;
	},
	done: (frame) => {
		const w = frame + N0;
		const list = at(w + C_OWNED);
		const tuple = newTuple(at(list + SIZE));
		moveItems(list, tuple + TUPLE_ITEMS);
		H[w + C_OWNED] = 0;
		if (at(w + C_OWN) === 0) freeScratchList(list);
		else decref(list);
		return tuple;
	},
	failed: (frame) => {
		const w = frame + N0;
		const list = at(w + C_OWNED);
		if (at(w + C_OWN) !== 0) clearref(w + C_OWNED);
		else {
			for (let n = at(list + SIZE); n > 0; n--) {
				H[list + SIZE] = n - 1;
				decref(at(at(list + LIST_ITEMS) + n - 1));
			}
			H[w + C_OWNED] = 0;
			freeScratchList(list);
		}
	},
});

/** Moves a list's items to an address; the list is empty then. */
function moveItems(list: Ref, to: number): void {
	const items = at(list + LIST_ITEMS);
	moveWords(to, items, items + at(list + SIZE));
	H[list + SIZE] = 0;
}
