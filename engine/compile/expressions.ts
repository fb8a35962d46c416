/** Code for expressions. After `compiler_visit_expr` and its helpers in CPython's `Python/compile.c` (3.13). */
import type {
	BoolOp,
	CmpOperator,
	Compare,
	Dict,
	Expr,
	IfExp,
	JoinedStr,
	Operator,
	Slice,
	Subscript,
} from "../syntax/ast";
import { generateCall, generateSuperAttribute } from "./calls";
import { checkCompare, checkIndex, checkSubscripter } from "./checks";
import type { Constant } from "./code";
import { generateComprehension } from "./comprehensions";
import { constantOf, frozensetConstant, NONE, strConstant, tupleConstant } from "./constants";
import { generateLambda } from "./functions";
import { JUMP_NO_INTERRUPT, type Label, POP_BLOCK, SETUP_FINALLY } from "./instructions";
import { type Location, NO_LOCATION } from "./location";
import { addName, attributeLocation, nameOp } from "./names";
import * as op from "./opcodes";
import type { Compiler } from "./unit";

/** `_PY_STACK_USE_GUIDELINE`: longer displays are built bit by bit. */
export const STACK_USE_GUIDELINE = 30;

const BINARY: Readonly<Record<Operator, number>> = {
	Add: op.NB_ADD,
	Sub: op.NB_SUBTRACT,
	Mult: op.NB_MULTIPLY,
	MatMult: op.NB_MATRIX_MULTIPLY,
	Div: op.NB_TRUE_DIVIDE,
	Mod: op.NB_REMAINDER,
	Pow: op.NB_POWER,
	LShift: op.NB_LSHIFT,
	RShift: op.NB_RSHIFT,
	BitOr: op.NB_OR,
	BitXor: op.NB_XOR,
	BitAnd: op.NB_AND,
	FloorDiv: op.NB_FLOOR_DIVIDE,
};

export function addBinary(c: Compiler, operator: Operator, inplace: boolean, loc: Location): void {
	c.add(op.BINARY_OP, BINARY[operator] + (inplace ? op.NB_INPLACE : 0), loc);
}

/** The comparison and the mask that its specialised forms use (`compare_masks`). */
const COMPARISONS = {
	Lt: (op.PY_LT << 5) | 2,
	LtE: (op.PY_LE << 5) | 2 | 8,
	Eq: (op.PY_EQ << 5) | 8,
	NotEq: (op.PY_NE << 5) | 1 | 2 | 4,
	Gt: (op.PY_GT << 5) | 4,
	GtE: (op.PY_GE << 5) | 4 | 8,
} as const;

/** `compiler_addcompare` */
export function addCompare(c: Compiler, operator: CmpOperator, loc: Location): void {
	switch (operator) {
		case "Is":
		case "IsNot":
			c.add(op.IS_OP, operator === "Is" ? 0 : 1, loc);
			break;
		case "In":
		case "NotIn":
			c.add(op.CONTAINS_OP, operator === "In" ? 0 : 1, loc);
			break;
		default:
			c.add(op.COMPARE_OP, COMPARISONS[operator], loc);
	}
}

export function visitExprs(c: Compiler, list: readonly Expr[]): void {
	for (const e of list) visitExpr(c, e);
}

/** `compiler_visit_expr` */
export function visitExpr(c: Compiler, e: Expr): void {
	c.nesting.enter(e);
	generate(c, e);
	c.nesting.leave();
}

function generate(c: Compiler, e: Expr): void {
	switch (e.kind) {
		case "NamedExpr":
			visitExpr(c, e.value);
			c.add(op.COPY, 1, e);
			visitExpr(c, e.target);
			break;
		case "BoolOp":
			generateBoolOp(c, e);
			break;
		case "BinOp":
			visitExpr(c, e.left);
			visitExpr(c, e.right);
			addBinary(c, e.op, false, e);
			break;
		case "UnaryOp":
			visitExpr(c, e.operand);
			if (e.op === "UAdd") c.add(op.CALL_INTRINSIC_1, op.INTRINSIC_UNARY_POSITIVE, e);
			else if (e.op === "Not") {
				c.add(op.TO_BOOL, 0, e);
				c.add(op.UNARY_NOT, 0, e);
			} else c.add(e.op === "Invert" ? op.UNARY_INVERT : op.UNARY_NEGATIVE, 0, e);
			break;
		case "Lambda":
			generateLambda(c, e);
			break;
		case "IfExp":
			generateIfExp(c, e);
			break;
		case "Dict":
			generateDict(c, e);
			break;
		case "Set":
			starUnpack(c, e.elts, 0, op.BUILD_SET, op.SET_ADD, op.SET_UPDATE, false, e);
			break;
		case "GeneratorExp":
		case "ListComp":
		case "SetComp":
		case "DictComp":
			generateComprehension(c, e);
			break;
		case "Yield":
			if (!c.u.block.functionLike) throw c.error("'yield' outside function", e);
			if (e.value !== null) visitExpr(c, e.value);
			else c.loadConst(NONE, e);
			addYield(c, e);
			break;
		case "YieldFrom":
			if (!c.u.block.functionLike) throw c.error("'yield from' outside function", e);
			visitExpr(c, e.value);
			c.add(op.GET_YIELD_FROM_ITER, 0, e);
			c.loadConst(NONE, e);
			addYieldFrom(c, e);
			break;
		case "Await":
			throw c.error("'await' outside function", e);
		case "Compare":
			generateCompare(c, e);
			break;
		case "Call":
			generateCall(c, e);
			break;
		case "Constant":
			c.loadConstant(e);
			break;
		case "JoinedStr":
			generateJoinedStr(c, e);
			break;
		case "FormattedValue":
			visitExpr(c, e.value);
			if (e.conversion !== null) c.add(op.CONVERT_VALUE, { s: 1, r: 2, a: 3 }[e.conversion], e);
			if (e.formatSpec !== null) {
				visitExpr(c, e.formatSpec);
				c.add(op.FORMAT_WITH_SPEC, 0, e);
			} else c.add(op.FORMAT_SIMPLE, 0, e);
			break;
		case "Attribute":
			if (e.ctx === "Load") {
				if (generateSuperAttribute(c, e)) break;
			} else if (e.ctx === "Store" && e.value.kind === "Name" && e.value.id === "self") {
				c.enclosingClass()?.staticAttributes.add(e.attr);
			}
			visitExpr(c, e.value);
			if (e.ctx === "Load") addName(c, op.LOAD_ATTR, e.attr, attributeLocation(e, e), 1);
			else addName(c, e.ctx === "Store" ? op.STORE_ATTR : op.DELETE_ATTR, e.attr, attributeLocation(e, e));
			break;
		case "Subscript":
			generateSubscript(c, e);
			break;
		case "Starred":
			if (e.ctx === "Store") throw c.error("starred assignment target must be in a list or tuple", e);
			throw c.error("can't use starred expression here", e);
		case "Slice":
			generateSlice(c, e);
			break;
		case "Name":
			nameOp(c, e.id, e.ctx, e);
			break;
		case "List":
		case "Tuple":
			if (e.ctx === "Store") unpackInto(c, e.elts, e);
			else if (e.ctx === "Del") visitExprs(c, e.elts);
			else starUnpack(c, e.elts, 0, op.BUILD_LIST, op.LIST_APPEND, op.LIST_EXTEND, e.kind === "Tuple", e);
			break;
	}
}

// ---- Conditions ----

/** `compiler_boolop` */
function generateBoolOp(c: Compiler, e: BoolOp): void {
	const end = c.newLabel();
	e.values.forEach((value, i) => {
		visitExpr(c, value);
		if (i === e.values.length - 1) return;
		c.add(op.COPY, 1, e);
		c.add(op.TO_BOOL, 0, e);
		c.add(e.op === "And" ? op.POP_JUMP_IF_FALSE : op.POP_JUMP_IF_TRUE, end, e);
		c.add(op.POP_TOP, 0, e);
	});
	c.placeLabel(end);
}

/** `compiler_jump_if`: jumps to `next` where the truth of `e` is `condition`. */
export function jumpIf(c: Compiler, e: Expr, next: Label, condition: boolean): void {
	c.nesting.enter(e);
	jumpIfInner(c, e, next, condition);
	c.nesting.leave();
}

function jumpIfInner(c: Compiler, e: Expr, next: Label, condition: boolean): void {
	if (e.kind === "UnaryOp" && e.op === "Not") {
		jumpIf(c, e.operand, next, !condition);
		return;
	}
	if (e.kind === "BoolOp") {
		const stopOn = e.op === "Or";
		const next2 = stopOn === condition ? next : c.newLabel();
		e.values.forEach((value, i) => {
			if (i < e.values.length - 1) jumpIf(c, value, next2, stopOn);
			else jumpIf(c, value, next, condition);
		});
		if (next2 !== next) c.placeLabel(next2);
		return;
	}
	if (e.kind === "IfExp") {
		const end = c.newLabel();
		const next2 = c.newLabel();
		jumpIf(c, e.test, next2, false);
		jumpIf(c, e.body, next, condition);
		c.add(JUMP_NO_INTERRUPT, end, NO_LOCATION);
		c.placeLabel(next2);
		jumpIf(c, e.orelse, next, condition);
		c.placeLabel(end);
		return;
	}
	const jump = condition ? op.POP_JUMP_IF_TRUE : op.POP_JUMP_IF_FALSE;
	if (e.kind === "Compare" && e.ops.length > 1) {
		checkCompare(c, e);
		const cleanup = c.newLabel();
		visitExpr(c, e.left);
		e.ops.forEach((operator, i) => {
			const comparator = e.comparators[i];
			if (comparator !== undefined) visitExpr(c, comparator);
			const last = i === e.ops.length - 1;
			if (!last) {
				c.add(op.SWAP, 2, e);
				c.add(op.COPY, 2, e);
			}
			addCompare(c, operator, e);
			c.add(op.TO_BOOL, 0, e);
			if (last) c.add(jump, next, e);
			else c.add(op.POP_JUMP_IF_FALSE, cleanup, e);
		});
		const end = c.newLabel();
		c.add(JUMP_NO_INTERRUPT, end, NO_LOCATION);
		c.placeLabel(cleanup);
		c.add(op.POP_TOP, 0, e);
		if (!condition) c.add(JUMP_NO_INTERRUPT, next, NO_LOCATION);
		c.placeLabel(end);
		return;
	}
	visitExpr(c, e);
	c.add(op.TO_BOOL, 0, e);
	c.add(jump, next, e);
}

/** `compiler_ifexp` */
function generateIfExp(c: Compiler, e: IfExp): void {
	const end = c.newLabel();
	const next = c.newLabel();
	jumpIf(c, e.test, next, false);
	visitExpr(c, e.body);
	c.add(JUMP_NO_INTERRUPT, end, NO_LOCATION);
	c.placeLabel(next);
	visitExpr(c, e.orelse);
	c.placeLabel(end);
}

/** `compiler_compare` */
function generateCompare(c: Compiler, e: Compare): void {
	checkCompare(c, e);
	visitExpr(c, e.left);
	const chained = e.ops.length > 1;
	const cleanup = chained ? c.newLabel() : -1;
	e.ops.forEach((operator, i) => {
		const comparator = e.comparators[i];
		if (comparator !== undefined) visitExpr(c, comparator);
		if (i === e.ops.length - 1) {
			addCompare(c, operator, e);
			return;
		}
		c.add(op.SWAP, 2, e);
		c.add(op.COPY, 2, e);
		addCompare(c, operator, e);
		c.add(op.COPY, 1, e);
		c.add(op.TO_BOOL, 0, e);
		c.add(op.POP_JUMP_IF_FALSE, cleanup, e);
		c.add(op.POP_TOP, 0, e);
	});
	if (!chained) return;
	const end = c.newLabel();
	c.add(JUMP_NO_INTERRUPT, end, NO_LOCATION);
	c.placeLabel(cleanup);
	c.add(op.SWAP, 2, e);
	c.add(op.POP_TOP, 0, e);
	c.placeLabel(end);
}

// ---- Generators ----

/** RESUME's oparg (pycore_opcode_utils.h). */
const RESUME_AFTER_YIELD = 1;
const RESUME_AFTER_YIELD_FROM = 2;

/** `addop_yield` */
export function addYield(c: Compiler, loc: Location): void {
	c.add(op.YIELD_VALUE, 0, loc);
	c.add(op.RESUME, RESUME_AFTER_YIELD, loc);
}

/** `compiler_add_yield_from` */
function addYieldFrom(c: Compiler, loc: Location): void {
	const send = c.newLabel();
	const fail = c.newLabel();
	const exit = c.newLabel();
	c.placeLabel(send);
	c.add(op.SEND, exit, loc);
	// A virtual try around the yield, for the StopIteration that close() or throw() may raise.
	c.add(SETUP_FINALLY, fail, loc);
	c.add(op.YIELD_VALUE, 1, loc);
	c.add(POP_BLOCK, 0, NO_LOCATION);
	c.add(op.RESUME, RESUME_AFTER_YIELD_FROM, loc);
	c.add(JUMP_NO_INTERRUPT, send, loc);
	c.placeLabel(fail);
	c.add(op.CLEANUP_THROW, 0, loc);
	c.placeLabel(exit);
	c.add(op.END_SEND, 0, loc);
}

// ---- Displays ----

/** `are_all_items_const`, with the items. */
function constantItems(elts: readonly (Expr | null)[]): Constant[] | null {
	const items: Constant[] = [];
	for (const e of elts) {
		const value = e === null ? null : constantOf(e);
		if (value === null) return null;
		items.push(value);
	}
	return items;
}

/**
 * `starunpack_helper`: a list, set or tuple of `elts` after `pushed` values that stand on the stack already. `injected`
 * is loaded as one more item.
 */
export function starUnpack(
	c: Compiler,
	elts: readonly Expr[],
	pushed: number,
	build: number,
	add: number,
	extend: number,
	tuple: boolean,
	loc: Location,
	injected: string | null = null,
): void {
	const n = elts.length + (injected === null ? 0 : 1);
	const folded = n > 2 && injected === null ? constantItems(elts) : null;
	if (folded !== null) {
		if (tuple && pushed === 0) {
			c.loadConst(tupleConstant(folded), loc);
			return;
		}
		c.add(build, pushed, loc);
		c.loadFolded(add === op.SET_ADD ? frozensetConstant(folded) : tupleConstant(folded), folded[0], loc);
		c.add(extend, 1, loc);
		if (tuple) c.add(op.CALL_INTRINSIC_1, op.INTRINSIC_LIST_TO_TUPLE, loc);
		return;
	}
	const big = n + pushed > STACK_USE_GUIDELINE;
	const starred = elts.some((e) => e.kind === "Starred");
	let built = !starred && !big ? null : big;
	if (built === true) c.add(build, pushed, loc);
	elts.forEach((e, i) => {
		if (e.kind === "Starred" && built !== null) {
			if (!built) c.add(build, i + pushed, loc);
			built = true;
			visitExpr(c, e.value);
			c.add(extend, 1, loc);
			return;
		}
		visitExpr(c, e);
		if (built === true) c.add(add, 1, loc);
	});
	if (injected !== null) {
		nameOp(c, injected, "Load", loc);
		if (built === true) c.add(add, 1, loc);
	}
	if (built === null) c.add(tuple ? op.BUILD_TUPLE : build, n + pushed, loc);
	else if (tuple) c.add(op.CALL_INTRINSIC_1, op.INTRINSIC_LIST_TO_TUPLE, loc);
}

/** `assignment_helper` */
function unpackInto(c: Compiler, elts: readonly Expr[], loc: Location): void {
	const star = elts.findIndex((e) => e.kind === "Starred");
	if (star >= 0) {
		if (star >= 256) throw c.error("too many expressions in star-unpacking assignment", loc);
		c.add(op.UNPACK_EX, star + ((elts.length - star - 1) << 8), loc);
		if (elts.some((e, i) => i > star && e.kind === "Starred")) {
			throw c.error("multiple starred expressions in assignment", loc);
		}
	} else c.add(op.UNPACK_SEQUENCE, elts.length, loc);
	for (const e of elts) visitExpr(c, e.kind === "Starred" ? e.value : e);
}

/** `compiler_subdict`: the pairs in [begin, end). */
function subdict(c: Compiler, e: Dict, begin: number, end: number): void {
	const n = end - begin;
	const big = n * 2 > STACK_USE_GUIDELINE;
	const keys = e.keys.slice(begin, end);
	const values = e.values.slice(begin, end);
	const constants = n > 1 && !big && !c.options.borrowedLoads ? constantItems(keys) : null;
	if (constants !== null) {
		visitExprs(c, values);
		c.loadConst(tupleConstant(constants), e);
		c.add(op.BUILD_CONST_KEY_MAP, n, e);
		return;
	}
	if (big) c.add(op.BUILD_MAP, 0, e);
	keys.forEach((key, i) => {
		const value = values[i];
		if (key !== null) visitExpr(c, key);
		if (value !== undefined) visitExpr(c, value);
		if (big) c.add(op.MAP_ADD, 1, e);
	});
	if (!big) c.add(op.BUILD_MAP, n, e);
}

/** `compiler_dict` */
function generateDict(c: Compiler, e: Dict): void {
	let haveDict = false;
	let elements = 0;
	const flush = (begin: number, end: number) => {
		subdict(c, e, begin, end);
		if (haveDict) c.add(op.DICT_UPDATE, 1, e);
		haveDict = true;
		elements = 0;
	};
	e.values.forEach((value, i) => {
		if (e.keys[i] === null) {
			if (elements > 0) flush(i - elements, i);
			if (!haveDict) c.add(op.BUILD_MAP, 0, e);
			haveDict = true;
			visitExpr(c, value);
			c.add(op.DICT_UPDATE, 1, e);
		} else if (elements * 2 > STACK_USE_GUIDELINE) flush(i - elements, i + 1);
		else elements++;
	});
	if (elements > 0) flush(e.values.length - elements, e.values.length);
	if (!haveDict) c.add(op.BUILD_MAP, 0, e);
}

/** `compiler_joined_str` */
function generateJoinedStr(c: Compiler, e: JoinedStr): void {
	if (e.values.length > STACK_USE_GUIDELINE) {
		c.loadConst(strConstant(""), e);
		addName(c, op.LOAD_ATTR, "join", e, 1, 1);
		c.add(op.BUILD_LIST, 0, e);
		for (const value of e.values) {
			visitExpr(c, value);
			c.add(op.LIST_APPEND, 1, e);
		}
		c.add(op.CALL, 1, e);
		return;
	}
	visitExprs(c, e.values);
	if (e.values.length > 1) c.add(op.BUILD_STRING, e.values.length, e);
	else if (e.values.length === 0) c.loadConst(strConstant(""), e);
}

// ---- Subscripts ----

/** `is_two_element_slice` */
export function isTwoElementSlice(e: Expr): e is Slice {
	return e.kind === "Slice" && e.step === null;
}

/** `compiler_slice`: the bounds, None for those left out; how many. */
export function sliceBounds(c: Compiler, s: Slice): number {
	for (const bound of [s.lower, s.upper]) {
		if (bound !== null) visitExpr(c, bound);
		else c.loadConst(NONE, s);
	}
	if (s.step === null) return 2;
	visitExpr(c, s.step);
	return 3;
}

function generateSlice(c: Compiler, s: Slice): void {
	const n = sliceBounds(c, s);
	c.add(op.BUILD_SLICE, n, s);
}

/** `compiler_subscript` */
function generateSubscript(c: Compiler, e: Subscript): void {
	if (e.ctx === "Load") {
		checkSubscripter(c, e.value);
		checkIndex(c, e.value, e.slice);
	}
	visitExpr(c, e.value);
	if (isTwoElementSlice(e.slice) && e.ctx !== "Del") {
		sliceBounds(c, e.slice);
		c.add(e.ctx === "Load" ? op.BINARY_SLICE : op.STORE_SLICE, 0, e);
		return;
	}
	visitExpr(c, e.slice);
	c.add(e.ctx === "Load" ? op.BINARY_SUBSCR : e.ctx === "Store" ? op.STORE_SUBSCR : op.DELETE_SUBSCR, 0, e);
}
