/**
 * What an object shows to the collector: `traverse` visits as CPython's tp_traverse of its type does, in that order and no
 * more, since the order decides which objects a collection meets first. Every counted reference is in slots.ts.
 */

import { at } from "./arena";
import { entriesByPlace } from "./dict";
import { instanceSlot } from "./instance";
import { keysEntries } from "./keys";
import {
	DD_FACTORY,
	DESCR_TYPE,
	DICT_KEYS,
	ENTRY_KEY,
	ENTRY_VALUE,
	ENTRY_WORDS,
	EXC_ARGS,
	EXC_CAUSE,
	EXC_CONTEXT,
	EXC_DICT,
	EXC_FIELDS,
	EXC_NOTES,
	EXC_TRACEBACK,
	F_CODE,
	F_FUNC,
	F_LOCALS,
	F_OBJECT,
	F_SP,
	FIELDS,
	FO_BACK,
	FO_EXTRA_LOCALS,
	FO_OVERWRITTEN,
	FO_OWN,
	FRAME_WORDS,
	FUNC_ANNOTATE,
	FUNC_ANNOTATIONS,
	FUNC_BUILTINS,
	FUNC_CLOSURE,
	FUNC_CODE,
	FUNC_DEFAULTS,
	FUNC_DICT,
	FUNC_DOC,
	FUNC_GLOBALS,
	FUNC_KWDEFAULTS,
	FUNC_MODULE,
	FUNC_NAME,
	FUNC_QUALNAME,
	FUNC_TYPEPARAMS,
	GENERATOR_CODE,
	GENERATOR_EXC,
	GENERATOR_FRAME,
	GENERATOR_NAME,
	GENERATOR_QUALNAME,
	K_ENTRIES,
	K_UNICODE,
	LAYOUT_CODE,
	LAYOUT_DEFAULTDICT,
	LAYOUT_DESCRIPTOR,
	LAYOUT_DICT,
	LAYOUT_EXCEPTION,
	LAYOUT_FRAME,
	LAYOUT_FUNCTION,
	LAYOUT_GENERATOR,
	LAYOUT_LRU,
	LAYOUT_MODULE,
	LAYOUT_ODICT,
	LAYOUT_TYPE,
	MODULE_DICT,
	NULL,
	OD_DICT,
	OD_FIRST,
	type Ref,
	T_BASE,
	T_BASES,
	T_DICT,
	T_FLAGS,
	T_LAYOUT,
	T_MRO,
	T_SOLID,
	TF_HEAP,
	TF_VISITS_TYPE,
	TYPE,
} from "./layout";
import { layoutSlot } from "./layouts";
import { traverseLinks } from "./lrulinks";
import { profile } from "./machine";
import { N_KEY, N_NEXT } from "./odict";
import { isCounted } from "./stackref";
import { FILTER, SUPER } from "./typeids";

type Visit = (child: Ref) => void;

/** `tp_traverse`; of a class's instance `subtype_traverse`: slots, attributes, the class, then what the native base has. */
export function traverse(o: Ref, visit: Visit): void {
	const type = at(o + TYPE);
	if ((at(type + T_FLAGS) & TF_VISITS_TYPE) !== 0) visit(type);
	if ((at(type + T_FLAGS) & TF_HEAP) !== 0) {
		visitInstance(o, visit);
		visit(type);
	}
	const layout = at(type + T_LAYOUT);
	const fields = FIELDS_VISITED[layout];
	if (fields !== undefined) visitWords(o, fields, visit);
	else if (layout === LAYOUT_DICT) visitDict(o, visit);
	else if (layout === LAYOUT_DEFAULTDICT) {
		visitWords(o, [DD_FACTORY], visit);
		visitDict(o, visit);
	} else if (layout === LAYOUT_ODICT) {
		visitWords(o, [OD_DICT], visit);
		for (let node = at(o + OD_FIRST); node !== 0; node = at(node + N_NEXT)) visit(at(node + N_KEY));
		visitDict(o, visit);
	} else if (layout === LAYOUT_LRU) {
		traverseLinks(o, visit);
		visitLayout(o, layout, visit);
	} else if (layout === LAYOUT_GENERATOR) {
		// gen_traverse
		visitWords(o, [GENERATOR_NAME, GENERATOR_QUALNAME], visit);
		const block = at(o + GENERATOR_FRAME);
		if (block !== 0) visitFrame(block, visit);
		visitWords(o, profile().generatorsShowCode ? [GENERATOR_CODE, GENERATOR_EXC] : [GENERATOR_EXC], visit);
	} else if (layout === LAYOUT_FRAME) {
		visitWords(o, [FO_BACK, FO_EXTRA_LOCALS, FO_OVERWRITTEN], visit);
		if (at(o + FO_OWN) !== 0) visitFrame(at(o + FO_OWN), visit);
	} else {
		const order = TYPES_VISITED.get(at(type + T_SOLID));
		if (order !== undefined) visitWords(o, order, visit);
		else visitLayout(o, layout, visit);
	}
}

/** Types of plain fields that visit them in an order of their own: super the object first, filter its iterator. */
const TYPES_VISITED: ReadonlyMap<Ref, readonly number[]> = new Map([
	[SUPER, [FIELDS + 1, FIELDS, FIELDS + 2]],
	[FILTER, [FIELDS + 1, FIELDS]],
]);

/** Layouts whose traversal goes through fields in an order that is not dealloc's, or leaves some out. */
const FIELDS_VISITED: readonly (readonly number[] | undefined)[] = (() => {
	const fields: (readonly number[] | undefined)[] = [];
	fields[LAYOUT_FUNCTION] = [
		FUNC_CODE,
		FUNC_GLOBALS,
		FUNC_BUILTINS,
		FUNC_MODULE,
		FUNC_DEFAULTS,
		FUNC_KWDEFAULTS,
		FUNC_DOC,
		FUNC_NAME,
		FUNC_DICT,
		FUNC_CLOSURE,
		FUNC_ANNOTATIONS,
		FUNC_ANNOTATE,
		FUNC_TYPEPARAMS,
		FUNC_QUALNAME,
	];
	fields[LAYOUT_TYPE] = [T_DICT, T_MRO, T_BASES, T_BASE];
	fields[LAYOUT_MODULE] = [MODULE_DICT];
	fields[LAYOUT_EXCEPTION] = [
		EXC_FIELDS,
		EXC_FIELDS + 1,
		EXC_FIELDS + 2,
		EXC_FIELDS + 3,
		EXC_FIELDS + 4,
		EXC_FIELDS + 5,
		EXC_DICT,
		EXC_ARGS,
		EXC_NOTES,
		EXC_TRACEBACK,
		EXC_CAUSE,
		EXC_CONTEXT,
	];
	fields[LAYOUT_DESCRIPTOR] = [DESCR_TYPE];
	fields[LAYOUT_CODE] = [];
	return fields;
})();

function visitWords(o: number, words: readonly number[], visit: Visit): void {
	for (let i = 0; i < words.length; i++) {
		const child = at(o + (words[i] as number));
		if (child !== NULL && isCounted(child)) visit(child);
	}
}

function visitInstance(o: Ref, visit: Visit): void {
	for (let i = 0; ; i++) {
		const slot = instanceSlot(o, i);
		if (slot === -1) return;
		const child = at(slot);
		if (child !== NULL) visit(child);
	}
}

function visitLayout(o: Ref, layout: number, visit: Visit): void {
	for (let i = 0; ; i++) {
		const slot = layoutSlot(o, layout, i);
		if (slot === -1) return;
		const child = at(slot);
		// A set's removed entries are negative; a generator's stack may hold borrowed words, which count nothing.
		if (isCounted(child)) visit(child);
	}
}

/** `dict_traverse`: values before keys, and no keys where all are exact texts. */
function visitDict(o: Ref, visit: Visit): void {
	const keys = at(o + DICT_KEYS);
	if (keys === 0) return;
	const byPlace = entriesByPlace(o);
	if (byPlace !== null) {
		for (const entry of byPlace) visit(at(entry + ENTRY_VALUE));
		return;
	}
	const texts = at(keys + K_UNICODE) !== 0;
	const n = at(keys + K_ENTRIES);
	for (let i = 0, entry = keysEntries(keys); i < n; i++, entry += ENTRY_WORDS) {
		const value = at(entry + ENTRY_VALUE);
		if (value <= 0) continue;
		visit(value);
		if (!texts) visit(at(entry + ENTRY_KEY));
	}
}

/** `_PyFrame_Traverse` */
function visitFrame(block: number, visit: Visit): void {
	visitWords(block, [F_OBJECT, F_LOCALS, F_FUNC, F_CODE], visit);
	const end = block + at(block + F_SP);
	for (let word = block + FRAME_WORDS; word < end; word++) {
		const child = at(word);
		if (isCounted(child)) visit(child);
	}
}
