import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/**
 * Comparing programs with what CPython printed for them, recorded beside each: NAME.out, NAME.err (exit status 1) or
 * NAME.warn (exit status 0); NAME.3.13.out and so on where the versions differ. engine/conformance/README.md tells more.
 */

const LIMITS = { work: 100_000_000, bytes: 100 * 1024 * 1024, output: 2_000_000 };

/**
 * The recorded programs under a folder, by path.
 * @param {string} folder
 * @returns {string[]}
 */
export function programs(folder) {
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

/**
 * Reasons by program name, from a folder's skip.txt.
 * @param {string} folder
 * @returns {Map<string, string>}
 */
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
 * Why a program is not expected to pass, as the skip.txt beside it says; null: it is.
 * @param {string} file
 */
export function skipReason(file) {
	return skips(dirname(file)).get(basename(file)) ?? null;
}

/**
 * Runs a program and compares stdout, stderr and exit status.
 * @param {import("../../engine/api").Engine["run"]} run
 * @param {string} file
 * @param {"3.13" | "3.14"} profile
 * @returns {string | null} what differs, or null
 */
export function check(run, file, profile) {
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
