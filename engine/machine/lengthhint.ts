/** `PyObject_LengthHint`: how many items an object says it has, or will give. */
import { at, H } from "./arena";
import { callWith } from "./call";
import { clearError, errorIs, raise } from "./errors";
import { intBig, isInt } from "./int";
import { NULL, PUSHED, type Ref, T_FLAGS, TF_HEAP, TYPE } from "./layout";
import { N0, popNative, pushNative, setState, stateOf } from "./natives";
import { decref, incref } from "./refcount";
import { lookupSpecial } from "./special";
import {
	nativeKind,
	S_DESCR_GET,
	S_LEN,
	type Status,
	slotOf,
	type Ternary,
	ternarySlots,
	type Unary,
	unarySlots,
} from "./tables";
import { CALLABLE_PROXY, NONE, NOT_IMPLEMENTED, OVERFLOW_ERROR, PROXY, TYPE_ERROR, VALUE_ERROR } from "./typeids";
import { typeName } from "./types";

const LENGTH = 0;
const BINDING = 1;
const CALLED = 2;
const LARGEST = 2n ** 63n - 1n;

/** Words: 0 the bound `__length_hint__` (owned), 1 the object. A TypeError means that nothing is known. */
const LENGTH_HINT = nativeKind(
	"length hint",
	(frame, value) => {
		switch (stateOf(frame)) {
			case LENGTH:
				return value;
			case BINDING:
				return callHint(frame, value);
			default:
				return checked(value);
		}
	},
	withoutTypeError,
);

function withoutTypeError(frame: number): Status {
	if (!errorIs(TYPE_ERROR) || stateOf(frame) === BINDING) return NULL;
	clearError();
	return stateOf(frame) === LENGTH ? bindHint(frame) : NONE;
}

function bindHint(frame: number): Status {
	const o = at(frame + N0 + 1);
	const method = lookupSpecial(o, "__length_hint__");
	if (method === NULL) return NONE;
	setState(frame, BINDING);
	const get = slotOf(method, S_DESCR_GET);
	const bound = get === 0 ? incref(method) : (ternarySlots[get] as Ternary)(method, o, at(o + TYPE));
	return bound === PUSHED || bound === NULL ? bound : callHint(frame, bound);
}

function callHint(frame: number, bound: Ref): Status {
	H[frame + N0] = bound;
	setState(frame, CALLED);
	const status = callWith(bound);
	if (status === PUSHED) return PUSHED;
	return status === NULL ? withoutTypeError(frame) : checked(status);
}

function checked(hint: Ref): Status {
	if (hint === NOT_IMPLEMENTED) return NONE;
	let status: Status = hint;
	if (!isInt(hint)) status = raise(TYPE_ERROR, `__length_hint__ must be an integer, not ${typeName(at(hint + TYPE))}`);
	else if (intBig(hint) > LARGEST || intBig(hint) < -LARGEST - 1n)
		status = raise(OVERFLOW_ERROR, "Python int too large to convert to C ssize_t");
	else if (intBig(hint) < 0n) status = raise(VALUE_ERROR, "__length_hint__() should return >= 0");
	if (status === NULL) decref(hint);
	return status;
}

/** An int, or None where nothing is known. */
export function lengthHint(o: Ref): Status {
	const slot = slotOf(o, S_LEN);
	const type = at(o + TYPE);
	// A proxy has a length where its object has one.
	const own = type !== PROXY && type !== CALLABLE_PROXY && (at(type + T_FLAGS) & TF_HEAP) === 0;
	if (slot !== 0 && own) return (unarySlots[slot] as Unary)(o);
	if (slot === 0 && lookupSpecial(o, "__length_hint__") === NULL) return NONE;
	const frame = pushNative(LENGTH_HINT, 2, 1);
	H[frame + N0 + 1] = o;
	let status = slot === 0 ? bindHint(frame) : (unarySlots[slot] as Unary)(o);
	if (status === NULL && stateOf(frame) === LENGTH) status = withoutTypeError(frame);
	if (status !== PUSHED) popNative(frame);
	return status;
}
