"use client";
/** How a run ended, where it did not simply end. Loaded with the first run. */
import type { RunReport } from "../../engine/api";
import type { Locale } from "../../exercises/types";
import { ErrorNote } from "./ErrorNote";
import type { ErrorRange } from "./editor/error-range";
import { MORE_STRINGS } from "./more-strings";
import { Notice } from "./Notice";
import type { RunState } from "./use-run";

interface EndingProps {
	readonly activity: RunState["activity"];
	/** What the engine said when it crashed. */
	readonly fault: string | null;
	/** Steps recorded; null: none of the run was kept. */
	readonly steps: number | null;
	/** Of a run of this very program, at its end; null elsewhere. */
	readonly report: RunReport | null;
	/** What Python underlined there, and the id of the note that tells of it. */
	readonly wrong: ErrorRange | null;
	readonly wrongId: string;
	readonly onGo: (line: number, column: number) => void;
	readonly locale: Locale;
}

export default function Ending(props: EndingProps) {
	const { activity, fault, steps, report, wrong, wrongId, onGo, locale } = props;
	const strings = MORE_STRINGS[locale];
	const began = (steps ?? 0) > 0;
	return (
		<>
			{wrong === null ? null : <ErrorNote id={wrongId} error={wrong} began={began} strings={strings} onGo={onGo} />}
			{report !== null && wrong === null && activity !== "stopped" ? (
				<Notice outcome={report.outcome} errorLine={report.errorLine} began={began} strings={strings} />
			) : null}
			{activity === "stopped" ? (
				<p className="hwp-notice" role="status">
					{steps === null ? strings.stopped : strings.stoppedAt(steps)}
				</p>
			) : null}
			{activity === "crashed" ? (
				<p className="hwp-notice" role="alert">
					<b>{strings.crashed}</b> <span lang="en">{fault}</span>
				</p>
			) : null}
		</>
	);
}
