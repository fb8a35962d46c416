/** What is known of each code point: read from the tables that generateUnicode.py writes. */
import { Numbers } from "./packedNumbers";
import { DECIMAL } from "./unicode";
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
export function knownProperties(point: number): number {
	properties ??= readProperties();
	if (point < 256) return properties.latin1[point] ?? 0;
	return properties.bits[runOf(properties.starts, point)] ?? 0;
}

/** The value of a decimal digit of any script, or -1. */
export function digitValue(point: number): number {
	properties ??= readProperties();
	const run = runOf(properties.starts, point);
	return (properties.bits[run] ?? 0) & DECIMAL ? (point - (properties.starts[run] ?? 0)) % 10 : -1;
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

/** The case mappings, read when they are first asked for. */
let upperMap: CaseMap | null = null;
let lowerMap: CaseMap | null = null;
let titleMap: CaseMap | null = null;
let foldMap: CaseMap | null = null;

export function upperOf(point: number): string {
	upperMap ??= readCaseMap(UPPER_RUNS, UPPER_SPECIAL);
	return upperMap.get(point) ?? String.fromCodePoint(point);
}

export function lowerOf(point: number): string {
	lowerMap ??= readCaseMap(LOWER_RUNS, LOWER_SPECIAL);
	return lowerMap.get(point) ?? String.fromCodePoint(point);
}

export function titleOf(point: number): string {
	titleMap ??= readCaseMap(TITLE_RUNS, TITLE_SPECIAL);
	return titleMap.get(point) ?? upperOf(point);
}

export function foldedOf(point: number): string {
	foldMap ??= readCaseMap(FOLD_RUNS, FOLD_SPECIAL);
	return foldMap.get(point) ?? lowerOf(point);
}
