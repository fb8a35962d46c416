/** No two of the machine's registers are the same word. */
import { expect, test } from "vitest";
import * as layout from "./layout";

/** Registers that are the first of several words, and how many. */
const BLOCKS: Readonly<Record<string, number>> = {
	R_GENERATIONS: 3 * layout.GEN_WORDS,
	R_SCRATCH: layout.SCRATCH_WORDS,
	R_FREE_OBJECTS: layout.OBJECT_CLASSES,
	R_FREE_RAW: 128,
	R_NO_VALUES: 2,
};

test("registers do not overlap", () => {
	const taken = new Map<number, string>();
	for (const [name, value] of Object.entries(layout)) {
		if (!name.startsWith("R_") || typeof value !== "number") continue;
		for (let word = value; word < value + (BLOCKS[name] ?? 1); word++) {
			expect(taken.get(word) ?? name, `word ${word}`).toBe(name);
			taken.set(word, name);
		}
	}
	expect(taken.size).toBeGreaterThan(400);
});
