/**
 * What programs leave on stderr, uncaught and unraisable exceptions, against CPython 3.13.18 and 3.14.10
 * (cases/uncaught.json, addresses as 0xADDR).
 */
import { describe, expect, test } from "vitest";
import { furnish } from "../../scripts/engine/load.mjs";
import { provideLibrary, run } from "../dist/fast.mjs";
import type { ProfileName } from "../profiles";
import recorded from "./cases/uncaught.json";

await furnish({ provideLibrary });

const PROFILES: readonly ProfileName[] = ["3.13", "3.14"];

for (const profile of PROFILES) {
	describe(`stderr of ${profile}`, () => {
		for (const [i, item] of recorded.entries()) {
			test(`program ${i + 1}`, () => {
				const report = run(item.program, { profile });
				expect(report.outcome.kind).toBe("finished");
				expect(report.stderr.replace(/0x[0-9a-f]+/g, "0xADDR")).toBe(item[profile]);
			});
		}
	});
}
