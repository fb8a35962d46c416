/** What a syntax tree must be beyond its grammar (Python/ast.c, `_PyAST_Validate`), one node after the other, from the leaves. */
import { raise } from "./errors";
import { TYPE_ERROR, VALUE_ERROR } from "./typeids";

type Node = Readonly<Record<string, unknown>>;

function wrong(message: string): false {
	raise(VALUE_ERROR, message);
	return false;
}

/** Lists that may not be empty (`validate_nonempty_seq`). */
const FILLED: Readonly<Record<string, readonly string[]>> = {
	FunctionDef: ["body"],
	AsyncFunctionDef: ["body"],
	ClassDef: ["body"],
	Delete: ["targets"],
	Assign: ["targets"],
	For: ["body"],
	AsyncFor: ["body"],
	While: ["body"],
	If: ["body"],
	With: ["items", "body"],
	AsyncWith: ["items", "body"],
	Match: ["cases"],
	Try: ["body"],
	TryStar: ["body"],
	ExceptHandler: ["body"],
	Import: ["names"],
	ImportFrom: ["names"],
	Global: ["names"],
	Nonlocal: ["names"],
};
/** Fields whose expressions are not loaded. */
const CONTEXTS: Readonly<Record<string, readonly [string, "Store" | "Del"]>> = {
	Assign: ["targets", "Store"],
	AugAssign: ["target", "Store"],
	AnnAssign: ["target", "Store"],
	For: ["target", "Store"],
	AsyncFor: ["target", "Store"],
	comprehension: ["target", "Store"],
	withitem: ["optionalVars", "Store"],
	NamedExpr: ["target", "Store"],
	TypeAlias: ["name", "Store"],
	Delete: ["targets", "Del"],
};
/** Nodes that say whether they are loaded, stored to or deleted. */
const WITH_CONTEXT = new Set(["Attribute", "Subscript", "Starred", "Name", "List", "Tuple"]);
const COMPREHENSIONS = new Set(["ListComp", "SetComp", "DictComp", "GeneratorExp"]);

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null;
const listed = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);
const lengthOf = (value: unknown): number => listed(value).length;

/** The context that a node's expressions in a field must have. */
function contextIn(kind: string, node: Node, field: string): string {
	const other = CONTEXTS[kind];
	if (other !== undefined && other[0] === field) return other[1];
	const passedOn = (kind === "List" || kind === "Tuple") && field === "elts";
	return (passedOn || (kind === "Starred" && field === "value")) && typeof node.ctx === "string" ? node.ctx : "Load";
}

function checkContexts(kind: string, node: Node): boolean {
	for (const [field, held] of Object.entries(node)) {
		const wanted = contextIn(kind, node, field);
		for (const item of listed(held)) {
			if (!isNode(item) || typeof item.kind !== "string") continue;
			if (WITH_CONTEXT.has(item.kind) && item.ctx !== undefined) {
				if (item.ctx !== wanted)
					return wrong(`expression must have ${wanted} context but has ${String(item.ctx)} instead`);
			} else if (wanted !== "Load") return wrong(`expression which can't be assigned to in ${wanted} context`);
		}
	}
	return true;
}

/** Whether a node is one that the compiler takes; false: an exception is set. What it holds has been checked. */
export function checkNode(kind: string, node: Node): boolean {
	for (const field of FILLED[kind] ?? []) if (lengthOf(node[field]) === 0) return wrong(`empty ${field} on ${kind}`);
	switch (kind) {
		case "BoolOp":
			if (lengthOf(node.values) < 2) return wrong("BoolOp with less than 2 values");
			break;
		case "Compare":
			if (lengthOf(node.comparators) === 0) return wrong("Compare has no comparators");
			if (lengthOf(node.comparators) !== lengthOf(node.ops))
				return wrong("Compare has a different number of comparators and operands");
			break;
		case "Dict":
			if (lengthOf(node.keys) !== lengthOf(node.values))
				return wrong("Dict doesn't have the same number of keys as values");
			break;
		case "Try":
		case "TryStar":
			if (lengthOf(node.handlers) === 0 && lengthOf(node.finalbody) === 0)
				return wrong(`${kind} has neither handlers nor finalbody`);
			if (lengthOf(node.handlers) === 0 && lengthOf(node.orelse) > 0)
				return wrong(`${kind} has orelse but no except handlers`);
			break;
		case "Raise":
			if (node.exc === null && node.cause !== null) return wrong("Raise with cause but no exception");
			break;
		case "arguments":
			if (lengthOf(node.defaults) > lengthOf(node.posonlyargs) + lengthOf(node.args))
				return wrong("more positional defaults than args on arguments");
			if (lengthOf(node.kwonlyargs) !== lengthOf(node.kwDefaults))
				return wrong("length of kwonlyargs is not the same as kw_defaults on arguments");
			break;
		case "ImportFrom":
			if (Number(node.level ?? 0) < 0) return wrong("Negative ImportFrom level");
			break;
		case "NamedExpr":
			if (isNode(node.target) && node.target.kind !== "Name") {
				raise(TYPE_ERROR, "NamedExpr target must be a Name");
				return false;
			}
			break;
		case "Name":
			if (node.id === "None" || node.id === "True" || node.id === "False")
				return wrong(`identifier field can't represent '${node.id}' constant`);
			break;
		default:
			if (COMPREHENSIONS.has(kind) && lengthOf(node.generators) === 0) return wrong("comprehension with no generators");
	}
	return checkContexts(kind, node);
}
