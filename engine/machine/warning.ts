/**
 * Warnings that native code gives (`PyErr_WarnEx` in Python/_warnings.c), under the filters that an interpreter starts
 * with: deprecations are told of `__main__` alone, once for each place.
 */
import { at } from "./arena";
import { callWith } from "./call";
import { dictAppend, dictGetPlain, dictGetText, dictSetOwned, newDict } from "./dict";
import { codeOf, frameLine, previousPython, topPython } from "./frames";
import { hash, hashPlain } from "./hash";
import { newInt } from "./int";
import { F_CODE, F_GLOBALS, MODULE_DICT, NULL, R_MODULES, type Ref } from "./layout";
import { write } from "./machine";
import { decref, incref } from "./refcount";
import { sourceLine } from "./sources";
import { isStr, newStr, textOf } from "./str";
import type { Status } from "./tables";
import { tupleOf } from "./tuple";
import { DEPRECATION_WARNING, NONE, TRUE } from "./typeids";
import { isSubtype, typeName } from "./types";

/** Gives a warning about the Python frame `level` - 1 below the running one: a value to drop, NULL (it is an error) or PUSHED. */
export function warn(category: Ref, text: string, level: number): Status {
	const warnings = dictGetText(at(R_MODULES), "warnings");
	const python = warnings === NULL ? NULL : dictGetText(at(warnings + MODULE_DICT), "warn");
	if (python !== NULL) {
		const args = [newStr(text), category, newInt(level)] as const;
		const status = callWith(python, ...args);
		decref(args[0]);
		decref(args[2]);
		return status;
	}
	let frame = topPython();
	for (let i = 1; i < level && frame !== 0; i++) frame = previousPython(frame);
	if (frame === 0) return NONE;
	const globals = at(frame + F_GLOBALS);
	const module = dictGetText(globals, "__name__");
	const main = module !== NULL && isStr(module) && textOf(module) === "__main__";
	if (isSubtype(category, DEPRECATION_WARNING) && !main) return NONE;
	const line = frameLine(frame);
	if (alreadyWarned(globals, category, text, line)) return NONE;
	const filename = codeOf(at(frame + F_CODE)).filename;
	const source = sourceLine(filename, line).trim();
	write("stderr", `${filename}:${line}: ${typeName(category)}: ${text}\n${source === "" ? "" : `  ${source}\n`}`);
	return NONE;
}

/** `already_warned`: notes the warning in the module's `__warningregistry__`. */
function alreadyWarned(globals: Ref, category: Ref, text: string, line: number): boolean {
	let registry = dictGetText(globals, "__warningregistry__");
	if (registry === NULL) {
		registry = newDict();
		dictSetOwned(registry, "version", newInt(0));
		dictSetOwned(globals, "__warningregistry__", registry);
	}
	const parts = [newStr(text), incref(category), newInt(line)] as const;
	const key = tupleOf(...parts);
	for (const part of parts) decref(part);
	const known = dictGetPlain(registry, key) > 0;
	if (!known && hashPlain(key) === 1) dictAppend(registry, key, hash.low, hash.high, TRUE);
	decref(key);
	return known;
}
