import { beforeAll, describe, expect, it } from "vitest";
import type { Recording } from "../../../engine/api";
import { provideLibrary, record } from "../../../engine/dist/recording.mjs";
import { furnish } from "../../../scripts/engine/load.mjs";
import { CYCLE_SOURCE } from "../cycle.fixture";
import { comparisonOf } from "./comparison";
import { actWords, COLOURS, markingAt, titlesOf } from "./marking";
import { TEXTBOOK_STRINGS } from "./strings";

await furnish({ provideLibrary });

const PROGRAMS: Readonly<Record<string, string>> = {
	cycle: CYCLE_SOURCE,
	"old garbage": `import gc
class Node:
    def __del__(self):
        pass
a, b = Node(), Node()
a.other, b.other = b, a
kept = [a]
gc.collect()
del a, b
kept.clear()
c = []
c.append(c)
del c
gc.collect(0)
gc.collect()
`,
	"no garbage": "a = [1]\nb = {'a': a}\n",
};

describe.each(Object.entries(PROGRAMS))("the textbook on a real heap: %s", (_, source) => {
	let recording: Recording;
	beforeAll(() => {
		recording = record(source, {});
	});

	it("leaves nothing grey at its end, and sweeps what is white", () => {
		for (let step = 0; step <= recording.summary.steps; step++) {
			const mark = recording.ask.markAndSweep(step);
			const titles = titlesOf(mark, recording.stateAt(step).objects);
			for (let acts = 0; acts <= mark.events.length; acts++) {
				const lists = markingAt(mark, acts, titles);
				const listed = COLOURS.flatMap((colour) => lists[colour].map(({ serial }) => serial));
				expect(listed.sort((a, b) => a - b)).toEqual([...titles.keys()]);
				const event = mark.events[acts - 1];
				const now = COLOURS.flatMap((colour) => lists[colour].filter((object) => object.now));
				expect(now.map(({ serial }) => serial)).toEqual(event === undefined ? [] : [event.serial]);
			}
			const end = markingAt(mark, mark.events.length, titles);
			expect(end.grey).toEqual([]);
			expect(end.white.filter(({ swept }) => swept).map(({ serial }) => serial)).toEqual(
				mark.swept.map(({ serial }) => serial).sort((a, b) => a - b),
			);
			expect(end.black).toHaveLength(mark.marked);
		}
	});

	it("agrees with CPython's full collection on what is unreachable", () => {
		for (let step = 0; step <= recording.summary.steps; step++) {
			const { ask } = recording;
			const heap = recording.stateAt(step);
			const { onlyCPython, onlyTextbook, found } = comparisonOf(
				ask.markAndSweep(step),
				ask.whatIf(step, []),
				heap,
				null,
			);
			expect([...onlyCPython, ...onlyTextbook]).toEqual([]);
			const leaked = ask.countingAlone(step).leaked.map(({ serial }) => serial);
			expect(leaked.sort((a, b) => a - b)).toEqual(found.map(({ serial }) => serial).sort((a, b) => a - b));
		}
	});
});

describe("a collection of the young alone", () => {
	it("leaves what is older, and has finalizers to run", () => {
		const { ask, stateAt, summary } = record(PROGRAMS["old garbage"] ?? "", {});
		const step = [...summary.lines].lastIndexOf(14);
		const { tooOld, finalizers, found } = comparisonOf(ask.markAndSweep(step), ask.whatIf(step, []), stateAt(step), 0);
		expect(tooOld.map(({ text }) => text)).toEqual(["Node", "Node"]);
		expect(finalizers.map(({ text }) => text)).toEqual(["Node", "Node"]);
		expect(found).toHaveLength(3);
	});
});

describe("an act in words", () => {
	it("names who leads to whom, in both languages", () => {
		const { ask, summary } = record(PROGRAMS["no garbage"] ?? "", {});
		const { events } = ask.markAndSweep(summary.steps);
		for (const words of Object.values(TEXTBOOK_STRINGS)) {
			const said = events.map((event) => actWords(event, (serial) => `#${serial}`, words));
			expect(said.join(" ")).toContain("global b");
			expect(said.join(" ")).toContain("['a']");
			expect(actWords(undefined, () => "", words)).toBe(words.act.start);
		}
	});
});
