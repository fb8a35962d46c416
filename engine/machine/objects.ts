/** object, type, and the types of functions, methods, descriptors, modules, frames and singletons. */
import { PY_EQ, PY_NE } from "../compile/opcodes";
import { allocGc, FL_NONE } from "./alloc";
import { at, H } from "./arena";
import {
	bind,
	CLASSMETHOD_DESCRIPTOR_GET,
	CLASSMETHOD_GET,
	FUNCTION_GET,
	GENERIC_GETATTR,
	GENERIC_SETATTR,
	GETSET_GET,
	GETSET_SET,
	getAttr,
	MEMBER_GET,
	MEMBER_SET,
	METHOD_DESCRIPTOR_GET,
	MODULE_GETATTR,
	newMethod,
	PROPERTY_GET,
	PROPERTY_SET,
	SLOT_WRAPPER_GET,
	STATICMETHOD_GET,
	SUPER_GETATTR,
	TYPE_GETATTR,
	TYPE_SETATTR,
} from "./attributes";
import { callPrepended, through, vectorcall } from "./call";
import { OBJECT_INIT, OBJECT_NEW, TYPE_CALL, TYPE_INIT, TYPE_NEW } from "./classes";
import { declareAttribute, declareMethod, declareType, type SlotDef, slotDefs } from "./declarations";
import { dictEntryAt, dictGetText, dictSetStr, newDict } from "./dict";
import { newException, raise, raiseOwned } from "./errors";
import { reprOfType } from "./exceptions";
import { codeOf, frameLine, frameObject, instructionIndex, previousPython, topPython } from "./frames";
import { callFunction } from "./functions";
import { track } from "./gclist";
import { HASH_BY_ADDRESS, idOf } from "./hash";
import { dictWord, materializeDict, replaceDict, valuesAt, valuesOrder, valuesUsed } from "./instance";
import { superCheck } from "./instructions";
import { newBool, newInt } from "./int";
import { EXHAUSTED, getIter } from "./iterators";
import { keysEntries } from "./keys";
import {
	BUILTIN_DEF,
	BUILTIN_MODULE,
	BUILTIN_SELF,
	BUILTIN_WEAKLIST,
	CELL_VALUE,
	CODE_CONSTS,
	CODE_NAME,
	CODE_NAMES,
	CODE_NCONSTS,
	CODE_NNAMES,
	CODE_QUALNAME,
	CODE_WEAKLIST,
	CODE_WORDS,
	DESCR_DEF,
	DESCR_NAME,
	DESCR_TYPE,
	ENTRY_KEY,
	ENTRY_WORDS,
	F_BUILTINS,
	F_CODE,
	F_GLOBALS,
	F_LOCALS,
	F_SP,
	FIELDS,
	FO_BACK,
	FO_FRAME,
	FO_OWN,
	FRAME_WORDS,
	FUNC_ANNOTATIONS,
	FUNC_CLOSURE,
	FUNC_CODE,
	FUNC_DEFAULTS,
	FUNC_DICT,
	FUNC_DOC,
	FUNC_GLOBALS,
	FUNC_KWDEFAULTS,
	FUNC_MODULE,
	FUNC_NAME,
	FUNC_QUALNAME,
	FUNC_WEAKLIST,
	FUNC_WORDS,
	LAYOUT_BUILTIN,
	LAYOUT_CELL,
	LAYOUT_CODE,
	LAYOUT_DESCRIPTOR,
	LAYOUT_FIELDS,
	LAYOUT_FRAME,
	LAYOUT_FUNCTION,
	LAYOUT_METHOD,
	LAYOUT_MODULE,
	LAYOUT_OBJECT,
	LAYOUT_TRACEBACK,
	LAYOUT_TYPE,
	METHOD_FUNC,
	METHOD_SELF,
	METHOD_WEAKLIST,
	MODULE_DICT,
	MODULE_NAME,
	MODULE_WEAKLIST,
	NULL,
	type Ref,
	SIZE,
	STACK_BASE,
	T_BASE,
	T_BASES,
	T_BASICSIZE,
	T_DICT,
	T_DICT_AT,
	T_FLAGS,
	T_ITEMSIZE,
	T_KEYS,
	T_MRO,
	T_NAME,
	T_QUALNAME,
	T_SLOTS,
	T_SOLID,
	T_VALUES_AT,
	T_WEAKLIST,
	T_WORDS,
	TB_FRAME,
	TB_LASTI,
	TB_LINE,
	TB_NEXT,
	TF_BASETYPE,
	TF_GC,
	TF_HEAP,
	TF_METHOD_DESCRIPTOR,
	TF_NO_NEW,
	TF_TYPE,
	TUPLE_ITEMS,
	TYPE,
	TYPE_WORDS,
} from "./layout";
import { EngineBug, Unsupported } from "./limits";
import { listAppend, listFrom, newList } from "./list";
import { N0 } from "./natives";
import { COMPARE_BY_IDENTITY, compareSlot, contains, getItem, length, repr, str } from "./operators";
import { decref, incref, setref, xdecref } from "./refcount";
import { nameRef } from "./special";
import { intern, isStr, newStr, textOf } from "./str";
import {
	type Binary,
	binary,
	binarySlots,
	type Call,
	calling,
	callSlots,
	definitions,
	type NativeDef,
	nativeKind,
	S_BOOL,
	S_CALL,
	S_CONTAINS,
	S_DESCR_GET,
	S_DESCR_SET,
	S_GETATTRO,
	S_GETITEM,
	S_HASH,
	S_INIT,
	S_ITER,
	S_LEN,
	S_NEW,
	S_REPR,
	S_RICHCOMPARE,
	S_SETATTRO,
	S_STR,
	type Status,
	type Ternary,
	ternary,
	ternarySlots,
	type Unary,
	unary,
	unarySlots,
} from "./tables";
import { isTuple, newTuple, tupleFrom, tupleItem } from "./tuple";
import {
	BUILTIN,
	CELL,
	CLASSMETHOD,
	CLASSMETHOD_DESCRIPTOR,
	CODE,
	DICT,
	ELLIPSIS,
	ELLIPSIS_TYPE,
	EMPTY_TUPLE,
	FALSE,
	FRAME,
	FUNCTION,
	GETSET,
	MAPPING_PROXY,
	MEMBER,
	METHOD,
	METHOD_DESCRIPTOR,
	METHOD_WRAPPER,
	MODULE,
	NONE,
	NONE_TYPE,
	NOT_IMPLEMENTED,
	NOT_IMPLEMENTED_TYPE,
	OBJECT,
	PROPERTY,
	RUNTIME_ERROR,
	SLOT_WRAPPER,
	STATICMETHOD,
	STOP_ITERATION,
	SUPER,
	TRACEBACK,
	TUPLE,
	TYPE_ERROR,
	TYPE_TYPE,
	VALUE_ERROR,
} from "./typeids";
import { isInstanceOf, isSubtype, isType, newFields, subclasses, typeLookup, typeName } from "./types";

/** An object's address as CPython prints it. */
export function addressText(o: Ref): string {
	return `0x${idOf(o).toString(16).padStart(12, "0")}`;
}

/** `module.qualname` of a type, without "builtins.". */
export function fullTypeName(type: Ref): string {
	const text = textOf(reprOfType(type));
	return text.slice(8, -2);
}

const fixedRepr = (text: string): number => unary(() => newStr(text));

declareType({
	type: OBJECT,
	name: "object",
	base: NULL,
	layout: LAYOUT_OBJECT,
	bytes: 16,
	words: 4,
	flags: TF_BASETYPE,
	slots: {
		[S_REPR]: unary((o) => newStr(`<${fullTypeName(at(o + TYPE))} object at ${addressText(o)}>`)),
		[S_STR]: unary((o) => repr(o)),
		[S_HASH]: HASH_BY_ADDRESS,
		[S_GETATTRO]: GENERIC_GETATTR,
		[S_SETATTRO]: GENERIC_SETATTR,
		[S_RICHCOMPARE]: COMPARE_BY_IDENTITY,
		[S_NEW]: OBJECT_NEW,
		[S_INIT]: OBJECT_INIT,
	},
});
declareAttribute(
	OBJECT,
	"__class__",
	(o) => incref(at(o + TYPE)),
	(o, value) => {
		if (value === NULL || !isType(value))
			return raise(
				TYPE_ERROR,
				`__class__ must be set to a class, not '${value === NULL ? "NULL" : typeName(at(value + TYPE))}' object`,
			);
		const old = at(o + TYPE);
		const same =
			at(old + T_SOLID) === at(value + T_SOLID) &&
			at(old + T_WORDS) === at(value + T_WORDS) &&
			at(old + T_DICT_AT) === at(value + T_DICT_AT);
		if ((at(old + T_FLAGS) & at(value + T_FLAGS) & TF_HEAP) === 0)
			return raise(TYPE_ERROR, "__class__ assignment only supported for mutable types or ModuleType subclasses");
		if (!same)
			return raise(
				TYPE_ERROR,
				`__class__ assignment: '${typeName(value)}' object layout differs from '${typeName(old)}'`,
			);
		if (at(old + T_VALUES_AT) !== 0) materializeDict(o);
		H[o + TYPE] = incref(value);
		decref(old);
		return NONE;
	},
);
declareMethod(OBJECT, "__format__", 1, 1, (o, args) => {
	if (textOf(at(args)) !== "")
		return raise(TYPE_ERROR, `unsupported format string passed to ${typeName(at(o + TYPE))}.__format__`);
	return str(o);
});
declareMethod(OBJECT, "__init_subclass__", 0, 0, () => NONE, { kind: "classmethod" });
declareMethod(OBJECT, "__sizeof__", 0, 0, (o) => newInt(at(at(o + TYPE) + T_BASICSIZE)));
declareMethod(OBJECT, "__dir__", 0, 0, (o) => directory(o));

declareType({
	type: TYPE_TYPE,
	name: "type",
	base: OBJECT,
	layout: LAYOUT_TYPE,
	bytes: 928,
	words: TYPE_WORDS,
	flags: TF_GC | TF_BASETYPE | TF_TYPE,
	weakAt: T_WEAKLIST,
	slots: {
		[S_REPR]: unary((o) => reprOfType(o)),
		[S_GETATTRO]: TYPE_GETATTR,
		[S_SETATTRO]: TYPE_SETATTR,
		[S_CALL]: TYPE_CALL,
		[S_NEW]: TYPE_NEW,
		[S_INIT]: TYPE_INIT,
	},
});
declareAttribute(
	TYPE_TYPE,
	"__name__",
	(o) => incref(at(o + T_NAME)),
	(o, value) => {
		if (value === NULL || !isStr(value)) return raise(TYPE_ERROR, `can only assign string to ${typeName(o)}.__name__`);
		setref(o + T_NAME, incref(value));
		return NONE;
	},
);
declareAttribute(
	TYPE_TYPE,
	"__qualname__",
	(o) => incref(at(o + T_QUALNAME)),
	(o, value) => {
		setref(o + T_QUALNAME, incref(value));
		return NONE;
	},
);
declareAttribute(
	TYPE_TYPE,
	"__module__",
	(o) => {
		const own = dictGetText(at(o + T_DICT), "__module__");
		return own === NULL ? newStr("builtins") : incref(own);
	},
	(o, value) => {
		dictSetStr(at(o + T_DICT), nameRef("__module__"), value);
		return NONE;
	},
);
declareAttribute(TYPE_TYPE, "__mro__", (o) => incref(at(o + T_MRO)));
declareAttribute(TYPE_TYPE, "__base__", (o) => (at(o + T_BASE) === NULL ? NONE : incref(at(o + T_BASE))));
declareAttribute(TYPE_TYPE, "__bases__", (o) => incref(at(o + T_BASES)));
declareAttribute(TYPE_TYPE, "__doc__", (o) => {
	const doc = dictGetText(at(o + T_DICT), "__doc__");
	return doc === NULL ? NONE : incref(doc);
});
declareAttribute(TYPE_TYPE, "__basicsize__", (o) =>
	newInt(at(o + T_BASICSIZE) - ((at(o + T_FLAGS) & TF_GC) !== 0 ? 16 : 0)),
);
declareAttribute(TYPE_TYPE, "__itemsize__", (o) => newInt(at(o + T_ITEMSIZE)));
declareAttribute(TYPE_TYPE, "__flags__", (o) => newInt(at(o + T_FLAGS)));
declareAttribute(TYPE_TYPE, "__dict__", (o) => {
	const proxy = newFields(MAPPING_PROXY, 1);
	H[proxy + FIELDS] = incref(at(o + T_DICT));
	return proxy;
});
declareMethod(TYPE_TYPE, "mro", 0, 0, (o) => listFrom(at(o + T_MRO) + TUPLE_ITEMS, at(at(o + T_MRO) + SIZE)));
declareMethod(TYPE_TYPE, "__subclasses__", 0, 0, (o) => {
	const list = newList();
	for (const sub of subclasses(o)) listAppend(list, sub);
	return list;
});
declareMethod(TYPE_TYPE, "__instancecheck__", 1, 1, (o, args) => newBool(isInstanceOf(at(args), o)));
declareMethod(TYPE_TYPE, "__subclasscheck__", 1, 1, (o, args) => newBool(isType(at(args)) && isSubtype(at(args), o)));

declareType({
	type: MAPPING_PROXY,
	name: "mappingproxy",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 48,
	words: 5,
	refs: 1,
	flags: TF_GC | TF_NO_NEW,
	slots: {
		[S_REPR]: unary((o) => through(PROXY_REPR, 0, () => repr(at(o + FIELDS)))),
		[S_GETITEM]: binary((o, key) => getItem(at(o + FIELDS), key)),
		[S_CONTAINS]: binary((o, key) => contains(at(o + FIELDS), key)),
		[S_LEN]: unary((o) => length(at(o + FIELDS))),
		[S_ITER]: unary((o) => getIter(at(o + FIELDS))),
	},
});
const PROXY_REPR = nativeKind("mappingproxy.__repr__", (_frame, value) => {
	const text = textOf(value);
	decref(value);
	return newStr(`mappingproxy(${text})`);
});
for (const name of ["keys", "values", "items", "get", "copy"]) {
	declareMethod(
		MAPPING_PROXY,
		name,
		0,
		-1,
		(o, args, nargs, kwnames) => {
			const bound = getAttr(at(o + FIELDS), nameRef(name));
			if (bound <= 0) return bound;
			const status = vectorcall(bound, args, nargs, kwnames);
			decref(bound);
			return status;
		},
		{ raw: true },
	);
}

// ---- Singletons ----

const singleton = (type: Ref, name: string, text: string, value: Ref, slots: Record<number, number> = {}): void =>
	declareType({
		type,
		name,
		base: OBJECT,
		layout: LAYOUT_OBJECT,
		bytes: 16,
		words: 4,
		flags: 0,
		slots: Object.defineProperties(
			{ [S_REPR]: fixedRepr(text), [S_NEW]: calling(() => value) },
			Object.getOwnPropertyDescriptors(slots),
		),
	});
/** `none_hash`: the same in every process. */
const NONE_HASH = 0xfca86420;
singleton(NONE_TYPE, "NoneType", "None", NONE, {
	[S_BOOL]: unary(() => FALSE),
	[S_HASH]: unary(() => newInt(NONE_HASH)),
	get [S_RICHCOMPARE]() {
		return COMPARE_BY_IDENTITY;
	},
});
singleton(ELLIPSIS_TYPE, "ellipsis", "Ellipsis", ELLIPSIS);
singleton(NOT_IMPLEMENTED_TYPE, "NotImplementedType", "NotImplemented", NOT_IMPLEMENTED, {
	[S_BOOL]: unary(() => raise(TYPE_ERROR, "NotImplemented should not be used in a boolean context")),
});

// ---- Functions ----

declareType({
	type: FUNCTION,
	name: "function",
	base: OBJECT,
	layout: LAYOUT_FUNCTION,
	bytes: 168,
	words: FUNC_WORDS,
	flags: TF_GC | TF_METHOD_DESCRIPTOR | TF_NO_NEW,
	weakAt: FUNC_WEAKLIST,
	dictAt: FUNC_DICT,
	slots: {
		[S_REPR]: unary((o) => newStr(`<function ${textOf(at(o + FUNC_QUALNAME))} at ${addressText(o)}>`)),
		[S_CALL]: calling((f, args, nargs, kwnames) => callFunction(f, args, nargs, kwnames, false)),
		[S_DESCR_GET]: FUNCTION_GET,
	},
});
function field(
	type: Ref,
	name: string,
	word: number,
	writable: boolean,
	check: ((value: Ref) => string | null) | null = null,
): void {
	declareAttribute(
		type,
		name,
		(o) => (at(o + word) === NULL ? NONE : incref(at(o + word))),
		writable
			? (o, value) => {
					const problem = value !== NULL && check !== null ? check(value) : null;
					if (problem !== null) return raise(TYPE_ERROR, problem);
					setref(o + word, value === NULL || (value === NONE && check !== null) ? NULL : incref(value));
					return NONE;
				}
			: null,
	);
}
field(FUNCTION, "__name__", FUNC_NAME, true, (v) => (isStr(v) ? null : "__name__ must be set to a string object"));
field(FUNCTION, "__qualname__", FUNC_QUALNAME, true, (v) =>
	isStr(v) ? null : "__qualname__ must be set to a string object",
);
field(FUNCTION, "__doc__", FUNC_DOC, true);
field(FUNCTION, "__module__", FUNC_MODULE, true);
field(FUNCTION, "__code__", FUNC_CODE, false);
field(FUNCTION, "__globals__", FUNC_GLOBALS, false);
field(FUNCTION, "__closure__", FUNC_CLOSURE, false);
field(FUNCTION, "__defaults__", FUNC_DEFAULTS, true, (v) =>
	v === NONE || isTuple(v) ? null : "__defaults__ must be set to a tuple object",
);
field(FUNCTION, "__kwdefaults__", FUNC_KWDEFAULTS, true, (v) =>
	v === NONE || at(v + TYPE) === DICT ? null : "__kwdefaults__ must be set to a dict object",
);
declareAttribute(FUNCTION, "__annotations__", (o) => {
	const own = at(o + FUNC_ANNOTATIONS);
	if (own === NULL) {
		H[o + FUNC_ANNOTATIONS] = newDict();
	} else if (at(own + TYPE) === TUPLE) {
		// The compiler leaves names and values in a tuple; the dict is made when asked for.
		const d = newDict();
		for (let i = 0; i < at(own + SIZE); i += 2) dictSetStr(d, tupleItem(own, i), tupleItem(own, i + 1));
		setref(o + FUNC_ANNOTATIONS, d);
	}
	return incref(at(o + FUNC_ANNOTATIONS));
});
declareAttribute(
	FUNCTION,
	"__dict__",
	(o) => incref(materializeDict(o)),
	(o, value) => (replaceDict(o, value) ? NONE : NULL),
);

declareType({
	type: METHOD,
	name: "method",
	base: OBJECT,
	layout: LAYOUT_METHOD,
	bytes: 64,
	words: 8,
	flags: TF_GC,
	weakAt: METHOD_WEAKLIST,
	slots: {
		[S_NEW]: calling((_type, args, nargs) => {
			if (nargs !== 2) return raise(TYPE_ERROR, `method expected 2 arguments, got ${nargs}`);
			return newMethod(at(args), at(args + 1));
		}),
		[S_REPR]: unary((o) =>
			through(METHOD_REPR, 1, (frame) => {
				H[frame + N0] = o;
				return repr(at(o + METHOD_SELF));
			}),
		),
		[S_CALL]: calling((m, args, nargs, kwnames) =>
			callPrepended(at(m + METHOD_FUNC), at(m + METHOD_SELF), args, nargs, kwnames),
		),
		[S_RICHCOMPARE]: ternary((a, b, op) => {
			if ((op !== PY_EQ && op !== PY_NE) || at(b + TYPE) !== METHOD) return NOT_IMPLEMENTED;
			const same = at(a + METHOD_SELF) === at(b + METHOD_SELF) && at(a + METHOD_FUNC) === at(b + METHOD_FUNC);
			return newBool(same === (op === PY_EQ));
		}),
		[S_HASH]: unary((o) => newInt((at(o + METHOD_SELF) ^ (at(o + METHOD_FUNC) >> 1)) >>> 0)),
		[S_GETATTRO]: binary((o, name) => {
			const descr = typeLookup(METHOD, name);
			return descr !== NULL ? bind(descr, o, METHOD) : getAttr(at(o + METHOD_FUNC), name);
		}),
	},
});
const METHOD_REPR = nativeKind("method.__repr__", (frame, value) => {
	const text = textOf(value);
	decref(value);
	const func = at(at(frame + N0) + METHOD_FUNC);
	const name = at(func + TYPE) === FUNCTION ? textOf(at(func + FUNC_QUALNAME)) : "?";
	return newStr(`<bound method ${name} of ${text}>`);
});
field(METHOD, "__self__", METHOD_SELF, false);
field(METHOD, "__func__", METHOD_FUNC, false);

declareType({
	type: BUILTIN,
	name: "builtin_function_or_method",
	base: OBJECT,
	layout: LAYOUT_BUILTIN,
	bytes: 72,
	words: 8,
	flags: TF_GC | TF_NO_NEW,
	weakAt: BUILTIN_WEAKLIST,
	slots: {
		[S_REPR]: unary((o) => {
			const def = definitions[at(o + BUILTIN_DEF)] as NativeDef;
			const bound = at(o + BUILTIN_SELF);
			if (bound === NULL || at(bound + TYPE) === MODULE) return newStr(`<built-in function ${def.name}>`);
			return newStr(`<built-in method ${def.name} of ${typeName(at(bound + TYPE))} object at ${addressText(bound)}>`);
		}),
		[S_CALL]: calling((f, args, nargs, kwnames) => vectorcall(f, args, nargs, kwnames)),
		[S_RICHCOMPARE]: ternary((a, b, op) => {
			if ((op !== PY_EQ && op !== PY_NE) || at(b + TYPE) !== BUILTIN) return NOT_IMPLEMENTED;
			const same = at(a + BUILTIN_DEF) === at(b + BUILTIN_DEF) && at(a + BUILTIN_SELF) === at(b + BUILTIN_SELF);
			return newBool(same === (op === PY_EQ));
		}),
		[S_HASH]: unary((o) => newInt((at(o + BUILTIN_SELF) ^ at(o + BUILTIN_DEF)) >>> 0)),
	},
});
field(BUILTIN, "__self__", BUILTIN_SELF, false);
declareAttribute(BUILTIN, "__name__", (o) => newStr((definitions[at(o + BUILTIN_DEF)] as NativeDef).name));
declareAttribute(BUILTIN, "__qualname__", (o) => newStr((definitions[at(o + BUILTIN_DEF)] as NativeDef).qualname));
field(BUILTIN, "__module__", BUILTIN_MODULE, false);

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
			return callSlot(def, owner, o, args + 1, nargs - 1, kwnames);
		}),
	},
	TF_METHOD_DESCRIPTOR,
);
for (const type of [METHOD_DESCRIPTOR, CLASSMETHOD_DESCRIPTOR, GETSET, MEMBER, SLOT_WRAPPER]) {
	field(type, "__name__", DESCR_NAME, false);
	field(type, "__objclass__", DESCR_TYPE, false);
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
declareAttribute(METHOD_WRAPPER, "__self__", (o) => incref(at(o + FIELDS + 1)));

/** Calls the native slot behind a slot wrapper (the wrap_* functions of typeobject.c). */
function callSlot(def: SlotDef, owner: Ref, o: Ref, args: number, nargs: number, kwnames: Ref): Status {
	const index = at(owner + T_SLOTS + def.slot);
	const expected = (n: number): boolean => {
		if (nargs === n && kwnames === NULL) return true;
		raise(TYPE_ERROR, `expected ${n} argument${n === 1 ? "" : "s"}, got ${nargs}`);
		return false;
	};
	switch (def.shape) {
		case "init":
		case "call": {
			const status = (callSlots[index] as Call)(o, args, nargs, kwnames);
			return status;
		}
		case "unary":
		case "len":
		case "bool":
		case "hash":
			return expected(0) ? (unarySlots[index] as Unary)(o) : NULL;
		case "next": {
			if (!expected(0)) return NULL;
			const status = (unarySlots[index] as Unary)(o);
			return status === EXHAUSTED ? raiseOwned(newException(STOP_ITERATION, EMPTY_TUPLE)) : status;
		}
		case "binary":
		case "inplace":
		case "contains":
		case "getattr":
			return expected(1) ? (binarySlots[index] as Binary)(o, at(args)) : NULL;
		case "reflected":
			return expected(1) ? (binarySlots[index] as Binary)(at(args), o) : NULL;
		case "compare": {
			if (!expected(1)) return NULL;
			if (index === COMPARE_BY_IDENTITY && def.op === PY_NE) {
				const status = compareSlot(o, at(args), PY_EQ);
				return status <= 0 || status === NOT_IMPLEMENTED ? status : newBool(status === FALSE);
			}
			return (ternarySlots[index] as Ternary)(o, at(args), def.op);
		}
		case "setattr":
		case "setitem":
		case "set":
			return expected(2) ? (ternarySlots[index] as Ternary)(o, at(args), at(args + 1)) : NULL;
		case "delattr":
		case "delitem":
		case "delete":
			return expected(1) ? (ternarySlots[index] as Ternary)(o, at(args), NULL) : NULL;
		case "get": {
			const obj = at(args);
			const type = nargs > 1 ? at(args + 1) : NONE;
			return (ternarySlots[index] as Ternary)(o, obj === NONE ? NULL : obj, type === NONE ? NULL : type);
		}
		default:
			throw new EngineBug(`a slot wrapper of shape ${def.shape}`);
	}
}

// ---- staticmethod, classmethod, property, super ----

/** The fields of a wrapper: the function. */
const wrapper = (type: Ref, name: string, get: number): void =>
	declareType({
		type,
		name,
		base: OBJECT,
		layout: LAYOUT_FIELDS,
		bytes: 48,
		words: 8,
		refs: 2,
		flags: TF_GC | TF_BASETYPE,
		dictAt: FIELDS + 1,
		slots: {
			[S_DESCR_GET]: get,
			[S_NEW]: calling((t, args, nargs) => {
				if (nargs !== 1) return raise(TYPE_ERROR, `${name} expected 1 argument, got ${nargs}`);
				const o = allocGc(t, at(t + T_BASICSIZE), at(t + T_WORDS), FL_NONE);
				H[o + FIELDS] = incref(at(args));
				track(o);
				return o;
			}),
			[S_INIT]: calling(() => NONE),
			[S_REPR]: unary((o) =>
				through(WRAPPER_REPR, 1, (frame) => {
					H[frame + N0] = o;
					return repr(at(o + FIELDS));
				}),
			),
		},
	});
const WRAPPER_REPR = nativeKind("wrapper.__repr__", (frame, value) => {
	const text = textOf(value);
	decref(value);
	return newStr(`<${typeName(at(at(frame + N0) + TYPE))}(${text})>`);
});
wrapper(STATICMETHOD, "staticmethod", STATICMETHOD_GET);
wrapper(CLASSMETHOD, "classmethod", CLASSMETHOD_GET);
for (const type of [STATICMETHOD, CLASSMETHOD]) {
	field(type, "__func__", FIELDS, false);
	field(type, "__wrapped__", FIELDS, false);
}

/** property: getter, setter, deleter, doc, name. */
declareType({
	type: PROPERTY,
	name: "property",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 80,
	words: 10,
	refs: 5,
	flags: TF_GC | TF_BASETYPE,
	slots: {
		[S_DESCR_GET]: PROPERTY_GET,
		[S_DESCR_SET]: PROPERTY_SET,
		[S_NEW]: calling((t, args, nargs, kwnames) => {
			const o = allocGc(t, at(t + T_BASICSIZE), at(t + T_WORDS), FL_NONE);
			track(o);
			const names = ["fget", "fset", "fdel", "doc"];
			for (let i = 0; i < nargs && i < 4; i++) if (at(args + i) !== NONE) H[o + FIELDS + i] = incref(at(args + i));
			for (let i = 0; i < (kwnames === NULL ? 0 : at(kwnames + SIZE)); i++) {
				const place = names.indexOf(textOf(tupleItem(kwnames, i)));
				if (place < 0)
					return raise(TYPE_ERROR, `property() got an unexpected keyword argument '${textOf(tupleItem(kwnames, i))}'`);
				if (at(args + nargs + i) !== NONE) setref(o + FIELDS + place, incref(at(args + nargs + i)));
			}
			return o;
		}),
		[S_INIT]: calling(() => NONE),
	},
});
["fget", "fset", "fdel", "__doc__"].forEach((name, i) => {
	field(PROPERTY, name, FIELDS + i, false);
});
["getter", "setter", "deleter"].forEach((name, place) => {
	declareMethod(PROPERTY, name, 1, 1, (o, args) => {
		const copy = allocGc(at(o + TYPE), at(at(o + TYPE) + T_BASICSIZE), at(at(o + TYPE) + T_WORDS), FL_NONE);
		track(copy);
		for (let i = 0; i < 5; i++) {
			const value = i === place ? at(args) : at(o + FIELDS + i);
			if (value !== NULL) H[copy + FIELDS + i] = incref(value);
		}
		return copy;
	});
});
declareMethod(PROPERTY, "__set_name__", 2, 2, (o, args) => {
	setref(o + FIELDS + 4, incref(at(args + 1)));
	return NONE;
});

declareType({
	type: SUPER,
	name: "super",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 56,
	words: 8,
	refs: 3,
	flags: TF_GC | TF_BASETYPE,
	slots: {
		[S_GETATTRO]: SUPER_GETATTR,
		[S_REPR]: unary((o) =>
			newStr(
				`<super: <class '${typeName(at(o + FIELDS))}'>, ${at(o + FIELDS + 2) === NULL ? "NULL" : `<${typeName(at(o + FIELDS + 2))} object>`}>`,
			),
		),
		[S_NEW]: calling((t, args, nargs) => {
			let type = nargs > 0 ? at(args) : NULL;
			let obj = nargs > 1 ? at(args + 1) : NULL;
			if (nargs === 0) {
				// super_init_without_args: the first argument and the __class__ cell of the calling frame.
				const frame = topPython();
				const code = codeOf(at(frame + F_CODE));
				if (code.argcount === 0) return raise(RUNTIME_ERROR, "super(): no arguments");
				obj = at(frame + FRAME_WORDS);
				if (obj !== NULL && ((code.localspluskinds[0] as number) & 0x40) !== 0 && at(obj + TYPE) === CELL)
					obj = at(obj + CELL_VALUE);
				if (obj === NULL) return raise(RUNTIME_ERROR, "super(): arg[0] deleted");
				const place = code.localsplusnames.indexOf("__class__");
				if (place < 0) return raise(RUNTIME_ERROR, "super(): __class__ cell not found");
				type = at(at(frame + FRAME_WORDS + place) + CELL_VALUE);
				if (type === NULL) return raise(RUNTIME_ERROR, "super(): empty __class__ cell");
			}
			if (!isType(type))
				return raise(TYPE_ERROR, `super() argument 1 must be a type, not ${typeName(at(type + TYPE))}`);
			const objType = obj === NULL || obj === NONE ? NULL : superCheck(type, obj);
			if (obj !== NULL && obj !== NONE && objType === NULL) return NULL;
			const o = allocGc(t, 56, 8, FL_NONE);
			H[o + FIELDS] = incref(type);
			if (objType !== NULL) {
				H[o + FIELDS + 1] = incref(obj);
				H[o + FIELDS + 2] = incref(objType);
			}
			track(o);
			return o;
		}),
		[S_INIT]: calling(() => NONE),
	},
});

// ---- Modules, cells, code, frames, tracebacks ----

declareType({
	type: MODULE,
	name: "module",
	base: OBJECT,
	layout: LAYOUT_MODULE,
	bytes: 72,
	words: 8,
	flags: TF_GC | TF_BASETYPE,
	weakAt: MODULE_WEAKLIST,
	dictAt: MODULE_DICT,
	slots: {
		[S_GETATTRO]: MODULE_GETATTR,
		[S_REPR]: unary((o) => newStr(`<module '${textOf(at(o + MODULE_NAME))}' (built-in)>`)),
	},
});
declareAttribute(MODULE, "__dict__", (o) => incref(at(o + MODULE_DICT)));

declareType({
	type: CELL,
	name: "cell",
	base: OBJECT,
	layout: LAYOUT_CELL,
	bytes: 40,
	words: 6,
	flags: TF_GC,
	slots: {
		[S_REPR]: unary((o) => {
			const value = at(o + CELL_VALUE);
			return newStr(
				`<cell at ${addressText(o)}: ${value === NULL ? "empty" : `${typeName(at(value + TYPE))} object at ${addressText(value)}`}>`,
			);
		}),
	},
});
declareAttribute(
	CELL,
	"cell_contents",
	(o) => (at(o + CELL_VALUE) === NULL ? raise(VALUE_ERROR, "cell is empty") : incref(at(o + CELL_VALUE))),
	(o, value) => {
		setref(o + CELL_VALUE, value === NULL ? NULL : incref(value));
		return NONE;
	},
);

declareType({
	type: CODE,
	name: "code",
	base: OBJECT,
	layout: LAYOUT_CODE,
	bytes: 200,
	words: CODE_WORDS,
	flags: TF_NO_NEW,
	weakAt: CODE_WEAKLIST,
	slots: {
		[S_REPR]: unary((o) =>
			newStr(
				`<code object ${textOf(at(o + CODE_NAME))} at ${addressText(o)}, file "${codeOf(o).filename}", line ${codeOf(o).firstlineno}>`,
			),
		),
	},
});
field(CODE, "co_name", CODE_NAME, false);
field(CODE, "co_qualname", CODE_QUALNAME, false);
const textTuple = (texts: readonly string[]): Ref => {
	const t = newTuple(texts.length);
	texts.forEach((text, i) => {
		H[t + TUPLE_ITEMS + i] = intern(text);
	});
	return t;
};
declareAttribute(CODE, "co_varnames", (o) => textTuple(codeOf(o).varnames));
declareAttribute(CODE, "co_cellvars", (o) => textTuple(codeOf(o).cellvars));
declareAttribute(CODE, "co_freevars", (o) => textTuple(codeOf(o).freevars));
declareAttribute(CODE, "co_names", (o) => tupleFrom(at(o + CODE_NAMES), at(o + CODE_NNAMES)));
declareAttribute(CODE, "co_consts", (o) => tupleFrom(at(o + CODE_CONSTS), at(o + CODE_NCONSTS)));
declareAttribute(CODE, "co_argcount", (o) => newInt(codeOf(o).argcount));
declareAttribute(CODE, "co_posonlyargcount", (o) => newInt(codeOf(o).posonlyargcount));
declareAttribute(CODE, "co_kwonlyargcount", (o) => newInt(codeOf(o).kwonlyargcount));
declareAttribute(CODE, "co_nlocals", (o) => newInt(codeOf(o).varnames.length));
declareAttribute(CODE, "co_stacksize", (o) => newInt(codeOf(o).stacksize));
declareAttribute(CODE, "co_flags", (o) => newInt(codeOf(o).flags));
declareAttribute(CODE, "co_filename", (o) => newStr(codeOf(o).filename));
declareAttribute(CODE, "co_firstlineno", (o) => newInt(codeOf(o).firstlineno));

declareType({
	type: FRAME,
	name: "frame",
	base: OBJECT,
	layout: LAYOUT_FRAME,
	bytes: 72,
	words: 8,
	flags: TF_GC | TF_NO_NEW,
	slots: {
		[S_REPR]: unary((o) => {
			const words = frameWords(o);
			const code = codeOf(at(words + F_CODE));
			return newStr(
				`<frame at ${addressText(o)}, file '${code.filename}', line ${frameLine(words)}, code ${code.name}>`,
			);
		}),
	},
});
/** Where the words of a frame object's frame stand: on the stack while it runs, in its own block afterwards. */
function frameWords(o: Ref): number {
	const words = at(o + FO_FRAME) !== 0 ? at(o + FO_FRAME) : at(o + FO_OWN);
	if (words === 0) throw new Unsupported("the frame object of a generator that rests");
	return words;
}
declareAttribute(FRAME, "f_code", (o) => incref(at(frameWords(o) + F_CODE)));
declareAttribute(FRAME, "f_lineno", (o) => newInt(frameLine(frameWords(o))));
declareAttribute(FRAME, "f_globals", (o) => incref(at(frameWords(o) + F_GLOBALS)));
declareAttribute(FRAME, "f_builtins", (o) => incref(at(frameWords(o) + F_BUILTINS)));
declareAttribute(FRAME, "f_lasti", (o) => newInt(instructionIndex(frameWords(o)) * 2));
declareAttribute(FRAME, "f_back", (o) => {
	if (at(o + FO_FRAME) === 0) return at(o + FO_BACK) === NULL ? NONE : incref(at(o + FO_BACK));
	const below = previousPython(at(o + FO_FRAME));
	return below === 0 ? NONE : incref(frameObject(below));
});
declareAttribute(FRAME, "f_locals", (o) => frameLocals(frameWords(o)));
declareMethod(FRAME, "clear", 0, 0, (o) => {
	if (at(o + FO_FRAME) !== 0) return raise(RUNTIME_ERROR, "cannot clear an executing frame");
	const block = at(o + FO_OWN);
	const end = at(block + F_SP);
	H[block + F_SP] = FRAME_WORDS;
	for (let i = FRAME_WORDS; i < end; i++) xdecref(at(block + i));
	return NONE;
});

/** `locals()` of a frame: the namespace of a module or class body, a new dict of what is bound in a function. Owned. */
export function frameLocals(frame: number): Ref {
	const space = at(frame + F_LOCALS);
	if (space !== NULL) return incref(space);
	const code = codeOf(at(frame + F_CODE));
	const d = newDict();
	const bound = at(frame + F_SP) < FRAME_WORDS ? at(frame + F_SP) : at(frame + F_SP);
	const stored = bound < STACK_BASE ? bound - FRAME_WORDS : code.localsplusnames.length;
	code.localsplusnames.forEach((name, i) => {
		if (i >= stored) return;
		let value = at(frame + FRAME_WORDS + i);
		const kind = code.localspluskinds[i] as number;
		if ((kind & 0x10) !== 0 && (kind & 0xe0) === 0) return;
		if (value !== NULL && (kind & 0xc0) !== 0 && at(value + TYPE) === CELL) value = at(value + CELL_VALUE);
		if (value === NULL) return;
		const key = intern(name);
		dictSetStr(d, key, value);
		decref(key);
	});
	return d;
}

declareType({
	type: TRACEBACK,
	name: "traceback",
	base: OBJECT,
	layout: LAYOUT_TRACEBACK,
	bytes: 64,
	words: 8,
	flags: TF_GC | TF_NO_NEW,
	slots: {},
});
declareAttribute(
	TRACEBACK,
	"tb_next",
	(o) => (at(o + TB_NEXT) === NULL ? NONE : incref(at(o + TB_NEXT))),
	(o, value) => {
		if (value !== NONE && at(value + TYPE) !== TRACEBACK)
			return raise(TYPE_ERROR, `expected traceback object or None, got '${typeName(at(value + TYPE))}'`);
		setref(o + TB_NEXT, value === NONE ? NULL : incref(value));
		return NONE;
	},
);
field(TRACEBACK, "tb_frame", TB_FRAME, false);
declareAttribute(TRACEBACK, "tb_lineno", (o) => newInt(at(o + TB_LINE)));
declareAttribute(TRACEBACK, "tb_lasti", (o) => newInt(at(o + TB_LASTI) * 2));

/** `dir(o)`: the names of its dict, its type and the type's bases, sorted. */
export function directory(o: Ref): Ref {
	const found = new Map<string, Ref>();
	const add = (d: Ref) => {
		for (let i = 0; ; i++) {
			const entry = dictEntryAt(d, i);
			if (entry === -1) return;
			if (entry !== 0 && isStr(at(entry + ENTRY_KEY))) found.set(textOf(at(entry + ENTRY_KEY)), at(entry + ENTRY_KEY));
		}
	};
	if (isType(o)) {
		const mro = at(o + T_MRO);
		for (let i = 0; i < at(mro + SIZE); i++) add(at(tupleItem(mro, i) + T_DICT));
	} else {
		const word = dictWord(o);
		if (word !== 0) {
			if (at(word) !== NULL) add(at(word));
			else {
				const block = valuesAt(o);
				if (block !== 0) {
					const entries = keysEntries(at(at(o + TYPE) + T_KEYS));
					for (let i = 0; i < valuesUsed(block); i++) {
						const key = at(entries + valuesOrder(block, i) * ENTRY_WORDS + ENTRY_KEY);
						found.set(textOf(key), key);
					}
				}
			}
		}
		if (at(o + TYPE) !== MODULE) {
			const mro = at(at(o + TYPE) + T_MRO);
			for (let i = 0; i < at(mro + SIZE); i++) add(at(tupleItem(mro, i) + T_DICT));
		}
	}
	const list = newList();
	for (const name of [...found.keys()].sort()) listAppend(list, found.get(name) as Ref);
	return list;
}
