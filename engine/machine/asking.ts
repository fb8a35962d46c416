/** The questions of a recording (questions.ts), each answered on the state at a step. */
import type { Questions } from "../questions";
import { nextOwnSerial } from "./births";
import { type Baseline, baseline } from "./collectortrial";
import { type HeapGraph, heapGraph } from "./heapgraph";
import { countingAlone, markAndSweep } from "./marksweep";
import { deathOf, growth, next, previous, type Run } from "./navigation";
import { referencesFrom, referencesTo, retained, whatIf } from "./whatif";
import { whyAlive } from "./whyalive";
import { whyFreed } from "./whyfreed";

/** `run.goTo` refuses steps that there are not. */
export function questions(run: Run): Questions {
	/** The graph of the state that was asked about last, and what a collection would find in it. */
	let known: { readonly step: number; readonly graph: HeapGraph; base: Baseline | null } | null = null;
	const at = (step: number): { readonly graph: HeapGraph; readonly base: () => Baseline } => {
		run.goTo(step);
		const here = known?.step === step ? known : { step, graph: heapGraph(), base: null };
		known = here;
		return {
			graph: here.graph,
			base: () => {
				here.base ??= baseline(here.graph);
				return here.base;
			},
		};
	};
	return {
		whyAlive: (step, serial) => whyAlive(at(step).graph, serial),
		whyFreed(step, serial) {
			run.goTo(step);
			if (serial >= nextOwnSerial()) return { kind: "unborn" };
			const death = deathOf(run, step, serial);
			if (death === null) return { kind: "alive" };
			run.goTo(death.step - 1);
			return whyFreed(death, () => run.goTo(death.step));
		},
		referencesTo: (step, serial) => referencesTo(at(step).graph, serial),
		referencesFrom: (step, serial) => referencesFrom(at(step).graph, serial),
		whatIf(step, references) {
			const { graph, base } = at(step);
			return whatIf(graph, base(), references);
		},
		retained(step, serial) {
			const { graph, base } = at(step);
			return retained(graph, base(), serial);
		},
		next(step, what) {
			run.goTo(step);
			return next(run, step, what);
		},
		previous(step, what) {
			run.goTo(step);
			return previous(run, step, what);
		},
		growth: (from, to) => growth(run, from, to),
		markAndSweep: (step) => markAndSweep(at(step).graph),
		countingAlone: (step) => countingAlone(at(step).graph),
	};
}
