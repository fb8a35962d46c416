/** The marks and the plot behind the scrub bar. */
import type { RecordingSummary, StepMarks } from "../../engine/api";
import { nextMark, previousMark } from "../../engine/marks";
import type { MemorySample } from "./memory/samples";

/** The first and the last marked step; null: there is none. Whether one lies before or after a step is then soon said. */
export function spanOf(marks: StepMarks): { readonly first: number; readonly last: number } | null {
	const first = nextMark(marks, -1);
	const last = previousMark(marks, marks.bits.length * 32 * marks.every);
	return first === null || last === null ? null : { first, last };
}

/** The marked steps of a run, thinned to at most `limit` so that one stands in every part that has one. */
export function thinnedMarks(marks: StepMarks, steps: number, limit: number): readonly number[] {
	const width = Math.max(1, (steps + 1) / limit);
	const found: number[] = [];
	for (let step = nextMark(marks, -1); step !== null && step <= steps; ) {
		found.push(step);
		step = nextMark(marks, Math.max(step, Math.ceil((Math.floor(step / width) + 1) * width) - 1));
	}
	return found;
}

/** The live objects over the run as path data in a box of `steps` by 1, full at the highest point; at most 800 points. */
export function livePlot(summary: RecordingSummary): string {
	const { live, every, steps } = summary;
	const highest = live.reduce((most, count) => Math.max(most, count), 1);
	const width = Math.max(1, Math.ceil(live.length / 800));
	let d = "";
	for (let from = 0; from < live.length; from += width) {
		let most = 0;
		for (let at = from; at < Math.min(live.length, from + width); at++) most = Math.max(most, live[at] ?? 0);
		const y = (1 - most / highest).toFixed(3);
		d += d === "" ? `M${from} ${y}` : ` H${Math.min(from * every, steps)} V${y}`;
	}
	return `${d} H${Math.max(1, steps)}`;
}

/** The bytes over the run, likewise: a step from sample to sample where every state is known, a line between them else. */
export function bytesPlot(samples: readonly MemorySample[], steps: number): string {
	const highest = samples.reduce((most, { bytes }) => Math.max(most, bytes), 1);
	const everyState = samples.length > steps;
	const thinned = samples.filter((_, at) => at % Math.ceil(samples.length / 800) === 0 || at === samples.length - 1);
	let d = "";
	for (const { step, bytes } of thinned) {
		const y = (1 - bytes / highest).toFixed(3);
		d += d === "" ? `M${step} ${y}` : everyState ? ` H${step} V${y}` : ` L${step} ${y}`;
	}
	return d;
}
