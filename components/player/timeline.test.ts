import { describe, expect, it } from "vitest";
import { cycleRecording } from "./cycle.fixture";
import { growthMarks, livePlot, nextGrowth, previousGrowth } from "./timeline";

const totals = Int32Array.from([0, 0, 1, 1, 3, 3]);

describe("ways along a run", () => {
	it("finds the step that made a total grow, before and after a step", () => {
		expect(nextGrowth(totals, 0)).toBe(2);
		expect(nextGrowth(totals, 2)).toBe(4);
		expect(nextGrowth(totals, 4)).toBeNull();
		expect(previousGrowth(totals, 5)).toBe(4);
		expect(previousGrowth(totals, 4)).toBe(2);
		expect(previousGrowth(totals, 2)).toBeNull();
	});

	it("marks every growth of a short run, and thins those of a long one", () => {
		expect(growthMarks(totals, 100)).toEqual([2, 4]);
		const long = Int32Array.from({ length: 100_000 }, (_, at) => at);
		const marks = growthMarks(long, 300);
		expect(marks.length).toBeLessThanOrEqual(300);
		expect(marks.length).toBeGreaterThan(290);
	});

	it("draws the live objects in a few points, its highest at the top", () => {
		expect(livePlot(cycleRecording().summary)).toMatch(/^M0 1\.000 H1 V1\.000 H2 V0\.750 .*V0\.000/);
		const { summary } = cycleRecording();
		const long = { ...summary, live: Int32Array.from({ length: 1_000_000 }, (_, at) => at % 50) };
		expect(livePlot(long).length).toBeLessThan(20_000);
	});
});
