import { readFileSync } from "node:fs";
import { profileOf, UsageError } from "./engine/arguments.mjs";
import { loadEngine } from "./engine/load.mjs";

/**
 * npm run -s engine -- [--profile 3.13|3.14] [--json] FILE
 *
 * Runs a program as `python main.py` would: its stdout, CPython's traceback on stderr, exit status 0 or 1 (or what
 * sys.exit asked for); 2: outside the subset, or a limit; 70: a defect of the engine. `--json` adds one line of figures
 * to stdout.
 */
const USAGE = "usage: npm run -s engine -- [--profile 3.13|3.14] [--json] FILE";

try {
	const { profile, json, rest } = profileOf(process.argv.slice(2));
	const [file] = rest;
	if (file === undefined || rest.length > 1) throw new UsageError(USAGE);
	let source;
	try {
		source = readFileSync(file, "utf8");
	} catch (error) {
		throw new UsageError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
	}
	const options = { profile: profile ?? "3.13", limits: { work: 2_000_000_000, output: 100_000_000 } };
	const report = (await loadEngine("fast")).run(source, options);
	process.stdout.write(report.stdout);
	process.stderr.write(report.stderr);
	if (json) {
		// The fast build, whose time is told, does not count count changes: the same run in the other build does.
		const { events } = (await loadEngine("recording")).run(source, options).figures;
		process.stdout.write(`${JSON.stringify({ ...report.figures, events })}\n`);
	}
	const { outcome } = report;
	if (outcome.kind === "finished") process.exitCode = outcome.exitStatus;
	else {
		process.stderr.write(`${outcome.message}\n`);
		process.exitCode = outcome.kind === "bug" ? 70 : 2;
	}
} catch (error) {
	if (!(error instanceof UsageError)) throw error;
	process.stderr.write(`${error.message}\n`);
	process.exitCode = 64;
}
