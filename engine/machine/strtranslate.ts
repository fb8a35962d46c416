/** `str.translate` and `str.maketrans` (Objects/unicodeobject.c). */
import { at, H } from "./arena";
import { dictAppend, dictEntryAt, dictLookup, entryReplace, newDict } from "./dict";
import { clearError, errorIs, raise } from "./errors";
import { newText } from "./faults";
import { hash, hashPlain } from "./hash";
import { intNumber, isInt, newInt } from "./int";
import { ENTRY_KEY, ENTRY_VALUE, NULL, PUSHED, type Ref, TYPE } from "./layout";
import { profile, work } from "./machine";
import { beginFrame, N0 } from "./natives";
import { getItem } from "./operators";
import { decref, incref } from "./refcount";
import { appendTo, isStr, newGathered, strLength, textOf } from "./str";
import { nativeKind, type Status } from "./tables";
import { DICT, LOOKUP_ERROR, NONE, TYPE_ERROR, VALUE_ERROR } from "./typeids";
import { givenName } from "./types";

/** `unicode_translate`: the str with its characters looked up in a table. */
export function translate(self: Ref, table: Ref): Status {
	return beginFrame(TRANSLATE, 4, 1, (w) => {
		H[w] = newGathered();
		H[w + 1] = self;
		H[w + 2] = table;
	});
}

/** Words: 0 the text so far (owned), 1 the str, 2 the table, 3 the place in the text. */
const TRANSLATE = nativeKind("str.translate", translateStep, (frame) => {
	if (!errorIs(LOOKUP_ERROR)) return NULL;
	clearError();
	return translateStep(frame, NONE_FOUND);
});
/** Stands for "leave the character as it is". */
const NONE_FOUND = -5;
function translateStep(frame: number, first: Ref): Status {
	const w = frame + N0;
	const text = textOf(at(w + 1));
	let value: Status = first;
	for (;;) {
		const place = at(w + 3);
		if (value !== NULL) {
			const point = text.codePointAt(place) ?? 0;
			const replacement = value === NONE_FOUND ? String.fromCodePoint(point) : translation(value);
			if (value !== NONE_FOUND) decref(value);
			if (replacement === null) return NULL;
			appendTo(at(w), replacement);
			H[w + 3] = place + (point > 0xffff ? 2 : 1);
		}
		if (at(w + 3) >= text.length) return newText(textOf(at(w)));
		work(3);
		const key = newInt(text.codePointAt(at(w + 3)) ?? 0);
		value = getItem(at(w + 2), key);
		decref(key);
		if (value === PUSHED) return PUSHED;
		if (value === NULL) {
			if (!errorIs(LOOKUP_ERROR)) return NULL;
			clearError();
			value = NONE_FOUND;
		}
	}
}

/** What a table's value stands for; null with an error set. */
function translation(value: Ref): string | null {
	if (value === NONE) return "";
	if (isStr(value)) return textOf(value);
	if (!isInt(value)) {
		raise(TYPE_ERROR, "character mapping must return integer, None or str");
		return null;
	}
	const point = intNumber(value);
	if (point >= 0 && point <= 0x10ffff) return String.fromCodePoint(point);
	raise(VALUE_ERROR, "character mapping must be in range(0x110000)");
	return null;
}

function setPoint(dict: Ref, point: number, value: Ref): void {
	setInt(dict, newInt(point), value);
}

function setInt(dict: Ref, key: Ref, value: Ref): void {
	hashPlain(key);
	const entry = dictLookup(dict, key, hash.low, hash.high);
	if (entry > 0) entryReplace(dict, entry, value);
	else dictAppend(dict, key, hash.low, hash.high, value);
	decref(key);
	decref(value);
}

/** `str.maketrans(x[, y[, z]])` */
export function makeTranslation(args: number, nargs: number): Status {
	const x = at(args);
	const result = newDict();
	const fail = (status: typeof NULL): Status => {
		decref(result);
		return status;
	};
	if (nargs === 1) {
		if (at(x + TYPE) !== DICT)
			return fail(raise(TYPE_ERROR, "if you give only one argument to maketrans it must be a dict"));
		for (let i = 0; ; i++) {
			const entry = dictEntryAt(x, i);
			if (entry === -1) return result;
			if (entry === 0) continue;
			const key = at(entry + ENTRY_KEY);
			const value = at(entry + ENTRY_VALUE);
			const old = profile().name === "3.13";
			if (isStr(key)) {
				if (strLength(key) !== 1)
					return fail(raise(VALUE_ERROR, `string keys in translate${old ? " " : ""}table must be of length 1`));
				setPoint(result, textOf(key).codePointAt(0) ?? 0, incref(value));
			} else if (isInt(key)) setInt(result, incref(key), incref(value));
			else return fail(raise(TYPE_ERROR, `keys in translate table must${old ? " " : ""}be strings or integers`));
		}
	}
	if (!isStr(x))
		return fail(raise(TYPE_ERROR, "first maketrans argument must be a string if there is a second argument"));
	for (let i = 1; i < nargs; i++) {
		if (!isStr(at(args + i)))
			return fail(raise(TYPE_ERROR, `maketrans() argument ${i + 1} must be str, not ${givenName(at(args + i))}`));
	}
	const from = Array.from(textOf(x));
	const to = Array.from(textOf(at(args + 1)));
	if (from.length !== to.length)
		return fail(raise(VALUE_ERROR, "the first two maketrans arguments must have equal length"));
	from.forEach((character, i) => {
		setPoint(result, character.codePointAt(0) ?? 0, newInt((to[i] ?? "").codePointAt(0) ?? 0));
	});
	if (nargs > 2) for (const character of textOf(at(args + 2))) setPoint(result, character.codePointAt(0) ?? 0, NONE);
	return result;
}
