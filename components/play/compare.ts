/** Where two runs of one program differ: pure, on what their recordings say. */
import type { HeapState, Outcome, OutputChunk, RecordingSummary } from "../../engine/api";

export interface OutputDifference {
	/** The first line that differs, from 1. */
	readonly line: number;
	/** What stands there in each run; null where it has no such line. */
	readonly left: string | null;
	readonly right: string | null;
}

/** What differs at the first step that does. */
export type StepDifference =
	/** Another line runs next, or one run is over. */
	| { readonly kind: "line"; readonly left: number | null; readonly right: number | null }
	/** As many have died in one as in the other before this step, and not after. */
	| { readonly kind: "deaths"; readonly left: number; readonly right: number }
	/** The same number, but others, or in another order. */
	| { readonly kind: "order"; readonly left: readonly string[]; readonly right: readonly string[] }
	| { readonly kind: "alive"; readonly left: number; readonly right: number }
	| { readonly kind: "collections"; readonly left: number; readonly right: number }
	/** What is printed differs from here on. */
	| { readonly kind: "output" }
	/** The step changed counts in one that it did not in the other, or otherwise. */
	| { readonly kind: "counts"; readonly left: readonly string[]; readonly right: readonly string[] };

export interface FirstStep {
	/** Where `every` of the runs is above 1, they differ at this step at the latest. */
	readonly step: number;
	readonly exact: boolean;
	readonly what: StepDifference;
}

const linesOf = (text: string): readonly string[] => {
	const lines = text.split("\n");
	if (lines.at(-1) === "") lines.pop();
	return lines;
};

/** What was written, of both streams, in lines. */
export const outputLines = (chunks: readonly OutputChunk[]): readonly string[] =>
	linesOf(chunks.map(({ text }) => text).join(""));

/** Who died in a step, in order; of several that look the same, which, by the order of birth: serials differ between runs. */
function deathsOf({ deaths, step }: HeapState): readonly string[] {
	const here = deaths.filter((death) => death.step === step);
	return here.map(({ text, serial }) => {
		const alike = here.filter((other) => other.text === text);
		const older = alike.filter((other) => other.serial < serial).length;
		return alike.length === 1 ? text : `${text} (${older + 1})`;
	});
}

/** Lines are compared place by place: a program's run, not a text that was edited. */
export function compareOutput(left: readonly string[], right: readonly string[]): OutputDifference | null {
	const most = Math.max(left.length, right.length);
	for (let at = 0; at < most; at++) {
		if (left[at] !== right[at]) return { line: at + 1, left: left[at] ?? null, right: right[at] ?? null };
	}
	return null;
}

/** Whether both ended the same way. Where a text of the machine's own differs, they did. */
export function sameOutcome(left: Outcome, right: Outcome): boolean {
	if (left.kind !== right.kind) return false;
	if (left.kind === "finished" && right.kind === "finished") return left.exitStatus === right.exitStatus;
	if (left.kind === "limit" && right.kind === "limit") return left.limit === right.limit;
	if (left.kind === "unsupported" && right.kind === "unsupported") return left.feature === right.feature;
	return true;
}

/** The first step at which the two runs' summaries differ. */
export function compareSteps(left: RecordingSummary, right: RecordingSummary): FirstStep | null {
	const every = Math.max(left.every, right.every);
	const shorter = Math.min(left.steps, right.steps);
	const value = (of: RecordingSummary, from: "lines" | "died" | "live" | "collected", step: number) =>
		from === "lines" && step === of.steps ? 0 : (of[from][step / of.every] ?? 0);
	const exact = every === 1;
	for (let step = 0; step <= shorter; step += every) {
		const pair = (from: "lines" | "died" | "live" | "collected") => ({
			left: value(left, from, step),
			right: value(right, from, step),
		});
		const differ = ({ left: a, right: b }: { readonly left: number; readonly right: number }) => a !== b;
		const [died, live, collected, lines] = [pair("died"), pair("live"), pair("collected"), pair("lines")];
		if (differ(died)) return { step, exact, what: { kind: "deaths", ...died } };
		if (differ(live)) return { step, exact, what: { kind: "alive", ...live } };
		if (differ(collected)) return { step, exact, what: { kind: "collections", ...collected } };
		if (differ(lines)) {
			return { step, exact, what: { kind: "line", left: lines.left || null, right: lines.right || null } };
		}
	}
	if (left.steps === right.steps) return null;
	return { step: shorter, exact, what: { kind: "line", left: null, right: null } };
}

/** How many characters both outputs have in common at their start. */
export function commonOutput(left: readonly OutputChunk[], right: readonly OutputChunk[]): number {
	const [a, b] = [left, right].map((chunks) => chunks.map(({ text }) => text).join(""));
	let at = 0;
	while (at < (a?.length ?? 0) && a?.[at] === b?.[at]) at++;
	return at === a?.length && at === b?.length ? Number.POSITIVE_INFINITY : at;
}

/**
 * What a step did that its figures do not tell: what it printed, which objects died, in which order, and whose counts
 * changed. `common`: of `commonOutput`.
 */
export function compareStates(left: HeapState, right: HeapState, common: number): StepDifference | null {
	if (left.outputLength > common || right.outputLength > common) return { kind: "output" };
	const deaths = [left, right].map(deathsOf);
	// They are listed in no order that means anything.
	const counts = [left, right].map(({ changes }) =>
		changes.map(({ name, type, from, to }) => `${name ?? type} ${from}→${to}`).sort(),
	);
	const pairs = [
		["order", deaths],
		["counts", counts],
	] as const;
	for (const [kind, [a = [], b = []]] of pairs) {
		if (a.length !== b.length || a.some((text, at) => text !== b[at])) return { kind, left: a, right: b };
	}
	return null;
}
