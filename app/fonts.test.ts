import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { COMMON } from "../scripts/build-faces.mjs";

/** The ranges that faces are declared for, in the order that they stand in. */
const declared = [...readFileSync("app/fonts.ts", "utf8").matchAll(/"(U\+[^"]+)"/g)].map(([, range = ""]) =>
	signsOf(range),
);

function signsOf(range: string): ReadonlySet<number> {
	const signs = new Set<number>();
	for (const part of range.split(/,\s*/)) {
		const [first = 0, last = first] = part
			.replace("U+", "")
			.split("-")
			.map((hex) => Number.parseInt(hex, 16));
		for (let sign = first; sign <= last; sign++) signs.add(sign);
	}
	return signs;
}

describe("the faces", () => {
	it("are asked for the signs that their small files were made of, and for the others in the whole ones", () => {
		expect(declared).toHaveLength(6);
		const common = new Set<number>();
		for (const [first = 0, last = 0] of COMMON) for (let sign = first; sign <= last; sign++) common.add(sign);
		for (const [at, signs] of declared.entries()) {
			if (at % 2 === 0) expect(signs).toEqual(common);
			else for (const sign of signs) expect(common).not.toContain(sign);
		}
	});

	it.each([
		["source-serif-4", 0],
		["source-sans-3", 2],
		["jetbrains-mono", 4],
	])("have between them every sign of %s that its makers tell of", (family, at) => {
		const css = readFileSync(`node_modules/@fontsource-variable/${family}/wght.css`, "utf8");
		const range = /-latin-wght-normal\.woff2\)[^;]*;\s*unicode-range: ([^;]+);/.exec(css)?.[1] ?? "";
		const told = signsOf(range);
		expect(told.size).toBeGreaterThan(200);
		// Of the controls above ASCII there is nothing to draw.
		for (const sign of told)
			if (sign < 0x80 || sign > 0x9f) expect(declared[at]?.has(sign) || declared[at + 1]?.has(sign)).toBe(true);
	});
});
