/** The order in which a class and those that it derives from are asked: C3 (`mro_implementation`). */
import { internal } from "./alloc";
import { at } from "./arena";
import { raise } from "./errors";
import { NULL, type Ref, SIZE, T_BASES, T_MRO } from "./layout";
import { work } from "./machine";
import { setref } from "./refcount";
import { typeModified } from "./specialize";
import { subclasses } from "./subclasses";
import { tupleItem, tupleOf } from "./tuple";
import { TYPE_ERROR } from "./typeids";
import { typeName } from "./types";

/** `mro_implementation`: C3 linearisation, as a new tuple; NULL: TypeError is set. */
export function linearize(type: Ref, bases: Ref): Ref {
	const lists: Ref[][] = [];
	const n = at(bases + SIZE);
	const own: Ref[] = [];
	for (let i = 0; i < n; i++) {
		const base = tupleItem(bases, i);
		if (own.includes(base)) return raise(TYPE_ERROR, `duplicate base class ${typeName(base)}`);
		own.push(base);
		const mro = at(base + T_MRO);
		if (mro === NULL) return raise(TYPE_ERROR, `Cannot extend an incomplete type '${typeName(base)}'`);
		const list: Ref[] = [];
		for (let j = 0; j < at(mro + SIZE); j++) list.push(tupleItem(mro, j));
		lists.push(list);
	}
	lists.push(own);
	const result = [type];
	for (;;) {
		work(lists.length * 2);
		const left = lists.filter((l) => l.length > 0);
		if (left.length === 0) return tupleOf(...result);
		// A class that stands first in many lists is tried once.
		const heads = new Set(left.map((l) => l[0] as Ref));
		let head: Ref | undefined;
		for (const c of heads) {
			work(left.length >> 1);
			if (left.some((l) => l.indexOf(c, 1) > 0)) continue;
			head = c;
			break;
		}
		if (head === undefined) {
			const names = [...new Set(left.map((l) => typeName(l[0] as Ref)))];
			return raise(
				TYPE_ERROR,
				`Cannot create a consistent method resolution order (MRO) for bases ${names.join(", ")}`,
			);
		}
		result.push(head);
		for (const l of lists) if (l[0] === head) l.shift();
	}
}

/** `mro_hierarchy`: the class's MRO, then its subclasses'. False: an error is set. */
export function recomputeMro(type: Ref): boolean {
	const mro = linearize(type, at(type + T_BASES));
	if (mro === NULL) return false;
	setref(type + T_MRO, internal(mro));
	typeModified(type);
	return subclasses(type).every(recomputeMro);
}
