/**
 * The second pass of CPython's parser, run over a text that the first refused: a packrat parser of the grammar with its
 * `invalid_` rules (errorGrammar.ts), which finds the words and the place of the SyntaxError (`_PyPegen_run_parser`).
 */
import type { ProfileName } from "../profiles";
import { runAction } from "./errorActions";
import { ERROR_GRAMMAR } from "./errorGrammar";
import { CHANGES_IN_314 } from "./errorGrammar314";
import type { OpenBracket, PythonSyntaxError } from "./errors";
import { type Alternative, firstOf, has, type Item, type Node, type Rule, readGrammar } from "./grammarReader";
import { excessDigits } from "./numbers";
import type { Tokens } from "./tokenizer";
import { T } from "./tokens";

/** `MAXSTACK` of `Parser/parser.c` */
const MAXSTACK = 6000;
const SOFT_KEYWORDS = new Set(["_", "case", "match", "type"]);

/** What a rule gives: a node of the kind the error messages need to know, from token `start` to token `end`. */
export interface Found {
	readonly kind: string;
	readonly start: number;
	readonly end: number;
	readonly parts: readonly Found[];
}
export type Value = Found | null | readonly Value[];

interface Frame {
	readonly node: Node;
	readonly start: number;
	alternative: number;
	item: number;
	/** Where the current item began. */
	mark: number;
	cut: boolean;
	waiting: boolean;
	/** What the current item found, for repeat and gather: everything so far. */
	values: Value[];
	/** Whether invalid rules were on when the frame was entered. */
	readonly invalid: boolean;
}

/** A result at a token, in the list of that token (`Memo` of `Parser/pegen.h`). */
interface Memo {
	readonly key: number;
	readonly next: Memo | null;
	readonly ok: boolean;
	readonly value: Value;
	readonly end: number;
}

const NOTHING: Value = [];
/** What a text may be as a whole: the first rule of its grammar. */
const STARTS = { file: "", eval: "eval: expressions NEWLINE* ENDMARKER\n" } as const;
const CHANGES: Readonly<Record<ProfileName, string>> = { "3.13": "", "3.14": CHANGES_IN_314 };
/** Each grammar once it has been read. */
const grammars = new Map<string, Rule>();

function grammarOf(start: keyof typeof STARTS, python: ProfileName): Rule {
	const key = `${start} ${python}`;
	const rule = grammars.get(key) ?? readGrammar(STARTS[start] + ERROR_GRAMMAR + CHANGES[python]);
	grammars.set(key, rule);
	return rule;
}

/**
 * CPython's parser run over one program, to find the error it reports. It keeps its own stack, so that no input
 * overflows JavaScript's, and memoizes every rule, so that it stays linear.
 */
export class ErrorPass {
	/** Tokens read so far (`p->fill`): errors without a place of their own point at the last of them. */
	fill: number;
	mark: number;
	error: PythonSyntaxError | null = null;
	private invalidRules = false;
	private readonly stack: Frame[] = [];
	private level = 0;
	private memo: (Memo | null)[] = [];
	private ok = false;
	private value: Value = null;

	constructor(
		readonly tokens: Tokens,
		private readonly from: number,
		private readonly startRule: keyof typeof STARTS = "file",
		/** The text has no newline at its end, and is no file's, which would be given one. */
		private readonly bare = false,
	) {
		this.fill = from;
		this.mark = from;
	}

	/** Null where CPython accepts the rest of the program from token `from` on. */
	run(): PythonSyntaxError | null {
		if (this.pass(false, this.from)) return null;
		if (this.error === null) {
			const last = this.fill - 1;
			// Valid statements further up are tried again too: an invalid rule may raise on one (`print -1`).
			this.pass(true, 0);
			if (this.error === null) return this.generic(last);
		}
		return this.fullSourceError() ?? this.error;
	}

	/** Whether the rest of the program is right as far as it goes: more text could make it valid. */
	acceptsOrEnds(): boolean {
		return this.pass(false, this.from) || this.isAtEnd();
	}

	/** `PyPARSE_ALLOW_INCOMPLETE_INPUT`: the error of a program that more text could make valid; null of any other. */
	incomplete(): PythonSyntaxError | null {
		if (!this.pass(false, this.from) && this.isAtEnd()) {
			this.error = null;
			this.raiseHere("incomplete input", "_IncompleteInputError");
			return this.error;
		}
		return null;
	}

	/** `_is_end_of_source`: a token other than a string is read with the character behind it. */
	private isAtEnd(): boolean {
		const { types, starts, ends, source, error } = this.tokens;
		const last = this.fill - 1;
		const type = types[last];
		if (type === T.Error) {
			if (error?.kind !== "raised") return error?.kind === "eof";
			return (this.bare ? /^unterminated/ : /^unterminated triple/).test(error.error.message);
		}
		if ((starts[last] ?? 0) >= source.length || this.isImplied(last)) return true;
		return this.bare && type !== T.String && type !== T.FStringEnd && ends[last] === source.length - 1;
	}

	private pass(invalidRules: boolean, from: number): boolean {
		this.invalidRules = invalidRules;
		this.mark = from;
		this.memo = [];
		this.stack.length = 0;
		this.level = 0;
		this.enter(grammarOf(this.startRule, this.tokens.python));
		while (this.stack.length > 0 && this.error === null) this.step(this.stack[this.stack.length - 1] as Frame);
		return this.error === null && this.ok;
	}

	/** `_Pypegen_set_syntax_error` where no rule raised. */
	private generic(last: number): PythonSyntaxError | null {
		const type = this.tokens.types[last];
		if (type === T.Indent || type === T.Dedent) {
			this.raiseAtToken(last, type === T.Indent ? "unexpected indent" : "unexpected unindent", "IndentationError");
			return this.error;
		}
		this.raiseRange(last, last, "invalid syntax");
		return this.fullSourceError() ?? this.error;
	}

	/** `_PyPegen_tokenize_full_source_to_check_for_errors`: what the tokenizer finds further on comes first. */
	private fullSourceError(): PythonSyntaxError | null {
		const { types, error, open, lines, insideFString } = this.tokens;
		if (this.fill >= types.length || insideFString || this.error?.type === "MemoryError") return null;
		if (error?.kind === "raised") return error.error;
		const bracket = open[open.length - 1];
		if (error === null || bracket === undefined) return null;
		if ((lines[this.fill - 1] ?? 0) <= bracket.lineno) return null;
		this.fill = types.length;
		return this.neverClosed(bracket);
	}

	private neverClosed(bracket: OpenBracket): PythonSyntaxError {
		return {
			type: "SyntaxError",
			message: `'${bracket.text}' was never closed`,
			lineno: bracket.lineno,
			offset: bracket.column + 1,
			endLineno: bracket.lineno,
			endOffset: 0,
			text: this.text(bracket.lineno),
		};
	}

	/** The source line; with its newline while the tokenizer has not gone on to the next. */
	private text(lineno: number): string {
		const { source, endLines } = this.tokens;
		const reached = endLines[Math.min(this.fill, endLines.length) - 1] ?? 1;
		const ends = reached <= lineno && !(this.bare && source.lineStart(lineno + 1) === source.length);
		return source.line(lineno) + (ends ? "\n" : "");
	}

	/** `RAISE_ERROR_KNOWN_LOCATION` with offsets as the exception has them. The first error stays. */
	raise(
		message: string,
		lineno: number,
		offset: number,
		endLineno: number,
		endOffset: number,
		type: PythonSyntaxError["type"] = "SyntaxError",
	): void {
		const text = this.text(lineno);
		this.error ??= { type, message, lineno, offset, endLineno, endOffset, text, fromParser: true };
	}

	/** The NEWLINE that stands for the end of a text which has none there. */
	private isImplied(token: number): boolean {
		const { types, starts, source } = this.tokens;
		return this.bare && types[token] === T.Newline && starts[token] === source.length - 1;
	}

	/** Tokens without text have no column (`col_offset == -1`). */
	private hasColumn(token: number): boolean {
		const type = this.tokens.types[token];
		if (this.isImplied(token)) return false;
		return type !== T.Indent && type !== T.Dedent && type !== T.EndMarker && type !== T.Error;
	}

	/** The column of a token's start, from 0; -1 where it has none. */
	column(token: number): number {
		if (!this.hasColumn(token)) return -1;
		const { starts, lines, source } = this.tokens;
		return (starts[token] as number) - source.lineStart(lines[token] as number);
	}

	endColumn(token: number): number {
		if (!this.hasColumn(token)) return -1;
		const { ends, endLines, source, types } = this.tokens;
		const end = (ends[token] as number) - source.lineStart(endLines[token] as number);
		return types[token] === T.Newline ? end + 1 : end;
	}

	/** `RAISE_SYNTAX_ERROR_KNOWN_RANGE` */
	raiseRange(first: number, last: number, message: string): void {
		const { lines, endLines } = this.tokens;
		const lineno = lines[first] as number;
		const endLineno = endLines[last] as number;
		let endOffset = this.endColumn(last) + 1;
		// CPython converts the end's column with the text of the first line.
		if (endLineno !== lineno) endOffset = Math.min(endOffset, [...this.text(lineno)].length + 1);
		this.raise(message, lineno, this.column(first) + 1, endLineno, endOffset);
	}

	/** `RAISE_SYNTAX_ERROR_STARTING_FROM`: up to where the tokenizer stands. */
	raiseFrom(first: number, message: string): void {
		const { lines, endLines, ends, source, types } = this.tokens;
		const last = this.fill - 1;
		const endLineno = endLines[last] as number;
		const end = (ends[last] as number) + (types[last] === T.Newline ? 1 : 0) - source.lineStart(endLineno);
		this.raise(message, lines[first] as number, this.column(first) + 1, endLineno, end);
	}

	/** `_PyPegen_raise_error`: at a token, or where the tokenizer stands if that has no column. */
	raiseAtToken(token: number, message: string, type: PythonSyntaxError["type"] = "SyntaxError"): void {
		const { lines, endLines, starts, source } = this.tokens;
		const lineno = lines[token] as number;
		if (this.hasColumn(token)) {
			const endLineno = endLines[token] as number;
			this.raise(message, lineno, this.column(token) + 1, endLineno, this.endColumn(token) + 1, type);
		} else {
			const end = source.length - (this.bare ? 1 : 0);
			this.raise(message, lineno, Math.min(starts[token] as number, end) - source.lineStart(lineno), lineno, -1, type);
		}
	}

	/** `RAISE_SYNTAX_ERROR`: at the last token read. */
	raiseHere(message: string, type: PythonSyntaxError["type"] = "SyntaxError"): void {
		this.raiseAtToken(this.fill - 1, message, type);
	}

	/** `RAISE_SYNTAX_ERROR_ON_NEXT_TOKEN` */
	raiseNext(message: string): void {
		if (this.fetch()) this.raiseAtToken(this.mark, message);
	}

	/** `_PyPegen_fill_token` for the token at the mark. False once that raised. */
	private fetch(): boolean {
		if (this.mark < this.fill) return true;
		this.fill = this.mark + 1;
		if (this.tokens.types[this.mark] !== T.Error) return true;
		this.raiseTokenizerError();
		return false;
	}

	/** Whether the node can begin with the next token. It counts as read, since CPython would look at it to find out. */
	private canBegin(node: Node | Alternative): boolean {
		return this.fetch() && has(firstOf(node), this.tokens.types[this.mark] as T);
	}

	/** `_Pypegen_tokenizer_error` */
	private raiseTokenizerError(): void {
		const { error, open, source, lines } = this.tokens;
		const lineno = lines[this.mark] as number;
		switch (error?.kind) {
			case "raised":
				this.error = error.error;
				break;
			case "eof": {
				const bracket = open[open.length - 1];
				if (bracket !== undefined) this.error = this.neverClosed(bracket);
				else this.raiseHere("unexpected EOF while parsing");
				break;
			}
			case "dedent":
				this.raiseHere("unindent does not match any outer indentation level", "IndentationError");
				break;
			case "deferred": {
				this.raise(error.message, lineno, error.column + 1, lineno, 0, error.type);
				break;
			}
			case undefined:
				this.raiseRange(source.length, source.length, "invalid syntax");
		}
	}

	private enter(node: Node): void {
		this.level += node.kind === "choice" ? node.weight : 1;
		if (this.level > MAXSTACK) {
			this.error ??= {
				type: "MemoryError",
				message: "Parser stack overflowed - Python source too complex to parse",
				lineno: null,
				offset: null,
				endLineno: null,
				endOffset: null,
				text: null,
			};
			return;
		}
		const { mark } = this;
		this.stack.push({
			node,
			start: mark,
			alternative: 0,
			item: 0,
			mark,
			cut: false,
			waiting: false,
			values: [],
			invalid: this.invalidRules,
		});
		if (node.kind === "choice" && node.name === "expression_without_invalid") this.invalidRules = false;
	}

	/** What tells a rule's results at a token apart: most depend on whether invalid rules are on. */
	private memoKey(rule: Rule, invalid: boolean): number {
		return rule.id * 2 + (invalid && !rule.memo ? 1 : 0);
	}

	private recall(rule: Rule): Memo | null {
		const key = this.memoKey(rule, this.invalidRules);
		let memo = this.memo[this.mark] ?? null;
		while (memo !== null && memo.key !== key) memo = memo.next;
		return memo;
	}

	private leave(frame: Frame, ok: boolean, value: Value): void {
		this.stack.pop();
		const { node, start } = frame;
		this.level -= node.kind === "choice" ? node.weight : 1;
		this.invalidRules = frame.invalid;
		if (!ok) this.mark = start;
		this.ok = ok;
		this.value = value;
		if (node.kind === "choice" && node.name !== null) {
			const key = this.memoKey(node, frame.invalid);
			this.memo[start] = { key, next: this.memo[start] ?? null, ok, value, end: this.mark };
		}
	}

	/** Tries an item that needs no frame. Null where one was entered. */
	private match(item: Item): boolean | null {
		switch (item.kind) {
			case "token": {
				if (!this.fetch()) return false;
				const at = this.mark;
				if (this.tokens.types[at] !== item.type) return false;
				return this.takeToken(item.type, at);
			}
			case "soft":
			case "anySoft": {
				if (!this.fetch() || this.tokens.types[this.mark] !== T.Name) return false;
				const text = this.tokenText(this.mark);
				if (item.kind === "soft" ? text !== item.word : !SOFT_KEYWORDS.has(text)) return false;
				return this.takeToken(T.Name, this.mark);
			}
			case "force":
				if (!this.fetch()) return false;
				if (this.tokens.types[this.mark] !== item.type) {
					this.raiseRange(this.mark, this.mark, `expected '${item.text}'`);
					return false;
				}
				return this.takeToken(item.type, this.mark);
			case "cut":
				this.value = null;
				return true;
			case "optional": {
				const found = this.match(item.item);
				if (found === false) this.value = null;
				return found === null ? null : this.error === null;
			}
			case "look": {
				const { mark } = this;
				const found = this.match(item.item);
				if (found === null) return null;
				this.mark = mark;
				this.value = null;
				return found === item.positive;
			}
			case "call": {
				const { node } = item;
				if (!this.canBegin(node)) {
					this.value = NOTHING;
					return node.kind === "repeat" && node.minimum === 0 && this.error === null;
				}
				if (node.kind === "choice") {
					if (node.name !== null) {
						const memo = this.recall(node);
						if (memo !== null) {
							if (memo.ok) this.mark = memo.end;
							this.value = memo.value;
							return memo.ok;
						}
					}
				}
				this.enter(node);
				return null;
			}
		}
	}

	tokenText(token: number): string {
		const { source, starts, ends } = this.tokens;
		return source.slice(starts[token] as number, ends[token] as number);
	}

	private takeToken(type: T, at: number): boolean {
		let kind = "";
		if (type === T.Name) kind = "Name";
		else if (type === T.Number) {
			kind = "literal";
			const { mostDigits } = this.tokens;
			const digits = excessDigits(this.tokenText(at), mostDigits);
			if (digits !== null) {
				const lineno = this.tokens.lines[at] as number;
				this.raise(
					`Exceeds the limit (${mostDigits} digits) for integer string conversion: value has ${digits} digits; use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer literals to avoid decimal conversion limits.`,
					lineno,
					0,
					lineno,
					0,
				);
				return false;
			}
		}
		this.mark = at + 1;
		this.value = { kind, start: at, end: at, parts: [] };
		return true;
	}

	private step(frame: Frame): void {
		switch (frame.node.kind) {
			case "choice":
				this.stepChoice(frame, frame.node);
				break;
			case "repeat":
				this.stepRepeat(frame, frame.node.item, null, frame.node.minimum);
				break;
			case "gather":
				this.stepRepeat(frame, frame.node.item, frame.node.separator, 1);
		}
	}

	/** What the child of a waiting frame means for the item that called it. */
	private settle(frame: Frame, item: Item): boolean {
		frame.waiting = false;
		if (item.kind === "optional") {
			if (!this.ok) this.value = null;
			return true;
		}
		if (item.kind === "look") {
			this.mark = frame.mark;
			this.value = null;
			return this.ok === item.positive;
		}
		return this.ok;
	}

	private stepChoice(frame: Frame, node: Rule): void {
		for (;;) {
			const alternative = node.alternatives[frame.alternative];
			if (alternative === undefined) break;
			const { items } = alternative;
			let ok = true;
			if (frame.item === 0 && !frame.waiting) {
				ok = (this.invalidRules || !alternative.invalid) && this.canBegin(alternative);
				if (this.error !== null) return;
			}
			while (ok && frame.item < items.length) {
				const item = items[frame.item] as Item;
				if (frame.waiting) ok = this.settle(frame, item);
				else {
					frame.mark = this.mark;
					const found = this.match(item);
					if (found === null) {
						frame.waiting = true;
						return;
					}
					ok = found;
				}
				if (this.error !== null) return;
				if (!ok) break;
				if (item.kind === "cut") frame.cut = true;
				frame.values.push(this.value);
				frame.item++;
			}
			if (ok) {
				const value = runAction(this, alternative, frame.values, frame.start);
				if (this.error !== null) return;
				// An action that gives nothing ends the rule, whatever alternatives are left.
				this.leave(frame, value !== undefined, value ?? null);
				return;
			}
			this.mark = frame.start;
			frame.item = 0;
			frame.values = [];
			frame.alternative++;
			if (frame.cut) break;
		}
		this.leave(frame, false, null);
	}

	/** `frame.item` counts tries; with a separator the odd ones are separators. */
	private stepRepeat(frame: Frame, element: Item, separator: Item | null, minimum: number): void {
		for (;;) {
			const isSeparator = separator !== null && frame.item % 2 === 1;
			const item = isSeparator ? separator : element;
			let ok: boolean;
			if (frame.waiting) ok = this.settle(frame, item);
			else {
				if (separator === null || isSeparator || frame.item === 0) frame.mark = this.mark;
				const found = this.match(item);
				if (found === null) {
					frame.waiting = true;
					return;
				}
				ok = found;
			}
			if (this.error !== null) return;
			if (!ok) {
				this.mark = frame.mark;
				this.leave(frame, frame.values.length >= minimum, frame.values);
				return;
			}
			if (!isSeparator) frame.values.push(this.value);
			frame.item++;
		}
	}
}

/** What CPython says of a program that the parser rejected, from token `from` on; null where it accepts it. */
export function findError(
	tokens: Tokens,
	from: number,
	startRule?: keyof typeof STARTS,
	bare?: boolean,
): PythonSyntaxError | null {
	return new ErrorPass(tokens, from, startRule, bare).run();
}

/** What it says of one that ends too soon, where it is asked to tell that apart; null of others. */
export function findIncomplete(
	tokens: Tokens,
	from: number,
	startRule?: keyof typeof STARTS,
	bare?: boolean,
): PythonSyntaxError | null {
	return new ErrorPass(tokens, from, startRule, bare).incomplete();
}

/** Whether the program is right from token `from` on as far as it goes: more text could make it valid. */
export function acceptsOrEnds(tokens: Tokens, from: number): boolean {
	return new ErrorPass(tokens, from).acceptsOrEnds();
}
