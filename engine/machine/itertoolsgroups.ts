/** itertools that put items together: pairwise, batched, zip_longest (Modules/itertoolsmodule.c). */
import { internal } from "./alloc";
import { at, F64, H } from "./arena";
import { resolveArguments } from "./arguments";
import { newInstance } from "./classes";
import { declareType } from "./declarations";
import { beginsFrame, drawingKind, fromIterator } from "./drawing";
import { raise } from "./errors";
import { isTracked, track } from "./gclist";
import { EXHAUSTED, getIter, ITSELF, iterNext } from "./iterators";
import { noKeywords } from "./itertools";
import {
	FIELDS,
	LAYOUT_FIELDS,
	NULL,
	PUSHED,
	type Ref,
	SIZE,
	TF_BASETYPE,
	TF_GC,
	TF_VISITS_TYPE,
	TUPLE_ITEMS,
} from "./layout";
import { declareValue } from "./moduletable";
import { beginFrame, N0, setState, stateOf } from "./natives";
import { ssizeOf, truthAtOnce } from "./operators";
import { clearref, incref, setref } from "./refcount";
import { finishedTuple } from "./sequencetuple";
import { textOf } from "./str";
import { calling, nativeKind, S_ITER, S_NEW, S_NEXT, type Status } from "./tables";
import { newTuple, resizeTuple, reusedPair, tupleItem, tupleOf } from "./tuple";
import { BATCHED, NONE, OBJECT, PAIRWISE, TRUE, TYPE_ERROR, VALUE_ERROR, ZIP_LONGEST } from "./typeids";

const FLAGS = TF_GC | TF_BASETYPE | TF_VISITS_TYPE;

// ---- pairwise ----

const P_ITERATOR = FIELDS;
const P_OLD = FIELDS + 1;
const P_RESULT = FIELDS + 2;

/** Words: 0 the old item (owned), 1 the object. State 1: the first item comes, 2: the next. */
const PAIRWISE_NEXT = drawingKind(
	"pairwise",
	(frame, first) => {
		const w = frame + N0;
		const o = at(w + 1);
		let value: Status = first;
		for (;;) {
			switch (stateOf(frame)) {
				case 0:
					if (at(o + P_ITERATOR) === NULL) return EXHAUSTED;
					if (at(o + P_OLD) === NULL) {
						setState(frame, 1);
						value = iterNext(at(o + P_ITERATOR));
						break;
					}
					H[w] = incref(at(o + P_OLD));
					setState(frame, 2);
					value = iterNext(at(o + P_ITERATOR));
					break;
				case 1:
					if (value === EXHAUSTED) {
						pairsOver(frame);
						return EXHAUSTED;
					}
					setref(o + P_OLD, value);
					if (at(o + P_ITERATOR) === NULL) {
						clearref(o + P_OLD);
						return EXHAUSTED;
					}
					setState(frame, 0);
					continue;
				default: {
					if (value === EXHAUSTED) {
						pairsOver(frame);
						return EXHAUSTED;
					}
					const old = at(w);
					const pair = reusedPair(at(o + P_RESULT), incref(old), incref(value));
					setref(o + P_OLD, value);
					return pair;
				}
			}
			if (value === NULL) pairsOver(frame);
			if (value === PUSHED || value === NULL) return value;
		}
	},
	2,
	pairsOver,
);
/** At the end, and after an error, nothing is kept. */
function pairsOver(frame: number): void {
	const o = at(frame + N0 + 1);
	clearref(o + P_ITERATOR);
	clearref(o + P_OLD);
}

const newPairwise = fromIterator("pairwise", (type, it) => {
	const o = newInstance(type);
	H[o + P_ITERATOR] = it;
	H[o + P_RESULT] = tupleOf(NONE, NONE);
	return o;
});

declareType({
	type: PAIRWISE,
	name: "pairwise",
	module: "itertools",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 56,
	words: 8,
	refs: 3,
	flags: FLAGS,
	slots: {
		[S_ITER]: ITSELF,
		[S_NEXT]: beginsFrame(() => PAIRWISE_NEXT, 1),
		[S_NEW]: calling((type, args, nargs, kwnames) => {
			if (!noKeywords("pairwise", type, PAIRWISE, kwnames)) return NULL;
			if (nargs !== 1) return raise(TYPE_ERROR, `pairwise expected 1 argument, got ${nargs}`);
			return newPairwise(type, at(args));
		}),
	},
});
declareValue("itertools", "pairwise", () => PAIRWISE);

// ---- batched ----

/** The iterator; then as a double how many a batch has, and 1 where all batches must be full. */
const B_ITERATOR = FIELDS;
const B_SIZE = FIELDS + 2;
const B_STRICT = FIELDS + 4;

/** Words: 0 the tuple being filled (owned), 1 the object, 2 how many items it has. */
const BATCHED_NEXT = drawingKind(
	"batched",
	(frame, first) => {
		const w = frame + N0;
		const o = at(w + 1);
		let value: Status = first;
		if (stateOf(frame) === 0) {
			if (at(o + B_ITERATOR) === NULL) return EXHAUSTED;
			H[w] = internal(newTuple(Math.min(F64[(o + B_SIZE) >> 1] as number, MOST)));
			setState(frame, 1);
			value = NULL;
		}
		for (;;) {
			if (value === EXHAUSTED) {
				const n = at(w + 2);
				if (n === 0 || at(o + B_STRICT) !== 0) {
					batchesOver(frame);
					return n === 0 ? EXHAUSTED : raise(VALUE_ERROR, "batched(): incomplete batch");
				}
				H[w] = resizeTuple(at(w), n);
				return batch(frame);
			}
			if (value !== NULL) {
				const n = at(w + 2);
				H[at(w) + TUPLE_ITEMS + n] = value;
				H[w + 2] = n + 1;
				if (n + 1 === at(at(w) + SIZE)) return batch(frame);
			}
			value = iterNext(at(o + B_ITERATOR));
			if (value === NULL) batchesOver(frame);
			if (value === PUSHED || value === NULL) return value;
		}
	},
	2,
	batchesOver,
);
/** The iterator goes, then the unfinished batch. */
function batchesOver(frame: number): void {
	clearref(at(frame + N0 + 1) + B_ITERATOR);
	clearref(frame + N0);
}
function batch(frame: number): Ref {
	const tuple = at(frame + N0);
	H[frame + N0] = 0;
	return finishedTuple(tuple);
}
/** More items than a program here could give. */
const MOST = 2 ** 26;

const newBatched = fromIterator("batched", (type, it, rest) => {
	const o = newInstance(type);
	H[o + B_ITERATOR] = it;
	F64[(o + B_SIZE) >> 1] = ssizeOf(at(rest));
	H[o + B_STRICT] = at(rest + 1) === TRUE ? 1 : 0;
	return o;
});

declareType({
	type: BATCHED,
	name: "batched",
	module: "itertools",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 56,
	words: 10,
	refs: 1,
	flags: FLAGS,
	slots: {
		[S_ITER]: ITSELF,
		[S_NEXT]: beginsFrame(() => BATCHED_NEXT, 1, 1),
		[S_NEW]: calling((type, args, nargs, kwnames) => {
			const given = resolveArguments(
				{ name: "batched", params: ["iterable", "n", "strict"], min: 2, max: 2 },
				args,
				nargs,
				kwnames,
			);
			if (given === null) return NULL;
			const n = ssizeOf(given[1] as Ref);
			if (Number.isNaN(n)) return NULL;
			const strict = given[2] === NULL ? NULL : truthAtOnce(given[2] as Ref);
			if (given[2] !== NULL && strict === NULL) return NULL;
			if (n < 1) return raise(VALUE_ERROR, "n must be at least one");
			return newBatched(type, given[0] as Ref, given[1] as Ref, strict);
		}),
	},
});
declareValue("itertools", "batched", () => BATCHED);

// ---- zip_longest ----

/** Iterators as a tuple, 0 where one is at its end; the tuple given last; what fills; how many iterators go on. */
const Z_ITERATORS = FIELDS;
const Z_RESULT = FIELDS + 1;
const Z_FILL = FIELDS + 2;
const Z_ACTIVE = FIELDS + 3;

/** Words: 0 the tuple being filled (owned), 1 the object, 2 how many items it has. */
const ZIP_LONGEST_NEXT = drawingKind(
	"zip_longest",
	(frame, first) => {
		const w = frame + N0;
		const o = at(w + 1);
		const iterators = at(o + Z_ITERATORS);
		const n = at(iterators + SIZE);
		let value: Status = first;
		if (stateOf(frame) === 0) {
			if (n === 0 || at(o + Z_ACTIVE) === 0) return EXHAUSTED;
			const own = at(o + Z_RESULT);
			H[w] = at(own) === 1 ? incref(own) : newTuple(n);
			setState(frame, 1);
			value = NULL;
		}
		const result = at(w);
		for (;;) {
			const i = at(w + 2);
			if (value === EXHAUSTED) {
				H[o + Z_ACTIVE] = at(o + Z_ACTIVE) - 1;
				if (at(o + Z_ACTIVE) === 0) return EXHAUSTED;
				value = incref(at(o + Z_FILL));
				clearref(iterators + TUPLE_ITEMS + i);
			}
			if (value !== NULL) {
				setref(result + TUPLE_ITEMS + i, value);
				H[w + 2] = i + 1;
				if (i + 1 === n) {
					if (!isTracked(result)) track(result);
					H[w] = 0;
					return result;
				}
			}
			const it = tupleItem(iterators, at(w + 2));
			value = it === NULL ? incref(at(o + Z_FILL)) : iterNext(it);
			if (value === NULL) H[o + Z_ACTIVE] = 0;
			if (value === PUSHED || value === NULL) return value;
		}
	},
	1,
	(frame) => {
		H[at(frame + N0 + 1) + Z_ACTIVE] = 0;
	},
);

/** Words: 0 the iterators so far (owned), 1 class, 2 arguments' address, 3 what fills, 4 iterators that are there. */
const ZIP_LONGEST_NEW = nativeKind("zip_longest()", (frame, first) => {
	const w = frame + N0;
	const iterators = at(w);
	const n = at(iterators + SIZE);
	let value: Status = first;
	for (;;) {
		const i = at(w + 4);
		if (value !== NULL) {
			H[iterators + TUPLE_ITEMS + i] = value;
			H[w + 4] = i + 1;
		}
		if (at(w + 4) === n) break;
		value = getIter(at(at(w + 2) + at(w + 4)));
		if (value === PUSHED || value === NULL) return value;
	}
	const result = newTuple(n);
	for (let i = 0; i < n; i++) H[result + TUPLE_ITEMS + i] = NONE;
	const o = newInstance(at(w + 1));
	H[o + Z_ITERATORS] = iterators;
	H[w] = 0;
	H[o + Z_RESULT] = result;
	H[o + Z_FILL] = incref(at(w + 3));
	H[o + Z_ACTIVE] = n;
	return o;
});

declareType({
	type: ZIP_LONGEST,
	name: "zip_longest",
	module: "itertools",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 72,
	words: 8,
	refs: 3,
	flags: FLAGS,
	slots: {
		[S_ITER]: ITSELF,
		[S_NEXT]: beginsFrame(() => ZIP_LONGEST_NEXT, 1, 1),
		[S_NEW]: calling((type, args, nargs, kwnames) => {
			let fill = NONE;
			if (kwnames !== NULL) {
				if (at(kwnames + SIZE) > 1 || textOf(tupleItem(kwnames, 0)) !== "fillvalue")
					return raise(TYPE_ERROR, "zip_longest() got an unexpected keyword argument");
				fill = at(args + nargs);
			}
			const iterators = newTuple(nargs);
			return beginFrame(ZIP_LONGEST_NEW, 5, 1, (w) => {
				H[w] = iterators;
				H[w + 1] = type;
				H[w + 2] = args;
				H[w + 3] = fill;
			});
		}),
	},
});
declareValue("itertools", "zip_longest", () => ZIP_LONGEST);
