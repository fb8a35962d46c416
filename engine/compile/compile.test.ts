/** The same bytecode as CPython's, down to positions and exception tables; pyodide is CPython 3.13. */
import { readFileSync } from "node:fs";
import { loadPyodide } from "pyodide";
import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "../syntax/parse";
import { compile, compileExpression } from "./compile";
import { disassemble } from "./disassemble";
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
	return flattened(
		compile(tree.module, { filename: "main.py", borrowedLoads: false, foldsTree: true, source }),
		tree.warnings,
	);
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

it("makes equal constants of one compilation one object, also inside tuples", () => {
	const tree = parse("def f(): return (1000, (2.5,))\ndef g(): return 1000, (2.5,), 'x'\n");
	if (tree.kind === "error") throw new Error(tree.error.message);
	const result = compile(tree.module, { filename: "main.py", borrowedLoads: false });
	if (result.kind !== "ok") throw new Error(result.kind);
	const tuples = result.code.consts.flatMap((c) =>
		c.kind === "code" ? c.value.consts.flatMap((d) => (d.kind === "tuple" ? [d] : [])) : [],
	);
	expect(tuples).toHaveLength(2);
	expect(tuples[0]?.items[0]).toBe(tuples[1]?.items[0]);
	expect(tuples[0]?.items[1]).toBe(tuples[1]?.items[1]);
});

describe("expressions for eval", () => {
	it.each(["a + b", "lambda _cls, x, y: _tuple_new(_cls, (x, y))", "[x for x in y]", "'te' + 'xt'", "1 if a else b"])(
		"%s",
		(source) => {
			const tree = parse(source);
			const statement = tree.kind === "ok" ? tree.module.body[0] : undefined;
			if (statement?.kind !== "Expr") throw new Error("not an expression");
			const result = compileExpression(statement.value, {
				filename: "main.py",
				borrowedLoads: false,
				foldsTree: true,
				source,
			});
			expect(flattened(result, [])).toEqual(cpython(source, "eval"));
		},
	);
});

describe("what this compiler does not do", () => {
	it("says so, with the line", () => {
		expect(ours("x = 1\nasync def f(): pass\n")).toEqual({ kind: "unsupported", feature: "async def", line: 2 });
	});

	it("makes a function that raises of it for the library", () => {
		const source = "class A:\n    async def f(self): await self\n";
		const tree = parse(source);
		if (tree.kind === "error") throw new Error(tree.error.message);
		const result = compile(tree.module, { filename: "main.py", borrowedLoads: false, asyncStubs: true });
		expect(result.kind === "ok" && disassemble(result.code)).toContain("RAISE_VARARGS");
	});

	it("never throws, however deep the program", () => {
		const depth = 5000;
		const sum = `x = ${"1 + ".repeat(depth)}y`;
		expect(ours(sum)).toMatchObject({ kind: "unsupported" });
	});
});
