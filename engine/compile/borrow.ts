/**
 * Where 3.14 loads a borrowed reference. After `optimize_load_fast` of CPython's `Python/flowgraph.c` (3.14): a load
 * may borrow if its value is consumed within the block, before the local is overwritten, and not stored in a local.
 */
import { type BasicBlock, blocksFrom } from "./cfg";
import { isScopeExit, isUnconditionalJump, numPopped, numPushed } from "./instructions";
import * as op from "./opcodes";

/** A value on the abstract stack: the instruction that pushed it, and the local it came from; -1 for neither. */
interface Ref {
	readonly instruction: number;
	readonly local: number;
}

const DUMMY: Ref = { instruction: -1, local: -1 };

/** `optimize_load_fast`; every block knows its `startDepth`, and no pseudo-instruction is left. */
export function optimizeLoadFast(entry: BasicBlock): void {
	for (const b of blocksFrom(entry)) b.visited = false;
	entry.visited = true;
	const todo = [entry];
	for (let b = todo.pop(); b !== undefined; b = todo.pop()) {
		borrowIn(b, (block) => {
			if (block === null || block.visited) return;
			block.visited = true;
			todo.push(block);
		});
	}
}

function borrowIn(block: BasicBlock, reach: (block: BasicBlock | null) => void): void {
	/** Instructions whose reference must be strong. */
	const strong = new Set<number>();
	const refs: Ref[] = Array.from({ length: Math.max(block.startDepth, 0) }, () => DUMMY);
	const pop = () => refs.pop() ?? DUMMY;
	const kill = (local: number) => {
		for (const ref of refs) if (ref.local === local) strong.add(ref.instruction);
	};
	const store = (local: number) => {
		const ref = pop();
		kill(local);
		strong.add(ref.instruction);
	};
	block.instructions.forEach((i, at) => {
		const { opcode, oparg } = i;
		const push = (local = -1) => refs.push({ instruction: at, local });
		const net = numPushed(opcode, oparg) - numPopped(opcode, oparg);
		switch (opcode) {
			case op.LOAD_FAST:
				push(oparg);
				break;
			case op.LOAD_FAST_AND_CLEAR:
				kill(oparg);
				push(oparg);
				break;
			case op.LOAD_FAST_LOAD_FAST:
				push(oparg >> 4);
				push(oparg & 15);
				break;
			case op.STORE_FAST:
				store(oparg);
				break;
			case op.STORE_FAST_LOAD_FAST:
				store(oparg >> 4);
				push(oparg & 15);
				break;
			case op.STORE_FAST_STORE_FAST:
				store(oparg >> 4);
				store(oparg & 15);
				break;
			case op.COPY:
				refs.push(refs[refs.length - oparg] ?? DUMMY);
				break;
			case op.SWAP: {
				const below = refs.length - oparg;
				const top = pop();
				refs.push(refs[below] ?? DUMMY);
				refs[below] = top;
				break;
			}
			// They leave their inputs where they are, or may: text formats as itself, a generator iterates as itself.
			case op.FORMAT_SIMPLE:
			case op.GET_LEN:
			case op.GET_YIELD_FROM_ITER:
			case op.IMPORT_FROM:
			case op.MATCH_KEYS:
			case op.MATCH_MAPPING:
			case op.MATCH_SEQUENCE:
			case op.WITH_EXCEPT_START_SELF:
				for (let n = 0; n < net; n++) push();
				break;
			// They consume some inputs, and push nothing new.
			case op.DICT_MERGE:
			case op.DICT_UPDATE:
			case op.LIST_APPEND:
			case op.LIST_EXTEND:
			case op.MAP_ADD:
			case op.RERAISE:
			case op.SET_ADD:
			case op.SET_UPDATE:
				for (let n = 0; n < -net; n++) pop();
				break;
			case op.END_SEND:
			case op.SET_FUNCTION_ATTRIBUTE: {
				const top = pop();
				pop();
				refs.push(top);
				break;
			}
			case op.CHECK_EXC_MATCH:
				pop();
				push();
				break;
			case op.LOAD_SPECIAL:
			case op.PUSH_EXC_INFO: {
				const top = pop();
				push();
				refs.push(top);
				break;
			}
			case op.FOR_ITER:
				reach(i.target);
				push();
				break;
			case op.LOAD_ATTR:
			case op.LOAD_SUPER_ATTR: {
				const self = pop();
				if (opcode === op.LOAD_SUPER_ATTR) {
					pop();
					pop();
				}
				push();
				// A method call may push `self` again.
				if (oparg & 1) refs.push(self);
				break;
			}
			case op.SEND:
				reach(i.target);
				pop();
				push();
				break;
			default:
				if (i.target !== null) reach(i.target);
				for (let n = numPopped(opcode, oparg); n > 0; n--) pop();
				for (let n = numPushed(opcode, oparg); n > 0; n--) push();
		}
	});
	const last = block.last;
	// As in CPython, control does not pass an empty block here: what only such a block leads to keeps its strong loads.
	if (last !== undefined && !isUnconditionalJump(last.opcode) && !isScopeExit(last.opcode)) reach(block.next);
	for (const ref of refs) strong.add(ref.instruction);
	block.instructions.forEach((i, at) => {
		if (strong.has(at)) return;
		if (i.opcode === op.LOAD_FAST) i.opcode = op.LOAD_FAST_BORROW;
		else if (i.opcode === op.LOAD_FAST_LOAD_FAST) i.opcode = op.LOAD_FAST_BORROW_LOAD_FAST_BORROW;
	});
}
