/** What stands in the sys module for the standard streams, and what the interpreter itself writes to sys.stderr. */
import { at } from "./arena";
import { through } from "./call";
import { dictGetStr, dictGetText } from "./dict";
import { clearError } from "./errors";
import { FIELDS, NULL, R_SYS_DICT, type Ref, TYPE } from "./layout";
import { write } from "./machine";
import { callMethod } from "./methodcalls";
import { decref } from "./refcount";
import { nameRef } from "./special";
import { newStr } from "./str";
import { nativeKind, type Status } from "./tables";
import { NONE, TEXT_IO_WRAPPER } from "./typeids";

/** A standard stream's dict, what it stands on, which file it is, and whether it is closed. */
export const STREAM_BELOW = FIELDS + 1;
export const STREAM_FILE = FIELDS + 2;
export const STREAM_CLOSED = FIELDS + 3;

/** What an attribute of the sys module is now: borrowed; 0: it has none (`_PySys_GetAttr`). */
export function sysAttribute(name: string): Ref {
	const dict = at(R_SYS_DICT);
	return name === "stdout" || name === "stderr" ? dictGetStr(dict, nameRef(name)) : dictGetText(dict, name);
}

/** True: a native stream whose `write` is its type's, so that it can be written to directly. */
export function isNativeStream(o: Ref): boolean {
	return at(o + TYPE) === TEXT_IO_WRAPPER && at(o + FIELDS) === NULL;
}

const REPORTED = nativeKind(
	"write to sys.stderr",
	(_frame, value) => {
		decref(value);
		return NONE;
	},
	() => {
		clearError();
		return NONE;
	},
);

/** The interpreter's own words for sys.stderr, in one piece; what a stream of the program's raises is forgotten. A value to drop, or PUSHED. */
export function report(text: string): Status {
	const stream = sysAttribute("stderr");
	if (stream === NULL || stream === NONE) return NONE;
	if (isNativeStream(stream)) {
		if (at(stream + STREAM_CLOSED) === 0) write("stderr", text);
		return NONE;
	}
	const o = newStr(text);
	const status = through(REPORTED, 0, () => callMethod(stream, "write", o));
	decref(o);
	if (status !== NULL) return status;
	clearError();
	return NONE;
}
