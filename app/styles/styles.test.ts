import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

/** A selector whose last element may be any, found by the one before it: `* + *`, `h2 ~ *`. */
const ANY_NEIGHBOUR = /[+~]\s*\*/;

/** The selectors of a style sheet, without its comments. */
function selectorsOf(css: string): readonly string[] {
	const bare = css.replace(/\/\*.*?\*\//gs, "");
	return [...bare.matchAll(/([^{};]+)\{/g)].map(([, selector = ""]) => selector.trim());
}

/** A class that is asked for twice on the way to one element, as two rules that have run into each other have it. */
const TWICE = /(\.[\w-]+)(?![\w-])[^,(]*\s(?<![+~]\s)\1(?![\w-])/;

const FILES = ["app", "components"].flatMap((folder) =>
	readdirSync(folder, { recursive: true, encoding: "utf8" })
		.filter((file) => file.endsWith(".css"))
		.map((file) => join(folder, file)),
);

/** The selectors that a rule must not have, each with its file. */
const found = (wrong: RegExp): readonly string[] =>
	FILES.flatMap((file) =>
		selectorsOf(readFileSync(file, "utf8"))
			.filter((selector) => wrong.test(selector))
			.map((selector) => `${file}: ${selector}`),
	);

describe("the style sheets", () => {
	// Chromium answers an element that comes or goes anywhere on the page, a reference on the graph for instance, by
	// restyling everything under its parent as soon as one such rule exists: 20 ms a step with 60 cards.
	it("choose no element of any kind by its neighbour", () => {
		// After a class it is no such rule: only where elements of that class are does anything follow.
		expect(found(ANY_NEIGHBOUR).filter((each) => !/\.[\w-]+\s*[+~]\s*\*$/.test(each))).toEqual([]);
		expect(FILES.length).toBeGreaterThan(10);
	});
	it("ask for no class twice on the way to one element", () => {
		expect(found(TWICE)).toEqual([]);
		expect(TWICE.test(".table .deleted .table .selected > *")).toBe(true);
	});
});
