/**
 * Unicode's properties and case mappings as CPython 3.13 has them (Objects/unicodectype.c), from tables of our own: what
 * the host's JavaScript knows differs from browser to browser.
 */
import {
	FOLD_RUNS,
	FOLD_SPECIAL,
	LOWER_RUNS,
	LOWER_SPECIAL,
	PROPERTY_RECORDS,
	PROPERTY_RUNS,
	TITLE_RUNS,
	TITLE_SPECIAL,
	UPPER_RUNS,
	UPPER_SPECIAL,
} from "./unicodeData";

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

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$";

/** Reads generateUnicode.py's base-32 numbers and single digits one after the other. */
export class Numbers {
	private position = 0;
	private readonly text: string;
	constructor(text: string) {
		this.text = text;
	}
	more(): boolean {
		return this.position < this.text.length;
	}
	digit(): number {
		return DIGITS.indexOf(this.text.charAt(this.position++));
	}
	number(): number {
		let value = 0;
		for (let scale = 1; ; scale *= 32) {
			const digit = this.digit();
			value += (digit % 32) * scale;
			if (digit < 32) return value;
		}
	}
}

interface Properties {
	/** First code point of each run, ascending. */
	readonly starts: Uint32Array;
	readonly bits: Uint16Array;
	/** The bits of the first 256, read directly. */
	readonly latin1: Uint16Array;
}

let properties: Properties | null = null;

function readProperties(): Properties {
	const starts: number[] = [];
	const bits: number[] = [];
	const numbers = new Numbers(PROPERTY_RUNS);
	for (let start = 0; numbers.more(); ) {
		starts.push(start);
		bits.push(PROPERTY_RECORDS[numbers.digit()] ?? 0);
		start += numbers.number() + 1;
	}
	const latin1 = new Uint16Array(256);
	let run = 0;
	for (let point = 0; point < 256; point++) {
		if (starts[run + 1] === point) run++;
		latin1[point] = bits[run] ?? 0;
	}
	return { starts: Uint32Array.from(starts), bits: Uint16Array.from(bits), latin1 };
}

function runOf(starts: Uint32Array, point: number): number {
	let low = 0;
	let high = starts.length - 1;
	while (low < high) {
		const middle = (low + high + 1) >> 1;
		if ((starts[middle] ?? 0) <= point) low = middle;
		else high = middle - 1;
	}
	return low;
}

/** A code point's property bits. */
export function propertiesOf(point: number): number {
	properties ??= readProperties();
	if (point < 256) return properties.latin1[point] ?? 0;
	return properties.bits[runOf(properties.starts, point)] ?? 0;
}

/** The value of a decimal digit of any script, or -1 (`_PyUnicode_ToDecimalDigit`). */
export function decimalValue(point: number): number {
	if (point < 128) return point >= 48 && point < 58 ? point - 48 : -1;
	properties ??= readProperties();
	const run = runOf(properties.starts, point);
	return (properties.bits[run] ?? 0) & DECIMAL ? (point - (properties.starts[run] ?? 0)) % 10 : -1;
}

/** `_PyUnicode_IsWhitespace` */
export function isSpace(point: number): boolean {
	return (propertiesOf(point) & SPACE) !== 0;
}

/** `Py_UNICODE_ISPRINTABLE` */
export function isPrintable(point: number): boolean {
	return (propertiesOf(point) & PRINTABLE) !== 0;
}

type CaseMap = ReadonlyMap<number, string>;

function readCaseMap(runs: string, special: string): CaseMap {
	const map = new Map<number, string>();
	const numbers = new Numbers(runs);
	for (let point = 0; numbers.more(); ) {
		point += numbers.number();
		const shape = numbers.number();
		const zigzag = numbers.number();
		const shift = zigzag % 2 === 0 ? zigzag / 2 : -(zigzag + 1) / 2;
		const stride = (shape & 1) + 1;
		for (let left = shape >> 1; ; left--) {
			map.set(point, String.fromCodePoint(point + shift));
			if (left === 0) break;
			point += stride;
		}
		point++;
	}
	for (const group of special.split(" ")) {
		const point = group.codePointAt(0);
		if (point !== undefined) map.set(point, group.slice(point > 0xffff ? 2 : 1));
	}
	return map;
}

let upperMap: CaseMap | null = null;
let lowerMap: CaseMap | null = null;
let titleMap: CaseMap | null = null;
let foldMap: CaseMap | null = null;

/** `_PyUnicode_ToUpperFull` */
export function toUpper(point: number): string {
	upperMap ??= readCaseMap(UPPER_RUNS, UPPER_SPECIAL);
	return upperMap.get(point) ?? String.fromCodePoint(point);
}

/** `_PyUnicode_ToLowerFull`; a capital sigma's context is the caller's affair. */
export function toLower(point: number): string {
	lowerMap ??= readCaseMap(LOWER_RUNS, LOWER_SPECIAL);
	return lowerMap.get(point) ?? String.fromCodePoint(point);
}

/** `_PyUnicode_ToTitleFull` */
export function toTitle(point: number): string {
	titleMap ??= readCaseMap(TITLE_RUNS, TITLE_SPECIAL);
	return titleMap.get(point) ?? toUpper(point);
}

/** `_PyUnicode_ToFoldedFull` */
export function toFolded(point: number): string {
	foldMap ??= readCaseMap(FOLD_RUNS, FOLD_SPECIAL);
	return foldMap.get(point) ?? toLower(point);
}
