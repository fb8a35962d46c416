/** Items of a block of bytes by their struct code, native size and order: read into objects, and written from them. */

import { isFault } from "../text/fault";
import { intToFloat } from "../text/floatRound";
import { at } from "./arena";
import { bytesLike } from "./buffers";
import { isBytes, newBytes } from "./bytes";
import { floatValue, isFloat, newFloat } from "./float";
import { intBig, isInt, newBig, newBool, newInt } from "./int";
import { type Ref, TYPE } from "./layout";
import { FALSE, NONE } from "./typeids";

interface ItemCode {
	readonly size: number;
	readonly kind: "signed" | "unsigned" | "float" | "char" | "bool";
}
/** Native codes on 64-bit Linux. */
export const ITEM_CODES: ReadonlyMap<string, ItemCode> = new Map<string, ItemCode>([
	["b", { size: 1, kind: "signed" }],
	["B", { size: 1, kind: "unsigned" }],
	["c", { size: 1, kind: "char" }],
	["?", { size: 1, kind: "bool" }],
	["h", { size: 2, kind: "signed" }],
	["H", { size: 2, kind: "unsigned" }],
	["i", { size: 4, kind: "signed" }],
	["I", { size: 4, kind: "unsigned" }],
	["l", { size: 8, kind: "signed" }],
	["L", { size: 8, kind: "unsigned" }],
	["q", { size: 8, kind: "signed" }],
	["Q", { size: 8, kind: "unsigned" }],
	["n", { size: 8, kind: "signed" }],
	["N", { size: 8, kind: "unsigned" }],
	["P", { size: 8, kind: "unsigned" }],
	["e", { size: 2, kind: "float" }],
	["f", { size: 4, kind: "float" }],
	["d", { size: 8, kind: "float" }],
]);

export function readWhole(bytes: Uint8Array, offset: number, size: number, signed: boolean, little: boolean): bigint {
	let value = 0n;
	for (let i = 0; i < size; i++) {
		const byte = bytes[offset + (little ? size - 1 - i : i)] ?? 0;
		value = (value << 8n) | BigInt(byte);
	}
	return signed ? BigInt.asIntN(size * 8, value) : value;
}

export function writeWhole(bytes: Uint8Array, offset: number, size: number, value: bigint, little: boolean): void {
	let rest = BigInt.asUintN(size * 8, value);
	for (let i = 0; i < size; i++) {
		bytes[offset + (little ? i : size - 1 - i)] = Number(rest & 255n);
		rest >>= 8n;
	}
}

/** `PyFloat_Unpack2`, 4 and 8 */
export function readFloat(bytes: Uint8Array, offset: number, size: number, little: boolean): number {
	const view = new DataView(bytes.buffer, bytes.byteOffset + offset, size);
	if (size === 8) return view.getFloat64(0, little);
	if (size === 4) return view.getFloat32(0, little);
	const bits = view.getUint16(0, little);
	const sign = (bits & 0x8000) === 0 ? 1 : -1;
	const exponent = (bits >> 10) & 31;
	const fraction = bits & 1023;
	if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
	return sign * (exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25));
}

/** `PyFloat_Pack2`, 4 and 8: false where the number is too large for the size. */
export function writeFloat(bytes: Uint8Array, offset: number, size: number, value: number, little: boolean): boolean {
	const view = new DataView(bytes.buffer, bytes.byteOffset + offset, size);
	if (size === 8) view.setFloat64(0, value, little);
	else if (size === 4) {
		if (Number.isFinite(value) && !Number.isFinite(Math.fround(value))) return false;
		view.setFloat32(0, value, little);
	} else {
		const bits = halfBits(value);
		if (bits < 0) return false;
		view.setUint16(0, bits, little);
	}
	return true;
}

/** The nearest half-precision number, ties to even; -1: too large. */
function halfBits(value: number): number {
	const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
	const size = Math.abs(value);
	if (Number.isNaN(value)) return 0x7e00;
	if (size === Number.POSITIVE_INFINITY) return sign | 0x7c00;
	const exponent = Math.max(-14, Math.floor(Math.log2(size === 0 ? 1 : size)));
	const scaled = size / 2 ** (exponent - 10);
	let whole = Math.floor(scaled);
	if (scaled - whole > 0.5 || (scaled - whole === 0.5 && whole % 2 === 1)) whole++;
	// A whole of 1024 and more carries into the exponent; below it the number is subnormal.
	const bits = whole >= 1024 ? ((exponent + 15) << 10) + (whole - 1024) : whole;
	return bits >= 0x7c00 ? -1 : sign | bits;
}

/** The item at an offset, owned (`unpack_single`). */
export function readItem(bytes: Uint8Array, offset: number, code: string): Ref {
	const { size, kind } = ITEM_CODES.get(code) ?? { size: 1, kind: "unsigned" };
	switch (kind) {
		case "char":
			return newBytes(bytes.slice(offset, offset + 1));
		case "bool":
			return newBool(bytes[offset] !== 0);
		case "float":
			return newFloat(readFloat(bytes, offset, size, true));
		default:
			return size === 1 && kind === "unsigned"
				? newInt(bytes[offset] ?? 0)
				: newBig(readWhole(bytes, offset, size, kind === "signed", true));
	}
}

/** What is wrong with a value for a code: of another type, out of range, or nothing once it is written (`pack_single`). */
export function writeItem(bytes: Uint8Array, offset: number, code: string, value: Ref): "type" | "value" | null {
	const { size, kind } = ITEM_CODES.get(code) ?? { size: 1, kind: "unsigned" };
	switch (kind) {
		case "char": {
			if (!isBytes(value)) return "type";
			const one = bytesLike(value);
			if (one?.length !== 1) return "value";
			bytes[offset] = one[0] ?? 0;
			return null;
		}
		case "bool":
			if (!isInt(value) && at(value + TYPE) !== at(NONE + TYPE)) return "type";
			bytes[offset] = value === FALSE || value === NONE || (isInt(value) && intBig(value) === 0n) ? 0 : 1;
			return null;
		case "float": {
			const number = isFloat(value) ? floatValue(value) : isInt(value) ? intToFloat(intBig(value)) : null;
			if (number === null) return "type";
			if (isFault(number)) return "value";
			return writeFloat(bytes, offset, size, number, true) ? null : "value";
		}
		default: {
			if (!isInt(value)) return "type";
			const whole = intBig(value);
			const bits = BigInt(size * 8);
			const low = kind === "signed" ? -(1n << (bits - 1n)) : 0n;
			const high = kind === "signed" ? 1n << (bits - 1n) : 1n << bits;
			if (whole < low || whole >= high) return "value";
			writeWhole(bytes, offset, size, whole, true);
			return null;
		}
	}
}
