/** staticmethod, classmethod, property and super. */

import { allocGc } from "./alloc";
import { at, H } from "./arena";
import { CLASSMETHOD_GET, getAttr, PROPERTY_GET, PROPERTY_SET, STATICMETHOD_GET, SUPER_GETATTR } from "./attributes";
import { through, vectorcall } from "./call";
import { declareMethod, declareType } from "./declarations";
import { dictSetOwned, newDict } from "./dict";
import { clearError, raise } from "./errors";
import { declareField } from "./fieldattributes";
import { codeOf, topPython } from "./frames";
import { track } from "./gclist";
import { superCheck } from "./instructions";
import {
	CELL_VALUE,
	F_CODE,
	FIELDS,
	FRAME_WORDS,
	LAYOUT_FIELDS,
	NULL,
	type Ref,
	SIZE,
	T_BASICSIZE,
	T_WORDS,
	TF_BASETYPE,
	TF_CLEARS,
	TF_GC,
	TYPE,
} from "./layout";
import { N0 } from "./natives";
import { repr } from "./operators";
import { decref, incref, setref } from "./refcount";
import { nameRef } from "./special";
import { objectOf } from "./stackref";
import { newStr, textOf } from "./str";
import {
	calling,
	nativeKind,
	S_CALL,
	S_DESCR_GET,
	S_DESCR_SET,
	S_GETATTRO,
	S_INIT,
	S_NEW,
	S_REPR,
	unary,
} from "./tables";
import { tupleItem } from "./tuple";
import {
	BUILTIN,
	CELL,
	CLASSMETHOD,
	FUNCTION,
	NONE,
	OBJECT,
	PROPERTY,
	RUNTIME_ERROR,
	STATICMETHOD,
	SUPER,
	TYPE_ERROR,
} from "./typeids";
import { isType, typeName } from "./types";

/** The fields of a wrapper: the function. */
const wrapper = (type: Ref, name: string, get: number, calls: Readonly<Record<number, number>> = {}): void =>
	declareType({
		type,
		name,
		base: OBJECT,
		layout: LAYOUT_FIELDS,
		bytes: 48,
		words: 8,
		refs: 2,
		flags: TF_GC | TF_BASETYPE | TF_CLEARS,
		dictAt: FIELDS + 1,
		slots: {
			[S_DESCR_GET]: get,
			// sm_call: a static method is its function, inside the class body too.
			...calls,
			[S_NEW]: calling((t, args, nargs) => {
				if (nargs !== 1) return raise(TYPE_ERROR, `${name} expected 1 argument, got ${nargs}`);
				const o = allocGc(t, at(t + T_BASICSIZE), at(t + T_WORDS));
				H[o + FIELDS] = incref(at(args));
				track(o);
				copyAttributes(o, at(args));
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
/** `functools_wraps`: what a function is called goes into the wrapper's own dict. */
function copyAttributes(wrapper: Ref, callable: Ref): void {
	if (at(callable + TYPE) !== FUNCTION && at(callable + TYPE) !== BUILTIN) return;
	const dict = newDict();
	H[wrapper + FIELDS + 1] = dict;
	for (const name of ["__module__", "__name__", "__qualname__", "__doc__"]) {
		const value = getAttr(callable, nameRef(name));
		if (value > 0) dictSetOwned(dict, name, value);
		else clearError();
	}
}
const WRAPPER_REPR = nativeKind("wrapper.__repr__", (frame, value) => {
	const text = textOf(value);
	decref(value);
	return newStr(`<${typeName(at(at(frame + N0) + TYPE))}(${text})>`);
});
wrapper(STATICMETHOD, "staticmethod", STATICMETHOD_GET, {
	[S_CALL]: calling((o, args, nargs, kwnames) => vectorcall(at(o + FIELDS), args, nargs, kwnames)),
});
wrapper(CLASSMETHOD, "classmethod", CLASSMETHOD_GET);
for (const type of [STATICMETHOD, CLASSMETHOD]) {
	declareField(type, "__func__", FIELDS, false);
	declareField(type, "__wrapped__", FIELDS, false);
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
	flags: TF_GC | TF_BASETYPE | TF_CLEARS,
	slots: {
		[S_DESCR_GET]: PROPERTY_GET,
		[S_DESCR_SET]: PROPERTY_SET,
		[S_NEW]: calling((t, args, nargs, kwnames) => {
			const o = allocGc(t, at(t + T_BASICSIZE), at(t + T_WORDS));
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
	declareField(PROPERTY, name, FIELDS + i, false);
});
["getter", "setter", "deleter"].forEach((name, place) => {
	declareMethod(PROPERTY, name, 1, 1, (o, args) => {
		const copy = allocGc(at(o + TYPE), at(at(o + TYPE) + T_BASICSIZE), at(at(o + TYPE) + T_WORDS));
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
				obj = objectOf(at(frame + FRAME_WORDS));
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
			const o = allocGc(t, 56, 8);
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
