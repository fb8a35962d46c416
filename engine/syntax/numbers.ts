/** Number literals (`parsenumber` in Parser/pegen.c). */
import type { ConstantValue } from "./ast";

/** The digits of a decimal integer literal that has more than CPython reads (0: reads all); null for any other number. */
export function excessDigits(text: string, most: number): number | null {
	if (most === 0 || text.length <= most || /[^0-9_]/.test(text)) return null;
	const digits = text.replaceAll("_", "").length;
	return digits > most ? digits : null;
}

/** The value of a NUMBER token (`parsenumber`); null where CPython refuses its length. */
export function numberValue(text: string, mostDigits: number): ConstantValue | null {
	const plain = text.includes("_") ? text.replaceAll("_", "") : text;
	const last = plain.charCodeAt(plain.length - 1) | 32;
	if (plain.charCodeAt(0) === 48 && /^0[xob]/i.test(plain)) return { kind: "int", value: BigInt(plain) };
	if (last === 106) return { kind: "complex", imag: Number(plain.slice(0, -1)) };
	if (/[.e]/i.test(plain)) return { kind: "float", value: Number(plain) };
	return excessDigits(plain, mostDigits) === null ? { kind: "int", value: BigInt(plain) } : null;
}
