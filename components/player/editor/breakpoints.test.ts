import { describe, expect, it } from "vitest";
import type { Found } from "../../../engine/questions";
import { carried, toggled } from "./breakpoints";
import { nearestHit } from "./nearest";

describe("breakpoints", () => {
	it("are set in order, and taken away", () => {
		expect(toggled([2, 9], 5)).toEqual([2, 5, 9]);
		expect(toggled([2, 5, 9], 5)).toEqual([2, 9]);
	});

	it("move with the lines above them, and stay with those below", () => {
		const text = "a\nb\nc\nd";
		expect(carried([1, 3], text, "a\nnew\nb\nc\nd")).toEqual([1, 4]);
		expect(carried([1, 3], text, "a\nc\nd")).toEqual([1, 2]);
		expect(carried([4], text, "a\nb\nc\nd\ne")).toEqual([4]);
	});

	it("stay on a line that is edited, and go with one that is removed", () => {
		const text = "a\nb\nc\nd";
		expect(carried([2], text, "a\nbbb\nc\nd")).toEqual([2]);
		expect(carried([2, 3], text, "a\nd")).toEqual([]);
		expect(carried([2, 3], text, "x")).toEqual([1]);
	});
});

describe("nearestHit", () => {
	const quiet = { over: { aborted: false }, onStep: () => undefined };
	/** A run in which line 3 runs at 40 and 90, line 5 at 70, and the engine looks 25 steps far at a time. */
	const hits: Readonly<Record<number, readonly number[]>> = { 3: [40, 90], 5: [70], 8: [] };
	const asked: (readonly [number, number])[] = [];
	const ask =
		(by: 1 | -1) =>
		async (step: number, line: number): Promise<Found> => {
			asked.push([step, line]);
			const found = (by > 0 ? hits[line] : hits[line]?.toReversed())?.find((at) => (at - step) * by > 0);
			if (found !== undefined && (found - step) * by <= 25) return { kind: "found", step: found };
			const to = step + 25 * by;
			return to > 100 || to < 0 ? { kind: "none" } : { kind: "unfinished", step: to };
		};

	it("is the first of any line onwards, and the last before", async () => {
		expect(await nearestHit(ask(1), [3, 5, 8], 0, 1, quiet)).toBe(40);
		expect(await nearestHit(ask(1), [3, 5, 8], 40, 1, quiet)).toBe(70);
		expect(await nearestHit(ask(-1), [3, 5, 8], 90, -1, quiet)).toBe(70);
		expect(await nearestHit(ask(1), [8], 0, 1, quiet)).toBeNull();
		expect(await nearestHit(ask(1), [], 0, 1, quiet)).toBeNull();
	});

	it("looks for no line far beyond what another has found", async () => {
		asked.length = 0;
		await nearestHit(ask(1), [3, 5], 0, 1, quiet);
		expect(Math.max(...asked.map(([step]) => step))).toBeLessThanOrEqual(40);
	});

	it("ends when it is given up", async () => {
		const over = { aborted: false };
		const found = nearestHit(ask(1), [8], 0, 1, {
			over,
			onStep: () => {
				over.aborted = true;
			},
		});
		expect(await found).toBeNull();
	});
});
