/**
 * 3.14's annotations, which functions of their own evaluate when they are asked for (PEP 649, PEP 749). After
 * `codegen_process_deferred_annotations` and its neighbours in CPython's `Python/codegen.c` (3.14).
 */
import type { AnnAssign, Arguments, Expr } from "../syntax/ast";
import { argumentAnnotations } from "./argumentannotations";
import { intConstant, strConstant } from "./constants";
import { addCompare, visitExpr } from "./expressions";
import { makeClosure } from "./functions";
import type { Location } from "./location";
import { addName, nameOp } from "./names";
import * as op from "./opcodes";
import type { BlockKey } from "./symbols";
import type { Compiler } from "./unit";

/** VALUE_WITH_FAKE_GLOBALS: a function that the compiler makes knows of no format beyond. */
const LAST_FORMAT = 2;

/** `codegen_setup_annotations_scope`: enters a function of one parameter, `.format`, that refuses most of its values. */
export function setupAnnotationsScope(c: Compiler, key: BlockKey, name: string, loc: Location): void {
	c.enterScope(name, "typeParams", key, loc.lineno);
	c.u.posonlyargcount = 1;
	const body = c.newLabel();
	c.add(op.LOAD_FAST, 0, loc);
	c.loadConst(intConstant(LAST_FORMAT), loc);
	addCompare(c, "Gt", loc);
	c.add(op.POP_JUMP_IF_FALSE, body, loc);
	c.add(op.LOAD_COMMON_CONSTANT, op.CONSTANT_NOTIMPLEMENTEDERROR, loc);
	c.add(op.RAISE_VARARGS, 1, loc);
	c.placeLabel(body);
}

/** `codegen_leave_annotations_scope`: the function stands on the stack; its parameter shows as `format`. */
function leaveAnnotationsScope(c: Compiler, loc: Location): void {
	c.add(op.RETURN_VALUE, 0, loc);
	const code = c.assemble(true);
	c.exitScope();
	const named = (names: readonly string[]) => ["format", ...names.slice(1)];
	const shown = { ...code, localsplusnames: named(code.localsplusnames), varnames: named(code.varnames) };
	makeClosure(c, shown, 0, loc);
}

/** `codegen_function_annotations`: leaves `__annotate__` on the stack, where there is an annotation. */
export function lazyFunctionAnnotations(c: Compiler, args: Arguments, returns: Expr | null, loc: Location): boolean {
	if (c.symtable.blocks.get(args)?.annotationsUsed !== true) return false;
	setupAnnotationsScope(c, args, "__annotate__", loc);
	c.add(op.BUILD_MAP, argumentAnnotations(c, args, returns, loc), loc);
	leaveAnnotationsScope(c, loc);
	return true;
}

/** `_PyCompile_AddDeferredAnnotation`, and the note that the statement was come to. */
export function deferAnnotation(c: Compiler, statement: AnnAssign): void {
	const { u } = c;
	const condition = u.type === "module" || u.inConditionalBlock ? u.nextConditionalAnnotation++ : null;
	u.deferredAnnotations.push({ statement, condition });
	if (condition === null) return;
	if (u.type === "class") c.add(op.LOAD_DEREF, u.cellvars.index("__conditional_annotations__"), statement);
	else addName(c, op.LOAD_NAME, "__conditional_annotations__", statement);
	c.loadConst(intConstant(condition), statement);
	c.add(op.SET_ADD, 1, statement);
	c.add(op.POP_TOP, 0, statement);
}

/** `codegen_process_deferred_annotations`: a class's function is made at the end of its body, a module's before it. */
export function processDeferredAnnotations(c: Compiler, loc: Location): void {
	const { u } = c;
	const body = u.sequence.instructions.length;
	setupAnnotationsScope(c, u.block, "__annotate__", loc);
	c.add(op.BUILD_MAP, 0, loc);
	for (const { statement, condition } of u.deferredAnnotations) {
		deferredAnnotation(c, statement, condition, u.type === "class", loc);
	}
	leaveAnnotationsScope(c, loc);
	nameOp(c, u.type === "class" ? "__annotate_func__" : "__annotate__", "Store", loc);
	// ANNOTATIONS_PLACEHOLDER stands behind RESUME.
	if (u.type === "module") u.sequence.insert(1, u.sequence.cut(body));
}

/** One turn of `codegen_deferred_annotations_body`, with the dict on the stack. */
function deferredAnnotation(
	c: Compiler,
	statement: AnnAssign,
	condition: number | null,
	inClass: boolean,
	loc: Location,
): void {
	const notSet = c.newLabel();
	if (condition !== null) {
		c.loadConst(intConstant(condition), statement);
		if (inClass) c.add(op.LOAD_DEREF, c.u.freevars.index("__conditional_annotations__"), statement);
		else addName(c, op.LOAD_GLOBAL, "__conditional_annotations__", statement, 1);
		c.add(op.CONTAINS_OP, 0, statement);
		c.add(op.POP_JUMP_IF_FALSE, notSet, statement);
	}
	visitExpr(c, statement.annotation);
	c.add(op.COPY, 2, statement);
	const name = statement.target.kind === "Name" ? statement.target.id : "";
	c.loadConst(strConstant(c.mangle(name)), statement);
	c.add(op.STORE_SUBSCR, 0, loc);
	c.placeLabel(notSet);
}
