/** Code for statements. After `compiler_visit_stmt` and its helpers in CPython's `Python/compile.c` (3.13). */
import type {
	AnnAssign,
	Assert,
	AugAssign,
	Expr,
	For,
	If,
	Import,
	ImportFrom,
	Return,
	Stmt,
	While,
} from "../syntax/ast";
import { deferAnnotation, processDeferredAnnotations } from "./annotations";
import { constantOf, intConstant, loadedBefore, NONE, strConstant, tupleConstant } from "./constants";
import { cleanDocstring } from "./docstring";
import { generateTry, generateTryStar, generateWith, unwind, unwindStack } from "./exceptions";
import { addBinary, isTwoElementSlice, jumpIf, sliceBounds, visitExpr, visitExprs } from "./expressions";
import { generateClass, generateFunction, generateTypeAlias } from "./functions";
import { JUMP, JUMP_NO_INTERRUPT } from "./instructions";
import { type Location, NO_LOCATION } from "./location";
import { addName, attributeLocation, nameOp } from "./names";
import * as op from "./opcodes";
import { docstringOf } from "./optimize";
import { generateMatch } from "./patterns";
import type { Compiler } from "./unit";
import { unparse } from "./unparse";

export function visitBody(c: Compiler, body: readonly Stmt[]): void {
	for (const s of body) visitStmt(c, s);
}

/** `find_ann`: whether a body annotates a name, so that its namespace needs `__annotations__`. */
function hasAnnotations(body: readonly Stmt[]): boolean {
	return body.some((s) => {
		switch (s.kind) {
			case "AnnAssign":
				return true;
			case "For":
			case "While":
			case "If":
				return hasAnnotations(s.body) || hasAnnotations(s.orelse);
			case "With":
				return hasAnnotations(s.body);
			case "Match":
				return s.cases.some((m) => hasAnnotations(m.body));
			case "Try":
			case "TryStar":
				return (
					s.handlers.some((h) => hasAnnotations(h.body)) ||
					hasAnnotations(s.body) ||
					hasAnnotations(s.finalbody) ||
					hasAnnotations(s.orelse)
				);
			default:
				return false;
		}
	});
}

/** 3.14's `_PyCodegen_Module` */
export function generateModule(c: Compiler, body: readonly Stmt[], loc: Location): void {
	setupConditionalAnnotations(c, loc);
	generateBody(c, body, loc);
}

function setupConditionalAnnotations(c: Compiler, loc: Location): void {
	if (!c.u.block.hasConditionalAnnotations) return;
	c.add(op.BUILD_SET, 0, loc);
	c.add(op.STORE_NAME, c.u.names.index("__conditional_annotations__"), loc);
}

/** `compiler_body`: a module's or a class's body, with its docstring and its annotations. */
export function generateBody(c: Compiler, body: readonly Stmt[], loc: Location): void {
	setupAnnotations(c, body, loc);
	const docstring = docstringOf(body);
	const first = body[0];
	if (docstring === null || first?.kind !== "Expr") visitBody(c, body);
	else {
		const cleaned = cleanDocstring(docstring);
		c.loadConst(cleaned, first.value);
		nameOp(c, "__doc__", "Store", NO_LOCATION);
		visitBody(c, body.slice(1));
	}
	if (c.u.deferredAnnotations.length > 0) processDeferredAnnotations(c, loc);
}

/** A dict for the annotations of a body whose statements put them there. */
function setupAnnotations(c: Compiler, body: readonly Stmt[], loc: Location): void {
	if (!defersAnnotations(c) && hasAnnotations(body)) c.add(op.SETUP_ANNOTATIONS, 0, loc);
}

/** Whether a function gives the annotations of a module or a class, and not a dict that its statements fill. */
function defersAnnotations(c: Compiler): boolean {
	return c.options.lazyAnnotations && !c.options.futureAnnotations;
}

/** The body of an `Interactive`: expression statements print what they give. */
export function generateInteractive(c: Compiler, body: readonly Stmt[]): void {
	const first = body[0];
	if (first === undefined) return;
	setupConditionalAnnotations(c, first);
	setupAnnotations(c, body, first);
	for (const s of body) {
		if (s.kind !== "Expr") {
			visitStmt(c, s);
			continue;
		}
		visitExpr(c, s.value);
		c.add(op.CALL_INTRINSIC_1, op.INTRINSIC_PRINT, s);
		c.add(op.POP_TOP, 0, NO_LOCATION);
	}
	if (c.u.deferredAnnotations.length > 0) processDeferredAnnotations(c, first);
}

/** `compiler_visit_stmt` */
function visitStmt(c: Compiler, s: Stmt): void {
	const u = c.u;
	const conditional = u.inConditionalBlock;
	c.nesting.enter(s);
	u.inConditionalBlock ||= CONDITIONAL.has(s.kind);
	generate(c, s);
	u.inConditionalBlock = conditional;
	c.nesting.leave();
}

/** Statements whose bodies may be passed over, or repeated (`_PyCompile_EnterConditionalBlock`). */
const CONDITIONAL: ReadonlySet<Stmt["kind"]> = new Set(["For", "While", "If", "Match", "Try", "TryStar", "With"]);

function generate(c: Compiler, s: Stmt): void {
	switch (s.kind) {
		case "FunctionDef":
			generateFunction(c, s);
			break;
		case "ClassDef":
			generateClass(c, s);
			break;
		case "TypeAlias":
			generateTypeAlias(c, s);
			break;
		case "Return":
			generateReturn(c, s);
			break;
		case "Delete":
			visitExprs(c, s.targets);
			break;
		case "Assign":
			visitExpr(c, s.value);
			s.targets.forEach((target, i) => {
				if (i < s.targets.length - 1) c.add(op.COPY, 1, s);
				visitExpr(c, target);
			});
			break;
		case "AugAssign":
			generateAugAssign(c, s);
			break;
		case "AnnAssign":
			generateAnnAssign(c, s);
			break;
		case "For":
			generateFor(c, s);
			break;
		case "While":
			generateWhile(c, s);
			break;
		case "If":
			generateIf(c, s);
			break;
		case "Match":
			generateMatch(c, s);
			break;
		case "Raise":
			if (s.exc !== null) visitExpr(c, s.exc);
			if (s.cause !== null) visitExpr(c, s.cause);
			c.add(op.RAISE_VARARGS, s.exc === null ? 0 : s.cause === null ? 1 : 2, s);
			break;
		case "Try":
			generateTry(c, s);
			break;
		case "TryStar":
			generateTryStar(c, s);
			break;
		case "Assert":
			generateAssert(c, s);
			break;
		case "Import":
			generateImport(c, s);
			break;
		case "ImportFrom":
			generateImportFrom(c, s);
			break;
		case "Expr":
			if (constantOf(s.value) !== null) {
				c.add(op.NOP, 0, s);
				break;
			}
			visitExpr(c, s.value);
			c.add(op.POP_TOP, 0, NO_LOCATION);
			break;
		case "Pass":
			c.add(op.NOP, 0, s);
			break;
		case "Break":
			generateBreak(c, s);
			break;
		case "Continue":
			generateContinue(c, s);
			break;
		case "With":
			generateWith(c, s, 0);
			break;
		default:
			break;
	}
}

// ---- Control flow ----

/** `compiler_if` */
function generateIf(c: Compiler, s: If): void {
	const end = c.newLabel();
	const next = s.orelse.length > 0 ? c.newLabel() : end;
	jumpIf(c, s.test, next, false);
	visitBody(c, s.body);
	if (s.orelse.length > 0) {
		c.add(JUMP_NO_INTERRUPT, end, NO_LOCATION);
		c.placeLabel(next);
		visitBody(c, s.orelse);
	}
	c.placeLabel(end);
}

/** `compiler_for` */
function generateFor(c: Compiler, s: For): void {
	const start = c.newLabel();
	const cleanup = c.newLabel();
	const end = c.newLabel();
	c.pushBlock({ kind: "forLoop", block: start, exit: end, loc: s });
	visitExpr(c, s.iter);
	c.add(op.GET_ITER, 0, s.iter);
	c.placeLabel(start);
	c.add(op.FOR_ITER, cleanup, s.iter);
	// Gives the target's line an instruction of its own where the statement spans several.
	c.add(op.NOP, 0, s.target);
	visitExpr(c, s.target);
	visitBody(c, s.body);
	c.add(JUMP, start, NO_LOCATION);
	c.placeLabel(cleanup);
	c.add(op.END_FOR, 0, NO_LOCATION);
	c.popIterator(NO_LOCATION);
	c.popBlock();
	visitBody(c, s.orelse);
	c.placeLabel(end);
}

/** `compiler_while` */
function generateWhile(c: Compiler, s: While): void {
	const loop = c.newLabel();
	const body = c.newLabel();
	const end = c.newLabel();
	const anchor = c.newLabel();
	c.placeLabel(loop);
	c.pushBlock({ kind: "whileLoop", block: loop, exit: end, loc: s });
	jumpIf(c, s.test, anchor, false);
	c.placeLabel(body);
	visitBody(c, s.body);
	// 3.13 writes the test again at the end of the body; 3.14 jumps back to it.
	if (c.options.borrowedLoads) c.add(JUMP, loop, NO_LOCATION);
	else jumpIf(c, s.test, body, true);
	c.popBlock();
	c.placeLabel(anchor);
	visitBody(c, s.orelse);
	c.placeLabel(end);
}

/** `compiler_return` */
function generateReturn(c: Compiler, s: Return): void {
	if (!c.u.block.functionLike) throw c.error("'return' outside function", s);
	const value = s.value;
	const given = value === null ? NONE : constantOf(value);
	// What 3.14 folds in the instructions is no constant yet.
	const folds = c.options.borrowedLoads && value !== null && given !== null && loadedBefore(value, given) !== null;
	const constant = folds ? null : given;
	let loc: Location = s;
	if (value !== null) {
		if (constant === null) visitExpr(c, value);
		else {
			loc = value;
			c.add(op.NOP, 0, loc);
		}
	}
	if (value === null || value.lineno !== s.lineno) {
		loc = s;
		c.add(op.NOP, 0, loc);
	}
	loc = unwindStack(c, loc, constant === null, false).loc;
	if (constant !== null) c.loadConst(constant, loc);
	c.add(op.RETURN_VALUE, 0, loc);
}

/** `compiler_break` */
function generateBreak(c: Compiler, s: Stmt): void {
	c.add(op.NOP, 0, s);
	const { loc, loop } = unwindStack(c, s, false, true);
	if (loop === null) throw c.error("'break' outside loop", s);
	const after = unwind(c, loop, loc, false);
	c.add(JUMP, loop.exit, after);
}

/** `compiler_continue` */
function generateContinue(c: Compiler, s: Stmt): void {
	c.add(op.NOP, 0, s);
	const { loc, loop } = unwindStack(c, s, false, true);
	if (loop === null) throw c.error("'continue' not properly in loop", s);
	c.add(JUMP, loop.block, loc);
}

/** `compiler_assert` */
function generateAssert(c: Compiler, s: Assert): void {
	const test = constantOf(s.test);
	const tuple = s.test.kind === "Tuple" ? s.test.elts.length : test?.kind === "tuple" ? test.items.length : 0;
	if (tuple > 0) c.warn("assertion is always true, perhaps remove parentheses?", s);
	const end = c.newLabel();
	jumpIf(c, s.test, end, true);
	c.add(op.LOAD_ASSERTION_ERROR, 0, s);
	if (s.msg !== null) {
		visitExpr(c, s.msg);
		c.add(op.CALL, 0, s);
	}
	c.add(op.RAISE_VARARGS, 1, s.test);
	c.placeLabel(end);
}

// ---- Assignment ----

/** `compiler_augassign` */
function generateAugAssign(c: Compiler, s: AugAssign): void {
	const e = s.target;
	const slice = e.kind === "Subscript" && isTwoElementSlice(e.slice) ? e.slice : null;
	if (e.kind === "Attribute") {
		visitExpr(c, e.value);
		c.add(op.COPY, 1, e);
		addName(c, op.LOAD_ATTR, e.attr, attributeLocation(e, e), 1);
	} else if (e.kind === "Subscript") {
		visitExpr(c, e.value);
		if (slice !== null) {
			sliceBounds(c, slice);
			for (let i = 0; i < 3; i++) c.add(op.COPY, 3, e);
			c.add(op.BINARY_SLICE, 0, e);
		} else {
			visitExpr(c, e.slice);
			c.add(op.COPY, 2, e);
			c.add(op.COPY, 2, e);
			c.add(op.BINARY_SUBSCR, 0, e);
		}
	} else if (e.kind === "Name") nameOp(c, e.id, "Load", e);
	visitExpr(c, s.value);
	addBinary(c, s.op, true, s);
	if (e.kind === "Attribute") {
		const loc = attributeLocation(e, e);
		c.add(op.SWAP, 2, loc);
		addName(c, op.STORE_ATTR, e.attr, loc);
	} else if (e.kind === "Subscript") {
		for (let depth = slice !== null ? 4 : 3; depth > 1; depth--) c.add(op.SWAP, depth, e);
		c.add(slice !== null ? op.STORE_SLICE : op.STORE_SUBSCR, 0, e);
	} else if (e.kind === "Name") nameOp(c, e.id, "Store", e);
}

/** `check_ann_expr`: evaluated, and forgotten. */
function checkAnnotationExpr(c: Compiler, e: Expr | null): void {
	if (e === null) return;
	visitExpr(c, e);
	c.add(op.POP_TOP, 0, e);
}

/** `check_ann_subscr` */
function checkAnnotationSubscript(c: Compiler, e: Expr): void {
	if (e.kind === "Slice") for (const bound of [e.lower, e.upper, e.step]) checkAnnotationExpr(c, bound);
	else if (e.kind === "Tuple") for (const item of e.elts) checkAnnotationSubscript(c, item);
	else checkAnnotationExpr(c, e);
}

/** `compiler_annassign` */
function generateAnnAssign(c: Compiler, s: AnnAssign): void {
	const target = s.target;
	const namespace = c.u.type === "module" || c.u.type === "class";
	if (s.value !== null) {
		visitExpr(c, s.value);
		visitExpr(c, target);
	}
	if (target.kind === "Name") {
		if (s.simple && namespace && defersAnnotations(c)) deferAnnotation(c, s);
		else if (s.simple && namespace) {
			visitAnnotation(c, s.annotation);
			addName(c, op.LOAD_NAME, "__annotations__", s);
			c.loadConst(strConstant(c.mangle(target.id)), s);
			c.add(op.STORE_SUBSCR, 0, s);
		}
	} else if (s.value === null) {
		if (target.kind === "Attribute") checkAnnotationExpr(c, target.value);
		if (target.kind === "Subscript") {
			checkAnnotationExpr(c, target.value);
			checkAnnotationSubscript(c, target.slice);
		}
	}
	if (!s.simple && namespace && !c.options.futureAnnotations && !c.options.lazyAnnotations) {
		checkAnnotationExpr(c, s.annotation);
	}
}

/** An annotation's value: the expression, or its text under `from __future__ import annotations`. */
export function visitAnnotation(c: Compiler, annotation: Expr): void {
	if (c.options.futureAnnotations) c.loadConst(strConstant(unparse(annotation)), annotation);
	else visitExpr(c, annotation);
}

// ---- Imports ----

/** `compiler_import_as` */
function importAs(c: Compiler, name: string, asname: string, loc: Location): void {
	const [, ...attributes] = name.split(".");
	attributes.forEach((attribute, i) => {
		c.add(op.IMPORT_FROM, c.u.names.index(attribute), loc);
		if (i === attributes.length - 1) return;
		c.add(op.SWAP, 2, loc);
		c.add(op.POP_TOP, 0, loc);
	});
	nameOp(c, asname, "Store", loc);
	if (attributes.length > 0) c.add(op.POP_TOP, 0, loc);
}

/** `compiler_import` */
function generateImport(c: Compiler, s: Import): void {
	for (const alias of s.names) {
		c.loadConst(intConstant(0), s);
		c.loadConst(NONE, s);
		addName(c, op.IMPORT_NAME, alias.name, s);
		if (alias.asname !== null) importAs(c, alias.name, alias.asname, s);
		else nameOp(c, alias.name.split(".", 1)[0] ?? alias.name, "Store", s);
	}
}

/** `compiler_from_import` */
function generateImportFrom(c: Compiler, s: ImportFrom): void {
	c.loadConst(intConstant(s.level), s);
	c.loadConst(tupleConstant(s.names.map((alias) => strConstant(alias.name))), s);
	addName(c, op.IMPORT_NAME, s.module ?? "", s);
	if (s.names[0]?.name === "*") {
		c.add(op.CALL_INTRINSIC_1, op.INTRINSIC_IMPORT_STAR, s);
		c.add(op.POP_TOP, 0, NO_LOCATION);
		return;
	}
	for (const alias of s.names) {
		addName(c, op.IMPORT_FROM, alias.name, s);
		nameOp(c, alias.asname ?? alias.name, "Store", s);
	}
	c.add(op.POP_TOP, 0, s);
}
