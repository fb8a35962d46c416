import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parentPort, workerData } from "node:worker_threads";
import { build } from "esbuild";
import { chunks, chunksOfModules } from "../../engine/dist/recording/chunks.mjs";
import { furnish } from "./load.mjs";
import { programs } from "./programs.mjs";

/** For chunks.test.ts: runs a program in machines that get their chunks in different ways, and says what each showed. */

/** @typedef {import("../../engine/api").Engine & typeof import("../../engine/dist/recording/core.mjs")} Core */

const library = fileURLToPath(new URL("../../engine/dist/library", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "engine-"));
let copies = 0;

/** The door, of which there is only TypeScript. @returns {Promise<typeof import("../../engine/index")>} */
async function newDoor() {
	const outfile = join(folder, "door.mjs");
	const entry = fileURLToPath(new URL("../../engine/index.ts", import.meta.url));
	await build({ entryPoints: [entry], outfile, bundle: true, format: "esm", platform: "neutral", logLevel: "error" });
	return import(pathToFileURL(outfile).href);
}

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

/**
 * How often a program begins, through the door, in a machine that has nothing but its core and what a recording takes.
 * @param {Awaited<ReturnType<typeof newDoor>>} door
 * @param {string} source
 */
async function beginnings({ openEngine }, source) {
	const core = await newCore();
	await provide(core, "record");
	let begun = 0;
	/** @type {typeof core.startRecording} */
	const startRecording = (...given) => {
		begun++;
		return core.startRecording(...given);
	};
	const file = (/** @type {string} */ path) => readFileSync(join(library, path));
	const { summary } = await openEngine({ machine: { ...core, startRecording }, chunks, chunksOfModules, file }).record(
		source,
	);
	return { begun, stderr: summary.report.stderr };
}

/** What the programs of the lessons ask for, run in a machine that has nothing but its core. @returns {Promise<string[]>} */
async function askedByLessons() {
	const core = await newCore();
	await furnish(core);
	const asked = new Set();
	for (const path of programs(fileURLToPath(new URL("../../content/shared", import.meta.url))))
		for (const profile of /** @type {const} */ (["3.13", "3.14"]))
			for (;;) {
				try {
					const { summary, stateAt } = core.record(readFileSync(path, "utf8"), {
						profile,
						limits: { work: 1_000_000 },
					});
					if (summary.steps > 0) stateAt(summary.steps);
					break;
				} catch (error) {
					if (!(error instanceof core.NotAtHand)) throw error;
					for (const file of error.files) {
						asked.add(file);
						await provide(core, file.replace(/\.mjs$/, ""));
					}
				}
			}
	return [...asked];
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
	/** @type {Record<string, { begun: number, stderr: string }>} */
	const imports = {};
	const door = await newDoor();
	for (const name of workerData.modules) imports[name] = await beginnings(door, `import ${name}\n`);
	parentPort?.postMessage({ runs, first: core.run(workerData.first).stdout, imports, lessons: await askedByLessons() });
} finally {
	rmSync(folder, { recursive: true });
}
