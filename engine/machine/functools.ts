/** What functools has in C besides partial and lru_cache: reduce and cmp_to_key (Modules/_functoolsmodule.c). */
import { at, H } from "./arena";
import { resolveArguments } from "./arguments";
import { vectorcall } from "./call";
import { compare } from "./comparison";
import { consumeIterable, consumerKind } from "./consumers";
import { C_OWN, C_OWNED, C_STATE } from "./consumerwords";
import { declareAttribute, declareType } from "./declarations";
import { raise } from "./errors";
import { isTracked, track } from "./gclist";
import { HASH_NOT_IMPLEMENTED } from "./hash";
import { newInt } from "./int";
import {
	FIELDS,
	LAYOUT_FIELDS,
	NULL,
	PUSHED,
	type Ref,
	TF_CLEARS,
	TF_GC,
	TF_NO_NEW,
	TF_VISITS_TYPE,
	TUPLE_ITEMS,
	TYPE,
} from "./layout";
import { declareFunction } from "./moduletable";
import { beginFrame, N0, setState, stateOf } from "./natives";
import { incref, setref } from "./refcount";
import {
	calling,
	isIterable,
	NOTHING,
	nativeKind,
	S_CALL,
	S_HASH,
	S_RICHCOMPARE,
	type Status,
	ternary,
} from "./tables";
import { newTuple } from "./tuple";
import { ATTRIBUTE_ERROR, KEY_WRAPPER, NONE, OBJECT, TYPE_ERROR } from "./typeids";
import { newFields } from "./types";

// ---- reduce ----

// Words: the tuple of the two arguments, used again where nobody kept it, and the result so far (owned); the function.
const R_ARGS = C_OWNED;
const R_RESULT = C_OWNED + 1;
const R_FUNC = C_OWN;

const REDUCE = consumerKind({
	name: "reduce",
	item: (frame, item) => {
		const w = frame + N0;
		if (at(at(w + R_ARGS)) > 1) setref(w + R_ARGS, newTuple(2));
		const result = at(w + R_RESULT);
		if (result === NULL) {
			H[w + R_RESULT] = item;
			return NOTHING;
		}
		const args = at(w + R_ARGS);
		H[w + R_RESULT] = 0;
		setref(args + TUPLE_ITEMS, result);
		setref(args + TUPLE_ITEMS + 1, item);
		setState(frame, C_STATE);
		const status = vectorcall(at(w + R_FUNC), args + TUPLE_ITEMS, 2, NULL);
		return status === PUSHED || status === NULL ? status : reduced(frame, status);
	},
	resumed: reduced,
	done: (frame) => {
		const w = frame + N0;
		const result = at(w + R_RESULT);
		H[w + R_RESULT] = 0;
		return result === NULL ? raise(TYPE_ERROR, "reduce() of empty iterable with no initial value") : result;
	},
});
function reduced(frame: number, value: Ref): Status {
	const w = frame + N0;
	H[w + R_RESULT] = value;
	if (!isTracked(at(w + R_ARGS))) track(at(w + R_ARGS));
	return NOTHING;
}

declareFunction("_functools", "reduce", 2, 3, (_self, args, nargs) => {
	const iterable = at(args + 1);
	if (!isIterable(iterable)) return raise(TYPE_ERROR, "reduce() arg 2 must support iteration");
	const pair = newTuple(2);
	return consumeIterable(REDUCE, iterable, 1, (w) => {
		H[w + R_ARGS] = pair;
		if (nargs > 2) H[w + R_RESULT] = incref(at(args + 2));
		H[w + R_FUNC] = at(args);
	});
});

// ---- cmp_to_key ----

const K_CMP = FIELDS;
const K_OBJECT = FIELDS + 1;

function newKey(cmp: Ref, object: Ref): Ref {
	const key = newFields(KEY_WRAPPER, 2);
	H[key + K_CMP] = incref(cmp);
	if (object !== NULL) H[key + K_OBJECT] = incref(object);
	return key;
}

/** Words: 0 what the function said (owned), 1 and 2 the objects, for the call, 3 function, 4 operation. State 1: its answer comes, 2: how that compares with 0. */
const COMPARE_KEYS = nativeKind("cmp_to_key", (frame, first) => {
	const w = frame + N0;
	let value: Status = first;
	if (stateOf(frame) === 0) {
		setState(frame, 1);
		value = vectorcall(at(w + 3), w + 1, 2, NULL);
		if (value === PUSHED || value === NULL) return value;
	}
	if (stateOf(frame) === 2) return value;
	H[w] = value;
	setState(frame, 2);
	return compare(value, newInt(0), at(w + 4));
});

declareType({
	type: KEY_WRAPPER,
	name: "KeyWrapper",
	module: "functools",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 48,
	words: 6,
	refs: 2,
	flags: TF_GC | TF_CLEARS | TF_NO_NEW | TF_VISITS_TYPE,
	slots: {
		[S_HASH]: HASH_NOT_IMPLEMENTED,
		[S_CALL]: calling((key, args, nargs, kwnames) => {
			const given = resolveArguments({ name: "K", params: ["obj"], min: 1, max: 1 }, args, nargs, kwnames);
			return given === null ? NULL : newKey(at(key + K_CMP), given[0] as Ref);
		}),
		[S_RICHCOMPARE]: ternary((a, b, op) => {
			if (at(b + TYPE) !== KEY_WRAPPER) return raise(TYPE_ERROR, "other argument must be K instance");
			if (at(a + K_OBJECT) === NULL || at(b + K_OBJECT) === NULL) return raise(ATTRIBUTE_ERROR, "object");
			return beginFrame(COMPARE_KEYS, 5, 1, (w) => {
				H[w + 1] = at(a + K_OBJECT);
				H[w + 2] = at(b + K_OBJECT);
				H[w + 3] = at(a + K_CMP);
				H[w + 4] = op;
			});
		}),
	},
});
declareAttribute(
	KEY_WRAPPER,
	"obj",
	(key) => (at(key + K_OBJECT) === NULL ? NONE : incref(at(key + K_OBJECT))),
	(key, value) => {
		setref(key + K_OBJECT, value === NULL ? NULL : incref(value));
		return NONE;
	},
);
declareFunction("_functools", "cmp_to_key", 1, 1, (_self, args) => newKey(at(args), NULL), { params: ["mycmp"] });
