/** itertools.islice: items by their index. */

import { at, F64, H } from "./arena";
import { newInstance } from "./classes";
import { declareType } from "./declarations";
import { drawingKind, fromIterator } from "./drawing";
import { clearError, raise } from "./errors";
import { EXHAUSTED, ITSELF, iterNext } from "./iterators";
import { noKeywords } from "./itertools";
import { FLAGS } from "./itertoolsselect";
import { FIELDS, LAYOUT_FIELDS, NULL, PUSHED, type Ref } from "./layout";
import { work } from "./machine";
import { declareValue } from "./moduletable";
import { beginFrame, N0, setState, stateOf } from "./natives";
import { indexOf, ssizeOf } from "./operators";
import { clearref, decref } from "./refcount";
import { calling, S_INDEX, S_ITER, S_NEW, S_NEXT, type Status, slotOf, unary } from "./tables";
import { ISLICE, NONE, OBJECT, TYPE_ERROR, VALUE_ERROR } from "./typeids";

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

/** An index that islice takes: None, or an int not below `least`; false with ValueError set. `lower`: of one below -1. */
function sliceArgument(o: Ref, least: number, message: string, lower = message): boolean {
	if (o === NULL || o === NONE) return true;
	const n = slotOf(o, S_INDEX) === 0 ? Number.NaN : ssizeOf(o);
	if (n >= least) return true;
	clearError();
	raise(VALUE_ERROR, n < -1 ? lower : message);
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
			if (!sliceArgument(stop, 0, STOP_MESSAGE, INDICES_MESSAGE)) return NULL;
			if (!sliceArgument(start, 0, INDICES_MESSAGE)) return NULL;
			if (!sliceArgument(step, 1, "Step for islice() must be a positive integer or None.")) return NULL;
			return newSlice(type, at(args), start, stop, step);
		}),
	},
});
declareValue("itertools", "islice", () => ISLICE);
