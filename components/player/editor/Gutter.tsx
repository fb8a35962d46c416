/** The line numbers, each a button that sets a breakpoint or takes it away; the keyboard does it from the text, with F9. */
import { memo } from "react";
import type { PlayerStrings } from "../strings";
import type { Breakpoints } from "./breakpoints";

interface GutterProps {
	/** Line numbers to draw: all, or, of a text too long for that, those with a breakpoint. */
	readonly lines: number | Breakpoints;
	readonly breakpoints: Breakpoints;
	readonly strings: PlayerStrings;
	readonly onToggle: (line: number) => void;
}

export const Gutter = memo(function DrawGutter({ lines, breakpoints, strings, onToggle }: GutterProps) {
	const drawn = typeof lines === "number" ? Array.from({ length: lines }, (_, at) => at + 1) : lines;
	return (
		<div className="hwp-gutter">
			{drawn.map((line) => (
				<button
					key={line}
					type="button"
					className={`hwp-lineno${breakpoints.includes(line) ? " hwp-breakpoint" : ""}`}
					style={typeof lines === "number" ? undefined : { gridRow: line }}
					aria-label={strings.breakpointAt(line)}
					aria-pressed={breakpoints.includes(line)}
					tabIndex={-1}
					onClick={() => onToggle(line)}
				>
					{line}
				</button>
			))}
		</div>
	);
});
