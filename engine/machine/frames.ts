/** Frames of Python code on the machine's stack, and the frame objects that a traceback or `sys._getframe` makes of them. */
import { CO_STANDS_FOR_C, type CodeObject } from "../compile/code";
import { allocGc } from "./alloc";
import { allocRaw, at, clearWords, copyWords, H, payloads } from "./arena";
import { raise } from "./errors";
import { recording, setLeaving } from "./events";
import { isTracked, track } from "./gclist";
import {
	CODE_FLAGS,
	CODE_FRAME_WORDS,
	CODE_INSTRUCTIONS,
	CODE_NLOCALS,
	CODE_OBJECT,
	F_BUILTINS,
	F_CODE,
	F_END,
	F_FUNC,
	F_GLOBALS,
	F_KIND,
	F_LOCALS,
	F_OBJECT,
	F_PC,
	F_PREV,
	F_SP,
	FO_BACK,
	FO_FRAME,
	FO_OWN,
	FRAME_WORDS,
	NULL,
	R_DEPTH,
	R_DEPTH_LIMIT,
	R_ERROR,
	R_FRAME,
	type Ref,
	STACK_BASE,
	STACK_WORDS,
	T_BASICSIZE,
} from "./layout";
import { LimitExceeded } from "./limits";
import { profile, spend } from "./machine";
import { decref, incref, setref, xdecref } from "./refcount";
import { close, steal, takeBackArguments } from "./stackref";
import { FRAME, RECURSION_ERROR } from "./typeids";

/**
 * F_ON: what becomes of a value delivered to a Python frame, and above ON_BITS how many stack entries the instruction
 * consumes, dropped upwards.
 */
export const ON_BITS = 4;
/** It takes the place of the consumed entries. */
export const ON_RESULT = 0;
/** It is dropped, after the consumed entries (stores). */
export const ON_DISCARD = 1;
/** Its truth takes their place; inverted. */
export const ON_TRUTH = 2;
export const ON_NOT = 3;
/** It is what FOR_ITER pushes; StopIteration ends the loop. */
export const ON_ITER = 4;
/** It is what SEND pushes; StopIteration ends it with its value. */
export const ON_SEND = 5;
/** It is an attribute about to be called: pushed with NULL for self. */
export const ON_METHOD = 6;
/** It holds the items that UNPACK_SEQUENCE or UNPACK_EX spreads. */
export const ON_UNPACK = 7;
/** It is what a generator yields that this one delegates to, in answer to throw(): the frame rests again and gives it on. */
export const ON_YIELD = 8;
/** It holds the rest of an exception and what an `except*` clause matched of it, which is then being handled. */
export const ON_GROUP = 10;
/** As ON_RESULT; what it takes the place of is an array of operands, which is dropped from its end in 3.13 too. */
export const ON_ARRAY = 11;
/** As ON_LENT; then the collector is polled (`CHECK_EVAL_BREAKER` after a call of what is no Python function). */
export const ON_CALLED = 12;
/** As ON_RESULT; what it takes the place of are a generic operator's operands, of which the left is dropped first in 3.14 too. */
export const ON_OPERATED = 13;
/** As ON_RESULT, once borrowed operands have been taken back from native code (stackref.ts). */
export const ON_LENT = 9;

/** An instruction's second word: it begins a line, whose number stands above LINE_SHIFT. */
export const LINE_START = 1;
export const LINE_SHIFT = 1;
/** What a line takes off the work budget, beside its instructions. */
export const LINE_WORK = 2;
/** What a frame takes off it. */
export const CALL_WORK = 6;

/** Most Python frames before the stack itself is full, whatever the recursion limit says. */
export function pushFrame(code: Ref, func: Ref, globals: Ref, builtins: Ref, locals: Ref): number {
	const depth = at(R_DEPTH) + 1;
	if (depth > at(R_DEPTH_LIMIT)) {
		raise(RECURSION_ERROR, "maximum recursion depth exceeded");
		return 0;
	}
	const below = at(R_FRAME);
	const frame = below === 0 ? STACK_BASE : at(below + F_END);
	const end = frame + at(code + CODE_FRAME_WORDS);
	if (end > STACK_BASE + STACK_WORDS)
		throw new LimitExceeded("bytes", "the machine's stack is full: let calls nest less deeply");
	H[R_DEPTH] = depth;
	const sp = frame + FRAME_WORDS + at(code + CODE_NLOCALS);
	clearWords(frame, sp);
	spend(CALL_WORK);
	H[frame + F_PREV] = below;
	H[frame + F_PC] = at(code + CODE_INSTRUCTIONS) - 2;
	H[frame + F_SP] = sp;
	H[frame + F_END] = end;
	H[frame + F_CODE] = code;
	H[frame + F_FUNC] = func;
	H[frame + F_GLOBALS] = globals;
	H[frame + F_BUILTINS] = builtins;
	H[frame + F_LOCALS] = locals;
	H[R_FRAME] = frame;
	return frame;
}

/** Index of the instruction that a frame is executing. */
export function instructionIndex(frame: number): number {
	return (at(frame + F_PC) - at(at(frame + F_CODE) + CODE_INSTRUCTIONS)) >> 1;
}

/** The instruction that a jump with the argument `arg` leads to, as the F_PC before it. */
export function jumpTarget(frame: number, arg: number): number {
	return at(at(frame + F_CODE) + CODE_INSTRUCTIONS) + arg * 2 - 2;
}

/** The argument of the instruction that a frame executes. */
export function argument(frame: number): number {
	return at(at(frame + F_PC)) >> 8;
}

export function codeOf(code: Ref): CodeObject {
	return payloads[at(code + CODE_OBJECT)] as CodeObject;
}

/** The line that an instruction belongs to, or that of the nearest one before it that has a line. */
export function lineOfInstruction(code: CodeObject, index: number): number {
	for (let i = index; i >= 0; i--) {
		const line = code.positions[i * 4] as number;
		if (line > 0) return line;
	}
	return code.firstlineno;
}

export function frameLine(frame: number): number {
	return lineOfInstruction(codeOf(at(frame + F_CODE)), instructionIndex(frame));
}

/** Words of a frame's locals and stack, as its code says. */
export function frameSlots(code: Ref): number {
	return at(code + CODE_FRAME_WORDS) - FRAME_WORDS - 1;
}

/** The frame object of a running frame, made on first use. Borrowed: the frame holds it. */
export function frameObject(frame: number): Ref {
	const existing = at(frame + F_OBJECT);
	if (existing !== NULL) return existing;
	const code = at(frame + F_CODE);
	// The current exception is put aside meanwhile (`_PyFrame_MakeAndSetFrameObject`): the frame may ask for a collection.
	const error = at(R_ERROR);
	H[R_ERROR] = NULL;
	const o = allocGc(FRAME, at(FRAME + T_BASICSIZE) + 8 * frameSlots(code), 12);
	H[R_ERROR] = error;
	H[o + FO_FRAME] = frame;
	H[frame + F_OBJECT] = o;
	return o;
}

/** The nearest Python frame below one, or 0; what stands for C is none. */
export function previousPython(frame: number): number {
	let f = at(frame + F_PREV);
	while (f !== 0 && (at(f + F_KIND) !== 0 || standsForC(f))) f = at(f + F_PREV);
	return f;
}

/** Whether a Python frame runs what is C in CPython. */
export function standsForC(frame: number): boolean {
	return (at(at(frame + F_CODE) + CODE_FLAGS) & CO_STANDS_FOR_C) !== 0;
}

/** The innermost Python frame, or 0: for what stands for C too, which has globals and locals of its own. */
export function topPython(): number {
	let f = at(R_FRAME);
	while (f !== 0 && at(f + F_KIND) !== 0) f = at(f + F_PREV);
	return f;
}

/** The innermost Python frame that CPython would have too, or 0. */
export function topVisible(): number {
	const f = topPython();
	return f !== 0 && standsForC(f) ? previousPython(f) : f;
}

/**
 * Takes a finished Python frame off the stack (`_PyEval_FrameClearAndPop`): a frame object that someone else holds keeps
 * the locals; otherwise they are dropped in the profile's order. The frame must be the one on top.
 */
export function popFrame(frame: number, ofGenerator = false): void {
	H[R_FRAME] = at(frame + F_PREV);
	H[R_DEPTH] = at(R_DEPTH) - 1;
	const code = at(frame + F_CODE);
	const func = at(frame + F_FUNC);
	const object = at(frame + F_OBJECT);
	if (object !== NULL) {
		if (at(object) > 1) {
			takeOwnership(object, frame, ofGenerator);
			decref(object);
			return;
		}
		H[object + FO_FRAME] = 0;
		decref(object);
	}
	if (recording) setLeaving(frame);
	dropLocals(frame);
	xdecref(at(frame + F_LOCALS));
	close(func);
	decref(code);
	if (recording) setLeaving(0);
}

/** `_PyFrame_ClearLocals` */
function dropLocals(frame: number): void {
	const first = frame + FRAME_WORDS;
	const end = at(frame + F_SP);
	if (profile().localsClearedDownwards) {
		for (let i = end - 1; i >= first; i--) close(at(i));
	} else {
		for (let i = first; i < end; i++) close(at(i));
	}
}

/** What a frame borrowed is counted from now on, since it outlives its owners (`_PyFrame_Copy`). */
export function countBorrowed(frame: number): void {
	takeBackArguments(frame);
	for (let i = frame + FRAME_WORDS; i < at(frame + F_SP); i++) H[i] = steal(at(i));
	H[frame + F_FUNC] = steal(at(frame + F_FUNC));
}

/** The frame object becomes the owner of what the frame held (`take_ownership`). */
function takeOwnership(object: Ref, frame: number, ofGenerator: boolean): void {
	countBorrowed(frame);
	const words = at(frame + F_END) - frame;
	const block = allocRaw(words, 0);
	copyWords(block, frame, at(frame + F_SP));
	H[block + F_SP] = at(frame + F_SP) - frame;
	H[block + F_END] = words;
	H[block + F_OBJECT] = 0;
	H[object + FO_OWN] = block;
	H[object + FO_FRAME] = 0;
	// A generator's frame has left its caller by then (`clear_gen_frame`).
	const below = ofGenerator ? 0 : previousPython(frame);
	if (below !== 0) setref(object + FO_BACK, incref(frameObject(below)));
	if (!isTracked(object)) track(object);
}
