/**
 * What comes back to a Python frame: the value that its instruction waited for (F_ON says what for), or an exception,
 * which ends a loop, goes to a handler, or takes the frame down.
 */
import { RERAISE } from "../compile/opcodes";
import { at, H } from "./arena";
import { clearError, errorIs, fetch } from "./errors";
import {
	argument,
	codeOf,
	instructionIndex,
	jumpTarget,
	ON_ARRAY,
	ON_BITS,
	ON_CALLED,
	ON_DISCARD,
	ON_GROUP,
	ON_ITER,
	ON_LENT,
	ON_METHOD,
	ON_NOT,
	ON_OPERATED,
	ON_RESULT,
	ON_SEND,
	ON_TRUTH,
	ON_UNPACK,
	ON_YIELD,
	popFrame,
} from "./frames";
import { pollCollector } from "./gc";
import { finishGenerator, stopIterationValue, suspendGenerator } from "./generators";
import { spreadGroupMatch } from "./instructions";
import { intNumber, isInt, newInt } from "./int";
import {
	BREAK_GC,
	CODE_INSTRUCTIONS,
	CODE_NLOCALS,
	F_CODE,
	F_GENERATOR,
	F_ON,
	F_PC,
	F_SP,
	FRAME_WORDS,
	NULL,
	PUSHED,
	R_BREAKER,
	type Ref,
} from "./layout";
import { profile, work } from "./machine";
import { truth } from "./operators";
import { decref } from "./refcount";
import { close, objectOf, takeBackArguments } from "./stackref";
import type { Status } from "./tables";
import { FALSE, STOP_ITERATION, TRUE } from "./typeids";
import { spreadUnpacked } from "./unpacking";

/** How the frame on top is to go on. */
export const GO_ON = 0;
export const GIVE = 1;
export const FAIL = 2;
/** The step that was asked for has been reached. */
export const STOP = 3;
/** In `execute`: another frame is on top, and how this one goes on is said already. */
export const SWITCH = -5;

/** What a call began for an instruction whose operands are gone: where it pushed a frame, its value is the result. */
export function entered(frame: number, status: Status): number {
	if (status !== PUSHED) return status;
	H[frame + F_ON] = ON_RESULT;
	return SWITCH;
}

/** Gives a Python frame the value (owned) that its instruction waited for, as F_ON says. */
export function deliver(frame: number, value: Ref): number {
	const on = at(frame + F_ON);
	H[frame + F_ON] = ON_RESULT;
	const count = on >> ON_BITS;
	const base = at(frame + F_SP) - count;
	switch (on & ((1 << ON_BITS) - 1)) {
		case ON_RESULT:
			finish(frame, base, count, value);
			return GO_ON;
		case ON_DISCARD:
			H[frame + F_SP] = base;
			decref(value);
			if (profile().inputsClosedDownwards) for (let i = count - 1; i >= 0; i--) close(at(base + i));
			else for (let i = 0; i < count; i++) close(at(base + i));
			return GO_ON;
		case ON_ARRAY:
			finish(frame, base, count, value, true);
			return GO_ON;
		case ON_OPERATED:
			finish(frame, base, count, value, false);
			return GO_ON;
		case ON_LENT:
			takeBackArguments(frame);
			finish(frame, base, count, value);
			return GO_ON;
		case ON_CALLED:
			takeBackArguments(frame);
			finish(frame, base, count, value);
			if ((at(R_BREAKER) & BREAK_GC) !== 0) pollCollector();
			return GO_ON;
		case ON_TRUTH:
		case ON_NOT: {
			const status = truth(value);
			if (status === PUSHED) {
				// What the comparison gave stays on the stack while its own __bool__ runs.
				H[base + count] = value;
				H[frame + F_SP] = base + count + 1;
				H[frame + F_ON] = (on & ((1 << ON_BITS) - 1)) | ((count + 1) << ON_BITS);
				return GO_ON;
			}
			decref(value);
			if (status === NULL) return FAIL;
			const inverted = (on & ((1 << ON_BITS) - 1)) === ON_NOT;
			finish(frame, base, count, (status === TRUE) !== inverted ? TRUE : FALSE);
			return GO_ON;
		}
		case ON_UNPACK:
			H[frame + F_SP] = spreadUnpacked(at(frame + F_SP), value);
			return GO_ON;
		case ON_METHOD:
			finish(frame, base, count, value);
			H[at(frame + F_SP)] = 0;
			H[frame + F_SP] = at(frame + F_SP) + 1;
			return GO_ON;
		case ON_GROUP:
			H[frame + F_SP] = spreadGroupMatch(base, count, value);
			return GO_ON;
		case ON_YIELD:
			suspendGenerator(frame);
			return GIVE;
		default:
			H[base] = value;
			H[frame + F_SP] = base + 1;
			return GO_ON;
	}
}

/** Puts a result where `count` consumed entries stood at `base`, and drops those, from the last down or from the first up. */
export function finish(
	frame: number,
	base: number,
	count: number,
	value: Ref,
	downwards = profile().inputsClosedDownwards,
): void {
	H[frame + F_SP] = base + 1;
	if (count === 0) {
		H[base] = value;
		return;
	}
	const first = at(base);
	H[base] = value;
	if (downwards) {
		for (let i = count - 1; i > 0; i--) close(at(base + i));
		close(first);
	} else {
		close(first);
		for (let i = 1; i < count; i++) close(at(base + i));
	}
}

/** An instruction that failed lets go of its inputs in the order in which it would have done so otherwise. */
export function dropInputs(frame: number, on: number): void {
	if (profile().inputsClosedDownwards) return;
	const count = on >> ON_BITS;
	const sp = at(frame + F_SP);
	const array = (on & ((1 << ON_BITS) - 1)) === ON_ARRAY;
	for (let k = 0; k < count; k++) {
		const i = array ? sp - 1 - k : sp - count + k;
		const word = at(i);
		H[i] = NULL;
		close(word);
	}
}

/** An exception comes back to a Python frame: StopIteration ends a loop or a delegation, anything else unwinds. */
export function deliverError(frame: number): number {
	const on = at(frame + F_ON);
	const action = on & ((1 << ON_BITS) - 1);
	H[frame + F_ON] = ON_RESULT;
	if (on >> ON_BITS > 1) dropInputs(frame, on);
	if ((action === ON_ITER || action === ON_SEND) && errorIs(STOP_ITERATION)) {
		if (action === ON_ITER) {
			clearError();
			endFor(frame);
		} else endSend(frame, stopIterationValue());
		return GO_ON;
	}
	return FAIL;
}

/** What an exception's way through one frame takes off the work budget. */
const EXCEPTION_WORK = 40;

/** FOR_ITER is done: the iterator is dropped, and END_FOR with POP_TOP behind the loop are jumped over. */
export function endFor(frame: number): void {
	const sp = at(frame + F_SP) - 1;
	const iterator = at(sp);
	H[frame + F_SP] = sp;
	H[frame + F_PC] = jumpTarget(frame, argument(frame)) + 4;
	close(iterator);
}

/** SEND is done: its result stands above the exhausted iterator for END_SEND. */
export function endSend(frame: number, result: Ref): void {
	const sp = at(frame + F_SP);
	H[sp] = result;
	H[frame + F_SP] = sp + 1;
	H[frame + F_PC] = jumpTarget(frame, argument(frame));
}

/**
 * An exception is set in a frame: goes to the handler that its exception table names, or leaves the frame. True: the
 * frame goes on. False: it was left.
 */
export function unwind(frame: number): boolean {
	work(EXCEPTION_WORK);
	takeBackArguments(frame);
	const code = codeOf(at(frame + F_CODE));
	const index = instructionIndex(frame);
	const raising = raisingIndex(frame, index);
	let sp = at(frame + F_SP);
	const base = frame + FRAME_WORDS + at(at(frame + F_CODE) + CODE_NLOCALS);
	for (const entry of code.exceptionTable) {
		if (index < entry.start || index >= entry.end) continue;
		const level = base + entry.depth;
		while (sp > level) {
			sp--;
			H[frame + F_SP] = sp;
			close(at(sp));
		}
		if (entry.lasti) H[sp++] = newInt(raising);
		H[sp++] = fetch();
		H[frame + F_SP] = sp;
		H[frame + F_PC] = at(at(frame + F_CODE) + CODE_INSTRUCTIONS) + entry.target * 2 - 2;
		return true;
	}
	while (sp > base) {
		sp--;
		H[frame + F_SP] = sp;
		close(at(sp));
	}
	H[frame + F_PC] = at(at(frame + F_CODE) + CODE_INSTRUCTIONS) + raising * 2;
	leaveFrame(frame);
	return false;
}

/**
 * The instruction that an exception in a frame is said to come from. RERAISE names the one that raised it first, which
 * a handler put on the stack; only the exception table is asked for RERAISE's own place.
 */
function raisingIndex(frame: number, index: number): number {
	const word = at(at(frame + F_PC));
	const depth = word >> 8;
	if ((word & 255) !== RERAISE || depth === 0) return index;
	const lasti = objectOf(at(at(frame + F_SP) - depth));
	return isInt(lasti) ? intNumber(lasti) : index;
}

/** Takes a finished frame off, a generator's or a call's. */
function leaveFrame(frame: number): void {
	const generator = at(frame + F_GENERATOR);
	if (generator !== NULL) finishGenerator(generator, frame);
	else popFrame(frame);
}
