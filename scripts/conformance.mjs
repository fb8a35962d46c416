import { existsSync, statSync } from "node:fs";
import { relative } from "node:path";
import { check, programs, skipReason } from "./conformance/compare.mjs";
import { profileOf, UsageError } from "./engine/arguments.mjs";
import { loadEngine } from "./engine/load.mjs";

/**
 * npm run -s conformance -- [--profile 3.13|3.14] [--json] DIR...
 *
 * Runs every *.py under the folders and compares stdout, stderr and exit status with what CPython recorded beside it:
 * NAME.out, NAME.err (exit status 1) or NAME.warn (exit status 0); NAME.3.13.out and so on where the versions differ. A
 * program is skipped only where a skip.txt in its folder lists it with a reason ("name.py: reason"); one that passes
 * although it is listed counts as failed, so that the list stays true.
 */
const USAGE = "usage: npm run -s conformance -- [--profile 3.13|3.14] [--json] DIR...";
try {
	const { profile: only, json, rest } = profileOf(process.argv.slice(2));
	if (rest.length === 0) throw new UsageError(USAGE);
	for (const folder of rest)
		if (!existsSync(folder) || !statSync(folder).isDirectory()) throw new UsageError(`${folder} is not a folder`);
	const { run } = await loadEngine("fast");
	/** @type {readonly ("3.13" | "3.14")[]} */
	const profiles = only === null ? ["3.13", "3.14"] : [only];
	const results = [];
	for (const folder of rest) {
		for (const file of programs(folder)) {
			const reason = skipReason(file);
			for (const profile of profiles) {
				const problem = check(run, file, profile);
				const name = relative(folder, file);
				if (reason !== null)
					results.push({
						name,
						profile,
						state: problem === null ? "failed" : "skipped",
						problem: problem === null ? "passes, but skip.txt lists it" : reason,
					});
				else results.push({ name, profile, state: problem === null ? "passed" : "failed", problem });
			}
		}
	}
	const count = (/** @type {string} */ state) => results.filter((r) => r.state === state).length;
	if (json)
		process.stdout.write(
			`${JSON.stringify({ passed: count("passed"), failed: count("failed"), skipped: count("skipped"), results })}\n`,
		);
	else {
		for (const r of results)
			if (r.state !== "passed")
				process.stdout.write(`${r.state === "failed" ? "FAILED" : "skipped"} ${r.name} (${r.profile}): ${r.problem}\n`);
		process.stdout.write(`${count("passed")} passed, ${count("failed")} failed, ${count("skipped")} skipped\n`);
	}
	process.exitCode = count("failed") > 0 ? 1 : 0;
} catch (error) {
	if (!(error instanceof UsageError)) throw error;
	process.stderr.write(`${error.message}\n`);
	process.exitCode = 64;
}
