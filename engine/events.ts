/** What happens inside a step of a run as plain data: events, what caused them, and the pages they come in. */
import type { GenerationView, InstructionView, PhaseName, PhaseRow } from "./states";

/** What made or dropped a reference. `line`: in the program's own text, what it was doing then; 0 for nothing. */
export type Cause =
	/** The instruction itself. `callee`: what it calls, where it is a call. */
	| {
			readonly kind: "instruction";
			readonly instruction: InstructionView;
			readonly callee: string | null;
			readonly line: number;
	  }
	/** Native code that has a frame, since it may call Python: `sorted`, `print`, `__build_class__`. */
	| { readonly kind: "native"; readonly name: string; readonly line: number }
	/** A call ended and let go of a local, or (null) of what else its frame held. */
	| { readonly kind: "frame"; readonly function: string; readonly local: string | null; readonly line: number }
	/** An object that died let go of what it held. `owner`: its serial, or null for the interpreter's own. */
	| {
			readonly kind: "death";
			readonly owner: number | null;
			readonly type: string;
			readonly field: string | null;
			readonly line: number;
	  }
	/** The collector. `owner`: the object that delete_garbage clears, and its field. */
	| {
			readonly kind: "collector";
			readonly phase: PhaseName;
			readonly owner: number | null;
			readonly field: string | null;
			readonly line: number;
	  }
	/** A finalizer is about to run, or has: the object has one reference for that long, or while it waits for another's. */
	| { readonly kind: "finalizer"; readonly line: number };

/**
 * Something that happens in a step, numbered from 0 in `event`. Count changes, births and deaths are those of the
 * program's own objects; the interpreter's are counted in `EventPage.folded`.
 */
export type EventView =
	| ({ readonly kind: "instruction"; readonly event: number; readonly callee: string | null } & InstructionView)
	| {
			readonly kind: "count";
			readonly event: number;
			readonly serial: number;
			readonly type: string;
			readonly from: number;
			readonly to: number;
			readonly cause: Cause;
	  }
	/** An object was allocated. An object may also be shown from now on, with the count that it has. */
	| {
			readonly kind: "born";
			readonly event: number;
			readonly serial: number;
			readonly type: string;
			readonly refcnt: number;
			readonly cause: Cause;
	  }
	/** What was made turned out to be the interpreter's own: it is no longer shown. */
	| { readonly kind: "folded"; readonly event: number; readonly serial: number }
	| {
			readonly kind: "died";
			readonly event: number;
			readonly serial: number;
			readonly type: string;
			readonly text: string;
			readonly by: "count" | "collector";
			/** The event that took its count to 0, or null where that was in an earlier step. */
			readonly dropped: number | null;
			/** What let go of the last reference; null likewise. */
			readonly cause: Cause | null;
			readonly line: number;
	  }
	/** Characters were written: `outputLength` so far. */
	| { readonly kind: "output"; readonly event: number; readonly outputLength: number }
	| {
			readonly kind: "collection";
			readonly event: number;
			readonly generation: 0 | 1 | 2;
			readonly reason: "called" | "threshold";
			readonly generations: readonly [GenerationView, GenerationView, GenerationView];
	  }
	/** A phase begins. */
	| { readonly kind: "phase"; readonly event: number; readonly phase: PhaseName }
	/** The collector looks at an object, by itself or (`from`) because that one refers to it; 0: the interpreter's own. */
	| {
			readonly kind: "visit";
			readonly event: number;
			readonly phase: PhaseName;
			readonly serial: number;
			readonly type: string;
			readonly from: number | null;
			/** The type of the program's own object that refers to it. */
			readonly fromType: string | null;
			/** As the visit leaves it; null where the phase does not use it. */
			readonly gcRefs: number | null;
			readonly state: PhaseRow["state"];
	  }
	| {
			readonly kind: "collected";
			readonly event: number;
			readonly collected: number;
			readonly uncollectable: number;
			readonly generations: readonly [GenerationView, GenerationView, GenerationView];
	  };

export interface PageOptions {
	/** The first one wanted; 0 if it is not said. */
	readonly from?: number;
	/** Most of them: 1,000 if it is not said, 10,000 at most. */
	readonly count?: number;
}

export interface EventPage {
	readonly step: number;
	/** The first event listed, and how many the step has. */
	readonly from: number;
	readonly total: number;
	/** Instructions of the step. */
	readonly instructions: number;
	/** Count changes of the interpreter's own objects in the step, not listed. */
	readonly folded: number;
	readonly events: readonly EventView[];
}

export interface InstructionPage {
	readonly step: number;
	/** The first instruction listed, and how many the step has. */
	readonly from: number;
	readonly total: number;
	/** Each with the number of its event: what it does are the events from there to the next one's. */
	readonly instructions: readonly (InstructionView & { readonly event: number })[];
}
