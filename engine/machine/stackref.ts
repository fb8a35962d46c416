/**
 * Words of the value stack and of a frame's locals (`_PyStackRef` in 3.14's pycore_stackref.h): a counted reference, or,
 * with bit 0 set, a borrowed one that something else keeps alive: it is not counted, and letting it go changes nothing.
 * Handles are even, so the bit is free. 3.13 never borrows; there a word is a reference.
 */
import { at, H } from "./arena";
import { ON_LENT, ON_RESULT } from "./frames";
import { F_BORROWED, F_SP, NULL, type Ref } from "./layout";
import { decref, incref } from "./refcount";

const BORROWED = 1;

/** `PyStackRef_Borrow`: a word that refers to the same object without counting. */
export function borrowed(word: number): number {
	return word | BORROWED;
}

/** `PyStackRef_AsPyObjectBorrow`: the object, or 0; the word keeps what it holds. */
export function objectOf(word: number): Ref | typeof NULL {
	return word & ~BORROWED;
}

/** `PyStackRef_DUP`: one more such word. A copy of a borrowed one is borrowed from the same owner. */
export function dup(word: number): number {
	if (word & BORROWED) return word;
	return incref(word);
}

/** `PyStackRef_AsPyObjectSteal`, `PyStackRef_MakeHeapSafe`: a counted reference in place of the word. */
export function steal(word: number): Ref {
	if (word & BORROWED) return incref(word & ~BORROWED);
	return word;
}

/** `PyStackRef_XCLOSE`: lets go of what the word holds. */
export function close(word: number): void {
	if (word & BORROWED || word === NULL) return;
	decref(word);
}

/** Puts an owned result in the place of the two operands below `sp`, and lets these go in the profile's order. */
export function replaceOperands(sp: number, result: Ref, downwards: boolean): void {
	const left = at(sp - 2);
	const right = at(sp - 1);
	H[sp - 2] = result;
	close(downwards ? right : left);
	close(downwards ? left : right);
}

/** Whether the word holds a counted reference. */
export function isCounted(word: number): boolean {
	return word > 0 && (word & BORROWED) === 0;
}

/** More arguments than this are counted while a native has them, so that one word can say which are borrowed. */
const MASK_BITS = 31;

/**
 * Native code reads its arguments as plain references, as CPython hands it a `PyObject **`. Makes the top `count` words
 * of the frame on top plain and notes in F_BORROWED which of them count nothing; bit i is the i-th from the top. Answers
 * what becomes of the instruction's result: ON_LENT, or ON_RESULT where no word was borrowed.
 */
export function lendArguments(frame: number, count: number): number {
	const sp = at(frame + F_SP);
	let mask = 0;
	for (let i = 0; i < count; i++) {
		const word = at(sp - 1 - i);
		if ((word & BORROWED) === 0) continue;
		H[sp - 1 - i] = word & ~BORROWED;
		if (i < MASK_BITS) mask |= 1 << i;
		else incref(word & ~BORROWED);
	}
	if (mask === 0) return ON_RESULT;
	H[frame + F_BORROWED] = mask;
	return ON_LENT;
}

/** Takes them back: the words are again what they were. F_SP is as it was at the call. */
export function takeBackArguments(frame: number): void {
	const mask = at(frame + F_BORROWED);
	if (mask === 0) return;
	H[frame + F_BORROWED] = 0;
	const sp = at(frame + F_SP);
	for (let i = 0; i < MASK_BITS; i++) if ((mask & (1 << i)) !== 0) H[sp - 1 - i] = at(sp - 1 - i) | BORROWED;
}

/** Whether the word at an address of a frame is lent and counts nothing. */
export function isLent(frame: number, address: number): boolean {
	const i = at(frame + F_SP) - 1 - address;
	return i >= 0 && i < MASK_BITS && (at(frame + F_BORROWED) & (1 << i)) !== 0;
}
