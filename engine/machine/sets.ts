/** The types set and frozenset, and the iterator over them (Objects/setobject.c). */

import { NB_AND, NB_OR, NB_SUBTRACT, NB_XOR } from "../compile/opcodes";
import { FrozensetHasher } from "../text/hashes";
import { allocGc } from "./alloc";
import { at, H } from "./arena";
import { checkKeywords } from "./arguments";
import { through } from "./call";
import { containerRepr, REPR_SET } from "./containerrepr";
import { declareMethod, declareType } from "./declarations";
import { raise } from "./errors";
import { track } from "./gclist";
import { HASH_NOT_IMPLEMENTED, hash, hashAsInt } from "./hash";
import { newInt } from "./int";
import { EXHAUSTED } from "./iterators";
import { reducedIter } from "./iteratorstate";
import {
	FIELDS,
	LAYOUT_FIELDS,
	LAYOUT_SET,
	LIST_ITEMS,
	NULL,
	type Ref,
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
import { listPush, newList } from "./list";
import { N0 } from "./natives";
import { clearref, decref, incref } from "./refcount";
import { declareSetMethods } from "./setmethods";
import {
	difference,
	SET_OP_DIFFERENCE,
	SET_OP_INTERSECT,
	SET_OP_SYMMETRIC,
	SET_OP_UPDATE,
	setCompare,
	setContains,
	setFrom,
	setIntersection,
	setOperation,
	setUpdate,
	symmetricDifference,
	union,
} from "./setoperations";
import { isAnySet, newSetOf, SET_ENTRY_WORDS, setClear, setEntryFrom, setItems } from "./settable";
import { newStr } from "./str";
import {
	binary,
	calling,
	declareRemaining,
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
	ternary,
	unary,
} from "./tables";
import { FROZENSET, NONE, NOT_IMPLEMENTED, OBJECT, RUNTIME_ERROR, SET, SET_ITERATOR, TYPE_ERROR } from "./typeids";
import { sameSlot, typeName } from "./types";

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
			if (!checkKeywords(kwnames, "set", [])) return NULL;
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
			if (nargs > 1) return raise(TYPE_ERROR, `${typeName(type)} expected at most 1 argument, got ${nargs}`);
			if (nargs === 0) return newSetOf(type);
			if (type === FROZENSET && at(at(args) + TYPE) === FROZENSET) return incref(at(args));
			return setFrom(type, at(args));
		}),
	},
});

declareSetMethods();

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
