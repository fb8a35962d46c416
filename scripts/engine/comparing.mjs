import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { profileOf, UsageError } from "./arguments.mjs";
import { loadEngine } from "./load.mjs";
import { programs } from "./programs.mjs";

/** @typedef {typeof import("../../engine/dist/recording.mjs")} Recorder */
/** What came of one program: states that were compared, how much was wrong, and what is to be said of it. */
/** @typedef {{ readonly states: number, readonly wrong: number, readonly said: readonly string[] }} Comparison */

/**
 * A command that compares the states of programs: `[--profile 3.13|3.14] [FILE_OR_DIR...]`, the conformance corpus and
 * both versions where nothing is named. Says what was wrong, and the sums; exit status 1 if anything was.
 * @param {readonly string[]} argv
 * @param {string} what is counted where something is wrong
 * @param {(engine: Recorder, source: string, options: import("../../engine/api").RunOptions) => Comparison} compare
 */
export async function comparePrograms(argv, what, compare) {
	try {
		const { profile, rest } = profileOf(argv);
		const paths = rest.length > 0 ? rest : [fileURLToPath(new URL("../../engine/conformance", import.meta.url))];
		const engine = /** @type {Recorder} */ (/** @type {unknown} */ (await loadEngine("recording")));
		let states = 0;
		let wrong = 0;
		for (const name of profile === null ? /** @type {const} */ (["3.13", "3.14"]) : [profile]) {
			for (const file of paths.flatMap(programs)) {
				const found = compare(engine, readFileSync(file, "utf8"), { profile: name });
				states += found.states;
				wrong += found.wrong;
				for (const line of found.said) process.stdout.write(`${file} (${name}): ${line}\n`);
			}
		}
		process.stdout.write(`${states} states compared: ${wrong} ${what}\n`);
		process.exitCode = wrong > 0 ? 1 : 0;
	} catch (error) {
		if (!(error instanceof UsageError)) throw error;
		process.stderr.write(`${error.message}\n`);
		process.exitCode = 64;
	}
}
