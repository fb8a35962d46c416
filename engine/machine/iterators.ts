/**
 * Iteration (PyObject_GetIter and PyIter_Next of Objects/abstract.c), and the iterators of Objects/iterobject.c: over
 * `__getitem__`, and over what a callable answers. `S_NEXT` answers a value, EXHAUSTED at the end, NULL with an exception,
 * or PUSHED: then the value comes later, or the frame that waits is entered through its onError with StopIteration set.
 */
import { at, H } from "./arena";
import { callWith, come } from "./call";
import { equals } from "./comparison";
import { declareMethod, declareType } from "./declarations";
import { clearError, errorIs, newException, raise, raiseOwned } from "./errors";
import { newInt } from "./int";
import { builtinNamed, farIndex, reduced, reducedIter } from "./iteratorstate";
import { FIELDS, LAYOUT_FIELDS, NULL, PUSHED, type Ref, TF_GC, TF_NO_NEW, TYPE } from "./layout";
import { beginFrame, N0, popNative, pushNative, setState, stateOf } from "./natives";
import { SLOT_ITER } from "./pythonslots";
import { clearref, decref, incref } from "./refcount";
import {
	type Binary,
	binarySlots,
	isSequence,
	nativeKind,
	S_GETITEM,
	S_ITER,
	S_NEXT,
	type Status,
	slotOf,
	type Unary,
	unary,
	unarySlots,
} from "./tables";
import {
	CALL_ITERATOR,
	EMPTY_TUPLE,
	FALSE,
	INDEX_ERROR,
	OBJECT,
	SEQUENCE_ITERATOR,
	STOP_ITERATION,
	TYPE_ERROR,
} from "./typeids";
import { newFields, typeName } from "./types";

/** What `S_NEXT` answers at the end: no exception is set. */
export const EXHAUSTED = -4;

/** Says "exhausted" from inside a frame, where only an exception can: StopIteration without a value. */
export function stopIteration(): typeof NULL {
	return raiseOwned(newException(STOP_ITERATION, EMPTY_TUPLE));
}

const ITER_RESULT = nativeKind("__iter__", (_frame, value) => {
	if (slotOf(value, S_NEXT) !== 0) return value;
	raise(TYPE_ERROR, `iter() returned non-iterator of type '${typeName(at(value + TYPE))}'`);
	decref(value);
	return NULL;
});

/** `iter(o)` (PyObject_GetIter) */
export function getIter(o: Ref): Status {
	const slot = slotOf(o, S_ITER);
	if (slot === 0) {
		if (isSequence(o)) return newSequenceIterator(o);
		const name = typeName(at(o + TYPE));
		return raise(TYPE_ERROR, `'${name}' object is not iterable`);
	}
	if (slot !== SLOT_ITER) return (unarySlots[slot] as Unary)(o);
	const frame = pushNative(ITER_RESULT, 0, 0);
	return come(frame, (unarySlots[slot] as Unary)(o));
}

/** The next item: owned, EXHAUSTED, NULL (never with StopIteration), or PUSHED. */
export function iterNext(it: Ref): Status {
	const slot = slotOf(it, S_NEXT);
	// A class may lose its __next__ while it is iterated over (_PyObject_NextNotImplemented).
	if (slot === 0) return raise(TYPE_ERROR, `'${typeName(at(it + TYPE))}' object is not iterable`);
	const status = (unarySlots[slot] as Unary)(it);
	if (status === NULL && errorIs(STOP_ITERATION)) {
		clearError();
		return EXHAUSTED;
	}
	return status;
}

/** `PyObject_SelfIter`: the S_ITER of iterators. */
export const ITSELF = unary((o) => incref(o));

// ---- The iterator over `__getitem__` ----

/** Iterator fields: references first. */
const SEQ = FIELDS;
const SEQ_INDEX = FIELDS + 1;
/** What is above the 31 bits of that word. */
const SEQ_HIGH = FIELDS + 2;

function advance(it: Ref): void {
	const low = at(it + SEQ_INDEX);
	if (low !== 0x7fffffff) H[it + SEQ_INDEX] = low + 1;
	else {
		H[it + SEQ_INDEX] = 0;
		H[it + SEQ_HIGH] = at(it + SEQ_HIGH) + 1;
	}
}

function newSequenceIterator(seq: Ref): Ref {
	const it = newFields(SEQUENCE_ITERATOR, 2);
	H[it + SEQ] = incref(seq);
	return it;
}

const SEQUENCE_NEXT = nativeKind(
	"__getitem__ of an iterator",
	(frame, value) => {
		const it = at(frame + N0);
		advance(it);
		return value;
	},
	(frame) => (sequenceEnded(at(frame + N0)) ? stopIteration() : NULL),
);

/** IndexError and StopIteration end the iteration: the sequence is let go. */
function sequenceEnded(it: Ref): boolean {
	if (!errorIs(INDEX_ERROR) && !errorIs(STOP_ITERATION)) return false;
	clearError();
	clearref(it + SEQ);
	return true;
}

declareType({
	type: SEQUENCE_ITERATOR,
	name: "iterator",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 48,
	words: 8,
	refs: 1,
	flags: TF_GC | TF_NO_NEW,
	slots: {
		[S_ITER]: ITSELF,
		[S_NEXT]: unary((it) => {
			const seq = at(it + SEQ);
			if (seq === NULL) return EXHAUSTED;
			const frame = pushNative(SEQUENCE_NEXT, 1, 0);
			H[frame + N0] = it;
			const index = at(it + SEQ_HIGH) === 0 ? newInt(at(it + SEQ_INDEX)) : farIndex(it);
			if (index === NULL) {
				popNative(frame);
				return NULL;
			}
			const status = (binarySlots[slotOf(seq, S_GETITEM)] as Binary)(seq, index);
			decref(index);
			if (status === PUSHED) return PUSHED;
			popNative(frame);
			if (status === NULL) return sequenceEnded(it) ? EXHAUSTED : NULL;
			advance(it);
			return status;
		}),
	},
});

// ---- iter(callable, sentinel) ----

const CALLABLE = FIELDS;
const SENTINEL = FIELDS + 1;

export function newCallIterator(callable: Ref, sentinel: Ref): Ref {
	const it = newFields(CALL_ITERATOR, 2);
	H[it + CALLABLE] = incref(callable);
	H[it + SENTINEL] = incref(sentinel);
	return it;
}

/** Words: 0 the result (owned), 1 the iterator. */
const CALL_NEXT = nativeKind(
	"iter(callable, sentinel)",
	(frame, first) => {
		const w = frame + N0;
		const it = at(w + 1);
		let value: Status = first;
		if (stateOf(frame) === 0) {
			setState(frame, 1);
			value = callWith(at(it + CALLABLE));
			if (value === PUSHED || value === NULL) return value;
		}
		if (stateOf(frame) === 1) {
			if (at(it + SENTINEL) === NULL) {
				decref(value);
				return stopIteration();
			}
			H[w] = value;
			setState(frame, 2);
			value = equals(at(it + SENTINEL), value);
			if (value === PUSHED || value === NULL) return value;
		}
		if (value === FALSE) {
			const result = at(w);
			H[w] = 0;
			return result;
		}
		clearref(it + CALLABLE);
		clearref(it + SENTINEL);
		clearref(w);
		return stopIteration();
	},
	(frame) => {
		if (stateOf(frame) === 1 && errorIs(STOP_ITERATION)) {
			const it = at(frame + N0 + 1);
			clearref(it + CALLABLE);
			clearref(it + SENTINEL);
		}
		return NULL;
	},
);

declareType({
	type: CALL_ITERATOR,
	name: "callable_iterator",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 48,
	words: 8,
	refs: 2,
	flags: TF_GC | TF_NO_NEW,
	slots: {
		[S_ITER]: ITSELF,
		[S_NEXT]: unary((it) => {
			if (at(it + CALLABLE) === NULL) return EXHAUSTED;
			return beginFrame(CALL_NEXT, 2, 1, (w) => {
				H[w + 1] = it;
			});
		}),
	},
});
declareMethod(CALL_ITERATOR, "__reduce__", 0, 0, (it) =>
	at(it + CALLABLE) === NULL
		? reducedIter(EMPTY_TUPLE)
		: reduced(builtinNamed("iter"), [incref(at(it + CALLABLE)), incref(at(it + SENTINEL))]),
);
