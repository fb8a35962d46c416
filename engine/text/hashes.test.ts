import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { floatFromHex } from "./floatParse";
import { FrozensetHasher, hashFloat, hashInt, TupleHasher } from "./hashes";
import { type Hash, hashBytes, hashText } from "./siphash";

/** Values and their hashes, by type (recordHashes.py). */
interface Recorded {
	readonly str: readonly (readonly string[])[];
	readonly bytes: readonly (readonly (number[] | string)[])[];
	readonly int: readonly (readonly string[])[];
	readonly float: readonly (readonly string[])[];
	readonly tuple: readonly (readonly (string[] | string)[])[];
	readonly frozenset: readonly (readonly (string[] | string)[])[];
}

// Read, not imported: it holds a lone surrogate, which the bundler's JSON reader refuses.
const recorded: Recorded = JSON.parse(readFileSync(new URL("./hashes.recorded.json", import.meta.url), "utf8"));

const hash: Hash = { low: 0, high: 0 };

/** What was written to `hash`, in decimal. */
function written(): string {
	return BigInt.asIntN(64, (BigInt(hash.high) << 32n) | BigInt(hash.low >>> 0)).toString();
}

function pairs<T>(entries: readonly (readonly (T | string)[])[], read: (value: T | string) => void): void {
	expect(entries.length).toBeGreaterThan(10);
	for (const [value, expected] of entries) {
		if (value === undefined) throw new Error("an entry without a value");
		read(value);
		expect([value, written()]).toEqual([value, expected]);
	}
}

describe("hashes under PYTHONHASHSEED=0", () => {
	it("of str", () => pairs(recorded.str, (text) => hashText(text, hash)));
	it("of bytes", () =>
		pairs<number[]>(recorded.bytes, (bytes) => hashBytes(Uint8Array.from(Array.from(bytes, Number)), hash)));
	it("of int", () =>
		pairs(recorded.int, (text) => {
			hashInt(BigInt(text), hash);
			const expected = written();
			if (Number.isSafeInteger(Number(text))) hashInt(Number(text), hash);
			expect(written()).toBe(expected);
		}));
	it("of float", () =>
		pairs(recorded.float, (text) => {
			const value = floatFromHex(text);
			if (typeof value !== "number") throw new Error(`${text} is no float`);
			hashFloat(value, hash);
		}));
	it("of tuple", () =>
		pairs<string[]>(recorded.tuple, (items) => {
			const hasher = new TupleHasher();
			for (const item of items) {
				hashInt(BigInt(item), hash);
				hasher.add(hash);
			}
			hasher.finish(hash);
		}));
	it("of frozenset, in any order", () => {
		const read = (items: string[] | string): void => {
			const hasher = new FrozensetHasher();
			for (const item of items) {
				hashInt(BigInt(item), hash);
				hasher.add(hash);
			}
			hasher.finish(hash);
		};
		pairs<string[]>(recorded.frozenset, read);
		pairs<string[]>(recorded.frozenset, (items) => read(Array.from(items).reverse()));
	});
	it("of huge text, and of short text after it", () => {
		hashText("", hash);
		for (const length of [70_000, 16_384, 200_000, 3]) {
			for (const letter of ["a", "\u4e2d"]) {
				const text = letter.repeat(length);
				hashText(text, hash);
				const whole = written();
				const raw = new Uint8Array(Uint16Array.from(text, (character) => character.charCodeAt(0)).buffer);
				hashBytes(letter === "a" ? Uint8Array.from(text, () => 97) : raw, hash);
				expect(written()).toBe(whole);
			}
		}
		pairs(recorded.str, (text) => hashText(text, hash));
	});
});
