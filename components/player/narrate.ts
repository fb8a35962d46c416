/** A step in words, for those who hear it and as a check on what is drawn. */
import type { RecordingSummary } from "../../engine/api";
import type { Locale } from "../../exercises/types";
import { withoutInsides } from "./graph/lens";
import { MORE_STRINGS } from "./more-strings";
import { titleOf } from "./names";
import type { Shown } from "./use-run";

const SAID = 6;

/** `before`: characters of output that were there already. One short paragraph: what ran, what it did to counts, who was made, who was freed and how. */
export function narrate(
	shown: Pick<Shown, "state" | "before">,
	summary: RecordingSummary,
	before: number | null,
	locale: Locale,
): string {
	const strings = MORE_STRINGS[locale];
	const { state } = withoutInsides(shown.state, shown.before);
	if (state.ranLine === null) return strings.narrateStart(state.line ?? 1);
	const said: string[] = [];
	const died = state.deaths.filter((death) => death.step === state.step);
	const gone = new Set(died.map((death) => death.serial));
	const born = new Set(state.born);
	for (const object of state.objects) if (born.has(object.serial)) said.push(strings.narrateBorn(titleOf(object)));
	for (const change of state.changes) {
		if (gone.has(change.serial) || born.has(change.serial)) continue;
		said.push(strings.narrateCount(change.name ?? `${change.type} #${change.serial}`, change.from, change.to));
	}
	for (const death of died) {
		const name = titleOf(death);
		said.push(death.by === "count" ? strings.narrateFreedByCount(name) : strings.narrateFreedByCollector(name));
	}
	for (const collection of state.collections) {
		said.push(strings.narrateCollection(collection.generation, collection.collected));
	}
	const { collecting } = state;
	if (collecting !== null) said.push(strings.narrateCollecting(collecting.generation, collecting.phase));
	const parts = [strings.narrateRan(state.ranLine), ...said.slice(0, SAID)];
	if (said.length > SAID) parts.push(strings.narrateMore(said.length - SAID));
	if (before !== null && state.outputLength > before) {
		const text = summary.output
			.map((chunk) => chunk.text)
			.join("")
			.slice(before, state.outputLength)
			.trim();
		if (text !== "") parts.push(strings.narrateOutput(text.slice(0, 120)));
	}
	if (state.line === null) parts.push(strings.narrateEnd);
	return parts.join(" ");
}
