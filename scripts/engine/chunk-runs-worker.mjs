import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parentPort, workerData } from "node:worker_threads";
import { chunks } from "../../engine/dist/recording/chunks.mjs";
import { furnish } from "./load.mjs";

/** For chunks.test.ts: runs a program in machines that get their chunks in different ways, and says what each showed. */

/** @typedef {import("../../engine/api").Engine & typeof import("../../engine/dist/recording/core.mjs")} Core */

const folder = mkdtempSync(join(tmpdir(), "engine-"));
let copies = 0;

/** A machine of its own, with nothing but its core. @returns {Promise<Core>} */
async function newCore() {
	const copy = join(folder, `core${copies++}.mjs`);
	copyFileSync(fileURLToPath(new URL("../../engine/dist/recording/core.mjs", import.meta.url)), copy);
	return import(pathToFileURL(copy).href);
}

/** @param {Core} core @param {string} name */
async function provide(core, name) {
	const load = chunks[name];
	if (load === undefined) throw new Error(`${name} is no chunk`);
	core.provideChunk(name, (await load()).default);
}

/**
 * The program's run and all its states; what it turns out to need is provided when it asks.
 * @param {Core} core
 * @param {string} source
 */
async function see(core, source) {
	/** @type {string[]} */
	const asked = [];
	await furnish(core);
	for (;;) {
		try {
			const { summary, stateAt } = core.record(source);
			const { figures, ...report } = summary.report;
			const states = Array.from({ length: summary.steps + 1 }, (_step, step) => stateAt(step));
			return { asked, seen: { report, figures: { ...figures, milliseconds: 0 }, states } };
		} catch (error) {
			if (!(error instanceof core.NotAtHand)) throw error;
			asked.push(...error.files);
			for (const file of error.files) await provide(core, file.replace(/\.mjs$/, ""));
		}
	}
}

try {
	const names = Object.keys(chunks);
	const runs = [];
	for (const before of [names, [...names].reverse(), []]) {
		const core = await newCore();
		for (const name of before) await provide(core, name);
		runs.push(await see(core, workerData.source));
	}
	for (const name of names) await provide(await newCore(), name);
	const core = await newCore();
	parentPort?.postMessage({ runs, first: core.run(workerData.first).stdout });
} finally {
	rmSync(folder, { recursive: true });
}
