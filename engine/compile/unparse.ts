/** An annotation as text, for `from __future__ import annotations`. After CPython's `Python/ast_unparse.c`. */
import type { Arguments, CmpOperator, Comprehension, Expr, JoinedStr, Operator } from "../syntax/ast";
import { constantOf, reprConstant, reprText } from "./constants";

/** Precedence levels, from the loosest (PR_TUPLE and so on). */
const TUPLE = 0;
const TEST = 1;
const OR = 2;
const AND = 3;
const NOT = 4;
const CMP = 5;
const EXPR = 6;
const FACTOR = 12;
const POWER = 13;
const AWAIT = 14;
const ATOM = 15;

const BINARY: Readonly<Record<Operator, readonly [string, number]>> = {
	BitOr: ["|", EXPR],
	BitXor: ["^", 7],
	BitAnd: ["&", 8],
	LShift: ["<<", 9],
	RShift: [">>", 9],
	Add: ["+", 10],
	Sub: ["-", 10],
	Mult: ["*", 11],
	MatMult: ["@", 11],
	Div: ["/", 11],
	Mod: ["%", 11],
	FloorDiv: ["//", 11],
	Pow: ["**", POWER],
};

const COMPARISONS: Readonly<Record<CmpOperator, string>> = {
	Eq: "==",
	NotEq: "!=",
	Lt: "<",
	LtE: "<=",
	Gt: ">",
	GtE: ">=",
	Is: "is",
	IsNot: "is not",
	In: "in",
	NotIn: "not in",
};

/** `_PyAST_ExprAsUnicode` */
export function unparse(e: Expr): string {
	return text(e, TEST);
}

function list(items: readonly Expr[], level = TEST): string {
	return items.map((item) => text(item, level)).join(", ");
}

/** `append_ast_expr`: in parentheses where the place asks for a tighter expression. */
function text(e: Expr, level: number): string {
	const group = (precedence: number, written: string) => (level > precedence ? `(${written})` : written);
	switch (e.kind) {
		case "BoolOp": {
			const precedence = e.op === "And" ? AND : OR;
			const word = e.op === "And" ? " and " : " or ";
			return group(precedence, e.values.map((value) => text(value, precedence + 1)).join(word));
		}
		case "BinOp": {
			const [sign, precedence] = BINARY[e.op];
			const right = e.op === "Pow" ? 0 : 1;
			const [a, b] = [text(e.left, precedence + 1 - right), text(e.right, precedence + right)];
			return group(precedence, `${a} ${sign} ${b}`);
		}
		case "UnaryOp": {
			const sign = { Invert: "~", Not: "not ", UAdd: "+", USub: "-" }[e.op];
			const precedence = e.op === "Not" ? NOT : FACTOR;
			return group(precedence, sign + text(e.operand, precedence));
		}
		case "Lambda": {
			const space = e.args.args.length + e.args.posonlyargs.length > 0 ? " " : "";
			return group(TEST, `lambda${space}${parameters(e.args)}: ${text(e.body, TEST)}`);
		}
		case "IfExp":
			return group(TEST, `${text(e.body, TEST + 1)} if ${text(e.test, TEST + 1)} else ${text(e.orelse, TEST)}`);
		case "Dict": {
			const pairs = e.values.map((value, i) => {
				const key = e.keys[i] ?? null;
				return key === null ? `**${text(value, EXPR)}` : `${text(key, TEST)}: ${text(value, TEST)}`;
			});
			return `{${pairs.join(", ")}}`;
		}
		case "Set":
			return `{${list(e.elts)}}`;
		case "GeneratorExp":
			return `(${text(e.elt, TEST)}${loops(e.generators)})`;
		case "ListComp":
			return `[${text(e.elt, TEST)}${loops(e.generators)}]`;
		case "SetComp":
			return `{${text(e.elt, TEST)}${loops(e.generators)}}`;
		case "DictComp":
			return `{${text(e.key, TEST)}: ${text(e.value, TEST)}${loops(e.generators)}}`;
		case "Await":
			return group(AWAIT, `await ${text(e.value, ATOM)}`);
		case "Yield":
			return e.value === null ? "(yield)" : `(yield ${text(e.value, TEST)})`;
		case "YieldFrom":
			return `(yield from ${text(e.value, TEST)})`;
		case "Compare": {
			const rest = e.comparators.map((c, i) => ` ${COMPARISONS[e.ops[i] ?? "Eq"]} ${text(c, CMP + 1)}`);
			return group(CMP, text(e.left, CMP + 1) + rest.join(""));
		}
		case "Call": {
			const func = text(e.func, ATOM);
			const only = e.args[0];
			if (e.args.length === 1 && e.keywords.length === 0 && only?.kind === "GeneratorExp")
				return func + text(only, TEST);
			const keywords = e.keywords.map((k) => (k.arg === null ? "**" : `${k.arg}=`) + text(k.value, TEST));
			return `${func}(${[...e.args.map((arg) => text(arg, TEST)), ...keywords].join(", ")})`;
		}
		case "TemplateStr":
			return `t${reprText(e.values.map(formatted).join(""))}`;
		case "JoinedStr":
		case "FormattedValue":
			return `f${reprText(formatted(e))}`;
		case "Constant": {
			const value = constantOf(e);
			return value === null ? "" : value.kind === "Ellipsis" ? "..." : reprConstant(value).replace(/\binf\b/g, "1e309");
		}
		case "Attribute":
			// An int needs a space before the dot.
			return `${text(e.value, ATOM)}${constantOf(e.value)?.kind === "int" ? " ." : "."}${e.attr}`;
		case "Subscript":
			return `${text(e.value, ATOM)}[${text(e.slice, TUPLE)}]`;
		case "Starred":
			return `*${text(e.value, EXPR)}`;
		case "Name":
			return e.id;
		case "List":
			return `[${list(e.elts)}]`;
		case "Tuple":
			if (e.elts.length === 0) return "()";
			return group(TUPLE, `${list(e.elts)}${e.elts.length === 1 ? "," : ""}`);
		case "Slice": {
			const bound = (b: Expr | null) => (b === null ? "" : text(b, TEST));
			return `${bound(e.lower)}:${bound(e.upper)}${e.step === null ? "" : `:${bound(e.step)}`}`;
		}
		case "NamedExpr":
			return group(TUPLE, `${text(e.target, ATOM)} := ${text(e.value, ATOM)}`);
	}
}

/** `append_ast_args` */
function parameters(a: Arguments): string {
	const positional = [...a.posonlyargs, ...a.args];
	const out: string[] = [];
	positional.forEach((arg, i) => {
		const value = a.defaults[i - positional.length + a.defaults.length];
		out.push(value === undefined ? arg.arg : `${arg.arg}=${text(value, TEST)}`);
		if (i + 1 === a.posonlyargs.length) out.push("/");
	});
	if (a.vararg !== null) out.push(`*${a.vararg.arg}`);
	else if (a.kwonlyargs.length > 0) out.push("*");
	a.kwonlyargs.forEach((arg, i) => {
		const value = a.kwDefaults[i] ?? null;
		out.push(value === null ? arg.arg : `${arg.arg}=${text(value, TEST)}`);
	});
	if (a.kwarg !== null) out.push(`**${a.kwarg.arg}`);
	return out.join(", ");
}

/** `append_ast_comprehensions` */
function loops(generators: readonly Comprehension[]): string {
	return generators
		.map((g) => {
			const tests = g.ifs.map((test) => ` if ${text(test, TEST + 1)}`).join("");
			return ` ${g.isAsync ? "async " : ""}for ${text(g.target, TUPLE)} in ${text(g.iter, TEST + 1)}${tests}`;
		})
		.join("");
}

/** `build_fstring_body`: what stands between the quotes. */
function formatted(e: Expr | JoinedStr): string {
	if (e.kind === "JoinedStr") return e.values.map(formatted).join("");
	if (e.kind === "FormattedValue") {
		const value = text(e.value, TEST + 1);
		const conversion = e.conversion === null ? "" : `!${e.conversion}`;
		const spec = e.formatSpec === null ? "" : `:${formatted(e.formatSpec)}`;
		return `{${value.startsWith("{") ? " " : ""}${value}${conversion}${spec}}`;
	}
	const value = constantOf(e);
	return value?.kind === "str" ? value.value.replaceAll("{", "{{").replaceAll("}", "}}") : "";
}
