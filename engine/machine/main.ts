/** Running a program as `python main.py` does: `__main__`, an uncaught exception's report, and the interpreter's exit. */
import type { CodeObject } from "../compile/code";
import { internal } from "./alloc";
import { at, H } from "./arena";
import { through } from "./call";
import { newCode } from "./codeobjects";
import { dictClear, dictEntryAt, dictGetText, dictSetOwned, dictSetStr, entryReplace } from "./dict";
import { clearError, fetch } from "./errors";
import { pushFrame } from "./frames";
import { newFunction } from "./functions";
import { collect, GENERATIONS } from "./gc";
import { untrack } from "./gclist";
import { intNumber, isInt } from "./int";
import {
	AGAIN,
	BREAK_DEATH,
	ENTRY_KEY,
	ENTRY_VALUE,
	EXC_FIELDS,
	EXC_TRACEBACK,
	MODULE_DICT,
	NULL,
	PUSHED,
	R_BREAKER,
	R_BUILTINS,
	R_ERROR_LINE,
	R_EXIT_CODE,
	R_FINALIZING,
	R_GC_COLLECTING,
	R_MAIN,
	R_MODULES,
	R_SCRIPT_CONSTANTS,
	type Ref,
	TB_LINE,
	TB_NEXT,
} from "./layout";
import { EngineBug } from "./limits";
import { newList } from "./list";
import { write } from "./machine";
import { newModule } from "./modules";
import { N0, pushNative, setState, stateOf } from "./natives";
import { str } from "./operators";
import { clearref, decref, incref, xdecref } from "./refcount";
import { SCRIPT } from "./sources";
import { nameRef } from "./special";
import { isStr, newStr, textOf } from "./str";
import { nativeKind, REST, type Status } from "./tables";
import { printException } from "./traceback";
import { NONE, SYSTEM_EXIT } from "./typeids";
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
	dictSetStr(dict, nameRef("__builtins__"), dictGetText(at(R_MODULES), "builtins"));
	dictSetOwned(dict, "__file__", newStr(SCRIPT));
	const ref = newCode(code, keep, new Map());
	const func = newFunction(ref, dict);
	untrack(func);
	pushMain(ref, func, dict);
}

function pushMain(code: Ref, func: Ref, dict: Ref): void {
	pushNative(MAIN, 2, 1);
	pushFrame(code, func, dict, at(R_BUILTINS), incref(dict));
}

/**
 * The bottom frame: entered when the script has ended; reports an uncaught exception, then takes the interpreter apart.
 * Its state is what is done.
 */
const RUNNING = 0;
const REPORTED = 1;
const COLLECTED_ONCE = 2;
const MODULES_GONE = 3;
const COLLECTED_TWICE = 4;
const MAIN_CLEARED = 5;
const MAIN = nativeKind(
	"main",
	(frame, value) => {
		if (value !== NULL) decref(value);
		return exitStep(frame);
	},
	(frame) => {
		if (stateOf(frame) !== RUNNING) {
			clearError();
			return exitStep(frame);
		}
		return scriptFailed(frame);
	},
);

let restAtEnd = false;
/** A replay rests when the script has ended, before its end is acted upon. */
export function setRestAtEnd(rest: boolean): void {
	restAtEnd = rest;
}
let onScriptEnd: (() => void) | null = null;
/** Told when the script's last line has run, before anything is taken apart. */
export function watchScriptEnd(f: (() => void) | null): void {
	onScriptEnd = f;
}

function scriptFailed(frame: number): Status {
	if (restAtEnd) return REST;
	onScriptEnd?.();
	setState(frame, REPORTED);
	const exc = fetch();
	if (isInstanceOf(exc, SYSTEM_EXIT)) {
		const code = at(exc + EXC_FIELDS);
		if (code === NULL || code === NONE) H[R_EXIT_CODE] = 0;
		else if (isInt(code)) H[R_EXIT_CODE] = Number.isNaN(intNumber(code)) ? 255 : ((intNumber(code) % 256) + 256) % 256;
		else {
			H[R_EXIT_CODE] = 1;
			H[frame + N0] = exc;
			return through(EXIT_TEXT, 0, () => str(code));
		}
		decref(exc);
		return exitStep(frame);
	}
	H[R_EXIT_CODE] = 1;
	H[R_ERROR_LINE] = errorLineOf(exc);
	H[frame + N0] = exc;
	const status = printException(exc);
	if (status === PUSHED) return PUSHED;
	if (status === NULL) clearError();
	return exitStep(frame);
}
const EXIT_TEXT = nativeKind("sys.exit text", (_frame, value) => {
	write("stderr", `${textOf(value)}\n`);
	decref(value);
	return NONE;
});

/** The line of the script itself that an exception went through last. */
function errorLineOf(exc: Ref): number {
	let line = 0;
	for (let tb = at(exc + EXC_TRACEBACK); tb !== NULL; tb = at(tb + TB_NEXT)) line = at(tb + TB_LINE);
	return line;
}

/** Py_FinalizeEx: a full collection, the modules, another one, and what is left of `__main__`. */
function exitStep(frame: number): Status {
	for (;;) {
		if ((at(R_BREAKER) & BREAK_DEATH) !== 0) return AGAIN;
		switch (stateOf(frame)) {
			case RUNNING:
				if (restAtEnd) return REST;
				onScriptEnd?.();
				setState(frame, REPORTED);
				break;
			case REPORTED: {
				const exc = at(frame + N0);
				H[frame + N0] = 0;
				xdecref(exc);
				H[R_FINALIZING] = 1;
				setState(frame, COLLECTED_ONCE);
				if (at(R_GC_COLLECTING) === 0) return collect(GENERATIONS - 1, "called");
				break;
			}
			case COLLECTED_ONCE: {
				// finalize_remove_modules: sys.modules lets the modules go, in its order; `__main__` dies unless held.
				setState(frame, MODULES_GONE);
				clearref(R_SCRIPT_CONSTANTS);
				const module = at(R_MAIN);
				incref(module);
				const keepSys = incref(dictGetText(at(R_MODULES), "sys"));
				const keepBuiltins = incref(dictGetText(at(R_MODULES), "builtins"));
				H[frame + N0 + 1] = module;
				dictClear(at(R_MODULES));
				dictSetStr(at(R_MODULES), nameRef("__main__"), NONE);
				decref(keepSys);
				decref(keepBuiltins);
				const held = at(module) > 1;
				if (!held) H[R_MAIN] = 0;
				decref(module);
				break;
			}
			case MODULES_GONE:
				setState(frame, COLLECTED_TWICE);
				return collect(GENERATIONS - 1, "called");
			case COLLECTED_TWICE: {
				setState(frame, MAIN_CLEARED);
				const module = at(R_MAIN);
				if (module !== NULL) clearModule(at(module + MODULE_DICT));
				break;
			}
			case MAIN_CLEARED:
				return NONE;
			default:
				throw new EngineBug(`state ${stateOf(frame)} of the exit`);
		}
	}
}

/** `_PyModule_ClearDict`: names with one underscore first, then all others but `__builtins__`, become None. */
function clearModule(dict: Ref): void {
	for (const underscored of [true, false]) {
		for (let i = 0; ; i++) {
			const entry = dictEntryAt(dict, i);
			if (entry === -1) break;
			if (entry === 0 || at(entry + ENTRY_VALUE) === NONE || !isStr(at(entry + ENTRY_KEY))) continue;
			const name = textOf(at(entry + ENTRY_KEY));
			const first = name.startsWith("_") && !name.startsWith("__");
			if (underscored ? !first : name === "__builtins__") continue;
			entryReplace(dict, entry, NONE);
		}
	}
}
