/** int objects: a value that a double holds exactly stands in the object; a larger one is a bigint payload. */
import { allocNumber, allocObject, at, F64, H, MADE, newPayload, payloads } from "./arena";
import { bitLength } from "./intmath";
import {
	INT_BIG,
	INT_BITS,
	INT_VALUE,
	R_MAX_STR_DIGITS,
	type Ref,
	T_FLAGS,
	T_FREELIST,
	T_WORDS,
	TF_INT,
	TYPE,
} from "./layout";
import { FALSE, INT, SMALL_INT_MAX, SMALL_INT_MIN, SMALL_INT_WORDS, SMALL_INT_ZERO, TRUE } from "./typeids";

const INT_WORDS = 8;

/** Bytes of an int in CPython: 30 bits a digit. */
export function intBytes(value: bigint | number): number {
	if (typeof value === "number") return Math.abs(value) < 2 ** 30 ? 28 : 32;
	return digitBytes(bitLength(value));
}

function digitBytes(bits: number): number {
	return 24 + 4 * Math.max(1, Math.ceil(bits / 30));
}

/** From a whole number that a double holds exactly (|n| <= 2**53). */
export function newInt(n: number): Ref {
	MADE[0] = n;
	return intMade();
}

/** The same, of the value of MADE. */
export function intMade(): Ref {
	const n = MADE[0] as number;
	if (n >= SMALL_INT_MIN && n <= SMALL_INT_MAX) return SMALL_INT_ZERO + (n | 0) * SMALL_INT_WORDS;
	const compact = n < 1073741824 && n > -1073741824;
	return compact ? allocNumber(INT, 28, at(INT + T_FREELIST)) : allocNumber(INT, 32, 0);
}

export function newBig(value: bigint): Ref {
	if (value >= -9007199254740991n && value <= 9007199254740991n) return newInt(Number(value));
	return allocInt(INT, value);
}

/** A new int object of a type (a class derived from int, too). */
function allocInt(type: Ref, value: bigint | number): Ref {
	const bits = typeof value === "bigint" ? bitLength(value) : 0;
	const bytes = typeof value === "bigint" ? digitBytes(bits) : intBytes(value);
	const o = allocObject(type, bytes, Math.max(INT_WORDS, at(type + T_WORDS)), 0);
	setInt(o, value, bits);
	return o;
}

/** Gives a new int object its value; its bits where they are known. */
export function setInt(o: Ref, value: bigint | number, bits = 0): void {
	if (typeof value === "number" || (value >= -9007199254740991n && value <= 9007199254740991n)) {
		F64[(o + INT_VALUE) >> 1] = Number(value);
		return;
	}
	F64[(o + INT_VALUE) >> 1] = Number.NaN;
	H[o + INT_BIG] = newPayload(value);
	H[o + INT_BITS] = bits === 0 ? bitLength(value) : bits;
}

/** How many bits the value has, for what an operation costs: exact above 64. */
export function intBits(o: Ref): number {
	return Number.isNaN(intNumber(o)) ? at(o + INT_BITS) : 64;
}

/** Most digits of an int's text in base ten; 0: no limit. */
export function maxStrDigits(): number {
	return at(R_MAX_STR_DIGITS);
}

/** The value: a number where a double holds it. */
export function intValue(o: Ref): bigint | number {
	const n = intNumber(o);
	return Number.isNaN(n) ? intBig(o) : n;
}

/** The value if a double holds it, NaN otherwise. */
export function intNumber(o: Ref): number {
	return F64[(o + INT_VALUE) >> 1] as number;
}

export function intBig(o: Ref): bigint {
	const n = intNumber(o);
	return Number.isNaN(n) ? (payloads[at(o + INT_BIG)] as bigint) : BigInt(n);
}

export function isInt(o: Ref): boolean {
	return (at(at(o + TYPE) + T_FLAGS) & TF_INT) !== 0;
}

export function isExactInt(o: Ref): boolean {
	return at(o + TYPE) === INT;
}

export function newBool(value: boolean): Ref {
	return value ? TRUE : FALSE;
}
