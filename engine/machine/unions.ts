/** `int | str`: its type, what makes one of several types, and the checks against one (Objects/unionobject.c). */

import { NB_OR, PY_EQ, PY_NE } from "../compile/opcodes";
import { FrozensetHasher } from "../text/hashes";
import { TEXT } from "./aliasrepr";
import { at, H } from "./arena";
import { declareAttribute, declareMethod, declareType } from "./declarations";
import { raise } from "./errors";
import { aliasEquals, compared } from "./genericalias";
import { hash, hashAsInt, hashPlain } from "./hash";
import { isInstance, isSubclass } from "./instancecheck";
import { newBool } from "./int";
import { FIELDS, LAYOUT_FIELDS, NULL, PUSHED, type Ref, SIZE, TF_GC, TF_NO_NEW, TYPE } from "./layout";
import { Unsupported } from "./limits";
import { profile } from "./machine";
import { N0, pushNative } from "./natives";
import { incref } from "./refcount";
import { isStr, newStr } from "./str";
import { binary, nativeKind, S_HASH, S_NUMBER, S_REPR, S_RICHCOMPARE, type Status, ternary, unary } from "./tables";
import { isTuple, tupleItem, tupleOf } from "./tuple";
import {
	EMPTY_TUPLE,
	FALSE,
	GENERIC_ALIAS,
	NONE,
	NONE_TYPE,
	NOT_IMPLEMENTED,
	OBJECT,
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

declareType({
	type: UNION_TYPE,
	name: "UnionType",
	module: "types",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 48,
	words: FIELDS + 4,
	refs: 2,
	flags: TF_GC | TF_NO_NEW,
	weakAt: FIELDS + 2,
	slots: {
		[S_REPR]: unary((o) => {
			const frame = pushNative(TEXT, 4, 2);
			H[frame + N0] = incref(o);
			H[frame + N0 + 1] = newStr("");
			H[frame + N0 + 2] = at(o + UNION_ARGS);
			return PUSHED;
		}),
		// `union_hash`: that of a frozenset of the types.
		[S_HASH]: unary((o) => {
			const args = at(o + UNION_ARGS);
			const hasher = new FrozensetHasher();
			for (let i = 0; i < at(args + SIZE); i++) {
				const known = hashPlain(tupleItem(args, i));
				if (known === 0) return NULL;
				if (known !== 1) throw new Unsupported("a union of types with a __hash__ in Python");
				hasher.add(hash);
			}
			hasher.finish(hash);
			return hashAsInt();
		}),
		[S_RICHCOMPARE]: ternary((a, b, op) => {
			if (at(a + TYPE) !== UNION_TYPE || at(b + TYPE) !== UNION_TYPE || (op !== PY_EQ && op !== PY_NE))
				return NOT_IMPLEMENTED;
			const mine = at(a + UNION_ARGS);
			const theirs = at(b + UNION_ARGS);
			const all = (t: Ref): Ref[] => Array.from({ length: at(t + SIZE) }, (_v, i) => tupleItem(t, i));
			const within = (x: Ref[], y: Ref[]): boolean => x.every((p) => y.some((q) => p === q || sameAlias(p, q)));
			return compared(newBool(within(all(mine), all(theirs)) && within(all(theirs), all(mine))), op);
		}),
		[S_NUMBER + NB_OR]: binary((a, b) => unionOf(a, b)),
	},
});
declareAttribute(UNION_TYPE, "__args__", (o) => incref(at(o + UNION_ARGS)));
declareAttribute(UNION_TYPE, "__parameters__", () => EMPTY_TUPLE);
/** `_Py_union_from_tuple`: 3.14 has one type for `int | str` and `Union[int, str]`. */
declareMethod(
	UNION_TYPE,
	"__class_getitem__",
	1,
	1,
	(_self, args) => {
		if (!profile().unionsAreTypings) return raise(TYPE_ERROR, "type 'types.UnionType' is not subscriptable");
		const given = at(args);
		const items = isTuple(given) ? Array.from({ length: at(given + SIZE) }, (_, i) => tupleItem(given, i)) : [given];
		if (items.length === 0) return raise(TYPE_ERROR, "Cannot take a Union of no types.");
		if (items.some(isStr)) throw new Unsupported("a typing.Union of a text");
		return unionOfAll(items);
	},
	{ kind: "classmethod" },
);
declareMethod(UNION_TYPE, "__instancecheck__", 1, 1, (self, args) => checkUnion(self, at(args), true));
declareMethod(UNION_TYPE, "__subclasscheck__", 1, 1, (self, args) => checkUnion(self, at(args), false));
