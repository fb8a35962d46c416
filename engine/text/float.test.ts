import { beforeAll, describe, it } from "vitest";
import { fault } from "./fault";
import { floatFromHex, floatToHex, parseFloatText } from "./floatParse";
import { type FloatCode, floatToText, reprFloat } from "./floatRepr";
import { floatRatio, intToFloat, roundFloat, roundFloatToInt, truncateFloat } from "./floatRound";
import { intToPrefixed, intToText, parseIntText } from "./intText";
import { Chance, type Python, startPython } from "./pythonOracle";
import { reprText } from "./strRepr";

let python: Python;
const chance = new Chance();
const floats = chance.many(1500, () => [chance.float()] as const);

beforeAll(async () => {
	python = await startPython();
}, 60_000);

describe("float", () => {
	it("is written by repr", () => python.agree("repr", floats, reprFloat));
	it("is written in hexadecimal", () => python.agree("float.hex", floats, floatToHex));
	it("is an exact ratio", () => python.agree("float.as_integer_ratio", floats, floatRatio));
	it("is truncated", () => python.agree("int", floats, truncateFloat));
	it("is rounded to an int", () => python.agree("round", floats, roundFloatToInt));
	it("is rounded to places", () => {
		const cases = chance.many(2500, () => [chance.float(), BigInt(chance.below(40) - 20)] as const);
		const far = chance.many(200, () => [chance.float(), BigInt(chance.below(800) - 400)] as const);
		python.agree(
			"round",
			[...cases, ...far, [1.7e308, -308n], [2.675, 2n], [0.5, 0n]],
			(value: number, places: bigint) => roundFloat(value, Number(places)),
		);
	});
	it("is written with any precision", () => {
		const codes: readonly FloatCode[] = ["e", "E", "f", "F", "g", "G"];
		const cases = chance.many(3000, () => {
			const precision = chance.pick([0, 0, 1, 2, 3, 5, 6, 16, 17, 20, 50, 101, 340, 800, 1100]);
			return [chance.float(), chance.pick(codes), BigInt(precision), chance.below(3) === 0] as const;
		});
		python.agree(
			"lambda x, code, precision, alternate: f'%{\"#\" * alternate}.{precision}{code}' % x",
			cases,
			(value: number, code: FloatCode, precision: bigint, alternate: boolean) =>
				floatToText(value, code, Number(precision), { alternate, addDotZero: false, noNegativeZero: false }),
		);
	});
	it("is read from text", () => {
		const pieces = [
			"1",
			"0",
			"9",
			"_",
			".",
			"e",
			"E",
			"+",
			"-",
			"inf",
			"Infinity",
			"nan",
			"NaN",
			" ",
			"\n",
			"\u0665",
			"x",
		];
		const cases = chance.many(1500, () => [chance.text(pieces, 6)] as const);
		const numbers = chance.many(600, () => [` ${chance.float()}\u2003`] as const);
		const more = [
			["1_0.0_1e1_0"],
			["\x1c1"],
			["\x1c1\u2003"],
			["1\0"],
			["\ud800"],
			["'\""],
			["1e400"],
			["-1e-400"],
		] as const;
		python.agree("float", [...cases, ...numbers, ...more], (text: string) => {
			return parseFloatText(text) ?? fault("ValueError", `could not convert string to float: ${reprText(text)}`);
		});
	});
	it("is read from hexadecimal", () => {
		const digits = ["0", "1", "7", "8", "a", "F", "ffffffffffff", "."];
		const cases = chance.many(1500, () => {
			const power = chance.below(3) === 0 ? "" : `p${chance.below(2300) - 1150}`;
			return [
				`${chance.pick(["", "-", "+", " "])}${chance.pick(["0x", "0X", ""])}${chance.text(digits, 6)}${power}`,
			] as const;
		});
		const exact = floats.map(([value]) => [floatToHex(value)] as const);
		const edges = [
			["0x1.fffffffffffff8p1023"],
			["0x1.fffffffffffff7fp1023"],
			["0x1p-1075"],
			["0x1.8p-1075"],
			["nan"],
			["-inf"],
			[""],
			["0x"],
		] as const;
		python.agree("float.fromhex", [...cases, ...exact, ...edges], floatFromHex);
	});
});

describe("int", () => {
	it("is read from text in any base", () => {
		const pieces = [
			"0",
			"1",
			"7",
			"9",
			"a",
			"z",
			"_",
			"__",
			"0x",
			"0b",
			"0O",
			"+",
			"-",
			" ",
			"\u0663",
			"\t",
			"\u00e9",
			"'",
		];
		const cases = chance.many(3000, () => {
			const base = chance.pick([0, 0, 2, 8, 10, 10, 16, 36, 3, 7, 1, 37, -1]);
			return [chance.text(pieces, 5), BigInt(base)] as const;
		});
		const more = [
			["1".repeat(4300), 10n],
			["1".repeat(4301), 10n],
			[`1_${"1".repeat(4300)}x`, 7n],
			["f".repeat(5000), 16n],
			["x".repeat(300), 10n],
			["z1".repeat(400), 36n],
			["\ud800", 10n],
			["0_0", 0n],
			["01", 0n],
		] as const;
		python.agree("int", [...cases, ...more], (text: string, base: bigint) => parseIntText(text, Number(base)));
	});
	it("is written in any base", () => {
		const cases = chance.many(500, () => [chance.int()] as const);
		const limit = [
			[10n ** 4299n],
			[10n ** 4300n - 1n],
			[10n ** 4300n],
			[-(10n ** 4300n) + 1n],
			[-(10n ** 4300n)],
			[10n ** 9000n],
		] as const;
		python.agree("str", [...cases, ...limit], (value: bigint) => intToText(value));
		python.agree("lambda n: [bin(n), oct(n), hex(n)]", cases, (value: bigint) =>
			[2 as const, 8 as const, 16 as const].map((base) => intToPrefixed(value, base)),
		);
	});
	it("becomes the nearest float", () => {
		const cases = chance.many(500, () => [chance.int()] as const);
		python.agree(
			"float",
			[
				...cases,
				[2n ** 53n + 1n],
				[2n ** 1024n],
				[-(2n ** 1024n)],
				[2n ** 1024n - 2n ** 970n],
				[2n ** 1024n - 2n ** 970n - 1n],
			],
			intToFloat,
		);
	});
});
