/**
 * A recording's moments: states at steps, between two instructions and after single events, and what happens in a step.
 * Each is a replay of the step with a log on; events inside an instruction are looked at while they happen.
 */
import type {
	DeathView,
	EventPage,
	ExecutionView,
	HeapState,
	InstructionPage,
	Moment,
	PageOptions,
	Recording,
	StateOptions,
} from "../api";
import { at } from "./arena";
import { CarriedCourses } from "./carriedcourses";
import type { Course } from "./collectioncourse";
import type { DeathLog } from "./deathlog";
import { codeOf, instructionIndex, lineOfInstruction } from "./frames";
import { F_CODE, R_FRAME, type Ref } from "./layout";
import { type Log, runLogged } from "./loggedrun";
import { type InstructionWatcher, nextLine as lineAtRest } from "./rests";
import { scriptLine } from "./scriptline";
import { StepLog } from "./steplog";
import { StepNotes } from "./stepnotes";
import { StepTallies } from "./steptallies";
import { DEATHS_LISTED, executionNow, limitOf, namesNow, stateNow } from "./views";

const PAGE = 1000;
const MOST_IN_PAGE = 10_000;

/** What of a run the timeline stands on. */
export interface Replay {
	readonly steps: number;
	readonly deaths: DeathLog;
	/** Objects of the program's own that have been made, up to where the machine rests. */
	made(): number;
	/** Collections that have ended up to there. */
	readonly collected: () => number;
	/** Brings the machine to rest at a step. */
	seek(step: number): void;
	/** Runs on to the next one, or to where a watcher of instructions has it rest. */
	runStep(step: number): void;
	/** Runs on to a step, or to the first at which so much work has been done: to which. */
	runRow(step: number, work: number): number;
	/** Such a watcher had it rest, in the midst of that step. */
	restsWithin(step: number): void;
}

/** Two logs of the same step. */
function both(a: Log, b: Log): Log {
	return {
		all: false,
		plain: false,
		count(o, from, to, set) {
			a.count(o, from, to, set);
			b.count(o, from, to, set);
		},
		born(o) {
			a.born(o);
			b.born(o);
		},
		folded(serial) {
			a.folded(serial);
			b.folded(serial);
		},
		output() {
			a.output();
			b.output();
		},
		dead(o) {
			a.dead(o);
			b.dead(o);
		},
		begin(generation, reason) {
			a.begin(generation, reason);
			b.begin(generation, reason);
		},
		enter(name, lists) {
			a.enter(name, lists);
			b.enter(name, lists);
		},
		visit(from, o) {
			a.visit(from, o);
			b.visit(from, o);
		},
		phase(name, lists) {
			a.phase(name, lists);
			b.phase(name, lists);
		},
		end(collected, uncollectable) {
			a.end(collected, uncollectable);
			b.end(collected, uncollectable);
		},
	};
}

/** Has the machine rest before an instruction of a step. */
class Resting implements InstructionWatcher {
	rests = false;

	constructor(private readonly before: () => boolean) {}

	next(): boolean {
		this.rests = this.before();
		return this.rests;
	}
}

function page(options: PageOptions | undefined): { readonly from: number; readonly count: number } {
	const from = Math.max(0, Math.floor(options?.from ?? 0));
	return { from, count: Math.min(MOST_IN_PAGE, Math.max(0, Math.floor(options?.count ?? PAGE))) };
}

export class Timeline implements Omit<Recording, "summary" | "ask" | "eventsHash"> {
	/** By serial: the step in which the object died; made when it is first needed. */
	private diedIn: Int32Array | null = null;
	/** The step before the one asked for: the line it leads to, what is alive then, and how many have died. */
	private before: { readonly line: number; readonly alive: number; readonly died: number } = {
		line: 0,
		alive: 0,
		died: 0,
	};

	/** The collection that step finds under way, or null. */
	private carried: Course | null = null;
	private readonly courses: CarriedCourses;
	private readonly tallies: StepTallies;

	/** The execution that was last asked for. */
	private executing: (Pick<HeapState, "execution"> & { readonly step: number; readonly instruction: number }) | null =
		null;

	constructor(private readonly replay: Replay) {
		this.courses = new CarriedCourses(replay);
		this.tallies = new StepTallies(replay);
	}

	stateAt(moment: number | Moment, options: StateOptions = {}): HeapState {
		const { step, instruction, event } = typeof moment === "number" ? ({ step: moment } as Moment) : moment;
		const { steps } = this.replay;
		if (!Number.isInteger(step) || step < 0 || step > steps)
			throw new RangeError(`step ${step}: this recording has steps 0 to ${steps}`);
		if (instruction === undefined && event === undefined) return this.stateAtStep(step, options);
		if (step === 0) throw new RangeError("nothing happens before step 1");
		if (instruction !== undefined && event !== undefined)
			throw new RangeError("a moment is after some instructions or after some events, not both");
		return event === undefined
			? this.stateAtInstruction(step, instruction as number, options)
			: this.stateAtEvent(step, event, options);
	}

	private seek(step: number, options: StateOptions): void {
		const { replay } = this;
		replay.seek(step);
		this.carried = this.courses.at(step, limitOf(options));
		const died = replay.deaths.by(step);
		this.before = { line: step === replay.steps ? 0 : lineAtRest(), alive: replay.made() - died, died };
	}

	/** Notes of the step that the machine rests before. */
	private notes(options: StateOptions): StepNotes {
		return new StepNotes(this.before.line, limitOf(options), this.replay.collected, this.carried);
	}

	private stateAtStep(step: number, options: StateOptions): HeapState {
		const { replay } = this;
		this.seek(Math.max(0, step - 1), options);
		const namesBefore = namesNow();
		const notes = step === 0 ? null : this.notes(options);
		if (notes !== null) runLogged(() => replay.runStep(step), notes, null);
		return this.state(step, namesBefore, notes, options, {
			instruction: null,
			event: null,
			line: step === replay.steps ? null : lineAtRest(),
			subject: 0,
			gone: false,
		});
	}

	private state(
		step: number,
		namesBefore: ReadonlyMap<number, string>,
		notes: StepNotes | null,
		options: StateOptions,
		place: {
			readonly instruction: number | null;
			readonly event: number | null;
			readonly line: number | null;
			readonly subject: Ref;
			readonly gone: boolean;
		},
	): HeapState {
		const { replay } = this;
		const before = Math.max(0, step - 1);
		const died = this.before.died + (notes === null ? 0 : notes.died);
		const alive = this.before.alive + (notes === null ? 0 : notes.made - notes.died);
		return stateNow(
			{
				...place,
				step,
				ranLine: step === 0 ? null : this.before.line,
				alive,
				deaths: replay.deaths.views(died - DEATHS_LISTED, died),
				died,
				collected: replay.collected(),
				notes,
				namesBefore,
				isDead: (serial) => this.deathStep(serial) <= (notes === null ? step : before) || this.diedAmong(serial, died),
			},
			options,
		);
	}

	/** The step in which an object died, or infinity. */
	private deathStep(serial: number): number {
		if (this.diedIn === null) {
			const { deaths } = this.replay;
			let last = 0;
			for (let n = deaths.first; n < deaths.count; n++) last = Math.max(last, deaths.serialOf(n));
			this.diedIn = new Int32Array(last + 1).fill(-1);
			for (let n = deaths.first; n < deaths.count; n++) this.diedIn[deaths.serialOf(n)] = deaths.stepOf(n);
		}
		const step = this.diedIn[serial];
		return step === undefined || step < 0 ? Number.POSITIVE_INFINITY : step;
	}

	/** Whether an object is among the first `died` deaths, if it is one of the step that these end in. */
	private diedAmong(serial: number, died: number): boolean {
		const { deaths } = this.replay;
		const step = deaths.stepOf(died - 1);
		for (let n = died - 1; n >= deaths.first && deaths.stepOf(n) === step; n--)
			if (deaths.serialOf(n) === serial) return true;
		return false;
	}

	private stateAtInstruction(step: number, instruction: number, options: StateOptions): HeapState {
		if (!Number.isInteger(instruction) || instruction < 0)
			throw new RangeError(`instruction ${instruction} of step ${step}`);
		const { replay } = this;
		this.seek(step - 1, options);
		const namesBefore = namesNow();
		const notes = this.notes(options);
		let done = 0;
		if (instruction > 0) {
			const resting = new Resting(() => done++ === instruction);
			runLogged(() => replay.runStep(step), notes, resting);
			if (resting.rests) replay.restsWithin(step);
			else if (done < instruction)
				throw new RangeError(`step ${step} has ${done} instructions, and none after ${instruction}`);
			if (!resting.rests)
				return this.state(step, namesBefore, notes, options, {
					instruction,
					event: null,
					line: step === replay.steps ? null : lineAtRest(),
					subject: 0,
					gone: false,
				});
		}
		const view = this.state(step, namesBefore, notes, options, {
			instruction,
			event: null,
			line: nextLine(),
			subject: 0,
			gone: false,
		});
		return { ...view, execution: executionNow(instruction) };
	}

	private stateAtEvent(step: number, event: number, options: StateOptions): HeapState {
		if (!Number.isInteger(event) || event < 0) throw new RangeError(`event ${event} of step ${step}`);
		if (event === 0) return { ...this.stateAtInstruction(step, 0, options), instruction: null, event: 0 };
		const { replay } = this;
		this.seek(step - 1, options);
		const namesBefore = namesNow();
		const notes = this.notes(options);
		let found: HeapState | null = null;
		let instruction = 0;
		const log = new StepLog("events", event, 0, (subject, gone) => {
			if (log.total !== event) return;
			instruction = Math.max(0, log.instructions - 1);
			const line = scriptLine() || null;
			found = this.state(step, namesBefore, notes, options, { instruction, event, line, subject, gone });
		});
		const resting = new Resting(() => (found !== null && log.total >= event) || log.next());
		runLogged(() => replay.runStep(step), both(notes, log), resting);
		if (resting.rests) replay.restsWithin(step);
		if (found === null) throw new RangeError(`step ${step} has ${log.total} events, and none after ${event}`);
		return { ...(found as HeapState), execution: this.executionAt(step, instruction) };
	}

	/** What the machine is about before an instruction: a collection's events, thousands, are all of one. */
	private executionAt(step: number, instruction: number): ExecutionView | null {
		if (this.executing?.step !== step || this.executing.instruction !== instruction) {
			const { execution } = this.stateAtInstruction(step, instruction, { limit: 0 });
			this.executing = { step, instruction, execution };
		}
		return this.executing.execution;
	}

	eventsOf(step: number, options?: PageOptions): EventPage {
		const { from, count } = page(options);
		if (count === 0) return this.tallies.page(this.existing(step), from);
		const log = this.log(step, "events", from, count);
		return {
			step,
			from,
			total: log.total,
			instructions: log.instructions,
			folded: log.folds,
			events: log.events,
		};
	}

	instructionsOf(step: number, options?: PageOptions): InstructionPage {
		const { from, count } = page(options);
		const log = this.log(step, "instructions", from, count);
		const instructions = log.events.flatMap((e) => (e.kind === "instruction" ? [e] : []));
		return {
			step,
			from,
			total: log.instructions,
			instructions: instructions.map(({ kind: _kind, callee: _callee, ...view }) => view),
		};
	}

	/** A step in which something happens. */
	private existing(step: number): number {
		const { steps } = this.replay;
		if (!Number.isInteger(step) || step < 1 || step > steps)
			throw new RangeError(`step ${step}: this recording has steps 1 to ${steps} in which something happens`);
		return step;
	}

	private log(step: number, keeps: "events" | "instructions", from: number, count: number): StepLog {
		this.replay.seek(this.existing(step) - 1);
		const log = new StepLog(keeps, from, count);
		runLogged(() => this.replay.runStep(step), log, log);
		return log;
	}

	deaths(options?: PageOptions): readonly DeathView[] {
		const { from, count } = page(options);
		return this.replay.deaths.views(from, from + count);
	}
}

/** The line of the instruction about to run in the frame on top, if that is of the program's own text. */
function nextLine(): number | null {
	const frame = at(R_FRAME);
	return lineOfInstruction(codeOf(at(frame + F_CODE)), instructionIndex(frame) + 1);
}
