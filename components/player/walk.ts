/**
 * The ways along a run, by a line, an instruction, an event, a phase or a visit of the collector, and both ways. All but
 * lines are found in the events of a step, a page at a time: a step may have millions.
 */
import type {
	EventPage,
	EventView,
	HeapState,
	InstructionPage,
	Moment,
	PageOptions,
	StepMarks,
} from "../../engine/api";
import { marked, nextMark, previousMark } from "../../engine/marks";
import type { Grain } from "./grain";
import { beganIn, collectionsOf, phasesIn } from "./phases";
import { lineOn, momentOf, type Place, restAt } from "./place";

/** A run, as far as its ways go. */
export interface Run {
	readonly steps: number;
	readonly collections: StepMarks;
	eventsOf(step: number, options: PageOptions): Promise<EventPage>;
	instructionsOf(step: number, options: PageOptions): Promise<InstructionPage>;
	stateAt(moment: Moment): Promise<HeapState>;
}

const PAGE = 2000;
/** States that are looked at for a collection, where a mark of a very long run stands for several steps. */
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
	for await (const step of collectingSteps(run, beyond(from, by), by)) {
		const found = await visited(step, by > 0 ? 0 : Number.POSITIVE_INFINITY);
		if (found !== null) return found;
	}
	return from;
}

async function walkPhase(run: Run, from: Place, by: 1 | -1): Promise<Place> {
	if (from.phase !== null || from.moment !== null) {
		const state = await run.stateAt({ step: from.step });
		const phases = phasesIn(state);
		const to = from.phase === null ? await phaseOnWay(run, from, by) : from.phase + by;
		if (to >= 0 && to < phases.length) return { step: from.step, phase: to, moment: null };
		// Between two phases of one collection there is no rest; and a step in which none was done is passed over.
		const [first] = phases;
		const within = by > 0 ? state.collecting !== null : first !== undefined && beganIn(first.collection) < from.step;
		if (phases.length > 0 && !within) return restAt(by > 0 ? from.step : from.step - 1);
	}
	for await (const step of collectingSteps(run, beyond(from, by), by)) {
		const phases = phasesIn(await run.stateAt({ step })).length;
		if (phases > 0) return { step, phase: by > 0 ? 0 : phases - 1, moment: null };
	}
	return from;
}

/** In the midst of a phase the way on leads to its end, and the way back to the one before. */
async function phaseOnWay(run: Run, from: Place, by: 1 | -1): Promise<number> {
	const state = await run.stateAt(momentOf(from));
	// delete_garbage is told of from its beginning on.
	const done = phasesIn(state).length - (state.collecting?.phase === "delete_garbage" ? 1 : 0);
	return by > 0 ? done : done - 1;
}

/** The step on this side of the first that a way may lead into. */
function beyond(from: Place, by: 1 | -1): number {
	return by < 0 && from.moment === null && from.phase === null ? from.step + 1 : from.step;
}

/** The steps in which collections have done something, from a step on or back, that one left out. */
async function* collectingSteps(run: Run, from: number, by: 1 | -1): AsyncGenerator<number> {
	let last = from;
	let at = by > 0 ? endAfter(run, from) : Math.min(from, run.steps);
	for (let looked = 0; at !== null && looked < LOOKED_INTO; looked++) {
		for (const step of stepsOf(await run.stateAt({ step: at }), by)) {
			if (by > 0 ? step <= last : step >= last) continue;
			yield step;
			last = step;
		}
		at = by > 0 ? endAfter(run, at) : endBefore(run, at);
	}
}

/** The next step in which a collection may have ended; after the last, the run's own end: one may be under way there. */
function endAfter({ collections, steps }: Run, step: number): number | null {
	if (step >= steps) return null;
	if (marked(collections, step + 1)) return step + 1;
	return Math.min(nextMark(collections, step) ?? steps, steps);
}

function endBefore({ collections }: Run, step: number): number | null {
	if (step < 1) return null;
	if (marked(collections, step - 1)) return step - 1;
	const found = previousMark(collections, step - 1);
	return found === null ? null : Math.min(step - 1, found + collections.every - 1);
}

/** The steps in which the collections that a state tells of have done something, the first or the last first. */
function* stepsOf(state: HeapState, by: 1 | -1): Generator<number> {
	const spans = collectionsOf(state).flatMap(({ worked }) => worked);
	for (const { from, to } of by > 0 ? spans : spans.toReversed())
		for (let step = by > 0 ? from : to; step >= from && step <= to; step += by) yield step;
}

/** How many events of the step are done at a place: all or none of them at rest, as the way leads. */
async function eventsDone(events: StepEvents, from: Place, by: 1 | -1): Promise<number> {
	const { moment, phase } = from;
	if (moment?.kind === "event") return moment.at;
	if (moment?.kind === "instruction") {
		return events.ofInstruction(moment.at);
	}
	if (phase !== null) {
		// A phase ends where the next begins, or the collection ends. The first to be done here may have begun before.
		const [first] = phasesIn(await events.state());
		let open = first !== undefined && first.at > 0 ? 0 : -1;
		const found = await events.find(0, 1, (event) => {
			const ends = event.kind === "phase" || event.kind === "collected";
			if (ends && open === phase) return event.event;
			if (event.kind === "phase") open++;
			return null;
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

	/** What the step leads to. */
	state(): Promise<HeapState> {
		return this.run.stateAt({ step: this.step });
	}

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
