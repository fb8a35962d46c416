/**
 * Displaying an uncaught exception imports the traceback module (`_PyErr_Display` of Python/pythonrun.c), which makes some
 * ten thousand objects: enough for collections, in which what the program left in cycles dies before its exit begins, and
 * what the modules' own making left.
 */
import { at, H } from "./arena";
import { dictGetText } from "./dict";
import { startScheduledCollection } from "./gc";
import {
	AGAIN,
	BREAK_DEATH,
	GEN_COUNT,
	GEN_THRESHOLD,
	NULL,
	PUSHED,
	R_BREAKER,
	R_FRAME,
	R_GC_COLLECTING,
	R_GC_ENABLED,
	R_GENERATIONS,
	R_MODULES,
} from "./layout";
import { listAppend, newList } from "./list";
import { profile } from "./machine";
import { N0, pushNative } from "./natives";
import { decref } from "./refcount";
import { nativeKind, type Status } from "./tables";
import { NONE } from "./typeids";

/** Words: which objects are made, and how many of their bursts are still to come. */
const W_KNOWN = N0;
const W_LEFT = N0 + 1;

/** What the program has imported already, of which something is imported no more. */
const KNOWN = ["fresh", "afterWeakref", "afterTraceback"] as const;

/** Garbage of one object, which stands for the classes' and functions' cycles that the imported modules leave. */
function loseCycle(): void {
	const list = newList(1);
	listAppend(list, list);
	decref(list);
}

const IMPORT = nativeKind("import for an exception's display", (frame, value) => {
	if (value !== NULL) decref(value);
	const { bursts, garbage, leftWithoutCollector = 0 } = profile().displayImports[KNOWN[at(frame + W_KNOWN)] ?? "fresh"];
	for (;;) {
		if ((at(R_BREAKER) & BREAK_DEATH) !== 0) return AGAIN;
		const left = at(frame + W_LEFT);
		if (left === 0) return NONE;
		H[frame + W_LEFT] = left - 1;
		const threshold = at(R_GENERATIONS + GEN_THRESHOLD);
		const burst = bursts.length - left;
		let lost = garbage[burst] ?? 0;
		if (left === 1 && at(R_GC_ENABLED) === 0) lost += leftWithoutCollector;
		for (let i = 0; i < lost; i++) loseCycle();
		const count = at(R_GENERATIONS + GEN_COUNT) + (bursts[burst] ?? 0) - lost;
		H[R_GENERATIONS + GEN_COUNT] = count;
		if (at(R_GC_ENABLED) === 0 || at(R_GC_COLLECTING) !== 0 || threshold === 0 || count <= threshold) continue;
		startScheduledCollection();
		if (at(R_FRAME) !== frame) return PUSHED;
	}
});

export function importForDisplay(): Status {
	const has = (name: string): boolean => dictGetText(at(R_MODULES), name) !== NULL;
	const known = has("traceback") ? "afterTraceback" : has("weakref") ? "afterWeakref" : "fresh";
	const frame = pushNative(IMPORT, 2, 0);
	H[frame + W_KNOWN] = KNOWN.indexOf(known);
	H[frame + W_LEFT] = profile().displayImports[known].bursts.length;
	return PUSHED;
}
