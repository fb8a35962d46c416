/** The dict type (Objects/dictobject.c). */

import { NB_OR, PY_EQ, PY_NE } from "../compile/opcodes";
import { at, H } from "./arena";
import { callWith, through } from "./call";
import { newInstance } from "./classes";
import { equals } from "./comparison";
import { consumeIterable, consumerKind } from "./consumers";
import { C_OWN, C_OWNED } from "./consumerwords";
import { containerRepr, REPR_DICT } from "./containerrepr";
import { declareMethod, declareType } from "./declarations";
import { combineKeys, dictClear, dictCopy, dictEntryAt, dictSize, entryRemove, isDict } from "./dict";
import { declareDictIterators, newDictIterator } from "./dictiterators";
import {
	containerOperation,
	containerOperationHashed,
	OP_CONTAINS,
	OP_DELETE,
	OP_FIND,
	OP_GET,
	OP_GET_DEFAULT,
	OP_POP,
	OP_SET,
	OP_SET_DEFAULT,
} from "./dictlookup";
import { updateCommon, updated } from "./dictupdate";
import { declareDictViews, newView } from "./dictviews";
import { EACH_STORE, each } from "./eachkey";
import { raise, raiseWith } from "./errors";
import { untrack } from "./gclist";
import { HASH_NOT_IMPLEMENTED } from "./hash";
import { newBool, newInt } from "./int";
import { log2ForEntries, newKeys } from "./keys";
import {
	DICT_KEYS,
	ENTRY_HASH,
	ENTRY_HASH_HIGH,
	ENTRY_KEY,
	ENTRY_VALUE,
	K_ENTRIES,
	K_UNICODE,
	LAYOUT_DICT,
	NULL,
	PUSHED,
	type Ref,
	SET_USED,
	TF_BASETYPE,
	TF_DICT,
	TF_GC,
	TF_MAPPING,
	TUPLE_ITEMS,
	TYPE,
} from "./layout";
import { profile } from "./machine";
import { beginFrame, N0, setState, stateOf } from "./natives";
import { setItem } from "./operators";
import { mayRecurse } from "./recursion";
import { clearref, decref, incref } from "./refcount";
import { newStr } from "./str";
import {
	binary,
	byKey,
	calling,
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
	S_NUMBER,
	S_REPR,
	S_RICHCOMPARE,
	S_SETITEM,
	type Status,
	ternary,
	unary,
} from "./tables";
import { newTuple } from "./tuple";
import {
	DICT,
	DICT_ITEMS_TYPE,
	DICT_KEY_ITERATOR,
	DICT_KEYS_TYPE,
	DICT_REVERSE_KEY_ITERATOR,
	DICT_VALUES_TYPE,
	FALSE,
	FROZENSET,
	KEY_ERROR,
	NONE,
	NOT_IMPLEMENTED,
	OBJECT,
	SET,
} from "./typeids";

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
		[S_ITER]: unary((o) => newDictIterator(DICT_KEY_ITERATOR, o)),
		[S_LEN]: unary((o) => newInt(dictSize(o))),
		[S_GETITEM]: byKey((o, key) => containerOperation(OP_GET, o, key, NULL)),
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
declareMethod(DICT, "__reversed__", 0, 0, (self) => newDictIterator(DICT_REVERSE_KEY_ITERATOR, self));

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
	const [iterable, value] = [at(frame + N0), at(frame + N0 + 1)];
	const type = at(iterable + TYPE);
	const tabled = type === DICT || type === SET || type === FROZENSET;
	if (tabled && at(d + TYPE) === DICT) return each(EACH_STORE, iterable, value, d);
	return consumeIterable(FROMKEYS, iterable, 1, (w) => {
		H[w + F_MAPPING] = d;
		H[w + F_VALUE] = value;
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

declareDictIterators();
declareDictViews();
