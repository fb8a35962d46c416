/**
 * The atexit module (Modules/atexitmodule.c): what is to be called when the program has ended. 3.13 keeps an array that
 * nobody sees, the newest last: three items a callback (function, arguments, keywords or None), all None once it is
 * unregistered, for it is counted still. 3.14 keeps a list of tuples of those three, the newest first.
 */
import { at, H, moveWords } from "./arena";
import { equals } from "./comparison";
import { dictSetStr, newDict } from "./dict";
import { raise } from "./errors";
import { callWithDict } from "./expandedcalls";
import { newInt } from "./int";
import { LIST_ITEMS, NULL, PUSHED, R_ATEXIT, type Ref, SIZE, TUPLE_ITEMS } from "./layout";
import { listClear, listFrom, listItem, listPush, listResize, listSize, newList } from "./list";
import { profile } from "./machine";
import { declareFunction } from "./moduletable";
import { beginFrame, N0, setState, stateOf } from "./natives";
import { clearref, decref, incref, setref } from "./refcount";
import { newScratchList } from "./scratchlist";
import { nativeKind, S_CALL, type Status, slotOf } from "./tables";
import { tupleFrom, tupleItem, tupleOf } from "./tuple";
import { NONE, NOT_IMPLEMENTED, TRUE, TYPE_ERROR } from "./typeids";
import { unraisable } from "./unraisable";

/** Items of 3.13's array that one callback takes. */
const PARTS = 3;

export function bootAtexit(): void {
	H[R_ATEXIT] = profile().atexitKeepsTuples ? newList() : newScratchList();
}

/** Callbacks, unregistered ones of 3.13 included. */
function callbackCount(): number {
	return listSize(at(R_ATEXIT)) / (profile().atexitKeepsTuples ? 1 : PARTS);
}

/** Takes the i-th callback out of the tuples, or empties its place in the array (`atexit_delete_cb`). */
function forget(i: number): void {
	const list = at(R_ATEXIT);
	const items = at(list + LIST_ITEMS);
	if (profile().atexitKeepsTuples) {
		const tuple = at(items + i);
		moveWords(items + i, items + i + 1, items + listSize(list));
		listResize(list, listSize(list) - 1);
		decref(tuple);
		return;
	}
	for (let part = 0; part < PARTS; part++) setref(items + i * PARTS + part, NONE);
}

/** `atexit_cleanup`: all are forgotten, none is called. */
export function clearExitFunctions(): void {
	const list = at(R_ATEXIT);
	if (profile().atexitKeepsTuples) {
		listClear(list);
		return;
	}
	for (let i = 0; i < callbackCount(); i++) forget(i);
	listResize(list, 0);
}

declareFunction(
	"atexit",
	"register",
	1,
	-1,
	(_self, args, nargs, kwnames) => {
		if (nargs === 0) return raise(TYPE_ERROR, "register() takes at least 1 argument (0 given)");
		const func = at(args);
		if (slotOf(func, S_CALL) === 0) return raise(TYPE_ERROR, "the first argument must be callable");
		const rest = tupleFrom(args + 1, nargs - 1);
		let keywords = NONE;
		if (kwnames !== NULL) {
			keywords = newDict();
			for (let i = 0; i < at(kwnames + SIZE); i++) dictSetStr(keywords, tupleItem(kwnames, i), at(args + nargs + i));
		}
		const list = at(R_ATEXIT);
		if (profile().atexitKeepsTuples) {
			const n = listSize(list);
			listResize(list, n + 1);
			const items = at(list + LIST_ITEMS);
			moveWords(items + 1, items, items + n);
			H[items] = tupleOf(func, rest, keywords);
			decref(rest);
			decref(keywords);
		} else {
			listPush(list, incref(func));
			listPush(list, rest);
			listPush(list, keywords);
		}
		return incref(func);
	},
	{ raw: true },
);

// ---- Running them ----

/** Words: function, arguments and keywords of the one that runs, 3.14's copy of the list (owned); how many are left, or done. */
const W_FUNC = 0;
const W_ARGS = 1;
const W_KEYWORDS = 2;
const W_COPY = 3;
const W_POSITION = 4;

const RUN = nativeKind(
	"exit functions",
	(frame, value) => {
		if (value !== NULL) decref(value);
		return runNext(frame + N0);
	},
	(frame) => unraisable(at(frame + N0 + W_FUNC), "atexit callback"),
);

function runNext(w: number): Status {
	for (;;) {
		for (const word of [W_FUNC, W_ARGS, W_KEYWORDS]) clearref(w + word);
		const address = nextCallback(w);
		if (address === 0) {
			clearref(w + W_COPY);
			clearExitFunctions();
			return NONE;
		}
		for (let part = 0; part < PARTS; part++) H[w + part] = incref(at(address + part));
		const keywords = at(w + W_KEYWORDS);
		const status = callWithDict(at(w + W_FUNC), at(w + W_ARGS), keywords === NONE ? NULL : keywords);
		if (status === PUSHED) return PUSHED;
		if (status === NULL) return unraisable(at(w + W_FUNC), "atexit callback");
		decref(status);
	}
}

/** Where the three parts of the next callback stand; 0: all have been called. */
function nextCallback(w: number): number {
	const position = at(w + W_POSITION);
	if (at(w + W_COPY) !== NULL) {
		if (position >= listSize(at(w + W_COPY))) return 0;
		H[w + W_POSITION] = position + 1;
		return listItem(at(w + W_COPY), position) + TUPLE_ITEMS;
	}
	// What a callback registers is not called, what it unregisters neither.
	for (let i = position - 1; i >= 0; i--) {
		if (i >= callbackCount()) continue;
		const address = at(at(R_ATEXIT) + LIST_ITEMS) + i * PARTS;
		if (at(address) === NONE) continue;
		H[w + W_POSITION] = i;
		return address;
	}
	return 0;
}

/** `atexit_callfuncs`: calls all, the newest first; an exception is reported and the next one called. */
export function runExitFunctions(): Status {
	if (callbackCount() === 0) return NONE;
	return beginFrame(RUN, 5, 4, (w) => {
		const list = at(R_ATEXIT);
		if (profile().atexitKeepsTuples) H[w + W_COPY] = listFrom(at(list + LIST_ITEMS), listSize(list));
		else H[w + W_POSITION] = callbackCount();
	});
}
declareFunction("atexit", "_run_exitfuncs", 0, 0, runExitFunctions);
declareFunction("atexit", "_clear", 0, 0, () => {
	clearExitFunctions();
	return NONE;
});
declareFunction("atexit", "_ncallbacks", 0, 0, () => newInt(callbackCount()));

// ---- unregister ----

/** Words: what is being compared, a function or a tuple (owned); the function given, the position. */
const UNREGISTER = nativeKind("atexit.unregister", (frame, first) => {
	const w = frame + N0;
	const tuples = profile().atexitKeepsTuples;
	let value: Status = first;
	for (;;) {
		if (stateOf(frame) !== 0) {
			// What was compared may stand elsewhere by now, or nowhere.
			const place = value === TRUE ? placeOf(at(w), at(w + 2)) : -1;
			if (place >= 0) forget(place);
			clearref(w);
			H[w + 2] = at(w + 2) + (tuples ? -1 : 1);
		}
		setState(frame, 1);
		const position = Math.min(at(w + 2), callbackCount() - (tuples ? 1 : 0));
		H[w + 2] = position;
		if (position < 0 || position >= callbackCount()) return NONE;
		const item = listItem(at(R_ATEXIT), position * (tuples ? 1 : PARTS));
		H[w] = incref(item);
		if (tuples) value = equals(at(w + 1), tupleItem(item, 0));
		else value = item === NONE ? NOT_IMPLEMENTED : equals(item, at(w + 1));
		if (value === PUSHED || value === NULL) return value;
	}
});

function placeOf(item: Ref, position: number): number {
	if (!profile().atexitKeepsTuples) return position < callbackCount() ? position : -1;
	for (let i = 0; i < callbackCount(); i++) if (listItem(at(R_ATEXIT), i) === item) return i;
	return -1;
}
declareFunction("atexit", "unregister", 1, 1, (_self, args) =>
	beginFrame(UNREGISTER, 3, 1, (w) => {
		H[w + 1] = at(args);
		H[w + 2] = profile().atexitKeepsTuples ? callbackCount() - 1 : 0;
	}),
);
