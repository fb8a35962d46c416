import { beforeAll, describe, expect, it } from "vitest";
import type { Recording } from "../../engine/api";
import { provideLibrary, record } from "../../engine/dist/recording.mjs";
import { furnish } from "../../scripts/engine/load.mjs";
import { CYCLE_SOURCE, cycleRecording } from "./cycle.fixture";
import { marksAt } from "./editor/notes";
import { pictureOf } from "./graph/fold";
import { layoutRun, type Rect } from "./graph/layout";
import { outlineOf } from "./graph/outline";
import { sceneOf } from "./graph/scene";
import { narrate } from "./narrate";
import { STRINGS } from "./strings";
import { referrersOf } from "./table/referrers";

await furnish({ provideLibrary });

const PROGRAMS: Readonly<Record<string, string>> = {
	cycle: CYCLE_SOURCE,
	chain: `class Link:
    def __init__(self, next):
        self.next = next

head = None
for i in range(12):
    head = Link(head)
while head is not None:
    head = head.next
`,
	churn: `kept = []
for i in range(60):
    item = [i, [i]]
    if i % 10 == 0:
        kept.append(item)
del item
kept.clear()
`,
	recursion: `def build(depth):
    if depth == 0:
        return []
    return [build(depth - 1), depth]

tree = build(20)
del tree
`,
	closure: `def counter():
    seen = []
    def add(x):
        seen.append([x])
        return len(seen)
    return add

add = counter()
add(1)
add(2)
del add
`,
	failing: `a = [1]
b = {"a": a}
print(b["b"])
`,
	broken: "a = [1\n",
	empty: "",
};

/** Stands in until a program has been recorded. */
const NOTHING = cycleRecording();

function overlap(a: Rect, b: Rect): boolean {
	return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

describe.each(Object.entries(PROGRAMS))("the player on a real run: %s", (_, source) => {
	let { summary, stateAt }: Recording = NOTHING;
	let outline = outlineOf(0, stateAt);
	let steps: readonly number[] = [];

	// There is one machine: a program is recorded when its turn comes.
	beforeAll(() => {
		({ summary, stateAt } = record(source, {}));
		const mostAlive = summary.live.reduce((most, count) => Math.max(most, count), 1);
		outline = outlineOf(summary.steps, stateAt, mostAlive);
		steps = Array.from({ length: summary.steps + 1 }, (_unused, step) => step);
	});

	it("has a place for every object, and lets none overlap", () => {
		for (const width of [300, 560, 820]) {
			const layout = layoutRun(outline, width);
			for (const step of steps) {
				const state = stateAt(step);
				expect(state.objects.filter(({ serial }) => !layout.cards.has(serial))).toEqual([]);
				const ghosts = state.deaths.filter((death) => death.step + layout.ghostSteps >= step);
				const rects = [...state.objects, ...ghosts].flatMap(({ serial }) => layout.cards.get(serial) ?? []);
				for (const [at, rect] of rects.entries()) {
					if (rects.slice(at + 1).some((other) => overlap(rect, other))) expect.fail(`width ${width}, step ${step}`);
				}
			}
		}
	});

	it("shows a state backwards as it did forwards", () => {
		const forwards = steps.map((step) => JSON.stringify(stateAt(step)));
		for (const step of steps.toReversed()) expect(JSON.stringify(stateAt(step))).toBe(forwards[step]);
		for (const step of steps) {
			const state = stateAt(step);
			expect(state.died).toBe(summary.died[step]);
			expect(state.step).toBe(step);
			expect(state.line).toBe(step === summary.steps ? null : summary.lines[step]);
		}
	});

	it("never shows more strong references to an object than its count", () => {
		for (const step of steps) {
			const state = stateAt(step);
			const referrers = referrersOf(state, STRINGS.en);
			for (const object of state.objects) {
				const strong = (referrers.get(object.serial) ?? []).filter(
					(referrer) => !referrer.weak && !referrer.shared,
				).length;
				if (!object.immortal && strong > object.refcnt) expect.fail(`step ${step}: ${object.text} #${object.serial}`);
			}
		}
	});

	it("draws and narrates every step", () => {
		const lines = source.split("\n").length;
		for (const step of steps) {
			const shown = {
				place: { step, phase: null, moment: null },
				state: stateAt(step),
				before: step > 0 ? stateAt(step - 1) : null,
				happened: null,
			};
			const { cards, folds } = sceneOf(shown, pictureOf(outline, new Map()), 6);
			const folded = folds.reduce((sum, { members }) => sum + members.length, 0);
			expect(cards.length + folded).toBe(shown.state.objects.length);
			expect(narrate(shown, summary, 0, "en").length).toBeGreaterThan(5);
			const marks = marksAt(shown, null, null);
			for (const line of [marks.ran, marks.next, ...marks.notes.keys()]) {
				if (line !== null && (line < 1 || line > lines)) expect.fail(`step ${step}: line ${line}`);
			}
		}
	});
});

describe("the cycle on the real engine", () => {
	let { summary, stateAt }: Recording = NOTHING;

	beforeAll(() => {
		({ summary, stateAt } = record(CYCLE_SOURCE, {}));
	});

	it("is collected phase by phase, as the learner sees it", () => {
		const step = summary.collected.findIndex((count) => count > 0);
		const [collection] = stateAt(step).collections;
		expect(collection?.phases.map((phase) => phase.name)).toEqual([
			"update_refs",
			"subtract_refs",
			"move_unreachable",
			"handle_weakrefs",
			"finalize_garbage",
			"handle_resurrected_objects",
			"delete_garbage",
		]);
		const subtracted = collection?.phases[1]?.rows.filter((row) => row.text === "Node");
		expect(subtracted?.map((row) => [row.refcnt, row.gcRefs])).toEqual([
			[1, 0],
			[1, 0],
		]);
		// Beside the two nodes, a class that the library's types.py made and dropped: as `python main.py` says, 9.
		expect(collection?.collected).toBe(9);
		expect(summary.report.stdout).toBe("9\nNone\n");
	});

	it("writes the counts at the line that changed them", () => {
		const step = [...summary.lines].indexOf(12) + 1;
		const shown = {
			place: { step, phase: null, moment: null },
			state: stateAt(step),
			before: stateAt(step - 1),
			happened: null,
		};
		expect(
			marksAt(shown, null, null)
				.notes.get(12)
				?.map((note) => note.text),
		).toEqual(["a 2→1", "b 2→1"]);
	});
});
