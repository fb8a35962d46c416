/** One reference and what comes of it: how it is found among those to an object, and what keeps the object by way of it. */
import type { Reference, WhyAlive } from "../../../engine/questions";
import { type DrawnReference, isField } from "../graph/marks";
import type { Asking } from "../use-run";

/** Whether an answer's reference is the one meant. A frame on the graph has its function's short name. */
export function isReference({ from, label, to }: Reference, meant: DrawnReference): boolean {
	if (to.serial !== meant.to || (from?.serial ?? null) !== meant.from) return false;
	if (isField(meant.label, label)) return true;
	const [name, whose] = meant.label.split(" of ");
	return from === null && whose !== undefined && label.startsWith(`${name} of `) && label.endsWith(`.${whose}`);
}

/** What keeps the holder, and then the reference itself. */
export async function aliveThrough(asking: Asking, step: number, { from, label, to }: Reference): Promise<WhyAlive> {
	const link = { label, to };
	if (from === null) return { kind: "reachable", chain: [link] };
	const why = await asking.ask("whyAlive", step, from.serial);
	return why.kind === "reachable" || why.kind === "cycle" ? { ...why, chain: [...why.chain, link] } : why;
}
