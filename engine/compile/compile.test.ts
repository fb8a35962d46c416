/** The same bytecode as CPython's, down to positions and exception tables; pyodide is CPython 3.13. */
import { readFileSync } from "node:fs";
import { loadPyodide } from "pyodide";
import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "../syntax/parse";
import { compile, compileExpression } from "./compile";
import { flattened, readDump } from "./oracle/flatten";

function oracleFile(name: string): string {
	return readFileSync(new URL(`./oracle/${name}`, import.meta.url), "utf8");
}

/** The programs of a file, separated by lines of `%%`, each with its first line for a name. */
function programs(name: string): readonly (readonly [string, string])[] {
	return oracleFile(name)
		.split("%%\n")
		.map((source) => [source.trimEnd().replaceAll("\n", " ⏎ ").slice(0, 60), source]);
}

function ours(source: string): object {
	const tree = parse(source);
	if (tree.kind === "error") throw new Error(`the parser refuses it: ${tree.error.message}`);
	return flattened(compile(tree.module, { filename: "main.py", borrowedLoads: false, source }), tree.warnings);
}

let cpython: (source: string, mode?: "exec" | "eval") => object;

beforeAll(async () => {
	const pyodide = await loadPyodide();
	pyodide.runPython(oracleFile("dump.py"));
	const dump = pyodide.runPython("lambda source, mode: json.dumps(compiled(source.encode(), mode))");
	cpython = (source, mode = "exec") => readDump(dump(source, mode));
}, 60_000);

describe("programs", () => {
	it.each(programs("programs.txt"))("%s", (_, source) => {
		const expected = cpython(source);
		expect(expected).toHaveProperty("kind", "ok");
		expect(ours(source)).toEqual(expected);
	});
});

describe("what the symbol table and the compiler refuse", () => {
	it.each(programs("errors.txt"))("%s", (_, source) => {
		const expected = cpython(source);
		expect(expected).toHaveProperty("kind", "error");
		expect(ours(source)).toEqual(expected);
	});
});

describe("expressions for eval", () => {
	it.each(["a + b", "lambda _cls, x, y: _tuple_new(_cls, (x, y))", "[x for x in y]", "'te' + 'xt'", "1 if a else b"])(
		"%s",
		(source) => {
			const tree = parse(source);
			const statement = tree.kind === "ok" ? tree.module.body[0] : undefined;
			if (statement?.kind !== "Expr") throw new Error("not an expression");
			const result = compileExpression(statement.value, { filename: "main.py", borrowedLoads: false, source });
			expect(flattened(result, [])).toEqual(cpython(source, "eval"));
		},
	);
});

describe("what this compiler does not do", () => {
	it("says so, with the line", () => {
		expect(ours("x = 1\nasync def f(): pass\n")).toEqual({ kind: "unsupported", feature: "async def", line: 2 });
	});

	it("never throws, however deep the program", () => {
		const depth = 5000;
		const sum = `x = ${"1 + ".repeat(depth)}y`;
		expect(ours(sum)).toMatchObject({ kind: "unsupported" });
	});
});
