/** Names of a class body or of `exec` whose namespace is any mapping: its own methods are asked (Python/bytecodes.c). */
import { at, H } from "./arena";
import { dictGetStr, newDict } from "./dict";
import { clearError, errorIs } from "./errors";
import { globalValue } from "./globalcache";
import { CELL_VALUE, F_BUILTINS, F_GLOBALS, FRAME_WORDS, NULL, PUSHED, type Ref, TYPE } from "./layout";
import { nameError, unboundFree } from "./nameerrors";
import { N0, popNative, pushNative, setState, stateOf } from "./natives";
import { getItem, setItem } from "./operators";
import { decref, incref } from "./refcount";
import { nameRef } from "./special";
import { nativeKind, type Status } from "./tables";
import { DICT, KEY_ERROR, NONE } from "./typeids";

/** In the place of a free variable: what comes after a namespace's own names, and after globals of a class of their own. */
const GLOBALS = -1;
const BUILTINS = -2;

/** Words: the Python frame, the name (borrowed: the code has it), the place of a free variable or what comes next. */
const LOAD = nativeKind(
	"name",
	(_frame, value) => value,
	(frame) => elsewhere(at(frame + N0), at(frame + N0 + 1), at(frame + N0 + 2)),
);

/** `PyMapping_GetOptionalItem`, then the free variable of that place or, where it is below 0, globals and builtins. Owned. */
export function loadFromMapping(mapping: Ref, name: Ref, frame: number, free: number): Status {
	const native = pushNative(LOAD, 3, 0);
	H[native + N0] = frame;
	H[native + N0 + 1] = name;
	H[native + N0 + 2] = free;
	const status = getItem(mapping, name);
	if (status === PUSHED) return PUSHED;
	popNative(native);
	return status === NULL ? elsewhere(frame, name, free) : status;
}

function elsewhere(frame: number, name: Ref, free: number): Status {
	if (!errorIs(KEY_ERROR)) return NULL;
	clearError();
	if (free === GLOBALS) return loadGlobal(frame, name);
	const value =
		free === BUILTINS ? dictGetStr(at(frame + F_BUILTINS), name) : at(at(frame + FRAME_WORDS + free) + CELL_VALUE);
	if (value !== NULL) return incref(value);
	return free === BUILTINS ? nameError(name) : unboundFree(frame, free);
}

/** The global or builtin of a name, whatever the globals are (`_PyEval_LoadGlobalStackRef`). Owned. */
export function loadGlobal(frame: number, name: Ref): Status {
	const globals = at(frame + F_GLOBALS);
	if (at(globals + TYPE) !== DICT) return loadFromMapping(globals, name, frame, BUILTINS);
	const value = globalValue(frame, name);
	return value === NULL ? nameError(name) : incref(value);
}

const DELETE = nativeKind(
	"del",
	(_frame, value) => value,
	(frame) => undeleted(at(frame + N0)),
);

/** DELETE_NAME */
export function deleteFromMapping(mapping: Ref, name: Ref): Status {
	const native = pushNative(DELETE, 1, 0);
	H[native + N0] = name;
	const status = setItem(mapping, name, NULL);
	if (status === PUSHED) return PUSHED;
	popNative(native);
	return status === NULL ? undeleted(name) : status;
}

/** Whatever its `__delitem__` raised becomes a NameError. */
function undeleted(name: Ref): typeof NULL {
	clearError();
	return nameError(name);
}

const SETUP = nativeKind(
	"__annotations__",
	(_frame, value) => {
		decref(value);
		return NONE;
	},
	(frame) => (stateOf(frame) === 0 ? annotate(frame) : NULL),
);

/** SETUP_ANNOTATIONS: an empty dict where the namespace has none. */
export function setupAnnotations(mapping: Ref): Status {
	const native = pushNative(SETUP, 1, 0);
	H[native + N0] = mapping;
	const found = getItem(mapping, nameRef("__annotations__"));
	if (found === PUSHED) return PUSHED;
	let status: Status = found;
	if (found === NULL) status = annotate(native);
	if (status === PUSHED) return PUSHED;
	popNative(native);
	if (status === NULL) return NULL;
	decref(status);
	return NONE;
}

function annotate(frame: number): Status {
	if (!errorIs(KEY_ERROR)) return NULL;
	clearError();
	setState(frame, 1);
	const annotations = newDict();
	const status = setItem(at(frame + N0), nameRef("__annotations__"), annotations);
	decref(annotations);
	return status;
}
