/** What array.array is called by name for: its attributes and methods, and what the module holds (Modules/arraymodule.c). */
import { at, H } from "./arena";
import { CODES, load } from "./arraycodes";
import { arrayCode, itemAddress, itemBytes, V } from "./arrayitems";
import { placeOf } from "./arraymodule";
import { append, contents, copyItems, extend, fromBytes, remove, resize, slice, toBytes } from "./arraystorage";
import { B, bytesLike, declareExporter, putBytes } from "./buffers";
import { newBytes } from "./bytes";
import { declareClassGetitem } from "./classgetitem";
import { declareAttribute, declareMethod } from "./declarations";
import { raise } from "./errors";
import { addressOf } from "./hash";
import { dictWord, materializeDict } from "./instance";
import { newInt } from "./int";
import { AR_CAPACITY, AR_EXPORTS, AR_ITEMS, NULL, SIZE, TYPE } from "./layout";
import { listItem, listPush, newList } from "./list";
import { work } from "./machine";
import { declareValue } from "./moduletable";
import { ssizeOf } from "./operators";
import { decref } from "./refcount";
import { sliceBound } from "./sequences";
import { declareSize } from "./sizes";
import { newStr } from "./str";
import type { Status } from "./tables";
import { tupleOf, tupleOwning } from "./tuple";
import { ARRAY, INDEX_ERROR, LIST, NONE, TYPE_ERROR, VALUE_ERROR } from "./typeids";

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
	let i = nargs === 0 ? -1 : ssizeOf(at(args));
	if (Number.isNaN(i)) return NULL;
	if (i < 0) i += at(o + SIZE);
	if (i < 0 || i >= at(o + SIZE)) return raise(INDEX_ERROR, "pop index out of range");
	const item = load(arrayCode(o), itemAddress(o, i));
	if (remove(o, i, 1)) return item;
	decref(item);
	return NULL;
});
declareMethod(ARRAY, "insert", 2, 2, (o, args) => {
	let i = ssizeOf(at(args));
	if (Number.isNaN(i)) return NULL;
	const n = at(o + SIZE);
	if (i < 0) i = Math.max(0, i + n);
	i = Math.min(i, n);
	if (!append(o, at(args + 1))) return NULL;
	const item = B.slice(itemAddress(o, n), itemAddress(o, n + 1));
	copyItems(o, i, n - i, o, i + 1);
	putBytes(item, itemAddress(o, i));
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
		const given = nargs <= i ? otherwise : sliceBound(at(args + i));
		return given < 0 ? Math.max(0, given + n) : given;
	};
	const start = bound(1, 0);
	const stop = bound(2, n);
	if (Number.isNaN(start) || Number.isNaN(stop)) return NULL;
	const i = placeOf(o, at(args), start, stop);
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
		putBytes(item, itemAddress(o, n - 1 - i));
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
/** `array_reduce_ex` as protocols before the third have it: the type code and a list of the items, and the instance's dict. */
declareMethod(ARRAY, "__reduce_ex__", 1, 1, (o): Status => {
	const items = newList(at(o + SIZE));
	for (let i = 0; i < at(o + SIZE); i++) listPush(items, load(arrayCode(o), itemAddress(o, i)));
	const args = tupleOwning(newStr(arrayCode(o)), items);
	const result = tupleOf(at(o + TYPE), args, dictWord(o) === 0 ? NONE : materializeDict(o));
	decref(args);
	return result;
});
declareValue("array", "array", () => ARRAY);
declareValue("array", "ArrayType", () => ARRAY);
declareValue("array", "typecodes", () => newStr(CODES));
