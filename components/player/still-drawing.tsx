/** Draws the first picture of a run for every width that it is sent in. Only where pages are made (Still.tsx). */
import Phases from "./collector/Phases";
import { readFirstRun } from "./first-run";
import { FoldCard } from "./graph/FoldCard";
import { FOLD_CARD } from "./graph/fold-card";
import { restAt } from "./place";
import type { StillProps } from "./Still";
import { STRINGS } from "./strings";
import type { Asking } from "./use-run";
import { NO_ANSWER, PHASES, View, type ViewProps } from "./Views";

/**
 * Widths of the views in a window of 1280 pixels and in wider ones, in steps of 16 as they are taken. player.css shows
 * the one that fits: a picture is another where there is more or less room, and must not change under the reader's eyes.
 */
const WIDTHS = [800, 832] as const;

PHASES.give(Phases);
FOLD_CARD.give(FoldCard);

const nobody = (): Promise<never> => Promise.reject(new Error("nothing is asked of a picture that stands still"));
const NOBODY: Asking = {
	ask: nobody,
	eventsOf: nobody,
	instructionsOf: nobody,
	deaths: nobody,
	stateAt: nobody,
	outline: nobody,
	compare: nobody,
	measure: nobody,
};
const ignore = (): void => {};

export function StillDrawing({ first, title, locale }: Omit<StillProps, "shown">) {
	const { recorded, state, before } = readFirstRun(first);
	const props: Omit<ViewProps, "width"> = {
		view: "graph",
		recorded,
		shown: { place: restAt(state.step), state, before, happened: null },
		strings: STRINGS[locale],
		selected: null,
		onSelect: ignore,
		pinned: null,
		onPin: ignore,
		onPhase: ignore,
		onGo: ignore,
		onPlace: ignore,
		asking: NOBODY,
		live: false,
		title,
		locale,
		answer: NO_ANSWER,
		onPick: ignore,
		panel: ignore,
		asks: false,
		absent: false,
	};
	return WIDTHS.map((width) => (
		<div key={width} className={`hwp-views hwp-still-${width}`}>
			<View {...props} width={width} />
		</div>
	));
}
