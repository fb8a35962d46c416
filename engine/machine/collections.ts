/** defaultdict, the counting of elements, and the attributes of named tuples (Modules/_collectionsmodule.c). */

import { NB_ADD, NB_OR } from "../compile/opcodes";
import { at, H } from "./arena";
import { getAttr } from "./attributes";
import { callWith, through, vectorcall } from "./call";
import { newInstance } from "./classes";
import { declareClassGetitem } from "./classgetitem";
import { consumeIterable, consumerKind } from "./consumers";
import { C_OWN, C_OWNED, C_STATE } from "./consumerwords";
import { declareMethod, declareType } from "./declarations";
import { isDict } from "./dict";
import {
	containerOperation,
	containerOperationHashed,
	hashObject,
	OP_FIND,
	OP_SET,
	OP_SET_DEFAULT,
	readHash,
} from "./dictlookup";
import { dictUpdate } from "./dictupdate";
import { raise, raiseWith } from "./errors";
import { declareField } from "./fieldattributes";
import { hash, hashPlain } from "./hash";
import { newInt } from "./int";
import {
	DD_FACTORY,
	F_KIND,
	F_OWNED,
	F_PREV,
	FIELDS,
	LAYOUT_DEFAULTDICT,
	LAYOUT_FIELDS,
	NULL,
	PUSHED,
	type Ref,
	SIZE,
	T_SLOTS,
	TF_BASETYPE,
	TF_CLEARS,
	TF_DICT,
	TF_GC,
	TF_VISITS_TYPE,
	TYPE,
} from "./layout";
import { declareFunction, declareValue } from "./moduletable";
import { N0, setState, stateOf } from "./natives";
import { binaryOp, indexOf, repr, setItem } from "./operators";
import { clearref, decref, incref, setref } from "./refcount";
import { nameRef } from "./special";
import { newStr, textOf } from "./str";
import {
	binary,
	type Call,
	calling,
	callSlots,
	NOTHING,
	nativeKind,
	S_CALL,
	S_DESCR_GET,
	S_DESCR_SET,
	S_INIT,
	S_NEW,
	S_NUMBER,
	S_REPR,
	type Status,
	slotOf,
	ternary,
	type Unary,
	unary,
	unarySlots,
} from "./tables";
import { isTuple, tupleItem } from "./tuple";
import {
	ATTRIBUTE_ERROR,
	DEFAULT_DICT,
	DICT,
	INDEX_ERROR,
	KEY_ERROR,
	NONE,
	NOT_IMPLEMENTED,
	OBJECT,
	TUPLE_GETTER,
	TYPE_ERROR,
} from "./typeids";
import { isInstanceOf, typeLookupText, typeName } from "./types";

// ---- defaultdict ----

/** Words: 0 the factory's value (owned once it is there), 1 dict, 2 key. State 0: that value comes; 1: the one that is in the dict then. */
const MISSING = nativeKind("defaultdict.__missing__", (frame, value) => {
	if (stateOf(frame) === 1) return value;
	setState(frame, 1);
	const w = frame + N0;
	H[w] = value;
	H[frame + F_OWNED] = 1;
	// `PyDict_SetDefaultRef`: where the factory has set the key itself, its item stays.
	return containerOperation(OP_SET_DEFAULT, at(w + 1), at(w + 2), value);
});

/** Words: 0 the dict's own text (owned), 1 the defaultdict. State 0: that text comes, 1: the factory's. */
const DEFAULT_REPR = nativeKind("repr of a defaultdict", (frame, value) => {
	const w = frame + N0;
	const o = at(w + 1);
	const factory = at(o + DD_FACTORY);
	if (stateOf(frame) === 0) {
		H[w] = value;
		H[frame + F_OWNED] = 1;
		setState(frame, 1);
		if (factory === NULL) return whole(o, "None", value);
		if (isBeingShown(factory, frame)) return whole(o, "...", value);
		const status = repr(factory);
		if (status === PUSHED || status === NULL) return status;
		const text = whole(o, textOf(status), value);
		decref(status);
		return text;
	}
	const text = whole(o, textOf(value), at(w));
	decref(value);
	return text;
});
function whole(o: Ref, factory: string, items: Ref): Ref {
	return newStr(`${typeName(at(o + TYPE)).replace("collections.", "")}(${factory}, ${textOf(items)})`);
}
function isBeingShown(factory: Ref, frame: number): boolean {
	for (let f = at(frame + F_PREV); f !== 0; f = at(f + F_PREV))
		if (at(f + F_KIND) === DEFAULT_REPR && at(at(f + N0 + 1) + DD_FACTORY) === factory && at(f + N0) !== NULL)
			return true;
	return false;
}

/** Words: 0 the new dict (owned), 1 what it is updated from. */
const JOINED = nativeKind("defaultdict |", (frame, value) => {
	const w = frame + N0;
	if (stateOf(frame) === 0) {
		setState(frame, 1);
		H[w] = value;
		H[frame + F_OWNED] = 1;
		const status = dictUpdate(value, at(w + 1));
		if (status === PUSHED || status === NULL) return status;
	}
	const d = at(w);
	H[w] = 0;
	return d;
});

/** `new_defdict`: one like it with the items of a dict. */
function newLike(o: Ref, items: Ref): Status {
	return callWith(at(o + TYPE), at(o + DD_FACTORY) === NULL ? NONE : at(o + DD_FACTORY), items);
}

declareType({
	type: DEFAULT_DICT,
	name: "defaultdict",
	module: "collections",
	base: DICT,
	layout: LAYOUT_DEFAULTDICT,
	bytes: 72,
	words: DD_FACTORY + 1,
	flags: TF_GC | TF_BASETYPE | TF_DICT | TF_VISITS_TYPE,
	slots: {
		[S_NEW]: calling((type) => newInstance(type)),
		[S_INIT]: calling((o, args, nargs, kwnames) => {
			let factory = NULL;
			if (nargs > 0) {
				factory = at(args);
				if (factory !== NONE && slotOf(factory, S_CALL) === 0)
					return raise(TYPE_ERROR, "first argument must be callable or None");
			}
			setref(o + DD_FACTORY, factory === NULL || factory === NONE ? NULL : incref(factory));
			const skip = nargs > 0 ? 1 : 0;
			return (callSlots[at(DICT + T_SLOTS + S_INIT)] as Call)(o, args + skip, nargs - skip, kwnames);
		}),
		[S_REPR]: unary((o) =>
			through(DEFAULT_REPR, 2, (frame) => {
				H[frame + N0 + 1] = o;
				return (unarySlots[at(DICT + T_SLOTS + S_REPR)] as Unary)(o);
			}),
		),
		[S_NUMBER + NB_OR]: binary((a, b) => {
			const own = isInstanceOf(a, DEFAULT_DICT) ? a : b;
			if (!isDict(own === a ? b : a)) return NOT_IMPLEMENTED;
			return through(JOINED, 2, (frame) => {
				H[frame + N0 + 1] = b;
				return newLike(own, a);
			});
		}),
	},
});
declareField(DEFAULT_DICT, "default_factory", DD_FACTORY, true, () => null);
declareMethod(DEFAULT_DICT, "__missing__", 1, 1, (o, args) => {
	const factory = at(o + DD_FACTORY);
	if (factory === NULL) return raiseWith(KEY_ERROR, at(args));
	return through(MISSING, 3, (frame) => {
		H[frame + N0 + 1] = o;
		H[frame + N0 + 2] = at(args);
		return vectorcall(factory, frame + N0, 0, NULL);
	});
});
declareMethod(DEFAULT_DICT, "copy", 0, 0, (o) => newLike(o, o));
declareMethod(DEFAULT_DICT, "__copy__", 0, 0, (o) => newLike(o, o));
declareClassGetitem(DEFAULT_DICT);
declareValue("_collections", "defaultdict", () => DEFAULT_DICT);

// ---- _count_elements ----

// Words: the element, its count, the new count (owned); the mapping, and its bound `get` (owned) where it has one of its own.
const E_KEY = C_OWNED;
const E_OLD = C_OWNED + 1;
const E_NEW = C_OWNED + 2;
const E_GET = C_OWNED + 3;
const E_MAPPING = C_OWN;
/** The element's hash, which is asked once where the mapping is a dict's. */
const E_LOW = C_OWN + 1;
const E_HIGH = C_OWN + 2;
const HASHED = C_STATE;
const FOUND = C_STATE + 1;
const ADDED = C_STATE + 2;
const STORED = C_STATE + 3;

const COUNT_ELEMENTS = consumerKind({
	name: "_count_elements",
	item: (frame, item) => {
		const w = frame + N0;
		H[w + E_KEY] = item;
		let status: Status;
		if (at(w + E_GET) !== NULL) {
			setState(frame, FOUND);
			status = callWith(at(w + E_GET), item, newInt(0));
		} else if (hashPlain(item) === 1) status = found(frame);
		else {
			setState(frame, HASHED);
			status = hashObject(item);
		}
		return status === PUSHED || status === NULL ? status : counted(frame, status);
	},
	resumed: counted,
	done: () => NONE,
});
/** Looks for the element whose hash stands in `hash`. */
function found(frame: number): Status {
	const w = frame + N0;
	const { low, high } = hash;
	H[w + E_LOW] = low;
	H[w + E_HIGH] = high;
	setState(frame, FOUND);
	return containerOperationHashed(OP_FIND, at(w + E_MAPPING), at(w + E_KEY), NULL, low, high);
}
function counted(frame: number, first: Ref): Status {
	const w = frame + N0;
	const plain = at(w + E_GET) === NULL;
	let value: Status = first;
	for (;;) {
		switch (stateOf(frame)) {
			case HASHED:
				readHash(value);
				decref(value);
				value = found(frame);
				break;
			case FOUND:
				setState(frame, ADDED);
				if (value === NOT_IMPLEMENTED) {
					value = newInt(1);
					continue;
				}
				H[w + E_OLD] = value;
				value = binaryOp(value, newInt(1), NB_ADD, false);
				break;
			case ADDED:
				clearref(w + E_OLD);
				H[w + E_NEW] = value;
				setState(frame, STORED);
				value = plain
					? containerOperationHashed(OP_SET, at(w + E_MAPPING), at(w + E_KEY), value, at(w + E_LOW), at(w + E_HIGH))
					: setItem(at(w + E_MAPPING), at(w + E_KEY), value);
				break;
			default:
				decref(value);
				clearref(w + E_NEW);
				clearref(w + E_KEY);
				return NOTHING;
		}
		if (value === PUSHED || value === NULL) return value;
	}
}

declareFunction("_collections", "_count_elements", 2, 2, (_self, args) => {
	const mapping = at(args);
	const type = at(mapping + TYPE);
	const plain =
		isDict(mapping) &&
		["get", "__setitem__"].every((name) => typeLookupText(type, name) === typeLookupText(DICT, name));
	const get = plain ? NULL : getAttr(mapping, nameRef("get"));
	if (!plain && get <= 0) return get;
	return consumeIterable(COUNT_ELEMENTS, at(args + 1), 3, (w) => {
		H[w + E_MAPPING] = mapping;
		H[w + E_GET] = get;
	});
});

// ---- _tuplegetter ----

const G_DOC = FIELDS;
const G_INDEX = FIELDS + 1;

/** Word: the getter. The text of its doc has come. */
const GETTER_REPR = nativeKind("repr of a _tuplegetter", (frame, value) => {
	const text = newStr(`_tuplegetter(${at(at(frame + N0) + G_INDEX)}, ${textOf(value)})`);
	decref(value);
	return text;
});

declareType({
	type: TUPLE_GETTER,
	name: "_tuplegetter",
	module: "collections",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 48,
	words: 6,
	refs: 1,
	flags: TF_GC | TF_CLEARS | TF_VISITS_TYPE,
	slots: {
		[S_NEW]: calling((type, args, nargs) => {
			if (nargs !== 2) return raise(TYPE_ERROR, `_tuplegetter expected 2 arguments, got ${nargs}`);
			const index = indexOf(at(args));
			if (Number.isNaN(index)) return NULL;
			const o = newInstance(type);
			H[o + G_DOC] = incref(at(args + 1));
			H[o + G_INDEX] = index;
			return o;
		}),
		[S_REPR]: unary((o) =>
			through(GETTER_REPR, 1, (frame) => {
				H[frame + N0] = o;
				return repr(at(o + G_DOC));
			}),
		),
		[S_DESCR_GET]: ternary((o, obj) => {
			if (obj === NULL || obj === NONE) return incref(o);
			const i = at(o + G_INDEX);
			if (!isTuple(obj))
				return raise(
					TYPE_ERROR,
					`descriptor for index '${i}' for tuple subclasses doesn't apply to '${typeName(at(obj + TYPE))}' object`,
				);
			if (i < 0 || i >= at(obj + SIZE)) return raise(INDEX_ERROR, "tuple index out of range");
			return incref(tupleItem(obj, i));
		}),
		[S_DESCR_SET]: ternary((_o, _obj, value) =>
			raise(ATTRIBUTE_ERROR, value === NULL ? "can't delete attribute" : "can't set attribute"),
		),
	},
});
declareField(TUPLE_GETTER, "__doc__", G_DOC, true);
declareValue("_collections", "_tuplegetter", () => TUPLE_GETTER);
