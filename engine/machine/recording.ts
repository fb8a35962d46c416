/**
 * Recording is replay: while a program runs, keyframes (copies of the machine) are taken at line steps; to show a step,
 * the keyframe before it is put back and the machine runs on to it. The run is deterministic, so it is the same run.
 */
import type { DeathView, Recording, RecordingSummary, RunOptions, RunReport } from "../api";
import { at, type Keyframe, restoreKeyframe, takeKeyframe } from "./arena";
import { questions } from "./asking";
import { ownSerials } from "./births";
import { watchDeaths } from "./death";
import {
	COLLECTED,
	F_END,
	FLAGS,
	R_EXIT_CODE,
	R_FRAME,
	R_GC_COLLECTIONS,
	R_INSTRUCTIONS,
	R_STEP,
	type Ref,
	SERIAL,
	STACK_BASE,
	TYPE,
} from "./layout";
import { EngineBug } from "./limits";
import { run, setStop, watchSteps } from "./loop";
import { output, profile, useProfile } from "./machine";
import { setRestAtEnd, watchScriptEnd } from "./main";
import { guarded, openAccounts, type Prepared, prepare } from "./program";
import { typeName } from "./types";
import { isShown, shortText, Window } from "./views";

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
		this.deaths.push({
			serial: at(o + SERIAL),
			type: typeName(at(o + TYPE)),
			text: shortText(o),
			by: (at(o + FLAGS) & COLLECTED) !== 0 ? "collector" : "count",
			step: this.lines.length,
			line: this.lines.at(-1) ?? 0,
		});
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
	/** The step at which the machine rests; -1: somewhere else. */
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
		stateAt(step) {
			check(step);
			if (step === 0) seek(0);
			else seek(step - 1);
			const view = new Window(step === 0 ? null : (summary.lines[step - 1] as number));
			if (step > 0) {
				view.open();
				forward(step);
				view.close();
			}
			return view.state(
				step,
				step === last ? null : (summary.lines[step] as number),
				summary.live[step] as number,
				track.deaths.slice(0, summary.died[step]),
			);
		},
	};
}

/** A program that never began has the one state before it. */
function withoutStates(summary: RecordingSummary): Recording {
	return {
		summary,
		ask: questions({
			summary,
			deaths: [],
			goTo() {
				throw new RangeError("this program did not begin, so there is nothing to ask about it");
			},
		}),
		stateAt(step) {
			if (step !== 0) throw new RangeError(`step ${step}: this program did not begin, so it has the one state 0`);
			const none = { count: 0, threshold: 0, size: 0 };
			return {
				step: 0,
				line: null,
				ranLine: null,
				outputLength: 0,
				frames: [],
				objects: [],
				deaths: [],
				folded: 0,
				changes: [],
				born: [],
				collections: [],
				generations: [none, none, none],
				bytes: 0,
			};
		},
	};
}
