/** itertools that choose items or work on each: compress, takewhile, dropwhile, filterfalse, islice, starmap, accumulate. */
import { NB_ADD } from "../compile/opcodes";
import { at, F64, H } from "./arena";
import { resolveArguments } from "./arguments";
import { vectorcall } from "./call";
import { newInstance } from "./classes";
import { declareType } from "./declarations";
import { beginsFrame, drawingKind, fromIterator } from "./drawing";
import { clearError, raise } from "./errors";
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
	TYPE,
} from "./layout";
import { work } from "./machine";
import { declareValue } from "./moduletable";
import { beginFrame, N0, setState, stateOf } from "./natives";
import { binaryOp, indexOf, truth } from "./operators";
import { clearref, decref, incref, setref } from "./refcount";
import { tupleFromIterable } from "./sequencetuple";
import { calling, nativeKind, S_INDEX, S_ITER, S_NEW, S_NEXT, type Status, type Step, slotOf, unary } from "./tables";
import {
	ACCUMULATE,
	BOOL,
	COMPRESS,
	DROPWHILE,
	FILTERFALSE,
	ISLICE,
	NONE,
	OBJECT,
	STARMAP,
	TAKEWHILE,
	TRUE,
	TUPLE,
	TYPE_ERROR,
	VALUE_ERROR,
} from "./typeids";

const FLAGS = TF_GC | TF_BASETYPE | TF_VISITS_TYPE;

// ---- takewhile, dropwhile, filterfalse ----

const P_FUNCTION = FIELDS;
const P_ITERATOR = FIELDS + 1;
/** takewhile: it has stopped; dropwhile: it has started. */
const P_OVER = FIELDS + 2;

/** Words of all three: 0 the item, 1 what the function said (owned), 2 the object. State 1: item, 2: result, 3: its truth. */
function predicateStep(begin: (o: Ref) => number, verdict: (o: Ref, good: boolean) => "give" | "end" | "next"): Step {
	return (frame, first) => {
		const w = frame + N0;
		const o = at(w + 2);
		let value: Status = first;
		for (;;) {
			switch (stateOf(frame)) {
				case 0:
					work(1);
					if (begin(o) === EXHAUSTED) return EXHAUSTED;
					setState(frame, 1);
					value = iterNext(at(o + P_ITERATOR));
					break;
				case 1: {
					if (value === EXHAUSTED) return EXHAUSTED;
					// dropwhile gives all that follows as it is.
					if (begin(o) === 1) return value;
					H[w] = value;
					const f = at(o + P_FUNCTION);
					if (at(o + TYPE) === FILTERFALSE && (f === NONE || f === BOOL)) {
						setState(frame, 3);
						value = truth(value);
						break;
					}
					setState(frame, 2);
					value = vectorcall(f, w, 1, NULL);
					break;
				}
				case 2:
					H[w + 1] = value;
					setState(frame, 3);
					value = truth(value);
					break;
				default: {
					clearref(w + 1);
					const what = verdict(o, value === TRUE);
					if (what === "give") {
						const item = at(w);
						H[w] = 0;
						return item;
					}
					clearref(w);
					if (what === "end") return EXHAUSTED;
					setState(frame, 0);
					continue;
				}
			}
			if (value === PUSHED || value === NULL) return value;
		}
	};
}

const newPredicate = fromIterator("itertools", (type, it, rest) => {
	const o = newInstance(type);
	H[o + P_FUNCTION] = incref(at(rest));
	H[o + P_ITERATOR] = it;
	return o;
});

function declarePredicate(type: Ref, name: string, bytes: number, step: Step): void {
	const kind = drawingKind(name, step);
	declareType({
		type,
		name,
		module: "itertools",
		base: OBJECT,
		layout: LAYOUT_FIELDS,
		bytes,
		words: 8,
		refs: 2,
		flags: FLAGS,
		slots: {
			[S_ITER]: ITSELF,
			[S_NEXT]: beginsFrame(() => kind, 2),
			[S_NEW]: calling((cls, args, nargs, kwnames) => {
				if (!noKeywords(name, cls, type, kwnames)) return NULL;
				if (nargs !== 2) return raise(TYPE_ERROR, `${name} expected 2 arguments, got ${nargs}`);
				return newPredicate(cls, at(args + 1), at(args));
			}),
		},
	});
	declareValue("itertools", name, () => type);
}

declarePredicate(
	TAKEWHILE,
	"takewhile",
	56,
	predicateStep(
		(o) => (at(o + P_OVER) !== 0 ? EXHAUSTED : 0),
		(o, good) => {
			if (good) return "give";
			H[o + P_OVER] = 1;
			return "end";
		},
	),
);
declarePredicate(
	DROPWHILE,
	"dropwhile",
	56,
	predicateStep(
		(o) => at(o + P_OVER),
		(o, good) => {
			if (good) return "next";
			H[o + P_OVER] = 1;
			return "give";
		},
	),
);
declarePredicate(
	FILTERFALSE,
	"filterfalse",
	48,
	predicateStep(
		() => 0,
		(_o, good) => (good ? "next" : "give"),
	),
);

// ---- compress ----

const C_DATA = FIELDS;
const C_SELECTORS = FIELDS + 1;

/** Words: 0 the item, 1 its selector (owned), 2 the object. State 1: item, 2: selector, 3: its truth. */
const COMPRESS_NEXT = drawingKind(
	"compress",
	(frame, first) => {
		const w = frame + N0;
		const o = at(w + 2);
		let value: Status = first;
		for (;;) {
			if (value === EXHAUSTED) return EXHAUSTED;
			switch (stateOf(frame)) {
				case 0:
					work(1);
					setState(frame, 1);
					value = iterNext(at(o + C_DATA));
					break;
				case 1:
					H[w] = value;
					setState(frame, 2);
					value = iterNext(at(o + C_SELECTORS));
					break;
				case 2:
					H[w + 1] = value;
					setState(frame, 3);
					value = truth(value);
					break;
				default: {
					clearref(w + 1);
					const item = at(w);
					H[w] = 0;
					if (value === TRUE) return item;
					decref(item);
					setState(frame, 0);
					value = NULL;
					continue;
				}
			}
			if (value === PUSHED || value === NULL) return value;
		}
	},
	2,
);

/** Words: 0 the iterator over the data (owned once it is here), 1 class, 2 data, 3 selectors. */
const COMPRESS_NEW = nativeKind("compress()", (frame, first) => {
	const w = frame + N0;
	let value: Status = first;
	if (stateOf(frame) === 0) {
		setState(frame, 1);
		value = getIter(at(w + 2));
		if (value === PUSHED || value === NULL) return value;
	}
	if (stateOf(frame) === 1) {
		H[w] = value;
		setState(frame, 2);
		value = getIter(at(w + 3));
		if (value === PUSHED || value === NULL) return value;
	}
	const o = newInstance(at(w + 1));
	H[o + C_DATA] = at(w);
	H[w] = 0;
	H[o + C_SELECTORS] = value;
	return o;
});

declareType({
	type: COMPRESS,
	name: "compress",
	module: "itertools",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 48,
	words: 8,
	refs: 2,
	flags: FLAGS,
	slots: {
		[S_ITER]: ITSELF,
		[S_NEXT]: beginsFrame(() => COMPRESS_NEXT, 2),
		[S_NEW]: calling((type, args, nargs, kwnames) => {
			const given = resolveArguments(
				{ name: "compress", params: ["data", "selectors"], min: 2, max: 2 },
				args,
				nargs,
				kwnames,
			);
			if (given === null) return NULL;
			return beginFrame(COMPRESS_NEW, 4, 1, (w) => {
				H[w + 1] = type;
				H[w + 2] = given[0] as Ref;
				H[w + 3] = given[1] as Ref;
			});
		}),
	},
});
declareValue("itertools", "compress", () => COMPRESS);

// ---- islice ----

/** The iterator; then as doubles: the next index to give, the end (-1: none), the step, and how many were drawn. */
const I_ITERATOR = FIELDS;
const I_NEXT = FIELDS + 2;
const I_STOP = FIELDS + 4;
const I_STEP = FIELDS + 6;
const I_COUNT = FIELDS + 8;

function number(address: number): number {
	return F64[address >> 1] as number;
}

/** Word: the islice. State 1: an item comes that is passed over, 2: one that is given. */
const ISLICE_NEXT = drawingKind(
	"islice",
	(frame, first) => {
		const o = at(frame + N0);
		let value: Status = first;
		for (;;) {
			if (value === EXHAUSTED || value === NULL) {
				if (stateOf(frame) !== 0) return sliceOver(frame, value);
			} else if (value > 0) {
				F64[(o + I_COUNT) >> 1] = number(o + I_COUNT) + 1;
				if (stateOf(frame) === 2) {
					const stop = number(o + I_STOP);
					const next = number(o + I_NEXT) + number(o + I_STEP);
					F64[(o + I_NEXT) >> 1] = stop !== -1 && next > stop ? stop : next;
					return value;
				}
				decref(value);
			}
			const count = number(o + I_COUNT);
			if (count >= number(o + I_NEXT)) {
				if (number(o + I_STOP) !== -1 && count >= number(o + I_STOP)) return sliceOver(frame, EXHAUSTED);
				setState(frame, 2);
			} else setState(frame, 1);
			work(1);
			value = iterNext(at(o + I_ITERATOR));
			if (value === PUSHED) return PUSHED;
		}
	},
	2,
	(frame) => sliceOver(frame, NULL),
);
/** At the end, and after an error, the iterator is let go. */
function sliceOver(frame: number, status: Status): Status {
	clearref(at(frame + N0) + I_ITERATOR);
	return status;
}

const newSlice = fromIterator("islice", (type, it, rest) => {
	const o = newInstance(type);
	H[o + I_ITERATOR] = it;
	for (let i = 0; i < 3; i++) {
		const bound = at(rest + i);
		const otherwise = i === 0 ? 0 : i === 1 ? -1 : 1;
		F64[(o + I_NEXT + i * 2) >> 1] = bound === NULL || bound === NONE ? otherwise : indexOf(bound);
	}
	return o;
});

/** An index that islice takes: None, or an int not below `least`; false with ValueError set. */
function sliceArgument(o: Ref, least: number, message: string): boolean {
	if (o === NULL || o === NONE) return true;
	const n = slotOf(o, S_INDEX) === 0 ? Number.NaN : indexOf(o);
	if (n >= least && n < 2 ** 53) return true;
	clearError();
	raise(VALUE_ERROR, message);
	return false;
}
const STOP_MESSAGE = "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
const INDICES_MESSAGE = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.";

declareType({
	type: ISLICE,
	name: "islice",
	module: "itertools",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 72,
	words: 14,
	refs: 1,
	flags: FLAGS,
	slots: {
		[S_ITER]: ITSELF,
		[S_NEXT]: unary((o) =>
			at(o + I_ITERATOR) === NULL
				? EXHAUSTED
				: beginFrame(ISLICE_NEXT, 1, 0, (w) => {
						H[w] = o;
					}),
		),
		[S_NEW]: calling((type, args, nargs, kwnames) => {
			if (!noKeywords("islice", type, ISLICE, kwnames)) return NULL;
			if (nargs < 2) return raise(TYPE_ERROR, `islice expected at least 2 arguments, got ${nargs}`);
			if (nargs > 4) return raise(TYPE_ERROR, `islice expected at most 4 arguments, got ${nargs}`);
			const start = nargs === 2 ? NULL : at(args + 1);
			const stop = at(args + (nargs === 2 ? 1 : 2));
			const step = nargs === 4 ? at(args + 3) : NULL;
			if (!sliceArgument(stop, 0, STOP_MESSAGE)) return NULL;
			if (!sliceArgument(start, 0, INDICES_MESSAGE)) return NULL;
			if (!sliceArgument(step, 1, "Step for islice() must be a positive integer or None.")) return NULL;
			return newSlice(type, at(args), start, stop, step);
		}),
	},
});
declareValue("itertools", "islice", () => ISLICE);

// ---- starmap ----

/** Words: 0 the arguments as a tuple (owned), 1 none, 2 the object. State 1: what comes from the iterator, 2: a tuple of it, 3: the value. */
const STARMAP_NEXT = drawingKind("starmap", (frame, first) => {
	const w = frame + N0;
	const o = at(w + 2);
	let value: Status = first;
	for (;;) {
		switch (stateOf(frame)) {
			case 0:
				setState(frame, 1);
				value = iterNext(at(o + P_ITERATOR));
				break;
			case 1:
				if (value === EXHAUSTED) return EXHAUSTED;
				setState(frame, 2);
				if (at(value + TYPE) !== TUPLE) {
					H[w + 1] = value;
					value = tupleFromIterable(value);
				}
				break;
			case 2:
				clearref(w + 1);
				H[w] = value;
				setState(frame, 3);
				value = vectorcall(at(o + P_FUNCTION), value + TUPLE_ITEMS, at(value + SIZE), NULL);
				break;
			default:
				return value;
		}
		if (value === PUSHED || value === NULL) return value;
	}
});

declareType({
	type: STARMAP,
	name: "starmap",
	module: "itertools",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 48,
	words: 8,
	refs: 2,
	flags: FLAGS,
	slots: {
		[S_ITER]: ITSELF,
		[S_NEXT]: beginsFrame(() => STARMAP_NEXT, 2),
		[S_NEW]: calling((type, args, nargs, kwnames) => {
			if (!noKeywords("starmap", type, STARMAP, kwnames)) return NULL;
			if (nargs !== 2) return raise(TYPE_ERROR, `starmap expected 2 arguments, got ${nargs}`);
			return newPredicate(type, at(args + 1), at(args));
		}),
	},
});
declareValue("itertools", "starmap", () => STARMAP);

// ---- accumulate ----

const A_FUNCTION = FIELDS;
const A_TOTAL = FIELDS + 1;
const A_ITERATOR = FIELDS + 2;
/** What the first total is to be, or None. */
const A_INITIAL = FIELDS + 3;

/** Words: 0 the item (owned), 1 the object, 2 the total and 3 the item again, for the call. State 1: item, 2: new total. */
const ACCUMULATE_NEXT = drawingKind("accumulate", (frame, first) => {
	const w = frame + N0;
	const o = at(w + 1);
	let value: Status = first;
	for (;;) {
		switch (stateOf(frame)) {
			case 0: {
				const initial = at(o + A_INITIAL);
				if (initial !== NONE) {
					H[o + A_INITIAL] = NONE;
					setref(o + A_TOTAL, initial);
					return incref(initial);
				}
				setState(frame, 1);
				value = iterNext(at(o + A_ITERATOR));
				break;
			}
			case 1: {
				if (value === EXHAUSTED) return EXHAUSTED;
				const total = at(o + A_TOTAL);
				if (total === NULL) {
					H[o + A_TOTAL] = incref(value);
					return value;
				}
				H[w] = value;
				H[w + 2] = total;
				H[w + 3] = value;
				setState(frame, 2);
				const f = at(o + A_FUNCTION);
				value = f === NULL ? binaryOp(total, value, NB_ADD, false) : vectorcall(f, w + 2, 2, NULL);
				break;
			}
			default:
				clearref(w);
				incref(value);
				setref(o + A_TOTAL, value);
				return value;
		}
		if (value === PUSHED || value === NULL) return value;
	}
});

const newAccumulate = fromIterator("accumulate", (type, it, rest) => {
	const o = newInstance(type);
	const f = at(rest);
	if (f !== NULL && f !== NONE) H[o + A_FUNCTION] = incref(f);
	H[o + A_ITERATOR] = it;
	const initial = at(rest + 1);
	H[o + A_INITIAL] = initial === NULL ? NONE : incref(initial);
	return o;
});

declareType({
	type: ACCUMULATE,
	name: "accumulate",
	module: "itertools",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 72,
	words: 10,
	refs: 4,
	flags: FLAGS,
	slots: {
		[S_ITER]: ITSELF,
		[S_NEXT]: beginsFrame(() => ACCUMULATE_NEXT, 1, 2),
		[S_NEW]: calling((type, args, nargs, kwnames) => {
			const given = resolveArguments(
				{ name: "accumulate", params: ["iterable", "func", "initial"], min: 1, max: 2 },
				args,
				nargs,
				kwnames,
			);
			if (given === null) return NULL;
			return newAccumulate(type, given[0] as Ref, given[1] as Ref, given[2] as Ref);
		}),
	},
});
declareValue("itertools", "accumulate", () => ACCUMULATE);
