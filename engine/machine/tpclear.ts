/** `tp_clear` by layout: how the collector breaks the cycles that an object stands in (subtype_clear, func_clear, type_clear). */

import { at, H } from "./arena";
import { dequeClear } from "./deque";
import { dictClear } from "./dict";
import { freeValues, instanceSlot, slotsCount, VALUES, valuesCapacity } from "./instance";
import {
	DD_FACTORY,
	F_SP,
	FO_OWN,
	FRAME_WORDS,
	LAYOUT_BUILTIN,
	LAYOUT_DEFAULTDICT,
	LAYOUT_DEQUE,
	LAYOUT_DESCRIPTOR,
	LAYOUT_DICT,
	LAYOUT_FIELDS,
	LAYOUT_FLOAT,
	LAYOUT_FRAME,
	LAYOUT_FUNCTION,
	LAYOUT_GENERATOR,
	LAYOUT_INT,
	LAYOUT_LIST,
	LAYOUT_METHOD,
	LAYOUT_OBJECT,
	LAYOUT_ODICT,
	LAYOUT_SET,
	LAYOUT_STR,
	LAYOUT_TUPLE,
	LAYOUT_TYPE,
	LAYOUT_WEAKREF,
	NULL,
	OD_DICT,
	R_NO_VALUES,
	type Ref,
	T_DICT,
	T_FLAGS,
	T_LAYOUT,
	T_MRO,
	T_SLOTS,
	T_VALUES_AT,
	TF_CLEARS,
	TF_HEAP,
	TYPE,
	WR_CALLBACK,
} from "./layout";
import { FUNCTION_CLEARED, layoutSlot } from "./layouts";
import { listClear } from "./list";
import { clearNodes } from "./odict";
import { clearref, decref, setref, xdecref } from "./refcount";
import { setClear } from "./settable";
import { typeModified } from "./specialize";
import { close } from "./stackref";
import { S_DEALLOC, type Unary, unarySlots } from "./tables";
import { tupleOf } from "./tuple";
import { EMPTY_TUPLE } from "./typeids";
import { unlinkWeakref } from "./weaklist";

/** `tp_clear`: drops what an object holds, where its type says that this can break a cycle. */
export function clearObject(o: Ref): void {
	const type = at(o + TYPE);
	const layout = at(type + T_LAYOUT);
	if ((at(type + T_FLAGS) & TF_HEAP) !== 0) {
		// subtype_clear: the slots, then the attributes.
		const slots = slotsCount(type);
		for (let i = 0; i < slots; i++) clearref(instanceSlot(o, i));
		const offset = at(type + T_VALUES_AT);
		const block = offset === 0 ? 0 : at(o + offset);
		if (block !== 0) {
			// The values are dropped in the order of the keys, from a block that nobody can reach any more.
			H[o + offset] = R_NO_VALUES;
			const n = valuesCapacity(block);
			for (let i = 0; i < n; i++) xdecref(at(block + VALUES + i));
			freeValues(block);
		} else if (offset !== 0) H[o + offset] = R_NO_VALUES;
		for (let i = slots; ; i++) {
			const slot = instanceSlot(o, i);
			if (slot === -1) break;
			clearref(slot);
		}
	}
	const dealloc = at(type + T_SLOTS + S_DEALLOC);
	if (dealloc !== 0) (unarySlots[dealloc] as Unary)(o);
	switch (layout) {
		case LAYOUT_LIST:
			listClear(o);
			return;
		case LAYOUT_DICT:
			dictClear(o);
			return;
		case LAYOUT_DEFAULTDICT:
			clearref(o + DD_FACTORY);
			dictClear(o);
			return;
		case LAYOUT_ODICT:
			clearref(o + OD_DICT);
			dictClear(o);
			clearNodes(o);
			return;
		case LAYOUT_DEQUE:
			dequeClear(o);
			return;
		case LAYOUT_SET:
			setClear(o);
			return;
		case LAYOUT_TUPLE:
		case LAYOUT_METHOD:
		case LAYOUT_GENERATOR:
		case LAYOUT_OBJECT:
		case LAYOUT_INT:
		case LAYOUT_FLOAT:
		case LAYOUT_STR:
		case LAYOUT_DESCRIPTOR:
		case LAYOUT_BUILTIN:
			return;
		case LAYOUT_FUNCTION: {
			for (const word of FUNCTION_CLEARED) clearref(o + word);
			return;
		}
		case LAYOUT_TYPE: {
			// type_clear: the dict's contents, then the MRO; the type may still be asked for its name and base.
			typeModified(o);
			dictClear(at(o + T_DICT));
			setref(o + T_MRO, tupleOf(o));
			const own = at(o + T_MRO);
			H[o + T_MRO] = EMPTY_TUPLE;
			decref(own);
			return;
		}
		case LAYOUT_FRAME: {
			const block = at(o + FO_OWN);
			if (block === 0) return;
			const end = at(block + F_SP);
			for (let i = FRAME_WORDS; i < end; i++) clearref(block + i);
			return;
		}
		case LAYOUT_WEAKREF:
			unlinkWeakref(o);
			clearref(o + WR_CALLBACK);
			return;
		case LAYOUT_FIELDS:
			if ((at(type + T_FLAGS) & TF_CLEARS) === 0) return;
	}
	for (let i = 0; ; i++) {
		const slot = layoutSlot(o, layout, i);
		if (slot === -1) return;
		const word = at(slot);
		H[slot] = NULL;
		close(word);
	}
}
