/** `sys.displayhook`: what becomes of a value at the prompt, which code compiled as "single" hands to it. */
import { at, H } from "./arena";
import { emit } from "./builtins";
import { through } from "./call";
import { dictSetOwned } from "./dict";
import { NULL, R_BUILTINS } from "./layout";
import { write } from "./machine";
import { declareFunction } from "./moduletable";
import { N0 } from "./natives";
import { repr } from "./operators";
import { decref, incref } from "./refcount";
import { nativeKind } from "./tables";
import { NONE } from "./typeids";

/** Words: the value (borrowed). */
const DISPLAY = nativeKind("displayhook", (frame, text) => {
	const written = emit(text);
	decref(text);
	if (!written) return NULL;
	write("stdout", "\n");
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
