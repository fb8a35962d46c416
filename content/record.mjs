/**
 * Records what real CPython prints for every program of the course, beside the program: `<id>.3.13.out` and
 * `<id>.3.14.out`. Run it after a program has changed:
 *
 *     PYTHON313=/path/to/python3.13 PYTHON314=/path/to/python3.14 node content/record.mjs [--check]
 *
 * Without the variables, `python3.13` and `python3.14` of the PATH are used. With --check nothing is written and any
 * difference ends it with status 1. A program that fails or writes to stderr is refused.
 */
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const PYTHONS = [
	{ profile: "3.13", command: process.env.PYTHON313 ?? "python3.13" },
	{ profile: "3.14", command: process.env.PYTHON314 ?? "python3.14" },
];
const shared = fileURLToPath(new URL("shared", import.meta.url));
const check = process.argv.includes("--check");

/** 3.14.0 to 3.14.4 had an incremental collector, which is not what the profile 3.14 is. */
const REFUSES_WRONG_VERSION = `
import sys
if sys.version_info[:2] == (3, 14) and sys.version_info[2] < 5: sys.exit(1)
print("%d.%d" % sys.version_info[:2])
`;

const folder = mkdtempSync(join(tmpdir(), "heapwise-record-"));
let differences = 0;
try {
	for (const { profile, command } of PYTHONS) {
		const version = spawnSync(command, ["-c", REFUSES_WRONG_VERSION], { encoding: "utf8" });
		if (version.stdout?.trim() !== profile) throw new Error(`${command} is no CPython ${profile} that can be recorded`);
		for (const name of readdirSync(shared, { recursive: true, encoding: "utf8" }).sort()) {
			if (!name.endsWith(".py")) continue;
			const program = join(shared, name);
			copyFileSync(program, join(folder, "main.py"));
			const env = { ...process.env, PYTHONHASHSEED: "0", PYTHONDONTWRITEBYTECODE: "1" };
			const run = spawnSync(command, ["main.py"], { cwd: folder, encoding: "utf8", env });
			if (run.status !== 0 || run.stderr !== "")
				throw new Error(`${name} on ${profile}: status ${run.status}\n${run.stderr}`);
			const out = `${program.slice(0, -".py".length)}.${profile}.out`;
			if (existsSync(out) && readFileSync(out, "utf8") === run.stdout) continue;
			differences++;
			console.log(`${check ? "differs" : "recorded"}: ${relative(process.cwd(), out)}`);
			if (!check) writeFileSync(out, run.stdout);
		}
	}
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
} finally {
	rmSync(folder, { recursive: true, force: true });
}
if (check && differences > 0) process.exitCode = 1;
