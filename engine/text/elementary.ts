/**
 * The elementary functions of doubles, each result the exact one rounded once: the C library's but for few results in a
 * thousand, and the same on every host. Computed in fixed point.
 */
import { toBinary } from "./exactDecimal";
import { nearestDouble } from "./floatPower";

/** Binary places of the fixed-point numbers. */
const PLACES = 320n;
const ONE = 1n << PLACES;
/** Below this size a function that begins with x is x, for all that a double can tell. */
const TINY = 2 ** -60;

const abs = (n: bigint): bigint => (n < 0n ? -n : n);

function divided(a: bigint, b: bigint): bigint {
	return (a << PLACES) / b;
}

/** A double in fixed point: exact for those not below TINY. */
function fixed(x: number): bigint {
	const { mantissa, exponent } = toBinary(Math.abs(x));
	const shift = BigInt(exponent) + PLACES;
	const size = shift >= 0n ? mantissa << shift : mantissa >> -shift;
	return x < 0 ? -size : size;
}

function rounded(n: bigint): number {
	if (n === 0n) return 0;
	const size = nearestDouble(abs(n), ONE);
	return n < 0n ? -size : size;
}

/** `atan(1/n)` with a number of places. */
function inverseTangent(n: bigint, places: bigint): bigint {
	let term = (1n << places) / n;
	let sum = term;
	for (let k = 3n; term !== 0n; k += 2n) {
		term = -term / (n * n);
		sum += term / k;
	}
	return sum;
}
/** Half of pi, with places enough to reduce the largest double. */
const PI_PLACES = 1500n;
const HALF_PI = 2n * (4n * inverseTangent(5n, PI_PLACES) - inverseTangent(239n, PI_PLACES));

/** `ln(v / ONE)` for v > 0. */
function logarithm(v: bigint): bigint {
	const bits = BigInt(v.toString(2).length);
	let e = bits - PLACES;
	let m = e >= 0n ? v >> e : v << -e;
	// m is between a half and 1.
	if (m * 4n < ONE * 3n) {
		m *= 2n;
		e -= 1n;
	}
	return artanhTwice(divided(m - ONE, m + ONE)) + e * LN2;
}
function artanhTwice(t: bigint): bigint {
	const square = (t * t) >> PLACES;
	let sum = 0n;
	let term = t;
	for (let k = 1n; abs(term) > 1n; k += 2n) {
		sum += term / k;
		term = (term * square) >> PLACES;
	}
	return 2n * sum;
}
const LN2 = artanhTwice(ONE / 3n);
const LN10 = logarithm(10n * ONE);

/** `e ** v` as a fixed-point number and a power of two to multiply it by. */
function exponential(v: bigint): { readonly value: bigint; readonly power: bigint } {
	let power = v / LN2;
	if (v < 0n) power -= 1n;
	const r = (v - power * LN2) >> 8n;
	let sum = ONE;
	let term = ONE;
	for (let k = 1n; abs(term) > 1n; k++) {
		term = ((term * r) >> PLACES) / k;
		sum += term;
	}
	for (let i = 0; i < 8; i++) sum = (sum * sum) >> PLACES;
	return { value: sum, power };
}

function scaled(value: bigint, power: bigint): number {
	return power >= 0n ? nearestDouble(value << power, ONE) : nearestDouble(value, ONE << -power);
}

export function exp(x: number): number {
	if (!Number.isFinite(x) || x > 710 || x < -746) return Math.exp(x);
	if (Math.abs(x) < TINY) return 1 + x;
	const { value, power } = exponential(fixed(x));
	return scaled(value, power);
}

export function exp2(x: number): number {
	if (!Number.isFinite(x) || x > 1025 || x < -1076) return 2 ** x;
	if (Math.abs(x) < TINY) return 1 + x;
	const { value, power } = exponential((fixed(x) * LN2) >> PLACES);
	return scaled(value, power);
}

/** For x > 0. */
export function log(x: number): number {
	return x === Number.POSITIVE_INFINITY || Number.isNaN(x) ? x : rounded(logarithmOf(x));
}
function logarithmOf(x: number): bigint {
	const { mantissa, exponent } = toBinary(x);
	return logarithm(mantissa << PLACES) + BigInt(exponent) * LN2;
}

export function log2(x: number): number {
	if (x === Number.POSITIVE_INFINITY || Number.isNaN(x)) return x;
	const { mantissa, exponent } = toBinary(x);
	return rounded(divided(logarithm(mantissa << PLACES), LN2) + BigInt(exponent) * ONE);
}

export function log10(x: number): number {
	return x === Number.POSITIVE_INFINITY || Number.isNaN(x) ? x : rounded(snapped(divided(logarithmOf(x), LN10)));
}
/** What is a whole number but for the last places is that number. */
function snapped(n: bigint): bigint {
	const nearest = ((n + (ONE >> 1n)) >> PLACES) << PLACES;
	return abs(n - nearest) < 1n << 64n ? nearest : n;
}

/** sin and cos of a finite double. */
function sineAndCosine(x: number): { readonly sin: bigint; readonly cos: bigint } {
	const { mantissa, exponent } = toBinary(Math.abs(x));
	const shift = BigInt(exponent) + PI_PLACES;
	const size = shift >= 0n ? mantissa << shift : mantissa >> -shift;
	const quarters = (size + HALF_PI / 2n) / HALF_PI;
	const r = (size - quarters * HALF_PI) >> (PI_PLACES - PLACES);
	const square = (r * r) >> PLACES;
	let sin = 0n;
	let cos = 0n;
	let term = ONE;
	for (let k = 1n; abs(term) > 1n; k += 2n) {
		cos += term;
		const odd = ((term * r) >> PLACES) / k;
		sin += odd;
		term = -((term * square) >> PLACES) / (k * (k + 1n));
	}
	const turns = Number(quarters % 4n);
	const s = turns === 0 ? sin : turns === 1 ? cos : turns === 2 ? -sin : -cos;
	const c = turns === 0 ? cos : turns === 1 ? -sin : turns === 2 ? -cos : sin;
	return { sin: x < 0 ? -s : s, cos: c };
}

export function sin(x: number): number {
	return Math.abs(x) < TINY ? x : rounded(sineAndCosine(x).sin);
}
export function cos(x: number): number {
	return Math.abs(x) < TINY ? 1 : rounded(sineAndCosine(x).cos);
}
export function tan(x: number): number {
	if (Math.abs(x) < TINY) return x;
	const both = sineAndCosine(x);
	return rounded(divided(both.sin, both.cos));
}

/** The angle of the point (x, y), given as any two numbers in proportion, beside a guess that is right but for the last bits. */
function angle(y: bigint, x: bigint, guess: number): number {
	const { sin: s, cos: c } = sineAndCosine(guess);
	const d = divided(y * c - x * s, x * c + y * s);
	const cube = (((d * d) >> PLACES) * d) >> PLACES;
	return rounded(fixed(guess) + d - cube / 3n);
}

export function atan(x: number): number {
	return atan2(x, 1);
}
export function atan2(y: number, x: number): number {
	const guess = Math.atan2(y, x);
	if (y === 0 || x === 0 || !Number.isFinite(x) || !Number.isFinite(y)) return specialAngle(y, x, guess);
	const ratio = Math.abs(y / x);
	if (x > 0 && ratio < TINY) return y / x;
	const a = toBinary(Math.abs(y));
	const b = toBinary(Math.abs(x));
	const low = Math.min(a.exponent, b.exponent);
	const top = (a.mantissa << BigInt(a.exponent - low)) * (y < 0 ? -1n : 1n);
	const bottom = (b.mantissa << BigInt(b.exponent - low)) * (x < 0 ? -1n : 1n);
	return angle(top, bottom, guess);
}
/** Angles at the axes and of infinite points are fractions of pi, which the host's constants round rightly. */
function specialAngle(y: number, x: number, guess: number): number {
	if (Number.isNaN(guess)) return guess;
	const sign = y < 0 || Object.is(y, -0) ? -1 : 1;
	if (!Number.isFinite(y)) {
		if (Number.isFinite(x)) return (sign * Math.PI) / 2;
		return (sign * Math.PI * (x > 0 ? 1 : 3)) / 4;
	}
	if (x === 0 && y !== 0) return (sign * Math.PI) / 2;
	if (x < 0 || Object.is(x, -0)) return sign * Math.PI;
	return sign * 0;
}

function squareRoot(n: bigint): bigint {
	if (n < 2n) return n;
	let x = 1n << BigInt((n.toString(2).length + 1) >> 1);
	for (;;) {
		const next = (x + n / x) >> 1n;
		if (next >= x) return x;
		x = next;
	}
}

export function asin(x: number): number {
	if (Math.abs(x) < TINY) return x;
	const v = fixed(x);
	return angle(v, squareRoot(ONE * ONE - v * v), Math.asin(x));
}
export function acos(x: number): number {
	if (x === 1) return 0;
	const v = fixed(x);
	return angle(squareRoot(ONE * ONE - v * v), v, Math.acos(x));
}

export function asinh(x: number): number {
	if (Math.abs(x) < TINY || !Number.isFinite(x)) return x;
	const v = fixed(Math.abs(x));
	return Math.sign(x) * rounded(logarithm(v + squareRoot(v * v + ONE * ONE)));
}
/** For x >= 1. */
export function acosh(x: number): number {
	if (x === 1 || !Number.isFinite(x)) return x === 1 ? 0 : x;
	const v = fixed(x);
	return rounded(logarithm(v + squareRoot(v * v - ONE * ONE)));
}
/** For |x| < 1. */
export function atanh(x: number): number {
	if (Math.abs(x) < TINY) return x;
	const v = fixed(x);
	return rounded(logarithm(divided(ONE + v, ONE - v)) / 2n);
}

/** The square root of a sum of squares of finite doubles. */
export function norm(values: readonly number[]): number {
	const parts = values.filter((x) => x !== 0).map((x) => toBinary(Math.abs(x)));
	if (parts.length === 0) return 0;
	const low = Math.min(...parts.map((p) => p.exponent));
	let sum = 0n;
	for (const p of parts) {
		const m = p.mantissa << BigInt(p.exponent - low);
		sum += m * m;
	}
	// Places enough below the point that what is cut off cannot change the rounding.
	const extra = BigInt(Math.max(0, 70 - (sum.toString(2).length >> 1)));
	const wide = sum << (2n * extra);
	const root = squareRoot(wide);
	const sticky = root * root === wide ? 2n * root : 2n * root + 1n;
	const shift = BigInt(low) - extra - 1n;
	return shift >= 0n ? nearestDouble(sticky << shift, 1n) : nearestDouble(sticky, 1n << -shift);
}

/** The sum of finite doubles, rounded once. */
export function exactSum(values: readonly number[]): number {
	return exactProducts(
		values,
		values.map(() => 1),
	);
}

/** The sum of the products of finite doubles, rounded once. */
export function exactProducts(a: readonly number[], b: readonly number[]): number {
	const UNIT = 2200n;
	let sum = 0n;
	for (let i = 0; i < a.length; i++) {
		const x = a[i] as number;
		const y = b[i] as number;
		if (x === 0 || y === 0) continue;
		const p = toBinary(Math.abs(x));
		const q = toBinary(Math.abs(y));
		const product = (p.mantissa * q.mantissa) << (UNIT + BigInt(p.exponent + q.exponent));
		sum += x < 0 !== y < 0 ? -product : product;
	}
	if (sum === 0n) return 0;
	const size = nearestDouble(abs(sum), 1n << UNIT);
	return sum < 0n ? -size : size;
}

export function cbrt(x: number): number {
	if (x === 0 || !Number.isFinite(x)) return x;
	const { mantissa, exponent } = toBinary(Math.abs(x));
	const third = Math.floor(exponent / 3);
	const n = mantissa << BigInt(exponent - third * 3 + 240);
	let r = 1n << BigInt(Math.ceil(n.toString(2).length / 3) + 1);
	for (;;) {
		const next = (2n * r + n / (r * r)) / 3n;
		if (next >= r) break;
		r = next;
	}
	const sticky = r * r * r === n ? 2n * r : 2n * r + 1n;
	const shift = BigInt(third) - 81n;
	const size = shift >= 0n ? nearestDouble(sticky << shift, 1n) : nearestDouble(sticky, 1n << -shift);
	return x < 0 ? -size : size;
}

const SQRT_PI = squareRoot(((2n * HALF_PI) >> (PI_PLACES - PLACES)) * ONE);

/** `erf` in fixed point, for 0 < x < 27: a series of positive terms. */
function erfFixed(x: number): bigint {
	const v = fixed(x);
	const square = (v * v) >> PLACES;
	let term = v;
	let sum = 0n;
	for (let k = 1n; term > 1n; k++) {
		sum += term;
		term = ((term * 2n * square) >> PLACES) / (2n * k + 1n);
	}
	const { value, power } = exponential(-square);
	return divided(2n * ((sum * (power >= 0n ? value << power : value >> -power)) >> PLACES), SQRT_PI);
}

export function erf(x: number): number {
	if (Number.isNaN(x) || x === 0) return x;
	const size = Math.abs(x);
	if (size > 6) return Math.sign(x);
	if (size < TINY) return rounded(divided(2n * fixed(x), SQRT_PI));
	return Math.sign(x) * rounded(erfFixed(size));
}

export function erfc(x: number): number {
	if (Number.isNaN(x)) return x;
	if (x > 27.3) return 0;
	if (x < -6) return 2;
	if (Math.abs(x) < TINY) return 1;
	if (x < 9) return rounded(x < 0 ? ONE + erfFixed(-x) : ONE - erfFixed(x));
	// erfc falls below the places of 1 - erf: a continued fraction from below.
	const v = fixed(x);
	let f = v;
	for (let k = 400n; k > 0n; k--) f = v + divided((k * ONE) / 2n, f);
	const { value, power } = exponential(-((v * v) >> PLACES));
	return scaled(divided(divided(value, SQRT_PI), f), power);
}
