/** Images: whole copies of the machine at one moment, for what has to come back as it was. */
import { at, forgetCaches, H, payloadSlots, payloads, setPayloadSlots, touchWords } from "./arena";
import { recording } from "./events";
import {
	ARENA_WORDS,
	DEATH_STACK,
	DEFERRED_QUEUE,
	F_END,
	HEAP_BASE,
	R_DEATHS,
	R_DEFERRED,
	R_FRAME,
	R_TOP,
	STACK_BASE,
} from "./layout";

export interface Image {
	readonly parts: readonly { readonly from: number; readonly words: Int32Array }[];
	readonly payloads: readonly unknown[];
}

/** The words in use: the registers with the deaths under way, deaths put off, the stack, the heap. */
export function wordsInUse(): readonly (readonly [from: number, to: number])[] {
	const top = at(R_FRAME);
	return [
		[0, DEATH_STACK + at(R_DEATHS)],
		[DEFERRED_QUEUE, DEFERRED_QUEUE + at(R_DEFERRED)],
		[STACK_BASE, top === 0 ? STACK_BASE : at(top + F_END)],
		[HEAP_BASE, at(R_TOP)],
	];
}

/** Clears what stands beside the words in use, and was left by runs before: it is read by nobody. */
export function clearLeavings(): void {
	const parts = wordsInUse();
	for (const [i, [, to]] of parts.entries()) {
		const next = parts[i + 1];
		if (next !== undefined) H.fill(0, to, next[0]);
	}
}

export function takeImage(): Image {
	return {
		parts: wordsInUse().map(([from, to]) => ({ from, words: H.slice(from, to) })),
		payloads: payloads.slice(0, payloadSlots()),
	};
}

export function restoreImage(image: Image): void {
	forgetCaches();
	const oldTop = at(R_TOP);
	for (const { from, words } of image.parts) H.set(words, from);
	clearAbove(oldTop);
	restorePayloads(0, image.payloads);
	setPayloadSlots(image.payloads.length);
	if (recording) touchWords(HEAP_BASE, Math.max(oldTop, at(R_TOP)));
}

/** What has never been allocated is 0: words above the heap's top, up to where it was before. */
export function clearAbove(oldTop: number): void {
	const top = Math.min(ARENA_WORDS, at(R_TOP));
	if (oldTop > top) H.fill(0, top, oldTop);
}

export function restorePayloads(first: number, values: readonly unknown[]): void {
	for (let i = 0; i < values.length; i++) payloads[first + i] = values[i];
}
