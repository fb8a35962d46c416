/** Where each object's mark stands in its lane: the same place from birth to death, whichever lane it is in. */
import type { Life } from "../graph/outline";

/** A place for each object, by serial, reused only when the object that had it is gone; and how many there are. */
export function slotsOf(cards: readonly Life[]): {
	readonly slots: ReadonlyMap<number, number>;
	readonly count: number;
} {
	const slots = new Map<number, number>();
	/** By slot, the last step at which it is taken. */
	const taken: number[] = [];
	for (const { serial, from, to } of [...cards].sort((a, b) => a.from - b.from || a.serial - b.serial)) {
		const free = taken.findIndex((until) => until < from);
		const slot = free < 0 ? taken.length : free;
		taken[slot] = to;
		slots.set(serial, slot);
	}
	return { slots, count: taken.length };
}

export interface Grid {
	readonly columns: number;
	readonly rows: number;
	/** Width of a mark with its gap. */
	readonly pitch: number;
	/** Marks have room for an object's title, or for its number alone. */
	readonly titled: boolean;
}

export const MARK_HEIGHT = 28;
const NARROW = 48;
const TITLED = 104;
const MOST_ROWS = 4;

/** The places laid out in a width, with titles where they fit into two rows. */
export function gridOf(count: number, width: number): Grid {
	const titled = Math.max(1, Math.floor(width / TITLED)) * 2 >= count;
	const pitch = titled ? TITLED : NARROW;
	const columns = Math.max(1, Math.floor(width / pitch));
	return { columns, rows: Math.min(MOST_ROWS, Math.ceil(Math.max(1, count) / columns)), pitch, titled };
}

/** Where a place is in the grid; null: beyond it. */
export function placeOf(
	slot: number,
	{ columns, rows, pitch }: Grid,
): { readonly x: number; readonly y: number } | null {
	const row = Math.floor(slot / columns);
	return row >= rows ? null : { x: (slot % columns) * pitch, y: row * MARK_HEIGHT };
}
