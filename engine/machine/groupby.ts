/** itertools.groupby and its groups (Modules/itertoolsmodule.c). */
import { at, H } from "./arena";
import { resolveArguments } from "./arguments";
import { vectorcall } from "./call";
import { newInstance } from "./classes";
import { equals } from "./comparison";
import { declareType } from "./declarations";
import { beginsFrame, drawingKind, fromIterator } from "./drawing";
import { raise } from "./errors";
import { EXHAUSTED, ITSELF, iterNext } from "./iterators";
import {
	FIELDS,
	LAYOUT_FIELDS,
	NULL,
	PUSHED,
	type Ref,
	TF_BASETYPE,
	TF_GC,
	TF_VISITS_TYPE,
	TUPLE_ITEMS,
	TYPE,
} from "./layout";
import { work } from "./machine";
import { declareValue } from "./moduletable";
import { beginFrame, N0, setState, stateOf } from "./natives";
import { clearref, incref, setref } from "./refcount";
import { calling, S_ITER, S_NEW, S_NEXT, type Status, type Step, unary } from "./tables";
import { newTuple } from "./tuple";
import { FALSE, GROUPBY, GROUPER, NONE, OBJECT, TYPE_ERROR } from "./typeids";
import { givenName, isSubtype } from "./types";

/** Of a groupby, in the order in which they are dropped; then the group that is current: not counted. */
const G_ITERATOR = FIELDS;
const G_FUNCTION = FIELDS + 1;
const G_TARGET = FIELDS + 2;
const G_KEY = FIELDS + 3;
const G_VALUE = FIELDS + 4;
const G_GROUP = FIELDS + 5;
/** Of a group. */
const R_PARENT = FIELDS;
const R_TARGET = FIELDS + 1;

// Words of both kinds of frame: the item, or the keys being compared (owned), the groupby, the group or 0. States: 1 an item
// comes, 2 its key, 3 a comparison.
const W_ITEM = 0;
const W_TARGET = 0;
const W_KEY = 1;
const W_GROUPBY = 2;
const W_GROUP = 3;
const OWNED = 2;

/** What is to be done next: draw an item (`groupby_step`), compare, or stop. */
function stepper(
	next: (frame: number) => "draw" | "compare" | "give" | "end",
	target: (w: number) => Ref,
	give: (w: number) => Ref,
	differs: "give" | "end",
): Step {
	return (frame, first) => {
		const w = frame + N0;
		const o = at(w + W_GROUPBY);
		let value: Status = first;
		for (;;) {
			switch (stateOf(frame)) {
				case 0: {
					const what = next(frame);
					if (what === "end") return EXHAUSTED;
					if (what === "give") return give(w);
					if (what === "compare") {
						setState(frame, 3);
						// A comparison may draw from the groupby, which lets these keys go.
						H[w + W_TARGET] = incref(target(w));
						H[w + W_KEY] = incref(at(o + G_KEY));
						value = equals(at(w + W_TARGET), at(w + W_KEY));
						break;
					}
					work(1);
					setState(frame, 1);
					value = iterNext(at(o + G_ITERATOR));
					break;
				}
				case 1:
					if (value === EXHAUSTED) return EXHAUSTED;
					H[w + W_ITEM] = value;
					setState(frame, 2);
					value = at(o + G_FUNCTION) === NONE ? incref(value) : vectorcall(at(o + G_FUNCTION), w + W_ITEM, 1, NULL);
					break;
				case 2: {
					const item = at(w + W_ITEM);
					H[w + W_ITEM] = 0;
					setref(o + G_VALUE, item);
					setref(o + G_KEY, value);
					setState(frame, 0);
					value = NULL;
					continue;
				}
				default:
					clearref(w + W_TARGET);
					clearref(w + W_KEY);
					if (value === FALSE) return differs === "end" ? EXHAUSTED : give(w);
					setState(frame, 0);
					if (differs === "end") return give(w);
					H[w + W_GROUP] = 1;
					value = NULL;
					continue;
			}
			if (value === PUSHED || value === NULL) return value;
		}
	};
}

/** W_GROUP is 1 once the current key was found to be the last group's: one more item must be drawn. */
const GROUPBY_NEXT = drawingKind(
	"groupby",
	stepper(
		(frame) => {
			const w = frame + N0;
			const o = at(w + W_GROUPBY);
			H[o + G_GROUP] = 0;
			if (at(w + W_GROUP) === 1) {
				H[w + W_GROUP] = 0;
				return "draw";
			}
			if (at(o + G_KEY) === NULL) return "draw";
			return at(o + G_TARGET) === NULL ? "give" : "compare";
		},
		(w) => at(at(w + W_GROUPBY) + G_TARGET),
		(w) => {
			const o = at(w + W_GROUPBY);
			const key = at(o + G_KEY);
			setref(o + G_TARGET, incref(key));
			const group = newGroup(o, key);
			const pair = newTuple(2);
			H[pair + TUPLE_ITEMS] = incref(key);
			H[pair + TUPLE_ITEMS + 1] = group;
			return pair;
		},
		"give",
	),
);

const GROUPER_NEXT = drawingKind(
	"_grouper",
	stepper(
		(frame) => {
			const w = frame + N0;
			const o = at(w + W_GROUPBY);
			if (at(o + G_GROUP) !== at(w + W_GROUP)) return "end";
			return at(o + G_VALUE) === NULL ? "draw" : "compare";
		},
		(w) => at(at(w + W_GROUP) + R_TARGET),
		(w) => {
			const o = at(w + W_GROUPBY);
			const value = at(o + G_VALUE);
			H[o + G_VALUE] = 0;
			clearref(o + G_KEY);
			return value === NULL ? EXHAUSTED : value;
		},
		"end",
	),
);

function newGroup(groupby: Ref, key: Ref): Ref {
	const group = newInstance(GROUPER);
	H[group + R_PARENT] = incref(groupby);
	H[group + R_TARGET] = incref(key);
	H[groupby + G_GROUP] = group;
	return group;
}

const newGroupby = fromIterator("groupby", (type, it, rest) => {
	const o = newInstance(type);
	const f = at(rest);
	H[o + G_FUNCTION] = f === NULL ? NONE : incref(f);
	H[o + G_ITERATOR] = it;
	return o;
});

declareType({
	type: GROUPBY,
	name: "groupby",
	module: "itertools",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 88,
	words: 10,
	refs: 5,
	flags: TF_GC | TF_BASETYPE | TF_VISITS_TYPE,
	slots: {
		[S_ITER]: ITSELF,
		[S_NEXT]: beginsFrame(() => GROUPBY_NEXT, OWNED, 1),
		[S_NEW]: calling((type, args, nargs, kwnames) => {
			const given = resolveArguments(
				{ name: "groupby", params: ["iterable", "key"], min: 1, max: 2 },
				args,
				nargs,
				kwnames,
			);
			if (given === null) return NULL;
			return newGroupby(type, given[0] as Ref, given[1] as Ref);
		}),
	},
});
declareType({
	type: GROUPER,
	name: "_grouper",
	module: "itertools",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 48,
	words: 6,
	refs: 2,
	flags: TF_GC | TF_VISITS_TYPE,
	slots: {
		[S_ITER]: ITSELF,
		[S_NEXT]: unary((group) =>
			beginFrame(GROUPER_NEXT, OWNED + 2, OWNED, (w) => {
				H[w + W_GROUPBY] = at(group + R_PARENT);
				H[w + W_GROUP] = group;
			}),
		),
		[S_NEW]: calling((_type, args, nargs) => {
			if (nargs !== 2) return raise(TYPE_ERROR, `_grouper expected 2 arguments, got ${nargs}`);
			const parent = at(args);
			if (!isSubtype(at(parent + TYPE), GROUPBY))
				return raise(TYPE_ERROR, `_grouper() argument 1 must be itertools.groupby, not ${givenName(parent)}`);
			return newGroup(parent, at(args + 1));
		}),
	},
});
declareValue("itertools", "groupby", () => GROUPBY);
declareValue("itertools", "_grouper", () => GROUPER);
