/**
 * Displaying an uncaught exception imports the traceback module (`_PyErr_Display` of Python/pythonrun.c), which makes some
 * ten thousand objects: enough for collections, in which what the program left in cycles dies before its exit begins.
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
import { profile } from "./machine";
import { N0, pushNative } from "./natives";
import { decref } from "./refcount";
import { nativeKind, type Status } from "./tables";
import { NONE } from "./typeids";

/** Word: the objects still to be made. */
const IMPORT = nativeKind("import for an exception's display", (frame, value) => {
	if (value !== NULL) decref(value);
	for (;;) {
		if ((at(R_BREAKER) & BREAK_DEATH) !== 0) return AGAIN;
		const threshold = at(R_GENERATIONS + GEN_THRESHOLD);
		const count = at(R_GENERATIONS + GEN_COUNT);
		const left = at(frame + N0);
		const first = Math.max(1, threshold + 1 - count);
		if (at(R_GC_ENABLED) === 0 || at(R_GC_COLLECTING) !== 0 || threshold === 0 || left < first) {
			H[R_GENERATIONS + GEN_COUNT] = count + left;
			return NONE;
		}
		H[frame + N0] = left - first;
		H[R_GENERATIONS + GEN_COUNT] = count + first;
		startScheduledCollection();
		if (at(R_FRAME) !== frame) return PUSHED;
	}
});

export function importForDisplay(): Status {
	const objects = profile().displayImports;
	const known = dictGetText(at(R_MODULES), "traceback") !== NULL;
	H[pushNative(IMPORT, 1, 0) + N0] = known ? objects.afterTraceback : objects.fresh;
	return PUSHED;
}
