/**
 * Code for functions, lambdas, classes, type parameters and type aliases. After `compiler_function`, `compiler_class`
 * and their helpers in CPython's `Python/compile.c` (3.13).
 */
import type { Arguments, ClassDef, Expr, FunctionDef, Lambda, TypeAlias, TypeParam } from "../syntax/ast";
import { lazyFunctionAnnotations, setupAnnotationsScope } from "./annotations";
import { argumentAnnotations } from "./argumentannotations";
import { callHelper } from "./calls";
import type { CodeObject } from "./code";
import { intConstant, NONE, strConstant, tupleConstant } from "./constants";
import { cleanDocstring } from "./docstring";
import { visitExpr, visitExprs } from "./expressions";
import { LOAD_CLOSURE, SETUP_CLEANUP } from "./instructions";
import { type Location, NO_LOCATION } from "./location";
import { nameOp } from "./names";
import * as op from "./opcodes";
import { docstringOf } from "./optimize";
import { generateBody, visitBody } from "./statements";
import { type BlockKey, CELL } from "./symbols";
import { defaultKey } from "./symtable";
import { type Compiler, compareText, NO_LABEL, type ScopeType } from "./unit";

/** SET_FUNCTION_ATTRIBUTE's oparg. */
const DEFAULTS = 1;
const KWDEFAULTS = 2;
const ANNOTATIONS = 4;
const CLOSURE = 8;
/** 3.14's, of a function that gives the annotations. */
const ANNOTATE = 16;

/** What the functions of a class see of it (`get_ref_type`). */
const CLASS_CELLS: ReadonlySet<string> = new Set(["__class__", "__classdict__", "__conditional_annotations__"]);

/** `compiler_make_closure`: a function of `code`; the values that `flags` tells of stand on the stack below. */
export function makeClosure(c: Compiler, code: CodeObject, flags: number, loc: Location): void {
	for (const name of code.freevars) {
		const unit = c.u;
		const special = unit.type === "class" && CLASS_CELLS.has(name);
		// A class may hold a name both as its own and for the functions inside it.
		const table = special || unit.block.scope(name) === CELL ? unit.cellvars : unit.freevars;
		c.add(LOAD_CLOSURE, table.index(name), loc);
	}
	if (code.freevars.length > 0) c.add(op.BUILD_TUPLE, code.freevars.length, loc);
	c.loadConst({ kind: "code", value: code }, loc);
	c.add(op.MAKE_FUNCTION, 0, loc);
	const all = flags | (code.freevars.length > 0 ? CLOSURE : 0);
	for (const flag of [CLOSURE, ANNOTATIONS, ANNOTATE, KWDEFAULTS, DEFAULTS]) {
		if (all & flag) c.add(op.SET_FUNCTION_ATTRIBUTE, flag, loc);
	}
}

/** `compiler_apply_decorators` */
function applyDecorators(c: Compiler, decorators: readonly Expr[]): void {
	for (const decorator of decorators.toReversed()) c.add(op.CALL, 0, decorator);
}

/** `compiler_default_arguments`: the defaults, and the flags that tell of them. */
function defaultArguments(c: Compiler, args: Arguments, loc: Location): number {
	let flags = 0;
	if (args.defaults.length > 0) {
		visitExprs(c, args.defaults);
		c.add(op.BUILD_TUPLE, args.defaults.length, loc);
		flags |= DEFAULTS;
	}
	const names = args.kwonlyargs.filter((_, i) => args.kwDefaults[i] != null).map((arg) => c.mangle(arg.arg));
	if (names.length > 0) {
		const paired = c.options.borrowedLoads;
		let at = 0;
		for (const value of args.kwDefaults) {
			if (value === null) continue;
			if (paired) c.loadConst(strConstant(names[at++] ?? ""), loc);
			visitExpr(c, value);
		}
		if (!paired) c.loadConst(tupleConstant(names.map(strConstant)), loc);
		c.add(paired ? op.BUILD_MAP : op.BUILD_CONST_KEY_MAP, names.length, loc);
		flags |= KWDEFAULTS;
	}
	return flags;
}

/** `compiler_visit_annotations`: a tuple of names and values, or 3.14's function; the flag that tells of it. */
function functionAnnotations(c: Compiler, args: Arguments, returns: Expr | null, loc: Location): number {
	if (c.options.lazyAnnotations) return lazyFunctionAnnotations(c, args, returns, loc) ? ANNOTATE : 0;
	const count = argumentAnnotations(c, args, returns, loc);
	if (count === 0) return 0;
	c.add(op.BUILD_TUPLE, count * 2, loc);
	return ANNOTATIONS;
}

/** `wrap_in_stopiteration_handler`: a StopIteration that leaves a generator becomes a RuntimeError. */
export function wrapInStopIterationHandler(c: Compiler): void {
	const handler = c.newLabel();
	c.u.sequence.prepend(SETUP_CLEANUP, handler, NO_LOCATION);
	c.loadConst(NONE, NO_LOCATION);
	c.add(op.RETURN_VALUE, 0, NO_LOCATION);
	c.placeLabel(handler);
	c.add(op.CALL_INTRINSIC_1, op.INTRINSIC_STOPITERATION_ERROR, NO_LOCATION);
	c.add(op.RERAISE, 1, NO_LOCATION);
}

function countArguments(c: Compiler, args: Arguments): void {
	c.u.argcount = args.args.length;
	c.u.posonlyargcount = args.posonlyargs.length;
	c.u.kwonlyargcount = args.kwonlyargs.length;
}

/** `compiler_function_body` */
function functionBody(c: Compiler, s: FunctionDef, flags: number, firstlineno: number): void {
	c.enterScope(s.name, "function", s, firstlineno);
	const doc = docstringOf(s.body);
	const docstring = doc === null ? null : cleanDocstring(doc);
	c.u.docstring = docstring?.value ?? null;
	// 3.14 has a flag that tells of a docstring; before, the first constant is it, or None.
	if (docstring !== null || !c.options.borrowedLoads) c.u.consts.index(docstring ?? NONE);
	countArguments(c, s.args);
	const body = doc === null ? s.body : s.body.slice(1);
	if (c.u.block.generator) {
		const start = c.newLabel();
		c.placeLabel(start);
		c.pushBlock({ kind: "stopIteration", block: start, exit: NO_LABEL, loc: NO_LOCATION });
		visitBody(c, body);
		wrapInStopIterationHandler(c);
		c.popBlock();
	} else visitBody(c, body);
	const code = c.assemble(true);
	c.exitScope();
	makeClosure(c, code, flags, s);
}

/** `compiler_function` */
export function generateFunction(c: Compiler, s: FunctionDef): void {
	visitExprs(c, s.decoratorList);
	const firstlineno = s.decoratorList[0]?.lineno ?? s.lineno;
	let flags = defaultArguments(c, s.args, s);
	const generic = s.typeParams.length > 0;
	const given = (flags & DEFAULTS ? 1 : 0) + (flags & KWDEFAULTS ? 1 : 0);
	if (generic) {
		if (given === 2) c.add(op.SWAP, 2, s);
		c.enterScope(`<generic parameters of ${s.name}>`, "typeParams", s.typeParams, firstlineno);
		typeParams(c, s.typeParams);
		for (let i = 0; i < given; i++) c.add(op.LOAD_FAST, i, s);
	}
	flags |= functionAnnotations(c, s.args, s.returns, s);
	functionBody(c, s, flags, firstlineno);
	if (generic) {
		c.add(op.SWAP, 2, s);
		c.add(op.CALL_INTRINSIC_2, op.INTRINSIC_SET_FUNCTION_TYPE_PARAMS, s);
		c.u.argcount = given;
		const code = c.assemble(false);
		c.exitScope();
		makeClosure(c, code, 0, s);
		if (given > 0) {
			c.add(op.SWAP, given + 1, s);
			c.add(op.CALL, given - 1, s);
		} else {
			c.add(op.PUSH_NULL, 0, s);
			c.add(op.CALL, 0, s);
		}
	}
	applyDecorators(c, s.decoratorList);
	nameOp(c, s.name, "Store", s);
}

/** `compiler_lambda` */
export function generateLambda(c: Compiler, e: Lambda): void {
	const flags = defaultArguments(c, e.args, e);
	c.enterScope("<lambda>", "lambda", e, e.lineno);
	// None is the first constant, so that the lambda has no docstring; 3.14 has a flag for that.
	if (!c.options.borrowedLoads) c.u.consts.index(NONE);
	countArguments(c, e.args);
	visitExpr(c, e.body);
	const generator = c.u.block.generator;
	if (!generator) c.add(op.RETURN_VALUE, 0, e.body);
	const code = c.assemble(!generator);
	c.exitScope();
	makeClosure(c, code, flags, e);
}

// ---- Classes ----

/** `compiler_class_body`: LOAD_BUILD_CLASS, the body as a function, and the name. */
function classBody(c: Compiler, s: ClassDef, firstlineno: number): void {
	c.enterScope(s.name, "class", s, firstlineno);
	c.u.privateName = s.name;
	const loc: Location = { lineno: firstlineno, endLineno: firstlineno, colOffset: 0, endColOffset: 0 };
	nameOp(c, "__name__", "Load", loc);
	nameOp(c, "__module__", "Store", loc);
	c.loadConst(strConstant(c.u.qualname), loc);
	nameOp(c, "__qualname__", "Store", loc);
	c.loadConst(intConstant(firstlineno), loc);
	nameOp(c, "__firstlineno__", "Store", loc);
	if (s.typeParams.length > 0) {
		nameOp(c, ".type_params", "Load", loc);
		nameOp(c, "__type_params__", "Store", loc);
	}
	if (c.u.block.needsClassdict) {
		c.add(op.LOAD_LOCALS, 0, loc);
		c.add(op.STORE_DEREF, c.u.cellvars.index("__classdict__"), loc);
	}
	if (c.u.block.hasConditionalAnnotations) {
		c.add(op.BUILD_SET, 0, loc);
		c.add(op.STORE_DEREF, c.u.cellvars.index("__conditional_annotations__"), loc);
	}
	generateBody(c, s.body, loc);
	const attributes = [...c.u.staticAttributes].sort(compareText);
	c.loadConst(tupleConstant(attributes.map(strConstant)), NO_LOCATION);
	nameOp(c, "__static_attributes__", "Store", NO_LOCATION);
	if (c.u.block.needsClassdict) {
		c.add(LOAD_CLOSURE, c.u.cellvars.index("__classdict__"), NO_LOCATION);
		nameOp(c, "__classdictcell__", "Store", NO_LOCATION);
	}
	if (c.u.block.needsClassClosure) {
		c.add(LOAD_CLOSURE, c.u.cellvars.index("__class__"), NO_LOCATION);
		c.add(op.COPY, 1, NO_LOCATION);
		nameOp(c, "__classcell__", "Store", NO_LOCATION);
	} else c.loadConst(NONE, NO_LOCATION);
	c.add(op.RETURN_VALUE, 0, NO_LOCATION);
	const code = c.assemble(true);
	c.exitScope();
	c.add(op.LOAD_BUILD_CLASS, 0, s);
	c.add(op.PUSH_NULL, 0, s);
	makeClosure(c, code, 0, s);
	c.loadConst(strConstant(s.name), s);
}

/** `compiler_class` */
export function generateClass(c: Compiler, s: ClassDef): void {
	visitExprs(c, s.decoratorList);
	const firstlineno = s.decoratorList[0]?.lineno ?? s.lineno;
	if (s.typeParams.length === 0) {
		classBody(c, s, firstlineno);
		callHelper(c, 2, s.bases, s.keywords, s);
	} else {
		c.enterScope(`<generic parameters of ${s.name}>`, "typeParams", s.typeParams, firstlineno);
		c.u.privateName = s.name;
		typeParams(c, s.typeParams);
		nameOp(c, ".type_params", "Store", s);
		classBody(c, s, firstlineno);
		nameOp(c, ".type_params", "Load", s);
		c.add(op.CALL_INTRINSIC_1, op.INTRINSIC_SUBSCRIPT_GENERIC, s);
		nameOp(c, ".generic_base", "Store", s);
		callHelper(c, 2, s.bases, s.keywords, s, ".generic_base");
		callGeneric(c, s);
	}
	applyDecorators(c, s.decoratorList);
	nameOp(c, s.name, "Store", s);
}

/** Leaves the scope of type parameters, and calls it. */
function callGeneric(c: Compiler, loc: Location): void {
	const code = c.assemble(false);
	c.exitScope();
	makeClosure(c, code, 0, loc);
	c.add(op.PUSH_NULL, 0, loc);
	c.add(op.CALL, 0, loc);
}

// ---- Type parameters ----

/**
 * Enters the function that gives a value when it is asked for: in 3.14 in a format, VALUE by default. Says with which
 * flags it is made.
 */
function enterLazyValue(c: Compiler, type: ScopeType, name: string, key: BlockKey, loc: Location): number {
	if (!c.options.lazyAnnotations) {
		c.enterScope(name, type, key, loc.lineno);
		return 0;
	}
	c.loadConst(tupleConstant([intConstant(1)]), loc);
	setupAnnotationsScope(c, key, name, loc);
	return DEFAULTS;
}

/** `compiler_type_param_bound_or_default`: a function that gives the value when asked. */
function lazyValue(c: Compiler, e: Expr, name: string, key: BlockKey, allowStarred: boolean): void {
	const flags = enterLazyValue(c, "typeParams", name, key, e);
	if (allowStarred && e.kind === "Starred") {
		visitExpr(c, e.value);
		c.add(op.UNPACK_SEQUENCE, 1, e);
	} else visitExpr(c, e);
	c.add(op.RETURN_VALUE, 0, e);
	const code = c.assemble(true);
	c.exitScope();
	makeClosure(c, code, flags, e);
}

/** `compiler_type_params` */
function typeParams(c: Compiler, list: readonly TypeParam[]): void {
	let seenDefault = false;
	for (const p of list) {
		c.loadConst(strConstant(p.name), p);
		if (p.kind === "TypeVar" && p.bound !== null) {
			lazyValue(c, p.bound, p.name, p, false);
			// Folding may have made a constant of the tuple.
			const constraints = p.bound.kind === "Tuple";
			c.add(
				op.CALL_INTRINSIC_2,
				constraints ? op.INTRINSIC_TYPEVAR_WITH_CONSTRAINTS : op.INTRINSIC_TYPEVAR_WITH_BOUND,
				p,
			);
		} else {
			const make = {
				TypeVar: op.INTRINSIC_TYPEVAR,
				ParamSpec: op.INTRINSIC_PARAMSPEC,
				TypeVarTuple: op.INTRINSIC_TYPEVARTUPLE,
			};
			c.add(op.CALL_INTRINSIC_1, make[p.kind], p);
		}
		if (p.defaultValue !== null) {
			seenDefault = true;
			lazyValue(c, p.defaultValue, p.name, defaultKey(p), p.kind === "TypeVarTuple");
			c.add(op.CALL_INTRINSIC_2, op.INTRINSIC_SET_TYPEPARAM_DEFAULT, p);
		} else if (seenDefault) {
			throw c.error(`non-default type parameter '${p.name}' follows default type parameter`, p);
		}
		c.add(op.COPY, 1, p);
		nameOp(c, p.name, "Store", p);
	}
	const first = list[0];
	if (first !== undefined) c.add(op.BUILD_TUPLE, list.length, first);
}

/** `compiler_typealias` */
export function generateTypeAlias(c: Compiler, s: TypeAlias): void {
	const name = s.name.kind === "Name" ? s.name.id : "";
	const generic = s.typeParams.length > 0;
	if (generic) {
		c.enterScope(`<generic parameters of ${name}>`, "typeParams", s.typeParams, s.lineno);
		c.loadConst(strConstant(name), s);
		typeParams(c, s.typeParams);
	} else {
		c.loadConst(strConstant(name), s);
		c.loadConst(NONE, s);
	}
	const flags = enterLazyValue(c, "function", name, s, s);
	if (!c.options.lazyAnnotations) c.u.consts.index(NONE);
	visitExpr(c, s.value);
	c.add(op.RETURN_VALUE, 0, s);
	const code = c.assemble(false);
	c.exitScope();
	makeClosure(c, code, flags, s);
	c.add(op.BUILD_TUPLE, 3, s);
	c.add(op.CALL_INTRINSIC_1, op.INTRINSIC_TYPEALIAS, s);
	if (generic) callGeneric(c, s);
	nameOp(c, name, "Store", s);
}
