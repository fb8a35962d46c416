import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { chunks } from "./dist/recording/chunks.mjs";
import * as machine from "./dist/recording/core.mjs";
import { openEngine } from "./index";

/** A host that has the machine in parts, and says which of them it was asked for. */
const asked: string[] = [];
const parts = Object.fromEntries(
	Object.entries(chunks).map(([name, load]) => [
		name,
		() => {
			asked.push(name);
			return load();
		},
	]),
);
const engine = openEngine({ machine, chunks: parts, file: (path) => readFile(`engine/dist/library/${path}`) });

describe("a machine in parts", () => {
	it("gets for a look what the look turns out to need, and looks again", async () => {
		const report = await engine.look(() => machine.run("1 / 0\n"));
		expect(report.stderr).toContain("ZeroDivisionError");
		expect(asked).toContain("tracebacks");
		await expect(engine.look(() => Promise.reject(new RangeError("no such step")))).rejects.toThrow("no such step");
	});

	it("is given what programs seldom call on the way of a long run, which then does not begin again", async () => {
		const loop = "total = 0\nfor i in range(300000):\n    total += i\n";
		await engine.run("print(1)\n");
		expect(asked).not.toContain("seldom");
		let begun = 0;
		const counting = {
			...machine,
			startRun: (...given: Parameters<typeof machine.startRun>) => {
				begun++;
				return machine.startRun(...given);
			},
		};
		const report = await openEngine({ machine: counting, chunks: parts, file: () => new Uint8Array() }).run(
			`${loop}print(dict.fromkeys('ab'))\n`,
		);
		expect(report.stdout).toBe("{'a': None, 'b': None}\n");
		expect(asked).toContain("seldom");
		expect(begun).toBe(1);
	});
});
