/** What only 3.14's compiler does, which folds constants in the instructions. After its `Python/flowgraph.c`. */
import { type BasicBlock, blocksFrom, type CfgInstruction, setInstruction } from "./cfg";
import * as op from "./opcodes";
import type { ConstantTable } from "./unit";

/** Puts the constants that are folded behind the others. */
export function settleConstants(entry: BasicBlock, consts: ConstantTable): void {
	consts.settled = true;
	const order = [...new Set([...consts.loaded, ...consts.items.keys()])];
	const moved: number[] = [];
	order.forEach((from, to) => {
		moved[from] = to;
	});
	const items = order.flatMap((at) => consts.items[at] ?? []);
	consts.items.splice(0, items.length, ...items);
	for (const [key, at] of consts.indexes) consts.indexes.set(key, moved[at] ?? at);
	for (const b of blocksFrom(entry))
		for (const i of b.instructions) if (i.opcode === op.LOAD_CONST) i.oparg = moved[i.oparg] ?? i.oparg;
}

/** `maybe_instr_make_load_smallint` */
export function loadSmallInts(entry: BasicBlock, consts: ConstantTable): void {
	for (const b of blocksFrom(entry))
		for (const i of b.instructions) {
			const c = i.opcode === op.LOAD_CONST ? consts.items[i.oparg] : undefined;
			if (c?.kind === "int" && c.value >= 0n && c.value < 256n) setInstruction(i, op.LOAD_SMALL_INT, Number(c.value));
		}
}

/** Whether a block begins by asking what stands on top, or ends so at `end`, as JUMP_IF_FALSE and JUMP_IF_TRUE are written. */
function asksTop(list: readonly CfgInstruction[], end: number): CfgInstruction | null {
	const [copy, bool, jump] = [list[end - 2], list[end - 1], list[end]];
	if (copy?.opcode !== op.COPY || copy.oparg !== 1 || bool?.opcode !== op.TO_BOOL || jump === undefined) return null;
	return jump.opcode === op.POP_JUMP_IF_FALSE || jump.opcode === op.POP_JUMP_IF_TRUE ? jump : null;
}

/** 3.14's JUMP_IF_FALSE and JUMP_IF_TRUE to another of them: what is true is not asked again. */
export function threadConditions(block: BasicBlock): void {
	const jump = asksTop(block.instructions, block.instructions.length - 1);
	for (;;) {
		const to = jump?.target ?? null;
		const next = to === null ? null : asksTop(to.instructions, 2);
		if (jump === null || to === null || next === null || next.target === jump.target) return;
		jump.target = next.opcode === jump.opcode ? next.target : to.next;
	}
}
