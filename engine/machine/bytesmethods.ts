/** Methods of bytes (Objects/bytesobject.c, bytes_methods.c), by the functions on texts over their Latin-1 form. */

import { isFault } from "../text/fault";
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
	splitText,
	startsWithText,
	stripText,
} from "../text/strSearch";
import { at, H } from "./arena";
import { bytesLike, exporterOf } from "./buffers";
import { byteArrayBytes, isByteArray, newByteArray } from "./bytearray";
import { bytesOf, isBytes, latin1Text, newBytes } from "./bytes";
import { fromHex, hexText } from "./byteshex";
import {
	type BytesKind,
	bytesArgument,
	bytesOrByte,
	bytesResult,
	listOfBytes,
	made,
	SPACES,
	textOfSelf,
} from "./byteskinds";
import { callWith, through } from "./call";
import { codecNames } from "./codecnames";
import { declareMethod } from "./declarations";
import { raise } from "./errors";
import { raiseFault } from "./faults";
import { listFromIterable } from "./fromiterable";
import { newBool, newInt } from "./int";
import { NULL, type Ref, SIZE, TUPLE_ITEMS, TYPE } from "./layout";
import { listItem } from "./list";
import { profile, work } from "./machine";
import { N0 } from "./natives";
import { cIntOf, ssizeOf, truthAtOnce } from "./operators";
import { decref, incref } from "./refcount";
import { isStr, textOf } from "./str";
import { searchRange } from "./strmethods";
import { decodeObject } from "./strs";
import { isIterable, nativeKind } from "./tables";
import { isTuple, newTuple, tupleItem } from "./tuple";
import { BYTEARRAY, BYTES, FALSE, NONE, TRUE, TYPE_ERROR, VALUE_ERROR } from "./typeids";
import { givenName, typeName } from "./types";

/** Whitespace of bytes is ASCII's alone; the texts' functions are given it as a separator they know. */
function splitSpaces(text: string, most: number, right: boolean): string[] {
	const parts: string[] = [];
	let rest = stripText(text, SPACES, right ? "right" : "left");
	while (rest !== "") {
		if (most >= 0 && parts.length === most) {
			parts.push(rest);
			break;
		}
		const found = right ? /[ \t\n\r\x0b\f](?=[^ \t\n\r\x0b\f]*$)/.exec(rest) : /[ \t\n\r\x0b\f]/.exec(rest);
		const cut = found === null ? (right ? -1 : rest.length) : found.index;
		parts.push(right ? rest.slice(cut + 1) : rest.slice(0, cut));
		rest = right
			? stripText(rest.slice(0, Math.max(cut, 0)), SPACES, "right")
			: stripText(rest.slice(cut), SPACES, "left");
	}
	return right ? parts.reverse() : parts;
}

function searching(
	kind: BytesKind,
	name: string,
	find: (text: string, part: string, start: number, end: number) => number,
	missing: boolean,
): void {
	declareMethod(kind.type, name, 1, 3, (self, args, nargs) => {
		const within = searchRange(args, nargs, 1);
		if (within === null) return NULL;
		const part = bytesOrByte(at(args));
		if (part === null) return NULL;
		const found = find(textOfSelf(kind, self), part, within[0], within[1]);
		return found < 0 && missing ? raise(VALUE_ERROR, "subsection not found") : newInt(found);
	});
}

function tailmatch(
	kind: BytesKind,
	name: string,
	matches: (text: string, part: string, start: number, end: number) => boolean,
): void {
	declareMethod(kind.type, name, 1, 3, (self, args, nargs) => {
		const within = searchRange(args, nargs, 1);
		if (within === null) return NULL;
		const wanted = at(args);
		const text = textOfSelf(kind, self);
		const parts = isTuple(wanted)
			? Array.from({ length: at(wanted + SIZE) }, (_, i) => tupleItem(wanted, i))
			: [wanted];
		for (const part of parts) {
			const bytes = exporterOf(part)?.bytes(part);
			if (bytes === null) return NULL;
			if (bytes === undefined) {
				if (isTuple(wanted))
					return raise(TYPE_ERROR, `a bytes-like object is required, not '${typeName(at(part + TYPE))}'`);
				return raise(
					TYPE_ERROR,
					`${name} first arg must be bytes or a tuple of bytes, not ${typeName(at(part + TYPE))}`,
				);
			}
			if (matches(text, latin1Text(bytes), within[0], within[1])) return TRUE;
		}
		return FALSE;
	});
}

/** Word: the separator. The items come in a list. */
function joining(kind: BytesKind): number {
	return nativeKind("bytes.join", (frame, list) => {
		const parts: string[] = [];
		let size = 0;
		for (let i = 0; i < at(list + SIZE); i++) {
			const item = listItem(list, i);
			const bytes = exporterOf(item)?.bytes(item);
			if (bytes === null || bytes === undefined) {
				if (bytes === undefined)
					raise(TYPE_ERROR, `sequence item ${i}: expected a bytes-like object, ${typeName(at(item + TYPE))} found`);
				decref(list);
				return NULL;
			}
			size += bytes.length;
			parts.push(latin1Text(bytes));
		}
		const only = at(list + SIZE) === 1 && kind.type === BYTES ? listItem(list, 0) : NULL;
		if (only !== NULL && at(only + TYPE) === BYTES) {
			incref(only);
			decref(list);
			return only;
		}
		decref(list);
		work(size >> 4);
		const self = at(frame + N0);
		return made(kind, parts.join(latin1Text(kind.contents(self))));
	});
}

/** An argument that is a char in C: one byte; null with the TypeError set. */
function fillByte(name: string, o: Ref): string | null {
	const text = isBytes(o) ? latin1Text(bytesOf(o)) : isByteArray(o) ? latin1Text(byteArrayBytes(o)) : null;
	if (text?.length === 1) return text;
	const wanted = "argument 2 must be a byte string of length 1, not";
	if (text === null || profile().name === "3.13") raise(TYPE_ERROR, `${name}() ${wanted} ${givenName(o)}`);
	else raise(TYPE_ERROR, `${name}(): ${wanted} a ${typeName(at(o + TYPE))} object of length ${text.length}`);
	return null;
}

function declareBytesMethods(kind: BytesKind): void {
	searching(kind, "find", findText, false);
	searching(kind, "rfind", rfindText, false);
	searching(kind, "index", findText, true);
	searching(kind, "rindex", rfindText, true);
	searching(kind, "count", countText, false);
	tailmatch(kind, "startswith", startsWithText);
	tailmatch(kind, "endswith", endsWithText);
	for (const [name, split, right] of [
		["split", splitText, false],
		["rsplit", rsplitText, true],
	] as const) {
		declareMethod(
			kind.type,
			name,
			0,
			2,
			(self, args, nargs) => {
				const most = nargs > 1 && at(args + 1) !== NULL ? ssizeOf(at(args + 1)) : -1;
				if (Number.isNaN(most)) return NULL;
				const separator = nargs > 0 && at(args) !== NULL && at(args) !== NONE ? bytesArgument(at(args)) : "";
				if (separator === null) return NULL;
				const text = textOfSelf(kind, self);
				const spaces = nargs === 0 || at(args) === NULL || at(args) === NONE;
				const parts = spaces ? splitSpaces(text, most, right) : split(text, separator, most);
				return isFault(parts) ? raiseFault(parts) : listOfBytes(kind, self, parts);
			},
			{ params: ["sep", "maxsplit"] },
		);
	}
	for (const [name, side] of [
		["strip", "both"],
		["lstrip", "left"],
		["rstrip", "right"],
	] as const) {
		declareMethod(kind.type, name, 0, 1, (self, args, nargs) => {
			const characters = nargs === 0 || at(args) === NONE ? SPACES : bytesArgument(at(args));
			return characters === null ? NULL : bytesResult(kind, self, stripText(textOfSelf(kind, self), characters, side));
		});
	}
	for (const [name, divide] of [
		["partition", partitionText],
		["rpartition", rpartitionText],
	] as const) {
		declareMethod(kind.type, name, 1, 1, (self, args) => {
			const separator = bytesArgument(at(args));
			if (separator === null) return NULL;
			const text = textOfSelf(kind, self);
			const parts = divide(text, separator);
			if (isFault(parts)) return raiseFault(parts);
			const tuple = newTuple(3);
			parts.forEach((part, i) => {
				// Where it is not found, the bytes themselves stand before or behind, of whatever class.
				const undivided = part.length > 0 && part.length === text.length && kind.type === BYTES;
				// Where it is, bytes have the very separator that was given in the middle.
				const given = i === 1 && part !== "" && kind.type === BYTES;
				H[tuple + TUPLE_ITEMS + i] = undivided ? incref(self) : given ? incref(at(args)) : made(kind, part);
			});
			return tuple;
		});
	}
	for (const [name, remove] of [
		["removeprefix", removePrefix],
		["removesuffix", removeSuffix],
	] as const) {
		declareMethod(kind.type, name, 1, 1, (self, args) => {
			const part = bytesArgument(at(args));
			return part === null ? NULL : bytesResult(kind, self, remove(textOfSelf(kind, self), part));
		});
	}
	declareMethod(kind.type, "replace", 2, 3, (self, args, nargs) => {
		const old = bytesArgument(at(args));
		const replacement = old === null ? null : bytesArgument(at(args + 1));
		if (old === null || replacement === null) return NULL;
		const count = nargs > 2 ? ssizeOf(at(args + 2)) : -1;
		if (Number.isNaN(count)) return NULL;
		const text = textOfSelf(kind, self);
		const replaced = replaceText(text, old, replacement, count);
		// What was found is written anew, also where it is replaced by the same.
		const found = old !== "" && count !== 0 && text.includes(old);
		return found && replaced === text ? made(kind, text) : bytesResult(kind, self, replaced);
	});
	const converting: readonly (readonly [string, (text: string) => string])[] = [
		["upper", (t) => t.replace(/[a-z]/g, (c) => c.toUpperCase())],
		["lower", (t) => t.replace(/[A-Z]/g, (c) => c.toLowerCase())],
		["swapcase", (t) => t.replace(/[a-zA-Z]/g, (c) => (c < "a" ? c.toLowerCase() : c.toUpperCase()))],
		[
			"capitalize",
			(t) =>
				t.charAt(0).replace(/[a-z]/, (c) => c.toUpperCase()) + t.slice(1).replace(/[A-Z]/g, (c) => c.toLowerCase()),
		],
		["title", (t) => t.replace(/[a-zA-Z]+/g, (word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase())],
	];
	for (const [name, convert] of converting)
		declareMethod(kind.type, name, 0, 0, (self) => made(kind, convert(textOfSelf(kind, self))));
	const asking: readonly (readonly [string, RegExp])[] = [
		["isalpha", /^[a-zA-Z]+$/],
		["isalnum", /^[a-zA-Z0-9]+$/],
		["isdigit", /^[0-9]+$/],
		["isspace", /^[ \t\n\r\x0b\f]+$/],
		["isascii", /^[\0-\x7f]*$/],
		["islower", /^[^A-Z]*[a-z][^A-Z]*$/],
		["isupper", /^[^a-z]*[A-Z][^a-z]*$/],
	];
	declareMethod(kind.type, "istitle", 0, 0, (self) => {
		const text = textOfSelf(kind, self);
		return newBool(/[a-zA-Z]/.test(text) && !/[a-zA-Z][A-Z]|(?<![a-zA-Z])[a-z]/.test(text));
	});
	declareMethod(
		kind.type,
		"expandtabs",
		0,
		1,
		(self, args, nargs) => {
			const size = nargs > 0 && at(args) !== NULL ? cIntOf(at(args)) : 8;
			if (Number.isNaN(size)) return NULL;
			const text = expandTabs(textOfSelf(kind, self), size);
			return isFault(text) ? raiseFault(text) : made(kind, text);
		},
		{ params: ["tabsize"] },
	);
	declareMethod(
		kind.type,
		"translate",
		1,
		2,
		(self, args) => {
			const table = at(args) === NONE ? null : bytesLike(at(args));
			if (table === null && at(args) !== NONE) return NULL;
			if (table !== null && table.length !== 256)
				return raise(VALUE_ERROR, "translation table must be 256 characters long");
			const drop = at(args + 1) === NULL ? new Uint8Array(0) : bytesLike(at(args + 1));
			if (drop === null) return NULL;
			const bytes = kind.contents(self);
			work(bytes.length);
			const dropped = new Set(drop);
			const kept = bytes.filter((byte) => !dropped.has(byte)).map((byte) => table?.[byte] ?? byte);
			if (at(self + TYPE) === BYTES && kept.length === bytes.length && kept.every((byte, i) => byte === bytes[i]))
				return incref(self);
			return kind.make(kept);
		},
		{ params: ["", "delete"] },
	);
	declareMethod(
		kind.type,
		"maketrans",
		2,
		2,
		(_self, args) => {
			const from = bytesLike(at(args));
			const to = from === null ? null : bytesLike(at(args + 1));
			if (from === null || to === null) return NULL;
			if (from.length !== to.length) return raise(VALUE_ERROR, "maketrans arguments must have same length");
			const table = Uint8Array.from({ length: 256 }, (_, i) => i);
			from.forEach((byte, i) => {
				table[byte] = to[i] ?? 0;
			});
			return newBytes(table);
		},
		{ kind: "staticmethod" },
	);
	for (const [name, pattern] of asking)
		declareMethod(kind.type, name, 0, 0, (self) => newBool(pattern.test(textOfSelf(kind, self))));
	for (const [name, to] of [
		["center", "center"],
		["ljust", "left"],
		["rjust", "right"],
	] as const) {
		declareMethod(kind.type, name, 1, 2, (self, args, nargs) => {
			const width = ssizeOf(at(args));
			if (Number.isNaN(width)) return NULL;
			const fill = nargs > 1 ? fillByte(name, at(args + 1)) : " ";
			return fill === null ? NULL : bytesResult(kind, self, justifyText(textOfSelf(kind, self), width, fill, to));
		});
	}
	declareMethod(kind.type, "zfill", 1, 1, (self, args) => {
		const width = ssizeOf(at(args));
		return Number.isNaN(width) ? NULL : bytesResult(kind, self, zfillText(textOfSelf(kind, self), width));
	});
	declareMethod(
		kind.type,
		"splitlines",
		0,
		1,
		(self, args, nargs) => {
			const status = nargs === 0 || at(args) === NULL ? FALSE : truthAtOnce(at(args));
			if (status === NULL) return NULL;
			const keep = status === TRUE;
			const lines = textOfSelf(kind, self).match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
			return listOfBytes(kind, self, keep ? lines : lines.map((line) => line.replace(/[\r\n]+$/, "")));
		},
		{ params: ["keepends"] },
	);
	const join = joining(kind);
	declareMethod(kind.type, "join", 1, 1, (self, args) => {
		const iterable = at(args);
		if (!isIterable(iterable)) return raise(TYPE_ERROR, "can only join an iterable");
		return through(join, 1, (frame) => {
			H[frame + N0] = self;
			return listFromIterable(iterable);
		});
	});
	declareMethod(kind.type, "hex", 0, 2, (self, args, nargs) => hexText(kind.contents(self), args, nargs), {
		params: ["sep", "bytes_per_sep"],
	});
	declareMethod(
		kind.type,
		"fromhex",
		1,
		1,
		(type, args) => {
			const o = at(args);
			if (!isStr(o))
				return raise(
					TYPE_ERROR,
					profile().name === "3.13"
						? `fromhex() argument must be str, not ${givenName(o)}`
						: `fromhex() argument must be str or bytes-like, not ${typeName(at(o + TYPE))}`,
				);
			const result = fromHex(kind, textOf(o));
			if (result === NULL || type === kind.type) return result;
			const status = callWith(type, result);
			decref(result);
			return status;
		},
		{ kind: "classmethod" },
	);
	declareMethod(
		kind.type,
		"decode",
		0,
		2,
		(self, args, nargs) => {
			const names = codecNames("decode", nargs > 0 ? at(args) : NULL, nargs > 1 ? at(args + 1) : NULL);
			return names === null ? NULL : decodeObject(self, names.encoding ?? "utf-8", names.errors);
		},
		{ params: ["encoding", "errors"] },
	);
}

declareBytesMethods({ type: BYTES, contents: bytesOf, make: newBytes });
declareBytesMethods({ type: BYTEARRAY, contents: byteArrayBytes, make: newByteArray });
