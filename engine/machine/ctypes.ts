/**
 * ctypes as far as it shows reference counts: simple C numbers, alone or at an object's address, py_object, cast, and
 * the exported functions that count. All other memory is not there to be read.
 */
import { at, freePayload, H, newPayload, payloads } from "./arena";
import { newInstance } from "./classes";
import { declareAttribute, declareMethod, declareType } from "./declarations";
import { raise } from "./errors";
import { addressOf, idOf } from "./hash";
import { intBig, isInt, newBig, newInt } from "./int";
import { FIELDS, HEAP_BASE, LAYOUT_STORE, NULL, R_TOP, type Ref, T_SOLID, TF_BASETYPE, TF_GC, TYPE } from "./layout";
import { Unsupported } from "./limits";
import { profile } from "./machine";
import { declareFunction, declareValue } from "./moduletable";
import { indexOf } from "./operators";
import { decref, incref, setref } from "./refcount";
import { newStr } from "./str";
import { calling, S_CALL, S_INIT, S_NEW, S_REPR, type Status, unary } from "./tables";
import { C_TYPES, NONE, OBJECT, TYPE_ERROR, VALUE_ERROR } from "./typeids";
import { isType, typeName } from "./types";

interface CType {
	readonly name: string;
	readonly bytes: number;
	readonly signed: boolean;
	readonly aliases: readonly string[];
}
const NUMBERS: readonly CType[] = [
	{ name: "c_byte", bytes: 1, signed: true, aliases: ["c_int8"] },
	{ name: "c_ubyte", bytes: 1, signed: false, aliases: ["c_uint8"] },
	{ name: "c_short", bytes: 2, signed: true, aliases: ["c_int16"] },
	{ name: "c_ushort", bytes: 2, signed: false, aliases: ["c_uint16"] },
	{ name: "c_int", bytes: 4, signed: true, aliases: ["c_int32"] },
	{ name: "c_uint", bytes: 4, signed: false, aliases: ["c_uint32"] },
	{ name: "c_long", bytes: 8, signed: true, aliases: ["c_longlong", "c_int64", "c_ssize_t", "c_time_t"] },
	{ name: "c_ulong", bytes: 8, signed: false, aliases: ["c_ulonglong", "c_uint64", "c_size_t"] },
	{ name: "c_void_p", bytes: 8, signed: false, aliases: ["c_voidp"] },
];
const typeAt = (i: number): Ref => C_TYPES[i] as Ref;
const PY_OBJECT = typeAt(NUMBERS.length);
/** `ctypes.pythonapi`, and the functions in it. */
const LIBRARY = typeAt(NUMBERS.length + 1);
const FUNCTION_POINTER = typeAt(NUMBERS.length + 2);

/** The object of a py_object, or the number's owner; behind LAYOUT_STORE's words the address it reads (0: its payload). */
const HELD = FIELDS;
const VALUE = FIELDS + 1;
const ADDRESS = FIELDS + 4;
const WORDS = FIELDS + 5;

/** The word of the arena that an address means: an object's header, or the word after it. Unsupported where none begins. */
function wordAt(address: number): number {
	const word = (address - addressOf(0)) / 8;
	const second = word % 2;
	// What stands before an object moves its id away from its header's word (idOf).
	for (const header of [word - second, word - second + 2])
		if (
			Number.isInteger(header) &&
			header >= HEAP_BASE &&
			header < at(R_TOP) &&
			at(header + TYPE) >= HEAP_BASE &&
			isType(at(header + TYPE)) &&
			idOf(header) === address - second * 8
		)
			return header + second;
	throw new Unsupported("reading memory where no object is");
}

/** The 64 bits of an object's head: its count, or its type. */
function bitsAt(word: number): bigint {
	if (word % 2 === 1) return BigInt(idOf(at(word - 1 + TYPE)));
	const count = at(word);
	if (count >= 0) return BigInt(count);
	// 3.14 keeps flags in the upper half: statically allocated, immortal.
	return BigInt(profile().immortalCount) + (profile().name === "3.13" ? 0n : 5n << 48n);
}

function clip(value: bigint, type: CType): bigint {
	return type.signed ? BigInt.asIntN(type.bytes * 8, value) : BigInt.asUintN(type.bytes * 8, value);
}

function numberType(o: Ref): CType {
	return NUMBERS[C_TYPES.indexOf(at(at(o + TYPE) + T_SOLID))] as CType;
}

function numberOf(o: Ref): bigint {
	const bits = at(o + ADDRESS) !== 0 ? bitsAt(at(o + ADDRESS)) : (payloads[at(o + VALUE)] as bigint);
	return clip(bits, numberType(o));
}

/** False with the TypeError set. */
function setValue(o: Ref, given: Ref): boolean {
	if (!isInt(given)) {
		raise(TYPE_ERROR, `'${typeName(at(given + TYPE))}' object cannot be interpreted as an integer`);
		return false;
	}
	if (at(o + ADDRESS) !== 0) throw new Unsupported("writing to an object's memory");
	freePayload(at(o + VALUE));
	H[o + VALUE] = newPayload(clip(intBig(given), numberType(o)));
	return true;
}

function newNumber(type: Ref): Ref {
	const o = newInstance(type);
	H[o + VALUE] = newPayload(0n);
	return o;
}

NUMBERS.forEach(({ name, aliases }, i) => {
	const type = typeAt(i);
	declareType({
		type,
		name,
		module: "ctypes",
		base: OBJECT,
		layout: LAYOUT_STORE,
		bytes: 128 + 16,
		words: WORDS,
		refs: 1,
		flags: TF_BASETYPE | TF_GC,
		slots: {
			[S_NEW]: calling(newNumber),
			[S_INIT]: calling((self, args, nargs) => (nargs === 0 || setValue(self, at(args)) ? NONE : NULL)),
			[S_REPR]: unary((o) => newStr(`${typeName(at(o + TYPE)).replace(/^ctypes\./, "")}(${numberOf(o)})`)),
		},
	});
	declareAttribute(
		type,
		"value",
		(o) => newBig(numberOf(o)),
		(o, value) => (value !== NULL && setValue(o, value) ? NONE : NULL),
	);
	declareMethod(
		type,
		"from_address",
		1,
		1,
		(cls, args) => {
			if (!isInt(at(args))) return raise(TYPE_ERROR, "integer expected");
			const o = newNumber(cls);
			H[o + ADDRESS] = wordAt(indexOf(at(args)));
			return o;
		},
		{ kind: "classmethod" },
	);
	for (const alias of [name, ...aliases]) declareValue("ctypes", alias, () => type);
});

// ---- py_object ----

declareType({
	type: PY_OBJECT,
	name: "py_object",
	module: "ctypes",
	base: OBJECT,
	layout: LAYOUT_STORE,
	bytes: 128 + 16,
	words: WORDS,
	refs: 1,
	flags: TF_BASETYPE | TF_GC,
	slots: {
		[S_NEW]: calling((type, args, nargs) => {
			const o = newInstance(type);
			if (nargs > 0) H[o + HELD] = incref(at(args));
			return o;
		}),
		[S_INIT]: calling(() => NONE),
		[S_REPR]: unary((o) => newStr(`py_object(${at(o + HELD) === NULL ? "<NULL>" : "..."})`)),
	},
});
declareAttribute(
	PY_OBJECT,
	"value",
	(o) => (at(o + HELD) === NULL ? raise(VALUE_ERROR, "PyObject is NULL") : incref(at(o + HELD))),
	(o, value) => {
		setref(o + HELD, value === NULL ? NULL : incref(value));
		return NONE;
	},
);
declareValue("ctypes", "py_object", () => PY_OBJECT);

declareFunction("ctypes", "sizeof", 1, 1, (_self, args) => {
	const type = isType(at(args)) ? at(args) : at(at(args) + TYPE);
	const i = C_TYPES.indexOf(at(type + T_SOLID));
	if (i === NUMBERS.length) return newInt(8);
	const known = NUMBERS[i];
	return known === undefined ? raise(TYPE_ERROR, "this type has no size") : newInt(known.bytes);
});
declareFunction("ctypes", "cast", 2, 2, (_self, args) => {
	const type = at(args + 1);
	if (type !== PY_OBJECT) throw new Unsupported("ctypes.cast to what is no py_object");
	if (!isInt(at(args))) throw new Unsupported("ctypes.cast of what is no address");
	const word = wordAt(indexOf(at(args)));
	if (word % 2 === 1) throw new Unsupported("reading memory where no object is");
	const o = newInstance(PY_OBJECT);
	H[o + HELD] = incref(word);
	return o;
});

// ---- pythonapi ----

/** Told of each reference that a program counts, or gives up, by hand: nothing holds it. For the audit. */
let onHandCount: ((o: Ref, by: number) => void) | null = null;
export function watchHandCounts(f: ((o: Ref, by: number) => void) | null): void {
	onHandCount = f;
}

/** What the exported functions do with an object; a number is their result, null: nothing. */
const EXPORTED: readonly (readonly [string, (o: Ref) => number | null])[] = [
	[
		"Py_IncRef",
		(o) => {
			incref(o);
			onHandCount?.(o, 1);
			return null;
		},
	],
	[
		"Py_DecRef",
		(o) => {
			onHandCount?.(o, -1);
			decref(o);
			return null;
		},
	],
	["Py_REFCNT", (o) => (at(o) < 0 ? profile().immortalCount : at(o))],
];
const PLACE = FIELDS + 4;
declareType({
	type: LIBRARY,
	name: "PyDLL",
	module: "ctypes",
	base: OBJECT,
	layout: LAYOUT_STORE,
	bytes: 64,
	words: WORDS,
	refs: 1,
	flags: TF_GC,
	slots: {},
});
declareType({
	type: FUNCTION_POINTER,
	name: "_FuncPtr",
	module: "ctypes",
	base: OBJECT,
	layout: LAYOUT_STORE,
	bytes: 64,
	words: WORDS,
	refs: 1,
	flags: TF_GC,
	slots: {
		[S_CALL]: calling((self, args, nargs): Status => {
			const [name, run] = EXPORTED[at(self + PLACE)] as (typeof EXPORTED)[number];
			const argument = nargs === 1 ? at(args) : NULL;
			if (argument === NULL || at(at(argument + TYPE) + T_SOLID) !== PY_OBJECT || at(argument + HELD) === NULL)
				throw new Unsupported(`ctypes.pythonapi.${name} of what is no py_object`);
			const result = run(at(argument + HELD));
			return newInt(result ?? 0);
		}),
	},
});
EXPORTED.forEach(([name], i) => {
	declareAttribute(LIBRARY, name, () => {
		const o = newInstance(FUNCTION_POINTER);
		H[o + PLACE] = i;
		return o;
	});
});
for (const name of ["argtypes", "restype"])
	declareAttribute(
		FUNCTION_POINTER,
		name,
		() => NONE,
		() => NONE,
	);
declareValue("ctypes", "pythonapi", () => newInstance(LIBRARY));
for (const name of [
	"POINTER",
	"pointer",
	"byref",
	"addressof",
	"memmove",
	"memset",
	"string_at",
	"create_string_buffer",
	"CDLL",
	"cdll",
])
	declareFunction(
		"ctypes",
		name,
		0,
		-1,
		() => {
			throw new Unsupported(`ctypes.${name}`);
		},
		{ raw: true },
	);
