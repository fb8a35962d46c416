/** The references of a state, by id; and what would die without some of them, or with an object. */
import { type Dying, MOST_NAMED, type Reference, type Retained, type WhatIf } from "../questions";
import { at } from "./arena";
import { type Baseline, type Trial, tryWithout } from "./collectortrial";
import { type HeapGraph, holderOf } from "./heapgraph";
import { slotLabel } from "./labels";
import {
	FINALIZED,
	FLAGS,
	GEN_SUSPENDED,
	GENERATOR_STATE,
	LAYOUT_GENERATOR,
	MODULE_DICT,
	R_MAIN,
	type Ref,
	SERIAL,
	T_LAYOUT,
	TYPE,
} from "./layout";
import { objectBytes } from "./sizes";
import { S_FINALIZE, slotOf } from "./tables";
import { isShown } from "./viewtext";
import { nodeOf, objectName, rootLabel } from "./whyalive";

// An id is the number of a reference in the graph; those of roots come behind those of objects.

/** Whether a reference can be taken away: it stands in a word, and is not what makes its holder what it is. */
function canGo(graph: HeapGraph, holder: number, edge: number): boolean {
	const address = graph.address[edge] as number;
	return address !== 0 && address !== (graph.objects[holder] as number) + TYPE;
}

function edgeReference(graph: HeapGraph, holder: number, edge: number): Reference {
	const o = graph.objects[holder] as number;
	const label = slotLabel(o, graph.address[edge] as number);
	const ofMain = at(R_MAIN) !== 0 && o === at(at(R_MAIN) + MODULE_DICT);
	return {
		id: canGo(graph, holder, edge) ? edge : null,
		from: ofMain ? null : objectName(o),
		label: ofMain ? label.replace(/^\['(.*)'\]$/, "global $1") : label,
		to: objectName(graph.objects[graph.to[edge] as number] as number),
	};
}

export function referencesTo(graph: HeapGraph, serial: number): Reference[] {
	const node = nodeOf(graph, serial);
	const out: Reference[] = [];
	if (node < 0) return out;
	for (let r = 0; r < graph.roots.length && out.length < MOST_NAMED; r++) {
		if (graph.roots[r] !== node) continue;
		const address = graph.rootAddress[r] as number;
		out.push({
			id: address === 0 ? null : graph.to.length + r,
			from: null,
			label: rootLabel(address, graph.rootFrame[r] as number),
			to: objectName(graph.objects[node] as number),
		});
	}
	for (let holder = 0; holder < graph.objects.length; holder++)
		for (let e = graph.first[holder] as number; e < (graph.first[holder + 1] as number); e++)
			if (graph.to[e] === node && out.length < MOST_NAMED) out.push(edgeReference(graph, holder, e));
	return out;
}

export function referencesFrom(graph: HeapGraph, serial: number): Reference[] {
	const node = nodeOf(graph, serial);
	const out: Reference[] = [];
	if (node < 0) return out;
	for (let e = graph.first[node] as number; e < (graph.first[node + 1] as number) && out.length < MOST_NAMED; e++)
		out.push(edgeReference(graph, node, e));
	return out;
}

/** A finalizer that would run at its death: `__del__`, what a file does, or the rest of a suspended generator. */
function hasFinalizer(o: Ref): boolean {
	if (slotOf(o, S_FINALIZE) === 0 || (at(o + FLAGS) & FINALIZED) !== 0) return false;
	return at(at(o + TYPE) + T_LAYOUT) !== LAYOUT_GENERATOR || at(o + GENERATOR_STATE) === GEN_SUSPENDED;
}

function dying(graph: HeapGraph, nodes: readonly number[]): Dying[] {
	const out: Dying[] = [];
	for (const node of nodes) {
		const o = graph.objects[node] as number;
		if (!isShown(o)) continue;
		if (out.length === MOST_NAMED) break;
		out.push({ ...objectName(o), finalizer: hasFinalizer(o) });
	}
	return out;
}

const collected = (trial: Trial): number[] => [...trial.found, ...trial.withFound];

export function whatIf(graph: HeapGraph, base: Baseline, ids: readonly number[]): WhatIf {
	const edges: number[] = [];
	const roots: number[] = [];
	for (const id of new Set(ids)) {
		const root = id - graph.to.length;
		const known = root < 0 ? id >= 0 && canGo(graph, holderOf(graph, id), id) : (graph.rootAddress[root] ?? 0) !== 0;
		if (!Number.isInteger(id) || !known)
			throw new RangeError(`reference ${id}: there is none that could be taken away`);
		if (root < 0) edges.push(id);
		else roots.push(root);
	}
	const trial = tryWithout(graph, base, { edges, roots });
	const before = new Set(collected(base));
	const now = new Set(trial.byCount);
	const more = collected(trial).filter((node) => !before.has(node));
	const already = [...before].filter((node) => !now.has(node));
	return {
		byCount: dying(graph, trial.byCount),
		byCollector: dying(graph, more),
		already: dying(graph, already),
		counts: { byCount: trial.byCount.length, byCollector: more.length, already: already.length },
		callbacks: trial.callbacks.map((node) => at((graph.objects[node] as number) + SERIAL)),
	};
}

export function retained(graph: HeapGraph, base: Baseline, serial: number): Retained | null {
	const node = nodeOf(graph, serial);
	if (node < 0) return null;
	const edges: number[] = [];
	const roots: number[] = [];
	for (let e = 0; e < graph.to.length; e++) if (graph.to[e] === node) edges.push(e);
	for (let r = 0; r < graph.roots.length; r++) if (graph.roots[r] === node) roots.push(r);
	const before = new Set(collected(base));
	const garbage = before.has(node);
	const trial = tryWithout(graph, base, { edges, roots }, node);
	// Garbage goes anyhow, but for what the object itself leads to.
	const led = garbage ? leadsTo(graph, node) : before;
	const later = collected(trial).filter((other) => !before.has(other) || (garbage && led.has(other)));
	const all = [...trial.byCount, ...later];
	let bytes = 0;
	const own: number[] = [];
	for (const other of all) {
		const o = graph.objects[other] as number;
		bytes += objectBytes(o);
		if (isShown(o)) own.push(at(o + SERIAL));
	}
	const rest = own.filter((other) => other !== serial).sort((a, b) => a - b);
	return {
		objects: all.length,
		bytes,
		own: own.length,
		serials: (own.length > rest.length ? [serial, ...rest] : rest).slice(0, MOST_NAMED),
		byCollector: later.length,
		garbage,
	};
}

/** All that references lead to from an object. */
function leadsTo(graph: HeapGraph, start: number): Set<number> {
	const found = new Set([start]);
	const todo = [start];
	for (let node = todo.pop(); node !== undefined; node = todo.pop())
		for (let e = graph.first[node] as number; e < (graph.first[node + 1] as number); e++) {
			const child = graph.to[e] as number;
			if (found.has(child)) continue;
			found.add(child);
			todo.push(child);
		}
	return found;
}
