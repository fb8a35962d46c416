/** What some instructions do, too long for the loop: unpacking, with, imports, super, spread calls, intrinsics. */

import {
	CONSTANT_BUILTIN_ALL,
	CONSTANT_BUILTIN_TUPLE,
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
import { reprText } from "../text/strRepr";
import { allocGc, internal } from "./alloc";
import { at, H } from "./arena";
import { attributeError, bind, GENERIC_GETATTR, getAttr, method } from "./attributes";
import { callSlot, callWith, holding, through, vectorcall } from "./call";
import { newInstance } from "./classes";
import { dictEntryAt, dictGetPlain, dictGetStr, dictGetText, dictSetStr, dictSize, NEEDS_PYTHON } from "./dict";
import { dictUpdate } from "./dicts";
import { clearError, errorIs, newException, raise } from "./errors";
import { prepareReraise } from "./exceptiongroups";
import { firstItems, knowsRemaining } from "./fromiterable";
import { track } from "./gclist";
import { plainEquals } from "./hash";
import { importStar } from "./importstar";
import { getIter } from "./iterators";
import {
	BUILTIN_DEF,
	CELL_VALUE,
	DICT_KEYS,
	ENTRY_KEY,
	ENTRY_VALUE,
	EXC_CAUSE,
	EXC_CONTEXT,
	EXC_SUPPRESS,
	EXC_TRACEBACK,
	F_END,
	F_LOCALS,
	F_OWNED,
	FUNC_MODULE,
	FUNC_QUALNAME,
	K_UNICODE,
	LIST_CAPACITY,
	LIST_ITEMS,
	METHOD_FUNC,
	MODULE_DICT,
	NULL,
	PUSHED,
	R_EXC_STATE,
	R_MODULES,
	R_SCRATCH,
	type Ref,
	SCRATCH_WORDS,
	SIZE,
	T_DICT,
	T_FLAGS,
	T_MRO,
	T_SLOTS,
	TF_MAPPING,
	TF_METHOD_DESCRIPTOR,
	TF_SEQUENCE,
	TUPLE_ITEMS,
	TYPE,
} from "./layout";
import { Unsupported } from "./limits";
import { listAppend, listPush, listResize, newList } from "./list";
import { profile } from "./machine";
import { beginFrame, N0, popNative, pushNative, setState, stateOf } from "./natives";
import { repr, unaryOp } from "./operators";
import { callPacks, packedAs } from "./packed";
import { decref, incref, setref } from "./refcount";
import { freeScratchList, newScratchList } from "./scratchlist";
import { tupleFromIterable } from "./sequencetuple";
import { lookupSpecial, nameRef } from "./special";
import { close, objectOf } from "./stackref";
import { isStr, newStr, textOf } from "./str";
import {
	definitions,
	type NativeDef,
	nativeKind,
	S_GETATTRO,
	S_GETITEM,
	S_ITER,
	S_POSITIVE,
	type Status,
	slotOf,
} from "./tables";
import { isTuple, newTuple, tupleFrom, tupleItem, tupleOf } from "./tuple";
import { setFunctionTypeParams, typeParameterIntrinsic } from "./typealias";
import { typeLookup } from "./typecache";
import {
	ATTRIBUTE_ERROR,
	BOOL,
	BUILTIN,
	BYTEARRAY,
	BYTES,
	CELL,
	DICT,
	FLOAT,
	FROZENSET,
	FUNCTION,
	INT,
	LIST,
	METHOD,
	NONE,
	OBJECT,
	RUNTIME_ERROR,
	SET,
	STOP_ITERATION,
	STR,
	SUPER,
	TUPLE,
	TYPE_ERROR,
	VALUE_ERROR,
} from "./typeids";
import { bindInPassing, isInstanceOf, isSubtype, isType, matchesPattern, typeName } from "./types";
import { newTypeVar, setDefault } from "./typevars";
import { isProxy, unwrap } from "./weaklist";

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

// ---- Unpacking ----

/** Words: before, after, whether the iterator knows how many items are left, and what is unpacked where it is a dict. */
const UNPACK = nativeKind("unpack", (frame, value) => {
	const dict = at(frame + N0 + 3);
	return unpackList(
		value,
		at(frame + N0),
		at(frame + N0 + 1),
		dict === NULL ? UNKNOWN : dictSize(dict),
		at(frame + N0 + 2) !== 0,
	);
});

/**
 * The items for `before` targets, or with `after` >= 0 also one list and `after` more: a scratch list of them, NULL or
 * PUSHED (`_PyEval_UnpackIterable`).
 */
export function unpackSequence(o: Ref, before: number, after: number): Status {
	const type = at(o + TYPE);
	if (type === LIST || type === TUPLE) {
		const items = type === TUPLE ? o + TUPLE_ITEMS : at(o + LIST_ITEMS);
		const iterator = getIter(o);
		const n = at(o + SIZE);
		const status = spread(items, n, before, after, n, true);
		decref(iterator);
		return status;
	}
	if (slotOf(o, S_ITER) === 0 && slotOf(o, S_GETITEM) === 0)
		return raise(TYPE_ERROR, `cannot unpack non-iterable ${typeName(type)} object`);
	return through(UNPACK, 4, (frame) => {
		if (type === DICT) H[frame + N0 + 3] = o;
		H[frame + N0] = before;
		H[frame + N0 + 1] = after;
		H[frame + N0 + 2] = knowsRemaining(o) ? 1 : 0;
		return firstItems(o, after < 0 ? before + 1 : ALL);
	});
}
/** More items than any list holds. */
const ALL = 2 ** 30;

/** The size of what is no list, tuple or dict. */
const UNKNOWN = -1;

function unpackList(list: Ref, before: number, after: number, size: number, known: boolean): Status {
	const status = spread(at(list + LIST_ITEMS), at(list + SIZE), before, after, size, known);
	freeScratchList(list);
	return status;
}

/** `size` is that of the whole, where its type is one of those whose size an error tells. */
function spread(items: number, n: number, before: number, after: number, size: number, known: boolean): Status {
	if (after < 0) {
		if (n > before) {
			const got = size !== UNKNOWN && profile().errorsNameUse ? `, got ${size}` : "";
			return raise(VALUE_ERROR, `too many values to unpack (expected ${before}${got})`);
		}
		if (n < before) return raise(VALUE_ERROR, `not enough values to unpack (expected ${before}, got ${n})`);
		const out = newScratchList();
		for (let i = 0; i < n; i++) listAppend(out, at(items + i));
		return out;
	}
	if (n < before + after)
		return raise(VALUE_ERROR, `not enough values to unpack (expected at least ${before + after}, got ${n})`);
	const out = newScratchList();
	for (let i = 0; i < before; i++) listAppend(out, at(items + i));
	listPush(out, restOf(items + before, n - before, after, known));
	for (let i = 0; i < after; i++) listAppend(out, at(items + n - after + i));
	return out;
}

/** What is left of an iterator, as `PySequence_List` makes room for it, without the last `after` items. */
function restOf(items: number, n: number, after: number, known: boolean): Ref {
	const list = newList(known ? (n + 1) & ~1 : HINT);
	if (known) bindInPassing(list);
	for (let i = 0; i < n; i++) listAppend(list, at(items + i));
	if (at(list + SIZE) < at(list + LIST_CAPACITY)) listResize(list, at(list + SIZE));
	for (let i = 0; i < after; i++) decref(at(at(list + LIST_ITEMS) + n - after + i));
	H[list + SIZE] = n - after;
	return list;
}
/** `PyObject_LengthHint`'s default for a list. */
const HINT = 8;

/** Puts unpacked items (a scratch list, taken over) on the stack in place of the sequence, first target on top. New sp. */
export function spreadUnpacked(sp: number, items: Ref): number {
	const seq = at(sp - 1);
	const n = at(items + SIZE);
	let top = sp - 1;
	for (let i = n - 1; i >= 0; i--) H[top++] = at(at(items + LIST_ITEMS) + i);
	H[items + SIZE] = 0;
	freeScratchList(items);
	close(seq);
	return top;
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

/** `__exit__` of a manager, bound: owned, or NULL. Both methods must be there. */
export function withExit(manager: Ref): Ref {
	const enter = lookupSpecial(manager, "__enter__");
	const exit = lookupSpecial(manager, "__exit__");
	const name = typeName(at(manager + TYPE));
	if (enter === NULL) {
		raise(TYPE_ERROR, `'${name}' object does not support the context manager protocol`);
		return NULL;
	}
	if (exit === NULL) {
		raise(TYPE_ERROR, `'${name}' object does not support the context manager protocol (missed __exit__ method)`);
		return NULL;
	}
	const bound = bind(exit, manager, at(manager + TYPE));
	if (bound === PUSHED) throw new Unsupported("an __exit__ bound by a __get__ written in Python");
	return bound;
}

/** Its `__enter__`, which withExit has seen, bound: owned, or NULL. */
export function boundEnter(manager: Ref): Ref | typeof NULL {
	const bound = bind(lookupSpecial(manager, "__enter__"), manager, at(manager + TYPE));
	if (bound === PUSHED) throw new Unsupported("an __enter__ bound by a __get__ written in Python");
	return bound;
}

/** Calls `__exit__`, bound or with its self apart (0: none). */
export function callExit(exit: Ref, self: Ref | typeof NULL, exc: Ref): Status {
	const tb = at(exc + EXC_TRACEBACK);
	const traceback = tb === NULL ? NONE : tb;
	if (self === NULL) return callWith(exit, at(exc + TYPE), exc, traceback);
	return callWith(exit, self, at(exc + TYPE), exc, traceback);
}

/**
 * 3.14's LOAD_SPECIAL: a manager's `__enter__` or `__exit__`, owned, or NULL. method.unbound says that the manager is to
 * be its self (`_PyObject_LookupSpecialMethod`).
 */
export function loadSpecial(owner: Ref, which: number): Ref | typeof NULL {
	const type = at(owner + TYPE);
	const found = lookupSpecial(owner, which === SPECIAL_EXIT ? "__exit__" : "__enter__");
	method.unbound = false;
	if (found === NULL) {
		const missed = which === SPECIAL_EXIT ? "__exit__" : "__enter__";
		raise(
			TYPE_ERROR,
			`'${typeName(type)}' object does not support the context manager protocol (missed ${missed} method)`,
		);
		return NULL;
	}
	if ((at(at(found + TYPE) + T_FLAGS) & TF_METHOD_DESCRIPTOR) !== 0) {
		method.unbound = true;
		return incref(found);
	}
	const bound = bind(found, owner, type);
	if (bound === PUSHED) throw new Unsupported("a context manager's method bound by a __get__ written in Python");
	return bound;
}

/**
 * LOAD_COMMON_CONSTANT: the builtin that a call of `all`, `any` or `tuple` is compared with. The functions are known by their
 * definition, so the one that is called stands for itself; None is neither.
 */
export function commonConstant(constant: number, called: Ref): Ref {
	if (constant === CONSTANT_BUILTIN_TUPLE) return TUPLE;
	if (at(called + TYPE) !== BUILTIN) return NONE;
	const { owner, name } = definitions[at(called + BUILTIN_DEF)] as NativeDef;
	return owner === "builtins" && name === (constant === CONSTANT_BUILTIN_ALL ? "all" : "any") ? called : NONE;
}

// ---- Calls with * and ** ----

/** CALL_FUNCTION_EX: the callable, and from address `args` the iterable of arguments and perhaps a mapping. */
export function callExpanded(callee: Ref, args: number, keywords: boolean): Status {
	const given = objectOf(at(args));
	const mapping = keywords ? objectOf(at(args + 1)) : NULL;
	if (at(given + TYPE) !== TUPLE) {
		if (slotOf(given, S_ITER) === 0 && slotOf(given, S_GETITEM) === 0) {
			return raise(
				TYPE_ERROR,
				`${functionText(callee)} argument after * must be an iterable, not ${typeName(at(given + TYPE))}`,
			);
		}
		const frame = pushNative(EXPAND, 3, 1);
		H[frame + N0 + 1] = args;
		H[frame + N0 + 2] = keywords ? 1 : 0;
		const tuple = tupleFromIterable(given);
		if (tuple === PUSHED) return PUSHED;
		popNative(frame);
		if (tuple === NULL) return NULL;
		replaceWord(args, tuple);
		return callWithDict(callee, tuple, mapping);
	}
	return callWithDict(callee, given, mapping);
}
const EXPAND = nativeKind("call with *", (frame, value) => {
	const args = at(frame + N0 + 1);
	if (stateOf(frame) === 1) return value;
	setState(frame, 1);
	replaceWord(args, value);
	return callWithDict(objectOf(at(args - 2)), value, at(frame + N0 + 2) !== 0 ? objectOf(at(args + 1)) : NULL);
});

/** Puts a counted reference where a word of the stack was, and lets that go. */
function replaceWord(address: number, value: Ref): void {
	const old = at(address);
	H[address] = value;
	close(old);
}

/** `f()` as messages name it. */
function functionText(callee: Ref): string {
	const type = at(callee + TYPE);
	if (type === FUNCTION) {
		const module = at(callee + FUNC_MODULE);
		const qualname = textOf(at(callee + FUNC_QUALNAME));
		return `${module !== NULL && isStr(module) && textOf(module) !== "builtins" ? `${textOf(module)}.` : ""}${qualname}()`;
	}
	if (type === METHOD) return functionText(at(callee + METHOD_FUNC));
	if (type === BUILTIN) return `${(definitions[at(callee + BUILTIN_DEF)] as NativeDef).name}()`;
	if (isType(callee)) return `${typeName(callee)}()`;
	return `${typeName(type)} object`;
}

/**
 * Words: names of the keywords, callee, the tuple and the dict where the callee takes them as they are (owned; 0: it is
 * called by vectorcall); then the arguments, owned where they were unpacked.
 */
const SPREAD = nativeKind("call with **", (frame, value) => {
	if (value !== NULL) return value;
	const names = at(frame + N0);
	const callee = at(frame + N0 + 1);
	const tuple = at(frame + N0 + 2);
	const args = frame + N0 + SPREAD_WORDS;
	const nargs = at(frame + F_END) - args - at(names + SIZE);
	if (tuple === NULL) return vectorcall(callee, args, nargs, names);
	return packedAs(tuple, at(frame + N0 + 3), args, () => callSlot(callee, args, nargs, names));
});
const SPREAD_WORDS = 4;

/**
 * `PyObject_Call` with a tuple and a dict (or 0). Where the callee is called by vectorcall they are unpacked, and the
 * arguments counted once more (`_PyStack_UnpackDict`); else it gets the two as they are.
 */
export function callWithDict(callee: Ref, args: Ref, keywords: Ref): Status {
	const nargs = at(args + SIZE);
	const packs = callPacks(callee, nargs, keywords === NULL || dictSize(keywords) === 0 ? NULL : keywords);
	if (keywords === NULL || dictSize(keywords) === 0) {
		if (!packs) return vectorcall(callee, args + TUPLE_ITEMS, nargs, NULL);
		return packedAs(args, NULL, args + TUPLE_ITEMS, () => callSlot(callee, args + TUPLE_ITEMS, nargs, NULL));
	}
	const n = dictSize(keywords);
	const names = internal(newTuple(n));
	const frame = pushNative(SPREAD, SPREAD_WORDS + nargs + n, SPREAD_WORDS + (packs ? 0 : nargs + n));
	const w = frame + N0;
	H[w] = names;
	H[w + 1] = incref(callee);
	if (packs) {
		H[w + 2] = incref(args);
		H[w + 3] = incref(keywords);
	}
	const put = (i: number, value: Ref): void => {
		H[w + SPREAD_WORDS + i] = packs ? value : incref(value);
	};
	for (let i = 0; i < nargs; i++) put(i, tupleItem(args, i));
	let k = 0;
	for (let i = 0; ; i++) {
		const entry = dictEntryAt(keywords, i);
		if (entry === -1) break;
		if (entry === 0) continue;
		const key = at(entry + ENTRY_KEY);
		if (!isStr(key)) {
			for (; k < n; k++) H[names + TUPLE_ITEMS + k] = NONE;
			popNative(frame);
			return raise(TYPE_ERROR, "keywords must be strings");
		}
		H[names + TUPLE_ITEMS + k] = incref(key);
		put(nargs + k, at(entry + ENTRY_VALUE));
		k++;
	}
	return PUSHED;
}

/** True where a tuple and a dict (or 0) of arguments can pass through the scratch words: few, with names for keywords. */
export function argumentsFit(args: Ref, keywords: Ref): boolean {
	if (at(args + SIZE) + (keywords === NULL ? 0 : dictSize(keywords)) > SCRATCH_WORDS) return false;
	if (keywords === NULL || dictSize(keywords) === 0) return true;
	return at(at(keywords + DICT_KEYS) + K_UNICODE) !== 0;
}

/** Puts arguments into the scratch words, counted; returns the tuple of keyword names (owned), or 0. */
export function scratchArguments(args: Ref, keywords: Ref): Ref {
	const nargs = at(args + SIZE);
	for (let i = 0; i < nargs; i++) H[R_SCRATCH + i] = incref(tupleItem(args, i));
	const n = keywords === NULL ? 0 : dictSize(keywords);
	if (n === 0) return NULL;
	const names = internal(newTuple(n));
	let k = 0;
	for (let i = 0; ; i++) {
		const entry = dictEntryAt(keywords, i);
		if (entry === -1) return names;
		if (entry === 0) continue;
		H[names + TUPLE_ITEMS + k] = incref(at(entry + ENTRY_KEY));
		H[R_SCRATCH + nargs + k] = incref(at(entry + ENTRY_VALUE));
		k++;
	}
}

/** DICT_MERGE: as DICT_UPDATE, but a key twice is an error that names the function. */
export function dictMerge(target: Ref, source: Ref, callee: Ref): Status {
	if (isProxy(source)) {
		const mapping = unwrap(source);
		return mapping === NULL ? NULL : holding([mapping], () => dictMerge(target, mapping, callee));
	}
	if (at(source + TYPE) !== DICT && lookupSpecial(source, "keys") === NULL) {
		return raise(
			TYPE_ERROR,
			`${functionText(callee)} argument after ** must be a mapping, not ${typeName(at(source + TYPE))}`,
		);
	}
	if (at(source + TYPE) === DICT) {
		for (let i = 0; ; i++) {
			const entry = dictEntryAt(source, i);
			if (entry === -1) break;
			if (entry === 0) continue;
			const key = at(entry + ENTRY_KEY);
			if (!isStr(key)) return raise(TYPE_ERROR, "keywords must be strings");
			if (dictGetStr(target, key) !== NULL)
				return raise(TYPE_ERROR, `${functionText(callee)} got multiple values for keyword argument '${textOf(key)}'`);
			dictSetStr(target, key, at(entry + ENTRY_VALUE));
		}
		return NONE;
	}
	return dictUpdate(target, source);
}

/** LIST_EXTEND of what is not iterable says so in its own words. */
export function starError(value: Ref): void {
	if (slotOf(value, S_ITER) !== 0 || slotOf(value, S_GETITEM) !== 0) return;
	clearError();
	raise(TYPE_ERROR, `Value after * must be an iterable, not ${typeName(at(value + TYPE))}`);
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

// ---- match ----

export function matchesSequence(o: Ref): boolean {
	return matchesPattern(at(o + TYPE), TF_SEQUENCE);
}

export function matchesMapping(o: Ref): boolean {
	return matchesPattern(at(o + TYPE), TF_MAPPING);
}

/** MATCH_KEYS (`match_keys`): a tuple of the values, or None. A dict's own are taken at once, others' by their `get`. */
export function matchKeys(subject: Ref, keys: Ref): Status {
	const n = at(keys + SIZE);
	if (at(subject + TYPE) !== DICT) return beginMatchKeys(subject, keys, n);
	const values: Ref[] = [];
	for (let i = 0; i < n; i++) {
		if (repeats(keys, i)) return repeatedKey(tupleItem(keys, i));
		const value = dictGetPlain(subject, tupleItem(keys, i));
		if (value === NEEDS_PYTHON) return beginMatchKeys(subject, keys, n);
		if (value === NULL) return NONE;
		values.push(value);
	}
	return tupleOf(...values);
}

/** Whether an earlier key of a pattern is equal. */
function repeats(keys: Ref, i: number): boolean {
	for (let j = 0; j < i; j++) if (plainEquals(tupleItem(keys, j), tupleItem(keys, i)) === 1) return true;
	return false;
}
const REPEATED = nativeKind("repeated key", (_frame, value) => {
	raise(VALUE_ERROR, `mapping pattern checks duplicate key (${textOf(value)})`);
	decref(value);
	return NULL;
});
function repeatedKey(key: Ref): Status {
	return through(REPEATED, 0, () => repr(key));
}

/** Words: 0 `get`, 1 what stands for a missing value, 2 the values (all owned); 3 subject, 4 keys, 5 the key asked for (-1: `get`). */
const MATCH_GET = nativeKind("mapping pattern", (frame, first) => {
	const w = frame + N0;
	const keys = at(w + 4);
	let i = at(w + 5);
	let value: Status = first;
	if (i < 0 && value === NULL) {
		value = getAttr(at(w + 3), nameRef("get"));
		if (value === PUSHED || value === NULL) return value;
	}
	for (;;) {
		if (i < 0) H[w] = value;
		else if (value === at(w + 1)) {
			decref(value);
			return NONE;
		} else H[at(w + 2) + TUPLE_ITEMS + i] = value;
		H[w + 5] = ++i;
		if (i === at(keys + SIZE)) return incref(at(w + 2));
		if (repeats(keys, i)) return repeatedKey(tupleItem(keys, i));
		value = callWith(at(w), tupleItem(keys, i), at(w + 1));
		if (value === PUSHED || value === NULL) return value;
	}
});
function beginMatchKeys(subject: Ref, keys: Ref, n: number): Status {
	return beginFrame(MATCH_GET, 6, 3, (w) => {
		H[w + 1] = newInstance(OBJECT);
		H[w + 2] = newTuple(n);
		H[w + 3] = subject;
		H[w + 4] = keys;
		H[w + 5] = -1;
	});
}

/** Words: subject, type, positional count, names (borrowed); how many are done; then the values (owned). */
const MATCH = nativeKind(
	"class pattern",
	(frame, value) => matchStep(frame, value),
	() => {
		if (!errorIs(ATTRIBUTE_ERROR)) return NULL;
		clearError();
		return NONE;
	},
);
export function matchClass(subject: Ref, type: Ref, positional: number, names: Ref): Status {
	if (!isType(type)) return raise(TYPE_ERROR, "called match pattern must be a class");
	if (!isInstanceOf(subject, type)) return NONE;
	const total = positional + at(names + SIZE);
	const frame = pushNative(MATCH, total + 5, total);
	const w = frame + N0 + total;
	H[w] = subject;
	H[w + 1] = type;
	H[w + 2] = positional;
	H[w + 3] = names;
	return PUSHED;
}
const SELF_MATCHING: readonly Ref[] = [BOOL, BYTEARRAY, BYTES, DICT, FLOAT, FROZENSET, INT, LIST, SET, STR, TUPLE];
function matchStep(frame: number, value: Ref): Status {
	const total = at(frame + F_OWNED);
	const w = frame + N0 + total;
	const type = at(w + 1);
	const positional = at(w + 2);
	let done = at(w + 4);
	if (value !== NULL) {
		H[frame + N0 + done] = value;
		done++;
		H[w + 4] = done;
	}
	const matchArgs = positional > 0 ? typeLookup(type, nameRef("__match_args__")) : NULL;
	if (matchArgs !== NULL && !isTuple(matchArgs)) {
		const found = typeName(at(matchArgs + TYPE));
		return raise(TYPE_ERROR, `${typeName(type)}.__match_args__ must be a tuple (got ${found})`);
	}
	const self = matchArgs === NULL && SELF_MATCHING.some((t) => isSubtype(type, t));
	const allowed = matchArgs === NULL ? (self ? 1 : 0) : at(matchArgs + SIZE);
	if (positional > allowed) {
		return raise(
			TYPE_ERROR,
			`${typeName(type)}() accepts ${allowed} positional sub-pattern${allowed === 1 ? "" : "s"} (${positional} given)`,
		);
	}
	while (done < total) {
		if (done < positional && self) {
			H[frame + N0 + done] = incref(at(w));
			done++;
			H[w + 4] = done;
			continue;
		}
		const nameOf = (i: number): Ref =>
			i < positional ? tupleItem(matchArgs, i) : tupleItem(at(w + 3), i - positional);
		const name = nameOf(done);
		if (!isStr(name)) {
			const found = typeName(at(name + TYPE));
			return raise(TYPE_ERROR, `__match_args__ elements must be strings (got ${found})`);
		}
		for (let i = self ? positional : 0; i < done; i++) {
			if (textOf(nameOf(i)) !== textOf(name)) continue;
			const shown = reprText(textOf(name));
			return raise(TYPE_ERROR, `${typeName(type)}() got multiple sub-patterns for attribute ${shown}`);
		}
		const status = getAttr(at(w), name);
		if (status === PUSHED) return PUSHED;
		if (status === NULL) {
			if (!errorIs(ATTRIBUTE_ERROR)) return NULL;
			clearError();
			return NONE;
		}
		H[frame + N0 + done] = status;
		done++;
		H[w + 4] = done;
	}
	return tupleFrom(frame + N0, total);
}
