/**
 * Instances of classes: `__slots__` words, inline attribute values over keys that the class shares, and a dict only
 * once someone asks for it (CPython 3.13's managed dicts), so that an instance is one object to the collector until
 * then.
 *
 * A values block: capacity, used, then `capacity` values, then the shared-key index of each used value in the order of
 * insertion.
 */
import { allocRaw, at, freeRaw, H } from "./arena";
import { dictSetStr, newDict, newSplitDict } from "./dict";
import { addSharedKey, keysEntries } from "./keys";
import {
	ENTRY_KEY,
	ENTRY_WORDS,
	K_ENTRIES,
	NULL,
	R_NO_VALUES,
	type Ref,
	SIZE,
	T_BASE,
	T_DICT_AT,
	T_FLAGS,
	T_KEYS,
	T_SLOTS_AT,
	T_SLOTS_COUNT,
	T_SOLID,
	T_VALUES_AT,
	T_WORDS,
	TF_HEAP,
	TUPLE_ITEMS,
	TYPE,
} from "./layout";
import { decref, incref, setref, xdecref } from "./refcount";
import { sharedPlace } from "./typecache";

const V_CAPACITY = 0;
export const V_USED = 1;
export const VALUES = 2;

export function valuesAt(o: Ref): number {
	const offset = at(at(o + TYPE) + T_VALUES_AT);
	return offset === 0 ? 0 : at(o + offset);
}

export function valuesCapacity(block: number): number {
	return at(block + V_CAPACITY);
}

export function valuesUsed(block: number): number {
	return at(block + V_USED);
}

/** The shared-key index of the i-th value in insertion order. */
export function valuesOrder(block: number, i: number): number {
	return at(block + VALUES + at(block + V_CAPACITY) + i);
}

function allocValues(capacity: number): number {
	// The values stand in the instance itself there.
	const block = allocRaw(VALUES + capacity * 2, 0);
	H[block + V_CAPACITY] = capacity;
	return block;
}

export function valuesWords(block: number): number {
	return VALUES + at(block + V_CAPACITY) * 2;
}

export function freeValues(block: number): void {
	if (block !== R_NO_VALUES) freeRaw(block, valuesWords(block));
}

/** Reads the inline attribute of a name: borrowed, or 0. */
export function inlineGet(o: Ref, name: Ref): Ref {
	const block = valuesAt(o);
	if (block === 0) return NULL;
	const index = sharedPlace(at(o + TYPE), name);
	return index >= 0 && index < at(block + V_CAPACITY) ? at(block + VALUES + index) : NULL;
}

/**
 * Stores an inline attribute (counts the value), or deletes it where value is 0. False: it does not fit inline and the
 * caller must make the dict, or (deleting) it is not there.
 */
export function inlineSet(o: Ref, name: Ref, value: Ref): boolean {
	const type = at(o + TYPE);
	const offset = at(type + T_VALUES_AT);
	const block = at(o + offset);
	if (block === R_NO_VALUES) return false;
	const keys = at(type + T_KEYS);
	let index = sharedPlace(type, name);
	// Also for a name that is only to be deleted.
	if (index < 0) index = addSharedKey(keys, name);
	if (value === NULL) {
		if (block === 0 || index < 0 || index >= at(block + V_CAPACITY)) return false;
		const old = at(block + VALUES + index);
		if (old === NULL) return false;
		H[block + VALUES + index] = 0;
		const used = at(block + V_USED);
		const order = block + VALUES + at(block + V_CAPACITY);
		let i = 0;
		while (at(order + i) !== index) i++;
		for (; i + 1 < used; i++) H[order + i] = at(order + i + 1);
		H[block + V_USED] = used - 1;
		decref(old);
		return true;
	}
	if (index < 0) return false;
	inlineSetAt(o, offset, index, value);
	return true;
}

/** Stores an inline attribute at the place of its key (counts the value); `offset` is where the instance has its values. */
export function inlineSetAt(o: Ref, offset: number, index: number, value: Ref): void {
	let block = at(o + offset);
	if (block === 0 || index >= at(block + V_CAPACITY)) block = growValues(o, offset, index);
	const old = at(block + VALUES + index);
	H[block + VALUES + index] = incref(value);
	if (old === NULL) {
		const used = at(block + V_USED);
		H[block + VALUES + at(block + V_CAPACITY) + used] = index;
		H[block + V_USED] = used + 1;
	} else decref(old);
}

/** Gives an instance a block of values with room for the one at `index`, with those that it has. */
function growValues(o: Ref, offset: number, index: number): number {
	const block = at(o + offset);
	const shared = at(at(at(o + TYPE) + T_KEYS) + K_ENTRIES);
	const capacity = Math.max(4, block === 0 ? shared : at(block + V_CAPACITY) * 2, index + 1);
	const bigger = allocValues(capacity);
	if (block !== 0) {
		const old = at(block + V_CAPACITY);
		const used = at(block + V_USED);
		for (let i = 0; i < old; i++) H[bigger + VALUES + i] = at(block + VALUES + i);
		for (let i = 0; i < used; i++) H[bigger + VALUES + capacity + i] = at(block + VALUES + old + i);
		H[bigger + V_USED] = used;
		freeValues(block);
	}
	H[o + offset] = bigger;
	return bigger;
}

/** The address of the word in an instance that refers to its dict, or 0 where its type gives it none. */
export function dictWord(o: Ref): number {
	const offset = at(at(o + TYPE) + T_DICT_AT);
	if (offset === 0) return 0;
	return offset > 0 ? o + offset : o + TUPLE_ITEMS + at(o + SIZE);
}

/**
 * The instance's dict, made if need be (`_PyObject_MaterializeManagedDict`): borrowed, or 0 where its type has none.
 * The inline values move into it, in the order in which they were set.
 */
export function materializeDict(o: Ref): Ref {
	const word = dictWord(o);
	if (word === 0) return NULL;
	const existing = at(word);
	if (existing !== NULL) return existing;
	const keys = at(at(o + TYPE) + T_KEYS);
	const d = keys === 0 ? newDict() : newSplitDict(keys);
	const offset = at(at(o + TYPE) + T_VALUES_AT);
	const block = offset === 0 ? 0 : at(o + offset);
	if (block !== 0) {
		const entries = keysEntries(keys);
		const used = at(block + V_USED);
		for (let i = 0; i < used; i++) {
			const index = valuesOrder(block, i);
			dictSetStr(d, at(entries + index * ENTRY_WORDS + ENTRY_KEY), at(block + VALUES + index));
		}
		for (let i = 0; i < used; i++) decref(at(block + VALUES + valuesOrder(block, i)));
		freeValues(block);
	}
	if (offset !== 0) H[o + offset] = R_NO_VALUES;
	H[word] = d;
	return d;
}

/**
 * Lets an instance's own dict go and takes another, or none (`_PyObject_SetManagedDict`). Counts the new one. Inline
 * values are dropped in the order of the keys; no dict is made of them, and there are none from now on.
 */
export function replaceDict(o: Ref, d: Ref): boolean {
	const word = dictWord(o);
	if (word === 0) return false;
	setref(word, d === NULL ? NULL : incref(d));
	const offset = at(at(o + TYPE) + T_VALUES_AT);
	const block = offset === 0 ? 0 : at(o + offset);
	if (offset !== 0) H[o + offset] = R_NO_VALUES;
	if (block === 0) return true;
	for (let i = 0; i < at(block + V_CAPACITY); i++) xdecref(at(block + VALUES + i));
	freeValues(block);
	return true;
}

/** How many words of an instance are slots: those of its classes, the most derived first. */
export function slotsCount(type: Ref): number {
	let n = 0;
	for (let t = type; (at(t + T_FLAGS) & TF_HEAP) !== 0; t = at(t + T_BASE)) n += at(t + T_SLOTS_COUNT);
	return n;
}

/**
 * The address of the i-th reference that the class (not its native base) adds to an instance, or -1 past the last:
 * `__slots__` from the most derived class down, then inline values, then the dict.
 */
export function instanceSlot(o: Ref, i: number): number {
	const type = at(o + TYPE);
	let j = i;
	for (let t = type; (at(t + T_FLAGS) & TF_HEAP) !== 0; t = at(t + T_BASE)) {
		const n = at(t + T_SLOTS_COUNT);
		if (j < n) return o + at(t + T_SLOTS_AT) + j;
		j -= n;
	}
	const offset = at(type + T_VALUES_AT);
	const block = offset === 0 ? 0 : at(o + offset);
	if (block !== 0) {
		const capacity = at(block + V_CAPACITY);
		if (j < capacity) return block + VALUES + j;
		j -= capacity;
	}
	return j === 0 ? ownDictWord(o) : -1;
}

/** The address of the dict that a class adds to its native base, or -1; what the native base has is its layout's to give. */
export function ownDictWord(o: Ref): number {
	const type = at(o + TYPE);
	const dictAt = at(type + T_DICT_AT);
	const inherited = dictAt > 0 && dictAt < at(at(type + T_SOLID) + T_WORDS);
	return dictAt !== 0 && !inherited ? dictWord(o) : -1;
}
