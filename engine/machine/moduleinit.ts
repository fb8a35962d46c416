/** What `module(...)` makes, and how a module without a spec is shown (Objects/moduleobject.c, Lib/importlib/_bootstrap.py). */
import { at } from "./arena";
import { checkKeywords } from "./arguments";
import { dictGetText, dictSetOwned, dictSetStr } from "./dict";
import { raise } from "./errors";
import { MODULE_DICT, MODULE_NAME, NULL, type Ref, SIZE } from "./layout";
import { shown } from "./modulespec";
import { incref, setref } from "./refcount";
import { nameRef } from "./special";
import { isStr, textOf } from "./str";
import type { Status } from "./tables";
import { tupleItem } from "./tuple";
import { NONE, TYPE_ERROR } from "./typeids";
import { givenName } from "./types";

/** `module(name, doc=None)` */
export function moduleInit(self: Ref, args: number, nargs: number, kwnames: Ref): Status {
	if (!checkKeywords(kwnames, "module", ["name", "doc"])) return NULL;
	let name = nargs > 0 ? at(args) : NULL;
	let doc = nargs > 1 ? at(args + 1) : NULL;
	const n = kwnames === NULL ? 0 : at(kwnames + SIZE);
	for (let i = 0; i < n; i++) {
		const value = at(args + nargs + i);
		if (textOf(tupleItem(kwnames, i)) === "name") name = value;
		else doc = value;
	}
	if (nargs > 2) return raise(TYPE_ERROR, `module() takes at most 2 arguments (${nargs} given)`);
	if (name === NULL) return raise(TYPE_ERROR, "module() missing required argument 'name' (pos 1)");
	if (!isStr(name)) return raise(TYPE_ERROR, `module() argument 'name' must be str, not ${givenName(name)}`);
	const dict = at(self + MODULE_DICT);
	setref(self + MODULE_NAME, incref(name));
	dictSetStr(dict, nameRef("__name__"), name);
	dictSetOwned(dict, "__doc__", doc === NULL ? NONE : incref(doc));
	for (const attribute of ["__package__", "__loader__", "__spec__"]) dictSetOwned(dict, attribute, NONE);
	return NONE;
}

/** `_module_repr` of a module without a spec, from its dict. */
export function moduleReprWithoutSpec(dict: Ref): string {
	const name = dictGetText(dict, "__name__");
	const file = dictGetText(dict, "__file__");
	const loader = dictGetText(dict, "__loader__");
	const words = name === NULL ? "'?'" : shown(name);
	if (file !== NULL) return `<module ${words} from ${shown(file)}>`;
	return loader === NULL || loader === NONE ? `<module ${words}>` : `<module ${words} (${shown(loader)})>`;
}
