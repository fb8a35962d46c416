/** `from module import *` (`import_all_from` of Python/intrinsics.c). */
import { at, H } from "./arena";
import { getAttr } from "./attributes";
import { dictEntryAt, dictGetText, dictSetStr } from "./dict";
import { raise } from "./errors";
import { ENTRY_KEY, ENTRY_VALUE, MODULE_DICT, NULL, PUSHED, type Ref, SIZE, TYPE } from "./layout";
import { Unsupported } from "./limits";
import { isList, listItem } from "./list";
import { N0, popNative, pushNative } from "./natives";
import { decref, incref } from "./refcount";
import { isStr, textOf } from "./str";
import { nativeKind, type Status, type Step, steps } from "./tables";
import { isTuple, tupleItem } from "./tuple";
import { IMPORT_ERROR, MODULE, NONE, TYPE_ERROR } from "./typeids";
import { isInstanceOf, typeName } from "./types";

/** Words: `__all__` (owned) or 0, the module and where to (borrowed); the name being fetched, by its place. */
const STAR = nativeKind("from import *", (frame, value) => {
	const all = at(frame + N0);
	const module = at(frame + N0 + 1);
	const target = at(frame + N0 + 2);
	let i = at(frame + N0 + 3);
	if (value !== NULL) {
		const name = itemOf(all, i);
		dictSetStr(target, name, value);
		decref(value);
		i++;
	}
	for (; i < at(all + SIZE); i++) {
		const name = itemOf(all, i);
		if (!isStr(name))
			return raise(
				TYPE_ERROR,
				`Item in ${textOf(dictGetText(at(module + MODULE_DICT), "__name__"))}.__all__ must be str, not ${typeName(at(name + TYPE))}`,
			);
		H[frame + N0 + 3] = i;
		const status = getAttr(module, name);
		if (status === PUSHED || status === NULL) return status;
		dictSetStr(target, name, status);
		decref(status);
	}
	return NONE;
});

const itemOf = (all: Ref, i: number): Ref => (isTuple(all) ? tupleItem(all, i) : listItem(all, i));

/** Puts what a module offers into a namespace: the names in `__all__`, or those without an underscore. */
export function importStar(module: Ref, target: Ref): Status {
	if (!isInstanceOf(module, MODULE)) return raise(IMPORT_ERROR, "from-import-* object has no __dict__ and no __all__");
	const source = at(module + MODULE_DICT);
	const all = dictGetText(source, "__all__");
	if (all === NULL) {
		for (let i = 0; ; i++) {
			const entry = dictEntryAt(source, i);
			if (entry === -1) return NONE;
			if (entry === 0) continue;
			const key = at(entry + ENTRY_KEY);
			if (!isStr(key)) return raise(TYPE_ERROR, `Key in module.__dict__ must be str, not ${typeName(at(key + TYPE))}`);
			if (!textOf(key).startsWith("_")) dictSetStr(target, key, at(entry + ENTRY_VALUE));
		}
	}
	if (!isTuple(all) && !isList(all)) throw new Unsupported("an __all__ that is neither a list nor a tuple");
	const frame = pushNative(STAR, 4, 1);
	H[frame + N0] = incref(all);
	H[frame + N0 + 1] = module;
	H[frame + N0 + 2] = target;
	const status = (steps[STAR] as Step)(frame, NULL);
	if (status !== PUSHED) popNative(frame);
	return status;
}
