/**
 * The sort of CPython 3.13 (Objects/listobject.c, listsort.txt) over the positions of keys. It asks "is the key at the one
 * position less than the key at the other?" and goes on with the answer, so the comparisons and their order are CPython's,
 * and where one fails the items stand as CPython leaves them.
 *
 * All that it knows is in words of one block: what it asks and what the answer is for, the runs found so far, the positions
 * (`S_PLACES`), and room for the shorter run of a merge behind them. So a sort that waits for Python code is part of every
 * keyframe. Items of runs are spoken of by the addresses of their positions.
 */
import { allocRaw, at, copyWords, H, moveWords, reverseWords } from "./arena";
import { NEEDS_PYTHON } from "./dict";
import { plainLess, S_LEFT, S_OWN, S_PLACES, S_RIGHT, sortWords } from "./sorting";

const MIN_GALLOP = 7;
const MAX_MINRUN = 64;

/** What the answer is for: one of the states below. */
const S_STATE = S_OWN;
/** Where the positions end, and the room for a merge begins. */
const S_END = S_OWN + 1;
const S_MINRUN = S_OWN + 2;
const S_MIN_GALLOP = S_OWN + 3;
/** The run being found: where it begins, how long it is so far, how many of its last are equal; its power. */
const S_LO = S_OWN + 4;
const S_LENGTH = S_OWN + 5;
const S_EQUAL = S_OWN + 6;
const S_POWER = S_OWN + 7;
/** `binarysort`: how long the run is to be; the place in it that is sought. */
const S_FORCE = S_OWN + 8;
const S_LOW = S_OWN + 9;
const S_HIGH = S_OWN + 10;
/** The merge under way: the left run's beginning; what is left of both runs, and where it is; where the next one goes. */
const S_START = S_OWN + 11;
const S_NA = S_OWN + 12;
const S_NB = S_OWN + 13;
const S_PA = S_OWN + 14;
const S_PB = S_OWN + 15;
const S_DEST = S_OWN + 16;
/** How many in a row came from each run. */
const S_ACOUNT = S_OWN + 17;
const S_BCOUNT = S_OWN + 18;
/** The gallop under way: its key, where it looks and from which place on; the places between which the end lies. */
const S_KEY = S_OWN + 19;
const S_KEYS = S_OWN + 20;
const S_COUNT = S_OWN + 21;
const S_HINT = S_OWN + 22;
const S_LAST = S_OWN + 23;
const S_OFFSET = S_OWN + 24;
/** 1: it goes behind what is equal to the key (`gallop_right`). What its end is for: one of the purposes below. */
const S_BEHIND = S_OWN + 25;
const S_PURPOSE = S_OWN + 26;
/** The runs that wait to be merged: how many; of each where it begins, how long it is, its power. */
const S_RUNS = S_OWN + 27;
const S_RUN = S_OWN + 28;
const RUN = 3;

// States: what the question was asked by.
const COUNT_UP = 0;
const COUNT_ROSE = 1;
const COUNT_DOWN = 2;
const COUNT_EQUAL = 3;
const COUNT_TAIL = 4;
const BINARY = 5;
const MERGE_LOW = 6;
const MERGE_HIGH = 7;
const GALLOP_FIRST = 8;
const GALLOP_UP = 9;
const GALLOP_DOWN = 10;
const GALLOP_HALVE = 11;
const IN_ORDER = 12;

// Purposes: who gallops.
const SKIP_A = 0;
const SKIP_B = 1;
const LOW_A = 2;
const LOW_B = 3;
const HIGH_A = 4;
const HIGH_B = 5;

/** The block of a sort of two keys or more, which has asked its first question. */
export function startTimsort(n: number): number {
	const s = allocRaw(sortWords(n), 0);
	const places = s + S_PLACES;
	for (let i = 0; i < n; i++) H[places + i] = i;
	H[s + S_END] = places + n;
	H[s + S_MINRUN] = computeMinrun(n);
	H[s + S_MIN_GALLOP] = MIN_GALLOP;
	H[s + S_LO] = places;
	findRun(s);
	return s;
}

/**
 * Goes on with the answer to the question asked (null: it has none yet), up to one that Python code has to answer. True:
 * all is in order.
 */
export function continueTimsort(s: number, keys: number, answer: boolean | null): boolean {
	if (answer !== null) take(s, answer);
	while (at(s + S_STATE) !== IN_ORDER) {
		const less = plainLess(at(keys + at(s + S_LEFT)), at(keys + at(s + S_RIGHT)));
		if (less === NEEDS_PYTHON) return false;
		take(s, less > 0);
	}
	return true;
}

/** The comparison failed: what a merge has set aside goes back. */
export function failTimsort(s: number): void {
	const state = at(s + S_STATE);
	const gallops = state >= GALLOP_FIRST ? at(s + S_PURPOSE) : -1;
	if (state === MERGE_LOW || gallops === LOW_A || gallops === LOW_B) putBackLow(s);
	else if (state === MERGE_HIGH || gallops === HIGH_A || gallops === HIGH_B) putBackHigh(s);
}

function ask(s: number, state: number, left: number, right: number): void {
	H[s + S_STATE] = state;
	H[s + S_LEFT] = left;
	H[s + S_RIGHT] = right;
}

/** Takes the answer to what was asked, and asks what comes next. */
function take(s: number, less: boolean): void {
	switch (at(s + S_STATE)) {
		case COUNT_UP:
			if (!less) growRun(s, COUNT_UP);
			else if (at(s + S_LENGTH) === 1) growRun(s, COUNT_DOWN);
			// An ascending run, unless all of it is equal: then it begins a descending one.
			else ask(s, COUNT_ROSE, at(at(s + S_LO)), at(at(s + S_LO) + at(s + S_LENGTH) - 1));
			break;
		case COUNT_ROSE:
			if (less) runFound(s);
			else {
				reverseWords(at(s + S_LO), at(s + S_LO) + at(s + S_LENGTH));
				growRun(s, COUNT_DOWN);
			}
			break;
		case COUNT_DOWN:
			if (less) {
				reverseEqual(s);
				growRun(s, COUNT_DOWN);
			} else {
				const next = at(s + S_LO) + at(s + S_LENGTH);
				ask(s, COUNT_EQUAL, at(next - 1), at(next));
			}
			break;
		case COUNT_EQUAL:
			if (less) turnRun(s);
			else {
				H[s + S_EQUAL] = at(s + S_EQUAL) + 1;
				growRun(s, COUNT_DOWN);
			}
			break;
		case COUNT_TAIL:
			if (less) runFound(s);
			else growRun(s, COUNT_TAIL);
			break;
		case BINARY:
			narrow(s, less);
			break;
		case MERGE_LOW:
			if (less) mergeLowB(s);
			else mergeLowA(s);
			break;
		case MERGE_HIGH:
			if (less) mergeHighA(s);
			else mergeHighB(s);
			break;
		default:
			gallopOn(s, less !== (at(s + S_BEHIND) === 1));
	}
}

/** `merge_compute_minrun` */
function computeMinrun(length: number): number {
	let odd = 0;
	let n = length;
	while (n >= MAX_MINRUN) {
		odd |= n & 1;
		n >>= 1;
	}
	return n + odd;
}

// ---- Runs ----

/** `count_run`: how long the run that begins at S_LO is, turned round where it descends. */
function findRun(s: number): void {
	H[s + S_LENGTH] = 0;
	H[s + S_EQUAL] = 0;
	growRun(s, COUNT_UP);
}

/** One more belongs to the run; asks about the next. */
function growRun(s: number, state: number): void {
	H[s + S_LENGTH] = at(s + S_LENGTH) + 1;
	askNext(s, state);
}

function askNext(s: number, state: number): void {
	const next = at(s + S_LO) + at(s + S_LENGTH);
	if (next < at(s + S_END)) ask(s, state, at(next), at(next - 1));
	else if (state === COUNT_DOWN) turnRun(s);
	else runFound(s);
}

/** Equal neighbours in a descending run are turned round at once, so that the last turn restores their order. */
function reverseEqual(s: number): void {
	const equal = at(s + S_EQUAL);
	if (equal === 0) return;
	const end = at(s + S_LO) + at(s + S_LENGTH);
	reverseWords(end - equal - 1, end);
	H[s + S_EQUAL] = 0;
}

/** The descending run has ended: turned round, it may go on ascending. */
function turnRun(s: number): void {
	reverseEqual(s);
	reverseWords(at(s + S_LO), at(s + S_LO) + at(s + S_LENGTH));
	askNext(s, COUNT_TAIL);
}

function runFound(s: number): void {
	const force = Math.min(at(s + S_MINRUN), at(s + S_END) - at(s + S_LO));
	H[s + S_FORCE] = force;
	if (at(s + S_LENGTH) < force) seekPlace(s);
	else placeRun(s);
}

/** `binarysort`: the first S_LENGTH of S_FORCE are in order, and the next is put into its place, until all are. */
function seekPlace(s: number): void {
	H[s + S_LOW] = at(s + S_LO);
	H[s + S_HIGH] = at(s + S_LO) + at(s + S_LENGTH);
	askMiddle(s);
}

function askMiddle(s: number): void {
	const middle = (at(s + S_LOW) + at(s + S_HIGH)) >> 1;
	ask(s, BINARY, at(at(s + S_LO) + at(s + S_LENGTH)), at(middle));
}

function narrow(s: number, less: boolean): void {
	const middle = (at(s + S_LOW) + at(s + S_HIGH)) >> 1;
	if (less) H[s + S_HIGH] = middle;
	else H[s + S_LOW] = middle + 1;
	if (at(s + S_LOW) < at(s + S_HIGH)) askMiddle(s);
	else insert(s);
}

function insert(s: number): void {
	const place = at(s + S_LOW);
	const end = at(s + S_LO) + at(s + S_LENGTH);
	const pivot = at(end);
	moveWords(place + 1, place, end);
	H[place] = pivot;
	const length = at(s + S_LENGTH) + 1;
	H[s + S_LENGTH] = length;
	if (length < at(s + S_FORCE)) seekPlace(s);
	else placeRun(s);
}

// ---- Which runs are merged ----

const runAt = (s: number, i: number): number => s + S_RUN + i * RUN;

/** `powerloop`: how deep in the tree of merges two neighbouring runs meet. */
function powerOf(start: number, n1: number, n2: number, n: number): number {
	let a = 2 * start + n1;
	let b = a + n1 + n2;
	for (let power = 1; ; power++) {
		if (a >= n) {
			a -= n;
			b -= n;
		} else if (b >= n) return power;
		a *= 2;
		b *= 2;
	}
}

/** `found_new_run` */
function placeRun(s: number): void {
	const runs = at(s + S_RUNS);
	if (runs > 0) {
		const places = s + S_PLACES;
		const last = runAt(s, runs - 1);
		H[s + S_POWER] = powerOf(at(last) - places, at(last + 1), at(s + S_LENGTH), at(s + S_END) - places);
	}
	collapse(s);
}

/** Merges what stands deeper in the tree of merges than the run found, which waits then, and finds the next. */
function collapse(s: number): void {
	const runs = at(s + S_RUNS);
	const power = at(s + S_POWER);
	if (runs > 1 && at(runAt(s, runs - 2) + 2) > power) {
		mergeAt(s, runs - 2);
		return;
	}
	const lo = at(s + S_LO);
	const length = at(s + S_LENGTH);
	const run = runAt(s, runs);
	if (runs > 0) H[run - RUN + 2] = power;
	H[run] = lo;
	H[run + 1] = length;
	H[run + 2] = 0;
	H[s + S_RUNS] = runs + 1;
	H[s + S_LO] = lo + length;
	if (lo + length < at(s + S_END)) findRun(s);
	else collapseAll(s);
}

/** `merge_force_collapse` */
function collapseAll(s: number): void {
	const runs = at(s + S_RUNS);
	if (runs === 1) {
		H[s + S_STATE] = IN_ORDER;
		return;
	}
	let i = runs - 2;
	if (i > 0 && at(runAt(s, i - 1) + 1) < at(runAt(s, i + 1) + 1)) i--;
	mergeAt(s, i);
}

function merged(s: number): void {
	if (at(s + S_LO) < at(s + S_END)) collapse(s);
	else collapseAll(s);
}

/** `merge_at`: merges the runs that wait at places i and i + 1. */
function mergeAt(s: number, i: number): void {
	const runs = at(s + S_RUNS);
	const left = runAt(s, i);
	const right = left + RUN;
	const start = at(left);
	const na = at(left + 1);
	const second = at(right);
	const nb = at(right + 1);
	H[left + 1] = na + nb;
	copyWords(right, right + RUN, runAt(s, runs));
	H[s + S_RUNS] = runs - 1;
	H[s + S_START] = start;
	H[s + S_NA] = na;
	H[s + S_PB] = second;
	H[s + S_NB] = nb;
	// What of the left run is in place already.
	gallop(s, SKIP_A, at(second), start, na, 0, 1);
}

// ---- Galloping ----

/**
 * `gallop_left` (`behind` 0) and `gallop_right` (1): how many of the n sorted items at `keys` come before the key, equal
 * ones excluded or included; found by doubling steps from `hint`, then by halving.
 */
function gallop(s: number, purpose: number, key: number, keys: number, n: number, hint: number, behind: 0 | 1): void {
	H[s + S_PURPOSE] = purpose;
	H[s + S_KEY] = key;
	H[s + S_KEYS] = keys;
	H[s + S_COUNT] = n;
	H[s + S_HINT] = hint;
	H[s + S_BEHIND] = behind;
	H[s + S_LAST] = 0;
	H[s + S_OFFSET] = 1;
	askAt(s, GALLOP_FIRST, hint);
}

function askAt(s: number, state: number, place: number): void {
	const key = at(s + S_KEY);
	const other = at(at(s + S_KEYS) + place);
	if (at(s + S_BEHIND) === 1) ask(s, state, key, other);
	else ask(s, state, other, key);
}

/** `isBefore`: whether the item asked about belongs before the key. */
function gallopOn(s: number, isBefore: boolean): void {
	const state = at(s + S_STATE);
	const last = at(s + S_LAST);
	const offset = at(s + S_OFFSET);
	if (state === GALLOP_HALVE) {
		const middle = last + ((offset - last) >> 1);
		if (isBefore) H[s + S_LAST] = middle + 1;
		else H[s + S_OFFSET] = middle;
		halve(s);
	} else if (state === GALLOP_FIRST) stride(s, isBefore);
	else {
		const ups = state === GALLOP_UP;
		if (isBefore === ups) {
			H[s + S_LAST] = offset;
			H[s + S_OFFSET] = offset * 2 + 1;
			stride(s, ups);
		} else strideEnds(s, ups);
	}
}

/** How far there is to go up from the hint, or down. */
function most(s: number, ups: boolean): number {
	return ups ? at(s + S_COUNT) - at(s + S_HINT) : at(s + S_HINT) + 1;
}

function stride(s: number, ups: boolean): void {
	const offset = at(s + S_OFFSET);
	if (offset >= most(s, ups)) strideEnds(s, ups);
	else if (ups) askAt(s, GALLOP_UP, at(s + S_HINT) + offset);
	else askAt(s, GALLOP_DOWN, at(s + S_HINT) - offset);
}

function strideEnds(s: number, ups: boolean): void {
	const hint = at(s + S_HINT);
	const nearer = at(s + S_LAST);
	const farther = Math.min(at(s + S_OFFSET), most(s, ups));
	H[s + S_LAST] = 1 + hint + (ups ? nearer : -farther);
	H[s + S_OFFSET] = hint + (ups ? farther : -nearer);
	halve(s);
}

function halve(s: number): void {
	const last = at(s + S_LAST);
	const offset = at(s + S_OFFSET);
	if (last < offset) askAt(s, GALLOP_HALVE, last + ((offset - last) >> 1));
	else galloped(s, offset);
}

function galloped(s: number, n: number): void {
	switch (at(s + S_PURPOSE)) {
		case SKIP_A:
			skippedA(s, n);
			break;
		case SKIP_B:
			H[s + S_NB] = n;
			if (n === 0) merged(s);
			else if (at(s + S_NA) <= n) mergeLow(s);
			else mergeHigh(s);
			break;
		case LOW_A:
			lowGallopedA(s, n);
			break;
		case LOW_B:
			lowGallopedB(s, n);
			break;
		case HIGH_A:
			highGallopedA(s, at(s + S_NA) - n);
			break;
		default:
			highGallopedB(s, at(s + S_NB) - n);
	}
}

function skippedA(s: number, n: number): void {
	const start = at(s + S_START) + n;
	const na = at(s + S_NA) - n;
	const nb = at(s + S_NB);
	H[s + S_START] = start;
	H[s + S_NA] = na;
	if (na === 0) merged(s);
	// What of the right run is in place already.
	else gallop(s, SKIP_B, at(start + na - 1), at(s + S_PB), nb, nb - 1, 0);
}

/** Whether the last gallops were worth it, and there are more. Each makes the next one likelier, the end less likely. */
function gallopsAgain(s: number): boolean {
	const minGallop = at(s + S_MIN_GALLOP);
	const again = at(s + S_ACOUNT) >= MIN_GALLOP || at(s + S_BCOUNT) >= MIN_GALLOP;
	H[s + S_MIN_GALLOP] = again ? Math.max(1, minGallop - 1) : minGallop + 1;
	return again;
}

// ---- merge_lo: the left run is set aside, and both are merged upwards ----

function mergeLow(s: number): void {
	const start = at(s + S_START);
	const aside = at(s + S_END);
	copyWords(aside, start, start + at(s + S_NA));
	H[s + S_PA] = aside;
	H[s + S_DEST] = start;
	lowTakeB(s);
	if (at(s + S_NB) === 0) lowEnds(s);
	else if (at(s + S_NA) === 1) lowCopyB(s);
	else lowOneByOne(s);
}

function lowTakeA(s: number): void {
	const from = at(s + S_PA);
	const dest = at(s + S_DEST);
	H[dest] = at(from);
	H[s + S_PA] = from + 1;
	H[s + S_DEST] = dest + 1;
	H[s + S_NA] = at(s + S_NA) - 1;
}

function lowTakeB(s: number): void {
	const from = at(s + S_PB);
	const dest = at(s + S_DEST);
	H[dest] = at(from);
	H[s + S_PB] = from + 1;
	H[s + S_DEST] = dest + 1;
	H[s + S_NB] = at(s + S_NB) - 1;
}

function putBackLow(s: number): void {
	const from = at(s + S_PA);
	moveWords(at(s + S_DEST), from, from + at(s + S_NA));
}

function lowEnds(s: number): void {
	putBackLow(s);
	merged(s);
}

/** The last of the left run goes behind the rest of the right one. */
function lowCopyB(s: number): void {
	const from = at(s + S_PB);
	const n = at(s + S_NB);
	const dest = at(s + S_DEST);
	moveWords(dest, from, from + n);
	H[dest + n] = at(at(s + S_PA));
	merged(s);
}

function lowOneByOne(s: number): void {
	H[s + S_ACOUNT] = 0;
	H[s + S_BCOUNT] = 0;
	askLow(s);
}

function askLow(s: number): void {
	ask(s, MERGE_LOW, at(at(s + S_PB)), at(at(s + S_PA)));
}

function mergeLowB(s: number): void {
	lowTakeB(s);
	const count = at(s + S_BCOUNT) + 1;
	H[s + S_BCOUNT] = count;
	H[s + S_ACOUNT] = 0;
	if (at(s + S_NB) === 0) lowEnds(s);
	else if (count >= at(s + S_MIN_GALLOP)) lowGallopA(s);
	else askLow(s);
}

function mergeLowA(s: number): void {
	lowTakeA(s);
	const count = at(s + S_ACOUNT) + 1;
	H[s + S_ACOUNT] = count;
	H[s + S_BCOUNT] = 0;
	if (at(s + S_NA) === 1) lowCopyB(s);
	else if (count >= at(s + S_MIN_GALLOP)) lowGallopA(s);
	else askLow(s);
}

function lowGallopA(s: number): void {
	gallop(s, LOW_A, at(at(s + S_PB)), at(s + S_PA), at(s + S_NA), 0, 1);
}

function lowGallopedA(s: number, n: number): void {
	H[s + S_ACOUNT] = n;
	const from = at(s + S_PA);
	const dest = at(s + S_DEST);
	const na = at(s + S_NA) - n;
	copyWords(dest, from, from + n);
	H[s + S_PA] = from + n;
	H[s + S_DEST] = dest + n;
	H[s + S_NA] = na;
	if (na === 1) {
		lowCopyB(s);
		return;
	}
	if (na > 0) lowTakeB(s);
	const nb = at(s + S_NB);
	if (na === 0 || nb === 0) lowEnds(s);
	else gallop(s, LOW_B, at(at(s + S_PA)), at(s + S_PB), nb, 0, 0);
}

function lowGallopedB(s: number, n: number): void {
	H[s + S_BCOUNT] = n;
	const from = at(s + S_PB);
	const dest = at(s + S_DEST);
	moveWords(dest, from, from + n);
	H[s + S_PB] = from + n;
	H[s + S_DEST] = dest + n;
	const nb = at(s + S_NB) - n;
	H[s + S_NB] = nb;
	if (nb > 0) lowTakeA(s);
	if (nb === 0) lowEnds(s);
	else if (at(s + S_NA) === 1) lowCopyB(s);
	else if (gallopsAgain(s)) lowGallopA(s);
	else lowOneByOne(s);
}

// ---- merge_hi: the right run is set aside, and both are merged downwards ----

function mergeHigh(s: number): void {
	const second = at(s + S_PB);
	const aside = at(s + S_END);
	const nb = at(s + S_NB);
	copyWords(aside, second, second + nb);
	H[s + S_PA] = at(s + S_START) + at(s + S_NA) - 1;
	H[s + S_PB] = aside + nb - 1;
	H[s + S_DEST] = second + nb - 1;
	highTakeA(s);
	if (at(s + S_NA) === 0) highEnds(s);
	else if (nb === 1) highCopyA(s);
	else highOneByOne(s);
}

function highTakeA(s: number): void {
	const from = at(s + S_PA);
	const dest = at(s + S_DEST);
	H[dest] = at(from);
	H[s + S_PA] = from - 1;
	H[s + S_DEST] = dest - 1;
	H[s + S_NA] = at(s + S_NA) - 1;
}

function highTakeB(s: number): void {
	const from = at(s + S_PB);
	const dest = at(s + S_DEST);
	H[dest] = at(from);
	H[s + S_PB] = from - 1;
	H[s + S_DEST] = dest - 1;
	H[s + S_NB] = at(s + S_NB) - 1;
}

function putBackHigh(s: number): void {
	const aside = at(s + S_END);
	const n = at(s + S_NB);
	moveWords(at(s + S_DEST) - n + 1, aside, aside + n);
}

function highEnds(s: number): void {
	putBackHigh(s);
	merged(s);
}

/** The first of the right run goes before the rest of the left one. */
function highCopyA(s: number): void {
	const end = at(s + S_PA) + 1;
	const n = at(s + S_NA);
	const dest = at(s + S_DEST);
	moveWords(dest - n + 1, end - n, end);
	H[dest - n] = at(at(s + S_PB));
	merged(s);
}

function highOneByOne(s: number): void {
	H[s + S_ACOUNT] = 0;
	H[s + S_BCOUNT] = 0;
	askHigh(s);
}

function askHigh(s: number): void {
	ask(s, MERGE_HIGH, at(at(s + S_PB)), at(at(s + S_PA)));
}

function mergeHighA(s: number): void {
	highTakeA(s);
	const count = at(s + S_ACOUNT) + 1;
	H[s + S_ACOUNT] = count;
	H[s + S_BCOUNT] = 0;
	if (at(s + S_NA) === 0) highEnds(s);
	else if (count >= at(s + S_MIN_GALLOP)) highGallopA(s);
	else askHigh(s);
}

function mergeHighB(s: number): void {
	highTakeB(s);
	const count = at(s + S_BCOUNT) + 1;
	H[s + S_BCOUNT] = count;
	H[s + S_ACOUNT] = 0;
	if (at(s + S_NB) === 1) highCopyA(s);
	else if (count >= at(s + S_MIN_GALLOP)) highGallopA(s);
	else askHigh(s);
}

function highGallopA(s: number): void {
	const na = at(s + S_NA);
	gallop(s, HIGH_A, at(at(s + S_PB)), at(s + S_START), na, na - 1, 1);
}

function highGallopedA(s: number, n: number): void {
	H[s + S_ACOUNT] = n;
	const from = at(s + S_PA) - n;
	const dest = at(s + S_DEST) - n;
	const na = at(s + S_NA) - n;
	moveWords(dest + 1, from + 1, from + 1 + n);
	H[s + S_PA] = from;
	H[s + S_DEST] = dest;
	H[s + S_NA] = na;
	if (na > 0) highTakeB(s);
	const nb = at(s + S_NB);
	if (na === 0) highEnds(s);
	else if (nb === 1) highCopyA(s);
	else gallop(s, HIGH_B, at(at(s + S_PA)), at(s + S_END), nb, nb - 1, 0);
}

function highGallopedB(s: number, n: number): void {
	H[s + S_BCOUNT] = n;
	const from = at(s + S_PB) - n;
	const dest = at(s + S_DEST) - n;
	const nb = at(s + S_NB) - n;
	copyWords(dest + 1, from + 1, from + 1 + n);
	H[s + S_PB] = from;
	H[s + S_DEST] = dest;
	H[s + S_NB] = nb;
	if (nb === 1) {
		highCopyA(s);
		return;
	}
	if (nb > 0) highTakeA(s);
	if (nb === 0 || at(s + S_NA) === 0) highEnds(s);
	else if (gallopsAgain(s)) highGallopA(s);
	else highOneByOne(s);
}
