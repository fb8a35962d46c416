/**
 * Where Python puts its carets: the parts of the program that the last traceback underlines, read from its text, since
 * that is all that a run leaves. Columns count UTF-16 units from 0, as the editors do.
 */

/** A part of one line. */
export interface Underline {
	/** From 1. */
	readonly line: number;
	readonly from: number;
	readonly to: number;
}

export interface ErrorRange {
	/** In order, at least one. */
	readonly underlines: readonly Underline[];
	/** The traceback's last word: `KeyError: 'b'`. */
	readonly message: string;
}

const OWN_FRAME = /^ {2}File "main\.py", line (\d+)(, in .*)?$/;
const ANY_FRAME = /^ {2}File "/;
const CARETS = /^[\s~^]*[~^]$/;
const ELIDED = /^\.\.\.<(\d+) lines>\.\.\.$/;
const INDENT = "    ";

/** What the end of stderr underlines in the program's own text; null where it tells of no line of it. */
export function errorRange(source: string, stderr: string): ErrorRange | null {
	const lines = lastTraceback(stderr);
	const own = lines.findLastIndex((line) => OWN_FRAME.test(line));
	const frame = OWN_FRAME.exec(lines[own] ?? "");
	if (frame === null) return null;
	const first = Number(frame[1]);
	const text = source.split("\n");
	const message = lines.slice(own + 1).find((line) => line !== "" && !line.startsWith(" ")) ?? "";
	const drawn = blockOf(lines, own + 1);
	// A SyntaxError's carets count characters; a frame's count the columns of a terminal.
	const underlines = carets(text, first, drawn, frame[2] !== undefined);
	if (underlines.length > 0) return { underlines, message };
	const whole = wholeLine(text, first);
	return whole === null ? null : { underlines: [whole], message };
}

/** The lines of the traceback that ended the program, without a group's rules; of a group, what is said of itself. */
function lastTraceback(stderr: string): readonly string[] {
	const lines = stderr.trimEnd().split("\n");
	const head = lines.findLastIndex((line) => /^Traceback \(most recent call last\):$/.test(line));
	const group = lines.findLastIndex((line) => /^ {2}\+ Exception Group Traceback/.test(line));
	if (group > head) {
		const inside = lines.slice(group + 1);
		const end = inside.findIndex((line) => /^ {2}\+-/.test(line));
		return inside.slice(0, end < 0 ? undefined : end).map((line) => line.replace(/^ {2}\| ?/, ""));
	}
	return lines.slice(head + 1);
}

/** The source lines and carets under a frame. */
function blockOf(lines: readonly string[], from: number): readonly string[] {
	const block: string[] = [];
	for (const line of lines.slice(from)) {
		if (!line.startsWith(INDENT) || ANY_FRAME.test(line)) break;
		block.push(line.slice(INDENT.length));
	}
	return block;
}

function carets(text: readonly string[], first: number, block: readonly string[], wide: boolean): Underline[] {
	const underlines: Underline[] = [];
	let line = first;
	for (let at = 0; at < block.length; at++) {
		const shown = block[at] ?? "";
		const elided = ELIDED.exec(shown);
		if (elided !== null) {
			line += Number(elided[1]);
			continue;
		}
		const source = text[line - 1];
		if (source === undefined || source.trim() !== shown.trim()) break;
		const under = block[at + 1];
		if (under !== undefined && CARETS.test(under)) {
			const begin = under.search(/[~^]/);
			// Both are indented alike: what was taken off the front of the source line is not in the traceback.
			const taken = source.length - source.trimStart().length - (shown.length - shown.trimStart().length);
			const from = taken + unitsOf(shown, begin, wide);
			const to = taken + unitsOf(shown, under.length, wide);
			underlines.push(within({ line, from, to }, source));
			at++;
		}
		line++;
	}
	return underlines;
}

/** How many UTF-16 units of a line lie before a column, of a terminal's or of characters. */
function unitsOf(text: string, column: number, wide: boolean): number {
	let columns = 0;
	let units = 0;
	// Columns of a terminal count only where a line is not all ASCII, and a wide character is two.
	for (const character of text) {
		if (columns >= column) return units;
		columns += wide && WIDE.test(character) ? 2 : 1;
		units += character.length;
	}
	return units + Math.max(0, column - columns);
}

/** East Asian wide and full-width characters, and emoji: what `unicodedata.east_asian_width` calls W or F. */
const WIDE =
	/[\u1100-\u115f\u231a\u231b\u2329\u232a\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/u;

/** An underline that can be seen: at least a character long, on its line. At the end of a line it takes the last one. */
function within({ line, from, to }: Underline, source: string): Underline {
	const end = source.trimEnd().length;
	if (from < end) return { line, from, to: Math.max(from + 1, Math.min(to, end)) };
	return { line, from: Math.max(0, end - 1), to: Math.max(1, end) };
}

function wholeLine(text: readonly string[], line: number): Underline | null {
	const source = text[line - 1];
	if (source === undefined || source.trim() === "") return null;
	return { line, from: source.length - source.trimStart().length, to: source.trimEnd().length };
}
