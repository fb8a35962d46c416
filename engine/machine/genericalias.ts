/** The type of `list[int]` (Objects/genericaliasobject.c). */

import { NB_OR, PY_EQ, PY_NE } from "../compile/opcodes";
import { aliasRepr } from "./aliasrepr";
import { at, H } from "./arena";
import { genericGetAttr, getAttr, setAttr } from "./attributes";
import { through, vectorcall } from "./call";
import { newInstance } from "./classes";
import { equals } from "./comparison";
import { declareAttribute, declareMethod, declareType } from "./declarations";
import { clearError, errorIs, raise } from "./errors";
import { hash, hashAsInt, hashPlain } from "./hash";
import { newBool } from "./int";
import { getIter } from "./iterators";
import { builtinNamed, reduced } from "./iteratorstate";
import { F_OWNED, FIELDS, LAYOUT_FIELDS, NULL, PUSHED, type Ref, SIZE, TF_BASETYPE, TF_GC, TYPE } from "./layout";
import { Unsupported } from "./limits";
import { callOfModule } from "./modulecall";
import { N0 } from "./natives";
import { decref, incref } from "./refcount";
import { nameRef } from "./special";
import { textOf } from "./str";
import {
	binary,
	byKey,
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
import { isTuple, tupleItem, tupleOf } from "./tuple";
import {
	ATTRIBUTE_ERROR,
	ELLIPSIS,
	EMPTY_TUPLE,
	FALSE,
	GENERIC_ALIAS,
	NONE,
	NOT_IMPLEMENTED,
	OBJECT,
	PARAM_SPEC,
	TRUE,
	TUPLE,
	TYPE_ERROR,
	TYPE_VAR,
	TYPE_VAR_TUPLE,
	UNION_TYPE,
} from "./typeids";
import { isSubtype, isType, newFields } from "./types";
import { unionOf } from "./unions";

export const ORIGIN = FIELDS;
export const ARGS = FIELDS + 1;
/** Type variables among the arguments, found when they are first asked for. */
const PARAMETERS = FIELDS + 2;
const WEAK = FIELDS + 3;
/** 1: `*tuple[int]`. */
export const STARRED = FIELDS + 4;

/** `Py_GenericAlias`; counts both. A single argument becomes a tuple of one. */
export function newGenericAlias(origin: Ref, args: Ref, type: Ref = GENERIC_ALIAS): Ref {
	const o = type === GENERIC_ALIAS ? newFields(GENERIC_ALIAS, 5) : newInstance(type);
	H[o + ORIGIN] = incref(origin);
	H[o + ARGS] = isTuple(args) ? incref(args) : tupleOf(args);
	return o;
}

/** `_PyGenericAlias_Check` */
export function isGenericAlias(o: Ref): boolean {
	return isSubtype(at(o + TYPE), GENERIC_ALIAS);
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

/**
 * `_Py_make_parameters`: the type variables in an alias's or a union's arguments, each once, kept in a word of it; in
 * library/_typeparameters.py where an argument is none of the machine's own types. Owned, or PUSHED.
 */
export function parametersOf(o: Ref, args: Ref, word: number): Status {
	if (at(o + word) !== NULL) return incref(at(o + word));
	const found: Ref[] = [];
	if (!collectParameters(args, found)) return callOfModule("_typeparameters", "make_parameters", args);
	H[o + word] = found.length === 0 ? EMPTY_TUPLE : tupleOf(...found);
	return incref(at(o + word));
}

/** False where Python code has to be asked. */
function collectParameters(args: Ref, found: Ref[]): boolean {
	for (let i = 0; i < at(args + SIZE); i++) {
		const item = tupleItem(args, i);
		const type = at(item + TYPE);
		if (isType(item) || item === NONE || item === ELLIPSIS) continue;
		if (type === TYPE_VAR || type === PARAM_SPEC || type === TYPE_VAR_TUPLE) {
			if (!found.includes(item)) found.push(item);
		} else if (type === GENERIC_ALIAS || type === UNION_TYPE) {
			if (!collectParameters(at(item + (type === UNION_TYPE ? FIELDS : ARGS)), found)) return false;
		} else return false;
	}
	return true;
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
		[S_NEW]: calling((type, args, nargs, kwnames) => {
			if (kwnames !== NULL) return raise(TYPE_ERROR, "GenericAlias() takes no keyword arguments");
			if (nargs !== 2) return raise(TYPE_ERROR, `GenericAlias expected 2 arguments, got ${nargs}`);
			return newGenericAlias(at(args), at(args + 1), type);
		}),
		[S_REPR]: unary(aliasRepr),
		[S_CALL]: calling(callAlias),
		[S_GETATTRO]: binary((o, name) =>
			OWN_ATTRIBUTES.has(textOf(name)) ? genericGetAttr(o, name) : getAttr(at(o + ORIGIN), name),
		),
		[S_GETITEM]: byKey((o, item) => callOfModule("_typeparameters", "alias_getitem", o, item)),
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
			if (!isGenericAlias(a) || !isGenericAlias(b) || (op !== PY_EQ && op !== PY_NE)) return NOT_IMPLEMENTED;
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
declareAttribute(GENERIC_ALIAS, "__parameters__", (o) => parametersOf(o, at(o + ARGS), PARAMETERS));
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
