/** A dict's views of its keys, values and items, and what those that are like sets do (`dictview_*`). */

import { NB_AND, NB_OR, NB_SUBTRACT, NB_XOR, PY_EQ, PY_GT, PY_LE, PY_LT, PY_NE } from "../compile/opcodes";
import { at, H } from "./arena";
import { through } from "./call";
import { equals } from "./comparison";
import { consumeIterable, consumerKind } from "./consumers";
import { C_OWN, C_OWNED, C_STATE } from "./consumerwords";
import { declareAttribute, declareMethod, declareType } from "./declarations";
import { dictSize } from "./dict";
import { newDictIterator } from "./dictiterators";
import { containerOperation, OP_ADD, OP_CONTAINS, OP_FIND } from "./dictlookup";
import { listFromIterable } from "./fromiterable";
import { HASH_NOT_IMPLEMENTED } from "./hash";
import { newInt } from "./int";
import { itemsXor } from "./itemsxor";
import {
	F_KIND,
	F_OWNED,
	F_PREV,
	FIELDS,
	LAYOUT_FIELDS,
	NULL,
	PUSHED,
	R_FRAME,
	type Ref,
	SET_USED,
	SIZE,
	TF_GC,
	TF_NO_NEW,
	TYPE,
} from "./layout";
import { N0, setState, stateOf } from "./natives";
import { contains, repr } from "./operators";
import { clearref, decref, incref } from "./refcount";
import {
	SET_OP_DIFFERENCE,
	SET_OP_SYMMETRIC,
	SET_OP_UPDATE,
	setFrom,
	setIntersection,
	setOperation,
} from "./setoperations";
import { isAnySet, newSet } from "./settable";
import { newStr, textOf } from "./str";
import {
	binary,
	NOTHING,
	nativeKind,
	S_CONTAINS,
	S_HASH,
	S_ITER,
	S_LEN,
	S_NUMBER,
	S_REPR,
	S_RICHCOMPARE,
	type Status,
	ternary,
	unary,
} from "./tables";
import { isTuple, tupleItem } from "./tuple";
import {
	DICT,
	DICT_ITEM_ITERATOR,
	DICT_ITEMS_TYPE,
	DICT_KEY_ITERATOR,
	DICT_KEYS_TYPE,
	DICT_REVERSE_ITEM_ITERATOR,
	DICT_REVERSE_KEY_ITERATOR,
	DICT_REVERSE_VALUE_ITERATOR,
	DICT_VALUE_ITERATOR,
	DICT_VALUES_TYPE,
	FALSE,
	MAPPING_PROXY,
	NOT_IMPLEMENTED,
	OBJECT,
	SET,
	TRUE,
} from "./typeids";
import { isSubtype, newFields, typeName } from "./types";

const VIEW_DICT = FIELDS;

export function newView(type: Ref, d: Ref): Ref {
	const view = newFields(type, 1);
	H[view + VIEW_DICT] = incref(d);
	return view;
}

/** Words: 0 the items as a list (owned), 1 the view. The list's repr comes. */
const VIEW_REPR = nativeKind("repr of a view", (frame, value) => {
	const name = typeName(at(at(frame + N0 + 1) + TYPE));
	const text = newStr(`${name}(${textOf(value)})`);
	decref(value);
	return text;
});

/** A view within itself is shown as dots. */
function viewRepr(view: Ref): Status {
	for (let f = at(R_FRAME); f !== 0; f = at(f + F_PREV))
		if (at(f + F_KIND) === VIEW_REPR && at(f + N0 + 1) === view) return newStr("...");
	return through(VIEW_REPR, 2, (frame) => {
		H[frame + F_OWNED] = 1;
		H[frame + N0 + 1] = view;
		const list = listFromIterable(view);
		H[frame + N0] = list;
		return repr(list);
	});
}

function isView(o: Ref): boolean {
	return isSubtype(at(o + TYPE), DICT_KEYS_TYPE) || isSubtype(at(o + TYPE), DICT_ITEMS_TYPE);
}

/** `dictitems_contains`. Words: 0 the value found (owned), 1 the value wanted. */
const ITEM_FOUND = nativeKind("item in a view", (frame, value) => {
	const w = frame + N0;
	if (stateOf(frame) === 1) return value;
	if (value === NOT_IMPLEMENTED) return FALSE;
	H[frame + F_OWNED] = 1;
	H[w] = value;
	setState(frame, 1);
	return equals(value, at(w + 1));
});

function viewContains(view: Ref, item: Ref): Status {
	const d = at(view + VIEW_DICT);
	if (isSubtype(at(view + TYPE), DICT_KEYS_TYPE)) return containerOperation(OP_CONTAINS, d, item, NULL);
	if (!isTuple(item) || at(item + SIZE) !== 2) return FALSE;
	return through(ITEM_FOUND, 2, (frame) => {
		H[frame + N0 + 1] = tupleItem(item, 1);
		return containerOperation(OP_FIND, d, tupleItem(item, 0), NULL);
	});
}

/** `all_contained_in`. Words C_OWNED: the item being looked for; C_OWN: the container, what to answer where all are in it. */
const ALL_IN = consumerKind({
	name: "comparison of views",
	item: (frame, item) => {
		const w = frame + N0;
		H[w + C_OWNED] = item;
		const status = contains(at(w + C_OWN), item);
		return status === PUSHED || status === NULL ? status : isIn(frame, status);
	},
	resumed: isIn,
	done: (frame) => at(frame + N0 + C_OWN + 1),
});
function isIn(frame: number, value: Ref): Status {
	const w = frame + N0;
	clearref(w + C_OWNED);
	if (value === TRUE) return NOTHING;
	return at(w + C_OWN + 1) === TRUE ? FALSE : TRUE;
}

function sizeOf(o: Ref): number {
	return isView(o) ? dictSize(at(o + VIEW_DICT)) : at(o + SET_USED);
}

/** `dictview_richcompare` */
function viewCompare(a: Ref, b: Ref, op: number): Status {
	if (!isView(b) && !isAnySet(b)) return NOT_IMPLEMENTED;
	const n = sizeOf(a);
	const m = sizeOf(b);
	const allIn = (items: Ref, container: Ref, answer: Ref) =>
		consumeIterable(ALL_IN, items, 2, (w) => {
			H[w + C_OWN] = container;
			H[w + C_OWN + 1] = answer;
		});
	switch (op) {
		case PY_EQ:
			return n === m ? allIn(a, b, TRUE) : FALSE;
		case PY_NE:
			return n === m ? allIn(a, b, FALSE) : TRUE;
		case PY_LT:
			return n < m ? allIn(a, b, TRUE) : FALSE;
		case PY_LE:
			return n <= m ? allIn(a, b, TRUE) : FALSE;
		case PY_GT:
			return n > m ? allIn(b, a, TRUE) : FALSE;
		default:
			return n >= m ? allIn(b, a, TRUE) : FALSE;
	}
}

/** Words: 0 the set (owned), 1 the other operand, 2 what to do with it. */
const VIEW_OPERATOR = nativeKind("set operator of a view", (frame, first) => {
	const w = frame + N0;
	if (stateOf(frame) === 0) {
		H[w] = first;
		H[frame + F_OWNED] = 1;
		setState(frame, 1);
		const status = setOperation(at(w + 2), first, at(w + 1));
		if (status === PUSHED || status === NULL) return status;
	}
	const set = at(w);
	H[w] = 0;
	return set;
});

function viewOperator(operation: number): (a: Ref, b: Ref) => Status {
	return (a, b) => {
		if (!isView(a) && !isView(b)) return NOT_IMPLEMENTED;
		if (
			operation === SET_OP_SYMMETRIC &&
			isSubtype(at(a + TYPE), DICT_ITEMS_TYPE) &&
			isSubtype(at(b + TYPE), DICT_ITEMS_TYPE)
		)
			return itemsXor(at(a + VIEW_DICT), at(b + VIEW_DICT));
		return through(VIEW_OPERATOR, 3, (frame) => {
			H[frame + N0 + 1] = b;
			H[frame + N0 + 2] = operation;
			// `dictviews_to_set`: the keys of a dict are hashed already.
			const keys = isView(a) && isSubtype(at(a + TYPE), DICT_KEYS_TYPE) && at(at(a + VIEW_DICT) + TYPE) === DICT;
			return setFrom(SET, keys ? at(a + VIEW_DICT) : a);
		});
	};
}

/** `_PyDictView_Intersect`. Words C_OWNED: the set, the item; C_OWN: the view. */
const INTERSECT = consumerKind({
	name: "& of views",
	item: (frame, item) => {
		const w = frame + N0;
		H[w + C_OWNED + 1] = item;
		setState(frame, C_STATE);
		const status = viewContains(at(w + C_OWN), item);
		return status === PUSHED || status === NULL ? status : intersected(frame, status);
	},
	resumed: intersected,
	done: (frame) => {
		const set = at(frame + N0 + C_OWNED);
		H[frame + N0 + C_OWNED] = 0;
		return set;
	},
});
function intersected(frame: number, value: Ref): Status {
	const w = frame + N0;
	if (stateOf(frame) === C_STATE && value === TRUE) {
		setState(frame, C_STATE + 1);
		const status = containerOperation(OP_ADD, at(w + C_OWNED), at(w + C_OWNED + 1), NULL);
		if (status === PUSHED || status === NULL) return status;
	}
	clearref(w + C_OWNED + 1);
	return NOTHING;
}

function viewIntersect(a: Ref, b: Ref): Status {
	let view = a;
	let other = b;
	if (!isView(view)) {
		if (!isView(other)) return NOT_IMPLEMENTED;
		view = b;
		other = a;
	}
	const n = dictSize(at(view + VIEW_DICT));
	if (at(other + TYPE) === SET && n <= at(other + SET_USED)) return setIntersection(other, view);
	if (isView(other) && dictSize(at(other + VIEW_DICT)) > n) {
		const larger = other;
		other = view;
		view = larger;
	}
	return consumeIterable(INTERSECT, other, 1, (w) => {
		H[w + C_OWNED] = newSet();
		H[w + C_OWN] = view;
	});
}

/** Words C_OWNED: the item; C_OWN: the container. */
const DISJOINT = consumerKind({
	name: "isdisjoint",
	item: (frame, item) => {
		const w = frame + N0;
		H[w + C_OWNED] = item;
		const status = contains(at(w + C_OWN), item);
		return status === PUSHED || status === NULL ? status : notShared(frame, status);
	},
	resumed: notShared,
	done: () => TRUE,
});
function notShared(frame: number, value: Ref): Status {
	clearref(frame + N0 + C_OWNED);
	return value === TRUE ? FALSE : NOTHING;
}

/** Whether no item of an iterable is in a container. */
function isDisjoint(container: Ref, iterable: Ref): Status {
	return consumeIterable(DISJOINT, iterable, 1, (w) => {
		H[w + C_OWN] = container;
	});
}

function declareView(type: Ref, name: string, iterator: Ref, backwards: Ref, setLike: boolean): void {
	const slots: Record<number, number> = {
		[S_REPR]: unary(viewRepr),
		[S_LEN]: unary((o) => newInt(dictSize(at(o + VIEW_DICT)))),
		[S_ITER]: unary((o) => newDictIterator(iterator, at(o + VIEW_DICT))),
	};
	if (setLike) {
		slots[S_CONTAINS] = binary(viewContains);
		slots[S_RICHCOMPARE] = ternary(viewCompare);
		slots[S_NUMBER + NB_SUBTRACT] = binary(viewOperator(SET_OP_DIFFERENCE));
		slots[S_NUMBER + NB_OR] = binary(viewOperator(SET_OP_UPDATE));
		slots[S_NUMBER + NB_XOR] = binary(viewOperator(SET_OP_SYMMETRIC));
		slots[S_NUMBER + NB_AND] = binary(viewIntersect);
	}
	declareType({
		type,
		name,
		base: OBJECT,
		layout: LAYOUT_FIELDS,
		bytes: 40,
		words: 8,
		refs: 1,
		flags: TF_GC | TF_NO_NEW,
		slots: setLike
			? {
					...slots,
					get [S_HASH]() {
						return HASH_NOT_IMPLEMENTED;
					},
				}
			: slots,
	});
	declareMethod(type, "__reversed__", 0, 0, (o) => newDictIterator(backwards, at(o + VIEW_DICT)));
	if (setLike) declareMethod(type, "isdisjoint", 1, 1, (o, args) => isDisjoint(o, at(args)));
}

/** Declares the types; dicts.ts does so after the dict type and its iterators. */
export function declareDictViews(): void {
	for (const type of [DICT_KEYS_TYPE, DICT_VALUES_TYPE, DICT_ITEMS_TYPE]) {
		declareAttribute(type, "mapping", (view) => {
			const proxy = newFields(MAPPING_PROXY, 1);
			H[proxy + FIELDS] = incref(at(view + VIEW_DICT));
			return proxy;
		});
	}
	declareView(DICT_KEYS_TYPE, "dict_keys", DICT_KEY_ITERATOR, DICT_REVERSE_KEY_ITERATOR, true);
	declareView(DICT_VALUES_TYPE, "dict_values", DICT_VALUE_ITERATOR, DICT_REVERSE_VALUE_ITERATOR, false);
	declareView(DICT_ITEMS_TYPE, "dict_items", DICT_ITEM_ITERATOR, DICT_REVERSE_ITEM_ITERATOR, true);
}
