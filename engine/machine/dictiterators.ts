/** Iterators over a dict and its views (`dictiter_*`): of its keys, values and items. */

import { allocGc } from "./alloc";
import { at, H } from "./arena";
import { declareMethod, declareType } from "./declarations";
import { dictEntryAt, dictSize } from "./dict";
import { raise } from "./errors";
import { track } from "./gclist";
import { newInt } from "./int";
import { EXHAUSTED } from "./iterators";
import { reducedIter } from "./iteratorstate";
import {
	DICT_KEYS,
	ENTRY_KEY,
	ENTRY_VALUE,
	FIELDS,
	K_ENTRIES,
	LAYOUT_FIELDS,
	NULL,
	type Ref,
	TF_GC,
	TF_NO_NEW,
} from "./layout";
import { listPush, newList } from "./list";
import { work } from "./machine";
import { clearref, decref, incref } from "./refcount";
import { declareRemaining, S_ITER, S_NEXT, type Status, unary } from "./tables";
import { reusedPair, tupleOf } from "./tuple";
import {
	DICT_ITEM_ITERATOR,
	DICT_KEY_ITERATOR,
	DICT_REVERSE_ITEM_ITERATOR,
	DICT_REVERSE_KEY_ITERATOR,
	DICT_REVERSE_VALUE_ITERATOR,
	DICT_VALUE_ITERATOR,
	NONE,
	OBJECT,
	RUNTIME_ERROR,
} from "./typeids";

/** The dict (0 once it is exhausted), the pair that items may use again; then entries expected, next entry, left, direction. */
const IT_DICT = FIELDS;
const IT_PAIR = FIELDS + 1;
const IT_USED = FIELDS + 2;
const IT_INDEX = FIELDS + 3;
const IT_LEFT = FIELDS + 4;
const IT_STEP = FIELDS + 5;

/** Of the keys, values or items of a dict: forwards, or backwards by one of the types for that. */
export function newDictIterator(type: Ref, d: Ref): Ref {
	const step = isReverse(type) ? -1 : 1;
	const it = allocGc(type, 72, 12);
	H[it + IT_DICT] = incref(d);
	H[it + IT_USED] = dictSize(d);
	H[it + IT_LEFT] = dictSize(d);
	H[it + IT_STEP] = step;
	const keys = at(d + DICT_KEYS);
	H[it + IT_INDEX] = step > 0 ? 0 : keys === 0 ? -1 : at(keys + K_ENTRIES) - 1;
	if (type === DICT_ITEM_ITERATOR || type === DICT_REVERSE_ITEM_ITERATOR) H[it + IT_PAIR] = tupleOf(NONE, NONE);
	track(it);
	return it;
}

const isReverse = (type: Ref): boolean =>
	type === DICT_REVERSE_KEY_ITERATOR || type === DICT_REVERSE_VALUE_ITERATOR || type === DICT_REVERSE_ITEM_ITERATOR;

/** The next entry's address, EXHAUSTED or NULL. */
function nextEntry(it: Ref): number {
	const d = at(it + IT_DICT);
	if (d === NULL) return EXHAUSTED;
	if (at(it + IT_USED) !== dictSize(d)) {
		raise(RUNTIME_ERROR, "dictionary changed size during iteration");
		H[it + IT_USED] = -1;
		return NULL;
	}
	const step = at(it + IT_STEP);
	let i = at(it + IT_INDEX);
	let entry = i < 0 ? -1 : dictEntryAt(d, i);
	const first = i;
	while (entry === 0) {
		i += step;
		entry = i < 0 ? -1 : dictEntryAt(d, i);
	}
	if (i !== first) work(Math.abs(i - first));
	if (entry === -1) {
		clearref(it + IT_DICT);
		return EXHAUSTED;
	}
	if (at(it + IT_LEFT) === 0) {
		raise(RUNTIME_ERROR, "dictionary keys changed during iteration");
		clearref(it + IT_DICT);
		return NULL;
	}
	H[it + IT_INDEX] = i + step;
	H[it + IT_LEFT] = at(it + IT_LEFT) - 1;
	return entry;
}

function declareDictIterator(type: Ref, name: string, next: (it: Ref) => Status): void {
	const left = (it: Ref) =>
		at(it + IT_DICT) !== NULL && at(it + IT_USED) === dictSize(at(it + IT_DICT)) ? at(it + IT_LEFT) : 0;
	declareRemaining(type, left);
	declareType({
		type,
		name,
		base: OBJECT,
		layout: LAYOUT_FIELDS,
		bytes: 72,
		words: 12,
		refs: 2,
		flags: TF_GC | TF_NO_NEW,
		slots: { [S_ITER]: unary((it) => incref(it)), [S_NEXT]: unary(next) },
	});
	declareMethod(type, "__length_hint__", 0, 0, (it) => newInt(left(it)));
	// The items that are left, as a list: the iterator stays where it is (dictiter_reduce).
	declareMethod(type, "__reduce__", 0, 0, (it) => {
		const words = [IT_DICT, IT_USED, IT_INDEX, IT_LEFT].map((word) => [word, at(it + word)] as const);
		if (at(it + IT_DICT) !== NULL) incref(at(it + IT_DICT));
		const list = newList();
		let item = next(it);
		for (; item > 0; item = next(it)) listPush(list, item);
		if (at(it + IT_DICT) !== NULL) decref(at(it + IT_DICT));
		for (const [word, value] of words) H[it + word] = value;
		if (item !== NULL) return reducedIter(list);
		decref(list);
		return NULL;
	});
}

/** Declares the types; dicts.ts does so after the dict type. */
export function declareDictIterators(): void {
	const key = (it: Ref): Status => {
		const entry = nextEntry(it);
		return entry <= 0 ? entry : incref(at(entry + ENTRY_KEY));
	};
	declareDictIterator(DICT_KEY_ITERATOR, "dict_keyiterator", key);
	declareDictIterator(DICT_REVERSE_KEY_ITERATOR, "dict_reversekeyiterator", key);
	const value = (it: Ref): Status => {
		const entry = nextEntry(it);
		return entry <= 0 ? entry : incref(at(entry + ENTRY_VALUE));
	};
	declareDictIterator(DICT_VALUE_ITERATOR, "dict_valueiterator", value);
	declareDictIterator(DICT_REVERSE_VALUE_ITERATOR, "dict_reversevalueiterator", value);
	const item = (it: Ref): Status => {
		const entry = nextEntry(it);
		return entry <= 0
			? entry
			: reusedPair(at(it + IT_PAIR), incref(at(entry + ENTRY_KEY)), incref(at(entry + ENTRY_VALUE)));
	};
	declareDictIterator(DICT_ITEM_ITERATOR, "dict_itemiterator", item);
	declareDictIterator(DICT_REVERSE_ITEM_ITERATOR, "dict_reverseitemiterator", item);
}
