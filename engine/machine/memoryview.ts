/**
 * Views of memory of one dimension (Objects/memoryobject.c): how they are made, read and released. The views of one export
 * share a managed buffer, which holds the exporter until the last of them is released.
 */
import { allocGc } from "./alloc";
import { at, H, newPayload, payloads } from "./arena";
import { exporterOf } from "./buffers";
import { raise } from "./errors";
import { track } from "./gclist";
import { readItem } from "./itemcodes";
import { FIELDS, NULL, type Ref, TYPE } from "./layout";
import { work } from "./machine";
import { clearref, decref, incref } from "./refcount";
import type { Status } from "./tables";
import { MANAGED_BUFFER, MEMORYVIEW, TYPE_ERROR, VALUE_ERROR } from "./typeids";
import { typeName } from "./types";

/** The managed buffer; behind it LAYOUT_STORE's words, the payload being the format. */
export const BUFFER = FIELDS;
const FORMAT = FIELDS + 1;
/** Where the first item begins, how many there are, from one to the next, and how large each is, in bytes. */
export const START = FIELDS + 4;
export const ITEMS = FIELDS + 5;
export const STRIDE = FIELDS + 6;
export const ITEM_SIZE = FIELDS + 7;
export const READONLY = FIELDS + 8;
export const RELEASED = FIELDS + 9;
export const WEAKLIST = FIELDS + 10;
/** Its hash, once that was asked for: whether it is there, and both halves. */
export const HASHED = FIELDS + 11;
export const HASH_LOW = FIELDS + 12;
export const HASH_HIGH = FIELDS + 13;
export const WORDS = FIELDS + 14;
/** Managed buffer: the exporter (cleared once it is released), then how many views are not released. */
export const EXPORTER = FIELDS;
const VIEWS = FIELDS + 1;

export const formatOf = (o: Ref): string => payloads[at(o + FORMAT)] as string;
/** The code alone: native size and order are what it means anyway. */
export const codeOf = (o: Ref): string => formatOf(o).replace("@", "");

export interface Shape {
	readonly start: number;
	readonly items: number;
	readonly stride: number;
	readonly itemSize: number;
	readonly format: string;
	readonly readonly: boolean;
}

export function newView(buffer: Ref, shape: Shape): Ref {
	const o = allocGc(MEMORYVIEW, 184, WORDS);
	H[o + BUFFER] = incref(buffer);
	H[buffer + VIEWS] = at(buffer + VIEWS) + 1;
	H[o + FORMAT] = newPayload(shape.format);
	H[o + START] = shape.start;
	H[o + ITEMS] = shape.items;
	H[o + STRIDE] = shape.stride;
	H[o + ITEM_SIZE] = shape.itemSize;
	H[o + READONLY] = shape.readonly ? 1 : 0;
	track(o);
	return o;
}

export function shapeOf(o: Ref): Shape {
	return {
		start: at(o + START),
		items: at(o + ITEMS),
		stride: at(o + STRIDE),
		itemSize: at(o + ITEM_SIZE),
		format: formatOf(o),
		readonly: at(o + READONLY) !== 0,
	};
}

/** `PyMemoryView_FromObject` */
export function viewOf(o: Ref): Status {
	if (at(o + TYPE) === MEMORYVIEW) return isReleased(o) ? NULL : newView(at(o + BUFFER), shapeOf(o));
	const exporter = exporterOf(o);
	if (exporter === undefined)
		return raise(TYPE_ERROR, `memoryview: a bytes-like object is required, not '${typeName(at(o + TYPE))}'`);
	const bytes = exporter.bytes(o);
	if (bytes === null) return NULL;
	const buffer = allocGc(MANAGED_BUFFER, 128, FIELDS + 2);
	H[buffer + EXPORTER] = incref(o);
	exporter.exported(o, 1);
	track(buffer);
	const itemSize = exporter.itemSize(o);
	const view = newView(buffer, {
		start: 0,
		items: Math.floor(bytes.length / itemSize),
		stride: itemSize,
		itemSize,
		format: exporter.format(o),
		readonly: exporter.readonly(o),
	});
	decref(buffer);
	return view;
}

/** True, with the ValueError set, where the view is released (CHECK_RELEASED). */
export function isReleased(o: Ref): boolean {
	if (at(o + RELEASED) === 0) return false;
	raise(VALUE_ERROR, "operation forbidden on released memoryview object");
	return true;
}

/** `_memory_release` and `mbuf_release` */
export function release(o: Ref): void {
	if (at(o + RELEASED) !== 0) return;
	H[o + RELEASED] = 1;
	const buffer = at(o + BUFFER);
	H[buffer + VIEWS] = at(buffer + VIEWS) - 1;
	if (at(buffer + VIEWS) > 0) return;
	const exporter = at(buffer + EXPORTER);
	if (exporter === NULL) return;
	exporterOf(exporter)?.exported(exporter, -1);
	clearref(buffer + EXPORTER);
}

/** The exporter's bytes. Only of a view that is not released. */
export function exported(o: Ref): Uint8Array {
	const exporter = at(at(o + BUFFER) + EXPORTER);
	return exporterOf(exporter)?.bytes(exporter) ?? new Uint8Array(0);
}

/** The items one after the other (`PyBuffer_ToContiguous`). */
export function contiguous(o: Ref): Uint8Array {
	const { start, items, stride, itemSize } = shapeOf(o);
	const all = exported(o);
	if (stride === itemSize) return all.subarray(start, start + items * itemSize);
	work(items * 3);
	const out = new Uint8Array(items * itemSize);
	for (let i = 0; i < items; i++) {
		const from = start + i * stride;
		out.set(all.subarray(from, from + itemSize), i * itemSize);
	}
	return out;
}

export function itemAt(o: Ref, i: number): Ref {
	return readItem(exported(o), at(o + START) + i * at(o + STRIDE), codeOf(o));
}
