/** Methods of str (Objects/unicodeobject.c). */

import { encodeText, findEncoding } from "../text/codecs";
import { type Fault, isFault } from "../text/fault";
import {
	capitalizeText,
	casefoldText,
	isAll,
	isAscii,
	isIdentifier,
	isLowerText,
	isPrintableText,
	isTitleText,
	isUpperText,
	lowerText,
	swapcaseText,
	titleText,
	upperText,
} from "../text/strCase";
import { expandTabs, justifyText, zfillText } from "../text/strLayout";
import {
	countText,
	endsWithText,
	findText,
	partitionText,
	removePrefix,
	removeSuffix,
	replaceText,
	rfindText,
	rpartitionText,
	rsplitText,
	splitLines,
	splitText,
	startsWithText,
	stripText,
} from "../text/strSearch";
import { at, H } from "./arena";
import { checkKeywords, keywordArgument } from "./arguments";
import { newBytes } from "./bytes";
import { through } from "./call";
import { codecNames } from "./codecnames";
import { declareMethod, type MethodOptions } from "./declarations";
import { raise } from "./errors";
import { memoryError, newText, raiseFault, raiseUnicodeFault } from "./faults";
import { strFormatSpec } from "./format";
import { listFromIterable } from "./fromiterable";
import { isInt, newBool, newInt } from "./int";
import { LIST_ITEMS, NULL, type Ref, SIZE, STR_KIND, TUPLE_ITEMS, TYPE } from "./layout";
import { listPush, newList } from "./list";
import { work } from "./machine";
import { N0 } from "./natives";
import { cIntOf, indexOf, ssizeOf, truthAtOnce } from "./operators";
import { decref, incref } from "./refcount";
import { isAsciiStr, isExactStr, isStr, LONG, newKnownStr, newStr, newUnsharedStr, strLength, textOf } from "./str";
import { sameOrNew } from "./strs";
import { makeTranslation, translate } from "./strtranslate";
import { isIterable, type NativeMethod, nativeKind, S_INDEX, type Status, slotOf } from "./tables";
import { isTuple, newTuple, tupleItem } from "./tuple";
import { FALSE, LIST, NONE, STR, TRUE, TUPLE, TYPE_ERROR, VALUE_ERROR } from "./typeids";
import { givenName, typeName } from "./types";

/** An argument that must be a str; null with the TypeError set. */
function textArgument(o: Ref, message: (type: string) => string): string | null {
	if (isStr(o)) return textOf(o);
	raise(TYPE_ERROR, message(typeName(at(o + TYPE))));
	return null;
}

/** `start` and `end` of find and its kin: null with an error set. */
export function searchRange(args: number, nargs: number, from: number): readonly [number, number] | null {
	const bound = (i: number, otherwise: number): number => {
		if (nargs <= i || at(args + i) === NONE) return otherwise;
		const o = at(args + i);
		if (!isInt(o) && slotOf(o, S_INDEX) === 0) {
			raise(TYPE_ERROR, "slice indices must be integers or None or have an __index__ method");
			return Number.NaN;
		}
		return indexOf(o);
	};
	const start = bound(from, 0);
	if (Number.isNaN(start)) return null;
	const end = bound(from + 1, Number.POSITIVE_INFINITY);
	return Number.isNaN(end) ? null : [start, end];
}

/** Declares a method that goes through the text, which is charged before. */
function declareTextMethod(name: string, min: number, max: number, call: NativeMethod, options?: MethodOptions): void {
	const charged: NativeMethod = (self, args, nargs, kwnames) => {
		work(at(self + STR_KIND) === 0 ? strLength(self) >> 3 : strLength(self));
		return call(self, args, nargs, kwnames);
	};
	declareMethod(STR, name, min, max, charged, options);
}

/** A new list of texts; a part that is the whole text is the str itself. */
function listOfTexts(self: Ref, parts: readonly string[], room = 0): Ref {
	work(parts.length * 2);
	const list = newList(room);
	if (parts.length === 1) listPush(list, sameOrNew(self, parts[0] as string, isAsciiStr(self)));
	else {
		const ascii = isAsciiStr(self);
		for (const part of parts) listPush(list, ascii ? newKnownStr(part, part.length, 0) : newStr(part));
	}
	return list;
}

function searching(
	name: string,
	find: (text: string, part: string, start: number, end: number) => number,
	result: (found: number) => Status,
): void {
	declareTextMethod(name, 1, 3, (self, args, nargs) => {
		const part = textArgument(at(args), () => `${name}() argument 1 must be str, not ${givenName(at(args))}`);
		if (part === null) return NULL;
		const within = searchRange(args, nargs, 1);
		if (within === null) return NULL;
		return result(find(textOf(self), part, within[0], within[1]));
	});
}

/** startswith, endswith: one str or a tuple of them. */
function tailmatch(name: string, matches: (text: string, part: string, start: number, end: number) => boolean): void {
	declareTextMethod(name, 1, 3, (self, args, nargs) => {
		const within = searchRange(args, nargs, 1);
		if (within === null) return NULL;
		const wanted = at(args);
		if (isTuple(wanted)) {
			for (let i = 0; i < at(wanted + SIZE); i++) {
				const part = textArgument(
					tupleItem(wanted, i),
					(type) => `tuple for ${name} must only contain str, not ${type}`,
				);
				if (part === null) return NULL;
				if (matches(textOf(self), part, within[0], within[1])) return TRUE;
			}
			return FALSE;
		}
		const part = textArgument(wanted, (type) => `${name} first arg must be str or a tuple of str, not ${type}`);
		return part === null ? NULL : newBool(matches(textOf(self), part, within[0], within[1]));
	});
}

/** How many parts a new list has room for (`PREALLOC_SIZE` in stringlib/split.h, asked for what could be the most). */
function splitRoom(self: Ref, separator: Ref, most: number): number {
	const length = strLength(self);
	if (separator !== NULL && (length < strLength(separator) || at(self + STR_KIND) < at(separator + STR_KIND))) return 1;
	const bound =
		most >= 0
			? most
			: separator === NULL
				? Math.trunc((length - 1) / 2) + 1
				: Math.floor(length / strLength(separator)) + 1;
	return bound >= MOST_ROOM ? MOST_ROOM : bound + 1;
}
const MOST_ROOM = 12;

function splitting(
	name: string,
	split: (text: string, separator: string | null, most: number) => string[] | Fault,
): void {
	declareTextMethod(
		name,
		0,
		2,
		(self, args, nargs) => {
			const separator = nargs > 0 && at(args) !== NULL && at(args) !== NONE ? at(args) : NULL;
			if (separator !== NULL && !isStr(separator))
				return raise(TYPE_ERROR, `must be str or None, not ${typeName(at(separator + TYPE))}`);
			const most = nargs > 1 && at(args + 1) !== NULL ? ssizeOf(at(args + 1)) : -1;
			if (Number.isNaN(most)) return NULL;
			const parts = split(textOf(self), separator === NULL ? null : textOf(separator), most);
			return isFault(parts) ? raiseFault(parts) : listOfTexts(self, parts, splitRoom(self, separator, most));
		},
		{ params: ["sep", "maxsplit"] },
	);
}

function stripping(name: string, side: "both" | "left" | "right"): void {
	declareTextMethod(name, 0, 1, (self, args, nargs) => {
		const characters = nargs === 0 || at(args) === NONE ? NULL : at(args);
		if (characters !== NULL && !isStr(characters)) return raise(TYPE_ERROR, `${name} arg must be None or str`);
		const text = stripText(textOf(self), characters === NULL ? null : textOf(characters), side);
		work((textOf(self).length - text.length) >> 3);
		return sameOrNew(self, text, isAsciiStr(self));
	});
}

function justifying(name: string, to: "center" | "left" | "right"): void {
	declareTextMethod(name, 1, 2, (self, args, nargs) => {
		const width = ssizeOf(at(args));
		if (Number.isNaN(width)) return NULL;
		const fill =
			nargs > 1
				? textArgument(at(args + 1), (type) => `The fill character must be a unicode character, not ${type}`)
				: " ";
		if (fill === null) return NULL;
		const text = justifyText(textOf(self), width, fill, to);
		return isFault(text) ? raiseFault(text) : sameOrNew(self, text);
	});
}

/** `text.replace(old, new, count)` */
function replace(self: Ref, args: number, nargs: number, kwnames: Ref): Status {
	if (!checkKeywords(kwnames, "replace", ["count"])) return NULL;
	if (nargs < 2) return raise(TYPE_ERROR, `replace() takes at least 2 positional arguments (${nargs} given)`);
	const given = nargs + (kwnames === NULL ? 0 : at(kwnames + SIZE));
	if (given > 3) return raise(TYPE_ERROR, `replace() takes at most 3 arguments (${given} given)`);
	const old = textArgument(at(args), () => `replace() argument 1 must be str, not ${givenName(at(args))}`);
	if (old === null) return NULL;
	const replacement = textArgument(
		at(args + 1),
		() => `replace() argument 2 must be str, not ${givenName(at(args + 1))}`,
	);
	if (replacement === null) return NULL;
	const limit = nargs > 2 ? at(args + 2) : keywordArgument(args, nargs, kwnames, "count");
	const count = limit === NULL ? -1 : ssizeOf(limit);
	if (Number.isNaN(count)) return NULL;
	// What a match costs is known before it is replaced.
	if (strLength(self) > LONG) work(countText(textOf(self), old) * 2);
	const text = replaceText(textOf(self), old, replacement, count);
	if (isFault(text)) return raiseFault(text);
	if (text.length === 1 && text !== textOf(self)) return newUnsharedStr(text);
	return sameOrNew(self, text, isAsciiStr(self) && isAsciiStr(at(args + 1)));
}

// ---- join ----

/** Word: the separator. The items come in a list. */
const JOIN = nativeKind("str.join", (frame, value) => {
	const status = joinItems(at(frame + N0), at(value + LIST_ITEMS), at(value + SIZE));
	decref(value);
	return status;
});

/** Of the texts that `textsOf` gathered last: their code points, and the widest kind. */
const gathered = { length: 0, kind: 0 };

/** The texts of strs, or null with the TypeError set. A function of its own: V8 then keeps what follows the loop compiled. */
function textsOf(items: number, n: number): string[] | null {
	const parts: string[] = [];
	let length = 0;
	let kind = 0;
	for (let i = 0; i < n; i++) {
		const item = at(items + i);
		if (!isStr(item)) {
			raise(TYPE_ERROR, `sequence item ${i}: expected str instance, ${typeName(at(item + TYPE))} found`);
			return null;
		}
		parts.push(textOf(item));
		length += strLength(item);
		if (at(item + STR_KIND) > kind) kind = at(item + STR_KIND);
	}
	gathered.length = length;
	gathered.kind = kind;
	return parts;
}

/** `_PyUnicode_JoinArray` */
function joinItems(separator: Ref, items: number, n: number): Status {
	if (n === 0) return newStr("");
	if (n === 1 && isExactStr(at(items))) return incref(at(items));
	const parts = textsOf(items, n);
	if (parts === null) return NULL;
	const between = strLength(separator);
	const length = gathered.length + n * between;
	if (length > MAX_JOINED) return memoryError();
	work(n);
	work(length >> 5);
	const text = parts.join(textOf(separator));
	if (text.length === 1) return newUnsharedStr(text);
	return newKnownStr(text, length - between, n > 1 ? Math.max(gathered.kind, at(separator + STR_KIND)) : gathered.kind);
}
const MAX_JOINED = 1 << 26;

function join(separator: Ref, iterable: Ref): Status {
	const type = at(iterable + TYPE);
	if (type === LIST) return joinItems(separator, at(iterable + LIST_ITEMS), at(iterable + SIZE));
	if (type === TUPLE) return joinItems(separator, iterable + TUPLE_ITEMS, at(iterable + SIZE));
	if (!isIterable(iterable)) return raise(TYPE_ERROR, "can only join an iterable");
	return through(JOIN, 1, (frame) => {
		H[frame + N0] = separator;
		return listFromIterable(iterable);
	});
}

// ---- All of them ----

export function declareStrMethods(): void {
	searching("find", findText, (found) => newInt(found));
	searching("rfind", rfindText, (found) => newInt(found));
	const orError = (found: number): Status => (found < 0 ? raise(VALUE_ERROR, "substring not found") : newInt(found));
	searching("index", findText, orError);
	searching("rindex", rfindText, orError);
	searching("count", countText, (found) => {
		work(found >> 2);
		return newInt(found);
	});
	tailmatch("startswith", startsWithText);
	tailmatch("endswith", endsWithText);
	splitting("split", splitText);
	splitting("rsplit", rsplitText);
	stripping("strip", "both");
	stripping("lstrip", "left");
	stripping("rstrip", "right");
	justifying("center", "center");
	justifying("ljust", "left");
	justifying("rjust", "right");
	const converting: readonly (readonly [string, (text: string) => string])[] = [
		["upper", upperText],
		["lower", lowerText],
		["casefold", casefoldText],
		["title", titleText],
		["capitalize", capitalizeText],
		["swapcase", swapcaseText],
	];
	for (const [name, convert] of converting)
		declareTextMethod(name, 0, 0, (self) => {
			const text = convert(textOf(self));
			return isAsciiStr(self) && text.length > 1 ? newKnownStr(text, text.length, 0) : newUnsharedStr(text);
		});
	const asking: readonly (readonly [string, (text: string) => boolean])[] = [
		["isalpha", (t) => isAll(t, "alpha")],
		["isalnum", (t) => isAll(t, "alnum")],
		["isdecimal", (t) => isAll(t, "decimal")],
		["isdigit", (t) => isAll(t, "digit")],
		["isnumeric", (t) => isAll(t, "numeric")],
		["isspace", (t) => isAll(t, "space")],
		["islower", isLowerText],
		["isupper", isUpperText],
		["istitle", isTitleText],
		["isascii", isAscii],
		["isidentifier", isIdentifier],
		["isprintable", isPrintableText],
	];
	for (const [name, ask] of asking) declareTextMethod(name, 0, 0, (self) => newBool(ask(textOf(self))));
	declareTextMethod("join", 1, 1, (self, args) => join(self, at(args)));
	declareTextMethod("replace", 2, 3, replace, { raw: true });
	for (const [name, divide] of [
		["partition", partitionText],
		["rpartition", rpartitionText],
	] as const) {
		declareTextMethod(name, 1, 1, (self, args) => {
			const separator = textArgument(at(args), (type) => `must be str, not ${type}`);
			if (separator === null) return NULL;
			const parts = divide(textOf(self), separator);
			if (isFault(parts)) return raiseFault(parts);
			// Where it is not found, the text itself is what stands before or behind, of whatever class.
			const whole = name === "partition" ? 0 : 2;
			const tuple = newTuple(3);
			parts.forEach((part, i) => {
				const undivided = i === whole && part.length === textOf(self).length;
				H[tuple + TUPLE_ITEMS + i] = undivided ? incref(self) : newText(part);
			});
			return tuple;
		});
	}
	for (const [name, remove] of [
		["removeprefix", removePrefix],
		["removesuffix", removeSuffix],
	] as const) {
		declareTextMethod(name, 1, 1, (self, args) => {
			const part = textArgument(at(args), () => `${name}() argument must be str, not ${givenName(at(args))}`);
			return part === null ? NULL : sameOrNew(self, remove(textOf(self), part), isAsciiStr(self));
		});
	}
	declareTextMethod(
		"splitlines",
		0,
		1,
		(self, args, nargs) => {
			const status = nargs === 0 || at(args) === NULL ? FALSE : truthAtOnce(at(args));
			if (status === NULL) return NULL;
			return listOfTexts(self, splitLines(textOf(self), status === TRUE));
		},
		{ params: ["keepends"] },
	);
	declareTextMethod("zfill", 1, 1, (self, args) => {
		const width = ssizeOf(at(args));
		if (Number.isNaN(width)) return NULL;
		const text = zfillText(textOf(self), width);
		return isFault(text) ? raiseFault(text) : sameOrNew(self, text, isAsciiStr(self));
	});
	declareTextMethod(
		"expandtabs",
		0,
		1,
		(self, args, nargs) => {
			const size = nargs === 0 || at(args) === NULL ? 8 : cIntOf(at(args));
			if (Number.isNaN(size)) return NULL;
			const text = expandTabs(textOf(self), size);
			return isFault(text) ? raiseFault(text) : sameOrNew(self, text, isAsciiStr(self));
		},
		{ params: ["tabsize"] },
	);
	declareTextMethod(
		"encode",
		0,
		2,
		(self, args, nargs) => {
			const names = codecNames("encode", nargs > 0 ? at(args) : NULL, nargs > 1 ? at(args + 1) : NULL);
			if (names === null) return NULL;
			const encoding = findEncoding(names.encoding ?? "utf-8");
			if (isFault(encoding)) return raiseFault(encoding);
			work(at(self + STR_KIND) === 0 ? strLength(self) >> 4 : strLength(self) * (names.errors === "strict" ? 1 : 6));
			const bytes = encodeText(textOf(self), encoding, names.errors);
			return isFault(bytes) ? raiseUnicodeFault(bytes, self) : newBytes(bytes);
		},
		{ params: ["encoding", "errors"] },
	);
	declareTextMethod("translate", 1, 1, (self, args) => translate(self, at(args)));
	declareTextMethod("maketrans", 1, 3, (_self, args, nargs) => makeTranslation(args, nargs), { kind: "staticmethod" });
	declareTextMethod("__format__", 1, 1, (self, args) => {
		const spec = at(args);
		return isStr(spec)
			? strFormatSpec(self, spec)
			: raise(TYPE_ERROR, `__format__() argument must be str, not ${givenName(spec)}`);
	});
	declareTextMethod("__getnewargs__", 0, 0, (self) => {
		const tuple = newTuple(1);
		H[tuple + TUPLE_ITEMS] = newStr(textOf(self));
		return tuple;
	});
}
