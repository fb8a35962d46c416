/** `dir()` and the `__dir__` of objects, types and modules (Objects/object.c, typeobject.c, moduleobject.c). */
import { at, H } from "./arena";
import { getAttr, isPlainlyMissing } from "./attributes";
import { callWith, through } from "./call";
import { declareMethod } from "./declarations";
import { dictEntryAt, dictGetStr, isDict } from "./dict";
import { clearError, errorIs, raise } from "./errors";
import { frameLocals } from "./framelocals";
import { topPython } from "./frames";
import { listFromIterable } from "./fromiterable";
import { ENTRY_KEY, F_OWNED, MODULE_DICT, NULL, PUSHED, type Ref, SIZE, T_BASES, T_DICT, TYPE } from "./layout";
import { listAppend, newList } from "./list";
import { beginSort } from "./lists";
import { declareFunction } from "./moduletable";
import { N0, popNative, pushNative, setState, stateOf } from "./natives";
import { clearref, decref, incref } from "./refcount";
import { callBound, lookupSpecial, nameRef } from "./special";
import { isStr, textOf } from "./str";
import { nativeKind, type Status } from "./tables";
import { tupleItem } from "./tuple";
import { ATTRIBUTE_ERROR, MODULE, NONE, OBJECT, TYPE_ERROR, TYPE_TYPE } from "./typeids";
import { unwrap } from "./weaklist";

/** Names in the order in which they were found; borrowed from the dicts that have them. */
type Names = Map<string | Ref, Ref>;

function addKeys(names: Names, dict: Ref): void {
	for (let i = 0; ; i++) {
		const entry = dictEntryAt(dict, i);
		if (entry === -1) return;
		if (entry === 0) continue;
		const key = at(entry + ENTRY_KEY);
		const known = isStr(key) ? textOf(key) : key;
		if (!names.has(known)) names.set(known, key);
	}
}

/** `merge_class_dict`: the class's own names, then each base's in turn. */
function mergeClassDict(names: Names, type: Ref): void {
	addKeys(names, at(type + T_DICT));
	const bases = at(type + T_BASES);
	for (let i = 0; i < at(bases + SIZE); i++) mergeClassDict(names, tupleItem(bases, i));
}

function listOf(names: Names): Ref {
	const list = newList();
	for (const name of names.values()) listAppend(list, name);
	return list;
}

/** Words: the object. Comes: its `__dict__`. */
const OBJECT_DIR = nativeKind(
	"object.__dir__",
	(frame, dict) => {
		const names: Names = new Map();
		if (isDict(dict)) addKeys(names, dict);
		mergeClassDict(names, at(at(frame + N0) + TYPE));
		const list = listOf(names);
		decref(dict);
		return list;
	},
	(frame) => {
		if (!errorIs(ATTRIBUTE_ERROR)) return NULL;
		clearError();
		return classNames(at(frame + N0));
	},
);
function classNames(o: Ref): Ref {
	const names: Names = new Map();
	mergeClassDict(names, at(o + TYPE));
	return listOf(names);
}
declareMethod(OBJECT, "__dir__", 0, 0, (self) => {
	// A proxy shows the names of what it stands for, for its __dict__ and __class__ are that one's.
	const o = unwrap(self);
	if (o === NULL) return NULL;
	if (isPlainlyMissing(o, nameRef("__dict__"))) return classNames(o);
	return through(OBJECT_DIR, 1, (frame) => {
		H[frame + N0] = o;
		const dict = getAttr(o, nameRef("__dict__"));
		if (dict !== NULL || !errorIs(ATTRIBUTE_ERROR)) return dict;
		clearError();
		return incref(NONE);
	});
});

declareMethod(TYPE_TYPE, "__dir__", 0, 0, (type) => {
	const names: Names = new Map();
	mergeClassDict(names, type);
	return listOf(names);
});

/** `module_dir`: a `__dir__` that the module defines (PEP 562), or the keys of its dict. */
declareMethod(MODULE, "__dir__", 0, 0, (module) => {
	const dict = at(module + MODULE_DICT);
	const own = dictGetStr(dict, nameRef("__dir__"));
	if (own !== NULL) return callWith(own);
	const names: Names = new Map();
	addKeys(names, dict);
	return listOf(names);
});

/** Words: the list that is being sorted (owned). Come in turn: what `__dir__` gave, a list of it, the list sorted. */
const DIR = nativeKind("dir", (frame, first) => {
	let value: Status = first;
	if (stateOf(frame) === 0) {
		setState(frame, 1);
		H[frame + N0] = value;
		const made = listFromIterable(value);
		if (made <= 0) return made;
		value = made;
	}
	if (stateOf(frame) === 1) {
		setState(frame, 2);
		clearref(frame + N0);
		H[frame + N0] = value;
		return beginSort(value, NULL, NULL, true);
	}
	return value;
});

/** `PyObject_Dir` with an object: what its `__dir__` gives, as a sorted list. Owned. */
export function directory(given: Ref): Status {
	const o = unwrap(given);
	if (o === NULL) return NULL;
	const method = lookupSpecial(o, "__dir__");
	if (method === NULL) return raise(TYPE_ERROR, "object does not provide __dir__");
	return through(DIR, 1, (frame) => {
		H[frame + F_OWNED] = 1;
		return callBound(method, o);
	});
}

declareFunction("builtins", "dir", 0, 1, (_self, args, nargs) => {
	if (nargs === 1) return directory(at(args));
	const space = frameLocals(topPython());
	const names: Names = new Map();
	addKeys(names, space);
	const list = listOf(names);
	decref(space);
	return through(DIR, 1, (frame) => {
		H[frame + F_OWNED] = 1;
		setState(frame, 1);
		return list;
	});
});

/** What comes is the `__dict__`, whatever gives it. */
const VARS = nativeKind(
	"vars",
	(_frame, value) => value,
	() => (errorIs(ATTRIBUTE_ERROR) ? noVars() : NULL),
);
function noVars(): typeof NULL {
	clearError();
	return raise(TYPE_ERROR, "vars() argument must have __dict__ attribute");
}
declareFunction("builtins", "vars", 0, 1, (_self, args, nargs) => {
	if (nargs === 0) return frameLocals(topPython());
	if (isPlainlyMissing(at(args), nameRef("__dict__"))) return noVars();
	const frame = pushNative(VARS, 0, 0);
	const status = getAttr(at(args), nameRef("__dict__"));
	if (status === PUSHED) return PUSHED;
	popNative(frame);
	return status === NULL && errorIs(ATTRIBUTE_ERROR) ? noVars() : status;
});
