/** Function objects, and how a call's arguments become a frame's locals (`initialize_locals` in Python/ceval.c). */
import { CO_HAS_DOCSTRING, CO_OPTIMIZED, CO_VARARGS, CO_VARKEYWORDS } from "../compile/code";
import { allocGc } from "./alloc";
import { at, H } from "./arena";
import { missingArguments, tooManyPositional, unexpectedKeyword } from "./callerrors";
import { dictGetStr, dictGetText, dictSetStr, newDict } from "./dict";
import { raise } from "./errors";
import { codeOf, popFrame, pushFrame } from "./frames";
import { track } from "./gclist";
import {
	CODE_CONSTS,
	CODE_FLAGS,
	CODE_NAME,
	CODE_QUALNAME,
	CODE_SIMPLE_ARGS,
	F_LOCALS,
	FRAME_WORDS,
	FUNC_BUILTINS,
	FUNC_CODE,
	FUNC_DEFAULTS,
	FUNC_DOC,
	FUNC_GLOBALS,
	FUNC_KWDEFAULTS,
	FUNC_MODULE,
	FUNC_NAME,
	FUNC_QUALNAME,
	FUNC_WORDS,
	MODULE_DICT,
	NULL,
	PUSHED,
	R_BUILTINS,
	type Ref,
	SIZE,
	T_BASICSIZE,
	TYPE,
} from "./layout";
import { profile } from "./machine";
import { decref, incref } from "./refcount";
import { close, objectOf, steal } from "./stackref";
import { intern, isStr, textOf } from "./str";
import type { Status } from "./tables";
import { tupleItem, tupleSteal } from "./tuple";
import { FUNCTION, MODULE, NONE, TYPE_ERROR } from "./typeids";

/** `_PyEval_BuiltinsFromGlobals`: the dict that names are looked up in after the globals. Borrowed. */
export function builtinsOf(globals: Ref): Ref {
	const found = dictGetText(globals, "__builtins__");
	if (found === NULL) return at(R_BUILTINS);
	return at(found + TYPE) === MODULE ? at(found + MODULE_DICT) : found;
}

/** The docstring (`func_new`), counted. 3.13 takes the first constant if it is a text: a generator expression's too. */
function docOf(code: Ref): Ref {
	const { consts } = codeOf(code);
	if (profile().firstTextIsDoc ? consts.length === 0 : (at(code + CODE_FLAGS) & CO_HAS_DOCSTRING) === 0) return NONE;
	const first = at(at(code + CODE_CONSTS));
	return isStr(first) ? incref(first) : NONE;
}

/** A new function over a code object, with its docstring (`PyFunction_New`); counts code and globals. */
export function newFunction(code: Ref, globals: Ref): Ref {
	const o = functionToRun(code, globals);
	H[o + FUNC_DOC] = docOf(code);
	return o;
}

/** The function that a module's or a text's code runs in (`_PyFunction_FromConstructor`): it has no docstring. */
export function functionToRun(code: Ref, globals: Ref): Ref {
	const o = allocGc(FUNCTION, at(FUNCTION + T_BASICSIZE), FUNC_WORDS);
	H[o + FUNC_CODE] = incref(code);
	H[o + FUNC_GLOBALS] = incref(globals);
	H[o + FUNC_BUILTINS] = incref(builtinsOf(globals));
	H[o + FUNC_NAME] = incref(at(code + CODE_NAME));
	H[o + FUNC_QUALNAME] = incref(at(code + CODE_QUALNAME));
	H[o + FUNC_DOC] = NONE;
	const name = intern("__name__");
	const module = dictGetStr(globals, name);
	decref(name);
	if (module !== NULL) H[o + FUNC_MODULE] = incref(module);
	track(o);
	return o;
}

/**
 * Calls a Python function: a frame is pushed, its locals filled. The function and the arguments (from address `args`)
 * are taken over when `moved`, as words of the stack, borrowed or not; they are counted again otherwise. On an error
 * nothing is left on the stack.
 */
export function callFunction(callee: number, args: number, nargs: number, kwnames: Ref, moved: boolean): Status {
	const func = objectOf(callee);
	const code = at(func + FUNC_CODE);
	incref(code);
	if (!moved) incref(func);
	const frame = pushFrame(code, callee, at(func + FUNC_GLOBALS), at(func + FUNC_BUILTINS), NULL);
	const total = nargs + (kwnames === NULL ? 0 : at(kwnames + SIZE));
	if (frame === 0) {
		if (moved) for (let i = 0; i < total; i++) close(at(args + i));
		close(callee);
		decref(code);
		return NULL;
	}
	const locals = frame + FRAME_WORDS;
	if (!moved) for (let i = 0; i < total; i++) incref(at(args + i));
	if (kwnames === NULL && nargs === at(code + CODE_SIMPLE_ARGS)) {
		for (let i = 0; i < nargs; i++) H[locals + i] = at(args + i);
	} else if (!bindArguments(func, code, locals, args, nargs, kwnames)) {
		popFrame(frame);
		return NULL;
	}
	if ((at(code + CODE_FLAGS) & CO_OPTIMIZED) === 0) H[frame + F_LOCALS] = incref(at(func + FUNC_GLOBALS));
	return PUSHED;
}

/** Fills the locals with owned arguments. False: TypeError set; what was not placed has been dropped. */
function bindArguments(func: Ref, codeRef: Ref, locals: number, args: number, nargs: number, kwnames: Ref): boolean {
	const simple = at(codeRef + CODE_SIMPLE_ARGS);
	const given = at(func + FUNC_DEFAULTS);
	if (kwnames === NULL && nargs < simple && given !== NULL && nargs >= simple - at(given + SIZE)) {
		// Defaults are all that is missing.
		for (let i = 0; i < nargs; i++) H[locals + i] = at(args + i);
		const first = simple - at(given + SIZE);
		for (let i = nargs; i < simple; i++) H[locals + i] = incref(tupleItem(given, i - first));
		return true;
	}
	const code = codeOf(codeRef);
	const argcount = code.argcount;
	const total = argcount + code.kwonlyargcount;
	const varargs = (code.flags & CO_VARARGS) !== 0;
	const varkeywords = (code.flags & CO_VARKEYWORDS) !== 0;
	const kwcount = kwnames === NULL ? 0 : at(kwnames + SIZE);
	const positional = Math.min(nargs, argcount);
	if (varargs && kwnames === NULL && nargs >= argcount && total === argcount && !varkeywords) {
		// Nothing is missing, and nothing has a name.
		for (let i = 0; i < argcount; i++) H[locals + i] = at(args + i);
		for (let i = argcount; i < nargs; i++) H[args + i] = steal(at(args + i));
		H[locals + argcount] = tupleSteal(args + argcount, nargs - argcount);
		return true;
	}
	let kwdict = NULL;
	if (varkeywords) {
		kwdict = newDict();
		H[locals + total + (varargs ? 1 : 0)] = kwdict;
	}
	for (let i = 0; i < positional; i++) H[locals + i] = at(args + i);
	let extra = NULL;
	if (varargs) {
		for (let i = positional; i < nargs; i++) H[args + i] = steal(at(args + i));
		extra = tupleSteal(args + positional, nargs - positional);
		H[locals + total] = extra;
	}
	for (let i = 0; i < kwcount; i++) {
		const keyword = tupleItem(kwnames, i);
		const value = at(args + nargs + i);
		const text = textOf(keyword);
		// Parameters stand before all other names.
		const place = code.localsplusnames.indexOf(text, code.posonlyargcount);
		if (place >= 0 && place < total) {
			if (at(locals + place) !== NULL) {
				raise(TYPE_ERROR, `${textOf(at(func + FUNC_QUALNAME))}() got multiple values for argument '${text}'`);
				return dropRest(args, nargs, varargs ? nargs : positional, i, kwcount);
			}
			H[locals + place] = value;
			continue;
		}
		if (kwdict === NULL) {
			unexpectedKeyword(func, code, text, kwnames);
			return dropRest(args, nargs, varargs ? nargs : positional, i, kwcount);
		}
		dictSetStr(kwdict, keyword, objectOf(value));
		close(value);
	}
	if (nargs > argcount && !varargs) {
		tooManyPositional(func, code, nargs, locals);
		return dropRest(args, nargs, positional, kwcount, kwcount);
	}
	const defaults = at(func + FUNC_DEFAULTS);
	const defcount = defaults === NULL ? 0 : at(defaults + SIZE);
	for (let i = nargs; i < argcount - defcount; i++)
		if (at(locals + i) === NULL) return missingArguments(func, locals, nargs, argcount - defcount);
	for (let i = Math.max(0, Math.max(positional, argcount - defcount) - (argcount - defcount)); i < defcount; i++) {
		const place = argcount - defcount + i;
		if (at(locals + place) === NULL) H[locals + place] = incref(tupleItem(defaults, i));
	}
	const kwdefaults = at(func + FUNC_KWDEFAULTS);
	let complete = true;
	for (let i = argcount; i < total; i++) {
		if (at(locals + i) !== NULL) continue;
		const name = code.localsplusnames[i] as string;
		const value = kwdefaults === NULL ? NULL : dictGetText(kwdefaults, name);
		if (value !== NULL) H[locals + i] = incref(value);
		else complete = false;
	}
	return complete || missingArguments(func, locals, argcount, total);
}

/** Lets go of the arguments that found no place: positional ones from `positional` on, those by name from `named` on. */
function dropRest(args: number, nargs: number, positional: number, named: number, kwcount: number): false {
	for (let i = named; i < kwcount; i++) close(at(args + nargs + i));
	for (let i = positional; i < nargs; i++) close(at(args + i));
	return false;
}
