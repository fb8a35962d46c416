/**
 * The course of a collection: everything it does, in order, from its events. A finalizer or a callback written in Python
 * runs lines of its own, so that a collection may begin in one step and end in another.
 */
import type { CollectingView, CollectionView, EventView, HeapState, PhaseName } from "../../../engine/api";
import { beganIn, collectionsOf, phasesIn } from "../phases";
import { type Place, restAt } from "../place";
import type { Asking } from "../use-run";

/** One event of a collection, and where it stands in the run. */
export interface Stop {
	readonly step: number;
	readonly event: EventView;
}

export interface PhaseCourse {
	readonly name: PhaseName;
	/** Its first and last stop, by index. */
	readonly first: number;
	readonly last: number;
	/** Of its stops, the visits. */
	readonly visits: readonly number[];
}

export interface Course {
	/** Which of the run's collections it is. */
	readonly number: number;
	/** From `collection` to `collected`, instructions left out. */
	readonly stops: readonly Stop[];
	readonly phases: readonly PhaseCourse[];
	/** Of the phases that are done, as each left the heap: of all of them, also where stops are missing. */
	readonly places: readonly Place[];
	/** The step that it ends in; null: the run ends in its midst. */
	readonly end: number | null;
	/** How many events its steps have. */
	readonly totals: ReadonlyMap<number, number>;
	/** There are more of them than were looked at: the last stops are missing. */
	readonly cut: "steps" | "events" | null;
}

const PAGE = 10_000;
/** Events of a step that are looked at: a collection of some ten thousand references. */
const MOST_EVENTS = 40_000;
/** Steps that are looked at of those that a collection has worked in: as many finalizers of more than a line, or so. */
export const MOST_STEPS = 200;

interface StepEvents {
	readonly events: readonly EventView[];
	readonly total: number;
}

async function eventsOf(asking: Pick<Asking, "eventsOf">, step: number): Promise<StepEvents> {
	const events: EventView[] = [];
	for (;;) {
		const page = await asking.eventsOf(step, { from: events.length, count: PAGE });
		for (const event of page.events) events.push(event);
		if (events.length >= Math.min(page.total, MOST_EVENTS) || page.events.length === 0)
			return { events: events.filter(({ kind }) => kind !== "instruction"), total: page.total };
	}
}

/** The collections that end in a step, from wherever they began; at the run's end also the one that it breaks off. */
export async function coursesEndingIn(
	asking: Pick<Asking, "eventsOf" | "stateAt">,
	end: number,
	runEnds: boolean,
): Promise<readonly Course[]> {
	const state = await asking.stateAt({ step: end });
	const collections = runEnds ? collectionsOf(state) : state.collections;
	const [first] = collections;
	if (first === undefined) return [];
	const steps = stepsOf(collections);
	const totals = new Map<number, number>();
	const stops: Stop[] = [];
	const broken = runEnds && state.collecting !== null;
	let cut: Course["cut"] = steps.length > MOST_STEPS ? "steps" : null;
	for (const step of steps.slice(0, MOST_STEPS)) {
		const { events, total } = await eventsOf(asking, step);
		totals.set(step, total);
		if (total > MOST_EVENTS) cut = "events";
		for (const event of events) stops.push({ step, event });
	}
	// Only the first can have begun before this step.
	const before = beganIn(first) === end ? state : await asking.stateAt({ step: beganIn(first) });
	return split(stops, cut !== null || broken).flatMap((own, at) => {
		const collection = collections[at];
		if (collection === undefined) return [];
		const whole = own.at(-1)?.event.kind === "collected";
		const places = placesOf(collection, at === 0 ? before : state);
		return [
			{
				number: collection.number,
				stops: own,
				phases: phasesOf(own),
				places,
				end: state.collections.includes(collection as CollectionView) ? end : null,
				totals,
				cut: whole ? null : cut,
			},
		];
	});
}

/** The steps in which they have done something: the first, and whether there are more. */
function stepsOf(collections: readonly Pick<CollectionView, "worked">[]): readonly number[] {
	const steps = new Set<number>();
	for (const { worked } of collections)
		for (const { from, to } of worked)
			for (let step = from; step <= to && steps.size <= MOST_STEPS; step++) steps.add(step);
	return [...steps];
}

/** The stops of each collection that begins among them; `cut`: of the last one too that does not end. */
function split(stops: readonly Stop[], cut: boolean): readonly (readonly Stop[])[] {
	const courses: (readonly Stop[])[] = [];
	let begin: number | null = null;
	for (const [at, { event }] of stops.entries()) {
		if (event.kind === "collection") begin = at;
		if (begin === null || !(event.kind === "collected" || (cut && at === stops.length - 1))) continue;
		courses.push(stops.slice(begin, at + 1));
		begin = null;
	}
	return courses;
}

function phasesOf(stops: readonly Stop[]): readonly PhaseCourse[] {
	const phases: (PhaseCourse & { last: number; readonly visits: number[] })[] = [];
	for (const [at, { event }] of stops.entries()) {
		const open = phases.at(-1);
		if (event.kind === "phase") phases.push({ name: event.phase, first: at, last: at, visits: [] });
		else if (open !== undefined && event.kind !== "collected") {
			open.last = at;
			if (event.kind === "visit") open.visits.push(at);
		}
	}
	return phases;
}

/**
 * The places of a collection's phases. In the step that it began in, others may have been at work before it; `began`: the
 * state that this step leads to.
 */
function placesOf(collection: CollectionView | CollectingView, began: HeapState): readonly Place[] {
	const first = beganIn(collection);
	const before = phasesIn(began).findIndex((phase) => phase.collection.number === collection.number);
	const done = new Map<number, number>();
	return collection.phases.map(({ step }) => {
		const order = done.get(step) ?? (step === first ? Math.max(0, before) : 0);
		done.set(step, order + 1);
		return { step, phase: order, moment: null };
	});
}

/** The place right after a stop. */
export function placeAfter({ stops, totals }: Course, stop: number): Place | null {
	const found = stops[stop];
	if (found === undefined) return null;
	const at = found.event.event + 1;
	const total = totals.get(found.step) ?? Number.POSITIVE_INFINITY;
	if (at >= total) return restAt(found.step);
	return { step: found.step, phase: null, moment: { kind: "event", at } };
}

/** Where a place stands in a course: the index of the last stop done (-1: none, `stops.length`: it is over). */
export function stopAt({ stops }: Course, step: number, eventsDone: number): number {
	let low = 0;
	let high = stops.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		const stop = stops[middle];
		const done = stop !== undefined && (stop.step < step || (stop.step === step && stop.event.event < eventsDone));
		if (done) low = middle + 1;
		else high = middle;
	}
	return low - 1;
}

/** The phase that a stop belongs to, or null before the first. */
export function phaseOfStop({ phases }: Course, stop: number): number | null {
	const at = phases.findLastIndex(({ first }) => first <= stop);
	return at < 0 ? null : at;
}
