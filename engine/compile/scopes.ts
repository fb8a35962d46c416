/**
 * The second pass of the symbol table: local, global, free or cell? After the `analyze_*` functions of CPython's
 * `Python/symtable.c`, with comprehensions inlined (PEP 709).
 */
import { CompileError } from "./location";
import {
	type Block,
	CELL,
	DEF_BOUND,
	DEF_COMP_CELL,
	DEF_FREE_CLASS,
	DEF_GLOBAL,
	DEF_NONLOCAL,
	DEF_PARAM,
	DEF_TYPE_PARAM,
	FREE,
	GLOBAL_EXPLICIT,
	GLOBAL_IMPLICIT,
	LOCAL,
	SCOPE_OFFSET,
} from "./symbols";

type Names = Set<string>;

const FLAGS = (1 << SCOPE_OFFSET) - 1;

function addAll(into: Names, from: Iterable<string>): void {
	for (const name of from) into.add(name);
}

/** `error_at_directive` */
function errorAtDirective(block: Block, name: string, message: string): CompileError {
	return new CompileError(message, block.directives.find((d) => d.name === name)?.at ?? block.at);
}

/** The sets that `analyze_block` hands down and fills. `bound` is null in a module. */
interface Analysis {
	readonly block: Block;
	readonly scopes: Map<string, number>;
	readonly bound: Names | null;
	readonly local: Names;
	readonly free: Names;
	readonly global: Names;
	readonly typeParams: Names;
	readonly classEntry: Block | null;
}

/** `analyze_name` */
function analyzeName(a: Analysis, name: string, flags: number): void {
	const { block, scopes, bound } = a;
	if (flags & DEF_GLOBAL) {
		if (flags & DEF_NONLOCAL) throw errorAtDirective(block, name, `name '${name}' is nonlocal and global`);
		scopes.set(name, GLOBAL_EXPLICIT);
		a.global.add(name);
		bound?.delete(name);
		return;
	}
	if (flags & DEF_NONLOCAL) {
		if (bound === null) throw errorAtDirective(block, name, "nonlocal declaration not allowed at module level");
		if (!bound.has(name)) throw errorAtDirective(block, name, `no binding for nonlocal '${name}' found`);
		if (a.typeParams.has(name)) {
			throw errorAtDirective(block, name, `nonlocal binding not allowed for type parameter '${name}'`);
		}
		scopes.set(name, FREE);
		a.free.add(name);
		return;
	}
	if (flags & DEF_BOUND) {
		scopes.set(name, LOCAL);
		a.local.add(name);
		a.global.delete(name);
		if (flags & DEF_TYPE_PARAM) a.typeParams.add(name);
		else a.typeParams.delete(name);
		return;
	}
	if (a.classEntry !== null) {
		// An annotation scope sees the class's own names before those of a function around the class.
		const inClass = a.classEntry.symbol(name);
		if (inClass & DEF_GLOBAL) {
			scopes.set(name, GLOBAL_EXPLICIT);
			return;
		}
		if (inClass & DEF_BOUND && !(inClass & DEF_NONLOCAL)) {
			scopes.set(name, GLOBAL_IMPLICIT);
			return;
		}
	}
	if (bound?.has(name)) {
		scopes.set(name, FREE);
		a.free.add(name);
		return;
	}
	scopes.set(name, GLOBAL_IMPLICIT);
}

/** `inline_comprehension`: the comprehension's names join the block's. */
function inlineComprehension(a: Analysis, comp: Block, compFree: Names, inlinedCells: Names): void {
	const block = a.block;
	let removeDunderClass = false;
	for (const [name, symbol] of comp.symbols) {
		if (symbol & DEF_PARAM) continue;
		let scope = symbol >> SCOPE_OFFSET;
		const flags = symbol & FLAGS;
		if (scope === CELL || flags & DEF_COMP_CELL) inlinedCells.add(name);
		const existing = block.symbols.get(name);
		if (scope === FREE && block.type === "class" && name === "__class__") {
			scope = GLOBAL_IMPLICIT;
			compFree.delete(name);
			removeDunderClass = true;
		}
		if (existing === undefined) {
			block.symbols.set(name, flags);
			a.scopes.set(name, scope);
		} else if (existing & DEF_BOUND && block.type !== "class") {
			// Free in the comprehension, local here: simply local now, unless a function inside closes over it.
			if (!comp.children.some((child) => child.scope(name) === FREE)) compFree.delete(name);
		}
	}
	if (removeDunderClass) comp.symbols.delete("__class__");
}

/** `analyze_cells`: a local that an inner block closes over is a cell, and is free no further out. */
function analyzeCells(scopes: Map<string, number>, free: Names, inlinedCells: Names): void {
	for (const [name, scope] of scopes) {
		if (scope !== LOCAL || !(free.has(name) || inlinedCells.has(name))) continue;
		scopes.set(name, CELL);
		free.delete(name);
	}
}

/** `drop_class_free` */
function dropClassFree(block: Block, free: Names): void {
	if (free.delete("__class__")) block.needsClassClosure = true;
	if (free.delete("__classdict__")) block.needsClassdict = true;
	if (free.delete("__conditional_annotations__")) block.hasConditionalAnnotations = true;
}

/** `update_symbols`: writes the scopes found beside the flags, and free names of inner blocks that pass through. */
function updateSymbols(a: Analysis, free: Names, inlinedCells: Names): void {
	const { block, bound } = a;
	for (const [name, flags] of block.symbols) {
		const cell = inlinedCells.has(name) ? DEF_COMP_CELL : 0;
		block.symbols.set(name, flags | cell | ((a.scopes.get(name) ?? 0) << SCOPE_OFFSET));
	}
	const classLike = block.type === "class" || block.canSeeClassScope;
	for (const name of free) {
		const flags = block.symbols.get(name);
		if (flags !== undefined) {
			if (classLike) block.symbols.set(name, flags | DEF_FREE_CLASS);
		} else if (bound === null || bound.has(name)) block.symbols.set(name, FREE << SCOPE_OFFSET);
	}
}

/** `analyze_block`: decides every name of `block` and of the blocks inside; their free names are added to `free`. */
export function analyzeBlock(
	block: Block,
	bound: Names | null,
	free: Names,
	global: Names,
	typeParams: Names,
	classEntry: Block | null,
): void {
	const isClass = block.type === "class";
	const a: Analysis = { block, scopes: new Map(), bound, local: new Set(), free, global, typeParams, classEntry };
	const newBound: Names = new Set();
	const newGlobal: Names = new Set();
	const newFree: Names = new Set();
	const inlinedCells: Names = new Set();
	// A class's names are not visible in the blocks inside it.
	if (isClass) {
		addAll(newGlobal, global);
		if (bound !== null) addAll(newBound, bound);
	}
	for (const [name, flags] of block.symbols) analyzeName(a, name, flags);
	if (isClass) {
		newBound.add("__class__");
		newBound.add("__classdict__");
		if (block.lazyAnnotations) newBound.add("__conditional_annotations__");
	} else {
		if (block.functionLike) addAll(newBound, a.local);
		if (bound !== null) addAll(newBound, bound);
		addAll(newGlobal, global);
	}
	for (const child of block.children) {
		const childClass = !child.canSeeClassScope ? null : isClass ? block : classEntry;
		// All comprehensions but generators are inlined, save in annotation scopes of classes.
		const inline = child.comprehension !== null && !child.generator && !block.canSeeClassScope;
		const childFree = new Set(newFree);
		analyzeBlock(child, new Set(newBound), childFree, new Set(newGlobal), new Set(typeParams), childClass);
		if (inline) {
			inlineComprehension(a, child, childFree, inlinedCells);
			child.compInlined = true;
		}
		addAll(newFree, childFree);
	}
	block.children = block.children.flatMap((child) => (child.compInlined ? child.children : [child]));
	if (block.functionLike) analyzeCells(a.scopes, newFree, inlinedCells);
	else if (isClass) dropClassFree(block, newFree);
	updateSymbols(a, newFree, inlinedCells);
	addAll(free, newFree);
}
