import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { program } from "../engine/fuzz/program.ts";
import { FEATURES } from "../engine/fuzz/writer.ts";
import { FAULTS } from "./engine/faults.mjs";
import { furnish, loadEngine } from "./engine/load.mjs";

/**
 * npm run -s faults [-- TEXT]
 *
 * Plants each fault (those whose name contains TEXT) in a build of its own and says which checks notice it: the corpus,
 * random programs, and the audit. What they are held against is the engine without a fault. Exit status 1 if a fault is
 * noticed by none, or no longer fits the sources.
 */
const ROOT = fileURLToPath(new URL("..", import.meta.url));
const MACHINE = join(ROOT, "engine", "machine");
const TOPICS = ["gc", "weakref", "lifetime", "refcount", "errors"];
const RANDOM = 120;
const LIMITS = { work: 20_000_000, bytes: 100 * 1024 * 1024, output: 2_000_000 };
/** Milliseconds for each of the three checks; and for all, after which a build is out of time. */
const CHECK_TIME = 20_000;
const PATIENCE = 120_000;
/** States of a program that are audited before they are thinned out. */
const MOST_AUDITED = 100;

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

/** @param {import("../engine/api").RunReport} report */
function answer({ stdout, stderr, outcome }) {
	return JSON.stringify([stdout, stderr, outcome.kind, outcome.kind === "finished" ? outcome.exitStatus : 0]);
}

/** The audited programs: a sample of all. */
const audited = () => programs().filter((_program, i) => i % 9 === 0);

/**
 * What CPython left beside a program of the corpus, as `answer` has it; null where the engine is held against itself.
 * @param {{ kind: string, name: string }} program
 */
function recorded({ kind, name }) {
	if (kind !== "corpus") return null;
	const stem = join(ROOT, "engine", "conformance", name.replace(/\.py$/, ""));
	const beside = (/** @type {string} */ kind) =>
		[`${stem}.3.13.${kind}`, `${stem}.${kind}`]
			.filter((file) => existsSync(file))
			.map((file) => readFileSync(file, "utf8"))[0];
	const failed = beside("err");
	return JSON.stringify([
		beside("out") ?? "",
		failed ?? beside("warn") ?? "",
		"finished",
		failed === undefined ? 0 : 1,
	]);
}

/** Why the engine without a fault does not pass its own checks: a table held against it would mean nothing. */
function unsound(/** @type {import("../engine/api").Engine} */ engine, /** @type {Record<string, string>} */ expected) {
	const plain = (/** @type {string | undefined} */ text) =>
		(text ?? "").replace(/0x[0-9a-fA-F]+/g, "0xADDR").replace(/File \\"[^"\n]*main\.py\\"/g, 'File \\"main.py\\"');
	const wrong = [];
	for (const program of programs()) {
		const theirs = recorded(program);
		const ours = plain(expected[`corpus ${program.name}`]);
		// What ends at these limits is held against itself alone.
		if (theirs !== null && !ours.includes('"limit"') && ours !== theirs) wrong.push(`corpus (${program.name})`);
	}
	for (const { name, source } of audited()) {
		const { problems, outcome } = engine.audit(source, { limits: LIMITS }, 3, MOST_AUDITED);
		const [first] = problems;
		if (first !== undefined || outcome.kind === "bug") wrong.push(`audit (${name}: ${first?.what ?? "a defect"})`);
	}
	return wrong;
}

/** The checks, in a process of their own: prints the first program of each kind that notices. */
async function check(/** @type {string} */ file, /** @type {string} */ expectedFile) {
	const engine = await import(pathToFileURL(file).href);
	await furnish(engine);
	/** @type {Record<string, string>} */
	const expected = JSON.parse(readFileSync(expectedFile, "utf8"));
	/** Each check ends with the first program that notices, or when its time is over. */
	const notice = (/** @type {string} */ kind, /** @type {string} */ name) =>
		process.stdout.write(`${kind} (${name})\n`);
	for (const kind of ["corpus", "random"]) {
		const began = Date.now();
		for (const { name, source } of programs().filter((p) => p.kind === kind)) {
			if (answer(engine.run(source, { limits: LIMITS })) !== expected[`${kind} ${name}`]) {
				notice(kind, name);
				break;
			}
			if (Date.now() - began > CHECK_TIME) break;
		}
	}
	const began = Date.now();
	for (const { name, source } of audited()) {
		const { problems, outcome } = engine.audit(source, { limits: LIMITS }, 3, MOST_AUDITED);
		if (problems.length > 0 || outcome.kind === "bug") {
			notice("audit", name);
			break;
		}
		if (Date.now() - began > CHECK_TIME) break;
	}
}

const [mode, file, expectedFile] = process.argv.slice(2);
if (mode === "--check" && file !== undefined && expectedFile !== undefined) await check(file, expectedFile);
else {
	const home = mkdtempSync(join(tmpdir(), "heapwise-faults-"));
	const engine = await loadEngine("recording");
	const { run } = engine;
	const expected = Object.fromEntries(
		programs().map(({ kind, name, source }) => [`${kind} ${name}`, answer(run(source, { limits: LIMITS }))]),
	);
	writeFileSync(join(home, "expected.json"), JSON.stringify(expected));
	let missed = 0;
	for (const what of unsound(engine, expected)) {
		missed++;
		process.stdout.write(`FAILS WITHOUT  ${what}\n`);
	}
	if (missed > 0) {
		rmSync(home, { recursive: true });
		process.stdout.write("the engine without a fault does not pass its own checks\n");
		process.exit(1);
	}
	const chosen = FAULTS.filter((fault) => fault.name.includes(mode ?? ""));
	for (const [i, fault] of chosen.entries()) {
		const source = readFileSync(join(MACHINE, fault.file), "utf8");
		if (source.split(fault.search).length !== 2) {
			missed++;
			process.stdout.write(`DOES NOT FIT  ${fault.name} (${fault.file})\n`);
			continue;
		}
		const outfile = join(home, `fault${i}.mjs`);
		await build({
			entryPoints: [join(MACHINE, "index.ts")],
			outfile,
			bundle: true,
			format: "esm",
			platform: "neutral",
			target: "es2022",
			minifySyntax: true,
			define: { RECORDING: "true" },
			logLevel: "error",
			plugins: [
				{
					name: "fault",
					setup({ onLoad }) {
						onLoad({ filter: new RegExp(`[/\\\\]machine[/\\\\]${fault.file.replace(".", "\\.")}$`) }, () => ({
							contents: source.replace(fault.search, () => fault.replacement),
							loader: "ts",
						}));
					},
				},
			],
		});
		const { stdout, status } = spawnSync(
			process.execPath,
			["--import", "tsx", fileURLToPath(import.meta.url), "--check", outfile, join(home, "expected.json")],
			{ encoding: "utf8", timeout: PATIENCE, cwd: ROOT },
		);
		const by = stdout.split("\n").filter((line) => line !== "");
		if (status !== null && status !== 0) by.push("it ends at once");
		if (by.length === 0) missed++;
		// Out of time is no notice: a slow machine would notice everything.
		const verdict = by.length > 0 ? "noticed       " : status === null ? "OUT OF TIME   " : "NOT NOTICED   ";
		process.stdout.write(`${verdict}${fault.name}: ${by.join(", ")}\n`);
	}
	rmSync(home, { recursive: true });
	process.stdout.write(`${chosen.length - missed} of ${chosen.length} faults noticed\n`);
	process.exitCode = missed > 0 ? 1 : 0;
}
