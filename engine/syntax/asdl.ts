/** `Parser/Python.asdl`: which nodes a syntax tree has, and what each holds. */
import type { ProfileName } from "../profiles";

/** `?`: may be None; `*`: a list; `?*`: a list in which None may stand. */
export type Quantifier = "" | "?" | "*" | "?*";
export interface AsdlField {
	readonly name: string;
	/** The name of a definition, or identifier, string, int, constant. */
	readonly type: string;
	readonly quantifier: Quantifier;
}
export interface AsdlConstructor {
	readonly name: string;
	readonly fields: readonly AsdlField[];
	/** As it stands in the text, which is the class's docstring. */
	readonly text: string;
}
export interface AsdlDefinition {
	readonly name: string;
	/** Of a sum; of a product, its only one, which bears its own name. */
	readonly constructors: readonly AsdlConstructor[];
	readonly product: boolean;
	/** A sum whose constructors hold nothing: each has one instance alone. */
	readonly simple: boolean;
	/** Whether nodes have a position. */
	readonly positioned: boolean;
	readonly text: string;
}

/** Nodes with a position end in `@`. */
const TEXT = `
mod = Module(stmt* body, type_ignore* type_ignores) | Interactive(stmt* body) | Expression(expr body) | FunctionType(expr* argtypes, expr returns)
stmt = FunctionDef(identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, string? type_comment, type_param* type_params) | AsyncFunctionDef(identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, string? type_comment, type_param* type_params) | ClassDef(identifier name, expr* bases, keyword* keywords, stmt* body, expr* decorator_list, type_param* type_params) | Return(expr? value) | Delete(expr* targets) | Assign(expr* targets, expr value, string? type_comment) | TypeAlias(expr name, type_param* type_params, expr value) | AugAssign(expr target, operator op, expr value) | AnnAssign(expr target, expr annotation, expr? value, int simple) | For(expr target, expr iter, stmt* body, stmt* orelse, string? type_comment) | AsyncFor(expr target, expr iter, stmt* body, stmt* orelse, string? type_comment) | While(expr test, stmt* body, stmt* orelse) | If(expr test, stmt* body, stmt* orelse) | With(withitem* items, stmt* body, string? type_comment) | AsyncWith(withitem* items, stmt* body, string? type_comment) | Match(expr subject, match_case* cases) | Raise(expr? exc, expr? cause) | Try(stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody) | TryStar(stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody) | Assert(expr test, expr? msg) | Import(alias* names) | ImportFrom(identifier? module, alias* names, int? level) | Global(identifier* names) | Nonlocal(identifier* names) | Expr(expr value) | Pass | Break | Continue @
expr = BoolOp(boolop op, expr* values) | NamedExpr(expr target, expr value) | BinOp(expr left, operator op, expr right) | UnaryOp(unaryop op, expr operand) | Lambda(arguments args, expr body) | IfExp(expr test, expr body, expr orelse) | Dict(expr* keys, expr* values) | Set(expr* elts) | ListComp(expr elt, comprehension* generators) | SetComp(expr elt, comprehension* generators) | DictComp(expr key, expr value, comprehension* generators) | GeneratorExp(expr elt, comprehension* generators) | Await(expr value) | Yield(expr? value) | YieldFrom(expr value) | Compare(expr left, cmpop* ops, expr* comparators) | Call(expr func, expr* args, keyword* keywords) | FormattedValue(expr value, int conversion, expr? format_spec) | JoinedStr(expr* values) | Constant(constant value, string? kind) | Attribute(expr value, identifier attr, expr_context ctx) | Subscript(expr value, expr slice, expr_context ctx) | Starred(expr value, expr_context ctx) | Name(identifier id, expr_context ctx) | List(expr* elts, expr_context ctx) | Tuple(expr* elts, expr_context ctx) | Slice(expr? lower, expr? upper, expr? step) @
expr_context = Load | Store | Del
boolop = And | Or
operator = Add | Sub | Mult | MatMult | Div | Mod | Pow | LShift | RShift | BitOr | BitXor | BitAnd | FloorDiv
unaryop = Invert | Not | UAdd | USub
cmpop = Eq | NotEq | Lt | LtE | Gt | GtE | Is | IsNot | In | NotIn
comprehension(expr target, expr iter, expr* ifs, int is_async)
excepthandler = ExceptHandler(expr? type, identifier? name, stmt* body) @
arguments(arg* posonlyargs, arg* args, arg? vararg, arg* kwonlyargs, expr* kw_defaults, arg? kwarg, expr* defaults)
arg(identifier arg, expr? annotation, string? type_comment) @
keyword(identifier? arg, expr value) @
alias(identifier name, identifier? asname) @
withitem(expr context_expr, expr? optional_vars)
match_case(pattern pattern, expr? guard, stmt* body)
pattern = MatchValue(expr value) | MatchSingleton(constant value) | MatchSequence(pattern* patterns) | MatchMapping(expr* keys, pattern* patterns, identifier? rest) | MatchClass(expr cls, pattern* patterns, identifier* kwd_attrs, pattern* kwd_patterns) | MatchStar(identifier? name) | MatchAs(pattern? pattern, identifier? name) | MatchOr(pattern* patterns) @
type_ignore = TypeIgnore(int lineno, string tag)
type_param = TypeVar(identifier name, expr? bound, expr? default_value) | ParamSpec(identifier name, expr? default_value) | TypeVarTuple(identifier name, expr? default_value) @
`;
/** What 3.14 writes otherwise. */
const CHANGED_IN_314: readonly (readonly [string, string])[] = [
	["Dict(expr* keys", "Dict(expr?* keys"],
	["expr* kw_defaults", "expr?* kw_defaults"],
	[
		"JoinedStr(expr* values)",
		"Interpolation(expr value, constant str, int conversion, expr? format_spec) | JoinedStr(expr* values) | TemplateStr(expr* values)",
	],
];

function constructorOf(text: string): AsdlConstructor {
	const [, name = "", list = ""] = /^(\w+)(?:\((.*)\))?$/.exec(text) ?? [];
	const fields = list === "" ? [] : list.split(", ");
	return {
		name,
		text,
		fields: fields.map((field) => {
			const [, type = "", quantifier = "", fieldName = ""] = /^(\w+)([?*]*) (\w+)$/.exec(field) ?? [];
			return { name: fieldName, type, quantifier: quantifier as Quantifier };
		}),
	};
}

function definitionOf(line: string): AsdlDefinition {
	const positioned = line.endsWith(" @");
	const text = positioned ? line.slice(0, -2) : line;
	const [name = "", sum] = text.split(" = ");
	if (sum === undefined) {
		const form = constructorOf(text);
		return { name: form.name, constructors: [form], product: true, simple: false, positioned, text };
	}
	const constructors = sum.split(" | ").map(constructorOf);
	const simple = constructors.every((c) => c.fields.length === 0);
	const texts = constructors.map((c) => c.text).join(simple ? " | " : `\n${" ".repeat(name.length + 1)}| `);
	return {
		name,
		constructors,
		product: false,
		simple,
		positioned,
		text: `${name} = ${texts}`,
	};
}

const parsed = new Map<ProfileName, readonly AsdlDefinition[]>();

/** The definitions of a Python's trees, in the order of the text. */
export function asdl(python: ProfileName): readonly AsdlDefinition[] {
	let definitions = parsed.get(python);
	if (definitions === undefined) {
		let text = TEXT;
		if (python !== "3.13") for (const [from, to] of CHANGED_IN_314) text = text.replace(from, to);
		definitions = text.trim().split("\n").map(definitionOf);
		parsed.set(python, definitions);
	}
	return definitions;
}

/** `_attributes` of nodes with a position; the last two may be left out. */
export const POSITION = ["lineno", "col_offset", "end_lineno", "end_col_offset"] as const;
/** The name that our trees give to a field (`engine/syntax/ast.ts`). */
export const treeName = (field: string): string =>
	field.replace(/_(.)/g, (_match, letter: string) => letter.toUpperCase());
