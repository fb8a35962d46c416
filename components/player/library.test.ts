import { readFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { libraryVersion } from "../../engine/dist/version.mjs";
import { engine, LibraryAbsent } from "./library";

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

/** Names, texts, keys and words of an error that are not ASCII; what is written shows only in a state. */
const CHINESE = `import gc
class 节点:
    def __init__(self, 名字):
        self.名字 = 名字
        self.伙伴 = None
    def __del__(self):
        遗言.append(f"{self.名字}走了")
遗言 = []
def 配对():
    甲, 乙 = 节点("甲"), 节点("\\u4e59")
    甲.伙伴, 乙.伙伴 = 乙, 甲
    表 = {"键\\u3000": ["é", "😀", "\\u200b"], ("中", "文"): 甲}
    try:
        表["没有"]
    except KeyError as 错:
        表["错"] = 错
    return 表
表 = 配对()
print("再见", "é", "‘甲’")
del 表
print(gc.collect() and len(遗言))
`;

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

	it("shows a recording that prints and names things in Chinese, on every side of it", async () => {
		const recording = await engine.record(CHINESE);
		const { summary, stateAt, eventsOf, instructionsOf, ask } = recording;
		expect(summary.report.stdout).toBe("再见 é ‘甲’\n2\n");
		const looks = <T>(name: string, look: () => T) => {
			try {
				look();
			} catch (error) {
				throw new Error(`${name}: ${error instanceof Error ? error.message : error}`);
			}
		};
		for (let step = 0; step <= summary.steps; step++) {
			const state = stateAt(step);
			looks(`step ${step}`, () => ask.markAndSweep(step));
			looks(`step ${step}`, () => ask.countingAlone(step));
			looks(`step ${step}`, () => ask.growth(0, step));
			for (const { serial } of state.objects) {
				looks(`#${serial}`, () => ask.whyAlive(step, serial));
				looks(`#${serial}`, () => ask.retained(step, serial));
				looks(`#${serial}`, () => ask.referencesFrom(step, serial));
				looks(`#${serial}`, () => ask.referencesTo(step, serial));
			}
			for (const { serial } of state.deaths) looks(`#${serial}`, () => ask.whyFreed(step, serial));
			if (step === 0) continue;
			const { total, events } = eventsOf(step, { count: 10_000 });
			expect(events).toHaveLength(total);
			for (const { instruction, event } of instructionsOf(step).instructions)
				looks(`instruction ${instruction} of step ${step}`, () => stateAt({ step, event }));
		}
	});

	it("writes every kind of value in a recording's states", async () => {
		const values =
			"'é', '中文', '\\u4e2d', b'x', 1j, -1.5e300, 10**30, range(3), slice(1), ..., frozenset('ab'), lambda: 0, int, len";
		const { summary, stateAt } = await engine.record(
			`for x in (${values}):\n    y = [x, {x: 1}] if x.__hash__ else [x]\n`,
		);
		for (let step = 0; step <= summary.steps; step++) expect(stateAt(step).step).toBe(step);
	});

	it("says so when the network is gone", async () => {
		vi.stubGlobal("fetch", () => Promise.reject(new TypeError("offline")));
		await expect(output("import textwrap\n")).rejects.toThrow(LibraryAbsent);
	});
});
