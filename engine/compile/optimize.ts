/**
 * The syntax tree with its constant parts computed. After CPython's `Python/ast_opt.c` (3.13). The tree given is left
 * as it is; what changes is made anew.
 */

import type {
	Arg,
	Arguments,
	AsyncFunctionDef,
	BinOp,
	CmpOperator,
	Comprehension,
	Expr,
	FormattedValue,
	FunctionDef,
	JoinedStr,
	Keyword,
	MatchCase,
	Module,
	Pattern,
	Slice,
	Span,
	Stmt,
	TypeParam,
} from "../syntax/ast";
import type { Constant } from "./code";
import { CO_ASYNC_GENERATOR, CO_COROUTINE } from "./code";
import {
	addToArena,
	constantNode,
	constantOf,
	frozensetConstant,
	isFoldedOperation,
	markOperation,
	NONE,
	type StrConstant,
} from "./constants";
import { foldBinary, foldSubscript, foldUnary } from "./fold";
import { Nesting } from "./location";

/** `_PyAST_GetDocString`: a body's leading string, or null. */
export function docstringOf(body: readonly Stmt[]): StrConstant | null {
	const first = body[0];
	if (first?.kind !== "Expr") return null;
	const value = constantOf(first.value);
	return value?.kind === "str" ? value : null;
}

const INVERTED: Partial<Record<CmpOperator, CmpOperator>> = { Is: "IsNot", IsNot: "Is", In: "NotIn", NotIn: "In" };

const NOWHERE: Span = { lineno: -1, colOffset: -1, endLineno: -1, endColOffset: -1 };

/** `_PyAST_Optimize`; with `asyncStubs` an `async def` becomes a generator that raises; `foldsTree`: the arena keeps what folding makes, as where CPython folds the tree and not its instructions; `constantSlices`: slices of literals are constants. */
export function optimize(
	module: Module,
	futureAnnotations: boolean,
	asyncStubs: boolean,
	foldsTree: boolean,
	constantSlices: boolean,
): Module {
	return new Optimizer(futureAnnotations, asyncStubs, foldsTree, constantSlices).module(module);
}

/**
 * What stands for an `async def` of the library: a coroutine or an asynchronous generator that may be made and closed,
 * as modules do to learn these types, but that raises when it is run.
 */
function asyncStub(s: AsyncFunctionDef): FunctionDef {
	const span = { lineno: s.lineno, colOffset: s.colOffset, endLineno: s.endLineno, endColOffset: s.endColOffset };
	const func: Expr = { kind: "Name", id: "NotImplementedError", ctx: "Load", ...span };
	const message: Expr = { kind: "Constant", value: { kind: "str", value: `async def ${s.name}` }, ...span };
	const exc: Expr = { kind: "Call", func, args: [message], keywords: [], ...span };
	const yielded: Expr = { kind: "Yield", value: null, ...span };
	return {
		...s,
		kind: "FunctionDef",
		body: [
			{ kind: "Raise", exc, cause: null, ...span },
			{ kind: "Expr", value: yielded, ...span },
		],
		asyncFlags: yields(s.body) ? CO_ASYNC_GENERATOR : CO_COROUTINE,
	};
}

/** Whether a function's body has a `yield` of its own. */
function yields(node: unknown): boolean {
	if (Array.isArray(node)) return node.some(yields);
	if (typeof node !== "object" || node === null || !("kind" in node)) return false;
	if (node.kind === "Yield") return true;
	return !INNER_FUNCTIONS.has(node.kind) && Object.values(node).some(yields);
}
const INNER_FUNCTIONS: ReadonlySet<unknown> = new Set(["FunctionDef", "AsyncFunctionDef", "Lambda", "ClassDef"]);

class Optimizer {
	private readonly nesting = new Nesting();

	constructor(
		private readonly futureAnnotations: boolean,
		private readonly asyncStubs: boolean,
		private readonly foldsTree: boolean,
		private readonly constantSlices: boolean,
	) {}

	module(module: Module): Module {
		return { kind: "Module", body: this.body(module.body) };
	}

	/** `astfold_body`: a string that only folding made is no docstring. */
	private body(body: readonly Stmt[]): readonly Stmt[] {
		const had = docstringOf(body) !== null;
		const out = this.stmts(body);
		const first = out[0];
		if (had || docstringOf(out) === null || first?.kind !== "Expr") return out;
		const { lineno, colOffset, endLineno, endColOffset } = first;
		const value: JoinedStr = { kind: "JoinedStr", values: [first.value], lineno, colOffset, endLineno, endColOffset };
		return [{ ...first, value }, ...out.slice(1)];
	}

	private stmts(list: readonly Stmt[]): readonly Stmt[] {
		return list.map((s) => this.stmt(s));
	}

	private stmt(s: Stmt): Stmt {
		this.nesting.enter(s);
		const out = this.stmtInner(s);
		this.nesting.leave();
		return out;
	}

	private stmtInner(s: Stmt): Stmt {
		switch (s.kind) {
			case "AsyncFunctionDef":
				return this.asyncStubs ? this.stmtInner(asyncStub(s)) : s;
			case "FunctionDef":
				return {
					...s,
					typeParams: s.typeParams.map((p) => this.typeParam(p)),
					args: this.arguments(s.args),
					body: this.body(s.body),
					decoratorList: this.exprs(s.decoratorList),
					returns: this.annotation(s.returns),
				};
			case "ClassDef":
				return {
					...s,
					typeParams: s.typeParams.map((p) => this.typeParam(p)),
					bases: this.exprs(s.bases),
					keywords: this.keywords(s.keywords),
					body: this.body(s.body),
					decoratorList: this.exprs(s.decoratorList),
				};
			case "Return":
				return { ...s, value: this.optional(s.value) };
			case "Delete":
				return { ...s, targets: this.exprs(s.targets) };
			case "Assign":
				return { ...s, targets: this.exprs(s.targets), value: this.expr(s.value) };
			case "AugAssign":
				return { ...s, target: this.expr(s.target), value: this.expr(s.value) };
			case "AnnAssign":
				return {
					...s,
					target: this.expr(s.target),
					annotation: this.annotation(s.annotation) ?? s.annotation,
					value: this.optional(s.value),
				};
			case "TypeAlias":
				return {
					...s,
					typeParams: s.typeParams.map((p) => this.typeParam(p)),
					value: this.expr(s.value),
				};
			case "For":
			case "AsyncFor":
				return {
					...s,
					target: this.expr(s.target),
					iter: this.foldIter(this.expr(s.iter)),
					body: this.stmts(s.body),
					orelse: this.stmts(s.orelse),
				};
			case "While":
			case "If":
				return { ...s, test: this.expr(s.test), body: this.stmts(s.body), orelse: this.stmts(s.orelse) };
			case "With":
			case "AsyncWith":
				return {
					...s,
					items: s.items.map((i) => ({
						contextExpr: this.expr(i.contextExpr),
						optionalVars: this.optional(i.optionalVars),
					})),
					body: this.stmts(s.body),
				};
			case "Match":
				return { ...s, subject: this.expr(s.subject), cases: s.cases.map((c) => this.matchCase(c)) };
			case "Raise":
				return { ...s, exc: this.optional(s.exc), cause: this.optional(s.cause) };
			case "Try":
			case "TryStar":
				return {
					...s,
					body: this.stmts(s.body),
					handlers: s.handlers.map((h) => ({ ...h, type: this.optional(h.type), body: this.stmts(h.body) })),
					orelse: this.stmts(s.orelse),
					finalbody: this.stmts(s.finalbody),
				};
			case "Assert":
				return { ...s, test: this.expr(s.test), msg: this.optional(s.msg) };
			case "Expr":
				return { ...s, value: this.expr(s.value) };
			default:
				return s;
		}
	}

	private exprs(list: readonly Expr[]): readonly Expr[] {
		return list.map((e) => this.expr(e));
	}

	private optional(e: Expr | null): Expr | null {
		return e === null ? null : this.expr(e);
	}

	/** An annotation that becomes text keeps its own. */
	private annotation(e: Expr | null): Expr | null {
		return this.futureAnnotations ? e : this.optional(e);
	}

	private keywords(list: readonly Keyword[]): readonly Keyword[] {
		return list.map((k) => ({ ...k, value: this.expr(k.value) }));
	}

	private arguments(a: Arguments): Arguments {
		const arg = (p: Arg): Arg => ({ ...p, annotation: this.annotation(p.annotation) });
		return {
			posonlyargs: a.posonlyargs.map(arg),
			args: a.args.map(arg),
			vararg: a.vararg === null ? null : arg(a.vararg),
			kwonlyargs: a.kwonlyargs.map(arg),
			kwDefaults: a.kwDefaults.map((d) => this.optional(d)),
			kwarg: a.kwarg === null ? null : arg(a.kwarg),
			defaults: this.exprs(a.defaults),
		};
	}

	private typeParam(p: TypeParam): TypeParam {
		const defaultValue = this.optional(p.defaultValue);
		return p.kind === "TypeVar" ? { ...p, bound: this.optional(p.bound), defaultValue } : { ...p, defaultValue };
	}

	private matchCase(c: MatchCase): MatchCase {
		return { pattern: this.pattern(c.pattern), guard: this.optional(c.guard), body: this.stmts(c.body) };
	}

	private pattern(p: Pattern): Pattern {
		this.nesting.enter(p);
		const out = this.patternInner(p);
		this.nesting.leave();
		return out;
	}

	private patternInner(p: Pattern): Pattern {
		const patterns = (list: readonly Pattern[]) => list.map((sub) => this.pattern(sub));
		switch (p.kind) {
			case "MatchValue":
				return { ...p, value: this.expr(p.value) };
			case "MatchSequence":
			case "MatchOr":
				return { ...p, patterns: patterns(p.patterns) };
			case "MatchMapping":
				return { ...p, keys: this.exprs(p.keys), patterns: patterns(p.patterns) };
			case "MatchClass":
				return {
					...p,
					cls: this.expr(p.cls),
					patterns: patterns(p.patterns),
					kwdPatterns: patterns(p.kwdPatterns),
				};
			case "MatchAs":
				return p.pattern === null ? p : { ...p, pattern: this.pattern(p.pattern) };
			default:
				return p;
		}
	}

	private comprehensions(list: readonly Comprehension[]): readonly Comprehension[] {
		return list.map((g) => ({
			target: this.expr(g.target),
			iter: this.foldIter(this.expr(g.iter)),
			ifs: this.exprs(g.ifs),
			isAsync: g.isAsync,
		}));
	}

	private expr(e: Expr): Expr {
		this.nesting.enter(e);
		const out = this.exprInner(e);
		this.nesting.leave();
		return out;
	}

	private exprInner(e: Expr): Expr {
		switch (e.kind) {
			case "BoolOp":
				return { ...e, values: this.exprs(e.values) };
			case "BinOp":
				return this.foldBinOp({ ...e, left: this.expr(e.left), right: this.expr(e.right) });
			case "UnaryOp": {
				const operand = this.expr(e.operand);
				const value = constantOf(operand);
				if (value !== null) {
					// `fold_const_unaryop` of 3.14 leaves what is warned of to the run.
					const warns = !this.foldsTree && e.op === "Invert" && value.kind === "bool";
					const result = warns ? null : foldUnary(e.op, value);
					return result === null ? { ...e, operand } : this.operation(result, e, operand);
				}
				// `not a in b` is `a not in b`: 3.14 finds it in the instructions. The node keeps the comparison's own place.
				if (this.foldsTree && e.op === "Not" && operand.kind === "Compare" && operand.ops.length === 1) {
					const inverted = operand.ops[0] === undefined ? undefined : INVERTED[operand.ops[0]];
					if (inverted !== undefined) return { ...operand, ops: [inverted] };
				}
				return { ...e, operand };
			}
			case "Lambda":
				return { ...e, args: this.arguments(e.args), body: this.expr(e.body) };
			case "IfExp":
				return { ...e, test: this.expr(e.test), body: this.expr(e.body), orelse: this.expr(e.orelse) };
			case "Dict":
				return { ...e, keys: e.keys.map((k) => this.optional(k)), values: this.exprs(e.values) };
			case "Set":
			case "List":
				return { ...e, elts: this.exprs(e.elts) };
			case "Tuple": {
				const elts = this.exprs(e.elts);
				const value = e.ctx === "Load" ? constantTuple(elts) : null;
				return value === null ? { ...e, elts } : this.folded(value, e);
			}
			case "ListComp":
			case "SetComp":
			case "GeneratorExp":
				return { ...e, elt: this.expr(e.elt), generators: this.comprehensions(e.generators) };
			case "DictComp":
				return {
					...e,
					key: this.expr(e.key),
					value: this.expr(e.value),
					generators: this.comprehensions(e.generators),
				};
			case "Await":
			case "YieldFrom":
			case "Starred":
			case "NamedExpr":
			case "Attribute":
				return { ...e, value: this.expr(e.value) };
			case "Yield":
				return { ...e, value: this.optional(e.value) };
			case "Compare": {
				const comparators = this.exprs(e.comparators);
				const last = comparators[comparators.length - 1];
				const op = e.ops[e.ops.length - 1];
				const folded = last !== undefined && (op === "In" || op === "NotIn") ? this.foldIter(last) : last;
				return {
					...e,
					left: this.expr(e.left),
					comparators: folded === undefined ? comparators : [...comparators.slice(0, -1), folded],
				};
			}
			case "Call":
				return { ...e, func: this.expr(e.func), args: this.exprs(e.args), keywords: this.keywords(e.keywords) };
			case "FormattedValue":
				return {
					...e,
					value: this.expr(e.value),
					formatSpec: e.formatSpec === null ? null : this.joined(e.formatSpec),
				};
			case "JoinedStr":
				return this.joined(e);
			case "TemplateStr":
				return e;
			case "Subscript": {
				const value = this.expr(e.value);
				const slice = this.expr(e.slice);
				const [of, index] = [constantOf(value), constantOf(slice)];
				const result = e.ctx === "Load" && of !== null && index !== null ? foldSubscript(of, index) : null;
				return result === null || of === null ? { ...e, value, slice } : this.operation(result, e, value, of);
			}
			case "Slice":
				return this.slice({
					...e,
					lower: this.optional(e.lower),
					upper: this.optional(e.upper),
					step: this.optional(e.step),
				});
			case "Name":
				return e.ctx === "Load" && e.id === "__debug__" ? constantNode({ kind: "bool", value: true }, e) : e;
			case "Constant":
				this.kept(e);
				return e;
		}
	}

	/** `is_constant_slice`: one whose bounds are literals, which an operation that folds is not. */
	private slice(e: Slice): Expr {
		const literal = (bound: Expr | null): Constant | null =>
			bound === null ? NONE : isFoldedOperation(bound) ? null : constantOf(bound);
		const [start, stop, step] = [literal(e.lower), literal(e.upper), literal(e.step)];
		if (!this.constantSlices || start === null || stop === null || step === null) return e;
		return constantNode({ kind: "slice", items: [start, stop, step] }, e);
	}

	/** A literal: the arena keeps its object. 3.13 joins even a single bytes literal, to nothing: that gives it once more. */
	private kept(e: Expr & { readonly kind: "Constant" }): void {
		const value = constantOf(e);
		if (value === null) return;
		addToArena(value);
		if (this.foldsTree && e.value.kind === "bytes" && e.value.joined !== true) addToArena(value);
	}

	/** `make_const`. Tuples that it was made of stay in the arena, and refer to their items. */
	private folded(value: Constant, at: Expr, ...operands: readonly Constant[]): Expr {
		if (!this.foldsTree) return constantNode(value, at);
		for (const operand of operands)
			if (operand.kind === "tuple" && operand !== value) for (const item of operand.items) addToArena(item);
		return constantNode(addToArena(value), at);
	}

	/** What an operation gives: a constant of the tree, or of the instructions. */
	private operation(value: Constant, at: Expr, first: Expr, ...operands: readonly Constant[]): Expr {
		const node = this.folded(value, at, ...operands);
		return this.foldsTree ? node : markOperation(node, first);
	}

	/** `fold_iter`: what is only iterated or searched may be a tuple for a list, a frozenset for a set. */
	private foldIter(e: Expr): Expr {
		if (e.kind === "List") {
			if (e.elts.some((item) => item.kind === "Starred")) return e;
			const value = constantTuple(e.elts);
			return value === null ? { ...e, kind: "Tuple" } : this.folded(value, e);
		}
		if (e.kind === "Set") {
			const items = constantItems(e.elts);
			return items === null ? e : this.folded(frozensetConstant(items), e);
		}
		return e;
	}

	/** `fold_binop` */
	private foldBinOp(e: BinOp): Expr {
		const left = constantOf(e.left);
		if (e.op === "Mod" && left?.kind === "str" && e.right.kind === "Tuple") {
			if (e.right.elts.some((item) => item.kind === "Starred")) return e;
			return optimizeFormat(e, left.value, e.right.elts) ?? e;
		}
		const right = constantOf(e.right);
		if (left === null || right === null) return e;
		const result = foldBinary(left, e.op, right);
		return result === null ? e : this.operation(result, e, e.left, left, right);
	}

	private joined(e: JoinedStr): JoinedStr {
		return { ...e, values: this.exprs(e.values) };
	}
}

function constantItems(elts: readonly Expr[]): readonly Constant[] | null {
	const items: Constant[] = [];
	for (const e of elts) {
		const value = constantOf(e);
		if (value === null) return null;
		items.push(value);
	}
	return items;
}

/** `make_const_tuple` */
function constantTuple(elts: readonly Expr[]): Constant | null {
	const items = constantItems(elts);
	return items === null ? null : { kind: "tuple", items };
}

/** `optimize_format`: `"..." % (a, b)` as the f-string that does the same, or null where there is none. */
function optimizeFormat(e: BinOp, format: string, elts: readonly Expr[]): Expr | null {
	const values: Expr[] = [];
	let count = 0;
	let rest = format;
	while (true) {
		const literal = /^(?:[^%]|%%)*/.exec(rest)?.[0] ?? "";
		rest = rest.slice(literal.length);
		if (literal !== "") {
			values.push(constantNode(addToArena({ kind: "str", value: literal.replaceAll("%%", "%") }), NOWHERE));
		}
		if (rest === "") break;
		const item = elts[count++];
		const unit = /^%(-?)(\d{1,2})?(?:\.(\d{0,2}))?([sra])/.exec(rest);
		if (item === undefined || unit === null) return null;
		values.push(formatUnit(item, unit));
		rest = rest.slice(unit[0].length);
	}
	if (count < elts.length) return null;
	const { lineno, colOffset, endLineno, endColOffset } = e;
	return { kind: "JoinedStr", values, lineno, colOffset, endLineno, endColOffset };
}

/** `parse_format` */
function formatUnit(item: Expr, unit: RegExpExecArray): FormattedValue {
	const [, left = "", width, precision, letter] = unit;
	const { lineno, colOffset, endLineno, endColOffset } = item;
	const span = { lineno, colOffset, endLineno, endColOffset };
	let spec = left === "" && Number(width ?? 0) > 0 ? ">" : "";
	if (width !== undefined) spec += Number(width);
	if (precision !== undefined) spec += `.${Number(precision)}`;
	const formatSpec: JoinedStr | null =
		spec === ""
			? null
			: { kind: "JoinedStr", values: [constantNode(addToArena({ kind: "str", value: spec }), item)], ...span };
	const conversion = letter === "r" ? "r" : letter === "a" ? "a" : "s";
	return { kind: "FormattedValue", value: item, conversion, formatSpec, ...span };
}
