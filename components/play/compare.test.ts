// @vitest-environment node
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Recording } from "../../engine/api";
import { provideLibrary, record } from "../../engine/dist/recording.mjs";
import { furnish } from "../../scripts/engine/load.mjs";
import { commonOutput, compareOutput, compareStates, compareSteps, outputLines, sameOutcome } from "./compare";

await furnish({ provideLibrary });

const example = (id: string): string => readFileSync(`content/shared/play/examples/${id}.py`, "utf8");

/** Compares as the page does; there is one machine, so what is needed of the first run is taken before the second. */
function compared(source: string) {
	const runOf = (profile: "3.13" | "3.14") => {
		const recording: Recording = record(source, { profile });
		const states = Array.from({ length: recording.summary.steps + 1 }, (_, step) => recording.stateAt(step));
		return { summary: recording.summary, states };
	};
	const [left, right] = [runOf("3.13"), runOf("3.14")];
	const common = commonOutput(left.summary.output, right.summary.output);
	const inside = left.states.findIndex((state, step) => {
		const other = right.states[step];
		return other !== undefined && compareStates(state, other, common) !== null;
	});
	return { left, right, first: compareSteps(left.summary, right.summary), inside };
}

describe("two runs", () => {
	it.each(["counts", "cycle", "del-order", "generator"])(
		"of %s are the same in both Pythons",
		(id) => {
			const { left, right, first, inside } = compared(example(id));
			expect(first).toBeNull();
			expect(inside).toBe(-1);
			const lines = [left, right].map(({ summary }) => outputLines(summary.output));
			expect(compareOutput(lines[0] ?? [], lines[1] ?? [])).toBeNull();
			expect(sameOutcome(left.summary.report.outcome, right.summary.report.outcome)).toBe(true);
		},
		60_000,
	);

	it("differ in what is printed and in who dies first, where locals are borrowed and let go of in another order", () => {
		const { left, right, inside } = compared(example("two-pythons"));
		const [a, b] = [outputLines(left.summary.output), outputLines(right.summary.output)];
		expect(compareOutput(a, b)).toEqual({ line: 1, left: "2", right: "1" });
		const [state, other] = [left.states[inside], right.states[inside]];
		expect([state?.ranLine, other?.ranLine]).toEqual([14, 14]);
		if (state === undefined || other === undefined) throw new Error("no such step");
		expect(compareStates(state, other, 0)).toEqual({ kind: "output" });
	}, 60_000);

	it("differ where one goes on and the other ends", () => {
		const source = "import sys\nif sys.version_info >= (3, 14):\n    a = []\n    b = [a]\nprint('x')\n";
		const { first } = compared(source);
		expect(first).toEqual({ step: 2, exact: true, what: { kind: "line", left: 5, right: 3 } });
	}, 60_000);

	it("differ where objects die in one only", () => {
		const source = "import sys\nkept = [[]]\nif sys.version_info < (3, 14): kept.clear()\nprint('x')\n";
		const { first, left } = compared(source);
		const step = first?.step ?? 0;
		expect(first?.what.kind === "deaths" || first?.what.kind === "line").toBe(true);
		expect(left.states[step]?.ranLine).toBe(3);
	}, 60_000);
});

describe("output", () => {
	it("has a common beginning", () => {
		const of = (...texts: string[]) => texts.map((text) => ({ stream: "stdout" as const, text }));
		expect(commonOutput(of("ab", "c"), of("a", "bd"))).toBe(2);
		expect(commonOutput(of("ab"), of("abc"))).toBe(2);
		expect(commonOutput(of("a", "b"), of("ab"))).toBe(Number.POSITIVE_INFINITY);
	});

	it("is compared line by line", () => {
		expect(compareOutput(["a", "b"], ["a", "b"])).toBeNull();
		expect(compareOutput(["a"], ["a", "b"])).toEqual({ line: 2, left: null, right: "b" });
		expect(compareOutput([], ["", ""])).toEqual({ line: 1, left: null, right: "" });
		expect(
			outputLines([
				{ stream: "stdout", text: "a\nb" },
				{ stream: "stderr", text: "c\n\n" },
			]),
		).toEqual(["a", "bc", ""]);
	});
});
