/** Raising: an exception is a value in R_ERROR, and NULL is what comes back (Python/errors.c). */
import { allocGc, internal } from "./alloc";
import { at, H } from "./arena";
import { frameLine, frameObject, instructionIndex, standsForC } from "./frames";
import { track } from "./gclist";
import {
	EXC_ARGS,
	EXC_CONTEXT,
	EXC_FIELDS,
	EXC_TRACEBACK,
	EXC_WORDS,
	GENERATOR_EXC,
	GENERATOR_EXC_BACK,
	NULL,
	R_ERROR,
	R_EXC_MAIN,
	R_EXC_STATE,
	type Ref,
	TB_FRAME,
	TB_LASTI,
	TB_LINE,
	TB_NEXT,
	TYPE,
} from "./layout";
import { profile, work } from "./machine";
import { clearref, decref, incref, setref } from "./refcount";
import { newStr } from "./str";
import { tupleOf } from "./tuple";
import { IMPORT_ERROR, TRACEBACK } from "./typeids";
import { isSubtype } from "./types";

/**
 * A new exception instance of a type with its args tuple, made for it (and taken over); NULL: that comes later. As
 * wherever the interpreter makes it, the tuple is furniture.
 */
export function newException(type: Ref, args: Ref): Ref {
	const o = allocGc(type, 88, EXC_WORDS);
	H[o + EXC_ARGS] = args === NULL ? NULL : internal(args);
	track(o);
	return o;
}

/** Sets an exception with a message, chained to the one being handled. Returns NULL. */
export function raise(type: Ref, message: string): typeof NULL {
	const text = newStr(message);
	const args = tupleOf(text);
	decref(text);
	return raiseOwned(newException(type, args));
}

/** Sets an exception with one argument (borrowed). Returns NULL. */
export function raiseWith(type: Ref, argument: Ref): typeof NULL {
	if (!profile().exceptionsVectorcall) return raiseOwned(newException(type, tupleOf(argument)));
	// By the type's vectorcall the exception comes before its args.
	const o = newException(type, NULL);
	H[o + EXC_ARGS] = internal(tupleOf(argument));
	return raiseOwned(o);
}

/** Which of ImportError's fields is `msg`. */
const IMPORT_MESSAGE = 3;

/** Sets an exception with an argument and fields of its own (counted here), such as NameError.name. */
export function raiseFields(type: Ref, message: string, ...fields: readonly Ref[]): typeof NULL {
	const text = newStr(message);
	const o = newException(type, tupleOf(text));
	for (let i = 0; i < fields.length; i++) H[o + EXC_FIELDS + i] = incref(fields[i] as Ref);
	// ImportError_init keeps the message a second time.
	if (isSubtype(type, IMPORT_ERROR)) H[o + EXC_FIELDS + IMPORT_MESSAGE] = text;
	else decref(text);
	return raiseOwned(o);
}

/** The exception being handled (`_PyErr_GetTopmostException`): borrowed, or 0. */
export function handledException(): Ref {
	let word = at(R_EXC_STATE);
	while (at(word) === 0 && word !== R_EXC_MAIN) word = at(word + GENERATOR_EXC_BACK - GENERATOR_EXC);
	return at(word);
}

/** `_PyErr_SetObject` with an instance that the caller owns: chains its context, makes it the current exception. */
export function raiseOwned(o: Ref): typeof NULL {
	const handled = handledException();
	if (handled !== NULL && handled !== o) {
		// A context chain that would come back to the new exception is cut there. One that runs in a circle elsewhere is
		// left: `slow` goes half as fast, and is met (Floyd).
		let e = handled;
		let slow = handled;
		for (let half = false; ; half = !half) {
			work(1);
			const context = at(e + EXC_CONTEXT);
			if (context === NULL) break;
			if (context === o) {
				clearref(e + EXC_CONTEXT);
				break;
			}
			e = context;
			if (e === slow) break;
			if (half) slow = at(slow + EXC_CONTEXT);
		}
		setref(o + EXC_CONTEXT, incref(handled));
	}
	restore(o);
	return NULL;
}

/** Makes an instance that the caller owns the current exception, as it is (`PyErr_SetRaisedException`). */
export function restore(o: Ref): void {
	const old = at(R_ERROR);
	H[R_ERROR] = o;
	if (old !== NULL) decref(old);
}

/** Takes the current exception: the caller owns it (`PyErr_GetRaisedException`). */
export function fetch(): Ref {
	const o = at(R_ERROR);
	H[R_ERROR] = 0;
	return o;
}

export function errorIs(type: Ref): boolean {
	const o = at(R_ERROR);
	return o !== NULL && isSubtype(at(o + TYPE), type);
}

/** Drops the current exception. */
export function clearError(): void {
	clearref(R_ERROR);
}

/**
 * A traceback of a frame at its current instruction, before `next` (taken over; 0: none). Owned. `object`: the frame's,
 * for one whose place is filled in by who makes it.
 */
export function newTraceback(frame: number, next: Ref, object = frameObject(frame)): Ref {
	const tb = allocGc(TRACEBACK, 64, 12);
	H[tb + TB_NEXT] = next;
	H[tb + TB_FRAME] = incref(object);
	if (frame !== 0) {
		H[tb + TB_LASTI] = instructionIndex(frame);
		H[tb + TB_LINE] = frameLine(frame);
	}
	track(tb);
	return tb;
}

/** `PyTraceBack_Here`: the current exception went through this frame, at its current instruction. */
export function addTraceback(frame: number): void {
	if (standsForC(frame)) return;
	const error = at(R_ERROR);
	// The exception is put aside meanwhile: what is made may ask for a collection.
	H[R_ERROR] = NULL;
	const traceback = newTraceback(frame, at(error + EXC_TRACEBACK));
	H[R_ERROR] = error;
	H[error + EXC_TRACEBACK] = traceback;
}
