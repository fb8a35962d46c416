/** `sys.displayhook`: what becomes of a value at the prompt, which code compiled as "single" hands to it. */
import { at, H } from "./arena";
import { dictSetOwned } from "./dict";
import { raise } from "./errors";
import { writeObject, writeText } from "./filewrite";
import { NULL, PUSHED, R_BUILTINS } from "./layout";
import { declareFunction } from "./moduletable";
import { beginFrame, N0, setState, stateOf } from "./natives";
import { decref, incref } from "./refcount";
import { sysAttribute } from "./sysstreams";
import { nativeKind, type Status } from "./tables";
import { NONE, RUNTIME_ERROR } from "./typeids";

/** Words: the value (borrowed). State: what was written to sys.stdout: nothing, its repr, the end of the line. */
const DISPLAY = nativeKind("displayhook", (frame, first) => {
	let value: Status = first;
	for (;;) {
		const state = stateOf(frame);
		setState(frame, state + 1);
		if (state > 0) decref(value);
		if (state === 2) break;
		const file = sysAttribute("stdout");
		if (file === NULL) return raise(RUNTIME_ERROR, "lost sys.stdout");
		value = state === 0 ? writeObject(file, at(frame + N0), true) : writeText(file, "\n");
		if (value === PUSHED || value === NULL) return value;
	}
	dictSetOwned(at(R_BUILTINS), "_", incref(at(frame + N0)));
	return NONE;
});

for (const name of ["displayhook", "__displayhook__"]) {
	declareFunction("sys", name, 1, 1, (_self, args) => {
		const value = at(args);
		if (value === NONE) return NONE;
		dictSetOwned(at(R_BUILTINS), "_", NONE);
		return beginFrame(DISPLAY, 1, 0, (w) => {
			H[w] = value;
		});
	});
}
