/** set and frozenset (Objects/setobject.c). */

import { NB_AND, NB_OR, NB_SUBTRACT, NB_XOR, PY_EQ, PY_GE, PY_LE, PY_LT, PY_NE } from "../compile/opcodes";
import { FrozensetHasher } from "../text/hashes";
import { allocGc } from "./alloc";
import { at, H } from "./arena";
import { checkKeywords } from "./arguments";
import { through } from "./call";
import { consumeIterable, consumerKind } from "./consumers";
import { C_ITERABLE, C_OWN, C_OWNED, C_STATE } from "./consumerwords";
import { containerRepr, REPR_SET } from "./containerrepr";
import { declareMethod, declareType } from "./declarations";
import { dictEntryAt, dictSize } from "./dict";
import {
	containerOperation,
	containerOperationHashed,
	OP_ADD,
	OP_ADD_TAKEN,
	OP_CONTAINS,
	OP_DISCARD,
	OP_REMOVE,
} from "./dictlookup";
import { isDict } from "./dicts";
import { clearError, errorIs, raise, raiseWith } from "./errors";
import { track } from "./gclist";
import { HASH_NOT_IMPLEMENTED, hash, hashAsInt, hashPlain } from "./hash";
import { newBool, newInt } from "./int";
import { EXHAUSTED } from "./iterators";
import { reducedIter } from "./iteratorstate";
import {
	ENTRY_HASH,
	ENTRY_HASH_HIGH,
	ENTRY_KEY,
	EXC_ARGS,
	F_OWNED,
	F_PREV,
	FIELDS,
	LAYOUT_FIELDS,
	LAYOUT_SET,
	LIST_ITEMS,
	NULL,
	PUSHED,
	R_ERROR,
	type Ref,
	SET_FILL,
	SET_MASK,
	SET_TABLE,
	SET_USED,
	SET_WEAKLIST,
	SIZE,
	TF_BASETYPE,
	TF_GC,
	TF_NO_NEW,
	TYPE,
} from "./layout";
import { EngineBug } from "./limits";
import { listPush, newList } from "./list";
import { profile, work } from "./machine";
import { beginFrame, N0, setState, stateOf } from "./natives";
import { clearref, decref, incref, setref } from "./refcount";
import {
	isAnySet,
	newSet,
	newSetOf,
	SET_ENTRY_WORDS,
	setAppend,
	setClear,
	setEntryFrom,
	setItems,
	setLookup,
	setMergeClean,
	setPop,
	setResize,
	setSwap,
} from "./settable";
import { isLent } from "./stackref";
import { newStr } from "./str";
import {
	binary,
	calling,
	declareRemaining,
	NOTHING,
	nativeKind,
	S_CONTAINS,
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
	type Status,
	slotOf,
	ternary,
	unary,
} from "./tables";
import { tupleItem } from "./tuple";
import {
	DICT,
	FALSE,
	FROZENSET,
	KEY_ERROR,
	NONE,
	NOT_IMPLEMENTED,
	OBJECT,
	RUNTIME_ERROR,
	SET,
	SET_ITERATOR,
	TRUE,
	TYPE_ERROR,
} from "./typeids";
import { isSubtype, sameSlot, typeName } from "./types";

// ---- Going through a container's keys, or an iterable's items ----

/** Adds each to the target. */
const EACH_ADD = 0;
/** Takes each out of the target. */
const EACH_DISCARD = 1;
/** Adds to the result those that the target has; those that it has not. */
const EACH_KEEP_IN = 2;
const EACH_KEEP_OUT = 3;
/** Takes out of the target what it has, adds what it has not. */
const EACH_SYMMETRIC = 4;
/** FALSE as soon as one is not in the target; as soon as one is. */
const EACH_ALL_IN = 5;
const EACH_NONE_IN = 6;

// Words of both kinds of frame, from the consumer's on: the key and the result (owned); mode, target, source, place, hash.
const W_KEY = C_OWNED;
const W_RESULT = C_OWNED + 1;
const W_MODE = C_OWN;
const W_TARGET = C_OWN + 1;
const W_SOURCE = C_OWN + 2;
const W_PLACE = C_OWN + 3;
/** 1: the key's hash is known. */
const W_HASHED = C_OWN + 4;
const W_LOW = C_OWN + 5;
const W_HIGH = C_OWN + 6;
/** Entries that the source had, where a change ends the loop with an error. */
const W_USED = C_OWN + 7;
/** The key, borrowed: W_KEY holds it too, except where CPython adds straight from another table. */
const W_CURRENT = C_OWN + 8;
const WORDS = 9;

const ASKED = C_STATE;
const ACTED = C_STATE + 1;

function operate(w: number, op: number, container: Ref): Status {
	const key = at(w + W_CURRENT);
	if (at(w + W_HASHED) === 0) {
		// A key that came from an iterator is hashed once.
		if (hashPlain(key) === 1) {
			H[w + W_HASHED] = 1;
			H[w + W_LOW] = hash.low;
			H[w + W_HIGH] = hash.high;
		} else return containerOperation(op, container, key, NULL);
	}
	return containerOperationHashed(op, container, key, NULL, at(w + W_LOW), at(w + W_HIGH));
}

/** The frame's key has been set: asks the target. NOTHING: on to the next key. */
function visit(frame: number): Status {
	const w = frame + N0;
	const mode = at(w + W_MODE);
	setState(frame, ASKED);
	const op = mode === EACH_ADD ? OP_ADD : mode === EACH_DISCARD || mode === EACH_SYMMETRIC ? OP_DISCARD : OP_CONTAINS;
	const status = operate(w, op, at(w + W_TARGET));
	return status === PUSHED || status === NULL ? status : visited(frame, status);
}

function visited(frame: number, value: Ref): Status {
	const w = frame + N0;
	if (stateOf(frame) === ASKED) {
		let container = NULL;
		switch (at(w + W_MODE)) {
			case EACH_KEEP_IN:
				if (value === TRUE) container = at(w + W_RESULT);
				break;
			case EACH_KEEP_OUT:
				if (value === FALSE) container = at(w + W_RESULT);
				break;
			case EACH_SYMMETRIC:
				if (value === FALSE) container = at(w + W_TARGET);
				break;
			case EACH_ALL_IN:
				if (value === FALSE) return FALSE;
				break;
			case EACH_NONE_IN:
				if (value === TRUE) return FALSE;
				break;
		}
		if (container !== NULL) {
			setState(frame, ACTED);
			const status = operate(w, OP_ADD, container);
			if (status === PUSHED || status === NULL) return status;
		}
	}
	clearref(w + W_KEY);
	return NOTHING;
}

function ended(frame: number): Status {
	const w = frame + N0;
	const mode = at(w + W_MODE);
	if (mode === EACH_DISCARD) {
		// Many dummies are cleared away (the end of set_difference_update_internal).
		const o = at(w + W_TARGET);
		const used = at(o + SET_USED);
		if (at(o + SET_FILL) - used > Math.floor(at(o + SET_MASK) / 4)) setResize(o, used > 50000 ? used * 2 : used * 4);
	}
	if (mode === EACH_ALL_IN || mode === EACH_NONE_IN) return TRUE;
	if (at(w + W_RESULT) === NULL) return NONE;
	const result = at(w + W_RESULT);
	H[w + W_RESULT] = 0;
	return result;
}

const ITERATED = consumerKind({
	name: "set operation",
	item: (frame, item) => {
		H[frame + N0 + W_KEY] = item;
		H[frame + N0 + W_CURRENT] = item;
		H[frame + N0 + W_HASHED] = 0;
		return visit(frame);
	},
	resumed: visited,
	done: ended,
});

/** Over a set's or dict's own table: the hashes are known. */
const TABLED = nativeKind("set operation", (frame, first) => {
	const w = frame + N0;
	let status: Status = first;
	if (stateOf(frame) >= C_STATE) {
		status = visited(frame, first);
		if (status !== NOTHING) return status;
	}
	for (;;) {
		const source = at(w + W_SOURCE);
		if (!nextKey(w, source)) return ended(frame);
		status = visit(frame);
		if (status !== NOTHING) return status;
		if (isDict(source) && dictSize(source) !== at(w + W_USED))
			return raise(RUNTIME_ERROR, "dictionary changed size during iteration");
	}
});

function takeKey(w: number, key: Ref): void {
	H[w + W_CURRENT] = key;
	if (at(w + W_MODE) !== EACH_ADD) H[w + W_KEY] = incref(key);
}

function nextKey(w: number, source: Ref): boolean {
	const i = at(w + W_PLACE);
	if (isAnySet(source)) {
		const entry = setEntryFrom(source, i);
		if (entry < 0) return false;
		H[w + W_PLACE] = (entry - at(source + SET_TABLE)) / SET_ENTRY_WORDS + 1;
		takeKey(w, at(entry));
		H[w + W_LOW] = at(entry + 1);
		H[w + W_HIGH] = at(entry + 2);
		return true;
	}
	let j = i;
	let entry = dictEntryAt(source, j);
	while (entry === 0) entry = dictEntryAt(source, ++j);
	if (entry === -1) return false;
	H[w + W_PLACE] = j + 1;
	takeKey(w, at(entry + ENTRY_KEY));
	H[w + W_LOW] = at(entry + ENTRY_HASH);
	H[w + W_HIGH] = at(entry + ENTRY_HASH_HIGH);
	return true;
}

/** Does `mode` with each key of a source; `result` is taken over. */
function each(mode: number, source: Ref, target: Ref, result: Ref): Status {
	const fill = (w: number) => {
		H[w + W_MODE] = mode;
		H[w + W_TARGET] = target;
		H[w + W_RESULT] = result;
		H[w + W_SOURCE] = source;
	};
	if (isAnySet(source) || at(source + TYPE) === DICT) {
		work(isAnySet(source) ? at(source + SET_USED) : dictSize(source));
		return beginFrame(TABLED, C_OWN + WORDS, C_ITERABLE, (w) => {
			fill(w);
			H[w + W_HASHED] = 1;
			if (!isAnySet(source)) H[w + W_USED] = dictSize(source);
		});
	}
	return consumeIterable(ITERATED, source, WORDS, fill);
}

// ---- Operations ----

export const SET_OP_UPDATE = 0;
export const SET_OP_DIFFERENCE = 1;
export const SET_OP_SYMMETRIC = 2;
const SET_OP_INTERSECT = 3;

/** The set is changed by another iterable: NONE, NULL or PUSHED. */
export function setOperation(operation: number, o: Ref, other: Ref): Status {
	switch (operation) {
		case SET_OP_UPDATE:
			return setUpdate(o, other);
		case SET_OP_DIFFERENCE:
			if (o === other) {
				setClear(o);
				return NONE;
			}
			return each(EACH_DISCARD, other, o, NULL);
		case SET_OP_SYMMETRIC:
			if (o === other) {
				setClear(o);
				return NONE;
			}
			if (isAnySet(other) || at(other + TYPE) === DICT) return each(EACH_SYMMETRIC, other, o, NULL);
			return through(SYMMETRIC, 1, (frame) => {
				H[frame + N0] = o;
				return setFrom(SET, other);
			});
		default:
			return through(INTERSECTED, 1, (frame) => {
				H[frame + N0] = o;
				return setIntersection(o, other);
			});
	}
}

/** The other operand has become a set. Words: 0 the set to change, 1 the other, owned once it is here. */
const SYMMETRIC = nativeKind("symmetric_difference_update", (frame, value) => {
	if (stateOf(frame) === 1) return value;
	setState(frame, 1);
	return through(DROP_OPERAND, 1, (inner) => {
		H[inner + F_OWNED] = 1;
		H[inner + N0] = value;
		return each(EACH_SYMMETRIC, value, at(frame + N0), NULL);
	});
});
const DROP_OPERAND = nativeKind("operand of a set operation", (_frame, value) => value);

/** `set_swap_bodies`: the set takes the contents of the intersection. */
const INTERSECTED = nativeKind("intersection_update", (frame, value) => {
	setSwap(at(frame + N0), value);
	decref(value);
	return NONE;
});

/** `set_update_internal` */
export function setUpdate(o: Ref, other: Ref): Status {
	if (isAnySet(other)) {
		if (setMergeClean(o, other)) return NONE;
	} else if (at(other + TYPE) === DICT) {
		const n = dictSize(other);
		if ((at(o + SET_FILL) + n) * 5 >= at(o + SET_MASK) * 3) setResize(o, (at(o + SET_USED) + n) * 2);
	}
	return each(EACH_ADD, other, o, NULL);
}

/** `set.add`: NONE, NULL or PUSHED. */
export function setAdd(o: Ref, key: Ref): Status {
	return containerOperation(OP_ADD, o, key, NULL);
}

/** Words: 0 the set, 1 the item being added where the stack has only borrowed it and the set takes it (owned), 2 address of the items, 3 how many, 4 next. */
const BUILD = nativeKind(
	"set display",
	(frame, first) => {
		const w = frame + N0;
		let value: Status = first;
		for (;;) {
			if (value !== NULL) takeItem(frame);
			const i = at(w + 4);
			if (i === at(w + 3)) {
				const o = at(w);
				H[w] = 0;
				return o;
			}
			const item = at(at(w + 2) + i);
			if (profile().setsTakeReferences) {
				if (isLent(at(frame + F_PREV), at(w + 2) + i)) H[w + 1] = incref(item);
				value = containerOperation(OP_ADD_TAKEN, at(w), item, NULL);
			} else value = setAdd(at(w), item);
			if (value === PUSHED) return PUSHED;
			if (value === NULL) return dropItems(frame);
		}
	},
	dropItems,
);

/** The next item of a set display leaves the stack; what the stack has borrowed it does not let go of. */
function takeItem(frame: number): void {
	const i = at(frame + N0 + 4);
	const item = at(frame + N0 + 2) + i;
	if (isLent(at(frame + F_PREV), item)) H[item] = NULL;
	else clearref(item);
	clearref(frame + N0 + 1);
	H[frame + N0 + 4] = i + 1;
}

/** An item cannot be in a set: it and those after it go, and then the set with those before. */
function dropItems(frame: number): Status {
	while (at(frame + N0 + 4) < at(frame + N0 + 3)) takeItem(frame);
	return NULL;
}

/** BUILD_SET: a new set of n items at an address, which are taken from there one by one. */
export function buildSet(address: number, n: number): Status {
	return beginFrame(BUILD, 5, 2, (w) => {
		H[w] = newSet();
		H[w + 2] = address;
		H[w + 3] = n;
	});
}

/**
 * A frozenset of constants. The compiler makes it twice, the second time from the first one's order
 * (merge_consts_recursive), which shows in the order of items whose hashes collide.
 */
export function frozensetOf(items: readonly Ref[]): Ref {
	const first = frozenFrom(items);
	const second = frozenFrom(setItems(first));
	decref(first);
	return second;
}

function frozenFrom(items: readonly Ref[]): Ref {
	const o = newSetOf(FROZENSET);
	for (const item of items) {
		if (hashPlain(item) !== 1) throw new EngineBug("a constant that is not hashable");
		const { low, high } = hash;
		if (setLookup(o, item, low, high) === 0) setAppend(o, item, low, high);
	}
	return o;
}

/** Word 0: the new set (owned). It has been filled. */
const MADE = nativeKind("set()", (frame, _value) => {
	const o = at(frame + N0);
	H[frame + N0] = 0;
	return o;
});

function filled(o: Ref, operation: number, other: Ref): Status {
	return through(MADE, 1, (frame) => {
		H[frame + F_OWNED] = 1;
		H[frame + N0] = o;
		return setOperation(operation, o, other);
	});
}

/** A new set of a type with an iterable's items (`make_new_set`). */
export function setFrom(type: Ref, iterable: Ref): Status {
	return filled(newSetOf(type), SET_OP_UPDATE, iterable);
}

/** `make_new_set_basetype` */
function baseType(o: Ref): Ref {
	return isSubtype(at(o + TYPE), FROZENSET) ? FROZENSET : SET;
}

/** `set_intersection`: a new set. */
export function setIntersection(a: Ref, b: Ref): Status {
	if (a === b) return copySet(a, baseType(a));
	const result = newSetOf(baseType(a));
	if (isAnySet(b) && at(b + SET_USED) > at(a + SET_USED)) return each(EACH_KEEP_IN, a, b, result);
	return each(EACH_KEEP_IN, b, a, result);
}

/** `set_difference`: a new set. */
function difference(a: Ref, b: Ref): Status {
	const known = isAnySet(b) ? at(b + SET_USED) : at(b + TYPE) === DICT ? dictSize(b) : -1;
	if (known < 0 || at(a + SET_USED) >> 2 > known) return filled(copySet(a, baseType(a)), SET_OP_DIFFERENCE, b);
	return each(EACH_KEEP_OUT, a, b, newSetOf(baseType(a)));
}

/** A copy of a set, of a type. */
function copySet(o: Ref, type: Ref): Ref {
	const copy = newSetOf(type);
	setMergeClean(copy, o);
	return copy;
}

function isSubset(a: Ref, b: Ref): Status {
	if (at(a + SET_USED) > at(b + SET_USED)) return FALSE;
	return each(EACH_ALL_IN, a, b, NULL);
}

const INVERT = nativeKind("set !=", (_frame, value) => (value === TRUE ? FALSE : TRUE));

function setCompare(a: Ref, b: Ref, op: number): Status {
	if (!isAnySet(b)) return NOT_IMPLEMENTED;
	const n = at(a + SET_USED);
	const m = at(b + SET_USED);
	switch (op) {
		case PY_EQ:
			return n !== m ? FALSE : isSubset(a, b);
		case PY_NE:
			return n !== m ? TRUE : through(INVERT, 0, () => isSubset(a, b));
		case PY_LE:
			return isSubset(a, b);
		case PY_GE:
			return isSubset(b, a);
		case PY_LT:
			return n >= m ? FALSE : isSubset(a, b);
		default:
			return n <= m ? FALSE : isSubset(b, a);
	}
}

function operator(run: (a: Ref, b: Ref) => Status): number {
	return binary((a, b) => (isAnySet(a) && isAnySet(b) ? run(a, b) : NOT_IMPLEMENTED));
}

/** Word 0: the set. It has been changed in place. */
const IN_PLACE = nativeKind("set operator in place", (frame, _value) => incref(at(frame + N0)));

function inPlace(operation: number): number {
	return binary((a, b) => {
		if (!isAnySet(b)) return NOT_IMPLEMENTED;
		return through(IN_PLACE, 1, (frame) => {
			H[frame + N0] = a;
			return setOperation(operation, a, b);
		});
	});
}

function union(a: Ref, b: Ref): Status {
	const copy = copySet(a, baseType(a));
	return a === b ? copy : filled(copy, SET_OP_UPDATE, b);
}

/** `set_symmetric_difference`: the other's items, changed by this set's. */
function symmetricDifference(a: Ref, b: Ref): Status {
	return through(SYMMETRIC_NEW, 1, (frame) => {
		H[frame + N0] = a;
		return setFrom(baseType(a), b);
	});
}
const SYMMETRIC_NEW = nativeKind("symmetric_difference", (frame, value) => {
	if (stateOf(frame) === 1) return value;
	setState(frame, 1);
	return filled(value, SET_OP_SYMMETRIC, at(frame + N0));
});

// ---- The types ----

function setContains(o: Ref, key: Ref): Status {
	return withSetKey(OP_CONTAINS, o, key);
}

/** A set that is looked for and has no hash stands for the frozenset of its items (`set_contains_lock_held`). */
function withSetKey(op: number, o: Ref, key: Ref): Status {
	if (!isAnySet(key) || slotOf(key, S_HASH) !== HASH_NOT_IMPLEMENTED) return containerOperation(op, o, key, NULL);
	return through(FROZEN_KEY, 2, (frame) => {
		const frozen = copySet(key, FROZENSET);
		H[frame + F_OWNED] = 1;
		H[frame + N0] = frozen;
		H[frame + N0 + 1] = key;
		const status = containerOperation(op, o, frozen, NULL);
		return status === NULL ? namedKey(frame) : status;
	});
}
/** Words: the frozenset (owned), the set that it stands for, which is what a KeyError names. */
const FROZEN_KEY = nativeKind(
	"set as a key",
	(_frame, value) => value,
	(frame) => namedKey(frame),
);
function namedKey(frame: number): typeof NULL {
	const args = errorIs(KEY_ERROR) ? at(at(R_ERROR) + EXC_ARGS) : NULL;
	if (args === NULL || at(args + SIZE) !== 1 || tupleItem(args, 0) !== at(frame + N0)) return NULL;
	clearError();
	return raiseWith(KEY_ERROR, at(frame + N0 + 1));
}

const entryHash = { low: 0, high: 0 };
function frozensetHash(o: Ref): Status {
	const hasher = new FrozensetHasher();
	for (let i = 0; i <= at(o + SET_MASK); i++) {
		const entry = at(o + SET_TABLE) + i * SET_ENTRY_WORDS;
		if (at(entry) <= 0) continue;
		entryHash.low = at(entry + 1);
		entryHash.high = at(entry + 2);
		hasher.add(entryHash);
	}
	hasher.finish(hash);
	return hashAsInt();
}

function setRepr(o: Ref): Status {
	const type = at(o + TYPE);
	const name = typeName(type);
	if (at(o + SET_USED) === 0) return newStr(`${name}()`);
	return containerRepr(o, REPR_SET, `${name}(...)`, () => {
		const items = setItems(o);
		const list = newList(items.length);
		H[list + SIZE] = items.length;
		for (let i = 0; i < items.length; i++) H[at(list + LIST_ITEMS) + i] = incref(items[i] as Ref);
		return list;
	});
}

const SLOTS: Readonly<Record<number, number>> = {
	[S_REPR]: unary(setRepr),
	[S_LEN]: unary((o) => newInt(at(o + SET_USED))),
	[S_ITER]: unary((o) => {
		const it = allocGc(SET_ITERATOR, 56, 10);
		H[it + IT_SET] = incref(o);
		H[it + IT_USED] = at(o + SET_USED);
		H[it + IT_LEFT] = at(o + SET_USED);
		track(it);
		return it;
	}),
	[S_CONTAINS]: binary(setContains),
	[S_RICHCOMPARE]: ternary(setCompare),
	[S_NUMBER + NB_OR]: operator(union),
	[S_NUMBER + NB_AND]: operator(setIntersection),
	[S_NUMBER + NB_SUBTRACT]: operator(difference),
	[S_NUMBER + NB_XOR]: operator(symmetricDifference),
};

declareType({
	type: SET,
	name: "set",
	base: OBJECT,
	layout: LAYOUT_SET,
	bytes: 216,
	words: SET_WEAKLIST + 1,
	flags: TF_GC | TF_BASETYPE,
	weakAt: SET_WEAKLIST,
	slots: {
		...SLOTS,
		get [S_HASH]() {
			return HASH_NOT_IMPLEMENTED;
		},
		[S_INPLACE + NB_OR]: inPlace(SET_OP_UPDATE),
		[S_INPLACE + NB_AND]: inPlace(SET_OP_INTERSECT),
		[S_INPLACE + NB_SUBTRACT]: inPlace(SET_OP_DIFFERENCE),
		[S_INPLACE + NB_XOR]: inPlace(SET_OP_SYMMETRIC),
		[S_NEW]: calling((type) => newSetOf(type)),
		[S_INIT]: calling((self, args, nargs, kwnames) => {
			if (sameSlot(at(self + TYPE), SET, S_NEW) && !checkKeywords(kwnames, "set", [])) return NULL;
			if (nargs > 1) return raise(TYPE_ERROR, `set expected at most 1 argument, got ${nargs}`);
			setClear(self);
			return nargs === 0 ? NONE : setUpdate(self, at(args));
		}),
	},
});
declareType({
	type: FROZENSET,
	name: "frozenset",
	base: OBJECT,
	layout: LAYOUT_SET,
	bytes: 216,
	words: SET_WEAKLIST + 1,
	flags: TF_GC | TF_BASETYPE,
	weakAt: SET_WEAKLIST,
	slots: {
		...SLOTS,
		[S_HASH]: unary(frozensetHash),
		[S_NEW]: calling((type, args, nargs, kwnames) => {
			if (sameSlot(type, FROZENSET, S_INIT) && !checkKeywords(kwnames, "frozenset", [])) return NULL;
			if (nargs > 1) return raise(TYPE_ERROR, `frozenset expected at most 1 argument, got ${nargs}`);
			if (nargs === 0) return newSetOf(type);
			if (type === FROZENSET && at(at(args) + TYPE) === FROZENSET) return incref(at(args));
			return setFrom(type, at(args));
		}),
	},
});

// ---- Methods ----

/** Words: 0 the set so far (owned where it is new), 1 arguments' address, 2 how many, 3 next, 4 operation, 5 in place, 6 the method's set. */
const MANY = nativeKind("set method", (frame, first) => {
	const w = frame + N0;
	let value: Status = first;
	for (;;) {
		if (value !== NULL && stateOf(frame) === 1) {
			setref(w, value);
			setState(frame, 0);
		}
		const i = at(w + 3);
		if (i >= at(w + 2)) {
			if (at(w + 5) !== 0) return NONE;
			const o = at(w);
			H[w] = 0;
			return o;
		}
		H[w + 3] = i + 1;
		const other = at(at(w + 1) + i);
		const operation = at(w + 4);
		const so = at(w + 5) !== 0 ? at(w + 6) : at(w);
		if (operation === SET_OP_INTERSECT) {
			setState(frame, 1);
			value = setIntersection(so, other);
		} else if (operation === SET_OP_DIFFERENCE && at(w + 5) === 0 && i === 0) {
			setState(frame, 1);
			value = difference(at(w + 6), other);
		} else if (at(w + 5) === 0 && other === at(w + 6)) value = NONE;
		else value = setOperation(operation, so, other);
		if (value === PUSHED || value === NULL) return value;
	}
});

/** A method that makes a new set of this one and others. */
function declareNew(name: string, operation: number): void {
	for (const type of [SET, FROZENSET]) {
		declareMethod(type, name, 0, -1, (self, args, nargs) => {
			if (nargs === 0) return copyOf(self);
			return beginFrame(MANY, 7, 1, (w) => {
				if (operation === SET_OP_UPDATE) H[w] = copySet(self, baseType(self));
				else H[w] = incref(self);
				H[w + 1] = args;
				H[w + 2] = nargs;
				H[w + 4] = operation;
				H[w + 6] = self;
			});
		});
	}
}
declareNew("union", SET_OP_UPDATE);
declareNew("intersection", SET_OP_INTERSECT);
declareNew("difference", SET_OP_DIFFERENCE);

function copyOf(self: Ref): Ref {
	return at(self + TYPE) === FROZENSET ? incref(self) : copySet(self, baseType(self));
}

declareMethod(SET, "update", 0, -1, (self, args, nargs) => manyInPlace(self, args, nargs, SET_OP_UPDATE));
declareMethod(SET, "difference_update", 0, -1, (self, args, nargs) =>
	manyInPlace(self, args, nargs, SET_OP_DIFFERENCE),
);
declareMethod(SET, "intersection_update", 0, -1, (self, args, nargs) => {
	if (nargs === 1) return setOperation(SET_OP_INTERSECT, self, at(args));
	return through(INTERSECTED, 1, (frame) => {
		H[frame + N0] = self;
		if (nargs === 0) return copySet(self, baseType(self));
		return beginFrame(MANY, 7, 1, (w) => {
			H[w] = incref(self);
			H[w + 1] = args;
			H[w + 2] = nargs;
			H[w + 4] = SET_OP_INTERSECT;
			H[w + 6] = self;
		});
	});
});
declareMethod(SET, "symmetric_difference_update", 1, 1, (self, args) => setOperation(SET_OP_SYMMETRIC, self, at(args)));

function manyInPlace(self: Ref, args: number, nargs: number, operation: number): Status {
	return beginFrame(MANY, 7, 0, (w) => {
		H[w + 1] = args;
		H[w + 2] = nargs;
		H[w + 4] = operation;
		H[w + 5] = 1;
		H[w + 6] = self;
	});
}

declareMethod(SET, "add", 1, 1, (self, args) => containerOperation(OP_ADD, self, at(args), NULL));
declareMethod(SET, "remove", 1, 1, (self, args) => withSetKey(OP_REMOVE, self, at(args)));
declareMethod(SET, "discard", 1, 1, (self, args) => {
	return through(DISCARDED, 0, () => withSetKey(OP_DISCARD, self, at(args)));
});
const DISCARDED = nativeKind("set.discard", () => NONE);
declareMethod(SET, "pop", 0, 0, (self) => {
	const key = setPop(self);
	return key === NULL ? raise(KEY_ERROR, "pop from an empty set") : key;
});
declareMethod(SET, "clear", 0, 0, (self) => {
	setClear(self);
	return NONE;
});

/** Word 0: the set. The intersection with the other has come (`set_issubset` of any iterable). */
const SUBSET_OF = nativeKind("issubset", (frame, value) => {
	const same = at(value + SET_USED) === at(at(frame + N0) + SET_USED);
	decref(value);
	return newBool(same);
});
for (const type of [SET, FROZENSET]) {
	declareMethod(type, "__contains__", 1, 1, (self, args) => setContains(self, at(args)));
	declareMethod(type, "copy", 0, 0, copyOf);
	declareMethod(type, "symmetric_difference", 1, 1, (self, args) => symmetricDifference(self, at(args)));
	declareMethod(type, "issubset", 1, 1, (self, args) => {
		const other = at(args);
		if (isAnySet(other)) return isSubset(self, other);
		return through(SUBSET_OF, 1, (frame) => {
			H[frame + N0] = self;
			return setIntersection(self, other);
		});
	});
	declareMethod(type, "issuperset", 1, 1, (self, args) => {
		const other = at(args);
		return isAnySet(other) ? isSubset(other, self) : each(EACH_ALL_IN, other, self, NULL);
	});
	declareMethod(type, "isdisjoint", 1, 1, (self, args) => {
		const other = at(args);
		if (isAnySet(other) && at(other + SET_USED) > at(self + SET_USED)) return each(EACH_NONE_IN, self, other, NULL);
		return each(EACH_NONE_IN, other, self, NULL);
	});
}

// ---- The iterator ----

/** The set (0 once it is exhausted); entries expected, next place in the table, how many are left. */
const IT_SET = FIELDS;
const IT_USED = FIELDS + 1;
const IT_PLACE = FIELDS + 2;
const IT_LEFT = FIELDS + 3;

declareRemaining(SET_ITERATOR, (it) =>
	at(it + IT_SET) !== NULL && at(it + IT_USED) === at(at(it + IT_SET) + SET_USED) ? at(it + IT_LEFT) : 0,
);
declareType({
	type: SET_ITERATOR,
	name: "set_iterator",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 56,
	words: 10,
	refs: 1,
	flags: TF_GC | TF_NO_NEW,
	slots: {
		[S_ITER]: unary((it) => incref(it)),
		[S_NEXT]: unary((it) => {
			const o = at(it + IT_SET);
			if (o === NULL) return EXHAUSTED;
			if (at(it + IT_USED) !== at(o + SET_USED)) {
				raise(RUNTIME_ERROR, "Set changed size during iteration");
				H[it + IT_USED] = -1;
				return NULL;
			}
			const entry = setEntryFrom(o, at(it + IT_PLACE));
			if (entry < 0) {
				clearref(it + IT_SET);
				return EXHAUSTED;
			}
			H[it + IT_PLACE] = (entry - at(o + SET_TABLE)) / SET_ENTRY_WORDS + 1;
			H[it + IT_LEFT] = at(it + IT_LEFT) - 1;
			return incref(at(entry));
		}),
	},
});
declareMethod(SET_ITERATOR, "__length_hint__", 0, 0, (it) =>
	newInt(at(it + IT_SET) !== NULL && at(it + IT_USED) === at(at(it + IT_SET) + SET_USED) ? at(it + IT_LEFT) : 0),
);
declareMethod(SET_ITERATOR, "__reduce__", 0, 0, (it) => {
	const o = at(it + IT_SET);
	const list = newList();
	if (o === NULL) return reducedIter(list);
	if (at(it + IT_USED) !== at(o + SET_USED)) {
		decref(list);
		return raise(RUNTIME_ERROR, "Set changed size during iteration");
	}
	for (let place = at(it + IT_PLACE), entry = setEntryFrom(o, place); entry >= 0; entry = setEntryFrom(o, place)) {
		listPush(list, incref(at(entry)));
		place = (entry - at(o + SET_TABLE)) / SET_ENTRY_WORDS + 1;
	}
	return reducedIter(list);
});
