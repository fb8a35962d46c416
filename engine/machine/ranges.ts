/** range (Objects/rangeobject.c): four int objects, which may be as large as one likes. */
import { PY_EQ, PY_NE } from "../compile/opcodes";
import { allocObject, at, F64, H } from "./arena";
import { checkKeywords } from "./arguments";
import { searchIterator } from "./consumers";
import { declareAttribute, declareMethod, declareType } from "./declarations";
import { raise } from "./errors";
import { hashAsInt, hashPlain } from "./hash";
import { intBig, intNumber, isExactInt, isInt, newBig, newBool, newInt } from "./int";
import { EXHAUSTED } from "./iterators";
import { builtinNamed, reduced } from "./iteratorstate";
import { iterSearch } from "./itersearch";
import { FIELDS, LAYOUT_FIELDS, NULL, PUSHED, type Ref, T_FREELIST, TF_NO_NEW, TF_SEQUENCE, TYPE } from "./layout";
import { longIndices } from "./longslices";
import { profile, work } from "./machine";
import { beginFrame, FRAME_WORK, N0, setState, stateOf } from "./natives";
import { wholeOf } from "./operators";
import { decref, incref } from "./refcount";
import { newStr } from "./str";
import {
	binary,
	calling,
	declareRemaining,
	nativeKind,
	S_BOOL,
	S_CONTAINS,
	S_GETITEM,
	S_HASH,
	S_INDEX,
	S_ITER,
	S_LEN,
	S_NEW,
	S_NEXT,
	S_REPR,
	S_RICHCOMPARE,
	type Status,
	slotOf,
	ternary,
	type Unary,
	unary,
	unarySlots,
} from "./tables";
import { tupleOwning } from "./tuple";
import {
	BOOL,
	INDEX_ERROR,
	INT,
	LONG_RANGE_ITERATOR,
	NONE,
	NOT_IMPLEMENTED,
	OBJECT,
	OVERFLOW_ERROR,
	RANGE,
	RANGE_ITERATOR,
	SLICE,
	TYPE_ERROR,
	VALUE_ERROR,
} from "./typeids";
import { typeName } from "./types";

const START = FIELDS;
const STOP = FIELDS + 1;
const STEP = FIELDS + 2;
const LENGTH = FIELDS + 3;

function big(o: Ref): bigint {
	return intBig(o);
}

/** `compute_range_length` */
function rangeLength(start: bigint, stop: bigint, step: bigint): bigint {
	if (step > 0n) return start < stop ? (stop - start - 1n) / step + 1n : 0n;
	return stop < start ? (start - stop - 1n) / -step + 1n : 0n;
}

/** A new range; takes over all four ints. */
function makeRange(start: Ref, stop: Ref, step: Ref, length: Ref): Ref {
	const o = allocObject(RANGE, 48, 8, 0, at(RANGE + T_FREELIST));
	H[o + START] = start;
	H[o + STOP] = stop;
	H[o + STEP] = step;
	H[o + LENGTH] = length;
	return o;
}

function rangeFrom(start: bigint, stop: bigint, step: bigint): Ref {
	return makeRange(newBig(start), newBig(stop), newBig(step), newBig(rangeLength(start, stop, step)));
}

/** The length of a new range of ints: owned. */
function lengthOf(start: Ref, stop: Ref, step: Ref): Ref {
	const a = intNumber(start);
	const b = intNumber(stop);
	const by = intNumber(step);
	if (Number.isNaN(a) || Number.isNaN(b) || Number.isNaN(by) || Math.abs(a) > 2 ** 52 || Math.abs(b) > 2 ** 52) {
		return newBig(rangeLength(big(start), big(stop), big(step)));
	}
	return newInt(
		by > 0 ? (a < b ? Math.floor((b - a - 1) / by) + 1 : 0) : b < a ? Math.floor((a - b - 1) / -by) + 1 : 0,
	);
}

/** Words: 0-2 start, stop and step as ints (owned), 3 how many arguments there were, 4 their address. State: next argument. */
const RANGE_NEW = nativeKind("range()", (frame, first) => {
	const w = frame + N0;
	const n = at(w + 3);
	let value: Status = first;
	for (;;) {
		const i = stateOf(frame);
		if (value !== NULL) {
			H[w + i] = value;
			setState(frame, i + 1);
		}
		if (stateOf(frame) === n) break;
		const argument = at(at(w + 4) + stateOf(frame));
		if (isExactInt(argument)) value = incref(argument);
		else if (isInt(argument)) value = newBig(intBig(argument));
		else {
			const slot = slotOf(argument, S_INDEX);
			if (slot === 0) {
				const name = typeName(at(argument + TYPE));
				return raise(TYPE_ERROR, `'${name}' object cannot be interpreted as an integer`);
			}
			value = (unarySlots[slot] as Unary)(argument);
			if (value === PUSHED || value === NULL) return value;
		}
	}
	if (n === 3 && intNumber(at(w + 2)) === 0) return raise(VALUE_ERROR, "range() arg 3 must not be zero");
	const made = rangeOf(n, w);
	H[w] = 0;
	H[w + 1] = 0;
	H[w + 2] = 0;
	return made;
});

/** A new range of 1 to 3 ints at an address, which it takes over; the third is not 0. */
function rangeOf(n: number, w: number): Ref {
	const start = n === 1 ? newInt(0) : at(w);
	const stop = n === 1 ? at(w) : at(w + 1);
	const step = n === 3 ? at(w + 2) : newInt(1);
	return makeRange(start, stop, step, lengthOf(start, stop, step));
}

/** The same without a frame where the arguments are ints that nothing needs to be asked of; else NULL. */
function rangeAtOnce(n: number, args: number): Ref {
	for (let i = 0; i < n; i++) if (!isExactInt(at(args + i))) return NULL;
	if (n === 3 && intNumber(at(args + 2)) === 0) return NULL;
	work(FRAME_WORK);
	for (let i = 0; i < n; i++) incref(at(args + i));
	return rangeOf(n, args);
}

/** `compute_item`: owned. */
function itemOf(o: Ref, i: bigint): Ref {
	return newBig(big(at(o + START)) + i * big(at(o + STEP)));
}

function rangeSubscript(o: Ref, key: Ref): Status {
	if (isInt(key)) {
		const n = big(at(o + LENGTH));
		let i = intBig(key);
		if (i < 0n) i += n;
		return i < 0n || i >= n ? raise(INDEX_ERROR, "range object index out of range") : itemOf(o, i);
	}
	const type = at(key + TYPE);
	if (type === SLICE) {
		const found = longIndices(key, big(at(o + LENGTH)));
		if (found === null) return NULL;
		const start = big(at(o + START));
		const step = big(at(o + STEP));
		return rangeFrom(start + found.start * step, start + found.stop * step, step * found.step);
	}
	if (slotOf(key, S_INDEX) !== 0) {
		const number = wholeOf(key);
		return number === NULL ? NULL : rangeSubscript(o, number);
	}
	const name = typeName(type);
	return raise(TYPE_ERROR, `range indices must be integers or slices, not ${name}`);
}

/** Position of an int in a range, or -1. */
function positionOf(o: Ref, value: bigint): bigint {
	const step = big(at(o + STEP));
	const offset = value - big(at(o + START));
	if (offset % step !== 0n) return -1n;
	const i = offset / step;
	return i >= 0n && i < big(at(o + LENGTH)) ? i : -1n;
}

function isPlainInt(o: Ref): boolean {
	return at(o + TYPE) === INT || at(o + TYPE) === BOOL;
}

/** What equal ranges have in common: length, and first and step as far as they matter. */
function essence(o: Ref): readonly (bigint | null)[] {
	const n = big(at(o + LENGTH));
	return [n, n > 0n ? big(at(o + START)) : null, n > 1n ? big(at(o + STEP)) : null];
}

declareType({
	type: RANGE,
	name: "range",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 48,
	words: 8,
	refs: 4,
	flags: TF_SEQUENCE,
	slots: {
		[S_REPR]: unary((o) => {
			const step = big(at(o + STEP));
			return newStr(`range(${big(at(o + START))}, ${big(at(o + STOP))}${step === 1n ? "" : `, ${step}`})`);
		}),
		[S_HASH]: unary((o) => {
			const tuple = tupleOwning(...essence(o).map((n) => (n === null ? NONE : newBig(n))));
			hashPlain(tuple);
			decref(tuple);
			return hashAsInt();
		}),
		[S_ITER]: unary(rangeIterator),
		[S_LEN]: unary((o) => {
			const n = big(at(o + LENGTH));
			return n > 9223372036854775807n
				? raise(OVERFLOW_ERROR, "Python int too large to convert to C ssize_t")
				: incref(at(o + LENGTH));
		}),
		[S_BOOL]: unary((o) => newBool(intNumber(at(o + LENGTH)) !== 0)),
		[S_GETITEM]: binary(rangeSubscript),
		[S_CONTAINS]: binary((o, item) =>
			isPlainInt(item) ? newBool(positionOf(o, intBig(item)) >= 0n) : searchIterator(o, item),
		),
		[S_RICHCOMPARE]: ternary((a, b, op) => {
			if (at(b + TYPE) !== RANGE || (op !== PY_EQ && op !== PY_NE)) return NOT_IMPLEMENTED;
			const right = essence(b);
			const same = a === b || essence(a).every((n, i) => n === right[i]);
			return newBool(same === (op === PY_EQ));
		}),
		[S_NEW]: calling((_type, args, nargs, kwnames) => {
			if (!checkKeywords(kwnames, "range", [])) return NULL;
			if (nargs === 0) return raise(TYPE_ERROR, "range expected at least 1 argument, got 0");
			if (nargs > 3) return raise(TYPE_ERROR, `range expected at most 3 arguments, got ${nargs}`);
			return (
				rangeAtOnce(nargs, args) ||
				beginFrame(RANGE_NEW, 5, 3, (w) => {
					H[w + 3] = nargs;
					H[w + 4] = args;
				})
			);
		}),
	},
});

declareAttribute(RANGE, "start", (o) => incref(at(o + START)));
declareAttribute(RANGE, "stop", (o) => incref(at(o + STOP)));
declareAttribute(RANGE, "step", (o) => incref(at(o + STEP)));
declareMethod(RANGE, "__reversed__", 0, 0, (o) => {
	const n = big(at(o + LENGTH));
	const start = big(at(o + START));
	const step = big(at(o + STEP));
	const reversed = rangeFrom(start + (n - 1n) * step, start - step, -step);
	const it = rangeIterator(reversed);
	decref(reversed);
	return it;
});
declareMethod(RANGE, "index", 1, 1, (o, args) => {
	const item = at(args);
	if (isPlainInt(item)) {
		const i = positionOf(o, intBig(item));
		if (i >= 0n) return newBig(i);
		return raise(
			VALUE_ERROR,
			profile().name === "3.13" ? `${intBig(item)} is not in range` : "range.index(x): x not in range",
		);
	}
	return iterSearch(o, item, true);
});
declareMethod(RANGE, "count", 1, 1, (o, args) => {
	const item = at(args);
	return isPlainInt(item) ? newInt(positionOf(o, intBig(item)) >= 0n ? 1 : 0) : iterSearch(o, item, false);
});

// ---- The iterator ----

/** A range whose numbers no double holds, else 0; then as doubles: next value, step, how many are left. */
const IT_LONG = FIELDS;
const IT_NEXT = FIELDS + 2;
const IT_STEP = FIELDS + 4;
const IT_LEFT = FIELDS + 6;

function double(o: Ref, word: number): number {
	return F64[(o + word) >> 1] as number;
}

/** What `range_iter` cannot keep in C longs. */
const BOUNDS = [START, STOP, STEP, LENGTH];
function isLong(o: Ref): boolean {
	return BOUNDS.some((word) => BigInt.asIntN(64, big(at(o + word))) !== big(at(o + word)));
}

/** `range_iter` */
function rangeIterator(o: Ref): Ref {
	const start = intNumber(at(o + START));
	const stop = intNumber(at(o + STOP));
	const step = intNumber(at(o + STEP));
	const exact = Math.abs(start) + Math.abs(stop) + Math.abs(step) < Number.MAX_SAFE_INTEGER;
	const type = exact || !isLong(o) ? RANGE_ITERATOR : LONG_RANGE_ITERATOR;
	const it = allocObject(type, 40, FIELDS + 8, 0, at(type + T_FREELIST));
	if (exact) {
		F64[(it + IT_NEXT) >> 1] = start;
		F64[(it + IT_STEP) >> 1] = step;
		F64[(it + IT_LEFT) >> 1] = intNumber(at(o + LENGTH));
	} else {
		H[it + IT_LONG] = incref(o);
		F64[(it + IT_LEFT) >> 1] = Number(big(at(o + LENGTH)));
	}
	return it;
}

/** `rangeiter_next`, `longrangeiter_next`: owned, or EXHAUSTED. */
export function rangeNext(it: Ref): Status {
	const left = double(it, IT_LEFT);
	if (left <= 0) return EXHAUSTED;
	const value = double(it, IT_NEXT);
	const long = at(it + IT_LONG);
	if (long !== NULL) {
		if (BigInt(value) >= big(at(long + LENGTH))) return EXHAUSTED;
		F64[(it + IT_NEXT) >> 1] = value + 1;
		return itemOf(long, BigInt(value));
	}
	F64[(it + IT_LEFT) >> 1] = left - 1;
	F64[(it + IT_NEXT) >> 1] = value + double(it, IT_STEP);
	return newInt(value);
}

for (const [type, name] of [
	[RANGE_ITERATOR, "range_iterator"],
	[LONG_RANGE_ITERATOR, "longrange_iterator"],
] as const) {
	declareRemaining(type, (it) => double(it, IT_LEFT));
	declareType({
		type,
		name,
		base: OBJECT,
		layout: LAYOUT_FIELDS,
		bytes: 40,
		words: FIELDS + 8,
		refs: 1,
		flags: TF_NO_NEW,
		slots: {
			[S_ITER]: unary((o) => incref(o)),
			[S_NEXT]: unary(rangeNext),
		},
	});
	declareMethod(type, "__length_hint__", 0, 0, (it) => {
		const long = at(it + IT_LONG);
		return long === NULL ? newInt(double(it, IT_LEFT)) : newBig(big(at(long + LENGTH)) - BigInt(double(it, IT_NEXT)));
	});
	/** The numbers that are left, as a range (`rangeiter_reduce`, `longrangeiter_reduce`). */
	declareMethod(type, "__reduce__", 0, 0, (it) => {
		const long = at(it + IT_LONG);
		const step = long === NULL ? BigInt(double(it, IT_STEP)) : big(at(long + STEP));
		const start =
			long === NULL ? BigInt(double(it, IT_NEXT)) : big(at(long + START)) + BigInt(double(it, IT_NEXT)) * step;
		const stop = long === NULL ? start + BigInt(double(it, IT_LEFT)) * step : big(at(long + STOP));
		return reduced(builtinNamed("iter"), [rangeFrom(start, stop, step)], NONE);
	});
	declareMethod(type, "__setstate__", 1, 1, (it, args) => {
		if (!(type === LONG_RANGE_ITERATOR ? isExactInt : isPlainInt)(at(args)))
			return raise(
				TYPE_ERROR,
				type === LONG_RANGE_ITERATOR
					? `state must be an int, not ${typeName(at(at(args) + TYPE))}`
					: `'${typeName(at(at(args) + TYPE))}' object cannot be interpreted as an integer`,
			);
		if (at(it + IT_LONG) !== NULL) {
			const left = big(at(at(it + IT_LONG) + LENGTH));
			const to = intBig(at(args));
			F64[(it + IT_NEXT) >> 1] = to < 0n ? 0 : Number(to < left ? to : left);
			return NONE;
		}
		const count = Math.max(0, Math.min(intNumber(at(args)), double(it, IT_LEFT)));
		F64[(it + IT_NEXT) >> 1] = double(it, IT_NEXT) + count * double(it, IT_STEP);
		F64[(it + IT_LEFT) >> 1] = double(it, IT_LEFT) - count;
		return NONE;
	});
}
declareMethod(RANGE, "__reduce__", 0, 0, (o) =>
	reduced(at(o + TYPE), [incref(at(o + START)), incref(at(o + STOP)), incref(at(o + STEP))]),
);
