/** The type of `list[int]` (Objects/genericaliasobject.c). */

import { NB_OR, PY_EQ, PY_NE } from "../compile/opcodes";
import { aliasName, aliasRepr } from "./aliasrepr";
import { at, H } from "./arena";
import { genericGetAttr, getAttr, setAttr } from "./attributes";
import { through, vectorcall } from "./call";
import { equals } from "./comparison";
import { declareAttribute, declareMethod, declareType } from "./declarations";
import { clearError, errorIs, raise } from "./errors";
import { hash, hashAsInt, hashPlain } from "./hash";
import { newBool } from "./int";
import { getIter } from "./iterators";
import { builtinNamed, reduced } from "./iteratorstate";
import {
	F_OWNED,
	FIELDS,
	LAYOUT_FIELDS,
	NULL,
	PUSHED,
	type Ref,
	SIZE,
	TF_BASETYPE,
	TF_GC,
	TUPLE_ITEMS,
	TYPE,
} from "./layout";
import { Unsupported } from "./limits";
import { N0 } from "./natives";
import { repr } from "./operators";
import { decref, incref } from "./refcount";
import { nameRef } from "./special";
import { textOf } from "./str";
import {
	binary,
	calling,
	nativeKind,
	S_CALL,
	S_GETATTRO,
	S_GETITEM,
	S_HASH,
	S_ITER,
	S_NEW,
	S_NUMBER,
	S_REPR,
	S_RICHCOMPARE,
	type Status,
	ternary,
	unary,
} from "./tables";
import { isTuple, newTuple, tupleItem, tupleOf } from "./tuple";
import {
	ATTRIBUTE_ERROR,
	EMPTY_TUPLE,
	FALSE,
	GENERIC_ALIAS,
	NONE,
	NOT_IMPLEMENTED,
	OBJECT,
	TRUE,
	TUPLE,
	TYPE_ERROR,
} from "./typeids";
import { isType, newFields, typeLookupText } from "./types";
import { unionOf } from "./unions";

export const ORIGIN = FIELDS;
export const ARGS = FIELDS + 1;
/** Type variables among the arguments, found when they are first asked for. */
const PARAMETERS = FIELDS + 2;
const WEAK = FIELDS + 3;
/** 1: `*tuple[int]`. */
export const STARRED = FIELDS + 4;

/** `Py_GenericAlias`; counts both. A single argument becomes a tuple of one. */
export function newGenericAlias(origin: Ref, args: Ref): Ref {
	const o = newFields(GENERIC_ALIAS, 5);
	H[o + ORIGIN] = incref(origin);
	H[o + ARGS] = isTuple(args) ? incref(args) : tupleOf(args);
	return o;
}

/** Attributes that are the alias's own and not its origin's. */
const OWN_ATTRIBUTES: ReadonlySet<string> = new Set([
	"__class__",
	"__origin__",
	"__args__",
	"__unpacked__",
	"__parameters__",
	"__typing_unpacked_tuple_args__",
	"__mro_entries__",
	"__reduce_ex__",
	"__reduce__",
	"__copy__",
	"__deepcopy__",
	"__bases__",
]);

/** Words: the alias, the instance (owned). The instance that its origin made is told what it was made as. */
const CALLED = nativeKind(
	"call of a generic alias",
	(frame, value) => {
		if (at(frame + N0 + 1) !== NULL) {
			decref(value);
			return incref(at(frame + N0 + 1));
		}
		H[frame + N0 + 1] = value;
		const status = setAttr(value, nameRef("__orig_class__"), at(frame + N0));
		if (status === PUSHED) return PUSHED;
		if (status === NULL) return afterFailure(frame);
		return incref(value);
	},
	(frame) => (at(frame + N0 + 1) === NULL ? NULL : afterFailure(frame)),
);

/** An instance that takes no attributes stays as it is. */
function afterFailure(frame: number): Status {
	if (!errorIs(ATTRIBUTE_ERROR) && !errorIs(TYPE_ERROR)) return NULL;
	clearError();
	return incref(at(frame + N0 + 1));
}

function callAlias(alias: Ref, args: number, nargs: number, kwnames: Ref): Status {
	return through(CALLED, 2, (frame) => {
		H[frame + F_OWNED] = 2;
		H[frame + N0] = incref(alias);
		return vectorcall(at(alias + ORIGIN), args, nargs, kwnames);
	});
}

/** `_Py_make_parameters`: the type variables in the arguments, each once. */
function parametersOf(alias: Ref): Ref {
	if (at(alias + PARAMETERS) !== NULL) return at(alias + PARAMETERS);
	const found: Ref[] = [];
	const add = (o: Ref): void => {
		if (!found.includes(o)) found.push(o);
	};
	const args = at(alias + ARGS);
	for (let i = 0; i < at(args + SIZE); i++) {
		const item = tupleItem(args, i);
		if (isType(item)) continue;
		if (typeLookupText(at(item + TYPE), "__typing_subst__") !== NULL) {
			add(item);
			continue;
		}
		if (at(item + TYPE) === GENERIC_ALIAS) {
			const inner = parametersOf(item);
			for (let k = 0; k < at(inner + SIZE); k++) add(tupleItem(inner, k));
		}
	}
	H[alias + PARAMETERS] = found.length === 0 ? EMPTY_TUPLE : tupleOf(...found);
	return at(alias + PARAMETERS);
}

/** `ga_getitem`: arguments take the place of the type variables. */
function substitute(alias: Ref, item: Ref): Status {
	const parameters = parametersOf(alias);
	const given = isTuple(item) ? Array.from({ length: at(item + SIZE) }, (_v, i) => tupleItem(item, i)) : [item];
	const wanted = at(parameters + SIZE);
	const name = (): string => {
		const status = repr(alias);
		if (status <= 0) return "generic alias";
		const text = textOf(status);
		decref(status);
		return text;
	};
	if (wanted === 0) return raise(TYPE_ERROR, `${aliasName(alias)} is not a generic class`);
	if (given.length !== wanted)
		return raise(
			TYPE_ERROR,
			`Too ${given.length > wanted ? "many" : "few"} arguments for ${name()}; actual ${given.length}, expected ${wanted}`,
		);
	const replace = (o: Ref): Ref => {
		for (let i = 0; i < wanted; i++) if (tupleItem(parameters, i) === o) return incref(given[i] as Ref);
		if (at(o + TYPE) !== GENERIC_ALIAS) return incref(o);
		const args = replaceAll(at(o + ARGS));
		const inner = newGenericAlias(at(o + ORIGIN), args);
		H[inner + STARRED] = at(o + STARRED);
		decref(args);
		return inner;
	};
	const replaceAll = (tuple: Ref): Ref => {
		const n = at(tuple + SIZE);
		const out = newTuple(n);
		for (let i = 0; i < n; i++) H[out + TUPLE_ITEMS + i] = replace(tupleItem(tuple, i));
		return out;
	};
	const args = replaceAll(at(alias + ARGS));
	const result = newGenericAlias(at(alias + ORIGIN), args);
	decref(args);
	return result;
}

/** Equal origins and arguments; the arguments compared as tuples are. */
const SAME_ARGS = nativeKind("equality of generic aliases", (_frame, value) => value);
export function aliasEquals(a: Ref, b: Ref): Status {
	if (at(a + STARRED) !== at(b + STARRED)) return FALSE;
	const origins = equals(at(a + ORIGIN), at(b + ORIGIN));
	if (origins === PUSHED) throw new Unsupported("generic aliases whose origins compare in Python");
	if (origins !== TRUE) return origins;
	return through(SAME_ARGS, 0, () => equals(at(a + ARGS), at(b + ARGS)));
}

/** Whether an `==` that answers at once says so; PUSHED is refused. */
export function compared(status: Status, op: number): Status {
	if (status === PUSHED) throw new Unsupported("types in brackets that compare in Python");
	if (status === NULL) return NULL;
	return newBool((status === TRUE) === (op === PY_EQ));
}

declareType({
	type: GENERIC_ALIAS,
	name: "GenericAlias",
	module: "types",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 80,
	words: FIELDS + 5,
	refs: 3,
	flags: TF_GC | TF_BASETYPE,
	weakAt: WEAK,
	slots: {
		[S_NEW]: calling((_type, args, nargs, kwnames) => {
			if (kwnames !== NULL) return raise(TYPE_ERROR, "GenericAlias() takes no keyword arguments");
			if (nargs !== 2) return raise(TYPE_ERROR, `GenericAlias expected 2 arguments, got ${nargs}`);
			return newGenericAlias(at(args), at(args + 1));
		}),
		[S_REPR]: unary(aliasRepr),
		[S_CALL]: calling(callAlias),
		[S_GETATTRO]: binary((o, name) =>
			OWN_ATTRIBUTES.has(textOf(name)) ? genericGetAttr(o, name) : getAttr(at(o + ORIGIN), name),
		),
		[S_GETITEM]: binary(substitute),
		[S_HASH]: unary((o) => {
			if (hashPlain(at(o + ORIGIN)) !== 1) return NULL;
			const { low, high } = hash;
			const known = hashPlain(at(o + ARGS));
			if (known === 0) return NULL;
			if (known !== 1) throw new Unsupported("types in brackets with a __hash__ in Python");
			hash.low ^= low;
			hash.high ^= high;
			return hashAsInt();
		}),
		[S_RICHCOMPARE]: ternary((a, b, op) => {
			if (at(a + TYPE) !== GENERIC_ALIAS || at(b + TYPE) !== GENERIC_ALIAS || (op !== PY_EQ && op !== PY_NE))
				return NOT_IMPLEMENTED;
			return compared(aliasEquals(a, b), op);
		}),
		[S_NUMBER + NB_OR]: binary((a, b) => unionOf(a, b)),
		[S_ITER]: unary((o) => {
			const starred = newGenericAlias(at(o + ORIGIN), at(o + ARGS));
			H[starred + STARRED] = 1;
			const tuple = tupleOf(starred);
			decref(starred);
			const it = getIter(tuple);
			decref(tuple);
			return it;
		}),
	},
});
declareAttribute(GENERIC_ALIAS, "__origin__", (o) => incref(at(o + ORIGIN)));
declareAttribute(GENERIC_ALIAS, "__args__", (o) => incref(at(o + ARGS)));
declareAttribute(GENERIC_ALIAS, "__parameters__", (o) => incref(parametersOf(o)));
declareAttribute(GENERIC_ALIAS, "__unpacked__", (o) => newBool(at(o + STARRED) === 1));
/** `ga_unpacked_tuple_args`: what `*tuple[int, str]` stands for. */
declareAttribute(GENERIC_ALIAS, "__typing_unpacked_tuple_args__", (o) =>
	incref(at(o + STARRED) === 1 && at(o + ORIGIN) === TUPLE ? at(o + ARGS) : NONE),
);
/** `ga_reduce`: a starred one is what iterating over it gives. */
declareMethod(GENERIC_ALIAS, "__reduce__", 0, 0, (self) => {
	const starred = at(self + STARRED) !== 0;
	const plain = starred ? newGenericAlias(at(self + ORIGIN), at(self + ARGS)) : NULL;
	if (!starred) return reduced(at(self + TYPE), [incref(at(self + ORIGIN)), incref(at(self + ARGS))]);
	const it = getIter(plain);
	decref(plain);
	return it <= 0 ? it : reduced(builtinNamed("next"), [it]);
});
declareMethod(GENERIC_ALIAS, "__mro_entries__", 1, 1, (self) => tupleOf(at(self + ORIGIN)));
declareMethod(GENERIC_ALIAS, "__instancecheck__", 1, 1, () =>
	raise(TYPE_ERROR, "isinstance() argument 2 cannot be a parameterized generic"),
);
declareMethod(GENERIC_ALIAS, "__subclasscheck__", 1, 1, () =>
	raise(TYPE_ERROR, "issubclass() argument 2 cannot be a parameterized generic"),
);
