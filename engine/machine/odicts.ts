/** collections.OrderedDict, as C has it: its type, views and iterators (Objects/odictobject.c). */
import { NB_OR, PY_EQ, PY_NE } from "../compile/opcodes";
import { at, H } from "./arena";
import { callWith, through } from "./call";
import { newInstance } from "./classes";
import { declareMethod, declareType } from "./declarations";
import { dictAppend, dictClear, dictLookup, dictSize, entryRemove, entryReplace, NEEDS_PYTHON, newDict } from "./dict";
import { containerOperationHashed, hashObject, OP_LOCATE, OP_SET, readHash } from "./dictlookup";
import { dictRefs, dictUpdate, fromKeys, isDict, newView } from "./dicts";
import { drawingKind } from "./drawing";
import { raise, raiseWith } from "./errors";
import { declareDict } from "./fieldattributes";
import { listFromIterable } from "./fromiterable";
import { hash, hashPlain } from "./hash";
import { intNumber, newBool } from "./int";
import { EXHAUSTED, getIter, ITSELF, iterNext } from "./iterators";
import { reducedIter } from "./iteratorstate";
import { keysEntries } from "./keys";
import {
	DICT_KEYS,
	ENTRY_KEY,
	ENTRY_VALUE,
	ENTRY_WORDS,
	F_KIND,
	F_OWNED,
	F_PREV,
	FIELDS,
	LAYOUT_FIELDS,
	LAYOUT_ODICT,
	LIST_ITEMS,
	NULL,
	OD_DICT,
	OD_FAST_SIZE,
	OD_FIRST,
	OD_LAST,
	OD_STATE,
	OD_WEAKLIST,
	OD_WORDS,
	PUSHED,
	R_FRAME,
	type Ref,
	SIZE,
	T_SLOTS,
	TF_BASETYPE,
	TF_DICT,
	TF_GC,
	TF_NO_NEW,
	TUPLE_ITEMS,
	TYPE,
} from "./layout";
import { isList, listPush, newList } from "./list";
import { work } from "./machine";
import { callMethod } from "./methodcalls";
import { dropping } from "./modulecall";
import { declareValue } from "./moduletable";
import { beginFrame, N0, setState, stateOf } from "./natives";
import {
	addNode,
	clearNodes,
	dropNode,
	entryOfNode,
	linkNode,
	N_KEY,
	N_NEXT,
	N_PREV,
	nodeAt,
	unlinkNode,
} from "./odict";
import { contains, equals, getItem, repr, setItem, truthAtOnce } from "./operators";
import { clearref, decref, incref } from "./refcount";
import { declareSize, dictKeysBytes } from "./sizes";
import { callSpecial } from "./special";
import { newStr, textOf } from "./str";
import {
	binary,
	calling,
	nativeKind,
	S_INIT,
	S_INPLACE,
	S_ITER,
	S_NEW,
	S_NEXT,
	S_NUMBER,
	S_REPR,
	S_RICHCOMPARE,
	S_SETITEM,
	type Status,
	slotOf,
	type Ternary,
	ternary,
	ternarySlots,
	type Unary,
	unary,
	unarySlots,
} from "./tables";
import { isTuple, reusedPair, tupleItem, tupleOf } from "./tuple";
import {
	DICT,
	DICT_ITEMS_TYPE,
	DICT_KEYS_TYPE,
	DICT_VALUES_TYPE,
	EMPTY_TUPLE,
	FALSE,
	KEY_ERROR,
	NONE,
	NOT_IMPLEMENTED,
	OBJECT,
	ODICT_ITEMS,
	ODICT_ITERATOR,
	ODICT_KEYS,
	ODICT_VALUES,
	ORDERED_DICT,
	RUNTIME_ERROR,
	TRUE,
	TYPE_ERROR,
	VALUE_ERROR,
} from "./typeids";
import { isInstanceOf, typeLookupText, typeName } from "./types";

/** What an item of another dict, or a pair that is compared, takes off the work budget. */
const ITEM_WORK = 6;

// ---- What is done with a key ----

const SET = 0;
const DELETE = 1;
/** Answers the value, or the default (0: KeyError). */
const POP = 2;
const MOVE_LAST = 3;
const MOVE_FIRST = 4;

/** The entry's place is known (-1: there is none). */
function act(op: number, od: Ref, key: Ref, value: Ref, place: number): Status {
	switch (op) {
		case SET:
			addNode(od, place, key);
			return NONE;
		case DELETE:
		case POP: {
			if (place < 0) return op === POP && value !== NULL ? incref(value) : raiseWith(KEY_ERROR, key);
			dropNode(od, place);
			const entry = keysEntries(at(od + DICT_KEYS)) + place * ENTRY_WORDS;
			const oldKey = at(entry + ENTRY_KEY);
			const oldValue = at(entry + ENTRY_VALUE);
			entryRemove(od, entry);
			decref(oldKey);
			if (op === POP) return oldValue;
			decref(oldValue);
			return NONE;
		}
		default: {
			const node = place < 0 ? 0 : nodeAt(od, place);
			if (node === 0) return raiseWith(KEY_ERROR, key);
			const first = op === MOVE_FIRST;
			if (node !== at(od + (first ? OD_FIRST : OD_LAST))) {
				unlinkNode(od, node);
				linkNode(od, node, first);
			}
			return NONE;
		}
	}
}

function placeOf(od: Ref, entry: number): number {
	return entry === 0 ? -1 : (entry - keysEntries(at(od + DICT_KEYS))) / ENTRY_WORDS;
}

/** Words: od, key, value, operation, hash (two). States: 0 the hash comes, 1 it was stored, 2 the place comes. */
const KEYED = nativeKind("OrderedDict", (frame, first) => {
	const w = frame + N0;
	const od = at(w);
	const key = at(w + 1);
	let value: Status = first;
	for (;;) {
		switch (stateOf(frame)) {
			case 0:
				readHash(value);
				decref(value);
				H[w + 4] = hash.low;
				H[w + 5] = hash.high;
				setState(frame, 1);
				value = at(w + 3) === SET ? containerOperationHashed(OP_SET, od, key, at(w + 2), hash.low, hash.high) : NONE;
				break;
			case 1:
				setState(frame, 2);
				value = containerOperationHashed(OP_LOCATE, od, key, NULL, at(w + 4), at(w + 5));
				break;
			default:
				return act(at(w + 3), od, key, at(w + 2), value === NOT_IMPLEMENTED ? -1 : intNumber(value));
		}
		if (value === PUSHED || value === NULL) return value;
	}
});

function keyed(op: number, od: Ref, key: Ref, value: Ref): Status {
	if (hashPlain(key) === 1) {
		const { low, high } = hash;
		const entry = dictLookup(od, key, low, high);
		if (entry !== NEEDS_PYTHON) {
			if (op !== SET) return act(op, od, key, value, placeOf(od, entry));
			if (entry !== 0) {
				const place = placeOf(od, entry);
				addNode(od, place, at(entry + ENTRY_KEY));
				entryReplace(od, entry, value);
				return NONE;
			}
			dictAppend(od, key, low, high, value);
			return act(SET, od, key, value, placeOf(od, dictLookup(od, key, low, high)));
		}
	}
	return through(KEYED, 6, (frame) => {
		const w = frame + N0;
		H[w] = od;
		H[w + 1] = key;
		H[w + 2] = value;
		H[w + 3] = op;
		return hashObject(key);
	});
}

// ---- Iterators ----

/** The dict, the key to be given next, the pair that items may use again (owned); then its node, the state, entries, direction, what is given. */
const I_ODICT = FIELDS;
const I_CURRENT = FIELDS + 1;
const I_RESULT = FIELDS + 2;
const I_NODE = FIELDS + 3;
const I_STATE = FIELDS + 4;
const I_SIZE = FIELDS + 5;
const I_REVERSED = FIELDS + 6;
const I_KIND = FIELDS + 7;
const KEYS = 0;
const VALUES = 1;
const ITEMS = 2;

function newIterator(od: Ref, kind: number, reversed: boolean): Ref {
	const it = newInstance(ODICT_ITERATOR);
	H[it + I_ODICT] = incref(od);
	const node = at(od + (reversed ? OD_LAST : OD_FIRST));
	H[it + I_NODE] = node;
	if (node !== 0) H[it + I_CURRENT] = incref(at(node + N_KEY));
	H[it + I_STATE] = at(od + OD_STATE);
	H[it + I_SIZE] = dictSize(od);
	H[it + I_REVERSED] = reversed ? 1 : 0;
	H[it + I_KIND] = kind;
	H[it + I_RESULT] = tupleOf(NONE, NONE);
	return it;
}

declareType({
	type: ODICT_ITERATOR,
	name: "odict_iterator",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 80,
	words: FIELDS + 8,
	refs: 3,
	flags: TF_GC | TF_NO_NEW,
	slots: {
		[S_ITER]: ITSELF,
		[S_NEXT]: unary((it) => {
			const od = at(it + I_ODICT);
			if (od === NULL) return EXHAUSTED;
			const key = at(it + I_CURRENT);
			if (key === NULL) {
				clearref(it + I_ODICT);
				return EXHAUSTED;
			}
			if (at(od + OD_STATE) !== at(it + I_STATE)) {
				clearref(it + I_ODICT);
				return raise(RUNTIME_ERROR, "OrderedDict mutated during iteration");
			}
			if (at(it + I_SIZE) !== dictSize(od)) {
				H[it + I_SIZE] = -1;
				return raise(RUNTIME_ERROR, "OrderedDict changed size during iteration");
			}
			const node = at(it + I_NODE);
			const next = at(node + (at(it + I_REVERSED) !== 0 ? N_PREV : N_NEXT));
			H[it + I_NODE] = next;
			H[it + I_CURRENT] = next === 0 ? 0 : incref(at(next + N_KEY));
			if (at(it + I_KIND) === KEYS) return key;
			const entry = entryOfNode(od, node);
			if (entry === 0) {
				raiseWith(KEY_ERROR, key);
				decref(key);
				return NULL;
			}
			const value = incref(at(entry + ENTRY_VALUE));
			if (at(it + I_KIND) === ITEMS) return reusedPair(at(it + I_RESULT), key, value);
			decref(key);
			return value;
		}),
	},
});

/** The items that are left, as a list; the iterator stays where it is (`odictiter_reduce`). */
declareMethod(ODICT_ITERATOR, "__reduce__", 0, 0, (it): Status => {
	const words = [I_ODICT, I_CURRENT, I_NODE, I_SIZE].map((word) => [word, at(it + word)] as const);
	for (const [word, value] of words.slice(0, 2)) if (value !== NULL) H[it + word] = incref(value);
	const list = newList();
	const next = unarySlots[slotOf(it, S_NEXT)] as Unary;
	let item = next(it);
	for (; item > 0; item = next(it)) listPush(list, item);
	for (const [word] of words.slice(0, 2)) clearref(it + word);
	for (const [word, value] of words) H[it + word] = value;
	if (item !== NULL) return reducedIter(list);
	decref(list);
	return NULL;
});

/** `odict_reduce`. Words: the state (owned), the dict. State 1: the state comes, 2: the items, 3: an iterator over them. */
const REDUCE = nativeKind("OrderedDict.__reduce__", (frame, first) => {
	const w = frame + N0;
	const od = at(w + 1);
	let value: Status = first;
	for (;;) {
		const state = stateOf(frame);
		setState(frame, state + 1);
		if (state === 0) value = callMethod(od, "__getstate__");
		else if (state === 1) {
			H[w] = value;
			value = callMethod(od, "items");
		} else if (state === 2) value = dropping(value, getIter(value));
		else {
			const made = tupleOf(at(od + TYPE), EMPTY_TUPLE, at(w), NONE, value);
			decref(value);
			return made;
		}
		if (value === PUSHED || value === NULL) return value;
	}
});
declareMethod(ORDERED_DICT, "__reduce__", 0, 0, (od) =>
	beginFrame(REDUCE, 2, 1, (w) => {
		H[w + 1] = od;
	}),
);

// ---- update ----

// Words: iterator over keys or pairs, key, value, pair (owned); self, source, 1: over keys; keyword names, address of their values, next one.
const U_ITERATOR = 0;
const U_KEY = 1;
const U_VALUE = 2;
const U_PAIR = 3;
const U_SELF = 4;
const U_SOURCE = 5;
const U_KEYS = 6;
const U_NAMES = 7;
const U_VALUES = 8;
const U_NEXT = 9;
const U_WORDS = 10;

const BEGIN = 0;
const DRAWN = 1;
const ITERABLE = 2;
const ITERATOR = 3;
const PAIR = 4;
const VALUE = 5;
const STORED = 6;
const KEYWORDS = 7;

/** `mutablemapping_update`; each pair goes in through `__setitem__`. */
const UPDATE: number = drawingKind("OrderedDict.update", (frame, first) => {
	const w = frame + N0;
	let value: Status = first;
	for (;;) {
		switch (stateOf(frame)) {
			case BEGIN: {
				const source = at(w + U_SOURCE);
				if (source === NULL) {
					setState(frame, KEYWORDS);
					continue;
				}
				const type = at(source + TYPE);
				const keys = type === DICT ? NULL : typeLookupText(type, "keys");
				if (type === DICT) {
					H[w + U_PAIR] = itemsOf(source);
					setState(frame, ITERATOR);
					value = getIter(at(w + U_PAIR));
					break;
				}
				if (keys !== NULL) {
					H[w + U_KEYS] = 1;
					setState(frame, ITERABLE);
					value = callSpecial(keys, source);
					break;
				}
				setState(frame, ITERATOR);
				value = getIter(source);
				break;
			}
			case ITERABLE:
				H[w + U_PAIR] = value;
				setState(frame, ITERATOR);
				value = getIter(value);
				break;
			case ITERATOR:
				clearref(w + U_PAIR);
				H[w + U_ITERATOR] = value;
				setState(frame, DRAWN);
				value = iterNext(at(w + U_ITERATOR));
				break;
			case DRAWN:
				work(ITEM_WORK);
				if (value === EXHAUSTED) {
					clearref(w + U_ITERATOR);
					setState(frame, KEYWORDS);
					continue;
				}
				if (at(w + U_KEYS) !== 0) {
					H[w + U_KEY] = value;
					setState(frame, VALUE);
					value = getItem(at(w + U_SOURCE), value);
					break;
				}
				H[w + U_KEY] = value;
				setState(frame, PAIR);
				value = isTuple(value) || isList(value) ? incref(value) : listFromIterable(value);
				break;
			case PAIR: {
				const n = at(value + SIZE);
				const items = isList(value) ? at(value + LIST_ITEMS) : value + TUPLE_ITEMS;
				if (n !== 2) {
					decref(value);
					if (n > 2) return raise(VALUE_ERROR, "too many values to unpack (expected 2)");
					return raise(VALUE_ERROR, `need more than ${n} value${n === 1 ? "" : "s"} to unpack`);
				}
				const key = incref(at(items));
				const second = incref(at(items + 1));
				decref(value);
				clearref(w + U_KEY);
				H[w + U_KEY] = key;
				setState(frame, VALUE);
				value = second;
				continue;
			}
			case VALUE:
				H[w + U_VALUE] = value;
				setState(frame, STORED);
				value = setItem(at(w + U_SELF), at(w + U_KEY), value);
				break;
			case STORED:
				decref(value);
				clearref(w + U_KEY);
				clearref(w + U_VALUE);
				if (at(w + U_ITERATOR) === NULL) {
					setState(frame, KEYWORDS);
					continue;
				}
				setState(frame, DRAWN);
				value = iterNext(at(w + U_ITERATOR));
				break;
			default: {
				const names = at(w + U_NAMES);
				const i = at(w + U_NEXT);
				if (names === NULL || i >= at(names + SIZE)) return NONE;
				H[w + U_NEXT] = i + 1;
				H[w + U_KEY] = incref(tupleItem(names, i));
				setState(frame, VALUE);
				value = incref(at(at(w + U_VALUES) + i));
				continue;
			}
		}
		if (value === PUSHED || value === NULL) return value;
	}
});

/** `PyDict_Items` */
function itemsOf(d: Ref): Ref {
	const keys = dictRefs(d, ENTRY_KEY);
	const values = dictRefs(d, ENTRY_VALUE);
	const list = newList();
	keys.forEach((key, i) => {
		listPush(list, tupleOf(key, values[i] as Ref));
	});
	return list;
}

function update(self: Ref, source: Ref, kwnames: Ref, values: number): Status {
	return beginFrame(UPDATE, U_WORDS, 4, (w) => {
		H[w + U_SELF] = self;
		H[w + U_SOURCE] = source;
		H[w + U_NAMES] = kwnames;
		H[w + U_VALUES] = values;
	});
}

/** Words: 0 what is given once the update is done (owned), 1 what it is updated from. */
const UPDATED = nativeKind("OrderedDict |", (frame, value) => {
	const w = frame + N0;
	if (stateOf(frame) === 0) {
		setState(frame, 1);
		H[frame + F_OWNED] = 1;
		H[w] = value;
		const status = update(value, at(w + 1), NULL, 0);
		if (status === PUSHED || status === NULL) return status;
	}
	const d = at(w);
	H[w] = 0;
	return d;
});
function updatedWith(source: Ref, begin: () => Status): Status {
	return through(UPDATED, 2, (frame) => {
		H[frame + N0 + 1] = source;
		return begin();
	});
}

// ---- Comparison ----

/** Words: 0 and 1 keys (owned), 2 and 3 the dicts, 4 operation, 5 and 6 nodes. State 0: how their contents compare comes. */
const COMPARE_ORDER = nativeKind("comparison of OrderedDicts", (frame, first) => {
	const w = frame + N0;
	const eq = at(w + 4) === PY_EQ;
	let value: Status = first;
	if (stateOf(frame) === 0) {
		if (value === (eq ? FALSE : TRUE) || !isInstanceOf(at(w + 3), ORDERED_DICT)) return value;
		H[w + 5] = at(at(w + 2) + OD_FIRST);
		H[w + 6] = at(at(w + 3) + OD_FIRST);
		H[w + 7] = at(at(w + 2) + OD_STATE);
		H[w + 8] = at(at(w + 3) + OD_STATE);
		setState(frame, 1);
		H[frame + F_OWNED] = 2;
		value = NULL;
	}
	for (;;) {
		if (value !== NULL) {
			clearref(w);
			clearref(w + 1);
			if (at(at(w + 2) + OD_STATE) !== at(w + 7) || at(at(w + 3) + OD_STATE) !== at(w + 8))
				return raise(RUNTIME_ERROR, "OrderedDict mutated during iteration");
			if (value === FALSE) return newBool(!eq);
			H[w + 5] = at(at(w + 5) + N_NEXT);
			H[w + 6] = at(at(w + 6) + N_NEXT);
		}
		const a = at(w + 5);
		const b = at(w + 6);
		if (a === 0 || b === 0) return newBool((a === b) === eq);
		work(ITEM_WORK);
		H[w] = incref(at(a + N_KEY));
		H[w + 1] = incref(at(b + N_KEY));
		value = equals(at(w), at(w + 1));
		if (value === PUSHED || value === NULL) return value;
	}
});

// ---- repr ----

/** Words: 0 the dict (owned), 1 a plain dict in its order. State 0: that has been filled, 1: its text comes. */
const ODICT_REPR = nativeKind("repr of an OrderedDict", (frame, value) => {
	const w = frame + N0;
	if (stateOf(frame) === 0) {
		decref(value);
		setState(frame, 1);
		const status = repr(at(w));
		if (status === PUSHED || status === NULL) return status;
		return shown(at(w + 1), status);
	}
	return shown(at(w + 1), value);
});
function shown(od: Ref, text: Ref): Ref {
	const whole = newStr(`${shortName(od)}(${textOf(text)})`);
	decref(text);
	return whole;
}
function shortName(o: Ref): string {
	return typeName(at(o + TYPE)).replace("collections.", "");
}
function isBeingShown(o: Ref): boolean {
	for (let f = at(R_FRAME); f !== 0; f = at(f + F_PREV))
		if (at(f + F_KIND) === ODICT_REPR && at(f + N0 + 1) === o) return true;
	return false;
}

// ---- The type ----

declareType({
	type: ORDERED_DICT,
	name: "OrderedDict",
	module: "collections",
	base: DICT,
	layout: LAYOUT_ODICT,
	bytes: 128,
	words: OD_WORDS,
	dictAt: OD_DICT,
	weakAt: OD_WEAKLIST,
	flags: TF_GC | TF_BASETYPE | TF_DICT,
	slots: {
		[S_NEW]: calling((type) => newInstance(type)),
		[S_INIT]: calling((od, args, nargs, kwnames) => {
			if (nargs > 1) return raise(TYPE_ERROR, `expected at most 1 argument, got ${nargs}`);
			return update(od, nargs === 0 ? NULL : at(args), kwnames, args + nargs);
		}),
		[S_SETITEM]: ternary((od, key, value) => keyed(value === NULL ? DELETE : SET, od, key, value)),
		[S_ITER]: unary((od) => newIterator(od, KEYS, false)),
		[S_REPR]: unary((od) => {
			if (dictSize(od) === 0) return newStr(`${shortName(od)}()`);
			if (isBeingShown(od)) return newStr("...");
			const d = newDict();
			return through(ODICT_REPR, 2, (frame) => {
				H[frame + N0] = d;
				H[frame + N0 + 1] = od;
				H[frame + F_OWNED] = 1;
				return dictUpdate(d, od);
			});
		}),
		[S_RICHCOMPARE]: ternary((a, b, op) => {
			if (!isInstanceOf(a, ORDERED_DICT) || !isDict(b) || (op !== PY_EQ && op !== PY_NE)) return NOT_IMPLEMENTED;
			return through(COMPARE_ORDER, 9, (frame) => {
				H[frame + N0 + 2] = a;
				H[frame + N0 + 3] = b;
				H[frame + N0 + 4] = op;
				return (ternarySlots[at(DICT + T_SLOTS + S_RICHCOMPARE)] as Ternary)(a, b, op);
			});
		}),
		[S_NUMBER + NB_OR]: binary((a, b) => {
			const own = isInstanceOf(a, ORDERED_DICT) ? a : b;
			if (!isDict(own === a ? b : a)) return NOT_IMPLEMENTED;
			return updatedWith(b, () => callWith(at(own + TYPE), a));
		}),
		[S_INPLACE + NB_OR]: binary((a, b) => updatedWith(b, () => incref(a))),
	},
});
declareDict(ORDERED_DICT);
declareSize(ORDERED_DICT, (od) => {
	const nodes = at(od + OD_FIRST) === 0 ? 0 : 32 * dictSize(od);
	return 112 + dictKeysBytes(od) + 8 * at(od + OD_FAST_SIZE) + nodes;
});
declareMethod(
	ORDERED_DICT,
	"update",
	0,
	-1,
	(od, args, nargs, kwnames) => {
		if (nargs > 1) return raise(TYPE_ERROR, `update() takes at most 1 positional argument (${nargs} given)`);
		return update(od, nargs === 0 ? NULL : at(args), kwnames, args + nargs);
	},
	{ raw: true },
);
declareMethod(ORDERED_DICT, "clear", 0, 0, (od) => {
	dictClear(od);
	clearNodes(od);
	return NONE;
});
declareMethod(
	ORDERED_DICT,
	"pop",
	1,
	2,
	(od, args, nargs) => keyed(POP, od, at(args), nargs > 1 ? at(args + 1) : NULL),
	{ params: ["key", "default"] },
);
declareMethod(
	ORDERED_DICT,
	"popitem",
	0,
	1,
	(od, args, nargs) => {
		const last = nargs === 0 || at(args) === NULL ? TRUE : truthAtOnce(at(args));
		if (last === NULL) return NULL;
		const node = at(od + (last === TRUE ? OD_LAST : OD_FIRST));
		if (node === 0) return raise(KEY_ERROR, "dictionary is empty");
		const key = incref(at(node + N_KEY));
		const entry = entryOfNode(od, node);
		const value = act(POP, od, key, NULL, placeOf(od, entry));
		if (value === NULL) {
			decref(key);
			return NULL;
		}
		const pair = tupleOf(key, value);
		decref(key);
		decref(value);
		return pair;
	},
	{ params: ["last"] },
);
declareMethod(
	ORDERED_DICT,
	"move_to_end",
	1,
	2,
	(od, args, nargs) => {
		const key = at(args);
		const last = nargs < 2 || at(args + 1) === NULL ? TRUE : truthAtOnce(at(args + 1));
		if (last === NULL) return NULL;
		const end = at(od + (last === TRUE ? OD_LAST : OD_FIRST));
		if (end === 0) return raiseWith(KEY_ERROR, key);
		if (at(end + N_KEY) === key) return NONE;
		return keyed(last === TRUE ? MOVE_LAST : MOVE_FIRST, od, key, NULL);
	},
	{ params: ["key", "last"] },
);
/** Words: od, key, default. State 0: whether it is there comes, 1: the value, 2: it was stored. */
const SETDEFAULT = nativeKind("OrderedDict.setdefault", (frame, value) => {
	const w = frame + N0;
	switch (stateOf(frame)) {
		case 0: {
			setState(frame, value === TRUE ? 1 : 2);
			if (value === TRUE) return getItem(at(w), at(w + 1));
			const status = setItem(at(w), at(w + 1), at(w + 2));
			if (status === PUSHED || status === NULL) return status;
			return incref(at(w + 2));
		}
		case 1:
			return value;
		default:
			decref(value);
			return incref(at(w + 2));
	}
});
declareMethod(
	ORDERED_DICT,
	"setdefault",
	1,
	2,
	(od, args, nargs) =>
		through(SETDEFAULT, 3, (frame) => {
			H[frame + N0] = od;
			H[frame + N0 + 1] = at(args);
			H[frame + N0 + 2] = nargs > 1 && at(args + 1) !== NULL ? at(args + 1) : NONE;
			return contains(od, at(args));
		}),
	{ params: ["key", "default"] },
);
declareMethod(
	ORDERED_DICT,
	"fromkeys",
	1,
	2,
	(type, args, nargs) => fromKeys(type, at(args), nargs > 1 && at(args + 1) !== NULL ? at(args + 1) : NONE),
	{ kind: "classmethod", params: ["iterable", "value"] },
);
declareMethod(ORDERED_DICT, "copy", 0, 0, (od) => updatedWith(od, () => callWith(at(od + TYPE))));
declareMethod(ORDERED_DICT, "keys", 0, 0, (od) => newView(ODICT_KEYS, od));
declareMethod(ORDERED_DICT, "values", 0, 0, (od) => newView(ODICT_VALUES, od));
declareMethod(ORDERED_DICT, "items", 0, 0, (od) => newView(ODICT_ITEMS, od));
declareMethod(ORDERED_DICT, "__reversed__", 0, 0, (od) => newIterator(od, KEYS, true));
declareValue("_collections", "OrderedDict", () => ORDERED_DICT);

for (const [type, name, base, kind] of [
	[ODICT_KEYS, "odict_keys", DICT_KEYS_TYPE, KEYS],
	[ODICT_VALUES, "odict_values", DICT_VALUES_TYPE, VALUES],
	[ODICT_ITEMS, "odict_items", DICT_ITEMS_TYPE, ITEMS],
] as const) {
	declareType({
		type,
		name,
		base,
		layout: LAYOUT_FIELDS,
		bytes: 40,
		words: 5,
		refs: 1,
		flags: TF_GC | TF_NO_NEW,
		slots: { [S_ITER]: unary((view) => newIterator(at(view + FIELDS), kind, false)) },
	});
	declareMethod(type, "__reversed__", 0, 0, (view) => newIterator(at(view + FIELDS), kind, true));
}
