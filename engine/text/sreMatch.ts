/**
 * The regular expression engine (Modules/_sre/sre_lib.h): it runs the codes that Lib/re/_compiler.py makes. What would
 * be a call of the matcher by itself is a context on a stack of words, so that neither a long text nor a deep pattern
 * nests JavaScript calls; every step is charged.
 */
import { inCharset, lowerAscii, lowerUnicode, matchesOne, widthOne } from "./sreCharacters";
import { MAX_REPEAT, OP } from "./sreCodes";
import {
	C_COUNT,
	C_LAST_INDEX,
	C_LAST_MARK,
	C_LAST_POSITION,
	C_MARKS,
	C_PATTERN,
	C_POSITION,
	C_REPEAT,
	C_RESUME,
	C_TOP_LEVEL,
	CONTEXT_WORDS,
	grown,
	R_COUNT,
	R_LAST_POSITION,
	R_PATTERN,
	R_PREVIOUS,
	REPEAT_WORDS,
	RESUME_ASSERT,
	RESUME_ASSERT_NOT,
	RESUME_ATOMIC,
	RESUME_BRANCH,
	RESUME_MAX_UNTIL_1,
	RESUME_MAX_UNTIL_2,
	RESUME_MAX_UNTIL_3,
	RESUME_MIN_REPEAT_ONE,
	RESUME_MIN_UNTIL_1,
	RESUME_MIN_UNTIL_2,
	RESUME_MIN_UNTIL_3,
	RESUME_NONE,
	RESUME_POSSESSIVE_1,
	RESUME_POSSESSIVE_2,
	RESUME_REPEAT,
	RESUME_REPEAT_ONE,
	TRY_BRANCH,
	TRY_MAX_TAIL,
	TRY_MIN_REPEAT_ONE,
	TRY_POSSESSIVE,
	TRY_REPEAT_ONE,
} from "./sreContexts";
import { characterAt, countItems, isAt, type Search } from "./sreState";

let contexts = new Int32Array(1 << 12);
let repeats = new Int32Array(1 << 8);
let savedMarks = new Int32Array(1 << 10);

/** Units charged for a context, and for each of the other steps. */
const CONTEXT_WORK = 20;
const STEP_WORK = 3;

/** `SRE(match)`: matches the codes from `start` on at the search's position, which moves to the end of the match. */
export function matchHere(s: Search, start: number, topLevel: boolean): boolean {
	const { code, end } = s;
	let steps = 0;
	let ctx = 0;
	let top = CONTEXT_WORDS;
	let repeatTop = 0;
	let marksTop = 0;
	let p = start;
	let ptr = s.position;
	let ret = false;
	contexts[C_RESUME] = RESUME_NONE;
	contexts[C_TOP_LEVEL] = topLevel ? 1 : 0;
	contexts[C_MARKS] = -1;
	const num = (i: number): number => code[i] as number;
	const word = (w: number): number => contexts[ctx + w] as number;

	const saveMarks = (always: boolean): void => {
		contexts[ctx + C_LAST_MARK] = s.lastMark;
		contexts[ctx + C_LAST_INDEX] = s.lastIndex;
		if (!always && s.repeat < 0) {
			contexts[ctx + C_MARKS] = -1;
			return;
		}
		contexts[ctx + C_MARKS] = marksTop;
		const n = s.lastMark + 1;
		if (marksTop + n > savedMarks.length) savedMarks = grown(savedMarks, marksTop + n);
		savedMarks.set(s.marks.subarray(0, n), marksTop);
		marksTop += n;
		steps += n;
	};
	/** Back to the marks that were saved; the copy stays until it is discarded. */
	const restoreMarks = (): void => {
		const from = word(C_MARKS);
		const n = word(C_LAST_MARK) + 1;
		if (from >= 0) s.marks.set(savedMarks.subarray(from, from + n));
		s.lastMark = word(C_LAST_MARK);
		s.lastIndex = word(C_LAST_INDEX);
	};
	const discardMarks = (): void => {
		if (word(C_MARKS) < 0) return;
		marksTop = word(C_MARKS);
		contexts[ctx + C_MARKS] = -1;
	};
	/** A context above the present one, which goes on with `resume` when that is left. */
	const push = (resume: number, next: number, keepTopLevel: boolean): void => {
		contexts[ctx + C_PATTERN] = p;
		contexts[ctx + C_POSITION] = ptr;
		if (top + CONTEXT_WORDS > contexts.length) contexts = grown(contexts, top + CONTEXT_WORDS);
		const level = keepTopLevel ? word(C_TOP_LEVEL) : 0;
		ctx = top;
		top += CONTEXT_WORDS;
		contexts[ctx + C_TOP_LEVEL] = level;
		contexts[ctx + C_RESUME] = resume;
		contexts[ctx + C_MARKS] = -1;
		p = next;
		ptr = s.position;
		steps += CONTEXT_WORK;
	};

	let op = -1;
	entering: for (;;) {
		// The begin of a context: what may be known to fail from the text's length.
		if (op < 0 && num(p) === OP.INFO) {
			if (num(p + 3) !== 0 && end - ptr < num(p + 3)) op = OP.FAILURE;
			else p += num(p + 1) + 1;
		}
		running: for (;;) {
			steps += STEP_WORK;
			if (steps > 4096) {
				s.charge(steps);
				steps = 0;
			}
			const code0 = op >= 0 ? op : num(p++);
			op = -1;
			switch (code0) {
				case OP.MARK: {
					const i = num(p++);
					if ((i & 1) !== 0) s.lastIndex = (i >> 1) + 1;
					if (i > s.lastMark) {
						s.marks.fill(-1, s.lastMark + 1, i);
						s.lastMark = i;
					}
					s.marks[i] = ptr;
					continue;
				}
				case OP.LITERAL:
					if (ptr >= end || characterAt(s, ptr) !== num(p)) break;
					p++;
					ptr++;
					continue;
				case OP.SUCCESS:
					if (word(C_TOP_LEVEL) !== 0 && ((s.matchAll && ptr !== end) || (s.mustAdvance && ptr === s.start))) break;
					s.position = ptr;
					ret = true;
					break running;
				case OP.AT:
					if (!isAt(s, ptr, num(p))) break;
					p++;
					continue;
				case OP.JUMP:
				case OP.INFO:
					p += num(p);
					continue;
				case OP.BRANCH:
					saveMarks(false);
					op = TRY_BRANCH;
					continue;
				case TRY_BRANCH: {
					// An alternative that begins with a character or a set that is not there need not be entered.
					while (num(p) !== 0) {
						const first = num(p + 1);
						if (
							(first === OP.LITERAL && (ptr >= end || characterAt(s, ptr) !== num(p + 2))) ||
							(first === OP.IN && (ptr >= end || !inCharset(code, p + 3, characterAt(s, ptr))))
						) {
							p += num(p);
							continue;
						}
						break;
					}
					if (num(p) === 0) {
						discardMarks();
						break;
					}
					s.position = ptr;
					push(RESUME_BRANCH, p + 1, true);
					continue entering;
				}
				case OP.REPEAT_ONE: {
					if (num(p + 1) > end - ptr) break;
					const count = countItems(s, p + 3, ptr, num(p + 2));
					if (count < num(p + 1)) break;
					ptr += count;
					contexts[ctx + C_COUNT] = count;
					if (
						num(p + num(p)) === OP.SUCCESS &&
						ptr === end &&
						!(word(C_TOP_LEVEL) !== 0 && s.mustAdvance && ptr === s.start)
					) {
						s.position = ptr;
						ret = true;
						break running;
					}
					saveMarks(false);
					op = TRY_REPEAT_ONE;
					continue;
				}
				case TRY_REPEAT_ONE: {
					const tail = p + num(p);
					let count = word(C_COUNT);
					if (num(tail) === OP.LITERAL) {
						// Where the tail begins with a character, it can only be tried where that stands.
						const wanted = num(tail + 1);
						const from = count;
						while (count >= num(p + 1) && (ptr >= end || characterAt(s, ptr) !== wanted)) {
							ptr--;
							count--;
						}
						steps += (from - count) >> 2;
					}
					if (count < num(p + 1)) {
						discardMarks();
						break;
					}
					contexts[ctx + C_COUNT] = count;
					s.position = ptr;
					push(RESUME_REPEAT_ONE, tail, true);
					continue entering;
				}
				case OP.MIN_REPEAT_ONE: {
					if (num(p + 1) > end - ptr) break;
					let count = 0;
					if (num(p + 1) > 0) {
						count = countItems(s, p + 3, ptr, num(p + 1));
						if (count < num(p + 1)) break;
						ptr += count;
					}
					contexts[ctx + C_COUNT] = count;
					if (
						num(p + num(p)) === OP.SUCCESS &&
						!(word(C_TOP_LEVEL) !== 0 && ((s.matchAll && ptr !== end) || (s.mustAdvance && ptr === s.start)))
					) {
						s.position = ptr;
						ret = true;
						break running;
					}
					saveMarks(false);
					op = TRY_MIN_REPEAT_ONE;
					continue;
				}
				case TRY_MIN_REPEAT_ONE:
					if (num(p + 2) !== MAX_REPEAT && word(C_COUNT) > num(p + 2)) {
						discardMarks();
						break;
					}
					s.position = ptr;
					push(RESUME_MIN_REPEAT_ONE, p + num(p), true);
					continue entering;
				case OP.POSSESSIVE_REPEAT_ONE: {
					if (ptr + num(p + 1) > end) break;
					const count = countItems(s, p + 3, ptr, num(p + 2));
					ptr += count;
					if (count < num(p + 1)) break;
					p += num(p);
					continue;
				}
				case OP.REPEAT: {
					if (repeatTop + REPEAT_WORDS > repeats.length) repeats = grown(repeats, repeatTop + REPEAT_WORDS);
					const repeat = repeatTop;
					repeatTop += REPEAT_WORDS;
					repeats[repeat + R_COUNT] = -1;
					repeats[repeat + R_PATTERN] = p;
					repeats[repeat + R_PREVIOUS] = s.repeat;
					repeats[repeat + R_LAST_POSITION] = -1;
					contexts[ctx + C_REPEAT] = repeat;
					s.repeat = repeat;
					s.position = ptr;
					push(RESUME_REPEAT, p + num(p), true);
					continue entering;
				}
				case OP.MAX_UNTIL: {
					const repeat = s.repeat;
					const item = repeats[repeat + R_PATTERN] as number;
					const count = (repeats[repeat + R_COUNT] as number) + 1;
					contexts[ctx + C_REPEAT] = repeat;
					contexts[ctx + C_COUNT] = count;
					s.position = ptr;
					if (count < num(item + 1)) {
						repeats[repeat + R_COUNT] = count;
						push(RESUME_MAX_UNTIL_1, item + 3, true);
						continue entering;
					}
					if ((count < num(item + 2) || num(item + 2) === MAX_REPEAT) && ptr !== repeats[repeat + R_LAST_POSITION]) {
						repeats[repeat + R_COUNT] = count;
						saveMarks(true);
						contexts[ctx + C_LAST_POSITION] = repeats[repeat + R_LAST_POSITION] as number;
						repeats[repeat + R_LAST_POSITION] = ptr;
						push(RESUME_MAX_UNTIL_2, item + 3, true);
						continue entering;
					}
					op = TRY_MAX_TAIL;
					continue;
				}
				case TRY_MAX_TAIL:
					s.repeat = repeats[word(C_REPEAT) + R_PREVIOUS] as number;
					push(RESUME_MAX_UNTIL_3, p, true);
					continue entering;
				case OP.MIN_UNTIL: {
					const repeat = s.repeat;
					const item = repeats[repeat + R_PATTERN] as number;
					const count = (repeats[repeat + R_COUNT] as number) + 1;
					contexts[ctx + C_REPEAT] = repeat;
					contexts[ctx + C_COUNT] = count;
					s.position = ptr;
					if (count < num(item + 1)) {
						repeats[repeat + R_COUNT] = count;
						push(RESUME_MIN_UNTIL_1, item + 3, true);
						continue entering;
					}
					s.repeat = repeats[repeat + R_PREVIOUS] as number;
					saveMarks(false);
					push(RESUME_MIN_UNTIL_2, p, true);
					continue entering;
				}
				case OP.POSSESSIVE_REPEAT:
					s.position = ptr;
					contexts[ctx + C_COUNT] = 0;
					contexts[ctx + C_LAST_POSITION] = -1;
					op = TRY_POSSESSIVE;
					continue;
				case TRY_POSSESSIVE: {
					const count = word(C_COUNT);
					if (count < num(p + 1)) {
						push(RESUME_POSSESSIVE_1, p + 3, false);
						continue entering;
					}
					if ((count < num(p + 2) || num(p + 2) === MAX_REPEAT) && s.position !== word(C_LAST_POSITION)) {
						saveMarks(true);
						contexts[ctx + C_LAST_POSITION] = s.position;
						push(RESUME_POSSESSIVE_2, p + 3, false);
						continue entering;
					}
					p += num(p) + 1;
					ptr = s.position;
					continue;
				}
				case OP.ATOMIC_GROUP:
					s.position = ptr;
					push(RESUME_ATOMIC, p + 1, false);
					continue entering;
				case OP.GROUPREF:
				case OP.GROUPREF_IGNORE:
				case OP.GROUPREF_LOC_IGNORE:
				case OP.GROUPREF_UNI_IGNORE: {
					const group = num(p) * 2;
					const from = group >= s.lastMark ? -1 : (s.marks[group] as number);
					const to = group >= s.lastMark ? -1 : (s.marks[group + 1] as number);
					if (from < 0 || to < from || to - from > end - ptr) break;
					const same =
						code0 === OP.GROUPREF ? (c: number) => c : code0 === OP.GROUPREF_UNI_IGNORE ? lowerUnicode : lowerAscii;
					let i = from;
					while (i < to && same(characterAt(s, i)) === same(characterAt(s, ptr + i - from))) i++;
					steps += (i - from) >> 2;
					if (i < to) break;
					ptr += to - from;
					p++;
					continue;
				}
				case OP.GROUPREF_EXISTS: {
					const group = num(p) * 2;
					const from = group >= s.lastMark ? -1 : (s.marks[group] as number);
					const to = group >= s.lastMark ? -1 : (s.marks[group + 1] as number);
					p += from < 0 || to < from ? num(p + 1) : 2;
					continue;
				}
				case OP.ASSERT:
					if (ptr < num(p + 1)) break;
					s.position = ptr - num(p + 1);
					push(RESUME_ASSERT, p + 2, false);
					continue entering;
				case OP.ASSERT_NOT:
					if (ptr < num(p + 1)) {
						p += num(p);
						continue;
					}
					s.position = ptr - num(p + 1);
					saveMarks(false);
					push(RESUME_ASSERT_NOT, p + 2, false);
					continue entering;
				case OP.FAILURE:
					break;
				default: {
					// One character wide.
					const width = widthOne(code, p - 1);
					if (width === 0 || ptr >= end || !matchesOne(code, p - 1, characterAt(s, ptr))) break;
					p += width - 1;
					ptr++;
					continue;
				}
			}
			ret = false;
			break;
		}

		// The context is left: the one below goes on, or is left as well.
		for (;;) {
			const resume = word(C_RESUME);
			if (resume === RESUME_NONE) {
				s.charge(steps);
				return ret;
			}
			top = ctx;
			ctx -= CONTEXT_WORDS;
			p = word(C_PATTERN);
			ptr = word(C_POSITION);
			const repeat = word(C_REPEAT);
			steps += STEP_WORK;
			switch (resume) {
				case RESUME_BRANCH:
					if (ret) {
						discardMarks();
						continue;
					}
					restoreMarks();
					p += num(p);
					op = TRY_BRANCH;
					break;
				case RESUME_REPEAT_ONE:
					if (ret) {
						discardMarks();
						continue;
					}
					restoreMarks();
					ptr--;
					contexts[ctx + C_COUNT] = word(C_COUNT) - 1;
					op = TRY_REPEAT_ONE;
					break;
				case RESUME_MIN_REPEAT_ONE:
					if (ret) {
						discardMarks();
						continue;
					}
					restoreMarks();
					if (ptr >= end || !matchesOne(code, p + 3, characterAt(s, ptr))) {
						discardMarks();
						continue;
					}
					ptr++;
					contexts[ctx + C_COUNT] = word(C_COUNT) + 1;
					op = TRY_MIN_REPEAT_ONE;
					break;
				case RESUME_REPEAT:
					s.repeat = repeats[repeat + R_PREVIOUS] as number;
					repeatTop = repeat;
					continue;
				case RESUME_MAX_UNTIL_1:
				case RESUME_MIN_UNTIL_1:
					if (!ret) {
						repeats[repeat + R_COUNT] = word(C_COUNT) - 1;
						s.position = ptr;
					}
					continue;
				case RESUME_MAX_UNTIL_2:
					repeats[repeat + R_LAST_POSITION] = word(C_LAST_POSITION);
					if (ret) {
						discardMarks();
						continue;
					}
					restoreMarks();
					discardMarks();
					repeats[repeat + R_COUNT] = word(C_COUNT) - 1;
					s.position = ptr;
					op = TRY_MAX_TAIL;
					break;
				case RESUME_MAX_UNTIL_3:
					s.repeat = repeat;
					if (!ret) s.position = ptr;
					continue;
				case RESUME_MIN_UNTIL_2: {
					s.repeat = repeat;
					if (ret) {
						discardMarks();
						continue;
					}
					restoreMarks();
					discardMarks();
					s.position = ptr;
					const item = repeats[repeat + R_PATTERN] as number;
					if (
						(word(C_COUNT) >= num(item + 2) && num(item + 2) !== MAX_REPEAT) ||
						ptr === repeats[repeat + R_LAST_POSITION]
					)
						continue;
					repeats[repeat + R_COUNT] = word(C_COUNT);
					contexts[ctx + C_LAST_POSITION] = repeats[repeat + R_LAST_POSITION] as number;
					repeats[repeat + R_LAST_POSITION] = ptr;
					push(RESUME_MIN_UNTIL_3, item + 3, true);
					continue entering;
				}
				case RESUME_MIN_UNTIL_3:
					repeats[repeat + R_LAST_POSITION] = word(C_LAST_POSITION);
					if (!ret) {
						repeats[repeat + R_COUNT] = word(C_COUNT) - 1;
						s.position = ptr;
					}
					continue;
				case RESUME_POSSESSIVE_1:
					if (!ret) {
						s.position = ptr;
						continue;
					}
					contexts[ctx + C_COUNT] = word(C_COUNT) + 1;
					op = TRY_POSSESSIVE;
					break;
				case RESUME_POSSESSIVE_2:
					if (ret) {
						discardMarks();
						contexts[ctx + C_COUNT] = word(C_COUNT) + 1;
						op = TRY_POSSESSIVE;
						break;
					}
					restoreMarks();
					discardMarks();
					ptr = word(C_LAST_POSITION);
					s.position = ptr;
					p += num(p) + 1;
					break;
				case RESUME_ATOMIC:
					if (!ret) {
						s.position = ptr;
						continue;
					}
					p += num(p);
					ptr = s.position;
					break;
				case RESUME_ASSERT:
					if (!ret) continue;
					p += num(p);
					break;
				default:
					// RESUME_ASSERT_NOT
					if (ret) {
						discardMarks();
						ret = false;
						continue;
					}
					restoreMarks();
					discardMarks();
					p += num(p);
			}
			break;
		}
		// On with the context below, in the middle of its codes: `op` says where, or the next code does.
		if (op < 0) op = num(p++);
	}
}
