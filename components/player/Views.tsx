"use client";
/** The views on the heap at one step. Loaded when a program is first run. */
import type { Recorded } from "./protocol";
import type { PlayerStrings } from "./strings";
import type { Shown } from "./use-run";

export interface ViewsProps {
	readonly view: "graph" | "collector" | "table";
	readonly recorded: Recorded;
	readonly shown: Shown;
	readonly strings: PlayerStrings;
	/** Serial of the selected object, or null. */
	readonly selected: number | null;
	readonly onSelect: (serial: number | null) => void;
	/** Shows a phase of the step's collections, or the state after them. */
	readonly onPhase: (phase: number | null) => void;
	readonly onGo: (step: number) => void;
}

export default function Views({ shown }: ViewsProps) {
	return <p>{shown.state.objects.length}</p>;
}
