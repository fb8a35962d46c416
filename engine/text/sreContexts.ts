/** The words of the matcher's contexts and repeats, and what a context goes on with (Modules/_sre/sre_lib.h). */
import { TooDeep } from "./sreState";

/** Words of a context: where it was in the pattern and the text, and what its operator keeps. */
export const C_PATTERN = 0;
export const C_POSITION = 1;
export const C_TOP_LEVEL = 2;
/** What is done when it is left (a RESUME_*). */
export const C_RESUME = 3;
export const C_COUNT = 4;
export const C_REPEAT = 5;
export const C_LAST_MARK = 6;
export const C_LAST_INDEX = 7;
/** Where its copy of the marks begins in the stack of marks; -1: it made none. */
export const C_MARKS = 8;
/** The repeat's last position, while its item is tried. */
export const C_LAST_POSITION = 9;
export const CONTEXT_WORDS = 10;
const MOST_CONTEXT_WORDS = 1 << 25;

/** Words of a repeat: times matched, its codes, the one around it, where its last item began. */
export const R_COUNT = 0;
export const R_PATTERN = 1;
export const R_PREVIOUS = 2;
export const R_LAST_POSITION = 3;
export const REPEAT_WORDS = 4;

export function grown(words: Int32Array, size: number): Int32Array<ArrayBuffer> {
	if (size > MOST_CONTEXT_WORDS) throw new TooDeep();
	const bigger = new Int32Array(Math.max(size, words.length * 2));
	bigger.set(words);
	return bigger;
}

/** What a context goes on with when the one above it is left. The operators' own numbers are below. */
export const RESUME_NONE = 100;
export const RESUME_BRANCH = 101;
export const RESUME_REPEAT_ONE = 102;
export const RESUME_MIN_REPEAT_ONE = 103;
export const RESUME_REPEAT = 104;
export const RESUME_MAX_UNTIL_1 = 105;
export const RESUME_MAX_UNTIL_2 = 106;
export const RESUME_MAX_UNTIL_3 = 107;
export const RESUME_MIN_UNTIL_1 = 108;
export const RESUME_MIN_UNTIL_2 = 109;
export const RESUME_MIN_UNTIL_3 = 110;
export const RESUME_POSSESSIVE_1 = 111;
export const RESUME_POSSESSIVE_2 = 112;
export const RESUME_ATOMIC = 113;
export const RESUME_ASSERT = 114;
export const RESUME_ASSERT_NOT = 115;
/** Continuations inside an operator. */
export const TRY_BRANCH = 120;
export const TRY_REPEAT_ONE = 121;
export const TRY_MIN_REPEAT_ONE = 122;
export const TRY_MAX_TAIL = 123;
export const TRY_POSSESSIVE = 124;
