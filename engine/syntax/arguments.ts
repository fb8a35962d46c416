/** Arguments of calls, and parameters of functions and lambdas. */
import type { Arg, Arguments, Expr, Keyword } from "./ast";
import type { Cursor } from "./cursor";
import {
	parseExpression,
	parseForIfClauses,
	parseNamedExpression,
	parseStarExpression,
	parseStarred,
} from "./expressions";
import { T } from "./tokens";

/** What stands between the parentheses of a call or of a class. */
export interface CallArguments {
	readonly args: readonly Expr[];
	readonly keywords: readonly Keyword[];
}

/**
 * '(' [arguments] ')', or, where `genexp` allows, a genexp as the only argument.
 * args: ','.(starred_expression | (assignment_expression | expression !':=') !'=')+ [',' kwargs] | kwargs
 * kwargs: ','.kwarg_or_starred+ [',' ','.kwarg_or_double_starred+] | ','.kwarg_or_double_starred+
 */
export function parseArguments(p: Cursor, genexp: boolean): CallArguments {
	const start = p.pos;
	p.expect(T.LPar);
	p.enter();
	const args: Expr[] = [];
	const keywords: Keyword[] = [];
	let unpacked = false;
	while (p.type !== T.RPar) {
		const at = p.pos;
		if (p.type === T.Star) {
			if (unpacked) p.reject();
			args.push(parseStarred(p, parseExpression));
		} else if (p.accept(T.DoubleStar)) {
			unpacked = true;
			const value = parseExpression(p);
			keywords.push({ ...p.span(at), arg: null, value });
		} else if (p.type === T.Name && p.peek(1) === T.Equal) {
			const arg = p.name();
			p.pos++;
			const value = parseExpression(p);
			keywords.push({ ...p.span(at), arg, value });
		} else {
			if (keywords.length > 0) p.reject();
			const value = parseNamedExpression(p);
			if (p.type === T.For || p.type === T.Async) {
				if (args.length > 0 || !genexp) p.reject();
				const generators = parseForIfClauses(p);
				p.expect(T.RPar);
				p.leave();
				return { args: [{ ...p.span(start), kind: "GeneratorExp", elt: value, generators }], keywords };
			}
			args.push(value);
		}
		if (!p.accept(T.Comma)) break;
	}
	p.expect(T.RPar);
	p.leave();
	return { args, keywords };
}

/**
 * parameters and lambda_parameters: plain ones, '/', '*' or '*' NAME, keyword-only ones, '**' NAME. `closing` is ')'
 * for a function, whose parameters have annotations, ':' for a lambda; the cursor stops before it.
 */
export function parseParameters(p: Cursor, closing: T.RPar | T.Colon): Arguments {
	let posonlyargs: Arg[] = [];
	let args: Arg[] = [];
	const defaults: Expr[] = [];
	const kwonlyargs: Arg[] = [];
	const kwDefaults: (Expr | null)[] = [];
	let vararg: Arg | null = null;
	let kwarg: Arg | null = null;
	let starred = false;
	const annotated = closing === T.RPar;
	while (p.type !== closing) {
		if (kwarg !== null) p.reject();
		if (p.accept(T.DoubleStar)) {
			kwarg = parseParameter(p, annotated, false);
		} else if (p.accept(T.Star)) {
			if (starred) p.reject();
			starred = true;
			if (p.type === T.Comma) {
				// A bare star needs a name behind it.
				if (p.peek(1) !== T.Name) p.reject();
			} else vararg = parseParameter(p, annotated, true);
		} else if (p.accept(T.Slash)) {
			if (starred || posonlyargs.length > 0 || args.length === 0) p.reject();
			posonlyargs = args;
			args = [];
		} else {
			const parameter = parseParameter(p, annotated, false);
			const value = p.accept(T.Equal) ? parseExpression(p) : null;
			if (starred) {
				kwonlyargs.push(parameter);
				kwDefaults.push(value);
			} else {
				if (value !== null) defaults.push(value);
				else if (defaults.length > 0) p.reject();
				args.push(parameter);
			}
		}
		if (p.type !== closing) p.expect(T.Comma);
	}
	return { posonlyargs, args, vararg, kwonlyargs, kwDefaults, kwarg, defaults };
}

/** param: NAME [':' expression]; behind '*' the annotation may be starred (param_star_annotation). */
function parseParameter(p: Cursor, annotated: boolean, star: boolean): Arg {
	const start = p.pos;
	const arg = p.name();
	const annotation = annotated && p.accept(T.Colon) ? (star ? parseStarExpression(p) : parseExpression(p)) : null;
	return { ...p.span(start), arg, annotation };
}
