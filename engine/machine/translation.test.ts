import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { afterEach, describe, expect, it, vi } from "vitest";
import { furnish } from "../../scripts/engine/load.mjs";
import { programs } from "../../scripts/engine/programs.mjs";
import { toldDifferences, translationDifferences } from "../../scripts/engine/translations.mjs";
import * as chunks from "../dist/fast/chunks.mjs";
import type * as Core from "../dist/fast/core.mjs";
import * as fast from "../dist/fast.mjs";
import * as engine from "../dist/recording.mjs";
import { openEngine } from "../index";

await furnish(engine);

const corpus = fileURLToPath(new URL("../conformance", import.meta.url));
/** What is no program passes through no states. */
const isProgram = (file: string): boolean => {
	const errors = [".err", ".3.13.err"].map((end) => file.replace(/\.py$/, end)).filter(existsSync);
	return !file.includes("syntax_") && !errors.some((path) => /^SyntaxError: /m.test(readFileSync(path, "utf8")));
};
/** All of them are for `npm run translation`. */
const SOME = programs(corpus).filter((file, i) => i % 16 === 5 && isProgram(file));

/** Those of which each event is compared. */
const LOGGED = SOME.filter((_, i) => i % 4 === 1);

const LOOP = "total = 0\nfor i in range(60000):\n    total += i\nprint(total)\n";

afterEach(() => {
	vi.unstubAllGlobals();
	fast.translateAfter();
});

describe("translated code", () => {
	it.each(SOME.map((file) => file.slice(corpus.length + 1)))("leaves each state as the loop does: %s", (name) => {
		const source = readFileSync(join(corpus, name), "utf8");
		for (const profile of ["3.13", "3.14"] as const) {
			const { states, differs } = translationDifferences(engine, source, { profile });
			expect(states).toBeGreaterThan(0);
			expect(differs).toBe(false);
		}
	});

	it.each(LOGGED.map((file) => file.slice(corpus.length + 1)))("tells a log what the loop tells: %s", (name) => {
		const source = readFileSync(join(corpus, name), "utf8");
		for (const profile of ["3.13", "3.14"] as const) expect(toldDifferences(engine, source, { profile })).toEqual([]);
	});

	it("runs what is only counted, and not what is listed", () => {
		const texts = vi.fn();
		const { Function: OwnFunction } = globalThis;
		const recorded = engine.record(`xs = [[i] for i in range(3)]\n${LOOP.replaceAll("total", "logged")}`);
		vi.stubGlobal("Function", function Made(...args: string[]) {
			texts(args.at(-1));
			return OwnFunction(...args);
		});
		const pages = [1, 0].map((count) => {
			recorded.stateAt(0);
			const made = texts.mock.calls.length;
			const figures = Array.from({ length: 2000 }, (_, i) => recorded.eventsOf(i + 1, { count }));
			return {
				figures: figures.map(({ total, instructions, folded }) => [total, instructions, folded]),
				texts: texts.mock.calls.length - made,
			};
		});
		expect(pages.map(({ texts }) => texts)).toEqual([0, 1]);
		expect(pages[1]?.figures).toEqual(pages[0]?.figures);
	});

	/** A function of so many like pieces that its text is in several parts, which loops and handlers lead across. */
	const LONG = `class Box:
    pass
def long(n, box):
    total = 0
    for i in range(n):
        try:
${Array.from({ length: 40 }, (_, k) => `            box.f${k} = total + i * ${k}\n            if box.f${k} % ${k + 7} == 3: continue\n            total += box.f${k} // ${k + 1}\n`).join("")}            yield [total, i]
            {}[i]
        except KeyError as error:
            total -= error.args[0]
print([pair for pair in long(30, Box())][-1])
`;

	it("leaves each state as the loop does where it is long", () => {
		const texts = vi.fn();
		const { Function: OwnFunction } = globalThis;
		vi.stubGlobal("Function", function Made(...args: string[]) {
			texts(args.at(-1));
			return OwnFunction(...args);
		});
		for (const profile of ["3.13", "3.14"] as const)
			expect(translationDifferences(engine, LONG, { profile })).toMatchObject({ differs: false });
		expect(texts.mock.calls.some(([text]) => /const p0=.*,p2=/s.test(text))).toBe(true);
	});

	it("ends a run by its limits where the loop does", () => {
		const source = "def f(n):\n    return [n, n]\nwhile True:\n    f(1)\n";
		const reports = [Number.POSITIVE_INFINITY, 1].map((count) => {
			fast.translateAfter(count);
			const { outcome, figures } = fast.run(source, { limits: { work: 300_000 } });
			return { outcome, steps: figures.steps };
		});
		expect(reports[0]).toMatchObject({ outcome: { kind: "limit" } });
		expect(reports[1]).toEqual(reports[0]);
	});

	it("is not there where a page allows no code made from text, and programs run all the same", () => {
		const asked = vi.fn();
		vi.stubGlobal("Function", () => {
			asked();
			throw new EvalError("refused by the policy");
		});
		// A text that has not been translated before.
		expect(fast.run(`${LOOP}# none of it\n`.replaceAll("total", "refused")).stdout).toBe("1799970000\n");
		expect(asked).toHaveBeenCalled();
	});

	it("goes on in the midst of a line once what interrupted it has run", () => {
		const source = [
			"import weakref",
			"class A:",
			"    def __init__(self, n): self.n = n",
			"    def __add__(self, other): return A(self.n + other.n)",
			"    def __lt__(self, other): return self.n < other.n",
			"    def __bool__(self): return self.n % 2 == 0",
			"    def __getitem__(self, i): return i // self.n",
			"    def __del__(self): seen.append(self.n)",
			"    @property",
			"    def half(self): return A(self.n // 2)",
			"class B(A):",
			"    def __len__(self): return 3",
			"def told(r): seen.append(r() is None)",
			"def lines(n):",
			"    a, b = A(n), B(n % 3)",
			"    r = weakref.ref(A(1), told); c = (a + b).half.n + len(b)",
			"    a.x = A(2); a.x = None; c += (a + b + a).n if a < b else (b.half + a).n",
			"    for o in a, b: c += o.n + (1 if o and not (o + b) else 2)",
			"    try: return sorted([a, b, a + b])[1].n + b[c] + sum(o.n for o in (a, b))",
			"    except ZeroDivisionError: return -1",
			"seen = []",
			"for i in range(120): seen.append(lines(i))",
			"print(len(seen), hash(tuple(seen)))",
		].join("\n");
		for (const profile of ["3.13", "3.14"] as const) {
			const { states, differs } = translationDifferences(engine, source, { profile });
			expect([profile, states > 100, differs]).toEqual([profile, true, false]);
		}
	});

	it("calls itself no deeper than a small stack allows, and the program as deep as it likes", async () => {
		const lines = Array.from({ length: 150 }, (_, i) => `    x${i} = a + b * ${i} - (a if a > ${i} else b)`);
		const source = [
			"import sys",
			"def f(n, a, b):",
			"    if n == 0:",
			"        return 0",
			...lines,
			`    return f(n - 1, a, b) + ${lines.map((_, i) => `x${i}`).join(" + ")}`,
			"sys.setrecursionlimit(5000)",
			"for i in range(20):",
			"    f(1, 2, 3)",
			"print(f(3000, 5, 6))",
		].join("\n");
		const script = `
			const { parentPort, workerData } = require("node:worker_threads");
			import(workerData.engine).then((engine) => {
				engine.translateAfter(2);
				const { outcome, stdout } = engine.run(workerData.source, { profile: workerData.profile });
				parentPort.postMessage({ outcome, stdout });
			});`;
		for (const profile of ["3.13", "3.14"] as const) {
			const worker = new Worker(script, {
				eval: true,
				workerData: { engine: new URL("../dist/fast.mjs", import.meta.url).href, source, profile },
				resourceLimits: { stackSizeMb: 0.5 },
			});
			const answer = await new Promise((resolve, reject) => {
				worker.once("message", resolve);
				worker.once("error", reject);
			});
			await worker.terminate();
			fast.translateAfter(Number.POSITIVE_INFINITY);
			expect(answer).toEqual({
				outcome: { kind: "finished", exitStatus: 0 },
				stdout: fast.run(source, { profile }).stdout,
			});
		}
	});

	it("is fetched once a run is long, while the run goes on", async () => {
		// The part that all of the build shares has everything already.
		const apart = `${new URL("../dist/fast/core.mjs", import.meta.url).href}?apart`;
		const core: typeof Core = await import(/* @vite-ignore */ apart);
		const fetched: string[] = [];
		const parts = Object.fromEntries(
			Object.entries(chunks.chunks).map(([name, load]) => [
				name,
				() => {
					fetched.push(name);
					return load();
				},
			]),
		);
		const door = openEngine({
			machine: core,
			translates: true,
			chunks: parts,
			file: () => {
				throw new Error("nothing of the library is needed");
			},
		});
		expect((await door.run("print(1)\n")).stdout).toBe("1\n");
		expect(fetched).not.toContain("hot");
		expect((await door.run(LOOP, { slice: 1 })).stdout).toBe("1799970000\n");
		expect(fetched).toContain("hot");
	});
});
