/**
 * The _sre module (Modules/_sre/sre.c): compiled patterns, and what they find. The engine itself is text/sre.ts; it never
 * runs Python code, so that a search is one step of the machine.
 */

import { PY_EQ, PY_NE } from "../compile/opcodes";
import { codePointSlice } from "../text/codePoints";
import { matchHere, newSearch, resetSearch, type Search, searchFrom, TooDeep } from "../text/sre";
import { lowerAscii, lowerUnicode, upperUnicode } from "../text/sreCharacters";
import { MAX_REPEAT } from "../text/sreCodes";
import { allocGc } from "./alloc";
import { allocRaw, at, H, newPayload, payloads } from "./arena";
import { getAttr } from "./attributes";
import { exporterOf } from "./buffers";
import { latin1Text, newBytes } from "./bytes";
import { through } from "./call";
import { declareAttribute, declareMethod, declareType } from "./declarations";
import { raise } from "./errors";
import { memoryError, newText } from "./faults";
import { track } from "./gclist";
import { hash, hashAsInt, hashPlain } from "./hash";
import { intBig, newBool, newInt } from "./int";
import { newCallIterator } from "./iterators";
import { FIELDS, LAYOUT_STORE, NULL, PUSHED, type Ref, STR_KIND, TF_GC, TF_NO_NEW, TUPLE_ITEMS, TYPE } from "./layout";
import { isList, listItem, listPush, listSize, newList } from "./list";
import { work } from "./machine";
import { declareFunction, declareValue } from "./moduletable";
import { N0 } from "./natives";
import { indexOf, repr } from "./operators";
import { decref, incref } from "./refcount";
import { declareSize } from "./sizes";
import { intern, isStr, newStr, strLength, textOf } from "./str";
import { nativeKind, S_HASH, S_REPR, S_RICHCOMPARE, type Status, ternary, unary } from "./tables";
import { newTuple } from "./tuple";
import {
	BYTES,
	MAPPING_PROXY,
	NONE,
	NOT_IMPLEMENTED,
	OBJECT,
	SRE_MATCH,
	SRE_PATTERN,
	SRE_SCANNER,
	STR,
	TYPE_ERROR,
} from "./typeids";
import { newFields, typeName } from "./types";

// ---- Patterns ----

/** The pattern's source, groups by name (0 where there are none), names by group; behind LAYOUT_STORE's words the rest. */
const P_SOURCE = FIELDS;
const P_GROUP_INDEX = FIELDS + 1;
export const P_INDEX_GROUP = FIELDS + 2;
const P_CODE = FIELDS + 3;
const P_FLAGS = FIELDS + 6;
export const P_GROUPS = FIELDS + 7;
/** 1: for bytes, 0: for str, -1: for both. */
const P_IS_BYTES = FIELDS + 8;
const P_WEAKLIST = FIELDS + 9;
const PATTERN_WORDS = FIELDS + 10;
/** Bytes of a pattern without its codes. */
const PATTERN_BASE = 112;

const codeOf = (pattern: Ref): Uint32Array => payloads[at(pattern + P_CODE)] as Uint32Array;
export const groupIndexOf = (pattern: Ref): Ref => at(pattern + P_GROUP_INDEX);

const FLAG_NAMES: readonly (readonly [string, number])[] = [
	["re.IGNORECASE", 2],
	["re.LOCALE", 4],
	["re.MULTILINE", 8],
	["re.DOTALL", 16],
	["re.VERBOSE", 64],
	["re.DEBUG", 128],
	["re.ASCII", 256],
];
const UNICODE_FLAG = 32;

/** Word: the pattern. The repr of its source. */
const PATTERN_REPR = nativeKind("repr of a pattern", (frame, value) => {
	const pattern = at(frame + N0);
	let flags = at(pattern + P_FLAGS);
	if (at(pattern + P_IS_BYTES) === 0 && (flags & (4 | UNICODE_FLAG | 256)) === UNICODE_FLAG) flags &= ~UNICODE_FLAG;
	const names: string[] = [];
	for (const [name, flag] of FLAG_NAMES)
		if ((flags & flag) !== 0) {
			names.push(name);
			flags &= ~flag;
		}
	if (flags !== 0) names.push(`0x${flags.toString(16)}`);
	const shown = textOf(value).slice(0, 200);
	decref(value);
	return newText(`re.compile(${shown}${names.length > 0 ? `, ${names.join("|")}` : ""})`);
});

function samePattern(a: Ref, b: Ref): boolean {
	const left = codeOf(a);
	const right = codeOf(b);
	if (at(a + P_FLAGS) !== at(b + P_FLAGS) || at(a + P_IS_BYTES) !== at(b + P_IS_BYTES) || left.length !== right.length)
		return false;
	work(left.length >> 3);
	const source = (o: Ref): string => {
		const bytes = exporterOf(at(o + P_SOURCE))?.bytes(at(o + P_SOURCE));
		return bytes ? latin1Text(bytes) : isStr(at(o + P_SOURCE)) ? textOf(at(o + P_SOURCE)) : "";
	};
	return left.every((code, i) => code === right[i]) && source(a) === source(b);
}

declareType({
	type: SRE_PATTERN,
	name: "Pattern",
	module: "re",
	base: OBJECT,
	layout: LAYOUT_STORE,
	bytes: PATTERN_BASE,
	words: PATTERN_WORDS,
	refs: 3,
	weakAt: P_WEAKLIST,
	flags: TF_GC | TF_NO_NEW,
	slots: {
		[S_REPR]: unary((o) =>
			through(PATTERN_REPR, 1, (frame) => {
				H[frame + N0] = o;
				return repr(at(o + P_SOURCE));
			}),
		),
		[S_HASH]: unary((o) => {
			if (hashPlain(at(o + P_SOURCE)) !== 1) return NULL;
			hash.low ^= at(o + P_FLAGS) ^ codeOf(o).length;
			return hashAsInt();
		}),
		[S_RICHCOMPARE]: ternary((a, b, op) => {
			if ((op !== PY_EQ && op !== PY_NE) || at(b + TYPE) !== SRE_PATTERN) return NOT_IMPLEMENTED;
			return newBool((a === b || samePattern(a, b)) === (op === PY_EQ));
		}),
	},
});
declareSize(SRE_PATTERN, (o) => PATTERN_BASE - 16 + 4 * codeOf(o).length);
declareAttribute(SRE_PATTERN, "pattern", (o) => incref(at(o + P_SOURCE)));
declareAttribute(SRE_PATTERN, "flags", (o) => newInt(at(o + P_FLAGS)));
declareAttribute(SRE_PATTERN, "groups", (o) => newInt(at(o + P_GROUPS)));
declareAttribute(SRE_PATTERN, "groupindex", (o) => {
	const proxy = newFields(MAPPING_PROXY, 1);
	H[proxy + FIELDS] = incref(at(o + P_GROUP_INDEX));
	return proxy;
});
for (const type of [SRE_PATTERN, SRE_MATCH]) {
	declareMethod(type, "__copy__", 0, 0, (self) => incref(self));
	declareMethod(type, "__deepcopy__", 1, 1, (self) => incref(self));
}

declareFunction(
	"_sre",
	"compile",
	6,
	6,
	(_self, args) => {
		const [source, flags, list, groups, groupIndex, indexGroup] = [0, 1, 2, 3, 4, 5].map((i) => at(args + i)) as [
			Ref,
			Ref,
			Ref,
			Ref,
			Ref,
			Ref,
		];
		if (!isList(list)) return raise(TYPE_ERROR, `compile() argument 3 must be list, not ${typeName(at(list + TYPE))}`);
		const code = new Uint32Array(listSize(list));
		work(code.length >> 2);
		for (let i = 0; i < code.length; i++) code[i] = Number(BigInt.asUintN(32, intBig(listItem(list, i))));
		const bytes = exporterOf(source) !== undefined;
		const o = allocGc(SRE_PATTERN, PATTERN_BASE + 4 * code.length, PATTERN_WORDS);
		H[o + P_SOURCE] = incref(source);
		// Groups without names need no dict; the attribute shows an empty one.
		H[o + P_GROUP_INDEX] = incref(groupIndex);
		H[o + P_INDEX_GROUP] = incref(indexGroup);
		H[o + P_CODE] = newPayload(code);
		H[o + P_FLAGS] = indexOf(flags);
		H[o + P_GROUPS] = indexOf(groups);
		H[o + P_IS_BYTES] = source === NONE ? -1 : bytes ? 1 : 0;
		track(o);
		return o;
	},
	{ params: ["pattern", "flags", "code", "groups", "groupindex", "indexgroup"] },
);
declareFunction("_sre", "getcodesize", 0, 0, () => newInt(4));
declareValue("_sre", "MAGIC", () => newInt(20230612));
declareValue("_sre", "CODESIZE", () => newInt(4));
declareValue("_sre", "MAXREPEAT", () => newInt(MAX_REPEAT));
declareValue("_sre", "MAXGROUPS", () => newInt(1073741823));
const isLetter = (c: number): boolean => (c >= 65 && c <= 90) || (c >= 97 && c <= 122);
declareFunction("_sre", "ascii_iscased", 1, 1, (_self, args) => newBool(isLetter(indexOf(at(args)))));
declareFunction("_sre", "unicode_iscased", 1, 1, (_self, args) => {
	const c = indexOf(at(args));
	return newBool(lowerUnicode(c) !== c || upperUnicode(c) !== c);
});
declareFunction("_sre", "ascii_tolower", 1, 1, (_self, args) => newInt(lowerAscii(indexOf(at(args)))));
declareFunction("_sre", "unicode_tolower", 1, 1, (_self, args) => newInt(lowerUnicode(indexOf(at(args)))));

// ---- Subjects ----

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
function groupOf(search: Search, group: number): readonly [number, number] {
	const i = (group - 1) * 2;
	if (i + 1 > search.lastMark) return [-1, -1];
	const start = search.marks[i] as number;
	const end = search.marks[i + 1] as number;
	return start >= 0 && end >= start ? [start, end] : [-1, -1];
}

// ---- Matches ----

/** The subject, the tuple of all spans once it was asked for, the pattern; in the raw block a begin and end per group. */
const M_STRING = FIELDS;
const M_REGS = FIELDS + 1;
export const M_PATTERN = FIELDS + 2;
const M_MARKS = FIELDS + 4;
const M_MARK_WORDS = FIELDS + 5;
const M_POS = FIELDS + 6;
const M_END_POS = FIELDS + 7;
const M_LAST_INDEX = FIELDS + 8;
export const M_GROUPS = FIELDS + 9;
const MATCH_WORDS = FIELDS + 10;
const MATCH_BASE = 104;

export { M_END_POS, M_LAST_INDEX, M_POS, M_REGS, M_STRING, MATCH_BASE, MATCH_WORDS };

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

/** An optional position among a native's arguments. */
function place(args: number, nargs: number, i: number, otherwise: number): number {
	return i < nargs && at(args + i) !== NULL ? indexOf(at(args + i)) : otherwise;
}
const FAR = Number.MAX_SAFE_INTEGER;

for (const whole of ["match", "fullmatch", "search"] as const)
	declareMethod(
		SRE_PATTERN,
		whole,
		1,
		3,
		(self, args, nargs) => {
			const [from, to] = [place(args, nargs, 1, 0), place(args, nargs, 2, FAR)];
			if (Number.isNaN(from) || Number.isNaN(to)) return NULL;
			const subject = subjectOf(self, at(args));
			if (subject === null) return NULL;
			const search = beginSearch(self, subject, from, to);
			const pos = search.start;
			const found = attempt(search, whole);
			return found === null ? NULL : found ? newMatch(self, subject, search, pos) : NONE;
		},
		{ params: ["string", "pos", "endpos"] },
	);

/** What findall and split give of a group that took no part: an empty text, or None. */
function groupObject(subject: Subject, search: Search, group: number, empty: boolean): Ref {
	const [start, end] = groupOf(search, group);
	return start >= 0 ? slice(subject, start, end) : empty ? slice(subject, 0, 0) : NONE;
}

declareMethod(
	SRE_PATTERN,
	"findall",
	1,
	3,
	(self, args, nargs) => {
		const [from, to] = [place(args, nargs, 1, 0), place(args, nargs, 2, FAR)];
		if (Number.isNaN(from) || Number.isNaN(to)) return NULL;
		const subject = subjectOf(self, at(args));
		if (subject === null) return NULL;
		const search = beginSearch(self, subject, from, to);
		const list = newList();
		const groups = at(self + P_GROUPS);
		while (search.start <= search.end) {
			const found = attempt(search, "search");
			if (found === null) {
				decref(list);
				return NULL;
			}
			if (!found) break;
			if (groups === 0) listPush(list, slice(subject, search.start, search.position));
			else if (groups === 1) listPush(list, groupObject(subject, search, 1, true));
			else {
				const tuple = newTuple(groups);
				for (let g = 0; g < groups; g++) H[tuple + TUPLE_ITEMS + g] = groupObject(subject, search, g + 1, true);
				listPush(list, tuple);
			}
			advance(search);
		}
		return list;
	},
	{ params: ["string", "pos", "endpos"] },
);

declareMethod(
	SRE_PATTERN,
	"split",
	1,
	2,
	(self, args, nargs) => {
		const most = place(args, nargs, 1, 0);
		if (Number.isNaN(most)) return NULL;
		const subject = subjectOf(self, at(args));
		if (subject === null) return NULL;
		const search = beginSearch(self, subject, 0, FAR);
		const list = newList();
		let last = 0;
		for (let n = 0; most === 0 || n < most; n++) {
			const found = attempt(search, "search");
			if (found === null) {
				decref(list);
				return NULL;
			}
			if (!found) break;
			listPush(list, slice(subject, last, search.start));
			for (let g = 1; g <= at(self + P_GROUPS); g++) listPush(list, groupObject(subject, search, g, false));
			last = search.position;
			advance(search);
		}
		listPush(list, slice(subject, last, search.end));
		return list;
	},
	{ params: ["string", "maxsplit"] },
);

// ---- Scanners ----

const S_PATTERN = FIELDS;
const S_STRING = FIELDS + 1;
/** Behind LAYOUT_STORE's words: where the next match may begin (-1: there is none any more), the end, whether it must not be empty there, where it all began. */
const S_START = FIELDS + 5;
const S_END = FIELDS + 6;
const S_MUST_ADVANCE = FIELDS + 7;
const S_FIRST = FIELDS + 8;
declareType({
	type: SRE_SCANNER,
	name: "SRE_Scanner",
	module: "_sre",
	base: OBJECT,
	layout: LAYOUT_STORE,
	bytes: 280,
	words: FIELDS + 9,
	refs: 2,
	flags: TF_GC | TF_NO_NEW,
	slots: {},
});
declareAttribute(SRE_SCANNER, "pattern", (o) => incref(at(o + S_PATTERN)));
for (const whole of ["match", "search"] as const)
	declareMethod(SRE_SCANNER, whole, 0, 0, (self) => {
		const start = at(self + S_START);
		if (start < 0) return NONE;
		const pattern = at(self + S_PATTERN);
		const subject = subjectOf(pattern, at(self + S_STRING));
		if (subject === null) return NULL;
		const search = beginSearch(pattern, subject, start, at(self + S_END));
		search.mustAdvance = at(self + S_MUST_ADVANCE) !== 0;
		const found = attempt(search, whole);
		if (found === null) return NULL;
		if (!found) {
			H[self + S_START] = -1;
			return NONE;
		}
		const match = newMatch(pattern, subject, search, at(self + S_FIRST));
		H[self + S_MUST_ADVANCE] = search.position === search.start ? 1 : 0;
		H[self + S_START] = search.position;
		return match;
	});

function newScanner(pattern: Ref, args: number, nargs: number): Status {
	const [from, to] = [place(args, nargs, 1, 0), place(args, nargs, 2, FAR)];
	if (Number.isNaN(from) || Number.isNaN(to)) return NULL;
	const subject = subjectOf(pattern, at(args));
	if (subject === null) return NULL;
	const o = newFields(SRE_SCANNER, 9);
	H[o + S_PATTERN] = incref(pattern);
	H[o + S_STRING] = incref(subject.object);
	const start = Math.min(Math.max(0, from), subject.length);
	H[o + S_START] = start;
	H[o + S_FIRST] = start;
	H[o + S_END] = Math.min(Math.max(0, to), subject.length);
	return o;
}
const PARAMS = { params: ["string", "pos", "endpos"] };
declareMethod(SRE_PATTERN, "scanner", 1, 3, newScanner, PARAMS);
/** `iter(scanner.search, None)` */
declareMethod(
	SRE_PATTERN,
	"finditer",
	1,
	3,
	(self, args, nargs) => {
		const scanner = newScanner(self, args, nargs);
		if (scanner === NULL) return NULL;
		const name = intern("search");
		const search = getAttr(scanner, name);
		decref(name);
		decref(scanner);
		if (search === NULL || search === PUSHED) return search;
		const it = newCallIterator(search, NONE);
		decref(search);
		return it;
	},
	PARAMS,
);
