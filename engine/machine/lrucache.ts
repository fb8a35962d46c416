/** functools.lru_cache, as C has it: its wrapper, its keys, and what a call does (`bounded_lru_cache_wrapper` of Modules/_functoolsmodule.c). */
import { allocObject, at, F64, H } from "./arena";
import { resolveArguments } from "./arguments";
import { newMethod } from "./attributes";
import { callWith } from "./call";
import { newInstance } from "./classes";
import { declareMethod, declareType } from "./declarations";
import { dictClear, dictEntryAt, dictSize, newDict } from "./dict";
import { containerOperationHashed, hashObject, OP_FIND, OP_POP, OP_SET, readHash } from "./dictlookup";
import { raise } from "./errors";
import { callWithDict } from "./expandedcalls";
import { declareDict } from "./fieldattributes";
import { hash } from "./hash";
import { isExactInt, newInt } from "./int";
import {
	ENTRY_KEY,
	ENTRY_VALUE,
	LAYOUT_FIELDS,
	LAYOUT_LRU,
	LINK_HASH,
	LINK_HASH_HIGH,
	LINK_KEY,
	LINK_RESULT,
	LINK_WORDS,
	LRU_CACHE_DICT,
	LRU_DICT,
	LRU_FIRST,
	LRU_FUNC,
	LRU_HITS,
	LRU_INFO_TYPE,
	LRU_MARK,
	LRU_MAXSIZE,
	LRU_MISSES,
	LRU_REFS,
	LRU_TYPED,
	LRU_WEAKLIST,
	LRU_WORDS,
	NULL,
	PUSHED,
	R_LRU_MARK,
	type Ref,
	SIZE,
	TF_CLEARS,
	TF_GC,
	TF_METHOD_DESCRIPTOR,
	TF_NO_NEW,
	TF_VISITS_TYPE,
	TUPLE_ITEMS,
	TYPE,
} from "./layout";
import { appendLink, extractLink, gatherLinks, prependLink, unlinkAll } from "./lrulinks";
import { declareValue } from "./moduletable";
import { beginFrame, N0, setState, stateOf } from "./natives";
import { ssizeOf, truthAtOnce } from "./operators";
import { argumentDict, argumentTuple } from "./packed";
import { clearref, decref, IMMORTAL, incref, setCount } from "./refcount";
import { freeScratchList } from "./scratchlist";
import { isExactStr } from "./str";
import {
	calling,
	nativeKind,
	S_CALL,
	S_DEALLOC,
	S_DESCR_GET,
	S_INDEX,
	S_NEW,
	type Status,
	slotOf,
	ternary,
	unary,
} from "./tables";
import { newTuple, tupleItem } from "./tuple";
import { LRU_CACHE, LRU_LINK, NONE, NOT_IMPLEMENTED, OBJECT, OVERFLOW_ERROR, TRUE, TYPE_ERROR } from "./typeids";

/** `lru_cache_make_key`: owned. */
function makeKey(cache: Ref, args: Ref, keywords: Ref): Ref {
	const n = at(args + SIZE);
	const k = keywords === NULL ? 0 : dictSize(keywords);
	const typed = at(cache + LRU_TYPED) !== 0;
	if (!typed && k === 0) {
		// A lone str or int stands for the tuple around it.
		if (n === 1 && (isExactStr(tupleItem(args, 0)) || isExactInt(tupleItem(args, 0))))
			return incref(tupleItem(args, 0));
		return incref(args);
	}
	const key = newTuple(n + (k > 0 ? 2 * k + 1 : 0) + (typed ? n + k : 0));
	let place = key + TUPLE_ITEMS;
	const put = (o: Ref): void => {
		H[place++] = incref(o);
	};
	for (let i = 0; i < n; i++) put(tupleItem(args, i));
	const values: Ref[] = [];
	if (k > 0) {
		put(at(cache + LRU_MARK));
		for (let i = 0; ; i++) {
			const entry = dictEntryAt(keywords, i);
			if (entry === -1) break;
			if (entry === 0) continue;
			put(at(entry + ENTRY_KEY));
			put(at(entry + ENTRY_VALUE));
			values.push(at(entry + ENTRY_VALUE));
		}
	}
	if (typed) {
		for (let i = 0; i < n; i++) put(at(tupleItem(args, i) + TYPE));
		for (const value of values) put(at(value + TYPE));
	}
	return key;
}

function count(address: number): number {
	return F64[address >> 1] as number;
}
function add(address: number): void {
	F64[address >> 1] = count(address) + 1;
}

/** A link (`lru_list_elem`) takes key and result over; two references to it: the list's and the caller's. */
function newLink(key: Ref, result: Ref, low: number, high: number): Ref {
	const link = allocObject(LRU_LINK, 56, LINK_WORDS, 0);
	H[link + LINK_KEY] = key;
	H[link + LINK_RESULT] = result;
	H[link + LINK_HASH] = low;
	H[link + LINK_HASH_HIGH] = high;
	return link;
}

/** What stands before the keywords in a key: an object of its own (`kwd_mark`), made once and never freed. */
function keywordMark(): Ref {
	if (at(R_LRU_MARK) === 0) {
		const mark = newInstance(OBJECT);
		setCount(mark, IMMORTAL);
		H[R_LRU_MARK] = mark;
	}
	return at(R_LRU_MARK);
}

// Words of a call: arguments as a tuple, keywords as a dict or 0, key, result, link, what went out (three), all owned; cache and hash.
const W_ARGS = 0;
const W_KEYWORDS = 1;
const W_KEY = 2;
const W_RESULT = 3;
const W_LINK = 4;
const W_OLD_LINK = 5;
const W_OLD_KEY = 6;
const W_OLD_RESULT = 7;
const OWNED = 8;
const W_CACHE = 8;
const W_LOW = 9;
const W_HIGH = 10;
const WORDS = 11;

const BEGIN = 0;
const HASHED = 1;
const FOUND = 2;
const CALLED = 3;
const FOUND_AGAIN = 4;
const STORED_PLAIN = 5;
const STORED_LINK = 6;
const EVICTED = 7;
const REPLACED = 8;

const CALL_CACHED = nativeKind(
	"lru_cache",
	(frame, first) => {
		const w = frame + N0;
		const cache = at(w + W_CACHE);
		const dict = at(cache + LRU_CACHE_DICT);
		const bounded = at(cache + LRU_MAXSIZE) >= 0;
		const operate = (op: number, key: Ref, value: Ref): Status =>
			containerOperationHashed(op, dict, key, value, at(w + W_LOW), at(w + W_HIGH));
		const take = (word: number): Ref => {
			const o = at(w + word);
			H[w + word] = 0;
			return o;
		};
		let value: Status = first;
		for (;;) {
			switch (stateOf(frame)) {
				case BEGIN:
					if (at(cache + LRU_MAXSIZE) === 0) {
						add(cache + LRU_MISSES);
						setState(frame, CALLED);
						value = callWithDict(at(cache + LRU_FUNC), at(w + W_ARGS), at(w + W_KEYWORDS));
						break;
					}
					H[w + W_KEY] = makeKey(cache, at(w + W_ARGS), at(w + W_KEYWORDS));
					setState(frame, HASHED);
					value = hashObject(at(w + W_KEY));
					break;
				case HASHED:
					readHash(value);
					decref(value);
					H[w + W_LOW] = hash.low;
					H[w + W_HIGH] = hash.high;
					setState(frame, FOUND);
					value = operate(OP_FIND, at(w + W_KEY), NULL);
					break;
				case FOUND:
					if (value !== NOT_IMPLEMENTED) {
						add(cache + LRU_HITS);
						if (!bounded) return value;
						extractLink(cache, value);
						appendLink(cache, value);
						const result = incref(at(value + LINK_RESULT));
						decref(value);
						return result;
					}
					add(cache + LRU_MISSES);
					setState(frame, CALLED);
					value = callWithDict(at(cache + LRU_FUNC), at(w + W_ARGS), at(w + W_KEYWORDS));
					break;
				case CALLED:
					if (at(cache + LRU_MAXSIZE) === 0) return value;
					H[w + W_RESULT] = value;
					if (!bounded) {
						setState(frame, STORED_PLAIN);
						value = operate(OP_SET, at(w + W_KEY), value);
						break;
					}
					setState(frame, FOUND_AGAIN);
					value = operate(OP_FIND, at(w + W_KEY), NULL);
					break;
				case STORED_PLAIN:
					clearref(w + W_KEY);
					return take(W_RESULT);
				case FOUND_AGAIN: {
					if (value !== NOT_IMPLEMENTED) {
						// The key was added during the call.
						decref(value);
						return take(W_RESULT);
					}
					if (dictSize(dict) < at(cache + LRU_MAXSIZE) || at(cache + LRU_FIRST) === 0) {
						const link = newLink(take(W_KEY), take(W_RESULT), at(w + W_LOW), at(w + W_HIGH));
						H[w + W_LINK] = link;
						setState(frame, STORED_LINK);
						value = operate(OP_SET, at(link + LINK_KEY), link);
						break;
					}
					const link = at(cache + LRU_FIRST);
					extractLink(cache, link);
					H[w + W_LINK] = link;
					setState(frame, EVICTED);
					value = containerOperationHashed(
						OP_POP,
						dict,
						at(link + LINK_KEY),
						NOT_IMPLEMENTED,
						at(link + LINK_HASH),
						at(link + LINK_HASH_HIGH),
					);
					break;
				}
				case STORED_LINK: {
					const link = take(W_LINK);
					appendLink(cache, link);
					return incref(at(link + LINK_RESULT));
				}
				case EVICTED: {
					const link = at(w + W_LINK);
					// Another call has taken the oldest key out already: the link is nobody's.
					if (value === NOT_IMPLEMENTED) return take(W_RESULT);
					H[w + W_OLD_LINK] = value;
					H[w + W_OLD_KEY] = at(link + LINK_KEY);
					H[w + W_OLD_RESULT] = at(link + LINK_RESULT);
					H[link + LINK_KEY] = take(W_KEY);
					H[link + LINK_RESULT] = take(W_RESULT);
					H[link + LINK_HASH] = at(w + W_LOW);
					H[link + LINK_HASH_HIGH] = at(w + W_HIGH);
					setState(frame, REPLACED);
					value = operate(OP_SET, at(link + LINK_KEY), link);
					break;
				}
				default: {
					const link = take(W_LINK);
					appendLink(cache, link);
					return incref(at(link + LINK_RESULT));
				}
			}
			if (value === NULL) return cacheFailed(frame);
			if (value === PUSHED) return PUSHED;
		}
	},
	cacheFailed,
);
/** Where the oldest key could not be taken out, its link is the oldest again. */
function cacheFailed(frame: number): typeof NULL {
	const w = frame + N0;
	if (stateOf(frame) === EVICTED) {
		prependLink(at(w + W_CACHE), at(w + W_LINK));
		H[w + W_LINK] = 0;
	}
	return NULL;
}

declareType({
	type: LRU_LINK,
	name: "_lru_list_elem",
	module: "functools",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 56,
	words: LINK_WORDS,
	refs: 2,
	flags: TF_NO_NEW,
	slots: {},
});
declareType({
	type: LRU_CACHE,
	name: "_lru_cache_wrapper",
	module: "functools",
	base: OBJECT,
	layout: LAYOUT_LRU,
	bytes: 168,
	words: LRU_WORDS,
	refs: LRU_REFS,
	dictAt: LRU_DICT,
	weakAt: LRU_WEAKLIST,
	flags: TF_GC | TF_CLEARS | TF_METHOD_DESCRIPTOR | TF_VISITS_TYPE,
	slots: {
		[S_DEALLOC]: unary(gatherLinks),
		[S_NEW]: calling((type, args, nargs, kwnames) => {
			const params = ["user_function", "maxsize", "typed", "cache_info_type"];
			const given = resolveArguments({ name: "lru_cache", params, min: 4, max: 4 }, args, nargs, kwnames);
			if (given === null) return NULL;
			const [func = NULL, bound = NULL, typed = NULL, infoType = NULL] = given;
			if (slotOf(func, S_CALL) === 0) return raise(TYPE_ERROR, "the first argument must be callable");
			let maxsize = -1;
			if (bound !== NONE) {
				if (slotOf(bound, S_INDEX) === 0) return raise(TYPE_ERROR, "maxsize should be integer or None");
				maxsize = ssizeOf(bound, OVERFLOW_ERROR);
				if (Number.isNaN(maxsize)) return NULL;
				maxsize = Math.min(Math.max(0, maxsize), 0x7fffffff);
			}
			const flag = truthAtOnce(typed);
			if (flag === NULL) return NULL;
			const dict = newDict();
			const o = newInstance(type);
			H[o + LRU_CACHE_DICT] = dict;
			H[o + LRU_FUNC] = incref(func);
			H[o + LRU_MARK] = incref(keywordMark());
			H[o + LRU_INFO_TYPE] = incref(infoType);
			H[o + LRU_MAXSIZE] = maxsize;
			H[o + LRU_TYPED] = flag === TRUE ? 1 : 0;
			return o;
		}),
		[S_CALL]: calling((cache, args, nargs, kwnames) => {
			const tuple = argumentTuple(args, nargs);
			const keywords = argumentDict(args, nargs, kwnames);
			return beginFrame(CALL_CACHED, WORDS, OWNED, (w) => {
				H[w + W_ARGS] = tuple;
				H[w + W_KEYWORDS] = keywords;
				H[w + W_CACHE] = cache;
			});
		}),
		[S_DESCR_GET]: ternary((cache, obj) => (obj === NULL || obj === NONE ? incref(cache) : newMethod(cache, obj))),
	},
});
declareDict(LRU_CACHE);
declareMethod(LRU_CACHE, "cache_info", 0, 0, (cache) => {
	const maxsize = at(cache + LRU_MAXSIZE);
	const figures = [
		newInt(count(cache + LRU_HITS)),
		newInt(count(cache + LRU_MISSES)),
		maxsize < 0 ? NONE : newInt(maxsize),
		newInt(dictSize(at(cache + LRU_CACHE_DICT))),
	];
	const status = callWith(at(cache + LRU_INFO_TYPE), ...figures);
	figures.forEach(decref);
	return status;
});
declareMethod(LRU_CACHE, "cache_clear", 0, 0, (cache) => {
	const links = unlinkAll(cache);
	F64[(cache + LRU_HITS) >> 1] = 0;
	F64[(cache + LRU_MISSES) >> 1] = 0;
	dictClear(at(cache + LRU_CACHE_DICT));
	freeScratchList(links);
	return NONE;
});
declareMethod(LRU_CACHE, "__copy__", 0, 0, (cache) => incref(cache));
declareMethod(LRU_CACHE, "__deepcopy__", 1, 1, (cache) => incref(cache));
declareValue("_functools", "_lru_cache_wrapper", () => LRU_CACHE);
