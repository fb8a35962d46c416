/** Code objects in the arena: instructions as words, constants and names as references. */
import { CO_HAS_DOCSTRING, CO_VARARGS, CO_VARKEYWORDS, type CodeObject, type Constant } from "../compile/code";
import { arenaReferences } from "../compile/constants";
import { JUMP_BACKWARD, JUMP_BACKWARD_NO_INTERRUPT, RESUME } from "../compile/opcodes";
import { internal } from "./alloc";
import { allocObject, allocRaw, H, newPayload } from "./arena";
import { newBytes } from "./bytes";
import { newComplex } from "./complexes";
import { newFloat } from "./float";
import { LINE_SHIFT, LINE_START } from "./frames";
import { newBig, newBool } from "./int";
import {
	CODE_CONSTS,
	CODE_CONSTS_TUPLE,
	CODE_FLAGS,
	CODE_FRAME_WORDS,
	CODE_INSTRUCTIONS,
	CODE_NAME,
	CODE_NAMES,
	CODE_NINSTRUCTIONS,
	CODE_NLOCALS,
	CODE_NNAMES,
	CODE_OBJECT,
	CODE_QUALNAME,
	CODE_SIMPLE_ARGS,
	CODE_SITES,
	CODE_WORDS,
	FRAME_WORDS,
	NULL,
	type Ref,
	TUPLE_ITEMS,
} from "./layout";
import { listAppend } from "./list";
import { profile } from "./machine";
import { decref, incref } from "./refcount";
import { frozensetOf } from "./setdisplay";
import { newSlice } from "./slices";
import { SCRIPT } from "./sources";
import { newSite } from "./specialize";
import { intern, interned, newStr } from "./str";
import { newTuple } from "./tuple";
import { CODE, ELLIPSIS, NONE } from "./typeids";
import { immortalText } from "./types";

/** The object of a compile-time constant, owned. `keep` holds what the syntax tree's arena holds of it in CPython while a script runs. */
function newConstant(c: Constant, keep: Ref, shared: Map<string, Ref>): Ref {
	const key = constantKey(c);
	const known = key === null ? undefined : shared.get(key);
	if (known !== undefined) return incref(known);
	const before = c.kind === "str" && keep !== NULL ? interned(c.value) : NULL;
	const o = makeConstant(c, keep, shared);
	if (key !== null) shared.set(key, o);
	// Where a str was interned before, the arena holds another, which nobody sees.
	if (keep !== NULL && o !== before) for (let n = arenaReferences(c); n > 0; n--) listAppend(keep, o);
	return o;
}

/** Constants of one compilation that are the same object (`merge_const_one`): equal in type and value, all the way down. */
function constantKey(c: Constant): string | null {
	switch (c.kind) {
		case "int":
			return `i${c.value}`;
		case "float":
			return `f${Object.is(c.value, -0) ? "-0" : c.value}`;
		case "str":
			return `s${c.value}`;
		case "bytes":
			return `b${c.value.join(",")}`;
		case "tuple":
		case "frozenset":
		case "slice":
			return containerKey(c.kind, c.items);
		case "None":
		case "Ellipsis":
			return c.kind;
		case "bool":
			return c.value ? "True" : "False";
		default:
			return null;
	}
}

const containerKeys = new WeakMap<readonly Constant[], string | null>();

/** The key of a tuple's, frozenset's or slice's items, kept with them: they never change. */
function containerKey(kind: "tuple" | "frozenset" | "slice", items: readonly Constant[]): string | null {
	let key = containerKeys.get(items);
	if (key !== undefined) return key;
	key = kind;
	for (const item of items) {
		const part = constantKey(item);
		key = part === null ? null : `${key}(${part.length}:${part})`;
		if (key === null) break;
	}
	containerKeys.set(items, key);
	return key;
}

/** The object of a constant that is no other's, owned. */
export function makeConstant(c: Constant, keep: Ref, shared: Map<string, Ref>): Ref {
	switch (c.kind) {
		case "None":
			return NONE;
		case "Ellipsis":
			return ELLIPSIS;
		case "bool":
			return newBool(c.value);
		case "int":
			return newBig(c.value);
		case "float":
			return newFloat(c.value);
		case "str":
			return /^\w*$/.test(c.value) ? intern(c.value) : newStr(c.value);
		case "tuple": {
			// The items first, as they are folded: a collection meets them before the tuple, and untracks both.
			const items = c.items.map((item) => newConstant(item, keep, shared));
			const t = newTuple(items.length);
			items.forEach((item, i) => {
				H[t + TUPLE_ITEMS + i] = item;
			});
			return t;
		}
		case "code":
			return newCode(c.value, keep, shared);
		case "bytes":
			return newBytes(c.value);
		case "frozenset": {
			const items = c.items.map((i) => newConstant(i, keep, shared));
			const set = frozensetOf(items);
			for (const i of items) decref(i);
			return set;
		}
		case "slice": {
			const [start, stop, step] = c.items.map((item) => makeConstant(item, NULL, shared)) as [Ref, Ref, Ref];
			const slice = newSlice(start, stop, step);
			for (const bound of [start, stop, step]) decref(bound);
			return slice;
		}
		case "complex":
			return newComplex(c.real, c.imag);
	}
}

/** The tuple of a code object's constants, owned: shared with equal tuples of the same compilation, constants themselves included (`makecode`). */
function constantsOf(code: CodeObject, keep: Ref, shared: Map<string, Ref>): Ref {
	const items = code.consts.map((c) => newConstant(c, keep, shared));
	const key = containerKey("tuple", code.consts);
	const known = key === null ? undefined : shared.get(key);
	if (known !== undefined) {
		for (const item of items) decref(item);
		return incref(known);
	}
	const t = internal(newTuple(items.length));
	items.forEach((item, i) => {
		H[t + TUPLE_ITEMS + i] = item;
	});
	if (key !== null) shared.set(key, t);
	return t;
}

const BACKWARD_JUMPS: ReadonlySet<number> = new Set([JUMP_BACKWARD, JUMP_BACKWARD_NO_INTERRUPT]);

/**
 * Per instruction: its line where a line step begins there, else 0. As for a `line` event of sys.settrace: the line
 * differs from the instruction's before, or a loop comes back to it. What leads up to RESUME is part of the call.
 */
function lineStarts(code: CodeObject): Int32Array {
	const n = code.instructions.length;
	const starts = new Int32Array(n);
	const loops = new Set<number>();
	let resume = -1;
	for (let i = 0; i < n; i++) {
		const word = code.instructions[i] as number;
		if (BACKWARD_JUMPS.has(word & 255)) loops.add(word >> 8);
		if (resume < 0 && (word & 255) === RESUME) resume = i;
	}
	let before = -1;
	for (let i = resume + 1; i < n; i++) {
		const line = code.positions[i * 4] as number;
		if (line <= 0) continue;
		if (line !== before || loops.has(i)) starts[i] = line;
		before = line;
	}
	return starts;
}

/** Makes a code object, its constants and nested code objects. */
export function newCode(code: CodeObject, keep: Ref, shared: Map<string, Ref>): Ref {
	const o = allocObject(CODE, 200, CODE_WORDS, 0);
	const n = code.instructions.length;
	const instructions = allocRaw(n * 2, 0);
	H[o + CODE_OBJECT] = newPayload(code);
	H[o + CODE_INSTRUCTIONS] = instructions;
	H[o + CODE_NINSTRUCTIONS] = n;
	const sites = allocRaw(n * 2, 0);
	H[o + CODE_SITES] = sites;
	const words = code.instructions;
	for (let i = 0; i < n; i++) {
		const word = words[i] as number;
		H[instructions + i * 2] = word;
		H[sites + i * 2] = newSite(word & 255);
	}
	if (code.filename === SCRIPT) {
		const starts = lineStarts(code);
		for (let i = 0; i < n; i++) {
			const line = starts[i] as number;
			if (line > 0) H[instructions + i * 2 + 1] = LINE_START | (line << LINE_SHIFT);
		}
	}
	const consts = constantsOf(code, keep, shared);
	H[o + CODE_CONSTS_TUPLE] = consts;
	H[o + CODE_CONSTS] = consts + TUPLE_ITEMS;
	const names = allocRaw(code.names.length, 0);
	H[o + CODE_NAMES] = names;
	code.names.forEach((name, i) => {
		H[names + i] = immortalText(name);
		H[o + CODE_NNAMES] = i + 1;
	});
	for (const name of code.localsplusnames) immortalText(name);
	H[o + CODE_NAME] = immortalText(code.name);
	H[o + CODE_QUALNAME] = immortalText(code.qualname);
	H[o + CODE_NLOCALS] = code.localsplusnames.length;
	H[o + CODE_FRAME_WORDS] = FRAME_WORDS + code.localsplusnames.length + code.stacksize + 1;
	H[o + CODE_FLAGS] = code.docstring === null || profile().firstTextIsDoc ? code.flags : code.flags | CO_HAS_DOCSTRING;
	const plain = (code.flags & (CO_VARARGS | CO_VARKEYWORDS)) === 0 && code.kwonlyargcount === 0;
	H[o + CODE_SIMPLE_ARGS] = plain ? code.argcount : -1;
	return o;
}
