import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
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
const LIMITS = { work: 100_000_000, bytes: 100 * 1024 * 1024, output: 2_000_000 };

/** @param {string} folder @returns {string[]} */
function programs(folder) {
	return readdirSync(folder, { withFileTypes: true })
		.sort((a, b) => (a.name < b.name ? -1 : 1))
		.flatMap((entry) => {
			const path = join(folder, entry.name);
			if (entry.isDirectory()) return programs(path);
			return entry.name.endsWith(".py") && hasRecording(path) ? [path] : [];
		});
}

/** @param {string} file */
function hasRecording(file) {
	const stem = file.slice(0, -3);
	return ["", ".3.13", ".3.14"].some((v) => existsSync(`${stem}${v}.out`));
}

/** @param {string} file @param {string} version @param {"out" | "err" | "warn"} kind @returns {string | null} */
function recorded(file, version, kind) {
	const stem = file.slice(0, -3);
	for (const path of [`${stem}.${version}.${kind}`, `${stem}.${kind}`]) {
		if (existsSync(path)) return readFileSync(path, "utf8");
	}
	return null;
}

/** @param {string} text */
function normalised(text) {
	return text.replace(/0x[0-9a-fA-F]+/g, "0xADDR");
}

/** Reasons by program name, from the folder's skip.txt. @param {string} folder @returns {Map<string, string>} */
function skips(folder) {
	const file = join(folder, "skip.txt");
	/** @type {Map<string, string>} */
	const reasons = new Map();
	if (!existsSync(file)) return reasons;
	for (const line of readFileSync(file, "utf8").split("\n")) {
		const match = /^([^:#\s]+)\s*:\s*(.+)$/.exec(line.trim());
		if (match?.[1] !== undefined && match[2] !== undefined) reasons.set(match[1], match[2]);
	}
	return reasons;
}

/** What differs between two texts, on one line. @param {string} what @param {string} expected @param {string} found */
function difference(what, expected, found) {
	const a = expected.split("\n");
	const b = found.split("\n");
	const i = a.findIndex((line, n) => line !== b[n]);
	const at = i < 0 ? a.length : i;
	return `${what} line ${at + 1}: expected ${JSON.stringify(a[at] ?? null)}, found ${JSON.stringify(b[at] ?? null)}`;
}

/**
 * @param {import("../engine/api").Engine["run"]} run
 * @param {string} file
 * @param {"3.13" | "3.14"} profile
 * @returns {string | null} what differs, or null
 */
function check(run, file, profile) {
	const report = run(readFileSync(file, "utf8"), { profile, limits: LIMITS });
	if (report.outcome.kind !== "finished")
		return `${report.outcome.kind}: ${report.outcome.message.split("\n").slice(0, 2).join(" ")}`;
	const err = recorded(file, profile, "err");
	const warn = recorded(file, profile, "warn");
	const out = recorded(file, profile, "out") ?? "";
	const status = err === null ? 0 : 1;
	const stdout = normalised(report.stdout);
	const stderr = normalised(report.stderr);
	if (stdout !== out)
		return (
			difference("stdout", out, stdout) +
			(status === 0 && stderr !== "" ? ` (stderr: ${JSON.stringify(stderr.slice(-120))})` : "")
		);
	if (stderr !== (err ?? warn ?? "")) return difference("stderr", err ?? warn ?? "", stderr);
	return report.outcome.exitStatus === status
		? null
		: `exit status: expected ${status}, found ${report.outcome.exitStatus}`;
}

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
			const reason = skips(dirname(file)).get(basename(file)) ?? null;
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
