/** _tracemalloc: what was allocated since tracing began and is alive, and where (Modules/_tracemalloc.c). */
import { at, H } from "./arena";
import { raise } from "./errors";
import { newBool, newInt } from "./int";
import { FLAGS, GC_HEAD, HAS_GC, NULL, R_TRACED, R_TRACED_PEAK, type Ref, TUPLE_ITEMS } from "./layout";
import { listPush, newList } from "./list";
import { work } from "./machine";
import { declareFunction } from "./moduletable";
import { indexOf } from "./operators";
import { decref, incref } from "./refcount";
import { newStr } from "./str";
import {
	allTraces,
	beginTracing,
	endTracing,
	isTracing,
	type TracedFrame,
	tracebackLimit,
	traceOf,
	untraced,
} from "./traces";
import { newTuple, tupleOf } from "./tuple";
import { NONE, VALUE_ERROR } from "./typeids";

/** A tuple of new references. */
function owning(...items: readonly Ref[]): Ref {
	const tuple = tupleOf(...items);
	for (const item of items) decref(item);
	return tuple;
}

/** `((filename, lineno), ...)`; names that were there before are used again. */
function framesTuple(frames: readonly TracedFrame[], names: Map<string, Ref>): Ref {
	const tuple = newTuple(frames.length);
	frames.forEach(({ file, line }, i) => {
		let name = names.get(file);
		if (name === undefined) {
			name = newStr(file);
			names.set(file, name);
		}
		H[tuple + TUPLE_ITEMS + i] = owning(incref(name), newInt(line));
	});
	return tuple;
}

declareFunction("_tracemalloc", "start", 0, 1, (_self, args, nargs) => {
	const frames = nargs > 0 ? indexOf(at(args)) : 1;
	if (Number.isNaN(frames)) return NULL;
	if (frames < 1 || frames > 65535) return raise(VALUE_ERROR, "the number of frames must be in range [1; 65535]");
	if (!isTracing()) beginTracing(frames);
	return NONE;
});
declareFunction("_tracemalloc", "stop", 0, 0, () => {
	if (isTracing()) endTracing();
	return NONE;
});
declareFunction("_tracemalloc", "is_tracing", 0, 0, () => newBool(isTracing()));
declareFunction("_tracemalloc", "clear_traces", 0, 0, () => {
	if (isTracing()) {
		const limit = tracebackLimit();
		endTracing();
		beginTracing(limit);
	}
	return NONE;
});
declareFunction("_tracemalloc", "reset_peak", 0, 0, () => {
	H[R_TRACED_PEAK] = at(R_TRACED);
	return NONE;
});
declareFunction("_tracemalloc", "get_traced_memory", 0, 0, () => {
	const [current, peak] = [at(R_TRACED), at(R_TRACED_PEAK)];
	return owning(newInt(current), newInt(peak));
});
declareFunction("_tracemalloc", "get_tracemalloc_memory", 0, 0, () => newInt(0));
declareFunction("_tracemalloc", "get_traceback_limit", 0, 0, () => newInt(tracebackLimit()));
declareFunction("_tracemalloc", "_get_object_traceback", 1, 1, (_self, args) => {
	const o = at(args);
	const trace = traceOf((at(o + FLAGS) & HAS_GC) !== 0 ? o - GC_HEAD : o);
	if (trace === null) return NONE;
	const names = new Map<string, Ref>();
	const frames = framesTuple(trace.frames, names);
	for (const name of names.values()) decref(name);
	return frames;
});
declareFunction("_tracemalloc", "_get_traces", 0, 0, () => {
	const list = newList();
	if (!isTracing()) return list;

	const traces = allTraces();
	work(traces.length * 24);
	const names = new Map<string, Ref>();
	untraced(() => {
		for (const { bytes, frames, depth } of traces)
			listPush(list, owning(newInt(0), newInt(bytes), framesTuple(frames, names), newInt(depth)));
	});
	for (const name of names.values()) decref(name);
	return list;
});
