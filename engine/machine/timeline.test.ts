import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { furnish } from "../../scripts/engine/load.mjs";
import type { EventView, HeapState, Moment, PhaseRow, Recording } from "../api";
import { provideLibrary, record } from "../dist/recording.mjs";

await furnish({ provideLibrary });

const conformance = fileURLToPath(new URL("../conformance", import.meta.url));
/** Topics whose programs make, drop and collect most. */
const TOPICS = ["gc", "lifetime", "refcount", "weakref"];
/** Steps looked at of each program, and events and objects that a step may have to be looked at. */
const STEPS = 8;
const MOST_EVENTS = 2000;

/** Every seventh short program of those topics that imports little. */
function programs(): (readonly [string, string])[] {
	const found: (readonly [string, string])[] = [];
	for (const topic of readdirSync(conformance)) {
		if (!TOPICS.some((name) => topic.includes(name))) continue;
		const names = readdirSync(join(conformance, topic)).filter((name) => name.endsWith(".py"));
		for (const name of names.filter((_name, i) => i % 7 === 0)) {
			const source = readFileSync(join(conformance, topic, name), "utf8");
			if (source.length < 1500) found.push([`${topic}/${name}`, source]);
		}
	}
	return found;
}

/** Every object of a state, with its count. */
function counts(state: HeapState): Map<number, number> {
	expect(state.objectsOmitted).toBe(0);
	return new Map(state.objects.filter((o) => !o.immortal).map((o) => [o.serial, o.refcnt]));
}

/** What an event does to the objects there are. */
function apply(heap: Map<number, number>, event: EventView): void {
	switch (event.kind) {
		case "born":
			heap.set(event.serial, event.refcnt);
			return;
		case "count":
			expect(heap.get(event.serial), `event ${event.event}`).toBe(event.from);
			heap.set(event.serial, event.to);
			return;
		case "died":
			expect(heap.get(event.serial), `event ${event.event}`).toBe(0);
			heap.delete(event.serial);
			return;
		case "folded":
			heap.delete(event.serial);
	}
}

function allEvents(recording: Recording, step: number): readonly EventView[] {
	return recording.eventsOf(step, { count: 10_000 }).events;
}

/** Some of the steps of a run, the last among them. */
function someSteps(recording: Recording): number[] {
	const { steps } = recording.summary;
	const chosen = new Set<number>();
	for (let i = 1; i <= STEPS; i++) chosen.add(Math.ceil((i * steps) / STEPS));
	return [...chosen].filter(
		(step) =>
			step > 0 &&
			Math.max(recording.stateAt(step).alive, recording.stateAt(step - 1).alive) < MOST_EVENTS &&
			recording.eventsOf(step, { count: 0 }).total <= MOST_EVENTS,
	);
}

/** The phases that set gc_refs. */
const COUNTING: ReadonlySet<string> = new Set(["update_refs", "subtract_refs", "move_unreachable"]);
const all = { limit: 10_000 };

/** A state without what says which moment it is. */
function heapOf(
	state: HeapState,
): Omit<HeapState, "step" | "instruction" | "event" | "line" | "ranLine" | "execution"> {
	const { step: _s, instruction: _i, event: _e, line: _l, ranLine: _r, execution: _x, ...heap } = state;
	return heap;
}

describe("a timeline", () => {
	it.each(programs())("%s: its events lead from each state to the next", (_name, source) => {
		const recording = record(source);
		for (const step of someSteps(recording)) {
			const heap = counts(recording.stateAt(step - 1, all));
			const before = new Map(heap);
			const events = allEvents(recording, step);
			for (const event of events) {
				apply(heap, event);
				if (event.kind === "count" || event.kind === "born") expect(event.cause.kind).toBeTypeOf("string");
			}
			const after = recording.stateAt(step, all);
			expect(heap, `step ${step}`).toEqual(counts(after));
			// What the state says of the step is what its events come to.
			const changed = new Map<number, number>();
			for (const [serial, from] of before)
				if ((heap.get(serial) ?? 0) !== from) changed.set(serial, heap.get(serial) ?? 0);
			expect(new Map(after.changes.map((change) => [change.serial, change.to]))).toEqual(changed);
			expect(after.born).toEqual([...heap.keys()].filter((serial) => !before.has(serial)).sort((a, b) => a - b));
			const died = events.flatMap((event) => (event.kind === "died" ? [event] : []));
			const deaths = recording.deaths({ from: recording.stateAt(step - 1).died, count: died.length });
			expect(deaths.map(({ serial, by, line }) => [serial, by, line])).toEqual(
				died.map(({ serial, by, line }) => [serial, by, line]),
			);
		}
	});

	it.each(programs())("%s: a state after some events is the one that they lead to", (_name, source) => {
		const recording = record(source);
		for (const step of someSteps(recording)) {
			const events = allEvents(recording, step);
			const heap = counts(recording.stateAt(step - 1, all));
			const stride = Math.ceil(events.length / 20);
			for (const [i, event] of events.entries()) {
				apply(heap, event);
				if (i % stride !== 0) continue;
				const state = recording.stateAt({ step, event: i + 1 }, all);
				expect(counts(state), `step ${step}, event ${i + 1}`).toEqual(heap);
				expect(state.alive).toBe(state.objects.length);
			}
		}
	});

	it.each(programs())("%s: its instructions begin and end in the states of the lines", (_name, source) => {
		const recording = record(source);
		for (const step of someSteps(recording)) {
			const before = recording.stateAt(step - 1, all);
			const after = recording.stateAt(step, all);
			const { total, instructions } = recording.instructionsOf(step);
			const first = recording.stateAt({ step, instruction: 0 }, all);
			const { changes: _c, born: _b, collections: _g, ...still } = heapOf(before);
			expect(heapOf(first)).toEqual({ ...still, changes: [], born: [], collections: [] });
			expect(heapOf(recording.stateAt({ step, instruction: total }, all))).toEqual(heapOf(after));
			expect(instructions.map(({ instruction }) => instruction)).toEqual(instructions.map((_view, i) => i));
			const middle: Moment = { step, instruction: total >> 1 };
			const state = recording.stateAt(middle, all);
			if (total > 1) expect(state.execution?.frames.at(-1)?.instruction).toEqual(view(instructions[total >> 1]));
			recording.stateAt(step - 1, all);
			expect(recording.stateAt(middle, all)).toEqual(state);
			expect(recording.stateAt(step, all)).toEqual(after);
		}
	});

	it.each(programs())("%s: a collection's visits end in the tables of its phases", (_name, source) => {
		const recording = record(source);
		const { collected } = recording.summary;
		for (let step = 1; step <= recording.summary.steps; step++) {
			if (collected[step] === collected[step - 1]) continue;
			const { collections } = recording.stateAt(step, all);
			const phases = collections.flatMap((collection) => collection.phases);
			const { total } = recording.eventsOf(step, { count: 0 });
			if (total > MOST_EVENTS) continue;
			const events = allEvents(recording, step);
			let begun = events.findIndex((event) => event.kind === "collection");
			for (const phase of phases.filter(({ name }) => COUNTING.has(name))) {
				begun = events.findIndex((event, i) => i >= begun && event.kind === "phase" && event.phase === phase.name);
				if (begun < 0) break;
				const seen = new Map<number, Pick<PhaseRow, "gcRefs" | "state">>();
				for (let i = begun + 1; events[i]?.kind === "visit"; i++) {
					const event = events[i] as Extract<EventView, { kind: "visit" }>;
					seen.set(event.serial, { gcRefs: event.gcRefs, state: event.state });
				}
				for (const { serial, gcRefs, state } of phase.rows)
					if (seen.has(serial)) expect({ gcRefs, state }, `${phase.name} of ${serial}`).toEqual(seen.get(serial));
					else expect(phase.name).toBe("subtract_refs");
			}
		}
	});

	it("refuses moments that a step does not have", () => {
		const recording = record("x = [1]\ny = [x]\n");
		const { total, instructions } = recording.eventsOf(2);
		expect(() => recording.stateAt({ step: 2, event: total + 1 })).toThrow(RangeError);
		expect(() => recording.stateAt({ step: 2, instruction: instructions + 1 })).toThrow(RangeError);
		expect(() => recording.stateAt({ step: 0, instruction: 0 })).toThrow(RangeError);
		expect(() => recording.stateAt({ step: 1, instruction: 0, event: 0 })).toThrow(RangeError);
		expect(() => recording.eventsOf(0)).toThrow(RangeError);
	});

	it("gives the events of a long step in pages, which are the list cut in pieces", () => {
		const recording = record("xs = [[i] for i in range(2000)]\n");
		const step = recording.summary.steps;
		const whole = allEvents(recording, step);
		const pages: EventView[] = [];
		for (let from = 0; pages.length < whole.length; from += 700)
			pages.push(...recording.eventsOf(step, { from, count: 700 }).events);
		expect(pages.slice(0, whole.length)).toEqual(whole);
	});

	it("counts the same, however few of a step's events are kept", () => {
		const recording = record(
			"import gc\nclass Node: pass\nfor i in range(3):\n\tnodes = [Node() for j in range(5)]\n\tnodes[0].all = nodes\n\tdef count(): return len(nodes)\n\tcount()\ngc.collect()\n",
		);
		for (let step = 1; step <= recording.summary.steps; step++) {
			const { events: _all, ...whole } = recording.eventsOf(step, { count: 10_000 });
			for (const count of [0, 1, 7]) {
				const { events, ...figures } = recording.eventsOf(step, { count });
				expect(figures).toEqual(whole);
				expect(events.length).toBe(Math.min(count, whole.total));
			}
		}
	});

	it.each(programs())("%s: steps asked about in a row have the figures of each alone", (_name, source) => {
		const recording = record(source);
		const { steps } = recording.summary;
		const first = Math.min(steps, 300);
		const figuresOf = (step: number, count: number) => {
			const { total, instructions, folded } = recording.eventsOf(step, { count });
			return [step, total, instructions, folded];
		};
		const row = (from: number, to: number, count: number) =>
			Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => figuresOf(from + i, count));
		const listed = row(1, first, 1);
		expect(row(1, first, 0)).toEqual(listed);
		// A state within the row, behind where the machine is by now; the row goes on after it, and where it has been.
		const middle = recording.stateAt(first >> 1, all);
		expect(row(Math.max(1, first >> 1), first, 0)).toEqual(listed.slice(Math.max(1, first >> 1) - 1));
		expect(recording.stateAt(first >> 1, all)).toEqual(middle);
		const last = Math.max(1, steps - 40);
		expect(row(last, steps, 0)).toEqual(row(last, steps, 1));
	});

	it("lists of a large heap what was asked for, and counts the rest", () => {
		const recording = record("xs = [[i] for i in range(5000)]\ny = xs[4321]\n");
		const { steps } = recording.summary;
		const state = recording.stateAt(steps, { limit: 50 });
		expect(state.objects.length).toBe(50);
		expect(state.alive).toBe(recording.stateAt(steps, all).objects.length);
		const asked = recording.stateAt(steps, { limit: 50, serials: [4900, 3] });
		expect(asked.objects.map(({ serial }) => serial)).toEqual(expect.arrayContaining([3, 4900]));
		expect(asked.objects.length).toBeLessThanOrEqual(52);
		const everything = recording.stateAt(steps, { limit: 10_000 });
		for (const object of state.objects)
			expect(object).toEqual(everything.objects.find(({ serial }) => serial === object.serial));
	});

	it("names what let go of the last reference, not the finalizer's last line", () => {
		const source = [
			"class Note:",
			"    def __del__(self):",
			"        pass",
			"    ",
			"note = Note()",
			"del note",
			"note = [Note()]",
			"note[0] = None",
		];
		const recording = record(`${source.join("\n")}\n`);
		const lines = recording.deaths().flatMap(({ type, line }) => (type === "Note" ? [line] : []));
		expect(lines).toEqual([source.indexOf("del note") + 1, source.indexOf("note[0] = None") + 1]);
	});
});

function view(listed: { readonly event: number } | undefined): object | null {
	if (listed === undefined) return null;
	const { event: _event, ...instruction } = listed;
	return instruction;
}
