/** `enumerate` (Objects/enumobject.c). */
import { at, H } from "./arena";
import { resolveArguments, type Signature } from "./arguments";
import { through } from "./call";
import { enumerateRefused } from "./callerrors";
import { newInstance } from "./classes";
import { declareMethod, declareType } from "./declarations";
import { intBig, intNumber, newBig, newInt } from "./int";
import { getIter, ITSELF, iterNext } from "./iterators";
import { reduced } from "./iteratorstate";
import { F_OWNED, FIELDS, LAYOUT_FIELDS, NULL, PUSHED, type Ref, SIZE, TF_BASETYPE, TF_GC, TYPE } from "./layout";
import { N0, popNative, pushNative } from "./natives";
import { wholeOf } from "./operators";
import { incref } from "./refcount";
import { textOf } from "./str";
import {
	calling,
	nativeKind,
	S_ITER,
	S_NEW,
	S_NEXT,
	type Status,
	slotOf,
	type Unary,
	unary,
	unarySlots,
} from "./tables";
import { reusedPair, tupleItem, tupleOf } from "./tuple";
import {
	DICT_ITEM_ITERATOR,
	DICT_KEY_ITERATOR,
	DICT_REVERSE_ITEM_ITERATOR,
	DICT_REVERSE_KEY_ITERATOR,
	DICT_REVERSE_VALUE_ITERATOR,
	DICT_VALUE_ITERATOR,
	ENUMERATE,
	LIST_ITERATOR,
	LIST_REVERSE_ITERATOR,
	LONG_RANGE_ITERATOR,
	NONE,
	OBJECT,
	RANGE_ITERATOR,
	SET_ITERATOR,
	STR_ASCII_ITERATOR,
	STR_ITERATOR,
	TUPLE_ITERATOR,
} from "./typeids";

/** Iterators whose next item never takes a frame. */
const SIMPLE = new Set<Ref>([
	LIST_ITERATOR,
	LIST_REVERSE_ITERATOR,
	TUPLE_ITERATOR,
	STR_ITERATOR,
	STR_ASCII_ITERATOR,
	RANGE_ITERATOR,
	LONG_RANGE_ITERATOR,
	DICT_KEY_ITERATOR,
	DICT_VALUE_ITERATOR,
	DICT_ITEM_ITERATOR,
	DICT_REVERSE_KEY_ITERATOR,
	DICT_REVERSE_VALUE_ITERATOR,
	DICT_REVERSE_ITEM_ITERATOR,
	SET_ITERATOR,
]);

/** The next item of `it`, given to `finish` at once or, through a frame of `kind`, when it comes. */
function nextThen(kind: number, self: Ref, it: Ref, finish: (self: Ref, item: Ref) => Status): Status {
	if (SIMPLE.has(at(it + TYPE))) {
		const item = (unarySlots[slotOf(it, S_NEXT)] as Unary)(it);
		return item <= 0 ? item : finish(self, item);
	}
	const frame = pushNative(kind, 1, 0);
	H[frame + N0] = self;
	const item = iterNext(it);
	if (item === PUSHED) return PUSHED;
	popNative(frame);
	return item <= 0 ? item : finish(self, item);
}

const EN_ITERATOR = FIELDS;
const EN_RESULT = FIELDS + 1;
/** The counter as an int object once it has left the range of plain indices; else 0. */
const EN_LONG = FIELDS + 2;
const EN_INDEX = FIELDS + 4;

/** `enum_next`: the result tuple is used again where nobody else has it. */
function enumerateItem(self: Ref, item: Ref): Status {
	let index: Ref;
	if (at(self + EN_LONG) !== NULL) {
		index = at(self + EN_LONG);
		H[self + EN_LONG] = newBig(intBig(index) + 1n);
	} else {
		index = newInt(at(self + EN_INDEX));
		H[self + EN_INDEX] = at(self + EN_INDEX) + 1;
	}
	return reusedPair(at(self + EN_RESULT), index, item);
}

const ENUMERATE_NEXT = nativeKind("enumerate", (frame, value) => enumerateItem(at(frame + N0), value));

/** Words: 0 the new object (owned). The iterator comes. */
const ENUMERATE_NEW = nativeKind("enumerate()", (frame, value) => {
	const o = at(frame + N0);
	H[o + EN_ITERATOR] = value;
	H[o + EN_RESULT] = tupleOf(NONE, NONE);
	H[frame + N0] = 0;
	return o;
});

const PARAMETERS: Signature = { name: "enumerate", params: ["iterable", "start"], min: 1, max: 2 };

/** `enumerate_vectorcall`: has messages of its own. */
function byHand(args: number, nargs: number, kwnames: Ref): readonly Ref[] | null {
	const kwcount = kwnames === NULL ? 0 : at(kwnames + SIZE);
	const given: Ref[] = [nargs > 0 ? at(args) : NULL, nargs > 1 ? at(args + 1) : NULL];
	const total = nargs + kwcount;
	if (total > 2 || total === 0) return enumerateRefused(total, "");
	for (let i = 0; i < kwcount; i++) {
		const name = textOf(tupleItem(kwnames, i));
		// Two of them may stand in either order; where one is left, it has its one name.
		const place = PARAMETERS.params.indexOf(name);
		if (place < 0 || given[place] !== NULL || (kwcount === 1 && place !== nargs)) return enumerateRefused(total, name);
		given[place] = at(args + nargs + i);
	}
	return given;
}

declareType({
	type: ENUMERATE,
	name: "enumerate",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 72,
	words: 10,
	refs: 3,
	flags: TF_GC | TF_BASETYPE,
	slots: {
		[S_ITER]: ITSELF,
		[S_NEXT]: unary((self) => nextThen(ENUMERATE_NEXT, self, at(self + EN_ITERATOR), enumerateItem)),
		[S_NEW]: calling((type, args, nargs, kwnames) => {
			const given =
				type === ENUMERATE ? byHand(args, nargs, kwnames) : resolveArguments(PARAMETERS, args, nargs, kwnames);
			if (given === null) return NULL;
			const [iterable = NULL, start = NULL] = given;
			let first = 0;
			let long = NULL;
			if (start !== NULL) {
				const whole = wholeOf(start);
				if (whole === NULL) return NULL;
				first = intNumber(whole);
				if (!(Math.abs(first) <= 0x3fffffff)) {
					long = newBig(intBig(whole));
					first = 0;
				}
			}
			return through(ENUMERATE_NEW, 1, (frame) => {
				H[frame + F_OWNED] = 1;
				const o = newInstance(type);
				H[o + EN_INDEX] = first;
				H[o + EN_LONG] = long;
				H[frame + N0] = o;
				return getIter(iterable);
			});
		}),
	},
});

declareMethod(ENUMERATE, "__reduce__", 0, 0, (o) => {
	const index = at(o + EN_LONG) === NULL ? newInt(at(o + EN_INDEX)) : incref(at(o + EN_LONG));
	return reduced(at(o + TYPE), [incref(at(o + EN_ITERATOR)), index]);
});
