import { readFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { libraryVersion } from "../../engine/dist/version.mjs";
import { engine, LibraryAbsent, lookInside, writeTexts } from "./library";

const asked: string[] = [];

/** Answers as the server does for public/library. */
async function serve(url: string): Promise<Response> {
	const [, folder, version, ...file] = url.split("/");
	expect([folder, version]).toEqual(["library", libraryVersion]);
	asked.push(file.join("/"));
	const bytes = await readFile(path.join("engine/dist/library", ...file)).catch(() => null);
	return bytes === null ? new Response("", { status: 404 }) : new Response(new Uint8Array(bytes));
}

beforeAll(() => vi.stubGlobal("fetch", serve));
afterAll(() => vi.unstubAllGlobals());

async function output(source: string): Promise<string> {
	const report = await engine.run(source);
	return report.stdout + report.stderr;
}

describe("the library in a page", () => {
	it("is not asked for by a program that imports nothing", async () => {
		expect(await output("print(1)\n")).toBe("1\n");
		expect(asked).toEqual([]);
	});

	it("comes by what the program's text imports, each file once", async () => {
		const source = "import keyword\nprint(keyword.iskeyword('for'))\n";
		expect(await output(source)).toBe("True\n");
		expect(asked).toEqual(["3.13/index.json", "3.13/keyword.code"]);
		expect(await output(source)).toBe("True\n");
		expect(asked).toHaveLength(2);
	});

	it("is fetched when a run asks for more, and the run begins again", async () => {
		const source = "print('once')\nprint(__import__('token').tok_name[1])\n";
		expect(await output(source)).toBe("once\nNAME\n");
		expect(asked).toContain("3.13/token.code");
	});

	it("brings the text of a module for a traceback", async () => {
		expect(await output("import keyword\nkeyword.iskeyword([])\n")).toContain("TypeError");
		const source = "import copyreg\ncopyreg.pickle(1, 2)\n";
		expect(await output(source)).toContain('raise TypeError("reduction functions must be callable")');
	});

	it("lets a recording be looked into before any question has been asked", async () => {
		const recording = await engine.record("a = [[]]\n");
		await lookInside();
		expect(recording.eventsOf(1).total).toBeGreaterThan(2);
		expect(recording.instructionsOf(1).total).toBeGreaterThan(2);
	});

	it("writes every kind of value in a recording's states", async () => {
		const values =
			"'é', '中文', '\\u4e2d', b'x', 1j, -1.5e300, 10**30, range(3), slice(1), ..., frozenset('ab'), lambda: 0, int, len";
		const { summary, stateAt } = await engine.record(
			`for x in (${values}):\n    y = [x, {x: 1}] if x.__hash__ else [x]\n`,
		);
		await writeTexts();
		for (let step = 0; step <= summary.steps; step++) expect(stateAt(step).step).toBe(step);
	});

	it("says so when the network is gone", async () => {
		vi.stubGlobal("fetch", () => Promise.reject(new TypeError("offline")));
		await expect(output("import textwrap\n")).rejects.toThrow(LibraryAbsent);
	});
});
