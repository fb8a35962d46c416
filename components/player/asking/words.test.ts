/** What the panel says agrees with what the engine answers, for every object at every step of real programs. */
import { beforeAll, describe, expect, it } from "vitest";
import type { Recording } from "../../../engine/api";
import { provideLibrary, record } from "../../../engine/dist/recording.mjs";
import { furnish } from "../../../scripts/engine/load.mjs";
import type { Answer } from "../protocol";
import type { Asking } from "../use-run";
import { askingOf } from "./asking.fixture";
import { labelParts } from "./labels";
import { marksOf } from "./marks";
import { heard, nameOf, type Part } from "./parts";
import { birthOf, changeFrom, deathOf } from "./search";
import { aliveWords, freedWords, referenceWords } from "./words";

await furnish({ provideLibrary });

const SOURCE = `import gc, weakref
gc.disable()
class Node:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        pass
def gone(ref):
    pass
def outer():
    kept = [1]
    def inner(y=[2]):
        return kept
    return inner
f = outer()
a = Node("a")
b = Node("b")
a.partner = b
b.partner = a
w = weakref.ref(a, gone)
box = [a, {"k": (Node("c"), 5)}]
def work(n):
    local = [n]
    return len(local)
work(a)
for item in [[1], [2]]:
    pass
def gen():
    mine = [3]
    yield mine
g = gen()
next(g)
del a, box
b = None
gc.collect()
[Node("brief")]
del f, g
`;

const LOCALES = ["en", "zh-CN"] as const;

/** The words of a sentence that are the panel's own, and not code or names. */
const ownWords = (parts: readonly Part[]): string => parts.filter((part) => typeof part === "string").join(" ");

describe("the answers in words", () => {
	let recording: Recording;
	let steps = 0;
	beforeAll(() => {
		recording = record(SOURCE, {});
		expect(recording.summary.report.outcome).toEqual({ kind: "finished", exitStatus: 0 });
		steps = recording.summary.steps;
	});

	it("list as many references as an object counts, each with its holder and its way", () => {
		for (let step = 0; step <= steps; step++) {
			for (const { serial, refcnt, immortal, text } of recording.stateAt(step).objects) {
				const references = recording.ask.referencesTo(step, serial);
				if (!immortal) expect(references.length, `${text} at step ${step}`).toBe(refcnt);
				for (const reference of references) {
					const words = heard(referenceWords(reference, "en"));
					if (reference.from !== null) expect(words).toContain(nameOf(reference.from));
					expect(words).toContain(heard(labelParts(reference.label, "en")));
					expect(ownWords(referenceWords(reference, "zh-CN"))).not.toMatch(/[a-z]{3}/i);
				}
			}
		}
	});

	it("tell why each object is alive, link by link, and of garbage that it is", () => {
		let cycles = 0;
		for (let step = 0; step <= steps; step++) {
			for (const { serial, text } of recording.stateAt(step).objects) {
				const why = recording.ask.whyAlive(step, serial);
				const it = { serial, text, own: true };
				for (const locale of LOCALES) {
					const { head, chain, onward } = aliveWords(why, it, locale);
					if (why.kind === "reachable" || why.kind === "cycle") expect(heard(head)).toContain(nameOf(it));
					const links = why.kind === "reachable" ? why.chain : why.kind === "cycle" ? [...why.cycle, ...why.chain] : [];
					const said = [...chain, ...onward];
					expect(said).toHaveLength(links.length);
					for (const [at, link] of links.entries()) expect(heard(said[at] ?? [])).toContain(nameOf(link.to));
					if (locale === "zh-CN") expect([head, ...said].map(ownWords).join()).not.toMatch(/[a-z]{3}/i);
				}
				if (why.kind === "reachable") expect(why.chain.at(-1)?.to.serial).toBe(serial);
				if (why.kind === "cycle") cycles++;
			}
		}
		expect(cycles).toBeGreaterThan(0);
	});

	it("tell of each death the step, the cause, and the owners that died before it", () => {
		for (const death of recording.deaths({ count: 1000 })) {
			const why = recording.ask.whyFreed(steps, death.serial);
			if (why.kind !== "freed") throw new Error(`${death.text}: ${why.kind}`);
			for (const locale of LOCALES) {
				const words = freedWords(why, { ...death, own: true }, locale);
				const first = heard(words[0] ?? []);
				expect(words).toHaveLength(1 + why.owners.length);
				expect(first).toContain(String(death.step));
				if (why.collection === null) {
					expect(first).toContain(heard(labelParts(why.ended, locale)));
					expect(first).toContain(String(why.instructionLine));
					if (why.function !== "") expect(first).toContain(why.instruction);
				} else expect(first).toContain(String(why.collection.generation));
				for (const [at, { owner }] of why.owners.entries()) {
					expect(heard(words[at + 1] ?? [])).toContain(nameOf(owner));
				}
				if (why.owners.length > 0) expect(heard(words.at(-1) ?? [])).toContain(nameOf({ ...death, own: true }));
				if (locale === "zh-CN") expect(words.map(ownWords).join()).not.toMatch(/[a-z]{3}/i);
			}
		}
	});

	it("draw what would die as the engine tells it, and nothing once the references are back", () => {
		const step = [...recording.summary.lines].indexOf(33);
		const held = recording.stateAt(step).objects.find(({ type }) => type === "dict");
		const cuts = recording.ask.referencesTo(step, held?.serial ?? 0);
		const whatIf = recording.ask.whatIf(
			step,
			cuts.flatMap(({ id }) => id ?? []),
		);
		expect(whatIf.byCount.length).toBeGreaterThan(1);
		const marks = marksOf({ alive: null, cuts, whatIf, retained: null });
		expect(marks?.references.map(({ tone }) => tone)).toEqual(cuts.map(() => "cut"));
		expect([...(marks?.objects.keys() ?? [])].sort()).toEqual(whatIf.byCount.map(({ serial }) => serial).sort());
		expect(marksOf({ alive: null, cuts: [], whatIf: null, retained: null })).toBeUndefined();
	});
});

describe("the ways along an object's life", () => {
	let recording: Recording;
	beforeAll(() => {
		recording = record(SOURCE, {});
	});
	const on = () => true;
	it("lead to the first step at which it is there, and the last of its life", async () => {
		const { steps } = recording.summary;
		const first = new Map<number, number>();
		for (let step = steps; step >= 0; step--)
			for (const { serial } of recording.stateAt(step).objects) first.set(serial, step);
		for (const [serial, step] of first) expect(await birthOf(askingOf(recording), steps, serial, on)).toBe(step);
		for (const death of recording.deaths({ count: 1000 }))
			expect(await deathOf(askingOf(recording), steps, death.serial)).toBe(death.step);
		const living = recording.stateAt(steps).objects[0]?.serial ?? 0;
		expect(await deathOf(askingOf(recording), steps, living)).toBeNull();
	});

	it("go on where a search is unfinished, tell how far it is, and end when they are told to", async () => {
		const asked: number[] = [];
		const slow: Pick<Asking, "ask"> = {
			...askingOf(recording),
			ask: async (question, ...about) => {
				const step = about[0];
				asked.push(step);
				const found = step < 300 ? { kind: "unfinished", step: step + 100 } : { kind: "found", step: step + 7 };
				return found as Answer<typeof question>;
			},
		};
		const told: number[] = [];
		expect(await changeFrom(slow, 50, 1, 1, on, (step) => told.push(step))).toBe(357);
		expect(asked).toEqual([50, 150, 250, 350]);
		expect(told).toEqual([150, 250, 350]);
		expect(
			await changeFrom(
				slow,
				50,
				1,
				1,
				() => asked.length < 6,
				(step) => told.push(step),
			),
		).toBeNull();
		expect(asked).toHaveLength(6);
	});
});
