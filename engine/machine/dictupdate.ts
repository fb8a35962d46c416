/** How a dict is filled: from another dict, a mapping, pairs or keywords (`dict_merge`, `PyDict_MergeFromSeq2`), and by a display. */

import { at, H } from "./arena";
import { addNote } from "./baseexception";
import { hasAttribute } from "./builtins";
import { holding, through } from "./call";
import { consumeIterable, consumerKind } from "./consumers";
import { C_OWN, C_OWNED, C_STATE } from "./consumerwords";
import { dictEntryAt, dictSetStr, dictSize, isDict, newDict } from "./dict";
import { containerOperation, containerOperationHashed, OP_SET } from "./dictlookup";
import { raise } from "./errors";
import { listFromIterable } from "./fromiterable";
import {
	ENTRY_HASH,
	ENTRY_HASH_HIGH,
	ENTRY_KEY,
	ENTRY_VALUE,
	F_OWNED,
	LIST_ITEMS,
	NULL,
	PUSHED,
	R_ERROR,
	type Ref,
	SIZE,
	T_SLOTS,
	TUPLE_ITEMS,
	TYPE,
} from "./layout";
import { isList } from "./list";
import { profile, work } from "./machine";
import { callMethod } from "./methodcalls";
import { beginFrame, N0, setState, stateOf } from "./natives";
import { getItem } from "./operators";
import { clearref, decref, incref } from "./refcount";
import { nameRef } from "./special";
import { newStr } from "./str";
import { isIterable, NOTHING, nativeKind, S_ITER, type Status } from "./tables";
import { tupleItem } from "./tuple";
import { DICT, LIST, NONE, RUNTIME_ERROR, TRUE, TUPLE, TYPE_ERROR, VALUE_ERROR } from "./typeids";
import { typeLookupText, typeName } from "./types";
import { isProxy, unwrap } from "./weaklist";

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
				value = callMethod(source, "keys");
				break;
			}
			case 1:
				H[w + 1] = value;
				setState(frame, 2);
				if (!isIterable(value)) {
					const types = [at(w + 4), value].map((o) => typeName(at(o + TYPE)));
					return raise(TYPE_ERROR, `${types[0]}.keys() returned a non-iterable (type ${types[1]})`);
				}
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
		if (!isIterable(item)) {
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
	return through(UPDATE_ARG, 2, (frame) => {
		H[frame + N0] = d;
		H[frame + N0 + 1] = from;
		return hasAttribute(from, nameRef("keys"));
	});
}

/** Words: the dict, what it is updated from. Whether this has `keys` comes, then what the update came to. */
const UPDATE_ARG = nativeKind("dict update of anything", (frame, value) => {
	if (stateOf(frame) === 1) return value;
	setState(frame, 1);
	const d = at(frame + N0);
	const from = at(frame + N0 + 1);
	return value === TRUE
		? mergeMapping(d, from)
		: consumeIterable(MERGE_PAIRS, from, 2, (w) => {
				H[w + P_TARGET] = d;
			});
});

function mergeMapping(d: Ref, from: Ref): Status {
	return beginFrame(MERGE_MAPPING, 6, 3, (w) => {
		H[w + 3] = d;
		H[w + 4] = from;
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
export function updateCommon(d: Ref, args: number, nargs: number, kwnames: Ref, name: string): Status {
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
