/**
 * Functions that the C library computes by the older formulas of fdlibm, whose last bit is not always the exact
 * result's: the same steps give the same bits (glibc's s_expm1.c, s_log1p.c, e_sinh.c, e_cosh.c, s_tanh.c).
 */
import { exp } from "./elementary";

const LN2_HI = 0.6931471803691238;
const LN2_LO = 1.9082149292705877e-10;
const INVERSE_LN2 = Math.LOG2E;

const bits = new DataView(new ArrayBuffer(8));
function highWord(x: number): number {
	bits.setFloat64(0, x);
	return bits.getInt32(0);
}
function withHighWord(x: number, high: number): number {
	bits.setFloat64(0, x);
	bits.setInt32(0, high);
	return bits.getFloat64(0);
}

export function expm1(value: number): number {
	let x = value;
	const size = Math.abs(x);
	if (Number.isNaN(x) || x === Number.POSITIVE_INFINITY) return x;
	if (size >= 56 * Math.LN2) {
		if (x > 709.782712893384) return Number.POSITIVE_INFINITY;
		if (x < 0) return -1;
	}
	let k = 0;
	let c = 0;
	if (size > 0.5 * Math.LN2) {
		let hi: number;
		let lo: number;
		if (size < 1.5 * Math.LN2) {
			k = x > 0 ? 1 : -1;
			hi = x - k * LN2_HI;
			lo = k * LN2_LO;
		} else {
			k = Math.trunc(INVERSE_LN2 * x + (x < 0 ? -0.5 : 0.5));
			hi = x - k * LN2_HI;
			lo = k * LN2_LO;
		}
		x = hi - lo;
		c = hi - x - lo;
	} else if (size < 2 ** -54) return x;
	const hfx = 0.5 * x;
	const hxs = x * hfx;
	const h2 = hxs * hxs;
	const h4 = h2 * h2;
	const r1 =
		1 +
		hxs * -0.03333333333333313 +
		h2 * (0.0015873015872548146 + hxs * -7.93650757867488e-5) +
		h4 * (4.008217827329362e-6 + hxs * -2.0109921818362437e-7);
	const t = 3 - r1 * hfx;
	let e = hxs * ((r1 - t) / (6 - x * t));
	if (k === 0) return x - (x * e - hxs);
	e = x * (e - c) - c;
	e -= hxs;
	if (k === -1) return 0.5 * (x - e) - 0.5;
	if (k === 1) return x < -0.25 ? -2 * (e - (x + 0.5)) : 1 + 2 * (x - e);
	if (k <= -2 || k > 56) return (1 - (e - x)) * 2 ** (k - 1) * 2 - 1;
	if (k < 20) return (1 - 2 ** -k - (e - x)) * 2 ** k;
	return (x - (e + 2 ** -k) + 1) * 2 ** k;
}

/** For x > -1. */
export function log1p(x: number): number {
	if (Number.isNaN(x) || x === Number.POSITIVE_INFINITY) return x;
	const hx = highWord(x);
	let k = 1;
	let f = 0;
	let hu = 1;
	let c = 0;
	if (hx < 0x3fda827a) {
		const size = Math.abs(x);
		if (size < 2 ** -29) return size < 2 ** -54 ? x : x - x * x * 0.5;
		if (hx > 0 || hx <= (0xbfd2bec3 | 0)) {
			k = 0;
			f = x;
		}
	}
	if (k !== 0) {
		let u = x;
		if (hx < 0x43400000) {
			u = 1 + x;
			hu = highWord(u);
			k = (hu >> 20) - 1023;
			c = k > 0 ? 1 - (u - x) : x - (u - 1);
			c /= u;
		} else {
			hu = highWord(u);
			k = (hu >> 20) - 1023;
		}
		hu &= 0x000fffff;
		if (hu < 0x6a09e) u = withHighWord(u, hu | 0x3ff00000);
		else {
			k++;
			u = withHighWord(u, hu | 0x3fe00000);
			hu = (0x00100000 - hu) >> 2;
		}
		f = u - 1;
	}
	const hfsq = 0.5 * f * f;
	if (hu === 0) {
		if (f === 0) return k === 0 ? 0 : k * LN2_HI + (c + k * LN2_LO);
		const r = hfsq * (1 - 0.6666666666666666 * f);
		return k === 0 ? f - r : k * LN2_HI - (r - (k * LN2_LO + c) - f);
	}
	const s = f / (2 + f);
	const z = s * s;
	const z2 = z * z;
	const z4 = z2 * z2;
	const z6 = z4 * z2;
	const r =
		z * 0.6666666666666735 +
		z2 * (0.3999999999940942 + z * 0.2857142874366239) +
		z4 * (0.22222198432149784 + z * 0.1818357216161805) +
		z6 * (0.15313837699209373 + z * 0.14798198605116586);
	if (k === 0) return f - (hfsq - s * (hfsq + r));
	return k * LN2_HI - (hfsq - (s * (hfsq + r) + (k * LN2_LO + c)) - f);
}

export function sinh(x: number): number {
	const size = Math.abs(x);
	if (!Number.isFinite(x) || size < 2 ** -28) return x;
	const h = x < 0 ? -0.5 : 0.5;
	if (size < 22) {
		const t = expm1(size);
		return size < 1 ? h * (2 * t - (t * t) / (t + 1)) : h * (t + t / (t + 1));
	}
	if (size < 709.782712893384) return h * exp(size);
	const w = exp(0.5 * size);
	return h * w * w;
}

export function cosh(x: number): number {
	const size = Math.abs(x);
	if (!Number.isFinite(x)) return size;
	if (size < 0.5 * Math.LN2) {
		const t = expm1(size);
		const w = 1 + t;
		return size < 2 ** -55 ? w : 1 + (t * t) / (w + w);
	}
	if (size < 22) {
		const t = exp(size);
		return 0.5 * t + 0.5 / t;
	}
	if (size < 709.782712893384) return 0.5 * exp(size);
	const w = exp(0.5 * size);
	return 0.5 * w * w;
}

export function tanh(x: number): number {
	const size = Math.abs(x);
	if (Number.isNaN(x) || size < 2 ** -55) return x;
	let z = 1;
	if (size < 22) {
		if (size >= 1) z = 1 - 2 / (expm1(2 * size) + 2);
		else {
			const t = expm1(-2 * size);
			z = -t / (t + 2);
		}
	}
	return x < 0 ? -z : z;
}
