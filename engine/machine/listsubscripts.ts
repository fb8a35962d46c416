/** Subscripts of lists: items and slices, got, assigned and deleted. */

import { at, H, moveWords } from "./arena";
import { through } from "./call";
import { raise } from "./errors";
import { listFromIterable } from "./fromiterable";
import { isInt } from "./int";
import { F_OWNED, LIST_ITEMS, NULL, type Ref, SIZE, TUPLE_ITEMS, TYPE } from "./layout";
import { isList, listClear, listFrom, listResize, newList } from "./list";
import { LONG, listTake } from "./lists";
import { profile, work } from "./machine";
import { N0 } from "./natives";
import { decref, incref, setref } from "./refcount";
import { subscriptIndex } from "./sequences";
import { adjustIndices, indicesOf, sliceBounds, unpackSlice } from "./slices";
import { isIterable, nativeKind, S_INDEX, type Status, slotOf } from "./tables";
import { isTuple } from "./tuple";
import { INDEX_ERROR, NONE, SLICE, TYPE_ERROR, VALUE_ERROR } from "./typeids";
import { typeName } from "./types";

export function listSubscript(o: Ref, key: Ref): Status {
	if (isInt(key) || (at(key + TYPE) !== SLICE && slotOf(key, S_INDEX) !== 0)) {
		const i = subscriptIndex(key, at(o + SIZE));
		if (Number.isNaN(i)) return NULL;
		return i < 0 ? raise(INDEX_ERROR, "list index out of range") : incref(at(at(o + LIST_ITEMS) + i));
	}
	const type = at(key + TYPE);
	if (type !== SLICE) {
		const name = typeName(type);
		return raise(TYPE_ERROR, `list indices must be integers or slices, not ${name}`);
	}
	if (!indicesOf(key, at(o + SIZE))) return NULL;
	const { start, step, count } = sliceBounds;
	work(count >> 3);
	if (step === 1) return listFrom(at(o + LIST_ITEMS) + start, count);
	const result = newList(count);
	H[result + SIZE] = count;
	for (let i = 0; i < count; i++) H[at(result + LIST_ITEMS) + i] = incref(at(at(o + LIST_ITEMS) + start + i * step));
	return result;
}

/** `list_ass_slice`: items from low to high give way to n references at an address (counted). The old ones go last. */
function assignSlice(o: Ref, from: number, to: number, source: number, n: number): void {
	const size = at(o + SIZE);
	const low = Math.min(Math.max(from, 0), size);
	const high = Math.min(Math.max(to, low), size);
	if (size + n > LONG) work(((high - low + n) >> 2) + ((size - high) >> 8));
	const removed = H.slice(at(o + LIST_ITEMS) + low, at(o + LIST_ITEMS) + high);
	const incoming = H.slice(source, source + n);
	const total = size - removed.length + n;
	if (total === 0) {
		listClear(o);
		return;
	}
	if (n < removed.length) {
		const items = at(o + LIST_ITEMS);
		moveWords(items + low + n, items + high, items + size);
		listResize(o, total);
	} else if (n > removed.length) {
		listResize(o, total);
		const items = at(o + LIST_ITEMS);
		moveWords(items + low + n, items + high, items + size);
	}
	const items = at(o + LIST_ITEMS);
	for (let i = 0; i < n; i++) H[items + low + i] = incref(incoming[i] as number);
	for (let i = removed.length - 1; i >= 0; i--) decref(removed[i] as number);
}

/** Deletes every `step`-th item (the extended slice of list_ass_subscript). */
function deleteExtended(o: Ref, start: number, step: number, count: number): void {
	if (count === 0) return;
	const first = step < 0 ? start + step * (count - 1) : start;
	const by = Math.abs(step);
	const size = at(o + SIZE);
	const items = at(o + LIST_ITEMS);
	work((size - first) >> 3);
	const garbage: Ref[] = [];
	let to = first;
	for (let i = first; i < size; i++) {
		const offset = i - first;
		if (offset % by === 0 && offset / by < count) garbage.push(at(items + i));
		else H[items + to++] = at(items + i);
	}
	listResize(o, size - count);
	for (const item of garbage) decref(item);
}

/** A bound that stands in a word: no list is longer. */
function clamped(i: number): number {
	return Math.max(-0x7fffffff, Math.min(i, 0x7fffffff));
}

/**
 * Words: 0 what is assigned, as a list (owned); 1 list; 2, 3, 4 the slice's bounds, which are adjusted only now: what gave
 * the items may have changed the list.
 */
const ASSIGN = nativeKind("slice assignment", (frame, value) => {
	const w = frame + N0;
	H[w] = value;
	sliceBounds.start = at(w + 2);
	sliceBounds.stop = at(w + 3);
	sliceBounds.step = at(w + 4);
	adjustSlice(at(at(w + 1) + SIZE));
	return assignSequence(at(w + 1), value);
});

/** Puts a sequence's items at `sliceBounds`. */
function assignSequence(o: Ref, sequence: Ref): Status {
	const { start, stop, step, count } = sliceBounds;
	const n = at(sequence + SIZE);
	const source = isList(sequence) ? at(sequence + LIST_ITEMS) : sequence + TUPLE_ITEMS;
	if (step === 1) {
		assignSlice(o, start, stop, source, n);
		return NONE;
	}
	if (n !== count)
		return raise(VALUE_ERROR, `attempt to assign sequence of size ${n} to extended slice of size ${count}`);
	work(n >> 1);
	const incoming = H.slice(source, source + n);
	const garbage: Ref[] = [];
	for (let i = 0; i < n; i++) {
		const place = at(o + LIST_ITEMS) + start + i * step;
		garbage.push(at(place));
		H[place] = incref(incoming[i] as number);
	}
	for (const item of garbage) decref(item);
	return NONE;
}

/** `adjust_slice_indexes`: as `adjustIndices`, and `s[5:2]` is the place before 5, not before 2. */
function adjustSlice(n: number): void {
	adjustIndices(n);
	const { start, stop, step } = sliceBounds;
	if ((step < 0 && start < stop) || (step > 0 && start > stop)) sliceBounds.stop = start;
}

export function listAssign(o: Ref, key: Ref, value: Ref): Status {
	if (isInt(key) || (at(key + TYPE) !== SLICE && slotOf(key, S_INDEX) !== 0)) {
		const i = subscriptIndex(key, at(o + SIZE));
		if (Number.isNaN(i)) return NULL;
		if (i < 0) return raise(INDEX_ERROR, "list assignment index out of range");
		if (value === NULL && !profile().deletionKeepsRoom) decref(listTake(o, i));
		else if (value === NULL) {
			// list_ass_item: the room stays as it is.
			const items = at(o + LIST_ITEMS);
			const item = at(items + i);
			const n = at(o + SIZE);
			if (n - i > LONG) work((n - i) >> 8);
			moveWords(items + i, items + i + 1, items + n);
			H[o + SIZE] = n - 1;
			decref(item);
		} else setref(at(o + LIST_ITEMS) + i, incref(value));
		return NONE;
	}
	const type = at(key + TYPE);
	if (type !== SLICE) {
		const name = typeName(type);
		return raise(TYPE_ERROR, `list indices must be integers or slices, not ${name}`);
	}
	if (!unpackSlice(key)) return NULL;
	if (value !== NULL && !isList(value) && !isTuple(value)) {
		if (!isIterable(value)) return raise(TYPE_ERROR, "must assign iterable to extended slice");
		return through(ASSIGN, 5, (frame) => {
			const w = frame + N0;
			H[frame + F_OWNED] = 1;
			H[w + 1] = o;
			H[w + 2] = clamped(sliceBounds.start);
			H[w + 3] = clamped(sliceBounds.stop);
			H[w + 4] = clamped(sliceBounds.step);
			return listFromIterable(value);
		});
	}
	adjustSlice(at(o + SIZE));
	if (value !== NULL) return assignSequence(o, value);
	const { start, stop, step, count } = sliceBounds;
	if (step === 1) assignSlice(o, start, stop, 0, 0);
	else deleteExtended(o, start, step, count);
	return NONE;
}
