/** The only writer of reference counts. An immortal object's count is negative and never changes (PEP 683). */
import { at, H } from "./arena";
import { die, waitsItsTurn } from "./death";
import { logCount, logSetCount, recording } from "./events";
import { BREAK_DEATH, NULL, R_BREAKER, type Ref } from "./layout";

/** What an immortal object's count word holds. */
export const IMMORTAL = -1;

// V8 puts a function of up to 27 bytes of its bytecode in the place of each call, however many there are: hence the
// alias of H, and what is rare in functions of its own.

/** One more reference. Returns the object, as `Py_NewRef`. */
export function incref(o: Ref): Ref {
	const h = H;
	const count = h[o] as number;
	if (count >= 0) {
		h[o] = count + 1;
		if (recording) logCount(o, count, count + 1);
	}
	return o;
}

/**
 * One reference fewer; at none left the object is deallocated before this returns, or as soon as Python code may run.
 * While a death waits for that, native code goes on, and what it lets go meanwhile waits behind it with its count as it
 * was: in CPython the finalizer has run by then.
 */
export function decref(o: Ref): void {
	const h = H;
	const count = h[o] as number;
	if (count > 1 && h[R_BREAKER] === 0) {
		h[o] = count - 1;
		if (recording) logCount(o, count, count - 1);
	} else if (count > 0) decrefLast(o, count);
}

/** The rest of `decref`: the last reference goes, or a death may be waiting. */
function decrefLast(o: Ref, count: number): void {
	if (count > 1 && (at(R_BREAKER) & BREAK_DEATH) !== 0 && waitsItsTurn(o)) return;
	H[o] = count - 1;
	if (recording) logCount(o, count, count - 1);
	if (count === 1) die(o);
}

/** `Py_XDECREF` */
export function xdecref(o: Ref | typeof NULL): void {
	if (o !== NULL) decref(o);
}

/** Puts a counted reference (or NULL) where another one was and lets that go: `Py_XSETREF`. Steals `value`. */
export function setref(address: number, value: Ref | typeof NULL): void {
	const old = at(address);
	H[address] = value;
	if (old !== NULL) decref(old);
}

/** `Py_CLEAR` */
export function clearref(address: number): void {
	setref(address, NULL);
}

/** Gives an object a count for the length of its finalizer (`_PyObject_ResurrectStart`), or takes it back. */
export function setCount(o: Ref, count: number): void {
	const before = at(o);
	H[o] = count;
	if (recording) logSetCount(o, before, count);
}

export function isImmortal(o: Ref): boolean {
	return at(o) < 0;
}
