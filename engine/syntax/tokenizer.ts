/** From a text to tokens, with the errors found on the way (Parser/lexer/lexer.c). */
import type { ProfileName } from "../profiles";
import { encodeUtf8Loose } from "../text/codecs";
import type { OpenBracket, PythonSyntaxError, PythonSyntaxWarning, TokenizerError } from "./errors";
import { KEYWORDS, OPERATORS, T } from "./tokens";

const EOF = -1;
const NEWLINE = 10;
/** Limits of `Parser/lexer/state.h`. */
const MAXINDENT = 100;
const MAXLEVEL = 200;
const MAXFSTRINGLEVEL = 150;
const MAX_EXPR_NESTING = 3;
const TABSIZE = 8;

const BACKSLASH = 92;
const LBRACE = 123;
const RBRACE = 125;
const COLON = 58;
const UNDERSCORE = 95;

const XID_START = /^[\p{XID_Start}_]$/u;
const XID_CONTINUE = /^\p{XID_Continue}$/u;
/** `Py_UNICODE_ISPRINTABLE`: neither Other nor Separator, except the space. */
const NOT_PRINTABLE = /^[\p{C}\p{Zl}\p{Zp}\p{Zs}]$/u;

const isDigit = (c: number) => c >= 48 && c <= 57;
const isHexDigit = (c: number) => isDigit(c) || ((c | 32) >= 97 && (c | 32) <= 102);
/** `is_potential_identifier_start` */
const isNameStart = (c: number) => ((c | 32) >= 97 && (c | 32) <= 122) || c === UNDERSCORE || c >= 128;
/** `is_potential_identifier_char` */
const isNameChar = (c: number) => isNameStart(c) || isDigit(c);
const isQuote = (c: number) => c === 34 || c === 39;

/** What a string may have before it in 3.13, and what may become one of these. */
const PREFIXES_IN_313: ReadonlySet<string> = new Set(["b", "u", "r", "f", "br", "rb", "fr", "rf"]);
/** Letters that 3.14 refuses together (`maybe_raise_syntax_error_for_string_prefixes`), in the order of its asking. */
const INCOMPATIBLE: readonly string[] = ["ub", "ur", "uf", "ut", "bf", "bt", "ft"];

/**
 * The source as CPython's tokenizer sees it (one newline character, a newline at the end), as code points, so that
 * positions are the columns the tree carries.
 */
export class Source {
	readonly chars: Int32Array;
	/** Where each line starts, by line number; entry 0 is unused. */
	readonly lineStarts: number[] = [0, 0];
	private readonly text: string;
	/** From code point to UTF-16 position; null while both are the same. */
	private readonly units: Int32Array | null;
	readonly length: number;

	constructor(raw: string) {
		let text = raw.charCodeAt(0) === 0xfeff ? raw.slice(1) : raw;
		if (text.includes("\r")) text = text.replace(/\r\n?/g, "\n");
		if (text !== "" && !text.endsWith("\n")) text += "\n";
		this.text = text;
		const size = text.length;
		const chars = new Int32Array(size + 1);
		let count = 0;
		let units: Int32Array | null = null;
		for (let i = 0; i < size; i++) {
			let c = text.charCodeAt(i);
			const at = i;
			if (c >= 0xd800 && c < 0xdc00 && i + 1 < size) {
				const low = text.charCodeAt(i + 1);
				if (low >= 0xdc00 && low < 0xe000) {
					if (units === null) {
						units = new Int32Array(size + 1);
						for (let j = 0; j < count; j++) units[j] = j;
					}
					c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
					i++;
				}
			}
			if (units !== null) units[count] = at;
			chars[count++] = c;
			if (c === NEWLINE && i + 1 < size) this.lineStarts.push(count);
		}
		if (units !== null) units[count] = size;
		chars[count] = EOF;
		this.units = units;
		this.chars = units === null ? chars : chars.subarray(0, count + 1);
		this.length = count;
	}

	/** The text between two code point positions. */
	slice(start: number, end: number): string {
		const units = this.units;
		return units === null ? this.text.slice(start, end) : this.text.slice(units[start], units[end]);
	}

	lineStart(lineno: number): number {
		return this.lineStarts[lineno] ?? this.length;
	}

	/** The line without its newline. */
	line(lineno: number): string {
		const start = this.lineStart(lineno);
		const end = lineno + 1 < this.lineStarts.length ? this.lineStart(lineno + 1) : this.length;
		return this.slice(start, end > start && this.chars[end - 1] === NEWLINE ? end - 1 : end);
	}
}

/** The tokens of a source, one array per attribute. The last is EndMarker or Error. */
export interface Tokens {
	/** Whose tokens they are: 3.14 has t-strings, and says which prefixes of a string do not go together. */
	readonly python: ProfileName;
	/** `sys.get_int_max_str_digits()`: decimal integers are not read if they have more. */
	readonly mostDigits: number;
	readonly source: Source;
	readonly types: readonly T[];
	/** Code point positions in the source. */
	readonly starts: readonly number[];
	readonly ends: readonly number[];
	readonly lines: readonly number[];
	readonly endLines: readonly number[];
	/** Open brackets once the token is read (`token->level`). */
	readonly levels: readonly number[];
	readonly error: TokenizerError | null;
	/** Brackets left open where the tokenizer stopped, innermost last. */
	readonly open: readonly OpenBracket[];
	/** Whether the tokenizer stopped inside an f-string. */
	readonly insideFString: boolean;
	readonly warnings: PythonSyntaxWarning[];
}

/** `tokenizer_mode`: one per f-string or t-string that is being read. */
interface Mode {
	readonly letter: "f" | "t";
	readonly quote: number;
	readonly quoteSize: number;
	readonly raw: boolean;
	readonly start: number;
	readonly lineno: number;
	/** True while text is read, false while an expression is. */
	text: boolean;
	/** `curly_bracket_depth`: brackets of any kind open inside the f-string. */
	depth: number;
	/** `curly_bracket_expr_start_depth` */
	expressionDepth: number;
	inFormatSpec: boolean;
}

class Tokenizer implements Tokens {
	readonly types: T[] = [];
	readonly starts: number[] = [];
	readonly ends: number[] = [];
	readonly lines: number[] = [];
	readonly endLines: number[] = [];
	readonly levels: number[] = [];
	readonly open: OpenBracket[] = [];
	readonly warnings: PythonSyntaxWarning[] = [];
	error: TokenizerError | null = null;

	private readonly chars: Int32Array;
	private pos = 0;
	private lineno = 1;
	/** Where the lines begin that are read so far and not forgotten: a token that goes on keeps its first line (`tok->buf`). */
	private bufferStart = 0;
	private atLineStart = true;
	private readonly indents: number[] = [0];
	private readonly altIndents: number[] = [0];
	private readonly modes: Mode[] = [];
	private mode: Mode | undefined;

	constructor(
		readonly source: Source,
		readonly python: ProfileName,
		readonly mostDigits: number,
	) {
		this.chars = source.chars;
	}

	get insideFString(): boolean {
		return this.mode !== undefined;
	}

	/** Reads everything; afterwards the last token is EndMarker or Error. */
	run(): void {
		while (this.mode?.text ? this.fstringText(this.mode) : this.normal()) {}
	}

	private at(position: number): number {
		return this.chars[position] ?? EOF;
	}

	private push(type: T, start: number, end: number, lineno: number): true {
		this.types.push(type);
		this.starts.push(start);
		this.ends.push(end);
		this.lines.push(lineno);
		this.endLines.push(this.lineno);
		this.levels.push(this.open.length);
		return true;
	}

	/** The newline before `pos` is read: the next character, if there is one, stands on the next line. */
	private newline(insideToken: boolean): void {
		if (this.pos >= this.source.length) return;
		this.lineno++;
		if (!insideToken) this.bufferStart = this.pos;
	}

	private stop(error: TokenizerError): false {
		this.error = error;
		this.push(T.Error, this.pos, this.pos, this.lineno);
		return false;
	}

	/** `_syntaxerror_range`: the error ends a token that reaches to `cursor`. */
	private fail(message: string, cursor: number, lineno = this.lineno, offset?: number, endOffset?: number): false {
		const column = offset ?? cursor - this.source.lineStart(lineno);
		return this.stop({
			kind: "raised",
			error: {
				type: "SyntaxError",
				message,
				lineno,
				offset: column,
				endLineno: lineno,
				endOffset: endOffset ?? column,
				text: this.source.line(lineno),
			},
		});
	}

	private defer(type: PythonSyntaxError["type"], message: string, column: number): false {
		return this.stop({ kind: "deferred", type, message, column });
	}

	/** The end of the line the tokenizer stands on, newline included (`tok->inp`). */
	private lineEnd(): number {
		const starts = this.source.lineStarts;
		return this.lineno + 1 < starts.length ? this.source.lineStart(this.lineno + 1) : this.source.length;
	}

	/** `tok_continuation_line`: `pos` stands behind a backslash; afterwards on the next line. */
	private continuation(): boolean {
		if (this.at(this.pos) !== NEWLINE) {
			const read = this.at(this.pos) === EOF ? this.pos : this.pos + 1;
			this.pos = read;
			const message = "unexpected character after line continuation character";
			return this.defer("SyntaxError", message, this.bufferColumn(read - 1));
		}
		this.pos++;
		if (this.at(this.pos) === EOF) {
			return this.stop({ kind: "eof" });
		}
		this.newline(true);
		return true;
	}

	/** The column of a place as `tok->cur - tok->buf` gives it: bytes from the buffer's start, counted along the last line. */
	private bufferColumn(position: number): number {
		const lineStart = this.source.lineStart(this.lineno);
		if (this.bufferStart === lineStart) return position - lineStart;
		const bytes = encodeUtf8Loose(this.source.slice(this.bufferStart, position)).length + 1;
		let column = 0;
		let counted = 0;
		for (const character of `${this.source.line(this.lineno)}\n\0`) {
			counted += encodeUtf8Loose(character).length;
			if (counted > bytes) break;
			column++;
		}
		return column - 1;
	}

	/** Indentation at the start of a line. False once an error is recorded; `blank` lines say nothing. */
	private indentation(): "blank" | "code" | "error" {
		let col = 0;
		let altcol = 0;
		let continued = 0;
		for (;;) {
			const c = this.at(this.pos);
			if (c === 32) {
				col++;
				altcol++;
			} else if (c === 9) {
				col = (Math.floor(col / TABSIZE) + 1) * TABSIZE;
				altcol++;
			} else if (c === 12) {
				col = 0;
				altcol = 0;
			} else if (c === BACKSLASH) {
				continued = continued || col;
				this.pos++;
				if (!this.continuation()) return "error";
				continue;
			} else break;
			this.pos++;
		}
		const c = this.at(this.pos);
		if (c === 35 || c === NEWLINE) return "blank";
		if (this.open.length > 0) return "code";
		if (continued !== 0) {
			col = continued;
			altcol = continued;
		}
		const { indents, altIndents } = this;
		const inconsistent = () => {
			this.pos = this.lineEnd();
			this.defer("TabError", "inconsistent use of tabs and spaces in indentation", 0);
			return "error" as const;
		};
		let top = indents.length - 1;
		if (col === indents[top]) {
			if (altcol !== altIndents[top]) return inconsistent();
		} else if (col > (indents[top] ?? 0)) {
			if (top + 1 >= MAXINDENT) {
				this.pos = this.lineEnd();
				this.defer("IndentationError", "too many levels of indentation", 0);
				return "error";
			}
			if (altcol <= (altIndents[top] ?? 0)) return inconsistent();
			indents.push(col);
			altIndents.push(altcol);
			this.push(T.Indent, this.pos, this.pos, this.lineno);
		} else {
			let dedents = 0;
			while (top > 0 && col < (indents[top] ?? 0)) {
				indents.pop();
				altIndents.pop();
				dedents++;
				top--;
			}
			if (col !== indents[top]) {
				this.pos = this.lineEnd();
				this.stop({ kind: "dedent" });
				return "error";
			}
			if (altcol !== altIndents[top]) return inconsistent();
			for (; dedents > 0; dedents--) this.push(T.Dedent, this.pos, this.pos, this.lineno);
		}
		return "code";
	}

	/** `tok_get_normal_mode`: reads one token outside the text of an f-string. */
	private normal(): boolean {
		let blank = false;
		if (this.atLineStart) {
			this.atLineStart = false;
			const found = this.indentation();
			if (found === "error") return false;
			blank = found === "blank";
		}
		for (;;) {
			let c = this.at(this.pos);
			while (c === 32 || c === 9 || c === 12) c = this.at(++this.pos);
			const start = this.pos;
			if (c === 35) {
				do c = this.at(++this.pos);
				while (c !== EOF && c !== NEWLINE);
			}
			if (c !== BACKSLASH) return this.token(c, start, blank);
			this.pos++;
			if (!this.continuation()) return false;
		}
	}

	/** The token that begins with `c` at `pos`. A NEWLINE begins with the comment before it, at `start`. */
	private token(c: number, start: number, blank: boolean): boolean {
		if (c === EOF && this.pos >= this.source.length) {
			if (this.open.length > 0) return this.stop({ kind: "eof" });
			this.push(T.EndMarker, this.pos, this.pos, this.lineno);
			return false;
		}
		if (isNameStart(c)) return this.name(start);
		if (c === NEWLINE) {
			this.atLineStart = true;
			this.pos++;
			if (blank || this.open.length > 0) {
				this.newline(false);
				return true;
			}
			this.push(T.Newline, start, this.pos - 1, this.lineno);
			this.newline(false);
			return true;
		}
		if (isDigit(c) || (c === 46 && isDigit(this.at(start + 1)))) return this.number(start);
		if (isQuote(c)) return this.string(start, start);
		return this.operator(c, start);
	}

	private name(start: number): boolean {
		let pos = this.prefixEnd(start);
		let c = this.at(pos);
		if (pos > start && isQuote(c)) return this.prefixedString(start, pos);
		let ascii = true;
		while (isNameChar(c)) {
			if (c >= 128) ascii = false;
			c = this.at(++pos);
		}
		if (!ascii && !this.verifyIdentifier(start, pos)) return false;
		this.pos = pos;
		const length = pos - start;
		const type = length >= 2 && length <= 8 && ascii ? KEYWORDS.get(this.source.slice(start, pos)) : undefined;
		return this.push(type ?? T.Name, start, pos, this.lineno);
	}

	/** Behind the letters from `start` on that can be a string's prefix. */
	private prefixEnd(start: number): number {
		const lenient = this.python !== "3.13";
		let seen = "";
		for (let pos = start; ; pos++) {
			const letter = String.fromCharCode(this.at(pos) | 32);
			if (!(lenient ? "burft" : "burf").includes(letter) || seen.includes(letter)) return pos;
			if (!lenient && !PREFIXES_IN_313.has(seen + letter)) return pos;
			seen += letter;
			if (isQuote(this.at(pos + 1))) return pos + 1;
		}
	}

	/** A string with a prefix; `quote` stands on its first quote. */
	private prefixedString(start: number, quote: number): boolean {
		const prefix = this.source.slice(start, quote).toLowerCase();
		const wrong = INCOMPATIBLE.find(([one = "", other = ""]) => prefix.includes(one) && prefix.includes(other));
		if (wrong !== undefined) {
			const lineStart = this.source.lineStart(this.lineno);
			const message = `'${wrong[0]}' and '${wrong[1]}' prefixes are incompatible`;
			this.pos = quote + 1;
			return this.fail(message, this.pos, this.lineno, start + 1 - lineStart, this.pos - lineStart);
		}
		if (prefix.includes("f")) return this.fstringStart(start, quote, prefix.includes("r"), "f");
		if (prefix.includes("t")) return this.fstringStart(start, quote, prefix.includes("r"), "t");
		return this.string(start, quote);
	}

	/** `verify_identifier` (PEP 3131) */
	private verifyIdentifier(start: number, end: number): boolean {
		for (let i = start; i < end; i++) {
			const c = this.at(i);
			if (c < 128) continue;
			const ch = String.fromCodePoint(c);
			const allowed = i === start ? XID_START : XID_CONTINUE;
			if (allowed.test(ch) && isIdentifierText(ch.normalize("NFKC"), i === start)) continue;
			this.pos = i + 1;
			return this.fail(invalidCharacter(c), i + 1);
		}
		return true;
	}

	private number(start: number): boolean {
		let pos = start;
		let c = this.at(pos);
		if (c === 48) {
			c = this.at(++pos);
			const lower = c | 32;
			if (lower === 120) return this.radix(start, pos, isHexDigit, "hexadecimal", 16);
			if (lower === 111) return this.radix(start, pos, (d) => d >= 48 && d < 56, "octal", 8);
			if (lower === 98) return this.radix(start, pos, (d) => d === 48 || d === 49, "binary", 2);
			for (;;) {
				if (c === UNDERSCORE) {
					c = this.at(++pos);
					if (!isDigit(c)) return this.fail("invalid decimal literal", pos);
				}
				if (c !== 48) break;
				c = this.at(++pos);
			}
			const zerosEnd = pos;
			let nonzero = false;
			if (isDigit(c)) {
				nonzero = true;
				pos = this.decimalTail(pos);
				if (pos < 0) return false;
				c = this.at(pos);
			}
			if (c !== 46 && (c | 32) !== 101 && (c | 32) !== 106) {
				if (nonzero) {
					const lineStart = this.source.lineStart(this.lineno);
					return this.fail(
						"leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers",
						pos,
						this.lineno,
						start + 1 - lineStart,
						zerosEnd + 1 - lineStart,
					);
				}
				return this.endNumber(start, pos, "decimal");
			}
		} else if (c !== 46) {
			pos = this.decimalTail(pos);
			if (pos < 0) return false;
			c = this.at(pos);
		}
		if (c === 46) {
			c = this.at(++pos);
			if (isDigit(c)) {
				pos = this.decimalTail(pos);
				if (pos < 0) return false;
				c = this.at(pos);
			}
		}
		if ((c | 32) === 101) {
			const mark = pos;
			c = this.at(++pos);
			if (c === 43 || c === 45) {
				c = this.at(++pos);
				if (!isDigit(c)) return this.fail("invalid decimal literal", pos);
			} else if (!isDigit(c)) {
				return this.endNumber(start, mark, "decimal");
			}
			pos = this.decimalTail(pos);
			if (pos < 0) return false;
			c = this.at(pos);
		}
		if ((c | 32) === 106) return this.endNumber(start, pos + 1, "imaginary");
		return this.endNumber(start, pos, "decimal");
	}

	/** `tok_decimal_tail`: digits with single underscores between them. Negative once an error is recorded. */
	private decimalTail(from: number): number {
		let pos = from;
		for (;;) {
			while (isDigit(this.at(pos))) pos++;
			if (this.at(pos) !== UNDERSCORE) return pos;
			pos++;
			if (!isDigit(this.at(pos))) {
				this.fail("invalid decimal literal", pos);
				return -1;
			}
		}
	}

	/** A number with a prefix; `from` stands on the prefix's letter. */
	private radix(start: number, from: number, valid: (c: number) => boolean, kind: string, base: number): boolean {
		let pos = from + 1;
		for (;;) {
			if (this.at(pos) === UNDERSCORE) pos++;
			const c = this.at(pos);
			if (!valid(c)) {
				if (base < 16 && isDigit(c)) return this.invalidDigit(pos, kind);
				return this.fail(`invalid ${kind} literal`, pos);
			}
			while (valid(this.at(pos))) pos++;
			if (this.at(pos) !== UNDERSCORE) break;
		}
		if (base < 16 && isDigit(this.at(pos))) return this.invalidDigit(pos, kind);
		return this.endNumber(start, pos, kind);
	}

	private invalidDigit(pos: number, kind: string): false {
		return this.fail(`invalid digit '${String.fromCharCode(this.at(pos))}' in ${kind} literal`, pos + 1);
	}

	/** `_PyTokenizer_parser_warn`: a filter's SyntaxError stands where the tokenizer has read to. */
	private warn(message: string, end: number): void {
		const { lineno } = this;
		const offset = end - this.source.lineStart(lineno);
		this.warnings.push({ message, lineno, token: this.types.length, offset, endOffset: offset });
	}

	/** `verify_end_of_number`, then the token. */
	private endNumber(start: number, pos: number, kind: string): boolean {
		const c = this.at(pos);
		if (c < 128 && isNameChar(c)) {
			const rest = this.source.slice(pos, Math.min(pos + 5, this.source.length));
			if (/^(and|else|for|or|not)(?![\w\u0080-\uffff])|^i[fns]/.test(rest)) {
				this.warn(`invalid ${kind} literal`, pos);
			} else {
				this.pos = pos;
				return this.fail(`invalid ${kind} literal`, pos);
			}
		}
		this.pos = pos;
		return this.push(T.Number, start, pos, this.lineno);
	}

	/** A string without replacement fields; `open` stands on its first quote. */
	private string(start: number, open: number): boolean {
		const quote = this.at(open);
		const firstLine = this.lineno;
		let pos = open + 1;
		let size = 1;
		if (this.at(pos) === quote) {
			if (this.at(pos + 1) !== quote) {
				this.pos = pos + 1;
				return this.push(T.String, start, this.pos, firstLine);
			}
			size = 3;
			pos += 2;
		}
		let ending = 0;
		let escapedQuote = false;
		while (ending !== size) {
			const c = this.at(pos);
			if ((c === EOF && pos >= this.source.length) || (size === 1 && c === NEWLINE)) {
				const detected = this.lineno;
				this.lineno = firstLine;
				this.pos = start + 1;
				const mode = this.mode;
				if (mode !== undefined && mode.quote === quote && mode.quoteSize === size) {
					return this.fail(`${mode.letter}-string: expecting '}'`, start + 1);
				}
				const triple = size === 3 ? "triple-quoted " : "";
				const hint = size === 1 && escapedQuote ? "; perhaps you escaped the end quote?" : "";
				return this.fail(`unterminated ${triple}string literal (detected at line ${detected})${hint}`, start + 1);
			}
			pos++;
			if (c === quote) {
				ending++;
				continue;
			}
			ending = 0;
			this.pos = pos;
			if (c === NEWLINE) this.newline(true);
			else if (c === BACKSLASH) {
				const escaped = this.at(pos);
				if (escaped === quote) escapedQuote = true;
				if (pos < this.source.length) this.pos = ++pos;
				if (escaped === NEWLINE) this.newline(true);
			}
		}
		this.pos = pos;
		return this.push(T.String, start, pos, firstLine);
	}

	private fstringStart(start: number, open: number, raw: boolean, letter: "f" | "t"): boolean {
		const quote = this.at(open);
		const size = this.at(open + 1) === quote && this.at(open + 2) === quote ? 3 : 1;
		this.pos = open + size;
		if (this.modes.length + 1 >= MAXFSTRINGLEVEL) {
			const kinds = this.python === "3.13" ? "f-strings" : "f-strings or t-strings";
			return this.fail(`too many nested ${kinds}`, this.pos);
		}
		this.mode = {
			letter,
			quote,
			quoteSize: size,
			raw,
			start,
			lineno: this.lineno,
			text: true,
			depth: 0,
			expressionDepth: -1,
			inFormatSpec: false,
		};
		this.modes.push(this.mode);
		return this.push(letter === "f" ? T.FStringStart : T.TStringStart, start, this.pos, this.lineno);
	}

	/** Opens a replacement field: what follows is read as tokens, the brace first. */
	private enterExpression(mode: Mode, cursor: number): boolean {
		mode.expressionDepth++;
		if (mode.expressionDepth >= MAX_EXPR_NESTING) {
			return this.fail(`${mode.letter}-string: expressions nested too deeply`, cursor);
		}
		mode.text = false;
		return true;
	}

	/** `tok_get_fstring_mode`: reads text up to the next replacement field, or the closing quotes. */
	private fstringText(mode: Mode): boolean {
		const start = this.pos;
		const { letter, quote, quoteSize: size } = mode;
		const middle = letter === "f" ? T.FStringMiddle : T.TStringMiddle;
		if (this.at(start) === LBRACE && this.at(start + 1) !== LBRACE) {
			return this.enterExpression(mode, start) && this.normal();
		}
		let closing = 0;
		while (closing < size && this.at(start + closing) === quote) closing++;
		if (closing === size) {
			this.pos = start + size;
			this.modes.pop();
			this.mode = this.modes[this.modes.length - 1];
			return this.push(letter === "f" ? T.FStringEnd : T.TStringEnd, start, this.pos, this.lineno);
		}
		const firstLine = this.lineno;
		let ending = 0;
		let namedEscape = false;
		let pos = start;
		const inSpec = mode.inFormatSpec && mode.expressionDepth >= 0;
		while (ending !== size) {
			const c = this.at(pos);
			if ((c === EOF && pos >= this.source.length) || (size === 1 && c === NEWLINE)) {
				this.pos = pos;
				if (inSpec && c === NEWLINE) {
					const message = `${letter}-string: newlines are not allowed in format specifiers for single quoted ${letter}-strings`;
					return this.fail(message, pos + 1);
				}
				const detected = this.lineno;
				this.lineno = mode.lineno;
				this.pos = mode.start + 1;
				const triple = size === 3 ? "triple-quoted " : "";
				return this.fail(
					`unterminated ${triple}${letter}-string literal (detected at line ${detected})`,
					mode.start + 1,
				);
			}
			pos++;
			if (c === quote) {
				ending++;
				continue;
			}
			ending = 0;
			if (c === NEWLINE) {
				this.pos = pos;
				this.newline(true);
			} else if (c === LBRACE) {
				if (this.at(pos) === LBRACE && !inSpec) {
					this.pos = pos + 1;
					return this.push(middle, start, pos, firstLine);
				}
				this.pos = pos - 1;
				if (!this.enterExpression(mode, pos - 1)) return false;
				mode.inFormatSpec = false;
				return this.push(middle, start, pos - 1, firstLine);
			} else if (c === RBRACE) {
				if (namedEscape) {
					this.pos = pos;
					return this.push(middle, start, pos, firstLine);
				}
				if (this.at(pos) === RBRACE && !inSpec && mode.depth === 0) {
					this.pos = pos + 1;
					return this.push(middle, start, pos, firstLine);
				}
				this.pos = pos - 1;
				mode.text = false;
				mode.inFormatSpec = false;
				return this.push(middle, start, pos - 1, firstLine);
			} else if (c === BACKSLASH) {
				const escaped = this.at(pos);
				if (escaped === LBRACE || escaped === RBRACE) {
					if (!mode.raw) {
						this.warn(`invalid escape sequence '\\${String.fromCharCode(escaped)}'`, pos + 1);
					}
					continue;
				}
				if (pos >= this.source.length) continue;
				pos++;
				if (escaped === NEWLINE) {
					this.pos = pos;
					this.newline(true);
				} else if (!mode.raw && escaped === 78 && this.at(pos) === LBRACE) {
					pos++;
					namedEscape = true;
				}
			}
		}
		this.pos = pos - size;
		return this.push(middle, start, this.pos, firstLine);
	}

	private operator(c: number, start: number): boolean {
		const mode = this.mode;
		if (mode !== undefined && c === COLON && mode.depth - 1 === mode.expressionDepth) {
			mode.text = true;
			mode.inFormatSpec = true;
			this.pos = start + 1;
			return this.push(T.Colon, start, this.pos, this.lineno);
		}
		const text = String.fromCodePoint(Math.max(c, 0));
		const second = this.at(start + 1);
		if (second > 32 && second < 127) {
			const two = text + String.fromCharCode(second);
			const type = OPERATORS.get(two);
			const third = this.at(start + 2);
			const three = third > 32 && third < 127 ? OPERATORS.get(two + String.fromCharCode(third)) : undefined;
			if (three !== undefined && (type !== undefined || c === 46)) {
				this.pos = start + 3;
				return this.push(three, start, this.pos, this.lineno);
			}
			if (type !== undefined) {
				this.pos = start + 2;
				return this.push(type, start, this.pos, this.lineno);
			}
		}
		this.pos = start + 1;
		if (c === 40 || c === 91 || c === LBRACE) {
			if (this.open.length >= MAXLEVEL) return this.fail("too many nested parentheses", this.pos);
			this.open.push({ text, lineno: this.lineno, column: start - this.source.lineStart(this.lineno) });
			if (mode !== undefined) mode.depth++;
		} else if (c === 41 || c === 93 || c === RBRACE) {
			if (!this.closeBracket(text, mode)) return false;
		} else if (c < 32 || c === 127) {
			return this.fail(invalidCharacter(c), this.pos);
		}
		return this.push(OPERATORS.get(text) ?? T.Unknown, start, this.pos, this.lineno);
	}

	private closeBracket(text: string, mode: Mode | undefined): boolean {
		if (mode !== undefined && mode.depth === 0 && text === "}") {
			return this.fail(`${mode.letter}-string: single '}' is not allowed`, this.pos);
		}
		const opening = this.open.pop();
		if (opening === undefined) return this.fail(`unmatched '${text}'`, this.pos);
		if (OPERATORS.get(text) !== (OPERATORS.get(opening.text) ?? 0) + 1) {
			if (mode !== undefined && opening.text === "{" && mode.depth - 1 === mode.expressionDepth) {
				return this.fail(`${mode.letter}-string: unmatched '${text}'`, this.pos);
			}
			const where = opening.lineno === this.lineno ? "" : ` on line ${opening.lineno}`;
			return this.fail(
				`closing parenthesis '${text}' does not match opening parenthesis '${opening.text}'${where}`,
				this.pos,
			);
		}
		if (mode !== undefined) {
			mode.depth--;
			if (mode.depth < 0) return this.fail(`${mode.letter}-string: unmatched '${text}'`, this.pos);
			if (text === "}" && mode.depth === mode.expressionDepth) {
				mode.expressionDepth--;
				mode.text = true;
				mode.inFormatSpec = false;
			}
		}
		return true;
	}
}

/** Whether a character's NFKC form may stand in an identifier too (`_PyUnicode_IsXidStart` and `IsXidContinue`). */
function isIdentifierText(text: string, start: boolean): boolean {
	return (start ? /^[\p{ID_Start}_]\p{ID_Continue}*$/u : /^\p{ID_Continue}*$/u).test(text);
}

function invalidCharacter(c: number): string {
	const code = c.toString(16).toUpperCase().padStart(4, "0");
	const ch = String.fromCodePoint(c);
	return NOT_PRINTABLE.test(ch) ? `invalid non-printable character U+${code}` : `invalid character '${ch}' (U+${code})`;
}

/** All tokens of a source. Never throws: what stops the tokenizer is `error`. Linear in the source. */
/** `_PY_LONG_DEFAULT_MAX_STR_DIGITS` */
const MOST_DIGITS = 4300;

export function tokenize(text: string, python: ProfileName, mostDigits = MOST_DIGITS): Tokens {
	const tokenizer = new Tokenizer(new Source(text), python, mostDigits);
	tokenizer.run();
	return tokenizer;
}
