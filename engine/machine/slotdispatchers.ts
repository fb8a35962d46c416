/** A class's slots follow its methods, and those of its bases (`fixup_slot_dispatchers`, `update_slot`). */
import { at, H } from "./arena";
import { NEW_DEF } from "./creation";
import { type SlotDef, slotDefs } from "./declarations";
import { HASH_NOT_IMPLEMENTED } from "./hash";
import {
	BUILTIN_DEF,
	BUILTIN_SELF,
	DESCR_DEF,
	DESCR_TYPE,
	NULL,
	type Ref,
	T_SLOTS,
	T_SOLID,
	TYPE,
	TYPE_SLOT_COUNT,
} from "./layout";
import { pythonSlot, SLOT_NEW } from "./pythonslots";
import { nameRef } from "./special";
import { subclasses } from "./subclasses";
import { S_CONCAT, S_FINALIZE, S_HASH, S_INPLACE_REPEAT, S_NEW } from "./tables";
import { typeLookup } from "./typecache";
import { BUILTIN, NONE, SLOT_WRAPPER } from "./typeids";

/** Sets a class's slots from what its MRO defines (fixup_slot_dispatchers). */
export function fixSlots(type: Ref): void {
	for (let s = 0; s < TYPE_SLOT_COUNT; s++) H[type + T_SLOTS + s] = 0;
	for (const def of slotDefs) {
		const name = nameRef(def.name);
		const found = typeLookup(type, name);
		if (found === NULL) continue;
		const word = type + T_SLOTS + def.slot;
		if (def.slot === S_HASH && found === NONE) {
			H[word] = HASH_NOT_IMPLEMENTED;
			continue;
		}
		if (def.slot === S_NEW) {
			const native =
				at(found + TYPE) === BUILTIN && at(found + BUILTIN_DEF) === NEW_DEF
					? at(at(found + BUILTIN_SELF) + T_SLOTS + S_NEW)
					: 0;
			H[word] = native !== 0 ? native : SLOT_NEW;
			continue;
		}
		if (at(found + TYPE) === SLOT_WRAPPER && (slotDefs[at(found + DESCR_DEF)] as SlotDef).slot === def.slot) {
			const native = at(at(found + DESCR_TYPE) + T_SLOTS + def.slot);
			const present = at(word);
			// A wrapper keeps the native function unless another of the slot's methods is Python already.
			if (present === 0 || present === native) H[word] = native;
			continue;
		}
		// A sequence's `__add__` or `__mul__` fills no number slot.
		if (at(found + TYPE) === SLOT_WRAPPER && isSequenceSlot((slotDefs[at(found + DESCR_DEF)] as SlotDef).slot))
			continue;
		H[word] = pythonSlot(def.slot);
	}
	// sq_concat and sq_repeat have no methods of their own here: they come with the native base.
	const solid = at(type + T_SOLID);
	for (let s = S_CONCAT; s <= S_INPLACE_REPEAT; s++) H[type + T_SLOTS + s] = at(solid + T_SLOTS + s);
	if (at(type + T_SLOTS + S_FINALIZE) === 0) H[type + T_SLOTS + S_FINALIZE] = at(solid + T_SLOTS + S_FINALIZE);
}

function isSequenceSlot(slot: number): boolean {
	return slot >= S_CONCAT && slot <= S_INPLACE_REPEAT;
}

/** A special method of a class came or went: its slots, and its subclasses', follow (`update_slot`). */
export function updateSlots(type: Ref): void {
	fixSlots(type);
	for (const sub of subclasses(type)) updateSlots(sub);
}
