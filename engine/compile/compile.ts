/**
 * The compiler's door: a syntax tree in, a code object out. After `_PyAST_Compile` of CPython's `Python/compile.c`.
 *
 * The passes in order: constants are folded (optimize.ts), names are given their scopes (symtable.ts, scopes.ts), code
 * is generated a unit at a time (statements.ts, expressions.ts and those they call), and each finished unit goes through
 * the control-flow graph (cfg.ts, flowgraph.ts, peephole.ts, loadchecks.ts, borrow.ts) into a code object (assemble.ts).
 */
import type { Expr, ImportFrom, Module, Span, Stmt } from "../syntax/ast";
import type { PythonSyntaxError } from "../syntax/errors";
import type { CodeObject } from "./code";
import { visitExpr } from "./expressions";
import { warnOfFinally } from "./finallywarnings";
import { CompileError, UnsupportedFeature } from "./location";
import { docstringOf, optimize } from "./optimize";
import { generateInteractive, generateModule } from "./statements";
import { buildSymtable } from "./symtable";
import { Compiler, type CompilerOptions, type CompileWarning } from "./unit";

export interface CompileOptions {
	readonly filename: string;
	/** 3.14's borrowed loads of locals. */
	readonly borrowedLoads: boolean;
	/** The module's text, for the line and the columns of an error: CPython counts these in UTF-8 bytes. */
	readonly source?: string;
	/** 3.14 warns of `return`, `break` and `continue` that leave a `finally` block. */
	readonly finallyWarnings?: boolean;
	/** 3.14 evaluates annotations when they are asked for, in a scope of their own (PEP 649). */
	readonly lazyAnnotations?: boolean;
	/** Whether the syntax tree is folded, so that its arena keeps what folding makes: else the instructions are. */
	readonly foldsTree?: boolean;
	/** Whether a slice whose bounds are literals is a constant (3.14). */
	readonly constantSlices?: boolean;
	/** Whether `all`, `any` and `tuple` of a generator expression are loops in the calling code (3.14). */
	readonly inlinesConsumers?: boolean;
	/** For modules of the library: an `async def` is compiled to a coroutine that raises, instead of being refused. */
	readonly asyncStubs?: boolean;
	/** `from __future__ import annotations` holds in the code that compiles this text. */
	readonly inheritsFutureAnnotations?: boolean;
	/** One statement as at the prompt (mode "single"): the value of an expression is handed to `sys.displayhook`. */
	readonly interactive?: boolean;
}

export type CompileResult =
	| { readonly kind: "ok"; readonly code: CodeObject; readonly warnings: readonly CompileWarning[] }
	/** The warnings are those that come before the error. */
	| { readonly kind: "error"; readonly error: PythonSyntaxError; readonly warnings: readonly CompileWarning[] }
	| { readonly kind: "unsupported"; readonly feature: string; readonly line: number };

/** Compiles a module, whatever it holds: what is wrong with it comes back as a value. */
export function compile(module: Module, options: CompileOptions): CompileResult {
	const warnings: CompileWarning[] = [];
	return guarded(options, warnings, () => compileModule(module, options, warnings));
}

/** Compiles an expression for `eval`: the code object returns its value. */
export function compileExpression(e: Expr, options: CompileOptions): CompileResult {
	const warnings: CompileWarning[] = [];
	return guarded(options, warnings, () => {
		const statement: Stmt = { ...spanOf(e), kind: "Expr", value: e };
		const tree = optimize(
			{ kind: "Module", body: [statement] },
			false,
			false,
			options.foldsTree === true,
			options.constantSlices === true,
		);
		const c = new Compiler(
			buildSymtable(tree, false, null, options.lazyAnnotations === true),
			compilerOptions(options, options.inheritsFutureAnnotations === true),
			warnings,
		);
		c.enterScope("<module>", "module", tree, 1);
		for (const s of tree.body) if (s.kind === "Expr") visitExpr(c, s.value);
		return { kind: "ok", code: c.assemble(false), warnings: c.warnings };
	});
}

function guarded(
	options: CompileOptions,
	warnings: readonly CompileWarning[],
	work: () => CompileResult,
): CompileResult {
	try {
		return work();
	} catch (e) {
		if (e instanceof CompileError) return { kind: "error", error: syntaxError(e, options.source), warnings };
		if (e instanceof UnsupportedFeature) return { kind: "unsupported", feature: e.feature, line: e.line };
		// JavaScript's stack is smaller here than the nesting that is allowed.
		if (e instanceof RangeError) return { kind: "unsupported", feature: "code nested this deeply", line: 1 };
		throw e;
	}
}

function spanOf({ lineno, colOffset, endLineno, endColOffset }: Span): Span {
	return { lineno, colOffset, endLineno, endColOffset };
}

function compilerOptions(options: CompileOptions, futureAnnotations: boolean): CompilerOptions {
	const { filename, borrowedLoads } = options;
	return {
		filename,
		borrowedLoads,
		inlinesConsumers: options.inlinesConsumers === true,
		futureAnnotations,
		lazyAnnotations: options.lazyAnnotations === true,
	};
}

function compileModule(module: Module, options: CompileOptions, warnings: CompileWarning[]): CompileResult {
	const future = futureFeatures(module, options.inheritsFutureAnnotations === true);
	if (options.finallyWarnings === true) warnOfFinally(module, warnings);
	const tree = optimize(
		module,
		future.annotations,
		options.asyncStubs === true,
		options.foldsTree === true,
		options.constantSlices === true,
	);
	const symtable = buildSymtable(tree, future.annotations, future.last, options.lazyAnnotations === true);
	const c = new Compiler(symtable, compilerOptions(options, future.annotations), warnings);
	c.enterScope("<module>", "module", tree, 1);
	if (options.interactive === true) generateInteractive(c, tree.body);
	else generateModule(c, tree.body, tree.body[0] ?? { lineno: 1, endLineno: 1, colOffset: 0, endColOffset: 0 });
	return { kind: "ok", code: c.assemble(true), warnings: c.warnings };
}

/** Splits text as the tokenizer does, each line with its newline. */
function sourceLine(source: string | undefined, lineno: number): string | null {
	return source?.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g)?.[lineno - 1]?.replace(/\r\n?$/, "\n") ?? null;
}

/** `PyErr_RangedSyntaxLocationObject`: a column from 1, in bytes of its line. */
export function errorColumn(source: string | undefined, lineno: number, colOffset: number): number {
	const before = [...(sourceLine(source, lineno) ?? "")].slice(0, colOffset).join("");
	return colOffset + 1 + new TextEncoder().encode(before).length - [...before].length;
}

function syntaxError(e: CompileError, source: string | undefined): PythonSyntaxError {
	const { lineno, colOffset, endLineno, endColOffset } = e.at;
	const known = lineno >= 0;
	return {
		type: "SyntaxError",
		message: e.message,
		lineno: known ? lineno : null,
		offset: known ? errorColumn(source, lineno, colOffset) : null,
		endLineno: known ? endLineno : null,
		endOffset: known ? errorColumn(source, endLineno, endColOffset) : null,
		text: known ? sourceLine(source, lineno) : null,
		messageAlone: !e.fromCode,
	};
}

/** Names that `from __future__` may import, without those that change nothing any more. */
const FUTURE_NAMES: ReadonlySet<string> = new Set([
	"nested_scopes",
	"generators",
	"division",
	"absolute_import",
	"with_statement",
	"print_function",
	"unicode_literals",
	"barry_as_FLUFL",
	"generator_stop",
	"annotations",
]);

/** `_PyFuture_FromAST`: the future imports at the head of the file. */
function futureFeatures(
	module: Module,
	inherited: boolean,
): { readonly annotations: boolean; readonly last: ImportFrom | null } {
	let annotations = inherited;
	let last: ImportFrom | null = null;
	const body = docstringOf(module.body) === null ? module.body : module.body.slice(1);
	for (const s of body) {
		if (s.kind !== "ImportFrom" || s.module !== "__future__" || s.level !== 0) break;
		for (const alias of s.names) {
			const name = alias.name;
			if (name === "braces") throw new CompileError("not a chance", alias);
			if (!FUTURE_NAMES.has(name)) throw new CompileError(`future feature ${name} is not defined`, alias);
			if (name === "annotations") annotations = true;
		}
		last = s;
	}
	return { annotations, last };
}
