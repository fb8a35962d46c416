/** `map` (Python/bltinmodule.c). */

import { at, H } from "./arena";
import { checkKeywords, keywordArgument } from "./arguments";
import { vectorcall } from "./call";
import { newInstance } from "./classes";
import { declareMethod, declareType } from "./declarations";
import { clearError, errorIs, raise } from "./errors";
import { EXHAUSTED, getIter, ITSELF, iterNext, stopIteration } from "./iterators";
import { reduced } from "./iteratorstate";
import {
	F_OWNED,
	FIELDS,
	LAYOUT_FIELDS,
	NULL,
	PUSHED,
	type Ref,
	SIZE,
	TF_BASETYPE,
	TF_GC,
	TUPLE_ITEMS,
	TYPE,
} from "./layout";
import { profile } from "./machine";
import { beginFrame, N0, setState, stateOf } from "./natives";
import { truthAtOnce } from "./operators";
import { decref, incref } from "./refcount";
import { calling, nativeKind, S_INIT, S_ITER, S_NEW, S_NEXT, type Status, unary } from "./tables";
import { newTuple, tupleItem } from "./tuple";
import { FALSE, MAP, OBJECT, STOP_ITERATION, TRUE, TYPE_ERROR, VALUE_ERROR } from "./typeids";
import { sameSlot } from "./types";

const MAP_ITERATORS = FIELDS;
const MAP_FUNCTION = FIELDS + 1;
const MAP_STRICT = FIELDS + 2;

/**
 * Words: the arguments (owned, as many as there are iterators), then the map and how many there are. State 0: drawing, 1:
 * calling, 2: checking `strict`.
 */
const MAP_NEXT = nativeKind("map", mapStep, (frame) => {
	if (stateOf(frame) === 1 || at(at(frame + N0 + at(frame + F_OWNED)) + MAP_STRICT) === 0) return NULL;
	if (!errorIs(STOP_ITERATION)) return NULL;
	clearError();
	return mapStep(frame, EXHAUSTED);
});
function mapStep(frame: number, first: Ref): Status {
	const n = at(frame + F_OWNED);
	const w = frame + N0;
	if (stateOf(frame) === 1) return first;
	const map = at(w + n);
	let value: Status = first;
	for (;;) {
		const i = at(w + n + 1);
		const before = `argument${i === 1 ? " " : "s 1-"}${i}`;
		if (value === EXHAUSTED) {
			if (at(map + MAP_STRICT) === 0) return stopIteration();
			if (stateOf(frame) === 0 && i > 0) return raise(VALUE_ERROR, `map() argument ${i + 1} is shorter than ${before}`);
			setState(frame, 2);
			if (i + 1 === n) return stopIteration();
			H[w + n + 1] = i + 1;
		} else if (value !== NULL) {
			if (stateOf(frame) === 2) {
				decref(value);
				return raise(VALUE_ERROR, `map() argument ${i + 1} is longer than ${before}`);
			}
			H[w + i] = value;
			H[w + n + 1] = i + 1;
			if (i + 1 === n) break;
		}
		value = iterNext(tupleItem(at(map + MAP_ITERATORS), at(w + n + 1)));
		if (value === PUSHED || value === NULL) return value;
	}
	setState(frame, 1);
	return vectorcall(at(map + MAP_FUNCTION), w, n, NULL);
}

/** Words: 0 the iterators so far (owned), 1 class, 2 arguments' address, 3 number of iterables, 4 next one, 5 strict. */
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
	H[o + MAP_STRICT] = at(w + 5);
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
	flags: TF_GC | TF_BASETYPE,
	slots: {
		[S_ITER]: ITSELF,
		[S_NEXT]: unary((map) => {
			const n = at(at(map + MAP_ITERATORS) + SIZE);
			return beginFrame(MAP_NEXT, n + 2, n, (w) => {
				H[w + n] = map;
			});
		}),
		[S_NEW]: calling((type, args, nargs, kwnames) => {
			const strictly = profile().mapsStrict;
			if ((strictly || sameSlot(type, MAP, S_INIT)) && !checkKeywords(kwnames, "map", strictly ? ["strict"] : []))
				return NULL;
			const strict = strictly ? keywordArgument(args, nargs, kwnames, "strict") : NULL;
			const flag = strict === NULL ? FALSE : truthAtOnce(strict);
			if (flag === NULL) return NULL;
			if (nargs < 2) return raise(TYPE_ERROR, "map() must have at least two arguments.");
			const iterators = newTuple(nargs - 1);
			return beginFrame(MAP_NEW, 6, 1, (w) => {
				H[w] = iterators;
				H[w + 1] = type;
				H[w + 2] = args;
				H[w + 3] = nargs - 1;
				H[w + 5] = flag === TRUE ? 1 : 0;
			});
		}),
	},
});

declareMethod(MAP, "__reduce__", 0, 0, (o) => {
	const iterators = at(o + MAP_ITERATORS);
	const args = [incref(at(o + MAP_FUNCTION))];
	for (let i = 0; i < at(iterators + SIZE); i++) args.push(incref(tupleItem(iterators, i)));
	return reduced(at(o + TYPE), args, at(o + MAP_STRICT) === 0 ? NULL : TRUE);
});
