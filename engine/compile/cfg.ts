/**
 * The control-flow graph of one code unit: basic blocks in order, instructions that know their target and handler.
 * After the first part of CPython's `Python/flowgraph.c` (3.13).
 */
import {
	hasTarget,
	type InstructionSequence,
	isBlockPush,
	isJump,
	isScopeExit,
	isTerminator,
	isUnconditionalJump,
	type Label,
	POP_BLOCK,
	SETUP_CLEANUP,
	SETUP_WITH,
	stackEffect,
} from "./instructions";
import { type Location, UnsupportedFeature } from "./location";
import { NOP, RESUME, YIELD_VALUE } from "./opcodes";

export interface CfgInstruction {
	opcode: number;
	oparg: number;
	loc: Location;
	target: BasicBlock | null;
	/** The handler that an exception here goes to. */
	except: BasicBlock | null;
}

export class BasicBlock {
	readonly instructions: CfgInstruction[] = [];
	/** The block that follows in the code. */
	next: BasicBlock | null = null;
	predecessors = 0;
	isExceptHandler = false;
	/** An exception pushes the index of its instruction too. */
	preserveLasti = false;
	cold = false;
	warm = false;
	visited = false;
	/** Depth of the value stack at its start; negative while unknown. */
	startDepth = -1;

	constructor(public label: Label | null) {}

	get last(): CfgInstruction | undefined {
		return this.instructions[this.instructions.length - 1];
	}

	/** BB_HAS_FALLTHROUGH */
	get hasFallthrough(): boolean {
		const last = this.last;
		return last === undefined || !(isScopeExit(last.opcode) || isUnconditionalJump(last.opcode));
	}

	get exitsScope(): boolean {
		const last = this.last;
		return last !== undefined && isScopeExit(last.opcode);
	}

	get hasNoLine(): boolean {
		return this.instructions.every((i) => i.loc.lineno < 0);
	}

	add(opcode: number, oparg: number, loc: Location, target: BasicBlock | null = null): CfgInstruction {
		const instruction = { opcode, oparg, loc, target, except: null };
		this.instructions.push(instruction);
		return instruction;
	}
}

/** INSTR_SET_OP0, INSTR_SET_OP1 */
export function setInstruction(i: CfgInstruction, opcode: number, oparg = 0): void {
	i.opcode = opcode;
	i.oparg = oparg;
	i.target = null;
}

export function* blocksFrom(entry: BasicBlock): Generator<BasicBlock> {
	for (let b: BasicBlock | null = entry; b !== null; b = b.next) yield b;
}

export function nextNonempty(block: BasicBlock | null): BasicBlock | null {
	let b = block;
	while (b !== null && b.instructions.length === 0) b = b.next;
	return b;
}

/** `_PyCfg_FromInstructionSequence`, with the labels made into targets. */
export function buildCfg(sequence: InstructionSequence): BasicBlock {
	const targets = new Map<number, BasicBlock>();
	for (const i of sequence.instructions) {
		if (!hasTarget(i.opcode)) continue;
		const at = sequence.labels[i.oparg] ?? -1;
		if (!targets.has(at)) targets.set(at, new BasicBlock(at));
	}
	const entry = new BasicBlock(null);
	let current = entry;
	const start = (block: BasicBlock) => {
		current.next = block;
		current = block;
	};
	sequence.instructions.forEach((i, index) => {
		const labelled = targets.get(index);
		const last = current.last;
		if (labelled !== undefined) start(labelled);
		else if (last !== undefined && isTerminator(last.opcode)) start(new BasicBlock(null));
		const target = hasTarget(i.opcode) ? (targets.get(sequence.labels[i.oparg] ?? -1) ?? null) : null;
		current.add(i.opcode, target === null ? i.oparg : 0, i.loc, target);
	});
	for (const b of blocksFrom(entry)) {
		for (const i of b.instructions) if (i.target !== null && isBlockPush(i.opcode)) i.target.isExceptHandler = true;
	}
	return entry;
}

/** RESUME's oparg: it follows a yield inside no `try` but the one around the whole generator. */
const RESUME_DEPTH1_MASK = 4;

/** `label_exception_targets`: every instruction learns its handler, and POP_BLOCK becomes NOP. */
export function labelExceptionTargets(entry: BasicBlock): void {
	type Stack = readonly BasicBlock[];
	const todo: { readonly block: BasicBlock; readonly stack: Stack }[] = [{ block: entry, stack: [] }];
	for (const b of blocksFrom(entry)) b.visited = false;
	entry.visited = true;
	const reach = (block: BasicBlock | null, stack: Stack) => {
		if (block === null || block.visited) return;
		block.visited = true;
		todo.push({ block, stack });
	};
	for (let item = todo.pop(); item !== undefined; item = todo.pop()) {
		const { block } = item;
		let stack = item.stack;
		let yieldDepth = -1;
		for (const i of block.instructions) {
			const handler = stack[stack.length - 1] ?? null;
			if (isBlockPush(i.opcode) && i.target !== null) {
				reach(i.target, stack);
				if (i.opcode === SETUP_WITH || i.opcode === SETUP_CLEANUP) i.target.preserveLasti = true;
				stack = [...stack, i.target];
			} else if (i.opcode === POP_BLOCK) {
				stack = stack.slice(0, -1);
				setInstruction(i, NOP);
			} else {
				i.except = handler;
				if (isJump(i.opcode)) reach(i.target, stack);
				else if (i.opcode === YIELD_VALUE) yieldDepth = stack.length;
				else if (i.opcode === RESUME && i.oparg !== 0) {
					if (yieldDepth === 1) i.oparg |= RESUME_DEPTH1_MASK;
					yieldDepth = -1;
				}
			}
		}
		if (block.hasFallthrough) reach(block.next, stack);
	}
}

/** `calculate_stackdepth`: the deepest stack, and the depth at which every block starts. */
export function calculateStackdepth(entry: BasicBlock): number {
	for (const b of blocksFrom(entry)) b.startDepth = -1;
	const todo: BasicBlock[] = [];
	const push = (block: BasicBlock | null, depth: number) => {
		if (block === null) return;
		if (block.startDepth >= 0 && block.startDepth !== depth) throw new UnsupportedFeature("this flow of control", 0);
		if (block.startDepth >= 0) return;
		block.startDepth = depth;
		todo.push(block);
	};
	let deepest = 0;
	push(entry, 0);
	for (let block = todo.pop(); block !== undefined; block = todo.pop()) {
		let depth = block.startDepth;
		let ended = false;
		for (const i of block.instructions) {
			const after = depth + stackEffect(i.opcode, i.oparg, false);
			deepest = Math.max(deepest, depth, after);
			if (i.target !== null) {
				const atTarget = depth + stackEffect(i.opcode, i.oparg, true);
				deepest = Math.max(deepest, atTarget);
				push(i.target, atTarget);
			}
			depth = after;
			ended = isUnconditionalJump(i.opcode) || isScopeExit(i.opcode);
			if (ended) break;
		}
		if (!ended) push(block.next, depth);
	}
	return Math.max(deepest, 1);
}

/** A copy of a block that does not fall through. */
export function copyBlock(block: BasicBlock): BasicBlock {
	const copy = new BasicBlock(null);
	for (const i of block.instructions) copy.instructions.push({ ...i });
	return copy;
}
