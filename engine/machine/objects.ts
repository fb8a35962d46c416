/** object and type (Objects/typeobject.c): their slots and attributes; and the types of None, Ellipsis and NotImplemented. */

import { NB_OR } from "../compile/opcodes";
import { at, H } from "./arena";
import { bind, GENERIC_GETATTR, GENERIC_SETATTR, TYPE_GETATTR, TYPE_SETATTR } from "./attributes";
import { COMPARE_BY_IDENTITY } from "./comparison";
import { OBJECT_INIT, OBJECT_NEW, TYPE_CALL } from "./creation";
import { declareAttribute, declareMethod, declareType } from "./declarations";
import { notImplementedTruth } from "./deprecations";
import { dictDeleteStr, dictGetText, dictSetStr } from "./dict";
import { raise } from "./errors";
import { declareFormat } from "./format";
import { HASH_BY_ADDRESS, idOf } from "./hash";
import { newInt } from "./int";
import {
	FIELDS,
	LAYOUT_OBJECT,
	LAYOUT_TYPE,
	NULL,
	PUSHED,
	type Ref,
	T_BASE,
	T_BASES,
	T_BASICSIZE,
	T_DICT,
	T_FLAGS,
	T_ITEMSIZE,
	T_MRO,
	T_NAME,
	T_QUALNAME,
	T_WEAKLIST,
	TF_ABSTRACT,
	TF_BASETYPE,
	TF_BYTES,
	TF_DICT,
	TF_EXCEPTION,
	TF_GC,
	TF_HEAP,
	TF_INT,
	TF_LIST,
	TF_MAPPING,
	TF_METHOD_DESCRIPTOR,
	TF_NO_NEW,
	TF_SEQUENCE,
	TF_STR,
	TF_TUPLE,
	TF_TYPE,
	TYPE,
	TYPE_WORDS,
} from "./layout";
import { Unsupported } from "./limits";
import { listAppend, newList } from "./list";
import { repr, str, truth } from "./operators";
import { incref, setref } from "./refcount";
import { setBases } from "./setbases";
import { setClass } from "./setclass";
import { nameRef } from "./special";
import { typeModified } from "./specialize";
import { isStr, newStr, textOf } from "./str";
import { subclasses } from "./subclasses";
import {
	binary,
	calling,
	S_BOOL,
	S_CALL,
	S_GETATTRO,
	S_HASH,
	S_INIT,
	S_NEW,
	S_NUMBER,
	S_REPR,
	S_RICHCOMPARE,
	S_SETATTRO,
	S_STR,
	unary,
} from "./tables";
import { isTuple } from "./tuple";
import {
	ATTRIBUTE_ERROR,
	ELLIPSIS,
	ELLIPSIS_TYPE,
	EMPTY_TUPLE,
	FALSE,
	MAPPING_PROXY,
	NONE,
	NONE_TYPE,
	NOT_IMPLEMENTED,
	NOT_IMPLEMENTED_TYPE,
	OBJECT,
	TRUE,
	TYPE_ERROR,
	TYPE_TYPE,
	VALUE_ERROR,
} from "./typeids";
import { TYPE_INIT, TYPE_NEW } from "./typenew";
import { fullTypeName, matchesPattern, moduleOfType, newFields, reprOfType, typeName } from "./types";
import { unionOf } from "./unions";

/** An object's address as CPython prints it. */
export function addressText(o: Ref): string {
	return `0x${idOf(o).toString(16).padStart(12, "0")}`;
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
declareAttribute(OBJECT, "__class__", (o) => incref(at(o + TYPE)), setClass);
declareFormat(OBJECT, (o, spec) =>
	textOf(spec) === ""
		? str(o)
		: raise(TYPE_ERROR, `unsupported format string passed to ${typeName(at(o + TYPE))}.__format__`),
);
declareMethod(OBJECT, "__init_subclass__", 0, 0, () => NONE, { kind: "classmethod" });
declareType({
	type: TYPE_TYPE,
	name: "type",
	base: OBJECT,
	layout: LAYOUT_TYPE,
	bytes: 928,
	itemBytes: 40,
	words: TYPE_WORDS,
	flags: TF_GC | TF_BASETYPE | TF_TYPE,
	weakAt: T_WEAKLIST,
	slots: {
		[S_REPR]: unary((o) => newStr(reprOfType(o))),
		[S_GETATTRO]: TYPE_GETATTR,
		[S_SETATTRO]: TYPE_SETATTR,
		[S_CALL]: TYPE_CALL,
		[S_NEW]: TYPE_NEW,
		[S_INIT]: TYPE_INIT,
		[S_NUMBER + NB_OR]: binary((a, b) => unionOf(a, b)),
	},
});
/** `check_set_special_type_attr`: what a static type refuses, and every type where it is deleted. */
function mayStore(type: Ref, name: string, value: Ref): boolean {
	if ((at(type + T_FLAGS) & TF_HEAP) !== 0 && value !== NULL) return true;
	const what = value === NULL && (at(type + T_FLAGS) & TF_HEAP) !== 0 ? "delete" : "set";
	raise(TYPE_ERROR, `cannot ${what} '${name}' attribute of immutable type '${typeName(type)}'`);
	return false;
}
for (const [name, word] of [
	["__name__", T_NAME],
	["__qualname__", T_QUALNAME],
] as const) {
	declareAttribute(
		TYPE_TYPE,
		name,
		(o) => incref(at(o + word)),
		(o, value) => {
			if (!mayStore(o, name, value)) return NULL;
			if (!isStr(value))
				return raise(
					TYPE_ERROR,
					`can only assign string to ${typeName(o)}.${name}, not '${typeName(at(value + TYPE))}'`,
				);
			if (word === T_NAME && textOf(value).includes("\0"))
				return raise(VALUE_ERROR, "type name must not contain null characters");
			setref(o + word, incref(value));
			return NONE;
		},
	);
}
declareAttribute(
	TYPE_TYPE,
	"__module__",
	(o) => {
		if ((at(o + T_FLAGS) & TF_HEAP) === 0) return newStr(moduleOfType(o) ?? "builtins");
		const own = dictGetText(at(o + T_DICT), "__module__");
		return own === NULL ? raise(ATTRIBUTE_ERROR, "__module__") : incref(own);
	},
	(o, value) => {
		if (!mayStore(o, "__module__", value)) return NULL;
		dictSetStr(at(o + T_DICT), nameRef("__module__"), value);
		typeModified(o);
		return NONE;
	},
);
// A class whose `mro` method runs has none yet.
declareAttribute(TYPE_TYPE, "__mro__", (o) => (at(o + T_MRO) === NULL ? NONE : incref(at(o + T_MRO))));
declareAttribute(TYPE_TYPE, "__base__", (o) => (at(o + T_BASE) === NULL ? NONE : incref(at(o + T_BASE))));
declareAttribute(
	TYPE_TYPE,
	"__bases__",
	(o) => incref(at(o + T_BASES)),
	(o, value) => (mayStore(o, "__bases__", value) ? setBases(o, value) : NULL),
);
declareAttribute(
	TYPE_TYPE,
	"__doc__",
	(o) => {
		const doc = dictGetText(at(o + T_DICT), "__doc__");
		return doc === NULL ? NONE : bind(doc, NULL, o);
	},
	(o, value) => {
		if (!mayStore(o, "__doc__", value)) return NULL;
		dictSetStr(at(o + T_DICT), nameRef("__doc__"), value);
		typeModified(o);
		return NONE;
	},
);
declareAttribute(
	TYPE_TYPE,
	"__abstractmethods__",
	(o) => {
		const methods = o === TYPE_TYPE ? NULL : dictGetText(at(o + T_DICT), "__abstractmethods__");
		return methods === NULL ? raise(ATTRIBUTE_ERROR, "__abstractmethods__") : incref(methods);
	},
	(o, value) => {
		const name = nameRef("__abstractmethods__");
		if (value === NULL) {
			H[o + T_FLAGS] = at(o + T_FLAGS) & ~TF_ABSTRACT;
			typeModified(o);
			return dictDeleteStr(at(o + T_DICT), name) ? NONE : raise(ATTRIBUTE_ERROR, "__abstractmethods__");
		}
		const any = truth(value);
		if (any === PUSHED) throw new Unsupported("__abstractmethods__ with a truth of its own");
		if (any === NULL) return NULL;
		dictSetStr(at(o + T_DICT), name, value);
		typeModified(o);
		H[o + T_FLAGS] = any === TRUE ? at(o + T_FLAGS) | TF_ABSTRACT : at(o + T_FLAGS) & ~TF_ABSTRACT;
		return NONE;
	},
);
declareAttribute(
	TYPE_TYPE,
	"__type_params__",
	(o) => {
		const params = (at(o + T_FLAGS) & TF_HEAP) === 0 ? NULL : dictGetText(at(o + T_DICT), "__type_params__");
		return incref(params === NULL ? EMPTY_TUPLE : params);
	},
	(o, value) => {
		if ((at(o + T_FLAGS) & TF_HEAP) === 0)
			return raise(TYPE_ERROR, `cannot set '__type_params__' attribute of immutable type '${typeName(o)}'`);
		if (value === NULL || !isTuple(value)) return raise(TYPE_ERROR, "__type_params__ must be set to a tuple");
		dictSetStr(at(o + T_DICT), nameRef("__type_params__"), value);
		typeModified(o);
		return NONE;
	},
);
declareAttribute(TYPE_TYPE, "__basicsize__", (o) =>
	newInt(at(o + T_BASICSIZE) - ((at(o + T_FLAGS) & TF_GC) !== 0 ? 16 : 0)),
);
declareAttribute(TYPE_TYPE, "__itemsize__", (o) => newInt(at(o + T_ITEMSIZE)));
declareAttribute(TYPE_TYPE, "__flags__", (o) => {
	const pattern = [TF_SEQUENCE, TF_MAPPING].find((flag) => matchesPattern(o, flag)) ?? 0;
	return newInt(typeFlags((at(o + T_FLAGS) & ~(TF_SEQUENCE | TF_MAPPING)) | pattern));
});

/** `Py_TPFLAGS_*` of those that have a counterpart here, and READY. */
const CPYTHON_FLAGS: readonly (readonly [number, number])[] = [
	[TF_SEQUENCE, 1 << 5],
	[TF_MAPPING, 1 << 6],
	[TF_NO_NEW, 1 << 7],
	[TF_HEAP, 1 << 9],
	[TF_BASETYPE, 1 << 10],
	[TF_GC, 1 << 14],
	[TF_METHOD_DESCRIPTOR, 1 << 17],
	[TF_ABSTRACT, 1 << 20],
	[TF_INT, 1 << 24],
	[TF_LIST, 1 << 25],
	[TF_TUPLE, 1 << 26],
	[TF_BYTES, 1 << 27],
	[TF_STR, 1 << 28],
	[TF_DICT, 1 << 29],
	[TF_EXCEPTION, 1 << 30],
	[TF_TYPE, 2 ** 31],
];
const READY = 1 << 12;
const IMMUTABLE_TYPE = 1 << 8;
function typeFlags(own: number): number {
	let flags = READY + ((own & TF_HEAP) === 0 ? IMMUTABLE_TYPE : 0);
	for (const [flag, theirs] of CPYTHON_FLAGS) if ((own & flag) !== 0) flags += theirs;
	return flags;
}
declareAttribute(TYPE_TYPE, "__dict__", (o) => {
	const proxy = newFields(MAPPING_PROXY, 1);
	H[proxy + FIELDS] = incref(at(o + T_DICT));
	return proxy;
});
declareMethod(TYPE_TYPE, "__subclasses__", 0, 0, (o) => {
	const list = newList();
	for (const sub of subclasses(o)) listAppend(list, sub);
	return list;
});

// ---- Singletons ----

const singleton = (type: Ref, name: string, text: string, value: Ref, slots: Record<number, number> = {}): void => {
	const shown = text === "None" ? name : `${text}Type`;
	declareType({
		type,
		name,
		base: OBJECT,
		layout: LAYOUT_OBJECT,
		bytes: 16,
		words: 4,
		flags: 0,
		slots: Object.defineProperties(
			{
				[S_REPR]: fixedRepr(text),
				[S_NEW]: calling((_type, _args, nargs, kwnames) =>
					nargs > 0 || kwnames !== NULL ? raise(TYPE_ERROR, `${shown} takes no arguments`) : value,
				),
			},
			Object.getOwnPropertyDescriptors(slots),
		),
	});
};
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
	[S_BOOL]: unary(notImplementedTruth),
});
