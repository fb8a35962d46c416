/**
 * What would die without some references, found on a graph of the heap: counts fall as in refcount.ts and deaths go as
 * in death.ts. Finalizers and callbacks are taken to change nothing: none runs.
 */
import { at } from "./arena";
import { type HeapGraph, holderOf } from "./heapgraph";
import {
	F_END,
	F_OBJECT,
	GENERATOR_FRAME,
	LAYOUT_GENERATOR,
	R_DEATHS_LEFT,
	type Ref,
	SIZE,
	T_BASES,
	T_FLAGS,
	T_LAYOUT,
	TF_HEAP,
	TYPE,
	WR_CALLBACK,
	WR_NEXT,
	WR_OBJECT,
} from "./layout";
import { profile } from "./machine";
import { isGuarded } from "./trashcan";
import { tupleItem } from "./tuple";
import { WEAKREF } from "./typeids";
import { isType } from "./types";
import { weakWord } from "./weaklist";

/** References of the graph, by number: those of objects, and those of roots. */
export interface Removal {
	readonly edges: readonly number[];
	readonly roots: readonly number[];
}

/** A level of the death stack that works the trashcan off. */
const TRASH_CHAIN = -1;

/** A heap's counts, copied, and what falls when references go. */
export class DeathTrial {
	readonly counts: Int32Array;
	readonly dead: Uint8Array;
	/** Which references have been dropped: all of them by number, and in order with their holders (-1: a root). */
	readonly gone: Uint8Array;
	readonly dropped: number[] = [];
	readonly holders: number[] = [];
	/** What has died, in the order in which the blocks go. */
	order: number[] = [];
	/** Weak references whose callbacks are due. */
	readonly callbacks: number[] = [];
	/** What a frame object has taken over from a generator that died before it. */
	readonly inherited = new Map<number, number[]>();
	handedOver = false;

	/** The death stack: the object, and the next reference to drop; and what goes before an object's first. */
	private readonly nodes: number[] = [];
	private readonly edges: number[] = [];
	private readonly before = new Map<number, number[]>();
	private readonly trash: number[] = [];
	private left = at(R_DEATHS_LEFT);
	private readonly headroom = profile().trashcan.headroom;

	constructor(private readonly graph: HeapGraph) {
		this.counts = graph.counts.slice();
		this.dead = new Uint8Array(graph.objects.length);
		this.gone = new Uint8Array(graph.to.length);
	}

	/** Takes references away. `only`: an object that dies then, whatever its count still says. */
	remove(removal: Removal, only = -1): void {
		for (const e of removal.edges) this.letGo(e, holderOf(this.graph, e));
		for (const r of removal.roots) {
			this.dropped.push(r);
			this.holders.push(-1);
			this.drop(this.graph.roots[r] as number);
			this.work();
		}
		if (only >= 0 && this.dead[only] === 0 && (this.counts[only] as number) > 0) {
			this.counts[only] = 0;
			this.die(only);
			this.work();
		}
	}

	/** What the collector has found dies: each lets go of the others and of what it alone holds, which is in `order` then. */
	collect(found: readonly number[]): void {
		const { graph } = this;
		this.order = [];
		for (const node of found) this.dead[node] = 1;
		for (const node of found) {
			const o = graph.objects[node] as number;
			const word = weakWord(o);
			for (let w = word === 0 ? 0 : at(word); w !== 0; w = at(w + WR_NEXT)) {
				const weakref = graph.indexOf(w);
				if (at(w + WR_CALLBACK) !== 0 && weakref >= 0 && this.dead[weakref] === 0) this.callbacks.push(weakref);
			}
			for (const e of isType(o) ? this.keptByBases(o) : []) this.letGo(e, holderOf(graph, e));
			for (let e = graph.first[node] as number; e < (graph.first[node + 1] as number); e++)
				if (this.gone[e] === 0) this.letGo(e, node);
		}
	}

	private letGo(e: number, holder: number): void {
		this.note(e, holder);
		this.drop(this.graph.to[e] as number);
		this.work();
	}

	private note(e: number, holder: number): void {
		this.gone[e] = 1;
		this.dropped.push(e);
		this.holders.push(holder);
	}

	private drop(node: number): void {
		const count = this.counts[node] as number;
		if (count <= 0) return;
		this.counts[node] = count - 1;
		if (count === 1 && this.dead[node] === 0) this.die(node);
	}

	private die(node: number): void {
		if (isGuarded(this.graph.objects[node] as number)) {
			if (this.left <= this.headroom) {
				this.trash.push(node);
				return;
			}
			this.left--;
		}
		this.nodes.push(node);
		this.edges.push(this.graph.first[node] as number);
		const early = this.droppedFirst(node);
		if (early.length > 0) this.before.set(node, early);
	}

	/** References that go before those of the object's own: callbacks of weak references to it, and what bases keep of it. */
	private droppedFirst(node: number): number[] {
		const { graph, dead, counts, gone } = this;
		const { objects, first, address } = graph;
		const o = objects[node] as number;
		const early: number[] = [];
		const word = weakWord(o);
		for (let w = word === 0 ? 0 : at(word); w !== 0; w = at(w + WR_NEXT)) {
			const weakref = graph.indexOf(w);
			if (weakref < 0 || dead[weakref] !== 0 || counts[weakref] === 0) continue;
			for (let e = first[weakref] as number; e < (first[weakref + 1] as number); e++) {
				if (address[e] !== w + WR_CALLBACK || gone[e] !== 0) continue;
				this.callbacks.push(weakref);
				early.unshift(e);
			}
		}
		if (isType(o)) early.push(...this.keptByBases(o));
		const block = at(at(o + TYPE) + T_LAYOUT) === LAYOUT_GENERATOR ? at(o + GENERATOR_FRAME) : 0;
		const frame = block === 0 || at(block + F_OBJECT) === 0 ? -1 : graph.indexOf(at(block + F_OBJECT));
		if (frame >= 0) {
			// A frame object that someone else holds takes over all that the frame holds.
			const heir: number[] = [];
			for (let e = first[node] as number; e < (first[node + 1] as number); e++) {
				const word = address[e] as number;
				if (word === block + F_OBJECT) early.push(e);
				else if ((counts[frame] as number) > 1 && word >= block && word < block + at(block + F_END)) {
					gone[e] = 1;
					heir.push(e);
				}
			}
			if (heir.length > 0) {
				this.inherited.set(frame, heir);
				this.handedOver = true;
			}
		}
		for (const e of early) this.note(e, holderOf(graph, e));
		return early;
	}

	/** Weak references to a class that its bases have for `__subclasses__()`. */
	private keptByBases(type: Ref): number[] {
		const { graph, gone } = this;
		const { objects, first, to, address } = graph;
		const kept: number[] = [];
		const bases = at(type + T_BASES);
		for (let i = 0; bases !== 0 && i < at(bases + SIZE); i++) {
			const base = graph.indexOf(tupleItem(bases, i));
			for (let e = first[base] as number; base >= 0 && e < (first[base + 1] as number); e++) {
				const child = objects[to[e] as number] as number;
				if (address[e] === 0 && gone[e] === 0 && at(child + TYPE) === WEAKREF && at(child + WR_OBJECT) === type)
					kept.push(e);
			}
		}
		return kept;
	}

	private work(): void {
		const { graph, nodes, edges, gone } = this;
		const { objects, first, to, address } = graph;
		for (;;) {
			const top = nodes.length - 1;
			const node = nodes[top];
			if (node === undefined) return;
			if (node === TRASH_CHAIN) {
				const next = this.trash.pop();
				if (next === undefined) {
					nodes.pop();
					edges.pop();
					this.left++;
				} else this.die(next);
				continue;
			}
			const early = this.before.size === 0 ? undefined : this.before.get(node);
			if (early !== undefined) {
				const e = early.shift();
				if (e !== undefined) this.drop(to[e] as number);
				else this.before.delete(node);
				continue;
			}
			const o = objects[node] as number;
			let e = edges[top] as number;
			const end = first[node + 1] as number;
			while (e < end && gone[e] !== 0) e++;
			const heap = (at(at(o + TYPE) + T_FLAGS) & TF_HEAP) !== 0;
			if (e < end && !(heap && address[e] === o + TYPE)) {
				edges[top] = e + 1;
				this.note(e, node);
				this.drop(to[e] as number);
				continue;
			}
			const heir = this.inherited.get(node);
			if (heir !== undefined) {
				this.inherited.delete(node);
				this.before.set(node, heir);
				continue;
			}
			// Its block goes, then its class is let go, and what a class keeps besides.
			this.dead[node] = 1;
			this.order.push(node);
			nodes.pop();
			edges.pop();
			if (isGuarded(o)) this.endGuarded();
			for (; e < end; e++) {
				if (gone[e] !== 0) continue;
				this.note(e, node);
				this.drop(to[e] as number);
			}
		}
	}

	private endGuarded(): void {
		this.left++;
		if (this.trash.length === 0 || this.left <= 2 * this.headroom) return;
		this.left--;
		this.nodes.push(TRASH_CHAIN);
		this.edges.push(0);
	}
}
