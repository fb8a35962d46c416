/** Calls of Lib/typing.py's functions from native code (`call_typing_func_object` in Objects/typevarobject.c). */
import { at, H } from "./arena";
import { getAttr } from "./attributes";
import { importModule } from "./imports";
import { NULL, PUSHED, type Ref } from "./layout";
import { callOfModule, dropping } from "./modulecall";
import { N0, popNative, pushNative, setState, stateOf } from "./natives";
import { getItem } from "./operators";
import { incref } from "./refcount";
import { nameRef } from "./special";
import { intern } from "./str";
import { nativeKind, type Status } from "./tables";

/** `typing.NAME(*args)`. Arguments are borrowed. */
export function callTyping(name: string, ...args: readonly Ref[]): Status {
	return callOfModule("typing", name, ...args);
}

const ITEM = nativeKind("item of typing", (frame, value) => itemStep(frame, value));
/** `typing.NAME[key]` */
export function typingItem(name: string, key: Ref): Status {
	const frame = pushNative(ITEM, 2, 2);
	H[frame + N0] = intern(name);
	H[frame + N0 + 1] = incref(key);
	const status = itemStep(frame, NULL);
	if (status !== PUSHED) popNative(frame);
	return status;
}

function itemStep(frame: number, first: Ref): Status {
	let value: Status = first;
	for (;;) {
		const state = stateOf(frame);
		setState(frame, state + 1);
		if (state === 0) value = importModule(nameRef("typing"));
		else if (state === 1) value = dropping(value, getAttr(value, at(frame + N0)));
		else if (state === 2) value = dropping(value, getItem(value, at(frame + N0 + 1)));
		else return value;
		if (value === PUSHED || value === NULL) return value;
	}
}
