/** The math module on iterables: sums, products and the distance of two points. */

import { NB_MULTIPLY } from "../compile/opcodes";
import { exactProducts, exactSum } from "../text/elementary";
import { at, H } from "./arena";
import { through } from "./call";
import { consumeIterable, consumerKind } from "./consumers";
import { C_OWNED } from "./consumerwords";
import { raise } from "./errors";
import { isFloat, newFloat } from "./float";
import { listFromIterable } from "./fromiterable";
import { intBig, intBits, isInt, newBig, newInt } from "./int";
import { multiply } from "./intmath";
import { F_OWNED, NULL, PUSHED, type Ref, SIZE } from "./layout";
import { Unsupported } from "./limits";
import { listItem } from "./list";
import { work } from "./machine";
import { argument, real, vectorNorm } from "./mathmodule";
import { declareFunction } from "./moduletable";
import { N0, setState, stateOf } from "./natives";
import { binaryOp } from "./operators";
import { clearref, decref, incref, setref } from "./refcount";
import { NOTHING, nativeKind, type Status } from "./tables";
import { OVERFLOW_ERROR, VALUE_ERROR } from "./typeids";

/** Word: 0 the items as a list. `finish` gets it. */
function overItems(name: string, finish: (list: Ref) => Status): (iterable: Ref) => Status {
	const kind = nativeKind(name, (_frame, list) => {
		const status = finish(list);
		decref(list);
		return status;
	});
	return (iterable) => through(kind, 0, () => listFromIterable(iterable));
}
function realsOf(list: Ref): number[] | null {
	const values: number[] = [];
	work(at(list + SIZE) * 4);
	for (let i = 0; i < at(list + SIZE); i++) {
		values.push(real(listItem(list, i)));
		if (argument.failed) return null;
	}
	return values;
}

const fsum = overItems("fsum", (list) => {
	work(at(list + SIZE) * 10);
	const values = realsOf(list);
	if (values === null) return NULL;
	const special = values.filter((x) => !Number.isFinite(x));
	if (special.length > 0) {
		const sum = special.reduce((a, b) => a + b);
		if (Number.isNaN(sum) && !special.some(Number.isNaN)) return raise(VALUE_ERROR, "-inf + inf in fsum");
		return newFloat(sum);
	}
	const sum = exactSum(values);
	return Number.isFinite(sum) ? newFloat(sum) : raise(OVERFLOW_ERROR, "intermediate overflow in fsum");
});
declareFunction("math", "fsum", 1, 1, (_self, args) => fsum(at(args)));

/** Words: 0 the first's items (owned), 1 the second iterable, 2: 1 where the points' distance is asked for. */
const TWO_LISTS = nativeKind("math of two iterables", (frame, value) => {
	const w = frame + N0;
	if (stateOf(frame) === 0) {
		setState(frame, 1);
		H[w] = value;
		H[frame + F_OWNED] = 1;
		const status = listFromIterable(at(w + 1));
		if (status === PUSHED || status === NULL) return status;
		return ofTwo(w, status);
	}
	return ofTwo(w, value);
});
function ofTwo(w: number, second: Ref): Status {
	const status = at(w + 2) === 1 ? distance(at(w), second) : sumOfProducts(at(w), second);
	decref(second);
	return status;
}
function distance(p: Ref, q: Ref): Status {
	if (at(p + SIZE) !== at(q + SIZE)) return raise(VALUE_ERROR, "both points must have the same number of dimensions");
	const a = realsOf(p);
	if (a === null) return NULL;
	const b = realsOf(q);
	if (b === null) return NULL;
	return vectorNorm(a.map((x, i) => Math.abs(x - (b[i] as number))));
}
function sumOfProducts(p: Ref, q: Ref): Status {
	const n = at(p + SIZE);
	if (n !== at(q + SIZE)) return raise(VALUE_ERROR, "Inputs are not the same length");
	const all = (test: (o: Ref) => boolean): boolean => {
		for (let i = 0; i < n; i++) if (!test(listItem(p, i)) || !test(listItem(q, i))) return false;
		return true;
	};
	work(n * 2);
	if (all(isInt)) {
		let sum = 0n;
		for (let i = 0; i < n; i++) {
			const [x, y] = [listItem(p, i), listItem(q, i)];
			sum += multiply(intBig(x), intBig(y), intBits(x), intBits(y));
		}
		return newBig(sum);
	}
	if (!all((o) => isInt(o) || isFloat(o))) throw new Unsupported("math.sumprod of objects that are no plain numbers");
	const a = realsOf(p);
	if (a === null) return NULL;
	const b = realsOf(q);
	if (b === null) return NULL;
	if ([...a, ...b].every(Number.isFinite)) return newFloat(exactProducts(a, b));
	return newFloat(a.reduce((sum, x, i) => sum + x * (b[i] as number), 0));
}
for (const [name, what] of [
	["dist", 1],
	["sumprod", 0],
] as const) {
	declareFunction("math", name, 2, 2, (_self, args) =>
		through(TWO_LISTS, 3, (frame) => {
			H[frame + N0 + 1] = at(args + 1);
			H[frame + N0 + 2] = what;
			return listFromIterable(at(args));
		}),
	);
}

// Of prod: the product so far and the item (owned).
const PRODUCT = consumerKind({
	name: "prod",
	item: (frame, item) => {
		const w = frame + N0;
		H[w + C_OWNED + 1] = item;
		const status = binaryOp(at(w + C_OWNED), item, NB_MULTIPLY, false);
		return status === PUSHED || status === NULL ? status : multiplied(frame, status);
	},
	resumed: multiplied,
	done: (frame) => {
		const product = at(frame + N0 + C_OWNED);
		H[frame + N0 + C_OWNED] = 0;
		return product;
	},
});
function multiplied(frame: number, value: Ref): Status {
	const w = frame + N0;
	setref(w + C_OWNED, value);
	clearref(w + C_OWNED + 1);
	return NOTHING;
}
declareFunction(
	"math",
	"prod",
	1,
	1,
	(_self, args) =>
		consumeIterable(PRODUCT, at(args), 0, (w) => {
			H[w + C_OWNED] = at(args + 1) === NULL ? newInt(1) : incref(at(args + 1));
		}),
	{ params: ["", "start"] },
);
