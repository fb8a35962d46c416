/**
 * OrderedDict's own order: a doubly linked list of nodes, each with a counted key, beside the dict's entries, and a table
 * that leads from an entry to its node (Objects/odictobject.c).
 */
import { allocRaw, at, freeRaw, H } from "./arena";
import { keysEntries } from "./keys";
import {
	DICT_KEYS,
	ENTRY_KEY,
	ENTRY_WORDS,
	K_ENTRIES,
	K_LOG2,
	OD_FAST,
	OD_FAST_SIZE,
	OD_FIRST,
	OD_LAST,
	OD_STATE,
	OD_SYNCED,
	type Ref,
} from "./layout";
import { decref, incref } from "./refcount";

/** A node: its key, its neighbours, and the place of the key's entry in the dict. */
export const N_KEY = 0;
export const N_PREV = 1;
export const N_NEXT = 2;
const N_ENTRY = 3;
export const NODE_WORDS = 4;

/** `_odict_resize`: the table of nodes follows the dict's table, where that is another than the last time. */
function syncNodes(od: Ref): void {
	const keys = at(od + DICT_KEYS);
	if (keys === 0) return;
	const size = 1 << at(keys + K_LOG2);
	if (at(od + OD_SYNCED) === keys && at(od + OD_FAST_SIZE) === size) return;
	const places = new Map<Ref, number>();
	const entries = keysEntries(keys);
	for (let i = 0; i < at(keys + K_ENTRIES); i++) {
		const key = at(entries + i * ENTRY_WORDS + ENTRY_KEY);
		if (key !== 0) places.set(key, i);
	}
	const table = allocRaw(size);
	for (let node = at(od + OD_FIRST); node !== 0; node = at(node + N_NEXT)) {
		const place = places.get(at(node + N_KEY));
		H[node + N_ENTRY] = place ?? -1;
		if (place !== undefined) H[table + place] = node;
	}
	freeTable(od);
	H[od + OD_FAST] = table;
	H[od + OD_FAST_SIZE] = size;
	H[od + OD_SYNCED] = keys;
}

function freeTable(od: Ref): void {
	if (at(od + OD_FAST) !== 0) freeRaw(at(od + OD_FAST), at(od + OD_FAST_SIZE));
	H[od + OD_FAST] = 0;
	H[od + OD_FAST_SIZE] = 0;
	H[od + OD_SYNCED] = 0;
}

/** The node of an entry by the entry's place, or 0. */
export function nodeAt(od: Ref, place: number): number {
	syncNodes(od);
	return place < at(od + OD_FAST_SIZE) ? at(at(od + OD_FAST) + place) : 0;
}

/** The address of a node's entry, or 0. */
export function entryOfNode(od: Ref, node: number): number {
	syncNodes(od);
	const place = at(node + N_ENTRY);
	return place < 0 ? 0 : keysEntries(at(od + DICT_KEYS)) + place * ENTRY_WORDS;
}

/** `_odict_add_head` and `_odict_add_tail` */
export function linkNode(od: Ref, node: number, first: boolean): void {
	const end = at(od + (first ? OD_FIRST : OD_LAST));
	H[node + N_PREV] = first ? 0 : end;
	H[node + N_NEXT] = first ? end : 0;
	if (end === 0) H[od + (first ? OD_LAST : OD_FIRST)] = node;
	else H[end + (first ? N_PREV : N_NEXT)] = node;
	H[od + (first ? OD_FIRST : OD_LAST)] = node;
	changed(od);
}

function changed(od: Ref): void {
	H[od + OD_STATE] = (at(od + OD_STATE) + 1) | 0;
}

/** `_odict_remove_node` */
export function unlinkNode(od: Ref, node: number): void {
	const prev = at(node + N_PREV);
	const next = at(node + N_NEXT);
	if (prev === 0) H[od + OD_FIRST] = next;
	else H[prev + N_NEXT] = next;
	if (next === 0) H[od + OD_LAST] = prev;
	else H[next + N_PREV] = prev;
	H[node + N_PREV] = 0;
	H[node + N_NEXT] = 0;
	changed(od);
}

/** `_odict_add_new_node`: a node at the end for the entry at a place, unless it has one. Counts the key. */
export function addNode(od: Ref, place: number, key: Ref): void {
	if (nodeAt(od, place) !== 0) return;
	const node = allocRaw(NODE_WORDS);
	H[node + N_KEY] = incref(key);
	H[node + N_ENTRY] = place;
	H[at(od + OD_FAST) + place] = node;
	linkNode(od, node, false);
}

/** `_odict_clear_node`: an entry that goes loses its node, which drops its key. */
export function dropNode(od: Ref, place: number): void {
	const node = nodeAt(od, place);
	if (node === 0) return;
	H[at(od + OD_FAST) + place] = 0;
	unlinkNode(od, node);
	const key = at(node + N_KEY);
	freeRaw(node, NODE_WORDS);
	decref(key);
}

/** `_odict_clear_nodes`. `keys` false: the keys have been dropped. */
export function clearNodes(od: Ref, keys = true): void {
	let node = at(od + OD_FIRST);
	freeTable(od);
	changed(od);
	H[od + OD_FIRST] = 0;
	H[od + OD_LAST] = 0;
	while (node !== 0) {
		const next = at(node + N_NEXT);
		const key = at(node + N_KEY);
		freeRaw(node, NODE_WORDS);
		if (keys) decref(key);
		node = next;
	}
}
