/**
 * Why an object is alive: the shortest chain of references from a root to it, in the program's own terms, or the cycle
 * that keeps it where no root leads to it.
 */
import type { ChainLink, ObjectName, WhyAlive } from "../questions";
import { at } from "./arena";
import { dyingObjects } from "./deathstack";
import { codeOf } from "./frames";
import type { HeapGraph } from "./heapgraph";
import { closureName, defaultName, frameLabel, slotLabel } from "./labels";
import {
	ENTRY_KEY,
	ENTRY_VALUE,
	F_CODE,
	F_KIND,
	FRAME_WORDS,
	MODULE_DICT,
	R_MAIN,
	type Ref,
	SERIAL,
	TUPLE_ITEMS,
	TYPE,
} from "./layout";
import { registerName } from "./roots";
import { SCRIPT } from "./sources";
import { isExactStr, textOf } from "./str";
import { CELL, DICT, TUPLE } from "./typeids";
import { typeName } from "./types";
import { isShown, shortText, valueText } from "./viewtext";

/** Where a search begins: what a root leads to, how far off that is taken to be, and the root's name. */
export interface Seed {
	readonly node: number;
	readonly distance: number;
	readonly label: () => string;
}

/** How far off roots are taken to be, by how much they are the program's own. */
const VARIABLE = 0;
const VALUE_STACK = 3;
const DYING_OBJECT = 4;
const RUNNING = 6;
const OF_LIBRARY = 8;
const INTERPRETER = 12;
/** And what each reference adds: one to an object that is drawn, to what a chain is told without, to other furniture. */
const TO_OWN = 2;
const TO_PART = 1;
const TO_FURNITURE = 6;
const FARTHEST = INTERPRETER + OF_LIBRARY;

export function objectName(o: Ref): ObjectName {
	const own = isShown(o);
	return { serial: at(o + SERIAL), type: typeName(at(o + TYPE)), text: own ? shortText(o) : valueText(o), own };
}

/** The number of the object with a serial; -1: it is not there. */
export function nodeOf(graph: HeapGraph, serial: number): number {
	const { objects } = graph;
	for (let i = 0; i < objects.length; i++) if (at((objects[i] as number) + SERIAL) === serial) return i;
	return -1;
}

/** What a root is called. */
export function rootLabel(address: number, frame: number): string {
	if (frame !== 0) return frameLabel(frame, address, null);
	return address === 0 ? "an object that is dying" : registerName(address);
}

/** The roots with their distances, and the script's globals as if they were roots. */
export function seeds(graph: HeapGraph): Seed[] {
	const out: Seed[] = [];
	for (let r = 0; r < graph.roots.length; r++) {
		const address = graph.rootAddress[r] as number;
		const frame = graph.rootFrame[r] as number;
		let distance = address === 0 ? DYING_OBJECT : INTERPRETER;
		if (frame !== 0 && at(frame + F_KIND) !== 0) distance = RUNNING;
		else if (frame !== 0) {
			const code = codeOf(at(frame + F_CODE));
			const word = address - frame - FRAME_WORDS;
			distance = word < 0 ? RUNNING : word < code.localsplusnames.length ? VARIABLE : VALUE_STACK;
			if (code.filename !== SCRIPT) distance += OF_LIBRARY;
		}
		out.push({ node: graph.roots[r] as number, distance, label: () => rootLabel(address, frame) });
	}
	const main = at(R_MAIN);
	const globals = main === 0 ? -1 : graph.indexOf(at(main + MODULE_DICT));
	for (let e = graph.first[globals] as number; globals >= 0 && e < (graph.first[globals + 1] as number); e++) {
		const name = entryName(at(main + MODULE_DICT), graph.address[e] as number);
		if (name !== null)
			out.push({
				node: graph.to[e] as number,
				distance: name.startsWith("__") ? OF_LIBRARY : VARIABLE,
				label: () => `global ${name}`,
			});
	}
	for (let i = 0; i < graph.objects.length; i++) {
		const o = graph.objects[i] as number;
		if (at(o) < 0)
			out.push({ node: i, distance: FARTHEST, label: () => `the interpreter's own ${typeName(at(o + TYPE))}` });
	}
	return out;
}

/** The name under which the value in a word of a dict stands; null: it is a key, or the key is no text. */
function entryName(d: Ref, address: number): string | null {
	if (!/^\[/.test(slotLabel(d, address))) return null;
	const key = at(address - ENTRY_VALUE + ENTRY_KEY);
	return isExactStr(key) ? textOf(key) : null;
}

/** What chains are told without: cells, and what furniture keeps its parts in. */
function isPart(o: Ref): boolean {
	const type = at(o + TYPE);
	return type === CELL || type === DICT || type === TUPLE;
}

/** What a search knows of each object: how it was come to. */
interface Ways {
	/** The reference that leads to it; -1: none, or a root. */
	readonly edge: Int32Array;
	/** The object that has that reference; -1: a root leads to it; UNREACHED. */
	readonly from: Int32Array;
	readonly seed: ReadonlyMap<number, Seed>;
}
const UNREACHED = -2;

/** The nearest ways from the roots; all of them, or until `target` is reached. */
function search(graph: HeapGraph, target: number): Ways {
	const { objects, first, to } = graph;
	const n = objects.length;
	const distance = new Int32Array(n).fill(-1);
	const edge = new Int32Array(n).fill(-1);
	const from = new Int32Array(n).fill(UNREACHED);
	const seed = new Map<number, Seed>();
	/** Objects to go on from, by distance; the last ones of a ring are used anew. */
	const rings: number[][] = Array.from({ length: FARTHEST + 1 }, () => []);
	let waiting = 0;
	const offer = (node: number, far: number): boolean => {
		const known = distance[node] as number;
		if (known >= 0 && known <= far) return false;
		distance[node] = far;
		(rings[far % rings.length] as number[]).push(node);
		waiting++;
		return true;
	};
	for (const s of seeds(graph)) {
		if (!offer(s.node, s.distance)) continue;
		from[s.node] = -1;
		seed.set(s.node, s);
	}
	for (let d = 0; waiting > 0; d++) {
		const ring = rings[d % rings.length] as number[];
		for (let node = ring.pop(); node !== undefined; node = ring.pop()) {
			waiting--;
			if (distance[node] !== d) continue;
			if (node === target) return { edge, from, seed };
			for (let e = first[node] as number; e < (first[node + 1] as number); e++) {
				const child = to[e] as number;
				const known = distance[child] as number;
				if (known >= 0 && known <= d + 1) continue;
				const o = objects[child] as number;
				if (!offer(child, d + (isShown(o) ? TO_OWN : isPart(o) ? TO_PART : TO_FURNITURE))) continue;
				edge[child] = e;
				from[child] = node;
			}
		}
	}
	return { edge, from, seed };
}

/** A reference that is followed, by number, and the object that has it. */
interface Hop {
	readonly from: number;
	readonly edge: number;
}

/**
 * References one after the other, told as the program would: parts are left out. `root`: the name of the root that leads
 * to the first object; null: the chain begins with the object, which is known.
 */
function chainOf(graph: HeapGraph, root: string | null, head: number, hops: readonly Hop[]): ChainLink[] {
	const chain: ChainLink[] = [];
	let label = root;
	let holder = head;
	/** What had the reference to the holder; 0: a root. */
	let before = 0;
	for (const { edge } of hops) {
		const o = graph.objects[holder] as number;
		const address = graph.address[edge] as number;
		const short = label === null ? null : partLabel(before, label, o, address);
		if (short === null) {
			if (label !== null) chain.push({ label, to: objectName(o) });
			before = o;
			label = slotLabel(o, address);
		} else label = short;
		holder = graph.to[edge] as number;
	}
	if (label !== null) chain.push({ label, to: objectName(graph.objects[holder] as number) });
	return chain;
}

/** The label of one more reference, where the chain so far ends in `label` (null: it begins with the holder). */
export function chainLabel(graph: HeapGraph, label: string | null, holder: number, edge: number): string {
	const o = graph.objects[holder] as number;
	const address = graph.address[edge] as number;
	if (label === null) return slotLabel(o, address);
	return partLabel(0, label, o, address) ?? `${label}${slotLabel(o, address).replace(/^(?=[^.[])/, ", ")}`;
}

/** One label for two references, the first of which leads to a part of `before`; null: both are told. */
function partLabel(before: Ref, label: string, part: Ref, address: number): string | null {
	const type = at(part + TYPE);
	if (type === CELL) return label;
	if (type === DICT) {
		const name = entryName(part, address);
		if (name === null) return null;
		if (label.endsWith(".__dict__")) return `${label.slice(0, -".__dict__".length)}.${name}`;
		return label.startsWith("the names of ") ? `${name} in ${label.slice("the names of ".length)}` : null;
	}
	if (type !== TUPLE || before === 0) return null;
	const item = address - part - TUPLE_ITEMS;
	if (label === ".__closure__") return closureLabel(closureName(before, item));
	const name = label === ".__defaults__" ? defaultName(before, item) : null;
	return name === null ? null : `default of ${name}`;
}

function closureLabel(name: string | null): string | null {
	return name === null ? null : `closure variable ${name}`;
}

/** The shortest way from an object to another over objects that no root leads to; null: there is none. */
function wayAmong(graph: HeapGraph, ways: Ways, start: number, end: number): Hop[] | null {
	const come = new Map<number, Hop>();
	const todo = [start];
	for (let i = 0; i < todo.length; i++) {
		const node = todo[i] as number;
		for (let e = graph.first[node] as number; e < (graph.first[node + 1] as number); e++) {
			const child = graph.to[e] as number;
			if (ways.from[child] !== UNREACHED || come.has(child)) continue;
			come.set(child, { from: node, edge: e });
			if (child === end) return wayBack(come, start, end);
			todo.push(child);
		}
	}
	return null;
}

function wayBack(come: ReadonlyMap<number, Hop>, start: number, end: number): Hop[] {
	const way: Hop[] = [];
	for (let hop = come.get(end); hop !== undefined; hop = come.get(hop.from)) {
		way.unshift(hop);
		if (hop.from === start) break;
	}
	return way;
}

/** An object of a cycle from which references lead to `node`; -1: nothing that is garbage holds it. */
function onCycleBefore(graph: HeapGraph, ways: Ways, node: number): number {
	const holder = new Int32Array(graph.objects.length).fill(-1);
	for (let i = 0; i < graph.objects.length; i++) {
		if (ways.from[i] !== UNREACHED) continue;
		for (let e = graph.first[i] as number; e < (graph.first[i + 1] as number); e++) {
			const child = graph.to[e] as number;
			if (holder[child] === -1 || isShown(graph.objects[i] as number)) holder[child] = i;
		}
	}
	const seen = new Set<number>();
	let here = node;
	while (here >= 0 && !seen.has(here)) {
		seen.add(here);
		here = holder[here] as number;
	}
	return here;
}

export function whyAlive(graph: HeapGraph, serial: number): WhyAlive {
	const node = nodeOf(graph, serial);
	let dying = false;
	dyingObjects((o) => {
		if (at(o + SERIAL) === serial) dying = true;
	});
	if (dying) return { kind: "dying" };
	if (node < 0) return { kind: "absent" };
	const o = graph.objects[node] as number;
	const ways = search(graph, node);
	if (ways.from[node] !== UNREACHED) {
		const hops: Hop[] = [];
		let head = node;
		for (; (ways.from[head] as number) >= 0; head = ways.from[head] as number)
			hops.push({ from: ways.from[head] as number, edge: ways.edge[head] as number });
		const root = ways.seed.get(head)?.label() ?? "a root";
		return { kind: "reachable", chain: chainOf(graph, root, head, hops.reverse()) };
	}
	const round = wayAmong(graph, ways, node, node);
	const start = round !== null ? node : onCycleBefore(graph, ways, node);
	const cycle = round ?? (start < 0 ? null : wayAmong(graph, ways, start, start));
	const onward = start === node ? [] : start < 0 ? null : wayAmong(graph, ways, start, node);
	if (cycle === null || onward === null) return { kind: "unknown", refcnt: at(o) };
	return {
		kind: "cycle",
		start: objectName(graph.objects[start] as number),
		cycle: chainOf(graph, null, start, cycle),
		chain: chainOf(graph, null, start, onward),
	};
}
