/**
 * The ways along a run, by a line, an instruction, an event, a phase or a visit of the collector, and both ways. All but
 * lines are found in the events of a step, a page at a time: a step may have millions.
 */
import type { EventPage, EventView, HeapState, InstructionPage, PageOptions, StepMarks } from "../../engine/api";
import { marked, nextMark, previousMark } from "../../engine/marks";
import type { Grain } from "./grain";
import { lineOn, type Place, restAt } from "./place";

/** A run, as far as its ways go. */
export interface Run {
	readonly steps: number;
	readonly collections: StepMarks;
	eventsOf(step: number, options: PageOptions): Promise<EventPage>;
	instructionsOf(step: number, options: PageOptions): Promise<InstructionPage>;
	stateAt(step: number): Promise<HeapState>;
}

const PAGE = 2000;
/** Steps that are looked into for a collection, where a mark of a very long run stands for several. */
const LOOKED_INTO = 4096;

/** The place one `grain` on from another, or back; the same place at the run's ends. */
export async function walk(run: Run, from: Place, grain: Grain, by: 1 | -1): Promise<Place> {
	switch (grain) {
		case "line":
			return lineOn(run.steps, from, by);
		case "phase":
			return walkPhase(run, from, by);
		case "visit":
			return walkVisit(run, from, by);
		case "instruction":
		case "event":
			return walkInside(run, from, grain, by);
	}
}

/** A place that was given from outside, where this run has it; else the nearest that it has. */
export async function placeWithin(run: Run, { step, phase, moment }: Place): Promise<Place> {
	const nearest = Math.min(Math.max(0, Math.round(step)), run.steps);
	if (moment === null || nearest !== step || step === 0) return { step: nearest, phase, moment: null };
	const { total, instructions } = await run.eventsOf(step, { count: 0 });
	return placeOf(step, moment.kind, Math.round(moment.at), moment.kind === "event" ? total : instructions);
}

/** The step that a place is in the midst of, or, at rest, the one that a way leads into; null: there is none. */
function stepOnWay(run: Run, from: Place, by: 1 | -1): number | null {
	if (from.moment !== null || from.phase !== null) return from.step;
	const step = by > 0 ? from.step + 1 : from.step;
	return step < 1 || step > run.steps ? null : step;
}

async function walkInside(run: Run, from: Place, grain: "instruction" | "event", by: 1 | -1): Promise<Place> {
	const step = stepOnWay(run, from, by);
	if (step === null) return from;
	const events = new StepEvents(run, step);
	const at = await eventsDone(events, from, by);
	if (grain === "event") return placeOf(step, "event", at + by, await events.total());
	// After k instructions is where instruction k is about to run.
	const found = await events.find(by > 0 ? at + 1 : at - 1, by, (event) =>
		event.kind === "instruction" && event.instruction !== null ? event.instruction : null,
	);
	if (found !== null) return placeOf(step, "instruction", found, Number.POSITIVE_INFINITY);
	return restAt(by > 0 ? step : step - 1);
}

async function walkVisit(run: Run, from: Place, by: 1 | -1): Promise<Place> {
	const visited = async (step: number, at: number): Promise<Place | null> => {
		const events = new StepEvents(run, step);
		// What a visit did shows after its event.
		const start = by > 0 ? at : Math.min(at, await events.total()) - 2;
		const found = await events.find(start, by, (event) => (event.kind === "visit" ? event.event + 1 : null));
		return found === null ? null : placeOf(step, "event", found, await events.total());
	};
	if (from.moment !== null || from.phase !== null) {
		const found = await visited(from.step, await eventsDone(new StepEvents(run, from.step), from, by));
		if (found !== null) return found;
	}
	for (const step of collectingSteps(run, beyond(from, by), by)) {
		const found = await visited(step, by > 0 ? 0 : Number.POSITIVE_INFINITY);
		if (found !== null) return found;
	}
	return from;
}

async function walkPhase(run: Run, from: Place, by: 1 | -1): Promise<Place> {
	if (from.phase !== null || from.moment !== null) {
		const phases = await phasesOf(run, from.step);
		const to = from.phase === null ? await phaseOnWay(run, from, by) : from.phase + by;
		if (to >= 0 && to < phases) return { step: from.step, phase: to, moment: null };
		// A step without a collection is passed over.
		if (phases > 0) return restAt(to < 0 ? from.step - 1 : from.step);
	}
	for (const step of collectingSteps(run, beyond(from, by), by)) {
		const phases = await phasesOf(run, step);
		if (phases > 0) return { step, phase: by > 0 ? 0 : phases - 1, moment: null };
	}
	return from;
}

/** In the midst of a phase the way on leads to its end, before all of them to the first, and the way back to the one before. */
async function phaseOnWay(run: Run, from: Place, by: 1 | -1): Promise<number> {
	const begun = await phasesBegun(run, from);
	return by > 0 ? Math.max(0, begun - 1) : begun - 2;
}

/** The step on this side of the first that a way may lead into. */
function beyond(from: Place, by: 1 | -1): number {
	return by < 0 && from.moment === null && from.phase === null ? from.step + 1 : from.step;
}

/** The steps in which collections may have ended, from a step on or back, that one left out. */
function* collectingSteps({ collections, steps }: Run, from: number, by: 1 | -1): Generator<number> {
	let step = from + by;
	for (let looked = 0; step >= 1 && step <= steps && looked < LOOKED_INTO; ) {
		if (marked(collections, step)) {
			looked++;
			yield step;
			step += by;
			continue;
		}
		const found = by > 0 ? nextMark(collections, step) : previousMark(collections, step);
		if (found === null) return;
		step = by > 0 ? found : Math.min(step - 1, found + collections.every - 1);
	}
}

async function phasesOf(run: Run, step: number): Promise<number> {
	const { collections } = await run.stateAt(step);
	return collections.reduce((sum, { phases }) => sum + phases.length, 0);
}

/** Phases of the step that have begun at a moment inside it. */
async function phasesBegun(run: Run, from: Place): Promise<number> {
	const events = new StepEvents(run, from.step);
	const done = await eventsDone(events, from, 1);
	return events.count(done, (event) => event.kind === "phase");
}

/** How many events of the step are done at a place: all or none of them at rest, as the way leads. */
async function eventsDone(events: StepEvents, from: Place, by: 1 | -1): Promise<number> {
	const { moment, phase } = from;
	if (moment?.kind === "event") return moment.at;
	if (moment?.kind === "instruction") {
		return events.ofInstruction(moment.at);
	}
	if (phase !== null) {
		// A phase ends where the next begins, or the collection ends.
		let ended = -1;
		const found = await events.find(0, 1, (event) => {
			if (event.kind === "phase") ended++;
			const over = event.kind === "collected" ? ended : event.kind === "phase" ? ended - 1 : -1;
			return over === phase ? event.event : null;
		});
		return found ?? events.total();
	}
	return by > 0 ? 0 : events.total();
}

/** A place after so many instructions or events of a step; at rest where that is none or all of them. */
function placeOf(step: number, kind: "instruction" | "event", at: number, total: number): Place {
	if (at <= 0) return restAt(step - 1);
	if (at >= total) return restAt(step);
	return { step, phase: null, moment: { kind, at } };
}

/** The events of one step, fetched as they are looked at. */
class StepEvents {
	#page: EventPage | null = null;

	constructor(
		private readonly run: Run,
		private readonly step: number,
	) {}

	async total(): Promise<number> {
		return (this.#page ?? (await this.#fetch(0))).total;
	}

	/** What `wanted` makes of the first event from `from` on (or back) that it makes anything of. */
	async find(from: number, by: 1 | -1, wanted: (event: EventView) => number | null): Promise<number | null> {
		const total = await this.total();
		for (let at = by > 0 ? from : Math.min(from, total - 1); at >= 0 && at < total; at += by) {
			const event = await this.#at(at, by);
			const found = event === undefined ? null : wanted(event);
			if (found !== null) return found;
		}
		return null;
	}

	/** The number of an instruction's event. */
	async ofInstruction(at: number): Promise<number> {
		const { instructions } = await this.run.instructionsOf(this.step, { from: at, count: 1 });
		return instructions[0]?.event ?? this.total();
	}

	/** How many of the first `end` events are wanted. */
	async count(end: number, wanted: (event: EventView) => boolean): Promise<number> {
		let sum = 0;
		await this.find(0, 1, (event) => {
			if (event.event >= end) return 0;
			if (wanted(event)) sum++;
			return null;
		});
		return sum;
	}

	async #at(at: number, by: 1 | -1): Promise<EventView | undefined> {
		const page = this.#page;
		if (page !== null && at >= page.from && at < page.from + page.events.length) return page.events[at - page.from];
		const next = await this.#fetch(by > 0 ? at : Math.max(0, at - PAGE + 1));
		return next.events[at - next.from];
	}

	async #fetch(from: number): Promise<EventPage> {
		this.#page = await this.run.eventsOf(this.step, { from, count: PAGE });
		return this.#page;
	}
}
