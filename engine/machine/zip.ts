/** `zip` (Python/bltinmodule.c). */
import { at, H } from "./arena";
import { checkKeywords, keywordArgument } from "./arguments";
import { newInstance } from "./classes";
import { declareMethod, declareType } from "./declarations";
import { clearError, errorIs, raise } from "./errors";
import { isTracked, track } from "./gclist";
import { EXHAUSTED, getIter, ITSELF, iterNext, stopIteration } from "./iterators";
import { FIELDS, LAYOUT_FIELDS, NULL, PUSHED, type Ref, SIZE, TF_BASETYPE, TF_GC, TUPLE_ITEMS, TYPE } from "./layout";
import { beginFrame, N0, setState, stateOf } from "./natives";
import { truth, truthAtOnce } from "./operators";
import { clearref, decref, incref, setref } from "./refcount";
import { calling, nativeKind, S_ITER, S_NEW, S_NEXT, type Status, unary } from "./tables";
import { newTuple, tupleItem, tupleOf } from "./tuple";
import { FALSE, NONE, OBJECT, STOP_ITERATION, TRUE, VALUE_ERROR, ZIP } from "./typeids";

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
	flags: TF_GC | TF_BASETYPE,
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
