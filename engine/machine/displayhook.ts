/** `sys.displayhook`: what becomes of a value at the prompt, which code compiled as "single" hands to it. */
import { at, H } from "./arena";
import { through } from "./call";
import { dictSetOwned } from "./dict";
import { raise } from "./errors";
import { NULL, PUSHED, R_BUILTINS } from "./layout";
import { callMethod } from "./methodcalls";
import { declareFunction } from "./moduletable";
import { N0, setState, stateOf } from "./natives";
import { repr } from "./operators";
import { decref, incref } from "./refcount";
import { newStr } from "./str";
import { sysAttribute } from "./sysstreams";
import { nativeKind, type Status } from "./tables";
import { NONE, RUNTIME_ERROR } from "./typeids";

/** Words: the value (borrowed). State: what was written to sys.stdout: nothing, its text, the end of the line. */
const DISPLAY = nativeKind("displayhook", (frame, first) => {
	let value: Status = first;
	for (;;) {
		const state = stateOf(frame);
		setState(frame, state + 1);
		const text = state === 0 ? value : newStr("\n");
		if (state > 0) decref(value);
		if (state === 2) break;
		const file = sysAttribute("stdout");
		value = file === NULL ? raise(RUNTIME_ERROR, "lost sys.stdout") : callMethod(file, "write", text);
		if (state === 0) decref(text);
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
		return through(DISPLAY, 1, (frame) => {
			H[frame + N0] = value;
			return repr(value);
		});
	});
}
