/**
 * Hashes of str and bytes as CPython gives them under PYTHONHASHSEED=0: SipHash-1-3 with a key of zeros
 * (Python/pyhash.c) over the text's internal form: one, two or four bytes a character, little endian, the least that
 * hold them all. In halves of 32 bits, since these hashes are made for every name a program uses.
 */
import { hasPairs, toCodePoints } from "./codePoints";

/** A 64-bit hash as two signed halves. */
export interface Hash {
	low: number;
	high: number;
}

export function hashToBigint(hash: Hash): bigint {
	return BigInt.asIntN(64, (BigInt(hash.high) << 32n) | BigInt(hash.low >>> 0));
}

export function hashFromBigint(value: bigint): Hash {
	return { low: Number(BigInt.asIntN(32, value)), high: Number(BigInt.asIntN(32, value >> 32n)) };
}

const NOT_LATIN1 = /[^\0-\xff]/;

// The four words of state. In the module, so that a round is a call without arguments.
let v0l = 0;
let v0h = 0;
let v1l = 0;
let v1h = 0;
let v2l = 0;
let v2h = 0;
let v3l = 0;
let v3h = 0;

function start(): void {
	// "somepseudorandomlygeneratedbytes", with a key of zeros mixed in.
	v0l = 0x70736575;
	v0h = 0x736f6d65;
	v1l = 0x6e646f6d;
	v1h = 0x646f7261;
	v2l = 0x6e657261;
	v2h = 0x6c796765;
	v3l = 0x79746573;
	v3h = 0x74656462;
}

/** `SINGLE_ROUND` */
function round(): void {
	let low = (v0l >>> 0) + (v1l >>> 0);
	v0h = (v0h + v1h + (low > 0xffffffff ? 1 : 0)) | 0;
	v0l = low | 0;
	low = (v2l >>> 0) + (v3l >>> 0);
	v2h = (v2h + v3h + (low > 0xffffffff ? 1 : 0)) | 0;
	v2l = low | 0;
	let turned = ((v1h << 13) | (v1l >>> 19)) ^ v0h;
	v1l = ((v1l << 13) | (v1h >>> 19)) ^ v0l;
	v1h = turned;
	turned = ((v3h << 16) | (v3l >>> 16)) ^ v2h;
	v3l = ((v3l << 16) | (v3h >>> 16)) ^ v2l;
	v3h = turned;
	turned = v0l;
	v0l = v0h;
	v0h = turned;
	low = (v2l >>> 0) + (v1l >>> 0);
	v2h = (v2h + v1h + (low > 0xffffffff ? 1 : 0)) | 0;
	v2l = low | 0;
	low = (v0l >>> 0) + (v3l >>> 0);
	v0h = (v0h + v3h + (low > 0xffffffff ? 1 : 0)) | 0;
	v0l = low | 0;
	turned = ((v1h << 17) | (v1l >>> 15)) ^ v2h;
	v1l = ((v1l << 17) | (v1h >>> 15)) ^ v2l;
	v1h = turned;
	turned = ((v3h << 21) | (v3l >>> 11)) ^ v0h;
	v3l = ((v3l << 21) | (v3h >>> 11)) ^ v0l;
	v3h = turned;
	turned = v2l;
	v2l = v2h;
	v2h = turned;
}

function word(low: number, high: number): void {
	v3l ^= low;
	v3h ^= high;
	round();
	v0l ^= low;
	v0h ^= high;
}

/** The last word holds what is left over and the length in bytes. */
function finish(low: number, high: number, length: number, out: Hash): void {
	word(low, high | (length << 24));
	v2l ^= 0xff;
	round();
	round();
	round();
	out.low = v0l ^ v1l ^ v2l ^ v3l;
	out.high = v0h ^ v1h ^ v2h ^ v3h;
	// -1 is an error's answer in C.
	if (out.low === -1 && out.high === -1) out.low = -2;
}

function hashLatin1(text: string, out: Hash): void {
	const length = text.length;
	let i = 0;
	for (; i + 8 <= length; i += 8) {
		word(
			text.charCodeAt(i) |
				(text.charCodeAt(i + 1) << 8) |
				(text.charCodeAt(i + 2) << 16) |
				(text.charCodeAt(i + 3) << 24),
			text.charCodeAt(i + 4) |
				(text.charCodeAt(i + 5) << 8) |
				(text.charCodeAt(i + 6) << 16) |
				(text.charCodeAt(i + 7) << 24),
		);
	}
	let low = 0;
	let high = 0;
	for (let shift = 0; i < length; i++, shift += 8) {
		if (shift < 32) low |= text.charCodeAt(i) << shift;
		else high |= text.charCodeAt(i) << (shift - 32);
	}
	finish(low, high, length, out);
}

function hashUcs2(text: string, out: Hash): void {
	const length = text.length;
	let i = 0;
	for (; i + 4 <= length; i += 4) {
		word(text.charCodeAt(i) | (text.charCodeAt(i + 1) << 16), text.charCodeAt(i + 2) | (text.charCodeAt(i + 3) << 16));
	}
	const left = length - i;
	const low = (left > 0 ? text.charCodeAt(i) : 0) | (left > 1 ? text.charCodeAt(i + 1) << 16 : 0);
	finish(low, left > 2 ? text.charCodeAt(i + 2) : 0, length * 2, out);
}

function hashUcs4(points: Uint32Array, out: Hash): void {
	const length = points.length;
	let i = 0;
	for (; i + 2 <= length; i += 2) word(points[i] ?? 0, points[i + 1] ?? 0);
	finish(points[i] ?? 0, 0, length * 4, out);
}

/** `hash(text)`, written to `out`. */
export function hashText(text: string, out: Hash): void {
	if (text === "") {
		out.low = 0;
		out.high = 0;
		return;
	}
	start();
	if (!NOT_LATIN1.test(text)) hashLatin1(text, out);
	else if (hasPairs(text)) hashUcs4(toCodePoints(text), out);
	else hashUcs2(text, out);
}

/** `hash(bytes)`, written to `out`. */
export function hashBytes(bytes: Uint8Array, out: Hash): void {
	if (bytes.length === 0) {
		out.low = 0;
		out.high = 0;
		return;
	}
	start();
	const at = (i: number): number => bytes[i] ?? 0;
	const half = (i: number): number => at(i) | (at(i + 1) << 8) | (at(i + 2) << 16) | (at(i + 3) << 24);
	let i = 0;
	for (; i + 8 <= bytes.length; i += 8) word(half(i), half(i + 4));
	finish(half(i), half(i + 4), bytes.length, out);
}
