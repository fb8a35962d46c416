/** `tp_basicsize` of static types where versions differ, or where an instance here is declared with other words. */
import type { Ref } from "./layout";
import { profile } from "./machine";
import {
	CODE,
	FRAME,
	FUNCTION,
	GENERATOR,
	GETSET,
	INDENTATION_ERROR,
	MAP,
	MAPPING_PROXY,
	MEMBER,
	SET_ITERATOR,
	SYNTAX_ERROR,
	TAB_ERROR,
	TRACEBACK,
	TUPLE,
	TYPE_TYPE,
} from "./typeids";

/** In 3.13 and in 3.14, without the collector's header. */
const SIZES: ReadonlyMap<Ref, readonly [number, number]> = new Map([
	[TYPE_TYPE, [928, 936]],
	[TUPLE, [24, 32]],
	[MAP, [32, 40]],
	[FUNCTION, [144, 152]],
	[GENERATOR, [144, 152]],
	[CODE, [200, 208]],
	[FRAME, [136, 152]],
	[SYNTAX_ERROR, [136, 144]],
	[INDENTATION_ERROR, [136, 144]],
	[TAB_ERROR, [136, 144]],
	[GETSET, [48, 48]],
	[MEMBER, [48, 48]],
	[MAPPING_PROXY, [24, 24]],
	[TRACEBACK, [40, 40]],
	[SET_ITERATOR, [48, 48]],
]);

/** The profile's basic size of a static type, or null where its declaration tells it. */
export function basicSizeOf(type: Ref): number | null {
	const sizes = SIZES.get(type);
	return sizes === undefined ? null : sizes[profile().name === "3.13" ? 0 : 1];
}
