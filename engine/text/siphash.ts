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

// What is hashed, as bytes or as units, and as the words that SipHash takes (every host of ours is little endian). Kept
// from one hash to the next, but not what a huge text needed.
const KEPT = 1 << 16;
let words = new Int32Array(KEPT >> 2);
let bytes = new Uint8Array(words.buffer);
let units = new Uint16Array(words.buffer);

/** Makes room for `length` bytes and clears the last word, of 64 bits, that they reach. */
function reserve(length: number): void {
	const needed = ((length >> 3) + 1) * 2;
	if (needed > words.length || (words.length > KEPT >> 2 && length < KEPT)) {
		words = new Int32Array(Math.max(needed, KEPT >> 2));
		bytes = new Uint8Array(words.buffer);
		units = new Uint16Array(words.buffer);
	}
	words[needed - 2] = 0;
	words[needed - 1] = 0;
}

/** `siphash13` of the first `length` bytes. One round a word, the length with the last one, then three more. */
function sip(length: number, out: Hash): void {
	const count = (length >> 3) + 1;
	words[count * 2 - 1] = (words[count * 2 - 1] ?? 0) | (length << 24);
	// "somepseudorandomlygeneratedbytes", with a key of zeros mixed in.
	let v0l = 0x70736575;
	let v0h = 0x736f6d65;
	let v1l = 0x6e646f6d;
	let v1h = 0x646f7261;
	let v2l = 0x6e657261;
	let v2h = 0x6c796765;
	let v3l = 0x79746573;
	let v3h = 0x74656462;
	for (let i = 0; i < count + 3; i++) {
		const low = i < count ? (words[2 * i] ?? 0) : 0;
		const high = i < count ? (words[2 * i + 1] ?? 0) : 0;
		if (i === count) v2l ^= 0xff;
		v3l ^= low;
		v3h ^= high;
		// SINGLE_ROUND; a sum of two low halves carries where it is less, unsigned, than either.
		v0l = (v0l + v1l) | 0;
		v0h = (v0h + v1h + (v0l >>> 0 < v1l >>> 0 ? 1 : 0)) | 0;
		v2l = (v2l + v3l) | 0;
		v2h = (v2h + v3h + (v2l >>> 0 < v3l >>> 0 ? 1 : 0)) | 0;
		let turned = ((v1h << 13) | (v1l >>> 19)) ^ v0h;
		v1l = ((v1l << 13) | (v1h >>> 19)) ^ v0l;
		v1h = turned;
		turned = ((v3h << 16) | (v3l >>> 16)) ^ v2h;
		v3l = ((v3l << 16) | (v3h >>> 16)) ^ v2l;
		v3h = turned;
		turned = v0l;
		v0l = v0h;
		v0h = turned;
		v2l = (v2l + v1l) | 0;
		v2h = (v2h + v1h + (v2l >>> 0 < v1l >>> 0 ? 1 : 0)) | 0;
		v0l = (v0l + v3l) | 0;
		v0h = (v0h + v3h + (v0l >>> 0 < v3l >>> 0 ? 1 : 0)) | 0;
		turned = ((v1h << 17) | (v1l >>> 15)) ^ v2h;
		v1l = ((v1l << 17) | (v1h >>> 15)) ^ v2l;
		v1h = turned;
		turned = ((v3h << 21) | (v3l >>> 11)) ^ v0h;
		v3l = ((v3l << 21) | (v3h >>> 11)) ^ v0l;
		v3h = turned;
		turned = v2l;
		v2l = v2h;
		v2h = turned;
		v0l ^= low;
		v0h ^= high;
	}
	out.low = v0l ^ v1l ^ v2l ^ v3l;
	out.high = v0h ^ v1h ^ v2h ^ v3h;
	// -1 is an error's answer in C.
	if (out.low === -1 && out.high === -1) out.low = -2;
}

/** Lays the text out as bytes; false: a character of it takes more than one. */
function latin1Bytes(text: string): boolean {
	const { length } = text;
	reserve(length);
	let seen = 0;
	for (let i = 0; i < length; i++) {
		const unit = text.charCodeAt(i);
		seen |= unit;
		bytes[i] = unit;
	}
	return seen < 256;
}

/** `hash(text)`, written to `out`. */
export function hashText(text: string, out: Hash): void {
	const { length } = text;
	if (length === 0) {
		out.low = 0;
		out.high = 0;
	} else if (latin1Bytes(text)) {
		sip(length, out);
	} else if (hasPairs(text)) {
		const points = toCodePoints(text);
		reserve(points.length * 4);
		words.set(points);
		sip(points.length * 4, out);
	} else {
		reserve(length * 2);
		for (let i = 0; i < length; i++) units[i] = text.charCodeAt(i);
		sip(length * 2, out);
	}
}

/** `hash(bytes)`, written to `out`. */
export function hashBytes(value: Uint8Array, out: Hash): void {
	if (value.length === 0) {
		out.low = 0;
		out.high = 0;
		return;
	}
	reserve(value.length);
	bytes.set(value);
	sip(value.length, out);
}
