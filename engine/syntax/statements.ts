/** Statements: one parse function for each rule of Grammar/python.gram, which stands above it. */
import { parseArguments, parseParameters } from "./arguments";
import type { Alias, ExceptHandler, Expr, MatchCase, Operator, Stmt, TypeParam, WithItem } from "./ast";
import type { Cursor } from "./cursor";
import {
	parseAnnotatedRhs,
	parseBitwiseOr,
	parseExpression,
	parseName,
	parseNamedExpression,
	parseStarExpression,
	parseStarExpressions,
	parseStarNamedExpression,
	parseStarred,
	parseStarTargets,
	startsExpression,
	withContext,
} from "./expressions";
import { parsePatterns } from "./patterns";
import { T } from "./tokens";

const AUGMENTED: ReadonlyMap<T, Operator> = new Map([
	[T.PlusEqual, "Add"],
	[T.MinEqual, "Sub"],
	[T.StarEqual, "Mult"],
	[T.AtEqual, "MatMult"],
	[T.SlashEqual, "Div"],
	[T.PercentEqual, "Mod"],
	[T.AmperEqual, "BitAnd"],
	[T.VBarEqual, "BitOr"],
	[T.CircumflexEqual, "BitXor"],
	[T.LeftShiftEqual, "LShift"],
	[T.RightShiftEqual, "RShift"],
	[T.DoubleStarEqual, "Pow"],
	[T.DoubleSlashEqual, "FloorDiv"],
]);

/** file: [statements] ENDMARKER */
export function parseFile(p: Cursor): Stmt[] {
	const body: Stmt[] = [];
	while (p.type !== T.EndMarker) {
		p.statementStart = p.pos;
		parseStatement(p, body);
	}
	return body;
}

/** statement: compound_stmt | simple_stmts */
function parseStatement(p: Cursor, body: Stmt[]): void {
	const compound = parseCompound(p);
	if (compound !== null) {
		body.push(compound);
		const isFunction = compound.kind === "FunctionDef" || compound.kind === "AsyncFunctionDef";
		if (!isFunction && compound.lineno >= p.lastStatement.lineno) p.lastStatement = compound;
	} else parseSimpleStatements(p, body);
}

/** block: NEWLINE INDENT statements DEDENT | simple_stmts */
function parseBlock(p: Cursor): Stmt[] {
	const body: Stmt[] = [];
	if (!p.accept(T.Newline)) {
		parseSimpleStatements(p, body);
		return body;
	}
	p.expect(T.Indent);
	p.enter();
	do parseStatement(p, body);
	while (p.type !== T.Dedent);
	p.leave();
	// The node ends with its last statement, so the DEDENT must not count as read when spans are taken.
	p.pos++;
	return body;
}

/** simple_stmts: ';'.simple_stmt+ [';'] NEWLINE */
function parseSimpleStatements(p: Cursor, body: Stmt[]): void {
	do body.push(parseSimple(p));
	while (p.accept(T.Semi) && p.type !== T.Newline);
	p.expect(T.Newline);
}

/** simple_stmt, chosen by its first token. */
function parseSimple(p: Cursor): Stmt {
	const start = p.pos;
	switch (p.type) {
		case T.Return: {
			p.pos++;
			const value = startsExpression(p.type) ? parseStarExpressions(p) : null;
			return { ...p.span(start), kind: "Return", value };
		}
		case T.Import:
			return parseImport(p);
		case T.From:
			return parseImportFrom(p);
		case T.Raise: {
			p.pos++;
			const exc = startsExpression(p.type) ? parseExpression(p) : null;
			const cause = exc !== null && p.accept(T.From) ? parseExpression(p) : null;
			return { ...p.span(start), kind: "Raise", exc, cause };
		}
		case T.Pass:
			p.pos++;
			return { ...p.span(start), kind: "Pass" };
		case T.Break:
			p.pos++;
			return { ...p.span(start), kind: "Break" };
		case T.Continue:
			p.pos++;
			return { ...p.span(start), kind: "Continue" };
		case T.Del:
			return parseDelete(p);
		case T.Assert: {
			p.pos++;
			const test = parseExpression(p);
			const msg = p.accept(T.Comma) ? parseExpression(p) : null;
			return { ...p.span(start), kind: "Assert", test, msg };
		}
		case T.Global: {
			const names = parseNames(p);
			return { ...p.span(start), kind: "Global", names };
		}
		case T.Nonlocal: {
			const names = parseNames(p);
			return { ...p.span(start), kind: "Nonlocal", names };
		}
		case T.Name:
			if (p.peek(1) === T.Name && p.isSoft("type")) return parseTypeAlias(p);
			return parseAssignmentOrExpression(p);
		default:
			return parseAssignmentOrExpression(p);
	}
}

/** global_stmt, nonlocal_stmt: the keyword, then ','.NAME+ */
function parseNames(p: Cursor): string[] {
	p.pos++;
	const names = [p.name()];
	while (p.accept(T.Comma)) names.push(p.name());
	return names;
}

/** del_stmt: 'del' ','.del_target+ [','] &(';' | NEWLINE) */
function parseDelete(p: Cursor): Stmt {
	const start = p.pos++;
	const targets = [withContext(p, parseBitwiseOr(p), "Del")];
	while (p.accept(T.Comma) && startsExpression(p.type)) targets.push(withContext(p, parseBitwiseOr(p), "Del"));
	return { ...p.span(start), kind: "Delete", targets };
}

/**
 * assignment: NAME ':' expression ['=' annotated_rhs]
 *     | ('(' single_target ')' | single_subscript_attribute_target) ':' expression ['=' annotated_rhs]
 *     | (star_targets '=')+ annotated_rhs
 *     | single_target augassign ~ annotated_rhs
 * or star_expressions as a statement
 */
function parseAssignmentOrExpression(p: Cursor): Stmt {
	const start = p.pos;
	const first = parseAnnotatedRhs(p);
	if (p.type === T.Equal) {
		const targets: Expr[] = [];
		let value = first;
		while (p.accept(T.Equal)) {
			targets.push(withContext(p, value, "Store"));
			value = parseAnnotatedRhs(p);
		}
		return { ...p.span(start), kind: "Assign", targets, value };
	}
	const single = first.kind === "Name" || first.kind === "Attribute" || first.kind === "Subscript";
	if (p.type === T.Colon) {
		if (!single) p.reject();
		p.pos++;
		const simple = first.kind === "Name" && p.tokens.types[start] === T.Name;
		const annotation = parseExpression(p);
		const value = p.accept(T.Equal) ? parseAnnotatedRhs(p) : null;
		const target = withContext(p, first, "Store");
		return { ...p.span(start), kind: "AnnAssign", target, annotation, value, simple };
	}
	const op = AUGMENTED.get(p.type);
	if (op !== undefined) {
		if (!single) p.reject();
		p.pos++;
		const target = withContext(p, first, "Store");
		const value = parseAnnotatedRhs(p);
		return { ...p.span(start), kind: "AugAssign", target, op, value };
	}
	return { ...p.span(start), kind: "Expr", value: first };
}

/** dotted_name: NAME ('.' NAME)* */
function parseDottedName(p: Cursor): string {
	let name = p.name();
	while (p.accept(T.Dot)) name += `.${p.name()}`;
	return name;
}

/** import_name: 'import' ','.(dotted_name ['as' NAME])+ */
function parseImport(p: Cursor): Stmt {
	const start = p.pos++;
	const names: Alias[] = [];
	do {
		const at = p.pos;
		const name = parseDottedName(p);
		const asname = p.accept(T.As) ? p.name() : null;
		names.push({ ...p.span(at), name, asname });
	} while (p.accept(T.Comma));
	return { ...p.span(start), kind: "Import", names };
}

/** import_from: 'from' ('.' | '...')* [dotted_name] 'import' import_from_targets */
function parseImportFrom(p: Cursor): Stmt {
	const start = p.pos++;
	let level = 0;
	for (; p.type === T.Dot || p.type === T.Ellipsis; p.pos++) level += p.type === T.Dot ? 1 : 3;
	const module = level === 0 || p.type === T.Name ? parseDottedName(p) : null;
	p.expect(T.Import);
	const names: Alias[] = [];
	if (p.type === T.Star) {
		const at = p.pos++;
		names.push({ ...p.span(at), name: "*", asname: null });
	} else {
		const parenthesized = p.accept(T.LPar);
		do {
			if (parenthesized && names.length > 0 && p.type === T.RPar) break;
			const at = p.pos;
			const name = p.name();
			const asname = p.accept(T.As) ? p.name() : null;
			names.push({ ...p.span(at), name, asname });
		} while (p.accept(T.Comma));
		if (parenthesized) p.expect(T.RPar);
	}
	return { ...p.span(start), kind: "ImportFrom", module, names, level };
}

/** type_alias: "type" NAME [type_params] '=' expression */
function parseTypeAlias(p: Cursor): Stmt {
	const start = p.pos++;
	const name = parseName(p, "Store");
	const typeParams = parseTypeParams(p);
	p.expect(T.Equal);
	const value = parseExpression(p);
	return { ...p.span(start), kind: "TypeAlias", name, typeParams, value };
}

/** type_params: ['[' ','.type_param+ [','] ']'] */
function parseTypeParams(p: Cursor): TypeParam[] {
	const params: TypeParam[] = [];
	if (!p.accept(T.LSqb)) return params;
	do params.push(parseTypeParam(p));
	while (p.accept(T.Comma) && p.type !== T.RSqb);
	p.expect(T.RSqb);
	return params;
}

/** type_param: NAME [':' expression] ['=' expression] | '*' NAME ['=' star_expression] | '**' NAME ['=' expression] */
function parseTypeParam(p: Cursor): TypeParam {
	const start = p.pos;
	if (p.accept(T.Star)) {
		const name = p.name();
		const defaultValue = p.accept(T.Equal) ? parseStarExpression(p) : null;
		return { ...p.span(start), kind: "TypeVarTuple", name, defaultValue };
	}
	if (p.accept(T.DoubleStar)) {
		const name = p.name();
		const defaultValue = p.accept(T.Equal) ? parseExpression(p) : null;
		return { ...p.span(start), kind: "ParamSpec", name, defaultValue };
	}
	const name = p.name();
	const bound = p.accept(T.Colon) ? parseExpression(p) : null;
	const defaultValue = p.accept(T.Equal) ? parseExpression(p) : null;
	return { ...p.span(start), kind: "TypeVar", name, bound, defaultValue };
}

/** compound_stmt, chosen by its first token; null where none begins here. */
function parseCompound(p: Cursor): Stmt | null {
	switch (p.type) {
		case T.Def:
			return parseFunction(p, p.pos, []);
		case T.Class:
			return parseClass(p, []);
		case T.At:
			return parseDecorated(p);
		case T.Async:
			return parseAsync(p);
		case T.If:
			return parseIf(p);
		case T.While: {
			const start = p.pos++;
			const test = parseNamedExpression(p);
			p.expect(T.Colon);
			const body = parseBlock(p);
			const orelse = parseElse(p);
			return { ...blockSpan(p, start), kind: "While", test, body, orelse };
		}
		case T.For:
			return parseFor(p, p.pos);
		case T.With:
			return parseWith(p, p.pos);
		case T.Try:
			return parseTry(p);
		case T.Name:
			return p.isSoft("match") && startsExpression(p.peek(1) ?? T.EndMarker) ? p.speculate(() => parseMatch(p)) : null;
		default:
			return null;
	}
}

/** The span of a compound statement: up to its last token that is neither NEWLINE nor DEDENT. */
function blockSpan(p: Cursor, start: number): ReturnType<Cursor["span"]> {
	const { pos } = p;
	const { types } = p.tokens;
	let last = pos;
	while (types[last - 1] === T.Dedent || types[last - 1] === T.Newline) last--;
	p.pos = last;
	const span = p.span(start);
	p.pos = pos;
	return span;
}

/** decorators: ('@' named_expression NEWLINE)+, then a function or a class */
function parseDecorated(p: Cursor): Stmt {
	const decorators: Expr[] = [];
	while (p.accept(T.At)) {
		decorators.push(parseNamedExpression(p));
		p.expect(T.Newline);
	}
	if (p.type === T.Class) return parseClass(p, decorators);
	const start = p.pos;
	return parseFunction(p, start, decorators);
}

/** 'async' before def, for or with */
function parseAsync(p: Cursor): Stmt {
	const start = p.pos;
	switch (p.peek(1)) {
		case T.Def:
			return parseFunction(p, start, []);
		case T.For:
			p.pos++;
			return parseFor(p, start);
		case T.With:
			p.pos++;
			return parseWith(p, start);
		default:
			return p.reject();
	}
}

/** function_def_raw: ['async'] 'def' NAME [type_params] '(' [params] ')' ['->' expression] ':' block */
function parseFunction(p: Cursor, start: number, decoratorList: readonly Expr[]): Stmt {
	const kind = p.accept(T.Async) ? "AsyncFunctionDef" : "FunctionDef";
	p.expect(T.Def);
	const name = p.name();
	const typeParams = parseTypeParams(p);
	p.expect(T.LPar);
	const args = parseParameters(p, T.RPar);
	p.expect(T.RPar);
	const returns = p.accept(T.RArrow) ? parseExpression(p) : null;
	p.expect(T.Colon);
	const body = parseBlock(p);
	return { ...blockSpan(p, start), kind, name, args, body, decoratorList, returns, typeParams };
}

/** class_def_raw: 'class' NAME [type_params] ['(' [arguments] ')'] ':' block */
function parseClass(p: Cursor, decoratorList: readonly Expr[]): Stmt {
	const start = p.pos++;
	const name = p.name();
	const typeParams = parseTypeParams(p);
	const { args: bases, keywords } = p.type === T.LPar ? parseArguments(p, false) : { args: [], keywords: [] };
	p.expect(T.Colon);
	const body = parseBlock(p);
	return { ...blockSpan(p, start), kind: "ClassDef", name, bases, keywords, body, decoratorList, typeParams };
}

/** if_stmt: 'if' named_expression ':' block ('elif' named_expression ':' block)* [else_block] */
function parseIf(p: Cursor): Stmt {
	const arms: { readonly start: number; readonly test: Expr; readonly body: Stmt[] }[] = [];
	do {
		const start = p.pos++;
		const test = parseNamedExpression(p);
		p.expect(T.Colon);
		const body = parseBlock(p);
		arms.push({ start, test, body });
		p.enter();
	} while (p.type === T.Elif);
	let orelse: Stmt[] = parseElse(p);
	for (let i = arms.length - 1; ; i--) {
		const { start, test, body } = arms[i] as (typeof arms)[number];
		p.leave();
		const node: Stmt = { ...blockSpan(p, start), kind: "If", test, body, orelse };
		if (i === 0) return node;
		orelse = [node];
	}
}

/** else_block: ['else' ':' block] */
function parseElse(p: Cursor): Stmt[] {
	if (!p.accept(T.Else)) return [];
	p.expect(T.Colon);
	return parseBlock(p);
}

/** for_stmt: ['async'] 'for' star_targets 'in' ~ star_expressions ':' block [else_block] */
function parseFor(p: Cursor, start: number): Stmt {
	const kind = p.pos > start ? "AsyncFor" : "For";
	p.expect(T.For);
	const target = parseStarTargets(p);
	p.expect(T.In);
	const iter = parseStarExpressions(p);
	p.expect(T.Colon);
	const body = parseBlock(p);
	const orelse = parseElse(p);
	return { ...blockSpan(p, start), kind, target, iter, body, orelse };
}

/** with_stmt: ['async'] 'with' ('(' ','.with_item+ [','] ')' | ','.with_item+) ':' block */
function parseWith(p: Cursor, start: number): Stmt {
	const kind = p.pos > start ? "AsyncWith" : "With";
	p.expect(T.With);
	const items = (p.type === T.LPar ? p.speculate(() => parenthesizedItems(p)) : null) ?? plainItems(p);
	const body = parseBlock(p);
	return { ...blockSpan(p, start), kind, items, body };
}

function parenthesizedItems(p: Cursor): WithItem[] {
	p.expect(T.LPar);
	const items: WithItem[] = [];
	do items.push(parseWithItem(p));
	while (p.accept(T.Comma) && p.type !== T.RPar);
	p.expect(T.RPar);
	p.expect(T.Colon);
	return items;
}

function plainItems(p: Cursor): WithItem[] {
	const items: WithItem[] = [];
	do items.push(parseWithItem(p));
	while (p.accept(T.Comma));
	p.expect(T.Colon);
	return items;
}

/** with_item: expression ['as' star_target] */
function parseWithItem(p: Cursor): WithItem {
	const contextExpr = parseExpression(p);
	if (!p.accept(T.As)) return { contextExpr, optionalVars: null };
	const target = p.type === T.Star ? parseStarred(p, parseBitwiseOr) : parseBitwiseOr(p);
	return { contextExpr, optionalVars: withContext(p, target, "Store") };
}

/** try_stmt: 'try' ':' block (finally_block | (except_block+ | except_star_block+) [else_block] [finally_block]) */
function parseTry(p: Cursor): Stmt {
	const start = p.pos++;
	p.expect(T.Colon);
	const body = parseBlock(p);
	const handlers: ExceptHandler[] = [];
	const star = p.type === T.Except && p.peek(1) === T.Star;
	while (p.type === T.Except) handlers.push(parseExcept(p, star));
	const orelse = handlers.length > 0 ? parseElse(p) : [];
	let finalbody: Stmt[] = [];
	if (p.accept(T.Finally)) {
		p.expect(T.Colon);
		finalbody = parseBlock(p);
	} else if (handlers.length === 0) p.reject();
	return { ...blockSpan(p, start), kind: star ? "TryStar" : "Try", body, handlers, orelse, finalbody };
}

/**
 * except_block: 'except' [expression ['as' NAME]] ':' block; except_star_block has '*' and an expression.
 * In 3.14 several types need no parentheses where no name is bound.
 */
function parseExcept(p: Cursor, star: boolean): ExceptHandler {
	const start = p.pos++;
	if (p.accept(T.Star) !== star) p.reject();
	const at = p.pos;
	let type = star || p.type !== T.Colon ? parseExpression(p) : null;
	if (type !== null && p.type === T.Comma) {
		if (p.tokens.python === "3.13") p.reject();
		const elts = [type];
		while (p.accept(T.Comma) && startsExpression(p.type)) elts.push(parseExpression(p));
		type = { ...p.span(at), kind: "Tuple", elts, ctx: "Load" };
		if (p.is(T.As)) p.reject();
	}
	const name = type !== null && p.accept(T.As) ? p.name() : null;
	p.expect(T.Colon);
	const body = parseBlock(p);
	return { ...blockSpan(p, start), kind: "ExceptHandler", type, name, body };
}

/** match_stmt: "match" subject_expr ':' NEWLINE INDENT case_block+ DEDENT */
function parseMatch(p: Cursor): Stmt {
	const start = p.pos++;
	const subject = parseSubject(p);
	p.expect(T.Colon);
	p.expect(T.Newline);
	p.expect(T.Indent);
	const cases: MatchCase[] = [];
	p.enter();
	do cases.push(parseCase(p));
	while (p.type !== T.Dedent);
	p.leave();
	p.pos++;
	return { ...blockSpan(p, start), kind: "Match", subject, cases };
}

/** subject_expr: star_named_expression ',' [star_named_expressions] | named_expression */
function parseSubject(p: Cursor): Expr {
	const start = p.pos;
	const first = parseStarNamedExpression(p);
	if (p.type !== T.Comma) return first.kind === "Starred" ? p.reject() : first;
	const elts = [first];
	while (p.accept(T.Comma) && startsExpression(p.type)) elts.push(parseStarNamedExpression(p));
	return { ...p.span(start), kind: "Tuple", elts, ctx: "Load" };
}

/** case_block: "case" patterns ['if' named_expression] ':' block */
function parseCase(p: Cursor): MatchCase {
	if (!p.isSoft("case")) p.reject();
	p.pos++;
	const pattern = parsePatterns(p);
	const guard = p.accept(T.If) ? parseNamedExpression(p) : null;
	p.expect(T.Colon);
	const body = parseBlock(p);
	return { pattern, guard, body };
}
