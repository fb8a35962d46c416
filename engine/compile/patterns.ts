/**
 * Code for `match`. After the `compiler_pattern_*` functions of CPython's `Python/compile.c` (3.13). Each function here
 * consumes the subject on top of the stack, and jumps to a fail block where the pattern does not match.
 */
import type { Match, MatchAs, MatchClass, MatchMapping, MatchOr, MatchSequence, Pattern } from "../syntax/ast";
import {
	constantOf,
	equalityKey,
	intConstant,
	NONE,
	reprConstant,
	reprText,
	strConstant,
	tupleConstant,
} from "./constants";
import { addBinary, addCompare, jumpIf, visitExpr } from "./expressions";
import { JUMP, type Label } from "./instructions";
import { type Location, NO_LOCATION } from "./location";
import { nameOp } from "./names";
import * as op from "./opcodes";
import { visitBody } from "./statements";
import type { Compiler } from "./unit";

/** `pattern_context` */
interface PatternContext {
	/** Names captured so far, in the order their values lie on the stack. */
	stores: string[];
	/** Whether a pattern that always matches is allowed here. */
	allowIrrefutable: boolean;
	/** failPop[i] pops i values and goes on to the next case. */
	failPop: Label[];
	/** Values on top of the stack that must stay there; captures go beneath them. */
	onTop: number;
}

function isWildcard(p: Pattern): boolean {
	return p.kind === "MatchAs" && p.name === null;
}

function isWildcardStar(p: Pattern): boolean {
	return p.kind === "MatchStar" && p.name === null;
}

function ensureFailPop(c: Compiler, pc: PatternContext, n: number): Label {
	while (pc.failPop.length <= n) pc.failPop.push(c.newLabel());
	return pc.failPop[n] ?? 0;
}

function jumpToFailPop(c: Compiler, loc: Location, pc: PatternContext, opcode: number): void {
	c.add(opcode, ensureFailPop(c, pc, pc.onTop + pc.stores.length), loc);
}

function emitAndResetFailPop(c: Compiler, loc: Location, pc: PatternContext): void {
	for (let i = pc.failPop.length - 1; i >= 0; i--) {
		c.placeLabel(pc.failPop[i] ?? 0);
		if (i > 0) c.add(op.POP_TOP, 0, loc);
	}
	pc.failPop = [];
}

/** `pattern_helper_rotate`: the top value goes down to the place `count`. */
function rotate(c: Compiler, loc: Location, count: number): void {
	for (let n = count; n > 1; n--) c.add(op.SWAP, n, loc);
}

function storeName(c: Compiler, loc: Location, name: string | null, pc: PatternContext): void {
	if (name === null) {
		c.add(op.POP_TOP, 0, loc);
		return;
	}
	if (pc.stores.includes(name)) throw c.error(`multiple assignments to name ${reprText(name)} in pattern`, loc);
	rotate(c, loc, pc.onTop + pc.stores.length + 1);
	pc.stores.push(name);
}

function subpattern(c: Compiler, p: Pattern, pc: PatternContext): void {
	const allowed = pc.allowIrrefutable;
	pc.allowIrrefutable = true;
	pattern(c, p, pc);
	pc.allowIrrefutable = allowed;
}

function pattern(c: Compiler, p: Pattern, pc: PatternContext): void {
	c.nesting.enter(p);
	patternInner(c, p, pc);
	c.nesting.leave();
}

function patternInner(c: Compiler, p: Pattern, pc: PatternContext): void {
	switch (p.kind) {
		case "MatchValue":
			if (p.value.kind !== "Constant" && p.value.kind !== "Attribute") {
				throw c.error("patterns may only match literals and attribute lookups", p);
			}
			visitExpr(c, p.value);
			addCompare(c, "Eq", p);
			c.add(op.TO_BOOL, 0, p);
			jumpToFailPop(c, p, pc, op.POP_JUMP_IF_FALSE);
			break;
		case "MatchSingleton":
			c.loadConst(p.value === null ? NONE : { kind: "bool", value: p.value }, p);
			addCompare(c, "Is", p);
			jumpToFailPop(c, p, pc, op.POP_JUMP_IF_FALSE);
			break;
		case "MatchSequence":
			patternSequence(c, p, pc);
			break;
		case "MatchMapping":
			patternMapping(c, p, pc);
			break;
		case "MatchClass":
			patternClass(c, p, pc);
			break;
		case "MatchStar":
			storeName(c, p, p.name, pc);
			break;
		case "MatchAs":
			patternAs(c, p, pc);
			break;
		case "MatchOr":
			patternOr(c, p, pc);
			break;
	}
}

function patternAs(c: Compiler, p: MatchAs, pc: PatternContext): void {
	if (p.pattern === null) {
		if (!pc.allowIrrefutable) {
			if (p.name === null) throw c.error("wildcard makes remaining patterns unreachable", p);
			throw c.error(`name capture ${reprText(p.name)} makes remaining patterns unreachable`, p);
		}
		storeName(c, p, p.name, pc);
		return;
	}
	pc.onTop++;
	c.add(op.COPY, 1, p);
	pattern(c, p.pattern, pc);
	pc.onTop--;
	storeName(c, p, p.name, pc);
}

// ---- Sequences ----

function patternSequence(c: Compiler, p: MatchSequence, pc: PatternContext): void {
	const size = p.patterns.length;
	const star = p.patterns.findIndex((sub) => sub.kind === "MatchStar");
	if (p.patterns.filter((sub) => sub.kind === "MatchStar").length > 1) {
		throw c.error("multiple starred names in sequence pattern", p);
	}
	const starPattern = p.patterns[star];
	const starWildcard = starPattern !== undefined && isWildcardStar(starPattern);
	const onlyWildcard = p.patterns.every((sub) => isWildcard(sub) || isWildcardStar(sub));
	pc.onTop++;
	c.add(op.MATCH_SEQUENCE, 0, p);
	jumpToFailPop(c, p, pc, op.POP_JUMP_IF_FALSE);
	if (star < 0 || size > 1) {
		c.add(op.GET_LEN, 0, p);
		c.loadConst(intConstant(star < 0 ? size : size - 1), p);
		addCompare(c, star < 0 ? "Eq" : "GtE", p);
		jumpToFailPop(c, p, pc, op.POP_JUMP_IF_FALSE);
	}
	pc.onTop--;
	if (onlyWildcard) c.add(op.POP_TOP, 0, p);
	else if (starWildcard) sequenceBySubscript(c, p, star, pc);
	else sequenceByUnpacking(c, p, star, pc);
}

function sequenceByUnpacking(c: Compiler, p: MatchSequence, star: number, pc: PatternContext): void {
	const size = p.patterns.length;
	if (star >= 256) throw c.error("too many expressions in star-unpacking sequence pattern", p);
	if (star >= 0) c.add(op.UNPACK_EX, star + ((size - star - 1) << 8), p);
	else c.add(op.UNPACK_SEQUENCE, size, p);
	pc.onTop += size;
	for (const sub of p.patterns) {
		pc.onTop--;
		subpattern(c, sub, pc);
	}
}

/** `pattern_helper_sequence_subscr`: for `[first, *_, last]`, whose middle nobody wants. */
function sequenceBySubscript(c: Compiler, p: MatchSequence, star: number, pc: PatternContext): void {
	pc.onTop++;
	p.patterns.forEach((sub, i) => {
		if (isWildcard(sub) || i === star) return;
		c.add(op.COPY, 1, p);
		if (i < star) c.loadConst(intConstant(i), p);
		else {
			c.add(op.GET_LEN, 0, p);
			c.loadConst(intConstant(p.patterns.length - i), p);
			addBinary(c, "Sub", false, p);
		}
		c.add(op.BINARY_SUBSCR, 0, p);
		subpattern(c, sub, pc);
	});
	pc.onTop--;
	c.add(op.POP_TOP, 0, p);
}

// ---- Classes and mappings ----

function patternClass(c: Compiler, p: MatchClass, pc: PatternContext): void {
	p.kwdAttrs.forEach((attr, i) => {
		const again = p.kwdAttrs.findIndex((other, j) => j > i && other === attr);
		if (again >= 0) throw c.error(`attribute name repeated in class pattern: ${attr}`, p.kwdPatterns[again] ?? p);
	});
	visitExpr(c, p.cls);
	c.loadConst(tupleConstant(p.kwdAttrs.map(strConstant)), p);
	c.add(op.MATCH_CLASS, p.patterns.length, p);
	c.add(op.COPY, 1, p);
	c.loadConst(NONE, p);
	c.add(op.IS_OP, 1, p);
	pc.onTop++;
	jumpToFailPop(c, p, pc, op.POP_JUMP_IF_FALSE);
	const all = [...p.patterns, ...p.kwdPatterns];
	c.add(op.UNPACK_SEQUENCE, all.length, p);
	pc.onTop += all.length - 1;
	for (const sub of all) {
		pc.onTop--;
		if (isWildcard(sub)) c.add(op.POP_TOP, 0, p);
		else subpattern(c, sub, pc);
	}
}

function mappingKeys(c: Compiler, p: MatchMapping): void {
	const seen = new Set<string>();
	for (const key of p.keys) {
		const value = constantOf(key);
		if (value !== null) {
			if (seen.has(equalityKey(value))) {
				throw c.error(`mapping pattern checks duplicate key (${reprConstant(value)})`, p);
			}
			seen.add(equalityKey(value));
		} else if (key.kind !== "Attribute") {
			throw c.error("mapping pattern keys may only match literals and attribute lookups", p);
		}
		visitExpr(c, key);
	}
}

function patternMapping(c: Compiler, p: MatchMapping, pc: PatternContext): void {
	const size = p.keys.length;
	pc.onTop++;
	c.add(op.MATCH_MAPPING, 0, p);
	jumpToFailPop(c, p, pc, op.POP_JUMP_IF_FALSE);
	if (size === 0 && p.rest === null) {
		pc.onTop--;
		c.add(op.POP_TOP, 0, p);
		return;
	}
	if (size > 0) {
		c.add(op.GET_LEN, 0, p);
		c.loadConst(intConstant(size), p);
		addCompare(c, "GtE", p);
		jumpToFailPop(c, p, pc, op.POP_JUMP_IF_FALSE);
	}
	mappingKeys(c, p);
	c.add(op.BUILD_TUPLE, size, p);
	c.add(op.MATCH_KEYS, 0, p);
	pc.onTop += 2;
	c.add(op.COPY, 1, p);
	c.loadConst(NONE, p);
	c.add(op.IS_OP, 1, p);
	jumpToFailPop(c, p, pc, op.POP_JUMP_IF_FALSE);
	c.add(op.UNPACK_SEQUENCE, size, p);
	pc.onTop += size - 1;
	for (const sub of p.patterns) {
		pc.onTop--;
		subpattern(c, sub, pc);
	}
	pc.onTop -= 2;
	if (p.rest === null) {
		c.add(op.POP_TOP, 0, p);
		c.add(op.POP_TOP, 0, p);
		return;
	}
	// rest = dict(subject); for key in keys: del rest[key]
	c.add(op.BUILD_MAP, 0, p);
	c.add(op.SWAP, 3, p);
	c.add(op.DICT_UPDATE, 2, p);
	c.add(op.UNPACK_SEQUENCE, size, p);
	for (let left = size; left > 0; left--) {
		c.add(op.COPY, 1 + left, p);
		c.add(op.SWAP, 2, p);
		c.add(op.DELETE_SUBSCR, 0, p);
	}
	storeName(c, p, p.rest, pc);
}

// ---- Alternatives ----

/** Brings the captures of an alternative into the order of the first one's. */
function reorderStores(
	c: Compiler,
	p: MatchOr,
	alternative: Pattern,
	control: readonly string[],
	pc: PatternContext,
): void {
	if (pc.stores.length !== control.length) throw c.error("alternative patterns bind different names", p);
	for (let at = control.length - 1; at >= 0; at--) {
		const found = pc.stores.indexOf(control[at] ?? "");
		if (found < 0) throw c.error("alternative patterns bind different names", p);
		if (at === found) continue;
		const rotated = pc.stores.splice(0, found + 1);
		pc.stores.splice(at - found, 0, ...rotated);
		for (let i = 0; i <= found; i++) rotate(c, alternative, at + 1);
	}
}

/** `compiler_pattern_or` */
function patternOr(c: Compiler, p: MatchOr, pc: PatternContext): void {
	const end = c.newLabel();
	const old = { ...pc };
	let control: readonly string[] | null = null;
	p.patterns.forEach((alternative, i) => {
		pc.stores = [];
		pc.allowIrrefutable = i === p.patterns.length - 1 && old.allowIrrefutable;
		pc.failPop = [];
		pc.onTop = 0;
		c.add(op.COPY, 1, alternative);
		pattern(c, alternative, pc);
		if (control === null) control = [...pc.stores];
		else reorderStores(c, p, alternative, control, pc);
		c.add(JUMP, end, alternative);
		emitAndResetFailPop(c, alternative, pc);
	});
	Object.assign(pc, old);
	c.add(op.POP_TOP, 0, p);
	jumpToFailPop(c, p, pc, JUMP);
	c.placeLabel(end);
	const captured: readonly string[] = control ?? [];
	const rotations = captured.length + 1 + pc.onTop + pc.stores.length;
	for (const name of captured) {
		rotate(c, p, rotations);
		if (pc.stores.includes(name)) throw c.error(`multiple assignments to name ${reprText(name)} in pattern`, p);
		pc.stores.push(name);
	}
	c.add(op.POP_TOP, 0, p);
}

/** `compiler_match` */
export function generateMatch(c: Compiler, s: Match): void {
	visitExpr(c, s.subject);
	const end = c.newLabel();
	const last = s.cases[s.cases.length - 1];
	const hasDefault = last !== undefined && isWildcard(last.pattern) && s.cases.length > 1;
	const tested = hasDefault ? s.cases.slice(0, -1) : s.cases;
	tested.forEach((m, i) => {
		const lastTested = i === tested.length - 1;
		if (!lastTested) c.add(op.COPY, 1, m.pattern);
		const pc: PatternContext = {
			stores: [],
			allowIrrefutable: m.guard !== null || i === s.cases.length - 1,
			failPop: [],
			onTop: 0,
		};
		pattern(c, m.pattern, pc);
		for (const name of pc.stores) nameOp(c, name, "Store", m.pattern);
		if (m.guard !== null) jumpIf(c, m.guard, ensureFailPop(c, pc, 0), false);
		if (!lastTested) c.add(op.POP_TOP, 0, m.pattern);
		visitBody(c, m.body);
		c.add(JUMP, end, NO_LOCATION);
		emitAndResetFailPop(c, m.pattern, pc);
	});
	if (hasDefault) {
		// Gives the default case a line of its own.
		c.add(op.NOP, 0, last.pattern);
		if (last.guard !== null) jumpIf(c, last.guard, end, false);
		visitBody(c, last.body);
	}
	c.placeLabel(end);
}
