/** What a run's memory was at some of its steps. */
import type { HeapState } from "../../../engine/api";

export interface MemorySample {
	readonly step: number;
	readonly alive: number;
	readonly bytes: number;
	/** The collections that ended in the step. */
	readonly collections: readonly CollectionSample[];
}

export interface CollectionSample {
	readonly generation: 0 | 1 | 2;
	readonly reason: "called" | "threshold";
	readonly line: number;
	readonly collected: number;
}

export function sampleOf({ step, alive, bytes, collections }: HeapState): MemorySample {
	return {
		step,
		alive,
		bytes,
		collections: collections.map(({ generation, reason, line, collected }) => ({
			generation,
			reason,
			line,
			collected,
		})),
	};
}
