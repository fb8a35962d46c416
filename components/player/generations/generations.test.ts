import { beforeAll, describe, expect, it } from "vitest";
import type { Recording } from "../../../engine/api";
import { provideLibrary, record } from "../../../engine/dist/recording.mjs";
import { furnish } from "../../../scripts/engine/load.mjs";
import { outlineOf } from "../graph/outline";
import { coarseFirst, collectionsIn, countPath, type Ran, sampleOf, stepsToSample, topOf } from "./history";
import { gridOf, placeOf, slotsOf } from "./slots";

await furnish({ provideLibrary });

const SOURCE = `import gc
class Node:
    def __del__(self):
        self.gone = True
def pair():
    a, b = Node(), Node()
    a.other, b.other = b, a
pair()
gc.collect(1)
gc.set_threshold(8, 1)
kept = [[] for _ in range(8)]
for i in range(12):
    kept.append([i, []])
    pair()
kept.clear()
`;

let recording: Recording;
beforeAll(() => {
	recording = record(SOURCE, {});
});

describe("the generations over a run", () => {
	it("looks at a bounded number of states, the coarse picture first", () => {
		const { collections } = recording.summary;
		for (const steps of [0, 1, 50, recording.summary.steps, 5000, 1_000_000]) {
			const wanted = stepsToSample({ steps, collections });
			expect(wanted.length).toBeLessThanOrEqual(300);
			expect(wanted[0]).toBe(0);
			expect(wanted.at(-1)).toBe(steps);
			const order = coarseFirst(wanted);
			expect([...order].sort((a, b) => a - b)).toEqual(wanted);
			if (wanted.length > 16) expect(order[1]).toBeGreaterThan(wanted[8] ?? 0);
		}
	});

	it("tells of every collection, of those too that run lines of finalizers", async () => {
		const { summary } = recording;
		const asking = { eventsOf: async (step: number, options = {}) => recording.eventsOf(step, options) };
		const ran: Ran[] = [];
		for (const step of stepsToSample(summary)) {
			const before = step === 0 ? 0 : (summary.collected[step - 1] ?? 0);
			if ((summary.collected[step] ?? 0) > before) ran.push(...(await collectionsIn(asking, recording.stateAt(step))));
		}
		expect(ran.map(({ number }) => number)).toEqual(ran.map((_, at) => at + 1));
		expect(ran).toHaveLength(summary.collected.at(-1) ?? 0);
		expect(ran[0]).toMatchObject({ generation: 1, reason: "called" });
		expect(new Set(ran.map(({ reason }) => reason))).toEqual(new Set(["called", "threshold"]));
		expect(new Set(ran.slice(1).map(({ generation }) => generation))).toEqual(new Set([0, 1]));
	});

	it("draws the engine's counts", () => {
		const samples = stepsToSample(recording.summary).map((step) => sampleOf(recording.stateAt(step)));
		const top = Math.max(...samples.map(({ generations }) => generations[0]?.count ?? 0));
		const { steps } = recording.summary;
		const path = countPath(samples, 0, { steps, width: steps, height: top, top });
		const drawn = path.match(/V-?[\d.]+/g)?.map((y) => top - Number(y.slice(1)));
		const counts = samples.slice(1).map(({ generations }) => generations[0]?.count ?? 0);
		expect(drawn?.every((y, at) => Math.abs(y - (counts[at] ?? 0)) < 0.2)).toBe(true);
		expect(drawn).toHaveLength(counts.length);
		expect(topOf(samples, 0, 8)).toBeLessThan(40);
		expect(topOf(samples, 0, 2000)).toBeGreaterThan(2000);
	});
});

describe("the marks in the lanes", () => {
	it("have places of their own for as long as their objects live", () => {
		const { summary, stateAt } = recording;
		const outline = outlineOf(summary.steps, stateAt, 60);
		const { slots, count } = slotsOf(outline.cards);
		for (let step = 0; step <= summary.steps; step++) {
			const taken = stateAt(step).objects.flatMap(({ serial }) => slots.get(serial) ?? []);
			expect(new Set(taken).size).toBe(taken.length);
			expect(Math.max(-1, ...taken)).toBeLessThan(count);
		}
	});

	it("stand apart, whatever the width", () => {
		for (const width of [200, 288, 560, 1000])
			for (const count of [1, 3, 20, 160]) {
				const grid = gridOf(count, width);
				const places = Array.from({ length: count }, (_, slot) => placeOf(slot, grid)).filter(
					(place) => place !== null,
				);
				expect(new Set(places.map(({ x, y }) => `${x} ${y}`)).size).toBe(places.length);
				for (const { x } of places) expect(x + grid.pitch).toBeLessThanOrEqual(Math.max(width, grid.pitch));
			}
	});
});
