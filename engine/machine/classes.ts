/** Classes: the class statement, `type(name, bases, dict)`, slots that follow the methods, and making instances. */
import { allocGc, internal } from "./alloc";
import { allocObject, at, H } from "./arena";
import { newMethod } from "./attributes";
import { callWith } from "./call";
import { declareAttribute, getsets, type SlotDef, slotDefs } from "./declarations";
import {
	dictCopy,
	dictDeleteStr,
	dictEntryAt,
	dictGetStr,
	dictGetText,
	dictSetOwned,
	dictSetStr,
	dictSize,
	newDict,
} from "./dict";
import { raise } from "./errors";
import { pushFrame, topPython } from "./frames";
import { callFunction } from "./functions";
import { track } from "./gclist";
import { HASH_NOT_IMPLEMENTED } from "./hash";
import { materializeDict, replaceDict } from "./instance";
import { callWithDict } from "./instructions";
import { addSharedKey, narrowSharedKeys, newSharedKeys, sharedRoom } from "./keys";
import {
	BUILTIN_DEF,
	BUILTIN_SELF,
	CELL_VALUE,
	DESCR_DEF,
	DESCR_TYPE,
	ENTRY_KEY,
	ENTRY_VALUE,
	F_GLOBALS,
	FIELDS,
	FUNC_BUILTINS,
	FUNC_CODE,
	FUNC_GLOBALS,
	LAYOUT_OBJECT,
	LAYOUT_TUPLE,
	LIST_ITEMS,
	NULL,
	PUSHED,
	R_DEPTH,
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
	TF_NO_NEW,
	TF_PREHEADER,
	TF_SHOWN,
	TF_STR,
	TF_TUPLE,
	TF_TYPE,
	TUPLE_ITEMS,
	TYPE,
	TYPE_SLOT_COUNT,
	TYPE_WORDS,
} from "./layout";
import { Unsupported } from "./limits";
import { isList } from "./list";
import { profile } from "./machine";
import { N0, popNative, pushNative, setState, stateOf } from "./natives";
import { packed } from "./packed";
import { decref, incref, setref, xdecref } from "./refcount";
import { callSpecial, lookupSpecial, nameRef, pythonSlot, SLOT_NEW } from "./special";
import { typeModified } from "./specialize";
import { isStr, textOf } from "./str";
import {
	type Call,
	calling,
	callSlots,
	define,
	nativeKind,
	S_CALL,
	S_CONCAT,
	S_FINALIZE,
	S_HASH,
	S_INIT,
	S_INPLACE_REPEAT,
	S_NEW,
	type Status,
	type Step,
	steps,
} from "./tables";
import { isTuple, tupleFrom, tupleItem, tupleOf } from "./tuple";
import {
	ATTRIBUTE_ERROR,
	BUILTIN,
	CELL,
	CLASSMETHOD,
	DICT,
	EMPTY_TUPLE,
	FUNCTION,
	GETSET,
	MEMBER,
	NONE,
	OBJECT,
	SLOT_WRAPPER,
	STATICMETHOD,
	TYPE_ERROR,
	TYPE_TYPE,
	VALUE_ERROR,
} from "./typeids";
import { addSubclass, isSubtype, isType, newDescriptor, newFields, subclasses, typeLookup, typeName } from "./types";
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

function isSequenceSlot(slot: number): boolean {
	return slot >= S_CONCAT && slot <= S_INPLACE_REPEAT;
}

/** A special method of a class came or went: its slots, and its subclasses', follow (`update_slot`). */
export function updateSlots(type: Ref): void {
	fixSlots(type);
	for (const sub of subclasses(type)) updateSlots(sub);
}

// ---- type.__new__ ----

/** `mro_implementation`: C3 linearisation; null: inconsistent. */
function linearize(type: Ref, bases: Ref): Ref[] | null {
	const lists: Ref[][] = [];
	const n = at(bases + SIZE);
	for (let i = 0; i < n; i++) {
		const mro = at(tupleItem(bases, i) + T_MRO);
		const list: Ref[] = [];
		for (let j = 0; j < at(mro + SIZE); j++) list.push(tupleItem(mro, j));
		lists.push(list);
	}
	const own: Ref[] = [];
	for (let i = 0; i < n; i++) own.push(tupleItem(bases, i));
	lists.push(own);
	const result = [type];
	for (;;) {
		const left = lists.filter((l) => l.length > 0);
		if (left.length === 0) return result;
		const head = left.map((l) => l[0] as Ref).find((c) => !left.some((l) => l.indexOf(c, 1) > 0));
		if (head === undefined) return null;
		result.push(head);
		for (const l of lists) if (l[0] === head) l.shift();
	}
}

/** The native type under a class whose layout its instances share (`solid_base`). */
function solidOf(type: Ref): Ref {
	let t = type;
	while ((at(t + T_FLAGS) & TF_HEAP) !== 0 && at(t + T_SLOTS_COUNT) === 0) t = at(t + T_BASE);
	return t;
}

/** `best_base`: the base whose layout the class extends, or 0 with TypeError set. */
function bestBase(bases: Ref): Ref {
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

/** The names in `__slots__`, or null with an error set. */
function slotNames(value: Ref): string[] | null {
	if (isStr(value)) return [textOf(value)];
	const names: string[] = [];
	const items = isTuple(value) ? value + TUPLE_ITEMS : isList(value) ? at(value + LIST_ITEMS) : -1;
	if (items === -1 && at(value + TYPE) !== DICT)
		throw new Unsupported("__slots__ that is not a str, list, tuple or dict");
	if (items === -1) {
		for (let i = 0; ; i++) {
			const entry = dictEntryAt(value, i);
			if (entry === -1) break;
			if (entry !== 0) names.push(textOf(at(entry + ENTRY_KEY)));
		}
		return names;
	}
	for (let i = 0; i < at(value + SIZE); i++) {
		const name = at(items + i);
		if (!isStr(name)) {
			raise(TYPE_ERROR, `__slots__ items must be strings, not '${typeName(at(name + TYPE))}'`);
			return null;
		}
		names.push(textOf(name));
	}
	return names;
}

function mangle(name: string, className: string): string {
	if (!name.startsWith("__") || name.endsWith("__")) return name;
	const stripped = className.replace(/^_+/, "");
	return stripped === "" ? name : `_${stripped}${name}`;
}

/** `type_new`: a new class, or NULL. The namespace is copied. Hooks (`__set_name__`, `__init_subclass__`) are the caller's. */
function newClass(meta: Ref, name: Ref, basesIn: Ref, namespace: Ref): Ref {
	const bases = at(basesIn + SIZE) === 0 ? internal(tupleOf(OBJECT)) : incref(basesIn);
	for (let i = 0; i < at(bases + SIZE); i++) {
		for (let j = 0; j < i; j++) {
			if (tupleItem(bases, j) !== tupleItem(bases, i) || !isType(tupleItem(bases, i))) continue;
			raise(TYPE_ERROR, `duplicate base class ${typeName(tupleItem(bases, i))}`);
			decref(bases);
			return NULL;
		}
	}
	const base = bestBase(bases);
	if (base === NULL) {
		decref(bases);
		return NULL;
	}
	const slotsValue = dictGetText(namespace, "__slots__");
	const names = slotsValue === NULL ? null : slotNames(slotsValue);
	if (slotsValue !== NULL && names === null) {
		decref(bases);
		return NULL;
	}
	const type = allocGc(meta, 1080, TYPE_WORDS);
	const className = textOf(name);
	H[type + T_NAME] = incref(name);
	H[type + T_BASES] = bases;
	H[type + T_BASE] = incref(base);
	const dict = internal(dictCopy(namespace));
	H[type + T_DICT] = dict;
	const qualname = dictGetText(dict, "__qualname__");
	if (qualname !== NULL && isStr(qualname)) {
		H[type + T_QUALNAME] = incref(qualname);
		dictDeleteStr(dict, nameRef("__qualname__"));
	} else H[type + T_QUALNAME] = incref(name);
	track(type);
	if (dictGetText(dict, "__module__") === NULL) {
		const frame = topPython();
		const module = frame === 0 ? NULL : dictGetText(at(frame + F_GLOBALS), "__name__");
		if (module !== NULL) dictSetStr(dict, nameRef("__module__"), module);
	}
	const solid = at(base + T_SOLID);
	const baseGc = (at(base + T_FLAGS) & TF_GC) !== 0;
	H[type + T_SOLID] = solid;
	H[type + T_LAYOUT] = at(base + T_LAYOUT);
	H[type + T_REFS] = at(base + T_REFS);
	H[type + T_ITEMSIZE] = at(base + T_ITEMSIZE);
	H[type + T_DICT_AT] = at(base + T_DICT_AT);
	H[type + T_VALUES_AT] = at(base + T_VALUES_AT);
	H[type + T_WEAK_AT] = at(base + T_WEAK_AT);
	let words = at(base + T_WORDS);
	let bytes = at(base + T_BASICSIZE);
	const wantsDict = (names === null || names.includes("__dict__")) && at(base + T_DICT_AT) === 0;
	const wantsWeak =
		(names === null || names.includes("__weakref__")) && at(base + T_WEAK_AT) === 0 && at(base + T_ITEMSIZE) === 0;
	const members = (names ?? [])
		.filter((n) => n !== "__dict__" && n !== "__weakref__")
		.map((n) => mangle(n, className))
		.sort();
	// Every class's instances have the collector's header, whatever their base's have.
	if (!baseGc) bytes += 16;
	for (const member of members) {
		if (dictGetText(namespace, member) !== NULL && member !== "__qualname__") {
			raise(VALUE_ERROR, `'${member}' in __slots__ conflicts with class variable`);
			decref(type);
			return NULL;
		}
	}
	if (members.length > 0) {
		H[type + T_SLOTS_AT] = words;
		H[type + T_SLOTS_COUNT] = members.length;
		for (const member of members) {
			dictSetOwned(dict, member, newDescriptor(MEMBER, words, type, member));
			words++;
			bytes += 8;
		}
	}
	if (wantsDict) H[type + T_DICT_AT] = at(base + T_LAYOUT) === LAYOUT_TUPLE ? -1 : words++;
	if (wantsWeak) H[type + T_WEAK_AT] = words++;
	const managed = at(type + T_DICT_AT) !== 0 && at(type + T_DICT_AT) !== at(solid + T_DICT_AT);
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
		(wantsDict || wantsWeak ? TF_PREHEADER : at(base + T_FLAGS) & TF_PREHEADER) |
		((at(base + T_FLAGS) & TF_TYPE) === 0 ? TF_SHOWN : 0) |
		(at(base + T_FLAGS) &
			(TF_EXCEPTION | TF_INT | TF_STR | TF_LIST | TF_TUPLE | TF_DICT | TF_TYPE | TF_BYTES | TF_CLEARS));
	const mro = linearize(type, bases);
	if (mro === null) {
		let list = "";
		for (let i = 0; i < at(bases + SIZE); i++) list += `${i > 0 ? ", " : ""}${typeName(tupleItem(bases, i))}`;
		raise(TYPE_ERROR, `Cannot create a consistent method resolution order (MRO) for bases ${list}`);
		decref(type);
		return NULL;
	}
	H[type + T_MRO] = internal(tupleOf(...mro));
	if (wantsDict && dictGetText(dict, "__dict__") === NULL)
		dictSetOwned(dict, "__dict__", newDescriptor(GETSET, INSTANCE_DICT, type, "__dict__"));
	if (wantsWeak && dictGetText(dict, "__weakref__") === NULL)
		dictSetOwned(dict, "__weakref__", newDescriptor(GETSET, INSTANCE_WEAKREF, type, "__weakref__"));
	if (dictGetText(dict, "__doc__") === NULL) dictSetOwned(dict, "__doc__", NONE);
	// `__eq__` without `__hash__` makes instances unhashable (type_new_set_hash).
	if (dictGetText(dict, "__eq__") !== NULL && dictGetText(dict, "__hash__") === NULL)
		dictSetOwned(dict, "__hash__", NONE);
	for (const wrapped of ["__init_subclass__", "__class_getitem__"]) {
		const f = dictGetText(dict, wrapped);
		if (f !== NULL && at(f + TYPE) === FUNCTION) {
			const cm = newFields(CLASSMETHOD, 4);
			H[cm + FIELDS] = incref(f);
			dictSetOwned(dict, wrapped, cm);
		}
	}
	const newFunction = dictGetText(dict, "__new__");
	if (newFunction !== NULL && at(newFunction + TYPE) === FUNCTION) {
		const sm = newFields(STATICMETHOD, 4);
		H[sm + FIELDS] = incref(newFunction);
		dictSetOwned(dict, "__new__", sm);
	}
	fixSlots(type);
	for (let i = 0; i < at(bases + SIZE); i++) addSubclass(tupleItem(bases, i), type);
	typeModified(type);
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

/** Getset numbers of `__dict__` and `__weakref__` of instances; declared here so that classes can name them. */
declareAttribute(
	NULL,
	"__dict__",
	(self) => {
		const d = materializeDict(self);
		return d === NULL ? raise(ATTRIBUTE_ERROR, "This object has no __dict__") : incref(d);
	},
	(self, value) => {
		if (value === NULL) return raise(TYPE_ERROR, "cannot delete __dict__");
		if (at(value + TYPE) !== DICT)
			return raise(TYPE_ERROR, `__dict__ must be set to a dictionary, not a '${typeName(at(value + TYPE))}'`);
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

// ---- The class statement ----

/** Words: 0 bases, 1 namespace, 2 keywords dict or 0, 3 metaclass, 4 cell, 5 class (owned); 6 name, 7 place in the namespace. */
const CLASS_FRAME = nativeKind("class statement", (frame, value) => {
	const w = frame + N0;
	for (;;) {
		switch (stateOf(frame)) {
			case 0: {
				setState(frame, 1);
				const func = at(w + 8);
				const code = at(func + FUNC_CODE);
				const body = pushFrame(
					incref(code),
					incref(func),
					at(func + FUNC_GLOBALS),
					at(func + FUNC_BUILTINS),
					incref(at(w + 1)),
				);
				if (body === 0) {
					decref(code);
					decref(func);
					decref(at(w + 1));
					return NULL;
				}
				return PUSHED;
			}
			case 1: {
				// The body returned None or the __class__ cell.
				H[w + 4] = value;
				setState(frame, 2);
				const meta = at(w + 3);
				if (
					meta === TYPE_TYPE ||
					(at(meta + T_SLOTS + S_NEW) === TYPE_NEW &&
						at(meta + T_SLOTS + S_CALL) === TYPE_CALL &&
						at(meta + T_SLOTS + S_INIT) === TYPE_INIT)
				) {
					const cls = newClass(meta, at(w + 6), at(w), at(w + 1));
					if (cls === NULL) return NULL;
					value = cls;
					break;
				}
				const keywords = at(w + 2);
				if (keywords !== NULL && dictSize(keywords) > 0)
					throw new Unsupported("keywords in a class statement with a metaclass");
				return callWith(meta, at(w + 6), at(w), at(w + 1));
			}
			case 2: {
				H[w + 5] = value;
				const cell = at(w + 4);
				if (cell !== NONE && at(cell + TYPE) === CELL && isType(value)) setref(cell + CELL_VALUE, incref(value));
				setState(frame, 3);
				break;
			}
			case 3: {
				// __set_name__ of what the body bound (type_new_set_names), then the parent's __init_subclass__.
				if (value !== NULL && value !== at(w + 5)) decref(value);
				value = NULL;
				const cls = at(w + 5);
				if (!isType(cls)) return incref(cls);
				const i = at(w + 7);
				const entry = dictEntryAt(at(w + 1), i);
				if (entry === -1) {
					setState(frame, 4);
					const parent = initSubclass(cls);
					if (parent === NULL) break;
					const status = callInitSubclass(parent, cls, at(w + 2));
					if (status === PUSHED || status === NULL) return status;
					value = status;
					break;
				}
				H[w + 7] = i + 1;
				if (entry === 0) break;
				const attribute = at(entry + ENTRY_VALUE);
				const hook = lookupSpecial(attribute, "__set_name__");
				if (hook === NULL) break;
				const status = callSpecial(hook, attribute, cls, at(entry + ENTRY_KEY));
				if (status === PUSHED || status === NULL) return status;
				decref(status);
				break;
			}
			default:
				if (value !== NULL) decref(value);
				return incref(at(w + 5));
		}
	}
});

/** The `__init_subclass__` that the next class in the MRO defines in Python, bound to the new class: owned, or 0. */
function initSubclass(cls: Ref): Ref {
	const mro = at(cls + T_MRO);
	for (let i = 1; i < at(mro + SIZE); i++) {
		const found = dictGetStr(at(tupleItem(mro, i) + T_DICT), nameRef("__init_subclass__"));
		if (found === NULL) continue;
		if (at(found + TYPE) !== CLASSMETHOD) return NULL;
		return newMethod(at(found + FIELDS), cls);
	}
	return NULL;
}

function callInitSubclass(bound: Ref, _cls: Ref, keywords: Ref): Status {
	if (keywords === NULL || dictSize(keywords) === 0) {
		const status = callWith(bound);
		decref(bound);
		return status;
	}
	const status = callWithDict(bound, EMPTY_TUPLE, keywords);
	decref(bound);
	return status;
}

/** `__build_class__(func, name, *bases, metaclass=..., **keywords)` */
export function buildClass(args: number, nargs: number, kwnames: Ref): Status {
	const func = at(args);
	const name = at(args + 1);
	const n = nargs - 2;
	for (let i = 0; i < n; i++) {
		const base = at(args + 2 + i);
		if (!isType(base)) {
			if (lookupSpecial(base, "__mro_entries__") !== NULL) throw new Unsupported("__mro_entries__");
			return raise(TYPE_ERROR, `${typeName(at(base + TYPE))}() takes no such base: bases must be types`);
		}
	}
	let meta = NULL;
	let keywords = NULL;
	const kwcount = kwnames === NULL ? 0 : at(kwnames + SIZE);
	for (let i = 0; i < kwcount; i++) {
		const keyword = tupleItem(kwnames, i);
		if (textOf(keyword) === "metaclass") meta = at(args + nargs + i);
		else {
			if (keywords === NULL) keywords = newDict();
			dictSetStr(keywords, keyword, at(args + nargs + i));
		}
	}
	if (meta === NULL) meta = n > 0 ? at(at(args + 2) + TYPE) : TYPE_TYPE;
	// calculate_metaclass: the most derived of the metaclasses.
	if (isType(meta)) {
		for (let i = 0; i < n; i++) {
			const other = at(at(args + 2 + i) + TYPE);
			if (isSubtype(meta, other)) continue;
			if (isSubtype(other, meta)) {
				meta = other;
				continue;
			}
			xdecref(keywords);
			return raise(
				TYPE_ERROR,
				"metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases",
			);
		}
	}
	if (isType(meta) && at(typeLookup(meta, nameRef("__prepare__")) + TYPE) === CLASSMETHOD)
		throw new Unsupported("__prepare__");
	const frame = pushNative(CLASS_FRAME, 9, 6);
	const w = frame + N0;
	H[w] = n === 0 ? EMPTY_TUPLE : internal(tupleFrom(args + 2, n));
	H[w + 1] = internal(newDict());
	H[w + 2] = keywords;
	H[w + 3] = incref(meta);
	H[w + 6] = name;
	H[w + 8] = func;
	return PUSHED;
}

// ---- Instances ----

/** What an instance's block takes beyond its basic size: the words before it, and room for inline values. */
export function instanceExtraBytes(type: Ref): number {
	if ((at(type + T_FLAGS) & TF_PREHEADER) === 0) return 0;
	const keys = at(type + T_KEYS);
	if (keys === 0 || at(type + T_VALUES_AT) === 0) return 16;
	// _PyInlineValuesSize: the order of insertion, a byte each, then the values.
	const room = sharedRoom(keys);
	return 16 + ((room + 7) & ~7) + (room + 1) * 8;
}

/** A new instance of a class, all its words 0 (PyType_GenericAlloc): counts the class, tracks what the collector may see. */
export function newInstance(type: Ref): Ref {
	const gc = (at(type + T_FLAGS) & TF_GC) !== 0;
	if (!gc) {
		const o = allocObject(type, at(type + T_BASICSIZE), at(type + T_WORDS), 0);
		incref(type);
		return o;
	}
	const o = allocGc(type, at(type + T_BASICSIZE) + instanceExtraBytes(type), at(type + T_WORDS), 0, true);
	if (at(type + T_VALUES_AT) !== 0) narrowSharedKeys(at(type + T_KEYS));
	track(o);
	return o;
}

/** `object.__new__` */
export const OBJECT_NEW = calling((type, _args, nargs, kwnames) => {
	const extra = nargs > 0 || kwnames !== NULL;
	if (extra) {
		if (at(type + T_SLOTS + S_NEW) !== OBJECT_NEW)
			return raise(TYPE_ERROR, "object.__new__() takes exactly one argument (the type to instantiate)");
		if (at(type + T_SLOTS + S_INIT) === OBJECT_INIT) return raise(TYPE_ERROR, `${typeName(type)}() takes no arguments`);
	}
	return newInstance(type);
});

/** `object.__init__` */
export const OBJECT_INIT = calling((self, _args, nargs, kwnames) => {
	if (nargs > 0 || kwnames !== NULL) {
		const type = at(self + TYPE);
		if (at(type + T_SLOTS + S_INIT) !== OBJECT_INIT)
			return raise(TYPE_ERROR, "object.__init__() takes exactly one argument (the instance to initialize)");
		if (at(type + T_SLOTS + S_NEW) === OBJECT_NEW)
			return raise(TYPE_ERROR, `${typeName(type)}.__init__() takes exactly one argument (the instance to initialize)`);
	}
	return NONE;
});

/** `type_call`: words 0 keyword names, 1 the instance once made (owned); 2 the class, 3 the arguments' address, 4 how many. */
const CALL_TYPE_FRAME = nativeKind("type call", (frame, value) => {
	const w = frame + N0;
	const type = at(w + 2);
	if (stateOf(frame) === 0) {
		setState(frame, 1);
		const status = (callSlots[at(type + T_SLOTS + S_NEW)] as Call)(type, at(w + 3), at(w + 4), at(w));
		if (status === PUSHED || status === NULL) return status;
		value = status;
	}
	if (stateOf(frame) === 1) {
		if (!isSubtype(at(value + TYPE), type)) return value;
		H[w + 1] = value;
		setState(frame, 2);
		const init = at(at(value + TYPE) + T_SLOTS + S_INIT);
		if (init !== 0) {
			const status = (callSlots[init] as Call)(value, at(w + 3), at(w + 4), at(w));
			if (status === PUSHED || status === NULL) return status;
			decref(status);
		}
	} else if (value !== NULL) decref(value);
	const made = at(w + 1);
	H[w + 1] = 0;
	return made;
});

export const TYPE_CALL = calling((type, args, nargs, kwnames) => {
	if (type === TYPE_TYPE && nargs === 1 && kwnames === NULL) return incref(at(at(args) + TYPE));
	const make = at(type + T_SLOTS + S_NEW);
	if (make === 0 || (at(type + T_FLAGS) & TF_NO_NEW) !== 0)
		return raise(TYPE_ERROR, `cannot create '${typeName(type)}' instances`);
	const frame = pushNative(CALL_TYPE_FRAME, 5, 2);
	const w = frame + N0;
	if (kwnames !== NULL) H[w] = incref(kwnames);
	H[w + 2] = type;
	H[w + 3] = args;
	H[w + 4] = nargs;
	const status = (steps[CALL_TYPE_FRAME] as Step)(frame, NULL);
	if (status !== PUSHED) popNative(frame);
	return status;
});

/** Words: the instance (owned). As CPython's trampoline does, it counts as a frame of the recursion limit. */
const INIT_FRAME = nativeKind(
	"__init__ of a hot class",
	(frame, value) => {
		H[R_DEPTH] = at(R_DEPTH) - 1;
		const made = at(frame + N0);
		if (value !== NONE) {
			raise(TYPE_ERROR, `__init__() should return None, not '${typeName(at(value + TYPE))}'`);
			decref(value);
			return NULL;
		}
		H[frame + N0] = 0;
		return made;
	},
	() => {
		H[R_DEPTH] = at(R_DEPTH) - 1;
		return NULL;
	},
);

/**
 * `CALL_ALLOC_AND_ENTER_INIT`: makes the instance and enters `__init__` with the arguments that stand on the stack from
 * `args` on, which move into its frame; no tuple is made of them. The word before them is free: self goes there.
 */
export function enterInit(type: Ref, args: number, nargs: number): Status {
	const self = newInstance(type);
	const shim = pushNative(INIT_FRAME, 1, 1);
	H[shim + N0] = self;
	H[R_DEPTH] = at(R_DEPTH) + 1;
	H[args - 1] = incref(self);
	const init = incref(typeLookup(type, nameRef("__init__")));
	const status = callFunction(init, args - 1, nargs + 1, NULL, true);
	if (status === NULL) {
		H[R_DEPTH] = at(R_DEPTH) - 1;
		popNative(shim);
	}
	return status;
}

/** `type.__new__(meta, name, bases, namespace)` */
export const TYPE_NEW = calling((meta, args, nargs) => {
	if (nargs !== 3) return raise(TYPE_ERROR, `type.__new__() takes exactly 3 arguments (${nargs} given)`);
	const name = at(args);
	if (!isStr(name)) return raise(TYPE_ERROR, `type.__new__() argument 1 must be str, not ${typeName(at(name + TYPE))}`);
	if (!isTuple(at(args + 1)))
		return raise(TYPE_ERROR, `type.__new__() argument 2 must be tuple, not ${typeName(at(at(args + 1) + TYPE))}`);
	if (at(at(args + 2) + TYPE) !== DICT)
		return raise(TYPE_ERROR, `type.__new__() argument 3 must be dict, not ${typeName(at(at(args + 2) + TYPE))}`);
	return newClass(meta, name, at(args + 1), at(args + 2));
});
export const TYPE_INIT = calling(() => NONE);

/** The definition behind every native `__new__` seen as an attribute: self is the type that has it. */
export const NEW_DEF = define({
	name: "__new__",
	qualname: "__new__",
	owner: "object",
	min: 1,
	max: -1,
	params: null,
	raw: true,
	doc: null,
	style: "VARARGS",
	kind: "function",
	call: (self, args, nargs, kwnames) => {
		if (nargs === 0) return raise(TYPE_ERROR, `${typeName(self)}.__new__(): not enough arguments`);
		const type = at(args);
		if (!isType(type))
			return raise(TYPE_ERROR, `${typeName(self)}.__new__(X): X is not a type object (${typeName(at(type + TYPE))})`);
		if (!isSubtype(type, self))
			return raise(
				TYPE_ERROR,
				`${typeName(self)}.__new__(${typeName(type)}): ${typeName(type)} is not a subtype of ${typeName(self)}`,
			);
		// tp_new_wrapper cuts the type off the tuple of arguments.
		return packed(args + 1, nargs - 1, NULL, () =>
			(callSlots[at(self + T_SLOTS + S_NEW)] as Call)(type, args + 1, nargs - 1, kwnames),
		);
	},
});
