/** Arithmetic on whole numbers as Objects/longobject.c does it; what it costs is charged before it is begun. */
import { divideHalfEven } from "../text/exactDecimal";
import { type Fault, fault } from "../text/fault";
import { nearestDouble } from "../text/floatPower";
import { limits } from "./limits";
import { work } from "./machine";

/** `int.bit_length`. JavaScript tells it only by way of text, which is charged. */
export function bitLength(value: bigint): number {
	const size = value < 0n ? -value : value;
	if (size <= 0x7fff_ffffn) return 32 - Math.clz32(Number(size));
	const digits = size.toString(16);
	work(1 + (digits.length >> 4));
	return digits.length * 4 - (Math.clz32(Number.parseInt(digits.charAt(0), 16)) - 28);
}

/** Above this many words a product takes no longer a word than below it: V8 changes its method. */
const LONG = 1500;

/** Charges the meter for a product or quotient of numbers of so many bits. */
export function chargeProduct(bitsA: number, bitsB: number): void {
	const a = bitsA / 64;
	const b = bitsB / 64;
	const pairs = Math.min(a, b) > LONG ? (a + b) * LONG : a * b;
	work(Math.floor(pairs / 20));
}

/** Charges the meter for the decimal digits of a number of so many bits, if they are to be made at all. */
export function chargeDecimal(bits: number, mostDigits: number): void {
	const words = bits / 64;
	if (words > 64 && (mostDigits === 0 || bits <= mostDigits * 4))
		work(Math.floor((words * Math.min(words, LONG)) / 10));
}

/** Their product; their lengths in bits are known. */
export function multiply(a: bigint, b: bigint, bitsA: number, bitsB: number): bigint {
	chargeProduct(bitsA, bitsB);
	return a * b;
}

/** Quotient and remainder that go with the floor; the divisor is not 0. Their lengths in bits are known. */
export function floorDivide(
	a: bigint,
	b: bigint,
	bitsA: number,
	bitsB: number,
): { readonly quotient: bigint; readonly rest: bigint } {
	chargeProduct(bitsB, Math.max(0, bitsA - bitsB));
	let quotient = a / b;
	let rest = a - quotient * b;
	if (rest !== 0n && rest < 0n !== b < 0n) {
		quotient -= 1n;
		rest += b;
	}
	return { quotient, rest };
}

/** `long_true_divide`: the double nearest to the exact quotient; the divisor is not 0. */
export function trueDivide(a: bigint, b: bigint): number | Fault {
	if (a === 0n) return b < 0n ? -0 : 0;
	const negative = a < 0n !== b < 0n;
	const x = a < 0n ? -a : a;
	const y = b < 0n ? -b : b;
	chargeProduct(bitLength(y), 128);
	const result = nearestDouble(x, y);
	if (result === Number.POSITIVE_INFINITY)
		return fault("OverflowError", "integer division result too large for a float");
	return negative ? -result : result;
}

/** `base ** exponent` for an exponent that is not negative. */
export function power(base: bigint, exponent: bigint): bigint {
	if (base === 0n || base === 1n) return exponent === 0n ? 1n : base;
	if (base === -1n) return (exponent & 1n) === 0n ? 1n : -1n;
	const bits = bitLength(base) * Number(exponent);
	work(Math.floor(bits / 2048));
	chargeProduct(bits / 2, bits);
	return base ** exponent;
}

function inverse(value: bigint, modulus: bigint): bigint | null {
	let [a, b] = [value, modulus];
	let [x, y] = [1n, 0n];
	const step = 4 + (bitLength(modulus) >> 7);
	while (b !== 0n) {
		const q = a / b;
		[a, b] = [b, a - q * b];
		[x, y] = [y, x - q * y];
		work(step);
	}
	return a === 1n || a === -1n ? x * a : null;
}

/** `pow(base, exponent, modulus)` (`long_pow`) */
export function powerModulo(base: bigint, exponent: bigint, modulus: bigint): bigint | Fault {
	if (modulus === 0n) return fault("ValueError", "pow() 3rd argument cannot be 0");
	const m = modulus < 0n ? -modulus : modulus;
	if (m === 1n) return 0n;
	let b = ((base % m) + m) % m;
	let e = exponent;
	if (e < 0n) {
		const inverted = inverse(b, m);
		if (inverted === null) return fault("ValueError", "base is not invertible for the given modulus");
		b = ((inverted % m) + m) % m;
		e = -e;
	}
	const bits = bitLength(m);
	let result = 1n;
	for (const digit of e.toString(2)) {
		chargeProduct(bits, bits * 3);
		work(1);
		result = (result * result) % m;
		if (digit === "1") result = (result * b) % m;
	}
	return modulus < 0n && result !== 0n ? result - m : result;
}

/** `value << count` (`long_lshift`) */
export function shiftLeft(value: bigint, count: bigint): bigint | Fault {
	if (count < 0n) return fault("ValueError", "negative shift count");
	if (value === 0n) return 0n;
	if (count >= 1n << 63n) return fault("OverflowError", "too many digits in integer");
	const bits = Number(count) + bitLength(value);
	if (bits > limits.bytes * 8) return fault("MemoryError", "");
	work(Math.floor(bits / 2048));
	return value << count;
}

/** `value >> count` (`long_rshift`) */
export function shiftRight(value: bigint, count: bigint): bigint | Fault {
	if (count < 0n) return fault("ValueError", "negative shift count");
	return count > BigInt(bitLength(value)) ? (value < 0n ? -1n : 0n) : value >> count;
}

/** `round(value, -places)` for places > 0: to a multiple of 10**places, ties to even. */
export function roundToTens(value: bigint, places: bigint): bigint {
	if (places > BigInt(Math.ceil(bitLength(value) * 0.302) + 1)) return 0n;
	const unit = power(10n, places);
	return divideHalfEven(value, unit) * unit;
}
