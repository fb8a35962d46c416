import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { profileOf, UsageError } from "./engine/arguments.mjs";
import { loadEngine } from "./engine/load.mjs";
import { programs } from "./engine/programs.mjs";
import { translationDifferences } from "./engine/translations.mjs";

/**
 * npm run -s translation -- [--profile 3.13|3.14] [FILE_OR_DIR...]
 *
 * Runs programs (the conformance corpus where none are named) once in the loop alone and once with everything translated
 * that is run twice, and holds the hashes of the states on the way against each other. Exit status 1 if any differs.
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
			const found = translationDifferences(engine, readFileSync(file, "utf8"), { profile: name });
			states += found.states;
			if (!found.differs) continue;
			wrong++;
			process.stdout.write(`${file} (${name}): other states where it is translated\n`);
		}
	}
	process.stdout.write(`${states} states compared: ${wrong} programs differ\n`);
	process.exitCode = wrong > 0 ? 1 : 0;
} catch (error) {
	if (!(error instanceof UsageError)) throw error;
	process.stderr.write(`${error.message}\n`);
	process.exitCode = 64;
}
