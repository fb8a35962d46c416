import { writeSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import * as machine from "../../engine/dist/recording.mjs";
import { libraryIn } from "../../server/engine/library.mjs";
import { median, worst } from "./figures.mjs";
import { LIMITS } from "./runners.mjs";

/**
 * What recording and seeking take, in a process of its own; it is asked as contestant.mjs is.
 *
 * @typedef {{ readonly task: "record", readonly source: string, readonly runs: number }
 *   | { readonly task: "seek", readonly source: string, readonly seeks: number }} Request
 * @typedef {{
 *   readonly run: number | null, readonly record: number | null, readonly replay: number | null,
 *   readonly lineSteps: number, readonly bytes: number,
 * }} Recorded milliseconds, warm; `bytes`: what the recording takes once it is made
 * @typedef {{
 *   readonly instructions: number, readonly lineSteps: number, readonly record: number,
 *   readonly median: number | null, readonly worst: number | null, readonly single: number | null,
 * }} Sought milliseconds; `single`: a step forward or back from where the machine is, the median
 */

machine.provideLibrary(
	"3.13",
	libraryIn(fileURLToPath(new URL(join("..", "..", "engine", "dist", "library", "3.13"), import.meta.url))),
);
const options = { limits: LIMITS };

/** @template T @param {() => T} work @returns {readonly [number, T]} */
function timed(work) {
	const began = performance.now();
	const result = work();
	return [performance.now() - began, result];
}

/** @param {import("../../engine/api").RunReport} report */
function finished({ outcome }) {
	if (outcome.kind !== "finished") throw new Error(outcome.message);
}

/** The longest that a replay is timed, in milliseconds, and the steps between two looks at the clock, which take as long as a short step. */
const REPLAY_MS = 5000;
const LOOK = 256;

/**
 * Milliseconds for all steps of a recording with the log of each on: where that would take too long, as the steps that
 * were done take.
 * @param {import("../../engine/api").Recording} recording
 */
function replayed(recording) {
	const { steps } = recording.summary;
	recording.stateAt(0);
	const began = performance.now();
	let step = 0;
	while (step < steps && (step % LOOK !== 0 || performance.now() - began < REPLAY_MS))
		recording.eventsOf(++step, { count: 0 });
	return step === 0 ? 0 : ((performance.now() - began) * steps) / step;
}

/** @param {string} source @param {number} runs @returns {Recorded} */
function record(source, runs) {
	/** @type {Record<"run" | "record" | "replay", number[]>} */
	const times = { run: [], record: [], replay: [] };
	finished(machine.run(source, options));
	const { steps, bytes } = machine.record(source, options).summary;
	for (let i = 0; i < runs; i++) {
		times.run.push(timed(() => machine.run(source, options))[0]);
		const [milliseconds, recording] = timed(() => machine.record(source, options));
		times.record.push(milliseconds);
		if (i === 0) times.replay.push(replayed(recording));
	}
	return {
		run: median(times.run),
		record: median(times.record),
		replay: median(times.replay),
		lineSteps: steps,
		bytes: bytes.keyframes + bytes.log,
	};
}

/** The same steps in every run: a linear congruence, of which the upper bits are used. */
function* randomSteps(/** @type {number} */ count, /** @type {number} */ last) {
	let state = 20240229;
	for (let i = 0; i < count; i++) {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		yield Math.floor((state / 2 ** 32) * (last + 1));
	}
}

/** @param {string} source @param {number} seeks @returns {Sought} */
function seek(source, seeks) {
	const [milliseconds, recording] = timed(() => machine.record(source, options));
	const { steps, report } = recording.summary;
	finished(report);
	// The first looks compile what looks at a state; a page's first look is of the run's end as well.
	for (const step of [steps, 0, steps >> 1]) recording.stateAt(step);
	/** @type {number[]} */
	const times = [];
	/** @type {number[]} */
	const singles = [];
	for (const step of randomSteps(seeks, steps)) {
		times.push(timed(() => recording.stateAt(step))[0]);
		if (step > 1) {
			singles.push(timed(() => recording.stateAt(step - 1))[0]);
			singles.push(timed(() => recording.stateAt(step))[0]);
		}
	}
	return {
		instructions: report.figures.instructions,
		lineSteps: steps,
		record: milliseconds,
		median: median(times),
		worst: worst(times),
		single: median(singles),
	};
}

/** @param {object} answer */
const tell = (answer) => writeSync(3, `${JSON.stringify(answer)}\n`);
tell({ kind: "loaded", ms: 0, version: "" });
for await (const line of createInterface({ input: process.stdin })) {
	/** @type {Request} */
	const request = JSON.parse(line);
	try {
		if (request.task === "record") tell({ kind: "recorded", ...record(request.source, request.runs) });
		else tell({ kind: "sought", ...seek(request.source, request.seeks) });
	} catch (error) {
		tell({ kind: "failed", reason: error instanceof Error ? error.message : String(error) });
	}
}
process.exit();
