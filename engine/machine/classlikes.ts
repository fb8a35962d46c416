/** isinstance and issubclass where something else than types stands for a class: what has a tuple of `__bases__` (Objects/abstract.c). */

import { at, H } from "./arena";
import { getAttr } from "./attributes";
import { through } from "./call";
import { clearError, errorIs, raise } from "./errors";
import { NULL, PUSHED, type Ref, SIZE } from "./layout";
import { beginFrame, N0, setState, stateOf } from "./natives";
import { mayRecurse } from "./recursion";
import { decref } from "./refcount";
import { nameRef } from "./special";
import { intern } from "./str";
import { nativeKind, type Status } from "./tables";
import { isTuple, tupleItem } from "./tuple";
import { ATTRIBUTE_ERROR, FALSE, TRUE, TYPE_ERROR } from "./typeids";

/** `PyObject_GetOptionalAttr` found nothing: FALSE; NULL: another exception is set. */
function absent(): Status {
	if (!errorIs(ATTRIBUTE_ERROR)) return NULL;
	clearError();
	return FALSE;
}

/** Takes over what the attribute `__bases__` is: FALSE where it is no tuple (`abstract_get_bases`). */
const BASES = nativeKind(
	"__bases__",
	(_frame, value) => {
		if (value === FALSE || isTuple(value)) return value;
		decref(value);
		return FALSE;
	},
	absent,
);
function basesOf(cls: Ref): Status {
	return through(BASES, 0, () => {
		const name = intern("__bases__");
		const bases = getAttr(cls, name);
		decref(name);
		return bases === NULL ? absent() : bases;
	});
}

const NO_CLASS = [
	"isinstance() arg 2 must be a type, a tuple of types, or a union",
	"issubclass() arg 1 must be a class",
	"issubclass() arg 2 must be a class, a tuple of classes, or a union",
];
/** Word: which message. `check_class`: TRUE, or TypeError. */
const CHECK_CLASS = nativeKind("class check", (frame, bases) => {
	if (bases === FALSE) return raise(TYPE_ERROR, NO_CLASS[at(frame + N0)] ?? "");
	decref(bases);
	return TRUE;
});
function checkClass(cls: Ref, message: number): Status {
	return through(CHECK_CLASS, 1, (frame) => {
		H[frame + N0] = message;
		return basesOf(cls);
	});
}

// What is waited for: nothing yet, a tuple of bases, or whether one of them is derived.
const BEGIN = 0;
const GET_BASES = 1;
const EACH = 2;

/** Words: 0 the bases (owned); 1 what may be derived, 2 the class, 3 which base is next. */
const ABSTRACT = nativeKind("abstract_issubclass", (frame, first) => {
	const w = frame + N0;
	let value: Status = first;
	if (stateOf(frame) === BEGIN) {
		setState(frame, GET_BASES);
		value = basesOf(at(w + 1));
	}
	for (;;) {
		if (value === PUSHED || value === NULL) return value;
		if (stateOf(frame) === GET_BASES) {
			// The old bases may hold what was derived: they go once the new ones are there.
			const old = at(w);
			H[w] = value === FALSE ? NULL : value;
			if (old !== NULL) decref(old);
			if (value === FALSE || at(value + SIZE) === 0) return FALSE;
			if (at(value + SIZE) === 1) {
				H[w + 1] = tupleItem(value, 0);
				if (at(w + 1) === at(w + 2)) return TRUE;
				value = basesOf(at(w + 1));
				continue;
			}
			if (!mayRecurse(" in __issubclass__", 1)) return NULL;
			setState(frame, EACH);
		} else if (value !== FALSE) return value;
		const i = at(w + 3);
		if (i === at(at(w) + SIZE)) return FALSE;
		H[w + 3] = i + 1;
		value = abstractIsSubclass(tupleItem(at(w), i), at(w + 2));
	}
});
function abstractIsSubclass(derived: Ref, cls: Ref): Status {
	if (derived === cls) return TRUE;
	return beginFrame(ABSTRACT, 4, 1, (w) => {
		H[w + 1] = derived;
		H[w + 2] = cls;
	});
}

// Which question is answered, by the number of its first message.
const INSTANCE = 0;
const SUBCLASS = 1;

/** Words: 0 what an object says its class is (owned); 1 the object or class, 2 the class, 3 the question. State: how many answers came. */
const CLASS_LIKE = nativeKind(
	"class-likes",
	(frame, first) => {
		const w = frame + N0;
		let value: Status = first;
		for (;;) {
			const state = stateOf(frame);
			setState(frame, state + 1);
			if (at(w + 3) === SUBCLASS) {
				if (state === 0) value = checkClass(at(w + 1), 1);
				else if (state === 1) value = checkClass(at(w + 2), 2);
				else if (state === 2) value = abstractIsSubclass(at(w + 1), at(w + 2));
				else return value;
			} else if (state === 0) value = checkClass(at(w + 2), 0);
			else if (state === 1) {
				value = getAttr(at(w + 1), nameRef("__class__"));
				if (value === NULL) return absent();
			} else if (state === 2) {
				H[w] = value;
				value = abstractIsSubclass(value, at(w + 2));
			} else return value;
			if (value === PUSHED || value === NULL) return value;
		}
	},
	(frame) => (stateOf(frame) === 2 && at(frame + N0 + 3) === INSTANCE ? absent() : NULL),
);
function asked(question: number, o: Ref, cls: Ref): Status {
	return beginFrame(CLASS_LIKE, 4, 1, (w) => {
		H[w + 1] = o;
		H[w + 2] = cls;
		H[w + 3] = question;
	});
}

/** `object_isinstance` where the class is no type. */
export function isInstanceOfLike(o: Ref, cls: Ref): Status {
	return asked(INSTANCE, o, cls);
}

/** `recursive_issubclass` where one of both is no type. */
export function isSubclassOfLike(derived: Ref, cls: Ref): Status {
	return asked(SUBCLASS, derived, cls);
}
