/** The math module (Modules/mathmodule.c). */

import { NB_MULTIPLY } from "../compile/opcodes";
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
	exactSum,
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
import { consumeIterable, consumerKind } from "./consumers";
import { C_OWNED } from "./consumerwords";
import { convert } from "./conversions";
import { raise } from "./errors";
import { floatValue, isFloat, newFloat } from "./float";
import { listFromIterable } from "./fromiterable";
import { intBig, intBits, intNumber, isInt, newBig, newBool, newInt } from "./int";
import { bitLength, chargeProduct, multiply } from "./intmath";
import { F_OWNED, NULL, PUSHED, type Ref, SIZE, TYPE } from "./layout";
import { Unsupported } from "./limits";
import { listItem } from "./list";
import { profile, work } from "./machine";
import { declareFunction, declareValue } from "./moduletable";
import { N0, setState, stateOf } from "./natives";
import { binaryOp } from "./operators";
import { clearref, decref, incref, setref } from "./refcount";
import { callSpecial, lookupSpecial } from "./special";
import { NOTHING, nativeKind, S_FLOAT, S_INDEX, type Status, slotOf, type Unary, unarySlots } from "./tables";
import { tupleOwning } from "./tuple";
import { FLOAT, NONE, OVERFLOW_ERROR, TYPE_ERROR, VALUE_ERROR, ZERO_DIVISION_ERROR } from "./typeids";
import { typeName } from "./types";

/** What a function of this module costs, in instructions' worth. */
const COST = 20;

// ---- Arguments ----

/** A native number as a double; NaN with an error set, and `failed` true, where it is none. */
const argument = { failed: false };
function real(o: Ref): number {
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

function reals(args: number, nargs: number): number[] | null {
	const values: number[] = [];
	for (let i = 0; i < nargs; i++) {
		values.push(real(at(args + i)));
		if (argument.failed) return null;
	}
	return values;
}

/** An int argument (`PyNumber_Index`), or null with TypeError set. */
function whole(o: Ref): bigint | null {
	if (isInt(o)) return intBig(o);
	const slot = slotOf(o, S_INDEX);
	if (slot === 0) {
		raise(TYPE_ERROR, `'${typeName(at(o + TYPE))}' object cannot be interpreted as an integer`);
		return null;
	}
	return intBig(convert(o, slot));
}

const domain = (): Status => raise(VALUE_ERROR, "math domain error");
const range = (): Status => raise(OVERFLOW_ERROR, "math range error");

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

function declareReals(name: string, n: number, f: (values: readonly number[]) => Status): void {
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
function vectorNorm(values: readonly number[]): Status {
	work(COST + values.length * 4);
	if (values.some((x) => Math.abs(x) === Number.POSITIVE_INFINITY)) return newFloat(Number.POSITIVE_INFINITY);
	if (values.some(Number.isNaN)) return newFloat(Number.NaN);
	return newFloat(norm(values));
}
declareFunction("math", "hypot", 0, -1, (_self, args, nargs) => {
	const values = reals(args, nargs);
	return values === null ? NULL : vectorNorm(values);
});

// ---- Parts of floats ----

const words = new DataView(new ArrayBuffer(8));
function bitsOf(x: number): bigint {
	words.setFloat64(0, x);
	return words.getBigInt64(0);
}
function fromBits(n: bigint): number {
	words.setBigInt64(0, n);
	return words.getFloat64(0);
}

declareReals("frexp", 1, ([x = 0]) => {
	if (x === 0 || !Number.isFinite(x)) return tupleOwning(newFloat(x), newInt(0));
	let m = x;
	let e = 0;
	if (Math.abs(m) < 2 ** -1022) {
		m *= 2 ** 54;
		e = -54;
	}
	const bits = bitsOf(m);
	e += Number((bits >> 52n) & 2047n) - 1022;
	return tupleOwning(newFloat(fromBits((bits & ~(2047n << 52n)) | (1022n << 52n))), newInt(e));
});
declareReals("modf", 1, ([x = 0]) => {
	if (!Number.isFinite(x)) return tupleOwning(newFloat(Number.isNaN(x) ? x : x > 0 ? 0 : -0), newFloat(x));
	const n = Math.trunc(x);
	const rest = x - n;
	return tupleOwning(newFloat(rest === 0 && (x < 0 || Object.is(x, -0)) ? -0 : rest), newFloat(n));
});
declareFunction("math", "ldexp", 2, 2, (_self, args) => {
	const x = real(at(args));
	if (argument.failed) return NULL;
	if (!isInt(at(args + 1))) return raise(TYPE_ERROR, "Expected an int as second argument to ldexp.");
	const e = intBig(at(args + 1));
	if (x === 0 || !Number.isFinite(x)) return newFloat(x);
	if (e < -5000n) return newFloat(x < 0 ? -0 : 0);
	const power = e > 5000n ? 5000 : Number(e);
	const r = power < 0 ? exactShift(x, power) : exactGrow(x, power);
	return Number.isFinite(r) ? newFloat(r) : range();
});
function exactGrow(x: number, power: number): number {
	let r = x;
	for (let left = power; left > 0; left -= 1000) r *= 2 ** Math.min(left, 1000);
	return r;
}
/** Rounded once, also where the result is subnormal. */
function exactShift(x: number, power: number): number {
	if (power >= -1000) return x * 2 ** power;
	// The last step alone may lose bits.
	let r = x;
	let left = power;
	while (left < -1000 && Math.abs(r) > 2 ** 20) {
		const step = Math.max(left, -Math.floor(Math.log2(Math.abs(r))));
		if (step === 0) break;
		r *= 2 ** Math.max(step, -1000);
		left -= Math.max(step, -1000);
	}
	if (left >= -1074) return r * 2 ** left;
	// r is small enough that 2 ** left is out of reach by itself: grow the factor and shrink the number exactly.
	return r * 2 ** -60 * 2 ** (left + 60);
}

/** `nextafter` by a number of steps. */
function after(x: number, y: number, steps: bigint): number {
	if (Number.isNaN(x)) return x;
	if (Number.isNaN(y)) return y;
	if (x === y) return y;
	const order = (v: number): bigint => {
		const bits = bitsOf(v);
		return bits < 0n ? -(bits & 0x7fffffffffffffffn) : bits;
	};
	const from = order(x);
	const to = order(y);
	const place = from < to ? (from + steps > to ? to : from + steps) : from - steps < to ? to : from - steps;
	if (place === 0n) return from < 0n ? -0 : 0;
	return place < 0n ? -fromBits(-place) : fromBits(place);
}
declareFunction(
	"math",
	"nextafter",
	2,
	2,
	(_self, args) => {
		const values = reals(args, 2);
		if (values === null) return NULL;
		const [x = 0, y = 0] = values;
		const given = at(args + 2);
		if (given === NULL || given === NONE) return newFloat(after(x, y, 1n));
		const steps = whole(given);
		if (steps === null) return NULL;
		if (steps < 0n) return raise(VALUE_ERROR, "steps must be a non-negative integer");
		return newFloat(steps === 0n ? x : after(x, y, steps));
	},
	{ params: ["", "", "steps"] },
);
declareReals("ulp", 1, ([x = 0]) => {
	const size = Math.abs(x);
	if (!Number.isFinite(size)) return newFloat(size);
	const next = after(size, Number.POSITIVE_INFINITY, 1n);
	return newFloat(Number.isFinite(next) ? next - size : size - after(size, 0, 1n));
});

declareFunction(
	"math",
	"isclose",
	2,
	2,
	(_self, args) => {
		const values = reals(args, 2);
		if (values === null) return NULL;
		const [a = 0, b = 0] = values;
		const relative = at(args + 2) === NULL ? 1e-9 : real(at(args + 2));
		if (argument.failed) return NULL;
		const absolute = at(args + 3) === NULL ? 0 : real(at(args + 3));
		if (argument.failed) return NULL;
		if (relative < 0 || absolute < 0) return raise(VALUE_ERROR, "tolerances must be non-negative");
		if (a === b) return newBool(true);
		if (!Number.isFinite(a) || !Number.isFinite(b)) return newBool(false);
		const off = Math.abs(b - a);
		return newBool(off <= Math.abs(relative * b) || off <= Math.abs(relative * a) || off <= absolute);
	},
	{ params: ["a", "b", "rel_tol", "abs_tol"] },
);

// ---- floor, ceil, trunc ----

for (const [name, method, f] of [
	["floor", "__floor__", Math.floor],
	["ceil", "__ceil__", Math.ceil],
	["trunc", "__trunc__", Math.trunc],
] as const) {
	declareFunction("math", name, 1, 1, (_self, args) => {
		const o = at(args);
		const own = at(o + TYPE) === FLOAT ? NULL : lookupSpecial(o, method);
		if (own !== NULL) return callSpecial(own, o);
		if (name === "trunc" && at(o + TYPE) !== FLOAT)
			return raise(TYPE_ERROR, `type ${typeName(at(o + TYPE))} doesn't define __trunc__ method`);
		const x = real(o);
		if (argument.failed) return NULL;
		if (Number.isNaN(x)) return raise(VALUE_ERROR, "cannot convert float NaN to integer");
		if (!Number.isFinite(x)) return raise(OVERFLOW_ERROR, "cannot convert float infinity to integer");
		return newBig(BigInt(f(x)));
	});
}

// ---- Sums and products of iterables ----

/** Word: 0 the items as a list. `finish` gets it. */
function overItems(name: string, finish: (list: Ref) => Status): (iterable: Ref) => Status {
	const kind = nativeKind(name, (_frame, list) => {
		const status = finish(list);
		decref(list);
		return status;
	});
	return (iterable) => through(kind, 0, () => listFromIterable(iterable));
}
function realsOf(list: Ref): number[] | null {
	const values: number[] = [];
	work(at(list + SIZE) * 4);
	for (let i = 0; i < at(list + SIZE); i++) {
		values.push(real(listItem(list, i)));
		if (argument.failed) return null;
	}
	return values;
}

const fsum = overItems("fsum", (list) => {
	work(at(list + SIZE) * 10);
	const values = realsOf(list);
	if (values === null) return NULL;
	const special = values.filter((x) => !Number.isFinite(x));
	if (special.length > 0) {
		const sum = special.reduce((a, b) => a + b);
		if (Number.isNaN(sum) && !special.some(Number.isNaN)) return raise(VALUE_ERROR, "-inf + inf in fsum");
		return newFloat(sum);
	}
	const sum = exactSum(values);
	return Number.isFinite(sum) ? newFloat(sum) : raise(OVERFLOW_ERROR, "intermediate overflow in fsum");
});
declareFunction("math", "fsum", 1, 1, (_self, args) => fsum(at(args)));

/** Words: 0 the first's items (owned), 1 the second iterable, 2: 1 where the points' distance is asked for. */
const TWO_LISTS = nativeKind("math of two iterables", (frame, value) => {
	const w = frame + N0;
	if (stateOf(frame) === 0) {
		setState(frame, 1);
		H[w] = value;
		H[frame + F_OWNED] = 1;
		const status = listFromIterable(at(w + 1));
		if (status === PUSHED || status === NULL) return status;
		return ofTwo(w, status);
	}
	return ofTwo(w, value);
});
function ofTwo(w: number, second: Ref): Status {
	const status = at(w + 2) === 1 ? distance(at(w), second) : sumOfProducts(at(w), second);
	decref(second);
	return status;
}
function distance(p: Ref, q: Ref): Status {
	if (at(p + SIZE) !== at(q + SIZE)) return raise(VALUE_ERROR, "both points must have the same number of dimensions");
	const a = realsOf(p);
	if (a === null) return NULL;
	const b = realsOf(q);
	if (b === null) return NULL;
	return vectorNorm(a.map((x, i) => Math.abs(x - (b[i] as number))));
}
function sumOfProducts(p: Ref, q: Ref): Status {
	const n = at(p + SIZE);
	if (n !== at(q + SIZE)) return raise(VALUE_ERROR, "Inputs are not the same length");
	const all = (test: (o: Ref) => boolean): boolean => {
		for (let i = 0; i < n; i++) if (!test(listItem(p, i)) || !test(listItem(q, i))) return false;
		return true;
	};
	work(n * 2);
	if (all(isInt)) {
		let sum = 0n;
		for (let i = 0; i < n; i++) {
			const [x, y] = [listItem(p, i), listItem(q, i)];
			sum += multiply(intBig(x), intBig(y), intBits(x), intBits(y));
		}
		return newBig(sum);
	}
	if (!all((o) => isInt(o) || isFloat(o))) throw new Unsupported("math.sumprod of objects that are no plain numbers");
	const a = realsOf(p);
	if (a === null) return NULL;
	const b = realsOf(q);
	if (b === null) return NULL;
	if ([...a, ...b].every(Number.isFinite)) return newFloat(exactProducts(a, b));
	return newFloat(a.reduce((sum, x, i) => sum + x * (b[i] as number), 0));
}
for (const [name, what] of [
	["dist", 1],
	["sumprod", 0],
] as const) {
	declareFunction("math", name, 2, 2, (_self, args) =>
		through(TWO_LISTS, 3, (frame) => {
			H[frame + N0 + 1] = at(args + 1);
			H[frame + N0 + 2] = what;
			return listFromIterable(at(args));
		}),
	);
}

// Of prod: the product so far and the item (owned).
const PRODUCT = consumerKind({
	name: "prod",
	item: (frame, item) => {
		const w = frame + N0;
		H[w + C_OWNED + 1] = item;
		const status = binaryOp(at(w + C_OWNED), item, NB_MULTIPLY, false);
		return status === PUSHED || status === NULL ? status : multiplied(frame, status);
	},
	resumed: multiplied,
	done: (frame) => {
		const product = at(frame + N0 + C_OWNED);
		H[frame + N0 + C_OWNED] = 0;
		return product;
	},
});
function multiplied(frame: number, value: Ref): Status {
	const w = frame + N0;
	setref(w + C_OWNED, value);
	clearref(w + C_OWNED + 1);
	return NOTHING;
}
declareFunction(
	"math",
	"prod",
	1,
	1,
	(_self, args) =>
		consumeIterable(PRODUCT, at(args), 0, (w) => {
			H[w + C_OWNED] = at(args + 1) === NULL ? newInt(1) : incref(at(args + 1));
		}),
	{ params: ["", "start"] },
);

// ---- Whole numbers ----

const size = (n: bigint): bigint => (n < 0n ? -n : n);
function greatest(a: bigint, b: bigint): bigint {
	let x = size(a);
	let y = size(b);
	const step = 4 + (bitLength(y) >> 7);
	while (y !== 0n) {
		[x, y] = [y, x % y];
		work(step);
	}
	return x;
}
function declareFold(name: string, first: bigint, f: (a: bigint, b: bigint) => bigint): void {
	declareFunction("math", name, 0, -1, (_self, args, nargs) => {
		let result = first;
		for (let i = 0; i < nargs; i++) {
			const n = whole(at(args + i));
			if (n === null) return NULL;
			work(COST + (bitLength(n) >> 3));
			result = f(result, n);
		}
		return newBig(result);
	});
}
declareFold("gcd", 0n, greatest);
declareFold("lcm", 1n, (a, b) => (a === 0n || b === 0n ? 0n : size((a / greatest(a, b)) * b)));

declareFunction("math", "isqrt", 1, 1, (_self, args) => {
	const n = whole(at(args));
	if (n === null) return NULL;
	if (n < 0n) return raise(VALUE_ERROR, "isqrt() argument must be nonnegative");
	work(COST + (bitLength(n) >> 4));
	if (n < 2n) return newBig(n);
	let x = 1n << BigInt((bitLength(n) + 1) >> 1);
	const half = bitLength(n) >> 1;
	for (;;) {
		chargeProduct(half, half);
		const next = (x + n / x) >> 1n;
		if (next >= x) return newBig(x);
		x = next;
	}
});

/** n * (n - 1) * ... of k factors, by halves, so that the factors of each product are of a size. */
function falling(n: bigint, k: bigint): bigint {
	if (k === 0n) return 1n;
	if (k === 1n) return n;
	const half = k / 2n;
	return falling(n, half) * falling(n - half, k - half);
}
declareFunction("math", "factorial", 1, 1, (_self, args) => {
	const n = whole(at(args));
	if (n === null) return NULL;
	if (n < 0n) return raise(VALUE_ERROR, "factorial() not defined for negative values");
	if (n > 0x7fffffffffffffffn)
		return raise(OVERFLOW_ERROR, "factorial() argument should not exceed 9223372036854775807");
	work(Number(n) * (1 + Math.floor(Number(n) / 256)));
	return newBig(falling(n, n));
});
function counting(args: number, nargs: number): readonly [bigint, bigint] | null {
	const n = whole(at(args));
	if (n === null) return null;
	const k = nargs < 2 || at(args + 1) === NONE ? n : whole(at(args + 1));
	if (k === null) return null;
	if (n < 0n) raise(VALUE_ERROR, "n must be a non-negative integer");
	else if (k < 0n) raise(VALUE_ERROR, "k must be a non-negative integer");
	else {
		const factors = Number(k > n ? 0n : k);
		work(factors * (1 + Math.floor((factors * bitLength(n)) / 4096)));
		return [n, k];
	}
	return null;
}
declareFunction("math", "perm", 1, 2, (_self, args, nargs) => {
	const given = counting(args, nargs);
	if (given === null) return NULL;
	const [n, k] = given;
	return newBig(k > n ? 0n : falling(n, k));
});
declareFunction("math", "comb", 2, 2, (_self, args, nargs) => {
	const given = counting(args, nargs);
	if (given === null) return NULL;
	const [n, k] = given;
	if (k > n) return newInt(0);
	const least = k < n - k ? k : n - k;
	return newBig(falling(n, least) / falling(least, least));
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
