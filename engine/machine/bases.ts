/** A class's bases: which of them its instances' layout extends (`best_base`), and getting others. */
import { at, H } from "./arena";
import { raise } from "./errors";
import {
	NULL,
	type Ref,
	SIZE,
	T_BASE,
	T_BASES,
	T_BASICSIZE,
	T_DICT_AT,
	T_FLAGS,
	T_ITEMSIZE,
	T_SLOTS_COUNT,
	T_VALUES_AT,
	T_WEAK_AT,
	T_WORDS,
	TF_BASETYPE,
	TF_GC,
	TF_HEAP,
	TYPE,
} from "./layout";
import { recomputeMro } from "./mro";
import { decref, incref } from "./refcount";
import { updateSlots } from "./slotdispatchers";
import { addSubclass, removeFromBases } from "./subclasses";
import type { Status } from "./tables";
import { isTuple, tupleItem } from "./tuple";
import { NONE, TYPE_ERROR } from "./typeids";
import { isSubtype, isType, typeName } from "./types";

/** `type_set_bases`: a class gets other bases; its MRO and slots, and those of its subclasses, follow. */
export function setBases(type: Ref, bases: Ref): Status {
	const name = typeName(type);
	if (!isTuple(bases))
		return raise(TYPE_ERROR, `can only assign tuple to ${name}.__bases__, not ${typeName(at(bases + TYPE))}`);
	if (at(bases + SIZE) === 0) return raise(TYPE_ERROR, `can only assign non-empty tuple to ${name}.__bases__, not ()`);
	for (let i = 0; i < at(bases + SIZE); i++) {
		const base = tupleItem(bases, i);
		if (!isType(base))
			return raise(TYPE_ERROR, `${name}.__bases__ must be tuple of classes, not '${typeName(at(base + TYPE))}'`);
		if (isSubtype(base, type)) return raise(TYPE_ERROR, "a __bases__ item causes an inheritance cycle");
	}
	const base = bestBase(bases);
	if (base === NULL) return NULL;
	const old = at(type + T_BASE);
	if (!compatibleBases(old, base)) {
		// `tp_free`: PyObject_GC_Del, or PyObject_Free.
		const freedOtherwise = (at(old + T_FLAGS) & TF_GC) !== (at(base + T_FLAGS) & TF_GC);
		return raise(
			TYPE_ERROR,
			`__bases__ assignment: '${typeName(base)}' ${freedOtherwise ? "deallocator" : "object layout"} differs from '${typeName(old)}'`,
		);
	}
	removeFromBases(type);
	const [oldBases, oldBase] = [at(type + T_BASES), old];
	H[type + T_BASES] = incref(bases);
	H[type + T_BASE] = incref(base);
	if (!recomputeMro(type)) {
		H[type + T_BASES] = oldBases;
		H[type + T_BASE] = oldBase;
		decref(bases);
		decref(base);
		for (let i = 0; i < at(oldBases + SIZE); i++) addSubclass(tupleItem(oldBases, i), type, true);
		return NULL;
	}
	for (let i = 0; i < at(bases + SIZE); i++) addSubclass(tupleItem(bases, i), type, true);
	updateSlots(type);
	decref(oldBases);
	decref(oldBase);
	return NONE;
}

/** `compatible_for_assignment`: instances stand in memory alike under both. */
function compatibleBases(a: Ref, b: Ref): boolean {
	const heap = (t: Ref): boolean => (at(t + T_FLAGS) & TF_HEAP) !== 0;
	return (
		heap(a) === heap(b) &&
		solidOf(a) === solidOf(b) &&
		[T_WORDS, T_DICT_AT, T_WEAK_AT, T_VALUES_AT].every((word) => at(a + word) === at(b + word))
	);
}

/** The native type under a class whose layout its instances share (`solid_base`). */
function solidOf(type: Ref): Ref {
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
