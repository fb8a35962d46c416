import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { corpusPrograms } from "../engine/testing/corpus.ts";
import { input } from "../engine/testing/inputs.ts";
import { UsageError } from "./engine/arguments.mjs";
import { loadEngine } from "./engine/load.mjs";

/**
 * npm run -s fuzz:input -- [--count N] [--seed S] [--profile 3.13|3.14] [--show I]
 *
 * Gives the engine N inputs that no program was meant to be (`engine/testing/inputs.ts`), under a page's limits. Each
 * must end within 3 seconds of processor time with a report that is no defect, and leave every count as it is when
 * counted from scratch. Prints those that do not; exit status 1 if there are any. `--show` prints input I of the seed.
 */
const USAGE = "usage: npm run -s fuzz:input -- [--count N] [--seed S] [--profile 3.13|3.14] [--show I]";
const MOST_MILLISECONDS = 3000;
/** After which a run is given up: other programs may share the processor. */
const PATIENCE = 30_000;
/** One input in so many is recorded and audited, under limits that a recording can afford. */
const AUDITED = 4;
const AUDIT_LIMITS = { work: 1_000_000, bytes: 16 * 1024 * 1024, output: 100_000 };

/** @typedef {{ seed: number, count: number, profile: "3.13" | "3.14" }} Job */

async function work() {
	/** @type {Job} */
	const { seed, profile } = workerData;
	const corpus = corpusPrograms();
	const fast = await loadEngine("fast");
	const recording = /** @type {typeof import("../engine/dist/recording.mjs")} */ (await loadEngine("recording"));
	parentPort?.on("message", (/** @type {number} */ i) => {
		const { source } = input(corpus, seed, i);
		const before = process.cpuUsage();
		const { outcome } = fast.run(source, { profile });
		const { user, system } = process.cpuUsage(before);
		const milliseconds = Math.round((user + system) / 1000);
		let problem = milliseconds > MOST_MILLISECONDS ? `took ${milliseconds} ms` : null;
		if (outcome.kind === "bug") problem = outcome.message;
		if (problem === null && i % AUDITED === 0) {
			const { summary, stateAt } = recording.record(source, { profile, limits: AUDIT_LIMITS });
			if (summary.report.outcome.kind === "bug") problem = `recorded: ${summary.report.outcome.message}`;
			else {
				stateAt(summary.steps);
				const wrong = recording.recount();
				if (wrong.length > 0) problem = `miscounted: ${JSON.stringify(wrong.slice(0, 5))}`;
			}
		}
		parentPort?.postMessage({ outcome: outcome.kind, problem });
	});
	parentPort?.postMessage(null);
}

/** @param {Job} job */
async function supervise({ seed, count, profile }) {
	const corpus = corpusPrograms();
	/** @type {Record<string, number>} */
	const outcomes = {};
	let failures = 0;
	/** @type {Worker | null} */
	let worker = null;
	/** @type {(answer: { outcome: string, problem: string | null } | null) => void} */
	let answered = () => {};
	for (let i = 0; i < count; i++) {
		if (worker === null) {
			const ready = new Promise((resolve) => {
				answered = resolve;
			});
			worker = new Worker(new URL(import.meta.url), { workerData: { seed, count, profile } });
			worker.on("message", (message) => answered(message));
			worker.on("error", (error) => answered({ outcome: "crash", problem: `crashed: ${error.stack ?? error}` }));
			await ready;
		}
		const answer = await new Promise((resolve) => {
			const timer = setTimeout(() => resolve({ outcome: "hang", problem: "does not end" }), PATIENCE);
			answered = (message) => {
				clearTimeout(timer);
				resolve(message);
			};
			worker?.postMessage(i);
		});
		outcomes[answer.outcome] = (outcomes[answer.outcome] ?? 0) + 1;
		if (answer.problem !== null) {
			failures++;
			const { kind, source } = input(corpus, seed, i);
			console.log(
				`input ${i} of seed ${seed} (${kind}): ${answer.problem}\n${JSON.stringify(source.slice(0, 1500))}\n`,
			);
		}
		if (answer.outcome === "hang" || answer.outcome === "crash") {
			await worker.terminate();
			worker = null;
		}
	}
	await worker?.terminate();
	console.log(`${count} inputs: ${JSON.stringify(outcomes)}, ${failures} failed`);
	if (failures > 0) process.exitCode = 1;
}

/** @param {readonly string[]} argv @param {string} name */
function option(argv, name) {
	const i = argv.indexOf(name);
	return i < 0 ? undefined : argv[i + 1];
}

if (!isMainThread) await work();
else {
	try {
		const argv = process.argv.slice(2);
		const number = (/** @type {string} */ name, /** @type {number} */ otherwise) => {
			const value = Number(option(argv, name) ?? otherwise);
			if (!Number.isInteger(value) || value < 0) throw new UsageError(USAGE);
			return value;
		};
		const profile = option(argv, "--profile") ?? "3.13";
		if (profile !== "3.13" && profile !== "3.14") throw new UsageError(USAGE);
		const seed = number("--seed", 1);
		if (argv.includes("--show")) process.stdout.write(input(corpusPrograms(), seed, number("--show", 0)).source);
		else await supervise({ seed, count: number("--count", 1000), profile });
	} catch (error) {
		if (!(error instanceof UsageError)) throw error;
		process.stderr.write(`${error.message}\n`);
		process.exitCode = 64;
	}
}
