/** What CPython's collector does on the heap that the textbook's was shown on, and why the two differ, if they do. */
import type { HeapState } from "../../../engine/api";
import type { Dying, MarkAndSweep, ObjectName, WhatIf } from "../../../engine/questions";

export interface Comparison {
	/** What a full collection would find. */
	readonly found: readonly Dying[];
	readonly onlyTextbook: readonly ObjectName[];
	readonly onlyCPython: readonly ObjectName[];
	readonly finalizers: readonly Dying[];
	/** Of what the textbook sweeps: older than the generation that is collected here. */
	readonly tooOld: readonly ObjectName[];
}

/** `generation`: that of the collection that runs here, or null. */
export function comparisonOf(
	{ swept }: Pick<MarkAndSweep, "swept">,
	{ already }: Pick<WhatIf, "already">,
	heap: Pick<HeapState, "objects">,
	generation: number | null,
): Comparison {
	const found = already.filter(({ own }) => own);
	const ours = swept.filter(({ own }) => own);
	const inCPython = new Set(found.map(({ serial }) => serial));
	const inTextbook = new Set(ours.map(({ serial }) => serial));
	const generations = new Map(heap.objects.map((object) => [object.serial, object.generation]));
	return {
		found,
		onlyTextbook: ours.filter(({ serial }) => !inCPython.has(serial)),
		onlyCPython: found.filter(({ serial }) => !inTextbook.has(serial)),
		finalizers: found.filter(({ finalizer }) => finalizer),
		tooOld: generation === null ? [] : ours.filter(({ serial }) => (generations.get(serial) ?? -1) > generation),
	};
}
