/**
 * What a front end that fails hands back: CPython's exception as data. Positions are those of the exception's
 * attributes, for `compile(source, ...)` of a string.
 */
export interface PythonSyntaxError {
	/** `MemoryError` is what CPython's parser raises when its stack of 6000 levels overflows. */
	readonly type: "SyntaxError" | "IndentationError" | "TabError" | "_IncompleteInputError" | "MemoryError";
	readonly message: string;
	/** From 1; null where CPython's exception has no place either. */
	readonly lineno: number | null;
	/** From 1, in code points. 0 and -1 occur, as in CPython, where there is no column. */
	readonly offset: number | null;
	readonly endLineno: number | null;
	readonly endOffset: number | null;
	/** The source line, with its newline where CPython keeps it. */
	readonly text: string | null;
	/** Its `args` are the message alone, as those of the symbol table's errors; its place stands in its attributes. */
	readonly messageAlone?: boolean;
	/** The parser's, not the tokenizer's: of a file that is there, `text` is the file's line. */
	readonly fromParser?: boolean;
}

/** Where a statement begins. */
export interface StatementPlace {
	readonly lineno: number;
	readonly colOffset: number;
}

/** A SyntaxWarning: reported, and the program still runs. */
export interface PythonSyntaxWarning {
	readonly message: string;
	readonly lineno: number;
	/** The token at which CPython meets it: warnings come in this order, one a token. */
	readonly token: number;
	/** The columns of the SyntaxError that a filter makes of it, from 1; past the line's end they mean its end. */
	readonly offset: number;
	readonly endOffset: number;
}

/** Why the tokenizer stopped: an error with its place, or one whose place depends on when the parser meets it. */
export type TokenizerError =
	| { readonly kind: "raised"; readonly error: PythonSyntaxError }
	/** End of input (`E_EOF`). */
	| { readonly kind: "eof" }
	/** `E_DEDENT` */
	| { readonly kind: "dedent" }
	/** `E_TABSPACE`, `E_TOODEEP`, `E_LINECONT`; the column counts from 0. */
	| {
			readonly kind: "deferred";
			readonly type: PythonSyntaxError["type"];
			readonly message: string;
			readonly column: number;
	  };

/** A bracket that is still open when the tokenizer stops. */
export interface OpenBracket {
	readonly text: string;
	readonly lineno: number;
	readonly column: number;
}
