/** A state of a run as plain data: its frames, objects, deaths and collections, and the moments at which it can be asked for. */

/** What a name, a field or an item refers to. */
export type RefView =
	/** An object that is drawn as a card of its own. */
	| { readonly kind: "object"; readonly serial: number }
	/** A small immutable value, or one of the interpreter's own objects, written in place. */
	| {
			readonly kind: "value";
			readonly type: string;
			readonly text: string;
			readonly immortal: boolean;
			/** Of a value that the state lists under `values`: its `id()`. */
			readonly id?: number;
			/** Serials of objects that it keeps alive: an iterator's list, what a class or a bound built-in method has. The first 8. */
			readonly holds?: readonly number[];
	  };

/** A small immutable value as an object, in a state that was asked for with `values`. */
export interface ValueView {
	/** `id(value)`. Another value may have it once this one is dead. */
	readonly id: number;
	readonly type: string;
	readonly text: string;
	readonly refcnt: number;
	readonly immortal: boolean;
	/** A string of which there is one for all that are equal to it and interned. */
	readonly interned: boolean;
	/** A constant tuple's first 24 items, and how many are beyond. */
	readonly slots: readonly SlotView[];
	readonly slotsOmitted: number;
}

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
	/** What it keeps alive beside its names: the iterator of a `for`, parts of an expression, what a call has that it began. */
	readonly temporaries?: RefView;
	/** Of the innermost frame: the exception being handled. */
	readonly handled?: RefView;
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
	/** `weakref.WeakValueDictionary`: the class of the library that its type is or is derived from, where there is one. */
	readonly library?: string;
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
	/** The step in which it was so left. */
	readonly step: number;
	/** The program's own objects among the candidates, as the phase left them, by serial; the unreachable are listed first. */
	readonly rows: readonly PhaseRow[];
	/** Candidates of the program's own beyond those listed. */
	readonly omitted: number;
	/** Candidates that belong to the interpreter's own furniture, not listed. */
	readonly folded: number;
}

/** Steps from one to another, both of them included. */
export interface StepSpan {
	readonly from: number;
	readonly to: number;
}

export interface CollectionView {
	/** Which of the run's collections it is, from 1. */
	readonly number: number;
	readonly generation: 0 | 1 | 2;
	/** `gc.collect()` called it, or a count passed its threshold. */
	readonly reason: "called" | "threshold";
	/** The line that was running when it began. */
	readonly line: number;
	/**
	 * Where it has done something, from the step that it began in on. Finalizers and callbacks run lines of their own, so
	 * that it may take many steps, and in most of these do nothing.
	 */
	readonly worked: readonly StepSpan[];
	/** Those done, in order, from whatever step; delete_garbage is told of when it begins, while its objects are there. */
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
	/** Whether the small values that names and fields refer to are listed too, as many as objects. */
	readonly values?: boolean;
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

/** A collection in its midst: what it has done so far, and the phase that it is in. */
export interface CollectingView extends Omit<CollectionView, "collected" | "uncollectable"> {
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
	/** Collections that ended in the step, whole, wherever they began. */
	readonly collections: readonly CollectionView[];
	/** The collection under way, also where lines of a finalizer or a callback run in its midst; null: none. */
	readonly collecting: CollectingView | null;
	/** Call stack and value stacks, where the moment is inside a step; else null. */
	readonly execution: ExecutionView | null;
	readonly generations: readonly [GenerationView, GenerationView, GenerationView];
	/** `gc.isenabled()`. */
	readonly gcEnabled: boolean;
	/** Where they were asked for: the values that names and fields refer to, by id. */
	readonly values?: readonly ValueView[];
	/** Bytes of the program's own live objects, in CPython's sizes: of those that are listed or that the collector knows. */
	readonly bytes: number;
}
