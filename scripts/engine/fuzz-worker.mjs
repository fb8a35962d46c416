import { parentPort, workerData } from "node:worker_threads";
import { loadEngine } from "./load.mjs";

/** Runs the inputs of `fuzz-input.mjs`, one a message: answers how it ended, and what is wrong with that. */
const MOST_MILLISECONDS = 3000;
/** Limits that a recording can afford. */
const AUDIT_LIMITS = { work: 1_000_000, bytes: 16 * 1024 * 1024, output: 100_000 };

/** @type {{ profile: "3.13" | "3.14" }} */
const { profile } = workerData;
const fast = await loadEngine("fast");
const recording = /** @type {typeof import("../../engine/dist/recording.mjs")} */ (await loadEngine("recording"));

/** @param {string} source */
function audit(source) {
	const { summary, stateAt } = recording.record(source, { profile, limits: AUDIT_LIMITS });
	if (summary.report.outcome.kind === "bug") return `recorded: ${summary.report.outcome.message}`;
	// A run that a limit ended rests in the midst of an instruction, maybe of a death: its last whole step is audited.
	stateAt(summary.report.outcome.kind === "limit" ? Math.max(0, summary.steps - 1) : summary.steps);
	const wrong = recording.recount();
	return wrong.length === 0 ? null : `miscounted: ${JSON.stringify(wrong.slice(0, 5))}`;
}

parentPort?.on("message", (/** @type {{ source: string, audited: boolean }} */ { source, audited }) => {
	const before = process.cpuUsage();
	const { outcome } = fast.run(source, { profile });
	const { user, system } = process.cpuUsage(before);
	const milliseconds = Math.round((user + system) / 1000);
	let problem = milliseconds > MOST_MILLISECONDS ? `took ${milliseconds} ms` : null;
	if (outcome.kind === "bug") problem = outcome.message;
	if (problem === null && audited) problem = audit(source);
	parentPort?.postMessage({ outcome: outcome.kind, problem });
});
parentPort?.postMessage(null);
