/** A comparison of two steps is what a comparison of their two full states gives, over random programs. */
import { describe, expect, it } from "vitest";
import type { Recording } from "../../../engine/api";
import { provideLibrary, record } from "../../../engine/dist/recording.mjs";
import { program } from "../../../engine/fuzz/program";
import { furnish } from "../../../scripts/engine/load.mjs";
import { seeded } from "../graph/random-run.fixture";
import { differenceBetween } from "./difference";

await furnish({ provideLibrary });

const WHOLE = { limit: 10_000 } as const;

/** Who was born, died and changed, told by looking at both states whole and at every death. */
function byHand(recording: Recording, from: number, to: number) {
	const before = recording.stateAt(from, WHOLE);
	const after = recording.stateAt(to, WHOLE);
	expect(before.objectsOmitted + after.objectsOmitted).toBe(0);
	const was = new Map(before.objects.map((object) => [object.serial, object]));
	const is = new Map(after.objects.map((object) => [object.serial, object]));
	const died = recording.deaths({ count: 10_000 }).filter(({ step }) => step > from && step <= to);
	return {
		born: [...is.keys()].filter((serial) => !was.has(serial)).sort((a, b) => a - b),
		died: died.map(({ serial }) => [serial, !was.has(serial)]),
		changed: [...is.values()]
			.filter(({ serial, refcnt, immortal }) => !immortal && (was.get(serial)?.refcnt ?? refcnt) !== refcnt)
			.map(({ serial, refcnt }) => [serial, was.get(serial)?.refcnt, refcnt])
			.sort(([a = 0], [b = 0]) => a - b),
	};
}

describe("the difference between two steps", () => {
	it.each([1, 2, 5, 6, 7, 8])("of random program %d is that of its full states", (seed) => {
		const recording = record(program(seed, new Set()), {});
		const { steps } = recording.summary;
		expect(recording.summary.report.outcome).toEqual({ kind: "finished", exitStatus: 0 });
		const pick = seeded(seed);
		for (let round = 0; round < 6; round++) {
			const [from = 0, to = 0] = [pick(steps + 1), pick(steps + 1)].sort((a, b) => a - b);
			const found = differenceBetween(recording, from, to, 10_000);
			const told = byHand(recording, from, to);
			expect(found.born.map(({ serial }) => serial)).toEqual(told.born);
			expect(found.died.map(({ serial, bornBetween }) => [serial, bornBetween])).toEqual(told.died);
			expect(found.changed.map(({ serial, before, after }) => [serial, before, after])).toEqual(told.changed);
			expect([found.bornMore, found.diedMore, found.changedMore, found.unseenBefore, found.unseenAfter]).toEqual([
				0, 0, 0, 0, 0,
			]);
		}
	});

	it("agrees with the growth by type", () => {
		const recording = record(program(11, new Set()), {});
		const { steps } = recording.summary;
		const growth = recording.ask.growth(0, steps);
		const { died } = differenceBetween(recording, 0, steps, 10_000);
		const dead = new Map<string, number>();
		for (const { type } of died) dead.set(type, (dead.get(type) ?? 0) + 1);
		expect(
			growth
				.filter((type) => type.died > 0)
				.map((type) => [type.type, type.died])
				.sort(),
		).toEqual([...dead].sort());
	});

	it("counts the rows that it leaves out, and says of how many it tells where a heap is too large", () => {
		const recording = record(
			"kept = [[i] for i in range(12_000)]\nmore = [[]]\nkept[5].append(1)\ndel kept[7:20]\n",
			{},
		);
		const { steps } = recording.summary;
		const all = differenceBetween(recording, 0, steps, 50);
		expect(all.born).toHaveLength(50);
		expect(all.bornMore + 50 + all.unseenAfter).toBe(recording.stateAt(steps).alive);
		const last = differenceBetween(recording, steps - 1, steps, 50);
		expect(last.died).toHaveLength(13);
		expect(last.died.every(({ bornBetween }) => !bornBetween)).toBe(true);
		expect(last.born.map(({ text }) => text)).toEqual([]);
		expect(last.unseenBefore).toBeGreaterThan(0);
	});
});
