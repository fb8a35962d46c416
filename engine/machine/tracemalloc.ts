/**
 * _tracemalloc as far as the machine keeps its books: bytes of live objects since tracing began, in CPython's sizes, and
 * their peak. Which line allocated what is not kept, so that a snapshot is refused.
 */
import { at, H } from "./arena";
import { raise } from "./errors";
import { newBool, newInt } from "./int";
import { NULL, R_LIVE_BYTES, R_PEAK_BYTES, R_TRACE_BASE, R_TRACE_HIGH, R_TRACE_PEAK } from "./layout";
import { Unsupported } from "./limits";
import { declareFunction } from "./moduletable";
import { indexOf } from "./operators";
import { decref } from "./refcount";
import { tupleOf } from "./tuple";
import { NONE, VALUE_ERROR } from "./typeids";

/** Bytes allocated since tracing began and still alive. */
function traced(): number {
	return Math.max(0, at(R_LIVE_BYTES) - at(R_TRACE_BASE));
}

/** From now on the peak counts anew. */
function forgetPeak(): void {
	H[R_TRACE_PEAK] = at(R_PEAK_BYTES);
	H[R_TRACE_HIGH] = at(R_LIVE_BYTES);
}

/** The most since then: exact once it is the run's own peak; below that, the most that was seen when somebody asked. */
function peak(): number {
	H[R_TRACE_HIGH] = Math.max(at(R_TRACE_HIGH), at(R_LIVE_BYTES));
	const high = at(R_PEAK_BYTES) > at(R_TRACE_PEAK) ? at(R_PEAK_BYTES) : at(R_TRACE_HIGH);
	return Math.max(traced(), high - at(R_TRACE_BASE));
}

declareFunction("_tracemalloc", "start", 0, 1, (_self, args, nargs) => {
	const frames = nargs > 0 ? indexOf(at(args)) : 1;
	if (Number.isNaN(frames)) return NULL;
	if (frames < 1 || frames > 65535) return raise(VALUE_ERROR, "the number of frames must be in range [1; 65535]");
	if (at(R_TRACE_BASE) === 0) {
		H[R_TRACE_BASE] = at(R_LIVE_BYTES);
		forgetPeak();
	}
	return NONE;
});
declareFunction("_tracemalloc", "stop", 0, 0, () => {
	H[R_TRACE_BASE] = 0;
	return NONE;
});
declareFunction("_tracemalloc", "is_tracing", 0, 0, () => newBool(at(R_TRACE_BASE) !== 0));
declareFunction("_tracemalloc", "clear_traces", 0, 0, () => {
	if (at(R_TRACE_BASE) !== 0) {
		H[R_TRACE_BASE] = at(R_LIVE_BYTES);
		forgetPeak();
	}
	return NONE;
});
declareFunction("_tracemalloc", "reset_peak", 0, 0, () => {
	if (at(R_TRACE_BASE) !== 0) forgetPeak();
	return NONE;
});
declareFunction("_tracemalloc", "get_traced_memory", 0, 0, () => {
	const tracing = at(R_TRACE_BASE) !== 0;
	const [current, most] = [newInt(tracing ? traced() : 0), newInt(tracing ? peak() : 0)];
	const pair = tupleOf(current, most);
	decref(current);
	decref(most);
	return pair;
});
declareFunction("_tracemalloc", "get_tracemalloc_memory", 0, 0, () => newInt(0));
declareFunction("_tracemalloc", "get_traceback_limit", 0, 0, () => newInt(1));
declareFunction("_tracemalloc", "_get_object_traceback", 1, 1, () => NONE);
declareFunction("_tracemalloc", "_get_traces", 0, 0, () => {
	throw new Unsupported("tracemalloc.take_snapshot()");
});
