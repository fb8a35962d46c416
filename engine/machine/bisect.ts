/** The functions of bisect (Modules/_bisectmodule.c): with a key, over any sequence, with the comparisons made there. */
import { PY_LT } from "../compile/opcodes";
import { at, H } from "./arena";
import { vectorcall } from "./call";
import { optionalSsize } from "./cintegers";
import { compare, compareSlot, richCompareBool } from "./comparison";
import { NEEDS_PYTHON } from "./dict";
import { raise } from "./errors";
import { newInt } from "./int";
import { LIST_ITEMS, NULL, PUSHED, type Ref, SIZE, TYPE } from "./layout";
import { Unsupported } from "./limits";
import { listInsert } from "./lists";
import { work } from "./machine";
import { callBoundMethod } from "./methodcalls";
import { declareFunction } from "./moduletable";
import { beginFrame, N0, setState, stateOf } from "./natives";
import { getItem, indexOf, length, ssizeOf, truth } from "./operators";
import { mayRecurse } from "./recursion";
import { clearref, decref, incref, setref } from "./refcount";
import { plainLess } from "./sorting";
import { hasPositions, nativeKind, S_GETITEM, S_RICHCOMPARE, type Status, slotOf } from "./tables";
import { DICT, FALSE, INDEX_ERROR, LIST, NONE, NOT_IMPLEMENTED, TRUE, TYPE_ERROR, VALUE_ERROR } from "./typeids";
import { typeName } from "./types";

// Words of the frame: the item in the middle or its key, the key of x, what a comparison gave (owned); then plain ones.
const W_MIDDLE = 0;
const W_KEYED = 1;
const W_RESULT = 2;
const OWNED = 3;
const W_SEQUENCE = 3;
const W_X = 4;
const W_KEY = 5;
const W_LOW = 6;
/** -1: to the end. */
const W_HIGH = 7;
/** 1: behind equal items. */
const W_RIGHT = 8;
/** 1: x is put into its place. */
const W_INSERT = 9;
/** 1: the type's own comparison had nothing to say. */
const W_OTHERS = 10;
const WORDS = 11;

const BEGIN = 0;
const GOT_KEY_OF_X = 1;
const MEASURE = 2;
const MEASURED = 3;
const LOOK = 4;
const GOT_MIDDLE = 5;
const GOT_KEY = 6;
const COMPARE = 7;
const GOT_OWN = 8;
const GOT_RESULT = 9;
const GOT_TRUTH = 10;
const INSERTED = 11;

/** `get_sq_item`: whether a position in it can be asked for; else TypeError is set. */
function mayBeSearched(o: Ref): boolean {
	if (hasPositions(o)) return true;
	const name = typeName(at(o + TYPE));
	raise(
		TYPE_ERROR,
		slotOf(o, S_GETITEM) !== 0 ? `${name} is not a sequence` : `'${name}' object does not support indexing`,
	);
	return false;
}

const middle = (w: number): number => (at(w + W_LOW) + at(w + W_HIGH)) >>> 1;

/** What was asked is answered: the half in which x belongs. */
function halve(frame: number, yes: boolean): void {
	const w = frame + N0;
	const mid = middle(w);
	if (yes === (at(w + W_RIGHT) !== 0)) H[w + W_HIGH] = mid;
	else H[w + W_LOW] = mid + 1;
	clearref(w + W_MIDDLE);
	setState(frame, LOOK);
}

const BISECT = nativeKind("bisect", (frame, first) => {
	const w = frame + N0;
	const sequence = at(w + W_SEQUENCE);
	const key = at(w + W_KEY);
	let value: Status = first;
	for (;;) {
		switch (stateOf(frame)) {
			case BEGIN:
				if (at(w + W_INSERT) === 0 || key === NONE) {
					setState(frame, MEASURE);
					break;
				}
				setState(frame, GOT_KEY_OF_X);
				value = vectorcall(key, w + W_X, 1, NULL);
				if (value === PUSHED || value === NULL) return value;
				break;
			case GOT_KEY_OF_X:
				H[w + W_KEYED] = value;
				setState(frame, MEASURE);
				break;
			case MEASURE:
				if (at(w + W_LOW) < 0) return raise(VALUE_ERROR, "lo must be non-negative");
				if (at(w + W_HIGH) !== -1) {
					if (!mayBeSearched(sequence)) return NULL;
					setState(frame, LOOK);
					break;
				}
				if (at(sequence + TYPE) === DICT) return raise(TYPE_ERROR, "dict is not a sequence");
				setState(frame, MEASURED);
				value = length(sequence);
				if (value === PUSHED || value === NULL) return value;
				break;
			case MEASURED: {
				const n = indexOf(value);
				decref(value);
				if (n > LONGEST) throw new Unsupported("bisect in a sequence this long");
				H[w + W_HIGH] = n;
				if (!mayBeSearched(sequence) || !mayRecurse("in _bisect.bisect", 1)) return NULL;
				setState(frame, LOOK);
				break;
			}
			case LOOK: {
				if (at(w + W_LOW) >= at(w + W_HIGH)) {
					if (at(w + W_INSERT) === 0) return newInt(at(w + W_LOW));
					if (at(sequence + TYPE) === LIST) {
						listInsert(sequence, at(w + W_LOW), at(w + W_X));
						return NONE;
					}
					setState(frame, INSERTED);
					const place = newInt(at(w + W_LOW));
					value = callBoundMethod(sequence, "insert", place, at(w + W_X));
					decref(place);
					if (value === PUSHED || value === NULL) return value;
					break;
				}
				const mid = middle(w);
				work(1);
				setState(frame, GOT_MIDDLE);
				if (at(sequence + TYPE) === LIST) {
					if (mid >= at(sequence + SIZE)) return raise(INDEX_ERROR, "list index out of range");
					value = incref(at(at(sequence + LIST_ITEMS) + mid));
					break;
				}
				H[w + W_RESULT] = newInt(mid);
				value = getItem(sequence, at(w + W_RESULT));
				if (value === PUSHED || value === NULL) return value;
				break;
			}
			case GOT_MIDDLE:
				clearref(w + W_RESULT);
				H[w + W_MIDDLE] = value;
				if (key === NONE) {
					setState(frame, COMPARE);
					break;
				}
				setState(frame, GOT_KEY);
				value = vectorcall(key, w + W_MIDDLE, 1, NULL);
				if (value === PUSHED || value === NULL) return value;
				break;
			case GOT_KEY:
				setref(w + W_MIDDLE, value);
				setState(frame, COMPARE);
				break;
			case COMPARE: {
				const item = at(w + W_KEYED) !== NULL ? at(w + W_KEYED) : at(w + W_X);
				const right = at(w + W_RIGHT) !== 0;
				const [a, b] = right ? [item, at(w + W_MIDDLE)] : [at(w + W_MIDDLE), item];
				const plain = plainLess(a, b);
				if (plain !== NEEDS_PYTHON) {
					halve(frame, plain === 1);
					break;
				}
				const own = at(a + TYPE) === at(b + TYPE) && at(w + W_OTHERS) === 0 && slotOf(item, S_RICHCOMPARE) !== 0;
				setState(frame, own ? GOT_OWN : GOT_TRUTH);
				value = own ? compareSlot(a, b, PY_LT) : richCompareBool(a, b, PY_LT);
				if (value === PUSHED || value === NULL) return value;
				break;
			}
			case GOT_OWN: {
				setState(frame, GOT_RESULT);
				if (value !== NOT_IMPLEMENTED) break;
				H[w + W_OTHERS] = 1;
				const item = at(w + W_KEYED) !== NULL ? at(w + W_KEYED) : at(w + W_X);
				const right = at(w + W_RIGHT) !== 0;
				value = compare(right ? item : at(w + W_MIDDLE), right ? at(w + W_MIDDLE) : item, PY_LT);
				if (value === PUSHED || value === NULL) return value;
				break;
			}
			case GOT_RESULT:
				if (value === TRUE || value === FALSE) {
					halve(frame, value === TRUE);
					break;
				}
				H[w + W_RESULT] = value;
				setState(frame, GOT_TRUTH);
				value = truth(value);
				if (value === PUSHED || value === NULL) return value;
				break;
			case GOT_TRUTH:
				clearref(w + W_RESULT);
				halve(frame, value === TRUE);
				break;
			default:
				decref(value);
				return NONE;
		}
	}
});

/** Positions are words: no sequence here is longer. */
const LONGEST = 0x7fffffff;

function declareBisect(name: string, right: boolean, insert: boolean): void {
	declareFunction(
		"_bisect",
		name,
		2,
		4,
		(_self, args) => {
			const low = at(args + 2) === NULL ? 0 : ssizeOf(at(args + 2));
			if (Number.isNaN(low)) return NULL;
			const high = optionalSsize(at(args + 3), -1);
			if (Number.isNaN(high)) return NULL;
			return beginFrame(BISECT, WORDS, OWNED, (w) => {
				H[w + W_SEQUENCE] = at(args);
				H[w + W_X] = at(args + 1);
				H[w + W_KEY] = at(args + 4) === NULL ? NONE : at(args + 4);
				H[w + W_LOW] = Math.max(-1, Math.min(low, LONGEST));
				H[w + W_HIGH] = Math.max(-2, Math.min(high, LONGEST));
				H[w + W_RIGHT] = right ? 1 : 0;
				H[w + W_INSERT] = insert ? 1 : 0;
			});
		},
		{ params: ["a", "x", "lo", "hi", "key"] },
	);
}
declareBisect("bisect_right", true, false);
declareBisect("insort_right", true, true);
declareBisect("bisect_left", false, false);
declareBisect("insort_left", false, true);
