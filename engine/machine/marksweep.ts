/**
 * What CPython does not do, on the heap as it is: the textbook's mark and sweep, as acts to step through, and reference
 * counting without a collector. The interpreter's own objects are folded: a reference through them is told as one.
 */
import {
	type Colour,
	type CountingAlone,
	type MarkAndSweep,
	type MarkEvent,
	MOST_EVENTS,
	MOST_NAMED,
} from "../questions";
import { at } from "./arena";
import type { HeapGraph } from "./heapgraph";
import { SERIAL } from "./layout";
import { objectBytes } from "./sizes";
import { isShown } from "./viewtext";
import { chainLabel, objectName, type Seed, seeds } from "./whyalive";

const WHITE = 0;
const GREY = 1;
const BLACK = 2;
const COLOURS: readonly Colour[] = ["white", "grey", "black"];

/** The acts of marking, told one by one to `tell`; what stays white is garbage to it. */
function mark(graph: HeapGraph, tell: (event: () => MarkEvent) => void): Uint8Array {
	const { objects, first, to } = graph;
	const colour = new Uint8Array(objects.length);
	const grey: number[] = [];
	const serialOf = (node: number): number => at((objects[node] as number) + SERIAL);
	/** Follows a reference to an object of the program's own, or through the interpreter's to those that they hold. */
	const follow = (
		node: number,
		label: () => string,
		act: (node: number, label: () => string, was: number) => void,
	): void => {
		if (isShown(objects[node] as number)) {
			const was = colour[node] as number;
			if (was === WHITE) {
				colour[node] = GREY;
				grey.push(node);
			}
			act(node, label, was);
			return;
		}
		const todo: { readonly node: number; readonly label: () => string }[] = [{ node, label }];
		for (let i = 0; i < todo.length; i++) {
			const holder = todo[i] as (typeof todo)[0];
			if (colour[holder.node] !== WHITE) continue;
			colour[holder.node] = BLACK;
			for (let e = first[holder.node] as number; e < (first[holder.node + 1] as number); e++) {
				const child = to[e] as number;
				const further = (): string => chainLabel(graph, holder.label(), holder.node, e);
				if (!isShown(objects[child] as number)) {
					if (colour[child] === WHITE) todo.push({ node: child, label: further });
					continue;
				}
				const was = colour[child] as number;
				if (was === WHITE) {
					colour[child] = GREY;
					grey.push(child);
				}
				act(child, further, was);
			}
		}
	};
	const rooted = (node: number, label: () => string, was: number): void => {
		if (was === WHITE) tell(() => ({ kind: "root", serial: serialOf(node), label: label() }));
	};
	// The program's own variables come first, so that objects are told by them and not by what the interpreter has.
	const inOrder: Seed[] = seeds(graph).sort((a, b) => a.distance - b.distance);
	const own = ({ node }: Seed): boolean => isShown(objects[node] as number);
	for (const seed of [...inOrder.filter(own), ...inOrder.filter((seed) => !own(seed))])
		follow(seed.node, seed.label, rooted);
	for (let i = 0; i < grey.length; i++) {
		const scanned = grey[i] as number;
		tell(() => ({ kind: "scan", serial: serialOf(scanned) }));
		for (let e = first[scanned] as number; e < (first[scanned + 1] as number); e++)
			follow(
				to[e] as number,
				() => chainLabel(graph, null, scanned, e),
				(child, label, was) =>
					tell(() => ({
						kind: "reference",
						from: serialOf(scanned),
						label: label(),
						serial: serialOf(child),
						was: COLOURS[was] as Colour,
					})),
			);
		colour[scanned] = BLACK;
		tell(() => ({ kind: "black", serial: serialOf(scanned) }));
	}
	return colour;
}

export function markAndSweep(graph: HeapGraph): MarkAndSweep {
	const events: MarkEvent[] = [];
	let omitted = 0;
	const tell = (event: () => MarkEvent): void => {
		if (events.length < MOST_EVENTS) events.push(event());
		else omitted++;
	};
	const colour = mark(graph, tell);
	let marked = 0;
	const swept: number[] = [];
	graph.objects.forEach((o, node) => {
		if (!isShown(o)) return;
		if (colour[node] === WHITE) swept.push(o);
		else marked++;
	});
	swept.sort((a, b) => at(a + SERIAL) - at(b + SERIAL));
	for (const o of swept) tell(() => ({ kind: "sweep", serial: at(o + SERIAL) }));
	return {
		label: "a textbook's mark and sweep; CPython does not work like this",
		events,
		eventsOmitted: omitted,
		marked,
		swept: swept.slice(0, MOST_NAMED).map(objectName),
		sweptOmitted: Math.max(0, swept.length - MOST_NAMED),
	};
}

export function countingAlone(graph: HeapGraph): CountingAlone {
	const colour = mark(graph, () => {});
	const leaked = [...graph.objects].filter((o, node) => colour[node] === WHITE && at(o) > 0);
	const own = leaked.filter(isShown).sort((a, b) => at(a + SERIAL) - at(b + SERIAL));
	return {
		label: "reference counting alone; CPython has a collector besides",
		leaked: own.slice(0, MOST_NAMED).map((o) => ({ ...objectName(o), refcnt: at(o) })),
		leakedOmitted: Math.max(0, own.length - MOST_NAMED),
		bytes: leaked.reduce((sum, o) => sum + objectBytes(o), 0),
	};
}
