/**
 * The heap of one state as a graph in flat arrays: every object by a number, its references in the order in which its
 * dealloc lets go, and the roots. Questions are answered on it, so that nothing of the machine changes. It is good until
 * the machine runs on.
 */
import { at } from "./arena";
import { COLLECTOR_LISTS, GENERATIONS, generationHead } from "./generations";
import { keysEntries } from "./keys";
import {
	DICT_SHARED,
	ENTRY_KEY,
	ENTRY_WORDS,
	GC_NEXT,
	HEAP_BASE,
	K_ENTRIES,
	LAYOUT_DICT,
	LAYOUT_LRU,
	LAYOUT_TYPE,
	R_TOP,
	type Ref,
	T_KEYS,
	T_LAYOUT,
	TYPE,
} from "./layout";
import { rootReferences } from "./roots";
import { eachSlot } from "./slots";
import { staticTypes } from "./statictypes";
import { subclassReferences } from "./subclasses";

export interface HeapGraph {
	/** The objects' handles, by number. */
	readonly objects: Int32Array;
	/** The references of object n: first[n] to first[n + 1] in `to` and `address`. */
	readonly first: Int32Array;
	/** What each leads to, by number, and where its word is (0: in none of its own). */
	readonly to: Int32Array;
	readonly address: Int32Array;
	/** The same for references from outside; and the frame that has it, or 0. */
	readonly roots: Int32Array;
	readonly rootAddress: Int32Array;
	readonly rootFrame: Int32Array;
	/** The generation of each object, UNTRACKED, or ELSEWHERE: frozen, or in a list of the collection under way. */
	readonly generation: Int8Array;
	/** Their counts; and 1 for a class or a cache, whose `tp_traverse` shows something else than its references. */
	readonly counts: Int32Array;
	readonly odd: Uint8Array;
	/** The number of an object; -1: it is not in the graph. */
	indexOf(o: Ref): number;
}

export const UNTRACKED = -1;
export const ELSEWHERE = GENERATIONS;

/** Words that grow. */
class Words {
	words: Int32Array;
	length = 0;

	constructor(room: number) {
		this.words = new Int32Array(room);
	}

	push(value: number): void {
		if (this.length === this.words.length) {
			const more = new Int32Array(this.length * 2);
			more.set(this.words);
			this.words = more;
		}
		this.words[this.length++] = value;
	}

	done(): Int32Array {
		return this.words.subarray(0, this.length);
	}
}

const place = (o: Ref): number => (o - HEAP_BASE) >> 1;

/** The objects that references, the collector's lists or the static types lead to, as `census` (recount.ts) finds them. */
export function heapGraph(): HeapGraph {
	/** By place in the heap: one more than the number of an object that was met. */
	const numbers = new Int32Array(place(at(R_TOP)) + 1);
	const room = 1024 + ((at(R_TOP) - HEAP_BASE) >> 3);
	const objects = new Words(room >> 1);
	const reach = (o: Ref): number => {
		const known = numbers[place(o)] as number;
		if (known !== 0) return known - 1;
		objects.push(o);
		numbers[place(o)] = objects.length;
		return objects.length - 1;
	};
	const roots = new Words(1 << 10);
	const rootAddress = new Words(1 << 10);
	const rootFrame = new Words(1 << 10);
	rootReferences((o, address, frame) => {
		roots.push(reach(o));
		rootAddress.push(address);
		rootFrame.push(frame);
	});
	for (const type of staticTypes()) reach(type);
	/** Those in the collector's lists, one list after the other, and where each ends. */
	const listed = new Words(room >> 1);
	const ends: number[] = [];
	for (const head of [...[0, 1, 2].map(generationHead), ...COLLECTOR_LISTS]) {
		for (let o = at(head + GC_NEXT); o !== head; o = at(o + GC_NEXT)) listed.push(reach(o));
		ends.push(listed.length);
	}

	const first = new Words(room >> 1);
	const counts = new Words(room >> 1);
	const odd: number[] = [];
	const to = new Words(room);
	const address = new Words(room);
	const visit = (child: Ref, word: number): void => {
		const known = numbers[place(child)] as number;
		to.push(known !== 0 ? known - 1 : reach(child));
		address.push(word);
	};
	/** Keys that a class's instances share hold each name once, whoever has them. */
	const shared = new Set<number>([0]);
	const visitShared = (keys: number): void => {
		if (shared.has(keys)) return;
		shared.add(keys);
		for (let i = 0, entry = keysEntries(keys); i < at(keys + K_ENTRIES); i++, entry += ENTRY_WORDS)
			visit(at(entry + ENTRY_KEY), 0);
	};
	for (let n = 0; n < objects.length; n++) {
		const o = objects.words[n] as Ref;
		first.push(to.length);
		counts.push(at(o));
		eachSlot(o, visit);
		const layout = at(at(o + TYPE) + T_LAYOUT);
		if (layout === LAYOUT_LRU) odd.push(n);
		if (layout === LAYOUT_TYPE) {
			odd.push(n);
			subclassReferences(o, (child) => {
				if (child > 0) visit(child, 0);
			});
			visitShared(at(o + T_KEYS));
		} else if (layout === LAYOUT_DICT && at(o + DICT_SHARED) !== 0) visitShared(at(o + DICT_SHARED));
	}
	first.push(to.length);

	const generation = new Int8Array(objects.length).fill(UNTRACKED);
	for (let i = 0, list = 0; i < listed.length; i++) {
		while (i === ends[list]) list++;
		generation[listed.words[i] as number] = Math.min(list, ELSEWHERE);
	}
	const marks = new Uint8Array(objects.length);
	for (const n of odd) marks[n] = 1;
	return {
		objects: objects.done(),
		first: first.done(),
		to: to.done(),
		address: address.done(),
		roots: roots.done(),
		rootAddress: rootAddress.done(),
		rootFrame: rootFrame.done(),
		generation,
		counts: counts.done(),
		odd: marks,
		indexOf: (o) => (numbers[place(o)] as number) - 1,
	};
}

/** The object that has a reference, by the numbers of both. */
export function holderOf(graph: HeapGraph, edge: number): number {
	let low = 0;
	let high = graph.objects.length - 1;
	while (low < high) {
		const middle = (low + high + 1) >> 1;
		if ((graph.first[middle] as number) <= edge) low = middle;
		else high = middle - 1;
	}
	return low;
}
