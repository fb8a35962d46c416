/** str objects: an immutable JavaScript text as payload, its hash once asked for, its length in code points, its kind. */
import { allocObject, at, H, newPayload, payloads } from "./arena";
import { hashNewText, textHash } from "./hash";
import { appendEntry, keysEntries, lookupStr, lookupText, newKeys, resizeKeys, unindexEntry } from "./keys";
import {
	ENTRY_HASH,
	ENTRY_HASH_HIGH,
	ENTRY_KEY,
	ENTRY_WORDS,
	FLAGS,
	INTERNED,
	K_ENTRIES,
	K_LOG2,
	K_USABLE,
	NULL,
	R_EMPTY_STR,
	R_INTERNED,
	R_LATIN1,
	type Ref,
	STR_HASH,
	STR_HASH_HIGH,
	STR_KIND,
	STR_LENGTH,
	STR_TEXT,
	T_FLAGS,
	TF_STR,
	TYPE,
} from "./layout";
import { profile, work } from "./machine";
import { decref, IMMORTAL, incref, setCount } from "./refcount";
import { startupNames } from "./startupnames";
import { STR } from "./typeids";

/** Bytes of a str in CPython: ASCII 40 + n + 1, else a 56-byte header and n + 1 characters of 1, 2 or 4 bytes. */
export function strBytes(length: number, kind: number): number {
	return kind === 0 ? 41 + length : 56 + (length + 1) * kind;
}

export const STR_WORDS = 9;

/** Width of the widest character: 0 (ASCII), 1, 2 or 4 bytes; and the length in code points. */
const measured = { kind: 0, length: 0 };
/** From this length on the search for a character beyond ASCII is faster than a look at each (8 times, from some 1,000). */
const SEARCHED = 48;
const BEYOND_ASCII = /[^\0-\x7f]/;

function measure(text: string): void {
	if (text.length >= SEARCHED && !BEYOND_ASCII.test(text)) {
		measured.kind = 0;
		measured.length = text.length;
		return;
	}
	let seen = 0;
	const n = text.length;
	for (let i = 0; i < n; i++) seen |= text.charCodeAt(i);
	measured.kind = seen < 128 ? 0 : seen < 256 ? 1 : 2;
	measured.length = n;
	if (seen < 0xd800) return;
	for (let i = 1; i < n; i++) {
		const c = text.charCodeAt(i - 1);
		const d = text.charCodeAt(i);
		if (c >= 0xd800 && c < 0xdc00 && d >= 0xdc00 && d < 0xe000) {
			measured.kind = 4;
			measured.length--;
			i++;
		}
	}
}

/** A new str, except that the empty one and single Latin-1 characters are the immortal ones. */
export function newStr(text: string): Ref {
	if (text.length <= 1) {
		const shared = text.length === 0 ? at(R_EMPTY_STR) : sharedCharacter(text.charCodeAt(0));
		if (shared !== NULL) return shared;
	}
	if (text.length > LONG) work(text.length >> 4);
	measure(text);
	return allocStr(STR, text, measured.length, measured.kind);
}
/** Texts from this length on are charged where they are gone through. */
export const LONG = 1000;

/** As `newStr` for a text whose length in code points and kind are known. */
export function newKnownStr(text: string, length: number, kind: number): Ref {
	if (length <= 1) return newStr(text);
	if (text.length > LONG) work(text.length >> 4);
	return allocStr(STR, text, length, kind);
}

/** The immortal str of a Latin-1 character, or 0 for others. */
export function sharedCharacter(unit: number): Ref {
	return unit < 256 ? at(at(R_LATIN1) + unit) : NULL;
}

/** A str that CPython fills itself (`PyUnicode_New`), and so does not share although it has one character. */
export function newUnsharedStr(text: string): Ref {
	if (text.length !== 1) return newStr(text);
	measure(text);
	return allocStr(STR, text, measured.length, measured.kind);
}

/** A new str object of a type; the text's length in code points and kind are given. */
export function allocStr(type: Ref, text: string, length: number, kind: number): Ref {
	const o = allocObject(type, strBytes(length, kind), STR_WORDS, 0);
	H[o + STR_TEXT] = newPayload(text);
	H[o + STR_LENGTH] = length;
	H[o + STR_KIND] = kind;
	return o;
}

/** Whether two texts are the same: charged where that takes long. */
export function sameText(a: Ref, b: Ref): boolean {
	if (a === b) return true;
	const length = at(a + STR_LENGTH);
	if (length !== at(b + STR_LENGTH)) return false;
	if (length > LONG) work(length >> 5);
	return textOf(a) === textOf(b);
}

export function textOf(o: Ref): string {
	return payloads[at(o + STR_TEXT)] as string;
}

/** Whether all its characters are ASCII (`PyUnicode_IS_ASCII`), as those of its parts are then. */
export function isAsciiStr(o: Ref): boolean {
	return at(o + STR_KIND) === 0;
}

export function strLength(o: Ref): number {
	return at(o + STR_LENGTH);
}

export function isExactStr(o: Ref): boolean {
	return at(o + TYPE) === STR;
}

export function isStr(o: Ref): boolean {
	return (at(at(o + TYPE) + T_FLAGS) & TF_STR) !== 0;
}

/** `unicode_concatenate`: two texts joined, their kinds known without looking. */
export function concatStr(a: Ref, b: Ref): Ref {
	if (at(a + STR_LENGTH) === 0 && isExactStr(b)) return incref(b);
	if (at(b + STR_LENGTH) === 0 && isExactStr(a)) return incref(a);
	const text = textOf(a) + textOf(b);
	const kind = Math.max(at(a + STR_KIND), at(b + STR_KIND));
	return allocStr(STR, text, at(a + STR_LENGTH) + at(b + STR_LENGTH), kind);
}

/** Adds to the text that a native frame gathers in a str of its own. */
export function appendTo(gathered: Ref, text: string): void {
	const slot = at(gathered + STR_TEXT);
	work(1 + (text.length >> 6));
	payloads[slot] = (payloads[slot] as string) + text;
}

/** A str that gathers text for a native frame. */
export function newGathered(): Ref {
	return allocStr(STR, "", 0, 0);
}

/** Low word of the 64-bit hash, computed on first use. */
export function strHashLow(o: Ref): number {
	const low = at(o + STR_HASH);
	if (low !== 0 || at(o + STR_HASH_HIGH) !== 0) return low;
	if (at(o + STR_LENGTH) > LONG) work(at(o + STR_LENGTH) >> 3);
	hashNewText(textOf(o));
	H[o + STR_HASH] = textHash.low;
	H[o + STR_HASH_HIGH] = textHash.high;
	return textHash.low;
}

// ---- Interning ----

/** The one str with this text (`PyUnicode_InternFromString`), counted. The table itself holds no count. */
export function intern(text: string): Ref {
	const keys = at(R_INTERNED);
	const entry = lookupText(keys, text);
	if (entry !== 0) return incref(at(entry + ENTRY_KEY));
	const o = newStr(text);
	if (keys !== 0) {
		// The search has hashed it.
		H[o + STR_HASH] = textHash.low;
		H[o + STR_HASH_HIGH] = textHash.high;
	}
	return enterInterned(o);
}

export function isInterned(o: Ref): boolean {
	return (at(o + FLAGS) & INTERNED) !== 0;
}

/** Takes a str that the caller owns and returns the interned one, owned (`PyUnicode_InternInPlace`). */
export function internOwned(o: Ref): Ref {
	if ((at(o + FLAGS) & INTERNED) !== 0) return o;
	const entry = lookupStr(at(R_INTERNED), o);
	if (entry === 0) return enterInterned(o);
	const known = incref(at(entry + ENTRY_KEY));
	decref(o);
	return known;
}

/** The table of interned strs gets one that it does not have; returns it. */
function enterInterned(o: Ref): Ref {
	let keys = at(R_INTERNED);
	if (keys === 0) keys = newKeys(9, true);
	else if (at(keys + K_USABLE) === 0) keys = resizeKeys(keys, at(keys + K_LOG2) + 1);
	H[R_INTERNED] = keys;
	appendEntry(keys, o, strHashLow(o), at(o + STR_HASH_HIGH), 0);
	H[o + FLAGS] = at(o + FLAGS) | INTERNED;
	if (startupNames(profile().name).has(textOf(o))) setCount(o, IMMORTAL);
	return o;
}

/** The interned str of a text, borrowed; NULL where there is none. */
export function interned(text: string): Ref {
	const entry = lookupText(at(R_INTERNED), text);
	return entry === 0 ? NULL : at(entry + ENTRY_KEY);
}

/** An interned str dies: the table forgets it. */
export function forgetInterned(o: Ref): void {
	const keys = at(R_INTERNED);
	const entry = lookupStr(keys, o);
	const index = (entry - keysEntries(keys)) / ENTRY_WORDS;
	unindexEntry(keys, at(entry + ENTRY_HASH), at(entry + ENTRY_HASH_HIGH), index);
	H[entry + ENTRY_KEY] = 0;
}

/** The texts that are interned. */
export function internedTexts(visit: (o: Ref) => void): void {
	const keys = at(R_INTERNED);
	if (keys === 0) return;
	for (let i = 0, entry = keysEntries(keys); i < at(keys + K_ENTRIES); i++, entry += ENTRY_WORDS)
		if (at(entry + ENTRY_KEY) > 0) visit(at(entry + ENTRY_KEY));
}
