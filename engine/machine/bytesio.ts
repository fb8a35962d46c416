/**
 * io.BytesIO (Modules/_io/bytesio.c): shares a bytes object with whoever gave it or got it until it is written to, and
 * then has a block of its own.
 */

import { allocRaw, at, freeRaw, H } from "./arena";
import { optionalArguments } from "./arguments";
import { bytesBetween, bytesLike, declareExporter, exporterOf, putBytes } from "./buffers";
import { bytesOf, isBytes, newBytes } from "./bytes";
import { optionalSsize } from "./cintegers";
import { newInstance } from "./classes";
import { declareAttribute, declareMethod, declareType } from "./declarations";
import { raise } from "./errors";
import { memoryError } from "./faults";
import { newBool, newInt } from "./int";
import { declareClosedWord, isClosed, nextLine, optionalSize, refusedAsClosed, setClosed } from "./iobase";
import { EXHAUSTED } from "./iterators";
import { FIELDS, LAYOUT_STORE, NULL, type Ref, TF_BASETYPE, TF_GC, TYPE } from "./layout";
import { limits } from "./limits";
import { work } from "./machine";
import { viewOf } from "./memoryview";
import { declareValue } from "./moduletable";
import { cIntOf, ssizeOf } from "./operators";
import { clearref, incref, setref } from "./refcount";
import { declareSize } from "./sizes";
import { calling, S_INIT, S_ITER, S_NEW, S_NEXT, unary } from "./tables";
import { BUFFER_ERROR, BUFFERED_IO_BASE, BYTES, BYTES_IO, FALSE, NONE, TRUE, TYPE_ERROR, VALUE_ERROR } from "./typeids";
import { givenName } from "./types";

/** The dict, and the bytes object that holds the contents (0: the raw block does); then LAYOUT_STORE's words. */
const SHARED = FIELDS + 1;
const RAW = FIELDS + 3;
const RAW_WORDS = FIELDS + 4;
const POSITION = FIELDS + 5;
const LENGTH = FIELDS + 6;
/** Bytes of the buffer that CPython would have. */
const ALLOC = FIELDS + 7;
const CLOSED = FIELDS + 8;
const EXPORTS = FIELDS + 9;
const WEAKLIST = FIELDS + 10;
const WORDS = FIELDS + 11;
declareClosedWord(BYTES_IO, CLOSED);

function contents(o: Ref): Uint8Array {
	if (at(o + SHARED) !== NULL) return bytesOf(at(o + SHARED)).subarray(0, at(o + LENGTH));
	return bytesBetween(at(o + RAW) * 4, at(o + RAW) * 4 + at(o + LENGTH));
}

/** True, with the BufferError set, while someone looks at the buffer (CHECK_EXPORTS). */
function refusedAsExported(o: Ref): boolean {
	if (at(o + EXPORTS) === 0) return false;
	raise(BUFFER_ERROR, "Existing exports of data: object cannot be re-sized");
	return true;
}

function dropRaw(o: Ref): void {
	if (at(o + RAW) !== 0) freeRaw(at(o + RAW), at(o + RAW_WORDS));
	H[o + RAW] = 0;
	H[o + RAW_WORDS] = 0;
}

/** The contents in a block of their own with room for `size` bytes (`unshare_buffer`, `resize_buffer`). */
function reserve(o: Ref, size: number): boolean {
	if (size > limits.bytes) {
		memoryError();
		return false;
	}
	let alloc = at(o + ALLOC);
	if (at(o + SHARED) === NULL && size <= alloc && size >= Math.floor(alloc / 2)) return true;
	if (size > alloc || size < Math.floor(alloc / 2))
		alloc = size > alloc && size <= alloc * 1.125 ? size + (size >> 3) + (size < 9 ? 3 : 6) : size + 1;
	const kept = contents(o).slice(0, alloc);
	work(kept.length >> 6);
	const words = Math.max(1, (alloc + 3) >> 2);
	const raw = allocRaw(words);
	putBytes(kept, raw * 4);
	dropRaw(o);
	if (at(o + SHARED) !== NULL) clearref(o + SHARED);
	H[o + RAW] = raw;
	H[o + RAW_WORDS] = words;
	H[o + ALLOC] = alloc;
	return true;
}

/** `write_bytes` */
function write(o: Ref, bytes: Uint8Array): boolean {
	const given = bytes.slice();
	work(given.length >> 6);
	const position = at(o + POSITION);
	const length = at(o + LENGTH);
	const end = position + given.length;
	if (!reserve(o, Math.max(end, length))) return false;
	const base = at(o + RAW) * 4;
	if (position > length) bytesBetween(base + length, base + position).fill(0);
	putBytes(given, base + position);
	H[o + POSITION] = end;
	if (end > length) H[o + LENGTH] = end;
	return true;
}

function read(o: Ref, size: number): Ref {
	const from = at(o + POSITION);
	const left = Math.max(0, at(o + LENGTH) - from);
	const count = size < 0 ? left : Math.min(size, left);
	H[o + POSITION] = from + count;
	if (at(o + SHARED) !== NULL && count > 1 && from === 0 && count === bytesOf(at(o + SHARED)).length)
		return incref(at(o + SHARED));
	return newBytes(contents(o).slice(from, from + count));
}

function readLine(o: Ref, limit: number): Ref {
	const from = at(o + POSITION);
	const found = from >= at(o + LENGTH) ? -1 : contents(o).indexOf(10, from);
	const count = found < 0 ? Math.max(0, at(o + LENGTH) - from) : found + 1 - from;
	work(count >> 6);
	return read(o, limit >= 0 ? Math.min(limit, count) : count);
}

const INIT = calling((self, args, nargs, kwnames) => {
	const given = optionalArguments("BytesIO", ["initial_bytes"], args, nargs, kwnames);
	if (given === null) return NULL;
	const [initial = NULL] = given;
	if (refusedAsExported(self)) return NULL;
	H[self + POSITION] = 0;
	H[self + LENGTH] = 0;
	H[self + CLOSED] = 0;
	dropRaw(self);
	const bytes = initial === NULL || initial === NONE ? new Uint8Array(0) : bytesLike(initial);
	if (bytes === null) return NULL;
	const shared = isBytes(initial) && at(initial + TYPE) === BYTES ? incref(initial) : newBytes(bytes.slice());
	setref(self + SHARED, shared);
	H[self + LENGTH] = bytes.length;
	H[self + ALLOC] = bytes.length;
	return NONE;
});

declareType({
	type: BYTES_IO,
	name: "BytesIO",
	module: "_io",
	base: BUFFERED_IO_BASE,
	layout: LAYOUT_STORE,
	bytes: 80,
	words: WORDS,
	refs: 2,
	dictAt: FIELDS,
	weakAt: WEAKLIST,
	flags: TF_BASETYPE | TF_GC,
	slots: {
		[S_NEW]: calling((type) => {
			const o = newInstance(type);
			H[o + SHARED] = newBytes(new Uint8Array(0));
			return o;
		}),
		[S_INIT]: INIT,
		[S_ITER]: unary((o) => (refusedAsClosed(o) ? NULL : incref(o))),
		[S_NEXT]: unary((o) => {
			if (refusedAsClosed(o)) return NULL;
			if (at(o + TYPE) !== BYTES_IO) return nextLine(o);
			return at(o + POSITION) >= at(o + LENGTH) ? EXHAUSTED : readLine(o, -1);
		}),
	},
});
declareValue("_io", "BytesIO", () => BYTES_IO);
declareSize(BYTES_IO, (o) => {
	const shared = at(o + SHARED);
	return 64 + (shared === NULL ? 33 + at(o + ALLOC) : at(shared) === 1 ? 33 + bytesOf(shared).length : 0);
});
declareExporter(BYTES_IO, {
	bytes: contents,
	readonly: () => false,
	format: () => "B",
	itemSize: () => 1,
	exported: (o, by) => {
		H[o + EXPORTS] = at(o + EXPORTS) + by;
	},
});

declareMethod(BYTES_IO, "getvalue", 0, 0, (self) => {
	if (refusedAsClosed(self)) return NULL;
	if (at(self + EXPORTS) > 0) return newBytes(contents(self).slice());
	const shared = at(self + SHARED);
	if (shared === NULL || bytesOf(shared).length !== at(self + LENGTH)) {
		const value = newBytes(contents(self).slice());
		setref(self + SHARED, value);
		dropRaw(self);
		H[self + ALLOC] = at(self + LENGTH);
	}
	return incref(at(self + SHARED));
});
declareMethod(BYTES_IO, "getbuffer", 0, 0, (self) => {
	if (refusedAsClosed(self) || !reserve(self, at(self + LENGTH))) return NULL;
	return viewOf(self);
});
declareMethod(BYTES_IO, "write", 1, 1, (self, args) => {
	if (refusedAsClosed(self) || refusedAsExported(self)) return NULL;
	const bytes = bytesLike(at(args));
	if (bytes === null) return NULL;
	const count = bytes.length;
	return count === 0 || write(self, bytes) ? newInt(count) : NULL;
});
for (const name of ["read", "read1"])
	declareMethod(BYTES_IO, name, 0, 1, (self, args, nargs) => {
		const size = optionalSize(args, nargs);
		return Number.isNaN(size) || refusedAsClosed(self) ? NULL : read(self, size);
	});
declareMethod(BYTES_IO, "readline", 0, 1, (self, args, nargs) => {
	const size = optionalSize(args, nargs);
	return Number.isNaN(size) || refusedAsClosed(self) ? NULL : readLine(self, size);
});
declareMethod(BYTES_IO, "readinto", 1, 1, (self, args) => {
	const into = at(args);
	const exporter = exporterOf(into);
	if (exporter === undefined || exporter.readonly(into))
		return raise(TYPE_ERROR, `readinto() argument must be read-write bytes-like object, not ${givenName(into)}`);
	if (refusedAsClosed(self)) return NULL;
	const target = exporter.bytes(into);
	if (target === null) return NULL;
	const from = at(self + POSITION);
	const count = Math.min(target.length, Math.max(0, at(self + LENGTH) - from));
	work(count >> 6);
	target.set(contents(self).slice(from, from + count));
	H[self + POSITION] = from + count;
	return newInt(count);
});
declareMethod(BYTES_IO, "tell", 0, 0, (self) => (refusedAsClosed(self) ? NULL : newInt(at(self + POSITION))));
declareMethod(BYTES_IO, "seek", 1, 2, (self, args, nargs) => {
	const by = ssizeOf(at(args));
	if (Number.isNaN(by)) return NULL;
	const whence = nargs > 1 ? cIntOf(at(args + 1)) : 0;
	if (Number.isNaN(by) || Number.isNaN(whence) || refusedAsClosed(self)) return NULL;
	if (by < 0 && whence === 0) return raise(VALUE_ERROR, `negative seek value ${by}`);
	if (whence < 0 || whence > 2) return raise(VALUE_ERROR, `invalid whence (${whence}, should be 0, 1 or 2)`);
	const base = whence === 0 ? 0 : whence === 1 ? at(self + POSITION) : at(self + LENGTH);
	H[self + POSITION] = Math.min(Math.max(0, base + by), 2 ** 31 - 1);
	return newInt(at(self + POSITION));
});
declareMethod(BYTES_IO, "truncate", 0, 1, (self, args, nargs) => {
	if (refusedAsClosed(self) || refusedAsExported(self)) return NULL;
	const size = nargs === 0 ? at(self + POSITION) : optionalSsize(at(args), at(self + POSITION));
	if (Number.isNaN(size)) return NULL;
	if (size < 0) return raise(VALUE_ERROR, `negative size value ${size}`);
	if (size < at(self + LENGTH)) {
		if (!reserve(self, at(self + LENGTH))) return NULL;
		H[self + LENGTH] = size;
		if (!reserve(self, size)) return NULL;
	}
	return newInt(size);
});
declareMethod(BYTES_IO, "close", 0, 0, (self) => {
	if (refusedAsExported(self)) return NULL;
	setClosed(self);
	dropRaw(self);
	clearref(self + SHARED);
	H[self + LENGTH] = 0;
	H[self + ALLOC] = 0;
	return NONE;
});
declareMethod(BYTES_IO, "flush", 0, 0, (self) => (refusedAsClosed(self) ? NULL : NONE));
declareMethod(BYTES_IO, "isatty", 0, 0, (self) => (refusedAsClosed(self) ? NULL : FALSE));
for (const name of ["readable", "writable", "seekable"])
	declareMethod(BYTES_IO, name, 0, 0, (self) => (refusedAsClosed(self) ? NULL : TRUE));
declareAttribute(BYTES_IO, "closed", (o) => newBool(isClosed(o)));
