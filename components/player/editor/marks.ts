/** What a step did, written at the lines that did it. Both editors draw these. */
import type { CountChange, HeapState } from "../../../engine/api";
import type { Shown } from "../use-run";

export interface LineNote {
	/** `a 2→1`, or `Node #31 0`. */
	readonly text: string;
	readonly tone: "up" | "down" | "freed" | "quiet";
}

export interface EditorMarks {
	/** The line that has just run, or null. */
	readonly ran: number | null;
	/** The line about to run, or null. */
	readonly next: number | null;
	/** A line at which the run failed, or null. */
	readonly failed: number | null;
	/** By line number. */
	readonly notes: ReadonlyMap<number, readonly LineNote[]>;
}

export const NO_MARKS: EditorMarks = { ran: null, next: null, failed: null, notes: new Map() };

const NOTES_PER_LINE = 4;

function note(change: CountChange): LineNote {
	const who = change.name ?? `${change.type} #${change.serial}`;
	const tone = change.to === 0 ? "freed" : change.to > change.from ? "up" : "down";
	return { text: `${who} ${change.from}→${change.to}`, tone };
}

/** Notes of a state's changes by line: the first few, then how many more. */
export function notesOf(state: HeapState): ReadonlyMap<number, readonly LineNote[]> {
	const byLine = new Map<number, CountChange[]>();
	for (const change of state.changes) byLine.set(change.line, [...(byLine.get(change.line) ?? []), change]);
	const notes = new Map<number, readonly LineNote[]>();
	for (const [line, changes] of byLine) {
		const shown = changes.slice(0, NOTES_PER_LINE).map(note);
		const more = changes.length - shown.length;
		notes.set(line, more === 0 ? shown : [...shown, { text: `+${more}`, tone: "quiet" }]);
	}
	return notes;
}

/** What an editor marks at a place: what the step did, or the phase that its line is in. */
export function marksAt({ place, state }: Shown, failed: number | null): EditorMarks {
	if (place.phase === null) return { ran: state.ranLine, next: state.line, failed, notes: notesOf(state) };
	let first = 0;
	for (const { line, phases } of state.collections) {
		const phase = phases[place.phase - first];
		if (phase !== undefined) {
			return { ran: line, next: null, failed: null, notes: new Map([[line, [{ text: phase.name, tone: "quiet" }]]]) };
		}
		first += phases.length;
	}
	return NO_MARKS;
}
