/** How iterators and other plain objects are copied and pickled: `__reduce__` and `__setstate__`. */
import { at, H } from "./arena";
import { getAttr } from "./attributes";
import { byteArrayLength } from "./bytearray";
import { through } from "./call";
import { declareMethod } from "./declarations";
import { dictGetText } from "./dict";
import { raise } from "./errors";
import { intBig, isInt, newBig, newInt } from "./int";
import {
	BUILTIN_DEF,
	BUILTIN_SELF,
	DESCR_DEF,
	DESCR_TYPE,
	FIELDS,
	METHOD_FUNC,
	METHOD_SELF,
	NULL,
	PUSHED,
	R_BUILTINS,
	type Ref,
	SIZE,
	STR_LENGTH,
	TYPE,
} from "./layout";
import { Unsupported } from "./limits";
import { newList } from "./list";
import { N0 } from "./natives";
import { length } from "./operators";
import { decref, incref } from "./refcount";
import { nameRef } from "./special";
import { newStr, strLength } from "./str";
import { definitions, type NativeDef, nativeKind, remainders, S_LEN, type Status, slotOf } from "./tables";
import { tupleOf } from "./tuple";
import {
	ATTRIBUTE_ERROR,
	BUILTIN,
	BYTEARRAY_ITERATOR,
	BYTES_ITERATOR,
	ELLIPSIS_TYPE,
	EMPTY_TUPLE,
	LIST_ITERATOR,
	LIST_REVERSE_ITERATOR,
	METHOD,
	METHOD_DESCRIPTOR,
	MODULE,
	NONE,
	NOT_IMPLEMENTED,
	NOT_IMPLEMENTED_TYPE,
	OVERFLOW_ERROR,
	REVERSED,
	SEQUENCE_ITERATOR,
	STR_ASCII_ITERATOR,
	STR_ITERATOR,
	TUPLE_ITERATOR,
	TYPE_ERROR,
} from "./typeids";

/** A name of the builtins (`_PyEval_GetBuiltin`): borrowed; NULL with AttributeError set where the program deleted it. */
export function builtinNamed(name: string): Ref {
	const found = dictGetText(at(R_BUILTINS), name);
	return found === NULL ? raise(ATTRIBUTE_ERROR, name) : found;
}

/**
 * `(callable, (argument, ...))` and, where there is one, the state. Arguments and state are taken over, also where the
 * callable is NULL, which is passed on.
 */
export function reduced(callable: Ref, args: readonly Ref[], state: Ref = NULL): Ref {
	if (callable === NULL) {
		for (const arg of args) decref(arg);
		if (state !== NULL) decref(state);
		return NULL;
	}
	const given = args.length === 0 ? EMPTY_TUPLE : tupleOf(...args);
	for (const arg of args) decref(arg);
	const result = state === NULL ? tupleOf(callable, given) : tupleOf(callable, given, state);
	decref(given);
	if (state !== NULL) decref(state);
	return result;
}

/** `iter(source)`, where `source` is taken over. */
export function reducedIter(source: Ref, index: Ref = NULL): Ref {
	return reduced(builtinNamed("iter"), [source], index);
}

// ---- Iterators over a sequence by index ----

const SEQUENCE = FIELDS;
const INDEX = FIELDS + 1;

/** What is above the 31 bits of the index of an iterator over `__getitem__`. */
const INDEX_HIGH = FIELDS + 2;
const LARGEST = 2n ** 63n - 1n;

function sequenceIndex(it: Ref): bigint {
	return (BigInt(at(it + INDEX_HIGH) >>> 0) << 31n) | BigInt(at(it + INDEX));
}

/** The index that an iterator over `__getitem__` has come to, as an int; OverflowError at the last one (`iter_iternext`). */
export function farIndex(it: Ref): Ref {
	const index = sequenceIndex(it);
	return index === LARGEST ? raise(OVERFLOW_ERROR, "iter index too large") : newBig(index);
}

interface IndexIterator {
	readonly type: Ref;
	readonly maker: "iter" | "reversed";
	/** What is left to iterate over once it is exhausted. */
	readonly empty: () => Ref;
	/** How long its sequence is; null: that is not asked. */
	readonly lengthOf: ((sequence: Ref) => number) | null;
}
const sized = (sequence: Ref): number => at(sequence + SIZE);
const INDEX_ITERATORS: readonly IndexIterator[] = [
	{ type: LIST_ITERATOR, maker: "iter", empty: newList, lengthOf: sized },
	{ type: LIST_REVERSE_ITERATOR, maker: "reversed", empty: newList, lengthOf: sized },
	{ type: TUPLE_ITERATOR, maker: "iter", empty: () => EMPTY_TUPLE, lengthOf: sized },
	{ type: STR_ITERATOR, maker: "iter", empty: () => newStr(""), lengthOf: strLength },
	{ type: STR_ASCII_ITERATOR, maker: "iter", empty: () => newStr(""), lengthOf: strLength },
	{ type: BYTES_ITERATOR, maker: "iter", empty: () => EMPTY_TUPLE, lengthOf: (o) => at(o + STR_LENGTH) },
	{ type: BYTEARRAY_ITERATOR, maker: "iter", empty: () => EMPTY_TUPLE, lengthOf: byteArrayLength },
	{ type: SEQUENCE_ITERATOR, maker: "iter", empty: () => EMPTY_TUPLE, lengthOf: null },
	{ type: REVERSED, maker: "reversed", empty: () => EMPTY_TUPLE, lengthOf: null },
];
for (const { type, maker, empty, lengthOf } of INDEX_ITERATORS) {
	declareMethod(type, "__reduce__", 0, 0, (it) => {
		const sequence = at(it + SEQUENCE);
		const index = at(it + INDEX);
		const over = sequence === NULL || (maker === "reversed" && index < 0);
		const callable = type === REVERSED ? at(it + TYPE) : builtinNamed(maker);
		if (over) return reduced(callable, [empty()]);
		return reduced(
			callable,
			[incref(sequence)],
			type === SEQUENCE_ITERATOR ? newBig(sequenceIndex(it)) : newInt(index),
		);
	});
	declareMethod(type, "__setstate__", 1, 1, (it, args) => {
		if (!isInt(at(args))) return raise(TYPE_ERROR, "an integer is required");
		const asked = intBig(at(args));
		if (asked > LARGEST || asked < -LARGEST - 1n)
			return raise(OVERFLOW_ERROR, "Python int too large to convert to C ssize_t");
		const sequence = at(it + SEQUENCE);
		if (sequence === NULL) return NONE;
		const index = Number(asked);
		if (maker === "reversed") {
			const last = (lengthOf === null ? at(it + INDEX) + 1 : lengthOf(sequence)) - 1;
			H[it + INDEX] = Math.max(-1, Math.min(index, last));
		} else if (lengthOf !== null) H[it + INDEX] = Math.max(0, Math.min(index, lengthOf(sequence)));
		else {
			const from = asked < 0n ? 0n : asked;
			H[it + INDEX] = Number(from & 0x7fffffffn);
			H[it + INDEX_HIGH] = Number(from >> 31n) | 0;
		}
		return NONE;
	});
}

for (const type of [LIST_REVERSE_ITERATOR, TUPLE_ITERATOR, REVERSED])
	declareMethod(type, "__length_hint__", 0, 0, (it) => newInt(remainders.get(type)?.(it) ?? 0));
declareMethod(BYTES_ITERATOR, "__length_hint__", 0, 0, (it) => {
	const bytes = at(it + SEQUENCE);
	return newInt(bytes === NULL ? 0 : at(bytes + STR_LENGTH) - at(it + INDEX));
});

/** `iter_len`: what the sequence's length leaves. */
declareMethod(SEQUENCE_ITERATOR, "__length_hint__", 0, 0, (it) => {
	const sequence = at(it + SEQUENCE);
	if (sequence === NULL) return newInt(0);
	if (slotOf(sequence, S_LEN) === 0) return NOT_IMPLEMENTED;
	return through(SEQUENCE_LEFT, 1, (frame) => {
		H[frame + N0] = it;
		return length(sequence);
	});
});
const SEQUENCE_LEFT = nativeKind("length hint of an iterator", (frame, value) => {
	const left = intBig(value) - sequenceIndex(at(frame + N0));
	decref(value);
	return newBig(left < 0n ? 0n : left);
});

// ---- What is named rather than copied ----

declareMethod(ELLIPSIS_TYPE, "__reduce__", 0, 0, () => newStr("Ellipsis"));
declareMethod(NOT_IMPLEMENTED_TYPE, "__reduce__", 0, 0, () => newStr("NotImplemented"));

/** A function of a module is its name; a method of an object is found on it again (`meth_reduce`). */
declareMethod(BUILTIN, "__reduce__", 0, 0, (o) => {
	const name = newStr((definitions[at(o + BUILTIN_DEF)] as NativeDef).name);
	const self = at(o + BUILTIN_SELF);
	if (self === NULL || at(self + TYPE) === MODULE) return name;
	return reduced(builtinNamed("getattr"), [incref(self), name]);
});
declareMethod(METHOD_DESCRIPTOR, "__reduce__", 0, 0, (o) =>
	reduced(builtinNamed("getattr"), [
		incref(at(o + DESCR_TYPE)),
		newStr((definitions[at(o + DESCR_DEF)] as NativeDef).name),
	]),
);
declareMethod(METHOD, "__reduce__", 0, 0, (o): Status => {
	const name = getAttr(at(o + METHOD_FUNC), nameRef("__name__"));
	if (name === PUSHED) throw new Unsupported("a method whose function's __name__ is Python code, in __reduce__");
	return name === NULL ? NULL : reduced(builtinNamed("getattr"), [incref(at(o + METHOD_SELF)), name]);
});
