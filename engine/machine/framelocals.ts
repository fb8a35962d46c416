/**
 * `frame.f_locals` (PEP 667): a view of a function's variables that holds none of them, and a dict of what was set
 * through it and is no variable; and `locals()`.
 */
import { NB_OR, PY_EQ, PY_NE } from "../compile/opcodes";
import { reprText } from "../text/strRepr";
import { allocGc } from "./alloc";
import { at, H } from "./arena";
import { through } from "./call";
import { compare } from "./comparison";
import { containerRepr, REPR_DICT } from "./containerrepr";
import { declareAttribute, declareMethod, declareType } from "./declarations";
import { dictCopy, dictEntryAt, dictGetPlain, dictSetStr, isDict, newDict } from "./dict";
import { updated } from "./dictupdate";
import { clearError, errorIs, raise, raiseWith } from "./errors";
import { codeOf } from "./frames";
import { track } from "./gclist";
import { HASH_NOT_IMPLEMENTED, hashPlain } from "./hash";
import { newBool, newInt } from "./int";
import { getIter } from "./iterators";
import {
	CELL_VALUE,
	ENTRY_KEY,
	ENTRY_VALUE,
	F_CODE,
	F_LOCALS,
	F_OBJECT,
	F_SP,
	FIELDS,
	FO_EXTRA_LOCALS,
	FO_FRAME,
	FO_OVERWRITTEN,
	FO_OWN,
	FRAME_WORDS,
	LAYOUT_FIELDS,
	NULL,
	PUSHED,
	type Ref,
	STACK_BASE,
	TF_CLEARS,
	TF_GC,
	TF_MAPPING,
	TUPLE_ITEMS,
	TYPE,
} from "./layout";
import { Unsupported } from "./limits";
import { listAppend, listItem, listPush, listSize, newList } from "./list";
import { profile } from "./machine";
import { N0, popNative, pushNative } from "./natives";
import { repr, setItem } from "./operators";
import { decref, incref, setref } from "./refcount";
import { isCounted, objectOf } from "./stackref";
import { intern, isExactStr, isStr, newStr, textOf } from "./str";
import {
	binary,
	byKey,
	calling,
	nativeKind,
	S_CONTAINS,
	S_GETITEM,
	S_HASH,
	S_INPLACE,
	S_ITER,
	S_LEN,
	S_NEW,
	S_NUMBER,
	S_REPR,
	S_RICHCOMPARE,
	S_SETITEM,
	type Status,
	ternary,
	unary,
} from "./tables";
import { newTuple, tupleOf } from "./tuple";
import {
	CELL,
	FRAME,
	FRAME_LOCALS_PROXY,
	KEY_ERROR,
	NONE,
	NOT_IMPLEMENTED,
	OBJECT,
	TYPE_ERROR,
	VALUE_ERROR,
} from "./typeids";
import { typeName } from "./types";

const CO_FAST_HIDDEN = 0x10;
const CO_FAST_LOCAL = 0x20;
const CO_FAST_CELL = 0x40;
const CO_FAST_FREE = 0x80;

/** Where the words of a frame object's frame stand: on the stack while it runs, in its own block afterwards. */
export function frameWords(o: Ref): number {
	return at(o + FO_FRAME) !== 0 ? at(o + FO_FRAME) : at(o + FO_OWN);
}

/** How many variables a frame has: fewer are stored of one that has been cleared. */
function variables(frame: number): number {
	if (frame === 0) return 0;
	const top = at(frame + F_SP);
	const n = codeOf(at(frame + F_CODE)).localsplusnames.length;
	return top < STACK_BASE ? Math.min(n, top - FRAME_WORDS) : n;
}

/** `framelocalsproxy_getval`: borrowed, or 0. */
function variable(frame: number, i: number): Ref {
	const value = objectOf(at(frame + FRAME_WORDS + i));
	const kind = codeOf(at(frame + F_CODE)).localspluskinds[i] as number;
	const inCell = value !== NULL && (kind & (CO_FAST_CELL | CO_FAST_FREE)) !== 0 && at(value + TYPE) === CELL;
	return inCell ? at(value + CELL_VALUE) : value;
}

/**
 * `locals()` of a frame (`_PyEval_GetFrameLocals`): the namespace of a module or class body; a new dict of what is bound in
 * a function, or in the comprehension that is part of a body, and of what was set through `f_locals`. Owned.
 */
export function frameLocals(frame: number): Ref {
	const space = at(frame + F_LOCALS);
	if (space !== NULL && !hasHidden(frame)) return incref(space);
	const code = codeOf(at(frame + F_CODE));
	const d = newDict();
	for (let i = 0; i < variables(frame); i++) {
		const kind = code.localspluskinds[i] as number;
		if ((kind & CO_FAST_HIDDEN) !== 0 && (kind & (CO_FAST_LOCAL | CO_FAST_CELL | CO_FAST_FREE)) === 0) continue;
		const value = variable(frame, i);
		if (value !== NULL) put(d, code.localsplusnames[i] as string, value);
	}
	const object = at(frame + F_OBJECT);
	const extra = object === NULL ? NULL : at(object + FO_EXTRA_LOCALS);
	for (let i = 0, entry = extra === NULL ? -1 : dictEntryAt(extra, 0); entry >= 0; entry = dictEntryAt(extra, ++i))
		if (entry > 0) dictSetStr(d, at(entry + ENTRY_KEY), at(entry + ENTRY_VALUE));
	return d;
}

function put(d: Ref, text: string, value: Ref): void {
	const name = intern(text);
	dictSetStr(d, name, value);
	decref(name);
}

/** Whether a comprehension that is part of a module's or class's code runs there (`_PyFrame_HasHiddenLocals`). */
function hasHidden(frame: number): boolean {
	const { localspluskinds } = codeOf(at(frame + F_CODE));
	for (let i = 0; i < variables(frame); i++)
		if (((localspluskinds[i] as number) & CO_FAST_HIDDEN) !== 0 && variable(frame, i) !== NULL) return true;
	return false;
}

// `frame_getlocals`
declareAttribute(FRAME, "f_locals", (o) => {
	const frame = frameWords(o);
	const space = frame === 0 ? NULL : at(frame + F_LOCALS);
	return space !== NULL && !hasHidden(frame) ? incref(space) : newProxy(o);
});

/** `_PyFrameLocalsProxy_New`: by way of a tuple of arguments. */
function newProxy(frame: Ref): Ref {
	const args = newTuple(1);
	H[args + TUPLE_ITEMS] = incref(frame);
	const o = allocGc(FRAME_LOCALS_PROXY, 40, FIELDS + 1, 0, true);
	H[o + FIELDS] = incref(frame);
	track(o);
	decref(args);
	return o;
}

const isProxy = (o: Ref): boolean => at(o + TYPE) === FRAME_LOCALS_PROXY;
const extraOf = (o: Ref): Ref => at(at(o + FIELDS) + FO_EXTRA_LOCALS);

/** Calls `visit` for each variable that is bound, then for what else was set. */
function each(o: Ref, visit: (name: Ref, value: Ref) => void): void {
	const frame = frameWords(at(o + FIELDS));
	for (let i = 0; i < variables(frame); i++) {
		const value = variable(frame, i);
		if (value === NULL) continue;
		const name = intern(codeOf(at(frame + F_CODE)).localsplusnames[i] as string);
		visit(name, value);
		decref(name);
	}
	const extra = extraOf(o);
	if (extra === NULL) return;
	for (let i = 0; ; i++) {
		const entry = dictEntryAt(extra, i);
		if (entry < 0) return;
		if (entry > 0) visit(at(entry + ENTRY_KEY), at(entry + ENTRY_VALUE));
	}
}

function keys(o: Ref): Ref {
	const list = newList();
	each(o, (name) => listAppend(list, name));
	return list;
}

function size(o: Ref): number {
	let n = 0;
	each(o, () => n++);
	return n;
}

/** A list's iterator is there at once. */
function iterator(list: Ref): Ref {
	const it = getIter(list);
	decref(list);
	return it;
}

/** `PyDict_Update` of a new dict from a proxy: by its keys, a list made of a list. */
function dictOf(o: Ref): Ref {
	const d = newDict();
	const first = keys(o);
	const again = newList();
	for (let i = 0; i < listSize(first); i++) listAppend(again, listItem(first, i));
	decref(iterator(first));
	const it = iterator(again);
	each(o, (name, value) => {
		if (isExactStr(name)) dictSetStr(d, name, value);
		else throw new Unsupported("a dict of f_locals with keys that are no texts");
	});
	decref(it);
	return d;
}

const REFUSED = -2;
/** `framelocalsproxy_getkeyindex`: the variable of a name, one that is bound if it is to be read; -1, or REFUSED with the error set. */
function indexOf(o: Ref, key: Ref, read: boolean): number {
	const hashed = hashPlain(key);
	if (hashed === 0) return REFUSED;
	if (hashed !== 1) throw new Unsupported("a key of f_locals that has a __hash__ of its own");
	if (!isStr(key)) return -1;
	const frame = frameWords(at(o + FIELDS));
	const code = frame === 0 ? null : codeOf(at(frame + F_CODE));
	const name = textOf(key);
	for (let i = 0; code !== null && i < variables(frame); i++) {
		if (code.localsplusnames[i] !== name) continue;
		if (read ? variable(frame, i) !== NULL : ((code.localspluskinds[i] as number) & CO_FAST_HIDDEN) === 0) return i;
	}
	return -1;
}

/** What a key leads to: borrowed; 0: nothing, with an error set where it has no hash. */
function find(o: Ref, key: Ref): Ref {
	const i = indexOf(o, key, true);
	if (i === REFUSED) return NULL;
	if (i >= 0) return variable(frameWords(at(o + FIELDS)), i);
	const extra = extraOf(o);
	return extra === NULL ? NULL : Math.max(dictGetPlain(extra, key), NULL);
}

/** The word under the key is repr'd once more as the KeyError's own. */
const NOT_DEFINED = nativeKind("FrameLocalsProxy.__getitem__", (_frame, text) => {
	const message = `local variable '${textOf(text)}' is not defined`;
	decref(text);
	return raise(KEY_ERROR, message);
});
function getValue(o: Ref, key: Ref): Status {
	const value = find(o, key);
	if (value !== NULL) return incref(value);
	if (errorIs(TYPE_ERROR)) return NULL;
	if (isExactStr(key)) return raise(KEY_ERROR, `local variable '${reprText(textOf(key))}' is not defined`);
	return through(NOT_DEFINED, 0, () => repr(key));
}

/** `framelocalsproxy_setitem` */
function setValue(o: Ref, key: Ref, value: Ref): Status {
	const i = indexOf(o, key, false);
	if (i === REFUSED) return NULL;
	const object = at(o + FIELDS);
	if (i >= 0) {
		if (value === NULL) return raise(VALUE_ERROR, "cannot remove local variables from FrameLocalsProxy");
		store(object, i, value);
		return NONE;
	}
	if (at(object + FO_EXTRA_LOCALS) === NULL) {
		if (value === NULL) return raiseWith(KEY_ERROR, key);
		H[object + FO_EXTRA_LOCALS] = newDict();
	}
	return setItem(at(object + FO_EXTRA_LOCALS), key, value);
}

function store(object: Ref, i: number, value: Ref): void {
	const frame = frameWords(object);
	const word = frame + FRAME_WORDS + i;
	const old = objectOf(at(word));
	const kind = codeOf(at(frame + F_CODE)).localspluskinds[i] as number;
	if (old !== NULL && (kind & (CO_FAST_CELL | CO_FAST_FREE)) !== 0 && at(old + TYPE) === CELL) {
		if (at(old + CELL_VALUE) !== value) setref(old + CELL_VALUE, incref(value));
		return;
	}
	if (old === value) return;
	const counted = isCounted(at(word));
	H[word] = incref(value);
	if (!counted) return;
	if (!profile().borrowedLoads) {
		decref(old);
		return;
	}
	// What the frame's stack borrows from its variables must stay (`add_overwritten_fast_local`).
	if (at(object + FO_OVERWRITTEN) === NULL) H[object + FO_OVERWRITTEN] = newList();
	listPush(at(object + FO_OVERWRITTEN), old);
}

/** `framelocalsproxy_merge` of a dict or another proxy. False: it is neither. */
function merge(o: Ref, other: Ref): boolean {
	if (!isDict(other) && !isProxy(other)) return false;
	const pairs: (readonly [Ref, Ref])[] = [];
	const collect = (name: Ref, value: Ref) => pairs.push([incref(name), incref(value)]);
	if (isProxy(other)) each(other, collect);
	else
		for (let i = 0, entry = dictEntryAt(other, 0); entry >= 0; entry = dictEntryAt(other, ++i))
			if (entry > 0) collect(at(entry + ENTRY_KEY), at(entry + ENTRY_VALUE));
	let done = true;
	for (const [name, value] of pairs) {
		if (done && setValue(o, name, value) === NULL) done = false;
		decref(name);
		decref(value);
	}
	if (!done) clearError();
	return done;
}

/** Words: 0 the dict that stands for the proxy, owned. */
const COMPARED = nativeKind("FrameLocalsProxy.__eq__", (_frame, result) => result);
function compareAsDict(o: Ref, other: Ref, op: number): Status {
	const frame = pushNative(COMPARED, 1, 1);
	H[frame + N0] = dictOf(o);
	const status = compare(at(frame + N0), other, op);
	if (status !== PUSHED) popNative(frame);
	return status;
}

/** The dict that another, or a proxy, gives to what is made of it: new. */
const asDict = (o: Ref): Ref => (isProxy(o) ? dictOf(o) : dictCopy(o));
const isMergeable = (o: Ref): boolean => isDict(o) || isProxy(o);

declareType({
	type: FRAME_LOCALS_PROXY,
	name: "FrameLocalsProxy",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 40,
	words: FIELDS + 1,
	refs: 1,
	flags: TF_GC | TF_MAPPING | TF_CLEARS,
	slots: {
		[S_NEW]: calling((_type, args, nargs) => {
			if (nargs !== 1) return raise(TYPE_ERROR, `FrameLocalsProxy expected 1 argument, got ${nargs}`);
			const frame = at(args);
			if (at(frame + TYPE) !== FRAME) return raise(TYPE_ERROR, `expect frame, not ${typeName(at(frame + TYPE))}`);
			return newProxy(frame);
		}),
		[S_HASH]: HASH_NOT_IMPLEMENTED,
		[S_REPR]: unary((o) => (size(o) === 0 ? newStr("{}") : containerRepr(o, REPR_DICT, "{...}", () => dictOf(o)))),
		[S_LEN]: unary((o) => newInt(size(o))),
		[S_ITER]: unary((o) => iterator(keys(o))),
		[S_GETITEM]: byKey(getValue),
		[S_SETITEM]: ternary(setValue),
		[S_CONTAINS]: binary((o, key) => {
			const there = find(o, key) !== NULL;
			return !there && errorIs(TYPE_ERROR) ? NULL : newBool(there);
		}),
		[S_RICHCOMPARE]: ternary((a, b, op) => {
			if (isProxy(b) && (op === PY_EQ || op === PY_NE))
				return newBool((at(a + FIELDS) === at(b + FIELDS)) === (op === PY_EQ));
			return isDict(b) ? compareAsDict(a, b, op) : NOT_IMPLEMENTED;
		}),
		[S_NUMBER + NB_OR]: binary((a, b) => (isMergeable(a) && isMergeable(b) ? updated(asDict(a), b) : NOT_IMPLEMENTED)),
		[S_INPLACE + NB_OR]: binary((a, b) => (merge(a, b) ? incref(a) : NOT_IMPLEMENTED)),
	},
});

declareMethod(FRAME_LOCALS_PROXY, "keys", 0, 0, (o) => keys(o));
declareMethod(FRAME_LOCALS_PROXY, "values", 0, 0, (o) => {
	const list = newList();
	each(o, (_name, value) => listAppend(list, value));
	return list;
});
declareMethod(FRAME_LOCALS_PROXY, "items", 0, 0, (o) => {
	const list = newList();
	each(o, (name, value) => listPush(list, tupleOf(name, value)));
	return list;
});
declareMethod(FRAME_LOCALS_PROXY, "copy", 0, 0, (o) => dictOf(o));
declareMethod(FRAME_LOCALS_PROXY, "__reversed__", 0, 0, (o) => {
	const list = newList();
	const names = keys(o);
	for (let i = listSize(names) - 1; i >= 0; i--) listAppend(list, listItem(names, i));
	decref(names);
	return list;
});
declareMethod(FRAME_LOCALS_PROXY, "update", 1, 1, (o, args) =>
	merge(o, at(args)) ? NONE : raise(TYPE_ERROR, "update() argument must be dict or another FrameLocalsProxy"),
);
for (const name of ["get", "setdefault"])
	declareMethod(
		FRAME_LOCALS_PROXY,
		name,
		0,
		-1,
		(o, args, nargs) => {
			if (nargs < 1 || nargs > 2) return raise(TYPE_ERROR, `${name} expected 1 or 2 arguments`);
			const value = find(o, at(args));
			if (value !== NULL) return incref(value);
			if (errorIs(TYPE_ERROR)) return NULL;
			const otherwise = nargs === 2 ? at(args + 1) : NONE;
			if (name === "setdefault" && setValue(o, at(args), otherwise) === NULL) return NULL;
			return incref(otherwise);
		},
		{ raw: true },
	);
declareMethod(FRAME_LOCALS_PROXY, "pop", 1, 2, (o, args, nargs) => {
	const i = indexOf(o, at(args), false);
	if (i === REFUSED) return NULL;
	if (i >= 0) return raise(VALUE_ERROR, "cannot remove local variables from FrameLocalsProxy");
	const extra = extraOf(o);
	const value = extra === NULL ? NULL : Math.max(dictGetPlain(extra, at(args)), NULL);
	if (value === NULL) return nargs === 2 ? incref(at(args + 1)) : raiseWith(KEY_ERROR, at(args));
	incref(value);
	if (setItem(extra, at(args), NULL) === NULL) {
		decref(value);
		return NULL;
	}
	return value;
});
