/** What is said to die without some references, or with an object, is what dies when they are taken away in earnest. */
import { expect, it } from "vitest";
import { furnish } from "../../scripts/engine/load.mjs";
import { carryOut, provideLibrary, record, recount } from "../dist/recording.mjs";
import { Random } from "../fuzz/random";
import { MOST_NAMED, type WhatIf } from "../questions";
import { corpusPrograms } from "../testing/corpus";

const LIMITS = { work: 300_000, bytes: 64 * 1024 * 1024, output: 100_000 };
/** One program in so many, and the states looked at of each. */
const EVERY = 20;
const STATES = 4;

await furnish({ provideLibrary });

const ascending = (a: number, b: number): number => a - b;

/** Whether a finalizer would run, which a prediction does not do: it may keep what is said to die. */
function finalizes(answer: WhatIf): boolean {
	return [...answer.byCount, ...answer.byCollector, ...answer.already].some((d) => d.finalizer);
}

it.each(["3.13", "3.14"] as const)(
	"tells what dies, in which order and how, as it comes about in %s",
	(profile) => {
		const random = new Random(profile === "3.13" ? 1 : 2);
		let compared = 0;
		for (const source of corpusPrograms().filter((_source, i) => i % EVERY === 2)) {
			const recording = record(source, { profile, limits: LIMITS });
			const { steps } = recording.summary;
			for (let i = 0; i < STATES && steps > 0; i++) {
				const step = random.int(steps + 1);
				const { objects } = recording.stateAt(step);
				const chosen = objects[random.int(objects.length)];
				if (chosen === undefined) continue;
				const all = recording.ask.referencesTo(step, chosen.serial);
				const removable = all.flatMap(({ id }) => (id === null ? [] : [id]));
				const ids = i % 2 === 0 ? removable : removable.slice(0, 1 + random.int(removable.length));
				if (ids.length === 0) continue;
				const answer = recording.ask.whatIf(step, ids);
				// Counts that ctypes has changed, and what a finalizer would do, are not foretold.
				if (finalizes(answer) || recount().length > 0) continue;
				const about = `step ${step}, ${chosen.type} ${chosen.serial}:\n${source}`;
				let done: ReturnType<typeof carryOut>;
				try {
					done = carryOut(ids);
				} catch (e) {
					// Another collection cannot begin in the midst of one.
					expect(String(e), about).toContain("a collection is under way");
					continue;
				}
				if (answer.callbacks.length > 0) {
					// They may let go of more.
					const died = new Set([...done.byCount.serials, ...done.byCollector.serials]);
					for (const { serial } of [...answer.byCount, ...answer.byCollector])
						expect(died.has(serial), about).toBe(true);
					continue;
				}
				const later = [...answer.byCollector, ...answer.already].map(({ serial }) => serial).sort(ascending);
				expect(
					answer.byCount.map(({ serial }) => serial),
					about,
				).toEqual(done.byCount.serials.slice(0, MOST_NAMED));
				if (later.length < MOST_NAMED) expect(later, about).toEqual([...done.byCollector.serials].sort(ascending));
				expect(answer.counts.byCount, about).toBe(done.byCount.objects);
				expect(answer.counts.byCollector + answer.counts.already, about).toBe(done.byCollector.objects);
				compared++;
				if (ids.length < all.length) continue;
				// Without any reference to it, the object dies with all that it retains.
				const kept = recording.ask.retained(step, chosen.serial);
				if (kept === null || kept.garbage) continue;
				const anyhow = carryOut([]).byCollector;
				expect(kept.objects, about).toBe(done.byCount.objects + done.byCollector.objects - anyhow.objects);
				expect(kept.bytes, about).toBe(done.byCount.bytes + done.byCollector.bytes - anyhow.bytes);
			}
		}
		expect(compared).toBeGreaterThan(40);
	},
	120_000,
);

it("leaves the state as it is", () => {
	const recording = record("a = [[] for _ in range(3)]\nb = a[1]\nprint(len(a))\n");
	const last = recording.summary.steps;
	const before = recording.stateAt(last);
	for (const { serial } of before.objects) recording.ask.retained(last, serial);
	for (const { id } of recording.ask.referencesTo(last, 1)) carryOut(id === null ? [] : [id]);
	expect(recount()).toEqual([]);
	expect(recording.stateAt(last)).toEqual(before);
});

it("names finalizers and callbacks, and does not run them", () => {
	const recording = record(
		"import weakref\nclass Node:\n    def __del__(self):\n        print('bye')\nn = Node()\nw = weakref.ref(n, print)\nx = 1\n",
	);
	const last = recording.summary.steps;
	const node = recording.stateAt(last).objects.find(({ type }) => type === "Node");
	if (node === undefined) throw new Error("no Node");
	const [reference] = recording.ask.referencesTo(last, node.serial);
	expect(reference?.label).toBe("global n");
	const answer = recording.ask.whatIf(last, [reference?.id ?? -1]);
	expect(answer.byCount).toMatchObject([{ serial: node.serial, finalizer: true }]);
	expect(answer.callbacks).toEqual(node.weakrefs);
	expect(recording.summary.report.stdout).toBe("bye\n");
	expect(recording.stateAt(last).objects.find(({ serial }) => serial === node.serial)).toEqual(node);
});

it("refuses references that cannot be taken away", () => {
	const recording = record("class Node: pass\nn = Node()\n");
	const last = recording.summary.steps;
	const of = recording.stateAt(last).objects.find(({ type }) => type === "Node");
	const kind = recording.ask.referencesFrom(last, of?.serial ?? 0).find(({ label }) => label === ".__class__");
	expect(kind?.id).toBeNull();
	expect(() => recording.ask.whatIf(last, [-1])).toThrow(RangeError);
	expect(() => recording.ask.whatIf(last, [1e9])).toThrow(RangeError);
});

it("retains the bytes that sys.getsizeof tells", () => {
	const recording = record(`import sys
from collections import deque, OrderedDict, defaultdict
class Point:
    __slots__ = ("x",)
class Plain: pass
class Stack(list): pass
def make():
    yield
def items():
    return [[None] * 3, {None: None}, {None}, frozenset([None]), Point(), Plain(), Stack([None]), make(),
        float("2.5"), 2 ** int("70"), "ab" * int("40"), b"ab" * int("9"), bytearray(int("9")), deque([None]),
        OrderedDict(), defaultdict(), iter(()), zip(), sys._getframe]
kept = items()
print(sys.getsizeof(kept) + sum(map(sys.getsizeof, kept)) - sys.getsizeof(sys._getframe))
`);
	const last = recording.summary.steps;
	const kept = recording.stateAt(last).frames[0]?.names.find(({ name }) => name === "kept")?.ref;
	const answer = recording.ask.retained(last, kept?.kind === "object" ? kept.serial : 0);
	expect(String(answer?.bytes)).toBe(recording.summary.report.stdout.trim());
});
