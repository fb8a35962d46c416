/** Generators: a frame that leaves the stack at each yield and comes back (Objects/genobject.c). */
import { RESUME } from "../compile/opcodes";
import { allocGc, FL_NONE } from "./alloc";
import { allocRaw, at, freeRaw, H } from "./arena";
import { attributeError } from "./attributes";
import { declareAttribute, declareMethod, declareType } from "./declarations";
import { clearError, errorIs, fetch, newException, raise, raiseOwned, restore } from "./errors";
import { exceptionFrom } from "./exceptions";
import { codeOf, frameObject, ON_RESULT, popFrame } from "./frames";
import { track } from "./gclist";
import { newBool } from "./int";
import { EXHAUSTED, iterNext } from "./iterators";
import {
	CODE_INSTRUCTIONS,
	EXC_FIELDS,
	F_CODE,
	F_END,
	F_FUNC,
	F_GENERATOR,
	F_LOCALS,
	F_OBJECT,
	F_ON,
	F_PC,
	F_PREV,
	F_SP,
	FO_FRAME,
	FRAME_WORDS,
	FUNC_NAME,
	FUNC_QUALNAME,
	GEN_COMPLETED,
	GEN_CREATED,
	GEN_RUNNING,
	GEN_SUSPENDED,
	GENERATOR_EXC,
	GENERATOR_EXC_BACK,
	GENERATOR_FRAME,
	GENERATOR_NAME,
	GENERATOR_QUALNAME,
	GENERATOR_RUNNING,
	GENERATOR_STATE,
	GENERATOR_WEAKLIST,
	GENERATOR_WORDS,
	LAYOUT_GENERATOR,
	NULL,
	PUSHED,
	R_DEPTH,
	R_DEPTH_LIMIT,
	R_EXC_STATE,
	R_FRAME,
	type Ref,
	STACK_BASE,
	STACK_WORDS,
	TF_GC,
	TF_NO_NEW,
	TYPE,
} from "./layout";
import { LimitExceeded, Unsupported } from "./limits";
import { N0, popNative, pushNative } from "./natives";
import { addressText } from "./objects";
import { clearref, decref, incref, xdecref } from "./refcount";
import { callSpecial, lookupSpecial, nameRef } from "./special";
import { newStr, textOf } from "./str";
import { nativeKind, S_FINALIZE, S_ITER, S_NEXT, S_REPR, type Status, type Step, slotOf, steps, unary } from "./tables";
import { tupleOf } from "./tuple";
import {
	EMPTY_TUPLE,
	GENERATOR,
	GENERATOR_EXIT,
	NONE,
	OBJECT,
	RECURSION_ERROR,
	RUNTIME_ERROR,
	STOP_ITERATION,
	TYPE_ERROR,
	VALUE_ERROR,
} from "./typeids";
import { typeName } from "./types";

/** RETURN_GENERATOR: the running frame becomes a generator's, and is taken off the stack. Owned. */
export function newGenerator(frame: number): Ref {
	const func = at(frame + F_FUNC);
	const o = allocGc(GENERATOR, 160, GENERATOR_WORDS, FL_NONE);
	H[o + GENERATOR_NAME] = incref(at(func + FUNC_NAME));
	H[o + GENERATOR_QUALNAME] = incref(at(func + FUNC_QUALNAME));
	const words = at(frame + F_END) - frame;
	H[o + GENERATOR_FRAME] = allocRaw(words);
	H[frame + F_GENERATOR] = o;
	saveFrame(o, frame);
	H[o + GENERATOR_STATE] = GEN_CREATED;
	track(o);
	return o;
}

/** Copies the frame on top into its generator's block and takes it off the stack. */
function saveFrame(generator: Ref, frame: number): void {
	const block = at(generator + GENERATOR_FRAME);
	H.copyWithin(block, frame, at(frame + F_SP));
	H[block + F_SP] = at(frame + F_SP) - frame;
	H[block + F_END] = at(frame + F_END) - frame;
	if (at(frame + F_OBJECT) !== NULL) H[at(frame + F_OBJECT) + FO_FRAME] = 0;
	H[generator + GENERATOR_RUNNING] = 0;
	H[R_FRAME] = at(frame + F_PREV);
	H[R_DEPTH] = at(R_DEPTH) - 1;
}

/** YIELD_VALUE */
export function suspendGenerator(frame: number): void {
	const generator = at(frame + F_GENERATOR);
	H[R_EXC_STATE] = at(generator + GENERATOR_EXC_BACK);
	saveFrame(generator, frame);
	H[generator + GENERATOR_STATE] = GEN_SUSPENDED;
	decref(generator);
}

/** The frame has returned or raised: its locals go, the generator is over. */
export function finishGenerator(generator: Ref, frame: number): void {
	H[R_EXC_STATE] = at(generator + GENERATOR_EXC_BACK);
	const block = at(generator + GENERATOR_FRAME);
	H[generator + GENERATOR_FRAME] = 0;
	H[generator + GENERATOR_STATE] = GEN_COMPLETED;
	H[generator + GENERATOR_RUNNING] = 0;
	H[frame + F_GENERATOR] = 0;
	freeRaw(block, at(block + F_END));
	popFrame(frame);
	clearref(generator + GENERATOR_EXC);
	decref(generator);
}

/** A generator returned: its caller sees StopIteration with the value (taken over). Answers NULL. */
export function generatorReturned(value: Ref): typeof NULL {
	if (value === NONE) return raiseOwned(newException(STOP_ITERATION, EMPTY_TUPLE));
	const o = newException(STOP_ITERATION, tupleOf(value));
	H[o + EXC_FIELDS] = value;
	return raiseOwned(o);
}

/** The value that a StopIteration being raised carries, owned; it is no longer raised. */
export function stopIterationValue(): Ref {
	const e = fetch();
	const value = at(e + EXC_FIELDS);
	const result = incref(value === NULL ? NONE : value);
	decref(e);
	return result;
}

/**
 * Puts a generator's frame back on the stack with a value to send (borrowed), or, where `value` is 0, with the current
 * exception to raise in it (`gen_send_ex2`). EXHAUSTED: it is over. The frame holds the generator while it runs.
 */
function resumeGenerator(generator: Ref, value: Ref): Status {
	const state = at(generator + GENERATOR_STATE);
	if (state === GEN_RUNNING) {
		return raise(VALUE_ERROR, "generator already executing");
	}
	if (state === GEN_COMPLETED) return value === NULL ? NULL : EXHAUSTED;
	if (state === GEN_CREATED && value !== NULL && value !== NONE) {
		return raise(TYPE_ERROR, "can't send non-None value to a just-started generator");
	}
	const block = at(generator + GENERATOR_FRAME);
	const depth = at(R_DEPTH) + 1;
	if (depth > at(R_DEPTH_LIMIT)) return raise(RECURSION_ERROR, "maximum recursion depth exceeded");
	const below = at(R_FRAME);
	const frame = below === 0 ? STACK_BASE : at(below + F_END);
	const words = at(block + F_END);
	if (frame + words > STACK_BASE + STACK_WORDS) throw new LimitExceeded("bytes", "the machine's stack is full");
	H[R_DEPTH] = depth;
	H.copyWithin(frame, block, block + at(block + F_SP));
	H[frame + F_PREV] = below;
	H[frame + F_END] = frame + words;
	let sp = frame + at(block + F_SP);
	H[frame + F_ON] = ON_RESULT;
	// The references are the frame's now; the block shows none while it runs.
	H[block + F_SP] = FRAME_WORDS;
	H[block + F_FUNC] = 0;
	H[block + F_CODE] = 0;
	H[block + F_LOCALS] = 0;
	if (at(frame + F_OBJECT) !== NULL) H[at(frame + F_OBJECT) + FO_FRAME] = frame;
	H[generator + GENERATOR_STATE] = GEN_RUNNING;
	H[generator + GENERATOR_RUNNING] = frame;
	H[generator + GENERATOR_EXC_BACK] = at(R_EXC_STATE);
	H[R_EXC_STATE] = generator + GENERATOR_EXC;
	H[R_FRAME] = frame;
	incref(generator);
	if (value !== NULL) {
		if (state === GEN_SUSPENDED) H[sp++] = incref(value);
		else H[sp++] = NONE;
		H[frame + F_SP] = sp;
		return PUSHED;
	}
	// The exception is raised where the generator rests: a native frame on top fails at once.
	H[frame + F_SP] = sp;
	pushNative(THROW, 0, 0);
	return PUSHED;
}
const THROW = nativeKind("throw", () => NULL);

/** SEND: a value (borrowed) to a generator, or None to any iterator. */
export function sendTo(receiver: Ref, value: Ref): Status {
	if (at(receiver + TYPE) === GENERATOR) return resumeGenerator(receiver, value);
	if (value === NONE && slotOf(receiver, S_NEXT) !== 0) return iterNext(receiver);
	const send = lookupSpecial(receiver, "send");
	if (send === NULL)
		return attributeError(
			receiver,
			nameRef("send"),
			`'${typeName(at(receiver + TYPE))}' object has no attribute 'send'`,
		);
	return callSpecial(send, receiver, value);
}

const GENERATOR_NEXT = unary((o) => resumeGenerator(o, NONE));

declareMethod(GENERATOR, "send", 1, 1, (self, args) => {
	const status = resumeGenerator(self, at(args));
	return status === EXHAUSTED ? generatorReturned(NONE) : status;
});

declareMethod(GENERATOR, "throw", 1, 3, (self, args, nargs) =>
	throwInto(self, at(args), nargs > 1 ? at(args + 1) : NULL),
);

/** `_gen_throw`, for a generator that delegates to no other. */
function throwInto(self: Ref, type: Ref, value: Ref): Status {
	const exc = exceptionFrom(type, value);
	if (exc === NULL) return NULL;
	if (exc === PUSHED) throw new Unsupported("generator.throw of a class whose __init__ is Python code");
	restore(exc);
	if (at(self + GENERATOR_STATE) === GEN_CREATED) {
		// It never started: the exception comes straight out of it.
		return resumeGenerator(self, NULL);
	}
	return resumeGenerator(self, NULL);
}

/** gen_close: GeneratorExit is raised inside; ending or letting it out is fine, another yield is not. */
const CLOSE = nativeKind(
	"generator.close",
	(frame, value) => {
		if (value === NULL) {
			const generator = at(frame + N0);
			const state = at(generator + GENERATOR_STATE);
			if (state === GEN_COMPLETED) return NONE;
			if (state === GEN_RUNNING) return raise(VALUE_ERROR, "generator already executing");
			if (state === GEN_CREATED || !mayCatch(generator)) {
				dropGenerator(generator);
				return NONE;
			}
			raiseOwned(newException(GENERATOR_EXIT, EMPTY_TUPLE));
			return resumeGenerator(generator, NULL);
		}
		decref(value);
		return raise(RUNTIME_ERROR, "generator ignored GeneratorExit");
	},
	() => {
		if (errorIs(GENERATOR_EXIT)) {
			clearError();
			return NONE;
		}
		if (errorIs(STOP_ITERATION)) return stopIterationValue();
		return NULL;
	},
);

/** A suspended generator whose yield stands in no try block needs no exception to be closed (3.13's gen_close). */
function mayCatch(generator: Ref): boolean {
	const block = at(generator + GENERATOR_FRAME);
	const code = codeOf(at(block + F_CODE));
	const index = (at(block + F_PC) - at(at(block + F_CODE) + CODE_INSTRUCTIONS)) >> 1;
	const after = code.instructions[index + 1] as number;
	// RESUME's argument tells: the yield's exception handler depth is the generator's own.
	return !((after & 255) === RESUME && ((after >> 8) & 4) !== 0);
}

/** Ends a generator without running it: what its frame holds is dropped. */
function dropGenerator(generator: Ref): void {
	const block = at(generator + GENERATOR_FRAME);
	if (block === 0) return;
	H[generator + GENERATOR_FRAME] = 0;
	H[generator + GENERATOR_STATE] = GEN_COMPLETED;
	const n = at(block + F_SP);
	const object = at(block + F_OBJECT);
	if (object !== NULL) decref(object);
	for (let i = FRAME_WORDS; i < n; i++) xdecref(at(block + i));
	xdecref(at(block + F_LOCALS));
	xdecref(at(block + F_FUNC));
	xdecref(at(block + F_CODE));
	freeRaw(block, at(block + F_END));
}

declareMethod(GENERATOR, "close", 0, 0, (self) => closeGenerator(self));
function closeGenerator(self: Ref): Status {
	const frame = pushNative(CLOSE, 1, 0);
	H[frame + N0] = self;
	const status = (steps[CLOSE] as Step)(frame, NULL);
	if (status !== PUSHED) popNative(frame);
	return status;
}

/** `_PyGen_Finalize`: a suspended generator that dies is closed first, so that its finally blocks run. */
const GENERATOR_FINALIZE = unary((o) => {
	const state = at(o + GENERATOR_STATE);
	if (state !== GEN_SUSPENDED) return NONE;
	return closeGenerator(o);
});

declareType({
	type: GENERATOR,
	name: "generator",
	base: OBJECT,
	layout: LAYOUT_GENERATOR,
	bytes: 160,
	words: GENERATOR_WORDS,
	flags: TF_GC | TF_NO_NEW,
	weakAt: GENERATOR_WEAKLIST,
	slots: {
		[S_ITER]: unary((o) => incref(o)),
		[S_NEXT]: GENERATOR_NEXT,
		[S_FINALIZE]: GENERATOR_FINALIZE,
		[S_REPR]: unary((o) => newStr(`<generator object ${textOf(at(o + GENERATOR_QUALNAME))} at ${addressText(o)}>`)),
	},
});
declareAttribute(GENERATOR, "gi_running", (o) => newBool(at(o + GENERATOR_STATE) === GEN_RUNNING));
declareAttribute(GENERATOR, "gi_frame", (o) =>
	at(o + GENERATOR_STATE) === GEN_COMPLETED ? NONE : frameOfGenerator(o),
);
declareAttribute(GENERATOR, "__name__", (o) => incref(at(o + GENERATOR_NAME)));
declareAttribute(GENERATOR, "__qualname__", (o) => incref(at(o + GENERATOR_QUALNAME)));

function frameOfGenerator(o: Ref): Status {
	const running = at(o + GENERATOR_RUNNING);
	if (running !== 0) return incref(frameObject(running));
	throw new Unsupported("gi_frame of a generator that rests");
}
