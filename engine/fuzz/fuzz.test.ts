import { afterAll, describe, expect, it } from "vitest";
import { loadEngine } from "../../scripts/engine/load.mjs";
import { fuzz } from "./oracle/fuzz";
import { EPILOGUE, NOT_FOR_PYODIDE, pyodideOracle } from "./oracle/pyodide";
import { FEATURES } from "./writer";

/** A short run of `npm run -s fuzz`: enough to notice what a change breaks. */
describe("random heap programs", () => {
	const oracle = pyodideOracle();
	afterAll(() => oracle.close());

	it("print here what they print in CPython", { timeout: 120_000 }, async () => {
		const { run } = await loadEngine("fast");
		const features = new Set(FEATURES.filter((feature) => !NOT_FOR_PYODIDE.includes(feature)));
		const result = await fuzz(run, oracle, {
			count: 200,
			seed: 7,
			profile: "3.13",
			features,
			reports: 1,
			epilogue: EPILOGUE,
		});
		expect(result.differences).toEqual([]);
		expect([...result.refused]).toEqual([]);
	});
});
