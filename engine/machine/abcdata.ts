/** What an abstract base class knows, `_abc_data`: its registry and caches, sets of weak references. */

import { at, H } from "./arena";
import { hideBirths, showBirths } from "./births";
import { declareType } from "./declarations";
import { dictGetText } from "./dict";
import { raise } from "./errors";
import { hash, hashPlain } from "./hash";
import {
	BUILTIN_SELF,
	FIELDS,
	LAYOUT_FIELDS,
	NULL,
	PUSHED,
	type Ref,
	SET_USED,
	SIZE,
	T_DICT,
	T_MRO,
	TF_GC,
	TF_NO_NEW,
	TYPE,
} from "./layout";
import { Unsupported } from "./limits";
import { decref } from "./refcount";
import { setAdd } from "./setoperations";
import { newSet, setEntryRemove, setLookup } from "./settable";
import { define } from "./tables";
import { tupleItem } from "./tuple";
import { ABC_DATA, NONE, OBJECT, TYPE_ERROR, WEAKREF } from "./typeids";
import { isType, newBuiltin } from "./types";
import { newWeakref, referent } from "./weaklist";

/** `_abc_data`: three sets or 0; then the counter's value that the negative cache is good for. */
export const REGISTRY = FIELDS;
export const CACHE = FIELDS + 1;
export const NEGATIVE = FIELDS + 2;
export const VERSION = FIELDS + 3;

declareType({
	type: ABC_DATA,
	name: "_abc_data",
	module: "_abc",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 64,
	words: FIELDS + 4,
	refs: 3,
	flags: TF_GC | TF_NO_NEW,
	slots: {},
});

/** `_get_impl`: the data of an abstract base class, borrowed; 0 with an exception set. */
export function dataOf(cls: Ref): Ref {
	const mro = isType(cls) ? at(cls + T_MRO) : NULL;
	for (let i = 0; mro !== NULL && i < at(mro + SIZE); i++) {
		const found = dictGetText(at(tupleItem(mro, i) + T_DICT), "_abc_impl");
		if (found === NULL) continue;
		return at(found + TYPE) === ABC_DATA ? found : raise(TYPE_ERROR, "_abc_impl is set to a wrong type");
	}
	return raise(TYPE_ERROR, "_abc_impl is set to a wrong type");
}

// ---- Sets of weak references ----

/** Bound to a weak reference to the set: a class in it has died. */
const DESTROY = define({
	name: "_destroy",
	qualname: "_destroy",
	call: (setReference, args) => {
		const set = referent(setReference);
		if (set === NULL || set === NONE) return NONE;
		const w = at(args);
		if (hashPlain(w) !== 1) return NULL;
		const entry = setLookup(set, w, hash.low, hash.high);
		if (entry > 0) setEntryRemove(set, entry);
		return NONE;
	},
	min: 1,
	max: 1,
	params: null,
	raw: false,
	doc: null,
	owner: "_abc",
	style: "O",
	kind: "function",
});

/** What an abstract base class remembers is furniture, whenever it comes to that. */
function unseen<Result>(work: () => Result): Result {
	const hid = hideBirths();
	const result = work();
	if (hid) showBirths();
	return result;
}

/** `_add_to_weak_set`: false with an exception set. */
export function addWeakly(data: Ref, word: number, cls: Ref): boolean {
	return unseen(() => added(data, word, cls));
}

function added(data: Ref, word: number, cls: Ref): boolean {
	if (at(data + word) === NULL) H[data + word] = newSet();
	const set = at(data + word);
	const toSet = newWeakref(WEAKREF, WEAKREF, set, NULL);
	const destroy = newBuiltin(DESTROY, NULL);
	H[destroy + BUILTIN_SELF] = toSet;
	const w = newWeakref(WEAKREF, WEAKREF, cls, destroy);
	decref(destroy);
	if (w === NULL) return false;
	const status = setAdd(set, w);
	if (status === PUSHED) throw new Unsupported("a metaclass with a __hash__ in Python, for an abstract base class");
	decref(w);
	return status !== NULL;
}

/** `_in_weak_set` */
export function isIn(data: Ref, word: number, cls: Ref): boolean {
	const set = at(data + word);
	if (set === NULL || at(set + SET_USED) === 0) return false;
	const w = unseen(() => newWeakref(WEAKREF, WEAKREF, cls, NULL));
	if (hashPlain(w) !== 1) throw new Unsupported("a metaclass with a __hash__ in Python, for an abstract base class");
	const entry = setLookup(set, w, hash.low, hash.high);
	decref(w);
	return entry > 0;
}
