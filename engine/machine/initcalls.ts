/**
 * Generic calls of classes whose `__init__` is a Python function, from translated code: CPython does not specialise them
 * where the class changes all the time, or is an exception's. The frames are those that `vectorcall` pushes, and each word
 * and count comes about in the same order; but none of their steps is entered.
 */
import { internal } from "./alloc";
import { at, H } from "./arena";
import { callPrepended } from "./call";
import { newInstance } from "./classes";
import { CALL_TYPE_FRAME, OBJECT_NEW } from "./creation";
import { EXCEPTION_NEW } from "./exceptioncreation";
import {
	F_END,
	F_KIND,
	F_OWNED,
	F_PREV,
	F_SP,
	FRAME_WORDS,
	NULL,
	R_FRAME,
	R_NATIVE_DEPTH,
	type Ref,
	T_FLAGS,
	T_SLOTS,
	TF_ABSTRACT,
	TF_HEAP,
	TF_NO_NEW,
	TYPE,
} from "./layout";
import { work } from "./machine";
import { FRAME_WORK, N0, popNative, pushNative, setState } from "./natives";
import { PACKED } from "./packed";
import { INIT_RESULT, SLOT_INIT } from "./pythonslots";
import { decref } from "./refcount";
import { type Call, callSlots, S_INIT, S_NEW, type Status } from "./tables";
import { tupleFrom } from "./tuple";
import { TYPE_TYPE } from "./typeids";

/** Whether calling an object makes an instance natively, and then calls an `__init__` in Python. */
export function initializesInPython(type: Ref): boolean {
	if (at(type + TYPE) !== TYPE_TYPE || at(type + T_SLOTS + S_INIT) !== SLOT_INIT) return false;
	const make = at(type + T_SLOTS + S_NEW);
	if (make !== OBJECT_NEW && make !== EXCEPTION_NEW) return false;
	return (at(type + T_FLAGS) & (TF_HEAP | TF_ABSTRACT | TF_NO_NEW)) === TF_HEAP;
}

// Words of the frames: the packed arguments (packed.ts), the class's call (creation.ts), what `__init__` gives.
const PACKED_WORDS = FRAME_WORDS + 4;
const CALL_WORDS = FRAME_WORDS + 5;
const RESULT_WORDS = FRAME_WORDS;

/**
 * The call of such a class (`vectorcall`), with the frames and counts that it has there: PUSHED, and `endInit` has what is
 * left to do once `init`, a function, has returned; or NULL.
 */
export function beginInit(type: Ref, args: number, nargs: number, init: Ref): Status {
	// Room for all three, cleared at once.
	const packed = pushNative(PACKED, PACKED_WORDS + CALL_WORDS + RESULT_WORDS - FRAME_WORDS, 2);
	work(2 * FRAME_WORK);
	const frame = packed + PACKED_WORDS;
	H[packed + F_END] = frame;
	H[packed + F_SP] = frame;
	H[packed + N0] = internal(tupleFrom(args, nargs));
	H[packed + N0 + 2] = args;
	H[packed + N0 + 3] = nargs;
	const w = frame + N0;
	const result = frame + CALL_WORDS;
	H[frame + F_PREV] = packed;
	H[frame + F_KIND] = CALL_TYPE_FRAME;
	H[frame + F_END] = result;
	H[frame + F_SP] = result;
	H[frame + F_OWNED] = 2;
	H[R_FRAME] = frame;
	H[w + 2] = type;
	H[w + 3] = args;
	H[w + 4] = nargs;
	const made =
		at(type + T_SLOTS + S_NEW) === OBJECT_NEW
			? newInstance(type)
			: (callSlots[EXCEPTION_NEW] as Call)(type, args, nargs, NULL);
	H[w + 1] = made;
	setState(frame, 2);
	H[result + F_PREV] = frame;
	H[result + F_KIND] = INIT_RESULT;
	H[result + F_END] = result + RESULT_WORDS;
	H[result + F_SP] = result + RESULT_WORDS;
	H[R_FRAME] = result;
	H[R_NATIVE_DEPTH] = at(R_NATIVE_DEPTH) + 2;
	const status = callPrepended(init, made, args, nargs, NULL);
	if (status === NULL) {
		popNative(result);
		popNative(frame);
		popNative(packed);
	}
	return status;
}

/** `__init__` has returned None: the instance, owned. */
export function endInit(): Ref {
	const frame = at(at(R_FRAME) + F_PREV);
	const packed = at(frame + F_PREV);
	const made = at(frame + N0 + 1);
	H[R_FRAME] = at(packed + F_PREV);
	H[R_NATIVE_DEPTH] = at(R_NATIVE_DEPTH) - 3;
	decref(at(packed + N0));
	return made;
}
