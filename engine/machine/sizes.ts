/**
 * `__sizeof__` and `sys.getsizeof`, with CPython's 64-bit sizes. T_BASICSIZE holds a type's basic size with the
 * collector's header; `__sizeof__` is without, and getsizeof adds what stands before an object.
 */
import { sharedRoom } from "./alloc";
import { at, H } from "./arena";
import { bind } from "./attributes";
import { callWith } from "./call";
import { codeUnits } from "./codeunits";
import { declareAttribute, declareMethod } from "./declarations";
import { clearError, errorIs, raise } from "./errors";
import { codeOf, frameSlots } from "./frames";
import { generatorCode } from "./generators";
import { intBig, intBytes, intNumber, isInt, newInt } from "./int";
import { keysBytes } from "./keys";
import {
	DICT_KEYS,
	DICT_SHARED,
	F_CODE,
	FO_FRAME,
	FO_OWN,
	K_LOG2,
	K_UNICODE,
	LAYOUT_BYTES,
	LAYOUT_GENERATOR,
	LAYOUT_TUPLE,
	LAYOUT_TYPE,
	LIST_CAPACITY,
	NULL,
	PUSHED,
	type Ref,
	SET_MASK,
	SIZE,
	STR_KIND,
	STR_LENGTH,
	T_BASE,
	T_BASICSIZE,
	T_FLAGS,
	T_ITEMSIZE,
	T_KEYS,
	T_LAYOUT,
	T_SLOTS_COUNT,
	T_SOLID,
	TF_GC,
	TF_HEAP,
	TF_PREHEADER,
	TYPE,
} from "./layout";
import { Unsupported } from "./limits";
import { declareFunction } from "./moduletable";
import { N0, popNative, pushNative } from "./natives";
import { decref, incref, isImmortal } from "./refcount";
import { lookupSpecial } from "./special";
import { strBytes } from "./str";
import { nativeKind, type Status } from "./tables";
import {
	CODE,
	DEFAULT_DICT,
	DICT,
	FRAME,
	FROZENSET,
	INT,
	LIST,
	OBJECT,
	SET,
	STR,
	TYPE_ERROR,
	TYPE_TYPE,
	VALUE_ERROR,
} from "./typeids";
import { typeOffset } from "./typeoffsets";
import { typeName } from "./types";

/** Bytes of an instance of the very type, without the collector's header. */
type SizeOf = (o: Ref) => number;

const sizes = new Map<Ref, SizeOf>();

/** Gives a type its `__sizeof__`: what `sizeOf` says, and what a class derived from it adds. */
export function declareSize(type: Ref, sizeOf: SizeOf): void {
	sizes.set(type, sizeOf);
	declareMethod(type, "__sizeof__", 0, 0, (self) =>
		newInt(sizeOf(self) + basicSize(at(self + TYPE)) - basicSize(at(at(self + TYPE) + T_SOLID))),
	);
}

function basicSize(type: Ref): number {
	return at(type + T_BASICSIZE) - ((at(type + T_FLAGS) & TF_GC) !== 0 ? 16 : 0);
}

/** `Py_SIZE` of an object whose type has items. */
function itemCount(o: Ref): number {
	switch (at(at(o + TYPE) + T_LAYOUT)) {
		case LAYOUT_TUPLE:
			return at(o + SIZE);
		case LAYOUT_BYTES:
			return at(o + STR_LENGTH);
		case LAYOUT_TYPE:
			return (at(o + T_FLAGS) & TF_HEAP) === 0 ? 0 : at(o + T_SLOTS_COUNT);
		case LAYOUT_GENERATOR:
			return frameSlots(generatorCode(o));
		default:
			return 0;
	}
}

/** `object.__sizeof__` */
declareMethod(OBJECT, "__sizeof__", 0, 0, (o) => newInt(plainSize(o)));
function plainSize(o: Ref): number {
	const type = at(o + TYPE);
	return basicSize(type) + at(type + T_ITEMSIZE) * itemCount(o);
}

declareSize(INT, (o) => intBytes(isInt(o) && Number.isNaN(intNumber(o)) ? intBig(o) : intNumber(o)));
declareSize(STR, (o) => {
	const length = at(o + STR_LENGTH);
	const kind = at(o + STR_KIND);
	// A class's text stands in a block of its own.
	if (at(o + TYPE) !== STR) return basicSize(STR) + (length + 1) * Math.max(kind, 1);
	// The immortal characters beyond ASCII come with their UTF-8 form: two bytes and a NUL.
	return strBytes(length, kind) + (isImmortal(o) && length === 1 && kind === 1 ? 3 : 0);
});
declareSize(LIST, (o) => basicSize(LIST) + 8 * at(o + LIST_CAPACITY));
/** Bytes of a dict's keys, or of its values where it shares its keys with others (`_PyDict_SizeOf` without the dict). */
export function dictKeysBytes(o: Ref): number {
	const shared = at(o + DICT_SHARED);
	if (shared !== 0) return 8 * sharedRoom(shared);
	const keys = at(o + DICT_KEYS);
	return keys === 0 ? 0 : keysBytes(at(keys + K_LOG2), at(keys + K_UNICODE) !== 0);
}
declareSize(DICT, (o) => basicSize(DICT) + dictKeysBytes(o));
declareSize(DEFAULT_DICT, (o) => basicSize(DEFAULT_DICT) + dictKeysBytes(o));
/** The first table of 8 stands in the set itself. */
const SMALL_MASK = 7;
for (const type of [SET, FROZENSET])
	declareSize(type, (o) => basicSize(type) + (at(o + SET_MASK) > SMALL_MASK ? (at(o + SET_MASK) + 1) * 16 : 0));
/** `type.__sizeof__`: a class, with the keys that its instances share, or a static type. */
declareMethod(TYPE_TYPE, "__sizeof__", 0, 0, (o) => newInt(typeSize(o)));
function typeSize(o: Ref): number {
	if ((at(o + T_FLAGS) & TF_HEAP) === 0) return STATIC_TYPE_BYTES;
	const keys = at(o + T_KEYS);
	return basicSize(TYPE_TYPE) + (keys === 0 ? 0 : keysBytes(at(keys + K_LOG2), true));
}
const STATIC_TYPE_BYTES = 416;
declareSize(CODE, (o) => (basicSize(CODE) + 2 * codeUnits(codeOf(o)) + 7) & ~7);
declareSize(FRAME, (o) => {
	const running = at(o + FO_FRAME);
	const frame = running !== 0 ? running : at(o + FO_OWN);
	return basicSize(FRAME) + (frame === 0 ? 0 : 8 * frameSlots(at(frame + F_CODE)));
});

// ---- sys.getsizeof ----

/** `_PyType_PreHeaderSize`; a static type has none, although its metatype's instances have. */
function headerBytes(o: Ref): number {
	const type = at(o + TYPE);
	if (at(type + T_LAYOUT) === LAYOUT_TYPE && (at(o + T_FLAGS) & TF_HEAP) === 0) return 0;
	return ((at(type + T_FLAGS) & TF_GC) !== 0 ? 16 : 0) + ((at(type + T_FLAGS) & TF_PREHEADER) !== 0 ? 16 : 0);
}

/** What `sys.getsizeof` answers, without asking a `__sizeof__` that is written in Python. */
export function objectBytes(o: Ref): number {
	const type = at(o + TYPE);
	if (at(type + T_LAYOUT) === LAYOUT_TYPE) return typeSize(o) + headerBytes(o);
	const solid = at(type + T_SOLID);
	for (let t = solid; t !== NULL; t = at(t + T_BASE)) {
		const sizeOf = sizes.get(t);
		if (sizeOf !== undefined) return sizeOf(o) + basicSize(type) - basicSize(solid) + headerBytes(o);
	}
	return plainSize(o) + headerBytes(o);
}

/** Words: the object, the default (0: none), both borrowed. What `__sizeof__` gave has come. */
const GETSIZEOF = nativeKind(
	"sys.getsizeof",
	(frame, value) => {
		const o = at(frame + N0);
		const size = sizeValue(value);
		decref(value);
		if (size === -1) return fallback(frame);
		if (size < 0) return raise(VALUE_ERROR, "__sizeof__() should return >= 0");
		return newInt(size + headerBytes(o));
	},
	(frame) => fallback(frame),
);

/** `_PyLong_AsSize_t`-like: -1 with TypeError set, -2 for a negative one. */
function sizeValue(value: Ref): number {
	if (!isInt(value)) {
		raise(TYPE_ERROR, "an integer is required");
		return -1;
	}
	const n = intNumber(value);
	return n < 0 ? -2 : n;
}

/** A TypeError gives way to the default. */
function fallback(frame: number): Status {
	const instead = at(frame + N0 + 1);
	if (instead === NULL || !errorIs(TYPE_ERROR)) return NULL;
	clearError();
	return incref(instead);
}

declareFunction(
	"sys",
	"getsizeof",
	1,
	2,
	(_self, args) => {
		const o = at(args);
		const method = lookupSpecial(o, "__sizeof__");
		if (method === NULL) return raise(TYPE_ERROR, `Type ${typeName(at(o + TYPE))} doesn't define __sizeof__`);
		const frame = pushNative(GETSIZEOF, 2, 0);
		H[frame + N0] = o;
		H[frame + N0 + 1] = at(args + 1);
		const bound = bind(method, o, at(o + TYPE));
		if (bound === PUSHED) throw new Unsupported("a __sizeof__ that is bound by a __get__ written in Python");
		if (bound === NULL) {
			const instead = fallback(frame);
			popNative(frame);
			return instead;
		}
		const status = callWith(bound);
		decref(bound);
		return status;
	},
	{ params: ["object", "default"] },
);

declareAttribute(TYPE_TYPE, "__dictoffset__", (o) => newInt(typeOffset(o, 0)));
declareAttribute(TYPE_TYPE, "__weakrefoffset__", (o) => newInt(typeOffset(o, 1)));
