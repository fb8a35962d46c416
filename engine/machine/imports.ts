/** Finding and loading one module, as Lib/importlib/_bootstrap.py does, and the _imp module that importlib is made of. */
import type { CodeObject } from "../compile/code";
import { at, H } from "./arena";
import { getAttr, setAttr } from "./attributes";
import { hideBirths, showBirths } from "./births";
import { through } from "./call";
import { demandModule } from "./chunks";
import { newCode } from "./codeobjects";
import { dictDeleteStr, dictGetStr, dictGetText, dictSetStr } from "./dict";
import { clearError, errorIs, fetch, raise, raiseFields, restore } from "./errors";
import { pushFrame } from "./frames";
import { builtinsOf, functionToRun } from "./functions";
import { newInt } from "./int";
import { MODULE_DICT, NULL, PUSHED, R_MODULES, type Ref } from "./layout";
import { libraryCode, libraryEntry } from "./library";
import { newList } from "./list";
import { profile, work } from "./machine";
import { isNativeModule, makeModule, newLibraryModule } from "./modules";
import { builtinSpec, isInitializing, librarySpec, setInitializing } from "./modulespec";
import { declareFunction, declareValue } from "./moduletable";
import { N0, pushNative, setState, stateOf } from "./natives";
import { decref, incref, xdecref } from "./refcount";
import { nameRef } from "./special";
import { isStdlibName } from "./stdlibnames";
import { intern, isStr, textOf } from "./str";
import { nativeKind, type Status } from "./tables";
import {
	ATTRIBUTE_ERROR,
	BUILTIN_IMPORTER,
	FALSE,
	KEY_ERROR,
	MODULE,
	MODULE_NOT_FOUND_ERROR,
	MODULE_SPEC,
	NONE,
	SOURCE_FILE_LOADER,
} from "./typeids";
import { isInstanceOf } from "./types";

/** Words: the module's full name, the module (both owned); whether this frame hid births. */
const LOAD = nativeKind(
	"import of a module",
	(frame, value) => loadStep(frame, value),
	(frame) => {
		if (stateOf(frame) === RAN) failed(frame);
		return NULL;
	},
);
const BEGIN = 0;
const PARENT_READY = 1;
const HAS_PATH = 2;
const RAN = 3;
const BOUND = 4;

/** `_gcd_import` of an absolute name: the module, owned; or PUSHED. */
export function importModule(name: Ref): Status {
	const known = dictGetStr(at(R_MODULES), name);
	if (known !== NULL && known !== NONE) return incref(known);
	const frame = pushNative(LOAD, 3, 2);
	H[frame + N0] = incref(name);
	return PUSHED;
}

export const parentOf = (name: string): string => name.slice(0, Math.max(0, name.lastIndexOf(".")));

/** `_find_and_load_unlocked` */
function loadStep(frame: number, value: Ref): Status {
	const name = at(frame + N0);
	const text = textOf(name);
	const parent = parentOf(text);
	let given = value;
	for (;;) {
		switch (stateOf(frame)) {
			case BEGIN: {
				const known = dictGetStr(at(R_MODULES), name);
				if (known === NONE)
					return raiseFields(MODULE_NOT_FOUND_ERROR, `import of ${text} halted; None in sys.modules`, name);
				if (known !== NULL) return incref(known);
				setState(frame, PARENT_READY);
				if (parent !== "" && dictGetText(at(R_MODULES), parent) === NULL) {
					const above = intern(parent);
					const status = importModule(above);
					decref(above);
					if (status === PUSHED) return PUSHED;
					decref(status);
				}
				break;
			}
			case PARENT_READY: {
				xdecref(given);
				given = NULL;
				const known = dictGetStr(at(R_MODULES), name);
				if (known !== NULL) return incref(known);
				setState(frame, HAS_PATH);
				if (parent === "") break;
				const above = dictGetText(at(R_MODULES), parent);
				const path = above === NULL ? NULL : getAttr(above, nameRef("__path__"));
				if (path === PUSHED) return PUSHED;
				if (path === NULL) {
					if (above !== NULL && !errorIs(ATTRIBUTE_ERROR)) return NULL;
					clearError();
					return raiseFields(MODULE_NOT_FOUND_ERROR, `No module named '${text}'; '${parent}' is not a package`, name);
				}
				decref(path);
				break;
			}
			case HAS_PATH:
				xdecref(given);
				return execute(frame, name, text);
			case RAN: {
				decref(given);
				const module = finished(frame, name);
				if (module === NULL) return NULL;
				return bindToParent(frame, name, text, parent, module);
			}
			case BOUND:
				decref(given);
				return incref(at(frame + N0 + 1));
			default:
				return NULL;
		}
	}
}

/** `_load_unlocked`: makes the module, enters it in sys.modules and runs its code. */
function execute(frame: number, name: Ref, text: string): Status {
	if (isNativeModule(text)) {
		const hid = hideBirths();
		demandModule(text);
		const module = makeModule(text);
		if (hid) showBirths();
		return bindToParent(frame, name, text, parentOf(text), incref(module));
	}
	const entry = libraryEntry(text);
	if (entry === null) return notFound(name, text);
	const code = libraryCode(text);
	work(code.instructions.length);
	H[frame + N0 + 2] = hideBirths() ? 1 : 0;
	const module = newLibraryModule(text, entry);
	H[frame + N0 + 1] = module;
	dictSetStr(at(R_MODULES), name, module);
	setInitializing(dictGetStr(at(module + MODULE_DICT), nameRef("__spec__")), true);
	setState(frame, RAN);
	const pushed = runModule(code, at(module + MODULE_DICT));
	if (pushed === NULL) failed(frame);
	return pushed;
}

/** Pushes the frame of a module's code. */
function runModule(code: CodeObject, dict: Ref): Status {
	const codeRef = newCode(code, NULL, new Map());
	const func = functionToRun(codeRef, dict);
	if (pushFrame(codeRef, func, dict, builtinsOf(dict), incref(dict)) !== 0) return PUSHED;
	decref(func);
	decref(codeRef);
	decref(dict);
	return NULL;
}

function notFound(name: Ref, text: string): typeof NULL {
	const note = isStdlibName(text, profile().name) ? ": it is not part of this machine" : "";
	return raiseFields(MODULE_NOT_FOUND_ERROR, `No module named '${text}'${note}`, name);
}

/** The module's code raised: it is taken out of sys.modules again, with the exception kept. */
function failed(frame: number): void {
	if (at(frame + N0 + 2) !== 0) showBirths();
	const error = fetch();
	dictDeleteStr(at(R_MODULES), at(frame + N0));
	restore(error);
}

/** The module's code has run: what stands in sys.modules under its name is the module, and moves to the end. Owned. */
function finished(frame: number, name: Ref): Ref {
	if (at(frame + N0 + 2) !== 0) showBirths();
	const spec = dictGetStr(at(at(frame + N0 + 1) + MODULE_DICT), nameRef("__spec__"));
	if (isInitializing(spec)) setInitializing(spec, false);
	const module = dictGetStr(at(R_MODULES), name);
	if (module === NULL) return raise(KEY_ERROR, textOf(name));
	incref(module);
	dictDeleteStr(at(R_MODULES), name);
	dictSetStr(at(R_MODULES), name, module);
	return module;
}

/** A submodule becomes an attribute of its package. Takes `module` over. */
function bindToParent(frame: number, _name: Ref, text: string, parent: string, module: Ref): Status {
	if (parent === "") return module;
	const old = at(frame + N0 + 1);
	H[frame + N0 + 1] = module;
	if (old !== NULL) decref(old);
	const above = dictGetText(at(R_MODULES), parent);
	if (above === NULL) return incref(module);
	setState(frame, BOUND);
	const child = intern(text.slice(parent.length + 1));
	const status = setAttr(above, child, module);
	decref(child);
	if (status === PUSHED || (status === NULL && !errorIs(ATTRIBUTE_ERROR))) return status;
	if (status === NULL) clearError();
	else decref(status);
	return incref(module);
}

export function packageName(module: Ref): string | null {
	const name = isInstanceOf(module, MODULE) ? dictGetStr(at(module + MODULE_DICT), nameRef("__name__")) : NULL;
	return name !== NULL && isStr(name) ? textOf(name) : null;
}

// ---- What importlib is made of (engine/library/_frozen_importlib.py) ----

for (const [name, type] of [
	["ModuleSpec", MODULE_SPEC],
	["SourceFileLoader", SOURCE_FILE_LOADER],
	["BuiltinImporter", BUILTIN_IMPORTER],
] as const)
	declareValue("_imp", name, () => type);
declareFunction("_imp", "_load", 1, 1, (_self, args) => importModule(at(args)));
declareFunction("_imp", "_find_spec", 1, 1, (_self, args) => {
	const text = textOf(at(args));
	if (isNativeModule(text)) return builtinSpec(at(args));
	const entry = libraryEntry(text);
	return entry === null ? NONE : librarySpec(at(args), entry);
});

const RUN_AGAIN = nativeKind("execution of a module", (_frame, value) => {
	decref(value);
	return NONE;
});
/** Runs a library module's code in its namespace once more, as `importlib.reload` does. */
declareFunction("_imp", "_exec", 1, 1, (_self, args) => {
	const dict = at(at(args) + MODULE_DICT);
	const name = packageName(at(args));
	if (name === null || libraryEntry(name) === null) return NONE;
	return through(RUN_AGAIN, 0, () => runModule(libraryCode(name), dict));
});
declareFunction("_imp", "is_builtin", 1, 1, (_self, args) => newInt(isNativeModule(textOf(at(args))) ? 1 : 0));
for (const name of ["is_frozen", "lock_held"]) declareFunction("_imp", name, 0, 1, () => FALSE);
for (const name of ["acquire_lock", "release_lock"]) declareFunction("_imp", name, 0, 0, () => NONE);
declareFunction("_imp", "extension_suffixes", 0, 0, () => newList());
