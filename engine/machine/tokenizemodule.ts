/** _tokenize: the tokens of a text, for Lib/tokenize.py (Python/Python-tokenize.c). All lines are read at once. */
import { type TokenInfo, tokenInfos } from "../syntax/tokenize";
import { decodeBytes } from "../text/codecs";
import { isFault } from "../text/fault";
import { at, H } from "./arena";
import { bytesOf, isBytes } from "./bytes";
import { callWith } from "./call";
import { newInstance } from "./classes";
import { declareType } from "./declarations";
import { clearError, errorIs, raise } from "./errors";
import { newInt } from "./int";
import { EXHAUSTED } from "./iterators";
import { FIELDS, LAYOUT_FIELDS, NULL, PUSHED, type Ref, SIZE, TF_GC, TF_VISITS_TYPE, TUPLE_ITEMS } from "./layout";
import { Unsupported } from "./limits";
import { listItem, listPush, listSize, newList } from "./list";
import { profile, work } from "./machine";
import { declareValue } from "./moduletable";
import { N0, popNative, pushNative } from "./natives";
import { decref, incref } from "./refcount";
import { isStr, newStr, textOf } from "./str";
import { raiseSyntaxError } from "./syntaxerrorobjects";
import { calling, nativeKind, S_ITER, S_NEW, S_NEXT, type Status, unary } from "./tables";
import { newTuple, tupleItem } from "./tuple";
import { OBJECT, STOP_ITERATION, TOKENIZER_ITER, TRUE, TYPE_ERROR } from "./typeids";

/** Of the iterator: the tuples, the text; then the place among the tuples. */
const TOKENS = FIELDS;
const TEXT = FIELDS + 1;
const PLACE = FIELDS + 2;

/** Numbers of Lib/token.py that do not stand in the order of the operators. */
const TYPES = ["ENDMARKER", "NAME", "NUMBER", "STRING", "NEWLINE", "INDENT", "DEDENT"];
const LATE_TYPES = ["FSTRING_START", "FSTRING_MIDDLE", "FSTRING_END"];
const LATE_TYPES_314 = ["TSTRING_START", "TSTRING_MIDDLE", "TSTRING_END"];
const OP = 55;
const FIRST_LATE = 59;
function typeNumber(name: string): number {
	if (name === "OP") return OP;
	const early = TYPES.indexOf(name);
	if (early >= 0) return early;
	const late = [...LATE_TYPES, ...(profile().name === "3.13" ? [] : LATE_TYPES_314), "COMMENT", "NL"];
	return FIRST_LATE + late.indexOf(name);
}

function tupleOfOwned(...items: readonly Ref[]): Ref {
	const tuple = newTuple(items.length);
	items.forEach((item, i) => {
		H[tuple + TUPLE_ITEMS + i] = item;
	});
	return tuple;
}

function tokenTuple({ type, text, start, end, line }: TokenInfo): Ref {
	const place = ([row, column]: readonly [number, number]): Ref => tupleOfOwned(newInt(row), newInt(column));
	return tupleOfOwned(newInt(typeNumber(type)), newStr(text), place(start), place(end), newStr(line));
}

/** Words: the lines (owned), what gives them. */
const READ = nativeKind("lines to tokenize", readLines, (frame) => atEnd(at(frame + N0)));
const LINE_WORK = 64;

function readLines(frame: number, value: Ref): Status {
	const lines = at(frame + N0);
	let line: Status = value;
	for (;;) {
		if (line !== NULL) {
			if (!isStr(line) && !isBytes(line)) {
				decref(line);
				return raise(TYPE_ERROR, "readline() returned a non-string object");
			}
			if (isStr(line) ? textOf(line) === "" : bytesOf(line).length === 0) {
				decref(line);
				return iteratorOf(lines);
			}
			work(LINE_WORK);
			listPush(lines, line);
		}
		line = callWith(at(frame + N0 + 1));
		if (line === PUSHED) return PUSHED;
		if (line === NULL) return atEnd(lines);
	}
}

/** StopIteration ends the lines. */
function atEnd(lines: Ref): Status {
	if (!errorIs(STOP_ITERATION)) return NULL;
	clearError();
	return iteratorOf(lines);
}

function iteratorOf(lines: Ref): Status {
	const texts: string[] = [];
	for (let i = 0; i < listSize(lines); i++) {
		const line = listItem(lines, i);
		const text = isStr(line) ? textOf(line) : decodeBytes(bytesOf(line), "utf-8");
		if (isFault(text)) throw new Unsupported("tokens of bytes that are no UTF-8");
		texts.push(text);
	}
	const text = texts.join("");
	work(text.length);
	const tokens = newList();
	for (const token of tokenInfos(text, profile().name).tokens) listPush(tokens, tokenTuple(token));
	const o = newInstance(TOKENIZER_ITER);
	H[o + TOKENS] = tokens;
	H[o + TEXT] = newStr(text);
	return o;
}

declareType({
	type: TOKENIZER_ITER,
	name: "TokenizerIter",
	module: "_tokenize",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 64,
	words: FIELDS + 3,
	refs: 2,
	flags: TF_GC | TF_VISITS_TYPE,
	slots: {
		[S_NEW]: calling((_type, args, nargs, kwnames) => {
			if (nargs !== 1) return raise(TYPE_ERROR, `tokenizeriter() takes exactly 1 positional argument (${nargs} given)`);
			const given = kwnames === NULL ? 0 : at(kwnames + SIZE);
			let extra = false;
			for (let i = 0; i < given; i++)
				if (textOf(tupleItem(kwnames, i)) === "extra_tokens") extra = at(args + nargs + i) === TRUE;
			if (!extra) throw new Unsupported("TokenizerIter without extra_tokens");
			const frame = pushNative(READ, 2, 1);
			H[frame + N0] = newList();
			H[frame + N0 + 1] = at(args);
			const status = readLines(frame, NULL);
			if (status !== PUSHED) popNative(frame);
			return status;
		}),
		[S_ITER]: unary((o) => incref(o)),
		[S_NEXT]: unary((o) => {
			const place = at(o + PLACE);
			const tokens = at(o + TOKENS);
			if (place < listSize(tokens)) {
				H[o + PLACE] = place + 1;
				return incref(listItem(tokens, place));
			}
			const text = textOf(at(o + TEXT));
			const { error } = tokenInfos(text, profile().name);
			return error === null ? EXHAUSTED : raiseSyntaxError(error, "<string>", text);
		}),
	},
});
declareValue("_tokenize", "TokenizerIter", () => TOKENIZER_ITER);
