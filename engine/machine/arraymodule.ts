/** array.array and its iterator (Modules/arraymodule.c). An item stands in two words: an integer's 64 bits, or a double. */

import { PY_EQ, PY_GE, PY_GT, PY_LE, PY_LT, PY_NE } from "../compile/opcodes";
import { reprFloat } from "../text/floatRepr";
import { reprText } from "../text/strRepr";
import { at, H } from "./arena";
import { CODES, load, store } from "./arraycodes";
import { arrayCode, itemAddress, itemBytes } from "./arrayitems";
import {
	copyItems,
	extend,
	fromBytes,
	mayResize,
	move,
	newArray,
	remove,
	resize,
	slice,
	toBytes,
} from "./arraystorage";
import { B, bytesLike, putBytes } from "./buffers";
import { isByteArray } from "./bytearray";
import { isBytes } from "./bytes";
import { newInstance } from "./classes";
import { declareType } from "./declarations";
import { raise } from "./errors";
import { floatValue, isFloat } from "./float";
import { compareNumbers, HASH_NOT_IMPLEMENTED } from "./hash";
import { intBig, isInt, newBool, newInt } from "./int";
import { EXHAUSTED, ITSELF } from "./iterators";
import {
	AR_WEAKLIST,
	AR_WORDS,
	FIELDS,
	LAYOUT_ARRAY,
	LAYOUT_FIELDS,
	NULL,
	type Ref,
	SIZE,
	TF_BASETYPE,
	TF_GC,
	TF_NO_NEW,
	TF_SEQUENCE,
	TF_VISITS_TYPE,
	TYPE,
} from "./layout";
import { listItem } from "./list";
import { work } from "./machine";
import { ssizeOf } from "./operators";
import { decref, incref } from "./refcount";
import { repeatCount } from "./sequences";
import { indicesOf, sliceBounds } from "./slices";
import { isStr, newStr, strLength, textOf } from "./str";
import {
	binary,
	calling,
	declareRemaining,
	S_CONCAT,
	S_CONTAINS,
	S_GETITEM,
	S_HASH,
	S_INDEX,
	S_INIT,
	S_INPLACE_CONCAT,
	S_INPLACE_REPEAT,
	S_ITER,
	S_LEN,
	S_NEW,
	S_NEXT,
	S_REPEAT,
	S_REPR,
	S_RICHCOMPARE,
	S_SETITEM,
	type Status,
	slotOf,
	ternary,
	unary,
} from "./tables";
import {
	ARRAY,
	ARRAY_ITERATOR,
	INDEX_ERROR,
	LIST,
	NONE,
	NOT_IMPLEMENTED,
	OBJECT,
	SLICE,
	TYPE_ERROR,
	VALUE_ERROR,
} from "./typeids";
import { givenName, isInstanceOf, sameSlot, typeName } from "./types";

/** Whether an item equals an object, for native numbers and texts. */
function itemEquals(code: string, address: number, wanted: Ref): boolean {
	const item = load(code, address);
	let equal = false;
	if (isStr(item)) equal = isStr(wanted) && textOf(item) === textOf(wanted);
	else if (isInt(wanted) || isFloat(wanted)) equal = compareNumbers(item, wanted) === 0;
	decref(item);
	return equal;
}
export function placeOf(o: Ref, wanted: Ref, start: number, stop: number): number {
	work(Math.max(0, stop - start) >> 2);
	const code = arrayCode(o);
	for (let i = start; i < Math.min(stop, at(o + SIZE)); i++) if (itemEquals(code, itemAddress(o, i), wanted)) return i;
	return -1;
}
function holds(op: number, sign: number): boolean {
	switch (op) {
		case PY_LT:
			return sign < 0;
		case PY_LE:
			return sign <= 0;
		case PY_EQ:
			return sign === 0;
		case PY_NE:
			return sign !== 0;
		case PY_GT:
			return sign > 0;
		default:
			return op === PY_GE && sign >= 0;
	}
}

function textOfArray(o: Ref): string {
	const code = arrayCode(o);
	const n = at(o + SIZE);
	const name = typeName(at(o + TYPE)).replace("array.", "");
	if (n === 0) return `${name}('${code}')`;
	const items: string[] = [];
	for (let i = 0; i < n; i++) {
		const item = load(code, itemAddress(o, i));
		items.push(isStr(item) ? textOf(item) : isFloat(item) ? reprFloat(floatValue(item)) : String(intBig(item)));
		decref(item);
	}
	if (code === "u" || code === "w") return `${name}('${code}', ${reprText(items.join(""))})`;
	return `${name}('${code}', [${items.join(", ")}])`;
}

/** The position that a subscript names, or -1 with an error set. */
function position(o: Ref, key: Ref, message: string): number {
	let i = ssizeOf(key, INDEX_ERROR);
	if (Number.isNaN(i)) return -1;
	if (i < 0) i += at(o + SIZE);
	if (i >= 0 && i < at(o + SIZE)) return i;
	raise(INDEX_ERROR, message);
	return -1;
}

declareType({
	type: ARRAY,
	name: "array",
	module: "array",
	base: OBJECT,
	layout: LAYOUT_ARRAY,
	bytes: 80,
	words: AR_WORDS,
	weakAt: AR_WEAKLIST,
	flags: TF_GC | TF_BASETYPE | TF_VISITS_TYPE | TF_SEQUENCE,
	slots: {
		[S_HASH]: HASH_NOT_IMPLEMENTED,
		[S_NEW]: calling((type, args, nargs, kwnames) => {
			if (kwnames !== NULL && sameSlot(type, ARRAY, S_INIT) && at(kwnames + SIZE) > 0)
				return raise(TYPE_ERROR, "array.array() takes no keyword arguments");
			if (nargs < 1) return raise(TYPE_ERROR, "array() takes at least 1 argument (0 given)");
			if (nargs > 2) return raise(TYPE_ERROR, `array() takes at most 2 arguments (${nargs} given)`);
			const given = at(args);
			if (!isStr(given) || strLength(given) !== 1)
				return raise(
					TYPE_ERROR,
					isStr(given)
						? `array() argument 1 must be a unicode character, not a string of length ${strLength(given)}`
						: `array() argument 1 must be a unicode character, not ${givenName(given)}`,
				);
			const code = textOf(given);
			const initial = nargs > 1 ? at(args + 1) : NULL;
			const texts = code === "u" || code === "w";
			if (initial !== NULL && isStr(initial) && !texts)
				return raise(TYPE_ERROR, `cannot use a str to initialize an array with typecode '${code}'`);
			if (!CODES.includes(code))
				return raise(VALUE_ERROR, "bad typecode (must be b, B, u, w, h, H, i, I, l, L, q, Q, f or d)");
			if (initial !== NULL && (isBytes(initial) || isByteArray(initial))) {
				const given = bytesLike(initial);
				const o = newArray(type, code, 0);
				return settled(o, given !== null && fromBytes(o, given.slice()));
			}
			if (initial !== NULL && at(initial + TYPE) === LIST) {
				const n = at(initial + SIZE);
				work(n >> 2);
				const o = newArray(type, code, n);
				let whole = false;
				// Storing may also throw, to begin again with what an __index__ gives.
				try {
					for (let i = 0; i < n; i++) if (!store(code, itemAddress(o, i), listItem(initial, i))) return NULL;
					whole = true;
				} finally {
					if (!whole) decref(o);
				}
				return o;
			}
			const o = newArray(type, code, 0);
			if (initial === NULL) return o;
			return extend(o, initial, true);
		}),
		[S_REPR]: unary((o) => {
			work(at(o + SIZE));
			return newStr(textOfArray(o));
		}),
		[S_LEN]: unary((o) => newInt(at(o + SIZE))),
		[S_ITER]: unary((o) => {
			const it = newInstance(ARRAY_ITERATOR);
			H[it + FIELDS] = incref(o);
			return it;
		}),
		[S_CONTAINS]: binary((o, wanted) => newBool(placeOf(o, wanted, 0, at(o + SIZE)) >= 0)),
		[S_GETITEM]: binary((o, key) => {
			if (at(key + TYPE) === SLICE) {
				if (!indicesOf(key, at(o + SIZE))) return NULL;
				return slice(o, sliceBounds.start, sliceBounds.step, sliceBounds.count);
			}
			if (slotOf(key, S_INDEX) === 0) return raise(TYPE_ERROR, "array indices must be integers");
			const i = position(o, key, "array index out of range");
			return i < 0 ? NULL : load(arrayCode(o), itemAddress(o, i));
		}),
		[S_SETITEM]: ternary((o, key, value) => {
			if (at(key + TYPE) === SLICE) return assignSlice(o, key, value);
			if (slotOf(key, S_INDEX) === 0) return raise(TYPE_ERROR, "array indices must be integers");
			const i = position(o, key, "array assignment index out of range");
			if (i < 0) return NULL;
			if (value === NULL) {
				return remove(o, i, 1) ? NONE : NULL;
			}
			return store(arrayCode(o), itemAddress(o, i), value) ? NONE : NULL;
		}),
		[S_CONCAT]: binary((a, b) => {
			if (!isInstanceOf(b, ARRAY))
				return raise(TYPE_ERROR, `can only append array (not "${typeName(at(b + TYPE))}") to array`);
			if (arrayCode(a) !== arrayCode(b)) return raise(TYPE_ERROR, "bad argument type for built-in operation");
			const o = slice(a, 0, 1, at(a + SIZE));
			const n = at(a + SIZE) + at(b + SIZE);
			move(o, n, at(a + SIZE));
			H[o + SIZE] = n;
			copyItems(b, 0, at(b + SIZE), o, at(a + SIZE));
			return o;
		}),
		[S_INPLACE_CONCAT]: binary((a, b) => {
			if (!isInstanceOf(b, ARRAY))
				return raise(TYPE_ERROR, `can only extend array with array (not "${typeName(at(b + TYPE))}")`);
			return extend(incref(a), b, true);
		}),
		[S_REPEAT]: binary((o, count) => {
			const n = repeatCount(count, at(o + SIZE));
			return Number.isNaN(n) ? NULL : repeated(o, newArray(ARRAY, arrayCode(o), n * at(o + SIZE)), at(o + SIZE), n);
		}),
		[S_INPLACE_REPEAT]: binary((o, count) => {
			const size = at(o + SIZE);
			const n = repeatCount(count, size);
			if (Number.isNaN(n)) return NULL;
			if (size > 0 && !resize(o, n * size)) return NULL;
			return repeated(o, incref(o), size, n);
		}),
		[S_RICHCOMPARE]: ternary((a, b, op) => {
			if (!isInstanceOf(a, ARRAY) || !isInstanceOf(b, ARRAY)) return NOT_IMPLEMENTED;
			const n = Math.min(at(a + SIZE), at(b + SIZE));
			if (at(a + SIZE) !== at(b + SIZE) && (op === PY_EQ || op === PY_NE)) return newBool(op === PY_NE);
			work(n >> 2);
			for (let i = 0; i < n; i++) {
				const x = load(arrayCode(a), itemAddress(a, i));
				const y = load(arrayCode(b), itemAddress(b, i));
				const sign = isStr(x) || isStr(y) ? compareText(x, y) : compareNumbers(x, y);
				decref(x);
				decref(y);
				if (sign !== 0) return newBool(op === PY_NE || (op !== PY_EQ && holds(op, sign)));
			}
			return newBool(holds(op, at(a + SIZE) - at(b + SIZE)));
		}),
	},
});
function settled(o: Ref, done: boolean): Status {
	if (done) return o;
	decref(o);
	return NULL;
}
function compareText(x: Ref, y: Ref): number {
	return (textOf(x).codePointAt(0) ?? 0) - (textOf(y).codePointAt(0) ?? 0);
}
function repeated(from: Ref, to: Ref, size: number, times: number): Ref {
	work((size * times) >> 3);
	for (let k = 0; k < times; k++) copyItems(from, 0, size, to, k * size);
	return to;
}
function assignSlice(o: Ref, key: Ref, value: Ref): Status {
	if (!indicesOf(key, at(o + SIZE))) return NULL;
	const { start, step, count } = sliceBounds;
	if (value !== NULL && !isInstanceOf(value, ARRAY))
		return raise(TYPE_ERROR, `can only assign array (not "${typeName(at(value + TYPE))}") to array slice`);
	if (value !== NULL && arrayCode(value) !== arrayCode(o))
		return raise(TYPE_ERROR, "bad argument type for built-in operation");
	const items = value === NULL ? new Uint8Array(0) : toBytes(value);
	const bytes = itemBytes(arrayCode(o));
	const needed = items.length / bytes;
	if (step === 1) {
		const size = at(o + SIZE);
		if (!mayResize(o, size - count + needed)) return NULL;
		const tail = B.slice(itemAddress(o, start + count), itemAddress(o, size));
		resize(o, size - count + needed);
		putBytes(items, itemAddress(o, start));
		putBytes(tail, itemAddress(o, start + needed));
		return NONE;
	}
	if (value === NULL) {
		const places = Array.from({ length: count }, (_place, i) => start + i * step).sort((a, b) => b - a);
		for (const place of places) if (!remove(o, place, 1)) return NULL;
		return NONE;
	}
	if (needed !== count)
		return raise(VALUE_ERROR, `attempt to assign array of size ${needed} to extended slice of size ${count}`);
	for (let i = 0; i < count; i++)
		putBytes(items.subarray(i * bytes, (i + 1) * bytes), itemAddress(o, start + i * step));
	return NONE;
}

declareRemaining(ARRAY_ITERATOR, (it) =>
	at(it + FIELDS) === NULL ? 0 : at(at(it + FIELDS) + SIZE) - at(it + FIELDS + 1),
);
declareType({
	type: ARRAY_ITERATOR,
	name: "arrayiterator",
	module: "array",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 56,
	words: 6,
	refs: 1,
	flags: TF_GC | TF_NO_NEW | TF_VISITS_TYPE,
	slots: {
		[S_ITER]: ITSELF,
		[S_NEXT]: unary((it) => {
			const o = at(it + FIELDS);
			if (o === NULL) return EXHAUSTED;
			const i = at(it + FIELDS + 1);
			if (i >= at(o + SIZE)) {
				H[it + FIELDS] = 0;
				decref(o);
				return EXHAUSTED;
			}
			H[it + FIELDS + 1] = i + 1;
			return load(arrayCode(o), itemAddress(o, i));
		}),
	},
});
