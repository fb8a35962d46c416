/**
 * The syntax tree, as CPython's `Parser/Python.asdl` (3.13) defines it: the same node names, the same fields (in
 * camelCase), the same positions. Searching either for `ListComp` finds the other.
 */

/** Where a node stands: lines from 1; columns from 0, counted in code points (CPython's `ast` counts UTF-8 bytes). */
export interface Span {
	readonly lineno: number;
	readonly colOffset: number;
	readonly endLineno: number;
	readonly endColOffset: number;
}

export interface Module {
	readonly kind: "Module";
	readonly body: readonly Stmt[];
}

/** A constant as the compiler sees it. Text is a JavaScript string; a Python int of any size is a bigint. */
export type ConstantValue =
	| { readonly kind: "None" }
	| { readonly kind: "bool"; readonly value: boolean }
	| { readonly kind: "int"; readonly value: bigint }
	| { readonly kind: "float"; readonly value: number }
	| { readonly kind: "complex"; readonly imag: number }
	| { readonly kind: "str"; readonly value: string }
	/** `joined`: made of several literals, so that its object is none of theirs. */
	| { readonly kind: "bytes"; readonly value: Uint8Array; readonly joined?: boolean }
	| { readonly kind: "Ellipsis" };

export type ExprContext = "Load" | "Store" | "Del";
export type BoolOperator = "And" | "Or";
export type Operator =
	| "Add"
	| "Sub"
	| "Mult"
	| "MatMult"
	| "Div"
	| "Mod"
	| "Pow"
	| "LShift"
	| "RShift"
	| "BitOr"
	| "BitXor"
	| "BitAnd"
	| "FloorDiv";
export type UnaryOperator = "Invert" | "Not" | "UAdd" | "USub";
export type CmpOperator = "Eq" | "NotEq" | "Lt" | "LtE" | "Gt" | "GtE" | "Is" | "IsNot" | "In" | "NotIn";

export type Stmt =
	| FunctionDef
	| AsyncFunctionDef
	| ClassDef
	| Return
	| Delete
	| Assign
	| TypeAlias
	| AugAssign
	| AnnAssign
	| For
	| AsyncFor
	| While
	| If
	| With
	| AsyncWith
	| Match
	| Raise
	| Try
	| TryStar
	| Assert
	| Import
	| ImportFrom
	| Global
	| Nonlocal
	| ExprStmt
	| Pass
	| Break
	| Continue;

interface FunctionParts extends Span {
	readonly name: string;
	readonly args: Arguments;
	readonly body: readonly Stmt[];
	readonly decoratorList: readonly Expr[];
	readonly returns: Expr | null;
	readonly typeParams: readonly TypeParam[];
}
export interface FunctionDef extends FunctionParts {
	readonly kind: "FunctionDef";
	/** Not the parser's: an `async def` of the library became this generator function, whose code has these flags. */
	readonly asyncFlags?: number;
}
export interface AsyncFunctionDef extends FunctionParts {
	readonly kind: "AsyncFunctionDef";
}
export interface ClassDef extends Span {
	readonly kind: "ClassDef";
	readonly name: string;
	readonly bases: readonly Expr[];
	readonly keywords: readonly Keyword[];
	readonly body: readonly Stmt[];
	readonly decoratorList: readonly Expr[];
	readonly typeParams: readonly TypeParam[];
}
export interface Return extends Span {
	readonly kind: "Return";
	readonly value: Expr | null;
}
export interface Delete extends Span {
	readonly kind: "Delete";
	readonly targets: readonly Expr[];
}
export interface Assign extends Span {
	readonly kind: "Assign";
	readonly targets: readonly Expr[];
	readonly value: Expr;
}
export interface TypeAlias extends Span {
	readonly kind: "TypeAlias";
	readonly name: Expr;
	readonly typeParams: readonly TypeParam[];
	readonly value: Expr;
}
export interface AugAssign extends Span {
	readonly kind: "AugAssign";
	readonly target: Expr;
	readonly op: Operator;
	readonly value: Expr;
}
export interface AnnAssign extends Span {
	readonly kind: "AnnAssign";
	readonly target: Expr;
	readonly annotation: Expr;
	readonly value: Expr | null;
	/** True for a bare name without parentheses. */
	readonly simple: boolean;
}
interface ForParts extends Span {
	readonly target: Expr;
	readonly iter: Expr;
	readonly body: readonly Stmt[];
	readonly orelse: readonly Stmt[];
}
export interface For extends ForParts {
	readonly kind: "For";
}
export interface AsyncFor extends ForParts {
	readonly kind: "AsyncFor";
}
export interface While extends Span {
	readonly kind: "While";
	readonly test: Expr;
	readonly body: readonly Stmt[];
	readonly orelse: readonly Stmt[];
}
export interface If extends Span {
	readonly kind: "If";
	readonly test: Expr;
	readonly body: readonly Stmt[];
	readonly orelse: readonly Stmt[];
}
interface WithParts extends Span {
	readonly items: readonly WithItem[];
	readonly body: readonly Stmt[];
}
export interface With extends WithParts {
	readonly kind: "With";
}
export interface AsyncWith extends WithParts {
	readonly kind: "AsyncWith";
}
export interface Match extends Span {
	readonly kind: "Match";
	readonly subject: Expr;
	readonly cases: readonly MatchCase[];
}
export interface Raise extends Span {
	readonly kind: "Raise";
	readonly exc: Expr | null;
	readonly cause: Expr | null;
}
interface TryParts extends Span {
	readonly body: readonly Stmt[];
	readonly handlers: readonly ExceptHandler[];
	readonly orelse: readonly Stmt[];
	readonly finalbody: readonly Stmt[];
}
export interface Try extends TryParts {
	readonly kind: "Try";
}
export interface TryStar extends TryParts {
	readonly kind: "TryStar";
}
export interface Assert extends Span {
	readonly kind: "Assert";
	readonly test: Expr;
	readonly msg: Expr | null;
}
export interface Import extends Span {
	readonly kind: "Import";
	readonly names: readonly Alias[];
}
export interface ImportFrom extends Span {
	readonly kind: "ImportFrom";
	readonly module: string | null;
	readonly names: readonly Alias[];
	readonly level: number;
}
export interface Global extends Span {
	readonly kind: "Global";
	readonly names: readonly string[];
}
export interface Nonlocal extends Span {
	readonly kind: "Nonlocal";
	readonly names: readonly string[];
}
/** CPython's `Expr`: an expression used as a statement. */
export interface ExprStmt extends Span {
	readonly kind: "Expr";
	readonly value: Expr;
}
export interface Pass extends Span {
	readonly kind: "Pass";
}
export interface Break extends Span {
	readonly kind: "Break";
}
export interface Continue extends Span {
	readonly kind: "Continue";
}

export type Expr =
	| BoolOp
	| NamedExpr
	| BinOp
	| UnaryOp
	| Lambda
	| IfExp
	| Dict
	| SetExpr
	| ListComp
	| SetComp
	| DictComp
	| GeneratorExp
	| Await
	| Yield
	| YieldFrom
	| Compare
	| Call
	| FormattedValue
	| JoinedStr
	| TemplateStr
	| Constant
	| Attribute
	| Subscript
	| Starred
	| Name
	| List
	| Tuple
	| Slice;

export interface BoolOp extends Span {
	readonly kind: "BoolOp";
	readonly op: BoolOperator;
	readonly values: readonly Expr[];
}
export interface NamedExpr extends Span {
	readonly kind: "NamedExpr";
	readonly target: Name;
	readonly value: Expr;
}
export interface BinOp extends Span {
	readonly kind: "BinOp";
	readonly left: Expr;
	readonly op: Operator;
	readonly right: Expr;
}
export interface UnaryOp extends Span {
	readonly kind: "UnaryOp";
	readonly op: UnaryOperator;
	readonly operand: Expr;
}
export interface Lambda extends Span {
	readonly kind: "Lambda";
	readonly args: Arguments;
	readonly body: Expr;
}
export interface IfExp extends Span {
	readonly kind: "IfExp";
	readonly test: Expr;
	readonly body: Expr;
	readonly orelse: Expr;
}
/** A key is null where `**value` stands. */
export interface Dict extends Span {
	readonly kind: "Dict";
	readonly keys: readonly (Expr | null)[];
	readonly values: readonly Expr[];
}
/** CPython's `Set`. */
export interface SetExpr extends Span {
	readonly kind: "Set";
	readonly elts: readonly Expr[];
}
interface ComprehensionParts extends Span {
	readonly elt: Expr;
	readonly generators: readonly Comprehension[];
}
export interface ListComp extends ComprehensionParts {
	readonly kind: "ListComp";
}
export interface SetComp extends ComprehensionParts {
	readonly kind: "SetComp";
}
export interface GeneratorExp extends ComprehensionParts {
	readonly kind: "GeneratorExp";
}
export interface DictComp extends Span {
	readonly kind: "DictComp";
	readonly key: Expr;
	readonly value: Expr;
	readonly generators: readonly Comprehension[];
}
export interface Await extends Span {
	readonly kind: "Await";
	readonly value: Expr;
}
export interface Yield extends Span {
	readonly kind: "Yield";
	readonly value: Expr | null;
}
export interface YieldFrom extends Span {
	readonly kind: "YieldFrom";
	readonly value: Expr;
}
export interface Compare extends Span {
	readonly kind: "Compare";
	readonly left: Expr;
	readonly ops: readonly CmpOperator[];
	readonly comparators: readonly Expr[];
}
export interface Call extends Span {
	readonly kind: "Call";
	readonly func: Expr;
	readonly args: readonly Expr[];
	readonly keywords: readonly Keyword[];
}
/** `conversion`: "s", "r", "a" or null, as after `!`. */
export interface FormattedValue extends Span {
	readonly kind: "FormattedValue";
	readonly value: Expr;
	readonly conversion: "s" | "r" | "a" | null;
	readonly formatSpec: JoinedStr | null;
}
export interface JoinedStr extends Span {
	readonly kind: "JoinedStr";
	readonly values: readonly Expr[];
}
/** 3.14's t-string. */
export interface TemplateStr extends Span {
	readonly kind: "TemplateStr";
	readonly values: readonly Expr[];
}
export interface Constant extends Span {
	readonly kind: "Constant";
	readonly value: ConstantValue;
	/** CPython's field `kind`: whether the literal, or the first of several, has the prefix of `u""`. */
	readonly prefix?: "u";
}
export interface Attribute extends Span {
	readonly kind: "Attribute";
	readonly value: Expr;
	readonly attr: string;
	readonly ctx: ExprContext;
}
export interface Subscript extends Span {
	readonly kind: "Subscript";
	readonly value: Expr;
	readonly slice: Expr;
	readonly ctx: ExprContext;
}
export interface Starred extends Span {
	readonly kind: "Starred";
	readonly value: Expr;
	readonly ctx: ExprContext;
}
export interface Name extends Span {
	readonly kind: "Name";
	readonly id: string;
	readonly ctx: ExprContext;
}
export interface List extends Span {
	readonly kind: "List";
	readonly elts: readonly Expr[];
	readonly ctx: ExprContext;
}
export interface Tuple extends Span {
	readonly kind: "Tuple";
	readonly elts: readonly Expr[];
	readonly ctx: ExprContext;
}
export interface Slice extends Span {
	readonly kind: "Slice";
	readonly lower: Expr | null;
	readonly upper: Expr | null;
	readonly step: Expr | null;
}

export interface Comprehension {
	readonly target: Expr;
	readonly iter: Expr;
	readonly ifs: readonly Expr[];
	readonly isAsync: boolean;
}
/** `type` is null for a bare `except:`. */
export interface ExceptHandler extends Span {
	readonly kind: "ExceptHandler";
	readonly type: Expr | null;
	readonly name: string | null;
	readonly body: readonly Stmt[];
}
export interface Arguments {
	readonly posonlyargs: readonly Arg[];
	readonly args: readonly Arg[];
	readonly vararg: Arg | null;
	readonly kwonlyargs: readonly Arg[];
	/** One per keyword-only argument; null where it is required. */
	readonly kwDefaults: readonly (Expr | null)[];
	readonly kwarg: Arg | null;
	/** For the last positional arguments. */
	readonly defaults: readonly Expr[];
}
export interface Arg extends Span {
	readonly arg: string;
	readonly annotation: Expr | null;
}
/** `arg` is null for `**value`. */
export interface Keyword extends Span {
	readonly arg: string | null;
	readonly value: Expr;
}
export interface Alias extends Span {
	readonly name: string;
	readonly asname: string | null;
}
export interface WithItem {
	readonly contextExpr: Expr;
	readonly optionalVars: Expr | null;
}
export interface MatchCase {
	readonly pattern: Pattern;
	readonly guard: Expr | null;
	readonly body: readonly Stmt[];
}

export type Pattern =
	| MatchValue
	| MatchSingleton
	| MatchSequence
	| MatchMapping
	| MatchClass
	| MatchStar
	| MatchAs
	| MatchOr;
export interface MatchValue extends Span {
	readonly kind: "MatchValue";
	readonly value: Expr;
}
export interface MatchSingleton extends Span {
	readonly kind: "MatchSingleton";
	readonly value: true | false | null;
}
export interface MatchSequence extends Span {
	readonly kind: "MatchSequence";
	readonly patterns: readonly Pattern[];
}
export interface MatchMapping extends Span {
	readonly kind: "MatchMapping";
	readonly keys: readonly Expr[];
	readonly patterns: readonly Pattern[];
	readonly rest: string | null;
}
export interface MatchClass extends Span {
	readonly kind: "MatchClass";
	readonly cls: Expr;
	readonly patterns: readonly Pattern[];
	readonly kwdAttrs: readonly string[];
	readonly kwdPatterns: readonly Pattern[];
}
export interface MatchStar extends Span {
	readonly kind: "MatchStar";
	readonly name: string | null;
}
export interface MatchAs extends Span {
	readonly kind: "MatchAs";
	readonly pattern: Pattern | null;
	readonly name: string | null;
}
export interface MatchOr extends Span {
	readonly kind: "MatchOr";
	readonly patterns: readonly Pattern[];
}

interface TypeParamParts extends Span {
	readonly name: string;
	readonly defaultValue: Expr | null;
}
export type TypeParam = TypeVar | ParamSpec | TypeVarTuple;
export interface TypeVar extends TypeParamParts {
	readonly kind: "TypeVar";
	readonly bound: Expr | null;
}
export interface ParamSpec extends TypeParamParts {
	readonly kind: "ParamSpec";
}
export interface TypeVarTuple extends TypeParamParts {
	readonly kind: "TypeVarTuple";
}
