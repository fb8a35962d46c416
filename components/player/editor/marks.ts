/** What a step did, written at the lines that did it. Both editors draw these. */
import type { ErrorRange } from "./error-range";

export interface LineNote {
	/** `a 2→1`, or `Node #31 0`. */
	readonly text: string;
	readonly tone: "up" | "down" | "freed" | "quiet";
	/** It tells of what came last. */
	readonly latest?: true;
}

export interface EditorMarks {
	/** The line that has just run, or null. */
	readonly ran: number | null;
	/** The line about to run, or null. */
	readonly next: number | null;
	/** A line at which the run failed, or null. */
	readonly failed: number | null;
	/** What Python underlines there, or null. */
	readonly error: ErrorRange | null;
	/** By line number. */
	readonly notes: ReadonlyMap<number, readonly LineNote[]>;
}

export const NO_MARKS: EditorMarks = { ran: null, next: null, failed: null, error: null, notes: new Map() };
