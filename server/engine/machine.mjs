import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Script } from "node:vm";

/**
 * The machine as Node's own hosts have it: the core one script and the chunks another, each with what V8 made of it when it
 * was built. Compiling them anew would take longer than most programs. V8 takes its code back only where it is the same V8,
 * and compiles the script otherwise. Most programs need none of the chunks, and so do not read them.
 */

/** @typedef {import("../../engine/api").Engine & typeof import("../../engine/dist/fast/core.mjs")} Core */

/** What `advance` is given: the first time, the program is compiled, whatever it is. */
const COMPILING = 0;
const TO_THE_END = -1;
/** Line steps that most programs do not have. What begins again for a part after as many would have cost more than the parts. */
const FIRST_STEPS = 5000;
/** What translates code that runs often, and what few programs call. */
const OF_LONG_RUNS = ["hot.mjs", "seldom.mjs"];

/**
 * As the engine's own, and tells once of a short run that it has written all its output, or that a run is a long one.
 * @typedef {(
 *   source: string,
 *   options?: import("../../engine/api").RunOptions,
 *   onProgress?: (progress: import("../../engine/api").Progress) => void,
 * ) => import("../../engine/api").RunReport} Run
 */

/** @typedef {() => Core} MakesCore */
/** @typedef {Readonly<Record<string, import("../../engine/dist/fast/core.mjs").Chunk>>} Chunks */

/**
 * @param {string} dist the folder of the built engine
 * @param {"core" | "chunks"} name
 */
function scriptIn(dist, name) {
	const file = join(dist, "fast", `${name}.js`);
	const code = join(dist, "fast", `${name}.code`);
	return new Script(readFileSync(file, "latin1"), {
		filename: file,
		...(existsSync(code) ? { cachedData: readFileSync(code) } : {}),
	});
}

/**
 * A machine with nothing but its core, which gets its other parts as programs need them.
 * @param {Script} core
 * @param {() => Script} chunkScript called when the first of them is needed
 * @returns {Pick<import("../../engine/api").Engine, "provideImage" | "provideLibrary"> & { readonly run: Run }}
 */
function machineOf(core, chunkScript) {
	/** @type {MakesCore} */
	const makeCore = core.runInThisContext();
	const machine = makeCore();
	/** @type {Chunks | null} */
	let chunks = null;
	/** @param {readonly string[]} files */
	const bring = (files) => {
		chunks ??= /** @type {Chunks} */ (chunkScript().runInThisContext());
		for (const file of files) {
			const name = file.replace(/\.mjs$/, "");
			const chunk = chunks[name];
			if (chunk === undefined) throw new Error(`the machine asked for ${file}, which is none of its parts`);
			machine.provideChunk(name, chunk);
		}
	};
	/** @type {Run} */
	const attempt = (source, options = {}, onProgress) => {
		// What it imports is known beforehand; each part that it asks for later means beginning again.
		if (/\bimport\b/.test(source))
			bring(machine.libraryFilesOf(source, options.profile ?? "3.13").filter((name) => name.endsWith(".mjs")));
		const run = machine.startRun(source, options);
		let advanced = run.advance(COMPILING);
		if (!advanced.done) advanced = run.advance(FIRST_STEPS);
		if (!advanced.done) {
			onProgress?.(run.progress());
			if (!advanced.exits) bring(OF_LONG_RUNS);
		}
		while (!advanced.done) advanced = run.advance(TO_THE_END);
		return advanced.result;
	};
	return {
		provideImage: machine.provideImage,
		provideLibrary: machine.provideLibrary,
		run(source, options, onProgress) {
			for (;;) {
				try {
					return attempt(source, options, onProgress);
				} catch (error) {
					if (!(error instanceof machine.NotAtHand)) throw error;
					bring(error.files);
				}
			}
		},
	};
}

/** @param {string} dist the folder of the built engine */
export const machineIn = (dist) => machineOf(scriptIn(dist, "core"), () => scriptIn(dist, "chunks"));

/**
 * For the build: keeps V8's code of the scripts, of the functions that some programs call too.
 * @param {string} dist
 * @param {(machine: ReturnType<typeof machineOf>) => void} use runs these programs
 */
export function keepCode(dist, use) {
	const core = scriptIn(dist, "core");
	const chunks = scriptIn(dist, "chunks");
	use(machineOf(core, () => chunks));
	writeFileSync(join(dist, "fast", "core.code"), core.createCachedData());
	writeFileSync(join(dist, "fast", "chunks.code"), chunks.createCachedData());
}
