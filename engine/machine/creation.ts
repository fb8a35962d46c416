/** Calling a type: `type_call`, `object.__new__` and `object.__init__`, and a class's own `__init__` (Objects/typeobject.c). */
import { at, H, onRestore } from "./arena";
import { abstractRefused } from "./callerrors";
import { newInstance } from "./classes";
import { guardedCall } from "./conversions";
import { raise } from "./errors";
import { isVectorcallException } from "./exceptioncreation";
import { callException } from "./exceptions";
import { callFunction } from "./functions";
import {
	NULL,
	PUSHED,
	R_DEPTH,
	type Ref,
	T_BASE,
	T_FLAGS,
	T_SLOTS,
	T_VERSION,
	TF_ABSTRACT,
	TF_NO_NEW,
	TYPE,
} from "./layout";
import { work } from "./machine";
import { FRAME_WORK, N0, popNative, pushNative, setState, stateOf } from "./natives";
import { showsAtOnce, str } from "./operators";
import { pack, unpack } from "./packed";
import { SLOT_NEW } from "./pythonslots";
import { decref, incref } from "./refcount";
import { nameRef } from "./special";
import {
	type Call,
	calling,
	callSlots,
	define,
	nativeKind,
	S_INIT,
	S_NEW,
	type Status,
	type Step,
	steps,
} from "./tables";
import { typeLookup } from "./typecache";
import {
	BOOL,
	ENUMERATE,
	FLOAT,
	FROZENSET,
	INT,
	NONE,
	RANGE,
	REVERSED,
	STR,
	TUPLE,
	TYPE_ERROR,
	TYPE_TYPE,
	WEAKREF,
} from "./typeids";
import { isSubtype, isType, typeName } from "./types";

/** `object.__new__` */
export const OBJECT_NEW = calling((type, _args, nargs, kwnames) => {
	const extra = nargs > 0 || kwnames !== NULL;
	if (extra) {
		if (at(type + T_SLOTS + S_NEW) !== OBJECT_NEW)
			return raise(TYPE_ERROR, "object.__new__() takes exactly one argument (the type to instantiate)");
		if (at(type + T_SLOTS + S_INIT) === OBJECT_INIT) return raise(TYPE_ERROR, `${typeName(type)}() takes no arguments`);
	}
	if ((at(type + T_FLAGS) & TF_ABSTRACT) !== 0) return abstractRefused(type);
	return newInstance(type);
});

/** `object.__init__` */
export const OBJECT_INIT = calling((self, _args, nargs, kwnames) => {
	if (nargs > 0 || kwnames !== NULL) {
		const type = at(self + TYPE);
		if (at(type + T_SLOTS + S_INIT) !== OBJECT_INIT)
			return raise(TYPE_ERROR, "object.__init__() takes exactly one argument (the instance to initialize)");
		// What programs cannot make has no tp_new at all.
		if (at(type + T_SLOTS + S_NEW) === OBJECT_NEW && (at(type + T_FLAGS) & TF_NO_NEW) === 0)
			return raise(TYPE_ERROR, `${typeName(type)}.__init__() takes exactly one argument (the instance to initialize)`);
	}
	return NONE;
});

/** `type_call`: words 0 keyword names, 1 the instance once made (owned); 2 the class, 3 the arguments' address, 4 how many. */
export const CALL_TYPE_FRAME = nativeKind("type call", (frame, value) => {
	const w = frame + N0;
	const type = at(w + 2);
	if (stateOf(frame) === 0) {
		setState(frame, 1);
		const status = guardedCall(at(type + T_SLOTS + S_NEW), type, at(w + 3), at(w + 4), at(w));
		if (status === PUSHED || status === NULL) return status;
		value = status;
	}
	if (stateOf(frame) === 1) {
		if (!isSubtype(at(value + TYPE), type)) return value;
		H[w + 1] = value;
		setState(frame, 2);
		const init = at(at(value + TYPE) + T_SLOTS + S_INIT);
		if (init !== 0) {
			const status = guardedCall(init, value, at(w + 3), at(w + 4), at(w));
			if (status === PUSHED || status === NULL) return status;
			decref(status);
		}
	} else if (value !== NULL) decref(value);
	const made = at(w + 1);
	H[w + 1] = 0;
	return made;
});

/** Words: the instance (owned). As CPython's trampoline does, it counts as a frame of the recursion limit. */
export const INIT_FRAME = nativeKind(
	"__init__ of a hot class",
	(frame, value) => {
		H[R_DEPTH] = at(R_DEPTH) - 1;
		const made = at(frame + N0);
		if (value !== NONE) {
			raise(TYPE_ERROR, `__init__() should return None, not '${typeName(at(value + TYPE))}'`);
			decref(value);
			return NULL;
		}
		H[frame + N0] = 0;
		return made;
	},
	() => {
		H[R_DEPTH] = at(R_DEPTH) - 1;
		return NULL;
	},
);

/** By a class's version (T_VERSION): that, and the class, of those whose `__init__` has been entered lately. */
const entered = new Int32Array(2 << 8);
onRestore(() => entered.fill(0));

/** A class of this version, or NULL. */
export function classOfVersion(version: number): Ref | typeof NULL {
	const place = (version & 255) << 1;
	const cls = entered[place + 1] as number;
	return version !== 0 && entered[place] === version && at(cls + T_VERSION) === version ? cls : NULL;
}

/**
 * `CALL_ALLOC_AND_ENTER_INIT`: makes the instance and enters `__init__` with the arguments that stand on the stack from
 * `args` on, which move into its frame; no tuple is made of them. The word before them is free: self goes there. `found` is
 * the class's `__init__`, borrowed.
 */
export function enterInit(
	type: Ref,
	args: number,
	nargs: number,
	found = typeLookup(type, nameRef("__init__")),
): Status {
	const version = at(type + T_VERSION);
	const place = (version & 255) << 1;
	entered[place] = version;
	entered[place + 1] = type;
	const self = newInstance(type);
	const shim = pushNative(INIT_FRAME, 1, 1);
	H[shim + N0] = self;
	H[R_DEPTH] = at(R_DEPTH) + 1;
	H[args - 1] = incref(self);
	const status = callFunction(incref(found), args - 1, nargs + 1, NULL, true);
	if (status === NULL) {
		H[R_DEPTH] = at(R_DEPTH) - 1;
		popNative(shim);
	}
	return status;
}

/** Whose tp_vectorcall makes an object, and leaves `tp_init` out. (That of a reference only refuses keywords.) */
function skipsInit(type: Ref): boolean {
	switch (type) {
		case BOOL:
		case ENUMERATE:
		case FLOAT:
		case FROZENSET:
		case INT:
		case RANGE:
		case REVERSED:
		case TUPLE:
			return true;
	}
	return false;
}

export const TYPE_CALL = calling((type, args, nargs, kwnames) => {
	if (type === TYPE_TYPE) {
		if (nargs === 1) {
			if (kwnames !== NULL) return raise(TYPE_ERROR, "type() takes no keyword arguments");
			return incref(at(at(args) + TYPE));
		}
		if (nargs !== 3) return raise(TYPE_ERROR, "type() takes 1 or 3 arguments");
	}
	if (type === STR && nargs === 1 && kwnames === NULL && showsAtOnce(at(args))) {
		// As those of this call and of `str.__new__`.
		work(2 * FRAME_WORK);
		return str(at(args));
	}
	if (isVectorcallException(type)) return callException(type, args, nargs, kwnames);
	const make = at(type + T_SLOTS + S_NEW);
	if (make === 0 || (at(type + T_FLAGS) & TF_NO_NEW) !== 0)
		return raise(TYPE_ERROR, `cannot create '${typeName(type)}' instances`);
	if (skipsInit(type) || (type === WEAKREF && kwnames === NULL)) {
		work(FRAME_WORK);
		return guardedCall(make, type, args, nargs, kwnames);
	}
	const frame = pushNative(CALL_TYPE_FRAME, 5, 2);
	const w = frame + N0;
	if (kwnames !== NULL) H[w] = incref(kwnames);
	H[w + 2] = type;
	H[w + 3] = args;
	H[w + 4] = nargs;
	const status = (steps[CALL_TYPE_FRAME] as Step)(frame, NULL);
	if (status !== PUSHED) popNative(frame);
	return status;
});

/** The definition behind every native `__new__` seen as an attribute: self is the type that has it. */
export const NEW_DEF = define({
	name: "__new__",
	qualname: "__new__",
	owner: "object",
	min: 1,
	max: -1,
	params: null,
	raw: true,
	doc: null,
	style: "VARARGS",
	kind: "function",
	call: (self, args, nargs, kwnames) => {
		if (nargs === 0) return raise(TYPE_ERROR, `${typeName(self)}.__new__(): not enough arguments`);
		const type = at(args);
		if (!isType(type))
			return raise(TYPE_ERROR, `${typeName(self)}.__new__(X): X is not a type object (${typeName(at(type + TYPE))})`);
		if (!isSubtype(type, self))
			return raise(
				TYPE_ERROR,
				`${typeName(self)}.__new__(${typeName(type)}): ${typeName(type)} is not a subtype of ${typeName(self)}`,
			);
		// The nearest class whose `__new__` is native says who must make it.
		let base = type;
		while (at(base + T_SLOTS + S_NEW) === SLOT_NEW) base = at(base + T_BASE);
		if (at(base + T_SLOTS + S_NEW) !== at(self + T_SLOTS + S_NEW))
			return raise(
				TYPE_ERROR,
				`${typeName(self)}.__new__(${typeName(type)}) is not safe, use ${typeName(base)}.__new__()`,
			);
		// tp_new_wrapper cuts the type off the tuple of arguments.
		return unpack(
			pack(args + 1, nargs - 1, NULL),
			(callSlots[at(self + T_SLOTS + S_NEW)] as Call)(type, args + 1, nargs - 1, kwnames),
		);
	},
});
