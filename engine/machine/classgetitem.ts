/** Types that can be subscripted to say of what they are: `list[int]`. */
import { at } from "./arena";
import { declareMethod } from "./declarations";
import { newGenericAlias } from "./genericalias";
import type { Ref } from "./layout";
import { setAliasMaker } from "./operators";
import { BASE_EXCEPTION_GROUP, DICT, FROZENSET, LIST, SET, TUPLE } from "./typeids";

export function declareClassGetitem(type: Ref): void {
	declareMethod(type, "__class_getitem__", 1, 1, (self, args) => newGenericAlias(self, at(args)), {
		kind: "classmethod",
	});
}
setAliasMaker(newGenericAlias);
for (const type of [LIST, DICT, TUPLE, SET, FROZENSET, BASE_EXCEPTION_GROUP]) declareClassGetitem(type);
