/**
 * The first line of source that 3.14 shows with an ignored exception has the `io` module imported (`_Py_DisplaySourceLine`
 * of Python/traceback.c), which 3.13 has from its start. CPython's import is Python code: it makes and drops objects, takes
 * some from free lists and leaves others there, and asks for a collection at every call.
 */
import { CALLABLE_WORDS, freeListOf } from "./alloc";
import { allocObject, at, dropKept, freeObject, H } from "./arena";
import { collectionEntered } from "./checksignals";
import { dictGetText } from "./dict";
import { countAllocation, countDeallocation } from "./gclist";
import {
	FL_COUNT,
	FL_MAX,
	HAS_GC,
	NULL,
	PUSHED,
	R_IO_IMPORTED,
	R_MODULES,
	type Ref,
	T_BASICSIZE,
	T_WORDS,
	TUPLE_ITEMS,
} from "./layout";
import { profile } from "./machine";
import { N0, pushNative } from "./natives";
import { decref } from "./refcount";
import { nativeKind, type Status } from "./tables";
import { BUILTIN, DICT, LIST, LIST_ITERATOR, METHOD, NONE, TUPLE, TUPLE_ITERATOR } from "./typeids";

/**
 * What CPython 3.14 does up to each of the places where it asks for a collection, a blank between two of them, as traced in
 * it: `+` where the young generation's count goes up for an object of a kind that has no free list, `-` where it goes down
 * for one; a letter (KINDS) where one is made of a kind that has one, and its capital where one of them is dropped.
 */
const PARTS = (
	"l  +    +a++A--+ + + all+b+B  -  +  +  +a++A--b bc+BC  bBcC B - cClL ck  bCK   -B--  c C + i+   m    - " +
	"+   mM ak ckK AK bk+b BBlK mM   bBk+kK C  -LIM      a+Ak      c C   ak " +
	"aaaaaaabbbbbccccccfghhhhoootlk++LK AK+ l+akkuU ck cdkk+clL+kK+u-CDKU ++++b-bbbluU-a+A--BBBBL+ " +
	"CKKK-+bkuU ck cdkk+elL+kkK+u-CDKU ++++b-bbluU+-a+A-+--BBBBL+ CKK- +bkuU ck cdkk+elL++K+u-CDKU " +
	"++++b-bbluU+-a+A-+--BBBBL+ CKK- +bkuU ck cdkk+elL++K+u-CDKU ++++b-bbluU+-a+A-+--BBBBL+ CKK- mM m " +
	"luU++u+L M++u+ ejmM m luU++u+L M++u+  mM m -U-uU+-luU+u+L uM+  mM m -U-uU+-luU+u+L uM+  mM m " +
	"-U-uU+-luU+u+L uM+  mM m -U-uU+-luU+u+L uM+  bEmM m luU++u+L M++++  mM m -U-uU+-luU+u+L M++  BJ " +
	"+aA-  ak+K++A--++aAU- +kkuU+ + k+a+Ak a++A c+ d+ac+lL+blL++K+u-CDKU ++++b-bbluU+++++-a+A--BBBBBBBBL+ " +
	"CK-KK-+kkuU+ + k+a+Ak a+Ak c+ d+ac+lL+blL++K+u-CDKU ++++b-bbbbbbluU+-a+A--BBBBBBBBL+ CK-KK--- " +
	"-AAAACCCCFGHHHHOOOT- b Bck     cC bCK    A--BL-L---L"
).split(" ");

/** Letters of what is no tuple; `a` to `h`, `o` and `t` are tuples of as many items as the letter's place in the alphabet says. */
const KINDS: Readonly<Record<string, Ref>> = {
	i: LIST_ITERATOR,
	j: TUPLE_ITERATOR,
	k: DICT,
	l: LIST,
	m: METHOD,
	u: BUILTIN,
};

/** Word: how many parts have been done. */
const W_DONE = N0;

const IMPORT = nativeKind("import of io", (frame, value) => {
	if (value !== NULL) decref(value);
	for (;;) {
		const done = at(frame + W_DONE);
		const part = PARTS[done];
		if (part === undefined) return NONE;
		H[frame + W_DONE] = done + 1;
		doPart(part);
		// The last is the import's end, where it asks nothing.
		if (done + 1 < PARTS.length && collectionEntered(frame)) return PUSHED;
	}
});

/** Counts an exact instance with `n` items as made: where its free list has one, that is gone; else it is one of the young generation's. */
function takeFromFreeList(type: Ref, n: number): void {
	const list = freeListOf(type, n);
	if (at(list + FL_COUNT) > 0) dropKept(list);
	else countAllocation();
}

/** Counts such an instance as dropped: the free list has a block more; where it is full, the young generation's count is one lower. */
function giveToFreeList(type: Ref, n: number): void {
	const list = freeListOf(type, n);
	if (at(list + FL_COUNT) === at(list + FL_MAX)) {
		countDeallocation();
		return;
	}
	const words = type === TUPLE ? TUPLE_ITEMS + n : Math.max(at(type + T_WORDS), CALLABLE_WORDS);
	freeObject(allocObject(type, at(type + T_BASICSIZE) + 8 * n, words, HAS_GC), list);
}

function doPart(part: string): void {
	for (const event of part) {
		if (event === "+") countAllocation();
		else if (event === "-") countDeallocation();
		else {
			const kind = event.toLowerCase();
			const type = KINDS[kind] ?? TUPLE;
			const items = type === TUPLE ? kind.charCodeAt(0) - 96 : 0;
			if (event === kind) takeFromFreeList(type, items);
			else giveToFreeList(type, items);
		}
	}
}

/** Whether the import is still to come. */
export function ioIsMissing(): boolean {
	return profile().importsIo && at(R_IO_IMPORTED) === 0 && dictGetText(at(R_MODULES), "io") === NULL;
}

/** PUSHED: None comes when it is done. */
export function importIo(): Status {
	H[R_IO_IMPORTED] = 1;
	pushNative(IMPORT, 1, 0);
	return PUSHED;
}
