/** How fast a run is played. */

export type Pace = "slow" | "normal" | "fast";

export const PACES: readonly Pace[] = ["slow", "normal", "fast"];

/** Milliseconds between steps; a collection's phases, each of which is to be read, stay three times as long. */
export const PACE_MS: Readonly<Record<Pace, number>> = { slow: 1500, normal: 750, fast: 250 };
export const PHASE_FACTOR = 3;

/** Where the reader wants little motion, play begins slowly. */
export function firstPace(): Pace {
	return window.matchMedia("(prefers-reduced-motion: reduce)").matches ? "slow" : "normal";
}
