/** The texts that code was compiled from, for tracebacks and warnings (Lib/linecache.py). */

import { librarySource } from "./library";

/** The name of the program's own text. Its lines are steps; those of other code are not. */
export const SCRIPT = "main.py";

const sources = new Map<string, readonly string[]>();

/** Keeps a program's or module's text under the name its code has. */
export function setSource(filename: string, text: string): void {
	sources.set(filename, linesOf(text));
}

function linesOf(text: string): readonly string[] {
	return text.replace(/\r\n?/g, "\n").split("\n");
}

/** The whole text that code of this file name was compiled from, or null. */
export function sourceText(filename: string): string | null {
	return sources.get(filename)?.join("\n") ?? librarySource(filename);
}

/** A line, from 1, without its newline; empty where there is none. */
export function sourceLine(filename: string, lineno: number): string {
	let lines = sources.get(filename);
	if (lines === undefined) {
		const text = librarySource(filename);
		if (text === null) return "";
		lines = linesOf(text);
		sources.set(filename, lines);
	}
	return lines[lineno - 1] ?? "";
}
