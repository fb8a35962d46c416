/** The marks of a place: what its step did, line by line. It comes apart from the page: without a run there are none. */
import type { CountChange, EventView, HeapState } from "../../../engine/api";
import { withoutInsides } from "../graph/lens";
import { phasesIn } from "../phases";
import type { Shown } from "../use-run";
import type { ErrorRange } from "./error-range";
import { type EditorMarks, type LineNote, NO_MARKS } from "./marks";

const NOTES_PER_LINE = 4;

function note(change: CountChange): LineNote {
	const who = change.name ?? `${change.type} #${change.serial}`;
	const tone = change.to === 0 ? "freed" : change.to > change.from ? "up" : "down";
	return { text: `${who} ${change.from}→${change.to}`, tone };
}

/**
 * Notes of a state's changes since the machine last rested, by line: the first few, then how many more. In the midst of
 * a step the event that came last has its own note, in place of its object's: `a 2→3` where the step so far says `a 1→3`.
 */
export function notesOf(state: HeapState, happened: EventView | null = null): ReadonlyMap<number, readonly LineNote[]> {
	const latest = latestNote(state, happened);
	const byLine = new Map<number, CountChange[]>();
	for (const change of state.changes) {
		if (change.serial !== latest?.serial) byLine.set(change.line, [...(byLine.get(change.line) ?? []), change]);
	}
	const notes = new Map<number, readonly LineNote[]>();
	for (const [line, changes] of byLine) {
		const shown = changes.slice(0, NOTES_PER_LINE).map(note);
		const more = changes.length - shown.length;
		notes.set(line, more === 0 ? shown : [...shown, { text: `+${more}`, tone: "quiet" }]);
	}
	if (latest !== null) notes.set(latest.line, [latest.note, ...(notes.get(latest.line) ?? [])]);
	return notes;
}

interface Latest {
	readonly serial: number;
	readonly line: number;
	readonly note: LineNote;
}

/** The note of an event that changed a count; null for any other. */
function latestNote(state: HeapState, happened: EventView | null): Latest | null {
	if (happened === null) return null;
	const { kind } = happened;
	if (kind !== "count" && kind !== "born" && kind !== "died") return null;
	const line = kind === "died" ? happened.line : happened.cause.line;
	if (line < 1) return null;
	const { serial, type } = happened;
	const who = nameOf(state, serial) ?? `${type} #${serial}`;
	const [from, to] =
		kind === "count" ? [happened.from, happened.to] : kind === "born" ? [0, happened.refcnt] : [null, 0];
	const tone = to === 0 ? "freed" : from !== null && to < from ? "down" : "up";
	return { serial, line, note: { text: from === null ? who : `${who} ${from}→${to}`, tone, latest: true } };
}

/** A name by which the program knows an object, the innermost frame's first. */
function nameOf({ changes, frames }: HeapState, serial: number): string | null {
	const changed = changes.find((change) => change.serial === serial)?.name;
	if (changed != null) return changed;
	for (const { names } of frames.toReversed()) {
		const found = names.find(({ ref }) => ref.kind === "object" && ref.serial === serial);
		if (found !== undefined) return found.name;
	}
	return null;
}

/** What an editor marks at a place: what the step did, or the phase that its line is in. */
export function marksAt(shown: Shown, failed: number | null, error: ErrorRange | null): EditorMarks {
	const { place } = shown;
	if (place.phase === null) {
		const { happened } = shown;
		const { state, inside } = withoutInsides(shown.state, shown.before);
		const told = happened !== null && "serial" in happened && inside.has(happened.serial) ? null : happened;
		const notes = new Map(notesOf(state, told));
		const { collecting, ranLine } = state;
		if (collecting !== null && ranLine !== null)
			notes.set(ranLine, [{ text: collecting.phase, tone: "quiet" }, ...(notes.get(ranLine) ?? [])]);
		return { ran: ranLine, next: state.line, failed, error, notes };
	}
	const phase = phasesIn(shown.state)[place.phase];
	if (phase !== undefined) {
		const { line } = phase.collection;
		const notes = new Map([[line, [{ text: phase.view.name, tone: "quiet" } as const]]]);
		return { ran: line, next: null, failed: null, error: null, notes };
	}
	return NO_MARKS;
}
