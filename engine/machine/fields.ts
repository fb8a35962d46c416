/** The fields of objects and the names of frames, as the program would write them, for views. */
import { at, blockBytes } from "./arena";
import { dictEntryAt } from "./dict";
import { codeOf } from "./frames";
import { dictWord, VALUES, valuesAt, valuesOrder, valuesUsed } from "./instance";
import { keysEntries, usableFor } from "./keys";
import { slotLabel } from "./labels";
import {
	CELL_VALUE,
	DD_FACTORY,
	DESCR_DEF,
	DESCR_NAME,
	DICT_KEYS,
	DICT_USED,
	ENTRY_KEY,
	ENTRY_VALUE,
	ENTRY_WORDS,
	F_CODE,
	F_LOCALS,
	F_SP,
	FRAME_WORDS,
	FUNC_CLOSURE,
	FUNC_CODE,
	FUNC_DEFAULTS,
	FUNC_DICT,
	GENERATOR_FRAME,
	GENERATOR_RUNNING,
	K_LOG2,
	LAYOUT_DEFAULTDICT,
	LAYOUT_DEQUE,
	LAYOUT_DICT,
	LAYOUT_EXCEPTION,
	LAYOUT_FIELDS,
	LAYOUT_FUNCTION,
	LAYOUT_GENERATOR,
	LAYOUT_LIST,
	LAYOUT_METHOD,
	LAYOUT_ODICT,
	LAYOUT_SET,
	LAYOUT_TUPLE,
	LAYOUT_WEAKREF,
	LIST_CAPACITY,
	METHOD_SELF,
	NULL,
	type Ref,
	SET_MASK,
	SET_TABLE,
	SET_USED,
	SIZE,
	T_BASE,
	T_DICT,
	T_FLAGS,
	T_KEYS,
	T_LAYOUT,
	T_SLOTS_AT,
	T_SLOTS_COUNT,
	TF_HEAP,
	TYPE,
	WR_CALLBACK,
	WR_OBJECT,
} from "./layout";
import { layoutSlot } from "./layouts";
import { ledTo } from "./ledto";
import { listItem } from "./list";
import { isCounted, isLent, objectOf } from "./stackref";
import { isExactStr, isStr, textOf } from "./str";
import { isTuple, tupleItem } from "./tuple";
import { CELL, EMPTY_TUPLE, INT, MEMBER } from "./typeids";
import { isShown, valueText } from "./viewtext";

export interface BoundName {
	readonly name: string;
	readonly value: Ref;
	readonly cell: boolean;
}

/**
 * The first names in a namespace. Those with two underscores at both ends are the interpreter's own (`__name__`), unless they
 * lead to an object of the program's.
 */
export function dictNames(space: Ref, most: number): BoundName[] {
	const names: BoundName[] = [];
	for (let i = 0; ; i++) {
		const entry = dictEntryAt(space, i);
		if (entry === -1 || names.length >= most) return names;
		if (entry === 0 || !isStr(at(entry + ENTRY_KEY))) continue;
		const name = textOf(at(entry + ENTRY_KEY));
		const value = at(entry + ENTRY_VALUE);
		if (name.startsWith("__") && name.endsWith("__") && !isShown(value)) continue;
		names.push({ name, value, cell: false });
	}
}

/** The first names that a frame binds: in a module's or class body's namespace, or a function's locals. */
export function frameNames(frame: number, most: number): BoundName[] {
	const space = at(frame + F_LOCALS);
	if (space !== NULL) return dictNames(space, most);
	const names: BoundName[] = [];
	const code = codeOf(at(frame + F_CODE));
	code.localsplusnames.forEach((name, i) => {
		let value = objectOf(at(frame + FRAME_WORDS + i));
		const cell = value !== NULL && ((code.localspluskinds[i] as number) & 0xc0) !== 0 && at(value + TYPE) === CELL;
		if (cell) value = at(value + CELL_VALUE);
		if (value !== NULL && name !== ".0" && names.length < most) names.push({ name, value, cell });
	});
	return names;
}

/**
 * What a frame, or the block of a resting one, holds up to `end`: the iterator of a `for`, values of an expression in the
 * midst; with its variables if they are not told as names.
 */
export function unnamed(frame: number, end: number, named = true): Ref[] {
	const found: Ref[] = [];
	const { localsplusnames } = codeOf(at(frame + F_CODE));
	for (let word = frame + FRAME_WORDS; word < end; word++) {
		const name = localsplusnames[word - frame - FRAME_WORDS];
		if ((name === undefined || name === ".0" || !named) && isCounted(at(word)) && !isLent(frame, word))
			found.push(at(word));
	}
	return found;
}

/** Who is shown an object's fields. A NULL target is no field. */
export interface FieldVisitor {
	add(label: string, target: Ref, strength?: "strong" | "weak"): void;
	/** Whether labels are still wanted; what comes later is given to `more`. */
	labelled(): boolean;
	/** An item without its label. False: no more of them are wanted. */
	more(target: Ref): boolean;
	/** So many items follow that nobody wants. */
	skip(items: number): void;
}

/** The fields of an object, in the order in which it has them. */
export function ownFields(o: Ref, fields: FieldVisitor): void {
	const type = at(o + TYPE);
	if ((at(type + T_FLAGS) & TF_HEAP) !== 0) instanceFields(o, fields);
	switch (at(type + T_LAYOUT)) {
		case LAYOUT_LIST:
			itemFields(at(o + SIZE), (i) => listItem(o, i), fields);
			return;
		case LAYOUT_TUPLE:
			itemFields(at(o + SIZE), (i) => tupleItem(o, i), fields);
			return;
		case LAYOUT_DICT:
			dictFields(o, fields);
			return;
		case LAYOUT_SET: {
			const table = at(o + SET_TABLE);
			let seen = 0;
			for (let i = 0; table !== 0 && i <= at(o + SET_MASK); i++) {
				if (at(table + i * 3) <= 0) continue;
				seen++;
				if (fields.labelled()) fields.add("item", at(table + i * 3));
				else if (!fields.more(at(table + i * 3))) {
					fields.skip(at(o + SET_USED) - seen);
					return;
				}
			}
			return;
		}
		case LAYOUT_METHOD:
			fields.add(".__self__", at(o + METHOD_SELF));
			return;
		case LAYOUT_WEAKREF:
			fields.add("to", at(o + WR_OBJECT), "weak");
			fields.add("callback", at(o + WR_CALLBACK));
			return;
		case LAYOUT_FUNCTION: {
			if (at(o + FUNC_CODE) === NULL) return;
			const closure = at(o + FUNC_CLOSURE);
			const code = codeOf(at(o + FUNC_CODE));
			if (closure !== NULL)
				code.freevars.forEach((name, i) => {
					fields.add(name, at(tupleItem(closure, i) + CELL_VALUE));
				});
			const defaults = at(o + FUNC_DEFAULTS);
			if (defaults !== NULL) {
				const n = at(defaults + SIZE);
				for (let i = 0; i < n; i++) fields.add(`${code.varnames[code.argcount - n + i]}=`, tupleItem(defaults, i));
			}
			fields.add(".__dict__", at(o + FUNC_DICT));
			return;
		}
		case LAYOUT_GENERATOR: {
			const running = at(o + GENERATOR_RUNNING);
			const block = at(o + GENERATOR_FRAME);
			if (running !== 0 || block === 0) return;
			for (const { name, value } of frameNames(block, Number.POSITIVE_INFINITY)) fields.add(name, value);
			for (const value of unnamed(block, block + at(block + F_SP)))
				if (isShown(value) || ledTo(value, new Set()).length > 0) fields.add("value stack", value);
			return;
		}
		case LAYOUT_DEFAULTDICT:
			fields.add(".default_factory", at(o + DD_FACTORY));
			dictFields(o, fields);
			return;
		case LAYOUT_ODICT:
			dictFields(o, fields);
			return;
		case LAYOUT_DEQUE:
		case LAYOUT_EXCEPTION:
		case LAYOUT_FIELDS:
			slotFields(o, at(type + T_LAYOUT), fields);
	}
}

/** What an answer to a question calls by a name of its own (labels.ts), in the order in which the object lets go of it. */
function slotFields(o: Ref, layout: number, fields: FieldVisitor): void {
	for (let i = 0; ; i++) {
		const address = layoutSlot(o, layout, i);
		if (address === -1) return;
		const child = at(address);
		const label = isCounted(child) && child !== EMPTY_TUPLE ? slotLabel(o, address) : "";
		// A class's instances have told of their dict.
		if (!/^[.[]/.test(label) || (label === ".__dict__" && (at(at(o + TYPE) + T_FLAGS) & TF_HEAP) !== 0)) continue;
		// A tuple that is not drawn has its items drawn in its place.
		if (layout === LAYOUT_EXCEPTION && isTuple(child) && !isShown(child)) {
			itemFields(at(child + SIZE), (n) => tupleItem(child, n), fields, label);
			continue;
		}
		if (fields.labelled()) fields.add(label, child);
		else fields.more(child);
	}
}

function itemFields(n: number, item: (i: number) => Ref, fields: FieldVisitor, of = ""): void {
	for (let i = 0; i < n; i++) {
		if (fields.labelled()) fields.add(`${of}[${i}]`, item(i));
		else if (!fields.more(item(i))) {
			fields.skip(n - 1 - i);
			return;
		}
	}
}

function dictFields(o: Ref, fields: FieldVisitor): void {
	if (at(o + DICT_KEYS) === 0) return;
	for (let i = 0, seen = 0; ; i++) {
		const entry = dictEntryAt(o, i);
		if (entry === -1) return;
		if (entry === 0) continue;
		seen++;
		const key = at(entry + ENTRY_KEY);
		const value = at(entry + ENTRY_VALUE);
		const inLabel = isExactStr(key) || at(key + TYPE) === INT;
		if (fields.labelled()) {
			if (!inLabel) fields.add("key", key);
			fields.add(inLabel ? `[${valueText(key)}]` : "value", value);
			continue;
		}
		const keyWanted = inLabel || fields.more(key);
		if (!fields.more(value) || !keyWanted) {
			fields.skip(at(o + DICT_USED) - seen);
			return;
		}
	}
}

/** Attributes of an instance: `__slots__`, inline values in the order they were set, or the dict once there is one. */
function instanceFields(o: Ref, fields: FieldVisitor): void {
	const type = at(o + TYPE);
	for (let t = type; (at(t + T_FLAGS) & TF_HEAP) !== 0; t = at(t + T_BASE)) {
		const n = at(t + T_SLOTS_COUNT);
		for (let i = 0; i < n; i++) {
			const word = at(t + T_SLOTS_AT) + i;
			const name = memberName(t, word);
			if (name !== null) fields.add(`.${name}`, at(o + word));
		}
	}
	const word = dictWord(o);
	if (word !== 0 && at(word) !== NULL) fields.add(".__dict__", at(word));
	const block = valuesAt(o);
	if (block === 0) return;
	const entries = keysEntries(at(type + T_KEYS));
	for (let i = 0; i < valuesUsed(block); i++) {
		const index = valuesOrder(block, i);
		fields.add(`.${textOf(at(entries + index * ENTRY_WORDS + ENTRY_KEY))}`, at(block + VALUES + index));
	}
}

/** The `__slots__` name of a word of a type's instances, looked for in the class that has the word. */
function memberName(type: Ref, word: number): string | null {
	for (let t = type; (at(t + T_FLAGS) & TF_HEAP) !== 0; t = at(t + T_BASE)) {
		const first = at(t + T_SLOTS_AT);
		if (word < first || word >= first + at(t + T_SLOTS_COUNT)) continue;
		for (let j = 0; ; j++) {
			const entry = dictEntryAt(at(t + T_DICT), j);
			if (entry === -1) break;
			const descr = entry === 0 ? NULL : at(entry + ENTRY_VALUE);
			if (descr !== NULL && at(descr + TYPE) === MEMBER && at(descr + DESCR_DEF) === word)
				return textOf(at(descr + DESCR_NAME));
		}
	}
	return null;
}

/** Bytes of an object with what it keeps beside its own block, in CPython's sizes. */
export function bytesOf(o: Ref): number {
	switch (at(at(o + TYPE) + T_LAYOUT)) {
		case LAYOUT_LIST:
			return blockBytes(o) + at(o + LIST_CAPACITY) * 8;
		case LAYOUT_DICT: {
			const keys = at(o + DICT_KEYS);
			return blockBytes(o) + (keys === 0 ? 0 : 32 + (1 << at(keys + K_LOG2)) + usableFor(at(keys + K_LOG2)) * 16);
		}
		default:
			return blockBytes(o);
	}
}
