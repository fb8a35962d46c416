/**
 * Warnings that native code gives (`PyErr_WarnEx`, `PyErr_WarnExplicitObject` in Python/_warnings.c): under the filters
 * that an interpreter starts with here; where a program has loaded `_warnings`, there.
 */
import { at, H } from "./arena";
import { callWith, through } from "./call";
import { dictAppend, dictGetPlain, dictGetText, dictSetOwned, newDict } from "./dict";
import { codeOf, frameLine, previousPython, topPython } from "./frames";
import { hash, hashPlain } from "./hash";
import { intNumber, newInt } from "./int";
import { F_CODE, F_GLOBALS, F_OWNED, MODULE_DICT, NULL, R_MODULES, type Ref } from "./layout";
import { N0 } from "./natives";
import { decref, incref } from "./refcount";
import { sourceLine } from "./sources";
import { isStr, newStr, textOf } from "./str";
import { report } from "./sysstreams";
import { nativeKind, type Status } from "./tables";
import { tupleOf } from "./tuple";
import { DEPRECATION_WARNING, NONE, TRUE } from "./typeids";
import { isSubtype, typeName } from "./types";

/** A function of `_warnings`, borrowed, or NULL where the module has not been loaded. */
function warningsFunction(name: string): Ref {
	const warnings = dictGetText(at(R_MODULES), "_warnings");
	return warnings === NULL || warnings === NONE ? NULL : dictGetText(at(warnings + MODULE_DICT), name);
}

/** Gives a warning about the Python frame `level` - 1 below the running one: a value to drop, NULL (it is an error) or PUSHED. */
export function warn(category: Ref, text: string, level: number): Status {
	const python = warningsFunction("warn");
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
	return show(category, text, codeOf(at(frame + F_CODE)).filename, line);
}

/** Gives a warning about a line of a file, without a look at what was warned of before: as `warn`. */
export function warnExplicit(category: Ref, text: Ref, filename: Ref, line: Ref): Status {
	const python = warningsFunction("warn_explicit");
	if (python !== NULL) return callWith(python, text, category, filename, line);
	return show(category, textOf(text), textOf(filename), intNumber(line));
}

/** Gives a warning about the running line, then a value (taken over). */
export function valueWithWarning(category: Ref, text: string, value: Ref): Status {
	return through(AFTER_WARNING, 1, (frame) => {
		H[frame + N0] = value;
		H[frame + F_OWNED] = 1;
		return warn(category, text, 1);
	});
}
const AFTER_WARNING = nativeKind("value after a warning", (frame, value) => {
	decref(value);
	return incref(at(frame + N0));
});

/** `show_warning` */
function show(category: Ref, text: string, filename: string, line: number): Status {
	const source = sourceLine(filename, line).trim();
	return report(`${filename}:${line}: ${typeName(category)}: ${text}\n${source === "" ? "" : `  ${source}\n`}`);
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
