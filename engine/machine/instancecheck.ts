/** isinstance and issubclass (Objects/abstract.c): hooks of metaclasses, tuples, and what an object says its class is. */
import { at, H } from "./arena";
import { GENERIC_GETATTR, getAttr, TYPE_GETATTR } from "./attributes";
import { through } from "./call";
import { isInstanceOfLike, isSubclassOfLike } from "./classlikes";
import { declareMethod } from "./declarations";
import { clearError, errorIs } from "./errors";
import { newBool } from "./int";
import { FIELDS, NULL, PUSHED, type Ref, SIZE, TYPE } from "./layout";
import { work } from "./machine";
import { declareFunction } from "./moduletable";
import { beginFrame, N0, popNative, pushNative } from "./natives";
import { truth } from "./operators";
import { mayRecurse } from "./recursion";
import { decref } from "./refcount";
import { callBound, nameRef } from "./special";
import { nativeKind, S_GETATTRO, type Status, slotOf } from "./tables";
import { isTuple, tupleItem } from "./tuple";
import { typeLookup } from "./typecache";
import { ATTRIBUTE_ERROR, FALSE, METHOD_DESCRIPTOR, OBJECT, TRUE, TYPE_TYPE, UNION_TYPE } from "./typeids";
import { isInstanceOf, isSubtype, isType, typeLookupText } from "./types";

/** Answers TRUE, FALSE, NULL or PUSHED. */
type Check = (o: Ref, cls: Ref) => Status;

const TRUTH = nativeKind("instance check", (_frame, value) => {
	const status = truth(value);
	decref(value);
	return status;
});

/** Words: the object, the tuple of classes, which is next, 1 for isinstance. */
const ANY_OF = nativeKind("instance check against a tuple", (frame, value) => {
	if (value !== NULL && value !== FALSE) return value;
	const w = frame + N0;
	const classes = at(w + 1);
	const check = at(w + 3) === 1 ? isInstance : isSubclass;
	for (let i = at(w + 2); i < at(classes + SIZE); i++) {
		H[w + 2] = i + 1;
		work(3);
		const status = check(at(w), tupleItem(classes, i));
		if (status !== FALSE) return status;
	}
	return FALSE;
});
function anyOf(o: Ref, classes: Ref, instance: boolean): Status {
	if (!mayRecurse(instance ? " in __instancecheck__" : " in __subclasscheck__", 1)) return NULL;
	return beginFrame(ANY_OF, 4, 0, (w) => {
		H[w] = o;
		H[w + 1] = classes;
		H[w + 3] = instance ? 1 : 0;
	});
}

/** The metaclass's own check, or the plain one; `type` has the plain one. */
function byHook(name: string, o: Ref, cls: Ref, plain: Check): Status {
	const hook = typeLookupText(at(cls + TYPE), name);
	if (hook === NULL || (at(hook + TYPE) === METHOD_DESCRIPTOR && isType(cls))) return plain(o, cls);
	return through(TRUTH, 0, () => callBound(hook, cls, o));
}

/** `PyObject_IsInstance` */
export function isInstance(o: Ref, cls: Ref): Status {
	if (at(o + TYPE) === cls) return TRUE;
	if (at(cls + TYPE) === TYPE_TYPE) return plainInstance(o, cls);
	const classes = at(cls + TYPE) === UNION_TYPE ? at(cls + FIELDS) : cls;
	if (isTuple(classes)) return anyOf(o, classes, true);
	return byHook("__instancecheck__", o, cls, plainInstance);
}

/** `PyObject_IsSubclass` */
export function isSubclass(derived: Ref, cls: Ref): Status {
	if (at(cls + TYPE) === TYPE_TYPE) return derived === cls ? TRUE : plainSubclass(derived, cls);
	const classes = at(cls + TYPE) === UNION_TYPE ? at(cls + FIELDS) : cls;
	if (isTuple(classes)) return anyOf(derived, classes, false);
	return byHook("__subclasscheck__", derived, cls, plainSubclass);
}

/** Words: the object, the class. What the object said its class is. */
const CLAIMED_CLASS = nativeKind(
	"__class__",
	(frame, value) => isClaimed(at(frame + N0), at(frame + N0 + 1), value),
	() => noClass(),
);

/** Takes over what an object's `__class__` is. */
function isClaimed(o: Ref, cls: Ref, claimed: Ref): Ref {
	const yes = claimed !== at(o + TYPE) && isType(claimed) && isSubtype(claimed, cls);
	decref(claimed);
	return newBool(yes);
}

function noClass(): Status {
	if (!errorIs(ATTRIBUTE_ERROR)) return NULL;
	clearError();
	return FALSE;
}

/** `object_isinstance` */
function plainInstance(o: Ref, cls: Ref): Status {
	if (!isType(cls)) return isInstanceOfLike(o, cls);
	if (isInstanceOf(o, cls)) return TRUE;
	if (saysItsType(o)) return FALSE;
	const frame = pushNative(CLAIMED_CLASS, 2, 0);
	H[frame + N0] = o;
	H[frame + N0 + 1] = cls;
	const claimed = getAttr(o, nameRef("__class__"));
	if (claimed === PUSHED) return PUSHED;
	popNative(frame);
	return claimed === NULL ? noClass() : isClaimed(o, cls, claimed);
}

/** `__class__` is object's, so that it can be nothing but the type. */
function saysItsType(o: Ref): boolean {
	const slot = slotOf(o, S_GETATTRO);
	if (slot !== GENERIC_GETATTR && slot !== TYPE_GETATTR) return false;
	return typeLookup(at(o + TYPE), nameRef("__class__")) === typeLookupText(OBJECT, "__class__");
}

/** `recursive_issubclass` */
function plainSubclass(derived: Ref, cls: Ref): Status {
	return isType(derived) && isType(cls) ? newBool(isSubtype(derived, cls)) : isSubclassOfLike(derived, cls);
}

declareFunction("builtins", "isinstance", 2, 2, (_self, args) => isInstance(at(args), at(args + 1)));
declareFunction("builtins", "issubclass", 2, 2, (_self, args) => isSubclass(at(args), at(args + 1)));
declareMethod(TYPE_TYPE, "__instancecheck__", 1, 1, (cls, args) => plainInstance(at(args), cls));
declareMethod(TYPE_TYPE, "__subclasscheck__", 1, 1, (cls, args) => plainSubclass(at(args), cls));
