import { describe, expect, it } from "vitest";
import type { StepMarks } from "../../engine/api";
import { marked, nextMark, previousMark } from "../../engine/marks";
import { cycleRecording } from "./cycle.fixture";
import { livePlot, spanOf, thinnedMarks } from "./timeline";

/** Marks at steps. */
function at(every: number, ...steps: readonly number[]): StepMarks {
	const bits = new Uint32Array(4000);
	for (const step of steps) {
		const bit = Math.floor(step / every);
		bits[bit >> 5] = (bits[bit >> 5] ?? 0) | (1 << (bit & 31));
	}
	return { every, bits };
}

describe("ways along a run", () => {
	it("finds the next and the previous mark, near and far", () => {
		const marks = at(1, 2, 4, 31, 32, 100_000);
		expect(nextMark(marks, 0)).toBe(2);
		expect(nextMark(marks, 2)).toBe(4);
		expect(nextMark(marks, 31)).toBe(32);
		expect(nextMark(marks, 32)).toBe(100_000);
		expect(nextMark(marks, 100_000)).toBeNull();
		expect(previousMark(marks, 100_001)).toBe(100_000);
		expect(previousMark(marks, 100_000)).toBe(32);
		expect(previousMark(marks, 32)).toBe(31);
		expect(previousMark(marks, 2)).toBeNull();
		expect(marked(marks, 4)).toBe(true);
		expect(marked(marks, 5)).toBe(false);
	});

	it("finds the place of a mark that stands for several steps", () => {
		const marks = at(4, 13);
		expect(nextMark(marks, 0)).toBe(12);
		expect(nextMark(marks, 12)).toBeNull();
		expect(previousMark(marks, 20)).toBe(12);
		expect(marked(marks, 14)).toBe(true);
	});

	it("knows the first and the last mark, so that a way is there exactly where one lies beyond the step", () => {
		expect(spanOf(at(1))).toBeNull();
		for (const marks of [at(1, 2, 4, 31), at(4, 13, 50), at(1, 0, 127_999)]) {
			const span = spanOf(marks);
			for (let step = 0; step <= 60; step++) {
				expect(span !== null && span.first < step).toBe(previousMark(marks, step) !== null);
				expect(span !== null && step < span.last).toBe(nextMark(marks, step) !== null);
			}
		}
	});

	it("shows every mark of a short run, and thins those of a long one", () => {
		expect(thinnedMarks(at(1, 2, 4), 5, 100)).toEqual([2, 4]);
		const all = thinnedMarks(at(1, ...Array.from({ length: 100_000 }, (_, step) => step)), 100_000, 300);
		expect(all.length).toBeLessThanOrEqual(301);
		expect(all.length).toBeGreaterThan(290);
	});

	it("draws the live objects in a few points, its highest at the top", () => {
		expect(livePlot(cycleRecording().summary)).toMatch(/^M0 1\.000 H1 V1\.000 H2 V0\.750 .*V0\.000/);
		const { summary } = cycleRecording();
		const long = { ...summary, steps: 999_999, live: Int32Array.from({ length: 1_000_000 }, (_, at) => at % 50) };
		expect(livePlot(long).length).toBeLessThan(20_000);
	});
});
