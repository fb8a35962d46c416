/** Two outputs held against each other, line by line. */

/** What a run wrote and how it ended, ours or CPython's. */
export interface Answer {
	readonly stdout: string;
	readonly stderr: string;
	/** The exit status; null where the run was cut short, by a limit or by the reader. */
	readonly status: number | null;
}

/** A line of an answer, and which one it is, from 1. */
export interface Line {
	readonly at: number;
	readonly text: string;
}

export type Row =
	| { readonly kind: "same"; readonly ours: Line; readonly theirs: Line }
	/** The same but for addresses, which no two runs of CPython share. */
	| { readonly kind: "address"; readonly ours: Line; readonly theirs: Line }
	/** At least one is a line. */
	| { readonly kind: "differs"; readonly ours: Line | null; readonly theirs: Line | null };

export interface Comparison {
	/** `so-far`: one run or both were cut short, and up to there they agree. */
	readonly verdict: "same" | "so-far" | "differs";
	readonly stdout: readonly Row[];
	readonly stderr: readonly Row[];
	/** Rows of both that differ. */
	readonly differing: number;
	/** Rows that differ in nothing but addresses. */
	readonly addresses: number;
	/** Whether the exit statuses are both known and differ. */
	readonly statusDiffers: boolean;
}

/** CPython's paths in the frame, as our machine and a usual installation have them. */
export function withUsualPaths(text: string): string {
	return text
		.replaceAll("/home/pyodide/main.py", "main.py")
		.replace(/\/lib\/python3(\d+)\.zip\//g, (_, minor: string) => `/usr/lib/python3.${minor}/`);
}

const withoutAddresses = (text: string): string => text.replace(/0x[0-9a-fA-F]+/g, "0x");

/** The lines of a text; what follows the last end of line is one if it is not empty. */
function linesOf(text: string): readonly string[] {
	const lines = text.split("\n");
	if (lines.at(-1) === "") lines.pop();
	return lines;
}

/** A longest common subsequence of more cells than this is not looked for: lines are then paired in order. */
const CELLS = 400_000;

/** Pairs of equal lines, by index, in order, as many as there can be (within bounds: see CELLS). */
function pairsOf(ours: readonly string[], theirs: readonly string[]): readonly (readonly [number, number])[] {
	const pairs: [number, number][] = [];
	let start = 0;
	while (start < ours.length && start < theirs.length && ours[start] === theirs[start]) {
		pairs.push([start, start]);
		start++;
	}
	let endOurs = ours.length;
	let endTheirs = theirs.length;
	const tail: [number, number][] = [];
	while (endOurs > start && endTheirs > start && ours[endOurs - 1] === theirs[endTheirs - 1]) {
		tail.push([--endOurs, --endTheirs]);
	}
	tail.reverse();
	const height = endOurs - start;
	const width = endTheirs - start;
	if (height * width > CELLS) {
		for (let i = start; i < Math.min(endOurs, endTheirs); i++) if (ours[i] === theirs[i]) pairs.push([i, i]);
		return [...pairs, ...tail];
	}
	// longest[i * (width + 1) + j]: of what begins at i and j.
	const longest = new Uint32Array((height + 1) * (width + 1));
	const at = (i: number, j: number): number => longest[i * (width + 1) + j] ?? 0;
	const equal = (i: number, j: number): boolean => ours[start + i] === theirs[start + j];
	for (let i = height - 1; i >= 0; i--) {
		for (let j = width - 1; j >= 0; j--) {
			longest[i * (width + 1) + j] = equal(i, j) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
		}
	}
	for (let i = 0, j = 0; i < height && j < width; ) {
		if (equal(i, j)) pairs.push([start + i++, start + j++]);
		else if (at(i + 1, j) >= at(i, j + 1)) i++;
		else j++;
	}
	return [...pairs, ...tail];
}

/** The rows of one stream: equal lines together, what stands between them side by side. */
export function rowsOf(ours: string, theirs: string): readonly Row[] {
	const [left, right] = [linesOf(ours), linesOf(theirs)];
	const line = (lines: readonly string[], index: number): Line | null => {
		const text = lines[index];
		return text === undefined ? null : { at: index + 1, text };
	};
	const rows: Row[] = [];
	let i = 0;
	let j = 0;
	const between = (toLeft: number, toRight: number): void => {
		while (i < toLeft || j < toRight) {
			rows.push({
				kind: "differs",
				ours: i < toLeft ? line(left, i++) : null,
				theirs: j < toRight ? line(right, j++) : null,
			});
		}
	};
	for (const [a, b] of pairsOf(left.map(withoutAddresses), right.map(withoutAddresses))) {
		between(a, b);
		const [ours, theirs] = [line(left, i++), line(right, j++)];
		if (ours === null || theirs === null) break;
		rows.push({ kind: ours.text === theirs.text ? "same" : "address", ours, theirs });
	}
	between(left.length, right.length);
	return rows;
}

/** Whole lines only, of a text that may have been cut anywhere. */
const whole = (text: string): string => text.slice(0, text.lastIndexOf("\n") + 1);

/** Two texts of a stream, cut to the lines that the runs which were cut short came to. */
function asFarAsBoth(ours: string, theirs: string, oursCut: boolean, theirsCut: boolean): readonly [string, string] {
	const left = linesOf(oursCut ? whole(ours) : ours);
	const right = linesOf(theirsCut ? whole(theirs) : theirs);
	const count = Math.min(oursCut ? left.length : Infinity, theirsCut ? right.length : Infinity);
	return [left.slice(0, count).join("\n"), right.slice(0, count).join("\n")];
}

export function compare(ours: Answer, theirs: Answer): Comparison {
	const [oursCut, theirsCut] = [ours.status === null, theirs.status === null];
	const cut = oursCut || theirsCut;
	const rows = (stream: "stdout" | "stderr"): readonly Row[] =>
		rowsOf(...asFarAsBoth(ours[stream], theirs[stream], oursCut, theirsCut));
	const [stdout, stderr] = [rows("stdout"), rows("stderr")];
	const count = (kind: Row["kind"]): number => [...stdout, ...stderr].filter((row) => row.kind === kind).length;
	const differing = count("differs");
	const statusDiffers = !cut && ours.status !== theirs.status;
	const verdict = differing > 0 || statusDiffers ? "differs" : cut ? "so-far" : "same";
	return { verdict, stdout, stderr, differing, addresses: count("address"), statusDiffers };
}
