/** Context managers whose methods are bound by more than a function's `__get__`, for 3.13's BEFORE_WITH. */
import { at, H } from "./arena";
import { vectorcall } from "./call";
import { boundManagerMethod } from "./instructions";
import { NULL, PUSHED } from "./layout";
import { N0, pushNative, setState, stateOf } from "./natives";
import { decref } from "./refcount";
import { nativeKind, type Status } from "./tables";

/** Words: `__enter__`, bound (owned); where the manager stands on the stack. */
const W_ENTER = N0;
const W_ADDRESS = N0 + 1;

/** Waiting for `__enter__`, then for `__exit__`, then for what the first gives. */
const ENTER = 1;
const EXIT = 2;
const CALLED = 3;

const BEFORE_WITH = nativeKind("with", (frame, first) => {
	const address = at(frame + W_ADDRESS);
	let value: Status = first;
	for (;;) {
		switch (stateOf(frame)) {
			case ENTER:
				H[frame + W_ENTER] = value;
				setState(frame, EXIT);
				value = boundManagerMethod(at(address), "__exit__");
				break;
			case EXIT: {
				const manager = at(address);
				H[address] = value;
				decref(manager);
				setState(frame, CALLED);
				value = vectorcall(at(frame + W_ENTER), frame + N0, 0, NULL);
				break;
			}
			case CALLED:
				return value;
			default:
				setState(frame, ENTER);
				value = boundManagerMethod(at(address), "__enter__");
		}
		if (value === NULL || value === PUSHED) return value;
	}
});

/**
 * Binds both methods of the manager at an address, where `__exit__` takes its place, and calls `__enter__`: the value
 * comes.
 */
export function enterBound(address: number): Status {
	const frame = pushNative(BEFORE_WITH, 2, 1);
	H[frame + W_ADDRESS] = address;
	return PUSHED;
}
