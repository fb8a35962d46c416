/** The methods of compiled patterns that search a text, and scanners (Modules/_sre/sre.c). */
import type { Search } from "../text/sreState";
import { at, H } from "./arena";
import { getAttr } from "./attributes";
import { declareAttribute, declareMethod, declareType } from "./declarations";
import { newCallIterator } from "./iterators";
import { FIELDS, LAYOUT_STORE, NULL, PUSHED, type Ref, TF_GC, TF_NO_NEW, TUPLE_ITEMS } from "./layout";
import { listPush, newList } from "./list";
import { ssizeOf } from "./operators";
import { decref, incref } from "./refcount";
import { P_GROUPS } from "./srepatterns";
import { advance, attempt, beginSearch, groupOf, newMatch, type Subject, slice, subjectOf } from "./sresearches";
import { intern } from "./str";
import type { Status } from "./tables";
import { newTuple } from "./tuple";
import { NONE, OBJECT, SRE_PATTERN, SRE_SCANNER } from "./typeids";
import { newFields } from "./types";

/** An optional position among a native's arguments. */
function place(args: number, nargs: number, i: number, otherwise: number): number {
	return i < nargs && at(args + i) !== NULL ? ssizeOf(at(args + i)) : otherwise;
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
