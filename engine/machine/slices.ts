/** slice objects, and what a slice means for a sequence of a given length (Objects/sliceobject.c). */

import { TupleHasher } from "../text/hashes";
import { at, H } from "./arena";
import { checkKeywords } from "./arguments";
import { through } from "./call";
import { compare } from "./comparison";
import { declareAttribute, declareMethod, declareType } from "./declarations";
import { NEEDS_PYTHON } from "./dict";
import { raise } from "./errors";
import { hash, hashAsInt, hashPlain } from "./hash";
import { isInt } from "./int";
import { reduced } from "./iteratorstate";
import { F_OWNED, FIELDS, LAYOUT_FIELDS, NULL, PUSHED, type Ref, TF_GC, TYPE } from "./layout";
import { Unsupported } from "./limits";
import { sliceIndices } from "./longslices";
import { work } from "./machine";
import { beginFrame, N0, setState, stateOf } from "./natives";
import { indexOf, repr } from "./operators";
import { incref } from "./refcount";
import { newStr, textOf } from "./str";
import {
	calling,
	nativeKind,
	S_HASH,
	S_INDEX,
	S_NEW,
	S_REPR,
	S_RICHCOMPARE,
	type Status,
	slotOf,
	ternary,
	unary,
} from "./tables";
import { tupleOf } from "./tuple";
import { NONE, NOT_IMPLEMENTED, OBJECT, SLICE, TYPE_ERROR, VALUE_ERROR } from "./typeids";
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

/** Words: 0-2 texts so far (owned), 3 the slice. State: how many are there. */
const SLICE_REPR = nativeKind("repr of a slice", (frame, first) => {
	const w = frame + N0;
	let value: Status = first;
	for (;;) {
		const i = stateOf(frame);
		if (value !== NULL) {
			H[w + i] = value;
			setState(frame, i + 1);
		}
		if (stateOf(frame) === 3) return newStr(`slice(${textOf(at(w))}, ${textOf(at(w + 1))}, ${textOf(at(w + 2))})`);
		value = repr(at(at(w + 3) + START + stateOf(frame)));
		if (value === PUSHED || value === NULL) return value;
	}
});

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
		[S_REPR]: unary((o) =>
			beginFrame(SLICE_REPR, 4, 3, (w) => {
				H[w + 3] = o;
			}),
		),
		[S_HASH]: unary((o) => {
			const hasher = new TupleHasher();
			for (const word of [START, STOP, STEP]) {
				const known = hashPlain(at(o + word));
				if (known === 0) return NULL;
				if (known === NEEDS_PYTHON) throw new Unsupported("the hash of a slice with bounds of a Python class");
				hasher.add(hash);
			}
			hasher.finishUnsized(hash);
			return hashAsInt();
		}),
		[S_RICHCOMPARE]: ternary((a, b, op) => {
			if (at(b + TYPE) !== SLICE) return NOT_IMPLEMENTED;
			const left = tupleOf(at(a + START), at(a + STOP), at(a + STEP));
			const right = tupleOf(at(b + START), at(b + STOP), at(b + STEP));
			return through(SLICE_COMPARED, 2, (frame) => {
				H[frame + F_OWNED] = 2;
				H[frame + N0] = left;
				H[frame + N0 + 1] = right;
				return compare(left, right, op);
			});
		}),
		[S_NEW]: calling((_type, args, nargs, kwnames) => {
			if (!checkKeywords(kwnames, "slice", [])) return NULL;
			if (nargs < 1) return raise(TYPE_ERROR, "slice expected at least 1 argument, got 0");
			if (nargs > 3) return raise(TYPE_ERROR, `slice expected at most 3 arguments, got ${nargs}`);
			if (nargs === 1) return newSlice(NONE, at(args), NONE);
			return newSlice(at(args), at(args + 1), nargs === 3 ? at(args + 2) : NONE);
		}),
	},
});
const SLICE_COMPARED = nativeKind("comparison of slices", (_frame, value) => value);
declareAttribute(SLICE, "start", (o) => incref(at(o + START)));
declareAttribute(SLICE, "stop", (o) => incref(at(o + STOP)));
declareAttribute(SLICE, "step", (o) => incref(at(o + STEP)));
declareMethod(SLICE, "indices", 1, 1, (self, args) => sliceIndices(self, at(args)));
declareMethod(SLICE, "__reduce__", 0, 0, (o) =>
	reduced(at(o + TYPE), [incref(at(o + START)), incref(at(o + STOP)), incref(at(o + STEP))]),
);
