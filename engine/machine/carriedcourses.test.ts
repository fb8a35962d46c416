import { describe, expect, it } from "vitest";
import { furnish } from "../../scripts/engine/load.mjs";
import type { CollectingView, EventView, HeapState, PhaseName, Recording } from "../api";
import { provideLibrary, record } from "../dist/recording.mjs";

await furnish({ provideLibrary });

/** Callbacks and finalizers in Python, which ask for a collection in the midst of one, and begin one when there is none. */
const SPLIT = `import gc, weakref
saved = []
class Phoenix:
    def __init__(self, name):
        self.name = name
        self.me = self
    def __del__(self):
        assert gc.collect() == 0
        saved.append(self)
class Node:
    pass
def gone(ref):
    x = 1
    saved.append("gone")
def pair():
    a, b = Node(), Node()
    a.other, b.other = b, a
    return weakref.ref(a, gone)
w = pair()
Phoenix("one")
Phoenix("two")
print(gc.collect())
class Collector:
    def __del__(self):
        self.__class__.w = pair()
        gc.collect(0)
        saved.clear()
c = Collector()
del c
print(gc.collect())
`;

const PHASES: readonly PhaseName[] = [
	"update_refs",
	"subtract_refs",
	"move_unreachable",
	"handle_weakrefs",
	"finalize_garbage",
	"handle_resurrected_objects",
	"delete_garbage",
];

interface Begun {
	readonly step: number;
	readonly reason: string;
}

/** The steps from each collection's beginning to its end, as the events have them. */
function extents(recording: Recording): readonly { readonly begun: Begun; readonly end: number }[] {
	const found: { begun: Begun; end: number }[] = [];
	let begun: Begun | null = null;
	for (let step = 1; step <= recording.summary.steps; step++)
		for (const event of recording.eventsOf(step, { count: 10_000 }).events) {
			if (event.kind === "collection") begun = { step, reason: event.reason };
			if (event.kind !== "collected" || begun === null) continue;
			found.push({ begun, end: step });
			begun = null;
		}
	return found;
}

/** A collection without what it was asked for with. */
function phasesDone({ phases }: Pick<CollectingView, "phases">): readonly PhaseName[] {
	return phases.map(({ name }) => name);
}

describe.each(["3.13", "3.14"] as const)("a collection that takes several steps, in %s", (profile) => {
	const recorded = () => {
		const recording = record(SPLIT, { profile });
		return { recording, split: extents(recording).filter(({ begun, end }) => begun.step < end) };
	};

	it("is under way in every state from its beginning to its end", () => {
		const { recording, split } = recorded();
		expect(split).toHaveLength(2);
		for (const { begun, end } of split) {
			expect(recording.stateAt(begun.step - 1).collecting).toBeNull();
			for (let step = begun.step; step < end; step++) {
				const { collecting } = recording.stateAt(step);
				expect(collecting?.worked[0]?.from, `step ${step}`).toBe(begun.step);
				expect(collecting?.reason).toBe(begun.reason);
			}
			expect(recording.stateAt(end).collecting).toBeNull();
		}
	});

	it("ends with all its phases, each as the state had it when it was done", () => {
		const { recording, split } = recorded();
		for (const { begun, end } of split) {
			const whole = recording.stateAt(end).collections[0];
			if (whole === undefined) throw new Error("no collection");
			expect(phasesDone(whole)).toEqual(PHASES);
			expect(whole.worked[0]?.from).toBe(begun.step);
			expect(whole.worked.at(-1)?.to).toBe(end);
			for (let step = begun.step; step < end; step++) {
				const { collecting } = recording.stateAt(step);
				expect(collecting?.phases).toEqual(whole.phases.filter((phase) => phase.step <= step));
				// The phase under way is the one after those done.
				expect(collecting?.phase).toBe(PHASES[collecting?.phases.length ?? 0]);
			}
			const moved = whole.phases[2]?.rows ?? [];
			expect(moved.filter(({ state }) => state === "unreachable").length).toBeGreaterThan(0);
		}
	});

	it("is the same in whatever order its states are asked for, and with however many rows", () => {
		const recording = record(SPLIT, { profile });
		const { steps } = recording.summary;
		const forward: HeapState[] = [];
		for (let step = 0; step <= steps; step++) forward.push(recording.stateAt(step, { limit: 10_000 }));
		const again = record(SPLIT, { profile });
		for (let step = steps; step >= 0; step--) {
			again.stateAt(step, { limit: 1 });
			expect(again.stateAt(step, { limit: 10_000 }), `step ${step}`).toEqual(forward[step]);
		}
	});

	it("does nothing outside the steps in which it says that it works", () => {
		const recording = record(SPLIT, { profile });
		const works = new Set<number>();
		const kinds: readonly EventView["kind"][] = ["collection", "phase", "visit", "collected"];
		const said = new Set<number>();
		for (let step = 1; step <= recording.summary.steps; step++) {
			if (recording.eventsOf(step, { count: 10_000 }).events.some(({ kind }) => kinds.includes(kind))) works.add(step);
			for (const { worked } of recording.stateAt(step).collections)
				for (const { from, to } of worked) for (let s = from; s <= to; s++) said.add(s);
		}
		expect(said).toEqual(works);
	});

	it("visits under the phase that it is in, in every step", () => {
		const recording = record(SPLIT, { profile });
		let phase: PhaseName | null = null;
		let visits = 0;
		for (let step = 1; step <= recording.summary.steps; step++)
			for (const event of recording.eventsOf(step, { count: 10_000 }).events) {
				if (event.kind === "phase") phase = event.phase;
				if (event.kind !== "visit") continue;
				visits++;
				expect(event.phase, `step ${step}, event ${event.event}`).toBe(phase);
				const state = recording.stateAt({ step, event: event.event + 1 });
				expect(state.collecting?.phase).toBe(phase);
			}
		expect(visits).toBeGreaterThan(50);
	});

	it("says that an object is resurrected once it is known", () => {
		const recording = record(SPLIT, { profile });
		const resurrected: number[] = [];
		for (let step = 1; step <= recording.summary.steps; step++) {
			const { events } = recording.eventsOf(step, { count: 10_000 });
			const begin = events.findIndex((event) => event.kind === "phase" && event.phase === "handle_resurrected_objects");
			if (begin < 0) continue;
			const known = new Set<number>();
			for (let at = begin; at < events.length; at++) {
				const event = events[at];
				if (event?.kind === "visit" && event.state === "resurrected") known.add(event.serial);
				const rows = recording.stateAt({ step, event: at + 1 }).collecting;
				if (rows?.phase !== "handle_resurrected_objects") break;
				const says = rows.rows.flatMap(({ serial, state }) => (state === "resurrected" ? [serial] : []));
				expect(new Set(says), `step ${step}, event ${at}`).toEqual(known);
			}
			resurrected.push(...known);
		}
		expect(resurrected).toHaveLength(2);
	});
});

it("is found under way where its beginning is far back, and where the run ends in its midst", () => {
	const recording = record(
		`import gc
class Long:
    def __del__(self):
        for i in range(300):
            x = [i]
        while True:
            pass
a = Long()
a.me = a
del a
gc.collect()
`,
		{ limits: { work: 100_000 } },
	);
	const { steps } = recording.summary;
	const state = recording.stateAt(steps);
	expect(state.collecting?.phase).toBe("finalize_garbage");
	const began = state.collecting?.worked[0]?.from ?? 0;
	expect(steps - began).toBeGreaterThan(600);
	expect(recording.stateAt(began).collecting?.phases).toEqual(state.collecting?.phases);
	expect(recording.stateAt(began - 1).collecting).toBeNull();
});

it("tells the collection from the callbacks before and after it", () => {
	const recording = record(`import gc
def tell(phase, info):
    x = [phase]
    x = info["generation"]
gc.callbacks.append(tell)
gc.collect(0)
gc.collect(1)
`);
	const generations: (number | null)[] = [];
	for (let step = 0; step <= recording.summary.steps; step++)
		generations.push(recording.stateAt(step).collecting?.generation ?? null);
	const runs = generations.filter((generation, at) => generation !== generations[at - 1]);
	expect(runs).toEqual([null, 0, null, 1, null]);
	const ended = Array.from({ length: recording.summary.steps + 1 }, (_, step) => recording.stateAt(step).collections);
	expect(ended.flat().map(({ generation }) => generation)).toEqual([0, 1]);
});
