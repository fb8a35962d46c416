/** `_abc`: registering with abstract base classes, and the checks that ask them (Modules/_abc.c). */

import { addWeakly, CACHE, dataOf, isIn, NEGATIVE, REGISTRY, VERSION } from "./abcdata";
import { setCollectionFlag } from "./abstractmethods";
import { at, H } from "./arena";
import { getAttr } from "./attributes";
import { callWith } from "./call";
import { declareMethod } from "./declarations";
import { clearError, errorIs, raise } from "./errors";
import { isSubclass } from "./instancecheck";
import { newInt } from "./int";
import { NULL, PUSHED, R_ABC_COUNTER, type Ref, SIZE, T_FLAGS, TF_MAPPING, TF_SEQUENCE, TYPE } from "./layout";
import { Unsupported } from "./limits";
import { listAppend, listItem, newList } from "./list";
import { declareFunction } from "./moduletable";
import { N0, pushNative, setState, stateOf } from "./natives";
import { truth } from "./operators";
import { decref, incref } from "./refcount";
import { setAdd } from "./setoperations";
import { newSet, setClear, setItems } from "./settable";
import { nameRef } from "./special";
import { subclasses } from "./subclasses";
import { nativeKind, type Status } from "./tables";
import { tupleOf } from "./tuple";
import {
	ASSERTION_ERROR,
	ATTRIBUTE_ERROR,
	FALSE,
	NONE,
	NOT_IMPLEMENTED,
	OBJECT,
	RUNTIME_ERROR,
	TRUE,
	TYPE_ERROR,
} from "./typeids";
import { isSubtype, isType } from "./types";
import { referent } from "./weaklist";

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
const INSTANCE = nativeKind(
	"_abc_instancecheck",
	(frame, value) => {
		const cls = at(frame + N0);
		const instance = at(frame + N0 + 2);
		const type = at(instance + TYPE);
		if (stateOf(frame) === 0) {
			if (value === NULL) {
				const status = getAttr(instance, nameRef("__class__"));
				if (status === PUSHED) return PUSHED;
				return status === NULL ? withoutClass(frame) : classKnown(frame, status);
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
	},
	(frame) => (stateOf(frame) === 0 ? withoutClass(frame) : NULL),
);

/** An instance that has no `__class__` is one of its type. */
function withoutClass(frame: number): Status {
	if (!errorIs(ATTRIBUTE_ERROR)) return NULL;
	clearError();
	return classKnown(frame, incref(at(at(frame + N0 + 2) + TYPE)));
}

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

declareMethod(OBJECT, "__subclasshook__", 1, 1, () => NOT_IMPLEMENTED, { kind: "classmethod" });
