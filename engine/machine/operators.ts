/** Operators: the order in which CPython asks the two operands (Objects/abstract.c, slot functions of typeobject.c). */
import { NB_ADD, NB_MULTIPLY, NB_POWER, NB_RSHIFT } from "../compile/opcodes";
import { at, H } from "./arena";
import { bind } from "./attributes";
import { callWith, come, through } from "./call";
import { askAfterCollection, collectionScheduled } from "./checksignals";
import { largeSsize, tooLargeForInt } from "./cintegers";
import { searchIterator } from "./consumers";
import { convert, guardedBinary, guardedTernary, TRUTH } from "./conversions";
import { redirectionHint } from "./didyoumean";
import { raise } from "./errors";
import { floatValue } from "./float";
import { intBig, intNumber, isExactInt, isInt, newBool } from "./int";
import { DICT_USED, NULL, PUSHED, type Ref, SET_USED, SIZE, T_FLAGS, T_SLOTS, TF_HEAP, TYPE } from "./layout";
import { profile } from "./machine";
import { N0, popNative, pushNative } from "./natives";
import { SLOT_BINARY } from "./pythonslots";
import { decref, incref } from "./refcount";
import { callSpecial, lookupSpecial, nameRef } from "./special";
import { isExactStr, strLength } from "./str";
import {
	type Binary,
	binarySlots,
	isIterable,
	nativeKind,
	S_BOOL,
	S_CONCAT,
	S_CONTAINS,
	S_GETITEM,
	S_INDEX,
	S_INPLACE,
	S_INPLACE_CONCAT,
	S_INPLACE_REPEAT,
	S_LEN,
	S_NUMBER,
	S_REPEAT,
	S_REPR,
	S_SETITEM,
	S_STR,
	type Status,
	type Step,
	slotOf,
	steps,
	type Ternary,
	ternarySlots,
	type Unary,
	unarySlots,
} from "./tables";
import { typeLookup } from "./typecache";
import {
	BUILTIN,
	CALLABLE_PROXY,
	DICT,
	FALSE,
	FLOAT,
	INT,
	LIST,
	NONE,
	NOT_IMPLEMENTED,
	NOT_IMPLEMENTED_TYPE,
	PROXY,
	SET,
	STR,
	TRUE,
	TUPLE,
	TYPE_ERROR,
	TYPE_TYPE,
} from "./typeids";
import { isSubtype, isType, typeLookupText, typeName } from "./types";

const SYMBOLS: readonly string[] = ["+", "&", "//", "<<", "@", "*", "%", "|", "** or pow()", ">>", "-", "/", "^"];
const NAMES: readonly string[] = [
	"add",
	"and",
	"floordiv",
	"lshift",
	"matmul",
	"mul",
	"mod",
	"or",
	"pow",
	"rshift",
	"sub",
	"truediv",
	"xor",
];

interface Attempt {
	/** A native slot, or a special method to be looked up on `self`. */
	readonly slot: number;
	readonly name: string;
	readonly self: Ref;
	readonly other: Ref;
}

/** What a Python class's operator slot tries (SLOT1BINFULL). */
function pythonAttempts(list: Attempt[], a: Ref, b: Ref, op: number, slotWord: number): void {
	const ta = at(a + TYPE);
	const tb = at(b + TYPE);
	const plain = `__${NAMES[op]}__`;
	const reflected = `__r${NAMES[op]}__`;
	let doOther = ta !== tb && at(tb + slotWord) === SLOT_BINARY;
	if (at(ta + slotWord) === SLOT_BINARY) {
		if (doOther && isSubtype(tb, ta) && typeLookup(ta, nameRef(reflected)) !== typeLookup(tb, nameRef(reflected))) {
			list.push({ slot: 0, name: reflected, self: b, other: a });
			doOther = false;
		}
		list.push({ slot: 0, name: plain, self: a, other: b });
	}
	if (doOther) list.push({ slot: 0, name: reflected, self: b, other: a });
}

/** What `a op b` tries, in order (binary_op1). */
function attempts(a: Ref, b: Ref, op: number, inplace: boolean): Attempt[] {
	const list: Attempt[] = [];
	const ta = at(a + TYPE);
	const tb = at(b + TYPE);
	if (inplace) {
		const slot = at(ta + T_SLOTS + S_INPLACE + op);
		if (slot === SLOT_BINARY) list.push({ slot: 0, name: `__i${NAMES[op]}__`, self: a, other: b });
		else if (slot !== 0) list.push({ slot, name: "", self: a, other: b });
	}
	const word = T_SLOTS + S_NUMBER + op;
	const slotA = at(ta + word);
	const slotB = ta === tb || at(tb + word) === slotA ? 0 : at(tb + word);
	const add = (slot: number) => {
		if (slot === SLOT_BINARY) pythonAttempts(list, a, b, op, word);
		else list.push({ slot, name: "", self: a, other: b });
	};
	if (slotA !== 0) {
		if (slotB !== 0 && isSubtype(tb, ta)) {
			add(slotB);
			add(slotA);
		} else {
			add(slotA);
			if (slotB !== 0) add(slotB);
		}
	} else if (slotB !== 0) add(slotB);
	return list;
}

/** Words: a, b, op, in place, attempts begun. */
const BINARY_FRAME = nativeKind("operator", (frame, value) => {
	if (value !== NULL) {
		if (value !== NOT_IMPLEMENTED) return value;
		decref(value);
	}
	const a = at(frame + N0);
	const b = at(frame + N0 + 1);
	const op = at(frame + N0 + 2);
	const inplace = at(frame + N0 + 3) !== 0;
	const list = attempts(a, b, op, inplace);
	for (let i = at(frame + N0 + 4); i < list.length; i++) {
		H[frame + N0 + 4] = i + 1;
		const status = attempt(list[i] as Attempt);
		if (status === NOT_IMPLEMENTED) continue;
		return status;
	}
	return sequenceOperator(a, b, op, inplace);
});

function attempt(t: Attempt): Status {
	if (t.slot !== 0) return (binarySlots[t.slot] as Binary)(t.self, t.other);
	const method = lookupSpecial(t.self, t.name);
	return method === NULL ? NOT_IMPLEMENTED : callSpecial(method, t.self, t.other);
}

/** `a op b`, or `a op= b`. Owned. op: NB_* of opcodes.ts, without NB_INPLACE. */
export function binaryOp(a: Ref, b: Ref, op: number, inplace: boolean): Status {
	const ta = at(a + TYPE);
	const tb = at(b + TYPE);
	const word = T_SLOTS + S_NUMBER + op;
	const slotA = at(ta + word);
	const slotB = at(tb + word);
	if (
		slotA !== SLOT_BINARY &&
		slotB !== SLOT_BINARY &&
		(!inplace || at(ta + T_SLOTS + S_INPLACE + op) !== SLOT_BINARY)
	) {
		if ((slotB === slotA || slotB === 0) && (!inplace || at(ta + T_SLOTS + S_INPLACE + op) === 0)) {
			// Nearly always there is one slot to ask, or none.
			const status = slotA === 0 ? NOT_IMPLEMENTED : (binarySlots[slotA] as Binary)(a, b);
			return status === NOT_IMPLEMENTED ? sequenceOperator(a, b, op, inplace) : status;
		}
		for (const t of attempts(a, b, op, inplace)) {
			const status = (binarySlots[t.slot] as Binary)(a, b);
			if (status !== NOT_IMPLEMENTED) return status;
		}
		return sequenceOperator(a, b, op, inplace);
	}
	const frame = pushNative(BINARY_FRAME, 5, 0);
	H[frame + N0] = a;
	H[frame + N0 + 1] = b;
	H[frame + N0 + 2] = op;
	H[frame + N0 + 3] = inplace ? 1 : 0;
	const status = (steps[BINARY_FRAME] as Step)(frame, NULL);
	if (status !== PUSHED) popNative(frame);
	return status;
}

/** `sequence_repeat` */
function repeated(slot: number, sequence: Ref, times: Ref): Status {
	if (isInt(times)) return (binarySlots[slot] as Binary)(sequence, times);
	if (slotOf(times, S_INDEX) === 0)
		return raise(TYPE_ERROR, `can't multiply sequence by non-int of type '${typeName(at(times + TYPE))}'`);
	return repeatedBy(slot, sequence, times);
}
/** The same by what any object gives as an index (`wrap_indexargfunc`). */
export function repeatedBy(slot: number, sequence: Ref, times: Ref): Status {
	return through(REPEATED, 2, (frame) => {
		H[frame + N0] = sequence;
		H[frame + N0 + 1] = slot;
		return index(times);
	});
}
/** Words: the sequence, the slot that repeats it. */
const REPEATED = nativeKind("repetition of a sequence", (frame, value) => {
	const status = (binarySlots[at(frame + N0 + 1)] as Binary)(at(frame + N0), value);
	decref(value);
	return status;
});

/** `+` and `*` of sequences, or the TypeError. */
function sequenceOperator(a: Ref, b: Ref, op: number, inplace: boolean): Status {
	if (op === NB_ADD) {
		const own = inplace ? slotOf(a, S_INPLACE_CONCAT) : 0;
		const slot = own !== 0 ? own : slotOf(a, S_CONCAT);
		if (slot !== 0) return (binarySlots[slot] as Binary)(a, b);
	} else if (op === NB_MULTIPLY) {
		const own = inplace ? slotOf(a, S_INPLACE_REPEAT) : 0;
		const slot = own !== 0 ? own : slotOf(a, S_REPEAT);
		if (slot !== 0) {
			return repeated(slot, a, b);
		}
		// `PyNumber_InPlaceMultiply` does not look at the right where the left could be a sequence, as any class could.
		const other = inplace && (at(at(a + TYPE) + T_FLAGS) & TF_HEAP) !== 0 ? 0 : slotOf(b, S_REPEAT);
		if (other !== 0) {
			return repeated(other, b, a);
		}
	}
	const symbol = inplace ? `${op === NB_POWER ? "**" : SYMBOLS[op]}=` : SYMBOLS[op];
	const hint = op === NB_RSHIFT && !inplace && at(a + TYPE) === BUILTIN ? redirectionHint(a) : "";
	return raise(
		TYPE_ERROR,
		`unsupported operand type(s) for ${symbol}: '${typeName(at(a + TYPE))}' and '${typeName(at(b + TYPE))}'${hint}`,
	);
}

// ---- Truth, length, and the other unary operators ----

const LENGTH_TRUTH = nativeKind("truth of a length", (_frame, value) => {
	const nonzero = intNumber(value) !== 0;
	decref(value);
	return newBool(nonzero);
});

/** `bool(o)` (PyObject_IsTrue): TRUE, FALSE, NULL or PUSHED. */
export function truth(o: Ref): Status {
	if (o === TRUE || o === FALSE) return o;
	if (o === NONE) return FALSE;
	const type = at(o + TYPE);
	if (type === INT) return newBool(intNumber(o) !== 0);
	if (type === STR) return newBool(strLength(o) > 0);
	if (type === LIST || type === TUPLE) return newBool(at(o + SIZE) > 0);
	if (type === DICT) return newBool(at(o + DICT_USED) > 0);
	if (type === SET) return newBool(at(o + SET_USED) > 0);
	if (type === FLOAT) return newBool(floatValue(o) !== 0);
	const bool = at(type + T_SLOTS + S_BOOL);
	if (bool !== 0) return (unarySlots[bool] as Unary)(o);
	const len = at(type + T_SLOTS + S_LEN);
	if (len === 0) return TRUE;
	const frame = pushNative(LENGTH_TRUTH, 0, 0);
	return come(frame, (unarySlots[len] as Unary)(o));
}

/** `truth` for a native that has the answer at once, or begins again. */
export function truthAtOnce(o: Ref): Status {
	const type = at(o + TYPE);
	const waits =
		(at(type + T_FLAGS) & TF_HEAP) !== 0 || type === PROXY || type === CALLABLE_PROXY || type === NOT_IMPLEMENTED_TYPE;
	return waits ? convert(o, TRUTH) : truth(o);
}

export function length(o: Ref): Status {
	const slot = slotOf(o, S_LEN);
	if (slot === 0) return raise(TYPE_ERROR, `object of type '${typeName(at(o + TYPE))}' has no len()`);
	return (unarySlots[slot] as Unary)(o);
}

export function unaryOp(o: Ref, slot: number, symbol: string): Status {
	const index = slotOf(o, slot);
	if (index === 0) return raise(TYPE_ERROR, `bad operand type for ${symbol}: '${typeName(at(o + TYPE))}'`);
	return (unarySlots[index] as Unary)(o);
}

/** `PyNumber_Index` */
export function index(o: Ref): Status {
	if (isInt(o)) return incref(o);
	const slot = slotOf(o, S_INDEX);
	if (slot === 0) return raise(TYPE_ERROR, `'${typeName(at(o + TYPE))}' object cannot be interpreted as an integer`);
	return (unarySlots[slot] as Unary)(o);
}

/** `PyObject_Repr` */
export function repr(o: Ref): Status {
	const slot = slotOf(o, S_REPR);
	return collectionScheduled() ? askAfterCollection(o, slot) : (unarySlots[slot] as Unary)(o);
}

/** `PyObject_Str`. A str itself is given without a look at the collector. */
export function str(o: Ref): Status {
	if (isExactStr(o)) return incref(o);
	const slot = slotOf(o, S_STR);
	return collectionScheduled() ? askAfterCollection(o, slot) : (unarySlots[slot] as Unary)(o);
}

/** Whether `str` gives the text of an object without any frame. */
export function showsAtOnce(o: Ref): boolean {
	const type = at(o + TYPE);
	return type === STR || ((type === INT || type === FLOAT) && !collectionScheduled());
}

let aliasMaker: Binary | null = null;
/** Says what `type[int]` makes; genericalias.ts knows. */
export function setAliasMaker(make: Binary): void {
	aliasMaker = make;
}

/** `o[key]` */
export function getItem(o: Ref, key: Ref): Status {
	const slot = slotOf(o, S_GETITEM);
	if (slot !== 0) return isExactInt(key) ? (binarySlots[slot] as Binary)(o, key) : guardedBinary(slot, o, key);
	if (isType(o)) {
		const hook = typeLookupText(o, "__class_getitem__");
		if (hook !== NULL) {
			const bound = bind(hook, NULL, o);
			if (bound <= 0) return bound;
			const status = callWith(bound, key);
			decref(bound);
			return status;
		}
		if (o === TYPE_TYPE && aliasMaker !== null) return aliasMaker(o, key);
		return raise(TYPE_ERROR, `type '${typeName(o)}' is not subscriptable`);
	}
	return raise(TYPE_ERROR, `'${typeName(at(o + TYPE))}' object is not subscriptable`);
}

/** Whether `PyObject_DelItem` leaves it to `PySequence_DelItem` to refuse: a class, or a type with a sequence's slots. */
function deletesAsSequence(o: Ref, key: Ref): boolean {
	if (slotOf(key, S_INDEX) === 0) return false;
	return (at(at(o + TYPE) + T_FLAGS) & TF_HEAP) !== 0 || slotOf(o, S_CONTAINS) !== 0;
}

/** `o[key] = value`, or `del o[key]` where value is 0. NONE, NULL, or PUSHED (value to be dropped). */
export function setItem(o: Ref, key: Ref, value: Ref): Status {
	const slot = slotOf(o, S_SETITEM);
	if (slot !== 0)
		return isExactInt(key) ? (ternarySlots[slot] as Ternary)(o, key, value) : guardedTernary(slot, o, key, value);
	const what =
		value !== NULL
			? "does not support item assignment"
			: deletesAsSequence(o, key)
				? "doesn't support item deletion"
				: "does not support item deletion";
	return raise(TYPE_ERROR, `'${typeName(at(o + TYPE))}' object ${what}`);
}

/** `item in o`: TRUE, FALSE, NULL or PUSHED. */
export function contains(o: Ref, item: Ref): Status {
	const slot = slotOf(o, S_CONTAINS);
	if (slot !== 0) return (binarySlots[slot] as Binary)(o, item);
	if (!isIterable(o)) {
		return raise(
			TYPE_ERROR,
			`argument of type '${typeName(at(o + TYPE))}' is not ${profile().errorsNameUse ? "a container or " : ""}iterable`,
		);
	}
	return searchIterator(o, item);
}

/** `PyNumber_Index`: borrowed, NULL with an error set. */
export function wholeOf(o: Ref): Ref {
	if (isInt(o)) return o;
	const slot = slotOf(o, S_INDEX);
	if (slot !== 0) return convert(o, slot);
	return raise(TYPE_ERROR, `'${typeName(at(o + TYPE))}' object cannot be interpreted as an integer`);
}

function clamped(o: Ref): number {
	const n = intNumber(o);
	return Number.isNaN(n) ? (intBig(o) > 0n ? Number.MAX_SAFE_INTEGER : Number.MIN_SAFE_INTEGER) : n;
}

/** `PyNumber_AsSsize_t(o, NULL)`: as a JavaScript number, clamped to the safe range; NaN with an error set. */
export function indexOf(o: Ref): number {
	const n = wholeOf(o);
	return n === NULL ? Number.NaN : clamped(n);
}

/**
 * An argument that is a Py_ssize_t in C: NaN with an error set, above 2**53 the nearest double. What does not fit is
 * an `error` in `PyNumber_AsSsize_t`'s words; without one an OverflowError in those of `PyLong_AsSsize_t`.
 */
export function ssizeOf(o: Ref, error: Ref = NULL): number {
	const n = wholeOf(o);
	if (n === NULL) return Number.NaN;
	const small = intNumber(n);
	return Number.isNaN(small) ? largeSsize(n, o, error) : small;
}

/** An argument that is an int in C (`PyLong_AsInt`): NaN with an error set. */
export function cIntOf(o: Ref): number {
	const n = indexOf(o);
	return n === (n | 0) || Number.isNaN(n) ? n : tooLargeForInt();
}
