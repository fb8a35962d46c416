/** SyntaxWarnings about expressions that can only be mistakes. After the `check_*` functions of `Python/compile.c`. */
import type { Compare, Expr } from "../syntax/ast";
import { constantOf, constantTypeName, isFoldedOperation } from "./constants";
import type { Compiler } from "./unit";

/** `infer_type`: the name of the type that an expression certainly has, or null. */
function inferType(e: Expr): string | null {
	switch (e.kind) {
		case "Tuple":
			return "tuple";
		case "List":
		case "ListComp":
			return "list";
		case "Dict":
		case "DictComp":
			return "dict";
		case "Set":
		case "SetComp":
			return "set";
		case "GeneratorExp":
			return "generator";
		case "Lambda":
			return "function";
		case "JoinedStr":
		case "FormattedValue":
			return "str";
		default: {
			const value = constantOf(e);
			return value === null ? null : constantTypeName(value);
		}
	}
}

/** `check_is_arg`: whether `is` may sensibly be asked of it. */
function identityMakesSense(e: Expr): boolean {
	const kind = constantOf(e)?.kind;
	return kind === undefined || kind === "None" || kind === "bool" || kind === "Ellipsis" || isFoldedOperation(e);
}

/** `check_compare` */
export function checkCompare(c: Compiler, e: Compare): void {
	let left = e.left;
	for (const [i, right] of e.comparators.entries()) {
		const operator = e.ops[i];
		if ((operator === "Is" || operator === "IsNot") && !(identityMakesSense(left) && identityMakesSense(right))) {
			const type = inferType(identityMakesSense(left) ? right : left);
			const [used, meant] = operator === "Is" ? ["is", "=="] : ["is not", "!="];
			c.warn(`"${used}" with '${type}' literal. Did you mean "${meant}"?`, e);
			return;
		}
		left = right;
	}
}

/** `check_caller` */
export function checkCaller(c: Compiler, e: Expr): void {
	const type = e.kind === "Lambda" ? null : inferType(e);
	if (type !== null) c.warn(`'${type}' object is not callable; perhaps you missed a comma?`, e);
}

/** `check_subscripter` */
export function checkSubscripter(c: Compiler, e: Expr): void {
	const kind = constantOf(e)?.kind;
	const constant = ["None", "Ellipsis", "int", "bool", "float", "complex", "frozenset"].some((name) => name === kind);
	if (constant || e.kind === "Set" || e.kind === "SetComp" || e.kind === "GeneratorExp" || e.kind === "Lambda") {
		c.warn(`'${inferType(e)}' object is not subscriptable; perhaps you missed a comma?`, e);
	}
}

/** `check_index` */
export function checkIndex(c: Compiler, e: Expr, slice: Expr): void {
	const index = inferType(slice);
	if (index === null || index === "int" || index === "bool" || index === "slice") return;
	const kind = constantOf(e)?.kind;
	const sequence =
		kind === "str" ||
		kind === "bytes" ||
		kind === "tuple" ||
		e.kind === "Tuple" ||
		e.kind === "List" ||
		e.kind === "ListComp" ||
		e.kind === "JoinedStr" ||
		e.kind === "FormattedValue";
	if (!sequence) return;
	c.warn(`${inferType(e)} indices must be integers or slices, not ${index}; perhaps you missed a comma?`, e);
}
