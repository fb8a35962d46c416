import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { buildEngine } from "./build-engine.mjs";
import { furnish } from "./engine/load.mjs";

/**
 * npm run -s record:chunks
 *
 * Imports every module of the library in a machine that has only its core, and writes down which chunks each comes to
 * need beside those of the modules that it imports: scripts/engine/module-chunks.json, so that hosts load these together
 * with the module, and not one after the other as the import asks for them. A list that is out of date costs time alone.
 */
const root = fileURLToPath(new URL("..", import.meta.url));
const dist = join(root, "engine", "dist");

/** @typedef {"3.13" | "3.14"} ProfileName */
/** @typedef {import("../engine/api").Engine & typeof import("../engine/dist/fast/core.mjs")} Core */

/**
 * The chunks that a program asks for, in a machine that has only its core and some chunks.
 * @param {string} source
 * @param {ProfileName} profile
 * @param {readonly string[]} before
 */
async function asked(source, profile, before) {
	const folder = mkdtempSync(join(tmpdir(), "engine-"));
	try {
		const copy = join(folder, "core.mjs");
		copyFileSync(join(dist, "fast", "core.mjs"), copy);
		/** @type {Core} */
		const core = await import(pathToFileURL(copy).href);
		const { chunks } = await import(pathToFileURL(join(dist, "fast", "chunks.mjs")).href);
		const provide = async (/** @type {string} */ name) => core.provideChunk(name, (await chunks[name]()).default);
		for (const name of before) await provide(name);
		/** @type {string[]} */
		const names = [];
		await furnish(core);
		for (;;) {
			try {
				core.run(source, { profile });
				return names;
			} catch (error) {
				if (!(error instanceof core.NotAtHand)) throw error;
				for (const file of error.files) {
					names.push(file.replace(/\.mjs$/, ""));
					await provide(file.replace(/\.mjs$/, ""));
				}
			}
		}
	} finally {
		rmSync(folder, { recursive: true });
	}
}

/**
 * `asked` in a thread of its own, since a machine keeps its memory as long as its thread lives.
 * @param {string} source
 * @param {ProfileName} profile
 * @param {readonly string[]} before
 * @returns {Promise<string[]>}
 */
function askedApart(source, profile, before) {
	const worker = new Worker(new URL(import.meta.url), { workerData: { source, profile, before } });
	return new Promise((resolve, reject) => worker.once("message", resolve).once("error", reject));
}

async function recordAll() {
	await buildEngine(root, { ahead: true });
	/** @type {Record<string, readonly string[]>} */
	const own = {};
	for (const profile of /** @type {const} */ (["3.13", "3.14"])) {
		/** @type {Record<string, { imports: readonly string[] }>} */
		const index = JSON.parse(readFileSync(join(dist, "library", profile, "index.json"), "utf8"));
		// What any program takes is no module's, and what any module takes is loaded with it whichever it is.
		const always = ["library", ...(await askedApart("pass\n", profile, []))];
		const names = Object.keys(index).sort((a, b) => (index[a]?.imports.length ?? 0) - (index[b]?.imports.length ?? 0));
		// Of a name that no import statement can say nothing is known.
		for (const name of names.filter((each) => /^[\w.]+$/.test(each))) {
			const known = new Set([name, ...(index[name]?.imports ?? [])].flatMap((other) => own[other] ?? []));
			// A module that cannot be imported alone has no business with what displays errors.
			const source = `try:\n    import ${name}\nexcept BaseException:\n    pass\n`;
			const fresh = await askedApart(source, profile, [...new Set([...always, ...known])]);
			if (fresh.length > 0) own[name] = [...(own[name] ?? []), ...fresh];
		}
	}
	const sorted = Object.entries(own).sort(([a], [b]) => (a < b ? -1 : 1));
	const table = Object.fromEntries(sorted.map(([name, chunks]) => [name, chunks.join(" ")]));
	writeFileSync(join(root, "scripts", "engine", "module-chunks.json"), `${JSON.stringify(table, null, "\t")}\n`);
}

if (isMainThread) await recordAll();
else parentPort?.postMessage(await asked(workerData.source, workerData.profile, workerData.before));
