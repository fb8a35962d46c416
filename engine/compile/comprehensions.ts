/** Code for comprehensions, inlined since PEP 709, and generator expressions. After CPython's `Python/compile.c`. */
import type { Comprehension, DictComp, Expr, GeneratorExp, ListComp, SetComp } from "../syntax/ast";
import { addYield, jumpIf, visitExpr } from "./expressions";
import { makeClosure, wrapInStopIterationHandler } from "./functions";
import { JUMP, JUMP_NO_INTERRUPT, type Label, POP_BLOCK, SETUP_FINALLY, STORE_FAST_MAYBE_NULL } from "./instructions";
import { NO_LOCATION } from "./location";
import * as op from "./opcodes";
import { type Block, CELL, DEF_LOCAL, DEF_NONLOCAL, FREE, SCOPE_OFFSET } from "./symbols";
import { type Compiler, NO_LABEL } from "./unit";

type AnyComprehension = ListComp | SetComp | DictComp | GeneratorExp;

const CODE_NAMES: Readonly<Record<AnyComprehension["kind"], string>> = {
	ListComp: "<listcomp>",
	SetComp: "<setcomp>",
	DictComp: "<dictcomp>",
	GeneratorExp: "<genexpr>",
};

/** `inlined_comprehension_state`: what is to be put back when the comprehension is done. */
interface InlinedState {
	readonly pushedLocals: string[];
	readonly outerSymbols: Map<string, number | undefined>;
	readonly hidden: Set<string>;
	readonly cleanup: Label;
}

/** `push_inlined_comprehension_state`: names that the comprehension binds are set aside on the stack. */
function pushInlinedState(c: Compiler, comp: Block, e: Expr): InlinedState {
	const u = c.u;
	const inClass = u.block.type === "class" && u.inInlinedComprehension === 0;
	u.inInlinedComprehension++;
	const pushedLocals: string[] = [];
	const outerSymbols = new Map<string, number | undefined>();
	const hidden = new Set<string>();
	for (const [name, symbol] of comp.symbols) {
		const scope = symbol >> SCOPE_OFFSET;
		const outer = u.block.symbols.get(name);
		const outerScope = (outer ?? 0) >> SCOPE_OFFSET;
		if ((scope !== outerScope && scope !== FREE && !(scope === CELL && outerScope === FREE)) || inClass) {
			outerSymbols.set(name, outer);
			u.block.symbols.set(name, symbol);
		}
		if (!((symbol & DEF_LOCAL && !(symbol & DEF_NONLOCAL)) || inClass)) continue;
		if (!u.block.functionLike && u.fastHidden.get(name) !== true) {
			u.fastHidden.set(name, true);
			hidden.add(name);
		}
		c.add(op.LOAD_FAST_AND_CLEAR, u.varnames.index(name), e);
		if (scope === CELL) {
			const table = outerScope === FREE ? u.freevars : u.cellvars;
			c.add(op.MAKE_CELL, table.index(name), e);
		}
		pushedLocals.push(name);
	}
	const cleanup = pushedLocals.length > 0 ? c.newLabel() : NO_LABEL;
	if (pushedLocals.length > 0) {
		c.add(op.SWAP, pushedLocals.length + 1, e);
		c.add(SETUP_FINALLY, cleanup, e);
	}
	return { pushedLocals, outerSymbols, hidden, cleanup };
}

/** `restore_inlined_comprehension_locals` */
function restoreLocals(c: Compiler, state: InlinedState, e: Expr): void {
	c.add(op.SWAP, state.pushedLocals.length + 1, e);
	for (const name of state.pushedLocals.toReversed()) c.add(STORE_FAST_MAYBE_NULL, c.u.varnames.index(name), e);
}

/** `pop_inlined_comprehension_state` */
function popInlinedState(c: Compiler, state: InlinedState, e: Expr): void {
	const u = c.u;
	u.inInlinedComprehension--;
	if (state.pushedLocals.length > 0) {
		c.add(POP_BLOCK, 0, NO_LOCATION);
		const end = c.newLabel();
		c.add(JUMP_NO_INTERRUPT, end, NO_LOCATION);
		// An exception inside: the unfinished result goes, the names come back.
		c.placeLabel(state.cleanup);
		c.add(op.SWAP, 2, NO_LOCATION);
		c.add(op.POP_TOP, 0, NO_LOCATION);
		restoreLocals(c, state, e);
		c.add(op.RERAISE, 0, NO_LOCATION);
		c.placeLabel(end);
		restoreLocals(c, state, e);
	}
	for (const [name, symbol] of state.outerSymbols) {
		if (symbol === undefined) u.block.symbols.delete(name);
		else u.block.symbols.set(name, symbol);
	}
	for (const name of state.hidden) u.fastHidden.set(name, false);
}

/** `compiler_comprehension` */
export function generateComprehension(c: Compiler, e: AnyComprehension): void {
	const outermost = e.generators[0];
	const comp = c.symtable.blocks.get(e);
	if (outermost === undefined || comp === undefined) return;
	const inlined = comp.compInlined;
	let state: InlinedState | null = null;
	if (inlined) {
		visitExpr(c, outermost.iter);
		c.add(op.GET_ITER, 0, outermost.iter);
		state = pushInlinedState(c, comp, e);
	} else {
		c.enterScope(CODE_NAMES[e.kind], "comprehension", e, e.lineno);
		c.u.argcount = 1;
	}
	if (e.kind !== "GeneratorExp") {
		c.add(e.kind === "ListComp" ? op.BUILD_LIST : e.kind === "SetComp" ? op.BUILD_SET : op.BUILD_MAP, 0, e);
		if (inlined) c.add(op.SWAP, 2, e);
	}
	generateLoop(c, e, 0, 0, inlined);
	if (state !== null) {
		popInlinedState(c, state, e);
		return;
	}
	if (e.kind === "GeneratorExp") wrapInStopIterationHandler(c);
	else c.add(op.RETURN_VALUE, 0, e);
	const code = c.assemble(true);
	c.exitScope();
	makeClosure(c, code, 0, e);
	visitExpr(c, outermost.iter);
	c.add(op.GET_ITER, 0, outermost.iter);
	c.add(op.CALL, 0, e);
}

/** The one item of `for y in [f(x)]`, which needs no loop. */
function singleItem(gen: Comprehension): Expr | null {
	const iter = gen.iter;
	if ((iter.kind !== "List" && iter.kind !== "Tuple") || iter.elts.length !== 1) return null;
	const only = iter.elts[0];
	return only === undefined || only.kind === "Starred" ? null : only;
}

/** `compiler_sync_comprehension_generator` */
function generateLoop(c: Compiler, e: AnyComprehension, index: number, depth: number, iterOnStack: boolean): void {
	const gen = e.generators[index];
	if (gen === undefined) return;
	const start = c.newLabel();
	const ifCleanup = c.newLabel();
	const anchor = c.newLabel();
	const single = index === 0 ? null : singleItem(gen);
	if (single !== null) visitExpr(c, single);
	else if (index > 0) {
		// Twice in 3.13: the outermost iterable's GET_ITER below serves every loop.
		visitExpr(c, gen.iter);
		c.add(op.GET_ITER, 0, gen.iter);
	} else if (!iterOnStack) c.add(op.LOAD_FAST, 0, e);
	let inner = depth;
	if (single === null) {
		inner++;
		if (!c.options.borrowedLoads) c.add(op.GET_ITER, 0, gen.iter);
		c.placeLabel(start);
		c.add(op.FOR_ITER, anchor, gen.iter);
	}
	visitExpr(c, gen.target);
	for (const test of gen.ifs) jumpIf(c, test, ifCleanup, false);
	const elt = e.kind === "DictComp" ? e.key : e.elt;
	let eltLoc = {
		lineno: elt.lineno,
		endLineno: elt.endLineno,
		colOffset: elt.colOffset,
		endColOffset: elt.endColOffset,
	};
	if (index + 1 < e.generators.length) generateLoop(c, e, index + 1, inner, false);
	else {
		visitExpr(c, elt);
		if (e.kind === "DictComp") {
			visitExpr(c, e.value);
			eltLoc = { ...eltLoc, endLineno: e.value.endLineno, endColOffset: e.value.endColOffset };
			c.add(op.MAP_ADD, inner + 1, eltLoc);
		} else if (e.kind === "GeneratorExp") {
			addYield(c, eltLoc);
			c.add(op.POP_TOP, 0, eltLoc);
		} else c.add(e.kind === "ListComp" ? op.LIST_APPEND : op.SET_ADD, inner + 1, eltLoc);
	}
	c.placeLabel(ifCleanup);
	if (single !== null) return;
	c.add(JUMP, start, eltLoc);
	c.placeLabel(anchor);
	c.add(op.END_FOR, 0, NO_LOCATION);
	c.popIterator(NO_LOCATION);
}
