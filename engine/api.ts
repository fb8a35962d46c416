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
	readonly slots: readonly SlotView[];
	/** Slots beyond those listed. */
	readonly slotsOmitted: number;
	/** Serials of the weak references to it. */
	readonly weakrefs: readonly number[];
}

export interface DeathView {
	readonly serial: number;
	readonly type: string;
	readonly text: string;
	/** Its count fell to zero, or the collector took its cycle apart. */
	readonly by: "count" | "collector";
	/** The line step during which it died, and that step's line. */
	readonly step: number;
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
	/** The line that did it. */
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
	readonly state: "candidate" | "reachable" | "unreachable" | "finalized" | "resurrected" | "deleted";
}

export interface PhaseView {
	readonly name: PhaseName;
	/** The learner's objects among the candidates, as the phase left them. */
	readonly rows: readonly PhaseRow[];
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

/** The machine at rest between two line steps. */
export interface HeapState {
	/** 0 before the first line; the recording's `steps` at the end. */
	readonly step: number;
	/** The line about to run, or null at the end. */
	readonly line: number | null;
	/** The line that ran in the step that led here, or null at 0. */
	readonly ranLine: number | null;
	/** Characters of output written so far, as a length into `RecordingSummary.output`. */
	readonly outputLength: number;
	/** Outermost first. */
	readonly frames: readonly FrameView[];
	/** The program's own live objects, by serial. */
	readonly objects: readonly ObjectView[];
	/** Every one of the program's own objects that has died so far, latest last. */
	readonly deaths: readonly DeathView[];
	/** Live objects of the interpreter's own, not listed. */
	readonly folded: number;
	/** Count changes of the program's own objects that outlasted the step that led here. */
	readonly changes: readonly CountChange[];
	/** Serials of objects born in that step and still alive. */
	readonly born: readonly number[];
	/** Collections that ran in that step. */
	readonly collections: readonly CollectionView[];
	readonly generations: readonly [GenerationView, GenerationView, GenerationView];
	/** Bytes of the program's own live objects, in CPython's sizes. */
	readonly bytes: number;
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
	/** Per state 0..steps: the line about to run (0 for none). */
	readonly lines: Int32Array;
	/** Per state: live objects of the program's own. */
	readonly live: Int32Array;
	/** Per state: how many of the program's own objects have died so far. */
	readonly died: Int32Array;
	/** Per state: collections run so far. */
	readonly collected: Int32Array;
}

export interface Recording {
	readonly summary: RecordingSummary;
	/** The state at a step, 0 <= step <= summary.steps; a RangeError otherwise. Any order, both ways. */
	stateAt(step: number): HeapState;
	/** What can be asked about the state at a step. */
	readonly ask: Questions;
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
}
