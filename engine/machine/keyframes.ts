/**
 * Keyframes: copies of the whole machine at one moment, each sharing with the one before it the pages that are the same.
 * A page is PAGE words of the arena, or as many payloads. Pages of words lie in slabs and are counted by the keyframes
 * that have them, so that `keyframeBytes` is what all keyframes together take.
 */
import { at, forgetCaches, H, payloads } from "./arena";
import {
	ARENA_WORDS,
	DEATH_STACK,
	DEFERRED_QUEUE,
	F_END,
	HEAP_BASE,
	R_DEATHS,
	R_DEFERRED,
	R_FRAME,
	R_TOP,
	STACK_BASE,
} from "./layout";

const SHIFT = 10;
const PAGE = 1 << SHIFT;
/** Pages of a slab. */
const SLAB_SHIFT = 8;
const SLAB_PAGES = 1 << SLAB_SHIFT;
/** What a payload takes in a page of them, beside what it is. */
const SLOT_BYTES = 8;
/** What a keyframe takes beside its pages. */
const KEYFRAME_BYTES = 256;

interface PayloadPage {
	readonly values: readonly unknown[];
	readonly bytes: number;
	keepers: number;
}

/** Part of the arena in use, as pages: the first page of the arena that it copies, and where the copies are. */
interface Range {
	readonly first: number;
	readonly pages: Int32Array;
}

export interface Keyframe {
	readonly ranges: readonly Range[];
	readonly payloads: readonly PayloadPage[];
	readonly payloadCount: number;
	/** What it takes beside its pages. */
	readonly bytes: number;
}

const slabs: Int32Array[] = [];
/** By page: how many keyframes have it. */
let keepers = new Int32Array(SLAB_PAGES);
const freePages: number[] = [];
let bytes = 0;

/** Bytes that all keyframes together take, what they share counted once. */
export function keyframeBytes(): number {
	return bytes;
}

function newPage(): number {
	const free = freePages.pop();
	const page = free ?? slabs.length << SLAB_SHIFT;
	if (free === undefined) {
		slabs.push(new Int32Array(SLAB_PAGES << SHIFT));
		if (keepers.length < slabs.length << SLAB_SHIFT) {
			const more = new Int32Array(keepers.length * 2);
			more.set(keepers);
			keepers = more;
		}
		for (let p = page + SLAB_PAGES - 1; p > page; p--) freePages.push(p);
	}
	bytes += PAGE * 4;
	return page;
}

/** The words in use: the registers with the deaths under way, deaths put off, the stack, the heap. */
function used(): readonly (readonly [from: number, to: number])[] {
	const top = at(R_FRAME);
	return [
		[0, DEATH_STACK + at(R_DEATHS)],
		[DEFERRED_QUEUE, DEFERRED_QUEUE + at(R_DEFERRED)],
		[STACK_BASE, top === 0 ? STACK_BASE : at(top + F_END)],
		[HEAP_BASE, at(R_TOP)],
	];
}

function isSame(page: number, address: number): boolean {
	const slab = slabs[page >> SLAB_SHIFT] as Int32Array;
	const start = (page & (SLAB_PAGES - 1)) << SHIFT;
	for (let i = 0; i < PAGE; i++) if (slab[start + i] !== H[address + i]) return false;
	return true;
}

/** The pages of a part of the arena: those of the keyframe before where nothing has changed, else new ones. */
function takeRange(from: number, to: number, before: Range | undefined): Range {
	const first = from >> SHIFT;
	const count = to === from ? 0 : ((to - 1) >> SHIFT) - first + 1;
	const pages = new Int32Array(count);
	for (let i = 0; i < count; i++) {
		const address = (first + i) << SHIFT;
		let page = before !== undefined && i < before.pages.length ? (before.pages[i] as number) : -1;
		if (page < 0 || !isSame(page, address)) {
			page = newPage();
			(slabs[page >> SLAB_SHIFT] as Int32Array).set(
				H.subarray(address, address + PAGE),
				(page & (SLAB_PAGES - 1)) << SHIFT,
			);
		}
		keepers[page] = (keepers[page] as number) + 1;
		pages[i] = page;
	}
	return { first, pages };
}

/** About what a payload takes. */
function payloadBytes(value: unknown): number {
	if (typeof value === "string") return value.length;
	return typeof value === "bigint" ? 64 : 0;
}

function takePayloads(first: number, before: PayloadPage | undefined): PayloadPage {
	const end = Math.min(payloads.length, first + PAGE);
	const old = before === undefined ? [] : before.values;
	let same = old.length === end - first;
	for (let i = 0; same && i < old.length; i++) same = old[i] === payloads[first + i];
	if (before !== undefined && same) {
		before.keepers++;
		return before;
	}
	const values = payloads.slice(first, end);
	let size = PAGE * SLOT_BYTES;
	for (let i = 0; i < values.length; i++) if (values[i] !== old[i]) size += payloadBytes(values[i]);
	bytes += size;
	return { values, bytes: size, keepers: 1 };
}

/** A copy of the machine as it is, which shares with `before` what is the same. To be given up with `dropKeyframe`. */
export function takeKeyframe(before: Keyframe | null): Keyframe {
	const ranges = used().map(([from, to], i) => takeRange(from, to, before?.ranges[i]));
	const pages: PayloadPage[] = [];
	for (let first = 0; first < payloads.length; first += PAGE)
		pages.push(takePayloads(first, before?.payloads[first >> SHIFT]));
	const own =
		KEYFRAME_BYTES + ranges.reduce((sum, range) => sum + range.pages.length * 4, 0) + pages.length * SLOT_BYTES;
	bytes += own;
	return { ranges, payloads: pages, payloadCount: payloads.length, bytes: own };
}

/** Gives up a keyframe, with the pages that no other one has. */
export function dropKeyframe(k: Keyframe): void {
	for (const { pages } of k.ranges) {
		for (const page of pages) {
			const left = (keepers[page] as number) - 1;
			keepers[page] = left;
			if (left > 0) continue;
			freePages.push(page);
			bytes -= PAGE * 4;
		}
	}
	for (const page of k.payloads) if (--page.keepers === 0) bytes -= page.bytes;
	bytes -= k.bytes;
}

/** Puts the machine back. `present`: a keyframe that is what the machine is now, or null where there is none. */
export function restoreKeyframe(k: Keyframe, present: Keyframe | null = null): void {
	forgetCaches();
	const oldTop = at(R_TOP);
	k.ranges.forEach(({ first, pages }, r) => {
		const now = present?.ranges[r]?.pages;
		for (let i = 0; i < pages.length; i++) {
			const page = pages[i] as number;
			// A page may be part of two ranges: both copies are of the same moment.
			if (now !== undefined && now[i] === page) continue;
			const start = (page & (SLAB_PAGES - 1)) << SHIFT;
			H.set((slabs[page >> SLAB_SHIFT] as Int32Array).subarray(start, start + PAGE), (first + i) << SHIFT);
		}
	});
	// What has never been allocated is 0.
	const end = Math.min(ARENA_WORDS, (((at(R_TOP) - 1) >> SHIFT) + 1) << SHIFT);
	if (oldTop > end) H.fill(0, end, oldTop);
	k.payloads.forEach(({ values }, p) => {
		if (present?.payloads[p]?.values === values) return;
		for (let i = 0; i < values.length; i++) payloads[(p << SHIFT) + i] = values[i];
	});
	if (payloads.length > k.payloadCount) payloads.length = k.payloadCount;
}
