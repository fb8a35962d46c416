/**
 * Which loads of locals must check that the local is bound. After `add_checks_for_loads_of_uninitialized_variables` of
 * CPython's `Python/flowgraph.c`.
 */
import { type BasicBlock, blocksFrom } from "./cfg";
import { isJump, STORE_FAST_MAYBE_NULL } from "./instructions";
import { DELETE_FAST, LOAD_FAST, LOAD_FAST_AND_CLEAR, LOAD_FAST_CHECK, STORE_FAST } from "./opcodes";

/** Locals from this one on are followed within a block only, as CPython does. */
const FOLLOWED = 64;

/** Locals from 64 on: bound only if the same block has bound or loaded them before. */
function scanManyLocals(entry: BasicBlock): void {
	for (const b of blocksFrom(entry)) {
		const bound = new Set<number>();
		for (const i of b.instructions) {
			if (i.oparg < FOLLOWED) continue;
			switch (i.opcode) {
				case DELETE_FAST:
				case LOAD_FAST_AND_CLEAR:
				case STORE_FAST_MAYBE_NULL:
					bound.delete(i.oparg);
					break;
				case STORE_FAST:
					bound.add(i.oparg);
					break;
				case LOAD_FAST:
					if (!bound.has(i.oparg)) i.opcode = LOAD_FAST_CHECK;
					bound.add(i.oparg);
					break;
			}
		}
	}
}

/** Makes LOAD_FAST into LOAD_FAST_CHECK wherever some way leads there with the local unbound. */
export function addLoadFastChecks(entry: BasicBlock, nlocals: number, nparams: number): void {
	if (nlocals === 0) return;
	if (nlocals > FOLLOWED) scanManyLocals(entry);
	/** Per block, the locals that may be unbound at its start. */
	const unsafe = new Map<BasicBlock, Set<number>>();
	const waiting = new Set<BasicBlock>();
	const todo: BasicBlock[] = [];
	const push = (block: BasicBlock, locals: ReadonlySet<number>) => {
		const known = unsafe.get(block) ?? new Set();
		const before = known.size;
		for (const local of locals) known.add(local);
		unsafe.set(block, known);
		if (known.size === before || waiting.has(block)) return;
		waiting.add(block);
		todo.push(block);
	};
	const scan = (block: BasicBlock) => {
		const now = new Set(unsafe.get(block) ?? []);
		for (const i of block.instructions) {
			if (i.except !== null) push(i.except, now);
			if (i.oparg >= FOLLOWED) continue;
			switch (i.opcode) {
				case DELETE_FAST:
				case LOAD_FAST_AND_CLEAR:
				case STORE_FAST_MAYBE_NULL:
					now.add(i.oparg);
					break;
				case STORE_FAST:
				case LOAD_FAST_CHECK:
					now.delete(i.oparg);
					break;
				case LOAD_FAST:
					if (now.delete(i.oparg)) i.opcode = LOAD_FAST_CHECK;
					break;
			}
		}
		if (block.next !== null && block.hasFallthrough) push(block.next, now);
		const last = block.last;
		if (last !== undefined && last.target !== null && isJump(last.opcode)) push(last.target, now);
	};
	const unbound = new Set<number>();
	for (let local = nparams; local < Math.min(nlocals, FOLLOWED); local++) unbound.add(local);
	push(entry, unbound);
	for (const b of blocksFrom(entry)) scan(b);
	for (let b = todo.pop(); b !== undefined; b = todo.pop()) {
		waiting.delete(b);
		scan(b);
	}
}
