import { describe, expect, it } from "vitest";
import { pathIn, preferredLocale } from "./locale";

describe("preferredLocale", () => {
	it.each([
		[null, "en"],
		["", "en"],
		["zh-CN,zh;q=0.9,en;q=0.8", "zh-CN"],
		["en-GB,en;q=0.9,zh;q=0.8", "en"],
		["fr-FR,zh-Hans;q=0.7,en;q=0.3", "zh-CN"],
		["zh;q=0,en;q=0.1", "en"],
		["de", "en"],
		["zh;q=nonsense", "zh-CN"],
	])("%s -> %s", (header, locale) => {
		expect(preferredLocale(header)).toBe(locale);
	});
});

describe("pathIn", () => {
	it("keeps the page and changes the language", () => {
		expect(pathIn("zh-CN", "/en/counting/references")).toBe("/zh-CN/counting/references");
		expect(pathIn("en", "/zh-CN")).toBe("/en");
	});
	it("leads home from an address without a language", () => {
		expect(pathIn("zh-CN", "/nowhere/at/all")).toBe("/zh-CN");
		expect(pathIn("en", "/")).toBe("/en");
	});
});
