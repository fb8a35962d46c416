import { comparePrograms } from "./engine/comparing.mjs";
import { toldDifferences, translationDifferences } from "./engine/translations.mjs";

/**
 * npm run -s translation -- [--profile 3.13|3.14] [FILE_OR_DIR...]
 *
 * Runs programs (the conformance corpus where none are named) once in the loop alone and once with everything translated
 * that is run twice, and holds the hashes of the states on the way against each other, and what a log is told in a replay.
 * Exit status 1 if any differs.
 */
await comparePrograms(process.argv.slice(2), "programs differ", (engine, source, options) => {
	const { states, differs } = translationDifferences(engine, source, options);
	const said = [
		...(differs ? ["other states where it is translated"] : []),
		...toldDifferences(engine, source, options),
	];
	return { states, wrong: said.length > 0 ? 1 : 0, said };
});
