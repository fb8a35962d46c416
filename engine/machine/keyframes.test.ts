import { afterEach, expect, it } from "vitest";
import { H, moveWords, PAGE_SHIFT, payloadSlots, payloads, put, setPayloadSlots } from "./arena";
import {
	dropKeyframe,
	forgetPresent,
	joinKeyframes,
	type Keyframe,
	keyframeBytes,
	restoreKeyframe,
	takeKeyframe,
	unnotedPages,
} from "./keyframes";
import { HEAP_BASE, R_TOP } from "./layout";

const PAGE = 1 << PAGE_SHIFT;

/** Numbers that are the same in every run. */
function chances(seed: number): (below: number) => number {
	let state = seed;
	return (below) => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
}

afterEach(() => {
	forgetPresent();
	H.fill(0, 0, HEAP_BASE + 128 * PAGE);
	setPayloadSlots(1);
});

/** A heap that grows and changes: few words of a page, many, words moved; and payloads. */
function change(chance: (below: number) => number): void {
	const size = (H[R_TOP] as number) - HEAP_BASE;
	if (chance(4) === 0) {
		const grown = Math.min(120 * PAGE, size + chance(3 * PAGE));
		H[R_TOP] = HEAP_BASE + grown;
	}
	for (let n = chance(200); n > 0; n--) put(HEAP_BASE + chance(size), chance(5));
	if (chance(3) === 0) {
		const from = chance(Math.max(1, size - PAGE));
		for (let i = 0; i < PAGE && from + i < size; i++) put(HEAP_BASE + from + i, chance(2 ** 31));
	}
	if (chance(3) === 0 && size > 4 * PAGE)
		moveWords(HEAP_BASE + chance(PAGE), HEAP_BASE + 2 * PAGE, HEAP_BASE + 3 * PAGE);
	// Of registers and the stack nothing is noted.
	H[R_TOP + 1] = chance(1000);
	const slots = payloadSlots();
	if (chance(3) === 0) {
		payloads[slots] = `text ${chance(9)}`;
		setPayloadSlots(slots + 1);
	} else if (slots > 1) payloads[1 + chance(slots - 1)] = chance(9);
}

interface Kept {
	readonly keyframe: Keyframe;
	readonly words: Int32Array;
	readonly payloads: readonly unknown[];
}

it.each([1, 2, 3, 4])("gives back every word and payload, whatever is dropped and joined (%i)", (seed) => {
	const chance = chances(seed);
	H[R_TOP] = HEAP_BASE + 70 * PAGE;
	let kept: Kept[] = [];
	let restored = 0;
	for (let round = 0; round < 150; round++) {
		change(chance);
		if (chance(3) > 0) {
			expect(unnotedPages()).toEqual([]);
			kept.push({ keyframe: takeKeyframe(), words: H.slice(0, H[R_TOP]), payloads: payloads.slice(0, payloadSlots()) });
		}
		if (chance(12) === 0) {
			kept = kept.filter(({ keyframe }) => {
				if (chance(2) === 0) return true;
				dropKeyframe(keyframe);
				return false;
			});
			joinKeyframes(kept.map(({ keyframe }) => keyframe));
		}
		const one = kept[chance(Math.max(1, kept.length))];
		if (one !== undefined && chance(3) === 0) {
			restoreKeyframe(one.keyframe);
			restored++;
			expect(Buffer.compare(Buffer.from(H.slice(0, H[R_TOP]).buffer), Buffer.from(one.words.buffer))).toBe(0);
			expect(payloads.slice(0, payloadSlots())).toEqual(one.payloads);
		}
	}
	expect(restored).toBeGreaterThan(10);
	for (const { keyframe } of kept) dropKeyframe(keyframe);
	forgetPresent();
	expect(keyframeBytes()).toBe(0);
});

it("takes less for few changes than for many, and nothing for none", () => {
	H[R_TOP] = HEAP_BASE + 20 * PAGE;
	const first = takeKeyframe();
	const whole = keyframeBytes();
	const same = takeKeyframe();
	const none = keyframeBytes() - whole;
	for (let i = 0; i < 20; i++) put(HEAP_BASE + i * PAGE + 8, 1);
	const few = takeKeyframe();
	const little = keyframeBytes() - whole - none;
	for (let i = 0; i < 20 * PAGE; i++) put(HEAP_BASE + i, i);
	const all = takeKeyframe();
	const much = keyframeBytes() - whole - none - little;
	expect(none).toBeLessThan(little);
	expect(little * 8).toBeLessThan(much);
	for (const keyframe of [first, same, few, all]) dropKeyframe(keyframe);
});
