/**
 * The audit of a whole run, for tests: at line steps every count in the machine is held against the references found from
 * scratch, the collector's lists against themselves (`validate_list`), the number of live objects against those that
 * anything leads to, and the heap's blocks against their owners. What the machine holds before a program begins is the measure: only changes are reported.
 */
import type { Outcome, RunOptions } from "../api";
import { at } from "./arena";
import { blockFaults, type Unowned } from "./blocks";
import { watchHandCounts } from "./ctypes";
import { dyingObjects } from "./death";
import { COLLECTOR_LISTS, generationHead } from "./gc";
import {
	COLLECTING,
	F_GLOBALS,
	FLAGS,
	GC_NEXT,
	GC_PREV,
	HAS_GC,
	MODULE_DICT,
	R_EXIT_CODE,
	R_FRAME,
	R_GC_COLLECTING,
	R_MAIN,
	type Ref,
	SERIAL,
	T_LIVE,
	TYPE,
	UNREACHABLE,
} from "./layout";
import { run, setStop, watchSteps } from "./loop";
import { setRestAtEnd, watchScriptEnd } from "./main";
import { guarded, openAccounts, type Prepared, prepare } from "./program";
import { type Census, census, lateImmortals } from "./recount";
import { staticTypes, typeName } from "./types";

export interface AuditProblem {
	readonly step: number;
	readonly line: number;
	readonly what: string;
}

export interface AuditReport {
	readonly steps: number;
	readonly audited: number;
	/** At most MOST of them. */
	readonly problems: readonly AuditProblem[];
	readonly outcome: Outcome;
}

const MOST = 5;
const LIBRARY_EVERY = 200;

/** What is wrong with a state by itself, by object or list; live objects that nothing leads to, by type; and blocks. */
function faults(
	unowned: Unowned | null,
	byHand: ReadonlyMap<Ref, number>,
): { readonly wrong: Map<string, string>; readonly unowned: Unowned } {
	const wrong = new Map<string, string>();
	const found = census();
	const objects = new Set<Ref>(found.objects);
	const met = new Map<Ref, number>();
	for (const o of found.objects) {
		const type = at(o + TYPE);
		// Immortal ones are not all led to, nor all counted; what a program adds to them comes below.
		if (at(o) < 0) continue;
		met.set(type, (met.get(type) ?? 0) + 1);
		const references = found.references(o) + (byHand.get(o) ?? 0);
		if (at(o) !== references)
			wrong.set(`count ${at(o + SERIAL)}`, `${typeName(type)}: refcnt ${at(o)}, ${references} references found`);
	}
	lateImmortals((o) => {
		objects.add(o);
		met.set(at(o + TYPE), (met.get(at(o + TYPE)) ?? 0) + 1);
	});
	dyingObjects((o) => {
		objects.add(o);
		if (!found.has(o)) met.set(at(o + TYPE), (met.get(at(o + TYPE)) ?? 0) + 1);
	});
	for (const type of staticTypes()) {
		const lost = at(type + T_LIVE) - (met.get(type) ?? 0);
		if (lost !== 0)
			wrong.set(`lost ${type} ${lost}`, `${lost} live objects of type ${typeName(type)} that nothing leads to`);
	}
	listFaults(found, wrong);
	return { wrong, unowned: blockFaults(objects, unowned, (what) => wrong.set(what, what)) };
}

/** `validate_list`: both directions agree, no object is in two lists, and marks are set during a collection only. */
function listFaults(found: Census, wrong: Map<string, string>): void {
	const listed = new Set<Ref>();
	const resting = at(R_GC_COLLECTING) === 0;
	for (const head of [...[0, 1, 2].map(generationHead), ...COLLECTOR_LISTS]) {
		for (let o = at(head + GC_NEXT), before = head; o !== head; before = o, o = at(o + GC_NEXT)) {
			const name = (): string => `${typeName(at(o + TYPE))} ${at(o + SERIAL)}`;
			if (at(o + GC_PREV) !== before) wrong.set(`list ${o}`, `${name()}: the list's two directions differ`);
			if ((at(o + FLAGS) & HAS_GC) === 0) wrong.set(`list ${o}`, `${name()}: tracked without a header for it`);
			if (resting && (at(o + FLAGS) & (COLLECTING | UNREACHABLE)) !== 0)
				wrong.set(`mark ${o}`, `${name()}: still marked by a collection that is over`);
			if (listed.has(o)) {
				wrong.set(`list ${o}`, `${name()}: in a list twice`);
				return;
			}
			listed.add(o);
		}
	}
	for (const o of found.objects) {
		if ((at(o + FLAGS) & HAS_GC) !== 0 && at(o + GC_NEXT) !== 0 && !listed.has(o))
			wrong.set(`list ${o}`, `${typeName(at(o + TYPE))}: tracked, but in no list`);
	}
}

/**
 * Runs a program and audits every `every`-th step; after each `most` audits their distance doubles. Of the recording build
 * only, for its loop tells the steps.
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
	const problems: AuditProblem[] = [];
	let known: ReadonlyMap<string, string> | null = null;
	let furniture: Unowned | null = null;
	/** What the program counted itself, by ctypes. */
	const byHand = new Map<Ref, number>();
	watchHandCounts((o, by) => byHand.set(o, (byHand.get(o) ?? 0) + by));
	watchSteps((line) => {
		// A module's own lines are many, and the same in all programs: one in LIBRARY_EVERY of them.
		const own = at(at(R_FRAME) + F_GLOBALS) === at(at(R_MAIN) + MODULE_DICT);
		const due = steps++ % (own ? distance : distance * LIBRARY_EVERY) === 0;
		if (!due || problems.length >= MOST) return;
		audited++;
		if (audited % most === 0) distance *= 2;
		const { wrong, unowned } = faults(furniture, byHand);
		furniture ??= unowned;
		if (known !== null)
			for (const [key, what] of wrong) {
				if (!known.has(key) && problems.length < MOST) problems.push({ step: steps - 1, line, what });
			}
		known = wrong;
	});
	watchScriptEnd(() => watchSteps(null));
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
