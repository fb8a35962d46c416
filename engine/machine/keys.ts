/**
 * The keys block of dicts (`PyDictKeysObject`): an index table with CPython's probing, and entries in the order of
 * insertion. Also used, without values, for the attribute names that the instances of a class share, and for interning.
 */

import { allocRaw, at, freeRaw, H } from "./arena";
import { hashText, textHash } from "./hash";
import {
	ENTRY_HASH,
	ENTRY_HASH_HIGH,
	ENTRY_KEY,
	ENTRY_VALUE,
	ENTRY_WORDS,
	K_ENTRIES,
	K_HOLDERS,
	K_INDEX,
	K_LOG2,
	K_UNICODE,
	K_USABLE,
	type Ref,
	STR_HASH_HIGH,
} from "./layout";
import { work } from "./machine";
import { decref, incref } from "./refcount";
import { isExactStr, sameText, strHashLow, textOf } from "./str";

export const LOG2_MIN = 3;
const EMPTY = 0;
const DUMMY = -1;

export function usableFor(log2: number): number {
	return Math.floor((2 << log2) / 3);
}

export function keysWords(log2: number): number {
	return K_INDEX + (1 << log2) + usableFor(log2) * ENTRY_WORDS;
}

export function newKeys(log2: number, unicode: boolean): number {
	const keys = allocRaw(keysWords(log2), keysBytes(log2, unicode));
	H[keys + K_LOG2] = log2;
	H[keys + K_USABLE] = usableFor(log2);
	H[keys + K_UNICODE] = unicode ? 1 : 0;
	return keys;
}

export function freeKeys(keys: number): void {
	freeRaw(keys, keysWords(at(keys + K_LOG2)));
}

/** `_PyDict_KeysSize`: bytes of a keys table in CPython. */
export function keysBytes(log2: number, unicode: boolean): number {
	const index = log2 <= 7 ? 1 : log2 <= 15 ? 2 : 4;
	return 32 + (1 << log2) * index + usableFor(log2) * (unicode ? 16 : 24);
}

/** Address of the first entry. */
export function keysEntries(keys: number): number {
	return keys + K_INDEX + (1 << at(keys + K_LOG2));
}

/** Smallest log2 whose index table has at least `size` places, as `calculate_log2_keysize`. */
export function log2For(size: number): number {
	let log2 = LOG2_MIN;
	while (1 << log2 < size) log2++;
	return log2;
}

/** The table for `n` entries (`estimate_log2_keysize`). */
export function log2ForEntries(n: number): number {
	return log2For(Math.floor((n * 3 + 1) / 2));
}

/** A lookup that meets more entries than this is charged for each. */
export const FEW_PROBES = 16;

/** Puts entry number `entry` of the given hash into the index table, which must have room. */
function indexEntry(keys: number, low: number, high: number, entry: number): void {
	const mask = (1 << at(keys + K_LOG2)) - 1;
	let i = low & mask;
	let perturb = (low ^ high) >>> 0;
	let probes = 0;
	while (at(keys + K_INDEX + i) > 0) {
		perturb >>>= 5;
		i = (i * 5 + perturb + 1) & mask;
		if (++probes > FEW_PROBES) work(3);
	}
	H[keys + K_INDEX + i] = entry + 1;
}

/** Marks the index place of an entry as deleted. */
export function unindexEntry(keys: number, low: number, high: number, entry: number): void {
	const mask = (1 << at(keys + K_LOG2)) - 1;
	let i = low & mask;
	let perturb = (low ^ high) >>> 0;
	let probes = 0;
	while (at(keys + K_INDEX + i) !== entry + 1) {
		perturb >>>= 5;
		i = (i * 5 + perturb + 1) & mask;
		if (++probes > FEW_PROBES) work(3);
	}
	H[keys + K_INDEX + i] = DUMMY;
}

/** The address of a str key's entry, or 0. Compares by identity first, then by text. */
export function lookupStr(keys: number, name: Ref): number {
	if (keys === 0) return 0;
	const low = strHashLow(name);
	const mask = (1 << at(keys + K_LOG2)) - 1;
	const entries = keys + K_INDEX + mask + 1;
	let i = low & mask;
	let perturb = (low ^ at(name + STR_HASH_HIGH)) >>> 0;
	let probes = 0;
	for (;;) {
		const index = at(keys + K_INDEX + i);
		if (index === EMPTY) return 0;
		if (index !== DUMMY) {
			const entry = entries + (index - 1) * ENTRY_WORDS;
			const key = at(entry + ENTRY_KEY);
			if (key === name) return entry;
			if (at(entry + ENTRY_HASH) === low && isExactStr(key) && sameText(key, name)) return entry;
		}
		perturb >>>= 5;
		i = (i * 5 + perturb + 1) & mask;
		if (++probes > FEW_PROBES) work(3);
	}
}

/** The same for a name given as text. */
export function lookupText(keys: number, text: string): number {
	if (keys === 0) return 0;
	hashText(text);
	const low = textHash.low;
	const mask = (1 << at(keys + K_LOG2)) - 1;
	const entries = keys + K_INDEX + mask + 1;
	let i = low & mask;
	let perturb = (low ^ textHash.high) >>> 0;
	for (;;) {
		const index = at(keys + K_INDEX + i);
		if (index === EMPTY) return 0;
		if (index !== DUMMY) {
			const entry = entries + (index - 1) * ENTRY_WORDS;
			const key = at(entry + ENTRY_KEY);
			if (at(entry + ENTRY_HASH) === low && isExactStr(key) && textOf(key) === text) return entry;
		}
		perturb >>>= 5;
		i = (i * 5 + perturb + 1) & mask;
	}
}

/** The place of an interned name among a class's shared attribute names, or -1. */
function sharedIndex(keys: number, name: Ref): number {
	if (keys === 0) return -1;
	const entry = lookupStr(keys, name);
	return entry === 0 ? -1 : (entry - keysEntries(keys)) / ENTRY_WORDS;
}

/** Appends an entry without looking: there must be room. Counts nothing. Returns its address. */
export function appendEntry(keys: number, key: Ref, low: number, high: number, value: Ref): number {
	const n = at(keys + K_ENTRIES);
	const entry = keysEntries(keys) + n * ENTRY_WORDS;
	H[entry + ENTRY_HASH] = low;
	H[entry + ENTRY_HASH_HIGH] = high;
	H[entry + ENTRY_KEY] = key;
	H[entry + ENTRY_VALUE] = value;
	indexEntry(keys, low, high, n);
	H[keys + K_ENTRIES] = n + 1;
	H[keys + K_USABLE] = at(keys + K_USABLE) - 1;
	return entry;
}

/** A larger copy without the deleted entries; the old block is given back. */
export function resizeKeys(keys: number, log2: number): number {
	const bigger = newKeys(log2, at(keys + K_UNICODE) !== 0);
	const entries = keysEntries(keys);
	const end = entries + at(keys + K_ENTRIES) * ENTRY_WORDS;
	let kept = 0;
	for (let entry = entries, to = keysEntries(bigger); entry < end; entry += ENTRY_WORDS) {
		if (at(entry + ENTRY_KEY) === 0) continue;
		for (let word = 0; word < ENTRY_WORDS; word++) H[to + word] = at(entry + word);
		indexEntry(bigger, at(entry + ENTRY_HASH), at(entry + ENTRY_HASH_HIGH), kept);
		to += ENTRY_WORDS;
		kept++;
	}
	H[bigger + K_ENTRIES] = kept;
	H[bigger + K_USABLE] = at(bigger + K_USABLE) - kept;
	freeKeys(keys);
	return bigger;
}

/** Most names that a class's instances share (SHARED_KEYS_MAX_SIZE). */
const SHARED_KEYS_MAX = 30;
/** log2 of a class's shared index table (NEXT_LOG2_KEYS...). */
const SHARED_LOG2 = 6;

/** `_PyDict_NewKeysForClass`: keys for a class's instances, held by it. */
export function newSharedKeys(): number {
	const keys = newKeys(SHARED_LOG2, true);
	H[keys + K_USABLE] = SHARED_KEYS_MAX;
	H[keys + K_HOLDERS] = 1;
	return keys;
}

/** A class or a dict lets shared keys go. */
export function releaseSharedKeys(keys: number): void {
	const holders = at(keys + K_HOLDERS) - 1;
	H[keys + K_HOLDERS] = holders;
	if (holders !== 0) return;
	for (let i = 0, entry = keysEntries(keys); i < at(keys + K_ENTRIES); i++, entry += ENTRY_WORDS)
		decref(at(entry + ENTRY_KEY));
	freeKeys(keys);
}

/** `_PyObject_InitInlineValues`: with each new instance the keys have room for one name fewer, down to one. */
export function narrowSharedKeys(keys: number): void {
	const usable = at(keys + K_USABLE);
	if (usable > 1) H[keys + K_USABLE] = usable - 1;
}

/** `insert_split_key`: the place of a name among shared keys, added if there is room; -1: there is none. */
export function addSharedKey(keys: number, name: Ref): number {
	const index = sharedIndex(keys, name);
	if (index >= 0) return index;
	if (at(keys + K_USABLE) <= 0) return -1;
	appendEntry(keys, incref(name), strHashLow(name), at(name + STR_HASH_HIGH), 0);
	return at(keys + K_ENTRIES) - 1;
}
