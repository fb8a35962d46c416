/**
 * The way to any step of a run that was recorded: the moment before it that was kept is put back, and the machine runs on
 * from there. The run is deterministic, so it is the same run.
 */
import type { ProfileName } from "../profiles";
import { at } from "./arena";
import { watchDeaths } from "./death";
import { keepLog } from "./events";
import { clearLeavings } from "./images";
import {
	dropKeyframe,
	forgetPresent,
	joinKeyframes,
	type Keyframe,
	keyframeBytes,
	restoreKeyframe,
	takeKeyframe,
} from "./keyframes";
import { HEAP_BASE, R_INSTRUCTIONS, R_OUTPUT, R_STEP, R_TOP, R_WORK, type Ref, SERIAL } from "./layout";
import { EngineBug } from "./limits";
import { run } from "./loop";
import { output, useProfile } from "./machine";
import { setRestAtEnd } from "./main";
import { dropSlabs } from "./pages";
import { guarded } from "./program";
import { NEVER, setPause, setStop, watchSteps } from "./rests";
import { Hash, stateHash } from "./statehash";

/** Most memory for keyframes, in bytes, and how much of it those of the first run may take. */
const KEYFRAME_BUDGET = 64 * 1024 * 1024;
const RUN_BUDGET = 56 * 1024 * 1024;
/** Units of work between keyframes at first. */
const FIRST_DISTANCE = 150_000;
/** Pages touched are compared with what they were: where they are many, keyframes are so many units for each apart. */
const UNITS_PER_PAGE = 100;
/** How far before the step asked for moments are kept on the way, for steps back from there. */
const BEHIND = [1024, 16];
/** In a heap of so many words, where a moment takes long to put back, those next to one another are kept for steps back. */
const LARGE_HEAP = 1 << 20;
const ROW = 16;
/** Steps that a search runs before it looks whether it has found what it is for. */
const SEARCH = 10_000;

/** The machine at rest before a step. */
interface Moment {
	readonly step: number;
	readonly keyframe: Keyframe;
}

function drop(moment: Moment): void {
	dropKeyframe(moment.keyframe);
}

/** All that was done and charged up to now, the other way round: it goes down as the run goes on. */
const workLeft = (): number => at(R_WORK) - at(R_INSTRUCTIONS);

function runOn(): void {
	run(0);
}

export class Replay {
	/** Kept in the first run, by step. */
	private kept: Moment[] = [];
	/** Kept near the steps that were asked for, by step. */
	private near: Moment[] = [];
	private distance = FIRST_DISTANCE;
	/** The step at which the machine rests; -1: somewhere else. */
	private position = -1;
	private last = 0;

	constructor(private readonly profile: ProfileName) {}

	/** Gives up all keyframes. */
	end(): void {
		for (const moment of [...this.kept, ...this.near]) drop(moment);
		this.kept = [];
		this.near = [];
		forgetPresent();
	}

	// ---- The first run ----

	private moment(): Moment {
		return { step: at(R_STEP), keyframe: takeKeyframe() };
	}

	/** The machine rests at the run's beginning. What its keyframes take depends on no run before. */
	begin(): void {
		forgetPresent();
		clearLeavings();
		this.keep();
	}

	private keep(): void {
		const moment = this.moment();
		this.kept.push(moment);
		this.thin();
		this.goOn(moment.keyframe.looked);
	}

	/** The machine rests before a step of the first run: keeps it, if that is due. */
	rest(): void {
		const first = this.kept[0];
		if (at(R_STEP) === 0 && first !== undefined) {
			// The first line is about to run: what was done before it is no step.
			this.kept = [];
			this.keep();
			drop(first);
		} else if (workLeft() < this.due) this.keep();
	}
	private due = 0;

	/** `looked`: the pages that the last keyframe had to look at. */
	private goOn(looked: number): void {
		this.due = this.full ? NEVER : workLeft() - Math.max(this.distance, looked * UNITS_PER_PAGE);
		setPause(this.due);
	}

	/** No more keyframes of the first run fit: what comes after the last one is run again from there. */
	private full = false;

	/** Drops every second keyframe of the first run where they are beyond their budget; where that does not help, the latest. */
	private thin(): void {
		if (keyframeBytes() <= RUN_BUDGET) return;
		this.kept = this.kept.filter((moment, i) => {
			if (i % 2 === 0) return true;
			drop(moment);
			return false;
		});
		joinKeyframes(this.kept.map(({ keyframe }) => keyframe));
		this.distance *= 2;
		if (keyframeBytes() <= RUN_BUDGET) return;
		this.full = true;
		forgetPresent();
		while (keyframeBytes() > RUN_BUDGET && this.kept.length > 1) drop(this.kept.pop() as Moment);
	}

	/** The first run has ended; `last`: its last step. */
	ran(last: number): void {
		this.last = last;
		setPause(NEVER);
		dropSlabs();
	}

	// ---- Any step ----

	/** Brings the machine to a step. */
	seek(step: number): void {
		// Nothing is kept on so short a way.
		if (this.position === step || (this.position >= 0 && this.position === step - 1)) {
			this.forward(step);
			return;
		}
		const before = latest(this.near, step) ?? latest(this.kept, step);
		const far = latest(this.kept, step);
		const from = before === undefined || (far !== undefined && far.step > before.step) ? far : before;
		if (from === undefined) throw new EngineBug("a recording without a first keyframe");
		const back = this.position > step && this.position - step <= ROW;
		if (this.position > step || this.position < from.step) {
			useProfile(this.profile);
			restoreKeyframe(from.keyframe);
			this.position = from.step;
		}
		const row = back && at(R_TOP) - HEAP_BASE > LARGE_HEAP;
		const stops = row ? Array.from({ length: ROW }, (_, i) => ROW - i) : BEHIND;
		for (const behind of stops) {
			const stop = step - behind;
			if (stop <= this.position || stop - from.step < behind / 2) continue;
			this.forward(stop);
			this.keepNear();
		}
		this.forward(step);
	}

	/** Runs on to a step. */
	forward(step: number): void {
		if (this.position >= step) return;
		setStop(step === this.last ? -1 : step);
		setRestAtEnd(step === this.last);
		output.muted = true;
		guarded(runOn);
		this.position = step;
	}

	/** Runs on to a step, or to the first at which so much work has been done: to which. */
	forwardWithin(step: number, work: number): number {
		setPause(workLeft() - work);
		try {
			this.forward(step);
		} finally {
			setPause(NEVER);
		}
		this.position = Math.min(step, at(R_STEP));
		return this.position;
	}

	/** Runs the steps from state `from` on again, for the line about to run at each before `to`, until `visit` says that it is enough. */
	lines(from: number, to: number, visit: (line: number, step: number) => boolean): void {
		if (from >= to) return;
		this.seek(from);
		let enough = false;
		for (let end = from; !enough && end < to; ) {
			end = Math.min(to, end + SEARCH);
			watchSteps((line) => {
				enough ||= visit(line, at(R_STEP) - 1);
			});
			this.forward(end);
			watchSteps(null);
		}
	}

	/** The hash of all that happens in the run, and of the state that it ends in. The same program gives the same one anywhere. */
	eventsHash(): string {
		this.seek(0);
		const hash = new Hash();
		const object = (kind: number, o: Ref): void => {
			hash.word(kind);
			hash.word(at(o + SERIAL));
		};
		keepLog({
			all: true,
			plain: true,
			count(o, from, to, set) {
				object(set ? 2 : 1, o);
				hash.word(from);
				hash.word(to);
			},
			born: (o) => object(3, o),
			folded: (serial) => hash.word(serial),
			output: () => hash.word(at(R_OUTPUT)),
		});
		watchDeaths((o) => object(4, o));
		watchSteps((line) => {
			hash.word(5);
			hash.word(line);
			hash.word(at(R_INSTRUCTIONS));
		});
		this.forward(this.last);
		watchSteps(null);
		watchDeaths(null);
		keepLog(null);
		hash.text(stateHash());
		return hash.digest();
	}

	/** The machine rests in the midst of the step that leads to a state. */
	restsWithin(step: number): void {
		this.position = step - 0.5;
	}

	/** The machine rests between steps that were asked for: keeps it for steps back. */
	private keepNear(): void {
		const step = this.position;
		if (this.near.some((moment) => moment.step === step)) return;
		const moment = this.moment();
		this.near = this.near.filter((m) => {
			// Those far from here are of no use to steps back from here.
			if (Math.abs(m.step - step) <= 2048 && this.near.length < 2 * ROW) return true;
			drop(m);
			return false;
		});
		this.near.push(moment);
		this.near.sort((a, b) => a.step - b.step);
		while (keyframeBytes() > KEYFRAME_BUDGET) {
			const first = this.near.shift();
			if (first === undefined) return;
			drop(first);
		}
	}
}

/** The last one at or before a step. */
function latest(moments: readonly Moment[], step: number): Moment | undefined {
	let low = 0;
	let high = moments.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((moments[middle] as Moment).step <= step) low = middle + 1;
		else high = middle;
	}
	return moments[low - 1];
}
