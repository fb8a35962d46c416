/**
 * A collection's table as its visits leave it, for the steps in which the engine's own table of it is not at hand: those
 * that a finalizer or a callback runs in the midst of it. Every number is a visit's.
 */
import type { PhaseName, PhaseRow } from "../../../engine/api";
import type { Course } from "./course";

export interface FoldedRow {
	readonly serial: number;
	readonly gcRefs: number | null;
	readonly state: PhaseRow["state"];
}

/** The rows after a stop, by serial. Holds from subtract_refs on: before, not all candidates have been visited. */
export function rowsAfter({ stops }: Course, stop: number): ReadonlyMap<number, FoldedRow> {
	const rows = new Map<number, FoldedRow>();
	for (const { event } of stops.slice(0, stop + 1)) {
		if (event.kind === "phase") enter(rows, event.phase);
		else if (event.kind === "died") rows.delete(event.serial);
		// handle_weakrefs visits weak references, which need not be candidates.
		else if (event.kind === "visit" && event.serial > 0 && event.phase !== "handle_weakrefs")
			rows.set(event.serial, { serial: event.serial, gcRefs: event.gcRefs, state: event.state });
	}
	return rows;
}

function enter(rows: Map<number, FoldedRow>, phase: PhaseName): void {
	for (const [serial, row] of rows) {
		switch (phase) {
			case "update_refs":
			case "subtract_refs":
				break;
			case "move_unreachable":
				rows.set(serial, { ...row, state: (row.gcRefs ?? 0) > 0 ? "reached" : "candidate" });
				break;
			case "handle_weakrefs":
				if (row.state === "unreachable") rows.set(serial, { ...row, gcRefs: null });
				else rows.delete(serial);
				break;
			case "finalize_garbage":
				break;
			case "handle_resurrected_objects":
				rows.set(serial, { serial, gcRefs: null, state: "resurrected" });
				break;
			case "delete_garbage":
				if (row.state === "unreachable") rows.set(serial, { serial, gcRefs: null, state: "deleted" });
				else rows.delete(serial);
				break;
		}
	}
}

/** What update_refs, or the second count of handle_resurrected_objects, copied from each object's count. */
export function copiedBy({ stops, phases }: Course, stop: number): ReadonlyMap<number, number> {
	const copied = new Map<number, number>();
	const phase = phases.findLast(({ first }) => first <= stop)?.name;
	const copying: PhaseName = phase === "handle_resurrected_objects" ? phase : "update_refs";
	for (const { event } of stops.slice(0, stop + 1)) {
		if (event.kind !== "visit" || event.phase !== copying || event.from !== null || event.state !== "candidate")
			continue;
		if (event.gcRefs !== null && !copied.has(event.serial)) copied.set(event.serial, event.gcRefs);
	}
	return copied;
}

/** What each candidate had become when the collection was over: the last that was said of it. */
export function fatesOf({ stops }: Course): ReadonlyMap<number, FoldedRow> {
	const fates = new Map<number, FoldedRow>();
	for (const { event } of stops) {
		if (event.kind === "phase" && event.phase === "delete_garbage") {
			for (const [serial, row] of fates)
				if (row.state === "unreachable") fates.set(serial, { ...row, state: "deleted" });
		} else if (event.kind === "visit" && event.serial > 0 && event.phase !== "handle_weakrefs")
			fates.set(event.serial, { serial: event.serial, gcRefs: null, state: event.state });
	}
	return fates;
}
