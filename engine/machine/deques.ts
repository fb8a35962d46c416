/** collections.deque: its type, methods and iterators (Modules/_collectionsmodule.c). */

import { PY_EQ, PY_NE } from "../compile/opcodes";
import { at, H } from "./arena";
import { resolveArguments } from "./arguments";
import { through } from "./call";
import { newInstance } from "./classes";
import { declareClassGetitem } from "./classgetitem";
import { declareAttribute, declareMethod, declareType } from "./declarations";
import { dequeBlockBytes, dequeClear, dequeItem, initDeque, popLeft, popRight, rotate } from "./deque";
import {
	append,
	appendLeft,
	CONCATENATED,
	copyDeque,
	extend,
	filled,
	listOf,
	REPEATED,
	repeatInPlace,
} from "./dequeextend";
import { COMPARE_DEQUES, deleteAt, SCAN_CONTAINS, SCAN_COUNT, SCAN_INDEX, SCAN_REMOVE, scan } from "./dequesearch";
import { raise } from "./errors";
import { HASH_NOT_IMPLEMENTED } from "./hash";
import { isInt, newBool, newInt } from "./int";
import { EXHAUSTED, ITSELF } from "./iterators";
import {
	DQ_MAXLEN,
	DQ_STATE,
	DQ_WEAKLIST,
	DQ_WORDS,
	F_KIND,
	F_OWNED,
	F_PREV,
	FIELDS,
	LAYOUT_DEQUE,
	LAYOUT_FIELDS,
	NULL,
	R_FRAME,
	type Ref,
	SIZE,
	TF_BASETYPE,
	TF_GC,
	TF_SEQUENCE,
	TF_VISITS_TYPE,
	TYPE,
} from "./layout";
import { work } from "./machine";
import { declareValue } from "./moduletable";
import { beginFrame, N0 } from "./natives";
import { indexOf, repr, ssizeOf } from "./operators";
import { decref, incref } from "./refcount";
import { repeatCount, sliceBound } from "./sequences";
import { declareSize } from "./sizes";
import { newStr, textOf } from "./str";
import {
	binary,
	calling,
	declareRemaining,
	nativeKind,
	S_CONCAT,
	S_CONTAINS,
	S_GETITEM,
	S_HASH,
	S_INDEX,
	S_INIT,
	S_INPLACE_CONCAT,
	S_INPLACE_REPEAT,
	S_ITER,
	S_LEN,
	S_NEW,
	S_NEXT,
	S_REPEAT,
	S_REPR,
	S_RICHCOMPARE,
	S_SETITEM,
	slotOf,
	ternary,
	unary,
} from "./tables";
import {
	DEQUE,
	DEQUE_ITERATOR,
	DEQUE_REVERSE_ITERATOR,
	INDEX_ERROR,
	NONE,
	NOT_IMPLEMENTED,
	OBJECT,
	RUNTIME_ERROR,
	TYPE_ERROR,
	VALUE_ERROR,
} from "./typeids";
import { isInstanceOf, typeName } from "./types";

const GC_BYTES = 16;
const DEQUE_BYTES = 216;

// ---- Subscripts ----

/** The position that a subscript names, or -1 with an error set (`PySequence_GetItem` and its kin). */
function position(o: Ref, key: Ref): number {
	if (slotOf(key, S_INDEX) === 0) {
		raise(TYPE_ERROR, `sequence index must be integer, not '${typeName(at(key + TYPE))}'`);
		return -1;
	}
	let i = ssizeOf(key, INDEX_ERROR);
	if (Number.isNaN(i)) return -1;
	if (i < 0) i += at(o + SIZE);
	if (i >= 0 && i < at(o + SIZE)) return i;
	raise(INDEX_ERROR, "deque index out of range");
	return -1;
}

// ---- repr ----

/** Words: 0 the items as a list (owned), 1 the deque. The list's text comes. */
const DEQUE_REPR = nativeKind("repr of a deque", (frame, value) => {
	const o = at(frame + N0 + 1);
	const maxlen = at(o + DQ_MAXLEN);
	const text = newStr(`${shortName(o)}(${textOf(value)}${maxlen < 0 ? "" : `, maxlen=${maxlen}`})`);
	decref(value);
	return text;
});
function shortName(o: Ref): string {
	return typeName(at(o + TYPE)).replace("collections.", "");
}
function isBeingShown(o: Ref): boolean {
	for (let f = at(R_FRAME); f !== 0; f = at(f + F_PREV))
		if (at(f + F_KIND) === DEQUE_REPR && at(f + N0 + 1) === o) return true;
	return false;
}

// ---- The type and its methods ----

declareType({
	type: DEQUE,
	name: "deque",
	module: "collections",
	base: OBJECT,
	layout: LAYOUT_DEQUE,
	bytes: DEQUE_BYTES + GC_BYTES,
	words: DQ_WORDS,
	weakAt: DQ_WEAKLIST,
	flags: TF_GC | TF_BASETYPE | TF_VISITS_TYPE | TF_SEQUENCE,
	slots: {
		[S_NEW]: calling((type) => {
			const o = newInstance(type);
			initDeque(o);
			return o;
		}),
		[S_INIT]: calling((o, args, nargs, kwnames) => {
			const given = resolveArguments(
				{ name: "deque", params: ["iterable", "maxlen"], min: 0, max: 2 },
				args,
				nargs,
				kwnames,
			);
			if (given === null) return NULL;
			const [iterable = NULL, bound = NULL] = given;
			let maxlen = -1;
			if (bound !== NULL && bound !== NONE) {
				if (!isInt(bound)) return raise(TYPE_ERROR, "an integer is required");
				maxlen = ssizeOf(bound);
				if (Number.isNaN(maxlen)) return NULL;
				if (maxlen < 0) return raise(VALUE_ERROR, "maxlen must be non-negative");
			}
			H[o + DQ_MAXLEN] = Math.min(maxlen, 0x7fffffff);
			dequeClear(o);
			return iterable === NULL ? NONE : extend(o, iterable, false);
		}),
		[S_HASH]: HASH_NOT_IMPLEMENTED,
		[S_REPR]: unary((o) => {
			if (isBeingShown(o)) return newStr("[...]");
			const list = listOf(o);
			return through(DEQUE_REPR, 2, (frame) => {
				H[frame + N0] = list;
				H[frame + N0 + 1] = o;
				H[frame + F_OWNED] = 1;
				return repr(list);
			});
		}),
		[S_LEN]: unary((o) => newInt(at(o + SIZE))),
		[S_ITER]: unary((o) => newIterator(DEQUE_ITERATOR, o)),
		[S_CONTAINS]: binary((o, item) => scan(o, item, SCAN_CONTAINS)),
		[S_GETITEM]: binary((o, key) => {
			const i = position(o, key);
			return i < 0 ? NULL : incref(at(dequeItem(o, i)));
		}),
		[S_SETITEM]: ternary((o, key, value) => {
			const i = position(o, key);
			if (i < 0) return NULL;
			if (value === NULL) deleteAt(o, i);
			else {
				const word = dequeItem(o, i);
				const old = at(word);
				H[word] = incref(value);
				decref(old);
			}
			return NONE;
		}),
		[S_CONCAT]: binary((a, b) => {
			if (!isInstanceOf(b, DEQUE))
				return raise(TYPE_ERROR, `can only concatenate deque (not "${typeName(at(b + TYPE))}") to deque`);
			return through(CONCATENATED, 1, (frame) => {
				H[frame + N0] = b;
				return copyDeque(a);
			});
		}),
		[S_INPLACE_CONCAT]: binary((a, b) => filled(incref(a), b)),
		[S_REPEAT]: binary((o, count) => {
			const n = repeatCount(count, at(o + SIZE));
			if (Number.isNaN(n)) return NULL;
			return through(REPEATED, 1, (frame) => {
				H[frame + N0] = n;
				return copyDeque(o);
			});
		}),
		[S_INPLACE_REPEAT]: binary((o, count) => {
			const n = repeatCount(count, at(o + SIZE));
			if (Number.isNaN(n)) return NULL;
			repeatInPlace(o, n);
			return incref(o);
		}),
		[S_RICHCOMPARE]: ternary((a, b, op) => {
			if (!isInstanceOf(a, DEQUE) || !isInstanceOf(b, DEQUE)) return NOT_IMPLEMENTED;
			if (op === PY_EQ || op === PY_NE) {
				if (a === b) return newBool(op === PY_EQ);
				if (at(a + SIZE) !== at(b + SIZE)) return newBool(op === PY_NE);
			}
			return beginFrame(COMPARE_DEQUES, 8, 2, (w) => {
				H[w + 2] = a;
				H[w + 3] = b;
				H[w + 4] = op;
				H[w + 6] = at(a + DQ_STATE);
				H[w + 7] = at(b + DQ_STATE);
			});
		}),
	},
});
declareSize(DEQUE, (o) => DEQUE_BYTES + dequeBlockBytes(o));
declareAttribute(DEQUE, "maxlen", (o) => (at(o + DQ_MAXLEN) < 0 ? NONE : newInt(at(o + DQ_MAXLEN))));
declareMethod(DEQUE, "append", 1, 1, (o, args) => {
	append(o, incref(at(args)));
	return NONE;
});
declareMethod(DEQUE, "appendleft", 1, 1, (o, args) => {
	appendLeft(o, incref(at(args)));
	return NONE;
});
declareMethod(DEQUE, "extend", 1, 1, (o, args) => extend(o, at(args), false));
declareMethod(DEQUE, "extendleft", 1, 1, (o, args) => extend(o, at(args), true));
const EMPTY = "pop from an empty deque";
declareMethod(DEQUE, "pop", 0, 0, (o) => (at(o + SIZE) === 0 ? raise(INDEX_ERROR, EMPTY) : popRight(o)));
declareMethod(DEQUE, "popleft", 0, 0, (o) => (at(o + SIZE) === 0 ? raise(INDEX_ERROR, EMPTY) : popLeft(o)));
declareMethod(DEQUE, "clear", 0, 0, (o) => {
	dequeClear(o);
	return NONE;
});
declareMethod(DEQUE, "copy", 0, 0, copyDeque);
declareMethod(DEQUE, "__copy__", 0, 0, copyDeque);
declareMethod(DEQUE, "count", 1, 1, (o, args) => scan(o, at(args), SCAN_COUNT));
declareMethod(DEQUE, "remove", 1, 1, (o, args) => scan(o, at(args), SCAN_REMOVE));
declareMethod(DEQUE, "index", 1, 3, (o, args, nargs) => {
	const n = at(o + SIZE);
	const bound = (i: number, otherwise: number): number => {
		if (nargs <= i) return otherwise;
		const given = sliceBound(at(args + i));
		return given < 0 ? Math.max(0, given + n) : given;
	};
	const start = bound(1, 0);
	if (Number.isNaN(start)) return NULL;
	const stop = bound(2, n);
	if (Number.isNaN(stop)) return NULL;
	return scan(o, at(args), SCAN_INDEX, Math.min(start, n), Math.min(stop, n));
});
declareMethod(DEQUE, "insert", 2, 2, (o, args) => {
	const i = ssizeOf(at(args));
	if (Number.isNaN(i)) return NULL;
	const n = at(o + SIZE);
	if (at(o + DQ_MAXLEN) === n) return raise(INDEX_ERROR, "deque already at its maximum size");
	const item = incref(at(args + 1));
	if (i >= n) append(o, item);
	else if (i <= -n || i === 0) appendLeft(o, item);
	else {
		work(Math.abs(i));
		rotate(o, -i);
		if (i < 0) append(o, item);
		else appendLeft(o, item);
		rotate(o, i);
	}
	return NONE;
});
declareMethod(DEQUE, "reverse", 0, 0, (o) => {
	const n = at(o + SIZE);
	work(n >> 3);
	for (let i = 0; i < n >> 1; i++) {
		const a = dequeItem(o, i);
		const b = dequeItem(o, n - 1 - i);
		const item = at(a);
		H[a] = at(b);
		H[b] = item;
	}
	return NONE;
});
declareMethod(DEQUE, "rotate", 0, 1, (o, args, nargs) => {
	const by = nargs === 0 ? 1 : ssizeOf(at(args));
	if (Number.isNaN(by)) return NULL;
	work(at(o + SIZE) >> 3);
	rotate(o, by);
	return NONE;
});
declareMethod(DEQUE, "__reversed__", 0, 0, (o) => newIterator(DEQUE_REVERSE_ITERATOR, o));
declareClassGetitem(DEQUE);
declareValue("_collections", "deque", () => DEQUE);

// ---- Iterators ----

const I_DEQUE = FIELDS;
const I_STATE = FIELDS + 1;
const I_LEFT = FIELDS + 2;

function newIterator(type: Ref, o: Ref): Ref {
	const it = newInstance(type);
	H[it + I_DEQUE] = incref(o);
	H[it + I_STATE] = at(o + DQ_STATE);
	H[it + I_LEFT] = at(o + SIZE);
	return it;
}

function declareIterator(type: Ref, name: string, forwards: boolean): void {
	declareRemaining(type, (it) => at(it + I_LEFT));
	declareType({
		type,
		name,
		module: "collections",
		base: OBJECT,
		layout: LAYOUT_FIELDS,
		bytes: 72,
		words: 8,
		refs: 1,
		flags: TF_GC | TF_VISITS_TYPE,
		slots: {
			[S_ITER]: ITSELF,
			[S_NEXT]: unary((it) => {
				const o = at(it + I_DEQUE);
				const left = at(it + I_LEFT);
				if (!forwards && left === 0) return EXHAUSTED;
				if (at(o + DQ_STATE) !== at(it + I_STATE)) {
					H[it + I_LEFT] = 0;
					return raise(RUNTIME_ERROR, "deque mutated during iteration");
				}
				if (left === 0) return EXHAUSTED;
				H[it + I_LEFT] = left - 1;
				return incref(at(dequeItem(o, forwards ? at(o + SIZE) - left : left - 1)));
			}),
			[S_NEW]: calling((_type, args, nargs) => {
				if (nargs < 1) return raise(TYPE_ERROR, `function missing required argument 'deque' (pos 1)`);
				const o = at(args);
				if (!isInstanceOf(o, DEQUE))
					return raise(TYPE_ERROR, `argument 1 must be collections.deque, not ${typeName(at(o + TYPE))}`);
				const skip = nargs > 1 ? indexOf(at(args + 1)) : 0;
				if (Number.isNaN(skip)) return NULL;
				const it = newIterator(type, o);
				H[it + I_LEFT] = Math.max(0, at(o + SIZE) - Math.max(0, skip));
				return it;
			}),
		},
	});
	declareMethod(type, "__length_hint__", 0, 0, (it) => newInt(at(it + I_LEFT)));
}
declareIterator(DEQUE_ITERATOR, "_deque_iterator", true);
declareIterator(DEQUE_REVERSE_ITERATOR, "_deque_reverse_iterator", false);
declareValue("_collections", "_deque_iterator", () => DEQUE_ITERATOR);
declareValue("_collections", "_deque_reverse_iterator", () => DEQUE_REVERSE_ITERATOR);
