/** Classes (`type_new`): their layout, their dict and what is done to it, and the instances that are made of them. */
import { allocGc, internal } from "./alloc";
import { allocObject, at, H } from "./arena";
import { bestBase } from "./bases";
import { checkSlots, type Slots, slotNamesTuple } from "./classslots";
import { declareAttribute, getsets } from "./declarations";
import { dictCopy, dictDeleteStr, dictGetText, dictSetOwned, dictSetStr } from "./dict";
import { raise } from "./errors";
import { standsForC, topPython } from "./frames";
import { track } from "./gclist";
import { materializeDict, replaceDict } from "./instance";
import { addSharedKey, narrowSharedKeys, newSharedKeys } from "./keys";
import {
	CELL_VALUE,
	F_GLOBALS,
	FIELDS,
	LAYOUT_OBJECT,
	LAYOUT_TUPLE,
	NULL,
	type Ref,
	SIZE,
	T_BASE,
	T_BASES,
	T_BASICSIZE,
	T_DICT,
	T_DICT_AT,
	T_FLAGS,
	T_ITEMSIZE,
	T_KEYS,
	T_LAYOUT,
	T_MRO,
	T_NAME,
	T_QUALNAME,
	T_REFS,
	T_SLOT_NAMES,
	T_SLOTS_AT,
	T_SLOTS_COUNT,
	T_SOLID,
	T_VALUES_AT,
	T_WEAK_AT,
	T_WORDS,
	TF_BASETYPE,
	TF_BYTES,
	TF_CLEARS,
	TF_DICT,
	TF_EXCEPTION,
	TF_GC,
	TF_HEAP,
	TF_INT,
	TF_LIST,
	TF_PREHEADER,
	TF_SHOWN,
	TF_STANDS_FOR_C,
	TF_STR,
	TF_TUPLE,
	TF_TYPE,
	TYPE,
	TYPE_WORDS,
} from "./layout";
import { profile } from "./machine";
import { incref, setref } from "./refcount";
import { fixSlots } from "./slotdispatchers";
import { nameRef } from "./special";
import { typeModified } from "./specialize";
import { isStr, textOf } from "./str";
import { addSubclass } from "./subclasses";
import { isTuple, tupleItem } from "./tuple";
import {
	ATTRIBUTE_ERROR,
	CELL,
	CLASSMETHOD,
	DICT,
	FUNCTION,
	GETSET,
	MEMBER,
	NONE,
	STATICMETHOD,
	TYPE_ERROR,
} from "./typeids";
import { addDescriptor, isSubtype, newFields, reprOfType, typeName } from "./types";
import { weakWord } from "./weaklist";

/** What a class has of its base's flags (inherit_special). */
const INHERITED_FLAGS = TF_EXCEPTION | TF_INT | TF_STR | TF_LIST | TF_TUPLE | TF_DICT | TF_TYPE | TF_BYTES | TF_CLEARS;

/**
 * The first half of `type_new_impl`: a class with its layout and its dict (the namespace, copied), still without an
 * MRO; or NULL. `bases` is not empty; `slots` is a tuple or list, or 0.
 */
export function allocateClass(meta: Ref, name: Ref, bases: Ref, namespace: Ref, slots: Ref): Ref {
	const base = bestBase(bases);
	if (base === NULL) return NULL;
	const added = checkSlots(base, bases, name, namespace, slots);
	if (added === null) return NULL;
	const qualname = dictGetText(namespace, "__qualname__");
	if (qualname !== NULL && !isStr(qualname))
		return raise(TYPE_ERROR, `type __qualname__ must be a str, not ${typeName(at(qualname + TYPE))}`);
	const cell = dictGetText(namespace, "__classcell__");
	if (cell !== NULL && at(cell + TYPE) !== CELL) {
		return raise(TYPE_ERROR, `__classcell__ must be a nonlocal cell, not ${reprOfType(at(cell + TYPE))}`);
	}
	const dict = internal(dictCopy(namespace));
	const slotNames = added.members.length > 0 ? slotNamesTuple(added.members) : NULL;
	const type = allocGc(meta, at(meta + T_BASICSIZE), TYPE_WORDS);
	H[type + T_SLOT_NAMES] = slotNames;
	H[type + T_NAME] = incref(name);
	H[type + T_BASES] = incref(bases);
	H[type + T_BASE] = incref(base);
	H[type + T_DICT] = dict;
	H[type + T_QUALNAME] = incref(qualname !== NULL ? qualname : name);
	if (qualname !== NULL) dictDeleteStr(dict, nameRef("__qualname__"));
	track(type);
	const frame = topPython();
	if (dictGetText(dict, "__module__") === NULL) {
		const module = frame === 0 ? NULL : dictGetText(at(frame + F_GLOBALS), "__name__");
		if (module !== NULL) dictSetStr(dict, nameRef("__module__"), module);
	}
	layOut(type, base, added);
	setAttributes(type);
	if (frame !== 0 && standsForC(frame)) H[type + T_FLAGS] = at(type + T_FLAGS) | TF_STANDS_FOR_C;
	return type;
}

/** Bytes of an instance of `object` with the collector's header: only there 3.13 puts values beside them. */
const INLINE_BASICSIZE = 32;

/** The names that the class's own methods store on self come first among its instances' keys. */
function shareStaticAttributes(keys: number, dict: Ref): void {
	const names = dictGetText(dict, "__static_attributes__");
	if (names === NULL || !isTuple(names)) return;
	for (let i = 0; i < at(names + SIZE); i++) {
		const name = tupleItem(names, i);
		if (isStr(name)) addSharedKey(keys, name);
	}
}

/** Where an instance's words stand, and CPython's bytes for it. */
function layOut(type: Ref, base: Ref, added: Slots): void {
	const dict = at(type + T_DICT);
	const baseGc = (at(base + T_FLAGS) & TF_GC) !== 0;
	H[type + T_SOLID] = at(base + T_SOLID);
	for (const word of [T_LAYOUT, T_REFS, T_ITEMSIZE, T_DICT_AT, T_VALUES_AT, T_WEAK_AT])
		H[type + word] = at(base + word);
	let words = at(base + T_WORDS);
	let bytes = at(base + T_BASICSIZE);
	// Every class's instances have the collector's header, whatever their base's have.
	if (!baseGc) bytes += 16;
	if (added.members.length > 0) {
		H[type + T_SLOTS_AT] = words;
		H[type + T_SLOTS_COUNT] = added.members.length;
		words += added.members.length;
		bytes += 8 * added.members.length;
	}
	if (added.dict) H[type + T_DICT_AT] = at(base + T_LAYOUT) === LAYOUT_TUPLE ? -1 : words++;
	if (added.weak) H[type + T_WEAK_AT] = words++;
	const managed = at(type + T_DICT_AT) !== 0 && at(type + T_DICT_AT) !== at(at(type + T_SOLID) + T_DICT_AT);
	if (managed) {
		const inline = profile().inlineValuesEverywhere
			? at(base + T_ITEMSIZE) === 0
			: at(base + T_LAYOUT) === LAYOUT_OBJECT && bytes === INLINE_BASICSIZE;
		if (!inline) H[type + T_VALUES_AT] = 0;
		else if (at(type + T_VALUES_AT) === 0) H[type + T_VALUES_AT] = words++;
		const keys = newSharedKeys();
		H[type + T_KEYS] = keys;
		if (profile().sharedKeysKnowStaticAttributes) shareStaticAttributes(keys, dict);
	}
	H[type + T_WORDS] = words;
	H[type + T_BASICSIZE] = bytes;
	H[type + T_FLAGS] =
		TF_HEAP |
		TF_BASETYPE |
		TF_GC |
		(added.dict || added.weak ? TF_PREHEADER : at(base + T_FLAGS) & TF_PREHEADER) |
		((at(base + T_FLAGS) & TF_TYPE) === 0 ? TF_SHOWN : 0) |
		(at(base + T_FLAGS) & INHERITED_FLAGS);
}

/** `type_new_set_attrs`: what is done to the namespace's own entries before the class is ready. */
function setAttributes(type: Ref): void {
	const dict = at(type + T_DICT);
	const newFunction = dictGetText(dict, "__new__");
	if (newFunction !== NULL && at(newFunction + TYPE) === FUNCTION) {
		const sm = newFields(STATICMETHOD, 4);
		H[sm + FIELDS] = incref(newFunction);
		dictSetOwned(dict, "__new__", sm);
	}
	for (const wrapped of ["__init_subclass__", "__class_getitem__"]) {
		const f = dictGetText(dict, wrapped);
		if (f !== NULL && at(f + TYPE) === FUNCTION) {
			const cm = newFields(CLASSMETHOD, 4);
			H[cm + FIELDS] = incref(f);
			dictSetOwned(dict, wrapped, cm);
		}
	}
	const cell = dictGetText(dict, "__classcell__");
	if (cell !== NULL) {
		setref(cell + CELL_VALUE, incref(type));
		dictDeleteStr(dict, nameRef("__classcell__"));
	}
	const dictCell = dictGetText(dict, "__classdictcell__");
	if (dictCell !== NULL && at(dictCell + TYPE) === CELL) {
		setref(dictCell + CELL_VALUE, incref(dict));
		dictDeleteStr(dict, nameRef("__classdictcell__"));
	}
}

/** `type_ready_fill_dict`: descriptors of what instances have beyond those of the base. */
function fillDict(type: Ref): void {
	const dict = at(type + T_DICT);
	const base = at(type + T_BASE);
	const names = at(type + T_SLOT_NAMES);
	for (let i = 0; i < at(type + T_SLOTS_COUNT); i++) {
		const member = textOf(tupleItem(names, i));
		addDescriptor(MEMBER, at(type + T_SLOTS_AT) + i, type, member);
	}
	if (at(type + T_DICT_AT) !== at(base + T_DICT_AT) && dictGetText(dict, "__dict__") === NULL)
		addDescriptor(GETSET, INSTANCE_DICT, type, "__dict__");
	if (at(type + T_WEAK_AT) !== at(base + T_WEAK_AT) && dictGetText(dict, "__weakref__") === NULL)
		addDescriptor(GETSET, INSTANCE_WEAKREF, type, "__weakref__");
}

/** The second half: the class gets its MRO (taken over) and all that follows from it, and its bases know it. */
export function readyClass(type: Ref, mro: Ref): void {
	H[type + T_MRO] = internal(mro);
	fillDict(type);
	const dict = at(type + T_DICT);
	const bases = at(type + T_BASES);
	if (dictGetText(dict, "__doc__") === NULL) dictSetOwned(dict, "__doc__", NONE);
	// `__eq__` without `__hash__` makes instances unhashable (type_new_set_hash).
	if (dictGetText(dict, "__eq__") !== NULL && dictGetText(dict, "__hash__") === NULL)
		dictSetOwned(dict, "__hash__", NONE);
	fixSlots(type);
	for (let i = 0; i < at(bases + SIZE); i++) addSubclass(tupleItem(bases, i), type, true);
	typeModified(type);
}

/**
 * A new instance of a class, all its words 0 (PyType_GenericAlloc): counts the class, tracks what the collector may see.
 * `items`: of those that take room in its block in CPython, one more is always given.
 */
export function newInstance(type: Ref, items = 0): Ref {
	const each = at(type + T_ITEMSIZE);
	const basic = at(type + T_BASICSIZE);
	const bytes = each === 0 ? basic : (basic + each * (items + 1) + 7) & ~7;
	const gc = (at(type + T_FLAGS) & TF_GC) !== 0;
	if (!gc) {
		const o = allocObject(type, bytes, at(type + T_WORDS), 0);
		incref(type);
		return o;
	}
	const o = allocGc(type, bytes, at(type + T_WORDS), 0, true);
	if (at(type + T_VALUES_AT) !== 0) narrowSharedKeys(at(type + T_KEYS));
	track(o);
	return o;
}

/** Getset numbers of `__dict__` and `__weakref__` of instances; declared here so that classes can name them. */
declareAttribute(
	NULL,
	"__dict__",
	(self) => {
		const d = materializeDict(self);
		return d === NULL ? raise(ATTRIBUTE_ERROR, "This object has no __dict__") : incref(d);
	},
	(self, value) => {
		if (value !== NULL && !isSubtype(at(value + TYPE), DICT))
			return raise(TYPE_ERROR, `__dict__ must be set to a dictionary, not a '${typeName(at(value + TYPE))}'`);
		// `subtype_setdict`: what is deleted is there again, empty, when it is next asked for.
		replaceDict(self, value);
		return NONE;
	},
);
const INSTANCE_DICT = getsets.length - 1;
declareAttribute(NULL, "__weakref__", (self) => {
	const word = weakWord(self);
	return word === 0 || at(word) === 0 ? NONE : incref(at(word));
});
const INSTANCE_WEAKREF = getsets.length - 1;
