/** What a script that does not compile leaves on stderr, against what CPython 3.13.18 leaves (cases/syntaxerrors.json). */
import { describe, expect, test } from "vitest";
import { compile } from "../compile/compile";
import { parse } from "../syntax/parse";
import recorded from "./cases/syntaxerrors.json";
import { formatSyntaxError } from "./syntaxerrortext";

function stderrOf(source: string): string {
	const parsed = parse(source);
	if (parsed.kind === "error") return formatSyntaxError(parsed.error, "main.py", source, "3.13");
	const compiled = compile(parsed.module, { filename: "main.py", borrowedLoads: false, source });
	return compiled.kind === "error" ? formatSyntaxError(compiled.error, "main.py", source, "3.13") : compiled.kind;
}

describe("what is said of a program that does not compile", () => {
	for (const { program, stderr } of recorded) {
		test(program.trim(), () => {
			expect(stderrOf(program)).toBe(stderr);
		});
	}
});
