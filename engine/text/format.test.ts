import { beforeAll, describe, expect, it } from "vitest";
import { type Fault, fault, isFault } from "./fault";
import { reprFloat } from "./floatRepr";
import { intToFloat, truncateFloat } from "./floatRound";
import { formatFloat, formatInt, formatText, specSize } from "./formatSpec";
import { intToText } from "./intText";
import {
	ARGUMENTS_LEFT,
	CHARACTER_REQUIRED,
	NEEDS_MAPPING,
	NOT_ENOUGH_ARGUMENTS,
	type PercentField,
	padPercent,
	parsePercent,
	percentCharacter,
	percentFloat,
	percentInt,
	percentNeedsNumber,
	STAR_WANTS_INT,
	type StarUse,
	starSize,
	unsupportedConversion,
} from "./percentFormat";
import { Chance, type Python, startPython, type Value } from "./pythonOracle";
import { type FormatPiece, missingPositional, parseFormat, readMarkup, splitFieldName } from "./strFormat";
import { asciiOf, reprText } from "./strRepr";

let python: Python;
const chance = new Chance();

beforeAll(async () => {
	python = await startPython();
}, 60_000);

/** Mostly well-formed specs, some not. */
function spec(types: readonly string[]): string {
	const maybe = (odds: number, make: () => string): string => (chance.below(odds) === 0 ? make() : "");
	const fill = maybe(
		3,
		() => chance.pick(["", "*", "0", "\u00e9", "\u{1f600}", "{"]) + chance.pick(["<", ">", "=", "^"]),
	);
	const sign = maybe(3, () => chance.pick(["+", "-", " "]));
	const flags = maybe(5, () => "z") + maybe(4, () => "#") + maybe(4, () => "0");
	const width = maybe(2, () => chance.pick(["1", "5", "9", "10", "11", "12", "13", "20", "30", "\u0661\u0662"]));
	const grouping = maybe(3, () => chance.pick([",", ",", "_", ",_", "_,", ",,"]));
	const precision = maybe(3, () =>
		chance.pick([".0", ".1", ".2", ".3", ".5", ".10", ".30", ".", ".99999999999999999999"]),
	);
	return fill + sign + flags + width + grouping + precision + maybe(20, () => "x!") + chance.pick(types);
}

describe("format specs", () => {
	it("format ints", () => {
		const types = ["", "", "d", "d", "b", "o", "x", "X", "n", "c", "e", "f", "g", "G", "%", "s", "q", "\u00e9", "\x01"];
		const lengths = [1, 1, 2, 3, 4, 6, 7, 9, 25, 40, 300];
		const cases = chance.many(4000, () => [chance.int(lengths), spec(types)] as const);
		const small = chance.many(500, () => [BigInt(chance.below(300) - 10), spec(["c", "d", "x", ""])] as const);
		python.agree(
			"format",
			[...cases, ...small, [10n ** 4300n, "d"], [10n ** 4300n, ","], [10n ** 400n, "e"], [0x110000n, "c"]],
			(value: bigint, text: string) => formatInt(value, text),
		);
	});
	it("format floats", () => {
		const types = ["", "", "e", "E", "f", "F", "g", "G", "n", "%", "d", "s", "\0"];
		const cases = chance.many(5000, () => [chance.float(), spec(types)] as const);
		python.agree("format", cases, (value: number, text: string) => formatFloat(value, text));
	});
	it("format text", () => {
		const cases = chance.many(
			2000,
			() => [chance.text(["a", "\u00e9", "\u{1f600}", "\ud800"], 6), spec(["", "", "s", "s", "d"])] as const,
		);
		python.agree("format", cases, (value: string, text: string) => formatText(value, text));
	});
	it("tell how long their text can be", () => {
		expect(specSize("*>+010,.25f")).toBe(35);
		expect(specSize("\u0661\u0662d")).toBe(12);
		expect(formatInt(1n, "999999999999")).toMatchObject({ type: "MemoryError" });
		expect(formatFloat(1, ".2147483647f")).toMatchObject({ type: "MemoryError" });
		expect(formatFloat(1, ".2147483648f")).toMatchObject({ message: "precision too big" });
	});
	it("name the type they were given for", () => {
		expect(formatInt(1n, "q", "bool")).toMatchObject({ message: "Unknown format code 'q' for object of type 'bool'" });
		python.agree(
			"format",
			[
				[true, "q"],
				[true, "5x2"],
				[false, "05"],
			],
			(value: boolean, text: string) => formatInt(value ? 1n : 0n, text, "bool"),
		);
	});
});

type Argument = string | bigint | number;

function typeName(value: Argument): string {
	return typeof value === "string" ? "str" : typeof value === "bigint" ? "int" : "float";
}

function toStr(value: Argument): string | Fault {
	return typeof value === "string" ? value : typeof value === "bigint" ? intToText(value) : reprFloat(value);
}

/** Evaluates `template % args` (or of a mapping) as the machine would, piece by piece. */
function percent(
	template: string,
	args: readonly Argument[],
	names: ReadonlyMap<string, Argument> | null,
): string | Fault {
	let next = 0;
	let keyed: Argument | null = null;
	const take = (): Argument | Fault => {
		if (keyed !== null) {
			const value = keyed;
			keyed = null;
			return value;
		}
		return (names === null ? args[next++] : undefined) ?? NOT_ENOUGH_ARGUMENTS;
	};
	let result = "";
	for (const piece of parsePercent(template)) {
		if (piece.kind === "literal") {
			result += piece.text;
			continue;
		}
		const needsMapping = piece.kind === "broken" ? piece.needsMapping : piece.key !== null;
		if (needsMapping && names === null) return NEEDS_MAPPING;
		if (piece.key !== null) keyed = names?.get(piece.key) ?? 0n;
		if (piece.kind === "broken") {
			for (const use of piece.stars) {
				const size = starSizeOf(take(), use);
				if (isFault(size)) return size;
			}
			return piece.fault;
		}
		const done = convert(piece, take);
		if (isFault(done)) return done;
		result += done;
	}
	return names === null && next < args.length ? ARGUMENTS_LEFT : result;
}

function starSizeOf(star: Argument | Fault, of: StarUse): number | Fault {
	if (isFault(star)) return star;
	return typeof star === "bigint" ? starSize(star, of) : STAR_WANTS_INT;
}

function convert(field: PercentField, take: () => Argument | Fault): string | Fault {
	const size = (given: number | "*" | null, of: StarUse): number | null | Fault =>
		given === "*" ? starSizeOf(take(), of) : given;
	const width = size(field.width, "width");
	if (isFault(width)) return width;
	const precision = size(field.precision, "precision");
	if (isFault(precision)) return precision;
	const value = take();
	if (isFault(value)) return value;
	const text = convertValue(field, value, precision);
	return isFault(text) ? text : padPercent(text, field.conversion, field.flags, width, precision);
}

function convertValue(
	{ conversion, flags, ...field }: PercentField,
	value: Argument,
	precision: number | null,
): string | Fault {
	switch (conversion) {
		case "s":
			return toStr(value);
		case "r":
			return typeof value === "string" ? reprText(value) : toStr(value);
		case "a":
			return typeof value === "string" ? asciiOf(reprText(value)) : toStr(value);
		case "c":
			return typeof value === "number" ? CHARACTER_REQUIRED : percentCharacter(value);
		case "e":
		case "E":
		case "f":
		case "F":
		case "g":
		case "G": {
			const float = typeof value === "bigint" ? intToFloat(value) : value;
			if (typeof float === "string") return fault("TypeError", "must be real number, not str");
			return isFault(float) ? float : percentFloat(float, conversion, flags, precision);
		}
		case "d":
		case "i":
		case "u":
		case "o":
		case "x":
		case "X": {
			if (typeof value === "string" || (typeof value === "number" && "oxX".includes(conversion)))
				return percentNeedsNumber(conversion, typeName(value));
			const int = typeof value === "number" ? truncateFloat(value) : value;
			return isFault(int) ? int : percentInt(int, conversion, flags, precision);
		}
		default:
			return unsupportedConversion({ conversion, flags, ...field });
	}
}

describe("percent templates", () => {
	const field = (key: string): string =>
		`%${key}${chance.text(["-", "+", " ", "#", "0"], 2)}${chance.pick(["", "", "5", "12", "*"])}${chance.pick(["", "", ".", ".0", ".3", ".12", ".*"])}${chance.pick(["", "", "", "l"])}` +
		chance.pick([
			"s",
			"r",
			"a",
			"c",
			"d",
			"i",
			"u",
			"o",
			"x",
			"X",
			"e",
			"E",
			"f",
			"F",
			"g",
			"G",
			"%",
			"s",
			"d",
			"f",
			"q",
			"\u00e9",
			"",
		]);
	const argument = (): Argument =>
		chance.pick<() => Argument>([
			() => chance.int([1, 2, 3, 4, 30, 300]),
			() => BigInt(chance.below(30) - 5),
			() => chance.float(),
			() => chance.text(["a", "\u00e9", "'", "\u{1f600}", "\n"], 4),
		])();

	it("format tuples", () => {
		const cases = chance.many(4000, () => {
			const template = chance.many(chance.below(3) + 1, () => field("") + chance.pick(["", "x", "\u{1f600}"])).join("");
			const args = chance.list(4, argument);
			return [template, args] as const;
		});
		python.agree("lambda template, args: template % tuple(args)", cases, (template: string, args: Argument[]) =>
			percent(template, args, null),
		);
	});
	it("format one argument exactly", () => {
		const cases = chance.many(4000, () => [field(""), argument()] as const);
		const far = [
			["%99999999999999999999d", 1n],
			["%.99999999999999999999d", 1n],
			["%*d", 2n ** 70n],
			["%c", 0x110000n],
			["%c", 2n ** 70n],
			["%c", -1n],
			["%d", 10n ** 4300n],
			["%x", 10n ** 4300n],
		] as const;
		python.agree("lambda template, arg: template % arg", [...cases, ...far], (template: string, arg: Argument) =>
			percent(template, [arg], null),
		);
	});
	it("format mappings", () => {
		// A field without a key, before any with one, takes the mapping itself: the machine's affair.
		const keys = ["(a)", "(b)", "(a(b))", "(", "(a", "()"];
		const cases = chance.many(1500, () => {
			const template = field(chance.pick(keys)) + chance.pick(["", "z", field("")]);
			return [template, argument(), argument()] as const;
		});
		python.agree(
			"lambda template, a, b: template % {'a': a, 'b': b, 'a(b)': 1, '': 2}",
			cases,
			(template: string, a: Argument, b: Argument) =>
				percent(
					template,
					[],
					new Map<string, Argument>([
						["a", a],
						["b", b],
						["a(b)", 1n],
						["", 2n],
					]),
				),
		);
		python.agree("lambda template: template % 1", [["%(a)s"], ["%(a"], ["%("]], (template: string) =>
			percent(template, [1n], null),
		);
	});
});

/** A path as Python's `_string.formatter_field_name_split` would show it, or the fault that reading it meets. */
function fieldName(name: string): unknown {
	const split = splitFieldName(name);
	if (isFault(split)) return split;
	const steps: unknown[] = [];
	for (const step of split.path) {
		if (step.kind === "fault") return step;
		if (step.kind === "attribute") steps.push([true, step.name]);
		else steps.push([false, step.kind === "index" ? BigInt(step.index) : step.key]);
	}
	return [split.first.kind === "index" ? BigInt(split.first.index) : split.first.name, steps];
}

/** Formats with text arguments only, each accessor written out instead of followed. */
function formatWith(pieces: readonly FormatPiece[], args: readonly string[]): string | Fault {
	let result = "";
	for (const piece of pieces) {
		if (piece.kind === "fault") return piece;
		if (piece.kind === "literal") {
			result += piece.text;
			continue;
		}
		const { first } = piece;
		if (first.kind === "name" && !["a", "b", "\u00e9"].includes(first.name))
			return fault("KeyError", reprText(first.name));
		let value = first.kind === "index" ? (args[first.index] ?? missingPositional(first.index)) : `<${first.name}>`;
		if (isFault(value)) return value;
		for (const step of piece.path) {
			if (step.kind === "fault") return step;
			value +=
				step.kind === "attribute" ? `.${step.name}` : step.kind === "index" ? `[${step.index}]` : `['${step.key}']`;
		}
		if (piece.conversion === "r") value = reprText(value);
		if (piece.conversion === "a") value = asciiOf(reprText(value));
		const specText = typeof piece.spec === "string" ? piece.spec : formatWith(piece.spec, args);
		if (isFault(specText)) return specText;
		const formatted = formatText(value, specText, piece.conversion === null ? "Traced" : "str");
		if (isFault(formatted)) return formatted;
		result += formatted;
	}
	return result;
}

// A str whose attributes and items are written out, and a mapping that has every name.
const TRACED = `
exec("""
class Traced(str):
    def __getattribute__(self, name):
        return Traced(str.__str__(self) + "." + name)
    def __getitem__(self, key):
        return Traced(str.__str__(self) + ("[%d]" % key if isinstance(key, int) else "['%s']" % key))
""", globals()) or (lambda template, args: template.format(
    *map(Traced, args), **{name: Traced("<" + name + ">") for name in ("a", "b", "\u00e9")}))
`;

describe("str.format templates", () => {
	const inner = (): string =>
		chance.pick(["", "", "0", "1", "a", "b", "3"]) +
		chance.text([".x", "[0]", "[k]", "[", "]", ".", "[-1]", "[\u0661]"], 2);
	const field = (depth: number): string => {
		const specText = chance.pick([
			() => "",
			() => ":",
			() => ":>8",
			() => ":^6.2",
			() => (depth > 0 ? `:${field(depth - 1)}` : ":{"),
			() => `:<{a}`,
		])();
		return `{${inner()}${chance.pick(["", "", "", "!r", "!s", "!a", "!", "!z", "!rr", "!\u00e9"])}${specText}${chance.pick(["}", "}", "}", "}", ""])}`;
	};
	const template = (): string =>
		chance
			.many(chance.below(4) + 1, () =>
				chance.pick([
					() => "lit",
					() => "{{",
					() => "}}",
					() => field(2),
					() => field(1),
					() => field(0),
					() => field(0),
					() => "}",
					() => "{",
				])(),
			)
			.join("");

	it("are read as markup", () => {
		const cases = chance.many(3000, () => [template()] as const);
		python.agree(
			"lambda template: [list(part) for part in __import__('_string').formatter_parser(template)]",
			cases,
			(text: string) => {
				const parts: Value[] = [];
				for (const markup of readMarkup(text)) {
					if (isFault(markup)) return markup;
					const { field } = markup;
					parts.push([
						markup.literal,
						field?.name ?? null,
						field === null ? null : field.spec,
						field?.conversion ?? null,
					]);
				}
				return parts;
			},
		);
	});
	it("have their field names split", () => {
		const cases = chance.many(2000, () => [inner()] as const);
		python.agree(
			"lambda name: (lambda first, rest: [first, [list(step) for step in rest]])(*__import__('_string').formatter_field_name_split(name))",
			[...cases, ["9".repeat(30)], ["a[999999999999999999999]"], ["\u0663"]],
			fieldName,
		);
	});
	it("are formatted with nested fields and numbering", () => {
		const cases = chance.many(
			4000,
			() => [template(), chance.list(3, () => chance.pick(["<5", "p", "^7", "\u00e9"]))] as const,
		);
		python.agree(TRACED.trim(), cases, (text: string, args: readonly string[]) => formatWith(parseFormat(text), args));
	});
});
