/** What match statements ask: MATCH_SEQUENCE, MATCH_MAPPING, MATCH_KEYS and MATCH_CLASS (Python/ceval.c). */

import { reprText } from "../text/strRepr";
import { internal } from "./alloc";
import { at, H } from "./arena";
import { getAttr } from "./attributes";
import { callWith, through } from "./call";
import { newInstance } from "./classes";
import { dictGetPlain, NEEDS_PYTHON } from "./dict";
import { clearError, errorIs, raise } from "./errors";
import { plainEquals } from "./hash";
import { isInstance } from "./instancecheck";
import { F_OWNED, NULL, PUSHED, type Ref, SIZE, TF_MAPPING, TF_SEQUENCE, TUPLE_ITEMS, TYPE } from "./layout";
import { newList } from "./list";
import { beginFrame, N0, pushNative, setState, stateOf } from "./natives";
import { repr } from "./operators";
import { decref, incref } from "./refcount";
import { newSet } from "./settable";
import { nameRef } from "./special";
import { isStr, textOf } from "./str";
import { nativeKind, type Status } from "./tables";
import { isTuple, newTuple, tupleFrom, tupleItem, tupleOf } from "./tuple";
import { typeLookup } from "./typecache";
import {
	ATTRIBUTE_ERROR,
	BOOL,
	BYTEARRAY,
	BYTES,
	DICT,
	FLOAT,
	FROZENSET,
	INT,
	LIST,
	NONE,
	OBJECT,
	SET,
	STR,
	TRUE,
	TUPLE,
	TYPE_ERROR,
	VALUE_ERROR,
} from "./typeids";
import { isSubtype, isType, matchesPattern, typeName } from "./types";

export function matchesSequence(o: Ref): boolean {
	return matchesPattern(at(o + TYPE), TF_SEQUENCE);
}

export function matchesMapping(o: Ref): boolean {
	return matchesPattern(at(o + TYPE), TF_MAPPING);
}

/** MATCH_KEYS (`match_keys`): a tuple of the values, or None. A dict's own are taken at once, others' by their `get`. */
export function matchKeys(subject: Ref, keys: Ref): Status {
	const n = at(keys + SIZE);
	if (at(subject + TYPE) !== DICT) return beginMatchKeys(subject, keys, n);
	const values: Ref[] = [];
	for (let i = 0; i < n; i++) {
		if (repeats(keys, i)) return repeatedKey(tupleItem(keys, i));
		const value = dictGetPlain(subject, tupleItem(keys, i));
		if (value === NEEDS_PYTHON) return beginMatchKeys(subject, keys, n);
		if (value === NULL) return NONE;
		values.push(value);
	}
	return tupleOf(...values);
}

/** Whether an earlier key of a pattern is equal. */
function repeats(keys: Ref, i: number): boolean {
	for (let j = 0; j < i; j++) if (plainEquals(tupleItem(keys, j), tupleItem(keys, i)) === 1) return true;
	return false;
}
const REPEATED = nativeKind("repeated key", (_frame, value) => {
	raise(VALUE_ERROR, `mapping pattern checks duplicate key (${textOf(value)})`);
	decref(value);
	return NULL;
});
function repeatedKey(key: Ref): Status {
	return through(REPEATED, 0, () => repr(key));
}

/** Words: 0 `get`, 1 what stands for a missing value, 2 the values (all owned); 3 subject, 4 keys, 5 the key asked for (-1: `get`). */
const MATCH_GET = nativeKind("mapping pattern", (frame, first) => {
	const w = frame + N0;
	const keys = at(w + 4);
	let i = at(w + 5);
	let value: Status = first;
	if (i < 0 && value === NULL) {
		value = getAttr(at(w + 3), nameRef("get"));
		if (value === PUSHED || value === NULL) return value;
	}
	for (;;) {
		if (i < 0) H[w] = value;
		else if (value === at(w + 1)) {
			decref(value);
			return NONE;
		} else H[at(w + 2) + TUPLE_ITEMS + i] = value;
		H[w + 5] = ++i;
		if (i === at(keys + SIZE)) return incref(at(w + 2));
		if (repeats(keys, i)) return repeatedKey(tupleItem(keys, i));
		value = callWith(at(w), tupleItem(keys, i), at(w + 1));
		if (value === PUSHED || value === NULL) return value;
	}
});
function beginMatchKeys(subject: Ref, keys: Ref, n: number): Status {
	return beginFrame(MATCH_GET, 6, 3, (w) => {
		H[w + 1] = newInstance(OBJECT);
		H[w + 2] = newTuple(n);
		H[w + 3] = subject;
		H[w + 4] = keys;
		H[w + 5] = -1;
	});
}

/** Words: the values, a list and a set (owned); then subject, type, positional count, names (borrowed); how many are done. */
const MATCH = nativeKind(
	"class pattern",
	(frame, value) => matchStep(frame, value),
	() => {
		if (!errorIs(ATTRIBUTE_ERROR)) return NULL;
		clearError();
		return NONE;
	},
);
/** A list and a set stand behind the values. */
const MATCH_OWN = 2;
export function matchClass(subject: Ref, type: Ref, positional: number, names: Ref): Status {
	if (!isType(type)) return raise(TYPE_ERROR, "called match pattern must be a class");
	if (at(subject + TYPE) === type) return beginMatch(subject, type, positional, names);
	return through(CHECKED, 4, (frame) => {
		H[frame + N0] = subject;
		H[frame + N0 + 1] = type;
		H[frame + N0 + 2] = positional;
		H[frame + N0 + 3] = names;
		return isInstance(subject, type);
	});
}
/** Words: what `matchClass` is given, borrowed. State 0: whether it is an instance comes; 1: what it matched. */
const CHECKED = nativeKind("class pattern's check", (frame, value) => {
	if (stateOf(frame) === 1) return value;
	setState(frame, 1);
	const w = frame + N0;
	return value === TRUE ? beginMatch(at(w), at(w + 1), at(w + 2), at(w + 3)) : NONE;
});
function beginMatch(subject: Ref, type: Ref, positional: number, names: Ref): Status {
	const total = positional + at(names + SIZE);
	const frame = pushNative(MATCH, total + MATCH_OWN + 5, total + MATCH_OWN);
	// CPython keeps the names seen in a set, and the values in a list.
	H[frame + N0 + total + 1] = internal(newSet());
	H[frame + N0 + total] = internal(newList());
	const w = frame + N0 + total + MATCH_OWN;
	H[w] = subject;
	H[w + 1] = type;
	H[w + 2] = positional;
	H[w + 3] = names;
	return PUSHED;
}
const SELF_MATCHING: readonly Ref[] = [BOOL, BYTEARRAY, BYTES, DICT, FLOAT, FROZENSET, INT, LIST, SET, STR, TUPLE];
function matchStep(frame: number, value: Ref): Status {
	const total = at(frame + F_OWNED) - MATCH_OWN;
	const w = frame + N0 + total + MATCH_OWN;
	const type = at(w + 1);
	const positional = at(w + 2);
	let done = at(w + 4);
	if (value !== NULL) {
		H[frame + N0 + done] = value;
		done++;
		H[w + 4] = done;
	}
	const matchArgs = positional > 0 ? typeLookup(type, nameRef("__match_args__")) : NULL;
	if (matchArgs !== NULL && !isTuple(matchArgs)) {
		const found = typeName(at(matchArgs + TYPE));
		return raise(TYPE_ERROR, `${typeName(type)}.__match_args__ must be a tuple (got ${found})`);
	}
	const self = matchArgs === NULL && SELF_MATCHING.some((t) => isSubtype(type, t));
	const allowed = matchArgs === NULL ? (self ? 1 : 0) : at(matchArgs + SIZE);
	if (positional > allowed) {
		return raise(
			TYPE_ERROR,
			`${typeName(type)}() accepts ${allowed} positional sub-pattern${allowed === 1 ? "" : "s"} (${positional} given)`,
		);
	}
	while (done < total) {
		if (done < positional && self) {
			H[frame + N0 + done] = incref(at(w));
			done++;
			H[w + 4] = done;
			continue;
		}
		const nameOf = (i: number): Ref =>
			i < positional ? tupleItem(matchArgs, i) : tupleItem(at(w + 3), i - positional);
		const name = nameOf(done);
		if (!isStr(name)) {
			const found = typeName(at(name + TYPE));
			return raise(TYPE_ERROR, `__match_args__ elements must be strings (got ${found})`);
		}
		for (let i = self ? positional : 0; i < done; i++) {
			if (textOf(nameOf(i)) !== textOf(name)) continue;
			const shown = reprText(textOf(name));
			return raise(TYPE_ERROR, `${typeName(type)}() got multiple sub-patterns for attribute ${shown}`);
		}
		const status = getAttr(at(w), name);
		if (status === PUSHED) return PUSHED;
		if (status === NULL) {
			if (!errorIs(ATTRIBUTE_ERROR)) return NULL;
			clearError();
			return NONE;
		}
		H[frame + N0 + done] = status;
		done++;
		H[w + 4] = done;
	}
	return tupleFrom(frame + N0, total);
}
