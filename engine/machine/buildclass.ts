/** The class statement: `__build_class__(func, name, *bases, metaclass=..., **keywords)` (Python/bltinmodule.c). */
import { internal } from "./alloc";
import { at, H, moveWords } from "./arena";
import { getAttr } from "./attributes";
import { callWith, vectorcall } from "./call";
import { declareMethod } from "./declarations";
import { dictSetStr, newDict } from "./dict";
import { clearError, errorIs, raise } from "./errors";
import { pushFrame } from "./frames";
import {
	CELL_VALUE,
	FUNC_BUILTINS,
	FUNC_CODE,
	FUNC_GLOBALS,
	LIST_ITEMS,
	NULL,
	PUSHED,
	type Ref,
	SIZE,
	TUPLE_ITEMS,
	TYPE,
} from "./layout";
import { listAppend, listFrom } from "./list";
import { N0, popNative, pushNative, setState, stateOf } from "./natives";
import { repr, setItem } from "./operators";
import { decref, incref, xdecref } from "./refcount";
import { nameRef } from "./special";
import { isStr, textOf } from "./str";
import { nativeKind, S_GETITEM, type Status, slotOf } from "./tables";
import { isTuple, newTuple, tupleFrom, tupleItem } from "./tuple";
import { ATTRIBUTE_ERROR, CELL, EMPTY_TUPLE, FUNCTION, NONE, RUNTIME_ERROR, TYPE_ERROR, TYPE_TYPE } from "./typeids";
import { calculateMetaclass } from "./typenew";
import { isType, reprOfType, typeName } from "./types";

/** Words: the bases as written, those resolved so far (a list), the bases, metaclass, namespace, cell, class, keyword names (owned). */
const W_ORIGINAL = N0;
const W_RESOLVED = N0 + 1;
const W_BASES = N0 + 2;
const W_META = N0 + 3;
const W_NAMESPACE = N0 + 4;
const W_CELL = N0 + 5;
const W_CLASS = N0 + 6;
const W_KWNAMES = N0 + 7;
/** A text for a message, once it was asked for. */
const W_TEXT = N0 + 8;
/** The keywords of the statement without the metaclass, a dict where it has any (`mkw`). */
const W_KEYWORDS = N0 + 9;
const OWNED = 10;
const W_FUNC = N0 + 10;
/** Which base is at hand. */
const W_INDEX = N0 + 11;
/** The arguments of the metaclass: name, bases, namespace, then the values of keywords (borrowed). */
const W_CALL = N0 + 12;

const BASES = 0;
const ENTRIES_FOUND = 1;
const ENTRIES_GIVEN = 2;
const PREPARE = 3;
const PREPARE_FOUND = 4;
const BODY = 5;
const BODY_RUN = 6;
const ORIGINAL_KEPT = 7;
const MADE = 8;
const NAME_SHOWN = 9;
const CLASS_SHOWN = 10;

const BUILD = nativeKind(
	"class statement",
	(frame, value) => build(frame, value),
	(frame) => missing(frame),
);

export function buildClass(args: number, nargs: number, kwnames: Ref): Status {
	if (nargs < 2) return raise(TYPE_ERROR, "__build_class__: not enough arguments");
	if (at(at(args) + TYPE) !== FUNCTION) return raise(TYPE_ERROR, "__build_class__: func must be a function");
	if (!isStr(at(args + 1))) return raise(TYPE_ERROR, "__build_class__: name is not a string");
	const kwcount = kwnames === NULL ? 0 : at(kwnames + SIZE);
	const frame = pushNative(BUILD, W_CALL - N0 + 3 + kwcount, OWNED);
	H[frame + W_FUNC] = at(args);
	H[frame + W_CALL] = at(args + 1);
	H[frame + W_ORIGINAL] = nargs === 2 ? EMPTY_TUPLE : internal(tupleFrom(args + 2, nargs - 2));
	if (kwcount > 0) H[frame + W_KEYWORDS] = internal(newDict());
	let kept = 0;
	for (let i = 0; i < kwcount; i++) {
		const keyword = tupleItem(kwnames, i);
		const value = at(args + nargs + i);
		if (textOf(keyword) === "metaclass") H[frame + W_META] = incref(value);
		else {
			H[frame + W_CALL + 3 + kept++] = value;
			dictSetStr(at(frame + W_KEYWORDS), keyword, value);
		}
	}
	if (kept > 0) {
		const names = internal(newTuple(kept));
		let next = names + TUPLE_ITEMS;
		for (let i = 0; i < kwcount; i++) {
			const keyword = tupleItem(kwnames, i);
			if (textOf(keyword) !== "metaclass") H[next++] = incref(keyword);
		}
		H[frame + W_KWNAMES] = names;
	}
	return build(frame, NULL) === PUSHED ? PUSHED : finished(frame);
}

/** A class statement that ran no Python code has failed: its body always does. */
function finished(frame: number): Status {
	popNative(frame);
	return NULL;
}

function build(frame: number, first: Ref): Status {
	let value: Status = first;
	for (;;) {
		switch (stateOf(frame)) {
			case BASES:
				value = nextBase(frame);
				if (value === NULL) return missing(frame);
				if (value === PUSHED) return value;
				continue;
			case ENTRIES_FOUND:
				setState(frame, ENTRIES_GIVEN);
				value = dropping(value, callWith(value, at(frame + W_ORIGINAL)));
				if (value === PUSHED || value === NULL) return value;
				continue;
			case ENTRIES_GIVEN: {
				if (!isTuple(value)) {
					decref(value);
					return raise(TYPE_ERROR, "__mro_entries__ must return a tuple");
				}
				if (at(frame + W_RESOLVED) === NULL) {
					const before = at(frame + W_INDEX) - 1;
					H[frame + W_RESOLVED] = listFrom(at(frame + W_ORIGINAL) + TUPLE_ITEMS, before);
				}
				for (let i = 0; i < at(value + SIZE); i++) listAppend(at(frame + W_RESOLVED), tupleItem(value, i));
				decref(value);
				setState(frame, BASES);
				continue;
			}
			case PREPARE: {
				if (!chooseMetaclass(frame)) return NULL;
				setState(frame, PREPARE_FOUND);
				value = getAttr(at(frame + W_META), nameRef("__prepare__"));
				if (value === NULL) return missing(frame);
				if (value === PUSHED) return value;
				continue;
			}
			case PREPARE_FOUND: {
				setState(frame, BODY);
				// The keywords follow name and bases here; the namespace takes the third place afterwards.
				const kwcount = at(frame + W_KWNAMES) === NULL ? 0 : at(at(frame + W_KWNAMES) + SIZE);
				moveWords(frame + W_CALL + 2, frame + W_CALL + 3, frame + W_CALL + 3 + kwcount);
				value = dropping(value, vectorcall(value, frame + W_CALL, 2, at(frame + W_KWNAMES)));
				if (value === PUSHED || value === NULL) return value;
				continue;
			}
			case BODY: {
				H[frame + W_NAMESPACE] = value;
				if (slotOf(value, S_GETITEM) === 0) {
					const meta = at(frame + W_META);
					return raise(
						TYPE_ERROR,
						`${isType(meta) ? typeName(meta) : "<metaclass>"}.__prepare__() must return a mapping, not ${typeName(at(value + TYPE))}`,
					);
				}
				const kwcount = at(frame + W_KWNAMES) === NULL ? 0 : at(at(frame + W_KWNAMES) + SIZE);
				moveWords(frame + W_CALL + 3, frame + W_CALL + 2, frame + W_CALL + 2 + kwcount);
				H[frame + W_CALL + 2] = value;
				setState(frame, BODY_RUN);
				return runBody(at(frame + W_FUNC), value);
			}
			case BODY_RUN:
				// The body returned None or the __class__ cell.
				H[frame + W_CELL] = value;
				setState(frame, ORIGINAL_KEPT);
				value = NONE;
				if (at(frame + W_BASES) !== at(frame + W_ORIGINAL)) {
					value = setItem(at(frame + W_NAMESPACE), nameRef("__orig_bases__"), at(frame + W_ORIGINAL));
					if (value === PUSHED || value === NULL) return value;
				}
				continue;
			case ORIGINAL_KEPT:
				decref(value);
				setState(frame, MADE);
				value = vectorcall(at(frame + W_META), frame + W_CALL, 3, at(frame + W_KWNAMES));
				if (value === PUSHED || value === NULL) return value;
				continue;
			case MADE: {
				const cell = at(frame + W_CELL);
				if (!isType(value) || at(cell + TYPE) !== CELL || at(cell + CELL_VALUE) === value) return value;
				H[frame + W_CLASS] = value;
				setState(frame, NAME_SHOWN);
				value = repr(at(frame + W_CALL));
				if (value === PUSHED || value === NULL) return value;
				continue;
			}
			case NAME_SHOWN:
				H[frame + W_TEXT] = value;
				setState(frame, CLASS_SHOWN);
				value = repr(at(frame + W_CLASS));
				if (value === PUSHED || value === NULL) return value;
				continue;
			default:
				return cellError(frame, value);
		}
	}
}

/** What is not there: no `__mro_entries__` (the base stays as it is), or no `__prepare__` (the namespace is a dict). */
function missing(frame: number): Status {
	const state = stateOf(frame);
	if ((state !== ENTRIES_FOUND && state !== PREPARE_FOUND) || !errorIs(ATTRIBUTE_ERROR)) return NULL;
	clearError();
	if (state === PREPARE_FOUND) {
		setState(frame, BODY);
		const kwcount = at(frame + W_KWNAMES) === NULL ? 0 : at(at(frame + W_KWNAMES) + SIZE);
		moveWords(frame + W_CALL + 2, frame + W_CALL + 3, frame + W_CALL + 3 + kwcount);
		return build(frame, internal(newDict()));
	}
	if (at(frame + W_RESOLVED) !== NULL)
		listAppend(at(frame + W_RESOLVED), tupleItem(at(frame + W_ORIGINAL), at(frame + W_INDEX) - 1));
	setState(frame, BASES);
	return build(frame, NULL);
}

/** A status, once what was called for it is dropped. */
function dropping(o: Ref, status: Status): Status {
	decref(o);
	return status;
}

/** `update_bases`: what is no class may stand for some. Past the last base, the tuple is made. */
function nextBase(frame: number): Status {
	const original = at(frame + W_ORIGINAL);
	const resolved = at(frame + W_RESOLVED);
	const n = at(original + SIZE);
	for (let i = at(frame + W_INDEX); i < n; i++) {
		H[frame + W_INDEX] = i + 1;
		const base = tupleItem(original, i);
		if (!isType(base)) {
			setState(frame, ENTRIES_FOUND);
			return getAttr(base, nameRef("__mro_entries__"));
		}
		if (resolved !== NULL) listAppend(resolved, base);
	}
	const bases =
		resolved === NULL ? incref(original) : internal(tupleFrom(at(resolved + LIST_ITEMS), at(resolved + SIZE)));
	H[frame + W_BASES] = bases;
	H[frame + W_CALL + 1] = bases;
	setState(frame, PREPARE);
	return NONE;
}

/** The metaclass: the one given, or that of the first base; the most derived of all if it is a class. False: an error is set. */
function chooseMetaclass(frame: number): boolean {
	const bases = at(frame + W_BASES);
	const given = at(frame + W_META);
	const meta = given !== NULL ? given : at(bases + SIZE) === 0 ? TYPE_TYPE : at(tupleItem(bases, 0) + TYPE);
	const winner = given !== NULL && !isType(given) ? given : calculateMetaclass(meta, bases);
	if (winner === NULL) return false;
	H[frame + W_META] = incref(winner);
	xdecref(given);
	return true;
}

/** Pushes the frame of a class body over its namespace. */
function runBody(func: Ref, namespace: Ref): Status {
	const code = at(func + FUNC_CODE);
	const body = pushFrame(
		incref(code),
		incref(func),
		at(func + FUNC_GLOBALS),
		at(func + FUNC_BUILTINS),
		incref(namespace),
	);
	if (body !== 0) return PUSHED;
	decref(code);
	decref(func);
	decref(namespace);
	return NULL;
}

/** The class is not the one that the body's `__class__` cell has. `shown`: the class's repr, taken over. */
function cellError(frame: number, shown: Ref): typeof NULL {
	const name = textOf(at(frame + W_TEXT));
	const cls = textOf(shown);
	decref(shown);
	const found = at(at(frame + W_CELL) + CELL_VALUE);
	if (found === NULL)
		return raise(
			RUNTIME_ERROR,
			`__class__ not set defining ${name} as ${cls}. Was __classcell__ propagated to type.__new__?`,
		);
	return raise(TYPE_ERROR, `__class__ set to ${reprOfType(found)} defining ${name} as ${cls}`);
}

/** `type.__prepare__` takes anything and gives an empty dict. */
declareMethod(TYPE_TYPE, "__prepare__", 0, -1, () => internal(newDict()), { kind: "classmethod", raw: true });
