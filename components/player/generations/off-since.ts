/** Since when collections do not start by themselves: `gc.disable()` was called, or generation 0's threshold is 0. */
import type { HeapState } from "../../../engine/api";
import type { Asking } from "../use-run";

export interface Since {
	readonly step: number;
	/** The line that the step ran. */
	readonly line: number;
}

export type Off = "disabled" | "threshold";

/** Why no collection starts by itself; null: they do. */
export function offIn({ gcEnabled, generations }: Pick<HeapState, "gcEnabled" | "generations">): Off | null {
	if (!gcEnabled) return "disabled";
	return generations[0].threshold === 0 ? "threshold" : null;
}

/** Of a state in or at the end of `step` in which they are off; null: the run begins so. */
export async function offSince({ ask, stateAt }: Pick<Asking, "ask" | "stateAt">, step: number): Promise<Since | null> {
	const turned = step > 0 && offIn(await stateAt({ step: step - 1 })) === null ? step : await turnedBefore(ask, step);
	if (turned === null) return null;
	const { ranLine } = await stateAt({ step: turned });
	return ranLine === null ? null : { step: turned, line: ranLine };
}

async function turnedBefore(ask: Asking["ask"], step: number): Promise<number | null> {
	for (let from = step; ; ) {
		const found = await ask("previous", from, { kind: "automatic" });
		if (found.kind === "found") return found.step;
		if (found.kind === "none") return null;
		from = found.step;
	}
}
