/** Calling a method by its name, as native code that works with any object of a kind does (`PyObject_CallMethod`). */
import { at, H } from "./arena";
import { getAttr } from "./attributes";
import { vectorcall } from "./call";
import { F_OWNED, NULL, PUSHED, type Ref } from "./layout";
import { N0, popNative, pushNative, setState, stateOf } from "./natives";
import { decref, incref } from "./refcount";
import { intern } from "./str";
import { nativeKind, type Status, type Step, steps } from "./tables";
import { NONE } from "./typeids";

/** Words, all owned: the object, the name, the method once it is known, then the arguments. */
const METHOD_CALL = nativeKind("method call", (frame, first) => {
	const w = frame + N0;
	let value: Status = first;
	if (stateOf(frame) === 0) {
		setState(frame, 1);
		value = getAttr(at(w), at(w + 1));
		if (value === PUSHED || value === NULL) return value;
	}
	if (stateOf(frame) === 1) {
		H[w + 2] = value;
		setState(frame, 2);
		return vectorcall(value, w + 3, at(frame + F_OWNED) - 3, NULL);
	}
	return value;
});

/** `o.name(*args)`: arguments are borrowed. */
export function callMethod(o: Ref, name: string, ...args: readonly Ref[]): Status {
	const words = args.length + 3;
	const frame = pushNative(METHOD_CALL, words, words);
	H[frame + N0] = incref(o);
	H[frame + N0 + 1] = intern(name);
	args.forEach((arg, i) => {
		H[frame + N0 + 3 + i] = incref(arg);
	});
	const status = (steps[METHOD_CALL] as Step)(frame, NULL);
	if (status !== PUSHED) popNative(frame);
	return status;
}

/** A native frame that drops the value of a call and gives None. */
export const DROPPED = nativeKind("call without result", (_frame, value) => {
	decref(value);
	return NONE;
});
