/** float (Objects/floatobject.c). */

import {
	NB_ADD,
	NB_FLOOR_DIVIDE,
	NB_MULTIPLY,
	NB_POWER,
	NB_REMAINDER,
	NB_SUBTRACT,
	NB_TRUE_DIVIDE,
} from "../compile/opcodes";
import { isFault } from "../text/fault";
import { floatFromHex, floatToHex, parseFloatText } from "../text/floatParse";
import { powerFloat } from "../text/floatPower";
import { reprFloat } from "../text/floatRepr";
import { floatRatio, intToFloat, roundFloat, roundFloatToInt, truncateFloat } from "../text/floatRound";
import { at, F64, H } from "./arena";
import { checkKeywords } from "./arguments";
import { exporterOf } from "./buffers";
import { asciiText } from "./bytes";
import { callWith, through } from "./call";
import { newInstance } from "./classes";
import { complexPower } from "./complexes";
import { declareAttribute, declareMethod, declareType } from "./declarations";
import { newException, raise, raiseOwned } from "./errors";
import { newReal, newWhole, raiseFault } from "./faults";
import { floatValue, isFloat, newFloat } from "./float";
import { declareFormat } from "./format";
import { formatFloatAs } from "./formatspecs";
import { compareNumbers, hashAsInt, hashFloat } from "./hash";
import { intBig, intNumber, isInt, newBig, newBool, newInt } from "./int";
import { ordered } from "./ints";
import { FLOAT_VALUE, LAYOUT_FLOAT, NULL, type Ref, TF_BASETYPE, TUPLE_ITEMS, TYPE } from "./layout";
import { profile, work } from "./machine";
import { N0 } from "./natives";
import { indexOf, repr, str } from "./operators";
import { decref, incref } from "./refcount";
import { isStr, newStr, textOf } from "./str";
import {
	binary,
	calling,
	nativeKind,
	S_ABSOLUTE,
	S_BOOL,
	S_FLOAT,
	S_HASH,
	S_INDEX,
	S_INIT,
	S_INT,
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
import { newTuple, tupleOf } from "./tuple";
import {
	FLOAT,
	NONE,
	NOT_IMPLEMENTED,
	OBJECT,
	OVERFLOW_ERROR,
	TYPE_ERROR,
	VALUE_ERROR,
	ZERO_DIVISION_ERROR,
} from "./typeids";
import { sameSlot, typeName } from "./types";

/** The operands of the operation in progress. */
const operands = { x: 0, y: 0 };

/** `CONVERT_TO_DOUBLE`: a float's or int's value. 1: it is in `converted`; else NOT_IMPLEMENTED or NULL. */
const converted = { value: 0 };
function convert(o: Ref): Status {
	if (isFloat(o)) {
		converted.value = floatValue(o);
		return 1;
	}
	if (!isInt(o)) return NOT_IMPLEMENTED;
	const n = intNumber(o);
	const value = Number.isNaN(n) ? intToFloat(intBig(o)) : n;
	if (isFault(value)) return raiseFault(value);
	converted.value = value;
	return 1;
}
function convertBoth(a: Ref, b: Ref): Status {
	const first = convert(a);
	if (first !== 1) return first;
	operands.x = converted.value;
	const second = convert(b);
	operands.y = converted.value;
	return second;
}

/** An operator of two doubles. */
function arithmetic(operation: (x: number, y: number) => Status): number {
	return binary((a, b) => {
		const status = convertBoth(a, b);
		return status === 1 ? operation(operands.x, operands.y) : status;
	});
}

const zeroDivision = (message: string): typeof NULL =>
	raise(ZERO_DIVISION_ERROR, profile().name === "3.13" ? message : "division by zero");

/** `_float_div_mod` into these. The divisor is not 0. */
const division = { quotient: 0, rest: 0 };
function divide(x: number, y: number): void {
	let rest = x % y;
	let quotient = (x - rest) / y;
	if (rest !== 0) {
		if (y < 0 !== rest < 0) {
			rest += y;
			quotient -= 1;
		}
	} else rest = y < 0 ? -0 : 0;
	if (quotient !== 0) {
		let floor = Math.floor(quotient);
		if (quotient - floor > 0.5) floor += 1;
		quotient = floor;
	} else quotient = x / y < 0 || Object.is(x / y, -0) ? -0 : 0;
	division.quotient = quotient;
	division.rest = rest;
}

/** `divmod(a, b)` of two floats, or a float and an int. */
export function floatDivmod(a: Ref, b: Ref): Status {
	const status = convertBoth(a, b);
	if (status !== 1) return status;
	if (operands.y === 0) return zeroDivision("float divmod()");
	divide(operands.x, operands.y);
	const tuple = newTuple(2);
	H[tuple + TUPLE_ITEMS] = newFloat(division.quotient);
	H[tuple + TUPLE_ITEMS + 1] = newFloat(division.rest);
	return tuple;
}

/** `float_pow` */
export function floatPower(x: number, y: number): Status {
	if (y === 0) return newFloat(1);
	if (Number.isNaN(x)) return newFloat(x);
	if (Number.isNaN(y)) return newFloat(x === 1 ? 1 : y);
	if (!Number.isFinite(y)) {
		const size = Math.abs(x);
		if (size === 1) return newFloat(1);
		return newFloat(y > 0 === size > 1 ? Number.POSITIVE_INFINITY : 0);
	}
	if (!Number.isFinite(x)) return newFloat(x ** y);
	if (x === 0) {
		if (y < 0)
			return raise(
				ZERO_DIVISION_ERROR,
				profile().name === "3.13" ? "0.0 cannot be raised to a negative power" : "zero to a negative power",
			);
		return newFloat(x ** y);
	}
	if (x < 0 && !Number.isInteger(y)) return complexPower({ real: x, imag: 0 }, { real: y, imag: 0 });
	work(8);
	const result = powerFloat(x, y);
	if (Number.isFinite(result)) return newFloat(result);
	const args = newTuple(2);
	H[args + TUPLE_ITEMS] = newInt(34);
	H[args + TUPLE_ITEMS + 1] = newStr("Numerical result out of range");
	return raiseOwned(newException(OVERFLOW_ERROR, args));
}

function floatOfType(type: Ref, value: number): Ref {
	if (type === FLOAT) return newFloat(value);
	const o = newInstance(type);
	F64[(o + FLOAT_VALUE) >> 1] = value;
	return o;
}

const exactFloat = (o: Ref): Ref => (at(o + TYPE) === FLOAT ? incref(o) : newFloat(floatValue(o)));

/** Word: the class. What `__float__` or `__index__` gave. */
const FLOAT_FROM = nativeKind("float()", (frame, value) => {
	const type = at(frame + N0);
	if (isFloat(value) && at(value + TYPE) === type) return value;
	const status = isFloat(value) ? floatValue(value) : intToFloat(intBig(value));
	decref(value);
	return isFault(status) ? raiseFault(status) : floatOfType(type, status);
});

const NO_FLOAT = nativeKind("float()", (_frame, shown) => {
	raise(VALUE_ERROR, `could not convert string to float: ${textOf(shown)}`);
	decref(shown);
	return NULL;
});

/** `PyFloat_FromString`: of the text that stands in `x`. */
function parsed(type: Ref, text: string, x: Ref): Status {
	work(text.length >> 3);
	const value = parseFloatText(text);
	return value === null ? through(NO_FLOAT, 0, () => repr(x)) : floatOfType(type, value);
}

/** `PyNumber_Float` */
function floatFrom(type: Ref, x: Ref): Status {
	if (at(x + TYPE) === FLOAT) return type === FLOAT ? incref(x) : floatOfType(type, floatValue(x));
	const slot = slotOf(x, S_FLOAT) !== 0 ? slotOf(x, S_FLOAT) : slotOf(x, S_INDEX);
	if (slot !== 0)
		return through(FLOAT_FROM, 1, (frame) => {
			H[frame + N0] = type;
			return (unarySlots[slot] as Unary)(x);
		});
	if (isStr(x)) return parsed(type, textOf(x), x);
	const bytes = exporterOf(x)?.bytes(x);
	if (bytes === null) return NULL;
	if (bytes !== undefined) return parsed(type, asciiText(bytes), x);
	return raise(TYPE_ERROR, `float() argument must be a string or a real number, not '${typeName(at(x + TYPE))}'`);
}

/** What the shortest digits of a float take off the work budget. */
const TEXT_WORK = 12;

declareType({
	type: FLOAT,
	name: "float",
	base: OBJECT,
	layout: LAYOUT_FLOAT,
	bytes: 24,
	words: 6,
	flags: TF_BASETYPE,
	slots: {
		[S_REPR]: unary((o) => {
			work(TEXT_WORK);
			return newStr(reprFloat(floatValue(o)));
		}),
		[S_HASH]: unary((o) => {
			hashFloat(o);
			return hashAsInt();
		}),
		[S_RICHCOMPARE]: ternary((a, b, op) => {
			if (!isFloat(b) && !isInt(b)) return NOT_IMPLEMENTED;
			return newBool(ordered(compareNumbers(a, b), op));
		}),
		[S_NUMBER + NB_ADD]: arithmetic((x, y) => newFloat(x + y)),
		[S_NUMBER + NB_SUBTRACT]: arithmetic((x, y) => newFloat(x - y)),
		[S_NUMBER + NB_MULTIPLY]: arithmetic((x, y) => newFloat(x * y)),
		[S_NUMBER + NB_TRUE_DIVIDE]: arithmetic((x, y) =>
			y === 0 ? zeroDivision("float division by zero") : newFloat(x / y),
		),
		[S_NUMBER + NB_FLOOR_DIVIDE]: arithmetic((x, y) => {
			if (y === 0) return zeroDivision("float floor division by zero");
			divide(x, y);
			return newFloat(division.quotient);
		}),
		[S_NUMBER + NB_REMAINDER]: arithmetic((x, y) => {
			if (y === 0) return zeroDivision("float modulo by zero");
			divide(x, y);
			return newFloat(division.rest);
		}),
		[S_NUMBER + NB_POWER]: arithmetic(floatPower),
		[S_NEGATIVE]: unary((o) => newFloat(-floatValue(o))),
		[S_POSITIVE]: unary(exactFloat),
		[S_ABSOLUTE]: unary((o) => newFloat(Math.abs(floatValue(o)))),
		[S_INT]: unary((o) => newWhole(truncateFloat(floatValue(o)))),
		[S_FLOAT]: unary(exactFloat),
		[S_BOOL]: unary((o) => newBool(floatValue(o) !== 0)),
		[S_NEW]: calling((type, args, nargs, kwnames) => {
			if (sameSlot(type, FLOAT, S_INIT) && !checkKeywords(kwnames, "float", [])) return NULL;
			if (nargs > 1) return raise(TYPE_ERROR, `float expected at most 1 argument, got ${nargs}`);
			return nargs === 0 ? floatOfType(type, 0) : floatFrom(type, at(args));
		}),
	},
});

/** `float.__format__` */
export function floatFormat(self: Ref, spec: Ref): Status {
	const text = textOf(spec);
	return text === "" ? str(self) : formatFloatAs(self, text);
}

/** Word: the class. A float made from text goes through the class that was asked. */
const FROM_HEX = nativeKind("float.fromhex", (_frame, value) => value);

declareMethod(FLOAT, "is_integer", 0, 0, (self) => newBool(Number.isInteger(floatValue(self))));
declareMethod(FLOAT, "as_integer_ratio", 0, 0, (self) => {
	const ratio = floatRatio(floatValue(self));
	if (isFault(ratio)) return raiseFault(ratio);
	const [numerator, denominator] = [newBig(ratio[0]), newBig(ratio[1])];
	const tuple = tupleOf(numerator, denominator);
	decref(numerator);
	decref(denominator);
	return tuple;
});
declareMethod(FLOAT, "hex", 0, 0, (self) => {
	work(TEXT_WORK);
	return newStr(floatToHex(floatValue(self)));
});
declareMethod(
	FLOAT,
	"fromhex",
	1,
	1,
	(type, args) => {
		if (!isStr(at(args))) return raise(TYPE_ERROR, "bad argument type for built-in operation");
		const value = newReal(floatFromHex(textOf(at(args))));
		if (type === FLOAT || value === NULL) return value;
		return through(FROM_HEX, 0, () => {
			const status = callWith(type, value);
			decref(value);
			return status;
		});
	},
	{ kind: "classmethod" },
);
declareMethod(FLOAT, "conjugate", 0, 0, exactFloat);
declareMethod(FLOAT, "__trunc__", 0, 0, (self) => newWhole(truncateFloat(floatValue(self))));
declareMethod(FLOAT, "__floor__", 0, 0, (self) => newWhole(truncateFloat(Math.floor(floatValue(self)))));
declareMethod(FLOAT, "__ceil__", 0, 0, (self) => newWhole(truncateFloat(Math.ceil(floatValue(self)))));
declareMethod(FLOAT, "__round__", 0, 1, (self, args, nargs) => {
	if (nargs === 0 || at(args) === NONE) return newWhole(roundFloatToInt(floatValue(self)));
	const places = indexOf(at(args));
	return Number.isNaN(places) ? NULL : newReal(roundFloat(floatValue(self), places));
});
declareMethod(FLOAT, "__divmod__", 1, 1, (self, args) => floatDivmod(self, at(args)));
declareMethod(FLOAT, "__rdivmod__", 1, 1, (self, args) => floatDivmod(at(args), self));
declareFormat(FLOAT, floatFormat);
declareMethod(FLOAT, "__getnewargs__", 0, 0, (self) => {
	const tuple = newTuple(1);
	H[tuple + TUPLE_ITEMS] = newFloat(floatValue(self));
	return tuple;
});
declareAttribute(FLOAT, "real", exactFloat);
declareAttribute(FLOAT, "imag", () => newFloat(0));
