/**
 * The engine's door as types: what a run reports, and what a recording can be asked. Plain data throughout, so that it
 * passes a worker's boundary as it is.
 */
import type { ProfileName } from "./profiles";
import type { Questions } from "./questions";

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

// ---- A recording and its states ----

/** What a name, a field or an item refers to. */
export type RefView =
	/** An object that is drawn as a card of its own. */
	| { readonly kind: "object"; readonly serial: number }
	/** A small immutable value, or one of the interpreter's own objects, written in place. */
	| { readonly kind: "value"; readonly type: string; readonly text: string; readonly immortal: boolean };

export interface NameView {
	readonly name: string;
	readonly ref: RefView;
	/** The name lives in a cell that a closure shares. */
	readonly cell: boolean;
}

export interface FrameView {
	/** `__main__` for the module, else the function's name. */
	readonly name: string;
	/** The line about to run in this frame. */
	readonly line: number;
	/** The first 200 names that it binds. */
	readonly names: readonly NameView[];
}

export interface SlotView {
	/** How the program would write it after the object: `.name`, `[0]`, `['k']`; or a word such as `closure`. */
	readonly label: string;
	readonly strength: "strong" | "weak";
	readonly ref: RefView;
}

export interface ObjectView {
	/** Never reused, unlike the id: the order of birth. */
	readonly serial: number;
	/** `id(object)` */
	readonly id: number;
	readonly type: string;
	readonly refcnt: number;
	readonly immortal: boolean;
	/** Known to the cyclic collector. */
	readonly tracked: boolean;
	/** 0, 1, 2, or null where not tracked. */
	readonly generation: 0 | 1 | 2 | null;
	/** A short text for the card: `Node`, `[…3]`, `function greet`. */
	readonly text: string;
	/** The first 24. */
	readonly slots: readonly SlotView[];
	/** Slots beyond those listed; items of a container, where it has very many. */
	readonly slotsOmitted: number;
	/** Serials of the first 100 weak references to it. */
	readonly weakrefs: readonly number[];
}

export interface DeathView {
	readonly serial: number;
	readonly type: string;
	readonly text: string;
	/** Its count fell to zero, or the collector took its cycle apart. */
	readonly by: "count" | "collector";
	/** The line step during which it died. */
	readonly step: number;
	/**
	 * The line that let go of the last reference to it, or to what held it; for the collector, the line it began in. The
	 * lines of finalizers that ran meanwhile are not it.
	 */
	readonly line: number;
}

export interface CountChange {
	readonly serial: number;
	readonly type: string;
	/** A name the object is or was known by, or null. */
	readonly name: string | null;
	readonly from: number;
	/** 0: it was deallocated. */
	readonly to: number;
	/** The line that changed it last. */
	readonly line: number;
}

/** The collector's phases, by CPython's names (Python/gc.c). */
export type PhaseName =
	| "update_refs"
	| "subtract_refs"
	| "move_unreachable"
	| "handle_weakrefs"
	| "finalize_garbage"
	| "handle_resurrected_objects"
	| "delete_garbage";

export interface PhaseRow {
	readonly serial: number;
	readonly type: string;
	readonly text: string;
	readonly refcnt: number;
	/** As this phase left it; null where the phase does not use it. */
	readonly gcRefs: number | null;
	/** `reached`: in the midst of move_unreachable, a reference to it was found and its own are still to be followed. */
	readonly state: "candidate" | "reached" | "reachable" | "unreachable" | "finalized" | "resurrected" | "deleted";
}

export interface PhaseView {
	readonly name: PhaseName;
	/** The program's own objects among the candidates, as the phase left them, by serial; the unreachable are listed first. */
	readonly rows: readonly PhaseRow[];
	/** Candidates of the program's own beyond those listed. */
	readonly omitted: number;
	/** Candidates that belong to the interpreter's own furniture, not listed. */
	readonly folded: number;
}

export interface CollectionView {
	readonly generation: 0 | 1 | 2;
	/** `gc.collect()` called it, or a count passed its threshold. */
	readonly reason: "called" | "threshold";
	readonly line: number;
	readonly phases: readonly PhaseView[];
	/** What `gc.collect()` returns. */
	readonly collected: number;
	readonly uncollectable: number;
}

export interface GenerationView {
	readonly count: number;
	readonly threshold: number;
	/** Tracked objects in it, the interpreter's own included. */
	readonly size: number;
}

/**
 * A moment of a run. `{ step }` is the machine at rest before a line, as a number alone means too. Beside `step`:
 * `instruction: k` is the moment after the first k instructions of that step (so `{ step, instruction: 0 }` has the heap
 * of step - 1), and `event: k` the one after its first k events, which may be in the midst of an instruction.
 */
export interface Moment {
	/** 0 to the recording's `steps`; from 1 on with `instruction` or `event`. */
	readonly step: number;
	/** 0 to the number of the step's instructions. */
	readonly instruction?: number;
	/** 0 to the number of the step's events. Not together with `instruction`. */
	readonly event?: number;
}

/** How much of a state is wanted. */
export interface StateOptions {
	/** Most objects listed, and most rows of a phase: 300 if it is not said, 10,000 at most. */
	readonly limit?: number;
	/** Serials of objects to be listed beside those, wherever they are, if they live. */
	readonly serials?: Iterable<number>;
}

/** An instruction as `dis` shows it. */
export interface InstructionView {
	/** Its number in its step, from 0; null: it began in an earlier step. */
	readonly instruction: number | null;
	/** Its index in its code: CPython's offsets count caches too, this does not. */
	readonly offset: number;
	readonly name: string;
	/** What its argument stands for: a name, a constant, an operator, `to 12`; or empty. */
	readonly arg: string;
	/** Its line, in the text of its function. */
	readonly line: number;
	/** The function's name; `<module>` for the module. */
	readonly function: string;
	/** Whether the text is the program's own, and not a library module's. */
	readonly own: boolean;
}

/** One frame of the call stack with its value stack. */
export interface ExecutionFrame {
	/** Python code, or `null` for the machine's own part of it: what a call of native code waits in. */
	readonly instruction: InstructionView | null;
	/** The function, or what the native frame is: `sorted`, `garbage collection`. */
	readonly name: string;
	/** The value stack from the bottom up; null stands for CPython's NULL. At most 200 values, those on top. */
	readonly stack: readonly (RefView | null)[];
}

/** What the machine is about between two instructions: the frames, outermost first, at most the 100 innermost. */
export interface ExecutionView {
	/** The instruction about to run on top; of the frames below, the one that waits. */
	readonly frames: readonly ExecutionFrame[];
	readonly framesOmitted: number;
}

/** A collection in its midst. */
export interface CollectingView {
	readonly generation: 0 | 1 | 2;
	readonly reason: "called" | "threshold";
	readonly phase: PhaseName;
	readonly rows: readonly PhaseRow[];
	readonly omitted: number;
	readonly folded: number;
}

/** The state at a moment: bounded, however large the heap. */
export interface HeapState {
	/** 0 before the first line; the recording's `steps` at the end. */
	readonly step: number;
	/** Instructions and events of the step done, where the moment asked for is inside a step; else null. */
	readonly instruction: number | null;
	readonly event: number | null;
	/** The line about to run (inside a step: of the instruction about to run), or null at the end. */
	readonly line: number | null;
	/** The line that ran, or runs, in this step, or null at 0. */
	readonly ranLine: number | null;
	/** Characters of output written so far, as a length into `RecordingSummary.output`. */
	readonly outputLength: number;
	/** Outermost first: the 20 outermost and the 80 innermost. */
	readonly frames: readonly FrameView[];
	/** Frames left out between those. */
	readonly framesOmitted: number;
	/**
	 * The program's own live objects, by serial: those asked for, those that names refer to, some that this step made or
	 * changed, and on from there breadth first, up to the limit.
	 */
	readonly objects: readonly ObjectView[];
	/** Live objects of the program's own: those listed and those left out. */
	readonly alive: number;
	readonly objectsOmitted: number;
	/** The latest of the program's own objects that have died, latest last, at most 400; `Recording.deaths` has more. */
	readonly deaths: readonly DeathView[];
	/** How many have died so far. */
	readonly died: number;
	/** How many collections have ended so far. */
	readonly collected: number;
	/** Live objects of the interpreter's own that the collector knows, not listed. */
	readonly folded: number;
	/** Count changes of the program's own objects that outlast the step so far: of the first 1,000 objects it touched. */
	readonly changes: readonly CountChange[];
	/** Count changes of further objects, each one counted. */
	readonly changesOmitted: number;
	/** Serials of objects born in the step and still alive, at most 1,000. */
	readonly born: readonly number[];
	readonly bornOmitted: number;
	/** Collections that ran in the step. */
	readonly collections: readonly CollectionView[];
	/** The collection under way at an event; else null. */
	readonly collecting: CollectingView | null;
	/** Call stack and value stacks, where the moment is inside a step; else null. */
	readonly execution: ExecutionView | null;
	readonly generations: readonly [GenerationView, GenerationView, GenerationView];
	/** Bytes of the program's own live objects, in CPython's sizes: of those that are listed or that the collector knows. */
	readonly bytes: number;
}

// ---- What happens inside a step ----

/** What made or dropped a reference. `line`: in the program's own text, what it was doing then; 0 for nothing. */
export type Cause =
	/** The instruction itself. `callee`: what it calls, where it is a call. */
	| {
			readonly kind: "instruction";
			readonly instruction: InstructionView;
			readonly callee: string | null;
			readonly line: number;
	  }
	/** Native code that has a frame, since it may call Python: `sorted`, `print`, `__build_class__`. */
	| { readonly kind: "native"; readonly name: string; readonly line: number }
	/** A call ended and let go of a local, or (null) of what else its frame held. */
	| { readonly kind: "frame"; readonly function: string; readonly local: string | null; readonly line: number }
	/** An object that died let go of what it held. `owner`: its serial, or null for the interpreter's own. */
	| {
			readonly kind: "death";
			readonly owner: number | null;
			readonly type: string;
			readonly field: string | null;
			readonly line: number;
	  }
	/** The collector. `owner`: the object that delete_garbage clears, and its field. */
	| {
			readonly kind: "collector";
			readonly phase: PhaseName;
			readonly owner: number | null;
			readonly field: string | null;
			readonly line: number;
	  }
	/** A finalizer is about to run, or has: the object has one reference for that long, or while it waits for another's. */
	| { readonly kind: "finalizer"; readonly line: number };

/**
 * Something that happens in a step, numbered from 0 in `event`. Count changes, births and deaths are those of the
 * program's own objects; the interpreter's are counted in `EventPage.folded`.
 */
export type EventView =
	| ({ readonly kind: "instruction"; readonly event: number; readonly callee: string | null } & InstructionView)
	| {
			readonly kind: "count";
			readonly event: number;
			readonly serial: number;
			readonly type: string;
			readonly from: number;
			readonly to: number;
			readonly cause: Cause;
	  }
	/** An object was allocated. An object may also be shown from now on, with the count that it has. */
	| {
			readonly kind: "born";
			readonly event: number;
			readonly serial: number;
			readonly type: string;
			readonly refcnt: number;
			readonly cause: Cause;
	  }
	/** What was made turned out to be the interpreter's own: it is no longer shown. */
	| { readonly kind: "folded"; readonly event: number; readonly serial: number }
	| {
			readonly kind: "died";
			readonly event: number;
			readonly serial: number;
			readonly type: string;
			readonly text: string;
			readonly by: "count" | "collector";
			/** The event that took its count to 0, or null where that was in an earlier step. */
			readonly dropped: number | null;
			/** What let go of the last reference; null likewise. */
			readonly cause: Cause | null;
			readonly line: number;
	  }
	/** Characters were written: `outputLength` so far. */
	| { readonly kind: "output"; readonly event: number; readonly outputLength: number }
	| {
			readonly kind: "collection";
			readonly event: number;
			readonly generation: 0 | 1 | 2;
			readonly reason: "called" | "threshold";
			readonly generations: readonly [GenerationView, GenerationView, GenerationView];
	  }
	/** A phase begins. */
	| { readonly kind: "phase"; readonly event: number; readonly phase: PhaseName }
	/** The collector looks at an object, by itself or (`from`) because that one refers to it; 0: the interpreter's own. */
	| {
			readonly kind: "visit";
			readonly event: number;
			readonly phase: PhaseName;
			readonly serial: number;
			readonly from: number | null;
			/** As the visit leaves it; null where the phase does not use it. */
			readonly gcRefs: number | null;
			readonly state: PhaseRow["state"];
	  }
	| {
			readonly kind: "collected";
			readonly event: number;
			readonly collected: number;
			readonly uncollectable: number;
			readonly generations: readonly [GenerationView, GenerationView, GenerationView];
	  };

export interface PageOptions {
	/** The first one wanted; 0 if it is not said. */
	readonly from?: number;
	/** Most of them: 1,000 if it is not said, 10,000 at most. */
	readonly count?: number;
}

export interface EventPage {
	readonly step: number;
	/** The first event listed, and how many the step has. */
	readonly from: number;
	readonly total: number;
	/** Instructions of the step. */
	readonly instructions: number;
	/** Count changes of the interpreter's own objects in the step, not listed. */
	readonly folded: number;
	readonly events: readonly EventView[];
}

export interface InstructionPage {
	readonly step: number;
	/** The first instruction listed, and how many the step has. */
	readonly from: number;
	readonly total: number;
	/** Each with the number of its event: what it does are the events from there to the next one's. */
	readonly instructions: readonly (InstructionView & { readonly event: number })[];
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
	 * `NotAtHand` as `run` does, and then the run is over.
	 */
	advance(steps: number): { readonly done: false } | { readonly done: true; readonly result: Result };
	progress(): Progress;
	/** It does not go on. */
	giveUp(): void;
}

export interface Engine {
	/** Says where a profile's library is. Without one, its modules are not part of the machine. */
	provideLibrary(profile: ProfileName, library: Library): void;
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
