/** `__slots__` of a class (`type_new_slots`): what may stand there, and what it adds to instances. */
import { isIdentifier } from "../text/strCase";
import { reprText } from "../text/strRepr";
import { internal } from "./alloc";
import { at, H } from "./arena";
import { dictGetText } from "./dict";
import { raise } from "./errors";
import { untrack } from "./gclist";
import {
	LIST_ITEMS,
	NULL,
	type Ref,
	SIZE,
	T_DICT_AT,
	T_FLAGS,
	T_ITEMSIZE,
	T_WEAK_AT,
	TF_TYPE,
	TUPLE_ITEMS,
	TYPE,
} from "./layout";
import { newList } from "./list";
import { profile } from "./machine";
import { decref } from "./refcount";
import { intern, isStr, textOf } from "./str";
import { isTuple, newTuple, tupleItem } from "./tuple";
import { TYPE_ERROR, VALUE_ERROR } from "./typeids";
import { typeName } from "./types";

function mangle(name: string, className: string): string {
	if (!name.startsWith("__") || name.endsWith("__")) return name;
	const stripped = className.replace(/^_+/, "");
	return stripped === "" ? name : `_${stripped}${name}`;
}

/** What `__slots__` adds to instances: the names of members, mangled, and whether a dict and weak references. */
export interface Slots {
	readonly members: readonly string[];
	readonly dict: boolean;
	readonly weak: boolean;
}

/** `type_new_slots`: null, with an error set, where they are not what a class may have. `slots`: a tuple or list, or 0. */
export function checkSlots(base: Ref, bases: Ref, name: Ref, namespace: Ref, slots: Ref): Slots | null {
	// A metaclass's instances have their dict as all classes have.
	const mayDict = at(base + T_DICT_AT) === 0 && (at(base + T_FLAGS) & TF_TYPE) === 0;
	const mayWeak = at(base + T_WEAK_AT) === 0 && at(base + T_ITEMSIZE) === 0;
	if (slots === NULL) return { members: [], dict: mayDict, weak: mayWeak };
	const refuse = (type: Ref, message: string): null => {
		raise(type, message);
		return null;
	};
	// The names are collected in a list first.
	decref(newList());
	const items = isTuple(slots) ? slots + TUPLE_ITEMS : at(slots + LIST_ITEMS);
	const n = at(slots + SIZE);
	if (n > 0 && at(base + T_ITEMSIZE) !== 0)
		return refuse(TYPE_ERROR, `nonempty __slots__ not supported for subtype of '${typeName(base)}'`);
	let dict = false;
	let weak = false;
	const members: string[] = [];
	for (let i = 0; i < n; i++) {
		const slot = at(items + i);
		if (!isStr(slot)) return refuse(TYPE_ERROR, `__slots__ items must be strings, not '${typeName(at(slot + TYPE))}'`);
		const text = textOf(slot);
		if (!isIdentifier(text)) return refuse(TYPE_ERROR, "__slots__ must be identifiers");
		if (text === "__dict__") {
			if (!mayDict || dict) return refuse(TYPE_ERROR, "__dict__ slot disallowed: we already got one");
			dict = true;
		} else if (text === "__weakref__") {
			if (!mayWeak || weak) return refuse(TYPE_ERROR, "__weakref__ slot disallowed: we already got one");
			weak = true;
		} else members.push(mangle(text, textOf(name)));
	}
	for (const member of members) {
		if (dictGetText(namespace, member) !== NULL && member !== "__qualname__" && member !== "__classcell__")
			return refuse(VALUE_ERROR, `${reprText(member)} in __slots__ conflicts with class variable`);
	}
	// Secondary bases may provide a dict or weak references (type_new_slots_bases).
	for (let i = 0; i < at(bases + SIZE); i++) {
		const other = tupleItem(bases, i);
		if (other === base) continue;
		if (mayDict && at(other + T_DICT_AT) !== 0) dict = true;
		if (mayWeak && at(other + T_WEAK_AT) !== 0) weak = true;
	}
	return { members: members.sort(), dict, weak };
}

/** `ht_slots` */
export function slotNamesTuple(names: readonly string[]): Ref {
	const tuple = internal(newTuple(names.length));
	if (profile().tuplesTrackedByItems) untrack(tuple);
	names.forEach((name, i) => {
		H[tuple + TUPLE_ITEMS + i] = intern(name);
	});
	return tuple;
}
