/** sys.excepthook: how an exception that nobody caught is shown (`_PyErr_PrintEx` of Python/pythonrun.c). */
import { at, H } from "./arena";
import { callWith } from "./call";
import { dictGetText } from "./dict";
import { importForDisplay } from "./displayimport";
import { clearError, errorIs, fetch } from "./errors";
import { BUILTIN_DEF, EXC_TRACEBACK, NULL, PUSHED, R_SYS_DICT, type Ref, TYPE } from "./layout";
import { write } from "./machine";
import { declareFunction } from "./moduletable";
import { N0, pushNative, setState, stateOf } from "./natives";
import { decref, incref } from "./refcount";
import { definitions, type NativeDef, nativeKind, type Status } from "./tables";
import { printException } from "./traceback";
import { BUILTIN, NONE, SYSTEM_EXIT } from "./typeids";

function defaultHook(_self: Ref, args: number): Status {
	return printException(at(args + 1));
}
for (const name of ["excepthook", "__excepthook__"]) declareFunction("sys", name, 3, 3, defaultHook);

/** Words: the exception, one that came out of the program's own hook (owned, or 0). */
const W_EXCEPTION = 0;
const W_FAILURE = 1;

const BEGIN = 0;
/** The program's own hook has been called. */
const HOOKED = 1;
const FAILURE_SHOWN = 2;
/** Everything is imported for the display. */
const IMPORTED = 3;
const SHOWN = 4;

const DISPLAY = nativeKind(
	"sys.excepthook",
	(frame, value) => {
		if (value !== NULL) decref(value);
		return display(frame);
	},
	(frame) => {
		if (stateOf(frame) !== HOOKED) {
			clearError();
			return display(frame);
		}
		return hookFailed(frame);
	},
);

/** Shows an exception (borrowed); PUSHED, None when it is done. A SystemExit out of the program's own hook passes. */
export function displayUncaught(exc: Ref): Status {
	H[pushNative(DISPLAY, 2, 2) + N0 + W_EXCEPTION] = incref(exc);
	return PUSHED;
}

function hookFailed(frame: number): Status {
	if (errorIs(SYSTEM_EXIT)) return NULL;
	H[frame + N0 + W_FAILURE] = fetch();
	write("stderr", "Error in sys.excepthook:\n");
	setState(frame, FAILURE_SHOWN);
	return shown(frame, at(frame + N0 + W_FAILURE));
}

function shown(frame: number, exc: Ref): Status {
	const status = printException(exc);
	if (status === PUSHED) return PUSHED;
	if (status === NULL) clearError();
	else decref(status);
	return display(frame);
}

function display(frame: number): Status {
	const w = frame + N0;
	const exc = at(w + W_EXCEPTION);
	for (;;) {
		switch (stateOf(frame)) {
			case BEGIN: {
				const hook = dictGetText(at(R_SYS_DICT), "excepthook");
				if (hook !== NULL && !isDefault(hook)) {
					setState(frame, HOOKED);
					const tb = at(exc + EXC_TRACEBACK);
					const status = callWith(hook, at(exc + TYPE), exc, tb === NULL ? NONE : tb);
					if (status === PUSHED) return PUSHED;
					if (status === NULL) return hookFailed(frame);
					decref(status);
					break;
				}
				if (hook === NULL) write("stderr", "sys.excepthook is missing\n");
				setState(frame, IMPORTED);
				return importForDisplay();
			}
			case FAILURE_SHOWN:
				write("stderr", "\nOriginal exception was:\n");
				setState(frame, IMPORTED);
				break;
			case IMPORTED:
				setState(frame, SHOWN);
				return shown(frame, exc);
			default:
				return NONE;
		}
	}
}

function isDefault(hook: Ref): boolean {
	return at(hook + TYPE) === BUILTIN && (definitions[at(hook + BUILTIN_DEF)] as NativeDef).call === defaultHook;
}
