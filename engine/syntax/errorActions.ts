/** What the actions of the `invalid_` rules do: checks on what was found, and the error that is raised (Parser/pegen_errors.c). */
import type { ErrorPass, Found, Value } from "./errorPass";
import type { Decoded } from "./escapes";
import type { Alternative } from "./grammarReader";
import { decodeMiddle, decodeString, isRawFString, stringParts } from "./strings";
import { T } from "./tokens";

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

/** Everything in a value that has a kind, in order. */
function flatten(value: Value, into: Found[]): Found[] {
	if (value === null) return into;
	if (isList(value)) for (const item of value) flatten(item, into);
	else if (value.kind !== "") into.push(value);
	return into;
}

const NAMES: Readonly<Record<string, string>> = {
	Attribute: "attribute",
	Subscript: "subscript",
	Starred: "starred",
	Name: "name",
	List: "list",
	Tuple: "tuple",
	Lambda: "lambda",
	Call: "function call",
	BoolOp: "expression",
	BinOp: "expression",
	UnaryOp: "expression",
	GeneratorExp: "generator expression",
	Yield: "yield expression",
	Await: "await expression",
	ListComp: "list comprehension",
	SetComp: "set comprehension",
	DictComp: "dict comprehension",
	Dict: "dict literal",
	Set: "set display",
	JoinedStr: "f-string expression",
	TemplateStr: "t-string expression",
	Interpolation: "t-string expression",
	Ellipsis: "ellipsis",
	Compare: "comparison",
	IfExp: "conditional expression",
	NamedExpr: "named expression",
};

/** `_PyPegen_get_expr_name`; True, False, None and literal are their own names. */
const nameOf = (node: Found) => NAMES[node.kind] ?? node.kind;

type Targets = "star" | "del" | "for";

/** `_PyPegen_get_invalid_target` */
function invalidTarget(node: Found, targets: Targets): Found | null {
	switch (node.kind) {
		case "List":
		case "Tuple":
			for (const part of node.parts) {
				const found = invalidTarget(part, targets);
				if (found !== null) return found;
			}
			return null;
		case "Starred": {
			const [value] = node.parts;
			return targets === "del" || value === undefined ? node : invalidTarget(value, targets);
		}
		case "Compare": {
			if (targets !== "for") return node;
			const [left, pair] = node.parts;
			return left !== undefined && pair?.kind === "comparedIn" ? invalidTarget(left, targets) : null;
		}
		case "Name":
		case "Subscript":
		case "Attribute":
			return null;
		default:
			return node;
	}
}

/** The last part of the last comprehension (`_PyPegen_get_last_comprehension_item`). */
function lastOfComprehensions(b: Value): Found | undefined {
	const clauses = flatten(b, []);
	return clauses[clauses.length - 1]?.parts.at(-1);
}

/** Raises what is wrong with a literal; true where it has a value. */
function checkDecoded(pass: ErrorPass, decoded: Decoded, token: number): boolean {
	if (decoded.kind !== "error") return true;
	// 3.14 points at the piece of an f-string itself.
	const middle = pass.tokens.python !== "3.13" && pass.tokens.types[token] !== T.String;
	if (middle || decoded.place === "token") pass.raiseRange(token, token, decoded.message);
	else pass.raiseHere(decoded.message);
	return false;
}

/** First and last token of a value. */
function extent(value: Value): readonly [number, number] | null {
	if (value === null) return null;
	if (!isList(value)) return [value.start, value.end];
	let first: number | null = null;
	let last = 0;
	for (const item of value) {
		const inner = extent(item);
		if (inner === null) continue;
		first ??= inner[0];
		last = inner[1];
	}
	return first === null ? null : [first, last];
}

/** What an alternative gives once its items are found; undefined where it raises, or gives nothing after all. */
export function runAction(
	pass: ErrorPass,
	{ items, action }: Alternative,
	values: readonly Value[],
	start: number,
): Value | undefined {
	if (action === null) {
		const [only = null] = values;
		return values.length === 1 ? only : values.filter((value) => value !== null);
	}
	let a: Value = null;
	let b: Value = null;
	for (let i = 0; i < items.length; i++) {
		const value = values[i] ?? null;
		if (items[i]?.capture === "a") a = value;
		else if (items[i]?.capture === "b") b = value;
	}
	const { verb, text } = action;
	if (verb === "a") return a;
	const found = (kind: string): Found => ({ kind, start, end: pass.mark - 1, parts: flatten(values, []) });
	if (/^([A-Z]|arg|keyword|unpacking|comprehension|compar|pattern|statement)/.test(verb)) return found(verb);
	const [node] = a === null || isList(a) ? flatten(a, []) : [a];
	const [first, firstEnd] = extent(a) ?? [start, start];
	const last = extent(b)?.[1] ?? firstEnd;
	const message = text.includes("%s") && node !== undefined ? text.replace("%s", nameOf(node)) : text;
	switch (verb) {
		case "loc":
			pass.raiseRange(first, firstEnd, message);
			return;
		case "range":
			pass.raiseRange(first, last, message);
			return;
		case "rangeLast":
			pass.raiseRange(first, lastOfComprehensions(b)?.end ?? last, message);
			return;
		case "lastTo":
			pass.raiseRange(flatten(a, []).at(-1)?.start ?? first, last, message);
			return;
		case "rangeLastItem":
			pass.raiseRange(first, flatten(b, []).at(-1)?.end ?? last, message);
			return;
		case "from":
			pass.raiseFrom(first, message);
			return;
		case "here":
			pass.raiseHere(message);
			return;
		case "next":
			pass.raiseNext(message);
			return;
		case "indentation":
			pass.raiseHere(message, "IndentationError");
			return;
		case "block":
			pass.raiseHere(
				`expected an indented block after ${message} on line ${pass.tokens.lines[first]}`,
				"IndentationError",
			);
			return;
		case "star":
		case "del":
		case "for": {
			const target = node === undefined ? null : invalidTarget(node, verb);
			const wrong = verb === "del" ? "delete" : "assign to";
			if (target !== null) pass.raiseRange(target.start, target.end, `cannot ${wrong} ${nameOf(target)}`);
			return;
		}
		default:
			return SPECIAL[verb.slice(1)]?.({ pass, a, b, node, first, last, found });
	}
}

interface Context {
	readonly pass: ErrorPass;
	readonly a: Value;
	readonly b: Value;
	readonly node: Found | undefined;
	readonly first: number;
	readonly last: number;
	readonly found: (kind: string) => Found;
}

/** The token that opens the f-string or t-string around a token. */
function stringStart(pass: ErrorPass, token: number): number {
	let opening = token;
	for (let depth = 1; depth > 0; ) {
		const type = pass.tokens.types[--opening];
		if (type === T.FStringEnd || type === T.TStringEnd) depth++;
		else if (type === T.FStringStart || type === T.TStringStart || type === undefined) depth--;
	}
	return opening;
}

/** What messages call the string around a token. */
const stringLetter = (pass: ErrorPass, token: number) =>
	pass.tokens.types[stringStart(pass, token)] === T.TStringStart ? "t" : "f";

/** Whether all text of an f-string or a t-string has a value; raises where it has none. */
function checkMiddles({ pass, first, b }: Context, middle: T): boolean {
	const raw = isRawFString(pass.tokenText(first));
	for (const part of b !== null && isList(b) ? b : []) {
		if (part === null || isList(part) || pass.tokens.types[part.start] !== middle) continue;
		if (!checkDecoded(pass, decodeMiddle(pass.tokenText(part.start), raw), part.start)) return false;
	}
	return true;
}

/** Actions with a rule of their own, by the name the grammar gives them. */
const SPECIAL: Readonly<Record<string, (context: Context) => Value | undefined>> = {
	/** An atom with its trailers is what the last trailer makes of it. */
	primary({ a, b, found }) {
		const trailer = flatten(b, []).at(-1);
		return trailer === undefined ? a : found(trailer.kind);
	},

	/** `_PyPegen_ensure_real` */
	real({ pass, a, first }) {
		if (!/j$/i.test(pass.tokenText(first))) return a;
		pass.raiseRange(first, first, "real number required in complex literal");
	},

	/** `_PyPegen_ensure_imaginary` */
	imaginary({ pass, a, first }) {
		if (/j$/i.test(pass.tokenText(first))) return a;
		pass.raiseRange(first, first, "imaginary number required in complex literal");
	},

	/** `_PyPegen_check_fstring_conversion` */
	conversion({ pass, a, first, last }) {
		const { ends, starts } = pass.tokens;
		const name = pass.tokenText(last);
		const letter = stringLetter(pass, first);
		if (ends[first] !== starts[last]) {
			pass.raiseRange(first, last, `${letter}-string: conversion type must come right after the exclamation mark`);
		} else if (name === "s" || name === "r" || name === "a") return a;
		else {
			const message = `${letter}-string: invalid conversion character '${name}': expected 's', 'r', or 'a'`;
			pass.raiseRange(last, last, message);
		}
	},

	string({ pass, first, found }) {
		const decoded = decodeString(stringParts(pass.tokenText(first)));
		if (checkDecoded(pass, decoded, first)) return found(decoded.kind === "bytes" ? "bytes" : "literal");
	},

	formatSpec({ pass, first, found }) {
		const raw = isRawFString(pass.tokenText(stringStart(pass, first)));
		if (checkDecoded(pass, decodeMiddle(pass.tokenText(first), raw), first)) return found("literal");
	},

	/** `_PyPegen_joined_str` */
	fstring(context) {
		if (checkMiddles(context, T.FStringMiddle)) return context.found("JoinedStr");
	},

	/** `_PyPegen_template_str` */
	tstring(context) {
		if (checkMiddles(context, T.TStringMiddle)) return context.found("TemplateStr");
	},

	/** `_PyPegen_concatenate_strings` */
	strings({ pass, a, found }) {
		const parts = flatten(a, []);
		const bytes = parts.filter((part) => part.kind === "bytes").length;
		if (bytes > 0 && bytes < parts.length) pass.raiseHere("cannot mix bytes and nonbytes literals");
		else return found(parts.some((part) => part.kind === "JoinedStr") ? "JoinedStr" : "literal");
	},

	/** `_PyPegen_nonparen_genexp_in_call` */
	genexpInCall({ pass, node, b }) {
		const args = node?.parts.filter((part) => part.kind !== "keyword" && part.kind !== "unpacking") ?? [];
		const last = args.at(-1);
		const end = lastOfComprehensions(b);
		if (args.length <= 1 || last === undefined || end === undefined) return;
		pass.raiseRange(last.start, end.end, "Generator expression must be parenthesized");
	},

	/** `_PyPegen_arguments_parsing_error` */
	argumentsError({ pass, node }) {
		const unpacked = node?.parts.some((part) => part.kind === "unpacking") === true;
		pass.raiseHere(`positional argument follows keyword argument${unpacked ? " unpacking" : ""}`);
	},

	assignConstant({ pass, first, last }) {
		pass.raiseRange(first, last, `cannot assign to ${pass.tokenText(first)}`);
	},

	/** `_PyPegen_check_legacy_stmt` */
	legacy({ pass, first, last }) {
		const name = pass.tokenText(first);
		if (!isLegacy(name)) return;
		pass.raiseRange(first, last, `Missing parentheses in call to '${name}'. Did you mean ${name}(...)?`);
	},

	/** Text that quotes have cut in pieces. */
	insideString({ pass, a, b }) {
		const inner = extent(a);
		if (inner !== null && b !== null)
			pass.raiseRange(inner[0], inner[1], "invalid syntax. Is this intended to be part of the string?");
	},

	missingComma({ pass, node, first, last }) {
		if (node?.kind === "Name" && isLegacy(pass.tokenText(first))) return;
		if (pass.tokens.levels[pass.mark - 1] === 0) return;
		pass.raiseRange(first, last, "invalid syntax. Perhaps you forgot a comma?");
	},

	notEqual({ pass, first, last }) {
		if (pass.tokens.ends[first] !== pass.tokens.starts[last]) return;
		pass.raiseRange(first, last, "invalid syntax.  Maybe you meant '!=' instead of '<>'?");
	},

	typeVarTupleBound({ pass, first, b }) {
		const [bound] = flatten(b, []);
		pass.raiseFrom(first, `cannot use ${bound?.kind === "Tuple" ? "constraints" : "bound"} with TypeVarTuple`);
	},

	paramSpecBound({ pass, first, b }) {
		const [bound] = flatten(b, []);
		pass.raiseFrom(first, `cannot use ${bound?.kind === "Tuple" ? "constraints" : "bound"} with ParamSpec`);
	},

	patternsAfterKeywords({ pass, a }) {
		const patterns = extent(a);
		if (patterns !== null) pass.raiseRange(patterns[0], patterns[1], "positional patterns follow keyword patterns");
	},

	colonAfterKey({ pass, node }) {
		if (node === undefined) return;
		const { lines, endLines } = pass.tokens;
		pass.raise(
			"':' expected after dictionary key",
			lines[node.start] as number,
			pass.endColumn(node.end),
			endLines[node.end] as number,
			0,
		);
	},
};

const isLegacy = (name: string) => name === "print" || name === "exec";
