/** Exception types (Objects/exceptions.c): the builtin ones, what becomes of their arguments, and their attributes. */
// First, so that the types of sets and dicts are declared before exceptions: `object.__subclasses__()` shows the order.
import "./sets";
import "./dicts";

import { allocGc, internal, show } from "./alloc";
import { at, H } from "./arena";
import { checkKeywords } from "./arguments";
import { through } from "./call";
import { declareAttribute, declareType } from "./declarations";
import { raise } from "./errors";
import { EXCEPTION_INIT, EXCEPTION_NEW, initArguments } from "./exceptioncreation";
import { track } from "./gclist";
import {
	EXC_ARGS,
	EXC_DICT,
	EXC_FIELDS,
	EXC_WORDS,
	LAYOUT_EXCEPTION,
	NULL,
	R_EMPTY_STR,
	type Ref,
	SIZE,
	T_BASICSIZE,
	TF_BASETYPE,
	TF_EXCEPTION,
	TF_GC,
	TYPE,
} from "./layout";
import { declareValue } from "./moduletable";
import { N0 } from "./natives";
import { repr, str } from "./operators";
import { argumentTuple } from "./packed";
import { decref, incref, setref } from "./refcount";
import { isExactStr, newStr, textOf } from "./str";
import { SYNTAX_INIT, SYNTAX_STR } from "./syntaxerrors";
import {
	calling,
	nativeKind,
	S_INIT,
	S_NEW,
	S_REPR,
	S_STR,
	type Status,
	type Unary,
	unary,
	unarySlots,
} from "./tables";
import { tupleFrom, tupleItem } from "./tuple";
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
import { isInstanceOf, typeName } from "./types";
import { initUnicodeError, isPlace, unicodeErrorText } from "./unicodeerrors";

/** `BaseException_vectorcall` */
export function callException(type: Ref, args: number, nargs: number, kwnames: Ref): Status {
	if (kwnames !== NULL && at(kwnames + SIZE) > 0)
		return raise(TYPE_ERROR, `${typeName(type)}() takes no keyword arguments`);
	const o = allocGc(type, at(type + T_BASICSIZE), EXC_WORDS);
	show(o);
	track(o);
	H[o + EXC_ARGS] = internal(tupleFrom(args, nargs));
	return o;
}

/** Keyword arguments that become fields: NameError(name=), AttributeError(name=, obj=), ImportError(name=, path=). */
function initWith(what: string, ...fields: readonly string[]): number {
	return calling((self, args, nargs, kwnames) => {
		setref(self + EXC_ARGS, argumentTuple(args, nargs));
		if (!checkKeywords(kwnames, what, fields)) return NULL;
		const values: Ref[] = fields.map(() => NULL);
		const n = kwnames === NULL ? 0 : at(kwnames + SIZE);
		for (let i = 0; i < n; i++) {
			values[fields.indexOf(textOf(tupleItem(kwnames, i)))] = at(args + nargs + i);
		}
		// ImportError keeps its one argument a second time, as the message.
		if (fields.includes("name_from")) values.push(nargs === 1 ? at(args) : NULL);
		for (const [i, value] of values.entries()) setref(self + EXC_FIELDS + i, value === NULL ? NULL : incref(value));
		return NONE;
	});
}

/** The first argument becomes a field: StopIteration.value, SystemExit.code. */
const INIT_VALUE = calling((self, args, nargs, kwnames) => {
	if (!initArguments(self, args, nargs, kwnames)) return NULL;
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
const NAME_INIT = initWith("NameError", "name");
const ATTRIBUTE_INIT = initWith("AttributeError", "name", "obj");
const IMPORT_INIT = initWith("ImportError", "name", "path", "name_from");
const UNICODE_FIELDS = ["encoding", "object", "start", "end", "reason"];
/** From the field `first` on, as `kinds` says (unicodeerrors.ts). */
const unicodeInit = (first: number, kinds: (self: Ref) => string): number =>
	calling((self, args, nargs, kwnames) => initUnicodeError(self, args, nargs, kwnames, first, kinds(self)));
const UNICODE_INIT = unicodeInit(0, (self) => (isInstanceOf(self, UNICODE_DECODE_ERROR) ? "UOnnU" : "UUnnU"));
/** There is no encoding. */
const TRANSLATE_INIT = unicodeInit(1, () => "UnnU");
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
				if ((name === "start" || name === "end") && !isPlace(value)) return NULL;
				setref(o + EXC_FIELDS + i, value === NULL ? NULL : incref(value));
				return NONE;
			},
		);
	});
}

for (const { name, type } of table) declareValue("builtins", name, () => type);
