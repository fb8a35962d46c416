/** The trashcan: how deep deallocations may nest, and the objects that are put off until there is room again. */
import { at, H } from "./arena";
import { BEGIN, pushEntry, TRASH_CHAIN } from "./deathstack";
import { untrack } from "./gclist";
import {
	FLAGS,
	GC_REFS,
	HAS_GC,
	LAYOUT_DICT,
	LAYOUT_EXCEPTION,
	LAYOUT_FRAME,
	LAYOUT_LIST,
	LAYOUT_LRU,
	LAYOUT_SET,
	LAYOUT_TRACEBACK,
	LAYOUT_TUPLE,
	R_DEATHS_LEFT,
	R_TRASH,
	type Ref,
	T_FLAGS,
	T_LAYOUT,
	TF_HEAP,
	TYPE,
} from "./layout";
import { profile } from "./machine";

/** How deep deallocations may nest; nearer than `headroom` to that, objects are put off into the trashcan. */
export interface TrashcanDepth {
	readonly levels: number;
	readonly headroom: number;
	/** 3.13's trashcan is in some deallocs alone; 3.14 has it in `_Py_Dealloc`, for all that the collector knows. */
	readonly everywhere: boolean;
}

export function bootTrashcan(): void {
	H[R_DEATHS_LEFT] = profile().trashcan.levels;
}

/** Whether the dealloc of an object is one that the trashcan guards. */
export function isGuarded(o: Ref): boolean {
	if ((at(o + FLAGS) & HAS_GC) === 0) return false;
	const type = at(o + TYPE);
	if (profile().trashcan.everywhere || (at(type + T_FLAGS) & TF_HEAP) !== 0) return true;
	return (GUARDED & (1 << at(type + T_LAYOUT))) !== 0;
}
/** The layouts that are, a bit each: their numbers are all below 32. */
const GUARDED =
	(1 << LAYOUT_LIST) |
	(1 << LAYOUT_LRU) |
	(1 << LAYOUT_TUPLE) |
	(1 << LAYOUT_DICT) |
	(1 << LAYOUT_SET) |
	(1 << LAYOUT_EXCEPTION) |
	(1 << LAYOUT_TRACEBACK) |
	(1 << LAYOUT_FRAME);

/** `Py_TRASHCAN_END`: one level less; where there is room again, what was put off dies now. */
export function endGuarded(): void {
	const left = at(R_DEATHS_LEFT) + 1;
	H[R_DEATHS_LEFT] = left;
	if (at(R_TRASH) === 0 || left <= 2 * profile().trashcan.headroom) return;
	H[R_DEATHS_LEFT] = left - 1;
	pushEntry(0, TRASH_CHAIN);
}

/** An object begins to die: on the death stack, or later, from the trashcan. */
export function pushDeath(o: Ref): void {
	if (isGuarded(o)) {
		if (at(R_DEATHS_LEFT) <= profile().trashcan.headroom) {
			// _PyTrash_thread_deposit_object
			untrack(o);
			H[o + GC_REFS] = at(R_TRASH);
			H[R_TRASH] = o;
			return;
		}
		H[R_DEATHS_LEFT] = at(R_DEATHS_LEFT) - 1;
	}
	pushEntry(o, BEGIN);
}
