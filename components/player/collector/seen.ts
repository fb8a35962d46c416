/** What the panel shows of a collection at a place: its phases, its table, and what the visit there did. Nothing is counted here. */
import type { CollectingView, CollectionView, HeapState, PhaseName, PhaseRow } from "../../../engine/api";
import { phasesIn } from "../phases";
import type { Place } from "../place";
import type { Shown } from "../use-run";
import { type Course, phaseOfStop, stopAt } from "./course";

export const PHASES: readonly PhaseName[] = [
	"update_refs",
	"subtract_refs",
	"move_unreachable",
	"handle_weakrefs",
	"finalize_garbage",
	"handle_resurrected_objects",
	"delete_garbage",
];

export interface SeenRow {
	readonly serial: number;
	readonly text: string;
	/** Null: not listed in this state. */
	readonly refcnt: number | null;
	/** Its count as it was copied into gc_refs; null before, and where the phase does not use it. */
	readonly copied: number | null;
	readonly gcRefs: number | null;
	/** gc_refs before this visit, or before this phase, where it was another. */
	readonly gcRefsBefore: number | null;
	readonly state: PhaseRow["state"];
	/** handle_resurrected_objects has not come to it yet. */
	readonly waiting: boolean;
}

/** A visit: what the collector looks at, and where it comes from (0: one of the interpreter's own, null: by itself). */
export interface SeenVisit {
	readonly serial: number;
	readonly from: number | null;
	readonly gcRefs: number | null;
	readonly state: PhaseRow["state"];
	/** As the object was before, where it is a candidate. */
	readonly before: Pick<PhaseRow, "gcRefs" | "state"> | null;
	/** Which of the phase's visits, and how many it has; null until that is known. */
	readonly order: { readonly at: number; readonly of: number } | null;
}

/** A weak reference that handle_weakrefs cleared. */
export interface ClearedWeakref {
	readonly serial: number;
	readonly to: number;
	/** `called`: it has one and lives; `dropped`: it has one and is itself garbage; null: it has none, or is not listed. */
	readonly callback: "called" | "dropped" | null;
}

export interface Seen extends Pick<CollectionView, "number" | "generation" | "reason" | "line"> {
	/** Null: it is over. */
	readonly phase: PhaseName | null;
	/** The phase is done: the table is as it left it. */
	readonly phaseDone: boolean;
	readonly rows: readonly SeenRow[];
	readonly omitted: number;
	/** The interpreter's own candidates. */
	readonly folded: number;
	readonly visit: SeenVisit | null;
	readonly cleared: readonly ClearedWeakref[];
	readonly result: { readonly collected: number; readonly uncollectable: number } | null;
	/** Of those cleared: how many are the program's, and the interpreter's own, where some are and these are all. */
	readonly shares: { readonly own: number; readonly folded: number } | null;
	/** Its events, once they have been fetched, and the last one done. */
	readonly course: Course | null;
	readonly stop: number;
	/** Where each of its phases is, as it left the heap; null: not known, or not done. */
	readonly places: readonly (Place | null)[];
	/** The step that it ended in; null: not known, or the run ends before. */
	readonly end: number | null;
}

/** Events of the step that are done at a place. */
export function eventsDone({ place, happened }: Shown): number {
	if (place.moment === null) return Number.POSITIVE_INFINITY;
	return place.moment.kind === "event" ? place.moment.at : happened === null ? 0 : happened.event + 1;
}

/** The collection at a place, or null where none is at work in its step up to there. */
export function seenAt(shown: Shown, courses: readonly Course[] | null): Seen | null {
	const { state, place } = shown;
	if (place.phase !== null) return inPhase(shown, courses, place.phase);
	if (state.collecting !== null) return inMidst(shown, state.collecting, courseOf(state.collecting, courses));
	const ended = state.collections.at(-1);
	return ended === undefined ? null : over(shown, ended, courseOf(ended, courses));
}

function courseOf({ number }: Pick<CollectionView, "number">, courses: readonly Course[] | null): Course | null {
	return courses?.find((course) => course.number === number) ?? null;
}

function headOf(
	{ number, generation, reason, line }: CollectionView | CollectingView,
	course: Course | null,
	{ place, state }: Shown,
) {
	// What is not known of its course is told of this step, where its phases have places.
	const here = PHASES.map((name): Place | null => {
		const phase = phasesIn(state).findIndex(
			({ collection, view }) => collection.number === number && view.name === name,
		);
		return phase < 0 ? null : { step: place.step, phase, moment: null };
	});
	const places = course === null ? here : PHASES.map((_, at) => course.places[at] ?? null);
	const ended = state.collections.some((collection) => collection.number === number);
	const end = ended ? place.step : (course?.end ?? null);
	return { number, generation, reason, line, course, places, end };
}

/** What update_refs copied from each object's count. */
function copiedIn({ phases }: CollectionView | CollectingView): ReadonlyMap<number, number | null> {
	const [counting] = phases;
	return new Map(counting?.rows.map(({ serial, gcRefs }) => [serial, gcRefs]) ?? []);
}

/** A phase of the collections at work in the step, as it left the heap. */
function inPhase(shown: Shown, courses: readonly Course[] | null, phase: number): Seen | null {
	const found = phasesIn(shown.state)[phase];
	if (found === undefined) return null;
	const { collection, at, view } = found;
	const course = courseOf(collection, courses);
	const before = new Map<number, number>();
	for (const earlier of collection.phases.slice(0, at))
		for (const row of earlier.rows) if (row.gcRefs !== null) before.set(row.serial, row.gcRefs);
	const copied = copiedIn(collection);
	const stop = course?.phases[at]?.last ?? 0;
	return {
		...headOf(collection, course, shown),
		phase: view.name,
		phaseDone: true,
		rows: view.rows.map((row) => {
			const was = before.get(row.serial);
			const moved = was !== undefined && row.gcRefs !== null && was !== row.gcRefs;
			return {
				...row,
				copied: row.gcRefs === null ? null : (copied.get(row.serial) ?? null),
				gcRefsBefore: moved && view.name !== "handle_resurrected_objects" ? was : null,
				waiting: false,
			};
		}),
		omitted: view.omitted,
		folded: view.folded,
		visit: null,
		cleared: course === null ? [] : clearedBy(course, stop, shown.before),
		result: null,
		shares: null,
		stop,
	};
}

function inMidst(shown: Shown, collecting: CollectingView, course: Course | null): Seen {
	const { state, before, happened, place } = shown;
	const { phase } = collecting;
	const stop = course === null ? -1 : stopAt(course, place.step, eventsDone(shown));
	const atPhase = course === null ? null : phaseOfStop(course, stop);
	const copied = copiedIn(collecting);
	const same = before?.collecting?.phase === phase ? before.collecting.rows : [];
	const earlier = new Map(same.map((row) => [row.serial, row]));
	const visit = happened?.kind === "visit" ? happened : null;
	const visits = atPhase === null ? [] : (course?.phases[atPhase]?.visits ?? []);
	const order = visits.indexOf(stop);
	return {
		...headOf(collecting, course, shown),
		phase,
		phaseDone: false,
		rows: collecting.rows.map((row) => {
			const was = visit?.serial === row.serial ? (earlier.get(row.serial)?.gcRefs ?? null) : null;
			return {
				...row,
				copied: row.gcRefs === null ? null : (copied.get(row.serial) ?? null),
				gcRefsBefore: was !== row.gcRefs ? was : null,
				waiting: phase === "handle_resurrected_objects" && row.gcRefs === null,
			};
		}),
		omitted: collecting.omitted,
		folded: collecting.folded,
		visit:
			visit === null
				? null
				: {
						serial: visit.serial,
						from: visit.from,
						gcRefs: visit.gcRefs,
						state: visit.state,
						before: earlier.get(visit.serial) ?? null,
						order: order < 0 ? null : { at: order + 1, of: visits.length },
					},
		cleared: course === null ? [] : clearedBy(course, stop, before ?? state),
		result: null,
		shares: null,
		stop,
	};
}

function over(shown: Shown, collection: CollectionView, course: Course | null): Seen {
	const last = new Map<number, PhaseRow>();
	for (const phase of collection.phases) for (const row of phase.rows) last.set(row.serial, row);
	const quiet = { copied: null, gcRefs: null, gcRefsBefore: null, refcnt: null, waiting: false } as const;
	const stop = course === null ? -1 : course.stops.length - 1;
	const [first] = collection.phases;
	return {
		...headOf(collection, course, shown),
		phase: null,
		phaseDone: true,
		rows: [...last.values()].map((row) => ({ ...row, ...quiet })),
		omitted: first?.omitted ?? 0,
		folded: first?.folded ?? 0,
		visit: null,
		cleared: course === null ? [] : clearedBy(course, stop, shown.before),
		result: collection,
		shares: sharesOf(collection),
		stop,
	};
}

function sharesOf({ phases, collected }: CollectionView): Seen["shares"] {
	const cleared = phases.find(({ name }) => name === "delete_garbage");
	if (cleared === undefined || cleared.folded === 0) return null;
	const own = cleared.rows.length + cleared.omitted;
	return own + cleared.folded === collected ? { own, folded: cleared.folded } : null;
}

/** The weak references that have been cleared up to a stop. */
function clearedBy({ stops }: Course, stop: number, state: HeapState | null): readonly ClearedWeakref[] {
	const objects = new Map(state?.objects.map((object) => [object.serial, object]) ?? []);
	const garbage = new Set<number>();
	const cleared: ClearedWeakref[] = [];
	for (const { event } of stops.slice(0, stop + 1)) {
		if (event.kind !== "visit") continue;
		if (event.phase === "move_unreachable") {
			if (event.state === "unreachable") garbage.add(event.serial);
			else garbage.delete(event.serial);
		}
		if (event.phase !== "handle_weakrefs" || event.from === null) continue;
		const has = objects.get(event.serial)?.slots.some(({ label }) => label === "callback") ?? false;
		const callback = !has ? null : garbage.has(event.serial) ? "dropped" : "called";
		cleared.push({ serial: event.serial, to: event.from, callback });
	}
	return cleared;
}
