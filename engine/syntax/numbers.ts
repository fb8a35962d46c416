import type { ConstantValue } from "./ast";

/** `_PY_LONG_DEFAULT_MAX_STR_DIGITS` */
const MAX_STR_DIGITS = 4300;

/** The digits of a decimal integer literal that is too long for CPython to read; null for any other number. */
export function excessDigits(text: string): number | null {
	if (text.length <= MAX_STR_DIGITS || /[^0-9_]/.test(text)) return null;
	const digits = text.replaceAll("_", "").length;
	return digits > MAX_STR_DIGITS ? digits : null;
}

/** The value of a NUMBER token (`parsenumber`); null where CPython refuses its length. */
export function numberValue(text: string): ConstantValue | null {
	const plain = text.includes("_") ? text.replaceAll("_", "") : text;
	const last = plain.charCodeAt(plain.length - 1) | 32;
	if (plain.charCodeAt(0) === 48 && /^0[xob]/i.test(plain)) return { kind: "int", value: BigInt(plain) };
	if (last === 106) return { kind: "complex", imag: Number(plain.slice(0, -1)) };
	if (/[.e]/i.test(plain)) return { kind: "float", value: Number(plain) };
	return excessDigits(plain) === null ? { kind: "int", value: BigInt(plain) } : null;
}
