/** Hashes as CPython computes them on 64 bits, as two words; and equality of keys where no Python code is needed. */

import { hashFloat as hashOfFloat, hashInt as hashOfInt, TupleHasher } from "../text/hashes";
import { hashText as hashOfText } from "../text/siphash";
import { at, H } from "./arena";
import { bytesOf } from "./bytes";
import { COMPARE_BY_IDENTITY } from "./comparison";
import { NEEDS_PYTHON } from "./dict";
import { raise } from "./errors";
import { floatValue } from "./float";
import { intBig, intBits, intNumber, isInt, newBig } from "./int";
import {
	FIELDS,
	FLAGS,
	HAS_GC,
	LAYOUT_WEAKREF,
	NULL,
	PUSHED,
	type Ref,
	SIZE,
	STR_HASH_HIGH,
	T_FLAGS,
	T_LAYOUT,
	T_SLOTS,
	TF_PREHEADER,
	TUPLE_ITEMS,
	TYPE,
	WR_HASH,
	WR_HASH_HIGH,
	WR_HASH_SET,
} from "./layout";
import { EngineBug } from "./limits";
import { work } from "./machine";
import { HASH_PYTHON } from "./pythonslots";
import { decref } from "./refcount";
import { sameText, strHashLow } from "./str";
import { S_HASH, S_RICHCOMPARE, slotOf, type Unary, unary, unarySlots } from "./tables";
import { BOOL, BYTES, FLOAT, INT, MAPPING_PROXY, MEMORYVIEW, STR, TUPLE, TYPE_ERROR, WEAKREF } from "./typeids";
import { typeName } from "./types";
import { referent } from "./weaklist";

/** The hash that hashPlain computed last. */
export const hash = { low: 0, high: 0 };
/** What hashText computed last. */
export const textHash = { low: 0, high: 0 };

/** Hashes of short texts, which never change: names that native code asks for come again and again. */
const knownHashes = new Map<string, { readonly low: number; readonly high: number }>();
const KNOWN_LENGTH = 64;
const KNOWN_HASHES = 1 << 15;

/** `unicode_hash` with PYTHONHASHSEED=0. */
export function hashText(text: string): void {
	const known = knownHashes.get(text);
	if (known !== undefined) {
		textHash.low = known.low;
		textHash.high = known.high;
		return;
	}
	hashOfText(text, textHash);
	if (text.length > KNOWN_LENGTH) return;
	if (knownHashes.size === KNOWN_HASHES) knownHashes.clear();
	knownHashes.set(text, { ...textHash });
}

/** The same for the text of a str, which keeps its hash: what a program has just made is mostly another text each time. */
export function hashNewText(text: string): void {
	hashOfText(text, textHash);
}

function setFromBig(n: bigint): void {
	const v = n === -1n ? -2n : n;
	hash.low = Number(BigInt.asIntN(32, v));
	hash.high = Number(BigInt.asIntN(32, v >> 32n));
}

/** `long_hash` */
export function hashInt(o: Ref): void {
	const n = intNumber(o);
	if (Number.isNaN(n)) work(intBits(o) >> 8);
	hashOfInt(Number.isNaN(n) ? intBig(o) : n, hash);
}

/** `_Py_HashDouble`; a NaN hashes as its object's address. */
export function hashFloat(o: Ref): void {
	const v = floatValue(o);
	if (Number.isNaN(v)) hashAddress(o);
	else hashOfFloat(v, hash);
}

/** `_Py_HashPointer` */
function hashAddress(o: Ref): void {
	const address = idOf(o);
	const low = address | 0;
	const high = Math.floor(address / 2 ** 32);
	hash.low = (low >>> 4) | (high << 28);
	hash.high = (high >>> 4) | (low << 28);
}

/** Where a word of the arena would stand in a process. */
export function addressOf(word: number): number {
	return 0x7f0000000000 + word * 8;
}

/**
 * The number that `id()` shows: where the object would stand in a process. In its block it comes behind what CPython
 * keeps before it, so that of two which had the same block one after the other only those of a kind had the same id.
 */
export function idOf(o: Ref): number {
	const before = (at(o + FLAGS) & HAS_GC) === 0 || (at(at(o + TYPE) + T_FLAGS) & TF_PREHEADER) !== 0;
	return addressOf(o) - (before ? 0 : 16);
}

/**
 * Computes a hash into `hash` where that needs no Python code. 1: done; 0: unhashable, TypeError set; NEEDS_PYTHON: the
 * object, or an item of it, has a `__hash__` of its own.
 */
export function hashPlain(o: Ref): number {
	const type = at(o + TYPE);
	if (type === STR) {
		hash.low = strHashLow(o);
		hash.high = at(o + STR_HASH_HIGH);
		return 1;
	}
	if (type === INT || type === BOOL) {
		hashInt(o);
		return 1;
	}
	if (type === TUPLE) {
		const hasher = new TupleHasher();
		const n = at(o + SIZE);
		work(2 + n);
		for (let i = 0; i < n; i++) {
			const status = hashPlain(at(o + TUPLE_ITEMS + i));
			if (status !== 1) return status;
			hasher.add(hash);
		}
		hasher.finish(hash);
		return 1;
	}
	if (type === FLOAT) {
		hashFloat(o);
		return 1;
	}
	const slot = at(type + T_SLOTS + S_HASH);
	if (slot === HASH_BY_ADDRESS) {
		hashAddress(o);
		return 1;
	}
	if (slot === 0 || slot === HASH_NOT_IMPLEMENTED) {
		raise(TYPE_ERROR, `unhashable type: '${typeName(type)}'`);
		return 0;
	}
	// A view asks its exporter, whose hash may be written in Python.
	if (slot === HASH_PYTHON || type === MEMORYVIEW) return NEEDS_PYTHON;
	// `mappingproxy_hash`
	if (type === MAPPING_PROXY) return hashPlain(at(o + FIELDS));
	if (at(type + T_LAYOUT) === LAYOUT_WEAKREF) return hashWeakref(o);
	const result = (unarySlots[slot] as Unary)(o);
	if (result === NULL) return 0;
	if (result === PUSHED) throw new EngineBug("a native hash called Python");
	setFromBig(intBig(result));
	decref(result);
	return 1;
}

/** `object.__hash__` */
export const HASH_BY_ADDRESS = unary((o) => {
	hashAddress(o);
	return hashAsInt();
});
/** `PyObject_HashNotImplemented` */
export const HASH_NOT_IMPLEMENTED = unary((o) => raise(TYPE_ERROR, `unhashable type: '${typeName(at(o + TYPE))}'`));

/** The hash last computed, as a new int. */
export function hashAsInt(): Ref {
	return newBig((BigInt(hash.high) << 32n) | BigInt(hash.low >>> 0));
}

/** 1: equal, 0: not, NEEDS_PYTHON: only Python code can tell. Both are exact objects of dict keys or set elements. */
export function plainEquals(a: Ref, b: Ref): number {
	if (a === b) return 1;
	const ta = at(a + TYPE);
	const tb = at(b + TYPE);
	if (ta === STR && tb === STR) return sameText(a, b) ? 1 : 0;
	const numberA = ta === INT || ta === BOOL || ta === FLOAT;
	const numberB = tb === INT || tb === BOOL || tb === FLOAT;
	if (numberA && numberB) return compareNumbers(a, b) === 0 ? 1 : 0;
	if (ta === TUPLE && tb === TUPLE) {
		const n = at(a + SIZE);
		if (n !== at(b + SIZE)) return 0;
		for (let i = 0; i < n; i++) {
			const equal = plainEquals(at(a + TUPLE_ITEMS + i), at(b + TUPLE_ITEMS + i));
			if (equal !== 1) return equal;
		}
		return 1;
	}
	if (ta === BYTES && tb === BYTES) {
		const left = bytesOf(a);
		const right = bytesOf(b);
		return left.length === right.length && left.every((byte, i) => byte === right[i]) ? 1 : 0;
	}
	if (comparesAsWeakref(a) && comparesAsWeakref(b)) return weakrefsEqual(a, b);
	const valueA = numberA || ta === STR || ta === TUPLE || ta === BYTES;
	const valueB = numberB || tb === STR || tb === TUPLE || tb === BYTES;
	if ((valueA || comparesByIdentity(a)) && (valueB || comparesByIdentity(b))) return 0;
	return NEEDS_PYTHON;
}

// ---- Weak references ----

/** A reference keeps the hash of its object from when it was first asked on, also for after the object's death. */
export function keepWeakrefHash(w: Ref): void {
	H[w + WR_HASH] = hash.low;
	H[w + WR_HASH_HIGH] = hash.high;
	H[w + WR_HASH_SET] = 1;
}

/** `weakref_hash` where that needs no Python code, as hashPlain. */
export function hashWeakref(w: Ref): number {
	if (at(w + WR_HASH_SET) !== 0) {
		hash.low = at(w + WR_HASH);
		hash.high = at(w + WR_HASH_HIGH);
		return 1;
	}
	const o = referent(w);
	if (o === NULL) {
		raise(TYPE_ERROR, "weak object has gone away");
		return 0;
	}
	const status = hashPlain(o);
	if (status === 1) keepWeakrefHash(w);
	return status;
}

function comparesAsWeakref(o: Ref): boolean {
	return slotOf(o, S_RICHCOMPARE) === at(WEAKREF + T_SLOTS + S_RICHCOMPARE);
}

/** Two different references: 1, 0, or NEEDS_PYTHON where the objects have an `__eq__` of their own. */
function weakrefsEqual(a: Ref, b: Ref): number {
	const x = referent(a);
	const y = referent(b);
	if (x === NULL || y === NULL) return 0;
	if (x !== y) return plainEquals(x, y);
	return comparesByIdentity(x) ? 1 : NEEDS_PYTHON;
}

function comparesByIdentity(o: Ref): boolean {
	return slotOf(o, S_RICHCOMPARE) === COMPARE_BY_IDENTITY;
}

/** Both int, bool or float: below 0, 0 (equal), above 0, or NaN where either is. */
export function compareNumbers(a: Ref, b: Ref): number {
	const x = isInt(a) ? intNumber(a) : floatValue(a);
	const y = isInt(b) ? intNumber(b) : floatValue(b);
	const bigA = isInt(a) && Number.isNaN(x);
	const bigB = isInt(b) && Number.isNaN(y);
	if (!bigA && !bigB) return x === y ? 0 : x < y ? -1 : x > y ? 1 : Number.NaN;
	if (bigA && bigB) work(Math.min(intBits(a), intBits(b)) >> 10);
	const p = bigA ? intBig(a) : x;
	const q = bigB ? intBig(b) : y;
	return p < q ? -1 : p > q ? 1 : p === q || (p >= q && p <= q) ? 0 : Number.NaN;
}
