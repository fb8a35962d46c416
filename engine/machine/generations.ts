/**
 * The generations: the lists that the collector keeps objects in, when they are over their thresholds, and which of them
 * a collection takes (Python/gc.c).
 */
import { at, H } from "./arena";
import { gcListInit, gcListSize } from "./gclist";
import {
	GC_LIST_WORDS,
	GEN_COUNT,
	GEN_THRESHOLD,
	GEN_WORDS,
	R_GC_ENABLED,
	R_GC_LISTS,
	R_GC_LONG_LIVED_PENDING,
	R_GC_LONG_LIVED_TOTAL,
	R_GENERATIONS,
} from "./layout";
import { profile, write } from "./machine";

export const UNREACHABLE_LIST = R_GC_LISTS;
export const FINAL_LIST = R_GC_LISTS + GC_LIST_WORDS;
export const SEEN_LIST = R_GC_LISTS + 2 * GC_LIST_WORDS;
/** Weak references that wait for their callbacks: before there are finalizers to see. */
export const CALLBACK_LIST = SEEN_LIST;
export const PERMANENT_LIST = R_GC_LISTS + 3 * GC_LIST_WORDS;
/** Where a collection under way keeps objects. */
export const COLLECTOR_LISTS: readonly number[] = [UNREACHABLE_LIST, FINAL_LIST, SEEN_LIST, PERMANENT_LIST];
export const GENERATIONS = 3;

export function generationHead(generation: number): number {
	return R_GENERATIONS + generation * GEN_WORDS;
}

export function bootCollector(): void {
	const thresholds = profile().thresholds;
	for (let g = 0; g < GENERATIONS; g++) {
		gcListInit(generationHead(g));
		H[generationHead(g) + GEN_THRESHOLD] = thresholds[g] as number;
	}
	for (const list of COLLECTOR_LISTS) gcListInit(list);
	H[R_GC_ENABLED] = 1;
}

/** The generation that what survives a collection grows into. */
export function oldHead(generation: number): number {
	return generationHead(Math.min(generation + 1, GENERATIONS - 1));
}

/** What DEBUG_STATS tells before a collection (`show_stats_each_generations`). Time does not pass here. */
export function tellBeginning(generation: number): void {
	const sizes = [0, 1, 2].map((g) => gcListSize(generationHead(g)));
	write(
		"stderr",
		`gc: collecting generation ${generation}...\ngc: objects in each generation: ${sizes.join(" ")}\n` +
			`gc: objects in permanent generation: ${gcListSize(PERMANENT_LIST)}\n`,
	);
}

/**
 * `gc_select_generation`: the oldest generation over its threshold, the full one only when enough is pending since the
 * last. -1: none.
 */
export function selectGeneration(): number {
	for (let g = GENERATIONS - 1; g >= 0; g--) {
		const head = generationHead(g);
		const threshold = at(head + GEN_THRESHOLD);
		if (at(head + GEN_COUNT) <= threshold) continue;
		if (g === GENERATIONS - 1) {
			if (threshold === 0) continue;
			if (at(R_GC_LONG_LIVED_PENDING) < Math.floor(at(R_GC_LONG_LIVED_TOTAL) / 4)) continue;
		}
		return g;
	}
	return -1;
}
