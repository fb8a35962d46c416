/**
 * Keyframes: what the machine was at one moment, each sharing with others what is the same. Words are kept in pages
 * (pages.ts), payloads in pages of as many. The latest one taken or put back is the present one: of the heap, only pages
 * touched since then (arena.ts) can differ from it, and only these are looked at. `keyframeBytes` is what all keyframes
 * together take.
 */
import { at, forgetCaches, PAGE_SHIFT, payloads, touched } from "./arena";
import { clearAbove, restorePayloads, wordsInUse } from "./images";
import { HEAP_BASE, R_TOP } from "./layout";
import { dropPage, isPage, joinPage, keepPage, pageBytes, restorePage, stampOf, takePage } from "./pages";

const PAGE = 1 << PAGE_SHIFT;
/** What a payload takes in a page of them, beside what it is. */
const SLOT_BYTES = 8;
/** What a keyframe takes beside its pages. */
const KEYFRAME_BYTES = 256;

interface PayloadPage {
	readonly values: readonly unknown[];
	readonly bytes: number;
	keepers: number;
}

/** Part of the words in use, as pages: the first one's number, and their versions. */
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
	/** How many pages had to be looked at. */
	readonly looked: number;
	/** Those who have it: it is given up when there are none. */
	keepers: number;
}

let bytes = 0;
/** What the machine was when `touched` began. */
let present: Keyframe | null = null;

/** Bytes that all keyframes together take, what they share counted once. */
export function keyframeBytes(): number {
	return bytes + pageBytes();
}

/** The machine is what a keyframe is: from here on, what is touched is noted. */
function makePresent(k: Keyframe): void {
	k.keepers++;
	if (present !== null) dropKeyframe(present);
	present = k;
	touched.fill(0, 0, ((at(R_TOP) - 1) >> PAGE_SHIFT) + 1);
}

/** Forgets the present one: another program's words are in the arena. */
export function forgetPresent(): void {
	if (present !== null) dropKeyframe(present);
	present = null;
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

/** The machine as it is. To be given up with `dropKeyframe`. */
export function takeKeyframe(): Keyframe {
	let looked = 0;
	const ranges = wordsInUse().map(([from, to], r): Range => {
		const first = from >> PAGE_SHIFT;
		const pages = new Int32Array(to === from ? 0 : ((to - 1) >> PAGE_SHIFT) - first + 1);
		const before = present?.ranges[r]?.pages;
		for (let i = 0; i < pages.length; i++) {
			const version = before?.[i] ?? 0;
			// The heap's first page is the stack's last, where nothing is noted.
			if (version !== 0 && from === HEAP_BASE && i > 0 && touched[first + i] === 0) {
				pages[i] = version;
				keepPage(version);
				continue;
			}
			looked++;
			pages[i] = takePage(version, (first + i) << PAGE_SHIFT);
		}
		return { first, pages };
	});
	const of: PayloadPage[] = [];
	for (let first = 0; first < payloads.length; first += PAGE)
		of.push(takePayloads(first, present?.payloads[first >> PAGE_SHIFT]));
	const own = KEYFRAME_BYTES + ranges.reduce((sum, range) => sum + range.pages.length * 4, 0) + of.length * SLOT_BYTES;
	bytes += own;
	const keyframe = { ranges, payloads: of, payloadCount: payloads.length, bytes: own, looked, keepers: 1 };
	makePresent(keyframe);
	return keyframe;
}

/**
 * A number for what a page of the heap holds: the same one only where all its words are the same. 0: it has been written
 * since the present keyframe, or there is none.
 */
export function pageStamp(page: number): number {
	if (touched[page] !== 0) return 0;
	for (const { first, pages } of present?.ranges ?? [])
		if (first === HEAP_BASE >> PAGE_SHIFT && page > first) {
			const version = pages[page - first];
			return version === undefined ? 0 : stampOf(version);
		}
	return 0;
}

/** For tests: the pages of the heap that differ from the present keyframe's and are not noted as touched. There are none. */
export function unnotedPages(): readonly number[] {
	const unnoted: number[] = [];
	for (const { first, pages } of present?.ranges ?? [])
		if (first === HEAP_BASE >> PAGE_SHIFT)
			for (let i = 1; i < pages.length; i++)
				if (touched[first + i] === 0 && !isPage(pages[i] as number, (first + i) << PAGE_SHIFT)) unnoted.push(first + i);
	return unnoted;
}

/** Gives up a keyframe, with the pages that nothing else has. */
export function dropKeyframe(k: Keyframe): void {
	if (--k.keepers > 0) return;
	for (const { pages } of k.ranges) for (const page of pages) dropPage(page);
	for (const page of k.payloads) if (--page.keepers === 0) bytes -= page.bytes;
	bytes -= k.bytes;
}

/** Makes a keyframe smaller after others have been dropped: what changes only they had are put together with its own. */
export function joinKeyframe(k: Keyframe): void {
	for (const { pages } of k.ranges) for (const page of pages) joinPage(page);
}

/** Puts the machine back. */
export function restoreKeyframe(k: Keyframe): void {
	forgetCaches();
	const oldTop = at(R_TOP);
	for (const [r, { first, pages }] of k.ranges.entries()) {
		const now = present?.ranges[r];
		const heap = now !== undefined && first === HEAP_BASE >> PAGE_SHIFT && now.first === first;
		for (let i = 0; i < pages.length; i++) {
			const version = pages[i] as number;
			// A page may be part of two ranges: both copies are of the same moment.
			if (heap && i > 0 && now.pages[i] === version && touched[first + i] === 0) continue;
			restorePage(version, (first + i) << PAGE_SHIFT);
		}
	}
	clearAbove(oldTop);
	for (const [p, { values }] of k.payloads.entries()) restorePayloads(p << PAGE_SHIFT, values);
	if (payloads.length > k.payloadCount) payloads.length = k.payloadCount;
	makePresent(k);
}
