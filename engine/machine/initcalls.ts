/**
 * Generic calls of classes whose `__init__` is a Python function, from translated code: CPython does not specialise them
 * where the class changes all the time, or is an exception's. The frames are those that `vectorcall` pushes, and each word
 * and count comes about in the same order; but none of their steps is entered.
 */
import { at, H } from "./arena";
import { callPrepended } from "./call";
import { newInstance } from "./classes";
import { CALL_TYPE_FRAME, OBJECT_NEW } from "./creation";
import { EXCEPTION_NEW } from "./exceptioncreation";
import { NULL, R_FRAME, type Ref, T_FLAGS, T_SLOTS, TF_ABSTRACT, TF_HEAP, TF_NO_NEW, TYPE } from "./layout";
import { N0, popNative, pushNative, setState } from "./natives";
import { pack } from "./packed";
import { INIT_RESULT, SLOT_INIT } from "./pythonslots";
import { type Call, callSlots, S_INIT, S_NEW, type Status } from "./tables";
import { TYPE_TYPE } from "./typeids";

/** Whether calling an object makes an instance natively, and then calls an `__init__` in Python. */
export function initializesInPython(type: Ref): boolean {
	if (at(type + TYPE) !== TYPE_TYPE || at(type + T_SLOTS + S_INIT) !== SLOT_INIT) return false;
	const make = at(type + T_SLOTS + S_NEW);
	if (make !== OBJECT_NEW && make !== EXCEPTION_NEW) return false;
	return (at(type + T_FLAGS) & (TF_HEAP | TF_ABSTRACT | TF_NO_NEW)) === TF_HEAP;
}

/**
 * The call of such a class (`vectorcall`), with the frames and counts that it has there: PUSHED, and `endInit` has what is
 * left to do once `init`, a function, has returned; or NULL.
 */
export function beginInit(type: Ref, args: number, nargs: number, init: Ref): Status {
	const packed = pack(args, nargs, NULL);
	const frame = pushNative(CALL_TYPE_FRAME, 5, 2);
	const w = frame + N0;
	H[w + 2] = type;
	H[w + 3] = args;
	H[w + 4] = nargs;
	const made =
		at(type + T_SLOTS + S_NEW) === OBJECT_NEW
			? newInstance(type)
			: (callSlots[EXCEPTION_NEW] as Call)(type, args, nargs, NULL);
	H[w + 1] = made;
	setState(frame, 2);
	const result = pushNative(INIT_RESULT, 0, 0);
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
	popNative(at(R_FRAME));
	const frame = at(R_FRAME);
	const made = at(frame + N0 + 1);
	H[frame + N0 + 1] = 0;
	popNative(frame);
	popNative(at(R_FRAME));
	return made;
}
