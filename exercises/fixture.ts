/** What tests of the kinds are made from: authored items as JSON would hold them, and reports of runs. */
import type { HeapFacts, RunReport } from "../engine/api";
import type { Authoring } from "./text";

export const ENGLISH: Authoring = { locale: "en", program: (name) => (name === "known" ? "print(1)\n" : null) };
export const CHINESE: Authoring = { ...ENGLISH, locale: "zh-CN" };

/** A text in both languages. */
export function both(en: string, chinese: string) {
	return { en, "zh-CN": chinese };
}

const NO_FACTS: HeapFacts = {
	aliveAtEnd: {},
	freedByCount: {},
	freedByCollector: {},
	collections: 0,
	peakBytes: 0,
};

/** A run that finished without an error, but for what is given. */
export function reportOf(facts: Partial<HeapFacts>, rest: Partial<Omit<RunReport, "facts">> = {}): RunReport {
	return {
		profile: "3.13",
		outcome: { kind: "finished", exitStatus: 0 },
		stdout: "",
		stderr: "",
		errorLine: null,
		facts: { ...NO_FACTS, ...facts },
		figures: {
			steps: 0,
			instructions: 0,
			events: 0,
			objectsMade: 0,
			freedByCount: 0,
			freedByCollector: 0,
			stillAlive: 0,
			milliseconds: 0,
		},
		...rest,
	};
}
