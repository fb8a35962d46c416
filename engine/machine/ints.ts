/** int and bool (Objects/longobject.c, boolobject.c). Results that a double holds exactly take no bigint on the way. */

import {
	NB_ADD,
	NB_AND,
	NB_FLOOR_DIVIDE,
	NB_LSHIFT,
	NB_MULTIPLY,
	NB_OR,
	NB_POWER,
	NB_REMAINDER,
	NB_RSHIFT,
	NB_SUBTRACT,
	NB_TRUE_DIVIDE,
	NB_XOR,
	PY_EQ,
	PY_GT,
	PY_LE,
	PY_LT,
	PY_NE,
} from "../compile/opcodes";
import { isFault } from "../text/fault";
import { intToFloat } from "../text/floatRound";
import { intToText, parseIntText } from "../text/intText";
import { reprBytes } from "../text/strRepr";
import { at, H } from "./arena";
import { checkKeywords, resolveArguments, type Signature } from "./arguments";
import { bytesLike, exporterOf } from "./buffers";
import { isByteArray } from "./bytearray";
import { asciiText, isBytes } from "./bytes";
import { through } from "./call";
import { newInstance } from "./classes";
import { declareType } from "./declarations";
import { truncated } from "./deprecatedconversions";
import { invertBool } from "./deprecations";
import { raise } from "./errors";
import { newReal, newText, newWhole, raiseFault } from "./faults";
import { newFloat } from "./float";
import { floatPower } from "./floats";
import { compareNumbers, hashAsInt, hashInt } from "./hash";
import {
	intBig,
	intBits,
	intBytes,
	intNumber,
	isExactInt,
	isInt,
	maxStrDigits,
	newBig,
	newBool,
	newInt,
	setInt,
} from "./int";
import { chargeDecimal, floorDivide, multiply, power, powerModulo, shiftLeft, shiftRight, trueDivide } from "./intmath";
import { declareIntMethods } from "./intmethods";
import { LAYOUT_INT, NULL, type Ref, TF_BASETYPE, TF_INT, TUPLE_ITEMS, TYPE } from "./layout";
import { profile, work } from "./machine";
import { N0 } from "./natives";
import { indexOf, truth } from "./operators";
import { decref, incref } from "./refcount";
import { allocStr, isStr, newStr, textOf } from "./str";
import {
	binary,
	calling,
	nativeKind,
	S_ABSOLUTE,
	S_BOOL,
	S_FLOAT,
	S_HASH,
	S_INDEX,
	S_INT,
	S_INVERT,
	S_NEGATIVE,
	S_NEW,
	S_NUMBER,
	S_POSITIVE,
	S_REPR,
	S_RICHCOMPARE,
	type Status,
	slotOf,
	ternary,
	type Unary,
	unary,
	unarySlots,
} from "./tables";
import { newTuple } from "./tuple";
import {
	BOOL,
	FALSE,
	INT,
	NOT_IMPLEMENTED,
	OBJECT,
	STR,
	TRUE,
	TYPE_ERROR,
	VALUE_ERROR,
	ZERO_DIVISION_ERROR,
} from "./typeids";
import { typeLookupText, typeName } from "./types";

const SAFE = Number.MAX_SAFE_INTEGER;

/** A result within the safe integers as an int. */
function exact(n: number): boolean {
	return n <= SAFE && n >= -SAFE;
}

/** Both operands are ints, else the other operand's type is asked. */
function bothInts(a: Ref, b: Ref): boolean {
	return isInt(a) && isInt(b);
}

const ADD = binary((a, b) => {
	if (!bothInts(a, b)) return NOT_IMPLEMENTED;
	const r = intNumber(a) + intNumber(b);
	return exact(r) ? newInt(r) : newBig(intBig(a) + intBig(b));
});
const SUBTRACT = binary((a, b) => {
	if (!bothInts(a, b)) return NOT_IMPLEMENTED;
	const r = intNumber(a) - intNumber(b);
	return exact(r) ? newInt(r) : newBig(intBig(a) - intBig(b));
});
const MULTIPLY = binary((a, b) => {
	if (!bothInts(a, b)) return NOT_IMPLEMENTED;
	const r = intNumber(a) * intNumber(b);
	return exact(r) ? newInt(r) : newBig(multiply(intBig(a), intBig(b), intBits(a), intBits(b)));
});

const zeroDivision = (message: string): typeof NULL =>
	raise(ZERO_DIVISION_ERROR, profile().name === "3.13" ? message : "division by zero");

/** `l_divmod` into these two; false: the divisor is 0. */
const division = { quotient: 0n as bigint | number, rest: 0n as bigint | number };
function divide(a: Ref, b: Ref): boolean {
	const x = intNumber(a);
	const y = intNumber(b);
	if (y === 0) return false;
	if (Number.isNaN(x) || Number.isNaN(y)) {
		const { quotient, rest } = floorDivide(intBig(a), intBig(b), intBits(a), intBits(b));
		division.quotient = quotient;
		division.rest = rest;
		return true;
	}
	// The remainder of doubles is exact, and what is left divides without rounding.
	let rest = x % y;
	let quotient = (x - rest) / y;
	if (rest !== 0 && rest < 0 !== y < 0) {
		rest += y;
		quotient -= 1;
	}
	division.quotient = quotient;
	division.rest = rest;
	return true;
}

function whole(value: bigint | number): Ref {
	return typeof value === "bigint" ? newBig(value) : newInt(value);
}

const FLOOR_DIVIDE = binary((a, b) => {
	if (!bothInts(a, b)) return NOT_IMPLEMENTED;
	return divide(a, b) ? whole(division.quotient) : zeroDivision("integer division or modulo by zero");
});
const REMAINDER = binary((a, b) => {
	if (!bothInts(a, b)) return NOT_IMPLEMENTED;
	return divide(a, b) ? whole(division.rest) : zeroDivision("integer modulo by zero");
});
/** `divmod(a, b)` of two ints, else NotImplemented. */
export function intDivmod(a: Ref, b: Ref): Status {
	if (!bothInts(a, b)) return NOT_IMPLEMENTED;
	if (!divide(a, b)) return zeroDivision("integer division or modulo by zero");
	const rest = division.rest;
	const tuple = newTuple(2);
	H[tuple + TUPLE_ITEMS] = whole(division.quotient);
	H[tuple + TUPLE_ITEMS + 1] = whole(rest);
	return tuple;
}
const TRUE_DIVIDE = binary((a, b) => {
	if (!bothInts(a, b)) return NOT_IMPLEMENTED;
	const x = intNumber(a);
	const y = intNumber(b);
	if (y === 0) return raise(ZERO_DIVISION_ERROR, "division by zero");
	if (!Number.isNaN(x) && !Number.isNaN(y)) return newFloat(x / y);
	return newReal(trueDivide(intBig(a), intBig(b)));
});

const POWER = binary((a, b) => {
	if (!bothInts(a, b)) return NOT_IMPLEMENTED;
	const y = intNumber(b);
	if (y < 0 || (Number.isNaN(y) && intBig(b) < 0n)) {
		const base = intToFloat(intBig(a));
		if (isFault(base)) return raiseFault(base);
		const exponent = intToFloat(intBig(b));
		return isFault(exponent) ? raiseFault(exponent) : floatPower(base, exponent);
	}
	const r = intNumber(a) ** y;
	return exact(r) ? newInt(r) : newBig(power(intBig(a), intBig(b)));
});
/** `pow(a, b, modulus)`, else NotImplemented. */
export function intPowerModulo(a: Ref, b: Ref, modulus: Ref): Status {
	if (!bothInts(a, b) || !isInt(modulus)) return NOT_IMPLEMENTED;
	return newWhole(powerModulo(intBig(a), intBig(b), intBig(modulus)));
}

const SHIFT_LEFT = binary((a, b) => {
	if (!bothInts(a, b)) return NOT_IMPLEMENTED;
	const count = intNumber(b);
	if (count >= 0 && count < 53) {
		const r = intNumber(a) * 2 ** count;
		if (exact(r)) return newInt(r);
	}
	return newWhole(shiftLeft(intBig(a), intBig(b)));
});
const SHIFT_RIGHT = binary((a, b) => {
	if (!bothInts(a, b)) return NOT_IMPLEMENTED;
	const count = intNumber(b);
	const n = intNumber(a);
	if (count >= 0 && !Number.isNaN(n)) return newInt(count > 60 ? (n < 0 ? -1 : 0) : Math.floor(n / 2 ** count));
	return newWhole(shiftRight(intBig(a), intBig(b)));
});

/** `&`, `|` and `^`: on 32 bits where both fit. */
function bitwise(
	small: (x: number, y: number) => number,
	large: (x: bigint, y: bigint) => bigint,
): (a: Ref, b: Ref) => Status {
	return (a, b) => {
		if (!bothInts(a, b)) return NOT_IMPLEMENTED;
		const x = intNumber(a);
		const y = intNumber(b);
		if (x === (x | 0) && y === (y | 0)) return newInt(small(x, y));
		return newBig(large(intBig(a), intBig(b)));
	};
}
const intAnd = bitwise(
	(x, y) => x & y,
	(x, y) => x & y,
);
const intOr = bitwise(
	(x, y) => x | y,
	(x, y) => x | y,
);
const intXor = bitwise(
	(x, y) => x ^ y,
	(x, y) => x ^ y,
);

/** The int itself, or an exact int of the same value (`long_long`). */
export function exactInt(o: Ref): Ref {
	return isExactInt(o) ? incref(o) : newBig(intBig(o));
}

const COMPARE = ternary((a, b, op) => {
	if (!bothInts(a, b)) return NOT_IMPLEMENTED;
	return newBool(ordered(compareNumbers(a, b), op));
});

/** What a comparison says of two values of this order (NaN: of none). */
export function ordered(order: number, op: number): boolean {
	switch (op) {
		case PY_LT:
			return order < 0;
		case PY_LE:
			return order <= 0;
		case PY_EQ:
			return order === 0;
		case PY_NE:
			return order !== 0;
		case PY_GT:
			return order > 0;
		default:
			return order >= 0;
	}
}

/** `str(o)` of an int: its decimal digits, at most as many as `sys.get_int_max_str_digits()` says. */
function intText(o: Ref): Status {
	const n = intNumber(o);
	if (!Number.isNaN(n)) {
		const text = String(n);
		return allocStr(STR, text, text.length, 0);
	}
	chargeDecimal(intBits(o), maxStrDigits());
	return newText(intToText(intBig(o), maxStrDigits()));
}

/** A new int of a type with a value: an exact one as usual, else an instance of the class. */
function intOfType(type: Ref, value: bigint): Ref {
	if (type === INT) return newBig(value);
	const o = newInstance(type, (intBytes(value) - 24) >> 2);
	setInt(o, value);
	return o;
}

/** Word: the class. An int comes from `__int__` or `__index__`. */
const INT_FROM = nativeKind("int()", (frame, value) => converted(at(frame + N0), value));
function converted(type: Ref, value: Ref): Status {
	if (type === INT && isExactInt(value)) return value;
	const o = intOfType(type, intBig(value));
	decref(value);
	return o;
}

/** Texts of more digits than this are charged for the products that their value takes. */
const LONG_DIGITS = 400;

function parsed(type: Ref, text: string, base: number, shown: string | null): Status {
	work(text.length >> 3);
	// Bases other than 2, 4, 8, 16 and 32 take products of the parts.
	if (text.length > LONG_DIGITS && (base & (base - 1)) !== 0) {
		const words = text.length / 12;
		work(Math.floor((words * Math.min(words, 1500)) / (base === 10 ? 32 : 8)));
	}
	const value = parseIntText(text, base, maxStrDigits(), shown);
	return isFault(value) ? raiseFault(value) : intOfType(type, value);
}

/** `PyNumber_Long` */
function intFrom(type: Ref, x: Ref): Status {
	if (isExactInt(x)) return type === INT ? incref(x) : intOfType(type, intBig(x));
	const slot = slotOf(x, S_INT) !== 0 ? slotOf(x, S_INT) : slotOf(x, S_INDEX);
	if (slot !== 0 || (profile().name === "3.13" && typeLookupText(at(x + TYPE), "__trunc__") !== NULL)) {
		return through(INT_FROM, 1, (frame) => {
			H[frame + N0] = type;
			return slot !== 0 ? (unarySlots[slot] as Unary)(x) : truncated(x);
		});
	}
	if (isStr(x)) return parsed(type, textOf(x), 10, null);
	const bytes = exporterOf(x)?.bytes(x);
	if (bytes === null) return NULL;
	if (bytes !== undefined) return parsed(type, asciiText(bytes), 10, reprBytes(bytes));
	return raise(
		TYPE_ERROR,
		`int() argument must be a string, a bytes-like object or a real number, not '${typeName(at(x + TYPE))}'`,
	);
}

const PARAMETERS: Signature = { name: "int", params: ["", "base"], min: 0, max: 2, positionalOnly: 1 };
const NEW = calling((type, args, nargs, kwnames) => {
	if (type === BOOL) return raise(TYPE_ERROR, "int.__new__(bool) is not safe, use bool.__new__()");
	// long_vectorcall counts by itself.
	if (type === INT && kwnames === NULL && nargs > 2)
		return raise(TYPE_ERROR, `int expected at most 2 arguments, got ${nargs}`);
	const given = resolveArguments(PARAMETERS, args, nargs, kwnames);
	if (given === null) return NULL;
	const [x = NULL, baseArgument = NULL] = given;
	if (x === NULL)
		return baseArgument !== NULL ? raise(TYPE_ERROR, "int() missing string argument") : intOfType(type, 0n);
	if (baseArgument === NULL) return intFrom(type, x);
	const base = indexOf(baseArgument);
	if (Number.isNaN(base)) return NULL;
	if (base !== 0 && (base < 2 || base > 36)) return raise(VALUE_ERROR, "int() base must be >= 2 and <= 36, or 0");
	if (isStr(x)) return parsed(type, textOf(x), base, null);
	if (isBytes(x) || isByteArray(x)) {
		const bytes = bytesLike(x);
		return bytes === null ? NULL : parsed(type, asciiText(bytes), base, reprBytes(bytes));
	}
	return raise(TYPE_ERROR, "int() can't convert non-string with explicit base");
});

const HASH = unary((o) => {
	hashInt(o);
	return hashAsInt();
});

declareType({
	type: INT,
	name: "int",
	base: OBJECT,
	layout: LAYOUT_INT,
	bytes: 24,
	itemBytes: 4,
	words: 8,
	flags: TF_BASETYPE | TF_INT,
	slots: {
		[S_REPR]: unary(intText),
		[S_HASH]: HASH,
		[S_RICHCOMPARE]: COMPARE,
		[S_NUMBER + NB_ADD]: ADD,
		[S_NUMBER + NB_SUBTRACT]: SUBTRACT,
		[S_NUMBER + NB_MULTIPLY]: MULTIPLY,
		[S_NUMBER + NB_FLOOR_DIVIDE]: FLOOR_DIVIDE,
		[S_NUMBER + NB_REMAINDER]: REMAINDER,
		[S_NUMBER + NB_TRUE_DIVIDE]: TRUE_DIVIDE,
		[S_NUMBER + NB_POWER]: POWER,
		[S_NUMBER + NB_LSHIFT]: SHIFT_LEFT,
		[S_NUMBER + NB_RSHIFT]: SHIFT_RIGHT,
		[S_NUMBER + NB_AND]: binary(intAnd),
		[S_NUMBER + NB_OR]: binary(intOr),
		[S_NUMBER + NB_XOR]: binary(intXor),
		[S_NEGATIVE]: unary((o) => (Number.isNaN(intNumber(o)) ? newBig(-intBig(o)) : newInt(-intNumber(o)))),
		[S_POSITIVE]: unary(exactInt),
		[S_ABSOLUTE]: unary((o) => (intBig(o) < 0n ? newBig(-intBig(o)) : exactInt(o))),
		[S_INVERT]: unary((o) => newBig(~intBig(o))),
		[S_INT]: unary(exactInt),
		[S_INDEX]: unary(exactInt),
		[S_FLOAT]: unary((o) => newReal(intToFloat(intBig(o)))),
		[S_BOOL]: unary((o) => newBool(intNumber(o) !== 0)),
		[S_NEW]: NEW,
	},
});
declareIntMethods();

/** Both bools: a bool; else as ints. */
function logical(small: (x: boolean, y: boolean) => boolean, asInts: (a: Ref, b: Ref) => Status): number {
	const isBool = (o: Ref): boolean => o === TRUE || o === FALSE;
	return binary((a, b) => (isBool(a) && isBool(b) ? newBool(small(a === TRUE, b === TRUE)) : asInts(a, b)));
}

declareType({
	type: BOOL,
	name: "bool",
	base: INT,
	layout: LAYOUT_INT,
	bytes: 24,
	itemBytes: 4,
	words: 8,
	flags: TF_INT,
	slots: {
		[S_REPR]: unary((o) => newStr(o === TRUE ? "True" : "False")),
		[S_INVERT]: unary(invertBool),
		[S_NUMBER + NB_AND]: logical((x, y) => x && y, intAnd),
		[S_NUMBER + NB_OR]: logical((x, y) => x || y, intOr),
		[S_NUMBER + NB_XOR]: logical((x, y) => x !== y, intXor),
		[S_NEW]: calling((_type, args, nargs, kwnames) => {
			if (!checkKeywords(kwnames, "bool", [])) return NULL;
			if (nargs > 1) return raise(TYPE_ERROR, `bool expected at most 1 argument, got ${nargs}`);
			return nargs === 0 ? FALSE : truth(at(args));
		}),
	},
});
