/**
 * What 3.14 writes for what our compiler emits, with the numbers of its `Lib/_opcode_metadata.py`. Our instructions
 * are 3.13's and a few of 3.14's; where 3.14 has another one for the same thing, or two, it follows from them.
 */
import * as op from "./opcodes";

const BINARY_OP = 44;
const CALL_FUNCTION_EX = 4;
const LOAD_COMMON_CONSTANT = 81;
const NOT_TAKEN = 28;
const POP_ITER = 30;
const PUSH_NULL = 33;
/** BINARY_OP's oparg for `[]` (NB_SUBSCR). */
const NB_SUBSCR = 26;
/** LOAD_COMMON_CONSTANT's oparg (CONSTANT_ASSERTIONERROR). */
const CONSTANT_ASSERTIONERROR = 0;

/** 3.14's number of each of our instructions that it has too. */
const NUMBERS: ReadonlyMap<number, number> = new Map([
	[op.BINARY_OP, BINARY_OP],
	[op.BINARY_SLICE, 1],
	[op.BUILD_LIST, 46],
	[op.BUILD_MAP, 47],
	[op.BUILD_SET, 48],
	[op.BUILD_SLICE, 49],
	[op.BUILD_STRING, 50],
	[op.BUILD_TUPLE, 51],
	[op.CALL, 52],
	[op.CALL_FUNCTION_EX, CALL_FUNCTION_EX],
	[op.CALL_INTRINSIC_1, 53],
	[op.CALL_INTRINSIC_2, 54],
	[op.CALL_KW, 55],
	[op.CHECK_EG_MATCH, 5],
	[op.CHECK_EXC_MATCH, 6],
	[op.CLEANUP_THROW, 7],
	[op.COMPARE_OP, 56],
	[op.CONTAINS_OP, 57],
	[op.CONVERT_VALUE, 58],
	[op.COPY, 59],
	[op.COPY_FREE_VARS, 60],
	[op.DELETE_ATTR, 61],
	[op.DELETE_DEREF, 62],
	[op.DELETE_FAST, 63],
	[op.DELETE_GLOBAL, 64],
	[op.DELETE_NAME, 65],
	[op.DELETE_SUBSCR, 8],
	[op.DICT_MERGE, 66],
	[op.DICT_UPDATE, 67],
	[op.END_FOR, 9],
	[op.END_SEND, 10],
	[op.EXIT_INIT_CHECK, 11],
	[op.FORMAT_SIMPLE, 12],
	[op.FORMAT_WITH_SPEC, 13],
	[op.FOR_ITER, 70],
	[op.GET_ITER, 16],
	[op.GET_LEN, 18],
	[op.GET_YIELD_FROM_ITER, 19],
	[op.IMPORT_FROM, 72],
	[op.IMPORT_NAME, 73],
	[op.IS_OP, 74],
	[op.JUMP_BACKWARD, 75],
	[op.JUMP_BACKWARD_NO_INTERRUPT, 76],
	[op.JUMP_FORWARD, 77],
	[op.LIST_APPEND, 78],
	[op.LIST_EXTEND, 79],
	[op.LOAD_ATTR, 80],
	[op.LOAD_BUILD_CLASS, 21],
	[op.LOAD_COMMON_CONSTANT, LOAD_COMMON_CONSTANT],
	[op.LOAD_CONST, 82],
	[op.LOAD_DEREF, 83],
	[op.LOAD_FAST, 84],
	[op.LOAD_FAST_AND_CLEAR, 85],
	[op.LOAD_FAST_BORROW, 86],
	[op.LOAD_FAST_BORROW_LOAD_FAST_BORROW, 87],
	[op.LOAD_FAST_CHECK, 88],
	[op.LOAD_FAST_LOAD_FAST, 89],
	[op.LOAD_FROM_DICT_OR_DEREF, 90],
	[op.LOAD_FROM_DICT_OR_GLOBALS, 91],
	[op.LOAD_GLOBAL, 92],
	[op.LOAD_LOCALS, 22],
	[op.LOAD_NAME, 93],
	[op.LOAD_SMALL_INT, 94],
	[op.LOAD_SPECIAL, 95],
	[op.LOAD_SUPER_ATTR, 96],
	[op.MAKE_CELL, 97],
	[op.MAKE_FUNCTION, 23],
	[op.MAP_ADD, 98],
	[op.MATCH_CLASS, 99],
	[op.MATCH_KEYS, 24],
	[op.MATCH_MAPPING, 25],
	[op.MATCH_SEQUENCE, 26],
	[op.NOP, 27],
	[op.POP_EXCEPT, 29],
	[op.POP_JUMP_IF_FALSE, 100],
	[op.POP_JUMP_IF_NONE, 101],
	[op.POP_JUMP_IF_NOT_NONE, 102],
	[op.POP_JUMP_IF_TRUE, 103],
	[op.POP_TOP, 31],
	[op.PUSH_EXC_INFO, 32],
	[op.PUSH_NULL, PUSH_NULL],
	[op.RAISE_VARARGS, 104],
	[op.RERAISE, 105],
	[op.RESUME, 128],
	[op.RETURN_GENERATOR, 34],
	[op.RETURN_VALUE, 35],
	[op.SEND, 106],
	[op.SETUP_ANNOTATIONS, 36],
	[op.SET_ADD, 107],
	[op.SET_FUNCTION_ATTRIBUTE, 108],
	[op.SET_UPDATE, 109],
	[op.STORE_ATTR, 110],
	[op.STORE_DEREF, 111],
	[op.STORE_FAST, 112],
	[op.STORE_FAST_LOAD_FAST, 113],
	[op.STORE_FAST_STORE_FAST, 114],
	[op.STORE_GLOBAL, 115],
	[op.STORE_NAME, 116],
	[op.STORE_SLICE, 37],
	[op.STORE_SUBSCR, 38],
	[op.SWAP, 117],
	[op.TO_BOOL, 39],
	[op.UNARY_INVERT, 40],
	[op.UNARY_NEGATIVE, 41],
	[op.UNARY_NOT, 42],
	[op.UNPACK_EX, 118],
	[op.UNPACK_SEQUENCE, 119],
	[op.WITH_EXCEPT_START_SELF, 43],
	[op.YIELD_VALUE, 120],
]);

const numberOf = (opcode: number): number => {
	const number = NUMBERS.get(opcode);
	if (number === undefined) throw new RangeError(`3.14 has no instruction for ${opcode}`);
	return number;
};

/** Code units of cache behind 3.14's instructions (`_PyOpcode_Caches`). */
export const CACHES: ReadonlyMap<number, number> = new Map([
	...(
		[
			[op.CALL, 3],
			[op.CALL_KW, 3],
			[op.COMPARE_OP, 1],
			[op.CONTAINS_OP, 1],
			[op.FOR_ITER, 1],
			[op.JUMP_BACKWARD, 1],
			[op.LOAD_ATTR, 9],
			[op.LOAD_GLOBAL, 4],
			[op.LOAD_SUPER_ATTR, 1],
			[op.POP_JUMP_IF_FALSE, 1],
			[op.POP_JUMP_IF_NONE, 1],
			[op.POP_JUMP_IF_NOT_NONE, 1],
			[op.POP_JUMP_IF_TRUE, 1],
			[op.SEND, 1],
			[op.STORE_ATTR, 4],
			[op.STORE_SUBSCR, 1],
			[op.TO_BOOL, 3],
			[op.UNPACK_SEQUENCE, 1],
		] as const
	).map(([opcode, units]): [number, number] => [numberOf(opcode), units]),
	[BINARY_OP, 5],
]);

const CONDITIONAL: ReadonlySet<number> = new Set([
	op.POP_JUMP_IF_FALSE,
	op.POP_JUMP_IF_NONE,
	op.POP_JUMP_IF_NOT_NONE,
	op.POP_JUMP_IF_TRUE,
]);
const OUR_JUMPS: readonly number[] = [
	...CONDITIONAL,
	op.FOR_ITER,
	op.JUMP_BACKWARD,
	op.JUMP_BACKWARD_NO_INTERRUPT,
	op.JUMP_FORWARD,
	op.SEND,
];
export const JUMPS: ReadonlySet<number> = new Set(OUR_JUMPS.map(numberOf));

/** Instructions of 3.14, and how they belong to ours. */
export interface Rewritten {
	/** As ours: opcode | oparg << 8; a jump's oparg is the index of its target among them. */
	readonly words: Int32Array;
	/** Of each of ours, the first of those that are written for it; then their number. */
	readonly firsts: Int32Array;
	/** Of each of ours, the one that does what it does. */
	readonly mains: Int32Array;
}

/** Writes our instructions as 3.14 does. */
export function rewrite(instructions: Int32Array): Rewritten {
	const words: number[] = [];
	const write = (opcode: number, oparg: number): void => {
		words.push(opcode | (oparg << 8));
	};
	const n = instructions.length;
	const firsts = new Int32Array(n + 1);
	const mains = new Int32Array(n);
	for (let i = 0; i < n; i++) {
		firsts[i] = words.length;
		const opcode = (instructions[i] as number) & 255;
		const oparg = (instructions[i] as number) >>> 8;
		mains[i] = words.length;
		switch (opcode) {
			case op.BINARY_SUBSCR:
				write(BINARY_OP, NB_SUBSCR);
				break;
			case op.CALL_FUNCTION_EX:
				// Where there are no keywords, NULL stands for them.
				if (oparg === 0) write(PUSH_NULL, 0);
				mains[i] = words.length;
				write(CALL_FUNCTION_EX, 0);
				break;
			case op.LOAD_ASSERTION_ERROR:
				write(LOAD_COMMON_CONSTANT, CONSTANT_ASSERTIONERROR);
				break;
			case op.POP_TOP:
				write(oparg === op.POPS_ITERATOR ? POP_ITER : numberOf(op.POP_TOP), 0);
				break;
			default:
				write(numberOf(opcode), oparg);
				if (CONDITIONAL.has(opcode)) write(NOT_TAKEN, 0);
		}
	}
	firsts[n] = words.length;
	return {
		words: Int32Array.from(words, (word) =>
			JUMPS.has(word & 255) ? (word & 255) | ((firsts[word >>> 8] as number) << 8) : word,
		),
		firsts,
		mains,
	};
}
