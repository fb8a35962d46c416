/** Attributes that are plain fields of native objects. */
import { at } from "./arena";
import { declareAttribute } from "./declarations";
import { raise } from "./errors";
import { materializeDict, replaceDict } from "./instance";
import { NULL, type Ref, TYPE } from "./layout";
import { incref, setref } from "./refcount";
import { ATTRIBUTE_ERROR, DICT, NONE, TYPE_ERROR } from "./typeids";
import { isSubtype, typeName } from "./types";

/** Declares an attribute that shows a reference word of the object, None where it is empty. `check` says what is wrong with a value (0: with deleting it), or null. */
export function declareField(
	type: Ref,
	name: string,
	word: number,
	writable: boolean,
	check: ((value: Ref) => string | null) | null = null,
): void {
	declareAttribute(
		type,
		name,
		(o) => (at(o + word) === NULL ? NONE : incref(at(o + word))),
		writable
			? (o, value) => {
					const problem = check !== null ? check(value) : null;
					if (problem !== null) return raise(TYPE_ERROR, problem);
					setref(o + word, value === NULL || (value === NONE && check !== null) ? NULL : incref(value));
					return NONE;
				}
			: null,
	);
}

/** `Py_T_OBJECT` that is read only: None where it is empty. */
export function declareMember(type: Ref, name: string, word: number): void {
	declareAttribute(
		type,
		name,
		(o) => (at(o + word) === NULL ? NONE : incref(at(o + word))),
		() => raise(ATTRIBUTE_ERROR, "readonly attribute"),
	);
}

/** `__dict__` of a type whose instances have a word for it (`PyObject_GenericGetDict`). */
export function declareDict(type: Ref): void {
	declareAttribute(
		type,
		"__dict__",
		(o) => incref(materializeDict(o)),
		(o, value) => {
			if (value === NULL) return raise(TYPE_ERROR, "cannot delete __dict__");
			if (!isSubtype(at(value + TYPE), DICT))
				return raise(TYPE_ERROR, `__dict__ must be set to a dictionary, not a '${typeName(at(value + TYPE))}'`);
			replaceDict(o, value);
			return NONE;
		},
	);
}
