/** The carets under a line of a traceback: Lib/traceback.py of 3.13, under its names. Text only, no objects. */
import type { Expr, Span, Stmt } from "../syntax/ast";
import { parse } from "../syntax/parse";
import { encodeUtf8Loose } from "../text/codecs";
import { displayWidth } from "./displaywidth";

/** A line as its characters, so that every index counts code points. */
type Line = readonly string[];

interface Anchors {
	readonly leftLine: number;
	readonly leftOffset: number;
	readonly rightLine: number;
	readonly rightOffset: number;
}

/** The first statement of a text, or null where it is no Python or nothing. */
function parseStatements(text: string): readonly Stmt[] | null {
	const result = parse(text);
	return result.kind === "ok" ? result.module.body : null;
}

const isSpace = (character: string): boolean => /\s/.test(character);

/** A position within the lines, moved on to the next that exists; null past the end. */
function nextValid(lines: readonly Line[], line: number, column: number): readonly [number, number] | null {
	let l = line;
	let c = column;
	while (l < lines.length && c >= (lines[l] as Line).length) {
		c = 0;
		l++;
	}
	return l < lines.length ? [l, c] : null;
}

/** `increment_until`: from a position on, the first character that `stop` accepts, continuations and comments skipped. */
function incrementUntil(
	lines: readonly Line[],
	from: readonly [number, number] | null,
	stop: (ch: string) => boolean,
): readonly [number, number] | null {
	let position = from;
	while (position !== null) {
		const [line, column] = position;
		const ch = (lines[line] as Line)[column] as string;
		if (ch === "\\" || ch === "#") position = nextValid(lines, line + 1, 0);
		else if (!stop(ch)) position = nextValid(lines, line, column + 1);
		else return position;
	}
	return null;
}

/**
 * `_extract_caret_anchors_from_line_segment`: where the operator of a binary operation stands, or the brackets of a
 * subscript or a call; null for anything else. The segment is parsed in brackets of its own, one line further down.
 */
function extractAnchors(segment: string): Anchors | null {
	const body = parseStatements(`(\n${segment}\n)`);
	const statement = body?.[0];
	if (body?.length !== 1 || statement?.kind !== "Expr") return null;
	const expr = statement.value;
	const lines = segment.split("\n").map((line) => [...line]);
	const endOf = (e: Span) => nextValid(lines, e.endLineno - 2, e.endColOffset);
	switch (expr.kind) {
		case "BinOp": {
			const found = incrementUntil(lines, endOf(expr.left), (ch) => !isSpace(ch) && ch !== ")");
			if (found === null) return null;
			const [line, column] = found;
			let end = column + 1;
			const text = lines[line] as Line;
			const next = text[end];
			const beforeRight = expr.right.lineno - 2 > line || end < expr.right.colOffset;
			if (next !== undefined && beforeRight && !isSpace(next) && next !== "\\" && next !== "#") end++;
			return { leftLine: line, leftOffset: column, rightLine: line, rightOffset: end };
		}
		case "Subscript":
			return brackets(lines, expr, endOf(expr.value), "[");
		case "Call":
			return brackets(lines, expr, endOf(expr.func), "(");
		default:
			return null;
	}
}

function brackets(
	lines: readonly Line[],
	expr: Expr,
	from: readonly [number, number] | null,
	open: string,
): Anchors | null {
	const left = incrementUntil(lines, from, (ch) => ch === open);
	if (left === null) return null;
	return { leftLine: left[0], leftOffset: left[1], rightLine: expr.endLineno - 2, rightOffset: expr.endColOffset };
}

/** `_should_show_carets`: not where they would underline all there is, nor a whole call that is returned or assigned. */
function shouldShowCarets(start: number, end: number, lines: readonly Line[], anchors: Anchors | null): boolean {
	const body = parseStatements(lines.map((line) => line.join("")).join("\n"));
	if (body !== null) {
		const statement = body[0];
		if (statement === undefined) return false;
		let value: Expr | null = null;
		if (statement.kind === "Return" && statement.value?.kind === "Call" && statement.value.func.kind === "Name")
			value = statement.value;
		else if (
			statement.kind === "Assign" &&
			statement.value.kind === "Call" &&
			statement.targets.length === 1 &&
			statement.targets[0]?.kind === "Name"
		) {
			value = statement.value;
		}
		if (
			value !== null &&
			value.lineno === 1 &&
			value.endLineno === lines.length &&
			bytesBefore(lines[0] as Line, value.colOffset) === start &&
			bytesBefore(lines[lines.length - 1] as Line, value.endColOffset) === end
		) {
			return false;
		}
	}
	if (anchors !== null) return true;
	const first = (lines[0] as Line).slice(0, start).join("");
	const last = (lines[lines.length - 1] as Line).slice(end).join("");
	return first.trim() !== "" || last.trim() !== "";
}

/** The tree's own columns are UTF-8 bytes in CPython, and compared with characters there. */
function bytesBefore(line: Line, count: number): number {
	return encodeUtf8Loose(line.slice(0, count).join("")).length;
}

/** `textwrap.dedent` */
function dedent(text: string): string {
	const lines = text.split("\n").map((line) => (/^[ \t]+$/.test(line) ? "" : line));
	let margin: string | null = null;
	for (const line of lines) {
		if (line === "") continue;
		const indent = (/^[ \t]*/.exec(line) as RegExpExecArray)[0];
		if (margin === null) margin = indent;
		let n = 0;
		while (n < margin.length && margin[n] === indent[n]) n++;
		margin = margin.slice(0, n);
	}
	const cut = margin?.length ?? 0;
	return cut === 0 ? lines.join("\n") : lines.map((line) => line.slice(cut)).join("\n");
}

/**
 * The source lines of an instruction with their carets, dedented, each ending in a newline. `source`: its lines, whole
 * and stripped on the right; columns count characters.
 */
export function caretLines(source: readonly string[], colno: number, endColno: number): string {
	const dedented = dedent(source.join("\n")).split("\n");
	const lines: Line[] = dedented.map((line) => [...line]);
	const last = lines.length - 1;
	const firstLine = [...(source[0] as string)];
	const lastLine = [...(source[source.length - 1] as string)];
	const removed = firstLine.length - (lines[0] as Line).length;
	const start = Math.max(0, Math.min(colno, firstLine.length) - removed);
	const end = Math.max(0, Math.min(endColno, lastLine.length) - removed);
	const shownStart = displayWidth(lines[0] as Line, start);
	const shownEnd = displayWidth(lines[last] as Line, end);

	const all = [...dedented.join("\n")];
	const segment = all.slice(start, all.length - ((lines[last] as Line).length - end)).join("");
	const anchors = extractAnchors(segment);
	const show = shouldShowCarets(start, end, lines, anchors);

	const significant = new Set([0, last]);
	let left = 0;
	let right = 0;
	if (anchors !== null) {
		left = displayWidth(lines[anchors.leftLine] as Line, anchors.leftOffset + (anchors.leftLine === 0 ? start : 0));
		right = displayWidth(lines[anchors.rightLine] as Line, anchors.rightOffset + (anchors.rightLine === 0 ? start : 0));
		for (const line of [anchors.leftLine, anchors.rightLine]) for (let d = -1; d <= 1; d++) significant.add(line + d);
	}
	significant.delete(-1);
	significant.delete(lines.length);

	const result: string[] = [];
	const put = (number: number): void => {
		const line = lines[number] as Line;
		result.push(line.join(""));
		if (!show) return;
		const spaces = line.findIndex((ch) => !isSpace(ch));
		const indent = spaces < 0 ? line.length : spaces;
		const width = number === last ? shownEnd : displayWidth(line);
		let carets = "";
		for (let col = 0; col < width; col++) {
			if (col < indent || (number === 0 && col < shownStart)) carets += " ";
			else if (anchors === null) carets += "^";
			else {
				const after = number > anchors.leftLine || (number === anchors.leftLine && col >= left);
				const before = number < anchors.rightLine || (number === anchors.rightLine && col < right);
				carets += after && before ? "^" : "~";
			}
		}
		result.push(carets);
	};
	const sorted = [...significant].sort((a, b) => a - b);
	sorted.forEach((number, i) => {
		const distance = i === 0 ? 0 : number - (sorted[i - 1] as number);
		if (distance === 2) put(number - 1);
		else if (distance > 2) result.push(`...<${distance - 1} lines>...`);
		put(number);
	});
	return `${dedent(result.join("\n"))}\n`;
}
