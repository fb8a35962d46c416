/** UNPACK_SEQUENCE and UNPACK_EX (`unpack_iterable` of Python/ceval.c). */
import { at, H } from "./arena";
import { through } from "./call";
import { dictSize } from "./dict";
import { raise } from "./errors";
import { firstItems, knowsRemaining } from "./fromiterable";
import { getIter } from "./iterators";
import { LIST_CAPACITY, LIST_ITEMS, NULL, type Ref, SIZE, TUPLE_ITEMS, TYPE } from "./layout";
import { listAppend, listPush, listResize, newList } from "./list";
import { profile } from "./machine";
import { N0 } from "./natives";
import { decref } from "./refcount";
import { freeScratchList, newScratchList } from "./scratchlist";
import { close } from "./stackref";
import { isIterable, nativeKind, type Status } from "./tables";
import { DICT, LIST, TUPLE, TYPE_ERROR, VALUE_ERROR } from "./typeids";
import { bindInPassing, typeName } from "./types";

/** Words: before, after, whether the iterator knows how many items are left, and what is unpacked where it is a dict. */
const UNPACK = nativeKind("unpack", (frame, value) => {
	const dict = at(frame + N0 + 3);
	return unpackList(
		value,
		at(frame + N0),
		at(frame + N0 + 1),
		dict === NULL ? UNKNOWN : dictSize(dict),
		at(frame + N0 + 2) !== 0,
	);
});

/**
 * The items for `before` targets, or with `after` >= 0 also one list and `after` more: a scratch list of them, NULL or
 * PUSHED (`_PyEval_UnpackIterable`).
 */
export function unpackSequence(o: Ref, before: number, after: number): Status {
	const type = at(o + TYPE);
	if (type === LIST || type === TUPLE) {
		const items = type === TUPLE ? o + TUPLE_ITEMS : at(o + LIST_ITEMS);
		const iterator = getIter(o);
		const n = at(o + SIZE);
		const status = spread(items, n, before, after, n, true);
		decref(iterator);
		return status;
	}
	if (!isIterable(o)) return raise(TYPE_ERROR, `cannot unpack non-iterable ${typeName(type)} object`);
	return through(UNPACK, 4, (frame) => {
		if (type === DICT) H[frame + N0 + 3] = o;
		H[frame + N0] = before;
		H[frame + N0 + 1] = after;
		H[frame + N0 + 2] = knowsRemaining(o) ? 1 : 0;
		return firstItems(o, after < 0 ? before + 1 : ALL);
	});
}
/** More items than any list holds. */
const ALL = 2 ** 30;

/** The size of what is no list, tuple or dict. */
const UNKNOWN = -1;

function unpackList(list: Ref, before: number, after: number, size: number, known: boolean): Status {
	const status = spread(at(list + LIST_ITEMS), at(list + SIZE), before, after, size, known);
	freeScratchList(list);
	return status;
}

/** `size` is that of the whole, where its type is one of those whose size an error tells. */
function spread(items: number, n: number, before: number, after: number, size: number, known: boolean): Status {
	if (after < 0) {
		if (n > before) {
			const got = size !== UNKNOWN && profile().errorsNameUse ? `, got ${size}` : "";
			return raise(VALUE_ERROR, `too many values to unpack (expected ${before}${got})`);
		}
		if (n < before) return raise(VALUE_ERROR, `not enough values to unpack (expected ${before}, got ${n})`);
		const out = newScratchList();
		for (let i = 0; i < n; i++) listAppend(out, at(items + i));
		return out;
	}
	if (n < before + after)
		return raise(VALUE_ERROR, `not enough values to unpack (expected at least ${before + after}, got ${n})`);
	const out = newScratchList();
	for (let i = 0; i < before; i++) listAppend(out, at(items + i));
	listPush(out, restOf(items + before, n - before, after, known));
	for (let i = 0; i < after; i++) listAppend(out, at(items + n - after + i));
	return out;
}

/** What is left of an iterator, as `PySequence_List` makes room for it, without the last `after` items. */
function restOf(items: number, n: number, after: number, known: boolean): Ref {
	const list = newList(known ? (n + 1) & ~1 : HINT);
	if (known) bindInPassing(list);
	for (let i = 0; i < n; i++) listAppend(list, at(items + i));
	if (at(list + SIZE) < at(list + LIST_CAPACITY)) listResize(list, at(list + SIZE));
	for (let i = 0; i < after; i++) decref(at(at(list + LIST_ITEMS) + n - after + i));
	H[list + SIZE] = n - after;
	return list;
}
/** `PyObject_LengthHint`'s default for a list. */
const HINT = 8;

/** Puts unpacked items (a scratch list, taken over) on the stack in place of the sequence, first target on top. New sp. */
export function spreadUnpacked(sp: number, items: Ref): number {
	const seq = at(sp - 1);
	const n = at(items + SIZE);
	let top = sp - 1;
	for (let i = n - 1; i >= 0; i--) H[top++] = at(at(items + LIST_ITEMS) + i);
	H[items + SIZE] = 0;
	freeScratchList(items);
	close(seq);
	return top;
}
