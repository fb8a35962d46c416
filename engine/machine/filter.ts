/** `filter` (Python/bltinmodule.c). */

import { at, H } from "./arena";
import { checkKeywords } from "./arguments";
import { callWith, through } from "./call";
import { newInstance } from "./classes";
import { declareMethod, declareType } from "./declarations";
import { raise } from "./errors";
import { EXHAUSTED, getIter, ITSELF, iterNext, stopIteration } from "./iterators";
import { reduced } from "./iteratorstate";
import { FIELDS, LAYOUT_FIELDS, NULL, PUSHED, TF_BASETYPE, TF_GC, TYPE } from "./layout";
import { beginFrame, N0, setState, stateOf } from "./natives";
import { truth } from "./operators";
import { clearref, incref } from "./refcount";
import { calling, nativeKind, S_INIT, S_ITER, S_NEW, S_NEXT, type Status, unary } from "./tables";
import { BOOL, FILTER, NONE, OBJECT, TRUE, TYPE_ERROR } from "./typeids";
import { sameSlot } from "./types";

const FILTER_FUNCTION = FIELDS;
const FILTER_ITERATOR = FIELDS + 1;

/** Words: 0 the item, 1 what the function said of it (owned), 2 the filter. State 0: next, 1: item, 2: result, 3: its truth. */
const FILTER_NEXT = nativeKind("filter", (frame, first) => {
	const w = frame + N0;
	const filter = at(w + 2);
	let value: Status = first;
	for (;;) {
		switch (stateOf(frame)) {
			case 0:
				setState(frame, 1);
				value = iterNext(at(filter + FILTER_ITERATOR));
				if (value === EXHAUSTED) return stopIteration();
				break;
			case 1: {
				H[w] = value;
				const f = at(filter + FILTER_FUNCTION);
				if (f === NONE || f === BOOL) {
					setState(frame, 3);
					value = truth(value);
				} else {
					setState(frame, 2);
					value = callWith(f, value);
				}
				break;
			}
			case 2:
				H[w + 1] = value;
				setState(frame, 3);
				value = truth(value);
				break;
			default: {
				clearref(w + 1);
				if (value === TRUE) {
					const item = at(w);
					H[w] = 0;
					return item;
				}
				clearref(w);
				setState(frame, 0);
				continue;
			}
		}
		if (value === PUSHED || value === NULL) return value;
	}
});

/** Words: 0 class, 1 function. The iterator comes. */
const FILTER_NEW = nativeKind("filter()", (frame, value) => {
	const o = newInstance(at(frame + N0));
	H[o + FILTER_FUNCTION] = incref(at(frame + N0 + 1));
	H[o + FILTER_ITERATOR] = value;
	return o;
});

declareType({
	type: FILTER,
	name: "filter",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 48,
	words: 8,
	refs: 2,
	flags: TF_GC | TF_BASETYPE,
	slots: {
		[S_ITER]: ITSELF,
		[S_NEXT]: unary((filter) =>
			beginFrame(FILTER_NEXT, 3, 2, (w) => {
				H[w + 2] = filter;
			}),
		),
		[S_NEW]: calling((type, args, nargs, kwnames) => {
			if (sameSlot(type, FILTER, S_INIT) && !checkKeywords(kwnames, "filter", [])) return NULL;
			if (nargs !== 2) return raise(TYPE_ERROR, `filter expected 2 arguments, got ${nargs}`);
			return through(FILTER_NEW, 2, (frame) => {
				H[frame + N0] = type;
				H[frame + N0 + 1] = at(args);
				return getIter(at(args + 1));
			});
		}),
	},
});

declareMethod(FILTER, "__reduce__", 0, 0, (o) =>
	reduced(at(o + TYPE), [incref(at(o + FILTER_FUNCTION)), incref(at(o + FILTER_ITERATOR))]),
);
