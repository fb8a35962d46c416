/**
 * The symbol table: which block binds a name, and how each block reaches it. After CPython's `Python/symtable.c`
 * (3.13, and 3.14 for annotations); the functions have its names.
 */
import type {
	Alias,
	Arg,
	Arguments,
	Comprehension,
	ExceptHandler,
	Expr,
	ExprContext,
	Keyword,
	MatchCase,
	Module,
	Name,
	NamedExpr,
	Pattern,
	Span,
	Stmt,
	TypeParam,
} from "../syntax/ast";
import { CompileError, Nesting, UnsupportedFeature } from "./location";
import { analyzeBlock } from "./scopes";
import {
	type AnyComprehension,
	Block,
	type BlockKey,
	type BlockType,
	DEF_ANNOT,
	DEF_COMP_ITER,
	DEF_GLOBAL,
	DEF_IMPORT,
	DEF_LOCAL,
	DEF_NONLOCAL,
	DEF_PARAM,
	DEF_TYPE_PARAM,
	maybeMangle,
	USE,
} from "./symbols";

export interface SymbolTable {
	readonly top: Block;
	readonly blocks: ReadonlyMap<BlockKey, Block>;
}

/** The second block of a type variable, that of its default (its bound's is found by the node itself). */
const defaultKeys = new WeakMap<TypeParam, BlockKey>();

export function defaultKey(param: TypeParam): BlockKey {
	if (param.kind !== "TypeVar") return param;
	let key = defaultKeys.get(param);
	if (key === undefined) {
		key = {};
		defaultKeys.set(param, key);
	}
	return key;
}

const MODULE_SPAN: Span = { lineno: 0, colOffset: 0, endLineno: 0, endColOffset: 0 };

/** `_PySymtable_Build`; throws `CompileError`. */
export function buildSymtable(
	module: Module,
	futureAnnotations: boolean,
	lastFuture: Span | null,
	lazyAnnotations: boolean,
): SymbolTable {
	return new Builder(futureAnnotations, lastFuture, lazyAnnotations).build(module);
}

class Builder {
	private readonly blocks = new Map<BlockKey, Block>();
	private readonly stack: Block[] = [];
	private readonly top: Block;
	private readonly nesting = new Nesting();
	private cur: Block;
	private privateName: string | null = null;

	constructor(
		private readonly futureAnnotations: boolean,
		private readonly lastFuture: Span | null,
		private readonly lazyAnnotations: boolean,
	) {
		this.top = new Block("top", "module", MODULE_SPAN, lazyAnnotations);
		this.cur = this.top;
	}

	build(module: Module): SymbolTable {
		this.blocks.set(module, this.top);
		this.stack.push(this.top);
		this.visitBody(module.body);
		analyzeBlock(this.top, null, new Set(), new Set(), new Set(), null);
		return { top: this.top, blocks: this.blocks };
	}

	// ---- Blocks and definitions ----

	private enterBlock(name: string, type: BlockType, key: BlockKey, at: Span): void {
		const block = new Block(name, type, at, this.lazyAnnotations);
		const prev = this.cur;
		block.nested = prev.nested || prev.functionLike;
		block.method = this.lazyAnnotations && type === "function" && prev.type === "class";
		this.blocks.set(key, block);
		this.enterExistingBlock(block);
		// An annotation that `from __future__ import annotations` turns into text defines nothing.
		if (type !== "annotation" || !this.futureAnnotations) prev.children.push(block);
		if (this.lazyAnnotations && (type === "annotation" || type === "typeVariable" || type === "typeAlias")) {
			this.addDef(".format", DEF_PARAM, at);
			this.addDef(".format", USE, at);
		}
	}

	/** `symtable_enter_existing_block`, which makes the block a child once more: that changes nothing. */
	private enterExistingBlock(block: Block): void {
		const prev = this.cur;
		block.compIterExpr = prev.compIterExpr;
		if (block.type !== "class") block.mangledNames = prev.mangledNames;
		this.stack.push(block);
		this.cur = block;
	}

	private exitBlock(): void {
		this.stack.pop();
		this.cur = this.stack[this.stack.length - 1] ?? this.top;
	}

	private lookup(name: string, block = this.cur): number {
		return block.symbol(maybeMangle(this.privateName, block, name));
	}

	private checkName(name: string, at: Span, ctx: ExprContext): void {
		if (name === "__debug__" && ctx !== "Load") {
			throw new CompileError(`cannot ${ctx === "Store" ? "assign to" : "delete"} __debug__`, at);
		}
	}

	/** `symtable_add_def_helper` */
	private addDefTo(block: Block, name: string, flag: number, at: Span): void {
		const mangled = maybeMangle(this.privateName, this.cur, name);
		let value = block.symbol(mangled);
		if (flag & DEF_PARAM && value & DEF_PARAM) {
			throw new CompileError(`duplicate argument '${name}' in function definition`, at);
		}
		if (flag & DEF_TYPE_PARAM && value & DEF_TYPE_PARAM) {
			throw new CompileError(`duplicate type parameter '${name}'`, at);
		}
		value |= flag;
		if (block.compIterTarget) {
			// A name that the comprehension's loop binds must not be one that `:=` binds in an outer block.
			if (value & (DEF_GLOBAL | DEF_NONLOCAL)) {
				throw new CompileError(`comprehension inner loop cannot rebind assignment expression target '${name}'`, at);
			}
			value |= DEF_COMP_ITER;
		}
		block.symbols.set(mangled, value);
		if (flag & DEF_PARAM) block.varnames.push(mangled);
		else if (flag & DEF_GLOBAL) this.top.symbols.set(mangled, this.top.symbol(mangled) | flag);
	}

	private addDef(name: string, flag: number, at: Span, ctx: ExprContext = flag === USE ? "Load" : "Store"): void {
		if (flag & (DEF_PARAM | DEF_LOCAL | DEF_IMPORT)) this.checkName(name, at, ctx);
		if (flag & DEF_TYPE_PARAM) this.cur.mangledNames?.add(name);
		this.addDefTo(this.cur, name, flag, at);
	}

	private recordDirective(name: string, at: Span): void {
		this.cur.directives.push({ name: maybeMangle(this.privateName, this.cur, name), at });
	}

	// ---- Statements ----

	private visitBody(body: readonly Stmt[]): void {
		for (const s of body) this.visitStmt(s);
	}

	private visitStmt(s: Stmt): void {
		this.nesting.enter(s);
		this.visitStmtInner(s);
		this.nesting.leave();
	}

	private visitStmtInner(s: Stmt): void {
		switch (s.kind) {
			case "FunctionDef":
				this.addDef(s.name, DEF_LOCAL, s);
				this.visitExprs(s.args.defaults);
				this.visitExprs(s.args.kwDefaults);
				this.visitExprs(s.decoratorList);
				if (s.typeParams.length > 0) {
					this.enterTypeParamBlock(s.name, s.typeParams, s, "function", s.args);
					for (const p of s.typeParams) this.visitTypeParam(p);
				}
				if (this.lazyAnnotations) this.visitLazyAnnotations(s.args, s.returns, s);
				else this.visitAnnotations(s.args, s.returns, s);
				this.enterBlock(s.name, "function", s, s);
				this.cur.asyncFlags = s.asyncFlags ?? 0;
				this.visitArguments(s.args);
				this.visitBody(s.body);
				this.exitBlock();
				if (s.typeParams.length > 0) this.exitBlock();
				break;
			case "ClassDef": {
				this.addDef(s.name, DEF_LOCAL, s);
				this.visitExprs(s.decoratorList);
				const outerPrivate = this.privateName;
				if (s.typeParams.length > 0) {
					this.enterTypeParamBlock(s.name, s.typeParams, s, "class", null);
					this.privateName = s.name;
					this.cur.mangledNames = new Set();
					for (const p of s.typeParams) this.visitTypeParam(p);
				}
				this.visitExprs(s.bases);
				this.visitKeywords(s.keywords);
				this.enterBlock(s.name, "class", s, s);
				this.privateName = s.name;
				if (s.typeParams.length > 0) {
					this.addDef("__type_params__", DEF_LOCAL, s);
					this.addDef(".type_params", USE, s);
				}
				this.visitBody(s.body);
				this.exitBlock();
				if (s.typeParams.length > 0) this.exitBlock();
				this.privateName = outerPrivate;
				break;
			}
			case "TypeAlias": {
				this.visitExpr(s.name);
				const name = s.name.kind === "Name" ? s.name.id : "";
				const inClass = this.cur.type === "class";
				const generic = s.typeParams.length > 0;
				if (generic) {
					this.enterTypeParamBlock(name, s.typeParams, s, "alias", null);
					for (const p of s.typeParams) this.visitTypeParam(p);
				}
				this.enterBlock(name, "typeAlias", s, s);
				this.cur.canSeeClassScope = inClass;
				if (inClass) this.addDef("__classdict__", USE, s.value);
				this.visitExpr(s.value);
				this.exitBlock();
				if (generic) this.exitBlock();
				break;
			}
			case "Return":
				this.visitExprs([s.value]);
				break;
			case "Delete":
				this.visitExprs(s.targets);
				break;
			case "Assign":
				this.visitExprs(s.targets);
				this.visitExpr(s.value);
				break;
			case "AugAssign":
				this.visitExpr(s.target);
				this.visitExpr(s.value);
				break;
			case "AnnAssign":
				if (s.target.kind === "Name") {
					const current = this.lookup(s.target.id);
					if (current & (DEF_GLOBAL | DEF_NONLOCAL) && this.cur !== this.top && s.simple) {
						const how = current & DEF_GLOBAL ? "global" : "nonlocal";
						throw new CompileError(`annotated name '${s.target.id}' can't be ${how}`, s);
					}
					if (s.simple) this.addDef(s.target.id, DEF_ANNOT | DEF_LOCAL, s.target);
					else if (s.value !== null) this.addDef(s.target.id, DEF_LOCAL, s.target);
				} else this.visitExpr(s.target);
				if (this.lazyAnnotations) this.visitLazyAnnotation(s.annotation);
				else this.visitAnnotation(s.annotation);
				this.visitExprs([s.value]);
				break;
			case "For":
				this.visitExpr(s.target);
				this.visitExpr(s.iter);
				this.conditionally(() => {
					this.visitBody(s.body);
					this.visitBody(s.orelse);
				});
				break;
			case "While":
			case "If":
				this.visitExpr(s.test);
				this.conditionally(() => {
					this.visitBody(s.body);
					this.visitBody(s.orelse);
				});
				break;
			case "Match":
				this.visitExpr(s.subject);
				this.conditionally(() => {
					for (const c of s.cases) this.visitMatchCase(c);
				});
				break;
			case "Raise":
				this.visitExprs([s.exc, s.cause]);
				break;
			case "Try":
			case "TryStar":
				this.conditionally(() => {
					this.visitBody(s.body);
					for (const h of s.handlers) this.visitExceptHandler(h);
					this.visitBody(s.orelse);
					this.visitBody(s.finalbody);
				});
				break;
			case "Assert":
				this.visitExprs([s.test, s.msg]);
				break;
			case "Import":
				for (const a of s.names) this.visitAlias(a, s);
				break;
			case "ImportFrom":
				for (const a of s.names) this.visitAlias(a, s);
				if (s.module === "__future__" && s.level === 0 && !this.isFuture(s)) {
					throw new CompileError("from __future__ imports must occur at the beginning of the file", s);
				}
				break;
			case "Global":
			case "Nonlocal":
				this.visitDirective(s.names, s.kind === "Global", s);
				break;
			case "Expr":
				this.visitExpr(s.value);
				break;
			case "With":
				this.conditionally(() => {
					for (const item of s.items) this.visitExprs([item.contextExpr, item.optionalVars]);
					this.visitBody(s.body);
				});
				break;
			case "AsyncFunctionDef":
				throw new UnsupportedFeature("async def", s.lineno);
			case "AsyncFor":
				throw new CompileError("'async for' outside async function", s);
			case "AsyncWith":
				throw new CompileError("'async with' outside async function", s);
			default:
				break;
		}
	}

	/** `check_import_from`: whether the statement stands among the future imports at the head of the file. */
	private isFuture(s: Span): boolean {
		const last = this.lastFuture;
		if (last === null) return false;
		return s.lineno < last.lineno || (s.lineno === last.lineno && s.colOffset <= last.colOffset);
	}

	private visitDirective(names: readonly string[], isGlobal: boolean, s: Span): void {
		const word = isGlobal ? "global" : "nonlocal";
		for (const name of names) {
			const current = this.lookup(name);
			if (current & (DEF_PARAM | DEF_LOCAL | USE | DEF_ANNOT)) {
				if (current & DEF_PARAM) throw new CompileError(`name '${name}' is parameter and ${word}`, s);
				if (current & USE) throw new CompileError(`name '${name}' is used prior to ${word} declaration`, s);
				if (current & DEF_ANNOT) throw new CompileError(`annotated name '${name}' can't be ${word}`, s);
				throw new CompileError(`name '${name}' is assigned to before ${word} declaration`, s);
			}
			this.addDef(name, isGlobal ? DEF_GLOBAL : DEF_NONLOCAL, s);
			this.recordDirective(name, s);
		}
	}

	/** `symtable_enter_type_param_block` */
	private enterTypeParamBlock(
		name: string,
		key: BlockKey,
		at: Span,
		kind: "function" | "class" | "alias",
		args: Arguments | null,
	): void {
		const inClass = this.cur.type === "class";
		this.enterBlock(name, "typeParameters", key, at);
		if (inClass) {
			this.cur.canSeeClassScope = true;
			this.addDef("__classdict__", USE, at);
		}
		if (kind === "class") {
			this.addDef(".type_params", DEF_LOCAL, at);
			this.addDef(".type_params", USE, at);
			this.addDef(".generic_base", DEF_LOCAL, at);
			this.addDef(".generic_base", USE, at);
		}
		// CPython's parser makes the list of defaults even where there are none.
		if (args !== null) this.addDef(".defaults", DEF_PARAM, at);
		if (args?.kwDefaults.some((d) => d !== null)) this.addDef(".kwdefaults", DEF_PARAM, at);
	}

	private visitTypeParamPart(e: Expr | null, name: string, key: BlockKey, info: string, at: Span): void {
		if (name === "__classdict__") {
			throw new CompileError(`reserved name '${name}' cannot be used for type parameter`, at);
		}
		if (e === null) return;
		const inClass = this.cur.canSeeClassScope;
		this.enterBlock(name, "typeVariable", key, e);
		this.cur.canSeeClassScope = inClass;
		if (inClass) this.addDef("__classdict__", USE, e);
		this.cur.scopeInfo = info;
		this.visitExpr(e);
		this.exitBlock();
	}

	private visitTypeParam(p: TypeParam): void {
		this.addDef(p.name, DEF_TYPE_PARAM | DEF_LOCAL, p);
		if (p.kind === "TypeVar") {
			const info = p.bound?.kind === "Tuple" ? "a TypeVar constraint" : "a TypeVar bound";
			this.visitTypeParamPart(p.bound, p.name, p, info, p);
		}
		this.visitTypeParamPart(p.defaultValue, p.name, defaultKey(p), `a ${p.kind} default`, p);
	}

	/** `ENTER_CONDITIONAL_BLOCK` to `LEAVE_CONDITIONAL_BLOCK` */
	private conditionally(visit: () => void): void {
		const block = this.cur;
		const before = block.inConditionalBlock;
		block.inConditionalBlock = true;
		visit();
		block.inConditionalBlock = before;
	}

	/** 3.14's `symtable_visit_annotation`: the annotations of a block's names share a scope. */
	private visitLazyAnnotation(annotation: Expr): void {
		const parent = this.cur;
		// A module may be asked for its annotations before it has run to its end.
		const conditional = parent.type === "module" || (parent.type === "class" && parent.inConditionalBlock);
		if (conditional && !parent.hasConditionalAnnotations) {
			parent.hasConditionalAnnotations = true;
			this.addDef("__conditional_annotations__", USE, annotation);
		}
		if (parent.annotationBlock === null) {
			this.enterBlock("__annotate__", "annotation", parent, annotation);
			parent.annotationBlock = this.cur;
			if (parent.type === "class" && !this.futureAnnotations) this.seeClassScope(annotation);
		} else this.enterExistingBlock(parent.annotationBlock);
		this.cur.inUnevaluatedAnnotation = parent.type === "function";
		this.visitExpr(annotation);
		this.cur.inUnevaluatedAnnotation = false;
		this.exitBlock();
	}

	/** 3.14's `symtable_visit_annotations`: a function's annotations have a scope, even where there are none. */
	private visitLazyAnnotations(a: Arguments, returns: Expr | null, at: Span): void {
		const inClass = this.cur.canSeeClassScope || this.cur.type === "class";
		this.enterBlock("__annotate__", "annotation", a, at);
		if (inClass) this.seeClassScope(at);
		const all = [...a.posonlyargs, ...a.args, a.vararg, a.kwarg, ...a.kwonlyargs];
		const annotations = [...all.map((arg) => arg?.annotation ?? null), returns];
		this.cur.annotationsUsed = annotations.some((e) => e !== null);
		this.visitExprs(annotations);
		this.exitBlock();
	}

	private seeClassScope(at: Span): void {
		this.cur.canSeeClassScope = true;
		this.addDef("__classdict__", USE, at);
	}

	/** Visits annotations: in a block of their own where they become text, else where they stand. */
	private annotating(key: BlockKey, at: Span, visit: () => void): void {
		if (!this.futureAnnotations) {
			visit();
			return;
		}
		this.enterBlock("_annotation", "annotation", key, at);
		visit();
		this.exitBlock();
	}

	private visitAnnotation(annotation: Expr): void {
		this.annotating(annotation, annotation, () => this.visitExpr(annotation));
	}

	private visitAnnotations(a: Arguments, returns: Expr | null, at: Span): void {
		const visit = (args: readonly (Arg | null)[]) => this.visitExprs(args.map((arg) => arg?.annotation ?? null));
		this.annotating(a, at, () => {
			visit(a.posonlyargs);
			visit(a.args);
			visit([a.vararg, a.kwarg]);
			visit(a.kwonlyargs);
		});
		if (returns !== null) this.visitAnnotation(returns);
	}

	private visitArguments(a: Arguments): void {
		for (const arg of [...a.posonlyargs, ...a.args, ...a.kwonlyargs]) this.addDef(arg.arg, DEF_PARAM, arg);
		if (a.vararg !== null) {
			this.addDef(a.vararg.arg, DEF_PARAM, a.vararg);
			this.cur.varargs = true;
		}
		if (a.kwarg !== null) {
			this.addDef(a.kwarg.arg, DEF_PARAM, a.kwarg);
			this.cur.varkeywords = true;
		}
	}

	private visitExceptHandler(h: ExceptHandler): void {
		this.visitExprs([h.type]);
		if (h.name !== null) this.addDef(h.name, DEF_LOCAL, h);
		this.visitBody(h.body);
	}

	private visitAlias(a: Alias, s: Span): void {
		const name = a.asname ?? a.name;
		if (name !== "*") this.addDef(name.split(".", 1)[0] ?? name, DEF_IMPORT, s);
		else if (this.cur.type !== "module") throw new CompileError("import * only allowed at module level", a);
	}

	// ---- Patterns ----

	private visitMatchCase(c: MatchCase): void {
		this.visitPattern(c.pattern);
		this.visitExprs([c.guard]);
		this.visitBody(c.body);
	}

	private visitPattern(p: Pattern): void {
		this.nesting.enter(p);
		switch (p.kind) {
			case "MatchValue":
				this.visitExpr(p.value);
				break;
			case "MatchSequence":
			case "MatchOr":
				for (const sub of p.patterns) this.visitPattern(sub);
				break;
			case "MatchStar":
				if (p.name !== null) this.addDef(p.name, DEF_LOCAL, p);
				break;
			case "MatchMapping":
				this.visitExprs(p.keys);
				for (const sub of p.patterns) this.visitPattern(sub);
				if (p.rest !== null) this.addDef(p.rest, DEF_LOCAL, p);
				break;
			case "MatchClass":
				this.visitExpr(p.cls);
				for (const sub of p.patterns) this.visitPattern(sub);
				p.kwdAttrs.forEach((attr, i) => {
					this.checkName(attr, p.kwdPatterns[i] ?? p, "Store");
				});
				for (const sub of p.kwdPatterns) this.visitPattern(sub);
				break;
			case "MatchAs":
				if (p.pattern !== null) this.visitPattern(p.pattern);
				if (p.name !== null) this.addDef(p.name, DEF_LOCAL, p);
				break;
			case "MatchSingleton":
				break;
		}
		this.nesting.leave();
	}

	// ---- Expressions ----

	private visitExprs(list: readonly (Expr | null)[]): void {
		for (const e of list) if (e !== null) this.visitExpr(e);
	}

	private visitKeywords(keywords: readonly Keyword[]): void {
		for (const k of keywords) if (k.arg !== null) this.checkName(k.arg, k, "Store");
		for (const k of keywords) this.visitExpr(k.value);
	}

	private visitExpr(e: Expr): void {
		this.nesting.enter(e);
		this.visitExprInner(e);
		this.nesting.leave();
	}

	private visitExprInner(e: Expr): void {
		switch (e.kind) {
			case "NamedExpr":
				this.raiseIfAnnotationBlock("named expression", e);
				this.handleNamedExpr(e);
				break;
			case "TemplateStr":
				throw new UnsupportedFeature("t-strings", e.lineno);
			case "BoolOp":
			case "JoinedStr":
				this.visitExprs(e.values);
				break;
			case "BinOp":
				this.visitExpr(e.left);
				this.visitExpr(e.right);
				break;
			case "UnaryOp":
				this.visitExpr(e.operand);
				break;
			case "Lambda":
				this.visitExprs(e.args.defaults);
				this.visitExprs(e.args.kwDefaults);
				this.enterBlock("lambda", "function", e, e);
				this.visitArguments(e.args);
				this.visitExpr(e.body);
				this.exitBlock();
				break;
			case "IfExp":
				this.visitExprs([e.test, e.body, e.orelse]);
				break;
			case "Dict":
				this.visitExprs(e.keys);
				this.visitExprs(e.values);
				break;
			case "Set":
			case "List":
			case "Tuple":
				this.visitExprs(e.elts);
				break;
			case "GeneratorExp":
				this.handleComprehension(e, "genexpr", e.generators, e.elt, null);
				break;
			case "ListComp":
				this.handleComprehension(e, "listcomp", e.generators, e.elt, null);
				break;
			case "SetComp":
				this.handleComprehension(e, "setcomp", e.generators, e.elt, null);
				break;
			case "DictComp":
				this.handleComprehension(e, "dictcomp", e.generators, e.key, e.value);
				break;
			case "Yield":
			case "YieldFrom":
				this.raiseIfAnnotationBlock("yield expression", e);
				this.visitExprs([e.value]);
				this.cur.generator = true;
				this.raiseIfComprehensionBlock(e);
				break;
			case "Await":
				this.raiseIfAnnotationBlock("await expression", e);
				if (!this.cur.functionLike) throw new CompileError("'await' outside function", e);
				if (this.cur.comprehension === null) throw new CompileError("'await' outside async function", e);
				throw new CompileError("asynchronous comprehension outside of an asynchronous function", this.cur.at);
			case "Compare":
				this.visitExpr(e.left);
				this.visitExprs(e.comparators);
				break;
			case "Call":
				this.visitExpr(e.func);
				this.visitExprs(e.args);
				this.visitKeywords(e.keywords);
				break;
			case "FormattedValue":
				this.visitExprs([e.value, e.formatSpec]);
				break;
			case "Attribute":
				if (e.ctx === "Store") this.checkName(e.attr, e, e.ctx);
				this.visitExpr(e.value);
				break;
			case "Subscript":
				this.visitExprs([e.value, e.slice]);
				break;
			case "Starred":
				this.visitExpr(e.value);
				break;
			case "Slice":
				this.visitExprs([e.lower, e.upper, e.step]);
				break;
			case "Name":
				this.visitName(e);
				break;
			case "Constant":
				break;
		}
	}

	private visitName(e: Name): void {
		if (this.cur.inUnevaluatedAnnotation) return;
		this.addDef(e.id, e.ctx === "Load" ? USE : DEF_LOCAL, e, e.ctx);
		// `super` counts as a use of `__class__`.
		if (e.ctx === "Load" && this.cur.functionLike && e.id === "super") this.addDef("__class__", USE, e);
	}

	/** `symtable_extend_namedexpr_scope`: `:=` inside a comprehension binds in the block around it. */
	private extendNamedExprScope(e: Name): void {
		for (let i = this.stack.length - 1; i >= 0; i--) {
			const block = this.stack[i];
			if (block === undefined) continue;
			if (block.comprehension !== null) {
				const found = this.lookup(e.id, block);
				if (found & DEF_COMP_ITER && found & DEF_LOCAL) {
					throw new CompileError(`assignment expression cannot rebind comprehension iteration variable '${e.id}'`, e);
				}
				continue;
			}
			if (block.type === "function") {
				const isGlobal = this.lookup(e.id, block) & DEF_GLOBAL;
				this.addDef(e.id, isGlobal ? DEF_GLOBAL : DEF_NONLOCAL, e);
				this.recordDirective(e.id, e);
				this.addDefTo(block, e.id, DEF_LOCAL, e);
				return;
			}
			if (block.type === "module") {
				this.addDef(e.id, DEF_GLOBAL, e);
				this.recordDirective(e.id, e);
				this.addDefTo(block, e.id, DEF_GLOBAL, e);
				return;
			}
			const places: Partial<Record<BlockType, string>> = {
				class: "in a class body",
				typeParameters: "within the definition of a generic",
				typeAlias: "in a type alias",
				typeVariable: "in a TypeVar bound",
			};
			const place = places[block.type];
			if (place !== undefined) {
				throw new CompileError(`assignment expression within a comprehension cannot be used ${place}`, e);
			}
		}
	}

	private handleNamedExpr(e: NamedExpr): void {
		if (this.cur.compIterExpr > 0) {
			throw new CompileError("assignment expression cannot be used in a comprehension iterable expression", e);
		}
		if (this.cur.comprehension !== null) this.extendNamedExprScope(e.target);
		this.visitExpr(e.value);
		this.visitExpr(e.target);
	}

	private visitComprehension(g: Comprehension): void {
		this.cur.compIterTarget = true;
		this.visitExpr(g.target);
		this.cur.compIterTarget = false;
		this.cur.compIterExpr++;
		this.visitExpr(g.iter);
		this.cur.compIterExpr--;
		this.visitExprs(g.ifs);
	}

	/** `symtable_handle_comprehension`: the outermost iterable belongs to the block around, the rest to its own. */
	private handleComprehension(
		e: AnyComprehension,
		name: string,
		generators: readonly Comprehension[],
		elt: Expr,
		value: Expr | null,
	): void {
		const outermost = generators[0];
		if (outermost === undefined) return;
		if (generators.some((g) => g.isAsync)) {
			// Blocks of `async def` never get here.
			if (e.kind === "GeneratorExp") throw new UnsupportedFeature("asynchronous generator expressions", e.lineno);
			throw new CompileError("asynchronous comprehension outside of an asynchronous function", e);
		}
		this.cur.compIterExpr++;
		this.visitExpr(outermost.iter);
		this.cur.compIterExpr--;
		this.enterBlock(name, "function", e, e);
		this.cur.comprehension = e.kind;
		this.addDef(".0", DEF_PARAM, e);
		this.cur.compIterTarget = true;
		this.visitExpr(outermost.target);
		this.cur.compIterTarget = false;
		this.visitExprs(outermost.ifs);
		for (const g of generators.slice(1)) this.visitComprehension(g);
		if (value !== null) this.visitExpr(value);
		this.visitExpr(elt);
		this.cur.generator = e.kind === "GeneratorExp";
		this.exitBlock();
	}

	private raiseIfAnnotationBlock(what: string, e: Span): void {
		const block = this.cur;
		if (block.type === "annotation") throw new CompileError(`${what} cannot be used within an annotation`, e);
		if (block.type === "typeVariable") throw new CompileError(`${what} cannot be used within ${block.scopeInfo}`, e);
		if (block.type === "typeAlias") throw new CompileError(`${what} cannot be used within a type alias`, e);
		if (block.type === "typeParameters") {
			throw new CompileError(`${what} cannot be used within the definition of a generic`, e);
		}
	}

	private raiseIfComprehensionBlock(e: Span): void {
		const names: Record<AnyComprehension["kind"], string> = {
			ListComp: "list comprehension",
			SetComp: "set comprehension",
			DictComp: "dict comprehension",
			GeneratorExp: "generator expression",
		};
		const kind = this.cur.comprehension;
		if (kind !== null) throw new CompileError(`'yield' inside ${names[kind]}`, e);
	}
}
