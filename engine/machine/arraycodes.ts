/** The type codes of array.array: what fits an item of each, and how it is read and written (`b_getitem`, `b_setitem` and their like). */
import { at } from "./arena";
import { V } from "./arrayitems";
import { B, touchBytes } from "./buffers";
import { raise } from "./errors";
import { floatValue, isFloat, newFloat } from "./float";
import { intBig, isInt, newBig, newInt } from "./int";
import { writeWhole } from "./itemcodes";
import { NULL, type Ref, TYPE } from "./layout";
import { profile } from "./machine";
import { wholeOf } from "./operators";
import { isStr, newStr, strLength, textOf } from "./str";
import { OVERFLOW_ERROR, TYPE_ERROR } from "./typeids";
import { typeName } from "./types";

interface Code {
	readonly bytes: number;
	readonly low: bigint;
	readonly high: bigint;
	/** In messages: the C type. */
	readonly name: string;
}
const signed = (bytes: number, name: string): Code => ({
	bytes,
	low: -(1n << BigInt(bytes * 8 - 1)),
	high: (1n << BigInt(bytes * 8 - 1)) - 1n,
	name,
});
const unsigned = (bytes: number, name: string): Code => ({
	bytes,
	low: 0n,
	high: (1n << BigInt(bytes * 8)) - 1n,
	name,
});
const INTEGERS: Readonly<Record<string, Code>> = {
	b: signed(1, "signed char"),
	B: unsigned(1, "unsigned byte integer"),
	h: signed(2, "signed short integer"),
	H: unsigned(2, "unsigned short"),
	i: signed(4, "signed integer"),
	I: unsigned(4, "unsigned int"),
	l: signed(8, "long"),
	L: unsigned(8, "unsigned long"),
	q: signed(8, "long long"),
	Q: unsigned(8, "unsigned long long"),
};
export const CODES = "bBuwhHiIlLqQfd";

/** The item at an address as an object. */
export function load(code: string, address: number): Ref {
	switch (code) {
		case "b":
			return newInt(V.getInt8(address));
		case "B":
			return newInt(V.getUint8(address));
		case "h":
			return newInt(V.getInt16(address, true));
		case "H":
			return newInt(V.getUint16(address, true));
		case "i":
			return newInt(V.getInt32(address, true));
		case "I":
			return newInt(V.getUint32(address, true));
		case "l":
		case "q":
			return newBig(V.getBigInt64(address, true));
		case "L":
		case "Q":
			return newBig(V.getBigUint64(address, true));
		case "f":
			return newFloat(V.getFloat32(address, true));
		case "d":
			return newFloat(V.getFloat64(address, true));
		default:
			return newStr(String.fromCodePoint(V.getUint32(address, true)));
	}
}

/** Writes an object as an item; false with an error set where it is none. */
export function store(code: string, address: number, o: Ref): boolean {
	touchBytes(address, address + 8);
	if (code === "f" || code === "d") {
		if (!isFloat(o) && !isInt(o)) {
			raise(TYPE_ERROR, `must be real number, not ${typeName(at(o + TYPE))}`);
			return false;
		}
		const value = isFloat(o) ? floatValue(o) : Number(intBig(o));
		if (code === "f") V.setFloat32(address, value, true);
		else V.setFloat64(address, value, true);
		return true;
	}
	if (code === "u" || code === "w") {
		if (!isStr(o) || strLength(o) !== 1) {
			raise(TYPE_ERROR, characterMessage(code, o));
			return false;
		}
		V.setUint32(address, textOf(o).codePointAt(0) ?? 0, true);
		return true;
	}
	const int = wholeOf(o);
	if (int === NULL) return false;
	const n = intBig(int);
	const { low, high, bytes } = INTEGERS[code] as Code;
	if (n < low || n > high) {
		raise(OVERFLOW_ERROR, rangeMessage(n, code));
		return false;
	}
	writeWhole(B, address, bytes, n, true);
	return true;
}
function characterMessage(code: string, o: Ref): string {
	if (code === "w" && profile().name === "3.13") return "array item must be unicode character";
	if (!isStr(o)) return `array item must be a unicode character, not ${typeName(at(o + TYPE))}`;
	const lack = code === "w" ? "a unicode character" : "a string of length 1";
	return `array item must be ${lack}, not a string of length ${strLength(o)}`;
}
function rangeMessage(n: bigint, code: string): string {
	const { low, name } = INTEGERS[code] as Code;
	switch (code) {
		case "q":
			return "int too big to convert";
		case "Q":
			return n < 0n ? "can't convert negative int to unsigned" : "int too big to convert";
		case "l":
			return "Python int too large to convert to C long";
		case "L":
		case "I":
			if (n < 0n) return "can't convert negative value to unsigned int";
			if (code === "L" || n >= 1n << 64n) return "Python int too large to convert to C unsigned long";
			return `${name} is greater than maximum`;
		default: {
			if (n < -(1n << 63n) || n >= 1n << 63n) return "Python int too large to convert to C long";
			// PyArg_Parse has no code for these two: it takes a larger integer first.
			const wider = INTEGERS[code === "b" ? "h" : code === "H" ? "i" : code] as Code;
			const least = n < wider.low || n > wider.high ? wider.name : name;
			return `${least} is ${n < low ? "less than minimum" : "greater than maximum"}`;
		}
	}
}
