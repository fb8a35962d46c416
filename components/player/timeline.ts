/** Ways along a run: to the next and previous death or collection, and the marks and the plot behind the scrub bar. */
import type { RecordingSummary } from "../../engine/api";

/** The nearest step after `step` at which the running total grew, or null. */
export function nextGrowth(totals: Int32Array, step: number): number | null {
	for (let at = step + 1; at < totals.length; at++) if ((totals[at] ?? 0) > (totals[at - 1] ?? 0)) return at;
	return null;
}

/** The nearest step before `step` at which the running total grew, or null. */
export function previousGrowth(totals: Int32Array, step: number): number | null {
	for (let at = step - 1; at > 0; at--) if ((totals[at] ?? 0) > (totals[at - 1] ?? 0)) return at;
	return null;
}

/** Steps at which the total grew, thinned to at most `limit` so that a mark stands in every part that has one. */
export function growthMarks(totals: Int32Array, limit: number): readonly number[] {
	const width = Math.max(1, totals.length / limit);
	const marks: number[] = [];
	let bucket = -1;
	for (let at = 1; at < totals.length; at++) {
		if ((totals[at] ?? 0) > (totals[at - 1] ?? 0) && Math.floor(at / width) > bucket) {
			bucket = Math.floor(at / width);
			marks.push(at);
		}
	}
	return marks;
}

/** The live objects over the run as path data in a box of `steps` by 1, full at the highest point; at most 800 points. */
export function livePlot(summary: RecordingSummary): string {
	const { live } = summary;
	const highest = live.reduce((most, count) => Math.max(most, count), 1);
	const width = Math.max(1, Math.ceil(live.length / 800));
	let d = "";
	for (let from = 0; from < live.length; from += width) {
		let most = 0;
		for (let at = from; at < Math.min(live.length, from + width); at++) most = Math.max(most, live[at] ?? 0);
		const y = (1 - most / highest).toFixed(3);
		d += d === "" ? `M${from} ${y}` : ` H${from} V${y}`;
	}
	return `${d} H${Math.max(1, live.length - 1)}`;
}
