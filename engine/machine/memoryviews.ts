/** The memoryview type (Objects/memoryobject.c): items and slices, comparing, hashing, and its iterator. */

import { PY_EQ, PY_NE } from "../compile/opcodes";
import { hashBytes } from "../text/siphash";
import { at, H } from "./arena";
import { resolveArguments } from "./arguments";
import { declareExporter, exporterOf } from "./buffers";
import { latin1Text } from "./bytes";
import { through } from "./call";
import { declareType } from "./declarations";
import { hashObject } from "./dictlookup";
import { raise } from "./errors";
import { hash, hashAsInt } from "./hash";
import { isInt, newBool, newInt } from "./int";
import { ITEM_CODES, readItem, writeItem } from "./itemcodes";
import { EXHAUSTED } from "./iterators";
import {
	FIELDS,
	LAYOUT_FIELDS,
	LAYOUT_STORE,
	NULL,
	type Ref,
	SIZE,
	TF_GC,
	TF_NO_NEW,
	TF_SEQUENCE,
	TYPE,
} from "./layout";
import { Unsupported } from "./limits";
import { work } from "./machine";
import {
	BUFFER,
	codeOf,
	contiguous,
	EXPORTER,
	exported,
	formatOf,
	HASH_HIGH,
	HASH_LOW,
	HASHED,
	ITEM_SIZE,
	ITEMS,
	isReleased,
	itemAt,
	newView,
	READONLY,
	RELEASED,
	release,
	type Shape,
	START,
	STRIDE,
	shapeOf,
	viewOf,
	WEAKLIST,
	WORDS,
} from "./memoryview";
import { declareValue } from "./moduletable";
import { N0 } from "./natives";
import { addressText } from "./objects";
import { indexOf, ssizeOf } from "./operators";
import { clearref, decref, incref } from "./refcount";
import { indicesOf, sliceBounds } from "./slices";
import { newStr } from "./str";
import {
	binary,
	calling,
	nativeKind,
	S_CONTAINS,
	S_DEALLOC,
	S_GETITEM,
	S_HASH,
	S_INDEX,
	S_ITER,
	S_LEN,
	S_NEW,
	S_NEXT,
	S_REPR,
	S_RICHCOMPARE,
	S_SETITEM,
	type Status,
	slotOf,
	ternary,
	unary,
} from "./tables";
import { isTuple } from "./tuple";
import {
	INDEX_ERROR,
	MANAGED_BUFFER,
	MEMORY_ITERATOR,
	MEMORYVIEW,
	NONE,
	NOT_IMPLEMENTED,
	OBJECT,
	SLICE,
	TYPE_ERROR,
	VALUE_ERROR,
} from "./typeids";
import { newFields, typeName } from "./types";

/** The byte where the item of an index stands; -1 with an exception set (`ptr_from_index`). */
function placeOf(o: Ref, key: Ref): number {
	const index = ssizeOf(key, INDEX_ERROR);
	if (Number.isNaN(index)) return -1;
	const items = at(o + ITEMS);
	const i = index < 0 ? index + items : index;
	if (i >= 0 && i < items) return at(o + START) + i * at(o + STRIDE);
	raise(INDEX_ERROR, "index out of bounds on dimension 1");
	return -1;
}

function isIndex(key: Ref): boolean {
	return isInt(key) || slotOf(key, S_INDEX) !== 0;
}

function refuseKey(key: Ref): typeof NULL {
	if (isTuple(key) && at(key + SIZE) > 1)
		return raise(TYPE_ERROR, `cannot index 1-dimension view with ${at(key + SIZE)}-element tuple`);
	return raise(TYPE_ERROR, "memoryview: invalid slice key");
}

/** The part of a view that a slice means; null with an exception set. */
function sliced(o: Ref, key: Ref): Shape | null {
	if (!indicesOf(key, at(o + ITEMS))) return null;
	const shape = shapeOf(o);
	const { start, step, count } = sliceBounds;
	return { ...shape, start: shape.start + start * shape.stride, stride: shape.stride * step, items: count };
}

function getItem(o: Ref, key: Ref): Status {
	if (isReleased(o)) return NULL;
	if (isIndex(key)) {
		const place = placeOf(o, key);
		return place < 0 ? NULL : readItem(exported(o), place, codeOf(o));
	}
	if (at(key + TYPE) !== SLICE) return refuseKey(key);
	const shape = sliced(o, key);
	return shape === null ? NULL : newView(at(o + BUFFER), shape);
}

/** `memory_ass_sub` */
function setItem(o: Ref, key: Ref, value: Ref): Status {
	if (isReleased(o)) return NULL;
	if (at(o + READONLY) !== 0) return raise(TYPE_ERROR, "cannot modify read-only memory");
	if (value === NULL) return raise(TYPE_ERROR, "cannot delete memory");
	const format = formatOf(o);
	if (isIndex(key)) {
		const place = placeOf(o, key);
		if (place < 0) return NULL;
		switch (writeItem(exported(o), place, codeOf(o), value)) {
			case "type":
				return raise(TYPE_ERROR, `memoryview: invalid type for format '${format}'`);
			case "value":
				return raise(VALUE_ERROR, `memoryview: invalid value for format '${format}'`);
			default:
				return NONE;
		}
	}
	if (at(key + TYPE) !== SLICE) return refuseKey(key);
	const source = exporterOf(value);
	if (source === undefined)
		return raise(TYPE_ERROR, `a bytes-like object is required, not '${typeName(at(value + TYPE))}'`);
	const shape = sliced(o, key);
	if (shape === null) return NULL;
	const given = source.bytes(value);
	if (given === null) return NULL;
	if (given.length !== shape.items * shape.itemSize || source.format(value) !== format)
		return raise(VALUE_ERROR, "memoryview assignment: lvalue and rvalue have different structures");
	const copy = given.slice();
	work(copy.length >> 4);
	const all = exported(o);
	for (let i = 0; i < shape.items; i++)
		all.set(copy.subarray(i * shape.itemSize, (i + 1) * shape.itemSize), shape.start + i * shape.stride);
	return NONE;
}

/** Equal length and equal items, read with each one's own code (`memory_richcompare`). */
function equalItems(a: Ref, b: Ref): boolean | null {
	const other = exporterOf(b);
	if (other === undefined) return null;
	const right = other.bytes(b);
	if (right === null) return false;
	const left = contiguous(a);
	const size = other.itemSize(b);
	const items = at(a + ITEMS);
	if (right.length / size !== items) return false;
	work(left.length >> 2);
	if (formatOf(a) === other.format(b) && !"efd".includes(formatOf(a)))
		return left.every((byte, i) => byte === right[i]);
	const value = (bytes: Uint8Array, i: number, itemSize: number, code: string): string | number | bigint => {
		const kind = ITEM_CODES.get(code)?.kind;
		if (kind === "char") return latin1Text(bytes.subarray(i, i + 1));
		const view = new DataView(bytes.buffer, bytes.byteOffset + i * itemSize, itemSize);
		if (code === "d") return view.getFloat64(0, true);
		if (code === "f") return view.getFloat32(0, true);
		let whole = 0n;
		for (let k = itemSize - 1; k >= 0; k--) whole = (whole << 8n) | BigInt(view.getUint8(k));
		return kind === "signed" ? BigInt.asIntN(itemSize * 8, whole) : whole;
	};
	work(items * 8);
	for (let i = 0; i < items; i++) {
		const x = value(left, i, at(a + ITEM_SIZE), codeOf(a));
		const y = value(right, i, size, other.format(b).replace("@", ""));
		// biome-ignore lint/suspicious/noDoubleEquals: a bigint and a number of the same value are equal here.
		if (x != y) return false;
	}
	return true;
}

const bytesHash = { low: 0, high: 0 };

/** Word: the view. Its exporter has a hash, which `memory_hash` only asks for. */
const EXPORTER_HASH = nativeKind("hash of a memoryview", (frame, value) => {
	decref(value);
	const o = at(frame + N0);
	hashBytes(contiguous(o), bytesHash);
	H[o + HASHED] = 1;
	H[o + HASH_LOW] = bytesHash.low;
	H[o + HASH_HIGH] = bytesHash.high;
	return knownHash(o);
});
function knownHash(o: Ref): Status {
	hash.low = at(o + HASH_LOW);
	hash.high = at(o + HASH_HIGH);
	return hashAsInt();
}
declareType({
	type: MEMORYVIEW,
	name: "memoryview",
	base: OBJECT,
	layout: LAYOUT_STORE,
	bytes: 160,
	itemBytes: 8,
	words: WORDS,
	refs: 1,
	weakAt: WEAKLIST,
	flags: TF_GC | TF_SEQUENCE,
	slots: {
		[S_REPR]: unary((o) => newStr(`<${at(o + RELEASED) !== 0 ? "released memory" : "memory"} at ${addressText(o)}>`)),
		[S_LEN]: unary((o) => (isReleased(o) ? NULL : newInt(at(o + ITEMS)))),
		[S_GETITEM]: binary(getItem),
		[S_SETITEM]: ternary(setItem),
		[S_CONTAINS]: binary((o, item) => {
			if (isReleased(o)) return NULL;
			work(at(o + ITEMS) >> 2);
			if (!isInt(item)) throw new Unsupported("`in` a memoryview for what is no int");
			for (let i = 0; i < at(o + ITEMS); i++) {
				const found = itemAt(o, i);
				const same = isInt(found) && indexOf(found) === indexOf(item);
				decref(found);
				if (same) return newBool(true);
			}
			return newBool(false);
		}),
		[S_HASH]: unary((o) => {
			if (at(o + HASHED) !== 0) return knownHash(o);
			if (isReleased(o)) return NULL;
			if (at(o + READONLY) === 0) return raise(VALUE_ERROR, "cannot hash writable memoryview object");
			if (!"Bbc".includes(codeOf(o)))
				return raise(VALUE_ERROR, "memoryview: hashing is restricted to formats 'B', 'b' or 'c'");
			return through(EXPORTER_HASH, 1, (frame) => {
				H[frame + N0] = o;
				return hashObject(at(at(o + BUFFER) + EXPORTER));
			});
		}),
		[S_RICHCOMPARE]: ternary((a, b, op) => {
			if (op !== PY_EQ && op !== PY_NE) return NOT_IMPLEMENTED;
			const released = at(a + RELEASED) !== 0 || (at(b + TYPE) === MEMORYVIEW && at(b + RELEASED) !== 0);
			const equal = released ? a === b : equalItems(a, b);
			return equal === null ? NOT_IMPLEMENTED : newBool(equal === (op === PY_EQ));
		}),
		[S_ITER]: unary((o) => {
			if (isReleased(o)) return NULL;
			const it = newFields(MEMORY_ITERATOR, 3);
			H[it + FIELDS] = incref(o);
			H[it + FIELDS + 2] = at(o + ITEMS);
			return it;
		}),
		[S_NEW]: calling((_type, args, nargs, kwnames) => {
			const given = resolveArguments({ name: "memoryview", params: ["object"], min: 1, max: 1 }, args, nargs, kwnames);
			return given === null ? NULL : viewOf(given[0] as Ref);
		}),
		[S_DEALLOC]: unary((o) => {
			release(o);
			return NONE;
		}),
	},
});
declareExporter(MEMORYVIEW, {
	bytes: (o) => (isReleased(o) ? null : contiguous(o)),
	readonly: (o) => at(o + READONLY) !== 0,
	format: formatOf,
	itemSize: (o) => at(o + ITEM_SIZE),
	exported: () => {},
});
declareValue("builtins", "memoryview", () => MEMORYVIEW);
declareType({
	type: MANAGED_BUFFER,
	name: "managedbuffer",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 128,
	words: FIELDS + 2,
	refs: 1,
	flags: TF_GC | TF_NO_NEW,
	slots: {},
});
declareType({
	type: MEMORY_ITERATOR,
	name: "memory_iterator",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 64,
	words: FIELDS + 3,
	refs: 1,
	flags: TF_GC | TF_NO_NEW,
	slots: {
		[S_ITER]: unary((it) => incref(it)),
		[S_NEXT]: unary((it) => {
			const o = at(it + FIELDS);
			if (o === NULL) return EXHAUSTED;
			const i = at(it + FIELDS + 1);
			if (i < at(it + FIELDS + 2)) {
				if (isReleased(o)) return NULL;
				H[it + FIELDS + 1] = i + 1;
				return itemAt(o, i);
			}
			clearref(it + FIELDS);
			return EXHAUSTED;
		}),
	},
});
