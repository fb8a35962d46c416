/** The nearest step at which one of several lines is about to run: the engine looks for one line at a time, a stretch of the run at a time. */
import type { Found } from "../../../engine/questions";
import type { Breakpoints } from "./breakpoints";

/** Asks where a line runs next after a step, or before it. */
export type AskLine = (step: number, line: number) => Promise<Found>;

/** What a search is told by: that it is over, and how far it is. */
export interface Search {
	readonly over: { readonly aborted: boolean };
	readonly onStep: (step: number) => void;
}

/** The step; null where there is none, or the search was given up. `by`: onwards or back. */
export async function nearestHit(
	ask: AskLine,
	lines: Breakpoints,
	from: number,
	by: 1 | -1,
	{ over, onStep }: Search,
): Promise<number | null> {
	const looked = new Map(lines.map((line) => [line, from]));
	let best: number | null = null;
	while (looked.size > 0) {
		// The line that was looked for least far goes on: no line is looked for beyond what another has found.
		const [line, step] = [...looked].reduce((least, other) => ((other[1] - least[1]) * by < 0 ? other : least));
		if (best !== null && (step - best) * by >= 0) return best;
		const found = await ask(step, line);
		if (over.aborted) return null;
		if (found.kind === "unfinished") {
			looked.set(line, found.step);
			onStep(found.step);
			continue;
		}
		looked.delete(line);
		if (found.kind === "found" && (best === null || (found.step - best) * by < 0)) best = found.step;
	}
	return best;
}
