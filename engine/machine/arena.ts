/**
 * The arena: one array of words for everything that changes, so that a keyframe is a copy and a replay is exact; and
 * beside it the payloads, JavaScript values that never change (texts, big ints, code). Blocks are kept in size classes,
 * reused last in, first out, as CPython's free lists and pools do, which is what makes `id()` values come back.
 */
import { logBirth, recording } from "./events";
import {
	ARENA_WORDS,
	CLASS_SHIFT,
	FL_COUNT,
	FL_HEAD,
	FL_MAX,
	FLAGS,
	GC_HEAD,
	HAS_GC,
	HEAP_BASE,
	INT_BIG,
	INT_BITS,
	INT_VALUE,
	OBJECT_CLASSES,
	R_FREE_OBJECTS,
	R_FREE_RAW,
	R_LIVE_BYTES,
	R_NEXT_SERIAL,
	R_OWN_SERIAL,
	R_PAYLOAD_FREE,
	R_PEAK_BYTES,
	R_TOP,
	R_TRACES,
	R_WORK,
	REFCNT,
	type Ref,
	SERIAL,
	T_FLAGS,
	T_LIVE,
	TF_SHOWN,
	TYPE,
} from "./layout";
import { EngineBug, LimitExceeded, limits } from "./limits";
import { spend, work } from "./machine";

/**
 * An ArrayBuffer as large as this makes V8 collect garbage several times while the machine is made, a tenth of a start,
 * for it takes the bytes for used; a SharedArrayBuffer's it does not count. A page seldom has those, and a recording
 * copies pages, which is faster out of an ArrayBuffer.
 */
const memory =
	recording || typeof SharedArrayBuffer === "undefined"
		? new ArrayBuffer(ARENA_WORDS * 4)
		: new SharedArrayBuffer(ARENA_WORDS * 4);
export const H = new Int32Array(memory);
/** The same memory as doubles: a double at an even word w is F64[w >> 1]. */
export const F64 = new Float64Array(H.buffer);
/** Payloads by slot; a free slot holds the number of the next free one. Slot 0 is never used. */
export const payloads: unknown[] = [0];
/** How many slots there are. The array may have room for more: what a run has left is not made anew by the next. */
let slots = 1;
export function payloadSlots(): number {
	return slots;
}
/** So many slots hold what belongs there; values in others are let go. */
export function setPayloadSlots(count: number): void {
	payloads.fill(0, count, slots);
	slots = count;
}

/** The word at an address. */
export function at(address: number): number {
	return H[address] as number;
}

/** A page is 1 << PAGE_SHIFT words; keyframes are made of pages (keyframes.ts). */
export const PAGE_SHIFT = 10;
/**
 * By page: whether a word of it may have been written since the last keyframe, 1 or 0. Kept by the recording build alone,
 * and for the heap: what stands below it is always taken for written. The bundler puts `put` in the place of each
 * assignment to a word (scripts/engine/words.mjs); what writes otherwise, through an alias or in bulk, has to say so.
 */
export const touched = new Uint8Array(recording ? ARENA_WORDS >> PAGE_SHIFT : 0);

/** A word of the page at an address is written. */
export function touch(address: number): void {
	touched[address >> PAGE_SHIFT] = 1;
}

/** Words from `from` on, before `to`, are written. */
export function touchWords(from: number, to: number): void {
	for (let page = from >> PAGE_SHIFT; page << PAGE_SHIFT < to; page++) touched[page] = 1;
}

/** `H[address] = value` */
export function put(address: number, value: number): number {
	const h = H;
	touched[address >> PAGE_SHIFT] = 1;
	h[address] = value;
	return value;
}

/** `F64[place] = value` */
export function putDouble(place: number, value: number): number {
	const doubles = F64;
	touched[place >> (PAGE_SHIFT - 1)] = 1;
	doubles[place] = value;
	return value;
}

/** Moves words from `from` on, before `end`, to `to`: the two may overlap. Few of them go down one by one. */
export function moveWords(to: number, from: number, end: number): void {
	const n = end - from;
	if (n > 32 || to > from) {
		if (recording) touchWords(to, to + n);
		H.copyWithin(to, from, end);
	} else for (let i = 0; i < n; i++) H[to + i] = at(from + i);
}

/** Turns the order of words round. */
export function reverseWords(from: number, to: number): void {
	if (recording) touchWords(from, to);
	H.subarray(from, to).reverse();
}

/** Words of an object block in class c (1-32: CPython's pymalloc classes of 16 bytes; above: by quarter doublings). */
const objectWords = new Int32Array(OBJECT_CLASSES);
const classBytes = new Int32Array(OBJECT_CLASSES);
const rawWords = new Int32Array(128);
for (let c = 1; c <= 32; c++) {
	classBytes[c] = c * 16;
	// Room for what any type needs here, so that what shares a class in CPython shares it here and gets its id().
	objectWords[c] = Math.max(6, Math.min(c * 4, c * 2 + 10));
}
for (let c = 33; c < OBJECT_CLASSES; c++) {
	const step = c - 33;
	classBytes[c] = Math.min(2 ** 30, Math.floor((640 * 2 ** (step / 4)) / 16) * 16);
	objectWords[c] = ((classBytes[c] as number) / 8 + 5) & ~1;
}
for (let c = 0; c < 128; c++) rawWords[c] = c < 16 ? 4 + c * 2 : Math.floor((36 * 2 ** ((c - 16) / 4)) / 2) * 2;

function objectClass(bytes: number): number {
	if (bytes <= 512) return (bytes + 15) >> 4;
	let c = 33;
	while ((classBytes[c] as number) < bytes) c++;
	return c;
}

function rawClass(words: number): number {
	if (words <= 34) return words <= 4 ? 0 : (words - 3) >> 1;
	let c = Math.max(16, Math.floor(4 * Math.log2(words / 36)) + 15);
	while ((rawWords[c] as number) < words) c++;
	return c;
}

/** Sets words to 0: few of them two at a time, which is faster than `fill`. */
export function clearWords(from: number, to: number): void {
	if (to - from > 64) {
		if (recording) touchWords(from, to);
		H.fill(0, from, to);
		return;
	}
	let i = from;
	if ((i & 1) !== 0 && i < to) H[i++] = 0;
	for (; i + 1 < to; i += 2) F64[i >> 1] = 0;
	if (i < to) H[i] = 0;
}

/** Copies words from below `end` to `to`: few of them one by one, which is faster than `copyWithin`. The two lie apart. */
export function copyWords(to: number, from: number, end: number): void {
	const n = end - from;
	if (n > 64) moveWords(to, from, end);
	else for (let i = 0; i < n; i++) H[to + i] = at(from + i);
}

function bump(words: number): number {
	const address = at(R_TOP);
	const top = address + words;
	if (top > ARENA_WORDS)
		throw new LimitExceeded(
			"bytes",
			"the program needs more memory than this machine has: make fewer objects, or let go of some",
		);
	H[R_TOP] = top;
	return address;
}

/** Told of each block while tracemalloc traces (R_TRACES). */
interface Tracer {
	readonly allocated: (address: number, bytes: number, type: Ref) => void;
	readonly freed: (address: number) => void;
}
let tracer: Tracer = { allocated: () => {}, freed: () => {} };
export function setTracer(t: Tracer): void {
	tracer = t;
}

function peaked(live: number): void {
	H[R_PEAK_BYTES] = live;
	if (live > limits.bytes)
		throw new LimitExceeded(
			"bytes",
			"the program's objects take more memory than this machine allows: make fewer, or let go of some",
		);
}

function charge(bytes: number): void {
	const live = at(R_LIVE_BYTES) + bytes;
	H[R_LIVE_BYTES] = live;
	if (live > at(R_PEAK_BYTES)) peaked(live);
	// What fills a large block takes time.
	if (bytes >= LARGE) work(bytes >> 6);
}
/** What an object takes off the work budget: it is made, and dies some day. */
const OBJECT_WORK = 3;
/** Blocks from this size on are charged as work. */
const LARGE = 4096;

/**
 * A new block for an object of `bytes` bytes in CPython (its collector's header included) and at least `words` words
 * here; the first one of a free list (its address, 0: none) if that has any. Header set (count 1, type, serial), all
 * other words 0. The type is not counted here.
 */
export function allocObject(type: Ref, bytes: number, words: number, flags: number, freeList = 0): Ref {
	let c = objectClass(bytes);
	const needed = (flags & HAS_GC) !== 0 ? words + GC_HEAD : words;
	while ((objectWords[c] as number) < needed) c++;
	let o = freeList === 0 ? 0 : at(freeList + FL_HEAD);
	if (o !== 0) {
		c = at(o + 1);
		if ((objectWords[c] as number) < needed) throw new EngineBug("a free list keeps a block that is too small");
		H[freeList + FL_HEAD] = at(o);
		H[freeList + FL_COUNT] = at(freeList + FL_COUNT) - 1;
	} else {
		o = at(R_FREE_OBJECTS + c);
		if (o !== 0) H[R_FREE_OBJECTS + c] = at(o);
		else o = bump(objectWords[c] as number);
		if (at(R_TRACES) !== 0) tracer.allocated(o, bytes, type);
	}
	const size = objectWords[c] as number;
	clearWords(o, o + size);
	if ((flags & HAS_GC) !== 0) o += GC_HEAD;
	H[o + REFCNT] = 1;
	H[o + TYPE] = type;
	const made = at(R_NEXT_SERIAL);
	H[R_NEXT_SERIAL] = made + 1;
	const own = at(R_OWN_SERIAL);
	if (own > 0 && (at(type + T_FLAGS) & TF_SHOWN) !== 0) {
		H[o + SERIAL] = own;
		H[R_OWN_SERIAL] = own + 1;
	} else H[o + SERIAL] = -made;
	H[o + FLAGS] = flags | (c << CLASS_SHIFT);
	H[type + T_LIVE] = at(type + T_LIVE) + 1;
	charge(classBytes[c] as number);
	spend(OBJECT_WORK);
	if (recording) logBirth(o);
	return o;
}

/** The size class of every float, and of every int that is no wider than a float's whole numbers; and its bytes. */
const NUMBER_CLASS = 2;
const NUMBER_BYTES = 32;

/**
 * The value of the number that is made next. Given as an argument, V8 would box it: ask whether it is a small integer, and
 * allocate where it is not. It is no part of a run: whoever makes a number sets it just before. With a buffer of its own,
 * so that V8 knows where it stands.
 */
export const MADE = new Float64Array(new ArrayBuffer(8));

/**
 * As `allocObject`, for an int or a float whose value is a double, which is most of what a program makes: all of one class,
 * no collector's header, none of them drawn. The value is that of MADE.
 */
export function allocNumber(type: Ref, bytes: number, freeList: number): Ref {
	const h = H;
	const value = MADE[0] as number;
	let o = freeList === 0 ? 0 : (h[freeList + FL_HEAD] as number);
	if (o !== 0) {
		h[freeList + FL_HEAD] = h[o] as number;
		h[freeList + FL_COUNT] = (h[freeList + FL_COUNT] as number) - 1;
	} else {
		o = h[R_FREE_OBJECTS + NUMBER_CLASS] as number;
		if (o !== 0) h[R_FREE_OBJECTS + NUMBER_CLASS] = h[o] as number;
		else o = bump(objectWords[NUMBER_CLASS] as number);
		if (h[R_TRACES] !== 0) tracer.allocated(o, bytes, type);
	}
	if (recording) {
		touch(o);
		touch(type);
	}
	const made = h[R_NEXT_SERIAL] as number;
	h[R_NEXT_SERIAL] = made + 1;
	h[o + REFCNT] = 1;
	h[o + TYPE] = type;
	h[o + SERIAL] = -made;
	h[o + FLAGS] = NUMBER_CLASS << CLASS_SHIFT;
	F64[(o + INT_VALUE) >> 1] = value;
	h[o + INT_BIG] = 0;
	h[o + INT_BITS] = 0;
	h[type + T_LIVE] = (h[type + T_LIVE] as number) + 1;
	h[R_WORK] = (h[R_WORK] as number) - OBJECT_WORK;
	const live = (h[R_LIVE_BYTES] as number) + NUMBER_BYTES;
	h[R_LIVE_BYTES] = live;
	if (live > (h[R_PEAK_BYTES] as number)) peaked(live);
	return o;
}

/** As `freeObject`, for such a number: to the free list named, if there is room. */
export function freeNumber(o: Ref, type: Ref, freeList: number): void {
	const h = H;
	if (recording) {
		touch(o);
		touch(type);
	}
	h[type + T_LIVE] = (h[type + T_LIVE] as number) - 1;
	h[R_LIVE_BYTES] = (h[R_LIVE_BYTES] as number) - NUMBER_BYTES;
	h[o + TYPE] = 0;
	if (freeList !== 0 && (h[freeList + FL_COUNT] as number) < (h[freeList + FL_MAX] as number)) {
		h[o + 1] = NUMBER_CLASS;
		h[o] = h[freeList + FL_HEAD] as number;
		h[freeList + FL_HEAD] = o;
		h[freeList + FL_COUNT] = (h[freeList + FL_COUNT] as number) + 1;
		return;
	}
	if (h[R_TRACES] !== 0) tracer.freed(o);
	h[o] = h[R_FREE_OBJECTS + NUMBER_CLASS] as number;
	h[R_FREE_OBJECTS + NUMBER_CLASS] = o;
}

/** Gives the block back, or keeps it in a free list. Nothing may refer to it any more. */
export function freeObject(o: Ref, freeList = 0): void {
	const type = at(o + TYPE);
	H[type + T_LIVE] = at(type + T_LIVE) - 1;
	const flags = at(o + FLAGS);
	const c = flags >>> CLASS_SHIFT;
	H[R_LIVE_BYTES] = at(R_LIVE_BYTES) - (classBytes[c] as number);
	const block = (flags & HAS_GC) !== 0 ? o - GC_HEAD : o;
	H[o + TYPE] = 0;
	if (freeList !== 0) {
		H[block + 1] = c;
		H[block] = at(freeList + FL_HEAD);
		H[freeList + FL_HEAD] = block;
		H[freeList + FL_COUNT] = at(freeList + FL_COUNT) + 1;
		return;
	}
	if (at(R_TRACES) !== 0) tracer.freed(block);
	H[block] = at(R_FREE_OBJECTS + c);
	H[R_FREE_OBJECTS + c] = block;
}

/** Gives the first block that a free list keeps back to its size class. */
export function dropKept(freeList: number): void {
	const block = at(freeList + FL_HEAD);
	const c = at(block + 1);
	H[freeList + FL_HEAD] = at(block);
	H[freeList + FL_COUNT] = at(freeList + FL_COUNT) - 1;
	if (at(R_TRACES) !== 0) tracer.freed(block);
	H[block] = at(R_FREE_OBJECTS + c);
	H[R_FREE_OBJECTS + c] = block;
}

/** Bytes that the object's own block takes, in CPython's size classes. */
export function blockBytes(o: Ref): number {
	return classBytes[at(o + FLAGS) >>> CLASS_SHIFT] as number;
}

/** Where an object's block begins, and its words. 0: it is no block of its own (the small ints, the static types). */
export function blockOf(o: Ref): { readonly address: number; readonly words: number } {
	const flags = at(o + FLAGS);
	return {
		address: (flags & HAS_GC) !== 0 ? o - GC_HEAD : o,
		words: objectWords[flags >>> CLASS_SHIFT] as number,
	};
}

/** Words of a raw block for which `words` were asked. */
export function rawBlockWords(words: number): number {
	return rawWords[rawClass(words)] as number;
}

/** The blocks that wait in the size classes, each class until `visit` says that it has seen one before. */
export function freeBlocks(visit: (address: number, words: number) => boolean): void {
	for (let c = 0; c < OBJECT_CLASSES; c++) {
		for (let b = at(R_FREE_OBJECTS + c); b !== 0 && visit(b, objectWords[c] as number); ) b = at(b);
		for (let b = at(R_FREE_RAW + c); b !== 0 && visit(b, rawWords[c] as number); ) b = at(b);
	}
}

/** The blocks that a free list keeps. */
export function keptBlocks(freeList: number, visit: (address: number, words: number) => boolean): void {
	for (let b = at(freeList + FL_HEAD); b !== 0 && visit(b, objectWords[at(b + 1)] as number); ) b = at(b);
}

/** The payload slots that are free. */
export function freePayloads(visit: (slot: number) => boolean): void {
	for (let slot = at(R_PAYLOAD_FREE); slot !== 0 && visit(slot); ) slot = payloads[slot] as number;
}

/**
 * A block without a header: items of a list, a dict's keys. At least `words` words, all 0. `bytes`: what CPython
 * allocates for it, 0 where that is part of something else.
 */
export function allocRaw(words: number, bytes = words * 8): number {
	const c = rawClass(words);
	const size = rawWords[c] as number;
	charge(size * 8);
	let address = at(R_FREE_RAW + c);
	if (address !== 0) {
		H[R_FREE_RAW + c] = at(address);
		clearWords(address, address + size);
	} else address = bump(size);
	if (at(R_TRACES) !== 0) tracer.allocated(address, bytes, 0);
	return address;
}

/** `words`: as it was asked for. */
export function freeRaw(address: number, words: number): void {
	const c = rawClass(words);
	if (at(R_TRACES) !== 0) tracer.freed(address);
	const bytes = (rawWords[c] as number) * 8;
	if (bytes >= LARGE) work(bytes >> 7);
	H[R_LIVE_BYTES] = at(R_LIVE_BYTES) - bytes;
	H[address] = at(R_FREE_RAW + c);
	H[R_FREE_RAW + c] = address;
}

/** Keeps an immutable JavaScript value; the slot stays valid until freePayload. */
export function newPayload(value: unknown): number {
	const slot = at(R_PAYLOAD_FREE);
	if (slot !== 0) {
		H[R_PAYLOAD_FREE] = payloads[slot] as number;
		payloads[slot] = value;
		return slot;
	}
	payloads[slots] = value;
	return slots++;
}

export function freePayload(slot: number): void {
	payloads[slot] = at(R_PAYLOAD_FREE);
	H[R_PAYLOAD_FREE] = slot;
}

const restored: (() => void)[] = [];
/** Called when another state takes the place of the present one: for what is kept beside the arena, only for speed. */
export function onRestore(forget: () => void): void {
	restored.push(forget);
}
export function forgetCaches(): void {
	for (const forget of restored) forget();
}

/** Back to an arena with nothing in it. */
export function clearArena(): void {
	forgetCaches();
	// What has never been allocated is 0, and costs the system nothing until it is touched.
	if (at(R_TOP) !== 0) H.fill(0, 0, Math.max(HEAP_BASE, at(R_TOP)));
	H[R_TOP] = HEAP_BASE;
	H[R_NEXT_SERIAL] = 1;
	setPayloadSlots(1);
}
