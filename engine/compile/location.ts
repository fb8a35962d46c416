/** Where an instruction comes from, and what stops a compilation. */
import type { Span } from "../syntax/ast";

/** The place of an instruction is that of a node, or none. */
export type Location = Span;

export const NO_LOCATION: Location = { lineno: -1, endLineno: -1, colOffset: -1, endColOffset: -1 };

/** A SyntaxError of the compiler or the symbol table. Caught at the door, never seen outside. */
export class CompileError extends Error {
	constructor(
		message: string,
		readonly at: Location,
		/** From generating code (`_PyCompile_Error`), not from the symbol table. */
		readonly fromCode = false,
	) {
		super(message);
	}
}

/** A construct that this compiler does not do. Caught at the door. */
export class UnsupportedFeature extends Error {
	constructor(
		readonly feature: string,
		readonly line: number,
	) {
		super(feature);
	}
}

/** Levels of nested expressions or statements: a bound that is the same everywhere, well within JavaScript's own stack. */
const MAX_NESTING = 1500;

/** Counts the nesting of visits, so that no input overflows the stack. */
export class Nesting {
	private depth = 0;

	enter(at: Span): void {
		if (++this.depth > MAX_NESTING) throw new UnsupportedFeature("code nested this deeply", at.lineno);
	}

	leave(): void {
		this.depth--;
	}
}
