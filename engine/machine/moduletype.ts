/** Module objects (Objects/moduleobject.c). */
import { at } from "./arena";
import { attributeError, bind } from "./attributes";
import { callWith } from "./call";
import { declareAttribute, declareType } from "./declarations";
import { dictGetStr } from "./dict";
import { LAYOUT_MODULE, MODULE_DICT, MODULE_WEAKLIST, NULL, TF_BASETYPE, TF_GC, TYPE } from "./layout";
import { moduleInit, moduleReprWithoutSpec } from "./moduleinit";
import { allocModule } from "./modules";
import { isInitializing, moduleReprFrom } from "./modulespec";
import { incref } from "./refcount";
import { nameRef } from "./special";
import { isStr, newStr, textOf } from "./str";
import { binary, calling, S_DESCR_SET, S_GETATTRO, S_INIT, S_NEW, S_REPR, slotOf, unary } from "./tables";
import { typeLookup } from "./typecache";
import { MODULE, OBJECT } from "./typeids";

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
			return newStr(moduleReprWithoutSpec(dict));
		}),
	},
});
declareAttribute(MODULE, "__dict__", (o) => incref(at(o + MODULE_DICT)));
