/** slice objects, and what a slice means for a sequence of a given length (Objects/sliceobject.c). */

import { at, H } from "./arena";
import { checkKeywords } from "./arguments";
import { declareAttribute, declareMethod, declareType } from "./declarations";
import { raise } from "./errors";
import { isInt } from "./int";
import { reduced } from "./iteratorstate";
import { FIELDS, LAYOUT_FIELDS, NULL, type Ref, TF_GC, TYPE } from "./layout";
import { sliceCompare, sliceHash, sliceIndices, sliceRepr } from "./longslices";
import { work } from "./machine";
import { indexOf } from "./operators";
import { incref } from "./refcount";
import { calling, S_HASH, S_INDEX, S_NEW, S_REPR, S_RICHCOMPARE, slotOf, ternary, unary } from "./tables";
import { NONE, OBJECT, SLICE, TYPE_ERROR, VALUE_ERROR } from "./typeids";
import { newFields } from "./types";

const START = FIELDS;
const STOP = FIELDS + 1;
const STEP = FIELDS + 2;

/** A new slice; counts all three. */
export function newSlice(start: Ref, stop: Ref, step: Ref): Ref {
	const o = newFields(SLICE, 3);
	H[o + START] = incref(start);
	H[o + STOP] = incref(stop);
	H[o + STEP] = incref(step);
	return o;
}

/** A slice's bounds and step, borrowed. */
export function sliceParts(slice: Ref): { readonly start: Ref; readonly stop: Ref; readonly step: Ref } {
	return { start: at(slice + START), stop: at(slice + STOP), step: at(slice + STEP) };
}

/** What `indicesOf` found: items at start, start + step, ..., `count` of them. */
export const sliceBounds = { start: 0, stop: 0, step: 1, count: 0 };

/** `_PyEval_SliceIndex`: a bound as a number, clamped; NaN with an error set. None is given as `otherwise`. */
function bound(o: Ref, otherwise: number): number {
	if (o === NONE) return otherwise;
	if (!isInt(o) && slotOf(o, S_INDEX) === 0) {
		raise(TYPE_ERROR, "slice indices must be integers or None or have an __index__ method");
		return Number.NaN;
	}
	return indexOf(o);
}

const MAX = Number.MAX_SAFE_INTEGER;
/** What its bounds take off the work budget. */
const SLICE_WORK = 4;

/** `PySlice_Unpack`, into `sliceBounds`, for `adjustIndices`. False: an exception is set. */
export function unpackSlice(slice: Ref): boolean {
	const start = at(slice + START);
	const stop = at(slice + STOP);
	const step = at(slice + STEP);
	work(SLICE_WORK);
	const by = bound(step, 1);
	if (Number.isNaN(by)) return false;
	if (by === 0) {
		raise(VALUE_ERROR, "slice step cannot be zero");
		return false;
	}
	const from = bound(start, by < 0 ? MAX : 0);
	if (Number.isNaN(from)) return false;
	const to = bound(stop, by < 0 ? -MAX : MAX);
	if (Number.isNaN(to)) return false;
	sliceBounds.start = from;
	sliceBounds.stop = to;
	sliceBounds.step = by;
	return true;
}

/** `PySlice_AdjustIndices`: makes of unpacked bounds those of a sequence of n items. */
export function adjustIndices(n: number): void {
	const by = sliceBounds.step;
	let from = sliceBounds.start;
	let to = sliceBounds.stop;
	if (from < 0) {
		from += n;
		if (from < 0) from = by < 0 ? -1 : 0;
	} else if (from >= n) from = by < 0 ? n - 1 : n;
	if (to < 0) {
		to += n;
		if (to < 0) to = by < 0 ? -1 : 0;
	} else if (to >= n) to = by < 0 ? n - 1 : n;
	sliceBounds.start = from;
	sliceBounds.stop = to;
	if (by < 0) sliceBounds.count = to < from ? Math.floor((from - to - 1) / -by) + 1 : 0;
	else sliceBounds.count = from < to ? Math.floor((to - from - 1) / by) + 1 : 0;
}

/** Both, into `sliceBounds`. False: an exception is set. */
export function indicesOf(slice: Ref, n: number): boolean {
	if (!unpackSlice(slice)) return false;
	adjustIndices(n);
	return true;
}

declareType({
	type: SLICE,
	name: "slice",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 56,
	words: 8,
	refs: 3,
	flags: TF_GC,
	slots: {
		[S_REPR]: unary(sliceRepr),
		[S_HASH]: unary(sliceHash),
		[S_RICHCOMPARE]: ternary(sliceCompare),
		[S_NEW]: calling((_type, args, nargs, kwnames) => {
			if (!checkKeywords(kwnames, "slice", [])) return NULL;
			if (nargs < 1) return raise(TYPE_ERROR, "slice expected at least 1 argument, got 0");
			if (nargs > 3) return raise(TYPE_ERROR, `slice expected at most 3 arguments, got ${nargs}`);
			if (nargs === 1) return newSlice(NONE, at(args), NONE);
			return newSlice(at(args), at(args + 1), nargs === 3 ? at(args + 2) : NONE);
		}),
	},
});
declareAttribute(SLICE, "start", (o) => incref(at(o + START)));
declareAttribute(SLICE, "stop", (o) => incref(at(o + STOP)));
declareAttribute(SLICE, "step", (o) => incref(at(o + STEP)));
declareMethod(SLICE, "indices", 1, 1, (self, args) => sliceIndices(self, at(args)));
declareMethod(SLICE, "__reduce__", 0, 0, (o) =>
	reduced(at(o + TYPE), [incref(at(o + START)), incref(at(o + STOP)), incref(at(o + STEP))]),
);
