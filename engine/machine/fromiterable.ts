/** Lists of an iterable's items (list_extend of Objects/listobject.c). */
import { allocRaw, at, H } from "./arena";
import { consumeIterable, consumerKind } from "./consumers";
import { C_FETCH, C_ITERABLE, C_OWN, C_OWNED, C_STATE } from "./consumerwords";
import { dictRefs } from "./dict";
import { intNumber } from "./int";
import {
	ENTRY_KEY,
	ENTRY_VALUE,
	FIELDS,
	LIST_CAPACITY,
	LIST_ITEMS,
	NULL,
	PUSHED,
	type Ref,
	SIZE,
	T_FLAGS,
	TF_HEAP,
	TUPLE_ITEMS,
	TYPE,
} from "./layout";
import { lengthHint } from "./lengthhint";
import { listPush, listResize, newList } from "./list";
import { work } from "./machine";
import { N0, setState } from "./natives";
import { decref, incref } from "./refcount";
import { freeScratchList, newScratchList } from "./scratchlist";
import { setItems } from "./settable";
import { NOTHING, remainders, S_LEN, type Status, slotOf } from "./tables";
import { tupleOf } from "./tuple";
import { DICT, DICT_ITEMS_TYPE, DICT_KEYS_TYPE, DICT_VALUES_TYPE, FROZENSET, LIST, NONE, SET, TUPLE } from "./typeids";

/** True where the iterator of an object tells how many items are left. */
export function knowsRemaining(o: Ref): boolean {
	return slotOf(o, S_LEN) !== 0 ? (at(at(o + TYPE) + T_FLAGS) & TF_HEAP) === 0 : remainders.has(at(o + TYPE));
}

/** `PyObject_LengthHint`'s default for a list. */
const UNKNOWN_LENGTH = 8;
const E_LIST = C_OWN + 1;
const E_HINTED = C_STATE + 1;

/** `list_extend_lenient_iter`. Words: C_OWNED the list if it is new and is the value, else 0; E_LIST the list, borrowed. */
const EXTEND = consumerKind({
	name: "list.extend",
	begun: (frame) => {
		setState(frame, E_HINTED);
		const status = lengthHint(at(frame + N0 + C_ITERABLE));
		if (status === PUSHED || status === NULL) return status;
		return hinted(frame, status);
	},
	item: (frame, item) => {
		listPush(at(frame + N0 + E_LIST), item);
		return NOTHING;
	},
	resumed: hinted,
	done: (frame) => {
		const w = frame + N0;
		const list = at(w + E_LIST);
		if (at(list + SIZE) < at(list + LIST_CAPACITY)) listResize(list, at(list + SIZE));
		if (at(w + C_OWNED) === 0) return NONE;
		H[w + C_OWNED] = 0;
		return list;
	},
});

function hinted(frame: number, value: Ref): Status {
	preallocate(at(frame + N0 + E_LIST), value === NONE ? UNKNOWN_LENGTH : intNumber(value));
	decref(value);
	setState(frame, C_FETCH);
	return NOTHING;
}

/** Room for as many more items as an iterable says it has. */
function preallocate(list: Ref, n: number): void {
	if (!(n > 0 && n < 1e7)) return;
	const size = at(list + SIZE);
	if (at(list + LIST_ITEMS) === 0) {
		const capacity = (n + 1) & ~1;
		H[list + LIST_ITEMS] = allocRaw(capacity);
		H[list + LIST_CAPACITY] = capacity;
		return;
	}
	listResize(list, size + n);
	H[list + SIZE] = size;
}

/** Appends n references at an address, counted again (`list_extend_fast`). The address may be in the list itself. */
function extendFrom(list: Ref, source: () => number, n: number): void {
	if (n === 0) return;
	const size = at(list + SIZE);
	if (at(list + LIST_ITEMS) === 0) {
		const capacity = (n + 1) & ~1;
		H[list + LIST_ITEMS] = allocRaw(capacity);
		H[list + LIST_CAPACITY] = capacity;
		H[list + SIZE] = n;
	} else listResize(list, size + n);
	const from = source();
	const to = at(list + LIST_ITEMS) + size;
	for (let i = 0; i < n; i++) H[to + i] = incref(at(from + i));
}

/** Appends owned references (`list_extend_dictitems` and its kin): room is made for all at once. */
function extendOwned(list: Ref, items: readonly Ref[]): void {
	const size = at(list + SIZE);
	listResize(list, size + items.length);
	const to = at(list + LIST_ITEMS) + size;
	for (let i = 0; i < items.length; i++) H[to + i] = items[i] as Ref;
}

/** Extends by what needs no iterator. False: it does. */
function extendDirectly(list: Ref, iterable: Ref): boolean {
	switch (at(iterable + TYPE)) {
		case LIST:
			work(at(iterable + SIZE) >> 3);
			extendFrom(list, () => at(iterable + LIST_ITEMS), at(iterable + SIZE));
			return true;
		case TUPLE:
			extendFrom(list, () => iterable + TUPLE_ITEMS, at(iterable + SIZE));
			return true;
		case SET:
		case FROZENSET:
			extendOwned(list, setItems(iterable).map(incref));
			return true;
		case DICT:
			extendOwned(list, dictRefs(iterable, ENTRY_KEY).map(incref));
			return true;
		case DICT_KEYS_TYPE:
			extendOwned(list, dictRefs(at(iterable + FIELDS), ENTRY_KEY).map(incref));
			return true;
		case DICT_VALUES_TYPE:
			extendOwned(list, dictRefs(at(iterable + FIELDS), ENTRY_VALUE).map(incref));
			return true;
		case DICT_ITEMS_TYPE: {
			const d = at(iterable + FIELDS);
			const values = dictRefs(d, ENTRY_VALUE);
			extendOwned(
				list,
				dictRefs(d, ENTRY_KEY).map((key, i) => tupleOf(key, values[i] as Ref)),
			);
			return true;
		}
	}
	return false;
}

/** `list.extend(iterable)` (_list_extend): NONE, NULL or PUSHED. */
export function listExtend(list: Ref, iterable: Ref): Status {
	if (extendDirectly(list, iterable)) return NONE;
	return consumeIterable(EXTEND, iterable, 2, (w) => {
		H[w + E_LIST] = list;
	});
}

/** A new list of an iterable's items (`PySequence_List`). */
export function listFromIterable(iterable: Ref): Status {
	const list = newList();
	if (extendDirectly(list, iterable)) return list;
	return consumeIterable(EXTEND, iterable, 2, (w) => {
		H[w + C_OWNED] = list;
		H[w + E_LIST] = list;
	});
}

/** Words C_OWNED: the list being filled; C_OWN: how many are wanted. */
const FIRST = consumerKind({
	name: "unpacking",
	item: (frame, item) => {
		const w = frame + N0;
		const list = at(w + C_OWNED);
		listPush(list, item);
		return at(list + SIZE) < at(w + C_OWN) ? NOTHING : taken(frame);
	},
	done: taken,
	failed: dropScratch,
});
function taken(frame: number): Status {
	const list = at(frame + N0 + C_OWNED);
	H[frame + N0 + C_OWNED] = 0;
	return list;
}

/** A scratch list of the first n items (n > 0); the iterator is asked no further. */
export function firstItems(iterable: Ref, n: number): Status {
	return consumeIterable(FIRST, iterable, 1, (w) => {
		H[w + C_OWNED] = newScratchList();
		H[w + C_OWN] = n;
	});
}

function dropScratch(frame: number): void {
	const list = at(frame + N0 + C_OWNED);
	H[frame + N0 + C_OWNED] = 0;
	freeScratchList(list);
}
