/**
 * `pow` of doubles as the C library has it (`float_pow` in Objects/floatobject.c calls it). The host's own differs from
 * browser to browser and from C's in one result of six; this one rounds the exact power once, which is what glibc's
 * does but for about one result in two thousand.
 */
import { toBinary } from "./exactDecimal";

/** Binary places of the fixed-point numbers below. */
const PLACES = 160n;
const ONE = 1n << PLACES;
/** `ln 2` with that many places. */
const LN2 = 0xb17217f7d1cf79abc9e3b39803f2f6af40f34326n;

/** `numerator / denominator` to the nearest double, ties to even; both positive. */
export function nearestDouble(numerator: bigint, denominator: bigint): number {
	const size = numerator.toString(2).length - denominator.toString(2).length;
	if (size > 1025) return Number.POSITIVE_INFINITY;
	if (size < -1100) return 0;
	// One sticky bit below what is kept makes the conversion round as the exact value would; a subnormal keeps fewer bits.
	const shift = Math.min(66 - size, 1074 + (size < -1020 ? 0 : 200));
	const [top, bottom] =
		shift >= 0 ? [numerator << BigInt(shift), denominator] : [numerator, denominator << BigInt(-shift)];
	const quotient = top / bottom;
	if (shift === 1074 && size < -1020) {
		const rest = (top % bottom) * 2n;
		const up = rest > bottom || (rest === bottom && (quotient & 1n) === 1n);
		return Number(up ? quotient + 1n : quotient) * 2 ** -1074;
	}
	return scale(Number(quotient * bottom === top ? quotient : quotient | 1n), -shift);
}

/** `value * 2 ** power`, in steps that neither overflow nor lose bits before the last. */
function scale(value: number, power: number): number {
	let result = value;
	let left = power;
	for (; left > 900; left -= 900) result *= 2 ** 900;
	for (; left < -900; left += 900) result *= 2 ** -900;
	return result * 2 ** left;
}

/** `ln(value)` for a value > 0, in fixed point. */
function logarithm(value: number): bigint {
	const { mantissa, exponent } = toBinary(value);
	const bits = mantissa.toString(2).length;
	let m = (mantissa << PLACES) >> BigInt(bits);
	let e = exponent + bits;
	if (m * 4n < ONE * 3n) {
		m *= 2n;
		e--;
	}
	// 2 atanh t, where |t| is at most 1/5.
	const t = ((m - ONE) << PLACES) / (m + ONE);
	const square = (t * t) >> PLACES;
	let sum = 0n;
	let term = t;
	for (let k = 1n; term !== 0n && term !== -1n; k += 2n) {
		sum += term / k;
		term = (term * square) >> PLACES;
	}
	return 2n * sum + BigInt(e) * LN2;
}

/** `e ** exponent`, rounded once; the exponent in fixed point. */
function exponential(exponent: bigint): number {
	const whole = (exponent + LN2 / 2n) / LN2;
	const power = exponent < 0n ? (exponent - LN2 / 2n) / LN2 : whole;
	const halvings = 8n;
	const r = (exponent - power * LN2) >> halvings;
	let sum = ONE;
	let term = ONE;
	for (let k = 1n; term !== 0n && term !== -1n; k++) {
		term = ((term * r) >> PLACES) / k;
		sum += term;
	}
	for (let i = 0n; i < halvings; i++) sum = (sum * sum) >> PLACES;
	if (power > 1100n) return Number.POSITIVE_INFINITY;
	if (power < -1200n) return 0;
	const top = Number(power);
	return top < -1000 ? nearestDouble(sum, ONE << BigInt(-top)) : scale(Number(sum), top - Number(PLACES));
}

/** Whole exponents up to here are raised exactly, so that ties come out even. */
const MOST_EXACT = 64;

/** `x ** y` for operands whose power is a real number. */
export function powerFloat(x: number, y: number): number {
	if (!Number.isFinite(x) || !Number.isFinite(y)) return x ** y;
	if (x === 0 || y === 0 || y === 1) return y === 1 ? x : x ** y;
	if (y === 2) return x * x;
	if (y === -1) return 1 / x;
	if (y === 0.5 && x > 0) return Math.sqrt(x);
	const size = Math.abs(x);
	if (size === 1) return x ** y;
	const negative = x < 0 && Number.isInteger(y) && Math.abs(y % 2) === 1;
	let result: number;
	if (Number.isInteger(y) && Math.abs(y) <= MOST_EXACT) {
		const { mantissa, exponent } = toBinary(size);
		const n = BigInt(Math.abs(y));
		const raised = mantissa ** n;
		const shift = BigInt(exponent) * n;
		const [top, bottom] = shift >= 0n ? [raised << shift, 1n] : [raised, 1n << -shift];
		result = y < 0 ? nearestDouble(bottom, top) : nearestDouble(top, bottom);
	} else {
		const plain = size ** y;
		if (plain === 0 || plain === Number.POSITIVE_INFINITY) result = plain;
		else {
			const { mantissa, exponent } = toBinary(y);
			const product = mantissa * logarithm(size);
			result = exponential(exponent >= 0 ? product << BigInt(exponent) : product >> BigInt(-exponent));
		}
	}
	return negative ? -result : result;
}
