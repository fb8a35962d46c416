/** Calling a method by its name, as native code that works with any object of a kind does (`PyObject_CallMethod`). */
import { at, H } from "./arena";
import { getAttr, getMethod, method } from "./attributes";
import { vectorcall } from "./call";
import { F_OWNED, NULL, PUSHED, type Ref } from "./layout";
import { N0, popNative, pushNative, setState, stateOf } from "./natives";
import { decref, incref } from "./refcount";
import { intern } from "./str";
import { nativeKind, type Status, type Step, steps } from "./tables";
import { NONE } from "./typeids";

/** Words, all owned: the object, the name, the method once it is known, the object again where the method is not bound to it, the arguments. */
const W_OBJECT = N0;
const W_NAME = N0 + 1;
const W_METHOD = N0 + 2;
const W_SELF = N0 + 3;
const W_ARGS = N0 + 4;
const ARGS = 4;

/** Asked for the method as it is on the type; for the object's attribute. */
const BEGIN = 0;
const BEGIN_BOUND = 1;
const FOUND = 2;
const CALLED = 3;

const METHOD_CALL = nativeKind("method call", (frame, first) => {
	let value: Status = first;
	const state = stateOf(frame);
	if (state === CALLED) return value;
	let unbound = false;
	if (state !== FOUND) {
		setState(frame, FOUND);
		if (state === BEGIN_BOUND) value = getAttr(at(frame + W_OBJECT), at(frame + W_NAME));
		else {
			value = getMethod(at(frame + W_OBJECT), at(frame + W_NAME), false);
			unbound = method.unbound;
		}
		if (value === PUSHED || value === NULL) return value;
	}
	H[frame + W_METHOD] = value;
	setState(frame, CALLED);
	const n = at(frame + F_OWNED) - ARGS;
	if (!unbound) return vectorcall(value, frame + W_ARGS, n, NULL);
	H[frame + W_SELF] = incref(at(frame + W_OBJECT));
	return vectorcall(value, frame + W_SELF, n + 1, NULL);
});

function call(state: number, o: Ref, name: string, args: readonly Ref[]): Status {
	const words = args.length + ARGS;
	const frame = pushNative(METHOD_CALL, words, words);
	H[frame + W_OBJECT] = incref(o);
	H[frame + W_NAME] = intern(name);
	args.forEach((arg, i) => {
		H[frame + W_ARGS + i] = incref(arg);
	});
	setState(frame, state);
	const status = (steps[METHOD_CALL] as Step)(frame, NULL);
	if (status !== PUSHED) popNative(frame);
	return status;
}

/** `o.name(*args)`, without a bound method in between (`PyObject_VectorcallMethod`): arguments are borrowed. */
export function callMethod(o: Ref, name: string, ...args: readonly Ref[]): Status {
	return call(BEGIN, o, name, args);
}

/** The same through the attribute (`_PyObject_CallMethod`, which takes a format). */
export function callBoundMethod(o: Ref, name: string, ...args: readonly Ref[]): Status {
	return call(BEGIN_BOUND, o, name, args);
}

/** A native frame that drops the value of a call and gives None. */
export const DROPPED = nativeKind("call without result", (_frame, value) => {
	decref(value);
	return NONE;
});
