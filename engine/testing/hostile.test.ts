/** Hostile programs end by a limit, or by themselves; `npm run hostile` measures how long that takes under a page's limits. */
import { expect, it } from "vitest";
import { run } from "../dist/fast.mjs";
import { hostilePrograms } from "./hostile";

const LIMITS = { work: 200_000, bytes: 8 * 1024 * 1024, output: 50_000 };
const MESSAGES = {
	work: /^Line \d+: the program runs longer than this machine allows: /,
	bytes:
		/^Line \d+: (the program('s objects take| needs) more memory than|the machine's stack is full|this nests deeper)/,
	output: /^Line \d+: the program wrote more than 50000 characters/,
};

it("ends whatever a program does, and says which limit ended it", () => {
	const programs = hostilePrograms();
	expect(programs.length).toBeGreaterThan(60);
	for (const { name, source } of programs) {
		const { outcome, figures } = run(source, { limits: LIMITS });
		expect(outcome.kind === "bug" ? outcome.message : "", name).toBe("");
		if (outcome.kind === "limit") expect(outcome.message, name).toMatch(MESSAGES[outcome.limit]);
		// A line takes more than a unit of work, whatever else it does.
		expect(figures.steps, name).toBeLessThan(LIMITS.work / 2);
	}
}, 240_000);

it("ends at the same step each time", () => {
	const steps = (source: string) => run(source, { limits: LIMITS }).figures.steps;
	for (const { name, source } of hostilePrograms().slice(0, 60)) expect(steps(source), name).toBe(steps(source));
}, 120_000);
