/** What an object keeps outside its own block: raw blocks and payloads, as `releaseLayout` gives them back. For the audit. */
import { at } from "./arena";
import { arrayWords } from "./arrayitems";
import { valuesAt, valuesWords } from "./instance";
import { keysWords } from "./keys";
import {
	AR_ITEMS,
	CODE_INSTRUCTIONS,
	CODE_NAMES,
	CODE_NINSTRUCTIONS,
	CODE_NNAMES,
	CODE_OBJECT,
	CODE_SITES,
	DICT_KEYS,
	DICT_SHARED,
	DQ_CAPACITY,
	DQ_ITEMS,
	F_END,
	FIELDS,
	FO_OWN,
	GENERATOR_FRAME,
	INT_BIG,
	K_LOG2,
	LAYOUT_ARRAY,
	LAYOUT_BYTES,
	LAYOUT_CODE,
	LAYOUT_DEFAULTDICT,
	LAYOUT_DEQUE,
	LAYOUT_DICT,
	LAYOUT_FRAME,
	LAYOUT_GENERATOR,
	LAYOUT_INT,
	LAYOUT_LIST,
	LAYOUT_ODICT,
	LAYOUT_PAYLOAD,
	LAYOUT_SET,
	LAYOUT_STORE,
	LAYOUT_STR,
	LAYOUT_TYPE,
	LIST_CAPACITY,
	LIST_ITEMS,
	OD_FAST,
	OD_FAST_SIZE,
	OD_FIRST,
	R_NO_VALUES,
	type Ref,
	SET_MASK,
	SET_TABLE,
	STR_TEXT,
	T_FLAGS,
	T_KEYS,
	T_LAYOUT,
	T_REFS,
	T_SUBCLASSES,
	TF_HEAP,
	TYPE,
} from "./layout";
import { N_NEXT, NODE_WORDS } from "./odict";

export interface HoldingsVisitor {
	/** A raw block, and the words that were asked for. 0: none. */
	raw(address: number, words: number): void;
	/** A table of keys, which many may hold. 0: none. */
	sharedKeys(keys: number): void;
	/** A payload's slot. 0: none. */
	payload(slot: number): void;
}

export function holdings(o: Ref, visit: HoldingsVisitor): void {
	const type = at(o + TYPE);
	if ((at(type + T_FLAGS) & TF_HEAP) !== 0 && valuesAt(o) !== 0 && valuesAt(o) !== R_NO_VALUES)
		visit.raw(valuesAt(o), valuesWords(valuesAt(o)));
	switch (at(type + T_LAYOUT)) {
		case LAYOUT_INT:
			visit.payload(at(o + INT_BIG));
			return;
		case LAYOUT_STR:
		case LAYOUT_BYTES:
		case LAYOUT_PAYLOAD:
			visit.payload(at(o + STR_TEXT));
			return;
		case LAYOUT_STORE: {
			const store = o + FIELDS + at(type + T_REFS);
			visit.payload(at(store));
			visit.raw(at(store + 1), at(store + 2));
			return;
		}
		case LAYOUT_LIST:
			visit.raw(at(o + LIST_ITEMS), at(o + LIST_CAPACITY));
			return;
		case LAYOUT_ODICT:
			for (let node = at(o + OD_FIRST); node !== 0; node = at(node + N_NEXT)) visit.raw(node, NODE_WORDS);
			visit.raw(at(o + OD_FAST), at(o + OD_FAST_SIZE));
			dictHoldings(o, visit);
			return;
		case LAYOUT_DEFAULTDICT:
		case LAYOUT_DICT:
			dictHoldings(o, visit);
			return;
		case LAYOUT_ARRAY:
			if (at(o + AR_ITEMS) !== 0) visit.raw(at(o + AR_ITEMS), arrayWords(o));
			return;
		case LAYOUT_DEQUE:
			visit.raw(at(o + DQ_ITEMS), at(o + DQ_CAPACITY));
			return;
		case LAYOUT_SET:
			visit.raw(at(o + SET_TABLE), (at(o + SET_MASK) + 1) * 3);
			return;
		case LAYOUT_CODE:
			visit.payload(at(o + CODE_OBJECT));
			visit.raw(at(o + CODE_INSTRUCTIONS), at(o + CODE_NINSTRUCTIONS) * 2);
			visit.raw(at(o + CODE_SITES), at(o + CODE_NINSTRUCTIONS) * 2);
			visit.raw(at(o + CODE_NAMES), at(o + CODE_NNAMES));
			return;
		case LAYOUT_GENERATOR:
			frameHoldings(at(o + GENERATOR_FRAME), visit);
			return;
		case LAYOUT_FRAME:
			frameHoldings(at(o + FO_OWN), visit);
			return;
		case LAYOUT_TYPE: {
			const subclasses = at(o + T_SUBCLASSES);
			visit.sharedKeys(at(o + T_KEYS));
			if (subclasses !== 0) visit.raw(subclasses, at(subclasses));
			return;
		}
	}
}

function dictHoldings(o: Ref, visit: HoldingsVisitor): void {
	const keys = at(o + DICT_KEYS);
	if (keys !== 0) visit.raw(keys, keysWords(at(keys + K_LOG2)));
	visit.sharedKeys(at(o + DICT_SHARED));
}

function frameHoldings(block: number, visit: HoldingsVisitor): void {
	if (block !== 0) visit.raw(block, at(block + F_END));
}
