/** Scopes of annotations in 3.14, against what CPython 3.14 has (`oracle/scopes.py` recorded it). */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { parse } from "../syntax/parse";
import type { CodeObject } from "./code";
import { compile } from "./compile";

function oracleFile(name: string): string {
	return readFileSync(new URL(`./oracle/${name}`, import.meta.url), "utf8");
}

function described(code: CodeObject): readonly unknown[] {
	const { qualname, firstlineno, posonlyargcount, names, varnames, cellvars, freevars } = code;
	const inner = code.consts.flatMap((c) => (c.kind === "code" ? described(c.value) : []));
	return [[qualname, firstlineno, posonlyargcount, names, varnames, cellvars, freevars], ...inner];
}

it("gives functions, classes and modules with annotations the functions and cells that CPython gives them", () => {
	const tree = parse(oracleFile("annotations.txt"), "3.14");
	if (tree.kind === "error") throw new Error(tree.error.message);
	const result = compile(tree.module, { filename: "main.py", borrowedLoads: true, lazyAnnotations: true });
	if (result.kind !== "ok") throw new Error(result.kind);
	expect(described(result.code)).toEqual(JSON.parse(oracleFile("annotations.recorded.json")));
});
