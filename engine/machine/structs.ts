/** _struct: values packed into bytes and back by format strings (Modules/_struct.c). */
import { isFault } from "../text/fault";
import { intToFloat } from "../text/floatRound";
import { at, H, newPayload, payloads } from "./arena";
import { bytesLike, exporterOf } from "./buffers";
import { bytesOf, isBytes, newBytes } from "./bytes";
import { allocateClass, newInstance, readyClass } from "./classes";
import { declareAttribute, declareMethod, declareType } from "./declarations";
import { dictGetText, dictSetOwned, newDict } from "./dict";
import { raise } from "./errors";
import { memoryError } from "./faults";
import { floatValue, isFloat, newFloat } from "./float";
import { intBig, isInt, newBig, newBool, newInt } from "./int";
import { ITEM_CODES, readFloat, readWhole, writeFloat, writeWhole } from "./itemcodes";
import { getIter } from "./iterators";
import {
	FIELDS,
	LAYOUT_STORE,
	MODULE_DICT,
	NULL,
	R_MODULES,
	type Ref,
	TF_BASETYPE,
	TF_GC,
	TUPLE_ITEMS,
	TYPE,
} from "./layout";
import { limits } from "./limits";
import { listPush, newList } from "./list";
import { work } from "./machine";
import { declareFunction, declareValue } from "./moduletable";
import { linearize } from "./mro";
import { ssizeOf, truth, wholeOf } from "./operators";
import { decref, incref } from "./refcount";
import { declareSize } from "./sizes";
import { isStr, newStr, textOf } from "./str";
import { calling, S_INDEX, S_INIT, S_NEW, S_REPR, type Status, slotOf, unary } from "./tables";
import { newTuple, tupleOf } from "./tuple";
import { EXCEPTION, INDEX_ERROR, NONE, OBJECT, OVERFLOW_ERROR, STRUCT, TRUE, TYPE_ERROR, TYPE_TYPE } from "./typeids";
import { typeName } from "./types";

/** A run of equal items, or one string of `count` bytes. */
interface Item {
	readonly code: string;
	readonly size: number;
	readonly count: number;
	readonly offset: number;
}
interface Layout {
	readonly items: readonly Item[];
	readonly size: number;
	/** How many values are packed. */
	readonly values: number;
	readonly little: boolean;
	readonly native: boolean;
}

/** `struct.error`, a class of the module's own. */
declareValue("_struct", "error", () => {
	const name = newStr("error");
	const bases = tupleOf(EXCEPTION);
	const namespace = newDict();
	dictSetOwned(namespace, "__module__", newStr("struct"));
	const type = allocateClass(TYPE_TYPE, name, bases, namespace, NULL);
	readyClass(type, linearize(type, bases));
	for (const o of [name, bases, namespace]) decref(o);
	return type;
});
function structError(message: string): typeof NULL {
	const module = dictGetText(at(R_MODULES), "_struct");
	const type = module === NULL ? NULL : dictGetText(at(module + MODULE_DICT), "error");
	return raise(type === NULL ? EXCEPTION : type, message);
}

/** Sizes where the format names an order: no alignment, and `l` has four bytes. */
const STANDARD_SIZES: Readonly<Record<string, number>> = { l: 4, L: 4 };

/** `prepare_s`: null with struct.error set. */
function parse(format: string): Layout | null {
	if (format.includes("\0")) {
		structError("embedded null character");
		return null;
	}
	const first = format.charAt(0);
	const ordered = "@=<>!".includes(first) && first !== "";
	const native = !ordered || first === "@";
	const little = first !== ">" && first !== "!";
	const items: Item[] = [];
	let size = 0;
	let values = 0;
	const pattern = /\s*(\d*)(.?)/gsy;
	pattern.lastIndex = ordered ? 1 : 0;
	while (pattern.lastIndex < format.length) {
		const match = pattern.exec(format);
		const digits = match?.[1] ?? "";
		const code = match?.[2] ?? "";
		if (code === "" || /\s/.test(code)) {
			if (digits === "") continue;
			structError("repeat count given without format specifier");
			return null;
		}
		const count = digits === "" ? 1 : Number(digits);
		const known = "xsp".includes(code) ? 1 : ITEM_CODES.get(code)?.size;
		if (known === undefined || (!native && "nNP".includes(code))) {
			structError("bad char in struct format");
			return null;
		}
		const itemSize = native ? known : (STANDARD_SIZES[code] ?? known);
		if (native && itemSize > 1) size = Math.ceil(size / itemSize) * itemSize;
		if (size + itemSize * count > 2 ** 53) {
			structError("total struct size too long");
			return null;
		}
		if (code === "s" || code === "p") values++;
		else if (code !== "x") values += count;
		items.push({ code, size: itemSize, count, offset: size });
		size += itemSize * count;
	}
	return { items, size, values, little, native };
}

/** `cache_struct_converter`: null with an exception set. The latest is kept. */
let parsedFormat = "";
let parsedLayout: Layout | null = parse("");
function layoutFor(o: Ref): Layout | null {
	let format: string;
	if (isStr(o)) format = textOf(o);
	else if (isBytes(o)) format = String.fromCharCode(...bytesOf(o).subarray(0, 65536));
	else {
		raise(TYPE_ERROR, `Struct() argument 1 must be a str or bytes object, not ${typeName(at(o + TYPE))}`);
		return null;
	}
	if (format === parsedFormat && parsedLayout !== null) return parsedLayout;
	parsedLayout = parse(format);
	parsedFormat = format;
	return parsedLayout;
}

/** The least and the greatest whole number of an item. */
function rangeMessage(code: string, size: number, signed: boolean): string {
	const bits = BigInt(size * 8);
	const low = signed ? -(1n << (bits - 1n)) : 0n;
	const high = signed ? (1n << (bits - 1n)) - 1n : (1n << bits) - 1n;
	return `'${code}' format requires ${low} <= number <= ${high}`;
}

/** Writes one value; false with an exception set. */
function packValue(bytes: Uint8Array, offset: number, item: Item, value: Ref, little: boolean): boolean {
	const { code, size } = item;
	const kind = ITEM_CODES.get(code)?.kind;
	switch (kind) {
		case "char":
			if (!isBytes(value) || bytesOf(value).length !== 1) {
				structError("char format requires a bytes object of length 1");
				return false;
			}
			bytes[offset] = bytesOf(value)[0] ?? 0;
			return true;
		case "bool": {
			const status = truth(value);
			if (status === NULL) return false;
			bytes[offset] = status === TRUE ? 1 : 0;
			return true;
		}
		case "float": {
			const number = isFloat(value) ? floatValue(value) : isInt(value) ? intToFloat(intBig(value)) : null;
			if (number === null || isFault(number)) {
				structError("required argument is not a float");
				return false;
			}
			if (writeFloat(bytes, offset, size, number, little)) return true;
			raise(OVERFLOW_ERROR, `float too large to pack with ${code} format`);
			return false;
		}
		default: {
			// `get_pylong`
			const int = isInt(value) || slotOf(value, S_INDEX) !== 0 ? wholeOf(value) : NULL;
			if (int === NULL) {
				structError("required argument is not an integer");
				return false;
			}
			const whole = intBig(int);
			const signed = kind === "signed";
			const bits = BigInt(size * 8);
			const low = signed ? -(1n << (bits - 1n)) : 0n;
			const high = signed ? 1n << (bits - 1n) : 1n << bits;
			if (whole < low || whole >= high) {
				structError(rangeMessage(code, size, signed));
				return false;
			}
			writeWhole(bytes, offset, size, whole, little);
			return true;
		}
	}
}

/** `s_pack_internal`: null with an exception set. */
function pack(layout: Layout, args: number, nargs: number, what: string): Uint8Array | null {
	if (nargs !== layout.values) {
		structError(`${what} expected ${layout.values} items for packing (got ${nargs})`);
		return null;
	}
	if (layout.size > limits.bytes) {
		memoryError();
		return null;
	}
	work(layout.size >> 3);
	const bytes = new Uint8Array(layout.size);
	let i = 0;
	for (const item of layout.items) {
		if (item.code === "x") continue;
		if (item.code === "s" || item.code === "p") {
			const value = at(args + i++);
			const given = exporterOf(value) !== undefined ? bytesLike(value) : null;
			if (given === null) {
				structError(`argument for '${item.code}' must be a bytes object`);
				return null;
			}
			if (item.count === 0) continue;
			const room = item.code === "p" ? Math.max(0, item.count - 1) : item.count;
			const part = given.subarray(0, room);
			if (item.code === "p") bytes[item.offset] = Math.min(part.length, 255);
			bytes.set(part, item.offset + (item.code === "p" ? 1 : 0));
			continue;
		}
		for (let k = 0; k < item.count; k++)
			if (!packValue(bytes, item.offset + k * item.size, item, at(args + i++), layout.little)) return null;
	}
	return bytes;
}

function unpackValue(bytes: Uint8Array, offset: number, item: Item, little: boolean): Ref {
	const kind = ITEM_CODES.get(item.code)?.kind;
	if (kind === "char") return newBytes(bytes.slice(offset, offset + 1));
	if (kind === "bool") return newBool(bytes[offset] !== 0);
	if (kind === "float") return newFloat(readFloat(bytes, offset, item.size, little));
	return newBig(readWhole(bytes, offset, item.size, kind === "signed", little));
}

/** `s_unpack_internal` */
function unpack(layout: Layout, bytes: Uint8Array, from: number): Ref {
	work(layout.size >> 3);
	work(layout.values * 2);
	const tuple = newTuple(layout.values);
	let i = 0;
	const put = (o: Ref): void => {
		H[tuple + TUPLE_ITEMS + i++] = o;
	};
	for (const item of layout.items) {
		const offset = from + item.offset;
		if (item.code === "x") continue;
		if (item.code === "s") put(newBytes(bytes.slice(offset, offset + item.count)));
		else if (item.code === "p") {
			const length = Math.min(bytes[offset] ?? 0, Math.max(0, item.count - 1));
			put(newBytes(bytes.slice(offset + 1, offset + 1 + length)));
		} else for (let k = 0; k < item.count; k++) put(unpackValue(bytes, offset + k * item.size, item, layout.little));
	}
	return tuple;
}

// ---- What is done with a format, by a function or by a Struct ----

function doUnpack(layout: Layout, buffer: Ref): Status {
	const bytes = bytesLike(buffer);
	if (bytes === null) return NULL;
	if (bytes.length !== layout.size) return structError(`unpack requires a buffer of ${layout.size} bytes`);
	return unpack(layout, bytes, 0);
}

/** The place that an offset means in a buffer; -1 with struct.error set. */
function placeIn(bytes: Uint8Array, offset: number, layout: Layout, what: string, doing: string): number {
	const place = offset < 0 ? offset + bytes.length : offset;
	if (offset < 0) {
		if (offset + layout.size > 0) {
			const lack = doing === "pack" ? "no space to" : "not enough data to";
			structError(`${lack} ${doing} ${layout.size} bytes at offset ${offset}`);
			return -1;
		}
		if (place < 0) {
			structError(`offset ${offset} out of range for ${bytes.length}-byte buffer`);
			return -1;
		}
	}
	if (bytes.length - place >= layout.size) return place;
	structError(
		`${what} requires a buffer of at least ${place + layout.size} bytes for ${doing}ing ${layout.size} bytes at offset ${place} (actual buffer size is ${bytes.length})`,
	);
	return -1;
}

function doUnpackFrom(layout: Layout, buffer: Ref, offset: number): Status {
	if (Number.isNaN(offset)) return NULL;
	const bytes = bytesLike(buffer);
	if (bytes === null) return NULL;
	const place = placeIn(bytes, offset, layout, "unpack_from", "unpack");
	return place < 0 ? NULL : unpack(layout, bytes, place);
}

function doPackInto(layout: Layout, args: number, nargs: number): Status {
	if (nargs < 1) return structError("pack_into expected buffer argument");
	if (nargs < 2) return structError("pack_into expected offset argument");
	const exporter = exporterOf(at(args));
	if (exporter === undefined || exporter.readonly(at(args)))
		return raise(TYPE_ERROR, `argument must be read-write bytes-like object, not ${typeName(at(at(args) + TYPE))}`);
	const offset = ssizeOf(at(args + 1), INDEX_ERROR);
	if (Number.isNaN(offset)) return NULL;
	if (nargs - 2 !== layout.values)
		return structError(`pack_into expected ${layout.values} items for packing (got ${nargs - 2})`);
	const target = exporter.bytes(at(args));
	if (target === null) return NULL;
	const place = placeIn(target, offset, layout, "pack_into", "pack");
	if (place < 0) return NULL;
	const bytes = pack(layout, args + 2, nargs - 2, "pack_into");
	if (bytes === null) return NULL;
	target.set(bytes, place);
	return NONE;
}

function doIterUnpack(layout: Layout, buffer: Ref): Status {
	if (layout.size === 0) return structError("cannot iteratively unpack with a struct of length 0");
	const bytes = bytesLike(buffer);
	if (bytes === null) return NULL;
	if (bytes.length % layout.size !== 0)
		return structError(`iterative unpacking requires a buffer of a multiple of ${layout.size} bytes`);
	const list = newList();
	for (let from = 0; from < bytes.length; from += layout.size) listPush(list, unpack(layout, bytes, from));
	const it = getIter(list);
	decref(list);
	return it;
}

function doPack(layout: Layout, args: number, nargs: number): Status {
	const bytes = pack(layout, args, nargs, "pack");
	return bytes === null ? NULL : newBytes(bytes);
}

/** Declares a function of the module that takes a format first. */
function formatted(name: string, max: number, run: (layout: Layout, args: number, nargs: number) => Status): void {
	declareFunction("_struct", name, 1, max, (_self, args, nargs) => {
		const layout = layoutFor(at(args));
		return layout === null ? NULL : run(layout, args + 1, nargs - 1);
	});
}
formatted("calcsize", 1, (layout) => newInt(layout.size));
formatted("pack", -1, doPack);
formatted("pack_into", -1, doPackInto);
formatted("unpack", 2, (layout, args, nargs) =>
	nargs < 1 ? raise(TYPE_ERROR, "unpack expected 2 arguments, got 1") : doUnpack(layout, at(args)),
);
formatted("iter_unpack", 2, (layout, args) => doIterUnpack(layout, at(args)));
declareFunction(
	"_struct",
	"unpack_from",
	2,
	3,
	(_self, args, nargs) => {
		const layout = layoutFor(at(args));
		if (layout === null) return NULL;
		return doUnpackFrom(layout, at(args + 1), nargs > 2 && at(args + 2) !== NULL ? ssizeOf(at(args + 2)) : 0);
	},
	{ params: ["format", "buffer", "offset"] },
);
declareFunction("_struct", "_clearcache", 0, 0, () => NONE);

// ---- Struct ----

/** The format as a str; behind it LAYOUT_STORE's words, the payload being the layout; the weak list. */
const FORMAT = FIELDS;
const LAYOUT = FIELDS + 1;
const WEAKLIST = FIELDS + 4;
const layoutOf = (o: Ref): Layout => payloads[at(o + LAYOUT)] as Layout;
declareType({
	type: STRUCT,
	name: "Struct",
	module: "_struct",
	base: OBJECT,
	layout: LAYOUT_STORE,
	bytes: 72,
	words: FIELDS + 5,
	refs: 1,
	weakAt: WEAKLIST,
	flags: TF_BASETYPE | TF_GC,
	slots: {
		[S_NEW]: calling((type, args, nargs) => {
			if (nargs < 1) return raise(TYPE_ERROR, "Struct() missing required argument 'format' (pos 1)");
			const layout = layoutFor(at(args));
			if (layout === null) return NULL;
			const o = newInstance(type);
			H[o + FORMAT] = isStr(at(args)) ? incref(at(args)) : newStr(String.fromCharCode(...bytesOf(at(args))));
			H[o + LAYOUT] = newPayload(layout);
			return o;
		}),
		[S_INIT]: calling(() => NONE),
		[S_REPR]: unary((o) => newStr(`Struct('${textOf(at(o + FORMAT))}')`)),
	},
});
declareValue("_struct", "Struct", () => STRUCT);
declareSize(STRUCT, (o) => 56 + 32 * (layoutOf(o).items.filter((item) => item.code !== "x").length + 1));
declareAttribute(STRUCT, "format", (o) => incref(at(o + FORMAT)));
declareAttribute(STRUCT, "size", (o) => newInt(layoutOf(o).size));
declareMethod(STRUCT, "pack", 0, -1, (self, args, nargs) => doPack(layoutOf(self), args, nargs));
declareMethod(STRUCT, "pack_into", 0, -1, (self, args, nargs) => doPackInto(layoutOf(self), args, nargs));
declareMethod(STRUCT, "unpack", 1, 1, (self, args) => doUnpack(layoutOf(self), at(args)));
declareMethod(STRUCT, "iter_unpack", 1, 1, (self, args) => doIterUnpack(layoutOf(self), at(args)));
declareMethod(
	STRUCT,
	"unpack_from",
	1,
	2,
	(self, args, nargs) =>
		doUnpackFrom(layoutOf(self), at(args), nargs > 1 && at(args + 1) !== NULL ? ssizeOf(at(args + 1)) : 0),
	{ params: ["buffer", "offset"] },
);
