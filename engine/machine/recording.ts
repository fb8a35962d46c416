/**
 * Recording is replay: while a program runs, keyframes (copies of the machine) are taken at line steps, and figures of
 * some states for the whole run's plot; to show a step, the keyframe before it is put back and the machine runs on to it.
 */
import type { HeapState, Outcome, Recording, RecordingSummary, RunOptions } from "../api";
import type { Questions } from "../questions";
import { at } from "./arena";
import { questions } from "./asking";
import { ownSerials } from "./births";
import { watchCollections } from "./collectorwatch";
import { watchClassDeaths, watchDeaths } from "./death";
import { DeathLog } from "./deathlog";
import { keyframeBytes } from "./keyframes";
import { R_EXIT_CODE, R_GC_COLLECTIONS, R_STEP } from "./layout";
import { EngineBug } from "./limits";
import { run } from "./loop";
import { output, profile } from "./machine";
import { setRestAtEnd, watchScriptEnd } from "./main";
import { guarded, openAccounts, type Prepared, prepare, type Slice, toTheEnd } from "./program";
import { Replay } from "./replay";
import { nextLine, setStop } from "./rests";
import { Samples } from "./samples";
import { Timeline } from "./timeline";
import { isShown } from "./viewtext";

/** The recording whose states can be asked for: there is one machine, so a new run ends the one before. */
let live: Replay | null = null;

/** The step after so many more. */
function after(slice: Slice): number {
	return slice < 0 ? -1 : at(R_STEP) + Math.max(1, slice);
}

/** Engine.record */
export function record(source: string, options: RunOptions = {}): Recording {
	return toTheEnd(recording(source, options));
}

/** Engine.startRecording: what is yielded is that the machine rests, between two lines (false, as `running` has it). */
export function* recording(source: string, options: RunOptions = {}): Generator<boolean, Recording, Slice> {
	let began = performance.now();
	live?.end();
	live = null;
	let prepared: Prepared = {
		kind: "ended",
		outcome: { kind: "bug", message: "the program was not prepared" },
		errorLine: null,
	};
	const broken = guarded(() => {
		prepared = prepare(source, options);
	});
	const accounts = openAccounts();
	const samples = new Samples();
	const deaths = new DeathLog();
	const baseCollections = at(R_GC_COLLECTIONS);
	const collected = (): number => at(R_GC_COLLECTIONS) - baseCollections;
	const ready = prepared as Prepared;
	if (broken !== null || ready.kind === "ended") {
		const outcome = broken ?? (ready.kind === "ended" ? ready.outcome : null);
		if (outcome === null) throw new EngineBug("a program that is ready has no outcome yet");
		const report = accounts.finish(outcome, ready.kind === "ended" ? ready.errorLine : null, performance.now() - began);
		return withoutStates({
			...samples.summary(0, 0, 0, 0),
			bytes: { keyframes: 0, log: 0 },
			report,
			output: [...output.chunks],
		});
	}

	// ---- The first run ----
	const replay = new Replay(profile().name);
	live = replay;
	/** What the summary says of the run, once the script has ended. */
	let figures: ReturnType<Samples["summary"]> | null = null;
	const conclude = (): ReturnType<Samples["summary"]> => {
		watchDeaths(null);
		watchCollections(null);
		replay.ran(at(R_STEP));
		figures = samples.summary(at(R_STEP), ownSerials() - deaths.count, deaths.count, collected());
		return figures;
	};
	watchClassDeaths(accounts.died);
	watchDeaths((o) => {
		if (!isShown(o)) return;
		deaths.note(o);
		samples.deaths.set(at(R_STEP));
	});
	watchCollections(() => samples.collections.set(at(R_STEP)));
	watchScriptEnd(() => {
		accounts.scriptEnded();
		conclude();
	});
	setRestAtEnd(false);
	const bytesBefore = keyframeBytes();
	replay.begin();
	let milliseconds = performance.now() - began;
	/** The step at which the host wants the machine to rest; -1: at none. */
	let end = after(yield false);
	began = performance.now();
	let outcome: Outcome | null = null;
	let rests = true;
	try {
		while (rests) {
			outcome = guarded(() => {
				rests = false;
				const next = figures === null ? samples.next : -1;
				setStop(next < 0 || (end >= 0 && end < next) ? end : next);
				rests = run(0) === "stopped";
			});
			if (rests && figures === null) {
				if (at(R_STEP) === samples.next)
					samples.add(nextLine(), ownSerials() - deaths.count, deaths.count, collected());
				replay.rest();
			}
			if (rests && end >= 0 && at(R_STEP) >= end) {
				milliseconds += performance.now() - began;
				end = after(yield false);
				began = performance.now();
			}
		}
	} finally {
		if (rests) {
			// It was given up.
			accounts.close();
			watchCollections(null);
			replay.end();
		}
	}
	milliseconds += performance.now() - began;
	const figured = figures ?? conclude();
	const summary: RecordingSummary = {
		...figured,
		bytes: { keyframes: keyframeBytes() - bytesBefore, log: deaths.bytes + samples.bytes },
		report: accounts.finish(outcome ?? { kind: "finished", exitStatus: at(R_EXIT_CODE) }, null, milliseconds),
		output: [...output.chunks],
	};
	const last = summary.steps;

	const seek = (step: number): void => {
		if (!Number.isInteger(step) || step < 0 || step > last)
			throw new RangeError(`step ${step}: this recording has steps 0 to ${last}`);
		if (live !== replay) throw new EngineBug("another program has been run since: record this one again");
		replay.seek(step);
	};
	const timeline = new Timeline({
		steps: last,
		deaths,
		made: ownSerials,
		collected,
		seek,
		runStep: (step) => replay.forward(step),
		runRow: (step, work) => replay.forwardWithin(step, work),
		restsWithin: (step) => replay.restsWithin(step),
	});
	/** Made when it is first asked for: its code is a chunk. */
	let asked: Questions | null = null;
	return {
		summary,
		get ask() {
			asked ??= questions({
				summary,
				deaths,
				goTo: seek,
				lines: (from, to, visit) => replay.lines(from, to, visit),
			});
			return asked;
		},
		stateAt: (moment, options) => timeline.stateAt(moment, options),
		eventsOf: (step, options) => timeline.eventsOf(step, options),
		instructionsOf: (step, options) => timeline.instructionsOf(step, options),
		deaths: (options) => timeline.deaths(options),
		eventsHash() {
			seek(0);
			return replay.eventsHash();
		},
	};
}

/** A program that never began has the one state before it. */
function withoutStates(summary: RecordingSummary): Recording {
	const none = { count: 0, threshold: 0, size: 0 };
	const state: HeapState = {
		step: 0,
		instruction: null,
		event: null,
		line: null,
		ranLine: null,
		outputLength: 0,
		frames: [],
		framesOmitted: 0,
		objects: [],
		alive: 0,
		objectsOmitted: 0,
		deaths: [],
		died: 0,
		collected: 0,
		folded: 0,
		changes: [],
		changesOmitted: 0,
		born: [],
		bornOmitted: 0,
		collections: [],
		collecting: null,
		execution: null,
		generations: [none, none, none],
		gcEnabled: true,
		bytes: 0,
	};
	const refuse = (step: number): never => {
		throw new RangeError(`step ${step}: this program did not begin, so it has the one state 0`);
	};
	return {
		summary,
		get ask() {
			return questions({
				summary,
				deaths: new DeathLog(),
				lines() {},
				goTo() {
					throw new RangeError("this program did not begin, so there is nothing to ask about it");
				},
			});
		},
		stateAt(moment) {
			const step = typeof moment === "number" ? moment : moment.step;
			return step === 0 ? state : refuse(step);
		},
		eventsOf: refuse,
		instructionsOf: refuse,
		deaths: () => [],
		eventsHash: () => "",
	};
}
