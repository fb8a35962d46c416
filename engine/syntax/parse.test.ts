import { readFileSync } from "node:fs";
import { loadPyodide } from "pyodide";
import { beforeAll, describe, expect, it } from "vitest";
import type { ProfileName } from "../profiles";
import { dump } from "./dump";
import { parse } from "./parse";

const here = new URL("./cases/", import.meta.url);
/** Programs that are Python, one construct each. */
const VALID = readFileSync(new URL("valid.txt", here), "utf8").split("# ---\n");
/** Programs that are not: about one per message, and what broke earlier versions. */
const INVALID: readonly string[] = JSON.parse(readFileSync(new URL("invalid.json", here), "utf8"));
/** Programs that warn, with what 3.13.18 says (3.13.2 counts lines differently): message and line. */
const WARNING: Readonly<Record<string, unknown>> = JSON.parse(readFileSync(new URL("warnings.json", here), "utf8"));

/**
 * pyodide is CPython 3.13.2; what later releases of 3.13 changed is recorded from 3.13.18: type, message, lineno,
 * offset, end_lineno, end_offset, text.
 */
const CHANGED_AFTER_3_13_2: Readonly<Record<string, unknown>> = JSON.parse(
	readFileSync(new URL("changedAfter3132.json", here), "utf8"),
);

/** Programs that 3.14 words otherwise, with what 3.14.10 says: the attributes as above. */
const IN_3_14: readonly (readonly [string, unknown])[] = JSON.parse(
	readFileSync(new URL("errors314.json", here), "utf8"),
);

/** The oracle: CPython's own parser, its columns turned into code points. */
const ORACLE = `
import ast, json, warnings

def tree(source):
    module = ast.parse(source)
    lines = source.split("\\n")
    def column(line, offset):
        return len(lines[line - 1].encode()[:offset].decode())
    for node in ast.walk(module):
        if isinstance(node, ast.Constant):
            node.kind = None
        if hasattr(node, "lineno"):
            node.col_offset = column(node.lineno, node.col_offset)
            node.end_col_offset = column(node.end_lineno, node.end_col_offset)
    return ast.dump(module, include_attributes=True)

def error(source):
    try:
        ast.parse(source)
    except SyntaxError as e:
        return [type(e).__name__, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset, e.text]

def answer(function, sources):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return json.dumps([globals()[function](source) for source in json.loads(sources)])
`;

let ask: (name: string, sources: readonly string[]) => unknown[];

beforeAll(async () => {
	const pyodide = await loadPyodide();
	pyodide.runPython(ORACLE);
	const answer = pyodide.globals.get("answer");
	ask = (name, sources) => JSON.parse(answer(name, JSON.stringify(sources)));
}, 60_000);

const errorOf = (source: string, python: ProfileName = "3.13") => {
	const result = parse(source, python);
	if (result.kind === "ok") return null;
	const { type, message, lineno, offset, endLineno, endOffset, text } = result.error;
	return [type, message, lineno, offset, endLineno, endOffset, text];
};

describe("against CPython", () => {
	it("builds the same trees, positions included", () => {
		const trees = ask("tree", VALID);
		VALID.forEach((source, index) => {
			const result = parse(source);
			expect(result.kind === "ok" ? dump(result.module) : result.error.message, source).toBe(trees[index]);
		});
	});

	it("reports the same errors at the same places", () => {
		const errors = ask("error", INVALID);
		INVALID.forEach((source, index) => {
			expect(errorOf(source), JSON.stringify(source)).toEqual(CHANGED_AFTER_3_13_2[source] ?? errors[index]);
		});
	});

	it("reports the errors of 3.14", () => {
		for (const [source, expected] of IN_3_14) expect(errorOf(source, "3.14"), JSON.stringify(source)).toEqual(expected);
	});

	it("collects the same warnings", () => {
		for (const [source, expected] of Object.entries(WARNING)) {
			const result = parse(source);
			const found = result.kind === "ok" ? result.warnings.map(({ message, lineno }) => [message, lineno]) : result;
			expect(found, JSON.stringify(source)).toEqual(expected);
		}
	});

	it("agrees on whether a damaged program is Python", () => {
		const damaged = VALID.flatMap((source) => damage(source));
		const errors = ask("error", damaged);
		const different = damaged.filter((source, index) => (parse(source).kind === "ok") !== (errors[index] === null));
		expect(different).toEqual([]);
	});
});

/** Each program with one token in seven taken out, in turn. */
function damage(source: string): string[] {
	const tokens = source.match(/\w+|\s+|./gsu) ?? [];
	const programs: string[] = [];
	for (let i = 0; i < tokens.length; i += 7) programs.push(tokens.filter((_, index) => index !== i).join(""));
	return programs;
}

describe("any input", () => {
	const repeat = (text: string, times: number) => text.repeat(times);

	it("gives a result for noise", () => {
		let state = 1;
		const random = (below: number) => {
			state = (state * 48271) % 2147483647;
			return state % below;
		};
		const alphabet = "()[]{}:,;=+-*/<>!@.\\'\"#\n\t \r\f\u00e9\u{1d400}\ud800\0\x01\ufeffabf01_xjeEN{}$?`~|&^%";
		const characters = [...alphabet];
		for (let i = 0; i < 3000; i++) {
			const source = Array.from({ length: random(60) }, () => characters[random(characters.length)]).join("");
			expect(["ok", "error"], JSON.stringify(source)).toContain(parse(source).kind);
		}
	});

	it.each([
		["parentheses", repeat("(", 100_000), "SyntaxError: too many nested parentheses"],
		["open brackets", repeat("[", 190), "SyntaxError: '[' was never closed"],
		["f-strings", repeat("f'{", 1000), "SyntaxError: too many nested f-strings"],
		[
			"indentation",
			Array.from({ length: 101 }, (_, i) => `${repeat(" ", i)}if 1:\n`).join(""),
			"IndentationError: too many levels of indentation",
		],
		["signs", `${repeat("-", 20_000)}1`, "MemoryError: Parser stack overflowed - Python source too complex to parse"],
		[
			"conditions",
			`${repeat("1 if 2 else ", 20_000)}1`,
			"MemoryError: Parser stack overflowed - Python source too complex to parse",
		],
		[
			"elif",
			`if 1: pass\n${repeat("elif 1: pass\n", 20_000)}`,
			"MemoryError: Parser stack overflowed - Python source too complex to parse",
		],
	])("stops at CPython's limit: %s", (_, source, expected) => {
		const result = parse(source);
		expect(result.kind === "error" ? `${result.error.type}: ${result.error.message}` : "ok").toBe(expected);
	});

	it.each([
		["nested parentheses", `${repeat("(", 199)}1${repeat(")", 199)}`],
		["signs", `${repeat("-", 5900)}1`],
		["lambdas", `${repeat("lambda:", 2900)}1`],
		["powers", `${repeat("2**", 2900)}1`],
		["a sum", `${repeat("1+", 20_000)}1`],
		["attributes", `a${repeat(".a", 20_000)}`],
		["strings", repeat("'a' ", 20_000)],
		["an f-string", `f"${repeat("{a}b", 20_000)}"`],
	])("accepts what CPython accepts: %s", (_, source) => {
		expect(parse(source).kind).toBe("ok");
	});

	it("reads a byte order mark and any newline as CPython reads a file", () => {
		const plain = parse("a = 1\nb = '''\n'''\n");
		expect(parse("\ufeffa = 1\r\nb = '''\r'''")).toEqual(plain);
	});
});
