import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { furnish } from "../../scripts/engine/load.mjs";
import type { HeapState, Recording } from "../api";
import { provideLibrary as provideFast, run } from "../dist/fast.mjs";
import { provideLibrary, record, recount } from "../dist/recording.mjs";

await furnish({ provideLibrary: provideFast });
await furnish({ provideLibrary });

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The course's own programs, and some in which more dies at once, in worse places. */
function programs(): Map<string, string> {
	const found = new Map<string, string>();
	const walk = (folder: string): void => {
		for (const entry of readdirSync(folder, { withFileTypes: true })) {
			const path = join(folder, entry.name);
			if (entry.isDirectory()) walk(path);
			else if (entry.name.endsWith(".py")) found.set(path.slice(root.length), readFileSync(path, "utf8"));
		}
	};
	walk(join(root, "content"));
	found.set(
		"a chain of finalizers",
		`import gc, weakref
class Box:
    def __init__(self, name, *held):
        self.name = name
        self.held = list(held)
    def __del__(self):
        kept.append(self.name)
kept = []
def build(depth):
    box = None
    for i in range(depth):
        box = Box(i, box, [Box(-i)])
    return box
chain = build(6)
watch = weakref.ref(chain, lambda r: kept.append("callback"))
del chain
ring = Box("ring")
ring.held.append(ring)
def boom():
    local = Box("local")
    raise ValueError(local)
try:
    boom()
except ValueError as e:
    saved = e
del ring
print(gc.collect(), len(kept))
saved = None
gen = (Box(n) for n in range(3))
next(gen)
gen.close()
print(kept)
`,
	);
	found.set(
		"what only furniture and modules of the library hold",
		`import dataclasses
import weakref
class Shelf:
    registry = {}
    sizes = {"small": 1}
@dataclasses.dataclass
class Book:
    title: str
    tags: list
book = Book("t", [])
loans = weakref.WeakValueDictionary(b=book)
Shelf.registry["b"] = book
del book
print(len(loans))
`,
	);
	return found;
}

/** Every state, asked for from the first to the last. */
function allStates(recording: Recording): HeapState[] {
	return Array.from({ length: recording.summary.steps + 1 }, (_, step) => recording.stateAt(step));
}

describe("a recording", () => {
	for (const [name, source] of programs()) {
		it(`${name}: has the same states backwards, and counts that are the references there are`, () => {
			const recording = record(source);
			expect(recording.summary.report.outcome.kind).toBe("finished");
			const states: HeapState[] = [];
			for (let step = 0; step <= recording.summary.steps; step++) {
				const state = recording.stateAt(step);
				states.push(state);
				const live = recording.summary.live[step] as number;
				expect([state.alive, state.objects.length], `objects at step ${step}`).toEqual([live, Math.min(live, 300)]);
				expect(recount(), `step ${step}`).toEqual([]);
			}
			for (let step = recording.summary.steps; step >= 0; step--) expect(recording.stateAt(step)).toEqual(states[step]);
		});

		it(`${name}: is the run that the build without a log makes`, () => {
			const recorded = record(source).summary.report;
			const plain = run(source);
			expect(recorded.stdout).toBe(plain.stdout);
			expect(recorded.stderr).toBe(plain.stderr);
			expect(recorded.facts).toEqual(plain.facts);
			expect(recorded.figures.instructions).toBe(plain.figures.instructions);
			expect(recorded.figures.steps).toBe(plain.figures.steps);
		});
	}

	for (const profile of ["3.13", "3.14"] as const) {
		it(`shows the args of an exception of the interpreter's own as little as the exception, in ${profile}`, () => {
			const failing = [
				"xs = []\nxs[5]\n",
				"{}[()]\n",
				"try: import nothing\nexcept ImportError as e: f = e\n",
				"x = ValueError(1, 2)\nraise x\n",
				"raise SyntaxError('no', ('main.py', 1, 1, '', 1, 1))\n",
				"open\nraise FileNotFoundError(2, 'no', 'file')\n",
				"def g():\n    yield\n    return 1\nlist(g())\ni = g()\nnext(i)\nnext(i)\n",
			];
			for (const source of failing)
				for (const state of allStates(record(source, { profile })))
					expect(
						state.objects.filter(({ type }) => type === "tuple"),
						source,
					).toEqual([]);
		});
	}

	it("is the same run wherever a seek begins, across keyframes", () => {
		const source =
			"xs = []\nfor i in range(3000):\n    xs.append([i])\n    if i % 3 == 0:\n        del xs[0]\nprint(len(xs))\n";
		const recording = record(source);
		const { steps } = recording.summary;
		expect(steps).toBeGreaterThan(5000);
		const picked = Array.from({ length: 40 }, (_, i) => (i * 2477) % (steps + 1)).sort((a, b) => a - b);
		const forwards = picked.map((step) => recording.stateAt(step));
		const again = record(source);
		for (let i = picked.length - 1; i >= 0; i--) {
			const state = again.stateAt(picked[i] as number);
			expect(state).toEqual(forwards[i]);
			const sample = (picked[i] as number) / again.summary.every;
			if (Number.isInteger(sample)) expect(state.alive).toBe(again.summary.live[sample]);
		}
	});

	it("says which count changed, which object died and by what", () => {
		const recording = record("class Node: pass\na = Node()\nb = a\ndel a\ndel b\n");
		const states = allStates(recording);
		const [afterAlias, afterFirst, afterSecond] = [3, 4, 5].map((line) =>
			states.find((state) => state.ranLine === line),
		);
		expect(afterAlias?.changes.map(({ name, from, to }) => [name, from, to])).toEqual([["a", 1, 2]]);
		expect(afterFirst?.changes.map(({ name, from, to }) => [name, from, to])).toEqual([["b", 2, 1]]);
		expect(afterSecond?.changes.map(({ name, from, to }) => [name, from, to])).toEqual([["b", 1, 0]]);
		expect(afterSecond?.deaths.map(({ type, by, line }) => [type, by, line])).toEqual([["Node", "count", 5]]);
	});

	it("shows a collection's phases with their gc_refs", () => {
		const recording = record(
			"import gc\ngc.disable()\nclass N: pass\na, b = N(), N()\na.o, b.o = b, a\ndel a, b\ngc.collect()\n",
		);
		const last = recording.stateAt(recording.summary.steps);
		const collection = last.collections[0];
		expect(collection?.collected).toBe(2);
		const subtracted = collection?.phases.find((p) => p.name === "subtract_refs");
		expect(subtracted?.rows.map(({ type, refcnt, gcRefs }) => [type, refcnt, gcRefs])).toEqual([
			["N", 1, 0],
			["N", 1, 0],
		]);
		const moved = collection?.phases.find((p) => p.name === "move_unreachable");
		expect(moved?.rows.map(({ state }) => state)).toEqual(["unreachable", "unreachable"]);
		expect(last.deaths.map(({ by }) => by)).toEqual(["collector", "collector"]);
	});

	it("refuses steps that are not there, and states of a program that another run has replaced", () => {
		const first = record("x = 1\n");
		expect(() => first.stateAt(-1)).toThrow(RangeError);
		expect(() => first.stateAt(first.summary.steps + 1)).toThrow(RangeError);
		record("y = 2\n");
		expect(() => first.stateAt(0)).toThrow(/record this one again/);
	});
});
