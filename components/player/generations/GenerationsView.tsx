"use client";
/**
 * The generations over a run: a lane each, with its count climbing to its threshold, the collections that took it, and
 * the program's own objects in it, each in a place of its own from which it only goes to another lane.
 */
import { useMemo, useRef } from "react";
import type { HeapState, ObjectView } from "../../../engine/api";
import { useMoves } from "../collector/use-moves";
import type { MoreStrings } from "../more-strings";
import { titleOf } from "../names";
import type { ViewsProps } from "../Views";
import { CollectionMark } from "./CollectionMark";
import { Collections } from "./Collections";
import { CountPlot } from "./CountPlot";
import { OffNote } from "./OffNote";
import { offIn } from "./off-since";
import { gridOf, MARK_HEIGHT, placeOf, slotsOf } from "./slots";
import { GENERATIONS_STRINGS } from "./strings";
import { useHistory } from "./use-history";
import "./generations.css";

interface GenerationsProps extends ViewsProps<MoreStrings> {
	readonly width: number;
}

const PADDING = 32;

export function GenerationsView(props: GenerationsProps) {
	const { recorded, shown, locale, selected, onSelect, onGo, asking, width } = props;
	const words = GENERATIONS_STRINGS[locale];
	const history = useHistory(recorded, asking);
	const { place } = shown;
	// Inside a collection's phase, everything shows the heap as it was before the step.
	const state = place.phase === null ? shown.state : (shown.before ?? shown.state);
	const { summary, outline } = recorded;
	const inner = Math.max(200, width - PADDING);
	const { slots, count } = useMemo(() => slotsOf([...outline.cards, ...outline.inside]), [outline]);
	const grid = useMemo(() => gridOf(count, inner), [count, inner]);
	const box = useRef<HTMLElement>(null);
	useMoves(box, state);
	const lanes = lanesOf(state);
	const off = offIn(state);
	const marks = (objects: readonly ObjectView[]) => (
		<ul className="hwg-marks" style={{ blockSize: grid.rows * MARK_HEIGHT }}>
			{objects.flatMap((object) => {
				const slot = slots.get(object.serial);
				const at = slot === undefined ? null : placeOf(slot, grid);
				if (at === null) return [];
				const title = titleOf(object);
				return [
					<li
						key={object.serial}
						data-serial={object.serial}
						style={{ insetInlineStart: at.x, insetBlockStart: at.y, inlineSize: grid.pitch - 4 }}
					>
						<button
							type="button"
							className={`hwg-mark hwg-mark-${object.generation ?? "none"}`}
							aria-pressed={object.serial === selected}
							aria-label={title}
							title={title}
							onClick={() => onSelect(object.serial === selected ? null : object.serial)}
						>
							{grid.titled ? title : `#${object.serial}`}
						</button>
					</li>,
				];
			})}
		</ul>
	);
	const placed = (objects: readonly ObjectView[]) =>
		objects.filter(({ serial }) => {
			const slot = slots.get(serial);
			return slot !== undefined && placeOf(slot, grid) !== null;
		}).length;
	const far = history.samples.length > 0 && history.samples.length <= summary.steps;
	return (
		<div className="hwg">
			<section ref={box} role="group" className="hwg-lanes" aria-label={props.strings.generationsTitle}>
				{place.phase === null ? null : <p className="hwg-quiet">{words.beforeCollection}</p>}
				{off === null ? null : <OffNote off={off} step={state.step} words={words} asking={asking} onGo={onGo} />}
				{lanes.generations.map((objects, generation) => {
					const view = state.generations[generation];
					if (view === undefined) return null;
					const number = generation as 0 | 1 | 2;
					const over = view.threshold > 0 && view.count > view.threshold;
					return (
						<section
							key={words.lane(generation)}
							className="hwg-lane"
							data-generation={generation}
							data-list={generation}
						>
							<h3 className="hwg-lane-head">
								<span className={`hwp-key hwp-key-gen-${generation}`} aria-hidden="true" />
								{words.lane(generation)}
								<span className="hwg-count">{words.count(view.count, view.threshold)}</span>
							</h3>
							<CountPlot
								generation={number}
								history={history}
								steps={summary.steps}
								now={place.phase === null ? place.step : place.step - 1}
								view={view}
								width={inner}
								words={words}
							/>
							{marks(objects)}
							<p className="hwg-quiet">
								{placed(objects) < objects.length ? `${words.more(objects.length - placed(objects))}${words.stop}` : ""}
								{state.objectsOmitted === 0
									? words.size(objects.length, Math.max(0, view.size - objects.length))
									: words.sizeOnly(view.size)}
								{words.stop}
								{view.threshold === 0
									? words.never[number]
									: over
										? off === null
											? words.past[number]
											: words.pastOff
										: words.counts[number]}
							</p>
						</section>
					);
				})}
				{lanes.outside.length === 0 ? null : (
					<section className="hwg-lane" data-list="outside">
						<h3 className="hwg-lane-head">{words.outside}</h3>
						{marks(lanes.outside)}
						<p className="hwg-quiet">{words.outsideWords}</p>
					</section>
				)}
				<p className="hwg-legend">
					{(["called", "threshold", "younger"] as const).map((kind) => (
						<span key={kind}>
							<svg width="12" height="12" viewBox="-6 -6 12 12" aria-hidden="true">
								<CollectionMark kind={kind} />
							</svg>{" "}
							{words.legend[kind]}
						</span>
					))}
				</p>
				<p className="hwg-quiet" aria-live="polite">
					{!history.complete ? words.reading : far ? words.sampled(history.samples.length, summary.steps + 1) : ""}
				</p>
			</section>
			<Collections history={history} summary={summary} step={place.step} words={words} onGo={onGo} />
			<section className="hwg-more">
				<h3 className="hwg-sub">{words.profileTitle}</h3>
				<p>{words.profile[summary.report.profile]}</p>
				<p>{words.disabled}</p>
			</section>
		</div>
	);
}

/** The program's own objects by the generation that they are in. */
function lanesOf(state: HeapState): {
	readonly generations: readonly (readonly ObjectView[])[];
	readonly outside: readonly ObjectView[];
} {
	return {
		generations: [0, 1, 2].map((generation) => state.objects.filter((object) => object.generation === generation)),
		outside: state.objects.filter((object) => object.generation === null),
	};
}
