/** The collector's lists: doubly linked through the objects, as `gc_list_*` in Python/gc.c. A head is an address. */
import { at, H } from "./arena";
import {
	BREAK_GC,
	COLLECTING,
	FLAGS,
	GC_NEXT,
	GC_PREV,
	GEN_COUNT,
	GEN_THRESHOLD,
	R_BREAKER,
	R_ERROR,
	R_GC_COLLECTING,
	R_GC_ENABLED,
	R_GENERATIONS,
	type Ref,
	UNREACHABLE,
} from "./layout";
import { EngineBug } from "./limits";

export function gcListInit(head: number): void {
	H[head + GC_NEXT] = head;
	H[head + GC_PREV] = head;
}

function gcListIsEmpty(head: number): boolean {
	return at(head + GC_NEXT) === head;
}

function gcListAppend(o: Ref, head: number): void {
	const last = at(head + GC_PREV);
	H[o + GC_PREV] = last;
	H[last + GC_NEXT] = o;
	H[o + GC_NEXT] = head;
	H[head + GC_PREV] = o;
}

function gcListRemove(o: Ref): void {
	const next = at(o + GC_NEXT);
	const prev = at(o + GC_PREV);
	H[prev + GC_NEXT] = next;
	H[next + GC_PREV] = prev;
	H[o + GC_NEXT] = 0;
	H[o + GC_PREV] = 0;
}

export function gcListMove(o: Ref, head: number): void {
	gcListRemove(o);
	gcListAppend(o, head);
}

/** Appends all of `from` to `to` and leaves `from` empty. */
export function gcListMerge(from: number, to: number): void {
	if (gcListIsEmpty(from)) return;
	const last = at(to + GC_PREV);
	const first = at(from + GC_NEXT);
	const fromLast = at(from + GC_PREV);
	H[last + GC_NEXT] = first;
	H[first + GC_PREV] = last;
	H[fromLast + GC_NEXT] = to;
	H[to + GC_PREV] = fromLast;
	gcListInit(from);
}

export function gcListSize(head: number): number {
	let n = 0;
	for (let o = at(head + GC_NEXT); o !== head; o = at(o + GC_NEXT)) n++;
	return n;
}

export function isTracked(o: Ref): boolean {
	return at(o + GC_NEXT) !== 0;
}

/** `_PyObject_GC_TRACK`: into the youngest generation. */
export function track(o: Ref): void {
	if (at(o + GC_NEXT) !== 0) throw new EngineBug(`object ${o} is tracked already`);
	gcListAppend(o, R_GENERATIONS);
}

/** `_PyObject_GC_UNTRACK`: out of its list; a collection under way knows it no more. */
export function untrack(o: Ref): void {
	if (at(o + GC_NEXT) !== 0) gcListRemove(o);
	H[o + FLAGS] = at(o + FLAGS) & ~(COLLECTING | UNREACHABLE);
}

/** `_PyObject_GC_Link`: counts the allocation and asks for a collection when the young generation is over its threshold
 * (not while an exception is on its way). */
export function countAllocation(): void {
	const count = at(R_GENERATIONS + GEN_COUNT) + 1;
	H[R_GENERATIONS + GEN_COUNT] = count;
	const threshold = at(R_GENERATIONS + GEN_THRESHOLD);
	if (
		count > threshold &&
		threshold !== 0 &&
		at(R_GC_ENABLED) !== 0 &&
		at(R_GC_COLLECTING) === 0 &&
		at(R_ERROR) === 0
	) {
		H[R_BREAKER] = at(R_BREAKER) | BREAK_GC;
	}
}

/** `PyObject_GC_Del` */
export function countDeallocation(): void {
	const count = at(R_GENERATIONS + GEN_COUNT);
	if (count > 0) H[R_GENERATIONS + GEN_COUNT] = count - 1;
}
