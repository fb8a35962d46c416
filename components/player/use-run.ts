"use client";
/** A player's run and its place in it: what was recorded, which moment is shown, and how to get elsewhere. */
import { startTransition, useCallback, useEffect, useMemo, useReducer, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { EventView, HeapState, RunReport } from "../../engine/api";
import type { ProfileName } from "../../engine/profiles";
import { afterPaint } from "./after-paint";
import { readFirstRun } from "./first-run";
import type { Grain } from "./grain";
import { LastEvents } from "./last-events";
import { phasesIn } from "./phases";
import { lineOn, momentBefore, momentOf, type Place, restAt, samePlace } from "./place";
import type { Ahead, Recorded } from "./protocol";
import { Cancelled, EngineAbsent, EngineSession, makeEngineWorker } from "./session";
import { States, stepOn } from "./states";
import type { Run } from "./walk";

/** What the views draw. */
export interface Shown {
	readonly place: Place;
	readonly state: HeapState;
	/**
	 * The state one step earlier (in the midst of a step, one instruction or event), or null at the start: what is new shows
	 * against it, and a collection's phases on it.
	 */
	readonly before: HeapState | null;
	/** In the midst of a step, the event that came last; else null. */
	readonly happened: EventView | null;
}

/** What can be asked of the engine about the run that is shown. Its promises are rejected when another run begins. */
export type Asking = Pick<
	EngineSession,
	"ask" | "eventsOf" | "instructionsOf" | "deaths" | "stateAt" | "outline" | "compare" | "measure"
>;

export interface RunState {
	/**
	 * `keeping`: the run was stopped, and its beginning is being recorded again. `stopped`: the recording, where there is one,
	 * is that beginning.
	 */
	readonly activity: "idle" | "running" | "keeping" | "stopped" | "absent" | "crashed";
	/** Steps of the run under way, once it takes long enough to tell. */
	readonly progress: number | null;
	/** What the engine said when it crashed. */
	readonly fault: string | null;
	readonly recorded: Recorded | null;
	readonly ranSource: string | null;
	readonly ranProfile: ProfileName | null;
	readonly shown: Shown | null;
	/** A run that nobody has asked for yet: it can be drawn ahead, out of sight. */
	readonly ahead: AheadRun | null;
}

interface AheadRun {
	readonly source: string;
	readonly profile: ProfileName;
	readonly recorded: Recorded;
	readonly shown: Shown;
}

type Action =
	| { readonly kind: "running" }
	| { readonly kind: "keeping" }
	| { readonly kind: "progress"; readonly steps: number }
	| { readonly kind: "ahead"; readonly run: AheadRun }
	/** `shown`: where it is known at once. */
	| {
			readonly kind: "recorded";
			readonly recorded: Recorded;
			readonly source: string;
			readonly profile: ProfileName;
			readonly shown: Shown | null;
			/** It is the beginning of a run that was stopped. */
			readonly stopped: boolean;
	  }
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
	ahead: null,
};

function reduce(state: RunState, action: Action): RunState {
	switch (action.kind) {
		case "running":
			return { ...state, activity: "running", progress: null, fault: null };
		case "keeping":
			return { ...AT_REST, activity: "keeping" };
		case "progress":
			return state.activity === "running" ? { ...state, progress: action.steps } : state;
		case "ahead":
			return state.recorded === null && state.activity === "idle" ? { ...state, ahead: action.run } : state;
		case "recorded":
			return {
				activity: action.stopped ? "stopped" : "idle",
				progress: null,
				fault: null,
				recorded: action.recorded,
				ranSource: action.source,
				ranProfile: action.profile,
				shown: action.shown,
				ahead: null,
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

/** Work of the beginning that is kept of a stopped run: it is recorded again, and soon done. */
const KEPT_WORK = 1_000_000;

export interface RunControl extends RunState {
	readonly run: (source: string, profile: ProfileName) => void;
	/** Gets the engine ready for a program that is likely to be run soon. */
	readonly warm: (source: string, profile: ProfileName) => void;
	/** Ends the run under way; its beginning is then recorded again, unless that is stopped too. */
	readonly stop: () => void;
	/** Shows a step; of several asked for in a hurry, the last. */
	readonly go: (step: number, phase?: number | null) => void;
	/** The same for any place. */
	readonly goTo: (place: Place) => void;
	/** Goes one grain on from the place that is shown, or back. False: there is no way on. */
	readonly walk: (grain: Grain, by: 1 | -1) => Promise<boolean>;
	readonly asking: Asking;
}

export interface RunSettings {
	/** The place shown when a run has ended. */
	readonly showAt: Place | "start" | "end";
	readonly onReport: ((report: RunReport, source: string) => void) | undefined;
	/** A run to its end that was made with the page (first-run.ts), and the program that it is a run of. */
	readonly first: { readonly source: string; readonly text: string } | null;
}

export function useRun({ showAt, onReport, first }: RunSettings): RunControl {
	const [state, dispatch] = useReducer(reduce, AT_REST);
	const session = useRef<EngineSession | null>(null);
	const [states] = useState(
		() =>
			new States(async (moment) => {
				if (session.current === null) throw new Cancelled("no run");
				return session.current.stateAt(moment);
			}),
	);
	const lastEvents = useRef(new LastEvents());
	const recorded = useRef<Recorded | null>(null);
	const place = useRef<Place | null>(null);
	/** The run that is being recorded, which Stop ends. */
	const underway = useRef<{ readonly source: string; readonly profile: ProfileName } | null>(null);
	const walking = useRef(false);
	const wanted = useRef<Place | null>(null);
	const seeking = useRef(false);
	const latest = useRef({ showAt, onReport, first });
	useEffect(() => {
		latest.current = { showAt, onReport, first };
	});
	useEffect(() => () => session.current?.stop(), []);

	/** What is known of a run's moments is of no other. */
	const forget = useCallback(() => {
		states.forget();
		lastEvents.current = new LastEvents();
	}, [states]);

	const fail = useCallback((error: unknown) => {
		wanted.current = null;
		if (error instanceof Cancelled) return;
		session.current?.stop();
		if (error instanceof EngineAbsent) dispatch({ kind: "absent" });
		else dispatch({ kind: "crashed", message: error instanceof Error ? error.message : String(error) });
	}, []);

	/** Asks ahead for the state that comes next on the way that the reader goes, while the page draws, where the engine rests. */
	const expect = useCallback(
		(from: Place | null, to: Place) => {
			if (from === null || from.moment !== null || to.moment !== null) return;
			const next = stepOn(from.step, to.step, recorded.current?.summary.steps ?? 0);
			if (next === null || wanted.current !== null || session.current?.rests !== true) return;
			states.at({ step: next }).catch(() => {});
		},
		[states],
	);

	const seek = useCallback(async () => {
		if (seeking.current) return;
		seeking.current = true;
		try {
			for (let to = wanted.current; to !== null; to = wanted.current) {
				const earlier = momentBefore(to);
				const [before, found, happened] = await Promise.all([
					earlier === null ? null : states.at(earlier),
					states.at(momentOf(to)),
					lastEvents.current.before(session.current, to),
				]);
				const phases = phasesIn(found).length;
				const phase = to.phase === null || phases === 0 ? null : Math.min(to.phase, phases - 1);
				// A run that began meanwhile has forgotten this place; show what is wanted now, but never nothing for long.
				if (wanted.current === null) break;
				if (wanted.current === to) wanted.current = null;
				const from = place.current;
				place.current = { ...to, phase };
				const shown = { place: place.current, state: found, before, happened };
				// Drawn in a task of its own, it would come a frame after the bar that was moved, and cost one more.
				flushSync(() => dispatch({ kind: "shown", shown }));
				expect(from, place.current);
			}
		} catch (error) {
			fail(error);
		} finally {
			seeking.current = false;
		}
	}, [fail, states, expect]);

	const goTo = useCallback(
		(to: Place) => {
			const steps = recorded.current?.summary.steps ?? 0;
			wanted.current = { ...to, step: Math.min(Math.max(0, Math.round(to.step)), steps) };
			void seek();
		},
		[seek],
	);
	const go = useCallback((step: number, phase: number | null = null) => goTo({ ...restAt(step), phase }), [goTo]);

	const walk = useCallback(
		async (grain: Grain, by: 1 | -1) => {
			const from = wanted.current ?? place.current;
			const at = session.current;
			const known = recorded.current;
			// A key held down asks more often than it can be answered: the way is taken from where it has led.
			if (from === null || at === null || known === null || walking.current) return true;
			walking.current = true;
			try {
				const to =
					grain === "line"
						? lineOn(known.summary.steps, from, by)
						: await (await ways()).walk(wayOf(at, known), from, grain, by);
				if (samePlace(to, from)) return false;
				if (known === recorded.current) goTo(to);
			} catch (error) {
				fail(error);
			} finally {
				walking.current = false;
			}
			return true;
		},
		[fail, goTo],
	);

	const ahead = useRef<AheadRun | null>(null);

	/** The first run that is asked for, where it came with the page or has been made ahead. */
	const known = useCallback((source: string, profile: ProfileName): AheadRun | null => {
		const { showAt: at, first: given } = latest.current;
		if (recorded.current !== null || underway.current !== null) return null;
		if (ahead.current === null && given?.source === source && at === "end") {
			const made = aheadRun(source, readFirstRun(given.text));
			if (made.profile === profile) ahead.current = made;
		}
		const made = ahead.current;
		return made?.source === source && made.profile === profile ? made : null;
	}, []);

	const run = useCallback(
		async (source: string, profile: ProfileName) => {
			session.current ??= new EngineSession(makeEngineWorker);
			wanted.current = null;
			const made = known(source, profile);
			ahead.current = null;
			if (made !== null) {
				const { shown, recorded: whole } = made;
				session.current.expect(source, { profile });
				recorded.current = whole;
				place.current = shown.place;
				for (const state of [shown.before, shown.state]) if (state !== null) states.give(state);
				dispatch({ kind: "recorded", ...made, stopped: false });
				latest.current.onReport?.(whole.summary.report, source);
				afterPaint(() => {
					fetchWays();
					session.current?.prepare();
				});
				return;
			}
			afterPaint(fetchWays);
			underway.current = { source, profile };
			dispatch({ kind: "running" });
			try {
				const made = await session.current.record(source, { profile }, (steps) =>
					dispatch({ kind: "progress", steps }),
				);
				forget();
				recorded.current = made;
				place.current = null;
				underway.current = null;
				dispatch({ kind: "recorded", recorded: made, source, profile, shown: null, stopped: false });
				latest.current.onReport?.(made.summary.report, source);
				const { showAt: at } = latest.current;
				if (typeof at === "object") goTo(await (await ways()).placeWithin(wayOf(session.current, made), at));
				else go(at === "end" ? made.summary.steps : 0);
			} catch (error) {
				fail(error);
			}
		},
		[fail, forget, go, goTo, known, states],
	);

	const warm = useCallback(
		async (source: string, profile: ProfileName) => {
			session.current ??= new EngineSession(makeEngineWorker);
			const draw = (run: AheadRun) => startTransition(() => dispatch({ kind: "ahead", run }));
			const first = known(source, profile);
			if (first !== null) draw(first);
			const { showAt: at } = latest.current;
			const made = await session.current.warm(source, { profile }, at === "start" ? "start" : "end");
			if (made === null || typeof at === "object" || first !== null) return;
			const run = aheadRun(source, made);
			ahead.current = run;
			draw(run);
		},
		[known],
	);

	const stop = useCallback(async () => {
		const stopped = underway.current;
		underway.current = null;
		ahead.current = null;
		session.current?.stop();
		if (stopped === null || session.current === null) return dispatch({ kind: "stopped" });
		dispatch({ kind: "keeping" });
		try {
			const { source, profile } = stopped;
			const made = await session.current.record(source, { profile, limits: { work: KEPT_WORK } });
			forget();
			recorded.current = made;
			place.current = null;
			// Where the limit did not end it, it was about to end by itself, and is whole.
			const whole = made.summary.report.outcome.kind !== "limit";
			dispatch({ kind: "recorded", recorded: made, source, profile, shown: null, stopped: !whole });
			if (whole) latest.current.onReport?.(made.summary.report, source);
			go(made.summary.steps);
		} catch (error) {
			fail(error);
		}
	}, [fail, forget, go]);

	const asking = useMemo<Asking>(() => {
		const here = (): EngineSession => {
			if (session.current === null) throw new Cancelled("no run");
			return session.current;
		};
		return {
			ask: (question, ...about) => here().ask(question, ...about),
			eventsOf: (step, options) => here().eventsOf(step, options),
			instructionsOf: (step, options) => here().instructionsOf(step, options),
			deaths: (options) => here().deaths(options),
			stateAt: (moment, values) => here().stateAt(moment, values),
			outline: (lens) => here().outline(lens),
			compare: (from, to) => here().compare(from, to),
			measure: (steps) => here().measure(steps),
		};
	}, []);

	return {
		...state,
		run: useCallback((source, profile) => void run(source, profile), [run]),
		warm: useCallback((source, profile) => void warm(source, profile), [warm]),
		stop: useCallback(() => void stop(), [stop]),
		go,
		goTo,
		walk,
		asking,
	};
}

function aheadRun(source: string, { recorded, state, before }: Ahead): AheadRun {
	const { profile } = recorded.summary.report;
	return { source, profile, recorded, shown: { place: restAt(state.step), state, before, happened: null } };
}

function wayOf(session: EngineSession, { summary }: Recorded): Run {
	return {
		steps: summary.steps,
		collections: summary.collections,
		eventsOf: (step, options) => session.eventsOf(step, options),
		instructionsOf: (step, options) => session.instructionsOf(step, options),
		stateAt: (moment) => session.stateAt(moment),
	};
}

/** The reader will want to walk along the run. */
function fetchWays(): void {
	ways().catch(() => {});
}

/** The ways along a run, which are fetched with the first run. */
function ways(): Promise<typeof import("./walk")> {
	return import("./walk").catch(() => {
		throw new EngineAbsent("the ways along the run did not load");
	});
}
