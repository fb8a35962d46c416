"use client";
import type { Outcome } from "../../engine/api";
import { failedLine } from "./failed-line";
import type { MoreStrings } from "./more-strings";

interface NoticeProps {
	readonly outcome: Outcome;
	readonly errorLine: number | null;
	/** Whether any line ran at all. */
	readonly began: boolean;
	readonly strings: MoreStrings;
}

/** One clear message about a run that did not simply end; nothing otherwise. */
export function Notice({ outcome, errorLine, began, strings }: NoticeProps) {
	const line = failedLine(outcome, errorLine);
	switch (outcome.kind) {
		case "finished":
			if (outcome.exitStatus === 0 || line === null) return null;
			return (
				<p className="hwp-notice" role="status">
					{began ? strings.failedAt(line) : strings.notPython(line)}
				</p>
			);
		case "unsupported":
			return (
				<p className="hwp-notice" role="status">
					<b>{strings.unsupported(outcome.line)}</b> <span lang="en">{outcome.feature}</span>
				</p>
			);
		case "limit":
			return (
				<p className="hwp-notice" role="status">
					<b>{strings.limit[outcome.limit](outcome.line)}</b>
				</p>
			);
		case "bug":
			return (
				<p className="hwp-notice" role="status">
					<b>{strings.bug}</b> <span lang="en">{outcome.message}</span>
				</p>
			);
	}
}
