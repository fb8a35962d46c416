/** The instructions of except*: what a clause matches, and what is raised after the clauses have run. */
import { at, H } from "./arena";
import { getAttr } from "./attributes";
import { callWith, through } from "./call";
import { newTraceback, raise } from "./errors";
import { isExceptionGroup, MEMBERS, newGroup } from "./exceptiongroups";
import { BY_IDENTITY, beginSplit, matchesType, orNone, W_MATCH } from "./groupsplit";
import { EXC_CAUSE, EXC_CONTEXT, EXC_TRACEBACK, LIST_ITEMS, NULL, PUSHED, type Ref, SIZE, TYPE } from "./layout";
import { listAppend, newList } from "./list";
import { N0, pushNative, setState, stateOf } from "./natives";
import { isExceptionClass } from "./raising";
import { decref, incref, setref, xdecref } from "./refcount";
import { nameRef } from "./special";
import { nativeKind, type Status } from "./tables";
import { isTuple, tupleItem, tupleOf } from "./tuple";
import { BASE_EXCEPTION_GROUP, NONE, TYPE_ERROR } from "./typeids";
import { isSubtype, typeName } from "./types";

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
