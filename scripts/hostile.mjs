import { Worker } from "node:worker_threads";
import { hostilePrograms } from "../engine/testing/hostile.ts";
import { UsageError } from "./engine/arguments.mjs";

/**
 * npm run -s hostile -- [--profile 3.13|3.14] [NAME...]
 *
 * Runs the programs of `engine/testing/hostile.txt` (or those named) under a page's limits and prints a table of the
 * processor time that each took, and how it ended. Exit status 1 if one takes more than 3 seconds, or is a defect.
 */
const USAGE = "usage: npm run -s hostile -- [--profile 3.13|3.14] [NAME...]";
const MOST_MILLISECONDS = 3000;
/** Processor time after which a run is given up. */
const PATIENCE = 10_000;

/** @param {NodeJS.CpuUsage} since */
const milliseconds = (since) => {
	const { user, system } = process.cpuUsage(since);
	return Math.round((user + system) / 1000);
};

/** @param {"3.13" | "3.14"} profile @returns {Promise<Worker>} */
async function started(profile) {
	const worker = new Worker(new URL("engine/fuzz-worker.mjs", import.meta.url), { workerData: { profile } });
	worker.setMaxListeners(0);
	await new Promise((resolve) => worker.once("message", resolve));
	return worker;
}

/**
 * How a program ended and how long it took, or null where it did not end.
 * @param {Worker} worker @param {string} source
 * @returns {Promise<{ outcome: string, problem: string | null } | null>}
 */
function ended(worker, source) {
	const before = process.cpuUsage();
	return new Promise((resolve) => {
		const timer = setInterval(() => {
			if (milliseconds(before) < PATIENCE) return;
			clearInterval(timer);
			resolve(null);
		}, 500);
		/** @param {{ outcome: string, problem: string | null }} answer */
		const answered = (answer) => {
			clearInterval(timer);
			resolve(answer);
		};
		worker.once("message", answered);
		worker.once("error", (error) => answered({ outcome: "crash", problem: String(error) }));
		worker.postMessage({ source, audited: false });
	});
}

/** @param {readonly string[]} argv */
async function main(argv) {
	const option = argv.indexOf("--profile");
	const profile = option < 0 ? "3.13" : argv[option + 1];
	if (profile !== "3.13" && profile !== "3.14") throw new UsageError(USAGE);
	const names = option < 0 ? argv : argv.filter((_, i) => i !== option && i !== option + 1);
	const programs = hostilePrograms().filter(({ name }) => names.length === 0 || names.includes(name));
	/** @type {Worker | null} */
	let worker = null;
	let failures = 0;
	for (const { name, source } of programs) {
		worker ??= await started(profile);
		// A host has the library compiled: what a program imports is, before its time is taken.
		const imports = source.split("\n").filter((line) => /^(import|from) /.test(line));
		if (imports.length > 0) await ended(worker, imports.join("\n"));
		const before = process.cpuUsage();
		const answer = await ended(worker, source);
		const taken = milliseconds(before);
		const failed =
			answer === null || answer.outcome === "bug" || answer.outcome === "crash" || taken > MOST_MILLISECONDS;
		if (failed) failures++;
		const how = answer === null ? "does not end" : answer.outcome;
		console.log(`${String(taken).padStart(6)} ms  ${name}: ${how}${failed ? "  <<<" : ""}`);
		if (answer === null || answer.outcome === "crash") {
			await worker.terminate();
			worker = null;
		}
	}
	await worker?.terminate();
	console.log(`${programs.length} programs, ${failures} failed`);
	if (failures > 0) process.exitCode = 1;
}

try {
	await main(process.argv.slice(2));
} catch (error) {
	if (!(error instanceof UsageError)) throw error;
	process.stderr.write(`${error.message}\n`);
	process.exitCode = 64;
}
