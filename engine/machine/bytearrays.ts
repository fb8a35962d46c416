/** The bytearray type: how it is made, its items and slices, its operators. */
import { NB_REMAINDER } from "../compile/opcodes";
import { reprBytes } from "../text/strRepr";
import { at, H } from "./arena";
import { optionalArguments } from "./arguments";
import { declareExporter, exporterOf } from "./buffers";
import {
	BYTEARRAY_WORDS,
	byteArrayBytes,
	byteArrayLength,
	countByteArrayExport,
	extendByteArray,
	isByteArray,
	newByteArray,
	resizeByteArray,
	spliceByteArray,
} from "./bytearray";
import { bytesContain, compareBytes, encodedSource, joinBytes, raiseWithoutText } from "./bytes";
import { through } from "./call";
import { newInstance } from "./classes";
import { codecNames } from "./codecnames";
import { consumeIterable, consumerKind } from "./consumers";
import { C_OWN, C_OWNED } from "./consumerwords";
import { declareType } from "./declarations";
import { raise } from "./errors";
import { memoryError, newText } from "./faults";
import { listFromIterable } from "./fromiterable";
import { HASH_NOT_IMPLEMENTED } from "./hash";
import { intNumber, isInt, newBool, newInt } from "./int";
import { ordered } from "./ints";
import { FIELDS, LAYOUT_STORE, NULL, PUSHED, type Ref, SIZE, TF_BASETYPE, TYPE } from "./layout";
import { limits } from "./limits";
import { listItem } from "./list";
import { work } from "./machine";
import { declareValue } from "./moduletable";
import { N0 } from "./natives";
import { index, indexOf, ssizeOf } from "./operators";
import { percentBytes } from "./percent";
import { clearref, decref, incref } from "./refcount";
import { repeatCount } from "./sequences";
import { indicesOf, sliceBounds } from "./slices";
import { isStr } from "./str";
import {
	binary,
	calling,
	isIterable,
	NOTHING,
	nativeKind,
	S_CONCAT,
	S_CONTAINS,
	S_GETITEM,
	S_HASH,
	S_INDEX,
	S_INIT,
	S_INPLACE_CONCAT,
	S_INPLACE_REPEAT,
	S_ITER,
	S_LEN,
	S_NEW,
	S_NUMBER,
	S_REPEAT,
	S_REPR,
	S_RICHCOMPARE,
	S_SETITEM,
	S_STR,
	type Status,
	slotOf,
	ternary,
	unary,
} from "./tables";
import {
	BUFFER_ERROR,
	BYTEARRAY,
	BYTEARRAY_ITERATOR,
	INDEX_ERROR,
	NONE,
	NOT_IMPLEMENTED,
	OBJECT,
	OVERFLOW_ERROR,
	SLICE,
	TYPE_ERROR,
	VALUE_ERROR,
} from "./typeids";
import { newFields, typeName } from "./types";

/** `_getbytevalue`: -1 with an exception set. */
export function byteValue(o: Ref): number {
	const n = indexOf(o);
	if (n >= 0 && n < 256) return n;
	if (!Number.isNaN(n)) raise(VALUE_ERROR, "byte must be in range(0, 256)");
	return -1;
}

/**
 * The numbers in a list, which is taken over, as bytes; null with an exception set. Where an item's `__index__` is Python
 * code this is left by a throw, to begin again with what it gives.
 */
export function bytesOfNumbers(list: Ref): Uint8Array | null {
	try {
		const bytes = new Uint8Array(at(list + SIZE));
		for (let i = 0; i < bytes.length; i++) {
			const value = byteValue(listItem(list, i));
			if (value < 0) return null;
			bytes[i] = value;
		}
		return bytes;
	} finally {
		decref(list);
	}
}

/** Words: the item (owned), the bytearray. Each number is appended as it comes. */
const FILL = consumerKind({
	name: "bytearray()",
	item: (frame, item) => {
		H[frame + N0 + C_OWNED] = item;
		const status = index(item);
		return status === PUSHED || status === NULL ? status : filled(frame, status);
	},
	resumed: filled,
	done: () => NONE,
});
function filled(frame: number, number: Ref): Status {
	const byte = intNumber(number);
	decref(number);
	clearref(frame + N0 + C_OWNED);
	if (!(byte >= 0 && byte < 256)) return raise(VALUE_ERROR, "byte must be in range(0, 256)");
	const self = at(frame + N0 + C_OWN);
	const length = byteArrayLength(self);
	if (!extendByteArray(self)) return NULL;
	byteArrayBytes(self)[length] = byte;
	return NOTHING;
}

function fillWith(self: Ref, bytes: Uint8Array): Status {
	const given = bytes.slice();
	if (!resizeByteArray(self, given.length)) return NULL;
	byteArrayBytes(self).set(given);
	return NONE;
}

/** `bytearray___init___impl` */
const INIT = calling((self, args, nargs, kwnames) => {
	const given = optionalArguments("bytearray", ["source", "encoding", "errors"], args, nargs, kwnames);
	if (given === null) return NULL;
	const [source = NULL, encoding = NULL, errors = NULL] = given;
	const names = codecNames("bytearray", encoding, errors);
	if (names === null) return NULL;
	if (byteArrayLength(self) > 0 && !resizeByteArray(self, 0)) return NULL;
	if (source !== NULL && isStr(source)) {
		const bytes = encodedSource(source, names);
		return bytes === null ? NULL : fillWith(self, bytes);
	}
	if (encoding !== NULL || errors !== NULL) return raiseWithoutText(encoding);
	if (source === NULL) return NONE;
	if (isInt(source) || slotOf(source, S_INDEX) !== 0) {
		const n = ssizeOf(source, OVERFLOW_ERROR);
		if (Number.isNaN(n)) return NULL;
		if (n < 0) return raise(VALUE_ERROR, "negative count");
		return resizeByteArray(self, n) ? NONE : NULL;
	}
	const bytes = exporterOf(source)?.bytes(source);
	if (bytes === null) return NULL;
	if (bytes !== undefined) return fillWith(self, bytes);
	if (!isIterable(source))
		return raise(TYPE_ERROR, `cannot convert '${typeName(at(source + TYPE))}' object to bytearray`);
	return consumeIterable(FILL, source, 1, (w) => {
		H[w + C_OWN] = self;
	});
});

function getItem(o: Ref, key: Ref): Status {
	const length = byteArrayLength(o);
	if (at(key + TYPE) === SLICE) {
		if (!indicesOf(key, length)) return NULL;
		const { start, step, count } = sliceBounds;
		work(count >> 5);
		const bytes = byteArrayBytes(o);
		if (step === 1) return newByteArray(bytes.subarray(start, start + count));
		return newByteArray(Uint8Array.from({ length: count }, (_, i) => bytes[start + i * step] ?? 0));
	}
	const i = itemIndex(o, key);
	return i < 0 ? NULL : newInt(byteArrayBytes(o)[i] ?? 0);
}

/** The place that an index means; -1 with an exception set. */
function itemIndex(o: Ref, key: Ref): number {
	if (!isInt(key) && slotOf(key, S_INDEX) === 0) {
		raise(TYPE_ERROR, `bytearray indices must be integers or slices, not ${typeName(at(key + TYPE))}`);
		return -1;
	}
	const index = ssizeOf(key, INDEX_ERROR);
	if (Number.isNaN(index)) return -1;
	const length = byteArrayLength(o);
	const i = index < 0 ? index + length : index;
	if (i >= 0 && i < length) return i;
	raise(INDEX_ERROR, "bytearray index out of range");
	return -1;
}

/** Words: the bytearray, the slice. What is assigned comes as a list of numbers. */
const ASSIGN = nativeKind("bytearray slice assignment", (frame, list) => {
	const bytes = bytesOfNumbers(list);
	return bytes === null ? NULL : assignSlice(at(frame + N0), at(frame + N0 + 1), bytes);
});

function assignSlice(o: Ref, key: Ref, bytes: Uint8Array): Status {
	const length = byteArrayLength(o);
	if (!indicesOf(key, length)) return NULL;
	const { start, step, count } = sliceBounds;
	if (step === 1) return spliceByteArray(o, start, start + count, bytes) ? NONE : NULL;
	if (bytes.length === count) {
		const mine = byteArrayBytes(o);
		bytes.slice().forEach((byte, i) => {
			mine[start + i * step] = byte;
		});
		return NONE;
	}
	if (bytes.length > 0)
		return raise(VALUE_ERROR, `attempt to assign bytes of size ${bytes.length} to extended slice of size ${count}`);
	const gone = new Set(Array.from({ length: count }, (_, i) => start + i * step));
	work(length >> 3);
	const kept = byteArrayBytes(o).filter((_, i) => !gone.has(i));
	if (!resizeByteArray(o, kept.length)) return NULL;
	byteArrayBytes(o).set(kept);
	return NONE;
}

/** `bytearray_ass_subscript` */
function setItem(o: Ref, key: Ref, value: Ref): Status {
	if (at(key + TYPE) === SLICE) {
		if (value === NULL) return assignSlice(o, key, new Uint8Array(0));
		const bytes = exporterOf(value)?.bytes(value);
		if (bytes === null) return NULL;
		if (bytes !== undefined) return assignSlice(o, key, bytes.slice());
		if (isInt(value) || isStr(value) || !isIterable(value))
			return raise(TYPE_ERROR, "can assign only bytes, buffers, or iterables of ints in range(0, 256)");
		return through(ASSIGN, 2, (frame) => {
			H[frame + N0] = o;
			H[frame + N0 + 1] = key;
			return listFromIterable(value);
		});
	}
	const i = itemIndex(o, key);
	if (i < 0) return NULL;
	if (value === NULL) return spliceByteArray(o, i, i + 1, new Uint8Array(0)) ? NONE : NULL;
	const byte = byteValue(value);
	if (byte < 0) return NULL;
	byteArrayBytes(o)[i] = byte;
	return NONE;
}

function concat(a: Ref, b: Ref): Status {
	const right = exporterOf(b)?.bytes(b);
	if (right === null) return NULL;
	if (right === undefined) return raise(TYPE_ERROR, `can't concat ${typeName(at(b + TYPE))} to bytearray`);
	return newByteArray(joinBytes(byteArrayBytes(a), right));
}

function repeated(o: Ref, count: Ref): Uint8Array | null {
	const bytes = byteArrayBytes(o);
	const n = repeatCount(count, bytes.length);
	if (Number.isNaN(n)) return null;
	if (bytes.length * n > limits.bytes) {
		memoryError();
		return null;
	}
	const all = new Uint8Array(bytes.length * n);
	work(all.length >> 5);
	if (bytes.length > 0) for (let i = 0; i < all.length; i += bytes.length) all.set(bytes, i);
	return all;
}

/** Puts bytes at the end (`bytearray_iconcat`). */
export function append(o: Ref, bytes: Uint8Array): boolean {
	const given = bytes.slice();
	const length = byteArrayLength(o);
	work(given.length >> 6);
	if (!resizeByteArray(o, length + given.length)) return false;
	byteArrayBytes(o).set(given, length);
	return true;
}

/** `bytearray_repr` quotes as bytes do, but writes each single quote with a backslash. */
function shown(bytes: Uint8Array): string {
	const text = reprBytes(bytes);
	return text.startsWith('b"') ? text.replaceAll("'", "\\'") : text;
}

const showing = unary((o) => {
	work(byteArrayLength(o) * 2);
	return newText(`${typeName(at(o + TYPE))}(${shown(byteArrayBytes(o))})`);
});

declareType({
	type: BYTEARRAY,
	name: "bytearray",
	base: OBJECT,
	layout: LAYOUT_STORE,
	bytes: 56,
	words: BYTEARRAY_WORDS,
	refs: 0,
	flags: TF_BASETYPE,
	slots: {
		[S_REPR]: showing,
		[S_STR]: showing,
		[S_HASH]: HASH_NOT_IMPLEMENTED,
		[S_LEN]: unary((o) => newInt(byteArrayLength(o))),
		[S_ITER]: unary((o) => {
			const it = newFields(BYTEARRAY_ITERATOR, 2);
			H[it + FIELDS] = incref(o);
			return it;
		}),
		[S_GETITEM]: binary(getItem),
		[S_SETITEM]: ternary(setItem),
		[S_CONTAINS]: binary((o, item) => bytesContain(byteArrayBytes(o), item)),
		[S_RICHCOMPARE]: ternary((a, b, op) => {
			const right = exporterOf(b)?.bytes(b);
			if (right === null) return NULL;
			return right === undefined ? NOT_IMPLEMENTED : newBool(ordered(compareBytes(byteArrayBytes(a), right), op));
		}),
		[S_CONCAT]: binary(concat),
		[S_REPEAT]: binary((o, count) => {
			const all = repeated(o, count);
			return all === null ? NULL : newByteArray(all);
		}),
		[S_INPLACE_CONCAT]: binary((o, b) => {
			const right = exporterOf(b)?.bytes(b);
			if (right === null) return NULL;
			if (right === undefined)
				return raise(TYPE_ERROR, `can't concat ${typeName(at(b + TYPE))} to ${typeName(at(o + TYPE))}`);
			// The buffer of the right side is held meanwhile: an object cannot be joined to itself in place.
			if (b === o && right.length > 0)
				return raise(BUFFER_ERROR, "Existing exports of data: object cannot be re-sized");
			return append(o, right) ? incref(o) : NULL;
		}),
		[S_INPLACE_REPEAT]: binary((o, count) => {
			const all = repeated(o, count);
			if (all === null || !resizeByteArray(o, all.length)) return NULL;
			byteArrayBytes(o).set(all);
			return incref(o);
		}),
		[S_NUMBER + NB_REMAINDER]: binary((a, b) =>
			isByteArray(a) ? percentBytes(byteArrayBytes(a), b, true) : NOT_IMPLEMENTED,
		),
		[S_NEW]: calling((type) => newInstance(type)),
		[S_INIT]: INIT,
	},
});
declareExporter(BYTEARRAY, {
	bytes: byteArrayBytes,
	readonly: () => false,
	format: () => "B",
	itemSize: () => 1,
	exported: countByteArrayExport,
});
declareValue("builtins", "bytearray", () => BYTEARRAY);
