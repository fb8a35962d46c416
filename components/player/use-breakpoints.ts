"use client";
/** The way to breakpoints: looks for the nearest with the engine's help, a stretch at a time, so that it can be given up. */
import { useCallback, useEffect, useRef, useState } from "react";
import type { Breakpoints } from "./editor/breakpoints";
import { nearestHit } from "./editor/nearest";
import type { Place } from "./place";
import type { Recorded } from "./protocol";
import type { Asking } from "./use-run";

/** A search under way. */
export interface Searching {
	/** So far it has looked. */
	readonly step: number;
}

export interface BreakpointWays {
	readonly searching: Searching | null;
	/** There was none that way, the last time that was asked. */
	readonly none: boolean;
	readonly seek: (from: Place, by: 1 | -1) => void;
	readonly giveUp: () => void;
}

interface Settings {
	readonly recorded: Recorded | null;
	readonly asking: Asking;
	readonly breakpoints: Breakpoints;
	readonly onFound: (step: number) => void;
}

export function useBreakpoints({ recorded, asking, breakpoints, onFound }: Settings): BreakpointWays {
	const [searching, setSearching] = useState<Searching | null>(null);
	const [none, setNone] = useState(false);
	const over = useRef<AbortController | null>(null);
	const giveUp = useCallback(() => {
		over.current?.abort();
		over.current = null;
		setSearching(null);
		setNone(false);
	}, []);

	// Another run, or other breakpoints, answer another question.
	const about = useRef({ recorded, breakpoints });
	useEffect(() => {
		if (about.current.recorded === recorded && about.current.breakpoints === breakpoints) return;
		about.current = { recorded, breakpoints };
		giveUp();
	}, [recorded, breakpoints, giveUp]);
	useEffect(() => () => over.current?.abort(), []);

	const seek = useCallback(
		({ step, phase, moment }: Place, by: 1 | -1) => {
			giveUp();
			const search = new AbortController();
			over.current = search;
			setSearching({ step });
			// In the midst of a step, the state that it leads to is still ahead.
			const from = by > 0 && (phase !== null || moment !== null) ? step - 1 : step;
			const question = by > 0 ? "next" : "previous";
			const found = nearestHit((at, line) => asking.ask(question, at, { kind: "line", line }), breakpoints, from, by, {
				over: search.signal,
				onStep: (at) => setSearching({ step: at }),
			});
			found.then(
				(at) => {
					if (search.signal.aborted) return;
					setSearching(null);
					setNone(at === null);
					if (at !== null) onFound(at);
				},
				// The run that was asked is gone, which the player itself tells of.
				() => {
					if (!search.signal.aborted) setSearching(null);
				},
			);
		},
		[asking, breakpoints, giveUp, onFound],
	);
	return { searching, none, seek, giveUp };
}
