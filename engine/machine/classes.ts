/** Classes: their slots, which follow their methods, their MRO, and how their instances are laid out. */

import { isIdentifier } from "../text/strCase";
import { reprText } from "../text/strRepr";
import { allocGc, internal } from "./alloc";
import { allocObject, at, H } from "./arena";
import { NEW_DEF } from "./creation";
import { declareAttribute, getsets, type SlotDef, slotDefs } from "./declarations";
import { dictCopy, dictDeleteStr, dictGetText, dictSetOwned, dictSetStr } from "./dict";
import { raise } from "./errors";
import { standsForC, topPython } from "./frames";
import { track, untrack } from "./gclist";
import { HASH_NOT_IMPLEMENTED } from "./hash";
import { materializeDict, replaceDict } from "./instance";
import { addSharedKey, narrowSharedKeys, newSharedKeys } from "./keys";
import {
	BUILTIN_DEF,
	BUILTIN_SELF,
	CELL_VALUE,
	DESCR_DEF,
	DESCR_TYPE,
	F_GLOBALS,
	FIELDS,
	LAYOUT_OBJECT,
	LAYOUT_TUPLE,
	LIST_ITEMS,
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
	T_SLOTS,
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
	TUPLE_ITEMS,
	TYPE,
	TYPE_SLOT_COUNT,
	TYPE_WORDS,
} from "./layout";
import { newList } from "./list";
import { profile, work } from "./machine";
import { decref, incref, setref } from "./refcount";
import { nameRef, pythonSlot, SLOT_NEW } from "./special";
import { typeModified } from "./specialize";
import { intern, isStr, textOf } from "./str";
import { addSubclass, removeFromBases, subclasses } from "./subclasses";
import { S_CONCAT, S_FINALIZE, S_HASH, S_INPLACE_REPEAT, S_NEW, type Status } from "./tables";
import { isTuple, newTuple, tupleItem, tupleOf } from "./tuple";
import { typeLookup } from "./typecache";
import {
	ATTRIBUTE_ERROR,
	BUILTIN,
	CELL,
	CLASSMETHOD,
	DICT,
	FUNCTION,
	GETSET,
	MEMBER,
	NONE,
	SLOT_WRAPPER,
	STATICMETHOD,
	TYPE_ERROR,
	VALUE_ERROR,
} from "./typeids";
import { isSubtype, isType, newDescriptor, newFields, reprOfType, typeName } from "./types";
import { weakWord } from "./weaklist";

// ---- Slots ----

/** Sets a class's slots from what its MRO defines (fixup_slot_dispatchers). */
function fixSlots(type: Ref): void {
	for (let s = 0; s < TYPE_SLOT_COUNT; s++) H[type + T_SLOTS + s] = 0;
	for (const def of slotDefs) {
		const name = nameRef(def.name);
		const found = typeLookup(type, name);
		if (found === NULL) continue;
		const word = type + T_SLOTS + def.slot;
		if (def.slot === S_HASH && found === NONE) {
			H[word] = HASH_NOT_IMPLEMENTED;
			continue;
		}
		if (def.slot === S_NEW) {
			const native =
				at(found + TYPE) === BUILTIN && at(found + BUILTIN_DEF) === NEW_DEF
					? at(at(found + BUILTIN_SELF) + T_SLOTS + S_NEW)
					: 0;
			H[word] = native !== 0 ? native : SLOT_NEW;
			continue;
		}
		if (at(found + TYPE) === SLOT_WRAPPER && (slotDefs[at(found + DESCR_DEF)] as SlotDef).slot === def.slot) {
			const native = at(at(found + DESCR_TYPE) + T_SLOTS + def.slot);
			const present = at(word);
			// A wrapper keeps the native function unless another of the slot's methods is Python already.
			if (present === 0 || present === native) H[word] = native;
			continue;
		}
		// A sequence's `__add__` or `__mul__` fills no number slot.
		if (at(found + TYPE) === SLOT_WRAPPER && isSequenceSlot((slotDefs[at(found + DESCR_DEF)] as SlotDef).slot))
			continue;
		H[word] = pythonSlot(def.slot);
	}
	// sq_concat and sq_repeat have no methods of their own here: they come with the native base.
	const solid = at(type + T_SOLID);
	for (let s = S_CONCAT; s <= S_INPLACE_REPEAT; s++) H[type + T_SLOTS + s] = at(solid + T_SLOTS + s);
	if (at(type + T_SLOTS + S_FINALIZE) === 0) H[type + T_SLOTS + S_FINALIZE] = at(solid + T_SLOTS + S_FINALIZE);
}

/** What a class has of its base's flags (inherit_special). */
const INHERITED_FLAGS = TF_EXCEPTION | TF_INT | TF_STR | TF_LIST | TF_TUPLE | TF_DICT | TF_TYPE | TF_BYTES | TF_CLEARS;

function isSequenceSlot(slot: number): boolean {
	return slot >= S_CONCAT && slot <= S_INPLACE_REPEAT;
}

/** A special method of a class came or went: its slots, and its subclasses', follow (`update_slot`). */
export function updateSlots(type: Ref): void {
	fixSlots(type);
	for (const sub of subclasses(type)) updateSlots(sub);
}

// ---- type.__new__ ----

/** `mro_implementation`: C3 linearisation, as a new tuple; NULL: TypeError is set. */
export function linearize(type: Ref, bases: Ref): Ref {
	const lists: Ref[][] = [];
	const n = at(bases + SIZE);
	const own: Ref[] = [];
	for (let i = 0; i < n; i++) {
		const base = tupleItem(bases, i);
		if (own.includes(base)) return raise(TYPE_ERROR, `duplicate base class ${typeName(base)}`);
		own.push(base);
		const mro = at(base + T_MRO);
		if (mro === NULL) return raise(TYPE_ERROR, `Cannot extend an incomplete type '${typeName(base)}'`);
		const list: Ref[] = [];
		for (let j = 0; j < at(mro + SIZE); j++) list.push(tupleItem(mro, j));
		lists.push(list);
	}
	lists.push(own);
	const result = [type];
	for (;;) {
		work(lists.length * 2);
		const left = lists.filter((l) => l.length > 0);
		if (left.length === 0) return tupleOf(...result);
		// A class that stands first in many lists is tried once.
		const heads = new Set(left.map((l) => l[0] as Ref));
		let head: Ref | undefined;
		for (const c of heads) {
			work(left.length >> 1);
			if (left.some((l) => l.indexOf(c, 1) > 0)) continue;
			head = c;
			break;
		}
		if (head === undefined) {
			const names = [...new Set(left.map((l) => typeName(l[0] as Ref)))];
			return raise(
				TYPE_ERROR,
				`Cannot create a consistent method resolution order (MRO) for bases ${names.join(", ")}`,
			);
		}
		result.push(head);
		for (const l of lists) if (l[0] === head) l.shift();
	}
}

/** `type_set_bases`: a class gets other bases; its MRO and slots, and those of its subclasses, follow. */
export function setBases(type: Ref, bases: Ref): Status {
	const name = typeName(type);
	if (!isTuple(bases))
		return raise(TYPE_ERROR, `can only assign tuple to ${name}.__bases__, not ${typeName(at(bases + TYPE))}`);
	if (at(bases + SIZE) === 0) return raise(TYPE_ERROR, `can only assign non-empty tuple to ${name}.__bases__, not ()`);
	for (let i = 0; i < at(bases + SIZE); i++) {
		const base = tupleItem(bases, i);
		if (!isType(base))
			return raise(TYPE_ERROR, `${name}.__bases__ must be tuple of classes, not '${typeName(at(base + TYPE))}'`);
		if (isSubtype(base, type)) return raise(TYPE_ERROR, "a __bases__ item causes an inheritance cycle");
	}
	const base = bestBase(bases);
	if (base === NULL) return NULL;
	const old = at(type + T_BASE);
	if (!compatibleBases(old, base)) {
		const what =
			at(old + T_SOLID) !== at(base + T_SOLID) || (at(old + T_FLAGS) & TF_HEAP) !== (at(base + T_FLAGS) & TF_HEAP);
		return raise(
			TYPE_ERROR,
			`__bases__ assignment: '${typeName(base)}' ${what ? "deallocator" : "object layout"} differs from '${typeName(old)}'`,
		);
	}
	removeFromBases(type);
	const [oldBases, oldBase] = [at(type + T_BASES), old];
	H[type + T_BASES] = incref(bases);
	H[type + T_BASE] = incref(base);
	if (!recomputeMro(type)) {
		H[type + T_BASES] = oldBases;
		H[type + T_BASE] = oldBase;
		decref(bases);
		decref(base);
		for (let i = 0; i < at(oldBases + SIZE); i++) addSubclass(tupleItem(oldBases, i), type, true);
		return NULL;
	}
	for (let i = 0; i < at(bases + SIZE); i++) addSubclass(tupleItem(bases, i), type, true);
	updateSlots(type);
	decref(oldBases);
	decref(oldBase);
	return NONE;
}

/** `compatible_for_assignment`: instances stand in memory alike under both. */
function compatibleBases(a: Ref, b: Ref): boolean {
	const heap = (t: Ref): boolean => (at(t + T_FLAGS) & TF_HEAP) !== 0;
	return (
		heap(a) === heap(b) &&
		[T_SOLID, T_WORDS, T_DICT_AT, T_WEAK_AT, T_VALUES_AT].every((word) => at(a + word) === at(b + word))
	);
}

/** `mro_hierarchy`: the class's MRO, then its subclasses'. False: an error is set. */
function recomputeMro(type: Ref): boolean {
	const mro = linearize(type, at(type + T_BASES));
	if (mro === NULL) return false;
	setref(type + T_MRO, internal(mro));
	typeModified(type);
	return subclasses(type).every(recomputeMro);
}

/** The native type under a class whose layout its instances share (`solid_base`). */
function solidOf(type: Ref): Ref {
	let t = type;
	for (let base = at(t + T_BASE); base !== NULL; base = at(t + T_BASE)) {
		const own =
			(at(t + T_FLAGS) & TF_HEAP) !== 0
				? at(t + T_SLOTS_COUNT) > 0
				: at(t + T_BASICSIZE) !== at(base + T_BASICSIZE) || at(t + T_ITEMSIZE) !== at(base + T_ITEMSIZE);
		if (own) return t;
		t = base;
	}
	return t;
}

/** `best_base`: the base whose layout the class extends, or 0 with TypeError set. */
export function bestBase(bases: Ref): Ref {
	let winner = NULL;
	let base = NULL;
	for (let i = 0; i < at(bases + SIZE); i++) {
		const candidate = tupleItem(bases, i);
		if (!isType(candidate)) {
			raise(TYPE_ERROR, "bases must be types");
			return NULL;
		}
		if ((at(candidate + T_FLAGS) & TF_BASETYPE) === 0) {
			raise(TYPE_ERROR, `type '${typeName(candidate)}' is not an acceptable base type`);
			return NULL;
		}
		const solid = solidOf(candidate);
		if (winner === NULL || (isSubtype(solid, winner) && solid !== winner)) {
			winner = solid;
			base = candidate;
		} else if (!isSubtype(winner, solid)) {
			raise(TYPE_ERROR, "multiple bases have instance lay-out conflict");
			return NULL;
		}
	}
	return base;
}

function mangle(name: string, className: string): string {
	if (!name.startsWith("__") || name.endsWith("__")) return name;
	const stripped = className.replace(/^_+/, "");
	return stripped === "" ? name : `_${stripped}${name}`;
}

/** What `__slots__` adds to instances: the names of members, mangled, and whether a dict and weak references. */
interface Slots {
	readonly members: readonly string[];
	readonly dict: boolean;
	readonly weak: boolean;
}

/** `type_new_slots`: null, with an error set, where they are not what a class may have. `slots`: a tuple or list, or 0. */
function checkSlots(base: Ref, bases: Ref, name: Ref, namespace: Ref, slots: Ref): Slots | null {
	// A metaclass's instances have their dict as all classes have.
	const mayDict = at(base + T_DICT_AT) === 0 && (at(base + T_FLAGS) & TF_TYPE) === 0;
	const mayWeak = at(base + T_WEAK_AT) === 0 && at(base + T_ITEMSIZE) === 0;
	if (slots === NULL) return { members: [], dict: mayDict, weak: mayWeak };
	const refuse = (type: Ref, message: string): null => {
		raise(type, message);
		return null;
	};
	// The names are collected in a list first.
	decref(newList());
	const items = isTuple(slots) ? slots + TUPLE_ITEMS : at(slots + LIST_ITEMS);
	const n = at(slots + SIZE);
	if (n > 0 && at(base + T_ITEMSIZE) !== 0)
		return refuse(TYPE_ERROR, `nonempty __slots__ not supported for subtype of '${typeName(base)}'`);
	let dict = false;
	let weak = false;
	const members: string[] = [];
	for (let i = 0; i < n; i++) {
		const slot = at(items + i);
		if (!isStr(slot)) return refuse(TYPE_ERROR, `__slots__ items must be strings, not '${typeName(at(slot + TYPE))}'`);
		const text = textOf(slot);
		if (!isIdentifier(text)) return refuse(TYPE_ERROR, "__slots__ must be identifiers");
		if (text === "__dict__") {
			if (!mayDict || dict) return refuse(TYPE_ERROR, "__dict__ slot disallowed: we already got one");
			dict = true;
		} else if (text === "__weakref__") {
			if (!mayWeak || weak) return refuse(TYPE_ERROR, "__weakref__ slot disallowed: we already got one");
			weak = true;
		} else members.push(mangle(text, textOf(name)));
	}
	for (const member of members) {
		if (dictGetText(namespace, member) !== NULL && member !== "__qualname__" && member !== "__classcell__")
			return refuse(VALUE_ERROR, `${reprText(member)} in __slots__ conflicts with class variable`);
	}
	// Secondary bases may provide a dict or weak references (type_new_slots_bases).
	for (let i = 0; i < at(bases + SIZE); i++) {
		const other = tupleItem(bases, i);
		if (other === base) continue;
		if (mayDict && at(other + T_DICT_AT) !== 0) dict = true;
		if (mayWeak && at(other + T_WEAK_AT) !== 0) weak = true;
	}
	return { members: members.sort(), dict, weak };
}

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

/** `ht_slots` */
function slotNamesTuple(names: readonly string[]): Ref {
	const tuple = internal(newTuple(names.length));
	if (profile().tuplesTrackedByItems) untrack(tuple);
	names.forEach((name, i) => {
		H[tuple + TUPLE_ITEMS + i] = intern(name);
	});
	return tuple;
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
		dictSetOwned(dict, member, newDescriptor(MEMBER, at(type + T_SLOTS_AT) + i, type, member));
	}
	if (at(type + T_DICT_AT) !== at(base + T_DICT_AT) && dictGetText(dict, "__dict__") === NULL)
		dictSetOwned(dict, "__dict__", newDescriptor(GETSET, INSTANCE_DICT, type, "__dict__"));
	if (at(type + T_WEAK_AT) !== at(base + T_WEAK_AT) && dictGetText(dict, "__weakref__") === NULL)
		dictSetOwned(dict, "__weakref__", newDescriptor(GETSET, INSTANCE_WEAKREF, type, "__weakref__"));
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
