/** The list of weak references that an object keeps (Objects/weakrefobject.c): doubly linked through the references. */

import { allocGc, internal } from "./alloc";
import { at, H } from "./arena";
import { raise } from "./errors";
import { track } from "./gclist";
import {
	NULL,
	type Ref,
	T_BASICSIZE,
	T_WEAK_AT,
	T_WORDS,
	TUPLE_ITEMS,
	TYPE,
	WR_CALLBACK,
	WR_NEXT,
	WR_OBJECT,
	WR_PREV,
	WR_WORDS,
} from "./layout";
import { clearref, incref } from "./refcount";
import type { Status } from "./tables";
import { newTuple } from "./tuple";
import { CALLABLE_PROXY, PROXY, REFERENCE_ERROR, TYPE_ERROR, WEAKREF } from "./typeids";
import { typeName } from "./types";

/** The address of an object's list head, or 0 where its type takes no weak references. */
export function weakWord(o: Ref): number {
	const offset = at(at(o + TYPE) + T_WEAK_AT);
	return offset === 0 ? 0 : o + offset;
}

/** `_PyWeakref_GET_REF`: the object, borrowed; 0 once it is dead or dying. */
export function referent(w: Ref): Ref {
	const o = at(w + WR_OBJECT);
	return o === NULL || at(o) === 0 ? NULL : o;
}

/** `PyWeakref_CheckProxy` */
export function isProxy(o: Ref): boolean {
	const type = at(o + TYPE);
	return type === PROXY || type === CALLABLE_PROXY;
}

/** `UNWRAP`: what a proxy refers to, anything else as it is; 0 with ReferenceError set. Borrowed. */
export function unwrap(o: Ref): Ref {
	if (!isProxy(o)) return o;
	const target = referent(o);
	if (target === NULL) raise(REFERENCE_ERROR, "weakly-referenced object no longer exists");
	return target;
}

/** Takes a reference out of its object's list and leaves it dead (`clear_weakref` without its callback). */
export function unlinkWeakref(w: Ref): void {
	const o = at(w + WR_OBJECT);
	if (o === NULL) return;
	const prev = at(w + WR_PREV);
	const next = at(w + WR_NEXT);
	if (prev !== 0) H[prev + WR_NEXT] = next;
	else H[weakWord(o)] = next;
	if (next !== 0) H[next + WR_PREV] = prev;
	H[w + WR_OBJECT] = 0;
	H[w + WR_PREV] = 0;
	H[w + WR_NEXT] = 0;
}

/** Puts a reference behind `prev` in its object's list, or first where prev is 0. */
function linkWeakref(w: Ref, o: Ref, prev: Ref): void {
	const word = weakWord(o);
	H[w + WR_OBJECT] = o;
	if (prev === 0) {
		const first = at(word);
		H[w + WR_NEXT] = first;
		H[w + WR_PREV] = 0;
		if (first !== 0) H[first + WR_PREV] = w;
		H[word] = w;
		return;
	}
	const next = at(prev + WR_NEXT);
	H[w + WR_PREV] = prev;
	H[w + WR_NEXT] = next;
	H[prev + WR_NEXT] = w;
	if (next !== 0) H[next + WR_PREV] = w;
}

/**
 * `PyObject_ClearWeakRefs` up to its callbacks: every reference to a dying object is dead afterwards. Returns a new
 * tuple with room for a pair of each but the shared ones: the references that live on, each with the callback that must
 * now be called or nothing, in that order. 0 where there are none.
 */
export function detachWeakrefs(o: Ref): Ref {
	const word = weakWord(o);
	if (word === 0) return NULL;
	for (let w = at(word); w !== 0 && isShared(w); w = at(word)) unlinkWeakref(w);
	const count = weakrefCount(o);
	if (count === 0) return NULL;
	const tuple = internal(newTuple(count * 2));
	let next = tuple + TUPLE_ITEMS;
	for (let w = at(word); w !== 0; w = at(word)) {
		unlinkWeakref(w);
		if (at(w) <= 0) {
			clearref(w + WR_CALLBACK);
			continue;
		}
		H[next++] = incref(w);
		H[next++] = at(w + WR_CALLBACK);
		H[w + WR_CALLBACK] = 0;
	}
	return tuple;
}

/** The reference or the proxy without a callback, which all who ask for one get. */
function isShared(w: Ref): boolean {
	return at(w + WR_CALLBACK) === NULL && (at(w + TYPE) === WEAKREF || isProxy(w));
}

/** How many live weak references an object has. */
export function weakrefCount(o: Ref): number {
	const word = weakWord(o);
	if (word === 0) return 0;
	let n = 0;
	for (let w = at(word); w !== 0; w = at(w + WR_NEXT)) n++;
	return n;
}

/**
 * `get_or_create_weakref`: a new reference of a type, or the one without a callback that is there already, for CPython
 * shares it among all who ask. `asked` is PROXY for either kind of proxy. Owned.
 */
export function newWeakref(asked: Ref, type: Ref, o: Ref, callback: Ref): Status {
	const word = weakWord(o);
	if (word === 0) return raise(TYPE_ERROR, `cannot create weak reference to '${typeName(at(o + TYPE))}' object`);
	// get_basic_refs: the reference without a callback stands first, the proxy without one behind it.
	let basicRef = NULL;
	let basicProxy = NULL;
	let head = at(word);
	if (head !== NULL && at(head + WR_CALLBACK) === NULL) {
		if (at(head + TYPE) === WEAKREF) {
			basicRef = head;
			head = at(head + WR_NEXT);
		}
		if (head !== NULL && at(head + WR_CALLBACK) === NULL && isProxy(head)) basicProxy = head;
	}
	if (callback === NULL) {
		if (asked === WEAKREF && basicRef !== NULL) return incref(basicRef);
		if (asked === PROXY && basicProxy !== NULL) return incref(basicProxy);
	}
	const w = allocGc(type, at(type + T_BASICSIZE), Math.max(WR_WORDS, at(type + T_WORDS)));
	if (callback !== NULL) H[w + WR_CALLBACK] = incref(callback);
	let prev = basicProxy === NULL ? basicRef : basicProxy;
	if (callback === NULL && asked === WEAKREF) prev = NULL;
	if (callback === NULL && asked === PROXY) prev = basicRef;
	linkWeakref(w, o, prev);
	track(w);
	return w;
}
