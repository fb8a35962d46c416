/** The sys module. */

import { at, H } from "./arena";
import { through } from "./call";
import { handledException, newException, raise, raiseOwned } from "./errors";
import { frameObject, previousPython, topPython } from "./frames";
import { intNumber, maxStrDigits, newBool, newInt } from "./int";
import {
	EXC_FIELDS,
	EXC_TRACEBACK,
	NULL,
	R_DEPTH,
	R_DEPTH_LIMIT,
	R_FINALIZING,
	R_MAX_STR_DIGITS,
	R_RECURSION_LIMIT,
	type Ref,
	TYPE,
} from "./layout";
import { profile } from "./machine";
import { declareFunction } from "./moduletable";
import { cIntOf, index } from "./operators";
import { decref, incref, isImmortal } from "./refcount";
import { internOwned, isExactStr, isInterned, isStr } from "./str";
import { nativeKind, type Status } from "./tables";
import { tupleOf, tupleOwning } from "./tuple";
import { EMPTY_TUPLE, NONE, OVERFLOW_ERROR, RECURSION_ERROR, SYSTEM_EXIT, TYPE_ERROR, VALUE_ERROR } from "./typeids";
import { givenName, typeName } from "./types";

declareFunction("sys", "getrefcount", 1, 1, (_self, args) => {
	const count = at(at(args));
	return newInt(count < 0 ? profile().immortalCount : count);
});
declareFunction("sys", "getrecursionlimit", 0, 0, () => newInt(at(R_RECURSION_LIMIT)));
declareFunction("sys", "setrecursionlimit", 1, 1, (_self, args) => {
	const n = cIntOf(at(args));
	if (Number.isNaN(n)) return NULL;
	if (n < 1) return raise(VALUE_ERROR, "recursion limit must be greater or equal than 1");
	if (n <= at(R_DEPTH))
		return raise(
			RECURSION_ERROR,
			`cannot set the recursion limit to ${n} at the recursion depth ${at(R_DEPTH)}: the limit is too low`,
		);
	H[R_RECURSION_LIMIT] = n;
	H[R_DEPTH_LIMIT] = Math.min(n, MAX_DEPTH);
	return NONE;
});
/** The stack holds this many small frames; a higher limit is taken as this one. */
const MAX_DEPTH = 20_000;
declareFunction("sys", "get_int_max_str_digits", 0, 0, () => newInt(maxStrDigits()));
/** `_PySys_SetIntMaxStrDigits` */
const DIGITS = nativeKind("sys.set_int_max_str_digits", (_frame, value) => {
	const n = intNumber(value);
	decref(value);
	if (!(Math.abs(n) <= 0x7fffffff)) return raise(OVERFLOW_ERROR, "Python int too large to convert to C int");
	if (n !== 0 && n < LEAST_DIGITS)
		return raise(
			VALUE_ERROR,
			profile().name === "3.13"
				? `maxdigits must be 0 or larger than ${LEAST_DIGITS}`
				: `maxdigits must be >= ${LEAST_DIGITS} or 0 for unlimited`,
		);
	H[R_MAX_STR_DIGITS] = n;
	return NONE;
});
/** `_PY_LONG_MAX_STR_DIGITS_THRESHOLD` */
const LEAST_DIGITS = 640;
declareFunction("sys", "set_int_max_str_digits", 1, 1, (_self, args) => through(DIGITS, 0, () => index(at(args))), {
	params: ["maxdigits"],
});
declareFunction("sys", "intern", 1, 1, (_self, args) => {
	const o = at(args);
	if (!isExactStr(o))
		return raise(
			TYPE_ERROR,
			isStr(o) ? `can't intern ${typeName(at(o + TYPE))}` : `intern() argument must be str, not ${givenName(o)}`,
		);
	return internOwned(incref(o));
});
declareFunction("sys", "_is_interned", 1, 1, (_self, args) => {
	const o = at(args);
	if (!isStr(o)) return raise(TYPE_ERROR, `_is_interned() argument must be str, not ${givenName(o)}`);
	return newBool(isInterned(o));
});
declareFunction("sys", "_is_immortal", 1, 1, (_self, args) => newBool(isImmortal(at(args))), { only: "3.14" });
declareFunction("sys", "is_finalizing", 0, 0, () => newBool(at(R_FINALIZING) > 0));
declareFunction("sys", "exc_info", 0, 0, () => {
	const e = handledException();
	if (e === NULL) return tupleOwning(NONE, NONE, NONE);
	const traceback = at(e + EXC_TRACEBACK);
	return tupleOwning(incref(at(e + TYPE)), incref(e), traceback === NULL ? NONE : incref(traceback));
});
declareFunction("sys", "exception", 0, 0, () => {
	const e = handledException();
	return e === NULL ? NONE : incref(e);
});
declareFunction("sys", "exit", 0, 1, (_self, args, nargs) =>
	nargs === 0 ? raiseOwned(newException(SYSTEM_EXIT, EMPTY_TUPLE)) : exitWith(at(args)),
);
function exitWith(code: Ref): Status {
	const o = newException(SYSTEM_EXIT, tupleOf(code));
	H[o + EXC_FIELDS] = incref(code);
	return raiseOwned(o);
}
declareFunction("sys", "_getframe", 0, 1, (_self, args, nargs) => {
	let depth = nargs === 0 ? 0 : cIntOf(at(args));
	if (Number.isNaN(depth)) return NULL;
	let frame = topPython();
	while (depth > 0 && frame !== 0) {
		frame = previousPython(frame);
		depth--;
	}
	return frame === 0 ? raise(VALUE_ERROR, "call stack is not deep enough") : incref(frameObject(frame));
});
