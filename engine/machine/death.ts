/**
 * Deallocation in CPython's order, without recursion: a stack of (object, stage, kept), a child finished, its finalizer
 * included, before the next. Python code (`__del__`, weak reference callbacks) cannot run in the middle of native code:
 * where it must, the stack rests, R_BREAKER tells the loop, and deaths that come meanwhile wait their turn with their
 * last reference still held.
 */
import { numberList, releaseObject } from "./alloc";
import { at, freeNumber, freeObject, freePayload, H } from "./arena";
import { vectorcall } from "./call";
import { orderForDrop } from "./dict";
import { fetch, restore } from "./errors";
import { recording } from "./events";
import { track, untrack } from "./gclist";
import { releaseGeneratorFrame } from "./generators";
import { freeValues, instanceSlot } from "./instance";
import {
	BREAK_DEATH,
	COLLECTED,
	DEATH_ENTRY,
	DEATH_STACK,
	DEATH_WORDS,
	DEFERRED_QUEUE,
	DEFERRED_WORDS,
	DYING,
	F_KIND,
	FINALIZED,
	FLAGS,
	GC_REFS,
	HAS_GC,
	INT_BIG,
	LAYOUT_DICT,
	LAYOUT_EXCEPTION,
	LAYOUT_FRAME,
	LAYOUT_GENERATOR,
	LAYOUT_LIST,
	LAYOUT_LRU,
	LAYOUT_SET,
	LAYOUT_STR,
	LAYOUT_TRACEBACK,
	LAYOUT_TUPLE,
	LAYOUT_WEAKREF,
	LRU_LINKS,
	NULL,
	PUSHED,
	R_BREAKER,
	R_DEATH_BASE,
	R_DEATH_LINE,
	R_DEATHS,
	R_DEATHS_LEFT,
	R_DEFERRED,
	R_DEFERRED_BASE,
	R_DRAINING,
	R_TRASH,
	type Ref,
	SIZE,
	T_FLAGS,
	T_FREED_BY_COLLECTOR,
	T_FREED_BY_COUNT,
	T_LAYOUT,
	T_SLOTS,
	T_SOLID,
	T_VALUES_AT,
	T_WEAK_AT,
	TF_GC,
	TF_HEAP,
	TF_TYPE,
	TUPLE_ITEMS,
	TYPE,
} from "./layout";
import { layoutSlot, releaseLayout } from "./layouts";
import { EngineBug, LimitExceeded } from "./limits";
import { profile } from "./machine";
import { N0, pushNative } from "./natives";
import { decref, setCount } from "./refcount";
import { scriptLine } from "./scriptline";
import { isCounted } from "./stackref";
import { NOTHING, nativeKind, S_DEALLOC, S_FINALIZE, type Status, slotOf, type Unary, unarySlots } from "./tables";
import { traverse } from "./traversal";
import { FLOAT, INT, STR } from "./typeids";
import { removeFromBases } from "./types";
import { finalizerUnraisable, unraisable } from "./unraisable";
import { detachWeakrefs, unlinkWeakref, weakWord } from "./weaklist";

/** Stages of a death; the position within one is in the higher bits. */
const BEGIN = 0;
/** The finalizer has returned. */
const FINALIZER_DONE = 1;
const WEAKREFS = 2;
/** Calling the callbacks kept in a tuple (weakref, weakref, ...). */
const CALLBACKS = 3;
const INSTANCE_FIELDS = 4;
const LAYOUT_FIELDS_STAGE = 5;
/** The object's block is gone; its class is kept and loses one reference. */
const RELEASE = 6;
/** A native base that keeps the list itself clears it (set_dealloc), after the class has dropped what it adds. */
const BASE_WEAKREFS = 7;
/** `_PyTrash_thread_destroy_chain`: no object, but those that the trashcan keeps, one after the other. */
const TRASH_CHAIN = 8;
const STAGE_BITS = 4;

/** How deep deallocations may nest; nearer than `headroom` to that, objects are put off into the trashcan. */
export interface TrashcanDepth {
	readonly levels: number;
	readonly headroom: number;
	/** 3.13's trashcan is in some deallocs alone; 3.14 has it in `_Py_Dealloc`, for all that the collector knows. */
	readonly everywhere: boolean;
}

export function bootTrashcan(): void {
	H[R_DEATHS_LEFT] = profile().trashcan.levels;
}

/** Whether the dealloc of an object is one that the trashcan guards. */
export function isGuarded(o: Ref): boolean {
	if ((at(o + FLAGS) & HAS_GC) === 0) return false;
	const type = at(o + TYPE);
	return profile().trashcan.everywhere || (at(type + T_FLAGS) & TF_HEAP) !== 0 || GUARDED.includes(at(type + T_LAYOUT));
}
const GUARDED: readonly number[] = [
	LAYOUT_LIST,
	LAYOUT_LRU,
	LAYOUT_TUPLE,
	LAYOUT_DICT,
	LAYOUT_SET,
	LAYOUT_EXCEPTION,
	LAYOUT_TRACEBACK,
	LAYOUT_FRAME,
];

/** `Py_TRASHCAN_END`: one level less; where there is room again, what was put off dies now. */
function endGuarded(): void {
	const left = at(R_DEATHS_LEFT) + 1;
	H[R_DEATHS_LEFT] = left;
	if (at(R_TRASH) === 0 || left <= 2 * profile().trashcan.headroom) return;
	H[R_DEATHS_LEFT] = left - 1;
	pushEntry(0, TRASH_CHAIN);
}

/** An object's count has come to 0. */
export function die(o: Ref): void {
	const type = at(o + TYPE);
	if (type === INT || type === FLOAT) {
		// `_PyFloat_ExactDealloc`, `_PyLong_ExactDealloc`: nothing of theirs is watched or let go.
		H[type + T_FREED_BY_COUNT] = at(type + T_FREED_BY_COUNT) + 1;
		if (type === INT && at(o + INT_BIG) !== 0) {
			freePayload(at(o + INT_BIG));
			releaseObject(o);
		} else freeNumber(o, type, numberList(o, type));
		return;
	}
	if (type === STR) {
		// `unicode_dealloc`
		noteDeath(o);
		releaseLayout(o, LAYOUT_STR);
		freeObject(o);
		return;
	}
	if (
		(at(type + T_FLAGS) & (TF_HEAP | TF_GC)) === 0 &&
		at(type + T_SLOTS + S_FINALIZE) === 0 &&
		at(type + T_WEAK_AT) === 0 &&
		layoutSlot(o, at(type + T_LAYOUT), 0) === -1
	) {
		noteDeath(o);
		releaseLayout(o, at(type + T_LAYOUT));
		releaseObject(o);
		return;
	}
	if ((at(R_BREAKER) & BREAK_DEATH) !== 0 && at(R_DRAINING) === 0) {
		setCount(o, 1);
		const n = at(R_DEFERRED);
		if (n >= DEFERRED_WORDS) throw new LimitExceeded("bytes", "too many objects wait for a finalizer to end");
		H[DEFERRED_QUEUE + n] = o;
		H[R_DEFERRED] = n + 1;
		return;
	}
	pushDeath(o);
	if (at(R_DRAINING) === 0) drain(false);
}

/**
 * A reference that is let go while a death waits until Python code may run is let go after it. False: it need not wait,
 * for the deaths are being worked off, or too many wait already.
 */
export function waitsItsTurn(o: Ref): boolean {
	const n = at(R_DEFERRED);
	if (at(R_DRAINING) !== 0 || n >= DEFERRED_WORDS / 2) return false;
	H[DEFERRED_QUEUE + n] = o;
	H[R_DEFERRED] = n + 1;
	return true;
}

function pushDeath(o: Ref): void {
	if (isGuarded(o)) {
		if (at(R_DEATHS_LEFT) <= profile().trashcan.headroom) {
			// _PyTrash_thread_deposit_object
			untrack(o);
			H[o + GC_REFS] = at(R_TRASH);
			H[R_TRASH] = o;
			return;
		}
		H[R_DEATHS_LEFT] = at(R_DEATHS_LEFT) - 1;
	}
	pushEntry(o, BEGIN);
}

/**
 * `subtype_dealloc` and `gen_dealloc` take an object out of its generation and track it anew before its finalizer runs:
 * one that comes to life again is among the youngest, also if it was frozen.
 */
function tracksForFinalizer(o: Ref): boolean {
	const type = at(o + TYPE);
	return (
		(at(o + FLAGS) & HAS_GC) !== 0 && ((at(type + T_FLAGS) & TF_HEAP) !== 0 || at(type + T_LAYOUT) === LAYOUT_GENERATOR)
	);
}

function pushEntry(o: Ref, stage: number): void {
	const n = at(R_DEATHS);
	if (n + DEATH_ENTRY > DEATH_WORDS) throw new LimitExceeded("bytes", "deallocation nests too deeply");
	H[DEATH_STACK + n] = o;
	H[DEATH_STACK + n + 1] = stage;
	H[DEATH_STACK + n + 2] = 0;
	H[R_DEATHS] = n + DEATH_ENTRY;
}

/**
 * Works the present level of the death stack off. Outside a native frame (`inFrame` false) it rests, with BREAK_DEATH
 * set, as soon as Python code must run, and answers 0; inside, it begins that call and answers PUSHED. NOTHING: done.
 */
function drain(inFrame: boolean): Status {
	H[R_DRAINING] = 1;
	for (;;) {
		const n = at(R_DEATHS);
		if (n === at(R_DEATH_BASE)) {
			const base = at(R_DEFERRED_BASE);
			const waiting = at(R_DEFERRED);
			if (waiting > base) {
				const o = at(DEFERRED_QUEUE + base);
				H.copyWithin(DEFERRED_QUEUE + base, DEFERRED_QUEUE + base + 1, DEFERRED_QUEUE + waiting);
				H[R_DEFERRED] = waiting - 1;
				decref(o);
				continue;
			}
			H[R_DRAINING] = 0;
			return NOTHING;
		}
		const entry = DEATH_STACK + n - DEATH_ENTRY;
		const o = at(entry);
		const stage = at(entry + 1);
		const position = stage >> STAGE_BITS;
		switch (stage & ((1 << STAGE_BITS) - 1)) {
			case BEGIN: {
				const finalize = slotOf(o, S_FINALIZE);
				if (weakrefsGoFirst(o)) {
					untrack(o);
					const callbacks = detachWeakrefs(o);
					if (callbacks !== NULL) {
						H[entry + 2] = callbacks;
						H[entry + 1] = CALLBACKS;
						break;
					}
				}
				if (finalize !== 0 && (at(o + FLAGS) & FINALIZED) === 0) {
					if (!inFrame) return rest();
					setCount(o, 1);
					if (tracksForFinalizer(o)) {
						untrack(o);
						track(o);
					}
					H[entry + 1] = FINALIZER_DONE;
					return callOut(() => (unarySlots[finalize] as Unary)(o));
				}
				if ((at(o + FLAGS) & HAS_GC) !== 0) untrack(o);
				H[entry + 1] = WEAKREFS;
				break;
			}
			case FINALIZER_DONE: {
				// PyObject_CallFinalizer marks it after the call, and only what the collector knows: the rest may be finalized again.
				if ((at(o + FLAGS) & HAS_GC) !== 0) H[o + FLAGS] = at(o + FLAGS) | FINALIZED;
				const count = at(o) - 1;
				setCount(o, count);
				if (count > 0) {
					H[R_DEATHS] = n - DEATH_ENTRY;
					if (isGuarded(o)) endGuarded();
					break;
				}
				if ((at(o + FLAGS) & HAS_GC) !== 0) untrack(o);
				H[entry + 1] = WEAKREFS;
				break;
			}
			case WEAKREFS: {
				H[o + FLAGS] = at(o + FLAGS) | DYING;
				if ((at(at(o + TYPE) + T_FLAGS) & TF_TYPE) !== 0) removeFromBases(o);
				const callbacks = baseKeepsWeakrefs(o) ? NULL : detachWeakrefs(o);
				if (callbacks !== NULL) {
					H[entry + 2] = callbacks;
					H[entry + 1] = CALLBACKS;
				} else H[entry + 1] = INSTANCE_FIELDS;
				if (at(at(o + TYPE) + T_LAYOUT) === LAYOUT_GENERATOR) releaseGeneratorFrame(o);
				else if (at(at(o + TYPE) + T_LAYOUT) === LAYOUT_DICT) orderForDrop(o);
				break;
			}
			case CALLBACKS: {
				const callbacks = at(entry + 2);
				if (position >= at(callbacks + SIZE)) {
					H[entry + 1] =
						(at(o + FLAGS) & DYING) === 0
							? BEGIN
							: baseKeepsWeakrefs(o)
								? BASE_WEAKREFS | (1 << STAGE_BITS)
								: INSTANCE_FIELDS;
					H[entry + 2] = 0;
					decref(callbacks);
					break;
				}
				if (!inFrame) return rest();
				H[entry + 1] = CALLBACKS | ((position + 2) << STAGE_BITS);
				const weakref = at(callbacks + TUPLE_ITEMS + position);
				const callback = at(callbacks + TUPLE_ITEMS + position + 1);
				if (callback === NULL) break;
				return callOut(() => callHeld(callback, weakref));
			}
			case INSTANCE_FIELDS: {
				const type = at(o + TYPE);
				const slot = (at(type + T_FLAGS) & TF_HEAP) !== 0 ? instanceSlot(o, position) : -1;
				if (slot === -1) {
					const offset = at(type + T_VALUES_AT);
					if (offset !== 0 && at(o + offset) !== 0) {
						freeValues(at(o + offset));
						H[o + offset] = 0;
					}
					H[entry + 1] = BASE_WEAKREFS;
					break;
				}
				H[entry + 1] = INSTANCE_FIELDS | ((position + 1) << STAGE_BITS);
				const child = at(slot);
				if (child !== NULL) {
					H[slot] = 0;
					decref(child);
				}
				break;
			}
			case BASE_WEAKREFS: {
				const type = at(o + TYPE);
				const callbacks = position === 0 && baseKeepsWeakrefs(o) ? detachWeakrefs(o) : NULL;
				if (callbacks !== NULL) {
					H[entry + 2] = callbacks;
					H[entry + 1] = CALLBACKS;
					break;
				}
				if (at(type + T_LAYOUT) === LAYOUT_WEAKREF) unlinkWeakref(o);
				H[entry + 1] = LAYOUT_FIELDS_STAGE;
				const dealloc = at(type + T_SLOTS + S_DEALLOC);
				if (dealloc !== 0) (unarySlots[dealloc] as Unary)(o);
				break;
			}
			case LAYOUT_FIELDS_STAGE: {
				const layout = at(at(o + TYPE) + T_LAYOUT);
				const slot = layoutSlot(o, layout, position);
				if (slot === -1) {
					const type = at(o + TYPE);
					const guarded = isGuarded(o);
					noteDeath(o);
					releaseLayout(o, layout);
					releaseObject(o);
					H[entry] = type;
					H[entry + 1] = guarded ? RELEASE | (1 << STAGE_BITS) : RELEASE;
					break;
				}
				H[entry + 1] = LAYOUT_FIELDS_STAGE | ((position + 1) << STAGE_BITS);
				const child = at(slot);
				// A set's table marks removed entries with a negative word; a generator's stack may hold borrowed ones.
				if (isCounted(child)) decref(child);
				break;
			}
			case RELEASE:
				H[R_DEATHS] = n - DEATH_ENTRY;
				if (position !== 0) endGuarded();
				decref(o);
				break;
			case TRASH_CHAIN: {
				const trash = at(R_TRASH);
				if (trash === 0) {
					H[R_DEATHS] = n - DEATH_ENTRY;
					H[R_DEATHS_LEFT] = at(R_DEATHS_LEFT) + 1;
					break;
				}
				H[R_TRASH] = at(trash + GC_REFS);
				H[trash + GC_REFS] = 0;
				pushDeath(trash);
				break;
			}
			default:
				throw new EngineBug(`death stage ${stage}`);
		}
	}
}

/** `gen_dealloc` clears weak references before it closes the generator; others' finalizers run while theirs still live. */
function weakrefsGoFirst(o: Ref): boolean {
	return at(at(o + TYPE) + T_LAYOUT) === LAYOUT_GENERATOR && at(weakWord(o)) !== 0 && (at(o + FLAGS) & FINALIZED) === 0;
}

/** The list of weak references is not the class's own but that of its native base, whose dealloc clears it. */
function baseKeepsWeakrefs(o: Ref): boolean {
	const type = at(o + TYPE);
	return at(type + T_WEAK_AT) !== 0 && at(type + T_WEAK_AT) === at(at(type + T_SOLID) + T_WEAK_AT);
}

/** Objects that are being deallocated: no list of the collector's has them any more, and their blocks are still there. */
export function dyingObjects(visit: (o: Ref) => void): void {
	for (let n = 0; n < at(R_DEATHS); n += DEATH_ENTRY) {
		const entry = DEATH_STACK + n;
		const stage = at(entry + 1) & ((1 << STAGE_BITS) - 1);
		if (stage === RELEASE || stage === TRASH_CHAIN) continue;
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

/** Of an entry of the death stack; null where its object's block is gone. */
function holderAt(n: number): Holder | null {
	const owner = at(DEATH_STACK + n);
	const stage = at(DEATH_STACK + n + 1) & ((1 << STAGE_BITS) - 1);
	const position = (at(DEATH_STACK + n + 1) >> STAGE_BITS) - 1;
	switch (stage) {
		case RELEASE:
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

/** The references that deaths under way hold: an object whose finalizer runs, callbacks still to be called. */
export function deathReferences(visit: (o: Ref) => void): void {
	for (let n = 0; n < at(R_DEATHS); n += DEATH_ENTRY) {
		const entry = DEATH_STACK + n;
		const o = at(entry);
		const stage = at(entry + 1) & ((1 << STAGE_BITS) - 1);
		visit(at(entry + 2));
		if (stage === FINALIZER_DONE) visit(o);
		if (stage === RELEASE) visit(o);
		if (stage < WEAKREFS || stage === RELEASE || stage === TRASH_CHAIN) continue;
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

/** Leaves the stack as it is until the loop can run Python code. */
function rest(): Status {
	H[R_DRAINING] = 0;
	if (recording) H[R_DEATH_LINE] = scriptLine();
	H[R_BREAKER] = at(R_BREAKER) | BREAK_DEATH;
	return 0;
}

/** Begins a call with a fresh level of the death stack above those that wait. */
function callOut(begin: () => Status): Status {
	H[R_DRAINING] = 0;
	H[R_DEATH_BASE] = at(R_DEATHS);
	H[R_DEFERRED_BASE] = at(R_DEFERRED);
	return begin();
}

/** Calls a weak reference's callback with it (`handle_callback`): the tuple of those that wait holds both. */
function callHeld(callback: Ref, weakref: Ref): Status {
	const frame = pushNative(CALLBACK_FRAME, 2, 0);
	H[frame + N0] = callback;
	H[frame + N0 + 1] = weakref;
	return PUSHED;
}
const CALLBACK_FRAME = nativeKind(
	"weakref callback",
	(frame, value) => {
		if (value !== NULL) {
			decref(value);
			return NOTHING;
		}
		const status = vectorcall(at(frame + N0), frame + N0 + 1, 1, NULL);
		return status === NULL ? unraisable(at(frame + N0), "weakref callback") : status;
	},
	(frame) => unraisable(at(frame + N0), "weakref callback"),
);

/**
 * The native frame in which pending deaths run. Words: the exception that was being raised and the value that was on its
 * way down (owned), then the death base and queue base of its level, and for recordings the line that let go of what dies.
 */
const DEATH_FRAME = nativeKind(
	"deallocation",
	(frame, value) => {
		if (value !== NULL) decref(value);
		return resumeDeaths(frame);
	},
	(frame) => {
		H[R_DEATH_BASE] = at(frame + N0 + 2);
		H[R_DEFERRED_BASE] = at(frame + N0 + 3);
		return finalizerFailed() === PUSHED ? PUSHED : resumeDeaths(frame);
	},
);

function resumeDeaths(frame: number): Status {
	for (;;) {
		H[R_DEATH_BASE] = at(frame + N0 + 2);
		H[R_DEFERRED_BASE] = at(frame + N0 + 3);
		const status = drain(true);
		if (status === PUSHED) return PUSHED;
		if (status === NOTHING) {
			const error = at(frame + N0);
			if (error !== NULL) {
				H[frame + N0] = 0;
				restore(error);
				return NULL;
			}
			const value = at(frame + N0 + 1);
			if (value === NULL) return NOTHING;
			H[frame + N0 + 1] = 0;
			return value;
		}
		if (status === NULL) {
			if (finalizerFailed() === PUSHED) return PUSHED;
		} else decref(status);
	}
}

/** An exception came out of a finalizer: it is reported and forgotten (`PyErr_FormatUnraisable`). */
function finalizerFailed(): Status {
	const o = at(DEATH_STACK + at(R_DEATHS) - DEATH_ENTRY);
	return callOut(() => finalizerUnraisable(o));
}

/**
 * Called by the loop when R_BREAKER says that deaths wait: from now on they run as a frame of their own, which keeps the
 * exception being raised, or a value on its way down (owned; 0: none), and gives it on at its end.
 */
export function pushDeathFrame(value: Ref): void {
	H[R_BREAKER] = at(R_BREAKER) & ~BREAK_DEATH;
	const frame = pushNative(DEATH_FRAME, 5, 2);
	H[frame + N0] = fetch();
	H[frame + N0 + 1] = value;
	H[frame + N0 + 2] = at(R_DEATH_BASE);
	H[frame + N0 + 3] = at(R_DEFERRED_BASE);
	H[frame + N0 + 4] = at(R_DEATH_LINE);
}

/** Of a native frame: the line that let go of what dies in it, or 0 where it is no such frame. */
export function deathLine(frame: number): number {
	return at(frame + F_KIND) === DEATH_FRAME ? at(frame + N0 + 4) : 0;
}

/** Who lets go of something at this moment because it dies, or null. */
export function lettingGo(): Holder | null {
	return at(R_DRAINING) === 0 || at(R_DEATHS) === at(R_DEATH_BASE) ? null : holderAt(at(R_DEATHS) - DEATH_ENTRY);
}

/** Just before an object's block goes: its type's figures, and whoever watches. */
function noteDeath(o: Ref): void {
	const word = at(o + TYPE) + ((at(o + FLAGS) & COLLECTED) !== 0 ? T_FREED_BY_COLLECTOR : T_FREED_BY_COUNT);
	H[word] = at(word) + 1;
	for (let i = 0; i < deathWatchers.length; i++) (deathWatchers[i] as (o: Ref) => void)(o);
}

/** Told of each object just before its block goes; for facts and recordings. */
let deathWatchers: readonly ((o: Ref) => void)[] = [];
export function watchDeaths(...watchers: readonly ((o: Ref) => void)[]): void {
	deathWatchers = watchers;
}
