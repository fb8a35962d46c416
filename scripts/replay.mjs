import { comparePrograms } from "./engine/comparing.mjs";
import { replayDifferences } from "./engine/replays.mjs";

/**
 * npm run -s replay -- [--profile 3.13|3.14] [FILE_OR_DIR...]
 *
 * Runs programs (the conformance corpus where none are named), resting at some steps, and holds the hash of every word and
 * payload of the machine's state there against the hash of the state that a recording gives for the step, asked for in any
 * order and once more at the end. Exit status 1 if any differs.
 */
await comparePrograms(process.argv.slice(2), "differ", (engine, source, options) => {
	const { states, different, unnoted } = replayDifferences(engine, source, options);
	const said = [];
	if (different.length > 0) said.push(`other states at steps ${different.slice(0, 8).join(", ")}`);
	if (unnoted.length > 0) said.push(`${unnoted.length} pages written without being noted`);
	return { states, wrong: different.length + unnoted.length, said };
});
