/** Finding, splitting and replacing (Objects/stringlib/find.h, fastsearch.h, split.h, partition.h). Indices are code points. */
import { codePointLength, codePointSlice, hasPairs, textOfUnits } from "./codePoints";
import { type Fault, fault, MAX_TEXT, OUT_OF_MEMORY } from "./fault";
import { isSpace } from "./unicode";

const EMPTY_SEPARATOR = fault("ValueError", "empty separator");

function isHigh(unit: number): boolean {
	return unit >= 0xd800 && unit < 0xdc00;
}

function isLow(unit: number): boolean {
	return unit >= 0xdc00 && unit < 0xe000;
}

/** True where a match at these units would cut a surrogate pair of the text in two. */
function cutsPair(text: string, start: number, end: number): boolean {
	return (
		(isLow(text.charCodeAt(start)) && isHigh(text.charCodeAt(start - 1))) ||
		(isHigh(text.charCodeAt(end - 1)) && isLow(text.charCodeAt(end)))
	);
}

/** Only text that begins or ends with half a pair can match across one. */
function mayCut(part: string): boolean {
	return isLow(part.charCodeAt(0)) || isHigh(part.charCodeAt(part.length - 1));
}

// The host's search takes time in proportion to both lengths multiplied where a text repeats itself; a long part is
// therefore looked for by Knuth, Morris and Pratt's, so that no search hangs the machine (CPython has a two-way one).
const LONG_PART = 100;

/** A part's units in the order they are met, and for each the longest proper start that is also an end up to there. */
interface Prepared {
	readonly part: string;
	readonly backwards: boolean;
	readonly units: Uint16Array;
	readonly borders: Int32Array;
}

let latest: Prepared = { part: "", backwards: false, units: new Uint16Array(0), borders: new Int32Array(0) };

/** The latest is kept, since splitting and counting search for one part again and again. */
function prepare(part: string, backwards: boolean): Prepared {
	if (part === latest.part && backwards === latest.backwards) return latest;
	const units = new Uint16Array(part.length);
	for (let i = 0; i < part.length; i++) units[i] = part.charCodeAt(backwards ? part.length - 1 - i : i);
	const borders = new Int32Array(part.length);
	for (let i = 1, length = 0; i < part.length; i++) {
		while (length > 0 && units[i] !== units[length]) length = borders[length - 1] ?? 0;
		if (units[i] === units[length]) length++;
		borders[i] = length;
	}
	latest = { part, backwards, units, borders };
	return latest;
}

/** The match that comes first from unit `from` on, going up, or down from it; -1. */
function searchLong(text: string, part: string, from: number, backwards: boolean): number {
	const { units, borders } = prepare(part, backwards);
	const step = backwards ? -1 : 1;
	for (let i = from, length = 0; i >= 0 && i < text.length; i += step) {
		const unit = text.charCodeAt(i);
		while (length > 0 && unit !== units[length]) length = borders[length - 1] ?? 0;
		if (unit === units[length]) length++;
		if (length === part.length) return backwards ? i : i + 1 - length;
	}
	return -1;
}

/** First match of a non-empty part at or after `from`, in units; -1. */
function nextMatch(text: string, part: string, from: number): number {
	if (part.length < LONG_PART && !mayCut(part)) return text.indexOf(part, from);
	const search = (after: number): number =>
		part.length < LONG_PART ? text.indexOf(part, after) : searchLong(text, part, after, false);
	let at = search(from);
	if (mayCut(part)) while (at >= 0 && cutsPair(text, at, at + part.length)) at = search(at + 1);
	return at;
}

/** Last match that ends at or before `end`, in units; -1. */
function previousMatch(text: string, part: string, end: number): number {
	const search = (before: number): number => {
		if (before < 0) return -1;
		if (part.length < LONG_PART) return text.lastIndexOf(part, before);
		return searchLong(text, part, before + part.length - 1, true);
	};
	let at = search(end - part.length);
	if (mayCut(part)) while (at >= 0 && cutsPair(text, at, at + part.length)) at = search(at - 1);
	return at;
}

/** `ADJUST_INDICES`: a negative index counts from the end; the end is held within the text. */
function adjust(index: number, length: number): number {
	return index < 0 ? Math.max(index + length, 0) : index;
}

interface Range {
	/** The part of the text between the indices. */
	readonly text: string;
	readonly start: number;
}

/** The text between two indices as a program gives them, or null where the start is past the end. */
function range(text: string, start: number, end: number): Range | null {
	if (start === 0 && end === Number.POSITIVE_INFINITY) return { text, start };
	const length = codePointLength(text);
	const from = adjust(start, length);
	const to = Math.min(adjust(end, length), length);
	if (from > to) return null;
	return { text: from === 0 && to === length ? text : codePointSlice(text, from, to), start: from };
}

function toPoints(text: string, units: number): number {
	return hasPairs(text) ? codePointLength(text.slice(0, units)) : units;
}

/** `text.find(part, start, end)`, -1 where there is none. */
export function findText(text: string, part: string, start = 0, end = Number.POSITIVE_INFINITY): number {
	const within = range(text, start, end);
	if (within === null) return -1;
	if (part === "") return within.start;
	const at = nextMatch(within.text, part, 0);
	return at < 0 ? -1 : within.start + toPoints(within.text, at);
}

/** `text.rfind(part, start, end)` */
export function rfindText(text: string, part: string, start = 0, end = Number.POSITIVE_INFINITY): number {
	const within = range(text, start, end);
	if (within === null) return -1;
	const at = part === "" ? within.text.length : previousMatch(within.text, part, within.text.length);
	return at < 0 ? -1 : within.start + toPoints(within.text, at);
}

/** `text.count(part, start, end)` */
export function countText(text: string, part: string, start = 0, end = Number.POSITIVE_INFINITY): number {
	const within = range(text, start, end);
	if (within === null) return 0;
	if (part === "") return codePointLength(within.text) + 1;
	let count = 0;
	for (let at = nextMatch(within.text, part, 0); at >= 0; count++) at = nextMatch(within.text, part, at + part.length);
	return count;
}

/** `part in text` */
export function containsText(text: string, part: string): boolean {
	return part === "" || nextMatch(text, part, 0) >= 0;
}

/** `text.startswith(prefix, start, end)` for one prefix (`tailmatch`). */
export function startsWithText(text: string, prefix: string, start = 0, end = Number.POSITIVE_INFINITY): boolean {
	const within = range(text, start, end);
	if (within === null) return false;
	return within.text.startsWith(prefix) && (prefix === "" || !cutsPair(within.text, 0, prefix.length));
}

/** `text.endswith(suffix, start, end)` for one suffix. */
export function endsWithText(text: string, suffix: string, start = 0, end = Number.POSITIVE_INFINITY): boolean {
	const within = range(text, start, end);
	if (within === null) return false;
	const { length } = within.text;
	return within.text.endsWith(suffix) && (suffix === "" || !cutsPair(within.text, length - suffix.length, length));
}

/** `text.removeprefix(prefix)` */
export function removePrefix(text: string, prefix: string): string {
	return prefix !== "" && startsWithText(text, prefix) ? text.slice(prefix.length) : text;
}

/** `text.removesuffix(suffix)` */
export function removeSuffix(text: string, suffix: string): string {
	return suffix !== "" && endsWithText(text, suffix) ? text.slice(0, text.length - suffix.length) : text;
}

/** `text.replace(old, new, count)`; a negative count replaces all. */
export function replaceText(text: string, old: string, replacement: string, count = -1): string | Fault {
	const most = count < 0 ? Number.POSITIVE_INFINITY : count;
	if (most === 0 || old === replacement) return text;
	const growth = replacement.length - old.length;
	if (growth > 0 && text.length + growth * Math.min(countText(text, old), most) > MAX_TEXT) return OUT_OF_MEMORY;
	if (old === "") return interleave(text, replacement, most);
	if (most === Number.POSITIVE_INFINITY && !mayCut(old) && old.length < LONG_PART) {
		const first = text.indexOf(old);
		if (first < 0) return text;
		const behind = first + old.length;
		if (text.indexOf(old, behind) < 0) return text.slice(0, first) + replacement + text.slice(behind);
		// Several times faster than replaceAll.
		return text.split(old).join(replacement);
	}
	let result = "";
	let from = 0;
	for (let left = most; left > 0; left--) {
		const at = nextMatch(text, old, from);
		if (at < 0) break;
		result += text.slice(from, at) + replacement;
		from = at + old.length;
	}
	return result + text.slice(from);
}

/** `replace_interleave`: before each character, and at the end. */
function interleave(text: string, replacement: string, most: number): string {
	const characters = Array.from(text);
	if (most > characters.length) return replacement + characters.map((character) => character + replacement).join("");
	const head = characters.slice(0, most).map((character) => replacement + character);
	return head.join("") + characters.slice(most).join("");
}

/** `text.split(separator, most)`; a null separator is any run of whitespace, a negative `most` no limit. */
export function splitText(text: string, separator: string | null, most = -1): string[] | Fault {
	let left = most < 0 ? Number.POSITIVE_INFINITY : most;
	if (separator === null) return splitWhitespace(text, left);
	if (separator === "") return EMPTY_SEPARATOR;
	const parts: string[] = [];
	let from = 0;
	for (; left > 0; left--) {
		const at = nextMatch(text, separator, from);
		if (at < 0) break;
		parts.push(text.slice(from, at));
		from = at + separator.length;
	}
	parts.push(text.slice(from));
	return parts;
}

/** `text.rsplit(separator, most)` */
export function rsplitText(text: string, separator: string | null, most = -1): string[] | Fault {
	let left = most < 0 ? Number.POSITIVE_INFINITY : most;
	if (separator === null) return rsplitWhitespace(text, left);
	if (separator === "") return EMPTY_SEPARATOR;
	const parts: string[] = [];
	let to = text.length;
	for (; left > 0; left--) {
		const at = previousMatch(text, separator, to);
		if (at < 0) break;
		parts.push(text.slice(at + separator.length, to));
		to = at;
	}
	parts.push(text.slice(0, to));
	return parts.reverse();
}

// No whitespace lies outside the BMP, so units do for it.
function skip(text: string, from: number, step: 1 | -1, spaces: boolean): number {
	let i = from;
	while (i >= 0 && i < text.length && isSpace(text.charCodeAt(i)) === spaces) i += step;
	return i;
}

function splitWhitespace(text: string, most: number): string[] {
	const parts: string[] = [];
	let left = most;
	let i = skip(text, 0, 1, true);
	while (i < text.length && left-- > 0) {
		const end = skip(text, i, 1, false);
		parts.push(text.slice(i, end));
		i = skip(text, end, 1, true);
	}
	// Stopped by the limit: the rest keeps the whitespace at its end.
	if (i < text.length) parts.push(text.slice(i));
	return parts;
}

function rsplitWhitespace(text: string, most: number): string[] {
	const parts: string[] = [];
	let left = most;
	let i = skip(text, text.length - 1, -1, true);
	while (i >= 0 && left-- > 0) {
		const start = skip(text, i, -1, false);
		parts.push(text.slice(start + 1, i + 1));
		i = skip(text, start, -1, true);
	}
	if (i >= 0) parts.push(text.slice(0, i + 1));
	return parts.reverse();
}

/** `_PyUnicode_IsLinebreak` */
function isLineBreak(unit: number): boolean {
	return (unit >= 10 && unit <= 13) || (unit >= 28 && unit <= 30) || unit === 0x85 || (unit | 1) === 0x2029;
}

/** `text.splitlines(keepends)` */
export function splitLines(text: string, keepEnds = false): string[] {
	const lines: string[] = [];
	for (let i = 0; i < text.length; ) {
		let end = i;
		while (end < text.length && !isLineBreak(text.charCodeAt(end))) end++;
		const pair = text.charCodeAt(end) === 13 && text.charCodeAt(end + 1) === 10;
		const next = Math.min(pair ? end + 2 : end + 1, text.length);
		lines.push(text.slice(i, keepEnds ? next : end));
		i = next;
	}
	return lines;
}

/** `text.partition(separator)` */
export function partitionText(text: string, separator: string): readonly [string, string, string] | Fault {
	if (separator === "") return EMPTY_SEPARATOR;
	const at = nextMatch(text, separator, 0);
	return at < 0 ? [text, "", ""] : [text.slice(0, at), separator, text.slice(at + separator.length)];
}

/** `text.rpartition(separator)` */
export function rpartitionText(text: string, separator: string): readonly [string, string, string] | Fault {
	if (separator === "") return EMPTY_SEPARATOR;
	const at = previousMatch(text, separator, text.length);
	return at < 0 ? ["", "", text] : [text.slice(0, at), separator, text.slice(at + separator.length)];
}

/** `strip`, `lstrip` and `rstrip`: of whitespace where `characters` is null. */
export function stripText(text: string, characters: string | null, side: "both" | "left" | "right"): string {
	let start = 0;
	let end = text.length;
	if (characters === null) {
		if (side !== "right") while (start < end && isSpace(text.charCodeAt(start))) start++;
		if (side !== "left") while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
		return text.slice(start, end);
	}
	const set = new Set(Array.from(characters));
	if (side !== "right") {
		while (start < end) {
			const character = String.fromCodePoint(text.codePointAt(start) ?? 0);
			if (!set.has(character)) break;
			start += character.length;
		}
	}
	if (side !== "left") {
		while (end > start) {
			const pair = end - start > 1 && isLow(text.charCodeAt(end - 1)) && isHigh(text.charCodeAt(end - 2));
			const character = text.slice(pair ? end - 2 : end - 1, end);
			if (!set.has(character)) break;
			end -= character.length;
		}
	}
	return text.slice(start, end);
}

/** Where a slice begins, how it goes and how many elements it has. */
export interface ResolvedSlice {
	readonly start: number;
	readonly step: number;
	readonly count: number;
}

/** `PySlice_AdjustIndices`; null is an index left out. Indices past 2**53 must be clamped before; the step is not 0. */
export function resolveSlice(length: number, start: number | null, stop: number | null, step: number): ResolvedSlice {
	const lowest = step < 0 ? -1 : 0;
	const highest = step < 0 ? length - 1 : length;
	const clamp = (index: number): number => Math.min(Math.max(index < 0 ? index + length : index, lowest), highest);
	const from = start === null ? (step < 0 ? highest : lowest) : clamp(start);
	const to = stop === null ? (step < 0 ? lowest : highest) : clamp(stop);
	const span = step < 0 ? from - to : to - from;
	return { start: from, step, count: span <= 0 ? 0 : Math.floor((span - 1) / Math.abs(step)) + 1 };
}

/** Up to so many units an array of numbers makes a text several times faster than typed ones. */
const FEW_UNITS = 1000;

/** `text[slice]`; to look whether a text has pairs takes as long as it is. */
export function sliceText(text: string, { start, step, count }: ResolvedSlice, pairs = hasPairs(text)): string {
	if (count === 0) return "";
	if (step === 1) return pairs ? codePointSlice(text, start, start + count) : text.slice(start, start + count);
	if (pairs) {
		const characters = Array.from(text);
		return Array.from({ length: count }, (_character, i) => characters[start + i * step] ?? "").join("");
	}
	if (count > FEW_UNITS) {
		const units = new Uint16Array(count);
		for (let i = 0; i < count; i++) units[i] = text.charCodeAt(start + i * step);
		return textOfUnits(units);
	}
	const units: number[] = [];
	for (let i = 0; i < count; i++) units.push(text.charCodeAt(start + i * step));
	return String.fromCharCode.apply(null, units);
}
