/** Which of a class's bases its instances' layout extends (`best_base`). */
import { at } from "./arena";
import { raise } from "./errors";
import {
	NULL,
	type Ref,
	SIZE,
	T_BASE,
	T_BASICSIZE,
	T_FLAGS,
	T_ITEMSIZE,
	T_SLOTS_COUNT,
	TF_BASETYPE,
	TF_HEAP,
} from "./layout";
import { tupleItem } from "./tuple";
import { TYPE_ERROR } from "./typeids";
import { isSubtype, isType, typeName } from "./types";

/** The native type under a class whose layout its instances share (`solid_base`). */
export function solidOf(type: Ref): Ref {
	let t = type;
	for (let base = at(t + T_BASE); base !== NULL; base = at(t + T_BASE)) {
		const own =
			(at(t + T_FLAGS) & TF_HEAP) !== 0
				? at(t + T_SLOTS_COUNT) > 0
				: at(t + T_BASICSIZE) !== at(base + T_BASICSIZE) || at(t + T_ITEMSIZE) !== at(base + T_ITEMSIZE);
		if (own) return t;
		t = base;
	}
	return t;
}

/** `best_base`: the base whose layout the class extends, or 0 with TypeError set. */
export function bestBase(bases: Ref): Ref {
	let winner = NULL;
	let base = NULL;
	for (let i = 0; i < at(bases + SIZE); i++) {
		const candidate = tupleItem(bases, i);
		if (!isType(candidate)) {
			raise(TYPE_ERROR, "bases must be types");
			return NULL;
		}
		if ((at(candidate + T_FLAGS) & TF_BASETYPE) === 0) {
			raise(TYPE_ERROR, `type '${typeName(candidate)}' is not an acceptable base type`);
			return NULL;
		}
		const solid = solidOf(candidate);
		if (winner === NULL || (isSubtype(solid, winner) && solid !== winner)) {
			winner = solid;
			base = candidate;
		} else if (!isSubtype(winner, solid)) {
			raise(TYPE_ERROR, "multiple bases have instance lay-out conflict");
			return NULL;
		}
	}
	return base;
}
