/**
 * The course of a collection: everything it does, in order, from its events. A finalizer or a callback written in Python
 * runs lines of its own, so that a collection may begin in one step and end in another.
 */
import type { EventView, PhaseName, RecordingSummary } from "../../../engine/api";
import { nextMark } from "../../../engine/marks";
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
	readonly generation: 0 | 1 | 2;
	readonly reason: "called" | "threshold";
	/** From `collection` to `collected`, instructions left out. */
	readonly stops: readonly Stop[];
	readonly phases: readonly PhaseCourse[];
	/** Begins and ends in one step: its phases then have places of their own. */
	readonly whole: boolean;
	/** In the step that it ends in, phases of the collections before it. */
	readonly phasesBefore: number;
	/** How many events its steps have. */
	readonly totals: ReadonlyMap<number, number>;
	/** The step has more events than were looked at: the last stops are missing. */
	readonly cut: boolean;
}

const PAGE = 10_000;
/** Events of a step that are looked at: a collection of some ten thousand references. */
const MOST_EVENTS = 40_000;
/** Steps that a collection's finalizers and callbacks may take, for it to be shown as one. */
const MOST_STEPS = 200;

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

/** The step with the mark that a collection under way at `step` would end at, or null. */
export function endingNear({ collections }: RecordingSummary, step: number): number | null {
	if (step < 1) return null;
	const end = nextMark(collections, step - 1);
	if (collections.every > 1) return end !== null && end <= step ? step : null;
	return end !== null && end - step <= MOST_STEPS ? end : null;
}

/** The collections that end in a step, from wherever they began; `cut` ones as far as they were looked at. */
export async function coursesEndingIn(asking: Pick<Asking, "eventsOf">, end: number): Promise<readonly Course[]> {
	const totals = new Map<number, number>();
	let stops: Stop[] = [];
	let cut = false;
	for (let step = end; step >= 1 && end - step < MOST_STEPS; step--) {
		const { events, total } = await eventsOf(asking, step);
		totals.set(step, total);
		if (total > MOST_EVENTS) cut = true;
		stops = [...events.map((event) => ({ step, event })), ...stops];
		const first = stops.find(({ event }) => event.kind === "collection" || event.kind === "collected");
		if (first === undefined || first.event.kind === "collection") break;
	}
	return split(stops, totals, cut);
}

function split(stops: readonly Stop[], totals: ReadonlyMap<number, number>, cut: boolean): readonly Course[] {
	const courses: Course[] = [];
	let begin: number | null = null;
	let phasesBefore = 0;
	for (const [at, { event }] of stops.entries()) {
		if (event.kind === "collection") begin = at;
		const last = event.kind === "collected" || (cut && at === stops.length - 1);
		if (begin === null || !last) continue;
		const course = courseOf(stops.slice(begin, at + 1), totals, phasesBefore, event.kind !== "collected");
		if (course !== null) courses.push(course);
		if (course?.whole) phasesBefore += course.phases.length;
		begin = null;
	}
	return courses;
}

function courseOf(
	stops: readonly Stop[],
	totals: ReadonlyMap<number, number>,
	phasesBefore: number,
	cut: boolean,
): Course | null {
	const begin = stops[0];
	if (begin?.event.kind !== "collection") return null;
	const phases: (PhaseCourse & { last: number; readonly visits: number[] })[] = [];
	for (const [at, { event }] of stops.entries()) {
		const open = phases.at(-1);
		if (event.kind === "phase") phases.push({ name: event.phase, first: at, last: at, visits: [] });
		else if (open !== undefined && event.kind !== "collected") {
			open.last = at;
			if (event.kind === "visit") open.visits.push(at);
		}
	}
	const { generation, reason } = begin.event;
	const whole = stops.at(-1)?.step === begin.step;
	return { generation, reason, stops, phases, whole, phasesBefore, totals, cut };
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
