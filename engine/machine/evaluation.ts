/** `exec`, `eval` and `compile` (Python/bltinmodule.c), and running a code object in a namespace (`PyEval_EvalCode`). */

import { type CompileResult, compile, compileExpression } from "../compile/compile";
import type { PythonSyntaxError } from "../syntax/errors";
import { parse } from "../syntax/parse";
import { parseEval } from "../syntax/parseEval";
import { decodeBytes } from "../text/codecs";
import { isFault } from "../text/fault";
import { at, H } from "./arena";
import { bytesOf } from "./bytes";
import { through } from "./call";
import { newCode } from "./codeobjects";
import { dictGetStr, dictSetStr } from "./dict";
import { raise } from "./errors";
import { codeOf, pushFrame, topPython } from "./frames";
import { frameLocals } from "./frametypes";
import { newFunction } from "./functions";
import { intNumber, isInt } from "./int";
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
import { Unsupported } from "./limits";
import { profile, work, write } from "./machine";
import { declareFunction } from "./moduletable";
import { N0 } from "./natives";
import { decref, incref } from "./refcount";
import { nameRef } from "./special";
import { isStr, textOf } from "./str";
import { raiseSyntaxError } from "./syntaxerrors";
import { formatSyntaxWarning } from "./syntaxerrortext";
import { nativeKind, S_GETITEM, type Status, slotOf } from "./tables";
import { isTuple } from "./tuple";
import { BYTES, CODE, DICT, NONE, SYNTAX_ERROR, TYPE_ERROR, VALUE_ERROR } from "./typeids";
import { isInstanceOf, typeName } from "./types";

type Mode = "exec" | "eval" | "single";

function nowhere(message: string): PythonSyntaxError {
	return { type: "SyntaxError", message, lineno: null, offset: null, endLineno: null, endOffset: null, text: null };
}

/** `Py_CompileString`: a code object, owned; NULL with SyntaxError set. */
function compileText(text: string, filename: string, mode: Mode): Status {
	work(text.length);
	if (text.includes("\0"))
		return raiseSyntaxError(nowhere("source code string cannot contain null bytes"), filename, text);
	const { name, borrowedLoads, finallyWarnings } = profile();
	const options = { filename, borrowedLoads, finallyWarnings, source: text };
	const warn = (warnings: readonly { readonly message: string; readonly lineno: number }[]): void => {
		for (const { message, lineno } of warnings)
			write("stderr", formatSyntaxWarning(message, lineno, filename, text, name));
	};
	let result: CompileResult;
	if (mode === "eval") {
		const parsed = parseEval(text, name);
		warn(parsed.warnings);
		if (parsed.kind === "error") return raiseSyntaxError(parsed.error, filename, text);
		result = compileExpression(parsed.expression, options);
	} else {
		const parsed = parse(text, name);
		warn(parsed.warnings);
		if (parsed.kind === "error") return raiseSyntaxError(parsed.error, filename, text);
		const [first, second] = parsed.module.body;
		if (mode === "single" && first !== undefined && second !== undefined && second.lineno > first.endLineno) {
			const { endLineno: lineno, endColOffset } = first;
			const message = "multiple statements found while compiling a single statement";
			const offset = endColOffset + 1;
			const at = { lineno, offset, endLineno: lineno, endOffset: offset + 1, text: null };
			return raiseSyntaxError({ type: "SyntaxError", message, ...at }, filename, text);
		}
		result = compile(parsed.module, { ...options, interactive: mode === "single" });
	}
	if (result.kind !== "unsupported") warn(result.warnings);
	// The compiler knows no text but that of files (`PyErr_ProgramTextObject`).
	if (result.kind === "error") return raiseSyntaxError({ ...result.error, text: null }, filename, "");
	if (result.kind === "unsupported") throw new Unsupported(result.feature);
	return newCode(result.code, NULL, new Map());
}

/** A text given as bytes, which are UTF-8; null with SyntaxError set where they are not. */
function decodeSource(bytes: Uint8Array): string | null {
	const text = decodeBytes(bytes, "utf-8");
	if (!isFault(text)) return text.replace(/^\ufeff/, "");
	raise(SYNTAX_ERROR, "(unicode error) 'utf-8' codec can't decode the source");
	return null;
}

/** The text of a str or bytes, or null with an exception set. */
function sourceText(o: Ref, where: string, what: string): string | null {
	if (isStr(o)) return textOf(o);
	if (isInstanceOf(o, BYTES)) return decodeSource(bytesOf(o));
	raise(TYPE_ERROR, `${where}() arg 1 must be a ${what}`);
	return null;
}

declareFunction(
	"builtins",
	"compile",
	3,
	6,
	(_self, args) => {
		const name = at(args + 1);
		const filename = isStr(name) ? textOf(name) : isInstanceOf(name, BYTES) ? decodeSource(bytesOf(name)) : null;
		if (filename === null)
			return raise(TYPE_ERROR, `expected str, bytes or os.PathLike object, not ${typeName(at(name + TYPE))}`);
		const flags = at(args + 3) === NULL ? 0 : isInt(at(args + 3)) ? intNumber(at(args + 3)) : Number.NaN;
		if ((flags & ONLY_AST) !== 0) throw new Unsupported("the ast module");
		if (Number.isNaN(flags) || (flags & ~KNOWN_FLAGS) !== 0) return raise(VALUE_ERROR, "compile(): unrecognised flags");
		const mode = at(args + 2);
		if (!isStr(mode))
			return raise(TYPE_ERROR, `compile() argument 'mode' must be str, not ${typeName(at(mode + TYPE))}`);
		const given = textOf(mode);
		if (given !== "exec" && given !== "eval" && given !== "single")
			return raise(VALUE_ERROR, "compile() mode must be 'exec', 'eval' or 'single'");
		const text = sourceText(at(args), "compile", "string, bytes or AST object");
		return text === null ? NULL : compileText(text, filename, given);
	},
	{ params: ["source", "filename", "mode", "flags", "dont_inherit", "optimize", "_feature_version"] },
);
const ONLY_AST = 0x400;
/** The flags that mean nothing here: future features of the past, `PyCF_DONT_IMPLY_DEDENT` and its kin. */
const KNOWN_FLAGS = 0x1fff_7e10 | 0x1000_0000;

/** Words: globals, locals (owned). The value of the code passes through. */
const EVAL = nativeKind("eval", (_frame, value) => value);
const EXEC = nativeKind("exec", (_frame, value) => {
	decref(value);
	return NONE;
});

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
	const func = newFunction(code, globals);
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
	const drop = (): typeof NULL => {
		decref(globals);
		decref(locals);
		return NULL;
	};
	let code: Ref;
	if (at(source + TYPE) === CODE) {
		const free = codeOf(source).freevars.length;
		if (free > 0 && closure === NULL) {
			raise(TYPE_ERROR, `code object passed to ${where}() may not contain free variables`);
			return drop();
		}
		if (closure !== NULL && (!isTuple(closure) || at(closure + SIZE) !== free)) {
			raise(TYPE_ERROR, `code object requires a closure of exactly length ${free}`);
			return drop();
		}
		code = incref(source);
	} else {
		if (closure !== NULL) {
			raise(TYPE_ERROR, "closure can only be used when source is a code object");
			return drop();
		}
		const text = sourceText(source, where, "string, bytes or code object");
		if (text === null) return drop();
		code = compileText(where === "eval" ? text.replace(/^[ \t]+/, "") : text, "<string>", where);
		if (code === NULL) return drop();
	}
	return through(where === "exec" ? EXEC : EVAL, 2, (frame) => {
		H[frame + N0] = globals;
		H[frame + N0 + 1] = locals;
		H[frame + F_OWNED] = 2;
		return runCode(code, globals, locals, closure);
	});
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
