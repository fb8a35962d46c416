import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { nativeOracle } from "../engine/fuzz/oracle/native.ts";
import { normalised } from "../engine/fuzz/oracle/oracle.ts";
import { program } from "../engine/fuzz/program.ts";
import { FEATURES } from "../engine/fuzz/writer.ts";
import { FAULTS } from "./engine/faults.mjs";
import { furnish, loadEngine } from "./engine/load.mjs";

/**
 * npm run -s faults [-- [--first] TEXT]
 * npm run -s faults -- --record PYTHON
 *
 * Plants each fault (those whose name contains TEXT) in a build of its own and says which checks notice it: the corpus,
 * random programs, and the audit; with --first, only the first that does. Programs are held against what CPython 3.13
 * answered: beside the corpus, and in engine/random-answers.json, which --record writes anew. Exit status 1 if a fault
 * is noticed by none, or no longer fits the sources.
 */
const ROOT = fileURLToPath(new URL("..", import.meta.url));
const MACHINE = join(ROOT, "engine", "machine");
const ANSWERS = fileURLToPath(new URL("engine/random-answers.json", import.meta.url));
const TOPICS = ["gc", "weakref", "lifetime", "refcount", "errors"];
const RANDOM = 120;
const LIMITS = { work: 20_000_000, bytes: 100 * 1024 * 1024, output: 2_000_000 };
/** Milliseconds of the processor's time for each of the three checks, so that a busy machine notices no less. */
const CHECK_TIME = 20_000;
/** Milliseconds on the wall, after which a build is out of time. */
const PATIENCE = 600_000;
/** Objects that are looked at in a program before its audited states are thinned out. */
const MOST_AUDITED = 2_000_000;

/** @returns {{ kind: "corpus" | "random", name: string, source: string }[]} */
function programs() {
	const corpus = TOPICS.flatMap((topic) => {
		const folder = join(ROOT, "engine", "conformance", topic);
		return readdirSync(folder)
			.filter((name) => name.endsWith(".py"))
			.map((name) => ({
				kind: /** @type {const} */ ("corpus"),
				name: `${topic}/${name}`,
				source: readFileSync(join(folder, name), "utf8"),
			}));
	});
	const random = Array.from({ length: RANDOM }, (_, i) => ({
		kind: /** @type {const} */ ("random"),
		name: `seed ${i}`,
		source: program(i, new Set(FEATURES)),
	}));
	return [...corpus, ...random];
}

const digest = (/** @type {string} */ text) => createHash("sha256").update(text).digest("hex");

/** @param {{ stdout: string, stderr: string, status: number }} answer */
const told = ({ stdout, stderr, status }) => digest(JSON.stringify([stdout, stderr, status]));

/** @param {import("../engine/api").RunReport} report */
function answer({ stdout, stderr, outcome }) {
	if (outcome.kind !== "finished") return outcome.kind;
	return told(normalised({ stdout, stderr, status: outcome.exitStatus, stopped: null }));
}

/** The audited programs: a sample of all. */
const audited = () => programs().filter((_program, i) => i % 9 === 0);

/** What CPython left beside a program of the corpus. */
function recorded(/** @type {string} */ name) {
	const stem = join(ROOT, "engine", "conformance", name.replace(/\.py$/, ""));
	const beside = (/** @type {string} */ kind) =>
		[`${stem}.3.13.${kind}`, `${stem}.${kind}`]
			.filter((file) => existsSync(file))
			.map((file) => readFileSync(file, "utf8"))[0];
	const failed = beside("err");
	return told({
		stdout: beside("out") ?? "",
		stderr: failed ?? beside("warn") ?? "",
		status: failed === undefined ? 0 : 1,
	});
}

/** CPython's answers to the random programs, each for a program of that text. */
async function recordRandom(/** @type {string} */ python) {
	const oracle = nativeOracle(python);
	const sources = programs().filter(({ kind }) => kind === "random");
	const answers = await oracle.run(sources.map(({ source }) => source));
	oracle.close();
	const lines = sources.map(
		({ name, source }, i) =>
			`\t${JSON.stringify(name)}: { "program": "${digest(source)}", "answer": "${told(/** @type {import("../engine/fuzz/oracle/oracle").Answer} */ (answers[i]))}" }`,
	);
	writeFileSync(ANSWERS, `{\n${lines.join(",\n")}\n}\n`);
}

/** What CPython answers to each program; of one that ends at our limits, what the engine without a fault does. */
function expectations(/** @type {import("../engine/api").Engine} */ engine) {
	/** @type {Record<string, { program: string, answer: string }>} */
	const random = JSON.parse(readFileSync(ANSWERS, "utf8"));
	/** @type {Record<string, string>} */
	const expected = {};
	/** @type {string[]} */
	const wrong = [];
	for (const { kind, name, source } of programs()) {
		const ours = answer(engine.run(source, { limits: LIMITS }));
		const known = random[name];
		if (kind === "random" && known?.program !== digest(source))
			throw new Error(`${name} is another program now: record the answers anew (--record PYTHON)`);
		const theirs = ours === "limit" ? ours : kind === "corpus" ? recorded(name) : (known?.answer ?? "");
		expected[`${kind} ${name}`] = theirs;
		if (ours !== theirs) wrong.push(`${kind} (${name})`);
	}
	for (const { name, source } of audited()) {
		const { problems, outcome } = engine.audit(source, { limits: LIMITS }, 3, MOST_AUDITED);
		const [first] = problems;
		if (first !== undefined || outcome.kind === "bug") wrong.push(`audit (${name}: ${first?.what ?? "a defect"})`);
	}
	return { expected, wrong };
}

/** The checks, in a process of their own: prints the first program of each kind that notices. */
async function check(/** @type {string} */ file, /** @type {string} */ expectedFile, /** @type {boolean} */ firstOnly) {
	const engine = await import(pathToFileURL(file).href);
	await furnish(engine);
	/** @type {Record<string, string>} */
	const expected = JSON.parse(readFileSync(expectedFile, "utf8"));
	/** Each check ends with the first program that notices, or when its time is over. */
	const notice = (/** @type {string} */ kind, /** @type {string} */ name) => {
		process.stdout.write(`${kind} (${name})\n`);
		if (firstOnly) process.exit(0);
	};
	const spent = () => process.cpuUsage().user / 1000;
	for (const kind of ["corpus", "random"]) {
		const began = spent();
		for (const { name, source } of programs().filter((p) => p.kind === kind)) {
			if (answer(engine.run(source, { limits: LIMITS })) !== expected[`${kind} ${name}`]) {
				notice(kind, name);
				break;
			}
			if (spent() - began > CHECK_TIME) break;
		}
	}
	const began = spent();
	for (const { name, source } of audited()) {
		const { problems, outcome } = engine.audit(source, { limits: LIMITS }, 3, MOST_AUDITED);
		if (problems.length > 0 || outcome.kind === "bug") {
			notice("audit", name);
			break;
		}
		if (spent() - began > CHECK_TIME) break;
	}
}

const argv = process.argv.slice(2);
const firstOnly = argv.includes("--first");
const [mode, file, expectedFile] = argv.filter((word) => word !== "--first");
if (mode === "--check" && file !== undefined && expectedFile !== undefined) await check(file, expectedFile, firstOnly);
else if (mode === "--record" && file !== undefined) await recordRandom(file);
else {
	const home = mkdtempSync(join(tmpdir(), "heapwise-faults-"));
	const { expected, wrong } = expectations(await loadEngine("recording"));
	if (wrong.length > 0) {
		for (const what of wrong) process.stdout.write(`FAILS WITHOUT  ${what}\n`);
		rmSync(home, { recursive: true });
		process.stdout.write("the engine without a fault does not pass its own checks\n");
		process.exit(1);
	}
	writeFileSync(join(home, "expected.json"), JSON.stringify(expected));
	/** What notices a build whose file `fault.file` reads as `contents`; null: it is out of time. */
	const noticedBy = async (
		/** @type {string} */ name,
		/** @type {string} */ changed,
		/** @type {string} */ contents,
	) => {
		const outfile = join(home, `${name}.mjs`);
		await build({
			entryPoints: [join(MACHINE, "index.ts")],
			outfile,
			bundle: true,
			format: "esm",
			platform: "neutral",
			target: "es2022",
			minifySyntax: true,
			// All in one file: no chunk has to be asked for.
			// No image is of this build: it boots.
			define: { RECORDING: "true", CHUNKS: "[]", BUILD: "0" },
			logLevel: "error",
			plugins: [
				{
					name: "fault",
					setup({ onLoad }) {
						onLoad({ filter: new RegExp(`[/\\\\]machine[/\\\\]${changed.replace(".", "\\.")}$`) }, () => ({
							contents,
							loader: "ts",
						}));
					},
				},
			],
		});
		const { stdout, stderr, status } = spawnSync(
			process.execPath,
			[
				"--import",
				"tsx",
				fileURLToPath(import.meta.url),
				"--check",
				outfile,
				join(home, "expected.json"),
				...(firstOnly ? ["--first"] : []),
			],
			{ encoding: "utf8", timeout: PATIENCE, cwd: ROOT },
		);
		// A build that does not even run says nothing about the checks.
		if (status !== null && status !== 0) return { by: [], how: `DOES NOT RUN (${stderr.trim().split("\n").at(-1)})` };
		// Out of time is no notice: a slow machine would notice everything.
		return {
			by: stdout.split("\n").filter((line) => line !== ""),
			how: status === null ? "OUT OF TIME" : "NOT NOTICED",
		};
	};
	const text = (/** @type {string} */ name) => readFileSync(join(MACHINE, name), "utf8");
	// The same build with nothing planted must pass, or what the checks notice is not the fault.
	const control = await noticedBy("control", "gc.ts", text("gc.ts"));
	if (control.how !== "NOT NOTICED" || control.by.length > 0) {
		rmSync(home, { recursive: true });
		process.stdout.write(`a build without a fault does not pass: ${control.how} ${control.by.join(", ")}\n`);
		process.exit(1);
	}
	let missed = 0;
	const chosen = FAULTS.filter((fault) => fault.name.includes(mode ?? ""));
	for (const [i, fault] of chosen.entries()) {
		const source = text(fault.file);
		const fits = source.split(fault.search).length === 2;
		const { by, how } = fits
			? await noticedBy(
					`fault${i}`,
					fault.file,
					source.replace(fault.search, () => fault.replacement),
				)
			: { by: [], how: `DOES NOT FIT ${fault.file}` };
		if (by.length === 0) missed++;
		process.stdout.write(`${by.length > 0 ? "noticed" : how}  ${fault.name}: ${by.join(", ")}\n`);
	}
	rmSync(home, { recursive: true });
	process.stdout.write(`${chosen.length - missed} of ${chosen.length} faults noticed\n`);
	process.exitCode = missed > 0 ? 1 : 0;
}
