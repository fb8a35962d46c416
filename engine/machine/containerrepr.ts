/** `repr` of lists, tuples, dicts and sets, with the guard against a container that holds itself (Py_ReprEnter). */

import { reprFloat } from "../text/floatRepr";
import { reprText } from "../text/strRepr";
import { internal } from "./alloc";
import { at, H, payloads } from "./arena";
import { dictEntryAt, dictSetOwned, newDict } from "./dict";
import { floatValue } from "./float";
import { intNumber } from "./int";
import {
	ENTRY_KEY,
	ENTRY_VALUE,
	F_KIND,
	F_PREV,
	LIST_ITEMS,
	NULL,
	PUSHED,
	R_FRAME,
	R_THREAD_DICT,
	type Ref,
	SIZE,
	STR_TEXT,
	TYPE,
} from "./layout";
import { newList } from "./list";
import { work } from "./machine";
import { N0, popNative, pushNative, setState, stateOf } from "./natives";
import { repr } from "./operators";
import { recursionError } from "./recursion";
import { clearref, decref, incref } from "./refcount";
import { allocStr, newStr, textOf } from "./str";
import { nativeKind, type Status, type Step, steps } from "./tables";
import { tupleItem } from "./tuple";
import { FALSE, FLOAT, INT, NONE, SET, STR, TRUE } from "./typeids";
import { typeName } from "./types";

/** Kinds of container. */
export const REPR_LIST = 0;
export const REPR_TUPLE = 1;
export const REPR_DICT = 2;
/** A set's items stand in a list of their own meanwhile. */
export const REPR_SET = 3;

/** Nesting at which C's stack would be full (Py_C_RECURSION_LIMIT), and at which the loop takes over from recursion here. */
const DEEPEST = 9997;
const SHALLOW = 100;

/** The text of a value whose repr takes no frame and no object: plain strs and numbers; else null. */
function plainText(o: Ref): string | null {
	if (o === NONE) return "None";
	if (o === TRUE) return "True";
	if (o === FALSE) return "False";
	switch (at(o + TYPE)) {
		case STR:
			return reprText(textOf(o));
		case INT: {
			const n = intNumber(o);
			return Number.isNaN(n) ? null : String(n);
		}
		case FLOAT:
			return reprFloat(floatValue(o));
	}
	return null;
}

// Words: the text so far, item or key, value (owned); the container, position, kind, the guarded object.
const W_TEXT = 0;
const W_ITEM = 1;
const W_VALUE = 2;
const W_CONTAINER = 3;
const W_POSITION = 4;
const W_KIND = 5;
const W_GUARDED = 6;
/** 1: something has been written, so that a comma comes first. */
const W_WRITTEN = 7;

const NEXT = 0;
const ITEM = 1;
const VALUE = 2;

const OPEN = ["[", "(", "{", "{"];
const CLOSE = ["]", ")", "}", "}"];

function append(frame: number, text: string): void {
	const slot = at(at(frame + N0 + W_TEXT) + STR_TEXT);
	payloads[slot] = (payloads[slot] as string) + text;
}

/** Takes the next item (and value) into the frame's words. False: there is none. */
function advance(frame: number): boolean {
	const w = frame + N0;
	const o = at(w + W_CONTAINER);
	const i = at(w + W_POSITION);
	switch (at(w + W_KIND)) {
		case REPR_TUPLE:
			if (i >= at(o + SIZE)) return false;
			// tuple_repr: the tuple itself holds its items.
			break;
		case REPR_DICT: {
			let j = i;
			let entry = dictEntryAt(o, j);
			while (entry === 0) entry = dictEntryAt(o, ++j);
			if (entry === -1) return false;
			H[w + W_ITEM] = incref(at(entry + ENTRY_KEY));
			H[w + W_VALUE] = incref(at(entry + ENTRY_VALUE));
			H[w + W_POSITION] = j + 1;
			return true;
		}
		default:
			if (i >= at(o + SIZE)) return false;
			H[w + W_ITEM] = incref(at(at(o + LIST_ITEMS) + i));
	}
	H[w + W_POSITION] = i + 1;
	return true;
}

/** The item or value that is to be shown now. */
function current(frame: number): Ref {
	const w = frame + N0;
	if (at(w + W_KIND) === REPR_TUPLE) return tupleItem(at(w + W_CONTAINER), at(w + W_POSITION) - 1);
	return at(w + (stateOf(frame) === ITEM ? W_ITEM : W_VALUE));
}

const REPR = nativeKind("repr", (frame, first) => {
	const w = frame + N0;
	let value: Status = first;
	for (;;) {
		if (stateOf(frame) !== NEXT && value !== NULL) {
			append(frame, textOf(value));
			decref(value);
			if (stateOf(frame) === ITEM && at(w + W_KIND) === REPR_DICT) {
				append(frame, ": ");
				setState(frame, VALUE);
			} else {
				clearref(w + W_ITEM);
				clearref(w + W_VALUE);
				setState(frame, NEXT);
			}
		}
		if (stateOf(frame) === NEXT) {
			if (!advance(frame)) break;
			if (at(w + W_WRITTEN) !== 0) append(frame, ", ");
			H[w + W_WRITTEN] = 1;
			setState(frame, ITEM);
		}
		work(3);
		const o = current(frame);
		const plain = plainText(o);
		value = plain === null ? repr(o) : allocStr(STR, plain, 0, 0);
		if (value === PUSHED || value === NULL) return value;
	}
	const kind = at(w + W_KIND);
	const single = kind === REPR_TUPLE && at(at(w + W_CONTAINER) + SIZE) === 1 ? "," : "";
	const type = at(at(w + W_GUARDED) + TYPE);
	const text = `${textOf(at(w + W_TEXT))}${single}${CLOSE[kind]}`;
	if (kind === REPR_SET && type !== SET) {
		const name = typeName(type);
		return newStr(`${name}(${text})`);
	}
	return newStr(text);
});

/** How deep the containers being shown nest, or -1 where this one is among them. */
function nesting(o: Ref): number {
	let depth = 0;
	for (let f = at(R_FRAME); f !== 0; f = at(f + F_PREV)) {
		if (at(f + F_KIND) !== REPR) continue;
		if (at(f + N0 + W_GUARDED) === o) return -1;
		depth++;
	}
	work(4 + (depth >> 1));
	return depth;
}

/** `Py_ReprEnter`: the thread's dict and its list of what is being shown are there from the first time on. */
function enterFirst(): void {
	if (at(R_THREAD_DICT) !== NULL) return;
	const dict = internal(newDict());
	H[R_THREAD_DICT] = dict;
	dictSetOwned(dict, "Py_Repr", internal(newList()));
}

/** The repr of a container that is not empty. `items`: what holds the items; taken over where it is not the object itself. */
export function containerRepr(o: Ref, kind: number, again: string, items: () => Ref): Status {
	const depth = nesting(o);
	if (depth < 0) return newStr(again);
	if (depth >= DEEPEST) return recursionError(" while getting the repr of an object");
	enterFirst();
	const container = items();
	const frame = pushNative(REPR, 9, container === o ? 3 : 4);
	const w = frame + N0;
	H[w + W_TEXT] = allocStr(STR, OPEN[kind] as string, 0, 0);
	H[w + W_CONTAINER] = container;
	H[w + W_KIND] = kind;
	H[w + W_GUARDED] = o;
	if (depth > SHALLOW) return PUSHED;
	const status = (steps[REPR] as Step)(frame, NULL);
	if (status !== PUSHED) popNative(frame);
	return status;
}
