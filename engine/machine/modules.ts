/** Modules written in TypeScript: what they hold is declared here and made when they are imported. */
import { allocGc, internal } from "./alloc";
import { at, H } from "./arena";
import { getAttr } from "./attributes";
import { dictGetText, dictSetOwned, newDict } from "./dict";
import { clearError, errorIs, raiseFields } from "./errors";
import { track } from "./gclist";
import { BUILTIN_MODULE, BUILTIN_SELF, MODULE_DICT, MODULE_NAME, NULL, R_MODULES, type Ref } from "./layout";
import { profile } from "./machine";
import { moduleSpecs, specOf } from "./moduletable";
import { decref, incref } from "./refcount";
import { isStdlibModule } from "./stdlibnames";
import { intern, newStr, textOf } from "./str";
import { definitions, type NativeDef, type Status } from "./tables";
import { ATTRIBUTE_ERROR, IMPORT_ERROR, MODULE, MODULE_NOT_FOUND_ERROR, NONE } from "./typeids";
import { isInstanceOf, newBuiltin } from "./types";

function isNativeModule(name: string): boolean {
	return moduleSpecs.has(name);
}

/** Makes a module object with everything declared for it, and enters it in sys.modules. Borrowed. */
export function makeModule(name: string): Ref {
	const spec = specOf(name);
	const o = newModule(name);
	const dict = at(o + MODULE_DICT);
	const moduleName = intern(name);
	for (const def of spec.functions) {
		const f = newBuiltin(def, NULL);
		H[f + BUILTIN_SELF] = incref(o);
		H[f + BUILTIN_MODULE] = incref(moduleName);
		dictSetOwned(dict, (definitions[def] as NativeDef).name, f);
	}
	decref(moduleName);
	dictSetOwned(at(R_MODULES), name, o);
	for (const value of spec.values) dictSetOwned(dict, value.name, value.make());
	return o;
}

/** A module object with its first five names; owned. */
export function newModule(name: string): Ref {
	const o = allocGc(MODULE, 72, 8);
	const dict = internal(newDict());
	H[o + MODULE_DICT] = dict;
	H[o + MODULE_NAME] = intern(name);
	dictSetOwned(dict, "__name__", newStr(name));
	for (const attribute of ["__doc__", "__package__", "__loader__", "__spec__"]) dictSetOwned(dict, attribute, NONE);
	track(o);
	return o;
}

/** `import name` (IMPORT_NAME): the module, owned. */
export function importName(name: Ref, fromlist: Ref, _level: Ref): Status {
	const text = textOf(name);
	const known = dictGetText(at(R_MODULES), text);
	const top = text.includes(".") && fromlist === NONE ? text.slice(0, text.indexOf(".")) : text;
	if (known !== NULL) return incref(top === text ? known : dictGetText(at(R_MODULES), top));
	if (isNativeModule(text)) return incref(makeModule(text));
	return raiseFields(
		MODULE_NOT_FOUND_ERROR,
		`No module named '${text}'${isStdlibModule(top.split(".")[0] as string, profile().name) ? ": it is not part of this machine" : ""}`,
		name,
	);
}

/** IMPORT_FROM */
export function importFrom(module: Ref, name: Ref): Status {
	const status = getAttr(module, name);
	if (status !== NULL || !errorIs(ATTRIBUTE_ERROR)) return status;
	clearError();
	const moduleName = isInstanceOf(module, MODULE) ? textOf(at(module + MODULE_NAME)) : "<unknown module name>";
	const text = newStr(moduleName);
	raiseFields(
		IMPORT_ERROR,
		`cannot import name '${textOf(name)}' from '${moduleName}' (unknown location)`,
		text,
		NONE,
		name,
	);
	decref(text);
	return NULL;
}
