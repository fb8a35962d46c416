/**
 * Operations on dicts and sets for any key. Where hash and equality need no Python code they are done at once; otherwise
 * a native frame hashes and probes, and begins again where the container changed under it (`lookdict`, `set_add_entry`).
 */
import { at, H } from "./arena";
import { equals } from "./comparison";
import { dictAppend, dictLookup, entryRemove, entryReplace, NEEDS_PYTHON } from "./dict";
import { clearError, raise, raiseWith } from "./errors";
import { hash, hashAsInt, hashPlain } from "./hash";
import { intBig, newInt } from "./int";
import { keysEntries } from "./keys";
import {
	DICT_KEYS,
	ENTRY_HASH,
	ENTRY_HASH_HIGH,
	ENTRY_KEY,
	ENTRY_VALUE,
	ENTRY_WORDS,
	EXC_ARGS,
	K_INDEX,
	K_LOG2,
	LAYOUT_WEAKREF,
	NULL,
	PUSHED,
	R_ERROR,
	type Ref,
	SET_MASK,
	SET_TABLE,
	SIZE,
	T_LAYOUT,
	TYPE,
} from "./layout";
import { EngineBug } from "./limits";
import { profile, work } from "./machine";
import { N0, popNative, pushNative, setState, stateOf } from "./natives";
import { clearref, decref, incref } from "./refcount";
import { isAnySet, LINEAR_PROBES, SET_ENTRY_WORDS, setAppend, setEntryRemove, setLookup } from "./settable";
import { callSpecial } from "./special";
import { isStr, textOf } from "./str";
import { nativeKind, S_HASH, type Status, type Step, slotOf, steps, type Unary, unarySlots } from "./tables";
import { shownTypeName } from "./tracebackframes";
import { tupleItem } from "./tuple";
import { DICT, FALSE, KEY_ERROR, NONE, NOT_IMPLEMENTED, TRUE, TYPE_ERROR } from "./typeids";
import { typeLookupText } from "./types";
import { referent } from "./weaklist";

/** The hash of any object as an int: owned, NULL or PUSHED (PyObject_Hash). */
export function hashObject(o: Ref): Status {
	const known = hashPlain(o);
	if (known === 0) return NULL;
	if (known === 1) return hashAsInt();
	return (unarySlots[slotOf(o, S_HASH)] as Unary)(o);
}

/** Reads a hash that came as an int into `hash`. */
export function readHash(o: Ref): void {
	const value = intBig(o);
	hash.low = Number(BigInt.asIntN(32, value));
	hash.high = Number(BigInt.asIntN(32, value >> 32n));
}

// What is done with an entry once it is found, or not.
/** TRUE or FALSE. */
export const OP_CONTAINS = 0;
/** The value, or KeyError, or what `__missing__` says. */
export const OP_GET = 1;
/** The value, or the default. */
export const OP_GET_DEFAULT = 2;
/** Stores; NONE. */
export const OP_SET = 3;
/** Deletes, or KeyError; NONE. */
export const OP_DELETE = 4;
export const OP_SET_DEFAULT = 5;
/** The value taken out, or the default (0: KeyError). */
export const OP_POP = 6;
/** The value, or NOT_IMPLEMENTED where there is none: for comparing dicts. */
export const OP_FIND = 7;
/** Adds to a set; NONE. */
export const OP_ADD = 8;
/** Takes out of a set: TRUE if it was there. */
export const OP_DISCARD = 9;
export const OP_REMOVE = 10;
/** Stores only where there is no entry yet (dict_merge without override); NONE. */
const OP_SET_NEW = 11;
/** Deletes an entry whose value is a dead weak reference (`_PyDict_DelItemIf`); NONE. */
export const OP_DELETE_DEAD = 12;

/** The place of the entry, as an int, or NOT_IMPLEMENTED where there is none. */
export const OP_LOCATE = 14;

/** The same as OP_ADD and OP_SET for a key and a value whose references the caller gives up: the operation counts none meanwhile (`_PySet_AddTakeRef`, `_PyDict_SetItem_Take2`). */
export const OP_ADD_TAKEN = 15;
export const OP_SET_TAKEN = 16;

/** Adds a key that is there to another set, the value; NONE. */
export const OP_ADD_FOUND = 17;

/** Finishes an operation: `entry` is the address of what was found, or 0. The key's hash is given. */
function finish(op: number, o: Ref, key: Ref, value: Ref, entry: number, low: number, high: number): Status {
	switch (op) {
		case OP_CONTAINS:
			return entry !== 0 ? TRUE : FALSE;
		case OP_GET:
			if (entry !== 0) return incref(at(entry + ENTRY_VALUE));
			if (at(o + TYPE) !== DICT) {
				const missing = typeLookupText(at(o + TYPE), "__missing__");
				if (missing !== NULL) return callSpecial(missing, o, key);
			}
			return raiseWith(KEY_ERROR, key);
		case OP_GET_DEFAULT:
			return incref(entry !== 0 ? at(entry + ENTRY_VALUE) : value);
		case OP_LOCATE:
			if (entry === 0) return NOT_IMPLEMENTED;
			return newInt((entry - keysEntries(at(o + DICT_KEYS))) / ENTRY_WORDS);
		case OP_FIND:
			return entry !== 0 ? incref(at(entry + ENTRY_VALUE)) : NOT_IMPLEMENTED;
		case OP_SET:
		case OP_SET_TAKEN:
			if (entry !== 0) entryReplace(o, entry, value);
			else dictAppend(o, key, low, high, value);
			return NONE;
		case OP_SET_NEW:
			if (entry === 0) dictAppend(o, key, low, high, value);
			return NONE;
		case OP_SET_DEFAULT:
			if (entry !== 0) return incref(at(entry + ENTRY_VALUE));
			dictAppend(o, key, low, high, value);
			return incref(value);
		case OP_DELETE: {
			if (entry === 0) return raiseWith(KEY_ERROR, key);
			const oldKey = at(entry + ENTRY_KEY);
			const oldValue = at(entry + ENTRY_VALUE);
			entryRemove(o, entry);
			decref(oldKey);
			decref(oldValue);
			return NONE;
		}
		case OP_POP: {
			if (entry === 0) return value === NULL ? raiseWith(KEY_ERROR, key) : incref(value);
			const oldKey = at(entry + ENTRY_KEY);
			const oldValue = at(entry + ENTRY_VALUE);
			entryRemove(o, entry);
			decref(oldKey);
			return oldValue;
		}
		case OP_ADD:
		case OP_ADD_TAKEN:
			if (entry === 0) setAppend(o, key, low, high);
			return NONE;
		case OP_ADD_FOUND:
			return entry === 0 ? NONE : containerOperationHashed(OP_ADD, value, key, NULL, low, high);
		case OP_DISCARD:
			if (entry !== 0) setEntryRemove(o, entry);
			return entry !== 0 ? TRUE : FALSE;
		case OP_REMOVE:
			if (entry === 0) return raiseWith(KEY_ERROR, key);
			setEntryRemove(o, entry);
			return NONE;
		case OP_DELETE_DEAD: {
			if (entry === 0) return NONE;
			const held = at(entry + ENTRY_VALUE);
			if (at(at(held + TYPE) + T_LAYOUT) !== LAYOUT_WEAKREF) return raise(TYPE_ERROR, "not a weakref");
			return referent(held) === NULL ? finish(OP_DELETE, o, key, value, entry, low, high) : NONE;
		}
		default:
			throw new EngineBug(`container operation ${op}`);
	}
}

/** Whether an operation counts key and value: PyDict_SetItem does from its beginning, set_add_entry once the hash is known. */
function holdsKey(op: number, state: number): boolean {
	return op === OP_SET || op === OP_SET_NEW || (op === OP_ADD && state !== HASHING);
}

/** Looks up where no Python code is needed: entry, 0 or NEEDS_PYTHON. */
function find(o: Ref, key: Ref, low: number, high: number): number {
	return isAnySet(o) ? setLookup(o, key, low, high) : dictLookup(o, key, low, high);
}

// Words: the key in the entry being compared, key and value if the operation holds them (owned); then plain ones.
const W_START_KEY = 0;
const W_HELD_KEY = 1;
const W_HELD_VALUE = 2;
const W_OP = 3;
const W_CONTAINER = 4;
const W_KEY = 5;
const W_VALUE = 6;
const W_LOW = 7;
const W_HIGH = 8;
/** Where the probing stands: place in the table, what is left of the hash (two words), linear probes done. */
const W_PLACE = 9;
const W_PERTURB = 10;
const W_PERTURB_HIGH = 11;
const W_PROBES = 12;
/** The table that is probed, and the entry whose key is being compared. */
const W_TABLE = 13;
const W_ENTRY = 14;
const WORDS = 15;

const HASHING = 0;
const RESTART = 1;
const PROBE = 2;
const COMPARED = 3;
const FINISHED = 4;

const LOOKUP = nativeKind(
	"lookup",
	(frame, first) => {
		const w = frame + N0;
		let value: Status = first;
		for (;;) {
			switch (stateOf(frame)) {
				case HASHING:
					if (value === NULL) {
						value = (unarySlots[slotOf(at(w + W_KEY), S_HASH)] as Unary)(at(w + W_KEY));
						if (value === PUSHED) return PUSHED;
						if (value === NULL) return unhashable(at(w + W_CONTAINER), at(w + W_KEY));
					}
					readHash(value);
					decref(value);
					H[w + W_LOW] = hash.low;
					H[w + W_HIGH] = hash.high;
					if (at(w + W_OP) === OP_ADD) H[w + W_HELD_KEY] = incref(at(w + W_KEY));
					setState(frame, RESTART);
					break;
				case RESTART: {
					const found = find(at(w + W_CONTAINER), at(w + W_KEY), at(w + W_LOW), at(w + W_HIGH));
					if (found !== NEEDS_PYTHON) return conclude(frame, found);
					beginProbing(w);
					setState(frame, PROBE);
					break;
				}
				case PROBE: {
					const entry = isAnySet(at(w + W_CONTAINER)) ? probeSet(w) : probeDict(w);
					if (entry === 0) return conclude(frame, 0);
					const key = at(entry + (isAnySet(at(w + W_CONTAINER)) ? 0 : ENTRY_KEY));
					if (key === at(w + W_KEY)) return conclude(frame, entry);
					H[w + W_ENTRY] = entry;
					H[w + W_START_KEY] = incref(key);
					setState(frame, COMPARED);
					value = equals(key, at(w + W_KEY));
					if (value === PUSHED || value === NULL) return value;
					break;
				}
				case COMPARED: {
					const startKey = at(w + W_START_KEY);
					const entry = at(w + W_ENTRY);
					const set = isAnySet(at(w + W_CONTAINER));
					clearref(w + W_START_KEY);
					const table = at(at(w + W_CONTAINER) + (set ? SET_TABLE : DICT_KEYS));
					const same = table === at(w + W_TABLE) && at(entry + (set ? 0 : ENTRY_KEY)) === startKey;
					// set_add_entry takes the comparison's word whatever became of the table meanwhile.
					if (value === TRUE && (at(w + W_OP) === OP_ADD || at(w + W_OP) === OP_ADD_TAKEN)) return NONE;
					if (!same) setState(frame, RESTART);
					else if (value === TRUE) return conclude(frame, entry);
					else setState(frame, PROBE);
					break;
				}
				default:
					return value;
			}
		}
	},
	(frame) => (stateOf(frame) === HASHING ? unhashable(at(frame + N0 + W_CONTAINER), at(frame + N0 + W_KEY)) : NULL),
);

/** A key's hash has failed: 3.14 says what the key was for (`dict_unhashable_type`, `set_unhashable_type`). */
function unhashable(o: Ref, key: Ref): typeof NULL {
	const error = at(R_ERROR);
	if (!profile().errorsNameUse || at(error + TYPE) !== TYPE_ERROR) return NULL;
	const args = at(error + EXC_ARGS);
	const text = at(args + SIZE) === 1 && isStr(tupleItem(args, 0)) ? textOf(tupleItem(args, 0)) : "";
	const role = isAnySet(o) ? "set element" : "dict key";
	clearError();
	return raise(TYPE_ERROR, `cannot use '${shownTypeName(at(key + TYPE))}' as a ${role} (${text})`);
}

function conclude(frame: number, entry: number): Status {
	const w = frame + N0;
	setState(frame, FINISHED);
	return finish(
		at(w + W_OP),
		at(w + W_CONTAINER),
		at(w + W_KEY),
		at(w + W_VALUE),
		entry,
		at(w + W_LOW),
		at(w + W_HIGH),
	);
}

function beginProbing(w: number): void {
	const o = at(w + W_CONTAINER);
	const set = isAnySet(o);
	const table = at(o + (set ? SET_TABLE : DICT_KEYS));
	const mask = set ? at(o + SET_MASK) : (1 << at(table + K_LOG2)) - 1;
	H[w + W_TABLE] = table;
	// A set shifts all of the hash, as CPython does, since its order shows; a dict mixes the halves.
	H[w + W_PERTURB] = set ? at(w + W_LOW) : at(w + W_LOW) ^ at(w + W_HIGH);
	H[w + W_PERTURB_HIGH] = at(w + W_HIGH);
	H[w + W_PLACE] = at(w + W_LOW) & mask;
	H[w + W_PROBES] = 0;
}

/** The next entry whose hash is the key's, or 0: the key is not there. Moves the frame's place behind it. */
function probeDict(w: number): number {
	const keys = at(w + W_TABLE);
	const mask = (1 << at(keys + K_LOG2)) - 1;
	work(1);
	for (;;) {
		const place = at(w + W_PLACE);
		const index = at(keys + K_INDEX + place);
		if (index === 0) return 0;
		const perturb = at(w + W_PERTURB) >>> 5;
		H[w + W_PERTURB] = perturb;
		H[w + W_PLACE] = (place * 5 + perturb + 1) & mask;
		if (index < 0) continue;
		const entry = keysEntries(keys) + (index - 1) * ENTRY_WORDS;
		if (at(entry + ENTRY_HASH) === at(w + W_LOW) && at(entry + ENTRY_HASH_HIGH) === at(w + W_HIGH)) return entry;
		if (at(entry + ENTRY_KEY) === at(w + W_KEY)) return entry;
	}
}

function probeSet(w: number): number {
	const mask = at(at(w + W_CONTAINER) + SET_MASK);
	const table = at(w + W_TABLE);
	work(1);
	for (;;) {
		const place = at(w + W_PLACE);
		const offset = at(w + W_PROBES);
		if (offset > (place + LINEAR_PROBES <= mask ? LINEAR_PROBES : 0)) {
			const high = at(w + W_PERTURB_HIGH);
			H[w + W_PERTURB] = (at(w + W_PERTURB) >>> 5) | (high << 27);
			H[w + W_PERTURB_HIGH] = high >>> 5;
			H[w + W_PLACE] = (place * 5 + 1 + (at(w + W_PERTURB) >>> 0)) & mask;
			H[w + W_PROBES] = 0;
			continue;
		}
		H[w + W_PROBES] = offset + 1;
		const entry = table + (place + offset) * SET_ENTRY_WORDS;
		const key = at(entry);
		if (key === 0) return 0;
		if (key > 0 && at(entry + 1) === at(w + W_LOW) && at(entry + 2) === at(w + W_HIGH)) return entry;
	}
}

/** An operation on a dict (or a class derived from it) or a set. All borrowed; the value is 0 where there is none. */
export function containerOperation(op: number, o: Ref, key: Ref, value: Ref): Status {
	const known = hashPlain(key);
	if (known === 0) return unhashable(o, key);
	const low = hash.low;
	const high = hash.high;
	if (known === 1) {
		const entry = find(o, key, low, high);
		if (entry !== NEEDS_PYTHON) return finish(op, o, key, value, entry, low, high);
	}
	// Until the hash is known its words are 0: what `hash` holds is an earlier key's, and depends on what ran before.
	return known === 1
		? lookupInFrame(op, o, key, value, RESTART, low, high)
		: lookupInFrame(op, o, key, value, HASHING, 0, 0);
}

/** The same for a key whose hash is known. */
export function containerOperationHashed(op: number, o: Ref, key: Ref, value: Ref, low: number, high: number): Status {
	const entry = find(o, key, low, high);
	if (entry !== NEEDS_PYTHON) return finish(op, o, key, value, entry, low, high);
	return lookupInFrame(op, o, key, value, RESTART, low, high);
}

function lookupInFrame(op: number, o: Ref, key: Ref, value: Ref, state: number, low: number, high: number): Status {
	const frame = pushNative(LOOKUP, WORDS, 3);
	const w = frame + N0;
	if (holdsKey(op, state)) {
		H[w + W_HELD_KEY] = incref(key);
		if (value !== NULL) H[w + W_HELD_VALUE] = incref(value);
	}
	H[w + W_OP] = op;
	H[w + W_CONTAINER] = o;
	H[w + W_KEY] = key;
	H[w + W_VALUE] = value;
	H[w + W_LOW] = low;
	H[w + W_HIGH] = high;
	setState(frame, state);
	const status = (steps[LOOKUP] as Step)(frame, NULL);
	if (status !== PUSHED) popNative(frame);
	return status;
}
