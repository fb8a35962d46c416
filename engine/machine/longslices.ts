/** What a slice means for a sequence of any length, beyond what a Py_ssize_t holds (`_PySlice_GetLongIndices`). */
import { at } from "./arena";
import { convert } from "./conversions";
import { raise } from "./errors";
import { intBig, isInt, newBig } from "./int";
import { NULL, type Ref, TYPE } from "./layout";
import { sliceParts } from "./slices";
import { S_INDEX, type Status, slotOf } from "./tables";
import { tupleOwning } from "./tuple";
import { NONE, TYPE_ERROR, VALUE_ERROR } from "./typeids";
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
