/** When something happens next, or happened before; and what grew between two steps. */
import type { DeathView, RecordingSummary } from "../api";
import { nextMark, previousMark } from "../marks";
import type { Found, Growth, Happening } from "../questions";
import { at } from "./arena";
import { nextOwnSerial } from "./births";
import type { DeathLog } from "./deathlog";
import { generationHead } from "./generations";
import { heapGraph } from "./heapgraph";
import { holdings } from "./holdings";
import { GEN_THRESHOLD, R_GC_ENABLED, type Ref, SERIAL, TYPE } from "./layout";
import { objectBytes } from "./sizes";
import { eachSlot } from "./slots";
import { typeName } from "./types";
import { isShown } from "./viewtext";

/** What is asked of a recording. */
export interface Run {
	readonly summary: RecordingSummary;
	readonly deaths: DeathLog;
	/** Runs on from state `from` to `to`, for the line about to run at each before that, until `visit` says that it is enough. */
	lines(from: number, to: number, visit: (line: number, step: number) => boolean): void;
	/** Brings the machine to rest at a step. */
	goTo(step: number): void;
}

/** Most words of an object that one search for its changes looks at, and most steps that it runs again. */
const MOST_WORDS = 50_000_000;
const MOST_STEPS = 1_000_000;
/** Steps that are run again at once when a search goes back; each further time twice as many. */
const FIRST_WINDOW = 500;

const found = (step: number): Found => ({ kind: "found", step });
const NONE: Found = { kind: "none" };

const markedStep = (step: number | null): Found => (step === null ? NONE : found(step));

export function next(run: Run, step: number, what: Happening): Found {
	const { summary } = run;
	switch (what.kind) {
		case "death": {
			for (let n = run.deaths.by(step); n < run.deaths.count; n++)
				if (isAsked(run.deaths.view(n), what)) return found(run.deaths.stepOf(n));
			return NONE;
		}
		case "collection":
			return markedStep(nextMark(summary.collections, step));
		case "line": {
			let at: number | null = null;
			const end = Math.min(summary.steps, step + 1 + MOST_STEPS);
			run.lines(step + 1, end, (line, s) => {
				if (line === what.line) at = s;
				return at !== null;
			});
			return at === null && end < summary.steps ? { kind: "unfinished", step: end - 1 } : markedStep(at);
		}
		case "change":
			return nextChange(run, step, what.serial);
		case "automatic": {
			let turned: number | null = null;
			const end = Math.min(summary.steps, step + MOST_STEPS);
			turns(run, step, end, (s) => {
				turned ??= s;
				return true;
			});
			return turned === null && end < summary.steps ? { kind: "unfinished", step: end } : markedStep(turned);
		}
	}
}

export function previous(run: Run, step: number, what: Happening): Found {
	const { summary } = run;
	switch (what.kind) {
		case "death": {
			for (let n = run.deaths.by(step - 1) - 1; n >= run.deaths.first; n--)
				if (isAsked(run.deaths.view(n), what)) return found(run.deaths.stepOf(n));
			return NONE;
		}
		case "collection":
			return markedStep(previousMark(summary.collections, step));
		case "line":
			return backwards(step, (from, to, see) =>
				run.lines(from, to, (line, s) => {
					if (line === what.line) see(s);
					return false;
				}),
			);
		case "change":
			return previousChange(run, step, what.serial);
		case "automatic": {
			// What leads to a state is looked for from there on.
			const turned = backwards(step - 1, (from, to, see) =>
				turns(run, from, to, (s) => {
					see(s);
					return false;
				}),
			);
			return turned.kind === "unfinished" ? { ...turned, step: turned.step + 1 } : turned;
		}
	}
}

const isAutomatic = (): boolean => at(R_GC_ENABLED) !== 0 && at(generationHead(0) + GEN_THRESHOLD) !== 0;

/** Tells of the steps after `from`, up to `to`, that turn collections by threshold off or on, until `visit` says that it is enough. */
function turns(run: Run, from: number, to: number, visit: (step: number) => boolean): void {
	if (from >= to) return;
	run.goTo(from);
	let was = isAutomatic();
	let enough = false;
	const look = (step: number): boolean => {
		if (!enough && isAutomatic() !== was) {
			was = !was;
			enough = visit(step);
		}
		return enough;
	};
	run.lines(from, to, (_line, step) => look(step));
	if (enough) return;
	run.goTo(to);
	look(to);
}

/** The last step that a search sees, which looks at ever longer parts of the run, back from `end`. */
function backwards(end: number, search: (from: number, to: number, see: (step: number) => void) => void): Found {
	let to = end;
	for (let window = FIRST_WINDOW; to > 0; window *= 2) {
		const from = Math.max(0, to - window);
		let last: number | null = null;
		search(from, to, (step) => {
			last = step;
		});
		if (last !== null) return found(last);
		to = from;
		if (to > 0 && end - to > MOST_STEPS) return { kind: "unfinished", step: to };
	}
	return NONE;
}

/** The death of an object up to a step, or null. */
export function deathOf(run: Run, step: number, serial: number): DeathView | null {
	for (let n = run.deaths.by(step) - 1; n >= run.deaths.first; n--)
		if (run.deaths.serialOf(n) === serial) return run.deaths.view(n);
	return null;
}

function isAsked(death: DeathView, what: Extract<Happening, { kind: "death" }>): boolean {
	return (
		(what.serial === undefined || death.serial === what.serial) && (what.type === undefined || death.type === what.type)
	);
}

// ---- Changes of one object ----

/** An object as it was when last looked at. */
class Watched {
	/** 0: it is not there. */
	private o: Ref = 0;
	private digest = 0;
	looked = 0;

	constructor(private readonly serial: number) {
		this.o = this.find();
		this.digest = this.look();
	}

	private find(): Ref {
		// One that is not born yet need not be looked for.
		if (this.serial >= nextOwnSerial()) return 0;
		for (const o of heapGraph().objects) if (at(o + SERIAL) === this.serial && at(o + TYPE) !== 0) return o;
		return 0;
	}

	/** Its count, what it refers to, and its plain contents, in one number; 0: it is not there. */
	private look(): number {
		const { o } = this;
		if (o === 0 || at(o + SERIAL) !== this.serial || at(o + TYPE) === 0) return 0;
		let hash = at(o) | 0;
		const mix = (word: number): void => {
			hash = Math.imul(hash ^ word, 0x01000193) ^ (hash >>> 15);
			this.looked++;
		};
		eachSlot(o, (child) => {
			mix(child);
			mix(at(child + SERIAL));
		});
		holdings(o, {
			raw: (address, words) => {
				// What refers to objects has been looked at; the rest are bytes and items of arrays.
				if (address !== 0) for (let i = 0; i < words; i++) mix(at(address + i));
			},
			sharedKeys: () => {},
			payload: (slot) => mix(slot),
		});
		return hash === 0 ? 1 : hash;
	}

	/** Whether it is another now than when last looked at. */
	changed(): boolean {
		if (this.o === 0 || at(this.o + SERIAL) !== this.serial || at(this.o + TYPE) === 0) {
			this.looked++;
			if (this.digest === 0 && this.serial >= nextOwnSerial()) return false;
			if (this.digest === 0 && this.o === 0) this.o = this.find();
		}
		const now = this.look();
		const changed = now !== this.digest;
		this.digest = now;
		return changed;
	}
}

function nextChange(run: Run, step: number, serial: number): Found {
	if (deathOf(run, step, serial) !== null) return NONE;
	run.goTo(step);
	const watched = new Watched(serial);
	for (let s = step + 1; s <= run.summary.steps; s++) {
		if (s - step > MOST_STEPS || watched.looked > MOST_WORDS) return { kind: "unfinished", step: s - 1 };
		run.goTo(s);
		if (watched.changed()) return found(s);
	}
	return NONE;
}

function previousChange(run: Run, step: number, serial: number): Found {
	let looked = 0;
	let steps = 0;
	for (let end = step - 1, window = FIRST_WINDOW; end > 0; window *= 2) {
		const start = Math.max(0, end - window);
		run.goTo(start);
		const watched = new Watched(serial);
		let latest = -1;
		for (let s = start + 1; s <= end; s++) {
			run.goTo(s);
			if (watched.changed()) latest = s;
		}
		if (latest >= 0) return found(latest);
		looked += watched.looked;
		steps += end - start;
		end = start;
		if (end > 0 && (steps > MOST_STEPS || looked > MOST_WORDS)) return { kind: "unfinished", step: end + 1 };
	}
	return NONE;
}

// ---- Growth ----

interface Tally {
	count: number;
	bytes: number;
	/** Those of them that were born from `since` on. */
	young: number;
}

function tally(since: number): Map<string, Tally> {
	const byType = new Map<string, Tally>();
	for (const o of heapGraph().objects) {
		if (!isShown(o)) continue;
		const name = typeName(at(o + TYPE));
		const known = byType.get(name) ?? { count: 0, bytes: 0, young: 0 };
		known.count++;
		known.bytes += objectBytes(o);
		if (at(o + SERIAL) >= since) known.young++;
		byType.set(name, known);
	}
	return byType;
}

export function growth(run: Run, from: number, to: number): Growth[] {
	if (from > to) throw new RangeError(`from step ${from} to ${to}: the first is to be the earlier one`);
	run.goTo(from);
	const since = nextOwnSerial();
	const before = tally(since);
	run.goTo(to);
	const after = tally(since);
	const died = new Map<string, { all: number; young: number }>();
	for (const death of run.deaths.views(run.deaths.by(from), run.deaths.by(to))) {
		const known = died.get(death.type) ?? { all: 0, young: 0 };
		known.all++;
		if (death.serial >= since) known.young++;
		died.set(death.type, known);
	}
	const types = new Set([...before.keys(), ...after.keys(), ...died.keys()]);
	return [...types]
		.map((type) => ({
			type,
			before: before.get(type)?.count ?? 0,
			after: after.get(type)?.count ?? 0,
			born: (after.get(type)?.young ?? 0) + (died.get(type)?.young ?? 0),
			died: died.get(type)?.all ?? 0,
			bytesBefore: before.get(type)?.bytes ?? 0,
			bytesAfter: after.get(type)?.bytes ?? 0,
		}))
		.sort((a, b) => b.after - b.before - (a.after - a.before) || (a.type < b.type ? -1 : 1));
}
