import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import type { HeapState, RunReport } from "../../engine/api";

/** What a page loads before a first program runs, in kB gzipped. 150 is aimed at. */
const CORE_KB = 191;

/** Shows ids, counts and what a collection finds of objects of many kinds, of types in chunks and outside. */
const PROGRAM = `import gc, sys
from collections import OrderedDict, deque
import itertools, math, re
class Node:
    pass
kept = [Node(), deque([1, 2]), OrderedDict(a=1), re.compile("a+"), itertools.count(3), 3j * 2, b"x".upper()]
print([id(o) - id(kept) for o in kept], [sys.getrefcount(o) for o in kept])
print(id(math), id(deque), len(object.__subclasses__()), gc.get_count(), math.pi)
print("%d %5.2f" % (1, 2), f"{3.14159:.2f}", "{}-{}".format(1, 2))
match kept:
    case [a, *rest]:
        print(len(rest))
a.me = a
del a, kept, rest
print(gc.collect(), gc.get_count(), id(Node()))
try:
    eval("1 +")
except SyntaxError as error:
    print(error, id(error))
1 / 0
`;

const FIRST = "class A:\n    pass\na = A()\na.b = [1, {}]\nprint(sum(n for n in range(3)), f'{len(a.b)}')\n";

/** What programs about memory import most. */
const MODULES = ["weakref", "collections", "dataclasses", "random", "unittest"];

interface Run {
	/** The files that it asked for. */
	readonly asked: readonly string[];
	readonly seen: { readonly report: Omit<RunReport, "figures">; readonly states: readonly HeapState[] };
}

describe("the engine's parts", () => {
	let made: {
		readonly runs: readonly Run[];
		readonly first: string;
		readonly lessons: readonly string[];
		readonly imports: Readonly<Record<string, { readonly begun: number; readonly stderr: string }>>;
	};

	beforeAll(async () => {
		const worker = new Worker(new URL("./chunk-runs-worker.mjs", import.meta.url), {
			workerData: { source: PROGRAM, first: FIRST, modules: MODULES },
		});
		made = await new Promise((resolve, reject) => worker.once("message", resolve).once("error", reject));
	}, 180_000);

	it("make the same run, loaded at once, in another order, or when they are needed", () => {
		const [atOnce, backwards, onDemand] = made.runs;
		expect(atOnce?.seen.report.stderr).toContain("ZeroDivisionError");
		expect(atOnce?.asked).toEqual([]);
		expect(backwards).toEqual(atOnce);
		expect(onDemand?.asked).toContain("collections.mjs");
		expect(onDemand?.seen).toEqual(atOnce?.seen);
	});

	it("leave a core that runs first programs without any", () => {
		expect(made.first).toBe("3 2\n");
	});

	it("come together with the modules that need them: no import makes a run begin again", () => {
		expect(made.imports).toEqual(Object.fromEntries(MODULES.map((name) => [name, { begun: 1, stderr: "" }])));
	});

	it("have what the lessons' programs call: none asks for what is seldom called", () => {
		expect(made.lessons).toContain("record.mjs");
		expect(made.lessons).not.toContain("seldom.mjs");
	});

	it.each(["fast", "recording"])("are small: the core of %s", (variant) => {
		const size = gzipSync(readFileSync(join("engine", "dist", variant, "core.mjs")), { level: 9 }).length / 1000;
		expect(size).toBeLessThan(CORE_KB);
	});
});
