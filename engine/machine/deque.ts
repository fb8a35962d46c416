/**
 * deque objects: a ring of items in a raw block. CPython keeps blocks of 64 items in a chain; how many it would have,
 * which `sys.getsizeof` tells, follows from the indices in its first and last block, kept here as it keeps them.
 */
import { allocRaw, at, freeRaw, H } from "./arena";
import { DQ_CAPACITY, DQ_HEAD, DQ_ITEMS, DQ_LEFT, DQ_MAXLEN, DQ_RIGHT, DQ_STATE, NULL, type Ref, SIZE } from "./layout";
import { decref } from "./refcount";

const BLOCKLEN = 64;
const CENTER = 31;
/** Bytes of a block: items and two links. */
const BLOCK_BYTES = 528;

/** The address of the i-th item. */
export function dequeItem(o: Ref, i: number): number {
	return at(o + DQ_ITEMS) + ((at(o + DQ_HEAD) + i) & (at(o + DQ_CAPACITY) - 1));
}

export function initDeque(o: Ref): void {
	H[o + DQ_LEFT] = CENTER + 1;
	H[o + DQ_RIGHT] = CENTER;
	H[o + DQ_MAXLEN] = -1;
}

/** What `__sizeof__` adds for the blocks. */
export function dequeBlockBytes(o: Ref): number {
	return Math.floor((at(o + DQ_LEFT) + at(o + SIZE) + BLOCKLEN - 1) / BLOCKLEN) * BLOCK_BYTES;
}

function mutated(o: Ref): void {
	H[o + DQ_STATE] = (at(o + DQ_STATE) + 1) | 0;
}

function makeRoom(o: Ref): void {
	const n = at(o + SIZE);
	const capacity = at(o + DQ_CAPACITY);
	if (n < capacity) return;
	const bigger = allocRaw(Math.max(8, capacity * 2));
	for (let i = 0; i < n; i++) H[bigger + i] = at(dequeItem(o, i));
	if (capacity > 0) freeRaw(at(o + DQ_ITEMS), capacity);
	H[o + DQ_ITEMS] = bigger;
	H[o + DQ_CAPACITY] = Math.max(8, capacity * 2);
	H[o + DQ_HEAD] = 0;
}

/** `deque_append_internal`: takes the item over; what falls out on the left is returned for the caller to drop, or 0. */
export function pushRight(o: Ref, item: Ref): Ref | typeof NULL {
	makeRoom(o);
	H[o + DQ_RIGHT] = at(o + DQ_RIGHT) === BLOCKLEN - 1 ? 0 : at(o + DQ_RIGHT) + 1;
	const n = at(o + SIZE);
	H[o + SIZE] = n + 1;
	H[dequeItem(o, n)] = item;
	if (at(o + DQ_MAXLEN) >= 0 && n + 1 > at(o + DQ_MAXLEN)) return popLeft(o);
	mutated(o);
	return NULL;
}

/** `deque_appendleft_internal` */
export function pushLeft(o: Ref, item: Ref): Ref | typeof NULL {
	makeRoom(o);
	H[o + DQ_LEFT] = at(o + DQ_LEFT) === 0 ? BLOCKLEN - 1 : at(o + DQ_LEFT) - 1;
	const n = at(o + SIZE);
	H[o + SIZE] = n + 1;
	H[o + DQ_HEAD] = (at(o + DQ_HEAD) - 1) & (at(o + DQ_CAPACITY) - 1);
	H[dequeItem(o, 0)] = item;
	if (at(o + DQ_MAXLEN) >= 0 && n + 1 > at(o + DQ_MAXLEN)) return popRight(o);
	mutated(o);
	return NULL;
}

/** An empty deque whose index ran over the edge of its block begins in the middle again. */
function recentre(o: Ref): void {
	H[o + DQ_LEFT] = CENTER + 1;
	H[o + DQ_RIGHT] = CENTER;
}

/** The last item, which is the caller's now. The deque is not empty. */
export function popRight(o: Ref): Ref {
	const n = at(o + SIZE) - 1;
	const word = dequeItem(o, n);
	const item = at(word);
	H[word] = 0;
	H[o + SIZE] = n;
	mutated(o);
	if (at(o + DQ_RIGHT) > 0) H[o + DQ_RIGHT] = at(o + DQ_RIGHT) - 1;
	else if (n > 0) H[o + DQ_RIGHT] = BLOCKLEN - 1;
	else recentre(o);
	return item;
}

export function popLeft(o: Ref): Ref {
	const word = dequeItem(o, 0);
	const item = at(word);
	H[word] = 0;
	H[o + DQ_HEAD] = (at(o + DQ_HEAD) + 1) & (at(o + DQ_CAPACITY) - 1);
	const n = at(o + SIZE) - 1;
	H[o + SIZE] = n;
	mutated(o);
	if (at(o + DQ_LEFT) < BLOCKLEN - 1) H[o + DQ_LEFT] = at(o + DQ_LEFT) + 1;
	else if (n > 0) H[o + DQ_LEFT] = 0;
	else recentre(o);
	return item;
}

/** An empty deque that is about to be filled from one side begins at the edge of its block (`deque_extend`). */
export function beginAt(o: Ref, left: boolean): void {
	if (at(o + SIZE) > 0) return;
	H[o + DQ_LEFT] = left ? BLOCKLEN - 1 : 1;
	H[o + DQ_RIGHT] = left ? BLOCKLEN - 2 : 0;
}

/** `_deque_rotate` */
export function rotate(o: Ref, by: number): void {
	const n = at(o + SIZE);
	if (n <= 1) return;
	let k = by;
	const half = n >> 1;
	if (k > half || k < -half) {
		k %= n;
		if (k > half) k -= n;
		else if (k < -half) k += n;
	}
	mutated(o);
	const capacity = at(o + DQ_CAPACITY);
	const items = at(o + DQ_ITEMS);
	for (let i = 0; i < Math.abs(k); i++) {
		const head = at(o + DQ_HEAD);
		if (k > 0) {
			const from = (head + n - 1) & (capacity - 1);
			const to = (head - 1) & (capacity - 1);
			const item = at(items + from);
			H[items + from] = 0;
			H[items + to] = item;
			H[o + DQ_HEAD] = to;
		} else {
			const item = at(items + head);
			H[items + head] = 0;
			H[items + ((head + n) & (capacity - 1))] = item;
			H[o + DQ_HEAD] = (head + 1) & (capacity - 1);
		}
	}
	H[o + DQ_LEFT] = (((at(o + DQ_LEFT) - k) % BLOCKLEN) + BLOCKLEN) % BLOCKLEN;
	H[o + DQ_RIGHT] = (((at(o + DQ_RIGHT) - k) % BLOCKLEN) + BLOCKLEN) % BLOCKLEN;
}

/** `deque_clear`: empty first, then the items are dropped from left to right. */
export function dequeClear(o: Ref): void {
	const n = at(o + SIZE);
	if (n === 0) return;
	const items = at(o + DQ_ITEMS);
	const capacity = at(o + DQ_CAPACITY);
	const head = at(o + DQ_HEAD);
	H[o + SIZE] = 0;
	H[o + DQ_ITEMS] = 0;
	H[o + DQ_CAPACITY] = 0;
	H[o + DQ_HEAD] = 0;
	recentre(o);
	mutated(o);
	for (let i = 0; i < n; i++) decref(at(items + ((head + i) & (capacity - 1))));
	freeRaw(items, capacity);
}
