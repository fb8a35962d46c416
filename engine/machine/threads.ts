/**
 * `_thread`: locks, thread-local objects and handles. Threads run inside one another (threadstart.ts); what would have
 * to wait for another one is refused.
 */
import { allocObject, at, H } from "./arena";
import { genericGetAttr, genericSetAttr, newMethod } from "./attributes";
import { newInstance } from "./classes";
import { declareAttribute, declareMethod, declareType } from "./declarations";
import { newDict } from "./dict";
import { raise } from "./errors";
import { callWithDict } from "./expandedcalls";
import { floatValue, newFloat } from "./float";
import { intNumber, isInt, newBool, newInt } from "./int";
import { FIELDS, LAYOUT_FIELDS, NULL, PUSHED, R_THREAD, type Ref, SIZE, TF_BASETYPE, TF_GC, TYPE } from "./layout";
import { Unsupported } from "./limits";
import { declareFunction, declareValue } from "./moduletable";
import { N0, pushNative, setState, stateOf } from "./natives";
import { addressText } from "./objects";
import { argumentDict, argumentTuple } from "./packed";
import { clearref, decref, incref } from "./refcount";
import { lookupSpecial } from "./special";
import { newStr } from "./str";
import { declareStructSequence } from "./structseq";
import {
	binary,
	calling,
	nativeKind,
	S_GETATTRO,
	S_INIT,
	S_NEW,
	S_REPR,
	S_SETATTRO,
	type Status,
	ternary,
	unary,
} from "./tables";
import { isTuple, tupleItem, tupleOf } from "./tuple";
import {
	EXCEPT_HOOK_ARGS,
	FALSE,
	FLOAT,
	LOCK,
	NONE,
	OBJECT,
	RLOCK,
	RUNTIME_ERROR,
	THREAD_HANDLE,
	THREAD_LOCAL,
	TRUE,
	TYPE_ERROR,
	VALUE_ERROR,
} from "./typeids";
import { newFields, sameSlot, typeName } from "./types";

/** The main thread's identity. */
const IDENT = 140_000_000_000_000;
/** A thread's, by its number: one that ends gives its own to the next to start. */
export const threadIdentity = (n: number): number => IDENT - n * 0x801000;
const identity = (): number => threadIdentity(at(R_THREAD));

/** Both locks: how many times it is held. */
const HELD = FIELDS;
/** The word of a type's weak references, after its others. */
const WEAK = FIELDS + 1;
/** An RLock: the thread that holds it. */
const OWNER = FIELDS + 2;

/** `acquire(blocking=True, timeout=-1)`: whether waiting is over at once; null with an exception set. */
function mayWait(args: number): boolean | null {
	const blocking = at(args) === NULL || at(args) !== FALSE;
	const given = at(args + 1);
	const timeout =
		given === NULL ? -1 : isInt(given) ? intNumber(given) : at(given + TYPE) === FLOAT ? floatValue(given) : Number.NaN;
	if (Number.isNaN(timeout)) {
		raise(TYPE_ERROR, `'${typeName(at(given + TYPE))}' object cannot be interpreted as an integer`);
		return null;
	}
	if (!blocking && timeout !== -1) {
		raise(VALUE_ERROR, "can't specify a timeout for a non-blocking call");
		return null;
	}
	if (timeout < 0 && timeout !== -1) {
		raise(VALUE_ERROR, "timeout value must be a non-negative number");
		return null;
	}
	return blocking && timeout === -1;
}

function acquireLock(self: Ref, args: number): Status {
	const waits = mayWait(args);
	if (waits === null) return NULL;
	if (at(self + HELD) === 0) {
		H[self + HELD] = 1;
		return TRUE;
	}
	if (waits) return waiting();
	// The time passes, in which nothing happens here; in a second thread the others would go on.
	if (at(R_THREAD) !== 0 && at(args) !== FALSE && at(args + 1) !== NULL) return waiting();
	return FALSE;
}

/** Who would release it waits itself until this thread is done. */
function waiting(): never {
	throw new Unsupported("waiting for a lock that no other thread can release");
}

function releaseLock(self: Ref): Status {
	if (at(self + HELD) === 0) return raise(RUNTIME_ERROR, "release unlocked lock");
	H[self + HELD] = 0;
	return NONE;
}

const ACQUIRE = { params: ["blocking", "timeout"] };

declareType({
	type: LOCK,
	name: "lock",
	module: "_thread",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 56,
	words: FIELDS + 2,
	refs: 0,
	flags: TF_GC,
	weakAt: WEAK,
	slots: {
		[S_NEW]: calling(() => newFields(LOCK, 2)),
		[S_REPR]: unary((o) =>
			newStr(`<${at(o + HELD) === 0 ? "unlocked" : "locked"} _thread.lock object at ${addressText(o)}>`),
		),
	},
});
for (const name of ["acquire", "acquire_lock"]) declareMethod(LOCK, name, 0, 2, acquireLock, ACQUIRE);
declareMethod(LOCK, "__enter__", 0, 0, (self) => {
	if (at(self + HELD) !== 0) waiting();
	H[self + HELD] = 1;
	return TRUE;
});
for (const name of ["release", "release_lock"]) declareMethod(LOCK, name, 0, 0, releaseLock);
declareMethod(LOCK, "__exit__", 0, 3, releaseLock);
for (const name of ["locked", "locked_lock"]) declareMethod(LOCK, name, 0, 0, (self) => newBool(at(self + HELD) !== 0));
declareMethod(LOCK, "_at_fork_reinit", 0, 0, (self) => {
	H[self + HELD] = 0;
	return NONE;
});

declareType({
	type: RLOCK,
	name: "RLock",
	module: "_thread",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 64,
	words: FIELDS + 3,
	refs: 0,
	flags: TF_GC | TF_BASETYPE,
	weakAt: WEAK,
	slots: {
		[S_NEW]: calling((type) => (type === RLOCK ? newFields(RLOCK, 3) : newInstance(type))),
		[S_REPR]: unary((o) => {
			const count = at(o + HELD);
			const state = count === 0 ? "unlocked" : "locked";
			const owner = count === 0 ? 0 : threadIdentity(at(o + OWNER));
			return newStr(`<${state} _thread.RLock object owner=${owner} count=${count} at ${addressText(o)}>`);
		}),
	},
});
declareMethod(
	RLOCK,
	"acquire",
	0,
	2,
	(self, args) => {
		const waits = mayWait(args);
		if (waits === null) return NULL;
		return isFree(self) ? holdRLock(self) : waits ? waiting() : FALSE;
	},
	ACQUIRE,
);
declareMethod(RLOCK, "__enter__", 0, 0, (self) => (isFree(self) ? holdRLock(self) : waiting()));

/** Held by nobody, or by the running thread. */
function isFree(self: Ref): boolean {
	return at(self + HELD) === 0 || at(self + OWNER) === at(R_THREAD);
}
function holdRLock(self: Ref): Ref {
	H[self + HELD] = at(self + HELD) + 1;
	H[self + OWNER] = at(R_THREAD);
	return TRUE;
}
function releaseRLock(self: Ref): Status {
	if (at(self + HELD) === 0 || !isFree(self)) return raise(RUNTIME_ERROR, "cannot release un-acquired lock");
	H[self + HELD] = at(self + HELD) - 1;
	return NONE;
}
declareMethod(RLOCK, "release", 0, 0, releaseRLock);
declareMethod(RLOCK, "__exit__", 0, 3, releaseRLock);
declareMethod(RLOCK, "_is_owned", 0, 0, (self) => newBool(at(self + HELD) !== 0 && isFree(self)));
declareMethod(RLOCK, "locked", 0, 0, (self) => newBool(at(self + HELD) !== 0));
declareMethod(RLOCK, "_recursion_count", 0, 0, (self) => newInt(isFree(self) ? at(self + HELD) : 0));
declareMethod(RLOCK, "_release_save", 0, 0, (self) => {
	if (at(self + HELD) === 0) return raise(RUNTIME_ERROR, "cannot release un-acquired lock");
	const saved = tupleOf(newInt(at(self + HELD)), newInt(identity()));
	H[self + HELD] = 0;
	return saved;
});
declareMethod(RLOCK, "_acquire_restore", 1, 1, (self, args) => {
	const saved = at(args);
	if (!isTuple(saved)) return raise(TYPE_ERROR, "_acquire_restore() argument 1 must be tuple");
	H[self + HELD] = intNumber(tupleItem(saved, 0));
	H[self + OWNER] = at(R_THREAD);
	return NONE;
});
declareMethod(RLOCK, "_at_fork_reinit", 0, 0, (self) => {
	H[self + HELD] = 0;
	return NONE;
});

/** A thread-local object: its dict is the running thread's, 0 where that has not come to it yet. */
export const LOCAL_NAMES = FIELDS;
/** What it was made with, for the `__init__` in each thread: a tuple and a dict or 0. */
const LOCAL_ARGS = FIELDS + 1;
const LOCAL_KEYWORDS = FIELDS + 2;

/** Waits for the `__init__` of a thread-local object in a thread, then for its attribute. Words: `__init__`, bound (owned); the object, the name, the value or 0; 1: it is set or deleted. */
const LOCAL_INIT = nativeKind(
	"__init__ of a thread-local object",
	(frame, value) => {
		const w = frame + N0;
		const o = at(w + 1);
		setState(frame, stateOf(frame) + 1);
		switch (stateOf(frame)) {
			case 1:
				return callWithDict(at(w), at(o + LOCAL_ARGS), at(o + LOCAL_KEYWORDS));
			case 2:
				decref(value);
				return at(w + 4) === 1 ? genericSetAttr(o, at(w + 2), at(w + 3)) : genericGetAttr(o, at(w + 2));
			default:
				return value;
		}
	},
	(frame) => {
		// The next access begins anew.
		if (stateOf(frame) === 1) clearref(at(frame + N0 + 1) + LOCAL_NAMES);
		return NULL;
	},
);

/** `_ldict`: a thread that comes to the object for the first time gets a dict, in which its class's `__init__` runs. */
function localAttribute(o: Ref, name: Ref, value: Ref, sets: boolean): Status {
	if (at(o + LOCAL_NAMES) === NULL) {
		H[o + LOCAL_NAMES] = newDict();
		if (!sameSlot(at(o + TYPE), THREAD_LOCAL, S_INIT)) {
			const frame = pushNative(LOCAL_INIT, 5, 1);
			H[frame + N0] = newMethod(lookupSpecial(o, "__init__"), o);
			H[frame + N0 + 1] = o;
			H[frame + N0 + 2] = name;
			H[frame + N0 + 3] = value;
			H[frame + N0 + 4] = sets ? 1 : 0;
			return PUSHED;
		}
	}
	return sets ? genericSetAttr(o, name, value) : genericGetAttr(o, name);
}
declareType({
	type: THREAD_LOCAL,
	name: "_local",
	module: "_thread",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 72,
	words: FIELDS + 4,
	refs: 3,
	flags: TF_GC | TF_BASETYPE,
	dictAt: LOCAL_NAMES,
	weakAt: FIELDS + 3,
	slots: {
		[S_NEW]: calling((type, args, nargs, kwnames) => {
			if (sameSlot(type, THREAD_LOCAL, S_INIT) && (nargs > 0 || (kwnames !== NULL && at(kwnames + SIZE) > 0)))
				return raise(TYPE_ERROR, "Initialization arguments are not supported");
			const o = type === THREAD_LOCAL ? newFields(THREAD_LOCAL, 4) : newInstance(type);
			H[o + LOCAL_ARGS] = argumentTuple(args, nargs);
			H[o + LOCAL_KEYWORDS] = argumentDict(args, nargs, kwnames);
			H[o + LOCAL_NAMES] = newDict();
			return o;
		}),
		[S_INIT]: calling(() => NONE),
		[S_GETATTRO]: binary((o, name) => localAttribute(o, name, NULL, false)),
		[S_SETATTRO]: ternary((o, name, value) => localAttribute(o, name, value, true)),
	},
});

declareAttribute(THREAD_LOCAL, "__dict__", (o) => incref(at(o + LOCAL_NAMES)));

/** `_ThreadHandle`: whether its thread is done. */
export const HANDLE_DONE = FIELDS;
export function newHandle(): Ref {
	return allocObject(THREAD_HANDLE, 32, FIELDS + 1, 0);
}
declareType({
	type: THREAD_HANDLE,
	name: "_ThreadHandle",
	module: "_thread",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 32,
	words: FIELDS + 1,
	refs: 0,
	flags: 0,
	slots: {
		[S_NEW]: calling(newHandle),
		[S_REPR]: unary(() => newStr(`<_thread._ThreadHandle object: ident=${IDENT}>`)),
	},
});
declareMethod(THREAD_HANDLE, "is_done", 0, 0, (self) => newBool(at(self + HANDLE_DONE) !== 0));
declareMethod(THREAD_HANDLE, "_set_done", 0, 0, (self) => {
	H[self + HANDLE_DONE] = 1;
	return NONE;
});
declareMethod(THREAD_HANDLE, "join", 0, 1, (self) => {
	if (at(self + HANDLE_DONE) === 0) return raise(RUNTIME_ERROR, "Cannot join current thread");
	return NONE;
});

declareStructSequence(
	EXCEPT_HOOK_ARGS,
	"_thread._ExceptHookArgs",
	["exc_type", "exc_value", "exc_traceback", "thread"],
	true,
);
declareValue("_thread", "_ExceptHookArgs", () => EXCEPT_HOOK_ARGS);
for (const [name, type] of [
	["lock", LOCK],
	["LockType", LOCK],
	["RLock", RLOCK],
	["_local", THREAD_LOCAL],
	["_ThreadHandle", THREAD_HANDLE],
	["error", RUNTIME_ERROR],
] as const)
	declareValue("_thread", name, () => type);
declareValue("_thread", "TIMEOUT_MAX", () => newFloat(9223372036));
for (const name of ["allocate_lock", "allocate"]) declareFunction("_thread", name, 0, 0, () => newFields(LOCK, 2));
for (const name of ["get_ident", "get_native_id", "_get_main_thread_ident"])
	declareFunction("_thread", name, 0, 0, () => newInt(name === "_get_main_thread_ident" ? IDENT : identity()));
declareFunction("_thread", "_make_thread_handle", 1, 1, newHandle);
declareFunction("_thread", "_is_main_interpreter", 0, 0, () => TRUE);
declareFunction("_thread", "daemon_threads_allowed", 0, 0, () => TRUE);
declareFunction("_thread", "_count", 0, 0, () => newInt(at(R_THREAD)));
declareFunction("_thread", "_shutdown", 0, 0, () => NONE);
declareFunction("_thread", "stack_size", 0, 1, () => newInt(0));
declareFunction("_thread", "set_name", 1, 1, () => NONE);
