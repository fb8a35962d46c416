/** Indentation of a plain text field, as edits: text to put in place of a range, and where the selection ends up. */

export interface Edit {
	readonly from: number;
	readonly to: number;
	readonly insert: string;
	readonly selectFrom: number;
	readonly selectTo: number;
}

const UNIT = "    ";

function lineStart(text: string, at: number): number {
	return text.lastIndexOf("\n", at - 1) + 1;
}

/** Tab: to the next stop, or every selected line one level in. */
export function indent(text: string, from: number, to: number): Edit {
	if (!text.slice(from, to).includes("\n")) {
		const column = from - lineStart(text, from);
		const insert = UNIT.slice(column % UNIT.length);
		return { from, to, insert, selectFrom: from + insert.length, selectTo: from + insert.length };
	}
	const start = lineStart(text, from);
	const insert = text.slice(start, to).replace(/^(?=.)/gm, UNIT);
	return { from: start, to, insert, selectFrom: start, selectTo: start + insert.length };
}

/** Shift+Tab: every touched line one level out. */
export function dedent(text: string, from: number, to: number): Edit {
	const start = lineStart(text, from);
	const end = Math.max(to, from);
	const lineEnd = text.indexOf("\n", end) < 0 ? text.length : text.indexOf("\n", end);
	const before = text.slice(start, lineEnd);
	const insert = before.replace(/^ {1,4}/gm, "");
	const first = Math.min(from - start, before.length - before.replace(/^ {1,4}/, "").length);
	const shorter = before.length - insert.length;
	return { from: start, to: lineEnd, insert, selectFrom: from - first, selectTo: Math.max(from - first, to - shorter) };
}

/** Enter: a new line as deep as this one, one deeper after a colon. */
export function newline(text: string, from: number, to: number): Edit {
	const before = text.slice(lineStart(text, from), from);
	const depth = /^ */.exec(before)?.[0] ?? "";
	const insert = `\n${depth}${/:\s*(#.*)?$/.test(before) ? UNIT : ""}`;
	return { from, to, insert, selectFrom: from + insert.length, selectTo: from + insert.length };
}

/** Backspace within the indentation goes back to the last stop; null where it is an ordinary backspace. */
export function unindent(text: string, from: number, to: number): Edit | null {
	const before = text.slice(lineStart(text, from), from);
	if (from !== to || before.length < 2 || !/^ +$/.test(before)) return null;
	const back = before.length % UNIT.length || UNIT.length;
	return { from: from - back, to: from, insert: "", selectFrom: from - back, selectTo: from - back };
}
