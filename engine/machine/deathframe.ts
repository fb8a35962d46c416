/**
 * Deaths that need Python code: the stack of deaths rests until the loop can run some, then they go on in a native frame,
 * which begins the calls of finalizers and of weak references' callbacks.
 */
import { at, H } from "./arena";
import { vectorcall } from "./call";
import { drain } from "./death";
import { fetch, restore } from "./errors";
import { recording } from "./events";
import {
	BREAK_DEATH,
	DEATH_ENTRY,
	DEATH_STACK,
	F_KIND,
	NULL,
	PUSHED,
	R_BREAKER,
	R_DEATH_BASE,
	R_DEATH_LINE,
	R_DEATHS,
	R_DEFERRED,
	R_DEFERRED_BASE,
	R_DRAINING,
	type Ref,
} from "./layout";
import { N0, pushNative } from "./natives";
import { decref } from "./refcount";
import { scriptLine } from "./scriptline";
import { NOTHING, nativeKind, type Status } from "./tables";
import { finalizerUnraisable, unraisable } from "./unraisable";

/** Leaves the stack as it is until the loop can run Python code. */
export function rest(): Status {
	H[R_DRAINING] = 0;
	if (recording) H[R_DEATH_LINE] = scriptLine();
	H[R_BREAKER] = at(R_BREAKER) | BREAK_DEATH;
	return 0;
}

/** A call begins next, with a fresh level of the death stack above those that wait. */
export function beginCallOut(): void {
	H[R_DRAINING] = 0;
	H[R_DEATH_BASE] = at(R_DEATHS);
	H[R_DEFERRED_BASE] = at(R_DEFERRED);
}

/** Calls a weak reference's callback with it (`handle_callback`): the tuple of those that wait holds both. */
export function callHeld(callback: Ref, weakref: Ref): Status {
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
	beginCallOut();
	return finalizerUnraisable(o);
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

/** Of a native frame: where its level of the death stack begins, or -1 where it is no such frame. */
export function deathLevel(frame: number): number {
	return at(frame + F_KIND) === DEATH_FRAME ? at(frame + N0 + 2) : -1;
}
