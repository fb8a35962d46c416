/** functools.partial (Modules/_functoolsmodule.c). */

import { internal } from "./alloc";
import { at, H, moveWords, payloads } from "./arena";
import { newMethod } from "./attributes";
import { vectorcall } from "./call";
import { newInstance } from "./classes";
import { declareClassGetitem } from "./classgetitem";
import { declareType } from "./declarations";
import { dictCopy, dictEntryAt, dictSize, newDict } from "./dict";
import { raise } from "./errors";
import { callWithDict } from "./expandedcalls";
import { declareDict, declareMember } from "./fieldattributes";
import {
	ENTRY_KEY,
	ENTRY_VALUE,
	F_KIND,
	F_PREV,
	FIELDS,
	LAYOUT_FIELDS,
	NULL,
	PUSHED,
	R_FRAME,
	type Ref,
	SIZE,
	STR_TEXT,
	T_FLAGS,
	T_SLOTS,
	TF_BASETYPE,
	TF_CLEARS,
	TF_GC,
	TF_HEAP,
	TF_VISITS_TYPE,
	TUPLE_ITEMS,
	TYPE,
} from "./layout";
import { profile } from "./machine";
import { declareValue } from "./moduletable";
import { beginFrame, N0, popNative, pushNative, setState, stateOf } from "./natives";
import { repr, str } from "./operators";
import { addKeywords, argumentDict, callPacks } from "./packed";
import { clearref, decref, incref } from "./refcount";
import { allocStr, newStr, textOf } from "./str";
import {
	type Call,
	calling,
	nativeKind,
	S_CALL,
	S_DESCR_GET,
	S_NEW,
	S_REPR,
	type Status,
	slotOf,
	ternary,
	unary,
} from "./tables";
import { newTuple, tupleFrom, tupleItem, tupleOf } from "./tuple";
import { FUTURE_WARNING, NONE, OBJECT, PARTIAL, STR, TYPE_ERROR } from "./typeids";
import { fullTypeName } from "./types";
import { valueWithWarning } from "./warning";

export const PARTIAL_FUNC = FIELDS;
export const PARTIAL_ARGS = FIELDS + 1;
export const PARTIAL_KEYWORDS = FIELDS + 2;
export const PARTIAL_DICT = FIELDS + 3;
const P_WEAKLIST = FIELDS + 4;
/** How many of the arguments are placeholders (`pto->phcount`): a number. */
const PHCOUNT = FIELDS + 5;
const P_WORDS = FIELDS + 6;

/** A new tuple of the items of one and of those at an address (`PySequence_Concat`). */
function concatenated(first: Ref, args: number, nargs: number): Ref {
	const n = at(first + SIZE);
	if (nargs === 0) return incref(first);
	const tuple = newTuple(n + nargs);
	for (let i = 0; i < n; i++) H[tuple + TUPLE_ITEMS + i] = incref(tupleItem(first, i));
	for (let i = 0; i < nargs; i++) H[tuple + TUPLE_ITEMS + n + i] = incref(at(args + i));
	return tuple;
}

/** 3.14's `functools.Placeholder`, whose place a later argument takes. */
function isPlaceholder(o: Ref): boolean {
	const type = at(o + TYPE);
	return (at(type + T_FLAGS) & TF_HEAP) !== 0 && fullTypeName(type) === "functools._PlaceholderType";
}

/** Takes note of the placeholders among a partial's arguments. */
export function countPlaceholders(o: Ref): void {
	const args = at(o + PARTIAL_ARGS);
	H[o + PHCOUNT] = 0;
	for (let i = 0; i < at(args + SIZE); i++) if (isPlaceholder(tupleItem(args, i))) H[o + PHCOUNT] = at(o + PHCOUNT) + 1;
}

/** Whether `n` arguments end with a placeholder: TypeError is set then. */
export function endsWithPlaceholder(args: number, n: number): boolean {
	if (n === 0 || !isPlaceholder(at(args + n - 1))) return false;
	raise(TYPE_ERROR, "trailing Placeholders are not allowed");
	return true;
}

/** A partial's arguments with others in the places of its placeholders, as far as they go, and the rest behind: words. */
function merged(own: Ref, args: number, nargs: number): Ref[] {
	let next = 0;
	const words: Ref[] = [];
	for (let i = 0; i < at(own + SIZE); i++) {
		const item = tupleItem(own, i);
		words.push(next < nargs && isPlaceholder(item) ? at(args + next++) : item);
	}
	while (next < nargs) words.push(at(args + next++));
	return words;
}

const partialNew: Call = (type, args, nargs, kwnames) => {
	if (nargs < 1) return raise(TYPE_ERROR, "type 'partial' takes at least one argument");
	if (endsWithPlaceholder(args + 1, nargs - 1)) return NULL;
	for (let i = 0; kwnames !== NULL && i < at(kwnames + SIZE); i++)
		if (isPlaceholder(at(args + nargs + i)))
			return raise(TYPE_ERROR, "Placeholder cannot be passed as a keyword argument");
	let func = at(args);
	let own = NULL;
	let keywords = NULL;
	let places = 0;
	// A partial of a partial that has no attributes of its own is one of what that one calls.
	if (slotOf(func, S_CALL) === at(PARTIAL + T_SLOTS + S_CALL) && at(func + PARTIAL_DICT) === NULL) {
		own = at(func + PARTIAL_ARGS);
		keywords = at(func + PARTIAL_KEYWORDS);
		places = at(func + PHCOUNT);
		func = at(func + PARTIAL_FUNC);
	}
	if (slotOf(func, S_CALL) === 0) return raise(TYPE_ERROR, "the first argument must be callable");
	const inherits = keywords !== NULL && dictSize(keywords) > 0;
	// The dict that _PyObject_MakeTpCall made of the keywords is kept: it is older than the partial.
	let d = NULL;
	if (kwnames !== NULL && !inherits) {
		d = newDict();
		addKeywords(d, args + nargs, kwnames);
	}
	const o = newInstance(type);
	H[o + PARTIAL_FUNC] = incref(func);
	H[o + PARTIAL_ARGS] =
		own === NULL
			? tupleFrom(args + 1, nargs - 1)
			: places > 0
				? tupleOf(...merged(own, args + 1, nargs - 1))
				: concatenated(own, args + 1, nargs - 1);
	countPlaceholders(o);
	if (d === NULL) {
		d = inherits ? dictCopy(keywords) : newDict();
		addKeywords(d, args + nargs, kwnames);
	}
	H[o + PARTIAL_KEYWORDS] = d;
	return o;
};

/** Arguments put together, borrowed. */
const PARTIAL_CALL = nativeKind("partial", (_frame, value) => value);
/** Words: the arguments given as a tuple and a dict, all of them as a tuple and a dict (owned). */
const PARTIAL_CALL_TUPLE = nativeKind("partial with a tuple", (_frame, value) => value);

/** `partial_vectorcall`; with keywords of its own, or around what has no vectorcall, `_PyObject_MakeTpCall` and `partial_call`. */
const partialCall: Call = (o, args, nargs, kwnames) => {
	const func = at(o + PARTIAL_FUNC);
	const own = at(o + PARTIAL_ARGS);
	const n = at(own + SIZE);
	const plain = dictSize(at(o + PARTIAL_KEYWORDS)) === 0;
	const places = at(o + PHCOUNT);
	if (nargs < places)
		return raise(
			TYPE_ERROR,
			`missing positional arguments in 'partial' call; expected at least ${places}, got ${nargs}`,
		);
	if (plain && !callPacks(func, n + nargs - places, kwnames)) {
		if (n === 0) return vectorcall(func, args, nargs, kwnames);
		const rest = nargs + (kwnames === NULL ? 0 : at(kwnames + SIZE));
		const frame = pushNative(PARTIAL_CALL, n + rest - places, 0);
		if (places > 0) for (const [i, o] of merged(own, args, nargs).entries()) H[frame + N0 + i] = o;
		else moveWords(frame + N0, own + TUPLE_ITEMS, own + TUPLE_ITEMS + n);
		moveWords(frame + N0 + n, args + places, args + rest);
		return ended(frame, vectorcall(func, frame + N0, n + nargs - places, kwnames));
	}
	const given = internal(tupleFrom(args, nargs));
	const keywordsGiven = argumentDict(args, nargs, kwnames);
	const all =
		n === 0 ? incref(given) : places > 0 ? tupleOf(...merged(own, args, nargs)) : concatenated(own, args, nargs);
	let keywords = keywordsGiven;
	if (!plain) {
		keywords = internal(dictCopy(at(o + PARTIAL_KEYWORDS)));
		addKeywords(keywords, args + nargs, kwnames);
	} else if (keywords !== NULL) incref(keywords);
	const frame = pushNative(PARTIAL_CALL_TUPLE, 4, 4);
	H[frame + N0] = given;
	H[frame + N0 + 1] = keywordsGiven;
	H[frame + N0 + 2] = all;
	H[frame + N0 + 3] = keywords;
	return ended(frame, callWithDict(func, all, keywords));
};
function ended(frame: number, status: Status): Status {
	if (status !== PUSHED) popNative(frame);
	return status;
}

// Words of the repr (owned): the arguments' text so far, a keyword's value, and what the partial had when it began; the partial, and how many arguments or entries were shown.
const W_TEXT = 0;
const W_VALUE = 1;
const W_FUNC = 2;
const W_ARGS = 3;
const W_KEYWORDS = 4;
const W_PARTIAL = 5;
const W_POSITION = 6;

// What is shown: an argument, a keyword, its value, and the function last.
const ARGUMENT = 0;
const KEYWORD = 1;
const KEYWORD_VALUE = 2;
const FUNCTION = 3;

function append(w: number, text: string): void {
	const slot = at(at(w + W_TEXT) + STR_TEXT);
	payloads[slot] = (payloads[slot] as string) + text;
}

/** `partial_repr`: of the function, arguments and keywords that the partial had, whatever it is given meanwhile. */
const PARTIAL_REPR = nativeKind("repr of a partial", (frame, first) => {
	const w = frame + N0;
	let value: Status = first;
	for (;;) {
		if (value === PUSHED) return value;
		if (value !== NULL) {
			const text = textOf(value);
			decref(value);
			switch (stateOf(frame)) {
				case FUNCTION: {
					const type = at(at(w + W_PARTIAL) + TYPE);
					return newStr(`${fullTypeName(type)}(${text}${textOf(at(w + W_TEXT))})`);
				}
				case KEYWORD:
					append(w, `, ${text}`);
					setState(frame, KEYWORD_VALUE);
					value = repr(at(w + W_VALUE));
					if (value === NULL) return NULL;
					continue;
				case KEYWORD_VALUE:
					append(w, `=${text}`);
					clearref(w + W_VALUE);
					setState(frame, KEYWORD);
					break;
				default:
					append(w, `, ${text}`);
			}
		}
		value = nextShown(frame, w);
		if (value === NULL) return NULL;
	}
});

/** Begins what is shown next: its text. */
function nextShown(frame: number, w: number): Status {
	const i = at(w + W_POSITION);
	if (stateOf(frame) === ARGUMENT) {
		const args = at(w + W_ARGS);
		if (i < at(args + SIZE)) {
			H[w + W_POSITION] = i + 1;
			return repr(tupleItem(args, i));
		}
		H[w + W_POSITION] = 0;
		setState(frame, KEYWORD);
	}
	const keywords = at(w + W_KEYWORDS);
	let place = at(w + W_POSITION);
	let entry = dictEntryAt(keywords, place);
	while (entry === 0) entry = dictEntryAt(keywords, ++place);
	if (entry === -1) {
		setState(frame, FUNCTION);
		return repr(at(w + W_FUNC));
	}
	H[w + W_POSITION] = place + 1;
	H[w + W_VALUE] = incref(at(entry + ENTRY_VALUE));
	return str(at(entry + ENTRY_KEY));
}

function isBeingShown(o: Ref): boolean {
	for (let f = at(R_FRAME); f !== 0; f = at(f + F_PREV))
		if (at(f + F_KIND) === PARTIAL_REPR && at(f + N0 + W_PARTIAL) === o) return true;
	return false;
}

/** `partial_descr_get`: from 3.14 on a method; before, the partial itself, with a warning. */
const DESCR_GET = ternary((self, obj) => {
	if (obj === NULL || obj === NONE) return incref(self);
	if (profile().name !== "3.13") return newMethod(self, obj);
	const message =
		"functools.partial will be a method descriptor in future Python versions; wrap it in staticmethod() if you want to preserve the old behavior";
	return valueWithWarning(FUTURE_WARNING, message, incref(self));
});

declareType({
	type: PARTIAL,
	name: "partial",
	module: "functools",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 80,
	words: P_WORDS,
	refs: 4,
	dictAt: PARTIAL_DICT,
	weakAt: P_WEAKLIST,
	flags: TF_GC | TF_BASETYPE | TF_CLEARS | TF_VISITS_TYPE,
	slots: {
		[S_NEW]: calling(partialNew),
		[S_CALL]: calling(partialCall),
		[S_DESCR_GET]: DESCR_GET,
		[S_REPR]: unary((o) => {
			if (isBeingShown(o)) return newStr("...");
			return beginFrame(PARTIAL_REPR, 7, 5, (w) => {
				H[w + W_TEXT] = allocStr(STR, "", 0, 0);
				H[w + W_FUNC] = incref(at(o + PARTIAL_FUNC));
				H[w + W_ARGS] = incref(at(o + PARTIAL_ARGS));
				H[w + W_KEYWORDS] = incref(at(o + PARTIAL_KEYWORDS));
				H[w + W_PARTIAL] = o;
			});
		}),
	},
});
declareMember(PARTIAL, "func", PARTIAL_FUNC);
declareMember(PARTIAL, "args", PARTIAL_ARGS);
declareMember(PARTIAL, "keywords", PARTIAL_KEYWORDS);
declareDict(PARTIAL);
declareClassGetitem(PARTIAL);
declareValue("_functools", "partial", () => PARTIAL);
