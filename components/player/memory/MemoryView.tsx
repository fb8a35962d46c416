"use client";
/** Memory over time: the plot of the whole run, and what grew, was born and died between two of its steps. */
import { useMemo } from "react";
import { birthOf, changeFrom } from "../asking/search";
import { useAnswer } from "../asking/use-answer";
import { useSearch } from "../asking/use-search";
import { ScrollBox } from "../ScrollBox";
import { formatBytes } from "../strings";
import type { ViewsProps } from "../Views";
import { DifferenceTables } from "./DifferenceTables";
import { GrowthTable } from "./GrowthTable";
import "./memory.css";
import { MemoryPlot } from "./MemoryPlot";
import { PlotTables } from "./PlotTables";
import { collectionsIn, plotOf } from "./plot";
import type { MemorySample } from "./samples";
import { MEMORY, type MemoryStrings } from "./strings";
import { useSamples } from "./use-samples";

export function MemoryView({ width, ...props }: ViewsProps & { readonly width: number }) {
	const { recorded, shown, asking, locale, pinned, onGo } = props;
	const { summary } = recorded;
	const said = MEMORY[locale];
	const samples = useSamples(recorded, asking);
	return (
		<ScrollBox label={said.title} className="hwp-memory">
			<MemoryPlot
				summary={summary}
				samples={samples}
				width={width - 32}
				step={shown.place.step}
				pinned={pinned}
				said={said}
				onGo={onGo}
			/>
			<PlotWords {...props} samples={samples} said={said} />
			<PlotTables samples={samples} said={said} onGo={onGo} />
			<Comparison {...props} said={said} />
		</ScrollBox>
	);
}

interface WordsProps extends Pick<ViewsProps, "recorded"> {
	readonly samples: readonly MemorySample[];
	readonly said: MemoryStrings;
}

function PlotWords({ recorded: { summary }, samples, said }: WordsProps) {
	const { objects, bytes } = useMemo(() => plotOf(summary, samples, 1000), [summary, samples]);
	const ran = summary.collected.at(-1) ?? 0;
	const { keyframes, log } = summary.bytes;
	const marked = useMemo(() => collectionsIn(samples).length, [samples]);
	return (
		<p className="hwp-memory-words">
			{said.most(objects.highest, objects.highestAt, formatBytes(bytes.highest), bytes.highestAt)}{" "}
			{said.collections(ran, marked)} {samples.length > summary.steps ? "" : `${said.sampled(samples.length)} `}
			<span className="hwp-quiet">
				{said.plotHelp} {said.recording(formatBytes(keyframes + log), formatBytes(keyframes), formatBytes(log))}
			</span>
		</p>
	);
}

function Comparison(props: ViewsProps & { readonly said: MemoryStrings }) {
	const { recorded, shown, asking, pinned, onPin, onGo, onSelect, selected, strings, said } = props;
	const { place } = shown;
	const inMidst = place.moment !== null || place.phase !== null;
	const here = inMidst ? place.step - 1 : place.step;
	const other = pinned ?? 0;
	const from = Math.min(other, here);
	const to = Math.max(other, here);
	const same = from === to;
	const growth = useAnswer(same ? null : `${from}`, to, (at) => asking.ask("growth", from, at));
	const difference = useAnswer(same ? null : `${from}`, to, (at) => asking.compare(from, at));
	const searching = useSearch(recorded, onGo);
	const total = difference.answer;
	return (
		<section role="group" className="hwp-comparison" aria-label={said.between(from, to)}>
			<header className="hwp-comparison-head">
				<h3>{said.between(from, to)}</h3>
				<span className="hwp-comparison-ways">
					<button type="button" className="hwp-button" title={`${said.pin} (M)`} onClick={() => onPin(place.step)}>
						{said.pin}
					</button>
					{pinned === null ? null : (
						<>
							<button type="button" className="hwp-button" onClick={() => onGo(pinned)}>
								{said.toPinned(pinned)}
							</button>
							<button type="button" className="hwp-button" onClick={() => onPin(null)}>
								{said.unpin}
							</button>
						</>
					)}
				</span>
			</header>
			{inMidst ? <p className="hwp-quiet">{said.inMidst}</p> : null}
			{same ? (
				<p className="hwp-quiet">{said.sameStep}</p>
			) : (
				<>
					<p aria-live="polite">
						{growth.failed || difference.failed ? said.failed : null}
						{total === null || difference.pending
							? null
							: said.summary(
									String(total.born.length + total.bornMore),
									String(total.died.length + total.diedMore),
									String(total.changed.length + total.changedMore),
								)}
					</p>
					<div className="hwp-comparison-tables" aria-busy={growth.pending || difference.pending}>
						{growth.answer === null ? null : <GrowthTable growth={growth.answer} said={said} />}
						{total === null ? null : (
							<DifferenceTables
								difference={total}
								strings={strings}
								said={said}
								ways={{
									selected,
									onSelect,
									onGo,
									onBirth: (serial) => searching.find(0, (goOn) => birthOf(asking, to, serial, goOn), ""),
									onFirstChange: (serial) =>
										searching.find(from, (goOn, onLooked) => changeFrom(asking, from, 1, serial, goOn, onLooked), ""),
								}}
							/>
						)}
					</div>
				</>
			)}
		</section>
	);
}
