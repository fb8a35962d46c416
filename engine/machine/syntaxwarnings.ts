/**
 * What is warned of in texts that a running program compiles: each warning goes through the filters, and one that they
 * make an error becomes a SyntaxError (`_PyErr_EmitSyntaxWarning` in Python/errors.c, `warn_invalid_escape_sequence` in
 * Parser/string_parser.c).
 */
import { errorColumn } from "../compile/compile";
import type { CompileWarning } from "../compile/unit";
import type { PythonSyntaxError, PythonSyntaxWarning } from "../syntax/errors";
import { internal } from "./alloc";
import { at, H } from "./arena";
import { errorIs, fetch, raiseOwned, restore } from "./errors";
import { newInt } from "./int";
import { NULL, PUSHED, type Ref, SIZE, TUPLE_ITEMS } from "./layout";
import { profile } from "./machine";
import { N0, pushNative, setState, stateOf } from "./natives";
import { decref, incref } from "./refcount";
import { sourceText as textOfFile } from "./sources";
import { newStr } from "./str";
import { newSyntaxError } from "./syntaxerrorobjects";
import { syntaxErrorText, syntaxWarningWords } from "./syntaxerrortext";
import { nativeKind, type Status } from "./tables";
import { newTuple, tupleItem } from "./tuple";
import { SYNTAX_WARNING } from "./typeids";
import { warnExplicit } from "./warning";

export type SyntaxWarningAt = PythonSyntaxWarning | CompileWarning;

/**
 * Words: what comes of the text, or the exception that is set aside; the file's name; of each warning its text, its line
 * and the error that it may become, in a row (all owned). The state says how many have been given.
 */
const W_RESULT = N0;
const W_ERROR = N0 + 1;
const W_FILENAME = N0 + 2;
const W_WARNINGS = N0 + 3;
const WARNINGS = nativeKind("warnings about a text", warningStep, (frame) => {
	if (!errorIs(SYNTAX_WARNING)) return NULL;
	decref(fetch());
	return raiseOwned(incref(tupleItem(at(frame + W_WARNINGS), 3 * stateOf(frame) - 1)));
});

/**
 * Gives the warnings about a text, then what has come of it: `result` (taken over), or for NULL the exception that is
 * set. NULL with SyntaxError set where the filters say so; or PUSHED.
 */
export function warned(warnings: readonly SyntaxWarningAt[], filename: string, text: string, result: Ref): Status {
	const frame = pushNative(WARNINGS, 4, 4);
	H[frame + W_RESULT] = result;
	H[frame + W_ERROR] = result === NULL ? fetch() : NULL;
	H[frame + W_FILENAME] = newStr(filename);
	// Lines are those of the file, if there is one of that name (`PyErr_ProgramTextObject`).
	const file = textOfFile(filename);
	const row = internal(newTuple(3 * warnings.length));
	H[frame + W_WARNINGS] = row;
	for (const [i, warning] of warnings.entries()) {
		const words = row + TUPLE_ITEMS + 3 * i;
		H[words] = newStr(syntaxWarningWords(warning.message, profile().name, false));
		H[words + 1] = newInt(warning.lineno);
		H[words + 2] = newSyntaxError(errorOf(warning, text, file), filename, file ?? "");
	}
	return PUSHED;
}

function warningStep(frame: number, value: Ref): Status {
	if (value !== NULL) decref(value);
	const row = at(frame + W_WARNINGS);
	for (;;) {
		const given = stateOf(frame);
		if (3 * given === at(row + SIZE)) break;
		setState(frame, given + 1);
		const [text, line] = [tupleItem(row, 3 * given), tupleItem(row, 3 * given + 1)];
		const status = warnExplicit(SYNTAX_WARNING, text, at(frame + W_FILENAME), line);
		if (status === NULL || status === PUSHED) return status;
		decref(status);
	}
	const [result, error] = [at(frame + W_RESULT), at(frame + W_ERROR)];
	H[frame + W_RESULT] = NULL;
	H[frame + W_ERROR] = NULL;
	if (error !== NULL) restore(error);
	return result;
}

/** The SyntaxError that a warning becomes: the compiler's has a line of the file alone. */
function errorOf(warning: SyntaxWarningAt, source: string, file: string | null): PythonSyntaxError {
	const { lineno } = warning;
	const message = syntaxWarningWords(warning.message, profile().name, true);
	if ("at" in warning) {
		const { colOffset, endLineno, endColOffset } = warning.at;
		const offset = errorColumn(source, lineno, colOffset);
		const endOffset = errorColumn(source, endLineno, endColOffset);
		return { type: "SyntaxError", message, lineno, offset, endLineno, endOffset, text: null };
	}
	const { offset, endOffset } = warning;
	const place = { type: "SyntaxError", message, lineno, offset, endLineno: lineno, endOffset, text: null } as const;
	// The tokenizer's error has the line without its end; to the parser, every line has one.
	if (offset === endOffset) return { ...place, text: (syntaxErrorText(place, source) ?? "").replace(/\n$/, "") };
	const line = (syntaxErrorText(place, file ?? source) ?? "").replace(/\n?$/, "\n");
	const most = [...line].length + 1;
	return { ...place, offset: Math.min(offset, most), endOffset: Math.min(endOffset, most), text: line };
}
