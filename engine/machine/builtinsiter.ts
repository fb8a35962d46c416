/** The builtin functions that use up an iterable: all, any, max, min, sorted, sum (Python/bltinmodule.c). */

import { NB_ADD, PY_GT, PY_LT } from "../compile/opcodes";
import { internal } from "./alloc";
import { at, H } from "./arena";
import { checkKeywords, keywordArgument, resolveArguments, type Signature } from "./arguments";
import { isByteArray } from "./bytearray";
import { isBytes } from "./bytes";
import { callWith, through } from "./call";
import { compare } from "./comparison";
import { consumeIterable, consumerKind } from "./consumers";
import { C_ITERABLE, C_OWN, C_OWNED, C_STATE } from "./consumerwords";
import { NEEDS_PYTHON } from "./dict";
import { raise } from "./errors";
import { floatValue, newFloat } from "./float";
import { listFromIterable } from "./fromiterable";
import { intNumber, newInt } from "./int";
import { F_OWNED, NULL, PUSHED, R_MAX_KEYWORDS, R_MIN_KEYWORDS, type Ref, TUPLE_ITEMS, TYPE } from "./layout";
import { beginSort } from "./lists";
import { profile } from "./machine";
import { declareFunction } from "./moduletable";
import { beginFrame, N0, setState, stateOf } from "./natives";
import { binaryOp, truth } from "./operators";
import { clearref, decref, incref, setref } from "./refcount";
import { plainLess } from "./sorting";
import { intern, isStr } from "./str";
import { NOTHING, nativeKind, type Status } from "./tables";
import { newTuple } from "./tuple";
import { BOOL, FALSE, FLOAT, INT, NONE, TRUE, TYPE_ERROR, VALUE_ERROR } from "./typeids";
import { bindInPassing } from "./types";

// ---- all and any ----

/** Words C_OWNED: the item; C_OWN: the truth that ends the search. */
const TRUTHS = consumerKind({
	name: "any or all",
	item: (frame, item) => {
		H[frame + N0 + C_OWNED] = item;
		const status = truth(item);
		return status === PUSHED || status === NULL ? status : judged(frame, status);
	},
	resumed: judged,
	done: (frame) => (at(frame + N0 + C_OWN) === TRUE ? FALSE : TRUE),
});
function judged(frame: number, value: Ref): Status {
	const w = frame + N0;
	clearref(w + C_OWNED);
	return value === at(w + C_OWN) ? value : NOTHING;
}
function seek(iterable: Ref, wanted: Ref): Status {
	return consumeIterable(TRUTHS, iterable, 1, (w) => {
		H[w + C_OWN] = wanted;
	});
}
declareFunction("builtins", "all", 1, 1, (_self, args) => seek(at(args), FALSE));
declareFunction("builtins", "any", 1, 1, (_self, args) => seek(at(args), TRUE));

// ---- sorted ----

/** Words: 0 the new list (owned once it is here), 1 key, 2 reverse. */
const SORTED = nativeKind("sorted", (frame, value) => {
	const w = frame + N0;
	if (stateOf(frame) === 1) return value;
	setState(frame, 1);
	H[w] = value;
	H[frame + F_OWNED] = 1;
	bindInPassing(value);
	return beginSort(value, at(w + 1), at(w + 2), true);
});
declareFunction(
	"builtins",
	"sorted",
	0,
	-1,
	(_self, args, nargs, kwnames) => {
		if (nargs !== 1) return raise(TYPE_ERROR, `sorted expected 1 argument, got ${nargs}`);
		if (!checkKeywords(kwnames, "sort", ["key", "reverse"])) return NULL;
		return through(SORTED, 3, (frame) => {
			H[frame + N0 + 1] = keywordArgument(args, nargs, kwnames, "key");
			H[frame + N0 + 2] = keywordArgument(args, nargs, kwnames, "reverse");
			return listFromIterable(at(args));
		});
	},
	{ raw: true },
);

// ---- min and max ----

// Words: the item and its value, the best item and its value (owned); key function, comparison, default, arguments and how many.
const X_ITEM = C_OWNED;
const X_VALUE = C_OWNED + 1;
const X_BEST_ITEM = C_OWNED + 2;
const X_BEST_VALUE = C_OWNED + 3;
/** What a comparison gave, while its truth is asked for. */
const X_RESULT = C_OWNED + 4;
const X_KEY = C_OWN;
const X_OP = C_OWN + 1;
const X_DEFAULT = C_OWN + 2;
const X_ARGS = C_OWN + 3;
const X_COUNT = C_OWN + 4;
const X_NEXT = C_OWN + 5;
const X_WORDS = 6;
const X_KEYED = C_STATE;
const X_COMPARED = C_STATE + 1;
const X_TRUTH = C_STATE + 2;

function consider(frame: number, item: Ref): Status {
	const w = frame + N0;
	H[w + X_ITEM] = item;
	setState(frame, X_KEYED);
	const status = at(w + X_KEY) === NULL ? incref(item) : callWith(at(w + X_KEY), item);
	return status === PUSHED || status === NULL ? status : considered(frame, status);
}

function considered(frame: number, first: Ref): Status {
	const w = frame + N0;
	let value: Status = first;
	if (stateOf(frame) === X_KEYED) {
		H[w + X_VALUE] = value;
		if (at(w + X_BEST_VALUE) === NULL) {
			H[w + X_BEST_ITEM] = at(w + X_ITEM);
			H[w + X_BEST_VALUE] = value;
			H[w + X_ITEM] = 0;
			H[w + X_VALUE] = 0;
			return NOTHING;
		}
		const a = value;
		const b = at(w + X_BEST_VALUE);
		const less = at(w + X_OP) === PY_LT ? plainLess(a, b) : plainLess(b, a);
		if (less !== NEEDS_PYTHON) {
			settle(w, less === 1);
			return NOTHING;
		}
		setState(frame, X_COMPARED);
		value = compare(a, b, at(w + X_OP));
		if (value === PUSHED || value === NULL) return value;
	}
	if (stateOf(frame) === X_COMPARED) {
		H[w + X_RESULT] = value;
		setState(frame, X_TRUTH);
		value = truth(value);
		if (value === PUSHED || value === NULL) return value;
	}
	clearref(w + X_RESULT);
	settle(w, value === TRUE);
	return NOTHING;
}

function settle(w: number, better: boolean): void {
	if (better) {
		setref(w + X_BEST_VALUE, at(w + X_VALUE));
		setref(w + X_BEST_ITEM, at(w + X_ITEM));
		H[w + X_ITEM] = 0;
		H[w + X_VALUE] = 0;
	} else {
		clearref(w + X_ITEM);
		clearref(w + X_VALUE);
	}
}

function best(frame: number): Status {
	const w = frame + N0;
	const item = at(w + X_BEST_ITEM);
	if (item === NULL) {
		if (at(w + X_DEFAULT) !== NULL) return incref(at(w + X_DEFAULT));
		return raise(VALUE_ERROR, `${at(w + X_OP) === PY_LT ? "min" : "max"}() iterable argument is empty`);
	}
	H[w + X_BEST_ITEM] = 0;
	return item;
}

const EXTREME = consumerKind({ name: "min or max", item: consider, resumed: considered, done: best });

/** The same over the arguments themselves. */
const EXTREME_OF_ARGUMENTS = nativeKind("min or max", (frame, first) => {
	const w = frame + N0;
	let status: Status = first === NULL ? NOTHING : considered(frame, first);
	for (;;) {
		if (status !== NOTHING) return status;
		const i = at(w + X_NEXT);
		if (i === at(w + X_COUNT)) return best(frame);
		H[w + X_NEXT] = i + 1;
		status = consider(frame, incref(at(at(w + X_ARGS) + i)));
	}
});

/** The parser of keywords makes a tuple of their names when it first sees one (`parser_init`): it is not written out. */
function keepKeywords(op: number): void {
	const kept = op === PY_LT ? R_MIN_KEYWORDS : R_MAX_KEYWORDS;
	if (at(kept) !== NULL) return;
	const names = internal(newTuple(2));
	H[kept] = names;
	H[names + TUPLE_ITEMS] = intern("key");
	H[names + TUPLE_ITEMS + 1] = intern("default");
}

function extreme(name: string, op: number): void {
	declareFunction(
		"builtins",
		name,
		0,
		-1,
		(_self, args, nargs, kwnames) => {
			if (nargs === 0) return raise(TYPE_ERROR, `${name} expected at least 1 argument, got 0`);
			if (kwnames !== NULL) keepKeywords(op);
			if (!checkKeywords(kwnames, name, ["key", "default"])) return NULL;
			const key = keywordArgument(args, nargs, kwnames, "key");
			const otherwise = keywordArgument(args, nargs, kwnames, "default");
			if (nargs > 1 && otherwise !== NULL) {
				return raise(TYPE_ERROR, `Cannot specify a default for ${name}() with multiple positional arguments`);
			}
			const fill = (w: number) => {
				H[w + X_KEY] = key === NONE ? NULL : key;
				H[w + X_OP] = op;
				H[w + X_DEFAULT] = otherwise;
				H[w + X_ARGS] = args;
				H[w + X_COUNT] = nargs;
			};
			if (nargs === 1) return consumeIterable(EXTREME, at(args), X_WORDS, fill);
			return beginFrame(EXTREME_OF_ARGUMENTS, C_OWN + X_WORDS, C_ITERABLE, fill);
		},
		{ raw: true },
	);
}
extreme("max", PY_GT);
extreme("min", PY_LT);

// ---- sum ----

// Words: the result as an object (owned) or 0 while a number is kept; the item (owned); how the result is kept; two doubles; where it starts.
const S_RESULT = C_OWNED;
const S_ITEM = C_OWNED + 1;
const S_MODE = C_OWN;
const S_SUM = C_OWN + 1;
const S_COMPENSATION = C_OWN + 3;
const S_START = C_OWN + 5;
const MODE_INT = 0;
const MODE_FLOAT = 1;
const MODE_OBJECT = 2;

const double = new Float64Array(1);
const words = new Int32Array(double.buffer);
function putDouble(address: number, value: number): void {
	double[0] = value;
	H[address] = words[0] as number;
	H[address + 1] = words[1] as number;
}
function readDouble(address: number): number {
	words[0] = at(address);
	words[1] = at(address + 1);
	return double[0] as number;
}

/** `cs_add`: Neumaier's compensated summation. */
function addFloat(w: number, x: number): void {
	const sum = readDouble(w + S_SUM);
	const total = sum + x;
	const lost = Math.abs(sum) >= Math.abs(x) ? sum - total + x : x - total + sum;
	putDouble(w + S_SUM, total);
	putDouble(w + S_COMPENSATION, readDouble(w + S_COMPENSATION) + lost);
}

/** The number kept so far, as an object. */
function resultObject(w: number): Ref {
	const sum = readDouble(w + S_SUM);
	if (at(w + S_MODE) === MODE_INT) return newInt(sum);
	const compensation = readDouble(w + S_COMPENSATION);
	return newFloat(compensation !== 0 && Number.isFinite(compensation) ? sum + compensation : sum);
}

const SUM = consumerKind({
	name: "sum",
	begun: (frame) => {
		const w = frame + N0;
		const start = at(w + S_START);
		if (start === NULL) return NOTHING;
		if (isStr(start)) return raise(TYPE_ERROR, "sum() can't sum strings [use ''.join(seq) instead]");
		if (isBytes(start) || isByteArray(start)) {
			const name = isBytes(start) ? "bytes" : "bytearray";
			return raise(TYPE_ERROR, `sum() can't sum ${name} [use b''.join(seq) instead]`);
		}
		const whole = at(start + TYPE) === INT ? intNumber(start) : Number.NaN;
		if (!Number.isNaN(whole)) putDouble(w + S_SUM, whole);
		else if (at(start + TYPE) === FLOAT) {
			H[w + S_MODE] = MODE_FLOAT;
			putDouble(w + S_SUM, floatValue(start));
		} else {
			H[w + S_MODE] = MODE_OBJECT;
			H[w + S_RESULT] = incref(start);
		}
		return NOTHING;
	},
	item: (frame, item) => {
		const w = frame + N0;
		const type = at(item + TYPE);
		const mode = at(w + S_MODE);
		if (mode === MODE_INT && (type === INT || type === BOOL)) {
			const total = readDouble(w + S_SUM) + intNumber(item);
			if (Math.abs(total) <= Number.MAX_SAFE_INTEGER) {
				putDouble(w + S_SUM, total);
				decref(item);
				return NOTHING;
			}
		} else if (mode === MODE_FLOAT) {
			if (type === FLOAT) {
				addFloat(w, floatValue(item));
				decref(item);
				return NOTHING;
			}
			const whole = type === INT || type === BOOL ? intNumber(item) : Number.NaN;
			if (!Number.isNaN(whole)) {
				if (profile().sumsCompensateInts) addFloat(w, whole);
				else putDouble(w + S_SUM, readDouble(w + S_SUM) + whole);
				decref(item);
				return NOTHING;
			}
		}
		if (mode !== MODE_OBJECT) {
			H[w + S_RESULT] = resultObject(w);
			// From an int the sum may go on as a float; from a float never back.
			setState(frame, mode === MODE_INT ? C_STATE : C_STATE + 1);
			H[w + S_MODE] = MODE_OBJECT;
		} else setState(frame, C_STATE + 1);
		H[w + S_ITEM] = item;
		const status = binaryOp(at(w + S_RESULT), item, NB_ADD, false);
		return status === PUSHED || status === NULL ? status : added(frame, status);
	},
	resumed: added,
	done: (frame) => {
		const w = frame + N0;
		if (at(w + S_MODE) !== MODE_OBJECT) return resultObject(w);
		const result = at(w + S_RESULT);
		H[w + S_RESULT] = 0;
		return result;
	},
});
function added(frame: number, value: Ref): Status {
	const w = frame + N0;
	clearref(w + S_RESULT);
	clearref(w + S_ITEM);
	if (stateOf(frame) === C_STATE && at(value + TYPE) === FLOAT) {
		H[w + S_MODE] = MODE_FLOAT;
		putDouble(w + S_SUM, floatValue(value));
		decref(value);
	} else H[w + S_RESULT] = value;
	return NOTHING;
}

const SUM_SIGNATURE: Signature = { name: "sum", params: ["", "start"], min: 1, max: 2, positionalOnly: 1 };
declareFunction(
	"builtins",
	"sum",
	0,
	-1,
	(_self, args, nargs, kwnames) => {
		const given = resolveArguments(SUM_SIGNATURE, args, nargs, kwnames);
		if (given === null) return NULL;
		return consumeIterable(SUM, at(args), 6, (w) => {
			H[w + S_START] = given[1] as Ref;
		});
	},
	{ raw: true },
);
