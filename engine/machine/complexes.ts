/** complex (Objects/complexobject.c): two doubles in the object. */

import { NB_ADD, NB_MULTIPLY, NB_POWER, NB_SUBTRACT, NB_TRUE_DIVIDE, PY_EQ, PY_NE } from "../compile/opcodes";
import { isFault } from "../text/fault";
import { parseFloatText } from "../text/floatParse";
import { powerFloat } from "../text/floatPower";
import { reprFloat } from "../text/floatRepr";
import { intToFloat } from "../text/floatRound";
import { hashFloat as hashOfFloat } from "../text/hashes";
import { toAsciiDigits } from "../text/intText";
import { reprText } from "../text/strRepr";
import { allocObject, at, F64, H } from "./arena";
import { optionalArguments } from "./arguments";
import { through } from "./call";
import { newInstance } from "./classes";
import { COMPLEX_METHOD, convert } from "./conversions";
import { declareAttribute, declareMethod, declareType } from "./declarations";
import { strictSubclass } from "./deprecatedconversions";
import { raise } from "./errors";
import { raiseFault } from "./faults";
import { floatValue, isFloat, newFloat } from "./float";
import { declareFormat } from "./format";
import { formatComplexAs } from "./formatspecs";

import { hash } from "./hash";
import { intBig, isInt, newBig, newBool } from "./int";
import { LAYOUT_OBJECT, NULL, type Ref, T_FREELIST, TF_BASETYPE, TUPLE_ITEMS, TYPE } from "./layout";
import { profile } from "./machine";
import { declareValue } from "./moduletable";
import { str } from "./operators";
import { decref, incref } from "./refcount";
import { callSpecial } from "./special";
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
	S_NEGATIVE,
	S_NEW,
	S_NUMBER,
	S_POSITIVE,
	S_REPR,
	S_RICHCOMPARE,
	type Status,
	slotOf,
	ternary,
	unary,
} from "./tables";
import { newTuple } from "./tuple";
import {
	COMPLEX,
	FLOAT,
	INT,
	NOT_IMPLEMENTED,
	OBJECT,
	OVERFLOW_ERROR,
	TYPE_ERROR,
	VALUE_ERROR,
	ZERO_DIVISION_ERROR,
} from "./typeids";
import { isSubtype, typeLookupText, typeName } from "./types";

/** Words of the two parts. */
const REAL = 4;
const IMAG = 6;
const WORDS = 8;

export interface Complex {
	readonly real: number;
	readonly imag: number;
}

function complexOfType(type: Ref, { real, imag }: Complex): Ref {
	const o = type === COMPLEX ? allocObject(COMPLEX, 32, WORDS, 0, at(COMPLEX + T_FREELIST)) : newInstance(type);
	F64[(o + REAL) >> 1] = real;
	F64[(o + IMAG) >> 1] = imag;
	return o;
}

export function newComplex(real: number, imag: number): Ref {
	return complexOfType(COMPLEX, { real, imag });
}

const realOf = (o: Ref): number => F64[(o + REAL) >> 1] as number;
const imagOf = (o: Ref): number => F64[(o + IMAG) >> 1] as number;

/** A complex number's value. */
export function complexOf(o: Ref): Complex {
	return { real: realOf(o), imag: imagOf(o) };
}

function isComplex(o: Ref): boolean {
	return isSubtype(at(o + TYPE), COMPLEX);
}

/** `TO_COMPLEX`: a number's value; null where it is none, or, with an error set, an int too large. */
function toComplex(o: Ref): Complex | null {
	if (isFloat(o)) return { real: floatValue(o), imag: 0 };
	if (isInt(o)) {
		const real = intToFloat(intBig(o));
		if (!isFault(real)) return { real, imag: 0 };
		raiseFault(real);
		return null;
	}
	return isComplex(o) ? { real: realOf(o), imag: imagOf(o) } : null;
}

function arithmetic(operation: (a: Complex, b: Complex) => Status): number {
	return binary((a, b) => {
		const isNumber = (o: Ref): boolean => isFloat(o) || isInt(o) || isComplex(o);
		if (!isNumber(a) || !isNumber(b)) return NOT_IMPLEMENTED;
		const x = toComplex(a);
		const y = x === null ? null : toComplex(b);
		return x === null || y === null ? NULL : operation(x, y);
	});
}

function product(a: Complex, b: Complex): Complex {
	return { real: a.real * b.real - a.imag * b.imag, imag: a.real * b.imag + a.imag * b.real };
}

/** `_Py_c_quot`; null: the divisor is 0. */
function quotient(a: Complex, b: Complex): Complex | null {
	const [real, imag] = [Math.abs(b.real), Math.abs(b.imag)];
	if (real >= imag) {
		if (real === 0) return null;
		const ratio = b.imag / b.real;
		const denominator = b.real + b.imag * ratio;
		return { real: (a.real + a.imag * ratio) / denominator, imag: (a.imag - a.real * ratio) / denominator };
	}
	if (imag >= real) {
		const ratio = b.real / b.imag;
		const denominator = b.real * ratio + b.imag;
		return { real: (a.real * ratio + a.imag) / denominator, imag: (a.imag * ratio - a.real) / denominator };
	}
	return { real: Number.NaN, imag: Number.NaN };
}

/** Whole exponents up to here are raised by multiplying (INT_EXP_CUTOFF). */
const MOST_MULTIPLIED = 100;

/** `_Py_c_pow`, and `c_powi` for small whole exponents; null: 0 to a negative or complex power. */
function raised(a: Complex, b: Complex): Complex | null {
	if (b.imag === 0 && Number.isInteger(b.real) && Math.abs(b.real) <= MOST_MULTIPLIED) {
		let result: Complex = { real: 1, imag: 0 };
		let factor = a;
		for (let mask = Math.abs(b.real); mask > 0; mask = Math.floor(mask / 2)) {
			if (mask % 2 === 1) result = product(result, factor);
			factor = product(factor, factor);
		}
		return b.real < 0 ? quotient({ real: 1, imag: 0 }, result) : result;
	}
	if (b.real === 0 && b.imag === 0) return { real: 1, imag: 0 };
	if (a.real === 0 && a.imag === 0) return b.imag !== 0 || b.real < 0 ? null : { real: 0, imag: 0 };
	const size = Math.hypot(a.real, a.imag);
	const angle = Math.atan2(a.imag, a.real);
	let length = powerFloat(size, b.real);
	let phase = angle * b.real;
	if (b.imag !== 0) {
		length *= Math.exp(-angle * b.imag);
		phase += b.imag * Math.log(size);
	}
	return { real: length * Math.cos(phase), imag: length * Math.sin(phase) };
}

/** `complex_pow` */
export function complexPower(a: Complex, b: Complex): Status {
	const result = raised(a, b);
	if (result === null)
		return raise(
			ZERO_DIVISION_ERROR,
			profile().name === "3.13" ? "0.0 to a negative or complex power" : "zero to a negative or complex power",
		);
	if (!Number.isFinite(result.real) || !Number.isFinite(result.imag))
		return raise(OVERFLOW_ERROR, "complex exponentiation");
	return newComplex(result.real, result.imag);
}

/** `complex_repr` */
function complexText({ real, imag }: Complex): string {
	const part = (value: number): string =>
		Number.isInteger(value) && Math.abs(value) < 1e16 ? reprFloat(value).slice(0, -2) : reprFloat(value);
	if (Object.is(real, 0)) return `${part(imag)}j`;
	const second = part(imag);
	return `(${part(real)}${second.startsWith("-") ? "" : "+"}${second}j)`;
}

const NUMBER = String.raw`(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|inf(?:inity)?|nan`;
const COMPLEX_TEXT = new RegExp(`^([+-]?(?:${NUMBER}))?(?:([+-]?(?:${NUMBER})?)j)?$`, "i");

/** `complex_from_string_inner`, of text in ASCII without underscores; null: malformed. */
function parseComplex(given: string): Complex | null {
	let text = given.trim();
	if (text.startsWith("(") && text.endsWith(")")) text = text.slice(1, -1).trim();
	const parts = COMPLEX_TEXT.exec(text);
	if (parts === null || text === "") return null;
	let [, real, imag] = parts;
	if (real !== undefined && imag === "") {
		// What looked like the real part is the imaginary one: there is no sign between.
		imag = real;
		real = undefined;
	}
	if (real !== undefined && imag !== undefined && !/^[+-]/.test(imag)) return null;
	const value = (part: string | undefined): number | null => {
		if (part === undefined) return 0;
		return parseFloatText(/^[+-]?$/.test(part) ? `${part}1` : part);
	};
	const [x, y] = [value(real), value(imag)];
	return x === null || y === null ? null : { real: x, imag: y };
}

const NEW = calling((type, args, nargs, kwnames) => {
	const given = optionalArguments("complex", ["real", "imag"], args, nargs, kwnames);
	if (given === null) return NULL;
	const [first = NULL, second = NULL] = given;
	if (first !== NULL && isStr(first)) {
		if (second !== NULL) {
			if (profile().name !== "3.13") return raise(TYPE_ERROR, notReal("real", first));
			return raise(TYPE_ERROR, "complex() can't take second arg if first is a string");
		}
		// _Py_string_to_number_with_underscores
		const digits = toAsciiDigits(textOf(first)).replace(/(?<=\d)_(?=\d)/g, "");
		if (digits.includes("_"))
			return raise(VALUE_ERROR, `could not convert string to complex: ${reprText(textOf(first))}`);
		const parsed = parseComplex(digits);
		return parsed === null ? raise(VALUE_ERROR, "complex() arg is a malformed string") : complexOfType(type, parsed);
	}
	if (second !== NULL && isStr(second)) {
		return raise(
			TYPE_ERROR,
			profile().name === "3.13" ? "complex() second arg can't be a string" : notReal("imag", second),
		);
	}
	if (first !== NULL && at(first + TYPE) === COMPLEX && type === COMPLEX && second === NULL) return incref(first);
	const zero = { real: 0, imag: 0 };
	const x = first === NULL ? zero : argumentOf(first, second === NULL ? "only" : "real");
	if (x === null) return NULL;
	const y = second === NULL ? zero : argumentOf(second, "imag");
	if (y === null) return NULL;
	// A part that is no complex number leaves the other's zero its sign.
	return complexOfType(type, {
		real: second !== NULL && isComplex(second) ? x.real - y.imag : x.real,
		imag: first !== NULL && isComplex(first) ? x.imag + y.real : y.real,
	});
});

function notReal(part: "real" | "imag", o: Ref): string {
	return `complex() argument '${part}' must be a real number, not ${typeName(at(o + TYPE))}`;
}

/** A number given to `complex()`; null with an error set. */
function argumentOf(o: Ref, part: "only" | "real" | "imag"): Complex | null {
	const type = at(o + TYPE);
	if (type === FLOAT || type === INT || type === COMPLEX) return toComplex(o);
	if (part !== "imag" && typeLookupText(type, "__complex__") !== NULL) return toComplex(convert(o, COMPLEX_METHOD));
	// 3.14 takes a lone argument by PyFloat_AsDouble, which looks into a float of any class.
	if (isComplex(o) || (part === "only" && profile().name !== "3.13" && isFloat(o))) return toComplex(o);
	for (const slot of [S_FLOAT, S_INDEX]) if (slotOf(o, slot) !== 0) return toComplex(convert(o, slotOf(o, slot)));
	const name = typeName(at(o + TYPE));
	if (profile().name === "3.13") {
		const wanted = part === "imag" ? "second argument must be a number" : "first argument must be a string or a number";
		raise(TYPE_ERROR, `complex() ${wanted}, not '${name}'`);
	} else if (part === "only") raise(TYPE_ERROR, `complex() argument must be a string or a number, not ${name}`);
	else raise(TYPE_ERROR, notReal(part, o));
	return null;
}

/** What `__complex__` gave: an exact complex number. */
const COMPLEX_RESULT = nativeKind("__complex__", (_frame, value) => {
	if (at(value + TYPE) === COMPLEX) return value;
	if (isComplex(value)) return strictSubclass(value, "__complex__", "complex");
	raise(TYPE_ERROR, `__complex__ returned non-complex (type ${typeName(at(value + TYPE))})`);
	decref(value);
	return NULL;
});

/** `try_complex_special_method` */
export function callComplexMethod(o: Ref): Status {
	return through(COMPLEX_RESULT, 0, () => callSpecial(typeLookupText(at(o + TYPE), "__complex__"), o));
}

declareType({
	type: COMPLEX,
	name: "complex",
	base: OBJECT,
	layout: LAYOUT_OBJECT,
	bytes: 32,
	words: WORDS,
	flags: TF_BASETYPE,
	slots: {
		[S_REPR]: unary((o) => newStr(complexText({ real: realOf(o), imag: imagOf(o) }))),
		[S_HASH]: unary((o) => {
			const part = (value: number): bigint => {
				hashOfFloat(value, hash);
				return (BigInt(hash.high) << 32n) | BigInt(hash.low >>> 0);
			};
			const sum = BigInt.asIntN(64, part(realOf(o)) + 1000003n * part(imagOf(o)));
			return newBig(sum === -1n ? -2n : sum);
		}),
		[S_RICHCOMPARE]: ternary((a, b, op) => {
			if ((op !== PY_EQ && op !== PY_NE) || !(isComplex(b) || isFloat(b) || isInt(b))) return NOT_IMPLEMENTED;
			const y = isInt(b) && !Number.isSafeInteger(Number(intBig(b))) ? null : toComplex(b);
			const equal = y === null ? false : realOf(a) === y.real && imagOf(a) === y.imag;
			return newBool(equal === (op === PY_EQ));
		}),
		[S_NUMBER + NB_ADD]: arithmetic((a, b) => newComplex(a.real + b.real, a.imag + b.imag)),
		[S_NUMBER + NB_SUBTRACT]: arithmetic((a, b) => newComplex(a.real - b.real, a.imag - b.imag)),
		[S_NUMBER + NB_MULTIPLY]: arithmetic((a, b) => complexOfType(COMPLEX, product(a, b))),
		[S_NUMBER + NB_TRUE_DIVIDE]: arithmetic((a, b) => {
			const result = quotient(a, b);
			if (result === null)
				return raise(ZERO_DIVISION_ERROR, profile().name === "3.13" ? "complex division by zero" : "division by zero");
			return complexOfType(COMPLEX, result);
		}),
		[S_NUMBER + NB_POWER]: arithmetic(complexPower),
		[S_NEGATIVE]: unary((o) => newComplex(-realOf(o), -imagOf(o))),
		[S_POSITIVE]: unary((o) => newComplex(realOf(o), imagOf(o))),
		[S_ABSOLUTE]: unary((o) => newFloat(Math.hypot(realOf(o), imagOf(o)))),
		[S_BOOL]: unary((o) => newBool(realOf(o) !== 0 || imagOf(o) !== 0)),
		[S_NEW]: NEW,
	},
});
declareMethod(COMPLEX, "conjugate", 0, 0, (self) => newComplex(realOf(self), -imagOf(self)));
declareMethod(COMPLEX, "__getnewargs__", 0, 0, (self) => {
	const tuple = newTuple(2);
	H[tuple + TUPLE_ITEMS] = newFloat(realOf(self));
	H[tuple + TUPLE_ITEMS + 1] = newFloat(imagOf(self));
	return tuple;
});
declareMethod(COMPLEX, "__complex__", 0, 0, (self) => newComplex(realOf(self), imagOf(self)));
declareFormat(COMPLEX, (self, spec) => {
	const text = textOf(spec);
	return text === "" ? str(self) : formatComplexAs(self, realOf(self), imagOf(self), text);
});
declareAttribute(COMPLEX, "real", (self) => newFloat(realOf(self)));
declareAttribute(COMPLEX, "imag", (self) => newFloat(imagOf(self)));
declareValue("builtins", "complex", () => COMPLEX);
