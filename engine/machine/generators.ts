/** Generators: a frame that leaves the stack at each yield and comes back (Objects/genobject.c). */
import { CO_ASYNC_GENERATOR, CO_COROUTINE } from "../compile/code";
import { YIELD_VALUE } from "../compile/opcodes";
import { allocGc } from "./alloc";
import { allocRaw, at, copyWords, freeRaw, H } from "./arena";
import { declareAttribute, declareMethod, declareType } from "./declarations";
import { fetch, newException, raise, raiseOwned } from "./errors";
import { countBorrowed, frameObject, frameSlots, ON_RESULT, popFrame } from "./frames";
import { isTracked, track } from "./gclist";
import { closeGenerator } from "./generatorthrow";
import { newBool } from "./int";
import { EXHAUSTED, iterNext } from "./iterators";
import {
	CODE_FLAGS,
	EXC_FIELDS,
	F_BORROWED,
	F_BUILTINS,
	F_CODE,
	F_END,
	F_FUNC,
	F_GENERATOR,
	F_GLOBALS,
	F_KIND,
	F_LINE,
	F_LOCALS,
	F_OBJECT,
	F_ON,
	F_PC,
	F_PREV,
	F_SP,
	FO_FRAME,
	FO_OWN,
	FRAME_WORDS,
	FUNC_NAME,
	FUNC_QUALNAME,
	GEN_COMPLETED,
	GEN_CREATED,
	GEN_RUNNING,
	GEN_SUSPENDED,
	GENERATOR_CODE,
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
	T_BASICSIZE,
	TF_GC,
	TF_NO_NEW,
	TYPE,
} from "./layout";
import { LimitExceeded } from "./limits";
import { profile } from "./machine";
import { callMethod } from "./methodcalls";
import { pushNative } from "./natives";
import { addressText } from "./objects";
import { clearref, decref, incref, setref, xdecref } from "./refcount";
import { close, steal } from "./stackref";
import { isStr, newStr, textOf } from "./str";
import { nativeKind, S_FINALIZE, S_ITER, S_NEXT, S_REPR, type Status, slotOf, unary } from "./tables";
import { tupleOf } from "./tuple";
import {
	ASYNC_GENERATOR,
	COROUTINE,
	EMPTY_TUPLE,
	GENERATOR,
	NONE,
	OBJECT,
	RECURSION_ERROR,
	STOP_ITERATION,
	TYPE_ERROR,
	VALUE_ERROR,
} from "./typeids";

/** RETURN_GENERATOR: the running frame becomes a generator's, and is taken off the stack. Owned. */
export function newGenerator(frame: number): Ref {
	countBorrowed(frame);
	const func = at(frame + F_FUNC);
	const type = typeOfGenerator(at(at(frame + F_CODE) + CODE_FLAGS));
	const o = allocGc(type, at(type + T_BASICSIZE) + 8 * frameSlots(at(frame + F_CODE)), GENERATOR_WORDS);
	H[o + GENERATOR_NAME] = incref(at(func + FUNC_NAME));
	H[o + GENERATOR_QUALNAME] = incref(at(func + FUNC_QUALNAME));
	const words = at(frame + F_END) - frame;
	const block = allocRaw(words, 0);
	H[o + GENERATOR_FRAME] = block;
	H[frame + F_GENERATOR] = o;
	H[block + F_END] = words;
	H[block + F_GLOBALS] = at(frame + F_GLOBALS);
	H[block + F_BUILTINS] = at(frame + F_BUILTINS);
	H[block + F_GENERATOR] = o;
	saveFrame(o, frame);
	H[o + GENERATOR_STATE] = GEN_CREATED;
	track(o);
	return o;
}

function typeOfGenerator(flags: number): Ref {
	if ((flags & CO_COROUTINE) !== 0) return COROUTINE;
	return (flags & CO_ASYNC_GENERATOR) !== 0 ? ASYNC_GENERATOR : GENERATOR;
}

/**
 * Copies the frame on top into its generator's block and takes it off the stack: of its own words those that are not the
 * same whenever it rests.
 */
function saveFrame(generator: Ref, frame: number): void {
	const block = at(generator + GENERATOR_FRAME);
	const sp = at(frame + F_SP);
	H[block + F_PC] = at(frame + F_PC);
	H[block + F_SP] = sp - frame;
	H[block + F_CODE] = at(frame + F_CODE);
	H[block + F_FUNC] = at(frame + F_FUNC);
	H[block + F_LOCALS] = at(frame + F_LOCALS);
	H[block + F_LINE] = at(frame + F_LINE);
	copyWords(block + FRAME_WORDS, frame + FRAME_WORDS, sp);
	const object = at(frame + F_OBJECT);
	H[block + F_OBJECT] = object;
	if (object !== NULL) H[object + FO_FRAME] = block;
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
	H[generator + GENERATOR_CODE] = incref(at(frame + F_CODE));
	H[frame + F_GENERATOR] = 0;
	freeRaw(block, at(block + F_END));
	popFrame(frame, true);
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
export function resumeGenerator(generator: Ref, value: Ref): Status {
	const state = at(generator + GENERATOR_STATE);
	if (state === GEN_CREATED && value !== NULL && value !== NONE) {
		return raise(TYPE_ERROR, "can't send non-None value to a just-started generator");
	}
	if (state === GEN_RUNNING) return raise(VALUE_ERROR, "generator already executing");
	if (state === GEN_COMPLETED) return value === NULL ? NULL : EXHAUSTED;
	if (at(R_DEPTH) >= at(R_DEPTH_LIMIT)) return raise(RECURSION_ERROR, "maximum recursion depth exceeded");
	const frame = unsaveFrame(generator);
	enterExceptionState(generator);
	pushSent(frame, value !== NULL && state === GEN_SUSPENDED ? incref(value) : NONE);
	if (value !== NULL) return PUSHED;
	// The exception is raised where the generator rests: a native frame on top fails at once.
	raiseOwned(fetch());
	pushNative(THROW, 0, 0);
	return PUSHED;
}

/** What a `yield` in a frame gives (taken over). It stands there for an exception too: the handler counts on it. */
export function pushSent(frame: number, value: Ref): void {
	const sp = at(frame + F_SP);
	H[sp] = value;
	H[frame + F_SP] = sp + 1;
}

/** Copies a resting generator's frame back to the top of the stack; it is running from then on. */
export function unsaveFrame(generator: Ref): number {
	const block = at(generator + GENERATOR_FRAME);
	const below = at(R_FRAME);
	const frame = below === 0 ? STACK_BASE : at(below + F_END);
	const words = at(block + F_END);
	if (frame + words > STACK_BASE + STACK_WORDS)
		throw new LimitExceeded("bytes", "the machine's stack is full: let calls nest less deeply");
	H[R_DEPTH] = at(R_DEPTH) + 1;
	const slots = at(block + F_SP);
	const object = at(block + F_OBJECT);
	H[frame + F_PREV] = below;
	H[frame + F_KIND] = 0;
	H[frame + F_PC] = at(block + F_PC);
	H[frame + F_SP] = frame + slots;
	H[frame + F_END] = frame + words;
	H[frame + F_ON] = ON_RESULT;
	H[frame + F_CODE] = at(block + F_CODE);
	H[frame + F_FUNC] = at(block + F_FUNC);
	H[frame + F_GLOBALS] = at(block + F_GLOBALS);
	H[frame + F_BUILTINS] = at(block + F_BUILTINS);
	H[frame + F_LOCALS] = at(block + F_LOCALS);
	H[frame + F_OBJECT] = object;
	H[frame + F_GENERATOR] = generator;
	H[frame + F_LINE] = at(block + F_LINE);
	H[frame + F_BORROWED] = 0;
	copyWords(frame + FRAME_WORDS, block + FRAME_WORDS, block + slots);
	// The references are the frame's now; the block shows none while it runs.
	H[block + F_SP] = FRAME_WORDS;
	H[block + F_FUNC] = 0;
	H[block + F_CODE] = 0;
	H[block + F_LOCALS] = 0;
	H[block + F_OBJECT] = 0;
	if (object !== NULL) H[object + FO_FRAME] = frame;
	H[generator + GENERATOR_STATE] = GEN_RUNNING;
	H[generator + GENERATOR_RUNNING] = frame;
	H[R_FRAME] = frame;
	incref(generator);
	return frame;
}

/** The exceptions that a generator handles are its own while it runs. */
export function enterExceptionState(generator: Ref): void {
	H[generator + GENERATOR_EXC_BACK] = at(R_EXC_STATE);
	H[R_EXC_STATE] = generator + GENERATOR_EXC;
}
const THROW = nativeKind("throw", () => NULL);

/** SEND: a value (borrowed) to a generator, or None to any iterator. */
export function sendTo(receiver: Ref, value: Ref): Status {
	if (at(receiver + TYPE) === GENERATOR) return resumeGenerator(receiver, value);
	if (value === NONE && slotOf(receiver, S_NEXT) !== 0) return iterNext(receiver);
	return callMethod(receiver, "send", value);
}

const GENERATOR_NEXT = unary((o) => resumeGenerator(o, NONE));

declareMethod(GENERATOR, "send", 1, 1, (self, args) => {
	const status = resumeGenerator(self, at(args));
	return status === EXHAUSTED ? generatorReturned(NONE) : status;
});

/** What a generator that rests in a `yield from` delegates to (`_PyGen_yf`): borrowed, or 0. */
export function delegate(generator: Ref): Ref {
	if (at(generator + GENERATOR_STATE) !== GEN_SUSPENDED) return NULL;
	const block = at(generator + GENERATOR_FRAME);
	const word = at(at(block + F_PC));
	return word === (YIELD_VALUE | (1 << 8)) ? at(block + at(block + F_SP) - 1) : NULL;
}

/** Ends a generator without running it: what its frame holds is dropped (`gen_clear_frame`). */
export function dropGenerator(generator: Ref): void {
	H[generator + GENERATOR_STATE] = GEN_COMPLETED;
	releaseGeneratorFrame(generator);
	const block = at(generator + GENERATOR_FRAME);
	if (block === 0) return;
	H[generator + GENERATOR_FRAME] = 0;
	H[generator + GENERATOR_CODE] = at(block + F_CODE);
	const n = at(block + F_SP);
	if (profile().localsClearedDownwards) for (let i = n - 1; i >= FRAME_WORDS; i--) close(at(block + i));
	else for (let i = FRAME_WORDS; i < n; i++) close(at(block + i));
	xdecref(at(block + F_LOCALS));
	xdecref(at(block + F_FUNC));
	freeRaw(block, at(block + F_END));
}

/**
 * A resting generator gives its frame up: a frame object that someone else holds takes all that the frame holds over,
 * one that nobody holds goes.
 */
export function releaseGeneratorFrame(generator: Ref): void {
	const block = at(generator + GENERATOR_FRAME);
	const object = block === 0 ? NULL : at(block + F_OBJECT);
	if (object === NULL) return;
	H[block + F_OBJECT] = 0;
	H[object + FO_FRAME] = 0;
	if (at(object) > 1) {
		H[object + FO_OWN] = block;
		for (let i = FRAME_WORDS; i < at(block + F_SP); i++) H[block + i] = steal(at(block + i));
		H[block + F_GENERATOR] = 0;
		H[generator + GENERATOR_FRAME] = 0;
		H[generator + GENERATOR_CODE] = incref(at(block + F_CODE));
		if (!isTracked(object)) track(object);
	}
	decref(object);
}

/** `_PyGen_Finalize`: a suspended generator that dies is closed first, so that its finally blocks run. */
const GENERATOR_FINALIZE = unary((o) => {
	const state = at(o + GENERATOR_STATE);
	return state === GEN_SUSPENDED || state === GEN_CREATED ? closeGenerator(o) : NONE;
});

declareType({
	type: GENERATOR,
	name: "generator",
	base: OBJECT,
	layout: LAYOUT_GENERATOR,
	bytes: 160,
	itemBytes: 8,
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
declareAttribute(GENERATOR, "gi_suspended", (o) => newBool(at(o + GENERATOR_STATE) === GEN_SUSPENDED));
declareAttribute(GENERATOR, "gi_frame", (o) => {
	if (at(o + GENERATOR_STATE) === GEN_COMPLETED) return NONE;
	const running = at(o + GENERATOR_RUNNING);
	return incref(frameObject(running !== 0 ? running : at(o + GENERATOR_FRAME)));
});
/** A generator's code: borrowed. */
export function generatorCode(o: Ref): Ref {
	const code = at(o + GENERATOR_CODE);
	if (code !== NULL) return code;
	const running = at(o + GENERATOR_RUNNING);
	return at((running !== 0 ? running : at(o + GENERATOR_FRAME)) + F_CODE);
}
declareAttribute(GENERATOR, "gi_code", (o) => incref(generatorCode(o)));
declareAttribute(GENERATOR, "gi_yieldfrom", (o) => {
	const inner = delegate(o);
	return inner === NULL ? NONE : incref(inner);
});
for (const [name, word] of [
	["__name__", GENERATOR_NAME],
	["__qualname__", GENERATOR_QUALNAME],
] as const) {
	declareAttribute(
		GENERATOR,
		name,
		(o) => incref(at(o + word)),
		(o, value) => {
			if (value === NULL || !isStr(value)) return raise(TYPE_ERROR, `${name} must be set to a string object`);
			setref(o + word, incref(value));
			return NONE;
		},
	);
}
