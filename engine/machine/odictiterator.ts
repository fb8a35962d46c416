/** The iterator over an OrderedDict, of its keys, values or items. */

import { at, H } from "./arena";
import { through } from "./call";
import { newInstance } from "./classes";
import { declareMethod, declareType } from "./declarations";
import { dictSize } from "./dict";
import { containerOperationHashed, hashObject, OP_FIND, OP_LOCATE, readHash } from "./dictlookup";
import { raise, raiseWith } from "./errors";
import { hash, hashPlain } from "./hash";
import { intNumber } from "./int";
import { EXHAUSTED, ITSELF } from "./iterators";
import { reducedIter } from "./iteratorstate";
import {
	ENTRY_VALUE,
	F_OWNED,
	FIELDS,
	LAYOUT_FIELDS,
	NULL,
	OD_FIRST,
	OD_LAST,
	OD_STATE,
	PUSHED,
	type Ref,
	TF_GC,
	TF_NO_NEW,
} from "./layout";
import { listPush, newList } from "./list";
import { N0, setState, stateOf } from "./natives";
import { entryOfNode, N_KEY, N_NEXT, N_PREV, nodeAt } from "./odict";
import { clearref, decref, incref } from "./refcount";
import { nativeKind, S_ITER, S_NEXT, type Status, slotOf, type Unary, unary, unarySlots } from "./tables";
import { reusedPair, tupleOf } from "./tuple";
import { KEY_ERROR, NONE, NOT_IMPLEMENTED, OBJECT, ODICT_ITERATOR, RUNTIME_ERROR } from "./typeids";

/** The dict, the key to be given next, the pair that items may use again (owned); then its node, the state, entries, direction, what is given. */
const I_ODICT = FIELDS;
const I_CURRENT = FIELDS + 1;
const I_RESULT = FIELDS + 2;
const I_NODE = FIELDS + 3;
const I_STATE = FIELDS + 4;
const I_SIZE = FIELDS + 5;
const I_REVERSED = FIELDS + 6;
const I_KIND = FIELDS + 7;
export const KEYS = 0;
export const VALUES = 1;
export const ITEMS = 2;

export function newIterator(od: Ref, kind: number, reversed: boolean): Ref {
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
			if (hashPlain(key) === 1) {
				const node = at(it + I_NODE);
				advance(it, node);
				if (at(it + I_KIND) === KEYS) return key;
				const entry = entryOfNode(od, node);
				return item(it, key, entry === 0 ? NULL : incref(at(entry + ENTRY_VALUE)));
			}
			return through(NEXT, 5, (frame) => {
				H[frame + F_OWNED] = 2;
				H[frame + N0] = incref(it);
				H[frame + N0 + 1] = incref(key);
				return hashObject(key);
			});
		}),
	},
});

/** The node behind is next, its key the current one; the reference to the key before goes to the caller. */
function advance(it: Ref, node: number): void {
	const next = at(node + (at(it + I_REVERSED) !== 0 ? N_PREV : N_NEXT));
	H[it + I_NODE] = next;
	H[it + I_CURRENT] = next === 0 ? 0 : incref(at(next + N_KEY));
}

/** A value, or its pair with the key, or KeyError for NULL. Takes key and value over. */
function item(it: Ref, key: Ref, value: Ref): Status {
	if (value !== NULL && at(it + I_KIND) === ITEMS) return reusedPair(at(it + I_RESULT), key, value);
	if (value === NULL) raiseWith(KEY_ERROR, key);
	decref(key);
	return value;
}

/**
 * `odictiter_nextkey` and `odictiter_iternext` where a hash is Python code: the key is hashed to find its node, and once
 * more to find its value. Words: the iterator, the key (owned), the hash (two).
 */
const NEXT = nativeKind("next of an OrderedDict", (frame, given) => {
	const w = frame + N0;
	const [it, key] = [at(w), at(w + 1)];
	const od = at(it + I_ODICT);
	let value: Status = given;
	for (;;) {
		const state = stateOf(frame);
		setState(frame, state + 1);
		switch (state) {
			case 0:
			case 2:
				readHash(value);
				decref(value);
				value = containerOperationHashed(state === 0 ? OP_LOCATE : OP_FIND, od, key, NULL, hash.low, hash.high);
				break;
			case 1: {
				const node = value === NOT_IMPLEMENTED ? 0 : nodeAt(od, intNumber(value));
				decref(value);
				if (node === 0) {
					clearref(it + I_ODICT);
					return raiseWith(KEY_ERROR, key);
				}
				decref(key);
				advance(it, node);
				if (at(it + I_KIND) === KEYS) return incref(key);
				value = hashObject(key);
				break;
			}
			default:
				return item(it, incref(key), value === NOT_IMPLEMENTED ? NULL : value);
		}
		if (value === NULL || value === PUSHED) return value;
	}
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
