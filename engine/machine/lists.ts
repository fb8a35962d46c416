/** The list type (Objects/listobject.c). */
import { at, freeRaw, H } from "./arena";
import { checkKeywords } from "./arguments";
import { through } from "./call";
import { newInstance } from "./classes";
import { containerRepr, REPR_LIST } from "./containerrepr";
import { declareMethod, declareType } from "./declarations";
import { raise } from "./errors";
import { listExtend, listFromIterable } from "./fromiterable";
import { HASH_NOT_IMPLEMENTED } from "./hash";
import { isInt, newInt } from "./int";
import { EXHAUSTED } from "./iterators";
import {
	F_OWNED,
	FIELDS,
	LAYOUT_FIELDS,
	LAYOUT_LIST,
	LIST_CAPACITY,
	LIST_ITEMS,
	NULL,
	type Ref,
	SIZE,
	TF_BASETYPE,
	TF_GC,
	TF_LIST,
	TF_NO_NEW,
	TF_SEQUENCE,
	TUPLE_ITEMS,
	TYPE,
} from "./layout";
import { isList, listAppend, listClear, listFrom, listResize, newList } from "./list";
import { profile, work } from "./machine";
import { N0 } from "./natives";
import { indexOf, truthAtOnce } from "./operators";
import { clearref, decref, incref, setref } from "./refcount";
import {
	compareSequences,
	repeatCount,
	SCAN_CONTAINS,
	SCAN_COUNT,
	SCAN_REMOVE,
	scanIndex,
	scanSequence,
	subscriptIndex,
	withIndex,
} from "./sequences";
import { adjustIndices, indicesOf, sliceBounds, unpackSlice } from "./slices";
import { sortList } from "./sorting";
import { newStr } from "./str";
import {
	binary,
	calling,
	declareRemaining,
	nativeKind,
	S_CONCAT,
	S_CONTAINS,
	S_GETITEM,
	S_HASH,
	S_INDEX,
	S_INIT,
	S_INPLACE_CONCAT,
	S_INPLACE_REPEAT,
	S_ITER,
	S_LEN,
	S_NEW,
	S_NEXT,
	S_REPEAT,
	S_REPR,
	S_RICHCOMPARE,
	S_SETITEM,
	type Status,
	slotOf,
	ternary,
	unary,
} from "./tables";
import { isTuple } from "./tuple";
import {
	INDEX_ERROR,
	LIST,
	LIST_ITERATOR,
	LIST_REVERSE_ITERATOR,
	NONE,
	NOT_IMPLEMENTED,
	OBJECT,
	SLICE,
	TRUE,
	TYPE_ERROR,
	VALUE_ERROR,
} from "./typeids";
import { newFields, sameSlot, typeName } from "./types";

const itself = unary((o) => incref(o));

/** Takes an item out and gives the list's reference to the caller (`list_pop_impl`). */
export function listTake(o: Ref, i: number): Ref {
	const items = at(o + LIST_ITEMS);
	const item = at(items + i);
	const rest = at(o + SIZE) - 1;
	if (rest === 0) {
		freeRaw(items, at(o + LIST_CAPACITY));
		H[o + LIST_ITEMS] = 0;
		H[o + LIST_CAPACITY] = 0;
		H[o + SIZE] = 0;
		return item;
	}
	if (rest - i > LONG) work((rest - i) >> 8);
	H.copyWithin(items + i, items + i + 1, items + rest + 1);
	listResize(o, rest);
	return item;
}

/** So many items that moving them is charged. */
const LONG = 1000;

/** `ins1` */
export function listInsert(o: Ref, where: number, item: Ref): void {
	const n = at(o + SIZE);
	let i = where;
	if (i < 0) i = Math.max(0, i + n);
	if (i > n) i = n;
	listResize(o, n + 1);
	const items = at(o + LIST_ITEMS);
	if (n - i > LONG) work((n - i) >> 8);
	H.copyWithin(items + i + 1, items + i, items + n);
	H[items + i] = incref(item);
}

// ---- Subscripts ----

function listSubscript(o: Ref, key: Ref): Status {
	if (isInt(key) || (at(key + TYPE) !== SLICE && slotOf(key, S_INDEX) !== 0)) {
		const i = subscriptIndex(key, at(o + SIZE));
		if (Number.isNaN(i)) return NULL;
		return i < 0 ? raise(INDEX_ERROR, "list index out of range") : incref(at(at(o + LIST_ITEMS) + i));
	}
	const type = at(key + TYPE);
	if (type !== SLICE) {
		const name = typeName(type);
		return raise(TYPE_ERROR, `list indices must be integers or slices, not ${name}`);
	}
	if (!indicesOf(key, at(o + SIZE))) return NULL;
	const { start, step, count } = sliceBounds;
	work(count >> 3);
	if (step === 1) return listFrom(at(o + LIST_ITEMS) + start, count);
	const result = newList(count);
	H[result + SIZE] = count;
	for (let i = 0; i < count; i++) H[at(result + LIST_ITEMS) + i] = incref(at(at(o + LIST_ITEMS) + start + i * step));
	return result;
}

/** `list_ass_slice`: items from low to high give way to n references at an address (counted). The old ones go last. */
function assignSlice(o: Ref, from: number, to: number, source: number, n: number): void {
	const size = at(o + SIZE);
	const low = Math.min(Math.max(from, 0), size);
	const high = Math.min(Math.max(to, low), size);
	if (size + n > LONG) work(((high - low + n) >> 2) + ((size - high) >> 8));
	const removed = H.slice(at(o + LIST_ITEMS) + low, at(o + LIST_ITEMS) + high);
	const incoming = H.slice(source, source + n);
	const total = size - removed.length + n;
	if (total === 0) {
		listClear(o);
		return;
	}
	if (n < removed.length) {
		const items = at(o + LIST_ITEMS);
		H.copyWithin(items + low + n, items + high, items + size);
		listResize(o, total);
	} else if (n > removed.length) {
		listResize(o, total);
		const items = at(o + LIST_ITEMS);
		H.copyWithin(items + low + n, items + high, items + size);
	}
	const items = at(o + LIST_ITEMS);
	for (let i = 0; i < n; i++) H[items + low + i] = incref(incoming[i] as number);
	for (let i = removed.length - 1; i >= 0; i--) decref(removed[i] as number);
}

/** Deletes every `step`-th item (the extended slice of list_ass_subscript). */
function deleteExtended(o: Ref, start: number, step: number, count: number): void {
	if (count === 0) return;
	const first = step < 0 ? start + step * (count - 1) : start;
	const by = Math.abs(step);
	const size = at(o + SIZE);
	const items = at(o + LIST_ITEMS);
	work((size - first) >> 3);
	const garbage: Ref[] = [];
	let to = first;
	for (let i = first; i < size; i++) {
		const offset = i - first;
		if (offset % by === 0 && offset / by < count) garbage.push(at(items + i));
		else H[items + to++] = at(items + i);
	}
	listResize(o, size - count);
	for (const item of garbage) decref(item);
}

/** A bound that stands in a word: no list is longer. */
function clamped(i: number): number {
	return Math.max(-0x7fffffff, Math.min(i, 0x7fffffff));
}

/**
 * Words: 0 what is assigned, as a list (owned); 1 list; 2, 3, 4 the slice's bounds, which are adjusted only now: what gave
 * the items may have changed the list.
 */
const ASSIGN = nativeKind("slice assignment", (frame, value) => {
	const w = frame + N0;
	H[w] = value;
	sliceBounds.start = at(w + 2);
	sliceBounds.stop = at(w + 3);
	sliceBounds.step = at(w + 4);
	adjustSlice(at(at(w + 1) + SIZE));
	return assignSequence(at(w + 1), value);
});

/** Puts a sequence's items at `sliceBounds`. */
function assignSequence(o: Ref, sequence: Ref): Status {
	const { start, stop, step, count } = sliceBounds;
	const n = at(sequence + SIZE);
	const source = isList(sequence) ? at(sequence + LIST_ITEMS) : sequence + TUPLE_ITEMS;
	if (step === 1) {
		assignSlice(o, start, stop, source, n);
		return NONE;
	}
	if (n !== count)
		return raise(VALUE_ERROR, `attempt to assign sequence of size ${n} to extended slice of size ${count}`);
	work(n >> 1);
	const incoming = H.slice(source, source + n);
	const garbage: Ref[] = [];
	for (let i = 0; i < n; i++) {
		const place = at(o + LIST_ITEMS) + start + i * step;
		garbage.push(at(place));
		H[place] = incref(incoming[i] as number);
	}
	for (const item of garbage) decref(item);
	return NONE;
}

/** `adjust_slice_indexes`: as `adjustIndices`, and `s[5:2]` is the place before 5, not before 2. */
function adjustSlice(n: number): void {
	adjustIndices(n);
	const { start, stop, step } = sliceBounds;
	if ((step < 0 && start < stop) || (step > 0 && start > stop)) sliceBounds.stop = start;
}

function listAssign(o: Ref, key: Ref, value: Ref): Status {
	if (isInt(key) || (at(key + TYPE) !== SLICE && slotOf(key, S_INDEX) !== 0)) {
		const i = subscriptIndex(key, at(o + SIZE));
		if (Number.isNaN(i)) return NULL;
		if (i < 0) return raise(INDEX_ERROR, "list assignment index out of range");
		if (value === NULL && !profile().deletionKeepsRoom) decref(listTake(o, i));
		else if (value === NULL) {
			// list_ass_item: the room stays as it is.
			const items = at(o + LIST_ITEMS);
			const item = at(items + i);
			const n = at(o + SIZE);
			if (n - i > LONG) work((n - i) >> 8);
			H.copyWithin(items + i, items + i + 1, items + n);
			H[o + SIZE] = n - 1;
			decref(item);
		} else setref(at(o + LIST_ITEMS) + i, incref(value));
		return NONE;
	}
	const type = at(key + TYPE);
	if (type !== SLICE) {
		const name = typeName(type);
		return raise(TYPE_ERROR, `list indices must be integers or slices, not ${name}`);
	}
	if (!unpackSlice(key)) return NULL;
	if (value !== NULL && !isList(value) && !isTuple(value)) {
		if (slotOf(value, S_ITER) === 0 && slotOf(value, S_GETITEM) === 0)
			return raise(TYPE_ERROR, "must assign iterable to extended slice");
		return through(ASSIGN, 5, (frame) => {
			const w = frame + N0;
			H[frame + F_OWNED] = 1;
			H[w + 1] = o;
			H[w + 2] = clamped(sliceBounds.start);
			H[w + 3] = clamped(sliceBounds.stop);
			H[w + 4] = clamped(sliceBounds.step);
			return listFromIterable(value);
		});
	}
	adjustSlice(at(o + SIZE));
	if (value !== NULL) return assignSequence(o, value);
	const { start, stop, step, count } = sliceBounds;
	if (step === 1) assignSlice(o, start, stop, 0, 0);
	else deleteExtended(o, start, step, count);
	return NONE;
}

// ---- Operators ----

function listConcat(a: Ref, b: Ref): Status {
	if (!isList(b)) {
		const name = typeName(at(b + TYPE));
		return raise(TYPE_ERROR, `can only concatenate list (not "${name}") to list`);
	}
	const n = at(a + SIZE);
	const m = at(b + SIZE);
	const result = newList(n + m);
	H[result + SIZE] = n + m;
	work((n + m) >> 2);
	const items = at(result + LIST_ITEMS);
	for (let i = 0; i < n; i++) H[items + i] = incref(at(at(a + LIST_ITEMS) + i));
	for (let i = 0; i < m; i++) H[items + n + i] = incref(at(at(b + LIST_ITEMS) + i));
	return result;
}

function listRepeat(a: Ref, count: Ref): Status {
	const n = at(a + SIZE);
	const times = repeatCount(count, n);
	if (Number.isNaN(times)) return NULL;
	work((n * times) >> 1);
	const result = newList(n * times);
	H[result + SIZE] = n * times;
	const items = at(result + LIST_ITEMS);
	for (let j = 0; j < times; j++) for (let i = 0; i < n; i++) H[items + j * n + i] = incref(at(at(a + LIST_ITEMS) + i));
	return result;
}

function listInplaceRepeat(a: Ref, count: Ref): Status {
	const n = at(a + SIZE);
	const times = repeatCount(count, n);
	if (Number.isNaN(times)) return NULL;
	work((n * times) >> 1);
	if (n === 0 || times === 1) return incref(a);
	if (times === 0) {
		listClear(a);
		return incref(a);
	}
	listResize(a, n * times);
	const items = at(a + LIST_ITEMS);
	for (let i = n; i < n * times; i++) H[items + i] = incref(at(items + i - n));
	return incref(a);
}

/** Word 0: the list. */
const EXTENDED = nativeKind("list +=", (frame, value) => {
	decref(value);
	return incref(at(frame + N0));
});

function listCompare(a: Ref, b: Ref, op: number): Status {
	return isList(a) && isList(b) ? compareSequences(a, b, op) : NOT_IMPLEMENTED;
}

const subscript = withIndex("list[index]", listSubscript);

declareType({
	type: LIST,
	name: "list",
	base: OBJECT,
	layout: LAYOUT_LIST,
	bytes: 56,
	words: 10,
	flags: TF_GC | TF_BASETYPE | TF_LIST | TF_SEQUENCE,
	slots: {
		[S_REPR]: unary((o) => (at(o + SIZE) === 0 ? newStr("[]") : containerRepr(o, REPR_LIST, "[...]", () => o))),
		get [S_HASH]() {
			return HASH_NOT_IMPLEMENTED;
		},
		[S_ITER]: unary((o) => newListIterator(o)),
		[S_LEN]: unary((o) => newInt(at(o + SIZE))),
		[S_GETITEM]: binary((o, key) => subscript(o, key, NULL)),
		[S_SETITEM]: ternary(withIndex("list[index] =", listAssign)),
		[S_CONTAINS]: binary((o, item) => scanSequence(o, item, SCAN_CONTAINS)),
		[S_RICHCOMPARE]: ternary(listCompare),
		[S_CONCAT]: binary(listConcat),
		[S_REPEAT]: binary(listRepeat),
		[S_INPLACE_CONCAT]: binary((a, b) =>
			through(EXTENDED, 1, (frame) => {
				H[frame + N0] = a;
				return listExtend(a, b);
			}),
		),
		[S_INPLACE_REPEAT]: binary(listInplaceRepeat),
		[S_NEW]: calling((type) => newInstance(type)),
		[S_INIT]: calling((self, args, nargs, kwnames) => {
			if (sameSlot(at(self + TYPE), LIST, S_NEW) && !checkKeywords(kwnames, "list", [])) return NULL;
			if (nargs > 1) return raise(TYPE_ERROR, `list expected at most 1 argument, got ${nargs}`);
			listClear(self);
			return nargs === 0 ? NONE : listExtend(self, at(args));
		}),
	},
});

// ---- Methods ----

declareMethod(LIST, "__getitem__", 1, 1, (self, args) => subscript(self, at(args), NULL));
declareMethod(LIST, "__reversed__", 0, 0, (self) => {
	const it = newFields(LIST_REVERSE_ITERATOR, 2);
	H[it + IT_SEQ] = incref(self);
	H[it + IT_INDEX] = at(self + SIZE) - 1;
	return it;
});
declareMethod(LIST, "clear", 0, 0, (self) => {
	listClear(self);
	return NONE;
});
declareMethod(LIST, "copy", 0, 0, (self) => listFrom(at(self + LIST_ITEMS), at(self + SIZE)));
declareMethod(LIST, "append", 1, 1, (self, args) => {
	listAppend(self, at(args));
	return NONE;
});
declareMethod(LIST, "insert", 2, 2, (self, args) => {
	const where = indexOf(at(args));
	if (Number.isNaN(where)) return NULL;
	listInsert(self, where, at(args + 1));
	return NONE;
});
declareMethod(LIST, "extend", 1, 1, (self, args) => listExtend(self, at(args)));
declareMethod(LIST, "pop", 0, 1, (self, args, nargs) => {
	let i = -1;
	if (nargs > 0) {
		i = indexOf(at(args));
		if (Number.isNaN(i)) return NULL;
	}
	const n = at(self + SIZE);
	if (n === 0) return raise(INDEX_ERROR, "pop from empty list");
	if (i < 0) i += n;
	if (i < 0 || i >= n) return raise(INDEX_ERROR, "pop index out of range");
	return listTake(self, i);
});
declareMethod(LIST, "remove", 1, 1, (self, args) => scanSequence(self, at(args), SCAN_REMOVE));
declareMethod(LIST, "index", 1, 3, scanIndex);
declareMethod(LIST, "count", 1, 1, (self, args) => scanSequence(self, at(args), SCAN_COUNT));
declareMethod(LIST, "reverse", 0, 0, (self) => {
	const items = at(self + LIST_ITEMS);
	work(at(self + SIZE) >> 5);
	H.subarray(items, items + at(self + SIZE)).reverse();
	return NONE;
});
declareMethod(LIST, "sort", 0, 0, (self, args) => beginSort(self, at(args), at(args + 1), false), {
	params: ["key", "reverse"],
	style: "VARARGS",
});

/** The arguments of `sort` and `sorted`, 0 where absent. */
export function beginSort(list: Ref, key: Ref, reverse: Ref, returnList: boolean): Status {
	let backwards = false;
	if (reverse !== NULL) {
		const status = truthAtOnce(reverse);
		if (status === NULL) return NULL;
		backwards = status === TRUE;
	}
	return sortList(list, key === NONE ? NULL : key, backwards, returnList);
}

// ---- Iterators ----

/** The sequence (0 once it is exhausted), then the next index. */
const IT_SEQ = FIELDS;
const IT_INDEX = FIELDS + 1;

function newListIterator(o: Ref): Ref {
	const it = newFields(LIST_ITERATOR, 2);
	H[it + IT_SEQ] = incref(o);
	return it;
}

declareRemaining(LIST_ITERATOR, (it) =>
	at(it + IT_SEQ) === NULL ? 0 : Math.max(0, at(at(it + IT_SEQ) + SIZE) - at(it + IT_INDEX)),
);
declareType({
	type: LIST_ITERATOR,
	name: "list_iterator",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 48,
	words: 8,
	refs: 1,
	flags: TF_GC | TF_NO_NEW,
	slots: {
		[S_ITER]: itself,
		[S_NEXT]: unary((it) => {
			const seq = at(it + IT_SEQ);
			if (seq === NULL) return EXHAUSTED;
			const i = at(it + IT_INDEX);
			if (i < at(seq + SIZE)) {
				H[it + IT_INDEX] = i + 1;
				return incref(at(at(seq + LIST_ITEMS) + i));
			}
			clearref(it + IT_SEQ);
			return EXHAUSTED;
		}),
	},
});
declareMethod(LIST_ITERATOR, "__length_hint__", 0, 0, (it) =>
	newInt(at(it + IT_SEQ) === NULL ? 0 : Math.max(0, at(at(it + IT_SEQ) + SIZE) - at(it + IT_INDEX))),
);

declareRemaining(LIST_REVERSE_ITERATOR, (it) => {
	const n = at(it + IT_INDEX) + 1;
	return at(it + IT_SEQ) === NULL || at(at(it + IT_SEQ) + SIZE) < n ? 0 : n;
});
declareType({
	type: LIST_REVERSE_ITERATOR,
	name: "list_reverseiterator",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 48,
	words: 8,
	refs: 1,
	flags: TF_GC | TF_NO_NEW,
	slots: {
		[S_ITER]: itself,
		[S_NEXT]: unary((it) => {
			const seq = at(it + IT_SEQ);
			const i = at(it + IT_INDEX);
			// listreviter_next: once it has given the first item it keeps the list.
			if (i < 0) return EXHAUSTED;
			if (i < at(seq + SIZE)) {
				H[it + IT_INDEX] = i - 1;
				return incref(at(at(seq + LIST_ITEMS) + i));
			}
			H[it + IT_INDEX] = -1;
			clearref(it + IT_SEQ);
			return EXHAUSTED;
		}),
	},
});
