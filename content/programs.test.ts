/** The course's programs against the outputs recorded from real CPython (content/record.mjs). */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { loadPyodide } from "pyodide";
import { describe, expect, it } from "vitest";
import { provideLibrary, run } from "@/engine/dist/fast.mjs";
import { PROFILES } from "@/engine/profiles";
import { gradeCode } from "@/exercises/code";
import type { ItemDefinition } from "@/exercises/definition";
import { furnish } from "@/scripts/engine/load.mjs";
import { lessonPaths } from "@/server/lessons/course";
import { loadItems } from "@/server/lessons/definitions";

await furnish({ provideLibrary });

const shared = fileURLToPath(new URL("shared", import.meta.url));
const files = readdirSync(shared, { recursive: true, encoding: "utf8" });
const programs = files.filter((file) => file.endsWith(".py")).map((file) => file.slice(0, -".py".length));
const profiles = [PROFILES["3.13"].name, PROFILES["3.14"].name];

function source(program: string): string {
	return readFileSync(path.join(shared, `${program}.py`), "utf8");
}

function recorded(program: string, profile: string): string {
	return readFileSync(path.join(shared, `${program}.${profile}.out`), "utf8");
}

async function allItems(): Promise<readonly ItemDefinition[]> {
	const lessons = await lessonPaths();
	const items = lessons.map(async ({ chapter, lesson }) => [...(await loadItems(chapter, lesson, "en")).values()]);
	return (await Promise.all(items)).flat();
}

const items = await allItems();

/** The recorded output of the program that a question shows, found by its text. */
function recordedOf(text: string, profile: string): string {
	const program = programs.find((name) => source(name) === text);
	if (program === undefined) throw new Error("a question shows a program that is no file");
	return recorded(program, profile);
}

it("every recording belongs to a program, and every program has both", () => {
	const expected = programs.flatMap((program) => profiles.map((profile) => `${program}.${profile}.out`));
	expect(files.filter((file) => file.endsWith(".out")).sort()).toEqual(expected.sort());
});

/**
 * pyodide's CPython 3.13 runs wherever the tests do. A program runs in it as a module whose names are not taken apart at
 * the end, so what the recording shows of the interpreter's exit comes after all that is compared.
 */
it("the recordings are what a CPython prints", async () => {
	const python = await loadPyodide();
	// Called directly: runPython leaves garbage of its own, which a program's first collection would find.
	const { collect, enable, set_threshold: setThreshold } = python.pyimport("gc");
	const { exec } = python.pyimport("builtins");
	for (const program of programs) {
		let out = "";
		// What the programs before it left behind: cycles, and the collector's settings.
		python.setStdout({ batched: () => {} });
		enable();
		setThreshold(2000, 10, 10);
		collect();
		python.setStdout({
			batched: (line) => {
				out += `${line}\n`;
			},
		});
		const names = python.globals.get("dict")();
		names.set("__name__", "__main__");
		exec(source(program), names);
		const expected = recorded(program, "3.13");
		expect.soft(expected.startsWith(out), `${program}: pyodide printed\n${out}recorded is\n${expected}`).toBe(true);
		expect.soft(out === "" && expected !== "", program).toBe(false);
		names.destroy();
	}
}, 60_000);

describe.each(profiles)("the machine as %s", (profile) => {
	it.each(programs)("%s prints what CPython printed", (program) => {
		const report = run(source(program), { profile });
		expect(report.outcome).toEqual({ kind: "finished", exitStatus: 0 });
		expect(report.stderr).toBe("");
		expect(report.stdout).toBe(recorded(program, profile));
	});

	it.each(items.filter((item) => item.kind === "code"))("$id: the starter fails, the solution passes", async (item) => {
		const attempt = (text: string) =>
			gradeCode(item, { kind: "code", source: text }, async (program, limits) => run(program, { profile, limits }));
		const solved = await attempt(item.solution);
		expect(solved).toMatchObject({ ok: true, grade: { credit: 1, correct: true } });
		const untouched = await attempt(item.starter);
		expect(untouched).toMatchObject({ ok: true, grade: { correct: false }, review: { explanation: null } });
	});
});

describe.each(profiles)("the keys agree with CPython %s", (profile) => {
	it.each(items.filter((item) => item.kind === "short" && item.program !== null))("$id", (item) => {
		if (item.kind !== "short" || item.program === null) throw new Error("filtered");
		expect(`${item.accepted[0]}\n`).toBe(recordedOf(item.program, profile));
	});

	it.each(items.filter((item) => item.kind === "choice" && item.program !== null))("$id", (item) => {
		if (item.kind !== "choice" || item.program === null) throw new Error("filtered");
		const last = recordedOf(item.program, profile).trimEnd().split("\n").at(-1) ?? "";
		for (const option of item.options) {
			expect(option.text.replaceAll("`", "").startsWith(last), `${option.id}: ${last}`).toBe(option.correct);
		}
	});

	it.each(items.filter((item) => item.kind === "code"))("$id: the checked output is the solution's", (item) => {
		const check = item.checks.find((c) => c.kind === "output");
		if (check?.kind !== "output") return;
		expect(check.equals).toBe(recordedOf(item.solution, profile));
	});
});
