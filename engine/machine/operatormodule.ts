/** The operator module's functions (Modules/_operator.c). */

import {
	NB_ADD,
	NB_AND,
	NB_FLOOR_DIVIDE,
	NB_LSHIFT,
	NB_MATRIX_MULTIPLY,
	NB_MULTIPLY,
	NB_OR,
	NB_POWER,
	NB_REMAINDER,
	NB_RSHIFT,
	NB_SUBTRACT,
	NB_TRUE_DIVIDE,
	NB_XOR,
	PY_EQ,
	PY_GE,
	PY_GT,
	PY_LE,
	PY_LT,
	PY_NE,
} from "../compile/opcodes";
import { at, H } from "./arena";
import { bytesLike, exporterOf } from "./buffers";
import { compareBytes } from "./bytes";
import { through, vectorcall } from "./call";
import { compare } from "./comparison";
import { raise } from "./errors";
import { intBig, isInt, newBig, newBool, newInt } from "./int";
import { iterSearch } from "./itersearch";
import { NULL, type Ref, TYPE } from "./layout";
import { lengthHint } from "./lengthhint";
import { declareFunction } from "./moduletable";
import { N0 } from "./natives";
import { binaryOp, contains, getItem, setItem, truth, unaryOp } from "./operators";
import { decref, incref } from "./refcount";
import { isStr, textOf } from "./str";
import {
	type Binary,
	binarySlots,
	isSequence,
	nativeKind,
	S_ABSOLUTE,
	S_CONCAT,
	S_INDEX,
	S_INPLACE_CONCAT,
	S_INVERT,
	S_NEGATIVE,
	S_POSITIVE,
	type Status,
	slotOf,
	type Unary,
	unarySlots,
} from "./tables";
import { FALSE, NONE, TRUE, TYPE_ERROR } from "./typeids";
import { typeName } from "./types";

const two = (name: string, f: (a: Ref, b: Ref) => Status): void =>
	declareFunction("_operator", name, 2, 2, (_self, args) => f(at(args), at(args + 1)));
const one = (name: string, f: (o: Ref) => Status): void =>
	declareFunction("_operator", name, 1, 1, (_self, args) => f(at(args)));

for (const [name, op] of [
	["lt", PY_LT],
	["le", PY_LE],
	["eq", PY_EQ],
	["ne", PY_NE],
	["ge", PY_GE],
	["gt", PY_GT],
] as const)
	two(name, (a, b) => compare(a, b, op));
for (const [name, op] of [
	["add", NB_ADD],
	["and_", NB_AND],
	["floordiv", NB_FLOOR_DIVIDE],
	["lshift", NB_LSHIFT],
	["matmul", NB_MATRIX_MULTIPLY],
	["mul", NB_MULTIPLY],
	["mod", NB_REMAINDER],
	["or_", NB_OR],
	["pow", NB_POWER],
	["rshift", NB_RSHIFT],
	["sub", NB_SUBTRACT],
	["truediv", NB_TRUE_DIVIDE],
	["xor", NB_XOR],
] as const) {
	two(name, (a, b) => binaryOp(a, b, op, false));
	two(`i${name.replace("_", "")}`, (a, b) => binaryOp(a, b, op, true));
}
one("neg", (o) => unaryOp(o, S_NEGATIVE, "unary -"));
one("pos", (o) => unaryOp(o, S_POSITIVE, "unary +"));
one("invert", (o) => unaryOp(o, S_INVERT, "unary ~"));
one("inv", (o) => unaryOp(o, S_INVERT, "unary ~"));
one("abs", (o) => unaryOp(o, S_ABSOLUTE, "abs()"));
one("index", (o) => {
	if (isInt(o)) return newBig(intBig(o));
	const slot = slotOf(o, S_INDEX);
	if (slot === 0) return raise(TYPE_ERROR, `'${typeName(at(o + TYPE))}' object cannot be interpreted as an integer`);
	return (unarySlots[slot] as Unary)(o);
});
one("truth", truth);
const NOT = nativeKind("operator.not_", (_frame, value) => (value === TRUE ? FALSE : TRUE));
one("not_", (o) => through(NOT, 0, () => truth(o)));
two("is_", (a, b) => newBool(a === b));
two("is_not", (a, b) => newBool(a !== b));
two("contains", contains);
two("getitem", getItem);

/** What assigned or deleted gives a value to drop. */
const DONE = nativeKind("operator.setitem", (_frame, value) => {
	decref(value);
	return NONE;
});
declareFunction("_operator", "setitem", 3, 3, (_self, args) =>
	through(DONE, 0, () => setItem(at(args), at(args + 1), at(args + 2))),
);
two("delitem", (o, key) => through(DONE, 0, () => setItem(o, key, NULL)));

/** `PySequence_Concat` and its in-place kin. */
function concat(a: Ref, b: Ref, inplace: boolean): Status {
	const own = inplace ? slotOf(a, S_INPLACE_CONCAT) : 0;
	const slot = own !== 0 ? own : slotOf(a, S_CONCAT);
	if (slot !== 0) return (binarySlots[slot] as Binary)(a, b);
	if (isSequence(a) && isSequence(b)) return binaryOp(a, b, NB_ADD, inplace);
	return raise(TYPE_ERROR, `'${typeName(at(a + TYPE))}' object can't be concatenated`);
}
two("concat", (a, b) => concat(a, b, false));
two("iconcat", (a, b) => concat(a, b, true));

for (const [name, place] of [
	["countOf", false],
	["indexOf", true],
] as const)
	two(name, (o, wanted) => iterSearch(o, wanted, place));

/** `_tscmp` of texts in ASCII, or of bytes; the time it takes tells nothing here. */
declareFunction("_operator", "_compare_digest", 2, 2, (_self, args) => {
	const [a, b] = [at(args), at(args + 1)];
	if (isStr(a) && isStr(b)) {
		const texts = [textOf(a), textOf(b)] as const;
		if (texts.some((text) => /[^\0-\x7f]/.test(text)))
			return raise(TYPE_ERROR, "comparing strings with non-ASCII characters is not supported");
		return newBool(texts[0] === texts[1]);
	}
	if (exporterOf(a) === undefined && exporterOf(b) === undefined)
		return raise(
			TYPE_ERROR,
			`unsupported operand types(s) or combination of types: '${typeName(at(a + TYPE))}' and '${typeName(at(b + TYPE))}'`,
		);
	const left = bytesLike(a);
	const right = left === null ? null : bytesLike(b);
	return left === null || right === null ? NULL : newBool(compareBytes(left, right) === 0);
});
/** Word: the default, or 0. */
const HINTED = nativeKind("operator.length_hint", (frame, hint) => {
	const otherwise = at(frame + N0);
	return hint !== NONE ? hint : otherwise === NULL ? newInt(0) : incref(otherwise);
});
declareFunction("_operator", "length_hint", 1, 2, (_self, args, nargs) => {
	const o = at(args);
	const otherwise = nargs > 1 ? at(args + 1) : NULL;
	if (otherwise !== NULL && !isInt(otherwise))
		return raise(TYPE_ERROR, `'${typeName(at(otherwise + TYPE))}' object cannot be interpreted as an integer`);
	return through(HINTED, 1, (frame) => {
		H[frame + N0] = otherwise;
		return lengthHint(o);
	});
});
declareFunction(
	"_operator",
	"call",
	1,
	-1,
	(_self, args, nargs, kwnames) =>
		nargs === 0
			? raise(TYPE_ERROR, "call expected at least 1 argument, got 0")
			: vectorcall(at(args), args + 1, nargs - 1, kwnames),
	{
		raw: true,
	},
);
