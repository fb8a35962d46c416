/** Attribute access: descriptors, instance dicts and inline values, types and modules (Objects/object.c, typeobject.c). */

import { reprText } from "../text/strRepr";
import { allocGc, CALLABLE_WORDS } from "./alloc";
import { at, H } from "./arena";
import { callWith } from "./call";
import { type Attribute, getsets } from "./declarations";
import { dictDeleteStr, dictGetStr, dictSetStr } from "./dict";
import { raise, raiseFields } from "./errors";
import { track } from "./gclist";
import { dictWord, inlineGet, inlineSet, materializeDict, valuesAt } from "./instance";
import {
	DESCR_DEF,
	DESCR_NAME,
	DESCR_TYPE,
	DICT_SHARED,
	FIELDS,
	METHOD_FUNC,
	METHOD_SELF,
	NULL,
	R_ERROR,
	R_NO_VALUES,
	type Ref,
	SIZE,
	T_DICT,
	T_FLAGS,
	T_MRO,
	T_QUALNAME,
	T_SLOTS,
	T_VALUES_AT,
	TF_HEAP,
	TF_METHOD_DESCRIPTOR,
	TYPE,
} from "./layout";
import { EngineBug } from "./limits";
import { decref, incref, setref } from "./refcount";
import { updateSlots } from "./slotdispatchers";
import { nameRef } from "./special";
import { typeModified } from "./specialize";
import { isStr, textOf } from "./str";
import {
	type Binary,
	binary,
	binarySlots,
	S_DESCR_GET,
	S_DESCR_SET,
	S_GETATTRO,
	S_SETATTRO,
	type Status,
	slotOf,
	type Ternary,
	ternary,
	ternarySlots,
} from "./tables";
import { tupleItem } from "./tuple";
import { typeLookup } from "./typecache";
import { ATTRIBUTE_ERROR, FUNCTION, METHOD, METHOD_WRAPPER, MODULE, NONE, TYPE_ERROR } from "./typeids";
import { isInstanceOf, isType, newBuiltin, newFields, typeName } from "./types";

/** The interned name in an argument, borrowed from it; 0 with TypeError set. */
export function nameArgument(o: Ref): Ref {
	if (isStr(o)) return o;
	raise(TYPE_ERROR, `attribute name must be string, not '${typeName(at(o + TYPE))}'`);
	return NULL;
}

/** `o.name` (PyObject_GetAttr): an owned reference. The name is a str. */
export function getAttr(o: Ref, name: Ref): Status {
	return (binarySlots[slotOf(o, S_GETATTRO)] as Binary)(o, name);
}

/** `o.name = value`, or `del o.name` where value is 0. NONE, NULL, or PUSHED (the value that comes is to be dropped). */
export function setAttr(o: Ref, name: Ref, value: Ref): Status {
	const slot = slotOf(o, S_SETATTRO);
	if (slot === 0) {
		const readOnly = slotOf(o, S_GETATTRO) === 0 ? "has no attributes" : "has only read-only attributes";
		return raise(
			TYPE_ERROR,
			`'${typeName(at(o + TYPE))}' object ${readOnly} (${value === NULL ? "del" : "assign to"} .${textOf(name)})`,
		);
	}
	return (ternarySlots[slot] as Ternary)(o, name, value);
}

/** Where an AttributeError keeps what it was about, for suggestions: name and object. */
export function attributeError(o: Ref, name: Ref, message: string): typeof NULL {
	return raiseFields(ATTRIBUTE_ERROR, message, name, o);
}

function noAttribute(o: Ref, name: Ref): typeof NULL {
	return attributeError(o, name, `'${typeName(at(o + TYPE))}' object has no attribute '${textOf(name)}'`);
}

/** Borrowed: the instance's own attribute, from its inline values or its dict; 0: none. */
function instanceAttribute(o: Ref, name: Ref): Ref {
	const word = dictWord(o);
	if (word === 0) return NULL;
	const d = at(word);
	return d !== NULL ? dictGetStr(d, name) : inlineGet(o, name);
}

/** Binds a descriptor found on a type (`tp_descr_get`); one without is itself. Owned. obj may be 0. */
export function bind(descr: Ref, obj: Ref, type: Ref): Status {
	const slot = slotOf(descr, S_DESCR_GET);
	return slot === 0 ? incref(descr) : (ternarySlots[slot] as Ternary)(descr, obj, type);
}

/** `PyObject_GenericGetAttr` */
export function genericGetAttr(o: Ref, name: Ref): Status {
	const type = at(o + TYPE);
	const descr = typeLookup(type, name);
	if (descr !== NULL && slotOf(descr, S_DESCR_SET) !== 0 && slotOf(descr, S_DESCR_GET) !== 0)
		return bind(descr, o, type);
	const own = instanceAttribute(o, name);
	if (own !== NULL) return incref(own);
	if (descr !== NULL) return bind(descr, o, type);
	return noAttribute(o, name);
}

/** Whether an attribute is not there, as far as the lookup of plain objects and classes alone tells. */
export function isPlainlyMissing(o: Ref, name: Ref): boolean {
	const type = at(o + TYPE);
	const slot = at(type + T_SLOTS + S_GETATTRO);
	if (slot === GENERIC_GETATTR) return isAbsent(o, name);
	return slot === TYPE_GETATTR && typeLookup(o, name) === NULL && typeLookup(type, name) === NULL;
}

/** The same for `PyObject_GenericGetAttr`, whatever the type's own slot is. */
export function isAbsent(o: Ref, name: Ref): boolean {
	return typeLookup(at(o + TYPE), name) === NULL && instanceAttribute(o, name) === NULL;
}

/**
 * An attribute about to be called (`_PyObject_GetMethod`): for a method found on the type, the function itself, counted,
 * and method.unbound is true: self goes before the arguments. `specialized`: the instruction has been specialised for the
 * owner's type (LOAD_ATTR_METHOD_WITH_VALUES and its kin), and finds such a function in spite of a `__getattr__`.
 */
export const method = { unbound: false };
export function getMethod(o: Ref, name: Ref, specialized: boolean): Status {
	method.unbound = false;
	const type = at(o + TYPE);
	if (at(type + T_SLOTS + S_GETATTRO) !== GENERIC_GETATTR) {
		const found = specialized && type !== MODULE && !isType(o) ? typeLookup(type, name) : NULL;
		if (found === NULL || (at(at(found + TYPE) + T_FLAGS) & TF_METHOD_DESCRIPTOR) === 0) return getAttr(o, name);
		if (instanceAttribute(o, name) !== NULL) return getAttr(o, name);
		method.unbound = true;
		return incref(found);
	}
	const descr = typeLookup(type, name);
	if (descr !== NULL) {
		if ((at(at(descr + TYPE) + T_FLAGS) & TF_METHOD_DESCRIPTOR) !== 0) {
			const own = instanceAttribute(o, name);
			if (own !== NULL) return incref(own);
			method.unbound = true;
			return incref(descr);
		}
		if (slotOf(descr, S_DESCR_SET) !== 0 && slotOf(descr, S_DESCR_GET) !== 0) return bind(descr, o, type);
	}
	const own = instanceAttribute(o, name);
	if (own !== NULL) return incref(own);
	if (descr !== NULL) return bind(descr, o, type);
	return noAttribute(o, name);
}

/** `del o.name` where there is none: of inline values the error tells only its text (`_PyObject_StoreInstanceAttribute`). */
function nothingToDelete(o: Ref, name: Ref): typeof NULL {
	const type = at(o + TYPE);
	const word = dictWord(o);
	const dict = word === 0 ? NULL : at(word);
	// A dict with keys of its own is no view of inline values.
	if (at(type + T_VALUES_AT) === 0 || (dict !== NULL && at(dict + DICT_SHARED) === 0)) return noAttribute(o, name);
	return raise(ATTRIBUTE_ERROR, `'${typeName(type)}' object has no attribute '${textOf(name)}'`);
}

/** `PyObject_GenericSetAttr` */
export function genericSetAttr(o: Ref, name: Ref, value: Ref): Status {
	const type = at(o + TYPE);
	const descr = typeLookup(type, name);
	if (descr !== NULL) {
		const set = slotOf(descr, S_DESCR_SET);
		if (set !== 0) return (ternarySlots[set] as Ternary)(descr, o, value);
	}
	const word = dictWord(o);
	if (word === 0) {
		if (descr === NULL) {
			return attributeError(
				o,
				name,
				`'${typeName(type)}' object has no attribute '${textOf(name)}'${at(type + T_SLOTS + S_SETATTRO) === GENERIC_SETATTR ? " and no __dict__ for setting new attributes" : ""}`,
			);
		}
		return attributeError(o, name, `'${typeName(type)}' object attribute '${textOf(name)}' is read-only`);
	}
	if (at(word) === NULL && at(type + T_VALUES_AT) !== 0) {
		if (inlineSet(o, name, value)) return NONE;
		// Where the values are not used any more the dict is made to look there.
		if (value === NULL && valuesAt(o) !== R_NO_VALUES) return nothingToDelete(o, name);
	}
	const d = materializeDict(o);
	if (value === NULL) return dictDeleteStr(d, name) ? NONE : nothingToDelete(o, name);
	dictSetStr(d, name, value);
	return NONE;
}
export const GENERIC_GETATTR = binary(genericGetAttr);
export const GENERIC_SETATTR = ternary(genericSetAttr);

/** `type.__getattribute__`: the metatype's data descriptors, the type's own attributes along its MRO, the metatype's. */
function typeGetAttr(type: Ref, name: Ref): Status {
	const meta = at(type + TYPE);
	const metaAttribute = typeLookup(meta, name);
	if (metaAttribute !== NULL && slotOf(metaAttribute, S_DESCR_SET) !== 0) return bind(metaAttribute, type, meta);
	const own = typeLookup(type, name);
	if (own !== NULL) return bind(own, NULL, type);
	if (metaAttribute !== NULL) return bind(metaAttribute, type, meta);
	return attributeError(type, name, `type object '${typeName(type)}' has no attribute '${textOf(name)}'`);
}
export const TYPE_GETATTR = binary(typeGetAttr);

const UNDERSCORE = 95;

/** `type.__setattr__`: slots follow what the class now defines. */
function typeSetAttr(type: Ref, name: Ref, value: Ref): Status {
	if ((at(type + T_FLAGS) & TF_HEAP) === 0) {
		return raise(TYPE_ERROR, `cannot set '${textOf(name)}' attribute of immutable type '${typeName(type)}'`);
	}
	const descr = typeLookup(at(type + TYPE), name);
	if (descr !== NULL && slotOf(descr, S_DESCR_SET) !== 0)
		return (ternarySlots[slotOf(descr, S_DESCR_SET)] as Ternary)(descr, type, value);
	const dict = at(type + T_DICT);
	const text = textOf(name);
	const dunder = text.charCodeAt(0) === UNDERSCORE && text.startsWith("__") && text.endsWith("__");
	if (value === NULL) {
		const old = dictGetStr(dict, name);
		if (old === NULL) return attributeError(type, name, `type object '${typeName(type)}' has no attribute '${text}'`);
		incref(old);
		dictDeleteStr(dict, name);
		typeModified(type);
		if (dunder) updateSlots(type);
		decref(old);
		return NONE;
	}
	const old = dictGetStr(dict, name);
	const replaces = old !== NULL && !dunder && isPlainValue(old) && isPlainValue(value);
	dictSetStr(dict, name, value);
	typeModified(type, replaces ? name : NULL);
	if (dunder) updateSlots(type);
	return NONE;
}
/** What is no descriptor: as an attribute of a class it hides nothing of an instance's, and is found as it is. */
function isPlainValue(o: Ref): boolean {
	return slotOf(o, S_DESCR_GET) === 0 && slotOf(o, S_DESCR_SET) === 0;
}
export const TYPE_SETATTR = ternary(typeSetAttr);

// ---- Descriptors ----

/** A bound method object; counts both. */
export function newMethod(func: Ref, self: Ref): Ref {
	const o = allocGc(METHOD, 64, CALLABLE_WORDS);
	H[o + METHOD_FUNC] = incref(func);
	H[o + METHOD_SELF] = incref(self);
	track(o);
	return o;
}

export const FUNCTION_GET = ternary((func, obj) =>
	obj === NULL || obj === NONE ? incref(func) : newMethod(func, obj),
);
export const METHOD_DESCRIPTOR_GET = ternary((descr, obj) => {
	if (obj === NULL) return incref(descr);
	if (!applies(at(descr + DESCR_TYPE), textOf(at(descr + DESCR_NAME)), obj)) return NULL;
	return newBuiltin(at(descr + DESCR_DEF), obj);
});
export const CLASSMETHOD_DESCRIPTOR_GET = ternary((descr, obj, type) =>
	newBuiltin(at(descr + DESCR_DEF), type === NULL ? at(obj + TYPE) : type),
);
export const SLOT_WRAPPER_GET = ternary((descr, obj) => {
	if (obj === NULL) return incref(descr);
	if (!applies(at(descr + DESCR_TYPE), textOf(at(descr + DESCR_NAME)), obj)) return NULL;
	const o = newFields(METHOD_WRAPPER, 4);
	H[o + FIELDS] = incref(descr);
	H[o + FIELDS + 1] = incref(obj);
	return o;
});
/** `descr_check`, `descr_setcheck`: whether a descriptor's type has the object; TypeError is set where it has not. */
function applies(owner: Ref, name: string, obj: Ref): boolean {
	if (owner === NULL || isInstanceOf(obj, owner)) return true;
	raise(
		TYPE_ERROR,
		`descriptor '${name}' for '${typeName(owner)}' objects doesn't apply to a '${typeName(at(obj + TYPE))}' object`,
	);
	return false;
}
/** The declaration behind a getset, or behind a native member, whose DESCR_DEF is -1 - its number. */
function declared(descr: Ref): Attribute {
	const def = at(descr + DESCR_DEF);
	const g = getsets[def < 0 ? -1 - def : def];
	if (g === undefined) throw new EngineBug("an attribute without a declaration");
	return g;
}
export const GETSET_GET = ternary((descr, obj) => {
	if (obj === NULL) return incref(descr);
	const g = declared(descr);
	return applies(g.type, g.name, obj) ? g.get(obj) : NULL;
});
export const GETSET_SET = ternary((descr, obj, value) => {
	const g = declared(descr);
	if (!applies(g.type, g.name, obj)) return NULL;
	if (g.set === null && (g.member || at(descr + DESCR_DEF) < 0)) return raise(ATTRIBUTE_ERROR, "readonly attribute");
	if (g.set === null)
		return raise(ATTRIBUTE_ERROR, `attribute '${g.name}' of '${typeName(g.type)}' objects is not writable`);
	return g.set(obj, value);
});
/** `__slots__` members: DESCR_DEF is the word's offset in the instance. Native ones are declared as getsets are. */
export const MEMBER_GET = ternary((descr, obj, type) => {
	if (obj === NULL) return incref(descr);
	if (at(descr + DESCR_DEF) < 0) return (ternarySlots[GETSET_GET] as Ternary)(descr, obj, type);
	if (!applies(at(descr + DESCR_TYPE), textOf(at(descr + DESCR_NAME)), obj)) return NULL;
	const value = at(obj + at(descr + DESCR_DEF));
	if (value === NULL) return noAttribute(obj, at(descr + DESCR_NAME));
	return incref(value);
});
export const MEMBER_SET = ternary((descr, obj, value) => {
	if (at(descr + DESCR_DEF) < 0) return (ternarySlots[GETSET_SET] as Ternary)(descr, obj, value);
	if (!applies(at(descr + DESCR_TYPE), textOf(at(descr + DESCR_NAME)), obj)) return NULL;
	const word = obj + at(descr + DESCR_DEF);
	if (value === NULL && at(word) === NULL) return raise(ATTRIBUTE_ERROR, textOf(at(descr + DESCR_NAME)));
	setref(word, value === NULL ? NULL : incref(value));
	return NONE;
});
export const STATICMETHOD_GET = ternary((descr) => incref(at(descr + FIELDS)));
export const CLASSMETHOD_GET = ternary((descr, obj, type) =>
	newMethod(at(descr + FIELDS), type === NULL ? at(obj + TYPE) : type),
);
/** property: getter, setter, deleter, doc. */
export const PROPERTY_GET = ternary((descr, obj) => {
	if (obj === NULL || obj === NONE) return incref(descr);
	const getter = at(descr + FIELDS);
	if (getter === NULL || getter === NONE) return propertyError(descr, obj, "getter");
	return callWith(getter, obj);
});
export const PROPERTY_SET = ternary((descr, obj, value) => {
	const f = at(descr + FIELDS + (value === NULL ? 2 : 1));
	if (f === NULL || f === NONE) return propertyError(descr, obj, value === NULL ? "deleter" : "setter");
	return value === NULL ? callWith(f, obj) : callWith(f, obj, value);
});
/** The word of the name that `__set_name__` gave. */
export const PROPERTY_NAME = FIELDS + 4;
/** `property_name`: the name that it was given, or its getter's. */
export function propertyName(descr: Ref): Status {
	const name = at(descr + PROPERTY_NAME);
	if (name !== NULL) return incref(name);
	const getter = at(descr + FIELDS);
	const key = nameRef("__name__");
	if (getter !== NULL && !isPlainlyMissing(getter, key)) return getAttr(getter, key);
	return attributeError(descr, key, `'${typeName(at(descr + TYPE))}' object has no attribute '__name__'`);
}
function propertyError(descr: Ref, obj: Ref, what: string): typeof NULL {
	const getter = at(descr + FIELDS);
	const named = at(descr + PROPERTY_NAME) !== NULL || (getter !== NULL && at(getter + TYPE) === FUNCTION);
	const owner = `'${textOf(at(at(obj + TYPE) + T_QUALNAME))}' object`;
	if (!named) return raise(ATTRIBUTE_ERROR, `property of ${owner} has no ${what}`);
	const name = propertyName(descr);
	raise(ATTRIBUTE_ERROR, `property ${isStr(name) ? reprText(textOf(name)) : ""} of ${owner} has no ${what}`);
	decref(name);
	return NULL;
}

/** What a class after `start` in the MRO of `objType` has under a name, bound to `obj`; 0 with no error: none has it. */
function superFind(start: Ref, obj: Ref, objType: Ref, name: Ref): Status {
	const mro = at(objType + T_MRO);
	const n = mro === NULL ? 0 : at(mro + SIZE);
	let i = 0;
	while (i < n && tupleItem(mro, i) !== start) i++;
	for (i++; i < n; i++) {
		const value = dictGetStr(at(tupleItem(mro, i) + T_DICT), name);
		if (value !== NULL) return bind(value, obj === objType ? NULL : obj, objType);
	}
	return NULL;
}

/** The same, or AttributeError (`_PySuper_Lookup`). */
export function superLookup(start: Ref, obj: Ref, objType: Ref, name: Ref): Status {
	const found = superFind(start, obj, objType, name);
	if (found !== NULL || at(R_ERROR) !== NULL) return found;
	return raiseFields(ATTRIBUTE_ERROR, `'super' object has no attribute '${textOf(name)}'`, name);
}

/** super(type, obj): its three fields are the type, the object, and the object's type. */
export const SUPER_GETATTR = binary((su, name) => {
	const objType = at(su + FIELDS + 2);
	if (objType !== NULL && textOf(name) !== "__class__") {
		const found = superFind(at(su + FIELDS), at(su + FIELDS + 1), objType, name);
		if (found !== NULL || at(R_ERROR) !== NULL) return found;
	}
	return genericGetAttr(su, name);
});
