/**
 * The audit of a whole run, for tests: at line steps every count in the machine is held against the references found from
 * scratch, the collector's lists against themselves (`validate_list`), the number of live objects against those that
 * anything leads to, and the heap's blocks against their owners. What the machine holds before a program begins is the measure: only changes are reported.
 */
import type { Outcome, RunOptions } from "../api";
import { at } from "./arena";
import { blockFaults, type Unowned } from "./blocks";
import { watchHandCounts } from "./ctypes";
import { dyingObjects } from "./deathstack";
import { COLLECTOR_LISTS, generationHead } from "./generations";
import {
	COLLECTING,
	FLAGS,
	GC_NEXT,
	GC_PREV,
	HAS_GC,
	HEAP_BASE,
	R_EXIT_CODE,
	R_GC_COLLECTING,
	R_TOP,
	type Ref,
	SERIAL,
	T_LIVE,
	TYPE,
	UNREACHABLE,
} from "./layout";
import { run } from "./loop";
import { setRestAtEnd, watchScriptEnd } from "./main";
import { guarded, openAccounts, type Prepared, prepare } from "./program";
import { type Census, census, lateImmortals } from "./recount";
import { setStop, watchSteps } from "./rests";
import { staticTypes } from "./statictypes";
import { STATIC_END } from "./typeids";
import { typeName } from "./types";

export interface AuditProblem {
	readonly step: number;
	readonly line: number;
	readonly what: string;
}

export interface AuditReport {
	readonly steps: number;
	/** The states looked at: one for each step, and one at the script's end, unless thinned out. */
	readonly audited: number;
	/** At most MOST of them. */
	readonly problems: readonly AuditProblem[];
	readonly outcome: Outcome;
}

const MOST = 5;

/** By static type: its live objects that were met. Scratch of one audit. */
const living = new Int32Array((STATIC_END - HEAP_BASE) >> 1);
const placeOfStatic = (type: Ref): number => (type - HEAP_BASE) >> 1;
/** By place in the heap: 1 where an object is in a list. Scratch of one audit. */
let listed = new Uint8Array(1 << 18);

/** What is wrong with a state by itself, by object or list; live objects that nothing leads to, by type; and blocks. */
function faults(
	unowned: Unowned | null,
	byHand: ReadonlyMap<Ref, number>,
): { readonly objects: number; readonly wrong: Map<string, string>; readonly unowned: Unowned } {
	const wrong = new Map<string, string>();
	const found = census();
	const others = new Set<Ref>();
	living.fill(0);
	const live = (o: Ref): void => {
		const place = placeOfStatic(at(o + TYPE));
		if (place < living.length) living[place] = (living[place] as number) + 1;
	};
	for (const o of found.objects) {
		// Immortal ones are not all led to, nor all counted; what a program adds to them comes below.
		if (at(o) < 0) continue;
		live(o);
		const references = found.references(o) + (byHand.get(o) ?? 0);
		if (at(o) !== references)
			wrong.set(
				`count ${at(o + SERIAL)}`,
				`${typeName(at(o + TYPE))}: refcnt ${at(o)}, ${references} references found`,
			);
	}
	lateImmortals((o) => {
		if (!found.has(o)) others.add(o);
		live(o);
	});
	dyingObjects((o) => {
		if (found.has(o)) return;
		others.add(o);
		live(o);
	});
	for (const type of staticTypes()) {
		const lost = at(type + T_LIVE) - (living[placeOfStatic(type)] as number);
		if (lost !== 0)
			wrong.set(`lost ${type} ${lost}`, `${lost} live objects of type ${typeName(type)} that nothing leads to`);
	}
	listFaults(found, wrong);
	const blocks = blockFaults(found.objects, others, unowned, (what) => wrong.set(what, what));
	return { objects: found.objects.length, wrong, unowned: blocks };
}

/** `validate_list`: both directions agree, no object is in two lists, and marks are set during a collection only. */
function listFaults(found: Census, wrong: Map<string, string>): void {
	const place = (o: Ref): number => (o - HEAP_BASE) >> 1;
	const places = place(at(R_TOP));
	if (listed.length < places) listed = new Uint8Array(places * 2);
	else listed.fill(0, 0, places);
	const resting = at(R_GC_COLLECTING) === 0;
	for (const head of [...[0, 1, 2].map(generationHead), ...COLLECTOR_LISTS]) {
		for (let o = at(head + GC_NEXT), before = head; o !== head; before = o, o = at(o + GC_NEXT)) {
			const name = (): string => `${typeName(at(o + TYPE))} ${at(o + SERIAL)}`;
			if (at(o + GC_PREV) !== before) wrong.set(`list ${o}`, `${name()}: the list's two directions differ`);
			if ((at(o + FLAGS) & HAS_GC) === 0) wrong.set(`list ${o}`, `${name()}: tracked without a header for it`);
			if (resting && (at(o + FLAGS) & (COLLECTING | UNREACHABLE)) !== 0)
				wrong.set(`mark ${o}`, `${name()}: still marked by a collection that is over`);
			if (listed[place(o)] === 1) {
				wrong.set(`list ${o}`, `${name()}: in a list twice`);
				return;
			}
			listed[place(o)] = 1;
		}
	}
	for (const o of found.objects) {
		if ((at(o + FLAGS) & HAS_GC) !== 0 && at(o + GC_NEXT) !== 0 && listed[place(o)] === 0)
			wrong.set(`list ${o}`, `${typeName(at(o + TYPE))}: tracked, but in no list`);
	}
}

/**
 * Runs a program and audits every `every`-th step, and the state at the script's end; each time that `most` objects have
 * been looked at, the distance doubles. Of the recording build only, for its loop tells the steps.
 */
export function audit(
	source: string,
	options: RunOptions,
	every: number,
	most = Number.POSITIVE_INFINITY,
): AuditReport {
	let prepared: Prepared | null = null;
	const broken = guarded(() => {
		prepared = prepare(source, options);
	});
	const accounts = openAccounts();
	const ready = prepared as Prepared | null;
	if (broken !== null || ready === null || ready.kind === "ended") {
		const outcome = broken ?? (ready?.kind === "ended" ? ready.outcome : null);
		return { steps: 0, audited: 0, problems: [], outcome: outcome ?? { kind: "bug", message: "not prepared" } };
	}
	let steps = 0;
	let audited = 0;
	let distance = every;
	let looked = 0;
	const problems: AuditProblem[] = [];
	let known: ReadonlyMap<string, string> | null = null;
	let furniture: Unowned | null = null;
	/** What the program counted itself, by ctypes. */
	const byHand = new Map<Ref, number>();
	watchHandCounts((o, by) => byHand.set(o, (byHand.get(o) ?? 0) + by));
	const look = (line: number): void => {
		if (problems.length >= MOST) return;
		audited++;
		const { objects, wrong, unowned } = faults(furniture, byHand);
		looked += objects;
		if (looked >= most) {
			looked = 0;
			distance *= 2;
		}
		furniture ??= unowned;
		if (known !== null)
			for (const [key, what] of wrong) {
				if (!known.has(key) && problems.length < MOST) problems.push({ step: steps, line, what });
			}
		known = wrong;
	};
	// The lines of library modules are no steps.
	watchSteps((line) => {
		if (steps % distance === 0) look(line);
		steps++;
	});
	watchScriptEnd(() => {
		watchSteps(null);
		look(0);
	});
	setRestAtEnd(false);
	setStop(-1);
	const outcome = guarded(() => {
		run(0);
	});
	watchSteps(null);
	watchHandCounts(null);
	accounts.finish(outcome ?? { kind: "finished", exitStatus: 0 }, null, 0);
	return { steps, audited, problems, outcome: outcome ?? { kind: "finished", exitStatus: at(R_EXIT_CODE) } };
}
