/** The generations' counts over a run, at as many of its steps as can be looked at without holding up the reader. */
import type { GenerationView, HeapState, RecordingSummary } from "../../../engine/api";
import { nextMark } from "../../../engine/marks";

export interface Sample {
	readonly step: number;
	readonly generations: readonly GenerationView[];
	/** Collections that have ended so far. */
	readonly collected: number;
}

/** A collection of the run. */
export interface Ran {
	/** From 1. */
	readonly number: number;
	readonly step: number;
	readonly generation: 0 | 1 | 2;
	readonly reason: "called" | "threshold";
	readonly collected: number;
}

/** Up to so many states, every one is looked at. */
const MOST_STATES = 160;
/** Collections that are told of one by one. */
export const MOST_COLLECTIONS = 60;

/** The steps to look at: all of them, or some at even distances and those before and after the first collections. */
export function stepsToSample({
	steps,
	collections,
}: Pick<RecordingSummary, "steps" | "collections">): readonly number[] {
	const wanted = new Set<number>();
	if (steps < MOST_STATES) for (let step = 0; step <= steps; step++) wanted.add(step);
	else for (let at = 0; at <= MOST_STATES; at++) wanted.add(Math.round((steps * at) / MOST_STATES));
	let marks = 0;
	for (let step = nextMark(collections, 0); step !== null && step <= steps && marks < MOST_COLLECTIONS; marks++) {
		wanted.add(step - 1);
		wanted.add(step);
		step = nextMark(collections, step);
	}
	return [...wanted].sort((a, b) => a - b);
}

/** The same steps, the coarse picture first: the ends, then the middle of what is widest. */
export function coarseFirst(steps: readonly number[]): readonly number[] {
	const order: number[] = [];
	let stride = 1;
	while (stride * 2 < steps.length) stride *= 2;
	const taken = new Set<number>();
	for (; stride >= 1; stride = Math.floor(stride / 2))
		for (let at = 0; at < steps.length; at += stride) {
			const step = steps[at];
			if (step === undefined || taken.has(step)) continue;
			taken.add(step);
			order.push(step);
		}
	return order;
}

export function sampleOf({ step, generations, collected }: HeapState): Sample {
	return { step, generations, collected };
}

/** The collections that ended in a step. */
export function collectionsIn({ step, collections }: Pick<HeapState, "step" | "collections">): readonly Ran[] {
	return collections.map(({ number, generation, reason, collected }) => ({
		number,
		step,
		generation,
		reason,
		collected,
	}));
}

/** A step line of the counts, or of the thresholds, through the samples: x from 0 to `width` over the run's steps, y down from `top` to 0. */
export function countPath(
	samples: readonly Sample[],
	generation: number,
	scale: { readonly steps: number; readonly width: number; readonly height: number; readonly top: number },
	of: "count" | "threshold" = "count",
): string {
	const x = (step: number) => round((step / Math.max(1, scale.steps)) * scale.width);
	const y = (count: number) =>
		round(scale.height - (Math.min(Math.max(count, 0), scale.top) / scale.top) * scale.height);
	let path = "";
	for (const { step, generations } of samples) {
		const count = generations[generation]?.[of] ?? 0;
		path += path === "" ? `M${x(step)} ${y(count)}` : `H${x(step)}V${y(count)}`;
	}
	return path;
}

const round = (value: number) => Math.round(value * 10) / 10;

/**
 * How high a lane's plot reaches: the threshold with some air, or the highest count that there was under this threshold
 * if that is more. What was counted under another is cut at the top.
 */
export function topOf(samples: readonly Sample[], generation: number, threshold: number): number {
	let top = Math.max(1, threshold);
	for (const { generations } of samples) {
		const view = generations[generation];
		if (view?.threshold === threshold) top = Math.max(top, view.count);
	}
	return top * 1.15;
}
