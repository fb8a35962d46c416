/** itertools that call a function with the items: starmap, accumulate. */

import { NB_ADD } from "../compile/opcodes";
import { at, H } from "./arena";
import { resolveArguments } from "./arguments";
import { vectorcall } from "./call";
import { newInstance } from "./classes";
import { declareType } from "./declarations";
import { beginsFrame, drawingKind, fromIterator } from "./drawing";
import { raise } from "./errors";
import { EXHAUSTED, ITSELF, iterNext } from "./iterators";
import { noKeywords } from "./itertools";
import { FLAGS, newPredicate, P_FUNCTION, P_ITERATOR } from "./itertoolsselect";
import { FIELDS, LAYOUT_FIELDS, NULL, PUSHED, type Ref, SIZE, TUPLE_ITEMS, TYPE } from "./layout";
import { declareValue } from "./moduletable";
import { N0, setState, stateOf } from "./natives";
import { binaryOp } from "./operators";
import { clearref, incref, setref } from "./refcount";
import { tupleFromIterable } from "./sequencetuple";
import { calling, S_ITER, S_NEW, S_NEXT, type Status } from "./tables";
import { ACCUMULATE, NONE, OBJECT, STARMAP, TUPLE, TYPE_ERROR } from "./typeids";

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
