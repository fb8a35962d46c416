import { beforeAll, describe, expect, it } from "vitest";
import type { Recording } from "../../../engine/api";
import { provideLibrary, record } from "../../../engine/dist/recording.mjs";
import { furnish } from "../../../scripts/engine/load.mjs";
import { outlineOf } from "../graph/outline";
import type { Asking } from "../use-run";
import { coarseFirst, collectionsIn, countPath, type Ran, sampleOf, stepsToSample, topOf } from "./history";
import { offIn, offSince } from "./off-since";
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

	it("tells of every collection, of those too that run lines of finalizers", () => {
		const { summary } = recording;
		const ran: Ran[] = [];
		for (const step of stepsToSample(summary)) ran.push(...collectionsIn(recording.stateAt(step)));
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

describe("collections that do not start by themselves", () => {
	const OFF = `import gc
x = []
gc.disable()
gc.set_threshold(5)
x = [x]
gc.enable()
gc.set_threshold(0)
for i in range(600):
    x = [i]
gc.set_threshold(7)
x = None
`;

	it("are told of with the line since which, from rests and from the midst of steps", async () => {
		const off = record(OFF, {});
		const asking: Pick<Asking, "ask" | "stateAt"> = {
			ask: async (question, ...about) =>
				(off.ask[question] as (...about: unknown[]) => never)(...(about as readonly unknown[])),
			stateAt: async (moment) => off.stateAt(moment),
		};
		const { steps } = off.summary;
		const told: string[] = [];
		for (const step of [...Array(10).keys(), 300, 900, steps - 2, steps - 1, steps]) {
			const why = offIn(off.stateAt(step));
			const since = why === null ? null : await offSince(asking, step);
			told.push(`${step} ${why ?? "on"}${since === null ? "" : ` since line ${since.line}, step ${since.step}`}`);
		}
		expect(told).toEqual([
			"0 on",
			"1 on",
			"2 on",
			"3 disabled since line 3, step 3",
			"4 disabled since line 3, step 3",
			"5 disabled since line 3, step 3",
			"6 on",
			"7 threshold since line 7, step 7",
			"8 threshold since line 7, step 7",
			"9 threshold since line 7, step 7",
			"300 threshold since line 7, step 7",
			"900 threshold since line 7, step 7",
			`${steps - 2} threshold since line 7, step 7`,
			`${steps - 1} on`,
			`${steps} on`,
		]);
		const { total } = off.eventsOf(3, { count: 0 });
		const midst = off.stateAt({ step: 3, event: total - 1 });
		if (offIn(midst) !== null) expect(await offSince(asking, 3)).toEqual({ line: 3, step: 3 });
		expect(off.ask.next(3, { kind: "automatic" })).toEqual({ kind: "found", step: 6 });
		expect(off.ask.next(7, { kind: "automatic" })).toEqual({ kind: "found", step: steps - 1 });
		expect(off.ask.previous(3, { kind: "automatic" })).toEqual({ kind: "none" });
	});

	it("leave a recording whose memory is told", () => {
		const { bytes } = record(OFF, {}).summary;
		expect(bytes.keyframes).toBeGreaterThan(0);
		expect(bytes.log).toBeGreaterThan(0);
		const long = record("kept = []\nfor i in range(100_000):\n    kept.append([i])\n", {}).summary.bytes;
		expect(long.keyframes).toBeGreaterThan(4 * bytes.keyframes);
	});
});
