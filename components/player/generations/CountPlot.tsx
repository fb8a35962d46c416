"use client";
/** A generation's count over the run, against its threshold, with the collections that took it. */
import type { GenerationView } from "../../../engine/api";
import { CollectionMark } from "./CollectionMark";
import { countPath, topOf } from "./history";
import type { GenerationsStrings } from "./strings";
import type { History } from "./use-history";

interface CountPlotProps {
	readonly generation: 0 | 1 | 2;
	readonly history: History;
	readonly steps: number;
	/** The step shown. */
	readonly now: number;
	readonly view: GenerationView;
	readonly width: number;
	readonly words: GenerationsStrings;
}

const HEIGHT = 52;
/** Room for the collections' marks under the plot. */
const MARKS = 14;

/** Where the threshold's word stands: over its line, or under it where there is no room. */
const wordAt = (line: number) => (line < 13 ? line + 13 : line - 3);

export function CountPlot({ generation, history, steps, now, view, width, words }: CountPlotProps) {
	const { samples, collections } = history;
	const top = Math.max(topOf(samples, generation, view.threshold), view.count);
	const x = (step: number) => (step / Math.max(1, steps)) * width;
	const y = (count: number) => HEIGHT - (count / top) * HEIGHT;
	const scale = { steps, width, height: HEIGHT, top };
	const line = countPath(samples, generation, scale);
	return (
		<svg
			className="hwg-plot"
			role="img"
			aria-label={words.plot(generation, view.count, view.threshold)}
			width={width}
			height={HEIGHT + MARKS}
			viewBox={`0 0 ${width} ${HEIGHT + MARKS}`}
		>
			{line === "" ? null : (
				<>
					<path className={`hwg-area hwp-area-gen-${generation}`} d={`${line}H${width}V${HEIGHT}H0Z`} />
					<path className="hwg-line" d={line} />
				</>
			)}
			<path className="hwg-base" d={`M0 ${HEIGHT}H${width}`} />
			{view.threshold === 0 ? null : (
				<>
					<path
						className="hwg-threshold"
						d={
							line === ""
								? `M0 ${y(view.threshold)}H${width}`
								: `${countPath(samples, generation, scale, "threshold")}H${width}`
						}
					/>
					<text className="hwg-threshold-word" x={width - 6} y={wordAt(y(view.threshold))} textAnchor="end">
						{words.threshold} {view.threshold}
					</text>
				</>
			)}
			{collections.flatMap((ran) => {
				// A collection takes the younger generations along.
				if (ran.generation < generation) return [];
				return [
					<g key={ran.number} transform={`translate(${inside(x(ran.step), width)} ${HEIGHT + MARKS / 2})`}>
						<CollectionMark kind={ran.generation === generation ? ran.reason : "younger"} />
					</g>,
				];
			})}
			<path className="hwg-now" d={`M${inside(x(now), width, 1)} 0V${HEIGHT + MARKS}`} />
			<circle className="hwg-now-dot" cx={inside(x(now), width, 3)} cy={y(Math.max(0, view.count))} r="3" />
		</svg>
	);
}

function inside(x: number, width: number, margin = 5): number {
	return Math.min(Math.max(margin, x), width - margin);
}
