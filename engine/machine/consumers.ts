/** Consumers: natives that use an iterable up, item by item. The plainest of them is `in` by iteration. */
import { at, H } from "./arena";
import { equals } from "./comparison";
import { C_FETCH, C_ITERABLE, C_ITERATOR, C_OWN, C_OWNED, C_STATE } from "./consumerwords";
import { clearError, errorIs } from "./errors";
import { EXHAUSTED, getIter, iterNext } from "./iterators";
import { NULL, PUSHED, type Ref } from "./layout";
import { EngineBug } from "./limits";
import { work } from "./machine";
import { N0, popNative, pushNative, setState, stateOf } from "./natives";
import { clearref } from "./refcount";
import { NOTHING, nativeKind, type Status, type Step, steps } from "./tables";
import { FALSE, STOP_ITERATION, TRUE } from "./typeids";

/** What an item that a native takes from an iterator takes off the work budget. */
const ITEM_WORK = 16;

const START = 0;
const GOT_ITERATOR = 1;
const GOT_ITEM = 3;

interface Consumer {
	readonly name: string;
	/** Takes an owned item. NOTHING: on to the next; PUSHED: `resumed` gets what comes; a reference: done early. */
	readonly item: (frame: number, item: Ref) => Status;
	/** A value came for a call begun by `item` or `done`; answers as they do. */
	readonly resumed?: (frame: number, value: Ref) => Status;
	/** Once the iterator is known, before its first item. NOTHING: go on. */
	readonly begun?: (frame: number) => Status;
	readonly done: (frame: number) => Status;
	/** An exception is about to pass; restores what must be restored. */
	readonly failed?: (frame: number) => void;
}

/**
 * A kind of native frame that uses an iterable up. Where its step answers NULL the frame below sees the exception;
 * `failed` has been called before.
 */
export function consumerKind(c: Consumer): number {
	const fail = (frame: number): typeof NULL => {
		c.failed?.(frame);
		return NULL;
	};
	const resumed = c.resumed;
	const run = (frame: number, first: Ref): Status => {
		const w = frame + N0;
		let value: Status = first;
		for (;;) {
			switch (stateOf(frame)) {
				case START:
					setState(frame, GOT_ITERATOR);
					value = getIter(at(w + C_ITERABLE));
					if (value === PUSHED) return PUSHED;
					if (value === NULL) return fail(frame);
					break;
				case GOT_ITERATOR: {
					H[w + C_ITERATOR] = value;
					setState(frame, C_FETCH);
					if (c.begun !== undefined) {
						const status = c.begun(frame);
						if (status === PUSHED) return PUSHED;
						if (status === NULL) return fail(frame);
					}
					break;
				}
				case C_FETCH:
					setState(frame, GOT_ITEM);
					value = iterNext(at(w + C_ITERATOR));
					if (value === PUSHED) return PUSHED;
					if (value === NULL) return fail(frame);
					if (value === EXHAUSTED) {
						const status = c.done(frame);
						if (status === NULL) return fail(frame);
						return status;
					}
					break;
				case GOT_ITEM: {
					work(ITEM_WORK);
					setState(frame, C_STATE);
					const status = c.item(frame, value);
					if (status === NULL) return fail(frame);
					if (status !== NOTHING) return status;
					setState(frame, C_FETCH);
					break;
				}
				default: {
					if (resumed === undefined) throw new EngineBug(`${c.name} was resumed`);
					const status = resumed(frame, value);
					if (status === NULL) return fail(frame);
					if (status !== NOTHING) return status;
					setState(frame, C_FETCH);
				}
			}
		}
	};
	return nativeKind(c.name, run, (frame) => {
		if (stateOf(frame) === GOT_ITEM && errorIs(STOP_ITERATION)) {
			clearError();
			const status = c.done(frame);
			return status === NULL ? fail(frame) : status;
		}
		return fail(frame);
	});
}

/** Runs a consumer over an iterable (borrowed); `fill` gets the address of its words. `words`: how many plain ones. */
export function consumeIterable(kind: number, iterable: Ref, words: number, fill: (w: number) => void): Status {
	const frame = pushNative(kind, C_OWN + words, C_ITERABLE);
	H[frame + N0 + C_ITERABLE] = iterable;
	fill(frame + N0);
	const status = (steps[kind] as Step)(frame, NULL);
	if (status !== PUSHED) popNative(frame);
	return status;
}

/** `_PySequence_IterSearch` for `in`: words C_OWN: the item looked for. */
const SEARCH = consumerKind({
	name: "in",
	item: (frame, item) => {
		H[frame + N0 + C_OWNED] = item;
		const status = equals(item, at(frame + N0 + C_OWN));
		return status === PUSHED || status === NULL ? status : searched(frame, status);
	},
	resumed: searched,
	done: () => FALSE,
});
function searched(frame: number, value: Ref): Status {
	clearref(frame + N0 + C_OWNED);
	return value === TRUE ? TRUE : NOTHING;
}

export function searchIterator(o: Ref, item: Ref): Status {
	return consumeIterable(SEARCH, o, 1, (w) => {
		H[w + C_OWN] = item;
	});
}
