import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { imageIn } from "../server/engine/image.mjs";
import { buildEngine, describeChunks } from "./build-engine.mjs";
import { bundleMachine } from "./engine/bundle.mjs";
import { furnish } from "./engine/load.mjs";
import { programs } from "./engine/programs.mjs";
import { candidatesIn } from "./engine/seldom.mjs";
import { CORE, Splitting, sourcesIn } from "./engine/splitting.mjs";

/**
 * npm run -s record:seldom
 *
 * Runs the programs of the lessons and of the benchmark in a machine whose functions say when they are called, looks at
 * their states and asks about them, and writes down which functions nothing has called, nor more than a few of our own
 * conformance programs: scripts/engine/seldom.json. They stand apart from then on (engine/seldom.mjs). A list that is out of date costs time alone: a lesson's program asks for
 * what stands apart, or all load what none of them calls.
 */
const root = fileURLToPath(new URL("..", import.meta.url));
const dist = join(root, "engine", "dist");
const PROGRAMS = ["content/shared", "engine/bench"].map((folder) => join(root, folder));
/** Of all kinds of programs every so many-th, and how large a share of those makes a function a usual one. */
const CORPUS = join(root, "engine", "conformance");
const EVERY = 5;
const USUAL = 1 / 30;
/** What hosts meet beside programs that run to their end. */
const ENDINGS = [
	"",
	"1 +\n",
	"def f():\n  return 1\n return 2\n",
	"1 / 0\n",
	"while True:\n    pass\n",
	"raise SystemExit(3)\n",
	"print(undefined)\n",
	"def f():\n    f()\nf()\n",
	"import threading, asyncio\n",
];
/** Characters of a function below which its face would be no smaller. */
const WORTH = 60;
const WORK = 3_000_000;
const PROFILES = /** @type {const} */ (["3.13", "3.14"]);

/** @typedef {typeof import("../engine/dist/recording/core.mjs")} Core */

/** What has been called, as `source:name`. @type {Set<string>} */
const called = new Set();
Object.assign(globalThis, { called });

/**
 * Does it, with the parts that it asks for.
 * @param {Core} core
 * @param {(name: string) => Promise<{ readonly default: import("../engine/dist/recording/core.mjs").Chunk }>} load
 * @param {() => void} action
 */
async function having(core, load, action) {
	for (;;) {
		try {
			action();
			return;
		} catch (error) {
			if (!(error instanceof core.NotAtHand)) throw error;
			for (const file of error.files) {
				const name = file.replace(/\.mjs$/, "");
				core.provideChunk(name, (await load(name)).default);
			}
		}
	}
}

/** @param {Core} core @param {string} source @param {"3.13" | "3.14"} profile */
function see(core, source, profile) {
	const run = core.startRecording(source, { profile, limits: { work: WORK } });
	for (let steps = 0; ; steps = 1000) {
		const advanced = run.advance(steps);
		if (advanced.done) return look(advanced.result);
		run.progress();
	}
}

/** @param {import("../engine/api").Recording} recording */
function look({ summary: { steps }, stateAt, eventsOf, instructionsOf, deaths, ask }) {
	if (steps === 0) return;
	deaths();
	for (const step of new Set([1, Math.ceil(steps / 3), Math.ceil((steps * 2) / 3), steps])) {
		const { objects } = stateAt(step, { values: true });
		if (eventsOf(step).total > 0) stateAt({ step, event: 1 });
		instructionsOf(step);
		for (const { serial } of objects.filter((_, i) => i % Math.ceil(objects.length / 8) === 0)) {
			ask.whyAlive(step, serial);
			ask.retained(step, serial);
			ask.referencesFrom(step, serial);
			const taken = ask.referencesTo(step, serial).find(({ id }) => id > 0);
			if (taken !== undefined) ask.whatIf(step, [taken.id]);
		}
	}
	ask.markAndSweep(steps);
	ask.countingAlone(steps);
	ask.growth(0, steps);
	ask.next(0, { kind: "death" });
	ask.previous(steps, { kind: "collection" });
}

/** @param {Core} core @param {string} source @param {"3.13" | "3.14"} profile */
function rest(core, source, profile) {
	const run = core.startRun(source, { profile, limits: { work: WORK } });
	if (!run.advance(0).done && !run.advance(3).done) run.progress();
	run.giveUp();
}

/** @param {Core} core @param {Parameters<typeof having>[1]} load */
async function runCorpus(core, load) {
	/** @type {Map<string, number>} By function, how many programs call it. */
	const counts = new Map();
	const corpus = programs(CORPUS).filter((_, i) => i % EVERY === 0);
	for (const path of corpus) {
		const own = new Set();
		Object.assign(globalThis, { called: own });
		const source = readFileSync(path, "utf8");
		await having(core, load, () => {
			core.run(source, { limits: { work: WORK } });
		});
		for (const name of own) counts.set(name, (counts.get(name) ?? 0) + 1);
	}
	Object.assign(globalThis, { called });
	for (const [name, count] of counts) if (count > corpus.length * USUAL) called.add(name);
}

await buildEngine(root, { ahead: false });
const folder = mkdtempSync(join(tmpdir(), "seldom-"));
try {
	const manifests = await describeChunks(root, folder, "there");
	const sources = [...ENDINGS, ...PROGRAMS.flatMap(programs).map((path) => readFileSync(path, "utf8"))];
	for (const recording of [true, false]) {
		const own = join(folder, recording ? "recording" : "fast");
		mkdirSync(own);
		for (const [name, text] of await bundleMachine(root, { recording, manifests, seldom: "probed" }))
			writeFileSync(join(own, name), text);
		const load = (/** @type {string} */ name) => import(pathToFileURL(join(own, `${name}.mjs`)).href);
		/** @type {Core} */
		const core = await load("core");
		await furnish(core);
		// One begins of itself, as in a page, and one with an image, as on a server: what has begun needs neither again.
		if (!recording) for (const profile of PROFILES) core.provideImage(profile, imageIn(dist, profile));
		for (const source of sources)
			for (const profile of PROFILES)
				await having(core, load, () => {
					core.libraryFilesOf(source, profile);
					core.wishes();
					rest(core, source, profile);
					if (recording) see(core, source, profile);
					else core.run(source, { profile, limits: { work: WORK } });
				});
		if (recording) await runCorpus(core, load);
	}
} finally {
	rmSync(folder, { recursive: true });
}

const splitting = new Splitting(root, { seldom: "there" });
/** @type {Record<string, readonly string[]>} */
const seldom = {};
for (const path of sourcesIn(root)) {
	const file = join(root, "engine", path);
	const source = path.split(sep).join("/").replace(/\.ts$/, "");
	if (splitting.fileOf(file) !== CORE) continue;
	const names = candidatesIn(readFileSync(file, "utf8"), source)
		.found.filter(({ name, node }) => !called.has(`${source}:${name}`) && node.end - node.start >= WORTH)
		.map(({ name }) => name);
	if (names.length > 0) seldom[source] = names;
}
writeFileSync(join(root, "scripts", "engine", "seldom.json"), `${JSON.stringify(seldom, null, "\t")}\n`);
