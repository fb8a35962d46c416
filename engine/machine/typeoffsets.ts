/** Where CPython's instances of a type keep their dict and the list of their weak references. */
import { at } from "./arena";
import { NULL, type Ref, T_BASE, T_DICT_AT, T_FLAGS, T_SOLID, T_WEAK_AT, TF_HEAP } from "./layout";
import {
	ARRAY,
	AST,
	ASYNC_GENERATOR,
	BASE_EXCEPTION,
	BUFFERED_RANDOM,
	BUFFERED_READER,
	BUFFERED_RW_PAIR,
	BUFFERED_WRITER,
	BUILTIN,
	BYTES_IO,
	CLASSMETHOD,
	CODE,
	COROUTINE,
	DEQUE,
	EXCEPTION_GROUP,
	FILE_IO,
	FROZENSET,
	FUNCTION,
	GENERATOR,
	GENERIC_ALIAS,
	IO_BASE,
	LOCK,
	LRU_CACHE,
	MEMORYVIEW,
	METHOD,
	MODULE,
	ORDERED_DICT,
	PARAM_SPEC,
	PARAM_SPEC_ARGS,
	PARAM_SPEC_KWARGS,
	PARTIAL,
	SET,
	SIMPLE_NAMESPACE,
	SRE_PATTERN,
	STATICMETHOD,
	TEE,
	TEXT_IO_WRAPPER,
	THREAD_LOCAL,
	TYPE_TYPE,
	TYPE_VAR,
	TYPE_VAR_TUPLE,
} from "./typeids";

/** `tp_dictoffset` of a managed dict */
const MANAGED_DICT = -1;
/** `MANAGED_WEAKREF_OFFSET` */
const MANAGED_WEAKREF = -32;

/** Offsets in CPython's own types: dict, weak references. */
const OFFSETS: ReadonlyMap<Ref, readonly [number, number]> = new Map([
	[TYPE_TYPE, [264, 368]],
	[FUNCTION, [88, 96]],
	[BUILTIN, [0, 40]],
	[METHOD, [0, 32]],
	[SET, [0, 192]],
	[FROZENSET, [0, 192]],
	[GENERATOR, [0, 16]],
	[COROUTINE, [0, 16]],
	[ASYNC_GENERATOR, [0, 16]],
	[CODE, [0, 144]],
	[CLASSMETHOD, [24, 0]],
	[STATICMETHOD, [24, 0]],
	[MODULE, [16, 40]],
	[BASE_EXCEPTION, [16, 0]],
	[EXCEPTION_GROUP, [16, MANAGED_WEAKREF]],
	[MEMORYVIEW, [0, 136]],
	[ORDERED_DICT, [96, 104]],
	[GENERIC_ALIAS, [0, 40]],
	[SIMPLE_NAMESPACE, [16, 0]],
	[DEQUE, [0, 208]],
	[LRU_CACHE, [136, 144]],
	[PARTIAL, [40, 48]],
	[TEE, [0, 32]],
	[ARRAY, [0, 48]],
	[AST, [16, 0]],
	[SRE_PATTERN, [0, 64]],
	[LOCK, [0, MANAGED_WEAKREF]],
	[THREAD_LOCAL, [0, 32]],
	[TYPE_VAR, [MANAGED_DICT, MANAGED_WEAKREF]],
	[PARAM_SPEC, [MANAGED_DICT, MANAGED_WEAKREF]],
	[TYPE_VAR_TUPLE, [MANAGED_DICT, MANAGED_WEAKREF]],
	[PARAM_SPEC_ARGS, [0, MANAGED_WEAKREF]],
	[PARAM_SPEC_KWARGS, [0, MANAGED_WEAKREF]],
	[IO_BASE, [16, 24]],
	[BYTES_IO, [40, 48]],
	[FILE_IO, [40, 32]],
	[BUFFERED_READER, [136, 144]],
	[BUFFERED_WRITER, [136, 144]],
	[BUFFERED_RANDOM, [136, 144]],
	[BUFFERED_RW_PAIR, [32, 40]],
	[TEXT_IO_WRAPPER, [184, 176]],
]);

/** `tp_dictoffset` (0) or `tp_weaklistoffset` (1) */
export function typeOffset(type: Ref, which: 0 | 1): number {
	const word = which === 0 ? T_DICT_AT : T_WEAK_AT;
	for (let t = type; t !== NULL; t = at(t + T_BASE)) {
		if ((at(t + T_FLAGS) & TF_HEAP) !== 0) {
			if (at(t + word) !== at(at(t + T_SOLID) + word)) return which === 0 ? MANAGED_DICT : MANAGED_WEAKREF;
			continue;
		}
		const known = OFFSETS.get(t);
		if (known !== undefined) return known[which];
	}
	return 0;
}
