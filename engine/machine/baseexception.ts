/** What every exception has: its attributes `args`, `__traceback__`, `__context__`, `__cause__`, and its notes. */
import { at, H } from "./arena";
import { through } from "./call";
import { declareAttribute, declareMethod } from "./declarations";
import { dictGetText, dictSetOwned } from "./dict";
import { raise } from "./errors";
import { declareDict } from "./fieldattributes";
import { materializeDict } from "./instance";
import { newBool } from "./int";
import {
	EXC_ARGS,
	EXC_CAUSE,
	EXC_CONTEXT,
	EXC_DICT,
	EXC_SUPPRESS,
	EXC_TRACEBACK,
	NULL,
	type Ref,
	TYPE,
} from "./layout";
import { isList, listAppend, newList } from "./list";
import { N0 } from "./natives";
import { incref, setref } from "./refcount";
import { tupleFromIterable } from "./sequencetuple";
import { isStr } from "./str";
import { nativeKind } from "./tables";
import { BASE_EXCEPTION, FALSE, NONE, TRACEBACK, TRUE, TYPE_ERROR } from "./typeids";
import { isInstanceOf, typeName } from "./types";

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
