/** Who watches collections, for views and logs: told of their phases and of each object looked at. */
import type { PhaseName, PhaseRow } from "../api";
import type { NULL, Ref } from "./layout";

/** The heads of the lists that a phase works on, with what being in one means after it. */
export type PhaseLists = readonly (readonly [number, PhaseRow["state"]])[];
/** Told of a collection's course, for views and logs. */
export interface CollectorWatcher {
	begin(generation: number, reason: "called" | "threshold"): void;
	/** A phase begins. */
	enter(name: PhaseName, lists: PhaseLists): void;
	/** An object was looked at in the present phase, because `from` refers to it (0: by itself). */
	visit(from: Ref | typeof NULL, o: Ref): void;
	/** A phase ends. */
	phase(name: PhaseName, lists: PhaseLists): void;
	end(collected: number, uncollectable: number): void;
}
export let watcher: CollectorWatcher | null = null;
export function watchCollector(w: CollectorWatcher | null): void {
	watcher = w;
}

export let onCollected: (() => void) | null = null;
/** Told of the end of each collection, at no cost to what it does. */
export function watchCollections(f: (() => void) | null): void {
	onCollected = f;
}
