/** Native methods whose work is a function of a library module (`_PyImport_GetModuleAttr` and a call of it). */
import { at, H } from "./arena";
import { callWith } from "./call";
import { declareMethod } from "./declarations";
import { dictGetText } from "./dict";
import { raise } from "./errors";
import { importModule } from "./imports";
import { materializeDict } from "./instance";
import { intNumber, isInt, newInt } from "./int";
import { MODULE_DICT, NULL, PUSHED, type Ref, TYPE } from "./layout";
import { listAppend, newList } from "./list";
import { N0, pushNative, setState, stateOf } from "./natives";
import { decref, incref } from "./refcount";
import { setItems } from "./settable";
import { intern } from "./str";
import { nativeKind, type Status } from "./tables";
import { tupleOf } from "./tuple";
import { FROZENSET, NONE, OBJECT, RUNTIME_ERROR, SET, TYPE_ERROR } from "./typeids";
import { typeName } from "./types";

/** Words: the module's name, the function's, the first argument, the second or 0 (owned). */
const CALL = nativeKind("call into the library", (frame, value) => {
	if (stateOf(frame) === CALLED) return value;
	if (stateOf(frame) === BEGIN) {
		setState(frame, IMPORTED);
		const status = importModule(at(frame + N0));
		return status === PUSHED || status === NULL ? status : callIn(frame, status);
	}
	return callIn(frame, value);
});
const BEGIN = 0;
const IMPORTED = 1;
const CALLED = 2;

/** Takes the module over. */
function callIn(frame: number, module: Ref): Status {
	setState(frame, CALLED);
	const name = functionNames[intNumber(at(frame + N0 + 1))] as string;
	const function_ = dictGetText(at(module + MODULE_DICT), name);
	decref(module);
	if (function_ === NULL) return raise(RUNTIME_ERROR, "the library lacks a function of the machine's own");
	const second = at(frame + N0 + 3);
	return second === NULL ? callWith(function_, at(frame + N0 + 2)) : callWith(function_, at(frame + N0 + 2), second);
}
/** Functions by number, since a frame holds words only. */
const functionNames: readonly string[] = ["reduce_ex", "common_reduce", "getstate"];

function callReduce(name: string, self: Ref, argument: Ref): Status {
	const frame = pushNative(CALL, 4, 4);
	H[frame + N0] = intern("_objectreduce");
	H[frame + N0 + 1] = newInt(functionNames.indexOf(name));
	H[frame + N0 + 2] = incref(self);
	H[frame + N0 + 3] = argument === NULL ? NULL : incref(argument);
	return PUSHED;
}

declareMethod(OBJECT, "__reduce_ex__", 1, 1, (self, args) => {
	if (!isInt(at(args)))
		return raise(TYPE_ERROR, `'${typeName(at(at(args) + TYPE))}' object cannot be interpreted as an integer`);
	return callReduce("reduce_ex", self, at(args));
});
declareMethod(OBJECT, "__reduce__", 0, 0, (self) => callReduce("common_reduce", self, newInt(0)));
declareMethod(OBJECT, "__getstate__", 0, 0, (self) => callReduce("getstate", self, NULL));

/** `set.__reduce__`: the type, a list of the items, and the instance's dict. */
for (const type of [SET, FROZENSET])
	declareMethod(type, "__reduce__", 0, 0, (self) => {
		const list = newList();
		for (const item of setItems(self)) listAppend(list, item);
		const args = tupleOf(list);
		decref(list);
		const dict = at(self + TYPE) === type ? NULL : materializeDict(self);
		const reduced = tupleOf(at(self + TYPE), args, dict === NULL ? NONE : dict);
		decref(args);
		return reduced;
	});
