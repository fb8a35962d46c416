/** OSError and its subclasses, which an error number chooses (Objects/exceptions.c). */
import { allocGc, internal, show as draw } from "./alloc";
import { at, H } from "./arena";
import { through } from "./call";
import { newInstance } from "./classes";
import { declareAttribute, declareType } from "./declarations";
import { raise } from "./errors";
import { EXCEPTION_INIT } from "./exceptioncreation";
import { EXCEPTION_STR } from "./exceptions";
import { track } from "./gclist";
import { intNumber, isInt } from "./int";
import {
	EXC_ARGS,
	EXC_DICT,
	EXC_FIELDS,
	EXC_WORDS,
	F_OWNED,
	LAYOUT_EXCEPTION,
	NULL,
	PUSHED,
	type Ref,
	SIZE,
	T_FLAGS,
	T_SLOTS,
	TF_BASETYPE,
	TF_EXCEPTION,
	TF_GC,
	TF_HEAP,
	TYPE,
} from "./layout";
import { declareValue } from "./moduletable";
import { N0, setState, stateOf } from "./natives";
import { repr, str } from "./operators";
import { argumentTuple } from "./packed";
import { decref, incref, setref } from "./refcount";
import { newStr, textOf } from "./str";
import {
	type Call,
	calling,
	callSlots,
	nativeKind,
	S_INIT,
	S_NEW,
	S_STR,
	type Status,
	type Unary,
	unary,
	unarySlots,
} from "./tables";
import { tupleFrom } from "./tuple";
import {
	ATTRIBUTE_ERROR,
	BLOCKING_IO_ERROR,
	BROKEN_PIPE_ERROR,
	CHILD_PROCESS_ERROR,
	CONNECTION_ABORTED_ERROR,
	CONNECTION_ERROR,
	CONNECTION_REFUSED_ERROR,
	CONNECTION_RESET_ERROR,
	EMPTY_TUPLE,
	EXCEPTION,
	FILE_EXISTS_ERROR,
	FILE_NOT_FOUND_ERROR,
	INTERRUPTED_ERROR,
	IS_A_DIRECTORY_ERROR,
	NONE,
	NOT_A_DIRECTORY_ERROR,
	OS_ERROR,
	PERMISSION_ERROR,
	PROCESS_LOOKUP_ERROR,
	TIMEOUT_ERROR,
	TYPE_ERROR,
} from "./typeids";
import { typeName } from "./types";

const FIELDS = ["errno", "strerror", "filename", "filename2", "characters_written"];
const ERRNO = EXC_FIELDS;
const STRERROR = EXC_FIELDS + 1;
const FILENAME = EXC_FIELDS + 2;
const FILENAME2 = EXC_FIELDS + 3;
const WRITTEN = EXC_FIELDS + 4;

/** `errnomap`, with Linux's numbers. */
const BY_NUMBER: ReadonlyMap<number, Ref> = new Map([
	[1, PERMISSION_ERROR],
	[2, FILE_NOT_FOUND_ERROR],
	[3, PROCESS_LOOKUP_ERROR],
	[4, INTERRUPTED_ERROR],
	[10, CHILD_PROCESS_ERROR],
	[11, BLOCKING_IO_ERROR],
	[13, PERMISSION_ERROR],
	[17, FILE_EXISTS_ERROR],
	[20, NOT_A_DIRECTORY_ERROR],
	[21, IS_A_DIRECTORY_ERROR],
	[32, BROKEN_PIPE_ERROR],
	[103, CONNECTION_ABORTED_ERROR],
	[104, CONNECTION_RESET_ERROR],
	[108, BROKEN_PIPE_ERROR],
	[110, TIMEOUT_ERROR],
	[111, CONNECTION_REFUSED_ERROR],
	[114, BLOCKING_IO_ERROR],
	[115, BLOCKING_IO_ERROR],
]);

/** `oserror_use_init`: a class with an `__init__` of its own and no `__new__` has its arguments read there. */
function readsInInit(type: Ref): boolean {
	return at(type + T_SLOTS + S_INIT) !== OS_ERROR_INIT && at(type + T_SLOTS + S_NEW) === OS_ERROR_NEW;
}

/** The arguments become fields; those after the second leave `args` where there is a file name. */
function readArguments(o: Ref, args: number, nargs: number): void {
	let kept = nargs;
	if (nargs >= 2 && nargs <= 5) {
		setref(o + ERRNO, incref(at(args)));
		setref(o + STRERROR, incref(at(args + 1)));
		const filename = nargs > 2 ? at(args + 2) : NONE;
		if (filename !== NONE) {
			if (at(o + TYPE) === BLOCKING_IO_ERROR && isInt(filename)) setref(o + WRITTEN, incref(filename));
			else {
				setref(o + FILENAME, incref(filename));
				if (nargs > 4 && at(args + 4) !== NONE) setref(o + FILENAME2, incref(at(args + 4)));
				kept = 2;
			}
		}
	}
	setref(o + EXC_ARGS, kept === nargs ? argumentTuple(args, nargs) : internal(tupleFrom(args, kept)));
}

const OS_ERROR_NEW = calling((given, args, nargs, kwnames) => {
	let type = given;
	if (!readsInInit(type)) {
		if (kwnames !== NULL && at(kwnames + SIZE) > 0)
			return raise(TYPE_ERROR, `${typeName(type)}() takes no keyword arguments`);
		if (type === OS_ERROR && nargs >= 2 && nargs <= 5 && isInt(at(args)))
			type = BY_NUMBER.get(intNumber(at(args))) ?? type;
	}
	let o: Ref;
	if ((at(type + T_FLAGS) & TF_HEAP) !== 0) o = newInstance(type);
	else {
		o = allocGc(type, BYTES, EXC_WORDS);
		draw(o);
		track(o);
	}
	if (readsInInit(type)) H[o + EXC_ARGS] = EMPTY_TUPLE;
	else readArguments(o, args, nargs);
	return o;
});
const OS_ERROR_INIT = calling((self, args, nargs, kwnames) => {
	if (!readsInInit(at(self + TYPE))) return NONE;
	const status = (callSlots[EXCEPTION_INIT] as Call)(self, args, nargs, kwnames);
	if (status !== NULL) readArguments(self, args, nargs);
	return status;
});

/** `[Errno 2] text: 'name' -> 'name'`: words: the text so far (owned), the exception; the state counts the parts. */
const SHOW = nativeKind("OSError.__str__", (frame, value) => show(frame, value));
const PARTS = [ERRNO, STRERROR, FILENAME, FILENAME2];
const BEFORE = ["[Errno ", "] ", ": ", " -> "];
function show(frame: number, first: Ref): Status {
	const o = at(frame + N0 + 1);
	let value: Status = first;
	for (;;) {
		const part = stateOf(frame);
		if (value !== NULL) {
			const before = at(frame + N0);
			setref(frame + N0, newStr((before === NULL ? "" : textOf(before)) + BEFORE[part - 1] + textOf(value)));
			decref(value);
		}
		const next = PARTS[part];
		if (next === undefined || (part >= 2 && at(o + next) === NULL)) return incref(at(frame + N0));
		setState(frame, part + 1);
		const given = at(o + next) === NULL ? NONE : at(o + next);
		value = part < 2 ? str(given) : repr(given);
		if (value === PUSHED || value === NULL) return value;
	}
}
const OS_ERROR_STR = unary((o) => {
	const named = at(o + FILENAME) !== NULL;
	if (!named && (at(o + ERRNO) === NULL || at(o + STRERROR) === NULL)) return (unarySlots[EXCEPTION_STR] as Unary)(o);
	return through(SHOW, 2, (frame) => {
		H[frame + F_OWNED] = 1;
		H[frame + N0 + 1] = o;
		setState(frame, 1);
		return str(at(o + ERRNO) === NULL ? NONE : at(o + ERRNO));
	});
});

const BYTES = 128;
const subclass = (type: Ref, name: string, base: Ref): void => {
	declareType({
		type,
		name,
		base,
		layout: LAYOUT_EXCEPTION,
		bytes: BYTES,
		words: EXC_WORDS,
		dictAt: EXC_DICT,
		flags: TF_GC | TF_BASETYPE | TF_EXCEPTION,
		slots: type === OS_ERROR ? { [S_NEW]: OS_ERROR_NEW, [S_INIT]: OS_ERROR_INIT, [S_STR]: OS_ERROR_STR } : {},
	});
	declareValue("builtins", name, () => type);
};
subclass(OS_ERROR, "OSError", EXCEPTION);
subclass(BLOCKING_IO_ERROR, "BlockingIOError", OS_ERROR);
subclass(CHILD_PROCESS_ERROR, "ChildProcessError", OS_ERROR);
subclass(CONNECTION_ERROR, "ConnectionError", OS_ERROR);
subclass(BROKEN_PIPE_ERROR, "BrokenPipeError", CONNECTION_ERROR);
subclass(CONNECTION_ABORTED_ERROR, "ConnectionAbortedError", CONNECTION_ERROR);
subclass(CONNECTION_REFUSED_ERROR, "ConnectionRefusedError", CONNECTION_ERROR);
subclass(CONNECTION_RESET_ERROR, "ConnectionResetError", CONNECTION_ERROR);
subclass(FILE_EXISTS_ERROR, "FileExistsError", OS_ERROR);
subclass(FILE_NOT_FOUND_ERROR, "FileNotFoundError", OS_ERROR);
subclass(IS_A_DIRECTORY_ERROR, "IsADirectoryError", OS_ERROR);
subclass(NOT_A_DIRECTORY_ERROR, "NotADirectoryError", OS_ERROR);
subclass(INTERRUPTED_ERROR, "InterruptedError", OS_ERROR);
subclass(PERMISSION_ERROR, "PermissionError", OS_ERROR);
subclass(PROCESS_LOOKUP_ERROR, "ProcessLookupError", OS_ERROR);
subclass(TIMEOUT_ERROR, "TimeoutError", OS_ERROR);
FIELDS.forEach((name, i) => {
	const word = EXC_FIELDS + i;
	const written = word === WRITTEN;
	declareAttribute(
		OS_ERROR,
		name,
		(o) => (at(o + word) !== NULL ? incref(at(o + word)) : written ? raise(ATTRIBUTE_ERROR, name) : NONE),
		(o, value) => {
			if (written && value === NULL && at(o + word) === NULL) return raise(ATTRIBUTE_ERROR, name);
			setref(o + word, value === NULL ? NULL : incref(value));
			return NONE;
		},
	);
});
