/** `_abc`: abstract base classes (Modules/_abc.c). Registries and caches are sets of weak references, as there. */

import { at, H } from "./arena";
import { getAttr, setAttr } from "./attributes";
import { callWith } from "./call";
import { declareAttribute, declareMethod, declareType } from "./declarations";
import { dictDeleteStr, dictEntryAt, dictGetText } from "./dict";
import { clearError, errorIs, raise } from "./errors";
import { hash, hashPlain } from "./hash";
import { isSubclass } from "./instancecheck";
import { intNumber, isInt, newInt } from "./int";
import {
	BUILTIN_SELF,
	ENTRY_KEY,
	ENTRY_VALUE,
	FIELDS,
	LAYOUT_FIELDS,
	NULL,
	PUSHED,
	R_ABC_COUNTER,
	type Ref,
	SET_USED,
	SIZE,
	T_BASES,
	T_DICT,
	T_FLAGS,
	T_MRO,
	TF_GC,
	TF_HEAP,
	TF_MAPPING,
	TF_NO_NEW,
	TF_SEQUENCE,
	TYPE,
} from "./layout";
import { Unsupported } from "./limits";
import { listAppend, listItem, newList } from "./list";
import { declareFunction } from "./moduletable";
import { N0, pushNative, setState, stateOf } from "./natives";
import { truth } from "./operators";
import { decref, incref } from "./refcount";
import { setAdd } from "./sets";
import { newSet, newSetOf, setClear, setEntryRemove, setItems, setLookup } from "./settable";
import { nameRef } from "./special";
import { typeModified } from "./specialize";
import { intern } from "./str";
import { subclasses } from "./subclasses";
import { define, nativeKind, type Status } from "./tables";
import { tupleItem, tupleOf } from "./tuple";
import {
	ABC_DATA,
	ASSERTION_ERROR,
	ATTRIBUTE_ERROR,
	CLASSMETHOD,
	FALSE,
	FROZENSET,
	NONE,
	NOT_IMPLEMENTED,
	OBJECT,
	PROPERTY,
	RUNTIME_ERROR,
	STATICMETHOD,
	TRUE,
	TYPE_ERROR,
	WEAKREF,
} from "./typeids";
import { isSubtype, isType, newBuiltin, newFields } from "./types";
import { newWeakref, referent } from "./weaklist";

/** `_abc_data`: three sets or 0; then the counter's value that the negative cache is good for. */
const REGISTRY = FIELDS;
const CACHE = FIELDS + 1;
const NEGATIVE = FIELDS + 2;
const VERSION = FIELDS + 3;

declareType({
	type: ABC_DATA,
	name: "_abc_data",
	module: "_abc",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 64,
	words: FIELDS + 4,
	refs: 3,
	flags: TF_GC | TF_NO_NEW,
	slots: {},
});

/** `_get_impl`: the data of an abstract base class, borrowed; 0 with an exception set. */
function dataOf(cls: Ref): Ref {
	const mro = isType(cls) ? at(cls + T_MRO) : NULL;
	for (let i = 0; mro !== NULL && i < at(mro + SIZE); i++) {
		const found = dictGetText(at(tupleItem(mro, i) + T_DICT), "_abc_impl");
		if (found === NULL) continue;
		return at(found + TYPE) === ABC_DATA ? found : raise(TYPE_ERROR, "_abc_impl is set to a wrong type");
	}
	return raise(TYPE_ERROR, "_abc_impl is set to a wrong type");
}

// ---- Sets of weak references ----

/** Bound to a weak reference to the set: a class in it has died. */
const DESTROY = define({
	name: "_destroy",
	qualname: "_destroy",
	call: (setReference, args) => {
		const set = referent(setReference);
		if (set === NULL || set === NONE) return NONE;
		const w = at(args);
		if (hashPlain(w) !== 1) return NULL;
		const entry = setLookup(set, w, hash.low, hash.high);
		if (entry > 0) setEntryRemove(set, entry);
		return NONE;
	},
	min: 1,
	max: 1,
	params: null,
	raw: false,
	doc: null,
	owner: "_abc",
	style: "O",
	kind: "function",
});

/** `_add_to_weak_set`: false with an exception set. */
function addWeakly(data: Ref, word: number, cls: Ref): boolean {
	if (at(data + word) === NULL) H[data + word] = newSet();
	const set = at(data + word);
	const toSet = newWeakref(WEAKREF, WEAKREF, set, NULL);
	const destroy = newBuiltin(DESTROY, NULL);
	H[destroy + BUILTIN_SELF] = toSet;
	const w = newWeakref(WEAKREF, WEAKREF, cls, destroy);
	decref(destroy);
	if (w === NULL) return false;
	const status = setAdd(set, w);
	if (status === PUSHED) throw new Unsupported("a metaclass with a __hash__ in Python, for an abstract base class");
	decref(w);
	return status !== NULL;
}

/** `_in_weak_set` */
function isIn(data: Ref, word: number, cls: Ref): boolean {
	const set = at(data + word);
	if (set === NULL || at(set + SET_USED) === 0) return false;
	const w = newWeakref(WEAKREF, WEAKREF, cls, NULL);
	if (hashPlain(w) !== 1) throw new Unsupported("a metaclass with a __hash__ in Python, for an abstract base class");
	const entry = setLookup(set, w, hash.low, hash.high);
	decref(w);
	return entry > 0;
}

// ---- Making an abstract base class ----

/** Words: the class, the pairs of name and value to look at, the abstract names (owned); which pair is next. */
const INIT = nativeKind(
	"_abc_init",
	(frame, value) => initStep(frame, value),
	(frame) => {
		if (!errorIs(ATTRIBUTE_ERROR) || stateOf(frame) === FINISHING) return NULL;
		clearError();
		return initStep(frame, FALSE);
	},
);
const LOOKING = 0;
const TESTING = 1;
/** The names of the bases, which must be fetched from the class first. */
const FETCHING = 2;
const FINISHING = 3;

/** `compute_abstract_methods`, one name after the other. */
function initStep(frame: number, given: Status): Status {
	const cls = at(frame + N0);
	const abstract = at(frame + N0 + 2);
	let value = given;
	for (;;) {
		const pairs = at(frame + N0 + 1);
		const i = at(frame + N0 + 3);
		switch (stateOf(frame)) {
			case LOOKING: {
				if (i >= at(pairs + SIZE)) return finishInit(frame);
				const pair = listItem(pairs, i);
				const what = tupleItem(pair, 1);
				setState(frame, what === NOT_IMPLEMENTED ? FETCHING : TESTING);
				value = what === NOT_IMPLEMENTED ? getAttr(cls, tupleItem(pair, 0)) : abstractFlag(what);
				break;
			}
			case FETCHING: {
				setState(frame, TESTING);
				const fetched = value;
				if (fetched === FALSE) break;
				value = abstractFlag(fetched);
				decref(fetched);
				break;
			}
			case TESTING: {
				const status = truth(value);
				if (status === PUSHED) throw new Unsupported("an __isabstractmethod__ whose __bool__ is Python code");
				decref(value);
				if (status === NULL) return NULL;
				if (status === TRUE && setAdd(abstract, tupleItem(listItem(pairs, i), 0)) === NULL) return NULL;
				H[frame + N0 + 3] = i + 1;
				setState(frame, LOOKING);
				value = NULL;
				continue;
			}
			default:
				return value;
		}
		if (value === PUSHED) return PUSHED;
		if (value === NULL) {
			if (!errorIs(ATTRIBUTE_ERROR)) return NULL;
			clearError();
			value = FALSE;
		}
	}
}

/** `_PyObject_IsAbstract`: `__isabstractmethod__`; a missing one counts as false. */
function abstractFlag(o: Ref): Status {
	return getAttr(o, nameRef("__isabstractmethod__"));
}

function finishInit(frame: number): Status {
	const cls = at(frame + N0);
	setState(frame, FINISHING);
	if (setAttr(cls, nameRef("__abstractmethods__"), at(frame + N0 + 2)) === NULL) return NULL;
	const data = newFields(ABC_DATA, 4);
	H[data + VERSION] = at(R_ABC_COUNTER);
	const name = intern("_abc_impl");
	const status = setAttr(cls, name, data);
	decref(name);
	decref(data);
	if (status === NULL) return NULL;
	const flags = intern("__abc_tpflags__");
	const given = dictGetText(at(cls + T_DICT), "__abc_tpflags__");
	if (given !== NULL && isInt(given)) {
		const bits = intNumber(given);
		if ((bits & CPYTHON_BOTH) === CPYTHON_BOTH) {
			decref(flags);
			return raise(TYPE_ERROR, "__abc_tpflags__ cannot be both Py_TPFLAGS_SEQUENCE and Py_TPFLAGS_MAPPING");
		}
		setCollectionFlag(
			cls,
			((bits & CPYTHON_SEQUENCE) !== 0 ? TF_SEQUENCE : 0) | ((bits & CPYTHON_MAPPING) !== 0 ? TF_MAPPING : 0),
		);
		dictDeleteStr(at(cls + T_DICT), flags);
		typeModified(cls);
	}
	decref(flags);
	return NONE;
}
const CPYTHON_SEQUENCE = 1 << 5;
const CPYTHON_MAPPING = 1 << 6;
const CPYTHON_BOTH = CPYTHON_SEQUENCE | CPYTHON_MAPPING;

declareFunction("_abc", "_abc_init", 1, 1, (_self, args) => {
	const cls = at(args);
	if (!isType(cls)) throw new Unsupported("_abc._abc_init of what is no class");
	const frame = pushNative(INIT, 4, 3);
	H[frame + N0] = incref(cls);
	const pairs = newList();
	const add = (name: Ref, value: Ref): void => {
		const pair = tupleOf(name, value);
		listAppend(pairs, pair);
		decref(pair);
	};
	for (let i = 0; ; i++) {
		const entry = dictEntryAt(at(cls + T_DICT), i);
		if (entry === -1) break;
		if (entry !== 0) add(at(entry + ENTRY_KEY), at(entry + ENTRY_VALUE));
	}
	const bases = at(cls + T_BASES);
	for (let i = 0; i < at(bases + SIZE); i++) {
		const names = dictGetText(at(tupleItem(bases, i) + T_DICT), "__abstractmethods__");
		if (names !== NULL) for (const name of setItems(names)) add(name, NOT_IMPLEMENTED);
	}
	H[frame + N0 + 1] = pairs;
	H[frame + N0 + 2] = newSetOf(FROZENSET);
	return PUSHED;
});

/** `set_collection_flag_recursive`: a class and those derived from it match sequence or mapping patterns; static types stay as they are. */
function setCollectionFlag(cls: Ref, flag: number): void {
	if (flag === 0 || (at(cls + T_FLAGS) & TF_HEAP) === 0) return;
	H[cls + T_FLAGS] = (at(cls + T_FLAGS) & ~(TF_SEQUENCE | TF_MAPPING)) | flag;
	for (const sub of subclasses(cls)) setCollectionFlag(sub, flag);
}

// ---- register ----

/** Words: the class, the subclass (owned). */
const REGISTER = nativeKind("_abc_register", (frame, value) => {
	const cls = at(frame + N0);
	const sub = at(frame + N0 + 1);
	if (stateOf(frame) === 0) {
		if (value === NULL) return isSubclass(sub, cls);
		if (value === TRUE) return incref(sub);
		setState(frame, 1);
		const status = isSubclass(cls, sub);
		if (status === PUSHED || status === NULL) return status;
		return registerChecked(cls, sub, status);
	}
	return registerChecked(cls, sub, value);
});

function registerChecked(cls: Ref, sub: Ref, wouldBeCycle: Ref): Status {
	if (wouldBeCycle === TRUE) return raise(RUNTIME_ERROR, "Refusing to create an inheritance cycle");
	const data = dataOf(cls);
	if (data === NULL || !addWeakly(data, REGISTRY, sub)) return NULL;
	H[R_ABC_COUNTER] = at(R_ABC_COUNTER) + 1;
	setCollectionFlag(sub, at(cls + T_FLAGS) & (TF_SEQUENCE | TF_MAPPING));
	return incref(sub);
}

declareFunction("_abc", "_abc_register", 2, 2, (_self, args) => {
	if (!isType(at(args + 1))) return raise(TYPE_ERROR, "Can only register classes");
	const frame = pushNative(REGISTER, 2, 2);
	H[frame + N0] = incref(at(args));
	H[frame + N0 + 1] = incref(at(args + 1));
	return PUSHED;
});

// ---- isinstance ----

/** Words: the class, the instance's `__class__` or 0, the instance (owned). */
const INSTANCE = nativeKind("_abc_instancecheck", (frame, value) => {
	const cls = at(frame + N0);
	const instance = at(frame + N0 + 2);
	const type = at(instance + TYPE);
	if (stateOf(frame) === 0) {
		if (value === NULL) {
			const status = getAttr(instance, nameRef("__class__"));
			if (status === PUSHED || status === NULL) return status;
			return classKnown(frame, status);
		}
		return classKnown(frame, value);
	}
	if (stateOf(frame) === 1) {
		const status = truth(value);
		if (status === TRUE || type === at(frame + N0 + 1)) return value;
		decref(value);
		setState(frame, 2);
		return askSubclass(cls, type);
	}
	return value;
});

function classKnown(frame: number, claimed: Ref): Status {
	const cls = at(frame + N0);
	H[frame + N0 + 1] = claimed;
	const data = dataOf(cls);
	if (data === NULL) return NULL;
	if (isType(claimed)) {
		if (isIn(data, CACHE, claimed)) return TRUE;
		if (
			at(at(frame + N0 + 2) + TYPE) === claimed &&
			at(data + VERSION) === at(R_ABC_COUNTER) &&
			isIn(data, NEGATIVE, claimed)
		)
			return FALSE;
	}
	setState(frame, 1);
	return askSubclass(cls, claimed);
}

/** Calls the class's own `__subclasscheck__`: always in a frame of its own. */
function askSubclass(cls: Ref, sub: Ref): Status {
	const frame = pushNative(ASK, 2, 2);
	H[frame + N0] = incref(cls);
	H[frame + N0 + 1] = incref(sub);
	return PUSHED;
}
const ASK = nativeKind("__subclasscheck__", (frame, value) => {
	if (stateOf(frame) === 1) return value;
	if (stateOf(frame) === 0) {
		const method = value === NULL ? getAttr(at(frame + N0), nameRef("__subclasscheck__")) : value;
		if (method === PUSHED || method === NULL) return method;
		setState(frame, 1);
		const status = callWith(method, at(frame + N0 + 1));
		decref(method);
		return status;
	}
	return NULL;
});

declareFunction("_abc", "_abc_instancecheck", 2, 2, (_self, args) => {
	const frame = pushNative(INSTANCE, 3, 3);
	H[frame + N0] = incref(at(args));
	H[frame + N0 + 2] = incref(at(args + 1));
	return PUSHED;
});

// ---- issubclass ----

/** Words: the class, the subclass, the classes still to be asked (owned); which is next. */
const SUBCLASS = nativeKind("_abc_subclasscheck", (frame, value) => {
	const cls = at(frame + N0);
	const sub = at(frame + N0 + 1);
	const data = dataOf(cls);
	if (data === NULL) return NULL;
	switch (stateOf(frame)) {
		case HOOK: {
			const hook = getAttr(cls, nameRef("__subclasshook__"));
			if (hook === PUSHED) throw new Unsupported("a __subclasshook__ fetched by Python code");
			if (hook === NULL) return NULL;
			setState(frame, HOOKED);
			const status = callWith(hook, sub);
			decref(hook);
			return status === PUSHED || status === NULL ? status : afterHook(frame, data, status);
		}
		case HOOKED:
			return afterHook(frame, data, value);
		default:
			if (value !== NULL) {
				const yes = value === TRUE;
				decref(value);
				if (yes) return addWeakly(data, CACHE, sub) ? TRUE : NULL;
			}
			return askNext(frame, data);
	}
});
const HOOK = 0;
const HOOKED = 1;
const ASKING = 2;

function afterHook(frame: number, data: Ref, answer: Ref): Status {
	const cls = at(frame + N0);
	const sub = at(frame + N0 + 1);
	if (answer === TRUE || answer === FALSE)
		return addWeakly(data, answer === TRUE ? CACHE : NEGATIVE, sub) ? answer : NULL;
	decref(answer);
	if (answer !== NOT_IMPLEMENTED)
		return raise(ASSERTION_ERROR, "__subclasshook__ must return either False, True, or NotImplemented");
	if (isSubtype(sub, cls)) return addWeakly(data, CACHE, sub) ? TRUE : NULL;
	if (isIn(data, REGISTRY, sub)) return TRUE;
	const others = newList();
	const registry = at(data + REGISTRY);
	if (registry !== NULL)
		for (const w of setItems(registry)) {
			const other = referent(w);
			if (other !== NULL && other !== NONE) listAppend(others, other);
		}
	for (const other of subclasses(cls)) listAppend(others, other);
	H[frame + N0 + 2] = others;
	setState(frame, ASKING);
	return askNext(frame, data);
}

function askNext(frame: number, data: Ref): Status {
	const sub = at(frame + N0 + 1);
	const others = at(frame + N0 + 2);
	for (;;) {
		const i = at(frame + N0 + 3);
		if (i >= at(others + SIZE)) return addWeakly(data, NEGATIVE, sub) ? FALSE : NULL;
		H[frame + N0 + 3] = i + 1;
		const status = isSubclass(sub, listItem(others, i));
		if (status === PUSHED || status === NULL) return status;
		if (status === TRUE) return addWeakly(data, CACHE, sub) ? TRUE : NULL;
	}
}

declareFunction("_abc", "_abc_subclasscheck", 2, 2, (_self, args) => {
	const sub = at(args + 1);
	if (!isType(sub)) return raise(TYPE_ERROR, "issubclass() arg 1 must be a class");
	const data = dataOf(at(args));
	if (data === NULL) return NULL;
	if (isIn(data, CACHE, sub)) return TRUE;
	if (at(data + VERSION) < at(R_ABC_COUNTER)) {
		if (at(data + NEGATIVE) !== NULL) setClear(at(data + NEGATIVE));
		H[data + VERSION] = at(R_ABC_COUNTER);
	} else if (isIn(data, NEGATIVE, sub)) return FALSE;
	const frame = pushNative(SUBCLASS, 4, 3);
	H[frame + N0] = incref(at(args));
	H[frame + N0 + 1] = incref(sub);
	return PUSHED;
});

// ---- The rest ----

declareFunction("_abc", "get_cache_token", 0, 0, () => newInt(at(R_ABC_COUNTER)));
declareFunction("_abc", "_reset_registry", 1, 1, (_self, args) => {
	const data = dataOf(at(args));
	if (data === NULL) return NULL;
	if (at(data + REGISTRY) !== NULL) setClear(at(data + REGISTRY));
	return NONE;
});
declareFunction("_abc", "_reset_caches", 1, 1, (_self, args) => {
	const data = dataOf(at(args));
	if (data === NULL) return NULL;
	for (const word of [CACHE, NEGATIVE]) if (at(data + word) !== NULL) setClear(at(data + word));
	return NONE;
});
declareFunction("_abc", "_get_dump", 1, 1, (_self, args) => {
	const data = dataOf(at(args));
	if (data === NULL) return NULL;
	const set = (word: number): Ref => {
		const copy = newSet();
		if (at(data + word) !== NULL) for (const w of setItems(at(data + word))) setAdd(copy, w);
		return copy;
	};
	const parts = [set(REGISTRY), set(CACHE), set(NEGATIVE), newInt(at(data + VERSION))] as const;
	const dump = tupleOf(...parts);
	for (const part of parts) decref(part);
	return dump;
});

// ---- What is abstract, and what follows ----

/** `__isabstractmethod__` of a wrapper: that of any function it wraps. */
function anyAbstract(o: Ref, words: number): Status {
	for (let i = 0; i < words; i++) {
		const wrapped = at(o + FIELDS + i);
		if (wrapped === NULL || wrapped === NONE) continue;
		const flag = abstractFlag(wrapped);
		if (flag === PUSHED) throw new Unsupported("an __isabstractmethod__ that Python code computes");
		if (flag === NULL) {
			if (!errorIs(ATTRIBUTE_ERROR)) return NULL;
			clearError();
			continue;
		}
		const status = truth(flag);
		decref(flag);
		if (status === PUSHED) throw new Unsupported("an __isabstractmethod__ whose __bool__ is Python code");
		if (status !== FALSE) return status;
	}
	return FALSE;
}
for (const [type, words] of [
	[PROPERTY, 3],
	[CLASSMETHOD, 1],
	[STATICMETHOD, 1],
] as const)
	declareAttribute(type, "__isabstractmethod__", (o) => anyAbstract(o, words));

declareMethod(OBJECT, "__subclasshook__", 1, 1, () => NOT_IMPLEMENTED, { kind: "classmethod" });
