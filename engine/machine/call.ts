/** Calling: one way in for everything that can be called, with arguments borrowed from consecutive words. */
import { internal } from "./alloc";
import { at, copyWords, H, moveWords } from "./arena";
import { resolveArguments } from "./arguments";
import { descriptorRefused, nativeRefused } from "./callerrors";
import { beginAgain, nested, restartable, trying } from "./conversions";
import { raise } from "./errors";
import { callFunction } from "./functions";
import {
	BUILTIN_DEF,
	BUILTIN_SELF,
	DESCR_DEF,
	DESCR_TYPE,
	F_KIND,
	F_OWNED,
	METHOD_FUNC,
	METHOD_SELF,
	NULL,
	PUSHED,
	R_FRAME,
	R_SCRATCH,
	type Ref,
	SCRATCH_WORDS,
	SIZE,
	TUPLE_ITEMS,
	TYPE,
} from "./layout";
import { N0, popNative, pushNative } from "./natives";
import { callPacks, definitionPacks, pack, unpack } from "./packed";
import { incref } from "./refcount";
import { close, objectOf } from "./stackref";
import {
	type Call,
	callSlots,
	definitions,
	type NativeDef,
	nativeKind,
	S_CALL,
	type Status,
	type Step,
	slotOf,
	steps,
} from "./tables";
import { tupleFrom } from "./tuple";
import { BUILTIN, FUNCTION, METHOD, METHOD_DESCRIPTOR, TYPE_ERROR } from "./typeids";
import { isSubtype, typeName } from "./types";

/**
 * Calls an object with `nargs` positional arguments at `args`, followed by one value per name in `kwnames` (0: none).
 * The words must stay as they are until the value comes (`PyObject_Vectorcall`).
 */
export function vectorcall(callee: Ref, args: number, nargs: number, kwnames: Ref): Status {
	switch (at(callee + TYPE)) {
		case FUNCTION:
			return callFunction(callee, args, nargs, kwnames, false);
		case BUILTIN:
			return callBuiltin(callee, args, nargs, kwnames);
		case METHOD:
			return callMethodObject(callee, args, nargs, kwnames);
		case METHOD_DESCRIPTOR:
			return callMethodDescriptor(callee, args, nargs, kwnames);
	}
	if (!callPacks(callee, nargs, kwnames)) return callSlot(callee, args, nargs, kwnames);
	return unpack(pack(args, nargs, kwnames), callSlot(callee, args, nargs, kwnames));
}

/** `tp_call`, whatever holds the arguments. */
export function callSlot(callee: Ref, args: number, nargs: number, kwnames: Ref): Status {
	const slot = slotOf(callee, S_CALL);
	if (slot === 0) return raise(TYPE_ERROR, `'${typeName(at(callee + TYPE))}' object is not callable`);
	return (callSlots[slot] as Call)(callee, args, nargs, kwnames);
}

/** Keeps the arguments of a call that nobody else's words hold: callee, then the arguments, all owned. */
const KEEPER = nativeKind("call", (frame, value) => {
	if (value !== NULL) return value;
	const total = at(frame + F_OWNED) - 2;
	const kwnames = at(frame + N0 + 1);
	return vectorcall(at(frame + N0), frame + N0 + 2, total - (kwnames === NULL ? 0 : at(kwnames + SIZE)), kwnames);
});

/** Calls with arguments given one by one (borrowed). */
export function callWith(callee: Ref, ...args: readonly Ref[]): Status {
	const n = args.length;
	if (at(callee + TYPE) === FUNCTION) {
		for (let i = 0; i < n; i++) H[R_SCRATCH + i] = args[i] as Ref;
		return callFunction(callee, R_SCRATCH, n, NULL, false);
	}
	if (at(callee + TYPE) === METHOD && at(at(callee + METHOD_FUNC) + TYPE) === FUNCTION) {
		// `method_vectorcall`
		H[R_SCRATCH] = at(callee + METHOD_SELF);
		for (let i = 0; i < n; i++) H[R_SCRATCH + 1 + i] = args[i] as Ref;
		return callFunction(at(callee + METHOD_FUNC), R_SCRATCH, n + 1, NULL, false);
	}
	const frame = pushNative(KEEPER, n + 2, n + 2);
	H[frame + N0] = incref(callee);
	for (let i = 0; i < n; i++) H[frame + N0 + 2 + i] = incref(args[i] as Ref);
	return PUSHED;
}

/** A bound method on the stack, with NULL above it, gives way to its function and self. */
export function unpackMethod(address: number): void {
	const bound = at(address);
	const method = objectOf(bound);
	H[address + 1] = incref(at(method + METHOD_SELF));
	H[address] = incref(at(method + METHOD_FUNC));
	close(bound);
}

/** Calls with an argument put before those at an address (`_PyObject_Call_Prepend`). */
export function callPrepended(callee: Ref, first: Ref, args: number, nargs: number, kwnames: Ref): Status {
	const total = nargs + (kwnames === NULL ? 0 : at(kwnames + SIZE));
	if (at(callee + TYPE) === FUNCTION && total < SCRATCH_WORDS) {
		H[R_SCRATCH] = first;
		moveWords(R_SCRATCH + 1, args, args + total);
		return callFunction(callee, R_SCRATCH, nargs + 1, kwnames, false);
	}
	const frame = pushNative(KEEPER, total + 3, total + 3);
	H[frame + N0] = incref(callee);
	if (kwnames !== NULL) H[frame + N0 + 1] = incref(kwnames);
	H[frame + N0 + 2] = incref(first);
	for (let i = 0; i < total; i++) H[frame + N0 + 3 + i] = incref(at(args + i));
	return PUSHED;
}

/**
 * `_PyObject_Call_Prepend` with a dict of keywords: they are unpacked again into names and values of the call's own
 * (`_PyStack_UnpackDict`), and all arguments are counted while it lasts.
 */
export function callPrependedDict(callee: Ref, first: Ref, args: number, nargs: number, kwnames: Ref): Status {
	const n = kwnames === NULL ? 0 : at(kwnames + SIZE);
	if (n === 0) return callPrepended(callee, first, args, nargs, NULL);
	const total = nargs + n;
	const frame = pushNative(KEEPER, total + 3, total + 3);
	H[frame + N0] = incref(callee);
	H[frame + N0 + 1] = internal(tupleFrom(kwnames + TUPLE_ITEMS, n));
	H[frame + N0 + 2] = incref(first);
	for (let i = 0; i < total; i++) H[frame + N0 + 3 + i] = incref(at(args + i));
	return PUSHED;
}

function callMethodObject(callee: Ref, args: number, nargs: number, kwnames: Ref): Status {
	return callPrepended(at(callee + METHOD_FUNC), at(callee + METHOD_SELF), args, nargs, kwnames);
}

function callBuiltin(callee: Ref, args: number, nargs: number, kwnames: Ref): Status {
	return callDefinition(at(callee + BUILTIN_DEF), at(callee + BUILTIN_SELF), args, nargs, kwnames);
}

function callMethodDescriptor(callee: Ref, args: number, nargs: number, kwnames: Ref): Status {
	const number = at(callee + DESCR_DEF);
	const owner = at(callee + DESCR_TYPE);
	if (nargs === 0 || !isSubtype(at(at(args) + TYPE), owner))
		return descriptorRefused(definitions[number] as NativeDef, owner, args, nargs);
	return callDefinition(number, at(args), args + 1, nargs - 1, kwnames);
}

/** Checks the arguments of a native, by its number, as its METH_ flags would in CPython, resolves keywords to positions, and calls it. */
function callDefinition(number: number, self: Ref, args: number, nargs: number, kwnames: Ref): Status {
	if (!definitionPacks(number)) return callChecked(number, self, args, nargs, kwnames);
	return unpack(pack(args, nargs, kwnames), callChecked(number, self, args, nargs, kwnames));
}

function callChecked(number: number, self: Ref, args: number, nargs: number, kwnames: Ref): Status {
	if (trying()) return nested(CHECKED, number, self, args, nargs, kwnames);
	const top = at(R_FRAME);
	try {
		return callNow(number, self, args, nargs, kwnames);
	} catch (error) {
		return beginAgain(error, top, CHECKED, number, self, args, nargs, kwnames);
	}
}

function callNow(number: number, self: Ref, args: number, nargs: number, kwnames: Ref): Status {
	const def = definitions[number] as NativeDef;
	if (def.raw) return def.call(self, args, nargs, kwnames);
	const { params, max } = def;
	if (params === null) {
		if (kwnames !== NULL && at(kwnames + SIZE) > 0) return nativeRefused(def, self, nargs, true);
		if (nargs < def.min || (max >= 0 && nargs > max)) return nativeRefused(def, self, nargs, false);
		return def.call(self, args, nargs, NULL);
	}
	const keywords = kwnames !== NULL && at(kwnames + SIZE) > 0;
	const fits = nargs >= def.min && nargs <= params.length && (max < 0 || nargs <= max);
	// Resolved arguments stand in a frame of their own: a native that pushes another frame still finds them there.
	let frame: number;
	if (fits && !keywords) {
		if (nargs === params.length) return def.call(self, args, nargs, NULL);
		frame = pushNative(RESOLVED, params.length, 0);
		copyWords(frame + N0, args, args + nargs);
	} else {
		const given = resolveArguments({ name: def.name, params, min: def.min, max }, args, nargs, kwnames);
		if (given === null) return NULL;
		frame = pushNative(RESOLVED, params.length, 0);
		for (let i = 0; i < params.length; i++) H[frame + N0 + i] = given[i] as Ref;
	}
	const status = def.call(self, frame + N0, params.length, NULL);
	if (status !== PUSHED) popNative(frame);
	return status;
}
const CHECKED = restartable(callNow);
const RESOLVED = nativeKind("arguments", (_frame, value) => value);

/** Begins a call while a frame holds some objects for it; the value goes on as it comes. */
export function holding(objects: readonly Ref[], begin: () => Status): Status {
	const frame = pushNative(HOLDER, objects.length, objects.length);
	for (let i = 0; i < objects.length; i++) H[frame + N0 + i] = incref(objects[i] as Ref);
	const status = begin();
	if (status !== PUSHED) popNative(frame);
	return status;
}
const HOLDER = nativeKind("holder", (_frame, value) => value);

/** Runs `begin` with a native frame of a kind below it; its value goes through that frame's step, at once or later. */
export function through(kind: number, words: number, begin: (frame: number) => Status): Status {
	const frame = pushNative(kind, words, 0);
	return come(frame, begin(frame));
}

/** What the native frame on top, just pushed, waited for has come, or does later. */
export function come(frame: number, status: Status): Status {
	if (status === PUSHED) return PUSHED;
	const result = status === NULL ? NULL : (steps[at(frame + F_KIND)] as Step)(frame, status);
	if (result === PUSHED) return PUSHED;
	popNative(frame);
	return result;
}
