/** Exceptions that nobody can catch: reported and forgotten (`PyErr_FormatUnraisable`, `_PyErr_WriteUnraisableDefaultHook`). */
import type { ProfileName } from "../profiles";
import { internal } from "./alloc";
import { at, H } from "./arena";
import { callWith } from "./call";
import { collectionEntered } from "./checksignals";
import { declareAttribute, declareType } from "./declarations";
import { dictGetText, newDict } from "./dict";
import { addTraceback, clearError, fetch, raise } from "./errors";
import { writeObject, writeText } from "./filewrite";
import { topVisible } from "./frames";
import { countAllocation, countDeallocation } from "./gclist";
import { importIo, ioIsMissing } from "./ioimport";
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
	R_SYS_DICT,
	type Ref,
	T_QUALNAME,
	TB_NEXT,
	TF_GC,
	TF_NO_NEW,
	TYPE,
} from "./layout";
import { newList } from "./list";
import { profile } from "./machine";
import { callMethod } from "./methodcalls";
import { declareFunction } from "./moduletable";
import { N0, pushNative, setState, stateOf } from "./natives";
import { repr } from "./operators";
import { decref, incref, setref } from "./refcount";
import { newSlice } from "./slices";
import { sourceLine } from "./sources";
import { newStr, textOf } from "./str";
import { sysAttribute } from "./sysstreams";
import { definitions, type NativeDef, nativeKind, type Status } from "./tables";
import { entryOf, shownTypeName } from "./tracebackframes";
import { RECURSIVE_CUTOFF, repeated, samePlace } from "./tracebacktext";
import { newTuple } from "./tuple";
import { BUILTIN, GENERATOR, NONE, OBJECT, STATICMETHOD, TYPE_ERROR, UNRAISABLE_HOOK_ARGS } from "./typeids";
import { newBuiltin, newFields, typeLookupText } from "./types";

/** What was going on. */
export type Occasion =
	| "deallocator"
	| "weakref callback"
	| "weakref callback of garbage"
	| "gc callback"
	| "generator"
	| "atexit callback"
	| "thread";

/** What 3.14 says before the object; 3.13 gives the object alone. */
const WORDING: Readonly<Record<Occasion, string>> = {
	deallocator: "Exception ignored while calling deallocator",
	"weakref callback": "Exception ignored while calling weakref callback",
	"weakref callback of garbage": "Exception ignored on calling weakref callback",
	"gc callback": "Exception ignored while calling GC callback",
	generator: "Exception ignored while closing generator",
	"atexit callback": "Exception ignored in atexit callback",
	thread: "Exception ignored in thread started by",
};
const OCCASIONS = Object.keys(WORDING) as readonly Occasion[];
const WORDED: Readonly<Record<ProfileName, boolean>> = { "3.13": false, "3.14": true };

/** Words: the object named, the exception, the message or 0 (owned). */
const W_OBJECT = N0;
const W_ERROR = N0 + 1;
const W_MESSAGE = N0 + 2;
/** What the default hook is given (`make_unraisable_hook_args`). Owned. */
const W_ARGS = N0 + 3;
/** sys.stderr. Owned. */
const W_FILE = N0 + 4;
/** The traceback whose entry is to be written, and the one whose entry was the last. Owned. */
const W_TB = N0 + 5;
const W_LAST = N0 + 6;
const W_OCCASION = N0 + 7;
/** 1: what is reported is that the report itself failed; another failure is forgotten. */
const W_AGAIN = N0 + 8;
/** How many parts of the state's have been written; 1: the last of them could not be, and other words are due; 2: they were written. */
const W_PART = N0 + 9;
const W_INSTEAD = N0 + 10;
/** How many entries of one place there were. */
const W_COUNT = N0 + 11;
const WORDS = 12;
const OWNED = 7;

const BEGIN = 0;
/** Waiting for the object's repr, for 3.14's message. */
const WORDING_SHOWN = 1;
const READY = 2;
/** Waiting for the program's own hook. */
const HOOKED = 3;
/** The default hook: what it writes before the traceback. */
const DEFAULT = 4;
const HEAD = 5;
/** The traceback: its next entry. */
const ENTRY = 6;
/** The file of an entry's line is yet to be opened, is a text stream, is being read, has been read; the line is written. */
const OPENING = 7;
const OPENED = 8;
const DECODING = 9;
const READ = 10;
const SOURCE = 11;
/** The exception's type and text; then the stream is flushed. */
const NAME = 12;
const FLUSHED = 13;
const FORGOTTEN = 14;

/** Takes the current exception and reports it; `o` (borrowed) is what failed. PUSHED: a value to drop comes. */
export function unraisable(o: Ref, occasion: Occasion): Status {
	if (at(at(R_ERROR) + EXC_TRACEBACK) === NULL && topVisible() !== 0) addTraceback(topVisible());
	const error = fetch();
	const frame = pushNative(REPORT, WORDS, OWNED);
	H[frame + W_OBJECT] = incref(o);
	H[frame + W_ERROR] = error;
	H[frame + W_OCCASION] = OCCASIONS.indexOf(occasion);
	if (!WORDED[profile().name] && occasion !== "atexit callback" && occasion !== "thread") setState(frame, READY);
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
	(frame) => {
		failed(frame);
		return report(frame, NULL);
	},
);

/** What was called has raised: the report goes on without it, or is one of the failure. */
function failed(frame: number): void {
	switch (stateOf(frame)) {
		case WORDING_SHOWN:
			// 3.14 has nothing to say then of what it was.
			clearError();
			setref(frame + W_OBJECT, NONE);
			setState(frame, READY);
			return;
		case HEAD:
		case NAME:
			if (at(frame + W_INSTEAD) === 0 && typeof parts(frame)[at(frame + W_PART) - 1] === "number") {
				clearError();
				H[frame + W_INSTEAD] = 1;
				return;
			}
			break;
		case SOURCE:
			// An entry is one without its line then.
			clearError();
			nextEntry(frame);
			setState(frame, ENTRY);
			return;
		case ENTRY:
		case OPENING:
			// The rest is written also where the traceback cannot be.
			clearError();
			enter(frame, NAME);
			return;
	}
	if (at(frame + W_AGAIN) !== 0) {
		clearError();
		setState(frame, FORGOTTEN);
		return;
	}
	// The hook's own exception is reported instead, with the hook.
	if (stateOf(frame) === HOOKED && at(at(R_ERROR) + EXC_TRACEBACK) === NULL && topVisible() !== 0)
		addTraceback(topVisible());
	setref(frame + W_ERROR, fetch());
	const hook = dictGetText(at(R_SYS_DICT), "unraisablehook");
	setref(frame + W_OBJECT, hook === NULL ? NONE : incref(hook));
	H[frame + W_AGAIN] = 1;
	setref(frame + W_MESSAGE, newStr("Exception ignored in sys.unraisablehook"));
	setState(frame, DEFAULT);
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
			case DEFAULT: {
				// Where the interpreter has ended as far as that, nobody is told.
				const stderr = sysAttribute("stderr");
				if (stderr === NULL || stderr === NONE) return NONE;
				setref(frame + W_FILE, incref(stderr));
				enter(frame, HEAD);
				continue;
			}
			case HEAD:
				if (writtenAll(frame)) {
					const tb = at(error + EXC_TRACEBACK);
					if (tb === NULL) enter(frame, NAME);
					else {
						setref(frame + W_TB, incref(tb));
						setref(frame + W_LAST, NULL);
						H[frame + W_COUNT] = 0;
						setState(frame, ENTRY);
						value = writeText(at(frame + W_FILE), "Traceback (most recent call last):\n");
						break;
					}
					continue;
				}
				value = writePart(frame);
				break;
			case ENTRY:
				value = writeEntry(frame);
				break;
			case OPENING:
				if (ioIsMissing()) {
					value = importIo();
					break;
				}
				// The file, which tries its name as a number first, its dict, its buffer, the text stream and the decoder, whose `__init__` is Python code.
				setState(frame, OPENED);
				leaveBehind([4], newList());
				countAllocation();
				countAllocation();
				countDeallocation();
				for (let i = 0; i < 3; i++) countAllocation();
				leaveBehind([1, 2], newDict());
				if (collectionEntered(frame)) return PUSHED;
				continue;
			case OPENED:
				// The decoder of newlines, while the text stream's arguments are there still, and a method asked for in passing; the other's `getstate` is Python code.
				setState(frame, DECODING);
				countAllocation();
				leaveBehind([2, 2], newBuiltin(0, NONE));
				if (collectionEntered(frame)) return PUSHED;
				continue;
			case DECODING:
				// A view of the buffer that is read into, and then the decoder's `decode`.
				setState(frame, READ);
				for (let i = 0; i < 2; i++) countAllocation();
				for (let i = 0; i < 2; i++) countDeallocation();
				if (collectionEntered(frame)) return PUSHED;
				continue;
			case READ:
				leaveBehind([], newSlice(NONE, NONE, NONE));
				for (let i = 0; i < 5; i++) countDeallocation();
				enter(frame, SOURCE);
				continue;
			case SOURCE:
				if (writtenAll(frame)) {
					nextEntry(frame);
					setState(frame, ENTRY);
					continue;
				}
				value = writePart(frame);
				break;
			case NAME:
				if (writtenAll(frame)) {
					setState(frame, FLUSHED);
					value = callMethod(at(frame + W_FILE), "flush");
				} else value = writePart(frame);
				break;
			default:
				if (value !== NULL) decref(value);
				return NONE;
		}
		if (value === PUSHED) return PUSHED;
		if (value === NULL) failed(frame);
	}
}

/** Goes on to a state that writes parts, from its first. */
function enter(frame: number, state: number): void {
	setState(frame, state);
	H[frame + W_PART] = 0;
	H[frame + W_INSTEAD] = 0;
}

/** A text; or an object (borrowed), whose repr is written in the head and whose str with the name. */
type Part = string | Ref;

/** What a state writes, in CPython's pieces (`write_unraisable_exc_file`, `_Py_DisplaySourceLine`). */
function parts(frame: number): readonly Part[] {
	const message = at(frame + W_MESSAGE);
	const error = at(frame + W_ERROR);
	switch (stateOf(frame)) {
		case HEAD: {
			const o = at(frame + W_OBJECT);
			const before = message === NULL ? [] : [textOf(message)];
			if (o === NONE) return message === NULL ? [] : [...before, ":\n"];
			return [...(message === NULL ? ["Exception ignored in: "] : [...before, ": "]), o, "\n"];
		}
		case SOURCE: {
			const line = entryLine(at(frame + W_TB));
			return line === "" ? [] : ["    ", line, "\n"];
		}
		default: {
			const name = shownTypeName(at(error + TYPE));
			const dot = name.length - textOf(at(at(error + TYPE) + T_QUALNAME)).length;
			return [...(dot > 0 ? [name.slice(0, dot - 1), "."] : []), name.slice(dot), ": ", error, "\n"];
		}
	}
}

function writtenAll(frame: number): boolean {
	return at(frame + W_INSTEAD) !== 1 && at(frame + W_PART) === parts(frame).length;
}

/** Writes the next part, or what stands in the place of one that could not be. */
function writePart(frame: number): Status {
	const file = at(frame + W_FILE);
	const head = stateOf(frame) === HEAD;
	if (at(frame + W_INSTEAD) === 1) {
		H[frame + W_INSTEAD] = 2;
		return writeText(file, head ? "<object repr() failed>" : "<exception str() failed>");
	}
	const part = parts(frame)[at(frame + W_PART)] as Part;
	H[frame + W_PART] = at(frame + W_PART) + 1;
	H[frame + W_INSTEAD] = 0;
	return typeof part === "string" ? writeText(file, part) : writeObject(file, part, head);
}

/** `tb_printinternal`, for one entry: entries of the same place beyond the third are counted, not shown. */
function writeEntry(frame: number): Status {
	const file = at(frame + W_FILE);
	for (;;) {
		const tb = at(frame + W_TB);
		const entry = entryOf(tb);
		if (tb !== NULL && entry === null) {
			nextEntry(frame);
			continue;
		}
		const last = entryOf(at(frame + W_LAST));
		const same = last !== null && entry !== null && samePlace(entry, last);
		if (!same && at(frame + W_COUNT) > RECURSIVE_CUTOFF) {
			const more = at(frame + W_COUNT) - RECURSIVE_CUTOFF;
			H[frame + W_COUNT] = 0;
			return writeText(file, repeated(more));
		}
		if (entry === null) {
			enter(frame, NAME);
			return NONE;
		}
		if (!same) {
			setref(frame + W_LAST, incref(tb));
			H[frame + W_COUNT] = 0;
		}
		H[frame + W_COUNT] = at(frame + W_COUNT) + 1;
		if (at(frame + W_COUNT) <= RECURSIVE_CUTOFF) {
			// The line is read with the io module, which the exit has removed by then.
			if (at(R_FINALIZING) === MODULES_REMOVED) nextEntry(frame);
			else setState(frame, OPENING);
			return writeText(file, `  File "${entry.filename}", line ${entry.lineno}, in ${entry.name}\n`);
		}
		nextEntry(frame);
	}
}

function nextEntry(frame: number): void {
	const next = at(at(frame + W_TB) + TB_NEXT);
	setref(frame + W_TB, next === NULL ? NULL : incref(next));
}

/** The line that an entry shows, without its indentation. */
function entryLine(tb: Ref): string {
	const entry = entryOf(tb);
	return entry === null ? "" : sourceLine(entry.filename, entry.lineno).trim();
}

/**
 * What CPython makes and drops while it opens a file and reads a line of it, as far as it stays behind in free lists: the
 * arguments of calls, the keywords of one, a list, a slice. Found by filling these lists beforehand.
 */
function leaveBehind(tuples: readonly number[], ...others: readonly Ref[]): void {
	const made = [...tuples.map((size) => newTuple(size)), ...others.filter((o) => o !== NULL)];
	for (const o of made) decref(internal(o));
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
	itemBytes: 8,
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
