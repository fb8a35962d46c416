/**
 * Deallocation in CPython's order, without recursion: a stack of (object, stage, kept), a child finished, its finalizer
 * included, before the next. Python code (`__del__`, weak reference callbacks) cannot run in the middle of native code:
 * where it must, the stack rests, R_BREAKER tells the loop, and deaths that come meanwhile wait their turn with their
 * last reference still held.
 */
import { numberList, releaseObject } from "./alloc";
import { at, freeNumber, freeObject, freePayload, H, moveWords } from "./arena";
import { beginCallOut, callHeld, rest } from "./deathframe";
import {
	BASE_WEAKREFS,
	BEGIN,
	CALLBACKS,
	FINALIZER_DONE,
	INSTANCE_FIELDS,
	LAYOUT_FIELDS_STAGE,
	STAGE_BITS,
	TRASH_CHAIN,
	pushEntry,
	WEAKREFS,
} from "./deathstack";
import { orderForDrop } from "./dict";
import { recording } from "./events";
import { track, untrack } from "./gclist";
import { releaseGeneratorFrame } from "./generators";
import { freeValues, instanceSlot, ownDictWord, slotsCount, VALUES, valuesCapacity } from "./instance";
import {
	BREAK_DEATH,
	COLLECTED,
	DEATH_ENTRY,
	DEATH_STACK,
	DEFERRED_QUEUE,
	DEFERRED_WORDS,
	DYING,
	F_SP,
	FIELDS,
	FINALIZED,
	FLAGS,
	FO_OWN,
	FRAME_WORDS,
	GC_REFS,
	GEN_COMPLETED,
	GENERATOR_STATE,
	HAS_GC,
	INT_BIG,
	LAYOUT_DICT,
	LAYOUT_EXCEPTION,
	LAYOUT_FIELDS,
	LAYOUT_FRAME,
	LAYOUT_GENERATOR,
	LAYOUT_LIST,
	LAYOUT_METHOD,
	LAYOUT_OBJECT,
	LAYOUT_STR,
	LAYOUT_TRACEBACK,
	LAYOUT_TUPLE,
	LAYOUT_WEAKREF,
	LIST_ITEMS,
	NULL,
	R_BREAKER,
	R_DEATH_BASE,
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
	T_REFS,
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
import { FRAME_FIELDS, FRAME_HEADER_FIELDS, fieldsOf, layoutSlot, releaseLayout } from "./layouts";
import { EngineBug, LimitExceeded } from "./limits";
import { profile } from "./machine";
import { decref, setCount } from "./refcount";
import { isCounted } from "./stackref";
import { removeFromBases } from "./subclasses";
import { NOTHING, S_DEALLOC, S_FINALIZE, type Status, slotOf, type Unary, unarySlots } from "./tables";
import { endGuarded, isGuarded, pushDeath } from "./trashcan";
import { FLOAT, INT, STR, TUPLE } from "./typeids";
import { detachWeakrefs, unlinkWeakref, weakWord } from "./weaklist";

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
	const n = at(R_DEATHS);
	const nested = at(R_DRAINING) !== 0;
	if (holdsOnlyFields(o, type) && (!nested || n - at(R_DEATH_BASE) < MOST_AT_ONCE)) {
		if (isGuarded(o)) H[R_DEATHS_LEFT] = at(R_DEATHS_LEFT) - 1;
		pushEntry(o, LAYOUT_FIELDS_STAGE);
		untrack(o);
		H[o + FLAGS] = at(o + FLAGS) | DYING;
		H[R_DRAINING] = 1;
		dropLayoutFields(o, DEATH_STACK + n, 0);
		if (nested) return;
	} else {
		pushDeath(o);
		if (nested) {
			if (n - at(R_DEATH_BASE) < MOST_AT_ONCE) begin(o, n);
			return;
		}
		H[R_DRAINING] = 1;
		begin(o, n);
	}
	if (at(R_DEATHS) === n && at(R_DEFERRED) === at(R_DEFERRED_BASE)) H[R_DRAINING] = 0;
	else drain(false);
}
/** Words of the death stack within which a death begins where it came about, on JavaScript's own stack, instead of in `drain`. */
const MOST_AT_ONCE = 8 * DEATH_ENTRY;

/**
 * What has nothing but the references of its layout, for the collector to see, while the trashcan has room: its death is at
 * the stage of its fields at once, for there is nothing to do at those before.
 */
function holdsOnlyFields(o: Ref, type: Ref): boolean {
	if (at(R_DEATHS_LEFT) <= profile().trashcan.headroom) return false;
	if (type === TUPLE) return true;
	const weak = at(type + T_WEAK_AT);
	return (
		((ONLY_FIELDS >> at(type + T_LAYOUT)) & 1) !== 0 &&
		(at(type + T_FLAGS) & (TF_HEAP | TF_GC)) === TF_GC &&
		(weak === 0 || at(o + weak) === 0) &&
		at(type + T_SLOTS + S_DEALLOC) === 0 &&
		at(type + T_SLOTS + S_FINALIZE) === 0
	);
}
/** Layouts of which that may be so, a bit each. */
const ONLY_FIELDS =
	(1 << LAYOUT_METHOD) |
	(1 << LAYOUT_LIST) |
	(1 << LAYOUT_FIELDS) |
	(1 << LAYOUT_EXCEPTION) |
	(1 << LAYOUT_TRACEBACK) |
	(1 << LAYOUT_FRAME);

/** A death just pushed begins, unless something is called first, or the trashcan has it. It may be over then. */
function begin(o: Ref, n: number): void {
	if (at(R_DEATHS) === n || slotOf(o, S_FINALIZE) !== 0 || weakrefsGoFirst(o)) return;
	beginToDie(o, DEATH_STACK + n);
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

/**
 * Works the present level of the death stack off. Outside a native frame (`inFrame` false) it rests, with BREAK_DEATH
 * set, as soon as Python code must run, and answers 0; inside, it begins that call and answers PUSHED. NOTHING: done.
 */
export function drain(inFrame: boolean): Status {
	H[R_DRAINING] = 1;
	for (;;) {
		const n = at(R_DEATHS);
		if (n === at(R_DEATH_BASE)) {
			const base = at(R_DEFERRED_BASE);
			const waiting = at(R_DEFERRED);
			if (waiting > base) {
				const o = at(DEFERRED_QUEUE + base);
				moveWords(DEFERRED_QUEUE + base, DEFERRED_QUEUE + base + 1, DEFERRED_QUEUE + waiting);
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
				if (finalize !== 0 && (at(o + FLAGS) & FINALIZED) === 0 && !isSpent(o)) {
					if (!inFrame) return rest();
					setCount(o, 1);
					if (tracksForFinalizer(o)) {
						untrack(o);
						track(o);
					}
					H[entry + 1] = FINALIZER_DONE;
					beginCallOut();
					return (unarySlots[finalize] as Unary)(o);
				}
				beginToDie(o, entry);
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
				beginToDie(o, entry);
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
				beginCallOut();
				return callHeld(callback, weakref);
			}
			case INSTANCE_FIELDS:
				dropInstanceFields(o, entry, position);
				break;
			case BASE_WEAKREFS:
				endInstance(o, entry, position !== 0);
				break;
			case LAYOUT_FIELDS_STAGE:
				dropLayoutFields(o, entry, position);
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

// A death goes from stage to stage at once until it has to wait, for another one, which is above it on the stack then, or
// for callbacks. At each reference that it lets go its entry says which that is.

/** The object leaves the collector's lists, and weak references to it are dead (`PyObject_ClearWeakRefs`). */
function beginToDie(o: Ref, entry: number): void {
	if ((at(o + FLAGS) & HAS_GC) !== 0) untrack(o);
	H[entry + 1] = WEAKREFS;
	H[o + FLAGS] = at(o + FLAGS) | DYING;
	const type = at(o + TYPE);
	if ((at(type + T_FLAGS) & TF_TYPE) !== 0) removeFromBases(o);
	const callbacks = at(type + T_WEAK_AT) === 0 || baseKeepsWeakrefs(o) ? NULL : detachWeakrefs(o);
	H[entry + 2] = callbacks;
	H[entry + 1] = callbacks === NULL ? INSTANCE_FIELDS : CALLBACKS;
	const layout = at(type + T_LAYOUT);
	if (layout === LAYOUT_GENERATOR) releaseGeneratorFrame(o);
	else if (layout === LAYOUT_DICT) orderForDrop(o);
	if (callbacks === NULL && entry === topEntry()) dropInstanceFields(o, entry, 0);
}

/** Lets go of a reference that is not the last one, where no log asks who did, and no death waits. False: `decref` has to. */
function outlives(o: Ref): boolean {
	const h = H;
	const count = h[o] as number;
	if (count < 0) return true;
	if (recording || count === 1 || h[R_BREAKER] !== 0) return false;
	h[o] = count - 1;
	return true;
}

/** Where the death stands that is worked on. */
function topEntry(): number {
	return DEATH_STACK + at(R_DEATHS) - DEATH_ENTRY;
}

/** What the class adds to its native base, from a position on (`subtype_dealloc`). */
function dropInstanceFields(o: Ref, entry: number, from: number): void {
	const type = at(o + TYPE);
	if ((at(type + T_FLAGS) & TF_HEAP) !== 0) {
		const offset = at(type + T_VALUES_AT);
		const block = offset === 0 ? 0 : at(o + offset);
		const slots = slotsCount(type);
		const end = slots + (block === 0 ? 0 : valuesCapacity(block));
		// The slots, the values, the dict.
		for (let position = from; position <= end; ) {
			const slot =
				position === end
					? ownDictWord(o)
					: position < slots
						? instanceSlot(o, position)
						: block + VALUES + position - slots;
			position++;
			const child = slot < 0 ? NULL : at(slot);
			if (child === NULL) continue;
			if (outlives(child)) {
				H[slot] = 0;
				continue;
			}
			H[entry + 1] = INSTANCE_FIELDS | (position << STAGE_BITS);
			H[slot] = 0;
			decref(child);
			if (entry !== topEntry()) return;
		}
		if (block !== 0) {
			freeValues(block);
			H[o + offset] = 0;
		}
	}
	H[entry + 1] = BASE_WEAKREFS;
	endInstance(o, entry, false);
}

/** The native base's dealloc begins; `cleared`: it has called the callbacks of the weak references that it keeps itself. */
function endInstance(o: Ref, entry: number, cleared: boolean): void {
	const type = at(o + TYPE);
	const callbacks = !cleared && baseKeepsWeakrefs(o) ? detachWeakrefs(o) : NULL;
	if (callbacks !== NULL) {
		H[entry + 2] = callbacks;
		H[entry + 1] = CALLBACKS;
		return;
	}
	if (at(type + T_LAYOUT) === LAYOUT_WEAKREF) unlinkWeakref(o);
	H[entry + 1] = LAYOUT_FIELDS_STAGE;
	const dealloc = at(type + T_SLOTS + S_DEALLOC);
	if (dealloc !== 0) (unarySlots[dealloc] as Unary)(o);
	if (entry === topEntry()) dropLayoutFields(o, entry, 0);
}

/** The references of a layout, from a position on. False: one of them dies in stages of its own. */
function dropSlots(o: Ref, layout: number, entry: number, from: number): boolean {
	if (layout === LAYOUT_OBJECT) return true;
	const fields = fieldsOf(layout);
	if (fields !== null) return dropFields(o, fields, entry, from, 0);
	if (layout === LAYOUT_FIELDS) return dropRow(o + FIELDS, 1, at(at(o + TYPE) + T_REFS), entry, from);
	if (layout === LAYOUT_FRAME) return dropFrame(o, entry, from);
	for (let position = from; ; ) {
		const slot = layoutSlot(o, layout, position);
		position++;
		if (slot === -1) return true;
		const child = at(slot);
		// A set's table marks removed entries with a negative word; a generator's stack may hold borrowed ones.
		if (!isCounted(child)) continue;
		H[entry + 1] = LAYOUT_FIELDS_STAGE | (position << STAGE_BITS);
		decref(child);
		if (entry !== topEntry()) return false;
	}
}

/** The same of a frame object: the locals and the stack that it has as its own, that frame's header, its own fields. */
function dropFrame(o: Ref, entry: number, from: number): boolean {
	const block = at(o + FO_OWN);
	if (block === 0) return dropFields(o, FRAME_FIELDS, entry, from, 0);
	const n = at(block + F_SP) - FRAME_WORDS;
	const down = profile().localsClearedDownwards;
	return (
		dropRow(block + FRAME_WORDS + (down ? n - 1 : 0), down ? -1 : 1, n, entry, from) &&
		dropFields(block, FRAME_HEADER_FIELDS, entry, from, n) &&
		dropFields(o, FRAME_FIELDS, entry, from, n + FRAME_HEADER_FIELDS.length)
	);
}

/** The same where the places of the references are always these, after `before` others. */
function dropFields(o: Ref, fields: readonly number[], entry: number, from: number, before: number): boolean {
	const n = before + fields.length;
	for (let position = Math.max(from, before); position < n; ) {
		const child = at(o + (fields[position++ - before] as number));
		if (!isCounted(child) || outlives(child)) continue;
		H[entry + 1] = LAYOUT_FIELDS_STAGE | (position << STAGE_BITS);
		decref(child);
		if (entry !== topEntry()) return false;
	}
	return true;
}

/** The same of `n` words in a row, which go by `step`: a tuple's or a list's last item goes first. */
function dropRow(first: number, step: number, n: number, entry: number, from: number): boolean {
	for (let position = from; position < n; ) {
		const child = at(first + step * position++);
		if (child === NULL || outlives(child)) continue;
		H[entry + 1] = LAYOUT_FIELDS_STAGE | (position << STAGE_BITS);
		decref(child);
		if (entry !== topEntry()) return false;
	}
	return true;
}

/** The references of the object's layout, from a position on, then its block, and its class loses one. */
function dropLayoutFields(o: Ref, entry: number, from: number): void {
	const type = at(o + TYPE);
	const layout = at(type + T_LAYOUT);
	const items = layout === LAYOUT_TUPLE ? o + TUPLE_ITEMS : layout === LAYOUT_LIST ? at(o + LIST_ITEMS) : 0;
	if (
		items === 0 ? !dropSlots(o, layout, entry, from) : !dropRow(items + at(o + SIZE) - 1, -1, at(o + SIZE), entry, from)
	)
		return;
	const guarded = isGuarded(o);
	noteDeath(o);
	releaseLayout(o, layout);
	releaseObject(o);
	H[R_DEATHS] = entry - DEATH_STACK;
	if (guarded) endGuarded();
	decref(type);
}

/** A generator or coroutine that has come to its end: `_PyGen_Finalize` finds nothing to do. */
function isSpent(o: Ref): boolean {
	return at(at(o + TYPE) + T_LAYOUT) === LAYOUT_GENERATOR && at(o + GENERATOR_STATE) === GEN_COMPLETED;
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

/** Just before an object's block goes: its type's figures, and whoever watches. */
function noteDeath(o: Ref): void {
	const word = at(o + TYPE) + ((at(o + FLAGS) & COLLECTED) !== 0 ? T_FREED_BY_COLLECTOR : T_FREED_BY_COUNT);
	H[word] = at(word) + 1;
	if ((at(at(o + TYPE) + T_FLAGS) & TF_TYPE) !== 0 && classWatcher !== null) classWatcher(o);
	if (deathWatcher !== null) deathWatcher(o);
}

/** Told of each class just before its block goes. */
let classWatcher: ((cls: Ref) => void) | null = null;
export function watchClassDeaths(watcher: ((cls: Ref) => void) | null): void {
	classWatcher = watcher;
}

/** Told of each object just before its block goes; for facts and recordings. */
let deathWatcher: ((o: Ref) => void) | null = null;
export function watchDeaths(watcher: ((o: Ref) => void) | null): void {
	deathWatcher = watcher;
}
