/** What slices seldom are asked: what they mean for a sequence of any length (`_PySlice_GetLongIndices`), repr, hash, comparison. */
import { TupleHasher } from "../text/hashes";
import { at, H } from "./arena";
import { through } from "./call";
import { compare } from "./comparison";
import { convert } from "./conversions";
import { NEEDS_PYTHON } from "./dict";
import { raise } from "./errors";
import { hash, hashAsInt, hashPlain } from "./hash";
import { intBig, isInt, newBig } from "./int";
import { F_OWNED, FIELDS, NULL, PUSHED, type Ref, TYPE } from "./layout";
import { Unsupported } from "./limits";
import { beginFrame, N0, setState, stateOf } from "./natives";
import { repr } from "./operators";
import { sliceParts } from "./slices";
import { newStr, textOf } from "./str";
import { nativeKind, S_INDEX, type Status, slotOf } from "./tables";
import { tupleOf, tupleOwning } from "./tuple";
import { NONE, NOT_IMPLEMENTED, SLICE, TYPE_ERROR, VALUE_ERROR } from "./typeids";
import { typeName } from "./types";

export interface LongIndices {
	readonly start: bigint;
	readonly stop: bigint;
	readonly step: bigint;
}

/** An int, or what `__index__` gives; null with TypeError set where there is none. */
function whole(o: Ref, refusal: string): bigint | null {
	if (isInt(o)) return intBig(o);
	const slot = slotOf(o, S_INDEX);
	if (slot !== 0) return intBig(convert(o, slot));
	raise(TYPE_ERROR, refusal);
	return null;
}

/** The indices of a slice of `length` items; null with an exception set. */
export function longIndices(slice: Ref, length: bigint): LongIndices | null {
	const parts = sliceParts(slice);
	const bound = (o: Ref): bigint | null =>
		whole(o, "slice indices must be integers or None or have an __index__ method");
	const step = parts.step === NONE ? 1n : bound(parts.step);
	if (step === null) return null;
	if (step === 0n) {
		raise(VALUE_ERROR, "slice step cannot be zero");
		return null;
	}
	const lower = step < 0n ? -1n : 0n;
	const upper = step < 0n ? length - 1n : length;
	const within = (o: Ref): bigint | null => {
		const n = bound(o);
		if (n === null) return null;
		const i = n < 0n ? n + length : n;
		if (n < 0n) return i < lower ? lower : i;
		return i > upper ? upper : i;
	};
	const start = parts.start === NONE ? (step < 0n ? upper : lower) : within(parts.start);
	if (start === null) return null;
	const stop = parts.stop === NONE ? (step < 0n ? lower : upper) : within(parts.stop);
	return stop === null ? null : { start, stop, step };
}

/** `slice.indices` */
export function sliceIndices(slice: Ref, of: Ref): Status {
	const length = whole(of, `'${typeName(at(of + TYPE))}' object cannot be interpreted as an integer`);
	if (length === null) return NULL;
	if (length < 0n) return raise(VALUE_ERROR, "length should not be negative");
	const found = longIndices(slice, length);
	return found === null ? NULL : tupleOwning(newBig(found.start), newBig(found.stop), newBig(found.step));
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
		value = repr(at(at(w + 3) + FIELDS + stateOf(frame)));
		if (value === PUSHED || value === NULL) return value;
	}
});

export function sliceRepr(o: Ref): Status {
	return beginFrame(SLICE_REPR, 4, 3, (w) => {
		H[w + 3] = o;
	});
}

export function sliceHash(o: Ref): Status {
	const { start, stop, step } = sliceParts(o);
	const hasher = new TupleHasher();
	for (const part of [start, stop, step]) {
		const known = hashPlain(part);
		if (known === 0) return NULL;
		if (known === NEEDS_PYTHON) throw new Unsupported("the hash of a slice with bounds of a Python class");
		hasher.add(hash);
	}
	hasher.finishUnsized(hash);
	return hashAsInt();
}

export function sliceCompare(a: Ref, b: Ref, op: number): Status {
	if (at(b + TYPE) !== SLICE) return NOT_IMPLEMENTED;
	const tuple = (o: Ref): Ref => {
		const { start, stop, step } = sliceParts(o);
		return tupleOf(start, stop, step);
	};
	const left = tuple(a);
	const right = tuple(b);
	return through(SLICE_COMPARED, 2, (frame) => {
		H[frame + F_OWNED] = 2;
		H[frame + N0] = left;
		H[frame + N0 + 1] = right;
		return compare(left, right, op);
	});
}
const SLICE_COMPARED = nativeKind("comparison of slices", (_frame, value) => value);
