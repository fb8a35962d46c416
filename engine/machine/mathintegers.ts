/** The math module on whole numbers of any size: divisors, roots, factorials and how many choices there are. */

import { at } from "./arena";
import { raise } from "./errors";
import { newBig, newInt } from "./int";
import { bitLength, chargeProduct } from "./intmath";
import { NULL } from "./layout";
import { work } from "./machine";
import { COST, whole } from "./mathmodule";
import { declareFunction } from "./moduletable";
import { NONE, OVERFLOW_ERROR, VALUE_ERROR } from "./typeids";

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
function counting(args: number, nargs: number, optional: boolean): readonly [bigint, bigint] | null {
	const n = whole(at(args));
	if (n === null) return null;
	const k = nargs < 2 || (optional && at(args + 1) === NONE) ? n : whole(at(args + 1));
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
	const given = counting(args, nargs, true);
	if (given === null) return NULL;
	const [n, k] = given;
	return newBig(k > n ? 0n : falling(n, k));
});
declareFunction("math", "comb", 2, 2, (_self, args, nargs) => {
	const given = counting(args, nargs, false);
	if (given === null) return NULL;
	const [n, k] = given;
	if (k > n) return newInt(0);
	const least = k < n - k ? k : n - k;
	return newBig(falling(n, least) / falling(least, least));
});
