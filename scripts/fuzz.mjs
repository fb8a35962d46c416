import { fuzz } from "../engine/fuzz/oracle/fuzz.ts";
import { nativeOracle } from "../engine/fuzz/oracle/native.ts";
import { EPILOGUE, NOT_FOR_PYODIDE, pyodideOracle } from "../engine/fuzz/oracle/pyodide.ts";
import { program } from "../engine/fuzz/program.ts";
import { FEATURES } from "../engine/fuzz/writer.ts";
import { profileOf, UsageError } from "./engine/arguments.mjs";
import { loadEngine } from "./engine/load.mjs";

/**
 * npm run -s fuzz -- --count N --seed S [--from I] [--profile 3.13|3.14] [--python PATH] [--without FEATURE,...] [--reports N] [--json]
 * npm run -s fuzz -- --show SEED
 *
 * Runs N random heap programs (from the seed's I-th on) in the engine and in CPython (pyodide, or the one at PATH, which must be of the profile's
 * version) and compares what they print. A program that differs is shrunk and printed with both outputs. Exit status 1
 * if any differs. `--show` prints the program of a seed.
 */
const USAGE = `usage: npm run -s fuzz -- --count N --seed S [--from I] [--profile 3.13|3.14] [--python PATH] [--without FEATURE,...] [--only FEATURE,...] [--reports N] [--json]
features: ${FEATURES.join(" ")}`;

/** Takes `--name VALUE` out of a command line. @param {string[]} argv @param {string} name @returns {string | null} */
function option(argv, name) {
	const i = argv.indexOf(name);
	if (i < 0) return null;
	const [, value] = argv.splice(i, 2);
	if (value === undefined) throw new UsageError(`${name} takes a value\n${USAGE}`);
	return value;
}

/** @param {string[]} argv @param {string} name @param {number} otherwise */
function number(argv, name, otherwise) {
	const text = option(argv, name);
	if (text === null) return otherwise;
	if (!/^\d+$/.test(text)) throw new UsageError(`${name} takes a number, not ${text}`);
	return Number(text);
}

/** @param {string | null} text @returns {import("../engine/fuzz/writer.ts").Feature[]} */
function features(text) {
	const names = text === null ? [] : text.split(",");
	return names.map((name) => {
		const feature = FEATURES.find((f) => f === name);
		if (feature === undefined) throw new UsageError(`${name} is not a feature\n${USAGE}`);
		return feature;
	});
}

/** @param {import("../engine/fuzz/oracle/oracle.ts").Answer} answer */
function shown({ stdout, stderr, status }) {
	return `${stdout}${stderr === "" ? "" : `--- stderr\n${stderr}`}--- exit status ${status}\n`;
}

try {
	const argv = process.argv.slice(2);
	const python = option(argv, "--python");
	const count = number(argv, "--count", 1000);
	const seed = number(argv, "--seed", 1);
	const from = number(argv, "--from", 0);
	const reports = number(argv, "--reports", 5);
	const show = option(argv, "--show");
	const without = features(option(argv, "--without"));
	const { profile: asked, json, rest } = profileOf(argv);
	if (rest.length > 0) throw new UsageError(USAGE);
	const profile = asked ?? "3.13";
	if (python === null && profile !== "3.13")
		throw new UsageError("pyodide is CPython 3.13: name a CPython of that version with --python");
	const left = new Set(
		FEATURES.filter((f) => !without.includes(f) && (python !== null || !NOT_FOR_PYODIDE.includes(f))),
	);
	if (show !== null) process.stdout.write(program(Number(show), left));
	else {
		const { run } = await loadEngine("fast");
		const oracle = python === null ? pyodideOracle() : nativeOracle(python);
		const began = Date.now();
		const result = await fuzz(
			run,
			oracle,
			{ count, from, seed, profile, features: left, reports, epilogue: python === null ? EPILOGUE : "" },
			(done, differing) => {
				if (!json && process.stderr.isTTY) process.stderr.write(`\r${done} programs, ${differing} differ`);
			},
			(d) => {
				if (json) return;
				process.stdout.write(`==== seed ${d.seed}: differs, shrunk to\n${d.program}`);
				process.stdout.write(`---- CPython (${oracle.name})\n${shown(d.expected)}`);
				process.stdout.write(`---- the engine${d.message === null ? "" : ` (${d.message})`}\n${shown(d.found)}`);
			},
		);
		oracle.close();
		const { programs, lines, differing, differences, refused, stopped, unsettled } = result;
		if (json) {
			const figures = {
				programs,
				lines,
				differing,
				refused: Object.fromEntries(refused),
				stopped,
				unsettled,
				differences,
			};
			process.stdout.write(`${JSON.stringify(figures)}\n`);
		} else {
			for (const [feature, n] of refused) process.stdout.write(`refused ${n}: ${feature}\n`);
			for (const s of stopped)
				process.stdout.write(
					`stopped: seed ${s.seed}, here by its ${s.ours} after ${s.oursWrote} characters, there ${s.theirs === null ? "not" : `by its ${s.theirs}`} after ${s.theirsWrote}; they agree as far as both go\n`,
				);
			if (unsettled.length > 0)
				process.stdout.write(
					`CPython's own answer changes with the memory that is free: seeds ${unsettled.join(" ")}\n`,
				);
			const seconds = ((Date.now() - began) / 1000).toFixed(0);
			process.stdout.write(
				`${programs} programs (${lines} lines) against ${oracle.name}: ${differing.length} differ, ${[...refused.values()].reduce((a, b) => a + b, 0)} refused, in ${seconds} s\n`,
			);
			if (differing.length > differences.length)
				process.stdout.write(
					`not shrunk: seeds ${differing.slice(differences.length, differences.length + 20).join(" ")}\n`,
				);
		}
		process.exitCode = differing.length > 0 ? 1 : 0;
	}
} catch (error) {
	if (!(error instanceof UsageError)) throw error;
	process.stderr.write(`${error.message}\n`);
	process.exitCode = 64;
}
