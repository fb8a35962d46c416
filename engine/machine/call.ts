/** Calling: one way in for everything that can be called, with arguments borrowed from consecutive words. */
import { internal } from "./alloc";
import { at, H, moveWords } from "./arena";
import { resolveArguments } from "./arguments";
import { beginAgain, nested, restartable, trying } from "./conversions";
import { raise } from "./errors";
import { callFunction } from "./functions";
import {
	BUILTIN_DEF,
	BUILTIN_SELF,
	DESCR_DEF,
	DESCR_TYPE,
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
	T_QUALNAME,
	TUPLE_ITEMS,
	TYPE,
} from "./layout";
import { N0, popNative, pushNative } from "./natives";
import { callPacks, definitionPacks, packed } from "./packed";
import { incref } from "./refcount";
import { close, objectOf } from "./stackref";
import { textOf } from "./str";
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
	return callPacks(callee, nargs, kwnames)
		? packed(args, nargs, kwnames, () => callSlot(callee, args, nargs, kwnames))
		: callSlot(callee, args, nargs, kwnames);
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
	return callDefinition(
		definitions[at(callee + BUILTIN_DEF)] as NativeDef,
		at(callee + BUILTIN_SELF),
		args,
		nargs,
		kwnames,
	);
}

function callMethodDescriptor(callee: Ref, args: number, nargs: number, kwnames: Ref): Status {
	const def = definitions[at(callee + DESCR_DEF)] as NativeDef;
	const owner = at(callee + DESCR_TYPE);
	if (nargs === 0) return raise(TYPE_ERROR, `unbound method ${def.qualname}() needs an argument`);
	const self = at(args);
	if (!isSubtype(at(self + TYPE), owner)) {
		return raise(
			TYPE_ERROR,
			`descriptor '${def.name}' for '${typeName(owner)}' objects doesn't apply to a '${typeName(at(self + TYPE))}' object`,
		);
	}
	return callDefinition(def, self, args + 1, nargs - 1, kwnames);
}

/** A native function as messages name it (`_PyObject_FunctionStr`). */
function functionText(def: NativeDef, self: Ref): string {
	if (def.kind === "function") return def.owner === "builtins" ? def.name : `${def.owner}.${def.name}`;
	return def.kind === "classmethod" ? `${textOf(at(self + T_QUALNAME))}.${def.name}` : def.qualname;
}

const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? "" : "s"}`;

/** Checks a native's arguments as its METH_ flags would in CPython, resolves keywords to positions, and calls it. */
function callDefinition(def: NativeDef, self: Ref, args: number, nargs: number, kwnames: Ref): Status {
	return definitionPacks(def)
		? packed(args, nargs, kwnames, () => callChecked(def, self, args, nargs, kwnames))
		: callChecked(def, self, args, nargs, kwnames);
}

function callChecked(def: NativeDef, self: Ref, args: number, nargs: number, kwnames: Ref): Status {
	if (trying()) return nested(CHECKED, definitions.indexOf(def), self, args, nargs, kwnames);
	const top = at(R_FRAME);
	try {
		return callNow(def, self, args, nargs, kwnames);
	} catch (error) {
		return beginAgain(error, top, CHECKED, definitions.indexOf(def), self, args, nargs, kwnames);
	}
}
const CHECKED = restartable((number, self, args, nargs, kwnames) =>
	callNow(definitions[number] as NativeDef, self, args, nargs, kwnames),
);

function callNow(def: NativeDef, self: Ref, args: number, nargs: number, kwnames: Ref): Status {
	if (def.raw) return def.call(self, args, nargs, kwnames);
	const kwcount = kwnames === NULL ? 0 : at(kwnames + SIZE);
	const shown = functionText(def, self);
	if (def.params === null) {
		if (kwcount > 0) return raise(TYPE_ERROR, `${shown}() takes no keyword arguments`);
		if (nargs < def.min || (def.max >= 0 && nargs > def.max)) {
			if (def.style === "NOARGS") return raise(TYPE_ERROR, `${shown}() takes no arguments (${nargs} given)`);
			if (def.style === "O") return raise(TYPE_ERROR, `${shown}() takes exactly one argument (${nargs} given)`);
			if (def.min === def.max)
				return raise(TYPE_ERROR, `${def.name} expected ${count(def.min, "argument")}, got ${nargs}`);
			const bound =
				nargs < def.min ? `at least ${count(def.min, "argument")}` : `at most ${count(def.max, "argument")}`;
			return raise(TYPE_ERROR, `${def.name} expected ${bound}, got ${nargs}`);
		}
		return def.call(self, args, nargs, NULL);
	}
	const params = def.params;
	if (kwcount === 0 && nargs === params.length && (def.max < 0 || nargs <= def.max))
		return def.call(self, args, nargs, NULL);
	const given = resolveArguments({ name: def.name, params, min: def.min, max: def.max }, args, nargs, kwnames);
	if (given === null) return NULL;
	// Resolved arguments stand in a frame of their own: a native that pushes another frame still finds them there.
	const frame = pushNative(RESOLVED, params.length, 0);
	for (let i = 0; i < params.length; i++) H[frame + N0 + i] = given[i] as Ref;
	const status = def.call(self, frame + N0, params.length, NULL);
	if (status !== PUSHED) popNative(frame);
	return status;
}
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
	const status = begin(frame);
	if (status === PUSHED) return PUSHED;
	const result = status === NULL ? NULL : (steps[kind] as Step)(frame, status);
	if (result === PUSHED) return PUSHED;
	popNative(frame);
	return result;
}
