/** `int | str`: what makes one of several types, and the checks against one (Objects/unionobject.c). */

import { at, H } from "./arena";
import { raise } from "./errors";
import { aliasEquals } from "./genericalias";
import { isInstance, isSubclass } from "./instancecheck";
import { FIELDS, NULL, PUSHED, type Ref, SIZE, TYPE } from "./layout";
import { N0, pushNative } from "./natives";
import { incref } from "./refcount";
import { nativeKind, type Status } from "./tables";
import { tupleItem, tupleOf } from "./tuple";
import {
	FALSE,
	GENERIC_ALIAS,
	NONE,
	NONE_TYPE,
	NOT_IMPLEMENTED,
	TRUE,
	TYPE_ALIAS,
	TYPE_ERROR,
	UNION_TYPE,
} from "./typeids";
import { isType, newFields } from "./types";

export const UNION_ARGS = FIELDS;

/** `is_unionable` */
function isUnionable(o: Ref): boolean {
	return o === NONE || isType(o) || [GENERIC_ALIAS, UNION_TYPE, TYPE_ALIAS].includes(at(o + TYPE));
}

/** `_Py_union_type_or`: NotImplemented for what is no type. */
export function unionOf(a: Ref, b: Ref): Status {
	return isUnionable(a) && isUnionable(b) ? unionOfAll([a, b]) : NOT_IMPLEMENTED;
}

/** `make_union`: each part once, those of unions one by one. */
export function unionOfAll(items: readonly Ref[]): Ref {
	const parts: Ref[] = [];
	const add = (o: Ref): void => {
		if (at(o + TYPE) === UNION_TYPE) {
			const args = at(o + UNION_ARGS);
			for (let i = 0; i < at(args + SIZE); i++) add(tupleItem(args, i));
			return;
		}
		const part = o === NONE ? NONE_TYPE : o;
		if (!parts.some((other) => other === part || sameAlias(other, part))) parts.push(part);
	};
	items.forEach(add);
	if (parts.length === 1) return incref(parts[0] as Ref);
	const args = tupleOf(...parts);
	const o = newFields(UNION_TYPE, 4);
	H[o + UNION_ARGS] = args;
	return o;
}

export function sameAlias(a: Ref, b: Ref): boolean {
	if (at(a + TYPE) !== GENERIC_ALIAS || at(b + TYPE) !== GENERIC_ALIAS) return false;
	return aliasEquals(a, b) === TRUE;
}

/** Words: the union, what is checked against it; which of its types is next; 1 for isinstance. */
const CHECK = nativeKind("check against a union", (frame, value) => {
	if (value !== NULL && value !== FALSE) return value;
	const args = at(at(frame + N0) + UNION_ARGS);
	for (let i = at(frame + N0 + 2); i < at(args + SIZE); i++) {
		H[frame + N0 + 2] = i + 1;
		const builtin = at(frame + N0 + 3) === 1 ? isInstance : isSubclass;
		const status = builtin(at(frame + N0 + 1), tupleItem(args, i));
		if (status !== FALSE) return status;
	}
	return FALSE;
});

export function checkUnion(self: Ref, o: Ref, instance: boolean): Status {
	const args = at(self + UNION_ARGS);
	for (let i = 0; i < at(args + SIZE); i++)
		if (at(tupleItem(args, i) + TYPE) === GENERIC_ALIAS)
			return raise(
				TYPE_ERROR,
				`${instance ? "isinstance" : "issubclass"}() argument 2 cannot be a parameterized generic`,
			);
	const frame = pushNative(CHECK, 4, 2);
	H[frame + N0] = incref(self);
	H[frame + N0 + 1] = incref(o);
	H[frame + N0 + 3] = instance ? 1 : 0;
	return PUSHED;
}
