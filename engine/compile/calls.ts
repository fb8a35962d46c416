/** Code for calls. After `compiler_call` and its helpers in CPython's `Python/compile.c` (3.13). */
import type { Attribute, Call, Expr, Keyword } from "../syntax/ast";
import { checkCaller } from "./checks";
import { strConstant, tupleConstant } from "./constants";
import { STACK_USE_GUIDELINE, starUnpack, visitExpr, visitExprs } from "./expressions";
import { JUMP, type Label } from "./instructions";
import { type Location, NO_LOCATION } from "./location";
import { addName, attributeLocation, nameOp } from "./names";
import * as op from "./opcodes";
import { DEF_IMPORT, FREE, GLOBAL_IMPLICIT } from "./symbols";
import type { Compiler } from "./unit";

/** `validate_keywords` */
function validateKeywords(c: Compiler, keywords: readonly Keyword[]): void {
	keywords.forEach((key, i) => {
		if (key.arg === null) return;
		const other = keywords.find((k, j) => j > i && k.arg === key.arg);
		if (other !== undefined) throw c.error(`keyword argument repeated: ${key.arg}`, other);
	});
}

function keywordNames(c: Compiler, keywords: readonly Keyword[], loc: Location): void {
	c.loadConst(tupleConstant(keywords.map((k) => strConstant(k.arg ?? ""))), loc);
}

/** `compiler_call` */
export function generateCall(c: Compiler, e: Call): void {
	validateKeywords(c, e.keywords);
	if (generateMethodCall(c, e)) return;
	checkCaller(c, e.func);
	const end = c.newLabel();
	visitExpr(c, e.func);
	if (c.options.inlinesConsumers) generateConsumer(c, e, end);
	c.add(op.PUSH_NULL, 0, e.func);
	callHelper(c, 0, e.args, e.keywords, e);
	c.placeLabel(end);
}

/**
 * `maybe_optimize_function_call`: `all`, `any` or `tuple` of a generator expression, where the name means the builtin, draws
 * from the generator in a loop of its own; else control comes to the plain call, which follows.
 */
function generateConsumer(c: Compiler, e: Call, end: Label): void {
	const [generator] = e.args;
	if (e.func.kind !== "Name" || e.args.length !== 1 || e.keywords.length > 0 || generator?.kind !== "GeneratorExp")
		return;
	const { id } = e.func;
	if (id !== "all" && id !== "any" && id !== "tuple") return;
	const loc = e.func;
	const [call, loop, cleanup] = [c.newLabel(), c.newLabel(), c.newLabel()];
	const known = { all: op.CONSTANT_BUILTIN_ALL, any: op.CONSTANT_BUILTIN_ANY, tuple: op.CONSTANT_BUILTIN_TUPLE };
	c.add(op.COPY, 1, loc);
	c.add(op.LOAD_COMMON_CONSTANT, known[id], loc);
	c.add(op.IS_OP, 0, loc);
	c.add(op.POP_JUMP_IF_FALSE, call, loc);
	c.add(op.POP_TOP, 0, loc);
	if (id === "tuple") c.add(op.BUILD_LIST, 0, loc);
	visitExpr(c, generator);
	c.placeLabel(loop);
	c.add(op.FOR_ITER, cleanup, loc);
	if (id === "tuple") {
		c.add(op.LIST_APPEND, 2, loc);
		c.add(JUMP, loop, loc);
	} else {
		c.add(op.TO_BOOL, 0, loc);
		c.add(id === "all" ? op.POP_JUMP_IF_TRUE : op.POP_JUMP_IF_FALSE, loop, loc);
		c.popIterator(NO_LOCATION);
		c.loadConst({ kind: "bool", value: id === "any" }, loc);
		c.add(JUMP, end, loc);
	}
	c.placeLabel(cleanup);
	c.add(op.END_FOR, 0, NO_LOCATION);
	c.popIterator(NO_LOCATION);
	if (id === "tuple") c.add(op.CALL_INTRINSIC_1, op.INTRINSIC_LIST_TO_TUPLE, loc);
	else c.loadConst({ kind: "bool", value: id === "all" }, loc);
	c.add(JUMP, end, loc);
	c.placeLabel(call);
}

/** `is_import_originated`: only the module's own names are asked. */
function isImported(c: Compiler, e: Expr): boolean {
	return e.kind === "Name" && (c.symtable.top.symbol(e.id) & DEF_IMPORT) !== 0;
}

/** `maybe_optimize_method_call`: `object.method(...)` without a bound method; false where the call is of another form. */
function generateMethodCall(c: Compiler, e: Call): boolean {
	const method = e.func;
	if (method.kind !== "Attribute" || method.ctx !== "Load" || isImported(c, method.value)) return false;
	const given = e.args.length + e.keywords.length + (e.keywords.length > 0 ? 1 : 0);
	if (given >= STACK_USE_GUIDELINE) return false;
	if (e.args.some((a) => a.kind === "Starred") || e.keywords.some((k) => k.arg === null)) return false;
	const loc = attributeLocation(method, method);
	if (canOptimizeSuper(c, method)) {
		const twoArguments = loadSuperArguments(c, method.value);
		addName(c, op.LOAD_SUPER_ATTR, method.attr, method, 2, twoArguments ? 3 : 1);
		c.add(op.NOP, 0, loc);
	} else {
		visitExpr(c, method.value);
		addName(c, op.LOAD_ATTR, method.attr, loc, 1, 1);
	}
	visitExprs(c, e.args);
	const callLoc = attributeLocation(e, method);
	if (e.keywords.length > 0) {
		for (const k of e.keywords) visitExpr(c, k.value);
		keywordNames(c, e.keywords, loc);
		c.add(op.CALL_KW, e.args.length + e.keywords.length, callLoc);
	} else c.add(op.CALL, e.args.length, callLoc);
	return true;
}

/** `can_optimize_super_call`: `super().x` where the name means the builtin and `__class__` is at hand. */
function canOptimizeSuper(c: Compiler, attribute: Attribute): boolean {
	const e = attribute.value;
	if (e.kind !== "Call" || e.func.kind !== "Name" || e.func.id !== "super") return false;
	if (attribute.attr === "__class__" || e.keywords.length > 0) return false;
	if (c.u.block.scope("super") !== GLOBAL_IMPLICIT || c.symtable.top.scope("super") !== 0) return false;
	if (e.args.length === 2) return e.args.every((a) => a.kind !== "Starred");
	if (e.args.length !== 0 || (c.u.argcount === 0 && c.u.posonlyargcount === 0)) return false;
	return c.u.type !== "class" && c.u.block.scope("__class__") === FREE;
}

/** `load_args_for_super`: super itself, a class and an object; whether the call gives the two. */
function loadSuperArguments(c: Compiler, e: Expr): boolean {
	if (e.kind !== "Call" || e.func.kind !== "Name") return false;
	nameOp(c, e.func.id, "Load", e.func);
	if (e.args.length === 2) {
		visitExprs(c, e.args);
		return true;
	}
	nameOp(c, "__class__", "Load", e);
	const self = c.u.varnames.names()[0];
	if (self !== undefined) nameOp(c, self, "Load", e);
	return false;
}

/** The load of `super().x`; false where it is to be loaded like any other attribute. */
export function generateSuperAttribute(c: Compiler, e: Attribute): boolean {
	if (!canOptimizeSuper(c, e)) return false;
	const twoArguments = loadSuperArguments(c, e.value);
	addName(c, op.LOAD_SUPER_ATTR, e.attr, e, 2, twoArguments ? 2 : 0);
	c.add(op.NOP, 0, attributeLocation(e, e));
	return true;
}

/** `compiler_subkwargs` */
function subkwargs(c: Compiler, keywords: readonly Keyword[], loc: Location): void {
	const n = keywords.length;
	const big = n * 2 > STACK_USE_GUIDELINE;
	if (n > 1 && !big && !c.options.borrowedLoads) {
		for (const k of keywords) visitExpr(c, k.value);
		keywordNames(c, keywords, loc);
		c.add(op.BUILD_CONST_KEY_MAP, n, loc);
		return;
	}
	if (big) c.add(op.BUILD_MAP, 0, NO_LOCATION);
	for (const k of keywords) {
		c.loadConst(strConstant(k.arg ?? ""), loc);
		visitExpr(c, k.value);
		if (big) c.add(op.MAP_ADD, 1, NO_LOCATION);
	}
	if (!big) c.add(op.BUILD_MAP, n, loc);
}

/** `compiler_call_helper`: the arguments and the call, `n` arguments standing on the stack already. */
export function callHelper(
	c: Compiler,
	n: number,
	args: readonly Expr[],
	keywords: readonly Keyword[],
	loc: Location,
	injected: string | null = null,
): void {
	validateKeywords(c, keywords);
	const positional = args.length + (injected === null ? 0 : 1);
	const unpacking = args.some((a) => a.kind === "Starred") || keywords.some((k) => k.arg === null);
	if (positional + keywords.length * 2 <= STACK_USE_GUIDELINE && !unpacking) {
		visitExprs(c, args);
		if (injected !== null) nameOp(c, injected, "Load", loc);
		if (keywords.length === 0) {
			c.add(op.CALL, n + positional, loc);
			return;
		}
		for (const k of keywords) visitExpr(c, k.value);
		keywordNames(c, keywords, loc);
		c.add(op.CALL_KW, n + positional + keywords.length, loc);
		return;
	}
	const only = args[0];
	if (n === 0 && positional === 1 && only?.kind === "Starred") visitExpr(c, only.value);
	else starUnpack(c, args, n, op.BUILD_LIST, op.LIST_APPEND, op.LIST_EXTEND, true, loc, injected);
	unpackKeywords(c, keywords, loc);
	c.add(op.CALL_FUNCTION_EX, keywords.length > 0 ? 1 : 0, loc);
}

/** The keyword arguments of a call with `**`, as one dict. */
function unpackKeywords(c: Compiler, keywords: readonly Keyword[], loc: Location): void {
	let haveDict = false;
	let seen = 0;
	const flush = (end: number) => {
		subkwargs(c, keywords.slice(end - seen, end), loc);
		if (haveDict) c.add(op.DICT_MERGE, 1, loc);
		haveDict = true;
		seen = 0;
	};
	keywords.forEach((k, i) => {
		if (k.arg !== null) {
			seen++;
			return;
		}
		if (seen > 0) flush(i);
		if (!haveDict) c.add(op.BUILD_MAP, 0, loc);
		haveDict = true;
		visitExpr(c, k.value);
		c.add(op.DICT_MERGE, 1, loc);
	});
	if (seen > 0) flush(keywords.length);
}
