/** `int | str`: its type, what makes one of several types, and the checks against one (Objects/unionobject.c). */

import { NB_OR, PY_EQ, PY_NE } from "../compile/opcodes";
import { FrozensetHasher } from "../text/hashes";
import { TEXT } from "./aliasrepr";
import { at, H } from "./arena";
import { through } from "./call";
import { declareAttribute, declareMethod, declareType } from "./declarations";
import { raise } from "./errors";
import { aliasEquals, compared, isGenericAlias, parametersOf } from "./genericalias";
import { hash, hashAsInt, hashPlain } from "./hash";
import { newBool } from "./int";
import { FIELDS, LAYOUT_FIELDS, NULL, PUSHED, type Ref, SIZE, TF_GC, TF_NO_NEW, TYPE } from "./layout";
import { Unsupported } from "./limits";
import { profile } from "./machine";
import { callOfModule, dropping } from "./modulecall";
import { N0, pushNative } from "./natives";
import { decref, incref } from "./refcount";
import { newStr } from "./str";
import {
	binary,
	byKey,
	nativeKind,
	S_GETITEM,
	S_HASH,
	S_NUMBER,
	S_REPR,
	S_RICHCOMPARE,
	type Status,
	ternary,
	unary,
} from "./tables";
import { isTuple, tupleItem, tupleOf } from "./tuple";
import { NONE, NONE_TYPE, NOT_IMPLEMENTED, OBJECT, TRUE, TYPE_ALIAS, TYPE_ERROR, UNION_TYPE } from "./typeids";
import { isType, newFields } from "./types";

export const UNION_ARGS = FIELDS;
/** Type variables among them, found when they are first asked for. */
const PARAMETERS = FIELDS + 1;

/** `is_unionable` */
function isUnionable(o: Ref): boolean {
	return o === NONE || isType(o) || isGenericAlias(o) || [UNION_TYPE, TYPE_ALIAS].includes(at(o + TYPE));
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
	if (!isGenericAlias(a) || !isGenericAlias(b)) return false;
	return aliasEquals(a, b) === TRUE;
}

/** `_Py_union_from_tuple`: what is no type is for the typing module to judge. */
export function unionFrom(items: readonly Ref[]): Status {
	if (items.every(isUnionable)) return unionOfAll(items);
	const all = tupleOf(...items);
	return dropping(
		all,
		through(CHECKED, 0, () => callOfModule("_typeparameters", "checked", all)),
	);
}

/** What a union may be of has been found out by the typing module, in a tuple. */
const CHECKED = nativeKind("parts of a union", (_frame, value) => {
	const union = unionOfAll(Array.from({ length: at(value + SIZE) }, (_, i) => tupleItem(value, i)));
	decref(value);
	return union;
});

declareType({
	type: UNION_TYPE,
	name: "UnionType",
	module: "types",
	renamed: { name: "Union", module: "typing" },
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
		[S_GETITEM]: byKey((o, item) => callOfModule("_typeparameters", "union_getitem", o, item)),
		[S_NUMBER + NB_OR]: binary((a, b) => unionOf(a, b)),
	},
});
declareAttribute(UNION_TYPE, "__args__", (o) => incref(at(o + UNION_ARGS)));
declareAttribute(UNION_TYPE, "__parameters__", (o) => parametersOf(o, at(o + UNION_ARGS), PARAMETERS));
declareAttribute(UNION_TYPE, "__origin__", () => UNION_TYPE, null, "3.14");
for (const name of ["__name__", "__qualname__"])
	declareAttribute(UNION_TYPE, name, () => newStr("Union"), null, "3.14");
/** 3.14 has one type for `int | str` and `Union[int, str]`. */
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
		return unionFrom(items);
	},
	{ kind: "classmethod" },
);
