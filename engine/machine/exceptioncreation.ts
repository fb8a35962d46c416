/** How exceptions come to be: BaseException's `__new__` and `__init__`, and where a call goes past both. */
import { allocGc, show } from "./alloc";
import { at, H } from "./arena";
import { raise } from "./errors";
import { track } from "./gclist";
import {
	EXC_ARGS,
	EXC_WORDS,
	NULL,
	type Ref,
	SIZE,
	T_BASICSIZE,
	T_FLAGS,
	T_SLOTS,
	T_WORDS,
	TF_HEAP,
	TYPE,
} from "./layout";
import { profile } from "./machine";
import { argumentTuple } from "./packed";
import { setref } from "./refcount";
import { calling, S_INIT, S_NEW } from "./tables";
import { MEMORY_ERROR, NONE, TYPE_ERROR } from "./typeids";
import { typeName } from "./types";

/**
 * An exception's `__new__`: args kept as a tuple; keyword arguments only where the type knows them. A program calls it, so
 * what it makes is drawn; what native code raises is drawn once it is handled.
 */
export const EXCEPTION_NEW = calling((type, args, nargs) => {
	const o = allocGc(type, at(type + T_BASICSIZE), Math.max(EXC_WORDS, at(type + T_WORDS)));
	show(o);
	H[o + EXC_ARGS] = argumentTuple(args, nargs);
	track(o);
	return o;
});

/** `BaseException_init`: the args again, from what `__init__` was given. False: TypeError, for keywords. */
export function initArguments(self: Ref, args: number, nargs: number, kwnames: Ref): boolean {
	if (kwnames !== NULL && at(kwnames + SIZE) > 0) {
		raise(TYPE_ERROR, `${typeName(at(self + TYPE))}() takes no keyword arguments`);
		return false;
	}
	setref(self + EXC_ARGS, argumentTuple(args, nargs));
	return true;
}
export const EXCEPTION_INIT = calling((self, args, nargs, kwnames) =>
	initArguments(self, args, nargs, kwnames) ? NONE : NULL,
);

/** Whether calling a type is `BaseException_vectorcall`: in 3.14, those whose `__new__` and `__init__` are BaseException's. */
export function isVectorcallException(type: Ref): boolean {
	return (
		profile().exceptionsVectorcall &&
		at(type + T_SLOTS + S_NEW) === EXCEPTION_NEW &&
		at(type + T_SLOTS + S_INIT) === EXCEPTION_INIT &&
		(at(type + T_FLAGS) & TF_HEAP) === 0 &&
		type !== MEMORY_ERROR
	);
}
