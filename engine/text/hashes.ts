/** Hashes of numbers, tuples and frozensets on a 64-bit CPython (Python/pyhash.c, tupleobject.c, setobject.c). */
import { toBinary } from "./exactDecimal";
import type { Hash } from "./siphash";

/** The prime 2**61 - 1 (`_PyHASH_MODULUS`). */
const MODULUS = (1n << 61n) - 1n;

function setBigint(value: bigint, out: Hash): void {
	out.low = Number(BigInt.asIntN(32, value));
	out.high = Number(BigInt.asIntN(32, value >> 32n));
}

/** A whole number within 2**53, which is its own hash but for -1. */
function setSafeInteger(value: number, out: Hash): void {
	const hash = value === -1 ? -2 : value;
	out.low = hash | 0;
	out.high = Math.floor(hash / 0x100000000) | 0;
}

/** `hash(int)`: its remainder by 2**61 - 1, with its sign (`long_hash`). */
export function hashInt(value: bigint | number, out: Hash): void {
	if (typeof value === "number") {
		setSafeInteger(value, out);
		return;
	}
	const rest = value % MODULUS;
	setBigint(rest === -1n ? -2n : rest, out);
}

/** `hash(float)` (`_Py_HashDouble`): that of the equal int or fraction. A nan is hashed by its object: not here. */
export function hashFloat(value: number, out: Hash): void {
	if (Number.isSafeInteger(value) || !Number.isFinite(value)) {
		setSafeInteger(Number.isFinite(value) ? value : value > 0 ? 314159 : -314159, out);
		return;
	}
	const { mantissa, exponent } = toBinary(Math.abs(value));
	// Times a power of two, modulo 2**61 - 1, is a rotation of 61 bits.
	const turn = BigInt(((exponent % 61) + 61) % 61);
	const turned = ((mantissa << turn) & MODULUS) | (mantissa >> (61n - turn));
	hashInt(value < 0 ? -turned : turned, out);
}

let productLow = 0;
let productHigh = 0;

/** The low 64 bits of a product, into `productLow` and `productHigh`. */
function multiply(aLow: number, aHigh: number, bLow: number, bHigh: number): void {
	const a0 = aLow & 0xffff;
	const a1 = aLow >>> 16;
	const b0 = bLow & 0xffff;
	const b1 = bLow >>> 16;
	const low = Math.imul(a0, b0);
	const middle1 = Math.imul(a0, b1);
	const middle2 = Math.imul(a1, b0);
	const carry = (low >>> 16) + (middle1 & 0xffff) + (middle2 & 0xffff);
	const carried = (carry >>> 16) + (middle1 >>> 16) + (middle2 >>> 16);
	productLow = (low & 0xffff) | (carry << 16);
	productHigh = (Math.imul(a1, b1) + carried + Math.imul(aLow, bHigh) + Math.imul(aHigh, bLow)) | 0;
}

/** Gathers a tuple's hash item by item (`tuple_hash`, after xxHash). */
export class TupleHasher {
	private low = 0x165667c5;
	private high = 0x27d4eb2f;
	private length = 0;

	add(hash: Hash): void {
		multiply(hash.low, hash.high, 0x27d4eb4f, 0xc2b2ae3d);
		const sum = (this.low >>> 0) + (productLow >>> 0);
		const high = (this.high + productHigh + (sum > 0xffffffff ? 1 : 0)) | 0;
		const low = sum | 0;
		multiply((low << 31) | (high >>> 1), (high << 31) | (low >>> 1), 0x85ebca87, 0x9e3779b1);
		this.low = productLow;
		this.high = productHigh;
		this.length++;
	}

	finish(out: Hash): void {
		// The length, mixed with XXPRIME_5 ^ 3527539.
		const sum = (this.low >>> 0) + ((this.length ^ 0x165667c5 ^ 3527539) >>> 0);
		this.high = (this.high + 0x27d4eb2f + (sum > 0xffffffff ? 1 : 0)) | 0;
		this.low = sum | 0;
		this.finishUnsized(out);
	}

	/** What always has as many items leaves their number out (`slicehash`). */
	finishUnsized(out: Hash): void {
		out.high = this.high;
		out.low = this.low;
		if (out.low === -1 && out.high === -1) {
			out.low = 1546275796;
			out.high = 0;
		}
	}
}

/** Gathers a frozenset's hash, in any order of its items (`frozenset_hash`). */
export class FrozensetHasher {
	private low = 0;
	private high = 0;
	private size = 0;

	add(hash: Hash): void {
		// _shuffle_bits: ((h ^ 89869747) ^ (h << 16)) * 3644798167
		const low = hash.low ^ 89869747 ^ (hash.low << 16);
		const high = hash.high ^ ((hash.high << 16) | (hash.low >>> 16));
		multiply(low, high, 3644798167 | 0, 0);
		this.low ^= productLow;
		this.high ^= productHigh;
		this.size++;
	}

	finish(out: Hash): void {
		multiply((this.size + 1) | 0, 0, 1927868237, 0);
		const low = this.low ^ productLow;
		const high = this.high ^ productHigh;
		const mixedLow = low ^ ((low >>> 11) | (high << 21)) ^ ((low >>> 25) | (high << 7));
		const mixedHigh = high ^ (high >>> 11) ^ (high >>> 25);
		multiply(mixedLow, mixedHigh, 69069, 0);
		const sum = (productLow >>> 0) + 907133923;
		out.high = (productHigh + (sum > 0xffffffff ? 1 : 0)) | 0;
		out.low = sum | 0;
		if (out.low === -1 && out.high === -1) {
			out.low = 590923713;
			out.high = 0;
		}
	}
}
