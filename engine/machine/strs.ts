/** str: the type, its operators and its iterator (Objects/unicodeobject.c). */

import { NB_REMAINDER, PY_EQ, PY_NE } from "../compile/opcodes";
import { decodeText } from "../syntax/escapes";
import { decodeBytes, decodeRawEscapes, findEncoding } from "../text/codecs";
import { codePointAt } from "../text/codePoints";
import { isFault, MAX_TEXT } from "../text/fault";
import { compareText } from "../text/strLayout";
import { reprText } from "../text/strRepr";
import { containsText, sliceText } from "../text/strSearch";
import { at, H, newPayload } from "./arena";
import { optionalArguments } from "./arguments";
import { bytesLike, exporterOf } from "./buffers";
import { latin1Text, newBytes } from "./bytes";
import { through } from "./call";
import { newInstance } from "./classes";
import { codecNames } from "./codecnames";
import { declareMethod, declareType } from "./declarations";
import { raise } from "./errors";
import { memoryError, newText, raiseFault, raiseUnicodeFault } from "./faults";
import { hash, hashAsInt } from "./hash";
import { isInt, newBool, newInt } from "./int";
import { ordered } from "./ints";
import { EXHAUSTED } from "./iterators";
import {
	FIELDS,
	LAYOUT_FIELDS,
	LAYOUT_STR,
	NULL,
	type Ref,
	STR_HASH_HIGH,
	STR_KIND,
	STR_LENGTH,
	STR_TEXT,
	TF_BASETYPE,
	TF_GC,
	TF_NO_NEW,
	TF_STR,
	TYPE,
} from "./layout";
import { Unsupported } from "./limits";
import { work } from "./machine";
import { N0 } from "./natives";
import { ssizeOf, str } from "./operators";
import { percentFormat } from "./percent";
import { clearref, decref, incref } from "./refcount";
import { repeatCount } from "./sequences";
import { indicesOf, sliceBounds } from "./slices";
import {
	concatStr,
	isAsciiStr,
	isExactStr,
	isStr,
	newKnownStr,
	newStr,
	sameText,
	sharedCharacter,
	strHashLow,
	strLength,
	textOf,
} from "./str";
import { declareStrMethods } from "./strmethods";
import {
	binary,
	calling,
	nativeKind,
	S_CONCAT,
	S_CONTAINS,
	S_GETITEM,
	S_HASH,
	S_INDEX,
	S_ITER,
	S_LEN,
	S_NEW,
	S_NEXT,
	S_NUMBER,
	S_REPEAT,
	S_REPR,
	S_RICHCOMPARE,
	S_STR,
	type Status,
	slotOf,
	ternary,
	type Unary,
	unary,
	unarySlots,
} from "./tables";
import {
	BYTES,
	INDEX_ERROR,
	NOT_IMPLEMENTED,
	OBJECT,
	SLICE,
	STR,
	STR_ASCII_ITERATOR,
	STR_ITERATOR,
	TYPE_ERROR,
} from "./typeids";
import { newFields, typeName } from "./types";

/** A str for a text that came of one: the object itself where it is exact and nothing changed. `ascii`: it is known to be. */
export function sameOrNew(o: Ref, text: string, ascii = false): Ref {
	if (text.length === textOf(o).length && isExactStr(o) && text === textOf(o)) return incref(o);
	work(text.length >> 5);
	return ascii ? newKnownStr(text, text.length, 0) : newStr(text);
}

/** The exact str of a text (`unicode_result_unchanged`). */
function exactStr(o: Ref): Ref {
	return isExactStr(o) ? incref(o) : newStr(textOf(o));
}

/** A new str of one code point of a text. */
function characterAt(o: Ref, i: number): Ref {
	const text = textOf(o);
	if (at(o + STR_KIND) !== 4) {
		const shared = sharedCharacter(text.charCodeAt(i));
		return shared === NULL ? newStr(text.charAt(i)) : shared;
	}
	return newStr(String.fromCodePoint(codePointAt(text, i)));
}

/** Word: the str. What `__index__` gave. */
const INDEXED = nativeKind("string index", (frame, value) => {
	const status = itemAt(at(frame + N0), ssizeOf(value, INDEX_ERROR));
	decref(value);
	return status;
});
function itemAt(o: Ref, index: number): Status {
	if (Number.isNaN(index)) return NULL;
	const n = strLength(o);
	const i = index < 0 ? index + n : index;
	return i >= 0 && i < n ? characterAt(o, i) : raise(INDEX_ERROR, "string index out of range");
}

function getStrItem(o: Ref, key: Ref): Status {
	if (isInt(key)) return itemAt(o, ssizeOf(key, INDEX_ERROR));
	if (at(key + TYPE) === SLICE) {
		if (!indicesOf(key, strLength(o))) return NULL;
		if (sliceBounds.count === strLength(o) && sliceBounds.step === 1) return exactStr(o);
		work(sliceBounds.step === 1 ? sliceBounds.count >> 5 : sliceBounds.count >> 2);
		const pairs = at(o + STR_KIND) === 4;
		if (pairs) work(strLength(o) >> 2);
		const text = sliceText(textOf(o), sliceBounds, pairs);
		return isAsciiStr(o) ? newKnownStr(text, text.length, 0) : newStr(text);
	}
	const slot = slotOf(key, S_INDEX);
	if (slot === 0) return raise(TYPE_ERROR, `string indices must be integers, not '${typeName(at(key + TYPE))}'`);
	return through(INDEXED, 1, (frame) => {
		H[frame + N0] = o;
		return (unarySlots[slot] as Unary)(key);
	});
}

/** `a + b` (PyUnicode_Concat) */
export function concat(a: Ref, b: Ref): Status {
	if (!isStr(b)) return raise(TYPE_ERROR, `can only concatenate str (not "${typeName(at(b + TYPE))}") to str`);
	if (strLength(a) + strLength(b) > MAX_TEXT) return memoryError();
	if (strLength(a) === 0 && isStr(b)) return exactStr(b);
	if (strLength(b) === 0) return exactStr(a);
	work((strLength(a) + strLength(b)) >> 7);
	return concatStr(a, b);
}

/** `o * n` (unicode_repeat) */
function repeat(o: Ref, count: Ref): Status {
	const n = repeatCount(count, strLength(o), "repeated string is too long");
	if (Number.isNaN(n)) return NULL;
	if (n === 0) return newStr("");
	if (n === 1) return exactStr(o);
	if (strLength(o) * n > MAX_TEXT) return memoryError();
	work((strLength(o) * n) >> 5);
	return newStr(textOf(o).repeat(n));
}

const COMPARE = ternary((a, b, op) => {
	if (!isStr(b)) return NOT_IMPLEMENTED;
	if (op === PY_EQ || op === PY_NE) return newBool(sameText(a, b) === (op === PY_EQ));
	work(Math.min(strLength(a), strLength(b)) >> 3);
	return newBool(ordered(a === b ? 0 : compareText(textOf(a), textOf(b)), op));
});

const CONTAINS = binary((o, part) => {
	if (!isStr(part))
		return raise(TYPE_ERROR, `'in <string>' requires string as left operand, not ${typeName(at(part + TYPE))}`);
	work(strLength(o) >> 6);
	return newBool(containsText(textOf(o), textOf(part)));
});

/** A new str of a type: an instance of the class where it is not str itself. Takes the given str over. */
function strOfType(type: Ref, o: Ref): Ref {
	if (type === STR && isExactStr(o)) return o;
	const made = type === STR ? newStr(textOf(o)) : newInstance(type);
	if (type !== STR) {
		H[made + STR_TEXT] = newPayload(textOf(o));
		H[made + STR_LENGTH] = at(o + STR_LENGTH);
		H[made + STR_KIND] = at(o + STR_KIND);
	}
	decref(o);
	return made;
}

/** Word: the class. What `__str__` gave. */
const STR_FROM = nativeKind("str()", (frame, value) => {
	const type = at(frame + N0);
	return type === STR ? value : strOfType(type, value);
});

/** `PyUnicode_FromEncodedObject` */
function decoded(type: Ref, o: Ref, encoding: Ref, errors: Ref): Status {
	const names = codecNames("str", encoding, errors);
	if (names === null) return NULL;
	if (isStr(o)) return raise(TYPE_ERROR, "decoding str is not supported");
	if (exporterOf(o) === undefined)
		return raise(TYPE_ERROR, `decoding to str: need a bytes-like object, ${typeName(at(o + TYPE))} found`);
	const text = decodeObject(o, names.encoding ?? "utf-8", names.errors);
	return text === NULL ? NULL : strOfType(type, text);
}

/** The str that bytes stand for: owned, or NULL. */
export function decodeObject(o: Ref, encodingName: string, errors: string): Status {
	const encoding = findEncoding(encodingName);
	if (isFault(encoding)) return raiseFault(encoding);
	const bytes = bytesLike(o);
	if (bytes === null) return NULL;
	work(bytes.length >> 1);
	if (encoding === "rawunicodeescape") {
		const decoded = decodeRawEscapes(latin1Text(bytes));
		if (decoded === null) throw new Unsupported("a text that raw_unicode_escape cannot decode");
		return newText(decoded);
	}
	if (encoding === "unicodeescape") {
		const decoded = decodeText(latin1Text(bytes));
		if (decoded.kind !== "text") throw new Unsupported("a text that unicode_escape cannot decode");
		return newText(decoded.value);
	}
	const text = decodeBytes(bytes, encoding, errors);
	if (!isFault(text)) return newText(text);
	// The exception keeps bytes, whatever was decoded.
	const kept = at(o + TYPE) === BYTES ? incref(o) : newBytes(bytes.slice());
	raiseUnicodeFault(text, kept);
	decref(kept);
	return NULL;
}

const NEW = calling((type, args, nargs, kwnames) => {
	// unicode_vectorcall counts by itself.
	if (type === STR && kwnames === NULL && nargs > 3)
		return raise(TYPE_ERROR, `str expected at most 3 arguments, got ${nargs}`);
	const given = optionalArguments("str", ["object", "encoding", "errors"], args, nargs, kwnames);
	if (given === null) return NULL;
	const [o = NULL, encoding = NULL, errors = NULL] = given;
	if (o === NULL) return strOfType(type, newStr(""));
	if (encoding !== NULL || errors !== NULL) return decoded(type, o, encoding, errors);
	return through(STR_FROM, 1, (frame) => {
		H[frame + N0] = type;
		return str(o);
	});
});

declareType({
	type: STR,
	name: "str",
	base: OBJECT,
	layout: LAYOUT_STR,
	bytes: 64,
	words: 9,
	flags: TF_BASETYPE | TF_STR,
	slots: {
		[S_REPR]: unary((o) => {
			work(1 + (strLength(o) * 3) / 2);
			return newText(reprText(textOf(o)));
		}),
		[S_STR]: unary(exactStr),
		[S_HASH]: unary((o) => {
			hash.low = strHashLow(o);
			hash.high = at(o + STR_HASH_HIGH);
			return hashAsInt();
		}),
		[S_LEN]: unary((o) => newInt(strLength(o))),
		[S_ITER]: unary((o) => {
			const it = newFields(at(o + STR_KIND) === 0 ? STR_ASCII_ITERATOR : STR_ITERATOR, 2);
			H[it + FIELDS] = incref(o);
			return it;
		}),
		[S_GETITEM]: binary(getStrItem),
		[S_CONTAINS]: CONTAINS,
		[S_RICHCOMPARE]: COMPARE,
		[S_CONCAT]: binary(concat),
		[S_REPEAT]: binary(repeat),
		[S_NUMBER + NB_REMAINDER]: binary((a, b) => (isStr(a) ? percentFormat(a, b) : NOT_IMPLEMENTED)),
		[S_NEW]: NEW,
	},
});
declareStrMethods();

// ---- The iterator ----

const INDEX = FIELDS + 1;
for (const [type, name] of [
	[STR_ITERATOR, "str_iterator"],
	[STR_ASCII_ITERATOR, "str_ascii_iterator"],
] as const) {
	declareType({
		type,
		name,
		base: OBJECT,
		layout: LAYOUT_FIELDS,
		bytes: 48,
		words: 6,
		refs: 1,
		flags: TF_GC | TF_NO_NEW,
		slots: {
			[S_ITER]: unary((it) => incref(it)),
			[S_NEXT]: unary((it) => {
				const o = at(it + FIELDS);
				if (o === NULL) return EXHAUSTED;
				const i = at(it + INDEX);
				if (i < strLength(o)) {
					H[it + INDEX] = i + 1;
					return characterAt(o, i);
				}
				clearref(it + FIELDS);
				return EXHAUSTED;
			}),
		},
	});
	declareMethod(type, "__length_hint__", 0, 0, (it) =>
		newInt(at(it + FIELDS) === NULL ? 0 : strLength(at(it + FIELDS)) - at(it + INDEX)),
	);
}
