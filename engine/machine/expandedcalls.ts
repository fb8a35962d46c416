/** Calls with * and **: CALL_FUNCTION_EX, and the instructions that gather its arguments. */
import { internal } from "./alloc";
import { at, H } from "./arena";
import { callSlot, holding, vectorcall } from "./call";
import { dictEntryAt, dictGetStr, dictSetStr, dictSize } from "./dict";
import { dictUpdate } from "./dictupdate";
import { clearError, raise } from "./errors";
import { callFunction } from "./functions";
import {
	BUILTIN_DEF,
	DICT_KEYS,
	ENTRY_KEY,
	ENTRY_VALUE,
	F_END,
	F_SP,
	FUNC_MODULE,
	FUNC_QUALNAME,
	K_UNICODE,
	METHOD_FUNC,
	NULL,
	PUSHED,
	R_SCRATCH,
	type Ref,
	SCRATCH_WORDS,
	SIZE,
	TUPLE_ITEMS,
	TYPE,
} from "./layout";
import { N0, popNative, pushNative, setState, stateOf } from "./natives";
import { callPacks, packedAs } from "./packed";
import { incref, xdecref } from "./refcount";
import { tupleFromIterable } from "./sequencetuple";
import { lookupSpecial } from "./special";
import { close, objectOf } from "./stackref";
import { isStr, textOf } from "./str";
import { definitions, isIterable, type NativeDef, nativeKind, type Status } from "./tables";
import { newTuple, tupleItem } from "./tuple";
import { BUILTIN, DICT, FUNCTION, METHOD, NONE, TUPLE, TYPE_ERROR } from "./typeids";
import { isType, typeName } from "./types";
import { isProxy, unwrap } from "./weaklist";

/** CALL_FUNCTION_EX: the callable, and from address `args` the iterable of arguments and perhaps a mapping. */
export function callExpanded(callee: Ref, args: number, keywords: boolean): Status {
	const given = objectOf(at(args));
	const mapping = keywords ? objectOf(at(args + 1)) : NULL;
	if (at(given + TYPE) !== TUPLE) {
		if (!isIterable(given)) {
			return raise(
				TYPE_ERROR,
				`${functionText(callee)} argument after * must be an iterable, not ${typeName(at(given + TYPE))}`,
			);
		}
		const frame = pushNative(EXPAND, 3, 1);
		H[frame + N0 + 1] = args;
		H[frame + N0 + 2] = keywords ? 1 : 0;
		const tuple = tupleFromIterable(given);
		if (tuple === PUSHED) return PUSHED;
		popNative(frame);
		if (tuple === NULL) return NULL;
		replaceWord(args, tuple);
		return callWithDict(callee, tuple, mapping);
	}
	return callWithDict(callee, given, mapping);
}
const EXPAND = nativeKind("call with *", (frame, value) => {
	const args = at(frame + N0 + 1);
	if (stateOf(frame) === 1) return value;
	setState(frame, 1);
	replaceWord(args, value);
	return callWithDict(objectOf(at(args - 2)), value, at(frame + N0 + 2) !== 0 ? objectOf(at(args + 1)) : NULL);
});

/** Puts a counted reference where a word of the stack was, and lets that go. */
function replaceWord(address: number, value: Ref): void {
	const old = at(address);
	H[address] = value;
	close(old);
}

/** `f()` as messages name it. */
function functionText(callee: Ref): string {
	const type = at(callee + TYPE);
	if (type === FUNCTION) {
		const module = at(callee + FUNC_MODULE);
		const qualname = textOf(at(callee + FUNC_QUALNAME));
		return `${module !== NULL && isStr(module) && textOf(module) !== "builtins" ? `${textOf(module)}.` : ""}${qualname}()`;
	}
	if (type === METHOD) return functionText(at(callee + METHOD_FUNC));
	if (type === BUILTIN) return `${(definitions[at(callee + BUILTIN_DEF)] as NativeDef).name}()`;
	if (isType(callee)) return `${typeName(callee)}()`;
	return `${typeName(type)} object`;
}

/**
 * Words: names of the keywords, callee, the tuple and the dict where the callee takes them as they are (owned; 0: it is
 * called by vectorcall); then the arguments, owned where they were unpacked.
 */
const SPREAD = nativeKind("call with **", (frame, value) => {
	if (value !== NULL) return value;
	const names = at(frame + N0);
	const callee = at(frame + N0 + 1);
	const tuple = at(frame + N0 + 2);
	const args = frame + N0 + SPREAD_WORDS;
	const nargs = at(frame + F_END) - args - at(names + SIZE);
	if (tuple === NULL) return vectorcall(callee, args, nargs, names);
	return packedAs(tuple, at(frame + N0 + 3), args, () => callSlot(callee, args, nargs, names));
});
const SPREAD_WORDS = 4;

/**
 * `PyObject_Call` with a tuple and a dict (or 0). Where the callee is called by vectorcall they are unpacked, and the
 * arguments counted once more (`_PyStack_UnpackDict`); else it gets the two as they are.
 */
export function callWithDict(callee: Ref, args: Ref, keywords: Ref): Status {
	const nargs = at(args + SIZE);
	const packs = callPacks(callee, nargs, keywords === NULL || dictSize(keywords) === 0 ? NULL : keywords);
	if (keywords === NULL || dictSize(keywords) === 0) {
		if (!packs) return vectorcall(callee, args + TUPLE_ITEMS, nargs, NULL);
		return packedAs(args, NULL, args + TUPLE_ITEMS, () => callSlot(callee, args + TUPLE_ITEMS, nargs, NULL));
	}
	const n = dictSize(keywords);
	const names = internal(newTuple(n));
	const frame = pushNative(SPREAD, SPREAD_WORDS + nargs + n, SPREAD_WORDS + (packs ? 0 : nargs + n));
	const w = frame + N0;
	H[w] = names;
	H[w + 1] = incref(callee);
	if (packs) {
		H[w + 2] = incref(args);
		H[w + 3] = incref(keywords);
	}
	const put = (i: number, value: Ref): void => {
		H[w + SPREAD_WORDS + i] = packs ? value : incref(value);
	};
	for (let i = 0; i < nargs; i++) put(i, tupleItem(args, i));
	let k = 0;
	for (let i = 0; ; i++) {
		const entry = dictEntryAt(keywords, i);
		if (entry === -1) break;
		if (entry === 0) continue;
		const key = at(entry + ENTRY_KEY);
		if (!isStr(key)) {
			for (; k < n; k++) H[names + TUPLE_ITEMS + k] = NONE;
			popNative(frame);
			return raise(TYPE_ERROR, "keywords must be strings");
		}
		H[names + TUPLE_ITEMS + k] = incref(key);
		put(nargs + k, at(entry + ENTRY_VALUE));
		k++;
	}
	return PUSHED;
}

/** True where a tuple and a dict (or 0) of arguments can pass through the scratch words: few, with names for keywords. */
export function argumentsFit(args: Ref, keywords: Ref): boolean {
	if (at(args + SIZE) + (keywords === NULL ? 0 : dictSize(keywords)) > SCRATCH_WORDS) return false;
	if (keywords === NULL || dictSize(keywords) === 0) return true;
	return at(at(keywords + DICT_KEYS) + K_UNICODE) !== 0;
}

/** Puts arguments into the scratch words, counted; returns the tuple of keyword names (owned), or 0. */
function scratchArguments(args: Ref, keywords: Ref): Ref {
	const nargs = at(args + SIZE);
	for (let i = 0; i < nargs; i++) H[R_SCRATCH + i] = incref(tupleItem(args, i));
	const n = keywords === NULL ? 0 : dictSize(keywords);
	if (n === 0) return NULL;
	const names = internal(newTuple(n));
	let k = 0;
	for (let i = 0; ; i++) {
		const entry = dictEntryAt(keywords, i);
		if (entry === -1) return names;
		if (entry === 0) continue;
		H[names + TUPLE_ITEMS + k] = incref(at(entry + ENTRY_KEY));
		H[R_SCRATCH + nargs + k] = incref(at(entry + ENTRY_VALUE));
		k++;
	}
}

/**
 * `_PyEvalFramePushAndInit_Ex`: enters a function whose `n` operands CALL_FUNCTION_EX has on the stack, where argumentsFit
 * says so. The arguments move on; the tuple and the dict go before the function runs.
 */
export function enterExpanded(frame: number, n: number): Status {
	const base = at(frame + F_SP) - n;
	const tuple = at(base + 2);
	const mapping = n === 4 ? at(base + 3) : NULL;
	const kwnames = scratchArguments(objectOf(tuple), objectOf(mapping));
	const nargs = at(objectOf(tuple) + SIZE);
	H[frame + F_SP] = base;
	const status = callFunction(at(base), R_SCRATCH, nargs, kwnames, true);
	xdecref(kwnames);
	close(tuple);
	close(mapping);
	return status;
}

/** DICT_MERGE: as DICT_UPDATE, but a key twice is an error that names the function. */
export function dictMerge(target: Ref, source: Ref, callee: Ref): Status {
	if (isProxy(source)) {
		const mapping = unwrap(source);
		return mapping === NULL ? NULL : holding([mapping], () => dictMerge(target, mapping, callee));
	}
	if (at(source + TYPE) !== DICT && lookupSpecial(source, "keys") === NULL) {
		return raise(
			TYPE_ERROR,
			`${functionText(callee)} argument after ** must be a mapping, not ${typeName(at(source + TYPE))}`,
		);
	}
	if (at(source + TYPE) === DICT) {
		for (let i = 0; ; i++) {
			const entry = dictEntryAt(source, i);
			if (entry === -1) break;
			if (entry === 0) continue;
			const key = at(entry + ENTRY_KEY);
			if (!isStr(key)) return raise(TYPE_ERROR, "keywords must be strings");
			if (dictGetStr(target, key) !== NULL)
				return raise(TYPE_ERROR, `${functionText(callee)} got multiple values for keyword argument '${textOf(key)}'`);
			dictSetStr(target, key, at(entry + ENTRY_VALUE));
		}
		return NONE;
	}
	return dictUpdate(target, source);
}

/** LIST_EXTEND of what is not iterable says so in its own words. */
export function starError(value: Ref): void {
	if (isIterable(value)) return;
	clearError();
	raise(TYPE_ERROR, `Value after * must be an iterable, not ${typeName(at(value + TYPE))}`);
}
