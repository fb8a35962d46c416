/**
 * The machine's own audit: counts from scratch every reference to the program's objects, wherever it stands, and compares
 * with their counts. For tests and fuzzing, between two line steps.
 */

import { at } from "./arena";
import { COLLECTOR_LISTS, generationHead } from "./generations";
import { keysEntries } from "./keys";
import {
	DICT_SHARED,
	ENTRY_KEY,
	ENTRY_WORDS,
	GC_NEXT,
	HEAP_BASE,
	K_ENTRIES,
	LAYOUT_DICT,
	R_LRU_MARK,
	R_SINGLE_BYTES,
	R_TOP,
	type Ref,
	SERIAL,
	T_KEYS,
	T_LAYOUT,
	TYPE,
} from "./layout";
import { rootReferences } from "./roots";
import { eachSlot } from "./slots";
import { staticTypes } from "./statictypes";
import { internedTexts } from "./str";
import { subclassReferences } from "./subclasses";
import { isType, typeName } from "./types";
import { isShown } from "./viewtext";

/** One object whose count is not the number of references to it. */
export interface Miscount {
	readonly serial: number;
	readonly type: string;
	readonly refcnt: number;
	readonly found: number;
}

/** By place in the heap: one more than the references found to an object that was met, else 0. Scratch of one census. */
let tally = new Int32Array(1 << 18);
const place = (o: Ref): number => (o - HEAP_BASE) >> 1;
/** The objects met, in that order. Scratch of one census. */
let met = new Int32Array(1 << 16);
let meetings = 0;

function reach(o: Ref): void {
	if (tally[place(o)] !== 0) return;
	tally[place(o)] = 1;
	if (meetings === met.length) {
		const more = new Int32Array(met.length * 2);
		more.set(met);
		met = more;
	}
	met[meetings++] = o;
}

function count(o: Ref): void {
	if (o <= 0) return;
	reach(o);
	tally[place(o)] = (tally[place(o)] as number) + 1;
}

/** What a census found; valid until the next one. */
export interface Census {
	readonly objects: Int32Array;
	has(o: Ref): boolean;
	/** Of an object that it has: the counted references to it. */
	references(o: Ref): number;
}

/** Every object that can be reached or that a list of the collector's has, with the counted references found to it. */
export function census(): Census {
	const places = place(at(R_TOP)) + 1;
	if (tally.length < places) tally = new Int32Array(places * 2);
	else tally.fill(0, 0, places);
	meetings = 0;
	/** Keys that a class's instances share hold each name once, whoever has them. */
	const shared = new Set<number>([0]);
	const countShared = (keys: number): void => {
		if (shared.has(keys)) return;
		shared.add(keys);
		for (let i = 0, entry = keysEntries(keys); i < at(keys + K_ENTRIES); i++, entry += ENTRY_WORDS)
			count(at(entry + ENTRY_KEY));
	};
	rootReferences(count);
	for (const type of staticTypes()) reach(type);
	for (const head of [...[0, 1, 2].map(generationHead), ...COLLECTOR_LISTS]) {
		for (let o = at(head + GC_NEXT); o !== head; o = at(o + GC_NEXT)) reach(o);
	}
	for (let i = 0; i < meetings; i++) {
		const o = met[i] as Ref;
		eachSlot(o, count);
		if (!isType(o)) {
			if (at(at(o + TYPE) + T_LAYOUT) === LAYOUT_DICT) countShared(at(o + DICT_SHARED));
			continue;
		}
		subclassReferences(o, count);
		countShared(at(o + T_KEYS));
	}
	return {
		objects: met.subarray(0, meetings),
		has: (o) => tally[place(o)] !== 0,
		references: (o) => (tally[place(o)] as number) - 1,
	};
}

/** The immortal objects that a running program may add to: interned texts, single bytes, lru_cache's mark. */
export function lateImmortals(visit: (o: Ref) => void): void {
	internedTexts((o) => {
		if (at(o) < 0) visit(o);
	});
	const bytes = at(R_SINGLE_BYTES);
	for (let i = 0; bytes !== 0 && i <= 256; i++) if (at(bytes + i) !== 0) visit(at(bytes + i));
	if (at(R_LRU_MARK) !== 0) visit(at(R_LRU_MARK));
}

/** Every object of the program's own whose count differs from what is found; none is as it should be. */
export function recount(): Miscount[] {
	const wrong: Miscount[] = [];
	const found = census();
	for (const o of found.objects) {
		const references = found.references(o);
		if (isShown(o) && at(o) >= 0 && at(o) !== references)
			wrong.push({ serial: at(o + SERIAL), type: typeName(at(o + TYPE)), refcnt: at(o), found: references });
	}
	return wrong;
}
