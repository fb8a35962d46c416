import { writeSync } from "node:fs";
import { createInterface } from "node:readline";
import { RUNNERS } from "./runners.mjs";

/**
 * One engine in a process of its own: `node contestant.mjs NAME`. A request a line on stdin, an answer a line on
 * descriptor 3, as contestant.py has it for Pythons.
 */

/** @param {import("./contestants.mjs").Answer} answer */
const tell = (answer) => writeSync(3, `${JSON.stringify(answer)}\n`);

/** @param {unknown} error */
const wordsOf = (error) => {
	const text = error instanceof Error ? error.message : String(error);
	const lines = text.trim().split("\n");
	return (lines.findLast((line) => /^\w+(Error|Exception)\b/.test(line)) ?? lines[0] ?? "").slice(0, 200);
};

const runner = RUNNERS[process.argv[2] ?? ""];
if (runner === undefined) throw new Error(`there is no engine called ${process.argv[2]}`);
const began = performance.now();
try {
	const run = await runner.load();
	tell({ kind: "loaded", ms: performance.now() - began, version: runner.version() });
	for await (const line of createInterface({ input: process.stdin })) {
		const { source } = JSON.parse(line);
		const start = performance.now();
		/** @type {number | null} */
		let firstPrint = null;
		try {
			const output = await run(source, () => {
				firstPrint ??= performance.now() - start;
			});
			tell({ kind: "ran", ms: performance.now() - start, firstPrint, output });
		} catch (error) {
			tell({ kind: "failed", reason: wordsOf(error) });
		}
	}
} catch (error) {
	tell({ kind: "failed", reason: wordsOf(error) });
}
process.exit();
