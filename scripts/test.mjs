import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ROOT, say } from "./prepare/terminal.mjs";

/**
 * Everything that is checked, after scripts/prepare.mjs: lint and format, types, unit tests, journeys in a browser. All
 * of it runs, whatever fails, and the last line counts it; the exit status is 0 only if nothing failed. The journeys
 * named `@long` are left out: `npm run journeys` has them all.
 */

const RESULTS = join(ROOT, "test-results");
const bin = (/** @type {readonly string[]} */ ...path) => join(ROOT, "node_modules", ...path);

/** @typedef {{ passed: number, failed: number }} Count */

/**
 * @param {string} name
 * @param {readonly string[]} args
 * @returns {boolean}
 */
function node(name, args) {
	say(name);
	const started = Date.now();
	const { status } = spawnSync(process.execPath, args, { cwd: ROOT, stdio: "inherit" });
	say(`${name}: ${status === 0 ? "passed" : "FAILED"} in ${((Date.now() - started) / 1000).toFixed(0)} s`);
	return status === 0;
}

/**
 * A check that is one thing: it passes or it fails.
 * @returns {Count}
 */
function check(/** @type {string} */ name, /** @type {readonly string[]} */ args) {
	return node(name, args) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/**
 * What is read of the reports: Vitest's totals, and Playwright's.
 * @typedef {{ numPassedTests: number, numFailedTests: number, stats: { expected: number, unexpected: number, flaky: number } }} Report
 */

/**
 * A runner that writes what it counted. One that fails without a failed test (a file that does not load, a server that
 * does not start) has failed once.
 * @returns {Count}
 */
function suite(
	/** @type {string} */ name,
	/** @type {readonly string[]} */ args,
	/** @type {string} */ file,
	/** @type {(report: Report) => Count} */ read,
) {
	rmSync(file, { force: true });
	const ok = node(name, args);
	/** @type {Count} */
	let count = { passed: 0, failed: 0 };
	try {
		count = read(JSON.parse(readFileSync(file, "utf8")));
	} catch (error) {
		say(`${name}: no report (${error.message})`);
	}
	return ok ? count : { ...count, failed: Math.max(1, count.failed) };
}

mkdirSync(RESULTS, { recursive: true });
const unitFile = join(RESULTS, "unit.json");
const journeysFile = join(RESULTS, "journeys.json");

const counts = [
	check("Lint and format", [bin("@biomejs", "biome", "bin", "biome"), "ci", "--assist-enabled=false", "."]),
	check("Types", [bin("typescript", "bin", "tsc"), "--noEmit", "-p", "."]),
	check("Types of the engine, which may know neither DOM nor Node", [
		bin("typescript", "bin", "tsc"),
		"--noEmit",
		"-p",
		"tsconfig.engine.json",
	]),
	suite(
		"Unit tests",
		[bin("vitest", "vitest.mjs"), "run", "--reporter=default", "--reporter=json", `--outputFile.json=${unitFile}`],
		unitFile,
		(report) => ({ passed: report.numPassedTests, failed: report.numFailedTests }),
	),
	suite(
		"Journeys",
		[bin("@playwright", "test", "cli.js"), "test", "--grep-invert", "@long"],
		journeysFile,
		(report) => ({
			passed: report.stats.expected,
			failed: report.stats.unexpected + report.stats.flaky,
		}),
	),
];

const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const failed = counts.reduce((sum, count) => sum + count.failed, 0);
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);
