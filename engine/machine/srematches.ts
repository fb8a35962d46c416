/** Match objects: what was found where, by number and by name. */

import { at, H } from "./arena";
import { through } from "./call";
import { declareAttribute, declareMethod, declareType } from "./declarations";
import { dictAppend, dictEntryAt, dictGetStr, newDict } from "./dict";
import { raise } from "./errors";
import { newText } from "./faults";
import { hash, hashPlain } from "./hash";
import { isInt, newInt } from "./int";
import { ENTRY_KEY, ENTRY_VALUE, LAYOUT_STORE, NULL, type Ref, SIZE, TF_GC, TF_NO_NEW, TUPLE_ITEMS } from "./layout";
import { N0 } from "./natives";
import { indexOf, repr } from "./operators";
import { decref, incref } from "./refcount";
import { declareSize } from "./sizes";
import { groupIndexOf, P_INDEX_GROUP } from "./srepatterns";
import {
	M_END_POS,
	M_GROUPS,
	M_LAST_INDEX,
	M_PATTERN,
	M_POS,
	M_REGS,
	M_STRING,
	MATCH_BASE,
	MATCH_WORDS,
	slice,
	spanOf,
	subjectOf,
} from "./sresearches";
import { isStr, textOf } from "./str";
import { byKey, nativeKind, S_GETITEM, S_INDEX, S_REPR, type Status, slotOf, unary } from "./tables";
import { isTuple, newTuple, tupleItem, tupleOwning } from "./tuple";
import { INDEX_ERROR, NONE, OBJECT, SRE_MATCH } from "./typeids";

/** `match_getindex`: a group by number or name; -1 with IndexError set. */
function groupNumber(match: Ref, key: Ref): number {
	let group = -1;
	if (isInt(key) || slotOf(key, S_INDEX) !== 0) {
		group = indexOf(key);
		if (Number.isNaN(group)) return -1;
	} else if (isStr(key)) {
		const index = groupIndexOf(at(match + M_PATTERN));
		const found = dictGetStr(index, key);
		if (found !== NULL) group = indexOf(found);
	}
	if (group >= 0 && group < at(match + M_GROUPS)) return group;
	raise(INDEX_ERROR, "no such group");
	return -1;
}

/** `match_getslice_by_index`: a group's text, or a default (counted). */
function groupText(match: Ref, group: number, otherwise: Ref): Status {
	const [start, end] = spanOf(match, group);
	if (start < 0) return incref(otherwise);
	const subject = subjectOf(NULL, at(match + M_STRING));
	return subject === null ? NULL : slice(subject, Math.min(start, subject.length), Math.min(end, subject.length));
}

/** A tuple of what is made for each of some groups; NULL with an exception set. */
function tupleOfGroups(count: number, make: (i: number) => Status): Status {
	const tuple = newTuple(count);
	for (let i = 0; i < count; i++) {
		const item = make(i);
		if (item === NULL) {
			decref(tuple);
			return NULL;
		}
		H[tuple + TUPLE_ITEMS + i] = item;
	}
	return tuple;
}

function spanTuple(match: Ref, group: number): Ref {
	const [start, end] = spanOf(match, group);
	return tupleOwning(newInt(start), newInt(end));
}

/** Word: the match. The repr of what it found. */
const MATCH_REPR = nativeKind("repr of a match", (frame, value) => {
	const [start, end] = spanOf(at(frame + N0), 0);
	const shown = textOf(value);
	decref(value);
	return newText(`<re.Match object; span=(${start}, ${end}), match=${shown}>`);
});
declareType({
	type: SRE_MATCH,
	name: "Match",
	module: "re",
	base: OBJECT,
	layout: LAYOUT_STORE,
	bytes: MATCH_BASE,
	itemBytes: 8,
	words: MATCH_WORDS,
	refs: 3,
	flags: TF_GC | TF_NO_NEW,
	slots: {
		[S_REPR]: unary((o) =>
			through(MATCH_REPR, 1, (frame) => {
				H[frame + N0] = o;
				const text = groupText(o, 0, NONE);
				if (text === NULL) return NULL;
				const status = repr(text);
				decref(text);
				return status;
			}),
		),
		[S_GETITEM]: byKey((o, key) => {
			const group = groupNumber(o, key);
			return group < 0 ? NULL : groupText(o, group, NONE);
		}),
	},
});
declareSize(SRE_MATCH, (o) => MATCH_BASE - 16 + 16 * at(o + M_GROUPS));

declareMethod(SRE_MATCH, "group", 0, -1, (self, args, nargs) => {
	const one = (key: Ref): Status => {
		const group = groupNumber(self, key);
		return group < 0 ? NULL : groupText(self, group, NONE);
	};
	if (nargs === 0) return groupText(self, 0, NONE);
	return nargs === 1 ? one(at(args)) : tupleOfGroups(nargs, (i) => one(at(args + i)));
});
const DEFAULT = { params: ["default"] };
declareMethod(
	SRE_MATCH,
	"groups",
	0,
	1,
	(self, args, nargs) => {
		const otherwise = nargs > 0 && at(args) !== NULL ? at(args) : NONE;
		return tupleOfGroups(at(self + M_GROUPS) - 1, (i) => groupText(self, i + 1, otherwise));
	},
	DEFAULT,
);
declareMethod(
	SRE_MATCH,
	"groupdict",
	0,
	1,
	(self, args, nargs) => {
		const otherwise = nargs > 0 && at(args) !== NULL ? at(args) : NONE;
		const index = groupIndexOf(at(self + M_PATTERN));
		const dict = newDict();
		for (let i = 0; ; i++) {
			const entry = dictEntryAt(index, i);
			if (entry === -1) break;
			if (entry === 0) continue;
			const text = groupText(self, indexOf(at(entry + ENTRY_VALUE)), otherwise);
			if (text === NULL || hashPlain(at(entry + ENTRY_KEY)) !== 1) {
				decref(dict);
				return NULL;
			}
			dictAppend(dict, at(entry + ENTRY_KEY), hash.low, hash.high, text);
			decref(text);
		}
		return dict;
	},
	DEFAULT,
);
for (const [name, make] of [
	["start", (m: Ref, g: number) => newInt(spanOf(m, g)[0])],
	["end", (m: Ref, g: number) => newInt(spanOf(m, g)[1])],
	["span", spanTuple],
] as const)
	declareMethod(SRE_MATCH, name, 0, 1, (self, args, nargs) => {
		const group = nargs === 0 ? 0 : groupNumber(self, at(args));
		return group < 0 ? NULL : make(self, group);
	});
declareAttribute(SRE_MATCH, "string", (o) => incref(at(o + M_STRING)));
declareAttribute(SRE_MATCH, "re", (o) => incref(at(o + M_PATTERN)));
declareAttribute(SRE_MATCH, "pos", (o) => newInt(at(o + M_POS)));
declareAttribute(SRE_MATCH, "endpos", (o) => newInt(at(o + M_END_POS)));
declareAttribute(SRE_MATCH, "lastindex", (o) => (at(o + M_LAST_INDEX) < 0 ? NONE : newInt(at(o + M_LAST_INDEX))));
declareAttribute(SRE_MATCH, "lastgroup", (o) => {
	const names = at(at(o + M_PATTERN) + P_INDEX_GROUP);
	const last = at(o + M_LAST_INDEX);
	return last >= 0 && isTuple(names) && last < at(names + SIZE) ? incref(tupleItem(names, last)) : NONE;
});
declareAttribute(SRE_MATCH, "regs", (o) => {
	if (at(o + M_REGS) === NULL) H[o + M_REGS] = tupleOfGroups(at(o + M_GROUPS), (i) => spanTuple(o, i));
	return incref(at(o + M_REGS));
});
