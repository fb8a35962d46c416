/** SyntaxErrors that the parser and the compiler report, made as objects, and what is seldom asked of any (Objects/exceptions.c). */
import type { PythonSyntaxError, StatementPlace } from "../syntax/errors";
import { internal } from "./alloc";
import { at, H } from "./arena";
import { through } from "./call";
import { newException, raiseOwned } from "./errors";
import { intNumber, newInt } from "./int";
import { EXC_FIELDS, NULL, type Ref, SIZE, TUPLE_ITEMS, TYPE } from "./layout";
import { profile } from "./machine";
import { N0 } from "./natives";
import { str } from "./operators";
import { decref, incref, setref } from "./refcount";
import { isStr, newStr, textOf } from "./str";
import { syntaxErrorText } from "./syntaxerrortext";
import { nativeKind, type Status } from "./tables";
import { newTuple, tupleFrom, tupleItem, tupleOwning } from "./tuple";
import { INCOMPLETE_INPUT_ERROR, INDENTATION_ERROR, INT, MEMORY_ERROR, NONE, SYNTAX_ERROR, TAB_ERROR } from "./typeids";

/** The word of the place where an error ends: a pair, or a triple with the parser's metadata. */
const END = EXC_FIELDS + 5;

/** What 3.14's parser leaves for the traceback module, which looks for misspelt keywords. */
export interface ParserMetadata extends StatementPlace {
	readonly source: string;
}
/** Where what the parser tells the traceback module stands behind the place where it ends. */
const METADATA = 2;
export function setEnd(o: Ref, i: number, value: Ref): void {
	const had = at(o + END);
	const kept = had === NULL ? 0 : at(had + SIZE);
	const end = internal(newTuple(Math.max(kept, i === METADATA ? 3 : 2)));
	for (let k = 0; k < at(end + SIZE); k++) {
		const old = k < kept ? tupleItem(had, k) : NONE;
		H[end + TUPLE_ITEMS + k] = incref(k !== i ? old : value !== NULL ? value : NONE);
	}
	setref(o + END, end);
}
/** `SyntaxError_str`: the message, with the file's last part and the line. */
export function syntaxErrorStr(o: Ref): Status {
	const msg = at(o + EXC_FIELDS);
	return through(WITH_PLACE, 1, (frame) => {
		H[frame + N0] = o;
		return str(msg === NULL ? NONE : msg);
	});
}
const WITH_PLACE = nativeKind("SyntaxError.__str__", (frame, value) => {
	const o = at(frame + N0);
	const filename = at(o + EXC_FIELDS + 1);
	const lineno = at(o + EXC_FIELDS + 2);
	const file = filename !== NULL && isStr(filename) ? (textOf(filename).split("/").at(-1) ?? "") : null;
	const line = lineno !== NULL && at(lineno + TYPE) === INT ? `line ${lineNumber(lineno)}` : null;
	if (file === null && line === null) return value;
	const message = textOf(value);
	decref(value);
	return newStr(`${message} (${[file, line].filter((part) => part !== null).join(", ")})`);
});

/** `PyLong_AsLongAndOverflow`: -1 where it is no C long. */
function lineNumber(o: Ref): number {
	const n = intNumber(o);
	return Number.isSafeInteger(n) ? n : -1;
}

const TYPES: Readonly<Record<PythonSyntaxError["type"], Ref>> = {
	SyntaxError: SYNTAX_ERROR,
	IndentationError: INDENTATION_ERROR,
	TabError: TAB_ERROR,
	_IncompleteInputError: INCOMPLETE_INPUT_ERROR,
	MemoryError: MEMORY_ERROR,
};

/** Raises what the parser or the compiler found wrong with a text. Returns NULL. */
export function raiseSyntaxError(
	error: PythonSyntaxError,
	filename: string,
	source: string,
	metadata: ParserMetadata | null = null,
): typeof NULL {
	const exc = newSyntaxError(error, filename, source);
	// `_PyPegen_set_syntax_error_metadata`
	if (metadata !== null && profile().name === "3.14" && error.type !== "MemoryError") {
		const tuple = tupleOwning(newInt(metadata.lineno), newInt(metadata.colOffset), newStr(metadata.source));
		setEnd(exc, METADATA, tuple);
		decref(tuple);
	}
	return raiseOwned(exc);
}

/** What the compiler reports, as an exception, owned. `source`: the whole text, of which the exception has a line. */
export function newSyntaxError(error: PythonSyntaxError, filename: string, source: string): Ref {
	const message = newStr(error.message);
	const number = (n: number | null): Ref => (n === null ? NONE : newInt(n));
	const text = syntaxErrorText(error, source);
	const items = [
		newStr(filename),
		number(error.lineno),
		number(error.offset),
		text === null ? NONE : newStr(text),
		number(error.endLineno),
		number(error.endOffset),
	];
	const details = internal(newTuple(items.length));
	for (const [i, item] of items.entries()) H[details + TUPLE_ITEMS + i] = item;
	const known = error.type !== "MemoryError" && (error.lineno !== null || error.text !== null);
	const inArgs = known && error.messageAlone !== true;
	const args = newTuple(inArgs ? 2 : 1);
	H[args + TUPLE_ITEMS] = message;
	if (inArgs) H[args + TUPLE_ITEMS + 1] = incref(details);
	const exc = newException(TYPES[error.type], args);
	if (error.type !== "MemoryError") {
		H[exc + EXC_FIELDS] = incref(message);
		if (known) {
			for (let i = 0; i < 4; i++) H[exc + EXC_FIELDS + 1 + i] = incref(tupleItem(details, i));
			H[exc + END] = internal(tupleFrom(details + TUPLE_ITEMS + 4, 2));
		}
	}
	decref(details);
	return exc;
}
