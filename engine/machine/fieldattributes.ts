/** Attributes that are plain fields of native objects. */
import { at } from "./arena";
import { declareAttribute } from "./declarations";
import { raise } from "./errors";
import { NULL, type Ref } from "./layout";
import { incref, setref } from "./refcount";
import { NONE, TYPE_ERROR } from "./typeids";

/** Declares an attribute that shows a reference word of the object, None where it is empty. `check` says what is wrong with a value, or null. */
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
					const problem = value !== NULL && check !== null ? check(value) : null;
					if (problem !== null) return raise(TYPE_ERROR, problem);
					setref(o + word, value === NULL || (value === NONE && check !== null) ? NULL : incref(value));
					return NONE;
				}
			: null,
	);
}
