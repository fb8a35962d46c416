/** staticmethod and classmethod (Objects/funcobject.c): their types, and what they take over of the function (`functools_wraps`). */
import { at, H } from "./arena";
import { CLASSMETHOD_GET, getAttr, isPlainlyMissing, STATICMETHOD_GET } from "./attributes";
import { through, vectorcall } from "./call";
import { newInstance } from "./classes";
import { declareType } from "./declarations";
import { dictSetOwned } from "./dict";
import { clearError, raise } from "./errors";
import { declareDict, declareMember } from "./fieldattributes";
import { materializeDict } from "./instance";
import {
	FIELDS,
	LAYOUT_FIELDS,
	NULL,
	type Ref,
	SIZE,
	T_FLAGS,
	TF_BASETYPE,
	TF_CLEARS,
	TF_GC,
	TF_HEAP,
	TYPE,
} from "./layout";
import { profile } from "./machine";
import { N0 } from "./natives";
import { repr } from "./operators";
import { decref, incref, setref } from "./refcount";
import { nameRef } from "./special";
import { newStr, textOf } from "./str";
import { calling, nativeKind, S_CALL, S_DESCR_GET, S_INIT, S_NEW, S_REPR, unary } from "./tables";
import { CLASSMETHOD, NONE, OBJECT, STATICMETHOD, TYPE_ERROR } from "./typeids";
import { isSubtype, isType } from "./types";

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
			[S_NEW]: calling((t) => {
				const o = newInstance(t);
				H[o + FIELDS] = NONE;
				return o;
			}),
			[S_INIT]: calling((o, args, nargs, kwnames) => {
				if (kwnames !== NULL && at(kwnames + SIZE) > 0)
					return raise(TYPE_ERROR, `${name}() takes no keyword arguments`);
				if (nargs !== 1) return raise(TYPE_ERROR, `${name} expected 1 argument, got ${nargs}`);
				setref(o + FIELDS, incref(at(args)));
				copyAttributes(o, at(args));
				return NONE;
			}),
			[S_REPR]: unary((o) =>
				through(WRAPPER_REPR, 1, (frame) => {
					H[frame + N0] = o;
					return repr(at(o + FIELDS));
				}),
			),
		},
	});
/** `functools_wraps`: what a callable is called goes into the wrapper's own dict. Those written in Python give no more than their doc. */
function copyAttributes(wrapper: Ref, callable: Ref): void {
	const native = isType(callable) || (at(at(callable + TYPE) + T_FLAGS) & TF_HEAP) === 0;
	const copied = profile().wrappersCopyAnnotations ? [...COPIED, "__annotations__"] : COPIED;
	for (const name of native ? copied : ["__doc__"]) {
		const key = nameRef(name);
		const value = isPlainlyMissing(callable, key) ? NULL : getAttr(callable, key);
		if (value > 0) dictSetOwned(materializeDict(wrapper), name, value);
		else if (value === NULL) clearError();
	}
}
const COPIED = ["__module__", "__name__", "__qualname__", "__doc__"];
const WRAPPER_REPR = nativeKind("wrapper.__repr__", (frame, value) => {
	const text = textOf(value);
	decref(value);
	const kind = isSubtype(at(at(frame + N0) + TYPE), CLASSMETHOD) ? "classmethod" : "staticmethod";
	return newStr(`<${kind}(${text})>`);
});
wrapper(STATICMETHOD, "staticmethod", STATICMETHOD_GET, {
	[S_CALL]: calling((o, args, nargs, kwnames) => vectorcall(at(o + FIELDS), args, nargs, kwnames)),
});
wrapper(CLASSMETHOD, "classmethod", CLASSMETHOD_GET);
for (const type of [STATICMETHOD, CLASSMETHOD]) {
	declareMember(type, "__func__", FIELDS);
	declareMember(type, "__wrapped__", FIELDS);
	declareDict(type);
}
