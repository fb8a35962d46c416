/** Exceptions that nobody can catch: reported and forgotten (`PyErr_FormatUnraisable`, `_PyErr_WriteUnraisableDefaultHook`). */
import { type ProfileName } from "../profiles";
import { at, H } from "./arena";
import { addTraceback, clearError, fetch } from "./errors";
import { topPython } from "./frames";
import { EXC_TRACEBACK, FIELDS, NULL, PUSHED, R_ERROR, type Ref, TYPE } from "./layout";
import { profile, write } from "./machine";
import { N0, pushNative, setState, stateOf } from "./natives";
import { repr, str } from "./operators";
import { decref, incref } from "./refcount";
import { sourceLine } from "./sources";
import { newStr, textOf } from "./str";
import { nativeKind, type Status } from "./tables";
import { shownTypeName, stackOf } from "./tracebackframes";
import { formatStack, type FrameSummary } from "./tracebacktext";
import { GENERATOR, NONE, STATICMETHOD } from "./typeids";
import { typeLookupText } from "./types";

/** What was going on. */
export type Occasion = "deallocator" | "weakref callback" | "weakref callback of garbage" | "gc callback" | "generator" | "hook";

/** How the report begins; 3.14 says what it was, and ends the line with a colon. */
const WORDING: Readonly<Record<ProfileName, Readonly<Record<Occasion, string>>>> = {
	"3.13": {
		deallocator: "Exception ignored in: ",
		"weakref callback": "Exception ignored in: ",
		"weakref callback of garbage": "Exception ignored in: ",
		"gc callback": "Exception ignored in: ",
		generator: "Exception ignored in: ",
		hook: "Exception ignored in sys.unraisablehook: ",
	},
	"3.14": {
		deallocator: "Exception ignored while calling deallocator ",
		"weakref callback": "Exception ignored while calling weakref callback ",
		"weakref callback of garbage": "Exception ignored on calling weakref callback ",
		"gc callback": "Exception ignored while calling GC callback ",
		generator: "Exception ignored while closing generator ",
		hook: "Exception ignored in sys.unraisablehook: ",
	},
};
const OCCASIONS: readonly Occasion[] = ["deallocator", "weakref callback", "weakref callback of garbage", "gc callback", "generator", "hook"];

/** Words: the object named and the exception (owned); then the occasion. */
const W_OBJECT = N0;
const W_ERROR = N0 + 1;
const W_OCCASION = N0 + 2;

const BEGIN = 0;
const OBJECT_SHOWN = 1;
const EXCEPTION_SHOWN = 2;

/** Takes the current exception and reports it; `o` (borrowed) is what failed. PUSHED: a value to drop comes. */
export function unraisable(o: Ref, occasion: Occasion): Status {
	if (at(at(R_ERROR) + EXC_TRACEBACK) === NULL && topPython() !== 0) addTraceback(topPython());
	const error = fetch();
	const frame = pushNative(REPORT, 3, 2);
	H[frame + W_OBJECT] = incref(o);
	H[frame + W_ERROR] = error;
	H[frame + W_OCCASION] = OCCASIONS.indexOf(occasion);
	return PUSHED;
}

/** The same for the finalizer of an object that dies: a class's `__del__`, or a generator's closing. */
export function finalizerUnraisable(o: Ref): Status {
	if (at(o + TYPE) === GENERATOR) return unraisable(o, "generator");
	const method = typeLookupText(at(o + TYPE), "__del__");
	return unraisable(method === NULL ? o : at(method + TYPE) === STATICMETHOD ? at(method + FIELDS) : method, "deallocator");
}

const REPORT = nativeKind(
	"unraisable exception",
	(frame, value) => report(frame, value),
	(frame) => {
		clearError();
		return report(frame, newStr(failure(frame)));
	},
);

function failure(frame: number): string {
	return stateOf(frame) === OBJECT_SHOWN ? "<object repr() failed>" : "<exception str() failed>";
}

function report(frame: number, first: Ref): Status {
	let value: Status = first;
	for (;;) {
		const error = at(frame + W_ERROR);
		if (stateOf(frame) === BEGIN) {
			setState(frame, OBJECT_SHOWN);
			value = repr(at(frame + W_OBJECT));
		} else if (stateOf(frame) === OBJECT_SHOWN) {
			const occasion = OCCASIONS[at(frame + W_OCCASION)] as Occasion;
			write("stderr", `${WORDING[profile().name][occasion]}${textOf(value)}${profile().name === "3.13" ? "" : ":"}\n`);
			decref(value);
			const stack = stackOf(at(error + EXC_TRACEBACK));
			if (stack.length > 0) write("stderr", `Traceback (most recent call last):\n${formatStack(stack, plainFrame)}`);
			write("stderr", shownTypeName(at(error + TYPE)));
			setState(frame, EXCEPTION_SHOWN);
			value = str(error);
		} else {
			write("stderr", `: ${textOf(value)}\n`);
			decref(value);
			return NONE;
		}
		if (value === PUSHED) return PUSHED;
		if (value === NULL) {
			clearError();
			value = newStr(failure(frame));
		}
	}
}

/** An entry as Python/traceback.c prints it: the instruction's line, no carets. */
function plainFrame(frame: FrameSummary): string {
	const line = sourceLine(frame.filename, frame.lineno).trim();
	return `  File "${frame.filename}", line ${frame.lineno}, in ${frame.name}\n${line === "" ? "" : `    ${line}\n`}`;
}
