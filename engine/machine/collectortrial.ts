/**
 * What a full collection would find, on a graph of the heap and as counts have been left by a trial of deaths
 * (deathtrial.ts): update_refs, subtract_refs and move_unreachable of gc.ts on copies. Nothing of the machine changes.
 */
import { at } from "./arena";
import { DeathTrial, type Removal } from "./deathtrial";
import { ELSEWHERE, type HeapGraph, UNTRACKED } from "./heapgraph";
import { LAYOUT_LRU, LAYOUT_TYPE, T_LAYOUT, T_SLOT_NAMES, TYPE } from "./layout";
import { LRU_LINK } from "./typeids";

export interface Trial {
	/** Die at once, in the order in which their blocks go. */
	readonly byCount: readonly number[];
	/** The collector finds them; and what dies with them, which it does not look at. */
	readonly found: readonly number[];
	readonly withFound: readonly number[];
	/** Weak references whose callbacks are due. */
	readonly callbacks: readonly number[];
}

/** What a collection finds in the heap as it is, from which others are told. */
export interface Baseline extends Trial {
	/** gc_refs after subtract_refs; OUTSIDE: the collector does not look at it. */
	readonly refs: Int32Array;
	/** Those with gc_refs above 0. */
	readonly outside: Int32Array;
}
const OUTSIDE = -1;

export function baseline(graph: HeapGraph): Baseline {
	const trial = new DeathTrial(graph);
	const refs = subtractRefs(graph, trial);
	const outside = refs.map((count, node) => (count > 0 ? node : -1)).filter((node) => node >= 0);
	const found = moveUnreachable(graph, trial, refs, outside);
	trial.collect(found);
	return { byCount: [], found, withFound: trial.order, callbacks: trial.callbacks, refs, outside };
}

/** What dies without some references, at once and with the next full collection. `only`: as DeathTrial.remove has it. */
export function tryWithout(graph: HeapGraph, base: Baseline, removal: Removal, only = -1): Trial {
	const trial = new DeathTrial(graph);
	trial.remove(removal, only);
	const byCount = trial.order;
	const found = foundAfter(graph, trial, base);
	trial.collect(found);
	return { byCount, found, withFound: trial.order, callbacks: trial.callbacks };
}

/** Whether an object's `tp_traverse` shows something else than the references that it holds. */
function isOdd(graph: HeapGraph, trial: DeathTrial, node: number): boolean {
	return graph.odd[node] !== 0 || (trial.inherited.size > 0 && trial.inherited.has(node));
}

/** What the collector sees of such an object. */
function visible(graph: HeapGraph, trial: DeathTrial, node: number): number[] {
	const { first, to, address } = graph;
	const children: number[] = [];
	const layout = at(at((graph.objects[node] as number) + TYPE) + T_LAYOUT);
	for (let e = first[node] as number; e < (first[node + 1] as number); e++) {
		if (trial.gone[e] !== 0 || isHidden(graph, node, e)) continue;
		const child = to[e] as number;
		children.push(child);
		// A cache shows what its links hold, which are not tracked.
		if (layout === LAYOUT_LRU && address[e] === 0)
			for (let l = first[child] as number; l < (first[child + 1] as number); l++) children.push(to[l] as number);
	}
	for (const e of trial.inherited.get(node) ?? []) children.push(to[e] as number);
	return children;
}

/** A class's `tp_traverse` leaves out its weak references to subclasses, the keys of its instances and slot names. */
function isHidden(graph: HeapGraph, node: number, edge: number): boolean {
	if (graph.odd[node] === 0) return false;
	const o = graph.objects[node] as number;
	if (at(at(o + TYPE) + T_LAYOUT) !== LAYOUT_TYPE) return false;
	return graph.address[edge] === 0 || graph.address[edge] === o + T_SLOT_NAMES;
}

function subtractRefs(graph: HeapGraph, trial: DeathTrial): Int32Array {
	const { first, to, generation } = graph;
	const { counts, dead, gone } = trial;
	const n = graph.objects.length;
	const refs = new Int32Array(n).fill(OUTSIDE);
	for (let i = 0; i < n; i++)
		if (generation[i] !== UNTRACKED && generation[i] !== ELSEWHERE && dead[i] === 0 && (counts[i] as number) > 0)
			refs[i] = counts[i] as number;
	for (let node = 0; node < n; node++) {
		if (refs[node] === OUTSIDE) continue;
		if (isOdd(graph, trial, node)) {
			for (const child of visible(graph, trial, node))
				if ((refs[child] as number) > 0) refs[child] = (refs[child] as number) - 1;
			continue;
		}
		const end = first[node + 1] as number;
		for (let e = first[node] as number; e < end; e++) {
			const child = to[e] as number;
			if ((refs[child] as number) > 0 && gone[e] === 0) refs[child] = (refs[child] as number) - 1;
		}
	}
	return refs;
}

/**
 * Those that nothing leads to from `outside`. `wanted`: once these have all been reached there is no need to go on, and
 * the answer is null.
 */
function moveUnreachable(graph: HeapGraph, trial: DeathTrial, refs: Int32Array, outside: Int32Array): number[];
function moveUnreachable(
	graph: HeapGraph,
	trial: DeathTrial,
	refs: Int32Array,
	outside: Int32Array,
	wanted: Set<number>,
): number[] | null;
function moveUnreachable(
	graph: HeapGraph,
	trial: DeathTrial,
	refs: Int32Array,
	outside: Int32Array,
	wanted?: Set<number>,
): number[] | null {
	const { first, to } = graph;
	const { gone, dead } = trial;
	const n = graph.objects.length;
	const seen = new Uint8Array(n);
	const reached = new Int32Array(n);
	let reaches = 0;
	const reach = (node: number): void => {
		if (seen[node] !== 0 || refs[node] === OUTSIDE || dead[node] !== 0) return;
		seen[node] = 1;
		reached[reaches++] = node;
		wanted?.delete(node);
	};
	for (const node of outside) reach(node);
	for (let i = 0; i < reaches; i++) {
		if (wanted?.size === 0) return null;
		const node = reached[i] as number;
		if (isOdd(graph, trial, node)) {
			for (const child of visible(graph, trial, node)) reach(child);
			continue;
		}
		const end = first[node + 1] as number;
		for (let e = first[node] as number; e < end; e++) {
			const child = to[e] as number;
			if (seen[child] === 0 && gone[e] === 0) reach(child);
		}
	}
	const found: number[] = [];
	for (let node = 0; node < n; node++)
		if (seen[node] === 0 && refs[node] !== OUTSIDE && dead[node] === 0) found.push(node);
	return found;
}

/**
 * What a collection finds once a trial's references are gone. gc_refs are as before, but for references that came from
 * where the collector does not look; and where all that lost a reference is still reached, nothing more is garbage.
 */
function foundAfter(graph: HeapGraph, trial: DeathTrial, base: Baseline): number[] {
	const { dead } = trial;
	const lost = new Map<number, number>();
	const wanted = new Set<number>();
	let told = !trial.handedOver;
	trial.dropped.forEach((dropped, i) => {
		const holder = trial.holders[i] as number;
		const child = (holder < 0 ? graph.roots[dropped] : graph.to[dropped]) as number;
		if (holder >= 0 && isOfCache(graph, holder)) told = false;
		if (dead[child] !== 0 || base.refs[child] === OUTSIDE) return;
		wanted.add(child);
		const seen = holder >= 0 && base.refs[holder] !== OUTSIDE && !isHidden(graph, holder, dropped);
		if (!seen) lost.set(child, (lost.get(child) ?? 0) + 1);
	});
	if (!told) {
		const refs = subtractRefs(graph, trial);
		return moveUnreachable(
			graph,
			trial,
			refs,
			Int32Array.from(refs.keys()).filter((node) => (refs[node] as number) > 0),
		);
	}
	for (const node of base.found) wanted.delete(node);
	const before = (): number[] => base.found.filter((node) => dead[node] === 0);
	if (wanted.size === 0) return before();
	const outside = base.outside.filter((node) => (base.refs[node] as number) > (lost.get(node) ?? 0));
	return moveUnreachable(graph, trial, base.refs, outside, wanted) ?? before();
}

/** A cache or one of its links, which the collector sees through. */
function isOfCache(graph: HeapGraph, node: number): boolean {
	const type = at((graph.objects[node] as number) + TYPE);
	return type === LRU_LINK || at(type + T_LAYOUT) === LAYOUT_LRU;
}
