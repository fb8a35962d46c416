/** A code object as text, one instruction a line: for development and tests. */
import type { CodeObject } from "./code";
import { reprConstant } from "./constants";
import { isJump } from "./instructions";
import * as opcodes from "./opcodes";

/** The names of the instructions, by number. */
const NAMES: ReadonlyMap<number, string> = new Map(
	Object.entries(opcodes)
		.filter(([name]) => !/^(NB|PY|INTRINSIC|CONSTANT|SPECIAL|POPS)_/.test(name))
		.map(([name, opcode]) => [opcode, name]),
);

export function opcodeName(opcode: number): string {
	return NAMES.get(opcode) ?? `<${opcode}>`;
}

/** What an oparg stands for, or an empty text. */
export function argumentText(code: CodeObject, opcode: number, oparg: number): string {
	const local = (index: number) => code.localsplusnames[index] ?? "?";
	const name = (index: number) => code.names[index] ?? "?";
	if (isJump(opcode)) return `to ${oparg}`;
	switch (opcode) {
		case opcodes.LOAD_CONST:
		case opcodes.RETURN_CONST: {
			const value = code.consts[oparg];
			return value === undefined ? "?" : reprConstant(value);
		}
		case opcodes.LOAD_FAST:
		case opcodes.LOAD_FAST_BORROW:
		case opcodes.LOAD_FAST_CHECK:
		case opcodes.LOAD_FAST_AND_CLEAR:
		case opcodes.STORE_FAST:
		case opcodes.DELETE_FAST:
		case opcodes.MAKE_CELL:
		case opcodes.LOAD_DEREF:
		case opcodes.STORE_DEREF:
		case opcodes.DELETE_DEREF:
		case opcodes.LOAD_FROM_DICT_OR_DEREF:
			return local(oparg);
		case opcodes.LOAD_FAST_LOAD_FAST:
		case opcodes.LOAD_FAST_BORROW_LOAD_FAST_BORROW:
		case opcodes.STORE_FAST_LOAD_FAST:
		case opcodes.STORE_FAST_STORE_FAST:
			return `${local(oparg >> 4)}, ${local(oparg & 15)}`;
		case opcodes.LOAD_NAME:
		case opcodes.STORE_NAME:
		case opcodes.DELETE_NAME:
		case opcodes.STORE_GLOBAL:
		case opcodes.DELETE_GLOBAL:
		case opcodes.STORE_ATTR:
		case opcodes.DELETE_ATTR:
		case opcodes.IMPORT_NAME:
		case opcodes.IMPORT_FROM:
		case opcodes.LOAD_FROM_DICT_OR_GLOBALS:
			return name(oparg);
		case opcodes.LOAD_GLOBAL:
			return name(oparg >> 1) + (oparg & 1 ? " + NULL" : "");
		case opcodes.LOAD_ATTR:
			return name(oparg >> 1) + (oparg & 1 ? " + NULL|self" : "");
		case opcodes.LOAD_SUPER_ATTR:
			return name(oparg >> 2) + (oparg & 1 ? " + NULL|self" : "");
		case opcodes.COMPARE_OP:
			return COMPARISONS[oparg >> 5] ?? "?";
		case opcodes.BINARY_OP:
			return OPERATORS[oparg] ?? "?";
		case opcodes.IS_OP:
			return oparg === 0 ? "is" : "is not";
		case opcodes.CONTAINS_OP:
			return oparg === 0 ? "in" : "not in";
		default:
			return "";
	}
}

/** The comparisons, by PY_*; and the operators, by NB_*. */
const COMPARISONS = ["<", "<=", "==", "!=", ">", ">="];
const BINARY = ["+", "&", "//", "<<", "@", "*", "%", "|", "**", ">>", "-", "/", "^"];
const OPERATORS = [...BINARY, ...BINARY.map((operator) => `${operator}=`)];

/** The listing of a code object, and after it those of the code objects among its constants. */
export function disassemble(code: CodeObject): string {
	const lines = [`${code.qualname}, line ${code.firstlineno}:`];
	code.instructions.forEach((word, at) => {
		const opcode = word & 0xff;
		const oparg = word >> 8;
		const line = code.positions[at * 4] ?? -1;
		const previous = at === 0 ? -2 : (code.positions[at * 4 - 4] ?? -1);
		const shown = line === previous ? "" : line < 0 ? "-" : String(line);
		const meaning = argumentText(code, opcode, oparg);
		const argument = `${oparg}${meaning === "" ? "" : ` (${meaning})`}`;
		lines.push(`${shown.padStart(5)} ${String(at).padStart(5)} ${opcodeName(opcode).padEnd(24)} ${argument}`);
	});
	for (const { start, end, target, depth, lasti } of code.exceptionTable) {
		lines.push(`      ${start}..${end} -> ${target} [${depth}]${lasti ? " lasti" : ""}`);
	}
	const inner = code.consts.flatMap((c) => (c.kind === "code" ? [disassemble(c.value)] : []));
	return [lines.join("\n"), ...inner].join("\n\n");
}
