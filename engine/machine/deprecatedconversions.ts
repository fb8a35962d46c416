/** Conversions that CPython deprecates: a strict subclass where an exact number is due, and 3.13's `int()` by `__trunc__`. */
import { at, H } from "./arena";
import { through } from "./call";
import { complexOf, newComplex } from "./complexes";
import { raise } from "./errors";
import { floatValue, isFloat, newFloat } from "./float";
import { isInt } from "./int";
import { exactInt } from "./ints";
import { F_OWNED, NULL, PUSHED, type Ref, TYPE } from "./layout";
import { N0, setState, stateOf } from "./natives";
import { index } from "./operators";
import { decref } from "./refcount";
import { callSpecial } from "./special";
import { nativeKind, S_INDEX, type Status, slotOf } from "./tables";
import { DEPRECATION_WARNING, TYPE_ERROR } from "./typeids";
import { typeLookupText, typeName } from "./types";
import { warn } from "./warning";

function exactNumber(o: Ref): Ref {
	if (isInt(o)) return exactInt(o);
	if (isFloat(o)) return newFloat(floatValue(o));
	const { real, imag } = complexOf(o);
	return newComplex(real, imag);
}

/** Word: the number (owned). The warning was given. */
const WARNED = nativeKind("strict subclass", (frame, given) => {
	decref(given);
	return exactNumber(at(frame + N0));
});

/**
 * An exact number of the same value in place of one of a subclass (owned) that a special method gave: once it has been
 * said that this is deprecated.
 */
export function strictSubclass(value: Ref, method: string, type: string): Status {
	return through(WARNED, 1, (frame) => {
		H[frame + F_OWNED] = 1;
		H[frame + N0] = value;
		return warn(
			DEPRECATION_WARNING,
			`${method} returned non-${type} (type ${typeName(at(value + TYPE))}).  The ability to return an instance of a strict subclass of ${type} is deprecated, and may be removed in a future version of Python.`,
			1,
		);
	});
}

// What a frame of int() by `__trunc__` waits for.
const WARNING = 0;
const CALL = 1;
const INTEGER = 2;

/** Word: the object (borrowed). */
const TRUNC = nativeKind("__trunc__", (frame, first) => {
	const x = at(frame + N0);
	let value: Status = first;
	if (stateOf(frame) === WARNING) {
		decref(value);
		setState(frame, CALL);
		value = callSpecial(typeLookupText(at(x + TYPE), "__trunc__"), x);
		if (value === PUSHED || value === NULL) return value;
	}
	if (stateOf(frame) === INTEGER) return value;
	if (!isInt(value) && slotOf(value, S_INDEX) === 0) {
		raise(TYPE_ERROR, `__trunc__ returned non-Integral (type ${typeName(at(value + TYPE))})`);
		decref(value);
		return NULL;
	}
	setState(frame, INTEGER);
	const integer = index(value);
	decref(value);
	return integer;
});

/** The end of `PyNumber_Long` for what has a `__trunc__`: an int. */
export function truncated(x: Ref): Status {
	return through(TRUNC, 1, (frame) => {
		H[frame + N0] = x;
		return warn(DEPRECATION_WARNING, "The delegation of int() to __trunc__ is deprecated.", 1);
	});
}
