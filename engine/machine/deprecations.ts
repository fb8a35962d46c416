/** Operations of built-in objects that CPython warns of. */
import { raise } from "./errors";
import { newInt } from "./int";
import type { Ref } from "./layout";
import { profile } from "./machine";
import type { Status } from "./tables";
import { DEPRECATION_WARNING, TRUE, TYPE_ERROR } from "./typeids";
import { valueWithWarning } from "./warning";

/** `bool_invert` */
export function invertBool(o: Ref): Status {
	const message =
		"Bitwise inversion '~' on bool is deprecated and will be removed in Python 3.16. This returns the bitwise inversion of the underlying int object and is usually not what you expect from negating a bool. Use the 'not' operator for boolean negation or ~int(x) if you really want the bitwise inversion of the underlying int.";
	return valueWithWarning(DEPRECATION_WARNING, message, newInt(o === TRUE ? -2 : -1));
}

/** `notimplemented_bool`: true, but for a warning; an error from 3.14 on. */
export function notImplementedTruth(): Status {
	const message = "NotImplemented should not be used in a boolean context";
	return profile().name === "3.13" ? valueWithWarning(DEPRECATION_WARNING, message, TRUE) : raise(TYPE_ERROR, message);
}
