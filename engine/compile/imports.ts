/** Which modules a text imports, as far as it can be told without running it. */
import type { Module } from "../syntax/ast";

/** What runs when the module itself does; a function's body does not. */
const FUNCTIONS: ReadonlySet<unknown> = new Set(["FunctionDef", "AsyncFunctionDef", "Lambda"]);

interface ImportNode {
	readonly kind: "Import" | "ImportFrom";
	readonly names: readonly { readonly name: string }[];
	readonly module?: string | null;
	readonly level?: number;
}

const isImport = (node: object): node is ImportNode =>
	"kind" in node && (node.kind === "Import" || node.kind === "ImportFrom");

/**
 * The absolute names that a module's import statements may stand for, `from a import b` also as `a.b`. `inFunctions`:
 * those in functions too. `name`: the module's own, for relative imports.
 */
export function importedNames(module: Module, inFunctions: boolean, name: string, isPackage: boolean): string[] {
	const found = new Set<string>();
	const visit = (node: unknown): void => {
		if (Array.isArray(node)) {
			for (const item of node) visit(item);
			return;
		}
		if (typeof node !== "object" || node === null) return;
		if (!inFunctions && "kind" in node && FUNCTIONS.has(node.kind)) return;
		if (isImport(node)) {
			const from = node.kind === "Import" ? null : absolute(node.module ?? "", node.level ?? 0, name, isPackage);
			if (from !== null) found.add(from);
			for (const alias of node.names) found.add(from === null ? alias.name : `${from}.${alias.name}`);
			return;
		}
		for (const child of Object.values(node)) visit(child);
	};
	visit(module.body);
	return [...found];
}

/** `resolve_name` of Lib/importlib/_bootstrap.py, where the package is known. */
function absolute(module: string, level: number, name: string, isPackage: boolean): string {
	if (level === 0) return module;
	const parts = name.split(".");
	const base = parts.slice(0, parts.length - level + (isPackage ? 1 : 0)).join(".");
	return module === "" ? base : `${base}.${module}`;
}
