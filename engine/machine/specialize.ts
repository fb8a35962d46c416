/**
 * The adaptive interpreter, as far as a program can see it (Python/specialize.c). CPython rewrites a hot instruction
 * into one for what it meets there; some of these hold one reference fewer, make no tuple of arguments, or do not poll
 * the collector. Whether an instruction is rewritten, and when, its counter decides: so each adaptive instruction has a
 * site of two words, its counter with the kind it is rewritten to, and what that kind is guarded by.
 *
 * Kinds without a visible effect are kept only as far as they decide when another one takes their place.
 */
import { CO_OPTIMIZED } from "../compile/code";
import {
	BINARY_OP,
	BINARY_SUBSCR,
	CALL,
	LOAD_ATTR,
	LOAD_SUPER_ATTR,
	NB_ADD,
	NB_INPLACE,
	NB_MULTIPLY,
	NB_SUBTRACT,
	UNPACK_SEQUENCE,
} from "../compile/opcodes";
import { MAX_TEXT } from "../text/fault";
import { at, H } from "./arena";
import { GENERIC_GETATTR } from "./attributes";
import { OBJECT_NEW } from "./creation";
import { floatValue } from "./float";
import { intNumber } from "./int";
import {
	BUILTIN_DEF,
	CODE_FLAGS,
	CODE_INSTRUCTIONS,
	CODE_SIMPLE_ARGS,
	CODE_SITES,
	DESCR_DEF,
	F_CODE,
	FIELDS,
	FUNC_CODE,
	METHOD_FUNC,
	NULL,
	R_TYPE_VERSION,
	type Ref,
	SIZE,
	STR_LENGTH,
	T_FLAGS,
	T_GETITEM_CACHED,
	T_LOOKUPS,
	T_SLOTS,
	T_SUBCLASSES,
	T_VALUES_AT,
	T_VERSION,
	TF_HEAP,
	TF_LIST,
	TYPE,
} from "./layout";
import { profile } from "./machine";
import { nameRef } from "./special";
import { subclasses } from "./subclasses";
import { definitions, type NativeDef, S_GETATTRO, S_NEW } from "./tables";
import { forgetLookup, typeLookup } from "./typecache";
import {
	BUILTIN,
	DICT,
	FLOAT,
	FUNCTION,
	INT,
	LIST,
	METHOD,
	METHOD_DESCRIPTOR,
	MODULE,
	PROPERTY,
	SLOT_WRAPPER,
	STR,
	SUPER,
	TUPLE,
	TYPE_TYPE,
} from "./typeids";
import { isType } from "./types";

// ---- Sites ----

/** Not rewritten, or its guards do not hold: the instruction does what it always does. */
export const GENERIC = 0;
/** BINARY_OP of two ints; two floats, of which one that nothing else holds becomes the result; two strs. */
export const OP_INT = 1;
export const OP_FLOAT = 2;
const OP_STR = 3;
/** Of two strs whose first stands in the local that the next instruction stores to: it may grow in its place. */
export const OP_STR_IN_PLACE = 4;
/** Of an int and a float (`binaryop_extend_descrs` of 3.14). */
const OP_MIXED = 5;
/** BINARY_SUBSCR of a builtin container; of an object whose `__getitem__` is a plain Python function: its frame is pushed. */
const SUBSCR_LIST_INT = 1;
const SUBSCR_TUPLE_INT = 2;
const SUBSCR_STR_INT = 3;
const SUBSCR_DICT = 4;
export const SUBSCR_GETITEM = 5;
/** LOAD_ATTR of what needs no call; of a property, or of a class with its own `__getattribute__`: that frame is pushed. */
const ATTR_PLAIN = 1;
export const ATTR_PROPERTY = 2;
export const ATTR_GETATTRIBUTE = 3;
/** LOAD_SUPER_ATTR of the builtin super and a class: neither a super object nor a bound method is made. */
export const SUPER_DIRECT = 1;
/** UNPACK_SEQUENCE of a tuple or a list of the right length. */
const UNPACK_DIRECT = 1;
/** CALL of a Python function, or a method of one. */
export const CALL_PY = 1;
const CALL_BOUND = 2;
/** Of a class whose `__init__` is a plain Python function: the instance is made and `__init__`'s frame pushed. */
export const CALL_INIT = 3;
/** Of what does not poll the collector: `len`, `isinstance`, `type(x)`, `list.append` whose result is dropped. */
const CALL_LEN = 4;
const CALL_ISINSTANCE = 5;
const CALL_TYPE_1 = 6;
export const CALL_LIST_APPEND = 7;
const FIRST_POLLING = 8;
/** Of other builtins, by how they take their arguments. */
const CALL_O = 8;
const CALL_FAST = 9;
const CALL_METHOD_O = 10;
const CALL_METHOD_FAST = 11;
const CALL_BUILTIN_CLASS = 12;
/** Of anything but a Python function or method. */
const CALL_NON_PY = 13;

/** Whether a call of this kind polls the collector when a native has returned. */
export function callPolls(kind: number): boolean {
	return kind === GENERIC || kind >= FIRST_POLLING;
}

export const KIND_SHIFT = 16;
const COUNTER_BITS = 0xffff;
const BACKOFF_BITS = 4;
const MAX_BACKOFF = 12;
const counter = (value: number, backoff: number): number => (value << BACKOFF_BITS) | backoff;
/** `adaptive_counter_warmup` and `adaptive_counter_cooldown` (pycore_backoff.h). */
const WARMUP = counter(1, 1);
const COOLDOWN = counter(52, 0);

const ADAPTIVE: ReadonlySet<number> = new Set([
	BINARY_OP,
	BINARY_SUBSCR,
	CALL,
	LOAD_ATTR,
	LOAD_SUPER_ATTR,
	UNPACK_SEQUENCE,
]);

/** The first word of a site as it is before the instruction has run (`_PyCode_Quicken`). */
export function newSite(opcode: number): number {
	return ADAPTIVE.has(opcode) ? WARMUP : 0;
}

/** Whether the counter has run out; where it has not, it is one nearer. */
function triggers(site: number): boolean {
	const word = at(site);
	if ((word & COUNTER_BITS) >> BACKOFF_BITS === 0) return true;
	H[site] = word - (1 << BACKOFF_BITS);
	return false;
}

/** `specialize` and `unspecialize`: the instruction is rewritten, or generic again and tried later; answers the kind. */
function rewrite(site: number, kind: number, guard: number): number {
	if (kind !== GENERIC) {
		H[site] = (kind << KIND_SHIFT) | COOLDOWN;
		H[site + 1] = guard;
		return kind;
	}
	const backoff = Math.min((at(site) & ((1 << BACKOFF_BITS) - 1)) + 1, MAX_BACKOFF);
	H[site] = counter((1 << backoff) - 1, backoff);
	// The generic instruction that runs now takes one off again.
	triggers(site);
	return GENERIC;
}

/** The adaptive site of the instruction at `pc`. */
export function site(frame: number, pc: number): number {
	const code = at(frame + F_CODE);
	return at(code + CODE_SITES) + pc - at(code + CODE_INSTRUCTIONS);
}

// ---- Versions of types ----

/** A number that changes whenever the type or one of its bases does (`tp_version_tag`). */
function versionOf(type: Ref): number {
	return at(type + T_VERSION);
}

/**
 * A new class, or one that was changed (`PyType_Modified`). With a name: an attribute that is no descriptor has taken the
 * place of another such one, so that what was found of the other names, and of instances, still holds.
 */
export function typeModified(type: Ref, name: Ref | typeof NULL = NULL): void {
	H[R_TYPE_VERSION] = at(R_TYPE_VERSION) + 1;
	H[type + T_VERSION] = at(R_TYPE_VERSION);
	H[type + T_GETITEM_CACHED] = 0;
	if (name === NULL) H[type + T_LOOKUPS] = at(R_TYPE_VERSION);
	else forgetLookup(type, name);
	if (at(type + T_SUBCLASSES) === 0) return;
	for (const sub of subclasses(type)) typeModified(sub, name);
}

/** `function_kind` and `function_check_args`: a Python function that takes just `argcount` positional parameters. */
function takesJust(f: Ref, argcount: number): boolean {
	if (f === NULL || at(f + TYPE) !== FUNCTION) return false;
	const code = at(f + FUNC_CODE);
	return at(code + CODE_SIMPLE_ARGS) === argcount && (at(code + CODE_FLAGS) & CO_OPTIMIZED) !== 0;
}

// ---- BINARY_OP ----

/** Whether an operator has kinds that a program can tell apart; it may be an in-place one. */
export function adaptsOperator(arg: number): boolean {
	const op = arg >= NB_INPLACE ? arg - NB_INPLACE : arg;
	return op === NB_ADD || op === NB_SUBTRACT || op === NB_MULTIPLY;
}

/**
 * The kind of such an operator about to run (`_Py_Specialize_BinaryOp`). `stored`: what stands in the local that the next
 * instruction stores to, NULL where it is another.
 */
export function operatorKind(site: number, a: Ref, b: Ref, arg: number, stored: Ref | typeof NULL): number {
	const kind = at(site) >>> KIND_SHIFT;
	if (kind !== GENERIC && operatorHits(kind, a, b, stored)) return kind;
	return triggers(site) ? rewrite(site, operatorFor(a, b, arg, stored), 0) : GENERIC;
}

function operatorFor(a: Ref, b: Ref, arg: number, stored: Ref | typeof NULL): number {
	const type = at(a + TYPE);
	if (type !== at(b + TYPE)) return arg < NB_INPLACE && profile().operatorsMixed && isMixed(a, b) ? OP_MIXED : GENERIC;
	if (type === INT) return OP_INT;
	if (type === FLOAT) return OP_FLOAT;
	if (type !== STR || (arg !== NB_ADD && arg !== NB_ADD + NB_INPLACE)) return GENERIC;
	return growsInPlace(a, b, stored) ? OP_STR_IN_PLACE : OP_STR;
}

function operatorHits(kind: number, a: Ref, b: Ref, stored: Ref | typeof NULL): boolean {
	const type = at(a + TYPE);
	if (kind === OP_MIXED) return isMixed(a, b);
	if (type !== at(b + TYPE)) return false;
	if (kind === OP_INT) return type === INT;
	if (kind === OP_FLOAT) return type === FLOAT;
	return type === STR && (kind === OP_STR || growsInPlace(a, b, stored));
}

/** Whether it is that local's str. A text too long for this machine is refused by the generic instruction (MemoryError). */
function growsInPlace(a: Ref, b: Ref, stored: Ref | typeof NULL): boolean {
	return stored === a && at(a + STR_LENGTH) + at(b + STR_LENGTH) <= MAX_TEXT;
}

/** `float_compactlong_guard` and `compactlong_float_guard` */
function isMixed(a: Ref, b: Ref): boolean {
	if (at(a + TYPE) === INT && at(b + TYPE) === FLOAT) return isCompact(a) && !Number.isNaN(floatValue(b));
	return at(a + TYPE) === FLOAT && at(b + TYPE) === INT && isCompact(b) && !Number.isNaN(floatValue(a));
}

/** `_PyLong_IsCompact` */
function isCompact(o: Ref): boolean {
	return Math.abs(intNumber(o)) < 2 ** 30;
}

// ---- BINARY_SUBSCR ----

/** The kind of a subscription about to run (`_Py_Specialize_BinarySubscr`). */
export function subscrKind(site: number, container: Ref, key: Ref): number {
	const kind = at(site) >>> KIND_SHIFT;
	if (kind !== GENERIC && subscrHits(kind, container, key)) return kind;
	if (!triggers(site)) return GENERIC;
	const type = at(container + TYPE);
	let now = GENERIC;
	if (type === LIST || type === TUPLE || type === STR) {
		const fits = type === LIST ? SUBSCR_LIST_INT : type === TUPLE ? SUBSCR_TUPLE_INT : SUBSCR_STR_INT;
		if (at(key + TYPE) === INT && intNumber(key) >= 0) now = fits;
	} else if (type === DICT) now = SUBSCR_DICT;
	else if ((at(type + T_FLAGS) & TF_HEAP) !== 0 && takesJust(typeLookup(type, nameRef("__getitem__")), 2)) {
		H[type + T_GETITEM_CACHED] = 1;
		now = SUBSCR_GETITEM;
	}
	const set = rewrite(site, now, 0);
	return set !== GENERIC && subscrHits(set, container, key) ? set : GENERIC;
}

/** Whether a subscription is specialised for a list and an int that fits: `subscrKind` changes nothing for such. */
export function subscribesList(site: number): boolean {
	return at(site) >>> KIND_SHIFT === SUBSCR_LIST_INT;
}

/** The same for a dict. */
export function subscribesDict(site: number): boolean {
	return at(site) >>> KIND_SHIFT === SUBSCR_DICT;
}

function subscrHits(kind: number, container: Ref, key: Ref): boolean {
	const type = at(container + TYPE);
	if (kind === SUBSCR_DICT) return type === DICT;
	if (kind === SUBSCR_GETITEM) return (at(type + T_FLAGS) & TF_HEAP) !== 0 && at(type + T_GETITEM_CACHED) !== 0;
	if (at(key + TYPE) !== INT) return false;
	const i = intNumber(key);
	if (kind === SUBSCR_LIST_INT) return type === LIST && i >= 0 && i < at(container + SIZE);
	if (kind === SUBSCR_TUPLE_INT) return type === TUPLE && i >= 0 && i < at(container + SIZE);
	return type === STR && i >= 0 && i < at(container + STR_LENGTH);
}

// ---- LOAD_ATTR ----

/** The kind of an attribute access about to run (`_Py_Specialize_LoadAttr`); `call`: the attribute is to be called. */
export function attrKind(site: number, owner: Ref, name: Ref, call: boolean): number {
	const kind = at(site) >>> KIND_SHIFT;
	const type = at(owner + TYPE);
	const guard = type === MODULE ? owner : isType(owner) ? versionOf(owner) : versionOf(type);
	if (kind !== GENERIC && at(site + 1) === guard) return kind;
	if (!triggers(site)) return GENERIC;
	return rewrite(site, type === MODULE || isType(owner) ? ATTR_PLAIN : instanceKind(type, name, call), guard);
}

/** Whether an attribute access is specialised for this owner's type, an instance's, and calls nothing: `attrKind` changes nothing then. */
export function isPlainAttr(site: number, owner: Ref): boolean {
	const version = at(at(owner + TYPE) + T_VERSION);
	return version !== 0 && at(site) >>> KIND_SHIFT === ATTR_PLAIN && at(site + 1) === version;
}

/** `specialize_instance_load_attr` with `analyze_descriptor` */
function instanceKind(type: Ref, name: Ref, call: boolean): number {
	let hook = NULL;
	if (at(type + T_SLOTS + S_GETATTRO) !== GENERIC_GETATTR) {
		const getattribute = typeLookup(type, nameRef("__getattribute__"));
		hook = typeLookup(type, nameRef("__getattr__"));
		if (getattribute === NULL) return GENERIC;
		if (at(getattribute + TYPE) !== SLOT_WRAPPER)
			return hook === NULL && !call && takesJust(getattribute, 2) ? ATTR_GETATTRIBUTE : GENERIC;
		if (hook === NULL) return GENERIC;
	}
	const descr = typeLookup(type, name);
	if (descr === NULL) return hook === NULL ? ATTR_PLAIN : GENERIC;
	const kind = at(descr + TYPE);
	if (kind === PROPERTY) return hook === NULL && !call && takesJust(at(descr + FIELDS), 1) ? ATTR_PROPERTY : GENERIC;
	if (kind === FUNCTION || kind === METHOD_DESCRIPTOR) return call ? ATTR_PLAIN : GENERIC;
	return ATTR_PLAIN;
}

/** The kind of a `super().name` about to run (`_Py_Specialize_LoadSuperAttr`). */
export function superKind(site: number, callee: Ref, cls: Ref): number {
	const direct = callee === SUPER && isType(cls);
	if (at(site) >>> KIND_SHIFT === SUPER_DIRECT && direct) return SUPER_DIRECT;
	return triggers(site) ? rewrite(site, direct ? SUPER_DIRECT : GENERIC, 0) : GENERIC;
}

// ---- UNPACK_SEQUENCE ----

/** Whether the items of a tuple or list are taken from it directly, without an iterator (`_Py_Specialize_UnpackSequence`). */
export function unpacksDirectly(site: number, seq: Ref, n: number): boolean {
	const type = at(seq + TYPE);
	const fits = (type === TUPLE || type === LIST) && at(seq + SIZE) === n;
	if (at(site) >>> KIND_SHIFT === UNPACK_DIRECT && fits && at(site + 1) === type) return true;
	return triggers(site) && rewrite(site, fits ? UNPACK_DIRECT : GENERIC, type) !== GENERIC;
}

// ---- CALL ----

/** The number of a builtin's definition, by whose it is and its name. */
function definitionOf(owner: string, name: string): number {
	return definitions.findIndex((d) => d.name === name && d.owner === owner);
}
/** `callable_cache`: fixed once all natives are defined. */
let known: { readonly len: number; readonly isinstance: number; readonly append: number } | null = null;
function callableCache(): { readonly len: number; readonly isinstance: number; readonly append: number } {
	known ??= {
		len: definitionOf("builtins", "len"),
		isinstance: definitionOf("builtins", "isinstance"),
		append: definitionOf("list", "append"),
	};
	return known;
}

/**
 * The kind of a call about to run (`_Py_Specialize_Call`): `args` arguments on the stack besides `self` (0: none);
 * `dropped`: the next instruction drops the result.
 */
export function callKind(site: number, callee: Ref, self: Ref, args: number, dropped: boolean): number {
	const kind = at(site) >>> KIND_SHIFT;
	if (kind !== GENERIC && callHits(kind, at(site + 1), callee, self, args)) return kind;
	if (!triggers(site)) return GENERIC;
	const nargs = args + (self === NULL ? 0 : 1);
	const type = at(callee + TYPE);
	let now = CALL_NON_PY;
	let guard = 0;
	if (type === FUNCTION) {
		now = isOptimized(callee) ? CALL_PY : GENERIC;
		guard = callee;
	} else if (type === METHOD) {
		guard = at(callee + METHOD_FUNC);
		now = at(guard + TYPE) === FUNCTION && isOptimized(guard) ? CALL_BOUND : GENERIC;
	} else if (type === BUILTIN) now = builtinKind(callee, nargs);
	else if (isType(callee)) {
		now = classKind(callee, self, args);
		if (now === CALL_INIT) guard = versionOf(callee);
	} else if (type === METHOD_DESCRIPTOR) now = methodDescriptorKind(callee, self, args, dropped);
	const set = rewrite(site, now, guard);
	return set !== GENERIC && callHits(set, guard, callee, self, args) ? set : GENERIC;
}

function isOptimized(f: Ref): boolean {
	return (at(at(f + FUNC_CODE) + CODE_FLAGS) & CO_OPTIMIZED) !== 0;
}

/** `specialize_c_call` */
function builtinKind(callee: Ref, nargs: number): number {
	const def = at(callee + BUILTIN_DEF);
	const cache = callableCache();
	if ((definitions[def] as NativeDef).style === "O") {
		if (nargs !== 1) return GENERIC;
		return def === cache.len ? CALL_LEN : CALL_O;
	}
	return def === cache.isinstance && nargs === 2 ? CALL_ISINSTANCE : CALL_FAST;
}

/** `specialize_method_descriptor` */
function methodDescriptorKind(callee: Ref, self: Ref, args: number, dropped: boolean): number {
	const def = at(callee + DESCR_DEF);
	if ((definitions[def] as NativeDef).style !== "O") return CALL_METHOD_FAST;
	if (args + (self === NULL ? 0 : 1) !== 2) return GENERIC;
	return def === callableCache().append && args === 1 && dropped ? CALL_LIST_APPEND : CALL_METHOD_O;
}

/** `specialize_class_call` */
function classKind(cls: Ref, self: Ref, args: number): number {
	if ((at(cls + T_FLAGS) & TF_HEAP) === 0)
		return cls === TYPE_TYPE && args === 1 && self === NULL ? CALL_TYPE_1 : CALL_BUILTIN_CLASS;
	if (at(cls + TYPE) !== TYPE_TYPE || at(cls + T_SLOTS + S_NEW) !== OBJECT_NEW) return CALL_NON_PY;
	// get_init_for_simple_managed_python_class: 3.13 wants inline values, and arguments that need no defaults.
	const { initEnteredFreely } = profile();
	if (at(cls + T_VALUES_AT) === 0 && !initEnteredFreely) return CALL_NON_PY;
	const init = typeLookup(cls, nameRef("__init__"));
	if (init === NULL || at(init + TYPE) !== FUNCTION) return CALL_NON_PY;
	const code = at(init + FUNC_CODE);
	if (at(code + CODE_SIMPLE_ARGS) < 0 || !isOptimized(init)) return CALL_NON_PY;
	if (initEnteredFreely) return CALL_INIT;
	return at(code + CODE_SIMPLE_ARGS) === args + 1 + (self === NULL ? 0 : 1) ? CALL_INIT : GENERIC;
}

/** Whether a call is specialised for this function: `callKind` changes nothing then. */
export function entersFunction(site: number, callee: Ref): boolean {
	return at(site + 1) === callee && at(site) >>> KIND_SHIFT === CALL_PY;
}

/** The same for a class of this version, which is called without a self. */
export function entersInit(site: number, version: number): boolean {
	return at(site + 1) === version && at(site) >>> KIND_SHIFT === CALL_INIT;
}

function callHits(kind: number, guard: number, callee: Ref, self: Ref, args: number): boolean {
	const type = at(callee + TYPE);
	switch (kind) {
		case CALL_PY:
			return callee === guard;
		case CALL_BOUND:
			return type === METHOD && at(callee + METHOD_FUNC) === guard && self === NULL;
		case CALL_INIT:
			return self === NULL && isType(callee) && versionOf(callee) === guard;
		case CALL_LEN:
			return type === BUILTIN && at(callee + BUILTIN_DEF) === callableCache().len;
		case CALL_ISINSTANCE:
			return type === BUILTIN && at(callee + BUILTIN_DEF) === callableCache().isinstance;
		case CALL_TYPE_1:
			return callee === TYPE_TYPE && self === NULL && args === 1;
		case CALL_LIST_APPEND:
			return (
				type === METHOD_DESCRIPTOR &&
				at(callee + DESCR_DEF) === callableCache().append &&
				self !== NULL &&
				(at(at(self + TYPE) + T_FLAGS) & TF_LIST) !== 0
			);
		case CALL_O:
			return type === BUILTIN && (definitions[at(callee + BUILTIN_DEF)] as NativeDef).style === "O";
		case CALL_FAST:
			return type === BUILTIN && (definitions[at(callee + BUILTIN_DEF)] as NativeDef).style !== "O";
		case CALL_METHOD_O:
			return type === METHOD_DESCRIPTOR && (definitions[at(callee + DESCR_DEF)] as NativeDef).style === "O";
		case CALL_METHOD_FAST:
			return type === METHOD_DESCRIPTOR && (definitions[at(callee + DESCR_DEF)] as NativeDef).style !== "O";
		case CALL_BUILTIN_CLASS:
			return isType(callee) && (at(callee + T_FLAGS) & TF_HEAP) === 0;
		default:
			return type !== FUNCTION && type !== METHOD;
	}
}
