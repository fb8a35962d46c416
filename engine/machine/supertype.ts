/** super (superobject in Objects/typeobject.c). Its fields: the class, the object, the object's class. */
import { at, H } from "./arena";
import { SUPER_GETATTR } from "./attributes";
import { callWith } from "./call";
import { newInstance } from "./classes";
import { declareType } from "./declarations";
import { raise } from "./errors";
import { declareMember } from "./fieldattributes";
import { codeOf, topPython } from "./frames";
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
	TF_BASETYPE,
	TF_GC,
	TYPE,
} from "./layout";
import { incref, setref } from "./refcount";
import { objectOf } from "./stackref";
import { newStr } from "./str";
import { calling, S_DESCR_GET, S_GETATTRO, S_INIT, S_NEW, S_REPR, type Status, ternary, unary } from "./tables";
import { CELL, NONE, OBJECT, RUNTIME_ERROR, SUPER, TYPE_ERROR } from "./typeids";
import { isType, typeName } from "./types";

/** `super_init_without_args`: the first argument and the `__class__` cell of the calling frame; null with an error set. */
function fromFrame(): { readonly type: Ref; readonly obj: Ref } | null {
	const refuse = (message: string): null => {
		raise(RUNTIME_ERROR, message);
		return null;
	};
	const frame = topPython();
	const code = codeOf(at(frame + F_CODE));
	if (code.argcount === 0) return refuse("super(): no arguments");
	let obj = objectOf(at(frame + FRAME_WORDS));
	if (obj !== NULL && ((code.localspluskinds[0] as number) & 0x40) !== 0 && at(obj + TYPE) === CELL)
		obj = at(obj + CELL_VALUE);
	if (obj === NULL) return refuse("super(): arg[0] deleted");
	const place = code.localsplusnames.indexOf("__class__");
	if (place < 0) return refuse("super(): __class__ cell not found");
	const type = at(at(frame + FRAME_WORDS + place) + CELL_VALUE);
	if (type === NULL) return refuse("super(): empty __class__ cell");
	return { type, obj };
}

/** `super_init_impl` */
function init(su: Ref, type: Ref, obj: Ref): Status {
	const bound = obj !== NULL && obj !== NONE;
	const objType = bound ? superCheck(type, obj) : NULL;
	if (bound && objType === NULL) return NULL;
	setref(su + FIELDS, incref(type));
	setref(su + FIELDS + 1, bound ? incref(obj) : NULL);
	setref(su + FIELDS + 2, bound ? incref(objType) : NULL);
	return NONE;
}

/** `super_descr_get`: an unbound one binds what it is looked up on. */
const SUPER_GET = ternary((su, obj) => {
	if (obj === NULL || obj === NONE || at(su + FIELDS + 1) !== NULL) return incref(su);
	if (at(su + TYPE) !== SUPER) return callWith(at(su + TYPE), at(su + FIELDS), obj);
	const objType = superCheck(at(su + FIELDS), obj);
	if (objType === NULL) return NULL;
	const o = newInstance(SUPER);
	H[o + FIELDS] = incref(at(su + FIELDS));
	H[o + FIELDS + 1] = incref(obj);
	H[o + FIELDS + 2] = incref(objType);
	return o;
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
		[S_DESCR_GET]: SUPER_GET,
		[S_REPR]: unary((o) => {
			const type = at(o + FIELDS);
			const objType = at(o + FIELDS + 2);
			const shown = type === NULL ? "NULL" : typeName(type);
			return newStr(`<super: <class '${shown}'>, ${objType === NULL ? "NULL" : `<${typeName(objType)} object>`}>`);
		}),
		[S_NEW]: calling((type) => newInstance(type)),
		[S_INIT]: calling((su, args, nargs, kwnames) => {
			if (kwnames !== NULL && at(kwnames + SIZE) > 0) return raise(TYPE_ERROR, "super() takes no keyword arguments");
			if (nargs > 2) return raise(TYPE_ERROR, `super() expected at most 2 arguments, got ${nargs}`);
			if (nargs === 0) {
				const found = fromFrame();
				return found === null ? NULL : init(su, found.type, found.obj);
			}
			const type = at(args);
			if (!isType(type))
				return raise(TYPE_ERROR, `super() argument 1 must be a type, not ${typeName(at(type + TYPE))}`);
			return init(su, type, nargs > 1 ? at(args + 1) : NULL);
		}),
	},
});
declareMember(SUPER, "__thisclass__", FIELDS);
declareMember(SUPER, "__self__", FIELDS + 1);
declareMember(SUPER, "__self_class__", FIELDS + 2);
