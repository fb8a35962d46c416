/**
 * The methods of bytearray alone, most of which change it in place (those that bytes has too are in bytesmethods.ts), and
 * its iterator.
 */

import { at, H } from "./arena";
import { exporterOf } from "./buffers";
import {
	byteArrayAlloc,
	byteArrayBytes,
	byteArrayLength,
	newByteArray,
	resizeByteArray,
	spliceByteArray,
} from "./bytearray";
import { append, bytesOfNumbers, byteValue } from "./bytearrays";
import { latin1Text } from "./bytes";
import { through } from "./call";
import { declareMethod, declareType } from "./declarations";
import { clearError, errorIs, raise } from "./errors";
import { listFromIterable } from "./fromiterable";
import { newInt } from "./int";
import { EXHAUSTED } from "./iterators";
import { FIELDS, LAYOUT_FIELDS, NULL, type Ref, TF_GC, TF_NO_NEW, TYPE } from "./layout";
import { work } from "./machine";
import { dropping } from "./modulecall";
import { N0 } from "./natives";
import { withState } from "./objectreduce";
import { ssizeOf } from "./operators";
import { clearref, decref, incref } from "./refcount";
import { declareSize } from "./sizes";
import { isStr, newStr } from "./str";
import { isIterable, nativeKind, S_ITER, S_NEXT, unary } from "./tables";
import { tupleOf } from "./tuple";
import {
	BYTEARRAY,
	BYTEARRAY_ITERATOR,
	EMPTY_TUPLE,
	INDEX_ERROR,
	NONE,
	OBJECT,
	TYPE_ERROR,
	VALUE_ERROR,
} from "./typeids";
import { typeName } from "./types";

declareMethod(BYTEARRAY, "append", 1, 1, (self, args) => {
	const byte = byteValue(at(args));
	if (byte < 0) return NULL;
	const length = byteArrayLength(self);
	if (!resizeByteArray(self, length + 1)) return NULL;
	byteArrayBytes(self)[length] = byte;
	return NONE;
});
/** Word: the bytearray. */
const EXTEND = nativeKind(
	"bytearray.extend",
	(frame, list) => {
		const bytes = bytesOfNumbers(list);
		return bytes !== null && append(at(frame + N0), bytes) ? NONE : NULL;
	},
	() => NULL,
);
declareMethod(BYTEARRAY, "extend", 1, 1, (self, args) => {
	const o = at(args);
	const bytes = exporterOf(o)?.bytes(o);
	if (bytes === null) return NULL;
	if (bytes !== undefined) return append(self, bytes) ? NONE : NULL;
	if (!isIterable(o)) return raise(TYPE_ERROR, `can't extend bytearray with ${typeName(at(o + TYPE))}`);
	const status = through(EXTEND, 1, (frame) => {
		H[frame + N0] = self;
		return listFromIterable(o);
	});
	if (status !== NULL || !isStr(o) || !errorIs(TYPE_ERROR)) return status;
	clearError();
	return raise(TYPE_ERROR, "expected iterable of integers; got: 'str'");
});
declareMethod(BYTEARRAY, "insert", 2, 2, (self, args) => {
	const index = ssizeOf(at(args));
	if (Number.isNaN(index)) return NULL;
	const byte = byteValue(at(args + 1));
	if (byte < 0) return NULL;
	const length = byteArrayLength(self);
	const place = Math.min(length, Math.max(0, index < 0 ? index + length : index));
	return spliceByteArray(self, place, place, Uint8Array.of(byte)) ? NONE : NULL;
});
declareMethod(BYTEARRAY, "pop", 0, 1, (self, args, nargs) => {
	const index = nargs === 0 ? -1 : ssizeOf(at(args));
	if (Number.isNaN(index)) return NULL;
	const length = byteArrayLength(self);
	if (length === 0) return raise(INDEX_ERROR, "pop from empty bytearray");
	const place = index < 0 ? index + length : index;
	if (place < 0 || place >= length) return raise(INDEX_ERROR, "pop index out of range");
	const bytes = byteArrayBytes(self);
	const byte = bytes[place] ?? 0;
	return removeAt(self, place) ? newInt(byte) : NULL;
});
/** Takes one byte out by moving those behind it, as `pop` and `remove` do. */
function removeAt(self: Ref, place: number): boolean {
	const length = byteArrayLength(self);
	work((length - place) >> 6);
	const bytes = byteArrayBytes(self);
	const byte = bytes[place] ?? 0;
	bytes.copyWithin(place, place + 1);
	if (resizeByteArray(self, length - 1)) return true;
	bytes.copyWithin(place + 1, place);
	bytes[place] = byte;
	return false;
}
declareMethod(BYTEARRAY, "remove", 1, 1, (self, args) => {
	const byte = byteValue(at(args));
	if (byte < 0) return NULL;
	const place = byteArrayBytes(self).indexOf(byte);
	if (place < 0) return raise(VALUE_ERROR, "value not found in bytearray");
	return removeAt(self, place) ? NONE : NULL;
});
declareMethod(BYTEARRAY, "clear", 0, 0, (self) => (resizeByteArray(self, 0) ? NONE : NULL));
declareMethod(BYTEARRAY, "copy", 0, 0, (self) => newByteArray(byteArrayBytes(self)));
declareMethod(BYTEARRAY, "reverse", 0, 0, (self) => {
	work(byteArrayLength(self) >> 6);
	byteArrayBytes(self).reverse();
	return NONE;
});
declareMethod(BYTEARRAY, "__alloc__", 0, 0, (self) => newInt(byteArrayAlloc(self)));
declareSize(BYTEARRAY, (o) => 56 + byteArrayAlloc(o));
declareMethod(BYTEARRAY, "__reduce__", 0, 0, (self) => {
	const text = latin1Text(byteArrayBytes(self));
	const parts = [newStr(text), newStr("latin-1")];
	const args = text === "" ? EMPTY_TUPLE : tupleOf(...parts);
	for (const part of parts) decref(part);
	return dropping(args, withState(BYTEARRAY, self, args));
});

const INDEX = FIELDS + 1;
declareType({
	type: BYTEARRAY_ITERATOR,
	name: "bytearray_iterator",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 48,
	words: 6,
	refs: 1,
	flags: TF_GC | TF_NO_NEW,
	slots: {
		[S_ITER]: unary((it) => incref(it)),
		[S_NEXT]: unary((it) => {
			const o = at(it + FIELDS);
			if (o === NULL) return EXHAUSTED;
			const i = at(it + INDEX);
			if (i < byteArrayLength(o)) {
				H[it + INDEX] = i + 1;
				return newInt(byteArrayBytes(o)[i] ?? 0);
			}
			clearref(it + FIELDS);
			return EXHAUSTED;
		}),
	},
});
declareMethod(BYTEARRAY_ITERATOR, "__length_hint__", 0, 0, (it) =>
	newInt(at(it + FIELDS) === NULL ? 0 : Math.max(0, byteArrayLength(at(it + FIELDS)) - at(it + INDEX))),
);
