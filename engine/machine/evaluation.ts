/** `exec` and `eval` (Python/bltinmodule.c), and running a code object in a namespace (`PyEval_EvalCode`). */

import { internal } from "./alloc";
import { at, H } from "./arena";
import { through } from "./call";
import { compileText, sourceText } from "./compiling";
import { dictGetStr, dictSetStr } from "./dict";
import { raise } from "./errors";
import { frameLocals } from "./framelocals";
import { codeOf, pushFrame, topPython } from "./frames";
import { functionToRun } from "./functions";
import {
	F_GLOBALS,
	F_OWNED,
	FUNC_BUILTINS,
	FUNC_CLOSURE,
	NULL,
	PUSHED,
	R_BUILTINS,
	type Ref,
	SIZE,
	TYPE,
} from "./layout";
import { newList } from "./list";
import { declareFunction } from "./moduletable";
import { N0, setState, stateOf } from "./natives";
import { decref, incref } from "./refcount";
import { nameRef } from "./special";
import { nativeKind, S_GETITEM, type Status, slotOf } from "./tables";
import { isTuple } from "./tuple";
import { CODE, DICT, NONE, TYPE_ERROR } from "./typeids";
import { isInstanceOf, typeName } from "./types";

/** Words: globals, locals, and for a text what the arena of its tree holds until it has run (owned). The value of the code passes through. */
const EVAL = nativeKind("eval", (frame, value) => (stateOf(frame) === COMPILING ? runText(frame, value) : value));
const EXEC = nativeKind("exec", (frame, value) => {
	if (stateOf(frame) === COMPILING) return runText(frame, value);
	decref(value);
	return NONE;
});
/** The code is still to come: warnings about its text are given. */
const COMPILING = 1;

function runText(frame: number, code: Ref): Status {
	setState(frame, 0);
	return runCode(code, at(frame + N0), at(frame + N0 + 1), NULL);
}

/** `globals` and `locals` as given, or those of the caller, both owned; null with an exception set. */
function namespaces(
	where: "exec" | "eval",
	globalsGiven: Ref,
	localsGiven: Ref,
): { readonly globals: Ref; readonly locals: Ref } | null {
	if (
		globalsGiven !== NULL &&
		globalsGiven !== NONE &&
		at(globalsGiven + TYPE) !== DICT &&
		!isInstanceOf(globalsGiven, DICT)
	) {
		const maybe = where === "eval" && slotOf(globalsGiven, S_GETITEM) !== 0;
		raise(
			TYPE_ERROR,
			where === "exec"
				? `exec() globals must be a dict, not ${typeName(at(globalsGiven + TYPE))}`
				: maybe
					? "globals must be a real dict; try eval(code, {}, mapping)"
					: "globals must be a dict",
		);
		return null;
	}
	if (localsGiven !== NULL && localsGiven !== NONE && slotOf(localsGiven, S_GETITEM) === 0) {
		raise(
			TYPE_ERROR,
			where === "exec"
				? `locals must be a mapping or None, not ${typeName(at(localsGiven + TYPE))}`
				: "locals must be a mapping",
		);
		return null;
	}
	const frame = topPython();
	if (globalsGiven === NULL || globalsGiven === NONE) {
		const globals = incref(at(frame + F_GLOBALS));
		return { globals, locals: localsGiven === NULL || localsGiven === NONE ? frameLocals(frame) : incref(localsGiven) };
	}
	const locals = localsGiven === NULL || localsGiven === NONE ? globalsGiven : localsGiven;
	return { globals: incref(globalsGiven), locals: incref(locals) };
}

/** `PyEval_EvalCode`: a frame for a code object; takes `code`, and counts the namespaces. */
function runCode(code: Ref, globals: Ref, locals: Ref, closure: Ref): Status {
	if (dictGetStr(globals, nameRef("__builtins__")) === NULL)
		dictSetStr(globals, nameRef("__builtins__"), at(R_BUILTINS));
	const func = functionToRun(code, globals);
	if (closure !== NULL) H[func + FUNC_CLOSURE] = incref(closure);
	const pushed = pushFrame(code, func, globals, at(func + FUNC_BUILTINS), incref(locals));
	if (pushed !== 0) return PUSHED;
	decref(func);
	decref(code);
	decref(locals);
	return NULL;
}

function evaluate(where: "exec" | "eval", source: Ref, globalsGiven: Ref, localsGiven: Ref, closure: Ref): Status {
	const spaces = namespaces(where, globalsGiven, localsGiven);
	if (spaces === null) return NULL;
	const { globals, locals } = spaces;
	return through(where === "exec" ? EXEC : EVAL, 3, (frame) => {
		// Held by the frame from here on: the run may end while the text is compiled.
		H[frame + N0] = globals;
		H[frame + N0 + 1] = locals;
		H[frame + F_OWNED] = 3;
		const code = codeToRun(where, source, closure, frame + N0 + 2);
		if (code === PUSHED) setState(frame, COMPILING);
		return code === NULL || code === PUSHED ? code : runCode(code, globals, locals, closure);
	});
}

/** The code of a source, owned, or PUSHED, or NULL with an exception set; what compiling makes is kept by a list at `arena`. */
function codeToRun(where: "exec" | "eval", source: Ref, closure: Ref, arena: number): Status {
	if (at(source + TYPE) === CODE) {
		const free = codeOf(source).freevars.length;
		if (free > 0 && closure === NULL)
			return raise(TYPE_ERROR, `code object passed to ${where}() may not contain free variables`);
		if (closure !== NULL && (!isTuple(closure) || at(closure + SIZE) !== free))
			return raise(TYPE_ERROR, `code object requires a closure of exactly length ${free}`);
		return incref(source);
	}
	if (closure !== NULL) return raise(TYPE_ERROR, "closure can only be used when source is a code object");
	const text = sourceText(source, where, "string, bytes or code object");
	if (text === null) return NULL;
	H[arena] = internal(newList());
	return compileText(where === "eval" ? text.replace(/^[ \t]+/, "") : text, "<string>", where, at(arena));
}
for (const where of ["exec", "eval"] as const) {
	declareFunction(
		"builtins",
		where,
		1,
		3,
		(_self, args) => {
			const closure = where === "exec" && at(args + 3) !== NONE ? at(args + 3) : NULL;
			return evaluate(where, at(args), at(args + 1), at(args + 2), closure);
		},
		{ params: where === "exec" ? ["", "globals", "locals", "closure"] : ["", "globals", "locals"] },
	);
}
