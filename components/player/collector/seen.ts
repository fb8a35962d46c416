/** What the panel shows of a collection at a place: its phases, its table, and what the visit there did. Nothing is counted here. */
import type { CollectionView, HeapState, PhaseName, PhaseRow } from "../../../engine/api";
import type { Shown } from "../use-run";
import { type Course, phaseOfStop, stopAt } from "./course";
import { copiedBy, fatesOf, rowsAfter } from "./fold";

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
	/** `waiting`: handle_resurrected_objects has not come to it yet, whatever the table has it for. */
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

export interface Seen {
	readonly generation: 0 | 1 | 2;
	readonly reason: "called" | "threshold";
	readonly line: number | null;
	/** Which of the run's collections it is, from 1. */
	readonly number: number;
	/** Null: it is over. */
	readonly phase: PhaseName | null;
	/** The phase is done: the table is as it left it. */
	readonly phaseDone: boolean;
	readonly rows: readonly SeenRow[];
	readonly omitted: number;
	/** The interpreter's own candidates; null: not told in this step. */
	readonly folded: number | null;
	readonly visit: SeenVisit | null;
	readonly cleared: readonly ClearedWeakref[];
	readonly result: { readonly collected: number; readonly uncollectable: number } | null;
	/** Its events, once they have been fetched, and the last one done. */
	readonly course: Course | null;
	readonly stop: number;
	/** Where its phases have places of their own: the place of the first. */
	readonly firstPhase: number | null;
}

/** Events of the step that are done at a place. */
export function eventsDone({ place, happened }: Shown): number {
	if (place.moment === null) return Number.POSITIVE_INFINITY;
	return place.moment.kind === "event" ? place.moment.at : happened === null ? 0 : happened.event + 1;
}

/** The collection at a place, or null where none ran in its step up to there. */
export function seenAt(shown: Shown, courses: readonly Course[] | null, lines: ArrayLike<number>): Seen | null {
	const { state, place } = shown;
	if (place.phase !== null) return inPhase(shown, courses, place.phase);
	const done = eventsDone(shown);
	const within = courses?.find((course) => {
		const stop = stopAt(course, place.step, done);
		return stop >= 0 && (stop < course.stops.length - 1 || course.cut);
	});
	if (state.collecting !== null || within !== undefined) return inMidst(shown, within ?? null, lines);
	const ended = courses?.findLast(({ stops }) => {
		const last = stops.at(-1);
		return last !== undefined && last.step === place.step && last.event.event < done;
	});
	return over(shown, ended ?? null, lines);
}

function texts(...states: readonly (HeapState | null)[]): (serial: number) => string | null {
	const known = new Map<number, string>();
	for (const state of states) {
		for (const { serial, text } of state?.deaths ?? []) if (!known.has(serial)) known.set(serial, text);
		for (const { serial, text } of state?.objects ?? []) known.set(serial, text);
	}
	return (serial) => known.get(serial) ?? null;
}

/** A phase of the step's collections, as it left the heap. */
function inPhase(shown: Shown, courses: readonly Course[] | null, phase: number): Seen | null {
	let first = 0;
	const { collections, collected } = shown.state;
	for (const [order, collection] of collections.entries()) {
		const at = phase - first;
		const view = collection.phases[at];
		if (view !== undefined) {
			const course = courses?.filter(({ whole, stops }) => whole && stops[0]?.step === shown.place.step)[order] ?? null;
			const before = new Map<number, number>();
			for (const earlier of collection.phases.slice(0, at))
				for (const row of earlier.rows) if (row.gcRefs !== null) before.set(row.serial, row.gcRefs);
			const counting = collection.phases[view.name === "handle_resurrected_objects" ? -1 : 0];
			const copied = new Map(counting?.rows.map((row) => [row.serial, row.gcRefs]) ?? []);
			const stop = course?.phases[at]?.last ?? 0;
			return {
				...headOf(collection),
				number: collected - collections.length + order + 1,
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
				course,
				stop,
				firstPhase: first,
			};
		}
		first += collection.phases.length;
	}
	return null;
}

function headOf({ generation, reason, line }: CollectionView): Pick<Seen, "generation" | "reason" | "line"> {
	return { generation, reason, line };
}

/** The line that ran when it began, which the step before it was about to run. */
function lineOf(course: Course, lines: ArrayLike<number>): number | null {
	const begin = course.stops[0];
	return begin === undefined ? null : (lines[begin.step - 1] ?? null);
}

function inMidst(shown: Shown, course: Course | null, lines: ArrayLike<number>): Seen | null {
	const { state, before, happened, place } = shown;
	const { collecting } = state;
	const stop = course === null ? -1 : stopAt(course, place.step, eventsDone(shown));
	const atPhase = course === null ? null : phaseOfStop(course, stop);
	const phase = collecting?.phase ?? (atPhase === null ? null : course?.phases[atPhase]?.name) ?? "update_refs";
	const head = collecting ?? course;
	if (head === null) return null;
	const copied = course === null ? new Map<number, number>() : copiedBy(course, stop);
	const earlier = new Map<number, Pick<PhaseRow, "gcRefs" | "state">>();
	const same = before?.collecting?.phase === phase ? before.collecting.rows : [];
	for (const row of same) earlier.set(row.serial, row);
	if (collecting === null && course !== null)
		for (const row of rowsAfter(course, stop - 1).values()) earlier.set(row.serial, row);
	const visit = happened?.kind === "visit" ? happened : null;
	const textOf = texts(before, state);
	const counts = new Map(state.objects.map(({ serial, refcnt }) => [serial, refcnt]));
	const plain =
		collecting?.rows ??
		(course === null ? [] : [...rowsAfter(course, stop).values()]).map((row) => ({
			...row,
			text: textOf(row.serial) ?? "",
			refcnt: counts.get(row.serial) ?? null,
		}));
	const counted = new Set<number>();
	if (phase === "handle_resurrected_objects" && course !== null && atPhase !== null) {
		for (const at of course.phases[atPhase]?.visits ?? []) {
			const event = at <= stop ? course.stops[at]?.event : undefined;
			if (event?.kind === "visit") counted.add(event.serial);
		}
	}
	const visits = atPhase === null ? [] : (course?.phases[atPhase]?.visits ?? []);
	const order = visits.indexOf(stop);
	return {
		generation: head.generation,
		reason: head.reason,
		line: course === null ? state.ranLine : lineOf(course, lines),
		number: state.collected + 1,
		phase,
		phaseDone: false,
		rows: plain.map((row) => {
			const was = visit?.serial === row.serial ? (earlier.get(row.serial)?.gcRefs ?? null) : null;
			return {
				serial: row.serial,
				text: row.text,
				refcnt: row.refcnt,
				copied: row.gcRefs === null ? null : (copied.get(row.serial) ?? null),
				gcRefs: row.gcRefs,
				gcRefsBefore: was !== row.gcRefs ? was : null,
				state: row.state,
				waiting: phase === "handle_resurrected_objects" && !counted.has(row.serial),
			};
		}),
		omitted: collecting?.omitted ?? 0,
		folded: collecting?.folded ?? null,
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
		course,
		stop,
		firstPhase: course?.whole ? course.phasesBefore : null,
	};
}

function over(shown: Shown, course: Course | null, lines: ArrayLike<number>): Seen | null {
	const { state, before } = shown;
	const collection = state.collections.at(-1);
	const stop = course === null ? -1 : course.stops.length - 1;
	const phases = state.collections.slice(0, -1).reduce((sum, { phases }) => sum + phases.length, 0);
	const shared = {
		number: state.collected,
		phase: null,
		phaseDone: true,
		visit: null,
		cleared: course === null ? [] : clearedBy(course, stop, before),
		course,
		stop,
	} as const;
	const quiet = { copied: null, gcRefs: null, gcRefsBefore: null, refcnt: null, waiting: false } as const;
	// Of a collection that lines of finalizers ran in, the engine has no table: its visits tell what became of whom.
	if (course !== null && (!course.whole || collection === undefined)) {
		const end = course.stops.at(-1)?.event;
		if (end?.kind !== "collected") return null;
		const textOf = texts(before, state);
		return {
			...shared,
			generation: course.generation,
			reason: course.reason,
			line: lineOf(course, lines),
			rows: [...fatesOf(course).values()].map((row) => ({ ...row, ...quiet, text: textOf(row.serial) ?? "" })),
			omitted: 0,
			folded: null,
			result: end,
			firstPhase: null,
		};
	}
	if (collection === undefined) return null;
	const last = new Map<number, PhaseRow>();
	for (const phase of collection.phases) for (const row of phase.rows) last.set(row.serial, row);
	return {
		...shared,
		...headOf(collection),
		rows: [...last.values()].map((row) => ({ ...row, ...quiet })),
		omitted: collection.phases.at(0)?.omitted ?? 0,
		folded: collection.phases.at(0)?.folded ?? 0,
		result: collection,
		firstPhase: phases,
	};
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
