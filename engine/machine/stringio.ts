/** io.StringIO (Modules/_io/stringio.c): a text that is replaced with each write; positions are code points. */
import { codePointLength, codePointSlice, unitsBefore } from "../text/codePoints";
import { MAX_TEXT } from "../text/fault";
import { at, freePayload, H, newPayload, payloads } from "./arena";
import { optionalArguments } from "./arguments";
import { optionalSsize } from "./cintegers";
import { newInstance } from "./classes";
import { declareAttribute, declareMethod, declareType } from "./declarations";
import { raise } from "./errors";
import { memoryError, newText } from "./faults";
import { newBool, newInt } from "./int";
import { declareClosedWord, isClosed, nextLine, optionalSize, setClosed } from "./iobase";
import { EXHAUSTED } from "./iterators";
import { FIELDS, LAYOUT_STORE, NULL, type Ref, STR_KIND, TF_BASETYPE, TF_GC, TYPE } from "./layout";
import { limits } from "./limits";
import { profile, work } from "./machine";
import { declareValue } from "./moduletable";
import { cIntOf, ssizeOf } from "./operators";
import { incref } from "./refcount";
import { declareSize } from "./sizes";
import { isStr, strLength, textOf } from "./str";
import { calling, S_INIT, S_ITER, S_NEW, S_NEXT, type Status, unary } from "./tables";
import { FALSE, NONE, OS_ERROR, STRING_IO, TEXT_IO_BASE, TRUE, TYPE_ERROR, VALUE_ERROR } from "./typeids";
import { typeName } from "./types";

/** The dict; LAYOUT_STORE's words, the payload being the text; then. */
const TEXT = FIELDS + 1;
const POSITION = FIELDS + 4;
const LENGTH = FIELDS + 5;
/** 1: some character takes two units. */
const ASTRAL = FIELDS + 6;
const CLOSED = FIELDS + 7;
/** Which line ends are read and written: an index of NEWLINES. */
const NEWLINE = FIELDS + 8;
const WEAKLIST = FIELDS + 9;
const WORDS = FIELDS + 10;
declareClosedWord(STRING_IO, CLOSED);

const NEWLINES = ["\n", null, "", "\r", "\r\n"] as const;
const newlineOf = (o: Ref): string | null => NEWLINES[at(o + NEWLINE)] ?? null;
const contents = (o: Ref): string => (at(o + TEXT) === 0 ? "" : (payloads[at(o + TEXT)] as string));

function setContents(o: Ref, text: string, length: number): boolean {
	if (text.length > Math.min(MAX_TEXT, limits.bytes)) {
		memoryError();
		return false;
	}
	if (at(o + TEXT) !== 0) freePayload(at(o + TEXT));
	H[o + TEXT] = newPayload(text);
	H[o + LENGTH] = length;
	return true;
}

/** True, with the ValueError set, where the stream is closed (CHECK_CLOSED). */
function refused(o: Ref): boolean {
	if (!isClosed(o)) return false;
	raise(VALUE_ERROR, "I/O operation on closed file");
	return true;
}

/** The characters from `start` to before `end`. */
function part(o: Ref, start: number, end: number): string {
	const text = contents(o);
	if (at(o + ASTRAL) === 0) return text.slice(start, end);
	work(end >> 5);
	return codePointSlice(text, start, end);
}

/** `write_str`: puts a text where the position is; false with an exception set. */
function put(o: Ref, given: string, length: number, astral: boolean): boolean {
	if (astral) H[o + ASTRAL] = 1;
	const position = at(o + POSITION);
	const old = at(o + LENGTH);
	const text = contents(o);
	H[o + POSITION] = position + length;
	if (position === old) return setContents(o, text + given, old + length);
	if (position > old) {
		if (position > limits.bytes) {
			memoryError();
			return false;
		}
		return setContents(o, text + "\0".repeat(position - old) + given, position + length);
	}
	work(old >> 6);
	const before = part(o, 0, position);
	const after = position + length < old ? part(o, position + length, old) : "";
	return setContents(o, before + given + after, Math.max(old, position + length));
}

function write(o: Ref, given: Ref): Status {
	if (!isStr(given)) return raise(TYPE_ERROR, `string argument expected, got '${typeName(at(given + TYPE))}'`);
	if (refused(o)) return NULL;
	return writeStr(o, given) ? newInt(strLength(given)) : NULL;
}

/** `write_str` */
function writeStr(o: Ref, given: Ref): boolean {
	const count = strLength(given);
	work(count >> 6);
	if (count === 0) return true;
	const newline = newlineOf(o);
	let text = textOf(given);
	if (newline === null) text = text.replace(/\r\n?/g, "\n");
	else if (newline.startsWith("\r")) text = text.replaceAll("\n", newline);
	const length = text === textOf(given) ? count : codePointLength(text);
	return put(o, text, length, at(given + STR_KIND) === 4);
}

/** Where the line that begins at the position ends; at most `limit` characters on (-1: no limit). */
function lineEnd(o: Ref, limit: number): number {
	const text = contents(o);
	const from = at(o + POSITION);
	const unit = at(o + ASTRAL) === 0 ? from : unitsBefore(text, from);
	const newline = newlineOf(o);
	let end = -1;
	if (newline === "") {
		const found = /\r\n|\r|\n/g;
		found.lastIndex = unit;
		const match = found.exec(text);
		end = match === null ? -1 : match.index + match[0].length;
	} else {
		const ends = newline ?? "\n";
		const found = text.indexOf(ends, unit);
		end = found < 0 ? -1 : found + ends.length;
	}
	const stop = end < 0 ? text.length : end;
	work((stop - unit) >> 5);
	const characters = from + (at(o + ASTRAL) === 0 ? stop - unit : codePointLength(text.slice(unit, stop)));
	return limit >= 0 ? Math.min(characters, from + limit) : characters;
}

function readLine(o: Ref, limit: number): Status {
	const from = at(o + POSITION);
	if (from >= at(o + LENGTH)) return newText("");
	const end = lineEnd(o, limit);
	H[o + POSITION] = end;
	return newText(part(o, from, end));
}

/** `_io_StringIO___init___impl` */
const INIT = calling((self, args, nargs, kwnames) => {
	const found = optionalArguments("StringIO", ["initial_value", "newline"], args, nargs, kwnames);
	if (found === null) return NULL;
	const [value = NULL, given = NULL] = found;
	let newline: string | null = "\n";
	if (given === NONE) newline = null;
	else if (given !== NULL) {
		if (!isStr(given)) return raise(TYPE_ERROR, `newline must be str or None, not ${typeName(at(given + TYPE))}`);
		newline = textOf(given);
	}
	const place = (NEWLINES as readonly (string | null)[]).indexOf(newline);
	if (place < 0) return raise(VALUE_ERROR, `illegal newline value: '${newline}'`);
	if (value !== NULL && value !== NONE && !isStr(value))
		return raise(TYPE_ERROR, `initial_value must be str or None, not ${typeName(at(value + TYPE))}`);
	H[self + NEWLINE] = place;
	H[self + POSITION] = 0;
	H[self + ASTRAL] = 0;
	H[self + CLOSED] = 0;
	setContents(self, "", 0);
	if (value !== NULL && value !== NONE && !writeStr(self, value)) return NULL;
	H[self + POSITION] = 0;
	return NONE;
});

declareType({
	type: STRING_IO,
	name: "StringIO",
	module: "_io",
	base: TEXT_IO_BASE,
	layout: LAYOUT_STORE,
	bytes: 184,
	words: WORDS,
	refs: 1,
	dictAt: FIELDS,
	weakAt: WEAKLIST,
	flags: TF_BASETYPE | TF_GC,
	slots: {
		[S_NEW]: calling((type) => newInstance(type)),
		[S_INIT]: INIT,
		[S_ITER]: unary((o) => (refusedIteration(o) ? NULL : incref(o))),
		[S_NEXT]: unary((o) => {
			if (refused(o)) return NULL;
			if (at(o + TYPE) !== STRING_IO) return nextLine(o);
			return at(o + POSITION) >= at(o + LENGTH) ? EXHAUSTED : readLine(o, -1);
		}),
	},
});
declareValue("_io", "StringIO", () => STRING_IO);
declareSize(STRING_IO, () => profile().stringIoBytes - 16);

/** Iterating is the base class's, which words it with a full stop. */
function refusedIteration(o: Ref): boolean {
	if (!isClosed(o)) return false;
	raise(VALUE_ERROR, "I/O operation on closed file.");
	return true;
}

declareMethod(STRING_IO, "getvalue", 0, 0, (self) => (refused(self) ? NULL : newText(contents(self))));
declareMethod(STRING_IO, "write", 1, 1, (self, args) => write(self, at(args)));
declareMethod(STRING_IO, "read", 0, 1, (self, args, nargs) => {
	const size = optionalSize(args, nargs);
	if (Number.isNaN(size) || refused(self)) return NULL;
	const from = at(self + POSITION);
	const left = Math.max(0, at(self + LENGTH) - from);
	const count = size < 0 ? left : Math.min(size, left);
	if (count === 0) return newText("");
	H[self + POSITION] = from + count;
	return newText(part(self, from, from + count));
});
declareMethod(STRING_IO, "readline", 0, 1, (self, args, nargs) => {
	const size = optionalSize(args, nargs);
	return Number.isNaN(size) || refused(self) ? NULL : readLine(self, size);
});
declareMethod(STRING_IO, "tell", 0, 0, (self) => (refused(self) ? NULL : newInt(at(self + POSITION))));
declareMethod(STRING_IO, "truncate", 0, 1, (self, args, nargs) => {
	const given = nargs === 0 ? at(self + POSITION) : optionalSsize(at(args), at(self + POSITION));
	if (Number.isNaN(given) || refused(self)) return NULL;
	if (given < 0) return raise(VALUE_ERROR, `Negative size value ${given}`);
	if (given < at(self + LENGTH) && !setContents(self, part(self, 0, given), given)) return NULL;
	return newInt(given);
});
declareMethod(STRING_IO, "seek", 1, 2, (self, args, nargs) => {
	const position = ssizeOf(at(args));
	if (Number.isNaN(position)) return NULL;
	const whence = nargs > 1 ? cIntOf(at(args + 1)) : 0;
	if (Number.isNaN(position) || Number.isNaN(whence) || refused(self)) return NULL;
	if (whence < 0 || whence > 2) return raise(VALUE_ERROR, `Invalid whence (${whence}, should be 0, 1 or 2)`);
	if (position < 0 && whence === 0) return raise(VALUE_ERROR, `Negative seek position ${position}`);
	if (whence !== 0 && position !== 0) return raise(OS_ERROR, "Can't do nonzero cur-relative seeks");
	const to = whence === 0 ? position : whence === 1 ? at(self + POSITION) : at(self + LENGTH);
	H[self + POSITION] = Math.min(to, 2 ** 31 - 1);
	return newInt(at(self + POSITION));
});
declareMethod(STRING_IO, "close", 0, 0, (self) => {
	setClosed(self);
	setContents(self, "", 0);
	return NONE;
});
// The base class's, which does not know that this stream is closed.
declareMethod(STRING_IO, "flush", 0, 0, () => NONE);
for (const name of ["readable", "writable", "seekable"])
	declareMethod(STRING_IO, name, 0, 0, (self) => (refused(self) ? NULL : TRUE));
declareAttribute(STRING_IO, "closed", (o) => newBool(isClosed(o)));
declareAttribute(STRING_IO, "line_buffering", (o) => (refused(o) ? NULL : FALSE));
declareAttribute(STRING_IO, "newlines", (o) => (refused(o) ? NULL : NONE));
