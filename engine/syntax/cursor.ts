/** The parser's place in the tokens. */
import type { Span } from "./ast";
import type { PythonSyntaxWarning, StatementPlace } from "./errors";
import type { Tokens } from "./tokenizer";
import { T } from "./tokens";

/**
 * Thrown inside the parser where the text is no Python; `parse` catches it and asks the error pass what CPython says.
 * One value, so that giving up costs no stack trace.
 */
export const REJECTED: unique symbol = Symbol("rejected");

/** How deep expressions and blocks may nest before the error pass is asked whether CPython would still parse them. */
const DEPTH_LIMIT = 90;

/** A place in the tokens, with what every parse function needs: look, accept, expect, and the span of a node. */
export class Cursor {
	pos = 0;
	/** The token that opens the current top-level statement. */
	statementStart = 0;
	/** The last compound statement but functions that there is whole (`_PyPegen_register_stmt`). */
	lastStatement: StatementPlace = { lineno: 0, colOffset: 0 };
	/** By token: CPython remembers what it made of a string, and warns of it once. */
	private readonly warned = new Map<number, PythonSyntaxWarning>();
	private depth = 0;
	private readonly types: readonly T[];

	constructor(
		readonly tokens: Tokens,
		/** True once the error pass has accepted the nesting. */
		private readonly deep: boolean,
	) {
		this.types = tokens.types;
	}

	get type(): T {
		return this.types[this.pos] as T;
	}

	/** The type of the token `ahead` places further on. */
	peek(ahead: number): T | undefined {
		return this.types[this.pos + ahead];
	}

	/** The same question as `type ===`, where TypeScript would narrow the getter across a call that moves the cursor. */
	is(type: T): boolean {
		return this.types[this.pos] === type;
	}

	accept(type: T): boolean {
		if (this.types[this.pos] !== type) return false;
		this.pos++;
		return true;
	}

	expect(type: T): void {
		if (this.types[this.pos] !== type) this.reject();
		this.pos++;
	}

	reject(): never {
		throw REJECTED;
	}

	/** Counts a level of nesting; each call is matched by `leave`. */
	enter(): void {
		if (++this.depth > DEPTH_LIMIT && !this.deep) this.reject();
	}

	leave(): void {
		this.depth--;
	}

	/** `_PyPegen_warn_invalid_escape_sequence` */
	warn(token: number, message: string, lineno: number, offset: number): void {
		this.warned.set(token, { message, lineno, token, offset, endOffset: offset + 2 });
	}

	/** What was warned of so far, the tokenizer's warnings among it, in CPython's order. */
	warnings(): readonly PythonSyntaxWarning[] {
		const { pos } = this;
		const read = this.tokens.warnings.filter(({ token }) => token <= pos);
		return [...read, ...this.warned.values()].sort((a, b) => a.token - b.token);
	}

	/** Runs `attempt`; where it rejects, goes back to where it started and returns null. */
	speculate<R>(attempt: () => R): R | null {
		const { pos, depth } = this;
		try {
			return attempt();
		} catch (error) {
			if (error !== REJECTED) throw error;
			this.pos = pos;
			this.depth = depth;
			return null;
		}
	}

	text(index: number): string {
		const { source, starts, ends } = this.tokens;
		return source.slice(starts[index] as number, ends[index] as number);
	}

	/** The identifier at the cursor, in NFKC (PEP 3131); the cursor moves on. */
	name(): string {
		const index = this.pos;
		this.expect(T.Name);
		return identifier(this.text(index));
	}

	/** Whether the token is the soft keyword `word`. */
	isSoft(word: string): boolean {
		return this.types[this.pos] === T.Name && this.text(this.pos) === word;
	}

	/** The span from token `start` to the last token read. */
	span(start: number): Span {
		const { source, starts, ends, lines, endLines } = this.tokens;
		const last = this.pos - 1;
		const lineno = lines[start] as number;
		const endLineno = endLines[last] as number;
		return {
			lineno,
			colOffset: (starts[start] as number) - source.lineStart(lineno),
			endLineno,
			endColOffset: (ends[last] as number) - source.lineStart(endLineno),
		};
	}
}

const NON_ASCII = /[\u0080-\u{10ffff}]/u;

/** An identifier as the compiler sees it. */
export function identifier(text: string): string {
	return NON_ASCII.test(text) ? text.normalize("NFKC") : text;
}
