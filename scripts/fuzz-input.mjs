import { Worker } from "node:worker_threads";
import { corpusPrograms } from "../engine/testing/corpus.ts";
import { input } from "../engine/testing/inputs.ts";
import { UsageError } from "./engine/arguments.mjs";

/**
 * npm run -s fuzz:input -- [--count N] [--seed S] [--profile 3.13|3.14] [--show I]
 *
 * Gives the engine N inputs that no program was meant to be (`engine/testing/inputs.ts`), under a page's limits. Each
 * must end within 3 seconds of processor time with a report that is no defect; of one in four every count must be as it
 * is when counted from scratch. Prints those that fail; exit status 1 if there are any. `--show` prints input I.
 */
const USAGE = "usage: npm run -s fuzz:input -- [--count N] [--seed S] [--profile 3.13|3.14] [--show I]";
/** After which a run is given up: other programs may share the processor. */
const PATIENCE = 30_000;
/** One input in so many is recorded and audited. */
const AUDITED = 4;

/** @typedef {{ outcome: string, problem: string | null }} Answer */

/** A worker that runs inputs one after the other, begun anew where one does not end. */
class Runner {
	/** @param {"3.13" | "3.14"} profile */
	constructor(profile) {
		this.profile = profile;
		/** @type {Worker | null} */
		this.worker = null;
		/** @type {(answer: Answer | null) => void} */
		this.answered = () => {};
	}

	/** @returns {Promise<Answer | null>} */
	answer() {
		return new Promise((resolve) => {
			this.answered = resolve;
		});
	}

	/** @param {string} source @param {boolean} audited @returns {Promise<Answer>} */
	async run(source, audited) {
		if (this.worker === null) {
			const ready = this.answer();
			const url = new URL("engine/fuzz-worker.mjs", import.meta.url);
			this.worker = new Worker(url, { workerData: { profile: this.profile } });
			this.worker.on("message", (message) => this.answered(message));
			this.worker.on("error", (error) => this.answered({ outcome: "crash", problem: `crashed: ${error}` }));
			const failed = await ready;
			if (failed !== null) throw new Error(failed.problem ?? "the worker does not start");
		}
		const answer = this.answer();
		const timer = setTimeout(() => this.answered({ outcome: "hang", problem: "does not end" }), PATIENCE);
		this.worker.postMessage({ source, audited });
		const found = await answer;
		clearTimeout(timer);
		if (found === null) throw new Error("an answer without a run");
		if (found.outcome === "hang" || found.outcome === "crash") await this.stop();
		return found;
	}

	async stop() {
		await this.worker?.terminate();
		this.worker = null;
	}
}

/** @param {readonly string[]} argv @param {string} name @param {number} otherwise */
function number(argv, name, otherwise) {
	const i = argv.indexOf(name);
	const value = i < 0 ? otherwise : Number(argv[i + 1]);
	if (!Number.isInteger(value) || value < 0) throw new UsageError(USAGE);
	return value;
}

/** @param {readonly string[]} argv */
async function main(argv) {
	const profile = argv.includes("--profile") ? argv[argv.indexOf("--profile") + 1] : "3.13";
	if (profile !== "3.13" && profile !== "3.14") throw new UsageError(USAGE);
	const seed = number(argv, "--seed", 1);
	const corpus = corpusPrograms();
	if (argv.includes("--show")) {
		process.stdout.write(input(corpus, seed, number(argv, "--show", 0)).source);
		return;
	}
	const count = number(argv, "--count", 1000);
	const runner = new Runner(profile);
	/** @type {Record<string, number>} */
	const outcomes = {};
	let failures = 0;
	for (let i = 0; i < count; i++) {
		const { kind, source } = input(corpus, seed, i);
		const { outcome, problem } = await runner.run(source, i % AUDITED === 0);
		outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
		if (problem === null) continue;
		failures++;
		console.log(`input ${i} of seed ${seed} (${kind}): ${problem}\n${JSON.stringify(source.slice(0, 1500))}\n`);
	}
	await runner.stop();
	console.log(`${count} inputs: ${JSON.stringify(outcomes)}, ${failures} failed`);
	if (failures > 0) process.exitCode = 1;
}

try {
	await main(process.argv.slice(2));
} catch (error) {
	if (!(error instanceof UsageError)) throw error;
	process.stderr.write(`${error.message}\n`);
	process.exitCode = 64;
}
