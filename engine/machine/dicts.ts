/** The dict type (Objects/dictobject.c). */

import { NB_AND, NB_OR, NB_SUBTRACT, NB_XOR, PY_EQ, PY_GT, PY_LE, PY_LT, PY_NE } from "../compile/opcodes";
import { allocGc } from "./alloc";
import { at, H } from "./arena";
import { addNote } from "./baseexception";
import { callWith, holding, through } from "./call";
import { newInstance } from "./classes";
import { consumeIterable, consumerKind } from "./consumers";
import { C_OWN, C_OWNED, C_STATE } from "./consumerwords";
import { containerRepr, REPR_DICT } from "./containerrepr";
import { declareAttribute, declareMethod, declareType } from "./declarations";
import { combineKeys, dictClear, dictCopy, dictEntryAt, dictSetStr, dictSize, entryRemove, newDict } from "./dict";
import {
	containerOperation,
	containerOperationHashed,
	OP_ADD,
	OP_CONTAINS,
	OP_DELETE,
	OP_FIND,
	OP_GET,
	OP_GET_DEFAULT,
	OP_POP,
	OP_SET,
	OP_SET_DEFAULT,
} from "./dictlookup";
import { raise, raiseWith } from "./errors";
import { listFromIterable } from "./fromiterable";
import { track, untrack } from "./gclist";
import { HASH_NOT_IMPLEMENTED } from "./hash";
import { newBool, newInt } from "./int";
import { EXHAUSTED } from "./iterators";
import { reducedIter } from "./iteratorstate";
import { log2ForEntries, newKeys } from "./keys";
import {
	DICT_KEYS,
	ENTRY_HASH,
	ENTRY_HASH_HIGH,
	ENTRY_KEY,
	ENTRY_VALUE,
	F_KIND,
	F_OWNED,
	F_PREV,
	FIELDS,
	K_ENTRIES,
	K_UNICODE,
	LAYOUT_DICT,
	LAYOUT_FIELDS,
	LIST_ITEMS,
	NULL,
	PUSHED,
	R_ERROR,
	R_FRAME,
	type Ref,
	SET_USED,
	SIZE,
	T_FLAGS,
	T_SLOTS,
	TF_BASETYPE,
	TF_DICT,
	TF_GC,
	TF_MAPPING,
	TF_NO_NEW,
	TUPLE_ITEMS,
	TYPE,
} from "./layout";
import { isList, listPush, newList } from "./list";
import { profile, work } from "./machine";
import { beginFrame, N0, setState, stateOf } from "./natives";
import { contains, equals, getItem, repr, setItem } from "./operators";
import { mayRecurse } from "./recursion";
import { clearref, decref, incref } from "./refcount";
import { SET_OP_DIFFERENCE, SET_OP_SYMMETRIC, SET_OP_UPDATE, setFrom, setIntersection, setOperation } from "./sets";
import { isAnySet, newSet } from "./settable";
import { callSpecial } from "./special";
import { newStr, textOf } from "./str";
import {
	binary,
	calling,
	declareRemaining,
	NOTHING,
	nativeKind,
	S_CONTAINS,
	S_GETITEM,
	S_HASH,
	S_INIT,
	S_INPLACE,
	S_ITER,
	S_LEN,
	S_NEW,
	S_NEXT,
	S_NUMBER,
	S_REPR,
	S_RICHCOMPARE,
	S_SETITEM,
	type Status,
	slotOf,
	ternary,
	unary,
} from "./tables";
import { isTuple, newTuple, reusedPair, tupleItem, tupleOf } from "./tuple";
import {
	DICT,
	DICT_ITEM_ITERATOR,
	DICT_ITEMS_TYPE,
	DICT_KEY_ITERATOR,
	DICT_KEYS_TYPE,
	DICT_VALUE_ITERATOR,
	DICT_VALUES_TYPE,
	FALSE,
	FROZENSET,
	KEY_ERROR,
	LIST,
	MAPPING_PROXY,
	NONE,
	NOT_IMPLEMENTED,
	OBJECT,
	RUNTIME_ERROR,
	SET,
	TRUE,
	TUPLE,
	TYPE_ERROR,
	VALUE_ERROR,
} from "./typeids";
import { isSubtype, newFields, typeLookupText, typeName } from "./types";
import { isProxy, unwrap } from "./weaklist";

/** The keys (ENTRY_KEY) or values (ENTRY_VALUE) in order, borrowed. */
export function dictRefs(d: Ref, word: number): Ref[] {
	const refs: Ref[] = [];
	for (let i = 0; ; i++) {
		const entry = dictEntryAt(d, i);
		if (entry === -1) return refs;
		if (entry !== 0) refs.push(at(entry + word));
	}
}

/** dict or a class derived from it. */
export function isDict(o: Ref): boolean {
	return (at(at(o + TYPE) + T_FLAGS) & TF_DICT) !== 0;
}

// ---- update ----

// Words of the merge: key and value (owned), target, source, next entry, entries that the source had, operation.
const M_KEY = 0;
const M_VALUE = 1;
const M_TARGET = 2;
const M_SOURCE = 3;
const M_INDEX = 4;
const M_USED = 5;
const M_OP = 6;

/** `dict_merge` of a dict. */
const MERGE = nativeKind("dict merge", (frame, first) => {
	const w = frame + N0;
	const target = at(w + M_TARGET);
	const source = at(w + M_SOURCE);
	let value: Status = first;
	for (;;) {
		if (value !== NULL) {
			clearref(w + M_KEY);
			clearref(w + M_VALUE);
			if (at(w + M_USED) !== dictSize(source)) return raise(RUNTIME_ERROR, "dict mutated during update");
		}
		let i = at(w + M_INDEX);
		let entry = dictEntryAt(source, i);
		while (entry === 0) entry = dictEntryAt(source, ++i);
		if (entry === -1) return NONE;
		H[w + M_INDEX] = i + 1;
		const key = at(entry + ENTRY_KEY);
		H[w + M_KEY] = incref(key);
		H[w + M_VALUE] = incref(at(entry + ENTRY_VALUE));
		value = containerOperationHashed(
			at(w + M_OP),
			target,
			key,
			at(w + M_VALUE),
			at(entry + ENTRY_HASH),
			at(entry + ENTRY_HASH_HIGH),
		);
		if (value === PUSHED || value === NULL) return value;
	}
});

/** Puts all entries of one dict into another; `op` is OP_SET or OP_SET_NEW. */
function mergeDict(target: Ref, source: Ref, op: number): Status {
	const n = dictSize(source);
	if (target === source || n === 0) return NONE;
	work(n);
	return beginFrame(MERGE, 7, 2, (w) => {
		H[w + M_TARGET] = target;
		H[w + M_SOURCE] = source;
		H[w + M_USED] = n;
		H[w + M_OP] = op;
	});
}

/** `dict_merge` of any mapping. Words: 0 its keys as a list, 1 key, 2 value (owned); 3 target, 4 source, 5 next key. */
const MERGE_MAPPING = nativeKind("mapping merge", (frame, first) => {
	const w = frame + N0;
	let value: Status = first;
	for (;;) {
		switch (stateOf(frame)) {
			case 0: {
				setState(frame, 1);
				const source = at(w + 4);
				value = callSpecial(typeLookupText(at(source + TYPE), "keys"), source);
				break;
			}
			case 1:
				H[w + 1] = value;
				setState(frame, 2);
				value = listFromIterable(value);
				break;
			case 2:
				clearref(w + 1);
				H[w] = value;
				setState(frame, 3);
				break;
			case 3: {
				const keys = at(w);
				const i = at(w + 5);
				if (i >= at(keys + SIZE)) return NONE;
				H[w + 5] = i + 1;
				H[w + 1] = incref(at(at(keys + LIST_ITEMS) + i));
				setState(frame, 4);
				value = getItem(at(w + 4), at(w + 1));
				break;
			}
			case 4:
				H[w + 2] = value;
				setState(frame, 5);
				value = containerOperation(OP_SET, at(w + 3), at(w + 1), value);
				break;
			default:
				clearref(w + 1);
				clearref(w + 2);
				setState(frame, 3);
		}
		if (value === PUSHED || value === NULL) return value;
	}
});

// Of the merge of pairs: the pair as a list or tuple, its key and value (owned); target; the pair's number.
const P_PAIR = C_OWNED;
const P_KEY = C_OWNED + 1;
const P_VALUE = C_OWNED + 2;
const P_TARGET = C_OWN;
const P_NUMBER = C_OWN + 1;
const P_SEQUENCE = C_STATE + 1;
const P_STORED = C_STATE + 2;

/** `PyDict_MergeFromSeq2` */
const MERGE_PAIRS = consumerKind({
	name: "dict update",
	item: (frame, item) => {
		const w = frame + N0;
		const type = at(item + TYPE);
		if (type === LIST || type === TUPLE) return mergePair(frame, item);
		if (slotOf(item, S_ITER) === 0 && slotOf(item, S_GETITEM) === 0) {
			decref(item);
			const problem = `annot convert dictionary update sequence element #${at(w + P_NUMBER)} to a sequence`;
			if (!profile().errorsNameUse) return raise(TYPE_ERROR, `c${problem}`);
			raise(TYPE_ERROR, "object is not iterable");
			const note = newStr(`C${problem}`);
			addNote(at(R_ERROR), note);
			decref(note);
			return NULL;
		}
		setState(frame, P_SEQUENCE);
		const status = listFromIterable(item);
		decref(item);
		return status === PUSHED || status === NULL ? status : mergePair(frame, status);
	},
	resumed: (frame, value) => {
		if (stateOf(frame) === P_SEQUENCE) return mergePair(frame, value);
		return pairStored(frame);
	},
	done: () => NONE,
});

function mergePair(frame: number, pair: Ref): Status {
	const w = frame + N0;
	H[w + P_PAIR] = pair;
	const n = at(pair + SIZE);
	if (n !== 2)
		return raise(VALUE_ERROR, `dictionary update sequence element #${at(w + P_NUMBER)} has length ${n}; 2 is required`);
	const items = isList(pair) ? at(pair + LIST_ITEMS) : pair + TUPLE_ITEMS;
	H[w + P_KEY] = incref(at(items));
	H[w + P_VALUE] = incref(at(items + 1));
	setState(frame, P_STORED);
	const status = containerOperation(OP_SET, at(w + P_TARGET), at(w + P_KEY), at(w + P_VALUE));
	return status === PUSHED || status === NULL ? status : pairStored(frame);
}

function pairStored(frame: number): Status {
	const w = frame + N0;
	clearref(w + P_KEY);
	clearref(w + P_VALUE);
	clearref(w + P_PAIR);
	H[w + P_NUMBER] = at(w + P_NUMBER) + 1;
	return NOTHING;
}

/** `dict_update_arg`: NONE, NULL or PUSHED. */
export function dictUpdate(d: Ref, from: Ref): Status {
	if (isProxy(from)) {
		const target = unwrap(from);
		return target === NULL ? NULL : holding([target], () => dictUpdate(d, target));
	}
	const type = at(from + TYPE);
	if (type === DICT || (isDict(from) && at(type + T_SLOTS + S_ITER) === at(DICT + T_SLOTS + S_ITER)))
		return mergeDict(d, from, OP_SET);
	if (typeLookupText(type, "keys") !== NULL) {
		return beginFrame(MERGE_MAPPING, 6, 3, (w) => {
			H[w + 3] = d;
			H[w + 4] = from;
		});
	}
	return consumeIterable(MERGE_PAIRS, from, 2, (w) => {
		H[w + P_TARGET] = d;
	});
}

/** DICT_UPDATE: what has no keys is no mapping. */
export function dictUnpack(d: Ref, from: Ref): Status {
	if (isDict(from) || isProxy(from) || typeLookupText(at(from + TYPE), "keys") !== NULL) return dictUpdate(d, from);
	return raise(TYPE_ERROR, `'${typeName(at(from + TYPE))}' object is not a mapping`);
}

/** Words: 0 dict, 1 arguments' address, 2 how many, 3 keyword names. What was updated first has come. */
const UPDATED = nativeKind("dict keywords", (frame, _value) => {
	const w = frame + N0;
	const kwnames = at(w + 3);
	for (let i = 0; i < at(kwnames + SIZE); i++) dictSetStr(at(w), tupleItem(kwnames, i), at(at(w + 1) + at(w + 2) + i));
	return NONE;
});

/** `dict_update_common` */
function updateCommon(d: Ref, args: number, nargs: number, kwnames: Ref, name: string): Status {
	if (nargs > 1) return raise(TYPE_ERROR, `${name} expected at most 1 argument, got ${nargs}`);
	if (kwnames === NULL) return nargs === 0 ? NONE : dictUpdate(d, at(args));
	return through(UPDATED, 4, (frame) => {
		const w = frame + N0;
		H[w] = d;
		H[w + 1] = args;
		H[w + 2] = nargs;
		H[w + 3] = kwnames;
		return nargs === 0 ? NONE : dictUpdate(d, at(args));
	});
}

/** Words: 0 the dict (owned), 1 address of keys and values in turn, 2 pairs, 3 next. */
const BUILD = nativeKind("dict display", (frame, first) => {
	const w = frame + N0;
	let value: Status = first;
	for (;;) {
		if (value !== NULL) H[w + 3] = at(w + 3) + 1;
		const i = at(w + 3);
		if (i === at(w + 2)) {
			const d = at(w);
			H[w] = 0;
			return d;
		}
		value = containerOperation(OP_SET, at(w), at(at(w + 1) + i * 2), at(at(w + 1) + i * 2 + 1));
		if (value === PUSHED || value === NULL) return value;
	}
});

/** BUILD_MAP: a new dict of n keys and values at an address. */
export function buildMap(address: number, n: number): Status {
	const d = newDict();
	if (n === 0) return d;
	return beginFrame(BUILD, 4, 1, (w) => {
		H[w] = d;
		H[w + 1] = address;
		H[w + 2] = n;
	});
}

// ---- Equality ----

/** `dict_equal`. Words: 0 key, 1 its value in a, 2 in b (owned); 3 a, 4 b, 5 next entry, 6 the answer's operation. */
const EQUAL = nativeKind("comparison of dicts", (frame, first) => {
	const w = frame + N0;
	const a = at(w + 3);
	const answer = (equal: boolean) => newBool(equal === (at(w + 6) === PY_EQ));
	let value: Status = first;
	for (;;) {
		switch (stateOf(frame)) {
			case 0: {
				let i = at(w + 5);
				let entry = dictEntryAt(a, i);
				while (entry === 0) entry = dictEntryAt(a, ++i);
				if (entry === -1) return answer(true);
				H[w + 5] = i + 1;
				H[w] = incref(at(entry + ENTRY_KEY));
				H[w + 1] = incref(at(entry + ENTRY_VALUE));
				setState(frame, 1);
				value = containerOperationHashed(
					OP_FIND,
					at(w + 4),
					at(w),
					NULL,
					at(entry + ENTRY_HASH),
					at(entry + ENTRY_HASH_HIGH),
				);
				break;
			}
			case 1:
				if (value === NOT_IMPLEMENTED) return answer(false);
				H[w + 2] = value;
				setState(frame, 2);
				value = equals(value, at(w + 1));
				break;
			default:
				clearref(w + 2);
				clearref(w);
				clearref(w + 1);
				if (value === FALSE) return answer(false);
				setState(frame, 0);
				continue;
		}
		if (value === PUSHED || value === NULL) return value;
	}
});

function dictCompare(a: Ref, b: Ref, op: number): Status {
	if (!isDict(b) || (op !== PY_EQ && op !== PY_NE)) return NOT_IMPLEMENTED;
	if (dictSize(a) !== dictSize(b)) return newBool(op === PY_NE);
	if (!mayRecurse(" in comparison", 3)) return NULL;
	return beginFrame(EQUAL, 7, 3, (w) => {
		H[w + 3] = a;
		H[w + 4] = b;
		H[w + 6] = op;
	});
}

// ---- The type ----

/** Words: 0 the dict (owned). It has been updated. */
const OR_RESULT = nativeKind("dict |", (frame, _value) => {
	const d = at(frame + N0);
	H[frame + N0] = 0;
	return d;
});

export function updated(d: Ref, from: Ref): Status {
	return through(OR_RESULT, 1, (frame) => {
		H[frame + F_OWNED] = 1;
		H[frame + N0] = d;
		return dictUpdate(d, from);
	});
}

declareType({
	type: DICT,
	name: "dict",
	base: OBJECT,
	layout: LAYOUT_DICT,
	bytes: 64,
	words: 8,
	flags: TF_GC | TF_BASETYPE | TF_DICT | TF_MAPPING,
	slots: {
		[S_REPR]: unary((o) => (dictSize(o) === 0 ? newStr("{}") : containerRepr(o, REPR_DICT, "{...}", () => o))),
		get [S_HASH]() {
			return HASH_NOT_IMPLEMENTED;
		},
		[S_ITER]: unary((o) => newDictIterator(DICT_KEY_ITERATOR, o, 1)),
		[S_LEN]: unary((o) => newInt(dictSize(o))),
		[S_GETITEM]: binary((o, key) => containerOperation(OP_GET, o, key, NULL)),
		[S_SETITEM]: ternary((o, key, value) => containerOperation(value === NULL ? OP_DELETE : OP_SET, o, key, value)),
		[S_CONTAINS]: binary((o, key) => containerOperation(OP_CONTAINS, o, key, NULL)),
		[S_RICHCOMPARE]: ternary(dictCompare),
		[S_NUMBER + NB_OR]: binary((a, b) => (isDict(a) && isDict(b) ? updated(dictCopy(a), b) : NOT_IMPLEMENTED)),
		[S_INPLACE + NB_OR]: binary((a, b) => updated(incref(a), b)),
		[S_NEW]: calling((type) => {
			const d = newInstance(type);
			if (type === DICT && !profile().dictsTrackedFromBirth) untrack(d);
			return d;
		}),
		[S_INIT]: calling((self, args, nargs, kwnames) => updateCommon(self, args, nargs, kwnames, "dict")),
	},
});

declareMethod(DICT, "__contains__", 1, 1, (self, args) => containerOperation(OP_CONTAINS, self, at(args), NULL));
declareMethod(DICT, "__getitem__", 1, 1, (self, args) => containerOperation(OP_GET, self, at(args), NULL));
declareMethod(DICT, "get", 1, 2, (self, args, nargs) =>
	containerOperation(OP_GET_DEFAULT, self, at(args), nargs > 1 ? at(args + 1) : NONE),
);
declareMethod(DICT, "setdefault", 1, 2, (self, args, nargs) =>
	containerOperation(OP_SET_DEFAULT, self, at(args), nargs > 1 ? at(args + 1) : NONE),
);
declareMethod(DICT, "pop", 1, 2, (self, args, nargs) => {
	const otherwise = nargs > 1 ? at(args + 1) : NULL;
	if (dictSize(self) === 0) {
		// _PyDict_Pop_KnownHash: an empty dict does not even hash the key.
		return otherwise === NULL ? raiseWith(KEY_ERROR, at(args)) : incref(otherwise);
	}
	return containerOperation(OP_POP, self, at(args), otherwise);
});
declareMethod(DICT, "popitem", 0, 0, (self) => {
	if (dictSize(self) === 0) return raise(KEY_ERROR, "popitem(): dictionary is empty");
	combineKeys(self);
	const result = newTuple(2);
	const keys = at(self + DICT_KEYS);
	let i = at(keys + K_ENTRIES) - 1;
	let entry = dictEntryAt(self, i);
	while (entry === 0) entry = dictEntryAt(self, --i);
	H[result + TUPLE_ITEMS] = at(entry + ENTRY_KEY);
	H[result + TUPLE_ITEMS + 1] = at(entry + ENTRY_VALUE);
	entryRemove(self, entry);
	H[keys + K_ENTRIES] = i;
	return result;
});
declareMethod(DICT, "keys", 0, 0, (self) => newView(DICT_KEYS_TYPE, self));
declareMethod(DICT, "values", 0, 0, (self) => newView(DICT_VALUES_TYPE, self));
declareMethod(DICT, "items", 0, 0, (self) => newView(DICT_ITEMS_TYPE, self));
declareMethod(
	DICT,
	"update",
	0,
	-1,
	(self, args, nargs, kwnames) => updateCommon(self, args, nargs, kwnames, "update"),
	{ raw: true },
);
declareMethod(DICT, "clear", 0, 0, (self) => {
	dictClear(self);
	return NONE;
});
declareMethod(DICT, "copy", 0, 0, dictCopy);
declareMethod(DICT, "__reversed__", 0, 0, (self) => newDictIterator(DICT_KEY_ITERATOR, self, -1));

// Of fromkeys: the new mapping and the key being stored (owned), the value.
const F_MAPPING = C_OWNED;
const F_KEY = C_OWNED + 1;
const F_VALUE = C_OWN;
const FROMKEYS = consumerKind({
	name: "dict.fromkeys",
	item: (frame, key) => {
		const w = frame + N0;
		H[w + F_KEY] = key;
		const d = at(w + F_MAPPING);
		const status =
			at(d + TYPE) === DICT ? containerOperation(OP_SET, d, key, at(w + F_VALUE)) : setItem(d, key, at(w + F_VALUE));
		return status === PUSHED || status === NULL ? status : keyStored(frame, status);
	},
	resumed: keyStored,
	done: (frame) => {
		const d = at(frame + N0 + F_MAPPING);
		H[frame + N0 + F_MAPPING] = 0;
		return d;
	},
});
function keyStored(frame: number, value: Ref): Status {
	decref(value);
	clearref(frame + N0 + F_KEY);
	return NOTHING;
}
/** `_PyDict_FromKeys`: a set's or a dict's length is known. A table that a set fills is not one for str keys alone. */
function presizedFor(iterable: Ref): Ref {
	const d = newInstance(DICT);
	if (!profile().dictsTrackedFromBirth) untrack(d);
	const type = at(iterable + TYPE);
	if (type === SET || type === FROZENSET) H[d + DICT_KEYS] = newKeys(log2ForEntries(at(iterable + SET_USED)), false);
	else if (type === DICT && dictSize(iterable) > 0) {
		const unicode = at(at(iterable + DICT_KEYS) + K_UNICODE) !== 0;
		H[d + DICT_KEYS] = newKeys(log2ForEntries(dictSize(iterable)), unicode);
	}
	return d;
}
/** Words: 0 iterable, 1 value. The new mapping comes. */
const FROMKEYS_NEW = nativeKind("dict.fromkeys()", (frame, d) => {
	if (stateOf(frame) === 1) return d;
	setState(frame, 1);
	return consumeIterable(FROMKEYS, at(frame + N0), 1, (w) => {
		H[w + F_MAPPING] = d;
		H[w + F_VALUE] = at(frame + N0 + 1);
	});
});
/** `_PyDict_FromKeys` */
export function fromKeys(type: Ref, iterable: Ref, value: Ref): Status {
	return through(FROMKEYS_NEW, 2, (frame) => {
		H[frame + N0] = iterable;
		H[frame + N0 + 1] = value;
		return type === DICT ? presizedFor(iterable) : callWith(type);
	});
}
declareMethod(
	DICT,
	"fromkeys",
	1,
	2,
	(type, args, nargs) => fromKeys(type, at(args), nargs > 1 ? at(args + 1) : NONE),
	{ kind: "classmethod" },
);

// ---- Iterators ----

/** The dict (0 once it is exhausted), the pair that items may use again; then entries expected, next entry, left, direction. */
const IT_DICT = FIELDS;
const IT_PAIR = FIELDS + 1;
const IT_USED = FIELDS + 2;
const IT_INDEX = FIELDS + 3;
const IT_LEFT = FIELDS + 4;
const IT_STEP = FIELDS + 5;

function newDictIterator(type: Ref, d: Ref, step: number): Ref {
	const it = allocGc(type, 72, 12);
	H[it + IT_DICT] = incref(d);
	H[it + IT_USED] = dictSize(d);
	H[it + IT_LEFT] = dictSize(d);
	H[it + IT_STEP] = step;
	const keys = at(d + DICT_KEYS);
	H[it + IT_INDEX] = step > 0 ? 0 : keys === 0 ? -1 : at(keys + K_ENTRIES) - 1;
	if (type === DICT_ITEM_ITERATOR) H[it + IT_PAIR] = tupleOf(NONE, NONE);
	track(it);
	return it;
}

/** The next entry's address, EXHAUSTED or NULL. */
function nextEntry(it: Ref): number {
	const d = at(it + IT_DICT);
	if (d === NULL) return EXHAUSTED;
	if (at(it + IT_USED) !== dictSize(d)) {
		raise(RUNTIME_ERROR, "dictionary changed size during iteration");
		H[it + IT_USED] = -1;
		return NULL;
	}
	const step = at(it + IT_STEP);
	let i = at(it + IT_INDEX);
	let entry = i < 0 ? -1 : dictEntryAt(d, i);
	const first = i;
	while (entry === 0) {
		i += step;
		entry = i < 0 ? -1 : dictEntryAt(d, i);
	}
	if (i !== first) work(Math.abs(i - first));
	if (entry === -1) {
		clearref(it + IT_DICT);
		return EXHAUSTED;
	}
	if (at(it + IT_LEFT) === 0) {
		raise(RUNTIME_ERROR, "dictionary keys changed during iteration");
		clearref(it + IT_DICT);
		return NULL;
	}
	H[it + IT_INDEX] = i + step;
	H[it + IT_LEFT] = at(it + IT_LEFT) - 1;
	return entry;
}

function declareDictIterator(type: Ref, name: string, next: (it: Ref) => Status): void {
	const left = (it: Ref) =>
		at(it + IT_DICT) !== NULL && at(it + IT_USED) === dictSize(at(it + IT_DICT)) ? at(it + IT_LEFT) : 0;
	declareRemaining(type, left);
	declareType({
		type,
		name,
		base: OBJECT,
		layout: LAYOUT_FIELDS,
		bytes: 72,
		words: 12,
		refs: 2,
		flags: TF_GC | TF_NO_NEW,
		slots: { [S_ITER]: unary((it) => incref(it)), [S_NEXT]: unary(next) },
	});
	declareMethod(type, "__length_hint__", 0, 0, (it) => newInt(left(it)));
	// The items that are left, as a list: the iterator stays where it is (dictiter_reduce).
	declareMethod(type, "__reduce__", 0, 0, (it) => {
		const words = [IT_DICT, IT_USED, IT_INDEX, IT_LEFT].map((word) => [word, at(it + word)] as const);
		if (at(it + IT_DICT) !== NULL) incref(at(it + IT_DICT));
		const list = newList();
		let item = next(it);
		for (; item > 0; item = next(it)) listPush(list, item);
		if (at(it + IT_DICT) !== NULL) decref(at(it + IT_DICT));
		for (const [word, value] of words) H[it + word] = value;
		if (item !== NULL) return reducedIter(list);
		decref(list);
		return NULL;
	});
}
declareDictIterator(DICT_KEY_ITERATOR, "dict_keyiterator", (it) => {
	const entry = nextEntry(it);
	return entry <= 0 ? entry : incref(at(entry + ENTRY_KEY));
});
declareDictIterator(DICT_VALUE_ITERATOR, "dict_valueiterator", (it) => {
	const entry = nextEntry(it);
	return entry <= 0 ? entry : incref(at(entry + ENTRY_VALUE));
});
declareDictIterator(DICT_ITEM_ITERATOR, "dict_itemiterator", (it) => {
	const entry = nextEntry(it);
	return entry <= 0
		? entry
		: reusedPair(at(it + IT_PAIR), incref(at(entry + ENTRY_KEY)), incref(at(entry + ENTRY_VALUE)));
});

// ---- Views ----

const VIEW_DICT = FIELDS;

export function newView(type: Ref, d: Ref): Ref {
	const view = newFields(type, 1);
	H[view + VIEW_DICT] = incref(d);
	return view;
}

for (const type of [DICT_KEYS_TYPE, DICT_VALUES_TYPE, DICT_ITEMS_TYPE]) {
	declareAttribute(type, "mapping", (view) => {
		const proxy = newFields(MAPPING_PROXY, 1);
		H[proxy + FIELDS] = incref(at(view + VIEW_DICT));
		return proxy;
	});
}

/** Words: 0 the items as a list (owned), 1 the view. The list's repr comes. */
const VIEW_REPR = nativeKind("repr of a view", (frame, value) => {
	const name = typeName(at(at(frame + N0 + 1) + TYPE));
	const text = newStr(`${name}(${textOf(value)})`);
	decref(value);
	return text;
});

/** A view within itself is shown as dots. */
function viewRepr(view: Ref): Status {
	for (let f = at(R_FRAME); f !== 0; f = at(f + F_PREV))
		if (at(f + F_KIND) === VIEW_REPR && at(f + N0 + 1) === view) return newStr("...");
	return through(VIEW_REPR, 2, (frame) => {
		H[frame + F_OWNED] = 1;
		H[frame + N0 + 1] = view;
		const list = listFromIterable(view);
		H[frame + N0] = list;
		return repr(list);
	});
}

function isView(o: Ref): boolean {
	return isSubtype(at(o + TYPE), DICT_KEYS_TYPE) || isSubtype(at(o + TYPE), DICT_ITEMS_TYPE);
}

/** `dictitems_contains`. Words: 0 the value found (owned), 1 the value wanted. */
const ITEM_FOUND = nativeKind("item in a view", (frame, value) => {
	const w = frame + N0;
	if (stateOf(frame) === 1) return value;
	if (value === NOT_IMPLEMENTED) return FALSE;
	H[frame + F_OWNED] = 1;
	H[w] = value;
	setState(frame, 1);
	return equals(value, at(w + 1));
});

function viewContains(view: Ref, item: Ref): Status {
	const d = at(view + VIEW_DICT);
	if (isSubtype(at(view + TYPE), DICT_KEYS_TYPE)) return containerOperation(OP_CONTAINS, d, item, NULL);
	if (!isTuple(item) || at(item + SIZE) !== 2) return FALSE;
	return through(ITEM_FOUND, 2, (frame) => {
		H[frame + N0 + 1] = tupleItem(item, 1);
		return containerOperation(OP_FIND, d, tupleItem(item, 0), NULL);
	});
}

/** `all_contained_in`. Words C_OWNED: the item being looked for; C_OWN: the container, what to answer where all are in it. */
const ALL_IN = consumerKind({
	name: "comparison of views",
	item: (frame, item) => {
		const w = frame + N0;
		H[w + C_OWNED] = item;
		const status = contains(at(w + C_OWN), item);
		return status === PUSHED || status === NULL ? status : isIn(frame, status);
	},
	resumed: isIn,
	done: (frame) => at(frame + N0 + C_OWN + 1),
});
function isIn(frame: number, value: Ref): Status {
	const w = frame + N0;
	clearref(w + C_OWNED);
	if (value === TRUE) return NOTHING;
	return at(w + C_OWN + 1) === TRUE ? FALSE : TRUE;
}

function sizeOf(o: Ref): number {
	return isView(o) ? dictSize(at(o + VIEW_DICT)) : at(o + SET_USED);
}

/** `dictview_richcompare` */
function viewCompare(a: Ref, b: Ref, op: number): Status {
	if (!isView(b) && !isAnySet(b)) return NOT_IMPLEMENTED;
	const n = sizeOf(a);
	const m = sizeOf(b);
	const allIn = (items: Ref, container: Ref, answer: Ref) =>
		consumeIterable(ALL_IN, items, 2, (w) => {
			H[w + C_OWN] = container;
			H[w + C_OWN + 1] = answer;
		});
	switch (op) {
		case PY_EQ:
			return n === m ? allIn(a, b, TRUE) : FALSE;
		case PY_NE:
			return n === m ? allIn(a, b, FALSE) : TRUE;
		case PY_LT:
			return n < m ? allIn(a, b, TRUE) : FALSE;
		case PY_LE:
			return n <= m ? allIn(a, b, TRUE) : FALSE;
		case PY_GT:
			return n > m ? allIn(b, a, TRUE) : FALSE;
		default:
			return n >= m ? allIn(b, a, TRUE) : FALSE;
	}
}

/** Words: 0 the set (owned), 1 the other operand, 2 what to do with it. */
const VIEW_OPERATOR = nativeKind("set operator of a view", (frame, first) => {
	const w = frame + N0;
	if (stateOf(frame) === 0) {
		H[w] = first;
		H[frame + F_OWNED] = 1;
		setState(frame, 1);
		const status = setOperation(at(w + 2), first, at(w + 1));
		if (status === PUSHED || status === NULL) return status;
	}
	const set = at(w);
	H[w] = 0;
	return set;
});

function viewOperator(operation: number): (a: Ref, b: Ref) => Status {
	return (a, b) => {
		if (!isView(a) && !isView(b)) return NOT_IMPLEMENTED;
		return through(VIEW_OPERATOR, 3, (frame) => {
			H[frame + N0 + 1] = b;
			H[frame + N0 + 2] = operation;
			return setFrom(SET, a);
		});
	};
}

/** `_PyDictView_Intersect`. Words C_OWNED: the set, the item; C_OWN: the view. */
const INTERSECT = consumerKind({
	name: "& of views",
	item: (frame, item) => {
		const w = frame + N0;
		H[w + C_OWNED + 1] = item;
		setState(frame, C_STATE);
		const status = viewContains(at(w + C_OWN), item);
		return status === PUSHED || status === NULL ? status : intersected(frame, status);
	},
	resumed: intersected,
	done: (frame) => {
		const set = at(frame + N0 + C_OWNED);
		H[frame + N0 + C_OWNED] = 0;
		return set;
	},
});
function intersected(frame: number, value: Ref): Status {
	const w = frame + N0;
	if (stateOf(frame) === C_STATE && value === TRUE) {
		setState(frame, C_STATE + 1);
		const status = containerOperation(OP_ADD, at(w + C_OWNED), at(w + C_OWNED + 1), NULL);
		if (status === PUSHED || status === NULL) return status;
	}
	clearref(w + C_OWNED + 1);
	return NOTHING;
}

function viewIntersect(a: Ref, b: Ref): Status {
	let view = a;
	let other = b;
	if (!isView(view)) {
		if (!isView(other)) return NOT_IMPLEMENTED;
		view = b;
		other = a;
	}
	const n = dictSize(at(view + VIEW_DICT));
	if (at(other + TYPE) === SET && n <= at(other + SET_USED)) return setIntersection(other, view);
	if (isView(other) && dictSize(at(other + VIEW_DICT)) > n) {
		const larger = other;
		other = view;
		view = larger;
	}
	return consumeIterable(INTERSECT, other, 1, (w) => {
		H[w + C_OWNED] = newSet();
		H[w + C_OWN] = view;
	});
}

function declareView(type: Ref, name: string, iterator: Ref, setLike: boolean): void {
	const slots: Record<number, number> = {
		[S_REPR]: unary(viewRepr),
		[S_LEN]: unary((o) => newInt(dictSize(at(o + VIEW_DICT)))),
		[S_ITER]: unary((o) => newDictIterator(iterator, at(o + VIEW_DICT), 1)),
	};
	if (setLike) {
		slots[S_CONTAINS] = binary(viewContains);
		slots[S_RICHCOMPARE] = ternary(viewCompare);
		slots[S_NUMBER + NB_SUBTRACT] = binary(viewOperator(SET_OP_DIFFERENCE));
		slots[S_NUMBER + NB_OR] = binary(viewOperator(SET_OP_UPDATE));
		slots[S_NUMBER + NB_XOR] = binary(viewOperator(SET_OP_SYMMETRIC));
		slots[S_NUMBER + NB_AND] = binary(viewIntersect);
	}
	declareType({
		type,
		name,
		base: OBJECT,
		layout: LAYOUT_FIELDS,
		bytes: 40,
		words: 8,
		refs: 1,
		flags: TF_GC | TF_NO_NEW,
		slots: setLike
			? {
					...slots,
					get [S_HASH]() {
						return HASH_NOT_IMPLEMENTED;
					},
				}
			: slots,
	});
	declareMethod(type, "__reversed__", 0, 0, (o) => newDictIterator(iterator, at(o + VIEW_DICT), -1));
	if (setLike) declareMethod(type, "isdisjoint", 1, 1, (o, args) => isDisjoint(o, at(args)));
}
declareView(DICT_KEYS_TYPE, "dict_keys", DICT_KEY_ITERATOR, true);
declareView(DICT_VALUES_TYPE, "dict_values", DICT_VALUE_ITERATOR, false);
declareView(DICT_ITEMS_TYPE, "dict_items", DICT_ITEM_ITERATOR, true);

/** Words C_OWNED: the item; C_OWN: the container. */
const DISJOINT = consumerKind({
	name: "isdisjoint",
	item: (frame, item) => {
		const w = frame + N0;
		H[w + C_OWNED] = item;
		const status = contains(at(w + C_OWN), item);
		return status === PUSHED || status === NULL ? status : notShared(frame, status);
	},
	resumed: notShared,
	done: () => TRUE,
});
function notShared(frame: number, value: Ref): Status {
	clearref(frame + N0 + C_OWNED);
	return value === TRUE ? FALSE : NOTHING;
}

/** Whether no item of an iterable is in a container. */
function isDisjoint(container: Ref, iterable: Ref): Status {
	return consumeIterable(DISJOINT, iterable, 1, (w) => {
		H[w + C_OWN] = container;
	});
}
