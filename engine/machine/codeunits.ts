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

/** What the assembler must know of a release's instructions. */
export interface Assembly {
	/** Code units of cache behind an instruction (`_PyOpcode_Caches`). */
	readonly caches: ReadonlyMap<number, number>;
	readonly jumps: ReadonlySet<number>;
}

const ASSEMBLY: Assembly = {
	caches: new Map([
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
	]),
	jumps: new Set([
		FOR_ITER,
		JUMP_BACKWARD,
		JUMP_BACKWARD_NO_INTERRUPT,
		JUMP_FORWARD,
		POP_JUMP_IF_FALSE,
		POP_JUMP_IF_NONE,
		POP_JUMP_IF_NOT_NONE,
		POP_JUMP_IF_TRUE,
		SEND,
	]),
};

/** How many EXTENDED_ARG an oparg takes. */
export function extensions(arg: number): number {
	return arg > 0xffffff ? 3 : arg > 0xffff ? 2 : arg > 0xff ? 1 : 0;
}

/** Where instructions stand in CPython's bytecode, in code units. */
export interface Layout {
	/** Of each instruction, its first EXTENDED_ARG included; then the end. */
	readonly starts: Int32Array;
	/** The oparg as it is written: a jump's is its distance. */
	readonly opargs: Int32Array;
}
const layouts = new WeakMap<CodeObject, Layout>();

/** The layout of our instructions as 3.13 writes them. */
export function layoutOf(code: CodeObject): Layout {
	let layout = layouts.get(code);
	if (layout === undefined) {
		layout = assembleLayout(code.instructions, ASSEMBLY);
		layouts.set(code, layout);
	}
	return layout;
}

/** The layout that the assembler finds, where no jump grows any more (`resolve_jump_offsets`). */
export function assembleLayout(words: Int32Array, { caches, jumps }: Assembly): Layout {
	const n = words.length;
	const size = new Int32Array(n);
	const starts = new Int32Array(n + 1);
	const opargs = new Int32Array(n);
	const cachesOf = (opcode: number): number => caches.get(opcode) ?? 0;
	for (let i = 0; i < n; i++) {
		const word = words[i] as number;
		const opcode = word & 255;
		opargs[i] = word >>> 8;
		size[i] = 1 + cachesOf(opcode) + (jumps.has(opcode) ? 0 : extensions(word >>> 8));
	}
	for (;;) {
		for (let i = 0; i < n; i++) starts[i + 1] = (starts[i] as number) + (size[i] as number);
		let grown = false;
		for (let i = 0; i < n; i++) {
			const word = words[i] as number;
			const opcode = word & 255;
			if (!jumps.has(opcode)) continue;
			const distance = Math.abs((starts[word >>> 8] as number) - (starts[i + 1] as number));
			opargs[i] = distance;
			const needed = 1 + cachesOf(opcode) + extensions(distance);
			if (needed <= (size[i] as number)) continue;
			size[i] = needed;
			grown = true;
		}
		if (!grown) return { starts, opargs };
	}
}

/** `Py_SIZE` of a code object: its code units. */
export function codeUnits(code: CodeObject): number {
	return layoutOf(code).starts[code.instructions.length] as number;
}
