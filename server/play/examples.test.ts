import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { provideLibrary, record } from "@/engine/dist/recording.mjs";
import { furnish } from "@/scripts/engine/load.mjs";
import { sharedFolder } from "../lessons/content-files";
import { loadExamples } from "./examples";

await furnish({ provideLibrary });

describe("the playground's examples", () => {
	it("are the programs that there are, in both languages", async () => {
		const [en, zh] = await Promise.all([loadExamples("en"), loadExamples("zh-CN")]);
		const files = readdirSync(sharedFolder("play", "examples"));
		const programs = files.filter((file) => file.endsWith(".py")).map((file) => file.slice(0, -".py".length));
		expect(en.map(({ id }) => id).sort()).toEqual(programs.sort());
		expect(zh.map(({ id }) => id)).toEqual(en.map(({ id }) => id));
		expect(zh.some(({ title }, at) => title === en[at]?.title)).toBe(false);
		expect(new Set(en.map(({ title }) => title)).size).toBe(en.length);
	});

	it("are shown at a step that they have", async () => {
		for (const { id, source, step } of await loadExamples("en")) {
			const { steps } = record(source).summary;
			expect(step ?? 0, id).toBeLessThan(steps);
			expect(source.split("\n").length, id).toBeLessThan(30);
		}
	}, 60_000);
});
