/** BaseExceptionGroup and ExceptionGroup (Objects/exceptions.c): what they hold, and how they are split. */
import { allocGc } from "./alloc";
import { at, H } from "./arena";
import { getAttr } from "./attributes";
import { callWith, through } from "./call";
import { newInstance } from "./classes";
import { declareAttribute, declareMethod, declareType } from "./declarations";
import { dictGetText, dictSetOwned } from "./dict";
import { newTraceback, raise } from "./errors";
import { EXCEPTION_INIT } from "./exceptioncreation";
import { listFromIterable } from "./fromiterable";
import { track } from "./gclist";
import { materializeDict } from "./instance";
import {
	EXC_ARGS,
	EXC_CAUSE,
	EXC_CONTEXT,
	EXC_DICT,
	EXC_FIELDS,
	EXC_SUPPRESS,
	EXC_TRACEBACK,
	EXC_WORDS,
	F_PREV,
	LAYOUT_EXCEPTION,
	LIST_ITEMS,
	NULL,
	PUSHED,
	type Ref,
	SIZE,
	T_FLAGS,
	T_WORDS,
	TF_BASETYPE,
	TF_EXCEPTION,
	TF_GC,
	TF_HEAP,
	TF_PREHEADER,
	TUPLE_ITEMS,
	TYPE,
} from "./layout";
import { isList, listAppend, listFrom, listPush, newList } from "./list";
import { N0, popNative, pushNative, setState, stateOf } from "./natives";
import { repr, truth } from "./operators";
import { isExceptionClass } from "./raising";
import { clearref, decref, incref, setref, xdecref } from "./refcount";
import { nameRef } from "./special";
import { isStr, newStr, textOf } from "./str";
import {
	calling,
	nativeKind,
	S_CALL,
	S_GETITEM,
	S_INIT,
	S_NEW,
	S_REPR,
	S_STR,
	type Status,
	slotOf,
	unary,
} from "./tables";
import { isTuple, tupleFrom, tupleItem, tupleOf } from "./tuple";
import {
	BASE_EXCEPTION,
	BASE_EXCEPTION_GROUP,
	DICT,
	EXCEPTION,
	EXCEPTION_GROUP,
	NONE,
	TRUE,
	TYPE_ERROR,
	VALUE_ERROR,
} from "./typeids";
import { isInstanceOf, isSubtype, isType, typeName } from "./types";

/** Its fields: the message and the tuple of its exceptions. */
const MESSAGE = EXC_FIELDS;
const MEMBERS = EXC_FIELDS + 1;

export function isExceptionGroup(o: Ref): boolean {
	return isInstanceOf(o, BASE_EXCEPTION_GROUP);
}

/** The tuple of a group's exceptions, borrowed. */
export function groupExceptions(group: Ref): Ref {
	return at(group + MEMBERS);
}

// ---- Making ----

/** Words: the arguments as a tuple (owned), the class. */
const MAKE = nativeKind("BaseExceptionGroup.__new__", (frame, value) => {
	const members = tupleFrom(at(value + LIST_ITEMS), at(value + SIZE));
	decref(value);
	return makeGroup(at(frame + N0 + 1), at(frame + N0), members);
});

/** A group of a class (or of ExceptionGroup in its place) over a tuple of members, which it takes over; `args`: its arguments. */
function makeGroup(type: Ref, args: Ref, members: Ref): Status {
	const refuse = (error: Ref, message: string): typeof NULL => {
		decref(members);
		return raise(error, message);
	};
	const n = at(members + SIZE);
	if (n === 0) return refuse(VALUE_ERROR, "second argument (exceptions) must be a non-empty sequence");
	let bare = false;
	for (let i = 0; i < n; i++) {
		if (!isInstanceOf(tupleItem(members, i), BASE_EXCEPTION))
			return refuse(VALUE_ERROR, `Item ${i} of second argument (exceptions) is not an exception`);
		if (!isInstanceOf(tupleItem(members, i), EXCEPTION)) bare = true;
	}
	let cls = type;
	if (bare) {
		if (cls === EXCEPTION_GROUP) return refuse(TYPE_ERROR, "Cannot nest BaseExceptions in an ExceptionGroup");
		if (cls !== BASE_EXCEPTION_GROUP && isSubtype(cls, EXCEPTION))
			return refuse(TYPE_ERROR, `Cannot nest BaseExceptions in '${typeName(cls)}'`);
	} else if (cls === BASE_EXCEPTION_GROUP) cls = EXCEPTION_GROUP;
	let o: Ref;
	if ((at(cls + T_FLAGS) & TF_HEAP) !== 0) o = newInstance(cls);
	else {
		o = allocGc(cls, GROUP_BYTES, at(cls + T_WORDS));
		track(o);
	}
	H[o + EXC_ARGS] = incref(args);
	H[o + MESSAGE] = incref(tupleItem(args, 0));
	H[o + MEMBERS] = members;
	return o;
}

/** `_PyExc_CreateExceptionGroup`: an ExceptionGroup or BaseExceptionGroup with no message. The members are borrowed. */
export function newGroup(members: Ref): Status {
	const message = newStr("");
	const args = tupleOf(message, members);
	decref(message);
	const tuple = isTuple(members) ? incref(members) : tupleFrom(at(members + LIST_ITEMS), at(members + SIZE));
	const group = makeGroup(BASE_EXCEPTION_GROUP, args, tuple);
	decref(args);
	return group;
}

/** `PySequence_Check` */
function isSequence(o: Ref): boolean {
	return slotOf(o, S_GETITEM) !== 0 && !isInstanceOf(o, DICT) && !isType(o);
}

const GROUP_NEW = calling((type, args, nargs) => {
	if (nargs !== 2) return raise(TYPE_ERROR, `BaseExceptionGroup.__new__() takes exactly 2 arguments (${nargs} given)`);
	const [message, members] = [at(args), at(args + 1)];
	if (!isStr(message))
		return raise(
			TYPE_ERROR,
			`BaseExceptionGroup.__new__() argument 1 must be str, not ${message === NONE ? "None" : typeName(at(message + TYPE))}`,
		);
	if (!isSequence(members)) return raise(TYPE_ERROR, "second argument (exceptions) must be a sequence");
	const frame = pushNative(MAKE, 2, 1);
	H[frame + N0] = tupleFrom(args, 2);
	H[frame + N0 + 1] = type;
	let status: Status;
	if (isList(members) || isTuple(members)) {
		status = makeGroup(
			type,
			at(frame + N0),
			isTuple(members) ? incref(members) : tupleFrom(at(members + LIST_ITEMS), at(members + SIZE)),
		);
	} else {
		const list = listFromIterable(members);
		if (list === PUSHED) return PUSHED;
		status = NULL;
		if (list !== NULL) {
			const tuple = tupleFrom(at(list + LIST_ITEMS), at(list + SIZE));
			decref(list);
			status = makeGroup(type, at(frame + N0), tuple);
		}
	}
	popNative(frame);
	return status;
});

const plural = (n: number): string => `${n} sub-exception${n === 1 ? "" : "s"}`;
const SHOW = nativeKind("BaseExceptionGroup.__repr__", (frame, value) => {
	const text = textOf(value);
	decref(value);
	if (stateOf(frame) === 1) {
		const message = textOf(at(frame + N0));
		return newStr(`${typeName(at(at(frame + N0 + 2) + TYPE))}(${message}, ${text})`);
	}
	setState(frame, 1);
	H[frame + N0] = newStr(text);
	return repr(at(frame + N0 + 1));
});
const GROUP_BYTES = 112;

declareType({
	type: BASE_EXCEPTION_GROUP,
	name: "BaseExceptionGroup",
	base: BASE_EXCEPTION,
	layout: LAYOUT_EXCEPTION,
	bytes: GROUP_BYTES,
	words: EXC_WORDS,
	dictAt: EXC_DICT,
	flags: TF_GC | TF_BASETYPE | TF_EXCEPTION,
	doc: "A combination of multiple unrelated exceptions.",
	slots: {
		[S_NEW]: GROUP_NEW,
		[S_INIT]: EXCEPTION_INIT,
		[S_STR]: unary((o) => newStr(`${textOf(at(o + MESSAGE))} (${plural(at(at(o + MEMBERS) + SIZE))})`)),
		// The members are shown as they are, in a list or a tuple as they were given.
		[S_REPR]: unary((o) => {
			const frame = pushNative(SHOW, 3, 2);
			const args = at(o + EXC_ARGS);
			const given = at(args + SIZE) > 1 ? tupleItem(args, 1) : at(o + MEMBERS);
			const members = at(o + MEMBERS);
			H[frame + N0 + 1] = isList(given)
				? listFrom(members + TUPLE_ITEMS, at(members + SIZE))
				: incref(isTuple(given) ? members : given);
			H[frame + N0 + 2] = o;
			const status = repr(at(o + MESSAGE));
			if (status === PUSHED) return PUSHED;
			if (status === NULL) {
				popNative(frame);
				return NULL;
			}
			setState(frame, 1);
			H[frame + N0] = status;
			const shown = repr(at(frame + N0 + 1));
			if (shown === PUSHED) return PUSHED;
			const text = shown === NULL ? NULL : newStr(`${typeName(at(o + TYPE))}(${textOf(status)}, ${textOf(shown)})`);
			if (shown !== NULL) decref(shown);
			popNative(frame);
			return text;
		}),
	},
});
declareType({
	type: EXCEPTION_GROUP,
	name: "ExceptionGroup",
	base: BASE_EXCEPTION_GROUP,
	also: EXCEPTION,
	layout: LAYOUT_EXCEPTION,
	// Made as classes are (`create_exception_group_class`): a list of weak references stands before its instances.
	bytes: GROUP_BYTES,
	words: EXC_WORDS + 1,
	dictAt: EXC_DICT,
	weakAt: EXC_WORDS,
	flags: TF_GC | TF_BASETYPE | TF_EXCEPTION | TF_PREHEADER,
	slots: {},
});
declareAttribute(
	BASE_EXCEPTION_GROUP,
	"message",
	(o) => (at(o + MESSAGE) === NULL ? NONE : incref(at(o + MESSAGE))),
	"readonly",
);
declareAttribute(
	BASE_EXCEPTION_GROUP,
	"exceptions",
	(o) => (at(o + MEMBERS) === NULL ? NONE : incref(at(o + MEMBERS))),
	"readonly",
);
declareMethod(BASE_EXCEPTION_GROUP, "derive", 1, 1, (self, args) =>
	callWith(BASE_EXCEPTION_GROUP, at(self + MESSAGE), at(args)),
);

// ---- Splitting ----

/** What an exception is measured by: a class or tuple of classes, a predicate, or a set of exceptions by identity. */
const BY_TYPE = 0;
const BY_PREDICATE = 1;
const BY_IDENTITY = 2;

/** Words: what of the exception matches, and the rest (0: nothing); those of its members; all owned. Then the exception, the matcher, its kind, and whether the rest is wanted. */
const W_MATCH = N0;
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
function beginSplit(exception: Ref, matcher: Ref, kind: number, wantsRest: boolean): typeof PUSHED {
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

function matchesType(exception: Ref, type: Ref): boolean {
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
function orNone(o: Ref): Ref {
	return o === NULL ? NONE : o;
}

function beginMethod(self: Ref, matcher: Ref, both: boolean): Status {
	const kind = matcherKind(matcher);
	if (kind < 0) return NULL;
	const frame = pushNative(SPLIT_METHOD, 6, 2);
	H[frame + N0 + 2] = self;
	H[frame + N0 + 3] = matcher;
	H[frame + N0 + 4] = kind;
	H[frame + N0 + 5] = both ? 1 : 0;
	return PUSHED;
}
declareMethod(BASE_EXCEPTION_GROUP, "split", 1, 1, (self, args) => beginMethod(self, at(args), true));
declareMethod(BASE_EXCEPTION_GROUP, "subgroup", 1, 1, (self, args) => beginMethod(self, at(args), false));

// ---- except* ----

/** What a naked exception becomes a group in: that frame is where its traceback begins. */
function wrapNaked(exception: Ref, frame: number): Status {
	const members = tupleOf(exception);
	const group = newGroup(members);
	decref(members);
	if (group > 0) setref(group + EXC_TRACEBACK, newTraceback(frame, NULL));
	return group;
}

/**
 * CHECK_EG_MATCH: a tuple of the rest and what matches (`_PyEval_ExceptionGroupMatch`). Words: the class of the group
 * that was asked to split.
 */
export function groupMatch(exception: Ref, type: Ref, frame: number): Status {
	if (!starTypeValid(type)) return NULL;
	if (exception === NONE) return tupleOf(NONE, NONE);
	if (matchesType(exception, type)) {
		const match = isExceptionGroup(exception) ? incref(exception) : wrapNaked(exception, frame);
		if (match <= 0) return match;
		const pair = tupleOf(NONE, match);
		decref(match);
		return pair;
	}
	if (!isExceptionGroup(exception)) return tupleOf(exception, NONE);
	return through(PAIR, 1, (native) => {
		H[native + N0] = at(exception + TYPE);
		return through(METHOD_CALL, 1, (call) => {
			H[call + N0] = type;
			return getAttr(exception, nameRef("split"));
		});
	});
}
const METHOD_CALL = nativeKind("split", (frame, value) => {
	if (stateOf(frame) === 1) return value;
	setState(frame, 1);
	const status = callWith(value, at(frame + N0));
	decref(value);
	return status;
});
const PAIR = nativeKind("except*", (frame, value) => {
	const name = typeName(at(frame + N0));
	let status: Status = NULL;
	if (!isTuple(value)) raise(TYPE_ERROR, `${name}.split must return a tuple, not ${typeName(at(value + TYPE))}`);
	else if (at(value + SIZE) < 2)
		raise(TYPE_ERROR, `${name}.split must return a 2-tuple, got tuple of size ${at(value + SIZE)}`);
	else status = tupleOf(tupleItem(value, 1), tupleItem(value, 0));
	decref(value);
	return status;
});

/** `_PyEval_CheckExceptStarTypeValid` */
function starTypeValid(type: Ref): boolean {
	const classes = isTuple(type) ? Array.from({ length: at(type + SIZE) }, (_, i) => tupleItem(type, i)) : [type];
	if (!classes.every(isExceptionClass)) {
		raise(TYPE_ERROR, "catching classes that do not inherit from BaseException is not allowed");
		return false;
	}
	if (classes.some((c) => isSubtype(c, BASE_EXCEPTION_GROUP))) {
		raise(TYPE_ERROR, "catching ExceptionGroup with except* is not allowed. Use except instead.");
		return false;
	}
	return true;
}

/** Words: the shares of the split, those raised anew (a list), leaves to be kept (a list); the original (borrowed). */
const RERAISE = nativeKind("except* reraise", (frame, value) => {
	const raised = at(frame + N0 + 2);
	if (stateOf(frame) === 0) {
		setState(frame, 1);
		return beginSplit(at(frame + N0 + 4), at(frame + N0 + 3), BY_IDENTITY, false);
	}
	xdecref(value);
	const projected = at(frame + W_MATCH);
	if (at(raised + SIZE) === 0) return incref(orNone(projected));
	if (projected !== NULL) listAppend(raised, projected);
	return at(raised + SIZE) > 1 ? newGroup(raised) : incref(at(at(raised + LIST_ITEMS)));
});

/** `_PyExc_PrepReraiseStar`: what is raised after the clauses have run; None: nothing. */
export function prepareReraise(original: Ref, raisedAndRest: Ref): Status {
	const items: Ref[] = [];
	for (let i = 0; i < at(raisedAndRest + SIZE); i++) {
		const e = at(at(raisedAndRest + LIST_ITEMS) + i);
		if (e !== NONE) items.push(e);
	}
	// A naked exception was caught and wrapped: at most one is to be raised.
	if (!isExceptionGroup(original)) return incref(items[0] ?? NONE);
	const frame = pushNative(RERAISE, 5, 4);
	const raised = newList();
	const leaves = newList();
	H[frame + N0 + 2] = raised;
	H[frame + N0 + 3] = leaves;
	H[frame + N0 + 4] = original;
	for (const e of items) {
		if (sameMetadata(e, original)) collectLeaves(e, leaves);
		else listAppend(raised, e);
	}
	return PUSHED;
}

/** `is_same_exception_metadata`: it is a part of the original that goes on as it was. */
function sameMetadata(a: Ref, b: Ref): boolean {
	return [EXC_TRACEBACK, EXC_CAUSE, EXC_CONTEXT].every((word) => at(a + word) === at(b + word));
}

function collectLeaves(e: Ref, leaves: Ref): void {
	if (!isExceptionGroup(e)) {
		listAppend(leaves, e);
		return;
	}
	const members = at(e + MEMBERS);
	for (let i = 0; i < at(members + SIZE); i++) collectLeaves(tupleItem(members, i), leaves);
}
