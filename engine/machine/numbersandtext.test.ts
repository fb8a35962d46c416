/**
 * Numbers, text and bytes against CPython 3.13.18 and 3.14.10: what each line of cases/numbersandtext.txt gives, and the
 * program of cases/conversions.py (recorded by cases/numbersandtext.py); and that no single operation holds a page up.
 */
import { describe, expect, test } from "vitest";
import { run } from "../dist/fast.mjs";
import type { ProfileName } from "../profiles";
import recorded from "./cases/numbersandtext.json";

const PROFILES: readonly ProfileName[] = ["3.13", "3.14"];

for (const profile of PROFILES) {
	describe(`values as in ${profile}`, () => {
		for (const item of recorded) {
			test(item.program.split("\n")[1]?.trim() ?? "", () => {
				const report = run(item.program, { profile });
				expect(report.outcome.kind).toBe("finished");
				expect(report.stdout).toBe(item[profile]);
			});
		}
	});
}

/** Operations whose result no machine should make, and what is said of each. */
const HUGE: readonly (readonly [string, "MemoryError" | "OverflowError" | "limit"])[] = [
	["10**10**8", "limit"],
	["2**(2**40)", "limit"],
	["'a'*10**12", "MemoryError"],
	["'a'*10**30", "OverflowError"],
	["b'a'*10**12", "MemoryError"],
	["bytes(10**12)", "MemoryError"],
	["1<<10**10", "MemoryError"],
	["1<<10**20", "OverflowError"],
	["(1<<30000000)*(1<<30000000)", "limit"],
	["'x'.zfill(10**9)", "MemoryError"],
	["'\\t'.expandtabs(2**31 - 1)", "MemoryError"],
	["'%1000000000d' % 5", "MemoryError"],
	["f'{5:1000000000}'", "limit"],
	["','.join(['a'*10**6]*1000)", "MemoryError"],
];
describe("what is too large is refused at once", () => {
	for (const [expression, expected] of HUGE) {
		test(expression, { timeout: 3000 }, () => {
			const report = run(`n = ${expression}\n`);
			if (expected === "limit") expect(report.outcome.kind).toBe("limit");
			else expect(report.stderr).toContain(`${expected}`);
		});
	}
});

describe("a loop of large operations ends by the meter", () => {
	for (const body of [
		"x = x * x",
		"x = x * 12345678901234567890123",
		"s = s + s.upper(); s = s[1:]",
		"x = (x << 1000) | 1; hash(x)",
		"s = f'{s:>{len(s) + 1000}}'",
	]) {
		test(body, { timeout: 15_000 }, () => {
			const report = run(`x = 3\ns = 'ab'\nwhile True:\n    ${body}\n`, { limits: { work: 5_000_000 } });
			if (report.outcome.kind === "finished") expect(report.stderr).toContain("MemoryError");
			else expect(report.outcome.kind).toBe("limit");
		});
	}
});
