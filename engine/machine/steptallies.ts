/**
 * How much happens in each step, where nothing of it is kept: each event is told, as steplog.ts has it, and counted. Nothing
 * is looked at but the objects, so the steps may be run by code that has been translated; and steps that are asked about
 * one after the other are run in rows, since the machine takes longer to rest after a step than to run most of them.
 */
import type { EventPage, PhaseName } from "../api";
import { at } from "./arena";
import type { CollectorWatcher, PhaseLists } from "./collectorwatch";
import { countsFolded, type EventLog } from "./events";
import { type NULL, R_INSTRUCTIONS, type Ref, SERIAL } from "./layout";
import { runLogged } from "./loggedrun";
import { watchSteps } from "./rests";
import type { Replay } from "./timeline";
import { isShown } from "./viewtext";

const NONE: EventPage["events"] = Object.freeze([]);

/** Steps of a row at the most; the work (R_WORK) after which it ends whatever its length, some milliseconds of it. */
const LONGEST = 1024;
const WORK = 50_000;

/** Counts the events of a row of steps, one step after the other. */
class Tally implements EventLog, CollectorWatcher {
	readonly all = false;
	readonly plain = true;
	/** By steps since the row's first. */
	private readonly totals = new Int32Array(LONGEST);
	private readonly instructions = new Int32Array(LONGEST);
	private readonly folds = new Int32Array(LONGEST);
	/** Steps that have ended. */
	private ended = 0;
	/** Events of the one that runs, but for the instructions, which the machine counts itself. */
	private told = 0;
	/** What it and events.ts had counted when that step began. */
	private instructionsBefore = 0;
	private foldsBefore = 0;
	/** The serial whose birth was the last event, or 0. */
	private justBorn = 0;

	/** The machine is where the row's first step begins. */
	begins(): void {
		this.ended = 0;
		this.stepBegins();
	}

	private stepBegins(): void {
		this.told = 0;
		this.instructionsBefore = at(R_INSTRUCTIONS);
		this.foldsBefore = countsFolded();
		this.justBorn = 0;
	}

	/** The machine is where a step ends, and the one after it may begin. */
	stepEnds(): void {
		const instructions = at(R_INSTRUCTIONS) - this.instructionsBefore;
		this.totals[this.ended] = this.told + instructions;
		this.instructions[this.ended] = instructions;
		this.folds[this.ended] = countsFolded() - this.foldsBefore;
		this.ended++;
		this.stepBegins();
	}

	/** What there was of the step so many after the row's first. Millions are asked for: an object written out is made quickest. */
	page(after: number, step: number, from: number): EventPage {
		return {
			step,
			from,
			total: this.totals[after] as number,
			instructions: this.instructions[after] as number,
			folded: this.folds[after] as number,
			events: NONE,
		};
	}

	count(o: Ref): void {
		if (at(o + SERIAL) <= 0) return;
		this.justBorn = 0;
		this.told++;
	}

	born(o: Ref): void {
		this.told++;
		this.justBorn = at(o + SERIAL);
	}

	folded(serial: number): void {
		this.told += this.justBorn === serial ? -1 : 1;
		this.justBorn = 0;
	}

	output(): void {
		this.happened();
	}

	dead(o: Ref): void {
		if (isShown(o)) this.happened();
	}

	begin(): void {
		this.happened();
	}

	enter(_name: PhaseName, _lists: PhaseLists): void {
		this.happened();
	}

	visit(_from: Ref | typeof NULL, o: Ref): void {
		if (isShown(o)) this.happened();
	}

	phase(): void {}

	end(): void {
		this.happened();
	}

	private happened(): void {
		this.justBorn = 0;
		this.told++;
	}
}

export class StepTallies {
	private readonly tally = new Tally();
	/** The row that was run last: its first step, and the step after its last. */
	private first = 0;
	private after = 0;

	constructor(private readonly replay: Replay) {}

	/** Of a step that exists, a page that begins at `from` and is empty. */
	page(step: number, from: number): EventPage {
		if (step < this.first || step >= this.after) this.run(step);
		return this.tally.page(step - this.first, step, from);
	}

	/** Runs a row: twice as long as the one before if it follows that, and else a single step. */
	private run(step: number): void {
		const { replay, tally } = this;
		const length = step === this.after ? Math.min(LONGEST, 2 * (this.after - this.first)) : 1;
		const to = Math.min(replay.steps, step - 1 + length);
		replay.seek(step - 1);
		this.first = step;
		// Should the run fail, there is no row.
		this.after = step;
		let last = step;
		runLogged(
			() => {
				tally.begins();
				let begun = false;
				watchSteps(() => {
					if (begun) tally.stepEnds();
					begun = true;
				});
				try {
					last = replay.runRow(to, WORK);
				} finally {
					watchSteps(null);
				}
				tally.stepEnds();
			},
			tally,
			null,
		);
		this.after = last + 1;
	}
}
