/** The tuple type (Objects/tupleobject.c). */
import { TupleHasher } from "../text/hashes";
import { allocGc } from "./alloc";
import { at, H } from "./arena";
import { checkKeywords } from "./arguments";
import { through } from "./call";
import { containerRepr, REPR_TUPLE } from "./containerrepr";
import { declareMethod, declareType } from "./declarations";
import { hashObject, readHash } from "./dictlookup";
import { raise } from "./errors";
import { track, untrack } from "./gclist";
import { hash, hashAsInt, hashPlain } from "./hash";
import { isInt, newInt } from "./int";
import { EXHAUSTED } from "./iterators";
import {
	FIELDS,
	LAYOUT_FIELDS,
	LAYOUT_TUPLE,
	NULL,
	PUSHED,
	type Ref,
	SIZE,
	T_BASICSIZE,
	TF_BASETYPE,
	TF_GC,
	TF_NO_NEW,
	TF_SEQUENCE,
	TF_TUPLE,
	TUPLE_ITEMS,
	TYPE,
} from "./layout";
import { work } from "./machine";
import { beginFrame, N0 } from "./natives";
import { clearref, decref, incref } from "./refcount";
import {
	compareSequences,
	repeatCount,
	SCAN_CONTAINS,
	SCAN_COUNT,
	scanIndex,
	scanSequence,
	subscriptIndex,
	withIndex,
} from "./sequences";
import { tupleFromIterable } from "./sequencetuple";
import { indicesOf, sliceBounds } from "./slices";
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
	S_ITER,
	S_LEN,
	S_NEW,
	S_NEXT,
	S_REPEAT,
	S_REPR,
	S_RICHCOMPARE,
	type Status,
	slotOf,
	ternary,
	unary,
} from "./tables";
import { isTuple, newTuple, tupleItem } from "./tuple";
import { EMPTY_TUPLE, INDEX_ERROR, NOT_IMPLEMENTED, OBJECT, SLICE, TUPLE, TUPLE_ITERATOR, TYPE_ERROR } from "./typeids";
import { newFields, sameSlot, typeName } from "./types";

const itself = unary((o) => incref(o));

function tupleSubscript(o: Ref, key: Ref): Status {
	if (isInt(key) || (at(key + TYPE) !== SLICE && slotOf(key, S_INDEX) !== 0)) {
		const i = subscriptIndex(key, at(o + SIZE));
		if (Number.isNaN(i)) return NULL;
		return i < 0 ? raise(INDEX_ERROR, "tuple index out of range") : incref(tupleItem(o, i));
	}
	const type = at(key + TYPE);
	if (type !== SLICE) {
		const name = typeName(type);
		return raise(TYPE_ERROR, `tuple indices must be integers or slices, not ${name}`);
	}
	if (!indicesOf(key, at(o + SIZE))) return NULL;
	const { start, step, count } = sliceBounds;
	if (count <= 0) return EMPTY_TUPLE;
	if (start === 0 && step === 1 && count === at(o + SIZE) && at(o + TYPE) === TUPLE) return incref(o);
	const result = newTuple(count);
	for (let i = 0; i < count; i++) H[result + TUPLE_ITEMS + i] = incref(tupleItem(o, start + i * step));
	return result;
}

function tupleConcat(a: Ref, b: Ref): Status {
	if (at(a + SIZE) === 0 && at(b + TYPE) === TUPLE) return incref(b);
	if (!isTuple(b)) {
		const name = typeName(at(b + TYPE));
		return raise(TYPE_ERROR, `can only concatenate tuple (not "${name}") to tuple`);
	}
	if (at(b + SIZE) === 0 && at(a + TYPE) === TUPLE) return incref(a);
	const n = at(a + SIZE);
	const m = at(b + SIZE);
	const result = newTuple(n + m);
	for (let i = 0; i < n; i++) H[result + TUPLE_ITEMS + i] = incref(tupleItem(a, i));
	for (let i = 0; i < m; i++) H[result + TUPLE_ITEMS + n + i] = incref(tupleItem(b, i));
	return result;
}

function tupleRepeat(a: Ref, count: Ref): Status {
	const n = at(a + SIZE);
	const times = repeatCount(count, n);
	if (Number.isNaN(times)) return NULL;
	if ((n === 0 || times === 1) && at(a + TYPE) === TUPLE) return incref(a);
	if (n === 0 || times === 0) return EMPTY_TUPLE;
	work((n * times) >> 1);
	const result = newTuple(n * times);
	for (let j = 0; j < times; j++)
		for (let i = 0; i < n; i++) H[result + TUPLE_ITEMS + j * n + i] = incref(tupleItem(a, i));
	return result;
}

// ---- Hash where items have a `__hash__` of their own ----

/** Words: 0 a tuple of the items' hashes so far (owned), 1 the tuple, 2 how many. */
const HASH_FRAME = nativeKind("hash of a tuple", (frame, first) => {
	const w = frame + N0;
	const o = at(w + 1);
	let value: Status = first;
	for (;;) {
		const i = at(w + 2);
		if (value !== NULL) {
			H[at(w) + TUPLE_ITEMS + i] = value;
			H[w + 2] = i + 1;
		}
		if (at(w + 2) === at(o + SIZE)) break;
		value = hashObject(tupleItem(o, at(w + 2)));
		if (value === PUSHED || value === NULL) return value;
	}
	const hasher = new TupleHasher();
	for (let i = 0; i < at(o + SIZE); i++) {
		readHash(tupleItem(at(w), i));
		hasher.add(hash);
	}
	hasher.finish(hash);
	return hashAsInt();
});

function tupleHash(o: Ref): Status {
	if (at(o + TYPE) === TUPLE) {
		const known = hashPlain(o);
		if (known === 1) return hashAsInt();
		if (known === 0) return NULL;
	}
	const hashes = newTuple(at(o + SIZE));
	if (hashes !== EMPTY_TUPLE) untrack(hashes);
	return beginFrame(HASH_FRAME, 3, 1, (w) => {
		H[w] = hashes;
		H[w + 1] = o;
	});
}

// ---- The type ----

/** Words: 0 class. The items come as an exact tuple (`tuple_subtype_new`). */
const SUBTYPE_NEW = nativeKind("tuple()", (frame, items) => {
	const type = at(frame + N0);
	const n = at(items + SIZE);
	// One item more, as PyType_GenericAlloc gives it.
	const bytes = at(type + T_BASICSIZE) + 8 * (n + 1);
	const o = allocGc(type, bytes, TUPLE_ITEMS + n + 2);
	H[o + SIZE] = n;
	for (let i = 0; i < n; i++) H[o + TUPLE_ITEMS + i] = incref(tupleItem(items, i));
	track(o);
	decref(items);
	return o;
});

const subscript = withIndex("tuple[index]", tupleSubscript);

declareType({
	type: TUPLE,
	name: "tuple",
	base: OBJECT,
	layout: LAYOUT_TUPLE,
	bytes: 40,
	itemBytes: 8,
	words: TUPLE_ITEMS,
	flags: TF_GC | TF_BASETYPE | TF_TUPLE | TF_SEQUENCE,
	slots: {
		[S_REPR]: unary((o) => (at(o + SIZE) === 0 ? newStr("()") : containerRepr(o, REPR_TUPLE, "(...)", () => o))),
		[S_HASH]: unary(tupleHash),
		[S_ITER]: unary((o) => {
			const it = newFields(TUPLE_ITERATOR, 2);
			H[it + IT_SEQ] = incref(o);
			return it;
		}),
		[S_LEN]: unary((o) => newInt(at(o + SIZE))),
		[S_GETITEM]: binary((o, key) => subscript(o, key, NULL)),
		[S_CONTAINS]: binary((o, item) => scanSequence(o, item, SCAN_CONTAINS)),
		[S_RICHCOMPARE]: ternary((a, b, op) => (isTuple(a) && isTuple(b) ? compareSequences(a, b, op) : NOT_IMPLEMENTED)),
		[S_CONCAT]: binary(tupleConcat),
		[S_REPEAT]: binary(tupleRepeat),
		[S_NEW]: calling((type, args, nargs, kwnames) => {
			if (sameSlot(type, TUPLE, S_INIT) && !checkKeywords(kwnames, "tuple", [])) return NULL;
			if (nargs > 1) return raise(TYPE_ERROR, `tuple expected at most 1 argument, got ${nargs}`);
			if (type === TUPLE) return nargs === 0 ? EMPTY_TUPLE : tupleFromIterable(at(args));
			return through(SUBTYPE_NEW, 1, (frame) => {
				H[frame + N0] = type;
				return nargs === 0 ? EMPTY_TUPLE : tupleFromIterable(at(args));
			});
		}),
	},
});
declareMethod(TUPLE, "index", 1, 3, scanIndex);
declareMethod(TUPLE, "count", 1, 1, (self, args) => scanSequence(self, at(args), SCAN_COUNT));

/** The tuple (0 once it is exhausted), then the next index. */
const IT_SEQ = FIELDS;
const IT_INDEX = FIELDS + 1;

declareRemaining(TUPLE_ITERATOR, (it) =>
	at(it + IT_SEQ) === NULL ? 0 : at(at(it + IT_SEQ) + SIZE) - at(it + IT_INDEX),
);
declareType({
	type: TUPLE_ITERATOR,
	name: "tuple_iterator",
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
				return incref(tupleItem(seq, i));
			}
			clearref(it + IT_SEQ);
			return EXHAUSTED;
		}),
	},
});
