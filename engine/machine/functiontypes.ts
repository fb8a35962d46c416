/** The types of functions, methods and builtins. */

import { PY_EQ, PY_NE } from "../compile/opcodes";
import { at, H } from "./arena";
import { checkKeywords, resolveArguments } from "./arguments";
import { bind, FUNCTION_GET, getAttr, newMethod } from "./attributes";
import { callPrepended, through, vectorcall } from "./call";
import { declareAttribute, declareType } from "./declarations";
import { isDict } from "./dict";
import { raise } from "./errors";
import { declareDict, declareField } from "./fieldattributes";
import { codeOf } from "./frames";
import { functionDoc } from "./functiondocs";
import { callFunction, newFunction } from "./functions";
import { newBool, newInt } from "./int";
import {
	BUILTIN_DEF,
	BUILTIN_MODULE,
	BUILTIN_SELF,
	BUILTIN_WEAKLIST,
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
	LAYOUT_FUNCTION,
	LAYOUT_METHOD,
	METHOD_FUNC,
	METHOD_SELF,
	METHOD_WEAKLIST,
	NULL,
	type Ref,
	SIZE,
	T_QUALNAME,
	TF_GC,
	TF_METHOD_DESCRIPTOR,
	TF_NO_NEW,
	TYPE,
} from "./layout";
import { N0 } from "./natives";
import { addressText } from "./objects";
import { repr } from "./operators";
import { decref, incref, setref } from "./refcount";
import { intern, isStr, newStr, textOf } from "./str";
import {
	binary,
	calling,
	definitions,
	type NativeDef,
	nativeKind,
	S_CALL,
	S_DESCR_GET,
	S_GETATTRO,
	S_HASH,
	S_NEW,
	S_REPR,
	S_RICHCOMPARE,
	type Status,
	slotOf,
	ternary,
	unary,
} from "./tables";
import { isTuple, tupleItem } from "./tuple";
import { typeLookup } from "./typecache";
import {
	BUILTIN,
	CELL,
	CODE,
	DICT,
	EMPTY_TUPLE,
	FUNCTION,
	METHOD,
	MODULE,
	NONE,
	NOT_IMPLEMENTED,
	OBJECT,
	TYPE_ERROR,
	VALUE_ERROR,
} from "./typeids";
import { givenName, isType, typeName } from "./types";

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
		raise(TYPE_ERROR, `function() argument '${argument}' must be ${wanted}, not ${givenName(o)}`);
	if (at(code + TYPE) !== CODE) return wrong("code", "code", code);
	if (!isDict(globals)) return wrong("globals", "dict", globals);
	if (name !== NULL && !isStr(name)) return raise(TYPE_ERROR, "arg 3 (name) must be None or string");
	if (defaults !== NULL && !isTuple(defaults)) return raise(TYPE_ERROR, "arg 4 (defaults) must be None or tuple");
	const free = codeOf(code).freevars.length;
	if (closure === NULL ? free > 0 : !isTuple(closure))
		return raise(TYPE_ERROR, `arg 5 (closure) must be ${closure === NULL ? "" : "None or "}tuple`);
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
	v !== NULL && isStr(v) ? null : "__name__ must be set to a string object",
);
declareField(FUNCTION, "__qualname__", FUNC_QUALNAME, true, (v) =>
	v !== NULL && isStr(v) ? null : "__qualname__ must be set to a string object",
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
	v === NULL || v === NONE || isTuple(v) ? null : "__defaults__ must be set to a tuple object",
);
declareField(FUNCTION, "__kwdefaults__", FUNC_KWDEFAULTS, true, (v) =>
	v === NULL || v === NONE || at(v + TYPE) === DICT ? null : "__kwdefaults__ must be set to a dict object",
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
		[S_NEW]: calling((_type, args, nargs, kwnames) => {
			if (!checkKeywords(kwnames, "method", [])) return NULL;
			if (nargs !== 2) return raise(TYPE_ERROR, `method expected 2 arguments, got ${nargs}`);
			if (slotOf(at(args), S_CALL) === 0) return raise(TYPE_ERROR, "first argument must be callable");
			if (at(args + 1) === NONE) return raise(TYPE_ERROR, "instance must not be None");
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
/** `meth_get__qualname__`: what is bound to an object is called after its type, or after the type that it is. */
declareAttribute(BUILTIN, "__qualname__", (o) => {
	const { name, qualname } = definitions[at(o + BUILTIN_DEF)] as NativeDef;
	const bound = at(o + BUILTIN_SELF);
	if (bound === NULL || at(bound + TYPE) === MODULE) return newStr(qualname);
	return newStr(`${textOf(at((isType(bound) ? bound : at(bound + TYPE)) + T_QUALNAME))}.${name}`);
});
declareField(BUILTIN, "__module__", BUILTIN_MODULE, false);
declareAttribute(BUILTIN, "__doc__", (o) => {
	const def = definitions[at(o + BUILTIN_DEF)] as NativeDef;
	const doc = def.doc ?? (def.owner === "builtins" ? functionDoc(def.name) : undefined);
	return doc === undefined ? NONE : newStr(doc);
});
