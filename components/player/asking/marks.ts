/** What the graph draws of the answers: the chain that keeps an object, references thought away, and what would die. */
import type { Reference, Retained, WhatIf, WhyAlive } from "../../../engine/questions";
import { chainMarks, type GraphMarks, type MarkedReference, type ObjectTone } from "../graph/marks";

interface Answers {
	readonly alive: WhyAlive | null;
	readonly cuts: readonly Reference[];
	readonly whatIf: WhatIf | null;
	readonly retained: Retained | null;
}

/** References thought away come before the other questions. Undefined: the graph is drawn as it is. */
export function marksOf({ alive, cuts, whatIf, retained }: Answers): GraphMarks | undefined {
	const references: MarkedReference[] = [];
	const objects = new Map<number, ObjectTone>();
	if (cuts.length > 0) {
		for (const { from, label, to } of cuts)
			references.push({ from: from?.serial ?? null, label, to: to.serial, tone: "cut" });
		for (const { serial } of whatIf?.byCollector ?? []) objects.set(serial, "would-die-collector");
		for (const { serial } of whatIf?.byCount ?? []) objects.set(serial, "would-die-count");
	} else if (alive?.kind === "reachable") {
		references.push(...chainMarks(alive.chain));
	} else if (alive?.kind === "cycle") {
		references.push(...chainMarks(alive.cycle, alive.start.serial), ...chainMarks(alive.chain, alive.start.serial));
		objects.set(alive.start.serial, "chain");
	} else if (retained !== null) {
		for (const serial of retained.serials)
			objects.set(serial, retained.byCollector === retained.objects ? "would-die-collector" : "would-die-count");
	}
	for (const { tone, to, from } of references) {
		if (tone !== "chain") continue;
		objects.set(to, "chain");
		if (from !== null) objects.set(from, "chain");
	}
	return references.length === 0 && objects.size === 0 ? undefined : { references, objects };
}
