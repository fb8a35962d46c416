/**
 * What was found on types, so that the next lookup need not search the MRO: CPython's method cache (`_PyType_Lookup`),
 * which also keeps where in an instance an attribute's value stands. An entry holds for one version of a type, a number
 * that no other state of any type has in this run, and for an immortal name, whose address no other str can take. Where
 * one value has taken another one's place in a class (a counter that its instances keep there), only what was found of
 * that name is forgotten: CPython's cache loses all of the class then, which no program sees.
 *
 * The cache is no part of the machine's state: whatever it says can be found again. It is emptied when a state comes back
 * (arena.ts), since versions come back with it.
 */
import { at, onRestore } from "./arena";
import { dictGetStr } from "./dict";
import { keysEntries, lookupStr } from "./keys";
import { ENTRY_WORDS, K_ENTRIES, NULL, type Ref, SIZE, T_DICT, T_KEYS, T_LOOKUPS, T_MRO, TUPLE_ITEMS } from "./layout";

const ENTRIES_LOG2 = 11;
/** An entry: the version, the name, what was found, and the place among the keys that instances share. */
const VERSION = 0;
const NAME = 1;
const FOUND = 2;
const PLACE = 3;
const ENTRY_LOG2 = 2;
const cache = new Int32Array(1 << (ENTRIES_LOG2 + ENTRY_LOG2));
/** A place that was not looked up yet. One that is not there while the keys have n entries is -1 - n. */
const UNKNOWN = 0x7fffffff;

onRestore(() => cache.fill(0));

function placeOf(version: number, name: Ref): number {
	return (Math.imul(version ^ Math.imul(name, 0x85ebca6b), 0x9e3779b1) >>> (32 - ENTRIES_LOG2)) << ENTRY_LOG2;
}

/** What was found of a name on a type holds no more. */
export function forgetLookup(type: Ref, name: Ref): void {
	cache[placeOf(at(type + T_LOOKUPS), name)] = 0;
}

/** The entry for a type and a name, filled if need be; -1 where none may be kept: a type in the making, a mortal name. */
function entryFor(type: Ref, name: Ref): number {
	const version = at(type + T_LOOKUPS);
	const entry = placeOf(version, name);
	if (cache[entry] === version && cache[entry + NAME] === name && version !== 0) return entry;
	if (version === 0 || at(name) >= 0) return -1;
	const found = search(type, name);
	cache[entry + VERSION] = version;
	cache[entry + NAME] = name;
	cache[entry + FOUND] = found;
	cache[entry + PLACE] = UNKNOWN;
	return entry;
}

function search(type: Ref, name: Ref): Ref {
	const mro = at(type + T_MRO);
	const n = at(mro + SIZE);
	for (let i = 0; i < n; i++) {
		const value = dictGetStr(at(at(mro + TUPLE_ITEMS + i) + T_DICT), name);
		if (value !== NULL) return value;
	}
	return NULL;
}

/** An attribute of a type, looked up along its MRO (`_PyType_Lookup`): borrowed, or 0. */
export function typeLookup(type: Ref, name: Ref): Ref {
	const entry = entryFor(type, name);
	return entry < 0 ? search(type, name) : (cache[entry + FOUND] as number);
}

/** The place of a name among the keys that instances of a type share, or a negative number. */
export function sharedPlace(type: Ref, name: Ref): number {
	const entry = entryFor(type, name);
	const keys = at(type + T_KEYS);
	if (keys === 0) return -1;
	if (entry >= 0) {
		const place = cache[entry + PLACE] as number;
		// Names are only ever added.
		if (place !== UNKNOWN && (place >= 0 || place === -1 - at(keys + K_ENTRIES))) return place;
	}
	const found = lookupStr(keys, name);
	const place = found === 0 ? -1 - at(keys + K_ENTRIES) : (found - keysEntries(keys)) / ENTRY_WORDS;
	if (entry >= 0) cache[entry + PLACE] = place;
	return place;
}
