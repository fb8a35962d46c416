/**
 * The engine's door as types: what a run reports, and what a recording can be asked. Plain data throughout, so that it
 * passes a worker's boundary as it is. The types of states and of events have files of their own; all are had from here.
 */
import type { EventPage, InstructionPage, PageOptions } from "./events";
import type { ProfileName } from "./profiles";
import type { Questions } from "./questions";
import type { DeathView, HeapState, Moment, StateOptions } from "./states";

export type * from "./events";
export type * from "./states";

/** Every limit is deterministic: the same program, profile and limits give the same run. */
export interface Limits {
	/** Instructions, what lines, calls and objects take beside, and work inside one instruction counted as instructions. */
	readonly work: number;
	/** Bytes of live heap. */
	readonly bytes: number;
	/** Characters written to stdout and stderr together. */
	readonly output: number;
}

export interface RunOptions {
	readonly profile?: ProfileName;
	readonly limits?: Partial<Limits>;
}

export type Outcome =
	/** The program ended as CPython would end it: 0, or 1 after an uncaught exception (its traceback is on stderr). */
	| { readonly kind: "finished"; readonly exitStatus: number }
	/** The program uses what this machine does not model. Nothing after that point ran. */
	| { readonly kind: "unsupported"; readonly feature: string; readonly line: number; readonly message: string }
	| { readonly kind: "limit"; readonly limit: keyof Limits; readonly line: number; readonly message: string }
	/** An invariant of the machine broke. Always a defect of ours. */
	| { readonly kind: "bug"; readonly message: string };

/** Counts of objects of the program's own making, by type name, for graders. */
export interface HeapFacts {
	/** Still alive when the last line had run, before the interpreter's exit took its modules apart. */
	readonly aliveAtEnd: Readonly<Record<string, number>>;
	/** Deallocated because their count fell to zero, up to that moment. */
	readonly freedByCount: Readonly<Record<string, number>>;
	/** Deallocated because the collector found them unreachable, up to that moment. */
	readonly freedByCollector: Readonly<Record<string, number>>;
	/** Collections run, up to that moment. */
	readonly collections: number;
	/** The most bytes of heap in use at any time, in CPython's sizes. */
	readonly peakBytes: number;
}

export interface Figures {
	/** Line steps. */
	readonly steps: number;
	/** Instructions executed. */
	readonly instructions: number;
	/** Count changes; 0 from the build without a log. */
	readonly events: number;
	readonly objectsMade: number;
	readonly freedByCount: number;
	readonly freedByCollector: number;
	readonly stillAlive: number;
	readonly milliseconds: number;
}

export interface RunReport {
	readonly profile: ProfileName;
	readonly outcome: Outcome;
	readonly stdout: string;
	readonly stderr: string;
	/** The line an error was raised at in the program's own text, or null. */
	readonly errorLine: number | null;
	readonly facts: HeapFacts;
	readonly figures: Figures;
}

export interface OutputChunk {
	readonly stream: "stdout" | "stderr";
	readonly text: string;
}

/** What a recording tells at once; its states are asked for one by one. */
export interface RecordingSummary {
	readonly report: RunReport;
	/** States 0..steps exist. */
	readonly steps: number;
	/** stdout and stderr in the order written. */
	readonly output: readonly OutputChunk[];
	/**
	 * How many steps lie between the states that the next four tell of: 0, every, 2 * every... and the last one. 1 where the
	 * run has some thousand steps at most, and then they tell of every state.
	 */
	readonly every: number;
	/** Of those states: the line about to run (0 for none). */
	readonly lines: Int32Array;
	/** Of those states: live objects of the program's own. */
	readonly live: Int32Array;
	/** Of those states: how many of the program's own objects have died so far. */
	readonly died: Int32Array;
	/** Of those states: collections run so far. */
	readonly collected: Int32Array;
	/** The steps in which objects of the program's own died, by the state that each led to. */
	readonly deaths: StepMarks;
	/** The steps in which collections ended. */
	readonly collections: StepMarks;
	/**
	 * Memory that the recording takes once it is made: copies of the machine to begin replays at, and what is noted of the
	 * whole run (deaths, marks and these figures). States that are asked for may add copies, up to 64 MiB of them in all.
	 */
	readonly bytes: { readonly keyframes: number; readonly log: number };
}

/** States of a run, as bits: bit i stands for those from i * every on, as many as `every` (1 but in the longest runs). */
export interface StepMarks {
	readonly every: number;
	readonly bits: Uint32Array;
}

export interface Recording {
	readonly summary: RecordingSummary;
	/** The state at a moment, in any order, both ways. A RangeError for one that this recording does not have. */
	stateAt(moment: number | Moment, options?: StateOptions): HeapState;
	/**
	 * What happens in the step that leads to state `step` (1 to summary.steps; a RangeError otherwise), a page at a time:
	 * a step may have millions of events, and a page costs what running the step costs.
	 */
	eventsOf(step: number, options?: PageOptions): EventPage;
	/** The instructions of that step, likewise. */
	instructionsOf(step: number, options?: PageOptions): InstructionPage;
	/** The program's own objects that died, in the order of their deaths, numbered from 0: `died` of a state says how many. Of more than two million the earliest are forgotten. */
	deaths(options?: PageOptions): readonly DeathView[];
	/** What can be asked about the state at a step. */
	readonly ask: Questions;
	/**
	 * A hash of every count change, birth, death and line of the run, and of every word of the state that it ends in: the
	 * same wherever the program runs. Runs all of it again. Empty where the program did not begin.
	 */
	eventsHash(): string;
}

/** What the library's index says of a module. */
export interface LibraryEntry {
	readonly package: boolean;
	/** Its `__file__`, and `co_filename` of its code where it is not frozen. */
	readonly filename: string;
	/** Every module that importing it may load, itself not. */
	readonly imports: readonly string[];
	/** CPython's interpreter has it inside: its code is from no file. */
	readonly frozen?: true;
	/** Its code was compiled as that of a module which is C in CPython. */
	readonly standsForC?: true;
}

/** The library of one profile, as built into engine/dist/library. What it once gave stays as it was. */
export interface Library {
	readonly index: Readonly<Record<string, LibraryEntry>>;
	/** The content of NAME.code, or null where it is not at hand. */
	code(name: string): Uint8Array | null;
	/** The content of NAME.py, likewise. */
	source(name: string): string | null;
}

/** The machine of a profile before any program, as the build keeps it (dist/images). */
export interface BootImage {
	/** Which build's it is, the registers, the heap. */
	readonly words: Int32Array;
	/** What stands beside them, as JSON; a big int as a list of its digits. */
	readonly payloads: string;
}

/** Where a run is. */
export interface Progress {
	/** Line steps and instructions done. */
	readonly steps: number;
	readonly instructions: number;
	/** The line that the program's innermost frame is at. */
	readonly line: number;
	/** What was written since the last time that this was asked. */
	readonly output: readonly OutputChunk[];
}

/** A run that rests between two of its slices. There is one machine: when another run begins, this one cannot go on. */
export interface Underway<Result> {
	/**
	 * Goes on for so many line steps at most (-1: to the end). The first time, the program is compiled, no more. Throws
	 * `NotAtHand` as `run` does, and then the run is over. `exits`: a run that is not recorded rests, once, when the script
	 * has ended and all that it wrote is there, but the interpreter's exit is still to come.
	 */
	advance(
		steps: number,
	): { readonly done: false; readonly exits: boolean } | { readonly done: true; readonly result: Result };
	progress(): Progress;
	/** It does not go on. */
	giveUp(): void;
}

export interface Engine {
	/** Says where a profile's library is. Without one, its modules are not part of the machine. */
	provideLibrary(profile: ProfileName, library: Library): void;
	/** Says where the image of a profile is. The first run begins with it; where there is none of this build, it makes it. */
	provideImage(profile: ProfileName, image: () => BootImage | null): void;
	/** The files of the library that a program's import statements need and that are not at hand. */
	libraryFilesOf(source: string, profile: ProfileName): string[];
	/**
	 * Runs a program as `python main.py` would, to its end. Never throws for what the program does, but for `NotAtHand`
	 * where it needs more of the library than the host has given: its `files` are to be fetched, and the program run again.
	 */
	run(source: string, options?: RunOptions): RunReport;
	/** Runs it and keeps what is needed to show any of its steps. One recording is live at a time. */
	record(source: string, options?: RunOptions): Recording;
	/** The same, a slice at a time: their hosts stay responsive (engine/index.ts does it for them). */
	startRun(source: string, options?: RunOptions): Underway<RunReport>;
	startRecording(source: string, options?: RunOptions): Underway<Recording>;
}
