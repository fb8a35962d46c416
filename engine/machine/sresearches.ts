/**
 * Searches (Modules/_sre/sre.c): a text as a subject, what is run over it, and the match object that keeps what was
 * found. The engine itself is text/sreMatch.ts; it never runs Python code, so that a search is one step of the machine.
 */
import { codePointSlice } from "../text/codePoints";
import { matchHere } from "../text/sreMatch";
import { searchFrom } from "../text/sreSearch";
import { newSearch, resetSearch, type Search, TooDeep } from "../text/sreState";
import { allocGc } from "./alloc";
import { allocRaw, at, H } from "./arena";
import { exporterOf } from "./buffers";
import { latin1Text, newBytes } from "./bytes";
import { raise } from "./errors";
import { memoryError } from "./faults";
import { track } from "./gclist";
import { FIELDS, NULL, type Ref, STR_KIND, TYPE } from "./layout";
import { work } from "./machine";
import { incref } from "./refcount";
import { codeOf, P_GROUPS, P_IS_BYTES } from "./srepatterns";
import { isStr, newStr, strLength, textOf } from "./str";
import { BYTES, SRE_MATCH, STR, TYPE_ERROR } from "./typeids";
import { typeName } from "./types";

/** A text that is searched, and its parts as objects. */
export interface Subject {
	readonly object: Ref;
	readonly text: string;
	readonly length: number;
	readonly bytes: boolean;
}

/** `getstring` and the check of `state_init`: null with the TypeError set. */
export function subjectOf(pattern: Ref, object: Ref): Subject | null {
	const kind = pattern === NULL ? -1 : at(pattern + P_IS_BYTES);
	if (isStr(object)) {
		if (kind === 1) {
			raise(TYPE_ERROR, "cannot use a bytes pattern on a string-like object");
			return null;
		}
		return { object, text: textOf(object), length: strLength(object), bytes: false };
	}
	const exporter = exporterOf(object);
	if (exporter === undefined) {
		raise(TYPE_ERROR, `expected string or bytes-like object, got '${typeName(at(object + TYPE))}'`);
		return null;
	}
	const bytes = exporter.bytes(object);
	if (bytes === null) return null;
	if (kind === 0) {
		raise(TYPE_ERROR, "cannot use a string pattern on a bytes-like object");
		return null;
	}
	work(bytes.length >> 6);
	return { object, text: latin1Text(bytes), length: bytes.length, bytes: true };
}

/** `getslice` */
export function slice(subject: Subject, start: number, end: number): Ref {
	const { object, text, length, bytes } = subject;
	if (start === 0 && end === length && at(object + TYPE) === (bytes ? BYTES : STR)) return incref(object);
	work((end - start) >> 5);
	if (bytes) return newBytes(Uint8Array.from({ length: end - start }, (_, i) => text.charCodeAt(start + i)));
	// To look whether code points and units are the same takes as long as the whole text is.
	return newStr(at(object + STR_KIND) === 4 ? codePointSlice(text, start, end) : text.slice(start, end));
}

/** A search of a subject between two places, which are clipped to it. */
export function beginSearch(pattern: Ref, subject: Subject, from: number, to: number): Search {
	const start = Math.min(Math.max(0, from), subject.length);
	const end = Math.min(Math.max(0, to), subject.length);
	return newSearch(codeOf(pattern), subject.text, start, end, at(pattern + P_GROUPS), work);
}

/** What a search takes off the work budget, beside what it looks at. */
const ATTEMPT_WORK = 14;

/** Runs a search once; null with an exception set. */
export function attempt(search: Search, whole: "search" | "match" | "fullmatch"): boolean | null {
	work(ATTEMPT_WORK);
	try {
		if (whole === "search") return searchFrom(search);
		search.matchAll = whole === "fullmatch";
		search.position = search.start;
		return search.start <= search.end && matchHere(search, 0, true);
	} catch (e) {
		if (!(e instanceof TooDeep)) throw e;
		memoryError();
		return null;
	}
}

/** The next match begins where the last one ended, and is not empty there if that one was. */
export function advance(search: Search): void {
	search.mustAdvance = search.position === search.start;
	search.start = search.position;
	resetSearch(search);
}

/** A group's begin and end in a search that has matched; -1: it took no part. */
export function groupOf(search: Search, group: number): readonly [number, number] {
	const i = (group - 1) * 2;
	if (i + 1 > search.lastMark) return [-1, -1];
	const start = search.marks[i] as number;
	const end = search.marks[i + 1] as number;
	return start >= 0 && end >= start ? [start, end] : [-1, -1];
}

// ---- Matches ----

/** The subject, the tuple of all spans once it was asked for, the pattern; in the raw block a begin and end per group. */
export const M_STRING = FIELDS;
export const M_REGS = FIELDS + 1;
export const M_PATTERN = FIELDS + 2;
const M_MARKS = FIELDS + 4;
const M_MARK_WORDS = FIELDS + 5;
export const M_POS = FIELDS + 6;
export const M_END_POS = FIELDS + 7;
export const M_LAST_INDEX = FIELDS + 8;
export const M_GROUPS = FIELDS + 9;
export const MATCH_WORDS = FIELDS + 10;
export const MATCH_BASE = 104;

/** `pattern_new_match` */
export function newMatch(pattern: Ref, subject: Subject, search: Search, pos: number): Ref {
	const groups = at(pattern + P_GROUPS) + 1;
	const o = allocGc(SRE_MATCH, MATCH_BASE + 16 * groups, MATCH_WORDS);
	const words = groups * 2;
	const marks = allocRaw(words);
	H[marks] = search.start;
	H[marks + 1] = search.position;
	for (let g = 1; g < groups; g++) {
		const [start, end] = groupOf(search, g);
		H[marks + g * 2] = start;
		H[marks + g * 2 + 1] = end;
	}
	H[o + M_STRING] = incref(subject.object);
	H[o + M_PATTERN] = incref(pattern);
	H[o + M_MARKS] = marks;
	H[o + M_MARK_WORDS] = words;
	H[o + M_POS] = pos;
	H[o + M_END_POS] = search.end;
	H[o + M_LAST_INDEX] = search.lastIndex;
	H[o + M_GROUPS] = groups;
	track(o);
	return o;
}

/** Begin and end of a group of a match. */
export function spanOf(match: Ref, group: number): readonly [number, number] {
	const marks = at(match + M_MARKS) + group * 2;
	return [at(marks), at(marks + 1)];
}
