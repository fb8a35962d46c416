import { beforeAll, describe, expect, it } from "vitest";
import { provideLibrary, record } from "../../../engine/dist/recording.mjs";
import { furnish } from "../../../scripts/engine/load.mjs";
import { errorRange } from "./error-range";

beforeAll(() => furnish({ provideLibrary }));

/** What the program's own error underlines, cut out of its text, and its message. */
function underlined(source: string): readonly [parts: readonly string[], message: string] {
	const { stderr } = record(source, {}).summary.report;
	const found = errorRange(source, stderr);
	if (found === null) return [[], ""];
	const lines = source.split("\n");
	return [
		found.underlines.map(({ line, from, to }) => `${line}:${from} ${lines[line - 1]?.slice(from, to)}`),
		found.message,
	];
}

describe("errorRange", () => {
	it.each([
		["a subscript", 'a = [1]\nb = {"a": a}\nprint(b["b"])\n', ['3:6 b["b"]'], "KeyError: 'b'"],
		["a bracket never closed", "a = [1\n", ["1:4 ["], "SyntaxError: '[' was never closed"],
		[
			"a line behind a tab",
			"def f(x):\n\treturn x.foo + 1\n\nf(3)\n",
			["2:8 x.foo"],
			"AttributeError: 'int' object has no attribute 'foo'",
		],
		["wide characters before it", "x = '中文' + str(1 / 0)\n", ["1:15 1 / 0"], "ZeroDivisionError: division by zero"],
		[
			"wide characters in it",
			"x = ['文'] + '中文'\n",
			["1:4 ['文'] + '中文'"],
			'TypeError: can only concatenate list (not "str") to list',
		],
		[
			"a SyntaxError among wide characters",
			"if True:\n    print('中文' 3)\n",
			["2:10 '中文' 3"],
			"SyntaxError: invalid syntax. Perhaps you forgot a comma?",
		],
		[
			"an expression of several lines",
			"def g(a, b):\n    return a\n\nresult = (\n    g(1, 2) +\n    g(\n     'x',\n     3)\n)\n",
			["5:4 g(1, 2) +", "6:4 g(", "7:5 'x',", "8:5 3)"],
			"TypeError: unsupported operand type(s) for +: 'int' and 'str'",
		],
		[
			"a line without carets",
			"raise ValueError('two\\nlines')\n",
			["1:0 raise ValueError('two\\nlines')"],
			"ValueError: two",
		],
		[
			"the last of a chain",
			"try:\n    1/0\nexcept ZeroDivisionError:\n    [][3]\n",
			["4:4 [][3]"],
			"IndexError: list index out of range",
		],
		[
			"an own frame under the library's",
			"import json\njson.loads('{')\n",
			["2:0 json.loads('{')"],
			"json.decoder.JSONDecodeError: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)",
		],
		["a text of eval's", "eval('1 +')\n", ["1:0 eval('1 +')"], "SyntaxError: invalid syntax"],
		[
			"a column after the line's end",
			"if True:\n    x = 1\n  y = 2\n",
			["3:6 2"],
			"IndentationError: unindent does not match any outer indentation level",
		],
		[
			"a group",
			"raise ExceptionGroup('g', [ValueError(1)])\n",
			["1:0 raise ExceptionGroup('g', [ValueError(1)])"],
			"ExceptionGroup: g (1 sub-exception)",
		],
	] as const)("finds %s", (_, source, parts, message) => {
		expect(underlined(source)).toEqual([parts, message]);
	});

	it("finds nothing where no line of the program is told of", () => {
		expect(underlined("import sys\nsys.exit('bye')\n")).toEqual([[], ""]);
		expect(errorRange("x = 1\n", "")).toBeNull();
		expect(errorRange("", 'Traceback (most recent call last):\n  File "main.py", line 7, in f\nE')).toBeNull();
	});

	it("takes what the program wrote itself for no traceback", () => {
		const source = 'import sys\nsys.stderr.write("  File \\"main.py\\", line 1\\n    import\\n    ^^^^^^\\n")\n1/0\n';
		expect(underlined(source)[0]).toEqual(["3:0 1/0"]);
	});
});
