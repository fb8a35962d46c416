/** The builtins module: the functions on objects of any kind, and the names of types and constants. */
import { at, H } from "./arena";
import { getAttr, isPlainlyMissing, nameArgument, setAttr } from "./attributes";
import { buildClass } from "./buildclass";
import { through } from "./call";
import { hashObject } from "./dictlookup";
import { clearError, errorIs, newException, raise, raiseOwned } from "./errors";
import { asciiRepr, format } from "./format";
import { frameLocals } from "./framelocals";
import { topPython } from "./frames";
import { idOf } from "./hash";
import { newBool, newInt } from "./int";
import { EXHAUSTED, getIter, iterNext, newCallIterator } from "./iterators";
import { F_GLOBALS, NULL, PUSHED, R_EMPTY_STR, type Ref, TYPE } from "./layout";
import { Unsupported } from "./limits";
import { declareFunction, declareValue } from "./moduletable";
import { N0, popNative, pushNative } from "./natives";
import { length, repr } from "./operators";
import { decref, incref } from "./refcount";
import { internOwned, isStr } from "./str";
import { nativeKind, S_CALL, S_NEXT, type Status, slotOf } from "./tables";
import {
	ATTRIBUTE_ERROR,
	BASE_EXCEPTION_GROUP,
	BOOL,
	BYTES,
	CLASSMETHOD,
	DICT,
	ELLIPSIS,
	EMPTY_TUPLE,
	ENUMERATE,
	EXCEPTION_GROUP,
	FALSE,
	FILTER,
	FLOAT,
	FROZENSET,
	INT,
	LIST,
	MAP,
	NONE,
	NOT_IMPLEMENTED,
	OBJECT,
	OS_ERROR,
	PROPERTY,
	RANGE,
	REVERSED,
	SET,
	SLICE,
	STATICMETHOD,
	STOP_ITERATION,
	STR,
	SUPER,
	TRUE,
	TUPLE,
	TYPE_ERROR,
	TYPE_TYPE,
	ZIP,
} from "./typeids";
import { givenName, typeName } from "./types";

declareFunction(
	"builtins",
	"__build_class__",
	2,
	-1,
	(_self, args, nargs, kwnames) => buildClass(args, nargs, kwnames),
	{ raw: true },
);
declareFunction("builtins", "len", 1, 1, (_self, args) => length(at(args)));
declareFunction("builtins", "id", 1, 1, (_self, args) => newInt(idOf(at(args))));
declareFunction("builtins", "repr", 1, 1, (_self, args) => repr(at(args)));
declareFunction("builtins", "ascii", 1, 1, (_self, args) => asciiRepr(at(args)));
declareFunction("builtins", "hash", 1, 1, (_self, args) => hashObject(at(args)));
declareFunction("builtins", "format", 1, 2, (_self, args, nargs) => {
	if (nargs === 1) return format(at(args), at(R_EMPTY_STR));
	const spec = at(args + 1);
	return isStr(spec)
		? format(at(args), spec)
		: raise(TYPE_ERROR, `format() argument 2 must be str, not ${givenName(spec)}`);
});
declareFunction("builtins", "callable", 1, 1, (_self, args) => newBool(slotOf(at(args), S_CALL) !== 0));
declareFunction("builtins", "iter", 1, 2, (_self, args, nargs) => {
	if (nargs === 1) return getIter(at(args));
	if (slotOf(at(args), S_CALL) === 0) return raise(TYPE_ERROR, "iter(v, w): v must be callable");
	return newCallIterator(at(args), at(args + 1));
});

/** next(it[, default]): words: the default or 0. */
const NEXT = nativeKind(
	"next",
	(_frame, value) => value,
	(frame) => {
		if (at(frame + N0) === NULL || !errorIs(STOP_ITERATION)) return NULL;
		clearError();
		return incref(at(frame + N0));
	},
);
declareFunction("builtins", "next", 1, 2, (_self, args, nargs) => {
	const it = at(args);
	if (slotOf(it, S_NEXT) === 0) return raise(TYPE_ERROR, `'${typeName(at(it + TYPE))}' object is not an iterator`);
	const frame = pushNative(NEXT, 1, 0);
	H[frame + N0] = nargs > 1 ? at(args + 1) : NULL;
	const status = iterNext(it);
	if (status === PUSHED) return PUSHED;
	popNative(frame);
	if (status === EXHAUSTED)
		return nargs > 1 ? incref(at(args + 1)) : raiseOwned(newException(STOP_ITERATION, EMPTY_TUPLE));
	if (status === NULL && nargs > 1 && errorIs(STOP_ITERATION)) {
		clearError();
		return incref(at(args + 1));
	}
	return status;
});

// ---- Attributes by name ----

/** Words: the default, or 0 for hasattr. */
const GETATTR = nativeKind(
	"getattr",
	(frame, value) => {
		if (at(frame + N0) !== NULL) return value;
		decref(value);
		return TRUE;
	},
	(frame) => {
		if (!errorIs(ATTRIBUTE_ERROR)) return NULL;
		clearError();
		return at(frame + N0) === NULL ? FALSE : incref(at(frame + N0));
	},
);
function lookup(o: Ref, name: Ref, fallback: Ref): Status {
	// PyObject_GetOptionalAttr: no exception is made for what is just not there.
	if (isPlainlyMissing(o, name)) return fallback === NULL ? FALSE : incref(fallback);
	const frame = pushNative(GETATTR, 1, 0);
	H[frame + N0] = fallback;
	const status = getAttr(o, name);
	if (status === PUSHED) return PUSHED;
	popNative(frame);
	if (status !== NULL) {
		if (fallback !== NULL) return status;
		decref(status);
		return TRUE;
	}
	if (!errorIs(ATTRIBUTE_ERROR)) return NULL;
	clearError();
	return fallback === NULL ? FALSE : incref(fallback);
}
/** Whether `PyObject_GetOptionalAttr` finds one. */
export const hasAttribute = (o: Ref, name: Ref): Status => lookup(o, name, NULL);
declareFunction("builtins", "getattr", 2, 3, (_self, args, nargs) => {
	const name = nameArgument(at(args + 1));
	if (name === NULL) return NULL;
	return nargs === 2 ? getAttr(at(args), name) : lookup(at(args), name, at(args + 2));
});
declareFunction("builtins", "hasattr", 2, 2, (_self, args) => {
	const name = nameArgument(at(args + 1));
	return name === NULL ? NULL : hasAttribute(at(args), name);
});
const DROP = nativeKind("setattr", (_frame, value) => {
	decref(value);
	return NONE;
});
function storeAttribute(o: Ref, given: Ref, value: Ref): Status {
	const name = nameArgument(given);
	if (name === NULL) return NULL;
	const interned = internOwned(incref(name));
	const status = through(DROP, 0, () => setAttr(o, interned, value));
	decref(interned);
	return status;
}
declareFunction("builtins", "setattr", 3, 3, (_self, args) => storeAttribute(at(args), at(args + 1), at(args + 2)));
declareFunction("builtins", "delattr", 2, 2, (_self, args) => storeAttribute(at(args), at(args + 1), NULL));

declareFunction("builtins", "globals", 0, 0, () => incref(at(topPython() + F_GLOBALS)));
declareFunction("builtins", "locals", 0, 0, () => frameLocals(topPython()));
for (const name of ["breakpoint", "help"]) {
	declareFunction(
		"builtins",
		name,
		0,
		-1,
		() => {
			throw new Unsupported(`${name}()`);
		},
		{ raw: true },
	);
}

const types: readonly (readonly [string, Ref])[] = [
	["object", OBJECT],
	["type", TYPE_TYPE],
	["int", INT],
	["bool", BOOL],
	["float", FLOAT],
	["str", STR],
	["bytes", BYTES],
	["tuple", TUPLE],
	["list", LIST],
	["dict", DICT],
	["set", SET],
	["frozenset", FROZENSET],
	["range", RANGE],
	["slice", SLICE],
	["staticmethod", STATICMETHOD],
	["classmethod", CLASSMETHOD],
	["property", PROPERTY],
	["super", SUPER],
	["enumerate", ENUMERATE],
	["zip", ZIP],
	["map", MAP],
	["filter", FILTER],
	["reversed", REVERSED],
];
for (const [name, type] of types) declareValue("builtins", name, () => type);
declareValue("builtins", "BaseExceptionGroup", () => BASE_EXCEPTION_GROUP);
declareValue("builtins", "ExceptionGroup", () => EXCEPTION_GROUP);
declareValue("builtins", "IOError", () => OS_ERROR);
declareValue("builtins", "EnvironmentError", () => OS_ERROR);
declareValue("builtins", "NotImplemented", () => NOT_IMPLEMENTED);
declareValue("builtins", "Ellipsis", () => ELLIPSIS);
declareValue("builtins", "None", () => NONE);
declareValue("builtins", "True", () => TRUE);
declareValue("builtins", "False", () => FALSE);
declareValue("builtins", "__debug__", () => TRUE);
