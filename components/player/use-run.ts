"use client";
/** A player's run and its place in it: what was recorded, which step is shown, and how to get elsewhere. */
import { useCallback, useEffect, useReducer, useRef } from "react";
import type { HeapState, RunReport } from "../../engine/api";
import type { ProfileName } from "../../engine/profiles";
import type { Recorded } from "./protocol";
import { Cancelled, EngineAbsent, EngineSession, makeEngineWorker } from "./session";

/** A place in a run: a step, and inside its collections a phase (counted over all of them), or null for after. */
export interface Place {
	readonly step: number;
	readonly phase: number | null;
}

/** What the views draw. */
export interface Shown {
	readonly place: Place;
	readonly state: HeapState;
	/** The state one step earlier, or null at the start: what is new shows against it, and a collection's phases on it. */
	readonly before: HeapState | null;
}

export interface RunState {
	readonly activity: "idle" | "running" | "stopped" | "absent" | "crashed";
	/** Steps of the run under way, once it takes long enough to tell. */
	readonly progress: number | null;
	/** What the engine said when it crashed. */
	readonly fault: string | null;
	readonly recorded: Recorded | null;
	readonly ranSource: string | null;
	readonly ranProfile: ProfileName | null;
	readonly shown: Shown | null;
}

type Action =
	| { readonly kind: "running" }
	| { readonly kind: "progress"; readonly steps: number }
	| { readonly kind: "recorded"; readonly recorded: Recorded; readonly source: string; readonly profile: ProfileName }
	| { readonly kind: "shown"; readonly shown: Shown }
	| { readonly kind: "stopped" }
	| { readonly kind: "absent" }
	| { readonly kind: "crashed"; readonly message: string };

const AT_REST: RunState = {
	activity: "idle",
	progress: null,
	fault: null,
	recorded: null,
	ranSource: null,
	ranProfile: null,
	shown: null,
};

function reduce(state: RunState, action: Action): RunState {
	switch (action.kind) {
		case "running":
			return { ...state, activity: "running", progress: null, fault: null };
		case "progress":
			return state.activity === "running" ? { ...state, progress: action.steps } : state;
		case "recorded":
			return {
				activity: "idle",
				progress: null,
				fault: null,
				recorded: action.recorded,
				ranSource: action.source,
				ranProfile: action.profile,
				shown: null,
			};
		case "shown":
			return { ...state, shown: action.shown };
		case "stopped":
		case "absent":
			return { ...AT_REST, activity: action.kind };
		case "crashed":
			return { ...AT_REST, activity: "crashed", fault: action.message };
	}
}

/** Phases of all collections that ran in a step. */
export function phaseCount(state: HeapState): number {
	return state.collections.reduce((sum, collection) => sum + collection.phases.length, 0);
}

const CACHED_STATES = 128;

export interface RunControl extends RunState {
	readonly run: (source: string, profile: ProfileName) => void;
	/** Gets the engine ready for a program that is likely to be run soon. */
	readonly warm: (source: string, profile: ProfileName) => void;
	readonly stop: () => void;
	/** Shows a step; of several asked for in a hurry, the last. */
	readonly go: (step: number, phase?: number | null) => void;
}

export interface RunSettings {
	/** The place shown when a run has ended. */
	readonly showAt: Place | "start" | "end";
	readonly onReport: ((report: RunReport, source: string) => void) | undefined;
}

export function useRun({ showAt, onReport }: RunSettings): RunControl {
	const [state, dispatch] = useReducer(reduce, AT_REST);
	const session = useRef<EngineSession | null>(null);
	const cache = useRef(new Map<number, HeapState>());
	const steps = useRef(0);
	const wanted = useRef<Place | null>(null);
	const seeking = useRef(false);
	const latest = useRef({ showAt, onReport });
	useEffect(() => {
		latest.current = { showAt, onReport };
	});
	useEffect(() => () => session.current?.stop(), []);

	const fail = useCallback((error: unknown) => {
		wanted.current = null;
		if (error instanceof Cancelled) return;
		session.current?.stop();
		if (error instanceof EngineAbsent) dispatch({ kind: "absent" });
		else dispatch({ kind: "crashed", message: error instanceof Error ? error.message : String(error) });
	}, []);

	const seek = useCallback(async () => {
		if (seeking.current) return;
		seeking.current = true;
		try {
			for (let place = wanted.current; place !== null; place = wanted.current) {
				const from = session.current;
				if (from === null) break;
				const fetchState = async (step: number) => {
					const known = cache.current.get(step);
					if (known !== undefined) return known;
					const fetched = await from.stateAt(step);
					if (cache.current.size >= CACHED_STATES) {
						const oldest = cache.current.keys().next();
						if (!oldest.done) cache.current.delete(oldest.value);
					}
					cache.current.set(step, fetched);
					return fetched;
				};
				const [before, found] = await Promise.all([
					place.step > 0 ? fetchState(place.step - 1) : null,
					fetchState(place.step),
				]);
				const phases = phaseCount(found);
				const phase = place.phase === null || phases === 0 ? null : Math.min(place.phase, phases - 1);
				// A run that began meanwhile has forgotten this place; show what is wanted now, but never nothing for long.
				if (wanted.current === null) break;
				if (wanted.current === place) wanted.current = null;
				dispatch({ kind: "shown", shown: { place: { step: place.step, phase }, state: found, before } });
			}
		} catch (error) {
			fail(error);
		} finally {
			seeking.current = false;
		}
	}, [fail]);

	const go = useCallback(
		(step: number, phase: number | null = null) => {
			wanted.current = { step: Math.min(Math.max(0, Math.round(step)), steps.current), phase };
			void seek();
		},
		[seek],
	);

	const run = useCallback(
		async (source: string, profile: ProfileName) => {
			session.current ??= new EngineSession(makeEngineWorker);
			wanted.current = null;
			dispatch({ kind: "running" });
			try {
				const recorded = await session.current.record(source, { profile }, (steps) =>
					dispatch({ kind: "progress", steps }),
				);
				cache.current.clear();
				steps.current = recorded.summary.steps;
				dispatch({ kind: "recorded", recorded, source, profile });
				latest.current.onReport?.(recorded.summary.report, source);
				const { showAt: at } = latest.current;
				if (typeof at === "object") go(at.step, at.phase);
				else go(at === "end" ? recorded.summary.steps : 0);
			} catch (error) {
				fail(error);
			}
		},
		[fail, go],
	);

	const warm = useCallback((source: string, profile: ProfileName) => {
		session.current ??= new EngineSession(makeEngineWorker);
		session.current.warm(source, { profile });
	}, []);

	const stop = useCallback(() => {
		session.current?.stop();
		dispatch({ kind: "stopped" });
	}, []);

	return {
		...state,
		run: useCallback((source, profile) => void run(source, profile), [run]),
		warm,
		stop,
		go,
	};
}
