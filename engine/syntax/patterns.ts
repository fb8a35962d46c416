/** Patterns of match statements: one parse function for each rule of Grammar/python.gram, which stands above it. */
import type { Expr, Pattern } from "./ast";
import type { Cursor } from "./cursor";
import { parseName } from "./expressions";
import { numberValue } from "./numbers";
import { parseStrings } from "./strings";
import { T } from "./tokens";

/** patterns: open_sequence_pattern | pattern */
export function parsePatterns(p: Cursor): Pattern {
	const start = p.pos;
	const first = parseMaybeStar(p);
	if (p.type !== T.Comma) return first.kind === "MatchStar" ? p.reject() : first;
	p.pos++;
	const patterns = parseSequenceRest(p, [first]);
	return { ...p.span(start), kind: "MatchSequence", patterns };
}

const endsSequence = (type: T) => type === T.RPar || type === T.RSqb || type === T.Colon || type === T.If;

/** maybe_sequence_pattern: ','.maybe_star_pattern+ [','], appended to what is already read. */
function parseSequenceRest(p: Cursor, patterns: Pattern[]): Pattern[] {
	while (!endsSequence(p.type)) {
		patterns.push(parseMaybeStar(p));
		if (!p.accept(T.Comma)) break;
	}
	return patterns;
}

/** maybe_star_pattern: '*' (pattern_capture_target | '_') | pattern */
function parseMaybeStar(p: Cursor): Pattern {
	const start = p.pos;
	if (!p.accept(T.Star)) return parsePattern(p);
	const name = captureTarget(p, true);
	return { ...p.span(start), kind: "MatchStar", name };
}

/** NAME !('.' | '(' | '='); the wildcard gives null where it is allowed. */
function captureTarget(p: Cursor, wildcard: boolean): string | null {
	if (p.isSoft("_")) {
		if (!wildcard) p.reject();
		p.pos++;
		return null;
	}
	const name = p.name();
	if (p.type === T.Dot || p.type === T.LPar || p.type === T.Equal) p.reject();
	return name;
}

/** pattern: or_pattern ['as' pattern_capture_target] */
function parsePattern(p: Cursor): Pattern {
	const start = p.pos;
	p.enter();
	const pattern = parseOrPattern(p);
	p.leave();
	if (!p.accept(T.As)) return pattern;
	const name = captureTarget(p, false);
	return { ...p.span(start), kind: "MatchAs", pattern, name };
}

/** or_pattern: '|'.closed_pattern+ */
function parseOrPattern(p: Cursor): Pattern {
	const start = p.pos;
	const first = parseClosedPattern(p);
	if (p.type !== T.VBar) return first;
	const patterns = [first];
	while (p.accept(T.VBar)) patterns.push(parseClosedPattern(p));
	return { ...p.span(start), kind: "MatchOr", patterns };
}

/** closed_pattern: literal | capture | wildcard | value | group | sequence | mapping | class */
function parseClosedPattern(p: Cursor): Pattern {
	const start = p.pos;
	switch (p.type) {
		case T.None:
		case T.True:
		case T.False: {
			const value = p.type === T.None ? null : p.type === T.True;
			p.pos++;
			return { ...p.span(start), kind: "MatchSingleton", value };
		}
		case T.Number:
		case T.Plus:
		case T.Minus:
		case T.String:
		case T.FStringStart: {
			const value = parseLiteral(p);
			return { ...p.span(start), kind: "MatchValue", value };
		}
		case T.Name:
			return parseNamePattern(p);
		case T.LPar:
			return parseGroupOrSequence(p);
		case T.LSqb: {
			p.pos++;
			const patterns = parseSequenceRest(p, []);
			p.expect(T.RSqb);
			return { ...p.span(start), kind: "MatchSequence", patterns };
		}
		case T.LBrace:
			return parseMapping(p);
		default:
			return p.reject();
	}
}

/** signed_number !('+' | '-') | complex_number | strings */
function parseLiteral(p: Cursor): Expr {
	if (p.type === T.String || p.type === T.FStringStart) return parseStrings(p);
	const start = p.pos;
	const real = parseSignedNumber(p, true);
	const op = p.type === T.Plus ? "Add" : p.type === T.Minus ? "Sub" : null;
	if (op === null) return real;
	p.pos++;
	const right = parseSignedNumber(p, false);
	if (isImaginary(real) || !isImaginary(right)) return p.reject();
	return { ...p.span(start), kind: "BinOp", left: real, op, right };
}

function isImaginary(node: Expr): boolean {
	const operand = node.kind === "UnaryOp" ? node.operand : node;
	return operand.kind === "Constant" && operand.value.kind === "complex";
}

/** signed_number: ['+' | '-'] NUMBER; a plus sign leaves the number as it is. */
function parseSignedNumber(p: Cursor, signed: boolean): Expr {
	const start = p.pos;
	const minus = signed && p.accept(T.Minus);
	if (signed && !minus) p.accept(T.Plus);
	const at = p.pos;
	p.expect(T.Number);
	const value = numberValue(p.text(at), p.tokens.mostDigits) ?? p.reject();
	const operand: Expr = { ...p.span(at), kind: "Constant", value };
	return minus ? { ...p.span(start), kind: "UnaryOp", op: "USub", operand } : operand;
}

/** name_or_attr: NAME ('.' NAME)* */
function parseNameOrAttr(p: Cursor): Expr {
	const start = p.pos;
	let node: Expr = parseName(p, "Load");
	while (p.accept(T.Dot)) {
		const attr = p.name();
		node = { ...p.span(start), kind: "Attribute", value: node, attr, ctx: "Load" };
	}
	return node;
}

/** wildcard_pattern, capture_pattern, value_pattern and class_pattern all begin with a name. */
function parseNamePattern(p: Cursor): Pattern {
	const start = p.pos;
	const next = p.peek(1);
	if (next !== T.Dot && next !== T.LPar) {
		if (next === T.Equal) p.reject();
		const name = captureTarget(p, true);
		return { ...p.span(start), kind: "MatchAs", pattern: null, name };
	}
	const value = parseNameOrAttr(p);
	if (p.type === T.LPar) return parseClassPattern(p, start, value);
	if (p.type === T.Equal) p.reject();
	return { ...p.span(start), kind: "MatchValue", value };
}

/** class_pattern: name_or_attr '(' [positional_patterns] [keyword_patterns] [','] ')' */
function parseClassPattern(p: Cursor, start: number, cls: Expr): Pattern {
	p.expect(T.LPar);
	const patterns: Pattern[] = [];
	const kwdAttrs: string[] = [];
	const kwdPatterns: Pattern[] = [];
	while (p.type !== T.RPar) {
		if (p.type === T.Name && p.peek(1) === T.Equal) {
			kwdAttrs.push(p.name());
			p.pos++;
			kwdPatterns.push(parsePattern(p));
		} else {
			if (kwdAttrs.length > 0) p.reject();
			patterns.push(parsePattern(p));
		}
		if (!p.accept(T.Comma)) break;
	}
	p.expect(T.RPar);
	return { ...p.span(start), kind: "MatchClass", cls, patterns, kwdAttrs, kwdPatterns };
}

/** group_pattern: '(' pattern ')'; sequence_pattern: '(' [open_sequence_pattern] ')' */
function parseGroupOrSequence(p: Cursor): Pattern {
	const start = p.pos++;
	if (p.accept(T.RPar)) return { ...p.span(start), kind: "MatchSequence", patterns: [] };
	const first = parseMaybeStar(p);
	if (p.accept(T.Comma)) {
		const patterns = parseSequenceRest(p, [first]);
		p.expect(T.RPar);
		return { ...p.span(start), kind: "MatchSequence", patterns };
	}
	p.expect(T.RPar);
	return first.kind === "MatchStar" ? p.reject() : first;
}

/** mapping_pattern: '{' [items_pattern] ['**' pattern_capture_target] [','] '}' */
function parseMapping(p: Cursor): Pattern {
	const start = p.pos++;
	const keys: Expr[] = [];
	const patterns: Pattern[] = [];
	let rest: string | null = null;
	while (p.type !== T.RBrace) {
		if (rest !== null) p.reject();
		if (p.accept(T.DoubleStar)) {
			rest = captureTarget(p, false);
		} else {
			keys.push(parseMappingKey(p));
			p.expect(T.Colon);
			patterns.push(parsePattern(p));
		}
		if (!p.accept(T.Comma)) break;
	}
	p.expect(T.RBrace);
	return { ...p.span(start), kind: "MatchMapping", keys, patterns, rest };
}

/** key_value_pattern's key: literal_expr | attr */
function parseMappingKey(p: Cursor): Expr {
	if (p.type === T.Name) return p.peek(1) === T.Dot ? parseNameOrAttr(p) : p.reject();
	if (p.type !== T.None && p.type !== T.True && p.type !== T.False) return parseLiteral(p);
	const start = p.pos++;
	const type = p.tokens.types[start];
	const value = type === T.None ? ({ kind: "None" } as const) : ({ kind: "bool", value: type === T.True } as const);
	return { ...p.span(start), kind: "Constant", value };
}
