/**
 * Code for `try`, `with`, and the ways out of them. After the `compiler_try_*`, `compiler_with` and
 * `compiler_unwind_*` functions of CPython's `Python/compile.c` (3.13), whose comments draw the stacks.
 */
import type { ExceptHandler, Try, TryStar, With } from "../syntax/ast";
import { NONE } from "./constants";
import { visitExpr } from "./expressions";
import {
	JUMP,
	JUMP_NO_INTERRUPT,
	type Label,
	POP_BLOCK,
	SETUP_CLEANUP,
	SETUP_FINALLY,
	SETUP_WITH,
} from "./instructions";
import { type Location, NO_LOCATION } from "./location";
import { nameOp } from "./names";
import * as op from "./opcodes";
import { visitBody } from "./statements";
import { type Compiler, type FrameBlock, NO_LABEL } from "./unit";

/** `compiler_call_exit_with_nones` */
function callExitWithNones(c: Compiler, loc: Location): void {
	for (let i = 0; i < 3; i++) c.loadConst(NONE, loc);
	// 3.13's `__exit__` is bound: the first None stands where self would.
	c.add(op.CALL, c.options.borrowedLoads ? 3 : 2, loc);
}

/** `name = None; del name` at the end of `except ... as name`. */
function forgetName(c: Compiler, name: string, loc: Location): void {
	c.loadConst(NONE, loc);
	nameOp(c, name, "Store", loc);
	nameOp(c, name, "Del", loc);
}

/**
 * `compiler_unwind_fblock`: leaves one frame block; a value to be returned stays on top where `preserveTos`. Returns
 * the location for what follows.
 */
export function unwind(c: Compiler, info: FrameBlock, loc: Location, preserveTos: boolean): Location {
	switch (info.kind) {
		case "forLoop":
		case "popValue":
			if (preserveTos) c.add(op.SWAP, 2, loc);
			c.add(op.POP_TOP, 0, loc);
			return loc;
		case "tryExcept":
			c.add(POP_BLOCK, 0, loc);
			return loc;
		case "finallyTry":
			c.add(POP_BLOCK, 0, loc);
			if (preserveTos) c.pushBlock({ kind: "popValue", block: NO_LABEL, exit: NO_LABEL, loc });
			visitBody(c, info.body);
			if (preserveTos) c.popBlock();
			return NO_LOCATION;
		case "finallyEnd":
			if (preserveTos) c.add(op.SWAP, 2, loc);
			c.add(op.POP_TOP, 0, loc);
			if (preserveTos) c.add(op.SWAP, 2, loc);
			c.add(POP_BLOCK, 0, loc);
			c.add(op.POP_EXCEPT, 0, loc);
			return loc;
		case "with":
			c.add(POP_BLOCK, 0, info.loc);
			if (preserveTos && c.options.borrowedLoads) c.add(op.SWAP, 3, info.loc);
			if (preserveTos) c.add(op.SWAP, 2, info.loc);
			callExitWithNones(c, info.loc);
			c.add(op.POP_TOP, 0, info.loc);
			return NO_LOCATION;
		case "handlerCleanup":
			if (info.name !== null) c.add(POP_BLOCK, 0, loc);
			if (preserveTos) c.add(op.SWAP, 2, loc);
			c.add(POP_BLOCK, 0, loc);
			c.add(op.POP_EXCEPT, 0, loc);
			if (info.name !== null) forgetName(c, info.name, loc);
			return loc;
		default:
			return loc;
	}
}

/** `compiler_unwind_fblock_stack`: leaves every frame block, or those inside the innermost loop, which is returned. */
export function unwindStack(
	c: Compiler,
	loc: Location,
	preserveTos: boolean,
	toLoop: boolean,
): { readonly loc: Location; readonly loop: FrameBlock | null } {
	const top = c.u.frameBlocks[c.u.frameBlocks.length - 1];
	if (top === undefined) return { loc, loop: null };
	if (top.kind === "exceptionGroupHandler") {
		throw c.error("'break', 'continue' and 'return' cannot appear in an except* block", loc);
	}
	if (toLoop && (top.kind === "whileLoop" || top.kind === "forLoop")) return { loc, loop: top };
	c.popBlock();
	const result = unwindStack(c, unwind(c, top, loc, preserveTos), preserveTos, toLoop);
	c.pushBlock(top);
	return result;
}

/** POP_EXCEPT_AND_RERAISE */
function popExceptAndReraise(c: Compiler): void {
	c.add(op.COPY, 3, NO_LOCATION);
	c.add(op.POP_EXCEPT, 0, NO_LOCATION);
	c.add(op.RERAISE, 1, NO_LOCATION);
}

// ---- try ----

export function generateTry(c: Compiler, s: Try): void {
	if (s.finalbody.length > 0) generateFinally(c, s);
	else generateExcept(c, s);
}

export function generateTryStar(c: Compiler, s: TryStar): void {
	if (s.finalbody.length > 0) generateFinally(c, s);
	else generateExceptStar(c, s);
}

/** `compiler_try_finally`, `compiler_try_star_finally` */
function generateFinally(c: Compiler, s: Try | TryStar): void {
	const body = c.newLabel();
	const end = c.newLabel();
	const exit = c.newLabel();
	const cleanup = c.newLabel();
	c.add(SETUP_FINALLY, end, s);
	c.placeLabel(body);
	c.pushBlock({ kind: "finallyTry", block: body, exit: end, loc: s, body: s.finalbody });
	if (s.handlers.length === 0) visitBody(c, s.body);
	else if (s.kind === "Try") generateExcept(c, s);
	else generateExceptStar(c, s);
	c.add(POP_BLOCK, 0, NO_LOCATION);
	c.popBlock();
	visitBody(c, s.finalbody);
	c.add(JUMP_NO_INTERRUPT, exit, NO_LOCATION);

	c.placeLabel(end);
	c.add(SETUP_CLEANUP, cleanup, NO_LOCATION);
	c.add(op.PUSH_EXC_INFO, 0, NO_LOCATION);
	c.pushBlock({ kind: "finallyEnd", block: end, exit: NO_LABEL, loc: NO_LOCATION });
	visitBody(c, s.finalbody);
	c.popBlock();
	c.add(op.RERAISE, 0, NO_LOCATION);
	c.placeLabel(cleanup);
	popExceptAndReraise(c);
	c.placeLabel(exit);
}

/** `compiler_try_except` */
function generateExcept(c: Compiler, s: Try): void {
	const body = c.newLabel();
	const except = c.newLabel();
	const end = c.newLabel();
	const cleanup = c.newLabel();
	c.add(SETUP_FINALLY, except, s);
	c.placeLabel(body);
	c.pushBlock({ kind: "tryExcept", block: body, exit: NO_LABEL, loc: s });
	visitBody(c, s.body);
	c.popBlock();
	c.add(POP_BLOCK, 0, NO_LOCATION);
	visitBody(c, s.orelse);
	c.add(JUMP_NO_INTERRUPT, end, NO_LOCATION);

	c.placeLabel(except);
	c.add(SETUP_CLEANUP, cleanup, NO_LOCATION);
	c.add(op.PUSH_EXC_INFO, 0, NO_LOCATION);
	c.pushBlock({ kind: "exceptionHandler", block: NO_LABEL, exit: NO_LABEL, loc: s });
	s.handlers.forEach((handler, i) => {
		if (handler.type === null && i < s.handlers.length - 1) throw c.error("default 'except:' must be last", handler);
		generateHandler(c, handler, end);
	});
	c.popBlock();
	c.add(op.RERAISE, 0, NO_LOCATION);
	c.placeLabel(cleanup);
	popExceptAndReraise(c);
	c.placeLabel(end);
}

/** One `except` clause; control comes to its end where the exception does not match. */
function generateHandler(c: Compiler, handler: ExceptHandler, end: Label): void {
	const next = c.newLabel();
	if (handler.type !== null) {
		visitExpr(c, handler.type);
		c.add(op.CHECK_EXC_MATCH, 0, handler);
		c.add(op.POP_JUMP_IF_FALSE, next, handler);
	}
	const name = handler.name;
	const cleanupBody = c.newLabel();
	const cleanupEnd = name === null ? NO_LABEL : c.newLabel();
	if (name !== null) {
		nameOp(c, name, "Store", handler);
		c.add(SETUP_CLEANUP, cleanupEnd, handler);
	} else c.add(op.POP_TOP, 0, handler);
	c.placeLabel(cleanupBody);
	c.pushBlock({ kind: "handlerCleanup", block: cleanupBody, exit: NO_LABEL, loc: handler, name });
	visitBody(c, handler.body);
	c.popBlock();
	if (name !== null) c.add(POP_BLOCK, 0, NO_LOCATION);
	c.add(POP_BLOCK, 0, NO_LOCATION);
	c.add(op.POP_EXCEPT, 0, NO_LOCATION);
	if (name !== null) forgetName(c, name, NO_LOCATION);
	c.add(JUMP_NO_INTERRUPT, end, NO_LOCATION);
	if (name !== null) {
		c.placeLabel(cleanupEnd);
		forgetName(c, name, NO_LOCATION);
		c.add(op.RERAISE, 1, NO_LOCATION);
	}
	c.placeLabel(next);
}

/** `compiler_try_star_except` */
function generateExceptStar(c: Compiler, s: TryStar): void {
	const body = c.newLabel();
	const except = c.newLabel();
	const orelse = c.newLabel();
	const end = c.newLabel();
	const cleanup = c.newLabel();
	const reraiseStar = c.newLabel();
	c.add(SETUP_FINALLY, except, s);
	c.placeLabel(body);
	c.pushBlock({ kind: "tryExcept", block: body, exit: NO_LABEL, loc: s });
	visitBody(c, s.body);
	c.popBlock();
	c.add(POP_BLOCK, 0, NO_LOCATION);
	c.add(JUMP_NO_INTERRUPT, orelse, NO_LOCATION);

	c.placeLabel(except);
	c.add(SETUP_CLEANUP, cleanup, NO_LOCATION);
	c.add(op.PUSH_EXC_INFO, 0, NO_LOCATION);
	c.pushBlock({ kind: "exceptionGroupHandler", block: NO_LABEL, exit: NO_LABEL, loc: s });
	s.handlers.forEach((handler, i) => {
		if (i === 0) {
			c.add(op.BUILD_LIST, 0, handler);
			c.add(op.COPY, 2, handler);
		}
		generateHandlerStar(c, handler, i === s.handlers.length - 1 ? reraiseStar : null);
	});
	c.popBlock();
	const reraise = c.newLabel();
	c.placeLabel(reraiseStar);
	c.add(op.CALL_INTRINSIC_2, op.INTRINSIC_PREP_RERAISE_STAR, NO_LOCATION);
	c.add(op.COPY, 1, NO_LOCATION);
	c.add(op.POP_JUMP_IF_NOT_NONE, reraise, NO_LOCATION);
	c.add(op.POP_TOP, 0, NO_LOCATION);
	c.add(POP_BLOCK, 0, NO_LOCATION);
	c.add(op.POP_EXCEPT, 0, NO_LOCATION);
	c.add(JUMP_NO_INTERRUPT, end, NO_LOCATION);
	c.placeLabel(reraise);
	c.add(POP_BLOCK, 0, NO_LOCATION);
	c.add(op.SWAP, 2, NO_LOCATION);
	c.add(op.POP_EXCEPT, 0, NO_LOCATION);
	c.add(op.RERAISE, 0, NO_LOCATION);
	c.placeLabel(cleanup);
	popExceptAndReraise(c);
	c.placeLabel(orelse);
	visitBody(c, s.orelse);
	c.placeLabel(end);
}

/** One `except*` clause; the last one goes on to `reraiseStar`. */
function generateHandlerStar(c: Compiler, handler: ExceptHandler, reraiseStar: Label | null): void {
	const next = c.newLabel();
	const withError = c.newLabel();
	const noMatch = c.newLabel();
	if (handler.type !== null) {
		visitExpr(c, handler.type);
		c.add(op.CHECK_EG_MATCH, 0, handler);
		c.add(op.COPY, 1, handler);
		c.add(op.POP_JUMP_IF_NONE, noMatch, handler);
	}
	const name = handler.name;
	const cleanupEnd = c.newLabel();
	const cleanupBody = c.newLabel();
	if (name !== null) nameOp(c, name, "Store", handler);
	else c.add(op.POP_TOP, 0, handler);
	c.add(SETUP_CLEANUP, cleanupEnd, handler);
	c.placeLabel(cleanupBody);
	c.pushBlock({ kind: "handlerCleanup", block: cleanupBody, exit: NO_LABEL, loc: handler, name });
	visitBody(c, handler.body);
	c.popBlock();
	c.add(POP_BLOCK, 0, NO_LOCATION);
	if (name !== null) forgetName(c, name, NO_LOCATION);
	c.add(JUMP_NO_INTERRUPT, next, NO_LOCATION);

	c.placeLabel(cleanupEnd);
	if (name !== null) forgetName(c, name, NO_LOCATION);
	c.add(op.LIST_APPEND, 3, NO_LOCATION);
	c.add(op.POP_TOP, 0, NO_LOCATION);
	c.add(JUMP_NO_INTERRUPT, withError, NO_LOCATION);

	c.placeLabel(next);
	c.add(op.NOP, 0, NO_LOCATION);
	c.add(JUMP_NO_INTERRUPT, withError, NO_LOCATION);
	c.placeLabel(noMatch);
	c.add(op.POP_TOP, 0, handler);
	c.placeLabel(withError);
	if (reraiseStar !== null) {
		c.add(op.LIST_APPEND, 1, NO_LOCATION);
		c.add(JUMP_NO_INTERRUPT, reraiseStar, NO_LOCATION);
	}
}

// ---- with ----

/** (manager -- exit, [exit's self,] what `__enter__` gave) */
function enterWith(c: Compiler, loc: Location): void {
	if (!c.options.borrowedLoads) {
		c.add(op.BEFORE_WITH, 0, loc);
		return;
	}
	c.add(op.COPY, 1, loc);
	c.add(op.LOAD_SPECIAL, op.SPECIAL_EXIT, loc);
	c.add(op.SWAP, 2, loc);
	c.add(op.SWAP, 3, loc);
	c.add(op.LOAD_SPECIAL, op.SPECIAL_ENTER, loc);
	c.add(op.CALL, 0, loc);
}

/** `compiler_with`: the items from the one at `position` on, each inside the one before. */
export function generateWith(c: Compiler, s: With, position: number): void {
	const item = s.items[position];
	if (item === undefined) return;
	const block = c.newLabel();
	const final = c.newLabel();
	const exit = c.newLabel();
	const cleanup = c.newLabel();
	const loc = item.contextExpr;
	visitExpr(c, item.contextExpr);
	enterWith(c, loc);
	c.add(SETUP_WITH, final, loc);
	c.placeLabel(block);
	c.pushBlock({ kind: "with", block, exit: final, loc });
	if (item.optionalVars !== null) visitExpr(c, item.optionalVars);
	else c.add(op.POP_TOP, 0, loc);
	if (position + 1 === s.items.length) visitBody(c, s.body);
	else generateWith(c, s, position + 1);
	c.add(POP_BLOCK, 0, NO_LOCATION);
	c.popBlock();
	callExitWithNones(c, loc);
	c.add(op.POP_TOP, 0, loc);
	c.add(JUMP, exit, loc);

	c.placeLabel(final);
	c.add(SETUP_CLEANUP, cleanup, loc);
	c.add(op.PUSH_EXC_INFO, 0, loc);
	c.add(c.options.borrowedLoads ? op.WITH_EXCEPT_START_SELF : op.WITH_EXCEPT_START, 0, loc);
	const suppress = c.newLabel();
	c.add(op.TO_BOOL, 0, NO_LOCATION);
	c.add(op.POP_JUMP_IF_TRUE, suppress, NO_LOCATION);
	c.add(op.RERAISE, 2, NO_LOCATION);
	c.placeLabel(suppress);
	c.add(op.POP_TOP, 0, NO_LOCATION);
	c.add(POP_BLOCK, 0, NO_LOCATION);
	c.add(op.POP_EXCEPT, 0, NO_LOCATION);
	c.add(op.POP_TOP, 0, NO_LOCATION);
	c.add(op.POP_TOP, 0, NO_LOCATION);
	if (c.options.borrowedLoads) c.add(op.POP_TOP, 0, NO_LOCATION);
	const done = c.newLabel();
	c.add(JUMP_NO_INTERRUPT, done, NO_LOCATION);
	c.placeLabel(cleanup);
	popExceptAndReraise(c);
	c.placeLabel(done);
	c.placeLabel(exit);
}
