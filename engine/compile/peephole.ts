/**
 * Improvements within one basic block. After `optimize_load_const`, `optimize_basic_block` and `swaptimize` of
 * CPython's `Python/flowgraph.c` (3.13).
 */
import { type BasicBlock, type CfgInstruction, setInstruction } from "./cfg";
import type { Constant } from "./code";
import { isTrue } from "./constants";
import { JUMP, JUMP_NO_INTERRUPT, STORE_FAST_MAYBE_NULL } from "./instructions";
import { NO_LOCATION } from "./location";
import * as op from "./opcodes";
import type { ConstantTable } from "./unit";

/** `optimize_load_const`: what follows the load of a constant and can be decided now; `returns`: whether a return of it can. */
export function optimizeLoadConst(block: BasicBlock, consts: ConstantTable, returns: boolean): void {
	const list = block.instructions;
	let opcode = 0;
	let oparg = 0;
	for (const [at, i] of list.entries()) {
		const copyOfConst = opcode === op.LOAD_CONST && i.opcode === op.COPY && i.oparg === 1;
		if (!copyOfConst) {
			opcode = i.opcode;
			oparg = i.oparg;
		}
		const next = list[at + 1];
		const value = consts.items[oparg];
		if (opcode !== op.LOAD_CONST || next === undefined || value === undefined) continue;
		switch (next.opcode) {
			case op.POP_JUMP_IF_FALSE:
			case op.POP_JUMP_IF_TRUE:
				setInstruction(i, op.NOP);
				if (isTrue(value) === (next.opcode === op.POP_JUMP_IF_TRUE)) next.opcode = JUMP;
				else setInstruction(next, op.NOP);
				break;
			case op.IS_OP:
				if (value.kind === "None") foldIsNone(list, at);
				break;
			case op.TO_BOOL:
				setInstruction(i, op.NOP);
				setInstruction(next, op.LOAD_CONST, consts.index({ kind: "bool", value: isTrue(value) }));
				break;
			case op.RETURN_VALUE:
				if (!returns) break;
				setInstruction(i, op.NOP);
				setInstruction(next, op.RETURN_CONST, oparg);
				break;
		}
	}
}

/** `x is None` before a jump becomes one instruction. */
function foldIsNone(list: readonly CfgInstruction[], at: number): void {
	const load = list[at];
	const is = list[at + 1];
	let jump = list[at + 2];
	if (jump?.opcode === op.TO_BOOL) {
		setInstruction(jump, op.NOP);
		jump = list[at + 3];
	}
	if (load === undefined || is === undefined || jump === undefined) return;
	let invert = is.oparg !== 0;
	if (jump.opcode === op.POP_JUMP_IF_FALSE) invert = !invert;
	else if (jump.opcode !== op.POP_JUMP_IF_TRUE) return;
	setInstruction(load, op.NOP);
	setInstruction(is, op.NOP);
	jump.opcode = invert ? op.POP_JUMP_IF_NOT_NONE : op.POP_JUMP_IF_NONE;
}

/** `jump_thread`: a jump to a jump goes straight on; true where it was changed. */
function jumpThread(block: BasicBlock, i: CfgInstruction, target: CfgInstruction, opcode: number): boolean {
	if (i.target === target.target) return false;
	const to = target.target;
	setInstruction(i, op.NOP);
	// As in CPython, the new jump stands outside the handler: a jump raises nothing.
	block.add(opcode, 0, target.loc, to);
	return true;
}

/** `fold_tuple_on_constants` */
function foldTuple(list: readonly CfgInstruction[], at: number, size: number, consts: ConstantTable): void {
	const items: Constant[] = [];
	for (let k = at - size; k < at; k++) {
		const load = list[k];
		const value = load?.opcode === op.LOAD_CONST ? consts.items[load.oparg] : undefined;
		if (value === undefined) return;
		items.push(value);
	}
	for (const load of list.slice(at - size, at)) {
		setInstruction(load, op.NOP);
		// `nop_out` of 3.14: no line needs them any more.
		if (consts.settled) load.loc = NO_LOCATION;
	}
	const build = list[at];
	if (build !== undefined) setInstruction(build, op.LOAD_CONST, consts.index({ kind: "tuple", items }));
}

/** One instruction's improvements; true where the instruction is to be looked at again. */
function improve(block: BasicBlock, at: number, consts: ConstantTable): boolean {
	const list = block.instructions;
	const i = list[at];
	if (i === undefined) return false;
	const next = list[at + 1];
	const target = i.target?.instructions[0];
	switch (i.opcode) {
		case op.BUILD_TUPLE:
			if (next?.opcode === op.UNPACK_SEQUENCE && next.oparg === i.oparg) {
				if (i.oparg === 1) {
					setInstruction(i, op.NOP);
					setInstruction(next, op.NOP);
					return false;
				}
				if (i.oparg === 2 || i.oparg === 3) {
					next.opcode = op.SWAP;
					setInstruction(i, op.NOP);
					return false;
				}
			}
			if (at >= i.oparg) foldTuple(list, at, i.oparg, consts);
			return false;
		case op.POP_JUMP_IF_NOT_NONE:
		case op.POP_JUMP_IF_NONE:
		case op.POP_JUMP_IF_FALSE:
		case op.POP_JUMP_IF_TRUE:
			return target?.opcode === JUMP && jumpThread(block, i, target, i.opcode);
		case JUMP:
		case JUMP_NO_INTERRUPT:
			if (target?.opcode === JUMP) return jumpThread(block, i, target, JUMP);
			return target?.opcode === JUMP_NO_INTERRUPT && jumpThread(block, i, target, i.opcode);
		case op.STORE_FAST:
			if (next?.opcode === op.STORE_FAST && next.oparg === i.oparg && next.loc.lineno === i.loc.lineno) {
				setInstruction(i, op.POP_TOP);
			}
			return false;
		case op.SWAP:
			if (i.oparg === 1) setInstruction(i, op.NOP);
			return false;
		case op.LOAD_GLOBAL:
			if (next?.opcode === op.PUSH_NULL && (i.oparg & 1) === 0) {
				i.oparg |= 1;
				setInstruction(next, op.NOP);
			}
			return false;
		case op.COMPARE_OP:
			if (next?.opcode === op.TO_BOOL) {
				setInstruction(next, op.COMPARE_OP, i.oparg | 16);
				setInstruction(i, op.NOP);
			}
			return false;
		case op.CONTAINS_OP:
		case op.IS_OP:
			if (next?.opcode === op.TO_BOOL || next?.opcode === op.UNARY_NOT) {
				setInstruction(next, i.opcode, next.opcode === op.TO_BOOL ? i.oparg : i.oparg ^ 1);
				setInstruction(i, op.NOP);
			}
			return false;
		case op.TO_BOOL:
			if (next?.opcode === op.TO_BOOL) setInstruction(i, op.NOP);
			return false;
		case op.UNARY_NOT:
			if (next?.opcode === op.TO_BOOL) {
				setInstruction(i, op.NOP);
				setInstruction(next, op.UNARY_NOT);
			} else if (next?.opcode === op.UNARY_NOT) {
				setInstruction(i, op.NOP);
				setInstruction(next, op.NOP);
			}
			return false;
		default:
			return false;
	}
}

/** `optimize_basic_block` */
export function optimizeBasicBlock(block: BasicBlock, consts: ConstantTable): void {
	const list = block.instructions;
	for (let at = 0; at < list.length; at++) if (improve(block, at, consts)) at--;
	for (let at = 0; at < list.length; at++) {
		if (list[at]?.opcode !== op.SWAP) continue;
		at = swaptimize(list, at);
		applyStaticSwaps(list, at);
	}
}

/** `swaptimize`: the shortest run of SWAPs that does what this one does. Returns the index of its end. */
function swaptimize(list: readonly CfgInstruction[], start: number): number {
	const run: CfgInstruction[] = [];
	let depth = 0;
	let swaps = 0;
	for (const i of list.slice(start)) {
		if (i.opcode === op.SWAP) {
			depth = Math.max(depth, i.oparg);
			swaps++;
		} else if (i.opcode !== op.NOP) break;
		run.push(i);
	}
	if (swaps < 2) return start;
	const stack = Array.from({ length: depth }, (_, i) => i);
	for (const i of run) {
		if (i.opcode !== op.SWAP) continue;
		const top = stack[0] ?? 0;
		stack[0] = stack[i.oparg - 1] ?? 0;
		stack[i.oparg - 1] = top;
	}
	// Each cycle of the permutation is undone from the end of the run.
	const VISITED = -1;
	let current = run.length - 1;
	for (let i = 0; i < depth; i++) {
		if (stack[i] === VISITED || stack[i] === i) continue;
		for (let j = i; ; ) {
			const instruction = run[current];
			if (j > 0 && instruction !== undefined) {
				setInstruction(instruction, op.SWAP, j + 1);
				current--;
			}
			const nextJ = stack[j] ?? VISITED;
			if (nextJ === VISITED) break;
			stack[j] = VISITED;
			j = nextJ;
		}
	}
	for (; current >= 0; current--) {
		const instruction = run[current];
		if (instruction !== undefined) setInstruction(instruction, op.NOP);
	}
	return start + run.length - 1;
}

function isSwappable({ opcode, oparg }: CfgInstruction): boolean {
	return opcode === op.STORE_FAST || opcode === STORE_FAST_MAYBE_NULL || (opcode === op.POP_TOP && oparg === 0);
}

/** STORES_TO */
function storesTo(i: CfgInstruction | undefined): number {
	return i !== undefined && (i.opcode === op.STORE_FAST || i.opcode === STORE_FAST_MAYBE_NULL) ? i.oparg : -1;
}

/** `next_swappable_instruction`; -1 where there is none on the line. */
function nextSwappable(list: readonly CfgInstruction[], from: number, line: number): number {
	for (let at = from + 1; at < list.length; at++) {
		const i = list[at];
		if (i === undefined || (line >= 0 && i.loc.lineno !== line)) return -1;
		if (i.opcode === op.NOP) continue;
		return isSwappable(i) ? at : -1;
	}
	return -1;
}

/** `apply_static_swaps`: instead of swapping two values, the two instructions that take them change places. */
function applyStaticSwaps(list: CfgInstruction[], end: number): void {
	for (let at = end; at >= 0; at--) {
		const swap = list[at];
		if (swap === undefined) return;
		if (swap.opcode !== op.SWAP) {
			if (swap.opcode === op.NOP || isSwappable(swap)) continue;
			return;
		}
		const j = nextSwappable(list, at, -1);
		const first = list[j];
		if (first === undefined) return;
		let k = j;
		for (let count = swap.oparg - 1; count > 0; count--) {
			k = nextSwappable(list, k, first.loc.lineno);
			if (k < 0) return;
		}
		const second = list[k];
		if (second === undefined) return;
		const [a, b] = [storesTo(first), storesTo(second)];
		if (a >= 0 || b >= 0) {
			if (a === b) return;
			const between = list.slice(j + 1, k).map(storesTo);
			if (between.some((local) => local >= 0 && (local === a || local === b))) return;
		}
		setInstruction(swap, op.NOP);
		list[j] = second;
		list[k] = first;
	}
}
