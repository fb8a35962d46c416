/**
 * What the interpreter itself writes to a stream (`PyFile_WriteObject`, `PyFile_WriteString`): the stream's `write` is
 * asked for, then the text, which makes a scheduled collection run, then it is called.
 */
import { at, H } from "./arena";
import { getAttr } from "./attributes";
import { callWith } from "./call";
import { askAfterCollection, collectionEntered, collectionScheduled } from "./checksignals";
import { NULL, PUSHED, type Ref } from "./layout";
import { N0, popNative, pushNative, setState, stateOf } from "./natives";
import { repr, str } from "./operators";
import { decref, incref, setref } from "./refcount";
import { intern, isExactStr, newStr } from "./str";
import { emit } from "./streams";
import { isNativeStream } from "./sysstreams";
import { nativeKind, S_STR, type Status, type Step, slotOf, steps } from "./tables";
import { NONE } from "./typeids";
import { newBuiltin } from "./types";

/** The stream, what is written and the stream's `write`: owned. 1: its repr is written. */
const W_FILE = N0;
const W_OBJECT = N0 + 1;
const W_WRITER = N0 + 2;
const W_REPR = N0 + 3;
const WORDS = 4;
const OWNED = 3;

const BEGIN = 0;
/** Waiting for the `write` of a stream of the program's own; for the text; for what was called or collected. */
const ASKED = 1;
const SHOWN = 2;
const WRITTEN = 3;

/** `PyObject_Str`: even a str makes a scheduled collection run. */
export function strAfterCollection(o: Ref): Status {
	return isExactStr(o) && collectionScheduled() ? askAfterCollection(o, slotOf(o, S_STR)) : str(o);
}

const WRITE = nativeKind("write to a stream", (frame, first) => {
	const file = at(frame + W_FILE);
	const o = at(frame + W_OBJECT);
	let value: Status = first;
	for (;;) {
		switch (stateOf(frame)) {
			case BEGIN:
				setState(frame, ASKED);
				if (isNativeStream(file)) value = newBuiltin(0, file);
				else {
					const name = intern("write");
					value = getAttr(file, name);
					decref(name);
				}
				break;
			case ASKED:
				setref(frame + W_WRITER, value);
				setState(frame, SHOWN);
				value = at(frame + W_REPR) !== 0 ? repr(o) : strAfterCollection(o);
				break;
			case SHOWN: {
				setState(frame, WRITTEN);
				const text = value;
				if (isNativeStream(file)) {
					const emitted = emit(file, text);
					value = emitted === "failed" ? NULL : NONE;
					if (emitted === "written" && collectionEntered(frame)) value = PUSHED;
				} else value = callWith(at(frame + W_WRITER), text);
				decref(text);
				break;
			}
			default:
				if (value !== NULL) decref(value);
				return NONE;
		}
		if (value === PUSHED || value === NULL) return value;
	}
});

/** Writes an object's str, or its repr, to a stream: None once it is done, NULL with an exception set, or PUSHED. */
export function writeObject(file: Ref, o: Ref, asRepr: boolean): Status {
	const frame = pushNative(WRITE, WORDS, OWNED);
	H[frame + W_FILE] = incref(file);
	H[frame + W_OBJECT] = incref(o);
	H[frame + W_REPR] = asRepr ? 1 : 0;
	const status = (steps[WRITE] as Step)(frame, NULL);
	if (status !== PUSHED) popNative(frame);
	return status;
}

/** Writes a text to a stream. */
export function writeText(file: Ref, text: string): Status {
	const o = newStr(text);
	const status = writeObject(file, o, false);
	decref(o);
	return status;
}
