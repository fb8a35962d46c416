/**
 * The death stack: the objects that are being deallocated, each with the stage that it is at (death.ts takes them through
 * these), and what of them is still there and still held.
 */
import { at, H } from "./arena";
import { instanceSlot } from "./instance";
import {
	DEATH_ENTRY,
	DEATH_STACK,
	DEATH_WORDS,
	DEFERRED_QUEUE,
	GC_REFS,
	LAYOUT_LRU,
	LRU_LINKS,
	R_DEATH_BASE,
	R_DEATHS,
	R_DEFERRED,
	R_DRAINING,
	R_TRASH,
	type Ref,
	T_FLAGS,
	T_LAYOUT,
	TF_HEAP,
	TYPE,
} from "./layout";
import { layoutSlot } from "./layouts";
import { LimitExceeded } from "./limits";
import { isCounted } from "./stackref";
import { traverse } from "./traversal";

/** Stages of a death; the position within one is in the higher bits. */
export const BEGIN = 0;
/** The finalizer has returned. */
export const FINALIZER_DONE = 1;
export const WEAKREFS = 2;
/** Calling the callbacks kept in a tuple (weakref, weakref, ...). */
export const CALLBACKS = 3;
export const INSTANCE_FIELDS = 4;
export const LAYOUT_FIELDS_STAGE = 5;
/** A native base that keeps the list itself clears it (set_dealloc), after the class has dropped what it adds. */
export const BASE_WEAKREFS = 6;
/** `_PyTrash_thread_destroy_chain`: no object, but those that the trashcan keeps, one after the other. */
export const TRASH_CHAIN = 7;
export const STAGE_BITS = 4;

/** One death more, nested in those that are under way. */
export function pushEntry(o: Ref, stage: number): void {
	const n = at(R_DEATHS);
	if (n + DEATH_ENTRY > DEATH_WORDS) throw new LimitExceeded("bytes", "deallocation nests too deeply");
	H[DEATH_STACK + n] = o;
	H[DEATH_STACK + n + 1] = stage;
	H[DEATH_STACK + n + 2] = 0;
	H[R_DEATHS] = n + DEATH_ENTRY;
}

/** Objects that are being deallocated: no list of the collector's has them any more, and their blocks are still there. */
export function dyingObjects(visit: (o: Ref) => void): void {
	for (let n = 0; n < at(R_DEATHS); n += DEATH_ENTRY) {
		const entry = DEATH_STACK + n;
		const stage = at(entry + 1) & ((1 << STAGE_BITS) - 1);
		if (stage === TRASH_CHAIN) continue;
		visit(at(entry));
		const links = at(at(at(entry) + TYPE) + T_LAYOUT) === LAYOUT_LRU ? at(at(entry) + LRU_LINKS) : 0;
		if (links !== 0) visit(links);
	}
	for (let o = at(R_TRASH); o !== 0; o = at(o + GC_REFS)) visit(o);
}

/**
 * The objects whose deaths have led to the one that dies just now, the first of them first, each with the word that it
 * lets go (0: none of its own). For those who watch deaths.
 */
export function dyingOwners(o: Ref): Holder[] {
	const owners: Holder[] = [];
	if (at(R_DRAINING) === 0) return owners;
	for (let n = at(R_DEATH_BASE); n < at(R_DEATHS); n += DEATH_ENTRY) {
		const holder = holderAt(n);
		if (holder !== null && holder.owner !== o) owners.push(holder);
	}
	return owners;
}

/** An object that dies, and the word that it lets go (0: none of its own). */
interface Holder {
	readonly owner: Ref;
	readonly address: number;
}

/** Of an entry of the death stack; null where it has no object. */
function holderAt(n: number): Holder | null {
	const owner = at(DEATH_STACK + n);
	const stage = at(DEATH_STACK + n + 1) & ((1 << STAGE_BITS) - 1);
	const position = (at(DEATH_STACK + n + 1) >> STAGE_BITS) - 1;
	switch (stage) {
		case TRASH_CHAIN:
			return null;
		case INSTANCE_FIELDS:
			return { owner, address: instanceSlot(owner, position) };
		case LAYOUT_FIELDS_STAGE:
			return { owner, address: layoutSlot(owner, at(at(owner + TYPE) + T_LAYOUT), position) };
		default:
			return { owner, address: 0 };
	}
}

/**
 * What deaths under way hold for the calls that they make, of the entries from one place of the stack to another: an object
 * whose finalizer runs (`PyObject_CallFinalizerFromDealloc`), callbacks still to be called.
 */
export function heldForCalls(from: number, to: number, visit: (o: Ref) => void): void {
	for (let n = from; n < to; n += DEATH_ENTRY) {
		const entry = DEATH_STACK + n;
		visit(at(entry + 2));
		if ((at(entry + 1) & ((1 << STAGE_BITS) - 1)) === FINALIZER_DONE) visit(at(entry));
	}
}

/** The references that deaths under way hold. */
export function deathReferences(visit: (o: Ref) => void): void {
	heldForCalls(0, at(R_DEATHS), visit);
	for (let n = 0; n < at(R_DEATHS); n += DEATH_ENTRY) {
		const entry = DEATH_STACK + n;
		const o = at(entry);
		const stage = at(entry + 1) & ((1 << STAGE_BITS) - 1);
		if (stage < WEAKREFS || stage === TRASH_CHAIN) continue;
		// What a dying object has not let go yet.
		const type = at(o + TYPE);
		visit(type);
		const done = at(entry + 1) >> STAGE_BITS;
		if ((at(type + T_FLAGS) & TF_HEAP) !== 0 && stage !== LAYOUT_FIELDS_STAGE) {
			for (let i = 0; ; i++) {
				const slot = instanceSlot(o, i);
				if (slot === -1) break;
				visit(at(slot));
			}
		}
		for (let i = stage === LAYOUT_FIELDS_STAGE ? done : 0; ; i++) {
			const slot = layoutSlot(o, at(type + T_LAYOUT), i);
			if (slot === -1) break;
			if (isCounted(at(slot))) visit(at(slot));
		}
	}
	for (let o = at(R_TRASH); o !== 0; o = at(o + GC_REFS)) traverse(o, visit);
	for (let i = 0; i < at(R_DEFERRED); i++) visit(at(DEFERRED_QUEUE + i));
}

/** Who lets go of something at this moment because it dies, or null. */
export function lettingGo(): Holder | null {
	return at(R_DRAINING) === 0 || at(R_DEATHS) === at(R_DEATH_BASE) ? null : holderAt(at(R_DEATHS) - DEATH_ENTRY);
}
