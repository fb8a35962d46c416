/** `code.co_positions()`. An instruction takes one place here, where CPython gives its caches places of their own. */
import type { CodeObject } from "../compile/code";
import { encodeUtf8Loose } from "../text/codecs";
import { codePointSlice } from "../text/codePoints";
import { H } from "./arena";
import { declareMethod } from "./declarations";
import { codeOf } from "./frames";
import { newInt } from "./int";
import { getIter } from "./iterators";
import { TUPLE_ITEMS } from "./layout";
import { listPush, newList } from "./list";
import { work } from "./machine";
import { decref } from "./refcount";
import { sourceLine } from "./sources";
import type { Status } from "./tables";
import { newTuple } from "./tuple";
import { CODE, NONE } from "./typeids";

const POSITION_WORDS = 4;

/** A column as CPython keeps it: in bytes of the line's UTF-8. -1: none. */
function byteColumn(code: CodeObject, lineno: number, column: number): number {
	if (column <= 0 || lineno <= 0) return column;
	return encodeUtf8Loose(codePointSlice(sourceLine(code.filename, lineno), 0, column)).length;
}

/** An iterator over (lineno, end lineno, column, end column) of each instruction; None where there is none. */
declareMethod(CODE, "co_positions", 0, 0, (o): Status => {
	const code = codeOf(o);
	const words = code.positions;
	const list = newList();
	work(words.length);
	for (let i = 0; i < words.length; i += POSITION_WORDS) {
		const [line = -1, endLine = -1, column = -1, endColumn = -1] = words.slice(i, i + POSITION_WORDS);
		const values = [line, endLine, byteColumn(code, line, column), byteColumn(code, endLine, endColumn)];
		const tuple = newTuple(POSITION_WORDS);
		values.forEach((value, n) => {
			H[tuple + TUPLE_ITEMS + n] = value < 0 ? NONE : newInt(value);
		});
		listPush(list, tuple);
	}
	const iterator = getIter(list);
	decref(list);
	return iterator;
});
