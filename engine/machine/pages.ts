/**
 * Pages of keyframes: what 1 << PAGE_SHIFT words were at a moment. A version of a page is whole, or the version before it
 * with the words that have changed since; versions are counted by what has them, and lie in slabs with those that differ.
 */
import { H, PAGE_SHIFT } from "./arena";

const PAGE = 1 << PAGE_SHIFT;
/** Words of a slab, and of what is given out of one. A block never goes beyond its slab. */
const SLAB_SHIFT = 18;
const SLAB = 1 << SLAB_SHIFT;
const UNIT = 8;
/** More changes than that are kept as a whole page: with their places they take half of one. */
const MOST_CHANGES = 340;
/** Versions on top of a whole page: putting a page back goes through them all. */
const MOST_VERSIONS = 16;
/** What a version takes beside its block. */
const VERSION_BYTES = 20;

const slabs: Int32Array[] = [];
/** Where the next block is made, if none is free. */
let fresh = 0;
/** By size in units: the free blocks. */
const freeBlocks: number[][] = Array.from({ length: PAGE / UNIT + 1 }, () => []);
let bytes = 0;

/** What all versions together take. */
export function pageBytes(): number {
	return bytes;
}

function newBlock(units: number): number {
	bytes += units * UNIT * 4;
	const free = freeBlocks[units]?.pop();
	if (free !== undefined) return free;
	if ((fresh & (SLAB - 1)) + units * UNIT > SLAB) fresh = ((fresh >> SLAB_SHIFT) + 1) << SLAB_SHIFT;
	if (fresh >> SLAB_SHIFT >= slabs.length) slabs.push(new Int32Array(SLAB));
	const block = fresh;
	fresh += units * UNIT;
	return block;
}

/** Gives back the slabs that a recording before has left and this one has not used. */
export function dropSlabs(): void {
	slabs.length = Math.min(slabs.length, (fresh + SLAB - 1) >> SLAB_SHIFT);
}

function freeBlock(block: number, units: number): void {
	bytes -= units * UNIT * 4;
	freeBlocks[units]?.push(block);
}

const slabOf = (block: number): Int32Array => slabs[block >> SLAB_SHIFT] as Int32Array;
const WHOLE_UNITS = PAGE / UNIT;
/** Units of a block for so many changes: their places, two to a word, and the words. */
const unitsOf = (changes: number): number => Math.ceil((((changes + 1) >> 1) + changes) / UNIT);

// ---- Versions: by number, in tables. Number 0 is none ----

let capacity = 1024;
/** The version before, which it is a change of; 0: it is whole. */
let before = new Int32Array(capacity);
let blockOf = new Int32Array(capacity);
/** How many words it changes. */
let changesOf = new Int32Array(capacity);
/** Versions under it. */
let depthOf = new Int32Array(capacity);
/** Keyframes and versions that have it. */
let keepers = new Int32Array(capacity);
/** How many versions had been made when it was: a number is used again, this is not. */
let stamps = new Float64Array(capacity);
let made = 0;
const freeVersions: number[] = [];
let versions = 1;

function grow(): void {
	capacity *= 2;
	const grown = (old: Int32Array): Int32Array<ArrayBuffer> => {
		const table = new Int32Array(capacity);
		table.set(old);
		return table;
	};
	before = grown(before);
	blockOf = grown(blockOf);
	changesOf = grown(changesOf);
	depthOf = grown(depthOf);
	keepers = grown(keepers);
	const all = new Float64Array(capacity);
	all.set(stamps);
	stamps = all;
}

function newVersion(under: number, block: number, changes: number): number {
	const free = freeVersions.pop();
	const version = free ?? versions++;
	if (version === capacity) grow();
	bytes += VERSION_BYTES;
	before[version] = under;
	blockOf[version] = block;
	changesOf[version] = changes;
	depthOf[version] = under === 0 ? 0 : word(depthOf, under) + 1;
	keepers[version] = 1;
	stamps[version] = ++made;
	if (under !== 0) keepPage(under);
	return version;
}

const word = (table: Int32Array, i: number): number => table[i] as number;

/** A number for what a version holds, above 0; no other version ever has it. */
export function stampOf(version: number): number {
	return stamps[version] as number;
}

/** One more has this version. */
export function keepPage(version: number): void {
	keepers[version] = word(keepers, version) + 1;
}

/** One fewer does. */
export function dropPage(version: number): void {
	for (let v = version; v !== 0; ) {
		const left = word(keepers, v) - 1;
		keepers[v] = left;
		if (left > 0) return;
		const under = word(before, v);
		freeBlock(word(blockOf, v), under === 0 ? WHOLE_UNITS : unitsOf(word(changesOf, v)));
		bytes -= VERSION_BYTES;
		freeVersions.push(v);
		v = under;
	}
	if (bytes === 0) beginAnew();
}

/** There is no version left. The slabs are kept for the next recording, which would have to ask for memory anew. */
function beginAnew(): void {
	fresh = 0;
	for (const free of freeBlocks) free.length = 0;
	freeVersions.length = 0;
	versions = 1;
}

/** Writes the words that a version changes, over those of the version under it. */
function applyChanges(version: number, to: Int32Array, start: number): void {
	const n = word(changesOf, version);
	const block = word(blockOf, version);
	const slab = slabOf(block);
	const places = block & (SLAB - 1);
	const values = places + ((n + 1) >> 1);
	for (let i = 0; i < n; i++) {
		const pair = slab[places + (i >> 1)] as number;
		to[start + ((i & 1) === 0 ? pair & 0xffff : pair >>> 16)] = slab[values + i] as number;
	}
}

const chain: number[] = [];

/** Writes a page as a version has it. */
function writeTo(version: number, to: Int32Array, start: number): void {
	let v = version;
	for (; word(before, v) !== 0; v = word(before, v)) chain.push(v);
	const block = word(blockOf, v);
	const from = block & (SLAB - 1);
	to.set(slabOf(block).subarray(from, from + PAGE), start);
	for (let each = chain.pop(); each !== undefined; each = chain.pop()) applyChanges(each, to, start);
}

/** Puts a page back into the arena. */
export function restorePage(version: number, address: number): void {
	writeTo(version, H, address);
}

const scratch = new Int32Array(PAGE);
const places = new Uint16Array(PAGE);

/** The places at which a version differs from the page at an address, in `places`; how many, or that they are too many. */
function differences(version: number, address: number): number {
	let page: Int32Array = scratch;
	let start = 0;
	if (word(before, version) === 0) {
		const block = word(blockOf, version);
		page = slabOf(block);
		start = block & (SLAB - 1);
	} else writeTo(version, scratch, 0);
	let n = 0;
	for (let i = 0; i < PAGE && n <= MOST_CHANGES; i++) if (page[start + i] !== H[address + i]) places[n++] = i;
	return n;
}

/** Whether the page at an address is as a version has it. */
export function isPage(version: number, address: number): boolean {
	return differences(version, address) === 0;
}

function wholePage(from: Int32Array, address: number): number {
	const block = newBlock(WHOLE_UNITS);
	slabOf(block).set(from.subarray(address, address + PAGE), block & (SLAB - 1));
	return newVersion(0, block, 0);
}

/** A block of the first `n` of `places`, with the words that stand there now. */
function changesBlock(n: number, from: Int32Array, address: number): number {
	const block = newBlock(unitsOf(n));
	const slab = slabOf(block);
	const start = block & (SLAB - 1);
	const values = start + ((n + 1) >> 1);
	places[n] = 0;
	for (let i = 0; i < n; i += 2) slab[start + (i >> 1)] = (places[i] as number) | ((places[i + 1] as number) << 16);
	for (let i = 0; i < n; i++) slab[values + i] = from[address + (places[i] as number)] as number;
	return block;
}

/** The page at an address as it is now, for one who had `version` of it before (0: none); to be given up with `dropPage`. */
export function takePage(version: number, address: number): number {
	if (version === 0) return wholePage(H, address);
	const n = differences(version, address);
	if (n === 0) {
		keepPage(version);
		return version;
	}
	if (n > MOST_CHANGES || word(depthOf, version) >= MOST_VERSIONS) return wholePage(H, address);
	return newVersion(version, changesBlock(n, H, address), n);
}

/** Puts a version together with those under it that nothing else has: it takes less then, and is the same page. */
export function joinPage(version: number): void {
	for (let under = word(before, version); under !== 0 && word(keepers, under) === 1; under = word(before, version)) {
		const n = word(changesOf, version);
		if (word(before, under) === 0) {
			// The whole page becomes this one.
			const block = word(blockOf, under);
			applyChanges(version, slabOf(block), block & (SLAB - 1));
			freeBlock(word(blockOf, version), unitsOf(n));
			blockOf[version] = block;
			changesOf[version] = 0;
			before[version] = 0;
		} else {
			const all = joinedPlaces(version, under);
			if (all > MOST_CHANGES) return;
			applyChanges(under, scratch, 0);
			applyChanges(version, scratch, 0);
			const block = changesBlock(all, scratch, 0);
			freeBlock(word(blockOf, version), unitsOf(n));
			freeBlock(word(blockOf, under), unitsOf(word(changesOf, under)));
			blockOf[version] = block;
			changesOf[version] = all;
			before[version] = word(before, under);
		}
		bytes -= VERSION_BYTES;
		keepers[under] = 0;
		freeVersions.push(under);
	}
}

const isChanged = new Uint8Array(PAGE);

/** The places that one of two versions changes, in `places`; how many. */
function joinedPlaces(a: number, b: number): number {
	isChanged.fill(0);
	for (const version of [a, b]) {
		const block = word(blockOf, version);
		const slab = slabOf(block);
		const start = block & (SLAB - 1);
		for (let i = 0; i < word(changesOf, version); i++) {
			const pair = slab[start + (i >> 1)] as number;
			isChanged[(i & 1) === 0 ? pair & 0xffff : pair >>> 16] = 1;
		}
	}
	let n = 0;
	for (let i = 0; i < PAGE; i++) if (isChanged[i] === 1) places[n++] = i;
	return n;
}
