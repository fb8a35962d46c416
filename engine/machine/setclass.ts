/** Assignment to an object's `__class__` (`object_set_class` of Objects/typeobject.c). */
import { at, H } from "./arena";
import { raise } from "./errors";
import { materializeDict } from "./instance";
import { NULL, type Ref, T_DICT_AT, T_FLAGS, T_LIVE, T_SOLID, T_VALUES_AT, T_WORDS, TF_HEAP, TYPE } from "./layout";
import { decref, incref } from "./refcount";
import type { Status } from "./tables";
import { MODULE, NONE, TYPE_ERROR } from "./typeids";
import { isSubtype, isType, typeName } from "./types";

/** A class takes the place of another whose instances are laid out as its own; of modules, that of `module` too. */
export function setClass(o: Ref, value: Ref): Status {
	if (value === NULL) return raise(TYPE_ERROR, "can't delete __class__ attribute");
	if (!isType(value))
		return raise(TYPE_ERROR, `__class__ must be set to a class, not '${typeName(at(value + TYPE))}' object`);
	const old = at(o + TYPE);
	const same =
		at(old + T_SOLID) === at(value + T_SOLID) &&
		at(old + T_WORDS) === at(value + T_WORDS) &&
		at(old + T_DICT_AT) === at(value + T_DICT_AT);
	const modules = isSubtype(old, MODULE) && isSubtype(value, MODULE);
	if (!modules && (at(old + T_FLAGS) & at(value + T_FLAGS) & TF_HEAP) === 0)
		return raise(TYPE_ERROR, "__class__ assignment only supported for mutable types or ModuleType subclasses");
	if (!same)
		return raise(
			TYPE_ERROR,
			`__class__ assignment: '${typeName(value)}' object layout differs from '${typeName(old)}'`,
		);
	if (at(old + T_VALUES_AT) !== 0) materializeDict(o);
	H[o + TYPE] = incref(value);
	H[old + T_LIVE] = at(old + T_LIVE) - 1;
	H[value + T_LIVE] = at(value + T_LIVE) + 1;
	decref(old);
	return NONE;
}
