/** Expressions: one parse function for each rule of Grammar/python.gram, which stands above it. */
import { parseArguments, parseParameters } from "./arguments";
import type {
	Arguments,
	CmpOperator,
	Comprehension,
	ConstantValue,
	Expr,
	ExprContext,
	Name,
	Operator,
	Slice,
	UnaryOperator,
} from "./ast";
import { type Cursor, identifier } from "./cursor";
import { numberValue } from "./numbers";
import { parseStrings } from "./strings";
import { T } from "./tokens";

/** The binary operators and how tightly each binds. */
const BINARY: ReadonlyMap<T, readonly [Operator, number]> = new Map([
	[T.VBar, ["BitOr", 1]],
	[T.Circumflex, ["BitXor", 2]],
	[T.Amper, ["BitAnd", 3]],
	[T.LeftShift, ["LShift", 4]],
	[T.RightShift, ["RShift", 4]],
	[T.Plus, ["Add", 5]],
	[T.Minus, ["Sub", 5]],
	[T.Star, ["Mult", 6]],
	[T.Slash, ["Div", 6]],
	[T.DoubleSlash, ["FloorDiv", 6]],
	[T.Percent, ["Mod", 6]],
	[T.At, ["MatMult", 6]],
]);
const LOOSEST = 1;

const COMPARISON: ReadonlyMap<T, CmpOperator> = new Map([
	[T.EqEqual, "Eq"],
	[T.NotEqual, "NotEq"],
	[T.LessEqual, "LtE"],
	[T.Less, "Lt"],
	[T.GreaterEqual, "GtE"],
	[T.Greater, "Gt"],
	[T.In, "In"],
]);

const UNARY: ReadonlyMap<T, UnaryOperator> = new Map([
	[T.Plus, "UAdd"],
	[T.Minus, "USub"],
	[T.Tilde, "Invert"],
]);

/** Whether an expression (or a starred one) can begin with this token. */
export function startsExpression(type: T): boolean {
	switch (type) {
		case T.Name:
		case T.Number:
		case T.String:
		case T.FStringStart:
		case T.TStringStart:
		case T.LPar:
		case T.LSqb:
		case T.LBrace:
		case T.Plus:
		case T.Minus:
		case T.Tilde:
		case T.Star:
		case T.Ellipsis:
		case T.False:
		case T.None:
		case T.True:
		case T.Await:
		case T.Lambda:
		case T.Not:
			return true;
		default:
			return false;
	}
}

/** A node with the context it is used in. Rejects what cannot stand there (`star_targets`, `del_targets`). */
export function withContext(p: Cursor, node: Expr, ctx: ExprContext): Expr {
	switch (node.kind) {
		case "Name":
		case "Attribute":
		case "Subscript":
			return { ...node, ctx };
		case "Starred":
			return ctx === "Del" ? p.reject() : { ...node, value: withContext(p, node.value, ctx), ctx };
		case "List":
		case "Tuple":
			return { ...node, elts: node.elts.map((elt) => withContext(p, elt, ctx)), ctx };
		default:
			return p.reject();
	}
}

/** Items separated by commas up to a token that begins none; a single item without a comma stays itself. */
function tupleOr(p: Cursor, item: (p: Cursor) => Expr): Expr {
	const start = p.pos;
	const first = item(p);
	if (p.type !== T.Comma) return first;
	const elts = [first];
	while (p.accept(T.Comma) && startsExpression(p.type)) elts.push(item(p));
	return { ...p.span(start), kind: "Tuple", elts, ctx: "Load" };
}

/** expressions: ','.expression+ [','] */
export function parseExpressions(p: Cursor): Expr {
	return tupleOr(p, parseExpression);
}

/** star_expressions: ','.star_expression+ [','] */
export function parseStarExpressions(p: Cursor): Expr {
	return tupleOr(p, parseStarExpression);
}

/** star_expression: '*' bitwise_or | expression */
export function parseStarExpression(p: Cursor): Expr {
	return p.type === T.Star ? parseStarred(p, parseBitwiseOr) : parseExpression(p);
}

/** star_named_expression: '*' bitwise_or | named_expression */
export function parseStarNamedExpression(p: Cursor): Expr {
	return p.type === T.Star ? parseStarred(p, parseBitwiseOr) : parseNamedExpression(p);
}

/** '*' and what may follow it here: bitwise_or in a display, expression in a call. */
export function parseStarred(p: Cursor, operand: (p: Cursor) => Expr): Expr {
	const start = p.pos++;
	const value = operand(p);
	return { ...p.span(start), kind: "Starred", value, ctx: "Load" };
}

/** annotated_rhs: yield_expr | star_expressions */
export function parseAnnotatedRhs(p: Cursor): Expr {
	return p.type === T.Yield ? parseYield(p) : parseStarExpressions(p);
}

/** yield_expr: 'yield' 'from' expression | 'yield' [star_expressions] */
function parseYield(p: Cursor): Expr {
	const start = p.pos;
	p.expect(T.Yield);
	if (p.accept(T.From)) {
		const value = parseExpression(p);
		return { ...p.span(start), kind: "YieldFrom", value };
	}
	const value = startsExpression(p.type) ? parseStarExpressions(p) : null;
	return { ...p.span(start), kind: "Yield", value };
}

/** star_targets, as far as the keyword `in`: what a loop assigns to. */
export function parseStarTargets(p: Cursor): Expr {
	const target = tupleOr(p, (q) => (q.type === T.Star ? parseStarred(q, parseBitwiseOr) : parseBitwiseOr(q)));
	return withContext(p, target, "Store");
}

/** named_expression: NAME ':=' expression | expression !':=' */
export function parseNamedExpression(p: Cursor): Expr {
	if (p.type === T.Name && p.peek(1) === T.ColonEqual) {
		const start = p.pos;
		const target = parseName(p, "Store");
		p.pos++;
		const value = parseExpression(p);
		return { ...p.span(start), kind: "NamedExpr", target, value };
	}
	return parseExpression(p);
}

/** What an expression opened and its last part closes: a lambda, or a condition with its first two parts. */
type Opened =
	| { readonly kind: "Lambda"; readonly start: number; readonly args: Arguments }
	| { readonly kind: "IfExp"; readonly start: number; readonly body: Expr; readonly test: Expr };

/**
 * expression: disjunction ['if' disjunction 'else' expression] | lambdef
 * lambdef: 'lambda' [lambda_params] ':' expression
 *
 * A loop, because CPython accepts thousands of these one in the other.
 */
export function parseExpression(p: Cursor): Expr {
	p.enter();
	let opened: Opened[] | null = null;
	let node: Expr;
	for (;;) {
		const start = p.pos;
		if (p.accept(T.Lambda)) {
			const args = parseParameters(p, T.Colon);
			p.expect(T.Colon);
			opened ??= [];
			opened.push({ kind: "Lambda", start, args });
		} else {
			node = parseDisjunction(p);
			if (!p.accept(T.If)) break;
			const test = parseDisjunction(p);
			p.expect(T.Else);
			opened ??= [];
			opened.push({ kind: "IfExp", start, body: node, test });
		}
		p.enter();
	}
	p.leave();
	for (let last = opened?.pop(); last !== undefined; last = opened?.pop()) {
		p.leave();
		node =
			last.kind === "Lambda"
				? { ...p.span(last.start), kind: "Lambda", args: last.args, body: node }
				: { ...p.span(last.start), kind: "IfExp", test: last.test, body: last.body, orelse: node };
	}
	return node;
}

/** disjunction: 'or'.conjunction+ */
function parseDisjunction(p: Cursor): Expr {
	const start = p.pos;
	const first = parseConjunction(p);
	if (p.type !== T.Or) return first;
	const values = [first];
	while (p.accept(T.Or)) values.push(parseConjunction(p));
	return { ...p.span(start), kind: "BoolOp", op: "Or", values };
}

/** conjunction: 'and'.inversion+ */
function parseConjunction(p: Cursor): Expr {
	const start = p.pos;
	const first = parseInversion(p);
	if (p.type !== T.And) return first;
	const values = [first];
	while (p.accept(T.And)) values.push(parseInversion(p));
	return { ...p.span(start), kind: "BoolOp", op: "And", values };
}

/** inversion: 'not' inversion | comparison */
function parseInversion(p: Cursor): Expr {
	if (!p.is(T.Not)) return parseComparison(p);
	const first = p.pos;
	while (p.accept(T.Not)) p.enter();
	let start = p.pos;
	let operand = parseComparison(p);
	while (start > first) {
		p.leave();
		operand = { ...p.span(--start), kind: "UnaryOp", op: "Not", operand };
	}
	return operand;
}

/** comparison: bitwise_or (('==' | '!=' | '<=' | '<' | '>=' | '>' | ['not'] 'in' | 'is' ['not']) bitwise_or)* */
function parseComparison(p: Cursor): Expr {
	const start = p.pos;
	const left = parseBitwiseOr(p);
	let op = comparisonOperator(p);
	if (op === null) return left;
	const ops: CmpOperator[] = [];
	const comparators: Expr[] = [];
	while (op !== null) {
		ops.push(op);
		comparators.push(parseBitwiseOr(p));
		op = comparisonOperator(p);
	}
	return { ...p.span(start), kind: "Compare", left, ops, comparators };
}

/** The comparison operator at the cursor, which moves behind it; null where there is none. */
function comparisonOperator(p: Cursor): CmpOperator | null {
	const { type } = p;
	if (type === T.Is) {
		p.pos++;
		return p.accept(T.Not) ? "IsNot" : "Is";
	}
	if (type === T.Not) {
		if (p.peek(1) !== T.In) return null;
		p.pos += 2;
		return "NotIn";
	}
	const op = COMPARISON.get(type);
	if (op === undefined) return null;
	p.pos++;
	return op;
}

/** bitwise_or, bitwise_xor, bitwise_and, shift_expr, sum, term */
export function parseBitwiseOr(p: Cursor): Expr {
	return parseBinary(p, LOOSEST);
}

function parseBinary(p: Cursor, binding: number): Expr {
	const start = p.pos;
	let left = parseFactor(p);
	for (;;) {
		const found = BINARY.get(p.type);
		if (found === undefined || found[1] < binding) return left;
		p.pos++;
		const right = parseBinary(p, found[1] + 1);
		left = { ...p.span(start), kind: "BinOp", left, op: found[0], right };
	}
}

/** A prefix operator, or a base waiting for its exponent. */
type Prefix =
	| { readonly kind: "unary"; readonly start: number; readonly op: UnaryOperator }
	| { readonly kind: "base"; readonly start: number; readonly left: Expr };

/**
 * factor: ('+' | '-' | '~') factor | power
 * power: await_primary ['**' factor]
 */
function parseFactor(p: Cursor): Expr {
	let prefixes: Prefix[] | null = null;
	let node: Expr;
	for (;;) {
		const start = p.pos;
		const op = UNARY.get(p.type);
		if (op !== undefined) {
			p.pos++;
			prefixes ??= [];
			prefixes.push({ kind: "unary", start, op });
		} else {
			node = parseAwaitPrimary(p);
			if (!p.accept(T.DoubleStar)) break;
			prefixes ??= [];
			prefixes.push({ kind: "base", start, left: node });
		}
		p.enter();
	}
	for (let last = prefixes?.pop(); last !== undefined; last = prefixes?.pop()) {
		p.leave();
		node =
			last.kind === "unary"
				? { ...p.span(last.start), kind: "UnaryOp", op: last.op, operand: node }
				: { ...p.span(last.start), kind: "BinOp", left: last.left, op: "Pow", right: node };
	}
	return node;
}

/** await_primary: 'await' primary | primary */
function parseAwaitPrimary(p: Cursor): Expr {
	if (p.type !== T.Await) return parsePrimary(p);
	const start = p.pos++;
	const value = parsePrimary(p);
	return { ...p.span(start), kind: "Await", value };
}

/** primary: atom ('.' NAME | genexp | '(' [arguments] ')' | '[' slices ']')* */
function parsePrimary(p: Cursor): Expr {
	const start = p.pos;
	let node = parseAtom(p);
	for (;;) {
		switch (p.type) {
			case T.Dot: {
				p.pos++;
				const attr = p.name();
				node = { ...p.span(start), kind: "Attribute", value: node, attr, ctx: "Load" };
				break;
			}
			case T.LPar: {
				const { args, keywords } = parseArguments(p, true);
				node = { ...p.span(start), kind: "Call", func: node, args, keywords };
				break;
			}
			case T.LSqb: {
				p.pos++;
				const slice = parseSlices(p);
				p.expect(T.RSqb);
				node = { ...p.span(start), kind: "Subscript", value: node, slice, ctx: "Load" };
				break;
			}
			default:
				return node;
		}
	}
}

/** slices: slice !',' | ','.(slice | starred_expression)+ [','] */
function parseSlices(p: Cursor): Expr {
	const start = p.pos;
	const item = () => (p.type === T.Star ? parseStarred(p, parseExpression) : parseSlice(p));
	const first = item();
	if (p.type !== T.Comma && first.kind !== "Starred") return first;
	const elts = [first];
	while (p.accept(T.Comma) && p.type !== T.RSqb) elts.push(item());
	return { ...p.span(start), kind: "Tuple", elts, ctx: "Load" };
}

/** slice: [expression] ':' [expression] [':' [expression]] | named_expression */
function parseSlice(p: Cursor): Expr {
	const start = p.pos;
	let lower: Expr | null = null;
	if (p.type !== T.Colon) {
		lower = parseNamedExpression(p);
		if (!p.is(T.Colon)) return lower;
		if (lower.kind === "NamedExpr" && p.tokens.types[start] === T.Name) return p.reject();
	}
	p.pos++;
	const part = () => (p.type === T.Colon || p.type === T.Comma || p.type === T.RSqb ? null : parseExpression(p));
	const upper = part();
	const step = p.accept(T.Colon) ? part() : null;
	return { ...p.span(start), kind: "Slice", lower, upper, step } satisfies Slice;
}

/** The NAME at the cursor as a node. */
export function parseName(p: Cursor, ctx: ExprContext): Name {
	const start = p.pos;
	const id = p.name();
	return { ...p.span(start), kind: "Name", id, ctx };
}

function constant(p: Cursor, value: ConstantValue): Expr {
	const start = p.pos++;
	return { ...p.span(start), kind: "Constant", value };
}

/** atom: NAME | 'True' | 'False' | 'None' | strings | NUMBER | (genexp | tuple | group) | list | dict | set | '...' */
function parseAtom(p: Cursor): Expr {
	switch (p.type) {
		case T.Name: {
			const start = p.pos++;
			return { ...p.span(start), kind: "Name", id: identifier(p.text(start)), ctx: "Load" };
		}
		case T.Number:
			return constant(p, numberValue(p.text(p.pos), p.tokens.mostDigits) ?? p.reject());
		case T.String:
		case T.FStringStart:
		case T.TStringStart:
			return parseStrings(p);
		case T.LPar:
			return parseParenthesized(p);
		case T.LSqb:
			return parseList(p);
		case T.LBrace:
			return parseBraces(p);
		case T.True:
			return constant(p, { kind: "bool", value: true });
		case T.False:
			return constant(p, { kind: "bool", value: false });
		case T.None:
			return constant(p, { kind: "None" });
		case T.Ellipsis:
			return constant(p, { kind: "Ellipsis" });
		default:
			return p.reject();
	}
}

const startsClauses = (p: Cursor) => p.type === T.For || p.type === T.Async;

/** Items up to the closing bracket, the first already read and the cursor behind its comma. */
function restOf(p: Cursor, first: Expr, closing: T): Expr[] {
	const elts = [first];
	while (p.type !== closing) {
		elts.push(parseStarNamedExpression(p));
		if (!p.accept(T.Comma)) break;
	}
	p.expect(closing);
	return elts;
}

/**
 * tuple: '(' [star_named_expression ',' [star_named_expressions]] ')'
 * group: '(' (yield_expr | named_expression) ')'
 * genexp: '(' (assignment_expression | expression !':=') for_if_clauses ')'
 */
function parseParenthesized(p: Cursor): Expr {
	const start = p.pos++;
	p.enter();
	let node: Expr;
	if (p.accept(T.RPar)) {
		node = { ...p.span(start), kind: "Tuple", elts: [], ctx: "Load" };
	} else if (p.type === T.Yield) {
		node = parseYield(p);
		p.expect(T.RPar);
	} else {
		const first = parseStarNamedExpression(p);
		if (p.accept(T.Comma)) {
			const elts = restOf(p, first, T.RPar);
			node = { ...p.span(start), kind: "Tuple", elts, ctx: "Load" };
		} else if (first.kind === "Starred") {
			node = p.reject();
		} else if (startsClauses(p)) {
			const generators = parseForIfClauses(p);
			p.expect(T.RPar);
			node = { ...p.span(start), kind: "GeneratorExp", elt: first, generators };
		} else {
			p.expect(T.RPar);
			node = first;
		}
	}
	p.leave();
	return node;
}

/**
 * list: '[' [star_named_expressions] ']'
 * listcomp: '[' named_expression for_if_clauses ']'
 */
function parseList(p: Cursor): Expr {
	const start = p.pos++;
	p.enter();
	let node: Expr;
	if (p.accept(T.RSqb)) {
		node = { ...p.span(start), kind: "List", elts: [], ctx: "Load" };
	} else {
		const first = parseStarNamedExpression(p);
		if (startsClauses(p) && first.kind !== "Starred") {
			const generators = parseForIfClauses(p);
			p.expect(T.RSqb);
			node = { ...p.span(start), kind: "ListComp", elt: first, generators };
		} else {
			if (p.type !== T.RSqb) p.expect(T.Comma);
			const elts = restOf(p, first, T.RSqb);
			node = { ...p.span(start), kind: "List", elts, ctx: "Load" };
		}
	}
	p.leave();
	return node;
}

/**
 * dict: '{' [double_starred_kvpairs] '}'
 * dictcomp: '{' kvpair for_if_clauses '}'
 * set: '{' star_named_expressions '}'
 * setcomp: '{' named_expression for_if_clauses '}'
 */
function parseBraces(p: Cursor): Expr {
	const start = p.pos++;
	p.enter();
	const node = parseBracesBody(p, start);
	p.leave();
	return node;
}

function parseBracesBody(p: Cursor, start: number): Expr {
	if (p.type === T.RBrace || p.type === T.DoubleStar) return parseDictRest(p, start, [], []);
	if (p.type === T.Star) {
		const first = parseStarNamedExpression(p);
		if (!p.is(T.RBrace)) p.expect(T.Comma);
		const elts = restOf(p, first, T.RBrace);
		return { ...p.span(start), kind: "Set", elts };
	}
	const named = p.type === T.Name && p.peek(1) === T.ColonEqual;
	const first = parseNamedExpression(p);
	if (!named && p.accept(T.Colon)) {
		const value = parseExpression(p);
		if (startsClauses(p)) {
			const generators = parseForIfClauses(p);
			p.expect(T.RBrace);
			return { ...p.span(start), kind: "DictComp", key: first, value, generators };
		}
		if (!p.is(T.RBrace)) p.expect(T.Comma);
		return parseDictRest(p, start, [first], [value]);
	}
	if (startsClauses(p)) {
		const generators = parseForIfClauses(p);
		p.expect(T.RBrace);
		return { ...p.span(start), kind: "SetComp", elt: first, generators };
	}
	if (!p.is(T.RBrace)) p.expect(T.Comma);
	const elts = restOf(p, first, T.RBrace);
	return { ...p.span(start), kind: "Set", elts };
}

/** double_starred_kvpairs: ','.('**' bitwise_or | expression ':' expression)+ [','] */
function parseDictRest(p: Cursor, start: number, keys: (Expr | null)[], values: Expr[]): Expr {
	while (p.type !== T.RBrace) {
		if (p.accept(T.DoubleStar)) {
			keys.push(null);
			values.push(parseBitwiseOr(p));
		} else {
			keys.push(parseExpression(p));
			p.expect(T.Colon);
			values.push(parseExpression(p));
		}
		if (!p.accept(T.Comma)) break;
	}
	p.expect(T.RBrace);
	return { ...p.span(start), kind: "Dict", keys, values };
}

/** for_if_clauses: (['async'] 'for' star_targets 'in' ~ disjunction ('if' disjunction)*)+ */
export function parseForIfClauses(p: Cursor): Comprehension[] {
	const generators: Comprehension[] = [];
	while (startsClauses(p)) {
		const isAsync = p.accept(T.Async);
		p.expect(T.For);
		const target = parseStarTargets(p);
		p.expect(T.In);
		const iter = parseDisjunction(p);
		const ifs: Expr[] = [];
		while (p.accept(T.If)) ifs.push(parseDisjunction(p));
		generators.push({ target, iter, ifs, isAsync });
	}
	return generators;
}
