/**
 * Recording is replay: while a program runs, keyframes (copies of the machine) are taken at line steps; to show a step,
 * the keyframe before it is put back and the machine runs on to it. The run is deterministic, so it is the same run.
 */
import type { DeathView, HeapState, Recording, RecordingSummary, RunOptions, RunReport } from "../api";
import { at, type Keyframe, restoreKeyframe, takeKeyframe } from "./arena";
import { questions } from "./asking";
import { ownSerials } from "./births";
import { watchDeaths } from "./death";
import { F_END, R_EXIT_CODE, R_FRAME, R_GC_COLLECTIONS, R_INSTRUCTIONS, R_STEP, type Ref, STACK_BASE } from "./layout";
import { EngineBug } from "./limits";
import { run, setStop, watchSteps } from "./loop";
import { output, profile, useProfile } from "./machine";
import { setRestAtEnd, watchScriptEnd } from "./main";
import { guarded, openAccounts, type Prepared, prepare, type Slice } from "./program";
import { deathView, Timeline } from "./timeline";
import { isShown } from "./viewtext";

/** Most memory for keyframes, in bytes; beyond it every second one is dropped and their distance doubles. */
const KEYFRAME_BUDGET = 64 * 1024 * 1024;
/** Line steps between keyframes at first. */
const FIRST_DISTANCE = 1000;
/** Instructions between keyframes at first: a step may be long, for instance an import, and is not run again at each look. */
const FIRST_INSTRUCTIONS = 100_000;

interface Kept {
	readonly step: number;
	readonly keyframe: Keyframe;
	readonly bytes: number;
}

/** The recording whose states can be asked for: there is one machine, so a new run ends the one before. */
let live: object | null = null;

function keep(): Kept {
	const top = at(R_FRAME);
	const keyframe = takeKeyframe(STACK_BASE, top === 0 ? STACK_BASE : at(top + F_END), STACK_BASE);
	const bytes = (keyframe.low.length + keyframe.stack.length + keyframe.heap.length) * 4 + keyframe.payloads.length * 8;
	return { step: at(R_STEP), keyframe, bytes };
}

/** Per state, what a scrub bar shows of the whole run. */
class Track {
	readonly lines: number[] = [];
	readonly live: number[] = [];
	readonly died: number[] = [];
	readonly collected: number[] = [];
	readonly deaths: DeathView[] = [];

	constructor(private readonly baseCollections: number) {}

	/** A step is about to run `line`; 0: the script has ended. */
	readonly step = (line: number): void => {
		this.lines.push(line);
		this.live.push(ownSerials() - this.deaths.length);
		this.died.push(this.deaths.length);
		this.collected.push(at(R_GC_COLLECTIONS) - this.baseCollections);
	};

	readonly dead = (o: Ref): void => {
		if (!isShown(o)) return;
		this.deaths.push(deathView(o, this.lines.length, this.lines.at(-1) ?? 0));
	};

	summary(report: RunReport): RecordingSummary {
		return {
			report,
			steps: Math.max(0, this.lines.length - 1),
			output: [...output.chunks],
			lines: Int32Array.from(this.lines.length === 0 ? [0] : this.lines),
			live: Int32Array.from(this.lines.length === 0 ? [0] : this.live),
			died: Int32Array.from(this.lines.length === 0 ? [0] : this.died),
			collected: Int32Array.from(this.lines.length === 0 ? [0] : this.collected),
		};
	}
}

/** Engine.record */
export function record(source: string, options: RunOptions = {}): Recording {
	const began = performance.now();
	const token = {};
	live = token;
	let prepared: Prepared = {
		kind: "ended",
		outcome: { kind: "bug", message: "the program was not prepared" },
		errorLine: null,
	};
	const broken = guarded(() => {
		prepared = prepare(source, options);
	});
	const accounts = openAccounts();
	const track = new Track(at(R_GC_COLLECTIONS));
	const elapsed = () => performance.now() - began;
	const ready = prepared as Prepared;
	if (broken !== null || ready.kind === "ended") {
		const outcome = broken ?? (ready.kind === "ended" ? ready.outcome : null);
		if (outcome === null) throw new EngineBug("a program that is ready has no outcome yet");
		return withoutStates(
			track.summary(accounts.finish(outcome, ready.kind === "ended" ? ready.errorLine : null, elapsed())),
		);
	}

	// ---- The first run ----
	let ended = false;
	watchDeaths(accounts.died, track.dead);
	/** Instructions done when the next keyframe is due, however few the steps. */
	let due = FIRST_INSTRUCTIONS;
	watchSteps((line) => {
		track.step(line);
		if (at(R_INSTRUCTIONS) >= due) setStop(at(R_STEP));
	});
	watchScriptEnd(() => {
		accounts.scriptEnded();
		track.step(0);
		ended = true;
		watchSteps(null);
		watchDeaths(accounts.died);
	});
	setRestAtEnd(false);
	let kept: Kept[] = [];
	let distance = FIRST_DISTANCE;
	const outcome = guarded(() => {
		do {
			kept.push(keep());
			if (kept.length > 2 && kept.reduce((sum, k) => sum + k.bytes, 0) > KEYFRAME_BUDGET) {
				kept = kept.filter((_k, i) => i % 2 === 0);
				distance *= 2;
			}
			due = at(R_INSTRUCTIONS) + (distance / FIRST_DISTANCE) * FIRST_INSTRUCTIONS;
			setStop(ended ? -1 : at(R_STEP) + distance);
		} while (run(0) === "stopped");
	});
	if (!ended) track.step(0);
	watchSteps(null);
	const report = accounts.finish(outcome ?? { kind: "finished", exitStatus: at(R_EXIT_CODE) }, null, elapsed());
	const summary = track.summary(report);
	const last = summary.steps;
	const name = profile().name;

	// ---- Replay ----
	/** The step at which the machine rests, half a step less in the midst of it; -1: somewhere else. */
	let position = -1;
	const forward = (step: number): void => {
		if (position >= step) return;
		setStop(step === last ? -1 : step);
		setRestAtEnd(step === last);
		guarded(() => {
			run(0);
		});
		position = step;
	};
	const seek = (step: number): void => {
		const before = kept.filter((k) => k.step <= step).at(-1);
		if (before === undefined) throw new EngineBug("a recording without a first keyframe");
		if (position < 0 || position > step || before.step > position) {
			useProfile(name);
			restoreKeyframe(before.keyframe);
			position = before.step;
		}
		forward(step);
	};

	const check = (step: number): void => {
		if (!Number.isInteger(step) || step < 0 || step > last)
			throw new RangeError(`step ${step}: this recording has steps 0 to ${last}`);
		if (live !== token) throw new EngineBug("another program has been run since: record this one again");
	};

	const timeline = new Timeline({
		steps: last,
		lines: summary.lines,
		live: summary.live,
		died: summary.died,
		deaths: track.deaths,
		seek(step) {
			check(step);
			seek(step);
		},
		runStep: forward,
		restsWithin(step) {
			position = step - 0.5;
		},
	});
	return {
		summary,
		ask: questions({
			summary,
			deaths: track.deaths,
			goTo(step) {
				check(step);
				seek(step);
			},
		}),
		stateAt: (moment, options) => timeline.stateAt(moment, options),
		eventsOf: (step, options) => timeline.eventsOf(step, options),
		instructionsOf: (step, options) => timeline.instructionsOf(step, options),
		deaths: (options) => timeline.deaths(options),
	};
}

/** Engine.startRecording: as yet, all of it is one slice. */
export function* recording(source: string, options: RunOptions = {}): Generator<void, Recording, Slice> {
	yield;
	return record(source, options);
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
		folded: 0,
		changes: [],
		changesOmitted: 0,
		born: [],
		bornOmitted: 0,
		collections: [],
		collecting: null,
		execution: null,
		generations: [none, none, none],
		bytes: 0,
	};
	const refuse = (step: number): never => {
		throw new RangeError(`step ${step}: this program did not begin, so it has the one state 0`);
	};
	return {
		summary,
		ask: questions({
			summary,
			deaths: [],
			goTo() {
				throw new RangeError("this program did not begin, so there is nothing to ask about it");
			},
		}),
		stateAt(moment) {
			const step = typeof moment === "number" ? moment : moment.step;
			return step === 0 ? state : refuse(step);
		},
		eventsOf: refuse,
		instructionsOf: refuse,
		deaths: () => [],
	};
}
