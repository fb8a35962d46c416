/** Calls with arguments of every type; `npm run fuzz:calls` makes more of them, and asks CPython what each comes to. */
import { expect, it } from "vitest";
import { furnish } from "../../scripts/engine/load.mjs";
import * as engine from "../dist/recording.mjs";
import { callsProgram, SUBJECTS } from "./calls";

const LIMITS = { work: 300_000_000, bytes: 64 * 1024 * 1024, output: 5_000_000 };
const CHOICE = { seed: 3, rounds: 4, all: false, skipped: [] };

it.each(["type", "list", "type(generates())", "weakref.ref", "gc", "functools.partial"])(
	"ends each call of %s with a report, and with right counts",
	async (name) => {
		await furnish(engine);
		const subject = SUBJECTS.find((s) => s.name === name);
		if (subject === undefined) throw new Error(`no subject ${name}`);
		const { summary, stateAt } = engine.record(callsProgram(subject, 0, CHOICE), { limits: LIMITS });
		const { outcome, stdout } = summary.report;
		expect(outcome.kind, stdout.slice(-300)).toBe("finished");
		expect(stdout.split("\n").length).toBeGreaterThan(8);
		stateAt(summary.steps);
		expect(engine.recount()).toEqual([]);
	},
	60_000,
);
