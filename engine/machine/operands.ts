/**
 * What operators that are rewritten for two floats or two strs (specialize.ts) make of their operands: a float that nothing
 * else holds becomes the result, and a text grows where it is. Words of the value stack are as in stackref.ts.
 */
import { numberList } from "./alloc";
import { allocObject, at, blockBytes, F64, freeNumber, freeObject, H, MADE, payloads } from "./arena";
import { logCount, recording } from "./events";
import { floatMade } from "./float";
import {
	FLAGS,
	FLOAT_VALUE,
	INT_BIG,
	INTERNED,
	NULL,
	type Ref,
	STR_HASH,
	STR_HASH_HIGH,
	STR_KIND,
	STR_LENGTH,
	STR_TEXT,
	T_FREED_BY_COUNT,
	TYPE,
} from "./layout";
import { profile, work } from "./machine";
import { decref, incref } from "./refcount";
import { close, steal } from "./stackref";
import { concatStr, STR_WORDS, strBytes, textOf } from "./str";
import { FLOAT, INT, STR } from "./typeids";

/** Lets go of an int or a float, or of anything else. */
export function drop(o: Ref): void {
	if (at(o) === 1 && at(o + INT_BIG) === 0) {
		const type = at(o + TYPE);
		if (type === INT || type === FLOAT) {
			H[o] = 0;
			if (recording) logCount(o, 1, 0);
			H[type + T_FREED_BY_COUNT] = at(type + T_FREED_BY_COUNT) + 1;
			freeNumber(o, type, numberList(o, type));
			return;
		}
	}
	decref(o);
}

// ---- Floats, of the value of MADE ----

/** `DECREF_INPUTS_AND_REUSE_FLOAT` of 3.13: both operands are owned. */
export function floatReusingEither(left: Ref, right: Ref): Ref {
	if (at(left) === 1) {
		F64[(left + FLOAT_VALUE) >> 1] = MADE[0] as number;
		drop(right);
		return left;
	}
	const result = floatReusing(right);
	decref(left);
	return result;
}

/** The same where the other operand is held elsewhere, and has not been counted. */
export function floatReusing(o: Ref): Ref {
	if (at(o) === 1) {
		F64[(o + FLOAT_VALUE) >> 1] = MADE[0] as number;
		return o;
	}
	const result = floatMade();
	decref(o);
	return result;
}

/** `_PyFloat_FromDouble_ConsumeInputs` of 3.14. */
export function floatAfterBoth(left: number, right: number): Ref {
	if ((left & 1) === 0) drop(left);
	return floatAfter(right);
}

/** The same where the other operand is borrowed. */
export function floatAfter(word: number): Ref {
	if ((word & 1) === 0) drop(word);
	return floatMade();
}

/** Of both operands' words. */
export function floatOf(left: number, right: number): Ref {
	return profile().floatsReused ? floatReusingEither(left, right) : floatAfterBoth(left, right);
}

// ---- Strs ----

/**
 * BINARY_OP_INPLACE_ADD_UNICODE, as far as it concerns the left operand: the str in the local at an address, to which the
 * result is to be stored. `left`: the operand's word on the stack, 0 where it has not been counted. Gives the result,
 * owned; the local is empty.
 */
export function grown(local: number, left: number, right: Ref): Ref {
	close(left);
	const o = steal(at(local));
	H[local] = NULL;
	return append(o, right);
}

/** `PyUnicode_Append`: takes the left one over. */
function append(left: Ref, right: Ref): Ref {
	if (at(left + STR_LENGTH) === 0) {
		decref(left);
		return incref(right);
	}
	if (at(right + STR_LENGTH) === 0) return left;
	const length = at(left + STR_LENGTH) + at(right + STR_LENGTH);
	work(length >> 7);
	if (isModifiable(left) && fitsInto(right, left)) return resized(left, length, right);
	const result = concatStr(left, right);
	decref(left);
	return result;
}

/** `unicode_modifiable` */
function isModifiable(o: Ref): boolean {
	return at(o) === 1 && at(o + STR_HASH) === 0 && at(o + STR_HASH_HIGH) === 0 && (at(o + FLAGS) & INTERNED) === 0;
}

/** Whether its characters are no wider than those of the other; ASCII has a header of its own. */
function fitsInto(right: Ref, left: Ref): boolean {
	return at(right + STR_KIND) <= at(left + STR_KIND);
}

/** `resize_compact`: in its block as long as that has room (`pymalloc_realloc`), else in another one. */
function resized(o: Ref, length: number, right: Ref): Ref {
	const kind = at(o + STR_KIND);
	const text = textOf(o) + textOf(right);
	const slot = at(o + STR_TEXT);
	payloads[slot] = text;
	let place = o;
	if (strBytes(length, kind) > blockBytes(o)) {
		place = allocObject(STR, strBytes(length, kind), STR_WORDS, 0);
		H[place + STR_TEXT] = slot;
		H[place + STR_KIND] = kind;
		freeObject(o);
	}
	H[place + STR_LENGTH] = length;
	return place;
}
