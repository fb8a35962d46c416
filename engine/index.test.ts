import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import type { Progress } from "./api";
import * as fast from "./dist/fast.mjs";
import * as machine from "./dist/recording.mjs";
import { openEngine } from "./index";

const asked: string[] = [];
async function file(path: string): Promise<Uint8Array> {
	asked.push(path);
	return readFile(`engine/dist/library/${path}`);
}
const engine = openEngine({ machine, file });

const LOOP = "total = 0\nfor i in range(60000):\n    total += i\nprint(total)\n";

describe("the door", () => {
	it("runs a program to its end, as the machine's own run does", async () => {
		const source = `${LOOP}raise ValueError(total)\n`;
		const report = await engine.run(source);
		const { milliseconds: _, ...figures } = report.figures;
		const whole = machine.run(source);
		expect(report).toMatchObject({ ...whole, figures });
		expect(report.stderr).toContain("ValueError: 1799970000");
		expect(await openEngine({ machine: fast, file }).run(source)).toMatchObject({ stdout: whole.stdout });
	});

	it("reports what a program is that does not begin", async () => {
		const report = await engine.run("def f(:\n");
		expect(report.outcome).toEqual({ kind: "finished", exitStatus: 1 });
		expect(report.stderr).toContain("SyntaxError");
	});

	it("tells how far a run is, and each text that it writes once", async () => {
		const told: Progress[] = [];
		const report = await engine.run("for i in range(20000):\n    print(i)\n", {
			slice: 1,
			onProgress: (progress) => told.push(progress),
		});
		expect(told.length).toBeGreaterThan(3);
		const steps = told.map((progress) => progress.steps);
		expect(steps).toEqual([...steps].sort((a, b) => a - b));
		const text = told.flatMap(({ output }) => output.map((chunk) => chunk.text)).join("");
		expect(report.stdout.startsWith(text)).toBe(true);
		expect(text.length).toBeGreaterThan(0);
	});

	it("lets other tasks run meanwhile", async () => {
		let ticks = 0;
		const timer = setInterval(() => ticks++, 0);
		await engine.run(LOOP, { slice: 1 });
		clearInterval(timer);
		expect(ticks).toBeGreaterThan(0);
	});

	it("ends a run that is aborted, and goes on with the next", async () => {
		const stop = new AbortController();
		const endless = engine.run("while True: pass\n", { signal: stop.signal, limits: { work: 1e12 } });
		const next = engine.run("print('next')\n");
		setTimeout(() => stop.abort(new Error("enough")), 20);
		await expect(endless).rejects.toThrow("enough");
		expect((await next).stdout).toBe("next\n");
		await expect(engine.run("pass\n", { signal: AbortSignal.abort() })).rejects.toThrow("aborted");
	});

	it("gives a run up whose consumer leaves it", async () => {
		for await (const progress of engine.runInSteps("while True: pass\n")) if (progress.steps > 0) break;
		expect((await engine.run("print(1)\n")).stdout).toBe("1\n");
	});

	it("gets the library's files, each once, and begins again where a run needs more", async () => {
		const written: string[] = [];
		const source = "import keyword\nprint(keyword.iskeyword('for'))\nprint(__import__('token').tok_name[1])\n";
		const report = await engine.run(source, {
			slice: 0.001,
			onProgress: ({ output }) => written.push(...output.map(({ text }) => text)),
		});
		expect(report.stdout).toBe("True\nNAME\n");
		expect(report.stdout.startsWith(written.join(""))).toBe(true);
		const times = asked.length;
		expect(new Set(asked).size).toBe(times);
		await engine.run(source);
		expect(asked.length).toBe(times);
	});

	it("rejects with what the host says of a file that does not come, and asks for it again", async () => {
		let online = false;
		const away = openEngine({
			machine: fast,
			file: (path) => (online ? readFileSync(`engine/dist/library/${path}`) : Promise.reject(new Error("offline"))),
		});
		await expect(away.run("import __future__\n")).rejects.toThrow("offline");
		online = true;
		expect((await away.run("import __future__\n")).stderr).toBe("");
		expect((await away.run("print(2)\n")).stdout).toBe("2\n");
	});

	it("rests and can be given up while it records, and then the recording is what it would have been", async () => {
		const stop = new AbortController();
		const endless = engine.record("while True: pass\n", { signal: stop.signal });
		setTimeout(() => stop.abort(new Error("enough")), 20);
		await expect(endless).rejects.toThrow("enough");
		let rests = 0;
		const { summary } = await engine.record(LOOP, { slice: 1, onProgress: () => rests++ });
		const shown = [1000, summary.steps, 17].map((step) => engine.stateAt(step));
		expect(rests).toBeGreaterThan(3);
		const whole = machine.record(LOOP);
		// A page kept has words above a stack's top, too, which nobody reads: what the loop pushed there, and translated code did not.
		const { keyframes } = whole.summary.bytes;
		expect(Math.abs(summary.bytes.keyframes - keyframes)).toBeLessThan(keyframes / 1000);
		const bytes = { ...summary.bytes, keyframes };
		expect({ ...summary, bytes, report: null }).toEqual({ ...whole.summary, report: null });
		expect(shown).toEqual([1000, summary.steps, 17].map((step) => whole.stateAt(step)));
	});

	it("records, shows and answers", async () => {
		const recording = await engine.record("a = []\nb = [a]\ndel a\n");
		expect(engine.stateAt(recording.summary.steps)).toEqual(recording.stateAt(recording.summary.steps));
		await expect(openEngine({ machine: fast, file }).run("pass\n")).resolves.toMatchObject({ stdout: "" });
		expect((await engine.ask("whyAlive", recording.summary.steps, -1)).kind).toBeTypeOf("string");
		expect((await engine.run("print(3)\n1 / 0\n")).stderr).toContain("ZeroDivisionError");
	});
});

describe("the examples of README.md", () => {
	const text = readFileSync("engine/README.md", "utf8");
	const door = text.slice(text.indexOf("## Its door"), text.indexOf("## From text"));
	const examples = [...door.matchAll(/```ts\n(.*?)```/gs)].map(([, code = ""]) => code);

	it("write what they say", async () => {
		expect(examples.length).toBeGreaterThanOrEqual(4);
		const code = examples
			.join("\n")
			.replaceAll(/^import .*$/gm, "")
			.replaceAll(/: string\[\]/g, "");
		const said = [...code.matchAll(/console\.log\(.*; \/\/ (.*)$/gm)].map(([, line]) => line);
		const shown: string[] = [];
		const console = { log: (...parts: unknown[]) => shown.push(parts.join(" ").trimEnd()) };
		const AsyncFunction = (async () => {}).constructor as new (
			...parts: string[]
		) => (...values: unknown[]) => Promise<void>;
		const body = new AsyncFunction("openEngine", "machine", "readFile", "console", code);
		await body(openEngine, machine, readFile, console);
		expect(said.length).toBeGreaterThanOrEqual(4);
		expect([...new Set(shown)].sort()).toEqual(
			[...new Set(said.flatMap((line) => line?.replace(/\)*; ?$/, "") ?? []))].sort(),
		);
	});
});
