/**
 * The combinatoric itertools: product, permutations, combinations (Modules/itertoolsmodule.c). The tuple given last is
 * kept and used again where nobody else has it. Indices stand in plain words behind the object's own.
 */
import { at, H, moveWords } from "./arena";
import { resolveArguments } from "./arguments";
import { through } from "./call";
import { declareType } from "./declarations";
import { extraOf, newInstanceWith } from "./drawing";
import { raise } from "./errors";
import { memoryError } from "./faults";
import { isTracked, track } from "./gclist";
import { isInt } from "./int";
import { EXHAUSTED, ITSELF } from "./iterators";
import {
	FIELDS,
	LAYOUT_FIELDS,
	NULL,
	PUSHED,
	type Ref,
	SIZE,
	T_BASICSIZE,
	T_SOLID,
	TF_BASETYPE,
	TF_GC,
	TF_VISITS_TYPE,
	TUPLE_ITEMS,
	TYPE,
} from "./layout";
import { work } from "./machine";
import { declareValue } from "./moduletable";
import { beginFrame, N0 } from "./natives";
import { ssizeOf } from "./operators";
import { decref, incref, setref } from "./refcount";
import { tupleFromIterable } from "./sequencetuple";
import { declareSize } from "./sizes";
import { textOf } from "./str";
import { type Call, calling, nativeKind, S_ITER, S_NEW, S_NEXT, type Status, type Unary, unary } from "./tables";
import { newTuple, tupleFrom, tupleItem } from "./tuple";
import {
	COMBINATIONS,
	COMBINATIONS_WITH_REPLACEMENT,
	EMPTY_TUPLE,
	NONE,
	OBJECT,
	PERMUTATIONS,
	PRODUCT,
	TYPE_ERROR,
	VALUE_ERROR,
} from "./typeids";

/** What is chosen from (of product a tuple of pools), and the tuple given last or 0; then how many are chosen, and whether it is over. */
const POOL = FIELDS;
const RESULT = FIELDS + 1;
const LENGTH = FIELDS + 2;
const STOPPED = FIELDS + 3;
const WORDS = FIELDS + 4;

/** The tuple that is to be changed and given: the last one if only the object has it, else a copy that takes its place. */
function ownResult(o: Ref): Ref {
	const result = at(o + RESULT);
	if (at(result) > 1 || result === EMPTY_TUPLE) {
		H[o + RESULT] = tupleFrom(result + TUPLE_ITEMS, at(result + SIZE));
		decref(result);
	} else if (!isTracked(result)) track(result);
	return at(o + RESULT);
}

/** The first tuple: `item(i)` is its i-th item, borrowed. */
function firstResult(o: Ref, n: number, item: (i: number) => Ref): Ref {
	const result = newTuple(n);
	for (let i = 0; i < n; i++) H[result + TUPLE_ITEMS + i] = incref(item(i));
	H[o + RESULT] = result;
	return incref(result);
}

function put(result: Ref, i: number, item: Ref): void {
	setref(result + TUPLE_ITEMS + i, incref(item));
}

function stopped(o: Ref): typeof EXHAUSTED {
	H[o + STOPPED] = 1;
	return EXHAUSTED;
}

function declareCombinatoric(type: Ref, name: string, bytes: number, next: Unary, make: Call): void {
	declareType({
		type,
		name,
		module: "itertools",
		base: OBJECT,
		layout: LAYOUT_FIELDS,
		bytes,
		words: WORDS,
		refs: 2,
		flags: TF_GC | TF_BASETYPE | TF_VISITS_TYPE,
		slots: {
			[S_ITER]: ITSELF,
			[S_NEXT]: unary((o) => {
				if (at(o + STOPPED) !== 0) return EXHAUSTED;
				work(at(o + LENGTH) >> 2);
				return next(o);
			}),
			[S_NEW]: calling(make),
		},
	});
	declareSize(type, (o) => at(type + T_BASICSIZE) - 16 + 8 * indexCount(o));
	declareValue("itertools", name, () => type);
}

// ---- product ----

/** Words: 0 the pools so far (owned), 1 class, 2 arguments' address, 3 how many, 4 repeat, 5 pools that are there. */
const PRODUCT_NEW = nativeKind("product()", (frame, first) => {
	const w = frame + N0;
	const pools = at(w);
	const n = at(w + 3);
	let value: Status = first;
	for (;;) {
		const i = at(w + 5);
		if (value !== NULL) {
			H[pools + TUPLE_ITEMS + i] = value;
			H[w + 5] = i + 1;
		}
		if (at(w + 5) === n) break;
		value = tupleFromIterable(at(at(w + 2) + at(w + 5)));
		if (value === PUSHED || value === NULL) return value;
	}
	const length = at(pools + SIZE);
	for (let i = n; i < length; i++) H[pools + TUPLE_ITEMS + i] = incref(tupleItem(pools, i - n));
	const o = newInstanceWith(at(w + 1), length);
	H[o + POOL] = pools;
	H[w] = 0;
	H[o + LENGTH] = length;
	return o;
});

declareCombinatoric(
	PRODUCT,
	"product",
	64,
	(o) => {
		const pools = at(o + POOL);
		const n = at(o + LENGTH);
		if (at(o + RESULT) === NULL) {
			for (let i = 0; i < n; i++) if (at(tupleItem(pools, i) + SIZE) === 0) return stopped(o);
			return firstResult(o, n, (i) => tupleItem(tupleItem(pools, i), 0));
		}
		const result = ownResult(o);
		const indices = indicesOf(o);
		for (let i = n - 1; i >= 0; i--) {
			const pool = tupleItem(pools, i);
			const index = at(indices + i) + 1;
			const over = index === at(pool + SIZE);
			H[indices + i] = over ? 0 : index;
			put(result, i, tupleItem(pool, over ? 0 : index));
			if (!over) return incref(result);
		}
		return stopped(o);
	},
	(type, args, nargs, kwnames) => {
		const kwcount = kwnames === NULL ? 0 : at(kwnames + SIZE);
		let repeat = 1;
		if (kwcount > 1) return raise(TYPE_ERROR, `product() takes at most 1 keyword argument (${kwcount} given)`);
		if (kwcount === 1) {
			const name = textOf(tupleItem(kwnames, 0));
			if (name !== "repeat") return raise(TYPE_ERROR, `product() got an unexpected keyword argument '${name}'`);
			repeat = ssizeOf(at(args + nargs));
			if (Number.isNaN(repeat)) return NULL;
			if (repeat < 0) return raise(VALUE_ERROR, "repeat argument cannot be negative");
		}
		const n = repeat === 0 ? 0 : nargs;
		if (n * repeat > 0x1000000) return memoryError();
		const pools = newTuple(n * repeat);
		return beginFrame(PRODUCT_NEW, 6, 1, (w) => {
			H[w] = pools;
			H[w + 1] = type;
			H[w + 2] = args;
			H[w + 3] = n;
			H[w + 4] = repeat;
		});
	},
);

/** How many indices there are (of `permutations`, with its cycles). */
function indexCount(o: Ref): number {
	const n = at(at(o + POOL) + SIZE);
	const r = at(o + LENGTH);
	return at(at(o + TYPE) + T_SOLID) === PERMUTATIONS ? n + r : r;
}

/** Where an object's indices stand. */
function indicesOf(o: Ref): number {
	return extraOf(o, at(o + TYPE));
}

// ---- permutations and combinations ----

/** Constructors of one pool: words 0 class, 1 how many are chosen (-1: all). The pool comes. `fill` sets the indices. */
function fromPool(
	name: string,
	indexWords: (n: number, r: number) => number,
	fill: (indices: number, n: number, r: number) => void,
	empty: (n: number, r: number) => boolean,
): (type: Ref, iterable: Ref, r: Ref) => Status {
	const kind = nativeKind(`${name}()`, (frame, pool) => {
		const n = at(pool + SIZE);
		const chosen = at(frame + N0 + 1);
		let r = n;
		if (chosen !== NULL && chosen !== NONE) {
			if (name === "permutations" && !isInt(chosen)) {
				decref(pool);
				return raise(TYPE_ERROR, "Expected int as r");
			}
			r = ssizeOf(chosen);
			if (r < 0) raise(VALUE_ERROR, "r must be non-negative");
			if (!(r >= 0)) {
				decref(pool);
				return NULL;
			}
		}
		const none = empty(n, r);
		const words = none ? 0 : indexWords(n, r);
		if (words > 0x1000000) {
			decref(pool);
			return memoryError();
		}
		const type = at(frame + N0);
		const o = newInstanceWith(type, words);
		H[o + POOL] = pool;
		H[o + LENGTH] = r;
		if (none) H[o + STOPPED] = 1;
		else fill(extraOf(o, type), n, r);
		return o;
	});
	return (type, iterable, r) =>
		through(kind, 2, (frame) => {
			H[frame + N0] = type;
			H[frame + N0 + 1] = r;
			return tupleFromIterable(iterable);
		});
}

const upwards = (indices: number, n: number): void => {
	for (let i = 0; i < n; i++) H[indices + i] = i;
};

/** The parameters of the three: an iterable and `r`. */
function takingLength(name: string, min: number, make: (type: Ref, iterable: Ref, r: Ref) => Status): Call {
	return (type, args, nargs, kwnames) => {
		const given = resolveArguments({ name, params: ["iterable", "r"], min, max: 2 }, args, nargs, kwnames);
		if (given === null) return NULL;
		const r = given[1] as Ref;
		if (min === 2 && !(ssizeOf(r) >= -Infinity)) return NULL;
		return make(type, given[0] as Ref, r);
	};
}

/** Indices of all n first, then r cycles. */
declareCombinatoric(
	PERMUTATIONS,
	"permutations",
	80,
	(o) => {
		const pool = at(o + POOL);
		const n = at(pool + SIZE);
		const r = at(o + LENGTH);
		const indices = indicesOf(o);
		if (at(o + RESULT) === NULL) return firstResult(o, r, (i) => tupleItem(pool, at(indices + i)));
		if (n === 0) return stopped(o);
		const result = ownResult(o);
		const cycles = indices + n;
		for (let i = r - 1; i >= 0; i--) {
			const left = at(cycles + i) - 1;
			if (left === 0) {
				const index = at(indices + i);
				moveWords(indices + i, indices + i + 1, indices + n);
				H[indices + n - 1] = index;
				H[cycles + i] = n - i;
				continue;
			}
			H[cycles + i] = left;
			const index = at(indices + i);
			H[indices + i] = at(indices + n - left);
			H[indices + n - left] = index;
			for (let k = i; k < r; k++) put(result, k, tupleItem(pool, at(indices + k)));
			return incref(result);
		}
		return stopped(o);
	},
	takingLength(
		"permutations",
		1,
		fromPool(
			"permutations",
			(n, r) => n + r,
			(indices, n, r) => {
				upwards(indices, n);
				for (let i = 0; i < r; i++) H[indices + n + i] = n - i;
			},
			(n, r) => r > n,
		),
	),
);

declareCombinatoric(
	COMBINATIONS,
	"combinations",
	72,
	(o) => {
		const pool = at(o + POOL);
		const n = at(pool + SIZE);
		const r = at(o + LENGTH);
		const indices = indicesOf(o);
		if (at(o + RESULT) === NULL) return firstResult(o, r, (i) => tupleItem(pool, at(indices + i)));
		const result = ownResult(o);
		let i = r - 1;
		while (i >= 0 && at(indices + i) === i + n - r) i--;
		if (i < 0) return stopped(o);
		H[indices + i] = at(indices + i) + 1;
		for (let j = i + 1; j < r; j++) H[indices + j] = at(indices + j - 1) + 1;
		for (; i < r; i++) put(result, i, tupleItem(pool, at(indices + i)));
		return incref(result);
	},
	takingLength(
		"combinations",
		2,
		fromPool(
			"combinations",
			(_n, r) => r,
			(indices, _n, r) => upwards(indices, r),
			(n, r) => r > n,
		),
	),
);

declareCombinatoric(
	COMBINATIONS_WITH_REPLACEMENT,
	"combinations_with_replacement",
	72,
	(o) => {
		const pool = at(o + POOL);
		const n = at(pool + SIZE);
		const r = at(o + LENGTH);
		const indices = indicesOf(o);
		if (at(o + RESULT) === NULL) return firstResult(o, r, () => tupleItem(pool, 0));
		const result = ownResult(o);
		let i = r - 1;
		while (i >= 0 && at(indices + i) === n - 1) i--;
		if (i < 0) return stopped(o);
		const index = at(indices + i) + 1;
		for (; i < r; i++) {
			H[indices + i] = index;
			put(result, i, tupleItem(pool, index));
		}
		return incref(result);
	},
	takingLength(
		"combinations_with_replacement",
		2,
		fromPool(
			"combinations_with_replacement",
			(_n, r) => r,
			() => undefined,
			(n, r) => n === 0 && r > 0,
		),
	),
);
