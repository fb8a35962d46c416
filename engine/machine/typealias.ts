/** `type X = ...` (TypeAliasType), Generic, and what the instructions of type parameters make (Objects/typevarobject.c). */
import {
	INTRINSIC_PARAMSPEC,
	INTRINSIC_SUBSCRIPT_GENERIC,
	INTRINSIC_TYPEALIAS,
	INTRINSIC_TYPEVAR,
	INTRINSIC_TYPEVARTUPLE,
	NB_OR,
} from "../compile/opcodes";
import { at, H } from "./arena";
import { resolveArguments } from "./arguments";
import { through } from "./call";
import { declareAttribute, declareMethod, declareType } from "./declarations";
import { dictGetText } from "./dict";
import { raise } from "./errors";
import { topPython } from "./frames";
import { newGenericAlias } from "./genericalias";
import {
	F_GLOBALS,
	FIELDS,
	FUNC_TYPEPARAMS,
	LAYOUT_FIELDS,
	LAYOUT_OBJECT,
	LIST_ITEMS,
	NULL,
	PUSHED,
	type Ref,
	SIZE,
	TF_BASETYPE,
	TF_GC,
	TYPE,
} from "./layout";
import { listAppend, newList } from "./list";
import { declareValue } from "./moduletable";
import { N0, pushNative, setState, stateOf } from "./natives";
import { decref, incref, setref } from "./refcount";
import { isStr, newStr, textOf } from "./str";
import { binary, byKey, calling, nativeKind, S_GETITEM, S_NEW, S_NUMBER, S_REPR, type Status, unary } from "./tables";
import { isTuple, tupleFrom, tupleItem } from "./tuple";
import {
	EMPTY_TUPLE,
	GENERIC,
	NONE,
	OBJECT,
	PARAM_SPEC,
	TYPE_ALIAS,
	TYPE_ERROR,
	TYPE_VAR,
	TYPE_VAR_TUPLE,
	UNION_TYPE,
} from "./typeids";
import { givenName, newFields, typeName } from "./types";
import { declareEvaluator, lazily, newTypeParameter } from "./typevars";
import { callTyping, typingItem } from "./typing";
import { unionOf } from "./unions";

const NAME = FIELDS;
const PARAMS = FIELDS + 1;
const COMPUTE = FIELDS + 2;
const VALUE = FIELDS + 3;
const MODULE = FIELDS + 4;
const REFS = 5;

function newAlias(name: Ref, params: Ref, compute: Ref, value: Ref): Ref {
	const o = newFields(TYPE_ALIAS, REFS);
	H[o + NAME] = incref(name);
	H[o + PARAMS] = incref(params);
	if (compute !== NULL) H[o + COMPUTE] = incref(compute);
	if (value !== NULL) H[o + VALUE] = incref(value);
	const frame = topPython();
	const module = frame === 0 ? NULL : dictGetText(at(frame + F_GLOBALS), "__name__");
	H[o + MODULE] = module === NULL ? NONE : incref(module);
	return o;
}

declareType({
	type: TYPE_ALIAS,
	name: "TypeAliasType",
	module: "typing",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 72,
	words: FIELDS + REFS,
	refs: REFS,
	flags: TF_GC,
	slots: {
		[S_NEW]: calling((_type, args, nargs, kwnames) => {
			const given = resolveArguments(
				{ name: "typealias", params: ["name", "value", "type_params"], min: 2, max: 2 },
				args,
				nargs,
				kwnames,
			);
			if (given === null) return NULL;
			const [name, value, params] = given as [Ref, Ref, Ref];
			if (!isStr(name)) return raise(TYPE_ERROR, `typealias() argument 'name' must be str, not ${givenName(name)}`);
			if (params !== NULL && !isTuple(params)) return raise(TYPE_ERROR, "type_params must be a tuple");
			return newAlias(name, params === NULL ? EMPTY_TUPLE : params, NULL, value);
		}),
		[S_REPR]: unary((o) => newStr(textOf(at(o + NAME)))),
		[S_GETITEM]: byKey((o, key) =>
			at(at(o + PARAMS) + SIZE) === 0
				? raise(TYPE_ERROR, "Only generic type aliases are subscriptable")
				: newGenericAlias(o, key),
		),
		[S_NUMBER + NB_OR]: binary((a, b) => unionOf(a, b)),
	},
});
declareValue("_typing", "TypeAliasType", () => TYPE_ALIAS);
declareAttribute(TYPE_ALIAS, "__name__", (o) => incref(at(o + NAME)), "readonly");
declareAttribute(TYPE_ALIAS, "__type_params__", (o) => incref(at(o + PARAMS)));
declareAttribute(TYPE_ALIAS, "__value__", (o) => lazily(o, VALUE, COMPUTE, NONE));
declareEvaluator(TYPE_ALIAS, "evaluate_value", VALUE, COMPUTE);
declareAttribute(TYPE_ALIAS, "__module__", (o) => incref(at(o + MODULE)));
declareAttribute(TYPE_ALIAS, "__parameters__", (o) => {
	if (!hasTypeVarTuple(at(o + PARAMS))) return incref(at(o + PARAMS));
	return unpackedParameters(at(o + PARAMS));
});
declareMethod(TYPE_ALIAS, "__reduce__", 0, 0, (o) => incref(at(o + NAME)));

declareType({
	type: GENERIC,
	name: "Generic",
	module: "typing",
	base: OBJECT,
	layout: LAYOUT_OBJECT,
	bytes: 16,
	words: 4,
	flags: TF_BASETYPE,
	slots: {},
});
declareValue("_typing", "Generic", () => GENERIC);
declareValue("_typing", "Union", () => UNION_TYPE);
declareMethod(
	GENERIC,
	"__class_getitem__",
	0,
	-1,
	(self, args, nargs) =>
		callTyping("_generic_class_getitem", self, ...Array.from({ length: nargs }, (_, i) => at(args + i))),
	{ kind: "classmethod" },
);
declareMethod(
	GENERIC,
	"__init_subclass__",
	0,
	-1,
	(self, args, nargs, kwnames) => initSubclass(self, args, nargs, kwnames),
	{ kind: "classmethod", raw: true },
);
function initSubclass(self: Ref, _args: number, _nargs: number, kwnames: Ref): Status {
	if (kwnames !== NULL) return raise(TYPE_ERROR, `${typeName(self)}.__init_subclass__() takes no keyword arguments`);
	return callTyping("_generic_init_subclass", self);
}

// ---- Instructions ----

export function typeParameterIntrinsic(which: number, value: Ref): Status {
	switch (which) {
		case INTRINSIC_TYPEVAR:
			return newTypeParameter(TYPE_VAR, value);
		case INTRINSIC_PARAMSPEC:
			return newTypeParameter(PARAM_SPEC, value);
		case INTRINSIC_TYPEVARTUPLE:
			return newTypeParameter(TYPE_VAR_TUPLE, value);
		case INTRINSIC_TYPEALIAS: {
			const params = tupleItem(value, 1);
			return newAlias(tupleItem(value, 0), params === NONE ? EMPTY_TUPLE : params, tupleItem(value, 2), NULL);
		}
		default:
			if (which !== INTRINSIC_SUBSCRIPT_GENERIC) return NULL;
			// _Py_subscript_generic
			if (!hasTypeVarTuple(value)) return callTyping("_GenericAlias", GENERIC, value);
			return through(ALIASED, 0, () => unpackedParameters(value));
	}
}
const ALIASED = nativeKind("Generic[...]", (frame, value) => {
	if (stateOf(frame) === 1) return value;
	setState(frame, 1);
	const status = callTyping("_GenericAlias", GENERIC, value);
	decref(value);
	return status;
});

function hasTypeVarTuple(params: Ref): boolean {
	for (let i = 0; i < at(params + SIZE); i++) if (at(tupleItem(params, i) + TYPE) === TYPE_VAR_TUPLE) return true;
	return false;
}

/** `unpack_typevartuples`: words: the parameters and the list of what stands for them (owned). */
const UNPACK = nativeKind("unpacked type parameters", (frame, value) => {
	const params = at(frame + N0);
	const list = at(frame + N0 + 1);
	if (value !== NULL) {
		listAppend(list, value);
		decref(value);
	}
	for (let i = at(list + SIZE); i < at(params + SIZE); i = at(list + SIZE)) {
		const param = tupleItem(params, i);
		if (at(param + TYPE) !== TYPE_VAR_TUPLE) {
			listAppend(list, param);
			continue;
		}
		const status = typingItem("Unpack", param);
		if (status === PUSHED || status === NULL) return status;
		listAppend(list, status);
		decref(status);
	}
	return tupleFrom(at(list + LIST_ITEMS), at(list + SIZE));
});
function unpackedParameters(params: Ref): typeof PUSHED {
	const frame = pushNative(UNPACK, 2, 2);
	H[frame + N0] = incref(params);
	H[frame + N0 + 1] = newList();
	return PUSHED;
}

/** SET_FUNCTION_TYPE_PARAMS */
export function setFunctionTypeParams(func: Ref, params: Ref): Ref {
	setref(func + FUNC_TYPEPARAMS, incref(params));
	return incref(func);
}
