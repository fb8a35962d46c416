/**
 * The base classes of streams (Modules/_io/iobase.c): what a stream that says nothing else can do. A class of the
 * program's own that derives from them keeps its dict and whether it is closed in their words.
 */

import { at, H } from "./arena";
import { bytesOf, isBytes } from "./bytes";
import { through } from "./call";
import { optionalSsize } from "./cintegers";
import { allocateClass, readyClass } from "./classes";
import { consumeIterable, consumerKind } from "./consumers";
import { C_OWN, C_OWNED } from "./consumerwords";
import { declareAttribute, declareMethod, declareType } from "./declarations";
import { dictGetText, dictSetOwned, newDict } from "./dict";
import { clearError, raise } from "./errors";
import { listFromIterable } from "./fromiterable";
import { materializeDict } from "./instance";
import { newBool, newInt } from "./int";
import { stopIteration } from "./iterators";
import {
	FIELDS,
	LAYOUT_FIELDS,
	MODULE_DICT,
	NULL,
	PUSHED,
	R_MODULES,
	type Ref,
	T_FLAGS,
	T_SOLID,
	TF_BASETYPE,
	TF_GC,
	TF_HEAP,
	TYPE,
} from "./layout";
import { listPush, newList } from "./list";
import { callBoundMethod, callMethod } from "./methodcalls";
import { declareValue } from "./moduletable";
import { linearize } from "./mro";
import { N0, popNative, pushNative } from "./natives";
import { decref, incref } from "./refcount";
import { isStr, newStr, strLength } from "./str";
import { NOTHING, nativeKind, S_FINALIZE, S_ITER, S_NEXT, type Status, unary } from "./tables";
import { tupleOf } from "./tuple";
import {
	BUFFERED_IO_BASE,
	FALSE,
	IO_BASE,
	NONE,
	OBJECT,
	OS_ERROR,
	RAW_IO_BASE,
	TEXT_IO_BASE,
	TRUE,
	TYPE_TYPE,
	VALUE_ERROR,
} from "./typeids";

const CLOSED = FIELDS + 1;
const WEAKLIST = FIELDS + 2;
const IO_BASE_WORDS = FIELDS + 3;

/** In which word a native stream says that it is closed. */
const closedWords = new Map<Ref, number>();
export function declareClosedWord(type: Ref, word: number): void {
	closedWords.set(type, word);
}
for (const type of [IO_BASE, RAW_IO_BASE, BUFFERED_IO_BASE, TEXT_IO_BASE]) declareClosedWord(type, CLOSED);

const closedWord = (o: Ref): number => o + (closedWords.get(at(at(o + TYPE) + T_SOLID)) ?? CLOSED);
export const isClosed = (o: Ref): boolean => at(closedWord(o)) !== 0;
export function setClosed(o: Ref): void {
	H[closedWord(o)] = 1;
}

/** True, with the ValueError set, where the stream is closed (`_PyIOBase_check_closed`). */
export function refusedAsClosed(o: Ref): boolean {
	if (!isClosed(o)) return false;
	raise(VALUE_ERROR, "I/O operation on closed file.");
	return true;
}

/** `io.UnsupportedOperation`, which is an OSError and a ValueError. */
export function unsupportedOperation(what: string): typeof NULL {
	const module = dictGetText(at(R_MODULES), "_io");
	const type = module === NULL ? NULL : dictGetText(at(module + MODULE_DICT), "UnsupportedOperation");
	return raise(type === NULL ? OS_ERROR : type, what);
}
declareValue("_io", "UnsupportedOperation", () => {
	const name = newStr("UnsupportedOperation");
	const bases = tupleOf(OS_ERROR, VALUE_ERROR);
	const namespace = newDict();
	dictSetOwned(namespace, "__module__", newStr("io"));
	const type = allocateClass(TYPE_TYPE, name, bases, namespace, NULL);
	readyClass(type, linearize(type, bases));
	for (const o of [name, bases, namespace]) decref(o);
	return type;
});

/** Closes without asking: what the exact native types do in their finalizer. */
const FINALIZED = nativeKind(
	"close in a finalizer",
	(_frame, value) => {
		decref(value);
		return NONE;
	},
	() => {
		clearError();
		return NONE;
	},
);
/** `iobase_finalize`: a stream that is not closed yet is closed by its own method; what that raises is forgotten. */
const FINALIZE = unary((o) => {
	if (isClosed(o)) return NONE;
	if ((at(at(o + TYPE) + T_FLAGS) & TF_HEAP) === 0) {
		setClosed(o);
		return NONE;
	}
	const status = through(FINALIZED, 0, () => callMethod(o, "close"));
	if (status !== NULL) return status;
	clearError();
	return NONE;
});

/** Word: the stream. Its next line is what `readline` gives; an empty one is the end. */
const NEXT_LINE = nativeKind("next line", (_frame, line) => {
	const empty = isStr(line) ? strLength(line) === 0 : isBytes(line) && bytesOf(line).length === 0;
	if (!empty) return line;
	decref(line);
	return stopIteration();
});
export function nextLine(o: Ref): Status {
	return through(NEXT_LINE, 0, () => callMethod(o, "readline"));
}

declareType({
	type: IO_BASE,
	name: "_IOBase",
	module: "_io",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 48,
	words: IO_BASE_WORDS,
	refs: 1,
	dictAt: FIELDS,
	weakAt: WEAKLIST,
	flags: TF_BASETYPE | TF_GC,
	slots: {
		[S_ITER]: unary((o) => (refusedAsClosed(o) ? NULL : incref(o))),
		[S_NEXT]: unary(nextLine),
		[S_FINALIZE]: FINALIZE,
	},
});
for (const [type, name] of [
	[RAW_IO_BASE, "_RawIOBase"],
	[BUFFERED_IO_BASE, "_BufferedIOBase"],
	[TEXT_IO_BASE, "_TextIOBase"],
] as const) {
	declareType({
		type,
		name,
		module: "_io",
		base: IO_BASE,
		layout: LAYOUT_FIELDS,
		bytes: 48,
		words: IO_BASE_WORDS,
		refs: 1,
		dictAt: FIELDS,
		weakAt: WEAKLIST,
		flags: TF_BASETYPE | TF_GC,
		slots: {},
	});
}
for (const [name, type] of [
	["_IOBase", IO_BASE],
	["_RawIOBase", RAW_IO_BASE],
	["_BufferedIOBase", BUFFERED_IO_BASE],
	["_TextIOBase", TEXT_IO_BASE],
] as const)
	declareValue("_io", name, () => type);

/** Methods that are refused until a stream defines them. */
function refusing(type: Ref, ...names: readonly string[]): void {
	for (const name of names) declareMethod(type, name, 0, -1, () => unsupportedOperation(name));
}
refusing(IO_BASE, "seek", "truncate", "fileno");
refusing(BUFFERED_IO_BASE, "read", "read1", "write", "detach");
refusing(TEXT_IO_BASE, "read", "readline", "write", "detach");
for (const name of ["encoding", "errors", "newlines"]) declareAttribute(TEXT_IO_BASE, name, () => NONE);

declareAttribute(IO_BASE, "__dict__", (o) => incref(materializeDict(o)));
declareAttribute(IO_BASE, "closed", (o) => newBool(isClosed(o)));
declareMethod(IO_BASE, "tell", 0, 0, (self) => {
	const [offset, whence] = [newInt(0), newInt(1)];
	return callBoundMethod(self, "seek", offset, whence);
});
declareMethod(IO_BASE, "flush", 0, 0, (self) => (refusedAsClosed(self) ? NULL : NONE));
for (const name of ["seekable", "readable", "writable"]) declareMethod(IO_BASE, name, 0, 0, () => FALSE);
declareMethod(IO_BASE, "isatty", 0, 0, (self) => (refusedAsClosed(self) ? NULL : FALSE));
declareMethod(IO_BASE, "_checkClosed", 0, 1, (self) => (refusedAsClosed(self) ? NULL : NONE));
/** `_checkReadable` and its kin: what the stream's own method says. */
const CHECKED = nativeKind("stream check", (frame, value) => {
	const yes = value === TRUE;
	decref(value);
	return yes
		? TRUE
		: unsupportedOperation(`File or stream is not ${["readable", "writable", "seekable"][at(frame + N0)]}.`);
});
["readable", "writable", "seekable"].forEach((name, i) => {
	declareMethod(IO_BASE, `_check${name.charAt(0).toUpperCase()}${name.slice(1)}`, 0, 0, (self) =>
		through(CHECKED, 1, (frame) => {
			H[frame + N0] = i;
			return callMethod(self, name);
		}),
	);
});

/** Word: the stream. It is closed whatever its `flush` did. */
const CLOSE = nativeKind(
	"close",
	(frame, value) => {
		setClosed(at(frame + N0));
		decref(value);
		return NONE;
	},
	(frame) => {
		setClosed(at(frame + N0));
		return NULL;
	},
);
declareMethod(IO_BASE, "close", 0, 0, (self) => {
	if (isClosed(self)) return NONE;
	const frame = pushNative(CLOSE, 1, 0);
	H[frame + N0] = self;
	const status = callMethod(self, "flush");
	if (status === PUSHED) return PUSHED;
	popNative(frame);
	setClosed(self);
	if (status === NULL) return NULL;
	decref(status);
	return NONE;
});
declareMethod(IO_BASE, "__enter__", 0, 0, (self) => (refusedAsClosed(self) ? NULL : incref(self)));
declareMethod(IO_BASE, "__exit__", 0, -1, (self) => callMethod(self, "close"));

/** Word: the stream. Each line is written. */
const WRITE_LINES = consumerKind({
	name: "writelines",
	item: (frame, line) => {
		const status = callMethod(at(frame + N0 + C_OWN), "write", line);
		decref(line);
		if (status === PUSHED || status === NULL) return status;
		decref(status);
		return NOTHING;
	},
	resumed: (_frame, value) => {
		decref(value);
		return NOTHING;
	},
	done: () => NONE,
});
declareMethod(IO_BASE, "writelines", 1, 1, (self, args) => {
	if (refusedAsClosed(self)) return NULL;
	return consumeIterable(WRITE_LINES, at(args), 1, (w) => {
		H[w + C_OWN] = self;
	});
});

/** The list is the frame's; words: how much is wanted, how much is there. */
const READ_LINES = consumerKind({
	name: "readlines",
	item: (frame, line) => {
		const w = frame + N0;
		listPush(at(w + C_OWNED), line);
		H[w + C_OWN + 1] = at(w + C_OWN + 1) + (isStr(line) ? strLength(line) : isBytes(line) ? bytesOf(line).length : 0);
		return at(w + C_OWN + 1) > at(w + C_OWN) ? takeList(w) : NOTHING;
	},
	done: (frame) => takeList(frame + N0),
});
function takeList(w: number): Ref {
	const list = at(w + C_OWNED);
	H[w + C_OWNED] = 0;
	return list;
}
declareMethod(IO_BASE, "readlines", 0, 1, (self, args, nargs) => {
	const hint = nargs === 0 ? -1 : optionalSsize(at(args), -1);
	if (Number.isNaN(hint)) return NULL;
	if (hint <= 0) return listFromIterable(self);
	return consumeIterable(READ_LINES, self, 2, (w) => {
		H[w + C_OWNED] = newList();
		H[w + C_OWN] = Math.min(hint, 2 ** 31 - 1);
	});
});

/** An optional size: -1 for None or a negative one; NaN with an error set. */
export function optionalSize(args: number, nargs: number): number {
	const n = nargs === 0 ? -1 : optionalSsize(at(args), -1);
	return n < 0 ? -1 : n;
}
