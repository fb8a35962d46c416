import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { profileOf, UsageError } from "./engine/arguments.mjs";
import { loadEngine } from "./engine/load.mjs";
import { programs } from "./engine/programs.mjs";
import { replayDifferences } from "./engine/replays.mjs";

/**
 * npm run -s replay -- [--profile 3.13|3.14] [FILE_OR_DIR...]
 *
 * Runs programs (the conformance corpus where none are named), resting at some steps, and holds the hash of every word and
 * payload of the machine's state there against the hash of the state that a recording gives for the step, asked for in any
 * order and once more at the end. Exit status 1 if any differs.
 */

try {
	const { profile, rest } = profileOf(process.argv.slice(2));
	const paths = rest.length > 0 ? rest : [fileURLToPath(new URL("../engine/conformance", import.meta.url))];
	const engine = /** @type {typeof import("../engine/dist/recording.mjs")} */ (
		/** @type {unknown} */ (await loadEngine("recording"))
	);
	let states = 0;
	let wrong = 0;
	for (const name of profile === null ? /** @type {const} */ (["3.13", "3.14"]) : [profile]) {
		for (const file of paths.flatMap(programs)) {
			const found = replayDifferences(engine, readFileSync(file, "utf8"), { profile: name });
			states += found.states;
			wrong += found.different.length;
			if (found.different.length > 0)
				process.stdout.write(`${file} (${name}): other states at steps ${found.different.slice(0, 8).join(", ")}\n`);
			wrong += found.unnoted.length;
			if (found.unnoted.length > 0)
				process.stdout.write(`${file} (${name}): ${found.unnoted.length} pages written without being noted\n`);
		}
	}
	process.stdout.write(`${states} states compared: ${wrong} differ\n`);
	process.exitCode = wrong > 0 ? 1 : 0;
} catch (error) {
	if (!(error instanceof UsageError)) throw error;
	process.stderr.write(`${error.message}\n`);
	process.exitCode = 64;
}
