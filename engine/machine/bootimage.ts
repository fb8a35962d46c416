/**
 * The machine before any program, kept when the engine is built: for hosts that have the file at hand, to whom reading it
 * is quicker than making it anew. It is the state that boot makes, word for word.
 */
import type { BootImage } from "../api";
import type { ProfileName } from "../profiles";
import { at, H, payloadSlots, payloads } from "./arena";
import { build, start } from "./boot";
import { DEATH_STACK, HEAP_BASE, R_TOP } from "./layout";

/** The image of a profile: as the machine is made where none was provided. */
export function bootImage(name: ProfileName): BootImage {
	start(name);
	const heap = H.subarray(HEAP_BASE, at(R_TOP));
	const words = new Int32Array(1 + DEATH_STACK + heap.length);
	words[0] = build;
	words.set(H.subarray(0, DEATH_STACK), 1);
	words.set(heap, 1 + DEATH_STACK);
	return {
		words,
		payloads: JSON.stringify(payloads.slice(0, payloadSlots()), (_key, value) =>
			typeof value === "bigint" ? [`${value}`] : value,
		),
	};
}
