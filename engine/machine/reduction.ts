/** How copies of deques, defaultdicts and partials are made: what their `__reduce__` gives to copy and pickle. */
import { at } from "./arena";
import { declareMethod } from "./declarations";
import { dictCopy, isDict, newDict } from "./dict";
import { newView } from "./dictviews";
import { raise } from "./errors";
import { newInt } from "./int";
import { getIter } from "./iterators";
import { DD_FACTORY, DQ_MAXLEN, NULL, PUSHED, type Ref, SIZE, TUPLE_ITEMS, TYPE } from "./layout";
import { dropping } from "./modulecall";
import { withState } from "./objectreduce";
import {
	countPlaceholders,
	endsWithPlaceholder,
	PARTIAL_ARGS,
	PARTIAL_DICT,
	PARTIAL_FUNC,
	PARTIAL_KEYWORDS,
} from "./partial";
import { decref, incref, setref } from "./refcount";
import { S_CALL, type Status, slotOf } from "./tables";
import { isTuple, tupleFrom, tupleItem, tupleOf } from "./tuple";
import { DEFAULT_DICT, DEQUE, DICT, DICT_ITEMS_TYPE, EMPTY_TUPLE, NONE, PARTIAL, TUPLE, TYPE_ERROR } from "./typeids";

/** A new tuple that takes its items over. */
function owning(...items: readonly Ref[]): Ref {
	const tuple = tupleOf(...items);
	for (const item of items) decref(item);
	return tuple;
}

declareMethod(DEQUE, "__reduce__", 0, 0, (o) => {
	const it = getIter(o);
	if (it === NULL || it === PUSHED) return it;
	const maxlen = at(o + DQ_MAXLEN);
	const args = maxlen < 0 ? EMPTY_TUPLE : owning(EMPTY_TUPLE, newInt(maxlen));
	return dropping(it, dropping(args, withState(DEQUE, o, args, it)));
});

declareMethod(DEFAULT_DICT, "__reduce__", 0, 0, (o) => {
	const factory = at(o + DD_FACTORY);
	const args = factory === NULL ? EMPTY_TUPLE : tupleOf(factory);
	const items = newView(DICT_ITEMS_TYPE, o);
	const it = getIter(items);
	decref(items);
	return owning(incref(at(o + TYPE)), args, NONE, NONE, it);
});

declareMethod(PARTIAL, "__reduce__", 0, 0, (o) => {
	const dict = at(o + PARTIAL_DICT);
	const func = at(o + PARTIAL_FUNC);
	const state = tupleOf(func, at(o + PARTIAL_ARGS), at(o + PARTIAL_KEYWORDS), dict === NULL ? NONE : dict);
	return owning(incref(at(o + TYPE)), tupleOf(func), state);
});
declareMethod(PARTIAL, "__setstate__", 1, 1, (o, args): Status => {
	const state = at(args);
	const invalid = (): Status => raise(TYPE_ERROR, "invalid partial state");
	if (!isTuple(state) || at(state + SIZE) !== 4) return invalid();
	const [func, given, keywords, dict] = [0, 1, 2, 3].map((i) => tupleItem(state, i)) as [Ref, Ref, Ref, Ref];
	if (
		slotOf(func, S_CALL) === 0 ||
		!isTuple(given) ||
		(keywords !== NONE && !isDict(keywords)) ||
		(dict !== NONE && !isDict(dict))
	)
		return invalid();
	if (endsWithPlaceholder(given + TUPLE_ITEMS, at(given + SIZE))) return NULL;
	// Subclasses of tuple and dict are copied: a call reads them as they stand.
	const plainArgs = at(given + TYPE) === TUPLE ? incref(given) : tupleFrom(given + TUPLE_ITEMS, at(given + SIZE));
	const plainKeywords =
		keywords === NONE ? newDict() : at(keywords + TYPE) === DICT ? incref(keywords) : dictCopy(keywords);
	setref(o + PARTIAL_FUNC, incref(func));
	setref(o + PARTIAL_ARGS, plainArgs);
	countPlaceholders(o);
	setref(o + PARTIAL_KEYWORDS, plainKeywords);
	setref(o + PARTIAL_DICT, dict === NONE ? NULL : incref(dict));
	return NONE;
});
