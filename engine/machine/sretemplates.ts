/** Replacements: the template of `sub` and `expand`, and `sub` itself (`pattern_subx`), which may call Python. */

import { at, H } from "./arena";
import { bytesOf, bytesOfText, isBytes, latin1Text, newBytes } from "./bytes";
import { callWith, through } from "./call";
import { declareMethod, declareType } from "./declarations";
import { dictGetText } from "./dict";
import { raise } from "./errors";
import { newText } from "./faults";
import { intNumber, isInt, newInt } from "./int";
import {
	FIELDS,
	LAYOUT_FIELDS,
	LIST_ITEMS,
	MODULE_DICT,
	NULL,
	PUSHED,
	R_MODULES,
	type Ref,
	SIZE,
	TF_GC,
	TF_NO_NEW,
	TYPE,
} from "./layout";
import { isList, listItem, listPush, listSize, newList } from "./list";
import { work } from "./machine";
import { declareFunction } from "./moduletable";
import { N0, popNative, pushNative, setState, stateOf } from "./natives";
import { ssizeOf } from "./operators";
import { clearref, decref, incref, setref } from "./refcount";
import { P_GROUPS } from "./srepatterns";
import {
	advance,
	attempt,
	beginSearch,
	M_PATTERN,
	M_STRING,
	newMatch,
	type Subject,
	slice,
	spanOf,
	subjectOf,
} from "./sresearches";
import { isStr, textOf } from "./str";
import { nativeKind, S_CALL, type Status, type Step, slotOf, steps } from "./tables";
import { tupleFrom, tupleItem, tupleOwning } from "./tuple";
import { IMPORT_ERROR, INDEX_ERROR, NONE, OBJECT, SRE_MATCH, SRE_PATTERN, SRE_TEMPLATE, TYPE_ERROR } from "./typeids";
import { newFields, typeName } from "./types";

/** A literal, then a group's number and a literal for each group, as a tuple. */
const T_PARTS = FIELDS;
declareType({
	type: SRE_TEMPLATE,
	name: "SRE_Template",
	module: "_sre",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 72,
	words: 6,
	refs: 1,
	flags: TF_GC | TF_NO_NEW,
	slots: {},
});
declareFunction("_sre", "template", 2, 2, (_self, args) => {
	const list = at(args + 1);
	if (!isList(list) || listSize(list) % 2 === 0) return raise(TYPE_ERROR, "invalid template");
	for (let i = 1; i < listSize(list); i += 2)
		if (!isInt(listItem(list, i)) || intNumber(listItem(list, i)) < 0) return raise(TYPE_ERROR, "invalid template");
	const o = newFields(SRE_TEMPLATE, 1);
	const n = listSize(list);
	H[o + T_PARTS] = tupleFrom(at(list + LIST_ITEMS), n);
	return o;
});

/** `_compile_template` of Lib/re, by which a template with escapes is understood: a value comes. */
function compileTemplate(pattern: Ref, template: Ref): Status {
	const module = dictGetText(at(R_MODULES), "re");
	const compile = module === NULL ? NULL : dictGetText(at(module + MODULE_DICT), "_compile_template");
	if (compile === NULL) return raise(IMPORT_ERROR, "cannot import name '_compile_template' from 're'");
	return callWith(compile, pattern, template);
}

/** A text or bytes object as text; null: it is neither. */
function textLike(o: Ref): string | null {
	return isStr(o) ? textOf(o) : isBytes(o) ? latin1Text(bytesOf(o)) : null;
}

function made(text: string, bytes: boolean): Status {
	return bytes ? newBytes(bytesOfText(text)) : newText(text);
}

/** `expand_template` */
function expand(template: Ref, match: Ref): Status {
	const subject = subjectOf(NULL, at(match + M_STRING));
	if (subject === null) return NULL;
	const parts = at(template + T_PARTS);
	const n = at(parts + SIZE);
	if (n === 1) return incref(tupleItem(parts, 0));
	let text = "";
	for (let i = 0; i < n; i++) {
		if (i % 2 === 0) {
			text += textLike(tupleItem(parts, i)) ?? "";
			continue;
		}
		const group = intNumber(tupleItem(parts, i));
		if (group > at(at(match + M_PATTERN) + P_GROUPS)) return raise(INDEX_ERROR, "no such group");
		const [start, end] = spanOf(match, group);
		if (start < 0) continue;
		const part = slice(subject, start, end);
		text += textLike(part) ?? "";
		decref(part);
	}
	work(text.length >> 5);
	return made(text, subject.bytes);
}

/** Word: the match. What the template was compiled to. */
const EXPAND = nativeKind("Match.expand", (frame, template) => {
	const status = at(template + TYPE) === SRE_TEMPLATE ? expand(template, at(frame + N0)) : incref(template);
	decref(template);
	return status;
});
declareMethod(
	SRE_MATCH,
	"expand",
	1,
	1,
	(self, args) =>
		through(EXPAND, 1, (frame) => {
			H[frame + N0] = self;
			return compileTemplate(at(self + M_PATTERN), at(args));
		}),
	{ params: ["template"] },
);

/** The replacement as it is used, the pieces so far, the match that the function is called with: owned. */
const W_FILTER = N0;
const W_PIECES = N0 + 1;
const W_MATCH = N0 + 2;
const W_PATTERN = N0 + 3;
const W_STRING = N0 + 4;
/** Where the last piece ended, where the next search begins, whether it must not match empty there. */
const W_LAST = N0 + 5;
const W_START = N0 + 6;
const W_MUST_ADVANCE = N0 + 7;
const W_DONE = N0 + 8;
/** Most replacements (0: any number), and whether their number is asked for. */
const W_MOST = N0 + 9;
const W_COUNTED = N0 + 10;
const WORDS = 11;

const BEGIN = 0;
const COMPILED = 1;
const SEARCHING = 2;
const REPLACED = 3;

const SUB = nativeKind("Pattern.sub", (frame, first) => {
	let value: Status = first;
	for (;;) {
		switch (stateOf(frame)) {
			case BEGIN: {
				const filter = at(frame + W_FILTER);
				setState(frame, SEARCHING);
				if (slotOf(filter, S_CALL) !== 0) continue;
				const text = textLike(filter);
				if (text !== null && !text.includes("\\")) continue;
				setState(frame, COMPILED);
				value = compileTemplate(at(frame + W_PATTERN), filter);
				if (value === PUSHED || value === NULL) return value;
				continue;
			}
			case COMPILED: {
				setState(frame, SEARCHING);
				// A template without groups is its literal.
				const parts = at(value + TYPE) === SRE_TEMPLATE ? at(value + T_PARTS) : NULL;
				setref(
					frame + W_FILTER,
					parts !== NULL && at(parts + SIZE) === 1 ? incref(tupleItem(parts, 0)) : incref(value),
				);
				decref(value);
				continue;
			}
			case SEARCHING: {
				const status = searchOn(frame);
				if (status === NULL || status === PUSHED || stateOf(frame) !== REPLACED) return status;
				value = status;
				continue;
			}
			default:
				setState(frame, SEARCHING);
				clearref(frame + W_MATCH);
				if (value === NONE) decref(value);
				else listPush(at(frame + W_PIECES), value);
		}
	}
});

/** Finds the next match and gives what stands in its place (state REPLACED), or at the end the result. */
function searchOn(frame: number): Status {
	const pattern = at(frame + W_PATTERN);
	const subject = subjectOf(pattern, at(frame + W_STRING));
	if (subject === null) return NULL;
	const filter = at(frame + W_FILTER);
	const pieces = at(frame + W_PIECES);
	const callable = slotOf(filter, S_CALL) !== 0;
	const search = beginSearch(pattern, subject, at(frame + W_START), Number.MAX_SAFE_INTEGER);
	search.mustAdvance = at(frame + W_MUST_ADVANCE) !== 0;
	const most = at(frame + W_MOST);
	for (;;) {
		if (most !== 0 && at(frame + W_DONE) >= most) break;
		const found = attempt(search, "search");
		if (found === null) return NULL;
		if (!found) break;
		if (at(frame + W_LAST) < search.start) listPush(pieces, slice(subject, at(frame + W_LAST), search.start));
		H[frame + W_LAST] = search.position;
		H[frame + W_DONE] = at(frame + W_DONE) + 1;
		const template = at(filter + TYPE) === SRE_TEMPLATE;
		if (!callable && !template) {
			listPush(pieces, incref(filter));
			advance(search);
			continue;
		}
		const match = newMatch(pattern, subject, search, 0);
		advance(search);
		H[frame + W_START] = search.start;
		H[frame + W_MUST_ADVANCE] = search.mustAdvance ? 1 : 0;
		if (template) {
			const expanded = expand(filter, match);
			decref(match);
			if (expanded === NULL) return NULL;
			listPush(pieces, expanded);
			continue;
		}
		setState(frame, REPLACED);
		H[frame + W_MATCH] = match;
		return callWith(filter, match);
	}
	return finish(frame, subject);
}

/** The pieces and what is left of the subject, joined. */
function finish(frame: number, subject: Subject): Status {
	const pieces = at(frame + W_PIECES);
	if (at(frame + W_LAST) < subject.length) listPush(pieces, slice(subject, at(frame + W_LAST), subject.length));
	const n = listSize(pieces);
	let joined: Status;
	if (n === 1 && (subject.bytes ? isBytes(listItem(pieces, 0)) : isStr(listItem(pieces, 0))))
		joined = incref(listItem(pieces, 0));
	else {
		const texts: string[] = [];
		for (let i = 0; i < n; i++) {
			const piece = listItem(pieces, i);
			const text = (subject.bytes ? isBytes(piece) : isStr(piece)) ? textLike(piece) : null;
			if (text === null)
				return raise(
					TYPE_ERROR,
					`sequence item ${i}: expected ${subject.bytes ? "a bytes-like object" : "str instance"}, ${typeName(at(piece + TYPE))} found`,
				);
			texts.push(text);
		}
		joined = made(texts.join(""), subject.bytes);
	}
	if (joined === NULL || at(frame + W_COUNTED) === 0) return joined;
	return tupleOwning(joined, newInt(at(frame + W_DONE)));
}

for (const name of ["sub", "subn"])
	declareMethod(
		SRE_PATTERN,
		name,
		2,
		3,
		(self, args, nargs) => {
			const most = nargs > 2 && at(args + 2) !== NULL ? ssizeOf(at(args + 2)) : 0;
			if (Number.isNaN(most)) return NULL;
			if (subjectOf(self, at(args + 1)) === null) return NULL;
			const frame = pushNative(SUB, WORDS, 3);
			H[frame + W_FILTER] = incref(at(args));
			H[frame + W_PIECES] = newList();
			H[frame + W_PATTERN] = self;
			H[frame + W_STRING] = at(args + 1);
			H[frame + W_MOST] = Math.min(Math.max(-1, most), 2 ** 31 - 1);
			H[frame + W_COUNTED] = name === "subn" ? 1 : 0;
			const status = (steps[SUB] as Step)(frame, NULL);
			if (status !== PUSHED) popNative(frame);
			return status;
		},
		{ params: ["repl", "string", "count"] },
	);
