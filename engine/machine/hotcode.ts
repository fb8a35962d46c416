/**
 * Code that runs often is translated into JavaScript of its own (translation.ts), which V8 compiles as it does any other:
 * CPython's tier 2 (Python/optimizer.c) has the same place beside its loop. Whether a piece of code is translated changes
 * nothing that a program could see, nor any word of the arena: all of this stands beside it, and is forgotten when another
 * state comes back. The part that translates is loaded once there is something to translate; until then, and where a
 * policy allows no code made from text, as that of our pages, the loop does it all.
 */
import { at, onRestore } from "./arena";
import { isAtHand } from "./chunks";
import { isLogging, plainly, recording } from "./events";
import { CODE_OBJECT, F_CODE, NULL, R_TRACES, type Ref } from "./layout";
import { onInstruction, onStep } from "./rests";
import { translate } from "./translatedcode";

/**
 * Runs a frame from the instruction with the index `from` on, until step `stop`: the value that the frame returned, or
 * below 0 how the loop goes on (`onwards`), everything being in the arena again.
 */
export interface Compiled {
	(frame: number, from: number, stop: number): number;
	/** Bytes that it takes on JavaScript's own stack, about. */
	readonly stack: number;
}

/** What translated code answers when its frame has not returned: how the loop goes on (delivery.ts), below 0. */
export const onwards = (mode: number): number => -1 - mode;

/** What a frame that was left gives to the one below, where translated code does not take it: the loop does. */
let givenValue = NULL as Ref;
export function give(value: Ref): void {
	givenValue = value;
}
export function takeGiven(): Ref {
	const value = givenValue;
	givenValue = NULL;
	return value;
}

/** The instruction whose line has been counted as a step when translated code left before it, or 0. */
export let lineTaken = 0;
export function setLineTaken(pc: number): void {
	lineTaken = pc;
}

/** Where translated code left a frame for the loop to run the instruction after it, or 0. */
let declinedAt = 0;
export function decline(pc: number): void {
	declinedAt = pc;
}
/** That place, once. */
export function takeDeclined(): number {
	const pc = declinedAt;
	declinedAt = 0;
	return pc;
}

/** Calls and jumps back after which a code object is translated. */
const HOT = 400;
let heat = HOT;
/** For tests: after how many it is; without a number, the usual. */
export function translateAfter(count = HOT): void {
	heat = count;
}

/** The file of the part that translates. */
const PART = "hot";
let wished = false;
/** Files with which what runs now would go on faster: the run waits for none of them. */
export function wishes(): readonly string[] {
	if (!wished) return [];
	wished = false;
	return [`${PART}.mjs`];
}

/** By the place of the code object (`placeOf`): calls and jumps back so far; or, once it is translated, MADE and its place. */
let counts = new Int32Array(1 << 12);
const MADE = 1 << 30;
/** So far from any count that it is never translated: it cannot be. */
const NEVER = -(2 ** 31);
const translations: Compiled[] = [];

/**
 * The payload slot of a frame's code object. A recording has two texts of it, of which one tells a log of each count's
 * change, and so two places.
 */
function placeOf(frame: number): number {
	const slot = at(at(frame + F_CODE) + CODE_OBJECT);
	return recording ? (slot << 1) | (plainly ? 1 : 0) : slot;
}

/** Where frames wanted to go on in a translation that cannot be entered there, by the place of the code. */
interface Wanted {
	readonly entries: Set<number>;
	/** How often since it was made. */
	times: number;
	/** After how many times it is made anew, with these entries, and with what its sites have found meanwhile. */
	most: number;
}
const wanted = new Map<number, Wanted>();
const WANTED = 40;
/** Each time after that many times more: V8 compiles the new text from the start. */
const RARER = 8;

/** A frame would go on at the instruction with the index `from`, and the loop has to do it. */
export function wantEntry(frame: number, from: number): void {
	const place = placeOf(frame);
	let want = wanted.get(place);
	if (want === undefined) {
		want = { entries: new Set(), times: 0, most: WANTED };
		wanted.set(place, want);
	}
	want.entries.add(from);
	if (++want.times < want.most) return;
	want.times = 0;
	want.most *= RARER;
	if (place < counts.length) counts[place] = heat;
}

onRestore(() => {
	counts.fill(0);
	translations.length = 0;
	wanted.clear();
	lineTaken = 0;
	declinedAt = 0;
});

/** A code object goes, and another may come to stand in its payload's slot. */
export function forgetTranslation(slot: number): void {
	for (const place of recording ? [slot << 1, (slot << 1) | 1] : [slot]) {
		if (place < counts.length) counts[place] = 0;
		wanted.delete(place);
	}
}

/** The translation of the code that a frame runs, which is called, resumed or jumps back now; null: there is none yet. */
export function compiledFor(frame: number): Compiled | null {
	// Where each block is told of with its line, and what is told of each instruction: by the loop. So is what a log is told
	// that looks at more than the objects.
	if (at(R_TRACES) !== 0) return null;
	if (recording && (onInstruction !== null || (!plainly && (isLogging() || onStep !== null)))) return null;
	const place = placeOf(frame);
	const count = place < counts.length ? (counts[place] as number) : 0;
	if (count >= MADE) return translations[count - MADE] as Compiled;
	return warmed(frame, place, count + 1);
}

function warmed(frame: number, place: number, count: number): Compiled | null {
	while (place >= counts.length) {
		const more = new Int32Array(counts.length * 2);
		more.set(counts);
		counts = more;
	}
	counts[place] = count;
	if (count < heat) return null;
	if (!isAtHand(PART)) {
		wished = true;
		counts[place] = 0;
		return null;
	}
	const made = translate(at(frame + F_CODE), recording && plainly, wanted.get(place)?.entries);
	if (made === null) {
		counts[place] = NEVER;
		return null;
	}
	counts[place] = MADE + translations.length;
	translations.push(made);
	return made;
}
