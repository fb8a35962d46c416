/**
 * The sort of CPython 3.13 (Objects/listobject.c, listsort.txt) over positions: it asks "is the key at `left` less than
 * the one at `right`?" of what is known, else by yielding, and is told. So the comparisons and their order are CPython's, and where one fails
 * the items stand as CPython leaves them.
 */
import { FAILED } from "./sorting";

/** Positions of the two keys to compare. One object, used again for each question. */
export interface Question {
	left: number;
	right: number;
}
/** 1: less, 0: not less, FAILED: the comparison raised. */
export type Answer = number;
type Asking<T> = Generator<Question, T, Answer>;

const MIN_GALLOP = 7;
const MAX_MINRUN = 64;

interface Run {
	readonly base: number;
	length: number;
	power: number;
}

/** The answer, where it is known without asking further. */
type Known = (question: Question) => Answer | undefined;

interface Merging {
	readonly a: Int32Array;
	readonly question: Question;
	readonly known: Known;
	minGallop: number;
}

function ask(m: Merging, left: number | undefined, right: number | undefined): Question {
	m.question.left = left as number;
	m.question.right = right as number;
	return m.question;
}

/** Sorts positions in place. False: a comparison failed. */
export function* timsort(a: Int32Array, known: Known): Asking<boolean> {
	const n = a.length;
	if (n < 2) return true;
	const m: Merging = { a, question: { left: 0, right: 0 }, known, minGallop: MIN_GALLOP };
	const pending: Run[] = [];
	const minrun = computeMinrun(n);
	let lo = 0;
	while (lo < n) {
		let length = yield* countRun(m, lo, n - lo);
		if (length < 0) return false;
		if (length < minrun) {
			const force = Math.min(minrun, n - lo);
			if (!(yield* binarySort(m, lo, force, length))) return false;
			length = force;
		}
		// found_new_run: merge what stands deeper in the tree of merges first.
		const last = pending.at(-1);
		if (last !== undefined) {
			const power = powerOf(last.base, last.length, length, n);
			while (pending.length > 1 && (pending.at(-2) as Run).power > power) {
				if (!(yield* mergeAt(m, pending, pending.length - 2))) return false;
			}
			(pending.at(-1) as Run).power = power;
		}
		pending.push({ base: lo, length, power: 0 });
		lo += length;
	}
	while (pending.length > 1) {
		let i = pending.length - 2;
		if (i > 0 && (pending[i - 1] as Run).length < (pending[i + 1] as Run).length) i--;
		if (!(yield* mergeAt(m, pending, i))) return false;
	}
	return true;
}

/** `merge_compute_minrun` */
function computeMinrun(length: number): number {
	let odd = 0;
	let n = length;
	while (n >= MAX_MINRUN) {
		odd |= n & 1;
		n >>= 1;
	}
	return n + odd;
}

/** `powerloop`: how deep in the tree of merges two neighbouring runs meet. */
function powerOf(start: number, n1: number, n2: number, n: number): number {
	let a = 2 * start + n1;
	let b = a + n1 + n2;
	for (let power = 1; ; power++) {
		if (a >= n) {
			a -= n;
			b -= n;
		} else if (b >= n) return power;
		a *= 2;
		b *= 2;
	}
}

/** `count_run`: the length of the run that begins at `lo`, turned round where it descends; FAILED. */
function* countRun(m: Merging, lo: number, remaining: number): Asking<number> {
	const { a } = m;
	const reverse = (from: number, to: number) => a.subarray(lo + from, lo + to).reverse();
	let n = 1;
	for (; n < remaining; n++) {
		const smaller = m.known(ask(m, a[lo + n], a[lo + n - 1])) ?? (yield m.question);
		if (smaller < 0) return FAILED;
		if (smaller > 0) break;
	}
	if (n === remaining) return n;
	if (n > 1) {
		// An ascending run, unless all of it is equal: then it begins a descending one.
		const rose = m.known(ask(m, a[lo], a[lo + n - 1])) ?? (yield m.question);
		if (rose < 0) return FAILED;
		if (rose > 0) return n;
		reverse(0, n);
	}
	n++;
	// Equal neighbours are turned round at once, so that the last turn restores their order.
	let equal = 0;
	const reverseEqual = () => {
		if (equal > 0) reverse(n - equal - 1, n);
		equal = 0;
	};
	for (; n < remaining; n++) {
		const smaller = m.known(ask(m, a[lo + n], a[lo + n - 1])) ?? (yield m.question);
		if (smaller < 0) return FAILED;
		if (smaller > 0) {
			reverseEqual();
			continue;
		}
		const larger = m.known(ask(m, a[lo + n - 1], a[lo + n])) ?? (yield m.question);
		if (larger < 0) return FAILED;
		if (larger > 0) break;
		equal++;
	}
	reverseEqual();
	reverse(0, n);
	for (; n < remaining; n++) {
		const smaller = m.known(ask(m, a[lo + n], a[lo + n - 1])) ?? (yield m.question);
		if (smaller < 0) return FAILED;
		if (smaller > 0) break;
	}
	return n;
}

/** `binarysort`: the first `sorted` of n positions from `lo` on are in order; afterwards all are. */
function* binarySort(m: Merging, lo: number, n: number, sorted: number): Asking<boolean> {
	const { a } = m;
	for (let i = Math.max(1, sorted); i < n; i++) {
		const pivot = a[lo + i] as number;
		let left = 0;
		let right = i;
		do {
			const middle = (left + right) >> 1;
			const less = m.known(ask(m, pivot, a[lo + middle])) ?? (yield m.question);
			if (less < 0) return false;
			if (less > 0) right = middle;
			else left = middle + 1;
		} while (left < right);
		a.copyWithin(lo + left + 1, lo + left, lo + i);
		a[lo + left] = pivot;
	}
	return true;
}

/**
 * `gallop_left` (`right` false) and `gallop_right`: how many of the n sorted positions at `start` of `keys` come before
 * `key`, equal ones excluded or included; found by doubling steps from `hint`, then by halving. FAILED.
 */
function* gallop(
	m: Merging,
	key: number,
	keys: Int32Array,
	start: number,
	n: number,
	hint: number,
	right: boolean,
): Asking<number> {
	/** Whether the item at an offset belongs before the key. */
	const question = (offset: number) => {
		const other = keys[start + offset];
		return right ? ask(m, key, other) : ask(m, other, key);
	};
	const isBefore = (outcome: Answer) => outcome > 0 !== right;
	let last = 0;
	let offset = 1;
	const first = m.known(question(hint)) ?? (yield m.question);
	if (first < 0) return FAILED;
	if (isBefore(first)) {
		const most = n - hint;
		while (offset < most) {
			const outcome = m.known(question(hint + offset)) ?? (yield m.question);
			if (outcome < 0) return FAILED;
			if (!isBefore(outcome)) break;
			last = offset;
			offset = offset * 2 + 1;
		}
		last += hint;
		offset = Math.min(offset, most) + hint;
	} else {
		const most = hint + 1;
		while (offset < most) {
			const outcome = m.known(question(hint - offset)) ?? (yield m.question);
			if (outcome < 0) return FAILED;
			if (isBefore(outcome)) break;
			last = offset;
			offset = offset * 2 + 1;
		}
		const nearer = last;
		last = hint - Math.min(offset, most);
		offset = hint - nearer;
	}
	last++;
	while (last < offset) {
		const middle = last + ((offset - last) >> 1);
		const outcome = m.known(question(middle)) ?? (yield m.question);
		if (outcome < 0) return FAILED;
		if (isBefore(outcome)) last = middle + 1;
		else offset = middle;
	}
	return offset;
}

/** `merge_at`: merges the runs at stack places i and i + 1. */
function* mergeAt(m: Merging, pending: Run[], i: number): Asking<boolean> {
	const { a } = m;
	const left = pending[i] as Run;
	const right = pending[i + 1] as Run;
	let na = left.length;
	pending.splice(i + 1, 1);
	left.length = na + right.length;
	// What of the left run is in place already, and what of the right one.
	const skipped = yield* gallop(m, a[right.base] as number, a, left.base, na, 0, true);
	if (skipped < 0) return false;
	na -= skipped;
	if (na === 0) return true;
	const start = left.base + skipped;
	const nb = yield* gallop(m, a[start + na - 1] as number, a, right.base, right.length, right.length - 1, false);
	if (nb <= 0) return nb === 0;
	return yield* na <= nb ? mergeLow(m, start, na, right.base, nb) : mergeHigh(m, start, na, right.base, nb);
}

/** `merge_lo`: the left run is set aside, and both are merged upwards. */
function* mergeLow(
	m: Merging,
	start: number,
	leftLength: number,
	second: number,
	rightLength: number,
): Asking<boolean> {
	const { a } = m;
	const temp = a.slice(start, start + leftLength);
	let na = leftLength;
	let nb = rightLength;
	let pa = 0;
	let pb = second;
	let dest = start;
	const takeA = () => {
		a[dest++] = temp[pa++] as number;
		na--;
	};
	const takeB = () => {
		a[dest++] = a[pb++] as number;
		nb--;
	};
	/** The last of the left run goes behind the rest of the right one. */
	const copyB = () => {
		a.copyWithin(dest, pb, pb + nb);
		a[dest + nb] = temp[pa] as number;
		return true;
	};
	const leave = (done: boolean) => {
		if (na > 0) a.set(temp.subarray(pa, pa + na), dest);
		return done;
	};
	takeB();
	if (nb === 0) return leave(true);
	if (na === 1) return copyB();
	let minGallop = m.minGallop;
	for (;;) {
		let acount = 0;
		let bcount = 0;
		for (;;) {
			const less = m.known(ask(m, a[pb], temp[pa])) ?? (yield m.question);
			if (less < 0) return leave(false);
			if (less > 0) {
				takeB();
				bcount++;
				acount = 0;
				if (nb === 0) return leave(true);
				if (bcount >= minGallop) break;
			} else {
				takeA();
				acount++;
				bcount = 0;
				if (na === 1) return copyB();
				if (acount >= minGallop) break;
			}
		}
		minGallop++;
		do {
			if (minGallop > 1) minGallop--;
			m.minGallop = minGallop;
			acount = yield* gallop(m, a[pb] as number, temp, pa, na, 0, true);
			if (acount < 0) return leave(false);
			if (acount > 0) {
				a.set(temp.subarray(pa, pa + acount), dest);
				dest += acount;
				pa += acount;
				na -= acount;
				if (na === 1) return copyB();
				if (na === 0) return leave(true);
			}
			takeB();
			if (nb === 0) return leave(true);
			bcount = yield* gallop(m, temp[pa] as number, a, pb, nb, 0, false);
			if (bcount < 0) return leave(false);
			if (bcount > 0) {
				a.copyWithin(dest, pb, pb + bcount);
				dest += bcount;
				pb += bcount;
				nb -= bcount;
				if (nb === 0) return leave(true);
			}
			takeA();
			if (na === 1) return copyB();
		} while (acount >= MIN_GALLOP || bcount >= MIN_GALLOP);
		minGallop++;
		m.minGallop = minGallop;
	}
}

/** `merge_hi`: the right run is set aside, and both are merged downwards. */
function* mergeHigh(
	m: Merging,
	start: number,
	leftLength: number,
	second: number,
	rightLength: number,
): Asking<boolean> {
	const { a } = m;
	const temp = a.slice(second, second + rightLength);
	let na = leftLength;
	let nb = rightLength;
	let pa = start + leftLength - 1;
	let pb = rightLength - 1;
	let dest = second + rightLength - 1;
	const takeA = () => {
		a[dest--] = a[pa--] as number;
		na--;
	};
	const takeB = () => {
		a[dest--] = temp[pb--] as number;
		nb--;
	};
	/** The first of the right run goes before the rest of the left one. */
	const copyA = () => {
		a.copyWithin(dest - na + 1, pa - na + 1, pa + 1);
		a[dest - na] = temp[pb] as number;
		return true;
	};
	const leave = (done: boolean) => {
		if (nb > 0) a.set(temp.subarray(0, nb), dest - nb + 1);
		return done;
	};
	takeA();
	if (na === 0) return leave(true);
	if (nb === 1) return copyA();
	let minGallop = m.minGallop;
	for (;;) {
		let acount = 0;
		let bcount = 0;
		for (;;) {
			const less = m.known(ask(m, temp[pb], a[pa])) ?? (yield m.question);
			if (less < 0) return leave(false);
			if (less > 0) {
				takeA();
				acount++;
				bcount = 0;
				if (na === 0) return leave(true);
				if (acount >= minGallop) break;
			} else {
				takeB();
				bcount++;
				acount = 0;
				if (nb === 1) return copyA();
				if (bcount >= minGallop) break;
			}
		}
		minGallop++;
		do {
			if (minGallop > 1) minGallop--;
			m.minGallop = minGallop;
			const staysA = yield* gallop(m, temp[pb] as number, a, start, na, na - 1, true);
			if (staysA < 0) return leave(false);
			acount = na - staysA;
			if (acount > 0) {
				dest -= acount;
				pa -= acount;
				a.copyWithin(dest + 1, pa + 1, pa + 1 + acount);
				na -= acount;
				if (na === 0) return leave(true);
			}
			takeB();
			if (nb === 1) return copyA();
			const staysB = yield* gallop(m, a[pa] as number, temp, 0, nb, nb - 1, false);
			if (staysB < 0) return leave(false);
			bcount = nb - staysB;
			if (bcount > 0) {
				dest -= bcount;
				pb -= bcount;
				a.set(temp.subarray(pb + 1, pb + 1 + bcount), dest + 1);
				nb -= bcount;
				if (nb === 1) return copyA();
				if (nb === 0) return leave(true);
			}
			takeA();
			if (na === 0) return leave(true);
		} while (acount >= MIN_GALLOP || bcount >= MIN_GALLOP);
		minGallop++;
		m.minGallop = minGallop;
	}
}
