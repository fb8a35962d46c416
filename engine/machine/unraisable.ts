/** Exceptions that nobody can catch: reported and forgotten (`PyErr_FormatUnraisable`, `_PyErr_WriteUnraisableDefaultHook`). */
import type { ProfileName } from "../profiles";
import { internal } from "./alloc";
import { at, H } from "./arena";
import { newMethod } from "./attributes";
import { callWith } from "./call";
import { collectionScheduled } from "./checksignals";
import { declareAttribute, declareType } from "./declarations";
import { dictGetText, newDict } from "./dict";
import { addTraceback, clearError, fetch, raise } from "./errors";
import { topVisible } from "./frames";
import { startScheduledCollection } from "./gc";
import { countAllocation, countDeallocation } from "./gclist";
import {
	BUILTIN_DEF,
	EXC_TRACEBACK,
	FIELDS,
	LAYOUT_FIELDS,
	MODULES_REMOVED,
	NULL,
	PUSHED,
	R_ERROR,
	R_FINALIZING,
	R_FRAME,
	R_SYS_DICT,
	type Ref,
	TF_GC,
	TF_NO_NEW,
	TYPE,
} from "./layout";
import { newList } from "./list";
import { profile, write } from "./machine";
import { callMethod } from "./methodcalls";
import { declareFunction } from "./moduletable";
import { N0, pushNative, setState, stateOf } from "./natives";
import { repr, str } from "./operators";
import { decref, incref, setref } from "./refcount";
import { newSlice } from "./slices";
import { sourceLine } from "./sources";
import { newStr, textOf } from "./str";
import { isNativeStream, sysAttribute } from "./sysstreams";
import { definitions, type NativeDef, nativeKind, type Status } from "./tables";
import { shownTypeName, stackOf } from "./tracebackframes";
import { type FrameSummary, formatStack } from "./tracebacktext";
import { newTuple } from "./tuple";
import { BUILTIN, GENERATOR, NONE, OBJECT, STATICMETHOD, TYPE_ERROR, UNRAISABLE_HOOK_ARGS } from "./typeids";
import { newFields, typeLookupText } from "./types";

/** What was going on. */
export type Occasion =
	| "deallocator"
	| "weakref callback"
	| "weakref callback of garbage"
	| "gc callback"
	| "generator"
	| "atexit callback";

/** What 3.14 says before the object; 3.13 gives the object alone. */
const WORDING: Readonly<Record<Occasion, string>> = {
	deallocator: "Exception ignored while calling deallocator",
	"weakref callback": "Exception ignored while calling weakref callback",
	"weakref callback of garbage": "Exception ignored on calling weakref callback",
	"gc callback": "Exception ignored while calling GC callback",
	generator: "Exception ignored while closing generator",
	"atexit callback": "Exception ignored in atexit callback",
};
const OCCASIONS = Object.keys(WORDING) as readonly Occasion[];
const WORDED: Readonly<Record<ProfileName, boolean>> = { "3.13": false, "3.14": true };

/** Words: the object named, the exception, the message or 0 (owned); then the occasion. */
const W_OBJECT = N0;
const W_ERROR = N0 + 1;
const W_MESSAGE = N0 + 2;
/** What was written so far, where sys.stderr is the program's own: a str, written at the end. Owned. */
const W_TEXT = N0 + 3;
/** What the default hook is given (`make_unraisable_hook_args`). Owned. */
const W_ARGS = N0 + 4;
const W_OCCASION = N0 + 5;
/** 1: what is reported is that the report itself failed; another failure is forgotten. */
const W_AGAIN = N0 + 6;
/** Source lines still to be read for the traceback. */
const W_LINES = N0 + 7;
const WORDS = 8;
const OWNED = 5;

const BEGIN = 0;
/** Waiting for the object's repr, for 3.14's message. */
const WORDING_SHOWN = 1;
const READY = 2;
/** Waiting for the program's own hook. */
const HOOKED = 3;
const DEFAULT = 4;
const OBJECT_SHOWN = 5;
const EXCEPTION_SHOWN = 6;
/** Waiting for the `write` and the `flush` of a sys.stderr of the program's own. */
const REPORTED = 7;
const FLUSHED = 8;
const FORGOTTEN = 9;
/** The traceback is being written: a line's file is yet to be opened, is there, is a text stream, is being read, has been read. */
const OPENING = 10;
const FILE_MADE = 11;
const OPENED = 12;
const DECODING = 13;
const READ = 14;

/** Takes the current exception and reports it; `o` (borrowed) is what failed. PUSHED: a value to drop comes. */
export function unraisable(o: Ref, occasion: Occasion): Status {
	if (at(at(R_ERROR) + EXC_TRACEBACK) === NULL && topVisible() !== 0) addTraceback(topVisible());
	const error = fetch();
	const frame = pushNative(REPORT, WORDS, OWNED);
	H[frame + W_OBJECT] = incref(o);
	H[frame + W_ERROR] = error;
	H[frame + W_OCCASION] = OCCASIONS.indexOf(occasion);
	if (!WORDED[profile().name] && occasion !== "atexit callback") setState(frame, READY);
	return PUSHED;
}

/** The same for the finalizer of an object that dies: a class's `__del__`, or a generator's closing. */
export function finalizerUnraisable(o: Ref): Status {
	if (at(o + TYPE) === GENERATOR) return unraisable(o, "generator");
	const method = typeLookupText(at(o + TYPE), "__del__");
	return unraisable(
		method === NULL ? o : at(method + TYPE) === STATICMETHOD ? at(method + FIELDS) : method,
		"deallocator",
	);
}

const REPORT = nativeKind(
	"unraisable exception",
	(frame, value) => report(frame, value),
	(frame) => report(frame, failed(frame)),
);

/** What was called has raised: what stands in its place (0: nothing was to come). */
function failed(frame: number): Ref {
	const state = stateOf(frame);
	if ((state === REPORTED || state === FLUSHED) && at(frame + W_AGAIN) !== 0) {
		clearError();
		setState(frame, FORGOTTEN);
		return NONE;
	}
	if (state === HOOKED || state === REPORTED || state === FLUSHED) {
		// The hook's own exception is reported instead, with the hook.
		if (state === HOOKED && at(at(R_ERROR) + EXC_TRACEBACK) === NULL && topVisible() !== 0) addTraceback(topVisible());
		setref(frame + W_ERROR, fetch());
		const hook = dictGetText(at(R_SYS_DICT), "unraisablehook");
		setref(frame + W_OBJECT, hook === NULL ? NONE : incref(hook));
		H[frame + W_AGAIN] = 1;
		setref(frame + W_MESSAGE, newStr("Exception ignored in sys.unraisablehook"));
		setState(frame, DEFAULT);
		return NULL;
	}
	clearError();
	return newStr(stateOf(frame) === EXCEPTION_SHOWN ? "<exception str() failed>" : "<object repr() failed>");
}

/** `sys.unraisablehook` where the program has set one; else None. Borrowed. */
function customHook(): Ref {
	const hook = dictGetText(at(R_SYS_DICT), "unraisablehook");
	if (
		hook === NULL ||
		(at(hook + TYPE) === BUILTIN && (definitions[at(hook + BUILTIN_DEF)] as NativeDef).call === defaultHook)
	)
		return NONE;
	return hook;
}

function report(frame: number, first: Ref): Status {
	let value: Status = first;
	for (;;) {
		const error = at(frame + W_ERROR);
		switch (stateOf(frame)) {
			case BEGIN:
				setState(frame, WORDING_SHOWN);
				value = repr(at(frame + W_OBJECT));
				break;
			case WORDING_SHOWN:
				H[frame + W_MESSAGE] = newStr(`${WORDING[OCCASIONS[at(frame + W_OCCASION)] as Occasion]} ${textOf(value)}`);
				decref(value);
				setref(frame + W_OBJECT, NONE);
				setState(frame, READY);
				continue;
			case READY: {
				const hook = customHook();
				const args = internal(hookArguments(frame));
				if (hook === NONE) {
					H[frame + W_ARGS] = args;
					setState(frame, DEFAULT);
					continue;
				}
				setState(frame, HOOKED);
				value = callWith(hook, args);
				decref(args);
				break;
			}
			case HOOKED:
				decref(value);
				return NONE;
			case DEFAULT:
				// Where the interpreter has ended as far as that, nobody is told.
				if (dictGetText(at(R_SYS_DICT), "stderr") === NONE) return NONE;
				if (at(frame + W_OBJECT) === NONE) {
					if (at(frame + W_MESSAGE) !== NULL) say(frame, `${textOf(at(frame + W_MESSAGE))}:\n`);
					writeStack(frame, error);
					setState(frame, OPENING);
					continue;
				} else {
					setState(frame, OBJECT_SHOWN);
					// PyFile_WriteObject has the stream's bound `write` meanwhile.
					countAllocation();
					value = repr(at(frame + W_OBJECT));
				}
				break;
			case OBJECT_SHOWN:
				countDeallocation();
				say(
					frame,
					`${at(frame + W_MESSAGE) === NULL ? "Exception ignored in" : textOf(at(frame + W_MESSAGE))}: ${textOf(value)}\n`,
				);
				decref(value);
				writeStack(frame, error);
				setState(frame, OPENING);
				continue;
			case OPENING:
				if (at(frame + W_LINES) === 0) {
					setState(frame, EXCEPTION_SHOWN);
					value = str(error);
					break;
				}
				setState(frame, FILE_MADE);
				leaveBehind([4], newList());
				countAllocation();
				if (collectionScheduled()) startScheduledCollection();
				if (at(R_FRAME) !== frame) return PUSHED;
				continue;
			case FILE_MADE:
				// Its dict, its buffer, the text stream and the decoder, whose `__init__` is Python code.
				setState(frame, OPENED);
				for (let i = 0; i < 3; i++) countAllocation();
				leaveBehind([1, 2], newDict());
				if (collectionScheduled()) startScheduledCollection();
				if (at(R_FRAME) !== frame) return PUSHED;
				continue;
			case OPENED:
				// The decoder of newlines, while the text stream's arguments are there still; the other's `getstate` is Python code.
				setState(frame, DECODING);
				countAllocation();
				leaveBehind([2, 2]);
				if (collectionScheduled()) startScheduledCollection();
				if (at(R_FRAME) !== frame) return PUSHED;
				continue;
			case DECODING:
				// A view of the buffer that is read into, and then the decoder's `decode`.
				setState(frame, READ);
				for (let i = 0; i < 2; i++) countAllocation();
				for (let i = 0; i < 2; i++) countDeallocation();
				if (collectionScheduled()) startScheduledCollection();
				if (at(R_FRAME) !== frame) return PUSHED;
				continue;
			case READ:
				leaveBehind([], newSlice(NONE, NONE, NONE), profile().name === "3.14" ? newMethod(NONE, NONE) : NULL);
				for (let i = 0; i < 5; i++) countDeallocation();
				H[frame + W_LINES] = at(frame + W_LINES) - 1;
				setState(frame, OPENING);
				continue;
			case EXCEPTION_SHOWN:
				say(frame, `: ${textOf(value)}\n`);
				decref(value);
				if (at(frame + W_TEXT) === NULL) return NONE;
				setState(frame, REPORTED);
				value = callMethod(sysAttribute("stderr"), "write", at(frame + W_TEXT));
				break;
			case REPORTED: {
				decref(value);
				setref(frame + W_TEXT, NULL);
				setState(frame, FLUSHED);
				const stream = sysAttribute("stderr");
				value = stream === NULL || stream === NONE ? NONE : callMethod(stream, "flush");
				break;
			}
			default:
				decref(value);
				return NONE;
		}
		if (value === PUSHED) return PUSHED;
		if (value === NULL) value = failed(frame);
	}
}

/** Writes to sys.stderr, at once or at the end. */
function say(frame: number, text: string): void {
	const stream = sysAttribute("stderr");
	if (stream === NULL || stream === NONE) return;
	if (isNativeStream(stream)) write("stderr", text);
	else setref(frame + W_TEXT, newStr((at(frame + W_TEXT) === NULL ? "" : textOf(at(frame + W_TEXT))) + text));
}

/**
 * The traceback and the name of the exception, as Python/traceback.c prints them. W_LINES: what that reads from files
 * (`_Py_DisplaySourceLine`), of which only the allocations are left to be done.
 */
function writeStack(frame: number, error: Ref): void {
	const stack = stackOf(at(error + EXC_TRACEBACK));
	if (stack.length > 0) say(frame, `Traceback (most recent call last):\n${formatStack(stack, plainFrame)}`);
	say(frame, shownTypeName(at(error + TYPE)));
	H[frame + W_LINES] = at(R_FINALIZING) === MODULES_REMOVED ? 0 : stack.length;
}

/**
 * What CPython makes and drops while it opens a file and reads a line of it, as far as it stays behind in free lists: the
 * arguments of calls, the keywords of one, a list, a slice. Found by filling these lists beforehand.
 */
function leaveBehind(tuples: readonly number[], ...others: readonly Ref[]): void {
	const made = [...tuples.map((size) => newTuple(size)), ...others.filter((o) => o !== NULL)];
	for (const o of made) decref(internal(o));
}

/** An entry as Python/traceback.c prints it: the instruction's line, no carets. */
function plainFrame(frame: FrameSummary): string {
	// The line is read with the io module, which the exit has removed by then.
	const line = at(R_FINALIZING) === MODULES_REMOVED ? "" : sourceLine(frame.filename, frame.lineno).trim();
	return `  File "${frame.filename}", line ${frame.lineno}, in ${frame.name}\n${line === "" ? "" : `    ${line}\n`}`;
}

// ---- sys.unraisablehook ----

/** What a hook is given, in the order of its fields. */
const FIELD_NAMES = ["exc_type", "exc_value", "exc_traceback", "err_msg", "object"];
declareType({
	type: UNRAISABLE_HOOK_ARGS,
	name: "UnraisableHookArgs",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 72,
	words: FIELDS + FIELD_NAMES.length,
	refs: FIELD_NAMES.length,
	flags: TF_GC | TF_NO_NEW,
	slots: {},
});
FIELD_NAMES.forEach((name, i) => {
	declareAttribute(UNRAISABLE_HOOK_ARGS, name, (o) => incref(at(o + FIELDS + i)));
});

function hookArguments(frame: number): Ref {
	const o = newFields(UNRAISABLE_HOOK_ARGS, FIELD_NAMES.length);
	const error = at(frame + W_ERROR);
	const orNone = (ref: Ref): Ref => (ref === NULL ? NONE : ref);
	[
		at(error + TYPE),
		error,
		orNone(at(error + EXC_TRACEBACK)),
		orNone(at(frame + W_MESSAGE)),
		at(frame + W_OBJECT),
	].forEach((ref, i) => {
		H[o + FIELDS + i] = incref(ref);
	});
	return o;
}

function defaultHook(_self: Ref, args: number): Status {
	const o = at(args);
	if (at(o + TYPE) !== UNRAISABLE_HOOK_ARGS)
		return raise(TYPE_ERROR, "sys.unraisablehook argument type must be UnraisableHookArgs");
	const frame = pushNative(REPORT, WORDS, OWNED);
	H[frame + W_ERROR] = incref(at(o + FIELDS + 1));
	H[frame + W_MESSAGE] = at(o + FIELDS + 3) === NONE ? NULL : incref(at(o + FIELDS + 3));
	H[frame + W_OBJECT] = incref(at(o + FIELDS + 4));
	setState(frame, DEFAULT);
	return PUSHED;
}
declareFunction("sys", "unraisablehook", 1, 1, defaultHook);
declareFunction("sys", "__unraisablehook__", 1, 1, defaultHook);
