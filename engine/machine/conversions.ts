/**
 * Natives that need the number or the truth of an object in the midst of their work, where Python code gives it
 * (`__index__`, `__float__`, `__bool__`). They give up, Python is asked, and they begin again with the answer at hand,
 * and so on until nothing is left to ask. A native must therefore ask before it changes anything.
 */

import { at, H } from "./arena";
import { callComplexMethod } from "./complexes";
import { NULL, PUSHED, R_FRAME, type Ref } from "./layout";
import { Unsupported } from "./limits";
import { listItem, listPush, listSize, newList } from "./list";
import { N0, popNative, pushNative, setState, stateOf } from "./natives";
import { truth } from "./operators";
import {
	type Binary,
	binarySlots,
	type Call,
	callSlots,
	nativeKind,
	type Status,
	type Ternary,
	ternarySlots,
	type Unary,
	unarySlots,
} from "./tables";

/** What is thrown to begin again. Where nobody can, in a step after others, it says so to the program's host. */
const BEGIN_AGAIN = new Unsupported("a number or a truth that Python code gives, here");

/** In place of a slot: the truth is asked for. */
export const TRUTH = -1;
/** What `__complex__` gives. */
export const COMPLEX_METHOD = -2;

/** During an attempt: the frame with its answers, and how many have been used; after one that failed: what is asked. */
const attempt = { frame: 0, used: 0, asked: NULL, slot: 0 };

/** What Python code makes of an object by one of its unary slots, or its truth: borrowed. */
export function convert(o: Ref, slot: number): Ref {
	if (attempt.frame !== 0) {
		const answers = at(attempt.frame + N0);
		if (attempt.used < listSize(answers)) return listItem(answers, attempt.used++);
	}
	attempt.asked = o;
	attempt.slot = slot;
	throw BEGIN_AGAIN;
}

// What is tried: a function of `restarts`, or a slot of a table.
const BINARY = -1;
const TERNARY = -2;
const CALLED = -3;
type Restart = (a: number, b: number, c: number, d: number, e: number) => Status;
const restarts: Restart[] = [];

/** Registers what may be run again: its number. */
export function restartable(restart: Restart): number {
	restarts.push(restart);
	return restarts.length - 1;
}

function run(what: number, a: number, b: number, c: number, d: number, e: number): Status {
	switch (what) {
		case BINARY:
			return (binarySlots[a] as Binary)(b, c);
		case TERNARY:
			return (ternarySlots[a] as Ternary)(b, c, d);
		case CALLED:
			return (callSlots[a] as Call)(b, c, d, e);
		default:
			return (restarts[what] as Restart)(a, b, c, d, e);
	}
}

/** A slot that may give up: what it is given must stay as it is until the value comes, as for any native. */
export function guardedBinary(slot: number, a: Ref, b: Ref): Status {
	if (attempt.frame !== 0) return nested(BINARY, slot, a, b, 0, 0);
	const top = at(R_FRAME);
	try {
		return (binarySlots[slot] as Binary)(a, b);
	} catch (error) {
		return beginAgain(error, top, BINARY, slot, a, b, 0, 0);
	}
}

export function guardedTernary(slot: number, a: Ref, b: Ref, c: Ref): Status {
	if (attempt.frame !== 0) return nested(TERNARY, slot, a, b, c, 0);
	const top = at(R_FRAME);
	try {
		return (ternarySlots[slot] as Ternary)(a, b, c);
	} catch (error) {
		return beginAgain(error, top, TERNARY, slot, a, b, c, 0);
	}
}

export function guardedCall(slot: number, o: Ref, args: number, nargs: number, kwnames: Ref): Status {
	if (attempt.frame !== 0) return nested(CALLED, slot, o, args, nargs, kwnames);
	const top = at(R_FRAME);
	try {
		return (callSlots[slot] as Call)(o, args, nargs, kwnames);
	} catch (error) {
		return beginAgain(error, top, CALLED, slot, o, args, nargs, kwnames);
	}
}

/** Whether a native is being tried again, so that one which it calls is `nested`. */
export const trying = (): boolean => attempt.frame !== 0;

/** A native that another one calls which is tried again: the answers are not for it. */
export function nested(what: number, a: number, b: number, c: number, d: number, e: number): Status {
	const { frame, used } = attempt;
	const top = at(R_FRAME);
	attempt.frame = 0;
	try {
		return run(what, a, b, c, d, e);
	} catch (error) {
		return beginAgain(error, top, what, a, b, c, d, e);
	} finally {
		attempt.frame = frame;
		attempt.used = used;
	}
}

/** A native gave up: asks, and lets it begin again. Anything else that was thrown goes on. */
export function beginAgain(
	error: unknown,
	top: number,
	what: number,
	a: number,
	b: number,
	c: number,
	d: number,
	e: number,
): Status {
	if (error !== BEGIN_AGAIN) throw error;
	unwindTo(top);
	const frame = pushNative(AGAIN, 7, 1);
	H[frame + N0] = newList();
	[what, a, b, c, d, e].forEach((word, i) => {
		H[frame + N0 + 1 + i] = word;
	});
	const status = ask(frame);
	if (status !== PUSHED) popNative(frame);
	return status;
}

/** Native frames that the native had pushed when it gave up. */
function unwindTo(top: number): void {
	while (at(R_FRAME) !== top) popNative(at(R_FRAME));
}

const ASKING = 0;
const ENDING = 1;

/** Words: the answers (owned); what is tried, and with which words. */
const AGAIN = nativeKind("native that begins again", (frame, value) => {
	if (stateOf(frame) === ENDING) return value;
	listPush(at(frame + N0), value);
	return tryAgain(frame);
});

function tryAgain(frame: number): Status {
	const word = (i: number): number => at(frame + N0 + 1 + i);
	attempt.frame = frame;
	attempt.used = 0;
	try {
		const status = run(word(0), word(1), word(2), word(3), word(4), word(5));
		if (status === PUSHED) setState(frame, ENDING);
		return status;
	} catch (error) {
		if (error !== BEGIN_AGAIN) throw error;
	} finally {
		attempt.frame = 0;
	}
	unwindTo(frame);
	setState(frame, ASKING);
	return ask(frame);
}

/** Asks what the native wanted to know: the answer comes to the frame, or it is tried at once. */
function ask(frame: number): Status {
	const o = attempt.asked;
	attempt.asked = NULL;
	const status =
		attempt.slot === TRUTH
			? truth(o)
			: attempt.slot === COMPLEX_METHOD
				? callComplexMethod(o)
				: (unarySlots[attempt.slot] as Unary)(o);
	if (status === PUSHED || status === NULL) return status;
	listPush(at(frame + N0), status);
	return tryAgain(frame);
}
