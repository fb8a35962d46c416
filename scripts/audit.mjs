import { appendFileSync, existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { profileOf, UsageError } from "./engine/arguments.mjs";
import { loadEngine } from "./engine/load.mjs";

/**
 * npm run -s audit -- [--profile 3.13|3.14] [--json] [--most N] [--resume FILE] [FILE_OR_DIR...]
 *
 * Runs programs (the conformance corpus where none are named) and holds every count in the machine, at every line step
 * and at the script's end, against the references found from scratch, the collector's lists against themselves, and the
 * blocks of the heap and the payloads against their owners. Every state of a run is looked at until N million objects
 * have been (1000 without --most); then every second one until there have been as many more, every fourth, and so on.
 * With --resume each run is written to FILE as it ends (a line of JSON), and those that stand there are not done again.
 * Exit status 1 if anything differs.
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
	const option = (/** @type {string} */ name) => {
		const given = argv.indexOf(name);
		return given < 0 ? undefined : (argv.splice(given, 2)[1] ?? "");
	};
	const most = Number(option("--most") ?? MOST);
	if (!(most > 0)) throw new UsageError("--most needs a number of millions of objects");
	const kept = option("--resume");
	const { profile, json, rest } = profileOf(argv);
	const paths = rest.length > 0 ? rest : [fileURLToPath(new URL("../engine/conformance", import.meta.url))];
	await loadEngine("recording");
	const { audit } = await import("../engine/dist/recording.mjs");
	const profiles = profile === null ? /** @type {const} */ (["3.13", "3.14"]) : [profile];
	/** @typedef {{ file: string, profile: string, steps: number, audited: number, problems: readonly { step: number, line: number, what: string }[] }} Run */
	/** @type {Run[]} */
	const runs =
		kept === undefined || !existsSync(kept)
			? []
			: readFileSync(kept, "utf8")
					.split("\n")
					.filter((line) => line !== "")
					.map((line) => JSON.parse(line));
	const done = new Set(runs.map((run) => `${run.profile} ${run.file}`));
	const files = paths.flatMap(programs);
	for (const name of profiles) {
		for (const file of files) {
			if (done.has(`${name} ${file}`)) continue;
			const { outcome, ...report } = audit(
				readFileSync(file, "utf8"),
				{ profile: name, limits: { work: 100_000_000 } },
				1,
				most * 1e6,
			);
			/** @type {Run} */
			const run = { file, profile: name, ...report };
			if (outcome.kind === "bug")
				run.problems = [...run.problems, { step: run.steps, line: 0, what: `a defect: ${outcome.message}` }];
			runs.push(run);
			if (kept !== undefined) appendFileSync(kept, `${JSON.stringify(run)}\n`);
			if (!json)
				for (const { step, line, what } of run.problems)
					process.stdout.write(`${file} (${name}) step ${step}, line ${line}: ${what}\n`);
		}
	}
	const wrong = runs.filter(({ problems }) => problems.length > 0);
	// A run that was looked at whole has one state more than steps: its end.
	const thinned = runs.filter(({ steps, audited }) => audited > 0 && audited <= steps);
	const sum = (/** @type {"steps" | "audited"} */ what) => runs.reduce((total, run) => total + run[what], 0);
	const figures = { programs: files.length, runs: runs.length, steps: sum("steps"), audited: sum("audited") };
	if (json) process.stdout.write(`${JSON.stringify({ ...figures, thinned, wrong })}\n`);
	else {
		for (const { file, profile, steps, audited } of thinned)
			process.stdout.write(`${file} (${profile}): ${audited} of ${steps + 1} states\n`);
		process.stdout.write(
			`${figures.programs} programs, ${figures.runs} runs, ${figures.audited} states of ${figures.steps} steps audited: ${wrong.length} runs with differences\n`,
		);
	}
	process.exitCode = wrong.length > 0 ? 1 : 0;
} catch (error) {
	if (!(error instanceof UsageError)) throw error;
	process.stderr.write(`${error.message}\n`);
	process.exitCode = 64;
}
