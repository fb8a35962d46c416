/**
 * `throw()` and `close()` of generators, which reach first what a generator delegates to (`_gen_throw`, `gen_close` and
 * `gen_close_iter` in Objects/genobject.c).
 */
import { RESUME } from "../compile/opcodes";
import { at, H } from "./arena";
import { getAttr } from "./attributes";
import { callWith, vectorcall } from "./call";
import { declareMethod } from "./declarations";
import { clearError, errorIs, fetch, newException, raise, raiseOwned, restore } from "./errors";
import { codeOf, ON_YIELD } from "./frames";
import {
	delegate,
	dropGenerator,
	enterExceptionState,
	pushSent,
	resumeGenerator,
	stopIterationValue,
	unsaveFrame,
} from "./generators";
import {
	CODE_INSTRUCTIONS,
	EXC_TRACEBACK,
	F_CODE,
	F_ON,
	F_PC,
	F_PREV,
	GEN_COMPLETED,
	GEN_CREATED,
	GEN_RUNNING,
	GEN_SUSPENDED,
	GENERATOR_EXC_BACK,
	GENERATOR_FRAME,
	GENERATOR_STATE,
	NULL,
	PUSHED,
	R_EXC_STATE,
	type Ref,
	TYPE,
} from "./layout";
import { N0, popNative, pushNative, setState, stateOf } from "./natives";
import { createException, isExceptionClass } from "./raising";
import { decref, incref, setref } from "./refcount";
import { nameRef } from "./special";
import { nativeKind, type Status, type Step, steps } from "./tables";
import {
	ATTRIBUTE_ERROR,
	BASE_EXCEPTION,
	DEPRECATION_WARNING,
	EMPTY_TUPLE,
	GENERATOR,
	GENERATOR_EXIT,
	NONE,
	RUNTIME_ERROR,
	STOP_ITERATION,
	TRACEBACK,
	TYPE_ERROR,
} from "./typeids";
import { isInstanceOf, isSubtype, typeName } from "./types";
import { unraisable } from "./unraisable";
import { warn } from "./warning";

// ---- throw ----

/** Words: what the generator delegates to (owned); type, value and traceback, which the caller holds; the generator. */
const W_DELEGATE = N0;
const W_TYPE = N0 + 1;
const W_VALUE = N0 + 2;
const W_TRACEBACK = N0 + 3;
const W_GENERATOR = N0 + 4;

const BEGIN = 0;
/** Waiting for what it delegates to: its close(), its attribute `throw`, that method's answer. */
const CLOSING = 1;
const ASKED = 2;
const THROWN = 3;
/** Waiting for the exception instance, and for the generator itself. */
const MADE = 4;
const RESUMED = 5;

const THROW = nativeKind(
	"generator.throw",
	(frame, value) => throwStep(frame, value),
	(frame) => throwFailed(frame),
);

declareMethod(GENERATOR, "throw", 1, 3, (self, args, nargs) => {
	const frame = pushNative(THROW, 5, 1);
	for (let i = 0; i < nargs; i++) H[frame + W_TYPE + i] = at(args + i);
	H[frame + W_GENERATOR] = self;
	if (nargs > 1) {
		const status = warn(
			DEPRECATION_WARNING,
			"the (type, exc, tb) signature of throw() is deprecated, use the single-arg signature instead.",
			1,
		);
		if (status === PUSHED || status === NULL) {
			if (status === NULL) popNative(frame);
			return status;
		}
	}
	return throwInto(frame);
});

/**
 * Goes down the generators that delegate to one another: each stands on the stack, below the one it delegates to, while
 * that one is thrown into. The frame on top (a THROW frame) goes on for the innermost.
 */
function throwInto(frame: number): Status {
	const [type, value, traceback] = [at(frame + W_TYPE), at(frame + W_VALUE), at(frame + W_TRACEBACK)];
	let generator = at(frame + W_GENERATOR);
	let inner = delegate(generator);
	if (inner === NULL || at(inner + TYPE) !== GENERATOR || matchesExit(type))
		return finished(frame, throwStep(frame, NULL));
	popNative(frame);
	while (inner !== NULL && at(inner + TYPE) === GENERATOR) {
		H[unsaveFrame(generator) + F_ON] = ON_YIELD;
		H[pushNative(DELEGATED, 1, 0) + N0] = generator;
		generator = inner;
		inner = delegate(generator);
	}
	const top = pushNative(THROW, 5, 1);
	H[top + W_TYPE] = type;
	H[top + W_VALUE] = value;
	H[top + W_TRACEBACK] = traceback;
	H[top + W_GENERATOR] = generator;
	return PUSHED;
}

function finished(frame: number, status: Status): Status {
	if (status !== PUSHED) popNative(frame);
	return status;
}

/** `PyErr_GivenExceptionMatches(type, PyExc_GeneratorExit)` */
function matchesExit(type: Ref): boolean {
	return isExceptionClass(type) ? isSubtype(type, GENERATOR_EXIT) : isInstanceOf(type, GENERATOR_EXIT);
}

/** Stands above a generator's frame while the one that it delegates to is thrown into. */
const DELEGATED = nativeKind(
	"yield from",
	(frame, value) => {
		H[at(frame + N0) + GENERATOR_EXC_BACK] = at(R_EXC_STATE);
		return value;
	},
	(frame) => {
		enterExceptionState(at(frame + N0));
		pushSent(at(frame + F_PREV), NONE);
		raiseOwned(fetch());
		return NULL;
	},
);

function throwStep(frame: number, first: Ref): Status {
	const generator = at(frame + W_GENERATOR);
	let value: Status = first;
	for (;;) {
		switch (stateOf(frame)) {
			case BEGIN: {
				if (value !== NULL) decref(value);
				const inner = delegate(generator);
				if (inner === NULL) {
					value = makeException(frame);
					if (value === PUSHED || value === NULL) return value;
					break;
				}
				H[frame + W_DELEGATE] = incref(inner);
				H[generator + GENERATOR_STATE] = GEN_RUNNING;
				if (matchesExit(at(frame + W_TYPE))) {
					setState(frame, CLOSING);
					value = closeDelegate(inner);
				} else {
					setState(frame, ASKED);
					value = getAttr(inner, nameRef("throw"));
				}
				if (value === PUSHED) return PUSHED;
				if (value === NULL) return throwFailed(frame);
				break;
			}
			case CLOSING:
				decref(value);
				H[generator + GENERATOR_STATE] = GEN_SUSPENDED;
				value = makeException(frame);
				if (value === PUSHED || value === NULL) return value;
				break;
			case ASKED: {
				setState(frame, THROWN);
				const n = at(frame + W_TRACEBACK) !== NULL ? 3 : at(frame + W_VALUE) !== NULL ? 2 : 1;
				const method = value;
				value = vectorcall(method, frame + W_TYPE, n, NULL);
				decref(method);
				if (value === PUSHED) return PUSHED;
				if (value === NULL) return throwFailed(frame);
				break;
			}
			case THROWN:
				H[generator + GENERATOR_STATE] = GEN_SUSPENDED;
				return value;
			case MADE:
				return throwHere(frame, value);
			default:
				return value;
		}
	}
}

/** What it delegates to has raised: the exception goes on in the generator itself, or it has no `throw` at all. */
function throwFailed(frame: number): Status {
	const generator = at(frame + W_GENERATOR);
	const state = stateOf(frame);
	// The exception could not be made: what its class raised is thrown.
	if (state === MADE) return throwHere(frame, fetch());
	if (state !== CLOSING && state !== ASKED && state !== THROWN) return NULL;
	H[generator + GENERATOR_STATE] = GEN_SUSPENDED;
	if (state === ASKED) {
		if (!errorIs(ATTRIBUTE_ERROR)) return NULL;
		clearError();
		const made = makeException(frame);
		return made === PUSHED || made === NULL ? made : throwHere(frame, made);
	}
	setState(frame, RESUMED);
	return resumeGenerator(generator, NULL);
}

/** The exception that was given, as an instance: owned, NULL or PUSHED. */
function makeException(frame: number): Status {
	const type = at(frame + W_TYPE);
	const value = at(frame + W_VALUE);
	const traceback = at(frame + W_TRACEBACK);
	if (traceback !== NULL && traceback !== NONE && at(traceback + TYPE) !== TRACEBACK)
		return raise(TYPE_ERROR, "throw() third argument must be a traceback object");
	setState(frame, MADE);
	if (isExceptionClass(type)) {
		const status = createException(type, value);
		return status === NULL ? fetch() : status;
	}
	setState(frame, RESUMED);
	if (!isInstanceOf(type, BASE_EXCEPTION))
		return raise(
			TYPE_ERROR,
			`exceptions must be classes or instances deriving from BaseException, not ${typeName(at(type + TYPE))}`,
		);
	if (value !== NULL && value !== NONE) return raise(TYPE_ERROR, "instance exception may not have a separate value");
	setState(frame, MADE);
	return incref(type);
}

/** Raises an instance (taken over) where the generator rests. */
function throwHere(frame: number, exception: Ref): Status {
	const traceback = at(frame + W_TRACEBACK);
	if (traceback !== NULL && traceback !== NONE) setref(exception + EXC_TRACEBACK, incref(traceback));
	setState(frame, RESUMED);
	restore(exception);
	return resumeGenerator(at(frame + W_GENERATOR), NULL);
}

// ---- close ----

/** Words: what the generator delegates to, once asked (owned); the generator. */
const W_INNER = N0;
const W_CLOSED = N0 + 1;

const CLOSE = nativeKind(
	"generator.close",
	(frame, value) => closeStep(frame, value),
	(frame) => {
		if (stateOf(frame) !== CLOSING) return closeFailed();
		H[at(frame + W_CLOSED) + GENERATOR_STATE] = GEN_SUSPENDED;
		setState(frame, RESUMED);
		return resumeGenerator(at(frame + W_CLOSED), NULL);
	},
);

function closeStep(frame: number, value: Ref): Status {
	const generator = at(frame + W_CLOSED);
	switch (stateOf(frame)) {
		case BEGIN: {
			const state = at(generator + GENERATOR_STATE);
			if (state === GEN_COMPLETED) return NONE;
			if (state === GEN_CREATED) {
				dropGenerator(generator);
				return NONE;
			}
			const inner = delegate(generator);
			if (inner === NULL) return exit(frame);
			H[frame + W_INNER] = incref(inner);
			H[generator + GENERATOR_STATE] = GEN_RUNNING;
			setState(frame, CLOSING);
			const status = closeDelegate(inner);
			if (status === PUSHED) return PUSHED;
			H[generator + GENERATOR_STATE] = GEN_SUSPENDED;
			if (status !== NULL) {
				decref(status);
				return exit(frame);
			}
			setState(frame, RESUMED);
			return resumeGenerator(generator, NULL);
		}
		case CLOSING:
			decref(value);
			H[generator + GENERATOR_STATE] = GEN_SUSPENDED;
			return exit(frame);
		default:
			decref(value);
			return raise(RUNTIME_ERROR, "generator ignored GeneratorExit");
	}
}

/** GeneratorExit is raised where it rests; ending or letting it out is fine, another yield is not. */
function exit(frame: number): Status {
	const generator = at(frame + W_CLOSED);
	if (at(generator + GENERATOR_STATE) === GEN_SUSPENDED && !mayCatch(generator)) {
		dropGenerator(generator);
		return NONE;
	}
	setState(frame, RESUMED);
	raiseOwned(newException(GENERATOR_EXIT, EMPTY_TUPLE));
	return resumeGenerator(generator, NULL);
}

function closeFailed(): Status {
	if (errorIs(GENERATOR_EXIT)) {
		clearError();
		return NONE;
	}
	return errorIs(STOP_ITERATION) ? stopIterationValue() : NULL;
}

/** A suspended generator whose yield stands in no try block needs no exception to be closed. */
function mayCatch(generator: Ref): boolean {
	const block = at(generator + GENERATOR_FRAME);
	const code = codeOf(at(block + F_CODE));
	const index = (at(block + F_PC) - at(at(block + F_CODE) + CODE_INSTRUCTIONS)) >> 1;
	const after = code.instructions[index + 1] as number;
	// RESUME's argument tells: the yield's exception handler depth is the generator's own.
	return !((after & 255) === RESUME && ((after >> 8) & 4) !== 0);
}

declareMethod(GENERATOR, "close", 0, 0, (self) => closeGenerator(self));

export function closeGenerator(self: Ref): Status {
	const frame = pushNative(CLOSE, 2, 1);
	H[frame + W_CLOSED] = self;
	return finished(frame, closeStep(frame, NULL));
}

/** `gen_close_iter`: an iterator that is no generator is closed where it has a `close`. A value to drop, NULL or PUSHED. */
function closeDelegate(inner: Ref): Status {
	if (at(inner + TYPE) === GENERATOR) return closeGenerator(inner);
	const frame = pushNative(CLOSE_ITERATOR, 1, 0);
	H[frame + N0] = inner;
	const method = getAttr(inner, nameRef("close"));
	if (method === PUSHED) return PUSHED;
	return finished(frame, method === NULL ? noClose(frame) : (steps[CLOSE_ITERATOR] as Step)(frame, method));
}
const CLOSE_ITERATOR = nativeKind(
	"close of an iterator",
	(frame, value) => {
		if (stateOf(frame) === CLOSING) return value;
		setState(frame, CLOSING);
		const status = callWith(value);
		decref(value);
		return status;
	},
	(frame) => (stateOf(frame) === CLOSING ? NULL : noClose(frame)),
);
/** The attribute could not be read: a missing one is fine, anything else is reported. */
function noClose(frame: number): Status {
	setState(frame, CLOSING);
	if (!errorIs(ATTRIBUTE_ERROR)) return unraisable(at(frame + N0), "generator");
	clearError();
	return NONE;
}
