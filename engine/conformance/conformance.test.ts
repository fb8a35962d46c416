/**
 * Every program of the corpus prints, in both profiles, what CPython printed. One that a skip.txt lists must fail still,
 * so that the list stays true.
 */
import { dirname, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { check, programs, skipReason } from "../../scripts/conformance/compare.mjs";
import { loadEngine } from "../../scripts/engine/load.mjs";

const corpus = dirname(fileURLToPath(import.meta.url));
const { run } = await loadEngine("fast");
const files = programs(corpus);

test("the corpus is there", () => {
	expect(files.length).toBeGreaterThan(418);
});

for (const profile of ["3.13", "3.14"] as const) {
	describe(profile, () => {
		for (const file of files) {
			test(relative(corpus, file), () => {
				const problem = check(run, file, profile);
				if (skipReason(file) === null) expect(problem).toBeNull();
				else expect(problem, "passes, but skip.txt lists it").not.toBeNull();
			});
		}
	});
}
