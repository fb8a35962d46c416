/** A place in a run: at rest before a line, in a collection's phase, or in the midst of a step. */
import type { Moment } from "../../engine/api";

export interface Place {
	/** The state that the step leads to, of which 0 has none. */
	readonly step: number;
	/** A phase as it left the heap, counted over all that were done in the step (phases.ts). */
	readonly phase: number | null;
	/**
	 * In the midst of the step: after so many of its instructions or events, not all. Never with a phase. None only of
	 * instructions: the heap of the step before, and the machine about to run the first.
	 */
	readonly moment: { readonly kind: "instruction" | "event"; readonly at: number } | null;
}

/** At rest: the machine has done the step whole. */
export function restAt(step: number): Place {
	return { step, phase: null, moment: null };
}

export function samePlace(a: Place, b: Place): boolean {
	return a.step === b.step && a.phase === b.phase && a.moment?.kind === b.moment?.kind && a.moment?.at === b.moment?.at;
}

/** The moment whose state is shown at a place: inside a phase, the step's end, which tells of its phases. */
export function momentOf({ step, moment }: Place): Moment {
	return moment === null ? { step } : { step, [moment.kind]: moment.at };
}

/** What a place is compared with, so that what is new shows: the moment before, or the step before. */
export function momentBefore({ step, moment }: Place): Moment | null {
	if (moment === null || moment.at <= 1) return step === 0 ? null : { step: step - 1 };
	return { step, [moment.kind]: moment.at - 1 };
}

/** A key for a moment, unlike any other's. */
export function keyOf({ step, instruction, event }: Moment): string {
	return `${step}${instruction === undefined ? "" : `i${instruction}`}${event === undefined ? "" : `e${event}`}`;
}

/** The place one line on from another in a run of so many steps, or back; the same place at the run's ends. */
export function lineOn(steps: number, from: Place, by: 1 | -1): Place {
	if (from.moment !== null || from.phase !== null) return restAt(by > 0 ? from.step : from.step - 1);
	return restAt(Math.max(0, Math.min(steps, from.step + by)));
}
