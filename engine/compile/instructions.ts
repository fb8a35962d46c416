/**
 * Instructions while they are still being arranged: the machine's own and the compiler's pseudo-instructions, and what
 * each does to the value stack. After `Include/internal/pycore_opcode_metadata.h` (3.13).
 */
import type { Location } from "./location";
import * as op from "./opcodes";

/** Pseudo-instructions: none of them is left in a code object. */
export const JUMP = 256;
export const JUMP_NO_INTERRUPT = 257;
export const LOAD_CLOSURE = 258;
export const POP_BLOCK = 259;
export const SETUP_CLEANUP = 260;
export const SETUP_FINALLY = 261;
export const SETUP_WITH = 262;
export const STORE_FAST_MAYBE_NULL = 263;

/** A place in the code, to jump to. */
export type Label = number;

/** One instruction as the code generator emits it; the oparg of a jump or a block push is a label. */
export interface Instruction {
	readonly opcode: number;
	readonly oparg: number;
	readonly loc: Location;
}

/** The instructions of one code unit in order, and where its labels stand among them. */
export class InstructionSequence {
	readonly instructions: Instruction[] = [];
	/** Per label, the index of the instruction that follows it. */
	readonly labels: number[] = [];

	add(opcode: number, oparg: number, loc: Location): void {
		this.instructions.push({ opcode, oparg, loc });
	}

	newLabel(): Label {
		this.labels.push(-1);
		return this.labels.length - 1;
	}

	placeLabel(label: Label): void {
		this.labels[label] = this.instructions.length;
	}

	/** `_PyInstructionSequence_InsertInstruction` at the head: labels move on. */
	prepend(opcode: number, oparg: number, loc: Location): void {
		this.insert(0, [{ opcode, oparg, loc }]);
	}

	/** Cuts off what was added since there were `length` instructions. */
	cut(length: number): Instruction[] {
		return this.instructions.splice(length);
	}

	/** Puts instructions before the one at an index: labels from there on move on. */
	insert(index: number, added: readonly Instruction[]): void {
		this.instructions.splice(index, 0, ...added);
		for (let i = 0; i < this.labels.length; i++) {
			const at = this.labels[i];
			if (at !== undefined && at >= index) this.labels[i] = at + added.length;
		}
	}
}

export function isBlockPush(opcode: number): boolean {
	return opcode === SETUP_FINALLY || opcode === SETUP_WITH || opcode === SETUP_CLEANUP;
}

export function isUnconditionalJump(opcode: number): boolean {
	switch (opcode) {
		case JUMP:
		case JUMP_NO_INTERRUPT:
		case op.JUMP_FORWARD:
		case op.JUMP_BACKWARD:
		case op.JUMP_BACKWARD_NO_INTERRUPT:
			return true;
		default:
			return false;
	}
}

export function isConditionalJump(opcode: number): boolean {
	switch (opcode) {
		case op.POP_JUMP_IF_FALSE:
		case op.POP_JUMP_IF_TRUE:
		case op.POP_JUMP_IF_NONE:
		case op.POP_JUMP_IF_NOT_NONE:
			return true;
		default:
			return false;
	}
}

export function isJump(opcode: number): boolean {
	return isUnconditionalJump(opcode) || isConditionalJump(opcode) || opcode === op.FOR_ITER || opcode === op.SEND;
}

export function hasTarget(opcode: number): boolean {
	return isJump(opcode) || isBlockPush(opcode);
}

/** `IS_SCOPE_EXIT_OPCODE`: control does not pass to the next instruction, nor anywhere else in the unit by a jump. */
export function isScopeExit(opcode: number): boolean {
	switch (opcode) {
		case op.RETURN_VALUE:
		case op.RETURN_CONST:
		case op.RAISE_VARARGS:
		case op.RERAISE:
			return true;
		default:
			return false;
	}
}

/** `IS_TERMINATOR_OPCODE`: such an instruction ends its basic block. */
export function isTerminator(opcode: number): boolean {
	return isJump(opcode) || isScopeExit(opcode);
}

/** `_PyOpcode_num_popped` */
export function numPopped(opcode: number, oparg: number): number {
	switch (opcode) {
		case op.BEFORE_WITH:
		case op.CALL_INTRINSIC_1:
		case op.CONVERT_VALUE:
		case op.DELETE_ATTR:
		case op.END_FOR:
		case op.EXIT_INIT_CHECK:
		case op.FORMAT_SIMPLE:
		case op.FOR_ITER:
		case op.GET_ITER:
		case op.GET_LEN:
		case op.GET_YIELD_FROM_ITER:
		case op.IMPORT_FROM:
		case op.LOAD_ATTR:
		case op.LOAD_FROM_DICT_OR_DEREF:
		case op.LOAD_FROM_DICT_OR_GLOBALS:
		case op.LOAD_SPECIAL:
		case op.MAKE_FUNCTION:
		case op.MATCH_MAPPING:
		case op.MATCH_SEQUENCE:
		case op.POP_EXCEPT:
		case op.POP_JUMP_IF_FALSE:
		case op.POP_JUMP_IF_NONE:
		case op.POP_JUMP_IF_NOT_NONE:
		case op.POP_JUMP_IF_TRUE:
		case op.POP_TOP:
		case op.PUSH_EXC_INFO:
		case op.RETURN_VALUE:
		case op.STORE_DEREF:
		case op.STORE_FAST:
		case STORE_FAST_MAYBE_NULL:
		case op.STORE_FAST_LOAD_FAST:
		case op.STORE_GLOBAL:
		case op.STORE_NAME:
		case op.TO_BOOL:
		case op.UNARY_INVERT:
		case op.UNARY_NEGATIVE:
		case op.UNARY_NOT:
		case op.UNPACK_EX:
		case op.UNPACK_SEQUENCE:
		case op.YIELD_VALUE:
			return 1;
		case op.BINARY_OP:
		case op.BINARY_SUBSCR:
		case op.CALL_INTRINSIC_2:
		case op.CHECK_EG_MATCH:
		case op.CHECK_EXC_MATCH:
		case op.COMPARE_OP:
		case op.CONTAINS_OP:
		case op.DELETE_SUBSCR:
		case op.END_SEND:
		case op.FORMAT_WITH_SPEC:
		case op.IMPORT_NAME:
		case op.IS_OP:
		case op.MATCH_KEYS:
		case op.SEND:
		case op.SET_FUNCTION_ATTRIBUTE:
		case op.STORE_ATTR:
		case op.STORE_FAST_STORE_FAST:
			return 2;
		case op.BINARY_SLICE:
		case op.CLEANUP_THROW:
		case op.LOAD_SUPER_ATTR:
		case op.MATCH_CLASS:
		case op.STORE_SUBSCR:
			return 3;
		case op.STORE_SLICE:
		case op.WITH_EXCEPT_START:
			return 4;
		case op.WITH_EXCEPT_START_SELF:
			return 5;
		case op.BUILD_CONST_KEY_MAP:
		case op.DICT_UPDATE:
		case op.LIST_APPEND:
		case op.LIST_EXTEND:
		case op.RERAISE:
		case op.SET_ADD:
		case op.SET_UPDATE:
			return oparg + 1;
		case op.BUILD_LIST:
		case op.BUILD_SET:
		case op.BUILD_STRING:
		case op.BUILD_TUPLE:
		case op.COPY:
		case op.RAISE_VARARGS:
		case op.SWAP:
			return oparg;
		case op.BUILD_SLICE:
			return oparg === 3 ? 3 : 2;
		case op.BUILD_MAP:
			return oparg * 2;
		case op.CALL:
		case op.MAP_ADD:
			return oparg + 2;
		case op.CALL_KW:
			return oparg + 3;
		case op.CALL_FUNCTION_EX:
			return 3 + (oparg & 1);
		case op.DICT_MERGE:
			return oparg + 4;
		default:
			return 0;
	}
}

/** `_PyOpcode_num_pushed`; for a block push, what stands on the stack when its handler begins. */
export function numPushed(opcode: number, oparg: number): number {
	switch (opcode) {
		case op.BINARY_OP:
		case op.BINARY_SLICE:
		case op.BINARY_SUBSCR:
		case op.BUILD_CONST_KEY_MAP:
		case op.BUILD_LIST:
		case op.BUILD_MAP:
		case op.BUILD_SET:
		case op.BUILD_SLICE:
		case op.BUILD_STRING:
		case op.BUILD_TUPLE:
		case op.CALL:
		case op.CALL_FUNCTION_EX:
		case op.CALL_INTRINSIC_1:
		case op.CALL_INTRINSIC_2:
		case op.CALL_KW:
		case op.COMPARE_OP:
		case op.CONTAINS_OP:
		case op.CONVERT_VALUE:
		case op.END_SEND:
		case op.FORMAT_SIMPLE:
		case op.FORMAT_WITH_SPEC:
		case op.GET_ITER:
		case op.GET_YIELD_FROM_ITER:
		case op.IMPORT_NAME:
		case op.IS_OP:
		case op.LOAD_ASSERTION_ERROR:
		case op.LOAD_COMMON_CONSTANT:
		case op.LOAD_BUILD_CLASS:
		case LOAD_CLOSURE:
		case op.LOAD_CONST:
		case op.LOAD_DEREF:
		case op.LOAD_FAST:
		case op.LOAD_FAST_AND_CLEAR:
		case op.LOAD_FAST_BORROW:
		case op.LOAD_FAST_CHECK:
		case op.LOAD_FROM_DICT_OR_DEREF:
		case op.LOAD_FROM_DICT_OR_GLOBALS:
		case op.LOAD_LOCALS:
		case op.LOAD_NAME:
		case op.LOAD_SMALL_INT:
		case op.MAKE_FUNCTION:
		case op.MATCH_CLASS:
		case op.PUSH_NULL:
		case op.RETURN_GENERATOR:
		case SETUP_FINALLY:
		case SETUP_WITH:
		case op.SET_FUNCTION_ATTRIBUTE:
		case op.STORE_FAST_LOAD_FAST:
		case op.TO_BOOL:
		case op.UNARY_INVERT:
		case op.UNARY_NEGATIVE:
		case op.UNARY_NOT:
		case op.YIELD_VALUE:
			return 1;
		case op.BEFORE_WITH:
		case op.CHECK_EG_MATCH:
		case op.CHECK_EXC_MATCH:
		case op.CLEANUP_THROW:
		case op.FOR_ITER:
		case op.GET_LEN:
		case op.IMPORT_FROM:
		case op.LOAD_FAST_LOAD_FAST:
		case op.LOAD_FAST_BORROW_LOAD_FAST_BORROW:
		case op.LOAD_SPECIAL:
		case op.MATCH_MAPPING:
		case op.MATCH_SEQUENCE:
		case op.PUSH_EXC_INFO:
		case op.SEND:
		case SETUP_CLEANUP:
			return 2;
		case op.MATCH_KEYS:
			return 3;
		case op.WITH_EXCEPT_START:
			return 5;
		case op.WITH_EXCEPT_START_SELF:
			return 6;
		case op.COPY:
			return oparg + 1;
		case op.DICT_UPDATE:
		case op.LIST_APPEND:
		case op.LIST_EXTEND:
		case op.MAP_ADD:
		case op.RERAISE:
		case op.SET_ADD:
		case op.SET_UPDATE:
		case op.SWAP:
		case op.UNPACK_SEQUENCE:
			return oparg;
		case op.DICT_MERGE:
			return oparg + 3;
		case op.LOAD_ATTR:
		case op.LOAD_GLOBAL:
		case op.LOAD_SUPER_ATTR:
			return 1 + (oparg & 1);
		case op.UNPACK_EX:
			return (oparg & 0xff) + (oparg >> 8) + 1;
		default:
			return 0;
	}
}

/** `get_stack_effects`: the change of depth when the instruction falls through (`jump` false) or jumps. */
export function stackEffect(opcode: number, oparg: number, jump: boolean): number {
	if (isBlockPush(opcode) && !jump) return 0;
	return numPushed(opcode, oparg) - numPopped(opcode, oparg);
}
