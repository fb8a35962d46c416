import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { profileOf, UsageError } from "./engine/arguments.mjs";
import { loadEngine } from "./engine/load.mjs";

/**
 * npm run -s audit -- [--profile 3.13|3.14] [--json] [--most N] [FILE_OR_DIR...]
 *
 * Runs programs (the conformance corpus where none are named) and holds every count in the machine, at every line step,
 * against the references found from scratch, the collector's lists against themselves, and the blocks of the heap and the
 * payloads against their owners. Every state of a run is looked at until there have been N of them (1000 without --most);
 * then every second one until there have been N more, every fourth, and so on. Of the library's own lines it is one in
 * 200. Exit status 1 if anything differs.
 */
const MOST = 1000;

/** @param {string} path @returns {string[]} */
function programs(path) {
	if (!statSync(path).isDirectory()) return [path];
	return readdirSync(path)
		.sort()
		.flatMap((name) => {
			const inner = join(path, name);
			return statSync(inner).isDirectory()
				? programs(inner)
				: name.endsWith(".py") && name !== "record.py"
					? [inner]
					: [];
		});
}

try {
	const argv = process.argv.slice(2);
	const given = argv.indexOf("--most");
	const most = given < 0 ? MOST : Number(argv.splice(given, 2)[1]);
	if (!(most >= 1)) throw new UsageError("--most needs a number of states");
	const { profile, json, rest } = profileOf(argv);
	const paths = rest.length > 0 ? rest : [fileURLToPath(new URL("../engine/conformance", import.meta.url))];
	await loadEngine("recording");
	const { audit } = await import("../engine/dist/recording.mjs");
	const profiles = profile === null ? /** @type {const} */ (["3.13", "3.14"]) : [profile];
	let steps = 0;
	/** @type {{ file: string, profile: string, problems: readonly { step: number, line: number, what: string }[] }[]} */
	const wrong = [];
	const files = paths.flatMap(programs);
	for (const file of files) {
		for (const name of profiles) {
			const report = audit(readFileSync(file, "utf8"), { profile: name, limits: { work: 100_000_000 } }, 1, most);
			steps += report.audited;
			if (report.problems.length === 0) continue;
			wrong.push({ file, profile: name, problems: report.problems });
			if (!json)
				for (const { step, line, what } of report.problems)
					process.stdout.write(`${file} (${name}) step ${step}, line ${line}: ${what}\n`);
		}
	}
	if (json) process.stdout.write(`${JSON.stringify({ programs: files.length, steps, wrong })}\n`);
	else
		process.stdout.write(`${files.length} programs, ${steps} states audited: ${wrong.length} runs with differences\n`);
	process.exitCode = wrong.length > 0 ? 1 : 0;
} catch (error) {
	if (!(error instanceof UsageError)) throw error;
	process.stderr.write(`${error.message}\n`);
	process.exitCode = 64;
}
