/** The raise statement (`do_raise`): an exception is made of what is raised; and what an except clause matches. */
import { at, H } from "./arena";
import { callWith, through } from "./call";
import { raise, raiseOwned } from "./errors";
import { callWithDict } from "./expandedcalls";
import {
	EXC_CAUSE,
	EXC_SUPPRESS,
	NULL,
	PUSHED,
	R_SCRATCH,
	type Ref,
	SIZE,
	T_FLAGS,
	T_SLOTS,
	TF_EXCEPTION,
	TF_HEAP,
	TYPE,
} from "./layout";
import { N0, popNative, pushNative, setState, stateOf } from "./natives";
import { decref, incref, setref } from "./refcount";
import { type Call, callSlots, nativeKind, S_NEW, type Status, type Step, steps } from "./tables";
import { isTuple, tupleItem } from "./tuple";
import { BASE_EXCEPTION, NONE, TYPE_ERROR } from "./typeids";
import { isInstanceOf, isSubtype, isType, reprOfType, typeName } from "./types";

/** `PyErr_GivenExceptionMatches` with the checks of CHECK_EXC_MATCH: 1, 0, or -1 with TypeError set. */
export function exceptionMatches(exc: Ref, wanted: Ref): number {
	if (isTuple(wanted)) {
		for (let i = 0; i < at(wanted + SIZE); i++) if (!isExceptionClass(tupleItem(wanted, i))) return catchError();
		for (let i = 0; i < at(wanted + SIZE); i++) if (isSubtype(at(exc + TYPE), tupleItem(wanted, i))) return 1;
		return 0;
	}
	if (!isExceptionClass(wanted)) return catchError();
	return isSubtype(at(exc + TYPE), wanted) ? 1 : 0;
}
function catchError(): number {
	raise(TYPE_ERROR, "catching classes that do not inherit from BaseException is not allowed");
	return -1;
}
export function isExceptionClass(o: Ref): boolean {
	return isType(o) && (at(o + T_FLAGS) & TF_EXCEPTION) !== 0;
}

/** An exception instance from a class or an instance given to raise: owned, NULL or PUSHED. */
function exceptionFrom(type: Ref): Status {
	if (isExceptionClass(type)) {
		if ((at(type + T_FLAGS) & TF_HEAP) === 0)
			return (callSlots[at(type + T_SLOTS + S_NEW)] as Call)(type, R_SCRATCH, 0, NULL);
		return callWith(type);
	}
	if (isInstanceOf(type, BASE_EXCEPTION)) return incref(type);
	return raise(TYPE_ERROR, "exceptions must derive from BaseException");
}

/** `PyErr_NormalizeException`: a value that is an instance already, or what the class makes of it. Owned, NULL or PUSHED. */
export function createException(type: Ref, value: Ref): Status {
	if (value !== NULL && isInstanceOf(value, type)) return incref(value);
	return through(CREATED, 1, (frame) => {
		H[frame + N0] = type;
		if (value === NULL || value === NONE) return callWith(type);
		return isTuple(value) ? callWithDict(type, value, NULL) : callWith(type, value);
	});
}
const CREATED = nativeKind("exception", (frame, value) => {
	if (isInstanceOf(value, BASE_EXCEPTION)) return value;
	raise(
		TYPE_ERROR,
		`calling ${reprOfType(at(frame + N0))} should have returned an instance of BaseException, not ${typeName(at(value + TYPE))}`,
	);
	decref(value);
	return NULL;
});

/** TypeError: what a class of exceptions made is none. Takes it over. */
function noException(type: Ref, made: Ref): typeof NULL {
	const kind = reprOfType(at(made + TYPE));
	raise(TYPE_ERROR, `calling ${reprOfType(type)} should have returned an instance of BaseException, not ${kind}`);
	decref(made);
	return NULL;
}

/** Words: 0 what is raised, 1 the cause given (owned, or 0), 2 the instance once made. */
const RAISE = nativeKind("raise", (frame, value) => {
	const w = frame + N0;
	let made = value;
	for (;;) {
		switch (stateOf(frame)) {
			case 0: {
				setState(frame, 1);
				const status = exceptionFrom(at(w));
				if (status === PUSHED || status === NULL) return status;
				made = status;
				break;
			}
			case 1: {
				if (!isInstanceOf(made, BASE_EXCEPTION)) return noException(at(w), made);
				H[w + 2] = made;
				setState(frame, 2);
				const cause = at(w + 1);
				if (cause === NULL || cause === NONE) {
					made = NULL;
					break;
				}
				if (isExceptionClass(cause)) {
					const status = exceptionFrom(cause);
					if (status === PUSHED || status === NULL) return status;
					made = status;
				} else if (isInstanceOf(cause, BASE_EXCEPTION)) made = incref(cause);
				else return raise(TYPE_ERROR, "exception causes must derive from BaseException");
				break;
			}
			default: {
				if (made !== NULL && !isInstanceOf(made, BASE_EXCEPTION)) return noException(at(w + 1), made);
				const exc = at(w + 2);
				H[w + 2] = 0;
				if (at(w + 1) !== NULL) {
					setref(exc + EXC_CAUSE, made);
					H[exc + EXC_SUPPRESS] = 1;
				}
				return raiseOwned(exc);
			}
		}
	}
});

/** `do_raise`: takes both over; NULL with the exception set, or PUSHED. */
export function raiseFrom(exc: Ref, cause: Ref): Status {
	if (cause === NULL && !isType(exc) && isInstanceOf(exc, BASE_EXCEPTION)) return raiseOwned(exc);
	const frame = pushNative(RAISE, 3, 3);
	H[frame + N0] = exc;
	H[frame + N0 + 1] = cause;
	const status = (steps[RAISE] as Step)(frame, NULL);
	if (status !== PUSHED) popNative(frame);
	return status;
}
