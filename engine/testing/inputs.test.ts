/** Inputs that no program was meant to be; `npm run fuzz:input` has more of them. */
import { expect, it } from "vitest";
import { record, recount } from "../dist/recording.mjs";
import { corpusPrograms } from "./corpus";
import { input } from "./inputs";

const LIMITS = { work: 300_000, bytes: 8 * 1024 * 1024, output: 50_000 };

it("ends with a report and right counts, whatever it is given", () => {
	const corpus = corpusPrograms();
	for (let i = 0; i < 150; i++) {
		const { source } = input(corpus, 7, i);
		const { summary, stateAt } = record(source, { limits: LIMITS });
		const { outcome } = summary.report;
		expect(outcome.kind === "bug" ? outcome.message : "", source).toBe("");
		stateAt(summary.steps);
		expect(recount(), source).toEqual([]);
	}
}, 60_000);
