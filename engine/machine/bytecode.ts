/** A code object as CPython writes it: its bytes, its tables of lines and of exceptions (Python/assemble.c), and what reads them. */
import type { CodeObject } from "../compile/code";
import { encodeUtf8Loose } from "../text/codecs";
import { codePointLength, codePointSlice } from "../text/codePoints";
import { at, H } from "./arena";
import { newBytes } from "./bytes";
import { extensions } from "./codeunits";
import { declareAttribute, declareMethod } from "./declarations";
import { raise } from "./errors";
import { codeOf } from "./frames";
import { newInt } from "./int";
import { getIter } from "./iterators";
import { NULL, type Ref, TUPLE_ITEMS } from "./layout";
import { listPush, newList } from "./list";
import { profile, work } from "./machine";
import { indexOf } from "./operators";
import { decref } from "./refcount";
import { sourceLine } from "./sources";
import { intern } from "./str";
import type { Status } from "./tables";
import { newTuple } from "./tuple";
import { CODE, INDEX_ERROR, NONE } from "./typeids";
import { writtenCode } from "./writtencode";

const EXTENDED_ARG = { "3.13": 71, "3.14": 69 };
const POSITION_WORDS = 4;

/** `write_instr`: EXTENDED_ARG for what does not fit a byte, the instruction, its caches. */
function codeBytes(code: CodeObject): Uint8Array {
	const { words, layout } = writtenCode(code);
	const { starts, opargs } = layout;
	const n = words.length;
	const bytes = new Uint8Array((starts[n] as number) * 2);
	for (let i = 0; i < n; i++) {
		const oparg = opargs[i] as number;
		let at = (starts[i] as number) * 2;
		for (let more = extensions(oparg); more > 0; more--) {
			bytes[at++] = EXTENDED_ARG[profile().name];
			bytes[at++] = (oparg >>> (more * 8)) & 255;
		}
		bytes[at] = (words[i] as number) & 255;
		bytes[at + 1] = oparg & 255;
	}
	return bytes;
}

/** A column as CPython keeps it: in bytes of the line's UTF-8, as far as the line is known. -1: none. */
function byteColumn(code: CodeObject, lineno: number, column: number): number {
	if (column <= 0 || lineno <= 0) return column;
	const before = codePointSlice(sourceLine(code.filename, lineno), 0, column);
	return column + encodeUtf8Loose(before).length - codePointLength(before);
}

/** Where an instruction comes from: line, last line, column, last column; -1 for none. */
type Location = readonly [number, number, number, number];
function locationOf(code: CodeObject, index: number): Location {
	const at = index * POSITION_WORDS;
	const [line = -1, endLine = -1, column = -1, endColumn = -1] = code.positions.subarray(at, at + POSITION_WORDS);
	return [line, endLine, byteColumn(code, line, column), byteColumn(code, endLine, endColumn)];
}

/** Calls `visit` with each run of instructions of one place, and its code units. */
function eachRun(code: CodeObject, visit: (location: Location, units: number) => void): void {
	const { starts } = writtenCode(code);
	const n = code.instructions.length;
	work(n);
	let from = 0;
	for (let i = 1; i <= n; i++) {
		const same = (word: number): boolean =>
			code.positions[i * POSITION_WORDS + word] === code.positions[from * POSITION_WORDS + word];
		if (i < n && same(0) && same(1) && same(2) && same(3)) continue;
		visit(locationOf(code, from), (starts[i] as number) - (starts[from] as number));
		from = i;
	}
}

const NO_COLUMNS = 13;
const LONG = 14;
const NONE_KNOWN = 15;
const MOST_UNITS = 8;

function pushVarint(bytes: number[], value: number): void {
	let rest = value;
	for (; rest >= 64; rest >>>= 6) bytes.push(64 | (rest & 63));
	bytes.push(rest);
}

function pushSignedVarint(bytes: number[], value: number): void {
	pushVarint(bytes, value < 0 ? (-value << 1) | 1 : value << 1);
}

/** `write_location_info_entry`: the line that the next entry counts from. */
function pushEntry(bytes: number[], location: Location, units: number, before: number): number {
	const [line, endLine, column, endColumn] = location;
	const begin = (kind: number): void => {
		bytes.push(128 | (kind << 3) | (units - 1));
	};
	if (line < 0) {
		begin(NONE_KNOWN);
		return before;
	}
	const delta = line - before;
	if (column < 0 || endColumn < 0) {
		if (endLine === line || endLine < 0) {
			begin(NO_COLUMNS);
			pushSignedVarint(bytes, delta);
			return line;
		}
	} else if (endLine === line) {
		if (delta === 0 && column < 80 && endColumn - column < 16 && endColumn >= column) {
			begin(column >> 3);
			bytes.push(((column & 7) << 4) | (endColumn - column));
			return line;
		}
		if (delta >= 0 && delta < 3 && column < 128 && endColumn < 128) {
			begin(10 + delta);
			bytes.push(column, endColumn);
			return line;
		}
	}
	begin(LONG);
	pushSignedVarint(bytes, delta);
	pushVarint(bytes, endLine - line);
	pushVarint(bytes, column + 1);
	pushVarint(bytes, endColumn + 1);
	return line;
}

/** `assemble_location_info` */
function lineTable(code: CodeObject): Uint8Array {
	const bytes: number[] = [];
	let line = code.firstlineno;
	eachRun(code, (location, units) => {
		for (let left = units; left > 0; left -= MOST_UNITS)
			line = pushEntry(bytes, location, Math.min(left, MOST_UNITS), line);
	});
	return Uint8Array.from(bytes);
}

/** `assemble_emit_exception_table_item`: six bits a byte, the highest first; the first of an entry is marked. */
function pushItem(bytes: number[], value: number, first: boolean): void {
	let mark = first ? 128 : 0;
	for (let shift = 24; shift > 0; shift -= 6) {
		if (value < 2 ** shift) continue;
		bytes.push(mark | 64 | ((value >> shift) & 63));
		mark = 0;
	}
	bytes.push(mark | (value & 63));
}

/** `assemble_exception_table` */
function exceptionTable(code: CodeObject): Uint8Array {
	const { starts } = writtenCode(code);
	const bytes: number[] = [];
	for (const { start, end, target, depth, lasti } of code.exceptionTable) {
		const from = starts[start] as number;
		pushItem(bytes, from, true);
		pushItem(bytes, (starts[end] as number) - from, false);
		pushItem(bytes, starts[target] as number, false);
		pushItem(bytes, (depth << 1) | (lasti ? 1 : 0), false);
	}
	return Uint8Array.from(bytes);
}

function declareBytes(name: string, make: (code: CodeObject) => Uint8Array): void {
	declareAttribute(CODE, name, (o) => {
		work(codeOf(o).instructions.length);
		return newBytes(make(codeOf(o)));
	});
}
declareBytes("co_code", codeBytes);
declareBytes("_co_code_adaptive", codeBytes);
declareBytes("co_linetable", lineTable);
declareBytes("co_exceptiontable", exceptionTable);

/** A tuple of ints, None where one is below 0. */
function numbers(values: readonly number[]): Ref {
	const tuple = newTuple(values.length);
	values.forEach((value, i) => {
		H[tuple + TUPLE_ITEMS + i] = value < 0 ? NONE : newInt(value);
	});
	return tuple;
}

function iteratorOver(list: Ref): Status {
	const iterator = getIter(list);
	decref(list);
	return iterator;
}

/** (lineno, end lineno, column, end column) of each code unit. */
declareMethod(CODE, "co_positions", 0, 0, (o) => {
	const code = codeOf(o);
	const list = newList();
	eachRun(code, (location, units) => {
		work(units);
		for (let i = 0; i < units; i++) listPush(list, numbers(location));
	});
	return iteratorOver(list);
});

/** (start, end, line) of each run of code units from one line, in bytes (`lineiter_next`). */
declareMethod(CODE, "co_lines", 0, 0, (o) => {
	const code = codeOf(o);
	const list = newList();
	let start = 0;
	let end = 0;
	let line = -2;
	const close = (): void => {
		if (end > start) listPush(list, numbers([start * 2, end * 2, line]));
		start = end;
	};
	eachRun(code, ([next], units) => {
		if (next !== line) close();
		line = next;
		end += units;
	});
	close();
	return iteratorOver(list);
});

/** `code._varname_from_oparg`: the name of a fast local, for Lib/dis.py. */
declareMethod(
	CODE,
	"_varname_from_oparg",
	1,
	1,
	(o, args) => {
		const oparg = indexOf(at(args));
		if (Number.isNaN(oparg)) return NULL;
		const name = codeOf(o).localsplusnames[oparg];
		return name === undefined ? raise(INDEX_ERROR, "tuple index out of range") : intern(name);
	},
	{ params: ["oparg"] },
);
