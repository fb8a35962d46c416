/**
 * Iteration (Objects/iterobject.c, enumobject.c, map, filter and zip of Python/bltinmodule.c). `S_NEXT` answers a value,
 * EXHAUSTED at the end, NULL with an exception, or PUSHED: then the value comes later, or the frame that waits is
 * entered through its onError with StopIteration set.
 */
import { allocRaw, at, H } from "./arena";
import { suggest } from "./arguments";
import { callWith, through, vectorcall } from "./call";
import { newInstance } from "./classes";
import { C_ITERABLE, C_ITERATOR, C_OWN, C_OWNED, C_STATE } from "./consumerwords";
import { declareMethod, declareType } from "./declarations";
import { dictRefs } from "./dicts";
import { clearError, errorIs, newException, raise, raiseOwned } from "./errors";
import { isTracked, track } from "./gclist";
import { intBig, intNumber, isInt, newBig, newInt } from "./int";
import { builtinNamed, reduced, reducedIter } from "./iteratorstate";
import {
	ENTRY_KEY,
	ENTRY_VALUE,
	F_OWNED,
	FIELDS,
	LAYOUT_FIELDS,
	LIST_CAPACITY,
	LIST_ITEMS,
	NULL,
	PUSHED,
	type Ref,
	SIZE,
	T_FLAGS,
	TF_BASETYPE,
	TF_DICT,
	TF_GC,
	TF_HEAP,
	TF_NO_NEW,
	TUPLE_ITEMS,
	TYPE,
} from "./layout";
import { EngineBug } from "./limits";
import { listPush, listResize, newList } from "./list";
import { work } from "./machine";
import { N0, popNative, pushNative, setState, stateOf } from "./natives";
import { equals, indexOf, length, truth, truthAtOnce } from "./operators";
import { isDeep } from "./recursion";
import { clearref, decref, incref, setref } from "./refcount";
import { freeScratchList, newScratchList } from "./scratchlist";
import { setItems } from "./settable";
import { callBound, SLOT_ITER } from "./special";
import { textOf } from "./str";
import {
	type Binary,
	binarySlots,
	calling,
	declareRemaining,
	NOTHING,
	nativeKind,
	remainders,
	S_GETITEM,
	S_ITER,
	S_LEN,
	S_NEW,
	S_NEXT,
	type Status,
	type Step,
	slotOf,
	steps,
	type Unary,
	unary,
	unarySlots,
} from "./tables";
import { newTuple, tupleFrom, tupleItem, tupleOf, tupleSteal } from "./tuple";
import {
	BOOL,
	CALL_ITERATOR,
	DICT,
	DICT_ITEM_ITERATOR,
	DICT_ITEMS_TYPE,
	DICT_KEY_ITERATOR,
	DICT_KEYS_TYPE,
	DICT_VALUE_ITERATOR,
	DICT_VALUES_TYPE,
	EMPTY_TUPLE,
	ENUMERATE,
	FALSE,
	FILTER,
	FROZENSET,
	INDEX_ERROR,
	LIST,
	LIST_ITERATOR,
	LIST_REVERSE_ITERATOR,
	MAP,
	NONE,
	OBJECT,
	RANGE_ITERATOR,
	REVERSED,
	SEQUENCE_ITERATOR,
	SET,
	SET_ITERATOR,
	STOP_ITERATION,
	STR_ITERATOR,
	TRUE,
	TUPLE,
	TUPLE_ITERATOR,
	TYPE_ERROR,
	VALUE_ERROR,
	ZIP,
} from "./typeids";
import { bindInPassing, newFields, typeLookupText, typeName } from "./types";
import { isProxy } from "./weaklist";

/** What an item that a native takes from an iterator takes off the work budget. */
const ITEM_WORK = 16;

/** What `S_NEXT` answers at the end: no exception is set. */
export const EXHAUSTED = -4;

/** Says "exhausted" from inside a frame, where only an exception can: StopIteration without a value. */
export function stopIteration(): typeof NULL {
	return raiseOwned(newException(STOP_ITERATION, EMPTY_TUPLE));
}

const ITER_RESULT = nativeKind("__iter__", (_frame, value) => {
	if (slotOf(value, S_NEXT) !== 0) return value;
	raise(TYPE_ERROR, `iter() returned non-iterator of type '${typeName(at(value + TYPE))}'`);
	decref(value);
	return NULL;
});

/** `iter(o)` (PyObject_GetIter) */
export function getIter(o: Ref): Status {
	const slot = slotOf(o, S_ITER);
	if (slot === 0) {
		if (slotOf(o, S_GETITEM) !== 0) return newSequenceIterator(o);
		const name = typeName(at(o + TYPE));
		return raise(TYPE_ERROR, `'${name}' object is not iterable`);
	}
	if (slot !== SLOT_ITER) return (unarySlots[slot] as Unary)(o);
	return through(ITER_RESULT, 0, () => (unarySlots[slot] as Unary)(o));
}

/** The next item: owned, EXHAUSTED, NULL (never with StopIteration), or PUSHED. */
export function iterNext(it: Ref): Status {
	const slot = slotOf(it, S_NEXT);
	// A class may lose its __next__ while it is iterated over (_PyObject_NextNotImplemented).
	if (slot === 0) return raise(TYPE_ERROR, `'${typeName(at(it + TYPE))}' object is not iterable`);
	const status = (unarySlots[slot] as Unary)(it);
	if (status === NULL && errorIs(STOP_ITERATION)) {
		clearError();
		return EXHAUSTED;
	}
	return status;
}

/** Iterators whose next item never takes a frame. */
const SIMPLE = new Set<Ref>([
	LIST_ITERATOR,
	LIST_REVERSE_ITERATOR,
	TUPLE_ITERATOR,
	STR_ITERATOR,
	RANGE_ITERATOR,
	DICT_KEY_ITERATOR,
	DICT_VALUE_ITERATOR,
	DICT_ITEM_ITERATOR,
	SET_ITERATOR,
]);

/** A keyword argument of a native that takes its keywords raw: borrowed, or 0. */
export function keywordArgument(args: number, nargs: number, kwnames: Ref, name: string): Ref {
	if (kwnames === NULL) return NULL;
	const n = at(kwnames + SIZE);
	for (let i = 0; i < n; i++) if (textOf(tupleItem(kwnames, i)) === name) return at(args + nargs + i);
	return NULL;
}

/** TypeError where a keyword other than the allowed ones was given; true: all are known. */
export function checkKeywords(kwnames: Ref, what: string, allowed: readonly string[]): boolean {
	if (kwnames === NULL) return true;
	for (let i = 0; i < at(kwnames + SIZE); i++) {
		const name = textOf(tupleItem(kwnames, i));
		if (allowed.includes(name)) continue;
		if (allowed.length === 0) raise(TYPE_ERROR, `${what}() takes no keyword arguments`);
		else {
			const near = suggest(name, allowed);
			raise(
				TYPE_ERROR,
				`${what}() got an unexpected keyword argument '${name}'${near === null ? "" : `. Did you mean '${near}'?`}`,
			);
		}
		return false;
	}
	return true;
}

// ---- Consumers: natives that use an iterable up ----

const START = 0;
const GOT_ITERATOR = 1;
const FETCH = 2;
const GOT_ITEM = 3;

interface Consumer {
	readonly name: string;
	/** Takes an owned item. NOTHING: on to the next; PUSHED: `resumed` gets what comes; a reference: done early. */
	readonly item: (frame: number, item: Ref) => Status;
	/** A value came for a call begun by `item` or `done`; answers as they do. */
	readonly resumed?: (frame: number, value: Ref) => Status;
	/** Once the iterator is known, before its first item. NOTHING: go on. */
	readonly begun?: (frame: number) => Status;
	readonly done: (frame: number) => Status;
	/** An exception is about to pass; restores what must be restored. */
	readonly failed?: (frame: number) => void;
}

/**
 * A kind of native frame that uses an iterable up. Where its step answers NULL the frame below sees the exception;
 * `failed` has been called before.
 */
export function consumerKind(c: Consumer): number {
	const fail = (frame: number): typeof NULL => {
		c.failed?.(frame);
		return NULL;
	};
	const resumed = c.resumed;
	const run = (frame: number, first: Ref): Status => {
		const w = frame + N0;
		let value: Status = first;
		for (;;) {
			switch (stateOf(frame)) {
				case START:
					setState(frame, GOT_ITERATOR);
					value = getIter(at(w + C_ITERABLE));
					if (value === PUSHED) return PUSHED;
					if (value === NULL) return fail(frame);
					break;
				case GOT_ITERATOR: {
					H[w + C_ITERATOR] = value;
					setState(frame, FETCH);
					if (c.begun !== undefined) {
						const status = c.begun(frame);
						if (status === PUSHED) return PUSHED;
						if (status === NULL) return fail(frame);
					}
					break;
				}
				case FETCH:
					setState(frame, GOT_ITEM);
					value = iterNext(at(w + C_ITERATOR));
					if (value === PUSHED) return PUSHED;
					if (value === NULL) return fail(frame);
					if (value === EXHAUSTED) {
						const status = c.done(frame);
						if (status === NULL) return fail(frame);
						return status;
					}
					break;
				case GOT_ITEM: {
					work(ITEM_WORK);
					setState(frame, C_STATE);
					const status = c.item(frame, value);
					if (status === NULL) return fail(frame);
					if (status !== NOTHING) return status;
					setState(frame, FETCH);
					break;
				}
				default: {
					if (resumed === undefined) throw new EngineBug(`${c.name} was resumed`);
					const status = resumed(frame, value);
					if (status === NULL) return fail(frame);
					if (status !== NOTHING) return status;
					setState(frame, FETCH);
				}
			}
		}
	};
	return nativeKind(c.name, run, (frame) => {
		if (stateOf(frame) === GOT_ITEM && errorIs(STOP_ITERATION)) {
			clearError();
			const status = c.done(frame);
			return status === NULL ? fail(frame) : status;
		}
		return fail(frame);
	});
}

/** Runs a consumer over an iterable (borrowed); `fill` gets the address of its words. `words`: how many plain ones. */
export function consumeIterable(kind: number, iterable: Ref, words: number, fill: (w: number) => void): Status {
	const frame = pushNative(kind, C_OWN + words, C_ITERABLE);
	H[frame + N0 + C_ITERABLE] = iterable;
	fill(frame + N0);
	const status = (steps[kind] as Step)(frame, NULL);
	if (status !== PUSHED) popNative(frame);
	return status;
}

// ---- list.extend and its kin ----

/** `PyObject_LengthHint` where no Python code is asked: the length, an iterator's remaining items, or the default. */
function lengthHint(o: Ref, otherwise: number): number {
	const type = at(o + TYPE);
	if (
		type === RANGE_ITERATOR ||
		type === LIST_ITERATOR ||
		type === TUPLE_ITERATOR ||
		type === LIST_REVERSE_ITERATOR ||
		type === REVERSED
	) {
		// __length_hint__ is bound to be asked.
		bindInPassing(o);
		return remaining(o);
	}
	if (
		type === STR_ITERATOR ||
		type === SET_ITERATOR ||
		type === DICT_KEY_ITERATOR ||
		type === DICT_VALUE_ITERATOR ||
		type === DICT_ITEM_ITERATOR
	) {
		bindInPassing(o);
		return remaining(o);
	}
	return otherwise;
}

/** True where the iterator of an object tells how many items are left. */
export function knowsRemaining(o: Ref): boolean {
	return slotOf(o, S_LEN) !== 0 ? (at(at(o + TYPE) + T_FLAGS) & TF_HEAP) === 0 : lengthHint(o, -1) >= 0;
}

function remaining(it: Ref): number {
	const f = remainders.get(at(it + TYPE));
	return f === undefined ? 0 : f(it);
}

const E_LIST = C_OWN + 1;
const E_HINTED = C_STATE + 1;

/** `list_extend_lenient_iter`. Words: C_OWNED the list if it is new and is the value, else 0; E_LIST the list, borrowed. */
const EXTEND = consumerKind({
	name: "list.extend",
	begun: (frame) => {
		const w = frame + N0;
		const iterable = at(w + C_ITERABLE);
		const slot = slotOf(iterable, S_LEN);
		if (slot === 0) {
			preallocate(at(w + E_LIST), lengthHint(iterable, 8));
			return NOTHING;
		}
		setState(frame, E_HINTED);
		const status = (unarySlots[slot] as Unary)(iterable);
		if (status === PUSHED || status === NULL) return status;
		return hinted(frame, status);
	},
	item: (frame, item) => {
		listPush(at(frame + N0 + E_LIST), item);
		return NOTHING;
	},
	resumed: hinted,
	done: (frame) => {
		const w = frame + N0;
		const list = at(w + E_LIST);
		if (at(list + SIZE) < at(list + LIST_CAPACITY)) listResize(list, at(list + SIZE));
		if (at(w + C_OWNED) === 0) return NONE;
		H[w + C_OWNED] = 0;
		return list;
	},
});

function hinted(frame: number, value: Ref): Status {
	preallocate(at(frame + N0 + E_LIST), intNumber(value));
	decref(value);
	setState(frame, FETCH);
	return NOTHING;
}

/** Room for as many more items as an iterable says it has. */
function preallocate(list: Ref, n: number): void {
	if (!(n > 0 && n < 1e7)) return;
	const size = at(list + SIZE);
	if (at(list + LIST_ITEMS) === 0) {
		const capacity = (n + 1) & ~1;
		H[list + LIST_ITEMS] = allocRaw(capacity);
		H[list + LIST_CAPACITY] = capacity;
		return;
	}
	listResize(list, size + n);
	H[list + SIZE] = size;
}

/** Appends n references at an address, counted again (`list_extend_fast`). The address may be in the list itself. */
function extendFrom(list: Ref, source: () => number, n: number): void {
	if (n === 0) return;
	const size = at(list + SIZE);
	if (at(list + LIST_ITEMS) === 0) {
		const capacity = (n + 1) & ~1;
		H[list + LIST_ITEMS] = allocRaw(capacity);
		H[list + LIST_CAPACITY] = capacity;
		H[list + SIZE] = n;
	} else listResize(list, size + n);
	const from = source();
	const to = at(list + LIST_ITEMS) + size;
	for (let i = 0; i < n; i++) H[to + i] = incref(at(from + i));
}

/** Appends owned references (`list_extend_dictitems` and its kin): room is made for all at once. */
function extendOwned(list: Ref, items: readonly Ref[]): void {
	const size = at(list + SIZE);
	listResize(list, size + items.length);
	const to = at(list + LIST_ITEMS) + size;
	for (let i = 0; i < items.length; i++) H[to + i] = items[i] as Ref;
}

/** Extends by what needs no iterator. False: it does. */
function extendDirectly(list: Ref, iterable: Ref): boolean {
	switch (at(iterable + TYPE)) {
		case LIST:
			work(at(iterable + SIZE) >> 3);
			extendFrom(list, () => at(iterable + LIST_ITEMS), at(iterable + SIZE));
			return true;
		case TUPLE:
			extendFrom(list, () => iterable + TUPLE_ITEMS, at(iterable + SIZE));
			return true;
		case SET:
		case FROZENSET:
			extendOwned(list, setItems(iterable).map(incref));
			return true;
		case DICT:
			extendOwned(list, dictRefs(iterable, ENTRY_KEY).map(incref));
			return true;
		case DICT_KEYS_TYPE:
			extendOwned(list, dictRefs(at(iterable + FIELDS), ENTRY_KEY).map(incref));
			return true;
		case DICT_VALUES_TYPE:
			extendOwned(list, dictRefs(at(iterable + FIELDS), ENTRY_VALUE).map(incref));
			return true;
		case DICT_ITEMS_TYPE: {
			const d = at(iterable + FIELDS);
			const values = dictRefs(d, ENTRY_VALUE);
			extendOwned(
				list,
				dictRefs(d, ENTRY_KEY).map((key, i) => tupleOf(key, values[i] as Ref)),
			);
			return true;
		}
	}
	return false;
}

/** `list.extend(iterable)` (_list_extend): NONE, NULL or PUSHED. */
export function listExtend(list: Ref, iterable: Ref): Status {
	if (extendDirectly(list, iterable)) return NONE;
	return consumeIterable(EXTEND, iterable, 2, (w) => {
		H[w + E_LIST] = list;
	});
}

/** A new list of an iterable's items (`PySequence_List`). */
export function listFromIterable(iterable: Ref): Status {
	const list = newList();
	if (extendDirectly(list, iterable)) return list;
	return consumeIterable(EXTEND, iterable, 2, (w) => {
		H[w + C_OWNED] = list;
		H[w + E_LIST] = list;
	});
}

/** Words C_OWNED: the list being filled; C_OWN: how many are wanted. */
const FIRST = consumerKind({
	name: "unpacking",
	item: (frame, item) => {
		const w = frame + N0;
		const list = at(w + C_OWNED);
		listPush(list, item);
		return at(list + SIZE) < at(w + C_OWN) ? NOTHING : taken(frame);
	},
	done: taken,
	failed: dropScratch,
});
function taken(frame: number): Status {
	const list = at(frame + N0 + C_OWNED);
	H[frame + N0 + C_OWNED] = 0;
	return list;
}

/** A scratch list of the first n items (n > 0); the iterator is asked no further. */
export function firstItems(iterable: Ref, n: number): Status {
	return consumeIterable(FIRST, iterable, 1, (w) => {
		H[w + C_OWNED] = newScratchList();
		H[w + C_OWN] = n;
	});
}

/** `PySequence_Tuple`: collected in a list that stands in for the tuple being filled. */
const TO_TUPLE = consumerKind({
	name: "tuple",
	item: (frame, item) => {
		listPush(at(frame + N0 + C_OWNED), item);
		return NOTHING;
	},
	done: (frame) => {
		const list = at(frame + N0 + C_OWNED);
		const n = at(list + SIZE);
		const tuple = n === 0 ? EMPTY_TUPLE : tupleSteal(at(list + LIST_ITEMS), n);
		H[list + SIZE] = 0;
		dropScratch(frame);
		return tuple;
	},
	failed: dropScratch,
});
function dropScratch(frame: number): void {
	const list = at(frame + N0 + C_OWNED);
	H[frame + N0 + C_OWNED] = 0;
	freeScratchList(list);
}

/** A tuple of an iterable's items; an exact tuple is itself. */
export function tupleFromIterable(iterable: Ref): Status {
	const type = at(iterable + TYPE);
	if (type === TUPLE) return incref(iterable);
	if (type === LIST) return tupleFrom(at(iterable + LIST_ITEMS), at(iterable + SIZE));
	return consumeIterable(TO_TUPLE, iterable, 0, (w) => {
		H[w + C_OWNED] = newScratchList();
	});
}

// ---- `in` by iteration ----

/** `_PySequence_IterSearch` for `in`: words C_OWN: the item looked for. */
const SEARCH = consumerKind({
	name: "in",
	item: (frame, item) => {
		H[frame + N0 + C_OWNED] = item;
		const status = equals(item, at(frame + N0 + C_OWN));
		return status === PUSHED || status === NULL ? status : searched(frame, status);
	},
	resumed: searched,
	done: () => FALSE,
});
function searched(frame: number, value: Ref): Status {
	clearref(frame + N0 + C_OWNED);
	return value === TRUE ? TRUE : NOTHING;
}

export function searchIterator(o: Ref, item: Ref): Status {
	return consumeIterable(SEARCH, o, 1, (w) => {
		H[w + C_OWN] = item;
	});
}

// ---- The iterator over `__getitem__` ----

const PLAIN = TF_GC;
const ITSELF = unary((o) => incref(o));

/** Iterator fields: references first. */
const SEQ = FIELDS;
const SEQ_INDEX = FIELDS + 1;

function newSequenceIterator(seq: Ref): Ref {
	const it = newFields(SEQUENCE_ITERATOR, 2);
	H[it + SEQ] = incref(seq);
	return it;
}

const SEQUENCE_NEXT = nativeKind(
	"__getitem__ of an iterator",
	(frame, value) => {
		const it = at(frame + N0);
		H[it + SEQ_INDEX] = at(it + SEQ_INDEX) + 1;
		return value;
	},
	(frame) => (sequenceEnded(at(frame + N0)) ? stopIteration() : NULL),
);

/** IndexError and StopIteration end the iteration: the sequence is let go. */
function sequenceEnded(it: Ref): boolean {
	if (!errorIs(INDEX_ERROR) && !errorIs(STOP_ITERATION)) return false;
	clearError();
	clearref(it + SEQ);
	return true;
}

declareType({
	type: SEQUENCE_ITERATOR,
	name: "iterator",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 48,
	words: 8,
	refs: 1,
	flags: PLAIN | TF_NO_NEW,
	slots: {
		[S_ITER]: ITSELF,
		[S_NEXT]: unary((it) => {
			const seq = at(it + SEQ);
			if (seq === NULL) return EXHAUSTED;
			const frame = pushNative(SEQUENCE_NEXT, 1, 0);
			H[frame + N0] = it;
			const index = newInt(at(it + SEQ_INDEX));
			const status = (binarySlots[slotOf(seq, S_GETITEM)] as Binary)(seq, index);
			decref(index);
			if (status === PUSHED) return PUSHED;
			popNative(frame);
			if (status === NULL) return sequenceEnded(it) ? EXHAUSTED : NULL;
			H[it + SEQ_INDEX] = at(it + SEQ_INDEX) + 1;
			return status;
		}),
	},
});

// ---- iter(callable, sentinel) ----

const CALLABLE = FIELDS;
const SENTINEL = FIELDS + 1;

export function newCallIterator(callable: Ref, sentinel: Ref): Ref {
	const it = newFields(CALL_ITERATOR, 2);
	H[it + CALLABLE] = incref(callable);
	H[it + SENTINEL] = incref(sentinel);
	return it;
}

/** Words: 0 the result (owned), 1 the iterator. */
const CALL_NEXT = nativeKind(
	"iter(callable, sentinel)",
	(frame, first) => {
		const w = frame + N0;
		const it = at(w + 1);
		let value: Status = first;
		if (stateOf(frame) === 0) {
			setState(frame, 1);
			value = callWith(at(it + CALLABLE));
			if (value === PUSHED || value === NULL) return value;
		}
		if (stateOf(frame) === 1) {
			if (at(it + SENTINEL) === NULL) {
				decref(value);
				return stopIteration();
			}
			H[w] = value;
			setState(frame, 2);
			value = equals(at(it + SENTINEL), value);
			if (value === PUSHED || value === NULL) return value;
		}
		if (value === FALSE) {
			const result = at(w);
			H[w] = 0;
			return result;
		}
		clearref(it + CALLABLE);
		clearref(it + SENTINEL);
		clearref(w);
		return stopIteration();
	},
	(frame) => {
		if (stateOf(frame) === 1 && errorIs(STOP_ITERATION)) {
			const it = at(frame + N0 + 1);
			clearref(it + CALLABLE);
			clearref(it + SENTINEL);
		}
		return NULL;
	},
);

declareType({
	type: CALL_ITERATOR,
	name: "callable_iterator",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 48,
	words: 8,
	refs: 2,
	flags: PLAIN | TF_NO_NEW,
	slots: {
		[S_ITER]: ITSELF,
		[S_NEXT]: unary((it) => {
			if (at(it + CALLABLE) === NULL) return EXHAUSTED;
			return beginFrame(CALL_NEXT, 2, 1, (w) => {
				H[w + 1] = it;
			});
		}),
	},
});
declareMethod(CALL_ITERATOR, "__reduce__", 0, 0, (it) =>
	at(it + CALLABLE) === NULL
		? reducedIter(EMPTY_TUPLE)
		: reduced(builtinNamed("iter"), [incref(at(it + CALLABLE)), incref(at(it + SENTINEL))]),
);

/** Pushes a native frame, fills its words and enters its step at once, or leaves that to the loop where the stack is deep. */
export function beginFrame(kind: number, words: number, owned: number, fill: (w: number) => void): Status {
	const frame = pushNative(kind, words, owned);
	fill(frame + N0);
	if (isDeep()) return PUSHED;
	const status = (steps[kind] as Step)(frame, NULL);
	if (status !== PUSHED) popNative(frame);
	return status;
}

/** The next item of `it`, given to `finish` at once or, through a frame of `kind`, when it comes. */
function nextThen(kind: number, self: Ref, it: Ref, finish: (self: Ref, item: Ref) => Status): Status {
	if (SIMPLE.has(at(it + TYPE))) {
		const item = (unarySlots[slotOf(it, S_NEXT)] as Unary)(it);
		return item <= 0 ? item : finish(self, item);
	}
	const frame = pushNative(kind, 1, 0);
	H[frame + N0] = self;
	const item = iterNext(it);
	if (item === PUSHED) return PUSHED;
	popNative(frame);
	return item <= 0 ? item : finish(self, item);
}

// ---- enumerate ----

const EN_ITERATOR = FIELDS;
const EN_RESULT = FIELDS + 1;
/** The counter as an int object once it has left the range of plain indices; else 0. */
const EN_LONG = FIELDS + 2;
const EN_INDEX = FIELDS + 4;

/** `enum_next`: the result tuple is used again where nobody else has it. */
function enumerateItem(self: Ref, item: Ref): Status {
	let index: Ref;
	if (at(self + EN_LONG) !== NULL) {
		index = at(self + EN_LONG);
		H[self + EN_LONG] = newBig(intBig(index) + 1n);
	} else {
		index = newInt(at(self + EN_INDEX));
		H[self + EN_INDEX] = at(self + EN_INDEX) + 1;
	}
	return reusedPair(at(self + EN_RESULT), index, item);
}

/** A pair of two owned references: the tuple given if only its owner has it, else a new one. */
export function reusedPair(result: Ref, first: Ref, second: Ref): Ref {
	if (at(result) === 1) {
		incref(result);
		const oldFirst = at(result + TUPLE_ITEMS);
		const oldSecond = at(result + TUPLE_ITEMS + 1);
		H[result + TUPLE_ITEMS] = first;
		H[result + TUPLE_ITEMS + 1] = second;
		decref(oldFirst);
		decref(oldSecond);
		if (!isTracked(result)) track(result);
		return result;
	}
	const tuple = newTuple(2);
	H[tuple + TUPLE_ITEMS] = first;
	H[tuple + TUPLE_ITEMS + 1] = second;
	return tuple;
}

const ENUMERATE_NEXT = nativeKind("enumerate", (frame, value) => enumerateItem(at(frame + N0), value));

/** Words: 0 the new object (owned). The iterator comes. */
const ENUMERATE_NEW = nativeKind("enumerate()", (frame, value) => {
	const o = at(frame + N0);
	H[o + EN_ITERATOR] = value;
	H[o + EN_RESULT] = tupleOf(NONE, NONE);
	H[frame + N0] = 0;
	return o;
});

declareType({
	type: ENUMERATE,
	name: "enumerate",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 72,
	words: 10,
	refs: 3,
	flags: PLAIN | TF_BASETYPE,
	slots: {
		[S_ITER]: ITSELF,
		[S_NEXT]: unary((self) => nextThen(ENUMERATE_NEXT, self, at(self + EN_ITERATOR), enumerateItem)),
		[S_NEW]: calling((type, args, nargs, kwnames) => {
			if (!checkKeywords(kwnames, "enumerate", ["iterable", "start"])) return NULL;
			const kwcount = kwnames === NULL ? 0 : at(kwnames + SIZE);
			if (nargs + kwcount > 2)
				return raise(TYPE_ERROR, `enumerate() takes at most 2 arguments (${nargs + kwcount} given)`);
			const iterable = nargs > 0 ? at(args) : keywordArgument(args, nargs, kwnames, "iterable");
			const start = nargs > 1 ? at(args + 1) : keywordArgument(args, nargs, kwnames, "start");
			if (iterable === NULL) return raise(TYPE_ERROR, "enumerate() missing required argument 'iterable'");
			let first = 0;
			let long = NULL;
			if (start !== NULL) {
				first = indexOf(start);
				if (Number.isNaN(first)) return NULL;
				if (first > 0x3fffffff || first < -0x3fffffff) {
					long = newBig(isInt(start) ? intBig(start) : BigInt(first));
					first = 0;
				}
			}
			return through(ENUMERATE_NEW, 1, (frame) => {
				H[frame + F_OWNED] = 1;
				const o = newInstance(type);
				H[o + EN_INDEX] = first;
				H[o + EN_LONG] = long;
				H[frame + N0] = o;
				return getIter(iterable);
			});
		}),
	},
});

declareMethod(ENUMERATE, "__reduce__", 0, 0, (o) => {
	const index = at(o + EN_LONG) === NULL ? newInt(at(o + EN_INDEX)) : incref(at(o + EN_LONG));
	return reduced(at(o + TYPE), [incref(at(o + EN_ITERATOR)), index]);
});

// ---- zip ----

const ZIP_ITERATORS = FIELDS;
const ZIP_RESULT = FIELDS + 1;
const ZIP_STRICT = FIELDS + 2;

/** Words: 0 the tuple being filled (owned), 1 the zip, 2 how many items it has. State 0: filling; 1, 2: checking `strict`. */
const ZIP_NEXT = nativeKind("zip", zipStep, (frame) => {
	if (!errorIs(STOP_ITERATION)) return NULL;
	clearError();
	return zipStep(frame, EXHAUSTED);
});
function zipStep(frame: number, first: Ref): Status {
	const w = frame + N0;
	const zip = at(w + 1);
	const iterators = at(zip + ZIP_ITERATORS);
	const n = at(iterators + SIZE);
	let value: Status = first;
	for (;;) {
		const i = at(w + 2);
		if (value === EXHAUSTED) {
			if (stateOf(frame) === 0) {
				clearref(w);
				if (at(zip + ZIP_STRICT) === 0) return stopIteration();
				if (i > 0)
					return raise(VALUE_ERROR, `zip() argument ${i + 1} is shorter than argument${i === 1 ? " " : "s 1-"}${i}`);
				setState(frame, 1);
			}
			if (i + 1 >= n) return stopIteration();
			H[w + 2] = i + 1;
		} else if (value !== NULL) {
			if (stateOf(frame) === 1) {
				decref(value);
				return raise(VALUE_ERROR, `zip() argument ${i + 1} is longer than argument${i === 1 ? " " : "s 1-"}${i}`);
			}
			const result = at(w);
			setref(result + TUPLE_ITEMS + i, value);
			H[w + 2] = i + 1;
			if (i + 1 === n) {
				if (!isTracked(result)) track(result);
				H[w] = 0;
				return result;
			}
		}
		value = iterNext(tupleItem(iterators, at(w + 2)));
		if (value === PUSHED || value === NULL) return value;
	}
}

/** Words: 0 the iterators so far (owned), 1 class, 2 arguments' address, 3 their number, 4 strict, 5 next argument. */
const ZIP_NEW = nativeKind("zip()", (frame, first) => {
	const w = frame + N0;
	const iterators = at(w);
	let value: Status = first;
	for (;;) {
		const i = at(w + 5);
		if (value !== NULL) {
			H[iterators + TUPLE_ITEMS + i] = value;
			H[w + 5] = i + 1;
		}
		if (at(w + 5) === at(w + 3)) break;
		value = getIter(at(at(w + 2) + at(w + 5)));
		if (value === PUSHED || value === NULL) return value;
	}
	const n = at(w + 3);
	const result = newTuple(n);
	for (let i = 0; i < n; i++) H[result + TUPLE_ITEMS + i] = NONE;
	const o = newInstance(at(w + 1));
	H[o + ZIP_ITERATORS] = iterators;
	H[w] = 0;
	H[o + ZIP_RESULT] = result;
	H[o + ZIP_STRICT] = at(w + 4);
	return o;
});

declareType({
	type: ZIP,
	name: "zip",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 64,
	words: 8,
	refs: 2,
	flags: PLAIN | TF_BASETYPE,
	slots: {
		[S_ITER]: ITSELF,
		[S_NEXT]: unary((zip) => {
			const n = at(at(zip + ZIP_ITERATORS) + SIZE);
			if (n === 0) return EXHAUSTED;
			const own = at(zip + ZIP_RESULT);
			const tuple = at(own) === 1 ? incref(own) : newTuple(n);
			return beginFrame(ZIP_NEXT, 3, 1, (w) => {
				H[w] = tuple;
				H[w + 1] = zip;
			});
		}),
		[S_NEW]: calling((type, args, nargs, kwnames) => {
			if (!checkKeywords(kwnames, "zip", ["strict"])) return NULL;
			const strict = keywordArgument(args, nargs, kwnames, "strict");
			const flag = strict === NULL ? FALSE : truthAtOnce(strict);
			if (flag === NULL) return NULL;
			const iterators = newTuple(nargs);
			return beginFrame(ZIP_NEW, 6, 1, (w) => {
				H[w] = iterators;
				H[w + 1] = type;
				H[w + 2] = args;
				H[w + 3] = nargs;
				H[w + 4] = flag === TRUE ? 1 : 0;
			});
		}),
	},
});

declareMethod(ZIP, "__reduce__", 0, 0, (o) => {
	const iterators = incref(at(o + ZIP_ITERATORS));
	const state = at(o + ZIP_STRICT) !== 0 ? TRUE : NULL;
	const result = state === NULL ? tupleOf(at(o + TYPE), iterators) : tupleOf(at(o + TYPE), iterators, state);
	decref(iterators);
	return result;
});
declareMethod(ZIP, "__setstate__", 1, 1, (o, args) => {
	const strict = truth(at(args));
	if (strict === NULL) return NULL;
	H[o + ZIP_STRICT] = strict === TRUE ? 1 : 0;
	return NONE;
});

// ---- map ----

const MAP_ITERATORS = FIELDS;
const MAP_FUNCTION = FIELDS + 1;

/** Words: the arguments (owned, as many as there are iterators), then the map and how many there are. */
const MAP_NEXT = nativeKind("map", (frame, first) => {
	const n = at(frame + F_OWNED);
	const w = frame + N0;
	if (stateOf(frame) === 1) return first;
	const map = at(w + n);
	let value: Status = first;
	for (;;) {
		const i = at(w + n + 1);
		if (value === EXHAUSTED) return stopIteration();
		if (value !== NULL) {
			H[w + i] = value;
			H[w + n + 1] = i + 1;
			if (i + 1 === n) break;
		}
		value = iterNext(tupleItem(at(map + MAP_ITERATORS), at(w + n + 1)));
		if (value === PUSHED || value === NULL) return value;
	}
	setState(frame, 1);
	return vectorcall(at(map + MAP_FUNCTION), w, n, NULL);
});

/** Words: 0 the iterators so far (owned), 1 class, 2 arguments' address, 3 number of iterables, 4 next one. */
const MAP_NEW = nativeKind("map()", (frame, first) => {
	const w = frame + N0;
	const iterators = at(w);
	let value: Status = first;
	for (;;) {
		const i = at(w + 4);
		if (value !== NULL) {
			H[iterators + TUPLE_ITEMS + i] = value;
			H[w + 4] = i + 1;
		}
		if (at(w + 4) === at(w + 3)) break;
		value = getIter(at(at(w + 2) + 1 + at(w + 4)));
		if (value === PUSHED || value === NULL) return value;
	}
	const o = newInstance(at(w + 1));
	H[o + MAP_ITERATORS] = iterators;
	H[w] = 0;
	H[o + MAP_FUNCTION] = incref(at(at(w + 2)));
	return o;
});

declareType({
	type: MAP,
	name: "map",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 48,
	words: 8,
	refs: 2,
	flags: PLAIN | TF_BASETYPE,
	slots: {
		[S_ITER]: ITSELF,
		[S_NEXT]: unary((map) => {
			const n = at(at(map + MAP_ITERATORS) + SIZE);
			return beginFrame(MAP_NEXT, n + 2, n, (w) => {
				H[w + n] = map;
			});
		}),
		[S_NEW]: calling((type, args, nargs, kwnames) => {
			if (!checkKeywords(kwnames, "map", [])) return NULL;
			if (nargs < 2) return raise(TYPE_ERROR, "map() must have at least two arguments.");
			const iterators = newTuple(nargs - 1);
			return beginFrame(MAP_NEW, 5, 1, (w) => {
				H[w] = iterators;
				H[w + 1] = type;
				H[w + 2] = args;
				H[w + 3] = nargs - 1;
			});
		}),
	},
});

declareMethod(MAP, "__reduce__", 0, 0, (o) => {
	const iterators = at(o + MAP_ITERATORS);
	const args = [incref(at(o + MAP_FUNCTION))];
	for (let i = 0; i < at(iterators + SIZE); i++) args.push(incref(tupleItem(iterators, i)));
	return reduced(at(o + TYPE), args);
});

// ---- filter ----

const FILTER_FUNCTION = FIELDS;
const FILTER_ITERATOR = FIELDS + 1;

/** Words: 0 the item, 1 what the function said of it (owned), 2 the filter. State 0: next, 1: item, 2: result, 3: its truth. */
const FILTER_NEXT = nativeKind("filter", (frame, first) => {
	const w = frame + N0;
	const filter = at(w + 2);
	let value: Status = first;
	for (;;) {
		switch (stateOf(frame)) {
			case 0:
				setState(frame, 1);
				value = iterNext(at(filter + FILTER_ITERATOR));
				if (value === EXHAUSTED) return stopIteration();
				break;
			case 1: {
				H[w] = value;
				const f = at(filter + FILTER_FUNCTION);
				if (f === NONE || f === BOOL) {
					setState(frame, 3);
					value = truth(value);
				} else {
					setState(frame, 2);
					value = callWith(f, value);
				}
				break;
			}
			case 2:
				H[w + 1] = value;
				setState(frame, 3);
				value = truth(value);
				break;
			default: {
				clearref(w + 1);
				if (value === TRUE) {
					const item = at(w);
					H[w] = 0;
					return item;
				}
				clearref(w);
				setState(frame, 0);
				continue;
			}
		}
		if (value === PUSHED || value === NULL) return value;
	}
});

/** Words: 0 class, 1 function. The iterator comes. */
const FILTER_NEW = nativeKind("filter()", (frame, value) => {
	const o = newInstance(at(frame + N0));
	H[o + FILTER_FUNCTION] = incref(at(frame + N0 + 1));
	H[o + FILTER_ITERATOR] = value;
	return o;
});

declareType({
	type: FILTER,
	name: "filter",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 48,
	words: 8,
	refs: 2,
	flags: PLAIN | TF_BASETYPE,
	slots: {
		[S_ITER]: ITSELF,
		[S_NEXT]: unary((filter) =>
			beginFrame(FILTER_NEXT, 3, 2, (w) => {
				H[w + 2] = filter;
			}),
		),
		[S_NEW]: calling((type, args, nargs, kwnames) => {
			if (!checkKeywords(kwnames, "filter", [])) return NULL;
			if (nargs !== 2) return raise(TYPE_ERROR, `filter expected 2 arguments, got ${nargs}`);
			return through(FILTER_NEW, 2, (frame) => {
				H[frame + N0] = type;
				H[frame + N0 + 1] = at(args);
				return getIter(at(args + 1));
			});
		}),
	},
});

declareMethod(FILTER, "__reduce__", 0, 0, (o) =>
	reduced(at(o + TYPE), [incref(at(o + FILTER_FUNCTION)), incref(at(o + FILTER_ITERATOR))]),
);

// ---- reversed ----

const REVERSED_NEXT = nativeKind(
	"__getitem__ of reversed",
	(frame, value) => {
		const it = at(frame + N0);
		H[it + SEQ_INDEX] = at(it + SEQ_INDEX) - 1;
		return value;
	},
	(frame) => (reversedEnded(at(frame + N0)) ? stopIteration() : NULL),
);
function reversedEnded(it: Ref): boolean {
	if (!errorIs(INDEX_ERROR) && !errorIs(STOP_ITERATION)) return false;
	clearError();
	H[it + SEQ_INDEX] = -1;
	clearref(it + SEQ);
	return true;
}

/** Words: 0 class, 1 sequence. Its length comes. */
const REVERSED_NEW = nativeKind("reversed()", (frame, value) => {
	const o = newInstance(at(frame + N0));
	H[o + SEQ] = incref(at(frame + N0 + 1));
	H[o + SEQ_INDEX] = intNumber(value) - 1;
	decref(value);
	return o;
});

declareRemaining(REVERSED, (it) => (at(it + SEQ) === NULL ? 0 : at(it + SEQ_INDEX) + 1));
declareType({
	type: REVERSED,
	name: "reversed",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 48,
	words: 8,
	refs: 1,
	flags: PLAIN | TF_BASETYPE,
	slots: {
		[S_ITER]: ITSELF,
		[S_NEXT]: unary((it) => {
			const seq = at(it + SEQ);
			const i = at(it + SEQ_INDEX);
			if (seq === NULL) return EXHAUSTED;
			if (i < 0) {
				clearref(it + SEQ);
				return EXHAUSTED;
			}
			const frame = pushNative(REVERSED_NEXT, 1, 0);
			H[frame + N0] = it;
			const index = newInt(i);
			const status = (binarySlots[slotOf(seq, S_GETITEM)] as Binary)(seq, index);
			decref(index);
			if (status === PUSHED) return PUSHED;
			popNative(frame);
			if (status === NULL) return reversedEnded(it) ? EXHAUSTED : NULL;
			H[it + SEQ_INDEX] = i - 1;
			return status;
		}),
		[S_NEW]: calling((type, args, nargs, kwnames) => {
			if (!checkKeywords(kwnames, "reversed", [])) return NULL;
			if (nargs !== 1) return raise(TYPE_ERROR, `reversed expected 1 argument, got ${nargs}`);
			const seq = at(args);
			const method = typeLookupText(at(seq + TYPE), "__reversed__");
			const notReversible = () => raise(TYPE_ERROR, `'${typeName(at(seq + TYPE))}' object is not reversible`);
			if (method === NONE) return notReversible();
			if (method !== NULL) return callBound(method, seq);
			// PySequence_Check: a dict and a proxy have items by key, not by position.
			const byPosition = (at(at(seq + TYPE) + T_FLAGS) & TF_DICT) === 0 && !isProxy(seq);
			if (slotOf(seq, S_GETITEM) === 0 || !byPosition) return notReversible();
			return through(REVERSED_NEW, 2, (frame) => {
				H[frame + N0] = type;
				H[frame + N0 + 1] = seq;
				return length(seq);
			});
		}),
	},
});
