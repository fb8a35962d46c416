"use client";
/** Where the views stand: before the first run a word of what will be here, and a run ahead drawn out of sight. */
import type { ReactNode } from "react";
import { Sketch } from "./Sketch";
import { Still, type StillProps } from "./Still";
import type { PlayerStrings } from "./strings";
import type { ViewName } from "./Tabs";

interface StageProps {
	/** Prefix of the ids of the tabs and of their panel, which this is. */
	readonly id: string;
	readonly view: ViewName;
	readonly running: boolean;
	/** There is a run to be looked at. */
	readonly recorded: boolean;
	/** The views are not shown: nothing has run, or they are not here yet. */
	readonly rests: boolean;
	/** They could not be fetched. */
	readonly absent: boolean;
	readonly strings: PlayerStrings;
	/** The first picture as it was drawn with the page, until the views stand; null: it was not, or it is of another program. */
	readonly still: Omit<StillProps, "shown"> | null;
	/** The views, or null. */
	readonly children: ReactNode;
}

export function Stage({ id, view, running, recorded, rests, absent, strings, still, children }: StageProps) {
	return (
		<div
			className="hwp-stage"
			role="tabpanel"
			id={`${id}-panel`}
			aria-labelledby={`${id}-tab-${view}`}
			aria-busy={running}
		>
			{children === null && still !== null ? <Still {...still} shown={recorded && !running && !absent} /> : null}
			{rests ? (
				<div className="hwp-rest">
					{absent && !running && recorded ? (
						<p>{strings.absent}</p>
					) : running || recorded ? (
						<p className="hwp-running">{strings.running}</p>
					) : (
						<>
							<Sketch />
							<p>{strings.atRest}</p>
						</>
					)}
				</div>
			) : null}
			{children === null ? null : (
				<div className={rests ? "hwp-ahead" : "hwp-drawn"} inert={rests} aria-hidden={rests || undefined}>
					{children}
				</div>
			)}
		</div>
	);
}
