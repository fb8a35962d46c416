/**
 * How each layout holds references: the order in which its dealloc lets them go (the collector's order is in
 * traversal.ts, what `tp_clear` takes away in tpclear.ts); and what it keeps outside its own block.
 */

import { at, freePayload, freeRaw } from "./arena";
import { arrayWords } from "./arrayitems";
import { dequeItem } from "./deque";
import { forgetTranslation } from "./hotcode";
import { freeKeys, keysEntries, releaseSharedKeys } from "./keys";
import {
	AR_ITEMS,
	BUILTIN_MODULE,
	BUILTIN_SELF,
	CELL_VALUE,
	CODE_CONSTS_TUPLE,
	CODE_INSTRUCTIONS,
	CODE_NAME,
	CODE_NAMES,
	CODE_NINSTRUCTIONS,
	CODE_NNAMES,
	CODE_OBJECT,
	CODE_QUALNAME,
	CODE_SITES,
	DD_FACTORY,
	DESCR_NAME,
	DESCR_TYPE,
	DICT_KEYS,
	DICT_SHARED,
	DQ_CAPACITY,
	DQ_ITEMS,
	ENTRY_KEY,
	ENTRY_VALUE,
	ENTRY_WORDS,
	EXC_ARGS,
	EXC_CAUSE,
	EXC_CONTEXT,
	EXC_DICT,
	EXC_FIELDS,
	EXC_NOTES,
	EXC_TRACEBACK,
	F_CODE,
	F_END,
	F_FUNC,
	F_LOCALS,
	F_OBJECT,
	F_SP,
	FIELDS,
	FLAGS,
	FO_BACK,
	FO_EXTRA_LOCALS,
	FO_OVERWRITTEN,
	FO_OWN,
	FRAME_WORDS,
	FUNC_ANNOTATE,
	FUNC_ANNOTATIONS,
	FUNC_BUILTINS,
	FUNC_CLOSURE,
	FUNC_CODE,
	FUNC_DEFAULTS,
	FUNC_DICT,
	FUNC_DOC,
	FUNC_GLOBALS,
	FUNC_KWDEFAULTS,
	FUNC_MODULE,
	FUNC_NAME,
	FUNC_QUALNAME,
	FUNC_TYPEPARAMS,
	GENERATOR_CODE,
	GENERATOR_EXC,
	GENERATOR_FRAME,
	GENERATOR_NAME,
	GENERATOR_QUALNAME,
	INT_BIG,
	INTERNED,
	K_ENTRIES,
	LAYOUT_ARRAY,
	LAYOUT_BUILTIN,
	LAYOUT_BYTES,
	LAYOUT_CELL,
	LAYOUT_CODE,
	LAYOUT_DEFAULTDICT,
	LAYOUT_DEQUE,
	LAYOUT_DESCRIPTOR,
	LAYOUT_DICT,
	LAYOUT_EXCEPTION,
	LAYOUT_FIELDS,
	LAYOUT_FLOAT,
	LAYOUT_FRAME,
	LAYOUT_FUNCTION,
	LAYOUT_GENERATOR,
	LAYOUT_INT,
	LAYOUT_LIST,
	LAYOUT_LRU,
	LAYOUT_METHOD,
	LAYOUT_MODULE,
	LAYOUT_OBJECT,
	LAYOUT_ODICT,
	LAYOUT_PAYLOAD,
	LAYOUT_SET,
	LAYOUT_STORE,
	LAYOUT_STR,
	LAYOUT_TRACEBACK,
	LAYOUT_TUPLE,
	LAYOUT_TYPE,
	LAYOUT_WEAKREF,
	LIST_CAPACITY,
	LIST_ITEMS,
	LRU_LINKS,
	LRU_REFS,
	METHOD_FUNC,
	METHOD_SELF,
	MODULE_DICT,
	MODULE_NAME,
	OD_DICT,
	OD_FAST,
	OD_FAST_SIZE,
	type Ref,
	SET_MASK,
	SET_TABLE,
	SIZE,
	STR_TEXT,
	T_BASE,
	T_BASES,
	T_DICT,
	T_KEYS,
	T_MRO,
	T_NAME,
	T_QUALNAME,
	T_REFS,
	T_SLOT_NAMES,
	T_SUBCLASSES,
	TB_FRAME,
	TB_NEXT,
	TUPLE_ITEMS,
	TYPE,
	WR_CALLBACK,
	WR_OBJECT,
} from "./layout";
import { EngineBug } from "./limits";
import { dropGatheredLinks } from "./lrulinks";
import { profile } from "./machine";
import { clearNodes, N_KEY } from "./odict";
import { forgetSites } from "./sitecache";
import { forgetInterned } from "./str";
import { freeSubclasses } from "./subclasses";
import { unlinkWeakref } from "./weaklist";

/** What `func_clear` lets go, in its order: a function's dealloc does so first. */
export const FUNCTION_CLEARED: readonly number[] = [
	FUNC_GLOBALS,
	FUNC_BUILTINS,
	FUNC_MODULE,
	FUNC_DEFAULTS,
	FUNC_KWDEFAULTS,
	FUNC_DOC,
	FUNC_DICT,
	FUNC_CLOSURE,
	FUNC_ANNOTATIONS,
	FUNC_ANNOTATE,
	FUNC_TYPEPARAMS,
];

/** Fields in the order in which CPython's dealloc of the type lets them go. */
const FIELD_ORDER: readonly (readonly number[] | undefined)[] = (() => {
	const order: (readonly number[] | undefined)[] = [];
	order[LAYOUT_FUNCTION] = [...FUNCTION_CLEARED, FUNC_CODE, FUNC_NAME, FUNC_QUALNAME];
	order[LAYOUT_CELL] = [CELL_VALUE];
	order[LAYOUT_METHOD] = [METHOD_FUNC, METHOD_SELF];
	order[LAYOUT_BUILTIN] = [BUILTIN_SELF, BUILTIN_MODULE];
	order[LAYOUT_MODULE] = [MODULE_DICT, MODULE_NAME];
	order[LAYOUT_EXCEPTION] = [
		EXC_FIELDS,
		EXC_FIELDS + 1,
		EXC_FIELDS + 2,
		EXC_FIELDS + 3,
		EXC_FIELDS + 4,
		EXC_FIELDS + 5,
		EXC_DICT,
		EXC_ARGS,
		EXC_NOTES,
		EXC_TRACEBACK,
		EXC_CAUSE,
		EXC_CONTEXT,
	];
	order[LAYOUT_TRACEBACK] = [TB_NEXT, TB_FRAME];
	order[LAYOUT_DESCRIPTOR] = [DESCR_TYPE, DESCR_NAME];
	order[LAYOUT_WEAKREF] = [WR_CALLBACK];
	order[LAYOUT_TYPE] = [T_DICT, T_BASES, T_MRO, T_BASE, T_NAME, T_QUALNAME, T_SLOT_NAMES];
	return order;
})();
const CODE_FIELDS: readonly number[] = [CODE_NAME, CODE_QUALNAME, CODE_CONSTS_TUPLE];
const GENERATOR_FIELDS: readonly number[] = [GENERATOR_EXC, GENERATOR_CODE, GENERATOR_NAME, GENERATOR_QUALNAME];
export const FRAME_FIELDS: readonly number[] = [FO_BACK, FO_EXTRA_LOCALS, FO_OVERWRITTEN];
export const FRAME_HEADER_FIELDS: readonly number[] = [F_LOCALS, F_FUNC, F_CODE, F_OBJECT];

/** Where the fields of such a layout stand, in that order; null: they are found by `layoutSlot` alone. */
export function fieldsOf(layout: number): readonly number[] | null {
	return FIELD_ORDER[layout] ?? null;
}

/** The address of the word at position i of an object's layout, or -1 past the last; the word may be 0. */
export function layoutSlot(o: Ref, layout: number, i: number): number {
	switch (layout) {
		case LAYOUT_OBJECT:
		case LAYOUT_INT:
		case LAYOUT_FLOAT:
		case LAYOUT_STR:
		case LAYOUT_BYTES:
		case LAYOUT_PAYLOAD:
		case LAYOUT_ARRAY:
			return -1;
		case LAYOUT_TUPLE: {
			const n = at(o + SIZE);
			return i < n ? o + TUPLE_ITEMS + n - 1 - i : -1;
		}
		case LAYOUT_LIST: {
			const n = at(o + SIZE);
			return i < n ? at(o + LIST_ITEMS) + n - 1 - i : -1;
		}
		case LAYOUT_DICT: {
			const keys = at(o + DICT_KEYS);
			if (keys === 0) return -1;
			if (i >= at(keys + K_ENTRIES) * 2) return -1;
			return keysEntries(keys) + (i >> 1) * ENTRY_WORDS + ((i & 1) === 0 ? ENTRY_KEY : ENTRY_VALUE);
		}
		case LAYOUT_SET: {
			const table = at(o + SET_TABLE);
			return table !== 0 && i <= at(o + SET_MASK) ? table + i * 3 : -1;
		}
		case LAYOUT_FIELDS:
		case LAYOUT_STORE: {
			const n = at(at(o + TYPE) + T_REFS);
			return i < n ? o + FIELDS + i : -1;
		}
		case LAYOUT_DEQUE:
			return i < at(o + SIZE) ? dequeItem(o, i) : -1;
		case LAYOUT_DEFAULTDICT:
			return i === 0 ? o + DD_FACTORY : layoutSlot(o, LAYOUT_DICT, i - 1);
		case LAYOUT_ODICT: {
			if (i === 0) return o + OD_DICT;
			const n = at(o + OD_FAST_SIZE);
			if (i > n) return layoutSlot(o, LAYOUT_DICT, i - 1 - n);
			const word = at(o + OD_FAST) + i - 1;
			return at(word) === 0 ? word : at(word) + N_KEY;
		}
		case LAYOUT_LRU: {
			if (i < LRU_REFS) return o + FIELDS + i;
			const links = at(o + LRU_LINKS);
			return links !== 0 && i - LRU_REFS < at(links + SIZE) ? at(links + LIST_ITEMS) + i - LRU_REFS : -1;
		}
		case LAYOUT_CODE: {
			let j = i;
			if (j < CODE_FIELDS.length) return o + (CODE_FIELDS[j] as number);
			j -= CODE_FIELDS.length;
			return j < at(o + CODE_NNAMES) ? at(o + CODE_NAMES) + j : -1;
		}
		case LAYOUT_GENERATOR:
		case LAYOUT_FRAME:
			return frameSlot(o, layout, i);
		default: {
			const order = FIELD_ORDER[layout];
			if (order === undefined) throw new EngineBug(`layout ${layout} has no field order`);
			return i < order.length ? o + (order[i] as number) : -1;
		}
	}
}

/** The same of a frame object, or of what runs in a frame of its own. */
function frameSlot(o: Ref, layout: number, i: number): number {
	const block = at(o + (layout === LAYOUT_FRAME ? FO_OWN : GENERATOR_FRAME));
	const locals = block === 0 ? 0 : at(block + F_SP) - FRAME_WORDS;
	if (i < locals) return block + FRAME_WORDS + (profile().localsClearedDownwards ? locals - 1 - i : i);
	const n = block === 0 ? 0 : locals + FRAME_HEADER_FIELDS.length;
	if (i < n) return block + (FRAME_HEADER_FIELDS[i - locals] as number);
	const fields = layout === LAYOUT_FRAME ? FRAME_FIELDS : GENERATOR_FIELDS;
	return i - n < fields.length ? o + (fields[i - n] as number) : -1;
}

function releaseDict(o: Ref): void {
	if (at(o + DICT_KEYS) !== 0) freeKeys(at(o + DICT_KEYS));
	if (at(o + DICT_SHARED) !== 0) releaseSharedKeys(at(o + DICT_SHARED));
}

/** Gives back what an object keeps outside its own block, which goes next. Its references have been dropped. */
export function releaseLayout(o: Ref, layout: number): void {
	switch (layout) {
		case LAYOUT_INT:
			if (at(o + INT_BIG) !== 0) freePayload(at(o + INT_BIG));
			return;
		case LAYOUT_STR:
			if ((at(o + FLAGS) & INTERNED) !== 0) forgetInterned(o);
			freePayload(at(o + STR_TEXT));
			return;
		case LAYOUT_BYTES:
		case LAYOUT_PAYLOAD:
			freePayload(at(o + STR_TEXT));
			return;
		case LAYOUT_STORE: {
			const store = o + FIELDS + at(at(o + TYPE) + T_REFS);
			if (at(store) !== 0) freePayload(at(store));
			if (at(store + 1) !== 0) freeRaw(at(store + 1), at(store + 2));
			return;
		}
		case LAYOUT_LIST:
			if (at(o + LIST_ITEMS) !== 0) freeRaw(at(o + LIST_ITEMS), at(o + LIST_CAPACITY));
			return;
		case LAYOUT_ODICT:
			clearNodes(o, false);
			releaseDict(o);
			return;
		case LAYOUT_DEFAULTDICT:
		case LAYOUT_DICT:
			releaseDict(o);
			return;
		case LAYOUT_ARRAY:
			if (at(o + AR_ITEMS) !== 0) freeRaw(at(o + AR_ITEMS), arrayWords(o));
			return;
		case LAYOUT_DEQUE:
			if (at(o + DQ_ITEMS) !== 0) freeRaw(at(o + DQ_ITEMS), at(o + DQ_CAPACITY));
			return;
		case LAYOUT_SET:
			if (at(o + SET_TABLE) !== 0) freeRaw(at(o + SET_TABLE), (at(o + SET_MASK) + 1) * 3);
			return;
		case LAYOUT_LRU:
			dropGatheredLinks(o);
			return;
		case LAYOUT_CODE:
			forgetTranslation(at(o + CODE_OBJECT));
			freePayload(at(o + CODE_OBJECT));
			freeRaw(at(o + CODE_INSTRUCTIONS), at(o + CODE_NINSTRUCTIONS) * 2);
			freeRaw(at(o + CODE_SITES), at(o + CODE_NINSTRUCTIONS) * 2);
			forgetSites();
			freeRaw(at(o + CODE_NAMES), at(o + CODE_NNAMES));
			return;
		case LAYOUT_GENERATOR:
		case LAYOUT_FRAME: {
			const block = at(o + (layout === LAYOUT_FRAME ? FO_OWN : GENERATOR_FRAME));
			if (block !== 0) freeRaw(block, at(block + F_END));
			return;
		}
		case LAYOUT_TYPE:
			if (at(o + T_KEYS) !== 0) releaseSharedKeys(at(o + T_KEYS));
			if (at(o + T_SUBCLASSES) !== 0) freeSubclasses(o);
			return;
		case LAYOUT_WEAKREF:
			if (at(o + WR_OBJECT) !== 0) unlinkWeakref(o);
			return;
	}
}
