/**
 * The tokens of a text as Lib/tokenize.py gives them: with comments and the newlines that end no statement, which the
 * parser never sees (Python/Python-tokenize.c with `extra_tokens`).
 */
import type { ProfileName } from "../profiles";
import type { PythonSyntaxError } from "./errors";
import { type Tokens, tokenize } from "./tokenizer";
import { T } from "./tokens";

/** A token: its type by the name it has in Lib/token.py, its text, where it begins and ends, and its lines. */
export interface TokenInfo {
	readonly type: string;
	readonly text: string;
	readonly start: readonly [number, number];
	readonly end: readonly [number, number];
	readonly line: string;
}

const NAMES: ReadonlyMap<T, string> = new Map([
	[T.Name, "NAME"],
	[T.Number, "NUMBER"],
	[T.String, "STRING"],
	[T.FStringStart, "FSTRING_START"],
	[T.FStringMiddle, "FSTRING_MIDDLE"],
	[T.FStringEnd, "FSTRING_END"],
	[T.TStringStart, "TSTRING_START"],
	[T.TStringMiddle, "TSTRING_MIDDLE"],
	[T.TStringEnd, "TSTRING_END"],
]);
const nameOf = (type: T): string => NAMES.get(type) ?? (type >= T.False ? "NAME" : "OP");

class Lister {
	readonly found: TokenInfo[] = [];
	private readonly implicitNewline: boolean;

	constructor(
		private readonly tokens: Tokens,
		text: string,
	) {
		this.implicitNewline = text !== "" && !/[\r\n]$/.test(text);
	}

	/** Whole lines with their newlines, of which the last has none where the text ends without one. */
	private linesOf(first: number, last: number): string {
		const { source } = this.tokens;
		const from = source.lineStart(first);
		const end = last + 1 < source.lineStarts.length ? source.lineStart(last + 1) : source.length;
		const lines = source.slice(from, end);
		return this.implicitNewline && end === source.length ? lines.slice(0, -1) : lines;
	}

	private push(type: string, text: string, from: number, line: number, to: number, endLine: number): void {
		const { source } = this.tokens;
		const start = [line, from - source.lineStart(line)] as const;
		const end = [endLine, to - source.lineStart(endLine)] as const;
		this.found.push({ type, text, start, end, line: this.linesOf(line, endLine) });
	}

	/** Comments and newlines between two tokens. The line of `to` comes back. */
	private pushGap(from: number, to: number, line: number): void {
		const { source } = this.tokens;
		let lineno = line;
		for (let i = from; i < to; i++) {
			const c = source.chars[i];
			if (c === HASH) {
				let end = i;
				while (end < to && source.chars[end] !== NEWLINE) end++;
				this.push("COMMENT", source.slice(i, end), i, lineno, end, lineno);
				i = end - 1;
			} else if (c === BACKSLASH) {
				i++;
				lineno++;
			} else if (c === NEWLINE) {
				const implicit = this.implicitNewline && i === source.length - 1;
				this.push("NL", implicit ? "" : "\n", i, lineno, i + 1, lineno);
				lineno++;
			}
		}
	}

	list(): readonly TokenInfo[] {
		const { source, types, starts, ends, lines, endLines } = this.tokens;
		let before = 0;
		let line = 1;
		let indented = 0;
		for (let i = 0; i < types.length; i++) {
			const type = types[i] as T;
			if (type === T.Error) {
				if (this.tokens.error?.kind === "eof") this.pushGap(before, source.length, line);
				break;
			}
			if (type === T.Indent || type === T.Dedent) {
				indented++;
				continue;
			}
			// A NEWLINE of the parser's begins with the comment before it.
			const at = type === T.EndMarker ? source.length : ((type === T.Newline ? ends : starts)[i] as number);
			this.pushGap(before, at, line);
			const lineno = lines[i] as number;
			for (; indented > 0; indented--) this.pushIndentation(types[i - indented] === T.Indent, at, lineno, type);
			if (type === T.EndMarker) {
				const last = this.lastLine() + 1;
				this.found.push({ type: "ENDMARKER", text: "", start: [last, 0], end: [last, 0], line: "" });
				break;
			}
			before = ends[i] as number;
			line = endLines[i] as number;
			if (type === T.Newline) {
				const implicit = this.implicitNewline && at >= source.length - 1;
				this.push("NEWLINE", implicit ? "" : "\n", at, lineno, at + 1, lineno);
				before = at + 1;
				line = lineno + 1;
			} else this.push(nameOf(type), source.slice(at, before), at, lineno, before, line);
		}
		return this.found;
	}

	private lastLine(): number {
		const { source } = this.tokens;
		return source.length === 0 ? 0 : source.lineStarts.length - 1;
	}

	/** At the end of the text dedents stand on a line of their own. */
	private pushIndentation(indent: boolean, at: number, lineno: number, next: T): void {
		const { source } = this.tokens;
		if (next === T.EndMarker) {
			const last = this.lastLine() + 1;
			this.found.push({ type: "DEDENT", text: "", start: [last, 0], end: [last, 0], line: "" });
		} else if (indent) {
			const from = source.lineStart(lineno);
			this.push("INDENT", source.slice(from, at), from, lineno, at, lineno);
		} else this.push("DEDENT", "", at, lineno, at, lineno);
	}
}
const HASH = 35;
const BACKSLASH = 92;
const NEWLINE = 10;

/** What ends the tokens where the text has none further: null where that is its end. */
function errorOf({ error, open, lines, types, source }: Tokens): PythonSyntaxError | null {
	if (error === null) return null;
	const lineno = lines[types.length - 1] ?? source.lineStarts.length;
	const at = (message: string, line: number, column: number, type: PythonSyntaxError["type"] = "SyntaxError") => ({
		type,
		message,
		lineno: line,
		offset: column,
		endLineno: line,
		endOffset: column,
		text: null,
	});
	switch (error.kind) {
		case "raised":
			return error.error;
		case "deferred":
			return at(error.message, lineno, error.column + 1, error.type);
		case "dedent":
			return at("unindent does not match any outer indentation level", lineno, 1, "IndentationError");
		case "eof":
			return open.length > 0 ? at("unexpected EOF in multi-line statement", source.lineStarts.length - 1, 0) : null;
	}
}

/** The tokens of a text, and the error that comes after them. */
export function tokenInfos(
	text: string,
	python: ProfileName,
): { readonly tokens: readonly TokenInfo[]; readonly error: PythonSyntaxError | null } {
	const tokens = tokenize(text, python);
	return { tokens: new Lister(tokens, text).list(), error: errorOf(tokens) };
}
