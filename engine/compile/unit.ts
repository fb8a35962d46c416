/**
 * The compiler's state: the units (future code objects) being compiled, one inside the other. After `struct compiler`
 * and `struct compiler_unit` of CPython's `Python/compile.c` (3.13).
 */
import type { AnnAssign, Expr, Stmt } from "../syntax/ast";
import { assemble } from "./assemble";
import type { CodeObject, Constant } from "./code";
import {
	arenaReferences,
	constantKey,
	constantOf,
	loadedBefore,
	NONE,
	sameCode,
	setArenaReferences,
} from "./constants";
import { InstructionSequence, type Label } from "./instructions";
import { CompileError, type Location, Nesting, NO_LOCATION, UnsupportedFeature } from "./location";
import { LOAD_CONST, POP_TOP, POPS_ITERATOR, RESUME, RETURN_VALUE } from "./opcodes";
import {
	type Block,
	type BlockKey,
	CELL,
	DEF_COMP_CELL,
	DEF_FREE_CLASS,
	FREE,
	GLOBAL_EXPLICIT,
	mangle,
	maybeMangle,
	SCOPE_OFFSET,
} from "./symbols";
import type { SymbolTable } from "./symtable";

/** `typeParams` are in 3.14 all scopes of annotations (COMPILE_SCOPE_ANNOTATIONS). */
export type ScopeType = "module" | "class" | "function" | "lambda" | "comprehension" | "typeParams";

/** What a `break`, `continue` or `return` has to undo on its way out (`struct fblockinfo`). */
export type FrameBlock = { readonly block: Label; readonly exit: Label; readonly loc: Location } & (
	| {
			readonly kind:
				| "whileLoop"
				| "forLoop"
				| "tryExcept"
				| "finallyEnd"
				| "with"
				| "popValue"
				| "exceptionHandler"
				| "exceptionGroupHandler"
				| "stopIteration";
	  }
	| { readonly kind: "finallyTry"; readonly body: readonly Stmt[] }
	| { readonly kind: "handlerCleanup"; readonly name: string | null }
);

export const NO_LABEL: Label = -1;

/** A table that numbers names in order of first use, from `start` on. */
export class NameTable {
	readonly indexes = new Map<string, number>();

	constructor(
		names: Iterable<string> = [],
		private readonly start = 0,
	) {
		for (const name of names) this.index(name);
	}

	index(name: string): number {
		let at = this.indexes.get(name);
		if (at === undefined) {
			at = this.start + this.indexes.size;
			this.indexes.set(name, at);
		}
		return at;
	}

	has(name: string): boolean {
		return this.indexes.has(name);
	}

	get(name: string): number | undefined {
		return this.indexes.get(name);
	}

	get size(): number {
		return this.indexes.size;
	}

	names(): readonly string[] {
		return [...this.indexes.keys()];
	}
}

/** `c_const_cache`: equal constants of one compilation are one object, those inside tuples too. */
export class ConstantCache {
	private readonly known = new Map<string, Constant>();

	/** `merge_consts_recursive`: a tuple stays the object that it was, a frozenset is made anew. */
	merge(value: Constant): Constant {
		if (value.kind === "code") return value;
		const key = constantKey(value);
		const found = this.known.get(key);
		if (found !== undefined) return found;
		const nested = value.kind === "tuple" || value.kind === "frozenset";
		const merged = nested ? { ...value, items: value.items.map((item) => this.merge(item)) } : value;
		if (value.kind === "tuple") setArenaReferences(merged, arenaReferences(value));
		this.known.set(key, merged);
		return merged;
	}
}

/** The constants of a unit, each once. */
export class ConstantTable {
	readonly items: Constant[] = [];
	readonly indexes = new Map<string, number>();
	/** Where code objects stand that may be equal, by what tells most of them apart. */
	private readonly codes = new Map<string, number[]>();

	readonly loaded = new Set<number>();

	constructor(private readonly cache: ConstantCache) {}

	/** `folded`: it is only made when the instructions are folded, and comes behind those that are not. */
	index(value: Constant, folded = false): number {
		const at = this.place(value);
		if (!folded) this.loaded.add(at);
		return at;
	}

	/** Whether it has the order of 3.14, which folds the instructions. */
	settled = false;

	private place(value: Constant): number {
		if (value.kind === "code") {
			const { name, firstlineno, positions } = value.value;
			const likely = `${firstlineno} ${positions.slice(0, 16).join()} ${name}`;
			const alike = this.codes.get(likely) ?? [];
			for (const at of alike) {
				const other = this.items[at];
				if (other?.kind === "code" && sameCode(other.value, value.value)) return at;
			}
			this.codes.set(likely, [...alike, this.items.length]);
			return this.items.push(value) - 1;
		}
		const key = constantKey(value);
		let at = this.indexes.get(key);
		if (at === undefined) {
			at = this.items.push(this.cache.merge(value)) - 1;
			this.indexes.set(key, at);
		}
		return at;
	}
}

/** Code points in order, as Python sorts text. */
export function compareText(a: string, b: string): number {
	const [x, y] = [[...a], [...b]];
	for (let i = 0; i < x.length && i < y.length; i++) {
		const difference = (x[i]?.codePointAt(0) ?? 0) - (y[i]?.codePointAt(0) ?? 0);
		if (difference !== 0) return difference;
	}
	return x.length - y.length;
}

/** `dictbytype`: the names of a block with a scope or a flag, sorted. */
function namesByType(block: Block, scope: number, flag: number): string[] {
	const found: string[] = [];
	for (const [name, symbol] of block.symbols) if (symbol >> SCOPE_OFFSET === scope || symbol & flag) found.push(name);
	return found.sort(compareText);
}

export class Unit {
	readonly sequence = new InstructionSequence();
	readonly consts: ConstantTable;
	readonly names = new NameTable();
	readonly varnames: NameTable;
	readonly cellvars: NameTable;
	readonly freevars: NameTable;
	/** Names that an inlined comprehension keeps in fast locals of a class or module; true while it is compiled. */
	readonly fastHidden = new Map<string, boolean>();
	/** Attributes that methods assign through `self`; filled in a class. */
	readonly staticAttributes = new Set<string>();
	readonly frameBlocks: FrameBlock[] = [];
	/** The annotations that the function `__annotate__` of this module or class gives, and those that it gives only if their
	 * statement was come to, with a number (`u_deferred_annotations`, `u_conditional_annotation_indices`). */
	readonly deferredAnnotations: { readonly statement: AnnAssign; readonly condition: number | null }[] = [];
	nextConditionalAnnotation = 0;
	/** Within a statement that may be passed over, or repeated. */
	inConditionalBlock = false;
	argcount = 0;
	posonlyargcount = 0;
	kwonlyargcount = 0;
	inInlinedComprehension = 0;
	qualname: string;
	docstring: string | null = null;

	constructor(
		readonly name: string,
		readonly type: ScopeType,
		readonly block: Block,
		readonly firstlineno: number,
		public privateName: string | null,
		cache: ConstantCache,
	) {
		this.qualname = name;
		this.consts = new ConstantTable(cache);
		this.varnames = new NameTable(block.varnames);
		const cells = namesByType(block, CELL, DEF_COMP_CELL);
		if (block.needsClassClosure) cells.push("__class__");
		if (block.needsClassdict) cells.push("__classdict__");
		if (block.hasConditionalAnnotations) cells.push("__conditional_annotations__");
		this.cellvars = new NameTable(cells);
		this.freevars = new NameTable(namesByType(block, FREE, DEF_FREE_CLASS), this.cellvars.size);
	}
}

/** A SyntaxWarning, and the place of the SyntaxError that a filter makes of it. */
export interface CompileWarning {
	readonly message: string;
	readonly lineno: number;
	readonly at: Location;
}

export interface CompilerOptions {
	readonly filename: string;
	readonly borrowedLoads: boolean;
	readonly inlinesConsumers: boolean;
	/** Annotations are their text, not their value. */
	readonly futureAnnotations: boolean;
	/** Annotations are evaluated by functions, when they are asked for (3.14). */
	readonly lazyAnnotations: boolean;
}

export class Compiler {
	readonly nesting = new Nesting();
	private readonly cache = new ConstantCache();
	private readonly stack: Unit[] = [];
	private current: Unit | null = null;

	constructor(
		readonly symtable: SymbolTable,
		readonly options: CompilerOptions,
		/** Receives what is warned of. */
		readonly warnings: CompileWarning[],
	) {}

	/** The unit being compiled. */
	get u(): Unit {
		if (this.current === null) throw new UnsupportedFeature("code outside a scope", 0);
		return this.current;
	}

	/** `compiler_enter_scope` */
	enterScope(name: string, type: ScopeType, key: BlockKey, lineno: number): void {
		const block = this.symtable.blocks.get(key);
		if (block === undefined) throw new UnsupportedFeature("a scope without symbols", lineno);
		const unit = new Unit(name, type, block, lineno, this.current?.privateName ?? null, this.cache);
		if (this.current !== null) this.stack.push(this.current);
		this.current = unit;
		if (type !== "module") unit.qualname = this.qualifiedName(unit);
		const line = type === "module" ? 0 : lineno;
		this.add(RESUME, 0, { lineno: line, endLineno: lineno, colOffset: 0, endColOffset: 0 });
	}

	/** `compiler_exit_scope` */
	exitScope(): void {
		this.current = this.stack.pop() ?? null;
	}

	/** The innermost class around the current unit, the unit itself left out. */
	enclosingClass(): Unit | null {
		return this.stack.findLast((unit) => unit.type === "class") ?? null;
	}

	/** `compiler_set_qualname` */
	private qualifiedName(unit: Unit): string {
		let depth = this.stack.length;
		if (depth <= 1) return unit.name;
		let parent = this.stack[depth - 1];
		if (parent?.type === "typeParams") {
			if (depth === 2) return unit.name;
			depth--;
			parent = this.stack[depth - 1];
		}
		if (parent === undefined) return unit.name;
		if (unit.type === "function" || unit.type === "class") {
			if (parent.block.scope(mangle(parent.privateName, unit.name)) === GLOBAL_EXPLICIT) return unit.name;
		}
		const nested = parent.type === "function" || parent.type === "lambda";
		return `${parent.qualname}${nested ? ".<locals>" : ""}.${unit.name}`;
	}

	// ---- Emitting ----

	add(opcode: number, oparg: number, loc: Location): void {
		this.u.sequence.add(opcode, oparg, loc);
	}

	newLabel(): Label {
		return this.u.sequence.newLabel();
	}

	placeLabel(label: Label): void {
		this.u.sequence.placeLabel(label);
	}

	loadConst(value: Constant, loc: Location): void {
		this.add(LOAD_CONST, this.u.consts.index(value), loc);
	}

	/** A constant that 3.14 makes only of instructions, which have loaded `first`. */
	loadFolded(value: Constant, first: Constant | undefined, loc: Location): void {
		const { consts } = this.u;
		const folds = this.options.borrowedLoads;
		if (folds && first !== undefined && consts.items.length === 0) consts.index(first);
		this.add(LOAD_CONST, consts.index(value, folds), loc);
	}

	/** Takes a loop's iterator off the stack. */
	popIterator(loc: Location): void {
		this.add(POP_TOP, this.options.borrowedLoads ? POPS_ITERATOR : 0, loc);
	}

	/** The value of a Constant node. 3.14 folds most only in the instructions: it has loaded what they are made of before. */
	loadConstant(e: Expr): void {
		const value = constantOf(e) ?? NONE;
		const before = loadedBefore(e, value);
		if (before === null) this.loadConst(value, e);
		else this.loadFolded(value, before[0], e);
	}

	mangle(name: string): string {
		return maybeMangle(this.u.privateName, this.u.block, name);
	}

	// ---- Frame blocks ----

	pushBlock(block: FrameBlock): void {
		// CO_MAXBLOCKS
		if (this.u.frameBlocks.length >= 21) throw new CompileError("too many statically nested blocks", block.loc, true);
		this.u.frameBlocks.push(block);
	}

	popBlock(): void {
		this.u.frameBlocks.pop();
	}

	// ---- Errors and warnings ----

	error(message: string, at: Location): CompileError {
		return new CompileError(message, at, true);
	}

	warn(message: string, at: Location): void {
		this.warnings.push({ message, lineno: at.lineno, at });
	}

	/** `optimize_and_assemble`: the finished code object of the current unit. */
	assemble(addNone: boolean): CodeObject {
		if (addNone) this.loadConst(NONE, NO_LOCATION);
		this.add(RETURN_VALUE, 0, NO_LOCATION);
		return assemble(this.u, this.options);
	}
}
