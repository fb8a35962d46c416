/** weakref.ref (Objects/weakrefobject.c), and the functions of the weakref module that stand on it alone. */
import { PY_EQ, PY_NE } from "../compile/opcodes";
import { allocGc, FL_NONE } from "./alloc";
import { at, H } from "./arena";
import { instanceAttribute } from "./attributes";
import { declareAttribute, declareType } from "./declarations";
import { NEEDS_PYTHON } from "./dict";
import { raise } from "./errors";
import { track } from "./gclist";
import { hash, hashPlain } from "./hash";
import { newBool, newInt } from "./int";
import {
	FUNC_NAME,
	LAYOUT_WEAKREF,
	NULL,
	type Ref,
	T_BASICSIZE,
	T_FLAGS,
	T_NAME,
	T_WORDS,
	TF_BASETYPE,
	TF_GC,
	TF_HEAP,
	TYPE,
	WR_CALLBACK,
	WR_HASH,
	WR_HASH_SET,
	WR_NEXT,
	WR_OBJECT,
	WR_WORDS,
} from "./layout";
import { Unsupported } from "./limits";
import { listAppend, newList } from "./list";
import { declareFunction, declareValue } from "./moduletable";
import { addressText } from "./objects";
import { compare } from "./operators";
import { incref } from "./refcount";
import { nameRef } from "./special";
import { isStr, newStr, textOf } from "./str";
import { calling, S_CALL, S_HASH, S_INIT, S_NEW, S_REPR, S_RICHCOMPARE, type Status, ternary, unary } from "./tables";
import { FUNCTION, NONE, NOT_IMPLEMENTED, OBJECT, TYPE_ERROR, WEAKREF } from "./typeids";
import { isInstanceOf, isType, typeName } from "./types";
import { linkWeakref, weakrefCount, weakWord } from "./weaklist";

/** `weakref_vectorcall`: the object, or None once it is dead or dying. */
function referent(w: Ref): Ref {
	const o = at(w + WR_OBJECT);
	return o === NULL || at(o) === 0 ? NULL : o;
}

/** A new reference, or the one without a callback that is there already, as CPython shares it. Owned. */
function newWeakref(type: Ref, o: Ref, callback: Ref): Status {
	const word = weakWord(o);
	if (word === 0) return raise(TYPE_ERROR, `cannot create weak reference to '${typeName(at(o + TYPE))}' object`);
	const first = at(word);
	const basic = first !== NULL && at(first + WR_CALLBACK) === NULL && at(first + TYPE) === WEAKREF ? first : NULL;
	if (callback === NULL && type === WEAKREF && basic !== NULL) return incref(basic);
	const w = allocGc(type, at(type + T_BASICSIZE), Math.max(WR_WORDS, at(type + T_WORDS)), FL_NONE);
	if (callback !== NULL) H[w + WR_CALLBACK] = incref(callback);
	// The basic reference stands first; the others behind it, the newest first among them (insert_weakref).
	linkWeakref(w, o, callback === NULL && type === WEAKREF ? NULL : basic);
	track(w);
	return w;
}

const NEW = calling((type, args, nargs, kwnames) => {
	if (kwnames !== NULL && type === WEAKREF) return raise(TYPE_ERROR, "ref() takes no keyword arguments");
	if (nargs < 1) return raise(TYPE_ERROR, `__new__ expected at least 1 argument, got ${nargs}`);
	if (nargs > 2 && type === WEAKREF) return raise(TYPE_ERROR, `__new__ expected at most 2 arguments, got ${nargs}`);
	const callback = nargs > 1 ? at(args + 1) : NONE;
	return newWeakref(type, at(args), callback === NONE ? NULL : callback);
});

declareType({
	type: WEAKREF,
	name: "ReferenceType",
	module: "weakref",
	base: OBJECT,
	layout: LAYOUT_WEAKREF,
	bytes: 72,
	words: WR_WORDS,
	flags: TF_GC | TF_BASETYPE,
	slots: {
		[S_NEW]: NEW,
		[S_INIT]: calling(() => NONE),
		[S_CALL]: calling((w, _args, nargs, kwnames) => {
			if (nargs > 0 || kwnames !== NULL)
				return raise(TYPE_ERROR, `ReferenceType() takes no arguments (${nargs} given)`);
			const o = referent(w);
			return o === NULL ? NONE : incref(o);
		}),
		[S_REPR]: unary((w) => {
			const o = referent(w);
			const name = (at(at(w + TYPE) + T_FLAGS) & TF_HEAP) !== 0 ? typeName(at(w + TYPE)) : "weakref";
			if (o === NULL) return newStr(`<${name} at ${addressText(w)}; dead>`);
			const own = instanceAttribute(o, nameRef("__name__"));
			const shown =
				own !== NULL ? own : isType(o) ? at(o + T_NAME) : at(o + TYPE) === FUNCTION ? at(o + FUNC_NAME) : NULL;
			const suffix = shown !== NULL && isStr(shown) ? ` (${textOf(shown)})` : "";
			return newStr(`<${name} at ${addressText(w)}; to '${typeName(at(o + TYPE))}' at ${addressText(o)}${suffix}>`);
		}),
		[S_HASH]: unary((w) => {
			if (at(w + WR_HASH_SET) !== 0) return newInt(at(w + WR_HASH));
			const o = referent(w);
			if (o === NULL) return raise(TYPE_ERROR, "weak object has gone away");
			const status = hashPlain(o);
			if (status === 0) return NULL;
			if (status === NEEDS_PYTHON)
				throw new Unsupported("the hash of a weak reference to an object with a Python __hash__");
			H[w + WR_HASH] = hash.low;
			H[w + WR_HASH_SET] = 1;
			return newInt(hash.low);
		}),
		[S_RICHCOMPARE]: ternary((a, b, op) => {
			if ((op !== PY_EQ && op !== PY_NE) || !isInstanceOf(b, WEAKREF)) return NOT_IMPLEMENTED;
			const x = referent(a);
			const y = referent(b);
			if (x === NULL || y === NULL) return newBool((a === b) === (op === PY_EQ));
			return compare(x, y, op);
		}),
	},
});
declareAttribute(WEAKREF, "__callback__", (w) => (at(w + WR_CALLBACK) === NULL ? NONE : incref(at(w + WR_CALLBACK))));

declareValue("weakref", "ref", () => WEAKREF);
declareValue("weakref", "ReferenceType", () => WEAKREF);
declareFunction("weakref", "getweakrefcount", 1, 1, (_self, args) => newInt(weakrefCount(at(args))));
declareFunction("weakref", "getweakrefs", 1, 1, (_self, args) => {
	const list = newList();
	const word = weakWord(at(args));
	if (word !== 0) for (let w = at(word); w !== 0; w = at(w + WR_NEXT)) listAppend(list, w);
	return list;
});
