/**
 * Types: what they are called and what they derive from, and the making of plain objects of them. A type's slots are words
 * that index native functions; a class that defines the method in Python has the native function that calls it (slot_tp_*
 * in Objects/typeobject.c).
 */
import { allocGc, CALLABLE_WORDS } from "./alloc";
import { at, H } from "./arena";
import { dictGetStr, dictGetText, dictSetStr } from "./dict";
import { track } from "./gclist";
import {
	BUILTIN_DEF,
	BUILTIN_SELF,
	DESCR_DEF,
	DESCR_NAME,
	DESCR_TYPE,
	FIELDS,
	NULL,
	type Ref,
	SIZE,
	T_BASE,
	T_BASICSIZE,
	T_DICT,
	T_FLAGS,
	T_FULL_NAME,
	T_MRO,
	T_NAME,
	T_QUALNAME,
	T_SLOTS,
	T_WORDS,
	TF_HEAP,
	TF_MAPPING,
	TF_SEQUENCE,
	TF_STANDS_FOR_C,
	TF_TYPE,
	TUPLE_ITEMS,
	TYPE,
} from "./layout";
import { decref, IMMORTAL, incref, setCount } from "./refcount";
import { nameRef } from "./special";
import { intern, isStr, textOf } from "./str";
import { tupleItem } from "./tuple";
import { typeLookup } from "./typecache";
import { BUILTIN, NONE, OBJECT } from "./typeids";

/** An argument's type as the parsers of arguments name it (`_PyArg_BadArgument`): None by its value. */
export const givenName = (o: Ref): string => (o === NONE ? "None" : typeName(at(o + TYPE)));

/** `tp_name`, as messages show it: of a type in C outside builtins with its module. */
export function typeName(type: Ref): string {
	const full = at(type + T_FULL_NAME);
	const name = textOf(full === NULL ? at(type + T_NAME) : full);
	if ((at(type + T_FLAGS) & TF_STANDS_FOR_C) === 0) return name;
	return `${textOf(dictGetStr(at(type + T_DICT), nameRef("__module__")))}.${name}`;
}

/** What a type says of its module, where that is a text (`type_module`): a static type's own name has it. */
export function moduleOfType(type: Ref): string | null {
	if ((at(type + T_FLAGS) & TF_HEAP) === 0) {
		const full = at(type + T_FULL_NAME);
		const name = full === NULL ? "" : textOf(full);
		return name.includes(".") ? name.slice(0, name.lastIndexOf(".")) : "builtins";
	}
	const module = dictGetText(at(type + T_DICT), "__module__");
	return module !== NULL && isStr(module) ? textOf(module) : null;
}

/** A type's qualified name, its module before it where that is not builtins. */
export function fullTypeName(type: Ref): string {
	const module = moduleOfType(type);
	const qualname = textOf(at(type + T_QUALNAME));
	return module !== null && module !== "builtins" ? `${module}.${qualname}` : qualname;
}

/** `type_repr` */
export function reprOfType(type: Ref): string {
	return `<class '${fullTypeName(type)}'>`;
}

/** Whether a type has another's function in a slot. */
export function sameSlot(type: Ref, other: Ref, slot: number): boolean {
	return at(type + T_SLOTS + slot) === at(other + T_SLOTS + slot);
}

export function isType(o: Ref): boolean {
	return (at(at(o + TYPE) + T_FLAGS) & TF_TYPE) !== 0;
}

export function isSubtype(type: Ref, base: Ref): boolean {
	if (type === base) return true;
	const mro = at(type + T_MRO);
	if (mro === NULL) {
		for (let t = type; t !== NULL; t = at(t + T_BASE)) if (t === base) return true;
		return base === OBJECT;
	}
	const n = at(mro + SIZE);
	for (let i = 0; i < n; i++) if (at(mro + TUPLE_ITEMS + i) === base) return true;
	return false;
}

export function isInstanceOf(o: Ref, type: Ref): boolean {
	return isSubtype(at(o + TYPE), type);
}

/** `_PyType_Lookup` of a name given as text. */
export function typeLookupText(type: Ref, name: string): Ref {
	const ref = intern(name);
	const value = typeLookup(type, ref);
	decref(ref);
	return value;
}

/** Whether instances of a type match patterns of a kind: the first of its MRO that says so decides (`inherit_patma_flags`). */
export function matchesPattern(type: Ref, flag: number): boolean {
	const mro = at(type + T_MRO);
	for (let i = 0; i < at(mro + SIZE); i++) {
		const flags = at(tupleItem(mro, i) + T_FLAGS) & (TF_SEQUENCE | TF_MAPPING);
		if (flags !== 0) return (flags & flag) !== 0;
	}
	return false;
}

/** An interned str that never dies. */
export function immortalText(text: string): Ref {
	const o = intern(text);
	setCount(o, IMMORTAL);
	return o;
}

/** An object made of plain reference fields, tracked, of the size that its type declares. */
export function newFields(type: Ref, fields: number): Ref {
	const o = allocGc(type, at(type + T_BASICSIZE), Math.max(FIELDS + fields, at(type + T_WORDS)));
	track(o);
	return o;
}

/** Gives a type a method descriptor, slot wrapper, getset or member. `def` indexes the table of its kind. */
export function addDescriptor(kind: Ref, def: number, type: Ref, name: string): void {
	const o = allocGc(kind, at(kind + T_BASICSIZE), 12);
	H[o + DESCR_DEF] = def;
	H[o + DESCR_TYPE] = incref(type);
	H[o + DESCR_NAME] = intern(name);
	track(o);
	dictSetStr(at(type + T_DICT), at(o + DESCR_NAME), o);
	decref(o);
}

/** A builtin function, or a builtin method bound to self (counted). */
export function newBuiltin(def: number, self: Ref): Ref {
	const o = allocGc(BUILTIN, 72, CALLABLE_WORDS);
	H[o + BUILTIN_DEF] = def;
	if (self !== NULL) H[o + BUILTIN_SELF] = incref(self);
	track(o);
	return o;
}

/** A builtin method that is bound for one call and dropped after it. */
export function bindInPassing(self: Ref): void {
	decref(newBuiltin(0, self));
}
