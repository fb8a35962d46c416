/** `compile` (Python/bltinmodule.c), and how texts become code for `exec` and `eval`. */
import { CO_FUTURE_ANNOTATIONS } from "../compile/code";
import { type CompileResult, compile, compileExpression } from "../compile/compile";
import type { Expr, Module } from "../syntax/ast";
import type { PythonSyntaxError, StatementPlace } from "../syntax/errors";
import { type ParseOptions, parse } from "../syntax/parse";
import { parseEval } from "../syntax/parseEval";
import { decodeBytes } from "../text/codecs";
import { isFault } from "../text/fault";
import { at } from "./arena";
import { treeOf } from "./astfromnodes";
import { astObject } from "./asttonodes";
import { bytesOf } from "./bytes";
import { newCode } from "./codeobjects";
import { raise } from "./errors";
import { topPython } from "./frames";
import { intNumber, isInt, maxStrDigits } from "./int";
import { CODE_FLAGS, F_CODE, NULL, type Ref, TYPE } from "./layout";
import { Unsupported } from "./limits";
import { profile, work } from "./machine";
import { declareFunction } from "./moduletable";
import { incref } from "./refcount";
import { sourceText as textOfFile } from "./sources";
import { isStr, textOf } from "./str";
import { raiseSyntaxError } from "./syntaxerrorobjects";
import { withLineOfFile } from "./syntaxerrortext";
import { type SyntaxWarningAt, warned } from "./syntaxwarnings";
import type { Status } from "./tables";
import { AST, BYTES, SYNTAX_ERROR, TYPE_ERROR, VALUE_ERROR } from "./typeids";
import { givenName, isInstanceOf, typeName } from "./types";

type Mode = "exec" | "eval" | "single";

function nowhere(message: string): PythonSyntaxError {
	return { type: "SyntaxError", message, lineno: null, offset: null, endLineno: null, endOffset: null, text: null };
}

/** What a compilation takes off the work budget, and each token and character of the text: it is read and compiled. */
const COMPILE_WORK = 4000;
const TOKEN_WORK = 300;
const CHARACTER_WORK = 1;

export function chargeText(text: string): void {
	work(COMPILE_WORK + text.length * CHARACTER_WORK);
}

/** How the running program's texts are parsed. */
export function parsing(): ParseOptions {
	return { metered: (tokens) => work(tokens * TOKEN_WORK), mostDigits: maxStrDigits() };
}

/** The tree of a text, and what was warned of; null with SyntaxError set. */
function parseText(
	text: string,
	filename: string,
	mode: Mode,
	warnings: SyntaxWarningAt[],
	flags = 0,
): Module | Expr | null {
	const refuse = (error: PythonSyntaxError, after: StatementPlace | null = null): null => {
		const whole = mode === "exec" && !text.endsWith("\n") ? `${text}\n` : text;
		raiseSyntaxError(
			mode === "exec" && error.fromParser === true ? withLineOfFile(error, textOfFile(filename)) : error,
			filename,
			text,
			after === null ? null : { ...after, source: whole.replace(/\r\n?/g, "\n") },
		);
		return null;
	};
	chargeText(text);
	if (text.includes("\0")) return refuse(nowhere("source code string cannot contain null bytes"));
	const { name } = profile();
	const options = {
		...parsing(),
		interactive: mode === "single",
		incomplete: (flags & ALLOW_INCOMPLETE_INPUT) !== 0,
		keepsIndent: (flags & DONT_IMPLY_DEDENT) !== 0,
	};
	if (mode === "eval") {
		const parsed = parseEval(text, name, options);
		warnings.push(...parsed.warnings);
		return parsed.kind === "error" ? refuse(parsed.error, { lineno: 0, colOffset: 0 }) : parsed.expression;
	}
	const parsed = parse(text, name, options);
	warnings.push(...parsed.warnings);
	if (parsed.kind === "error") return refuse(parsed.error, parsed.after);
	return parsed.module;
}

/**
 * `_PyAST_Compile`: a code object, owned; NULL with SyntaxError set. `text`: what the tree was parsed from, or empty;
 * `arena`: a list that takes what the tree's arena holds, or NULL where that goes at once.
 */
function compileTree(
	tree: Module | Expr,
	text: string,
	filename: string,
	mode: Mode,
	arena: Ref,
	inheritsFutureAnnotations: boolean,
	warnings: SyntaxWarningAt[],
): Ref {
	const { borrowedLoads, constantSlices, finallyWarnings, foldsTree, inlinesConsumers, lazyAnnotations } = profile();
	const options = {
		filename,
		borrowedLoads,
		constantSlices,
		inlinesConsumers,
		finallyWarnings,
		foldsTree,
		lazyAnnotations,
		inheritsFutureAnnotations,
		source: text,
	};
	const result: CompileResult =
		tree.kind === "Module"
			? compile(tree, { ...options, interactive: mode === "single" })
			: compileExpression(tree, options);
	if (result.kind !== "unsupported") warnings.push(...result.warnings);
	// The compiler knows no text but that of files (`PyErr_ProgramTextObject`).
	if (result.kind === "error")
		return raiseSyntaxError({ ...result.error, text: null }, filename, textOfFile(filename) ?? "");
	if (result.kind === "unsupported") throw new Unsupported(result.feature);
	return newCode(result.code, arena, new Map());
}

/** A text as a code object, owned, and what the arena holds meanwhile put into a list; NULL with SyntaxError set; or PUSHED. */
export function compileText(text: string, filename: string, mode: Mode, arena: Ref): Status {
	const warnings: SyntaxWarningAt[] = [];
	const tree = parseText(text, filename, mode, warnings);
	const future = callerHasFutureAnnotations();
	const code = tree === null ? NULL : compileTree(tree, text, filename, mode, arena, future, warnings);
	return warnings.length === 0 ? code : warned(warnings, filename, text, code);
}

/** `PyEval_MergeCompilerFlags` */
function callerHasFutureAnnotations(): boolean {
	const frame = topPython();
	return frame !== 0 && (at(at(frame + F_CODE) + CODE_FLAGS) & CO_FUTURE_ANNOTATIONS) !== 0;
}

/** A text given as bytes, which are UTF-8; null with SyntaxError set where they are not. */
function decodeSource(bytes: Uint8Array): string | null {
	const text = decodeBytes(bytes, "utf-8");
	if (!isFault(text)) return text.replace(/^\ufeff/, "");
	raise(SYNTAX_ERROR, "(unicode error) 'utf-8' codec can't decode the source");
	return null;
}

/** The text of a str or bytes, or null with an exception set. */
export function sourceText(o: Ref, where: string, what: string): string | null {
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
		if ((flags & OPTIMIZED_AST) === OPTIMIZED_AST) throw new Unsupported("syntax trees after optimization");
		if (Number.isNaN(flags) || (flags & ~KNOWN_FLAGS) !== 0) return raise(VALUE_ERROR, "compile(): unrecognised flags");
		const mode = at(args + 2);
		if (!isStr(mode)) return raise(TYPE_ERROR, `compile() argument 'mode' must be str, not ${givenName(mode)}`);
		const given = textOf(mode);
		if (given === "func_type") throw new Unsupported("compile() in the mode 'func_type'");
		if (given !== "exec" && given !== "eval" && given !== "single")
			return raise(VALUE_ERROR, "compile() mode must be 'exec', 'eval' or 'single'");
		const alone = at(args + 4);
		const inherits = alone === NULL || (isInt(alone) && intNumber(alone) === 0);
		const future = (flags & CO_FUTURE_ANNOTATIONS) !== 0 || (inherits && callerHasFutureAnnotations());
		const onlyTree = (flags & ONLY_AST) !== 0;
		const warnings: SyntaxWarningAt[] = [];
		if (isInstanceOf(at(args), AST)) {
			if (onlyTree) return incref(at(args));
			const tree = treeOf(at(args), given, filename);
			if (tree === null) return NULL;
			const code = compileTree(tree, "", filename, given, NULL, future, warnings);
			return warnings.length === 0 ? code : warned(warnings, filename, "", code);
		}
		const text = sourceText(at(args), "compile", "string, bytes or AST object");
		if (text === null) return NULL;
		const tree = parseText(text, filename, given, warnings, flags);
		let made: Ref = NULL;
		if (tree !== null)
			made = onlyTree ? astObject(tree, given, text) : compileTree(tree, text, filename, given, NULL, future, warnings);
		return warnings.length === 0 ? made : warned(warnings, filename, text, made);
	},
	{ params: ["source", "filename", "mode", "flags", "dont_inherit", "optimize", "_feature_version"] },
);
const ONLY_AST = 0x400;
const DONT_IMPLY_DEDENT = 0x200;
const ALLOW_INCOMPLETE_INPUT = 0x4000;
const OPTIMIZED_AST = 0x8400;
/** The flags that mean nothing here: future features of the past and their kin. */
const KNOWN_FLAGS = 0x1fff_7e10 | 0x1000_0000;
