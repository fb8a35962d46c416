/**
 * The hash table of sets (Objects/setobject.c): linear probes before each jump, entries of key and hash; so that a set is
 * iterated in CPython's order. A removed entry's key is DUMMY. Nothing here runs Python code.
 */

import { allocRaw, at, freeRaw, H, moveWords } from "./arena";
import { newInstance } from "./classes";
import { NEEDS_PYTHON } from "./dict";
import { plainEquals } from "./hash";
import {
	LAYOUT_SET,
	NULL,
	type Ref,
	SET_FILL,
	SET_FINGER,
	SET_HASH,
	SET_MASK,
	SET_TABLE,
	SET_USED,
	T_LAYOUT,
	TYPE,
} from "./layout";
import { work } from "./machine";
import { decref, incref } from "./refcount";
import { SET } from "./typeids";

export const SET_ENTRY_WORDS = 3;
export const LINEAR_PROBES = 9;
const SMALLEST = 8;
const DUMMY = -1;

/** set, frozenset, or a class derived from them. */
export function isAnySet(o: Ref): boolean {
	return at(at(o + TYPE) + T_LAYOUT) === LAYOUT_SET;
}

/** A new set of a type, empty. */
export function newSetOf(type: Ref): Ref {
	const o = newInstance(type);
	H[o + SET_MASK] = SMALLEST - 1;
	H[o + SET_TABLE] = allocRaw(SMALLEST * SET_ENTRY_WORDS, 0);
	return o;
}

export function newSet(): Ref {
	return newSetOf(SET);
}

/** A lookup that goes round more often than this is charged for each time. */
const FEW_ROUNDS = 4;

/** The entry's address, 0, or NEEDS_PYTHON (`set_lookkey`). */
export function setLookup(o: Ref, key: Ref, low: number, high: number): number {
	const table = at(o + SET_TABLE);
	const mask = at(o + SET_MASK);
	let i = low & mask;
	let perturb = low;
	let perturbHigh = high;
	let rounds = 0;
	for (;;) {
		const last = i + (i + LINEAR_PROBES <= mask ? LINEAR_PROBES : 0);
		for (let j = i; j <= last; j++) {
			const entry = table + j * SET_ENTRY_WORDS;
			const other = at(entry);
			if (other === 0) return 0;
			if (other === key) return entry;
			if (other > 0 && at(entry + 1) === low && at(entry + 2) === high) {
				const equal = plainEquals(other, key);
				if (equal === NEEDS_PYTHON) return NEEDS_PYTHON;
				if (equal === 1) return entry;
			}
		}
		perturb = (perturb >>> 5) | (perturbHigh << 27);
		perturbHigh >>>= 5;
		i = (i * 5 + 1 + (perturb >>> 0)) & mask;
		if (++rounds > FEW_ROUNDS) work(6);
	}
}

/** The first empty entry for a hash (`set_insert_clean`, and where set_add_entry ends). */
function unusedEntry(table: number, mask: number, low: number, high: number): number {
	let i = low & mask;
	let perturb = low;
	let perturbHigh = high;
	let rounds = 0;
	for (;;) {
		const last = i + (i + LINEAR_PROBES <= mask ? LINEAR_PROBES : 0);
		for (let j = i; j <= last; j++) {
			const entry = table + j * SET_ENTRY_WORDS;
			if (at(entry) === 0) return entry;
		}
		perturb = (perturb >>> 5) | (perturbHigh << 27);
		perturbHigh >>>= 5;
		i = (i * 5 + 1 + (perturb >>> 0)) & mask;
		if (++rounds > FEW_ROUNDS) work(6);
	}
}

/** Adds a key known not to be there, counted. */
export function setAppend(o: Ref, key: Ref, low: number, high: number): void {
	const mask = at(o + SET_MASK);
	const entry = unusedEntry(at(o + SET_TABLE), mask, low, high);
	H[entry] = incref(key);
	H[entry + 1] = low;
	H[entry + 2] = high;
	const fill = at(o + SET_FILL) + 1;
	const used = at(o + SET_USED) + 1;
	H[o + SET_FILL] = fill;
	H[o + SET_USED] = used;
	if (fill * 5 >= mask * 3) setResize(o, used > 50000 ? used * 2 : used * 4);
}

/** `set_table_resize` */
export function setResize(o: Ref, minimum: number): void {
	let size = SMALLEST;
	while (size <= minimum) size *= 2;
	const old = at(o + SET_TABLE);
	const oldMask = at(o + SET_MASK);
	if (size === SMALLEST && oldMask === SMALLEST - 1 && at(o + SET_FILL) === at(o + SET_USED)) return;
	const table = allocRaw(size * SET_ENTRY_WORDS, size === SMALLEST ? 0 : size * 16);
	for (let i = 0; i <= oldMask; i++) {
		const from = old + i * SET_ENTRY_WORDS;
		if (at(from) <= 0) continue;
		const entry = unusedEntry(table, size - 1, at(from + 1), at(from + 2));
		moveWords(entry, from, from + SET_ENTRY_WORDS);
	}
	freeRaw(old, (oldMask + 1) * SET_ENTRY_WORDS);
	H[o + SET_TABLE] = table;
	H[o + SET_MASK] = size - 1;
	H[o + SET_FILL] = at(o + SET_USED);
}

/** Takes an entry out and drops its key. */
export function setEntryRemove(o: Ref, entry: number): void {
	const key = at(entry);
	H[entry] = DUMMY;
	H[entry + 1] = -1;
	H[entry + 2] = -1;
	H[o + SET_USED] = at(o + SET_USED) - 1;
	decref(key);
}

/** `set_pop`: the key, owned, or 0 where the set is empty. */
export function setPop(o: Ref): Ref {
	if (at(o + SET_USED) === 0) return NULL;
	const mask = at(o + SET_MASK);
	const table = at(o + SET_TABLE);
	let i = at(o + SET_FINGER) & mask;
	while (at(table + i * SET_ENTRY_WORDS) <= 0) i = i === mask ? 0 : i + 1;
	const entry = table + i * SET_ENTRY_WORDS;
	const key = at(entry);
	H[entry] = DUMMY;
	H[entry + 1] = -1;
	H[entry + 2] = -1;
	H[o + SET_USED] = at(o + SET_USED) - 1;
	H[o + SET_FINGER] = i + 1;
	return key;
}

/** More empty places than this are charged where they are passed over. */
const FEW_EMPTY = 64;

/** The address of the first entry in use at table place `i` or after it, or -1. */
export function setEntryFrom(o: Ref, i: number): number {
	const mask = at(o + SET_MASK);
	const table = at(o + SET_TABLE);
	for (let j = i; j <= mask; j++) {
		if (at(table + j * SET_ENTRY_WORDS) > 0) {
			if (j - i > FEW_EMPTY) work((j - i) >> 4);
			return table + j * SET_ENTRY_WORDS;
		}
	}
	return -1;
}

/** The keys in the table's order, borrowed. */
export function setItems(o: Ref): Ref[] {
	if (at(o + SET_MASK) > FEW_EMPTY) work(at(o + SET_MASK) >> 3);
	const items: Ref[] = [];
	const end = at(o + SET_TABLE) + (at(o + SET_MASK) + 1) * SET_ENTRY_WORDS;
	for (let entry = at(o + SET_TABLE); entry < end; entry += SET_ENTRY_WORDS) if (at(entry) > 0) items.push(at(entry));
	return items;
}

/** `set_clear_internal`: empty first, then the keys are dropped in the table's order. */
export function setClear(o: Ref): void {
	if (at(o + SET_FILL) === 0) return;
	const table = at(o + SET_TABLE);
	const mask = at(o + SET_MASK);
	H[o + SET_TABLE] = allocRaw(SMALLEST * SET_ENTRY_WORDS, 0);
	H[o + SET_MASK] = SMALLEST - 1;
	H[o + SET_FILL] = 0;
	H[o + SET_USED] = 0;
	for (let i = 0; i <= mask; i++) {
		const key = at(table + i * SET_ENTRY_WORDS);
		if (key > 0) decref(key);
	}
	freeRaw(table, (mask + 1) * SET_ENTRY_WORDS);
}

/**
 * Adds all of another set to an empty one, or makes room for it first (the beginning of set_merge_lock_held). True: done;
 * false: its entries are still to be added one by one.
 */
export function setMergeClean(o: Ref, other: Ref): boolean {
	if (other === o || at(other + SET_USED) === 0) return true;
	if ((at(o + SET_FILL) + at(other + SET_USED)) * 5 >= at(o + SET_MASK) * 3)
		setResize(o, (at(o + SET_USED) + at(other + SET_USED)) * 2);
	if (at(o + SET_FILL) !== 0) return false;
	const otherTable = at(other + SET_TABLE);
	const otherMask = at(other + SET_MASK);
	const same = at(o + SET_MASK) === otherMask && at(other + SET_FILL) === at(other + SET_USED);
	if (otherMask > FEW_EMPTY) work(otherMask >> 3);
	for (let i = 0; i <= otherMask; i++) {
		const from = otherTable + i * SET_ENTRY_WORDS;
		if (at(from) <= 0) continue;
		const entry = same
			? at(o + SET_TABLE) + i * SET_ENTRY_WORDS
			: unusedEntry(at(o + SET_TABLE), at(o + SET_MASK), at(from + 1), at(from + 2));
		H[entry] = incref(at(from));
		H[entry + 1] = at(from + 1);
		H[entry + 2] = at(from + 2);
	}
	H[o + SET_FILL] = at(other + SET_USED);
	H[o + SET_USED] = at(other + SET_USED);
	return true;
}

/** Exchanges the contents of two sets (`set_swap_bodies`). */
export function setSwap(a: Ref, b: Ref): void {
	for (const word of [SET_USED, SET_FILL, SET_MASK, SET_TABLE]) {
		const kept = at(a + word);
		H[a + word] = at(b + word);
		H[b + word] = kept;
	}
	H[a + SET_HASH] = 0;
	H[b + SET_HASH] = 0;
}
