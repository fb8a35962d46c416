/** `sys.displayhook`: what becomes of a value at the prompt, which code compiled as "single" hands to it. */
import { at, H } from "./arena";
import { emit } from "./builtins";
import { callWith, through } from "./call";
import { dictGetText, dictSetOwned } from "./dict";
import { raise } from "./errors";
import { MODULE_DICT, NULL, R_BUILTINS, R_MODULES, type Ref } from "./layout";
import { write } from "./machine";
import { declareFunction } from "./moduletable";
import { N0 } from "./natives";
import { repr } from "./operators";
import { decref, incref } from "./refcount";
import { nativeKind, type Status } from "./tables";
import { NONE, RUNTIME_ERROR } from "./typeids";

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

/** CALL_INTRINSIC_1 with INTRINSIC_PRINT (`print_expr`) */
export function printExpression(value: Ref): Status {
	const sys = dictGetText(at(R_MODULES), "sys");
	const hook = sys === NULL ? NULL : dictGetText(at(sys + MODULE_DICT), "displayhook");
	return hook === NULL ? raise(RUNTIME_ERROR, "lost sys.displayhook") : callWith(hook, value);
}
