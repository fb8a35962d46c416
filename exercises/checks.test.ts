import { describe, expect, it } from "vitest";
import type { RunReport } from "../engine/api";
import { evaluateChecks } from "./checks";
import { reportOf } from "./fixture";
import { LOCALES } from "./text";
import type { Check } from "./types";

const label = "a label";

function found(check: Check, report: RunReport, source = "pass"): string | null {
	const [result] = evaluateChecks([check], source, report, "en");
	if (!result) throw new Error("one check, one result");
	expect(result.label).toBe(label);
	expect(result.passed).toBe(result.found === null);
	return result.found;
}

describe("heap facts", () => {
	it("freed: some were made and none is alive", () => {
		const check: Check = { kind: "freed", label, type: "Node" };
		expect(found(check, reportOf({ freedByCount: { Node: 1 } }))).toBeNull();
		expect(found(check, reportOf({ freedByCollector: { Node: 1 } }))).toBeNull();
		expect(found(check, reportOf({ freedByCount: { Node: 5 }, aliveAtEnd: { Node: 1 } }))).toMatch(
			/^1 object of type `Node`/,
		);
		expect(found(check, reportOf({ freedByCount: { Other: 1 } }))).toMatch(/ever made/);
	});

	it("freedByCount, freedByCollector, aliveAtEnd: at least so many", () => {
		for (const kind of ["freedByCount", "freedByCollector", "aliveAtEnd"] as const) {
			const check: Check = { kind, label, type: "Node", atLeast: 3 };
			expect(found(check, reportOf({ [kind]: { Node: 3 } }))).toBeNull();
			expect(found(check, reportOf({ [kind]: { Node: 2 } }))).toMatch(/^2 of at least 3 /);
			expect(found(check, reportOf({}))).toMatch(/^0 of at least 3 /);
		}
	});

	it("peakBytes: at most so many", () => {
		const check: Check = { kind: "peakBytes", label, atMost: 1000 };
		expect(found(check, reportOf({ peakBytes: 1000 }))).toBeNull();
		expect(found(check, reportOf({ peakBytes: 1001 }))).toMatch(/1001 bytes/);
	});

	it("prove nothing of a run that stopped", () => {
		const facts = { freedByCount: { Node: 3 } };
		const stopped: readonly Partial<RunReport>[] = [
			{ outcome: { kind: "finished", exitStatus: 1 }, stderr: "Traceback ...\nNameError: name 'x'\n", errorLine: 3 },
			{ outcome: { kind: "limit", limit: "work", line: 4, message: "" } },
			{ outcome: { kind: "unsupported", feature: "async functions", line: 5, message: "" } },
			{ outcome: { kind: "bug", message: "refcnt" } },
		];
		const notes = stopped.map((rest) => {
			expect(found({ kind: "freed", label, type: "Node" }, reportOf(facts, rest))).toMatch(/last line/);
			expect(found({ kind: "output", label, equals: "" }, reportOf(facts, rest))).toMatch(/last line/);
			return found({ kind: "finishes", label }, reportOf(facts, rest));
		});
		expect(notes[0]).toBe("It stopped at line 3 with `NameError: name 'x'`.");
		expect(notes[1]).toMatch(/line 4/);
		expect(notes[2]).toMatch(/Line 5 uses async functions/);
		expect(notes[3]).toMatch(/our fault/);
		expect(found({ kind: "finishes", label }, reportOf(facts))).toBeNull();
	});
});

describe("output", () => {
	const check: Check = { kind: "output", label, equals: "a\nb\n" };

	it("ignores what a reader cannot see", () => {
		for (const stdout of ["a\nb\n", "a\nb", "a \nb\n\n", "a\r\nb\r\n"])
			expect(found(check, reportOf({}, { stdout }))).toBeNull();
	});

	it("names the first line that differs", () => {
		expect(found(check, reportOf({}, { stdout: "a\nc\n" }))).toBe("Line 2 of the output is `c`; expected `b`.");
		expect(found(check, reportOf({}, { stdout: "a\n" }))).toBe("Line 2 of the output is missing: expected `b`.");
		expect(found(check, reportOf({}, { stdout: "a\nb\nc\n" }))).toBe("Line 3 of the output, `c`, is one too many.");
		expect(found(check, reportOf({}, { stdout: " a\nb\n" }))).toMatch(/^Line 1/);
	});
});

describe("the program's text", () => {
	const contains: Check = { kind: "contains", label, text: "gc.disable()" };
	const lacks: Check = { kind: "lacks", label, text: "gc.collect" };

	it("is read without its comments", () => {
		expect(found(contains, reportOf({}), "gc.disable()  # off")).toBeNull();
		expect(found(contains, reportOf({}), "# gc.disable()")).toMatch(/does not contain/);
		expect(found(lacks, reportOf({}), "pass  # gc.collect would do")).toBeNull();
		expect(found(lacks, reportOf({}), "gc.collect()")).toMatch(/contains/);
	});

	it("keeps a hash between quotes", () => {
		expect(found(lacks, reportOf({}), "print('# '); gc.collect()")).toMatch(/contains/);
		expect(found(lacks, reportOf({}), 'print("\\"# "); gc.collect()')).toMatch(/contains/);
	});

	it("is judged even when the run stopped", () => {
		expect(found(contains, reportOf({}, { outcome: { kind: "bug", message: "" } }), "gc.disable()")).toBeNull();
	});
});

it("speaks each language", () => {
	const checks: readonly Check[] = [
		{ kind: "freed", label, type: "Node" },
		{ kind: "output", label, equals: "a" },
		{ kind: "contains", label, text: "x" },
	];
	const notes = LOCALES.map((locale) =>
		evaluateChecks(checks, "", reportOf({}), locale).map((result) => result.found ?? ""),
	);
	for (const note of notes[0] ?? []) expect(note).toMatch(/^[\x20-\x7e]+$/);
	for (const note of notes[1] ?? []) expect(note).toMatch(/\p{Script=Han}/u);
});
