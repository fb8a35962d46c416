"use client";
/** The collector: its generations against their thresholds, and the collections of this step. */
import type { GenerationView } from "../../../engine/api";
import { nextMark, previousMark } from "../../../engine/marks";
import type { PlayerStrings } from "../strings";
import type { ViewsProps } from "../Views";
import { PhasePanel } from "./PhasePanel";

type CollectorProps = Pick<ViewsProps, "recorded" | "shown" | "strings" | "selected" | "onSelect" | "onPhase" | "onGo">;

export function CollectorView({ recorded, shown, strings, selected, onSelect, onPhase, onGo }: CollectorProps) {
	const { collections } = recorded.summary;
	const { step } = shown.place;
	const elsewhere = nextMark(collections, step) ?? previousMark(collections, step);
	return (
		<div className="hwp-collector">
			<Generations generations={shown.state.generations} strings={strings} />
			{shown.state.collections.length > 0 ? (
				<PhasePanel
					shown={shown}
					earlier={shown.before?.collected ?? 0}
					strings={strings}
					selected={selected}
					onSelect={onSelect}
					onPhase={onPhase}
				/>
			) : (
				<div className="hwp-no-collection">
					<p>{strings.noCollection}</p>
					{elsewhere === null ? null : (
						<button type="button" className="hwp-button" onClick={() => onGo(elsewhere)}>
							{elsewhere > step ? strings.toNextCollection : strings.previousCollection}
						</button>
					)}
				</div>
			)}
		</div>
	);
}

interface GenerationsProps {
	readonly generations: readonly GenerationView[];
	readonly strings: PlayerStrings;
}

/** A lane for each generation: how far its count is from the threshold that starts a collection. */
function Generations({ generations, strings }: GenerationsProps) {
	return (
		<section className="hwp-generations" aria-label={strings.generationsTitle}>
			{generations.map(({ count, threshold, size }, generation) => {
				const full = threshold === 0 ? 0 : Math.min(1, count / threshold);
				return (
					<div key={strings.generation(generation)} className="hwp-lane">
						<span className="hwp-lane-name">
							<span className={`hwp-key hwp-key-gen-${generation}`} aria-hidden="true" />
							{strings.generation(generation)}
						</span>
						<span className="hwp-lane-bar" aria-hidden="true">
							<span className={`hwp-fill-gen-${generation}`} style={{ inlineSize: `${full * 100}%` }} />
						</span>
						<span className="hwp-lane-numbers">
							{strings.generationCount} <b>{count}</b> / {threshold}
							<span className="hwp-lane-size">{strings.generationObjects(size)}</span>
						</span>
						<span className="hwp-lane-words">{generation === 0 ? strings.gen0Counts : strings.olderCounts}</span>
					</div>
				);
			})}
		</section>
	);
}
