/** Runs a program as 3.13 and as 3.14, each in a worker of its own, and finds where they differ. */
import type { RecordingSummary } from "../../engine/api";
import { EngineSession, makeEngineWorker } from "../player/session";
import {
	commonOutput,
	compareOutput,
	compareStates,
	compareSteps,
	type FirstStep,
	type OutputDifference,
	outputLines,
	sameOutcome,
} from "./compare";

export interface Comparison {
	readonly source: string;
	readonly left: RecordingSummary;
	readonly right: RecordingSummary;
	readonly leftLines: readonly string[];
	readonly rightLines: readonly string[];
	readonly output: OutputDifference | null;
	readonly sameOutcome: boolean;
	readonly first: FirstStep | null;
	/** The line that the first different step ran, or null. */
	readonly ranLine: number | null;
}

/** States are compared one by one for so many steps; what the summaries tell, for all. */
const CLOSELY = 300;

export interface RunningBoth {
	readonly result: Promise<Comparison>;
	readonly stop: () => void;
}

/** `onSteps`: how many steps have been recorded in the run under way. */
export function runBoth(source: string, onSteps: (steps: number) => void): RunningBoth {
	const left = new EngineSession(makeEngineWorker);
	const right = new EngineSession(makeEngineWorker);
	const stop = () => {
		left.stop();
		right.stop();
	};
	const compare = async (): Promise<Comparison> => {
		// One after the other: a long run takes the memory of one, and the progress is one number.
		const a = (await left.record(source, { profile: "3.13" }, onSteps)).summary;
		const b = (await right.record(source, { profile: "3.14" }, onSteps)).summary;
		const common = commonOutput(a.output, b.output);
		let first = compareSteps(a, b);
		const last = Math.min(first?.step ?? a.steps, a.steps, b.steps, CLOSELY);
		for (let step = 1; step <= last; step++) {
			if (step === first?.step && first.exact) break;
			const [one, other] = await Promise.all([left.stateAt({ step }), right.stateAt({ step })]);
			const what = compareStates(one, other, common);
			if (what === null) continue;
			first = { step, exact: true, what };
			break;
		}
		const ranLine =
			first === null || first.step === 0 || first.step > a.steps
				? null
				: (await left.stateAt({ step: first.step })).ranLine;
		const [leftLines, rightLines] = [outputLines(a.output), outputLines(b.output)];
		return {
			source,
			left: a,
			right: b,
			leftLines,
			rightLines,
			output: compareOutput(leftLines, rightLines),
			sameOutcome: sameOutcome(a.report.outcome, b.report.outcome),
			first,
			ranLine,
		};
	};
	return { result: compare().finally(stop), stop };
}
