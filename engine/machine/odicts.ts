/** collections.OrderedDict, as C has it: its type and views (Objects/odictobject.c). */

import { NB_OR, PY_EQ, PY_NE } from "../compile/opcodes";
import { at, H } from "./arena";
import { callWith, through } from "./call";
import { newInstance } from "./classes";
import { equals } from "./comparison";
import { declareMethod, declareType } from "./declarations";
import { dictClear, dictSize, isDict, newDict } from "./dict";
import { containerOperation, containerOperationHashed, hashObject, OP_FIND, readHash } from "./dictlookup";
import { fromKeys } from "./dicts";
import { dictUpdate } from "./dictupdate";
import { newView } from "./dictviews";
import { raise, raiseWith } from "./errors";
import { declareDict } from "./fieldattributes";
import { hash } from "./hash";
import { newBool } from "./int";
import { getIter } from "./iterators";
import {
	F_KIND,
	F_OWNED,
	F_PREV,
	FIELDS,
	LAYOUT_FIELDS,
	LAYOUT_ODICT,
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
	T_SLOTS,
	TF_BASETYPE,
	TF_DICT,
	TF_GC,
	TF_NO_NEW,
	TYPE,
} from "./layout";
import { work } from "./machine";
import { callMethod } from "./methodcalls";
import { dropping } from "./modulecall";
import { declareValue } from "./moduletable";
import { beginFrame, N0, setState, stateOf } from "./natives";
import { clearNodes, entryOfNode, N_KEY, N_NEXT } from "./odict";
import { ITEMS, KEYS, newIterator, VALUES } from "./odictiterator";
import { act, DELETE, keyed, keyedHashed, MOVE_FIRST, MOVE_LAST, POP, placeOf, SET } from "./odictkeys";
import { ITEM_WORK, update, updatedWith } from "./odictupdate";
import { contains, getItem, repr, setItem, truthAtOnce } from "./operators";
import { clearref, decref, incref, setref } from "./refcount";
import { declareSize, dictKeysBytes } from "./sizes";
import { newStr, textOf } from "./str";
import {
	binary,
	calling,
	nativeKind,
	S_INIT,
	S_INPLACE,
	S_ITER,
	S_NEW,
	S_NUMBER,
	S_REPR,
	S_RICHCOMPARE,
	S_SETITEM,
	type Status,
	type Ternary,
	ternary,
	ternarySlots,
	unary,
} from "./tables";
import { tupleOf } from "./tuple";
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
	ODICT_ITEMS,
	ODICT_KEYS,
	ODICT_VALUES,
	ORDERED_DICT,
	RUNTIME_ERROR,
	TRUE,
	TYPE_ERROR,
} from "./typeids";
import { isInstanceOf, typeName } from "./types";

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
/** Words: od, key, default. State 0: whether it is there comes, 1: the value, 2: it was stored, 3: the value comes, or NOT_IMPLEMENTED. */
const SETDEFAULT = nativeKind("OrderedDict.setdefault", (frame, value) => {
	const w = frame + N0;
	switch (stateOf(frame)) {
		case 0:
		case 3: {
			if (stateOf(frame) === 3 && value !== NOT_IMPLEMENTED) return value;
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
			if (at(od + TYPE) === ORDERED_DICT) {
				setState(frame, 3);
				return containerOperation(OP_FIND, od, at(args), NULL);
			}
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
/** `odict_copy` of an OrderedDict itself: each key is hashed for its value. Words: the copy, key, value (owned); od, node, hash (two), the state of od. */
const COPY = nativeKind("OrderedDict.copy", (frame, given) => {
	const w = frame + N0;
	const od = at(w + 3);
	let value: Status = given;
	for (;;) {
		const state = stateOf(frame);
		setState(frame, state + 1);
		switch (state) {
			case 0: {
				const node = at(w + 4);
				if (node === 0) {
					const copy = at(w);
					H[w] = NULL;
					return copy;
				}
				const key = incref(at(node + N_KEY));
				setref(w + 1, key);
				value = hashObject(key);
				break;
			}
			case 1:
				readHash(value);
				decref(value);
				H[w + 5] = hash.low;
				H[w + 6] = hash.high;
				value = containerOperationHashed(OP_FIND, od, at(w + 1), NULL, hash.low, hash.high);
				break;
			case 2:
				if (value === NOT_IMPLEMENTED) return raiseWith(KEY_ERROR, at(w + 1));
				setref(w + 2, value);
				value = keyedHashed(SET, at(w), at(w + 1), value, at(w + 5), at(w + 6));
				break;
			default:
				decref(value);
				// Nodes may be gone.
				if (at(od + OD_STATE) !== at(w + 7)) return raise(RUNTIME_ERROR, "OrderedDict mutated during iteration");
				H[w + 4] = at(at(w + 4) + N_NEXT);
				setState(frame, 0);
				continue;
		}
		if (value === NULL || value === PUSHED) return value;
	}
});
declareMethod(ORDERED_DICT, "copy", 0, 0, (od) => {
	if (at(od + TYPE) !== ORDERED_DICT) return updatedWith(od, () => callWith(at(od + TYPE)));
	work(dictSize(od) * ITEM_WORK);
	return beginFrame(COPY, 8, 3, (w) => {
		H[w] = newInstance(ORDERED_DICT);
		H[w + 3] = od;
		H[w + 4] = at(od + OD_FIRST);
		H[w + 7] = at(od + OD_STATE);
	});
});
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
