/**
 * Starting a thread: it runs to its end before who started it goes on. In CPython `Thread.start` waits until the new
 * thread has begun, which then keeps the interpreter for a switch interval (5 ms), so that a short one is done by then
 * too. What a thread would have to wait for, sleep included, is refused: then the order is another.
 */
import { at, H } from "./arena";
import { getAttr } from "./attributes";
import { callWith } from "./call";
import { isDict, newDict } from "./dict";
import { clearError, errorIs, raise } from "./errors";
import { callWithDict } from "./expandedcalls";
import { GENERATIONS, generationHead, PERMANENT_LIST } from "./generations";
import { newInt } from "./int";
import { GC_NEXT, LIST_ITEMS, NULL, PUSHED, R_THREAD, type Ref, SIZE, TYPE } from "./layout";
import { Unsupported } from "./limits";
import { listPush } from "./list";
import { work } from "./machine";
import { declareFunction } from "./moduletable";
import { N0, popNative, pushNative, setState, stateOf } from "./natives";
import { decref, incref, setref } from "./refcount";
import { freeScratchList, newScratchList } from "./scratchlist";
import { intern, isStr, textOf } from "./str";
import { report } from "./sysstreams";
import { nativeKind, S_CALL, S_INIT, type Status, type Step, slotOf, steps } from "./tables";
import { HANDLE_DONE, LOCAL_NAMES, newHandle, threadIdentity } from "./threads";
import { printException } from "./traceback";
import { isTuple, tupleItem } from "./tuple";
import { EXCEPT_HOOK_ARGS, NONE, SYSTEM_EXIT, THREAD_HANDLE, THREAD_LOCAL, TYPE_ERROR } from "./typeids";
import { isSubtype, sameSlot } from "./types";

// Words: the function, its arguments as a tuple and a dict (or 0), the thread's handle (or 0), the thread-local objects
// there were, each followed by the dict that it had (all owned).
const W_FUNCTION = 0;
const W_ARGS = 1;
const W_KEYWORDS = 2;
const W_HANDLE = 3;
const W_LOCALS = 4;
const OWNED = 5;

/** State 0: it begins. */
const RUNNING = 1;

/** Every thread-local object that is alive. */
function threadLocals(): Ref[] {
	const found: Ref[] = [];
	let visited = 0;
	const heads = [PERMANENT_LIST];
	for (let g = 0; g < GENERATIONS; g++) heads.push(generationHead(g));
	for (const head of heads)
		for (let o = at(head + GC_NEXT); o !== head; o = at(o + GC_NEXT), visited++)
			if (isSubtype(at(o + TYPE), THREAD_LOCAL)) found.push(o);
	work(visited >> 2);
	return found;
}

/** A new thread sees none of the names that others gave to thread-local objects. */
function enterThread(frame: number): void {
	const kept = newScratchList();
	H[frame + N0 + W_LOCALS] = kept;
	for (const o of threadLocals()) {
		if (!sameSlot(at(o + TYPE), THREAD_LOCAL, S_INIT))
			throw new Unsupported("a threading.local with an __init__ of its own, in a second thread,");
		listPush(kept, incref(o));
		listPush(kept, at(o + LOCAL_NAMES));
		H[o + LOCAL_NAMES] = newDict();
	}
	H[R_THREAD] = at(R_THREAD) + 1;
}

/** The thread is over: its names go, those of the thread that started it come back. */
function leaveThread(frame: number): void {
	const w = frame + N0;
	H[R_THREAD] = at(R_THREAD) - 1;
	const kept = at(w + W_LOCALS);
	const before = new Map<Ref, Ref>();
	const items = at(kept + LIST_ITEMS);
	for (let i = 0; i < at(kept + SIZE); i += 2) {
		before.set(at(items + i), at(items + i + 1));
		H[items + i + 1] = NONE;
	}
	for (const o of threadLocals()) setref(o + LOCAL_NAMES, before.get(o) ?? newDict());
	H[w + W_LOCALS] = 0;
	freeScratchList(kept);
	const handle = at(w + W_HANDLE);
	if (handle !== NULL) H[handle + HANDLE_DONE] = 1;
}

const THREAD = nativeKind(
	"thread",
	(frame, value) => {
		const w = frame + N0;
		if (stateOf(frame) === RUNNING) {
			decref(value);
			return ended(frame);
		}
		setState(frame, RUNNING);
		enterThread(frame);
		const args = at(w + W_ARGS);
		const status =
			args === NULL ? callWith(at(w + W_FUNCTION)) : callWithDict(at(w + W_FUNCTION), args, at(w + W_KEYWORDS));
		if (status === PUSHED) return PUSHED;
		if (status === NULL) return failed(frame);
		decref(status);
		return ended(frame);
	},
	(frame) => failed(frame),
);

function ended(frame: number): Status {
	leaveThread(frame);
	const handle = at(frame + N0 + W_HANDLE);
	return handle === NULL ? newInt(threadIdentity(at(R_THREAD) + 1)) : incref(handle);
}

/** `thread_run`: SystemExit ends a thread silently. */
function failed(frame: number): Status {
	if (!errorIs(SYSTEM_EXIT)) throw new Unsupported("an exception out of a thread that _thread started");
	clearError();
	return ended(frame);
}

function startThread(function_: Ref, args: Ref, keywords: Ref, handle: Ref): Status {
	const frame = pushNative(THREAD, OWNED, OWNED);
	const w = frame + N0;
	H[w + W_FUNCTION] = incref(function_);
	if (args !== NULL) H[w + W_ARGS] = incref(args);
	if (keywords !== NULL) H[w + W_KEYWORDS] = incref(keywords);
	if (handle !== NULL) H[w + W_HANDLE] = incref(handle);
	return PUSHED;
}

for (const name of ["start_new_thread", "start_new"])
	declareFunction("_thread", name, 2, 3, (_self, args, nargs) => {
		const keywords = nargs > 2 ? at(args + 2) : NULL;
		if (slotOf(at(args), S_CALL) === 0) return raise(TYPE_ERROR, "first arg must be callable");
		if (!isTuple(at(args + 1))) return raise(TYPE_ERROR, "2nd arg must be a tuple");
		if (keywords !== NULL && !isDict(keywords)) return raise(TYPE_ERROR, "optional 3rd arg must be a dictionary");
		return startThread(at(args), at(args + 1), keywords, NULL);
	});
declareFunction(
	"_thread",
	"start_joinable_thread",
	1,
	1,
	(_self, args) => {
		if (slotOf(at(args), S_CALL) === 0) return raise(TYPE_ERROR, "thread function must be callable");
		const handle = at(args + 1) === NULL || at(args + 1) === NONE ? newHandle() : incref(at(args + 1));
		const right = at(handle + TYPE) === THREAD_HANDLE;
		const status = right
			? startThread(at(args), NULL, NULL, handle)
			: raise(TYPE_ERROR, "'handle' must be a _ThreadHandle");
		decref(handle);
		return status;
	},
	{ params: ["function", "handle", "daemon"] },
);

// ---- What nobody caught in a thread ----

/** Words: the exception, the str "name" (owned). State 0: the thread's name comes. */
const SHOW = nativeKind("threading.excepthook", (frame, value) => {
	if (stateOf(frame) === 1) return value;
	setState(frame, 1);
	const status = report(`Exception in thread ${isStr(value) ? textOf(value) : "?"}:\n`);
	decref(value);
	if (status === PUSHED) throw new Unsupported("an exception in a thread, with a sys.stderr written in Python");
	return printException(at(frame + N0));
});

/** `thread_excepthook`: the arguments are those of `threading.ExceptHookArgs`. */
declareFunction("_thread", "_excepthook", 1, 1, (_self, args) => {
	const given = at(args);
	if (at(given + TYPE) !== EXCEPT_HOOK_ARGS)
		return raise(TYPE_ERROR, "_thread.excepthook argument type must be ExceptHookArgs");
	if (tupleItem(given, 0) === SYSTEM_EXIT) return NONE;
	const frame = pushNative(SHOW, 2, 2);
	H[frame + N0] = incref(tupleItem(given, 1));
	H[frame + N0 + 1] = intern("name");
	const thread = tupleItem(given, 3);
	const name = thread === NONE ? newInt(threadIdentity(at(R_THREAD))) : getAttr(thread, at(frame + N0 + 1));
	if (name === PUSHED) return PUSHED;
	const status = name === NULL ? NULL : (steps[SHOW] as Step)(frame, name);
	if (status !== PUSHED) popNative(frame);
	return status;
});
