/**
 * Every counted reference that an object holds, with the address of its word, in the order in which its dealloc lets go;
 * what the collector sees of an object, and in which order, is in traversal.ts.
 */
import { at } from "./arena";
import { instanceSlot, VALUES, valuesAt, valuesCapacity } from "./instance";
import { keysEntries } from "./keys";
import {
	DICT_KEYS,
	ENTRY_KEY,
	ENTRY_VALUE,
	ENTRY_WORDS,
	K_ENTRIES,
	LAYOUT_DICT,
	LAYOUT_LIST,
	LAYOUT_LRU,
	LAYOUT_STR,
	LAYOUT_TUPLE,
	LIST_ITEMS,
	type Ref,
	SIZE,
	T_BASE,
	T_FLAGS,
	T_LAYOUT,
	T_SLOTS_AT,
	T_SLOTS_COUNT,
	TF_HEAP,
	TF_VISITS_TYPE,
	TUPLE_ITEMS,
	TYPE,
} from "./layout";
import { layoutSlot } from "./layouts";
import { visitLinks } from "./lrulinks";
import { isCounted } from "./stackref";

/** `address` 0: the reference stands in no word of its own (a cache's links). */
export type SlotVisit = (child: Ref, address: number) => void;

export function eachSlot(o: Ref, visit: SlotVisit): void {
	const type = at(o + TYPE);
	const flags = at(type + T_FLAGS);
	const layout = at(type + T_LAYOUT);
	// Numbers and texts, of which there are most, hold none.
	if ((flags & (TF_HEAP | TF_VISITS_TYPE)) === 0 && layout <= LAYOUT_STR) return;
	if ((flags & TF_VISITS_TYPE) !== 0) visit(type, o + TYPE);
	if ((flags & TF_HEAP) !== 0) eachInstanceSlot(o, type, visit);
	// Most words of a heap are in these three, which are gone through without a call for each.
	if (layout === LAYOUT_LIST || layout === LAYOUT_TUPLE) {
		const first = layout === LAYOUT_LIST ? at(o + LIST_ITEMS) : o + TUPLE_ITEMS;
		for (let word = first + at(o + SIZE) - 1; word >= first; word--) if (at(word) > 0) visit(at(word), word);
	} else if (layout === LAYOUT_DICT) {
		const keys = at(o + DICT_KEYS);
		if (keys !== 0) {
			const end = keysEntries(keys) + at(keys + K_ENTRIES) * ENTRY_WORDS;
			for (let entry = keysEntries(keys); entry < end; entry += ENTRY_WORDS) {
				if (at(entry + ENTRY_KEY) > 0) visit(at(entry + ENTRY_KEY), entry + ENTRY_KEY);
				if (at(entry + ENTRY_VALUE) > 0) visit(at(entry + ENTRY_VALUE), entry + ENTRY_VALUE);
			}
		}
	} else {
		for (let i = 0; ; i++) {
			const slot = layoutSlot(o, layout, i);
			if (slot === -1) break;
			const child = at(slot);
			if (isCounted(child)) visit(child, slot);
		}
		if (layout === LAYOUT_LRU) visitLinks(o, (link) => visit(link, 0));
	}
	if ((flags & TF_HEAP) !== 0) visit(type, o + TYPE);
}

/** As `instanceSlot` numbers them: slots, inline values, the dict. */
function eachInstanceSlot(o: Ref, type: Ref, visit: SlotVisit): void {
	let n = 0;
	for (let t = type; (at(t + T_FLAGS) & TF_HEAP) !== 0; t = at(t + T_BASE)) {
		const first = o + at(t + T_SLOTS_AT);
		const count = at(t + T_SLOTS_COUNT);
		for (let word = first; word < first + count; word++) if (at(word) > 0) visit(at(word), word);
		n += count;
	}
	const block = valuesAt(o);
	if (block !== 0) {
		const first = block + VALUES;
		const count = valuesCapacity(block);
		for (let word = first; word < first + count; word++) if (at(word) > 0) visit(at(word), word);
		n += count;
	}
	const dict = instanceSlot(o, n);
	if (dict !== -1 && at(dict) > 0) visit(at(dict), dict);
}
