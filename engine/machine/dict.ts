/**
 * dict: insertion-ordered entries over a keys block. Keys whose hash or comparison is Python code are looked up by a
 * native frame (dictlookup.ts); everything here never runs Python.
 */
import { allocGc } from "./alloc";
import { at, clearWords, H } from "./arena";
import { isTracked, track } from "./gclist";
import { hash, hashPlain, plainEquals } from "./hash";
import {
	addSharedKey,
	appendEntry,
	FEW_PROBES,
	freeKeys,
	keysEntries,
	LOG2_MIN,
	log2For,
	log2ForEntries,
	lookupStr,
	lookupText,
	newKeys,
	releaseSharedKeys,
	resizeKeys,
	unindexEntry,
} from "./keys";
import {
	DICT_KEYS,
	DICT_SHARED,
	DICT_USED,
	DICT_VERSION,
	ENTRY_HASH,
	ENTRY_HASH_HIGH,
	ENTRY_KEY,
	ENTRY_VALUE,
	ENTRY_WORDS,
	FLAGS,
	HAS_GC,
	K_ENTRIES,
	K_HOLDERS,
	K_INDEX,
	K_LOG2,
	K_UNICODE,
	K_USABLE,
	NULL,
	type Ref,
	STR_HASH_HIGH,
	T_FLAGS,
	T_WORDS,
	TF_DICT,
	TYPE,
} from "./layout";
import { profile, work } from "./machine";
import { decref, incref, setref } from "./refcount";
import { intern, isExactStr, strHashLow } from "./str";
import { DICT, TUPLE } from "./typeids";

const GC_DICT_BYTES = 64;
/** What a lookup answers where only Python code can compare two keys. */
export const NEEDS_PYTHON = -2;

export function newDict(): Ref {
	const d = allocGc(DICT, GC_DICT_BYTES, at(DICT + T_WORDS));
	if (profile().dictsTrackedFromBirth) track(d);
	return d;
}

/** `new_dict_with_shared_keys`: an instance's dict, whose keys its class has while they suffice. */
export function newSplitDict(keys: number): Ref {
	const d = newDict();
	H[d + DICT_SHARED] = keys;
	H[keys + K_HOLDERS] = at(keys + K_HOLDERS) + 1;
	return d;
}

/** A dict that has its own keys from now on. */
function leaveSharedKeys(d: Ref): void {
	const keys = at(d + DICT_SHARED);
	if (keys === 0) return;
	H[d + DICT_SHARED] = 0;
	releaseSharedKeys(keys);
}

/** `dictresize` of a split table to its own size: keys of its own, with the room that the shared ones have. */
export function combineKeys(d: Ref): void {
	const shared = at(d + DICT_SHARED);
	if (shared === 0) return;
	H[d + DICT_KEYS] = resizeKeys(at(d + DICT_KEYS), at(shared + K_LOG2));
	leaveSharedKeys(d);
}

/**
 * The entries of a dict that shares its class's keys, where these stand in another order than it got them: CPython drops
 * and visits the values of such a dict (`ma_values`) by place. Null: they are to be gone through as they stand.
 */
export function entriesByPlace(d: Ref): readonly number[] | null {
	const shared = at(d + DICT_SHARED);
	const keys = at(d + DICT_KEYS);
	if (shared === 0 || keys === 0) return null;
	const names = keysEntries(shared);
	const n = at(shared + K_ENTRIES);
	const end = keysEntries(keys) + at(keys + K_ENTRIES) * ENTRY_WORDS;
	let place = 0;
	let entry = keysEntries(keys);
	for (; entry < end && place < n; place++) {
		while (entry < end && at(entry + ENTRY_KEY) === 0) entry += ENTRY_WORDS;
		if (entry < end && at(entry + ENTRY_KEY) === at(names + place * ENTRY_WORDS + ENTRY_KEY)) entry += ENTRY_WORDS;
	}
	if (entry >= end) return null;
	const found: number[] = [];
	for (let i = 0; i < n; i++) {
		const own = lookupStr(keys, at(names + i * ENTRY_WORDS + ENTRY_KEY));
		if (own !== 0) found.push(own);
	}
	return found;
}

/** Puts the entries into the order in which they are dropped. Nothing may be looked up in the dict from now on. */
export function orderForDrop(d: Ref): void {
	const entries = entriesByPlace(d);
	if (entries === null) return;
	const pairs = entries.map((entry) => [at(entry + ENTRY_KEY), at(entry + ENTRY_VALUE)] as const);
	const keys = at(d + DICT_KEYS);
	clearWords(keysEntries(keys), keysEntries(keys) + at(keys + K_ENTRIES) * ENTRY_WORDS);
	for (const [i, [key, value]] of pairs.entries()) {
		H[keysEntries(keys) + i * ENTRY_WORDS + ENTRY_KEY] = key;
		H[keysEntries(keys) + i * ENTRY_WORDS + ENTRY_VALUE] = value;
	}
}

export function dictSize(d: Ref): number {
	return at(d + DICT_USED);
}

/** The entry's address, 0 (not there) or NEEDS_PYTHON. */
export function dictLookup(d: Ref, key: Ref, low: number, high: number): number {
	const keys = at(d + DICT_KEYS);
	if (keys === 0) return 0;
	if (isExactStr(key) && at(keys + K_UNICODE) !== 0) return lookupStr(keys, key);
	const mask = (1 << at(keys + K_LOG2)) - 1;
	const entries = keys + K_INDEX + mask + 1;
	let i = low & mask;
	let perturb = (low ^ high) >>> 0;
	let probes = 0;
	for (;;) {
		const index = at(keys + K_INDEX + i);
		if (index === 0) return 0;
		if (index > 0) {
			const entry = entries + (index - 1) * ENTRY_WORDS;
			const other = at(entry + ENTRY_KEY);
			if (other === key) return entry;
			if (at(entry + ENTRY_HASH) === low && at(entry + ENTRY_HASH_HIGH) === high) {
				const equal = plainEquals(other, key);
				if (equal === NEEDS_PYTHON) return NEEDS_PYTHON;
				if (equal === 1) return entry;
			}
		}
		perturb >>>= 5;
		i = (i * 5 + perturb + 1) & mask;
		if (++probes > FEW_PROBES) work(3);
	}
}

/** Tracks a dict once it holds something that the collector may have to see (MAINTAIN_TRACKING). */
function maintainTracking(d: Ref, key: Ref, value: Ref): void {
	if (!isTracked(d) && (mayBeTracked(key) || mayBeTracked(value))) track(d);
}

/** `_PyObject_GC_MAY_BE_TRACKED` */
export function mayBeTracked(o: Ref): boolean {
	return (at(o + FLAGS) & HAS_GC) !== 0 && (at(o + TYPE) !== TUPLE || isTracked(o));
}

/** Adds an entry for a key known not to be there. Counts key and value. */
export function dictAppend(d: Ref, key: Ref, low: number, high: number, value: Ref): void {
	let keys = at(d + DICT_KEYS);
	const isStr = isExactStr(key);
	const shared = at(d + DICT_SHARED);
	const place = shared === 0 || !isStr ? -1 : addSharedKey(shared, key);
	// The class's own str stands for a name that it shares (`insert_split_key`).
	if (place >= 0) key = at(keysEntries(shared) + place * ENTRY_WORDS + ENTRY_KEY);
	else if (shared !== 0) {
		// insertion_resize: a table of its own, with room to grow.
		leaveSharedKeys(d);
		if (keys !== 0) {
			keys = resizeKeys(keys, log2For(at(d + DICT_USED) * 3));
			H[d + DICT_KEYS] = keys;
		}
	}
	if (keys === 0) {
		keys = newKeys(LOG2_MIN, isStr);
		H[d + DICT_KEYS] = keys;
	} else if (at(keys + K_USABLE) === 0 || (!isStr && at(keys + K_UNICODE) !== 0)) {
		// The first key that is no str moves the entries to a table of three words each, with room to grow.
		keys = resizeKeys(keys, log2For(at(d + DICT_USED) * 3));
		H[d + DICT_KEYS] = keys;
	}
	if (!isStr) H[keys + K_UNICODE] = 0;
	maintainTracking(d, key, value);
	appendEntry(keys, incref(key), low, high, incref(value));
	H[d + DICT_USED] = at(d + DICT_USED) + 1;
	H[d + DICT_VERSION] = at(d + DICT_VERSION) + 1;
}

/** Replaces the value of an entry. Counts the new one, drops the old one last. */
export function entryReplace(d: Ref, entry: number, value: Ref): void {
	maintainTracking(d, value, value);
	setref(entry + ENTRY_VALUE, incref(value));
}

/** Takes an entry out: the caller gets its two references (read them before) and drops them. */
export function entryRemove(d: Ref, entry: number): void {
	const keys = at(d + DICT_KEYS);
	const index = (entry - keysEntries(keys)) / ENTRY_WORDS;
	unindexEntry(keys, at(entry + ENTRY_HASH), at(entry + ENTRY_HASH_HIGH), index);
	H[entry + ENTRY_KEY] = 0;
	H[entry + ENTRY_VALUE] = 0;
	H[d + DICT_USED] = at(d + DICT_USED) - 1;
	H[d + DICT_VERSION] = at(d + DICT_VERSION) + 1;
}

// ---- str keys: attributes, globals, keyword arguments ----

/** Borrowed value of a str key, or 0. */
export function dictGetStr(d: Ref, name: Ref): Ref {
	const keys = at(d + DICT_KEYS);
	if (keys === 0) return NULL;
	const entry = lookupStr(keys, name);
	return entry === 0 ? NULL : at(entry + ENTRY_VALUE);
}

/** The entry of a str in a dict whose keys are all str, which need no `__eq__`: 0 where there is none, -1 for other dicts. */
export function strEntry(d: Ref, key: Ref): number {
	const keys = at(d + DICT_KEYS);
	return keys === 0 || at(keys + K_UNICODE) === 0 ? -1 : lookupStr(keys, key);
}

/** `d[key] = value` for a str, where `strEntry` has told its entry. */
export function strEntrySet(d: Ref, entry: number, key: Ref, value: Ref): void {
	if (entry !== 0) entryReplace(d, entry, value);
	else dictAppend(d, key, strHashLow(key), at(key + STR_HASH_HIGH), value);
}

/** Stores under a str key. Counts both. */
export function dictSetStr(d: Ref, name: Ref, value: Ref): void {
	const keys = at(d + DICT_KEYS);
	const entry = keys === 0 ? 0 : lookupStr(keys, name);
	if (entry !== 0) entryReplace(d, entry, value);
	else dictAppend(d, name, strHashLow(name), at(name + STR_HASH_HIGH), value);
}

/** False: not there. */
export function dictDeleteStr(d: Ref, name: Ref): boolean {
	const keys = at(d + DICT_KEYS);
	const entry = keys === 0 ? 0 : lookupStr(keys, name);
	if (entry === 0) return false;
	const key = at(entry + ENTRY_KEY);
	const value = at(entry + ENTRY_VALUE);
	entryRemove(d, entry);
	decref(key);
	decref(value);
	return true;
}

/** The same for a name given as text: borrowed, or 0. */
export function dictGetText(d: Ref, text: string): Ref {
	const entry = lookupText(at(d + DICT_KEYS), text);
	return entry === 0 ? NULL : at(entry + ENTRY_VALUE);
}

/** Stores a value that the caller owns: the dict takes that reference over. */
export function dictSetOwned(d: Ref, text: string, value: Ref): void {
	const name = intern(text);
	dictSetStr(d, name, value);
	decref(name);
	decref(value);
}

// ---- Any key that needs no Python ----

/** Borrowed value, 0 (not there) or NEEDS_PYTHON. The key must be hashable without Python. */
export function dictGetPlain(d: Ref, key: Ref): number {
	if (hashPlain(key) !== 1) return NEEDS_PYTHON;
	const entry = dictLookup(d, key, hash.low, hash.high);
	return entry > 0 ? at(entry + ENTRY_VALUE) : entry;
}

/** The i-th entry's address if it is in use, 0 if it was deleted, -1 past the last. */
export function dictEntryAt(d: Ref, i: number): number {
	const keys = at(d + DICT_KEYS);
	if (keys === 0 || i >= at(keys + K_ENTRIES)) return -1;
	const entry = keysEntries(keys) + i * ENTRY_WORDS;
	return at(entry + ENTRY_KEY) === 0 ? 0 : entry;
}

/** Removes everything; the old contents are dropped in dealloc's order after the dict is empty. */
export function dictClear(d: Ref): void {
	const keys = at(d + DICT_KEYS);
	if (keys === 0) return;
	orderForDrop(d);
	leaveSharedKeys(d);
	H[d + DICT_KEYS] = 0;
	H[d + DICT_USED] = 0;
	H[d + DICT_VERSION] = at(d + DICT_VERSION) + 1;
	const n = at(keys + K_ENTRIES);
	const entries = keysEntries(keys);
	for (let i = 0; i < n; i++) {
		const entry = entries + i * ENTRY_WORDS;
		if (at(entry + ENTRY_KEY) !== 0) {
			decref(at(entry + ENTRY_KEY));
			decref(at(entry + ENTRY_VALUE));
		}
	}
	freeKeys(keys);
}

/** A shallow copy (`PyDict_Copy`): its keys and values are counted again. */
export function dictCopy(d: Ref): Ref {
	const shared = at(d + DICT_SHARED);
	const used = dictSize(d);
	if (used === 0) return newDict();
	const copy = shared === 0 ? newDict() : newSplitDict(shared);
	const keys = at(d + DICT_KEYS);
	const unicode = at(keys + K_UNICODE) !== 0;
	if (shared === 0) {
		// A table of the same size, unless much of it is deleted entries.
		const dense = used >= Math.floor((at(keys + K_ENTRIES) * 2) / 3);
		const log2 = dense ? at(keys + K_LOG2) : log2ForEntries(used);
		H[copy + DICT_KEYS] = newKeys(log2, unicode);
	}
	for (let i = 0; ; i++) {
		const entry = dictEntryAt(d, i);
		if (entry === -1) break;
		if (entry !== 0) {
			dictAppend(
				copy,
				at(entry + ENTRY_KEY),
				at(entry + ENTRY_HASH),
				at(entry + ENTRY_HASH_HIGH),
				at(entry + ENTRY_VALUE),
			);
		}
	}
	return copy;
}

/** The keys (ENTRY_KEY) or values (ENTRY_VALUE) in order, borrowed. */
export function dictRefs(d: Ref, word: number): Ref[] {
	const refs: Ref[] = [];
	for (let i = 0; ; i++) {
		const entry = dictEntryAt(d, i);
		if (entry === -1) return refs;
		if (entry !== 0) refs.push(at(entry + word));
	}
}

/** dict or a class derived from it. */
export function isDict(o: Ref): boolean {
	return (at(at(o + TYPE) + T_FLAGS) & TF_DICT) !== 0;
}
