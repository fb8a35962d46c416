/**
 * Optimization of the control-flow graph. After the second part of CPython's `Python/flowgraph.c` (3.13), function by
 * function, so that the instructions come out the same.
 */
import {
	type BasicBlock,
	BasicBlock as Block,
	blocksFrom,
	type CfgInstruction,
	copyBlock,
	labelExceptionTargets,
	nextNonempty,
	setInstruction,
} from "./cfg";
import { loadSmallInts, settleConstants, threadConditions } from "./foldedlate";
import { isBlockPush, isConditionalJump, isJump, isUnconditionalJump, JUMP, JUMP_NO_INTERRUPT } from "./instructions";
import { addLoadFastChecks } from "./loadchecks";
import { type Location, NO_LOCATION } from "./location";
import {
	COPY,
	JUMP_BACKWARD,
	JUMP_BACKWARD_NO_INTERRUPT,
	JUMP_FORWARD,
	LOAD_CONST,
	LOAD_FAST,
	LOAD_FAST_LOAD_FAST,
	NOP,
	POP_JUMP_IF_FALSE,
	POP_JUMP_IF_NONE,
	POP_JUMP_IF_NOT_NONE,
	POP_JUMP_IF_TRUE,
	POP_TOP,
	RESUME,
	RETURN_CONST,
	STORE_FAST,
	STORE_FAST_LOAD_FAST,
	STORE_FAST_STORE_FAST,
} from "./opcodes";
import { optimizeBasicBlock, optimizeLoadConst } from "./peephole";
import type { ConstantTable } from "./unit";

/** `_PyCfg_OptimizeCodeUnit` */
export function optimizeCodeUnit(
	entry: BasicBlock,
	consts: ConstantTable,
	nlocals: number,
	nparams: number,
	smallInts: boolean,
): void {
	if (smallInts) settleConstants(entry, consts);
	labelExceptionTargets(entry);
	inlineSmallOrNoLinenoBlocks(entry);
	removeUnreachable(entry);
	resolveLineNumbers(entry);
	for (const b of blocksFrom(entry)) optimizeLoadConst(b, consts, !smallInts);
	if (smallInts) for (const b of blocksFrom(entry)) threadConditions(b);
	for (const b of blocksFrom(entry)) optimizeBasicBlock(b, consts);
	removeRedundantNopsAndPairs(entry);
	removeUnreachable(entry);
	removeRedundantNopsAndJumps(entry);
	if (smallInts) loadSmallInts(entry, consts);
	removeUnusedConsts(entry, consts);
	addLoadFastChecks(entry, nlocals, nparams);
	insertSuperinstructions(entry);
	pushColdBlocksToEnd(entry);
	resolveLineNumbers(entry);
}

/** `remove_unreachable`: empties the blocks that nothing leads to, and counts what leads to the others. */
function removeUnreachable(entry: BasicBlock): void {
	for (const b of blocksFrom(entry)) {
		b.predecessors = 0;
		b.visited = false;
	}
	entry.predecessors = 1;
	entry.visited = true;
	const todo = [entry];
	const reach = (block: BasicBlock) => {
		if (!block.visited) {
			block.visited = true;
			todo.push(block);
		}
		block.predecessors++;
	};
	for (let b = todo.pop(); b !== undefined; b = todo.pop()) {
		if (b.next !== null && b.hasFallthrough) reach(b.next);
		for (const i of b.instructions) {
			if (i.target !== null && (isJump(i.opcode) || isBlockPush(i.opcode))) reach(i.target);
		}
	}
	for (const b of blocksFrom(entry)) {
		if (b.predecessors > 0) continue;
		b.instructions.length = 0;
		b.isExceptHandler = false;
	}
}

// ---- NOPs and jumps ----

/** The line that control shows first at the start of a block. */
function firstLine(block: BasicBlock): number {
	for (const i of block.instructions) if (!(i.opcode === NOP && i.loc.lineno < 0)) return i.loc.lineno;
	return -1;
}

/** `basicblock_remove_redundant_nops`: a NOP stays only where a line would otherwise have no instruction. */
function removeRedundantNopsIn(block: BasicBlock): number {
	const list = block.instructions;
	const before = list.length;
	let kept = 0;
	let previousLine = -1;
	for (let at = 0; at < before; at++) {
		const i = list[at];
		if (i === undefined) break;
		const line = i.loc.lineno;
		if (i.opcode === NOP) {
			if (line < 0 || previousLine === line) continue;
			const following = list[at + 1];
			if (following !== undefined) {
				if (following.loc.lineno === line) continue;
				if (following.loc.lineno < 0) {
					following.loc = i.loc;
					continue;
				}
			} else {
				const next = nextNonempty(block.next);
				if (next !== null && firstLine(next) === line) continue;
			}
		}
		list[kept++] = i;
		previousLine = line;
	}
	list.length = kept;
	return before - kept;
}

function removeRedundantNops(entry: BasicBlock): number {
	let changes = 0;
	for (const b of blocksFrom(entry)) changes += removeRedundantNopsIn(b);
	return changes;
}

/** `remove_redundant_nops_and_pairs`: a value that is pushed only to be popped. */
function removeRedundantNopsAndPairs(entry: BasicBlock): void {
	for (let done = false; !done; ) {
		done = true;
		let previous: CfgInstruction | null = null;
		let current: CfgInstruction | null = null;
		for (const b of blocksFrom(entry)) {
			removeRedundantNopsIn(b);
			if (b.label !== null) current = null;
			for (const i of b.instructions) {
				previous = current;
				current = i;
				if (i.opcode !== POP_TOP || i.oparg !== 0 || previous === null) continue;
				if (previous.opcode === LOAD_CONST || (previous.opcode === COPY && previous.oparg === 1)) {
					setInstruction(previous, NOP);
					setInstruction(i, NOP);
					done = false;
				}
			}
			if ((current !== null && isJump(current.opcode)) || !b.hasFallthrough) current = null;
		}
	}
}

/** `remove_redundant_jumps` */
function removeRedundantJumps(entry: BasicBlock): number {
	let changes = 0;
	for (const b of blocksFrom(entry)) {
		const last = b.last;
		if (last === undefined || !isUnconditionalJump(last.opcode)) continue;
		const target = nextNonempty(last.target);
		if (target !== null && target === nextNonempty(b.next)) {
			setInstruction(last, NOP);
			changes++;
		}
	}
	return changes;
}

export function removeRedundantNopsAndJumps(entry: BasicBlock): void {
	while (removeRedundantNops(entry) + removeRedundantJumps(entry) > 0);
}

const MAX_COPY_SIZE = 4;

/** `inline_small_or_no_lineno_blocks`: a jump to a short way out becomes that way out. */
function inlineSmallOrNoLinenoBlocks(entry: BasicBlock): void {
	for (let changed = true; changed; ) {
		changed = false;
		for (const b of blocksFrom(entry)) if (inlineTarget(b)) changed = true;
	}
}

function inlineTarget(b: BasicBlock): boolean {
	const last = b.last;
	if (last === undefined || !isUnconditionalJump(last.opcode) || last.target === null) return false;
	const target = last.target;
	const smallExit = target.exitsScope && target.instructions.length <= MAX_COPY_SIZE;
	const noLine = target.hasNoLine && !target.hasFallthrough;
	if (!smallExit && !noLine) return false;
	const removed = last.opcode;
	setInstruction(last, NOP);
	for (const i of target.instructions) b.instructions.push({ ...i });
	const end = b.last;
	// The check for interrupts that the jump made must not get lost.
	if (noLine && end !== undefined && isUnconditionalJump(end.opcode) && removed === JUMP) end.opcode = JUMP;
	target.predecessors--;
	return true;
}

// ---- Lines ----

/** `is_exit_or_eval_check_without_lineno` */
function isExitWithoutLine(b: BasicBlock): boolean {
	const checks = b.instructions.some((i) => i.opcode === JUMP || i.opcode === JUMP_BACKWARD || i.opcode === RESUME);
	return (b.exitsScope || checks) && b.hasNoLine;
}

/** `duplicate_exits_without_lineno`: so that each such exit has one predecessor, whose line it takes. */
function duplicateExitsWithoutLineno(entry: BasicBlock): void {
	for (const b of blocksFrom(entry)) {
		const last = b.last;
		if (last === undefined || !isJump(last.opcode)) continue;
		const target = nextNonempty(last.target);
		if (target === null || !isExitWithoutLine(target) || target.predecessors <= 1) continue;
		const copy = copyBlock(target);
		const first = copy.instructions[0];
		if (first !== undefined) first.loc = last.loc;
		last.target = copy;
		target.predecessors--;
		copy.predecessors = 1;
		copy.next = target.next;
		copy.label = -1;
		target.next = copy;
	}
	for (const b of blocksFrom(entry)) {
		const last = b.last;
		if (last === undefined || !b.hasFallthrough || b.next === null || !isExitWithoutLine(b.next)) continue;
		const first = b.next.instructions[0];
		if (first !== undefined) first.loc = last.loc;
	}
}

/** `propagate_line_numbers` */
function propagateLineNumbers(entry: BasicBlock): void {
	for (const b of blocksFrom(entry)) {
		const last = b.last;
		if (last === undefined) continue;
		let previous: Location = NO_LOCATION;
		for (const i of b.instructions) {
			if (i.loc.lineno < 0) i.loc = previous;
			else previous = i.loc;
		}
		const inherit = (block: BasicBlock | null) => {
			const first = block?.instructions[0];
			if (block?.predecessors === 1 && first !== undefined && first.loc.lineno < 0) first.loc = previous;
		};
		if (b.hasFallthrough) inherit(b.next);
		if (isJump(last.opcode)) inherit(last.target);
	}
}

function resolveLineNumbers(entry: BasicBlock): void {
	duplicateExitsWithoutLineno(entry);
	propagateLineNumbers(entry);
}

// ---- Constants and superinstructions ----

/** `remove_unused_consts`: the first stays in any case, it may be the docstring. */
function removeUnusedConsts(entry: BasicBlock, consts: ConstantTable): void {
	const used = new Set<number>([0]);
	const loads: CfgInstruction[] = [];
	for (const b of blocksFrom(entry)) {
		for (const i of b.instructions) if (i.opcode === LOAD_CONST || i.opcode === RETURN_CONST) loads.push(i);
	}
	for (const i of loads) used.add(i.oparg);
	const kept = consts.items.map((_, at) => at).filter((at) => used.has(at));
	const moved = new Map(kept.map((old, at) => [old, at]));
	for (const i of loads) i.oparg = moved.get(i.oparg) ?? i.oparg;
	const items = kept.flatMap((at) => consts.items[at] ?? []);
	items.forEach((item, at) => {
		consts.items[at] = item;
	});
	consts.items.length = items.length;
}

/** `make_super_instruction` */
function makeSuper(first: CfgInstruction, second: CfgInstruction, opcode: number): void {
	const [a, b] = [first.loc.lineno, second.loc.lineno];
	if (a >= 0 && b >= 0 && a !== b) return;
	if (first.oparg >= 16 || second.oparg >= 16) return;
	setInstruction(first, opcode, (first.oparg << 4) | second.oparg);
	setInstruction(second, NOP);
}

/** `insert_superinstructions` */
function insertSuperinstructions(entry: BasicBlock): void {
	for (const b of blocksFrom(entry)) {
		b.instructions.forEach((i, at) => {
			const next = b.instructions[at + 1];
			if (next === undefined) return;
			if (i.opcode === LOAD_FAST && next.opcode === LOAD_FAST) makeSuper(i, next, LOAD_FAST_LOAD_FAST);
			else if (i.opcode !== STORE_FAST) return;
			else if (next.opcode === LOAD_FAST) makeSuper(i, next, STORE_FAST_LOAD_FAST);
			else if (next.opcode === STORE_FAST) makeSuper(i, next, STORE_FAST_STORE_FAST);
		});
	}
	removeRedundantNops(entry);
}

// ---- Cold blocks ----

function markFrom(
	start: readonly BasicBlock[],
	mark: (b: BasicBlock) => void,
	enter: (b: BasicBlock) => boolean,
): void {
	const todo = [...start];
	for (const b of todo) b.visited = true;
	const reach = (block: BasicBlock | null) => {
		if (block === null || block.visited || !enter(block)) return;
		block.visited = true;
		todo.push(block);
	};
	for (let b = todo.pop(); b !== undefined; b = todo.pop()) {
		mark(b);
		if (b.hasFallthrough) reach(b.next);
		for (const i of b.instructions) if (isJump(i.opcode)) reach(i.target);
	}
}

/** `mark_cold`: cold is what only an exception leads to. */
function markCold(entry: BasicBlock): void {
	for (const b of blocksFrom(entry)) b.visited = false;
	markFrom(
		[entry],
		(b) => {
			b.warm = true;
		},
		() => true,
	);
	for (const b of blocksFrom(entry)) b.visited = false;
	markFrom(
		[...blocksFrom(entry)].filter((b) => b.isExceptHandler),
		(b) => {
			b.cold = true;
		},
		(b) => !b.warm,
	);
}

/** `push_cold_blocks_to_end` */
function pushColdBlocksToEnd(entry: BasicBlock): void {
	if (entry.next === null) return;
	markCold(entry);
	for (const b of blocksFrom(entry)) {
		const next = b.next;
		if (!b.cold || !b.hasFallthrough || next === null || !next.warm) continue;
		const jump = new Block(null);
		if (next.label === null) next.label = -1;
		jump.add(JUMP_NO_INTERRUPT, 0, NO_LOCATION, next);
		jump.cold = true;
		jump.predecessors = 1;
		jump.next = next;
		b.next = jump;
	}
	const all = [...blocksFrom(entry)];
	const cold = all.filter((b) => b.cold);
	const order = [...all.filter((b) => !b.cold), ...cold];
	order.forEach((b, i) => {
		b.next = order[i + 1] ?? null;
	});
	if (cold.length > 0) removeRedundantNopsAndJumps(entry);
}

// ---- Jumps made real ----

const REVERSED: ReadonlyMap<number, number> = new Map([
	[POP_JUMP_IF_NOT_NONE, POP_JUMP_IF_NONE],
	[POP_JUMP_IF_NONE, POP_JUMP_IF_NOT_NONE],
	[POP_JUMP_IF_FALSE, POP_JUMP_IF_TRUE],
	[POP_JUMP_IF_TRUE, POP_JUMP_IF_FALSE],
]);

/** `normalize_jumps`: forward or backward; a conditional jump backward becomes one forward over a plain jump. */
export function normalizeJumps(entry: BasicBlock): void {
	for (const b of blocksFrom(entry)) b.visited = false;
	for (const b of blocksFrom(entry)) {
		b.visited = true;
		const last = b.last;
		if (last === undefined || !isJump(last.opcode) || last.target === null) continue;
		const forward = !last.target.visited;
		if (last.opcode === JUMP) last.opcode = forward ? JUMP_FORWARD : JUMP_BACKWARD;
		else if (last.opcode === JUMP_NO_INTERRUPT) last.opcode = forward ? JUMP_FORWARD : JUMP_BACKWARD_NO_INTERRUPT;
		else if (!forward && isConditionalJump(last.opcode)) {
			const back = new Block(null);
			back.add(JUMP, 0, last.loc, last.target);
			last.opcode = REVERSED.get(last.opcode) ?? last.opcode;
			last.target = b.next;
			back.cold = b.cold;
			back.next = b.next;
			back.startDepth = b.next?.startDepth ?? -1;
			b.next = back;
		}
	}
}
