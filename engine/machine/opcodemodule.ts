/** _opcode: what kinds of argument CPython's instructions take, for Lib/opcode.py and those who import it. */

import { opcodeName } from "../compile/disassemble";
import { stackEffect } from "../compile/instructions";
import type { ProfileName } from "../profiles";
import { at, H } from "./arena";
import { raise } from "./errors";
import { newBool, newInt } from "./int";
import type { Ref } from "./layout";
import { NULL, TUPLE_ITEMS } from "./layout";
import { Unsupported } from "./limits";
import { listPush, newList } from "./list";
import { profile } from "./machine";
import { declareFunction, declareValue } from "./moduletable";
import { indexOf } from "./operators";
import { newStr } from "./str";
import { newTuple } from "./tuple";
import { FALSE, NONE, TRUE, VALUE_ERROR } from "./typeids";

/** Numbers of Include/internal/pycore_opcode_metadata.h and Lib/_opcode_metadata.py. */
interface Kinds {
	/** `HAVE_ARGUMENT`: the last instruction without one. */
	readonly haveArgument: number;
	/** Among the instrumented and the pseudo-instructions above. */
	readonly argumentless: readonly number[];
	readonly const: readonly number[];
	readonly name: readonly number[];
	readonly jump: readonly number[];
	readonly free: readonly number[];
	readonly local: readonly number[];
	readonly exc: readonly number[];
}
const KINDS: Readonly<Record<ProfileName, Kinds>> = {
	"3.13": {
		haveArgument: 44,
		argumentless: [237, 238, 239, 246, 247, 254, 255, 263],
		const: [83, 103, 240],
		name: [63, 66, 67, 74, 75, 82, 90, 91, 92, 93, 108, 113, 114, 259, 260, 261, 262],
		jump: [72, 77, 78, 79, 97, 98, 99, 100, 104, 256, 257],
		free: [64, 84, 89, 94, 109],
		local: [65, 85, 86, 87, 88, 110, 111, 112, 258, 267],
		exc: [264, 265, 266],
	},
	"3.14": {
		haveArgument: 43,
		argumentless: [234, 235, 236, 238, 240, 246, 252, 254, 256, 262],
		const: [82],
		name: [61, 64, 65, 72, 73, 80, 91, 92, 93, 96, 110, 115, 116, 249],
		jump: [68, 70, 75, 76, 77, 100, 101, 102, 103, 106, 237, 248, 257, 258, 259, 260],
		free: [62, 90, 97, 111],
		local: [63, 83, 84, 85, 86, 87, 88, 89, 112, 113, 114, 261, 266],
		exc: [263, 264, 265],
	},
};
const kinds = (): Kinds => KINDS[profile().name];

const has = (name: string, test: (op: number) => boolean): void =>
	declareFunction(
		"_opcode",
		name,
		1,
		1,
		(_self, args) => {
			const op = indexOf(at(args));
			return Number.isNaN(op) ? NULL : newBool(test(op));
		},
		{ params: ["opcode"] },
	);
const hasArgument = (op: number): boolean => op > kinds().haveArgument && !kinds().argumentless.includes(op);
has("has_arg", hasArgument);
has("has_const", (op) => kinds().const.includes(op));
has("has_name", (op) => kinds().name.includes(op));
has("has_jump", (op) => kinds().jump.includes(op));
has("has_free", (op) => kinds().free.includes(op));
has("has_local", (op) => kinds().local.includes(op));
has("has_exc", (op) => kinds().exc.includes(op));
has("is_valid", (op) => op >= 0 && op < 268);

function listOf(names: readonly string[]): Ref {
	const list = newList();
	for (const name of names) listPush(list, newStr(name));
	return list;
}
const prefixed = (prefix: string, names: string): readonly string[] => names.split(" ").map((name) => prefix + name);
const INTRINSIC_1 = prefixed(
	"INTRINSIC_",
	"1_INVALID PRINT IMPORT_STAR STOPITERATION_ERROR ASYNC_GEN_WRAP UNARY_POSITIVE LIST_TO_TUPLE TYPEVAR PARAMSPEC TYPEVARTUPLE SUBSCRIPT_GENERIC TYPEALIAS",
);
const INTRINSIC_2 = prefixed(
	"INTRINSIC_",
	"2_INVALID PREP_RERAISE_STAR TYPEVAR_WITH_BOUND TYPEVAR_WITH_CONSTRAINTS SET_FUNCTION_TYPE_PARAMS SET_TYPEPARAM_DEFAULT",
);
declareFunction("_opcode", "get_intrinsic1_descs", 0, 0, () => listOf(INTRINSIC_1));
declareFunction("_opcode", "get_intrinsic2_descs", 0, 0, () => listOf(INTRINSIC_2));
declareFunction("_opcode", "get_special_method_names", 0, 0, () =>
	listOf(["__enter__", "__exit__", "__aenter__", "__aexit__"]),
);
const OPERATIONS =
	"ADD + AND & FLOOR_DIVIDE // LSHIFT << MATRIX_MULTIPLY @ MULTIPLY * REMAINDER % OR | POWER ** RSHIFT >> SUBTRACT - TRUE_DIVIDE / XOR ^".split(
		" ",
	);
declareFunction("_opcode", "get_nb_ops", 0, 0, () => {
	const list = newList();
	const add = (name: string, symbol: string): void => {
		const pair = newTuple(2);
		H[pair + TUPLE_ITEMS] = newStr(name);
		H[pair + TUPLE_ITEMS + 1] = newStr(symbol);
		listPush(list, pair);
	};
	for (const inplace of [false, true])
		for (let i = 0; i < OPERATIONS.length; i += 2)
			add(`NB_${inplace ? "INPLACE_" : ""}${OPERATIONS[i]}`, `${OPERATIONS[i + 1]}${inplace ? "=" : ""}`);
	if (profile().name !== "3.13") add("NB_SUBSCR", "[]");
	return list;
});
declareFunction("_opcode", "get_specialization_stats", 0, 0, () => NONE);
declareFunction("_opcode", "get_executor", 0, 2, () => NONE, { params: ["code", "offset"] });
/** `dis.stack_effect`: how an instruction changes the depth; without `jump`, the greater of its two effects. */
declareFunction(
	"_opcode",
	"stack_effect",
	1,
	3,
	(_self, args) => {
		if (profile().name !== "3.13") throw new Unsupported("stack_effect() in Python 3.14");
		const opcode = indexOf(at(args));
		if (Number.isNaN(opcode)) return NULL;
		const given = at(args + 1) === NULL ? NONE : at(args + 1);
		if (hasArgument(opcode) && given === NONE)
			return raise(VALUE_ERROR, "stack_effect: opcode requires oparg but oparg was not specified");
		if (!hasArgument(opcode) && given !== NONE)
			return raise(VALUE_ERROR, "stack_effect: opcode does not permit oparg but oparg was specified");
		const oparg = given === NONE ? 0 : indexOf(given);
		if (Number.isNaN(oparg)) return NULL;
		if (opcodeName(opcode).startsWith("<")) throw new Unsupported(`the stack effect of opcode ${opcode}`);
		const effects = at(args + 2) === TRUE ? [true] : at(args + 2) === FALSE ? [false] : [true, false];
		return newInt(Math.max(...effects.map((jump) => stackEffect(opcode, oparg, jump))));
	},
	{ params: ["opcode", "oparg", "jump"] },
);
declareValue("_opcode", "ENABLE_SPECIALIZATION", () => newInt(1));
