/** The collector's lists as a state tells of them: how many objects there are in each, and how many bytes. */
import type { GenerationView, HeapState } from "../api";
import { at, PAGE_SHIFT } from "./arena";
import { bytesOf } from "./fields";
import { generationHead } from "./generations";
import { pageStamp } from "./keyframes";
import {
	GC_HEAD,
	GC_NEXT,
	GEN_COUNT,
	GEN_THRESHOLD,
	LAYOUT_DICT,
	LIST_CAPACITY,
	type Ref,
	SERIAL,
	T_LAYOUT,
	TYPE,
} from "./layout";
import type { Reach } from "./reach";

/** What the collector's lists tell. */
export interface Survey {
	/** By serial, of the objects that are listed. */
	readonly generationOf: ReadonlyMap<number, 0 | 1 | 2>;
	readonly generations: HeapState["generations"];
	/** Tracked objects of the interpreter's own, and bytes of the program's own. */
	readonly folded: number;
	readonly bytes: number;
}

/**
 * Neighbours in a list that lie in one page, from the one that the list enters it at. As long as the page has this stamp
 * they are the same, and need not be gone through again.
 */
interface Stretch {
	readonly stamp: number;
	/** What comes after them: an object in another page, or the list's head. */
	readonly next: number;
	readonly size: number;
	readonly folded: number;
	readonly bytes: number;
}

/** By the first one's address. */
const stretches = new Map<Ref, Stretch>();
const MOST_STRETCHES = 1 << 16;

const pageOf = (address: number): number => address >> PAGE_SHIFT;

/** Whether all that the survey reads of an object is in one page. What a dict takes is told by its table. */
function isWithin(o: Ref, page: number): boolean {
	return (
		pageOf(o - GC_HEAD) === page && pageOf(o + LIST_CAPACITY) === page && at(at(o + TYPE) + T_LAYOUT) !== LAYOUT_DICT
	);
}

/** Goes through a stretch of which nobody is listed. Null: the first one is more than the page can tell. */
function goThrough(first: Ref, head: number, page: number, stamp: number): Stretch | null {
	let size = 0;
	let folded = 0;
	let bytes = 0;
	let o = first;
	for (; o !== head && isWithin(o, page); o = at(o + GC_NEXT)) {
		size++;
		if (at(o + SERIAL) <= 0) folded++;
		else bytes += bytesOf(o);
	}
	return size === 0 ? null : { stamp, next: o, size, folded, bytes };
}

/** The stretch that begins at an object, if its page is as it was at some keyframe. */
function stretchFrom(o: Ref, head: number): Stretch | null {
	const page = pageOf(o);
	const stamp = pageStamp(page);
	if (stamp === 0) return null;
	const known = stretches.get(o);
	if (known?.stamp === stamp) return known;
	const found = goThrough(o, head, page, stamp);
	if (found === null) return null;
	if (stretches.size >= MOST_STRETCHES) stretches.clear();
	stretches.set(o, found);
	return found;
}

/** One way through the collector's lists, on which tracked objects join those listed while there is room for them. */
export function surveyTracked(reach: Reach, limit: number, wanted: ReadonlySet<number>): Survey {
	const generationOf = new Map<number, 0 | 1 | 2>();
	const generations: GenerationView[] = [];
	const listed = new Set(reach.objects.map(pageOf));
	let folded = 0;
	let bytes = 0;
	for (const g of [0, 1, 2] as const) {
		const head = generationHead(g);
		let size = 0;
		for (let o = at(head + GC_NEXT); o !== head; ) {
			const full = reach.size >= limit && wanted.size === 0;
			const stretch = full && !listed.has(pageOf(o)) ? stretchFrom(o, head) : null;
			if (stretch !== null) {
				size += stretch.size;
				folded += stretch.folded;
				bytes += stretch.bytes;
				o = stretch.next;
				continue;
			}
			size++;
			const serial = at(o + SERIAL);
			if (serial <= 0) folded++;
			else {
				bytes += bytesOf(o);
				if (reach.has(o)) generationOf.set(serial, g);
				else if (reach.size < limit || (wanted.size > 0 && wanted.has(serial))) {
					if (reach.meet(o, Number.POSITIVE_INFINITY)) generationOf.set(serial, g);
				}
			}
			o = at(o + GC_NEXT);
		}
		generations.push({ count: at(head + GEN_COUNT), threshold: at(head + GEN_THRESHOLD), size });
	}
	const [young, middle, old] = generations as [GenerationView, GenerationView, GenerationView];
	return { generationOf, generations: [young, middle, old], folded, bytes };
}
