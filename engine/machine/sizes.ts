/** What `__sizeof__` and `sys.getsizeof` say of native objects that keep more than their type's fixed size. */
import { at } from "./arena";
import { declareMethod } from "./declarations";
import { newInt } from "./int";
import { type Ref, T_BASICSIZE, T_FLAGS, T_SOLID, TF_GC, TYPE } from "./layout";

/** Bytes of an instance of the very type, without the collector's header. */
type SizeOf = (o: Ref) => number;
const sizes = new Map<Ref, SizeOf>();

export function declareSize(type: Ref, sizeOf: SizeOf): void {
	sizes.set(type, sizeOf);
	declareMethod(type, "__sizeof__", 0, 0, (self) => newInt(declaredSize(self) ?? 0));
}

const basicSize = (type: Ref): number => at(type + T_BASICSIZE) - ((at(type + T_FLAGS) & TF_GC) !== 0 ? 16 : 0);

/** The object's size as it was declared for its native type, and what a class adds to it; null: the basic size is all. */
export function declaredSize(o: Ref): number | null {
	const type = at(o + TYPE);
	const solid = at(type + T_SOLID);
	const size = sizes.get(solid)?.(o);
	return size === undefined ? null : size + basicSize(type) - basicSize(solid);
}
