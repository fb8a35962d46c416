/** itertools that choose items by a predicate or by selectors: takewhile, dropwhile, filterfalse, compress. */

import { at, H } from "./arena";
import { resolveArguments } from "./arguments";
import { vectorcall } from "./call";
import { newInstance } from "./classes";
import { declareType } from "./declarations";
import { beginsFrame, drawingKind, fromIterator } from "./drawing";
import { raise } from "./errors";
import { EXHAUSTED, getIter, ITSELF, iterNext } from "./iterators";
import { noKeywords } from "./itertools";
import { FIELDS, LAYOUT_FIELDS, NULL, PUSHED, type Ref, TF_BASETYPE, TF_GC, TF_VISITS_TYPE, TYPE } from "./layout";
import { work } from "./machine";
import { declareValue } from "./moduletable";
import { beginFrame, N0, setState, stateOf } from "./natives";
import { truth } from "./operators";
import { clearref, decref, incref } from "./refcount";
import { calling, nativeKind, S_ITER, S_NEW, S_NEXT, type Status, type Step } from "./tables";
import { BOOL, COMPRESS, DROPWHILE, FILTERFALSE, NONE, OBJECT, TAKEWHILE, TRUE, TYPE_ERROR } from "./typeids";

export const FLAGS = TF_GC | TF_BASETYPE | TF_VISITS_TYPE;

// ---- takewhile, dropwhile, filterfalse ----

export const P_FUNCTION = FIELDS;
export const P_ITERATOR = FIELDS + 1;
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

export const newPredicate = fromIterator("itertools", (type, it, rest) => {
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
