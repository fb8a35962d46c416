/**
 * Keyframes: what the machine was at one moment, each sharing with others what is the same. Words are kept in pages
 * (pages.ts), and these in groups, so that of a large heap only what has changed is gone through; payloads in pages of as
 * many. The latest one taken or put back is the present one: of the heap, only pages
 * touched since then (arena.ts) can differ from it, and only these are looked at. `keyframeBytes` is what all keyframes
 * together take.
 */
import { at, forgetCaches, PAGE_SHIFT, payloadSlots, payloads, setPayloadSlots, touched } from "./arena";
import { clearAbove, restorePayloads, wordsInUse } from "./images";
import { HEAP_BASE, R_TOP } from "./layout";
import { dropPage, isPage, joinPage, keepPage, pageBytes, restorePage, stampOf, takePage } from "./pages";

const PAGE = 1 << PAGE_SHIFT;
/** What a payload takes in a page of them, beside what it is. */
const SLOT_BYTES = 8;
/** What a keyframe takes beside its pages, and a group. */
const KEYFRAME_BYTES = 256;
const GROUP_BYTES = 96;
/** A group has 1 << GROUP_SHIFT pages, the last one of a range fewer. */
const GROUP_SHIFT = 5;
const GROUP = 1 << GROUP_SHIFT;

interface PayloadPage {
	readonly values: readonly unknown[];
	readonly bytes: number;
	keepers: number;
}

/** Pages next to one another, as versions. */
interface PageGroup {
	readonly pages: Int32Array;
	keepers: number;
}

/** Part of the words in use: its first page's number, and its groups. */
interface Range {
	readonly first: number;
	readonly groups: readonly PageGroup[];
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
/** What the machine was when `touched` began; its heap. */
let present: Keyframe | null = null;
let presentHeap: readonly PageGroup[] = [];

/** Bytes that all keyframes together take, what they share counted once. */
export function keyframeBytes(): number {
	return bytes + pageBytes();
}

/** The machine is what a keyframe is: from here on, what is touched is noted. */
function makePresent(k: Keyframe): void {
	k.keepers++;
	if (present !== null) dropKeyframe(present);
	present = k;
	presentHeap = k.ranges.find(isHeap)?.groups ?? [];
	touched.fill(0, 0, ((at(R_TOP) - 1) >> PAGE_SHIFT) + 1);
}

/** Forgets the present one: another program's words are in the arena. */
export function forgetPresent(): void {
	if (present !== null) dropKeyframe(present);
	present = null;
	presentHeap = [];
}

/** About what a payload takes. */
function payloadBytes(value: unknown): number {
	if (typeof value === "string") return value.length;
	return typeof value === "bigint" ? 64 : 0;
}

function takePayloads(first: number, before: PayloadPage | undefined): PayloadPage {
	const end = Math.min(payloadSlots(), first + PAGE);
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

const HEAP_PAGE = HEAP_BASE >> PAGE_SHIFT;

function isHeap({ first }: Range): boolean {
	return first === HEAP_PAGE;
}

/**
 * Whether a group is as the present keyframe has it, as far as that is noted. The heap's first page is the stack's last,
 * where nothing is.
 */
function isUntouched(g: number, pages: number): boolean {
	if (g === 0) return false;
	const first = HEAP_PAGE + (g << GROUP_SHIFT);
	for (let i = 0; i < pages; i++) if (touched[first + i] !== 0) return false;
	return true;
}

/** The pages of a group as they are, for one who had `before`. Answers how many had to be looked at. */
function takeGroup(pages: Int32Array, first: number, before: Int32Array | undefined): number {
	let looked = 0;
	for (let i = 0; i < pages.length; i++) {
		const version = before?.[i] ?? 0;
		if (version !== 0 && first + i > HEAP_PAGE && touched[first + i] === 0) {
			pages[i] = version;
			keepPage(version);
		} else {
			looked++;
			pages[i] = takePage(version, (first + i) << PAGE_SHIFT);
		}
	}
	return looked;
}

/** The machine as it is. To be given up with `dropKeyframe`. */
export function takeKeyframe(): Keyframe {
	let looked = 0;
	let own = KEYFRAME_BYTES;
	const ranges = wordsInUse().map(([from, to], r): Range => {
		const first = from >> PAGE_SHIFT;
		const count = to === from ? 0 : ((to - 1) >> PAGE_SHIFT) - first + 1;
		const before = present?.ranges[r]?.groups;
		const groups: PageGroup[] = [];
		for (let done = 0; done < count; done += GROUP) {
			const g = groups.length;
			const n = Math.min(GROUP, count - done);
			const old = before?.[g];
			if (old !== undefined && from === HEAP_BASE && old.pages.length === n && isUntouched(g, n)) {
				old.keepers++;
				groups.push(old);
				continue;
			}
			const pages = new Int32Array(n);
			looked += takeGroup(pages, first + done, old?.pages);
			bytes += GROUP_BYTES + n * 4;
			groups.push({ pages, keepers: 1 });
		}
		own += groups.length * SLOT_BYTES;
		return { first, groups };
	});
	const of: PayloadPage[] = [];
	for (let first = 0; first < payloadSlots(); first += PAGE)
		of.push(takePayloads(first, present?.payloads[first >> PAGE_SHIFT]));
	own += of.length * SLOT_BYTES;
	bytes += own;
	const keyframe = { ranges, payloads: of, payloadCount: payloadSlots(), bytes: own, looked, keepers: 1 };
	makePresent(keyframe);
	return keyframe;
}

/**
 * A number for what a page of the heap holds: the same one only where all its words are the same. 0: it has been written
 * since the present keyframe, or there is none.
 */
export function pageStamp(page: number): number {
	if (touched[page] !== 0 || page <= HEAP_PAGE) return 0;
	const i = page - HEAP_PAGE;
	const version = presentHeap[i >> GROUP_SHIFT]?.pages[i & (GROUP - 1)];
	return version === undefined ? 0 : stampOf(version);
}

/** For tests: the pages of the heap that differ from the present keyframe's and are not noted as touched. There are none. */
export function unnotedPages(): readonly number[] {
	const unnoted: number[] = [];
	for (const [g, { pages }] of presentHeap.entries())
		for (const [i, version] of pages.entries()) {
			const page = HEAP_PAGE + (g << GROUP_SHIFT) + i;
			if (page > HEAP_PAGE && touched[page] === 0 && !isPage(version, page << PAGE_SHIFT)) unnoted.push(page);
		}
	return unnoted;
}

/** Gives up a keyframe, with the pages that nothing else has. */
export function dropKeyframe(k: Keyframe): void {
	if (--k.keepers > 0) return;
	for (const { groups } of k.ranges)
		for (const group of groups) {
			if (--group.keepers > 0) continue;
			for (const page of group.pages) dropPage(page);
			bytes -= GROUP_BYTES + group.pages.length * 4;
		}
	for (const page of k.payloads) if (--page.keepers === 0) bytes -= page.bytes;
	bytes -= k.bytes;
}

/** Makes keyframes smaller after others have been dropped: what changes only they had are put together with their own. */
export function joinKeyframes(keyframes: readonly Keyframe[]): void {
	const joined = new Set<PageGroup>();
	for (const { ranges } of keyframes)
		for (const { groups } of ranges)
			for (const group of groups) {
				if (joined.has(group)) continue;
				joined.add(group);
				for (const page of group.pages) joinPage(page);
			}
}

/** Puts the machine back. */
export function restoreKeyframe(k: Keyframe): void {
	forgetCaches();
	const oldTop = at(R_TOP);
	for (const range of k.ranges) {
		const heap = isHeap(range);
		for (const [g, group] of range.groups.entries()) {
			const now = heap ? presentHeap[g] : undefined;
			const { pages } = group;
			if (now === group && isUntouched(g, pages.length)) continue;
			const first = range.first + (g << GROUP_SHIFT);
			for (let i = 0; i < pages.length; i++) {
				const version = pages[i] as number;
				// A page may be part of two ranges: both copies are of the same moment.
				if (now !== undefined && first + i > HEAP_PAGE && now.pages[i] === version && touched[first + i] === 0)
					continue;
				restorePage(version, (first + i) << PAGE_SHIFT);
			}
		}
	}
	clearAbove(oldTop);
	for (const [p, { values }] of k.payloads.entries()) restorePayloads(p << PAGE_SHIFT, values);
	setPayloadSlots(k.payloadCount);
	makePresent(k);
}
