import type { ItemId } from "@/exercises/types";

/** What an item's program is called over its player: players of one page need different names. */
export function fileOf(item: ItemId): string {
	return `${item.split("/").at(-1) ?? item}.py`;
}
