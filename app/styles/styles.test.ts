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

describe("the style sheets", () => {
	// Chromium answers an element that comes or goes anywhere on the page, a reference on the graph for instance, by
	// restyling everything under its parent as soon as one such rule exists: 20 ms a step with 60 cards.
	it("choose no element of any kind by its neighbour", () => {
		const files = ["app", "components"].flatMap((folder) =>
			readdirSync(folder, { recursive: true, encoding: "utf8" })
				.filter((file) => file.endsWith(".css"))
				.map((file) => join(folder, file)),
		);
		const found = files.flatMap((file) =>
			selectorsOf(readFileSync(file, "utf8"))
				.filter((selector) => ANY_NEIGHBOUR.test(selector))
				.map((selector) => `${file}: ${selector}`),
		);
		// After a class it is no such rule: only where elements of that class are does anything follow.
		expect(found.filter((each) => !/\.[\w-]+\s*[+~]\s*\*$/.test(each))).toEqual([]);
		expect(files.length).toBeGreaterThan(10);
	});
});
