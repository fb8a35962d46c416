/** A search under way (`SRE_STATE` in Modules/_sre/sre.h): its text and marks, and what stands at a place of the text. */
import { hasPairs, toCodePoints } from "./codePoints";
import { isAsciiWord, isWord, matchesOne, widthOne } from "./sreCharacters";
import { AT, MAX_REPEAT, OP } from "./sreCodes";

/** One search: `SRE_STATE`. */
export interface Search {
	readonly code: Uint32Array;
	readonly text: string;
	/** The code points where the text has any of two units; else null. */
	readonly points: Uint32Array | null;
	readonly end: number;
	/** Where the match may begin, then where it does. */
	start: number;
	/** Where it ends. */
	position: number;
	/** Begins and ends of the groups by twos; above `lastMark` they mean nothing. */
	marks: Int32Array;
	lastMark: number;
	lastIndex: number;
	/** fullmatch; and an empty match at `start` is none. */
	matchAll: boolean;
	mustAdvance: boolean;
	/** The innermost repeat under way, -1: none. */
	repeat: number;
	readonly charge: (units: number) => void;
}

/** Thrown where the stacks are larger than any real pattern needs. */
export class TooDeep extends Error {}

export function newSearch(
	code: Uint32Array,
	text: string,
	start: number,
	end: number,
	groups: number,
	charge: (units: number) => void,
): Search {
	return {
		code,
		text,
		points: hasPairs(text) ? toCodePoints(text) : null,
		end,
		start,
		position: start,
		marks: new Int32Array(groups * 2),
		lastMark: -1,
		lastIndex: -1,
		matchAll: false,
		mustAdvance: false,
		repeat: -1,
		charge,
	};
}

/** Before the next match of the same text. */
export function resetSearch(s: Search): void {
	s.lastMark = -1;
	s.lastIndex = -1;
	s.repeat = -1;
}

export function characterAt(s: Search, i: number): number {
	return s.points === null ? s.text.charCodeAt(i) : (s.points[i] ?? 0);
}

/** `SRE(count)`: how many characters from `from` on match an item that is one character wide, at most `most`. */
export function countItems(s: Search, p: number, from: number, most: number): number {
	const { code } = s;
	const end = most < s.end - from && most !== MAX_REPEAT ? from + most : s.end;
	if (code[p] === OP.ANY_ALL) return Math.max(0, end - from);
	let i = from;
	if (widthOne(code, p) === 0) return 0;
	while (i < end && matchesOne(code, p, characterAt(s, i))) i++;
	s.charge((i - from) >> 2);
	return i - from;
}

export function isAt(s: Search, position: number, where: number): boolean {
	const { end } = s;
	switch (where) {
		case AT.BEGINNING:
		case AT.BEGINNING_STRING:
			return position === 0;
		case AT.BEGINNING_LINE:
			return position === 0 || characterAt(s, position - 1) === 10;
		case AT.END:
			return position === end || (position === end - 1 && characterAt(s, position) === 10);
		case AT.END_LINE:
			return position === end || characterAt(s, position) === 10;
		case AT.END_STRING:
			return position === end;
		default: {
			if (end === 0) return false;
			const test = where === AT.UNI_BOUNDARY || where === AT.UNI_NON_BOUNDARY ? isWord : isAsciiWord;
			const before = position > 0 && test(characterAt(s, position - 1));
			const after = position < end && test(characterAt(s, position));
			const boundary = where === AT.BOUNDARY || where === AT.LOC_BOUNDARY || where === AT.UNI_BOUNDARY;
			return (before !== after) === boundary;
		}
	}
}
