/**
 * Unicode's properties and case mappings as CPython 3.13 has them (Objects/unicodectype.c), from tables of our own: what
 * the host's JavaScript knows differs from browser to browser. ASCII needs no table.
 */
import { digitValue, foldedOf, knownProperties, lowerOf, titleOf, upperOf } from "./unicodeTables";

// The bits of a record, in generateUnicode.py's order.
export const ALPHA = 1;
export const DECIMAL = 2;
export const DIGIT = 4;
export const NUMERIC = 8;
export const LOWER = 16;
export const UPPER = 32;
export const TITLE = 64;
export const SPACE = 128;
export const PRINTABLE = 256;
export const IDENTIFIER_START = 512;
export const IDENTIFIER_PART = 1024;
/** Before a capital sigma, makes it a final one. */
export const CASED = 2048;
/** Passed over when looking for it. */
export const CASE_IGNORABLE = 4096;

const ASCII_END = 128;
const LETTER = ALPHA | PRINTABLE | IDENTIFIER_START | IDENTIFIER_PART | CASED;
/** Of ASCII, what is passed over when looking for a cased letter. */
const IGNORED = "'.:^`";

function asciiProperties(point: number): number {
	if (point >= 97 && point <= 122) return LETTER | LOWER;
	if (point >= 65 && point <= 90) return LETTER | UPPER;
	if (point >= 48 && point <= 57) return DECIMAL | DIGIT | NUMERIC | PRINTABLE | IDENTIFIER_PART;
	if (point === 95) return PRINTABLE | IDENTIFIER_START | IDENTIFIER_PART;
	if (point < 32 || point === 127) return isSpace(point) ? SPACE : 0;
	if (point === 32) return SPACE | PRINTABLE;
	return IGNORED.includes(String.fromCharCode(point)) ? PRINTABLE | CASE_IGNORABLE : PRINTABLE;
}

/** A code point's property bits. */
export function propertiesOf(point: number): number {
	return point < ASCII_END ? asciiProperties(point) : knownProperties(point);
}

/** The value of a decimal digit of any script, or -1 (`_PyUnicode_ToDecimalDigit`). */
export function decimalValue(point: number): number {
	if (point < ASCII_END) return point >= 48 && point < 58 ? point - 48 : -1;
	return digitValue(point);
}

/** `_PyUnicode_IsWhitespace` */
export function isSpace(point: number): boolean {
	if (point < ASCII_END) return point === 32 || (point >= 9 && point <= 13) || (point >= 28 && point <= 31);
	return (knownProperties(point) & SPACE) !== 0;
}

/** `Py_UNICODE_ISPRINTABLE` */
export function isPrintable(point: number): boolean {
	if (point < ASCII_END) return point >= 32 && point < 127;
	return (knownProperties(point) & PRINTABLE) !== 0;
}

function asciiUpper(point: number): string {
	return String.fromCharCode(point >= 97 && point <= 122 ? point - 32 : point);
}

function asciiLower(point: number): string {
	return String.fromCharCode(point >= 65 && point <= 90 ? point + 32 : point);
}

/** `_PyUnicode_ToUpperFull` */
export function toUpper(point: number): string {
	return point < ASCII_END ? asciiUpper(point) : upperOf(point);
}

/** `_PyUnicode_ToLowerFull`; a capital sigma's context is the caller's affair. */
export function toLower(point: number): string {
	return point < ASCII_END ? asciiLower(point) : lowerOf(point);
}

/** `_PyUnicode_ToTitleFull` */
export function toTitle(point: number): string {
	return point < ASCII_END ? asciiUpper(point) : titleOf(point);
}

/** `_PyUnicode_ToFoldedFull` */
export function toFolded(point: number): string {
	return point < ASCII_END ? asciiLower(point) : foldedOf(point);
}
