/** What the pure text and number functions answer where CPython raises, made into the machine's exceptions. */
import { type Fault, isFault } from "../text/fault";
import { H } from "./arena";
import { newException, raise, raiseOwned } from "./errors";
import { newFloat } from "./float";
import { newBig, newInt } from "./int";
import { EXC_FIELDS, type NULL, type Ref, TUPLE_ITEMS } from "./layout";
import { work } from "./machine";
import { incref } from "./refcount";
import { newStr } from "./str";
import type { Status } from "./tables";
import { newTuple } from "./tuple";
import {
	EMPTY_TUPLE,
	INDEX_ERROR,
	KEY_ERROR,
	LOOKUP_ERROR,
	MEMORY_ERROR,
	OVERFLOW_ERROR,
	TYPE_ERROR,
	UNICODE_DECODE_ERROR,
	UNICODE_ENCODE_ERROR,
	UNICODE_ERROR,
	VALUE_ERROR,
} from "./typeids";

const TYPES: Readonly<Record<Fault["type"], Ref>> = {
	IndexError: INDEX_ERROR,
	KeyError: KEY_ERROR,
	LookupError: LOOKUP_ERROR,
	MemoryError: MEMORY_ERROR,
	OverflowError: OVERFLOW_ERROR,
	TypeError: TYPE_ERROR,
	UnicodeDecodeError: UNICODE_ERROR,
	UnicodeEncodeError: UNICODE_ERROR,
	ValueError: VALUE_ERROR,
};

/** Sets the exception that a fault stands for. */
export function raiseFault(f: Fault): typeof NULL {
	if (f.type === "MemoryError") return memoryError();
	return raise(TYPES[f.type], f.message);
}

/** `PyErr_NoMemory` */
export function memoryError(): typeof NULL {
	return raiseOwned(newException(MEMORY_ERROR, EMPTY_TUPLE));
}

/** A new str, or the exception. Charges the meter for its length. */
export function newText(text: string | Fault): Status {
	if (isFault(text)) return raiseFault(text);
	work(text.length >> 5);
	return newStr(text);
}

/** A new int, or the exception. */
export function newWhole(value: bigint | Fault): Status {
	return isFault(value) ? raiseFault(value) : newBig(value);
}

/** A new float, or the exception. */
export function newReal(value: number | Fault): Status {
	return isFault(value) ? raiseFault(value) : newFloat(value);
}

/** A UnicodeEncodeError or UnicodeDecodeError about an object, or whatever else the fault is. */
export function raiseUnicodeFault(f: Fault, o: Ref): typeof NULL {
	if (f.unicode === null) return raiseFault(f);
	const { encoding, start, end, reason } = f.unicode;
	const parts = [newStr(encoding), incref(o), newInt(start), newInt(end), newStr(reason)];
	const args = newTuple(parts.length);
	parts.forEach((part, i) => {
		H[args + TUPLE_ITEMS + i] = part;
	});
	const exception = newException(f.type === "UnicodeEncodeError" ? UNICODE_ENCODE_ERROR : UNICODE_DECODE_ERROR, args);
	parts.forEach((part, i) => {
		H[exception + EXC_FIELDS + i] = incref(part);
	});
	return raiseOwned(exception);
}
