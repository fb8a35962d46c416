/** The texts of generic aliases and unions (`ga_repr`, `union_repr`). */

import { at, H } from "./arena";
import { ARGS, ORIGIN, STARRED } from "./genericalias";
import { FIELDS, NULL, PUSHED, type Ref, SIZE, T_QUALNAME, TYPE } from "./layout";
import { Unsupported } from "./limits";
import { N0, pushNative } from "./natives";
import { repr } from "./operators";
import { decref, incref, setref } from "./refcount";
import { isStr, newStr, textOf } from "./str";
import { nativeKind, type Status } from "./tables";
import { tupleItem } from "./tuple";
import { ELLIPSIS, NONE, NONE_TYPE, TYPE_ALIAS, UNION_TYPE } from "./typeids";
import { isType, typeLookupText } from "./types";

/** What needs no Python code to be named (`ga_repr_item`, `_Py_typing_type_repr`); null otherwise. */
function plainName(o: Ref): string | null {
	if (o === ELLIPSIS) return "...";
	if (o === NONE_TYPE) return "None";
	if (!isType(o)) return null;
	const module = typeLookupText(o, "__module__");
	const qualname = textOf(at(o + T_QUALNAME));
	return module === NULL || !isStr(module) || textOf(module) === "builtins"
		? qualname
		: `${textOf(module)}.${qualname}`;
}

/** Words: the object, the text so far (owned); its items, the next of them, what stands between them and at the end. */
export const TEXT = nativeKind("repr of a generic alias", (frame, value) => {
	if (value !== NULL) {
		append(frame, textOf(value));
		decref(value);
	}
	const items = at(frame + N0 + 2);
	const union = at(at(frame + N0) + TYPE) === UNION_TYPE;
	for (;;) {
		const i = at(frame + N0 + 3);
		if (i === at(items + SIZE)) {
			if (!union) append(frame, i === 0 ? "()]" : "]");
			return incref(at(frame + N0 + 1));
		}
		H[frame + N0 + 3] = i + 1;
		if (i > 0) append(frame, union ? " | " : ", ");
		const item = tupleItem(items, i);
		const name = item === NONE && union ? "None" : plainName(item);
		if (name !== null) {
			append(frame, name);
			continue;
		}
		const status = repr(item);
		if (status === PUSHED || status === NULL) return status;
		append(frame, textOf(status));
		decref(status);
	}
});

function append(frame: number, text: string): void {
	setref(frame + N0 + 1, newStr(textOf(at(frame + N0 + 1)) + text));
}

export function aliasRepr(o: Ref): Status {
	const frame = pushNative(TEXT, 4, 2);
	H[frame + N0] = incref(o);
	H[frame + N0 + 1] = newStr(at(o + STARRED) === 1 ? "*" : "");
	H[frame + N0 + 2] = at(o + ARGS);
	const origin = at(o + ORIGIN);
	// A type alias has no qualified name: it is shown as it is.
	const name = at(origin + TYPE) === TYPE_ALIAS ? typeAliasName(origin) : plainName(origin);
	if (name === null) throw new Unsupported("the repr of a generic alias whose origin is no class");
	append(frame, `${name}[`);
	return PUSHED;
}

function typeAliasName(o: Ref): string {
	return textOf(at(o + FIELDS));
}
