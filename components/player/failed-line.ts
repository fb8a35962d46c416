import type { Outcome } from "../../engine/api";

/** The line at which a run came to grief, or null where it ended well. */
export function failedLine(outcome: Outcome, errorLine: number | null): number | null {
	if (outcome.kind === "unsupported" || outcome.kind === "limit") return outcome.line;
	return outcome.kind === "finished" && outcome.exitStatus !== 0 ? errorLine : null;
}
