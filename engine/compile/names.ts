/** Loading, storing and deleting names and attributes. After `compiler_nameop` of CPython's `Python/compile.c`. */
import type { Attribute, ExprContext } from "../syntax/ast";
import type { Location } from "./location";
import * as op from "./opcodes";
import { CELL, FREE, GLOBAL_EXPLICIT, GLOBAL_IMPLICIT, LOCAL } from "./symbols";
import type { Compiler } from "./unit";

/** An instruction whose oparg is a name of `co_names` (mangled), shifted past the instruction's flag bits. */
export function addName(c: Compiler, opcode: number, name: string, loc: Location, shift = 0, flags = 0): void {
	c.add(opcode, (c.u.names.index(c.mangle(name)) << shift) | flags, loc);
}

function loadClassdict(c: Compiler, loc: Location): void {
	c.add(op.LOAD_DEREF, c.u.freevars.index("__classdict__"), loc);
}

function derefOp(c: Compiler, index: number, ctx: ExprContext, loc: Location): void {
	if (ctx !== "Load") {
		c.add(ctx === "Store" ? op.STORE_DEREF : op.DELETE_DEREF, index, loc);
	} else if (c.u.block.type === "class" && c.u.inInlinedComprehension === 0) {
		c.add(op.LOAD_LOCALS, 0, loc);
		c.add(op.LOAD_FROM_DICT_OR_DEREF, index, loc);
	} else if (c.u.block.canSeeClassScope) {
		loadClassdict(c, loc);
		c.add(op.LOAD_FROM_DICT_OR_DEREF, index, loc);
	} else c.add(op.LOAD_DEREF, index, loc);
}

function globalOp(c: Compiler, name: string, scope: number, ctx: ExprContext, loc: Location): void {
	const index = c.u.names.index(name);
	if (ctx !== "Load") c.add(ctx === "Store" ? op.STORE_GLOBAL : op.DELETE_GLOBAL, index, loc);
	else if (c.u.block.canSeeClassScope && scope === GLOBAL_IMPLICIT) {
		loadClassdict(c, loc);
		c.add(op.LOAD_FROM_DICT_OR_GLOBALS, index, loc);
	} else c.add(op.LOAD_GLOBAL, index << 1, loc);
}

/** `compiler_nameop` */
export function nameOp(c: Compiler, name: string, ctx: ExprContext, loc: Location): void {
	const u = c.u;
	const mangled = c.mangle(name);
	const scope = u.block.scope(mangled);
	const functionLike = u.block.functionLike;
	if (scope === FREE) derefOp(c, u.freevars.index(mangled), ctx, loc);
	else if (scope === CELL) derefOp(c, u.cellvars.index(mangled), ctx, loc);
	else if (scope === LOCAL && (functionLike || u.fastHidden.get(mangled) === true)) {
		const opcode = ctx === "Load" ? op.LOAD_FAST : ctx === "Store" ? op.STORE_FAST : op.DELETE_FAST;
		c.add(opcode, u.varnames.index(mangled), loc);
	} else if (scope === GLOBAL_EXPLICIT || (scope === GLOBAL_IMPLICIT && functionLike)) {
		globalOp(c, mangled, scope, ctx, loc);
	} else {
		const index = u.names.index(mangled);
		if (ctx !== "Load") c.add(ctx === "Store" ? op.STORE_NAME : op.DELETE_NAME, index, loc);
		else if (u.block.type === "class" && u.inInlinedComprehension > 0) c.add(op.LOAD_GLOBAL, index << 1, loc);
		else c.add(op.LOAD_NAME, index, loc);
	}
}

/** `update_start_location_to_match_attr`: an attribute on a later line than its object has its own line. */
export function attributeLocation(loc: Location, e: Attribute): Location {
	const { lineno, endLineno, colOffset, endColOffset } = loc;
	if (lineno === e.endLineno) return { lineno, endLineno, colOffset, endColOffset };
	const length = [...e.attr].length;
	const start = e.endColOffset - length;
	const known = start >= 0;
	const last = Math.max(e.endLineno, endLineno);
	const end = known ? endColOffset : -1;
	return {
		lineno: e.endLineno,
		endLineno: last,
		colOffset: known ? start : -1,
		endColOffset: last === e.endLineno ? Math.max(known ? start : -1, end) : end,
	};
}
