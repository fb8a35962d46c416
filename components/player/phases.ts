/** The phases of collections as places: those that were done in a step, of every collection that was at work in it. */
import type { CollectingView, CollectionView, HeapState, PhaseView } from "../../engine/api";

export interface PhaseOfStep {
	readonly collection: CollectionView | CollectingView;
	/** Which of the collection's phases, from 0. */
	readonly at: number;
	readonly view: PhaseView;
}

/** The collections that a state tells of: those that ended in its step, and the one under way. */
export function collectionsOf({
	collections,
	collecting,
}: Pick<HeapState, "collections" | "collecting">): readonly (CollectionView | CollectingView)[] {
	return collecting === null ? collections : [...collections, collecting];
}

/** In the order of `Place.phase`. */
export function phasesIn(state: Pick<HeapState, "step" | "collections" | "collecting">): readonly PhaseOfStep[] {
	return collectionsOf(state).flatMap((collection) =>
		collection.phases.flatMap((view, at) => (view.step === state.step ? [{ collection, at, view }] : [])),
	);
}

/** The step that a collection began in. */
export function beganIn({ worked }: Pick<CollectionView, "worked">): number {
	return worked[0]?.from ?? 0;
}
