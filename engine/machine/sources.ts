/** The texts that code was compiled from, for tracebacks and warnings (Lib/linecache.py). */

const sources = new Map<string, readonly string[]>();

/** Keeps a program's or module's text under the name its code has. */
export function setSource(filename: string, text: string): void {
	sources.set(filename, text.replace(/\r\n?/g, "\n").split("\n"));
}

export function forgetSources(): void {
	sources.clear();
}

/** A line, from 1, without its newline; empty where there is none. */
export function sourceLine(filename: string, lineno: number): string {
	return sources.get(filename)?.[lineno - 1] ?? "";
}
