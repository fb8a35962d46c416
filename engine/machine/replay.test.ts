import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { furnish } from "../../scripts/engine/load.mjs";
import { replayDifferences } from "../../scripts/engine/replays.mjs";
import * as engine from "../dist/recording.mjs";
import { Hash } from "./statehash";

await furnish(engine);

const corpus = fileURLToPath(new URL("../conformance", import.meta.url));
/** Programs in which much is under way between two lines: finalizers, callbacks, generators, collections. */
const PROGRAMS = [
	"gc/callbacks_of_collected.py",
	"gc/finalizer_order.py",
	"gc/generators_closed_by_collector.py",
	"gc/get_objects_arguments.py",
	// Where a key's hash is still being asked for.
	"lifetime/dict_clear_order.py",
	"lifetime/set_tuple_deque_order.py",
];

const digest = (words: readonly number[]): string => {
	const hash = new Hash();
	for (const word of words) hash.word(word);
	return hash.digest();
};

describe("a state's hash", () => {
	it("changes with any single word", () => {
		const words = Array.from({ length: 500 }, (_, i) => Math.imul(i, 0x61c88647) & (i % 3 === 0 ? 0 : -1));
		const all = new Set([digest(words)]);
		let made = 1;
		for (let i = 0; i < words.length; i++) {
			for (const other of [1, -1, 1 << 31, 0x5bd1e995]) {
				all.add(digest(words.with(i, (words[i] as number) ^ other)));
				made++;
			}
		}
		expect(all.size).toBe(made);
	});
});

describe("a replayed state", () => {
	it.each(PROGRAMS)("is word for word that of a run: %s", (name) => {
		const source = readFileSync(join(corpus, name), "utf8");
		for (const profile of ["3.13", "3.14"] as const) {
			const { states, different, unnoted } = replayDifferences(engine, source, { profile });
			expect(states).toBeGreaterThan(1);
			expect(different).toEqual([]);
			expect(unnoted).toEqual([]);
		}
	});

	it("has the same events each time that it is recorded", () => {
		const hashes = [1, 2].map(() => engine.record("xs = [[i] for i in range(5)]\nxs.pop()\nprint(xs)\n").eventsHash());
		expect(hashes[0]).toBe(hashes[1]);
		expect(engine.record("xs = [[i] for i in range(6)]\nxs.pop()\nprint(xs)\n").eventsHash()).not.toBe(hashes[0]);
	});
});
