/** Goes through a container's keys, or an iterable's items, and asks or changes a set with each. */

import { at, H } from "./arena";
import { consumeIterable, consumerKind } from "./consumers";
import { C_ITERABLE, C_OWN, C_OWNED, C_STATE } from "./consumerwords";
import { dictEntryAt, dictSize, isDict } from "./dict";
import {
	containerOperation,
	containerOperationHashed,
	OP_ADD,
	OP_ADD_FOUND,
	OP_CONTAINS,
	OP_DISCARD,
	OP_SET,
} from "./dictlookup";
import { raise } from "./errors";
import { hash, hashPlain } from "./hash";
import {
	ENTRY_HASH,
	ENTRY_HASH_HIGH,
	ENTRY_KEY,
	NULL,
	PUSHED,
	type Ref,
	SET_FILL,
	SET_MASK,
	SET_TABLE,
	SET_USED,
	TYPE,
} from "./layout";
import { work } from "./machine";
import { beginFrame, N0, setState, stateOf } from "./natives";
import { clearref, incref } from "./refcount";
import { isAnySet, SET_ENTRY_WORDS, setEntryFrom, setResize } from "./settable";
import { NOTHING, nativeKind, type Status } from "./tables";
import { DICT, FALSE, NONE, RUNTIME_ERROR, TRUE } from "./typeids";

/** Adds each to the target. */
export const EACH_ADD = 0;
/** Takes each out of the target. */
export const EACH_DISCARD = 1;
/** Adds to the result those that the target has; those that it has not. */
export const EACH_KEEP_IN = 2;
export const EACH_KEEP_OUT = 3;
/** Takes out of the target what it has, adds what it has not. */
export const EACH_SYMMETRIC = 4;
/** FALSE as soon as one is not in the target; as soon as one is. */
export const EACH_ALL_IN = 5;
export const EACH_NONE_IN = 6;
/** Stores the target under each in the result, a dict. */
export const EACH_STORE = 7;

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

function operate(w: number, op: number, container: Ref, value: Ref): Status {
	const key = at(w + W_CURRENT);
	if (at(w + W_HASHED) === 0) {
		// A key that came from an iterator is hashed once.
		if (hashPlain(key) === 1) {
			H[w + W_HASHED] = 1;
			H[w + W_LOW] = hash.low;
			H[w + W_HIGH] = hash.high;
		} else return containerOperation(op, container, key, value);
	}
	return containerOperationHashed(op, container, key, value, at(w + W_LOW), at(w + W_HIGH));
}

/** What the target is asked, by mode. */
const OPERATIONS = [OP_ADD, OP_DISCARD, OP_ADD_FOUND, OP_CONTAINS, OP_DISCARD, OP_CONTAINS, OP_CONTAINS];

/** The frame's key has been set: asks the target. NOTHING: on to the next key. */
function visit(frame: number): Status {
	const w = frame + N0;
	const mode = at(w + W_MODE);
	setState(frame, ASKED);
	const [target, result] = [at(w + W_TARGET), at(w + W_RESULT)];
	const status =
		mode === EACH_STORE ? operate(w, OP_SET, result, target) : operate(w, OPERATIONS[mode] as number, target, result);
	return status === PUSHED || status === NULL ? status : visited(frame, status);
}

function visited(frame: number, value: Ref): Status {
	const w = frame + N0;
	if (stateOf(frame) === ASKED) {
		let container = NULL;
		switch (at(w + W_MODE)) {
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
			const status = operate(w, OP_ADD, container, NULL);
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
	const mode = at(w + W_MODE);
	if (mode !== EACH_ADD && mode !== EACH_STORE) H[w + W_KEY] = incref(key);
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
export function each(mode: number, source: Ref, target: Ref, result: Ref): Status {
	const fill = (w: number) => {
		H[w + W_MODE] = mode;
		H[w + W_TARGET] = target;
		H[w + W_RESULT] = result;
		H[w + W_SOURCE] = source;
	};
	// Of a dict's own table only some make use (`set_update_dict`, `set_symmetric_difference_update_dict`, `dict_dict_fromkeys`).
	const tabled = mode === EACH_ADD || mode === EACH_SYMMETRIC || mode === EACH_STORE;
	if (isAnySet(source) || (tabled && at(source + TYPE) === DICT)) {
		work(isAnySet(source) ? at(source + SET_USED) : dictSize(source));
		return beginFrame(TABLED, C_OWN + WORDS, C_ITERABLE, (w) => {
			fill(w);
			H[w + W_HASHED] = 1;
			if (!isAnySet(source)) H[w + W_USED] = dictSize(source);
		});
	}
	return consumeIterable(ITERATED, source, WORDS, fill);
}
