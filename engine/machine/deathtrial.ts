/**
 * What would die without some references, found on a graph of the heap: counts fall as in refcount.ts, deaths go as in
 * death.ts, and a full collection looks as in gc.ts. Finalizers and callbacks are taken to change nothing: none runs.
 */
import { at } from "./arena";
import { isGuarded } from "./death";
import { ELSEWHERE, type HeapGraph, UNTRACKED } from "./heapgraph";
import {
	F_END,
	F_OBJECT,
	GENERATOR_FRAME,
	LAYOUT_GENERATOR,
	LAYOUT_LRU,
	LAYOUT_TYPE,
	R_DEATHS_LEFT,
	type Ref,
	SIZE,
	T_BASES,
	T_FLAGS,
	T_LAYOUT,
	T_SLOT_NAMES,
	TF_HEAP,
	TYPE,
	WR_CALLBACK,
	WR_NEXT,
	WR_OBJECT,
} from "./layout";
import { profile } from "./machine";
import { tupleItem } from "./tuple";
import { WEAKREF } from "./typeids";
import { isType } from "./types";
import { weakWord } from "./weaklist";

/** References of the graph, by number: those of objects, and those of roots. */
export interface Removal {
	readonly edges: readonly number[];
	readonly roots: readonly number[];
}

export interface Trial {
	/** Die at once, in the order in which their blocks go. */
	readonly byCount: readonly number[];
	/** The collector finds them; and what dies with them, which it does not look at. */
	readonly found: readonly number[];
	readonly withFound: readonly number[];
	/** Weak references whose callbacks are due. */
	readonly callbacks: readonly number[];
}

/** No gc_refs: the collector does not look at it. */
const OUTSIDE = -1;
/** A level of the death stack that works the trashcan off. */
const TRASH_CHAIN = -1;

/** Tries on a copy of the counts. `only`: an object that dies whatever its count says once the references are gone. */
export function tryDeaths(graph: HeapGraph, removal: Removal, only = -1): Trial {
	const { objects, first, to, address, generation } = graph;
	const n = objects.length;
	const counts = new Int32Array(n);
	for (let i = 0; i < n; i++) counts[i] = at(objects[i] as number);
	const dead = new Uint8Array(n);
	/** Which references have been dropped. */
	const gone = new Uint8Array(to.length);
	let order: number[] = [];
	const callbacks: number[] = [];
	/** What a frame object has taken over from a generator that died before it. */
	const inherited = new Map<number, number[]>();

	// ---- Deaths by count ----
	const stackNode: number[] = [];
	/** The next reference to drop, and what goes before the first. */
	const stackEdge: number[] = [];
	const before = new Map<number, number[]>();
	const trash: number[] = [];
	let left = at(R_DEATHS_LEFT);
	const { headroom } = profile().trashcan;

	const drop = (node: number): void => {
		const count = counts[node] as number;
		if (count <= 0) return;
		counts[node] = count - 1;
		if (count === 1 && dead[node] === 0) die(node);
	};
	const die = (node: number): void => {
		if (isGuarded(objects[node] as number)) {
			if (left <= headroom) {
				trash.push(node);
				return;
			}
			left--;
		}
		stackNode.push(node);
		stackEdge.push(first[node] as number);
		const early = droppedFirst(node);
		if (early.length > 0) before.set(node, early);
	};
	/** References that go before those of the object's own: callbacks of weak references to it, and what bases keep of it. */
	const droppedFirst = (node: number): number[] => {
		const o = objects[node] as number;
		const early: number[] = [];
		const word = weakWord(o);
		for (let w = word === 0 ? 0 : at(word); w !== 0; w = at(w + WR_NEXT)) {
			const weakref = graph.indexOf(w);
			if (weakref < 0 || dead[weakref] !== 0 || counts[weakref] === 0) continue;
			for (let e = first[weakref] as number; e < (first[weakref + 1] as number); e++) {
				if (address[e] !== w + WR_CALLBACK || gone[e] !== 0) continue;
				callbacks.push(weakref);
				early.unshift(e);
			}
		}
		if (isType(o)) early.push(...keptByBases(o));
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
			if (heir.length > 0) inherited.set(frame, heir);
		}
		for (const e of early) gone[e] = 1;
		return early;
	};
	/** Weak references to a class that its bases have for `__subclasses__()`. */
	const keptByBases = (type: Ref): number[] => {
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
	};
	const work = (): void => {
		for (;;) {
			const top = stackNode.length - 1;
			const node = stackNode[top];
			if (node === undefined) return;
			if (node === TRASH_CHAIN) {
				const next = trash.pop();
				if (next === undefined) {
					stackNode.pop();
					stackEdge.pop();
					left++;
				} else die(next);
				continue;
			}
			const early = before.get(node);
			if (early !== undefined) {
				const e = early.shift();
				if (e !== undefined) drop(to[e] as number);
				else before.delete(node);
				continue;
			}
			const o = objects[node] as number;
			let e = stackEdge[top] as number;
			const end = first[node + 1] as number;
			while (e < end && gone[e] !== 0) e++;
			const heap = (at(at(o + TYPE) + T_FLAGS) & TF_HEAP) !== 0;
			if (e < end && !(heap && address[e] === o + TYPE)) {
				stackEdge[top] = e + 1;
				gone[e] = 1;
				drop(to[e] as number);
				continue;
			}
			const heir = inherited.get(node);
			if (heir !== undefined) {
				inherited.delete(node);
				before.set(node, heir);
				continue;
			}
			// Its block goes, then its class is let go, and what a class keeps besides.
			dead[node] = 1;
			order.push(node);
			stackNode.pop();
			stackEdge.pop();
			if (isGuarded(o)) {
				left++;
				if (trash.length > 0 && left > 2 * headroom) {
					left--;
					stackNode.push(TRASH_CHAIN);
					stackEdge.push(0);
				}
			}
			for (; e < end; e++) {
				if (gone[e] !== 0) continue;
				gone[e] = 1;
				drop(to[e] as number);
			}
		}
	};

	for (const e of removal.edges) {
		gone[e] = 1;
		drop(to[e] as number);
		work();
	}
	for (const r of removal.roots) {
		drop(graph.roots[r] as number);
		work();
	}
	if (only >= 0 && dead[only] === 0 && (counts[only] as number) > 0) {
		counts[only] = 0;
		die(only);
		work();
	}
	const byCount = order;

	// ---- A full collection ----
	/** gc_refs of what the collector looks at; OUTSIDE of others. */
	const refs = new Int32Array(n).fill(OUTSIDE);
	for (let i = 0; i < n; i++)
		if (generation[i] !== UNTRACKED && generation[i] !== ELSEWHERE && dead[i] === 0 && (counts[i] as number) > 0)
			refs[i] = counts[i] as number;
	/** What it sees of an object whose `tp_traverse` shows something else than the references that it holds. */
	const visible = (node: number): number[] => {
		const o = objects[node] as number;
		const layout = at(at(o + TYPE) + T_LAYOUT);
		const children: number[] = [];
		for (let e = first[node] as number; e < (first[node + 1] as number); e++) {
			if (gone[e] !== 0) continue;
			const child = to[e] as number;
			if (layout === LAYOUT_TYPE && (address[e] === 0 || address[e] === o + T_SLOT_NAMES)) continue;
			children.push(child);
			// A cache shows what its links hold, which are not tracked.
			if (layout === LAYOUT_LRU && address[e] === 0)
				for (let l = first[child] as number; l < (first[child + 1] as number); l++) children.push(to[l] as number);
		}
		for (const e of inherited.get(node) ?? []) children.push(to[e] as number);
		return children;
	};
	const isOdd = (node: number): boolean => {
		const layout = at(at((objects[node] as number) + TYPE) + T_LAYOUT);
		return layout === LAYOUT_TYPE || layout === LAYOUT_LRU || inherited.has(node);
	};
	for (let node = 0; node < n; node++) {
		if (refs[node] === OUTSIDE) continue;
		if (isOdd(node)) {
			for (const child of visible(node)) if ((refs[child] as number) > 0) refs[child] = (refs[child] as number) - 1;
			continue;
		}
		const end = first[node + 1] as number;
		for (let e = first[node] as number; e < end; e++) {
			const child = to[e] as number;
			if (gone[e] === 0 && (refs[child] as number) > 0) refs[child] = (refs[child] as number) - 1;
		}
	}
	/** What is reached from outside, each once; and those of them that have been gone on from. */
	const reached = new Int32Array(n);
	let reaches = 0;
	for (let node = 0; node < n; node++)
		if ((refs[node] as number) > 0) {
			refs[node] = OUTSIDE;
			reached[reaches++] = node;
		}
	for (let i = 0; i < reaches; i++) {
		const node = reached[i] as number;
		if (isOdd(node)) {
			for (const child of visible(node)) {
				if (refs[child] === OUTSIDE) continue;
				refs[child] = OUTSIDE;
				reached[reaches++] = child;
			}
			continue;
		}
		const end = first[node + 1] as number;
		for (let e = first[node] as number; e < end; e++) {
			const child = to[e] as number;
			if (gone[e] !== 0 || refs[child] === OUTSIDE) continue;
			refs[child] = OUTSIDE;
			reached[reaches++] = child;
		}
	}
	const found: number[] = [];
	for (let node = 0; node < n; node++) if (refs[node] !== OUTSIDE) found.push(node);

	// Cleared one after the other, they let go of each other and of what they alone hold.
	order = [];
	for (const node of found) dead[node] = 1;
	for (const node of found) {
		const o = objects[node] as number;
		const word = weakWord(o);
		for (let w = word === 0 ? 0 : at(word); w !== 0; w = at(w + WR_NEXT)) {
			const weakref = graph.indexOf(w);
			if (at(w + WR_CALLBACK) !== 0 && weakref >= 0 && dead[weakref] === 0) callbacks.push(weakref);
		}
		for (const e of isType(o) ? keptByBases(o) : []) {
			gone[e] = 1;
			drop(to[e] as number);
			work();
		}
		for (let e = first[node] as number; e < (first[node + 1] as number); e++) {
			if (gone[e] !== 0) continue;
			gone[e] = 1;
			drop(to[e] as number);
			work();
		}
	}
	return { byCount, found, withFound: order, callbacks };
}
