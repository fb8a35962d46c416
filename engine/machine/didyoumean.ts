/** "Did you mean": what NameError, AttributeError and ImportError suggest (`_compute_suggestion_error`). */
import { calculateSuggestions } from "../text/suggestions";
import { at } from "./arena";
import { getAttr } from "./attributes";
import { dictEntryAt, dictGetText } from "./dict";
import { directory } from "./directory";
import { frameLocals } from "./framelocals";
import {
	BUILTIN_DEF,
	ENTRY_KEY,
	EXC_FIELDS,
	EXC_TRACEBACK,
	F_BUILTINS,
	F_GLOBALS,
	MODULE_DICT,
	NULL,
	R_MODULES,
	type Ref,
	SIZE,
} from "./layout";
import { isList, listItem } from "./list";
import { profile } from "./machine";
import { decref } from "./refcount";
import { isStdlibModule } from "./stdlibnames";
import { intern, isStr, textOf } from "./str";
import { definitions, type NativeDef, type Status } from "./tables";
import { innermost } from "./tracebackframes";
import { isTuple, tupleItem } from "./tuple";
import { ATTRIBUTE_ERROR, IMPORT_ERROR, MODULE, NAME_ERROR, NONE } from "./typeids";
import { isInstanceOf } from "./types";

/** The fields of an exception that suggestions go by: the name not found, and the object that has not got it. */
const NAME_FIELD = EXC_FIELDS;
const OBJ_FIELD = EXC_FIELDS + 1;
const NAME_FROM_FIELD = EXC_FIELDS + 2;

/** The name that was not found, or null where the exception suggests nothing. */
function wrongName(e: Ref): string | null {
	const word = isInstanceOf(e, IMPORT_ERROR)
		? NAME_FROM_FIELD
		: isInstanceOf(e, NAME_ERROR) || isInstanceOf(e, ATTRIBUTE_ERROR)
			? NAME_FIELD
			: 0;
	if (word === 0) return null;
	const name = at(e + word);
	return name !== NULL && isStr(name) ? textOf(name) : null;
}

/** The `self` of the method that raised, or 0. Borrowed. */
function selfOf(e: Ref): Ref {
	const words = innermost(at(e + EXC_TRACEBACK));
	if (words === 0) return NULL;
	const locals = frameLocals(words);
	const self = dictGetText(locals, "self");
	decref(locals);
	return self;
}

/**
 * Begins what must be asked of the program's objects: the attribute that a method's `self` may have, or the names that
 * an object has (`__dir__`). NONE: nothing needs asking; NULL: it went wrong.
 */
export function beginSuggestion(e: Ref): Status {
	const wrong = wrongName(e);
	if (wrong === null) return NONE;
	if (isInstanceOf(e, NAME_ERROR)) {
		const self = selfOf(e);
		if (self === NULL) return NONE;
		const name = intern(wrong);
		const status = getAttr(self, name);
		decref(name);
		return status;
	}
	if (isInstanceOf(e, IMPORT_ERROR)) return NONE;
	const obj = at(e + OBJ_FIELD);
	if (obj === NULL) return NONE;
	return directory(obj);
}

/** What follows the exception's text; `answer`: what came of beginSuggestion, 0 where it failed. */
export function suggestionText(e: Ref, answer: Ref): string {
	const wrong = wrongName(e);
	if (wrong === null) return "";
	const suggestion = nearest(e, wrong, answer);
	const meant = suggestion === null ? "" : `. Did you mean: '${suggestion}'?`;
	if (!isInstanceOf(e, NAME_ERROR) || !isStdlibModule(wrong, profile().name)) return meant;
	return `${meant === "" ? ". Did" : `${meant} Or did`} you forget to import '${wrong}'?`;
}

function nearest(e: Ref, wrong: string, answer: Ref): string | null {
	if (isInstanceOf(e, NAME_ERROR)) {
		const words = innermost(at(e + EXC_TRACEBACK));
		if (words === 0) return null;
		if (answer !== NULL && selfOf(e) !== NULL) return `self.${wrong}`;
		const locals = frameLocals(words);
		const names = [...keysOf(locals), ...keysOf(at(words + F_GLOBALS)), ...keysOf(at(words + F_BUILTINS))];
		decref(locals);
		return calculateSuggestions(names, wrong);
	}
	if (isInstanceOf(e, IMPORT_ERROR)) {
		const name = at(e + NAME_FIELD);
		if (name === NULL || !isStr(name)) return null;
		const module = dictGetText(at(R_MODULES), textOf(name).split(".")[0] as string);
		if (module === NULL || !isInstanceOf(module, MODULE)) return null;
		return calculateSuggestions(hideUnderscored(keysOf(at(module + MODULE_DICT)).sort(), wrong), wrong);
	}
	if (answer === NULL || !(isList(answer) || isTuple(answer))) return null;
	const names: string[] = [];
	for (let i = 0; i < at(answer + SIZE); i++) {
		const item = isList(answer) ? listItem(answer, i) : tupleItem(answer, i);
		if (isStr(item)) names.push(textOf(item));
	}
	names.sort();
	const own = selfOf(e) === at(e + OBJ_FIELD);
	return calculateSuggestions(own ? names : hideUnderscored(names, wrong), wrong);
}

/** Names that begin with an underscore are suggested only for one that does. */
function hideUnderscored(names: readonly string[], wrong: string): readonly string[] {
	return wrong.startsWith("_") ? names : names.filter((name) => !name.startsWith("_"));
}

function keysOf(d: Ref): string[] {
	const names: string[] = [];
	for (let i = 0; ; i++) {
		const entry = dictEntryAt(d, i);
		if (entry === -1) return names;
		if (entry !== 0 && isStr(at(entry + ENTRY_KEY))) names.push(textOf(at(entry + ENTRY_KEY)));
	}
}

/** What 3.13 adds where `print >> file` is refused, as Python 2 named the stream. */
export function redirectionHint(left: Ref): string {
	const { name } = definitions[at(left + BUILTIN_DEF)] as NativeDef;
	return profile().hintsAtPython2 && name === "print" ? '. Did you mean "print(<message>, file=<output_stream>)"?' : "";
}
