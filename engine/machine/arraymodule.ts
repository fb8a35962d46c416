/** array.array (Modules/arraymodule.c). An item stands in two words: an integer's 64 bits, or a double. */

import { PY_EQ, PY_GE, PY_GT, PY_LE, PY_LT, PY_NE } from "../compile/opcodes";
import { reprFloat } from "../text/floatRepr";
import { reprText } from "../text/strRepr";
import { allocRaw, at, freeRaw, H } from "./arena";
import { arrayCode, arrayWords, itemAddress, itemBytes, itemWords, V } from "./arrayitems";
import { B, bytesLike, declareExporter } from "./buffers";
import { isByteArray } from "./bytearray";
import { isBytes, newBytes } from "./bytes";
import { newInstance } from "./classes";
import { declareClassGetitem } from "./classgetitem";
import { consumeIterable, consumerKind } from "./consumers";
import { C_OWN, C_OWNED } from "./consumerwords";
import { declareAttribute, declareMethod, declareType } from "./declarations";
import { raise } from "./errors";
import { floatValue, isFloat, newFloat } from "./float";
import { addressOf, compareNumbers, HASH_NOT_IMPLEMENTED } from "./hash";
import { intBig, isInt, newBig, newBool, newInt } from "./int";
import { writeWhole } from "./itemcodes";
import { EXHAUSTED, ITSELF } from "./iterators";
import { reduced } from "./iteratorstate";
import {
	AR_CAPACITY,
	AR_CODE,
	AR_EXPORTS,
	AR_ITEMS,
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
import { Unsupported } from "./limits";
import { listItem, listPush, newList } from "./list";
import { profile, work } from "./machine";
import { declareValue } from "./moduletable";
import { N0 } from "./natives";
import { indexOf } from "./operators";
import { decref, incref } from "./refcount";
import { repeatCount } from "./sequences";
import { declareSize } from "./sizes";
import { indicesOf, sliceBounds } from "./slices";
import { pythonSlot } from "./special";
import { isStr, newStr, strLength, textOf } from "./str";
import {
	binary,
	calling,
	declareRemaining,
	NOTHING,
	S_CONCAT,
	S_CONTAINS,
	S_GETITEM,
	S_HASH,
	S_INDEX,
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
import { tupleOwning } from "./tuple";
import {
	ARRAY,
	ARRAY_ITERATOR,
	BUFFER_ERROR,
	INDEX_ERROR,
	LIST,
	NONE,
	NOT_IMPLEMENTED,
	OBJECT,
	OVERFLOW_ERROR,
	SLICE,
	TUPLE,
	TYPE_ERROR,
	VALUE_ERROR,
} from "./typeids";
import { isInstanceOf, typeName } from "./types";

interface Code {
	readonly bytes: number;
	readonly low: bigint;
	readonly high: bigint;
	/** In messages: the C type. */
	readonly name: string;
}
const signed = (bytes: number, name: string): Code => ({
	bytes,
	low: -(1n << BigInt(bytes * 8 - 1)),
	high: (1n << BigInt(bytes * 8 - 1)) - 1n,
	name,
});
const unsigned = (bytes: number, name: string): Code => ({
	bytes,
	low: 0n,
	high: (1n << BigInt(bytes * 8)) - 1n,
	name,
});
const INTEGERS: Readonly<Record<string, Code>> = {
	b: signed(1, "signed char"),
	B: unsigned(1, "unsigned byte integer"),
	h: signed(2, "signed short integer"),
	H: unsigned(2, "unsigned short"),
	i: signed(4, "signed integer"),
	I: unsigned(4, "unsigned int"),
	l: signed(8, "long"),
	L: unsigned(8, "unsigned long"),
	q: signed(8, "long long"),
	Q: unsigned(8, "unsigned long long"),
};
const CODES = "bBuwhHiIlLqQfd";

// ---- Items ----

/** The item at an address as an object. */
function load(code: string, address: number): Ref {
	switch (code) {
		case "b":
			return newInt(V.getInt8(address));
		case "B":
			return newInt(V.getUint8(address));
		case "h":
			return newInt(V.getInt16(address, true));
		case "H":
			return newInt(V.getUint16(address, true));
		case "i":
			return newInt(V.getInt32(address, true));
		case "I":
			return newInt(V.getUint32(address, true));
		case "l":
		case "q":
			return newBig(V.getBigInt64(address, true));
		case "L":
		case "Q":
			return newBig(V.getBigUint64(address, true));
		case "f":
			return newFloat(V.getFloat32(address, true));
		case "d":
			return newFloat(V.getFloat64(address, true));
		default:
			return newStr(String.fromCodePoint(V.getUint32(address, true)));
	}
}

/** Writes an object as an item; false with an error set where it is none. */
function store(code: string, address: number, o: Ref): boolean {
	if (code === "f" || code === "d") {
		if (!isFloat(o) && !isInt(o)) {
			raise(TYPE_ERROR, `must be real number, not ${typeName(at(o + TYPE))}`);
			return false;
		}
		const value = isFloat(o) ? floatValue(o) : Number(intBig(o));
		if (code === "f") V.setFloat32(address, value, true);
		else V.setFloat64(address, value, true);
		return true;
	}
	if (code === "u" || code === "w") {
		if (!isStr(o) || strLength(o) !== 1) {
			raise(TYPE_ERROR, characterMessage(code, o));
			return false;
		}
		V.setUint32(address, textOf(o).codePointAt(0) ?? 0, true);
		return true;
	}
	const n = isInt(o) ? intBig(o) : slotOf(o, S_INDEX) !== 0 ? BigInt(indexOf(o)) : null;
	if (n === null) {
		raise(TYPE_ERROR, `'${typeName(at(o + TYPE))}' object cannot be interpreted as an integer`);
		return false;
	}
	const { low, high, bytes } = INTEGERS[code] as Code;
	if (n < low || n > high) {
		raise(OVERFLOW_ERROR, rangeMessage(n, code));
		return false;
	}
	writeWhole(B, address, bytes, n, true);
	return true;
}
function characterMessage(code: string, o: Ref): string {
	if (code === "w" && profile().name === "3.13") return "array item must be unicode character";
	if (!isStr(o)) return `array item must be a unicode character, not ${typeName(at(o + TYPE))}`;
	const lack = code === "w" ? "a unicode character" : "a string of length 1";
	return `array item must be ${lack}, not a string of length ${strLength(o)}`;
}
function rangeMessage(n: bigint, code: string): string {
	const { low, name } = INTEGERS[code] as Code;
	switch (code) {
		case "q":
			return "int too big to convert";
		case "Q":
			return n < 0n ? "can't convert negative int to unsigned" : "int too big to convert";
		case "l":
			return "Python int too large to convert to C long";
		case "L":
		case "I":
			if (n < 0n) return "can't convert negative value to unsigned int";
			if (code === "L" || n >= 1n << 64n) return "Python int too large to convert to C unsigned long";
			return `${name} is greater than maximum`;
		default:
			if (n < -(1n << 63n) || n >= 1n << 63n) return "Python int too large to convert to C long";
			return `${name} is ${n < low ? "less than minimum" : "greater than maximum"}`;
	}
}

/** `array_resize`: false with BufferError set while there are views of the array. */
function resize(o: Ref, n: number): boolean {
	const size = at(o + SIZE);
	if (!mayResize(o, n)) return false;
	const capacity = at(o + AR_CAPACITY);
	if (capacity >= n && size < n + 16 && at(o + AR_ITEMS) !== 0) {
		H[o + SIZE] = n;
		return true;
	}
	const bigger = n === 0 ? 0 : (n >> 4) + (size < 8 ? 3 : 7) + n;
	move(o, bigger, Math.min(n, size));
	H[o + SIZE] = n;
	return true;
}
function mayResize(o: Ref, n: number): boolean {
	if (at(o + AR_EXPORTS) === 0 || n === at(o + SIZE)) return true;
	raise(BUFFER_ERROR, "cannot resize an array that is exporting buffers");
	return false;
}
function move(o: Ref, capacity: number, kept: number): void {
	const code = arrayCode(o);
	const old = at(o + AR_ITEMS);
	const items = capacity === 0 ? 0 : allocRaw(itemWords(code, capacity), capacity * itemBytes(code));
	if (kept > 0) B.copyWithin(items * 4, old * 4, old * 4 + kept * itemBytes(code));
	if (old !== 0) freeRaw(old, arrayWords(o));
	H[o + AR_ITEMS] = items;
	H[o + AR_CAPACITY] = capacity;
}

/** What moves more items than this is charged. */
const LONG = 256;

/** Copies n items of an array to a place in another of its kind. */
function copyItems(from: Ref, start: number, n: number, to: Ref, place: number): void {
	if (n > LONG) work(n >> 7);
	B.copyWithin(itemAddress(to, place), itemAddress(from, start), itemAddress(from, start + n));
}

function append(o: Ref, item: Ref): boolean {
	const n = at(o + SIZE);
	if (!resize(o, n + 1)) return false;
	let stored = false;
	// Storing may also throw, to begin again with what an __index__ gives.
	try {
		stored = store(arrayCode(o), itemAddress(o, n), item);
	} finally {
		if (!stored) H[o + SIZE] = n;
	}
	return stored;
}

function newArray(type: Ref, code: string, n: number): Ref {
	const o = newInstance(type);
	H[o + AR_CODE] = code.charCodeAt(0);
	if (n > 0) move(o, n, 0);
	H[o + SIZE] = n;
	return o;
}

/** A new array of n items from an address, `step` items apart. */
function slice(o: Ref, start: number, step: number, n: number): Ref {
	const copy = newArray(ARRAY, arrayCode(o), n);
	if (step === 1) copyItems(o, start, n, copy, 0);
	else for (let i = 0; i < n; i++) copyItems(o, start + i * step, 1, copy, i);
	return copy;
}

// ---- extend ----

/**
 * Words: C_OWNED: the array where it is new and is the value, else 0; C_OWN: the array; its size at first, or -1 where
 * what is iterated does not give the same items to one who begins again.
 */
const EXTEND = consumerKind({
	name: "array.extend",
	item: (frame, item) => {
		const o = at(frame + N0 + C_OWN);
		const first = at(frame + N0 + C_OWN + 1);
		if (first < 0 && slotOf(item, S_INDEX) === pythonSlot(S_INDEX))
			throw new Unsupported("an array of numbers that an iterator and Python code give");
		let whole = false;
		// Appending may also throw, to begin again with what an __index__ gives.
		try {
			const fits = append(o, item);
			whole = true;
			return fits ? NOTHING : NULL;
		} finally {
			decref(item);
			if (!whole) H[o + SIZE] = first;
		}
	},
	done: (frame) => {
		const o = at(frame + N0 + C_OWNED);
		H[frame + N0 + C_OWNED] = 0;
		return o === NULL ? NONE : o;
	},
});
/** `array_do_extend` of another array, or item by item. Answers None, or the array where `give`: it is taken over then. */
function extend(o: Ref, from: Ref, give: boolean): Status {
	if (isInstanceOf(from, ARRAY)) {
		if (arrayCode(from) !== arrayCode(o)) {
			if (give) decref(o);
			return raise(TYPE_ERROR, "can only extend with array of same kind");
		}
		const n = at(o + SIZE);
		const more = at(from + SIZE);
		work(more >> 3);
		if (!resize(o, n + more)) {
			if (give) decref(o);
			return NULL;
		}
		copyItems(from, 0, more, o, n);
		return give ? o : NONE;
	}
	const again = at(from + TYPE) === LIST || at(from + TYPE) === TUPLE;
	return consumeIterable(EXTEND, from, 2, (w) => {
		if (give) H[w + C_OWNED] = o;
		H[w + C_OWN] = o;
		H[w + C_OWN + 1] = again ? at(o + SIZE) : -1;
	});
}

// ---- Bytes ----

/** The bytes of the items as they stand. */
function contents(o: Ref): Uint8Array {
	return at(o + AR_ITEMS) === 0 ? new Uint8Array(0) : B.subarray(itemAddress(o, 0), itemAddress(o, at(o + SIZE)));
}
function toBytes(o: Ref): Uint8Array {
	return contents(o).slice();
}

/** Appends items from bytes; false with ValueError set where their number does not fit. */
function fromBytes(o: Ref, bytes: Uint8Array): boolean {
	const code = arrayCode(o);
	const size = itemBytes(code);
	if (bytes.length % size !== 0) {
		raise(VALUE_ERROR, "bytes length not a multiple of item size");
		return false;
	}
	const n = at(o + SIZE);
	const more = bytes.length / size;
	if (!resize(o, n + more)) return false;
	B.set(bytes, itemAddress(o, n));
	return true;
}

// ---- Comparison and search ----

/** Whether an item equals an object, for native numbers and texts. */
function itemEquals(code: string, address: number, wanted: Ref): boolean {
	const item = load(code, address);
	let equal = false;
	if (isStr(item)) equal = isStr(wanted) && textOf(item) === textOf(wanted);
	else if (isInt(wanted) || isFloat(wanted)) equal = compareNumbers(item, wanted) === 0;
	decref(item);
	return equal;
}
function placeOf(o: Ref, wanted: Ref, start: number, stop: number): number {
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
	let i = indexOf(key);
	if (Number.isNaN(i)) return -1;
	if (i < 0) i += at(o + SIZE);
	if (i >= 0 && i < at(o + SIZE)) return i;
	raise(INDEX_ERROR, message);
	return -1;
}

/** Takes n items out at a place. */
function remove(o: Ref, i: number, n: number): boolean {
	const size = at(o + SIZE);
	if (!mayResize(o, size - n)) return false;
	copyItems(o, i + n, size - i - n, o, i);
	return resize(o, size - n);
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
			if (kwnames !== NULL && type === ARRAY && at(kwnames + SIZE) > 0)
				return raise(TYPE_ERROR, "array.array() takes no keyword arguments");
			if (nargs < 1) return raise(TYPE_ERROR, "array() takes at least 1 argument (0 given)");
			if (nargs > 2) return raise(TYPE_ERROR, `array() takes at most 2 arguments (${nargs} given)`);
			const given = at(args);
			if (!isStr(given) || strLength(given) !== 1)
				return raise(
					TYPE_ERROR,
					isStr(given)
						? `array() argument 1 must be a unicode character, not a string of length ${strLength(given)}`
						: `array() argument 1 must be a unicode character, not ${typeName(at(given + TYPE))}`,
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
		B.set(items, itemAddress(o, start));
		B.set(tail, itemAddress(o, start + needed));
		return NONE;
	}
	if (value === NULL) {
		const places = Array.from({ length: count }, (_place, i) => start + i * step).sort((a, b) => b - a);
		for (const place of places) if (!remove(o, place, 1)) return NULL;
		return NONE;
	}
	if (needed !== count)
		return raise(VALUE_ERROR, `attempt to assign array of size ${needed} to extended slice of size ${count}`);
	for (let i = 0; i < count; i++) B.set(items.subarray(i * bytes, (i + 1) * bytes), itemAddress(o, start + i * step));
	return NONE;
}

declareExporter(ARRAY, {
	bytes: contents,
	readonly: () => false,
	format: arrayCode,
	itemSize: (o) => itemBytes(arrayCode(o)),
	exported: (o, by) => {
		H[o + AR_EXPORTS] = at(o + AR_EXPORTS) + by;
	},
});
declareSize(ARRAY, (o) => 64 + at(o + AR_CAPACITY) * itemBytes(arrayCode(o)));
declareClassGetitem(ARRAY);
declareAttribute(ARRAY, "typecode", (o) => newStr(arrayCode(o)));
declareAttribute(ARRAY, "itemsize", (o) => newInt(itemBytes(arrayCode(o))));
declareMethod(ARRAY, "append", 1, 1, (o, args) => (append(o, at(args)) ? NONE : NULL));
declareMethod(ARRAY, "extend", 1, 1, (o, args) => extend(o, at(args), false));
declareMethod(ARRAY, "fromlist", 1, 1, (o, args) => {
	const list = at(args);
	if (at(list + TYPE) !== LIST) return raise(TYPE_ERROR, "arg must be list");
	const n = at(o + SIZE);
	let whole = false;
	// Appending may also throw, to begin again with what an __index__ gives.
	try {
		for (let i = 0; i < at(list + SIZE); i++) if (!append(o, listItem(list, i))) return NULL;
		whole = true;
	} finally {
		if (!whole) resize(o, n);
	}
	return NONE;
});
declareMethod(ARRAY, "tolist", 0, 0, (o) => {
	const n = at(o + SIZE);
	work(n >> 2);
	const list = newList(n);
	for (let i = 0; i < n; i++) listPush(list, load(arrayCode(o), itemAddress(o, i)));
	return list;
});
declareMethod(ARRAY, "tobytes", 0, 0, (o) => newBytes(toBytes(o)));
declareMethod(ARRAY, "frombytes", 1, 1, (o, args) => {
	const given = bytesLike(at(args));
	return given !== null && fromBytes(o, given.slice()) ? NONE : NULL;
});
declareMethod(ARRAY, "tounicode", 0, 0, (o) => {
	const code = arrayCode(o);
	if (code !== "u" && code !== "w")
		return raise(VALUE_ERROR, "tounicode() may only be called on unicode type arrays ('u' or 'w')");
	let text = "";
	for (let i = 0; i < at(o + SIZE); i++) text += String.fromCodePoint(V.getUint32(itemAddress(o, i), true));
	return newStr(text);
});
declareMethod(ARRAY, "pop", 0, 1, (o, args, nargs) => {
	if (at(o + SIZE) === 0) return raise(INDEX_ERROR, "pop from empty array");
	let i = nargs === 0 ? -1 : indexOf(at(args));
	if (Number.isNaN(i)) return NULL;
	if (i < 0) i += at(o + SIZE);
	if (i < 0 || i >= at(o + SIZE)) return raise(INDEX_ERROR, "pop index out of range");
	const item = load(arrayCode(o), itemAddress(o, i));
	if (remove(o, i, 1)) return item;
	decref(item);
	return NULL;
});
declareMethod(ARRAY, "insert", 2, 2, (o, args) => {
	let i = indexOf(at(args));
	if (Number.isNaN(i)) return NULL;
	const n = at(o + SIZE);
	if (i < 0) i = Math.max(0, i + n);
	i = Math.min(i, n);
	if (!append(o, at(args + 1))) return NULL;
	const item = B.slice(itemAddress(o, n), itemAddress(o, n + 1));
	copyItems(o, i, n - i, o, i + 1);
	B.set(item, itemAddress(o, i));
	return NONE;
});
declareMethod(ARRAY, "remove", 1, 1, (o, args) => {
	const i = placeOf(o, at(args), 0, at(o + SIZE));
	if (i < 0) return raise(VALUE_ERROR, "array.remove(x): x not in array");
	return remove(o, i, 1) ? NONE : NULL;
});
declareMethod(ARRAY, "index", 1, 3, (o, args, nargs) => {
	const n = at(o + SIZE);
	const bound = (i: number, otherwise: number): number => {
		const given = nargs <= i ? otherwise : indexOf(at(args + i));
		return given < 0 ? Math.max(0, given + n) : given;
	};
	const i = placeOf(o, at(args), bound(1, 0), bound(2, n));
	return i < 0 ? raise(VALUE_ERROR, "array.index(x): x not in array") : newInt(i);
});
declareMethod(ARRAY, "count", 1, 1, (o, args) => {
	let n = 0;
	for (let i = placeOf(o, at(args), 0, at(o + SIZE)); i >= 0; i = placeOf(o, at(args), i + 1, at(o + SIZE))) n++;
	return newInt(n);
});
declareMethod(ARRAY, "reverse", 0, 0, (o) => {
	const n = at(o + SIZE);
	for (let i = 0; i < n >> 1; i++) {
		const item = B.slice(itemAddress(o, i), itemAddress(o, i + 1));
		copyItems(o, n - 1 - i, 1, o, i);
		B.set(item, itemAddress(o, n - 1 - i));
	}
	return NONE;
});
declareMethod(ARRAY, "byteswap", 0, 0, (o) => {
	const size = itemBytes(arrayCode(o));
	const bytes = contents(o);
	for (let i = 0; i < bytes.length; i += size) bytes.subarray(i, i + size).reverse();
	return NONE;
});
declareMethod(ARRAY, "buffer_info", 0, 0, (o) => {
	const address = newInt(at(o + AR_ITEMS) === 0 ? 0 : addressOf(at(o + AR_ITEMS)));
	return tupleOwning(address, newInt(at(o + SIZE)));
});
for (const name of ["__copy__", "__deepcopy__"])
	declareMethod(ARRAY, name, name === "__copy__" ? 0 : 1, name === "__copy__" ? 0 : 1, (o) =>
		slice(o, 0, 1, at(o + SIZE)),
	);
/** `array_reduce_ex` as protocols before the third have it: the type code and a list of the items. */
declareMethod(ARRAY, "__reduce_ex__", 1, 1, (o): Status => {
	const items = newList(at(o + SIZE));
	for (let i = 0; i < at(o + SIZE); i++) listPush(items, load(arrayCode(o), itemAddress(o, i)));
	return reduced(at(o + TYPE), [newStr(arrayCode(o)), items]);
});
declareValue("array", "array", () => ARRAY);
declareValue("array", "ArrayType", () => ARRAY);
declareValue("array", "typecodes", () => newStr(CODES));

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
