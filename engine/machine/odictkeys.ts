/** What an OrderedDict does with a key: sets, deletes, pops and moves it, its node with it. */

import { at, H } from "./arena";
import { through } from "./call";
import { dictAppend, dictLookup, entryRemove, entryReplace, NEEDS_PYTHON } from "./dict";
import { containerOperationHashed, hashObject, OP_LOCATE, OP_SET, readHash } from "./dictlookup";
import { raiseWith } from "./errors";
import { hash, hashPlain } from "./hash";
import { intNumber } from "./int";
import { keysEntries } from "./keys";
import { DICT_KEYS, ENTRY_KEY, ENTRY_VALUE, ENTRY_WORDS, NULL, OD_FIRST, OD_LAST, PUSHED, type Ref } from "./layout";
import { N0, setState, stateOf } from "./natives";
import { addNode, dropNode, linkNode, nodeAt, unlinkNode } from "./odict";
import { decref, incref } from "./refcount";
import { nativeKind, type Status } from "./tables";
import { KEY_ERROR, NONE, NOT_IMPLEMENTED } from "./typeids";

export const SET = 0;
export const DELETE = 1;
/** Answers the value, or the default (0: KeyError). */
export const POP = 2;
export const MOVE_LAST = 3;
export const MOVE_FIRST = 4;

/** The entry's place is known (-1: there is none). */
export function act(op: number, od: Ref, key: Ref, value: Ref, place: number): Status {
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

export function placeOf(od: Ref, entry: number): number {
	return entry === 0 ? -1 : (entry - keysEntries(at(od + DICT_KEYS))) / ENTRY_WORDS;
}

/** How often CPython looks a key up that is there: to find its node, to take that out, and to take out the entry. */
const LOOKUPS: Readonly<Record<number, number>> = { [DELETE]: 2, [POP]: 3 };

/** Words: od, key, value, operation, hash (two), how often the key was looked up. States: 0 the hash comes, 1 it was stored, 2 the place comes. */
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
			default: {
				const place = value === NOT_IMPLEMENTED ? -1 : intNumber(value);
				decref(value);
				H[w + 6] = at(w + 6) + 1;
				if (at(w + 6) < (LOOKUPS[at(w + 3)] ?? 1) && (place >= 0 || at(w + 3) === DELETE)) {
					setState(frame, 1);
					value = NONE;
					continue;
				}
				return act(at(w + 3), od, key, at(w + 2), place);
			}
		}
		if (value === PUSHED || value === NULL) return value;
	}
});

export function keyed(op: number, od: Ref, key: Ref, value: Ref): Status {
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
	return through(KEYED, 7, (frame) => {
		fill(frame + N0, op, od, key, value);
		return hashObject(key);
	});
}

/** The same for a key whose hash is known. */
export function keyedHashed(op: number, od: Ref, key: Ref, value: Ref, low: number, high: number): Status {
	return through(KEYED, 7, (frame) => {
		const w = frame + N0;
		fill(w, op, od, key, value);
		H[w + 4] = low;
		H[w + 5] = high;
		setState(frame, 1);
		return op === SET ? containerOperationHashed(OP_SET, od, key, value, low, high) : NONE;
	});
}

function fill(w: number, op: number, od: Ref, key: Ref, value: Ref): void {
	H[w] = od;
	H[w + 1] = key;
	H[w + 2] = value;
	H[w + 3] = op;
}
