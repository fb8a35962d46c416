import { describe, expect, it } from "vitest";
import { parse } from "../syntax/parse";
import type { CodeObject, Constant } from "./code";
import { compile } from "./compile";
import { readCode, writeCode } from "./marshal";

const PROGRAM = `"""A text with \\ud800 alone, é and U0001f600."""
x = (1, -2.5, 3j, b"\\x00\\xff", None, ..., True, 123456789012345678901234567890, -7 ** 31)
def f(a, /, b, *c, d=1, **e):
    def g():
        nonlocal a
        try:
            return a in {1, 2, "three"}
        finally:
            print(c)
    return g
class C:
    def m(self):
        return __class__


    async_ = [y for y in x if y]
`;

function codeOf(source: string): CodeObject {
	const parsed = parse(source);
	if (parsed.kind === "error") throw new Error(parsed.error.message);
	const compiled = compile(parsed.module, { filename: "main.py", borrowedLoads: false, source });
	if (compiled.kind !== "ok") throw new Error(compiled.kind);
	return compiled.code;
}

/** A code object as plain data, whichever class it is of. */
function plain(code: CodeObject): unknown {
	const constant = (c: Constant): unknown =>
		c.kind === "code"
			? plain(c.value)
			: c.kind === "tuple" || c.kind === "frozenset"
				? { ...c, items: c.items.map(constant) }
				: c.kind === "bytes"
					? { ...c, value: [...c.value] }
					: c;
	const { instructions, positions, consts } = code;
	const { name, qualname, filename, firstlineno, flags, argcount, posonlyargcount, kwonlyargcount, stacksize } = code;
	const { localsplusnames, localspluskinds, varnames, cellvars, freevars, names, exceptionTable, docstring } = code;
	return {
		...{ name, qualname, filename, firstlineno, flags, argcount, posonlyargcount, kwonlyargcount, stacksize },
		...{ localsplusnames, localspluskinds, varnames, cellvars, freevars, names, exceptionTable, docstring },
		instructions: [...instructions],
		positions: [...positions],
		consts: consts.map(constant),
	};
}

describe("marshal", () => {
	it("gives back the code object that was written", () => {
		const code = codeOf(PROGRAM);
		expect(plain(readCode(writeCode(code)))).toEqual(plain(code));
	});

	it("writes the same bytes again", () => {
		const bytes = writeCode(codeOf(PROGRAM));
		expect(writeCode(readCode(bytes))).toEqual(bytes);
	});

	it("does not read what another version wrote", () => {
		const bytes = writeCode(codeOf("x = 1\n"));
		bytes[0] = (bytes[0] ?? 0) ^ 1;
		expect(() => readCode(bytes)).toThrow(RangeError);
	});
});
