/** The math module on a float as it is made: its parts, its neighbours, what is close to it, and the int that it is rounded to. */

import { at } from "./arena";
import { raise } from "./errors";
import { newFloat } from "./float";
import { intBig, isInt, newBig, newBool, newInt } from "./int";
import { NULL, TYPE } from "./layout";
import { argument, declareReals, range, real, reals, whole } from "./mathmodule";
import { declareFunction } from "./moduletable";
import { callSpecial, lookupSpecial } from "./special";
import { tupleOwning } from "./tuple";
import { FLOAT, NONE, OVERFLOW_ERROR, TYPE_ERROR, VALUE_ERROR } from "./typeids";
import { typeName } from "./types";

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
