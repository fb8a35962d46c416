/** How long a code object's bytecode is in CPython: with inline caches and EXTENDED_ARG, which ours does without. */
import type { CodeObject } from "../compile/code";
import {
	BINARY_OP,
	BINARY_SUBSCR,
	CALL,
	COMPARE_OP,
	CONTAINS_OP,
	FOR_ITER,
	JUMP_BACKWARD,
	JUMP_BACKWARD_NO_INTERRUPT,
	JUMP_FORWARD,
	LOAD_ATTR,
	LOAD_GLOBAL,
	LOAD_SUPER_ATTR,
	POP_JUMP_IF_FALSE,
	POP_JUMP_IF_NONE,
	POP_JUMP_IF_NOT_NONE,
	POP_JUMP_IF_TRUE,
	SEND,
	STORE_ATTR,
	STORE_SUBSCR,
	TO_BOOL,
	UNPACK_SEQUENCE,
} from "../compile/opcodes";

/** Code units of cache behind an instruction (`_PyOpcode_Caches` of 3.13). */
const CACHES: ReadonlyMap<number, number> = new Map([
	[BINARY_OP, 1],
	[BINARY_SUBSCR, 1],
	[CALL, 3],
	[COMPARE_OP, 1],
	[CONTAINS_OP, 1],
	[FOR_ITER, 1],
	[JUMP_BACKWARD, 1],
	[LOAD_ATTR, 9],
	[LOAD_GLOBAL, 4],
	[LOAD_SUPER_ATTR, 1],
	[POP_JUMP_IF_FALSE, 1],
	[POP_JUMP_IF_NONE, 1],
	[POP_JUMP_IF_NOT_NONE, 1],
	[POP_JUMP_IF_TRUE, 1],
	[SEND, 1],
	[STORE_ATTR, 4],
	[STORE_SUBSCR, 1],
	[TO_BOOL, 3],
	[UNPACK_SEQUENCE, 1],
]);
const JUMPS: ReadonlySet<number> = new Set([
	FOR_ITER,
	JUMP_BACKWARD,
	JUMP_BACKWARD_NO_INTERRUPT,
	JUMP_FORWARD,
	POP_JUMP_IF_FALSE,
	POP_JUMP_IF_NONE,
	POP_JUMP_IF_NOT_NONE,
	POP_JUMP_IF_TRUE,
	SEND,
]);

function extensions(arg: number): number {
	return arg > 0xffffff ? 3 : arg > 0xffff ? 2 : arg > 0xff ? 1 : 0;
}

/** `Py_SIZE` of a code object: its code units, found as the assembler does, until no jump grows any more. */
export function codeUnits(code: CodeObject): number {
	const n = code.instructions.length;
	const size = new Int32Array(n);
	const start = new Int32Array(n + 1);
	for (let i = 0; i < n; i++) {
		const word = code.instructions[i] as number;
		const opcode = word & 255;
		size[i] = 1 + (CACHES.get(opcode) ?? 0) + (JUMPS.has(opcode) ? 0 : extensions(word >>> 8));
	}
	for (;;) {
		for (let i = 0; i < n; i++) start[i + 1] = (start[i] as number) + (size[i] as number);
		let grown = false;
		for (let i = 0; i < n; i++) {
			const word = code.instructions[i] as number;
			const opcode = word & 255;
			if (!JUMPS.has(opcode)) continue;
			const distance = Math.abs((start[word >>> 8] as number) - (start[i + 1] as number));
			const needed = 1 + (CACHES.get(opcode) ?? 0) + extensions(distance);
			if (needed <= (size[i] as number)) continue;
			size[i] = needed;
			grown = true;
		}
		if (!grown) return start[n] as number;
	}
}
