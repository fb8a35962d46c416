/** `__reduce_ex__`, `__reduce__` and `__getstate__` of object, whose work is done in library/_objectreduce.py; and of sets. */
import { at } from "./arena";
import { declareMethod } from "./declarations";
import { raise } from "./errors";
import { isInt, newInt } from "./int";
import { type Ref, TYPE } from "./layout";
import { listAppend, newList } from "./list";
import { callOfModule, dropping } from "./modulecall";
import { decref } from "./refcount";
import { setItems } from "./settable";
import type { Status } from "./tables";
import { tupleOf } from "./tuple";
import { FROZENSET, NONE, OBJECT, SET, TYPE_ERROR } from "./typeids";
import { typeName } from "./types";

declareMethod(OBJECT, "__reduce_ex__", 1, 1, (self, args) => {
	if (!isInt(at(args)))
		return raise(TYPE_ERROR, `'${typeName(at(at(args) + TYPE))}' object cannot be interpreted as an integer`);
	return callOfModule("_objectreduce", "reduce_ex", self, at(args));
});
declareMethod(OBJECT, "__reduce__", 0, 0, (self) => {
	const protocol = newInt(0);
	return dropping(protocol, callOfModule("_objectreduce", "common_reduce", self, protocol));
});
declareMethod(OBJECT, "__getstate__", 0, 0, (self) => callOfModule("_objectreduce", "getstate", self));

/** `set.__reduce__`: the type, a list of the items, and the instance's state. */
for (const type of [SET, FROZENSET])
	declareMethod(type, "__reduce__", 0, 0, (self) => {
		const list = newList();
		for (const item of setItems(self)) listAppend(list, item);
		const args = tupleOf(list);
		decref(list);
		return dropping(args, withState(type, self, args));
	});

/**
 * What `__reduce__` of a built-in type gives: the type of the object, `args` and `rest` (borrowed), and between them its
 * state (`_PyObject_GetState`), which an instance of the type itself has none of.
 */
export function withState(type: Ref, self: Ref, args: Ref, ...rest: readonly Ref[]): Status {
	if (at(self + TYPE) === type) return tupleOf(type, args, NONE, ...rest);
	return callOfModule("_objectreduce", "with_state", self, args, ...rest);
}
