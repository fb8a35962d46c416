/** `type.__new__` and `type.__init__` (`type_new` in Objects/typeobject.c), with every hook that a new class calls. */
import { reprText } from "../text/strRepr";
import { internal } from "./alloc";
import { at, H } from "./arena";
import { keywordsDict } from "./arguments";
import { getAttr, superLookup } from "./attributes";
import { addNote } from "./baseexception";
import { bestBase } from "./bases";
import { vectorcall } from "./call";
import { allocateClass, readyClass } from "./classes";
import { declareMethod } from "./declarations";
import { dictCopy, dictEntryAt, dictGetText } from "./dict";
import { clearError, errorIs, raise } from "./errors";
import { listFromIterable } from "./fromiterable";
import { untrack } from "./gclist";
import {
	ENTRY_KEY,
	ENTRY_VALUE,
	LIST_ITEMS,
	NULL,
	PUSHED,
	R_ERROR,
	type Ref,
	SIZE,
	T_BASES,
	T_MRO,
	T_SLOTS,
	T_SOLID,
	TUPLE_ITEMS,
	TYPE,
} from "./layout";
import { isList, listFrom } from "./list";
import { work } from "./machine";
import { linearize } from "./mro";
import { N0, popNative, pushNative, setState, stateOf } from "./natives";
import { clearref, decref, incref } from "./refcount";
import { callBound, callSpecial, lookupSpecial, nameRef } from "./special";
import { isStr, newStr, textOf } from "./str";
import { type Call, calling, callSlots, nativeKind, S_NEW, type Status } from "./tables";
import { isTuple, tupleFrom, tupleItem, tupleOf } from "./tuple";
import { typeLookup } from "./typecache";
import { ATTRIBUTE_ERROR, DICT, METHOD_DESCRIPTOR, NONE, OBJECT, TYPE_ERROR, TYPE_TYPE, VALUE_ERROR } from "./typeids";
import { givenName, isSubtype, isType, typeName } from "./types";

/** Words: metaclass, name, bases, namespace, its slots (or 0), the class once made, a copy of its dict (all owned). */
const W_META = N0;
const W_NAME = N0 + 1;
const W_BASES = N0 + 2;
const W_NAMESPACE = N0 + 3;
const W_SLOTS = N0 + 4;
const W_CLASS = N0 + 5;
/** The names that are told, then the parent's hook. */
const W_NAMES = N0 + 6;
const W_HOOK = W_NAMES;
/** `type` called with keywords has them in a dict. */
const W_KEYWORDS = N0 + 7;
const OWNED = 8;
/** The arguments as they came (borrowed): their address and the names of keywords; the place in the copied dict. */
const W_ARGS = N0 + 8;
const W_KWNAMES = N0 + 9;
const W_INDEX = N0 + 10;
const WORDS = 11;

const BEGIN = 0;
/** The metaclass of a base makes the class. */
const PASSED_ON = 1;
const SLOTS_LISTED = 2;
const MRO_COMPUTED = 3;
const MRO_LISTED = 4;
/** Each attribute's `__set_name__`, then the parent's `__init_subclass__`. */
const NAMES = 5;
const SUBCLASS_HOOK = 6;
const SUBCLASS_CALLED = 7;

const NEW = nativeKind(
	"type.__new__",
	(frame, value) => newStep(frame, value),
	(frame) => {
		if (stateOf(frame) === NAMES) noteSetName(frame);
		return NULL;
	},
);

/** `type.__new__(meta, name, bases, namespace, **keywords)` */
export const TYPE_NEW = calling((meta, args, nargs, kwnames) => {
	if (nargs !== 3) return raise(TYPE_ERROR, `type.__new__() takes exactly 3 arguments (${nargs} given)`);
	const wrong = (i: number, type: string): typeof NULL =>
		raise(TYPE_ERROR, `type.__new__() argument ${i + 1} must be ${type}, not ${givenName(at(args + i))}`);
	const [name, bases, namespace] = [at(args), at(args + 1), at(args + 2)];
	if (!isStr(name)) return wrong(0, "str");
	if (!isTuple(bases)) return wrong(1, "tuple");
	if (!isSubtype(at(namespace + TYPE), DICT)) return wrong(2, "dict");
	if (textOf(name).includes("\0")) return raise(VALUE_ERROR, "type name must not contain null characters");
	const frame = pushNative(NEW, WORDS, OWNED);
	H[frame + W_META] = incref(meta);
	H[frame + W_NAME] = incref(name);
	H[frame + W_BASES] = at(bases + SIZE) === 0 ? internal(tupleOf(OBJECT)) : incref(bases);
	H[frame + W_NAMESPACE] = incref(namespace);
	H[frame + W_ARGS] = args;
	H[frame + W_KWNAMES] = kwnames;
	if (kwnames !== NULL && meta === TYPE_TYPE) H[frame + W_KEYWORDS] = internal(keywordsDict(args + nargs, kwnames));
	const status = newStep(frame, NULL);
	if (status === NULL && stateOf(frame) === NAMES) noteSetName(frame);
	if (status !== PUSHED) popNative(frame);
	return status;
});

/** `type.__init__` */
export const TYPE_INIT = calling((_self, _args, nargs, kwnames) => {
	if (kwnames !== NULL && nargs === 1) return raise(TYPE_ERROR, "type.__init__() takes no keyword arguments");
	if (nargs !== 1 && nargs !== 3) return raise(TYPE_ERROR, "type.__init__() takes 1 or 3 arguments");
	return NONE;
});

/** `_PyType_CalculateMetaclass`: the most derived of the metaclasses (borrowed), or 0 with TypeError set. */
export function calculateMetaclass(meta: Ref, bases: Ref): Ref {
	let winner = meta;
	for (let i = 0; i < at(bases + SIZE); i++) {
		const other = at(tupleItem(bases, i) + TYPE);
		if (isSubtype(winner, other)) continue;
		if (isSubtype(other, winner)) winner = other;
		else {
			return raise(
				TYPE_ERROR,
				"metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases",
			);
		}
	}
	return winner;
}

function newStep(frame: number, first: Ref): Status {
	let value: Status = first;
	for (;;) {
		switch (stateOf(frame)) {
			case BEGIN: {
				const bases = at(frame + W_BASES);
				for (let i = 0; i < at(bases + SIZE); i++) {
					if (isType(tupleItem(bases, i))) continue;
					const entries = getAttr(tupleItem(bases, i), nameRef("__mro_entries__"));
					if (entries > 0) {
						decref(entries);
						return raise(TYPE_ERROR, "type() doesn't support MRO entry resolution; use types.new_class()");
					}
					if (entries === NULL && !errorIs(ATTRIBUTE_ERROR)) return NULL;
					clearError();
				}
				const meta = at(frame + W_META);
				const winner = calculateMetaclass(meta, bases);
				if (winner === NULL) return NULL;
				if (winner !== meta) {
					const make = at(winner + T_SLOTS + S_NEW);
					if (make !== TYPE_NEW) {
						setState(frame, PASSED_ON);
						return (callSlots[make] as Call)(winner, at(frame + W_ARGS), 3, at(frame + W_KWNAMES));
					}
					H[frame + W_META] = incref(winner);
					decref(meta);
				}
				if (bestBase(bases) === NULL) return NULL;
				const slots = dictGetText(at(frame + W_NAMESPACE), "__slots__");
				if (slots === NULL) {
					if (!allocate(frame)) return NULL;
					continue;
				}
				if (isTuple(slots) || isList(slots) || isStr(slots)) {
					H[frame + W_SLOTS] = isStr(slots) ? tupleOf(slots) : incref(slots);
					if (!allocate(frame)) return NULL;
					continue;
				}
				setState(frame, SLOTS_LISTED);
				value = listFromIterable(slots);
				if (value === PUSHED || value === NULL) return value;
				break;
			}
			case SLOTS_LISTED:
				H[frame + W_SLOTS] = value;
				value = NULL;
				if (!allocate(frame)) return NULL;
				value = NULL;
				break;
			case MRO_COMPUTED: {
				const type = at(frame + W_CLASS);
				if (value === NULL) {
					const custom = customMro(at(type + TYPE));
					if (custom === NULL) {
						const mro = at(type + TYPE) === TYPE_TYPE ? linearize(type, at(type + T_BASES)) : listedMro(type);
						if (mro === NULL) return NULL;
						finish(frame, mro);
						continue;
					}
					value = callSpecial(custom, type);
					if (value === PUSHED || value === NULL) return value;
				}
				setState(frame, MRO_LISTED);
				const listed = listFromIterable(value);
				decref(value);
				value = listed;
				if (value === PUSHED || value === NULL) return value;
				break;
			}
			case MRO_LISTED: {
				const mro = tupleFrom(at(value + LIST_ITEMS), at(value + SIZE));
				decref(value);
				if (!mroCheck(at(frame + W_CLASS), mro)) {
					decref(mro);
					return NULL;
				}
				finish(frame, mro);
				value = NULL;
				break;
			}
			case NAMES: {
				if (value !== NULL) decref(value);
				value = nextName(frame);
				if (value === PUSHED || value === NULL) return value;
				if (stateOf(frame) === NAMES) continue;
				break;
			}
			case SUBCLASS_HOOK: {
				setState(frame, SUBCLASS_CALLED);
				H[frame + W_HOOK] = value;
				value = vectorcall(value, at(frame + W_ARGS) + 3, 0, at(frame + W_KWNAMES));
				if (value === PUSHED || value === NULL) return value;
				break;
			}
			case SUBCLASS_CALLED:
				clearref(frame + W_HOOK);
				decref(value);
				return incref(at(frame + W_CLASS));
			default:
				return value;
		}
	}
}

/** Makes the class up to its MRO. False: an error is set. */
function allocate(frame: number): boolean {
	const type = allocateClass(
		at(frame + W_META),
		at(frame + W_NAME),
		at(frame + W_BASES),
		at(frame + W_NAMESPACE),
		at(frame + W_SLOTS),
	);
	if (type === NULL) return false;
	H[frame + W_CLASS] = type;
	setState(frame, MRO_COMPUTED);
	return true;
}

/** The MRO (taken over) is known: the class is ready, and its attributes are told their names. */
function finish(frame: number, mro: Ref): void {
	const type = at(frame + W_CLASS);
	work(CLASS_WORK + at(mro + SIZE) * BASE_WORK);
	readyClass(type, mro);
	const names = internal(dictCopy(at(frame + W_NAMESPACE)));
	untrack(names);
	H[frame + W_NAMES] = names;
	setState(frame, NAMES);
}

/** What a new class takes off the work budget, and each class in its `__mro__`. */
const CLASS_WORK = 3000;
const BASE_WORK = 100;

/** `type_new_set_names`, one attribute at a time: what its `__set_name__` gives; past the last, the hook of the parent. */
function nextName(frame: number): Status {
	const type = at(frame + W_CLASS);
	for (;;) {
		const i = at(frame + W_INDEX);
		const entry = dictEntryAt(at(frame + W_NAMES), i);
		if (entry === -1) {
			clearref(frame + W_NAMES);
			setState(frame, SUBCLASS_HOOK);
			return superLookup(type, type, type, nameRef("__init_subclass__"));
		}
		H[frame + W_INDEX] = i + 1;
		if (entry === 0) continue;
		const attribute = at(entry + ENTRY_VALUE);
		const hook = lookupSpecial(attribute, "__set_name__");
		if (hook !== NULL) return callBound(hook, attribute, type, at(entry + ENTRY_KEY));
	}
}

/** What failed is said in a note of the exception. */
function noteSetName(frame: number): void {
	const entry = dictEntryAt(at(frame + W_NAMES), at(frame + W_INDEX) - 1);
	const attribute = at(entry + ENTRY_VALUE);
	const note = newStr(
		`Error calling __set_name__ on '${typeName(at(attribute + TYPE))}' instance ${reprText(textOf(at(entry + ENTRY_KEY)))} in '${typeName(at(frame + W_CLASS))}'`,
	);
	addNote(at(R_ERROR), note);
	decref(note);
}

// ---- mro ----

/** `mro_invoke` of a class whose metaclass has type's `mro`: the order goes through a list. Owned; NULL: an error is set. */
function listedMro(type: Ref): Ref {
	const order = linearize(type, at(type + T_BASES));
	if (order === NULL) return NULL;
	const list = internal(listFrom(order + TUPLE_ITEMS, at(order + SIZE)));
	decref(order);
	const mro = tupleFrom(at(list + LIST_ITEMS), at(list + SIZE));
	decref(list);
	return mro;
}

/** A metaclass's own `mro`: borrowed, or 0 where it is type's. */
function customMro(meta: Ref): Ref {
	if (meta === TYPE_TYPE) return NULL;
	const found = typeLookup(meta, nameRef("mro"));
	return found === NULL || at(found + TYPE) === METHOD_DESCRIPTOR ? NULL : found;
}

/** `mro_check` */
function mroCheck(type: Ref, mro: Ref): boolean {
	const solid = at(type + T_SOLID);
	for (let i = 0; i < at(mro + SIZE); i++) {
		const base = tupleItem(mro, i);
		if (!isType(base)) {
			raise(TYPE_ERROR, `mro() returned a non-class ('${typeName(at(base + TYPE))}')`);
			return false;
		}
		if (!isSubtype(solid, at(base + T_SOLID))) {
			raise(TYPE_ERROR, `mro() returned base with unsuitable layout ('${typeName(base)}')`);
			return false;
		}
	}
	return true;
}

declareMethod(TYPE_TYPE, "mro", 0, 0, (type) => {
	if (at(type + T_BASES) === NULL || at(at(type + T_BASES) + SIZE) === 0)
		return listFrom(at(type + T_MRO) + TUPLE_ITEMS, at(at(type + T_MRO) + SIZE));
	const mro = linearize(type, at(type + T_BASES));
	if (mro === NULL) return NULL;
	const list = listFrom(mro + TUPLE_ITEMS, at(mro + SIZE));
	decref(mro);
	return list;
});
