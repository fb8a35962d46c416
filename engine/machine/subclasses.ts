/** A type's subclasses: which classes derive from it, as `tp_subclasses` knows them, by weak references. */
import { internal } from "./alloc";
import { allocRaw, at, freeRaw, H, moveWords } from "./arena";
import { newDict } from "./dict";
import { NULL, type Ref, SIZE, T_BASES, T_SUBCLASSES, WR_OBJECT } from "./layout";
import { decref } from "./refcount";
import { tupleItem } from "./tuple";
import { CLASSMETHOD, DICT, GENERIC_ALIAS, LIST, PROPERTY, STATICMETHOD, TUPLE, TYPE_TYPE, WEAKREF } from "./typeids";
import { newWeakref } from "./weaklist";

/**
 * `tp_subclasses`: word 0 the capacity, word 1 how many, word 2 a class's dict of them as CPython has it (counted; always
 * empty here), then for each its handle and a weak reference to it (counted).
 */
const S_ENTRIES = 3;
/** Static types that have subclasses, and a dict of them, before a program runs, though the machine starts without these. */
const STARTUP_BASES: ReadonlySet<Ref> = new Set([
	TYPE_TYPE,
	CLASSMETHOD,
	STATICMETHOD,
	PROPERTY,
	LIST,
	DICT,
	TUPLE,
	GENERIC_ALIAS,
]);
export function addSubclass(base: Ref, type: Ref, running: boolean): void {
	let list = at(base + T_SUBCLASSES);
	const n = list === 0 ? 0 : at(list + 1);
	if (list === 0 || S_ENTRIES + n * 2 + 2 > at(list)) {
		const words = Math.max(8, (n + 2) * 4);
		const bigger = allocRaw(words);
		if (list !== 0) {
			moveWords(bigger, list, list + S_ENTRIES + n * 2);
			freeRaw(list, at(list));
		} else if (running && !STARTUP_BASES.has(base)) H[bigger + 2] = internal(newDict());
		H[bigger] = words;
		list = bigger;
		H[base + T_SUBCLASSES] = list;
	}
	H[list + S_ENTRIES + n * 2] = type;
	H[list + S_ENTRIES + 1 + n * 2] = internal(newWeakref(WEAKREF, WEAKREF, type, NULL));
	H[list + 1] = n + 1;
}

/** A class dies: its bases no longer know it (`remove_all_subclasses`). */
export function removeFromBases(type: Ref): void {
	const bases = at(type + T_BASES);
	for (let i = 0; i < at(bases + SIZE); i++) {
		const list = at(tupleItem(bases, i) + T_SUBCLASSES);
		const n = list === 0 ? 0 : at(list + 1);
		for (let j = 0; j < n; j++) {
			const entry = list + S_ENTRIES + j * 2;
			if (at(entry) !== type) continue;
			const weakref = at(entry + 1);
			moveWords(entry, entry + 2, list + S_ENTRIES + n * 2);
			H[list + 1] = n - 1;
			decref(weakref);
			if (n === 1) freeSubclasses(tupleItem(bases, i));
			break;
		}
	}
}

/** The classes derived from a type that are alive, oldest first. */
export function subclasses(type: Ref): Ref[] {
	const list = at(type + T_SUBCLASSES);
	const out: Ref[] = [];
	const n = list === 0 ? 0 : at(list + 1);
	for (let i = 0; i < n; i++)
		if (at(at(list + S_ENTRIES + 1 + i * 2) + WR_OBJECT) !== NULL) out.push(at(list + S_ENTRIES + i * 2));
	return out;
}

/** What a type's list of its subclasses keeps alive. */
export function subclassReferences(type: Ref, visit: (o: Ref) => void): void {
	const list = at(type + T_SUBCLASSES);
	if (list === 0) return;
	visit(at(list + 2));
	for (let i = 0; i < at(list + 1); i++) visit(at(list + S_ENTRIES + 1 + i * 2));
}

/** `clear_tp_subclasses`: a class without subclasses has no dict of them. */
export function freeSubclasses(type: Ref): void {
	const list = at(type + T_SUBCLASSES);
	if (list === 0) return;
	const dict = at(list + 2);
	H[type + T_SUBCLASSES] = 0;
	freeRaw(list, at(list));
	if (dict !== NULL) decref(dict);
}
