/** Special methods written in Python: how a slot reaches them (`lookup_maybe_method`, `vectorcall_method`). */

import { at, H } from "./arena";
import { callWith, vectorcall } from "./call";
import { F_END, NULL, PUSHED, type Ref, T_FLAGS, TF_METHOD_DESCRIPTOR, TYPE } from "./layout";
import { EngineBug } from "./limits";
import { N0, popNative, pushNative, setState, stateOf } from "./natives";
import { SLOT_DESCR_GET } from "./pythonslots";
import { decref } from "./refcount";
import { interned } from "./str";
import { nativeKind, S_DESCR_GET, type Status, slotOf, type Ternary, ternarySlots } from "./tables";
import { typeLookup } from "./typecache";
import { immortalText } from "./types";

const names = new Map<string, Ref>();
/** Those that running programs ask for most: a property is read sooner than a map. */
export const NAMED = { __del__: 0, __enter__: 0, __exit__: 0, __init__: 0, __new__: 0 };

function name(text: string, ref: Ref): void {
	names.set(text, ref);
	if (text in NAMED) NAMED[text as keyof typeof NAMED] = ref;
}

/** The interned, immortal str of a special name. Known from boot on. */
export function nameRef(text: string): Ref {
	const known = names.get(text);
	if (known !== undefined) return known;
	throw new EngineBug(`the name ${text} was not interned at boot`);
}

export function bootNames(texts: readonly string[]): void {
	for (const text of texts) name(text, immortalText(text));
}

/** The same where the arena has them already. */
export function findNames(texts: readonly string[]): void {
	for (const text of texts) name(text, interned(text));
}

/** A special method of an object, found on its type: borrowed, or 0. */
export function lookupSpecial(o: Ref, name: string): Ref {
	return typeLookup(at(o + TYPE), nameRef(name));
}

/** Calls a special method found on the type, with self (`vectorcall_unbound`). The method is borrowed. */
export function callSpecial(method: Ref, self: Ref, ...args: readonly Ref[]): Status {
	if ((at(at(method + TYPE) + T_FLAGS) & TF_METHOD_DESCRIPTOR) !== 0) return callWith(method, self, ...args);
	const get = slotOf(method, S_DESCR_GET);
	if (get === 0) return callWith(method, ...args);
	// A `__get__` written in Python gives the method later: the arguments wait for it.
	const frame = pushNative(BOUND, args.length, 0);
	args.forEach((o, i) => {
		H[frame + N0 + i] = o;
	});
	const bound = (ternarySlots[get] as Ternary)(method, self, at(self + TYPE));
	if (bound === PUSHED) return PUSHED;
	popNative(frame);
	if (bound === NULL) return NULL;
	const status = callWith(bound, ...args);
	decref(bound);
	return status;
}
const BOUND = nativeKind("special method", (frame, value) => {
	if (stateOf(frame) === 1) return value;
	setState(frame, 1);
	const status = vectorcall(value, frame + N0, at(frame + F_END) - frame - N0, NULL);
	decref(value);
	return status;
});

/** Words: the bound method (owned), then the arguments (borrowed). */
const BOUND_CALL = nativeKind("bound special method", (frame, value) => {
	if (value !== NULL) return value;
	return vectorcall(at(frame + N0), frame + N0 + 1, at(frame + F_END) - (frame + N0 + 1), NULL);
});

/**
 * Calls a special method as the callers of `_PyObject_LookupSpecial` do: it is bound first, and the bound method holds
 * its object while it runs. The arguments must stay where the caller has them.
 */
export function callBound(method: Ref, self: Ref, ...args: readonly Ref[]): Status {
	const get = slotOf(method, S_DESCR_GET);
	if (get === 0 || get === SLOT_DESCR_GET) return callSpecial(method, self, ...args);
	const bound = (ternarySlots[get] as Ternary)(method, self, at(self + TYPE));
	if (bound === NULL) return NULL;
	const frame = pushNative(BOUND_CALL, args.length + 1, 1);
	H[frame + N0] = bound;
	args.forEach((arg, i) => {
		H[frame + N0 + 1 + i] = arg;
	});
	return PUSHED;
}
