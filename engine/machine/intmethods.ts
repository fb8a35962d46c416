import { at, H } from "./arena";
import { bytesFromObject, bytesOf, newBytes } from "./bytes";
import { callWith } from "./call";
import { declareAttribute, declareMethod } from "./declarations";
import { raise } from "./errors";
import { memoryError } from "./faults";
import { declareFormat } from "./format";
import { formatIntAs } from "./formatspecs";
import { intBig, intNumber, newBig, newInt } from "./int";
import { bitLength, roundToTens } from "./intmath";
import { exactInt, intDivmod } from "./ints";
import { INT_BITS, NULL, PUSHED, type Ref, TUPLE_ITEMS } from "./layout";
import { limits } from "./limits";
import { work } from "./machine";
import { N0, popNative, pushNative, setState, stateOf } from "./natives";
import { indexOf, ssizeOf, str } from "./operators";
import { decref } from "./refcount";
import { isStr, textOf } from "./str";
import { nativeKind, type Status, type Step, steps } from "./tables";
import { newTuple, tupleOf } from "./tuple";
import { INT, NONE, OVERFLOW_ERROR, TRUE, TYPE_ERROR, VALUE_ERROR } from "./typeids";
import { givenName } from "./types";

/** An argument read by position in a native with resolved keywords; 0: not given. */
function argument(args: number, nargs: number, i: number): Ref {
	return i < nargs ? at(args + i) : NULL;
}

/** `_PyLong_FromByteArray` in either order. */
function intFromBytes(bytes: Uint8Array, little: boolean, signed: boolean): bigint {
	if (bytes.length === 0) return 0n;
	work(bytes.length);
	let digits = "";
	for (let i = 0; i < bytes.length; i++)
		digits += (bytes[little ? bytes.length - 1 - i : i] ?? 0).toString(16).padStart(2, "0");
	const value = BigInt(`0x${digits}`);
	return signed ? BigInt.asIntN(bytes.length * 8, value) : value;
}

/** True: little endian; null with an error set. */
function byteOrder(o: Ref, what: string): boolean | null {
	if (o === NULL) return false;
	if (!isStr(o)) raise(TYPE_ERROR, `${what}() argument 'byteorder' must be str, not ${givenName(o)}`);
	else if (textOf(o) === "little") return true;
	else if (textOf(o) === "big") return false;
	else raise(VALUE_ERROR, "byteorder must be either 'little' or 'big'");
	return null;
}

/** `_PyLong_AsByteArray` */
function toBytes(self: Ref, args: number, nargs: number): Status {
	const lengthArgument = argument(args, nargs, 0);
	const length = lengthArgument === NULL ? 1 : ssizeOf(lengthArgument);
	if (Number.isNaN(length)) return NULL;
	const little = byteOrder(argument(args, nargs, 1), "to_bytes");
	if (little === null) return NULL;
	const signed = argument(args, nargs, 2) === TRUE;
	if (length < 0) return raise(VALUE_ERROR, "length argument must be non-negative");
	const value = intBig(self);
	if (value < 0n && !signed) return raise(OVERFLOW_ERROR, "can't convert negative int to unsigned");
	if (length > limits.bytes) return memoryError();
	work(length * 2);
	const bits = bitLength(value < 0n ? ~value : value) + (signed ? 1 : 0);
	if (bits > length * 8) return raise(OVERFLOW_ERROR, "int too big to convert");
	const digits =
		length === 0
			? ""
			: BigInt.asUintN(length * 8, value)
					.toString(16)
					.padStart(length * 2, "0");
	const bytes = new Uint8Array(length);
	for (let i = 0; i < length; i++)
		bytes[little ? length - 1 - i : i] = Number.parseInt(digits.slice(i * 2, i * 2 + 2), 16);
	return newBytes(bytes);
}

/** `int.from_bytes` of a class derived from int calls the class with the value. Words: the class, byte order, signed. */
const FROM_BYTES = nativeKind("int.from_bytes", (frame, value) => {
	const w = frame + N0;
	if (stateOf(frame) === 1) return value;
	work(bytesOf(value).length * 4);
	const result = newBig(intFromBytes(bytesOf(value), at(w + 1) === 1, at(w + 2) === 1));
	decref(value);
	if (at(w) === INT) return result;
	setState(frame, 1);
	const status = callWith(at(w), result);
	decref(result);
	return status;
});

/** `int.__round__(ndigits)` */
function roundInt(self: Ref, args: number, nargs: number): Status {
	if (nargs === 0 || at(args) === NONE) return exactInt(self);
	const places = indexOf(at(args));
	if (Number.isNaN(places)) return NULL;
	return places >= 0 ? exactInt(self) : newBig(roundToTens(intBig(self), BigInt(-places)));
}

/** `int.__format__` */
export function intFormat(self: Ref, spec: Ref): Status {
	const text = textOf(spec);
	return text === "" ? str(self) : formatIntAs(self, text);
}

/** How many bits of each hexadecimal digit are set. */
const ONES = "0112122312232334";

export function declareIntMethods(): void {
	declareMethod(INT, "bit_length", 0, 0, (self) => {
		const n = Math.abs(intNumber(self));
		return newInt(n <= 0x7fff_ffff ? 32 - Math.clz32(n) : at(self + INT_BITS) || bitLength(intBig(self)));
	});
	declareMethod(INT, "bit_count", 0, 0, (self) => {
		const value = intBig(self);
		work(1 + (bitLength(value) >> 4));
		const digits = (value < 0n ? -value : value).toString(16);
		let count = 0;
		for (let i = 0; i < digits.length; i++) {
			const digit = digits.charCodeAt(i);
			count += ONES.charCodeAt(digit < 58 ? digit - 48 : digit - 87) - 48;
		}
		return newInt(count);
	});
	declareMethod(INT, "conjugate", 0, 0, exactInt);
	declareMethod(INT, "is_integer", 0, 0, () => TRUE);
	declareMethod(INT, "as_integer_ratio", 0, 0, (self) => {
		const numerator = exactInt(self);
		const tuple = tupleOf(numerator, newInt(1));
		decref(numerator);
		return tuple;
	});
	declareMethod(INT, "to_bytes", 0, 2, toBytes, { params: ["length", "byteorder", "signed"] });
	declareMethod(
		INT,
		"from_bytes",
		1,
		2,
		(type, args, nargs) => {
			const little = byteOrder(argument(args, nargs, 1), "from_bytes");
			if (little === null) return NULL;
			const frame = pushNative(FROM_BYTES, 3, 0);
			H[frame + N0] = type;
			H[frame + N0 + 1] = little ? 1 : 0;
			H[frame + N0 + 2] = argument(args, nargs, 2) === TRUE ? 1 : 0;
			const bytes = bytesFromObject(at(args));
			const status = bytes > 0 ? (steps[FROM_BYTES] as Step)(frame, bytes) : bytes;
			if (status !== PUSHED) popNative(frame);
			return status;
		},
		{ params: ["bytes", "byteorder", "signed"], kind: "classmethod" },
	);
	for (const name of ["__trunc__", "__floor__", "__ceil__"]) declareMethod(INT, name, 0, 0, exactInt);
	declareMethod(INT, "__round__", 0, 1, roundInt);
	declareMethod(INT, "__divmod__", 1, 1, (self, args) => intDivmod(self, at(args)));
	declareMethod(INT, "__rdivmod__", 1, 1, (self, args) => intDivmod(at(args), self));
	declareFormat(INT, intFormat);
	declareMethod(INT, "__getnewargs__", 0, 0, (self) => {
		const tuple = newTuple(1);
		H[tuple + TUPLE_ITEMS] = newBig(intBig(self));
		return tuple;
	});
	for (const name of ["real", "numerator"]) declareAttribute(INT, name, exactInt);
	declareAttribute(INT, "imag", () => newInt(0));
	declareAttribute(INT, "denominator", () => newInt(1));
}
