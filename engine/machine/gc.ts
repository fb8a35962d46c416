/**
 * The cyclic collector, phase by phase under CPython's names (Python/gc.c of 3.13 and of 3.14.5 and later). A collection
 * is a native frame: finalizers and callbacks are Python code, which may do anything, so between any two of its acts the
 * program may run, and may be stopped. What is unreachable is found in one go (unreachable.ts).
 */

import type { PhaseName } from "../api";
import { clearFreeLists } from "./alloc";
import { at, H } from "./arena";
import { callWith } from "./call";
import { setCollector } from "./checksignals";
import { onCollected, watcher } from "./collectorwatch";
import { dictSetOwned, newDict } from "./dict";
import { recording, setCleared } from "./events";
import { gcListInit, gcListMerge, gcListMove, gcListSize } from "./gclist";
import {
	CALLBACK_LIST,
	FINAL_LIST,
	GENERATIONS,
	generationHead,
	oldHead,
	SEEN_LIST,
	selectGeneration,
	tellBeginning,
	UNREACHABLE_LIST,
} from "./generations";
import { newInt } from "./int";
import {
	AGAIN,
	BREAK_DEATH,
	BREAK_GC,
	COLLECTED,
	COLLECTING,
	F_KIND,
	FINALIZED,
	FLAGS,
	GC_NEXT,
	GEN_COLLECTED,
	GEN_COLLECTIONS,
	GEN_COUNT,
	LIST_ITEMS,
	NULL,
	PUSHED,
	R_BREAKER,
	R_FRAME,
	R_GC_CALLBACKS,
	R_GC_COLLECTING,
	R_GC_COLLECTIONS,
	R_GC_DEBUG,
	R_GC_ENABLED,
	R_GC_GARBAGE,
	R_GC_LONG_LIVED_PENDING,
	R_GC_LONG_LIVED_TOTAL,
	type Ref,
	TYPE,
	UNREACHABLE,
	WR_CALLBACK,
} from "./layout";
import { EngineBug } from "./limits";
import { listAppend, listItem, listSize } from "./list";
import { profile, work, write } from "./machine";
import { N0, pushNative, setState, stateOf } from "./natives";
import { addressText } from "./objects";
import { clearref, decref, incref, setref } from "./refcount";
import { freeScratchList, newScratchList } from "./scratchlist";
import { newStr } from "./str";
import { NOTHING, nativeKind, S_FINALIZE, type Status, slotOf, type Unary, unarySlots } from "./tables";
import { clearObject } from "./tpclear";
import { NONE } from "./typeids";
import { typeName } from "./types";
import { finalizerUnraisable, unraisable } from "./unraisable";
import { deduceUnreachable, untrackDicts, untrackTuples } from "./unreachable";
import { unlinkWeakref, weakWord } from "./weaklist";

/** What an object that a collection looks at takes off the work budget. */
const OBJECT_WORK = 8;
/** And what one found unreachable takes: finalizers and weak references are looked for, it is cleared, and dies. */
const DEATH_WORK = 12;

/** What a collection is for: the program asked, the counts did, or the interpreter ends (and tells no callbacks). */
type Reason = "called" | "threshold" | "shutdown";
const REASONS: readonly Reason[] = ["called", "threshold", "shutdown"];

// ---- Weak references ----

/**
 * The first half of `handle_weakrefs`: weak references to unreachable objects die. Returns a scratch list of those with
 * callbacks to call: the references that are reachable themselves, which leave their generation until they are called.
 * They keep their callbacks. A weak reference that is trash too is not called.
 */
function handleWeakrefs(unreachable: number): Ref {
	watcher?.enter("handle_weakrefs", [[unreachable, "unreachable"]]);
	const waiting = newScratchList();
	for (let o = at(unreachable + GC_NEXT); o !== unreachable; o = at(o + GC_NEXT)) {
		const word = weakWord(o);
		if (word === 0) continue;
		for (let w = at(word); w !== 0; w = at(word)) {
			unlinkWeakref(w);
			if (recording) watcher?.visit(o, w);
			if (at(w + WR_CALLBACK) === NULL) continue;
			if ((at(w + FLAGS) & UNREACHABLE) !== 0) continue;
			listAppend(waiting, w);
			gcListMove(w, CALLBACK_LIST);
		}
	}
	return waiting;
}

/** A waiting weak reference has been called: it is old from now on, or counts as collected where nobody has it any more. */
function calledWeakref(frame: number, w: Ref): void {
	H[at(at(frame + W_WAITING) + LIST_ITEMS) + at(frame + W_POSITION) - 1] = NONE;
	decref(w);
	if (at(CALLBACK_LIST + GC_NEXT) === w) gcListMove(w, oldHead(at(frame + W_GENERATION)));
	else H[frame + W_COLLECTED] = at(frame + W_COLLECTED) + 1;
}

/** The second clearing: references that finalizers made to what dies now are dead, and their callbacks do not run. */
function clearWeakrefs(head: number): void {
	for (let o = at(head + GC_NEXT); o !== head; o = at(o + GC_NEXT)) {
		const word = weakWord(o);
		if (word === 0) continue;
		for (let w = at(word); w !== 0; w = at(word)) unlinkWeakref(w);
	}
}

function clearFlags(head: number, bits: number): void {
	for (let o = at(head + GC_NEXT); o !== head; o = at(o + GC_NEXT)) H[o + FLAGS] = at(o + FLAGS) & ~bits;
}

// ---- A collection ----

const START = 0;
const CALLBACKS_START = 1;
const DEDUCE = 2;
const WEAKREF_CALLBACKS = 3;
const FINALIZERS = 4;
const RESURRECTED = 5;
const DELETE = 6;
const STATISTICS = 7;
const CALLBACKS_STOP = 8;

/** Words: 0 the weak references whose callbacks wait, 1 what is being worked on, 2 and 3 what callbacks are told: the info dict, the phase (owned); then plain ones. */
const W_WAITING = N0;
const W_CURRENT = N0 + 1;
const W_INFO = N0 + 2;
const W_PHASE = N0 + 3;
const W_GENERATION = N0 + 4;
const W_POSITION = N0 + 5;
const W_COLLECTED = N0 + 6;
const W_REASON = N0 + 7;

const COLLECT = nativeKind(
	"garbage collection",
	(frame, value) => {
		if (value !== NULL) decref(value);
		return collectStep(frame);
	},
	(frame) => {
		const state = stateOf(frame);
		const current = at(frame + W_CURRENT);
		if (state === WEAKREF_CALLBACKS) {
			const called = listItem(at(frame + W_WAITING), at(frame + W_POSITION) - 1);
			return unraisable(at(called + WR_CALLBACK), "weakref callback of garbage");
		}
		return state === FINALIZERS ? finalizerUnraisable(current) : unraisable(current, "gc callback");
	},
);

/** Begins a collection: PUSHED; its frame answers the number of objects found (an int), or nothing where it was a threshold's. */
export function collect(generation: number, reason: Reason): Status {
	const frame = pushNative(COLLECT, 8, 4);
	H[R_GC_COLLECTING] = 1;
	H[frame + W_GENERATION] = generation;
	H[frame + W_REASON] = REASONS.indexOf(reason);
	return PUSHED;
}

/** The phase in which the collection of a frame works on references, or null where the frame is none. */
export function collectingPhase(frame: number): PhaseName | null {
	if (at(frame + F_KIND) !== COLLECT) return null;
	switch (stateOf(frame)) {
		case DEDUCE:
		case WEAKREF_CALLBACKS:
			return "handle_weakrefs";
		case FINALIZERS:
			return "finalize_garbage";
		case RESURRECTED:
			return "handle_resurrected_objects";
		case DELETE:
			return "delete_garbage";
		default:
			return null;
	}
}

function reasonOf(frame: number): Reason {
	return REASONS[at(frame + W_REASON)] as Reason;
}

/** What `gc.callbacks` are to be called with, where there are any. */
function tellCallbacks(frame: number, phase: string): void {
	H[frame + W_POSITION] = 0;
	if (listSize(at(R_GC_CALLBACKS)) === 0 || reasonOf(frame) === "shutdown") return;
	H[frame + W_INFO] = callbackInfo(frame);
	H[frame + W_PHASE] = newStr(phase);
}

function collectStep(frame: number): Status {
	for (;;) {
		if ((at(R_BREAKER) & BREAK_DEATH) !== 0) return AGAIN;
		switch (stateOf(frame)) {
			case START:
				watcher?.begin(at(frame + W_GENERATION), reasonOf(frame) === "threshold" ? "threshold" : "called");
				tellCallbacks(frame, "start");
				setState(frame, CALLBACKS_START);
				break;
			case CALLBACKS_START:
			case CALLBACKS_STOP: {
				// invoke_gc_callback: callbacks that others add meanwhile are called too.
				const callbacks = at(R_GC_CALLBACKS);
				const position = at(frame + W_POSITION);
				const starting = stateOf(frame) === CALLBACKS_START;
				if (at(frame + W_INFO) === NULL || position >= listSize(callbacks)) {
					if (starting) {
						clearref(frame + W_INFO);
						clearref(frame + W_PHASE);
						setState(frame, DEDUCE);
						break;
					}
					clearref(frame + W_CURRENT);
					H[R_GC_COLLECTING] = 0;
					return reasonOf(frame) === "threshold" ? NOTHING : newInt(at(frame + W_COLLECTED));
				}
				H[frame + W_POSITION] = position + 1;
				setref(frame + W_CURRENT, incref(listItem(callbacks, position)));
				const status = callWith(at(frame + W_CURRENT), at(frame + W_PHASE), at(frame + W_INFO));
				return status === NULL ? unraisable(at(frame + W_CURRENT), "gc callback") : status;
			}
			case DEDUCE:
				if ((at(R_GC_DEBUG) & DEBUG_STATS) !== 0) tellBeginning(at(frame + W_GENERATION));
				deduce(frame);
				break;
			case WEAKREF_CALLBACKS: {
				const waiting = at(frame + W_WAITING);
				const position = at(frame + W_POSITION);
				if (position > 0) {
					const called = listItem(waiting, position - 1);
					if (called !== NONE) {
						calledWeakref(frame, called);
						break;
					}
				}
				if (position >= listSize(waiting)) {
					freeScratchList(at(frame + W_WAITING));
					H[frame + W_WAITING] = 0;
					watcher?.phase("handle_weakrefs", [[UNREACHABLE_LIST, "unreachable"]]);
					gcListInit(SEEN_LIST);
					watcher?.enter("finalize_garbage", [
						[UNREACHABLE_LIST, "unreachable"],
						[SEEN_LIST, "finalized"],
					]);
					setState(frame, FINALIZERS);
					break;
				}
				H[frame + W_POSITION] = position + 1;
				const w = listItem(waiting, position);
				const callback = at(w + WR_CALLBACK);
				const status = callWith(callback, w);
				return status === NULL ? unraisable(callback, "weakref callback of garbage") : status;
			}
			case FINALIZERS: {
				clearref(frame + W_CURRENT);
				if ((at(R_BREAKER) & BREAK_DEATH) !== 0) return AGAIN;
				const o = at(UNREACHABLE_LIST + GC_NEXT);
				if (o === UNREACHABLE_LIST) {
					gcListMerge(SEEN_LIST, UNREACHABLE_LIST);
					watcher?.phase("finalize_garbage", [[UNREACHABLE_LIST, "finalized"]]);
					setState(frame, RESURRECTED);
					break;
				}
				gcListMove(o, SEEN_LIST);
				const finalize = slotOf(o, S_FINALIZE);
				if (finalize === 0 || (at(o + FLAGS) & FINALIZED) !== 0) break;
				H[o + FLAGS] = at(o + FLAGS) | FINALIZED;
				if (recording) watcher?.visit(NULL, o);
				H[frame + W_CURRENT] = incref(o);
				const status = (unarySlots[finalize] as Unary)(o);
				if (status === PUSHED) return PUSHED;
				if (status === NULL) return finalizerUnraisable(o);
				decref(status);
				break;
			}
			case RESURRECTED: {
				// handle_resurrected_objects: what the finalizers made reachable again goes to the old generation.
				clearFlags(UNREACHABLE_LIST, UNREACHABLE | COLLECTING);
				watcher?.enter("handle_resurrected_objects", [
					[UNREACHABLE_LIST, "resurrected"],
					[FINAL_LIST, "unreachable"],
				]);
				deduceUnreachable(UNREACHABLE_LIST, FINAL_LIST, false);
				const old = oldHead(at(frame + W_GENERATION));
				watcher?.phase("handle_resurrected_objects", [
					[UNREACHABLE_LIST, "resurrected"],
					[FINAL_LIST, "unreachable"],
				]);
				gcListMerge(UNREACHABLE_LIST, old);
				clearWeakrefs(FINAL_LIST);
				H[frame + W_COLLECTED] = at(frame + W_COLLECTED) + gcListSize(FINAL_LIST);
				for (let o = at(FINAL_LIST + GC_NEXT); o !== FINAL_LIST; o = at(o + GC_NEXT)) {
					H[o + FLAGS] = (at(o + FLAGS) & ~(UNREACHABLE | COLLECTING)) | COLLECTED;
				}
				watcher?.phase("delete_garbage", [[FINAL_LIST, "deleted"]]);
				watcher?.enter("delete_garbage", [[FINAL_LIST, "deleted"]]);
				setState(frame, DELETE);
				break;
			}
			case DELETE: {
				// delete_garbage: tp_clear breaks the cycles; reference counts do the rest.
				const o = at(FINAL_LIST + GC_NEXT);
				if (o === FINAL_LIST) {
					setState(frame, STATISTICS);
					break;
				}
				if ((at(R_GC_DEBUG) & DEBUG_SAVEALL) !== 0) {
					H[o + FLAGS] = at(o + FLAGS) & ~COLLECTED;
					listAppend(at(R_GC_GARBAGE), o);
					gcListMove(o, oldHead(at(frame + W_GENERATION)));
					break;
				}
				if (recording) watcher?.visit(NULL, o);
				incref(o);
				if (recording) setCleared(o);
				clearObject(o);
				if (recording) setCleared(NULL);
				decref(o);
				// Still there: it is not freed by this, but it is done with.
				if (at(FINAL_LIST + GC_NEXT) === o) gcListMove(o, oldHead(at(frame + W_GENERATION)));
				break;
			}
			case STATISTICS: {
				const head = generationHead(at(frame + W_GENERATION));
				H[head + GEN_COLLECTIONS] = at(head + GEN_COLLECTIONS) + 1;
				H[head + GEN_COLLECTED] = at(head + GEN_COLLECTED) + at(frame + W_COLLECTED);
				H[R_GC_COLLECTIONS] = at(R_GC_COLLECTIONS) + 1;
				if (at(frame + W_GENERATION) === GENERATIONS - 1) clearFreeLists();
				if ((at(R_GC_DEBUG) & DEBUG_STATS) !== 0)
					write("stderr", `gc: done, ${at(frame + W_COLLECTED)} unreachable, 0 uncollectable, 0.0000s elapsed\n`);
				watcher?.end(at(frame + W_COLLECTED), 0);
				if (recording) onCollected?.();
				tellCallbacks(frame, "stop");
				setState(frame, CALLBACKS_STOP);
				break;
			}
			default:
				throw new EngineBug(`state ${stateOf(frame)} of a collection`);
		}
	}
}

/** The first half of gc_collect_main: counts, merged generations, the unreachable, and what survives grows older. */
function deduce(frame: number): void {
	const generation = at(frame + W_GENERATION);
	if (generation + 1 < GENERATIONS) {
		const older = generationHead(generation + 1);
		H[older + GEN_COUNT] = at(older + GEN_COUNT) + 1;
	}
	for (let g = 0; g <= generation; g++) H[generationHead(g) + GEN_COUNT] = 0;
	const young = generationHead(generation);
	for (let g = 0; g < generation; g++) gcListMerge(generationHead(g), young);
	const old = oldHead(generation);
	work(gcListSize(young) * OBJECT_WORK);
	deduceUnreachable(young, UNREACHABLE_LIST, true);
	untrackTuples(young);
	if (young !== old) {
		if (generation === GENERATIONS - 2) H[R_GC_LONG_LIVED_PENDING] = at(R_GC_LONG_LIVED_PENDING) + gcListSize(young);
		gcListMerge(young, old);
	} else {
		if (!profile().dictsTrackedFromBirth) untrackDicts(young);
		H[R_GC_LONG_LIVED_PENDING] = 0;
		H[R_GC_LONG_LIVED_TOTAL] = gcListSize(young);
	}
	work(gcListSize(UNREACHABLE_LIST) * DEATH_WORK);
	if ((at(R_GC_DEBUG) & DEBUG_COLLECTABLE) !== 0) {
		for (let o = at(UNREACHABLE_LIST + GC_NEXT); o !== UNREACHABLE_LIST; o = at(o + GC_NEXT))
			write("stderr", `gc: collectable <${typeName(at(o + TYPE))} ${addressText(o)}>\n`);
	}
	H[frame + W_WAITING] = handleWeakrefs(UNREACHABLE_LIST);
	H[frame + W_POSITION] = 0;
	setState(frame, WEAKREF_CALLBACKS);
}

export const DEBUG_STATS = 1;
export const DEBUG_COLLECTABLE = 2;
export const DEBUG_UNCOLLECTABLE = 4;
export const DEBUG_SAVEALL = 32;

/** The dict that `gc.callbacks` get. */
function callbackInfo(frame: number): Ref {
	const d = newDict();
	dictSetOwned(d, "generation", newInt(at(frame + W_GENERATION)));
	dictSetOwned(d, "collected", newInt(at(frame + W_COLLECTED)));
	dictSetOwned(d, "uncollectable", newInt(0));
	return d;
}

/** `_Py_RunGC` at a poll: pushes a collection's frame if one is due. */
export function startScheduledCollection(): void {
	H[R_BREAKER] = at(R_BREAKER) & ~BREAK_GC;
	if (at(R_GC_ENABLED) === 0 || at(R_GC_COLLECTING) !== 0) return;
	const generation = selectGeneration();
	if (generation >= 0) collect(generation, "threshold");
}
setCollector(startScheduledCollection);

/** What an instruction let go of dies before the collection that it polls for. */
const POLL = nativeKind("poll of the collector", (frame) => {
	if (stateOf(frame) !== 0) return NOTHING;
	setState(frame, 1);
	startScheduledCollection();
	return at(R_FRAME) === frame ? NOTHING : PUSHED;
});

/** An instruction looks whether a collection is scheduled, at its end. */
export function pollCollector(): void {
	if ((at(R_BREAKER) & BREAK_DEATH) !== 0) pushNative(POLL, 0, 0);
	else startScheduledCollection();
}
