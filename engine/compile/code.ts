/**
 * What the compiler hands to the machine: a code object, immutable, as CPython's `PyCodeObject` but with absolute jump
 * targets and one word an instruction.
 */

/**
 * A constant of a code object: `co_consts` with the types kept apart. Equal constants of one compilation are one and the
 * same JavaScript object, wherever they stand (in other code objects, inside tuples): so they are one Python object.
 */
export type Constant =
	| { readonly kind: "None" }
	| { readonly kind: "Ellipsis" }
	| { readonly kind: "bool"; readonly value: boolean }
	| { readonly kind: "int"; readonly value: bigint }
	| { readonly kind: "float"; readonly value: number }
	| { readonly kind: "complex"; readonly real: number; readonly imag: number }
	| { readonly kind: "str"; readonly value: string }
	| { readonly kind: "bytes"; readonly value: Uint8Array }
	| { readonly kind: "tuple"; readonly items: readonly Constant[] }
	| { readonly kind: "frozenset"; readonly items: readonly Constant[] }
	/** 3.14 alone has it: start, stop and step. */
	| { readonly kind: "slice"; readonly items: readonly [Constant, Constant, Constant] }
	| { readonly kind: "code"; readonly value: CodeObject };

/** `co_flags`, with CPython's values. */
export const CO_OPTIMIZED = 0x1;
export const CO_NEWLOCALS = 0x2;
export const CO_VARARGS = 0x4;
export const CO_VARKEYWORDS = 0x8;
export const CO_NESTED = 0x10;
export const CO_GENERATOR = 0x20;
export const CO_COROUTINE = 0x80;
export const CO_ASYNC_GENERATOR = 0x200;
export const CO_FUTURE_ANNOTATIONS = 0x1000000;
/** 3.14 alone sets it. */
export const CO_HAS_DOCSTRING = 0x4000000;
/** 3.14 alone sets it: a function defined in a class's body. */
export const CO_METHOD = 0x8000000;
/** Not CPython's: the code is of a module that stands in for one in C, so a program sees none of its frames. */
export const CO_STANDS_FOR_C = 0x10000000;

/**
 * An entry of the exception table: while the instruction index is in [start, end), an exception unwinds the value
 * stack to `depth` values, pushes the instruction index if `lasti`, pushes the exception and jumps to `target`.
 */
export interface ExceptionEntry {
	readonly start: number;
	readonly end: number;
	readonly target: number;
	readonly depth: number;
	readonly lasti: boolean;
}

export interface CodeObject {
	readonly name: string;
	readonly qualname: string;
	readonly filename: string;
	readonly firstlineno: number;
	readonly flags: number;
	readonly argcount: number;
	readonly posonlyargcount: number;
	readonly kwonlyargcount: number;
	readonly stacksize: number;
	/**
	 * The fast locals in CPython's `co_localsplusnames` order: parameters and plain locals, then cells that are not
	 * parameters, then free variables. A parameter that is also a cell stands once, among the locals.
	 */
	readonly localsplusnames: readonly string[];
	/** One per fast local, CPython's bits: CO_FAST_LOCAL 0x20, CO_FAST_CELL 0x40, CO_FAST_FREE 0x80, CO_FAST_HIDDEN 0x10. */
	readonly localspluskinds: readonly number[];
	readonly varnames: readonly string[];
	readonly cellvars: readonly string[];
	readonly freevars: readonly string[];
	/** Global, attribute and import names (`co_names`). */
	readonly names: readonly string[];
	readonly consts: readonly Constant[];
	/**
	 * One word an instruction: opcode | oparg << 8. No EXTENDED_ARG, no CACHE. The oparg of a jump, of FOR_ITER and of
	 * SEND is the absolute index of its target instruction; every other oparg is CPython's (flag bits included).
	 */
	readonly instructions: Int32Array;
	/** Four words an instruction: lineno, endLineno, colOffset, endColOffset (columns in code points); -1 for none. */
	readonly positions: Int32Array;
	readonly exceptionTable: readonly ExceptionEntry[];
	/** A function's docstring, also consts[0] then. */
	readonly docstring: string | null;
}
