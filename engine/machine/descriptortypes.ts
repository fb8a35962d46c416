/** The types of native descriptors, and what a slot wrapper calls (Objects/descrobject.c). */

import { NB_POWER, PY_EQ, PY_NE } from "../compile/opcodes";
import { at } from "./arena";
import {
	CLASSMETHOD_DESCRIPTOR_GET,
	GETSET_GET,
	GETSET_SET,
	MEMBER_GET,
	MEMBER_SET,
	METHOD_DESCRIPTOR_GET,
	nameArgument,
	SLOT_WRAPPER_GET,
} from "./attributes";
import { vectorcall } from "./call";
import { wrapperMisused } from "./callerrors";
import { COMPARE_BY_IDENTITY, identityNotEqual } from "./comparison";
import { guardedBinary, guardedTernary } from "./conversions";
import { declareAttribute, declareType, type SlotDef, slotDefs } from "./declarations";
import { newException, raise, raiseOwned } from "./errors";
import { declareField } from "./fieldattributes";
import { newBool, newInt } from "./int";
import { EXHAUSTED } from "./iterators";
import {
	DESCR_DEF,
	DESCR_NAME,
	DESCR_TYPE,
	FIELDS,
	LAYOUT_DESCRIPTOR,
	LAYOUT_FIELDS,
	NULL,
	type Ref,
	SIZE,
	T_BASE,
	T_MRO,
	T_QUALNAME,
	T_SLOTS,
	TF_GC,
	TF_METHOD_DESCRIPTOR,
	TF_NO_NEW,
	TYPE,
} from "./layout";
import { EngineBug } from "./limits";
import { addressText } from "./objects";
import { repeatedBy } from "./operators";
import { pack, unpack } from "./packed";
import { SLOT_SETATTRO } from "./pythonslots";
import { incref } from "./refcount";
import { newStr, textOf } from "./str";
import {
	type Binary,
	binarySlots,
	type Call,
	calling,
	callSlots,
	S_CALL,
	S_DESCR_GET,
	S_DESCR_SET,
	S_HASH,
	S_NUMBER,
	S_REPR,
	S_RICHCOMPARE,
	S_SETATTRO,
	type Status,
	type Ternary,
	ternary,
	ternarySlots,
	type Unary,
	unary,
	unarySlots,
} from "./tables";
import { powerMethod } from "./ternarypower";
import { tupleItem } from "./tuple";
import {
	CLASSMETHOD_DESCRIPTOR,
	EMPTY_TUPLE,
	GETSET,
	MEMBER,
	METHOD_DESCRIPTOR,
	METHOD_WRAPPER,
	NONE,
	NOT_IMPLEMENTED,
	OBJECT,
	SLOT_WRAPPER,
	STOP_ITERATION,
	TYPE_ERROR,
} from "./typeids";
import { isInstanceOf, typeName } from "./types";

const descriptor = (type: Ref, name: string, slots: Record<number, number>, flags: number): void =>
	declareType({
		type,
		name,
		base: OBJECT,
		layout: LAYOUT_DESCRIPTOR,
		bytes: 72,
		words: 8,
		flags: TF_GC | TF_NO_NEW | flags,
		slots,
	});
const descriptorRepr = (what: string): number =>
	unary((o) => newStr(`<${what} '${textOf(at(o + DESCR_NAME))}' of '${typeName(at(o + DESCR_TYPE))}' objects>`));
descriptor(
	METHOD_DESCRIPTOR,
	"method_descriptor",
	{
		[S_REPR]: descriptorRepr("method"),
		[S_DESCR_GET]: METHOD_DESCRIPTOR_GET,
		[S_CALL]: calling((f, args, nargs, kwnames) => vectorcall(f, args, nargs, kwnames)),
	},
	TF_METHOD_DESCRIPTOR,
);
descriptor(
	CLASSMETHOD_DESCRIPTOR,
	"classmethod_descriptor",
	{ [S_REPR]: descriptorRepr("method"), [S_DESCR_GET]: CLASSMETHOD_DESCRIPTOR_GET },
	0,
);
descriptor(
	GETSET,
	"getset_descriptor",
	{ [S_REPR]: descriptorRepr("attribute"), [S_DESCR_GET]: GETSET_GET, [S_DESCR_SET]: GETSET_SET },
	0,
);
descriptor(
	MEMBER,
	"member_descriptor",
	{ [S_REPR]: descriptorRepr("member"), [S_DESCR_GET]: MEMBER_GET, [S_DESCR_SET]: MEMBER_SET },
	0,
);
descriptor(
	SLOT_WRAPPER,
	"wrapper_descriptor",
	{
		[S_REPR]: descriptorRepr("slot wrapper"),
		[S_DESCR_GET]: SLOT_WRAPPER_GET,
		[S_CALL]: calling((w, args, nargs, kwnames) => {
			const def = slotDefs[at(w + DESCR_DEF)] as SlotDef;
			const owner = at(w + DESCR_TYPE);
			if (nargs === 0)
				return raise(TYPE_ERROR, `descriptor '${def.name}' of '${typeName(owner)}' object needs an argument`);
			const o = at(args);
			if (!isInstanceOf(o, owner))
				return raise(
					TYPE_ERROR,
					`descriptor '${def.name}' requires a '${typeName(owner)}' object but received a '${typeName(at(o + TYPE))}'`,
				);
			// wrapperdescr_call cuts self off the tuple of arguments.
			return unpack(pack(args + 1, nargs - 1, NULL), callSlot(def, owner, o, args + 1, nargs - 1, kwnames));
		}),
	},
	TF_METHOD_DESCRIPTOR,
);
for (const type of [METHOD_DESCRIPTOR, CLASSMETHOD_DESCRIPTOR, GETSET, MEMBER, SLOT_WRAPPER]) {
	declareField(type, "__name__", DESCR_NAME, false);
	declareField(type, "__objclass__", DESCR_TYPE, false);
	declareAttribute(type, "__qualname__", qualifiedName);
}
/** `descr_get_qualname` */
function qualifiedName(o: Ref): Ref {
	return newStr(`${textOf(at(at(o + DESCR_TYPE) + T_QUALNAME))}.${textOf(at(o + DESCR_NAME))}`);
}
declareType({
	type: METHOD_WRAPPER,
	name: "method-wrapper",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 48,
	words: 8,
	refs: 2,
	flags: TF_GC | TF_NO_NEW,
	slots: {
		[S_REPR]: unary((o) => {
			const bound = at(o + FIELDS + 1);
			return newStr(
				`<method-wrapper '${textOf(at(at(o + FIELDS) + DESCR_NAME))}' of ${typeName(at(bound + TYPE))} object at ${addressText(bound)}>`,
			);
		}),
		[S_RICHCOMPARE]: ternary((a, b, op) => {
			if ((op !== PY_EQ && op !== PY_NE) || at(b + TYPE) !== METHOD_WRAPPER) return NOT_IMPLEMENTED;
			const same = at(a + FIELDS) === at(b + FIELDS) && at(a + FIELDS + 1) === at(b + FIELDS + 1);
			return newBool(same === (op === PY_EQ));
		}),
		[S_HASH]: unary((o) => newInt((at(o + FIELDS + 1) ^ (at(o + FIELDS) >> 1)) >>> 0)),
		[S_CALL]: calling((w, args, nargs, kwnames) => {
			const descr = at(w + FIELDS);
			return callSlot(
				slotDefs[at(descr + DESCR_DEF)] as SlotDef,
				at(descr + DESCR_TYPE),
				at(w + FIELDS + 1),
				args,
				nargs,
				kwnames,
			);
		}),
	},
});
declareAttribute(METHOD_WRAPPER, "__name__", (o) => incref(at(at(o + FIELDS) + DESCR_NAME)));
declareAttribute(METHOD_WRAPPER, "__objclass__", (o) => incref(at(at(o + FIELDS) + DESCR_TYPE)));
declareAttribute(METHOD_WRAPPER, "__qualname__", (o) => qualifiedName(at(o + FIELDS)));
declareAttribute(METHOD_WRAPPER, "__self__", (o) => incref(at(o + FIELDS + 1)));

/** `hackcheck`: an object whose type sets attributes in a way of its own may not be changed past that. */
function hackcheck(o: Ref, slot: number, name: string): boolean {
	const type = at(o + TYPE);
	const mro = at(type + T_MRO);
	const setter = (t: Ref): number => at(t + T_SLOTS + S_SETATTRO);
	let base = type;
	for (let i = at(mro + SIZE) - 1; i >= 0; i--) {
		const t = tupleItem(mro, i);
		if (setter(t) === SLOT_SETATTRO || setter(t) !== setter(type)) continue;
		base = t;
		break;
	}
	for (; base !== NULL && setter(base) !== slot; base = at(base + T_BASE)) {
		if (setter(base) === SLOT_SETATTRO) continue;
		raise(TYPE_ERROR, `can't apply this ${name} to ${typeName(type)} object`);
		return false;
	}
	return true;
}

/** How many arguments the wrap_* functions of typeobject.c take beside self, where it is not one: at least, at most. */
const COUNTS: Readonly<Partial<Record<SlotDef["shape"], readonly [number, number]>>> = {
	unary: [0, 0],
	len: [0, 0],
	bool: [0, 0],
	hash: [0, 0],
	next: [0, 0],
	setattr: [2, 2],
	setitem: [2, 2],
	set: [2, 2],
	get: [1, 2],
};
const ONE = [1, 1] as const;

/** Calls the native slot behind a slot wrapper (the wrap_* functions of typeobject.c). */
function callSlot(def: SlotDef, owner: Ref, o: Ref, args: number, nargs: number, kwnames: Ref): Status {
	const index = at(owner + T_SLOTS + def.slot);
	if (def.shape === "init" || def.shape === "call") return (callSlots[index] as Call)(o, args, nargs, kwnames);
	if (def.slot === S_NUMBER + NB_POWER && def.shape !== "inplace")
		return powerMethod(index, o, args, nargs, kwnames, def.shape === "reflected");
	const [least, most] = COUNTS[def.shape] ?? ONE;
	const keywords = kwnames !== NULL && at(kwnames + SIZE) > 0;
	if (keywords || nargs < least || nargs > most) return wrapperMisused(def.name, keywords, least, most, nargs);
	switch (def.shape) {
		case "unary":
		case "len":
		case "bool":
		case "hash":
			return (unarySlots[index] as Unary)(o);
		case "next": {
			const status = (unarySlots[index] as Unary)(o);
			return status === EXHAUSTED ? raiseOwned(newException(STOP_ITERATION, EMPTY_TUPLE)) : status;
		}
		case "binary":
		case "inplace":
		case "contains":
			return guardedBinary(index, o, at(args));
		case "reflected":
			return guardedBinary(index, at(args), o);
		case "repeat":
			return repeatedBy(index, o, at(args));
		case "compare":
			if (index === COMPARE_BY_IDENTITY && def.op === PY_NE) return identityNotEqual(o, at(args));
			return (ternarySlots[index] as Ternary)(o, at(args), def.op);
		case "getattr":
			return nameArgument(at(args)) === NULL ? NULL : (binarySlots[index] as Binary)(o, at(args));
		case "setattr":
			if (!hackcheck(o, index, def.name) || nameArgument(at(args)) === NULL) return NULL;
			return (ternarySlots[index] as Ternary)(o, at(args), at(args + 1));
		case "setitem":
		case "set":
			return guardedTernary(index, o, at(args), at(args + 1));
		case "delattr":
			if (!hackcheck(o, index, def.name) || nameArgument(at(args)) === NULL) return NULL;
			return (ternarySlots[index] as Ternary)(o, at(args), NULL);
		case "delitem":
		case "delete":
			return guardedTernary(index, o, at(args), NULL);
		case "get": {
			const obj = at(args);
			const type = nargs > 1 ? at(args + 1) : NONE;
			if (obj === NONE && type === NONE) return raise(TYPE_ERROR, "__get__(None, None) is invalid");
			return (ternarySlots[index] as Ternary)(o, obj === NONE ? NULL : obj, type === NONE ? NULL : type);
		}
		default:
			throw new EngineBug(`a slot wrapper of shape ${def.shape}`);
	}
}
