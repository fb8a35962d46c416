/**
 * CPython itself, for tests: pyodide answers the same questions that a function here answers. Values pass as JSON that
 * keeps int and float apart: a bigint is an int, a number a float, a Uint8Array bytes; a fault is an exception.
 */
import { loadPyodide } from "pyodide";
import { expect } from "vitest";
import { isFault } from "./fault";

export type Value = string | bigint | number | boolean | null | Uint8Array | readonly Value[];

const SETUP = `
import json, struct, sys

def decode(value):
    if isinstance(value, list):
        return [decode(item) for item in value]
    if not isinstance(value, dict):
        return value
    (kind, inner), = value.items()
    if kind == "int":
        return int(inner, 16)
    if kind == "float":
        return struct.unpack(">d", bytes.fromhex(inner))[0]
    return bytes(inner)

def encode(value):
    if isinstance(value, (list, tuple)):
        return [encode(item) for item in value]
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, int):
        return {"int": hex(value)}
    if isinstance(value, float):
        return {"float": "nan" if value != value else struct.pack(">d", value).hex()}
    return {"bytes": list(value)}

def answer(source, cases):
    function = eval(source)
    answers = []
    for arguments in json.loads(cases):
        try:
            answers.append(encode(function(*decode(arguments))))
        except Exception as error:
            answers.append({"error": [type(error).__name__, str(error)]})
    return json.dumps(answers)

answer
`;

function floatBits(value: number): string {
	const view = new DataView(new ArrayBuffer(8));
	view.setFloat64(0, value);
	return view.getBigUint64(0).toString(16).padStart(16, "0");
}

function hexInt(value: bigint): string {
	return value < 0n ? `-0x${(-value).toString(16)}` : `0x${value.toString(16)}`;
}

function encode(value: unknown): unknown {
	if (typeof value === "bigint") return { int: hexInt(value) };
	if (typeof value === "number") return { float: Number.isNaN(value) ? "nan" : floatBits(value) };
	if (value instanceof Uint8Array) return { bytes: Array.from(value) };
	if (Array.isArray(value)) return value.map(encode);
	return isFault(value) ? { error: [value.type, value.message] } : value;
}

function encodeArgument(value: Value): unknown {
	return typeof value === "number"
		? { float: floatBits(value) }
		: Array.isArray(value)
			? value.map(encodeArgument)
			: encode(value);
}

export interface Python {
	/** Expects `ours` to answer each case as the Python function does that `source` evaluates to. */
	agree<A extends Value[]>(source: string, cases: readonly Readonly<NoInfer<A>>[], ours: (...args: A) => unknown): void;
}

export async function startPython(): Promise<Python> {
	const pyodide = await loadPyodide();
	const answer: unknown = pyodide.runPython(SETUP);
	if (typeof answer !== "function") throw new Error("pyodide gave no function");
	return {
		agree(source, cases, ours) {
			const asked = JSON.stringify(cases.map((args) => args.map(encodeArgument)));
			const expected: unknown = JSON.parse(String(answer(source, asked)));
			if (!Array.isArray(expected)) throw new Error("pyodide gave no list");
			const differing = cases.flatMap((args, index) => {
				const got = JSON.stringify(encode(ours(...args)));
				const wanted = JSON.stringify(expected[index]);
				return got === wanted ? [] : [{ args: JSON.stringify(args.map(encodeArgument)), got, wanted }];
			});
			expect(cases.length).toBeGreaterThan(0);
			expect({ source, differing: differing.length, first: differing.slice(0, 5) }).toEqual({
				source,
				differing: 0,
				first: [],
			});
		},
	};
}

/** Repeatable chance: the same seed, the same cases. `TEXT_SEED` sets another. */
export class Chance {
	private state = Number(process.env.TEXT_SEED ?? 1);

	/** An integer 0 <= n < limit (mulberry32). */
	below(limit: number): number {
		this.state = (this.state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 0x100000000) * limit);
	}

	pick<T>(items: readonly T[]): T {
		const item = items[this.below(items.length)];
		if (item === undefined) throw new Error("nothing to pick from");
		return item;
	}

	/** Up to `most` pieces in a row. */
	text(pieces: readonly string[], most: number): string {
		return this.list(most, () => this.pick(pieces)).join("");
	}

	list<T>(most: number, make: () => T): T[] {
		return Array.from({ length: this.below(most + 1) }, make);
	}

	/** `count` cases. */
	many<T>(count: number, make: () => T): T[] {
		return Array.from({ length: count }, make);
	}

	/** A float of any kind: of any bits, short decimals, ties, whole, special. */
	float(): number {
		const special = [0, -0, 1, -1, 0.5, 1.5, 2.5, 1e16, 9999999999999998, 1e-4, 1e-5, 5e-324, 1.7976931348623157e308];
		const sign = this.below(2) === 0 ? 1 : -1;
		switch (this.below(7)) {
			case 0: {
				const view = new DataView(new ArrayBuffer(8));
				view.setInt32(0, this.below(0x100000000) | 0);
				view.setInt32(4, this.below(0x100000000) | 0);
				return view.getFloat64(0);
			}
			case 1:
				return sign * Number(`${this.below(100000)}e${this.below(60) - 30}`);
			case 2:
				return (sign * this.below(20001)) / 2 ** this.below(12);
			case 3:
				return sign * this.below(1e9) * 10 ** this.below(20);
			case 4:
				return sign * (this.below(1e9) / 1e9) * 10 ** (this.below(40) - 20);
			case 5:
				return this.pick([...special, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]);
			default:
				return (sign * (2 * this.below(500) + 1)) / 2;
		}
	}

	/** An int of one of these numbers of digits, leading zeros included. */
	int(lengths: readonly number[] = [1, 1, 2, 3, 4, 6, 7, 10, 17, 20, 40, 300]): bigint {
		const sign = this.below(2) === 0 ? 1n : -1n;
		const digits = this.pick(lengths);
		return sign * BigInt(Array.from({ length: digits }, () => this.below(10)).join(""));
	}
}
