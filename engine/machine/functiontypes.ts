/** The types of functions, methods, builtins and native descriptors. */
import { PY_EQ, PY_NE } from "../compile/opcodes";
import { at, H } from "./arena";
import { resolveArguments } from "./arguments";
import {
	bind,
	CLASSMETHOD_DESCRIPTOR_GET,
	FUNCTION_GET,
	GETSET_GET,
	GETSET_SET,
	getAttr,
	MEMBER_GET,
	MEMBER_SET,
	METHOD_DESCRIPTOR_GET,
	nameArgument,
	newMethod,
	SLOT_WRAPPER_GET,
} from "./attributes";
import { callPrepended, through, vectorcall } from "./call";
import { guardedBinary, guardedTernary } from "./conversions";
import { declareAttribute, declareType, type SlotDef, slotDefs } from "./declarations";
import { isDict } from "./dicts";
import { newException, raise, raiseOwned } from "./errors";
import { declareDict, declareField } from "./fieldattributes";
import { codeOf } from "./frames";
import { functionDoc } from "./functiondocs";
import { callFunction, newFunction } from "./functions";
import { newBool, newInt } from "./int";
import { EXHAUSTED } from "./iterators";
import {
	BUILTIN_DEF,
	BUILTIN_MODULE,
	BUILTIN_SELF,
	BUILTIN_WEAKLIST,
	DESCR_DEF,
	DESCR_NAME,
	DESCR_TYPE,
	FIELDS,
	FUNC_BUILTINS,
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
	FUNC_TYPEPARAMS,
	FUNC_WEAKLIST,
	FUNC_WORDS,
	LAYOUT_BUILTIN,
	LAYOUT_DESCRIPTOR,
	LAYOUT_FIELDS,
	LAYOUT_FUNCTION,
	LAYOUT_METHOD,
	METHOD_FUNC,
	METHOD_SELF,
	METHOD_WEAKLIST,
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
import { N0 } from "./natives";
import { addressText } from "./objects";
import { COMPARE_BY_IDENTITY, identityNotEqual, repr } from "./operators";
import { packed } from "./packed";
import { decref, incref, setref } from "./refcount";
import { SLOT_SETATTRO } from "./special";
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
	S_CALL,
	S_DESCR_GET,
	S_DESCR_SET,
	S_GETATTRO,
	S_HASH,
	S_NEW,
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
import { isTuple, tupleItem } from "./tuple";
import { typeLookup } from "./typecache";
import {
	BUILTIN,
	CELL,
	CLASSMETHOD_DESCRIPTOR,
	CODE,
	DICT,
	EMPTY_TUPLE,
	FUNCTION,
	GETSET,
	MEMBER,
	METHOD,
	METHOD_DESCRIPTOR,
	METHOD_WRAPPER,
	MODULE,
	NONE,
	NOT_IMPLEMENTED,
	OBJECT,
	SLOT_WRAPPER,
	STOP_ITERATION,
	TYPE_ERROR,
	VALUE_ERROR,
} from "./typeids";
import { isInstanceOf, typeName } from "./types";

const PARAMETERS = ["code", "globals", "name", "argdefs", "closure", "kwdefaults"];

/** `func_new_impl` */
function functionNew(_type: Ref, args: number, nargs: number, kwnames: Ref): Status {
	const given = resolveArguments({ name: "function", params: PARAMETERS, min: 2, max: 6 }, args, nargs, kwnames);
	if (given === null) return NULL;
	const [code = NULL, globals = NULL] = given;
	const [name, defaults, closure, kwdefaults] = given.slice(2).map((o) => (o === NONE ? NULL : o)) as [
		Ref,
		Ref,
		Ref,
		Ref,
	];
	const wrong = (argument: string, wanted: string, o: Ref): typeof NULL =>
		raise(TYPE_ERROR, `function() argument '${argument}' must be ${wanted}, not ${typeName(at(o + TYPE))}`);
	if (at(code + TYPE) !== CODE) return wrong("code", "code", code);
	if (!isDict(globals)) return wrong("globals", "dict", globals);
	if (name !== NULL && !isStr(name)) return raise(TYPE_ERROR, "arg 3 (name) must be None or string");
	if (defaults !== NULL && !isTuple(defaults)) return raise(TYPE_ERROR, "arg 4 (defaults) must be None or tuple");
	const free = codeOf(code).freevars.length;
	if (closure === NULL ? free > 0 : !isTuple(closure))
		return raise(TYPE_ERROR, `arg 5 (closure) must be ${free > 0 ? "" : "None or "}tuple`);
	if (kwdefaults !== NULL && !isDict(kwdefaults)) return raise(TYPE_ERROR, "arg 6 (kwdefaults) must be None or dict");
	const cells = closure === NULL ? 0 : at(closure + SIZE);
	if (cells !== free)
		return raise(VALUE_ERROR, `${codeOf(code).name} requires closure of length ${free}, not ${cells}`);
	for (let i = 0; i < cells; i++) {
		const cell = tupleItem(closure, i);
		if (at(cell + TYPE) !== CELL)
			return raise(TYPE_ERROR, `arg 5 (closure) expected cell, found ${typeName(at(cell + TYPE))}`);
	}
	const o = newFunction(code, globals);
	if (name !== NULL) setref(o + FUNC_NAME, incref(name));
	for (const [word, value] of [
		[FUNC_DEFAULTS, defaults],
		[FUNC_CLOSURE, closure],
		[FUNC_KWDEFAULTS, kwdefaults],
	] as const)
		if (value !== NULL) H[o + word] = incref(value);
	return o;
}

declareType({
	type: FUNCTION,
	name: "function",
	base: OBJECT,
	layout: LAYOUT_FUNCTION,
	bytes: 168,
	words: FUNC_WORDS,
	flags: TF_GC | TF_METHOD_DESCRIPTOR,
	weakAt: FUNC_WEAKLIST,
	dictAt: FUNC_DICT,
	slots: {
		[S_NEW]: calling(functionNew),
		[S_REPR]: unary((o) => newStr(`<function ${textOf(at(o + FUNC_QUALNAME))} at ${addressText(o)}>`)),
		[S_CALL]: calling((f, args, nargs, kwnames) => callFunction(f, args, nargs, kwnames, false)),
		[S_DESCR_GET]: FUNCTION_GET,
	},
});
declareField(FUNCTION, "__name__", FUNC_NAME, true, (v) =>
	isStr(v) ? null : "__name__ must be set to a string object",
);
declareField(FUNCTION, "__qualname__", FUNC_QUALNAME, true, (v) =>
	isStr(v) ? null : "__qualname__ must be set to a string object",
);
declareAttribute(
	FUNCTION,
	"__type_params__",
	(o) => incref(at(o + FUNC_TYPEPARAMS) === NULL ? EMPTY_TUPLE : at(o + FUNC_TYPEPARAMS)),
	(o, value) => {
		if (value === NULL || !isTuple(value)) return raise(TYPE_ERROR, "__type_params__ must be set to a tuple");
		setref(o + FUNC_TYPEPARAMS, incref(value));
		return NONE;
	},
);
declareField(FUNCTION, "__doc__", FUNC_DOC, true);
declareField(FUNCTION, "__module__", FUNC_MODULE, true);
/** `func_set_code` */
declareAttribute(
	FUNCTION,
	"__code__",
	(o) => incref(at(o + FUNC_CODE)),
	(o, value) => {
		if (value === NULL || at(value + TYPE) !== CODE) return raise(TYPE_ERROR, "__code__ must be set to a code object");
		const free = codeOf(value).freevars.length;
		const closure = at(o + FUNC_CLOSURE);
		const cells = closure === NULL ? 0 : at(closure + SIZE);
		if (free !== cells)
			return raise(
				VALUE_ERROR,
				`${textOf(at(o + FUNC_NAME))}() requires a code object with ${cells} free vars, not ${free}`,
			);
		setref(o + FUNC_CODE, incref(value));
		return NONE;
	},
);
declareField(FUNCTION, "__globals__", FUNC_GLOBALS, false);
declareField(FUNCTION, "__closure__", FUNC_CLOSURE, false);
declareField(FUNCTION, "__builtins__", FUNC_BUILTINS, false);
declareField(FUNCTION, "__defaults__", FUNC_DEFAULTS, true, (v) =>
	v === NONE || isTuple(v) ? null : "__defaults__ must be set to a tuple object",
);
declareField(FUNCTION, "__kwdefaults__", FUNC_KWDEFAULTS, true, (v) =>
	v === NONE || at(v + TYPE) === DICT ? null : "__kwdefaults__ must be set to a dict object",
);
declareDict(FUNCTION);

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
	const native = at(func + TYPE) === BUILTIN ? (definitions[at(func + BUILTIN_DEF)] as NativeDef).qualname : "?";
	const name = at(func + TYPE) === FUNCTION ? textOf(at(func + FUNC_QUALNAME)) : native;
	return newStr(`<bound method ${name} of ${text}>`);
});
declareField(METHOD, "__self__", METHOD_SELF, false);
/** `method_get_doc`: the function's. */
declareAttribute(METHOD, "__doc__", (o) => {
	const name = intern("__doc__");
	const status = getAttr(at(o + METHOD_FUNC), name);
	decref(name);
	return status;
});
declareField(METHOD, "__func__", METHOD_FUNC, false);

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
declareField(BUILTIN, "__self__", BUILTIN_SELF, false);
declareAttribute(BUILTIN, "__name__", (o) => newStr((definitions[at(o + BUILTIN_DEF)] as NativeDef).name));
declareAttribute(BUILTIN, "__qualname__", (o) => newStr((definitions[at(o + BUILTIN_DEF)] as NativeDef).qualname));
declareField(BUILTIN, "__module__", BUILTIN_MODULE, false);
declareAttribute(BUILTIN, "__doc__", (o) => {
	const def = definitions[at(o + BUILTIN_DEF)] as NativeDef;
	const doc = def.doc ?? (def.owner === "builtins" ? functionDoc(def.name) : undefined);
	return doc === undefined ? NONE : newStr(doc);
});

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
			return packed(args + 1, nargs - 1, NULL, () => callSlot(def, owner, o, args + 1, nargs - 1, kwnames));
		}),
	},
	TF_METHOD_DESCRIPTOR,
);
for (const type of [METHOD_DESCRIPTOR, CLASSMETHOD_DESCRIPTOR, GETSET, MEMBER, SLOT_WRAPPER]) {
	declareField(type, "__name__", DESCR_NAME, false);
	declareField(type, "__objclass__", DESCR_TYPE, false);
	declareAttribute(type, "__qualname__", (o) =>
		newStr(`${textOf(at(at(o + DESCR_TYPE) + T_QUALNAME))}.${textOf(at(o + DESCR_NAME))}`),
	);
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
			return expected(1) ? guardedBinary(index, o, at(args)) : NULL;
		case "reflected":
			return expected(1) ? guardedBinary(index, at(args), o) : NULL;
		case "compare": {
			if (!expected(1)) return NULL;
			if (index === COMPARE_BY_IDENTITY && def.op === PY_NE) return identityNotEqual(o, at(args));
			return (ternarySlots[index] as Ternary)(o, at(args), def.op);
		}
		case "getattr":
			if (!expected(1) || nameArgument(at(args)) === NULL) return NULL;
			return (binarySlots[index] as Binary)(o, at(args));
		case "setattr":
			if (!expected(2) || !hackcheck(o, index, def.name) || nameArgument(at(args)) === NULL) return NULL;
			return (ternarySlots[index] as Ternary)(o, at(args), at(args + 1));
		case "setitem":
		case "set":
			return expected(2) ? guardedTernary(index, o, at(args), at(args + 1)) : NULL;
		case "delattr":
			if (!expected(1) || !hackcheck(o, index, def.name) || nameArgument(at(args)) === NULL) return NULL;
			return (ternarySlots[index] as Ternary)(o, at(args), NULL);
		case "delitem":
		case "delete":
			return expected(1) ? guardedTernary(index, o, at(args), NULL) : NULL;
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
