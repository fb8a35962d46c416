/** Splitting an exception group in what matches and the rest (`exceptiongroup_split_recursive`). */
import { at, H } from "./arena";
import { getAttr } from "./attributes";
import { callWith } from "./call";
import { dictGetText, dictSetOwned } from "./dict";
import { raise } from "./errors";
import { isExceptionGroup, MEMBERS } from "./exceptiongroups";
import { materializeDict } from "./instance";
import {
	EXC_CAUSE,
	EXC_CONTEXT,
	EXC_DICT,
	EXC_SUPPRESS,
	EXC_TRACEBACK,
	F_PREV,
	LIST_ITEMS,
	NULL,
	PUSHED,
	type Ref,
	SIZE,
	TUPLE_ITEMS,
	TYPE,
} from "./layout";
import { isList, listFrom, listPush, newList } from "./list";
import { N0, pushNative, setState, stateOf } from "./natives";
import { truth } from "./operators";
import { isExceptionClass } from "./raising";
import { clearref, decref, incref, setref } from "./refcount";
import { nameRef } from "./special";
import { nativeKind, S_CALL, type Status, slotOf } from "./tables";
import { isTuple, tupleItem, tupleOf } from "./tuple";
import { NONE, TRUE, TYPE_ERROR } from "./typeids";
import { isSubtype, isType } from "./types";

/** What an exception is measured by: a class or tuple of classes, a predicate, or a set of exceptions by identity. */
const BY_TYPE = 0;
const BY_PREDICATE = 1;
export const BY_IDENTITY = 2;

/** Words: what of the exception matches, and the rest (0: nothing); those of its members; all owned. Then the exception, the matcher, its kind, and whether the rest is wanted. */
export const W_MATCH = N0;
const W_REST = N0 + 1;
const W_MATCHES = N0 + 2;
const W_RESTS = N0 + 3;
const OWNED = 4;
const W_EXCEPTION = N0 + 4;
const W_MATCHER = N0 + 5;
const W_KIND = N0 + 6;
const W_WANTS_REST = N0 + 7;
const W_INDEX = N0 + 8;
const WORDS = 9;

const BEGIN = 0;
const JUDGED = 1;
const TRUTH_KNOWN = 2;
const MEMBER = 3;
const MATCH_DERIVED = 4;
const REST_DERIVED = 5;

/** One exception's share (exceptiongroup_split_recursive): left in the first words of the frame below. */
const SPLIT = nativeKind("exception group split", (frame, value) => split(frame, value));

/** Splits an exception for the frame on top, whose first two words take what matches and the rest. PUSHED or NULL. */
export function beginSplit(exception: Ref, matcher: Ref, kind: number, wantsRest: boolean): typeof PUSHED {
	const frame = pushNative(SPLIT, WORDS, OWNED);
	H[frame + W_EXCEPTION] = exception;
	H[frame + W_MATCHER] = matcher;
	H[frame + W_KIND] = kind;
	H[frame + W_WANTS_REST] = wantsRest ? 1 : 0;
	return PUSHED;
}

function split(frame: number, first: Ref): Status {
	const exception = at(frame + W_EXCEPTION);
	let value: Status = first;
	for (;;) {
		switch (stateOf(frame)) {
			case BEGIN: {
				const kind = at(frame + W_KIND);
				const matcher = at(frame + W_MATCHER);
				if (kind === BY_PREDICATE) {
					setState(frame, JUDGED);
					value = callWith(matcher, exception);
					if (value === PUSHED || value === NULL) return value;
					continue;
				}
				const matches = kind === BY_IDENTITY ? isMember(matcher, exception) : matchesType(exception, matcher);
				if (!judged(frame, matches)) return NONE;
				continue;
			}
			case JUDGED: {
				setState(frame, TRUTH_KNOWN);
				const known = truth(value);
				decref(value);
				value = known;
				if (value === PUSHED || value === NULL) return value;
				continue;
			}
			case TRUTH_KNOWN:
				if (!judged(frame, value === TRUE)) return NONE;
				value = NULL;
				continue;
			case MEMBER: {
				if (value !== NULL) takeShares(frame);
				const members = at(exception + MEMBERS);
				const i = at(frame + W_INDEX);
				if (i < at(members + SIZE)) {
					H[frame + W_INDEX] = i + 1;
					return beginSplit(
						tupleItem(members, i),
						at(frame + W_MATCHER),
						at(frame + W_KIND),
						at(frame + W_WANTS_REST) !== 0,
					);
				}
				setState(frame, MATCH_DERIVED);
				value = derive(frame, at(frame + W_MATCHES));
				if (value === PUSHED || value === NULL) return value;
				continue;
			}
			case MATCH_DERIVED:
			case REST_DERIVED: {
				if (value === NONE) value = NULL;
				else if (!subset(exception, value)) return NULL;
				const rest = stateOf(frame) === REST_DERIVED;
				H[frame + (rest ? W_REST : W_MATCH)] = value;
				if (rest) return giveShares(frame);
				setState(frame, REST_DERIVED);
				value = at(frame + W_WANTS_REST) !== 0 ? derive(frame, at(frame + W_RESTS)) : NONE;
				if (value === PUSHED || value === NULL) return value;
				continue;
			}
		}
	}
}

/** The exception matches as a whole, or is no group: false, its share is given. True: its members are looked at. */
function judged(frame: number, matches: boolean): boolean {
	const exception = at(frame + W_EXCEPTION);
	if (matches) H[frame + W_MATCH] = incref(exception);
	else if (!isExceptionGroup(exception)) {
		if (at(frame + W_WANTS_REST) !== 0) H[frame + W_REST] = incref(exception);
	} else {
		H[frame + W_MATCHES] = newList();
		H[frame + W_RESTS] = newList();
		setState(frame, MEMBER);
		return true;
	}
	giveShares(frame);
	return false;
}

/** Moves the two shares to the frame below. */
function giveShares(frame: number): Ref {
	const below = at(frame + F_PREV);
	setref(below + W_MATCH, at(frame + W_MATCH));
	setref(below + W_REST, at(frame + W_REST));
	H[frame + W_MATCH] = 0;
	H[frame + W_REST] = 0;
	return NONE;
}

/** A member's shares have come: into the lists. */
function takeShares(frame: number): void {
	for (const [word, list] of [
		[W_MATCH, W_MATCHES],
		[W_REST, W_RESTS],
	] as const) {
		const share = at(frame + word);
		H[frame + word] = 0;
		if (share !== NULL) listPush(at(frame + list), share);
	}
}

/** `eg.derive(list)`, or None where the list is empty. */
function derive(frame: number, list: Ref): Status {
	if (at(list + SIZE) === 0) return NONE;
	const method = getAttr(at(frame + W_EXCEPTION), nameRef("derive"));
	if (method === PUSHED || method === NULL) return method;
	const status = callWith(method, list);
	decref(method);
	return status;
}

/** `exceptiongroup_subset`: what `derive` made (owned) gets what the original is chained to. False: TypeError. */
function subset(original: Ref, derived: Ref): boolean {
	if (!isExceptionGroup(derived)) {
		decref(derived);
		raise(TYPE_ERROR, "derive must return an instance of BaseExceptionGroup");
		return false;
	}
	for (const word of [EXC_TRACEBACK, EXC_CONTEXT, EXC_CAUSE]) {
		const o = at(original + word);
		if (o !== NULL) setref(derived + word, incref(o));
		else clearref(derived + word);
	}
	H[derived + EXC_SUPPRESS] = 1;
	const dict = at(original + EXC_DICT);
	const notes = dict === NULL ? NULL : dictGetText(dict, "__notes__");
	if (notes !== NULL && (isList(notes) || isTuple(notes))) {
		const items = isList(notes) ? at(notes + LIST_ITEMS) : notes + TUPLE_ITEMS;
		dictSetOwned(materializeDict(derived), "__notes__", listFrom(items, at(notes + SIZE)));
	}
	return true;
}

export function matchesType(exception: Ref, type: Ref): boolean {
	if (!isTuple(type)) return isSubtype(at(exception + TYPE), type);
	for (let i = 0; i < at(type + SIZE); i++) if (isSubtype(at(exception + TYPE), tupleItem(type, i))) return true;
	return false;
}

/** Whether a list holds an exception itself. */
function isMember(list: Ref, exception: Ref): boolean {
	for (let i = 0; i < at(list + SIZE); i++) if (at(at(list + LIST_ITEMS) + i) === exception) return true;
	return false;
}

/** `get_matcher_type`: -1 with TypeError set. */
function matcherKind(matcher: Ref): number {
	if (slotOf(matcher, S_CALL) !== 0 && !isType(matcher)) return BY_PREDICATE;
	if (isExceptionClass(matcher)) return BY_TYPE;
	if (isTuple(matcher)) {
		let all = true;
		for (let i = 0; i < at(matcher + SIZE); i++) all &&= isExceptionClass(tupleItem(matcher, i));
		if (all) return BY_TYPE;
	}
	raise(TYPE_ERROR, "expected an exception type, a tuple of exception types, or a callable (other than a class)");
	return -1;
}

/** Words: as above; then 1 where both shares are wanted. */
const SPLIT_METHOD = nativeKind("BaseExceptionGroup.split", (frame, value) => {
	if (value === NULL) {
		const kind = at(frame + N0 + 4);
		return beginSplit(at(frame + N0 + 2), at(frame + N0 + 3), kind, at(frame + N0 + 5) !== 0);
	}
	const [match, rest] = [orNone(at(frame + W_MATCH)), orNone(at(frame + W_REST))];
	return at(frame + N0 + 5) !== 0 ? tupleOf(match, rest) : incref(match);
});

/** Nothing is None to the program. Borrowed. */
export function orNone(o: Ref): Ref {
	return o === NULL ? NONE : o;
}

/** `split` of a group (`both`), or `subgroup`. */
export function beginMethod(self: Ref, matcher: Ref, both: boolean): Status {
	const kind = matcherKind(matcher);
	if (kind < 0) return NULL;
	const frame = pushNative(SPLIT_METHOD, 6, 2);
	H[frame + N0 + 2] = self;
	H[frame + N0 + 3] = matcher;
	H[frame + N0 + 4] = kind;
	H[frame + N0 + 5] = both ? 1 : 0;
	return PUSHED;
}
