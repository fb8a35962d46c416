/** itertools that repeat, count and join: count, repeat, cycle, chain (Modules/itertoolsmodule.c). */

import { NB_ADD } from "../compile/opcodes";
import { at, F64, H } from "./arena";
import { resolveArguments } from "./arguments";
import { through } from "./call";
import { newInstance } from "./classes";
import { declareClassGetitem } from "./classgetitem";
import { declareMethod, declareType } from "./declarations";
import { beginsFrame, drawingKind, fromIterator } from "./drawing";
import { raise } from "./errors";
import { isFloat } from "./float";
import { intNumber, isExactInt, isInt, newInt } from "./int";
import { EXHAUSTED, getIter, ITSELF, iterNext } from "./iterators";
import {
	FIELDS,
	LAYOUT_FIELDS,
	LIST_ITEMS,
	NULL,
	PUSHED,
	type Ref,
	SIZE,
	TF_BASETYPE,
	TF_GC,
	TF_VISITS_TYPE,
	TYPE,
} from "./layout";
import { listAppend, newList } from "./list";
import { declareValue } from "./moduletable";
import { beginFrame, N0, setState, stateOf } from "./natives";
import { binaryOp, repr, ssizeOf } from "./operators";
import { clearref, decref, incref } from "./refcount";
import { newStr, textOf } from "./str";
import {
	calling,
	declareRemaining,
	nativeKind,
	S_FLOAT,
	S_INDEX,
	S_INT,
	S_ITER,
	S_NEW,
	S_NEXT,
	S_REPR,
	type Status,
	slotOf,
	unary,
} from "./tables";
import { tupleFrom } from "./tuple";
import { CHAIN, COMPLEX, COUNT, CYCLE, OBJECT, REPEAT, TYPE_ERROR } from "./typeids";
import { typeName } from "./types";

const FLAGS = TF_GC | TF_BASETYPE | TF_VISITS_TYPE;

/** `'name' takes no keyword arguments`, for the constructors that say so of their exact type; true: none was given. */
export function noKeywords(name: string, type: Ref, exact: Ref, kwnames: Ref): boolean {
	if (kwnames === NULL || type !== exact) return true;
	raise(TYPE_ERROR, `${name}() takes no keyword arguments`);
	return false;
}

// ---- count ----

/** The count once it is no plain index, and the step; then the plain count as a double, and 1 where it counts. */
const N_LONG = FIELDS;
const N_STEP = FIELDS + 1;
const N_PLAIN = FIELDS + 2;
const N_FAST = FIELDS + 4;

function plainCount(o: Ref): number {
	return F64[(o + N_PLAIN) >> 1] as number;
}

/** `PyNumber_Check` */
function isNumber(o: Ref): boolean {
	return slotOf(o, S_INDEX) !== 0 || slotOf(o, S_INT) !== 0 || slotOf(o, S_FLOAT) !== 0 || at(o + TYPE) === COMPLEX;
}

/** Words: the count. The next one has come (`count_nextlong`). */
const COUNT_STEPPED = nativeKind("count", (frame, stepped) => {
	const o = at(frame + N0);
	const result = at(o + N_LONG);
	H[o + N_LONG] = stepped;
	return result;
});

/** Words: 0 text of the count (owned), 1 the count. State 1: the text of the step comes. */
const COUNT_REPR = nativeKind("repr of a count", (frame, value) => {
	const w = frame + N0;
	const o = at(w + 1);
	const name = typeName(at(o + TYPE)).replace("itertools.", "");
	if (stateOf(frame) === 1) {
		const text = newStr(`${name}(${textOf(at(w))}, ${textOf(value)})`);
		decref(value);
		return text;
	}
	if (value === NULL) {
		const status = repr(at(o + N_LONG));
		if (status === PUSHED || status === NULL) return status;
		H[w] = status;
	} else H[w] = value;
	const step = at(o + N_STEP);
	if (isInt(step) && intNumber(step) === 1) return newStr(`${name}(${textOf(at(w))})`);
	setState(frame, 1);
	const status = repr(step);
	if (status === PUSHED || status === NULL) return status;
	const text = newStr(`${name}(${textOf(at(w))}, ${textOf(status)})`);
	decref(status);
	return text;
});

declareType({
	type: COUNT,
	name: "count",
	module: "itertools",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 56,
	words: 10,
	refs: 2,
	flags: FLAGS,
	slots: {
		[S_ITER]: ITSELF,
		[S_REPR]: unary((o) => {
			if (at(o + N_FAST) !== 0) return newStr(`${typeName(at(o + TYPE)).replace("itertools.", "")}(${plainCount(o)})`);
			return beginFrame(COUNT_REPR, 2, 1, (w) => {
				H[w + 1] = o;
			});
		}),
		[S_NEXT]: unary((o) => {
			if (at(o + N_FAST) !== 0) {
				const n = plainCount(o);
				if (n < Number.MAX_SAFE_INTEGER) {
					F64[(o + N_PLAIN) >> 1] = n + 1;
					return newInt(n);
				}
				H[o + N_FAST] = 0;
				H[o + N_LONG] = newInt(n);
			}
			return through(COUNT_STEPPED, 1, (frame) => {
				H[frame + N0] = o;
				return binaryOp(at(o + N_LONG), at(o + N_STEP), NB_ADD, false);
			});
		}),
		[S_NEW]: calling((type, args, nargs, kwnames) => {
			const given = resolveArguments(
				{ name: "count", params: ["start", "step"], min: 0, max: 2 },
				args,
				nargs,
				kwnames,
			);
			if (given === null) return NULL;
			const [start = NULL, step = NULL] = given;
			if ((start !== NULL && !isNumber(start)) || (step !== NULL && !isNumber(step)))
				return raise(TYPE_ERROR, "a number is required");
			const o = newInstance(type);
			const n = start === NULL ? 0 : isExactInt(start) ? intNumber(start) : Number.NaN;
			H[o + N_STEP] = step === NULL ? newInt(1) : incref(step);
			if (!Number.isNaN(n) && (step === NULL || (isInt(step) && !isFloat(step) && intNumber(step) === 1))) {
				H[o + N_FAST] = 1;
				F64[(o + N_PLAIN) >> 1] = n;
			} else H[o + N_LONG] = start === NULL ? newInt(0) : incref(start);
			return o;
		}),
	},
});

// ---- repeat ----

/** What is repeated; then how often still as a double, -1: for ever. */
const R_ELEMENT = FIELDS;
const R_LEFT = FIELDS + 2;

function left(o: Ref): number {
	return F64[(o + R_LEFT) >> 1] as number;
}

/** Words: the repeat. The text of its element has come. */
const REPEAT_REPR = nativeKind("repr of a repeat", (frame, value) => {
	const o = at(frame + N0);
	const name = typeName(at(o + TYPE)).replace("itertools.", "");
	const text = newStr(`${name}(${textOf(value)}${left(o) < 0 ? "" : `, ${left(o)}`})`);
	decref(value);
	return text;
});

declareRemaining(REPEAT, (o) => Math.max(0, left(o)));
declareType({
	type: REPEAT,
	name: "repeat",
	module: "itertools",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 48,
	words: 8,
	refs: 1,
	flags: FLAGS,
	slots: {
		[S_ITER]: ITSELF,
		[S_REPR]: unary((o) =>
			through(REPEAT_REPR, 1, (frame) => {
				H[frame + N0] = o;
				return repr(at(o + R_ELEMENT));
			}),
		),
		[S_NEXT]: unary((o) => {
			const n = left(o);
			if (n === 0) return EXHAUSTED;
			if (n > 0) F64[(o + R_LEFT) >> 1] = n - 1;
			return incref(at(o + R_ELEMENT));
		}),
		[S_NEW]: calling((type, args, nargs, kwnames) => {
			const given = resolveArguments(
				{ name: "repeat", params: ["object", "times"], min: 1, max: 2 },
				args,
				nargs,
				kwnames,
			);
			if (given === null) return NULL;
			const [element = NULL, times = NULL] = given;
			const n = times === NULL ? -1 : ssizeOf(times);
			if (Number.isNaN(n)) return NULL;
			const o = newInstance(type);
			H[o + R_ELEMENT] = incref(element);
			F64[(o + R_LEFT) >> 1] = times === NULL ? -1 : Math.min(Math.max(0, n), Number.MAX_SAFE_INTEGER);
			return o;
		}),
	},
});
declareMethod(REPEAT, "__length_hint__", 0, 0, (o) =>
	left(o) < 0 ? raise(TYPE_ERROR, "len() of unsized object") : newInt(left(o)),
);

// ---- cycle ----

const Y_ITERATOR = FIELDS;
const Y_SAVED = FIELDS + 1;
const Y_INDEX = FIELDS + 2;

function fromSaved(o: Ref): Status {
	const saved = at(o + Y_SAVED);
	if (at(saved + SIZE) === 0) return EXHAUSTED;
	const i = at(o + Y_INDEX);
	H[o + Y_INDEX] = i + 1 >= at(saved + SIZE) ? 0 : i + 1;
	return incref(at(at(saved + LIST_ITEMS) + i));
}

/** Word: the cycle. */
const CYCLE_NEXT = drawingKind("cycle", (frame, first) => {
	const o = at(frame + N0);
	let value: Status = first;
	if (stateOf(frame) === 0) {
		setState(frame, 1);
		value = iterNext(at(o + Y_ITERATOR));
		if (value === PUSHED || value === NULL) return value;
	}
	if (value !== EXHAUSTED) {
		listAppend(at(o + Y_SAVED), value);
		return value;
	}
	clearref(o + Y_ITERATOR);
	return fromSaved(o);
});

const newCycle = fromIterator("cycle", (type, it) => {
	const saved = newList();
	const o = newInstance(type);
	H[o + Y_ITERATOR] = it;
	H[o + Y_SAVED] = saved;
	return o;
});

declareType({
	type: CYCLE,
	name: "cycle",
	module: "itertools",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 64,
	words: 8,
	refs: 2,
	flags: FLAGS,
	slots: {
		[S_ITER]: ITSELF,
		[S_NEXT]: unary((o) =>
			at(o + Y_ITERATOR) === NULL
				? fromSaved(o)
				: beginFrame(CYCLE_NEXT, 1, 0, (w) => {
						H[w] = o;
					}),
		),
		[S_NEW]: calling((type, args, nargs, kwnames) => {
			if (!noKeywords("cycle", type, CYCLE, kwnames)) return NULL;
			if (nargs !== 1) return raise(TYPE_ERROR, `cycle expected 1 argument, got ${nargs}`);
			return newCycle(type, at(args));
		}),
	},
});

// ---- chain ----

/** The iterator that is being drawn from, and the one over the iterables: in the order in which they are dropped. */
const H_ACTIVE = FIELDS;
const H_SOURCE = FIELDS + 1;

/** Word: 0 an iterable (owned), 1 the chain. State 1: an iterable comes, 2: an item, 3: an iterator. */
const CHAIN_NEXT = drawingKind(
	"chain",
	(frame, first) => {
		const w = frame + N0;
		const o = at(w + 1);
		let value: Status = first;
		for (;;) {
			switch (stateOf(frame)) {
				case 0:
					if (at(o + H_SOURCE) === NULL) return EXHAUSTED;
					if (at(o + H_ACTIVE) !== NULL) {
						setState(frame, 2);
						value = iterNext(at(o + H_ACTIVE));
					} else {
						setState(frame, 1);
						value = iterNext(at(o + H_SOURCE));
					}
					break;
				case 1:
					if (value === EXHAUSTED) {
						clearref(o + H_SOURCE);
						return EXHAUSTED;
					}
					H[w] = value;
					setState(frame, 3);
					value = getIter(value);
					break;
				case 2:
					if (value !== EXHAUSTED) return value;
					clearref(o + H_ACTIVE);
					setState(frame, 0);
					continue;
				default:
					H[o + H_ACTIVE] = value;
					clearref(w);
					setState(frame, 0);
					continue;
			}
			if (value === NULL) return chainFailed(frame);
			if (value === PUSHED) return PUSHED;
		}
	},
	2,
	chainFailed,
);
/** What gives the iterables has failed: the chain is at its end. */
function chainFailed(frame: number): typeof NULL {
	if (stateOf(frame) !== 2) clearref(at(frame + N0 + 1) + H_SOURCE);
	return NULL;
}

const newChain = fromIterator("chain", (type, it) => {
	const o = newInstance(type);
	H[o + H_SOURCE] = it;
	return o;
});

declareType({
	type: CHAIN,
	name: "chain",
	module: "itertools",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 48,
	words: 8,
	refs: 2,
	flags: FLAGS,
	slots: {
		[S_ITER]: ITSELF,
		[S_NEXT]: beginsFrame(() => CHAIN_NEXT, 1),
		[S_NEW]: calling((type, args, nargs, kwnames) => {
			if (!noKeywords("chain", type, CHAIN, kwnames)) return NULL;
			const iterables = tupleFrom(args, nargs);
			const status = newChain(type, iterables);
			decref(iterables);
			return status;
		}),
	},
});
declareMethod(CHAIN, "from_iterable", 1, 1, (type, args) => newChain(type, at(args)), { kind: "classmethod" });

declareClassGetitem(CHAIN);
for (const [name, type] of [
	["count", COUNT],
	["repeat", REPEAT],
	["cycle", CYCLE],
	["chain", CHAIN],
] as const)
	declareValue("itertools", name, () => type);
