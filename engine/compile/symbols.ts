/**
 * What is known of a name in a block: flags, scope, mangling. After `Include/internal/pycore_symtable.h` and the helpers
 * at the head of CPython's `Python/symtable.c` (3.13).
 */
import type { DictComp, GeneratorExp, ListComp, SetComp, Span } from "../syntax/ast";

export const DEF_GLOBAL = 1;
export const DEF_LOCAL = 2;
export const DEF_PARAM = 4;
export const DEF_NONLOCAL = 8;
export const USE = 16;
export const DEF_FREE_CLASS = 64;
export const DEF_IMPORT = 128;
export const DEF_ANNOT = 256;
export const DEF_COMP_ITER = 512;
export const DEF_TYPE_PARAM = 1024;
export const DEF_COMP_CELL = 2048;
export const DEF_BOUND = DEF_LOCAL | DEF_PARAM | DEF_IMPORT | DEF_TYPE_PARAM;

/** A symbol's scope stands above its flags. */
export const SCOPE_OFFSET = 12;
export const LOCAL = 1;
export const GLOBAL_EXPLICIT = 2;
export const GLOBAL_IMPLICIT = 3;
export const FREE = 4;
export const CELL = 5;

export type BlockType =
	| "function"
	| "class"
	| "module"
	| "annotation"
	| "typeVariable"
	| "typeAlias"
	| "typeParameters";

export type AnyComprehension = ListComp | SetComp | DictComp | GeneratorExp;

/** What a block is found by: the node that opens it, or one of the two parts of a type variable. */
export type BlockKey = object;

/** `PySTEntryObject`: one block's names. `symbols` maps a mangled name to its flags, in order of first mention. */
export class Block {
	readonly symbols = new Map<string, number>();
	readonly varnames: string[] = [];
	children: Block[] = [];
	directives: { readonly name: string; readonly at: Span }[] = [];
	/** Names to be mangled in the type parameters of a class; null where all are. */
	mangledNames: Set<string> | null = null;
	nested = false;
	/** 3.14: a function right in a class's body. */
	method = false;
	varargs = false;
	varkeywords = false;
	generator = false;
	/** CO_COROUTINE or CO_ASYNC_GENERATOR instead of CO_GENERATOR, or 0. */
	asyncFlags = 0;
	comprehension: AnyComprehension["kind"] | null = null;
	needsClassClosure = false;
	needsClassdict = false;
	compInlined = false;
	compIterTarget = false;
	canSeeClassScope = false;
	compIterExpr = 0;
	/** 3.14: a module or class in which an annotation may be passed over, so that it notes which it has come to. */
	hasConditionalAnnotations = false;
	/** 3.14: within a statement that may be passed over, or repeated. */
	inConditionalBlock = false;
	/** 3.14: within the annotation of a local name, which nobody evaluates. */
	inUnevaluatedAnnotation = false;
	/** 3.14: the scope of the annotations of a module's or a class's own names. */
	annotationBlock: Block | null = null;
	/** Of an annotation scope: whether it has any. */
	annotationsUsed = false;
	/** "a TypeVar bound" and the like, for messages. */
	scopeInfo = "";

	constructor(
		readonly name: string,
		readonly type: BlockType,
		readonly at: Span,
		/** 3.14: annotations have scopes of their own. */
		readonly lazyAnnotations: boolean,
	) {}

	/** `_PyST_GetSymbol` */
	symbol(name: string): number {
		return this.symbols.get(name) ?? 0;
	}

	/** `_PyST_GetScope` */
	scope(name: string): number {
		return this.symbol(name) >> SCOPE_OFFSET;
	}

	/** `_PyST_IsFunctionLike` */
	get functionLike(): boolean {
		return this.type !== "module" && this.type !== "class";
	}
}

/** `_Py_Mangle`: a private name, as it is called inside class `privateName`. */
export function mangle(privateName: string | null, name: string): string {
	if (privateName === null || !name.startsWith("__") || name.endsWith("__") || name.includes(".")) return name;
	const stripped = privateName.replace(/^_+/, "");
	return stripped === "" ? name : `_${stripped}${name}`;
}

/** `_Py_MaybeMangle` */
export function maybeMangle(privateName: string | null, block: Block, name: string): string {
	if (block.mangledNames !== null && !block.mangledNames.has(name)) return name;
	return mangle(privateName, name);
}
