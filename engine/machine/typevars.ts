/** TypeVar, ParamSpec and TypeVarTuple, with what is evaluated lazily of them (Objects/typevarobject.c). */
import { NB_OR } from "../compile/opcodes";
import { allocGc } from "./alloc";
import { at, H } from "./arena";
import { resolveArguments } from "./arguments";
import { getAttr } from "./attributes";
import { callWith, through } from "./call";
import { declareAttribute, declareMethod, declareType } from "./declarations";
import { dictGetText, dictSetOwned } from "./dict";
import { raise } from "./errors";
import { topPython } from "./frames";
import { track } from "./gclist";
import { materializeDict } from "./instance";
import { newBool } from "./int";
import { getIter } from "./iterators";
import {
	F_GLOBALS,
	FIELDS,
	LAYOUT_FIELDS,
	LAYOUT_OBJECT,
	NULL,
	PUSHED,
	type Ref,
	SIZE,
	TF_GC,
	TF_PREHEADER,
	TYPE,
} from "./layout";
import { Unsupported } from "./limits";
import { profile } from "./machine";
import { declareFunction, declareValue } from "./moduletable";
import { N0, popNative, pushNative, setState, stateOf } from "./natives";
import { str, truth } from "./operators";
import { decref, incref, setref } from "./refcount";
import { nameRef } from "./special";
import { isStr, newStr, textOf } from "./str";
import { binary, calling, nativeKind, S_ITER, S_NEW, S_NUMBER, S_REPR, type Status, unary } from "./tables";
import { tupleFrom, tupleItem, tupleOf } from "./tuple";
import {
	EMPTY_TUPLE,
	NO_DEFAULT,
	NO_DEFAULT_TYPE,
	NONE,
	NOT_IMPLEMENTED,
	OBJECT,
	PARAM_SPEC,
	PARAM_SPEC_ARGS,
	PARAM_SPEC_KWARGS,
	TRUE,
	TYPE_ERROR,
	TYPE_VAR,
	TYPE_VAR_TUPLE,
	VALUE_ERROR,
} from "./typeids";
import { givenName, newFields, typeName } from "./types";
import { callTyping, typingItem } from "./typing";
import { unionFrom } from "./unions";

// Words of all three: the dict, the name, the default and what computes it; then a TypeVar's and ParamSpec's own.
const DICT_WORD = FIELDS;
const NAME = FIELDS + 1;
const DEFAULT = FIELDS + 2;
const EVALUATE_DEFAULT = FIELDS + 3;
const BOUND = FIELDS + 4;
const EVALUATE_BOUND = FIELDS + 5;
const CONSTRAINTS = FIELDS + 6;
const EVALUATE_CONSTRAINTS = FIELDS + 7;
const REFS = 8;
/** VARIANCE_* bits. Not a reference. */
const VARIANCE = FIELDS + REFS;
const COVARIANT = 1;
const CONTRAVARIANT = 2;
const INFERRED = 4;
const WORDS = FIELDS + REFS + 1;

/** What a type parameter's instruction makes of a name; the other words are 0. */
export function newTypeParameter(type: Ref, name: Ref): Ref {
	const o = allocGc(type, BYTES.get(type) ?? 0, WORDS);
	H[o + NAME] = incref(name);
	H[o + VARIANCE] = INFERRED;
	track(o);
	return o;
}
const BYTES: ReadonlyMap<Ref, number> = new Map([
	[TYPE_VAR, 96],
	[PARAM_SPEC, 72],
	[TYPE_VAR_TUPLE, 56],
]);

/** TYPEVAR_WITH_BOUND and TYPEVAR_WITH_CONSTRAINTS: with the function that computes them. */
export function newTypeVar(name: Ref, evaluate: Ref, constrained: boolean): Ref {
	const o = newTypeParameter(TYPE_VAR, name);
	H[o + (constrained ? EVALUATE_CONSTRAINTS : EVALUATE_BOUND)] = incref(evaluate);
	return o;
}

/** SET_TYPEPARAM_DEFAULT */
export function setDefault(o: Ref, evaluate: Ref): Ref {
	setref(o + EVALUATE_DEFAULT, incref(evaluate));
	return incref(o);
}

/** Words: the object (owned), the word that keeps the value. */
const EVALUATED = nativeKind("type parameter", (frame, value) => {
	setref(at(frame + N0) + at(frame + N0 + 1), incref(value));
	return value;
});
/** A value that is computed when it is first asked for, then kept. */
export function lazily(o: Ref, word: number, evaluateWord: number, absent: Ref): Status {
	const known = at(o + word);
	if (known !== NULL) return incref(known);
	const evaluate = at(o + evaluateWord);
	if (evaluate === NULL) return incref(absent);
	return through(EVALUATED, 2, (frame) => {
		H[frame + N0] = o;
		H[frame + N0 + 1] = word;
		return callWith(evaluate);
	});
}

/** 3.14: the function that computes a value in a format, or None where there is no value. */
export function declareEvaluator(type: Ref, name: string, word: number, evaluateWord: number): void {
	const evaluator = (o: Ref): Status => {
		const evaluate = at(o + evaluateWord);
		const known = at(o + word);
		const absent = known === NULL || known === NONE || known === NO_DEFAULT || known === EMPTY_TUPLE;
		if (evaluate === NULL && !absent) throw new Unsupported(`${name} of a type parameter made by a call`);
		return incref(evaluate === NULL ? NONE : evaluate);
	};
	declareAttribute(type, name, evaluator, null, "3.14");
}

/** Makes instances belong to the module that makes them (`caller`). */
function belongToCaller(o: Ref): void {
	const frame = topPython();
	const module = frame === 0 ? NULL : dictGetText(at(frame + F_GLOBALS), "__name__");
	if (module !== NULL) dictSetOwned(materializeDict(o), "__module__", incref(module));
}

/** Words: the new object (owned); the word for what `typing._type_check` gives. */
const CHECKED = nativeKind("bound of a type variable", (frame, value) => {
	const o = at(frame + N0);
	H[at(frame + N0 + 1)] = value;
	H[frame + N0] = 0;
	return o;
});
/** Keeps a bound once it is checked: the object (taken over), at once or later. */
function checkedBound(o: Ref, bound: Ref): Status {
	if (bound === NULL || bound === NONE) {
		H[o + BOUND] = NONE;
		return o;
	}
	const frame = pushNative(CHECKED, 2, 1);
	H[frame + N0] = o;
	H[frame + N0 + 1] = o + BOUND;
	const message = newStr("Bound must be a type.");
	const status = callTyping("_type_check", bound, message);
	decref(message);
	if (status === PUSHED) return PUSHED;
	if (status !== NULL) {
		H[o + BOUND] = status;
		H[frame + N0] = 0;
	}
	popNative(frame);
	return status === NULL ? NULL : o;
}

const FLAGS: readonly (readonly [string, number])[] = [
	["covariant", COVARIANT],
	["contravariant", CONTRAVARIANT],
	["infer_variance", INFERRED],
];
/** The truth of what says how it varies; -1 with ValueError set. */
function variance(given: readonly Ref[]): number {
	let bits = 0;
	given.forEach((o, i) => {
		if (o !== NULL && truth(o) === TRUE) bits |= (FLAGS[i] as readonly [string, number])[1];
	});
	if ((bits & INFERRED) !== 0 && (bits & (COVARIANT | CONTRAVARIANT)) !== 0)
		return raise(VALUE_ERROR, "Variance cannot be specified with infer_variance.") - 1;
	if ((bits & COVARIANT) !== 0 && (bits & CONTRAVARIANT) !== 0)
		return raise(VALUE_ERROR, "Bivariant types are not supported.") - 1;
	return bits;
}

const TYPE_VAR_NEW = calling((_type, args, nargs, kwnames) => {
	const params = ["name", "bound", "default", "covariant", "contravariant", "infer_variance"];
	const constraints = Math.max(0, nargs - 1);
	if (nargs === 0) return raise(TYPE_ERROR, "typevar() missing required argument 'name' (pos 1)");
	const n = kwnames === NULL ? 0 : at(kwnames + SIZE);
	const given = new Map<string, Ref>();
	for (let i = 0; i < n; i++) {
		const keyword = textOf(tupleItem(kwnames, i));
		if (!params.includes(keyword) || keyword === "name")
			return raise(TYPE_ERROR, `typevar() got an unexpected keyword argument '${keyword}'`);
		given.set(keyword, at(args + nargs + i));
	}
	const name = at(args);
	if (!isStr(name)) return raise(TYPE_ERROR, `typevar() argument 'name' must be str, not ${givenName(name)}`);
	const bits = variance(FLAGS.map(([flag]) => given.get(flag) ?? NULL));
	if (bits < 0) return NULL;
	const bound = given.get("bound") ?? NULL;
	if (constraints === 1) return raise(TYPE_ERROR, "A single constraint is not allowed");
	if (constraints > 0 && bound !== NULL && bound !== NONE)
		return raise(TYPE_ERROR, "Constraints cannot be combined with bound=...");
	const o = newTypeParameter(TYPE_VAR, name);
	H[o + VARIANCE] = bits;
	H[o + CONSTRAINTS] = tupleFrom(args + 1, constraints);
	H[o + DEFAULT] = incref(given.get("default") ?? NO_DEFAULT);
	belongToCaller(o);
	return checkedBound(o, bound);
});

const PARAM_SPEC_NEW = calling((_type, args, nargs, kwnames) => {
	const given = resolveArguments(
		{
			name: "paramspec",
			params: ["name", "bound", "default", "covariant", "contravariant", "infer_variance"],
			min: 1,
			max: 1,
		},
		args,
		nargs,
		kwnames,
	);
	if (given === null) return NULL;
	const [name, bound, otherwise] = given as [Ref, Ref, Ref];
	if (!isStr(name)) return raise(TYPE_ERROR, `paramspec() argument 'name' must be str, not ${givenName(name)}`);
	const bits = variance(given.slice(3));
	if (bits < 0) return NULL;
	const o = newTypeParameter(PARAM_SPEC, name);
	H[o + VARIANCE] = bits;
	H[o + DEFAULT] = incref(otherwise === NULL ? NO_DEFAULT : otherwise);
	belongToCaller(o);
	return checkedBound(o, bound);
});

const TYPE_VAR_TUPLE_NEW = calling((_type, args, nargs, kwnames) => {
	const given = resolveArguments(
		{ name: "typevartuple", params: ["name", "default"], min: 1, max: 1 },
		args,
		nargs,
		kwnames,
	);
	if (given === null) return NULL;
	const [name, otherwise] = given as [Ref, Ref];
	if (!isStr(name)) return raise(TYPE_ERROR, `typevartuple() argument 'name' must be str, not ${givenName(name)}`);
	const o = newTypeParameter(TYPE_VAR_TUPLE, name);
	H[o + DEFAULT] = incref(otherwise === NULL ? NO_DEFAULT : otherwise);
	belongToCaller(o);
	return o;
});

const parameterRepr = unary((o) => {
	const bits = at(o + VARIANCE);
	const sign = (bits & INFERRED) !== 0 ? "" : (bits & COVARIANT) !== 0 ? "+" : (bits & CONTRAVARIANT) !== 0 ? "-" : "~";
	return newStr(`${sign}${textOf(at(o + NAME))}`);
});
/** `make_union` */
const OR = binary((a, b) => {
	const known = [TYPE_VAR, PARAM_SPEC, TYPE_VAR_TUPLE];
	if (!known.includes(at(a + TYPE)) && !known.includes(at(b + TYPE))) return NOT_IMPLEMENTED;
	return profile().unionsAreTypings ? unionFrom([a, b]) : callTyping("_make_union", a, b);
});

const parameter = (type: Ref, name: string, make: number, slots: Record<number, number>): void => {
	declareType({
		type,
		name,
		module: "typing",
		base: OBJECT,
		layout: LAYOUT_FIELDS,
		bytes: BYTES.get(type) ?? 0,
		words: WORDS,
		refs: REFS,
		flags: TF_GC | TF_PREHEADER,
		dictAt: DICT_WORD,
		slots: { [S_NEW]: make, [S_REPR]: parameterRepr, ...slots },
	});
	declareValue("_typing", name, () => type);
	declareAttribute(type, "__name__", (o) => incref(at(o + NAME)), "readonly");
	declareAttribute(type, "__default__", (o) => lazily(o, DEFAULT, EVALUATE_DEFAULT, NO_DEFAULT));
	declareMethod(type, "has_default", 0, 0, (o) =>
		newBool(at(o + EVALUATE_DEFAULT) !== NULL || (at(o + DEFAULT) !== NULL && at(o + DEFAULT) !== NO_DEFAULT)),
	);
	declareMethod(type, "__reduce__", 0, 0, (o) => incref(at(o + NAME)));
	declareMethod(type, "__mro_entries__", 1, 1, () => raise(TYPE_ERROR, `Cannot subclass an instance of ${name}`));
};
parameter(TYPE_VAR, "TypeVar", TYPE_VAR_NEW, { [S_NUMBER + NB_OR]: OR });
parameter(PARAM_SPEC, "ParamSpec", PARAM_SPEC_NEW, { [S_NUMBER + NB_OR]: OR });
parameter(TYPE_VAR_TUPLE, "TypeVarTuple", TYPE_VAR_TUPLE_NEW, {
	[S_REPR]: unary((o) => newStr(textOf(at(o + NAME)))),
	// `*Ts`: an iterator over the one unpacked form.
	[S_ITER]: unary((o) => through(UNPACKED, 0, () => typingItem("Unpack", o))),
});
const UNPACKED = nativeKind("unpacked type variables", (_frame, value) => {
	const tuple = tupleOf(value);
	decref(value);
	const it = getIter(tuple);
	decref(tuple);
	return it;
});
for (const type of [TYPE_VAR, PARAM_SPEC]) {
	for (const [name, bit] of FLAGS)
		declareAttribute(type, `__${name}__`, (o) => newBool((at(o + VARIANCE) & bit) !== 0), "readonly");
	declareAttribute(type, "__bound__", (o) => lazily(o, BOUND, EVALUATE_BOUND, NONE));
}
declareAttribute(TYPE_VAR, "__constraints__", (o) => lazily(o, CONSTRAINTS, EVALUATE_CONSTRAINTS, EMPTY_TUPLE));
declareEvaluator(TYPE_VAR, "evaluate_bound", BOUND, EVALUATE_BOUND);
declareEvaluator(TYPE_VAR, "evaluate_constraints", CONSTRAINTS, EVALUATE_CONSTRAINTS);
for (const type of [TYPE_VAR, PARAM_SPEC, TYPE_VAR_TUPLE])
	declareEvaluator(type, "evaluate_default", DEFAULT, EVALUATE_DEFAULT);

for (const [type, subst, prepare] of [
	[TYPE_VAR, "_typevar_subst", null],
	[PARAM_SPEC, "_paramspec_subst", "_paramspec_prepare_subst"],
	[TYPE_VAR_TUPLE, null, "_typevartuple_prepare_subst"],
] as const) {
	declareMethod(type, "__typing_subst__", 1, 1, (o, args) =>
		subst === null
			? raise(TYPE_ERROR, "Substitution of bare TypeVarTuple is not supported")
			: callTyping(subst, o, at(args)),
	);
	declareMethod(type, "__typing_prepare_subst__", 2, 2, (o, args) =>
		prepare === null ? prepareTypeVar(o, at(args), at(args + 1)) : callTyping(prepare, o, at(args), at(args + 1)),
	);
}

/** `typevar_typing_prepare_subst`: a default stands for an argument that is not given. Words: the variable, the arguments, what is subscripted; the variable's place. */
function prepareTypeVar(o: Ref, alias: Ref, given: Ref): Status {
	return through(PREPARED, 4, (frame) => {
		H[frame + N0] = o;
		H[frame + N0 + 1] = given;
		H[frame + N0 + 2] = alias;
		return getAttr(alias, nameRef("__parameters__"));
	});
}
const PREPARED = nativeKind("substitution of a type variable", prepared);
function prepared(frame: number, value: Ref): Status {
	const [o, given] = [at(frame + N0), at(frame + N0 + 1)];
	const n = at(given + SIZE);
	let otherwise = value;
	if (stateOf(frame) === 2) {
		const message = `Too few arguments for ${textOf(value)}; actual ${n}, expected at least ${at(frame + N0 + 3) + 1}`;
		decref(value);
		return raise(TYPE_ERROR, message);
	}
	if (stateOf(frame) === 0) {
		setState(frame, 1);
		let index = 0;
		while (index < at(value + SIZE) && tupleItem(value, index) !== o) index++;
		decref(value);
		if (index < n) return incref(given);
		H[frame + N0 + 3] = index;
		otherwise = lazily(o, DEFAULT, EVALUATE_DEFAULT, NO_DEFAULT);
		if (otherwise === PUSHED || otherwise === NULL) return otherwise;
	}
	if (otherwise === NO_DEFAULT) {
		setState(frame, 2);
		const shown = str(at(frame + N0 + 2));
		return shown === PUSHED || shown === NULL ? shown : prepared(frame, shown);
	}
	const items = Array.from({ length: n }, (_, i) => tupleItem(given, i));
	const tuple = tupleOf(...items, otherwise);
	decref(otherwise);
	return tuple;
}

// ---- P.args and P.kwargs ----

for (const [type, name, suffix] of [
	[PARAM_SPEC_ARGS, "ParamSpecArgs", "args"],
	[PARAM_SPEC_KWARGS, "ParamSpecKwargs", "kwargs"],
] as const) {
	const make = (origin: Ref): Ref => {
		const o = newFields(type, 1);
		H[o + FIELDS] = incref(origin);
		return o;
	};
	declareType({
		type,
		name,
		module: "typing",
		base: OBJECT,
		layout: LAYOUT_FIELDS,
		bytes: 40,
		words: FIELDS + 2,
		refs: 1,
		weakAt: FIELDS + 1,
		flags: TF_GC | TF_PREHEADER,
		slots: {
			[S_NEW]: calling((_type, args, nargs) =>
				nargs === 1
					? make(at(args))
					: raise(TYPE_ERROR, `${name.toLowerCase()}() missing required argument 'origin' (pos 1)`),
			),
			[S_REPR]: unary((o) => {
				const origin = at(o + FIELDS);
				return newStr(
					`${at(origin + TYPE) === PARAM_SPEC ? textOf(at(origin + NAME)) : typeName(at(origin + TYPE))}.${suffix}`,
				);
			}),
		},
	});
	declareValue("_typing", name, () => type);
	declareAttribute(type, "__origin__", (o) => incref(at(o + FIELDS)), "readonly");
	declareMethod(type, "__mro_entries__", 1, 1, () => raise(TYPE_ERROR, `Cannot subclass an instance of ${name}`));
	declareAttribute(PARAM_SPEC, suffix, (o) => make(o));
}

declareType({
	type: NO_DEFAULT_TYPE,
	name: "NoDefaultType",
	module: "typing",
	base: OBJECT,
	layout: LAYOUT_OBJECT,
	bytes: 16,
	words: 4,
	flags: 0,
	slots: { [S_REPR]: unary(() => newStr("typing.NoDefault")), [S_NEW]: calling(() => NO_DEFAULT) },
});
declareValue("_typing", "NoDefault", () => NO_DEFAULT);
declareFunction("_typing", "_idfunc", 1, 1, (_self, args) => incref(at(args)));
