import { beforeAll, describe, expect, it } from "vitest";
import { decodeBytes, type Encoding, encodeText, findEncoding } from "./codecs";
import { codePointAt, codePointLength, fromCodePoints, toCodePoints } from "./codePoints";
import { isFault } from "./fault";
import { floatFromHex, parseFloatText } from "./floatParse";
import { Chance, type Python, startPython } from "./pythonOracle";
import {
	type CharacterClass,
	capitalizeText,
	casefoldText,
	isAll,
	isAscii,
	isIdentifier,
	isLowerText,
	isPrintableText,
	isTitleText,
	isUpperText,
	lowerText,
	swapcaseText,
	titleText,
	upperText,
} from "./strCase";
import { compareText, expandTabs, justifyText, zfillText } from "./strLayout";
import { asciiOf, reprBytes, reprText } from "./strRepr";
import {
	containsText,
	countText,
	endsWithText,
	findText,
	partitionText,
	removePrefix,
	removeSuffix,
	replaceText,
	resolveSlice,
	rfindText,
	rpartitionText,
	rsplitText,
	sliceText,
	splitLines,
	splitText,
	startsWithText,
	stripText,
} from "./strSearch";
import { calculateSuggestions } from "./suggestions";

let python: Python;
const chance = new Chance();

beforeAll(async () => {
	python = await startPython();
}, 60_000);

const CLASSES: readonly CharacterClass[] = ["alpha", "alnum", "decimal", "digit", "numeric", "space"];
const QUESTIONS =
	"[s.isalpha(), s.isalnum(), s.isdecimal(), s.isdigit(), s.isnumeric(), s.isspace(), s.isprintable(), s.isidentifier(), s.islower(), s.isupper(), s.istitle(), s.isascii()]";

function questions(text: string): boolean[] {
	return [
		...CLASSES.map((characters) => isAll(text, characters)),
		isPrintableText(text),
		isIdentifier(text),
		isLowerText(text),
		isUpperText(text),
		isTitleText(text),
		isAscii(text),
	];
}

const CONVERSIONS = "[s.upper(), s.lower(), s.title(), s.capitalize(), s.casefold(), s.swapcase(), repr(s), ascii(s)]";

function conversions(text: string): string[] {
	return [
		upperText(text),
		lowerText(text),
		titleText(text),
		capitalizeText(text),
		casefoldText(text),
		swapcaseText(text),
		reprText(text),
		asciiOf(reprText(text)),
	];
}

/** FNV-1a of many answers, so that only a number crosses for a whole plane of characters. */
function digest(texts: readonly string[]): bigint {
	let hash = 0x811c9dc5;
	for (const text of texts) {
		for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
	}
	return BigInt(hash >>> 0);
}

// No lambda can loop with state; `exec` gives it the function it calls.
const DIGEST = `
exec("""
def fingerprint(start, step):
    parts = []
    for code in range(start, start + 4096, step):
        s = chr(code)
        parts.append("".join("01"[answer] for answer in ${QUESTIONS}))
        parts.extend(${CONVERSIONS})
        parts.append(("x" + s).title() + ("a" + s + "\\u03a3").lower() + (s + "\\u03a3").lower())
        parts.append("1" if ("a" + s).isidentifier() else "0")
    hash = 0x811c9dc5
    raw = "".join(parts).encode("utf-16-le", "surrogatepass")
    for unit in struct.unpack("<%dH" % (len(raw) // 2), raw):
        hash = (hash ^ unit) * 0x01000193 & 0xffffffff
    return hash
""", globals()) or fingerprint`;

/**
 * Pairs, lone surrogates and text of every width. No piece starts with a low surrogate: it would join a high one before
 * it, which makes another text in JavaScript than in Python.
 */
const PIECES = [
	"a",
	"b",
	"ab",
	"A",
	" ",
	"\t",
	"\n",
	"\r\n",
	"\u00e9",
	"\u00df",
	"\u03a3",
	"\u01c5",
	"\u4e2d",
	"\u{1f600}",
	"\u{1f601}",
	"\u{10400}",
	"\ud83d",
	"\u2003",
	"\u1e9e",
	"'",
	'"',
	"\\",
	"\x7f",
	"\u0301",
	"\u2028",
	"\x1c",
];
const NARROW = ["a", "b", "ab", "A", " ", "\t", "\n", "\r", "x", "'", "-", "+", "0"];

const text = (most = 10): string => chance.text(chance.below(2) === 0 ? NARROW : PIECES, most);
const index = (): bigint => BigInt(chance.pick([0, 0, 1, 2, 3, 5, 8, 100, -1, -2, -3, -100]));

describe("characters", () => {
	it("have CPython's properties and mappings", () => {
		// Blocks where much begins and ends in full; others, down to those of one kind, in part.
		const dense = [0x0, 0x1, 0x2, 0xa, 0xf, 0x10, 0x11, 0x16, 0x1d, 0x1e, 0x1f];
		const sparse = Array.from({ length: 0x32 }, (_, block) => block).filter((block) => !dense.includes(block));
		const cases = [
			...dense.map((block) => [BigInt(block * 4096), 1n] as const),
			...[...sparse, 0xe0, 0xf0, 0x10f].map((block) => [BigInt(block * 4096), 7n] as const),
		];
		python.agree(DIGEST.trim(), cases, (start: bigint, step: bigint) => {
			const parts: string[] = [];
			for (let code = Number(start); code < Number(start) + 4096; code += Number(step)) {
				const s = String.fromCodePoint(code);
				parts.push(
					questions(s)
						.map((answer) => (answer ? "1" : "0"))
						.join(""),
					...conversions(s),
				);
				parts.push(titleText(`x${s}`) + lowerText(`a${s}\u03a3`) + lowerText(`${s}\u03a3`));
				parts.push(isIdentifier(`a${s}`) ? "1" : "0");
			}
			return digest(parts);
		});
	}, 60_000);
});

describe("str methods", () => {
	it("answer questions and convert case", () => {
		const cases = chance.many(1500, () => [text()] as const);
		python.agree(`lambda s: ${QUESTIONS}`, cases, questions);
		python.agree(`lambda s: ${CONVERSIONS}`, cases, conversions);
		python.agree("lambda s: ascii([s])[1:-1]", cases, (s: string) => asciiOf(reprText(s)));
	});
	it("measure and index", () => {
		const cases = chance.many(800, () => [text(), BigInt(chance.below(12))] as const);
		python.agree("lambda s, i: [len(s), ord(s[i]) if i < len(s) else -1]", cases, (s: string, i: bigint) => [
			BigInt(codePointLength(s)),
			BigInt(codePointAt(s, Number(i))),
		]);
		for (const [s] of cases) expect(fromCodePoints(toCodePoints(s))).toBe(s);
		const long = "\u{1f600}a".repeat(6000);
		expect(fromCodePoints(toCodePoints(long))).toBe(long);
	});
	it("slice", () => {
		const step = (): bigint => BigInt(chance.pick([1, 1, 2, 3, -1, -2, -7]));
		const maybe = (): bigint | null => (chance.below(4) === 0 ? null : index());
		const cases = chance.many(1500, () => [text(), maybe(), maybe(), step()] as const);
		const number = (value: bigint | null): number | null => (value === null ? null : Number(value));
		python.agree(
			"lambda s, start, stop, step: s[start:stop:step]",
			cases,
			(s: string, start: bigint | null, stop: bigint | null, by: bigint) =>
				sliceText(s, resolveSlice(codePointLength(s), number(start), number(stop), Number(by))),
		);
	});
	it("search", () => {
		const cases = chance.many(3000, () => [text(14), text(2), index(), index()] as const);
		python.agree(
			"lambda s, p, i, j: [s.find(p, i, j), s.rfind(p, i, j), s.count(p, i, j), s.startswith(p, i, j), s.endswith(p, i, j), s.find(p), s.rfind(p, i), s.count(p), p in s, s.startswith(p), s.endswith(p)]",
			cases,
			(s: string, p: string, from: bigint, to: bigint) => {
				const [i, j] = [Number(from), Number(to)];
				return [
					BigInt(findText(s, p, i, j)),
					BigInt(rfindText(s, p, i, j)),
					BigInt(countText(s, p, i, j)),
					startsWithText(s, p, i, j),
					endsWithText(s, p, i, j),
					BigInt(findText(s, p)),
					BigInt(rfindText(s, p, i)),
					BigInt(countText(s, p)),
					containsText(s, p),
					startsWithText(s, p),
					endsWithText(s, p),
				];
			},
		);
	});
	it("search for long parts, which takes no longer where a text repeats itself", () => {
		const long = (): string =>
			chance.pick(["ab", "a", "aab", "\u4e2da"]).repeat(60 + chance.below(3)) + chance.pick(["", "b", "a"]);
		const cases = chance.many(200, () => {
			const part = long();
			return [
				text(3) + chance.pick([part, part.slice(1), `${part}a${part}`, long()]) + chance.pick(["", "ab", part]),
				part,
			] as const;
		});
		python.agree(
			"lambda s, p: [s.find(p), s.rfind(p), s.count(p), s.replace(p, '-'), s.split(p), s.rsplit(p)]",
			cases,
			(s: string, p: string) => [
				BigInt(findText(s, p)),
				BigInt(rfindText(s, p)),
				BigInt(countText(s, p)),
				replaceText(s, p, "-"),
				splitText(s, p),
				rsplitText(s, p),
			],
		);
		const started = performance.now();
		const repeated = "a".repeat(300_000);
		expect(findText(repeated, `${"a".repeat(100_000)}b`)).toBe(-1);
		expect(rfindText(repeated, `b${"a".repeat(100_000)}`)).toBe(-1);
		expect(parseFloatText(`${repeated}x`)).toBe(null);
		expect(isFault(floatFromHex(`x${" ".repeat(300_000)}x`))).toBe(true);
		expect(rsplitText(repeated, "a".repeat(100))).toHaveLength(3001);
		expect(performance.now() - started).toBeLessThan(5000);
	});
	it("split", () => {
		const cases = chance.many(
			2500,
			() => [text(14), chance.below(3) === 0 ? null : text(1), BigInt(chance.below(5) - 1)] as const,
		);
		python.agree("lambda s, p, n: s.split(p, n)", cases, (s: string, p: string | null, n: bigint) =>
			splitText(s, p, Number(n)),
		);
		python.agree("lambda s, p, n: s.rsplit(p, n)", cases, (s: string, p: string | null, n: bigint) =>
			rsplitText(s, p, Number(n)),
		);
		const lines = chance.many(800, () => [chance.text([...PIECES, "\n", "\r", "\v", "\x1d", "\x85"], 8)] as const);
		python.agree("lambda s: [s.splitlines(), s.splitlines(True)]", lines, (s: string) => [
			splitLines(s),
			splitLines(s, true),
		]);
		const parted = chance.many(800, () => [text(14), text(1)] as const);
		python.agree("lambda s, p: s.partition(p)", parted, (s: string, p: string) => partitionText(s, p));
		python.agree("lambda s, p: s.rpartition(p)", parted, (s: string, p: string) => rpartitionText(s, p));
	});
	it("strip and replace", () => {
		const cases = chance.many(2000, () => [text(12), chance.below(3) === 0 ? null : text(3)] as const);
		python.agree("lambda s, c: [s.strip(c), s.lstrip(c), s.rstrip(c)]", cases, (s: string, c: string | null) => [
			stripText(s, c, "both"),
			stripText(s, c, "left"),
			stripText(s, c, "right"),
		]);
		const replaced = chance.many(2500, () => [text(12), text(2), text(2), BigInt(chance.below(6) - 1)] as const);
		python.agree("lambda s, a, b, n: s.replace(a, b, n)", replaced, (s: string, a: string, b: string, n: bigint) =>
			replaceText(s, a, b, Number(n)),
		);
		python.agree(
			"lambda s, p: [s.removeprefix(p), s.removesuffix(p)]",
			chance.many(800, () => [text(4), text(1)] as const),
			(s: string, p: string) => [removePrefix(s, p), removeSuffix(s, p)],
		);
	});
	it("lay out", () => {
		const cases = chance.many(
			1500,
			() => [text(6), BigInt(chance.below(14) - 1), chance.pick(["*", "\u{1f600}", " ", "", "ab"])] as const,
		);
		python.agree("lambda s, n, f: s.center(n, f)", cases, (s: string, n: bigint, f: string) =>
			justifyText(s, Number(n), f, "center"),
		);
		python.agree("lambda s, n, f: s.ljust(n, f)", cases, (s: string, n: bigint, f: string) =>
			justifyText(s, Number(n), f, "left"),
		);
		python.agree("lambda s, n, f: s.rjust(n, f)", cases, (s: string, n: bigint, f: string) =>
			justifyText(s, Number(n), f, "right"),
		);
		python.agree("lambda s, n, f: s.zfill(n)", cases, (s: string, n: bigint, _: string) => zfillText(s, Number(n)));
		python.agree("lambda s, n, f: s.expandtabs(n)", cases, (s: string, n: bigint, _: string) =>
			expandTabs(s, Number(n)),
		);
	});
	it("compare by code points", () => {
		const cases = chance.many(1500, () => {
			const head = text(2);
			return [head + text(2), head + text(2)] as const;
		});
		const edges = [
			["\uffff", "\u{10000}"],
			["\ud83d", "\u{1f600}"],
			["\ud83da", "\u{1f600}"],
			["\ue000", "\u{1f600}"],
			["\u{1f600}", "\u{1f601}"],
		] as const;
		python.agree("lambda a, b: (a > b) - (a < b)", [...cases, ...edges], (a: string, b: string) =>
			BigInt(compareText(a, b)),
		);
	});
});

describe("codecs", () => {
	const ERRORS = [
		"strict",
		"strict",
		"ignore",
		"replace",
		"backslashreplace",
		"surrogateescape",
		"surrogatepass",
		"nope",
	];
	const ENCODINGS: readonly Encoding[] = ["utf-8", "latin-1", "ascii"];

	it("encode", () => {
		const pieces = [...PIECES, "\ud800", "\udc80\u00e9", "\udcff", "abc"];
		const cases = chance.many(
			2500,
			() => [chance.text(pieces, 6), chance.pick(ENCODINGS), chance.pick([...ERRORS, "xmlcharrefreplace"])] as const,
		);
		python.agree("str.encode", cases, (s: string, encoding: Encoding, errors: string) =>
			encodeText(s, encoding, errors),
		);
	});
	it("decode", () => {
		const bytes = [
			0x41, 0x7f, 0x80, 0xbf, 0xc0, 0xc3, 0xa9, 0xe0, 0xa0, 0xed, 0x9f, 0xa1, 0xef, 0xf0, 0x90, 0x9f, 0x98, 0xf4, 0x8f,
			0xf5, 0xff,
		];
		const cases = chance.many(
			4000,
			() =>
				[
					Uint8Array.from(chance.list(7, () => chance.pick(bytes))),
					chance.pick(["utf-8", ...ENCODINGS] as const),
					chance.pick(ERRORS),
				] as const,
		);
		python.agree("bytes.decode", cases, (b: Uint8Array, encoding: Encoding, errors: string) =>
			decodeBytes(b, encoding, errors),
		);
	});
	it("find encodings by name", () => {
		const names = [
			"utf8",
			"UTF-8",
			"u8",
			"Latin-1",
			"iso-8859-1",
			"L1",
			"us-ascii",
			"646",
			"utf 8",
			"klingon",
			"ISO_8859_1",
		];
		python.agree(
			"lambda name: 'x'.encode(name).decode()",
			names.map((name) => [name] as const),
			(name: string) => {
				const encoding = findEncoding(name);
				return isFault(encoding) ? encoding : "x";
			},
		);
	});
	it("write bytes", () => {
		const cases = chance.many(
			400,
			() =>
				[
					Uint8Array.from(
						chance.list(8, () => chance.pick([9, 10, 13, 34, 39, 92, chance.below(256), chance.below(128)])),
					),
				] as const,
		);
		python.agree("repr", cases, reprBytes);
	});
});

describe("suggestions", () => {
	it("are CPython's", () => {
		const pieces = ["a", "b", "A", "B", "_", "name", "self", "\u00e9", "get", "append", "x"];
		const cases = chance.many(
			1500,
			() => [chance.list(12, () => chance.text(pieces, 5)), chance.text(pieces, 5)] as const,
		);
		const long = [
			[["x".repeat(50), `${"x".repeat(49)}y`], "x".repeat(51)],
			[[`${"xy".repeat(30)}`], `${"yx".repeat(30)}`],
			[Array.from({ length: 750 }, (_, i) => `name${i}`), "name"],
			[Array.from({ length: 749 }, (_, i) => `name${i}`), "name"],
		] as const;
		python.agree(
			"__import__('_suggestions')._generate_suggestions",
			[...cases, ...long],
			(names: readonly string[], name: string) => calculateSuggestions(names, name),
		);
	});
});
