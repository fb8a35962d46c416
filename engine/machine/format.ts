/** `format(o, spec)` and `ascii(o)` (Objects/abstract.c, object.c). */
import { asciiOf } from "../text/strRepr";
import { at } from "./arena";
import { through } from "./call";
import { declareMethod } from "./declarations";
import { raise } from "./errors";
import { newText } from "./faults";
import { floatFormat } from "./floats";
import { formatStrAs } from "./formatspecs";
import { intFormat } from "./intmethods";
import { NULL, type Ref, TYPE } from "./layout";
import { repr, str } from "./operators";
import { decref } from "./refcount";
import { callBound } from "./special";
import { isStr, textOf } from "./str";
import { nativeKind, type Status } from "./tables";
import { FLOAT, INT, STR, TYPE_ERROR } from "./typeids";
import { bindInPassing, givenName, typeLookupText, typeName } from "./types";

/** `str.__format__` */
export function strFormatSpec(self: Ref, spec: Ref): Status {
	const text = textOf(spec);
	if (text === "") return str(self);
	return formatStrAs(self, text);
}

const FORMAT_RESULT = nativeKind("__format__", (_frame, value) => {
	if (isStr(value)) return value;
	raise(TYPE_ERROR, `__format__ must return a str, not ${typeName(at(value + TYPE))}`);
	decref(value);
	return NULL;
});

/** `format(o, spec)` (PyObject_Format); the spec is a str. */
export function format(o: Ref, spec: Ref): Status {
	// A text or an int without a spec is shown as it is; anything else is asked through a bound `__format__`.
	const type = at(o + TYPE);
	if ((type === STR || type === INT || type === FLOAT) && (type === FLOAT || textOf(spec) !== "")) bindInPassing(o);
	switch (type) {
		case STR:
			return strFormatSpec(o, spec);
		case INT:
			return intFormat(o, spec);
		case FLOAT:
			return floatFormat(o, spec);
	}
	const method = typeLookupText(at(o + TYPE), "__format__");
	if (method === NULL) return raise(TYPE_ERROR, `Type ${typeName(at(o + TYPE))} doesn't define __format__`);
	return through(FORMAT_RESULT, 0, () => callBound(method, o, spec));
}

/** Declares `__format__` of a type: a method whose argument must be a text. */
export function declareFormat(type: Ref, format: (self: Ref, spec: Ref) => Status): void {
	declareMethod(type, "__format__", 1, 1, (self, args) => {
		const spec = at(args);
		return isStr(spec)
			? format(self, spec)
			: raise(TYPE_ERROR, `__format__() argument must be str, not ${givenName(spec)}`);
	});
}

const ASCII_RESULT = nativeKind("ascii", (_frame, value) => {
	const text = textOf(value);
	const escaped = asciiOf(text);
	if (escaped === text) return value;
	decref(value);
	return newText(escaped);
});

/** `ascii(o)` (PyObject_ASCII) */
export function asciiRepr(o: Ref): Status {
	return through(ASCII_RESULT, 0, () => repr(o));
}
