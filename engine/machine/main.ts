/** Running a program as `python main.py` does: `__main__`, an uncaught exception's report, and the interpreter's exit. */
import type { CodeObject } from "../compile/code";
import { internal } from "./alloc";
import { at, H } from "./arena";
import { through } from "./call";
import { newCode } from "./codeobjects";
import { dictGetText, dictSetOwned, dictSetStr, newDict } from "./dict";
import { clearError, errorIs, fetch } from "./errors";
import { displayUncaught } from "./excepthook";
import { finalizeInterpreter } from "./finalize";
import { pushFrame } from "./frames";
import { functionToRun } from "./functions";
import { untrack } from "./gclist";
import { intNumber, isInt } from "./int";
import {
	AGAIN,
	BREAK_DEATH,
	EXC_FIELDS,
	EXC_TRACEBACK,
	F_KIND,
	MODULE_DICT,
	NULL,
	PUSHED,
	R_BREAKER,
	R_BUILTINS,
	R_ERROR_LINE,
	R_EXIT_CODE,
	R_FRAME,
	R_MAIN,
	R_MODULES,
	R_SCRIPT_CONSTANTS,
	R_SYS_DICT,
	type Ref,
	TB_LINE,
	TB_NEXT,
	TYPE,
} from "./layout";
import { EngineBug } from "./limits";
import { newList } from "./list";
import { profile } from "./machine";
import { newModule } from "./modules";
import { newLoader } from "./modulespec";
import { N0, pushNative, setState, stateOf } from "./natives";
import { str } from "./operators";
import { clearref, decref, incref, setref } from "./refcount";
import { SCRIPT } from "./sources";
import { nameRef } from "./special";
import { newStr, textOf } from "./str";
import { report } from "./sysstreams";
import { nativeKind, REST, type Status } from "./tables";
import { KEYBOARD_INTERRUPT, NONE, SYSTEM_EXIT } from "./typeids";
import { isInstanceOf } from "./types";

/** Makes `__main__` and pushes the script's frame. */
export function enterMain(code: CodeObject): void {
	const keep = newList();
	untrack(keep);
	H[R_SCRIPT_CONSTANTS] = keep;
	const module = newModule("__main__");
	H[R_MAIN] = module;
	const dict = internal(at(module + MODULE_DICT));
	dictSetStr(at(R_MODULES), nameRef("__main__"), module);
	decref(module);
	if (!profile().lazyAnnotations) dictSetOwned(dict, "__annotations__", internal(newDict()));
	dictSetStr(dict, nameRef("__builtins__"), dictGetText(at(R_MODULES), "builtins"));
	dictSetOwned(dict, "__loader__", newLoader("__main__", SCRIPT));
	dictSetOwned(dict, "__file__", newStr(SCRIPT));
	dictSetOwned(dict, "__cached__", NONE);
	const ref = newCode(code, keep, new Map());
	const func = functionToRun(ref, dict);
	pushMain(ref, func, dict);
}

function pushMain(code: Ref, func: Ref, dict: Ref): void {
	pushNative(MAIN, 1, 1);
	pushFrame(code, func, dict, at(R_BUILTINS), incref(dict));
}

/**
 * The bottom frame: entered when the script has ended; reports an uncaught exception, then takes the interpreter apart.
 * Its state is what is done.
 */
const RUNNING = 0;
/** An uncaught exception is to be displayed. */
const FAILED = 1;
const REPORTED = 2;
const FINALIZING = 3;
const FINALIZED = 4;
const MAIN = nativeKind(
	"main",
	(frame, value) => {
		if (value !== NULL) decref(value);
		return exitStep(frame);
	},
	(frame) => {
		if (stateOf(frame) === RUNNING) return scriptFailed(frame);
		// The program's own sys.excepthook may end it with a status.
		if (stateOf(frame) === REPORTED && errorIs(SYSTEM_EXIT)) return exitWith(frame, fetch());
		clearError();
		return exitStep(frame);
	},
);

let restAtEnd = false;
/** A replay rests when the script has ended, before its end is acted upon. */
export function setRestAtEnd(rest: boolean): void {
	restAtEnd = rest;
}
let restBeforeExit = false;
/** A run that its host takes in slices rests once more, when all that the script wrote is there and its exit is still to come. */
export function setRestBeforeExit(rest: boolean): void {
	restBeforeExit = rest;
}
/** Whether it rests there. */
export function restsBeforeExit(): boolean {
	const frame = at(R_FRAME);
	return at(frame + F_KIND) === MAIN && stateOf(frame) === REPORTED;
}
let onScriptEnd: (() => void) | null = null;
/** Told when the script's last line has run, before anything is taken apart. */
export function watchScriptEnd(f: (() => void) | null): void {
	onScriptEnd = f;
}

/** The status that a shell tells of a program that SIGINT has ended (`exit_sigint`). */
const INTERRUPTED = 130;

function scriptFailed(frame: number): Status {
	if (restAtEnd) return REST;
	onScriptEnd?.();
	setState(frame, REPORTED);
	const exc = fetch();
	if (isInstanceOf(exc, SYSTEM_EXIT)) return exitWith(frame, exc);
	H[R_EXIT_CODE] = isInstanceOf(exc, KEYBOARD_INTERRUPT) ? INTERRUPTED : 1;
	H[R_ERROR_LINE] = errorLineOf(exc);
	H[frame + N0] = exc;
	// PyErr_PrintEx: what was raised last stays in sys until the interpreter's exit.
	const tb = at(exc + EXC_TRACEBACK);
	const last = { last_exc: exc, last_type: at(exc + TYPE), last_value: exc, last_traceback: tb === NULL ? NONE : tb };
	for (const [name, value] of Object.entries(last)) dictSetOwned(at(R_SYS_DICT), name, incref(value));
	setState(frame, FAILED);
	return exitStep(frame);
}
/** `_Py_HandleSystemExit`: takes the exception over; its code is the status, or a text for stderr. */
function exitWith(frame: number, exc: Ref): Status {
	setref(frame + N0, exc);
	const code = at(exc + EXC_FIELDS);
	if (code === NULL || code === NONE) H[R_EXIT_CODE] = 0;
	else if (isInt(code)) H[R_EXIT_CODE] = Number.isNaN(intNumber(code)) ? 255 : ((intNumber(code) % 256) + 256) % 256;
	else {
		H[R_EXIT_CODE] = 1;
		const status = through(EXIT_TEXT, 0, () => str(code));
		if (status === PUSHED) return PUSHED;
		if (status === NULL) clearError();
	}
	return exitStep(frame);
}
const EXIT_TEXT = nativeKind("sys.exit text", (frame, value) => {
	if (stateOf(frame) === 1) return value;
	setState(frame, 1);
	const text = `${textOf(value)}\n`;
	decref(value);
	return report(text);
});

/** The line of the script itself that an exception went through last. */
function errorLineOf(exc: Ref): number {
	let line = 0;
	for (let tb = at(exc + EXC_TRACEBACK); tb !== NULL; tb = at(tb + TB_NEXT)) line = at(tb + TB_LINE);
	return line;
}

/** What is done once the script has ended: what is left of it goes, then the interpreter. */
function exitStep(frame: number): Status {
	for (;;) {
		if ((at(R_BREAKER) & BREAK_DEATH) !== 0) return AGAIN;
		switch (stateOf(frame)) {
			case RUNNING:
				if (restAtEnd) return REST;
				onScriptEnd?.();
				setState(frame, REPORTED);
				break;
			case FAILED:
				setState(frame, REPORTED);
				return displayUncaught(at(frame + N0));
			case REPORTED:
				if (restBeforeExit) return REST;
				setState(frame, FINALIZING);
				clearref(R_SCRIPT_CONSTANTS);
				clearref(frame + N0);
				break;
			case FINALIZING:
				setState(frame, FINALIZED);
				return finalizeInterpreter();
			case FINALIZED:
				return NONE;
			default:
				throw new EngineBug(`state ${stateOf(frame)} of the end`);
		}
	}
}
