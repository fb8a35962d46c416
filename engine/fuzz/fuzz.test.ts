/** Random heap programs in the engine and in pyodide, which is CPython 3.13.2: a short run of what `npm run fuzz` does. */
import { expect, it } from "vitest";
import { loadEngine } from "../../scripts/engine/load.mjs";
import { normalised } from "./oracle/oracle";
import { EPILOGUE, NOT_FOR_PYODIDE, pyodideOracle } from "./oracle/pyodide";
import { program } from "./program";
import { FEATURES } from "./writer";

const FIRST = 5_000_015;
const COUNT = 40;
/** Programs that pyodide answers otherwise than a native 3.13.18, with which the engine agrees: finalizers, the order of sets where a hash has 32 bits. */
const OTHERWISE_IN_PYODIDE: ReadonlySet<number> = new Set([5_000_046, 5_000_049, 5_000_051]);

it("agrees with pyodide on random heap programs", { timeout: 120_000 }, async () => {
	const { run } = await loadEngine("fast");
	const oracle = pyodideOracle();
	const features = new Set(FEATURES.filter((f) => !NOT_FOR_PYODIDE.includes(f)));
	const seeds = Array.from({ length: COUNT }, (_, i) => FIRST + i).filter((seed) => !OTHERWISE_IN_PYODIDE.has(seed));
	const programs = seeds.map((seed) => program(seed, features) + EPILOGUE);
	const theirs = await oracle.run(programs);
	oracle.close();
	for (const [i, answer] of theirs.entries()) {
		const { stdout, stderr } = run(oracle.asked(programs[i] ?? ""), { profile: "3.13" });
		const ours = oracle.comparable(normalised({ stdout, stderr, status: 0, stopped: null }), answer);
		expect(answer.stdout, `seed ${seeds[i]} prints something`).not.toBe("");
		expect(ours, `seed ${seeds[i]}`).toEqual(answer);
	}
});
