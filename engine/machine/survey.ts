/** The collector's lists as a state tells of them: how many objects there are in each, and how many bytes. */
import type { GenerationView, HeapState } from "../api";
import { at, blockBytes, H, PAGE_SHIFT } from "./arena";
import { bytesOf } from "./fields";
import { generationHead } from "./generations";
import { pageStamp } from "./keyframes";
import {
	ARENA_WORDS,
	GC_HEAD,
	GC_NEXT,
	GEN_COUNT,
	GEN_THRESHOLD,
	LAYOUT_DICT,
	LAYOUT_LIST,
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
 * Stretches: neighbours in a list whose headers begin in one page; the last one may reach into the next page. As long as
 * these pages have the stamps that they had (of the next one: 0 where none reaches into it), what is known of a stretch is
 * so, and it need not be gone through again. By number, in tables; number 0 is none.
 */
const MOST_STRETCHES = 1 << 16;
const starts = new Int32Array(MOST_STRETCHES);
/** What comes after it: the next one in the list, or the list's head; and which stretch began there when last looked at. */
const ends = new Int32Array(MOST_STRETCHES);
const followers = new Int32Array(MOST_STRETCHES);
const stamps = new Float64Array(MOST_STRETCHES);
const nextStamps = new Float64Array(MOST_STRETCHES);
const sizes = new Int32Array(MOST_STRETCHES);
const foldedOf = new Int32Array(MOST_STRETCHES);
const bytesIn = new Float64Array(MOST_STRETCHES);
const numbers = new Map<Ref, number>();

/** By page: whether the header of an object that is listed begins there. All 0 between two surveys. */
const isListed = new Uint8Array(ARENA_WORDS >> PAGE_SHIFT);

const pageOf = (o: Ref): number => (o - GC_HEAD) >> PAGE_SHIFT;

/** The stretch that begins at an object, looked up as the one that followed `before`. */
function numberOf(o: Ref, before: number): number {
	const guess = followers[before] as number;
	if (starts[guess] === o) return guess;
	let number = numbers.get(o);
	if (number === undefined) {
		number = numbers.size + 1;
		if (number === MOST_STRETCHES) {
			numbers.clear();
			starts.fill(0);
			number = 1;
		}
		numbers.set(o, number);
		starts[number] = o;
		stamps[number] = 0;
	}
	followers[before] = number;
	return number;
}

/** Goes through a stretch of which nobody is listed, whose page has a stamp. False: the first one is more than the pages can tell. */
function goThrough(number: number, head: number, stamp: number): boolean {
	const h = H;
	const first = starts[number] as number;
	const page = pageOf(first);
	const end = (page + 1) << PAGE_SHIFT;
	let size = 0;
	let folded = 0;
	let bytes = 0;
	let nextStamp = 0;
	let type = 0;
	let layout = 0;
	let o = first;
	while (o !== head && (o - GC_HEAD) >> PAGE_SHIFT === page) {
		const itsType = h[o + TYPE] as number;
		if (itsType !== type) {
			type = itsType;
			layout = h[type + T_LAYOUT] as number;
		}
		// What a dict takes is told by its table.
		if (layout === LAYOUT_DICT) break;
		if (o + LIST_CAPACITY >= end) {
			nextStamp = pageStamp(page + 1);
			if (nextStamp === 0) break;
		}
		size++;
		if ((h[o + SERIAL] as number) <= 0) folded++;
		else bytes += layout === LAYOUT_LIST ? bytesOf(o) : blockBytes(o);
		o = h[o + GC_NEXT] as number;
	}
	if (size === 0) return false;
	stamps[number] = stamp;
	nextStamps[number] = nextStamp;
	ends[number] = o;
	sizes[number] = size;
	foldedOf[number] = folded;
	bytesIn[number] = bytes;
	return true;
}

/** The stretch that begins at an object, if its page is as it was at some keyframe; else 0. */
function stretchFrom(o: Ref, head: number, before: number): number {
	const page = pageOf(o);
	const stamp = pageStamp(page);
	if (stamp === 0) return 0;
	const number = numberOf(o, before);
	if (stamps[number] === stamp) {
		const next = nextStamps[number] as number;
		if (next === 0 || pageStamp(page + 1) === next) return number;
	}
	return goThrough(number, head, stamp) ? number : 0;
}

/** One way through the collector's lists, on which tracked objects join those listed while there is room for them. */
export function surveyTracked(reach: Reach, limit: number, wanted: ReadonlySet<number>): Survey {
	const generationOf = new Map<number, 0 | 1 | 2>();
	const generations: GenerationView[] = [];
	for (const o of reach.objects) isListed[pageOf(o)] = 1;
	const listed = reach.size;
	let folded = 0;
	let bytes = 0;
	for (const g of [0, 1, 2] as const) {
		const head = generationHead(g);
		let size = 0;
		let stretch = 0;
		for (let o = at(head + GC_NEXT); o !== head; ) {
			const full = reach.size >= limit && wanted.size === 0;
			const found = full && isListed[pageOf(o)] === 0 ? stretchFrom(o, head, stretch) : 0;
			if (found !== 0) {
				stretch = found;
				size += sizes[found] as number;
				folded += foldedOf[found] as number;
				bytes += bytesIn[found] as number;
				o = ends[found] as number;
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
	for (let i = 0; i < listed; i++) isListed[pageOf(reach.objects[i] as Ref)] = 0;
	const [young, middle, old] = generations as [GenerationView, GenerationView, GenerationView];
	return { generationOf, generations: [young, middle, old], folded, bytes };
}
