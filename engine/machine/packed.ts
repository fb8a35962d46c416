/**
 * Arguments as a tuple and a dict, where CPython makes them: for a type or object without a vectorcall
 * (`_PyObject_MakeTpCall`), and for functions that take them so (METH_VARARGS). They count as allocations, and each
 * argument is counted once more while the call lasts.
 */

import { internal } from "./alloc";
import { at, H } from "./arena";
import { dictSetStr, newDict } from "./dict";
import { isVectorcallException } from "./exceptioncreation";
import { F_KIND, F_PREV, NULL, PUSHED, R_FRAME, type Ref, SIZE, T_FLAGS, TF_HEAP, TF_TYPE, TYPE } from "./layout";
import { profile } from "./machine";
import { N0, popNative, pushNative } from "./natives";
import { incref } from "./refcount";
import { definitions, type NativeDef, nativeKind, type Status } from "./tables";
import { tupleFrom, tupleItem } from "./tuple";
import {
	ATTRGETTER,
	BOOL,
	BUILTIN,
	DICT,
	ENUMERATE,
	FILTER,
	FLOAT,
	FROZENSET,
	FUNCTION,
	GENERIC_ALIAS,
	INT,
	ITEMGETTER,
	LIST,
	MAP,
	METHOD,
	METHOD_DESCRIPTOR,
	METHODCALLER,
	PARTIAL,
	RANGE,
	REVERSED,
	SET,
	STR,
	SUPER,
	TUPLE,
	TYPE_TYPE,
	WEAKREF,
} from "./typeids";

/** Words: the tuple and the dict (owned; 0: none), then where the arguments stand and how many are positional. */
export const PACKED = nativeKind("arguments in a tuple", (_frame, value) => value);

/**
 * Makes a tuple of the positional arguments, and a dict of the others where there are any, which stand in a native frame
 * for the length of a call. What the call answers is given to `unpack` with that frame.
 */
export function pack(args: number, nargs: number, kwnames: Ref): number {
	const frame = pushNative(PACKED, 4, 2);
	H[frame + N0] = internal(tupleFrom(args, nargs));
	const n = kwnames === NULL ? 0 : at(kwnames + SIZE);
	if (n > 0) {
		const dict = internal(newDict());
		H[frame + N0 + 1] = dict;
		addKeywords(dict, args + nargs, kwnames);
	}
	H[frame + N0 + 2] = args;
	H[frame + N0 + 3] = nargs;
	return frame;
}

/** The call has come to its end, or goes on in a frame above. */
export function unpack(frame: number, status: Status): Status {
	if (status !== PUSHED) popNative(frame);
	return status;
}

/** Runs `begin` while a tuple and a dict (or 0) that are there already stand for the packed arguments. */
export function packedAs(tuple: Ref, dict: Ref, args: number, begin: () => Status): Status {
	const frame = pushNative(PACKED, 4, 2);
	H[frame + N0] = incref(tuple);
	if (dict !== NULL) H[frame + N0 + 1] = incref(dict);
	H[frame + N0 + 2] = args;
	H[frame + N0 + 3] = at(tuple + SIZE);
	const status = begin();
	if (status !== PUSHED) popNative(frame);
	return status;
}

/** How many native frames may stand between a callee and its packed arguments. */
const NEAR = 3;

/** The frame that holds the packed arguments of the native called last, or 0. */
function packedFrame(args: number, nargs: number): number {
	let frame = at(R_FRAME);
	for (let i = 0; i < NEAR && frame !== 0 && at(frame + F_KIND) !== 0; i++) {
		if (at(frame + F_KIND) === PACKED && at(frame + N0 + 2) === args && at(frame + N0 + 3) === nargs) return frame;
		frame = at(frame + F_PREV);
	}
	return 0;
}

/** A tuple of the positional arguments that a native was called with: the one that the call made, or a new one. Owned. */
export function argumentTuple(args: number, nargs: number): Ref {
	const frame = packedFrame(args, nargs);
	return frame === 0 ? tupleFrom(args, nargs) : incref(at(frame + N0));
}

/** The same of keyword arguments: a dict, owned, or 0 where there are none. */
export function argumentDict(args: number, nargs: number, kwnames: Ref): Ref {
	if (kwnames === NULL || at(kwnames + SIZE) === 0) return NULL;
	const frame = packedFrame(args, nargs);
	if (frame !== 0 && at(frame + N0 + 1) !== NULL) return incref(at(frame + N0 + 1));
	const dict = internal(newDict());
	addKeywords(dict, args + nargs, kwnames);
	return dict;
}

/** Adds keyword arguments to a dict. */
export function addKeywords(dict: Ref, values: number, kwnames: Ref): void {
	const n = kwnames === NULL ? 0 : at(kwnames + SIZE);
	for (let i = 0; i < n; i++) dictSetStr(dict, tupleItem(kwnames, i), at(values + i));
}

/** Static types with `tp_vectorcall`. */
const VECTORCALL_TYPES: ReadonlySet<Ref> = new Set([
	BOOL,
	DICT,
	ENUMERATE,
	FILTER,
	FLOAT,
	FROZENSET,
	INT,
	LIST,
	MAP,
	RANGE,
	REVERSED,
	SET,
	STR,
	SUPER,
	TUPLE,
	TYPE_TYPE,
]);
/** Types whose instances are called by vectorcall. */
const VECTORCALL_INSTANCES: ReadonlySet<Ref> = new Set([
	ATTRGETTER,
	BUILTIN,
	FUNCTION,
	GENERIC_ALIAS,
	ITEMGETTER,
	METHOD,
	METHOD_DESCRIPTOR,
	METHODCALLER,
	PARTIAL,
	WEAKREF,
]);

/** True where calling an object goes through a tuple. */
export function callPacks(callee: Ref, nargs: number, kwnames: Ref): boolean {
	const type = at(callee + TYPE);
	if (callee === TYPE_TYPE) return nargs !== 1 || kwnames !== NULL;
	// int and str give keywords to their tp_new.
	if (kwnames !== NULL && (callee === INT || callee === STR)) return true;
	return (at(type + T_FLAGS) & TF_TYPE) !== 0
		? (at(callee + T_FLAGS) & TF_HEAP) !== 0 || (!VECTORCALL_TYPES.has(callee) && !isVectorcallException(callee))
		: (at(type + T_FLAGS) & TF_HEAP) !== 0 || !VECTORCALL_INSTANCES.has(type);
}

/** METH_VARARGS: functions and methods, by owner and name, and the last version that has them so where 3.14 does not. */
const VARARGS: ReadonlyMap<string, "3.13" | "3.14"> = new Map([
	["builtins.dir", "3.14"],
	["builtins.vars", "3.14"],
	["gc.set_threshold", "3.14"],
	["gc.get_referents", "3.14"],
	["gc.get_referrers", "3.14"],
	["sys.getsizeof", "3.14"],
	["str.format", "3.14"],
	["property.__set_name__", "3.14"],
	["dict.update", "3.14"],
	["object.__new__", "3.14"],
	["set.union", "3.13"],
	["set.update", "3.13"],
	["set.intersection", "3.13"],
	["set.intersection_update", "3.13"],
	["set.difference", "3.13"],
	["set.difference_update", "3.13"],
	["frozenset.union", "3.13"],
	["frozenset.intersection", "3.13"],
	["frozenset.difference", "3.13"],
]);

const UNKNOWN = 0;
const NEVER = 1;
const UNTIL_3_13 = 2;
const ALWAYS = 3;
/** By a definition's number, once it was asked about: in which versions it is one of these. */
let packing: Uint8Array | null = null;

/** Whether a native, by its number, takes its arguments in a tuple. */
export function definitionPacks(number: number): boolean {
	packing ??= new Uint8Array(definitions.length);
	let when = packing[number] as number;
	if (when === UNKNOWN) {
		const { owner, name } = definitions[number] as NativeDef;
		const last = VARARGS.get(`${owner}.${name}`);
		when = last === undefined ? NEVER : last === "3.13" ? UNTIL_3_13 : ALWAYS;
		packing[number] = when;
	}
	return when !== NEVER && (when === ALWAYS || profile().name === "3.13");
}
