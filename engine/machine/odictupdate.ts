/** How an OrderedDict is updated (`mutablemapping_update`). */

import { at, H } from "./arena";
import { through } from "./call";
import { dictRefs } from "./dict";
import { drawingKind } from "./drawing";
import { raise } from "./errors";
import { listFromIterable } from "./fromiterable";
import { EXHAUSTED, getIter, iterNext } from "./iterators";
import { ENTRY_KEY, ENTRY_VALUE, F_OWNED, LIST_ITEMS, NULL, PUSHED, type Ref, SIZE, TUPLE_ITEMS, TYPE } from "./layout";
import { isList, listPush, newList } from "./list";
import { work } from "./machine";
import { beginFrame, N0, setState, stateOf } from "./natives";
import { getItem, setItem } from "./operators";
import { clearref, decref, incref } from "./refcount";
import { callSpecial } from "./special";
import { nativeKind, type Status } from "./tables";
import { isTuple, tupleItem, tupleOf } from "./tuple";
import { DICT, NONE, VALUE_ERROR } from "./typeids";
import { typeLookupText } from "./types";

/** What an item of another dict, or a pair that is compared, takes off the work budget. */
export const ITEM_WORK = 6;

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

export function update(self: Ref, source: Ref, kwnames: Ref, values: number): Status {
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
export function updatedWith(source: Ref, begin: () => Status): Status {
	return through(UPDATED, 2, (frame) => {
		H[frame + N0 + 1] = source;
		return begin();
	});
}
