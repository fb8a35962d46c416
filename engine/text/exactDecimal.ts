/** A double as the exact fraction that it is, and decimal digits rounded half-even from it (`_Py_dg_dtoa`). */

/** A finite double is `mantissa * 2 ** exponent`, signed. */
export interface Binary {
	readonly mantissa: bigint;
	readonly exponent: number;
}

const view = new DataView(new ArrayBuffer(8));

export function toBinary(value: number): Binary {
	view.setFloat64(0, value);
	const bits = view.getBigUint64(0);
	const biased = Number((bits >> 52n) & 0x7ffn);
	const fraction = bits & 0xfffffffffffffn;
	const mantissa = biased === 0 ? fraction : fraction | 0x10000000000000n;
	return { mantissa: value < 0 ? -mantissa : mantissa, exponent: Math.max(biased, 1) - 1075 };
}

/** `numerator / denominator` to the nearest integer, ties to even; denominator > 0. */
export function divideHalfEven(numerator: bigint, denominator: bigint): bigint {
	let quotient = numerator / denominator;
	let rest = numerator % denominator;
	if (rest < 0n) {
		quotient -= 1n;
		rest += denominator;
	}
	const twice = rest * 2n;
	return twice > denominator || (twice === denominator && (quotient & 1n) === 1n) ? quotient + 1n : quotient;
}

/** `value * 10 ** places` to the nearest integer, ties to even on the exact value. Finite values only. */
export function scaleHalfEven(value: number, places: number): bigint {
	const { mantissa, exponent } = toBinary(value);
	let numerator = mantissa;
	let denominator = 1n;
	if (exponent > 0) numerator <<= BigInt(exponent);
	else denominator <<= BigInt(-exponent);
	if (places > 0) numerator *= 10n ** BigInt(places);
	else denominator *= 10n ** BigInt(-places);
	return divideHalfEven(numerator, denominator);
}

/** A double has no more digits than this after its point, and none of more significance than the other. */
const MOST_PLACES = 1074;
const MOST_DIGITS = 767;

/** A positive value with `places` digits after the point: those before it, and those after it. */
export function fixedDigits(value: number, places: number): { readonly whole: string; readonly fraction: string } {
	// The host's toFixed is exact but breaks ties upwards; there is a tie only where the next binary place is the last.
	// A shift makes that power of two, up to 2 ** 30; more places are seldom asked for.
	const exact = places > 29 || value >= 1e21 || (value * (2 << places)) % 2 === 1;
	if (!exact) {
		const text = value.toFixed(places);
		const point = places === 0 ? text.length : text.length - places - 1;
		return { whole: text.slice(0, point), fraction: text.slice(point + 1) };
	}
	const kept = Math.min(places, MOST_PLACES);
	const text = scaleHalfEven(value, kept)
		.toString()
		.padStart(kept + 1, "0");
	const point = text.length - kept;
	return { whole: text.slice(0, point), fraction: text.slice(point).padEnd(places, "0") };
}

/** Digits of a positive value and where its decimal point stands among them (1: after the first). */
export interface Digits {
	readonly digits: string;
	readonly point: number;
}

/** A positive value to `count` >= 1 significant digits. */
export function significantDigits(value: number, count: number): Digits {
	const kept = Math.min(count, MOST_DIGITS);
	// The shortest digits can stand for a value just under a power of ten as that power, never for less than it is.
	let point = shortestDigits(value).point;
	if (kept <= 101 && point < kept && !Number.isInteger(value * 2 ** (kept - point + 2))) {
		const [mantissa = "", exponent = "0"] = value.toExponential(kept - 1).split("e");
		return { digits: mantissa.replace(".", "").padEnd(count, "0"), point: Number(exponent) + 1 };
	}
	let text = scaleHalfEven(value, kept - point).toString();
	if (text.length < kept) {
		point--;
		text = scaleHalfEven(value, kept - point).toString();
	}
	if (text.length > kept) {
		// Rounded up to the next power of ten.
		text = text.slice(0, kept);
		point++;
	}
	return { digits: text.padEnd(count, "0"), point };
}

/** The shortest digits that read back as this positive value. */
export function shortestDigits(value: number): Digits {
	const [mantissa = "", exponent = "0"] = value.toExponential().split("e");
	return { digits: mantissa.replace(".", ""), point: Number(exponent) + 1 };
}
