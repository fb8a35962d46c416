/** The import statement: `import_name` and `import_from` of Python/ceval.c, and `PyImport_ImportModuleLevelObject`. */
import { at, H } from "./arena";
import { getAttr } from "./attributes";
import { callWith } from "./call";
import { dictGetStr, dictGetText } from "./dict";
import { clearError, errorIs, raise, raiseFields } from "./errors";
import { importModule, packageName, parentOf } from "./imports";
import {
	BUILTIN_DEF,
	EXC_FIELDS,
	F_BUILTINS,
	F_GLOBALS,
	F_LOCALS,
	MODULE_DICT,
	NULL,
	PUSHED,
	R_ERROR,
	R_MODULES,
	type Ref,
	SIZE,
	TYPE,
} from "./layout";
import { isList, listItem } from "./list";
import { isInitializing, specOrigin } from "./modulespec";
import { declareFunction } from "./moduletable";
import { N0, popNative, pushNative, setState, stateOf } from "./natives";
import { indexOf } from "./operators";
import { decref, incref } from "./refcount";
import { nameRef } from "./special";
import { intern, internOwned, isStr, newStr, textOf } from "./str";
import { definitions, type NativeDef, nativeKind, type Status } from "./tables";
import { isTuple, tupleItem } from "./tuple";
import {
	ATTRIBUTE_ERROR,
	BUILTIN,
	DICT,
	IMPORT_ERROR,
	KEY_ERROR,
	MODULE,
	MODULE_NOT_FOUND_ERROR,
	NONE,
	TYPE_ERROR,
	VALUE_ERROR,
} from "./typeids";
import { isInstanceOf, typeName } from "./types";

/** Words: the module imported, the names wanted from it, the name as given (all owned, or 0); which name is next. */
const IMPORT = nativeKind(
	"import",
	(frame, value) => importStep(frame, value),
	(frame) => {
		// A submodule that is not there is no error here: `from` will say that the name is missing.
		if (stateOf(frame) !== SUBMODULE) return onMissingAttribute(frame);
		const error = at(R_ERROR);
		if (!errorIs(MODULE_NOT_FOUND_ERROR)) return NULL;
		const missing = at(error + EXC_FIELDS);
		const name = submoduleName(frame);
		if (name === null || missing === NULL || !isStr(missing) || textOf(missing) !== name) return NULL;
		if (dictGetText(at(R_MODULES), name) === NONE) return NULL;
		clearError();
		setState(frame, NEXT_NAME);
		return importStep(frame, NULL);
	},
);
const LOADED = 0;
const NEXT_NAME = 1;
const ATTRIBUTE = 2;
const SUBMODULE = 3;
const PATH = 4;

/** `PyImport_ImportModuleLevelObject`. `globals`: 0 where there are none; `fromlist`: 0 or None for none. */
function importModuleLevel(name: Ref, globals: Ref, fromlist: Ref, level: number): Status {
	if (!isStr(name)) return raise(TYPE_ERROR, "module name must be a string");
	if (level < 0) return raise(VALUE_ERROR, "level must be >= 0");
	let full: Ref;
	if (level > 0) {
		full = resolveName(textOf(name), globals, level);
		if (full === NULL) return NULL;
	} else {
		if (textOf(name) === "") return raise(VALUE_ERROR, "Empty module name");
		full = internOwned(incref(name));
	}
	const wanted = fromlist !== NULL && fromlist !== NONE && (!hasSize(fromlist) || at(fromlist + SIZE) > 0);
	if (!wanted && level === 0 && !textOf(full).includes(".")) {
		const status = importModule(full);
		decref(full);
		return status;
	}
	const frame = pushNative(IMPORT, 5, 3);
	if (wanted) H[frame + N0 + 1] = incref(fromlist);
	H[frame + N0 + 2] = incref(name);
	H[frame + N0 + 4] = level;
	const status = importModule(full);
	decref(full);
	if (status === PUSHED) return PUSHED;
	const result = importStep(frame, status);
	if (result !== PUSHED) popNative(frame);
	return result;
}

const hasSize = (o: Ref): boolean => isTuple(o) || isList(o);

function importStep(frame: number, value: Ref): Status {
	let given = value;
	for (;;) {
		switch (stateOf(frame)) {
			case LOADED: {
				H[frame + N0] = given;
				if (at(frame + N0 + 1) === NULL) return topModule(frame);
				setState(frame, PATH);
				const path = getAttr(given, nameRef("__path__"));
				if (path === PUSHED) return PUSHED;
				if (path === NULL) return onMissingAttribute(frame);
				given = path;
				break;
			}
			case PATH:
				decref(given);
				given = NULL;
				setState(frame, NEXT_NAME);
				break;
			case NEXT_NAME: {
				// `_handle_fromlist`: names that the package has not got yet may be submodules.
				const names = at(frame + N0 + 1);
				const i = at(frame + N0 + 3);
				const n = at(names + SIZE);
				if (i >= n) return incref(at(frame + N0));
				const name = isTuple(names) ? tupleItem(names, i) : listItem(names, i);
				if (!isStr(name))
					return raise(TYPE_ERROR, `Item in \`\`from list'' must be str, not ${typeName(at(name + TYPE))}`);
				H[frame + N0 + 3] = i + 1;
				if (textOf(name) === "*") {
					if (i + 1 < n) break;
					const all = allNames(at(frame + N0));
					if (all === NULL) break;
					decref(names);
					H[frame + N0 + 1] = incref(all);
					H[frame + N0 + 3] = 0;
					break;
				}
				setState(frame, ATTRIBUTE);
				const has = getAttr(at(frame + N0), name);
				if (has === PUSHED) return PUSHED;
				if (has === NULL) return onMissingAttribute(frame);
				given = has;
				break;
			}
			case ATTRIBUTE:
			case SUBMODULE:
				decref(given);
				given = NULL;
				setState(frame, NEXT_NAME);
				break;
			default:
				return NULL;
		}
	}
}

/** `__all__` of a package if it is a list or tuple, borrowed; or 0. */
function allNames(module: Ref): Ref {
	const all = isInstanceOf(module, MODULE) ? dictGetText(at(module + MODULE_DICT), "__all__") : NULL;
	return all !== NULL && hasSize(all) ? all : NULL;
}

/** The full name of the submodule that is being tried, or null. */
function submoduleName(frame: number): string | null {
	const names = at(frame + N0 + 1);
	const i = at(frame + N0 + 3) - 1;
	const name = isTuple(names) ? tupleItem(names, i) : listItem(names, i);
	const package_ = packageName(at(frame + N0));
	return package_ === null ? null : `${package_}.${textOf(name)}`;
}

/** No `__path__`: the module is the result. No attribute of that name: a submodule is tried. */
function onMissingAttribute(frame: number): Status {
	if (!errorIs(ATTRIBUTE_ERROR)) return NULL;
	if (stateOf(frame) === PATH) {
		clearError();
		return incref(at(frame + N0));
	}
	if (stateOf(frame) !== ATTRIBUTE) return NULL;
	clearError();
	const text = submoduleName(frame);
	setState(frame, NEXT_NAME);
	if (text === null) return importStep(frame, NULL);
	setState(frame, SUBMODULE);
	const name = intern(text);
	const status = importModule(name);
	decref(name);
	return status === PUSHED ? PUSHED : importStep(frame, status);
}

/** `import a.b` gives `a`, by the name that was asked for: `import os.path` gives os, whatever os.path calls itself. */
function topModule(frame: number): Status {
	const module = at(frame + N0);
	const given = textOf(at(frame + N0 + 2));
	if (given === "") return incref(module);
	const front = given.split(".")[0] as string;
	const full = at(frame + N0 + 4) === 0 ? given : (packageName(module) ?? "");
	const name = full.slice(0, full.length - (given.length - front.length));
	const top = dictGetText(at(R_MODULES), name);
	return top === NULL ? raise(KEY_ERROR, `'${name}' not in sys.modules as expected`) : incref(top);
}

/** `resolve_name`: the absolute name of a relative import, owned; NULL with ImportError set. */
function resolveName(name: string, globals: Ref, level: number): Ref {
	if (globals === NULL) return raise(KEY_ERROR, "'__name__' not in globals");
	const package_ = dictGetText(globals, "__package__");
	let base: string;
	if (package_ !== NULL && package_ !== NONE) {
		if (!isStr(package_)) return raise(TYPE_ERROR, "package must be a string");
		base = textOf(package_);
	} else {
		const own = dictGetStr(globals, nameRef("__name__"));
		if (own === NULL) return raise(KEY_ERROR, "'__name__' not in globals");
		if (!isStr(own)) return raise(TYPE_ERROR, "__name__ must be a string");
		base = dictGetText(globals, "__path__") === NULL ? parentOf(textOf(own)) : textOf(own);
	}
	if (base === "") return raise(IMPORT_ERROR, "attempted relative import with no known parent package");
	const parts = base.split(".");
	if (level > parts.length) return raise(IMPORT_ERROR, "attempted relative import beyond top-level package");
	const above = parts.slice(0, parts.length - level + 1).join(".");
	return intern(name === "" ? above : `${above}.${name}`);
}

/** `import name` (IMPORT_NAME): the module, owned. A program may have put another function at `__import__`. */
export function importName(frame: number, name: Ref, fromlist: Ref, level: Ref): Status {
	const builtins = at(frame + F_BUILTINS);
	const function_ = dictGetStr(builtins, nameRef("__import__"));
	if (function_ === NULL) return raise(IMPORT_ERROR, "__import__ not found");
	if (isOwnImport(function_)) return importModuleLevel(name, at(frame + F_GLOBALS), fromlist, indexOf(level));
	const locals = at(frame + F_LOCALS);
	return callWith(function_, name, at(frame + F_GLOBALS), locals === NULL ? NONE : locals, fromlist, level);
}

function isOwnImport(f: Ref): boolean {
	if (at(f + TYPE) !== BUILTIN) return false;
	const def = definitions[at(f + BUILTIN_DEF)] as NativeDef;
	return def.owner === "builtins" && def.name === "__import__";
}

declareFunction(
	"builtins",
	"__import__",
	1,
	5,
	(_self, args) => {
		const level = at(args + 4) === NULL ? 0 : indexOf(at(args + 4));
		if (Number.isNaN(level)) return NULL;
		const globals = at(args + 1);
		if (level > 0 && globals !== NULL && at(globals + TYPE) !== DICT)
			return raise(TYPE_ERROR, "globals must be a dict");
		return importModuleLevel(at(args), globals === NONE ? NULL : globals, at(args + 3), level);
	},
	{ params: ["name", "globals", "locals", "fromlist", "level"] },
);

// ---- from ... import ----

/** Words: the module and the name (borrowed from the stack). */
const FROM = nativeKind(
	"from",
	(_frame, value) => value,
	(frame) => (errorIs(ATTRIBUTE_ERROR) ? missingName(at(frame + N0), at(frame + N0 + 1)) : NULL),
);

/** IMPORT_FROM (`_PyEval_ImportFrom`) */
export function importFrom(module: Ref, name: Ref): Status {
	const frame = pushNative(FROM, 2, 0);
	H[frame + N0] = module;
	H[frame + N0 + 1] = name;
	const status = getAttr(module, name);
	if (status === PUSHED) return PUSHED;
	popNative(frame);
	return status !== NULL || !errorIs(ATTRIBUTE_ERROR) ? status : missingName(module, name);
}

/** A submodule that is in sys.modules but not yet an attribute (a circular import), or ImportError. */
function missingName(module: Ref, name: Ref): Status {
	clearError();
	const dict = isInstanceOf(module, MODULE) ? at(module + MODULE_DICT) : NULL;
	const moduleName = packageName(module);
	if (moduleName !== null) {
		const sub = dictGetText(at(R_MODULES), `${moduleName}.${textOf(name)}`);
		if (sub !== NULL) return incref(sub);
	}
	const spec = dict === NULL ? NULL : dictGetStr(dict, nameRef("__spec__"));
	const file = dict === NULL ? NULL : dictGetStr(dict, nameRef("__file__"));
	const origin = specOrigin(spec) ?? (file !== NULL && isStr(file) ? textOf(file) : null);
	const shown = moduleName ?? "<unknown module name>";
	const from = isInitializing(spec)
		? `partially initialized module '${shown}' (most likely due to a circular import)`
		: `'${shown}'`;
	const text = newStr(shown);
	const path = origin === null ? NONE : newStr(origin);
	raiseFields(
		IMPORT_ERROR,
		`cannot import name '${textOf(name)}' from ${from} (${origin ?? "unknown location"})`,
		text,
		path,
		name,
	);
	decref(text);
	decref(path);
	return NULL;
}
