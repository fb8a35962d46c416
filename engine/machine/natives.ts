/** Native frames on the machine's stack (tables.ts says what they are). */

import { at, clearWords, H } from "./arena";
import {
	F_END,
	F_KIND,
	F_OWNED,
	F_PC,
	F_PREV,
	F_SP,
	FRAME_WORDS,
	NULL,
	PUSHED,
	R_FRAME,
	R_NATIVE_DEPTH,
	type Ref,
	STACK_BASE,
	STACK_WORDS,
} from "./layout";
import { LimitExceeded } from "./limits";
import { work } from "./machine";
import { isDeep } from "./recursion";
import { decref } from "./refcount";
import { type Status, type Step, steps } from "./tables";

/** First word of a native frame that is its own. */
export const N0 = FRAME_WORDS;
/** What a native frame takes off the work budget. */
export const FRAME_WORK = 4;

/**
 * Pushes a native frame of `words` words, the first `owned` of which hold counted references (or 0). All are 0. The
 * caller fills them in and answers PUSHED; the step is then entered with value 0.
 */
export function pushNative(kind: number, words: number, owned: number): number {
	const below = at(R_FRAME);
	const frame = below === 0 ? STACK_BASE : at(below + F_END);
	const end = frame + FRAME_WORDS + words;
	if (end > STACK_BASE + STACK_WORDS)
		throw new LimitExceeded("bytes", "the machine's stack is full: let calls nest less deeply");
	clearWords(frame, end);
	work(FRAME_WORK);
	H[frame + F_PREV] = below;
	H[frame + F_KIND] = kind;
	H[frame + F_END] = end;
	H[frame + F_SP] = end;
	H[frame + F_OWNED] = owned;
	H[R_FRAME] = frame;
	H[R_NATIVE_DEPTH] = at(R_NATIVE_DEPTH) + 1;
	return frame;
}

/** Leaves the native frame on top: drops what it owns. Its words may be read until the next push. */
export function popNative(frame: number): void {
	H[R_FRAME] = at(frame + F_PREV);
	H[R_NATIVE_DEPTH] = at(R_NATIVE_DEPTH) - 1;
	const owned = at(frame + F_OWNED);
	for (let i = 0; i < owned; i++) {
		const o = at(frame + N0 + i);
		if (o !== NULL) {
			H[frame + N0 + i] = 0;
			decref(o);
		}
	}
}

/** The state word of a native frame. */
export function stateOf(frame: number): number {
	return at(frame + F_PC);
}

export function setState(frame: number, state: number): void {
	H[frame + F_PC] = state;
}

/** What a kind's frames own that does not stand in their first words. */
interface Holdings {
	/** Of each kind that a frame has many of, the first `most`. */
	references(frame: number, visit: (o: Ref) => void, most: number): void;
	/** Raw blocks, and the words that were asked for. */
	blocks(frame: number, visit: (address: number, words: number) => void): void;
}
const heldBesides = new Map<number, Holdings>();
export function holdsBesides(kind: number, holdings: Holdings): void {
	heldBesides.set(kind, holdings);
}

/** Every counted reference that a native frame holds; where it has very many of a kind, the first `most`. */
export function nativeReferences(frame: number, visit: (o: Ref) => void, most = Number.POSITIVE_INFINITY): void {
	const owned = at(frame + F_OWNED);
	for (let i = 0; i < owned; i++) visit(at(frame + N0 + i));
	heldBesides.get(at(frame + F_KIND))?.references(frame, visit, most);
}

/** Every raw block that a native frame holds. */
export function nativeBlocks(frame: number, visit: (address: number, words: number) => void): void {
	heldBesides.get(at(frame + F_KIND))?.blocks(frame, visit);
}

/** Pushes a native frame, fills its words and enters its step at once, or leaves that to the loop where the stack is deep. */
export function beginFrame(kind: number, words: number, owned: number, fill: (w: number) => void): Status {
	const frame = pushNative(kind, words, owned);
	fill(frame + N0);
	if (isDeep()) return PUSHED;
	const status = (steps[kind] as Step)(frame, NULL);
	if (status !== PUSHED) popNative(frame);
	return status;
}
