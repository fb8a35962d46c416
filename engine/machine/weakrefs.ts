/** weakref.ref (Objects/weakrefobject.c), and the functions of `_weakref` that stand on the list alone (Modules/_weakref.c). */
import { PY_EQ, PY_NE } from "../compile/opcodes";
import { at, H } from "./arena";
import { bind } from "./attributes";
import { holding, through } from "./call";
import { declareClassGetitem } from "./classgetitem";
import { compare } from "./comparison";
import { declareAttribute, declareType } from "./declarations";
import { containerOperation, OP_DELETE_DEAD, readHash } from "./dictlookup";
import { clearError, errorIs, raise } from "./errors";
import { hashAsInt, hashWeakref, keepWeakrefHash } from "./hash";
import { newBool, newInt } from "./int";
import {
	LAYOUT_WEAKREF,
	NULL,
	type Ref,
	SIZE,
	TF_BASETYPE,
	TF_GC,
	TYPE,
	WR_CALLBACK,
	WR_NEXT,
	WR_WORDS,
} from "./layout";
import { listAppend, newList } from "./list";
import { declareFunction, declareValue } from "./moduletable";
import { N0 } from "./natives";
import { addressText } from "./objects";
import { decref, incref } from "./refcount";
import { isStr, newStr, textOf } from "./str";
import {
	calling,
	nativeKind,
	S_CALL,
	S_HASH,
	S_INIT,
	S_NEW,
	S_REPR,
	S_RICHCOMPARE,
	slotOf,
	ternary,
	type Unary,
	unary,
	unarySlots,
} from "./tables";
import { shownTypeName } from "./tracebackframes";
import { ATTRIBUTE_ERROR, DICT, NONE, NOT_IMPLEMENTED, OBJECT, TYPE_ERROR, WEAKREF } from "./typeids";
import { givenName, isInstanceOf, typeLookupText } from "./types";
import { isProxy, newWeakref, referent, weakrefCount, weakWord } from "./weaklist";

/** `parse_weakref_init_args`: keyword arguments are `__init__`'s to refuse. */
function countIsWrong(name: string, nargs: number): boolean {
	if (nargs >= 1 && nargs <= 2) return false;
	const bound = nargs < 1 ? "at least 1 argument" : "at most 2 arguments";
	raise(TYPE_ERROR, `${name} expected ${bound}, got ${nargs}`);
	return true;
}

const NEW = calling((type, args, nargs) => {
	if (countIsWrong("__new__", nargs)) return NULL;
	const callback = nargs > 1 ? at(args + 1) : NONE;
	return newWeakref(type, type, at(args), callback === NONE ? NULL : callback);
});

// ---- repr ----

/** Words: the reference, the object. */
const REPR = nativeKind(
	"weakref.__repr__",
	(frame, value) => liveRepr(at(frame + N0), at(frame + N0 + 1), value),
	(frame) => (noName() ? liveRepr(at(frame + N0), at(frame + N0 + 1), NONE) : NULL),
);

/** `_PyObject_LookupSpecial` has failed: a missing attribute is nothing but no name. */
function noName(): boolean {
	if (!errorIs(ATTRIBUTE_ERROR)) return false;
	clearError();
	return true;
}

/** Takes the name over. */
export function liveRepr(w: Ref, o: Ref, name: Ref): Ref {
	const suffix = isStr(name) ? ` (${textOf(name)})` : "";
	decref(name);
	const kind = isProxy(w) ? "weakproxy" : "weakref";
	return newStr(`<${kind} at ${addressText(w)}; to '${shownTypeName(at(o + TYPE))}' at ${addressText(o)}${suffix}>`);
}

const WEAKREF_REPR = unary((w) => {
	const o = referent(w);
	if (o === NULL) return newStr(`<weakref at ${addressText(w)}; dead>`);
	const descr = typeLookupText(at(o + TYPE), "__name__");
	if (descr === NULL) return liveRepr(w, o, NONE);
	return holding([o], () =>
		through(REPR, 2, (frame) => {
			H[frame + N0] = w;
			H[frame + N0 + 1] = o;
			const name = bind(descr, o, at(o + TYPE));
			return name === NULL && noName() ? NONE : name;
		}),
	);
});

// ---- Hash and equality ----

/** Word: the reference. */
const HASH_RESULT = nativeKind("weakref.__hash__", (frame, value) => {
	readHash(value);
	keepWeakrefHash(at(frame + N0));
	return value;
});
const WEAKREF_HASH = unary((w) => {
	const status = hashWeakref(w);
	if (status === 0) return NULL;
	if (status === 1) return hashAsInt();
	const o = referent(w);
	return holding([o], () =>
		through(HASH_RESULT, 1, (frame) => {
			H[frame + N0] = w;
			return (unarySlots[slotOf(o, S_HASH)] as Unary)(o);
		}),
	);
});

const WEAKREF_COMPARE = ternary((a, b, op) => {
	if ((op !== PY_EQ && op !== PY_NE) || !isInstanceOf(b, WEAKREF)) return NOT_IMPLEMENTED;
	const x = referent(a);
	const y = referent(b);
	if (x === NULL || y === NULL) return newBool((a === b) === (op === PY_EQ));
	return holding([x, y], () => compare(x, y, op));
});

declareType({
	type: WEAKREF,
	name: "ReferenceType",
	module: "weakref",
	base: OBJECT,
	layout: LAYOUT_WEAKREF,
	bytes: 80,
	words: WR_WORDS,
	flags: TF_GC | TF_BASETYPE,
	slots: {
		[S_NEW]: NEW,
		[S_INIT]: calling((_w, _args, nargs, kwnames) => {
			if (kwnames !== NULL && at(kwnames + SIZE) > 0) return raise(TYPE_ERROR, "ref() takes no keyword arguments");
			return countIsWrong("__init__", nargs) ? NULL : NONE;
		}),
		[S_CALL]: calling((w, _args, nargs, kwnames) => {
			if (kwnames !== NULL && at(kwnames + SIZE) > 0) return raise(TYPE_ERROR, "weakref() takes no keyword arguments");
			if (nargs > 0) return raise(TYPE_ERROR, `weakref expected 0 arguments, got ${nargs}`);
			const o = referent(w);
			return o === NULL ? NONE : incref(o);
		}),
		[S_REPR]: WEAKREF_REPR,
		[S_HASH]: WEAKREF_HASH,
		[S_RICHCOMPARE]: WEAKREF_COMPARE,
	},
});
declareAttribute(
	WEAKREF,
	"__callback__",
	(w) => (at(w + WR_CALLBACK) === NULL ? NONE : incref(at(w + WR_CALLBACK))),
	() => raise(ATTRIBUTE_ERROR, "readonly attribute"),
);
declareClassGetitem(WEAKREF);

// ---- The module ----

declareValue("_weakref", "ref", () => WEAKREF);
declareValue("_weakref", "ReferenceType", () => WEAKREF);
declareFunction("_weakref", "getweakrefcount", 1, 1, (_self, args) => newInt(weakrefCount(at(args))));
declareFunction("_weakref", "getweakrefs", 1, 1, (_self, args) => {
	const list = newList();
	const word = weakWord(at(args));
	if (word !== 0) for (let w = at(word); w !== 0; w = at(w + WR_NEXT)) listAppend(list, w);
	return list;
});
declareFunction("_weakref", "_remove_dead_weakref", 2, 2, (_self, args) => {
	const dict = at(args);
	if (!isInstanceOf(dict, DICT))
		return raise(TYPE_ERROR, `_remove_dead_weakref() argument 1 must be dict, not ${givenName(dict)}`);
	return containerOperation(OP_DELETE_DEAD, dict, at(args + 1), NULL);
});
