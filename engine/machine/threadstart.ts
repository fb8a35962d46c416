/**
 * Starting a thread: it runs to its end before who started it goes on. In CPython `Thread.start` waits until the new
 * thread has begun, which then keeps the interpreter for a switch interval (5 ms), so that a short one is done by then
 * too. What a thread would have to wait for, sleep included, is refused: then the order is another.
 */
import { at, H } from "./arena";
import { getAttr } from "./attributes";
import { callWith } from "./call";
import { isDict } from "./dict";
import { clearError, errorIs, raise } from "./errors";
import { callWithDict } from "./expandedcalls";
import { writeObject, writeText } from "./filewrite";
import { GENERATIONS, generationHead, PERMANENT_LIST } from "./generations";
import { newInt } from "./int";
import { GC_NEXT, LIST_ITEMS, NULL, PUSHED, R_THREAD, type Ref, SIZE, TYPE } from "./layout";
import { listPush } from "./list";
import { work } from "./machine";
import { callMethod } from "./methodcalls";
import { declareFunction } from "./moduletable";
import { N0, pushNative, setState, stateOf } from "./natives";
import { decref, incref, setref } from "./refcount";
import { freeScratchList, newScratchList } from "./scratchlist";
import { intern } from "./str";
import { sysAttribute } from "./sysstreams";
import { nativeKind, S_CALL, type Status, slotOf } from "./tables";
import { HANDLE_DONE, LOCAL_NAMES, newHandle, threadIdentity } from "./threads";
import { printException } from "./traceback";
import { isTuple, tupleItem } from "./tuple";
import { EXCEPT_HOOK_ARGS, NONE, SYSTEM_EXIT, THREAD_HANDLE, THREAD_LOCAL, TYPE_ERROR } from "./typeids";
import { isSubtype } from "./types";
import { unraisable } from "./unraisable";

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
		const names = at(o + LOCAL_NAMES);
		listPush(kept, incref(o));
		listPush(kept, names === NULL ? NONE : names);
		H[o + LOCAL_NAMES] = NULL;
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
	for (const o of threadLocals()) {
		const names = before.get(o) ?? NONE;
		setref(o + LOCAL_NAMES, names === NONE ? NULL : names);
	}
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

/** `thread_run`: SystemExit ends a thread silently, anything else is reported. */
function failed(frame: number): Status {
	if (!errorIs(SYSTEM_EXIT)) return unraisable(at(frame + N0 + W_FUNCTION), "thread");
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

/** Words: the exception, the thread or None, the stream, the thread's name (owned); how many steps have been taken. */
const W_EXCEPTION = N0;
const W_THREAD = N0 + 1;
const W_FILE = N0 + 2;
const W_NAME = N0 + 3;

/** `thread_excepthook_file` */
const SHOW = nativeKind("threading.excepthook", (frame, first) => {
	let value: Status = first;
	for (;;) {
		const state = stateOf(frame);
		setState(frame, state + 1);
		const file = at(frame + W_FILE);
		if (state !== 2 && value !== NULL) decref(value);
		switch (state) {
			case 0:
				value = writeText(file, "Exception in thread ");
				break;
			case 1:
				if (at(frame + W_THREAD) === NONE) value = newInt(threadIdentity(at(R_THREAD)));
				else value = getAttr(at(frame + W_THREAD), at(frame + W_NAME));
				break;
			case 2:
				setref(frame + W_NAME, value);
				value = writeObject(file, value, false);
				break;
			case 3:
				value = writeText(file, ":\n");
				break;
			case 4:
				value = printException(at(frame + W_EXCEPTION));
				break;
			case 5:
				value = callMethod(file, "flush");
				break;
			default:
				return NONE;
		}
		if (value === NULL || value === PUSHED) return value;
	}
});

/** `thread_excepthook`: the arguments are those of `threading.ExceptHookArgs`. */
declareFunction("_thread", "_excepthook", 1, 1, (_self, args) => {
	const given = at(args);
	if (at(given + TYPE) !== EXCEPT_HOOK_ARGS)
		return raise(TYPE_ERROR, "_thread.excepthook argument type must be ExceptHookArgs");
	if (tupleItem(given, 0) === SYSTEM_EXIT) return NONE;
	const file = sysAttribute("stderr");
	if (file === NULL || file === NONE) return NONE;
	const frame = pushNative(SHOW, 4, 4);
	H[frame + W_EXCEPTION] = incref(tupleItem(given, 1));
	H[frame + W_THREAD] = incref(tupleItem(given, 3));
	H[frame + W_FILE] = incref(file);
	H[frame + W_NAME] = intern("name");
	return PUSHED;
});
