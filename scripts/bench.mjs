import { readdirSync, readFileSync } from "node:fs";
import { loadavg } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { engines, nativePython, RECORDER, Running } from "./bench/contestants.mjs";
import { geomean, meanRatio, median, worst } from "./bench/figures.mjs";
import { coldStarts, race } from "./bench/races.mjs";
import { coreGzipKb } from "./bench/sizes.mjs";
import { reportOf } from "./bench/tables.mjs";
import { buildLibrary } from "./build-library.mjs";
import { loadEngine } from "./engine/load.mjs";

/**
 * npm run -s bench -- [--runs N] [--seconds S] [--seeks N] [--programs DIR] [--timeline DIR] [--python PATH]... [--only NAME,...] [--json]
 *
 * Times programs (engine/bench/*.py, or those of DIR) in CPython, in our engine and in the other Pythons for browsers,
 * and what our recordings take (engine/bench/timeline, or the programs of another DIR; the figures on seeks are those of
 * the one called mixed, or of the first). Ratios are to python3 as PATH finds it. `first` is an engine's
 * load and its first run in a fresh process; `warm`, later runs in the same process. Ours is the machine as a server has
 * it, with hot code translated, which pages do not do (docs/decisions/0022). A slow engine is run fewer times
 * than N where it has taken S seconds of one program. `--only` names the engines to run beside python3 and ours.
 */

const USAGE =
	"usage: npm run -s bench -- [--runs N] [--seconds S] [--seeks N] [--programs DIR] [--timeline DIR] [--python PATH]... [--only NAME,...] [--json]";
const root = fileURLToPath(new URL("..", import.meta.url));
const TIMELINE_LIMIT = 600_000;

/** @typedef {import("./bench/races.mjs").Times} Times */
/** @typedef {import("./bench/tables.mjs").Row} Row */
/** @typedef {import("./bench/tables.mjs").Figures} Figures */

/** What is wrong with the command line, or null. */
class Usage extends Error {}

function settings() {
	try {
		const { values } = parseArgs({
			options: {
				runs: { type: "string", default: "5" },
				seconds: { type: "string", default: "4" },
				seeks: { type: "string", default: "200" },
				programs: { type: "string", default: join(root, "engine", "bench") },
				timeline: { type: "string", default: join(root, "engine", "bench", "timeline") },
				python: { type: "string", multiple: true, default: [] },
				only: { type: "string" },
				json: { type: "boolean", default: false },
			},
		});
		const [runs, seconds, seeks] = [values.runs, values.seconds, values.seeks].map(Number);
		if (!(Number(runs) >= 1) || !(Number(seconds) > 0) || !(Number(seeks) >= 1)) throw new Usage(USAGE);
		return { ...values, runs: Number(runs), seconds: Number(seconds), seeks: Number(seeks) };
	} catch (error) {
		throw error instanceof Usage ? error : new Usage(`${error instanceof Error ? error.message : error}\n${USAGE}`);
	}
}

/** @param {string} folder @returns {readonly import("./bench/races.mjs").Program[]} */
function programsIn(folder) {
	return readdirSync(folder)
		.filter((name) => name.endsWith(".py"))
		.sort()
		.map((name) => ({ name: basename(name, ".py"), source: readFileSync(join(folder, name), "utf8") }));
}

/** The Pythons and engines that can be started here; of the others, why not. */
async function whoRuns(/** @type {readonly string[]} */ pythons, /** @type {string | undefined} */ only) {
	const wanted = only?.split(",");
	const taken = new Set(["python3", ...engines().map(({ name }) => name)]);
	const natives = [
		nativePython("python3", "python3"),
		...pythons.map((path) => nativePython(taken.has(basename(path)) ? path : basename(path), path)),
	];
	const others = engines().filter(({ name }) => name === "heapwise" || wanted === undefined || wanted.includes(name));
	/** @type {import("./bench/contestants.mjs").Contestant[]} */
	const contestants = [];
	/** @type {Record<string, { version: string | null, absent: string | null }>} */
	const about = {};
	for (const contestant of [...natives, ...others]) {
		const running = new Running(contestant);
		const loaded = await running.loaded(120_000);
		running.end();
		if (loaded.kind === "loaded") contestants.push(contestant);
		about[contestant.name] =
			loaded.kind === "loaded"
				? { version: loaded.version, absent: null }
				: { version: null, absent: loaded.kind === "failed" ? loaded.reason : loaded.kind };
	}
	return { contestants, about };
}

/** @param {object} request @returns {Promise<import("./bench/contestants.mjs").Answer>} */
async function ofRecorder(/** @type {import("./bench/recorder.mjs").Request} */ request) {
	const running = new Running(RECORDER);
	const loaded = await running.loaded(TIMELINE_LIMIT);
	const answer = loaded.kind === "loaded" ? await running.ask(request, TIMELINE_LIMIT) : loaded;
	running.end();
	return answer;
}

async function bench() {
	const { runs, seconds, seeks, programs: folder, timeline, python, only, json } = settings();
	const say = json ? () => {} : (/** @type {string} */ text) => process.stderr.write(`${text}\n`);
	const loadBefore = loadavg()[0] ?? 0;
	await loadEngine("fast");
	await buildLibrary(root, true);
	const { contestants, about } = await whoRuns(python, only);
	const always = new Set(["python3", "heapwise", "pyodide", ...contestants.slice(0, 1).map(({ name }) => name)]);

	/** @type {Row[]} */
	const rows = [];
	for (const program of programsIn(folder)) {
		const times = await race(program, contestants, always, { runs, seconds });
		const recorded = await ofRecorder({ task: "record", source: program.source, runs });
		rows.push({
			name: program.name,
			times,
			recording: recorded.kind === "recorded" ? recorded : null,
			recordingFailed: recorded.kind === "failed" ? recorded.reason : null,
		});
		say(
			`${program.name}: ${Object.entries(times)
				.map(([name, { warm }]) => `${name} ${warm === null ? "-" : warm.toFixed(0)}`)
				.join(", ")} ms`,
		);
	}

	say("load to first print...");
	const cold = await coldStarts(contestants, runs);
	/** @type {Record<string, import("./bench/recorder.mjs").Sought | { readonly failed: string }>} */
	const seeking = {};
	for (const { name, source } of programsIn(timeline)) {
		say(`seeks in ${name}...`);
		const answer = await ofRecorder({ task: "seek", source, seeks });
		seeking[name] =
			answer.kind === "sought" ? answer : { failed: answer.kind === "failed" ? answer.reason : answer.kind };
	}

	const figures = figuresOf(rows, cold, seeking, { before: loadBefore, after: loadavg()[0] ?? 0 });
	const report = { ...figures, about, rows, cold, seeking };
	process.stdout.write(json ? `${JSON.stringify(report)}\n` : reportOf(report));
}

/**
 * @param {readonly Row[]} rows
 * @param {Readonly<Record<string, import("./bench/races.mjs").Start>>} cold
 * @param {Readonly<Record<string, import("./bench/recorder.mjs").Sought | { readonly failed: string }>>} seeking
 * @param {{ readonly before: number, readonly after: number }} load
 * @returns {Figures}
 */
function figuresOf(rows, cold, seeking, load) {
	/** @param {string} a @param {string} b @param {"warm" | "first"} kind */
	const ratio = (a, b, kind = "warm") => meanRatio(rows.map(({ times }) => [times[a]?.[kind], times[b]?.[kind]]));
	const ours = rows.flatMap(({ times }) => {
		const [warm, native] = [times.heapwise?.warm, times.python3?.warm];
		return warm == null || native == null ? [] : [warm / native];
	});
	const recordings = rows.flatMap(({ recording }) => (recording === null ? [] : [recording]));
	const mixed = seeking.mixed ?? Object.values(seeking)[0];
	const sought = mixed === undefined || "failed" in mixed ? null : mixed;
	return {
		geomean: geomean(ours),
		worst: worst(ours),
		firstGeomean: ratio("heapwise", "python3", "first"),
		pyodideGeomean: ratio("pyodide", "python3"),
		overPyodide: ratio("heapwise", "pyodide"),
		recordingRatio: meanRatio(recordings.map(({ record, run }) => [record, run])),
		recordingOverFast: meanRatio(rows.map(({ recording, times }) => [recording?.record, times.heapwise?.warm])),
		replayRatio: meanRatio(recordings.map(({ replay, run }) => [replay, run])),
		seekMedianMs: sought?.median ?? null,
		seekWorstMs: sought?.worst ?? null,
		singleStepMs: sought?.single ?? null,
		coldMs: cold.heapwise?.print ?? null,
		coldEndMs: cold.heapwise?.end ?? null,
		coreGzipKb: coreGzipKb(join(root, "engine", "dist", "recording", "core.mjs")),
		bytesPerLineStep: median(
			recordings.flatMap(({ bytes, lineSteps }) => (lineSteps === 0 ? [] : [bytes / lineSteps])),
		),
		loadBefore: load.before,
		loadAfter: load.after,
	};
}

try {
	await bench();
} catch (error) {
	if (!(error instanceof Usage)) throw error;
	process.stderr.write(`${error.message}\n`);
	process.exitCode = 64;
}
