/**
 * The interpreter's exit (`Py_FinalizeEx`, `finalize_modules` of Python/pylifecycle.c): exit functions, a collection, and
 * the modules, one name at a time, for whatever dies meanwhile may still look at the rest. A native frame below which
 * nothing runs; its state is what comes next.
 */

import { at, H } from "./arena";
import { clearExitFunctions, runExitFunctions } from "./atexit";
import { dictClear, dictCopy, dictEntryAt, dictGetText, dictSetOwned, dictSetStr, entryReplace } from "./dict";
import { clearError } from "./errors";
import { collect, DEBUG_SAVEALL, DEBUG_UNCOLLECTABLE } from "./gc";
import { GENERATIONS } from "./generations";
import {
	AGAIN,
	BEGUN,
	BREAK_DEATH,
	ENTRY_KEY,
	ENTRY_VALUE,
	MODULE_DICT,
	MODULES_REMOVED,
	NULL,
	PUSHED,
	R_BREAKER,
	R_BUILTINS,
	R_BUILTINS_COPY,
	R_FINALIZING,
	R_GC_COLLECTING,
	R_GC_DEBUG,
	R_GC_ENABLED,
	R_GC_GARBAGE,
	R_MAIN,
	R_MODULES,
	R_SYS_DICT,
	type Ref,
} from "./layout";
import { EngineBug } from "./limits";
import { listItem, listPush, listSize } from "./list";
import { write } from "./machine";
import { N0, popNative, pushNative, setState, stateOf } from "./natives";
import { repr } from "./operators";
import { clearref, decref, incref, setref } from "./refcount";
import { newScratchList } from "./scratchlist";
import { isStr, textOf } from "./str";
import { NOTHING, nativeKind, type Status } from "./tables";
import { MODULE, NONE, WEAKREF } from "./typeids";
import { isInstanceOf } from "./types";
import { newWeakref, referent } from "./weaklist";

/** Words: weak references to the modules, in their order; the dict being cleared (owned); where in it, and what of it. */
const W_MODULES = 0;
const W_DICT = 1;
const W_POSITION = 2;
const W_PASS = 3;
/** The module being cleared, counted from the last. */
const W_MODULE = 4;
const WORDS = 5;
const OWNED = 2;

const EXIT_FUNCTIONS = 0;
const COLLECT = 1;
const DELETE_SPECIAL = 2;
const REMOVE_MODULES = 3;
const CLEAR_SYS_MODULES = 4;
const RESTORE_BUILTINS = 5;
const COLLECT_MODULES = 6;
const CLEAR_MODULES = 7;
const CLEAR_SYS = 8;
const CLEAR_BUILTINS = 9;
const COLLECT_REST = 10;
const FORGET_EXIT_FUNCTIONS = 11;
const COLLECT_LAST = 12;
const DONE = 13;
const TELL_GARBAGE = 14;

/** Attributes of sys behind which programs' objects hide; the streams become what they were. */
const SYS_DELETED = [
	"path",
	"argv",
	"ps1",
	"ps2",
	"last_exc",
	"last_type",
	"last_value",
	"last_traceback",
	"__interactivehook__",
	"meta_path",
];
const STREAMS = ["stdin", "stdout", "stderr"];

const FINALIZE = nativeKind(
	"exit of the interpreter",
	(frame, value) => {
		if (value !== NULL) decref(value);
		return step(frame);
	},
	(frame) => step(frame),
);

/** Begins to take the interpreter apart; PUSHED, None when that is done. */
export function finalizeInterpreter(): Status {
	pushNative(FINALIZE, WORDS, OWNED);
	return PUSHED;
}

function step(frame: number): Status {
	const w = frame + N0;
	for (;;) {
		if ((at(R_BREAKER) & BREAK_DEATH) !== 0) return AGAIN;
		const state = stateOf(frame);
		switch (state) {
			case EXIT_FUNCTIONS: {
				setState(frame, COLLECT);
				const status = runExitFunctions();
				if (status === PUSHED) return PUSHED;
				break;
			}
			case COLLECT:
				// PyGC_Collect: not where the program has switched the collector off.
				H[R_FINALIZING] = BEGUN;
				setState(frame, DELETE_SPECIAL);
				if (at(R_GC_ENABLED) !== 0 && at(R_GC_COLLECTING) === 0) return collect(GENERATIONS - 1, "called");
				break;
			case DELETE_SPECIAL:
				if (!deleteSpecial(w)) next(frame, REMOVE_MODULES);
				break;
			case REMOVE_MODULES:
				if (at(w + W_MODULES) === NULL) H[w + W_MODULES] = newScratchList();
				H[R_FINALIZING] = MODULES_REMOVED;
				if (!removeModule(w)) next(frame, CLEAR_SYS_MODULES);
				break;
			case CLEAR_SYS_MODULES:
				next(frame, RESTORE_BUILTINS);
				dictClear(at(R_MODULES));
				break;
			case RESTORE_BUILTINS: {
				// finalize_restore_builtins: what a program has put there goes, all at once.
				next(frame, COLLECT_MODULES);
				const copy = dictCopy(at(R_BUILTINS));
				dictClear(at(R_BUILTINS));
				for (let i = 0; ; i++) {
					const entry = dictEntryAt(at(R_BUILTINS_COPY), i);
					if (entry === -1) break;
					if (entry !== 0) dictSetStr(at(R_BUILTINS), at(entry + ENTRY_KEY), at(entry + ENTRY_VALUE));
				}
				decref(copy);
				break;
			}
			case COLLECT_MODULES:
				next(frame, TELL_GARBAGE);
				if (at(R_GC_COLLECTING) === 0) return collect(GENERATIONS - 1, "shutdown");
				break;
			case TELL_GARBAGE: {
				next(frame, CLEAR_MODULES);
				const status = tellGarbage();
				if (status !== NOTHING) return status;
				break;
			}
			case CLEAR_MODULES:
				if (!clearModules(w)) next(frame, CLEAR_SYS);
				break;
			case CLEAR_SYS:
			case CLEAR_BUILTINS:
				if (at(w + W_DICT) === NULL) H[w + W_DICT] = incref(at(state === CLEAR_SYS ? R_SYS_DICT : R_BUILTINS));
				if (!clearName(w)) next(frame, state + 1);
				break;
			case COLLECT_REST:
			case COLLECT_LAST:
				next(frame, state + 1);
				dictClear(at(R_MODULES));
				if (at(R_GC_COLLECTING) === 0) return collect(GENERATIONS - 1, "shutdown");
				break;
			case FORGET_EXIT_FUNCTIONS:
				next(frame, COLLECT_LAST);
				clearExitFunctions();
				break;
			case DONE:
				return NONE;
			default:
				throw new EngineBug(`state ${state} of the exit`);
		}
	}
}

/** `_PyGC_DumpShutdownStats`: what `gc.garbage` still holds, where DEBUG_UNCOLLECTABLE asks for it. */
function tellGarbage(): Status {
	const debug = at(R_GC_DEBUG);
	const garbage = at(R_GC_GARBAGE);
	if ((debug & DEBUG_SAVEALL) !== 0 || (debug & DEBUG_UNCOLLECTABLE) === 0 || listSize(garbage) === 0) return NOTHING;
	const frame = pushNative(GARBAGE_TEXT, 0, 0);
	const status = repr(garbage);
	if (status === PUSHED) return PUSHED;
	popNative(frame);
	if (status === NULL) clearError();
	else writeGarbage(status);
	return NOTHING;
}
const GARBAGE_TEXT = nativeKind(
	"garbage at exit",
	(_frame, value) => {
		writeGarbage(value);
		return NONE;
	},
	() => {
		clearError();
		return NONE;
	},
);
function writeGarbage(text: Ref): void {
	write("stderr", `      ${textOf(text)}\n`);
	decref(text);
}

function next(frame: number, state: number): void {
	const w = frame + N0;
	setState(frame, state);
	H[w + W_POSITION] = 0;
	H[w + W_PASS] = 0;
	clearref(w + W_DICT);
}

/** `finalize_modules_delete_special`, one attribute; false: there are no more. */
function deleteSpecial(w: number): boolean {
	const i = at(w + W_POSITION);
	H[w + W_POSITION] = i + 1;
	const sys = at(R_SYS_DICT);
	if (i === 0) dictSetOwned(at(R_BUILTINS), "_", NONE);
	else if (i <= SYS_DELETED.length) dictSetOwned(sys, SYS_DELETED[i - 1] as string, NONE);
	else if (i <= SYS_DELETED.length + STREAMS.length) {
		const name = STREAMS[i - 1 - SYS_DELETED.length] as string;
		const original = dictGetText(sys, `__${name}__`);
		if (original !== NULL) dictSetOwned(sys, name, incref(original));
	} else return false;
	return true;
}

/** `finalize_remove_modules`, one module: sys.modules lets it go; it dies unless it is held elsewhere. */
function removeModule(w: number): boolean {
	const entry = dictEntryAt(at(R_MODULES), at(w + W_POSITION));
	if (entry === -1) return false;
	H[w + W_POSITION] = at(w + W_POSITION) + 1;
	const module = entry === 0 ? NULL : at(entry + ENTRY_VALUE);
	if (module === NULL || !isInstanceOf(module, MODULE)) return true;
	listPush(at(w + W_MODULES), newWeakref(WEAKREF, WEAKREF, module, NULL));
	if (module === at(R_MAIN) && at(module) === 1) H[R_MAIN] = 0;
	entryReplace(at(R_MODULES), entry, NONE);
	return true;
}

/** `finalize_modules_clear_weaklist`, one name of the module imported last that lives still; false: none does. */
function clearModules(w: number): boolean {
	const modules = at(w + W_MODULES);
	if (at(w + W_DICT) !== NULL) {
		if (clearName(w)) return true;
		clearref(w + W_DICT);
	}
	const i = listSize(modules) - 1 - at(w + W_MODULE);
	if (i < 0) {
		clearref(w + W_MODULES);
		return false;
	}
	H[w + W_MODULE] = at(w + W_MODULE) + 1;
	H[w + W_POSITION] = 0;
	H[w + W_PASS] = 0;
	const module = referent(listItem(modules, i));
	const dict = module === NULL ? NULL : at(module + MODULE_DICT);
	if (dict !== NULL && dict !== at(R_BUILTINS) && dict !== at(R_SYS_DICT)) setref(w + W_DICT, incref(dict));
	return true;
}

/** `_PyModule_ClearDict`, one name: those with one underscore first, then all others but `__builtins__`, become None. */
function clearName(w: number): boolean {
	const dict = at(w + W_DICT);
	for (;;) {
		const entry = dictEntryAt(dict, at(w + W_POSITION));
		if (entry === -1) {
			if (at(w + W_PASS) === 1) return false;
			H[w + W_PASS] = 1;
			H[w + W_POSITION] = 0;
			continue;
		}
		H[w + W_POSITION] = at(w + W_POSITION) + 1;
		if (entry === 0 || at(entry + ENTRY_VALUE) === NONE || !isStr(at(entry + ENTRY_KEY))) continue;
		const name = textOf(at(entry + ENTRY_KEY));
		if (at(w + W_PASS) === 0 ? !/^_(?!_)/.test(name) : name === "__builtins__") continue;
		entryReplace(dict, entry, NONE);
		return true;
	}
}
