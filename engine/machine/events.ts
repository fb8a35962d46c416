/**
 * Where counts, births and what is written are told to whoever keeps a log of a step. It exists only in the recording
 * build (RECORDING is a constant that the bundler sets), and a log only in the window that a replay was asked for.
 * Deaths are told by death.ts, instructions by loop.ts, collections by gc.ts.
 */
import { at, H, touch } from "./arena";
import { R_EVENTS, type Ref, SERIAL } from "./layout";

declare const RECORDING: boolean;
/** False in the build for grading and conformance: then the log's code is not there at all. */
export const recording: boolean = RECORDING;

/** Who keeps a log. Objects are told while their blocks are whole. */
export interface EventLog {
	/** False: references to the interpreter's own objects that come and go are only counted (`countsFolded`). */
	readonly all: boolean;
	/**
	 * Whether nothing is looked at when it is told of something but the object and its counts. Code may then run that leaves
	 * the stack's words in JavaScript's variables for a while (hotcode.ts).
	 */
	readonly plain: boolean;
	/** `set`: the count was given for a finalizer's sake, and is no reference. */
	count(o: Ref, from: number, to: number, set: boolean): void;
	/** An object of the program's own has been made, or is shown from now on. Its fields may still be empty. */
	born(o: Ref): void;
	/** What had this serial is furniture after all; the serial may be given out again. */
	folded(serial: number): void;
	output(): void;
}

let log: EventLog | null = null;
/** There is a log that looks at nothing beside what it is told. */
export let plainly = false;
/** Count changes that a log was told of, so far. */
let told = 0;

export function keepLog(keeper: EventLog | null): void {
	log = keeper;
	plainly = keeper?.plain === true;
	leavingFrame = 0;
	clearedObject = 0;
}

/** Count changes that logs were not told of, so far: while one is on, those of furniture. */
export function countsFolded(): number {
	return at(R_EVENTS) - told;
}

export function isLogging(): boolean {
	return log !== null;
}

export function logCount(o: Ref, from: number, to: number): void {
	touch(o);
	H[R_EVENTS] = at(R_EVENTS) + 1;
	if (log !== null && (at(o + SERIAL) > 0 || log.all)) {
		told++;
		log.count(o, from, to, false);
	}
}

export function logSetCount(o: Ref, from: number, to: number): void {
	if (log !== null) log.count(o, from, to, true);
}

export function logBirth(o: Ref): void {
	if (log !== null && at(o + SERIAL) > 0) log.born(o);
}

export function logFolded(serial: number): void {
	if (log !== null) log.folded(serial);
}

export function logOutput(): void {
	if (log !== null) log.output();
}

// ---- What native code is in the midst of, where no word of the arena says so. Nothing of it outlives an instruction ----

/** The frame that a call's end takes off the stack and whose words it lets go, or 0. */
export let leavingFrame = 0;
/** The same, for parts that are loaded apart: they have what a variable held when they came. */
export function frameBeingLeft(): number {
	return leavingFrame;
}
export function setLeaving(frame: number): void {
	leavingFrame = frame;
}

/** The object that the collector clears (`tp_clear`), or 0. */
export let clearedObject: Ref = 0;
export function setCleared(o: Ref): void {
	clearedObject = o;
	if (log !== null && o !== 0) onClear?.(o);
}
let onClear: ((o: Ref) => void) | null = null;
/** Told of each object just before it is cleared. */
export function watchClearing(watcher: ((o: Ref) => void) | null): void {
	onClear = watcher;
}
