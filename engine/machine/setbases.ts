/** A class gets other bases (`type_set_bases` of Objects/typeobject.c). */
import { at, H } from "./arena";
import { bestBase, solidOf } from "./bases";
import { raise } from "./errors";
import {
	NULL,
	type Ref,
	SIZE,
	T_BASE,
	T_BASES,
	T_DICT_AT,
	T_FLAGS,
	T_VALUES_AT,
	T_WEAK_AT,
	T_WORDS,
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
