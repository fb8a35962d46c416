import { beforeAll, describe, expect, it } from "vitest";
import type { Recording } from "../../engine/api";
import { provideLibrary, record } from "../../engine/dist/recording.mjs";
import { furnish } from "../../scripts/engine/load.mjs";
import { GRAINS, type Grain } from "./grain";
import { beganIn, phasesIn } from "./phases";
import { momentOf, type Place, restAt } from "./place";
import { placeWithin, type Run, walk } from "./walk";

await furnish({ provideLibrary });

const SOURCE = `import gc
class Node:
    pass
def pair():
    a, b = Node(), Node()
    a.other, b.other = b, a
pair()
gc.collect(0)
items = sorted([Node() for _ in range(3)], key=lambda n: id(n))
gc.collect()
items.clear()
`;

/** Collections that begin in one line and end in another: callbacks and finalizers, one of which collects when no other does. */
const SPLIT = `import gc, weakref
saved = []
class Phoenix:
    def __init__(self):
        self.me = self
    def __del__(self):
        gc.collect()
        saved.append(self)
class Collector:
    def __del__(self):
        Phoenix()
        gc.collect(1)
        x = 1
def gone(ref):
    x = 1
    gc.collect(0)
p = Phoenix()
w = weakref.ref(p, gone)
Phoenix()
del p
print(gc.collect(), len(saved))
Collector()
gc.collect()
`;

let recording: Recording;
let run: Run;
function runOf(source: string): void {
	recording = record(source);
	const { steps, collections } = recording.summary;
	run = {
		steps,
		collections,
		eventsOf: async (step, options) => recording.eventsOf(step, options),
		instructionsOf: async (step, options) => recording.instructionsOf(step, options),
		stateAt: async (moment) => recording.stateAt(moment),
	};
}

/** Every place from one end to the other. */
async function wayOf(grain: Grain, from: Place, by: 1 | -1): Promise<Place[]> {
	const places = [from];
	for (let place = from; places.length < 20_000; ) {
		const next = await walk(run, place, grain, by);
		if (next === place || JSON.stringify(next) === JSON.stringify(place)) return places;
		places.push(next);
		place = next;
	}
	throw new Error(`the way by ${grain} does not end`);
}

/** Every event of a kind, as the place right after it. */
function placesAfter(kind: "visit" | "phase"): [number, number][] {
	const found: [number, number][] = [];
	for (let step = 1; step <= run.steps; step++)
		for (const event of recording.eventsOf(step, { count: 10_000 }).events)
			if (event.kind === kind) found.push([step, event.event + 1]);
	return found;
}

describe("walk", () => {
	beforeAll(() => runOf(SOURCE));

	it.each(["line", "instruction", "event"] as const)(
		"goes by %s to the end and back over the same places",
		async (grain) => {
			const there = await wayOf(grain, restAt(0), 1);
			const back = await wayOf(grain, restAt(run.steps), -1);
			expect(there.at(-1)).toEqual(restAt(run.steps));
			expect(back.reverse()).toEqual(there);
		},
	);

	it("passes every instruction and every event once", async () => {
		let instructions = 0;
		let events = 0;
		for (let step = 1; step <= run.steps; step++) {
			const page = recording.eventsOf(step, { count: 0 });
			instructions += page.instructions;
			events += page.total;
		}
		expect(await wayOf("event", restAt(0), 1)).toHaveLength(events + 1);
		expect(await wayOf("instruction", restAt(0), 1)).toHaveLength(instructions + 1);
	});

	it("goes from visit to visit, each place showing what the visit left", async () => {
		const visits = placesAfter("visit");
		expect(visits.length).toBeGreaterThan(20);
		const there = (await wayOf("visit", restAt(0), 1)).slice(1);
		expect(there.map(({ step, moment }) => [step, moment?.at])).toEqual(visits);
		const back = (await wayOf("visit", restAt(run.steps), -1)).slice(1);
		expect(back.reverse()).toEqual(there);
		for (const place of there) expect(recording.stateAt(momentOf(place)).collecting).not.toBeNull();
	});

	it("goes through the phases of both collections and rests after each", async () => {
		const there = await wayOf("phase", restAt(0), 1);
		const phases = there.filter(({ phase }) => phase !== null);
		const collecting = [...new Set(phases.map(({ step }) => step))];
		expect(collecting).toHaveLength(2);
		for (const step of collecting) {
			const { collections } = recording.stateAt(step);
			const count = collections.reduce((sum, each) => sum + each.phases.length, 0);
			expect(phases.filter((place) => place.step === step).map(({ phase }) => phase)).toEqual(
				Array.from({ length: count }, (_, at) => at),
			);
			expect(there).toContainEqual(restAt(step));
		}
	});

	it("goes on by another grain from where it is", async () => {
		const first = await walk(run, restAt(0), "visit", 1);
		const end = await walk(run, first, "phase", 1);
		expect(end).toEqual({ step: first.step, phase: 0, moment: null });
		const line = await walk(run, first, "line", 1);
		expect(line).toEqual(restAt(first.step));
		expect(await walk(run, first, "line", -1)).toEqual(restAt(first.step - 1));
		const event = await walk(run, end, "event", 1);
		const page = recording.eventsOf(first.step, { count: 10_000 }).events;
		const second = page.filter((each) => each.kind === "phase")[1];
		expect(event.moment).toEqual({ kind: "event", at: (second?.event ?? Number.NaN) + 1 });
	});

	it("goes from the midst of any step to the phases of the next collection, or of its own", async () => {
		const [collecting] = (await wayOf("phase", restAt(0), 1)).filter(({ phase }) => phase !== null);
		const first: Place = { step: collecting?.step ?? 0, phase: 0, moment: null };
		const inside = (step: number): Place => ({ step, phase: null, moment: { kind: "event", at: 1 } });
		expect(await walk(run, inside(2), "phase", 1)).toEqual(first);
		expect(await walk(run, inside(first.step), "phase", 1)).toEqual(first);
		expect(await walk(run, inside(first.step), "phase", -1)).toEqual(restAt(first.step - 1));
		expect(await walk(run, inside(2), "phase", -1)).toEqual(inside(2));
	});

	it("takes a place from outside to the nearest that there is", async () => {
		const inside = (step: number, at: number): Place => ({ step, phase: null, moment: { kind: "event", at } });
		const { total } = recording.eventsOf(8, { count: 0 });
		expect(await placeWithin(run, inside(8, 3))).toEqual(inside(8, 3));
		expect(await placeWithin(run, inside(8, total))).toEqual(restAt(8));
		expect(await placeWithin(run, inside(8, 1e9))).toEqual(restAt(8));
		expect(await placeWithin(run, inside(8, -4))).toEqual(restAt(7));
		expect(await placeWithin(run, inside(1e9, 2))).toEqual(restAt(run.steps));
		expect(await placeWithin(run, inside(-1, 2))).toEqual(restAt(0));
	});

	it("stays at the ends", async () => {
		for (const grain of GRAINS) {
			expect(await walk(run, restAt(0), grain, -1)).toEqual(restAt(0));
			expect(await walk(run, restAt(run.steps), grain, 1)).toEqual(restAt(run.steps));
		}
	});
});

describe("walk through collections that take several steps", () => {
	beforeAll(() => runOf(SPLIT));

	it("reaches every visit, both ways", async () => {
		const visits = placesAfter("visit");
		const there = (await wayOf("visit", restAt(0), 1)).slice(1);
		expect(there.map(({ step, moment }) => [step, moment?.at])).toEqual(visits);
		const back = (await wayOf("visit", restAt(run.steps), -1)).slice(1);
		expect(back.reverse()).toEqual(there);
		// From rests in the midst of a collection too.
		for (let step = 0; step <= run.steps; step++) {
			const [on] = visits.filter(([at]) => at > step);
			const next = await walk(run, restAt(step), "visit", 1);
			expect([next.step, next.moment?.at]).toEqual(on ?? [step, undefined]);
			const before = visits.findLast(([at]) => at <= step);
			const last = await walk(run, restAt(step), "visit", -1);
			expect([last.step, last.moment?.at]).toEqual(before ?? [step, undefined]);
		}
	});

	it("reaches every phase, both ways, and rests where no collection is under way", async () => {
		const phases: Place[] = [];
		let split = 0;
		for (let step = 1; step <= run.steps; step++) {
			const state = recording.stateAt(step);
			for (const [phase, { collection }] of phasesIn(state).entries()) {
				phases.push({ step, phase, moment: null });
				if (beganIn(collection) < step) split++;
			}
		}
		expect(phases).toHaveLength(placesAfter("phase").length);
		expect(split).toBeGreaterThan(5);
		const there = await wayOf("phase", restAt(0), 1);
		expect(there.filter(({ phase }) => phase !== null)).toEqual(phases);
		const back = await wayOf("phase", restAt(run.steps), -1);
		expect(back.filter(({ phase }) => phase !== null).reverse()).toEqual(phases);
		for (const { step, phase } of [...there, ...back])
			if (phase === null && step > 0) expect(recording.stateAt(step).collecting).toBeNull();
	});

	it("goes by visit and event from the end of a phase, wherever that began", async () => {
		const phases = (await wayOf("phase", restAt(0), 1)).filter(({ phase }) => phase !== null);
		const begins = placesAfter("phase");
		for (const [at, place] of phases.entries()) {
			const { name } = phasesIn(recording.stateAt(place.step))[place.phase ?? 0]?.view ?? {};
			// delete_garbage ends with its collection.
			if (name === "delete_garbage") continue;
			const event = await walk(run, place, "event", 1);
			expect([event.step, event.moment?.at], `${name} in step ${place.step}`).toEqual(begins[at + 1]);
			const visit = await walk(run, place, "visit", -1);
			expect(visit.step).toBeLessThanOrEqual(place.step);
			if (visit.moment !== null)
				expect(recording.stateAt(momentOf(visit)).collecting?.phases.length).toBeLessThanOrEqual(at % 7);
		}
	});
});
