/** The list type (Objects/listobject.c): its operators, methods and iterators. */

import { at, freeRaw, H, moveWords, reverseWords } from "./arena";
import { checkKeywords } from "./arguments";
import { through } from "./call";
import { newInstance } from "./classes";
import { containerRepr, REPR_LIST } from "./containerrepr";
import { declareMethod, declareType } from "./declarations";
import { raise } from "./errors";
import { listExtend } from "./fromiterable";
import { HASH_NOT_IMPLEMENTED } from "./hash";
import { newInt } from "./int";
import { EXHAUSTED } from "./iterators";
import {
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
	TYPE,
} from "./layout";
import { isList, listAppend, listClear, listFrom, listResize, newList } from "./list";
import { listAssign, listSubscript } from "./listsubscripts";
import { work } from "./machine";
import { N0 } from "./natives";
import { ssizeOf, truthAtOnce } from "./operators";
import { clearref, decref, incref } from "./refcount";
import {
	compareSequences,
	repeatCount,
	SCAN_CONTAINS,
	SCAN_COUNT,
	SCAN_REMOVE,
	scanIndex,
	scanSequence,
	withIndex,
} from "./sequences";
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
	ternary,
	unary,
} from "./tables";
import {
	INDEX_ERROR,
	LIST,
	LIST_ITERATOR,
	LIST_REVERSE_ITERATOR,
	NONE,
	NOT_IMPLEMENTED,
	OBJECT,
	TRUE,
	TYPE_ERROR,
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
	moveWords(items + i, items + i + 1, items + rest + 1);
	listResize(o, rest);
	return item;
}

/** So many items that moving them is charged. */
export const LONG = 1000;

/** `ins1` */
export function listInsert(o: Ref, where: number, item: Ref): void {
	const n = at(o + SIZE);
	let i = where;
	if (i < 0) i = Math.max(0, i + n);
	if (i > n) i = n;
	listResize(o, n + 1);
	const items = at(o + LIST_ITEMS);
	if (n - i > LONG) work((n - i) >> 8);
	moveWords(items + i + 1, items + i, items + n);
	H[items + i] = incref(item);
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
	const where = ssizeOf(at(args));
	if (Number.isNaN(where)) return NULL;
	listInsert(self, where, at(args + 1));
	return NONE;
});
declareMethod(LIST, "extend", 1, 1, (self, args) => listExtend(self, at(args)));
declareMethod(LIST, "pop", 0, 1, (self, args, nargs) => {
	let i = -1;
	if (nargs > 0) {
		i = ssizeOf(at(args));
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
	reverseWords(items, items + at(self + SIZE));
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
