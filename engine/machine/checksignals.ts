/**
 * `PyErr_CheckSignals`, for the collector's part: native code that may take long asks it, and a collection that is
 * scheduled runs there and then. Asking for the text of an object does (`PyObject_Str`, `PyObject_Repr`), so that a
 * program that prints may be collected in the midst of it.
 */
import { at, H } from "./arena";
import { BREAK_GC, NULL, PUSHED, R_BREAKER, R_FRAME, type Ref } from "./layout";
import { N0, popNative, pushNative, setState, stateOf } from "./natives";
import { nativeKind, type Status, type Unary, unarySlots } from "./tables";

/** Words: the value, owned. */
const VALUE = nativeKind("value after a collection", (frame) => {
	const value = at(frame + N0);
	H[frame + N0] = NULL;
	return value;
});

/** A value (taken over) that native code answers with, once the collection that is scheduled has run. */
export function valueAfterCollection(value: Ref): Status {
	if (!collectionScheduled()) return value;
	const frame = pushNative(VALUE, 1, 1);
	H[frame + N0] = value;
	startCollection?.();
	if (at(R_FRAME) !== frame) return PUSHED;
	H[frame + N0] = NULL;
	popNative(frame);
	return value;
}

/**
 * Runs the collection that is scheduled, above the native frame on top. True: Python code runs first, and the frame's
 * step comes again.
 */
export function collectionEntered(frame: number): boolean {
	if (collectionScheduled()) startCollection?.();
	return at(R_FRAME) !== frame;
}

/** The object whose text is asked for (its caller has it), and the slot that gives it. */
const W_OBJECT = N0;
const W_SLOT = N0 + 1;
const COLLECTING = 0;
const ASKED = 1;

const TEXT = nativeKind("text after a collection", (frame, value) => {
	if (stateOf(frame) === ASKED) return value;
	setState(frame, ASKED);
	return (unarySlots[at(frame + W_SLOT)] as Unary)(at(frame + W_OBJECT));
});

let startCollection: (() => void) | null = null;
/** Says how the scheduled collection is begun; gc.ts knows. */
export function setCollector(start: () => void): void {
	startCollection = start;
}

/** Whether a collection is scheduled. It may turn out that none is due. */
export function collectionScheduled(): boolean {
	return (at(R_BREAKER) & BREAK_GC) !== 0;
}

/** What a slot gives for an object, once the collection that is scheduled has run. */
export function askAfterCollection(o: Ref, slot: number): Status {
	const frame = pushNative(TEXT, 2, 0);
	H[frame + W_OBJECT] = o;
	H[frame + W_SLOT] = slot;
	setState(frame, COLLECTING);
	startCollection?.();
	if (at(R_FRAME) !== frame) return PUSHED;
	popNative(frame);
	return (unarySlots[slot] as Unary)(o);
}
