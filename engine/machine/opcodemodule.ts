/** _opcode: what kinds of argument CPython's instructions take, for Lib/opcode.py and those who import it. */

import type { ProfileName } from "../profiles";
import { at, H } from "./arena";
import { raise } from "./errors";
import { newBool, newInt } from "./int";
import type { Ref } from "./layout";
import { NULL, TUPLE_ITEMS } from "./layout";
import { listPush, newList } from "./list";
import { profile } from "./machine";
import { declareFunction, declareValue } from "./moduletable";
import { indexOf } from "./operators";
import { effectOf } from "./stackeffects";
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
	/** The last instruction that the compiler writes, but for RESUME. */
	readonly last: number;
	/** The first and the last of the specialized; RESUME stands before them. */
	readonly specialized: readonly [number, number];
	/** The specialized instruction among the others without an argument (BINARY_OP_INPLACE_ADD_UNICODE). */
	readonly specializedFirst: number;
	/** The first of the instrumented and the last of the pseudo-instructions, which have none between them but `gaps`. */
	readonly others: readonly [number, number];
	readonly gaps: readonly number[];
}
/** Both ends included. */
const range = (first: number, last: number): readonly number[] =>
	Array.from({ length: last - first + 1 }, (_, i) => first + i);
const KINDS: Readonly<Record<ProfileName, Kinds>> = {
	"3.13": {
		haveArgument: 44,
		argumentless: [...range(150, 161), 207, 209, 210, ...range(212, 219), 237, 238, 239, 246, 247, 254, 255, 263],
		const: [83, 103, 240],
		name: [63, 66, 67, 74, 75, 82, 90, 91, 92, 93, 108, 113, 114, 259, 260, 261, 262],
		jump: [72, 77, 78, 79, 97, 98, 99, 100, 104, 256, 257],
		free: [64, 84, 89, 94, 109],
		local: [65, 85, 86, 87, 88, 110, 111, 112, 258, 267],
		exc: [264, 265, 266],
		last: 118,
		specialized: [150, 222],
		specializedFirst: 3,
		others: [236, 267],
		gaps: [254, 255],
	},
	"3.14": {
		haveArgument: 43,
		argumentless: [
			...range(129, 142),
			154,
			196,
			198,
			199,
			...range(201, 208),
			234,
			235,
			236,
			238,
			240,
			246,
			252,
			254,
			256,
			262,
		],
		const: [82],
		name: [61, 64, 65, 72, 73, 80, 91, 92, 93, 96, 110, 115, 116, 249],
		jump: [68, 70, 75, 76, 77, 100, 101, 102, 103, 106, 237, 248, 257, 258, 259, 260],
		free: [62, 90, 97, 111],
		local: [63, 83, 84, 85, 86, 87, 88, 89, 112, 113, 114, 261, 266],
		exc: [263, 264, 265],
		last: 120,
		specialized: [129, 211],
		specializedFirst: 3,
		others: [234, 266],
		gaps: [],
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
const within = (op: number, [first, last]: readonly [number, number]): boolean => op >= first && op <= last;
const isSpecialized = (op: number): boolean => within(op, kinds().specialized) || op === kinds().specializedFirst;
const isValid = (op: number): boolean => {
	const { last, specialized, others, gaps } = kinds();
	return (
		within(op, [0, last]) ||
		within(op, [specialized[0] - 1, specialized[1]]) ||
		(within(op, others) && !gaps.includes(op))
	);
};
const hasArgument = (op: number): boolean =>
	isValid(op) && op > kinds().haveArgument && !kinds().argumentless.includes(op);
has("has_arg", hasArgument);
has("has_const", (op) => kinds().const.includes(op));
has("has_name", (op) => kinds().name.includes(op));
has("has_jump", (op) => kinds().jump.includes(op));
has("has_free", (op) => kinds().free.includes(op));
has("has_local", (op) => kinds().local.includes(op));
has("has_exc", (op) => kinds().exc.includes(op));
has("is_valid", isValid);

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
		const opcode = indexOf(at(args));
		if (Number.isNaN(opcode)) return NULL;
		const given = at(args + 1);
		const oparg = given === NULL || given === NONE ? 0 : indexOf(given);
		if (Number.isNaN(oparg)) return NULL;
		const jump = at(args + 2);
		const either = jump === NULL || jump === NONE;
		if (!either && jump !== TRUE && jump !== FALSE)
			return raise(VALUE_ERROR, "stack_effect: jump must be False, True or None");
		if (!isValid(opcode) || isSpecialized(opcode)) return raise(VALUE_ERROR, "invalid opcode or oparg");
		const effects = either ? [true, false] : [jump === TRUE];
		return newInt(Math.max(...effects.map((jumps) => effectOf(profile().name, opcode, oparg, jumps))));
	},
	{ params: ["opcode", "oparg", "jump"] },
);
declareValue("_opcode", "ENABLE_SPECIALIZATION", () => newInt(1));
