/** The slots of classes whose methods are written in Python: each calls the special method, and checks what it gives (`slot_*` of Objects/typeobject.c). */

import { at, H } from "./arena";
import { GENERIC_GETATTR, genericGetAttr, isAbsent } from "./attributes";
import { callPrependedDict, come, vectorcall } from "./call";
import { strictSubclass } from "./deprecatedconversions";
import { clearError, errorIs, raise } from "./errors";
import { isFloat } from "./float";
import { hashAsInt, hashInt } from "./hash";
import { intBig, intNumber, isInt, newBig, newInt } from "./int";
import {
	DESCR_TYPE,
	EXC_FIELDS,
	F_OWNED,
	FIELDS,
	NULL,
	PUSHED,
	R_ERROR,
	type Ref,
	T_FLAGS,
	T_SLOTS,
	TF_METHOD_DESCRIPTOR,
	TYPE,
} from "./layout";
import { EngineBug } from "./limits";
import { profile } from "./machine";
import { N0, popNative, pushNative, setState, stateOf } from "./natives";
import { truth } from "./operators";
import { decref, incref } from "./refcount";
import { callSpecial, lookupSpecial, NAMED } from "./special";
import { isStr } from "./str";
import {
	type Binary,
	binary,
	binarySlots,
	calling,
	nativeKind,
	S_ABSOLUTE,
	S_BOOL,
	S_CALL,
	S_CONTAINS,
	S_DESCR_GET,
	S_DESCR_SET,
	S_FINALIZE,
	S_FLOAT,
	S_GETATTRO,
	S_GETITEM,
	S_HASH,
	S_INDEX,
	S_INIT,
	S_INT,
	S_INVERT,
	S_ITER,
	S_LEN,
	S_NEGATIVE,
	S_NEW,
	S_NEXT,
	S_POSITIVE,
	S_REPR,
	S_RICHCOMPARE,
	S_SETATTRO,
	S_SETITEM,
	S_STR,
	type Status,
	slotOf,
	type Ternary,
	ternary,
	ternarySlots,
	unary,
} from "./tables";
import { typeLookup } from "./typecache";
import {
	ATTRIBUTE_ERROR,
	FALSE,
	FLOAT,
	INT,
	NONE,
	OVERFLOW_ERROR,
	SLOT_WRAPPER,
	STATICMETHOD,
	TRUE,
	TYPE_ERROR,
	VALUE_ERROR,
} from "./typeids";
import { typeName } from "./types";

/** Pops the frame's value through a check at once or when it comes. */
function check(kind: number, method: Ref, self: Ref, ...args: readonly Ref[]): Status {
	const frame = pushNative(kind, 1, 0);
	H[frame + N0] = self;
	return come(frame, callSpecial(method, self, ...args));
}

function mustBe(what: string, test: (o: Ref) => boolean, type: string): number {
	return nativeKind(what, (_frame, value) => {
		if (test(value)) return value;
		raise(TYPE_ERROR, `${what} returned non-${type} (type ${typeName(at(value + TYPE))})`);
		decref(value);
		return NULL;
	});
}
const REPR_RESULT = mustBe("__repr__", isStr, "string");
const STR_RESULT = mustBe("__str__", isStr, "string");
/** `nb_int`, `nb_index` and `nb_float` as their callers take them: an exact number. */
function mustBeExactly(what: string, exact: Ref, test: (o: Ref) => boolean, type: string): number {
	return nativeKind(what, (frame, value) => {
		if (at(value + TYPE) === exact) return value;
		const shown = exact === FLOAT ? `${typeName(at(at(frame + N0) + TYPE))}.${what}` : what;
		if (test(value)) return strictSubclass(value, shown, type);
		raise(TYPE_ERROR, `${shown} returned non-${type} (type ${typeName(at(value + TYPE))})`);
		decref(value);
		return NULL;
	});
}
const INT_RESULT = mustBeExactly("__int__", INT, isInt, "int");
const INDEX_RESULT = mustBeExactly("__index__", INT, isInt, "int");
const FLOAT_RESULT = mustBeExactly("__float__", FLOAT, isFloat, "float");

const BOOL_RESULT = nativeKind("__bool__", (_frame, value) => {
	if (value === TRUE || value === FALSE) return value;
	raise(TYPE_ERROR, `__bool__ should return bool, returned ${typeName(at(value + TYPE))}`);
	decref(value);
	return NULL;
});
const LEN_RESULT = nativeKind("__len__", (_frame, value) => {
	if (!isInt(value)) {
		raise(TYPE_ERROR, `'${typeName(at(value + TYPE))}' object cannot be interpreted as an integer`);
	} else if (intNumber(value) < 0 || (Number.isNaN(intNumber(value)) && intBig(value) < 0n)) {
		raise(VALUE_ERROR, "__len__() should return >= 0");
	} else if (Number.isNaN(intNumber(value))) {
		raise(OVERFLOW_ERROR, "cannot fit 'int' into an index-sized integer");
	} else if (value === TRUE || value === FALSE) return newInt(intNumber(value));
	else return value;
	decref(value);
	return NULL;
});
const HASH_RESULT = nativeKind("__hash__", (_frame, value) => {
	if (!isInt(value)) {
		raise(TYPE_ERROR, "__hash__ method should return an integer");
		decref(value);
		return NULL;
	}
	hashInt(value);
	if (Number.isNaN(intNumber(value))) {
		const big = intBig(value);
		if (big >= -(1n << 63n) && big < 1n << 63n) {
			decref(value);
			return newBig(big === -1n ? -2n : big);
		}
	} else {
		const n = intNumber(value);
		decref(value);
		return newInt(n === -1 ? -2 : n);
	}
	decref(value);
	return hashAsInt();
});

function unarySlot(name: string, kind: number): number {
	return unary((o) => check(kind, lookupSpecial(o, name), o));
}

const SLOT_REPR = unarySlot("__repr__", REPR_RESULT);
const SLOT_STR = unarySlot("__str__", STR_RESULT);
const SLOT_INT = unarySlot("__int__", INT_RESULT);
export const SLOT_INDEX = unarySlot("__index__", INDEX_RESULT);
const SLOT_FLOAT = unarySlot("__float__", FLOAT_RESULT);
const SLOT_LEN = unarySlot("__len__", LEN_RESULT);
const SLOT_BOOL = unary((o) => {
	const method = lookupSpecial(o, "__bool__");
	if (method === NONE && profile().name !== "3.13")
		return raise(TYPE_ERROR, `'${typeName(at(o + TYPE))}' cannot be interpreted as a boolean`);
	return check(BOOL_RESULT, method, o);
});
export const HASH_PYTHON = unarySlot("__hash__", HASH_RESULT);

const plainUnary = (name: string): number => unary((o) => callSpecial(lookupSpecial(o, name), o));
const SLOT_NEGATIVE = plainUnary("__neg__");
const SLOT_POSITIVE = plainUnary("__pos__");
const SLOT_ABSOLUTE = plainUnary("__abs__");
const SLOT_INVERT = plainUnary("__invert__");
const SLOT_NEXT = plainUnary("__next__");
export const SLOT_ITER = unary((o) => {
	const method = lookupSpecial(o, "__iter__");
	if (method === NONE) return raise(TYPE_ERROR, `'${typeName(at(o + TYPE))}' object is not iterable`);
	return callSpecial(method, o);
});
const SLOT_GETITEM = binary((o, key) => callSpecial(lookupSpecial(o, "__getitem__"), o, key));
const SLOT_FINALIZE = unary((o) => {
	const method = typeLookup(at(o + TYPE), NAMED.__del__);
	return method === NULL ? NONE : callSpecial(method, o);
});
const SLOT_CALL = calling((o, args, nargs, kwnames) => {
	const method = lookupSpecial(o, "__call__");
	if ((at(at(method + TYPE) + T_FLAGS) & TF_METHOD_DESCRIPTOR) !== 0)
		return callPrependedDict(method, o, args, nargs, kwnames);
	const get = slotOf(method, S_DESCR_GET);
	if (get === 0) return vectorcall(method, args, nargs, kwnames);
	const bound = (ternarySlots[get] as Ternary)(method, o, at(o + TYPE));
	if (bound <= 0) return bound;
	const status = vectorcall(bound, args, nargs, kwnames);
	decref(bound);
	return status;
});
export const INIT_RESULT = nativeKind("__init__", (_frame, value) => {
	if (value !== NONE) {
		raise(TYPE_ERROR, `__init__() should return None, not '${typeName(at(value + TYPE))}'`);
		decref(value);
		return NULL;
	}
	return value;
});
export const SLOT_INIT = calling((self, args, nargs, kwnames) => {
	const frame = pushNative(INIT_RESULT, 0, 0);
	return come(frame, callPrependedDict(typeLookup(at(self + TYPE), NAMED.__init__), self, args, nargs, kwnames));
});
/** `slot_tp_new`: `__new__` is an attribute of the class like any other, though most often a static method. */
export const SLOT_NEW = calling((type, args, nargs, kwnames) => {
	const found = typeLookup(type, NAMED.__new__);
	if (at(found + TYPE) === STATICMETHOD) return callPrependedDict(at(found + FIELDS), type, args, nargs, kwnames);
	const get = slotOf(found, S_DESCR_GET);
	if (get === 0) return callPrependedDict(found, type, args, nargs, kwnames);
	const frame = pushNative(NEW_BOUND, 5, 0);
	const w = frame + N0;
	H[w + 1] = type;
	H[w + 2] = args;
	H[w + 3] = nargs;
	H[w + 4] = kwnames;
	return come(frame, (ternarySlots[get] as Ternary)(found, NULL, type));
});
/** Words: 0 what `__get__` gave (owned); 1 the class, 2 where its arguments stand, 3 how many, 4 their names. */
const NEW_BOUND = nativeKind("__new__", (frame, value) => {
	if (stateOf(frame) === 1) return value;
	setState(frame, 1);
	const w = frame + N0;
	H[frame + F_OWNED] = 1;
	H[w] = value;
	return callPrependedDict(value, at(w + 1), at(w + 2), at(w + 3), at(w + 4));
});

/** `__setattr__` and `__delattr__`; `__setitem__` and `__delitem__`; `__set__` and `__delete__`. */
function pair(set: string, remove: string): number {
	return ternary((o, key, value) => {
		const name = value === NULL ? remove : set;
		const method = lookupSpecial(o, name);
		if (method === NULL) return raise(ATTRIBUTE_ERROR, name);
		return value === NULL ? callSpecial(method, o, key) : callSpecial(method, o, key, value);
	});
}
export const SLOT_SETATTRO = pair("__setattr__", "__delattr__");
const SLOT_SETITEM = pair("__setitem__", "__delitem__");
/** Words: 0 the descriptor, which whoever found it on a type holds while it is asked (`_PyType_LookupRef`). */
const FOUND = nativeKind("descriptor", (_frame, value) => value);
function holding(descr: Ref): number {
	const frame = pushNative(FOUND, 1, 1);
	H[frame + N0] = incref(descr);
	return frame;
}
const setOrDelete = ternarySlots[pair("__set__", "__delete__")] as Ternary;
const SLOT_DESCR_SET = ternary((descr, obj, value) => come(holding(descr), setOrDelete(descr, obj, value)));
export const SLOT_DESCR_GET = ternary((descr, obj, type) => {
	const frame = holding(descr);
	const method = lookupSpecial(descr, "__get__");
	return come(frame, callSpecial(method, descr, obj === NULL ? NONE : obj, type === NULL ? NONE : type));
});
const CONTAINS_RESULT = nativeKind("__contains__", (_frame, value) => {
	const status = truth(value);
	decref(value);
	return status;
});
const SLOT_CONTAINS = binary((o, item) => {
	const method = lookupSpecial(o, "__contains__");
	if (method === NONE) return raise(TYPE_ERROR, `'${typeName(at(o + TYPE))}' object is not a container`);
	return check(CONTAINS_RESULT, method, o, item);
});

/** Words: the object, the name, whether `__getattr__` was called. `__getattribute__`, then `__getattr__` where that raised AttributeError (`slot_tp_getattr_hook`). */
const GETATTR_HOOK = nativeKind(
	"__getattribute__",
	(_frame, value) => value,
	(frame) => {
		if (!errorIs(ATTRIBUTE_ERROR)) return NULL;
		const self = at(frame + N0);
		const method = at(frame + N0 + 2) === 0 ? lookupSpecial(self, "__getattr__") : NULL;
		if (method === NULL) {
			addAttributeContext(self, at(frame + N0 + 1));
			return NULL;
		}
		clearError();
		H[frame + N0 + 2] = 1;
		return callSpecial(method, self, at(frame + N0 + 1));
	},
);

/** Words: the object, the attribute's name. `__getattr__` runs. */
const GETATTR_CALLED = nativeKind(
	"__getattr__",
	(_frame, value) => value,
	(frame) => {
		addAttributeContext(at(frame + N0), at(frame + N0 + 1));
		return NULL;
	},
);

function callHook(hook: Ref, self: Ref, name: Ref): Status {
	const frame = pushNative(GETATTR_CALLED, 2, 0);
	H[frame + N0] = self;
	H[frame + N0 + 1] = name;
	const status = callSpecial(hook, self, name);
	if (status === PUSHED) return PUSHED;
	popNative(frame);
	if (status === NULL) addAttributeContext(self, name);
	return status;
}

/** `set_attribute_error_context`: an AttributeError that does not tell of what is missing where is told so. */
function addAttributeContext(self: Ref, name: Ref): void {
	if (!errorIs(ATTRIBUTE_ERROR)) return;
	const fields = at(R_ERROR) + EXC_FIELDS;
	if (at(fields) !== NULL || at(fields + 1) !== NULL) return;
	H[fields] = incref(name);
	H[fields + 1] = incref(self);
}
const SLOT_GETATTRO = binary((self, name) => {
	const getattribute = lookupSpecial(self, "__getattribute__");
	const hook = lookupSpecial(self, "__getattr__");
	// A type's own way to look attributes up, as classes and modules have one.
	const native =
		at(getattribute + TYPE) === SLOT_WRAPPER ? at(at(getattribute + DESCR_TYPE) + T_SLOTS + S_GETATTRO) : 0;
	if (native === GENERIC_GETATTR) {
		if (hook !== NULL && isAbsent(self, name)) return callHook(hook, self, name);
		const status = genericGetAttr(self, name);
		if (status !== NULL || hook === NULL || !errorIs(ATTRIBUTE_ERROR)) return status;
		clearError();
		return callHook(hook, self, name);
	}
	const frame = pushNative(GETATTR_HOOK, 3, 0);
	H[frame + N0] = self;
	H[frame + N0 + 1] = name;
	const status = native === 0 ? callSpecial(getattribute, self, name) : (binarySlots[native] as Binary)(self, name);
	if (status === PUSHED) return PUSHED;
	popNative(frame);
	if (status !== NULL || hook === NULL || !errorIs(ATTRIBUTE_ERROR)) return status;
	clearError();
	return callHook(hook, self, name);
});
/** Marks a class whose operators or comparisons are Python methods; operators.ts and comparison.ts find the methods themselves. */
export const SLOT_BINARY = binary(() => {
	throw new EngineBug("a Python operator was called as a native one");
});
export const SLOT_COMPARE = ternary(() => {
	throw new EngineBug("a Python comparison was called as a native one");
});

/** The function that calls a special method, by slot. */
export function pythonSlot(slot: number): number {
	switch (slot) {
		case S_REPR:
			return SLOT_REPR;
		case S_STR:
			return SLOT_STR;
		case S_HASH:
			return HASH_PYTHON;
		case S_ITER:
			return SLOT_ITER;
		case S_NEXT:
			return SLOT_NEXT;
		case S_NEGATIVE:
			return SLOT_NEGATIVE;
		case S_POSITIVE:
			return SLOT_POSITIVE;
		case S_ABSOLUTE:
			return SLOT_ABSOLUTE;
		case S_INVERT:
			return SLOT_INVERT;
		case S_INT:
			return SLOT_INT;
		case S_FLOAT:
			return SLOT_FLOAT;
		case S_INDEX:
			return SLOT_INDEX;
		case S_BOOL:
			return SLOT_BOOL;
		case S_LEN:
			return SLOT_LEN;
		case S_FINALIZE:
			return SLOT_FINALIZE;
		case S_GETATTRO:
			return SLOT_GETATTRO;
		case S_GETITEM:
			return SLOT_GETITEM;
		case S_CONTAINS:
			return SLOT_CONTAINS;
		case S_SETATTRO:
			return SLOT_SETATTRO;
		case S_SETITEM:
			return SLOT_SETITEM;
		case S_RICHCOMPARE:
			return SLOT_COMPARE;
		case S_DESCR_GET:
			return SLOT_DESCR_GET;
		case S_DESCR_SET:
			return SLOT_DESCR_SET;
		case S_CALL:
			return SLOT_CALL;
		case S_NEW:
			return SLOT_NEW;
		case S_INIT:
			return SLOT_INIT;
		default:
			return SLOT_BINARY;
	}
}
