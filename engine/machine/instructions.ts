/** What some instructions do, too long for the loop: super, with, cells, intrinsics. */
import {
	CONSTANT_BUILTIN_ALL,
	CONSTANT_BUILTIN_TUPLE,
	CONSTANT_NOTIMPLEMENTEDERROR,
	INTRINSIC_IMPORT_STAR,
	INTRINSIC_LIST_TO_TUPLE,
	INTRINSIC_PREP_RERAISE_STAR,
	INTRINSIC_PRINT,
	INTRINSIC_SET_FUNCTION_TYPE_PARAMS,
	INTRINSIC_SET_TYPEPARAM_DEFAULT,
	INTRINSIC_STOPITERATION_ERROR,
	INTRINSIC_TYPEVAR_WITH_CONSTRAINTS,
	INTRINSIC_UNARY_POSITIVE,
	SPECIAL_EXIT,
} from "../compile/opcodes";
import { allocGc } from "./alloc";
import { at, H } from "./arena";
import { attributeError, bind, GENERIC_GETATTR, getAttr, method } from "./attributes";
import { callWith, vectorcall } from "./call";
import { dictGetStr, dictGetText } from "./dict";
import { newException, raise } from "./errors";
import { prepareReraise } from "./exceptstar";
import { track } from "./gclist";
import { importStar } from "./importstar";
import {
	BUILTIN_DEF,
	CELL_VALUE,
	EXC_CAUSE,
	EXC_CONTEXT,
	EXC_SUPPRESS,
	EXC_TRACEBACK,
	F_LOCALS,
	F_PREV,
	F_SP,
	LIST_ITEMS,
	MODULE_DICT,
	NULL,
	PUSHED,
	R_EXC_STATE,
	R_MODULES,
	type Ref,
	SIZE,
	T_DICT,
	T_FLAGS,
	T_MRO,
	T_SLOTS,
	TF_METHOD_DESCRIPTOR,
	TYPE,
} from "./layout";
import { profile } from "./machine";
import { N0, pushNative, setState, stateOf } from "./natives";
import { unaryOp } from "./operators";
import { decref, incref, setref } from "./refcount";
import { lookupSpecial, NAMED } from "./special";
import { close } from "./stackref";
import { newStr, textOf } from "./str";
import { definitions, type NativeDef, nativeKind, S_GETATTRO, S_POSITIVE, type Status } from "./tables";
import { tupleFrom, tupleItem, tupleOf } from "./tuple";
import { typeLookup } from "./typecache";
import { setFunctionTypeParams, typeParameterIntrinsic } from "./typealias";
import {
	BUILTIN,
	CELL,
	NONE,
	NOT_IMPLEMENTED_ERROR,
	RUNTIME_ERROR,
	STOP_ITERATION,
	SUPER,
	TUPLE,
	TYPE_ERROR,
} from "./typeids";
import { isInstanceOf, isSubtype, isType, typeName } from "./types";
import { newTypeVar, setDefault } from "./typevars";

/** `LOAD_SUPER_ATTR`: super(cls, self).name. For a call, method.unbound says that self goes before the arguments. */
export function superAttribute(callee: Ref, cls: Ref, self: Ref, name: Ref, call: boolean): Status {
	method.unbound = false;
	if (callee !== SUPER) return raise(TYPE_ERROR, "super was rebound: this machine calls only the builtin one here");
	if (!isType(cls)) return raise(TYPE_ERROR, `super() argument 1 must be a type, not ${typeName(at(cls + TYPE))}`);
	const objType = superCheck(cls, self);
	if (objType === NULL) return NULL;
	const mro = at(objType + T_MRO);
	const n = at(mro + SIZE);
	let i = 0;
	while (i < n && tupleItem(mro, i) !== cls) i++;
	for (i++; i < n; i++) {
		const found = dictGetStr(at(tupleItem(mro, i) + T_DICT), name);
		if (found === NULL) continue;
		// A class with a `__getattr__` is given a bound method.
		const plain = at(at(self + TYPE) + T_SLOTS + S_GETATTRO) === GENERIC_GETATTR;
		if (call && plain && self !== objType && (at(at(found + TYPE) + T_FLAGS) & TF_METHOD_DESCRIPTOR) !== 0) {
			method.unbound = true;
			return incref(found);
		}
		return bind(found, self === objType ? NULL : self, objType);
	}
	return attributeError(self, name, `'super' object has no attribute '${textOf(name)}'`);
}

/** Words: the super object once made (owned); the name, the callee, and the class and self that it is called with. */
const SUPER_OBJECT = nativeKind("super().name", (frame, value) => {
	const w = frame + N0;
	switch (stateOf(frame)) {
		case 0: {
			setState(frame, 1);
			const made = vectorcall(at(w + 2), w + 4, at(w + 3), NULL);
			if (made === PUSHED || made === NULL) return made;
			value = made;
			break;
		}
		case 2:
			return value;
	}
	H[w] = value;
	setState(frame, 2);
	// What the instruction took is let go of before the super object is asked.
	const sp = at(at(frame + F_PREV) + F_SP);
	for (let word = sp - 3; word < sp; word++) {
		const input = at(word);
		H[word] = NULL;
		close(input);
	}
	return getAttr(value, at(w + 1));
});

/** LOAD_SUPER_ATTR as it is before it is specialised: the super object is made, with `nargs` arguments, and asked. */
export function superObjectAttribute(callee: Ref, cls: Ref, self: Ref, nargs: number, name: Ref): Status {
	const w = pushNative(SUPER_OBJECT, 6, 1) + N0;
	H[w + 1] = name;
	H[w + 2] = callee;
	H[w + 3] = nargs;
	H[w + 4] = cls;
	H[w + 5] = self;
	return PUSHED;
}

/** `supercheck`: the type whose MRO counts, borrowed, or 0 with TypeError. */
export function superCheck(type: Ref, obj: Ref): Ref {
	if (isType(obj) && isSubtype(obj, type)) return obj;
	if (isSubtype(at(obj + TYPE), type)) return at(obj + TYPE);
	raise(
		TYPE_ERROR,
		`super(type, obj): obj (${isType(obj) ? "type" : "instance of"} ${typeName(isType(obj) ? obj : at(obj + TYPE))}) is not an instance or subtype of type (${typeName(type)}).`,
	);
	return NULL;
}

/**
 * Puts the rest of an exception and what was matched (a pair, taken over) where the exception and the type stood; a match
 * is the exception being handled from then on. New sp.
 */
export function spreadGroupMatch(base: number, count: number, pair: Ref): number {
	const [rest, match] = [incref(tupleItem(pair, 0)), incref(tupleItem(pair, 1))];
	const consumed = Array.from({ length: count }, (_, i) => at(base + i));
	H[base] = rest;
	H[base + 1] = match;
	if (match !== NONE) setref(at(R_EXC_STATE), incref(match));
	for (const word of consumed) close(word);
	decref(pair);
	return base + 2;
}

// ---- with ----

/** Whether a manager's method is one that binds without Python code, as functions do. */
export function isMethodDescriptor(found: Ref): boolean {
	return found !== NULL && (at(at(found + TYPE) + T_FLAGS) & TF_METHOD_DESCRIPTOR) !== 0;
}

/** A manager's `__enter__` or `__exit__`, bound (`_PyObject_LookupSpecial`): owned, NULL, or PUSHED. */
export function boundManagerMethod(manager: Ref, name: "__enter__" | "__exit__"): Status {
	const found = lookupSpecial(manager, name);
	if (found !== NULL) return bind(found, manager, at(manager + TYPE));
	const missed = name === "__exit__" || profile().name !== "3.13" ? ` (missed ${name} method)` : "";
	return raise(
		TYPE_ERROR,
		`'${typeName(at(manager + TYPE))}' object does not support the context manager protocol${missed}`,
	);
}

/** Calls `__exit__`, bound or with its self apart (0: none). */
export function callExit(exit: Ref, self: Ref | typeof NULL, exc: Ref): Status {
	const tb = at(exc + EXC_TRACEBACK);
	const traceback = tb === NULL ? NONE : tb;
	if (self === NULL) return callWith(exit, at(exc + TYPE), exc, traceback);
	return callWith(exit, self, at(exc + TYPE), exc, traceback);
}

/**
 * 3.14's LOAD_SPECIAL: a manager's `__enter__` or `__exit__`, owned, NULL, or PUSHED. method.unbound says that the manager
 * is to be its self (`_PyObject_LookupSpecialMethod`).
 */
export function loadSpecial(owner: Ref, which: number): Status {
	const name = which === SPECIAL_EXIT ? "__exit__" : "__enter__";
	const found = typeLookup(at(owner + TYPE), NAMED[name]);
	method.unbound = isMethodDescriptor(found);
	return method.unbound ? incref(found) : boundManagerMethod(owner, name);
}

/**
 * LOAD_COMMON_CONSTANT: NotImplementedError, or the builtin that a call of `all`, `any` or `tuple` is compared with. The functions are known by their
 * definition, so the one that is called stands for itself; None is neither.
 */
export function commonConstant(constant: number, called: Ref): Ref {
	if (constant === CONSTANT_NOTIMPLEMENTEDERROR) return NOT_IMPLEMENTED_ERROR;
	if (constant === CONSTANT_BUILTIN_TUPLE) return TUPLE;
	if (at(called + TYPE) !== BUILTIN) return NONE;
	const { owner, name } = definitions[at(called + BUILTIN_DEF)] as NativeDef;
	return owner === "builtins" && name === (constant === CONSTANT_BUILTIN_ALL ? "all" : "any") ? called : NONE;
}

// ---- Cells, intrinsics ----

/** A new cell that takes the value over (0: empty). */
export function newCell(value: Ref): Ref {
	const o = allocGc(CELL, 40, 6);
	H[o + CELL_VALUE] = value;
	track(o);
	return o;
}

/** CALL_INTRINSIC_1 with INTRINSIC_PRINT (`print_expr`) */
function printExpression(value: Ref): Status {
	const sys = dictGetText(at(R_MODULES), "sys");
	const hook = sys === NULL ? NULL : dictGetText(at(sys + MODULE_DICT), "displayhook");
	return hook === NULL ? raise(RUNTIME_ERROR, "lost sys.displayhook") : callWith(hook, value);
}

export function intrinsic1(which: number, value: Ref, frame: number): Status {
	switch (which) {
		case INTRINSIC_UNARY_POSITIVE:
			return unaryOp(value, S_POSITIVE, "unary +");
		case INTRINSIC_LIST_TO_TUPLE:
			return tupleFrom(at(value + LIST_ITEMS), at(value + SIZE));
		case INTRINSIC_STOPITERATION_ERROR: {
			// A StopIteration that would leave a generator becomes a RuntimeError (PEP 479).
			if (!isInstanceOf(value, STOP_ITERATION)) return incref(value);
			const text = newStr("generator raised StopIteration");
			const error = newException(RUNTIME_ERROR, tupleOf(text));
			decref(text);
			H[error + EXC_CAUSE] = incref(value);
			H[error + EXC_CONTEXT] = incref(value);
			H[error + EXC_SUPPRESS] = 1;
			return error;
		}
		case INTRINSIC_PRINT:
			return printExpression(value);
		case INTRINSIC_IMPORT_STAR:
			return importStar(value, at(frame + F_LOCALS));
	}
	return typeParameterIntrinsic(which, value);
}

export function intrinsic2(which: number, a: Ref, b: Ref): Status {
	if (which === INTRINSIC_PREP_RERAISE_STAR) return prepareReraise(a, b);
	if (which === INTRINSIC_SET_FUNCTION_TYPE_PARAMS) return setFunctionTypeParams(a, b);
	if (which === INTRINSIC_SET_TYPEPARAM_DEFAULT) return setDefault(a, b);
	return newTypeVar(a, b, which === INTRINSIC_TYPEVAR_WITH_CONSTRAINTS);
}
