/** The gamma function and its logarithm, by the Lanczos approximation that CPython has of its own (Modules/mathmodule.c). */
import { cos, exp, log, sin } from "./elementary";
import { powerFloat } from "./floatPower";

const G = 6.02468004077673;
const G_MINUS_HALF = 5.52468004077673;
const NUMERATORS: readonly number[] = [
	23531376880.41076, 42919803642.6491, 35711959237.35567, 17921034426.03721, 6039542586.352028, 1439720407.3117216,
	248874557.86205417, 31426415.585400194, 2876370.6289353725, 186056.26539522348, 8071.672002365816, 210.82427775157936,
	2.5066282746310002,
];
const DENOMINATORS: readonly number[] = [
	0, 39916800, 120543840, 150917976, 105258076, 45995730, 13339535, 2637558, 357423, 32670, 1925, 66, 1,
];

function lanczosSum(x: number): number {
	let top = 0;
	let bottom = 0;
	if (x < 5) {
		for (let i = 12; i >= 0; i--) {
			top = top * x + (NUMERATORS[i] as number);
			bottom = bottom * x + (DENOMINATORS[i] as number);
		}
	} else {
		for (let i = 0; i < 13; i++) {
			top = top / x + (NUMERATORS[i] as number);
			bottom = bottom / x + (DENOMINATORS[i] as number);
		}
	}
	return top / bottom;
}

/** `sin(pi * x)`, exact at multiples of a half. */
function sinPi(x: number): number {
	const y = Math.abs(x) % 2;
	const n = Math.round(2 * y);
	const parts = [
		() => sin(Math.PI * y),
		() => cos(Math.PI * (y - 0.5)),
		() => sin(Math.PI * (1 - y)),
		() => -cos(Math.PI * (y - 1.5)),
		() => sin(Math.PI * (y - 2)),
	];
	return (x < 0 ? -1 : 1) * (parts[n] as () => number)();
}

/** `m_tgamma`: NaN where the argument is out of its domain, infinite where the result is too large. */
export function gamma(x: number): number {
	if (Number.isNaN(x) || x === Number.POSITIVE_INFINITY) return x;
	if (x === Number.NEGATIVE_INFINITY || x === 0) return Number.NaN;
	if (Number.isInteger(x)) {
		if (x < 0) return Number.NaN;
		if (x <= 23) {
			let product = 1;
			for (let i = 2; i < x; i++) product *= i;
			return product;
		}
	}
	const size = Math.abs(x);
	if (size < 1e-20) return 1 / x;
	if (size > 200) return x < 0 ? 0 / sinPi(x) : Number.POSITIVE_INFINITY;
	const y = size + G_MINUS_HALF;
	let z: number;
	if (size > G_MINUS_HALF) z = y - size - G_MINUS_HALF;
	else z = y - G_MINUS_HALF - size;
	z = (z * G) / y;
	let r: number;
	if (x < 0) {
		r = ((-Math.PI / sinPi(size) / size) * exp(y)) / lanczosSum(size);
		r -= z * r;
		if (size < 140) r /= powerFloat(y, size - 0.5);
		else {
			const root = powerFloat(y, size / 2 - 0.25);
			r /= root;
			r /= root;
		}
	} else {
		r = lanczosSum(size) / exp(y);
		r += z * r;
		if (size < 140) r *= powerFloat(y, size - 0.5);
		else {
			const root = powerFloat(y, size / 2 - 0.25);
			r *= root;
			r *= root;
		}
	}
	return r;
}

/** `m_lgamma`: infinite at the poles. */
export function lgamma(x: number): number {
	if (Number.isNaN(x)) return x;
	if (!Number.isFinite(x)) return Number.POSITIVE_INFINITY;
	if (Number.isInteger(x) && x <= 2) return x <= 0 ? Number.POSITIVE_INFINITY : 0;
	const size = Math.abs(x);
	if (size < 1e-20) return -log(size);
	let r = log(lanczosSum(size)) - G;
	r += (size - 0.5) * (log(size + G - 0.5) - 1);
	if (x < 0) r = log(Math.PI) - log(Math.abs(sinPi(size))) - log(size) - r;
	return r;
}
