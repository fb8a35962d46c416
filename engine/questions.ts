/**
 * What a recording can be asked about the state at a step, as types: why an object is alive, why one was freed, what
 * would die without some references, what dies with an object, when something happens next, and what the textbook's
 * collectors would do. Plain data, as in api.ts. An object is named by its serial; those of the interpreter's own have
 * serials below 0.
 */

/** An object as answers name it. */
export interface ObjectName {
	readonly serial: number;
	readonly type: string;
	/** As on its card: `[…3]`, `function greet`, `Node`. */
	readonly text: string;
	/** Of the program's own making: views draw it. */
	readonly own: boolean;
}

/** A reference and what it leads to. */
export interface ChainLink {
	/** As the program would write it after the holder (`.name`, `[0]`, `['k']`), or in words: `closure variable x`. */
	readonly label: string;
	readonly to: ObjectName;
}

export type WhyAlive =
	/** References lead to it from a root, which the first label names: a variable of a frame, a global, the interpreter. */
	| { readonly kind: "reachable"; readonly chain: readonly ChainLink[] }
	/** No root leads to it: a cycle keeps it, until the collector comes. */
	| {
			readonly kind: "cycle";
			/** An object of the cycle, the references round it (the last leads to it again), and those from it to the object. */
			readonly start: ObjectName;
			readonly cycle: readonly ChainLink[];
			readonly chain: readonly ChainLink[];
	  }
	/** It is being deallocated at this moment. */
	| { readonly kind: "dying" }
	/** Its count says that something holds it which is no reference of the program's: ctypes, for instance. */
	| { readonly kind: "unknown"; readonly refcnt: number }
	/** It is not there at this step: not yet, or not any more. */
	| { readonly kind: "absent" };

export type WhyFreed =
	| {
			readonly kind: "freed";
			readonly by: "count" | "collector";
			/** The step that freed it, as in DeathView, and that step's line. */
			readonly step: number;
			readonly line: number;
			/** What freed it was an instruction of this function (`__main__`: of the module's text), at this line. */
			readonly function: string;
			readonly instructionLine: number;
			readonly instruction: string;
			/** The reference that ended and was the last: `global x`, `local x of f`, or a word of the instruction's own. */
			readonly ended: string;
			/** Those that died before it and let the next one go, the first one first; the last of these held the object. */
			readonly owners: readonly { readonly owner: ObjectName; readonly label: string }[];
			/** The collection that found it, or whose garbage held it: null where none runs. */
			readonly collection: { readonly generation: number; readonly reason: "called" | "threshold" } | null;
	  }
	| { readonly kind: "alive" }
	| { readonly kind: "unborn" };

/** One reference, as `referencesTo` and `referencesFrom` number them at a step. */
export interface Reference {
	/** Good for this step alone. Null: it cannot be taken away, as an object's class cannot. */
	readonly id: number | null;
	/** Null: a root holds it. */
	readonly from: ObjectName | null;
	readonly label: string;
	readonly to: ObjectName;
}

/** An object that would die, and what would run then. */
export interface Dying extends ObjectName {
	/**
	 * It has a finalizer that has not run: `__del__`, or a suspended generator's `finally`. It may keep the object or
	 * others, so that the answer is what dies if it does not.
	 */
	readonly finalizer: boolean;
}

export interface WhatIf {
	/** Die at once, by count, in this order. At most MOST_NAMED are listed. */
	readonly byCount: readonly Dying[];
	/** Are found by the next full collection, or die with what it finds; without these references alone. */
	readonly byCollector: readonly Dying[];
	/** What that collection would find as it is, with every reference in its place. */
	readonly already: readonly Dying[];
	/** How many of each there are, the interpreter's own and the values of no card (texts, numbers) included. */
	readonly counts: { readonly byCount: number; readonly byCollector: number; readonly already: number };
	/** Serials of weak references whose callbacks would run; like finalizers they are not run here. */
	readonly callbacks: readonly number[];
}

export interface Retained {
	/** The object and all that dies with it, those that no card shows (texts, numbers) included. */
	readonly objects: number;
	/** Their `sys.getsizeof`, added up; a `__sizeof__` of the program's own is not asked. */
	readonly bytes: number;
	readonly own: number;
	/** Those of the program's own, the object first, by serial: at most MOST_NAMED. */
	readonly serials: readonly number[];
	/** How many of `objects` only a collection would free. */
	readonly byCollector: number;
	/** No root leads to it: it is garbage already. */
	readonly garbage: boolean;
}

/** What can be waited for. */
export type Happening =
	| { readonly kind: "death"; readonly serial?: number; readonly type?: string }
	| { readonly kind: "collection" }
	/** The line is about to run. */
	| { readonly kind: "line"; readonly line: number }
	/** Its count, or what it refers to, is another than before the step; birth and death are changes too. */
	| { readonly kind: "change"; readonly serial: number }
	/** Collections that a threshold starts are turned off (`gc.disable`, a threshold of 0), or on again. */
	| { readonly kind: "automatic" };

export type Found =
	| { readonly kind: "found"; readonly step: number }
	| { readonly kind: "none" }
	/** So far was looked, and there was none: ask again from there. */
	| { readonly kind: "unfinished"; readonly step: number };

/** The program's own objects of one type, between two steps. */
export interface Growth {
	readonly type: string;
	readonly before: number;
	readonly after: number;
	readonly born: number;
	readonly died: number;
	readonly bytesBefore: number;
	readonly bytesAfter: number;
}

export type Colour = "white" | "grey" | "black";

/** One act of the textbook's mark and sweep. */
export type MarkEvent =
	/** A root leads to the object: grey. */
	| { readonly kind: "root"; readonly serial: number; readonly label: string }
	/** The collector takes a grey object up, to look at its references. */
	| { readonly kind: "scan"; readonly serial: number }
	/** One of its references: what it leads to turns grey if it was white. */
	| {
			readonly kind: "reference";
			readonly from: number;
			readonly label: string;
			readonly serial: number;
			readonly was: Colour;
	  }
	/** All its references have been followed. */
	| { readonly kind: "black"; readonly serial: number }
	/** White at the end: swept. */
	| { readonly kind: "sweep"; readonly serial: number };

/** What CPython does NOT do: the textbook's collector on the same heap. */
export interface MarkAndSweep {
	readonly label: "a textbook's mark and sweep; CPython does not work like this";
	/** In order; the colours after any of them are `coloursAt`'s to tell. At most MOST_EVENTS. */
	readonly events: readonly MarkEvent[];
	readonly eventsOmitted: number;
	readonly marked: number;
	readonly swept: readonly ObjectName[];
	readonly sweptOmitted: number;
}

/** Reference counting without a collector. */
export interface CountingAlone {
	readonly label: "reference counting alone; CPython has a collector besides";
	/** Counts above zero, and no root leads to them: never freed. */
	readonly leaked: readonly (ObjectName & { readonly refcnt: number })[];
	readonly leakedOmitted: number;
	readonly bytes: number;
}

/** Most objects that an answer names, and most events of mark and sweep. */
export const MOST_NAMED = 1000;
export const MOST_EVENTS = 20_000;

export interface Questions {
	/** The shortest chain of references that keeps an object, through the program's own objects where there is one. */
	whyAlive(step: number, serial: number): WhyAlive;
	/** What ended an object that is dead at a step. */
	whyFreed(step: number, serial: number): WhyFreed;
	/** References to an object, and those it holds, at most MOST_NAMED. */
	referencesTo(step: number, serial: number): Reference[];
	referencesFrom(step: number, serial: number): Reference[];
	/** What would die without these references, by id: as if each were None. An object's class cannot be taken from it. */
	whatIf(step: number, references: readonly number[]): WhatIf;
	/** What dies with an object. Null: it is not there. */
	retained(step: number, serial: number): Retained | null;
	/** The nearest step after this one in which something happens, or before it. */
	next(step: number, what: Happening): Found;
	previous(step: number, what: Happening): Found;
	/** By type, the most grown first. */
	growth(from: number, to: number): Growth[];
	markAndSweep(step: number): MarkAndSweep;
	countingAlone(step: number): CountingAlone;
}

/** The colour of each object that is not white, once the first `events` of mark and sweep have been done. */
export function coloursAt(mark: MarkAndSweep, events: number): Map<number, Colour> {
	const colours = new Map<number, Colour>();
	for (const event of mark.events.slice(0, events)) {
		if (event.kind === "black") colours.set(event.serial, "black");
		else if (event.kind === "root" || event.kind === "reference")
			if (!colours.has(event.serial)) colours.set(event.serial, "grey");
	}
	return colours;
}
