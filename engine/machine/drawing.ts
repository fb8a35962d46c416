/** Natives that draw items from iterators, one at a time: what the iterators of itertools and their kin are made of. */
import { allocGc } from "./alloc";
import { at, H } from "./arena";
import { through } from "./call";
import { clearError, errorIs } from "./errors";
import { track } from "./gclist";
import { EXHAUSTED, getIter } from "./iterators";
import { NULL, type Ref, T_BASICSIZE, T_WORDS } from "./layout";
import { beginFrame, N0, stateOf } from "./natives";
import { nativeKind, type Status, type Step, unary } from "./tables";
import { STOP_ITERATION } from "./typeids";

/** States of a drawing frame: 1 to `last` wait for an item. Where the iterator ends, the step is entered with EXHAUSTED. */
const DRAWN = 1;

/**
 * A kind of frame that asks iterators for items (`iterNext`). `failed` sees any other exception before it passes.
 */
export function drawingKind(name: string, step: Step, last = DRAWN, failed: ((frame: number) => void) | null = null) {
	return nativeKind(name, step, (frame) => {
		const state = stateOf(frame);
		if (state >= DRAWN && state <= last && errorIs(STOP_ITERATION)) {
			clearError();
			return step(frame, EXHAUSTED);
		}
		failed?.(frame);
		return NULL;
	});
}

/** A slot that begins a frame of a kind: `owned` words of its own, and after them the object. */
export function beginsFrame(kind: () => number, owned: number, plain = 0): number {
	return unary((self) =>
		beginFrame(kind(), owned + 1 + plain, owned, (w) => {
			H[w + owned] = self;
		}),
	);
}

/**
 * A constructor that asks one argument for its iterator first: `make` gets the class, that iterator (owned) and the
 * address of the other arguments (borrowed).
 */
export function fromIterator(
	name: string,
	make: (type: Ref, it: Ref, rest: number) => Status,
): (type: Ref, iterable: Ref, ...rest: readonly Ref[]) => Status {
	const kind = nativeKind(`${name}()`, (frame, it) => make(at(frame + N0), it, frame + N0 + 1));
	return (type, iterable, ...rest) =>
		through(kind, 1 + rest.length, (frame) => {
			H[frame + N0] = type;
			for (let i = 0; i < rest.length; i++) H[frame + N0 + 1 + i] = rest[i] as Ref;
			return getIter(iterable);
		});
}

/** A new tracked instance with `extra` words behind those that its class gives it: where they begin is `extraOf`. */
export function newInstanceWith(type: Ref, extra: number): Ref {
	const o = allocGc(type, at(type + T_BASICSIZE), at(type + T_WORDS) + extra, 0, true);
	track(o);
	return o;
}

export function extraOf(o: Ref, type: Ref): number {
	return o + at(type + T_WORDS);
}
