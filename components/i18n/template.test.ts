import { describe, expect, it } from "vitest";
import { en } from "./en";
import { counted, filled } from "./template";
import { zhCN } from "./zh-CN";

/** The places of every text, by the text's own place in the dictionary. */
function placesOf(texts: object, at = ""): readonly string[] {
	return Object.entries(texts).flatMap(([key, value]: [string, unknown]) => {
		if (typeof value === "object" && value !== null) return placesOf(value, `${at}.${key}`);
		const places = typeof value === "string" ? (value.match(/\{\w+\}/g) ?? []) : [typeof value];
		return places.length === 0 ? [] : [`${at}.${key} ${[...places].sort().join(" ")}`];
	});
}

describe("the texts that are drawn in the browser", () => {
	it("are plain data, with the same places in each language", () => {
		expect(placesOf(zhCN.live)).toEqual(placesOf(en.live));
		expect(placesOf(en.live).join()).not.toMatch(/function|undefined/);
	});

	it("have their places filled by name, and others left", () => {
		expect(filled("{done} of {total}, {x}", { done: 1, total: 3 })).toBe("1 of 3, {x}");
		expect(counted(en.live.item.attempts, 1)).toBe("1 attempt");
		expect(counted(en.live.item.attempts, 0)).toBe("0 attempts");
	});
});
