/** Module objects (Objects/moduleobject.c). */
import { at } from "./arena";
import { checkKeywords } from "./arguments";
import { attributeError, bind } from "./attributes";
import { callWith } from "./call";
import { declareAttribute, declareType } from "./declarations";
import { dictGetStr, dictGetText, dictSetOwned, dictSetStr } from "./dict";
import { raise } from "./errors";
import {
	LAYOUT_MODULE,
	MODULE_DICT,
	MODULE_NAME,
	MODULE_WEAKLIST,
	NULL,
	type Ref,
	SIZE,
	TF_BASETYPE,
	TF_GC,
	TYPE,
} from "./layout";
import { allocModule } from "./modules";
import { isInitializing, moduleReprFrom } from "./modulespec";
import { incref, setref } from "./refcount";
import { nameRef } from "./special";
import { isStr, newStr, textOf } from "./str";
import { binary, calling, S_DESCR_SET, S_GETATTRO, S_INIT, S_NEW, S_REPR, type Status, slotOf, unary } from "./tables";
import { tupleItem } from "./tuple";
import { typeLookup } from "./typecache";
import { MODULE, NONE, OBJECT, TYPE_ERROR } from "./typeids";
import { givenName } from "./types";

/** `_Py_module_getattro_impl`: its dict, then a `__getattr__` that the module defines (PEP 562). */
const MODULE_GETATTR = binary((o, name) => {
	const type = at(o + TYPE);
	const dict = at(o + MODULE_DICT);
	const descr = typeLookup(type, name);
	if (descr !== NULL && slotOf(descr, S_DESCR_SET) !== 0) return bind(descr, o, type);
	const own = dictGetStr(dict, name);
	if (own !== NULL) return incref(own);
	if (descr !== NULL) return bind(descr, o, type);
	const fallback = dictGetStr(dict, nameRef("__getattr__"));
	if (fallback !== NULL) return callWith(fallback, name);
	const moduleName = dictGetStr(dict, nameRef("__name__"));
	const text = textOf(name);
	if (moduleName === NULL || !isStr(moduleName)) return attributeError(o, name, `module has no attribute '${text}'`);
	const partially = isInitializing(dictGetStr(dict, nameRef("__spec__")));
	return attributeError(
		o,
		name,
		partially
			? `partially initialized module '${textOf(moduleName)}' has no attribute '${text}' (most likely due to a circular import)`
			: `module '${textOf(moduleName)}' has no attribute '${text}'`,
	);
});

/** `module(name, doc=None)` */
function moduleInit(self: Ref, args: number, nargs: number, kwnames: Ref): Status {
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

declareType({
	type: MODULE,
	name: "module",
	base: OBJECT,
	layout: LAYOUT_MODULE,
	bytes: 72,
	words: 8,
	flags: TF_GC | TF_BASETYPE,
	weakAt: MODULE_WEAKLIST,
	dictAt: MODULE_DICT,
	slots: {
		[S_GETATTRO]: MODULE_GETATTR,
		[S_NEW]: calling((type) => allocModule(type)),
		[S_INIT]: calling(moduleInit),
		[S_REPR]: unary((o) => {
			const dict = at(o + MODULE_DICT);
			const bySpec = moduleReprFrom(dictGetStr(dict, nameRef("__spec__")));
			if (bySpec !== null) return newStr(bySpec);
			const name = dictGetStr(dict, nameRef("__name__"));
			const shown = name !== NULL && isStr(name) ? textOf(name) : "?";
			const file = dictGetText(dict, "__file__");
			return newStr(`<module '${shown}'${file !== NULL && isStr(file) ? ` from '${textOf(file)}'` : ""}>`);
		}),
	},
});
declareAttribute(MODULE, "__dict__", (o) => incref(at(o + MODULE_DICT)));
