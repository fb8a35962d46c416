/** mappingproxy (Objects/descrobject.c): a mapping that can be read through it alone, as `vars` of a class shows it. */

import { NB_OR } from "../compile/opcodes";
import { at, H } from "./arena";
import { resolveArguments } from "./arguments";
import { through } from "./call";
import { compare } from "./comparison";
import { declareMethod, declareType } from "./declarations";
import { hashObject } from "./dictlookup";
import { raise } from "./errors";
import { newGenericAlias } from "./genericalias";
import { getIter } from "./iterators";
import { FIELDS, LAYOUT_FIELDS, NULL, type Ref, TF_GC, TF_MAPPING, TYPE } from "./layout";
import { isList } from "./list";
import { callMethod } from "./methodcalls";
import { binaryOp, contains, getItem, length, repr, str } from "./operators";
import { decref, incref } from "./refcount";
import { newStr, textOf } from "./str";
import {
	binary,
	byKey,
	calling,
	nativeKind,
	S_CONTAINS,
	S_GETITEM,
	S_HASH,
	S_INPLACE,
	S_ITER,
	S_LEN,
	S_NEW,
	S_NUMBER,
	S_REPR,
	S_RICHCOMPARE,
	S_STR,
	slotOf,
	ternary,
	unary,
} from "./tables";
import { isTuple } from "./tuple";
import { MAPPING_PROXY, NONE, OBJECT, TYPE_ERROR } from "./typeids";
import { newFields, typeName } from "./types";

declareType({
	type: MAPPING_PROXY,
	name: "mappingproxy",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 48,
	words: 5,
	refs: 1,
	flags: TF_GC | TF_MAPPING,
	slots: {
		[S_REPR]: unary((o) => through(PROXY_REPR, 0, () => repr(at(o + FIELDS)))),
		[S_GETITEM]: byKey((o, key) => getItem(at(o + FIELDS), key)),
		[S_CONTAINS]: binary((o, key) => contains(at(o + FIELDS), key)),
		[S_LEN]: unary((o) => length(at(o + FIELDS))),
		[S_ITER]: unary((o) => getIter(at(o + FIELDS))),
		[S_STR]: unary((o) => str(at(o + FIELDS))),
		[S_HASH]: unary((o) => hashObject(at(o + FIELDS))),
		[S_INPLACE + NB_OR]: binary(() => raise(TYPE_ERROR, "'|=' is not supported by mappingproxy; use '|' instead")),
		[S_RICHCOMPARE]: ternary((a, b, op) => compare(at(a + FIELDS), behindProxy(b), op)),
		[S_NUMBER + NB_OR]: binary((a, b) => binaryOp(behindProxy(a), behindProxy(b), NB_OR, false)),
		[S_NEW]: calling((_type, args, nargs, kwnames) => {
			if (nargs > 1) return raise(TYPE_ERROR, `mappingproxy() takes at most 1 argument (${nargs} given)`);
			const signature = { name: "mappingproxy", params: ["mapping"], min: 1, max: 1 };
			const given = resolveArguments(signature, args, nargs, kwnames);
			if (given === null) return NULL;
			const mapping = given[0] as Ref;
			if (slotOf(mapping, S_GETITEM) === 0 || isTuple(mapping) || isList(mapping))
				return raise(TYPE_ERROR, `mappingproxy() argument must be a mapping, not ${typeName(at(mapping + TYPE))}`);
			const proxy = newFields(MAPPING_PROXY, 1);
			H[proxy + FIELDS] = incref(mapping);
			return proxy;
		}),
	},
});
const behindProxy = (o: Ref): Ref => (at(o + TYPE) === MAPPING_PROXY ? at(o + FIELDS) : o);
declareMethod(MAPPING_PROXY, "__class_getitem__", 1, 1, (self, args) => newGenericAlias(self, at(args)), {
	kind: "classmethod",
});
const PROXY_REPR = nativeKind("mappingproxy.__repr__", (_frame, value) => {
	const text = textOf(value);
	decref(value);
	return newStr(`mappingproxy(${text})`);
});
for (const name of ["keys", "values", "items", "copy", "__reversed__"])
	declareMethod(MAPPING_PROXY, name, 0, 0, (o) => callMethod(at(o + FIELDS), name));
declareMethod(MAPPING_PROXY, "get", 1, 2, (o, args, nargs) =>
	callMethod(at(o + FIELDS), "get", at(args), nargs > 1 ? at(args + 1) : NONE),
);
