/**
 * Allocation as CPython does it: objects that the collector may track are counted into the young generation, which is
 * what starts collections, unless a free list has one (pycore_freelist.h); freed ones go to their free list first.
 */
import { allocObject, at, dropKept, F64, freeObject, H } from "./arena";
import { logBirth, logFolded, recording } from "./events";
import { countAllocation, countDeallocation } from "./gclist";
import {
	FL_COUNT,
	FL_MAX,
	FLAGS,
	FREELIST_WORDS,
	HAS_GC,
	INT_VALUE,
	INTERNAL,
	K_ENTRIES,
	K_USABLE,
	R_FREELISTS,
	R_NEXT_SERIAL,
	R_OWN_GAPS,
	R_OWN_SERIAL,
	type Ref,
	SERIAL,
	SIZE,
	T_FLAGS,
	T_FREELIST,
	T_KEYS,
	T_VALUES_AT,
	TF_GC,
	TF_PREHEADER,
	TYPE,
} from "./layout";
import { profile } from "./machine";
import { incref } from "./refcount";
import {
	BUILTIN,
	COMPLEX,
	DICT,
	EMPTY_TUPLE,
	FLOAT,
	INT,
	LIST,
	LIST_ITERATOR,
	MEMORY_ERROR,
	METHOD,
	RANGE,
	RANGE_ITERATOR,
	SLICE,
	TUPLE,
	TUPLE_ITERATOR,
} from "./typeids";

/** What a profile keeps of each kind, at most (`Py_*_MAXFREELIST`). */
export interface FreeListSizes {
	readonly lists: number;
	readonly dicts: number;
	readonly floats: number;
	readonly ints: number;
	readonly complexes: number;
	readonly slices: number;
	readonly ranges: number;
	readonly rangeIterators: number;
	readonly listIterators: number;
	readonly tupleIterators: number;
	readonly methods: number;
	readonly builtins: number;
	/** Made before the program begins, and never given back (`preallocate_memerrors`). */
	readonly memoryErrors: number;
	/** Of each size. */
	readonly tuples: number;
	/** 3.13 gives its slice back at exit only. */
	readonly slicesStay: boolean;
}

const address = (kind: number): number => R_FREELISTS + kind * FREELIST_WORDS;
const KINDS: readonly (readonly [Ref, keyof FreeListSizes])[] = [
	[LIST, "lists"],
	[DICT, "dicts"],
	[FLOAT, "floats"],
	[INT, "ints"],
	[COMPLEX, "complexes"],
	[SLICE, "slices"],
	[RANGE, "ranges"],
	[RANGE_ITERATOR, "rangeIterators"],
	[LIST_ITERATOR, "listIterators"],
	[TUPLE_ITERATOR, "tupleIterators"],
	[METHOD, "methods"],
	[BUILTIN, "builtins"],
	[MEMORY_ERROR, "memoryErrors"],
];
/** Tuples of 1 to 20 items (`PyTuple_MAXSAVESIZE`): a list for each size, behind the others. */
const TUPLE_LISTS = 20;
const TUPLES = address(KINDS.length);
/** Words of a bound method, and of a builtin one. */
export const CALLABLE_WORDS = 12;
const END = TUPLES + (TUPLE_LISTS + 1) * FREELIST_WORDS;

/** Tells each type its free list. */
export function bootFreeLists(): void {
	const sizes = profile().freeLists;
	KINDS.forEach(([type, size], kind) => {
		const most = Number(sizes[size]);
		H[address(kind) + FL_MAX] = most;
		if (most > 0) H[type + T_FREELIST] = address(kind);
	});
	for (let n = 1; n <= TUPLE_LISTS; n++) H[TUPLES + n * FREELIST_WORDS + FL_MAX] = sizes.tuples;
	H[TUPLE + T_FREELIST] = TUPLES;
}

/** The free list for exact instances of a type with `n` items; 0: none. */
export function freeListOf(type: Ref, n: number): number {
	const list = at(type + T_FREELIST);
	if (list !== TUPLES) return list;
	return n <= TUPLE_LISTS ? TUPLES + n * FREELIST_WORDS : 0;
}

/**
 * A new object of a type with the collector's header, not tracked yet. `bytes` in CPython, header included. The type is
 * counted if it is a class. What a class's instances have before them and behind them is added to `bytes`. `n`: items of
 * a tuple. `fresh`: from the allocator, whatever a free list has (`PyType_GenericAlloc`).
 */
export function allocGc(type: Ref, bytes: number, words: number, n = 0, fresh = false): Ref {
	const list = fresh ? 0 : freeListOf(type, n);
	if (list === 0 || at(list + FL_COUNT) === 0) countAllocation();
	const more = (at(type + T_FLAGS) & TF_PREHEADER) === 0 ? 0 : instanceExtraBytes(type);
	const o = allocObject(type, bytes + more, words, HAS_GC, list);
	incref(type);
	return o;
}

/** `shared_keys_usable_size`: how many values a new instance has room for. */
export function sharedRoom(keys: number): number {
	return at(keys + K_ENTRIES) + at(keys + K_USABLE);
}

/** What an instance's block takes beyond its basic size: the words before it, and room for inline values. */
function instanceExtraBytes(type: Ref): number {
	const keys = at(type + T_KEYS);
	if (keys === 0 || at(type + T_VALUES_AT) === 0) return 16;
	// _PyInlineValuesSize: the order of insertion, a byte each, then the values.
	const room = sharedRoom(keys);
	return 16 + ((room + 7) & ~7) + (room + 1) * 8;
}

/** The free list that an exact int or float goes to, or 0: of ints only those of one digit are kept. */
export function numberList(o: Ref, type: Ref): number {
	const list = at(type + T_FREELIST);
	return list === 0 || type === FLOAT || Math.abs(F64[(o + INT_VALUE) >> 1] as number) < 2 ** 30 ? list : 0;
}

/** `tp_free`: an object's block goes to its free list, or back, with one fewer in the young generation's count. */
export function releaseObject(o: Ref): void {
	const type = at(o + TYPE);
	const list = at(type + T_FREELIST) === 0 ? 0 : freeListOf(type, at(o + SIZE));
	// Of ints only those of one digit are kept.
	if (
		list !== 0 &&
		(type !== INT || Math.abs(F64[(o + INT_VALUE) >> 1] as number) < 2 ** 30) &&
		at(list + FL_COUNT) < at(list + FL_MAX)
	) {
		freeObject(o, list);
		return;
	}
	if ((at(o + FLAGS) & HAS_GC) !== 0) countDeallocation();
	freeObject(o);
}

/** `_PyGC_ClearAllFreeLists`: a full collection gives back what the free lists keep. */
export function clearFreeLists(): void {
	const stays = profile().freeLists.slicesStay ? at(SLICE + T_FREELIST) : 0;
	for (const [type] of KINDS) {
		const list = at(type + T_FREELIST);
		if (list !== 0 && list !== stays && type !== MEMORY_ERROR) clearFreeList(list, (at(type + T_FLAGS) & TF_GC) !== 0);
	}
	for (let list = TUPLES + FREELIST_WORDS; list < END; list += FREELIST_WORDS) clearFreeList(list, true);
}

/** Every free list's address. */
export function freeLists(): readonly number[] {
	const lists = KINDS.map((_kind, i) => address(i));
	for (let list = TUPLES + FREELIST_WORDS; list < END; list += FREELIST_WORDS) lists.push(list);
	return lists;
}

function clearFreeList(list: number, collected: boolean): void {
	while (at(list + FL_COUNT) > 0) {
		dropKept(list);
		if (collected) countDeallocation();
	}
}

/** Marks an object as the interpreter's own furniture, which views fold; returns it. Best done right after its birth: the program's own serials then have no gap. */
export function internal(o: Ref): Ref {
	if (o === EMPTY_TUPLE) return o;
	H[o + FLAGS] = at(o + FLAGS) | INTERNAL;
	const serial = at(o + SERIAL);
	if (serial > 0) {
		if (serial === at(R_OWN_SERIAL) - 1) H[R_OWN_SERIAL] = serial;
		else H[R_OWN_GAPS] = at(R_OWN_GAPS) + 1;
		H[o + SERIAL] = -at(R_NEXT_SERIAL);
		H[R_NEXT_SERIAL] = at(R_NEXT_SERIAL) + 1;
		if (recording) logFolded(serial);
	}
	return o;
}

/** Gives an object of a type that is not shown by itself a serial of the program's own: from now on it is drawn. */
export function show(o: Ref): void {
	const own = at(R_OWN_SERIAL);
	if (own <= 0 || at(o + SERIAL) > 0) return;
	H[o + SERIAL] = own;
	H[R_OWN_SERIAL] = own + 1;
	if (recording) logBirth(o);
}
