/** The math module (Modules/mathmodule.c): functions of one number, logarithms, functions of several numbers, constants. */

import {
	acos,
	acosh,
	asin,
	asinh,
	atan,
	atan2,
	atanh,
	cbrt,
	cos,
	erf,
	erfc,
	exactProducts,
	exp,
	exp2,
	log,
	log2,
	log10,
	norm,
	sin,
	tan,
} from "../text/elementary";
import { cosh, expm1, log1p, sinh, tanh } from "../text/fdlibm";
import { powerFloat } from "../text/floatPower";
import { reprFloat } from "../text/floatRepr";
import { gamma, lgamma } from "../text/gammas";
import { at, H } from "./arena";
import { through } from "./call";
import { convert } from "./conversions";
import { raise } from "./errors";
import { floatValue, isFloat, newFloat } from "./float";
import { intBig, intNumber, isInt, newBool } from "./int";
import { bitLength } from "./intmath";
import { NULL, type Ref, TYPE } from "./layout";
import { profile, work } from "./machine";
import { declareFunction, declareValue } from "./moduletable";
import { N0 } from "./natives";
import { decref } from "./refcount";
import { nativeKind, S_FLOAT, S_INDEX, type Status, slotOf, type Unary, unarySlots } from "./tables";
import { OVERFLOW_ERROR, TYPE_ERROR, VALUE_ERROR, ZERO_DIVISION_ERROR } from "./typeids";
import { typeName } from "./types";

/** What a function of this module costs, in instructions' worth. */
export const COST = 20;

// ---- Arguments ----

/** A native number as a double; NaN with an error set, and `failed` true, where it is none. */
export const argument = { failed: false };
export function real(o: Ref): number {
	argument.failed = false;
	if (isFloat(o)) return floatValue(o);
	if (isInt(o)) {
		const n = intNumber(o);
		if (!Number.isNaN(n)) return n;
		const value = Number(intBig(o));
		if (Number.isFinite(value)) return value;
		raise(OVERFLOW_ERROR, "int too large to convert to float");
		argument.failed = true;
		return Number.NaN;
	}
	const slot = slotOf(o, S_FLOAT) !== 0 ? slotOf(o, S_FLOAT) : slotOf(o, S_INDEX);
	if (slot === 0) raise(TYPE_ERROR, `must be real number, not ${typeName(at(o + TYPE))}`);
	else {
		return real(convert(o, slot));
	}
	argument.failed = true;
	return Number.NaN;
}

export function reals(args: number, nargs: number): number[] | null {
	const values: number[] = [];
	for (let i = 0; i < nargs; i++) {
		values.push(real(at(args + i)));
		if (argument.failed) return null;
	}
	return values;
}

/** An int argument (`PyNumber_Index`), or null with TypeError set. */
export function whole(o: Ref): bigint | null {
	if (isInt(o)) return intBig(o);
	const slot = slotOf(o, S_INDEX);
	if (slot === 0) {
		raise(TYPE_ERROR, `'${typeName(at(o + TYPE))}' object cannot be interpreted as an integer`);
		return null;
	}
	return intBig(convert(o, slot));
}

const domain = (): Status => raise(VALUE_ERROR, "math domain error");
export const range = (): Status => raise(OVERFLOW_ERROR, "math range error");

// ---- Functions of one number ----

interface OfOne {
	readonly f: (x: number) => number;
	/** What is wrong with an argument that gives NaN, as 3.14 says it; `{}` is the argument. */
	readonly expected: string | null;
	/** A finite argument may give an infinite result: OverflowError. */
	readonly overflows: boolean;
}
const functions: OfOne[] = [];

function apply(index: number, x: number): Status {
	const { f, expected, overflows } = functions[index] as OfOne;
	work(COST);
	const y = f(x);
	if (Number.isNaN(y) && !Number.isNaN(x)) {
		if (expected === null || profile().name === "3.13") return domain();
		return raise(VALUE_ERROR, `expected ${expected.replace("{}", reprFloat(x))}`);
	}
	if (!Number.isFinite(y) && Number.isFinite(x)) {
		if (overflows) return range();
		return domain();
	}
	return newFloat(y);
}
/** Word: the function. The argument as a float or int has come. */
const CONVERTED = nativeKind("math", (frame, value) => {
	const x = isFloat(value) ? floatValue(value) : intNumber(value);
	decref(value);
	return apply(at(frame + N0), x);
});

function declareReal(name: string, f: (x: number) => number, expected: string | null = null, overflows = false): void {
	functions.push({ f, expected, overflows });
	const index = functions.length - 1;
	declareFunction("math", name, 1, 1, (_self, args) => {
		const o = at(args);
		if (!isFloat(o) && !isInt(o) && slotOf(o, S_FLOAT) !== 0) {
			return through(CONVERTED, 1, (frame) => {
				H[frame + N0] = index;
				return (unarySlots[slotOf(o, S_FLOAT)] as Unary)(o);
			});
		}
		const x = real(o);
		return argument.failed ? NULL : apply(index, x);
	});
}

const finite =
	(f: (x: number) => number): ((x: number) => number) =>
	(x) =>
		Number.isFinite(x) ? f(x) : Number.NaN;
const within =
	(test: (x: number) => boolean, f: (x: number) => number): ((x: number) => number) =>
	(x) =>
		test(x) ? f(x) : Number.NaN;
const UNIT = "a number in range from -1 up to 1, got {}";
const FINITE = "a finite input, got {}";
declareReal(
	"acos",
	within((x) => Math.abs(x) <= 1, acos),
	UNIT,
);
declareReal(
	"acosh",
	within((x) => x >= 1, acosh),
	"argument value not less than 1, got {}",
);
declareReal(
	"asin",
	within((x) => Math.abs(x) <= 1, asin),
	UNIT,
);
declareReal("asinh", asinh);
declareReal("atan", atan);
declareReal(
	"atanh",
	within((x) => Math.abs(x) < 1, atanh),
	"a number between -1 and 1, got {}",
);
declareReal("cbrt", cbrt);
declareReal("cos", finite(cos), FINITE);
declareReal("cosh", cosh, null, true);
declareReal("erf", erf);
declareReal("erfc", erfc);
declareReal("exp", exp, null, true);
declareReal("exp2", exp2, null, true);
declareReal("expm1", expm1, null, true);
declareReal("fabs", Math.abs);
const POLE = "a noninteger or positive integer, got {}";
declareReal("gamma", gamma, POLE, true);
declareReal("lgamma", (x) => (Number.isInteger(x) && x <= 0 ? Number.NaN : lgamma(x)), POLE, true);
declareReal(
	"log1p",
	within((x) => x > -1, log1p),
	"argument value > -1, got {}",
);
declareReal("sin", finite(sin), FINITE);
declareReal("sinh", sinh, null, true);
declareReal("sqrt", Math.sqrt, "a nonnegative input, got {}");
declareReal("tan", finite(tan), FINITE);
declareReal("tanh", tanh);
declareReal("degrees", (x) => x * (180 / Math.PI), null, true);
declareReal("radians", (x) => x * (Math.PI / 180));
for (const [name, test] of [
	["isfinite", Number.isFinite],
	["isnan", Number.isNaN],
	["isinf", (x: number) => x === Number.POSITIVE_INFINITY || x === Number.NEGATIVE_INFINITY],
] as const) {
	declareFunction("math", name, 1, 1, (_self, args) => {
		const x = real(at(args));
		return argument.failed ? NULL : newBool(test(x));
	});
}

// ---- Logarithms, which take ints of any size ----

/** A double of 0.5 to 1 and a power of two that make up a positive int. */
function split(n: bigint): readonly [number, number] {
	const bits = bitLength(n);
	const cut = Math.max(0, bits - 64);
	const top = n >> BigInt(cut);
	const sticky = top << BigInt(cut) === n ? top : top | 1n;
	return [Number(sticky) / 2 ** (bits - cut), bits];
}

/** `loghelper`: a float, or NULL. */
function logOf(o: Ref, f: (x: number) => number): Status {
	work(COST);
	const inDomain = (): Status =>
		profile().name === "3.13" ? domain() : raise(VALUE_ERROR, "expected a positive input");
	if (isInt(o)) {
		const n = intBig(o);
		if (n <= 0n) return inDomain();
		const x = Number(n);
		if (Number.isFinite(x)) return newFloat(f(x));
		const [m, e] = split(n);
		return newFloat(f(m) + f(2) * e);
	}
	const x = real(o);
	if (argument.failed) return NULL;
	if (Number.isNaN(x)) return newFloat(x);
	return x > 0 ? newFloat(f(x)) : inDomain();
}
declareFunction("math", "log", 1, 2, (_self, args, nargs) => {
	const top = logOf(at(args), log);
	if (top === NULL || nargs === 1) return top;
	const bottom = logOf(at(args + 1), log);
	if (bottom === NULL) {
		decref(top);
		return NULL;
	}
	const a = floatValue(top);
	const b = floatValue(bottom);
	decref(top);
	decref(bottom);
	if (b === 0)
		return raise(ZERO_DIVISION_ERROR, profile().name === "3.13" ? "float division by zero" : "division by zero");
	return newFloat(a / b);
});
declareFunction("math", "log2", 1, 1, (_self, args) => logOf(at(args), log2));
declareFunction("math", "log10", 1, 1, (_self, args) => logOf(at(args), log10));

// ---- Functions of several numbers ----

export function declareReals(name: string, n: number, f: (values: readonly number[]) => Status): void {
	declareFunction("math", name, n, n, (_self, args, nargs) => {
		const values = reals(args, nargs);
		if (values === null) return NULL;
		work(COST);
		return f(values);
	});
}
const pair =
	(f: (x: number, y: number) => Status): ((values: readonly number[]) => Status) =>
	([x = 0, y = 0]) =>
		f(x, y);
declareReals(
	"atan2",
	2,
	pair((y, x) => newFloat(atan2(y, x))),
);
declareReals(
	"copysign",
	2,
	pair((x, y) => newFloat(Math.abs(x) * (y < 0 || Object.is(y, -0) ? -1 : 1))),
);
declareReals(
	"fmod",
	2,
	pair((x, y) => {
		const r = x % y;
		return Number.isNaN(r) && !Number.isNaN(x) && !Number.isNaN(y) ? domain() : newFloat(r);
	}),
);
declareReals(
	"pow",
	2,
	pair((x, y) => {
		if (x === 1 || y === 0) return newFloat(1);
		if (Math.abs(x) === 1 && Math.abs(y) === Number.POSITIVE_INFINITY) return newFloat(1);
		const r = powerFloat(x, y);
		if (Number.isFinite(x) && Number.isFinite(y)) {
			if (Number.isNaN(r)) return domain();
			if (!Number.isFinite(r)) return x === 0 ? domain() : range();
		}
		return newFloat(r);
	}),
);
declareReals(
	"remainder",
	2,
	pair((x, y) => {
		if (Number.isNaN(x) || Number.isNaN(y)) return newFloat(x + y);
		if (!Number.isFinite(x) || y === 0) return domain();
		if (!Number.isFinite(y)) return newFloat(x);
		const size = Math.abs(x);
		const by = Math.abs(y);
		const m = size % by;
		const c = by - m;
		const r = m < c ? m : m > c ? -c : m - 2 * ((0.5 * (size - m)) % by);
		return newFloat((x < 0 || Object.is(x, -0) ? -1 : 1) * r);
	}),
);
declareReals("fma", 3, ([x = 0, y = 0, z = 0]) => {
	if (Number.isFinite(x) && Number.isFinite(y) && Number.isFinite(z)) {
		const r = exactProducts([x, z], [y, 1]);
		if (!Number.isFinite(r)) return raise(OVERFLOW_ERROR, "overflow in fma");
		return newFloat(r === 0 ? x * y + z : r);
	}
	const r = x * y + z;
	if (Number.isNaN(r) && ![x, y, z].some(Number.isNaN)) return raise(VALUE_ERROR, "invalid operation in fma");
	return newFloat(Number.isFinite(x * y) || !Number.isFinite(x) || !Number.isFinite(y) ? r : z);
});

/** `vector_norm` */
export function vectorNorm(values: readonly number[]): Status {
	work(COST + values.length * 4);
	if (values.some((x) => Math.abs(x) === Number.POSITIVE_INFINITY)) return newFloat(Number.POSITIVE_INFINITY);
	if (values.some(Number.isNaN)) return newFloat(Number.NaN);
	return newFloat(norm(values));
}
declareFunction("math", "hypot", 0, -1, (_self, args, nargs) => {
	const values = reals(args, nargs);
	return values === null ? NULL : vectorNorm(values);
});

// ---- Constants ----

for (const [name, value] of [
	["pi", Math.PI],
	["e", Math.E],
	["tau", 2 * Math.PI],
	["inf", Number.POSITIVE_INFINITY],
	["nan", Number.NaN],
] as const)
	declareValue("math", name, () => newFloat(value));
