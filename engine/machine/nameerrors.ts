/** What the loop raises for names that have no value: globals, locals, empty cells. */
import { at } from "./arena";
import { raise, raiseFields } from "./errors";
import { codeOf } from "./frames";
import { F_CODE, type NULL, type Ref } from "./layout";
import { intern, textOf } from "./str";
import { NAME_ERROR, UNBOUND_LOCAL_ERROR } from "./typeids";

export function nameError(name: Ref): typeof NULL {
	return raiseFields(NAME_ERROR, `name '${textOf(name)}' is not defined`, name);
}

export function localName(frame: number, i: number): Ref {
	return nameRefOf(codeOf(at(frame + F_CODE)).localsplusnames[i] as string);
}

/** The immortal str of a name that the compiler has interned. */
function nameRefOf(text: string): Ref {
	return intern(text);
}

export function unboundLocal(frame: number, i: number): typeof NULL {
	const name = localName(frame, i);
	// It suggests nothing: only NameError itself is given the name (_PyEval_FormatExcCheckArg).
	return raise(
		UNBOUND_LOCAL_ERROR,
		`cannot access local variable '${textOf(name)}' where it is not associated with a value`,
	);
}

/** An empty cell: a local of this function or a free variable (format_exc_unbound). */
export function unboundFree(frame: number, i: number): typeof NULL {
	const code = codeOf(at(frame + F_CODE));
	if (i < code.localsplusnames.length - code.freevars.length) return unboundLocal(frame, i);
	const name = localName(frame, i);
	return raiseFields(
		NAME_ERROR,
		`cannot access free variable '${textOf(name)}' where it is not associated with a value in enclosing scope`,
		name,
	);
}
