/** Exception types (Objects/exceptions.c), and the raise statement. */
import { allocGc } from "./alloc";
import { at, H } from "./arena";
import { isBytes } from "./bytes";
import { callWith, through } from "./call";
import { declareAttribute, declareMethod, declareType } from "./declarations";
import { dictGetText, dictSetOwned } from "./dict";
import { raise, raiseFields, raiseOwned } from "./errors";
import { EXCEPTION_INIT, EXCEPTION_NEW } from "./exceptioncreation";
import { callWithDict } from "./expandedcalls";
import { unicodeErrorText } from "./faults";
import { declareDict } from "./fieldattributes";
import { codeOf } from "./frames";
import { track } from "./gclist";
import { materializeDict } from "./instance";
import { newBool } from "./int";
import {
	EXC_ARGS,
	EXC_CAUSE,
	EXC_CONTEXT,
	EXC_DICT,
	EXC_FIELDS,
	EXC_SUPPRESS,
	EXC_TRACEBACK,
	EXC_WORDS,
	F_CODE,
	LAYOUT_EXCEPTION,
	NULL,
	PUSHED,
	R_EMPTY_STR,
	R_SCRATCH,
	type Ref,
	SIZE,
	T_BASICSIZE,
	T_DICT,
	T_FLAGS,
	T_FULL_NAME,
	T_QUALNAME,
	T_SLOTS,
	TF_BASETYPE,
	TF_EXCEPTION,
	TF_GC,
	TF_HEAP,
	TYPE,
} from "./layout";
import { isList, listAppend, newList } from "./list";
import { declareValue } from "./moduletable";
import { N0, popNative, pushNative, setState, stateOf } from "./natives";
import { repr, str } from "./operators";
import { argumentTuple } from "./packed";
import { decref, incref, setref } from "./refcount";
import { tupleFromIterable } from "./sequencetuple";
import { intern, isExactStr, isStr, newStr, textOf } from "./str";
import { SYNTAX_INIT, SYNTAX_STR } from "./syntaxerrors";
import {
	type Call,
	calling,
	callSlots,
	nativeKind,
	S_INIT,
	S_NEW,
	S_REPR,
	S_STR,
	type Status,
	type Step,
	steps,
	type Unary,
	unary,
	unarySlots,
} from "./tables";
import { isTuple, tupleFrom, tupleItem } from "./tuple";
import {
	ARITHMETIC_ERROR,
	ASSERTION_ERROR,
	ATTRIBUTE_ERROR,
	BASE_EXCEPTION,
	BUFFER_ERROR,
	BYTES_WARNING,
	DEPRECATION_WARNING,
	ENCODING_WARNING,
	EOF_ERROR,
	EXCEPTION,
	FALSE,
	FLOATING_POINT_ERROR,
	FUTURE_WARNING,
	GENERATOR_EXIT,
	IMPORT_ERROR,
	IMPORT_WARNING,
	INCOMPLETE_INPUT_ERROR,
	INDENTATION_ERROR,
	INDEX_ERROR,
	KEY_ERROR,
	KEYBOARD_INTERRUPT,
	LOOKUP_ERROR,
	MEMORY_ERROR,
	MODULE_NOT_FOUND_ERROR,
	NAME_ERROR,
	NONE,
	NOT_IMPLEMENTED_ERROR,
	OBJECT,
	OVERFLOW_ERROR,
	PENDING_DEPRECATION_WARNING,
	PYTHON_FINALIZATION_ERROR,
	RECURSION_ERROR,
	REFERENCE_ERROR,
	RESOURCE_WARNING,
	RUNTIME_ERROR,
	RUNTIME_WARNING,
	STOP_ASYNC_ITERATION,
	STOP_ITERATION,
	SYNTAX_ERROR,
	SYNTAX_WARNING,
	SYSTEM_ERROR,
	SYSTEM_EXIT,
	TAB_ERROR,
	TRACEBACK,
	TRUE,
	TYPE_ERROR,
	UNBOUND_LOCAL_ERROR,
	UNICODE_DECODE_ERROR,
	UNICODE_ENCODE_ERROR,
	UNICODE_ERROR,
	UNICODE_TRANSLATE_ERROR,
	UNICODE_WARNING,
	USER_WARNING,
	VALUE_ERROR,
	WARNING,
	ZERO_DIVISION_ERROR,
} from "./typeids";
import { isInstanceOf, isSubtype, isType, typeName } from "./types";

/** `BaseException_vectorcall` */
export function callException(type: Ref, args: number, nargs: number, kwnames: Ref): Status {
	if (kwnames !== NULL && at(kwnames + SIZE) > 0)
		return raise(TYPE_ERROR, `${typeName(type)}() takes no keyword arguments`);
	const o = allocGc(type, at(type + T_BASICSIZE), EXC_WORDS);
	track(o);
	H[o + EXC_ARGS] = tupleFrom(args, nargs);
	return o;
}

/** Keyword arguments that become fields: NameError(name=), AttributeError(name=, obj=), ImportError(name=, path=). */
function initWith(...fields: readonly string[]): number {
	return calling((self, args, nargs, kwnames) => {
		setref(self + EXC_ARGS, argumentTuple(args, nargs));
		const n = kwnames === NULL ? 0 : at(kwnames + SIZE);
		for (let i = 0; i < n; i++) {
			const keyword = textOf(tupleItem(kwnames, i));
			const place = fields.indexOf(keyword);
			if (place < 0)
				return raise(TYPE_ERROR, `${typeName(at(self + TYPE))}() got an unexpected keyword argument '${keyword}'`);
			setref(self + EXC_FIELDS + place, incref(at(args + nargs + i)));
		}
		if (nargs === 1 && fields.includes("name_from")) setref(self + EXC_FIELDS + fields.length, incref(at(args)));
		return NONE;
	});
}

/** The first argument becomes a field: StopIteration.value, SystemExit.code. */
const INIT_VALUE = calling((self, args, nargs) => {
	setref(self + EXC_ARGS, argumentTuple(args, nargs));
	if (nargs > 0)
		setref(
			self + EXC_FIELDS,
			nargs > 1 && at(self + TYPE) === SYSTEM_EXIT ? argumentTuple(args, nargs) : incref(at(args)),
		);
	return NONE;
});

export const EXCEPTION_STR = unary((o) => {
	const args = at(o + EXC_ARGS);
	const n = at(args + SIZE);
	if (n === 0) return at(R_EMPTY_STR);
	return n === 1 ? str(tupleItem(args, 0)) : repr(args);
});
/** KeyError shows its key's repr. */
const KEY_ERROR_STR = unary((o) => {
	const args = at(o + EXC_ARGS);
	return at(args + SIZE) === 1 ? repr(tupleItem(args, 0)) : (unarySlots[EXCEPTION_STR] as Unary)(o);
});
/** `UnicodeEncodeError.__str__` and its kin: made of the fields encoding, object, start, end, reason. */
const UNICODE_ERROR_STR = unary((o) => newStr(unicodeErrorText(o)));
const REPR_OF_ARGS = nativeKind("BaseException.__repr__", (frame, value) => {
	const text = textOf(value);
	const args = at(at(frame + N0) + EXC_ARGS);
	const name = typeName(at(at(frame + N0) + TYPE));
	decref(value);
	return newStr(at(args + SIZE) === 1 ? `${name}(${text})` : `${name}${text}`);
});
const EXCEPTION_REPR = unary((o) =>
	through(REPR_OF_ARGS, 1, (frame) => {
		H[frame + N0] = o;
		const args = at(o + EXC_ARGS);
		return repr(at(args + SIZE) === 1 ? tupleItem(args, 0) : args);
	}),
);

interface ExceptionSpec {
	readonly type: Ref;
	readonly name: string;
	readonly base: Ref;
	readonly slots?: Readonly<Record<number, number>>;
	/** Attributes over the EXC_FIELDS words, in order. */
	readonly fields?: readonly string[];
}
const NAME_INIT = initWith("name");
const ATTRIBUTE_INIT = initWith("name", "obj");
const IMPORT_INIT = initWith("name", "path", "name_from");
const UNICODE_FIELDS = ["encoding", "object", "start", "end", "reason"];
/** Exactly five arguments, which become the fields. */
const UNICODE_INIT = calling((self, args, nargs) => {
	if (nargs !== UNICODE_FIELDS.length) return raise(TYPE_ERROR, `function takes exactly 5 arguments (${nargs} given)`);
	const decoding = isInstanceOf(self, UNICODE_DECODE_ERROR);
	const wrong = [0, decoding ? -1 : 1, 4].find((i) => i >= 0 && !isStr(at(args + i)));
	if (wrong !== undefined)
		return raise(TYPE_ERROR, `argument ${wrong + 1} must be str, not ${typeName(at(at(args + wrong) + TYPE))}`);
	if (decoding && !isBytes(at(args + 1)))
		return raise(TYPE_ERROR, `a bytes-like object is required, not '${typeName(at(at(args + 1) + TYPE))}'`);
	setref(self + EXC_ARGS, argumentTuple(args, nargs));
	for (let i = 0; i < nargs; i++) setref(self + EXC_FIELDS + i, incref(at(args + i)));
	return NONE;
});
/** Four: there is no encoding. */
const TRANSLATE_INIT = calling((self, args, nargs) => {
	if (nargs !== 4) return raise(TYPE_ERROR, `function takes exactly 4 arguments (${nargs} given)`);
	setref(self + EXC_ARGS, argumentTuple(args, nargs));
	for (let i = 0; i < nargs; i++) setref(self + EXC_FIELDS + 1 + i, incref(at(args + i)));
	return NONE;
});
/** `ImportError.__str__`: the message where it is a plain text. */
const IMPORT_ERROR_STR = unary((o) => {
	const message = at(o + EXC_FIELDS + 3);
	return message !== NULL && isExactStr(message) ? incref(message) : (unarySlots[EXCEPTION_STR] as Unary)(o);
});
const table: readonly ExceptionSpec[] = [
	{
		type: BASE_EXCEPTION,
		name: "BaseException",
		base: OBJECT,
		slots: { [S_NEW]: EXCEPTION_NEW, [S_INIT]: EXCEPTION_INIT, [S_STR]: EXCEPTION_STR, [S_REPR]: EXCEPTION_REPR },
	},
	{ type: EXCEPTION, name: "Exception", base: BASE_EXCEPTION },
	{ type: SYSTEM_EXIT, name: "SystemExit", base: BASE_EXCEPTION, slots: { [S_INIT]: INIT_VALUE }, fields: ["code"] },
	{ type: KEYBOARD_INTERRUPT, name: "KeyboardInterrupt", base: BASE_EXCEPTION },
	{ type: GENERATOR_EXIT, name: "GeneratorExit", base: BASE_EXCEPTION },
	{ type: STOP_ITERATION, name: "StopIteration", base: EXCEPTION, slots: { [S_INIT]: INIT_VALUE }, fields: ["value"] },
	{ type: ARITHMETIC_ERROR, name: "ArithmeticError", base: EXCEPTION },
	{ type: OVERFLOW_ERROR, name: "OverflowError", base: ARITHMETIC_ERROR },
	{ type: ZERO_DIVISION_ERROR, name: "ZeroDivisionError", base: ARITHMETIC_ERROR },
	{ type: FLOATING_POINT_ERROR, name: "FloatingPointError", base: ARITHMETIC_ERROR },
	{ type: ASSERTION_ERROR, name: "AssertionError", base: EXCEPTION },
	{
		type: ATTRIBUTE_ERROR,
		name: "AttributeError",
		base: EXCEPTION,
		slots: { [S_INIT]: ATTRIBUTE_INIT },
		fields: ["name", "obj"],
	},
	{ type: BUFFER_ERROR, name: "BufferError", base: EXCEPTION },
	{ type: EOF_ERROR, name: "EOFError", base: EXCEPTION },
	{
		type: IMPORT_ERROR,
		name: "ImportError",
		base: EXCEPTION,
		slots: { [S_INIT]: IMPORT_INIT, [S_STR]: IMPORT_ERROR_STR },
		fields: ["name", "path", "name_from", "msg"],
	},
	{ type: MODULE_NOT_FOUND_ERROR, name: "ModuleNotFoundError", base: IMPORT_ERROR },
	{ type: LOOKUP_ERROR, name: "LookupError", base: EXCEPTION },
	{ type: INDEX_ERROR, name: "IndexError", base: LOOKUP_ERROR },
	{ type: KEY_ERROR, name: "KeyError", base: LOOKUP_ERROR, slots: { [S_STR]: KEY_ERROR_STR } },
	{ type: MEMORY_ERROR, name: "MemoryError", base: EXCEPTION },
	{ type: NAME_ERROR, name: "NameError", base: EXCEPTION, slots: { [S_INIT]: NAME_INIT }, fields: ["name"] },
	{ type: UNBOUND_LOCAL_ERROR, name: "UnboundLocalError", base: NAME_ERROR },
	{ type: REFERENCE_ERROR, name: "ReferenceError", base: EXCEPTION },
	{ type: RUNTIME_ERROR, name: "RuntimeError", base: EXCEPTION },
	{ type: NOT_IMPLEMENTED_ERROR, name: "NotImplementedError", base: RUNTIME_ERROR },
	{ type: RECURSION_ERROR, name: "RecursionError", base: RUNTIME_ERROR },
	{
		type: SYNTAX_ERROR,
		name: "SyntaxError",
		base: EXCEPTION,
		slots: { [S_INIT]: SYNTAX_INIT, [S_STR]: SYNTAX_STR },
	},
	{ type: INDENTATION_ERROR, name: "IndentationError", base: SYNTAX_ERROR },
	{ type: TAB_ERROR, name: "TabError", base: INDENTATION_ERROR },
	{ type: SYSTEM_ERROR, name: "SystemError", base: EXCEPTION },
	{ type: TYPE_ERROR, name: "TypeError", base: EXCEPTION },
	{ type: VALUE_ERROR, name: "ValueError", base: EXCEPTION },
	{ type: UNICODE_ERROR, name: "UnicodeError", base: VALUE_ERROR },
	{
		type: UNICODE_DECODE_ERROR,
		name: "UnicodeDecodeError",
		base: UNICODE_ERROR,
		slots: { [S_INIT]: UNICODE_INIT, [S_STR]: UNICODE_ERROR_STR },
		fields: UNICODE_FIELDS,
	},
	{
		type: UNICODE_ENCODE_ERROR,
		name: "UnicodeEncodeError",
		base: UNICODE_ERROR,
		slots: { [S_INIT]: UNICODE_INIT, [S_STR]: UNICODE_ERROR_STR },
		fields: UNICODE_FIELDS,
	},
	{ type: WARNING, name: "Warning", base: EXCEPTION },
	{ type: USER_WARNING, name: "UserWarning", base: WARNING },
	{ type: DEPRECATION_WARNING, name: "DeprecationWarning", base: WARNING },
	{ type: SYNTAX_WARNING, name: "SyntaxWarning", base: WARNING },
	{ type: RUNTIME_WARNING, name: "RuntimeWarning", base: WARNING },
	{ type: BYTES_WARNING, name: "BytesWarning", base: WARNING },
	{ type: FUTURE_WARNING, name: "FutureWarning", base: WARNING },
	{ type: IMPORT_WARNING, name: "ImportWarning", base: WARNING },
	{ type: PENDING_DEPRECATION_WARNING, name: "PendingDeprecationWarning", base: WARNING },
	{ type: RESOURCE_WARNING, name: "ResourceWarning", base: WARNING },
	{ type: UNICODE_WARNING, name: "UnicodeWarning", base: WARNING },
	{ type: ENCODING_WARNING, name: "EncodingWarning", base: WARNING },
	{ type: STOP_ASYNC_ITERATION, name: "StopAsyncIteration", base: EXCEPTION },
	{ type: PYTHON_FINALIZATION_ERROR, name: "PythonFinalizationError", base: RUNTIME_ERROR },
	{ type: INCOMPLETE_INPUT_ERROR, name: "_IncompleteInputError", base: SYNTAX_ERROR },
	{
		type: UNICODE_TRANSLATE_ERROR,
		name: "UnicodeTranslateError",
		base: UNICODE_ERROR,
		slots: { [S_INIT]: TRANSLATE_INIT, [S_STR]: UNICODE_ERROR_STR },
		fields: UNICODE_FIELDS,
	},
];
/** Basic sizes of exceptions that have fields of their own; the others have their base's. */
const EXCEPTION_BYTES: ReadonlyMap<Ref, number> = new Map([
	[BASE_EXCEPTION, 72],
	[STOP_ITERATION, 80],
	[SYSTEM_EXIT, 80],
	[IMPORT_ERROR, 104],
	[NAME_ERROR, 80],
	[ATTRIBUTE_ERROR, 88],
	[SYNTAX_ERROR, 136],
	[UNICODE_DECODE_ERROR, 112],
	[UNICODE_ENCODE_ERROR, 112],
	[UNICODE_TRANSLATE_ERROR, 112],
]);
function exceptionBytes(type: Ref): number {
	const own = EXCEPTION_BYTES.get(type);
	return own ?? exceptionBytes(table.find((e) => e.type === type)?.base ?? BASE_EXCEPTION);
}
for (const e of table) {
	declareType({
		type: e.type,
		name: e.name,
		base: e.base,
		layout: LAYOUT_EXCEPTION,
		bytes: 16 + exceptionBytes(e.type),
		words: EXC_WORDS,
		dictAt: EXC_DICT,
		flags: TF_GC | TF_BASETYPE | TF_EXCEPTION,
		slots: e.slots ?? {},
	});
	(e.fields ?? []).forEach((name, i) => {
		declareAttribute(
			e.type,
			name,
			(o) => (at(o + EXC_FIELDS + i) === NULL ? NONE : incref(at(o + EXC_FIELDS + i))),
			(o, value) => {
				setref(o + EXC_FIELDS + i, value === NULL ? NULL : incref(value));
				return NONE;
			},
		);
	});
}

for (const { name, type } of table) declareValue("builtins", name, () => type);

function orNone(o: Ref): Ref {
	return o === NULL ? NONE : incref(o);
}
const ARGS_SET = nativeKind("BaseException.args", (frame, value) => {
	setref(at(frame + N0) + EXC_ARGS, value);
	return NONE;
});
declareAttribute(
	BASE_EXCEPTION,
	"args",
	(o) => incref(at(o + EXC_ARGS)),
	(o, value) => {
		if (value === NULL) return raise(TYPE_ERROR, "args may not be deleted");
		// Anything that can be iterated over becomes a tuple; a tuple is taken as it is.
		return through(ARGS_SET, 1, (frame) => {
			H[frame + N0] = o;
			return tupleFromIterable(value);
		});
	},
);
declareAttribute(
	BASE_EXCEPTION,
	"__traceback__",
	(o) => orNone(at(o + EXC_TRACEBACK)),
	(o, value) => {
		if (value === NULL) return raise(TYPE_ERROR, "__traceback__ may not be deleted");
		if (value !== NONE && at(value + TYPE) !== TRACEBACK)
			return raise(TYPE_ERROR, "__traceback__ must be a traceback or None");
		setref(o + EXC_TRACEBACK, value === NONE ? NULL : incref(value));
		return NONE;
	},
);
function linkAttribute(name: string, word: number, what: string): void {
	declareAttribute(
		BASE_EXCEPTION,
		name,
		(o) => orNone(at(o + word)),
		(o, value) => {
			if (value === NULL) return raise(TYPE_ERROR, `${name} may not be deleted`);
			if (value !== NONE && !isInstanceOf(value, BASE_EXCEPTION))
				return raise(TYPE_ERROR, `${what} must be None or derive from BaseException`);
			setref(o + word, value === NONE ? NULL : incref(value));
			if (word === EXC_CAUSE) H[o + EXC_SUPPRESS] = 1;
			return NONE;
		},
	);
}
linkAttribute("__context__", EXC_CONTEXT, "exception context");
linkAttribute("__cause__", EXC_CAUSE, "exception cause");
declareAttribute(
	BASE_EXCEPTION,
	"__suppress_context__",
	(o) => newBool(at(o + EXC_SUPPRESS) !== 0),
	(o, value) => {
		if (value === NULL) return raise(TYPE_ERROR, "can't delete numeric/char attribute");
		if (value !== TRUE && value !== FALSE) return raise(TYPE_ERROR, "attribute value type must be bool");
		H[o + EXC_SUPPRESS] = value === TRUE ? 1 : 0;
		return NONE;
	},
);
declareDict(BASE_EXCEPTION);
declareMethod(BASE_EXCEPTION, "with_traceback", 1, 1, (self, args) => {
	const tb = at(args);
	if (tb !== NONE && at(tb + TYPE) !== TRACEBACK) return raise(TYPE_ERROR, "__traceback__ must be a traceback or None");
	setref(self + EXC_TRACEBACK, tb === NONE ? NULL : incref(tb));
	return incref(self);
});
declareMethod(BASE_EXCEPTION, "add_note", 1, 1, (self, args) => {
	const note = at(args);
	if (!isStr(note)) return raise(TYPE_ERROR, `note must be a str, not '${typeName(at(note + TYPE))}'`);
	const dict = at(self + EXC_DICT);
	const notes = dict === NULL ? NULL : dictGetText(dict, "__notes__");
	if (notes !== NULL && !isList(notes)) return raise(TYPE_ERROR, "Cannot add note: __notes__ is not a list");
	addNote(self, note);
	return NONE;
});

/** `BaseException.add_note` */
export function addNote(exc: Ref, note: Ref): void {
	const dict = materializeDict(exc);
	let notes = dictGetText(dict, "__notes__");
	if (notes === NULL) {
		dictSetOwned(dict, "__notes__", newList());
		notes = dictGetText(dict, "__notes__");
	}
	listAppend(notes, note);
}

/** `PyErr_GivenExceptionMatches` with the checks of CHECK_EXC_MATCH: 1, 0, or -1 with TypeError set. */
export function exceptionMatches(exc: Ref, wanted: Ref): number {
	if (isTuple(wanted)) {
		for (let i = 0; i < at(wanted + SIZE); i++) if (!isExceptionClass(tupleItem(wanted, i))) return catchError();
		for (let i = 0; i < at(wanted + SIZE); i++) if (isSubtype(at(exc + TYPE), tupleItem(wanted, i))) return 1;
		return 0;
	}
	if (!isExceptionClass(wanted)) return catchError();
	return isSubtype(at(exc + TYPE), wanted) ? 1 : 0;
}
function catchError(): number {
	raise(TYPE_ERROR, "catching classes that do not inherit from BaseException is not allowed");
	return -1;
}
export function isExceptionClass(o: Ref): boolean {
	return isType(o) && (at(o + T_FLAGS) & TF_EXCEPTION) !== 0;
}

/** An exception instance from a class or an instance given to raise: owned, NULL or PUSHED. */
function exceptionFrom(type: Ref): Status {
	if (isExceptionClass(type)) {
		if ((at(type + T_FLAGS) & TF_HEAP) === 0)
			return (callSlots[at(type + T_SLOTS + S_NEW)] as Call)(type, R_SCRATCH, 0, NULL);
		return callWith(type);
	}
	if (isInstanceOf(type, BASE_EXCEPTION)) return incref(type);
	return raise(TYPE_ERROR, "exceptions must derive from BaseException");
}

/** `PyErr_NormalizeException`: a value that is an instance already, or what the class makes of it. Owned, NULL or PUSHED. */
export function createException(type: Ref, value: Ref): Status {
	if (value !== NULL && isInstanceOf(value, type)) return incref(value);
	return through(CREATED, 1, (frame) => {
		H[frame + N0] = type;
		if (value === NULL || value === NONE) return callWith(type);
		return isTuple(value) ? callWithDict(type, value, NULL) : callWith(type, value);
	});
}
const CREATED = nativeKind("exception", (frame, value) => {
	if (isInstanceOf(value, BASE_EXCEPTION)) return value;
	raise(
		TYPE_ERROR,
		`calling ${reprOfType(at(frame + N0))} should have returned an instance of BaseException, not ${typeName(at(value + TYPE))}`,
	);
	decref(value);
	return NULL;
});

/** TypeError: what a class of exceptions made is none. Takes it over. */
function noException(type: Ref, made: Ref): typeof NULL {
	const kind = reprOfType(at(made + TYPE));
	raise(TYPE_ERROR, `calling ${reprOfType(type)} should have returned an instance of BaseException, not ${kind}`);
	decref(made);
	return NULL;
}

/** Words: 0 what is raised, 1 the cause given (owned, or 0), 2 the instance once made. */
const RAISE = nativeKind("raise", (frame, value) => {
	const w = frame + N0;
	let made = value;
	for (;;) {
		switch (stateOf(frame)) {
			case 0: {
				setState(frame, 1);
				const status = exceptionFrom(at(w));
				if (status === PUSHED || status === NULL) return status;
				made = status;
				break;
			}
			case 1: {
				if (!isInstanceOf(made, BASE_EXCEPTION)) return noException(at(w), made);
				H[w + 2] = made;
				setState(frame, 2);
				const cause = at(w + 1);
				if (cause === NULL || cause === NONE) {
					made = NULL;
					break;
				}
				if (isExceptionClass(cause)) {
					const status = exceptionFrom(cause);
					if (status === PUSHED || status === NULL) return status;
					made = status;
				} else if (isInstanceOf(cause, BASE_EXCEPTION)) made = incref(cause);
				else return raise(TYPE_ERROR, "exception causes must derive from BaseException");
				break;
			}
			default: {
				if (made !== NULL && !isInstanceOf(made, BASE_EXCEPTION)) return noException(at(w + 1), made);
				const exc = at(w + 2);
				H[w + 2] = 0;
				if (at(w + 1) !== NULL) {
					setref(exc + EXC_CAUSE, made);
					H[exc + EXC_SUPPRESS] = 1;
				}
				return raiseOwned(exc);
			}
		}
	}
});

/** `do_raise`: takes both over; NULL with the exception set, or PUSHED. */
export function raiseFrom(exc: Ref, cause: Ref): Status {
	if (cause === NULL && !isType(exc) && isInstanceOf(exc, BASE_EXCEPTION)) return raiseOwned(exc);
	const frame = pushNative(RAISE, 3, 3);
	H[frame + N0] = exc;
	H[frame + N0 + 1] = cause;
	const status = (steps[RAISE] as Step)(frame, NULL);
	if (status !== PUSHED) popNative(frame);
	return status;
}

/** What a type says of its module, where that is a text (`type_module`): a static type's own name has it. */
export function moduleOfType(type: Ref): string | null {
	if ((at(type + T_FLAGS) & TF_HEAP) === 0) {
		const full = at(type + T_FULL_NAME);
		const name = full === NULL ? "" : textOf(full);
		return name.includes(".") ? name.slice(0, name.lastIndexOf(".")) : "builtins";
	}
	const module = dictGetText(at(type + T_DICT), "__module__");
	return module !== NULL && isStr(module) ? textOf(module) : null;
}

/** A type's qualified name, its module before it where that is not builtins. */
export function fullTypeName(type: Ref): string {
	const module = moduleOfType(type);
	const qualname = textOf(at(type + T_QUALNAME));
	return module !== null && module !== "builtins" ? `${module}.${qualname}` : qualname;
}

/** `type_repr` */
export function reprOfType(type: Ref): string {
	return `<class '${fullTypeName(type)}'>`;
}

// ---- What the loop raises for names ----

export function nameError(name: Ref): typeof NULL {
	return raiseFields(NAME_ERROR, `name '${textOf(name)}' is not defined`, name);
}

export function localName(frame: number, i: number): Ref {
	return nameRefOf(codeOf(at(frame + F_CODE)).localsplusnames[i] as string);
}

/** The immortal str of a name that the compiler has interned. */
function nameRefOf(text: string): Ref {
	return intern(text);
}

export function unboundLocal(frame: number, i: number): typeof NULL {
	const name = localName(frame, i);
	// It suggests nothing: only NameError itself is given the name (_PyEval_FormatExcCheckArg).
	return raise(
		UNBOUND_LOCAL_ERROR,
		`cannot access local variable '${textOf(name)}' where it is not associated with a value`,
	);
}

/** An empty cell: a local of this function or a free variable (format_exc_unbound). */
export function unboundFree(frame: number, i: number): typeof NULL {
	const code = codeOf(at(frame + F_CODE));
	if (i < code.localsplusnames.length - code.freevars.length) return unboundLocal(frame, i);
	const name = localName(frame, i);
	return raiseFields(
		NAME_ERROR,
		`cannot access free variable '${textOf(name)}' where it is not associated with a value in enclosing scope`,
		name,
	);
}
