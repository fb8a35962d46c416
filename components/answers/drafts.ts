import type { ItemId } from "@/exercises/types";
import { browserStorage } from "./storage";

/** Code that a learner has written and not submitted, so that a reload finds it again. */

const PREFIX = "heapwise.draft.";

export function readDraft(item: ItemId): string | null {
	try {
		return browserStorage()?.getItem(PREFIX + item) ?? null;
	} catch {
		return null;
	}
}

export function writeDraft(item: ItemId, source: string): void {
	try {
		browserStorage()?.setItem(PREFIX + item, source);
	} catch {
		// Full or forbidden: the draft lives in the page alone.
	}
}

export function clearDraft(item: ItemId): void {
	try {
		browserStorage()?.removeItem(PREFIX + item);
	} catch {
		// As above.
	}
}
