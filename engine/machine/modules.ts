/** Module objects as they are made: plain ones, those of the library, and those written in TypeScript (moduletable.ts has what these hold). */
import type { LibraryEntry } from "../api";
import { allocGc, internal } from "./alloc";
import { at, H } from "./arena";
import { newInstance } from "./classes";
import { dictSetOwned, dictSetStr, newDict } from "./dict";
import { track, untrack } from "./gclist";
import { BUILTIN_MODULE, BUILTIN_SELF, MODULE_DICT, MODULE_NAME, R_BUILTINS, R_MODULES, type Ref } from "./layout";
import { profile } from "./machine";
import { builtinSpec, librarySpec, locationOf } from "./modulespec";
import { moduleSpecs, specOf } from "./moduletable";
import { decref, incref } from "./refcount";
import { nameRef } from "./special";
import { intern, newStr } from "./str";
import { definitions, type NativeDef } from "./tables";
import { BUILTIN_IMPORTER, MODULE, NONE } from "./typeids";
import { newBuiltin } from "./types";

export function isNativeModule(name: string): boolean {
	return moduleSpecs.has(name);
}

/** Makes a module object with everything declared for it, the names of `order` first, and enters it in sys.modules. Borrowed. */
export function makeModule(name: string, order: readonly string[] = []): Ref {
	const spec = specOf(name);
	const o = newModule(name);
	const dict = at(o + MODULE_DICT);
	const moduleName = intern(name);
	dictSetOwned(dict, "__package__", intern(""));
	dictSetOwned(dict, "__loader__", BUILTIN_IMPORTER);
	dictSetOwned(dict, "__spec__", builtinSpec(moduleName));
	const known = new Set(spec.values.map((value) => value.name));
	for (const { def, only } of spec.functions)
		if (only === undefined || only === profile().name) known.add((definitions[def] as NativeDef).name);
	for (const first of order) if (known.has(first)) dictSetOwned(dict, first, NONE);
	for (const { def, only } of spec.functions) {
		if (only !== undefined && only !== profile().name) continue;
		const f = newBuiltin(def, 0);
		H[f + BUILTIN_SELF] = incref(o);
		H[f + BUILTIN_MODULE] = incref(moduleName);
		dictSetOwned(dict, (definitions[def] as NativeDef).name, f);
	}
	decref(moduleName);
	dictSetOwned(at(R_MODULES), name, o);
	for (const value of spec.values) dictSetOwned(dict, value.name, value.make());
	return o;
}

/** `module.__new__`: without a name yet; owned. */
export function allocModule(type: Ref): Ref {
	const o = type === MODULE ? allocGc(MODULE, 72, 8) : newInstance(type);
	const dict = internal(newDict());
	H[o + MODULE_DICT] = dict;
	// track_module: 3.13's dict is tracked whatever it holds, and before its module.
	if (!profile().dictsTrackedFromBirth) track(dict);
	untrack(o);
	track(o);
	return o;
}

/** A module object with its first five names; owned. */
export function newModule(name: string): Ref {
	const o = allocModule(MODULE);
	const dict = at(o + MODULE_DICT);
	H[o + MODULE_NAME] = intern(name);
	dictSetOwned(dict, "__name__", newStr(name));
	for (const attribute of ["__doc__", "__package__", "__loader__", "__spec__"]) dictSetOwned(dict, attribute, NONE);
	return o;
}

/** A module of the library before its code has run (`module_from_spec`); owned. */
export function newLibraryModule(name: string, entry: LibraryEntry): Ref {
	const o = newModule(name);
	const dict = at(o + MODULE_DICT);
	const text = intern(name);
	const spec = librarySpec(text, entry);
	decref(text);
	dictSetOwned(dict, "__package__", intern(entry.package ? name : name.slice(0, Math.max(0, name.lastIndexOf(".")))));
	for (const [attribute, value] of locationOf(spec)) dictSetOwned(dict, attribute, incref(value));
	decref(spec);
	dictSetStr(dict, nameRef("__builtins__"), at(R_BUILTINS));
	return o;
}
