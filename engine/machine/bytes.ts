/** bytes objects: an immutable Uint8Array as payload, where a str has its text, and its length and hash in the same words. */

import { NB_REMAINDER } from "../compile/opcodes";
import { encodeText, findEncoding } from "../text/codecs";
import { textOfUnits } from "../text/codePoints";
import { isFault } from "../text/fault";
import { type Hash, hashBytes } from "../text/siphash";
import { reprBytes } from "../text/strRepr";
import { containsText } from "../text/strSearch";
import { allocObject, allocRaw, at, H, newPayload, payloads } from "./arena";
import { optionalArguments } from "./arguments";
import { declareExporter, exporterOf } from "./buffers";
import { through } from "./call";
import { newInstance } from "./classes";
import { type CodecNames, codecNames } from "./codecnames";
import { declareType } from "./declarations";
import { raise } from "./errors";
import { memoryError, newText, raiseFault, raiseUnicodeFault } from "./faults";
import { listFromIterable } from "./fromiterable";
import { hash, hashAsInt } from "./hash";
import { intNumber, isInt, newBool, newInt } from "./int";
import { ordered } from "./ints";
import { EXHAUSTED } from "./iterators";
import {
	FIELDS,
	LAYOUT_BYTES,
	LAYOUT_FIELDS,
	NULL,
	R_SINGLE_BYTES,
	type Ref,
	SIZE,
	STR_LENGTH,
	STR_TEXT,
	T_FLAGS,
	TF_BASETYPE,
	TF_BYTES,
	TF_GC,
	TF_NO_NEW,
	TYPE,
} from "./layout";
import { limits } from "./limits";
import { listItem } from "./list";
import { work } from "./machine";
import { N0 } from "./natives";
import { indexOf, ssizeOf } from "./operators";
import { percentBytes } from "./percent";
import { clearref, decref, IMMORTAL, incref, setCount } from "./refcount";
import { repeatCount } from "./sequences";
import { indicesOf, sliceBounds } from "./slices";
import { callSpecial } from "./special";
import { isStr, textOf } from "./str";
import {
	binary,
	calling,
	isIterable,
	nativeKind,
	S_CONCAT,
	S_CONTAINS,
	S_GETITEM,
	S_HASH,
	S_INDEX,
	S_ITER,
	S_LEN,
	S_NEW,
	S_NEXT,
	S_NUMBER,
	S_REPEAT,
	S_REPR,
	S_RICHCOMPARE,
	S_STR,
	type Status,
	slotOf,
	ternary,
	unary,
} from "./tables";
import {
	BYTES,
	BYTES_ITERATOR,
	INDEX_ERROR,
	NOT_IMPLEMENTED,
	OBJECT,
	OVERFLOW_ERROR,
	SLICE,
	TYPE_ERROR,
	VALUE_ERROR,
} from "./typeids";
import { newFields, typeLookupText, typeName } from "./types";

const WORDS = 9;
/** `sizeof(PyBytesObject)` without its bytes. */
const HEADER = 33;

export function newBytes(value: Uint8Array): Ref {
	return bytesOfType(BYTES, value);
}

/** The one immortal object for no byte or a single one (`_Py_SINGLETON(bytes_characters)`). */
function singleBytes(value: Uint8Array): Ref {
	if (at(R_SINGLE_BYTES) === 0) H[R_SINGLE_BYTES] = allocRaw(257);
	const place = at(R_SINGLE_BYTES) + (value.length === 0 ? 256 : (value[0] ?? 0));
	if (at(place) === NULL) {
		const o = allocBytes(BYTES, value);
		setCount(o, IMMORTAL);
		H[place] = o;
	}
	return at(place);
}

function bytesOfType(type: Ref, value: Uint8Array): Ref {
	return type === BYTES && value.length <= 1 ? singleBytes(value) : allocBytes(type, value);
}

function allocBytes(type: Ref, value: Uint8Array): Ref {
	work(value.length >> 6);
	const o = type === BYTES ? allocObject(BYTES, HEADER + value.length, WORDS, 0) : newInstance(type, value.length);
	H[o + STR_TEXT] = newPayload(value);
	H[o + STR_LENGTH] = value.length;
	return o;
}

export function isBytes(o: Ref): boolean {
	return (at(at(o + TYPE) + T_FLAGS) & TF_BYTES) !== 0;
}

export function bytesOf(o: Ref): Uint8Array {
	return payloads[at(o + STR_TEXT)] as Uint8Array;
}

/** Each byte as the character of its number, so that the functions on texts do for bytes. */
export function latin1Text(bytes: Uint8Array): string {
	return textOfUnits(bytes);
}

/** The same where only what ASCII has can count: all else is `?`. */
export function asciiText(bytes: Uint8Array): string {
	return latin1Text(bytes).replace(/[^\0-\x7f]/g, "?");
}

export function bytesOfText(text: string): Uint8Array {
	const bytes = new Uint8Array(text.length);
	for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
	return bytes;
}

export function compareBytes(a: Uint8Array, b: Uint8Array): number {
	const n = Math.min(a.length, b.length);
	work(n >> 4);
	for (let i = 0; i < n; i++) if (a[i] !== b[i]) return (a[i] ?? 0) - (b[i] ?? 0);
	return a.length - b.length;
}

const computed: Hash = { low: 0, high: 0 };

function getBytesItem(o: Ref, key: Ref): Status {
	const bytes = bytesOf(o);
	if (at(key + TYPE) === SLICE) {
		if (!indicesOf(key, bytes.length)) return NULL;
		if (sliceBounds.count === bytes.length && sliceBounds.step === 1 && at(o + TYPE) === BYTES) return incref(o);
		work(sliceBounds.count >> 4);
		const part = new Uint8Array(sliceBounds.count);
		for (let i = 0; i < part.length; i++) part[i] = bytes[sliceBounds.start + i * sliceBounds.step] ?? 0;
		return newBytes(part);
	}
	if (!isInt(key) && slotOf(key, S_INDEX) === 0)
		return raise(TYPE_ERROR, `byte indices must be integers or slices, not ${typeName(at(key + TYPE))}`);
	const index = ssizeOf(key, INDEX_ERROR);
	if (Number.isNaN(index)) return NULL;
	const i = index < 0 ? index + bytes.length : index;
	return i >= 0 && i < bytes.length ? newInt(bytes[i] ?? 0) : raise(INDEX_ERROR, "index out of range");
}

/** `bytes_repr` */
function bytesText(o: Ref): Status {
	const bytes = bytesOf(o);
	work(bytes.length * 2);
	return newText(reprBytes(bytes));
}

/** `item in bytes` for a byte's number or a bytes-like object (`_Py_bytes_contains`). */
export function bytesContain(bytes: Uint8Array, item: Ref): Status {
	work(bytes.length >> 3);
	const part = exporterOf(item)?.bytes(item);
	if (part === null) return NULL;
	if (part !== undefined) return newBool(containsText(latin1Text(bytes), latin1Text(part)));
	if (!isInt(item)) return raise(TYPE_ERROR, `a bytes-like object is required, not '${typeName(at(item + TYPE))}'`);
	const n = intNumber(item);
	return n >= 0 && n < 256 ? newBool(bytes.includes(n)) : raise(VALUE_ERROR, "byte must be in range(0, 256)");
}

/** A list of numbers as bytes; NULL with an error set. Takes the list over. */
const FROM_LIST = nativeKind("bytes from an iterable", (_frame, list) => {
	const n = at(list + SIZE);
	const bytes = new Uint8Array(n);
	// An item's __index__ may be Python code: then this is left by a throw, to begin again with what it gives.
	try {
		for (let i = 0; i < n; i++) {
			const value = indexOf(listItem(list, i));
			if (Number.isNaN(value)) return NULL;
			if (value < 0 || value > 255) return raise(VALUE_ERROR, "bytes must be in range(0, 256)");
			bytes[i] = value;
		}
	} finally {
		decref(list);
	}
	return newBytes(bytes);
});

/** `PyObject_Bytes` of an object that is no int: bytes themselves, or an iterable of numbers. */
export function bytesFromObject(o: Ref): Status {
	if (at(o + TYPE) === BYTES) return incref(o);
	const bytes = exporterOf(o)?.bytes(o);
	if (bytes === null) return NULL;
	if (bytes !== undefined) return newBytes(bytes.slice());
	if (isStr(o) || !isIterable(o))
		return raise(TYPE_ERROR, `cannot convert '${typeName(at(o + TYPE))}' object to bytes`);
	return through(FROM_LIST, 0, () => listFromIterable(o));
}

/** Word: the class. Bytes that came, or what `__bytes__` gave. */
const BYTES_FROM = nativeKind("bytes()", (frame, value) => {
	if (!isBytes(value)) {
		raise(TYPE_ERROR, `__bytes__ returned non-bytes (type ${typeName(at(value + TYPE))})`);
		decref(value);
		return NULL;
	}
	const type = at(frame + N0);
	if (type === BYTES) return value;
	const o = bytesOfType(type, bytesOf(value));
	decref(value);
	return o;
});

/** As many zeros as an object's `__index__` says. */
function ofSize(type: Ref, size: Ref): Status {
	const n = ssizeOf(size, OVERFLOW_ERROR);
	if (Number.isNaN(n)) return NULL;
	if (n < 0) return raise(VALUE_ERROR, "negative count");
	if (n > limits.bytes) return n < LONGEST_BYTES ? memoryError() : raise(OVERFLOW_ERROR, "byte string is too large");
	return bytesOfType(type, new Uint8Array(n));
}
/** `PY_SSIZE_T_MAX - PyBytesObject_SIZE`, as far as a double tells. */
const LONGEST_BYTES = 2 ** 63;

/** A text's bytes in the encoding that came with it; null: an error is set. */
export function encodedSource(source: Ref, { encoding, errors }: CodecNames): Uint8Array | null {
	if (encoding === null) {
		raise(TYPE_ERROR, "string argument without an encoding");
		return null;
	}
	const found = findEncoding(encoding);
	if (isFault(found)) {
		raiseFault(found);
		return null;
	}
	const bytes = encodeText(textOf(source), found, errors);
	if (!isFault(bytes)) return bytes;
	raiseUnicodeFault(bytes, source);
	return null;
}

/** For a source that is no text, where a codec was named. */
export function raiseWithoutText(encoding: Ref): Status {
	return raise(TYPE_ERROR, `${encoding === NULL ? "errors" : "encoding"} without a string argument`);
}

const NEW = calling((type, args, nargs, kwnames) => {
	const given = optionalArguments("bytes", ["source", "encoding", "errors"], args, nargs, kwnames);
	if (given === null) return NULL;
	const [source = NULL, encoding = NULL, errors = NULL] = given;
	const names = codecNames("bytes", encoding, errors);
	if (names === null) return NULL;
	if (source !== NULL && isStr(source)) {
		const bytes = encodedSource(source, names);
		return bytes === null ? NULL : bytesOfType(type, bytes);
	}
	if (encoding !== NULL || errors !== NULL) return raiseWithoutText(encoding);
	if (source === NULL) return bytesOfType(type, new Uint8Array(0));
	const own = typeLookupText(at(source + TYPE), "__bytes__");
	if (own === NULL && slotOf(source, S_INDEX) !== 0) return ofSize(type, source);
	return through(BYTES_FROM, 1, (frame) => {
		H[frame + N0] = type;
		return own === NULL ? bytesFromObject(source) : callSpecial(own, source);
	});
});

export function joinBytes(a: Uint8Array, b: Uint8Array): Uint8Array {
	work((a.length + b.length) >> 6);
	const joined = new Uint8Array(a.length + b.length);
	joined.set(a);
	joined.set(b, a.length);
	return joined;
}

function concat(a: Ref, b: Ref): Status {
	const right = exporterOf(b)?.bytes(b);
	if (right === null) return NULL;
	if (right === undefined) return raise(TYPE_ERROR, `can't concat ${typeName(at(b + TYPE))} to bytes`);
	if (at(a + STR_LENGTH) === 0 && at(b + TYPE) === BYTES) return incref(b);
	if (right.length === 0 && at(a + TYPE) === BYTES) return incref(a);
	return newBytes(joinBytes(bytesOf(a), right));
}

function repeat(o: Ref, count: Ref): Status {
	const bytes = bytesOf(o);
	const n = repeatCount(count, bytes.length, "repeated bytes are too long");
	if (Number.isNaN(n)) return NULL;
	if (n === 1 && at(o + TYPE) === BYTES) return incref(o);
	if (bytes.length * n > limits.bytes) return memoryError();
	const repeated = new Uint8Array(bytes.length * n);
	work(repeated.length >> 5);
	// Twice as much each time.
	repeated.set(bytes.subarray(0, repeated.length));
	for (let i = bytes.length; i > 0 && i < repeated.length; i *= 2) repeated.copyWithin(i, 0, i);
	return newBytes(repeated);
}

declareType({
	type: BYTES,
	name: "bytes",
	base: OBJECT,
	layout: LAYOUT_BYTES,
	bytes: HEADER,
	itemBytes: 1,
	words: WORDS,
	flags: TF_BASETYPE | TF_BYTES,
	slots: {
		[S_REPR]: unary(bytesText),
		[S_STR]: unary(bytesText),
		[S_HASH]: unary((o) => {
			hashBytes(bytesOf(o), computed);
			hash.low = computed.low;
			hash.high = computed.high;
			return hashAsInt();
		}),
		[S_LEN]: unary((o) => newInt(at(o + STR_LENGTH))),
		[S_ITER]: unary((o) => {
			const it = newFields(BYTES_ITERATOR, 2);
			H[it + FIELDS] = incref(o);
			return it;
		}),
		[S_GETITEM]: binary(getBytesItem),
		[S_CONTAINS]: binary((o, item) => bytesContain(bytesOf(o), item)),
		[S_RICHCOMPARE]: ternary((a, b, op) =>
			isBytes(b) ? newBool(ordered(compareBytes(bytesOf(a), bytesOf(b)), op)) : NOT_IMPLEMENTED,
		),
		[S_CONCAT]: binary(concat),
		[S_REPEAT]: binary(repeat),
		[S_NUMBER + NB_REMAINDER]: binary((a, b) => (isBytes(a) ? percentBytes(bytesOf(a), b, false) : NOT_IMPLEMENTED)),
		[S_NEW]: NEW,
	},
});
declareExporter(BYTES, {
	bytes: bytesOf,
	readonly: () => true,
	format: () => "B",
	itemSize: () => 1,
	exported: () => {},
});

const INDEX = FIELDS + 1;
declareType({
	type: BYTES_ITERATOR,
	name: "bytes_iterator",
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
			if (i < at(o + STR_LENGTH)) {
				H[it + INDEX] = i + 1;
				return newInt(bytesOf(o)[i] ?? 0);
			}
			clearref(it + FIELDS);
			return EXHAUSTED;
		}),
	},
});
